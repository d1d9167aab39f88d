//! Attributes through inline caches: monomorphic, polymorphic, of modules and of classes.

use crate::heap::{Gc, Header};
use crate::objects::getset::Source;
use crate::objects::{BoundMethod, Function, GetSet, Instance, NameCell, ShapeId, Tuple};
use crate::value::{Raised, Value};
use crate::vm::attr::Found;
use crate::vm::attribute;
use crate::vm::continuation::PROPERTY;
use crate::vm::interp::{has_shape, shape_word};
use crate::vm::opcode::{self as op, ATTRIBUTE_ENTRIES, CACHE_VALUES, NO_CACHE, Word};

/// What LOAD_ATTR leaves: a value, with NULL behind it if a call follows.
macro_rules! loaded {
    ($vm:ident, $q:ident, $c:ident, $value:expr) => {{
        $c.poke(1, $value);
        if $q.arg() & 1 != 0 {
            $c.push(Value::NULL);
        }
        next!($vm, $c)
    }};
}

/// A function of the class for the owner at the top: side by side if a call follows.
macro_rules! loaded_method {
    ($vm:ident, $q:ident, $c:ident, $function:expr) => {{
        if $q.arg() & 1 != 0 {
            let owner = $c.peek(1);
            $c.poke(1, $function);
            $c.push(owner);
            next!($vm, $c)
        }
        instead!($vm, $q, $c, bind_method)
    }};
}

/// The entry of the cache that is for the shape of an object; `$slow` instead where there is none.
macro_rules! entry_of {
    ($vm:ident, $q:ident, $c:ident, $cell:ident, $slow:ident) => {{
        let shape = (*$cell).shape();
        let mut entry = cached_at!($c, $q.cache());
        let mut left = ATTRIBUTE_ENTRIES;
        while (*entry).get().bits() as u32 != shape {
            left -= 1;
            if left == 0 {
                instead!($vm, $q, $c, $slow)
            }
            entry = entry.add(CACHE_VALUES);
        }
        entry
    }};
}

/// Behind a load of `$owner`: pushes it, or what the LOAD_ATTR_SLOT at `c.pc` makes of it.
macro_rules! slot_of {
    ($vm:ident, $c:ident, $owner:expr) => {{
        let owner = $owner;
        let next = *$c.pc;
        let mut value = Value::NULL;
        if next.op == op::LOAD_ATTR_SLOT
            && has_shape(owner, cached!($c, next.cache, 0))
            && $vm.epoch.holds(cached!($c, next.cache, 2), attribute::SLOT)
        {
            // Only the shapes of instances are cached.
            let instance: Gc<Instance> = Gc::from_ptr(owner.bits() as *mut Header);
            value = instance.inline_slot(cached!($c, next.cache, 1).raw_word() as u16);
        }
        if value.is_null() {
            $c.push(owner);
        } else {
            $c.push(value);
            if next.arg & 1 != 0 {
                $c.push(Value::NULL);
            }
            $c.pc = $c.pc.add(1);
        }
        next!($vm, $c)
    }};
}

/// Behind a load of `$owner`: pushes it, behind its method if the LOAD_ATTR_METHOD at `c.pc` is for a call.
macro_rules! method_of {
    ($vm:ident, $c:ident, $owner:expr) => {{
        let owner = $owner;
        let next = *$c.pc;
        if next.op == op::LOAD_ATTR_METHOD
            && next.arg & 1 != 0
            && has_shape(owner, cached!($c, next.cache, 0))
            && $vm.epoch.holds(cached!($c, next.cache, 2), attribute::METHOD)
        {
            $c.push(cached!($c, next.cache, 1));
            $c.pc = $c.pc.add(1);
        }
        $c.push(owner);
        next!($vm, $c)
    }};
}

