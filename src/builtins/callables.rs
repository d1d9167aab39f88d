//! The attributes of functions, methods, natives, cells and descriptors.

use super::text_signatures::of_native;
use super::{add_methods, natives};
use crate::heap::Gc;
use crate::objects::descriptor::Descriptor;
use crate::objects::function::Cell;
use crate::objects::generator::Generator;
use crate::objects::{BoundMethod, Code, Dict, Function, GetSet, GetSetDef, Kind, Native, Str, Tuple, Type};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::attr::Found;

natives! { BIND: "__get__" "(self, instance, owner=None, /)" get; }

natives! { SET:
    "__set__" "(self, instance, value, /)" |vm, args| set(vm, args[0], args[1], Some(args[2]));
    "__delete__" "(self, instance, /)" |vm, args| set(vm, args[0], args[1], None);
}

natives! { CALL: "__call__" "(self, /, *args, **kwargs)" |vm, args| {
    let given = args[1].downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
    vm.ask_call_with_dict(args[0], &given, args[2])
}; }

/// Of generators, coroutines and asynchronous generators.
static GENERATOR: &[GetSetDef] = &[
    GetSetDef::settable(
        "__name__",
        |_, v| Ok(generator(v).map_or(Value::NONE, |g| g.name.get())),
        |vm, v, new| {
            let name = text(vm, new, "__name__")?;
            generator(v).map_or(Ok(()), |g| {
                vm.heap.set(g, &g.name, name);
                Ok(())
            })
        },
    ),
    GetSetDef::settable(
        "__qualname__",
        |_, v| Ok(generator(v).map_or(Value::NONE, |g| g.qualname.get())),
        |vm, v, new| {
            let name = text(vm, new, "__qualname__")?;
            generator(v).map_or(Ok(()), |g| {
                vm.heap.set(g, &g.qualname, name);
                Ok(())
            })
        },
    ),
];

fn generator(value: Value) -> Option<Gc<Generator>> {
    value.downcast()
}

static FUNCTION: &[GetSetDef] = &[
    GetSetDef::settable(
        "__name__",
        |_, v| Ok(function(v).name.get()),
        |vm, v, new| {
            let name = text(vm, new, "__name__")?;
            let f = function(v);
            vm.heap.set(f, &f.name, name);
            Ok(())
        },
    ),
    GetSetDef::settable(
        "__qualname__",
        |_, v| Ok(function(v).qualname.get()),
        |vm, v, new| {
            let name = text(vm, new, "__qualname__")?;
            let f = function(v);
            vm.heap.set(f, &f.qualname, name);
            Ok(())
        },
    ),
    GetSetDef::settable(
        "__doc__",
        |vm, v| vm.function_doc(function(v)),
        |vm, v, new| {
            let f = function(v);
            vm.heap.set(f, &f.doc, new.unwrap_or(Value::NONE));
            Ok(())
        },
    ),
    GetSetDef::settable(
        "__module__",
        |_, v| Ok(function(v).module.get()),
        |vm, v, new| {
            let f = function(v);
            vm.heap.set(f, &f.module, new.unwrap_or(Value::NONE));
            Ok(())
        },
    ),
    GetSetDef::settable("__code__", |_, v| Ok(function(v).code.get()), set_code),
    GetSetDef::settable(
        "__defaults__",
        |_, v| Ok(or_none(function(v).defaults.get())),
        |vm, v, new| {
            let new = new.filter(|n| !n.is_none()).unwrap_or(Value::NULL);
            if !new.is_null() && !new.is_kind(Kind::Tuple) {
                return Err(vm.raise_type_error("__defaults__ must be set to a tuple object"));
            }
            let f = function(v);
            vm.heap.set(f, &f.defaults, new);
            Ok(())
        },
    ),
    GetSetDef::settable(
        "__kwdefaults__",
        |_, v| Ok(or_none(function(v).kwdefaults.get())),
        |vm, v, new| {
            let new = new.filter(|n| !n.is_none()).unwrap_or(Value::NULL);
            if !new.is_null() && !new.is_kind(Kind::Dict) {
                return Err(vm.raise_type_error("__kwdefaults__ must be set to a dict object"));
            }
            let f = function(v);
            vm.heap.set(f, &f.kwdefaults, new);
            Ok(())
        },
    ),
    GetSetDef::member("__closure__", |_, v| Ok(or_none(function(v).closure.get()))),
    GetSetDef::member("__globals__", |_, v| Ok(function(v).globals.get())),
    GetSetDef::member("__builtins__", |_, v| Ok(function(v).binding().builtins.get())),
    GetSetDef::settable(
        "__annotations__",
        |vm, v| annotation_of(vm, v, "__annotations__"),
        |vm, v, new| vm.set_function_annotation(function(v), "__annotations__", new),
    ),
    GetSetDef::settable(
        "__annotate__",
        |vm, v| annotation_of(vm, v, "__annotate__"),
        |vm, v, new| vm.set_function_annotation(function(v), "__annotate__", new),
    ),
    GetSetDef::settable(
        "__type_params__",
        |vm, v| annotation_of(vm, v, "__type_params__"),
        |vm, v, new| vm.set_function_annotation(function(v), "__type_params__", new),
    ),
];

