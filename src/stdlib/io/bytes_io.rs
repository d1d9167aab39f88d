//! `BytesIO`: a stream over a bytearray.

use super::base::{BUFFERED_BASE, fill};
use super::{int, size_argument};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::types::type_flags;
use crate::objects::{ByteArray, Kind, Tuple};
use crate::stdlib::arguments::own_attributes;
use crate::stdlib::class::{state_getters, state_methods};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;

const CONTENTS: usize = 0;
const POSITION: usize = 1;

natives! { STATIC: "__new__" "(cls, *args, **kwargs)" |vm, args| {
    let class = vm.state_class(&BYTES_IO, args[0])?;
    let array = super::base::new_bytearray(vm, 0)?;
    Ok(vm.new_state_of(class, &BYTES_IO, None, &[array, int(0)]))
}; }

state_methods! { METHODS: BYTES_IO;
    "__init__" "(self, initial_bytes=b'')" |vm, state, args| {
        let array = contents(vm, state)?;
        if !args[1].is_null() && !args[1].is_none() {
            let bytes = vm.need_bytes(args[1])?;
            splice(vm, array, 0, array.len(), bytes.as_slice())?;
        }
        State::set(state, &mut vm.heap, POSITION, int(0));
        Ok(Value::NONE)
    };
    "read" "(self, size=-1, /)" read;
    "read1" "(self, size=-1, /)" read;
    "readinto" "(self, buffer, /)" |vm, state, args| {
        let room = vm.need_contents(args[1])?.len();
        let bytes = take(vm, state, Some(room))?;
        fill(vm, args[1], &bytes)?;
        Ok(int(bytes.len()))
    };
    "readline" "(self, size=-1, /)" |vm, state, args| {
        let limit = size_argument(vm, args[1])?;
        let line = line(vm, state, limit)?;
        vm.new_bytes(&line)
    };
    "__next__" "(self, /)" |vm, state, _| {
        let line = line(vm, state, None)?;
        if line.is_empty() { Err(vm.end_of_iteration()) } else { vm.new_bytes(&line) }
    };
    "write" "(self, b, /)" write;
    "getvalue" "(self, /)" |vm, state, _| { let bytes = contents(vm, state)?.to_vec(); vm.new_bytes(&bytes) };
    "getbuffer" "(self, /)" |vm, state, _| {
        let array = contents(vm, state)?;
        let class = vm.types.memoryview;
        vm.call(class.value(), &[array.value()])
    };
    "seek" "(self, pos, whence=0, /)" seek;
    "tell" "(self, /)" |vm, state, _| { contents(vm, state)?; Ok(vm.new_int(position(vm, state) as i64)) };
    "truncate" "(self, size=None, /)" truncate;
    "flush" "(self, /)" |vm, state, _| { contents(vm, state)?; Ok(Value::NONE) };
    "isatty" "(self, /)" |vm, state, _| { contents(vm, state)?; Ok(Value::FALSE) };
    "readable" "(self, /)" |vm, state, _| { contents(vm, state)?; Ok(Value::TRUE) };
    "writable" "(self, /)" |vm, state, _| { contents(vm, state)?; Ok(Value::TRUE) };
    "seekable" "(self, /)" |vm, state, _| { contents(vm, state)?; Ok(Value::TRUE) };
    "close" "(self, /)" |vm, state, _| { State::set(state, &mut vm.heap, CONTENTS, Value::NONE); Ok(Value::NONE) };
    "__getstate__" "(self, /)" |vm, state, _| {
        let bytes = contents(vm, state)?.to_vec();
        let (bytes, attributes) = (vm.new_bytes(&bytes)?, own_attributes(vm, state.value())?);
        vm.new_tuple(&[bytes, state.get(POSITION), attributes])
    };
    "__setstate__" "(self, state, /)" set_state;
}

state_getters! { GETTERS: BYTES_IO;
    "closed" |_, state| Ok(Value::from_bool(state.get(CONTENTS).is_none()));
}

/// `_io.BytesIO`.
pub(super) static BYTES_IO: TypeSpec = TypeSpec {
    flags: type_flags::BASE | type_flags::HAS_DICT,
    base: Some(|vm| vm.native_type(&BUFFERED_BASE)),
    methods: METHODS,
    static_methods: STATIC,
    getset: GETTERS,
    doc: "Buffered I/O implementation using an in-memory bytes buffer.",
    ..TypeSpec::new("_io", "BytesIO", Kind::State)
};

/// What `__getstate__` gave: contents, position and attributes.
fn set_state(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let array = contents(vm, state)?;
    let given = args[1].downcast::<Tuple>();
    let [contents, position, attributes] = match given.as_ref().map(|t| t.items()) {
        Some(&[contents, position, attributes, ..]) => [contents, position, attributes],
        _ => {
            let given = vm.type_name(args[1]);
            let message = format!("_io.BytesIO.__setstate__ argument should be 3-tuple, got {given}");
            return Err(vm.raise_type_error(message));
        }
    };
    let bytes = vm.need_bytes(contents)?;
    splice(vm, array, 0, array.len(), bytes.as_slice())?;
    if vm.as_int(&position).is_none() {
        let given = vm.type_name(position);
        let message = format!("second item of state must be an integer, not {given}");
        return Err(vm.raise_type_error(message));
    }
    let at = vm.index(position)?;
    if at < 0 {
        return Err(vm.raise_value_error("position value cannot be negative"));
    }
    State::set(state, &mut vm.heap, POSITION, int(at as usize));
    restore_attributes(vm, state.value(), attributes, "third")
}