handlers! {
    /// LOAD_FAST and LOAD_ATTR_SLOT.
    fn fast_attr_slot(vm, q, c) {
        slot_of!(vm, c, local!(c, q.arg()))
    }

    /// LOAD_FAST and LOAD_ATTR_METHOD.
    fn fast_attr_method(vm, q, c) {
        method_of!(vm, c, local!(c, q.arg()))
    }

    /// STORE_FAST_LOAD_FAST and LOAD_ATTR_SLOT.
    fn store_fast_attr_slot(vm, q, c) {
        c.drop(1);
        local!(c, q.arg() >> 4) = *c.sp;
        slot_of!(vm, c, local!(c, q.arg() & 15))
    }

    /// STORE_FAST_LOAD_FAST and LOAD_ATTR_METHOD.
    fn store_fast_attr_method(vm, q, c) {
        c.drop(1);
        local!(c, q.arg() >> 4) = *c.sp;
        method_of!(vm, c, local!(c, q.arg() & 15))
    }

    /// LOAD_FAST_LOAD_FAST and LOAD_ATTR_SLOT.
    fn fast_fast_attr_slot(vm, q, c) {
        c.push(local!(c, q.arg() >> 4));
        slot_of!(vm, c, local!(c, q.arg() & 15))
    }

    /// LOAD_FAST_LOAD_FAST and LOAD_ATTR_METHOD.
    fn fast_fast_attr_method(vm, q, c) {
        c.push(local!(c, q.arg() >> 4));
        method_of!(vm, c, local!(c, q.arg() & 15))
    }

    fn load_attr(vm, q, c) {
        instead!(vm, q, c, load_attr_slow)
    }

    fn load_attr_slot(vm, q, c) {
        let owner = c.peek(1);
        if has_shape(owner, cached!(c, q.cache(), 0))
            && vm.epoch.holds(cached!(c, q.cache(), 2), attribute::SLOT)
        {
            let instance: Gc<Instance> = Gc::from_ptr(owner.bits() as *mut Header);
            let value = instance.inline_slot(cached!(c, q.cache(), 1).raw_word() as u16);
            if !value.is_null() {
                loaded!(vm, q, c, value)
            }
        }
        instead!(vm, q, c, load_attr_cached)
    }

    fn load_attr_method(vm, q, c) {
        if has_shape(c.peek(1), cached!(c, q.cache(), 0))
            && vm.epoch.holds(cached!(c, q.cache(), 2), attribute::METHOD)
        {
            loaded_method!(vm, q, c, cached!(c, q.cache(), 1))
        }
        instead!(vm, q, c, load_attr_slow)
    }

    /// One of the shapes that the cache knows: what most entries are, an inline slot or a method, is done here.
    fn load_attr_cached(vm, q, c) {
        let owner = c.peek(1);
        let Some(cell) = owner.as_cell() else { instead!(vm, q, c, load_attr_slow) };
        let entry = entry_of!(vm, q, c, cell, load_attr_slow);
        let kind = vm.epoch.kind((*entry.add(2)).get());
        let held = (*entry.add(1)).get();
        if kind == attribute::SLOT {
            let instance: Gc<Instance> = Gc::from_ptr(cell);
            let value = instance.inline_slot(held.bits() as u16);
            if !value.is_null() {
                loaded!(vm, q, c, value)
            }
        } else if kind == attribute::METHOD {
            loaded_method!(vm, q, c, held)
        } else if kind == attribute::CONSTANT {
            loaded!(vm, q, c, held)
        }
        instead!(vm, q, c, load_attr_entry)
    }

    /// As above, whatever the entry is.
    #[inline(never)]
    fn load_attr_entry(vm, q, c) {
        let owner = c.peek(1);
        let key = shape_word(owner);
        let mut entry = 0;
        while entry < ATTRIBUTE_ENTRIES && cached!(c, q.cache(), entry * CACHE_VALUES) != key {
            entry += 1;
        }
        if entry == ATTRIBUTE_ENTRIES {
            instead!(vm, q, c, load_attr_slow)
        }
        let held = cached!(c, q.cache(), entry * CACHE_VALUES + 1);
        match vm.epoch.kind(cached!(c, q.cache(), entry * CACHE_VALUES + 2)) {
            attribute::SLOT => {
                let instance: Gc<Instance> = Gc::from_ptr(owner.bits() as *mut Header);
                let value = instance.slot(held.raw_word() as u16);
                if !value.is_null() {
                    loaded!(vm, q, c, value)
                }
                instead!(vm, q, c, load_attr_slow)
            }
            attribute::METHOD => loaded_method!(vm, q, c, held),
            attribute::CONSTANT => loaded!(vm, q, c, held),
            attribute::PROPERTY => instead!(vm, q, c, property),
            attribute::GETTER => instead!(vm, q, c, getter),
            attribute::ITEM => {
                let tuple: Gc<Tuple> = Gc::from_ptr(owner.bits() as *mut Header);
                match tuple.items().get(held.small_int_raw() as usize) {
                    Some(&item) => loaded!(vm, q, c, item),
                    None => instead!(vm, q, c, load_attr_slow),
                }
            }
            attribute::CLASS_METHOD if q.arg() & 1 != 0 => {
                let class = vm.type_of(owner).value();
                c.poke(1, held);
                c.push(class);
                next!(vm, c)
            }
            attribute::METHOD_UNLESS_OWN => instead!(vm, q, c, method_unless_own),
            _ => instead!(vm, q, c, load_attr_slow),
        }
    }

    fn load_attr_module(vm, q, c) {
        if cached!(c, q.cache(), 0).is(c.peek(1)) {
            let cell: Gc<NameCell> = Gc::from_ptr(cached!(c, q.cache(), 1).bits() as *mut Header);
            let value = cell.get();
            if !value.is_null() {
                loaded!(vm, q, c, value)
            }
        }
        instead!(vm, q, c, load_attr_slow)
    }

    fn load_attr_class(vm, q, c) {
        if cached!(c, q.cache(), 0).is(c.peek(1))
            && vm.epoch.holds(cached!(c, q.cache(), 2), attribute::CONSTANT)
        {
            loaded!(vm, q, c, cached!(c, q.cache(), 1))
        }
        if cached!(c, q.cache(), 0).is(c.peek(1))
            && q.arg() & 1 != 0
            && vm.epoch.holds(cached!(c, q.cache(), 2), attribute::CLASS_METHOD)
        {
            let class = c.peek(1);
            c.poke(1, cached!(c, q.cache(), 1));
            c.push(class);
            next!(vm, c)
        }
        instead!(vm, q, c, load_attr_slow)
    }

    fn store_attr(vm, q, c) {
        instead!(vm, q, c, store_attr_slow)
    }

    fn store_attr_cached(vm, q, c) {
        let Some(cell) = c.peek(1).as_cell() else { instead!(vm, q, c, store_attr_slow) };
        let entry = entry_of!(vm, q, c, cell, store_attr_slow);
        if vm.epoch.holds((*entry.add(2)).get(), attribute::SLOT) {
            let held = (*entry.add(1)).get().raw_word();
            let instance: Gc<Instance> = Gc::from_ptr(cell);
            if Instance::set_young_slot(instance, held as u16, c.peek(2)) {
                let to = (held >> 16) as u32;
                if to != 0 {
                    Instance::set_shape(instance, ShapeId(to));
                }
                c.drop(2);
                next!(vm, c)
            }
        }
        instead!(vm, q, c, store_attr_cached_slow)
    }
}

