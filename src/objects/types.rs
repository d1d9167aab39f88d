//! Classes: name, bases, method resolution order and a namespace.
//!
//! ```text
//! [header][name][qualname][bases ─► Tuple][base][mro ─► Tuple][dict ─► Dict (namespace)]
//!         [subclasses ─► List of WeakRef, or of classes of the engine themselves][root shape][layout][inline slots][flags][version]
//! ```

use super::{Dict, Kind, ShapeId, Str, Tuple, heap_object};
use crate::heap::{Gc, Header, Heap};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use pyopt_compiler::syntax::ast::{CmpOp, Operator};
use std::cell::Cell;

/// The next item of a native iterator, `None` at its end.
pub type IterNext = fn(&mut Vm, Value) -> PyResult<Option<Value>>;

/// A binary operator of a native class; `None`: the special methods of the operands say.
pub type NumberBinary = fn(&mut Vm, Operator, Value, Value) -> PyResult<Option<Value>>;
/// A comparison of a native class; `None`: as above.
pub type NumberCompare = fn(&mut Vm, CmpOp, Value, Value) -> PyResult<Option<Value>>;

/// Operators of a native class of numbers, asked before its special methods are looked up. They answer `None` unless
/// both operands are of exactly the classes that they know, so no method of a program's class is passed over.
pub struct NumberMethods {
    /// Binary operators.
    pub binary: NumberBinary,
    /// Comparisons.
    pub compare: NumberCompare,
}

/// Makes an instance of a native class of positional arguments, which stand behind the class; NULL, with nothing done,
/// where `__new__` and `__init__` have to be called one after the other.
pub type Maker = fn(&mut Vm, Gc<Type>, &[Value]) -> PyResult;

/// A class.
#[repr(C)]
pub struct Type {
    header: Header,
    name: Cell<Value>,
    qualname: Cell<Value>,
    bases: Cell<Value>,
    base: Cell<Value>,
    mro: Cell<Value>,
    dict: Cell<Value>,
    subclasses: Cell<Value>,
    root: Cell<u32>,
    version: Cell<u32>,
    flags: Cell<u32>,
    inline_slots: Cell<u16>,
    layout: Kind,
    iter_next: Cell<Option<IterNext>>,
    numbers: Cell<Option<&'static NumberMethods>>,
    maker: Cell<Option<Maker>>,
    constructor: Cell<Value>,
}

