//! `bytearray`: a window into a buffer that grows by an eighth, so that both ends can be cut off cheaply.
//!
//! ```text
//! [header][start][length][buffer ─► ByteBuffer][exports ─► List of WeakRef to memory views, or NULL]
//! ```

use super::{ByteBuffer, Kind, heap_object};
use crate::heap::{Gc, Header, Heap, OutOfMemory};
use crate::value::Value;
use std::cell::Cell;

/// A byte array.
#[repr(C)]
pub struct ByteArray {
    header: Header,
    start: Cell<usize>,
    length: Cell<usize>,
    buffer: Cell<Value>,
    /// The memory views that may look at it.
    pub exports: Cell<Value>,
}

heap_object!(ByteArray: ByteArray, trace buffer exports);

impl ByteArray {
    /// An empty one, not yet in the heap: for `Vm::alloc_instance`.
    pub fn empty() -> ByteArray {
        ByteArray {
            header: Header::new(Kind::ByteArray, Kind::ByteArray as u32),
            start: Cell::new(0),
            length: Cell::new(0),
            buffer: Cell::new(Value::NULL),
            exports: Cell::new(Value::NULL),
        }
    }

    /// How many bytes it has.
    #[inline]
    pub fn len(&self) -> usize {
        self.length.get()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes. The slice stays valid when the array is resized, and then shows what the array had.
    #[inline]
    pub fn cells(&self) -> &[Cell<u8>] {
        match self.buffer.get().downcast::<ByteBuffer>() {
            Some(b) => {
                let cells = &b.bytes()[self.start.get()..self.start.get() + self.len()];
                // SAFETY: the buffer lives in the heap; a slice on the stack keeps it (interior pointers count).
                unsafe { std::slice::from_raw_parts(cells.as_ptr(), cells.len()) }
            }
            None => &[],
        }
    }

    /// A copy of the bytes.
    pub fn to_vec(&self) -> Vec<u8> {
        self.cells().iter().map(Cell::get).collect()
    }

    /// Replaces the bytes `start..end` by `new`.
    ///
    /// # Errors
    /// When the heap's limit would be passed; the array is unchanged then.
    ///
    /// # Panics
    /// When `start..end` is no range of its bytes.
    pub fn splice(
        this: Gc<ByteArray>,
        heap: &mut Heap,
        start: usize,
        end: usize,
        new: &[u8],
    ) -> Result<(), OutOfMemory> {
        let old = this.len();
        assert!(start <= end && end <= old, "pyopt: bad bytearray range");
        let (cut, tail) = (end - start, old - end);
        if start == 0 && new.is_empty() {
            this.start.set(this.start.get() + cut);
            this.length.set(tail);
            return Ok(());
        }
        let length = (old - cut).checked_add(new.len()).ok_or(OutOfMemory)?;
        let capacity = this.buffer.get().downcast::<ByteBuffer>().map_or(0, |b| b.capacity());
        if this.start.get() + length > capacity {
            let room = if old == 0 { length } else { length + length / 4 + 8 };
            let buffer = ByteBuffer::new(heap, room)?;
            let from = this.cells();
            // SAFETY: the new buffer is longer than what the array had.
            unsafe {
                std::ptr::copy_nonoverlapping(from.as_ptr(), buffer.bytes().as_ptr().cast_mut(), from.len());
            }
            heap.set(this, &this.buffer, buffer.value());
            this.start.set(0);
        }
        this.length.set(old.max(length));
        let cells = this.cells();
        let (from, to) = (&cells[end..end + tail], &cells[start + new.len()..][..tail]);
        // SAFETY: both are ranges of the array's bytes, which nobody refers to but by cells; `new` may lie among them.
        unsafe {
            if tail > 0 && new.len() != cut {
                std::ptr::copy(from.as_ptr(), to.as_ptr().cast_mut(), tail);
            }
            std::ptr::copy(new.as_ptr(), cells[start..].as_ptr().cast::<u8>().cast_mut(), new.len());
        }
        this.length.set(length);
        Ok(())
    }
}
