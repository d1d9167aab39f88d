//! The methods of built-in classes, one file per class.
//!
//! ```text
//! methods! { TABLE: str [text], "upper" "(self, /)" |vm, s, args| … ; }
//!            a row's code gets the receiver in its layout; a receiver of another class is a TypeError
//! ```
//!
//! INVARIANT: while a method may call Python code, the values it works on stand on the native stack, in the
//! VM stack or in heap objects; a `Vec` of values lives only where nothing can collect.

mod bytearray;
mod bytes;
mod complex;
mod dict;
mod float;
mod int;
pub(crate) mod iterator;
pub(super) mod list;
mod memory_cast;
mod memory_items;
pub(crate) mod memoryview;
mod plain_sort;
mod range;
pub(crate) mod set;
mod str;
mod timsort;
mod tuple;

pub(crate) use self::bytes::new_bytearray;
use super::put;
use crate::heap::{Gc, HeapObject};
use crate::objects::descriptor::DescriptorKind;
use crate::objects::{Native, Str, Type};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native::NativeDef;
use pyopt_compiler::semantics::SemResult;

/// Declares the methods of a class whose receiver has one layout.
macro_rules! methods {
    ($table:ident: $layout:ty, $class:literal; $($name:literal $signature:literal $code:expr;)*) => {
        crate::builtins::natives! { $table: $($name $signature |vm, args| {
            let code: fn(&mut crate::vm::Vm, crate::heap::Gc<$layout>, &[crate::value::Value]) -> crate::value::PyResult = $code;
            let receiver = crate::builtins::methods::receiver::<$layout>(vm, args[0], $name, $class)?;
            code(vm, receiver, args)
        };)* }
    };
}
pub(crate) use methods;

pub(super) fn install(vm: &mut Vm) {
    let t = vm.types;
    super::add_methods(vm, t.str, self::str::METHODS);
    super::add_methods(vm, t.str, self::str::FORMAT);
    bytes::install(vm);
    complex::install(vm);
    vm.add_getset(t.int, int::GETSET);
    vm.add_getset(t.float, float::GETSET);
    vm.add_getset(t.range, range::GETSET);
    vm.add_getset(t.slice, range::SLICE_GETSET);
    vm.add_class_methods(t.float, float::CLASS_METHODS);
    bytearray::install(vm);
    memoryview::install(vm);
    super::add_methods(vm, t.list, list::METHODS);
    super::add_methods(vm, t.tuple, tuple::METHODS);
    super::add_methods(vm, t.dict, dict::METHODS);
    super::add_methods(vm, t.int, int::METHODS);
    super::add_methods(vm, t.float, float::METHODS);
    super::add_methods(vm, t.set, set::METHODS);
    super::add_methods(vm, t.set, set::CHANGING);
    super::add_methods(vm, t.frozenset, set::FROZEN);
    super::add_methods(vm, t.range, range::METHODS);
    super::add_methods(vm, t.slice, range::SLICE);
    iterator::install(vm);
    for view in [t.dict_keys, t.dict_values, t.dict_items] {
        super::add_methods(vm, view, dict::VIEW);
        vm.add_getset(view, dict::VIEW_GETSET);
    }
    // Views that are equal may become different.
    for view in [t.dict_keys, t.dict_items] {
        super::put(vm, view.dict(), "__hash__", Value::NONE);
    }
    super::add_methods(vm, t.dict_keys, dict::SET_VIEW);
    super::add_methods(vm, t.dict_items, dict::SET_VIEW);
    vm.add_class_methods(t.dict, dict::CLASS_METHODS);
    vm.add_class_methods(t.int, int::CLASS_METHODS);
    add_static_functions(vm, t.str, self::str::STATIC);
}

