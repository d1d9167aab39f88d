//! Arguments of native modules as the numbers they stand for, with CPython's words when they do not.

use crate::heap::Gc;
use crate::objects::{Dict, List, Str, Tuple};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use malachite_bigint::BigInt;
use num_complex::Complex64;
use pyopt_compiler::semantics::int;
use rustpython_wtf8::Wtf8Buf;

/// A real number: a float, what `__float__` gives, or an int.
///
/// # Errors
/// `TypeError` for what is no number, `OverflowError` for an int beyond the doubles.
#[inline]
pub(crate) fn real(vm: &mut Vm, value: Value) -> PyResult<f64> {
    match value.as_double() {
        Some(f) => Ok(f),
        None => real_slow(vm, value),
    }
}

#[cold]
fn real_slow(vm: &mut Vm, value: Value) -> PyResult<f64> {
    if let Some(f) = vm.as_float(value) {
        return Ok(f);
    }
    if let Some(f) = from_float_method(vm, value)? {
        return Ok(f);
    }
    if let Some(number) = vm.as_int(&value).map(int::to_f64) {
        return number.map_err(|e| vm.raise_semantic(e));
    }
    if vm.special(value, "__index__").is_some() {
        let index = integer(vm, value)?;
        return real_slow(vm, index);
    }
    let class = vm.type_name(value);
    Err(vm.raise_type_error(format!("must be real number, not {class}")))
}

/// What `__float__` gives; `None` for what has none.
///
/// # Errors
/// What it raises; `TypeError` where it gives no float.
pub(crate) fn from_float_method(vm: &mut Vm, value: Value) -> PyResult<Option<f64>> {
    let Some(method) = vm.special(value, "__float__") else { return Ok(None) };
    let answer = vm.call_method(method, value, &[])?;
    let Some(number) = vm.as_float(answer) else {
        let (class, given) = (vm.type_name(value), vm.type_name(answer));
        return Err(vm.raise_type_error(format!("{class}.__float__ returned non-float (type {given})")));
    };
    if vm.type_of(answer) != vm.types.float {
        let method = format!("{}.__float__", vm.type_name(value));
        vm.warn_of_subclass(answer, vm.types.float, &method)?;
    }
    Ok(Some(number))
}

/// A complex number: what `__complex__` gives, or a real number.
///
/// # Errors
/// As [`real`].
pub(crate) fn complex(vm: &mut Vm, value: Value) -> PyResult<Complex64> {
    let parts = |v: Value| v.downcast::<crate::objects::Complex>().map(|c| Complex64::new(c.real, c.imag));
    if let Some(c) = parts(value) {
        return Ok(c);
    }
    if let Some(method) = vm.special(value, "__complex__") {
        let answer = vm.call_method(method, value, &[])?;
        return match parts(answer) {
            Some(c) => Ok(c),
            None => {
                let (class, given) = (vm.type_name(value), vm.type_name(answer));
                Err(vm.raise_type_error(format!("{class}.__complex__ returned non-complex (type {given})")))
            }
        };
    }
    real(vm, value).map(|re| Complex64::new(re, 0.0))
}

/// `operator.index(value)`: an exact int of any size.
///
/// # Errors
/// `TypeError` for what is no int and has no `__index__`.
pub(crate) fn integer(vm: &mut Vm, value: Value) -> PyResult {
    if value.is_small_int() {
        return Ok(value);
    }
    if let Some(number) = vm.as_int(&value).map(|i| i.to_int()) {
        return Ok(vm.int_value(number));
    }
    let Some(method) = vm.special(value, "__index__") else {
        let class = vm.type_name(value);
        return Err(vm.raise_type_error(format!("'{class}' object cannot be interpreted as an integer")));
    };
    let answer = vm.call_method(method, value, &[])?;
    match vm.as_int(&answer).map(|i| i.to_int()) {
        Some(number) => {
            vm.warn_of_subclass(answer, vm.types.int, "__index__")?;
            Ok(vm.int_value(number))
        }
        None => {
            let given = vm.type_name(answer);
            Err(vm.raise_type_error(format!("__index__ returned non-int (type {given})")))
        }
    }
}

/// As [`integer`], as a number of the library's.
///
/// # Errors
/// As [`integer`].
pub(crate) fn big(vm: &mut Vm, value: Value) -> PyResult<BigInt> {
    let index = integer(vm, value)?;
    Ok(vm.as_int(&index).map(|i| i.to_big()).unwrap_or_default())
}

/// `callable(*front, *args, **kwargs)`, where `args` is a tuple and `kwargs` a dict with names, or NULL; CALL_PENDING
/// when Python code has to run.
///
/// # Errors
/// What the call raises before that.
pub(crate) fn ask_packed(
    vm: &mut Vm,
    callable: Value,
    front: &[Value],
    args: Value,
    kwargs: Value,
) -> PyResult {
    // All of them are in tuples and dicts that the caller holds.
    let items = args.downcast::<Tuple>();
    let answer = match (front, &items) {
        ([], Some(args)) => vm.ask_call_with_dict(callable, args.items(), kwargs),
        (front, None) => vm.ask_call_with_dict(callable, front, kwargs),
        (front, Some(args)) => vm.ask_call_with_dict(callable, &[front, args.items()].concat(), kwargs),
    };
    std::hint::black_box(&items);
    answer
}

/// The entries of a dict that does not change meanwhile.
pub(crate) fn entries(dict: Gc<Dict>) -> impl Iterator<Item = (Value, Value)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (number, key, value) = dict.next_entry(at)?;
        at = number + 1;
        Some((key, value))
    })
}

/// Appends `repr(value)`.
///
/// # Errors
/// What `__repr__` raises.
pub(crate) fn push_repr(vm: &mut Vm, out: &mut Wtf8Buf, value: Value) -> PyResult<()> {
    let text = vm.repr(value)?;
    if let Some(text) = text.downcast::<Str>() {
        out.push_wtf8(text.as_wtf8());
    }
    Ok(())
}

/// Appends to a list that no program sees yet.
///
/// # Errors
/// `MemoryError`.
pub(crate) fn push(vm: &mut Vm, list: Gc<List>, value: Value) -> PyResult<()> {
    let pushed = List::push(list, &mut vm.heap, value);
    vm.check(pushed)
}

/// An object's `__dict__`, or None if it has none or an empty one: the state that `__reduce__` gives.
///
/// # Errors
/// What looking it up raises, but for `AttributeError`.
pub(crate) fn own_attributes(vm: &mut Vm, object: Value) -> PyResult {
    let name = vm.intern("__dict__");
    match vm.get_attr(object, name) {
        Ok(dict) => {
            Ok(if dict.downcast::<Dict>().is_some_and(|d| !d.is_empty()) { dict } else { Value::NONE })
        }
        Err(_) if vm.raised_is(vm.types.attribute_error) => {
            vm.take_raised();
            Ok(Value::NONE)
        }
        Err(raised) => Err(raised),
    }
}
