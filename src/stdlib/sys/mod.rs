//! `sys`: what a program may know of the engine that runs it, and change.

pub(crate) mod breakpoint;
mod functions;
mod info;
mod monitoring;

use super::slots::new_instance;
use super::{ModuleSpec, add};
use crate::builtins::{natives, put};
use crate::heap::Gc;
use crate::objects::types::type_flags;
use crate::objects::{Dict, Instance, Kind, List, Module, Set, Str, Tuple};
use crate::value::{PyResult, Value};
use crate::vm::native_type::TypeSpec;
use crate::vm::{Held, Vm};
use pyopt_compiler::syntax::ast::CmpOp;
use rustpython_wtf8::Wtf8Buf;

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "sys",
    doc: "This module provides access to some objects used or maintained by the\n\
          interpreter and to functions that interact strongly with the interpreter.",
    functions: functions::FUNCTIONS,
    init,
};

natives! { NAMESPACE:
    "__init__" "(self, /, *args, **kwargs)" namespace_init;
    "__repr__" "(self, /)" namespace_repr;
    "__eq__" "(self, value, /)" |vm, args| compare_namespaces(vm, CmpOp::Eq, args);
    "__ne__" "(self, value, /)" |vm, args| compare_namespaces(vm, CmpOp::NotEq, args);
    "__lt__" "(self, value, /)" |vm, args| compare_namespaces(vm, CmpOp::Lt, args);
    "__le__" "(self, value, /)" |vm, args| compare_namespaces(vm, CmpOp::LtE, args);
    "__gt__" "(self, value, /)" |vm, args| compare_namespaces(vm, CmpOp::Gt, args);
    "__ge__" "(self, value, /)" |vm, args| compare_namespaces(vm, CmpOp::GtE, args);
    "__reduce__" "(self, /)" |vm, args| {
        let (class, nothing) = (vm.type_of(args[0]).value(), vm.new_tuple(&[])?);
        let dict = attributes(vm, args[0])?;
        vm.new_tuple(&[class, nothing, dict.value()])
    };
    "__replace__" "(self, /, *args, **kwargs)" |vm, args| {
        if args[1].downcast::<Tuple>().is_some_and(|given| !given.is_empty()) {
            return Err(vm.raise_type_error("__replace__() takes no positional arguments"));
        }
        let class = vm.type_of(args[0]).value();
        let made = vm.call(class, &[])?;
        let (Some(old), Some(new)) = (vm.dict_of(args[0])?, vm.dict_of(made)?) else { return Ok(made) };
        vm.dict_update(new, old.value())?;
        vm.dict_update(new, args[2])?;
        Ok(made)
    };
}

/// `types.SimpleNamespace`.
pub(crate) static SIMPLE_NAMESPACE: TypeSpec = TypeSpec {
    flags: type_flags::BASE | type_flags::HAS_DICT,
    methods: NAMESPACE,
    ..TypeSpec::new("types", "SimpleNamespace", Kind::Instance)
};

fn init(vm: &mut Vm, module: Gc<Module>) -> PyResult<()> {
    vm.hold(Held::Sys, module.value());
    // Equal ones may become different.
    let namespace = vm.native_type(&SIMPLE_NAMESPACE);
    put(vm, namespace.dict(), "__hash__", Value::NONE);
    crate::stdlib::importers::install(vm, module)?;
    info::add_facts(vm, module)?;
    add_lists(vm, module)?;
    monitoring::install(vm, module)?;
    let no_bytecode = Value::from_bool(vm.flags.dont_write_bytecode);
    for (name, value) in [("modules", vm.modules), ("dont_write_bytecode", no_bytecode)] {
        add(vm, module, name, value)?;
    }
    for name in ["displayhook", "excepthook", "unraisablehook", "breakpointhook"] {
        let key = vm.intern(name);
        if let Some(hook) = vm.namespace_get(module.dict(), key)? {
            add(vm, module, &format!("__{name}__"), hook)?;
        }
    }
    Ok(())
}

fn strings(vm: &mut Vm, texts: &[Wtf8Buf]) -> PyResult<Gc<List>> {
    let list = vm.new_list(&[])?;
    for text in texts {
        let text = vm.new_str(text)?;
        let pushed = List::push(list, &mut vm.heap, text);
        vm.check(pushed)?;
    }
    Ok(list)
}

