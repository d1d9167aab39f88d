//! `gc`: the face of the collector. It is a tracing one, so thresholds are kept and shown, and do nothing.

use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::function::Cell;
use crate::objects::types::type_flags;
use crate::objects::{BoundMethod, Dict, Function, Instance, Kind, List, Module, Set, ShapeId, Tuple, Type};
use crate::stdlib::arguments::push;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::lower::items;

natives! { FUNCTIONS:
    "collect" "(generation=2)" |vm, args| collect_generation(vm, args[0]), positional |vm, args| match *args {
        // Without the frame that puts arguments in order: what it leaves of its stack unwritten lives on.
        [] => collect_generation(vm, Value::NULL),
        [generation] => collect_generation(vm, generation),
        _ => {
            let message = format!("collect() takes at most 1 argument ({} given)", args.len());
            Err(vm.raise_type_error(message))
        }
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
    "get_debug" "()" |vm, _| Ok(vm.new_int(vm.gc_debug));
    "set_debug" "(flags, /)" |vm, args| {
        vm.gc_debug = vm.index(args[0])?;
        Ok(Value::NONE)
    };
    "freeze" "()" |vm, _| {
        vm.gc_frozen = vm.heap.count_objects(is_container);
        Ok(Value::NONE)
    };
    "unfreeze" "()" |vm, _| {
        vm.gc_frozen = 0;
        Ok(Value::NONE)
    };
    "get_freeze_count" "()" |vm, _| Ok(vm.new_int(vm.gc_frozen as i64));
    "is_tracked" "(obj, /)" |vm, args| {
        let class = vm.type_of(args[0]);
        let static_class = args[0].downcast::<Type>().is_some_and(|c| c.has(type_flags::BUILTIN));
        let derived = args[0].is_object() && !class.has(type_flags::BUILTIN);
        let tracked = derived || is_container(args[0]) && !static_class && class != vm.types.object;
        Ok(Value::from_bool(tracked))
    };
    "is_finalized" "(obj, /)" |vm, args| {
        let class = vm.type_of(args[0]);
        let finalizable = class.has(crate::objects::types::type_flags::HAS_FINALIZER);
        let waits = args[0].header().is_some_and(|h| h.has_flag(crate::heap::flags::FINALIZER));
        Ok(Value::from_bool(finalizable && !waits))
    };
    "get_stats" "()" |vm, _| {
        let stats = vm.heap.stats();
        let list = vm.new_list(&[])?;
        let [young, middle, old] = vm.gc_asked;
        let full = stats.full_collections.saturating_sub(vm.gc_rounds) + old;
        for collections in [stats.young_collections + young, middle, full] {
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
    "get_objects" "(generation=None)" |vm, args| {
        let list = vm.new_list(&[])?;
        if let Some(generation) = args[0].non_null().filter(|g| !g.is_none()) {
            if !vm.is_index(generation) {
                let given = vm.type_name(generation);
                return Err(vm.raise_type_error(format!("argument should be integer or None, not '{given}'")));
            }
            let generation = vm.index(generation)?;
            if generation >= 3 {
                let message = "generation parameter must be less than the number of available generations (3)";
                return Err(vm.raise_value_error(message));
            }
            if generation < 0 {
                return Err(vm.raise_value_error("generation parameter cannot be negative"));
            }
            if generation < 2 {
                // What is young is known by marks only.
                return Ok(list.value());
            }
        }
        for object in containers(vm) {
            let pushed = List::push(list, &mut vm.heap, object);
            vm.check(pushed)?;
        }
        Ok(list.value())
    };
    "get_referents" "(*objs)" |vm, args| {
        let list = vm.new_list(&[])?;
        for &object in items(args[0]) {
            add_referents(vm, list, object)?;
        }
        Ok(list.value())
    };
    "get_referrers" "(*objs)" |vm, args| {
        let (found, objects) = (vm.new_list(&[])?, vm.new_list(&[])?);
        for object in containers(vm) {
            let pushed = List::push(objects, &mut vm.heap, object);
            vm.check(pushed)?;
        }
        let mut at = 0;
        while let Some(object) = objects.get(at) {
            at += 1;
            vm.poll(1)?;
            if object.is(objects.value()) || object.is(found.value()) || object.is(args[0]) {
                continue;
            }
            let referents = vm.new_list(&[])?;
            add_referents(vm, referents, object)?;
            let refers = referents.items().iter().any(|r| items(args[0]).iter().any(|o| o.is(r.get())));
            if refers {
                let pushed = List::push(found, &mut vm.heap, object);
                vm.check(pushed)?;
            }
        }
        Ok(found.value())
    };
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

/// All containers that a program may see. Lists without a class are the engine's own.
fn containers(vm: &Vm) -> Vec<Value> {
    let has_class = |object: &Value| {
        object.header().is_some_and(|header| vm.shapes.get(ShapeId(header.shape())).has_class())
    };
    vm.heap.objects().into_iter().filter(|&object| is_container(object)).filter(has_class).collect()
}

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

/// Appends what an object refers to, as far as a program sees it: items, keys and values, attributes and its class.
fn add_referents(vm: &mut Vm, list: Gc<List>, object: Value) -> PyResult<()> {
    if object.downcast::<Type>().is_none()
        && let Some(instance) = vm.attrs_holder(object, false)
    {
        match instance.dict() {
            Some(dict) => push(vm, list, dict.value())?,
            None => {
                for slot in 0..vm.shapes.get(Instance::shape(instance)).slots() {
                    if let Some(value) = instance.slot(slot as _).non_null() {
                        push(vm, list, value)?;
                    }
                }
            }
        }
    }
    if let Some(items) = object.downcast::<List>() {
        let mut at = 0;
        while let Some(item) = items.get(at) {
            push(vm, list, item)?;
            at += 1;
        }
    } else if let Some(tuple) = object.downcast::<Tuple>() {
        for &item in tuple.items() {
            push(vm, list, item)?;
        }
    } else if let Some(dict) = object.downcast::<Dict>() {
        let mut at = 0;
        while let Some((number, key, value)) = dict.next_entry(at) {
            push(vm, list, key)?;
            push(vm, list, value)?;
            at = number + 1;
        }
    } else if let Some(set) = object.downcast::<Set>() {
        let mut at = 0;
        while let Some((number, key)) = set.next_entry(at) {
            push(vm, list, key)?;
            at = number + 1;
        }
    } else if let Some(method) = object.downcast::<BoundMethod>() {
        push(vm, list, method.function.get())?;
        push(vm, list, method.receiver.get())?;
    } else if let Some(cell) = object.downcast::<Cell>() {
        if let Some(held) = cell.value.get().non_null() {
            push(vm, list, held)?;
        }
    } else if let Some(f) = object.downcast::<Function>() {
        for part in
            [&f.code, &f.globals, &f.defaults, &f.kwdefaults, &f.closure, &f.name, &f.qualname, &f.module]
        {
            if let Some(part) = part.get().non_null() {
                push(vm, list, part)?;
            }
        }
    } else if let Some(module) = object.downcast::<Module>() {
        push(vm, list, module.dict().value())?;
    } else if let Some(class) = object.downcast::<Type>() {
        push(vm, list, class.dict().value())?;
        push(vm, list, class.bases().value())?;
        for &base in class.mro() {
            push(vm, list, base)?;
        }
    }
    let class = vm.type_of(object);
    if object.is_object() && !class.has(type_flags::BUILTIN) {
        push(vm, list, class.value())?;
    }
    Ok(())
}

/// `gc.collect(generation)`; NULL for all.
#[inline(never)]
fn collect_generation(vm: &mut Vm, generation: Value) -> PyResult {
    let generation = if generation.is_null() { 2 } else { vm.index(generation)? };
    if !(0..=2).contains(&generation) {
        return Err(vm.raise_value_error("invalid generation"));
    }
    vm.gc_asked[generation as usize] += 1;
    // The frames from here to the collector's must not take over what earlier calls left on the stack.
    crate::heap::clear_stack_below();
    collect(vm)
}

/// A full collection, finalizers included. The answer is how many containers died by it: with a tracing collector all
/// that were garbage, whether they formed a cycle or not.
#[inline(never)]
fn collect(vm: &mut Vm) -> PyResult {
    notify(vm, "start", 0)?;
    let before = vm.heap.count_objects(is_container);
    crate::heap::clear_stack_below();
    vm.collect_slow(Some(true));
    vm.run_finalizers();
    // What the finalizers let go of: weak references to it die now, and call back.
    vm.collect_slow(Some(true));
    vm.gc_rounds += 2;
    vm.run_finalizers();
    let died = before.saturating_sub(vm.heap.count_objects(is_container)) as i64;
    notify(vm, "stop", died)?;
    Ok(vm.new_int(died))
}

/// Calls `gc.callbacks`.
#[inline(never)]
fn notify(vm: &mut Vm, phase: &str, died: i64) -> PyResult<()> {
    let module = vm.import_module("gc")?;
    let Some(module) = module.downcast::<Module>() else { return Ok(()) };
    let name = vm.intern("callbacks");
    let Some(callbacks) = vm.dict_get(module.dict(), name.value())?.and_then(|c| c.downcast::<List>()) else {
        return Ok(());
    };
    for at in 0..callbacks.len() {
        let Some(callback) = callbacks.get(at) else { break };
        let info = vm.new_dict();
        for (name, value) in [("generation", 2), ("collected", died), ("uncollectable", 0)] {
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
