//! `type`: the attributes and methods of classes.

use super::{add_methods, natives, text_signatures};
use crate::heap::Gc;
use crate::objects::types::type_flags;
use crate::objects::{Dict, GetSetDef, Kind, List, Proxy, Str, Tuple, Type};
use crate::value::{PyResult, Value};
use crate::vm::Vm;

natives! { METHODS:
    "__new__" "(cls, /, *args, **kwargs)" new;
    "__init__" "(self, /, *args, **kwargs)" |vm, args| {
        let count = args[1].downcast::<Tuple>().map_or(0, |t| t.len());
        match count {
            1 if args[2].downcast::<Dict>().is_some_and(|d| !d.is_empty()) => {
                Err(vm.raise_type_error("type.__init__() takes no keyword arguments"))
            }
            1 | 3 => Ok(Value::NONE),
            _ => Err(vm.raise_type_error("type.__init__() takes 1 or 3 arguments")),
        }
    };
    "__call__" "(self, /, *args, **kwargs)" |vm, args| {
        let class = vm.expect::<Type>(args[0], "type")?;
        let given = args[1].downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
        if class == vm.types.typ && !matches!(given.len(), 1 | 3) {
            return Err(vm.raise_type_error("type() takes 1 or 3 arguments"));
        }
        vm.ask_instance_with_dict(class, &given, args[2])
    };
    "__repr__" "(self, /)" |vm, args| { let text = vm.default_class_repr(args[0])?; vm.new_str(text.as_str()) };
    "__setattr__" "(self, name, value, /)" |vm, args| {
        let name = super::object::name_of(vm, args[1])?;
        vm.generic_set_attr(args[0], name, args[2]).map(|()| Value::NONE)
    };
    "__delattr__" "(self, name, /)" |vm, args| {
        let name = super::object::name_of(vm, args[1])?;
        vm.generic_delete_attr(args[0], name).map(|()| Value::NONE)
    };
    "mro" "(self, /)" |vm, args| {
        let class = vm.expect::<Type>(args[0], "type")?;
        let line = vm.linearize(class)?;
        vm.new_list(line.items()).map(Gc::value)
    };
    "__subclasses__" "(self, /)" |vm, args| {
        let class = vm.expect::<Type>(args[0], "type")?;
        let derived: Vec<Value> = Vm::subclasses_of(class).into_iter().map(Gc::value).collect();
        vm.new_list(&derived).map(Gc::value)
    };
    "__instancecheck__" "(self, instance, /)" |vm, args| {
        let class = vm.expect::<Type>(args[0], "type")?;
        vm.is_plain_instance(args[1], class).map(Value::from_bool)
    };
    "__subclasscheck__" "(self, subclass, /)" |vm, args| {
        let class = vm.expect::<Type>(args[0], "type")?;
        vm.is_plain_subclass(args[1], class).map(Value::from_bool)
    };
    "__dir__" "(self, /)" |vm, args| {
        let class = vm.expect::<Type>(args[0], "type")?;
        let names = vm.new_dict();
        vm.add_class_names(names, class)?;
        vm.list_of(names.value()).map(Gc::value)
    };
}

natives! { CLASS_METHODS:
    "__prepare__" "(cls, /, *args, **kwargs)" |vm, _| Ok(vm.new_dict().value());
}

