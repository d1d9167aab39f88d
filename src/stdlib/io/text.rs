//! `TextIOWrapper`: characters over a buffered stream of bytes.
//!
//! ```text
//! bytes of the buffer ─► decoder ─► decoded, [0 … at) read already, [at … ) still to be read
//! ```
//!
//! UTF-8, ASCII and Latin-1 are coded here; another encoding's incremental decoder and encoder come from `codecs`.

use super::base::{TEXT_BASE, closed_error, str_argument};
use super::newline::{Newline, newlines, seen, translate};
use super::{asks, buffered, int, is_closed, method, size_argument, unsupported};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::types::type_flags;
use crate::objects::{Kind, Str};
use crate::stdlib::class::{state_getters, state_methods};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use pyopt_compiler::semantics::text::codec::Encoding;
use rustpython_wtf8::{Wtf8, Wtf8Buf};
use std::cell::RefCell;
use std::rc::Rc;

const BUFFER: usize = 0;
const ENCODING: usize = 1;
const ERRORS: usize = 2;
/// The incremental decoder and encoder of an encoding that is not coded here, else NULL.
const DECODER: usize = 3;
const ENCODER: usize = 4;

/// Bytes that one read asks for.
const CHUNK: usize = 8192;

#[derive(Default)]
struct Text {
    decoded: Wtf8Buf,
    at: usize,
    /// Bytes read that are no whole character yet.
    rest: Vec<u8>,
    /// The bytes that `decoded` was made of, when they began a chunk, and where in the file that was.
    chunk: Vec<u8>,
    /// A `\r` at the end of a chunk, held back: a `\n` may follow.
    held_cr: bool,
    ended: bool,
    newline: Newline,
    line_buffering: bool,
    write_through: bool,
    /// The stream below said that it cannot be written to.
    read_only: bool,
    seen: u8,
    /// `next()` gave a line, so that `tell()` is refused.
    iterating: bool,
    encoding: Option<Encoding>,
}

type Owned = RefCell<Text>;

natives! { STATIC: "__new__" "(cls, *args, **kwargs)" |vm, args| {
    let class = vm.state_class(&TEXT_WRAPPER, args[0])?;
    let owned: Rc<dyn std::any::Any> = Rc::new(Owned::default());
    Ok(vm.new_state_of(class, &TEXT_WRAPPER, Some(owned), &[Value::NULL; 5]))
}; }

state_methods! { METHODS: TEXT_WRAPPER;
    "__init__" "(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)" init;
    "write" "(self, s, /)" |vm, state, args| {
        let text = str_argument(vm, args[1], "write() argument")?;
        write(vm, state, text.as_wtf8())?;
        let count = vm.len(args[1])?;
        Ok(int(count))
    };
    "read" "(self, size=-1, /)" read;
    "readline" "(self, size=-1, /)" |vm, state, args| {
        let limit = size_argument(vm, args[1])?;
        let line = line(vm, state, limit)?;
        vm.new_str(&line)
    };
    "__next__" "(self, /)" |vm, state, _| {
        let line = line(vm, state, None)?;
        // What was read ahead is not kept track of, until the end.
        state.owned::<Owned>().borrow_mut().iterating = !line.is_empty();
        if line.is_empty() { Err(vm.end_of_iteration()) } else { vm.new_str(&line) }
    };
    "flush" "(self, /)" |vm, state, _| { let buffer = open_buffer(vm, state)?; method(vm, buffer, "flush", &[]) };
    "close" "(self, /)" close;
    "detach" "(self, /)" |vm, state, args| {
        let buffer = buffer_of(vm, state)?;
        method(vm, args[0], "flush", &[])?;
        State::set(state, &mut vm.heap, BUFFER, Value::NONE);
        Ok(buffer)
    };
    "seek" "(self, cookie, whence=0, /)" seek;
    "tell" "(self, /)" tell;
    "truncate" "(self, pos=None, /)" |vm, state, args| {
        method(vm, args[0], "flush", &[])?;
        let size = match args[1] {
            v if v.is_null() || v.is_none() => method(vm, args[0], "tell", &[])?,
            v => v,
        };
        let buffer = buffer_of(vm, state)?;
        method(vm, buffer, "truncate", &[size])
    };
    "fileno" "(self, /)" |vm, state, _| { let b = buffer_of(vm, state)?; method(vm, b, "fileno", &[]) };
    "isatty" "(self, /)" |vm, state, _| { let b = buffer_of(vm, state)?; method(vm, b, "isatty", &[]) };
    "readable" "(self, /)" |vm, state, _| { let b = buffer_of(vm, state)?; method(vm, b, "readable", &[]) };
    "writable" "(self, /)" |vm, state, _| { let b = buffer_of(vm, state)?; method(vm, b, "writable", &[]) };
    "seekable" "(self, /)" |vm, state, _| { let b = buffer_of(vm, state)?; method(vm, b, "seekable", &[]) };
    "reconfigure" "(self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)" reconfigure;
    "__repr__" "(self, /)" repr;
}

