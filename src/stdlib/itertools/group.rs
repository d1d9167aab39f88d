//! `groupby` and `tee`: several iterators over one source.

use super::class_of;
use super::tool::{How, Tool};
use crate::builtins::{methods, natives};
use crate::heap::Gc;
use crate::objects::List;
use crate::stdlib::arguments::push;
use crate::value::{PyResult, Value};
use crate::vm::Vm;

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

/// Takes the next item and its key; false at the end.
fn advance(vm: &mut Vm, it: Gc<Tool>, state: Gc<List>) -> PyResult<bool> {
    let (source, function) = (it.source.get(), it.extra.get());
    let Some(item) = vm.next(source)? else { return Ok(false) };
    let key = if function.is_none() { item } else { vm.call(function, &[item])? };
    state.set(&mut vm.heap, ITEM, item);
    state.set(&mut vm.heap, KEY, key);
    Ok(true)
}

pub(super) fn step_groupby(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    let Some(state) = it.held.get().downcast::<List>() else { return Ok(None) };
    state.set(&mut vm.heap, AT_WORK, Value::NULL);
    // What is left of the group before is skipped.
    loop {
        let (target, key) = (get(state, TARGET), get(state, KEY));
        if !key.is_null() && (target.is_null() || !vm.equal(target, key)?) {
            break;
        }
        if !advance(vm, it, state)? {
            return Ok(None);
        }
    }
    let key = get(state, KEY);
    state.set(&mut vm.heap, TARGET, key);
    let group = new_group(vm, it.value(), key)?;
    vm.new_tuple(&[key, group]).map(Some)
}

pub(super) fn step_group(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    let Some(parent) = it.source.get().downcast::<Tool>() else { return Ok(None) };
    let Some(state) = parent.held.get().downcast::<List>() else { return Ok(None) };
    if !get(state, AT_WORK).is(it.value())
        || (get(state, ITEM).is_null() && !advance(vm, parent, state)?)
        || !vm.equal(it.extra.get(), get(state, KEY))?
    {
        return Ok(None);
    }
    let item = get(state, ITEM);
    state.set(&mut vm.heap, ITEM, Value::NULL);
    state.set(&mut vm.heap, KEY, Value::NULL);
    Ok(Some(item))
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
        let answer = vm.next(source);
        link.set(&mut vm.heap, SOURCE, source);
        let Some(item) = answer? else { return Ok(None) };
        let next = vm.new_list(&[source, Value::NULL, Value::NULL])?.value();
        link.set(&mut vm.heap, VALUE, item);
        link.set(&mut vm.heap, NEXT, next);
    }
    vm.heap.set(it, &it.source, get(link, NEXT));
    Ok(Some(get(link, VALUE)))
}
