//! The layout of a class's instances: which base it comes from, and what `__slots__` adds.
//!
//! ```text
//! class A:                  shape root: no reserved slots, HAS_DICT, HAS_WEAKREF
//! class B: __slots__ = 'x'  shape root: slot 0 = x, no dict
//! class C(B): …             shape root: slot 0 = x, HAS_DICT; attributes from slot 1 on
//! class D(list): …          the list's own cell, with a word for what holds attributes and slots
//! ```
//!
//! Slots of bases come first, so a member descriptor's number is the same in every derived class. A base whose slots or
//! builtin layout another base does not share makes a conflict.

use super::Vm;
use crate::builtins::put;
use crate::heap::Gc;
use crate::objects::getset::{GetSet, Source};
use crate::objects::types::type_flags;
use crate::objects::{Dict, Kind, List, Str, Tuple, Type};
use crate::value::{PyResult, Value};

/// What a new class's instances look like.
pub(crate) struct Layout {
    /// `HAS_DICT`, `HAS_WEAKREF` and what bases hand on.
    pub(crate) flags: u32,
    /// Slots in front of the attributes.
    pub(crate) reserved: u16,
    /// A list of the (mangled) names of the slots that the class adds.
    names: Value,
    first: u16,
    adds_dict: bool,
    adds_weakref: bool,
}

/// Flags that a class takes over from every base.
const INHERITED: u32 = type_flags::HAS_DICT | type_flags::HAS_WEAKREF;

impl Vm {
    /// The class from which the instances of `class` have their layout.
    /// The class from which instances have their layout.
    pub(crate) fn solid_base(&self, class: Gc<Type>) -> Gc<Type> {
        let Some(base) = class.base() else { return class };
        let slots = |c: Gc<Type>| self.shapes.get(c.root_shape()).slots();
        // All exceptions share one layout.
        let own_layout = class.has(type_flags::BUILTIN)
            && (class.layout() != base.layout()
                || class.layout() != Kind::Exception && slots(class) > slots(base));
        if own_layout || slots(class) > slots(base) { class } else { self.solid_base(base) }
    }

    /// The base that a class with these bases has its layout from.
    ///
    /// # Errors
    /// `TypeError` for what is no class, may not be subclassed, or has another layout than another base.
    pub(crate) fn best_base(&mut self, bases: Gc<Tuple>) -> PyResult<Gc<Type>> {
        let mut winner: Option<(Gc<Type>, Gc<Type>)> = None;
        for &base in bases.items() {
            let Some(base) = base.downcast::<Type>() else {
                return Err(self.raise_type_error("bases must be types"));
            };
            if !base.has(type_flags::BASE) {
                let name = self.shown_name(base);
                return Err(self.raise_type_error(format!("type '{name}' is not an acceptable base type")));
            }
            let solid = self.solid_base(base);
            winner = Some(match winner {
                None => (base, solid),
                Some((w, s)) if s.is_subclass(solid) => (w, s),
                Some((_, s)) if solid.is_subclass(s) => (base, solid),
                Some(_) => {
                    return Err(self.raise_type_error("multiple bases have instance lay-out conflict"));
                }
            });
        }
        match winner {
            Some((base, _)) => Ok(base),
            None => Err(self.raise_type_error("a class needs a base")),
        }
    }

    /// Whether CPython gives instances of both classes back in the same way.
    pub(crate) fn same_deallocator(&self, a: Gc<Type>, b: Gc<Type>) -> bool {
        self.is_traversed(a) == self.is_traversed(b)
    }

    /// Whether instances may refer to others, so that CPython's collector looks into them.
    fn is_traversed(&self, class: Gc<Type>) -> bool {
        let t = &self.types;
        let leaves =
            [t.object, t.int, t.bool, t.float, t.complex, t.str, t.bytes, t.bytearray, t.none, t.ellipsis];
        if class.has(type_flags::BUILTIN) {
            return !leaves.contains(&class);
        }
        let slots = self.shapes.get(class.root_shape()).slots() > 0;
        slots || class.has(type_flags::HAS_DICT) || class.base().is_some_and(|base| self.is_traversed(base))
    }

    /// Whether instances of one class can become instances of the other.
    pub(crate) fn same_layout(&self, a: Gc<Type>, b: Gc<Type>) -> bool {
        let bits = |c: Gc<Type>| c.flag_bits() & INHERITED;
        self.solid_base(a) == self.solid_base(b) && bits(a) == bits(b)
            || a.layout() == b.layout()
                && bits(a) == bits(b)
                && self.slot_names(a).is_some_and(|names| Some(names) == self.slot_names(b))
    }

    /// The names of a class's own slots in order, if its base has none.
    fn slot_names(&self, class: Gc<Type>) -> Option<Vec<u64>> {
        let base = class.base()?;
        if self.shapes.get(base.root_shape()).slots() > 0 || class.has(type_flags::BUILTIN) {
            return None;
        }
        let mut found = vec![];
        let mut at = 0;
        while let Some((number, key, value)) = class.dict().next_entry(at) {
            if let Some(Source::Slot(slot)) = value.downcast::<GetSet>().map(|g| g.source()) {
                found.push((slot, key.bits()));
            }
            at = number + 1;
        }
        found.sort_unstable();
        Some(found.into_iter().map(|(_, name)| name).collect())
    }

