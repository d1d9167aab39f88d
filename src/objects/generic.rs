//! `list[int]` and `int | str`.
//!
//! ```text
//! GenericAlias: [header][origin][args ─► Tuple][parameters ─► Tuple or NULL][starred]
//! Union:        [header][args ─► Tuple][parameters ─► Tuple or NULL]
//! ```

use super::{Kind, heap_object};
use crate::heap::{Gc, Header, Heap};
use crate::value::Value;
use std::cell::Cell;

/// A class with arguments (`types.GenericAlias`).
#[repr(C)]
pub struct GenericAlias {
    header: Header,
    /// `__origin__`.
    pub origin: Cell<Value>,
    /// `__args__`.
    pub args: Cell<Value>,
    /// `__parameters__`, or NULL before anybody asked.
    pub parameters: Cell<Value>,
    /// `__unpacked__`: it was written with a star.
    pub starred: bool,
}

heap_object!(GenericAlias: GenericAlias, trace origin args parameters);

impl GenericAlias {
    /// An alias of the class that `shape` names.
    pub fn new(heap: &mut Heap, shape: u32, origin: Value, args: Value, starred: bool) -> Gc<GenericAlias> {
        let header = Header::new(Kind::GenericAlias, shape);
        let [origin, args, parameters] = [origin, args, Value::NULL].map(Cell::new);
        heap.alloc(GenericAlias { header, origin, args, parameters, starred }, 0)
    }

    /// An alias of a class of the program's own, not yet in the heap: for `Vm::alloc_instance`.
    pub fn detached(origin: Value, args: Value) -> GenericAlias {
        let header = Header::new(Kind::GenericAlias, Kind::GenericAlias as u32);
        let [origin, args, parameters] = [origin, args, Value::NULL].map(Cell::new);
        GenericAlias { header, origin, args, parameters, starred: false }
    }
}

/// One of several types (`typing.Union`).
#[repr(C)]
pub struct Union {
    header: Header,
    /// `__args__`.
    pub args: Cell<Value>,
    /// `__parameters__`, or NULL before anybody asked.
    pub parameters: Cell<Value>,
}

heap_object!(Union: Union, trace args parameters);

impl Union {
    /// A union of different types.
    pub fn new(heap: &mut Heap, args: Value) -> Gc<Union> {
        let header = Header::new(Kind::Union, Kind::Union as u32);
        let [args, parameters] = [args, Value::NULL].map(Cell::new);
        heap.alloc(Union { header, args, parameters }, 0)
    }
}
