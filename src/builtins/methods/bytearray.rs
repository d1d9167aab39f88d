//! The methods that change a `bytearray`, and how one is made.

use super::bytes::{self, new_bytearray};
use super::{int_or, methods};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::{ByteArray, Kind};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::exports::BUFFER_SIMPLE;

methods! { METHODS: ByteArray, "bytearray";
    "append" "(self, item, /)" |vm, array, args| {
        let byte = byte_of(vm, args[1])?;
        let end = array.len();
        splice(vm, array, end, end, &[byte])
    };
    "extend" "(self, iterable_of_ints, /)" |vm, array, args| {
        let buffer = match vm.is_exact_builtin(args[1]) {
            true => None,
            false => vm.contents_of(args[1], BUFFER_SIMPLE)?,
        };
        if let Some(bytes) = buffer {
            let end = array.len();
            return splice(vm, array, end, end, &bytes);
        }
        let refused = match args[1] {
            text if text.is_kind(Kind::Str) => "expected iterable of integers; got: 'str'".to_owned(),
            source if vm.as_int(&source).is_none() && vm.looks_iterable(source) => String::new(),
            other => format!("can't extend bytearray with {}", vm.type_name(other)),
        };
        if !refused.is_empty() {
            return Err(vm.raise_type_error(refused));
        }
        let bytes = vm.bytes_asked_for_length(args[1], "bytearray")?;
        let end = array.len();
        splice(vm, array, end, end, &bytes)
    };
    "insert" "(self, index, item, /)" |vm, array, args| {
        let at = super::word(vm, args[1])?;
        let byte = byte_of(vm, args[2])?;
        let length = array.len() as i64;
        let at = if at < 0 { at.saturating_add(length).max(0) } else { at.min(length) } as usize;
        splice(vm, array, at, at, &[byte])
    };
    "pop" "(self, index=-1, /)" pop;
    "remove" "(self, value, /)" |vm, array, args| {
        let byte = byte_of(vm, args[1])?;
        match array.cells().iter().position(|cell| cell.get() == byte) {
            Some(at) => splice(vm, array, at, at + 1, &[]),
            None => Err(vm.raise_value_error("value not found in bytearray")),
        }
    };
    "clear" "(self, /)" |vm, array, _| splice(vm, array, 0, array.len(), &[]);
    "reverse" "(self, /)" |_, array, _| {
        let cells = array.cells();
        for at in 0..cells.len() / 2 {
            cells[at].swap(&cells[cells.len() - 1 - at]);
        }
        Ok(Value::NONE)
    };
    "copy" "(self, /)" |vm, array, _| new_bytearray(vm, &array.to_vec());
    "resize" "(self, size, /)" |vm, array, args| {
        let size = vm.index(args[1])?;
        let Ok(size) = usize::try_from(size) else {
            let message = format!("Can only resize to positive sizes, got {size}");
            return Err(vm.raise_value_error(message));
        };
        let length = array.len();
        if size <= length {
            return splice(vm, array, size, length, &[]);
        }
        let zeros = vm.zeros(size - length)?;
        splice(vm, array, length, length, &zeros)
    };
    "__buffer__" "(self, flags, /)" |vm, array, args| super::memoryview::exported(vm, array.value(), args[1]);
    "__release_buffer__" "(self, buffer, /)" |vm, array, args| super::memoryview::released(vm, array.value(), args[1]);
    "__alloc__" "(self, /)" |vm, array, _| Ok(vm.new_int(array.len() as i64 + 1));
    "__reduce__" "(self, /)" |vm, array, _| reduce(vm, array, 2);
    "__reduce_ex__" "(self, proto=0, /)" |vm, array, args| {
        let protocol = int_or(vm, args[1], 0)?;
        reduce(vm, array, protocol)
    };
}

natives! { NEW: "__new__" "(cls, *args, **kwargs)" |vm, args| {
    let class = vm.class_for_new(args[0], vm.types.bytearray)?;
    Ok(vm.alloc_instance(class, ByteArray::empty()).value())
}; }

natives! { INIT: "__init__" "(self, source=b'', encoding='utf-8', errors='strict')" |vm, args| {
    let array = vm.expect::<ByteArray>(args[0], "bytearray")?;
    // What it held goes first, also where the new contents are refused.
    splice(vm, array, 0, array.len(), &[])?;
    let contents = bytes::source_bytes(vm, args, "bytearray")?;
    splice(vm, array, 0, array.len(), &contents)
}; }

pub(super) fn install(vm: &mut Vm) {
    let class = vm.types.bytearray;
    vm.add_methods(class, bytes::ARRAY_METHODS);
    vm.add_methods(class, METHODS);
    vm.add_class_methods(class, bytes::ARRAY_CLASS_METHODS);
    super::add_static_functions(vm, class, bytes::STATIC);
    vm.add_static_methods(class, NEW);
    vm.add_methods(class, INIT);
}

/// A byte, from what can be an index.
fn byte_of(vm: &mut Vm, value: Value) -> PyResult<u8> {
    let number = vm.index_value(value)?;
    match vm.as_int(&number).and_then(|i| u8::try_from(i.to_i64()?).ok()) {
        Some(byte) => Ok(byte),
        None => Err(vm.raise_value_error("byte must be in range(0, 256)")),
    }
}

fn splice(vm: &mut Vm, array: Gc<ByteArray>, start: usize, end: usize, new: &[u8]) -> PyResult {
    if new.len() != end - start {
        vm.check_resizable(array)?;
    }
    let spliced = ByteArray::splice(array, &mut vm.heap, start, end, new);
    vm.check(spliced)?;
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, array: Gc<ByteArray>, args: &[Value]) -> PyResult {
    let at = int_or(vm, args[1], -1)?;
    let length = array.len() as i64;
    if length == 0 {
        return Err(vm.raise_str(vm.types.index_error, "pop from empty bytearray"));
    }
    let at = if at < 0 { at.saturating_add(length) } else { at };
    let byte = usize::try_from(at).ok().and_then(|at| array.cells().get(at).map(|cell| (at, cell.get())));
    let Some((at, byte)) = byte else {
        return Err(vm.raise_str(vm.types.index_error, "pop index out of range"));
    };
    splice(vm, array, at, at + 1, &[])?;
    Ok(vm.new_int(i64::from(byte)))
}

/// Before protocol 3 there are no bytes: they go as text of the same code points.
fn reduce(vm: &mut Vm, array: Gc<ByteArray>, protocol: i64) -> PyResult {
    let class = vm.type_of(array.value()).value();
    let contents = array.to_vec();
    let args = if contents.is_empty() {
        vm.new_tuple(&[])?
    } else if protocol < 3 {
        let text: String = contents.iter().map(|&byte| char::from(byte)).collect();
        let (text, encoding) = (vm.new_str(text.as_str())?, vm.intern("latin-1").value());
        vm.new_tuple(&[text, encoding])?
    } else {
        let contents = bytes::new_bytes(vm, &contents)?;
        vm.new_tuple(&[contents])?
    };
    let state = vm.pickled_state(array.value())?;
    vm.new_tuple(&[class, args, state])
}
