//! The layout of `deque`: a ring of values.
//!
//! ```text
//! [header][buffer ─► ValueBuffer or NULL][first][length][maxlen, -1: none][changes]
//! ```
//!
//! The capacity is a power of two. Item `i` stands at `first + i`, round the ring; the other places are NULL.

use crate::heap::{Gc, Header, Heap, OutOfMemory};
use crate::objects::{Kind, ValueBuffer, heap_object};
use crate::value::Value;
use std::cell::Cell;

/// A double-ended queue.
#[repr(C)]
pub struct Deque {
    header: Header,
    buffer: Cell<Value>,
    first: Cell<usize>,
    length: Cell<usize>,
    /// The most items that it keeps; -1 for any number.
    pub maxlen: Cell<i64>,
    changes: Cell<u64>,
}

heap_object!(Deque: Deque, trace buffer);

impl Deque {
    /// An empty one, whose class the allocation sets.
    pub fn empty(maxlen: i64) -> Deque {
        Deque {
            header: Header::new(Kind::Deque, 0),
            buffer: Cell::new(Value::NULL),
            first: Cell::new(0),
            length: Cell::new(0),
            maxlen: Cell::new(maxlen),
            changes: Cell::new(0),
        }
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

    /// Counts the changes of its length and order: iterators compare it.
    pub fn changes(&self) -> u64 {
        self.changes.get()
    }

    fn changed(&self) {
        self.changes.set(self.changes.get() + 1);
    }

    fn buffer(&self) -> Option<Gc<ValueBuffer>> {
        self.buffer.get().downcast()
    }

    /// Whether it has as many items as it may keep.
    pub fn is_full(&self) -> bool {
        self.maxlen.get() >= 0 && self.len() as i64 >= self.maxlen.get()
    }

    /// Where item `index` stands in the ring.
    #[inline]
    fn place(&self, buffer: Gc<ValueBuffer>, index: usize) -> usize {
        self.first.get().wrapping_add(index) & (buffer.capacity() - 1)
    }

    /// The item at `index`.
    #[inline]
    pub fn get(&self, index: usize) -> Option<Value> {
        let buffer = self.buffer().filter(|_| index < self.len())?;
        Some(buffer.items()[self.place(buffer, index)].get())
    }

    /// Replaces the item at `index`, if there is one.
    #[inline]
    pub fn set(&self, heap: &mut Heap, index: usize, value: Value) {
        if let Some(buffer) = self.buffer().filter(|_| index < self.len()) {
            heap.set(buffer, &buffer.items()[self.place(buffer, index)], value);
        }
    }

    /// A buffer with room for one item more.
    fn room(this: Gc<Deque>, heap: &mut Heap) -> Result<Gc<ValueBuffer>, OutOfMemory> {
        let length = this.len();
        if let Some(buffer) = this.buffer().filter(|b| length < b.capacity()) {
            return Ok(buffer);
        }
        let buffer = ValueBuffer::new(heap, (length * 2).max(8))?;
        for index in 0..length {
            buffer.items()[index].set(this.get(index).unwrap_or(Value::NULL));
        }
        heap.set(this, &this.buffer, buffer.value());
        this.first.set(0);
        Ok(buffer)
    }

    /// Appends at the right end; with `maxlen`, the leftmost item goes when it is full.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    #[inline]
    pub fn push_right(this: Gc<Deque>, heap: &mut Heap, value: Value) -> Result<(), OutOfMemory> {
        if this.maxlen.get() == 0 {
            return Ok(());
        }
        if this.is_full() {
            this.pop_left();
        }
        let buffer = Deque::room(this, heap)?;
        let at = this.place(buffer, this.len());
        heap.set(buffer, &buffer.items()[at], value);
        this.length.set(this.len() + 1);
        this.changed();
        Ok(())
    }

    /// Appends at the left end; with `maxlen`, the rightmost item goes when it is full.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    #[inline]
    pub fn push_left(this: Gc<Deque>, heap: &mut Heap, value: Value) -> Result<(), OutOfMemory> {
        if this.maxlen.get() == 0 {
            return Ok(());
        }
        if this.is_full() {
            this.pop_right();
        }
        let buffer = Deque::room(this, heap)?;
        this.first.set(this.first.get().wrapping_sub(1) & (buffer.capacity() - 1));
        heap.set(buffer, &buffer.items()[this.first.get()], value);
        this.length.set(this.len() + 1);
        this.changed();
        Ok(())
    }

    /// Takes the rightmost item.
    #[inline]
    pub fn pop_right(&self) -> Option<Value> {
        let last = self.len().checked_sub(1)?;
        let buffer = self.buffer()?;
        let value = buffer.items()[self.place(buffer, last)].replace(Value::NULL);
        self.length.set(last);
        self.changed();
        Some(value)
    }

    /// Takes the leftmost item.
    #[inline]
    pub fn pop_left(&self) -> Option<Value> {
        let rest = self.len().checked_sub(1)?;
        let buffer = self.buffer()?;
        let value = buffer.items()[self.first.get()].replace(Value::NULL);
        self.first.set(self.place(buffer, 1));
        self.length.set(rest);
        self.changed();
        Some(value)
    }

    /// Removes everything.
    pub fn clear(&self) {
        self.buffer.set(Value::NULL);
        self.first.set(0);
        self.length.set(0);
        self.changed();
    }

    /// Removes the item at `index`; those behind it move up.
    pub fn remove(&self, heap: &mut Heap, index: usize) {
        for at in index..self.len().saturating_sub(1) {
            self.set(heap, at, self.get(at + 1).unwrap_or(Value::NULL));
        }
        self.pop_right();
    }

    /// Inserts an item before the one at `index`; those behind it move back.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn insert(this: Gc<Deque>, heap: &mut Heap, index: usize, value: Value) -> Result<(), OutOfMemory> {
        Deque::push_right(this, heap, value)?;
        for at in (index + 1..this.len()).rev() {
            this.set(heap, at, this.get(at - 1).unwrap_or(Value::NULL));
        }
        this.set(heap, index, value);
        Ok(())
    }

