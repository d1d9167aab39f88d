//! What the caches of names and attributes remember, and the slow ways that fill them.
//!
//! ```text
//! LOAD_GLOBAL   [cell in globals][cell in builtins][-]                         or [cell][value][epoch of names]
//! LOAD_ATTR     four times [shape][slot, function or value][epoch, kind]       one class or module: [it][value or cell][epoch]
//! STORE_ATTR    four times [shape][slot, shape to change to][epoch, kind]
//! LOAD_SPECIAL  four times [shape][function][epoch, kind]
//! LOAD_SUPER_ATTR  three times [shape of the receiver][function][epoch, kind], and [class to look behind]
//! CALL          [class][__init__][epoch]       or [native]
//! CALL_KW       [class][__init__][epoch]
//! ```
//!
//! INVARIANT: an entry holds as long as the engine's epoch is the same: every class along the MRO was flagged, and a
//! change of a flagged class makes a new epoch. Names have an epoch of their own: a cell knows whether a cache holds its
//! value, and when that is replaced, all of them let go. Such a cell counts as a variable from then on, so each costs one
//! epoch at most.

use super::Vm;
use super::attr::Found;
use super::fuse;
use super::interp::{Cursor, shape_word};
use super::opcode::{self as op, ATTRIBUTE_ENTRIES, CACHE_VALUES, NO_CACHE};
use crate::heap::Gc;
use crate::objects::descriptor::{Descriptor, DescriptorKind};
use crate::objects::getset::{GetSet, Source};
use crate::objects::types::type_flags;
use crate::objects::{BoundMethod, Dict, Instance, Kind, Module, NameCell, Str, Type, ValueBuffer};
use crate::value::{PyResult, Value};

/// The attribute is in a slot.
pub(super) const SLOT: u64 = 0;
/// It is a function of the class.
pub(super) const METHOD: u64 = 1;
/// It is another value of the class.
pub(super) const CONSTANT: u64 = 2;

/// What an entry says about the classes it was made for: it holds as long as the engine's epoch is the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Epoch(u64);

impl Epoch {
    /// The first one, as a cache holds it: a word dressed as an int, its lowest three bits free for a kind.
    pub const FIRST: Epoch = Epoch(Value::from_raw_word(0).bits());

    /// The first one of names, which no epoch of classes ever becomes.
    pub const FIRST_OF_NAMES: Epoch = Epoch(Value::from_raw_word(1 << 48).bits());

    /// The next epoch. There are 2^46 of them: no program lives to see the last.
    pub(crate) fn pass(&mut self) {
        self.0 += 8;
    }

    /// The third word of an entry.
    #[inline(always)]
    pub(super) fn word(self, kind: u64) -> Value {
        Value::from_raw_word(self.0 | kind)
    }

    /// Whether the third word of an entry is of this epoch and kind.
    #[inline(always)]
    pub(super) fn holds(self, word: Value, kind: u64) -> bool {
        self.kind(word) == kind
    }

    /// Whether the third word of an entry is of this epoch.
    pub(super) fn has(self, word: Value) -> bool {
        self.kind(word) < 8
    }

    /// The kind of an entry; one that no entry has if its third word is of another epoch.
    #[inline(always)]
    pub(super) fn kind(self, word: Value) -> u64 {
        word.bits().wrapping_sub(self.0)
    }
}

/// It is a property whose getter is a Python function.
pub(super) const PROPERTY: u64 = 3;

/// It is computed by the code of a getset descriptor.
pub(super) const GETTER: u64 = 4;
/// It is the function of a class method: the class comes first.
pub(super) const CLASS_METHOD: u64 = 5;
/// It is an item of a tuple (see `namedtuple`).
pub(super) const ITEM: u64 = 6;
/// It is a function of the class, unless the object has an attribute of that name.
pub(super) const METHOD_UNLESS_OWN: u64 = 7;

/// Which entry of the cache of LOAD_SUPER_ATTR has the class; those before it have shapes.
pub(super) const BEHIND: usize = ATTRIBUTE_ENTRIES - 1;

/// So many classes at one place, and its cache is given up.
const MISSES_MAX: u8 = 24;

