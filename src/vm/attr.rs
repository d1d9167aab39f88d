//! Attributes: instances by shape, classes by MRO, and the descriptors between them.

use super::Vm;
use super::names::hash_text;
use crate::heap::Gc;
use crate::objects::descriptor::{Descriptor, DescriptorKind};
use crate::objects::getset::Source;
use crate::objects::types::type_flags;
use crate::objects::{
    BoundMethod, Dict, Exception, Function, GetSet, GetSetDef, Instance, Kind, Module, Native, Str, Type,
};
use crate::value::{PyResult, Value};

/// What an attribute lookup found.
#[derive(Clone, Copy)]
pub(crate) enum Found {
    /// A value.
    Plain(Value),
    /// A function of the class, to be called with the receiver in front.
    Method(Value),
}

impl Vm {
    /// `value.name`.
    ///
    /// # Errors
    /// `AttributeError`; what descriptors raise.
    pub fn get_attr(&mut self, value: Value, name: Gc<Str>) -> PyResult {
        match self.find_attr(value, name)? {
            Some(Found::Plain(v)) => Ok(v),
            Some(Found::Method(f)) => Ok(BoundMethod::new(&mut self.heap, f, value).value()),
            None => Err(self.raise_no_attr(value, name)),
        }
    }

    /// Finds an attribute without making a bound method.
    pub(crate) fn find_attr(&mut self, value: Value, name: Gc<Str>) -> PyResult<Option<Found>> {
        if let Some(class) = value.downcast::<Type>() {
            return self.find_class_attr(class, name);
        }
        let class = self.type_of(value);
        let in_class = class.lookup(name);
        // A data descriptor comes before the object's own attributes, everything else of the class after them.
        if let Some(d) = in_class.and_then(|v| v.downcast::<Descriptor>())
            && d.which == DescriptorKind::Property
        {
            return self.property_get(d, value, name).map(|v| Some(Found::Plain(v)));
        }
        if let Some(g) = in_class.and_then(|v| v.downcast::<GetSet>()) {
            return self.getset_get(g, value).map(|v| Some(Found::Plain(v)));
        }
        if let Some(own) = self.own_attr(value, name)? {
            return Ok(Some(Found::Plain(own)));
        }
        let Some(found) = in_class else {
            if let Some(module) = value.downcast::<Module>() {
                if let Some(found) = self.module_annotation(module, name)? {
                    return Ok(Some(Found::Plain(found)));
                }
                return self.module_fallback(module, name).map(|v| v.map(Found::Plain));
            }
            let Some(fallback) = self.special(value, "__getattr__") else { return Ok(None) };
            return self.call(fallback, &[value, name.value()]).map(|v| Some(Found::Plain(v)));
        };
        if let Some(d) = found.downcast::<Descriptor>() {
            return Ok(Some(Found::Plain(self.bind_to_class(d, class))));
        }
        Ok(Some(match found.kind() {
            Some(Kind::Function) => Found::Method(found),
            Some(Kind::Native) if found.downcast::<Native>().is_some_and(|n| !n.owner().is_null()) => {
                Found::Method(found)
            }
            _ => Found::Plain(found),
        }))
    }

    /// Reads a computed attribute or a slot of an instance.
    fn getset_get(&mut self, descriptor: Gc<GetSet>, value: Value) -> PyResult {
        self.check_receiver(descriptor, value)?;
        match descriptor.source() {
            Source::Code(def) => (def.get)(self, value),
            Source::Slot(slot) => {
                match self.attrs_holder(value, false).map_or(Value::NULL, |h| h.slot(slot)).non_null() {
                    Some(found) => Ok(found),
                    None => Err(self.raise_no_attr(value, descriptor.name())),
                }
            }
        }
    }

    /// Sets (or deletes) a computed attribute or a slot.
    fn getset_set(&mut self, descriptor: Gc<GetSet>, value: Value, new: Option<Value>) -> PyResult<()> {
        self.check_receiver(descriptor, value)?;
        match descriptor.source() {
            Source::Code(GetSetDef { set: Some(set), .. }) => set(self, value, new),
            Source::Code(_) => {
                let (name, class) = (descriptor.name(), descriptor.owner().name());
                let message = format!(
                    "attribute '{}' of '{}' objects is not writable",
                    name.as_wtf8(),
                    class.as_wtf8()
                );
                Err(self.raise_str(self.types.attribute_error, &message))
            }
            Source::Slot(slot) => {
                let Some(holder) = self.attrs_holder(value, true) else {
                    return Err(self.raise_no_attr(value, descriptor.name()));
                };
                if new.is_none() && holder.slot(slot).is_null() {
                    return Err(self.raise_no_attr(value, descriptor.name()));
                }
                let new = new.unwrap_or(Value::NULL);
                let stored = Instance::set_slot(holder, &mut self.heap, slot, new);
                self.check(stored)
            }
        }
    }

