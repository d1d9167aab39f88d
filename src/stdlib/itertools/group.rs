//! `groupby` and `tee`: several iterators over one source.

use super::tool::{How, Tool};
use super::{class_of, item_or_end, tool_of};
use crate::builtins::{methods, natives};
use crate::heap::Gc;
use crate::objects::List;
use crate::stdlib::arguments::push;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::pending::Task;

natives! { GROUPBY: "__new__" "(cls, iterable, key=None)" |vm, args| {
    let source = vm.iter(args[1])?;
    let key = args[2].non_null().unwrap_or(Value::NONE);
    let state = vm.new_list(&[Value::NULL; 4])?.value();
    Tool::make(vm, args[0], How::GroupBy, [source, key, state], [0, 0])
}; }

natives! { GROUP: "__new__" "(cls, parent, tgtkey, /)" |vm, args| {
    if args[1].downcast::<Tool>().is_none_or(|t| t.how != How::GroupBy) {
        let class = vm.type_name(args[1]);
        return Err(vm.raise_type_error(format!("_grouper() argument 1 must be itertools.groupby, not {class}")));
    }
    new_group(vm, args[1], args[2])
}; }

/// The fields of a groupby's state.
const TARGET: usize = 0;
const KEY: usize = 1;
const ITEM: usize = 2;
const AT_WORK: usize = 3;

fn get(state: Gc<List>, field: usize) -> Value {
    state.get(field).unwrap_or(Value::NULL)
}

fn new_group(vm: &mut Vm, parent: Value, key: Value) -> PyResult {
    let class = class_of(vm, How::Group);
    let group = Tool::make(vm, class.value(), How::Group, [parent, key, Value::NULL], [0, 0])?;
    if let Some(state) = parent.downcast::<Tool>().and_then(|p| p.held.get().downcast::<List>()) {
        state.set(&mut vm.heap, AT_WORK, group);
    }
    Ok(group)
}

/// Asks for the next item and then for its key: NULL when both are there, STOP at the end, CALL_PENDING when `waiting`
/// goes on with them later; `task` waited until now.
fn advance(vm: &mut Vm, it: Gc<Tool>, task: Option<Gc<Task>>, waiting: Gc<Tool>) -> PyResult {
    let Some(source) = it.source.get().non_null() else { return Ok(Value::STOP) };
    match vm.ask_next(source)? {
        Value::STOP => Ok(Value::STOP),
        Value::CALL_PENDING => vm.wait(task, advance_item, &[waiting.value(), it.value()], 0),
        item => take_key(vm, it, task, waiting, item),
    }
}

fn take_key(vm: &mut Vm, it: Gc<Tool>, task: Option<Gc<Task>>, waiting: Gc<Tool>, item: Value) -> PyResult {
    let function = it.extra.get();
    let key = if function.is_none() { item } else { vm.ask_call(function, &[item])? };
    if key == Value::CALL_PENDING {
        return vm.wait(task, advance_key, &[waiting.value(), it.value(), item], 0);
    }
    advanced(vm, it, item, key);
    Ok(Value::NULL)
}

fn advanced(vm: &mut Vm, it: Gc<Tool>, item: Value, key: Value) {
    if let Some(state) = it.held.get().downcast::<List>() {
        state.set(&mut vm.heap, ITEM, item);
        state.set(&mut vm.heap, KEY, key);
    }
}

/// An item of the source is there, or STOP.
fn advance_item(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let (item, waiting) = (answer?, tool_of(vm, task)?);
    let it = vm.expect::<Tool>(task.get(1), "groupby")?;
    if item == Value::STOP {
        return Ok(item);
    }
    match take_key(vm, it, Some(task), waiting, item)? {
        Value::NULL => go_on(vm, waiting, Some(task)),
        answer => Ok(answer),
    }
}

/// The key of an item is there.
fn advance_key(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let (key, waiting) = (answer?, tool_of(vm, task)?);
    let it = vm.expect::<Tool>(task.get(1), "groupby")?;
    advanced(vm, it, task.get(2), key);
    go_on(vm, waiting, Some(task))
}

/// The `groupby` or the group that asked for an item and its key has them.
fn go_on(vm: &mut Vm, waiting: Gc<Tool>, task: Option<Gc<Task>>) -> PyResult {
    match waiting.how {
        How::GroupBy => groupby_on(vm, waiting, task),
        _ => group_item(vm, waiting),
    }
}

pub(super) fn step_groupby(vm: &mut Vm, it: Gc<Tool>) -> PyResult {
    if let Some(state) = it.held.get().downcast::<List>() {
        state.set(&mut vm.heap, AT_WORK, Value::NULL);
    }
    groupby_on(vm, it, None)
}

fn groupby_on(vm: &mut Vm, it: Gc<Tool>, task: Option<Gc<Task>>) -> PyResult {
    let Some(state) = it.held.get().downcast::<List>() else { return Ok(Value::STOP) };
    // What is left of the group before is skipped.
    loop {
        let (target, key) = (get(state, TARGET), get(state, KEY));
        if !key.is_null() && (target.is_null() || !vm.equal(target, key)?) {
            break;
        }
        match advance(vm, it, task, it)? {
            Value::NULL => {}
            answer => return Ok(answer),
        }
    }
    let key = get(state, KEY);
    state.set(&mut vm.heap, TARGET, key);
    let group = new_group(vm, it.value(), key)?;
    vm.new_tuple(&[key, group])
}

