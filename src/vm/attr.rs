//! Attributes: instances by shape, classes by MRO, and the descriptors between them.
//!
//! `value.name` is the class's `__getattribute__`, then its `__getattr__`. What `object` does for the first: a data
//! descriptor of the class, what the object holds, anything else of the class.

use super::Vm;
use super::special::takes_receiver;
use crate::heap::Gc;
use crate::objects::descriptor::{Descriptor, DescriptorKind};
use crate::objects::getset::Source;
use crate::objects::type_param::TypeParam;
use crate::objects::types::type_flags;
use crate::objects::{
    BoundMethod, Dict, Exception, Function, GetSet, GetSetDef, Instance, Kind, Module, Native, Str, Super,
    Table, Type,
};
use crate::value::{PyResult, Raised, Value};

/// What an attribute lookup found.
#[derive(Clone, Copy)]
pub(crate) enum Found {
    /// A value.
    Plain(Value),
    /// A function of the class, to be called with the receiver in front.
    Method(Value),
}

/// Whether a field of the object holds its attributes, so that what its slots live in holds nothing else.
fn has_own_dict(value: Value) -> bool {
    matches!(value.kind(), Some(Kind::Exception | Kind::Module | Kind::Function))
}

impl Vm {
    /// `value.name`.
    ///
    /// # Errors
    /// `AttributeError`; what descriptors raise.
    pub fn get_attr(&mut self, value: Value, name: Gc<Str>) -> PyResult {
        match self.find_attr(value, name) {
            Ok(Some(Found::Plain(v))) => Ok(v),
            Ok(Some(Found::Method(f))) => Ok(BoundMethod::new(&mut self.heap, f, value).value()),
            Ok(None) => Err(self.raise_no_attr(value, name)),
            Err(raised) => Err(self.say_attribute(raised, value, name)),
        }
    }

    /// `value.name(*args)`: a method that is called at once need not be bound.
    ///
    /// # Errors
    /// What the look-up and the call raise.
    pub(crate) fn call_attr(&mut self, value: Value, name: Gc<Str>, args: &[Value]) -> PyResult {
        match self.find_attr(value, name) {
            Ok(Some(Found::Plain(v))) => self.call(v, args),
            Ok(Some(Found::Method(f))) if takes_receiver(f) => self.call_method(f, value, args),
            Ok(Some(Found::Method(f))) => {
                let method = BoundMethod::new(&mut self.heap, f, value);
                self.call(method.value(), args)
            }
            Ok(None) => Err(self.raise_no_attr(value, name)),
            Err(raised) => Err(self.say_attribute(raised, value, name)),
        }
    }

    /// `value.name`, or `None` where it is lacking: then no exception is made that nobody sees.
    ///
    /// # Errors
    /// What descriptors and hooks raise, `AttributeError` apart.
    pub(crate) fn get_attr_or_none(&mut self, value: Value, name: Gc<Str>) -> PyResult<Option<Value>> {
        match self.find_attr(value, name) {
            Ok(Some(Found::Plain(v))) => Ok(Some(v)),
            Ok(Some(Found::Method(f))) => Ok(Some(BoundMethod::new(&mut self.heap, f, value).value())),
            Ok(None) => Ok(None),
            Err(_) if self.raised_is(self.types.attribute_error) => {
                self.take_raised();
                Ok(None)
            }
            Err(raised) => Err(raised),
        }
    }

    /// An `AttributeError` that a program raised while an attribute was looked up says of which object and which one.
    #[cold]
    pub(crate) fn say_attribute(&mut self, raised: Raised, value: Value, name: Gc<Str>) -> Raised {
        if self.raised_is(self.types.attribute_error)
            && let Some(e) = self.raised.downcast::<Exception>()
            && let (Ok(Some(Value::NONE)), Ok(Some(Value::NONE))) =
                (self.exception_member(e, "name"), self.exception_member(e, "obj"))
        {
            self.name_raised(&[("name", name.value()), ("obj", value)]);
        }
        raised
    }

