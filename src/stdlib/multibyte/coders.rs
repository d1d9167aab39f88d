//! The coders that remember: incremental ones, and those over a stream.
//!
//! ```text
//! object: [the name of its error handler][stream], owned: the codec, its memory, what waits for more
//! ```

use super::CODEC;
use super::codec::{Codec, Memory};
use super::handlers;
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::getset::GetSetDef;
use crate::objects::state::State;
use crate::objects::types::type_flags;
use crate::objects::{Bytes, Kind, Str, Tuple};
use crate::stdlib::class::state_methods;
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native::NativeDef;
use crate::vm::native_type::TypeSpec;
use malachite_bigint::{BigInt, Sign};
use pyopt_compiler::semantics::int::Int;
use rustpython_wtf8::Wtf8Buf;
use std::cell::RefCell;
use std::rc::Rc;

/// A class. Messages about its arguments have its name without the `Multibyte`.
macro_rules! class {
    ($spec:ident $name:literal $signature:literal $methods:ident $fields:ident) => {
        static $spec: TypeSpec = TypeSpec {
            flags: type_flags::BASE,
            static_methods: {
                static NEW: [NativeDef; 1] =
                    [NativeDef::new("__new__", $signature, |vm, args| make(vm, &$spec, $name, args))
                        .called($name)];
                &NEW
            },
            methods: $methods,
            more_methods: &[INIT],
            getset: $fields,
            ..TypeSpec::new("_multibytecodec", concat!("Multibyte", $name), Kind::State)
        };
    };
}

class! { ENCODER "IncrementalEncoder" "(cls, /, errors='strict')" ENCODER_METHODS ENCODER_FIELDS }
class! { DECODER "IncrementalDecoder" "(cls, /, errors='strict')" DECODER_METHODS DECODER_FIELDS }
class! { READER "StreamReader" "(cls, /, stream, errors='strict')" READER_METHODS READER_FIELDS }
class! { WRITER "StreamWriter" "(cls, /, stream, errors='strict')" WRITER_METHODS WRITER_FIELDS }

pub(super) static CLASSES: [&TypeSpec; 4] = [&ENCODER, &DECODER, &READER, &WRITER];

/// How many characters wait in an encoder at most, and the bytes for them in its state.
const PENDING_CHARACTERS: usize = 2;
const PENDING_ROOM: usize = 4 * PENDING_CHARACTERS;
/// How many bytes wait in a decoder at most.
const PENDING_BYTES: usize = 8;

/// Fields.
const ERRORS: usize = 0;
const STREAM: usize = 1;

/// What a coder owns.
struct Coder {
    codec: &'static Codec,
    inside: RefCell<Inside>,
}

#[derive(Default)]
struct Inside {
    memory: Memory,
    /// The characters that wait in an encoder.
    text: Wtf8Buf,
    /// The bytes that wait in a decoder.
    bytes: Vec<u8>,
}

// The classes of the library that stand behind these have initializers of their own.
natives! { INIT: "__init__" "(self, /, *args, **kwargs)" |_, _| Ok(Value::NONE); }

/// A coder for the codec that its class names; the last argument is the name of an error handler.
fn make(vm: &mut Vm, spec: &'static TypeSpec, function: &str, args: &[Value]) -> PyResult {
    let (place, stream) = match args {
        [_, stream, _] => (2, *stream),
        _ => (1, Value::NONE),
    };
    let class = vm.state_class(spec, args[0])?;
    let errors = args[place].non_null().unwrap_or_else(|| vm.intern("strict").value());
    if errors.downcast::<Str>().is_none() {
        let given = vm.given_name(errors);
        let message = format!("{function}() argument {place} must be str, not {given}");
        return Err(vm.raise_type_error(message));
    }
    let name = vm.intern("codec");
    let codec = vm.get_attr(class.value(), name)?;
    let Some(codec) = State::of(codec, &CODEC) else {
        return Err(vm.raise_type_error("codec is unexpected type"));
    };
    let codec = *codec.owned::<&'static Codec>();
    let encodes = std::ptr::eq(spec, &ENCODER) || std::ptr::eq(spec, &WRITER);
    let memory = if encodes { codec.encoder_memory() } else { codec.decoder_memory() };
    let coder = Coder { codec, inside: RefCell::new(Inside { memory, ..Inside::default() }) };
    Ok(vm.new_state_of(class, spec, Some(Rc::new(coder)), &[errors, stream]))
}

