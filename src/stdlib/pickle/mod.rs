//! `_pickle`: objects as bytes and back, the native half of the module `pickle`.
//!
//! ```text
//! pickler    the class `Pickler`: its settings, its memo, and where it writes to
//! save       values of builtin types as opcodes
//! reduce     all other values: what `__reduce_ex__` answers, classes and functions by their names
//! unpickler  the class `Unpickler`: its settings, its memo, and where it reads from
//! load       the machine that runs the opcodes
//! memo       the memo of both as Python sees it
//! buffer     the class `PickleBuffer`
//! ```
//!
//! What is written is what CPython's own `_pickle` writes, byte for byte; only where it keeps two equal names of one
//! module apart, here the second one refers to the first.

pub(crate) mod buffer;
mod load;
mod memo;
mod opcodes;
mod pickler;
mod reduce;
mod save;
mod unpickler;

use super::slots::publish;
use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::objects::Kind;
use crate::objects::types::type_flags;
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;

static PICKLE_ERROR: TypeSpec = TypeSpec {
    base: Some(|vm| vm.types.exception),
    flags: type_flags::BASE | type_flags::HAS_DICT,
    ..TypeSpec::new("_pickle", "PickleError", Kind::Exception)
};

static PICKLING_ERROR: TypeSpec = TypeSpec {
    base: Some(|vm| vm.native_type(&PICKLE_ERROR)),
    flags: type_flags::BASE | type_flags::HAS_DICT,
    ..TypeSpec::new("_pickle", "PicklingError", Kind::Exception)
};

static UNPICKLING_ERROR: TypeSpec = TypeSpec {
    base: Some(|vm| vm.native_type(&PICKLE_ERROR)),
    flags: type_flags::BASE | type_flags::HAS_DICT,
    ..TypeSpec::new("_pickle", "UnpicklingError", Kind::Exception)
};

natives! { FUNCTIONS:
    "dump" "(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)" |vm, args| {
        let mut pickling = pickler::to_file(vm, args[1], &args[2..5])?;
        pickling.dump(vm, args[0])?;
        Ok(Value::NONE)
    };
    "dumps" "(obj, protocol=None, *, fix_imports=True, buffer_callback=None)" |vm, args| {
        let mut pickling = pickler::in_memory(vm, &args[1..4])?;
        pickling.dump(vm, args[0])?;
        vm.new_bytes(pickling.written())
    };
    "load" "(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())" |vm, args| {
        let mut loading = unpickler::of_file(vm, args[0], &args[1..5])?;
        loading.load(vm)
    };
    "loads" "(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())" |vm, args| {
        let data = vm.need_bytes(args[0])?;
        let mut loading = unpickler::of_bytes(vm, data, &args[1..5])?;
        loading.load(vm)
    };
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_pickle",
    doc: "Optimized C implementation for the Python pickle module.",
    functions: FUNCTIONS,
    init: |vm, module| {
        for spec in [
            &PICKLE_ERROR,
            &PICKLING_ERROR,
            &UNPICKLING_ERROR,
            &pickler::PICKLER,
            &unpickler::UNPICKLER,
            &buffer::PICKLE_BUFFER,
        ] {
            publish(vm, module, spec)?;
        }
        for spec in [&memo::PICKLER_MEMO, &memo::UNPICKLER_MEMO] {
            let class = vm.native_type(spec);
            add(vm, module, spec.name, class.value())?;
        }
        Ok(())
    },
};

#[cold]
fn pickling_error(vm: &mut Vm, message: &str) -> Raised {
    let class = vm.native_type(&PICKLING_ERROR);
    vm.raise_str(class, message)
}

#[cold]
fn unpickling_error(vm: &mut Vm, message: &str) -> Raised {
    let class = vm.native_type(&UNPICKLING_ERROR);
    vm.raise_str(class, message)
}

/// The full name of a value's class, as messages of this module have it.
fn class_name(vm: &mut Vm, value: Value) -> String {
    let class = vm.type_of(value);
    vm.full_name(class)
}

/// Whether an optional argument says yes; without it, `default`.
fn flag(vm: &mut Vm, value: Value, default: bool) -> PyResult<bool> {
    if value.is_null() { Ok(default) } else { vm.truth(value) }
}