/// The value of the last of the cells in which a name is looked for, if caches may hold it: none of the cells is a variable,
/// and it is nothing whose end a program waits for. The cells know of it then.
fn hold_value(cells: &[Value]) -> Option<Value> {
    let mut held = None;
    for cell in cells {
        let cell = cell.downcast::<NameCell>().filter(|cell| cell.is_constant())?;
        held = Some(cell.get());
    }
    let lasts = match held?.kind() {
        None => true,
        Some(kind) => matches!(kind, Kind::Function | Kind::Native | Kind::Type | Kind::Module | Kind::Str),
    };
    if !lasts {
        return None;
    }
    cells.iter().filter_map(|cell| cell.downcast::<NameCell>()).for_each(|cell| cell.hold());
    held
}

impl Vm {
    #[cold]
    #[inline(never)]
    pub(super) fn load_global_slow(&mut self, c: &Cursor, index: u32, cache: u16) -> PyResult {
        let name = self.name_of(c, index);
        let spaces = [c.binding.globals.get(), c.binding.builtins.get()].map(|v| v.downcast::<Dict>());
        let own_class = |d: &&Gc<Dict>| self.type_of(d.value()) != self.types.dict;
        let foreign = spaces.iter().flatten().any(|d| d.has_foreign_keys() || own_class(&d));
        if let ([Some(globals), Some(builtins)], false, false) = (spaces, foreign, cache == NO_CACHE) {
            let mut cells = [Value::NULL; 2];
            for (cell, dict) in cells.iter_mut().zip([globals, builtins]) {
                let made = Dict::cell(dict, &mut self.heap, name.name_hash(), name.value());
                *cell = self.check(made)?.value();
            }
            let value = |cell: Value| cell.downcast::<NameCell>().map_or(Value::NULL, |cell| cell.get());
            let by = match (value(cells[0]).is_null(), value(cells[1]).is_null()) {
                (false, _) => Some(op::LOAD_GLOBAL_CELL),
                (true, false) => Some(op::LOAD_BUILTIN_CELL),
                _ => None,
            };
            if let Some(by) = by {
                let place = if by == op::LOAD_GLOBAL_CELL { &cells[..1] } else { &cells[..] };
                if let Some(value) = hold_value(place) {
                    self.fill(c, cache, 0, [cells[0], value, self.names_epoch.word(0)]);
                    c.binding.set_op(c.index(), op::LOAD_GLOBAL_VALUE);
                } else {
                    self.fill(c, cache, 0, [cells[0], cells[1], Value::NULL]);
                    c.binding.set_op(c.index(), by);
                }
            }
        }
        for dict in spaces.into_iter().flatten() {
            let found = match self.type_of(dict.value()) == self.types.dict {
                true => self.namespace_get(dict, name)?,
                // A class of the program's may make up what is not there.
                false => self.item_or_none(dict.value(), name.value())?,
            };
            if let Some(value) = found {
                return Ok(value);
            }
        }
        let builtins = c.binding.builtins.get();
        if !builtins.is_kind(Kind::Dict)
            && let Some(value) = self.name_in(builtins, name)?
        {
            return Ok(value);
        }
        Err(self.raise_name_error(name))
    }

    /// `mapping[key]`, or `None` where it raises `KeyError`.
    fn item_or_none(&mut self, mapping: Value, key: Value) -> PyResult<Option<Value>> {
        match self.get_item(mapping, key) {
            Ok(value) => Ok(Some(value)),
            Err(_) if self.raised_is(self.types.key_error) => {
                self.take_raised();
                Ok(None)
            }
            Err(raised) => Err(raised),
        }
    }

    /// Writes entry `entry` of a cache.
    fn fill(&mut self, c: &Cursor, cache: u16, entry: usize, words: [Value; CACHE_VALUES]) {
        let Some(caches) = c.binding.caches.get().downcast::<ValueBuffer>() else { return };
        let at = (usize::from(cache) + entry) * CACHE_VALUES;
        for (i, word) in words.into_iter().enumerate() {
            self.heap.set(caches, &caches.items()[at + i], word);
        }
    }

    /// CALL met a native that takes its arguments as they are: from now on it is expected there.
    pub(super) fn cache_native(&mut self, c: &Cursor, native: Value, cache: u16, method: bool) {
        self.fill(c, cache, 0, [native, Value::NULL, Value::NULL]);
        c.binding.set_op(c.index(), if method { op::CALL_NATIVE_METHOD } else { op::CALL_NATIVE });
    }

