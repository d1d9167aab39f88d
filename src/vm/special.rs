//! Special methods: how the operations of the language find and call them.

use super::Vm;
use super::attribute::Epoch;
use crate::heap::{Gc, HeapObject};
use crate::objects::descriptor::{Descriptor, DescriptorKind};
use crate::objects::types::type_flags;
use crate::objects::{Kind, Native, Type};
use crate::value::{PyResult, Value};

/// The name of the method for `container[key]`. Lookups go by the address of a name, so those of the loop have one place.
pub(super) static GET_ITEM: &str = "__getitem__";
/// The name of the method for `container[key] = value`.
pub(super) static SET_ITEM: &str = "__setitem__";

/// No method: whether exceptions of a class are made without asking it.
pub(super) static MAKES_PLAIN_EXCEPTIONS: &str = "makes plain exceptions";

/// Whether instances of builtin classes with that layout are asked for their special methods.
fn is_open_layout(layout: Kind) -> bool {
    matches!(
        layout,
        Kind::Instance
            | Kind::Exception
            | Kind::Generator
            | Kind::Module
            | Kind::Awaitable
            | Kind::GenericAlias
            | Kind::Union
            | Kind::TypeParam
            | Kind::TypeAlias
    )
}

/// What lookups of special methods found lately: one place for each pair of class and name.
///
/// INVARIANT: an entry counts in the epoch it was made in only, and none outlives a collection: neither its class nor
/// its method is kept alive from here.
pub(crate) struct Specials {
    entries: Box<[Entry; PLACES]>,
}

/// A power of two; a program uses few special methods of few classes at a time.
const PLACES: usize = 512;

#[derive(Clone, Copy)]
struct Entry {
    class: u64,
    name: &'static str,
    epoch: Epoch,
    found: Value,
}

const EMPTY: Entry = Entry { class: 0, name: "", epoch: Epoch::FIRST, found: Value::NULL };

impl Specials {
    pub(crate) fn new() -> Specials {
        Specials { entries: Box::new([EMPTY; PLACES]) }
    }

    #[inline(always)]
    fn place(class: Gc<Type>, name: &'static str) -> usize {
        let (class, name) = (class.value().bits() as usize >> 4, name.as_ptr() as usize);
        (class ^ class >> 9 ^ name ^ name >> 7) & (PLACES - 1)
    }

    /// NULL: there is no such method.
    #[inline(always)]
    pub(super) fn get(&self, class: Gc<Type>, name: &'static str, epoch: Epoch) -> Option<Value> {
        let entry = self.entries[Specials::place(class, name)];
        let hit =
            entry.class == class.value().bits() && std::ptr::eq(entry.name, name) && entry.epoch == epoch;
        hit.then_some(entry.found)
    }

    fn put(&mut self, class: Gc<Type>, name: &'static str, epoch: Epoch, found: Value) {
        let place = Specials::place(class, name);
        self.entries[place] = Entry { class: class.value().bits(), name, epoch, found };
    }

    /// Forgets everything: objects are about to be freed.
    pub(crate) fn clear(&mut self) {
        *self.entries = [EMPTY; PLACES];
    }
}

/// What lookups along the MRO found lately: one place for each pair of class and name.
///
/// INVARIANT: as [`Specials`].
pub(crate) struct Lookups {
    entries: Box<[(u64, u64, Epoch, Value); LOOKUPS]>,
}

/// A power of two.
const LOOKUPS: usize = 1024;

const NO_LOOKUP: (u64, u64, Epoch, Value) = (0, 0, Epoch::FIRST, Value::NULL);

impl Lookups {
    pub(crate) fn new() -> Lookups {
        Lookups { entries: Box::new([NO_LOOKUP; LOOKUPS]) }
    }

    /// Forgets everything: objects are about to be freed.
    pub(crate) fn clear(&mut self) {
        *self.entries = [NO_LOOKUP; LOOKUPS];
    }
}

/// Whether what a class has is called with the instance in front: a function of Python, or a native that is a method. A
/// builtin function such as `len` is no descriptor.
#[inline(always)]
pub(super) fn takes_receiver(method: Value) -> bool {
    method.is_kind(Kind::Function) || method.downcast::<Native>().is_some_and(|native| native.is_method())
}

/// The most arguments that a special method gets, its receiver included.
const ARGUMENTS: usize = 5;

/// The object, if it is of the builtin class itself whose layout is `T`.
#[inline(always)]
pub(crate) fn exact<T: HeapObject>(value: Value) -> Option<Gc<T>> {
    value.downcast::<T>().filter(|object| object.header().shape() == T::KIND as u32)
}

impl Vm {
    /// A special method of a value's class, unless it is what the engine does anyway: one of `object`'s, or one
    /// of a class of its own table whose layout the operations know. So it is `None` for exact builtin values.
    #[inline]
    pub(crate) fn special(&mut self, value: Value, name: &'static str) -> Option<Value> {
        let class = self.type_of(value);
        if class.has(type_flags::CORE) && !is_open_layout(class.layout()) {
            return None;
        }
        self.remembered(class, name, |vm| vm.find_special(class, name))
    }

    /// What `find` says of a class, remembered under a name until the class changes. It must depend on the classes of the
    /// MRO only.
    #[inline(always)]
    pub(super) fn remembered(
        &mut self,
        class: Gc<Type>,
        name: &'static str,
        find: impl FnOnce(&mut Vm) -> Option<Value>,
    ) -> Option<Value> {
        if let Some(known) = self.specials.get(class, name, self.epoch) {
            return known.non_null();
        }
        self.remember(class, name, find)
    }

