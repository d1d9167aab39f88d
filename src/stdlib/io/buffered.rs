//! `BufferedReader`, `BufferedWriter`, `BufferedRandom`, `BufferedRWPair`.
//!
//! ```text
//! raw position ──┐            reading: [read already | ahead]◄─ raw position
//! ```
//!
//! One state for all of them: what was read ahead, what waits to be written. Of a `BufferedRandom` at most one of the
//! two is not empty.

use super::base::{BUFFERED_BASE, fill};
use super::file;
use super::{asks, int, is_closed, method, size_argument, unsupported};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::getset::GetSetDef;
use crate::objects::state::State;
use crate::objects::types::type_flags;
use crate::objects::{ByteArray, Kind, Str};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use std::cell::RefCell;
use std::rc::Rc;

/// Bytes of a buffer when nobody says otherwise (`io.DEFAULT_BUFFER_SIZE`).
pub(super) const SIZE: usize = 128 << 10;

/// What a buffered stream owns.
#[derive(Default)]
pub(super) struct Buffers {
    ahead: Vec<u8>,
    /// Where the next byte of `ahead` is.
    at: usize,
    waiting: Vec<u8>,
    size: usize,
}

type Owned = RefCell<Buffers>;
const RAW: usize = 0;

const READ: u8 = 1;
const WRITE: u8 = 2;

/// The state of a stream of any of the three classes.
pub(super) fn state_of(object: Value) -> Option<Gc<State>> {
    [&READER, &WRITER, &RANDOM].into_iter().find_map(|spec| State::of(object, spec))
}

fn receiver(vm: &mut Vm, object: Value) -> PyResult<Gc<State>> {
    match state_of(object) {
        Some(state) => Ok(state),
        None => {
            let class = vm.type_name(object);
            Err(vm.raise_type_error(format!("descriptor requires a buffered stream, not '{class}'")))
        }
    }
}

fn raw_of(vm: &mut Vm, state: Gc<State>) -> PyResult {
    match state.get(RAW) {
        raw if raw.is_null() => Err(vm.raise_value_error("I/O operation on uninitialized object")),
        raw if raw.is_none() => Err(vm.raise_value_error("raw stream has been detached")),
        raw => Ok(raw),
    }
}

fn open_raw(vm: &mut Vm, state: Gc<State>, what: &str) -> PyResult {
    let raw = raw_of(vm, state)?;
    if is_raw_closed(vm, raw)? { Err(vm.raise_value_error(format!("{what} closed file"))) } else { Ok(raw) }
}

fn is_raw_closed(vm: &mut Vm, raw: Value) -> PyResult<bool> {
    match file::exact(vm, raw) {
        Some(raw) => Ok(raw.owned::<file::File>().fd.get() < 0),
        None => is_closed(vm, raw),
    }
}

/// Whether the stream below is closed.
pub(super) fn is_stream_closed(vm: &mut Vm, state: Gc<State>) -> PyResult<bool> {
    let raw = raw_of(vm, state)?;
    is_raw_closed(vm, raw)
}

macro_rules! constructors {
    ($($table:ident $spec:ident;)*) => { $(natives! { $table: "__new__" "(cls, *args, **kwargs)" |vm, args| {
        let class = vm.state_class(&$spec, args[0])?;
        let owned: Rc<dyn std::any::Any> = Rc::new(Owned::default());
        Ok(vm.new_state_of(class, &$spec, Some(owned), &[Value::NULL]))
    }; })* };
}
constructors! { NEW_READER READER; NEW_WRITER WRITER; NEW_RANDOM RANDOM; }

natives! { READER_METHODS:
    "__init__" "(self, raw, buffer_size=131072)" |vm, args| init(vm, args, READ);
    "read" "(self, size=-1, /)" read_method;
    "read1" "(self, size=-1, /)" read1;
    "peek" "(self, size=0, /)" peek;
    "readinto" "(self, buffer, /)" |vm, args| read_into(vm, args, false);
    "readinto1" "(self, buffer, /)" |vm, args| read_into(vm, args, true);
    "readline" "(self, size=-1, /)" read_line;
    "__next__" "(self, /)" next_line;
}

natives! { WRITER_METHODS:
    "__init__" "(self, raw, buffer_size=131072)" |vm, args| init(vm, args, WRITE);
    "write" "(self, buffer, /)" write_method;
}