static ATTRIBUTES: &[GetSetDef] = &[
    GetSetDef::settable(
        "__name__",
        |_, v| Ok(class(v).name().value()),
        |vm, v, new| {
            let name = text_for(vm, v, "__name__", new)?;
            if name.as_bytes().contains(&0) {
                return Err(vm.raise_value_error("type name must not contain null characters"));
            }
            vm.check_encodable(name)?;
            let name = vm.intern(name.as_wtf8());
            Type::set_name(class(v), &mut vm.heap, name);
            Ok(())
        },
    ),
    GetSetDef::settable(
        "__qualname__",
        |_, v| Ok(class(v).qualname().value()),
        |vm, v, new| {
            let name = text_for(vm, v, "__qualname__", new)?;
            Type::set_qualname(class(v), &mut vm.heap, name);
            Ok(())
        },
    ),
    GetSetDef::settable(
        "__module__",
        |vm, v| match own(vm, v, "__module__") {
            Some(module) if module.is_kind(Kind::Str) || !class(v).has(type_flags::BUILTIN) => Ok(module),
            // The attribute that instances have is no answer.
            _ => vm.new_str("builtins"),
        },
        |vm, v, new| {
            store(vm, v, "__module__", new)?;
            // Where it was made is told by the module that is named now, if at all.
            if own(vm, v, "__firstlineno__").is_some() {
                store_or_delete(vm, v, "__firstlineno__", None)?;
            }
            Ok(())
        },
    ),
    GetSetDef::settable(
        "__doc__",
        |vm, v| {
            let Some(doc) = own(vm, v, "__doc__") else { return Ok(Value::NONE) };
            if class(v).has(type_flags::BUILTIN) && !doc.is_kind(Kind::Str) {
                // What its instances have is not about the class.
                let own = vm.class_doc(class(v))?;
                if !own.is_none() {
                    return Ok(own);
                }
            }
            vm.bind_to_none(doc, class(v))
        },
        |vm, v, new| store(vm, v, "__doc__", new),
    ),
    GetSetDef::new("__mro__", |vm, v| {
        let mro = class(v).mro().to_vec();
        vm.new_tuple(&mro)
    }),
    GetSetDef::settable(
        "__bases__",
        |_, v| Ok(class(v).bases().value()),
        |vm, v, new| {
            mutable(vm, v, "__bases__", new.is_none())?;
            let given = new.unwrap_or(Value::NONE);
            let shown = class(v).name().as_wtf8().to_string();
            let Some(bases) = given.downcast::<Tuple>() else {
                let given = vm.type_name(given);
                return Err(
                    vm.raise_type_error(format!("can only assign tuple to {shown}.__bases__, not {given}"))
                );
            };
            if bases.is_empty() {
                return Err(vm.raise_type_error(format!(
                    "can only assign non-empty tuple to {shown}.__bases__, not ()"
                )));
            }
            vm.set_bases(class(v), bases)
        },
    ),
    GetSetDef::member("__base__", |_, v| Ok(class(v).base().map_or(Value::NONE, Gc::value))),
    GetSetDef::new("__dict__", |vm, v| {
        let shape = vm.native_type(&super::proxy::PROXY).root_shape().0;
        Ok(Proxy::new(&mut vm.heap, shape, class(v).dict().value()).value())
    }),
    GetSetDef::member("__flags__", |vm, v| {
        let c = class(v);
        let mut bits = 1 << 12;
        for (flag, bit) in [(type_flags::BASE, 10), (type_flags::ABSTRACT, 20)] {
            bits |= i64::from(c.has(flag)) << bit;
        }
        bits |= i64::from(!c.has(type_flags::BUILTIN)) << 9 | i64::from(c.has(type_flags::BUILTIN)) << 8;
        // CPython makes `Generic` at run time, as `copyreg` wants to know.
        bits |= i64::from(c == vm.types.generic) << 9;
        let kinds = [
            (vm.types.int, 24),
            (vm.types.list, 25),
            (vm.types.tuple, 26),
            (vm.types.bytes, 27),
            (vm.types.str, 28),
            (vm.types.dict, 29),
            (vm.types.base_exception, 30),
            (vm.types.typ, 31),
        ];
        for (base, bit) in kinds {
            bits |= i64::from(c.is_subclass(base)) << bit;
        }
        Ok(vm.new_int(bits))
    }),
    GetSetDef::member("__basicsize__", |vm, v| {
        let slots = vm.shapes.get(class(v).root_shape()).slots();
        Ok(vm.new_int(16 + 8 * i64::from(slots)))
    }),
    GetSetDef::member("__itemsize__", |vm, v| {
        // The sizes of CPython on machines of 64 bits.
        let t = &vm.types;
        let sizes = [(t.int, 4), (t.tuple, 8), (t.bytes, 1), (t.typ, 40)];
        let size =
            sizes.into_iter().find(|(base, _)| class(v).is_subclass(*base)).map_or(0, |(_, size)| size);
        Ok(vm.new_int(size))
    }),
    GetSetDef::member("__dictoffset__", |vm, v| {
        Ok(vm.new_int(-i64::from(class(v).has(type_flags::HAS_DICT))))
    }),
    GetSetDef::member("__weakrefoffset__", |vm, v| {
        Ok(vm.new_int(8 * i64::from(class(v).has(type_flags::HAS_WEAKREF))))
    }),
    GetSetDef::new("__text_signature__", |vm, v| text_signatures::of_class(vm, class(v))),
    GetSetDef::settable(
        "__abstractmethods__",
        |vm, v| match own(vm, v, "__abstractmethods__") {
            Some(methods) if !v.is(vm.types.typ.value()) => Ok(methods),
            // The name alone, as for a key that is missing.
            _ => Err(vm.raise_str(vm.types.attribute_error, "__abstractmethods__")),
        },
        |vm, v, new| {
            let any = match new {
                Some(methods) => vm.truth(methods)?,
                None => false,
            };
            if new.is_none() && own(vm, v, "__abstractmethods__").is_none() {
                return Err(vm.raise_str(vm.types.attribute_error, "__abstractmethods__"));
            }
            store_or_delete(vm, v, "__abstractmethods__", new)?;
            class(v).replace_flag_bits(type_flags::ABSTRACT, if any { type_flags::ABSTRACT } else { 0 });
            Ok(())
        },
    ),
    GetSetDef::settable(
        "__type_params__",
        |vm, v| match own(vm, v, "__type_params__") {
            Some(params) if !class(v).has(type_flags::BUILTIN) => Ok(params),
            _ => vm.new_tuple(&[]),
        },
        |vm, v, new| store(vm, v, "__type_params__", new),
    ),
    GetSetDef::settable("__annotations__", annotations, |vm, v, new| {
        for name in ["__annotate_func__", "__annotate__"] {
            let name = vm.intern(name);
            if class(v).own(name).is_some() {
                vm.set_class_attr(class(v), name, None)?;
            }
        }
        let old = vm.intern("__annotations__");
        let key = if class(v).own(old).is_some() { "__annotations__" } else { "__annotations_cache__" };
        store_or_delete(vm, v, key, new)
    }),
    GetSetDef::settable(
        "__annotate__",
        |vm, v| {
            if class(v).has(type_flags::BUILTIN) {
                let name = vm.intern("__annotate__");
                return Err(vm.raise_no_attr(v, name));
            }
            annotate(vm, v)
        },
        |vm, v, new| {
            let Some(new) = new else {
                return Err(vm.raise_type_error("cannot delete __annotate__ attribute"));
            };
            if !new.is_none() && !vm.is_callable(new) {
                return Err(vm.raise_type_error("__annotate__ must be callable or None"));
            }
            store(vm, v, "__annotate_func__", Some(new))?;
            if own(vm, v, "__annotations_cache__").is_some() {
                store_or_delete(vm, v, "__annotations_cache__", None)?;
            }
            Ok(())
        },
    ),
];

