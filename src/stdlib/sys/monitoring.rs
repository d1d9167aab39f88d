//! `sys.monitoring` (PEP 669): who listens to which events. What is told, and when, is in `vm::tracing`.

use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::{Code, Kind, Module, Native};
use crate::stdlib::add;
use crate::value::{PyResult, Value};
use crate::vm::tracing::{EVENTS, TOOLS};
use crate::vm::{Held, Vm};

natives! { FUNCTIONS:
    "use_tool_id" "(tool_id, name, /)" |vm, args| {
        let tool = tool(vm, args[0])?;
        if !args[1].is_kind(Kind::Str) {
            return Err(vm.raise_value_error("tool name must be a str"));
        }
        if !vm.tool_name(tool)?.is_none() {
            return Err(vm.raise_value_error(format!("tool {tool} is already in use")));
        }
        vm.set_tool_name(tool, args[1]).map(|()| Value::NONE)
    };
    "clear_tool_id" "(tool_id, /)" |vm, args| { let tool = tool(vm, args[0])?; clear(vm, tool) };
    "free_tool_id" "(tool_id, /)" |vm, args| {
        let tool = tool(vm, args[0])?;
        clear(vm, tool)?;
        vm.set_tool_name(tool, Value::NONE).map(|()| Value::NONE)
    };
    "get_tool" "(tool_id, /)" |vm, args| { let tool = tool(vm, args[0])?; vm.tool_name(tool) };
    "register_callback" "(tool_id, event, func, /)" register;
    "get_events" "(tool_id, /)" |vm, args| {
        let tool = tool(vm, args[0])?;
        Ok(int(vm.tracing.tools.events[tool]))
    };
    "set_events" "(tool_id, event_set, /)" |vm, args| {
        let tool = tool(vm, args[0])?;
        let events = event_set(vm, args[1])?;
        used(vm, tool)?;
        vm.tracing.tools.events[tool] = events;
        vm.tracing_changed().map(|()| Value::NONE)
    };
    "get_local_events" "(tool_id, code, /)" |vm, args| {
        let tool = tool(vm, args[0])?;
        let code = code(vm, args[1])?;
        Ok(int(vm.local_events(tool, code)))
    };
    "set_local_events" "(tool_id, code, event_set, /)" |vm, args| {
        let tool = tool(vm, args[0])?;
        let code = code(vm, args[1])?;
        let events = event_set(vm, args[2])?;
        if events >> LOCAL_EVENTS != 0 {
            return Err(vm.raise_value_error(format!("invalid local event set {events:#x}")));
        }
        used(vm, tool)?;
        vm.set_local_events(tool, code, events).map(|()| Value::NONE)
    };
    "restart_events" "()" |vm, _| { vm.tracing.tools.restart(); Ok(Value::NONE) };
    "_all_events" "()" all_events;
}

/// Events below this number belong to a place of the code.
const LOCAL_EVENTS: u32 = 11;
/// CALL, and what comes with it: C_RETURN and C_RAISE.
const CALL: u32 = 1 << 4;
const AFTER_CALL: u32 = 1 << 16 | 1 << 17;
/// BRANCH stands for both BRANCH_LEFT and BRANCH_RIGHT.
const BRANCH: u32 = 1 << 18;
const BRANCHES: u32 = 1 << 8 | 1 << 9;

/// Makes the module and its constants.
pub(super) fn install(vm: &mut Vm, sys: Gc<Module>) -> PyResult<()> {
    let module = vm.add_module("sys.monitoring")?;
    for def in FUNCTIONS {
        let native = Native::new(&mut vm.heap, module.value(), def).value();
        add(vm, module, def.name, native)?;
    }
    for (name, which) in [("DISABLE", Held::MonitoringDisable), ("MISSING", Held::MonitoringMissing)] {
        let sentinel = vm.call(vm.types.object.value(), &[])?;
        vm.hold(which, sentinel);
        add(vm, module, name, sentinel)?;
    }
    for (name, id) in [("DEBUGGER_ID", 0), ("COVERAGE_ID", 1), ("PROFILER_ID", 2), ("OPTIMIZER_ID", 5)] {
        add(vm, module, name, int(id))?;
    }
    let mut fields: Vec<(&str, Value)> = EVENTS.iter().zip(0..).map(|(&n, i)| (n, int(1 << i))).collect();
    fields.push(("NO_EVENTS", int(0)));
    let events = super::new_namespace(vm, &fields)?;
    add(vm, module, "events", events)?;
    add(vm, sys, "monitoring", module.value())
}