natives! { RANDOM_METHODS:
    "__init__" "(self, raw, buffer_size=131072)" |vm, args| init(vm, args, READ | WRITE);
    "read" "(self, size=-1, /)" read_method;
    "read1" "(self, size=-1, /)" read1;
    "peek" "(self, size=0, /)" peek;
    "readinto" "(self, buffer, /)" |vm, args| read_into(vm, args, false);
    "readinto1" "(self, buffer, /)" |vm, args| read_into(vm, args, true);
    "readline" "(self, size=-1, /)" read_line;
    "__next__" "(self, /)" next_line;
    "write" "(self, buffer, /)" write_method;
}

natives! { COMMON:
    "flush" "(self, /)" |vm, args| {
        let state = receiver(vm, args[0])?;
        open_raw(vm, state, "flush of")?;
        flush(vm, state)?;
        Ok(Value::NONE)
    };
    "close" "(self, /)" close;
    "detach" "(self, /)" |vm, args| {
        let state = receiver(vm, args[0])?;
        let raw = raw_of(vm, state)?;
        method(vm, args[0], "flush", &[])?;
        State::set(state, &mut vm.heap, RAW, Value::NONE);
        Ok(raw)
    };
    "seek" "(self, target, whence=0, /)" seek_method;
    "tell" "(self, /)" |vm, args| { let state = receiver(vm, args[0])?; let at = tell(vm, state)?; Ok(vm.new_int(at)) };
    "truncate" "(self, pos=None, /)" truncate;
    "seekable" "(self, /)" |vm, args| of_raw(vm, args[0], "seekable");
    "readable" "(self, /)" |vm, args| of_raw(vm, args[0], "readable");
    "writable" "(self, /)" |vm, args| of_raw(vm, args[0], "writable");
    "fileno" "(self, /)" |vm, args| of_raw(vm, args[0], "fileno");
    "isatty" "(self, /)" |vm, args| of_raw(vm, args[0], "isatty");
    "__repr__" "(self, /)" repr;
}

static GETSET: &[GetSetDef] = &[
    GetSetDef::new("raw", |vm, object| {
        let state = receiver(vm, object)?;
        Ok(state.get(RAW).non_null().unwrap_or(Value::NONE))
    }),
    GetSetDef::new("closed", |vm, object| {
        let state = receiver(vm, object)?;
        let raw = raw_of(vm, state)?;
        attribute(vm, raw, "closed")
    }),
    GetSetDef::new("name", |vm, object| {
        let state = receiver(vm, object)?;
        let raw = raw_of(vm, state)?;
        attribute(vm, raw, "name")
    }),
    GetSetDef::new("mode", |vm, object| {
        let state = receiver(vm, object)?;
        let raw = raw_of(vm, state)?;
        attribute(vm, raw, "mode")
    }),
];

/// Methods and attributes that the three classes share, between them and `_BufferedIOBase`.
static MIXIN: TypeSpec = TypeSpec {
    flags: type_flags::BASE | type_flags::HAS_DICT,
    base: Some(|vm| vm.native_type(&BUFFERED_BASE)),
    methods: COMMON,
    getset: GETSET,
    ..TypeSpec::new("_io", "_BufferedIOMixin", Kind::Instance)
};

const fn class(
    name: &'static str,
    methods: &'static [crate::vm::native::NativeDef],
    new: &'static [crate::vm::native::NativeDef],
) -> TypeSpec {
    let mut spec = TypeSpec::new("_io", name, Kind::State);
    spec.flags = type_flags::BASE | type_flags::HAS_DICT;
    spec.base = Some(|vm| vm.native_type(&MIXIN));
    spec.methods = methods;
    spec.static_methods = new;
    spec
}

/// `_io.BufferedReader`.
pub(super) static READER: TypeSpec = class("BufferedReader", READER_METHODS, NEW_READER);
/// `_io.BufferedWriter`.
pub(super) static WRITER: TypeSpec = class("BufferedWriter", WRITER_METHODS, NEW_WRITER);
/// `_io.BufferedRandom`.
pub(super) static RANDOM: TypeSpec = class("BufferedRandom", RANDOM_METHODS, NEW_RANDOM);

