//! `property`, `classmethod` and `staticmethod`: making them, and their attributes.

use super::{add_methods, natives};
use crate::heap::Gc;
use crate::objects::descriptor::{Descriptor, DescriptorKind};
use crate::objects::types::type_flags;
use crate::objects::{GetSetDef, Kind, Native, Str, Tuple, Type};
use crate::value::{PyResult, Value};
use crate::vm::Vm;

natives! { PROPERTY:
    "__new__" "(cls, /, *args, **kwargs)" |vm, args| {
        let made = make(vm, DescriptorKind::Property, args[0])?;
        fill_property(vm, made, &[Value::NULL; 4])?;
        Ok(made.value())
    };
    "__init__" "(self, fget=None, fset=None, fdel=None, doc=None)" |vm, args| {
        let property = vm.expect::<Descriptor>(args[0], "property")?;
        fill_property(vm, property, &args[1..])?;
        if vm.type_of(args[0]) != vm.types.property {
            set_own_doc(vm, property)?;
        }
        Ok(Value::NONE)
    };
    "getter" "(self, fget, /)" |vm, args| with(vm, args, 0);
    "setter" "(self, fset, /)" |vm, args| with(vm, args, 1);
    "deleter" "(self, fdel, /)" |vm, args| with(vm, args, 2);
    "__set_name__" "(self, /, *args)" |vm, args| {
        let property = vm.expect::<Descriptor>(args[0], "property")?;
        let given = vm.expect::<Tuple>(args[1], "tuple")?;
        let &[_, name] = given.items() else {
            let count = given.len();
            let message = format!("__set_name__() takes 2 positional arguments but {count} were given");
            return Err(vm.raise_type_error(message));
        };
        vm.heap.set(property, &property.name, name);
        Ok(Value::NONE)
    };
}

natives! { CLASS_METHOD:
    "__new__" "(cls, /, *args, **kwargs)" |vm, args| new_method(vm, DescriptorKind::ClassMethod, args);
    "__init__" "(self, function, /)" init_method;
}
natives! { STATIC_METHOD:
    "__call__" "(self, /, *args, **kwargs)" call_static;
    "__new__" "(cls, /, *args, **kwargs)" |vm, args| new_method(vm, DescriptorKind::StaticMethod, args);
    "__init__" "(self, function, /)" init_method;
}

static PROPERTY_ATTRIBUTES: &[GetSetDef] = &[
    GetSetDef::member("fget", |_, v| Ok(it(v).get.get())),
    GetSetDef::member("fset", |_, v| Ok(it(v).set.get())),
    GetSetDef::member("fdel", |_, v| Ok(it(v).delete.get())),
    GetSetDef::settable(
        "__doc__",
        |vm, v| match it(v).doc.get() {
            Value::NULL => part(vm, it(v).get.get(), "__doc__").map(|d| d.unwrap_or(Value::NONE)),
            doc => Ok(doc),
        },
        |vm, v, new| {
            let d = it(v);
            vm.heap.set(d, &d.doc, new.unwrap_or(Value::NONE));
            Ok(())
        },
    ),
    GetSetDef::settable(
        "__name__",
        |vm, v| match vm.property_name(it(v))? {
            Some(name) => Ok(name),
            None => {
                let message = "'property' object has no attribute '__name__'";
                Err(vm.raise_str(vm.types.attribute_error, message))
            }
        },
        |vm, v, new| {
            let d = it(v);
            vm.heap.set(d, &d.name, new.unwrap_or(Value::NULL));
            Ok(())
        },
    ),
    GetSetDef::new("__isabstractmethod__", |vm, v| {
        let mut any = false;
        for function in [it(v).get.get(), it(v).set.get(), it(v).delete.get()] {
            any |= is_abstract(vm, function)?;
        }
        Ok(Value::from_bool(any))
    }),
];

/// What class and static methods take over from their functions.
macro_rules! forwarded {
    ($($name:literal),*) => {
        &[
            GetSetDef::member("__func__", |_, v| Ok(it(v).get.get())),
            GetSetDef::member("__wrapped__", |_, v| Ok(it(v).get.get())),
            GetSetDef::new("__isabstractmethod__", |vm, v| is_abstract(vm, it(v).get.get()).map(Value::from_bool)),
            $(GetSetDef::new($name, |vm, v| {
                let name = vm.intern($name);
                vm.get_attr(it(v).get.get(), name)
            }),)*
        ]
    };
}

static METHOD_ATTRIBUTES: &[GetSetDef] = forwarded!("__annotations__", "__annotate__");

/// What class and static methods copy from what they are given, if it has them.
const COPIED: [&str; 4] = ["__module__", "__name__", "__qualname__", "__doc__"];

static NATIVE_CLASS_METHOD: &[GetSetDef] = &[
    GetSetDef::member("__name__", |vm, v| forwarded(vm, v, "__name__")),
    GetSetDef::member("__objclass__", |_, v| Ok(owner(v))),
    GetSetDef::new("__qualname__", |vm, v| forwarded(vm, v, "__qualname__")),
    GetSetDef::new("__doc__", |vm, v| forwarded(vm, v, "__doc__")),
    GetSetDef::new("__text_signature__", |vm, v| forwarded(vm, v, "__text_signature__")),
];