/// `errors`, which can be set.
macro_rules! errors_field {
    ($spec:ident) => {
        GetSetDef::settable(
            "errors",
            |vm, object| Ok(vm.state_of(&$spec, object, "errors")?.get(ERRORS)),
            |vm, object, value| {
                let state = vm.state_of(&$spec, object, "errors")?;
                let Some(value) = value else {
                    return Err(vm.raise_str(vm.types.attribute_error, "cannot delete attribute"));
                };
                if value.downcast::<Str>().is_none() {
                    return Err(vm.raise_type_error("errors must be a string"));
                }
                State::set(state, &mut vm.heap, ERRORS, value);
                Ok(())
            },
        )
    };
}

/// `stream`, which is read-only.
macro_rules! stream_field {
    ($spec:ident) => {
        GetSetDef::member("stream", |vm, object| Ok(vm.state_of(&$spec, object, "stream")?.get(STREAM)))
    };
}

static ENCODER_FIELDS: &[GetSetDef] = &[errors_field!(ENCODER)];
static DECODER_FIELDS: &[GetSetDef] = &[errors_field!(DECODER)];
static READER_FIELDS: &[GetSetDef] = &[errors_field!(READER), stream_field!(READER)];
static WRITER_FIELDS: &[GetSetDef] = &[errors_field!(WRITER), stream_field!(WRITER)];

state_methods! { ENCODER_METHODS: ENCODER;
    "encode" "(self, /, input, final=False)" |vm, state, args| {
        let last = !args[2].is_null() && vm.truth(args[2])?;
        encode(vm, state, args[1], last)
    };
    "getstate" "(self, /)" |vm, state, _| {
        let coder = state.owned::<Coder>();
        let inside = coder.inside.borrow();
        let bytes = inside.text.as_bytes();
        if bytes.len() > PENDING_ROOM {
            return Err(vm.raise_str(vm.types.unicode_error, "pending buffer too large"));
        }
        Ok(number(vm, &[&[bytes.len() as u8][..], bytes, &inside.memory].concat()))
    };
    "setstate" "(self, state, /)" |vm, state, args| {
        let Some(number) = vm.as_int(&args[1]).map(|number| number.to_big()) else {
            let given = vm.given_name(args[1]);
            return Err(vm.raise_type_error(format!("setstate() argument must be int, not {given}")));
        };
        let bytes = bytes_of::<{ 1 + PENDING_ROOM + 8 }>(vm, &number)?;
        let length = usize::from(bytes[0]);
        if length > PENDING_ROOM {
            return Err(vm.raise_str(vm.types.unicode_error, "pending buffer too large"));
        }
        let pending = vm.new_bytes(&bytes[1..=length])?;
        let (decode, name) = (vm.intern("decode"), vm.intern("utf-8").value());
        let method = vm.get_attr(pending, decode)?;
        let text = vm.call(method, &[name])?;
        let text = vm.expect::<Str>(text, "str")?;
        let coder = state.owned::<Coder>();
        let mut inside = coder.inside.borrow_mut();
        inside.text = text.as_wtf8().to_owned();
        inside.memory.copy_from_slice(&bytes[1 + length..9 + length]);
        Ok(Value::NONE)
    };
    "reset" "(self, /)" |_, state, _| {
        let coder = state.owned::<Coder>();
        let mut inside = coder.inside.borrow_mut();
        coder.codec.reset_encoder(&mut inside.memory, &mut Vec::new());
        inside.text = Wtf8Buf::new();
        Ok(Value::NONE)
    };
}

state_methods! { DECODER_METHODS: DECODER;
    "decode" "(self, /, input, final=False)" |vm, state, args| {
        let data = vm.need_bytes(args[1])?;
        let last = !args[2].is_null() && vm.truth(args[2])?;
        let text = decode(vm, state, data, last)?;
        vm.new_str(&text)
    };
    "getstate" "(self, /)" |vm, state, _| {
        let coder = state.owned::<Coder>();
        let inside = coder.inside.borrow();
        let pending = vm.new_bytes(&inside.bytes)?;
        let memory = number(vm, &inside.memory);
        vm.new_tuple(&[pending, memory])
    };
    "setstate" "(self, state, /)" |vm, state, args| {
        let Some(pair) = args[1].downcast::<Tuple>() else {
            let given = vm.given_name(args[1]);
            return Err(vm.raise_type_error(format!("setstate() argument must be tuple, not {given}")));
        };
        let illegal = "setstate(): illegal state argument";
        let &[pending, memory] = pair.items() else { return Err(vm.raise_type_error(illegal)) };
        let memory = vm.as_int(&memory).map(|memory| memory.to_big());
        let (Some(pending), Some(memory)) = (pending.downcast::<Bytes>(), memory) else {
            return Err(vm.raise_type_error(illegal));
        };
        let memory = bytes_of(vm, &memory)?;
        if pending.as_slice().len() > PENDING_BYTES {
            let codec = state.owned::<Coder>().codec;
            return Err(too_many(vm, codec, pending.as_slice(), "pending buffer too large"));
        }
        let coder = state.owned::<Coder>();
        let mut inside = coder.inside.borrow_mut();
        inside.bytes = pending.as_slice().to_vec();
        inside.memory = memory;
        Ok(Value::NONE)
    };
    "reset" "(self, /)" reset_decoder;
}