    /// Finds an attribute without making a bound method.
    pub(crate) fn find_attr(&mut self, value: Value, name: Gc<Str>) -> PyResult<Option<Found>> {
        let class = self.type_of(value);
        if class.flag_bits() & (type_flags::GETATTRIBUTE | type_flags::GETATTR) == 0 {
            return self.generic_attr(value, class, name);
        }
        self.find_attr_by_hooks(value, class, name)
    }

    /// As [`Vm::find_attr`], for a class with a `__getattribute__` or `__getattr__`.
    fn find_attr_by_hooks(
        &mut self,
        value: Value,
        class: Gc<Type>,
        name: Gc<Str>,
    ) -> PyResult<Option<Found>> {
        let hook = self.intern("__getattribute__");
        let found = match class.lookup(hook) {
            Some(method) if class.has(type_flags::GETATTRIBUTE) => {
                self.call_method(method, value, &[name.value()]).map(|v| Some(Found::Plain(v)))
            }
            _ => self.generic_attr(value, class, name),
        };
        let fallback = self.intern("__getattr__");
        let Some(fallback) = class.lookup(fallback) else { return found };
        match found {
            Ok(Some(found)) => return Ok(Some(found)),
            Ok(None) => {}
            Err(_) if self.raised_is(self.types.attribute_error) => {
                self.take_raised();
            }
            Err(raised) => return Err(raised),
        }
        self.call_method(fallback, value, &[name.value()]).map(|v| Some(Found::Plain(v)))
    }

    /// What `object.__getattribute__` (and that of classes, modules and `super`) finds.
    pub(crate) fn generic_attr(
        &mut self,
        value: Value,
        class: Gc<Type>,
        name: Gc<Str>,
    ) -> PyResult<Option<Found>> {
        if let Some(subject) = value.downcast::<Type>() {
            return self.find_class_attr(subject, class, name);
        }
        if let Some(proxy) = value.downcast::<Super>() {
            return self.find_super_attr(proxy, class, name);
        }
        let in_class = self.lookup(class, name);
        // A data descriptor comes before the object's own attributes, everything else of the class after them.
        if let Some(found) = in_class.filter(|&f| self.is_data_descriptor(f) && self.has_get(f)) {
            return self.bind_attr(found, Some(value), class).map(Some);
        }
        if let Some(own) = self.own_attr(value, name)? {
            return Ok(Some(Found::Plain(own)));
        }
        match (in_class, value.downcast::<Module>()) {
            (Some(found), _) => self.bind_attr(found, Some(value), class).map(Some),
            (None, Some(module)) => match self.module_annotation(module, name)? {
                Some(found) => Ok(Some(Found::Plain(found))),
                None => self.module_fallback(module, name).map(|v| v.map(Found::Plain)),
            },
            (None, None) => Ok(None),
        }
    }

    fn find_class_attr(
        &mut self,
        subject: Gc<Type>,
        meta: Gc<Type>,
        name: Gc<Str>,
    ) -> PyResult<Option<Found>> {
        let in_meta = self.lookup(meta, name);
        if let Some(found) = in_meta.filter(|&f| self.is_data_descriptor(f) && self.has_get(f)) {
            return self.bind_attr(found, Some(subject.value()), meta).map(Some);
        }
        if let Some(found) = self.lookup(subject, name) {
            return self.bind_attr(found, None, subject).map(Some);
        }
        match in_meta {
            Some(found) => self.bind_attr(found, Some(subject.value()), meta).map(Some),
            None => Ok(None),
        }
    }

    /// Whether a value of a class's dict comes before what an instance holds under the same name.
    pub(crate) fn is_data_descriptor(&mut self, found: Value) -> bool {
        match found.kind() {
            None | Some(Kind::Function | Kind::Native) => false,
            Some(Kind::GetSet) => true,
            Some(Kind::Descriptor) if found.downcast::<Descriptor>().is_some_and(|d| d.is_property()) => true,
            _ => {
                !self.is_core(found)
                    && (self.special(found, "__set__").is_some()
                        || self.special(found, "__delete__").is_some())
            }
        }
    }

    /// Whether a descriptor is asked when it is read: one that only stores leaves that to the object.
    fn has_get(&mut self, descriptor: Value) -> bool {
        matches!(descriptor.kind(), Some(Kind::GetSet | Kind::Descriptor))
            || self.special(descriptor, "__get__").is_some()
    }

