//! Namespaces: dicts used as globals, builtins or a class's dict, which keep their values in cells.
//!
//! ```text
//! Dict (namespace) ─► Table: "len" ─► NameCell ─► value
//!                     hidden: "abs" ─► NameCell (NULL: watched, but absent)
//! ```
//!
//! A cell survives resizing, deletion and `clear`, so an inline cache or a guard may hold on to it: a name's
//! cell in a namespace is the same for ever. A name that is watched but absent has a cell of value NULL in the
//! hidden table, which iteration does not see.

use super::{Kind, heap_object};
use crate::heap::{Gc, Header, Heap};
use crate::value::Value;
use std::cell::Cell;

/// The place of one name's value.
#[repr(C)]
pub struct NameCell {
    header: Header,
    /// NULL: the name is absent.
    value: Cell<Value>,
    /// The guard sites that depend on the value: a list, or NULL while nobody watches.
    dependents: Cell<Value>,
    /// How often the value changed while somebody watched.
    changes: Cell<u32>,
}

heap_object!(NameCell: NameCell, trace value dependents);

impl NameCell {
    /// A cell.
    pub fn new(heap: &mut Heap, value: Value) -> Gc<NameCell> {
        let header = Header::new(Kind::NameCell, 0);
        heap.alloc(
            NameCell {
                header,
                value: Cell::new(value),
                dependents: Cell::new(Value::NULL),
                changes: Cell::new(0),
            },
            0,
        )
    }

    /// The value, NULL for an absent name.
    #[inline(always)]
    pub fn get(&self) -> Value {
        self.value.get()
    }

    /// Stores a value (NULL: the name goes away). Storing the identical value breaks no site; true means that
    /// another value replaced a watched one, and its dependents must be told.
    #[inline]
    #[must_use]
    pub fn store(this: Gc<NameCell>, heap: &mut Heap, value: Value) -> bool {
        let old = this.value.get();
        heap.set(this, &this.value, value);
        let broken = !this.dependents.get().is_null() && !old.is(value);
        if broken {
            this.changes.set(this.changes.get().saturating_add(1));
        }
        broken
    }

    /// The guard sites that depend on the value.
    pub fn dependents(&self) -> Value {
        self.dependents.get()
    }

    /// Replaces the list of dependents (NULL: nobody watches).
    pub fn set_dependents(this: Gc<NameCell>, heap: &mut Heap, list: Value) {
        heap.set(this, &this.dependents, list);
    }

    /// How often the value changed while somebody watched.
    pub fn changes(&self) -> u32 {
        self.changes.get()
    }
}
