//! `compress`, `dropwhile`, `takewhile`, `filterfalse`, `starmap`, `islice`.

use super::tool::{How, Tool};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::Tuple;
use crate::value::{PyResult, Value};
use crate::vm::Vm;

natives! { COMPRESS: "__new__" "(cls, data, selectors)" |vm, args| {
    let (data, selectors) = (vm.iter(args[1])?, vm.iter(args[2])?);
    Tool::make(vm, args[0], How::Compress, [data, selectors, Value::NULL], [0, 0])
}; }
natives! { DROPWHILE: "__new__" "(cls, predicate, iterable, /)" |vm, args| new(vm, args, How::DropWhile); }
natives! { TAKEWHILE: "__new__" "(cls, predicate, iterable, /)" |vm, args| new(vm, args, How::TakeWhile); }
natives! { FILTERFALSE: "__new__" "(cls, function, iterable, /)" |vm, args| new(vm, args, How::FilterFalse); }
natives! { STARMAP: "__new__" "(cls, function, iterable, /)" |vm, args| new(vm, args, How::StarMap); }
natives! { ISLICE: "__new__" "(cls, iterable, start, stop=None, step=None, /)" new_islice; }

/// A tool of a function and an iterable.
fn new(vm: &mut Vm, args: &[Value], how: How) -> PyResult {
    let source = vm.iter(args[2])?;
    Tool::make(vm, args[0], how, [source, args[1], Value::NULL], [0, 0])
}

pub(super) fn step_compress(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    let (data, selectors) = (it.source.get(), it.extra.get());
    loop {
        let Some(item) = vm.next(data)? else { return Ok(None) };
        let Some(selector) = vm.next(selectors)? else { return Ok(None) };
        if vm.truth(selector)? {
            return Ok(Some(item));
        }
    }
}

/// Whether an item passes the tool's function.
fn passes(vm: &mut Vm, it: Gc<Tool>, item: Value) -> PyResult<bool> {
    let answer = vm.call(it.extra.get(), &[item])?;
    vm.truth(answer)
}

pub(super) fn step_dropwhile(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    let source = it.source.get();
    while let Some(item) = vm.next(source)? {
        if it.position.get() == 1 || !passes(vm, it, item)? {
            it.position.set(1);
            return Ok(Some(item));
        }
    }
    Ok(None)
}

pub(super) fn step_takewhile(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    let source = it.source.get();
    let Some(item) = vm.next(source)? else { return Ok(None) };
    if passes(vm, it, item)? { Ok(Some(item)) } else { Tool::finish(it) }
}

pub(super) fn step_filterfalse(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    let source = it.source.get();
    let identity = it.extra.get().is_none() || it.extra.get().is(vm.types.bool.value());
    while let Some(item) = vm.next(source)? {
        let passed = if identity { vm.truth(item)? } else { passes(vm, it, item)? };
        if !passed {
            return Ok(Some(item));
        }
    }
    Ok(None)
}

pub(super) fn step_starmap(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    let source = it.source.get();
    let Some(mut args) = vm.next(source)? else { return Ok(None) };
    if args.downcast::<Tuple>().is_none() {
        let list = vm.list_of(args)?;
        args = vm.tuple_of_list(list)?;
    }
    match args.downcast::<Tuple>() {
        Some(args) => vm.call(it.extra.get(), args.items()).map(Some),
        None => Ok(None),
    }
}

/// An index of a slice: None stands for `default`.
fn slice_index(vm: &mut Vm, value: Value, default: i64, least: i64, words: &str) -> PyResult<i64> {
    if value.is_null() || value.is_none() {
        return Ok(default);
    }
    match vm.index(value) {
        Ok(index) if index >= least => return Ok(index),
        Ok(_) => {}
        Err(_) => {
            vm.take_raised();
        }
    }
    Err(vm.raise_value_error(words))
}

const STOP: &str = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
const INDICES: &str = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
const STEP: &str = "Step for islice() must be a positive integer or None.";

fn new_islice(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (start, stop) = if args[3].is_null() { (Value::NULL, args[2]) } else { (args[2], args[3]) };
    let stop = slice_index(vm, stop, -1, 0, STOP)?;
    let start = slice_index(vm, start, 0, 0, INDICES)?;
    let step = slice_index(vm, args[4], 1, 1, STEP)?;
    let source = vm.iter(args[1])?;
    let (start, step) = (vm.new_int(start), vm.new_int(step));
    Tool::make(vm, args[0], How::ISlice, [source, step, start], [0, stop])
}

pub(super) fn step_islice(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    let (source, stop) = (it.source.get(), it.end.get());
    let number = |v: Value| v.as_small_int().unwrap_or(Value::INT_MAX);
    let (next, step) = (number(it.held.get()), number(it.extra.get()));
    while it.position.get() < next {
        if vm.next(source)?.is_none() {
            return Tool::finish(it);
        }
        it.position.set(it.position.get() + 1);
    }
    if stop >= 0 && it.position.get() >= stop {
        return Tool::finish(it);
    }
    let Some(item) = vm.next(source)? else { return Tool::finish(it) };
    it.position.set(it.position.get() + 1);
    let after = (next + step).min(Value::INT_MAX);
    it.held.set(Value::small_int_unchecked(if stop >= 0 { after.min(stop) } else { after }));
    Ok(Some(item))
}