    /// Moves every item `by` places to the right, round the ends; `by` is less than the length.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn rotate(this: Gc<Deque>, heap: &mut Heap, by: usize) -> Result<(), OutOfMemory> {
        let (maxlen, length) = (this.maxlen.replace(-1), this.len());
        let mut moved = Ok(());
        if by <= length / 2 {
            for _ in 0..by {
                let value = this.pop_right().unwrap_or(Value::NULL);
                moved = moved.and(Deque::push_left(this, heap, value));
            }
        } else {
            for _ in 0..length - by {
                let value = this.pop_left().unwrap_or(Value::NULL);
                moved = moved.and(Deque::push_right(this, heap, value));
            }
        }
        this.maxlen.set(maxlen);
        moved
    }
}

/// An iterator over a deque.
///
/// ```text
/// [header][deque, NULL once it ended][items behind it][changes of the deque when it was made][backwards]
/// ```
#[repr(C)]
pub struct DequeIterator {
    header: Header,
    /// The deque.
    pub deque: Cell<Value>,
    /// How many items it gave.
    pub given: Cell<usize>,
    /// What the deque's `changes` must still be.
    pub changes: u64,
    /// Whether it goes from the right end.
    pub backwards: bool,
}

heap_object!(DequeIterator: DequeIterator, trace deque);

impl DequeIterator {
    /// An iterator, whose class the allocation sets.
    pub fn new(deque: Gc<Deque>, given: usize, backwards: bool) -> DequeIterator {
        DequeIterator {
            header: Header::new(Kind::DequeIterator, 0),
            deque: Cell::new(deque.value()),
            given: Cell::new(given),
            changes: deque.changes(),
            backwards,
        }
    }
}