    #[cold]
    #[inline(never)]
    fn remember(
        &mut self,
        class: Gc<Type>,
        name: &'static str,
        find: impl FnOnce(&mut Vm) -> Option<Value>,
    ) -> Option<Value> {
        let found = find(self);
        class
            .mro()
            .iter()
            .filter_map(|v| v.downcast::<Type>())
            .for_each(|t| t.set_flag_bits(type_flags::CACHED));
        self.specials.put(class, name, self.epoch, found.unwrap_or(Value::NULL));
        found
    }

    /// As [`Type::lookup`], remembered until a class changes that it depends on.
    #[inline]
    pub(crate) fn lookup(&mut self, class: Gc<Type>, name: Gc<crate::objects::Str>) -> Option<Value> {
        let (of, key) = (class.value().bits(), name.value().bits());
        let place = (of >> 4 ^ of >> 13 ^ key >> 4 ^ key >> 11) as usize & (LOOKUPS - 1);
        let (known_class, known_name, epoch, found) = self.lookups.entries[place];
        if known_class == of && known_name == key && epoch == self.epoch {
            return found.non_null();
        }
        self.lookup_slow(class, name, place)
    }

    #[cold]
    #[inline(never)]
    fn lookup_slow(&mut self, class: Gc<Type>, name: Gc<crate::objects::Str>, place: usize) -> Option<Value> {
        let found = class.lookup(name);
        // Counters and the like change without notice.
        if found.is_some_and(|v| !self.may_cache(class, v)) {
            return found;
        }
        class
            .mro()
            .iter()
            .filter_map(|v| v.downcast::<Type>())
            .for_each(|t| t.set_flag_bits(type_flags::CACHED));
        self.lookups.entries[place] =
            (class.value().bits(), name.value().bits(), self.epoch, found.unwrap_or(Value::NULL));
        found
    }

    fn find_special(&mut self, class: Gc<Type>, name: &'static str) -> Option<Value> {
        let name = self.intern(name);
        for owner in class.mro().iter().filter_map(|c| c.downcast::<Type>()) {
            if let Some(found) = owner.own(name) {
                let known = owner.has(type_flags::CORE)
                    && (owner == self.types.object || !is_open_layout(owner.layout()));
                return if known { None } else { Some(found) };
            }
        }
        None
    }

    /// Whether the operations of the language need not look for special methods of a value.
    #[inline]
    pub(crate) fn is_core(&self, value: Value) -> bool {
        if !value.is_object() {
            return true;
        }
        let class = self.type_of(value);
        class.has(type_flags::CORE) && !is_open_layout(class.layout())
    }

    /// Whether a value's class is one that the engine made.
    pub(crate) fn is_exact_builtin(&self, value: Value) -> bool {
        self.type_of(value).has(type_flags::BUILTIN)
    }

    /// Calls what [`Vm::special`] found, bound to its receiver as an attribute of the class would be.
    ///
    /// # Errors
    /// What it raises.
    pub(crate) fn call_method(&mut self, method: Value, receiver: Value, rest: &[Value]) -> PyResult {
        if rest.len() >= ARGUMENTS || !takes_receiver(method) {
            let bound = self.bind_method(method, receiver)?;
            return self.call(bound, rest);
        }
        let mut args = [Value::NULL; ARGUMENTS];
        args[0] = receiver;
        args[1..=rest.len()].copy_from_slice(rest);
        let args = &args[..=rest.len()];
        match method.downcast::<Native>() {
            Some(native) if native.exact() as usize == args.len() && self.stack.above.is_null() => {
                self.call_exactly(native, args)
            }
            _ => self.call(method, args),
        }
    }

    /// As [`Vm::call_method`], of a method of an operator: one that cannot be bound for an `AttributeError` is as good as
    /// none.
    ///
    /// # Errors
    /// As that.
    pub(crate) fn call_operator(&mut self, method: Value, receiver: Value, rest: &[Value]) -> PyResult {
        if takes_receiver(method) {
            return self.call_method(method, receiver, rest);
        }
        match self.bind_method(method, receiver) {
            Ok(bound) => self.call(bound, rest),
            Err(_) if self.raised_is(self.types.attribute_error) => {
                self.take_raised();
                Ok(Value::NOT_IMPLEMENTED)
            }
            Err(raised) => Err(raised),
        }
    }

    /// Calls a native with the arguments that its code takes, from Rust.
    fn call_exactly(&mut self, native: Gc<Native>, args: &[Value]) -> PyResult {
        self.need_native_room("")?;
        match (native.def().code)(self, args)? {
            Value::CALL_PENDING => self.settle_pending(),
            answer => Ok(answer),
        }
    }

    /// A special method as an attribute of its receiver: functions aside, descriptors are asked.
    ///
    /// # Errors
    /// What they raise.
    #[cold]
    pub(crate) fn bind_method(&mut self, method: Value, receiver: Value) -> PyResult {
        let class = self.type_of(receiver);
        if let Some(d) = method.downcast::<Descriptor>() {
            return self.bind_descriptor(d, receiver, class);
        }
        match self.special(method, "__get__") {
            Some(get) => self.call_method(get, method, &[receiver, class.value()]),
            None => Ok(method),
        }
    }

    fn bind_descriptor(&mut self, d: Gc<Descriptor>, receiver: Value, class: Gc<Type>) -> PyResult {
        Ok(match d.which {
            DescriptorKind::StaticMethod => d.get.get(),
            DescriptorKind::ClassMethod => {
                crate::objects::BoundMethod::new(&mut self.heap, d.get.get(), class.value()).value()
            }
            DescriptorKind::Property => return self.call(d.get.get(), &[receiver]),
        })
    }
}
