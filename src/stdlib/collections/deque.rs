//! `deque`: its methods, and its iterators.

use super::ring::{Deque, DequeIterator};
use crate::builtins::{methods, natives};
use crate::heap::{Gc, OutOfMemory};
use crate::objects::getset::GetSetDef;
use crate::objects::types::type_flags;
use crate::objects::{Kind, Type};
use crate::stdlib::arguments::{own_attributes, push, push_repr};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use crate::vm::pending::{Fold, State, fold};
use pyopt_compiler::syntax::ast::CmpOp;
use rustpython_wtf8::Wtf8Buf;

/// `collections.deque`.
pub(super) static DEQUE: TypeSpec = TypeSpec {
    doc: "A list-like sequence optimized for data accesses near its endpoints.",
    flags: type_flags::BASE | type_flags::SEQUENCE,
    methods: METHODS,
    static_methods: NEW,
    class_methods: crate::builtins::SUBSCRIPTED,
    getset: FIELDS,
    ..TypeSpec::new("collections", "deque", Kind::Deque)
};

/// What `iter(deque)` gives.
pub(super) static ITERATOR: TypeSpec = TypeSpec {
    methods: ITERATOR_METHODS,
    static_methods: NEW_ITERATOR,
    iter_next: Some(next),
    ..TypeSpec::new("collections", "_deque_iterator", Kind::DequeIterator)
};

/// What `reversed(deque)` gives.
pub(super) static REVERSE_ITERATOR: TypeSpec = TypeSpec {
    methods: ITERATOR_METHODS,
    static_methods: NEW_REVERSE_ITERATOR,
    iter_next: Some(next),
    ..TypeSpec::new("collections", "_deque_reverse_iterator", Kind::DequeIterator)
};

natives! { NEW: "__new__" "(cls, /, *args, **kwargs)" |vm, args| {
    let own = vm.native_type(&DEQUE);
    let class = vm.class_for_new(args[0], own)?;
    Ok(vm.alloc_instance(class, Deque::empty(-1)).value())
}; }

natives! { NEW_ITERATOR: "__new__" "(cls, deque, index=0, /)" |vm, args| new_iterator(vm, args, false); }
natives! { NEW_REVERSE_ITERATOR: "__new__" "(cls, deque, index=0, /)" |vm, args| new_iterator(vm, args, true); }

