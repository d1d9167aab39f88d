//! The methods of `set` and `frozenset`: those that answer, and those that change the receiver.
//!
//! An argument may be any iterable; the receiver itself is one too, so what is taken from the arguments is
//! collected before a set changes.

use super::{key_error, methods, wrong_receiver};
use crate::heap::Gc;
use crate::objects::{Set, Tuple};
use crate::value::{PyResult, Value};
use crate::vm::Vm;

/// The methods that both classes have, declared once for each class's messages.
macro_rules! answering {
    ($table:ident $class:literal) => {
        methods! { $table: Set, $class;
            "copy" "(self, /)" |vm, set, _| {
                if !mutable(vm, set) && vm.is_exact_builtin(set.value()) {
                    return Ok(set.value());
                }
                Ok(copy(vm, set)?.value())
            };
            "__reduce__" "(self, /)" |vm, set, _| {
                let members = vm.list_of(set.value())?;
                let args = vm.new_tuple(&[members.value()])?;
                let class = vm.type_of(set.value()).value();
                let state = crate::stdlib::arguments::own_attributes(vm, set.value())?;
                vm.new_tuple(&[class, args, state])
            };
            "union" "(self, *others)" |vm, set, args| {
                let result = copy(vm, set)?;
                add_all(vm, result, others(args))?;
                Ok(result.value())
            };
            "intersection" "(self, *others)" |vm, set, args| Ok(intersection(vm, set, others(args))?.value());
            "difference" "(self, *others)" |vm, set, args| {
                let result = copy(vm, set)?;
                remove_all(vm, result, others(args))?;
                Ok(result.value())
            };
            "symmetric_difference" "(self, other, /)" |vm, set, args| {
                let result = copy(vm, set)?;
                toggle_all(vm, result, args[1])?;
                Ok(result.value())
            };
            "issubset" "(self, other, /)" |vm, set, args| {
                let other = as_set(vm, args[1])?;
                Ok(Value::from_bool(is_subset(vm, set, other)?))
            };
            "issuperset" "(self, other, /)" |vm, set, args| {
                let other = as_set(vm, args[1])?;
                Ok(Value::from_bool(is_subset(vm, other, set)?))
            };
            "isdisjoint" "(self, other, /)" |vm, set, args| {
                let iterator = vm.iter(args[1])?;
                while let Some(item) = vm.next(iterator)? {
                    if find(vm, set, item)?.is_some() {
                        return Ok(Value::FALSE);
                    }
                }
                Ok(Value::TRUE)
            };
        }
    };
}

answering!(METHODS "set");
answering!(FROZEN "frozenset");

methods! { CHANGING: Set, "set";
    "add" "(self, object, /)" |vm, set, args| {
        check(vm, set, "add")?;
        vm.set_add(set, args[1])?;
        Ok(Value::NONE)
    };
    "discard" "(self, object, /)" |vm, set, args| {
        check(vm, set, "discard")?;
        remove(vm, set, args[1])?;
        Ok(Value::NONE)
    };
    "remove" "(self, object, /)" |vm, set, args| {
        check(vm, set, "remove")?;
        if remove(vm, set, args[1])? { Ok(Value::NONE) } else { Err(key_error(vm, args[1])) }
    };
    "pop" "(self, /)" |vm, set, _| {
        check(vm, set, "pop")?;
        match set.next_entry(0) {
            Some((number, item)) => {
                set.remove(number);
                Ok(item)
            }
            None => Err(vm.raise_str(vm.types.key_error, "pop from an empty set")),
        }
    };
    "clear" "(self, /)" |vm, set, _| {
        check(vm, set, "clear")?;
        Set::clear(set, &mut vm.heap);
        Ok(Value::NONE)
    };
    "update" "(self, *others)" |vm, set, args| {
        check(vm, set, "update")?;
        add_all(vm, set, others(args))?;
        Ok(Value::NONE)
    };
    "difference_update" "(self, *others)" |vm, set, args| {
        check(vm, set, "difference_update")?;
        remove_all(vm, set, others(args))?;
        Ok(Value::NONE)
    };
    "intersection_update" "(self, *others)" |vm, set, args| {
        check(vm, set, "intersection_update")?;
        let kept = intersection(vm, set, others(args))?;
        replace(vm, set, kept)?;
        Ok(Value::NONE)
    };
    "symmetric_difference_update" "(self, other, /)" |vm, set, args| {
        check(vm, set, "symmetric_difference_update")?;
        toggle_all(vm, set, args[1])?;
        Ok(Value::NONE)
    };
}

