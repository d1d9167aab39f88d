//! The methods of `set` and `frozenset`: those that answer, and those that change the receiver.
//!
//! An argument may be any iterable; the receiver itself is one too, so what is taken from the arguments is
//! collected before a set changes.

use super::{key_error, methods, wrong_receiver};
use crate::heap::Gc;
use crate::objects::{Dict, Kind, Set, Tuple};
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
                let state = vm.pickled_state(set.value())?;
                vm.new_tuple(&[class, args, state])
            };
            "union" "(self, *others)" |vm, set, args| {
                let result = copy(vm, set)?;
                if let [other] = others(args).items() {
                    return vm.ask_set_extend(result, *other);
                }
                add_all(vm, result, others(args))?;
                Ok(result.value())
            };
            "intersection" "(self, *others)" |vm, set, args| Ok(intersection(vm, set, others(args))?.value());
            "difference" "(self, *others)" |vm, set, args| {
                let mut result = set;
                for (at, &other) in others(args).items().iter().enumerate() {
                    if at == 0 { result = difference(vm, set, other)? } else { remove_each(vm, result, other)? }
                }
                if others(args).is_empty() { Ok(copy(vm, set)?.value()) } else { Ok(result.value()) }
            };
            "symmetric_difference" "(self, other, /)" |vm, set, args| {
                Ok(symmetric_difference(vm, set, args[1])?.value())
            };
            "issubset" "(self, other, /)" |vm, set, args| {
                let Some(other) = args[1].downcast() else {
                    // As many items in common as there are.
                    let common = intersect(vm, set, args[1])?;
                    return Ok(Value::from_bool(common.len() == set.len()));
                };
                Ok(Value::from_bool(is_subset(vm, set, other)?))
            };
            "issuperset" "(self, other, /)" |vm, set, args| {
                let other = as_set(vm, args[1])?;
                Ok(Value::from_bool(is_subset(vm, other, set)?))
            };
            "isdisjoint" "(self, other, /)" |vm, set, args| {
                if let Some(other) = args[1].downcast::<Set>()
                    && vm.is_exact_builtin(args[1])
                {
                    return Ok(Value::from_bool(!meet(vm, set, other)?));
                }
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
        match set.pop() {
            Some(item) => Ok(item),
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
        if let [other] = others(args).items() {
            let answer = vm.ask_set_extend(set, *other);
            return vm.none_for(answer);
        }
        add_all(vm, set, others(args))?;
        Ok(Value::NONE)
    };
    "difference_update" "(self, *others)" |vm, set, args| {
        check(vm, set, "difference_update")?;
        for &other in others(args).items() {
            remove_each(vm, set, other)?;
        }
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
    // The first class of the layout is `set` itself.
    set.header().shape() == Kind::Set as u32 || {
        let class = vm.type_of(set.value());
        class != vm.types.frozenset && class.is_subclass(vm.types.set)
    }
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

pub(crate) fn copy(vm: &mut Vm, set: Gc<Set>) -> PyResult<Gc<Set>> {
    let result = empty_like(vm, set);
    let filled = Set::fill(result, &mut vm.heap, set);
    vm.check(filled)?;
    Ok(result)
}

fn replace(vm: &mut Vm, set: Gc<Set>, by: Gc<Set>) -> PyResult<()> {
    Set::take_table(set, &mut vm.heap, by);
    Ok(())
}

/// An iterable as a set: itself, if it is one.
fn as_set(vm: &mut Vm, value: Value) -> PyResult<Gc<Set>> {
    match value.downcast() {
        Some(set) => Ok(set),
        None => vm.set_of(value),
    }
}

fn add_all(vm: &mut Vm, set: Gc<Set>, others: Gc<Tuple>) -> PyResult<()> {
    others.items().iter().try_for_each(|&other| vm.set_extend(set, other))
}

/// `set -= other`, for any iterable.
pub(crate) fn remove_each(vm: &mut Vm, set: Gc<Set>, other: Value) -> PyResult<()> {
    if other.is(set.value()) {
        Set::clear(set, &mut vm.heap);
        return Ok(());
    }
    let iterator = vm.builtin_set_iter(other)?;
    while let Some(item) = vm.next(iterator)? {
        remove(vm, set, item)?;
    }
    let tidied = Set::tidy(set, &mut vm.heap);
    vm.check(tidied)
}

/// `set - other`, for any iterable: what is left of a copy, or, of a set that is not much larger, what is not in `other`.
pub(crate) fn difference(vm: &mut Vm, set: Gc<Set>, other: Value) -> PyResult<Gc<Set>> {
    let length = match (other.downcast::<Set>(), other.downcast::<Dict>()) {
        (Some(other), _) => other.len(),
        (_, Some(other)) => other.len(),
        _ => 0,
    };
    let sized = other.is_kind(Kind::Set) || other.is_kind(Kind::Dict);
    if !sized || set.len() >> 2 > length {
        let result = copy(vm, set)?;
        remove_each(vm, result, other)?;
        return Ok(result);
    }
    let result = empty_like(vm, set);
    if let Some(other) = other.downcast::<Set>() {
        let sifted = Set::sift(result, &mut vm.heap, &set, &other, false);
        if vm.check(sifted)? {
            return Ok(result);
        }
    }
    let mut at = 0;
    while let Some((number, item)) = set.next_entry(at) {
        let hash = set.hash_at(number);
        let found = match (other.downcast::<Set>(), other.downcast::<Dict>()) {
            (Some(other), _) => other.find(hash, item, |k| vm.equal(k, item))?.is_some(),
            (_, Some(other)) => other.find(hash, item, |k| vm.equal(k, item))?.is_some(),
            _ => false,
        };
        if !found {
            vm.set_add_hashed(result, hash, item)?;
        }
        at = number + 1;
    }
    Ok(result)
}

fn intersection(vm: &mut Vm, set: Gc<Set>, others: Gc<Tuple>) -> PyResult<Gc<Set>> {
    let Some((&first, rest)) = others.items().split_first() else { return copy(vm, set) };
    let mut result = intersect(vm, set, first)?;
    for &other in rest {
        result = intersect(vm, result, other)?;
    }
    Ok(result)
}

/// `set & other`, for any iterable. Of two sets the smaller one is walked through.
pub(crate) fn intersect(vm: &mut Vm, set: Gc<Set>, other: Value) -> PyResult<Gc<Set>> {
    if other.is(set.value()) {
        return copy(vm, set);
    }
    let result = empty_like(vm, set);
    if let Some(other) = other.downcast::<Set>() {
        let (walked, asked) = if other.len() > set.len() { (set, other) } else { (other, set) };
        let sifted = Set::sift(result, &mut vm.heap, &walked, &asked, true);
        if vm.check(sifted)? {
            return Ok(result);
        }
        let mut at = 0;
        while let Some((number, item)) = walked.next_entry(at) {
            let hash = walked.hash_at(number);
            if asked.find(hash, item, |k| vm.equal(k, item))?.is_some() {
                vm.set_add_hashed(result, hash, item)?;
            }
            at = number + 1;
        }
        return Ok(result);
    }
    let iterator = vm.iter(other)?;
    while let Some(item) = vm.next(iterator)? {
        let hash = vm.hash(item)?;
        if set.find(hash, item, |k| vm.equal(k, item))?.is_some() {
            vm.set_add_hashed(result, hash, item)?;
        }
    }
    Ok(result)
}

/// `set ^ other`, for any iterable: a set of `other`, from which the members of `set` go or to which they come.
pub(crate) fn symmetric_difference(vm: &mut Vm, set: Gc<Set>, other: Value) -> PyResult<Gc<Set>> {
    let result = empty_like(vm, set);
    vm.set_extend(result, other)?;
    toggle(vm, result, set)?;
    Ok(result)
}

fn toggle_all(vm: &mut Vm, set: Gc<Set>, other: Value) -> PyResult<()> {
    if other.is(set.value()) {
        Set::clear(set, &mut vm.heap);
        return Ok(());
    }
    // Equal items of the argument count once.
    let other = as_set(vm, other)?;
    toggle(vm, set, other)
}

/// The members of `other` go where they are, and come where they are not.
pub(crate) fn toggle(vm: &mut Vm, set: Gc<Set>, other: Gc<Set>) -> PyResult<()> {
    let mut at = 0;
    while let Some((number, item)) = other.next_entry(at) {
        let hash = other.hash_at(number);
        match set.find(hash, item, |k| vm.equal(k, item))? {
            Some(found) => set.remove(found),
            None => vm.set_add_hashed(set, hash, item).map(|_| ())?,
        }
        at = number + 1;
    }
    Ok(())
}

fn is_subset(vm: &mut Vm, set: Gc<Set>, of: Gc<Set>) -> PyResult<bool> {
    if set.len() > of.len() {
        return Ok(false);
    }
    if let Some(plainly) = set.is_within(&of) {
        return Ok(plainly);
    }
    let mut at = 0;
    while let Some((number, item)) = set.next_entry(at) {
        if of.find(set.hash_at(number), item, |k| vm.equal(k, item))?.is_none() {
            return Ok(false);
        }
        at = number + 1;
    }
    Ok(true)
}

/// Whether two sets have a member in common. The smaller one is walked through.
fn meet(vm: &mut Vm, set: Gc<Set>, other: Gc<Set>) -> PyResult<bool> {
    if set == other {
        return Ok(!set.is_empty());
    }
    let (walked, asked) = if other.len() > set.len() { (set, other) } else { (other, set) };
    if let Some(plainly) = walked.meets(&asked) {
        return Ok(plainly);
    }
    let mut at = 0;
    while let Some((number, item)) = walked.next_entry(at) {
        if asked.find(walked.hash_at(number), item, |k| vm.equal(k, item))?.is_some() {
            return Ok(true);
        }
        at = number + 1;
    }
    Ok(false)
}