natives! { CLASS_CALL:
    "__call__" "(self, /, *args, **kwargs)" |vm, args| {
        let method = vm.expect::<Descriptor>(args[0], "classmethod_descriptor")?;
        let given = args[1].downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
        let name = forwarded(vm, args[0], "__name__")?;
        let name = name.downcast::<Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default();
        let class = match (owner(args[0]).downcast::<Type>(), given.first().map(|&c| (c, c.downcast::<Type>()))) {
            (Some(_), None) => Err(format!("descriptor '{name}' of '{}' object needs an argument", shown(owner(args[0])))),
            (Some(owner), Some((_, Some(class)))) if class.is_subclass(owner) => Ok(class),
            (Some(owner), Some((_, Some(class)))) => Err(format!(
                "descriptor '{name}' requires a subtype of '{}' but received '{}'",
                owner.name().as_wtf8(),
                class.name().as_wtf8()
            )),
            (_, Some((other, _))) => Err(format!(
                "descriptor '{name}' requires a type but received a '{}' instance", vm.type_name(other)
            )),
            (None, None) => Err(format!("descriptor '{name}' needs an argument")),
        };
        match class {
            Ok(_) => vm.ask_call_with_dict(method.get.get(), &given, args[2]),
            Err(message) => Err(vm.raise_type_error(message)),
        }
    };
}

/// The class of a native class method.
fn owner(method: Value) -> Value {
    it(method).get.get().downcast::<Native>().map_or(Value::NONE, |n| n.owner())
}

fn shown(class: Value) -> String {
    class.downcast::<Type>().map(|c| c.name().as_wtf8().to_string()).unwrap_or_default()
}

/// What the native under a class method says of itself.
fn forwarded(vm: &mut Vm, method: Value, name: &str) -> PyResult {
    let name = vm.intern(name);
    vm.get_attr(it(method).get.get(), name)
}

pub(super) fn install(vm: &mut Vm) {
    let t = vm.types;
    for (class, table) in
        [(t.property, PROPERTY), (t.classmethod, CLASS_METHOD), (t.staticmethod, STATIC_METHOD)]
    {
        add_methods(vm, class, table);
    }
    for class in [t.classmethod, t.staticmethod] {
        class.replace_flag_bits(type_flags::HAS_DICT, type_flags::HAS_DICT);
        class.decide_attrs_word(0);
        vm.add_getset(class, std::slice::from_ref(&super::object::INSTANCE_DICT));
    }
    vm.add_getset(t.property, PROPERTY_ATTRIBUTES);
    vm.add_getset(t.classmethod, METHOD_ATTRIBUTES);
    vm.add_getset(t.classmethod_descriptor, NATIVE_CLASS_METHOD);
    add_methods(vm, t.classmethod_descriptor, CLASS_CALL);
    vm.add_getset(t.staticmethod, METHOD_ATTRIBUTES);
    add_methods(vm, t.super_proxy, crate::vm::super_object::METHODS);
    vm.add_getset(t.super_proxy, crate::vm::super_object::ATTRIBUTES);
}

/// The descriptor itself: the getters above are asked of descriptors only.
fn it(value: Value) -> Gc<Descriptor> {
    value.downcast().expect("pyopt: an attribute of properties asked of something else")
}

fn part(vm: &mut Vm, value: Value, name: &str) -> PyResult<Option<Value>> {
    if value.is_none() || value.is_null() {
        return Ok(None);
    }
    let name = vm.intern(name);
    vm.get_attr_or_none(value, name)
}

fn is_abstract(vm: &mut Vm, function: Value) -> PyResult<bool> {
    match part(vm, function, "__isabstractmethod__")? {
        Some(answer) => vm.truth(answer),
        None => Ok(false),
    }
}

fn make(vm: &mut Vm, which: DescriptorKind, class: Value) -> PyResult<Gc<Descriptor>> {
    let own = match which {
        DescriptorKind::Property => vm.types.property,
        DescriptorKind::ClassMethod => vm.types.classmethod,
        DescriptorKind::StaticMethod => vm.types.staticmethod,
    };
    let class = vm.class_for_new(class, own)?;
    let empty = Descriptor::unplaced(Kind::Descriptor as u32, which, [Value::NONE; 3]);
    Ok(vm.alloc_instance(class, empty))
}

fn fill_property(vm: &mut Vm, property: Gc<Descriptor>, parts: &[Value]) -> PyResult<()> {
    let part = |i: usize| parts[i].non_null().unwrap_or(Value::NONE);
    vm.heap.set(property, &property.get, part(0));
    vm.heap.set(property, &property.set, part(1));
    vm.heap.set(property, &property.delete, part(2));
    let doc = parts[3].non_null().filter(|d| !d.is_none()).unwrap_or(Value::NULL);
    vm.heap.set(property, &property.doc, doc);
    Ok(())
}