methods! { METHODS: Deque, "collections.deque";
    "__init__" "(self, iterable=(), maxlen=None)" init;
    "append" "(self, item, /)" |vm, d, args| { let done = Deque::push_right(d, &mut vm.heap, args[1]); none(vm, done) };
    "appendleft" "(self, item, /)" |vm, d, args| { let done = Deque::push_left(d, &mut vm.heap, args[1]); none(vm, done) };
    "pop" "(self, /)" |vm, d, _| d.pop_right().map_or_else(|| Err(empty(vm)), Ok);
    "popleft" "(self, /)" |vm, d, _| d.pop_left().map_or_else(|| Err(empty(vm)), Ok);
    "extend" "(self, iterable, /)" |vm, d, args| extend::<false>(vm, d, args[1], Value::NONE);
    "extendleft" "(self, iterable, /)" |vm, d, args| extend::<true>(vm, d, args[1], Value::NONE);
    "clear" "(self, /)" |_, d, _| { d.clear(); Ok(Value::NONE) };
    "copy" "(self, /)" |vm, d, _| copy(vm, d);
    "__copy__" "(self, /)" |vm, d, _| copy(vm, d);
    "count" "(self, value, /)" count;
    "index" "(self, value, start=0, stop=9223372036854775807, /)" index;
    "insert" "(self, index, value, /)" insert;
    "remove" "(self, value, /)" remove;
    "reverse" "(self, /)" reverse;
    "rotate" "(self, n=1, /)" rotate;
    "__len__" "(self, /)" |vm, d, _| Ok(vm.new_int(d.len() as i64));
    "__getitem__" "(self, index, /)" |vm, d, args| {
        let at = place(vm, d, args[1])?;
        Ok(d.get(at).unwrap_or(Value::NONE))
    };
    "__setitem__" "(self, index, value, /)" |vm, d, args| {
        let at = place(vm, d, args[1])?;
        d.set(&mut vm.heap, at, args[2]);
        Ok(Value::NONE)
    };
    "__delitem__" "(self, index, /)" |vm, d, args| {
        let at = place(vm, d, args[1])?;
        d.remove(&mut vm.heap, at);
        Ok(Value::NONE)
    };
    "__contains__" "(self, value, /)" |vm, d, args| Ok(Value::from_bool(find(vm, d, args[1], 0, usize::MAX)?.is_some()));
    "__iter__" "(self, /)" |vm, d, _| Ok(iterate(vm, d, false));
    "__reversed__" "(self, /)" |vm, d, _| Ok(iterate(vm, d, true));
    "__eq__" "(self, value, /)" |vm, d, args| compare(vm, d, args[1], CmpOp::Eq);
    "__ne__" "(self, value, /)" |vm, d, args| compare(vm, d, args[1], CmpOp::NotEq);
    "__lt__" "(self, value, /)" |vm, d, args| compare(vm, d, args[1], CmpOp::Lt);
    "__le__" "(self, value, /)" |vm, d, args| compare(vm, d, args[1], CmpOp::LtE);
    "__gt__" "(self, value, /)" |vm, d, args| compare(vm, d, args[1], CmpOp::Gt);
    "__ge__" "(self, value, /)" |vm, d, args| compare(vm, d, args[1], CmpOp::GtE);
    "__add__" "(self, value, /)" add;
    "__iadd__" "(self, value, /)" |vm, d, args| extend::<false>(vm, d, args[1], d.value());
    "__mul__" "(self, value, /)" |vm, d, args| { let product = copy(vm, d)?; repeat(vm, product, args[1]) };
    "__rmul__" "(self, value, /)" |vm, d, args| { let product = copy(vm, d)?; repeat(vm, product, args[1]) };
    "__imul__" "(self, value, /)" |vm, d, args| repeat(vm, d.value(), args[1]);
    "__repr__" "(self, /)" repr;
    "__reduce__" "(self, /)" reduce;
}

static FIELDS: &[GetSetDef] = &[GetSetDef::new("maxlen", |vm, object| {
    let deque = vm.expect::<Deque>(object, "collections.deque")?;
    Ok(if deque.maxlen.get() < 0 { Value::NONE } else { vm.new_int(deque.maxlen.get()) })
})
.doc("maximum size of a deque or None if unbounded")];

methods! { ITERATOR_METHODS: DequeIterator, "collections._deque_iterator";
    "__length_hint__" "(self, /)" |vm, it, _| {
        let length = it.deque.get().downcast::<Deque>().map_or(0, |d| d.len());
        Ok(vm.new_int(length.saturating_sub(it.given.get()) as i64))
    };
    "__reduce__" "(self, /)" |vm, it, _| {
        let class = vm.type_of(it.value()).value();
        let given = vm.new_int(it.given.get() as i64);
        let args = vm.new_tuple(&[it.deque.get(), given])?;
        vm.new_tuple(&[class, args])
    };
}

/// `None`, unless memory ended.
fn none(vm: &mut Vm, done: Result<(), OutOfMemory>) -> PyResult {
    vm.check(done)?;
    Ok(Value::NONE)
}

#[cold]
fn empty(vm: &mut Vm) -> Raised {
    vm.raise_str(vm.types.index_error, "pop from an empty deque")
}

fn init(vm: &mut Vm, d: Gc<Deque>, args: &[Value]) -> PyResult {
    let maxlen = match args[2] {
        Value::NULL | Value::NONE => -1,
        given if vm.as_int(&given).is_none() => return Err(vm.raise_type_error("an integer is required")),
        given => match vm.index(given)? {
            maxlen if maxlen < 0 => return Err(vm.raise_value_error("maxlen must be non-negative")),
            maxlen => maxlen,
        },
    };
    d.maxlen.set(maxlen);
    if !d.is_empty() {
        d.clear();
    }
    if !args[1].is_null() {
        return extend::<false>(vm, d, args[1], Value::NONE);
    }
    Ok(Value::NONE)
}

