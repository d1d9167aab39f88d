//! Classes: name, bases, method resolution order and a namespace.
//!
//! ```text
//! [header][name][qualname][bases ─► Tuple][mro ─► Tuple][dict ─► Dict (namespace)][subclasses ─► List of WeakRef]
//!         [root shape][layout][inline slots][flags][version]
//! ```

use super::{Dict, Kind, ShapeId, Str, Tuple, heap_object};
use crate::heap::{Gc, Header, Heap};
use crate::value::Value;
use std::cell::Cell;

/// A class.
#[repr(C)]
pub struct Type {
    header: Header,
    name: Cell<Value>,
    qualname: Cell<Value>,
    bases: Cell<Value>,
    mro: Cell<Value>,
    dict: Cell<Value>,
    subclasses: Cell<Value>,
    root: Cell<u32>,
    version: Cell<u32>,
    flags: Cell<u32>,
    inline_slots: Cell<u16>,
    layout: Kind,
}

heap_object!(Type: Type, trace name qualname bases mro dict subclasses);

/// Flags of a class.
pub mod type_flags {
    /// Made by this engine, not by a `class` statement: its dict cannot be changed.
    pub const BUILTIN: u32 = 1;
    /// May be subclassed.
    pub const BASE: u32 = 2;
    /// Instances have a `__dict__`.
    pub const HAS_DICT: u32 = 4;
    /// Instances have a `__del__` to run.
    pub const HAS_FINALIZER: u32 = 8;
    /// An inline cache depends on the class: changes of its dict must bump the engine's epoch.
    pub const CACHED: u32 = 16;
    /// Has abstract methods.
    pub const ABSTRACT: u32 = 32;
}

/// What a class is made from.
#[derive(Clone, Copy)]
pub struct NewType {
    /// `__name__`.
    pub name: Gc<Str>,
    /// `__bases__`.
    pub bases: Gc<Tuple>,
    /// `__dict__`, which becomes a namespace.
    pub dict: Gc<Dict>,
    /// The layout of instances.
    pub layout: Kind,
    /// Flags.
    pub flags: u32,
    /// The shape of the class object itself: it names the metaclass.
    pub shape: u32,
}

impl Type {
    /// A class; its MRO and root shape are set by the caller before anyone else sees it.
    pub fn new(heap: &mut Heap, from: NewType) -> Gc<Type> {
        Dict::make_namespace(from.dict, heap);
        heap.alloc(
            Type {
                header: Header::new(Kind::Type, from.shape),
                name: Cell::new(from.name.value()),
                qualname: Cell::new(from.name.value()),
                bases: Cell::new(from.bases.value()),
                mro: Cell::new(Value::NULL),
                dict: Cell::new(from.dict.value()),
                subclasses: Cell::new(Value::NULL),
                root: Cell::new(0),
                version: Cell::new(0),
                flags: Cell::new(from.flags),
                inline_slots: Cell::new(0),
                layout: from.layout,
            },
            0,
        )
    }

    /// `__name__`.
    pub fn name(&self) -> Gc<Str> {
        self.name.get().downcast().expect("a class has a name")
    }

    /// `__dict__`.
    #[inline(always)]
    pub fn dict(&self) -> Gc<Dict> {
        self.dict.get().downcast().expect("a class has a dict")
    }

    /// `__bases__`.
    pub fn bases(&self) -> Gc<Tuple> {
        self.bases.get().downcast().expect("a class has bases")
    }

    /// The classes of `__mro__`; empty before it is set.
    #[inline]
    pub fn mro(&self) -> &[Value] {
        match self.mro.get().downcast::<Tuple>() {
            // SAFETY: the tuple lives in the heap; a slice on the stack keeps it.
            Some(t) => unsafe { std::slice::from_raw_parts(t.items().as_ptr(), t.len()) },
            None => &[],
        }
    }

    /// Sets `__mro__`.
    pub fn set_mro(this: Gc<Type>, heap: &mut Heap, mro: Gc<Tuple>) {
        heap.set(this, &this.mro, mro.value());
    }

    /// Whether `self` is `other` or inherits from it, by MRO.
    #[inline]
    pub fn is_subclass(&self, other: Gc<Type>) -> bool {
        self.mro().contains(&other.value())
    }

    /// The root shape of its instances.
    pub fn root_shape(&self) -> ShapeId {
        ShapeId(self.root.get())
    }

    /// Sets the root shape and the number of slots that a fresh instance keeps in its own cell.
    pub fn set_root_shape(&self, root: ShapeId, inline_slots: u16) {
        self.root.set(root.0);
        self.inline_slots.set(inline_slots);
    }

    /// Slots that a fresh instance keeps in its own cell.
    #[inline(always)]
    pub fn inline_slots(&self) -> u16 {
        self.inline_slots.get()
    }

    /// Lets later instances keep `slots` slots in their own cell.
    pub fn widen(&self, slots: u16) {
        self.inline_slots.set(self.inline_slots.get().max(slots));
    }

    /// The layout of its instances.
    pub fn layout(&self) -> Kind {
        self.layout
    }

    /// Whether a flag is set.
    #[inline(always)]
    pub fn has(&self, flag: u32) -> bool {
        self.flags.get() & flag != 0
    }

    /// Sets a flag.
    pub fn set_flag_bits(&self, bits: u32) {
        self.flags.set(self.flags.get() | bits);
    }

    /// Counts the changes of its dict; what was looked up under another count is stale.
    pub fn version(&self) -> u32 {
        self.version.get()
    }

    /// The class changed.
    pub fn bump_version(&self) {
        self.version.set(self.version.get().wrapping_add(1));
    }
}
