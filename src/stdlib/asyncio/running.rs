//! The loop that runs, the task that runs, and the tasks there are.
//!
//! Tasks of the engine's layout stand on the heap's list of objects with finalizers: those that are registered are found
//! there, so that making a task costs no entry in a weak set. Others are kept as the Python half keeps them.

use super::future::{self, exact, task_of};
use super::object::{Future, traits};
use super::{ask_named, call_named, now};
use crate::builtins::natives;
use crate::objects::{List, Set};
use crate::value::{PyResult, Value};
use crate::vm::{Held, Vm};

natives! { FUNCTIONS:
    "_get_running_loop" "()" |vm, _| Ok(running_loop(vm).unwrap_or(Value::NONE));
    "_set_running_loop" "(loop, /)" |vm, args| {
        let event_loop = if args[0].is_none() { Value::NULL } else { args[0] };
        vm.hold(Held::RunningLoop, event_loop);
        Ok(Value::NONE)
    };
    "get_running_loop" "()" |vm, _| need_running_loop(vm);
    "get_event_loop" "()" |vm, _| event_loop(vm);
    "current_task" "(loop=None)" |vm, args| {
        let event_loop = loop_or_running(vm, args[0])?;
        let runs = running_loop(vm).is_some_and(|l| l.is(event_loop));
        Ok(if runs { running_task(vm).unwrap_or(Value::NONE) } else { Value::NONE })
    };
    "all_tasks" "(loop=None)" |vm, args| { let event_loop = loop_or_running(vm, args[0])?; all_tasks(vm, event_loop) };
    "_register_task" "(task)" |vm, args| match task_of(args[0]) {
        Some(task) => { register(vm, task); Ok(Value::NONE) }
        None => { let others = other_tasks(vm)?; call_named(vm, others, "add", &[args[0]], &[]) }
    };
    "_unregister_task" "(task)" |vm, args| match task_of(args[0]) {
        Some(task) => { task.put(traits::REGISTERED, false); Ok(Value::NONE) }
        None => { let others = other_tasks(vm)?; call_named(vm, others, "discard", &[args[0]], &[]) }
    };
    "_register_eager_task" "(task)" |vm, args| {
        let eager = eager_tasks(vm);
        vm.set_add(eager, args[0])?;
        Ok(Value::NONE)
    };
    "_unregister_eager_task" "(task)" |vm, args| {
        let eager = eager_tasks(vm);
        call_named(vm, eager.value(), "discard", &[args[0]], &[])
    };
    "_enter_task" "(loop, task)" |vm, args| { enter_task(vm, args[0], args[1])?; Ok(Value::NONE) };
    "_leave_task" "(loop, task)" |vm, args| { leave_task(vm, args[0], args[1])?; Ok(Value::NONE) };
    "_swap_current_task" "(loop, task)" |vm, args| swap_task(vm, args[0], args[1]);
    "future_add_to_awaited_by" "(fut, waiter, /)" |vm, args| {
        future::add_waiter(vm, args[0], args[1])?;
        Ok(Value::NONE)
    };
    "future_discard_from_awaited_by" "(fut, waiter, /)" |vm, args| {
        future::remove_waiter(vm, args[0], args[1])?;
        Ok(Value::NONE)
    };
}

fn running_loop(vm: &Vm) -> Option<Value> {
    vm.held(Held::RunningLoop).non_null()
}

fn running_task(vm: &Vm) -> Option<Value> {
    vm.held(Held::RunningTask).non_null()
}

fn need_running_loop(vm: &mut Vm) -> PyResult {
    match running_loop(vm) {
        Some(event_loop) => Ok(event_loop),
        None => Err(vm.raise_str(vm.types.runtime_error, "no running event loop")),
    }
}

fn loop_or_running(vm: &mut Vm, given: Value) -> PyResult {
    match given.non_null().filter(|l| !l.is_none()) {
        Some(event_loop) => Ok(event_loop),
        None => need_running_loop(vm),
    }
}

/// `get_event_loop`: the loop that runs, or the policy's.
pub(super) fn event_loop(vm: &mut Vm) -> PyResult {
    if let Some(event_loop) = running_loop(vm) {
        return Ok(event_loop);
    }
    let policy = vm.import_attr("asyncio.events", "_get_event_loop_policy")?;
    let policy = vm.call(policy, &[])?;
    call_named(vm, policy, "get_event_loop", &[], &[])
}

/// `loop.get_debug()`.
pub(super) fn is_debugging(vm: &mut Vm, event_loop: Value) -> PyResult<bool> {
    let name = vm.intern("get_debug");
    let answer = ask_named(vm, event_loop, name, &[], &[]);
    let answer = now(vm, answer)?;
    vm.truth(answer)
}

