//! The methods of the engine's iterators, and how `enumerate`, `zip`, `map`, `filter` and `reversed` are made.
//!
//! `__reduce__` and `__setstate__` are what `copy` and `pickle` ask for: a callable, its arguments, and a place.

use super::methods;
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::{Iterator, Kind, List, Range, Stepping, Str, Tuple, Type};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use pyopt_compiler::syntax::ast::CmpOp;

methods! { METHODS: Iterator, "iterator";
    "__iter__" "(self, /)" |_, it, _| Ok(it.value());
    "__next__" "(self, /)" |vm, it, _| {
        let item = vm.step(it)?;
        vm.answer_of_next(item.unwrap_or(Value::STOP), Value::NULL)
    };
    "__reduce__" "(self, /)" reduce;
}

// Those of memoryviews are not pickled.
methods! { BARE: Iterator, "iterator";
    "__iter__" "(self, /)" |_, it, _| Ok(it.value());
    "__next__" "(self, /)" |vm, it, _| {
        let item = vm.step(it)?;
        vm.answer_of_next(item.unwrap_or(Value::STOP), Value::NULL)
    };
}

methods! { SIZED: Iterator, "iterator";
    "__length_hint__" "(self, /)" |vm, it, _| length_hint(vm, it);
}

methods! { STRICT: Iterator, "iterator";
    "__setstate__" "(self, state, /)" |vm, it, args| {
        let strict = vm.truth(args[1])?;
        it.end.set(i64::from(strict));
        Ok(Value::NONE)
    };
}

methods! { PLACED: Iterator, "iterator";
    "__setstate__" "(self, state, /)" set_state;
}

natives! { ENUMERATE: "__new__" "(cls, iterable, start=0)" new_enumerate; }
natives! { ZIP: "__new__" "(cls, *iterables, strict=False)" new_zip; }
natives! { MAP: "__new__" "(cls, *args, strict=False)" new_map; }
natives! { FILTER: "__new__" "(cls, function, iterable, /)" new_filter; }
natives! { REVERSED: "__new__" "(cls, object, /)" new_reversed; }

pub(super) fn install(vm: &mut Vm) {
    let t = vm.types;
    let sized = [
        t.iterator,
        t.list_iterator,
        t.list_reverseiterator,
        t.tuple_iterator,
        t.range_iterator,
        t.longrange_iterator,
        t.str_iterator,
        t.str_ascii_iterator,
        t.bytes_iterator,
        t.bytearray_iterator,
        t.dict_keyiterator,
        t.dict_valueiterator,
        t.dict_itemiterator,
        t.dict_reversekeyiterator,
        t.dict_reversevalueiterator,
        t.dict_reverseitemiterator,
        t.set_iterator,
        t.reversed,
    ];
    for class in vm.types.all().collect::<Vec<_>>() {
        if class == t.memory_iterator {
            super::super::add_methods(vm, class, BARE);
        } else if class.layout() == Kind::Iterator {
            super::super::add_methods(vm, class, METHODS);
        }
    }
    for class in sized {
        super::super::add_methods(vm, class, SIZED);
        let in_table =
            class == t.set_iterator || class.name().as_str().is_some_and(|n| n.starts_with("dict"));
        if !in_table {
            super::super::add_methods(vm, class, PLACED);
        }
    }
    vm.add_class_methods(t.enumerate, crate::builtins::SUBSCRIPTED);
    for class in [t.zip, t.map] {
        super::super::add_methods(vm, class, STRICT);
    }
    for (class, table) in
        [(t.enumerate, ENUMERATE), (t.zip, ZIP), (t.map, MAP), (t.filter, FILTER), (t.reversed, REVERSED)]
    {
        super::super::add_methods(vm, class, table);
    }
}