fn mutable(vm: &Vm, set: Gc<Set>) -> bool {
    vm.type_of(set.value()).is_subclass(vm.types.set)
}

/// Both classes have one layout: a frozenset is no receiver of a method that changes a set.
fn check(vm: &mut Vm, set: Gc<Set>, method: &str) -> PyResult<()> {
    if mutable(vm, set) { Ok(()) } else { Err(wrong_receiver(vm, set.value(), method, "set")) }
}

/// The iterables of `*others`.
fn others(args: &[Value]) -> Gc<Tuple> {
    args[1].downcast().expect("the binder makes a tuple of *others")
}

fn find(vm: &mut Vm, set: Gc<Set>, item: Value) -> PyResult<Option<usize>> {
    vm.set_find(set, item)
}

fn remove(vm: &mut Vm, set: Gc<Set>, item: Value) -> PyResult<bool> {
    let found = find(vm, set, item)?;
    if let Some(number) = found {
        set.remove(number);
    }
    Ok(found.is_some())
}

/// An empty set of the receiver's builtin class.
fn empty_like(vm: &mut Vm, set: Gc<Set>) -> Gc<Set> {
    let class = if mutable(vm, set) { vm.types.set } else { vm.types.frozenset };
    Set::new(&mut vm.heap, class.root_shape().0)
}

fn copy(vm: &mut Vm, set: Gc<Set>) -> PyResult<Gc<Set>> {
    let result = empty_like(vm, set);
    add_members(vm, result, set)?;
    Ok(result)
}

/// Adds the members of a set to one that is empty.
fn add_members(vm: &mut Vm, to: Gc<Set>, from: Gc<Set>) -> PyResult<()> {
    let mut at = 0;
    while let Some((number, item)) = from.next_entry(at) {
        let added = Set::add_absent(to, &mut vm.heap, from.hash_at(number), item);
        vm.check(added)?;
        at = number + 1;
    }
    Ok(())
}

fn replace(vm: &mut Vm, set: Gc<Set>, by: Gc<Set>) -> PyResult<()> {
    Set::clear(set, &mut vm.heap);
    add_members(vm, set, by)
}

/// An iterable as a set: itself, if it is one.
fn as_set(vm: &mut Vm, value: Value) -> PyResult<Gc<Set>> {
    match value.downcast() {
        Some(set) => Ok(set),
        None => vm.set_of(value),
    }
}

fn add_all(vm: &mut Vm, set: Gc<Set>, others: Gc<Tuple>) -> PyResult<()> {
    for &other in others.items().iter().filter(|other| !other.is(set.value())) {
        let iterator = vm.iter(other)?;
        while let Some(item) = vm.next(iterator)? {
            vm.set_add(set, item)?;
        }
    }
    Ok(())
}

fn remove_all(vm: &mut Vm, set: Gc<Set>, others: Gc<Tuple>) -> PyResult<()> {
    for &other in others.items() {
        if other.is(set.value()) {
            Set::clear(set, &mut vm.heap);
            continue;
        }
        let iterator = vm.iter(other)?;
        while let Some(item) = vm.next(iterator)? {
            remove(vm, set, item)?;
        }
    }
    Ok(())
}

fn intersection(vm: &mut Vm, set: Gc<Set>, others: Gc<Tuple>) -> PyResult<Gc<Set>> {
    let mut result = copy(vm, set)?;
    for &other in others.items() {
        let kept = empty_like(vm, set);
        let iterator = vm.iter(other)?;
        while let Some(item) = vm.next(iterator)? {
            if find(vm, result, item)?.is_some() {
                vm.set_add(kept, item)?;
            }
        }
        result = kept;
    }
    Ok(result)
}

fn toggle_all(vm: &mut Vm, set: Gc<Set>, other: Value) -> PyResult<()> {
    // Equal items of the argument count once, and the argument may be the receiver.
    let other = vm.set_of(other)?;
    let mut at = 0;
    while let Some((number, item)) = other.next_entry(at) {
        if !remove(vm, set, item)? {
            vm.set_add(set, item)?;
        }
        at = number + 1;
    }
    Ok(())
}

fn is_subset(vm: &mut Vm, set: Gc<Set>, of: Gc<Set>) -> PyResult<bool> {
    if set.len() > of.len() {
        return Ok(false);
    }
    let mut at = 0;
    while let Some((number, item)) = set.next_entry(at) {
        if find(vm, of, item)?.is_none() {
            return Ok(false);
        }
        at = number + 1;
    }
    Ok(true)
}