fn int(n: u32) -> Value {
    Value::small_int_unchecked(i64::from(n))
}

fn tool(vm: &mut Vm, value: Value) -> PyResult<usize> {
    let number = vm.index(value)?;
    match usize::try_from(number) {
        Ok(tool) if tool < TOOLS => Ok(tool),
        _ => Err(vm.raise_value_error(format!("invalid tool {number} (must be between 0 and 5)"))),
    }
}

fn used(vm: &mut Vm, tool: usize) -> PyResult<()> {
    if vm.tool_name(tool)?.is_none() {
        return Err(vm.raise_value_error(format!("tool {tool} is not in use")));
    }
    Ok(())
}

fn code(vm: &mut Vm, value: Value) -> PyResult<Gc<Code>> {
    match value.downcast() {
        Some(code) => Ok(code),
        None => Err(vm.raise_type_error("code must be a code object")),
    }
}

fn event_set(vm: &mut Vm, value: Value) -> PyResult<u32> {
    let given = vm.c_int(value)?;
    let mut events = given as u32;
    if given < 0 || events >> EVENTS.len() != 0 {
        return Err(vm.raise_value_error(format!("invalid event set {events:#x}")));
    }
    if events & AFTER_CALL != 0 && events & (AFTER_CALL | CALL) != AFTER_CALL | CALL {
        return Err(vm.raise_value_error("cannot set C_RETURN or C_RAISE events independently"));
    }
    events &= !AFTER_CALL;
    if events & BRANCH != 0 {
        events = events & !BRANCH | BRANCHES;
    }
    Ok(events)
}

fn register(vm: &mut Vm, args: &[Value]) -> PyResult {
    let tool = tool(vm, args[0])?;
    let event = vm.c_int(args[1])?;
    if event <= 0 || event.count_ones() != 1 {
        return Err(vm.raise_value_error("The callback can only be set for one event at a time"));
    }
    let which = event.trailing_zeros() as usize;
    if which >= EVENTS.len() {
        return Err(vm.raise_value_error(format!("invalid event {event}")));
    }
    if event as u32 & (BRANCH | BRANCHES) != 0 {
        let both = &mut vm.tracing.tools.both_ways;
        *both = *both & !(1 << tool) | u32::from(event as u32 == BRANCH) << tool;
    }
    if event as u32 == BRANCH {
        vm.set_callback(tool, 8, args[2])?;
        vm.set_callback(tool, 9, args[2])?;
    }
    vm.set_callback(tool, which, args[2])
}

fn clear(vm: &mut Vm, tool: usize) -> PyResult {
    for event in 0..EVENTS.len() {
        vm.set_callback(tool, event, Value::NONE)?;
    }
    vm.tracing.tools.events[tool] = 0;
    vm.forget_local_events(tool);
    vm.tracing_changed().map(|()| Value::NONE)
}

/// The tools that listen to each event: a dict of sets, as a bit mask each.
fn all_events(vm: &mut Vm, _: &[Value]) -> PyResult {
    let dict = vm.new_dict();
    for (i, name) in EVENTS.iter().enumerate() {
        let events = &vm.tracing.tools.events;
        let tools = (0..TOOLS).filter(|&t| events[t] >> i & 1 != 0).fold(0, |all, t| all | 1 << t);
        if tools != 0 {
            let key = vm.intern(*name);
            vm.dict_set(dict, key.value(), int(tools))?;
        }
    }
    Ok(dict.value())
}
