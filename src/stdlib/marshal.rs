//! `marshal`: values and code as CPython 3.14 writes them.

use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::objects::{Bytes, Code, Complex, Set, Str, Tuple};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use pyopt_compiler::code::{Const, marshal};
use pyopt_compiler::semantics::IntRef;

natives! { FUNCTIONS:
    "dumps" "(value, version=5, /, *, allow_code=True)" |vm, args| {
        let value = constant(vm, args[0], 0)?;
        vm.new_bytes(&marshal::write(&value))
    };
    "loads" "(bytes, /, *, allow_code=True)" |vm, args| { let bytes = vm.need_bytes(args[0])?; load(vm, bytes.as_slice()) };
    "dump" "(value, file, version=5, /, *, allow_code=True)" |vm, args| {
        let value = constant(vm, args[0], 0)?;
        let bytes = vm.new_bytes(&marshal::write(&value))?;
        let name = vm.intern("write");
        let write = vm.get_attr(args[1], name)?;
        vm.call(write, &[bytes])
    };
    "load" "(file, /, *, allow_code=True)" |vm, args| {
        let name = vm.intern("read");
        let read = vm.get_attr(args[0], name)?;
        let bytes = vm.call(read, &[])?;
        let bytes = vm.need_bytes(bytes)?;
        load(vm, bytes.as_slice())
    };
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "marshal",
    doc: "This module contains functions that can read and write Python values in\na binary format.",
    functions: FUNCTIONS,
    init: |vm, module| add(vm, module, "version", Value::small_int_unchecked(5)),
};

fn load(vm: &mut Vm, bytes: &[u8]) -> PyResult {
    match marshal::read(bytes) {
        Ok(Const::Code(code)) => Ok(vm.load_code(&code)?.value()),
        Ok(value) => vm.materialize(&value),
        Err(error @ (marshal::MarshalError::EofForObject | marshal::MarshalError::TooShort)) => {
            Err(vm.raise_str(vm.types.eof_error, &error.to_string()))
        }
        Err(error) => Err(vm.raise_value_error(error.to_string())),
    }
}

/// A value as a constant that a `.pyc` can hold.
///
/// # Errors
/// `ValueError` for other values.
pub(crate) fn constant(vm: &mut Vm, value: Value, depth: usize) -> PyResult<Const> {
    if depth > 200 {
        return Err(vm.raise_value_error("object too deeply nested to marshal"));
    }
    let simple = match value {
        Value::NONE => Some(Const::None),
        Value::TRUE => Some(Const::Bool(true)),
        Value::FALSE => Some(Const::Bool(false)),
        Value::ELLIPSIS => Some(Const::Ellipsis),
        _ => match vm.as_int(&value) {
            Some(IntRef::Small(i)) => Some(Const::Int(i)),
            Some(big) => Some(Const::BigInt(Box::new(big.to_big()))),
            None => vm.as_float(value).map(Const::Float),
        },
    };
    if let Some(simple) = simple {
        return Ok(simple);
    }
    if let Some(s) = value.downcast::<Str>() {
        return Ok(Const::Str(s.as_wtf8().to_owned().into_box().into()));
    }
    if let Some(b) = value.downcast::<Bytes>() {
        return Ok(Const::Bytes(b.as_slice().to_vec().into()));
    }
    if let Some(code) = value.downcast::<Code>() {
        return Ok(Const::Code(code.object().clone()));
    }
    if let Some(c) = value.downcast::<Complex>() {
        return Ok(Const::Complex { real: c.real, imag: c.imag });
    }
    if let Some(t) = value.downcast::<Tuple>() {
        let mut items = Vec::with_capacity(t.len());
        for &item in t.items() {
            items.push(constant(vm, item, depth + 1)?);
        }
        return Ok(Const::Tuple(items.into()));
    }
    if value.downcast::<Set>().is_some() && vm.type_of(value) == vm.types.frozenset {
        let list = vm.list_of(value)?;
        let mut items = Vec::with_capacity(list.len());
        let mut index = 0;
        while let Some(item) = list.get(index) {
            index += 1;
            items.push(constant(vm, item, depth + 1)?);
        }
        return Ok(Const::FrozenSet(items.into()));
    }
    Err(vm.raise_value_error("unmarshallable object"))
}