pub(super) fn step_group(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    let Some(parent) = it.source.get().downcast::<Tool>() else { return Ok(None) };
    let Some(state) = parent.held.get().downcast::<List>() else { return Ok(None) };
    if !get(state, AT_WORK).is(it.value()) {
        return Ok(None);
    }
    if get(state, ITEM).is_null() {
        match advance(vm, parent, None, it)? {
            Value::NULL => {}
            answer => return Ok(item_or_end(answer)),
        }
    }
    group_item(vm, it).map(item_or_end)
}

/// The item that is there, if it belongs to the group.
fn group_item(vm: &mut Vm, it: Gc<Tool>) -> PyResult {
    let parent = it.source.get().downcast::<Tool>();
    let Some(state) = parent.and_then(|p| p.held.get().downcast::<List>()) else { return Ok(Value::STOP) };
    let (item, key) = (get(state, ITEM), get(state, KEY));
    if item.is_null() || !vm.equal(it.extra.get(), key)? {
        return Ok(Value::STOP);
    }
    state.set(&mut vm.heap, ITEM, Value::NULL);
    state.set(&mut vm.heap, KEY, Value::NULL);
    Ok(item)
}

methods! { TEE: Tool, "itertools._tee";
    "__copy__" "(self, /)" |vm, it, _| copy_tee(vm, it);
}

natives! { NEW_TEE: "__new__" "(cls, iterable, /)" |vm, args| new_tee(vm, args[1]); }

/// The fields of a link.
const SOURCE: usize = 0;
const VALUE: usize = 1;
const NEXT: usize = 2;

fn copy_tee(vm: &mut Vm, it: Gc<Tool>) -> PyResult {
    let class = class_of(vm, How::Tee);
    Tool::make(vm, class.value(), How::Tee, [it.source.get(), Value::NULL, Value::NULL], [0, 0])
}

/// A tee over an iterable; over the same links when it is a tee itself.
fn new_tee(vm: &mut Vm, iterable: Value) -> PyResult {
    let iterator = vm.iter(iterable)?;
    if let Some(tee) = iterator.downcast::<Tool>().filter(|t| t.how == How::Tee) {
        return copy_tee(vm, tee);
    }
    let link = vm.new_list(&[iterator, Value::NULL, Value::NULL])?.value();
    let class = class_of(vm, How::Tee);
    Tool::make(vm, class.value(), How::Tee, [link, Value::NULL, Value::NULL], [0, 0])
}

pub(super) fn tee(vm: &mut Vm, args: &[Value]) -> PyResult {
    let n = if args[1].is_null() { 2 } else { vm.index(args[1])? };
    if n < 0 {
        return Err(vm.raise_value_error("n must be >= 0"));
    }
    let tees = vm.new_list(&[])?;
    if n > 0 {
        let first = new_tee(vm, args[0])?;
        push(vm, tees, first)?;
        for _ in 1..n {
            let Some(first) = first.downcast::<Tool>() else { break };
            let copy = copy_tee(vm, first)?;
            push(vm, tees, copy)?;
        }
    }
    vm.tuple_of_list(tees)
}

pub(super) fn step_tee(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    let Some(link) = it.source.get().downcast::<List>() else { return Ok(None) };
    if get(link, VALUE).is_null() {
        let source = get(link, SOURCE);
        // While the source is being asked, the link has no source: who comes here again is told.
        if source.is_null() {
            return Err(vm.raise_str(vm.types.runtime_error, "cannot re-enter the tee iterator"));
        }
        link.set(&mut vm.heap, SOURCE, Value::NULL);
        let answer = vm.ask_next(source);
        if answer == Ok(Value::CALL_PENDING) {
            return vm.wait(None, tee_item, &[it.value(), link.value(), source], 0).map(Some);
        }
        return linked(vm, it, link, source, answer).map(item_or_end);
    }
    vm.heap.set(it, &it.source, get(link, NEXT));
    Ok(Some(get(link, VALUE)))
}

/// The source of a link answered.
fn linked(vm: &mut Vm, it: Gc<Tool>, link: Gc<List>, source: Value, answer: PyResult) -> PyResult {
    link.set(&mut vm.heap, SOURCE, source);
    let item = answer?;
    if item == Value::STOP {
        return Ok(item);
    }
    let next = vm.new_list(&[source, Value::NULL, Value::NULL])?.value();
    link.set(&mut vm.heap, VALUE, item);
    link.set(&mut vm.heap, NEXT, next);
    vm.heap.set(it, &it.source, next);
    Ok(item)
}

fn tee_item(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let it = tool_of(vm, task)?;
    let link = vm.expect::<List>(task.get(1), "list")?;
    linked(vm, it, link, task.get(2), answer)
}
