//! The iterators that the engine steps itself: over builtin containers, and `zip`, `map`, `enumerate`, …
//!
//! ```text
//! [header][source][extra][position][end][step][stepping]      what the fields mean: a row of `Stepping` each
//! ```

use super::{Kind, List, Tuple, heap_object};
use crate::heap::{Gc, Header, Heap};
use crate::value::Value;
use std::cell::Cell;

/// How an iterator steps. `position` counts from 0 where nothing else is said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u16)]
pub enum Stepping {
    /// By index through a list.
    List,
    /// By index through a tuple.
    Tuple,
    /// `position`, then by `step`, `end` times.
    Range,
    /// `extra`, then by the step of the range `source`, until `source.stop`: ints of any size.
    LongRange,
    /// By byte position through a str.
    Str,
    /// By index through bytes.
    Bytes,
    /// By index through a bytearray.
    ByteArray,
    /// By index through a memoryview.
    Memory,
    /// By entry through a dict of `end` entries: keys. The upper half of `position` counts those that were given.
    DictKeys,
    /// By entry through a dict: values.
    DictValues,
    /// By entry through a dict: pairs.
    DictItems,
    /// By entry through a set of `end` members.
    Set,
    /// By index through a list, from `position` down.
    ListReverse,
    /// By entry through a dict, from below `position` down: keys.
    DictKeysReverse,
    /// By entry through a dict from its end: values.
    DictValuesReverse,
    /// By entry through a dict from its end: pairs.
    DictItemsReverse,
    /// `source[position]`, until `IndexError`.
    Sequence,
    /// `source[position]`, from `position` down to 0.
    SequenceReverse,
    /// `source()`, until it gives `extra`.
    Callable,
    /// Pairs of a number and an item of the iterator `source`; the number is `extra`, or `position` if that is NULL.
    Enumerate,
    /// Tuples of the items of the iterators in the tuple `source`; `end` is 1 for `strict=True`.
    Zip,
    /// `extra(*items)` for the items of the iterators in the tuple `source`; `end` is 1 for `strict=True`.
    Map,
    /// The items of the iterator `source` for which `extra(item)` (`None`: the item itself) is true.
    Filter,
}

impl Stepping {
    /// Whether a step may need Python code: of a source, of a function, of a sequence.
    pub fn may_ask(self) -> bool {
        matches!(
            self,
            Stepping::Sequence
                | Stepping::SequenceReverse
                | Stepping::Callable
                | Stepping::Enumerate
                | Stepping::Zip
                | Stepping::Map
                | Stepping::Filter
        )
    }

    /// Whether it steps forward through a dict, and counts what it gives: what was put in behind the entries that were
    /// there in the beginning is found out so.
    #[inline(always)]
    pub fn counts(self) -> bool {
        matches!(self, Stepping::DictKeys | Stepping::DictValues | Stepping::DictItems)
    }

    /// Whether it steps by entry through the table of a dict or set.
    pub fn in_table(self) -> bool {
        matches!(
            self,
            Stepping::DictKeys
                | Stepping::DictValues
                | Stepping::DictItems
                | Stepping::DictKeysReverse
                | Stepping::DictValuesReverse
                | Stepping::DictItemsReverse
                | Stepping::Set
        )
    }
}

/// An iterator.
#[repr(C)]
pub struct Iterator {
    header: Header,
    /// What it steps through; NULL once it ended.
    pub source: Cell<Value>,
    /// A second value.
    pub extra: Cell<Value>,
    /// Where it stands.
    pub position: Cell<i64>,
    /// Where it ends.
    pub end: Cell<i64>,
    /// A range's step.
    pub step: i64,
    /// How it steps.
    pub stepping: Stepping,
    /// It is of a class that the engine made: no `__next__` of the program's own stands in the way.
    pub plain: bool,
}

heap_object!(Iterator: Iterator, trace source extra);

impl Iterator {
    /// The next item of one that goes through a list or tuple, unless it is at its end; `None` for all others.
    #[inline(always)]
    pub(crate) fn next_in_place(&self) -> Option<Value> {
        let at = self.position.get();
        let item = match self.stepping {
            Stepping::List => self.source.get().downcast::<List>()?.get(at as usize)?,
            Stepping::Tuple => *self.source.get().downcast::<Tuple>()?.items().get(at as usize)?,
            _ => return None,
        };
        self.position.set(at + 1);
        Some(item)
    }

    /// The number of the entry at which one that counts goes on.
    #[inline(always)]
    pub(crate) fn entry(&self) -> usize {
        self.position.get() as u32 as usize
    }

    /// How many entries one that counts has given.
    #[inline(always)]
    pub(crate) fn given(&self) -> i64 {
        self.position.get() >> 32
    }

    /// One that counts has given entry `number`.
    #[inline(always)]
    pub(crate) fn give(&self, number: usize) {
        self.position.set((self.given() + 1) << 32 | (number as i64 + 1));
    }

    /// Whether each item is a new tuple of two values (see `Vm::step_pair`).
    #[inline]
    pub(crate) fn makes_pairs(&self) -> bool {
        match self.stepping {
            Stepping::DictItems | Stepping::DictItemsReverse | Stepping::Enumerate => true,
            // With `strict`, the others are asked as well when one ends.
            Stepping::Zip => {
                self.end.get() == 0 && self.source.get().downcast::<Tuple>().is_some_and(|t| t.len() == 2)
            }
            _ => false,
        }
    }

    /// An iterator at position 0 without a second value.
    pub fn new(heap: &mut Heap, shape: u32, stepping: Stepping, source: Value, end: i64) -> Gc<Iterator> {
        Iterator::with(heap, shape, stepping, [source, Value::NULL], [0, end, 1])
    }

    /// An iterator with all it has: source and second value; position, end and step.
    #[inline]
    pub fn with(
        heap: &mut Heap,
        shape: u32,
        stepping: Stepping,
        [source, extra]: [Value; 2],
        [position, end, step]: [i64; 3],
    ) -> Gc<Iterator> {
        let header = Header::new(Kind::Iterator, shape);
        let (source, extra) = (Cell::new(source), Cell::new(extra));
        let (position, end) = (Cell::new(position), Cell::new(end));
        heap.alloc(Iterator { header, source, extra, position, end, step, stepping, plain: true }, 0)
    }

    /// An iterator of a class of the program's own, not yet in the heap: for `Vm::alloc_instance`.
    pub fn detached(
        stepping: Stepping,
        [source, extra]: [Value; 2],
        [position, end, step]: [i64; 3],
    ) -> Iterator {
        let header = Header::new(Kind::Iterator, Kind::Iterator as u32);
        let (source, extra) = (Cell::new(source), Cell::new(extra));
        let (position, end) = (Cell::new(position), Cell::new(end));
        Iterator { header, source, extra, position, end, step, stepping, plain: false }
    }
}