    /// What a value of a class's dict is for an instance of the class, or for the class itself.
    pub(crate) fn bind_attr(
        &mut self,
        found: Value,
        instance: Option<Value>,
        class: Gc<Type>,
    ) -> PyResult<Found> {
        match found.kind() {
            None => return Ok(Found::Plain(found)),
            Some(Kind::Function) => {
                return Ok(if instance.is_some() { Found::Method(found) } else { Found::Plain(found) });
            }
            Some(Kind::Native) => {
                let is_method = found.downcast::<Native>().is_some_and(|n| n.is_method());
                return Ok(if is_method && instance.is_some() {
                    Found::Method(found)
                } else {
                    Found::Plain(found)
                });
            }
            _ => {}
        }
        if !self.is_core(found)
            && let Some(get) = self.special(found, "__get__")
        {
            let owner = instance.unwrap_or(Value::NONE);
            // What the class holds is called as it is: nobody binds the method that binds.
            return self.call(get, &[found, owner, class.value()]).map(Found::Plain);
        }
        self.bind_builtin(found, instance, class)
    }

    /// As [`Vm::bind_attr`], past a `__get__` of the program's own.
    pub(crate) fn bind_builtin(
        &mut self,
        found: Value,
        instance: Option<Value>,
        class: Gc<Type>,
    ) -> PyResult<Found> {
        if found.is_kind(Kind::Function) || found.downcast::<Native>().is_some_and(|n| n.is_method()) {
            return Ok(if instance.is_some() { Found::Method(found) } else { Found::Plain(found) });
        }
        if let Some(d) = found.downcast::<Descriptor>() {
            return match (d.which, instance) {
                (DescriptorKind::Property, Some(value)) => self.property_get(d, value).map(Found::Plain),
                _ => Ok(Found::Plain(self.bind_to_class(d, class))),
            };
        }
        if let (Some(proxy), Some(value)) = (found.downcast::<Super>(), instance) {
            return self.bind_super(proxy, value).map(Found::Plain);
        }
        match (found.downcast::<GetSet>(), instance) {
            (Some(g), Some(value)) => self.getset_get(g, value).map(Found::Plain),
            _ => Ok(Found::Plain(found)),
        }
    }

    /// Reads a computed attribute or a slot of an instance.
    pub(crate) fn getset_get(&mut self, descriptor: Gc<GetSet>, value: Value) -> PyResult {
        self.check_receiver(descriptor, value)?;
        match descriptor.source() {
            Source::Code(def) => {
                self.need_native_room("")?;
                (def.get)(self, value)
            }
            Source::Slot(slot) => {
                match self.attrs_holder(value, false).map_or(Value::NULL, |h| h.slot(slot)).non_null() {
                    Some(found) => Ok(found),
                    None => Err(self.raise_no_attr(value, descriptor.name())),
                }
            }
        }
    }

    /// Sets (or deletes) a computed attribute or a slot.
    pub(crate) fn getset_set(
        &mut self,
        descriptor: Gc<GetSet>,
        value: Value,
        new: Option<Value>,
    ) -> PyResult<()> {
        self.check_receiver(descriptor, value)?;
        match descriptor.source() {
            Source::Code(GetSetDef { set: Some(set), .. }) => set(self, value, new),
            Source::Code(GetSetDef { member: true, .. }) => {
                Err(self.raise_str(self.types.attribute_error, "readonly attribute"))
            }
            Source::Code(_) => {
                let (name, class) = (descriptor.name(), self.shown_name(descriptor.owner()));
                let message = format!("attribute '{}' of '{class}' objects is not writable", name.as_wtf8());
                Err(self.raise_str(self.types.attribute_error, &message))
            }
            Source::Slot(slot) => {
                let Some(holder) = self.attrs_holder(value, true) else {
                    return Err(self.raise_no_attr(value, descriptor.name()));
                };
                if new.is_none() && holder.slot(slot).is_null() {
                    let name = descriptor.name().as_wtf8().to_string();
                    return Err(self.raise_str(self.types.attribute_error, &name));
                }
                let new = new.unwrap_or(Value::NULL);
                let stored = Instance::set_slot(holder, &mut self.heap, slot, new);
                self.check(stored)
            }
        }
    }