static METHOD: &[GetSetDef] = &[
    GetSetDef::member("__func__", |_, v| Ok(method(v).function.get()))
        .doc("the function (or other callable) implementing a method"),
    GetSetDef::member("__self__", |_, v| Ok(method(v).receiver.get()))
        .doc("the instance to which a method is bound"),
    GetSetDef::new("__doc__", |vm, v| forward(vm, method(v).function.get(), "__doc__")),
];

static BUILTIN_METHOD: &[GetSetDef] = &[
    GetSetDef::new("__name__", native_name),
    GetSetDef::new("__qualname__", |vm, v| {
        let name = native(v).map_or("", |n| n.def().name);
        let owner = match v.downcast::<BoundMethod>() {
            Some(m) => match m.receiver.get().downcast::<Type>() {
                Some(class) => Some(class),
                None => Some(vm.type_of(m.receiver.get())),
            },
            None => native(v).and_then(|n| n.owner().downcast::<Type>()),
        };
        match owner {
            Some(class) => {
                let class = class.qualname().as_wtf8().to_string();
                vm.new_str(format!("{class}.{name}").as_str())
            }
            None => vm.new_str(name),
        }
    }),
    GetSetDef::new("__self__", |vm, v| match v.downcast::<BoundMethod>() {
        Some(m) => Ok(m.receiver.get()),
        None if native(v).is_some_and(|n| !n.owner().is_null()) => {
            Ok(native(v).map_or(Value::NONE, |n| n.owner()))
        }
        None => {
            let name = vm.intern("builtins");
            match vm.modules.downcast::<Dict>() {
                Some(modules) => Ok(vm.dict_get(modules, name.value())?.unwrap_or(Value::NONE)),
                None => Ok(Value::NONE),
            }
        }
    }),
    GetSetDef::new("__module__", |vm, v| {
        if v.is_kind(Kind::BoundMethod) {
            return Ok(Value::NONE);
        }
        match native(v).map(|n| n.owner()).filter(|o| !o.is_null()) {
            Some(module) if module.is_kind(Kind::Module) => forward(vm, module, "__name__"),
            Some(_) => Ok(Value::NONE),
            None => vm.new_str("builtins"),
        }
    }),
    GetSetDef::new("__doc__", native_doc),
    GetSetDef::new("__text_signature__", of_native),
];

/// CPython's words for a native function or method.
fn native_doc(vm: &mut Vm, v: Value) -> PyResult {
    match native(v) {
        Some(n) => vm.member_doc(n.owner(), n.def().name),
        None => Ok(Value::NONE),
    }
}

static METHOD_DESCRIPTOR: &[GetSetDef] = &[
    GetSetDef::new("__name__", native_name),
    GetSetDef::new("__qualname__", |vm, v| {
        let Some(n) = native(v) else { return Ok(Value::NONE) };
        match n.owner().downcast::<Type>() {
            Some(class) => {
                let class = class.qualname().as_wtf8().to_string();
                vm.new_str(format!("{class}.{}", n.def().name).as_str())
            }
            None => vm.new_str(n.def().name),
        }
    }),
    GetSetDef::member("__objclass__", |_, v| Ok(native(v).map_or(Value::NONE, |n| n.owner()))),
    GetSetDef::new("__doc__", native_doc),
    GetSetDef::new("__text_signature__", of_native),
];