    fn check_receiver(&mut self, descriptor: Gc<GetSet>, value: Value) -> PyResult<()> {
        let owner = descriptor.owner();
        if self.type_of(value).is_subclass(owner) {
            return Ok(());
        }
        let (name, class, given) = (descriptor.name(), owner.name(), self.type_name(value));
        Err(self.raise_type_error(format!(
            "descriptor '{}' for '{}' objects doesn't apply to a '{given}' object",
            name.as_wtf8(),
            class.as_wtf8()
        )))
    }

    /// The instance that holds the attributes and slots of a value: itself, or what the word behind an object of a
    /// builtin layout refers to, made when `make` says so.
    pub(crate) fn attrs_holder(&mut self, value: Value, make: bool) -> Option<Gc<Instance>> {
        if let Some(instance) = value.downcast::<Instance>() {
            return Some(instance);
        }
        let cell = value.as_cell()?;
        let held = self.heap.attrs_word(cell)?.get();
        if held.is_null() && make {
            let class = self.type_of(value);
            let holder = Instance::new(&mut self.heap, class.root_shape(), class.inline_slots());
            self.heap.set_attrs_word(cell, holder.value());
            return Some(holder);
        }
        held.downcast()
    }

    fn find_class_attr(&mut self, class: Gc<Type>, name: Gc<Str>) -> PyResult<Option<Found>> {
        if let Some(found) = self.class_annotation(class, name)? {
            return Ok(Some(Found::Plain(found)));
        }
        if let Some(found) = class.lookup(name) {
            return Ok(Some(Found::Plain(match found.downcast::<Descriptor>() {
                Some(d) => self.bind_to_class(d, class),
                None => found,
            })));
        }
        let text = name.as_str().unwrap_or_default();
        if let "__name__" | "__qualname__" = text {
            return Ok(Some(Found::Plain(class.name().value())));
        }
        if text == "__mro__" {
            let mro = class.mro().to_vec();
            return self.new_tuple(&mro).map(|t| Some(Found::Plain(t)));
        }
        let meta = self.type_of(class.value());
        Ok(meta.lookup(name).map(|found| match found.kind() {
            Some(Kind::Function | Kind::Native) => Found::Method(found),
            _ => Found::Plain(found),
        }))
    }

    fn property_get(&mut self, property: Gc<Descriptor>, value: Value, name: Gc<Str>) -> PyResult {
        let getter = property.get.get();
        if getter.is_none() {
            return Err(self.raise_property(value, name, "getter"));
        }
        self.call(getter, &[value])
    }

    #[cold]
    fn raise_property(&mut self, value: Value, name: Gc<Str>, what: &str) -> crate::value::Raised {
        let message =
            format!("property '{}' of '{}' object has no {what}", name.as_wtf8(), self.type_name(value));
        self.raise_str(self.types.attribute_error, &message)
    }

    /// What a class or static method is when it is looked up.
    fn bind_to_class(&mut self, d: Gc<Descriptor>, class: Gc<Type>) -> Value {
        match d.which {
            DescriptorKind::Property => d.value(),
            DescriptorKind::StaticMethod => d.get.get(),
            DescriptorKind::ClassMethod => {
                BoundMethod::new(&mut self.heap, d.get.get(), class.value()).value()
            }
        }
    }

    /// The setter (or deleter) of a property that the class of `value` has under this name.
    fn property_part(&mut self, value: Value, name: Gc<Str>, delete: bool) -> PyResult<Option<Value>> {
        let found = self.type_of(value).lookup(name).and_then(|v| v.downcast::<Descriptor>());
        let Some(d) = found.filter(|d| d.which == DescriptorKind::Property) else { return Ok(None) };
        let part = if delete { d.delete.get() } else { d.set.get() };
        if part.is_none() {
            return Err(self.raise_property(value, name, if delete { "deleter" } else { "setter" }));
        }
        Ok(Some(part))
    }