state_methods! { READER_METHODS: READER;
    "read" "(self, sizeobj=None, /)" |vm, state, args| { let size = size(vm, args[1])?; read(vm, state, "read", size) };
    "readline" "(self, sizeobj=None, /)" |vm, state, args| {
        let size = size(vm, args[1])?;
        read(vm, state, "readline", size)
    };
    "readlines" "(self, sizehintobj=None, /)" |vm, state, args| {
        let size = size(vm, args[1])?;
        let text = read(vm, state, "read", size)?;
        let name = vm.intern("splitlines");
        let method = vm.get_attr(text, name)?;
        vm.call(method, &[Value::TRUE])
    };
    "reset" "(self, /)" reset_decoder;
}

state_methods! { WRITER_METHODS: WRITER;
    "write" "(self, strobj, /)" |vm, state, args| { write(vm, state, args[1])?; Ok(Value::NONE) };
    "writelines" "(self, lines, /)" |vm, state, args| {
        if !vm.looks_like_sequence(args[1]) {
            return Err(vm.raise_type_error("arg must be a sequence object"));
        }
        let mut index = 0;
        while index < vm.len(args[1])? {
            let at = vm.new_int(index as i64);
            let line = vm.get_item(args[1], at)?;
            write(vm, state, line)?;
            index += 1;
        }
        Ok(Value::NONE)
    };
    "reset" "(self, /)" |vm, state, _| {
        let waits = !state.owned::<Coder>().inside.borrow().text.is_empty();
        if waits {
            let empty = vm.intern("").value();
            let done = encode(vm, state, empty, true);
            // A text that has no codes is dropped as well.
            state.owned::<Coder>().inside.borrow_mut().text = Wtf8Buf::new();
            send(vm, state, done?)?;
        }
        Ok(Value::NONE)
    };
}

fn reset_decoder(_: &mut Vm, state: Gc<State>, _: &[Value]) -> PyResult {
    let coder = state.owned::<Coder>();
    let mut inside = coder.inside.borrow_mut();
    coder.codec.reset_decoder(&mut inside.memory);
    inside.bytes.clear();
    Ok(Value::NONE)
}

/// The bytes of a text behind what waited.
fn encode(vm: &mut Vm, state: Gc<State>, text: Value, last: bool) -> PyResult {
    let text = match text.downcast::<Str>() {
        Some(text) => text,
        None => {
            let text = vm.str_of(text)?;
            vm.expect::<Str>(text, "str")?
        }
    };
    let coder = state.owned::<Coder>();
    let (mut memory, mut all) = {
        let inside = coder.inside.borrow();
        (inside.memory, inside.text.clone())
    };
    all.push_wtf8(text.as_wtf8());
    let all = vm.new_str(&all)?;
    let all = vm.expect::<Str>(all, "str")?;
    // Python code runs in a handler: nothing is borrowed meanwhile. What waited stays so when it raises.
    let done = handlers::encoded(vm, coder.codec, &mut memory, all, state.get(ERRORS), last);
    coder.inside.borrow_mut().memory = memory;
    let (bytes, used) = done?;
    let waits: Wtf8Buf = all.as_wtf8().code_points().skip(used).collect::<Wtf8Buf>();
    if all.len() - used > PENDING_CHARACTERS {
        let (name, reason) = (vm.new_str(coder.codec.name)?, vm.new_str("pending buffer overflow")?);
        let (start, end) = (vm.new_int(used as i64), vm.new_int(all.len() as i64));
        let class = vm.types.unicode_encode_error.value();
        let error = vm.call(class, &[name, all.value(), start, end, reason])?;
        return Err(vm.raise_value(error));
    }
    coder.inside.borrow_mut().text = waits;
    vm.new_bytes(&bytes)
}