    /// Where a cache of an attribute takes a shape: its old place, a free one, or else one by turns. `None` when there
    /// were too many.
    fn place(&mut self, c: &Cursor, cache: u16, key: Value) -> Option<usize> {
        let caches = c.binding.caches.get().downcast::<ValueBuffer>()?;
        let key_at = |entry: usize| caches.items()[(usize::from(cache) + entry) * CACHE_VALUES].get();
        let known = (0..ATTRIBUTE_ENTRIES).find(|&e| key_at(e) == key);
        if known.is_some() {
            return known;
        }
        if let Some(free) = (0..ATTRIBUTE_ENTRIES).find(|&e| key_at(e).is_null()) {
            return Some(free);
        }
        let misses = c.binding.count_miss(c.index());
        (misses <= MISSES_MAX).then(|| usize::from(misses) % ATTRIBUTE_ENTRIES)
    }

    /// From now on changes of the class (and its bases) make a new epoch.
    fn watch(&self, class: Gc<Type>) {
        class
            .mro()
            .iter()
            .filter_map(|v| v.downcast::<Type>())
            .for_each(|t| t.set_flag_bits(type_flags::CACHED));
    }

    /// LOAD_ATTR the slow way: replaces the owner at the top, and pushes what a call needs behind it.
    #[cold]
    #[inline(never)]
    pub(super) fn load_attribute(&mut self, c: &mut Cursor, arg: u32, cache: u16) -> PyResult<()> {
        let (owner, name) = (c.peek(1), self.name_of(c, arg >> 1));
        let at = *c;
        if self.attribute_here(c, name)? {
            self.cache_property(&at, owner, name, cache);
            return Ok(());
        }
        let found = match self.find_attr(owner, name) {
            Ok(Some(found)) => found,
            Ok(None) => return Err(self.raise_no_attr(owner, name)),
            Err(raised) => return Err(self.say_attribute(raised, owner, name)),
        };
        if cache != NO_CACHE && c.binding.misses(c.index()) <= MISSES_MAX {
            self.cache_load(c, owner, name, found, cache)?;
        }
        self.put_found(c, found, owner, arg & 1 != 0);
        Ok(())
    }

    /// Leaves what was found of a receiver at the top: a method behind it or bound, and NULL behind another value if a call
    /// follows.
    pub(super) fn put_found(&mut self, c: &mut Cursor, found: Found, receiver: Value, is_called: bool) {
        let (first, second) = match (found, is_called) {
            (Found::Plain(value), _) => (value, Value::NULL),
            (Found::Method(function), true) => (function, receiver),
            (Found::Method(function), false) => {
                (BoundMethod::new(&mut self.heap, function, receiver).value(), Value::NULL)
            }
        };
        c.poke(1, first);
        if is_called {
            c.push(second);
        }
    }

    fn cache_load(
        &mut self,
        c: &Cursor,
        owner: Value,
        name: Gc<Str>,
        found: Found,
        cache: u16,
    ) -> PyResult<()> {
        let plan = match owner.downcast::<Instance>() {
            Some(instance) => self.plan_load(instance, name, found),
            None => self.plan_other(owner, name, found),
        };
        if let Some((held, kind)) = plan {
            let key = shape_word(owner);
            let Some(entry) = self.place(c, cache, key) else {
                c.binding.set_op(c.index(), op::LOAD_ATTR);
                return Ok(());
            };
            self.watch(self.type_of(owner));
            let word = self.epoch.word(kind);
            self.fill(c, cache, entry, [key, held, word]);
            let alone = c.binding.caches.get().downcast::<ValueBuffer>().is_some_and(|b| {
                entry == 0 && b.items()[(usize::from(cache) + 1) * CACHE_VALUES].get().is_null()
            });
            let by = match kind {
                SLOT if alone => op::LOAD_ATTR_SLOT,
                METHOD if alone => op::LOAD_ATTR_METHOD,
                _ => op::LOAD_ATTR_CACHED,
            };
            c.binding.set_op(c.index(), by);
            if c.index() > 0 {
                // SAFETY: there are two instructions in front of what comes next.
                let (before, here) = unsafe { (*c.pc.sub(2), *c.pc.sub(1)) };
                if let Some(both) = fuse::pair(before, here) {
                    c.binding.set_op(c.index() - 1, both);
                }
            }
            return Ok(());
        }
        if c.binding.count_miss(c.index()) > MISSES_MAX || owner.is_kind(Kind::Instance) {
            return Ok(());
        }
        let Found::Plain(value) = found else { return Ok(()) };
        if c.binding.misses(c.index()) > MISSES_MAX {
            c.binding.set_op(c.index(), op::LOAD_ATTR);
            return Ok(());
        }
        if let Some(module) = owner.downcast::<Module>()
            && self.type_of(owner) == self.types.module
            && !module.dict().has_foreign_keys()
        {
            let cell = Dict::cell(module.dict(), &mut self.heap, name.name_hash(), name.value());
            let cell = self.check(cell)?;
            if cell.get().is(value) {
                self.fill(c, cache, 0, [owner, cell.value(), Value::NULL]);
                c.binding.set_op(c.index(), op::LOAD_ATTR_MODULE);
            }
        } else if let Some(class) = owner.downcast::<Type>()
            && let Some(in_class) = class.lookup(name)
            && self.leaves_alone(owner, name)
        {
            let plan = match self.bound_to_class(in_class) {
                Some(plan) => plan,
                None if in_class.is(value)
                    && self.is_handed_out(in_class, true)
                    && self.may_cache(class, value) =>
                {
                    (value, CONSTANT)
                }
                None => return Ok(()),
            };
            self.watch(class);
            self.watch(self.type_of(owner));
            let word = self.epoch.word(plan.1);
            self.fill(c, cache, 0, [owner, plan.0, word]);
            c.binding.set_op(c.index(), op::LOAD_ATTR_CLASS);
        }
        Ok(())
    }