state_getters! { GETTERS: TEXT_WRAPPER;
    "buffer" |_, state| Ok(state.get(BUFFER).non_null().unwrap_or(Value::NONE));
    "encoding" |_, state| Ok(state.get(ENCODING).non_null().unwrap_or(Value::NONE));
    "errors" |_, state| Ok(state.get(ERRORS).non_null().unwrap_or(Value::NONE));
    "closed" |vm, state| { let b = buffer_of(vm, state)?; let closed = is_closed(vm, b)?; Ok(Value::from_bool(closed)) };
    "name" |vm, state| { let b = buffer_of(vm, state)?; let name = vm.intern("name"); vm.get_attr(b, name) };
    "line_buffering" |_, state| Ok(Value::from_bool(state.owned::<Owned>().borrow().line_buffering));
    "write_through" |_, state| Ok(Value::from_bool(state.owned::<Owned>().borrow().write_through));
    "newlines" |vm, state| { let bits = state.owned::<Owned>().borrow().seen; newlines(vm, bits) };
}

/// `_io.TextIOWrapper`.
pub(super) static TEXT_WRAPPER: TypeSpec = TypeSpec {
    flags: type_flags::BASE | type_flags::HAS_DICT,
    base: Some(|vm| vm.native_type(&TEXT_BASE)),
    methods: METHODS,
    static_methods: STATIC,
    getset: GETTERS,
    doc: "Character and line based layer over a BufferedIOBase object, buffer.",
    ..TypeSpec::new("_io", "TextIOWrapper", Kind::State)
};

fn init(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let newline = Newline::from_value(vm, args[4])?;
    let encoding = match args[2] {
        v if v.is_null() || v.is_none() => vm.intern("utf-8"),
        v => match str_argument(vm, v, "TextIOWrapper() argument 'encoding'")? {
            name if name.as_str() == Some("locale") => vm.intern("utf-8"),
            name => name,
        },
    };
    let errors = match args[3] {
        v if v.is_null() || v.is_none() => vm.intern("strict"),
        v => {
            let name = str_argument(vm, v, "TextIOWrapper() argument 'errors'")?;
            crate::stdlib::codec_errors::check_name(vm, name)?;
            name
        }
    };
    let line_buffering = !args[5].is_null() && vm.truth(args[5])?;
    let write_through = !args[6].is_null() && vm.truth(args[6])?;
    let read_only = !asks(vm, args[1], "writable")?;
    let text = Text { newline, line_buffering, write_through, read_only, ..Text::default() };
    *state.owned::<Owned>().borrow_mut() = text;
    State::set(state, &mut vm.heap, BUFFER, args[1]);
    State::set(state, &mut vm.heap, ERRORS, errors.value());
    set_encoding(vm, state, encoding)?;
    Ok(Value::NONE)
}

fn set_encoding(vm: &mut Vm, state: Gc<State>, encoding: Gc<Str>) -> PyResult<()> {
    let own = encoding.as_str().and_then(Encoding::lookup);
    let own = own.filter(|e| matches!(e, Encoding::Utf8 | Encoding::Ascii | Encoding::Latin1));
    if own.is_none() {
        let codecs = vm.import_module("codecs")?;
        for (field, name) in [(DECODER, "getincrementaldecoder"), (ENCODER, "getincrementalencoder")] {
            let class = method(vm, codecs, name, &[encoding.value()])?;
            let made = vm.call(class, &[state.get(ERRORS)])?;
            State::set(state, &mut vm.heap, field, made);
        }
    }
    state.owned::<Owned>().borrow_mut().encoding = own;
    State::set(state, &mut vm.heap, ENCODING, encoding.value());
    Ok(())
}