natives! { PAIR_METHODS:
    "__init__" "(self, reader, writer, buffer_size=131072, /)" |vm, args| {
        for (object, name, side) in [(args[1], "reader", &READER), (args[2], "writer", &WRITER)] {
            let class = vm.native_type(side);
            let stream = vm.call(class.value(), &[object])?;
            let name = vm.intern(name);
            vm.set_attr(args[0], name, stream)?;
        }
        Ok(Value::NONE)
    };
    "read" "(self, size=-1, /)" |vm, args| of_side(vm, args, "reader", "read");
    "read1" "(self, size=-1, /)" |vm, args| of_side(vm, args, "reader", "read1");
    "peek" "(self, size=0, /)" |vm, args| of_side(vm, args, "reader", "peek");
    "readinto" "(self, buffer, /)" |vm, args| of_side(vm, args, "reader", "readinto");
    "readinto1" "(self, buffer, /)" |vm, args| of_side(vm, args, "reader", "readinto1");
    "readable" "(self, /)" |vm, args| of_side(vm, args, "reader", "readable");
    "write" "(self, buffer, /)" |vm, args| of_side(vm, args, "writer", "write");
    "flush" "(self, /)" |vm, args| of_side(vm, args, "writer", "flush");
    "writable" "(self, /)" |vm, args| of_side(vm, args, "writer", "writable");
    "isatty" "(self, /)" |vm, args| of_side(vm, args, "writer", "isatty");
    "close" "(self, /)" |vm, args| { of_side(vm, args, "writer", "close")?; of_side(vm, args, "reader", "close") };
}

static PAIR_GETSET: &[GetSetDef] = &[GetSetDef::new("closed", |vm, object| {
    let writer = attribute(vm, object, "writer")?;
    attribute(vm, writer, "closed")
})];

/// `_io.BufferedRWPair`.
pub(super) static PAIR: TypeSpec = TypeSpec {
    flags: type_flags::BASE | type_flags::HAS_DICT,
    base: Some(|vm| vm.native_type(&BUFFERED_BASE)),
    methods: PAIR_METHODS,
    getset: PAIR_GETSET,
    ..TypeSpec::new("_io", "BufferedRWPair", Kind::Instance)
};

fn of_side(vm: &mut Vm, args: &[Value], side: &str, name: &str) -> PyResult {
    let stream = attribute(vm, args[0], side)?;
    let rest: Vec<Value> = args[1..].iter().copied().take_while(|v| !v.is_null()).collect();
    method(vm, stream, name, &rest)
}

fn attribute(vm: &mut Vm, object: Value, name: &str) -> PyResult {
    let name = vm.intern(name);
    vm.get_attr(object, name)
}

fn of_raw(vm: &mut Vm, object: Value, name: &str) -> PyResult {
    let state = receiver(vm, object)?;
    let raw = raw_of(vm, state)?;
    method(vm, raw, name, &[])
}

fn init(vm: &mut Vm, args: &[Value], mode: u8) -> PyResult {
    let state = receiver(vm, args[0])?;
    let size = if args[2].is_null() { SIZE as i64 } else { vm.index(args[2])? };
    if size <= 0 {
        return Err(vm.raise_value_error("buffer size must be strictly positive"));
    }
    for (bit, question) in [(READ, "readable"), (WRITE, "writable")] {
        if mode & bit != 0 && !asks(vm, args[1], question)? {
            let message = format!("File or stream is not {question}.");
            return Err(unsupported(vm, &message));
        }
    }
    State::set(state, &mut vm.heap, RAW, args[1]);
    let owned = state.owned::<Owned>();
    *owned.borrow_mut() = Buffers { size: size as usize, ..Buffers::default() };
    Ok(Value::NONE)
}

/// Reads from the raw stream: `None` when it has nothing now.
fn raw_read(vm: &mut Vm, raw: Value, size: usize) -> PyResult<Option<Vec<u8>>> {
    if let Some(file) = file::exact(vm, raw) {
        return file::read(vm, file, size);
    }
    let array = super::base::new_bytearray(vm, size)?;
    let count = method(vm, raw, "readinto", &[array])?;
    if count.is_none() {
        return Ok(None);
    }
    let count = vm.index(count)?;
    let mut bytes = array.downcast::<ByteArray>().map(|a| a.to_vec()).unwrap_or_default();
    if count < 0 || count as usize > bytes.len() {
        let message =
            format!("raw readinto() returned invalid length {count} (should have been between 0 and {size})");
        return Err(vm.raise_str(vm.types.os_error, &message));
    }
    bytes.truncate(count as usize);
    Ok(Some(bytes))
}