    /// Whether a value of a class is handed out as it is, as functions are to whom `functions` allows them.
    fn is_handed_out(&mut self, value: Value, functions: bool) -> bool {
        match value.kind() {
            Some(Kind::Function | Kind::Native) => functions,
            _ => self.is_plain(value),
        }
    }

    /// Whether the metaclass of a class has no say in an attribute that the class has.
    fn leaves_alone(&mut self, class: Value, name: Gc<Str>) -> bool {
        let meta = self.type_of(class);
        let asked = meta != self.types.typ && meta.has(type_flags::GETATTRIBUTE);
        !asked && meta.lookup(name).is_none_or(|v| self.is_handed_out(v, true))
    }

    /// What a static or class method of the engine's own kind is to everyone who looks it up.
    fn bound_to_class(&mut self, in_class: Value) -> Option<(Value, u64)> {
        let descriptor = in_class.downcast::<Descriptor>().filter(|_| self.is_core(in_class))?;
        let function = descriptor.get.get().non_null()?;
        match descriptor.which {
            DescriptorKind::StaticMethod => Some((function, CONSTANT)),
            DescriptorKind::ClassMethod => Some((function, CLASS_METHOD)),
            DescriptorKind::Property => None,
        }
    }

    /// What an attribute is to all objects of that shape, which names the class, in an object of a builtin layout:
    /// `None` if nothing that lasts.
    fn plan_other(&mut self, owner: Value, name: Gc<Str>, found: Found) -> Option<(Value, u64)> {
        let (class, kind) = (self.type_of(owner), owner.kind()?);
        if class.has(type_flags::GETATTRIBUTE | type_flags::GETATTR) || kind == Kind::Super {
            return None;
        }
        let in_class = class.lookup(name)?;
        if let Some(descriptor) = in_class.downcast::<GetSet>() {
            return match found {
                Found::Plain(v) if self.names_class(descriptor, v, class) => Some((v, CONSTANT)),
                _ => Some((in_class, GETTER)),
            };
        }
        if kind == Kind::Tuple
            && let Some(index) = crate::stdlib::collections::item_index(in_class)
        {
            return Some((Value::try_small_int(index)?, ITEM));
        }
        match found {
            Found::Method(f) if f.is(in_class) => match kind {
                Kind::Type | Kind::Module | Kind::GenericAlias | Kind::BoundMethod => None,
                _ if class.has(type_flags::HAS_DICT) => Some((f, METHOD_UNLESS_OWN)),
                _ => Some((f, METHOD)),
            },
            _ => None,
        }
    }

    /// Whether it was `object.__class__` that answered with the class: all of the shape have it.
    fn names_class(&mut self, descriptor: Gc<GetSet>, answer: Value, class: Gc<Type>) -> bool {
        let name = self.intern("__class__");
        answer.is(class.value()) && self.types.object.own(name) == Some(descriptor.value())
    }

