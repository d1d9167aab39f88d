//! The layout of `array`: machine numbers one behind the other.
//!
//! ```text
//! [header][buffer ─► ByteBuffer or NULL][length in items][exports ─► List of WeakRef to memory views, or NULL]
//!         [type code][size of an item][exact]
//! ```
//!
//! Items travel as bits: the low bytes of a `u64`, in the machine's order when stored.

use crate::heap::{Gc, Header, Heap, OutOfMemory};
use crate::objects::{ByteBuffer, Kind, heap_object};
use crate::value::Value;
use std::cell::Cell;

/// The type codes, in the order in which they are shown.
pub const CODES: &str = "bBuwhHiIlLqQfd";

/// The size of an item of a type code; `None` for what is no code.
pub fn item_size(code: u8) -> Option<usize> {
    match code {
        b'b' | b'B' => Some(1),
        b'h' | b'H' => Some(2),
        b'u' | b'w' | b'i' | b'I' | b'f' => Some(4),
        b'l' | b'L' | b'q' | b'Q' | b'd' => Some(8),
        _ => None,
    }
}

/// An array.
#[repr(C)]
pub struct Array {
    header: Header,
    buffer: Cell<Value>,
    length: Cell<usize>,
    /// The memory views that may look at it.
    pub exports: Cell<Value>,
    /// The type code.
    pub code: u8,
    size: u8,
    /// Whether it is of the class itself, not of one derived from it.
    pub exact: bool,
}

heap_object!(Array: Array, trace buffer exports);

impl Array {
    /// An empty one, whose class the allocation sets.
    ///
    /// # Panics
    /// When `code` is no type code.
    pub fn empty(code: u8, exact: bool) -> Array {
        let size = item_size(code).expect("a type code") as u8;
        let (buffer, length, exports) = (Cell::new(Value::NULL), Cell::new(0), Cell::new(Value::NULL));
        Array { header: Header::new(Kind::Array, 0), buffer, length, exports, code, size, exact }
    }

