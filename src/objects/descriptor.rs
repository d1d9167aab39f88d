//! `property`, `classmethod`, `staticmethod`: values of a class's dict that decide what an attribute is.
//!
//! ```text
//! [header][getter or function][setter][deleter][doc][name]      kind of descriptor in a field
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
    /// `__doc__` that was given to a property, else NULL.
    pub doc: Cell<Value>,
    /// The name that a property stands under in its class, or NULL.
    pub name: Cell<Value>,
    /// Which one it is.
    pub which: DescriptorKind,
}

heap_object!(Descriptor: Descriptor, trace get set delete doc name);

impl Descriptor {
    /// A descriptor of the class that `shape` names.
    pub fn new(heap: &mut Heap, shape: u32, which: DescriptorKind, parts: [Value; 3]) -> Gc<Descriptor> {
        heap.alloc(Descriptor::unplaced(shape, which, parts), 0)
    }

    /// One that is not in the heap yet.
    pub fn unplaced(shape: u32, which: DescriptorKind, parts: [Value; 3]) -> Descriptor {
        let [get, set, delete] = parts.map(Cell::new);
        let [doc, name] = [Value::NULL, Value::NULL].map(Cell::new);
        Descriptor { header: Header::new(Kind::Descriptor, shape), get, set, delete, doc, name, which }
    }

    /// Whether it is a property.
    pub fn is_property(&self) -> bool {
        self.which == DescriptorKind::Property
    }
}