static METHOD_WRAPPER: &[GetSetDef] =
    &[GetSetDef::new("__objclass__", |_, v| Ok(native(v).map_or(Value::NONE, |n| n.owner())))];

static GETSET: &[GetSetDef] = &[
    GetSetDef::member("__name__", |_, v| Ok(getset(v).name().value())),
    GetSetDef::member("__objclass__", |_, v| Ok(getset(v).owner().value())),
    GetSetDef::new("__qualname__", |vm, v| {
        let class = getset(v).owner().qualname().as_wtf8().to_string();
        let name = getset(v).name();
        vm.new_str(format!("{class}.{}", name.as_wtf8()).as_str())
    }),
    GetSetDef::new("__doc__", |vm, v| match getset(v).source() {
        crate::objects::getset::Source::Code(def) if !def.doc.is_empty() => vm.new_str(def.doc),
        _ => {
            let name = getset(v).name().as_wtf8().to_string();
            vm.member_doc(getset(v).owner().value(), &name)
        }
    }),
];

static CELL: &[GetSetDef] = &[GetSetDef::settable(
    "cell_contents",
    |vm, v| match vm.expect::<Cell>(v, "cell")?.value.get() {
        Value::NULL => Err(vm.raise_value_error("Cell is empty")),
        held => Ok(held),
    },
    |vm, v, new| {
        let cell = vm.expect::<Cell>(v, "cell")?;
        vm.heap.set(cell, &cell.value, new.unwrap_or(Value::NULL));
        Ok(())
    },
)];

natives! { CELL_NEW: "__new__" "(cls, contents=None, /)" |vm, args| {
    Ok(Cell::new(&mut vm.heap, args[1]).value())
}; }

natives! { METHOD_NEW: "__new__" "(cls, function, instance, /)" |vm, args| {
    if !vm.is_callable(args[1]) {
        return Err(vm.raise_type_error("first argument must be callable"));
    }
    if args[2].is_none() {
        return Err(vm.raise_type_error("instance must not be None"));
    }
    Ok(BoundMethod::new(&mut vm.heap, args[1], args[2]).value())
}; }

natives! { FUNCTION_NEW:
    "__new__" "(cls, code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)" new_function;
}

pub(super) fn install(vm: &mut Vm) {
    let t = vm.types;
    vm.add_getset(t.function, FUNCTION);
    for class in [t.generator, t.coroutine, t.async_generator] {
        vm.add_getset(class, GENERATOR);
    }
    vm.add_getset(t.bound_method, METHOD);
    for class in [t.native, t.method_wrapper] {
        vm.add_getset(class, BUILTIN_METHOD);
    }
    vm.add_getset(t.method_wrapper, METHOD_WRAPPER);
    for class in [t.method_descriptor, t.wrapper_descriptor] {
        vm.add_getset(class, METHOD_DESCRIPTOR);
    }
    for class in [t.getset_descriptor, t.member_descriptor] {
        vm.add_getset(class, GETSET);
        add_methods(vm, class, SET);
    }
    vm.add_getset(t.cell, CELL);
    add_methods(vm, t.cell, CELL_NEW);
    add_methods(vm, t.bound_method, METHOD_NEW);
    add_methods(vm, t.function, FUNCTION_NEW);
    let classmethods = [t.classmethod, t.classmethod_descriptor];
    let others = [t.property, t.getset_descriptor, t.member_descriptor, t.staticmethod];
    for class in classmethods.into_iter().chain(others) {
        add_methods(vm, class, BIND);
    }
    add_methods(vm, t.property, SET);
    for class in [t.function, t.method_descriptor, t.wrapper_descriptor, t.bound_method] {
        add_methods(vm, class, BIND);
        add_methods(vm, class, CALL);
    }
    for class in [t.native, t.method_wrapper, t.staticmethod] {
        add_methods(vm, class, CALL);
    }
}

/// The function itself: descriptors of its class are asked of functions only.
fn function(value: Value) -> Gc<Function> {
    value.downcast().expect("pyopt: an attribute of functions asked of something else")
}

