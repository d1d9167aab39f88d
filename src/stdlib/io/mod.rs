//! `_io`: files, buffers and text streams.
//!
//! ```text
//! open("f") ─► TextIOWrapper ─► BufferedReader or BufferedWriter ─► FileIO ─► the host's descriptor
//! ```
//!
//! Every layer takes any object with the right methods below it; what is its own class is called without Python.

mod base;
mod buffered;
mod bytes_io;
mod file;
mod newline;
mod open;
mod streams;
mod string_io;
mod text;

pub(crate) use open::{input, open};
pub(crate) use streams::{
    flush_file, flush_standard_streams, gathers, open_standard_streams, print_target, print_to,
    sys_attribute, write_to,
};

use super::slots::publish;
use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::types::{NewType, type_flags};
use crate::objects::{Module, Type};
use crate::value::{PyResult, Raised, Value};
use crate::vm::{Held, Vm};

natives! { FUNCTIONS:
    "open" "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)" open;
    "open_code" "(path)" |vm, args| {
        let mode = vm.new_str("rb")?;
        let (null, minus) = (Value::NULL, Value::small_int_unchecked(-1));
        open(vm, &[args[0], mode, minus, null, null, null, null, null])
    };
    "text_encoding" "(encoding, stacklevel=2, /)" |vm, args| {
        if args[0].is_none() { vm.new_str("utf-8") } else { Ok(args[0]) }
    };
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_io",
    doc: "The io module provides the Python interfaces to stream handling.",
    functions: FUNCTIONS,
    init,
};

fn init(vm: &mut Vm, module: Gc<Module>) -> PyResult<()> {
    add(vm, module, "DEFAULT_BUFFER_SIZE", Value::small_int_unchecked(buffered::SIZE as i64))?;
    let class = unsupported_class(vm)?;
    add(vm, module, "UnsupportedOperation", class)?;
    let blocking = vm.types.blocking_io_error.value();
    add(vm, module, "BlockingIOError", blocking)?;
    for spec in [
        &base::IO_BASE,
        &base::RAW_BASE,
        &base::BUFFERED_BASE,
        &base::TEXT_BASE,
        &file::FILE_IO,
        &bytes_io::BYTES_IO,
        &string_io::STRING_IO,
        &buffered::READER,
        &buffered::WRITER,
        &buffered::RANDOM,
        &buffered::PAIR,
        &text::TEXT_WRAPPER,
        &newline::DECODER,
    ] {
        publish(vm, module, spec)?;
    }
    Ok(())
}

/// `io.UnsupportedOperation`, made once.
fn unsupported_class(vm: &mut Vm) -> PyResult {
    if let Some(class) = vm.held(Held::UnsupportedOperation).non_null() {
        return Ok(class);
    }
    let (os, value) = (vm.types.os_error, vm.types.value_error);
    let bases = vm.new_tuple(&[os.value(), value.value()])?;
    let bases = vm.expect(bases, "tuple")?;
    let (name, dict) = (vm.intern("UnsupportedOperation"), vm.new_dict());
    let (key, io) = (vm.intern("__module__"), vm.intern("io"));
    vm.dict_set(dict, key.value(), io.value())?;
    let class = Type::new(
        &mut vm.heap,
        NewType {
            name,
            bases,
            dict,
            layout: os.layout(),
            flags: type_flags::BASE | (os.flag_bits() & !type_flags::BUILTIN),
            shape: vm.types.typ.root_shape().0,
        },
    );
    // `OSError`, then `ValueError`, then what both derive from.
    let shared = value.mro()[1..].to_vec();
    let line: Vec<Value> = [class.value(), os.value(), value.value()].into_iter().chain(shared).collect();
    let mro = vm.new_tuple(&line)?;
    let mro = vm.expect(mro, "tuple")?;
    Type::set_mro(class, &mut vm.heap, mro);
    let root = vm.shapes.new_root(class, 0);
    class.set_root_shape(root, 0);
    class.decide_attrs_word(0);
    vm.hooks_changed(class);
    let class = class.value();
    vm.hold(Held::UnsupportedOperation, class);
    Ok(class)
}

/// `io.UnsupportedOperation(message)`.
#[cold]
fn unsupported(vm: &mut Vm, message: &str) -> Raised {
    let Ok(class) = unsupported_class(vm) else { return Raised };
    match class.downcast() {
        Some(class) => vm.raise_str(class, message),
        None => vm.raise_value_error(message),
    }
}

/// `object.name(*args)`.
fn method(vm: &mut Vm, object: Value, name: &str, args: &[Value]) -> PyResult {
    let name = vm.intern(name);
    vm.call_attr(object, name, args)
}

/// The truth of an attribute, or of what a method without arguments answers.
fn asks(vm: &mut Vm, object: Value, name: &str) -> PyResult<bool> {
    let answer = method(vm, object, name, &[])?;
    vm.truth(answer)
}

fn is_closed(vm: &mut Vm, object: Value) -> PyResult<bool> {
    let name = vm.intern("closed");
    let closed = vm.get_attr(object, name)?;
    vm.truth(closed)
}

/// A size argument: `None` (missing, None or negative) means everything.
fn size_argument(vm: &mut Vm, value: Value) -> PyResult<Option<usize>> {
    if value.is_null() || value.is_none() {
        return Ok(None);
    }
    if !vm.is_index(value) {
        let class = vm.type_name(value);
        return Err(vm.raise_type_error(format!("argument should be integer or None, not '{class}'")));
    }
    Ok(usize::try_from(vm.index(value)?).ok())
}

fn int(n: usize) -> Value {
    Value::small_int_unchecked(n as i64)
}
