//! `range` and `slice`.
//!
//! ```text
//! Range:    [header][start][stop][step][length]     ints of any size as values; length is an int value too
//! Slice:    [header][start][stop][step]
//! ```

use super::{Kind, heap_object};
use crate::heap::{Gc, Header, Heap};
use crate::value::Value;
use std::cell::Cell;

/// A range.
#[repr(C)]
pub struct Range {
    header: Header,
    /// First item.
    pub start: Cell<Value>,
    /// Bound, excluded.
    pub stop: Cell<Value>,
    /// Difference, not 0.
    pub step: Cell<Value>,
    /// How many items it has.
    pub length: Cell<Value>,
}

heap_object!(Range: Range, trace start stop step length);

impl Range {
    /// A range; all four are exact ints, and `step` is not 0.
    pub fn new(heap: &mut Heap, parts: [Value; 4]) -> Gc<Range> {
        let [start, stop, step, length] = parts.map(Cell::new);
        let header = Header::new(Kind::Range, Kind::Range as u32);
        heap.alloc(Range { header, start, stop, step, length }, 0)
    }

    /// Start, step and length, when all that the range deals in are immediate ints.
    #[inline]
    pub fn small(&self) -> Option<(i64, i64, i64)> {
        let (start, stop, step) = (self.start.get(), self.stop.get(), self.step.get());
        let length = self.length.get();
        if start.both_small_ints(stop) && step.both_small_ints(length) {
            return Some((start.small_int_raw(), step.small_int_raw(), length.small_int_raw()));
        }
        None
    }
}

/// A slice.
#[repr(C)]
pub struct Slice {
    header: Header,
    /// `start`.
    pub start: Cell<Value>,
    /// `stop`.
    pub stop: Cell<Value>,
    /// `step`.
    pub step: Cell<Value>,
}

heap_object!(Slice: Slice, trace start stop step);

impl Slice {
    /// A slice.
    pub fn new(heap: &mut Heap, [start, stop, step]: [Value; 3]) -> Gc<Slice> {
        let header = Header::new(Kind::Slice, Kind::Slice as u32);
        let [start, stop, step] = [start, stop, step].map(Cell::new);
        heap.alloc(Slice { header, start, stop, step }, 0)
    }
}