fn method(value: Value) -> Gc<BoundMethod> {
    value.downcast().expect("pyopt: an attribute of methods asked of something else")
}

fn getset(value: Value) -> Gc<GetSet> {
    value.downcast().expect("pyopt: an attribute of descriptors asked of something else")
}

pub(super) fn native(value: Value) -> Option<Gc<Native>> {
    let value = value.downcast::<BoundMethod>().map_or(value, |m| m.function.get());
    value.downcast()
}

fn native_name(vm: &mut Vm, value: Value) -> PyResult {
    match native(value) {
        Some(n) => vm.new_str(n.def().name),
        None => Ok(Value::NONE),
    }
}

fn or_none(value: Value) -> Value {
    value.non_null().unwrap_or(Value::NONE)
}

fn text(vm: &mut Vm, new: Option<Value>, name: &str) -> PyResult {
    match new.filter(|n| n.is_kind(Kind::Str)) {
        Some(new) => Ok(new),
        None => Err(vm.raise_type_error(format!("{name} must be set to a string object"))),
    }
}

fn forward(vm: &mut Vm, value: Value, name: &str) -> PyResult {
    let name = vm.intern(name);
    Ok(vm.get_attr_or_none(value, name)?.unwrap_or(Value::NONE))
}

fn set_code(vm: &mut Vm, value: Value, new: Option<Value>) -> PyResult<()> {
    let Some(code) = new.and_then(|n| n.downcast::<Code>()) else {
        return Err(vm.raise_type_error("__code__ must be set to a code object"));
    };
    let f = function(value);
    let cells = f.closure.get().downcast::<Tuple>().map_or(0, |t| t.len());
    let free = code.free_count();
    if cells != free {
        let name = f.name.get().downcast::<Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default();
        let message = format!("{name}() requires a code object with {cells} free vars, not {free}");
        return Err(vm.raise_value_error(message));
    }
    let kind = |code: Gc<Code>| {
        use pyopt_compiler::code::CodeFlags as F;
        code.flags().0 & (F::GENERATOR | F::COROUTINE | F::ASYNC_GENERATOR)
    };
    if kind(f.code()) != kind(code) {
        let message = "Assigning a code object of non-matching type is deprecated (e.g., from a generator to a plain \
                       function)";
        vm.warn(vm.types.deprecation_warning, message)?;
    }
    // It stays the one of the code that the function was made with.
    vm.function_doc(f)?;
    let binding = vm.bind(code, f.globals.get(), false)?;
    Function::set_code(f, &mut vm.heap, code, binding);
    vm.tell_replaced_code(f)
}

fn annotation_of(vm: &mut Vm, value: Value, name: &str) -> PyResult {
    Ok(vm.function_annotation(function(value), name)?.unwrap_or(Value::NONE))
}

fn get(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [found, instance] = [args[0], args[1]];
    let owner = args[2].non_null().unwrap_or(Value::NONE);
    if instance.is_none() && owner.is_none() {
        return Err(vm.raise_type_error("__get__(None, None) is invalid"));
    }
    if found.is_kind(Kind::BoundMethod) {
        return Ok(found);
    }
    if let Some(d) = found.downcast::<Descriptor>()
        && vm.type_of(found) == vm.types.classmethod
        && !owner.is_none()
        && !owner.is_kind(Kind::Type)
    {
        // Whatever is given as class is what the function gets.
        return Ok(BoundMethod::new(&mut vm.heap, d.get.get(), owner).value());
    }
    let class = owner.downcast::<Type>().unwrap_or_else(|| vm.type_of(instance));
    let instance =
        if instance.is_none() && !class.value().is(vm.types.none.value()) { None } else { Some(instance) };
    check_binding(vm, found, instance, class)?;
    match vm.bind_builtin(found, instance, class)? {
        Found::Plain(v) => Ok(v),
        Found::Method(f) => Ok(BoundMethod::new(&mut vm.heap, f, instance.unwrap_or(Value::NONE)).value()),
    }
}

