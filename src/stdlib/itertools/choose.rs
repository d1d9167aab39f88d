//! `product`, `permutations`, `combinations`: tuples from pools, in the order of their indices.
//!
//! The indices stand in a list of ints. A step moves them to the next choice, then makes its tuple.

use super::tool::{How, Tool};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::{List, Tuple};
use crate::stdlib::arguments::push;
use crate::value::{PyResult, Value};
use crate::vm::Vm;

natives! { PRODUCT: "__new__" "(cls, *iterables, repeat=1)" new_product; }
natives! { PERMUTATIONS: "__new__" "(cls, iterable, r=None)" new_permutations; }
natives! { COMBINATIONS: "__new__" "(cls, iterable, r)" |vm, args| new_combinations(vm, args, How::Combinations); }
natives! { COMBINATIONS_WITH_REPLACEMENT:
    "__new__" "(cls, iterable, r)" |vm, args| new_combinations(vm, args, How::CombinationsWithReplacement);
}

/// How far a tool has come: no tuple yet, some, all.
const FRESH: i64 = 0;
const RUNNING: i64 = 1;
const DONE: i64 = 2;

/// The items of an iterable as a tuple.
fn pool_of(vm: &mut Vm, iterable: Value) -> PyResult<Gc<Tuple>> {
    let list = vm.list_of(iterable)?;
    let tuple = vm.tuple_of_list(list)?;
    vm.expect::<Tuple>(tuple, "tuple")
}

/// A list of ints.
fn numbers(vm: &mut Vm, numbers: impl Iterator<Item = i64>) -> PyResult {
    let list = vm.new_list(&[])?;
    for number in numbers {
        push(vm, list, Value::small_int_unchecked(number))?;
    }
    Ok(list.value())
}

fn at(list: Gc<List>, index: usize) -> usize {
    list.get(index).map_or(0, |v| v.small_int_raw() as usize)
}

/// Ints need no write barrier, but the list's own store has one anyway.
fn put(vm: &mut Vm, list: Gc<List>, index: usize, number: usize) {
    list.set(&mut vm.heap, index, Value::small_int_unchecked(number as i64));
}

fn new_product(vm: &mut Vm, args: &[Value]) -> PyResult {
    let repeat = if args[1].is_null() { 1 } else { vm.index(args[1])? };
    if repeat < 0 {
        return Err(vm.raise_value_error("repeat argument cannot be negative"));
    }
    let pools = vm.new_list(&[])?;
    if repeat > 0 {
        for &iterable in args[2].downcast::<Tuple>().iter().flat_map(|t| t.items()) {
            let pool = pool_of(vm, iterable)?.value();
            push(vm, pools, pool)?;
        }
    }
    let given = pools.len();
    match given.checked_mul(repeat as usize) {
        Some(count) if count <= isize::MAX as usize / size_of::<Value>() => vm.check_room::<Value>(count)?,
        _ => return Err(vm.raise_str(vm.types.overflow_error, "repeat argument too large")),
    }
    for _ in 1..repeat.max(1) {
        vm.poll(given as u64)?;
        for n in 0..given {
            let pool = pools.get(n).unwrap_or(Value::NONE);
            push(vm, pools, pool)?;
        }
    }
    let indices = numbers(vm, std::iter::repeat_n(0, pools.len()))?;
    let pools = vm.tuple_of_list(pools)?;
    Tool::make(vm, args[0], How::Product, [pools, indices, Value::NULL], [FRESH, 0])
}

pub(super) fn step_product(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    let (Some(pools), Some(indices)) =
        (it.source.get().downcast::<Tuple>(), it.extra.get().downcast::<List>())
    else {
        return Ok(None);
    };
    let pool = |n: usize| pools.items()[n].downcast::<Tuple>();
    match it.position.get() {
        FRESH => {
            it.position.set(RUNNING);
            if (0..pools.len()).any(|n| pool(n).is_none_or(|p| p.is_empty())) {
                return Tool::finish(it);
            }
        }
        _ => {
            // The last index that can go on does; those behind it start again.
            let mut n = pools.len();
            loop {
                if n == 0 {
                    return Tool::finish(it);
                }
                n -= 1;
                let next = at(indices, n) + 1;
                if next < pool(n).map_or(0, |p| p.len()) {
                    put(vm, indices, n, next);
                    break;
                }
                put(vm, indices, n, 0);
            }
        }
    }
    if pools.is_empty() {
        return Ok(Some(vm.empty_tuple()));
    }
    let item = |n: usize| pool(n).map_or(Value::NONE, |pool| pool.items()[at(indices, n)]);
    let tuple = Tuple::of(&mut vm.heap, pools.len(), item);
    vm.check(tuple).map(|tuple| Some(tuple.value()))
}