pub(super) fn install(vm: &mut Vm) {
    let typ = vm.types.typ;
    add_methods(vm, typ, METHODS);
    vm.add_class_methods(typ, CLASS_METHODS);
    vm.add_getset(typ, ATTRIBUTES);
}

/// The class itself: descriptors of `type` are asked of classes only.
fn class(value: Value) -> Gc<Type> {
    value.downcast().expect("pyopt: an attribute of classes asked of something else")
}

fn own(vm: &mut Vm, value: Value, name: &str) -> Option<Value> {
    let name = vm.intern(name);
    class(value).own(name)
}

fn mutable(vm: &mut Vm, value: Value, name: &str, deleting: bool) -> PyResult<()> {
    let shown = vm.shown_name(class(value));
    if class(value).has(type_flags::BUILTIN) {
        let message = format!("cannot set '{name}' attribute of immutable type '{shown}'");
        return Err(vm.raise_type_error(message));
    }
    if deleting {
        let message = format!("cannot delete '{name}' attribute of immutable type '{shown}'");
        return Err(vm.raise_type_error(message));
    }
    Ok(())
}

fn text_for(vm: &mut Vm, value: Value, name: &str, new: Option<Value>) -> PyResult<Gc<Str>> {
    mutable(vm, value, name, new.is_none())?;
    let new = new.unwrap_or(Value::NONE);
    match new.downcast::<Str>() {
        Some(text) => Ok(text),
        None => {
            let (shown, given) = (class(value).name().as_wtf8().to_string(), vm.type_name(new));
            Err(vm.raise_type_error(format!("can only assign string to {shown}.{name}, not '{given}'")))
        }
    }
}

/// Stores into the class's own dict; deleting is an error.
fn store(vm: &mut Vm, value: Value, name: &str, new: Option<Value>) -> PyResult<()> {
    mutable(vm, value, name, new.is_none())?;
    let name = vm.intern(name);
    vm.set_class_attr(class(value), name, new)
}

fn store_or_delete(vm: &mut Vm, value: Value, name: &str, new: Option<Value>) -> PyResult<()> {
    mutable(vm, value, name, false)?;
    let name = vm.intern(name);
    vm.set_class_attr(class(value), name, new)
}