    fn check_receiver(&mut self, descriptor: Gc<GetSet>, value: Value) -> PyResult<()> {
        let owner = descriptor.owner();
        let class = self.type_of(value);
        if class == owner || class.is_subclass(owner) {
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

    fn property_get(&mut self, property: Gc<Descriptor>, value: Value) -> PyResult {
        let getter = property.get.get();
        if getter.is_none() {
            return Err(self.raise_property(property, value, "getter"));
        }
        self.call(getter, &[value])
    }

    #[cold]
    fn raise_property(&mut self, d: Gc<Descriptor>, value: Value, what: &str) -> crate::value::Raised {
        let name = match self.property_name(d) {
            Ok(Some(name)) => match self.repr_string(name) {
                Ok(shown) => format!(" {shown}"),
                Err(raised) => return raised,
            },
            Ok(None) => String::new(),
            Err(raised) => return raised,
        };
        let class = self.type_of(value).qualname().as_wtf8().to_string();
        let message = format!("property{name} of '{class}' object has no {what}");
        self.raise_str(self.types.attribute_error, &message)
    }

    /// The name of a property: what `__set_name__` said, or that of its getter.
    ///
    /// # Errors
    /// What looking for the getter's name raises, `AttributeError` aside.
    pub(crate) fn property_name(&mut self, d: Gc<Descriptor>) -> PyResult<Option<Value>> {
        if let Some(name) = d.name.get().non_null() {
            return Ok(Some(name));
        }
        let getter = d.get.get();
        if getter.is_none() {
            return Ok(None);
        }
        let name = self.intern("__name__");
        self.get_attr_or_none(getter, name)
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

    /// Lets a data descriptor of the class store (or delete) an attribute; false if there is none.
    fn set_by_descriptor(&mut self, value: Value, name: Gc<Str>, new: Option<Value>) -> PyResult<bool> {
        let class = self.type_of(value);
        let Some(found) = self.lookup(class, name) else { return Ok(false) };
        if !self.is_data_descriptor(found) {
            return Ok(false);
        }
        if let Some(g) = found.downcast::<GetSet>() {
            return self.getset_set(g, value, new).map(|()| true);
        }
        if !self.is_core(found) {
            let (method, rest) = match new {
                Some(new) => ("__set__", [value, new]),
                None => ("__delete__", [value, Value::NULL]),
            };
            if let Some(method) = self.special(found, method) {
                self.call_method(method, found, &rest[..1 + usize::from(new.is_some())])?;
                return Ok(true);
            }
        }
        let Some(d) = found.downcast::<Descriptor>() else {
            let missing = if new.is_some() { "__set__" } else { "__delete__" };
            return Err(self.raise_str(self.types.attribute_error, missing));
        };
        self.property_set(d, value, new).map(|()| true)
    }

    /// Calls the setter (or deleter) of a property.
    pub(crate) fn property_set(
        &mut self,
        d: Gc<Descriptor>,
        value: Value,
        new: Option<Value>,
    ) -> PyResult<()> {
        let part = if new.is_some() { d.set.get() } else { d.delete.get() };
        if part.is_none() {
            return Err(self.raise_property(d, value, if new.is_some() { "setter" } else { "deleter" }));
        }
        match new {
            Some(new) => self.call(part, &[value, new])?,
            None => self.call(part, &[value])?,
        };
        Ok(())
    }

    /// An attribute that the object itself holds.
    pub(super) fn own_attr(&mut self, value: Value, name: Gc<Str>) -> PyResult<Option<Value>> {
        let text = || name.as_str().unwrap_or_default();
        if let (false, Some(instance)) = (has_own_dict(value), self.attrs_holder(value, false)) {
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
        } else if let Some(p) = value.downcast::<TypeParam>() {
            // Its class has a `__module__` too.
            if text() == "__module__" {
                return Ok(p.module.get().non_null());
            }
            if let Some(dict) = p.attributes.get().downcast::<Dict>() {
                return self.dict_get(dict, name.value());
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
        } else if let Some(m) = value.downcast::<BoundMethod>() {
            // What a method has not itself, its function has.
            return match self.type_of(value).lookup(name) {
                None if !m.function.get().is_kind(Kind::Native) => {
                    self.need_native_room("")?;
                    self.get_attr(m.function.get(), name).map(Some)
                }
                _ => Ok(None),
            };
        }
        if let Some(alias) = value.downcast::<crate::objects::GenericAlias>() {
            return self.alias_attr(alias, name);
        }
        Ok(None)
    }

    /// `AttributeError` for a missing attribute.
    #[cold]
    pub(crate) fn raise_no_attr(&mut self, value: Value, name: Gc<Str>) -> crate::value::Raised {
        if let Some(module) = value.downcast::<Module>() {
            return self.raise_no_module_attr(module, name);
        }
        let text = name.as_wtf8();
        let message = match value.downcast::<Type>() {
            Some(class) => format!("type object '{}' has no attribute '{text}'", self.shown_name(class)),
            None => format!("'{}' object has no attribute '{text}'", self.type_name(value)),
        };
        self.raise_attribute_error(value, name.value(), &message)
    }

    /// `value.name = new`.
    ///
    /// # Errors
    /// `AttributeError` and `TypeError` for what takes no attributes; `MemoryError`.
    pub fn set_attr(&mut self, value: Value, name: Gc<Str>, new: Value) -> PyResult<()> {
        if self.type_of(value).has(type_flags::SETATTR) {
            let hook = self.intern("__setattr__");
            if let Some(method) = self.type_of(value).lookup(hook) {
                return self.call_method(method, value, &[name.value(), new]).map(|_| ());
            }
        }
        self.generic_set_attr(value, name, new)
    }

    /// What `object.__setattr__` and `type.__setattr__` do.
    ///
    /// # Errors
    /// As [`Vm::set_attr`].
    pub(crate) fn generic_set_attr(&mut self, value: Value, name: Gc<Str>, new: Value) -> PyResult<()> {
        if self.set_by_descriptor(value, name, Some(new))? {
            return Ok(());
        }
        if let Some(class) = value.downcast::<Type>() {
            return self.set_class_attr(class, name, Some(new));
        }
        if self.type_of(value).has(type_flags::HAS_DICT)
            && !has_own_dict(value)
            && let Some(instance) = self.attrs_holder(value, true)
        {
            return self.set_instance_attr(instance, name, new);
        }
        let dict = if let Some(e) = value.downcast::<Exception>() {
            if e.dict.get().is_null() {
                let dict = self.new_dict();
                self.heap.set(e, &e.dict, dict.value());
            }
            e.dict.get()
        } else if let Some(f) = value.downcast::<Function>() {
            if f.dict.get().is_null() {
                let dict = self.new_dict();
                self.heap.set(f, &f.dict, dict.value());
            }
            f.dict.get()
        } else if let Some(m) = value.downcast::<Module>() {
            m.dict().value()
        } else if let Some(p) = value.downcast::<TypeParam>().filter(|p| p.takes_attributes()) {
            if name.as_str() == Some("__module__") {
                self.heap.set(p, &p.module, new);
                return Ok(());
            }
            if p.attributes.get().is_null() {
                let dict = self.new_dict();
                self.heap.set(p, &p.attributes, dict.value());
            }
            p.attributes.get()
        } else {
            Value::NULL
        };
        match dict.downcast::<Dict>() {
            Some(dict) => self.dict_set(dict, name.value(), new),
            None => Err(self.raise_no_dict(value, name)),
        }
    }

    /// `AttributeError` for storing to an object that holds no attributes of its own.
    #[cold]
    fn raise_no_dict(&mut self, value: Value, name: Gc<Str>) -> crate::value::Raised {
        let class = self.type_of(value);
        let (shown, text) = (self.shown_name(class), name.as_wtf8());
        let message = match class.lookup(name) {
            Some(_) => format!("'{shown}' object attribute '{text}' is read-only"),
            None => format!(
                "'{shown}' object has no attribute '{text}' and no __dict__ for setting new attributes"
            ),
        };
        self.raise_attribute_error(value, name.value(), &message)
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
        let added = Instance::add(instance, &mut self.heap, &mut self.shapes, name, new);
        if self.check(added)? {
            let class = self.type_of(instance.value());
            // Later instances of the class get room for what this one has.
            class.widen(self.shapes.get(Instance::shape(instance)).slots().min(32));
            return Ok(());
        }
        let dict = self.enter_dictionary_mode(instance)?;
        self.dict_set(dict, name.value(), new)
    }

    /// Moves an instance's attributes into a dict.
    pub(crate) fn enter_dictionary_mode(&mut self, instance: Gc<Instance>) -> PyResult<Gc<Dict>> {
        let dict = self.attributes_as_dict(instance)?;
        Instance::enter_dictionary_mode(instance, &mut self.heap, &mut self.shapes, dict);
        Ok(dict)
    }

    /// A dict of the attributes that an instance holds in its slots.
    fn attributes_as_dict(&mut self, instance: Gc<Instance>) -> PyResult<Gc<Dict>> {
        let dict = self.new_dict();
        let shape = Instance::shape(instance);
        if let Some(template) = self.templates.get(shape) {
            let first = self.shapes.get(shape).slots() - template.len() as u16;
            let copy = Table::copied(template, &mut self.heap);
            if let Some(table) = self.check(copy)?
                && table.give_values(|number| instance.slot(first + number as u16))
            {
                Dict::adopt(dict, &mut self.heap, table);
                return Ok(dict);
            }
        }
        let names: Vec<_> = self.shapes.names(shape).collect();
        let count = names.len();
        let made = Dict::reserve(dict, &mut self.heap, names.len());
        self.check(made)?;
        for (name, slot) in names {
            if let Some(value) = instance.slot(slot).non_null() {
                // The names of a shape differ.
                let hash = name.name_hash();
                let added = Dict::raw_set(dict, &mut self.heap, None, hash, name.value(), value);
                let _nobody_depends = self.check(added)?;
            }
        }
        if dict.len() == count {
            let template = dict.copied_table(&mut self.heap);
            if let Some(template) = self.check(template)? {
                self.templates.put(shape, template);
            }
        }
        Ok(dict)
    }

    /// The instance that holds the attributes of an object, if they are in its slots and `__dict__` is what it is for
    /// `object`: they can be read and written without a dict.
    fn slots_of_plain(&mut self, object: Value) -> Option<Gc<Instance>> {
        let class = self.type_of(object);
        let name = self.intern("__dict__");
        let is_plain = class.has(type_flags::HAS_DICT)
            && !class.has(type_flags::GETATTRIBUTE)
            && self.lookup(class, name).is_some_and(|found| found.is_kind(Kind::GetSet));
        object.downcast::<Instance>().filter(|instance| is_plain && instance.dict().is_none())
    }

    /// A copy of `object.__dict__`, where that needs not be made for it.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn copied_attributes(&mut self, object: Value) -> PyResult<Option<Gc<Dict>>> {
        match self.slots_of_plain(object) {
            Some(instance) => self.attributes_as_dict(instance).map(Some),
            None => Ok(None),
        }
    }

    /// `object.__dict__.update(state)` where the dict needs not be made for it; false, and nothing done, elsewhere.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn update_attributes(&mut self, object: Value, state: Gc<Dict>) -> PyResult<bool> {
        let Some(instance) = self.slots_of_plain(object) else { return Ok(false) };
        let entries: Vec<_> = crate::stdlib::arguments::entries(state).collect();
        if !entries.iter().all(|(name, _)| super::special::exact::<Str>(*name).is_some()) {
            return Ok(false);
        }
        for (name, value) in entries {
            if let Some(name) = name.downcast::<Str>() {
                let name = self.intern(name.as_wtf8());
                self.set_instance_attr(instance, name, value)?;
            }
        }
        Ok(true)
    }

    /// `del value.name`.
    ///
    /// # Errors
    /// `AttributeError`.
    pub fn delete_attr(&mut self, value: Value, name: Gc<Str>) -> PyResult<()> {
        if self.type_of(value).has(type_flags::SETATTR) {
            let hook = self.intern("__delattr__");
            if let Some(method) = self.type_of(value).lookup(hook) {
                return self.call_method(method, value, &[name.value()]).map(|_| ());
            }
        }
        self.generic_delete_attr(value, name)
    }

    /// What `object.__delattr__` and `type.__delattr__` do.
    ///
    /// # Errors
    /// `AttributeError`.
    pub(crate) fn generic_delete_attr(&mut self, value: Value, name: Gc<Str>) -> PyResult<()> {
        if self.set_by_descriptor(value, name, None)? {
            return Ok(());
        }
        if let Some(class) = value.downcast::<Type>() {
            return self.set_class_attr(class, name, None);
        }
        let dict = if let Some(e) = value.downcast::<Exception>() {
            e.dict.get().downcast()
        } else if let (false, Some(instance)) = (has_own_dict(value), self.attrs_holder(value, false)) {
            match instance.dict() {
                Some(dict) => Some(dict),
                None if self.shapes.get(Instance::shape(instance)).slot(name).is_some() => {
                    Some(self.enter_dictionary_mode(instance)?)
                }
                None => None,
            }
        } else if let Some(f) = value.downcast::<Function>() {
            f.dict.get().downcast()
        } else if let Some(m) = value.downcast::<Module>() {
            Some(m.dict())
        } else if let Some(p) = value.downcast::<TypeParam>() {
            if name.as_str() == Some("__module__") && !p.module.get().is_null() && p.takes_attributes() {
                self.heap.set(p, &p.module, Value::NULL);
                return Ok(());
            }
            p.attributes.get().downcast()
        } else {
            None
        };
        let removed = match dict {
            Some(dict) => self.dict_remove(dict, name.value())?,
            None => None,
        };
        let holds = dict.is_some()
            || self.type_of(value).has(type_flags::HAS_DICT)
            || matches!(value.kind(), Some(Kind::Function | Kind::Exception))
            || value.downcast::<TypeParam>().is_some_and(|p| p.takes_attributes());
        match removed {
            Some(_) => Ok(()),
            None if holds && value.is_kind(Kind::Module) => {
                // Without the module's name, which only look-ups know.
                let message =
                    format!("'{}' object has no attribute '{}'", self.type_name(value), name.as_wtf8());
                Err(self.raise_attribute_error(value, name.value(), &message))
            }
            None if holds => Err(self.raise_no_attr(value, name)),
            None => Err(self.raise_no_dict(value, name)),
        }
    }

    /// The `__dict__` of an object that has one, made where attributes lived elsewhere until now.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn dict_of(&mut self, value: Value) -> PyResult<Option<Gc<Dict>>> {
        if let Some(m) = value.downcast::<Module>() {
            return Ok(Some(m.dict()));
        }
        let field = |vm: &mut Vm, held: Value| held.downcast::<Dict>().unwrap_or_else(|| vm.new_dict());
        if let Some(f) = value.downcast::<Function>() {
            let dict = field(self, f.dict.get());
            self.heap.set(f, &f.dict, dict.value());
            return Ok(Some(dict));
        }
        if let Some(e) = value.downcast::<Exception>() {
            let dict = field(self, e.dict.get());
            self.heap.set(e, &e.dict, dict.value());
            return Ok(Some(dict));
        }
        if !self.type_of(value).has(type_flags::HAS_DICT) {
            return Ok(None);
        }
        match self.attrs_holder(value, true) {
            None => Ok(None),
            Some(holder) => match holder.dict() {
                Some(dict) => Ok(Some(dict)),
                None => self.enter_dictionary_mode(holder).map(Some),
            },
        }
    }

    /// `value.__dict__ = dict`.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn set_dict_of(&mut self, value: Value, dict: Gc<Dict>) -> PyResult<()> {
        if let Some(f) = value.downcast::<Function>() {
            self.heap.set(f, &f.dict, dict.value());
        } else if let Some(e) = value.downcast::<Exception>() {
            self.heap.set(e, &e.dict, dict.value());
        } else if let Some(holder) = self.attrs_holder(value, true) {
            Instance::enter_dictionary_mode(holder, &mut self.heap, &mut self.shapes, dict);
        }
        Ok(())
    }
}