fn buffer_of(vm: &mut Vm, state: Gc<State>) -> PyResult {
    match state.get(BUFFER) {
        v if v.is_null() => Err(vm.raise_value_error("I/O operation on uninitialized object")),
        v if v.is_none() => Err(vm.raise_value_error("underlying buffer has been detached")),
        v => Ok(v),
    }
}

fn open_buffer(vm: &mut Vm, state: Gc<State>) -> PyResult {
    let buffer = buffer_of(vm, state)?;
    if is_closed(vm, buffer)? { Err(closed_error(vm)) } else { Ok(buffer) }
}

fn encode(vm: &mut Vm, state: Gc<State>, text: &Wtf8) -> PyResult<Vec<u8>> {
    let encoding = state.owned::<Owned>().borrow().encoding;
    // What is UTF-8 in memory, without surrogates, is so outside.
    if encoding == Some(Encoding::Utf8) && text.as_str().is_ok() || encoding.is_some() && text.is_ascii() {
        return Ok(text.as_bytes().to_vec());
    }
    let text = vm.new_str(text)?;
    let bytes = match encoding {
        Some(_) => {
            let (encoding, errors) = (state.get(ENCODING), state.get(ERRORS));
            method(vm, text, "encode", &[encoding, errors])?
        }
        None => method(vm, state.get(ENCODER), "encode", &[text])?,
    };
    let bytes = vm.need_bytes(bytes)?;
    Ok(bytes.as_slice().to_vec())
}

/// Writes a text: what `write` and `print` do.
pub(super) fn write(vm: &mut Vm, state: Gc<State>, text: &Wtf8) -> PyResult<()> {
    let buffer = buffer_of(vm, state)?;
    let native = buffered::state_of(buffer);
    let closed = match native {
        Some(native) => buffered::is_stream_closed(vm, native)?,
        None => is_closed(vm, buffer)?,
    };
    if closed {
        return Err(closed_error(vm));
    }
    let owned = state.owned::<Owned>();
    if owned.borrow().read_only {
        return Err(unsupported(vm, "not writable"));
    }
    let (newline, line_buffering, write_through) = {
        let mut t = owned.borrow_mut();
        t.decoded.clear();
        t.at = 0;
        t.chunk.clear();
        (t.newline, t.line_buffering, t.write_through)
    };
    let translated = newline.written(text);
    let bytes = encode(vm, state, translated.as_deref().unwrap_or(text))?;
    match native {
        Some(native) => buffered::write(vm, native, &bytes)?,
        None => {
            let data = vm.new_bytes(&bytes)?;
            method(vm, buffer, "write", &[data])?;
        }
    }
    let line = line_buffering && memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_some();
    match native {
        Some(native) if line || write_through => buffered::flush(vm, native)?,
        None if line => {
            method(vm, buffer, "flush", &[])?;
        }
        _ => {}
    }
    Ok(())
}

/// How many of these bytes are whole characters.
fn whole(encoding: Encoding, bytes: &[u8]) -> usize {
    if encoding != Encoding::Utf8 {
        return bytes.len();
    }
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        // An error in the middle: a character cut off at the end may follow it.
        Err(_) => {
            let cut = bytes.iter().rev().take(3).position(|b| b & 0xC0 != 0x80).map_or(0, |back| back + 1);
            let tail = &bytes[bytes.len() - cut..];
            match std::str::from_utf8(tail) {
                Err(error) if error.error_len().is_none() => bytes.len() - cut,
                _ => bytes.len(),
            }
        }
        Ok(_) => bytes.len(),
    }
}

