//! `list`: a length and a buffer that grows by an eighth.
//!
//! ```text
//! [header][length][buffer ─► ValueBuffer]      values behind `length` are NULL
//! ```

use super::{Kind, ValueBuffer, heap_object};
use crate::heap::{Gc, Header, Heap, OutOfMemory};
use crate::value::Value;
use std::cell::Cell;

/// A list.
#[repr(C)]
pub struct List {
    header: Header,
    length: Cell<usize>,
    buffer: Cell<Value>,
}

heap_object!(List: List, trace buffer);

impl List {
    /// An empty one that is not in the heap yet: for instances of derived classes.
    pub fn unplaced() -> List {
        List {
            header: Header::new(Kind::List, Kind::List as u32),
            length: Cell::new(0),
            buffer: Cell::new(Value::NULL),
        }
    }

    /// An empty list of shape `shape` with room for `capacity` items.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn new(heap: &mut Heap, shape: u32, capacity: usize) -> Result<Gc<List>, OutOfMemory> {
        let buffer = if capacity == 0 { Value::NULL } else { ValueBuffer::new(heap, capacity)?.value() };
        Ok(heap.alloc(
            List { header: Header::new(Kind::List, shape), length: Cell::new(0), buffer: Cell::new(buffer) },
            0,
        ))
    }

    /// An empty list, not yet in the heap: for `Vm::alloc_instance`.
    pub fn empty() -> List {
        let header = Header::new(Kind::List, Kind::List as u32);
        List { header, length: Cell::new(0), buffer: Cell::new(Value::NULL) }
    }

    /// How many items it has.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.length.get()
    }

    /// Whether it has none.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Moves the items of `from`, which has none and no room for any from then on, to a list that has none.
    pub(crate) fn move_items(this: Gc<List>, heap: &mut Heap, from: Gc<List>) {
        heap.set(this, &this.buffer, from.buffer.replace(Value::NULL));
        this.length.set(from.length.replace(0));
    }

    /// Whether it has no room for items: so it is from `move_items` on, until one is added.
    pub(crate) fn has_no_room(&self) -> bool {
        self.buffer.get().is_null()
    }

    fn buffer(&self) -> Option<Gc<ValueBuffer>> {
        self.buffer.get().downcast()
    }

    /// The items. The slice stays valid when the list changes, and then shows what the list had.
    #[inline(always)]
    pub fn items(&self) -> &[Cell<Value>] {
        match self.buffer() {
            // SAFETY: the buffer lives in the heap; a slice on the stack keeps it (interior pointers count).
            Some(b) => unsafe { std::slice::from_raw_parts(b.items().as_ptr(), self.len()) },
            None => &[],
        }
    }

    /// The item at `index`.
    #[inline(always)]
    pub fn get(&self, index: usize) -> Option<Value> {
        self.items().get(index).map(Cell::get)
    }

    /// Replaces the item at `index`; false if there is none.
    #[inline]
    pub fn set(&self, heap: &mut Heap, index: usize, value: Value) -> bool {
        match (self.buffer(), index < self.len()) {
            (Some(buffer), true) => {
                heap.set(buffer, &buffer.items()[index], value);
                true
            }
            _ => false,
        }
    }

    /// Replaces the item at `index` if that needs no write barrier; false, and nothing done, if it does or there is none.
    #[inline(always)]
    pub fn set_young(&self, index: usize, value: Value) -> bool {
        match self.buffer() {
            Some(buffer) if index < self.len() && !buffer.header().is_old() => {
                // SAFETY: a list's buffer holds at least `len` values.
                unsafe { buffer.items().get_unchecked(index) }.set(value);
                true
            }
            _ => false,
        }
    }

    /// Appends an item if there is room and no need of a write barrier; false, and nothing done, if not.
    #[inline(always)]
    pub fn push_young(&self, value: Value) -> bool {
        let at = self.len();
        match self.buffer() {
            Some(buffer) if !buffer.header().is_old() && at < buffer.capacity() => {
                buffer.items()[at].set(value);
                self.length.set(at + 1);
                true
            }
            _ => false,
        }
    }

    /// Appends an item to a short list that has to grow, if that can neither fail nor be followed by a collection; false,
    /// and nothing done, if it might.
    #[inline(never)]
    pub fn push_and_grow(this: Gc<List>, heap: &mut Heap, value: Value) -> bool {
        /// With an eighth more the values fit a small cell.
        const SHORT: usize = 2048;
        this.len() < SHORT && heap.has_headroom() && List::push(this, heap, value).is_ok()
    }

    /// Makes room for `more` items behind the last one.
    ///
    /// # Errors
    /// When the heap's limit would be passed; the list is unchanged then.
    pub fn reserve(this: Gc<List>, heap: &mut Heap, more: usize) -> Result<(), OutOfMemory> {
        let need = this.len().checked_add(more).ok_or(OutOfMemory)?;
        if need == 0 || this.buffer().is_some_and(|b| b.capacity() >= need) {
            return Ok(());
        }
        // An eighth more and a few: amortized linear, as CPython's lists grow.
        let capacity = if this.is_empty() { need } else { need + need / 8 + 6 };
        if this.buffer().is_some_and(|buffer| ValueBuffer::extend(buffer, heap, capacity)) {
            return Ok(());
        }
        let buffer = ValueBuffer::new(heap, capacity)?;
        for (to, from) in buffer.items().iter().zip(this.items()) {
            to.set(from.get());
        }
        heap.set(this, &this.buffer, buffer.value());
        Ok(())
    }

    /// Appends an item.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    #[inline]
    pub fn push(this: Gc<List>, heap: &mut Heap, value: Value) -> Result<(), OutOfMemory> {
        if this.push_young(value) { Ok(()) } else { List::push_slow(this, heap, value) }
    }

    #[inline(never)]
    fn push_slow(this: Gc<List>, heap: &mut Heap, value: Value) -> Result<(), OutOfMemory> {
        // The first of several, as a rule.
        List::reserve(this, heap, if this.buffer.get().is_null() { 4 } else { 1 })?;
        let at = this.len();
        this.length.set(at + 1);
        this.set(heap, at, value);
        Ok(())
    }

    /// Copies the items of another list over as many of this one from `start` on.
    ///
    /// # Panics
    /// When they reach beyond the end.
    pub fn copy_over(this: Gc<List>, heap: &mut Heap, start: usize, new: Gc<List>) {
        let Some(buffer) = this.buffer() else { return };
        heap.barrier(buffer);
        for (to, from) in this.items()[start..start + new.len()].iter().zip(new.items()) {
            to.set(from.get());
        }
    }

    /// Appends items that fit the room the list was made with.
    pub fn fill(this: Gc<List>, heap: &mut Heap, values: impl Iterator<Item = Value>) {
        let Some(buffer) = this.buffer() else { return };
        heap.barrier(buffer);
        let mut length = this.len();
        for (slot, value) in buffer.items()[length..].iter().zip(values) {
            slot.set(value);
            length += 1;
        }
        this.length.set(length);
    }

    /// Takes the last item.
    pub fn pop(&self) -> Option<Value> {
        let last = self.len().checked_sub(1)?;
        let value = self.items()[last].replace(Value::NULL);
        self.length.set(last);
        Some(value)
    }

    /// Replaces the items `start..end` by `new`, which lies outside this list.
    ///
    /// # Errors
    /// When the heap's limit would be passed; the list is unchanged then.
    ///
    /// # Panics
    /// When `start..end` is no range of items.
    pub fn splice(
        this: Gc<List>,
        heap: &mut Heap,
        start: usize,
        end: usize,
        new: &[Value],
    ) -> Result<(), OutOfMemory> {
        let old = this.len();
        assert!(start <= end && end <= old, "pyopt: bad list range");
        List::reserve(this, heap, new.len().saturating_sub(end - start))?;
        let length = old - (end - start) + new.len();
        let Some(buffer) = this.buffer() else { return Ok(()) };
        heap.barrier(buffer);
        let items = buffer.items();
        if new.len() > end - start {
            let by = new.len() - (end - start);
            (end..old).rev().for_each(|i| items[i + by].set(items[i].get()));
        } else {
            let by = end - start - new.len();
            (end..old).for_each(|i| items[i - by].set(items[i].get()));
            (length..old).for_each(|i| items[i].set(Value::NULL));
        }
        for (item, &value) in items[start..].iter().zip(new) {
            item.set(value);
        }
        this.length.set(length);
        Ok(())
    }
}