    /// The layout of a new class, after its `__slots__` if it has some.
    pub(crate) fn layout_of(
        &mut self,
        base: Gc<Type>,
        bases: Gc<Tuple>,
        class: Gc<Str>,
        dict: Gc<Dict>,
    ) -> PyResult<Layout> {
        let first = self.shapes.get(base.root_shape()).slots();
        let mut flags = base.flag_bits() & INHERITED;
        let all = bases.items().iter().filter_map(|b| b.downcast::<Type>());
        flags |= all.map(|b| b.flag_bits() & INHERITED).fold(0, |a, b| a | b);
        // Metaclasses and exceptions have a dict of their own.
        let own_dict = matches!(base.layout(), Kind::Type | Kind::Exception | Kind::Module | Kind::Function);
        let key = self.intern("__slots__");
        let names = self.new_list(&[])?;
        let Some(slots) = self.dict_get(dict, key.value())? else {
            let adds_dict = flags & type_flags::HAS_DICT == 0 && !own_dict;
            let adds_weakref = flags & type_flags::HAS_WEAKREF == 0;
            return Ok(Layout {
                flags: flags | INHERITED,
                reserved: first,
                names: names.value(),
                first,
                adds_dict,
                adds_weakref,
            });
        };
        let given = match slots.is_kind(Kind::Str) {
            true => self.new_list(&[slots])?,
            false => self.list_of(slots)?,
        };
        if !given.is_empty() && matches!(base.layout(), Kind::Int | Kind::Tuple | Kind::Bytes | Kind::Type) {
            let name = base.name().as_wtf8().to_string();
            return Err(
                self.raise_type_error(format!("nonempty __slots__ not supported for subtype of '{name}'"))
            );
        }
        let (mut adds_dict, mut adds_weakref) = (false, false);
        for item in given.items() {
            let slot = self.slot_name(item.get())?;
            match slot.as_str() {
                Some("__dict__") => {
                    if flags & type_flags::HAS_DICT != 0 || adds_dict {
                        return Err(self.raise_type_error("__dict__ slot disallowed: we already got one"));
                    }
                    adds_dict = true;
                }
                Some("__weakref__") => {
                    // These can be referred to weakly without a slot for it.
                    let native = matches!(base.layout(), Kind::Set | Kind::Module);
                    if flags & type_flags::HAS_WEAKREF != 0 || native || adds_weakref {
                        return Err(self.raise_type_error("__weakref__ slot disallowed: we already got one"));
                    }
                    adds_weakref = true;
                }
                _ => {
                    let mangled = self.mangle(class, slot);
                    let clash = self.dict_get(dict, mangled.value())?.is_some()
                        && !matches!(slot.as_str(), Some("__qualname__" | "__classcell__"));
                    if clash {
                        let shown = self.repr_string(mangled.value())?;
                        return Err(self.raise_value_error(format!(
                            "{shown} in __slots__ conflicts with class variable"
                        )));
                    }
                    let pushed = List::push(names, &mut self.heap, mangled.value());
                    self.check(pushed)?;
                }
            }
        }
        if adds_dict {
            flags |= type_flags::HAS_DICT;
        }
        if adds_weakref {
            flags |= type_flags::HAS_WEAKREF;
        }
        self.sort_names(names)?;
        let reserved = first + u16::try_from(names.len()).unwrap_or(u16::MAX / 2).min(60_000);
        Ok(Layout { flags, reserved, names: names.value(), first, adds_dict, adds_weakref })
    }

    fn slot_name(&mut self, value: Value) -> PyResult<Gc<Str>> {
        let Some(name) = value.downcast::<Str>() else {
            let given = self.type_name(value);
            return Err(self.raise_type_error(format!("__slots__ items must be strings, not '{given}'")));
        };
        let identifier = pyopt_compiler::semantics::text::classify::is_identifier(name.as_wtf8());
        if !identifier {
            return Err(self.raise_type_error("__slots__ must be identifiers"));
        }
        Ok(self.intern(name.as_wtf8()))
    }

    /// Private names of slots are mangled as the compiler mangles names in the class's body.
    fn mangle(&mut self, class: Gc<Str>, name: Gc<Str>) -> Gc<Str> {
        let (Some(class), Some(text)) = (class.as_str(), name.as_str()) else { return name };
        let class = class.trim_start_matches('_');
        if !text.starts_with("__") || text.ends_with("__") || class.is_empty() {
            return name;
        }
        let mangled = format!("_{class}{text}");
        self.intern(mangled.as_str())
    }

    /// Slots stand in the order of their names, so that classes with the same slots have the same layout.
    fn sort_names(&mut self, names: Gc<List>) -> PyResult<()> {
        crate::builtins::sort_list(self, names)
    }

    /// Puts the descriptors of the slots, of `__dict__` and of `__weakref__` into the dict of a new class.
    pub(crate) fn add_layout_descriptors(&mut self, class: Gc<Type>, layout: &Layout) -> PyResult<()> {
        let names = self.expect::<List>(layout.names, "list")?;
        let shape = self.types.member_descriptor.root_shape().0;
        for (i, name) in names.items().iter().enumerate() {
            let Some(name) = name.get().downcast::<Str>() else { continue };
            let source = Source::Slot(layout.first + i as u16);
            let member = GetSet::new(&mut self.heap, shape, class, name, source);
            self.dict_set(class.dict(), name.value(), member.value())?;
        }
        let shape = self.types.getset_descriptor.root_shape().0;
        for (adds, def) in [
            (layout.adds_dict, &crate::builtins::object::INSTANCE_DICT),
            (layout.adds_weakref, &crate::builtins::object::WEAKREF),
        ] {
            let name = self.intern(def.name);
            if adds && class.own(name).is_none() {
                let descriptor = GetSet::new(&mut self.heap, shape, class, name, Source::Code(def));
                put(self, class.dict(), def.name, descriptor.value());
            }
        }
        Ok(())
    }
}
