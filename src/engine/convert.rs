//! Rust values to Python's and back.
//!
//! | Rust | Python |
//! |---|---|
//! | `()` | `None` |
//! | `bool`, `i64`, `i32`, `u32`, `usize`, `f64` | `bool`, `int`, `float` |
//! | `String`, `&str` | `str` |
//! | [`Bytes`] | `bytes` |
//! | `Option<T>` | `None` or `T` |
//! | `Vec<T>`, tuples of two and three | `list` (from any iterable), `tuple` |
//! | `BTreeMap<String, T>` | `dict` |
//! | [`Object`] | anything |
//!
//! To add a type, implement the traits in terms of these. An implementation that holds several [`Value`]s must keep
//! them with [`Vm::push_temp`]: whatever takes a `&mut Vm` and returns a `Result` may collect.

use super::object::Object;
use crate::objects::Bytes as BytesObject;
use crate::objects::{Dict, List, Str, Tuple};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use std::collections::BTreeMap;

/// The contents of a `bytes` object: `Vec<u8>` would be a list of ints.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Bytes(pub Vec<u8>);

/// What becomes a Python value.
pub trait IntoPython {
    /// The Python value.
    ///
    /// # Errors
    /// `MemoryError`, and what making it raises.
    fn into_python(self, vm: &mut Vm) -> PyResult;
}

/// What can be read from a Python value.
pub trait FromPython: Sized {
    /// The Rust value.
    ///
    /// # Errors
    /// `TypeError` or `OverflowError` where the value does not fit.
    fn from_python(value: Value, vm: &mut Vm) -> PyResult<Self>;
}

fn mismatch<T>(vm: &mut Vm, value: Value, wanted: &str) -> PyResult<T> {
    let class = vm.type_name(value);
    Err(vm.raise_type_error(format!("expected {wanted}, got {class}")))
}

impl IntoPython for () {
    fn into_python(self, _: &mut Vm) -> PyResult {
        Ok(Value::NONE)
    }
}

impl FromPython for () {
    fn from_python(value: Value, vm: &mut Vm) -> PyResult<()> {
        if value.is(Value::NONE) { Ok(()) } else { mismatch(vm, value, "None") }
    }
}

impl IntoPython for bool {
    fn into_python(self, _: &mut Vm) -> PyResult {
        Ok(Value::from_bool(self))
    }
}

impl FromPython for bool {
    fn from_python(value: Value, vm: &mut Vm) -> PyResult<bool> {
        match value.as_bool() {
            Some(value) => Ok(value),
            None => mismatch(vm, value, "bool"),
        }
    }
}

impl IntoPython for i64 {
    fn into_python(self, vm: &mut Vm) -> PyResult {
        Ok(vm.new_int(self))
    }
}

impl FromPython for i64 {
    fn from_python(value: Value, vm: &mut Vm) -> PyResult<i64> {
        match vm.as_int(&value).map(|int| int.to_i64()) {
            Some(Some(number)) => Ok(number),
            Some(None) => {
                Err(vm.raise_str(vm.types.overflow_error, "int too large for the embedding program"))
            }
            None => mismatch(vm, value, "int"),
        }
    }
}

macro_rules! small_ints {
    ($($int:ty)*) => { $(
        impl IntoPython for $int {
            fn into_python(self, vm: &mut Vm) -> PyResult {
                match i64::try_from(self) {
                    Ok(number) => number.into_python(vm),
                    Err(_) => Err(vm.raise_str(vm.types.overflow_error, "number too large for an int of 64 bits")),
                }
            }
        }

        impl FromPython for $int {
            fn from_python(value: Value, vm: &mut Vm) -> PyResult<$int> {
                let number = i64::from_python(value, vm)?;
                <$int>::try_from(number)
                    .map_err(|_| vm.raise_str(vm.types.overflow_error, concat!("int does not fit ", stringify!($int))))
            }
        }
    )* };
}

small_ints! { i32 u32 usize }

impl IntoPython for f64 {
    fn into_python(self, vm: &mut Vm) -> PyResult {
        Ok(vm.new_float(self))
    }
}

impl FromPython for f64 {
    fn from_python(value: Value, vm: &mut Vm) -> PyResult<f64> {
        if let Some(number) = vm.as_float(value) {
            return Ok(number);
        }
        match vm.as_int(&value).and_then(|int| int.to_i64()) {
            Some(number) => Ok(number as f64),
            None => mismatch(vm, value, "float"),
        }
    }
}

impl IntoPython for &str {
    fn into_python(self, vm: &mut Vm) -> PyResult {
        vm.new_str(self)
    }
}

impl IntoPython for String {
    fn into_python(self, vm: &mut Vm) -> PyResult {
        vm.new_str(&*self)
    }
}

impl FromPython for String {
    fn from_python(value: Value, vm: &mut Vm) -> PyResult<String> {
        let Some(text) = value.downcast::<Str>() else { return mismatch(vm, value, "str") };
        match text.as_wtf8().as_str() {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => Err(vm.raise_value_error("str with surrogates where UTF-8 is needed")),
        }
    }
}

impl IntoPython for Bytes {
    fn into_python(self, vm: &mut Vm) -> PyResult {
        vm.new_bytes(&self.0)
    }
}

impl FromPython for Bytes {
    fn from_python(value: Value, vm: &mut Vm) -> PyResult<Bytes> {
        match value.downcast::<BytesObject>() {
            Some(bytes) => Ok(Bytes(bytes.as_slice().to_vec())),
            None => mismatch(vm, value, "bytes"),
        }
    }
}

impl<T: IntoPython> IntoPython for Option<T> {
    fn into_python(self, vm: &mut Vm) -> PyResult {
        self.map_or(Ok(Value::NONE), |value| value.into_python(vm))
    }
}

