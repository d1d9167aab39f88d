//! The methods of `range` and `slice`.

use super::methods;
use crate::heap::Gc;
use crate::objects::{GetSetDef, Range, Slice};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use num_traits::Signed;
use pyopt_compiler::semantics::Int;

methods! { METHODS: Range, "range";
    "index" "(self, value, /)" index;
    "count" "(self, value, /)" count;
    "__reduce__" "(self, /)" |vm, range, _| {
        let args = vm.new_tuple(&[range.start.get(), range.stop.get(), range.step.get()])?;
        vm.new_tuple(&[vm.types.range.value(), args])
    };
    "__reversed__" "(self, /)" |vm, range, _| vm.builtin_reversed(range.value());
}

methods! { SLICE: Slice, "slice";
    "indices" "(self, length, /)" indices;
    "__reduce__" "(self, /)" |vm, slice, _| {
        let args = vm.new_tuple(&[slice.start.get(), slice.stop.get(), slice.step.get()])?;
        vm.new_tuple(&[vm.types.slice.value(), args])
    };
}

pub(super) static GETSET: &[GetSetDef] = &[
    GetSetDef::member("start", |vm, v| vm.expect::<Range>(v, "range").map(|r| r.start.get())),
    GetSetDef::member("stop", |vm, v| vm.expect::<Range>(v, "range").map(|r| r.stop.get())),
    GetSetDef::member("step", |vm, v| vm.expect::<Range>(v, "range").map(|r| r.step.get())),
];

pub(super) static SLICE_GETSET: &[GetSetDef] = &[
    GetSetDef::member("start", |vm, v| vm.expect::<Slice>(v, "slice").map(|s| s.start.get())),
    GetSetDef::member("stop", |vm, v| vm.expect::<Slice>(v, "slice").map(|s| s.stop.get())),
    GetSetDef::member("step", |vm, v| vm.expect::<Slice>(v, "slice").map(|s| s.step.get())),
];

/// Whether an item is found by arithmetic: an exact int or a bool.
fn is_plain_int(vm: &Vm, item: Value) -> bool {
    vm.as_int(&item).is_some() && vm.is_exact_builtin(item)
}

fn index(vm: &mut Vm, range: Gc<Range>, args: &[Value]) -> PyResult {
    let item = args[1];
    if is_plain_int(vm, item) {
        let item = vm.index_value(item)?;
        if let Some(at) = vm.range_find(range, item) {
            return Ok(at);
        }
        return Err(vm.raise_value_error("range.index(x): x not in range"));
    }
    let iterator = vm.iter(range.value())?;
    let mut at = 0;
    while let Some(found) = vm.next(iterator)? {
        if vm.equal(found, item)? {
            return Ok(vm.new_int(at));
        }
        at += 1;
    }
    Err(vm.raise_value_error("sequence.index(x): x not in sequence"))
}

fn count(vm: &mut Vm, range: Gc<Range>, args: &[Value]) -> PyResult {
    let item = args[1];
    if is_plain_int(vm, item) {
        let item = vm.index_value(item)?;
        let found = vm.range_find(range, item).is_some();
        return Ok(vm.new_int(i64::from(found)));
    }
    let iterator = vm.iter(range.value())?;
    let mut times = 0;
    while let Some(found) = vm.next(iterator)? {
        times += i64::from(vm.equal(found, item)?);
    }
    Ok(vm.new_int(times))
}

fn indices(vm: &mut Vm, slice: Gc<Slice>, args: &[Value]) -> PyResult {
    let length = vm.index_value(args[1])?;
    let length = vm.as_int(&length).map(|i| i.to_big()).unwrap_or_default();
    if length.is_negative() {
        return Err(vm.raise_value_error("length should not be negative"));
    }
    let bounds = vm.slice_big(slice, &length)?;
    let bounds = bounds.map(|bound| vm.int_value(Int::from(bound)));
    vm.new_tuple(&bounds)
}