    /// LOAD_ATTR entered the getter of a property: the next time need not look for it.
    fn cache_property(&mut self, c: &Cursor, owner: Value, name: Gc<Str>, cache: u16) {
        let class = self.type_of(owner);
        let getter = class
            .lookup(name)
            .and_then(|v| v.downcast::<Descriptor>())
            .map_or(Value::NULL, |property| property.get.get());
        let key = shape_word(owner);
        if cache == NO_CACHE || !getter.is_kind(Kind::Function) {
            return;
        }
        let Some(entry) = self.place(c, cache, key) else {
            return c.binding.set_op(c.index(), op::LOAD_ATTR);
        };
        self.watch(class);
        self.fill(c, cache, entry, [key, getter, self.epoch.word(PROPERTY)]);
        c.binding.set_op(c.index(), op::LOAD_ATTR_CACHED);
    }

    /// What an instance's attribute is to all of its shape: `None` if nothing that lasts.
    fn plan_load(&mut self, instance: Gc<Instance>, name: Gc<Str>, found: Found) -> Option<(Value, u64)> {
        let class = self.type_of(instance.value());
        let id = Instance::shape(instance);
        if self.shapes.get(id).is_dictionary() || self.special(instance.value(), "__getattribute__").is_some()
        {
            return None;
        }
        let in_class = class.lookup(name);
        if let Some(descriptor) = in_class.and_then(|v| v.downcast::<GetSet>()) {
            return match (descriptor.source(), found) {
                (Source::Slot(slot), Found::Plain(v)) if instance.slot(slot).is(v) => {
                    Some((Value::from_raw_word(u64::from(slot)), SLOT))
                }
                (Source::Code(_), Found::Plain(v)) if self.names_class(descriptor, v, class) => {
                    Some((v, CONSTANT))
                }
                (Source::Code(_), _) if !class.has(type_flags::GETATTR) => Some((descriptor.value(), GETTER)),
                _ => None,
            };
        }
        if let Some(plan) = in_class.and_then(|v| self.bound_to_class(v)) {
            return self.shapes.get(id).slot(name).is_none().then_some(plan);
        }
        if in_class.is_some_and(|v| !self.is_handed_out(v, true)) {
            return None;
        }
        match (found, self.shapes.get(id).slot(name)) {
            (Found::Plain(v), Some(slot)) if instance.slot(slot).is(v) => {
                Some((Value::from_raw_word(u64::from(slot)), SLOT))
            }
            (Found::Method(f), None) if in_class == Some(f) => Some((f, METHOD)),
            (Found::Plain(v), None)
                if in_class
                    .is_some_and(|f| f.is(v) && self.is_handed_out(f, false) && self.may_cache(class, f)) =>
            {
                Some((v, CONSTANT))
            }
            _ => None,
        }
    }

    /// STORE_ATTR the slow way.
    #[cold]
    #[inline(never)]
    pub(super) fn store_attribute(&mut self, c: &mut Cursor, arg: u32, cache: u16) -> PyResult<()> {
        let (owner, value, name) = (c.peek(1), c.peek(2), self.name_of(c, arg));
        let before = owner.downcast::<Instance>().map(Instance::shape);
        if self.store_attribute_here(c, name)? {
            return Ok(());
        }
        self.set_attr(owner, name, value)?;
        c.drop(2);
        let given_up = cache == NO_CACHE || c.binding.misses(c.index()) > MISSES_MAX;
        let (Some(instance), Some(before), false) = (owner.downcast::<Instance>(), before, given_up) else {
            return Ok(());
        };
        let (class, after) = (self.type_of(owner), Instance::shape(instance));
        if self.shapes.get(after).is_dictionary() || self.special(owner, "__setattr__").is_some() {
            return Ok(());
        }
        let in_class = self.lookup(class, name);
        let slot = match in_class.and_then(|v| v.downcast::<GetSet>()).map(|d| d.source()) {
            Some(Source::Slot(slot)) => Some(slot),
            Some(_) => None,
            None if in_class.is_none_or(|v| self.is_handed_out(v, true)) => self.shapes.get(after).slot(name),
            None => None,
        };
        let Some(slot) = slot.filter(|&s| instance.slot(s).is(value)) else { return Ok(()) };
        // Either the shape had the slot, or it is the parent of the shape that has it.
        let to = if before == after {
            0
        } else if self.shapes.get(after).parent() == Some(before) {
            after.0
        } else {
            return Ok(());
        };
        let key = Value::from_raw_word(u64::from(before.0));
        let Some(entry) = self.place(c, cache, key) else {
            c.binding.set_op(c.index(), op::STORE_ATTR);
            return Ok(());
        };
        self.watch(class);
        let words = [key, Value::from_raw_word(u64::from(to) << 16 | u64::from(slot)), self.epoch.word(SLOT)];
        self.fill(c, cache, entry, words);
        c.binding.set_op(c.index(), op::STORE_ATTR_CACHED);
        Ok(())
    }

