//! `Gc<T>`: a typed pointer to a heap object, `Copy`, kept alive by standing on the native stack.

use super::{Header, Heap, Marker, OutOfMemory, flags};
use crate::objects::Kind;
use crate::value::Value;
use std::cell::Cell;
use std::marker::PhantomData;
use std::ops::Deref;
use std::ptr::NonNull;

/// What the collector must know of a kind of cell.
///
/// # Safety
/// `Self` is `#[repr(C)]` with a [`Header`] first, all its mutable fields are `Cell`s, and `trace` visits every
/// `Value` and `Gc` that it holds.
pub unsafe trait HeapObject: Sized + 'static {
    /// The kind of its header.
    const KIND: Kind;
    /// Whether it owns something outside the heap, so that `drop_in_place` must run when it dies.
    const NEEDS_DROP: bool = false;
    /// Visits everything that it refers to.
    fn trace(&self, marker: &mut Marker<'_>);
}

/// The functions of a kind, one row for each (`objects::kind`).
#[derive(Clone, Copy)]
pub struct KindInfo {
    /// The kind's name, for statistics.
    pub name: &'static str,
    /// Visits what a cell of this kind refers to.
    ///
    /// # Safety
    /// The cell is live and of this kind.
    pub trace: unsafe fn(*const Header, &mut Marker<'_>),
    /// Frees what a dead cell owns outside the heap.
    pub drop: Option<unsafe fn(*mut Header)>,
}

/// # Safety
/// The cell is live and a `T`.
unsafe fn trace_cell<T: HeapObject>(cell: *const Header, marker: &mut Marker<'_>) {
    // SAFETY: says the caller.
    unsafe { (*cell.cast::<T>()).trace(marker) }
}

/// # Safety
/// The cell is a `T` that died and was not dropped.
unsafe fn drop_cell<T: HeapObject>(cell: *mut Header) {
    // SAFETY: says the caller.
    unsafe { std::ptr::drop_in_place(cell.cast::<T>()) }
}

impl KindInfo {
    /// The row of a type.
    pub const fn of<T: HeapObject>(name: &'static str) -> KindInfo {
        KindInfo {
            name,
            trace: trace_cell::<T>,
            drop: if T::NEEDS_DROP { Some(drop_cell::<T>) } else { None },
        }
    }
}

/// A pointer to a live heap object of type `T`.
///
/// As with [`Value`]: it may stand on the native stack, in the VM stack and in heap objects (in a `Cell`, traced),
/// not in malloc'd memory.
#[repr(transparent)]
pub struct Gc<T>(NonNull<T>, PhantomData<*mut T>);

impl<T> Clone for Gc<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Gc<T> {}
impl<T> PartialEq for Gc<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Gc<T> {}

impl<T> std::fmt::Debug for Gc<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

impl<T: HeapObject> Deref for Gc<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: a `Gc` on the stack keeps its object alive, and objects have interior mutability only.
        unsafe { self.0.as_ref() }
    }
}

impl<T: HeapObject> Gc<T> {
    /// From a pointer to a live cell of this type.
    ///
    /// # Safety
    /// The cell is live and its kind is `T::KIND`.
    #[inline(always)]
    pub unsafe fn from_ptr(cell: *mut Header) -> Gc<T> {
        // SAFETY: a cell is not null.
        Gc(unsafe { NonNull::new_unchecked(cell.cast()) }, PhantomData)
    }

    /// The cell.
    #[inline(always)]
    pub fn as_ptr(self) -> *mut Header {
        self.0.as_ptr().cast()
    }

    /// The value that refers to it.
    #[inline(always)]
    pub fn value(self) -> Value {
        // SAFETY: a cell's address is a multiple of 16 below 2^48, which is a value's bits.
        unsafe { Value::from_bits_unchecked(self.0.as_ptr() as u64) }
    }

    /// Its header.
    #[inline(always)]
    pub fn header(self) -> Header {
        // SAFETY: live, and starts with its header.
        unsafe { *self.as_ptr() }
    }

    /// Sets or clears a flag of the header.
    #[inline(always)]
    pub fn set_flag(self, flag: u8, on: bool) {
        // SAFETY: live; nobody holds a reference to the header itself.
        unsafe { (*self.as_ptr()).set_flag(flag, on) }
    }
}

impl<T: HeapObject> From<Gc<T>> for Value {
    #[inline(always)]
    fn from(gc: Gc<T>) -> Value {
        gc.value()
    }
}

impl Value {
    /// The header of the object it points to.
    #[inline(always)]
    pub fn header(self) -> Option<Header> {
        // SAFETY: a pointer value on the stack keeps its object alive.
        if self.is_object() { Some(unsafe { *(self.bits() as *const Header) }) } else { None }
    }

