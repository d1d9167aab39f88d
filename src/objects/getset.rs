//! `getset_descriptor` and `member_descriptor`: attributes of a class's instances that code computes, or slots hold.
//!
//! ```text
//! [header][owner ─► Type][name ─► Str][what it reads: a declaration, or the number of a slot]
//! ```
//!
//! Both are data descriptors: they come before what an instance holds under the same name.

use super::{Kind, Str, Type, heap_object};
use crate::heap::{Gc, Header, Heap};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use std::cell::Cell;

/// Reads an attribute of its argument.
pub type Getter = fn(&mut Vm, Value) -> PyResult;
/// Sets an attribute of its first argument; `None` deletes it.
pub type Setter = fn(&mut Vm, Value, Option<Value>) -> PyResult<()>;

/// The declaration of one computed attribute; all of them are static data.
#[derive(Clone, Copy)]
pub struct GetSetDef {
    /// The name.
    pub name: &'static str,
    /// Reads it.
    pub get: Getter,
    /// Sets and deletes it; `None`: it is read-only.
    pub set: Option<Setter>,
    /// It is a field of the object (`member_descriptor`), not computed.
    pub member: bool,
    /// `__doc__`, empty for none.
    pub doc: &'static str,
}

impl GetSetDef {
    /// A read-only attribute.
    pub const fn new(name: &'static str, get: Getter) -> GetSetDef {
        GetSetDef { name, get, set: None, member: false, doc: "" }
    }

    /// A read-only field.
    pub const fn member(name: &'static str, get: Getter) -> GetSetDef {
        GetSetDef { name, get, set: None, member: true, doc: "" }
    }

    /// An attribute that can be set.
    pub const fn settable(name: &'static str, get: Getter, set: Setter) -> GetSetDef {
        GetSetDef { name, get, set: Some(set), member: false, doc: "" }
    }

    /// With a docstring.
    pub const fn doc(mut self, doc: &'static str) -> GetSetDef {
        self.doc = doc;
        self
    }
}

/// What a descriptor reads.
#[derive(Clone, Copy)]
pub enum Source {
    /// What code computes.
    Code(&'static GetSetDef),
    /// A slot that `__slots__` names.
    Slot(u16),
}

/// A descriptor in a class's dict.
#[repr(C)]
pub struct GetSet {
    header: Header,
    owner: Cell<Value>,
    name: Cell<Value>,
    source: Source,
}

heap_object!(GetSet: GetSet, trace owner name);

impl GetSet {
    /// A descriptor of the class that `shape` names (`getset_descriptor` or `member_descriptor`).
    pub fn new(heap: &mut Heap, shape: u32, owner: Gc<Type>, name: Gc<Str>, source: Source) -> Gc<GetSet> {
        let header = Header::new(Kind::GetSet, shape);
        let (owner, name) = (Cell::new(owner.value()), Cell::new(name.value()));
        heap.alloc(GetSet { header, owner, name, source }, 0)
    }

    /// The class whose instances have the attribute.
    pub fn owner(&self) -> Gc<Type> {
        self.owner.get().downcast().expect("a descriptor has a class")
    }

    /// The attribute's name.
    pub fn name(&self) -> Gc<Str> {
        self.name.get().downcast().expect("a descriptor has a name")
    }

    /// What it reads.
    pub fn source(&self) -> Source {
        self.source
    }
}
