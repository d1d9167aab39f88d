//! A weak reference: the collector clears it, and queues it when it has a callback.
//!
//! ```text
//! [header][target (not traced)][callback][hash, once asked for]([attributes] in an instance of a subclass)
//! ```

use super::{Kind, heap_object};
use crate::heap::{Gc, Header, Heap};
use crate::value::Value;
use std::cell::Cell;

/// A weak reference.
#[repr(C)]
pub struct WeakRef {
    header: Header,
    /// What it refers to, NULL when that is dead. Not traced.
    pub(crate) target: Cell<Value>,
    /// Called with the reference when the target dies, or NULL.
    pub(crate) callback: Cell<Value>,
    /// The target's hash, so that a dead reference keeps it; NULL before somebody asked. Of the reference behind a proxy:
    /// the proxy.
    pub(crate) hash: Cell<Value>,
}

heap_object!(WeakRef: WeakRef, trace callback hash);

impl WeakRef {
    /// A weak reference to `target`; `None` for an immediate, which cannot die.
    pub fn new(heap: &mut Heap, shape: u32, target: Value, callback: Value) -> Option<Gc<WeakRef>> {
        let cell = target.as_cell()?;
        let weak = heap.alloc(WeakRef::to(shape, target, callback), 0);
        heap.register_weak(cell, weak.as_ptr());
        Some(weak)
    }

    /// The contents of a weak reference; whoever allocates it registers it.
    pub(crate) fn to(shape: u32, target: Value, callback: Value) -> WeakRef {
        let header = Header::new(Kind::WeakRef, shape);
        let hash = Cell::new(Value::NULL);
        WeakRef { header, target: Cell::new(target), callback: Cell::new(callback), hash }
    }

    /// What it refers to, while that lives.
    pub fn get(&self) -> Option<Value> {
        self.target.get().non_null()
    }
}