/// `__annotate__` of a class: what its body set under the name, or the function that was made for it.
fn annotate(vm: &mut Vm, value: Value) -> PyResult {
    match own(vm, value, "__annotate__").or_else(|| own(vm, value, "__annotate_func__")) {
        Some(held) => vm.bind_to_none(held, class(value)),
        None => Ok(Value::NONE),
    }
}

/// `__annotations__` of a class: what its annotation function gives, computed when it is first asked for.
fn annotations(vm: &mut Vm, value: Value) -> PyResult {
    if class(value).has(type_flags::BUILTIN) {
        // What `type` itself holds under the name is this getter.
        let name = vm.intern("__annotations__");
        return Err(vm.raise_no_attr(value, name));
    }
    for name in ["__annotations__", "__annotations_cache__"] {
        if let Some(held) = own(vm, value, name) {
            return vm.bind_to_none(held, class(value));
        }
    }
    let function = annotate(vm, value)?;
    let made = match vm.is_callable(function) {
        true => {
            let made = vm.call(function, &[Value::small_int_unchecked(1)])?;
            if !made.is_kind(Kind::Dict) {
                let given = vm.type_name(made);
                let message = format!("__annotate__() must return a dict, not {given}");
                return Err(vm.raise_type_error(message));
            }
            made
        }
        false => vm.new_dict().value(),
    };
    let cache = vm.intern("__annotations_cache__");
    vm.write_class(class(value), cache, Some(made))?;
    Ok(made)
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(meta) = args[0].downcast::<Type>() else {
        let given = vm.type_name(args[0]);
        return Err(vm.raise_type_error(format!("type.__new__(X): X is not a type object ({given})")));
    };
    let given = args[1].downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
    match given[..] {
        [_] if meta == vm.types.typ && args[2].downcast::<Dict>().is_some_and(|d| !d.is_empty()) => {
            Err(vm.raise_type_error("type() takes no keyword arguments"))
        }
        [one] if meta == vm.types.typ => Ok(vm.type_of(one).value()),
        [name, bases, namespace] => vm.type_new(meta, [name, bases, namespace], args[2]),
        _ if !meta.is_subclass(vm.types.typ) => {
            let given = meta.name().as_wtf8().to_string();
            let message = format!("type.__new__({given}): {given} is not a subtype of type");
            Err(vm.raise_type_error(message))
        }
        _ => {
            let message = format!("type.__new__() takes exactly 3 arguments ({} given)", given.len());
            Err(vm.raise_type_error(message))
        }
    }
}

impl Vm {
    /// `<class 'module.Name'>`.
    ///
    /// # Errors
    /// `TypeError` for what is no class.
    pub(crate) fn default_class_repr(&mut self, value: Value) -> PyResult<String> {
        let class = self.expect::<Type>(value, "type")?;
        let path = self.class_path(class);
        Ok(format!("<class '{path}'>"))
    }

    /// Whether a value can be called.
    pub(crate) fn is_callable(&mut self, value: Value) -> bool {
        matches!(value.kind(), Some(Kind::Function | Kind::Native | Kind::BoundMethod | Kind::Type))
            || value
                .downcast::<crate::objects::descriptor::Descriptor>()
                .is_some_and(|d| d.which == crate::objects::descriptor::DescriptorKind::StaticMethod)
            || value.is_kind(Kind::GenericAlias)
            || self.type_of(value) == self.types.classmethod_descriptor
            || self.special(value, "__call__").is_some()
    }

    /// The `__new__` of a class that has one of its own.
    pub(crate) fn new_of(&mut self, class: Gc<Type>) -> PyResult {
        let name = self.intern("__new__");
        match class.lookup(name) {
            Some(found) if found.is_kind(Kind::Function) || found.is_kind(Kind::Native) => Ok(found),
            Some(found) => self.bind_to_none(found, class),
            None => Err(self.raise_no_attr(class.value(), name)),
        }
    }

    /// The `__init__` to call on what `__new__` made; `None` where there is nothing to do: for another class's
    /// instance and one that only has `object`'s.
    pub(crate) fn init_of(&mut self, class: Gc<Type>, made: Value) -> Option<Value> {
        let own = self.type_of(made);
        if !own.has(type_flags::OWN_INIT) || !own.is_subclass(class) {
            return None;
        }
        let name = self.intern("__init__");
        self.lookup(own, name)
    }
}

/// A list in order, for names that are shown to people.
pub(crate) fn sort_list(vm: &mut Vm, list: Gc<List>) -> PyResult<()> {
    super::methods::list::sort(vm, list)
}