    /// How many items it has.
    #[inline]
    pub fn len(&self) -> usize {
        self.length.get()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The size of an item in bytes.
    #[inline]
    pub fn item_size(&self) -> usize {
        usize::from(self.size)
    }

    /// Whether items are characters.
    pub fn is_text(&self) -> bool {
        matches!(self.code, b'u' | b'w')
    }

    /// The bytes of all items. The slice stays valid when the array grows, and then shows what the array had.
    #[inline]
    pub fn cells(&self) -> &[Cell<u8>] {
        match self.buffer.get().downcast::<ByteBuffer>() {
            Some(b) => {
                let cells = &b.bytes()[..self.len() * self.item_size()];
                // SAFETY: the buffer lives in the heap; a slice on the stack keeps it (interior pointers count).
                unsafe { std::slice::from_raw_parts(cells.as_ptr(), cells.len()) }
            }
            None => &[],
        }
    }

    /// A copy of the bytes of all items.
    pub fn to_vec(&self) -> Vec<u8> {
        self.cells().iter().map(Cell::get).collect()
    }

    #[inline(always)]
    fn place<const N: usize>(&self, at: usize) -> Option<&[Cell<u8>; N]> {
        self.cells().get(at * N..at * N + N)?.try_into().ok()
    }

    #[inline(always)]
    fn load<const N: usize>(&self, at: usize) -> Option<[u8; N]> {
        self.place::<N>(at).map(|cells| std::array::from_fn(|i| cells[i].get()))
    }

    #[inline(always)]
    fn store<const N: usize>(&self, at: usize, bytes: [u8; N]) -> bool {
        let Some(cells) = self.place::<N>(at) else { return false };
        cells.iter().zip(bytes).for_each(|(cell, byte)| cell.set(byte));
        true
    }

    /// The bits of the item at `at`; `None` beyond the end.
    #[inline(always)]
    pub fn bits(&self, at: usize) -> Option<u64> {
        if at >= self.len() {
            return None;
        }
        match self.size {
            8 => self.load(at).map(u64::from_ne_bytes),
            4 => self.load(at).map(|b| u64::from(u32::from_ne_bytes(b))),
            2 => self.load(at).map(|b| u64::from(u16::from_ne_bytes(b))),
            _ => self.load::<1>(at).map(|[b]| u64::from(b)),
        }
    }

    /// Replaces the item at `at`; `false` beyond the end.
    #[inline(always)]
    pub fn set_bits(&self, at: usize, bits: u64) -> bool {
        if at >= self.len() {
            return false;
        }
        match self.size {
            8 => self.store(at, bits.to_ne_bytes()),
            4 => self.store(at, (bits as u32).to_ne_bytes()),
            2 => self.store(at, (bits as u16).to_ne_bytes()),
            _ => self.store(at, [bits as u8]),
        }
    }

    /// Replaces the items `start..end` by those whose bytes are `new`.
    ///
    /// # Errors
    /// When the heap's limit would be passed; the array is unchanged then.
    ///
    /// # Panics
    /// When `start..end` is no range of its items, or `new` holds a part of an item.
    pub fn splice(
        this: Gc<Array>,
        heap: &mut Heap,
        start: usize,
        end: usize,
        new: &[u8],
    ) -> Result<(), OutOfMemory> {
        let (old, size) = (this.len(), this.item_size());
        assert!(start <= end && end <= old && new.len().is_multiple_of(size), "pyopt: bad array range");
        let length = (old - (end - start)).checked_add(new.len() / size).ok_or(OutOfMemory)?;
        Array::reserve(this, heap, length)?;
        let (from, to) = (end * size, start * size + new.len());
        let tail = (old - end) * size;
        this.length.set(old.max(length));
        let cells = this.cells();
        if to > from {
            (0..tail).rev().for_each(|i| cells[to + i].set(cells[from + i].get()));
        } else if to < from {
            (0..tail).for_each(|i| cells[to + i].set(cells[from + i].get()));
        }
        for (cell, &byte) in cells[start * size..].iter().zip(new) {
            cell.set(byte);
        }
        this.length.set(length);
        Ok(())
    }

    /// Appends an item.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    #[inline]
    pub fn push(this: Gc<Array>, heap: &mut Heap, bits: u64) -> Result<(), OutOfMemory> {
        let at = this.len();
        Array::reserve(this, heap, at + 1)?;
        this.length.set(at + 1);
        this.set_bits(at, bits);
        Ok(())
    }

    /// Makes room for `length` items.
    fn reserve(this: Gc<Array>, heap: &mut Heap, length: usize) -> Result<(), OutOfMemory> {
        let needed = length.checked_mul(this.item_size()).ok_or(OutOfMemory)?;
        let capacity = this.buffer.get().downcast::<ByteBuffer>().map_or(0, |b| b.capacity());
        if needed <= capacity {
            return Ok(());
        }
        let room = if capacity == 0 { needed } else { needed + needed / 8 + 64 };
        let buffer = ByteBuffer::new(heap, room)?;
        for (to, from) in buffer.bytes().iter().zip(this.cells()) {
            to.set(from.get());
        }
        heap.set(this, &this.buffer, buffer.value());
        Ok(())
    }
}

/// An iterator over an array.
///
/// ```text
/// [header][array, NULL once it ended][index of the next item]
/// ```
#[repr(C)]
pub struct ArrayIterator {
    header: Header,
    /// The array.
    pub array: Cell<Value>,
    /// Where the next item stands.
    pub next: Cell<usize>,
}

heap_object!(ArrayIterator: ArrayIterator, trace array);

impl ArrayIterator {
    /// An iterator, whose class the allocation sets.
    pub fn new(array: Gc<Array>) -> ArrayIterator {
        let header = Header::new(Kind::ArrayIterator, 0);
        ArrayIterator { header, array: Cell::new(array.value()), next: Cell::new(0) }
    }
}