fn raw_read_rest(vm: &mut Vm, raw: Value) -> PyResult<Option<Vec<u8>>> {
    if let Some(file) = file::exact(vm, raw) {
        return file::read_rest(vm, file);
    }
    let key = vm.intern("readall");
    if vm.get_attr_or_none(raw, key)?.is_some() {
        let all = method(vm, raw, "readall", &[])?;
        if all.is_none() {
            return Ok(None);
        }
        let bytes = vm.need_bytes(all)?;
        return Ok(Some(bytes.as_slice().to_vec()));
    }
    let mut all = Vec::new();
    while let Some(bytes) = raw_read(vm, raw, SIZE)? {
        if bytes.is_empty() {
            break;
        }
        all.extend_from_slice(&bytes);
    }
    Ok(Some(all))
}

fn raw_write(vm: &mut Vm, raw: Value, bytes: &[u8]) -> PyResult<usize> {
    let count = match file::exact(vm, raw) {
        Some(file) => file::write(vm, file, bytes)?,
        None => {
            let data = vm.new_bytes(bytes)?;
            let count = method(vm, raw, "write", &[data])?;
            if count.is_none() { None } else { Some(vm.index(count)?.max(0) as usize) }
        }
    };
    match count {
        Some(count) if count <= bytes.len() => Ok(count),
        Some(count) => {
            let most = bytes.len();
            let message = format!(
                "raw write() returned invalid length {count} (should have been between 0 and {most})"
            );
            Err(vm.raise_str(vm.types.os_error, &message))
        }
        None => {
            let error = std::io::Error::from_raw_os_error(libc::EAGAIN);
            Err(vm.raise_os_error(&error, None))
        }
    }
}

/// Brings out what waits to be written.
pub(super) fn flush(vm: &mut Vm, state: Gc<State>) -> PyResult<()> {
    let owned = state.owned::<Owned>();
    let mut waiting = std::mem::take(&mut owned.borrow_mut().waiting);
    let mut done = 0;
    while done < waiting.len() {
        let raw = raw_of(vm, state)?;
        match raw_write(vm, raw, &waiting[done..]) {
            Ok(count) => done += count,
            Err(raised) => {
                waiting.drain(..done);
                owned.borrow_mut().waiting = waiting;
                return Err(raised);
            }
        }
    }
    Ok(())
}

/// Forgets what was read ahead; the raw stream stands where the reader stood.
fn unread(vm: &mut Vm, state: Gc<State>) -> PyResult<()> {
    let owned = state.owned::<Owned>();
    let ahead = {
        let mut buffers = owned.borrow_mut();
        let ahead = buffers.ahead.len() - buffers.at;
        buffers.ahead.clear();
        buffers.at = 0;
        ahead
    };
    if ahead > 0 {
        let raw = raw_of(vm, state)?;
        raw_seek(vm, raw, -(ahead as i64), 1)?;
    }
    Ok(())
}

fn raw_seek(vm: &mut Vm, raw: Value, offset: i64, whence: i32) -> PyResult<i64> {
    if let Some(file) = file::exact(vm, raw) {
        return file::seek(vm, file, offset, whence);
    }
    let offset = vm.new_int(offset);
    let position = method(vm, raw, "seek", &[offset, Value::small_int_unchecked(i64::from(whence))])?;
    vm.index(position)
}

/// What is there already of a read.
fn take(owned: &Owned, most: usize) -> Vec<u8> {
    let mut buffers = owned.borrow_mut();
    let end = (buffers.at + most).min(buffers.ahead.len());
    let bytes = buffers.ahead[buffers.at..end].to_vec();
    buffers.at = end;
    bytes
}

/// Fills the empty buffer; false at the end of the stream, or when nothing is there now.
fn refill(vm: &mut Vm, state: Gc<State>) -> PyResult<bool> {
    let owned = state.owned::<Owned>();
    let raw = raw_of(vm, state)?;
    let size = owned.borrow().size;
    let Some(bytes) = raw_read(vm, raw, size)? else { return Ok(false) };
    let mut buffers = owned.borrow_mut();
    (buffers.ahead, buffers.at) = (bytes, 0);
    Ok(!buffers.ahead.is_empty())
}

