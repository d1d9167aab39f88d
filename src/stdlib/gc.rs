//! `gc`: the face of the collector. It is a tracing one, so thresholds are kept and shown, and do nothing.

use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::objects::{Kind, List, Module};
use crate::value::{PyResult, Value};
use crate::vm::Vm;

natives! { FUNCTIONS:
    "collect" "(generation=2)" |vm, args| {
        if !args[0].is_null() {
            let generation = vm.index(args[0])?;
            if !(0..=2).contains(&generation) {
                return Err(vm.raise_value_error("invalid generation"));
            }
        }
        // The frames from here to the collector's must not take over what earlier calls left on the stack.
        crate::heap::clear_stack_below();
        collect(vm)
    };
    "enable" "()" |vm, _| { vm.gc_enabled = true; Ok(Value::NONE) };
    "disable" "()" |vm, _| { vm.gc_enabled = false; Ok(Value::NONE) };
    "isenabled" "()" |vm, _| Ok(Value::from_bool(vm.gc_enabled));
    "get_threshold" "()" |vm, _| {
        let [a, b, c] = vm.gc_threshold.map(Value::small_int_unchecked);
        vm.new_tuple(&[a, b, c])
    };
    "set_threshold" "(threshold0, threshold1=None, threshold2=None, /)" |vm, args| {
        for (at, &value) in args.iter().enumerate().filter(|(_, v)| !v.is_null()) {
            vm.gc_threshold[at] = vm.index(value)?;
        }
        Ok(Value::NONE)
    };
    "get_count" "()" |vm, _| {
        let zero = Value::small_int_unchecked(0);
        vm.new_tuple(&[zero, zero, zero])
    };
    "get_debug" "()" |_, _| Ok(Value::small_int_unchecked(0));
    "set_debug" "(flags, /)" |vm, args| vm.index(args[0]).map(|_| Value::NONE);
    "freeze" "()" |_, _| Ok(Value::NONE);
    "unfreeze" "()" |_, _| Ok(Value::NONE);
    "get_freeze_count" "()" |_, _| Ok(Value::small_int_unchecked(0));
    "is_tracked" "(obj, /)" |_, args| Ok(Value::from_bool(is_container(args[0])));
    "is_finalized" "(obj, /)" |vm, args| {
        let class = vm.type_of(args[0]);
        let finalizable = class.has(crate::objects::types::type_flags::HAS_FINALIZER);
        let waits = args[0].header().is_some_and(|h| h.has_flag(crate::heap::flags::FINALIZER));
        Ok(Value::from_bool(finalizable && !waits))
    };
    "get_stats" "()" |vm, _| {
        let stats = vm.heap.stats();
        let list = vm.new_list(&[])?;
        for collections in [stats.young_collections, 0, stats.full_collections] {
            let dict = vm.new_dict();
            for (name, value) in [("collections", collections), ("collected", 0), ("uncollectable", 0)] {
                let (name, value) = (vm.intern(name), vm.new_int(value as i64));
                vm.dict_set(dict, name.value(), value)?;
            }
            let pushed = List::push(list, &mut vm.heap, dict.value());
            vm.check(pushed)?;
        }
        Ok(list.value())
    };
    "get_objects" "(generation=None)" |vm, _| {
        let list = vm.new_list(&[])?;
        for object in vm.heap.objects().into_iter().filter(|&o| is_container(o)) {
            let pushed = List::push(list, &mut vm.heap, object);
            vm.check(pushed)?;
        }
        Ok(list.value())
    };
    "get_referents" "(*objs)" |vm, _| Err(vm.not_yet("gc.get_referents"));
    "get_referrers" "(*objs)" |vm, _| Err(vm.not_yet("gc.get_referrers"));
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "gc",
    doc: "This module provides access to the garbage collector for reference cycles.",
    functions: FUNCTIONS,
    init: |vm, module| {
        for (name, value) in [
            ("DEBUG_STATS", 1),
            ("DEBUG_COLLECTABLE", 2),
            ("DEBUG_UNCOLLECTABLE", 4),
            ("DEBUG_SAVEALL", 32),
            ("DEBUG_LEAK", 38),
        ] {
            add(vm, module, name, Value::small_int_unchecked(value))?;
        }
        let garbage = vm.new_list(&[])?;
        add(vm, module, "garbage", garbage.value())?;
        let callbacks = vm.new_list(&[])?;
        add(vm, module, "callbacks", callbacks.value())
    },
};

/// Whether CPython's collector would know an object.
fn is_container(value: Value) -> bool {
    matches!(
        value.kind(),
        Some(
            Kind::Instance
                | Kind::Type
                | Kind::Tuple
                | Kind::List
                | Kind::Dict
                | Kind::Set
                | Kind::Function
                | Kind::BoundMethod
                | Kind::Module
                | Kind::Cell
                | Kind::Exception
                | Kind::Generator
                | Kind::State
        )
    )
}

/// A full collection, finalizers included; how many objects died is not counted.
#[inline(never)]
fn collect(vm: &mut Vm) -> PyResult {
    notify(vm, "start")?;
    vm.collect_slow(Some(true));
    vm.run_finalizers();
    // What the finalizers let go of: weak references to it die now, and call back.
    vm.collect_slow(Some(true));
    vm.run_finalizers();
    notify(vm, "stop")?;
    Ok(Value::small_int_unchecked(0))
}

/// Calls `gc.callbacks`.
#[inline(never)]
fn notify(vm: &mut Vm, phase: &str) -> PyResult<()> {
    let module = vm.import_module("gc")?;
    let Some(module) = module.downcast::<Module>() else { return Ok(()) };
    let name = vm.intern("callbacks");
    let Some(callbacks) = vm.dict_get(module.dict(), name.value())?.and_then(|c| c.downcast::<List>()) else {
        return Ok(());
    };
    for at in 0..callbacks.len() {
        let Some(callback) = callbacks.get(at) else { break };
        let info = vm.new_dict();
        for (name, value) in [("generation", 2), ("collected", 0), ("uncollectable", 0)] {
            let name = vm.intern(name);
            vm.dict_set(info, name.value(), Value::small_int_unchecked(value))?;
        }
        let phase = vm.intern(phase).value();
        if vm.call(callback, &[phase, info.value()]).is_err() {
            vm.report_unraisable("calling GC callback", callback);
        }
    }
    Ok(())
}