/// A method of the engine's classes binds only to their instances.
fn check_binding(vm: &mut Vm, found: Value, instance: Option<Value>, class: Gc<Type>) -> PyResult<()> {
    if let Some(native) = found.downcast::<Descriptor>().and_then(|d| d.get.get().downcast::<Native>())
        && vm.type_of(found) == vm.types.classmethod_descriptor
        && let Some(owner) = native.owner().downcast::<Type>()
        && !class.is_subclass(owner)
    {
        let (shown, given) = (owner.name(), class.name());
        return Err(vm.raise_type_error(format!(
            "descriptor '{}' requires a subtype of '{}' but received '{}'",
            native.def().name,
            shown.as_wtf8(),
            given.as_wtf8()
        )));
    }
    let Some((native, instance)) = found.downcast::<Native>().zip(instance) else { return Ok(()) };
    let Some(owner) = native.owner().downcast::<Type>().filter(|_| native.is_method()) else { return Ok(()) };
    if vm.type_of(instance).is_subclass(owner) {
        return Ok(());
    }
    let (class, given) = (owner.name(), vm.type_name(instance));
    Err(vm.raise_type_error(format!(
        "descriptor '{}' for '{}' objects doesn't apply to a '{given}' object",
        native.def().name,
        class.as_wtf8()
    )))
}

fn set(vm: &mut Vm, descriptor: Value, instance: Value, new: Option<Value>) -> PyResult {
    if let Some(g) = descriptor.downcast::<GetSet>() {
        return vm.getset_set(g, instance, new).map(|()| Value::NONE);
    }
    let d = vm.expect::<Descriptor>(descriptor, "property")?;
    vm.property_set(d, instance, new).map(|()| Value::NONE)
}

fn new_function(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(code) = args[1].downcast::<Code>() else {
        let class = vm.type_name(args[1]);
        return Err(vm.raise_type_error(format!("function() argument 'code' must be code, not {class}")));
    };
    let Some(globals) = args[2].downcast::<Dict>() else {
        let class = vm.type_name(args[2]);
        return Err(vm.raise_type_error(format!("function() argument 'globals' must be dict, not {class}")));
    };
    for (value, kind, message) in [
        (args[3], Kind::Str, "arg 3 (name) must be None or string"),
        (args[4], Kind::Tuple, "arg 4 (defaults) must be None or tuple"),
        (args[6], Kind::Dict, "arg 6 (kwdefaults) must be None or dict"),
    ] {
        if !value.is_null() && !value.is_none() && !value.is_kind(kind) {
            return Err(vm.raise_type_error(message));
        }
    }
    let given = |v: Value| v.non_null().filter(|v| !v.is_none());
    let free = code.free_count();
    let closure = given(args[5]);
    match closure.map(|c| c.downcast::<Tuple>()) {
        None if free > 0 => return Err(vm.raise_type_error("arg 5 (closure) must be tuple")),
        Some(None) => return Err(vm.raise_type_error("arg 5 (closure) must be None or tuple")),
        Some(Some(cells)) if cells.len() != free => {
            let message = format!("{} requires closure of length {free}, not {}", code.name(), cells.len());
            return Err(vm.raise_value_error(message));
        }
        Some(Some(cells)) => {
            if let Some(other) = cells.items().iter().find(|c| !c.is_kind(Kind::Cell)) {
                let class = vm.type_name(*other);
                return Err(vm.raise_type_error(format!("arg 5 (closure) expected cell, found {class}")));
            }
        }
        None => {}
    }
    let apart = code.flags().0 & pyopt_compiler::code::CodeFlags::OPTIMIZED == 0;
    let binding = vm.bind(code, globals.value(), apart)?;
    let object = code.object().clone();
    let name = match given(args[3]) {
        Some(name) => name,
        None => vm.intern(&*object.name).value(),
    };
    let qualname = vm.intern(&*object.qualname).value();
    let f = Function::new(&mut vm.heap, code, binding, globals.value(), name, qualname);
    if let Some(module) = vm.module_name_of(globals.value())? {
        vm.heap.set(f, &f.module, module);
    }
    if code.flags().has(pyopt_compiler::code::CodeFlags::HAS_DOCSTRING) {
        f.doc.set(Value::NULL);
    }
    for (field, value) in [(&f.defaults, args[4]), (&f.closure, args[5]), (&f.kwdefaults, args[6])] {
        if let Some(value) = given(value) {
            vm.heap.set(f, field, value);
        }
    }
    Ok(f.value())
}
