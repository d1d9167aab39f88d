//! `range`, `slice`, and the iterators that the loop steps itself.
//!
//! ```text
//! Range:    [header][start][stop][step][length]     ints of any size as values; length is an int value too
//! Slice:    [header][start][stop][step]
//! Iterator: [header][source][position][end][step]   kind of stepping in the header's aux
//! ```

use super::{Kind, heap_object};
use crate::heap::{Gc, Header, Heap};
use crate::value::Value;
use std::cell::Cell;

/// A range whose bounds fit machine words.
#[repr(C)]
pub struct Range {
    header: Header,
    /// First item.
    pub start: i64,
    /// Bound, excluded.
    pub stop: i64,
    /// Difference, not 0.
    pub step: i64,
}

heap_object!(Range: Range);

impl Range {
    /// A range; `step` is not 0.
    pub fn new(heap: &mut Heap, start: i64, stop: i64, step: i64) -> Gc<Range> {
        heap.alloc(Range { header: Header::new(Kind::Range, Kind::Range as u32), start, stop, step }, 0)
    }

    /// How many items it has (as `i128`: the span of two words may not fit one).
    pub fn length(&self) -> i128 {
        let (start, stop, step) = (self.start as i128, self.stop as i128, self.step as i128);
        let span = if step > 0 { stop - start } else { start - stop };
        if span <= 0 { 0 } else { (span - 1) / step.abs() + 1 }
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

/// How an iterator steps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u16)]
pub enum Stepping {
    /// By index through a list.
    List,
    /// By index through a tuple.
    Tuple,
    /// From `position` to `end` by `step`.
    Range,
    /// By byte position through a str.
    Str,
    /// By index through bytes.
    Bytes,
    /// By entry through a dict: keys.
    DictKeys,
    /// By entry through a dict: values.
    DictValues,
    /// By entry through a dict: pairs.
    DictItems,
    /// By entry through a set.
    Set,
}

/// An iterator over a builtin container.
#[repr(C)]
pub struct Iterator {
    header: Header,
    /// What it steps through; NULL once it ended.
    pub source: Cell<Value>,
    /// Where it stands.
    pub position: Cell<i64>,
    /// Where it ends: a range's bound; the length that a dict or set must keep.
    pub end: Cell<i64>,
    /// A range's step.
    pub step: i64,
    /// How it steps.
    pub stepping: Stepping,
}

heap_object!(Iterator: Iterator, trace source);

impl Iterator {
    /// An iterator.
    pub fn new(
        heap: &mut Heap,
        stepping: Stepping,
        source: Value,
        position: i64,
        end: i64,
        step: i64,
    ) -> Gc<Iterator> {
        let header = Header::new(Kind::Iterator, Kind::Iterator as u32);
        let (source, position, end) = (Cell::new(source), Cell::new(position), Cell::new(end));
        heap.alloc(Iterator { header, source, position, end, step, stepping }, 0)
    }
}