/// Reads `size` bytes, or all.
pub(super) fn read(vm: &mut Vm, state: Gc<State>, size: Option<usize>) -> PyResult<Option<Vec<u8>>> {
    let raw = open_raw(vm, state, "read of")?;
    flush(vm, state)?;
    let owned = state.owned::<Owned>();
    let mut bytes = take(&owned, size.unwrap_or(usize::MAX >> 1));
    match size {
        None => match raw_read_rest(vm, raw)? {
            Some(rest) => bytes.extend_from_slice(&rest),
            None if bytes.is_empty() => return Ok(None),
            None => {}
        },
        Some(size) => {
            while bytes.len() < size {
                let (wanted, room) = (size - bytes.len(), owned.borrow().size);
                if wanted >= room {
                    match raw_read(vm, raw, wanted)? {
                        Some(more) if !more.is_empty() => bytes.extend_from_slice(&more),
                        None if bytes.is_empty() => return Ok(None),
                        _ => break,
                    }
                } else if refill(vm, state)? {
                    bytes.extend_from_slice(&take(&owned, wanted));
                } else {
                    break;
                }
            }
        }
    }
    Ok(Some(bytes))
}

/// What one read of the raw stream at most gives; `size` `None`: a buffer full.
pub(super) fn read_some(vm: &mut Vm, state: Gc<State>, size: Option<usize>) -> PyResult<Vec<u8>> {
    open_raw(vm, state, "read of")?;
    flush(vm, state)?;
    let owned = state.owned::<Owned>();
    let most = size.unwrap_or(owned.borrow().size);
    let bytes = take(&owned, most);
    if !bytes.is_empty() || most == 0 || !refill(vm, state)? {
        return Ok(bytes);
    }
    Ok(take(&owned, most))
}

fn read_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = receiver(vm, args[0])?;
    let size = match args[1] {
        v if v.is_null() || v.is_none() => None,
        v => match vm.index(v)? {
            -1 => None,
            n if n < 0 => return Err(vm.raise_value_error("read length must be non-negative or -1")),
            n => Some(n as usize),
        },
    };
    match read(vm, state, size)? {
        Some(bytes) => vm.new_bytes(&bytes),
        None => Ok(Value::NONE),
    }
}

fn read1(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = receiver(vm, args[0])?;
    let size = size_argument(vm, args[1])?;
    let bytes = read_some(vm, state, size)?;
    vm.new_bytes(&bytes)
}

fn peek(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = receiver(vm, args[0])?;
    open_raw(vm, state, "peek of")?;
    flush(vm, state)?;
    let owned = state.owned::<Owned>();
    let empty = {
        let b = owned.borrow();
        b.at == b.ahead.len()
    };
    if empty {
        refill(vm, state)?;
    }
    let bytes = {
        let b = owned.borrow();
        b.ahead[b.at..].to_vec()
    };
    vm.new_bytes(&bytes)
}

fn read_into(vm: &mut Vm, args: &[Value], once: bool) -> PyResult {
    let state = receiver(vm, args[0])?;
    let room = vm.len(args[1])?;
    let bytes = if once { Some(read_some(vm, state, Some(room))?) } else { read(vm, state, Some(room))? };
    let Some(bytes) = bytes else { return Ok(Value::NONE) };
    fill(vm, args[1], &bytes)?;
    Ok(int(bytes.len()))
}

/// A line with its end, at most `limit` bytes.
fn line(vm: &mut Vm, state: Gc<State>, limit: Option<usize>) -> PyResult<Vec<u8>> {
    open_raw(vm, state, "readline of")?;
    flush(vm, state)?;
    let owned = state.owned::<Owned>();
    let mut found = Vec::new();
    loop {
        let most = limit.map_or(usize::MAX, |l| l - found.len());
        if most == 0 {
            return Ok(found);
        }
        let (count, ended) = {
            let buffers = owned.borrow();
            let ahead = &buffers.ahead[buffers.at..];
            match memchr::memchr(b'\n', ahead) {
                Some(end) => ((end + 1).min(most), end < most),
                None => (ahead.len().min(most), false),
            }
        };
        found.extend_from_slice(&take(&owned, count));
        if ended {
            return Ok(found);
        }
        let empty = {
            let b = owned.borrow();
            b.at == b.ahead.len()
        };
        if empty && !refill(vm, state)? {
            return Ok(found);
        }
    }
}

fn read_line(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = receiver(vm, args[0])?;
    let limit = size_argument(vm, args[1])?;
    let line = line(vm, state, limit)?;
    vm.new_bytes(&line)
}