    /// Whether it is an object of that shape.
    #[inline(always)]
    pub fn is_shaped(self, shape: u32) -> bool {
        // SAFETY: as above.
        self.as_cell().is_some_and(|cell| unsafe { (*cell).shape() } == shape)
    }

    /// The kind of the object it points to.
    #[inline(always)]
    pub fn kind(self) -> Option<Kind> {
        self.header().map(|h| h.kind())
    }

    /// The cell it points to.
    #[inline(always)]
    pub fn as_cell(self) -> Option<*mut Header> {
        if self.is_object() { Some(self.bits() as *mut Header) } else { None }
    }

    /// As an object of that kind.
    #[inline(always)]
    pub fn downcast<T: HeapObject>(self) -> Option<Gc<T>> {
        match self.header() {
            Some(h) if h.kind() as u8 == T::KIND as u8 => {
                // SAFETY: the kind was tested.
                Some(unsafe { Gc::from_ptr(self.bits() as *mut Header) })
            }
            _ => None,
        }
    }

    /// Whether it is an object of that kind.
    #[inline(always)]
    pub fn is_kind(self, kind: Kind) -> bool {
        self.header().is_some_and(|h| h.kind() as u8 == kind as u8)
    }
}

/// Gives a live cell another shape.
pub(crate) fn set_shape_of(cell: *mut Header, shape: u32) {
    // SAFETY: the cell of a value on the stack is live; nobody holds a reference to the header itself.
    unsafe { (*cell).set_shape(shape) }
}

impl Heap {
    /// Allocates an object; `extra` bytes follow the struct, which the caller writes before anything collects.
    #[inline]
    pub fn alloc<T: HeapObject>(&mut self, object: T, extra: usize) -> Gc<T> {
        let size = size_of::<T>() + extra;
        let cell = self.allocate(size, Header::new(T::KIND, 0));
        // SAFETY: the cell holds at least `size_of::<T>()` bytes and is aligned to 16.
        unsafe { cell.cast::<T>().write(object) };
        if T::NEEDS_DROP {
            self.register_droppable(cell);
        }
        // SAFETY: just written.
        unsafe { Gc::from_ptr(cell) }
    }

    /// As [`Heap::alloc`], for an object of a kind that needs dropping which owns nothing itself.
    pub fn alloc_undropped<T: HeapObject>(&mut self, object: T, extra: usize) -> Gc<T> {
        let cell = self.allocate(size_of::<T>() + extra, Header::new(T::KIND, 0));
        // SAFETY: as in `alloc`.
        unsafe {
            cell.cast::<T>().write(object);
            Gc::from_ptr(cell)
        }
    }

    /// As [`Heap::alloc`], for sizes that the program chose.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn try_alloc<T: HeapObject>(&mut self, object: T, extra: usize) -> Result<Gc<T>, OutOfMemory> {
        let size = size_of::<T>().checked_add(extra).ok_or(OutOfMemory)?;
        let cell = self.try_allocate(size, Header::new(T::KIND, 0))?;
        // SAFETY: as in `alloc`.
        unsafe {
            cell.cast::<T>().write(object);
            if T::NEEDS_DROP {
                self.register_droppable(cell);
            }
            Ok(Gc::from_ptr(cell))
        }
    }

    /// Stores a value into a field of `owner`.
    #[inline(always)]
    pub fn set<T: HeapObject>(&mut self, owner: Gc<T>, field: &Cell<Value>, value: Value) {
        self.barrier(owner);
        field.set(value);
    }

    /// Writes NULL into the attributes word of a fresh cell, if it has one.
    pub(crate) fn init_attrs_word(&mut self, cell: *mut Header) {
        if let Some(word) = self.attrs_word(cell) {
            // SAFETY: fresh cell; a zero word is no `Value`, so it is written, not replaced.
            unsafe { std::ptr::from_ref(word).cast_mut().write(Cell::new(Value::NULL)) };
        }
    }

    /// Stores into the attributes word of a cell that has one.
    pub(crate) fn set_attrs_word(&mut self, cell: *mut Header, holder: Value) {
        // SAFETY: live; only header flags are touched, and the word belongs to the cell.
        unsafe {
            if (*cell).is_old() {
                (*cell).set_flag(flags::OLD, false);
                self.remember_slow(cell);
            }
        }
        if let Some(word) = self.attrs_word(cell) {
            word.set(holder);
        }
    }

    /// The word behind an object's own fields that refers to the holder of its attributes (`HAS_ATTRS`).
    pub(crate) fn attrs_word(&self, cell: *mut Header) -> Option<&Cell<Value>> {
        // SAFETY: the flag says that the cell was allocated with one word more than its fields need, and that the
        // last word of the cell is a `Value`.
        unsafe {
            if !(*cell).has_flag(flags::HAS_ATTRS) {
                return None;
            }
            let size = self.cell_size(cell);
            Some(&*cell.cast::<u8>().add(size - 8).cast::<Cell<Value>>())
        }
    }
}