handlers! {
    /// A method behind a class: one of the shapes that the cache knows.
    fn load_super_attr(vm, q, c) {
        let receiver = c.peek(1);
        if q.cache() == NO_CACHE || q.arg() & 1 == 0 || !c.peek(3).is(vm.types.super_proxy.value()) {
            instead!(vm, q, c, load_super_attr_slow)
        }
        let Some(cell) = receiver.as_cell() else { instead!(vm, q, c, load_super_attr_slow) };
        if !cached!(c, q.cache(), attribute::BEHIND * CACHE_VALUES).is(c.peek(2)) {
            instead!(vm, q, c, load_super_attr_slow)
        }
        let shape = (*cell).shape();
        let mut entry = cached_at!(c, q.cache());
        let mut left = attribute::BEHIND;
        while (*entry).get().bits() as u32 != shape {
            left -= 1;
            if left == 0 {
                instead!(vm, q, c, load_super_attr_slow)
            }
            entry = entry.add(CACHE_VALUES);
        }
        if !vm.epoch.holds((*entry.add(2)).get(), attribute::METHOD) {
            instead!(vm, q, c, load_super_attr_slow)
        }
        c.poke(3, (*entry.add(1)).get());
        c.poke(2, receiver);
        c.drop(1);
        next!(vm, c)
    }

    /// `__enter__` or `__exit__` of one of the shapes that the cache knows.
    fn load_special(vm, q, c) {
        let owner = c.peek(1);
        if q.cache() == NO_CACHE {
            instead!(vm, q, c, load_special_slow)
        }
        let Some(cell) = owner.as_cell() else { instead!(vm, q, c, load_special_slow) };
        let entry = entry_of!(vm, q, c, cell, load_special_slow);
        if !vm.epoch.holds((*entry.add(2)).get(), attribute::METHOD) {
            instead!(vm, q, c, load_special_slow)
        }
        c.poke(1, (*entry.add(1)).get());
        c.push(owner);
        next!(vm, c)
    }

    /// The cached getter of a property: its frame begins above the operands.
    #[inline(never)]
    fn property(vm, q, c) {
        let owner = c.peek(1);
        let Some(cell) = owner.as_cell() else { instead!(vm, q, c, load_attr_slow) };
        let entry = entry_of!(vm, q, c, cell, load_attr_slow);
        if vm.epoch.holds((*entry.add(2)).get(), attribute::PROPERTY) {
            // Only Python functions are cached as getters of properties.
            let getter: Gc<Function> = Gc::from_ptr((*entry.add(1)).get().bits() as *mut Header);
            if let Some(binding) = vm.fits_exactly(getter, c.sp, 1) {
                c.sp.write(owner);
                c = vm.enter_exactly(&c, getter, binding, c.sp, c.sp, PROPERTY);
                next!(vm, c)
            }
        }
        instead!(vm, q, c, property_slow)
    }

    /// A computed attribute whose descriptor is cached: its class has been looked at.
    #[inline(never)]
    fn getter(vm, q, c) {
        let owner = c.peek(1);
        let Some(cell) = owner.as_cell() else { instead!(vm, q, c, load_attr_slow) };
        let entry = entry_of!(vm, q, c, cell, load_attr_slow);
        if vm.epoch.holds((*entry.add(2)).get(), attribute::GETTER) && vm.has_native_room() {
            // Only getset descriptors are cached as such.
            let descriptor: Gc<GetSet> = Gc::from_ptr((*entry.add(1)).get().bits() as *mut Header);
            if let Source::Code(def) = descriptor.source() {
                vm.stack.sp = c.sp;
                vm.at = Some(c);
                let answer = (def.get)(vm, owner);
                // As in `calls::answered!`.
                c = vm.at.unwrap_unchecked();
                let q = Word::at(c.pc.sub(1));
                match answer {
                    Ok(value) => loaded!(vm, q, c, value),
                    Err(Raised) => instead!(vm, q, c, getter_raised),
                }
            }
        }
        instead!(vm, q, c, getter_slow)
    }

    /// A cached method of an object that may have an attribute of that name itself, but has none at all yet.
    #[inline(never)]
    fn method_unless_own(vm, q, c) {
        let owner = c.peek(1);
        let bare = owner.as_cell().is_some_and(|cell| vm.heap.attrs_word(cell).is_some_and(|word| word.get().is_null()));
        if bare
            && q.arg() & 1 != 0
            && has_shape(owner, cached!(c, q.cache(), 0))
            && vm.epoch.holds(cached!(c, q.cache(), 2), attribute::METHOD_UNLESS_OWN)
        {
            c.poke(1, cached!(c, q.cache(), 1));
            c.push(owner);
            next!(vm, c)
        }
        instead!(vm, q, c, method_unless_own_slow)
    }
}

