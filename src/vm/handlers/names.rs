//! Globals and builtins by their values, while those stay, or by their cells; and variables of closures.

use crate::heap::{Gc, Header};
use crate::objects::{Dict, NameCell, function::Cell};
use crate::value::Value;
use crate::vm::opcode as op;

/// Leaves a global: with NULL behind it if a call follows.
macro_rules! global {
    ($vm:ident, $q:ident, $c:ident, $value:expr) => {{
        $c.push($value);
        if $q.arg() & 1 != 0 {
            $c.push(Value::NULL);
        }
        next!($vm, $c)
    }};
}

handlers! {
    fn load_global(vm, q, c) {
        instead!(vm, q, c, load_global_slow)
    }

    /// The value itself is in the cache.
    fn load_global_value(vm, q, c) {
        let entry = cached_at!(c, q.cache());
        if !vm.names_epoch.holds((*entry.add(2)).get(), 0) {
            instead!(vm, q, c, load_global_slow)
        }
        global!(vm, q, c, (*entry.add(1)).get())
    }

    /// The site was specialized when its cache held the cell of the globals.
    fn load_global_cell(vm, q, c) {
        let cell: Gc<NameCell> = Gc::from_ptr(cached!(c, q.cache(), 0).bits() as *mut Header);
        let value = cell.get();
        if value.is_null() {
            instead!(vm, q, c, load_global_slow)
        }
        global!(vm, q, c, value)
    }

    /// As above, with two cells: that of the globals is empty.
    fn load_builtin_cell(vm, q, c) {
        let own: Gc<NameCell> = Gc::from_ptr(cached!(c, q.cache(), 0).bits() as *mut Header);
        let cell: Gc<NameCell> = Gc::from_ptr(cached!(c, q.cache(), 1).bits() as *mut Header);
        let globals: Gc<Dict> = Gc::from_ptr(c.binding.globals.get().bits() as *mut Header);
        let value = cell.get();
        if value.is_null() || !own.get().is_null() || globals.has_foreign_keys() {
            instead!(vm, q, c, load_global_slow)
        }
        global!(vm, q, c, value)
    }

    fn load_deref(vm, q, c) {
        let cell = local!(c, q.arg()).downcast::<Cell>();
        match cell.map(|cell| cell.value.get()).filter(|v| !v.is_null()) {
            Some(v) => {
                c.push(v);
                next!(vm, c)
            }
            None => instead!(vm, q, c, super::other),
        }
    }

    fn store_deref(vm, q, c) {
        match local!(c, q.arg()).downcast::<Cell>() {
            Some(cell) if !cell.header().is_old() => {
                cell.value.set(c.peek(1));
                c.drop(1);
                next!(vm, c)
            }
            _ => instead!(vm, q, c, store_deref_slow),
        }
    }
}

slow_handlers! {
    fn load_global_slow(vm, q, c) {
        c.binding.set_op(c.index(), op::LOAD_GLOBAL);
        let value = vm.load_global_slow(c, q.arg() >> 1, q.cache())?;
        c.push(value);
        if q.arg() & 1 != 0 {
            c.push(Value::NULL);
        }
        Ok(())
    }

    fn store_deref_slow(vm, q, c) {
        if let Some(cell) = c.local(q.arg()).downcast::<Cell>() {
            vm.heap.set(cell, &cell.value, c.peek(1));
        }
        c.drop(1);
        Ok(())
    }
}
