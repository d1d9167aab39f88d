//! The compact hash table under dict and set: entries in insertion order, and an index into them.
//!
//! ```text
//! [header][capacity][index bits][used][live][first][end] [hash key value]; capacity   [index u32]; 2^bits
//! ```
//!
//! A table never grows: its owner replaces it by a larger one. Removed entries keep their place with the key
//! DELETED until then, so iteration by entry number survives removal.
//!
//! INVARIANTS: `used <= capacity` and the index is at most two thirds full of entries and tombstones, so every
//! probe ends; entries below `used` are initialised.

use super::Kind;
use super::str::is_name;
use crate::heap::{Gc, Header, Heap, HeapObject, Marker, OutOfMemory};
use crate::value::{PyResult, Value};
use std::cell::Cell;

const EMPTY: u32 = u32::MAX;
const TOMBSTONE: u32 = u32::MAX - 1;
/// 2^64 / golden ratio: spreads the hashes of consecutive ints over the high bits (Knuth, TAOCP 3, 6.4).
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// One entry.
#[repr(C)]
pub struct Entry {
    hash: Cell<u64>,
    /// DELETED once removed.
    pub(crate) key: Cell<Value>,
    /// The value; in a namespace its `NameCell`; NULL in a set.
    pub(crate) value: Cell<Value>,
}

/// A hash table of fixed capacity.
#[repr(C)]
pub struct Table {
    header: Header,
    capacity: u32,
    bits: u32,
    used: Cell<u32>,
    live: Cell<u32>,
    /// Entries below are removed.
    first: Cell<u32>,
    /// Entries from here on are removed.
    end: Cell<u32>,
}

// SAFETY: `#[repr(C)]`, header first; entries below `used` are initialised.
unsafe impl HeapObject for Table {
    const KIND: Kind = Kind::Table;
    fn trace(&self, marker: &mut Marker<'_>) {
        for entry in self.entries() {
            marker.field(&entry.key);
            marker.field(&entry.value);
        }
    }
}

/// Only a comparison can tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Undecided;

/// What a probe found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Probe {
    /// The number of the entry.
    Found(usize),
    /// No entry has this key.
    Absent,
    /// The comparison changed the table under us: look again in the owner's table.
    Changed,
}

impl Table {
    /// An empty table with room for `capacity` entries (at least 5).
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn new(heap: &mut Heap, capacity: usize) -> Result<Gc<Table>, OutOfMemory> {
        let capacity = u32::try_from(capacity.max(5)).map_err(|_| OutOfMemory)?;
        let slots = (capacity as u64 * 3 / 2 + 1).next_power_of_two();
        let capacity = (slots * 2 / 3) as u32;
        let bits = slots.trailing_zeros();
        let bytes = capacity as usize * size_of::<Entry>() + slots as usize * 4;
        let header = Header::new(Kind::Table, 0);
        let [used, live, first, end] = [0; 4].map(Cell::new);
        let table = heap.try_alloc(Table { header, capacity, bits, used, live, first, end }, bytes)?;
        table.index().iter().for_each(|slot| slot.set(EMPTY));
        Ok(table)
    }

    fn raw_entries(&self) -> *const Entry {
        // SAFETY: one past the struct is inside the cell.
        unsafe { std::ptr::from_ref(self).add(1).cast() }
    }

    /// The entries, removed ones (key DELETED) among them, in insertion order.
    #[inline(always)]
    pub fn entries(&self) -> &[Entry] {
        // SAFETY: entries below `used` are initialised; the cell has room for `capacity >= used`.
        unsafe { std::slice::from_raw_parts(self.raw_entries(), self.used.get() as usize) }
    }

    #[inline(always)]
    fn index(&self) -> &[Cell<u32>] {
        // SAFETY: the index follows the entries; `new` fills it.
        unsafe {
            std::slice::from_raw_parts(self.raw_entries().add(self.capacity as usize).cast(), 1 << self.bits)
        }
    }