/// Adds an iterable's items at one end.
struct Extend<const LEFT: bool>;

impl<const LEFT: bool> Fold for Extend<LEFT> {
    fn item(vm: &mut Vm, state: &mut State, item: Value) -> PyResult {
        let d = vm.expect::<Deque>(state.values[0], "deque")?;
        let pushed = if LEFT {
            Deque::push_left(d, &mut vm.heap, item)
        } else {
            Deque::push_right(d, &mut vm.heap, item)
        };
        vm.check(pushed)?;
        Ok(Value::NULL)
    }

    fn end(_: &mut Vm, state: &State) -> PyResult {
        Ok(state.values[1])
    }
}

/// Extends a deque, and answers `answer`.
fn extend<const LEFT: bool>(vm: &mut Vm, d: Gc<Deque>, iterable: Value, answer: Value) -> PyResult {
    // A deque that extends itself takes the items that it had.
    let source = if iterable.is(d.value()) { vm.list_of(iterable)?.value() } else { iterable };
    fold::<Extend<LEFT>>(vm, source, State::new(&[d.value(), answer]))
}

/// A deque of the same class with the same items and bound.
fn copy(vm: &mut Vm, d: Gc<Deque>) -> PyResult {
    let class = vm.type_of(d.value());
    let own = vm.native_type(&DEQUE);
    if class != own {
        let maxlen = vm.new_int(d.maxlen.get());
        let args = [d.value(), maxlen];
        return vm.call(class.value(), if d.maxlen.get() < 0 { &args[..1] } else { &args });
    }
    let made = vm.alloc_instance(own, Deque::empty(d.maxlen.get()));
    for at in 0..d.len() {
        let pushed = Deque::push_right(made, &mut vm.heap, d.get(at).unwrap_or(Value::NONE));
        vm.check(pushed)?;
    }
    Ok(made.value())
}

