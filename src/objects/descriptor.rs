//! `property`, `classmethod`, `staticmethod`: values of a class's dict that decide what an attribute is.
//!
//! ```text
//! [header][getter or function][setter][deleter]      kind of descriptor in a field
//! ```

use super::{Kind, heap_object};
use crate::heap::{Gc, Header, Heap};
use crate::value::Value;
use std::cell::Cell;

/// Which descriptor it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DescriptorKind {
    /// `property`.
    Property,
    /// `classmethod`.
    ClassMethod,
    /// `staticmethod`.
    StaticMethod,
}

/// A descriptor of the language itself.
#[repr(C)]
pub struct Descriptor {
    header: Header,
    /// The getter of a property; the function of the others. None if missing.
    pub get: Cell<Value>,
    /// The setter, or None.
    pub set: Cell<Value>,
    /// The deleter, or None.
    pub delete: Cell<Value>,
    /// Which one it is.
    pub which: DescriptorKind,
}

heap_object!(Descriptor: Descriptor, trace get set delete);

impl Descriptor {
    /// A descriptor of the class that `shape` names.
    pub fn new(heap: &mut Heap, shape: u32, which: DescriptorKind, parts: [Value; 3]) -> Gc<Descriptor> {
        let [get, set, delete] = parts.map(Cell::new);
        heap.alloc(Descriptor { header: Header::new(Kind::Descriptor, shape), get, set, delete, which }, 0)
    }
}