    /// An attribute that the object itself holds.
    fn own_attr(&mut self, value: Value, name: Gc<Str>) -> PyResult<Option<Value>> {
        let text = || name.as_str().unwrap_or_default();
        if let Some(instance) = self.attrs_holder(value, false) {
            if let Some(slot) = self.shapes.get(Instance::shape(instance)).slot(name) {
                return Ok(instance.slot(slot).non_null());
            }
            if let Some(dict) = instance.dict() {
                return self.dict_get(dict, name.value());
            }
        } else if let Some(e) = value.downcast::<Exception>() {
            if let Some(dict) = e.dict.get().downcast::<Dict>() {
                return self.dict_get(dict, name.value());
            }
        } else if let Some(f) = value.downcast::<Function>() {
            let found = match text() {
                "__name__" => f.name.get(),
                "__qualname__" => f.qualname.get(),
                "__doc__" => f.doc.get(),
                "__module__" => f.module.get(),
                "__code__" => f.code.get(),
                "__globals__" => f.globals.get(),
                "__defaults__" => f.defaults.get().non_null().unwrap_or(Value::NONE),
                "__kwdefaults__" => f.kwdefaults.get().non_null().unwrap_or(Value::NONE),
                "__closure__" => f.closure.get().non_null().unwrap_or(Value::NONE),
                _ => Value::NULL,
            };
            if !found.is_null() {
                return Ok(Some(found));
            }
            if let Some(dict) = f.dict.get().downcast::<Dict>() {
                return self.dict_get(dict, name.value());
            }
        } else if let Some(m) = value.downcast::<Module>() {
            if text() == "__dict__" {
                return Ok(Some(m.dict().value()));
            }
            if let Some(found) = self.namespace_get(m.dict(), name)? {
                return Ok(Some(found));
            }
        } else if let Some(g) = value.downcast::<crate::objects::generator::Generator>() {
            let found = match text() {
                "__name__" => Some(g.name.get()),
                "__qualname__" => Some(g.qualname.get()),
                name => super::generator::attribute(self, g, name),
            };
            if found.is_some() {
                return Ok(found);
            }
        } else if let (Some(n), "__name__") = (value.downcast::<Native>(), text()) {
            return self.new_str(n.def().name).map(Some);
        } else if let Some(m) = value.downcast::<BoundMethod>() {
            return Ok(match text() {
                "__func__" => Some(m.function.get()),
                "__self__" => Some(m.receiver.get()),
                _ => None,
            });
        }
        if let Some(alias) = value.downcast::<crate::objects::GenericAlias>() {
            return self.alias_attr(alias, name);
        }
        Ok(if text() == "__class__" { Some(self.type_of(value).value()) } else { None })
    }

    /// `AttributeError` for a missing attribute.
    #[cold]
    pub(crate) fn raise_no_attr(&mut self, value: Value, name: Gc<Str>) -> crate::value::Raised {
        if let Some(module) = value.downcast::<Module>() {
            return self.raise_no_module_attr(module, name);
        }
        let text = name.as_wtf8();
        let message = match value.downcast::<Type>() {
            Some(class) => format!("type object '{}' has no attribute '{text}'", class.name().as_wtf8()),
            None => format!("'{}' object has no attribute '{text}'", self.type_name(value)),
        };
        self.raise_attribute_error(value, name.value(), &message)
    }

    /// `value.name = new`.
    ///
    /// # Errors
    /// `AttributeError` and `TypeError` for what takes no attributes; `MemoryError`.
    pub fn set_attr(&mut self, value: Value, name: Gc<Str>, new: Value) -> PyResult<()> {
        if let Some(method) = self.special(value, "__setattr__") {
            return self.call(method, &[value, name.value(), new]).map(|_| ());
        }
        if let Some(g) = self.type_of(value).lookup(name).and_then(|v| v.downcast::<GetSet>()) {
            return self.getset_set(g, value, Some(new));
        }
        if let Some(setter) = self.property_part(value, name, false)? {
            return self.call(setter, &[value, new]).map(|_| ());
        }
        if let Some(instance) = self.attrs_holder(value, true) {
            return self.set_instance_attr(instance, name, new);
        }
        if let Some(class) = value.downcast::<Type>() {
            if class.has(type_flags::BUILTIN) {
                let message = format!(
                    "cannot set '{}' attribute of immutable type '{}'",
                    name.as_wtf8(),
                    class.name().as_wtf8()
                );
                return Err(self.raise_type_error(message));
            }
            self.class_changed(class);
            return self.dict_set(class.dict(), name.value(), new);
        }
        let dict = if let Some(e) = value.downcast::<Exception>() {
            if e.dict.get().is_null() {
                let dict = self.new_dict();
                self.heap.set(e, &e.dict, dict.value());
            }
            e.dict.get()
        } else if let Some(f) = value.downcast::<Function>() {
            match name.as_str() {
                Some("__name__") => {
                    return {
                        self.heap.set(f, &f.name, new);
                        Ok(())
                    };
                }
                Some("__qualname__") => {
                    return {
                        self.heap.set(f, &f.qualname, new);
                        Ok(())
                    };
                }
                Some("__doc__") => {
                    return {
                        self.heap.set(f, &f.doc, new);
                        Ok(())
                    };
                }
                Some("__module__") => {
                    return {
                        self.heap.set(f, &f.module, new);
                        Ok(())
                    };
                }
                _ => {}
            }
            if f.dict.get().is_null() {
                let dict = self.new_dict();
                self.heap.set(f, &f.dict, dict.value());
            }
            f.dict.get()
        } else if let Some(m) = value.downcast::<Module>() {
            m.dict().value()
        } else {
            Value::NULL
        };
        match dict.downcast::<Dict>() {
            Some(dict) => self.dict_set(dict, name.value(), new),
            None => {
                let message = format!(
                    "'{}' object has no attribute '{}' and no __dict__ for setting new attributes",
                    self.type_name(value),
                    name.as_wtf8()
                );
                Err(self.raise_str(self.types.attribute_error, &message))
            }
        }
    }

