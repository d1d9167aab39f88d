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
    known: Cell<Known>,
}

/// What inline caches know of the value of a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// None holds it.
    Nowhere,
    /// Some hold it.
    Held,
    /// One that they held was replaced: this is a variable.
    Replaced,
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
                known: Cell::new(Known::Nowhere),
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
    /// another value replaced one that is watched or held by caches, which must be told.
    #[inline]
    #[must_use]
    pub fn store(this: Gc<NameCell>, heap: &mut Heap, value: Value) -> bool {
        let old = this.value.get();
        heap.set(this, &this.value, value);
        if old.is(value) {
            return false;
        }
        let watched = !this.dependents.get().is_null();
        if watched {
            this.changes.set(this.changes.get().saturating_add(1));
        }
        watched || this.known.get() == Known::Held
    }

    /// Whether no value that a cache held was ever replaced.
    pub(crate) fn is_constant(&self) -> bool {
        self.known.get() != Known::Replaced
    }

    /// A cache holds the value from now on.
    pub(crate) fn hold(&self) {
        self.known.set(Known::Held);
    }

    /// Whether caches held the value, which was replaced: none may do so any more.
    #[must_use]
    pub(crate) fn let_go(&self) -> bool {
        let held = self.known.get() == Known::Held;
        if held {
            self.known.set(Known::Replaced);
        }
        held
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