/// `r`, which must not be negative.
fn not_negative(vm: &mut Vm, r: i64) -> PyResult<i64> {
    if r < 0 { Err(vm.raise_value_error("r must be non-negative")) } else { Ok(r) }
}

/// The tuple of the pool's items at the first `r` indices.
fn chosen(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    let (Some(pool), Some(indices)) =
        (it.source.get().downcast::<Tuple>(), it.extra.get().downcast::<List>())
    else {
        return Ok(None);
    };
    let count = it.end.get() as usize;
    if count == 0 {
        return Ok(Some(vm.empty_tuple()));
    }
    let tuple = Tuple::of(&mut vm.heap, count, |n| pool.items()[at(indices, n)]);
    vm.check(tuple).map(|tuple| Some(tuple.value()))
}

fn new_permutations(vm: &mut Vm, args: &[Value]) -> PyResult {
    let pool = pool_of(vm, args[1])?;
    let n = pool.len() as i64;
    let r = match args[2] {
        Value::NULL | Value::NONE => n,
        r if vm.as_int(&r).is_some() => vm.index(r)?,
        _ => return Err(vm.raise_type_error("Expected int as r")),
    };
    let r = not_negative(vm, r)?;
    let progress = if r > n { DONE } else { FRESH };
    let indices = numbers(vm, 0..n)?;
    let cycles = numbers(vm, (0..r.min(n)).map(|i| n - i))?;
    Tool::make(vm, args[0], How::Permutations, [pool.value(), indices, cycles], [progress, r])
}

pub(super) fn step_permutations(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    let (Some(indices), Some(cycles)) = (it.extra.get().downcast::<List>(), it.held.get().downcast::<List>())
    else {
        return Ok(None);
    };
    match it.position.get() {
        DONE => return Tool::finish(it),
        FRESH => it.position.set(RUNNING),
        _ => {
            let n = indices.len();
            let mut i = cycles.len();
            loop {
                if i == 0 {
                    return Tool::finish(it);
                }
                i -= 1;
                let cycle = at(cycles, i) - 1;
                if cycle > 0 {
                    put(vm, cycles, i, cycle);
                    let (one, other) = (at(indices, i), at(indices, n - cycle));
                    put(vm, indices, i, other);
                    put(vm, indices, n - cycle, one);
                    break;
                }
                // This place went through all: its index goes to the end, the place before moves on.
                let first = at(indices, i);
                for k in i..n - 1 {
                    let next = at(indices, k + 1);
                    put(vm, indices, k, next);
                }
                put(vm, indices, n - 1, first);
                put(vm, cycles, i, n - i);
            }
        }
    }
    chosen(vm, it)
}

fn new_combinations(vm: &mut Vm, args: &[Value], how: How) -> PyResult {
    let pool = pool_of(vm, args[1])?;
    let r = vm.index(args[2])?;
    let (r, n) = (not_negative(vm, r)?, pool.len() as i64);
    let again = how == How::CombinationsWithReplacement;
    let possible = if again { n > 0 || r == 0 } else { r <= n };
    let indices = numbers(vm, (0..if possible { r } else { 0 }).map(|i| if again { 0 } else { i }))?;
    let progress = if possible { FRESH } else { DONE };
    Tool::make(vm, args[0], how, [pool.value(), indices, Value::NULL], [progress, r])
}

pub(super) fn step_combinations(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    let (Some(pool), Some(indices)) =
        (it.source.get().downcast::<Tuple>(), it.extra.get().downcast::<List>())
    else {
        return Ok(None);
    };
    match it.position.get() {
        DONE => return Tool::finish(it),
        FRESH => it.position.set(RUNNING),
        _ => {
            let (n, r) = (pool.len(), it.end.get() as usize);
            let again = it.how == How::CombinationsWithReplacement;
            let last = |i: usize| if again { n - 1 } else { i + n - r };
            let Some(i) = (0..r).rev().find(|&i| at(indices, i) != last(i)) else {
                return Tool::finish(it);
            };
            let next = at(indices, i) + 1;
            for k in i..r {
                put(vm, indices, k, if again { next } else { next + k - i });
            }
        }
    }
    chosen(vm, it)
}