    fn set_instance_attr(&mut self, instance: Gc<Instance>, name: Gc<Str>, new: Value) -> PyResult<()> {
        let shape = Instance::shape(instance);
        if let Some(slot) = self.shapes.get(shape).slot(name) {
            let stored = Instance::set_slot(instance, &mut self.heap, slot, new);
            return self.check(stored);
        }
        if let Some(dict) = instance.dict() {
            return self.dict_set(dict, name.value(), new);
        }
        let class = self.type_of(instance.value());
        if class.has(type_flags::BUILTIN) && !class.has(type_flags::HAS_DICT) {
            return Err(self.raise_no_attr(instance.value(), name));
        }
        let added = Instance::add(instance, &mut self.heap, &mut self.shapes, name, new);
        if self.check(added)? {
            let class = self.type_of(instance.value());
            // Later instances of the class get room for what this one has.
            class.widen(self.shapes.get(Instance::shape(instance)).slots().min(16));
            return Ok(());
        }
        let dict = self.enter_dictionary_mode(instance)?;
        self.dict_set(dict, name.value(), new)
    }

    /// Moves an instance's attributes into a dict.
    fn enter_dictionary_mode(&mut self, instance: Gc<Instance>) -> PyResult<Gc<Dict>> {
        let dict = self.new_dict();
        let names: Vec<_> = self.shapes.names(Instance::shape(instance)).collect();
        for (name, slot) in names {
            if let Some(value) = instance.slot(slot).non_null() {
                self.dict_set(dict, name.value(), value)?;
            }
        }
        Instance::enter_dictionary_mode(instance, &mut self.heap, &mut self.shapes, dict);
        Ok(dict)
    }

    /// `del value.name`.
    ///
    /// # Errors
    /// `AttributeError`.
    pub fn delete_attr(&mut self, value: Value, name: Gc<Str>) -> PyResult<()> {
        if let Some(g) = self.type_of(value).lookup(name).and_then(|v| v.downcast::<GetSet>()) {
            return self.getset_set(g, value, None);
        }
        if let Some(deleter) = self.property_part(value, name, true)? {
            return self.call(deleter, &[value]).map(|_| ());
        }
        let dict = if let Some(instance) = self.attrs_holder(value, false) {
            match instance.dict() {
                Some(dict) => Some(dict),
                None if self.shapes.get(Instance::shape(instance)).slot(name).is_some() => {
                    Some(self.enter_dictionary_mode(instance)?)
                }
                None => None,
            }
        } else if let Some(class) = value.downcast::<Type>().filter(|c| !c.has(type_flags::BUILTIN)) {
            self.class_changed(class);
            Some(class.dict())
        } else if let Some(f) = value.downcast::<Function>() {
            f.dict.get().downcast()
        } else if let Some(m) = value.downcast::<Module>() {
            Some(m.dict())
        } else {
            value.downcast::<Exception>().and_then(|e| e.dict.get().downcast())
        };
        let removed = match dict {
            Some(dict) => self.dict_remove(dict, name.value())?,
            None => None,
        };
        match removed {
            Some(_) => Ok(()),
            None => Err(self.raise_no_attr(value, name)),
        }
    }

    /// A class's dict is about to change: what caches know of it is stale.
    pub(crate) fn class_changed(&mut self, class: Gc<Type>) {
        class.bump_version();
        if class.has(type_flags::CACHED) {
            self.epoch += 1;
        }
    }

    /// The value of a name in a namespace dict.
    pub(crate) fn namespace_get(&mut self, dict: Gc<Dict>, name: Gc<Str>) -> PyResult<Option<Value>> {
        let hash = name.hash(hash_text);
        let found = dict.find(hash, name.value(), |other| self.equal(other, name.value()))?;
        Ok(found.and_then(|n| dict.value_at(n)))
    }
}