fn decode(vm: &mut Vm, state: Gc<State>, bytes: Vec<u8>, last: bool) -> PyResult<Wtf8Buf> {
    let owned = state.owned::<Owned>();
    let encoding = owned.borrow().encoding;
    let Some(encoding) = encoding else {
        let data = vm.new_bytes(&bytes)?;
        let text = method(vm, state.get(DECODER), "decode", &[data, Value::from_bool(last)])?;
        let text = str_argument(vm, text, "decoder result")?;
        return Ok(text.as_wtf8().to_owned());
    };
    let mut all = std::mem::take(&mut owned.borrow_mut().rest);
    all.extend_from_slice(&bytes);
    let end = if last { all.len() } else { whole(encoding, &all) };
    let rest = all.split_off(end);
    owned.borrow_mut().rest = rest;
    let is_plain = match encoding {
        Encoding::Utf8 => std::str::from_utf8(&all).is_ok(),
        _ => all.is_ascii(),
    };
    if is_plain {
        return Ok(Wtf8Buf::from_bytes(all).unwrap_or_default());
    }
    let data = vm.new_bytes(&all)?;
    let text = method(vm, data, "decode", &[state.get(ENCODING), state.get(ERRORS)])?;
    let text = str_argument(vm, text, "decoder result")?;
    Ok(text.as_wtf8().to_owned())
}

/// Adds what was decoded, ends of lines translated.
fn accept(text: &mut Text, decoded: Wtf8Buf, last: bool) {
    let mut new = Wtf8Buf::new();
    if std::mem::take(&mut text.held_cr) {
        new.push_str("\r");
    }
    new.push_wtf8(&decoded);
    if matches!(text.newline, Newline::Universal | Newline::Any) {
        if !last && new.as_bytes().ends_with(b"\r") {
            new.truncate(new.len() - 1);
            text.held_cr = true;
        }
        text.seen |= seen(new.as_bytes());
        if text.newline == Newline::Universal
            && let Some(translated) = translate(&new)
        {
            new = translated;
        }
    }
    text.decoded = text.decoded[text.at..].to_owned();
    text.at = 0;
    text.decoded.push_wtf8(&new);
}

/// Reads and decodes a chunk; false at the end.
fn read_chunk(vm: &mut Vm, state: Gc<State>) -> PyResult<bool> {
    let buffer = buffer_of(vm, state)?;
    let owned = state.owned::<Owned>();
    let bytes = match buffered::state_of(buffer) {
        Some(native) => buffered::read_some(vm, native, Some(CHUNK))?,
        None => {
            let key = vm.intern("read1");
            let name = if vm.get_attr_or_none(buffer, key)?.is_some() { "read1" } else { "read" };
            let data = method(vm, buffer, name, &[int(CHUNK)])?;
            let Some(bytes) = vm.bytes_like(data)? else {
                let class = vm.type_name(data);
                let message =
                    format!("underlying {name}() should have returned a bytes-like object, not '{class}'");
                return Err(vm.raise_type_error(message));
            };
            bytes.as_slice().to_vec()
        }
    };
    let last = bytes.is_empty();
    {
        let mut t = owned.borrow_mut();
        t.ended = last;
        // Only the bytes of what is still unread are of use to `tell`.
        let used = t.chunk.len() - unread_bytes(&t).min(t.chunk.len());
        t.chunk.drain(..used);
        t.chunk.extend_from_slice(&bytes);
    }
    let decoded = decode(vm, state, bytes, last)?;
    accept(&mut owned.borrow_mut(), decoded, last);
    Ok(!last)
}

fn check_readable(vm: &mut Vm, state: Gc<State>) -> PyResult {
    let buffer = open_buffer(vm, state)?;
    if !asks(vm, buffer, "readable")? {
        return Err(unsupported(vm, "not readable"));
    }
    Ok(buffer)
}