/// The docstring of an instance of a derived class is an attribute of its own, since the class has one too.
fn set_own_doc(vm: &mut Vm, property: Gc<Descriptor>) -> PyResult<()> {
    let given = property.doc.get().non_null();
    let of_getter = match given {
        Some(_) => None,
        None => part(vm, property.get.get(), "__doc__")?,
    };
    let doc = given.or(of_getter).unwrap_or(Value::NONE);
    let name = vm.intern("__doc__");
    match vm.set_attr(property.value(), name, doc) {
        // A docstring that was given is dropped where there is no room for it.
        Err(_) if of_getter.is_none() && vm.raised_is(vm.types.attribute_error) => {
            vm.take_raised();
            Ok(())
        }
        done => done,
    }
}

fn new_method(vm: &mut Vm, which: DescriptorKind, args: &[Value]) -> PyResult {
    let made = make(vm, which, args[0])?;
    let given = args[1].downcast::<crate::objects::Tuple>();
    let first = given.and_then(|t| t.items().first().copied());
    let count = given.map_or(0, |t| t.len());
    if count > 1 && vm.type_of(made.value()).has(crate::objects::types::type_flags::CORE) {
        let name = vm.type_name(made.value());
        return Err(vm.raise_type_error(format!("{name} expected 1 argument, got {count}")));
    }
    match first {
        Some(function) => vm.heap.set(made, &made.get, function),
        None if vm.type_of(made.value()).has(crate::objects::types::type_flags::CORE) => {
            let name = vm.type_name(made.value());
            return Err(vm.raise_type_error(format!("{name} expected 1 argument, got 0")));
        }
        None => {}
    }
    Ok(made.value())
}

fn init_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let method = vm.expect::<Descriptor>(args[0], "a method")?;
    if !method.get.get().is_null() {
        // Caches may hold the function that it had.
        vm.epoch.pass();
    }
    vm.heap.set(method, &method.get, args[1]);
    for name in COPIED {
        let name = vm.intern(name);
        if let Some(value) = vm.get_attr_or_none(args[1], name)? {
            vm.set_attr(args[0], name, value)?;
        }
    }
    Ok(Value::NONE)
}

impl Vm {
    /// A class or static method that the engine makes of a function, without the function's attributes.
    pub(crate) fn wrap_method(&mut self, which: DescriptorKind, function: Value) -> Gc<Descriptor> {
        let class = match which {
            DescriptorKind::ClassMethod => self.types.classmethod,
            _ => self.types.staticmethod,
        };
        let parts = [function, Value::NONE, Value::NONE];
        let method = Descriptor::unplaced(class.root_shape().0, which, parts);
        self.alloc_instance(class, method)
    }
}

/// A static method is called as its function is: in the body of its class it is not bound to anything yet.
fn call_static(vm: &mut Vm, args: &[Value]) -> PyResult {
    let method = vm.expect::<Descriptor>(args[0], "staticmethod")?;
    crate::stdlib::arguments::ask_packed(vm, method.get.get(), &[], args[1], args[2])
}

/// A copy of a property with one part replaced; of a derived class if the property is one's.
fn with(vm: &mut Vm, args: &[Value], index: usize) -> PyResult {
    let old = vm.expect::<Descriptor>(args[0], "property")?;
    let mut parts = [old.get.get(), old.set.get(), old.delete.get()];
    if !args[1].is_none() {
        parts[index] = args[1];
    }
    let class = vm.type_of(args[0]);
    let doc = old.doc.get().non_null();
    let made = if class == vm.types.property {
        let made = make(vm, DescriptorKind::Property, class.value())?;
        fill_property(vm, made, &[parts[0], parts[1], parts[2], doc.unwrap_or(Value::NULL)])?;
        made.value()
    } else {
        vm.call(class.value(), &[parts[0], parts[1], parts[2], doc.unwrap_or(Value::NONE)])?
    };
    if let Some(new) = made.downcast::<Descriptor>() {
        vm.heap.set(new, &new.name, old.name.get());
    }
    Ok(made)
}

/// Classes of the engine's own that programs cannot derive from.
pub(super) fn seal(vm: &mut Vm) {
    use crate::objects::types::type_flags::BASE;
    let t = vm.types;
    for class in vm.types.all().collect::<Vec<Gc<Type>>>() {
        let sealed = matches!(
            class.layout(),
            Kind::DictView
                | Kind::Range
                | Kind::Slice
                | Kind::Code
                | Kind::Function
                | Kind::Native
                | Kind::BoundMethod
                | Kind::Cell
                | Kind::Traceback
                | Kind::Frame
                | Kind::GetSet
                | Kind::Generator
                | Kind::Union
                | Kind::TypeParam
                | Kind::TypeAlias
                | Kind::MemoryView
        );
        let iterators = [t.enumerate, t.zip, t.map, t.filter, t.reversed];
        if sealed
            || class.layout() == Kind::Iterator && !iterators.contains(&class)
            || [t.bool, t.none, t.ellipsis, t.not_implemented, t.no_default, t.classmethod_descriptor]
                .contains(&class)
        {
            class.replace_flag_bits(BASE, 0);
        }
    }
}
