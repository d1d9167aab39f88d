//! `memoryview`: items of one format in the bytes of another object: rows of items, one or several dimensions deep.
//!
//! ```text
//! [header][owner ─► bytes, bytearray or array; NULL once released][offset][count][stride][dimensions][row]
//!         [inner ─► tuple of ints, or NULL][format][read-only][source][hash]
//!
//! one dimension    `count` items, `stride` bytes from one to the next; a row is one item
//! several          `count` rows of `row` items; the items of a row lie one behind the other, as the sizes in `inner` say
//! none             one item
//! ```
//!
//! INVARIANT: only the first dimension may have a stride of its own: a cast makes rows that are contiguous, and slices
//! of several dimensions there are none, as in CPython.

use super::{Kind, Tuple, heap_object};
use crate::heap::{Gc, Header, Heap};
use crate::value::Value;
use std::cell::Cell;

/// A view of memory.
#[repr(C)]
pub struct MemoryView {
    header: Header,
    /// Whose bytes it shows; NULL once released.
    pub owner: Cell<Value>,
    /// Where its first item begins.
    pub offset: usize,
    /// How many items or rows it has.
    pub count: usize,
    /// From the start of one item or row to that of the next, in bytes.
    pub stride: isize,
    /// How many dimensions it has.
    pub dimensions: usize,
    /// How many items a row has.
    pub row: usize,
    /// The sizes of the dimensions behind the first one; NULL without such.
    pub inner: Cell<Value>,
    /// The format of an item, a letter of `struct`; `@` in front is remembered.
    pub format: ItemFormat,
    /// Whether the bytes must not be changed through it.
    pub readonly: bool,
    /// What is told when it is released: see [`Layout::source`].
    pub source: Cell<Value>,
    /// The hash, once computed.
    pub hash: Cell<Option<u64>>,
}

heap_object!(MemoryView: MemoryView, trace owner inner source);

/// The format of an item: a letter of `struct`, native size and order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ItemFormat {
    /// The letter.
    pub letter: u8,
    /// Whether `@` stood in front.
    pub at: bool,
}

impl ItemFormat {
    /// Unsigned bytes.
    pub const BYTES: ItemFormat = ItemFormat { letter: b'B', at: false };

    /// The format that a text names.
    pub fn parse(text: &str) -> Option<ItemFormat> {
        let (at, letter) = match text.as_bytes() {
            [letter] => (false, *letter),
            [b'@', letter] => (true, *letter),
            _ => return None,
        };
        let format = ItemFormat { letter, at };
        // Characters of arrays have a size, but are no format to cast to.
        if format.size() > 0 && letter != b'w' { Some(format) } else { None }
    }

    /// The size of an item; 0 for a letter that is no format.
    pub fn size(self) -> usize {
        match self.letter {
            b'c' | b'b' | b'B' | b'?' => 1,
            b'h' | b'H' | b'e' => 2,
            b'i' | b'I' | b'f' | b'w' => 4,
            b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'd' | b'P' => 8,
            _ => 0,
        }
    }

    /// Whether an item is a byte, whatever it means.
    pub fn is_byte(self) -> bool {
        matches!(self.letter, b'B' | b'b' | b'c')
    }

    /// As `format` shows it.
    pub fn text(self) -> String {
        format!("{}{}", if self.at { "@" } else { "" }, char::from(self.letter))
    }
}

/// Where the items of a view lie.
#[derive(Clone, Copy)]
pub struct Layout {
    /// Where the first item begins.
    pub offset: usize,
    /// How many items or rows there are.
    pub count: usize,
    /// From the start of one item or row to that of the next, in bytes.
    pub stride: isize,
    /// How many dimensions there are.
    pub dimensions: usize,
    /// How many items a row has.
    pub row: usize,
    /// The sizes of the other dimensions: a tuple, or NULL.
    pub inner: Value,
    /// The format of an item.
    pub format: ItemFormat,
    /// The export of a Python class that the view belongs to (`vm::exports`); False for a view of which no other may be
    /// made; else NULL.
    pub source: Value,
}

impl Layout {
    /// `count` items one behind the other.
    pub fn flat(offset: usize, count: usize, format: ItemFormat) -> Layout {
        let stride = format.size() as isize;
        Layout {
            offset,
            count,
            stride,
            dimensions: 1,
            row: 1,
            inner: Value::NULL,
            format,
            source: Value::NULL,
        }
    }
}

impl MemoryView {
    /// A view of the bytes of `owner`.
    pub fn new(heap: &mut Heap, owner: Value, layout: Layout, readonly: bool) -> Gc<MemoryView> {
        let Layout { offset, count, stride, dimensions, row, inner, format, source } = layout;
        let header = Header::new(Kind::MemoryView, Kind::MemoryView as u32);
        let (owner, inner, hash) = (Cell::new(owner), Cell::new(inner), Cell::new(None));
        let source = Cell::new(source);
        let view = MemoryView {
            header,
            owner,
            offset,
            count,
            stride,
            dimensions,
            row,
            inner,
            format,
            readonly,
            source,
            hash,
        };
        heap.alloc(view, 0)
    }

    /// Where its items lie.
    pub fn layout(&self) -> Layout {
        Layout {
            offset: self.offset,
            count: self.count,
            stride: self.stride,
            dimensions: self.dimensions,
            row: self.row,
            inner: self.inner.get(),
            format: self.format,
            source: self.source.get(),
        }
    }

    /// Where item or row `at` begins in the owner's bytes.
    pub fn place(&self, at: usize) -> usize {
        self.offset.wrapping_add_signed(at as isize * self.stride)
    }

    /// How many items it has in all.
    pub fn items(&self) -> usize {
        self.count * self.row
    }

    /// The size of a row in bytes.
    pub fn row_size(&self) -> usize {
        self.row * self.format.size()
    }

    /// The sizes of its dimensions.
    pub fn shape(&self) -> Vec<usize> {
        let inner = self.inner.get().downcast::<Tuple>();
        let inner = inner.iter().flat_map(|t| t.items()).filter_map(|n| n.as_small_int());
        std::iter::once(self.count).chain(inner.map(|n| n as usize)).take(self.dimensions).collect()
    }

    /// From one item to the next in each dimension, in bytes.
    pub fn strides(&self) -> Vec<isize> {
        let shape = self.shape();
        let mut strides = vec![self.stride; shape.len()];
        let mut size = self.format.size() as isize;
        for at in (1..shape.len()).rev() {
            strides[at] = size;
            size *= shape[at] as isize;
        }
        strides
    }

    /// Whether its items lie one behind the other.
    pub fn is_contiguous(&self) -> bool {
        self.count <= 1 || self.row == 0 || self.stride == self.row_size() as isize
    }

    /// Whether its items lie one behind the other where the first index changes fastest.
    pub fn is_fortran_contiguous(&self) -> bool {
        if self.dimensions <= 1 || self.items() == 0 {
            return self.is_contiguous();
        }
        let mut size = self.format.size() as isize;
        self.shape().into_iter().zip(self.strides()).all(|(count, stride)| {
            let fits = count <= 1 || stride == size;
            size *= count as isize;
            fits
        })
    }
}
