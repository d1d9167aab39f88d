//! `mappingproxy`: a view of a mapping that does not change it, such as `__dict__` of a class.
//!
//! ```text
//! [header][the mapping]
//! ```

use super::{Kind, heap_object};
use crate::heap::{Gc, Header, Heap};
use crate::value::Value;
use std::cell::Cell;

/// A `mappingproxy`.
#[repr(C)]
pub struct Proxy {
    header: Header,
    /// The mapping.
    pub mapping: Cell<Value>,
}

heap_object!(Proxy: Proxy, trace mapping);

impl Proxy {
    /// A view of a mapping, of the class that `shape` names.
    pub fn new(heap: &mut Heap, shape: u32, mapping: Value) -> Gc<Proxy> {
        heap.alloc(Proxy { header: Header::new(Kind::Proxy, shape), mapping: Cell::new(mapping) }, 0)
    }
}