/// The text that `str(object, encoding, errors)` decodes.
pub(super) fn decode_argument(vm: &mut Vm, args: &[Value]) -> PyResult {
    for (name, given) in ["encoding", "errors"].into_iter().zip(&args[2..]) {
        if !given.is_null() && !given.is_kind(crate::objects::Kind::Str) {
            let given = vm.given_name(*given);
            return Err(vm.raise_type_error(format!("str() argument '{name}' must be str, not {given}")));
        }
    }
    if args[1].is_kind(crate::objects::Kind::Str) {
        return Err(vm.raise_type_error("decoding str is not supported"));
    }
    if !vm.is_exact_builtin(args[1])
        && let Some(view) = vm.exported_view(args[1], 0)?
    {
        // Its bytes are decoded like others.
        let bytes = vm.need_contents(view)?.to_vec();
        if let Some(view) = view.downcast::<crate::objects::MemoryView>() {
            vm.release_view(view);
        }
        let bytes = vm.new_bytes(&bytes)?;
        let args: Vec<Value> =
            args.iter().enumerate().map(|(at, &arg)| if at == 1 { bytes } else { arg }).collect();
        return decode_argument(vm, &args);
    }
    if vm.contents(args[1]).is_none() {
        if args[1].downcast::<crate::objects::MemoryView>().is_some() {
            return vm.need_contents(args[1]).map(|_| Value::NULL);
        }
        let given = vm.type_name(args[1]);
        let message = format!("decoding to str: need a bytes-like object, {given} found");
        return Err(vm.raise_type_error(message));
    }
    if let Some(text) = crate::stdlib::codecs::by_other_codec(vm, args[1], &args[1..], 1)? {
        return Ok(text);
    }
    let (encoding, errors) = self::str::codec_of(vm, &args[1..], "str")?;
    let bytes = vm.need_contents(args[1])?;
    crate::stdlib::codec_errors::decoded(vm, &bytes, encoding, errors)
}

/// Adds functions of a class that take neither instance nor class.
fn add_static_functions(vm: &mut Vm, class: Gc<Type>, table: &'static [NativeDef]) {
    for def in table {
        let native = Native::new(&mut vm.heap, class.value(), def).value();
        let function = vm.wrap_method(DescriptorKind::StaticMethod, native).value();
        put(vm, class.dict(), def.name, function);
    }
}

/// The receiver of a method, or `TypeError` for one of another class.
#[inline]
pub(crate) fn receiver<T: HeapObject>(
    vm: &mut Vm,
    value: Value,
    method: &str,
    class: &str,
) -> PyResult<Gc<T>> {
    match value.downcast() {
        Some(receiver) => Ok(receiver),
        None => Err(wrong_receiver(vm, value, method, class)),
    }
}

#[cold]
fn wrong_receiver(vm: &mut Vm, value: Value, method: &str, class: &str) -> Raised {
    let given = vm.type_name(value);
    vm.raise_type_error(format!(
        "descriptor '{method}' for '{class}' objects doesn't apply to a '{given}' object"
    ))
}

/// What pure semantics gave, with an error as the exception it names.
fn pure<T>(vm: &mut Vm, result: SemResult<T>) -> PyResult<T> {
    result.map_err(|error| vm.raise_semantic(error))
}

/// An optional int argument.
fn int_or(vm: &mut Vm, value: Value, default: i64) -> PyResult<i64> {
    if value.is_null() { Ok(default) } else { word(vm, value) }
}

/// An int that fits a word, as methods take it; subscripts say something else of those that do not.
pub(super) fn word(vm: &mut Vm, value: Value) -> PyResult<i64> {
    let number = vm.index_value(value)?;
    match vm.as_int(&number).and_then(|i| i.to_i64()) {
        Some(number) => Ok(number),
        None => {
            let message = "Python int too large to convert to C ssize_t";
            Err(vm.raise_str(vm.types.overflow_error, message))
        }
    }
}

/// `start` or `end` of a search: `None` and what was not given are no bound.
fn bound(vm: &mut Vm, value: Value) -> PyResult<Option<i64>> {
    if value.is_null() || value.is_none() { Ok(None) } else { vm.slice_bound(value).map(Some) }
}

/// An argument that must be a str, for functions whose messages count arguments.
fn str_argument(vm: &mut Vm, value: Value, function: &str, which: &str) -> PyResult<Gc<Str>> {
    match value.downcast() {
        Some(s) => Ok(s),
        None => {
            let given = vm.given_name(value);
            Err(vm.raise_type_error(format!("{function}() argument {which}must be str, not {given}")))
        }
    }
}

/// `KeyError(key)`.
#[cold]
fn key_error(vm: &mut Vm, key: Value) -> Raised {
    vm.raise_with(vm.types.key_error, key)
}

/// Where an item first stands in a sequence, between two bounds; `get` gives `None` beyond the last item.
fn position(
    vm: &mut Vm,
    args: &[Value],
    length: usize,
    get: impl Fn(usize) -> Option<Value>,
) -> PyResult<Option<usize>> {
    let length = length as i64;
    let clip = |at: i64| if at < 0 { at.saturating_add(length).max(0) } else { at };
    let start = bound(vm, args[2])?.map_or(0, clip);
    let end = bound(vm, args[3])?.map_or(i64::MAX, clip);
    let mut at = start;
    while at < end
        && let Some(item) = get(at as usize)
    {
        if vm.equal(item, args[1])? {
            return Ok(Some(at as usize));
        }
        at += 1;
    }
    Ok(None)
}