/// An iterator of the class that is being called.
fn make(vm: &mut Vm, class: Value, stepping: Stepping, parts: [Value; 2], numbers: [i64; 3]) -> PyResult {
    let class = vm.expect::<Type>(class, "a type")?;
    if class.has(crate::objects::types::type_flags::BUILTIN) {
        let shape = class.root_shape().0;
        return Ok(Iterator::with(&mut vm.heap, shape, stepping, parts, numbers).value());
    }
    Ok(vm.alloc_instance(class, Iterator::detached(stepping, parts, numbers)).value())
}

fn new_enumerate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (mut at, mut long) = (0, Value::NULL);
    if let Some(start) = args[2].non_null() {
        let start = vm.index_value(start)?;
        match vm.as_int(&start).and_then(|i| i.to_i64()) {
            Some(start) => at = start,
            None => long = start,
        }
    }
    let source = vm.iter(args[1])?;
    make(vm, args[0], Stepping::Enumerate, [source, long], [at, 0, 1])
}

/// The tuple of iterators over what `*iterables` gave.
fn iterators(vm: &mut Vm, iterables: &[Value]) -> PyResult {
    let list = vm.new_list(&[])?;
    for &iterable in iterables {
        let iterator = vm.iter(iterable)?;
        let pushed = List::push(list, &mut vm.heap, iterator);
        vm.check(pushed)?;
    }
    vm.tuple_of_list(list)
}

fn strictness(vm: &mut Vm, flag: Value) -> PyResult<i64> {
    Ok(match flag.non_null() {
        Some(flag) => i64::from(vm.truth(flag)?),
        None => 0,
    })
}

fn new_zip(vm: &mut Vm, args: &[Value]) -> PyResult {
    let strict = strictness(vm, args[1])?;
    let iterables = vm.expect::<Tuple>(args[2], "tuple")?;
    let sources = iterators(vm, iterables.items())?;
    make(vm, args[0], Stepping::Zip, [sources, Value::NULL], [0, strict, 1])
}

