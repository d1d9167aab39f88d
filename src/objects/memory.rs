//! `memoryview`: items of one format, at equal distances, in the bytes of another object.
//!
//! ```text
//! [header][owner ─► bytes or bytearray; NULL once released][offset][count][stride][item size][format][read-only]
//! ```

use super::{Kind, heap_object};
use crate::heap::{Gc, Header, Heap};
use crate::value::Value;
use std::cell::Cell;

/// A view of memory, of one dimension.
#[repr(C)]
pub struct MemoryView {
    header: Header,
    /// Whose bytes it shows; NULL once released.
    pub owner: Cell<Value>,
    /// Where its first item begins.
    pub offset: usize,
    /// How many items it has.
    pub count: usize,
    /// From the start of one item to that of the next, in bytes.
    pub stride: isize,
    /// The format of an item, a letter of `struct`; `@` in front is remembered.
    pub format: ItemFormat,
    /// Whether the bytes must not be changed through it.
    pub readonly: bool,
    /// The hash, once computed.
    pub hash: Cell<Option<u64>>,
}

heap_object!(MemoryView: MemoryView, trace owner);

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
        if format.size() > 0 { Some(format) } else { None }
    }

    /// The size of an item; 0 for a letter that is no format.
    pub fn size(self) -> usize {
        match self.letter {
            b'c' | b'b' | b'B' | b'?' => 1,
            b'h' | b'H' | b'e' => 2,
            b'i' | b'I' | b'f' => 4,
            b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'd' | b'P' => 8,
            _ => 0,
        }
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
    /// How many items there are.
    pub count: usize,
    /// From the start of one item to that of the next, in bytes.
    pub stride: isize,
    /// Their format.
    pub format: ItemFormat,
}

impl MemoryView {
    /// A view of the bytes of `owner`.
    pub fn new(heap: &mut Heap, owner: Value, layout: Layout, readonly: bool) -> Gc<MemoryView> {
        let Layout { offset, count, stride, format } = layout;
        let header = Header::new(Kind::MemoryView, Kind::MemoryView as u32);
        let (owner, hash) = (Cell::new(owner), Cell::new(None));
        heap.alloc(MemoryView { header, owner, offset, count, stride, format, readonly, hash }, 0)
    }

    /// Where its items lie.
    pub fn layout(&self) -> Layout {
        Layout { offset: self.offset, count: self.count, stride: self.stride, format: self.format }
    }

    /// Where item `at` begins in the owner's bytes.
    pub fn place(&self, at: usize) -> usize {
        self.offset.wrapping_add_signed(at as isize * self.stride)
    }

    /// Whether its items lie one behind the other.
    pub fn is_contiguous(&self) -> bool {
        self.count <= 1 || self.stride == self.format.size() as isize
    }
}