slow_handlers! {
    fn load_attr_slow(vm, q, c) {
        vm.load_attribute(c, q.arg(), q.cache())
    }

    /// LOAD_SUPER_ATTR: what was found, behind its receiver if that belongs in front of the arguments of a call.
    fn load_super_attr_slow(vm, q, c) {
        let (callable, class) = (c.peek(3), c.peek(2));
        let (name, at) = (vm.name_of(c, q.arg() >> 2), *c);
        let (found, receiver) = vm.load_super_attr(c, q.arg() & 2 != 0, name)?;
        c.drop(2);
        let is_called = q.arg() & 1 != 0;
        if let (Found::Method(function), true) = (&found, is_called && callable.is(vm.types.super_proxy.value())) {
            vm.cache_super(&at, class, receiver, *function, q.cache());
        }
        vm.put_found(c, found, receiver, is_called);
        Ok(())
    }

    /// LOAD_SPECIAL: a method that `with` calls.
    fn load_special_slow(vm, q, c) {
        let name = ["__enter__", "__exit__", "__aenter__", "__aexit__"][q.arg() as usize & 3];
        let owner = c.peek(1);
        let interned = vm.intern(name);
        let class = vm.type_of(owner);
        let Some(method) = vm.lookup(class, interned) else {
            return Err(vm.raise_no_context_manager(class, name));
        };
        let (bound, receiver) = match vm.bind_attr(method, Some(owner), class)? {
            Found::Method(function) => {
                if function.is(method) {
                    vm.cache_special(c, owner, function, q.cache());
                }
                (function, owner)
            }
            Found::Plain(bound) => (bound, Value::NULL),
        };
        c.poke(1, bound);
        c.push(receiver);
        Ok(())
    }

    /// A computed attribute whose descriptor is cached, or was.
    fn getter_slow(vm, q, c) {
        let (owner, key) = (c.peek(1), shape_word(c.peek(1)));
        for entry in 0..ATTRIBUTE_ENTRIES {
            if c.cached(q.cache(), entry * CACHE_VALUES) == key
                && let Some(descriptor) = c.cached(q.cache(), entry * CACHE_VALUES + 1).downcast::<GetSet>()
            {
                let value = match vm.getset_get(descriptor, owner) {
                    Ok(value) => value,
                    Err(raised) => return Err(vm.say_attribute(raised, owner, descriptor.name())),
                };
                c.poke(1, value);
                if q.arg() & 1 != 0 {
                    c.push(Value::NULL);
                }
                return Ok(());
            }
        }
        vm.load_attribute(c, q.arg(), q.cache())
    }

    /// The code of a cached descriptor raised.
    fn getter_raised(vm, q, c) {
        let (owner, key) = (c.peek(1), shape_word(c.peek(1)));
        let descriptor = (0..ATTRIBUTE_ENTRIES)
            .filter(|entry| c.cached(q.cache(), entry * CACHE_VALUES) == key)
            .find_map(|entry| c.cached(q.cache(), entry * CACHE_VALUES + 1).downcast::<GetSet>());
        let name = match descriptor {
            Some(descriptor) => descriptor.name(),
            None => vm.name_of(c, q.arg() >> 1),
        };
        Err(vm.say_attribute(Raised, owner, name))
    }

    /// A cached method of an object that may have an attribute of that name itself.
    fn method_unless_own_slow(vm, q, c) {
        let (owner, key) = (c.peek(1), shape_word(c.peek(1)));
        let name = vm.name_of(c, q.arg() >> 1);
        for entry in 0..ATTRIBUTE_ENTRIES {
            if c.cached(q.cache(), entry * CACHE_VALUES) == key && vm.own_attr(owner, name)?.is_none() {
                let function = c.cached(q.cache(), entry * CACHE_VALUES + 1);
                if q.arg() & 1 != 0 {
                    c.poke(1, function);
                    c.push(owner);
                } else {
                    let bound = BoundMethod::new(&mut vm.heap, function, owner);
                    c.poke(1, bound.value());
                }
                return Ok(());
            }
        }
        vm.load_attribute(c, q.arg(), q.cache())
    }

    fn property_slow(vm, q, c) {
        let (owner, key) = (c.peek(1), shape_word(c.peek(1)));
        for entry in 0..ATTRIBUTE_ENTRIES {
            if c.cached(q.cache(), entry * CACHE_VALUES) == key
                && let Some(getter) = c.cached(q.cache(), entry * CACHE_VALUES + 1).downcast::<Function>()
            {
                return vm.enter_function(c, getter, &[owner], PROPERTY);
            }
        }
        vm.load_attribute(c, q.arg(), q.cache())
    }

    /// The function cached for the shape of the owner becomes a bound method.
    fn bind_method(vm, q, c) {
        let (owner, key) = (c.peek(1), shape_word(c.peek(1)));
        for entry in 0..ATTRIBUTE_ENTRIES {
            if c.cached(q.cache(), entry * CACHE_VALUES) == key {
                let bound = BoundMethod::new(&mut vm.heap, c.cached(q.cache(), entry * CACHE_VALUES + 1), owner);
                c.poke(1, bound.value());
                return Ok(());
            }
        }
        vm.load_attribute(c, q.arg(), q.cache())
    }

    fn store_attr_slow(vm, q, c) {
        vm.store_attribute(c, q.arg(), q.cache())
    }

    /// The store hit the cache, but needs the write barrier or a spill buffer; or it missed.
    fn store_attr_cached_slow(vm, q, c) {
        let (owner, value, key) = (c.peek(1), c.peek(2), shape_word(c.peek(1)));
        for entry in 0..ATTRIBUTE_ENTRIES {
            if c.cached(q.cache(), entry * CACHE_VALUES) == key
                && vm.epoch.holds(c.cached(q.cache(), entry * CACHE_VALUES + 2), attribute::SLOT)
                && let Some(instance) = owner.downcast::<Instance>()
            {
                let held = c.cached(q.cache(), entry * CACHE_VALUES + 1).raw_word();
                let stored = Instance::set_slot(instance, &mut vm.heap, held as u16, value);
                vm.check(stored)?;
                let to = (held >> 16) as u32;
                if to != 0 {
                    Instance::set_shape(instance, ShapeId(to));
                }
                c.drop(2);
                return Ok(());
            }
        }
        vm.store_attribute(c, q.arg(), q.cache())
    }
}
