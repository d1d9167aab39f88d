//! Payloads that belong to another object but lie in collector blocks, so that a borrowed slice keeps them.
//!
//! ```text
//! ValueBuffer: [header][capacity][value; capacity]    all initialised, NULL where unused
//! ByteBuffer:  [header][capacity][byte; capacity]
//! ```

use super::{Kind, heap_object};
use crate::heap::{Gc, Header, Heap, HeapObject, Marker, OutOfMemory};
use crate::value::Value;
use std::cell::Cell;

/// Values that belong to a list, an instance, a deque, …
#[repr(C)]
pub struct ValueBuffer {
    header: Header,
    capacity: Cell<usize>,
    /// What follows: a shared reference to the buffer allows stores into it.
    values: [Cell<Value>; 0],
}

// SAFETY: `#[repr(C)]`, header first; all `capacity` values are initialised when it is made.
unsafe impl HeapObject for ValueBuffer {
    const KIND: Kind = Kind::ValueBuffer;
    fn trace(&self, marker: &mut Marker<'_>) {
        marker.fields(self.items());
    }
}

impl ValueBuffer {
    /// A buffer of NULLs.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn new(heap: &mut Heap, capacity: usize) -> Result<Gc<ValueBuffer>, OutOfMemory> {
        let bytes = capacity.checked_mul(8).ok_or(OutOfMemory)?;
        let buffer = heap.try_alloc(
            ValueBuffer {
                header: Header::new(Kind::ValueBuffer, 0),
                capacity: Cell::new(capacity),
                values: [],
            },
            bytes,
        )?;
        // SAFETY: the cell has room for `capacity` values behind the struct; plain stores into fresh memory.
        unsafe {
            let first = buffer.as_ptr().cast::<ValueBuffer>().add(1).cast::<Value>();
            (0..capacity).for_each(|i| first.add(i).write(Value::NULL));
        }
        Ok(buffer)
    }

    /// Makes room for `capacity` values, NULLs behind those it has, where it stands: a large buffer with free memory
    /// behind it can. False, and nothing done, if not.
    pub fn extend(this: Gc<ValueBuffer>, heap: &mut Heap, capacity: usize) -> bool {
        let had = this.capacity();
        let bytes = capacity.checked_mul(8).and_then(|bytes| bytes.checked_add(size_of::<ValueBuffer>()));
        if capacity < had || !bytes.is_some_and(|bytes| heap.extend(this.as_ptr(), bytes)) {
            return false;
        }
        // SAFETY: the cell has room for `capacity` values behind the struct; nobody refers to those from `had` on yet.
        unsafe {
            let first = this.as_ptr().cast::<ValueBuffer>().add(1).cast::<Value>();
            (had..capacity).for_each(|i| first.add(i).write(Value::NULL));
        }
        this.capacity.set(capacity);
        true
    }

    /// How many values it holds room for.
    #[inline(always)]
    pub fn capacity(&self) -> usize {
        self.capacity.get()
    }

    /// The values. Stores need the barrier of the *buffer*.
    #[inline(always)]
    pub fn items(&self) -> &[Cell<Value>] {
        // SAFETY: `capacity` values follow the struct, initialised by `new` and `extend` before anyone else sees them.
        unsafe { std::slice::from_raw_parts(std::ptr::from_ref(self).add(1).cast(), self.capacity()) }
    }
}

/// Bytes that belong to a str, a bytearray, …
#[repr(C)]
pub struct ByteBuffer {
    header: Header,
    capacity: usize,
    /// As in [`ValueBuffer`].
    values: [Cell<u8>; 0],
}

heap_object!(ByteBuffer: ByteBuffer);

impl ByteBuffer {
    /// A buffer of zeros.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn new(heap: &mut Heap, capacity: usize) -> Result<Gc<ByteBuffer>, OutOfMemory> {
        let buffer = heap.try_alloc(
            ByteBuffer { header: Header::new(Kind::ByteBuffer, 0), capacity, values: [] },
            capacity,
        )?;
        if !heap.is_zeroed(size_of::<ByteBuffer>() + capacity) {
            // SAFETY: the cell has room for `capacity` bytes behind the struct, and is fresh.
            unsafe { buffer.as_ptr().cast::<ByteBuffer>().add(1).cast::<u8>().write_bytes(0, capacity) };
        }
        Ok(buffer)
    }

    /// How many bytes it holds.
    pub fn capacity(&self) -> usize {
        self.capacity
    }

    /// The bytes.
    #[inline(always)]
    pub fn bytes(&self) -> &[Cell<u8>] {
        // SAFETY: `capacity` bytes follow the struct, zeroed when it was made.
        unsafe { std::slice::from_raw_parts(std::ptr::from_ref(self).add(1).cast(), self.capacity) }
    }
}
