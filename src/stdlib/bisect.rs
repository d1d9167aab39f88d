//! `_bisect`: binary search in a sorted sequence, and insertion there.

use super::heapq::less;
use super::{ModuleSpec, nothing};
use crate::builtins::natives;
use crate::objects::List;
use crate::value::{PyResult, Value};
use crate::vm::Vm;

natives! { FUNCTIONS:
    "bisect_right" "(a, x, lo=0, hi=None, *, key=None)" |vm, args| bisect(vm, args, Side::Right);
    "bisect_left" "(a, x, lo=0, hi=None, *, key=None)" |vm, args| bisect(vm, args, Side::Left);
    "insort_right" "(a, x, lo=0, hi=None, *, key=None)" |vm, args| insort(vm, args, Side::Right);
    "insort_left" "(a, x, lo=0, hi=None, *, key=None)" |vm, args| insort(vm, args, Side::Left);
}

pub(crate) static MODULE: ModuleSpec =
    ModuleSpec { name: "_bisect", doc: "Bisection algorithms.", functions: FUNCTIONS, init: nothing };

/// On which side of equal items the place is.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Left,
    Right,
}

/// `None`, which a missing argument stands for as well.
fn is_none(value: Value) -> bool {
    value.is_null() || value.is_none()
}

fn bound(vm: &mut Vm, value: Value) -> PyResult<i64> {
    if vm.as_int(&value).is_none() && vm.special(value, "__index__").is_none() {
        let class = vm.type_name(value);
        return Err(vm.raise_type_error(format!("argument should be integer or None, not '{class}'")));
    }
    vm.index(value)
}

/// The place for `x` among the items `lo..hi` of `a`.
fn place(vm: &mut Vm, a: Value, x: Value, bounds: [Value; 2], key: Value, side: Side) -> PyResult<i64> {
    let [lo, hi] = bounds;
    let mut low = if lo.is_null() { 0 } else { vm.index(lo)? };
    if low < 0 {
        return Err(vm.raise_value_error("lo must be non-negative"));
    }
    let mut high = if is_none(hi) { vm.len(a)? as i64 } else { bound(vm, hi)? };
    while low < high {
        let middle = low + (high - low) / 2;
        let at = vm.new_int(middle);
        let item = vm.get_item(a, at)?;
        let item = if is_none(key) { item } else { vm.call(key, &[item])? };
        let right_of_it = match side {
            Side::Left => less(vm, item, x)?,
            Side::Right => !less(vm, x, item)?,
        };
        if right_of_it { low = middle + 1 } else { high = middle }
    }
    Ok(low)
}

fn bisect(vm: &mut Vm, args: &[Value], side: Side) -> PyResult {
    let at = place(vm, args[0], args[1], [args[2], args[3]], args[4], side)?;
    Ok(vm.new_int(at))
}

fn insort(vm: &mut Vm, args: &[Value], side: Side) -> PyResult {
    let [a, x, lo, hi, key] = [args[0], args[1], args[2], args[3], args[4]];
    let rank = if is_none(key) { x } else { vm.call(key, &[x])? };
    let at = place(vm, a, rank, [lo, hi], key, side)?;
    if let Some(list) = a.downcast::<List>().filter(|_| vm.is_exact_builtin(a)) {
        let at = (at as usize).min(list.len());
        let inserted = List::splice(list, &mut vm.heap, at, at, &[x]);
        vm.check(inserted)?;
        return Ok(Value::NONE);
    }
    let name = vm.intern("insert");
    let insert = vm.get_attr(a, name)?;
    let at = vm.new_int(at);
    vm.call(insert, &[at, x])?;
    Ok(Value::NONE)
}