    /// Where entries that are not removed may stand: what a queue or a stack took off lies outside.
    pub fn live_range(&self) -> std::ops::Range<usize> {
        self.first.get() as usize..self.end.get() as usize
    }

    /// How many entries are not removed.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.live.get() as usize
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether an insertion needs a larger (or compacted) table first.
    #[inline(always)]
    pub fn is_full(&self) -> bool {
        self.used.get() == self.capacity
    }

    #[inline(always)]
    fn first_slot(&self, hash: u64) -> usize {
        (hash.wrapping_mul(SPREAD) >> (64 - self.bits)) as usize
    }

    /// The number of the entry whose key is this very object; `None` if no key has its hash.
    ///
    /// # Errors
    /// [`Undecided`] when another object has the hash.
    #[inline(always)]
    pub fn find_same(&self, hash: u64, key: Value) -> Result<Option<usize>, Undecided> {
        let mask = (1usize << self.bits) - 1;
        let mut slot = self.first_slot(hash);
        // SAFETY: the index has `mask + 1` slots, and what it names are entries below `used`.
        unsafe {
            let entries = self.raw_entries();
            let index = entries.add(self.capacity as usize).cast::<u32>();
            loop {
                let number = *index.add(slot);
                if number < TOMBSTONE {
                    let entry = &*entries.add(number as usize);
                    if entry.hash.get() == hash {
                        return if entry.key.get().is(key) {
                            Ok(Some(number as usize))
                        } else {
                            Err(Undecided)
                        };
                    }
                } else if number == EMPTY {
                    return Ok(None);
                }
                slot = (slot + 1) & mask;
            }
        }
    }