fn add_lists(vm: &mut Vm, module: Gc<Module>) -> PyResult<()> {
    let (argv, orig_argv) = (std::mem::take(&mut vm.argv), std::mem::take(&mut vm.orig_argv));
    let mut path = std::mem::take(&mut vm.path);
    path.push(vm.library.clone());
    let warnings = std::mem::take(&mut vm.flags.warn_options);
    for (name, texts) in [("argv", argv), ("orig_argv", orig_argv), ("path", path), ("warnoptions", warnings)]
    {
        let list = strings(vm, &texts)?;
        add(vm, module, name, list.value())?;
    }
    let options = vm.new_dict();
    add(vm, module, "_xoptions", options.value())?;
    for (name, value) in std::mem::take(&mut vm.flags.x_options) {
        let name = vm.intern(&*name);
        let value = value.map_or(Ok(Value::TRUE), |value| vm.new_str(&value))?;
        vm.dict_set(options, name.value(), value)?;
    }
    let cache = vm.new_dict().value();
    add(vm, module, "path_importer_cache", cache)?;
    let hooks = vm.new_list(&[])?.value();
    add(vm, module, "path_hooks", hooks)?;
    let built_in = super::MODULES.iter().map(|m| m.name).filter(|n| super::CORE.contains(n));
    let mut built_in: Vec<&str> = built_in.chain(["builtins"]).collect();
    built_in.sort_unstable();
    let keep = vm.temps().len();
    for name in built_in {
        let name = vm.intern(name);
        vm.push_temp(name.value());
    }
    let names = vm.temps()[keep..].to_vec();
    let names = vm.new_tuple(&names)?;
    vm.pop_temps(keep);
    add(vm, module, "builtin_module_names", names)?;
    let shape = vm.types.frozenset.root_shape().0;
    let all = Set::new(&mut vm.heap, shape);
    let frozen = super::frozen::all().iter().map(|f| f.name).filter(|n| !n.contains('.'));
    for name in frozen.chain(super::MODULES.iter().map(|m| m.name)) {
        let name = vm.intern(name);
        vm.set_add(all, name.value())?;
    }
    add(vm, module, "stdlib_module_names", all.value())
}

/// A namespace object with these attributes.
pub(crate) fn new_namespace(vm: &mut Vm, fields: &[(&str, Value)]) -> PyResult {
    let class = vm.native_type(&SIMPLE_NAMESPACE);
    let namespace = new_instance(vm, class).value();
    for &(name, value) in fields {
        let name = vm.intern(name);
        vm.set_attr(namespace, name, value)?;
    }
    Ok(namespace)
}

fn namespace_init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let given = vm.expect::<Tuple>(args[1], "tuple")?;
    if given.len() > 1 {
        let message = format!("SimpleNamespace expected at most 1 argument, got {}", given.len());
        return Err(vm.raise_type_error(message));
    }
    for source in given.items().iter().copied().chain([args[2]]) {
        let dict = match source.downcast::<Dict>().filter(|_| vm.is_exact_builtin(source)) {
            Some(dict) => dict,
            None => {
                let dict = vm.new_dict();
                vm.dict_update(dict, source)?;
                dict
            }
        };
        add_attributes(vm, args[0], dict)?;
    }
    Ok(Value::NONE)
}

/// Stores the entries of a dict as attributes.
fn add_attributes(vm: &mut Vm, namespace: Value, dict: Gc<Dict>) -> PyResult<()> {
    let mut at = 0;
    while let Some((number, key, value)) = dict.next_entry(at) {
        at = number + 1;
        let Some(name) = key.downcast::<Str>() else {
            return Err(vm.raise_type_error("keywords must be strings"));
        };
        let name = vm.intern(name.as_wtf8());
        vm.set_attr(namespace, name, value)?;
    }
    Ok(())
}

/// The attributes of an instance, as a dict of its own.
fn attributes(vm: &mut Vm, instance: Value) -> PyResult<Gc<Dict>> {
    let dict = vm.new_dict();
    let Some(instance) = instance.downcast::<Instance>() else { return Ok(dict) };
    if let Some(own) = instance.dict() {
        return Ok(own);
    }
    let names: Vec<_> = vm.shapes.names(Instance::shape(instance)).collect();
    for (name, slot) in names {
        if let Some(value) = instance.slot(slot).non_null() {
            vm.dict_set(dict, name.value(), value)?;
        }
    }
    Ok(dict)
}

fn namespace_repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.type_of(args[0]);
    let own = vm.native_type(&SIMPLE_NAMESPACE).value();
    let mut out = Wtf8Buf::from(if class.value().is(own) {
        "namespace".to_owned()
    } else {
        class.name().as_wtf8().to_string()
    });
    if vm.showing.contains(&args[0].bits()) {
        out.push_str("(...)");
        return vm.new_str(&out);
    }
    vm.showing.push(args[0].bits());
    let done = push_attributes(vm, args[0], &mut out);
    vm.showing.pop();
    done?;
    vm.new_str(&out)
}

/// `(name=value, …)`
fn push_attributes(vm: &mut Vm, namespace: Value, out: &mut Wtf8Buf) -> PyResult<()> {
    vm.need_native_room(" while getting the repr of an object")?;
    out.push_str("(");
    let dict = attributes(vm, namespace)?;
    let (mut at, mut first) = (0, true);
    while let Some((number, key, value)) = dict.next_entry(at) {
        at = number + 1;
        if !std::mem::take(&mut first) {
            out.push_str(", ");
        }
        let shown = vm.repr(value)?;
        if let (Some(key), Some(shown)) = (key.downcast::<Str>(), shown.downcast::<Str>()) {
            out.push_wtf8(key.as_wtf8());
            out.push_str("=");
            out.push_wtf8(shown.as_wtf8());
        }
    }
    out.push_str(")");
    Ok(())
}

/// Namespaces compare as their dicts do, with what those say of an order.
fn compare_namespaces(vm: &mut Vm, op: CmpOp, args: &[Value]) -> PyResult {
    let own = vm.native_type(&SIMPLE_NAMESPACE);
    if !vm.type_of(args[1]).is_subclass(own) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (a, b) = (attributes(vm, args[0])?, attributes(vm, args[1])?);
    vm.compare(op, a.value(), b.value())
}

/// The kind of a str, for callers that only test it.
pub(super) fn is_str(value: Value) -> bool {
    value.is_kind(Kind::Str)
}