fn next_line(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = receiver(vm, args[0])?;
    let line = line(vm, state, None)?;
    if line.is_empty() { Err(vm.end_of_iteration()) } else { vm.new_bytes(&line) }
}

/// Writes: into the buffer, and what does not fit at once.
pub(super) fn write(vm: &mut Vm, state: Gc<State>, bytes: &[u8]) -> PyResult<()> {
    open_raw(vm, state, "write to")?;
    let owned = state.owned::<Owned>();
    let ahead = {
        let b = owned.borrow();
        b.at < b.ahead.len()
    };
    if ahead {
        unread(vm, state)?;
    }
    let fits = {
        let b = owned.borrow();
        b.waiting.len() + bytes.len() <= b.size
    };
    if !fits {
        flush(vm, state)?;
        let size = owned.borrow().size;
        if bytes.len() > size {
            let raw = raw_of(vm, state)?;
            let mut done = 0;
            while done < bytes.len() {
                done += raw_write(vm, raw, &bytes[done..])?;
            }
            return Ok(());
        }
    }
    owned.borrow_mut().waiting.extend_from_slice(bytes);
    Ok(())
}

fn write_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = receiver(vm, args[0])?;
    if args[1].is_kind(Kind::Str) {
        return Err(vm.raise_type_error("a bytes-like object is required, not 'str'"));
    }
    let bytes = vm.need_bytes(args[1])?;
    write(vm, state, bytes.as_slice())?;
    Ok(int(bytes.as_slice().len()))
}

fn close(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = receiver(vm, args[0])?;
    let raw = match state.get(RAW) {
        raw if raw.is_null() || raw.is_none() => return Ok(Value::NONE),
        raw => raw,
    };
    if is_closed(vm, raw)? {
        return Ok(Value::NONE);
    }
    let flushed = method(vm, args[0], "flush", &[]);
    let pending = flushed.is_err().then(|| vm.take_raised());
    method(vm, raw, "close", &[])?;
    match pending {
        Some(exception) => {
            vm.raised = exception;
            Err(Raised)
        }
        None => Ok(Value::NONE),
    }
}

/// Where the stream stands.
pub(super) fn tell(vm: &mut Vm, state: Gc<State>) -> PyResult<i64> {
    let raw = raw_of(vm, state)?;
    let position = match file::exact(vm, raw) {
        Some(file) => file::seek(vm, file, 0, 1)?,
        None => {
            let position = method(vm, raw, "tell", &[])?;
            vm.index(position)?
        }
    };
    let owned = state.owned::<Owned>();
    let buffers = owned.borrow();
    Ok(position - (buffers.ahead.len() - buffers.at) as i64 + buffers.waiting.len() as i64)
}

fn seek_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = receiver(vm, args[0])?;
    let whence = if args[2].is_null() { 0 } else { vm.index(args[2])? };
    if !(0..=2).contains(&whence) {
        return Err(vm.raise_value_error(format!("whence value {whence} unsupported")));
    }
    let raw = open_raw(vm, state, "seek of")?;
    if file::exact(vm, raw).is_none() && !asks(vm, raw, "seekable")? {
        return Err(unsupported(vm, "File or stream is not seekable."));
    }
    let offset = vm.index(args[1])?;
    flush(vm, state)?;
    if whence == 1 {
        unread(vm, state)?;
    } else {
        let owned = state.owned::<Owned>();
        let mut buffers = owned.borrow_mut();
        buffers.ahead.clear();
        buffers.at = 0;
    }
    let position = raw_seek(vm, raw, offset, whence as i32)?;
    Ok(vm.new_int(position))
}

fn truncate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let state = receiver(vm, args[0])?;
    let raw = open_raw(vm, state, "truncate of")?;
    if State::of(args[0], &READER).is_some() {
        return Err(unsupported(vm, "truncate"));
    }
    flush(vm, state)?;
    let size = match args[1] {
        v if v.is_null() || v.is_none() => {
            let at = tell(vm, state)?;
            vm.new_int(at)
        }
        size => size,
    };
    method(vm, raw, "truncate", &[size])
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.type_name(args[0]);
    let name = vm.intern("name");
    let text = match vm.get_attr_or_none(args[0], name)? {
        Some(name) => {
            let shown = vm.repr(name)?;
            let shown = shown.downcast::<Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default();
            format!("<{class} name={shown}>")
        }
        None => format!("<{class}>"),
    };
    vm.new_str(text.as_str())
}
