//! `compress`, `dropwhile`, `takewhile`, `filterfalse`, `starmap`, `islice`.

use super::tool::{How, Tool};
use super::{item_or_end, tool_of};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::Tuple;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::pending::Task;

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

/// `compress`: the next item whose selector is true; `task` waited for it until now.
pub(super) fn compress_on(vm: &mut Vm, it: Gc<Tool>, task: Option<Gc<Task>>) -> PyResult {
    loop {
        let Some(data) = it.source.get().non_null() else { return Ok(Value::STOP) };
        match vm.ask_next(data)? {
            Value::STOP => return Ok(Value::STOP),
            Value::CALL_PENDING => return vm.wait(task, compress_item, &[it.value()], 0),
            item => match selected(vm, it, task, item)? {
                Value::NULL => {}
                answer => return Ok(answer),
            },
        }
    }
}

/// The item if its selector is true, NULL if it is false, STOP if there is none.
fn selected(vm: &mut Vm, it: Gc<Tool>, task: Option<Gc<Task>>, item: Value) -> PyResult {
    match vm.ask_next(it.extra.get())? {
        Value::STOP => Ok(Value::STOP),
        Value::CALL_PENDING => vm.wait(task, compress_selector, &[it.value(), item], 0),
        selector => Ok(if vm.truth(selector)? { item } else { Value::NULL }),
    }
}

fn compress_item(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let (item, it) = (answer?, tool_of(vm, task)?);
    if item == Value::STOP {
        return Ok(item);
    }
    match selected(vm, it, Some(task), item)? {
        Value::NULL => compress_on(vm, it, Some(task)),
        answer => Ok(answer),
    }
}

fn compress_selector(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let (selector, it) = (answer?, tool_of(vm, task)?);
    let item = task.get(1);
    if selector == Value::STOP {
        return Ok(selector);
    }
    if vm.truth(selector)? { Ok(item) } else { compress_on(vm, it, Some(task)) }
}

/// `takewhile`, `dropwhile` and `filterfalse`: the next item; `task` waited for it until now.
pub(super) fn select_on(vm: &mut Vm, it: Gc<Tool>, task: Option<Gc<Task>>) -> PyResult {
    loop {
        let Some(source) = it.source.get().non_null() else { return Ok(Value::STOP) };
        match vm.ask_next(source)? {
            Value::STOP => return Ok(Value::STOP),
            Value::CALL_PENDING => return vm.wait(task, select_item, &[it.value()], 0),
            item => match test(vm, it, task, item)? {
                Value::NULL => {}
                answer => return Ok(answer),
            },
        }
    }
}

/// Asks the function about an item: answers as `judged`.
fn test(vm: &mut Vm, it: Gc<Tool>, task: Option<Gc<Task>>, item: Value) -> PyResult {
    let function = it.extra.get();
    let answer = match it.how {
        How::DropWhile if it.position.get() == 1 => return Ok(item),
        How::FilterFalse if function.is_none() || function.is(vm.types.bool.value()) => item,
        _ => vm.ask_call(function, &[item])?,
    };
    if answer == Value::CALL_PENDING {
        return vm.wait(task, select_answer, &[it.value(), item], 0);
    }
    judged(vm, it, item, answer)
}

/// The item if it is one of the tool's, NULL if it is left out, STOP if it ends the tool.
fn judged(vm: &mut Vm, it: Gc<Tool>, item: Value, answer: Value) -> PyResult {
    let passed = vm.truth(answer)?;
    Ok(match it.how {
        How::TakeWhile if passed => item,
        How::TakeWhile => {
            Tool::finish(it)?;
            Value::STOP
        }
        _ if passed => Value::NULL,
        _ => {
            // `dropwhile` has found its first one.
            it.position.set(1);
            item
        }
    })
}

fn select_item(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let (item, it) = (answer?, tool_of(vm, task)?);
    if item == Value::STOP {
        return Ok(item);
    }
    match test(vm, it, Some(task), item)? {
        Value::NULL => select_on(vm, it, Some(task)),
        answer => Ok(answer),
    }
}

fn select_answer(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let (answer, it) = (answer?, tool_of(vm, task)?);
    match judged(vm, it, task.get(1), answer)? {
        Value::NULL => select_on(vm, it, Some(task)),
        answer => Ok(answer),
    }
}

pub(super) fn step_starmap(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    match vm.ask_next(it.source.get())? {
        Value::STOP => Ok(None),
        Value::CALL_PENDING => vm.wait(None, starmap_args, &[it.value()], 0).map(Some),
        args => apply(vm, it, args).map(item_or_end),
    }
}

fn apply(vm: &mut Vm, it: Gc<Tool>, args: Value) -> PyResult {
    let mut args = args;
    if args.downcast::<Tuple>().is_none() {
        let list = vm.list_of(args)?;
        args = vm.tuple_of_list(list)?;
    }
    let Some(args) = args.downcast::<Tuple>() else { return Ok(Value::STOP) };
    let answer = vm.ask_call(it.extra.get(), args.items());
    vm.item_of_call(answer)
}

fn starmap_args(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    match answer? {
        Value::STOP => Ok(Value::STOP),
        args => {
            let it = tool_of(vm, task)?;
            apply(vm, it, args)
        }
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
    let far = stop.as_small_int().is_some_and(|stop| stop < -1);
    let stop = slice_index(vm, stop, -1, 0, if far { INDICES } else { STOP })?;
    let start = slice_index(vm, start, 0, 0, INDICES)?;
    let step = slice_index(vm, args[4], 1, 1, STEP)?;
    let source = vm.iter(args[1])?;
    let (start, step) = (vm.new_int(start), vm.new_int(step));
    Tool::make(vm, args[0], How::ISlice, [source, step, start], [0, stop])
}

/// `islice`: the next item; `task` waited for one until now.
pub(super) fn islice_on(vm: &mut Vm, it: Gc<Tool>, task: Option<Gc<Task>>) -> PyResult {
    let number = |v: Value| v.as_small_int().unwrap_or(Value::INT_MAX);
    loop {
        let (source, stop) = (it.source.get(), it.end.get());
        if source.is_null() {
            return Ok(Value::STOP);
        }
        let skips = it.position.get() < number(it.held.get());
        if !skips && stop >= 0 && it.position.get() >= stop {
            Tool::finish(it)?;
            return Ok(Value::STOP);
        }
        match vm.ask_next(source)? {
            Value::CALL_PENDING => return vm.wait(task, islice_item, &[it.value()], i64::from(skips)),
            item => match sliced(it, item, skips)? {
                Value::NULL => {}
                answer => return Ok(answer),
            },
        }
    }
}

/// An item of the source, or STOP: NULL if it is skipped.
fn sliced(it: Gc<Tool>, item: Value, skips: bool) -> PyResult {
    if item == Value::STOP {
        Tool::finish(it)?;
        return Ok(item);
    }
    it.position.set(it.position.get() + 1);
    if skips {
        return Ok(Value::NULL);
    }
    let number = |v: Value| v.as_small_int().unwrap_or(Value::INT_MAX);
    let (next, step, stop) = (number(it.held.get()), number(it.extra.get()), it.end.get());
    let after = (next + step).min(Value::INT_MAX);
    it.held.set(Value::small_int_unchecked(if stop >= 0 { after.min(stop) } else { after }));
    Ok(item)
}

fn islice_item(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let (item, it) = (answer?, tool_of(vm, task)?);
    match sliced(it, item, task.number() != 0)? {
        Value::NULL => islice_on(vm, it, Some(task)),
        answer => Ok(answer),
    }
}