    /// LOAD_SPECIAL found a function for an object of this class.
    pub(super) fn cache_special(&mut self, c: &Cursor, owner: Value, function: Value, cache: u16) {
        let apart = matches!(owner.kind(), None | Some(Kind::Type | Kind::Module));
        if cache == NO_CACHE || apart || c.binding.misses(c.index()) > MISSES_MAX {
            return;
        }
        let (class, key) = (self.type_of(owner), shape_word(owner));
        if let Some(entry) = self.place(c, cache, key).filter(|_| self.may_cache(class, function)) {
            self.watch(class);
            self.fill(c, cache, entry, [key, function, self.epoch.word(METHOD)]);
        }
    }

    /// LOAD_SUPER_ATTR found a function behind `class` for a receiver whose own class is the one that it follows.
    pub(super) fn cache_super(
        &mut self,
        c: &Cursor,
        class: Value,
        receiver: Value,
        function: Value,
        cache: u16,
    ) {
        let (own, key) = (self.type_of(receiver), shape_word(receiver));
        let follows = class.downcast::<Type>().is_some_and(|class| own.is_subclass(class));
        if cache == NO_CACHE
            || !follows
            || matches!(receiver.kind(), None | Some(Kind::Type | Kind::Module | Kind::Super))
            || !super::special::takes_receiver(function)
            || !self.may_cache(own, function)
            || c.binding.misses(c.index()) > MISSES_MAX
        {
            return;
        }
        let Some(caches) = c.binding.caches.get().downcast::<ValueBuffer>() else { return };
        let key_at = |entry: usize| caches.items()[(usize::from(cache) + entry) * CACHE_VALUES].get();
        if !key_at(BEHIND).is(class) {
            c.binding.count_miss(c.index());
            (0..BEHIND).for_each(|entry| self.fill(c, cache, entry, [Value::NULL; CACHE_VALUES]));
            self.fill(c, cache, BEHIND, [class, Value::NULL, Value::NULL]);
        }
        let place = (0..BEHIND).find(|&e| key_at(e) == key);
        let place = place.or_else(|| (0..BEHIND).find(|&e| key_at(e).is_null()));
        let entry = place.unwrap_or_else(|| usize::from(c.binding.count_miss(c.index())) % BEHIND);
        self.watch(own);
        self.fill(c, cache, entry, [key, function, self.epoch.word(METHOD)]);
    }

    /// CALL of a class entered its `__init__`: the next call need not look for it.
    pub(super) fn cache_class(&mut self, c: &Cursor, callable: Value, init: Value, cache: u16) {
        if self.cache_construction(c, callable, init, cache) {
            c.binding.set_op(c.index(), op::CALL_CLASS);
        }
    }

    /// As above, without another opcode; whether it will be known.
    pub(super) fn cache_construction(
        &mut self,
        c: &Cursor,
        callable: Value,
        init: Value,
        cache: u16,
    ) -> bool {
        let Some(class) = callable.downcast::<Type>() else { return false };
        let special = type_flags::ABSTRACT | type_flags::HAS_FINALIZER;
        let [new, del, start] = ["__new__", "__del__", "__init__"].map(|name| self.intern(name));
        let own_new = class.lookup(new).is_some_and(|v| self.types.object.own(new) != Some(v));
        if cache == NO_CACHE
            || class.layout() != Kind::Instance
            || class.has(special)
            || own_new
            || class.lookup(del).is_some()
            || self.type_of(callable) != self.types.typ
            || class.lookup(start) != Some(init)
            || c.binding.count_miss(c.index()) > MISSES_MAX
        {
            return false;
        }
        self.watch(class);
        self.fill(c, cache, 0, [callable, init, self.epoch.word(SLOT)]);
        true
    }

    /// Stores into an exact list at a small index, or into an exact dict under an int or a str; false if that is not
    /// what they are.
    #[inline(always)]
    pub(super) fn store_item(&mut self, container: Value, key: Value, value: Value) -> bool {
        let Some(header) = container.header() else { return false };
        if header.shape() == Kind::List as u32
            && let (Some(list), Some(index)) =
                (container.downcast::<crate::objects::List>(), key.as_small_int())
        {
            return index >= 0 && list.set(&mut self.heap, index as usize, value);
        }
        false
    }
}
