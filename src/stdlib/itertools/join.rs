//! `accumulate`, `batched`, `chain`, `pairwise`, `zip_longest`.

use super::tool::{How, Tool};
use super::tool_of;
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::{Dict, List, Tuple};
use crate::stdlib::arguments::push;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::pending::Task;
use pyopt_compiler::syntax::ast::Operator;

natives! { ACCUMULATE: "__new__" "(cls, iterable, func=None, *, initial=None)" new_accumulate; }
natives! { BATCHED: "__new__" "(cls, iterable, n, *, strict=False)" new_batched; }
natives! { CHAIN: "__new__" "(cls, *iterables)" from_iterable; }
natives! { FROM_ITERABLE:
    "from_iterable" "(cls, iterable, /)" from_iterable;
    "__class_getitem__" "(cls, item, /)" |vm, args| vm.generic_alias(args[0], args[1]);
}
natives! { PAIRWISE: "__new__" "(cls, iterable, /)" |vm, args| {
    let source = vm.iter(args[1])?;
    Tool::make(vm, args[0], How::Pairwise, [source, Value::NULL, Value::NULL], [0, 0])
}; }
natives! { ZIP_LONGEST: "__new__" "(cls, *iterables, **kwargs)" new_zip_longest; }

fn new_accumulate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let source = vm.iter(args[1])?;
    let function = args[2].non_null().unwrap_or(Value::NONE);
    let initial = args[3].non_null().filter(|v| !v.is_none());
    let parts = [source, function, initial.unwrap_or(Value::NULL)];
    Tool::make(vm, args[0], How::Accumulate, parts, [i64::from(initial.is_some()), 0])
}

pub(super) fn step_accumulate(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    if it.position.replace(0) == 1 {
        return Ok(Some(it.held.get()));
    }
    match vm.ask_next(it.source.get())? {
        Value::STOP => Ok(None),
        Value::CALL_PENDING => vm.wait(None, accumulate_item, &[it.value()], 0).map(Some),
        item => accumulated(vm, it, item).map(Some),
    }
}

fn accumulated(vm: &mut Vm, it: Gc<Tool>, item: Value) -> PyResult {
    let function = it.extra.get();
    let total = match it.held.get() {
        Value::NULL => item,
        total if function.is_none() => vm.binary(Operator::Add, false, total, item)?,
        total => vm.ask_call(function, &[total, item])?,
    };
    if total == Value::CALL_PENDING {
        return vm.wait(None, accumulate_total, &[it.value()], 0);
    }
    vm.heap.set(it, &it.held, total);
    Ok(total)
}

fn accumulate_item(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    match answer? {
        Value::STOP => Ok(Value::STOP),
        item => {
            let it = tool_of(vm, task)?;
            accumulated(vm, it, item)
        }
    }
}

fn accumulate_total(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let (total, it) = (answer?, tool_of(vm, task)?);
    vm.heap.set(it, &it.held, total);
    Ok(total)
}

fn new_batched(vm: &mut Vm, args: &[Value]) -> PyResult {
    let n = vm.index(args[2])?;
    if n < 1 {
        return Err(vm.raise_value_error("n must be at least one"));
    }
    let strict = !args[3].is_null() && vm.truth(args[3])?;
    let source = vm.iter(args[1])?;
    Tool::make(vm, args[0], How::Batched, [source, Value::NULL, Value::NULL], [i64::from(strict), n])
}

pub(super) fn step_batched(vm: &mut Vm, it: Gc<Tool>) -> PyResult {
    let batch = vm.new_list(&[])?;
    batch_on(vm, it, None, batch)
}

/// Fills a batch and answers it as a tuple; `task` waited for an item until now.
fn batch_on(vm: &mut Vm, it: Gc<Tool>, task: Option<Gc<Task>>, batch: Gc<List>) -> PyResult {
    let n = it.end.get() as usize;
    while batch.len() < n
        && let Some(source) = it.source.get().non_null()
    {
        match vm.ask_next(source)? {
            Value::STOP => break,
            Value::CALL_PENDING => return vm.wait(task, batch_item, &[it.value(), batch.value()], 0),
            item => push(vm, batch, item)?,
        }
    }
    batch_done(vm, it, batch)
}