fn read(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let limit = size_argument(vm, args[1])?;
    let buffer = check_readable(vm, state)?;
    let owned = state.owned::<Owned>();
    let Some(limit) = limit else {
        let rest = match buffered::state_of(buffer) {
            Some(native) => buffered::read(vm, native, None)?.unwrap_or_default(),
            None => {
                let data = method(vm, buffer, "read", &[])?;
                let bytes = vm.need_bytes(data)?;
                bytes.as_slice().to_vec()
            }
        };
        let decoded = decode(vm, state, rest, true)?;
        let all = {
            let mut t = owned.borrow_mut();
            accept(&mut t, decoded, true);
            t.chunk.clear();
            t.at = 0;
            std::mem::take(&mut t.decoded)
        };
        return vm.new_str(&all);
    };
    loop {
        let (count, ended) = {
            let t = owned.borrow();
            (t.decoded[t.at..].code_points().take(limit).count(), t.ended)
        };
        if count >= limit || ended && count > 0 || !read_chunk(vm, state)? {
            break;
        }
    }
    let taken = {
        let mut t = owned.borrow_mut();
        t.ended = false;
        let rest = &t.decoded[t.at..];
        let end = rest.code_point_indices().nth(limit).map_or(t.decoded.len(), |(byte, _)| t.at + byte);
        take(&mut t, end)
    };
    vm.new_str(&taken)
}

fn take(text: &mut Text, end: usize) -> Wtf8Buf {
    let taken = text.decoded[text.at..end].to_owned();
    text.at = end;
    taken
}

fn line(vm: &mut Vm, state: Gc<State>, limit: Option<usize>) -> PyResult<Wtf8Buf> {
    let owned = state.owned::<Owned>();
    let waiting = {
        let t = owned.borrow();
        t.at < t.decoded.len()
    };
    if !waiting {
        check_readable(vm, state)?;
    }
    loop {
        let found = {
            let t = owned.borrow();
            let rest = &t.decoded[t.at..];
            let end = t.newline.line_end(rest.as_bytes());
            let most = limit.and_then(|l| rest.code_point_indices().nth(l).map(|(byte, _)| byte));
            match (end, most) {
                (Some(end), Some(most)) => Some(t.at + end.min(most)),
                (Some(end), None) => Some(t.at + end),
                (None, Some(most)) => Some(t.at + most),
                (None, None) => None,
            }
        };
        if let Some(end) = found {
            return Ok(take(&mut owned.borrow_mut(), end));
        }
        if !read_chunk(vm, state)? {
            let mut t = owned.borrow_mut();
            // What the last, empty chunk released may hold a line end of its own.
            let end = t.newline.line_end(&t.decoded.as_bytes()[t.at..]).map_or(t.decoded.len(), |e| t.at + e);
            return Ok(take(&mut t, end));
        }
    }
}

fn close(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let buffer = match state.get(BUFFER) {
        v if v.is_null() || v.is_none() => return Ok(Value::NONE),
        v => v,
    };
    if is_closed(vm, buffer)? {
        return Ok(Value::NONE);
    }
    let flushed = method(vm, args[0], "flush", &[]);
    let pending = flushed.is_err().then(|| vm.take_raised());
    method(vm, buffer, "close", &[])?;
    match pending {
        Some(exception) => {
            vm.raised = exception;
            Err(Raised)
        }
        None => Ok(Value::NONE),
    }
}

fn forget(state: Gc<State>) {
    let owned = state.owned::<Owned>();
    let mut t = owned.borrow_mut();
    t.decoded.clear();
    t.rest.clear();
    t.chunk.clear();
    (t.at, t.held_cr, t.ended) = (0, false, false);
}