impl<T: FromPython> FromPython for Option<T> {
    fn from_python(value: Value, vm: &mut Vm) -> PyResult<Option<T>> {
        if value.is(Value::NONE) { Ok(None) } else { T::from_python(value, vm).map(Some) }
    }
}

/// Converts `items` in order and gives them, kept alive meanwhile, to `build`.
fn gathered<R>(
    vm: &mut Vm,
    items: impl IntoIterator<Item = impl FnOnce(&mut Vm) -> PyResult>,
    build: impl FnOnce(&mut Vm, &[Value]) -> PyResult<R>,
) -> PyResult<R> {
    let keep = vm.temps().len();
    let mut result = Ok(());
    for item in items {
        match item(vm) {
            Ok(value) => vm.push_temp(value),
            Err(raised) => {
                result = Err(raised);
                break;
            }
        }
    }
    // The copy is for the call; the originals stay among the temporaries until it is over.
    let values = vm.temps()[keep..].to_vec();
    let built = result.and_then(|()| build(vm, &values));
    vm.pop_temps(keep);
    built
}

impl<T: IntoPython> IntoPython for Vec<T> {
    fn into_python(self, vm: &mut Vm) -> PyResult {
        let items = self.into_iter().map(|item| |vm: &mut Vm| item.into_python(vm));
        gathered(vm, items, |vm, values| vm.new_list(values).map(|list| list.value()))
    }
}

/// The elements of an iterable, converted one by one.
fn elements<T>(
    vm: &mut Vm,
    iterable: Value,
    mut convert: impl FnMut(&mut Vm, Value) -> PyResult<T>,
) -> PyResult<Vec<T>> {
    let class = vm.types.list.value();
    let made = vm.call(class, &[iterable])?;
    let keep = vm.temps().len();
    vm.push_temp(made);
    let mut out = Vec::new();
    let mut result = Ok(());
    if let Some(list) = made.downcast::<List>() {
        let mut at = 0;
        while at < list.len() {
            match convert(vm, list.items()[at].get()) {
                Ok(item) => out.push(item),
                Err(raised) => {
                    result = Err(raised);
                    break;
                }
            }
            at += 1;
        }
    }
    vm.pop_temps(keep);
    result.map(|()| out)
}

impl<T: FromPython> FromPython for Vec<T> {
    fn from_python(value: Value, vm: &mut Vm) -> PyResult<Vec<T>> {
        elements(vm, value, |vm, item| T::from_python(item, vm))
    }
}

impl<T: IntoPython> IntoPython for BTreeMap<String, T> {
    fn into_python(self, vm: &mut Vm) -> PyResult {
        let dict = vm.new_dict();
        let keep = vm.temps().len();
        vm.push_temp(dict.value());
        let mut result = Ok(());
        for (key, item) in self {
            result = item.into_python(vm).and_then(|item| {
                vm.push_temp(item);
                let key = vm.new_str(&*key)?;
                vm.dict_set(dict, key, item)
            });
            vm.pop_temps(keep + 1);
            if result.is_err() {
                break;
            }
        }
        vm.pop_temps(keep);
        result.map(|()| dict.value())
    }
}

impl<T: FromPython> FromPython for BTreeMap<String, T> {
    fn from_python(value: Value, vm: &mut Vm) -> PyResult<BTreeMap<String, T>> {
        if value.downcast::<Dict>().is_none() {
            return mismatch(vm, value, "dict");
        }
        let name = vm.intern("items");
        let method = vm.get_attr(value, name)?;
        let items = vm.call(method, &[])?;
        elements(vm, items, <(String, T)>::from_python_pair).map(|pairs| pairs.into_iter().collect())
    }
}

trait FromPair: Sized {
    fn from_python_pair(vm: &mut Vm, value: Value) -> PyResult<Self>;
}

impl<A: FromPython, B: FromPython> FromPair for (A, B) {
    fn from_python_pair(vm: &mut Vm, value: Value) -> PyResult<(A, B)> {
        <(A, B)>::from_python(value, vm)
    }
}

macro_rules! tuples {
    ($(($count:literal $($name:ident $at:tt)*))*) => { $(
        impl<$($name: IntoPython),*> IntoPython for ($($name,)*) {
            fn into_python(self, vm: &mut Vm) -> PyResult {
                let items: [Box<dyn FnOnce(&mut Vm) -> PyResult + '_>; $count] =
                    [$(Box::new(move |vm: &mut Vm| self.$at.into_python(vm))),*];
                gathered(vm, items, Vm::new_tuple)
            }
        }

        impl<$($name: FromPython),*> FromPython for ($($name,)*) {
            fn from_python(value: Value, vm: &mut Vm) -> PyResult<Self> {
                let length = value.downcast::<Tuple>().map(|tuple| tuple.len());
                if length != Some($count) {
                    return mismatch(vm, value, concat!("tuple of ", $count));
                }
                Ok(($({
                    let item = value.downcast::<Tuple>().map_or(Value::NONE, |tuple| tuple.items()[$at]);
                    $name::from_python(item, vm)?
                },)*))
            }
        }
    )* };
}

tuples! { (1 A 0) (2 A 0 B 1) (3 A 0 B 1 C 2) (4 A 0 B 1 C 2 D 3) }

impl IntoPython for Object {
    fn into_python(self, vm: &mut Vm) -> PyResult {
        self.value(vm)
    }
}

impl IntoPython for &Object {
    fn into_python(self, vm: &mut Vm) -> PyResult {
        self.value(vm)
    }
}

impl FromPython for Object {
    fn from_python(value: Value, vm: &mut Vm) -> PyResult<Object> {
        Ok(Object::new(vm, value))
    }
}