fn batch_done(vm: &mut Vm, it: Gc<Tool>, batch: Gc<List>) -> PyResult {
    if batch.len() < it.end.get() as usize {
        it.source.set(Value::NULL);
        if batch.is_empty() {
            return Ok(Value::STOP);
        }
        if it.position.get() == 1 {
            return Err(vm.raise_value_error("batched(): incomplete batch"));
        }
    }
    vm.tuple_of_list(batch)
}

fn batch_item(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let (item, it) = (answer?, tool_of(vm, task)?);
    let batch = vm.expect::<List>(task.get(1), "list")?;
    if item == Value::STOP {
        return batch_done(vm, it, batch);
    }
    push(vm, batch, item)?;
    batch_on(vm, it, Some(task), batch)
}

fn from_iterable(vm: &mut Vm, args: &[Value]) -> PyResult {
    let source = vm.iter(args[1])?;
    Tool::make(vm, args[0], How::Chain, [source, Value::NULL, Value::NULL], [0, 0])
}

/// `chain`: the next item; `task` waited for something until now.
pub(super) fn chain_on(vm: &mut Vm, it: Gc<Tool>, task: Option<Gc<Task>>) -> PyResult {
    loop {
        if let Some(active) = it.extra.get().non_null() {
            match vm.ask_next(active)? {
                Value::STOP => it.extra.set(Value::NULL),
                Value::CALL_PENDING => return vm.wait(task, chain_item, &[it.value()], 0),
                item => return Ok(item),
            }
        }
        let Some(source) = it.source.get().non_null() else { return Ok(Value::STOP) };
        let next = match vm.ask_next(source) {
            Ok(Value::STOP) => {
                Tool::finish(it)?;
                return Ok(Value::STOP);
            }
            Ok(Value::CALL_PENDING) => return vm.wait(task, chain_iterable, &[it.value()], 0),
            Ok(iterable) => vm.ask_iter(iterable),
            Err(raised) => Err(raised),
        };
        if next == Ok(Value::CALL_PENDING) {
            return vm.wait(task, chain_iterator, &[it.value()], 0);
        }
        chained(vm, it, next)?;
    }
}

/// The next iterator, or the exception that came instead of it, which ends the chain.
fn chained(vm: &mut Vm, it: Gc<Tool>, next: PyResult) -> PyResult<()> {
    match next {
        Ok(active) => {
            vm.heap.set(it, &it.extra, active);
            Ok(())
        }
        Err(raised) => {
            it.source.set(Value::NULL);
            Err(raised)
        }
    }
}

fn chain_item(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let (item, it) = (answer?, tool_of(vm, task)?);
    if item != Value::STOP {
        return Ok(item);
    }
    it.extra.set(Value::NULL);
    chain_on(vm, it, Some(task))
}

fn chain_iterable(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let it = tool_of(vm, task)?;
    if answer == Ok(Value::STOP) {
        Tool::finish(it)?;
        return answer;
    }
    let next = answer.and_then(|iterable| vm.ask_iter(iterable));
    if next == Ok(Value::CALL_PENDING) {
        return vm.wait(Some(task), chain_iterator, &[it.value()], 0);
    }
    chained(vm, it, next)?;
    chain_on(vm, it, Some(task))
}

fn chain_iterator(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let it = tool_of(vm, task)?;
    chained(vm, it, answer)?;
    chain_on(vm, it, Some(task))
}