fn new_map(vm: &mut Vm, args: &[Value]) -> PyResult {
    let strict = strictness(vm, args[1])?;
    let given = vm.expect::<Tuple>(args[2], "tuple")?;
    let [function, iterables @ ..] = given.items() else {
        return Err(vm.raise_type_error("map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Err(vm.raise_type_error("map() must have at least two arguments."));
    }
    let sources = iterators(vm, iterables)?;
    make(vm, args[0], Stepping::Map, [sources, *function], [0, strict, 1])
}

fn new_filter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let source = vm.iter(args[2])?;
    make(vm, args[0], Stepping::Filter, [source, args[1]], [0, 0, 1])
}

fn new_reversed(vm: &mut Vm, args: &[Value]) -> PyResult {
    let made = vm.reversed(args[1])?;
    // A subclass makes sequence iterators of its own class; what `__reversed__` gave stays as it is.
    match made.downcast::<Iterator>() {
        Some(it) if it.stepping == Stepping::SequenceReverse && !args[0].is(vm.types.reversed.value()) => {
            let parts = [it.source.get(), Value::NULL];
            make(vm, args[0], it.stepping, parts, [it.position.get(), it.end.get(), 1])
        }
        _ => Ok(made),
    }
}

/// How many items an iterator still has.
fn length_hint(vm: &mut Vm, it: Gc<Iterator>) -> PyResult {
    let source = it.source.get();
    let (at, length) = (it.position.get(), vm.builtin_len(source).unwrap_or(0) as i64);
    let left = match it.stepping {
        _ if source.is_null() => 0,
        Stepping::Range => it.end.get(),
        Stepping::LongRange => {
            let Some(range) = source.downcast::<Range>() else { return Ok(Value::NONE) };
            let given = vm.new_int(at);
            return vm.binary(pyopt_compiler::syntax::ast::Operator::Sub, false, range.length.get(), given);
        }
        Stepping::Str => {
            let rest = source
                .downcast::<Str>()
                .map(|s| s.as_bytes()[at as usize..].iter().filter(|&&b| b & 0xC0 != 0x80).count());
            rest.unwrap_or(0) as i64
        }
        Stepping::ListReverse => {
            if at < length {
                at + 1
            } else {
                0
            }
        }
        Stepping::Sequence => match vm.special(source, "__len__") {
            _ if vm.builtin_len(source).is_some() => length - at,
            Some(_) => vm.len(source)? as i64 - at,
            None => return Ok(Value::NOT_IMPLEMENTED),
        },
        Stepping::SequenceReverse => {
            let length = vm.len(source)? as i64;
            if at < length { at + 1 } else { 0 }
        }
        _ if it.stepping.counts() => {
            if length == it.end.get() {
                length - it.given()
            } else {
                0
            }
        }
        _ if it.stepping.in_table() => {
            if length == it.end.get() {
                rest_of_table(vm, it)?.len() as i64
            } else {
                0
            }
        }
        _ => length - at,
    };
    Ok(vm.new_int(left.max(0)))
}

/// The items that an iterator over a dict or set still has; it stays where it is.
fn rest_of_table(vm: &mut Vm, it: Gc<Iterator>) -> PyResult<Gc<List>> {
    let list = vm.new_list(&[])?;
    let (source, at) = (it.source.get(), it.position.get());
    if source.is_null() {
        return Ok(list);
    }
    while let Some(item) = vm.step(it)? {
        let pushed = List::push(list, &mut vm.heap, item);
        vm.check(pushed)?;
    }
    vm.heap.set(it, &it.source, source);
    it.position.set(at);
    Ok(list)
}

fn reduce(vm: &mut Vm, it: Gc<Iterator>, _: &[Value]) -> PyResult {
    let (source, extra) = (it.source.get(), it.extra.get());
    let at = vm.new_int(it.position.get());
    let class = vm.type_of(it.value()).value();
    let strict = it.end.get() != 0;
    match it.stepping {
        Stepping::Enumerate => {
            let args = vm.new_tuple(&[source, extra.non_null().unwrap_or(at)])?;
            return vm.new_tuple(&[class, args]);
        }
        Stepping::Filter => {
            let args = vm.new_tuple(&[extra, source])?;
            return vm.new_tuple(&[class, args]);
        }
        Stepping::Zip if strict => return vm.new_tuple(&[class, source, Value::TRUE]),
        Stepping::Zip => return vm.new_tuple(&[class, source]),
        Stepping::Map => {
            let sources = vm.expect::<Tuple>(source, "tuple")?;
            let args: Vec<Value> = std::iter::once(extra).chain(sources.items().iter().copied()).collect();
            let args = vm.new_tuple(&args)?;
            return if strict {
                vm.new_tuple(&[class, args, Value::TRUE])
            } else {
                vm.new_tuple(&[class, args])
            };
        }
        _ => {}
    }
    let function = match it.stepping {
        Stepping::SequenceReverse => class,
        Stepping::ListReverse => vm.builtin_named("reversed")?,
        _ => vm.builtin_named("iter")?,
    };
    // A key of the namespace that is no str may have run code, which used the iterator up.
    let (source, extra) = (it.source.get(), it.extra.get());
    let at = vm.new_int(it.position.get());
    if source.is_null() {
        let empty = match it.stepping {
            Stepping::List | Stepping::ListReverse => vm.new_list(&[])?.value(),
            Stepping::Str => vm.new_str("")?,
            _ if it.stepping.in_table() => vm.new_list(&[])?.value(),
            _ => vm.new_tuple(&[])?,
        };
        let args = vm.new_tuple(&[empty])?;
        return vm.new_tuple(&[function, args]);
    }
    let (shown, state) = match it.stepping {
        Stepping::Range => {
            let step = vm.new_int(it.step);
            let stop = vm.new_int(it.position.get() + it.end.get() * it.step);
            (vm.new_range(at, stop, step).value(), Value::NONE)
        }
        Stepping::LongRange => {
            let Some(range) = source.downcast::<Range>() else { return Ok(Value::NONE) };
            (vm.new_range(extra, range.stop.get(), range.step.get()).value(), Value::NONE)
        }
        Stepping::Callable => {
            let args = vm.new_tuple(&[source, extra])?;
            return vm.new_tuple(&[function, args]);
        }
        Stepping::Str => {
            let before = source.downcast::<Str>().map_or(0, |s| {
                s.as_bytes()[..it.position.get() as usize].iter().filter(|&&b| b & 0xC0 != 0x80).count()
            });
            (source, vm.new_int(before as i64))
        }
        _ if it.stepping.in_table() => {
            let rest = rest_of_table(vm, it)?.value();
            let args = vm.new_tuple(&[rest])?;
            return vm.new_tuple(&[function, args]);
        }
        _ => (source, at),
    };
    let args = vm.new_tuple(&[shown])?;
    vm.new_tuple(&[function, args, state])
}

fn set_state(vm: &mut Vm, it: Gc<Iterator>, args: &[Value]) -> PyResult {
    if it.stepping == Stepping::LongRange {
        return set_place_in_range(vm, it, args[1]);
    }
    if it.stepping != Stepping::Range && vm.as_int(&args[1]).is_none() {
        return Err(vm.raise_type_error("an integer is required"));
    }
    let place = vm.index_value(args[1])?;
    let Some(place) = vm.as_int(&place).and_then(|place| place.to_i64()) else {
        let what = if it.stepping == Stepping::Range { "C long" } else { "C ssize_t" };
        let message = format!("Python int too large to convert to {what}");
        return Err(vm.raise_str(vm.types.overflow_error, &message));
    };
    let source = it.source.get();
    let length = vm.builtin_len(source).unwrap_or(0) as i64;
    match it.stepping {
        _ if source.is_null() => {}
        // In front of the first item there is nothing to come.
        Stepping::List | Stepping::ByteArray if place < 0 => it.source.set(Value::NULL),
        Stepping::Range => {
            let by = place.clamp(0, it.end.get());
            it.position.set(it.position.get() + by * it.step);
            it.end.set(it.end.get() - by);
        }
        Stepping::Str => {
            if let Some(s) = source.downcast::<Str>() {
                let at = Str::byte_offset(s, &mut vm.heap, place.clamp(0, length) as usize);
                it.position.set(at as i64);
            }
        }
        Stepping::ListReverse | Stepping::SequenceReverse => {
            let length = vm.len(source)? as i64;
            it.position.set(place.clamp(-1, length - 1));
        }
        Stepping::Sequence => it.position.set(place.max(0)),
        _ => it.position.set(place.clamp(0, length)),
    }
    Ok(Value::NONE)
}

/// `__setstate__` of an iterator over a range of ints of any size: so many items from where it stands.
fn set_place_in_range(vm: &mut Vm, it: Gc<Iterator>, place: Value) -> PyResult {
    use pyopt_compiler::syntax::ast::Operator;
    if vm.type_of(place) != vm.types.int {
        let class = vm.type_name(place);
        return Err(vm.raise_type_error(format!("state must be an int, not {class}")));
    }
    let Some(range) = it.source.get().downcast::<Range>() else { return Ok(Value::NONE) };
    let given = vm.new_int(it.position.get());
    let left = vm.binary(Operator::Sub, false, range.length.get(), given)?;
    let zero = Value::small_int_unchecked(0);
    let mut by = place;
    for (bound, wrong) in [(zero, CmpOp::Lt), (left, CmpOp::Gt)] {
        let answer = vm.compare(wrong, by, bound)?;
        if vm.truth(answer)? {
            by = bound;
        }
    }
    let distance = vm.binary(Operator::Mult, false, by, range.step.get())?;
    let now = vm.binary(Operator::Add, false, it.extra.get(), distance)?;
    // What follows is a range of its own.
    let rest = vm.new_range(now, range.stop.get(), range.step.get());
    vm.heap.set(it, &it.source, rest.value());
    vm.heap.set(it, &it.extra, now);
    it.position.set(0);
    Ok(Value::NONE)
}