/// Gives a stream the attributes of its own that `__getstate__` gave with its contents.
pub(super) fn restore_attributes(vm: &mut Vm, stream: Value, attributes: Value, which: &str) -> PyResult {
    if attributes.is_none() {
        return Ok(Value::NONE);
    }
    if !attributes.is_kind(Kind::Dict) {
        let given = vm.type_name(attributes);
        let message = format!("{which} item of state should be a dict, got a {given}");
        return Err(vm.raise_type_error(message));
    }
    if let Some(own) = vm.dict_of(stream)? {
        vm.dict_update(own, attributes)?;
    }
    Ok(Value::NONE)
}

fn contents(vm: &mut Vm, state: Gc<State>) -> PyResult<Gc<ByteArray>> {
    match state.get(CONTENTS).downcast() {
        Some(array) => Ok(array),
        None => Err(vm.raise_value_error("I/O operation on closed file.")),
    }
}

fn position(vm: &Vm, state: Gc<State>) -> usize {
    let at = state.get(POSITION);
    vm.as_int(&at).and_then(|at| at.to_i64()).unwrap_or(0) as usize
}

fn splice(vm: &mut Vm, array: Gc<ByteArray>, start: usize, end: usize, new: &[u8]) -> PyResult<()> {
    vm.check_resizable(array)?;
    let spliced = ByteArray::splice(array, &mut vm.heap, start, end, new);
    vm.check(spliced)
}

fn take(vm: &mut Vm, state: Gc<State>, size: Option<usize>) -> PyResult<Vec<u8>> {
    let (array, at) = (contents(vm, state)?, position(vm, state));
    let start = at.min(array.len());
    let end = size.map_or(array.len(), |size| start.saturating_add(size).min(array.len()));
    let bytes = array.cells()[start..end].iter().map(std::cell::Cell::get).collect();
    let end = vm.new_int(at.max(end) as i64);
    State::set(state, &mut vm.heap, POSITION, end);
    Ok(bytes)
}

fn read(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let size = size_argument(vm, args[1])?;
    let bytes = take(vm, state, size)?;
    vm.new_bytes(&bytes)
}

fn line(vm: &mut Vm, state: Gc<State>, limit: Option<usize>) -> PyResult<Vec<u8>> {
    let (array, at) = (contents(vm, state)?, position(vm, state));
    let rest = array.cells().get(at..).unwrap_or_default();
    let end = rest.iter().position(|b| b.get() == b'\n').map_or(rest.len(), |end| end + 1);
    let size = limit.map_or(end, |limit| end.min(limit));
    take(vm, state, Some(size))
}

fn write(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let (array, at) = (contents(vm, state)?, position(vm, state));
    if args[1].is_kind(Kind::Str) {
        return Err(vm.raise_type_error("a bytes-like object is required, not 'str'"));
    }
    let bytes = vm.need_bytes(args[1])?;
    let bytes = bytes.as_slice();
    if bytes.is_empty() {
        return Ok(int(0));
    }
    if at.saturating_add(bytes.len()) > isize::MAX as usize {
        return Err(vm.raise_str(vm.types.overflow_error, "new buffer size too large"));
    }
    if at > array.len() {
        let gap = vm.zeros(at.saturating_add(bytes.len()) - array.len())?;
        let gap = &gap[..at - array.len()];
        splice(vm, array, array.len(), array.len(), gap)?;
    }
    let end = (at + bytes.len()).min(array.len());
    if end - at == bytes.len() {
        array.cells()[at..end].iter().zip(bytes).for_each(|(cell, &byte)| cell.set(byte));
    } else {
        splice(vm, array, at, end, bytes)?;
    }
    let end = vm.new_int((at + bytes.len()) as i64);
    State::set(state, &mut vm.heap, POSITION, end);
    Ok(int(bytes.len()))
}

fn seek(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let array = contents(vm, state)?;
    let offset = vm.index(args[1])?;
    let whence = if args[2].is_null() { 0 } else { vm.index(args[2])? };
    let base = match whence {
        0 if offset < 0 => return Err(vm.raise_value_error(format!("negative seek value {offset}"))),
        0 => 0,
        1 => position(vm, state) as i64,
        2 => array.len() as i64,
        _ => return Err(vm.raise_value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    let at = vm.new_int(base.saturating_add(offset).max(0));
    State::set(state, &mut vm.heap, POSITION, at);
    Ok(at)
}

fn truncate(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let array = contents(vm, state)?;
    let size = match args[1] {
        v if v.is_null() || v.is_none() => position(vm, state) as i64,
        v => vm.index(v)?,
    };
    if size < 0 {
        return Err(vm.raise_value_error(format!("negative size value {size}")));
    }
    if (size as usize) < array.len() {
        splice(vm, array, size as usize, array.len(), &[])?;
    }
    Ok(vm.new_int(size))
}