heap_object!(Type: Type, trace name qualname bases base mro dict subclasses constructor);

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
    /// Plain values of the class change while the program runs: no inline cache holds one.
    pub const VARIABLE: u32 = 1 << 22;
    /// Has abstract methods.
    pub const ABSTRACT: u32 = 32;
    /// Instances can be referred to weakly.
    pub const HAS_WEAKREF: u32 = 64;
    /// The cells of instances have the word for attributes (`HAS_ATTRS` of the header).
    pub const ATTRS_WORD: u32 = 128;
    /// A row of the engine's table: operators know its instances' behaviour without asking its dict.
    pub const CORE: u32 = 256;
    /// `__getattribute__` is not `object`'s.
    pub const GETATTRIBUTE: u32 = 512;
    /// `__getattr__` exists.
    pub const GETATTR: u32 = 1024;
    /// `__setattr__` or `__delattr__` is not `object`'s.
    pub const SETATTR: u32 = 2048;
    /// `__new__` is not `object`'s.
    pub const OWN_NEW: u32 = 4096;
    /// `__init__` is not `object`'s.
    pub const OWN_INIT: u32 = 8192;
    /// `__bool__` or `__len__` exists.
    pub const TRUTH: u32 = 1 << 14;
    /// `__eq__` or `__ne__` is not `object`'s.
    pub const EQUALITY: u32 = 1 << 15;
    /// `__class__` is not `object`'s.
    pub const CLASS_SAID: u32 = 1 << 16;
    /// Matches sequence patterns (as `collections.abc.Sequence` and what is registered there).
    pub const SEQUENCE: u32 = 1 << 20;
    /// Matches mapping patterns.
    pub const MAPPING: u32 = 1 << 21;
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
                base: Cell::new(from.bases.items().first().copied().unwrap_or(Value::NONE)),
                mro: Cell::new(Value::NULL),
                dict: Cell::new(from.dict.value()),
                subclasses: Cell::new(Value::NULL),
                root: Cell::new(0),
                version: Cell::new(0),
                flags: Cell::new(from.flags),
                inline_slots: Cell::new(0),
                layout: from.layout,
                iter_next: Cell::new(None),
                numbers: Cell::new(None),
                maker: Cell::new(None),
                constructor: Cell::new(Value::NULL),
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

    /// Sets `__bases__` and `__base__`.
    pub fn set_bases(this: Gc<Type>, heap: &mut Heap, bases: Gc<Tuple>, base: Gc<Type>) {
        heap.set(this, &this.bases, bases.value());
        heap.set(this, &this.base, base.value());
    }

    /// `__base__`: the base that the layout of instances comes from; `None` for `object`.
    pub fn base(&self) -> Option<Gc<Type>> {
        self.base.get().downcast()
    }

    /// `__qualname__`.
    pub fn qualname(&self) -> Gc<Str> {
        self.qualname.get().downcast().expect("a class has a qualified name")
    }

    /// Sets `__name__`.
    pub fn set_name(this: Gc<Type>, heap: &mut Heap, name: Gc<Str>) {
        heap.set(this, &this.name, name.value());
    }

    /// Sets `__qualname__`.
    pub fn set_qualname(this: Gc<Type>, heap: &mut Heap, name: Gc<Str>) {
        heap.set(this, &this.qualname, name.value());
    }

    /// Weak references to the classes derived from it: a list, or NULL.
    pub fn subclasses(&self) -> Value {
        self.subclasses.get()
    }

    /// Replaces the list of weak references to derived classes.
    pub fn set_subclasses(this: Gc<Type>, heap: &mut Heap, list: Value) {
        heap.set(this, &this.subclasses, list);
    }

    /// How a call of a native class without keywords makes an instance, once that is known.
    #[inline(always)]
    pub fn maker(&self) -> Option<Maker> {
        self.maker.get()
    }

    /// The native `__new__` that its maker calls, if it does; NULL otherwise.
    #[inline(always)]
    pub fn constructor(&self) -> Value {
        self.constructor.get()
    }

    /// Sets the maker and the constructor. For classes only whose dict cannot be changed.
    pub fn set_maker(this: Gc<Type>, heap: &mut Heap, maker: Maker, constructor: Value) {
        heap.set(this, &this.constructor, constructor);
        this.maker.set(Some(maker));
    }

    /// How a native iterator of this class is stepped; `None` where `__next__` decides.
    #[inline(always)]
    pub fn iter_next(&self) -> Option<IterNext> {
        self.iter_next.get()
    }

    /// Sets how a native iterator is stepped.
    pub fn set_iter_next(&self, next: Option<IterNext>) {
        self.iter_next.set(next);
    }

    /// The operators of a native class of numbers; none for classes derived from it.
    #[inline(always)]
    pub fn numbers(&self) -> Option<&'static NumberMethods> {
        self.numbers.get()
    }

    /// Sets the operators of a native class of numbers.
    pub fn set_numbers(&self, numbers: Option<&'static NumberMethods>) {
        self.numbers.set(numbers);
    }

    /// All flags.
    pub fn flag_bits(&self) -> u32 {
        self.flags.get()
    }

    /// Replaces the flags in `mask`.
    pub fn replace_flag_bits(&self, mask: u32, bits: u32) {
        self.flags.set(self.flags.get() & !mask | bits & mask);
    }

    /// Whether the cells of instances need a word for attributes: those of builtin layouts do, which have neither
    /// slots nor a dict of their own.
    pub fn decide_attrs_word(&self, reserved: u16) {
        let needed = match self.layout {
            Kind::Instance | Kind::Type => false,
            Kind::Exception | Kind::Module => reserved > 0,
            _ => reserved > 0 || self.has(type_flags::HAS_DICT),
        };
        self.replace_flag_bits(type_flags::ATTRS_WORD, if needed { type_flags::ATTRS_WORD } else { 0 });
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