/// The text of bytes behind those that waited. These are gone when a handler raises, but for one that is asked about the end.
fn decode(vm: &mut Vm, state: Gc<State>, data: Gc<Bytes>, last: bool) -> PyResult<Wtf8Buf> {
    let coder = state.owned::<Coder>();
    let (mut memory, waited) = {
        let mut inside = coder.inside.borrow_mut();
        (inside.memory, std::mem::take(&mut inside.bytes))
    };
    let all = if waited.is_empty() {
        data
    } else {
        let all = vm.new_bytes(&[&waited[..], data.as_slice()].concat())?;
        vm.expect::<Bytes>(all, "bytes")?
    };
    let errors = state.get(ERRORS);
    let done = handlers::decoded(vm, coder.codec, &mut memory, all, errors, true);
    coder.inside.borrow_mut().memory = memory;
    let (mut text, mut used) = done?;
    if last && used < all.as_slice().len() {
        match handlers::ended(vm, coder.codec, all, used, errors, &mut text) {
            Ok(next) => used = next,
            Err(raised) => {
                coder.inside.borrow_mut().bytes = waited;
                return Err(raised);
            }
        }
    }
    let waits = &all.as_slice()[used..];
    if waits.len() > PENDING_BYTES {
        return Err(too_many(vm, coder.codec, all.as_slice(), "pending buffer overflow"));
    }
    coder.inside.borrow_mut().bytes = waits.to_vec();
    Ok(text)
}

/// More bytes than a decoder can keep.
#[cold]
fn too_many(vm: &mut Vm, codec: &Codec, bytes: &[u8], reason: &str) -> Raised {
    let arguments = [vm.new_str(codec.name), vm.new_bytes(bytes), vm.new_str(reason)];
    let [Ok(name), Ok(object), Ok(reason)] = arguments else { return Raised };
    let (start, end) = (vm.new_int(0), vm.new_int(bytes.len() as i64));
    let class = vm.types.unicode_decode_error.value();
    match vm.call(class, &[name, object, start, end, reason]) {
        Ok(error) => vm.raise_value(error),
        Err(raised) => raised,
    }
}

/// How much a stream's reader is to read at a time; -1 for all.
fn size(vm: &mut Vm, given: Value) -> PyResult<i64> {
    if given.is_null() || given.is_none() {
        return Ok(-1);
    }
    vm.machine_int(given, "arg 1 must be an integer")
}

/// Reads from the stream until there is a character, or all of it.
fn read(vm: &mut Vm, state: Gc<State>, method: &str, mut size: i64) -> PyResult {
    let mut text = Wtf8Buf::new();
    let name = vm.intern(method);
    while size != 0 {
        let function = vm.get_attr(state.get(STREAM), name)?;
        let data = if size < 0 {
            vm.call(function, &[])?
        } else {
            let size = vm.new_int(size);
            vm.call(function, &[size])?
        };
        let Some(data) = data.downcast::<Bytes>() else {
            let given = vm.type_name(data);
            return Err(vm.raise_type_error(format!("stream function returned a non-bytes object ({given})")));
        };
        let at_end = data.as_slice().is_empty();
        let waited = !state.owned::<Coder>().inside.borrow().bytes.is_empty();
        match decode(vm, state, data, at_end || size < 0) {
            Ok(more) => text = more,
            Err(raised) => {
                state.owned::<Coder>().inside.borrow_mut().bytes.clear();
                return Err(raised);
            }
        }
        if size < 0 || !text.is_empty() || at_end && !waited {
            break;
        }
        // One more byte may be enough.
        size = 1;
    }
    vm.new_str(&text)
}

fn write(vm: &mut Vm, state: Gc<State>, text: Value) -> PyResult<()> {
    let bytes = encode(vm, state, text, false)?;
    send(vm, state, bytes)
}

fn send(vm: &mut Vm, state: Gc<State>, bytes: Value) -> PyResult<()> {
    let name = vm.intern("write");
    let function = vm.get_attr(state.get(STREAM), name)?;
    vm.call(function, &[bytes])?;
    Ok(())
}

/// A number with these bytes, the lowest first.
fn number(vm: &mut Vm, bytes: &[u8]) -> Value {
    vm.int_value(Int::from(BigInt::from_bytes_le(Sign::Plus, bytes)))
}

/// The bytes of a number, the lowest first.
fn bytes_of<const N: usize>(vm: &mut Vm, number: &BigInt) -> PyResult<[u8; N]> {
    let message = match number.to_bytes_le() {
        (Sign::Minus, _) => "can't convert negative int to unsigned",
        (_, digits) => {
            let mut bytes = [0; N];
            if let Some(room) = bytes.get_mut(..digits.len()) {
                room.copy_from_slice(&digits);
                return Ok(bytes);
            }
            "int too big to convert"
        }
    };
    Err(vm.raise_str(vm.types.overflow_error, message))
}
