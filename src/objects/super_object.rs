//! `super` objects: attribute lookup that starts behind a class in an object's method resolution order.
//!
//! ```text
//! [header][__thisclass__ ─► Type][__self__ or None][__self_class__ ─► Type or None]
//! ```

use super::{Kind, heap_object};
use crate::heap::{Gc, Header, Heap};
use crate::value::Value;
use std::cell::Cell;

/// A `super` object.
#[repr(C)]
pub struct Super {
    header: Header,
    /// `__thisclass__`: the class behind which lookup starts.
    pub class: Cell<Value>,
    /// `__self__`, or None for an unbound one.
    pub receiver: Cell<Value>,
    /// `__self_class__`: the class whose MRO is followed, or None.
    pub receiver_class: Cell<Value>,
}

heap_object!(Super: Super, trace class receiver receiver_class);

impl Super {
    /// A super object.
    pub fn new(heap: &mut Heap, shape: u32, parts: [Value; 3]) -> Gc<Super> {
        let [class, receiver, receiver_class] = parts.map(Cell::new);
        heap.alloc(Super { header: Header::new(Kind::Super, shape), class, receiver, receiver_class }, 0)
    }
}
