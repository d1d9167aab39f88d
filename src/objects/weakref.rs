//! A weak reference: the collector clears it, and queues it when it has a callback.
//!
//! ```text
//! [header][target (not traced)][callback]
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
}

heap_object!(WeakRef: WeakRef, trace callback);

impl WeakRef {
    /// A weak reference to `target`; `None` for an immediate, which cannot die.
    pub fn new(heap: &mut Heap, shape: u32, target: Value, callback: Value) -> Option<Gc<WeakRef>> {
        let cell = target.as_cell()?;
        let header = Header::new(Kind::WeakRef, shape);
        let weak =
            heap.alloc(WeakRef { header, target: Cell::new(target), callback: Cell::new(callback) }, 0);
        heap.register_weak(cell, weak.as_ptr());
        Some(weak)
    }

    /// What it refers to, while that lives.
    pub fn get(&self) -> Option<Value> {
        self.target.get().non_null()
    }
}