fn seek(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let buffer = open_buffer(vm, state)?;
    if !asks(vm, buffer, "seekable")? {
        return Err(unsupported(vm, "underlying stream is not seekable"));
    }
    let whence = if args[2].is_null() { 0 } else { vm.index(args[2])? };
    let offset = vm.index(args[1])?;
    let (offset, whence) = match whence {
        1 if offset != 0 => return Err(unsupported(vm, "can't do nonzero cur-relative seeks")),
        2 if offset != 0 => return Err(unsupported(vm, "can't do nonzero end-relative seeks")),
        1 => {
            let at = method(vm, args[0], "tell", &[])?;
            (vm.index(at)?, 0)
        }
        0 if offset < 0 => return Err(vm.raise_value_error(format!("negative seek position {offset}"))),
        0 | 2 => (offset, whence),
        _ => return Err(vm.raise_value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    method(vm, args[0], "flush", &[])?;
    forget(state);
    let decoder = state.get(DECODER);
    if !decoder.is_null() {
        method(vm, decoder, "reset", &[])?;
    }
    let offset = vm.new_int(offset);
    method(vm, buffer, "seek", &[offset, Value::small_int_unchecked(whence)])
}

fn tell(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let buffer = open_buffer(vm, state)?;
    if !asks(vm, buffer, "seekable")? {
        return Err(unsupported(vm, "underlying stream is not seekable"));
    }
    if state.owned::<Owned>().borrow().iterating {
        return Err(vm.raise_str(vm.types.os_error, "telling position disabled by next() call"));
    }
    method(vm, args[0], "flush", &[])?;
    let position = method(vm, buffer, "tell", &[])?;
    let position = vm.index(position)?;
    let owned = state.owned::<Owned>();
    let t = owned.borrow();
    if t.at == t.decoded.len() && t.chunk.is_empty() {
        return Ok(vm.new_int(position - t.rest.len() as i64));
    }
    if t.encoding.is_none() && t.at < t.decoded.len() {
        drop(t);
        return Err(vm.not_yet("tell() in the middle of text of that encoding"));
    }
    let rest = unread_bytes(&t);
    Ok(vm.new_int(position - rest as i64))
}

/// How many bytes of the chunk belong to text that was not read yet.
fn unread_bytes(t: &Text) -> usize {
    let left = t.decoded[t.at..].code_points().count();
    let universal = t.newline == Newline::Universal;
    let bytes = &t.chunk[..];
    let (mut end, mut count) = (bytes.len() - t.rest.len(), 0);
    if t.held_cr && end > 0 {
        end -= 1;
    }
    let mut at = end;
    while count < left && at > 0 {
        at -= 1;
        if t.encoding == Some(Encoding::Utf8) {
            while at > 0 && bytes[at] & 0xC0 == 0x80 {
                at -= 1;
            }
        }
        if universal && bytes[at] == b'\n' && at > 0 && bytes[at - 1] == b'\r' {
            at -= 1;
        }
        count += 1;
    }
    bytes.len() - at
}

fn reconfigure(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let [encoding, errors, newline, line, through] = [args[1], args[2], args[3], args[4], args[5]];
    let given = |v: Value| !v.is_null() && !v.is_none();
    method(vm, args[0], "flush", &[])?;
    if given(errors) {
        let errors = str_argument(vm, errors, "reconfigure() argument 'errors'")?;
        crate::stdlib::codec_errors::check_name(vm, errors)?;
        State::set(state, &mut vm.heap, ERRORS, errors.value());
    } else if given(encoding) {
        let strict = vm.intern("strict");
        State::set(state, &mut vm.heap, ERRORS, strict.value());
    }
    if given(encoding) || given(errors) {
        let encoding = if given(encoding) { encoding } else { state.get(ENCODING) };
        let encoding = str_argument(vm, encoding, "reconfigure() argument 'encoding'")?;
        set_encoding(vm, state, encoding)?;
    }
    if !newline.is_null() {
        let newline = Newline::from_value(vm, newline)?;
        state.owned::<Owned>().borrow_mut().newline = newline;
    }
    if given(line) {
        let line = vm.truth(line)?;
        state.owned::<Owned>().borrow_mut().line_buffering = line;
    }
    if given(through) {
        let through = vm.truth(through)?;
        state.owned::<Owned>().borrow_mut().write_through = through;
    }
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let class = vm.type_name(args[0]);
    let mut text = format!("<{class}");
    for name in ["name", "mode"] {
        let key = vm.intern(name);
        if let Some(value) = vm.get_attr_or_none(args[0], key)? {
            let shown = vm.repr(value)?;
            let shown = shown.downcast::<Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default();
            text.push_str(&format!(" {name}={shown}"));
        }
    }
    let encoding = vm.repr(state.get(ENCODING))?;
    let encoding = encoding.downcast::<Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default();
    text.push_str(&format!(" encoding={encoding}>"));
    vm.new_str(text.as_str())
}

/// The text stream that an object is, if it is exactly one of this class.
pub(super) fn exact(vm: &mut Vm, object: Value) -> Option<Gc<State>> {
    let class = vm.native_type(&TEXT_WRAPPER);
    State::of(object, &TEXT_WRAPPER).filter(|_| vm.type_of(object) == class)
}