/// The event loop of anything that is like a future.
pub(super) fn loop_of(vm: &mut Vm, value: Value) -> PyResult {
    if let Some(future) = exact(value) {
        return future::need_loop(vm, future);
    }
    let [method, field] = ["get_loop", "_loop"].map(|name| vm.intern(name));
    match vm.get_attr_or_none(value, method)? {
        Some(method) => vm.call(method, &[]),
        None => vm.get_attr(value, field),
    }
}

/// The task is one of its loop's.
pub(super) fn register(vm: &mut Vm, task: crate::heap::Gc<Future>) {
    task.put(traits::REGISTERED, true);
    vm.heap.register_finalizable(task);
}

/// The tasks that are none of the engine's: a `WeakSet`.
fn other_tasks(vm: &mut Vm) -> PyResult {
    if vm.held(Held::OtherTasks).is_null() {
        let class = vm.import_attr("weakref", "WeakSet")?;
        let made = vm.call(class, &[])?;
        vm.hold(Held::OtherTasks, made);
    }
    Ok(vm.held(Held::OtherTasks))
}

fn eager_tasks(vm: &mut Vm) -> crate::heap::Gc<Set> {
    if let Some(set) = vm.held(Held::EagerTasks).downcast() {
        return set;
    }
    let set = vm.alloc_instance(vm.types.set, Set::empty());
    vm.hold(Held::EagerTasks, set.value());
    set
}

fn all_tasks(vm: &mut Vm, event_loop: Value) -> PyResult {
    let eager = eager_tasks(vm).value();
    let found = vm.list_of(eager)?;
    let tasks: Vec<_> =
        vm.heap.finalizables().filter_map(task_of).filter(|t| t.is(traits::REGISTERED)).collect();
    // Nothing is collected before all of them are in the list: it has room, and a push is no safepoint.
    let reserved = List::reserve(found, &mut vm.heap, tasks.len());
    vm.check(reserved)?;
    for task in tasks {
        crate::stdlib::arguments::push(vm, found, task.value())?;
    }
    if !vm.held(Held::OtherTasks).is_null() {
        let others = other_tasks(vm)?;
        vm.list_extend(found, others)?;
    }
    let set = vm.alloc_instance(vm.types.set, Set::empty());
    let mut at = 0;
    while let Some(task) = found.get(at) {
        at += 1;
        let done = match exact(task) {
            Some(task) => !task.is_pending(),
            None => {
                let done = call_named(vm, task, "done", &[], &[])?;
                vm.truth(done)?
            }
        };
        if !done && loop_of(vm, task)?.is(event_loop) {
            vm.set_add(set, task)?;
        }
    }
    Ok(set.value())
}

fn check_running(vm: &mut Vm, event_loop: Value) -> PyResult<()> {
    if running_loop(vm).is_some_and(|l| l.is(event_loop)) {
        return Ok(());
    }
    let message = format!("loop {} is not the running loop", vm.repr_string(event_loop)?);
    Err(vm.raise_str(vm.types.runtime_error, &message))
}

/// A task of the loop begins or goes on.
pub(super) fn enter_task(vm: &mut Vm, event_loop: Value, task: Value) -> PyResult<()> {
    check_running(vm, event_loop)?;
    if let Some(other) = running_task(vm) {
        let (task, other) = (vm.repr_string(task)?, vm.repr_string(other)?);
        let message = format!("Cannot enter into task {task} while another task {other} is being executed.");
        return Err(vm.raise_str(vm.types.runtime_error, &message));
    }
    vm.hold(Held::RunningTask, task);
    Ok(())
}

/// A task of the loop ends or waits.
pub(super) fn leave_task(vm: &mut Vm, event_loop: Value, task: Value) -> PyResult<()> {
    check_running(vm, event_loop)?;
    let running = vm.held(Held::RunningTask);
    if !running.is(task) {
        let running = running.non_null().unwrap_or(Value::NONE);
        let (task, running) = (vm.repr_string(task)?, vm.repr_string(running)?);
        let message = format!("Invalid attempt to leave task {task} while task {running} is entered.");
        return Err(vm.raise_str(vm.types.runtime_error, &message));
    }
    vm.hold(Held::RunningTask, Value::NULL);
    Ok(())
}

/// Another task, or None, takes the place of the one that runs: that one, or None.
pub(super) fn swap_task(vm: &mut Vm, event_loop: Value, task: Value) -> PyResult {
    check_running(vm, event_loop)?;
    let before = running_task(vm).unwrap_or(Value::NONE);
    vm.hold(Held::RunningTask, if task.is_none() { Value::NULL } else { task });
    Ok(before)
}