    /// Finds the entry whose key is `key`, or equal to it: `equal` is asked for keys of the same hash that are
    /// other objects. It may run any code.
    ///
    /// # Errors
    /// What `equal` raises.
    #[inline]
    pub fn probe(
        this: Gc<Table>,
        hash: u64,
        key: Value,
        mut equal: impl FnMut(Value) -> PyResult<bool>,
    ) -> PyResult<Probe> {
        let index = this.index();
        let mask = index.len() - 1;
        let mut slot = this.first_slot(hash);
        loop {
            let number = index[slot].get();
            if number == EMPTY {
                return Ok(Probe::Absent);
            }
            if number != TOMBSTONE {
                let entry = &this.entries()[number as usize];
                if entry.hash.get() == hash {
                    let found = entry.key.get();
                    if found.is(key) {
                        return Ok(Probe::Found(number as usize));
                    }
                    let used = this.used.get();
                    let is_equal = equal(found)?;
                    if !this.entries().get(number as usize).is_some_and(|e| e.key.get().is(found))
                        || this.used.get() != used
                    {
                        return Ok(Probe::Changed);
                    }
                    if is_equal {
                        return Ok(Probe::Found(number as usize));
                    }
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Finds an interned name; keys that are not exactly str are skipped.
    #[inline]
    pub fn probe_name(&self, hash: u64, key: Value) -> Option<usize> {
        let index = self.index();
        let mask = index.len() - 1;
        let mut slot = self.first_slot(hash);
        loop {
            match index[slot].get() {
                EMPTY => return None,
                TOMBSTONE => {}
                number => {
                    let entry = &self.entries()[number as usize];
                    if entry.hash.get() == hash && is_name(entry.key.get(), key) {
                        return Some(number as usize);
                    }
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Adds an entry for a key that is not there.
    ///
    /// # Panics
    /// When the table is full.
    pub fn insert(this: Gc<Table>, heap: &mut Heap, hash: u64, key: Value, value: Value) -> usize {
        assert!(!this.is_full(), "pyopt: insertion into a full table");
        heap.barrier(this);
        let number = this.used.get();
        // SAFETY: `number < capacity`, so the entry lies inside the cell.
        unsafe {
            let entry = this.raw_entries().cast_mut().add(number as usize);
            entry.write(Entry { hash: Cell::new(hash), key: Cell::new(key), value: Cell::new(value) });
        }
        this.used.set(number + 1);
        this.end.set(number + 1);
        this.live.set(this.live.get() + 1);
        let index = this.index();
        let mask = index.len() - 1;
        let mut slot = this.first_slot(hash);
        while index[slot].get() < TOMBSTONE {
            slot = (slot + 1) & mask;
        }
        index[slot].set(number);
        number as usize
    }

    /// Stores the value of entry `number`.
    #[inline]
    pub fn store(this: Gc<Table>, heap: &mut Heap, number: usize, value: Value) {
        heap.set(this, &this.entries()[number].value, value);
    }

    /// Removes entry `number`; its value.
    ///
    /// A slot that leads to the entry becomes a tombstone, so the count of slots in use does not fall; since an
    /// entry's place is not used again either, the index stays as sparse as `capacity` makes it.
    pub fn remove(&self, number: usize) -> Value {
        let entry = &self.entries()[number];
        let index = self.index();
        let mask = index.len() - 1;
        let mut slot = self.first_slot(entry.hash.get());
        while index[slot].get() != number as u32 {
            slot = (slot + 1) & mask;
        }
        index[slot].set(TOMBSTONE);
        entry.key.set(Value::DELETED);
        self.live.set(self.live.get() - 1);
        let value = entry.value.replace(Value::NULL);
        let (mut first, mut end) = (self.first.get(), self.end.get());
        let removed = |n: u32| self.entries()[n as usize].key.get().is(Value::DELETED);
        while first < end && removed(first) {
            first += 1;
        }
        while first < end && removed(end - 1) {
            end -= 1;
        }
        self.first.set(first);
        self.end.set(end);
        value
    }

    /// A table with the same live entries and room for `more` beyond them.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn rebuilt(this: Gc<Table>, heap: &mut Heap, more: usize) -> Result<Gc<Table>, OutOfMemory> {
        let table = Table::new(heap, this.len() + more)?;
        for entry in this.entries() {
            if !entry.key.get().is(Value::DELETED) {
                Table::insert(table, heap, entry.hash.get(), entry.key.get(), entry.value.get());
            }
        }
        Ok(table)
    }

    /// A table with the same entries at the same places; `None` if some were removed.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn copied(this: Gc<Table>, heap: &mut Heap) -> Result<Option<Gc<Table>>, OutOfMemory> {
        let used = this.used.get();
        if used != this.live.get() {
            return Ok(None);
        }
        let table = Table::new(heap, this.capacity as usize)?;
        if table.bits != this.bits {
            return Ok(None);
        }
        // SAFETY: both have room for as many entries and slots; a fresh cell needs no barrier.
        unsafe {
            let entries = table.raw_entries().cast_mut();
            std::ptr::copy_nonoverlapping(this.raw_entries(), entries, used as usize);
            let (from, to) = (this.index(), table.index());
            std::ptr::copy_nonoverlapping(from.as_ptr(), to.as_ptr().cast_mut(), from.len());
        }
        [
            (&table.used, used),
            (&table.live, used),
            (&table.first, this.first.get()),
            (&table.end, this.end.get()),
        ]
        .into_iter()
        .for_each(|(cell, count)| cell.set(count));
        Ok(Some(table))
    }

    /// Gives the entries of a fresh table their values, in order; false where one is NULL.
    pub fn give_values(&self, value: impl Fn(usize) -> Value) -> bool {
        self.entries().iter().enumerate().all(|(number, entry)| {
            let value = value(number);
            entry.value.set(value);
            !value.is_null()
        })
    }

    /// The hash of entry `number`.
    pub fn hash_of(&self, number: usize) -> u64 {
        self.entries()[number].hash.get()
    }
}