/// Where an equal item stands between two bounds; an error if the deque changes meanwhile.
fn find(vm: &mut Vm, d: Gc<Deque>, value: Value, start: usize, stop: usize) -> PyResult<Option<usize>> {
    let changes = d.changes();
    for at in start..stop.min(d.len()) {
        let Some(item) = d.get(at) else { break };
        let equal = vm.equal(item, value)?;
        if d.changes() != changes {
            return Err(vm.raise_str(vm.types.runtime_error, "deque mutated during iteration"));
        }
        if equal {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

fn count(vm: &mut Vm, d: Gc<Deque>, args: &[Value]) -> PyResult {
    let (mut count, mut from) = (0, 0);
    while let Some(at) = find(vm, d, args[1], from, usize::MAX)? {
        count += 1;
        from = at + 1;
    }
    Ok(vm.new_int(count))
}

fn index(vm: &mut Vm, d: Gc<Deque>, args: &[Value]) -> PyResult {
    let length = d.len() as i64;
    let mut bound = |v: Value, default: i64| -> PyResult<usize> {
        let at = if v.is_null() { default } else { vm.sequence_bound(v)? };
        Ok((if at < 0 { at.saturating_add(length).max(0) } else { at.min(length) }) as usize)
    };
    let (start, stop) = (bound(args[2], 0)?, bound(args[3], length)?);
    match find(vm, d, args[1], start, stop)? {
        Some(at) => Ok(vm.new_int(at as i64)),
        None => Err(vm.raise_value_error("deque.index(x): x not in deque")),
    }
}

fn insert(vm: &mut Vm, d: Gc<Deque>, args: &[Value]) -> PyResult {
    let (at, length) = (vm.index(args[1])?, d.len() as i64);
    if d.is_full() {
        return Err(vm.raise_str(vm.types.index_error, "deque already at its maximum size"));
    }
    let at = if at < 0 { at.saturating_add(length).max(0) } else { at.min(length) };
    let done = match at {
        0 => Deque::push_left(d, &mut vm.heap, args[2]),
        at => Deque::insert(d, &mut vm.heap, at as usize, args[2]),
    };
    none(vm, done)
}

fn remove(vm: &mut Vm, d: Gc<Deque>, args: &[Value]) -> PyResult {
    let changes = d.changes();
    let found = match find(vm, d, args[1], 0, usize::MAX) {
        Err(_) if d.changes() != changes && vm.raised_is(vm.types.runtime_error) => {
            vm.take_raised();
            return Err(vm.raise_str(vm.types.index_error, "deque mutated during remove()."));
        }
        found => found?,
    };
    match found {
        Some(at) => {
            d.remove(&mut vm.heap, at);
            Ok(Value::NONE)
        }
        None => Err(vm.raise_value_error("deque.remove(x): x not in deque")),
    }
}

fn reverse(vm: &mut Vm, d: Gc<Deque>, _: &[Value]) -> PyResult {
    for at in 0..d.len() / 2 {
        let other = d.len() - 1 - at;
        let (left, right) = (d.get(at).unwrap_or(Value::NONE), d.get(other).unwrap_or(Value::NONE));
        d.set(&mut vm.heap, at, right);
        d.set(&mut vm.heap, other, left);
    }
    Ok(Value::NONE)
}

fn rotate(vm: &mut Vm, d: Gc<Deque>, args: &[Value]) -> PyResult {
    let by = if args[1].is_null() { 1 } else { vm.index(args[1])? };
    if d.len() > 1 {
        let done = Deque::rotate(d, &mut vm.heap, by.rem_euclid(d.len() as i64) as usize);
        vm.check(done)?;
    }
    Ok(Value::NONE)
}

/// The index of an existing item.
fn place(vm: &mut Vm, d: Gc<Deque>, key: Value) -> PyResult<usize> {
    if !vm.is_index(key) {
        let class = vm.type_name(key);
        return Err(vm.raise_type_error(format!("sequence index must be integer, not '{class}'")));
    }
    let (at, length) = (vm.index(key)?, d.len() as i64);
    let at = if at < 0 { at.saturating_add(length) } else { at };
    if at < 0 || at >= length {
        return Err(vm.raise_str(vm.types.index_error, "deque index out of range"));
    }
    Ok(at as usize)
}

fn compare(vm: &mut Vm, a: Gc<Deque>, other: Value, op: CmpOp) -> PyResult {
    let Some(b) = other.downcast::<Deque>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let equality = matches!(op, CmpOp::Eq | CmpOp::NotEq);
    if equality && a.len() != b.len() {
        return Ok(Value::from_bool(op == CmpOp::NotEq));
    }
    let changes = [a.changes(), b.changes()];
    let mut at = 0;
    while let (Some(x), Some(y)) = (a.get(at), b.get(at)) {
        if !vm.equal(x, y)? {
            return if equality { Ok(Value::from_bool(op == CmpOp::NotEq)) } else { vm.compare(op, x, y) };
        }
        if changes != [a.changes(), b.changes()] {
            return Err(vm.raise_str(vm.types.runtime_error, "deque mutated during iteration"));
        }
        at += 1;
    }
    let (m, n) = (vm.new_int(a.len() as i64), vm.new_int(b.len() as i64));
    vm.compare(op, m, n)
}

fn add(vm: &mut Vm, d: Gc<Deque>, args: &[Value]) -> PyResult {
    if args[1].downcast::<Deque>().is_none() {
        let class = vm.type_name(args[1]);
        return Err(vm.raise_type_error(format!("can only concatenate deque (not \"{class}\") to deque")));
    }
    let sum = copy(vm, d)?;
    let made = vm.expect::<Deque>(sum, "deque")?;
    extend::<false>(vm, made, args[1], sum)
}

/// Lets a deque hold its items `times` times.
fn repeat(vm: &mut Vm, deque: Value, times: Value) -> PyResult {
    if !vm.is_index(times) {
        let class = vm.type_name(times);
        return Err(vm.raise_type_error(format!("can't multiply sequence by non-int of type '{class}'")));
    }
    let times = vm.index(times)?;
    let d = vm.expect::<Deque>(deque, "deque")?;
    if times <= 0 {
        d.clear();
        return Ok(deque);
    }
    let items = vm.list_of(deque)?;
    // With a bound, rounds whose items would all go again are left out.
    let rounds = match d.maxlen.get() {
        maxlen if maxlen >= 0 && !items.is_empty() => (times - 1).min(maxlen / items.len() as i64 + 1),
        _ if items.is_empty() => 0,
        _ => times - 1,
    };
    let count = items.len().saturating_mul(rounds.max(0) as usize);
    vm.check_room::<Value>(count)?;
    for _ in 0..rounds {
        vm.poll(items.len() as u64)?;
        for at in 0..items.len() {
            let pushed = Deque::push_right(d, &mut vm.heap, items.get(at).unwrap_or(Value::NONE));
            vm.check(pushed)?;
        }
        vm.safepoint();
    }
    Ok(deque)
}

fn repr(vm: &mut Vm, d: Gc<Deque>, _: &[Value]) -> PyResult {
    let class = vm.type_of(d.value());
    if vm.showing.contains(&d.value().bits()) {
        return vm.new_str("[...]");
    }
    let items = vm.new_list(&[])?;
    for at in 0..d.len() {
        push(vm, items, d.get(at).unwrap_or(Value::NONE))?;
    }
    let mut out = Wtf8Buf::from(format!("{}(", class.name().as_wtf8()));
    vm.showing.push(d.value().bits());
    let shown = push_repr(vm, &mut out, items.value());
    vm.showing.pop();
    shown?;
    if d.maxlen.get() >= 0 {
        out.push_str(&format!(", maxlen={}", d.maxlen.get()));
    }
    out.push_str(")");
    vm.new_str(&out)
}

fn reduce(vm: &mut Vm, d: Gc<Deque>, _: &[Value]) -> PyResult {
    let class = vm.type_of(d.value()).value();
    let args = if d.maxlen.get() < 0 {
        vm.new_tuple(&[])?
    } else {
        let nothing = vm.new_tuple(&[])?;
        let maxlen = vm.new_int(d.maxlen.get());
        vm.new_tuple(&[nothing, maxlen])?
    };
    let state = own_attributes(vm, d.value())?;
    let iterator = vm.iter(d.value())?;
    vm.new_tuple(&[class, args, state, iterator])
}

fn iterate(vm: &mut Vm, d: Gc<Deque>, backwards: bool) -> Value {
    let class = vm.native_type(if backwards { &REVERSE_ITERATOR } else { &ITERATOR });
    vm.alloc_instance(class, DequeIterator::new(d, 0, backwards)).value()
}

fn new_iterator(vm: &mut Vm, args: &[Value], backwards: bool) -> PyResult {
    let class = args[0].downcast::<Type>();
    let Some(deque) = args[1].downcast::<Deque>() else {
        let given = vm.type_name(args[1]);
        let name = class.map(|c| c.name().as_wtf8().to_string()).unwrap_or_default();
        return Err(
            vm.raise_type_error(format!("{name}() argument 1 must be collections.deque, not {given}"))
        );
    };
    let given = if args[2].is_null() { 0 } else { vm.index(args[2])?.max(0) };
    let class = vm.native_type(if backwards { &REVERSE_ITERATOR } else { &ITERATOR });
    Ok(vm.alloc_instance(class, DequeIterator::new(deque, given as usize, backwards)).value())
}

fn next(vm: &mut Vm, iterator: Value) -> PyResult<Option<Value>> {
    let Some(it) = iterator.downcast::<DequeIterator>() else { return Ok(None) };
    let Some(deque) = it.deque.get().downcast::<Deque>() else { return Ok(None) };
    let given = it.given.get();
    if deque.changes() != it.changes {
        it.given.set(deque.len());
        return Err(vm.raise_str(vm.types.runtime_error, "deque mutated during iteration"));
    }
    let at = if it.backwards { deque.len().wrapping_sub(1).wrapping_sub(given) } else { given };
    let item = deque.get(at).filter(|_| given < deque.len());
    if item.is_some() {
        it.given.set(given + 1);
    }
    Ok(item)
}