/// `pairwise`: the next pair; `task` waited for an item until now.
pub(super) fn pairwise_on(vm: &mut Vm, it: Gc<Tool>, task: Option<Gc<Task>>) -> PyResult {
    loop {
        let Some(source) = it.source.get().non_null() else {
            Tool::finish(it)?;
            return Ok(Value::STOP);
        };
        let old = it.extra.get();
        match vm.ask_next(source)? {
            Value::CALL_PENDING => return vm.wait(task, pairwise_item, &[it.value(), old], 0),
            item => match paired(vm, it, old, item)? {
                Value::NULL => {}
                answer => return Ok(answer),
            },
        }
    }
}

/// The pair of the item before and this one; NULL if this is the first.
fn paired(vm: &mut Vm, it: Gc<Tool>, old: Value, item: Value) -> PyResult {
    if item == Value::STOP {
        Tool::finish(it)?;
        return Ok(item);
    }
    vm.heap.set(it, &it.extra, item);
    if old.is_null() { Ok(old) } else { vm.new_tuple(&[old, item]) }
}

fn pairwise_item(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let (item, it) = (answer?, tool_of(vm, task)?);
    match paired(vm, it, task.get(1), item)? {
        Value::NULL => pairwise_on(vm, it, Some(task)),
        answer => Ok(answer),
    }
}

fn new_zip_longest(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut fill = Value::NONE;
    if let Some(kwargs) = args[2].downcast::<Dict>().filter(|d| !d.is_empty()) {
        let name = vm.intern("fillvalue");
        match vm.dict_get(kwargs, name.value())? {
            Some(value) if kwargs.len() == 1 => fill = value,
            _ => return Err(vm.raise_type_error("zip_longest() got an unexpected keyword argument")),
        }
    }
    let sources = vm.new_list(&[])?;
    for &iterable in args[1].downcast::<Tuple>().iter().flat_map(|t| t.items()) {
        let iterator = vm.iter(iterable)?;
        push(vm, sources, iterator)?;
    }
    let running = sources.len() as i64;
    Tool::make(vm, args[0], How::ZipLongest, [sources.value(), fill, Value::NULL], [running, 0])
}

pub(super) fn step_zip_longest(vm: &mut Vm, it: Gc<Tool>) -> PyResult {
    if it.position.get() == 0 {
        return Ok(Value::STOP);
    }
    let items = vm.new_list(&[])?;
    longest_on(vm, it, None, items)
}

/// Takes the items that are missing and answers all as a tuple; `task` waited for one until now.
fn longest_on(vm: &mut Vm, it: Gc<Tool>, task: Option<Gc<Task>>, items: Gc<List>) -> PyResult {
    let Some(sources) = it.source.get().downcast::<List>() else { return Ok(Value::STOP) };
    while items.len() < sources.len() {
        let answer = match sources.get(items.len()).filter(|s| !s.is_none()) {
            Some(source) => vm.ask_next(source),
            None => Ok(it.extra.get()),
        };
        if answer == Ok(Value::CALL_PENDING) {
            return vm.wait(task, longest_item, &[it.value(), items.value()], 0);
        }
        if !longest(vm, it, items, answer)? {
            return Ok(Value::STOP);
        }
    }
    vm.tuple_of_list(items)
}

/// One of the iterators answered; false if it was the last one that still ran.
fn longest(vm: &mut Vm, it: Gc<Tool>, items: Gc<List>, answer: PyResult) -> PyResult<bool> {
    let mut item = answer.inspect_err(|_| it.position.set(0))?;
    if item == Value::STOP {
        let running = it.position.get() - 1;
        it.position.set(running);
        if running <= 0 {
            it.position.set(0);
            return Ok(false);
        }
        if let Some(sources) = it.source.get().downcast::<List>() {
            sources.set(&mut vm.heap, items.len(), Value::NONE);
        }
        item = it.extra.get();
    }
    push(vm, items, item)?;
    Ok(true)
}

fn longest_item(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let it = tool_of(vm, task)?;
    let items = vm.expect::<List>(task.get(1), "list")?;
    if longest(vm, it, items, answer)? { longest_on(vm, it, Some(task), items) } else { Ok(Value::STOP) }
}
