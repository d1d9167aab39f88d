//! `count`, `cycle`, `repeat`.

use super::tool::{How, Tool};
use super::{item_or_end, tool_of};
use crate::builtins::{methods, natives};
use crate::heap::Gc;
use crate::objects::{Kind, List};
use crate::stdlib::arguments::{integer, push_repr};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::pending::Task;
use pyopt_compiler::syntax::ast::Operator;
use rustpython_wtf8::Wtf8Buf;

methods! { SHOWN: Tool, "itertools.count";
    "__repr__" "(self, /)" |vm, it, _| repr(vm, it);
}

natives! { COUNT: "__new__" "(cls, start=0, step=1)" new_count; }
natives! { REPEAT: "__new__" "(cls, object, times=None)" new_repeat; }
natives! { CYCLE: "__new__" "(cls, iterable, /)" |vm, args| {
    let source = vm.iter(args[1])?;
    let saved = vm.new_list(&[])?.value();
    Tool::make(vm, args[0], How::Cycle, [source, saved, Value::NULL], [0, 0])
}; }

methods! { SIZED: Tool, "repeat";
    "__repr__" "(self, /)" |vm, it, _| repr(vm, it);
    "__length_hint__" "(self, /)" |vm, it, _| match it.position.get() {
        -1 => Err(vm.raise_type_error("len() of unsized object")),
        left => Ok(vm.new_int(left)),
    };
}

/// Whether `value` behaves as a number.
fn is_number(vm: &mut Vm, value: Value) -> bool {
    vm.as_int(&value).is_some()
        || vm.as_float(value).is_some()
        || value.is_kind(Kind::Complex)
        || ["__index__", "__int__", "__float__"].iter().any(|m| vm.special(value, m).is_some())
}

fn new_count(vm: &mut Vm, args: &[Value]) -> PyResult {
    let start = args[1].non_null().unwrap_or(Value::small_int_unchecked(0));
    let step = args[2].non_null().unwrap_or(Value::small_int_unchecked(1));
    if !is_number(vm, start) || !is_number(vm, step) {
        return Err(vm.raise_type_error("a number is required"));
    }
    let start = if vm.as_int(&start).is_some() { integer(vm, start)? } else { start };
    Tool::make(vm, args[0], How::Count, [start, step, Value::NULL], [0, 0])
}

fn new_repeat(vm: &mut Vm, args: &[Value]) -> PyResult {
    let times = if args[2].is_null() { -1 } else { vm.index(args[2])?.max(0) };
    Tool::make(vm, args[0], How::Repeat, [args[1], Value::NULL, Value::NULL], [times, 0])
}

pub(super) fn step_count(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    let (current, step) = (it.source.get(), it.extra.get());
    let next = if current.both_small_ints(step) {
        vm.new_int(current.small_int_raw() + step.small_int_raw())
    } else {
        vm.binary(Operator::Add, false, current, step)?
    };
    vm.heap.set(it, &it.source, next);
    Ok(Some(current))
}

pub(super) fn step_cycle(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    let item = match it.source.get().non_null() {
        Some(source) => vm.ask_next(source)?,
        None => Value::STOP,
    };
    if item == Value::CALL_PENDING {
        return vm.wait(None, cycle_item, &[it.value()], 0).map(Some);
    }
    cycled(vm, it, item).map(item_or_end)
}

/// An item of the source is there; STOP: one of those that were.
fn cycled(vm: &mut Vm, it: Gc<Tool>, item: Value) -> PyResult {
    let Some(saved) = it.extra.get().downcast::<List>() else { return Ok(Value::STOP) };
    if item != Value::STOP {
        let pushed = List::push(saved, &mut vm.heap, item);
        vm.check(pushed)?;
        return Ok(item);
    }
    it.source.set(Value::NULL);
    let at = it.position.get() as usize;
    it.position.set(if at + 1 < saved.len() { at as i64 + 1 } else { 0 });
    Ok(saved.get(at).unwrap_or(Value::STOP))
}

fn cycle_item(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let (item, it) = (answer?, tool_of(vm, task)?);
    cycled(vm, it, item)
}

pub(super) fn step_repeat(it: Gc<Tool>) -> Option<Value> {
    let left = it.position.get();
    if left > 0 {
        it.position.set(left - 1);
    }
    if left == 0 { None } else { Some(it.source.get()) }
}

fn repr(vm: &mut Vm, it: Gc<Tool>) -> PyResult {
    let mut out = Wtf8Buf::from(vm.type_of(it.value()).name().as_wtf8().to_string());
    out.push_str("(");
    push_repr(vm, &mut out, it.source.get())?;
    let second = match it.how {
        How::Count if it.extra.get() == Value::small_int_unchecked(1) => Value::NULL,
        How::Count => it.extra.get(),
        _ if it.position.get() < 0 => Value::NULL,
        _ => vm.new_int(it.position.get()),
    };
    if !second.is_null() {
        out.push_str(", ");
        push_repr(vm, &mut out, second)?;
    }
    out.push_str(")");
    vm.new_str(&out)
}
