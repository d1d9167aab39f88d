//! `set` and `frozenset`.
//!
//! ```text
//! [header][table ─► SetTable or NULL][hash of a frozenset, 0: not computed][where `pop` looks next]
//! ```

use super::Kind;
use super::dict::DictError;
use super::set_table::SetTable;
use super::table::Probe;
use crate::heap::{Gc, Header, Heap, HeapObject, Marker, OutOfMemory, flags};
use crate::value::{PyResult, Value};
use std::cell::Cell;

/// A set.
#[repr(C)]
pub struct Set {
    header: Header,
    table: Cell<Value>,
    hash: Cell<u64>,
    finger: Cell<usize>,
}

/// Members live only as long as others refer to them.
const WEAK: u8 = flags::KIND_A;

// SAFETY: `#[repr(C)]`, header first, mutable fields are cells, and the field that refers to the heap is visited.
unsafe impl HeapObject for Set {
    const KIND: Kind = Kind::Set;
    #[inline]
    fn trace(&self, marker: &mut Marker<'_>) {
        match self.header.has_flag(WEAK) {
            true => marker.weak_set(&self.table),
            false => marker.field(&self.table),
        }
    }
}

impl Set {
    /// An empty one that is not in the heap yet: for instances of derived classes.
    pub fn unplaced() -> Set {
        Set {
            header: Header::new(Kind::Set, Kind::Set as u32),
            table: Cell::new(Value::NULL),
            hash: Cell::new(0),
            finger: Cell::new(0),
        }
    }

    /// An empty set.
    pub fn new(heap: &mut Heap, shape: u32) -> Gc<Set> {
        let header = Header::new(Kind::Set, shape);
        heap.alloc(Set { header, table: Cell::new(Value::NULL), hash: Cell::new(0), finger: Cell::new(0) }, 0)
    }

    /// An empty set, not yet in the heap: for `Vm::alloc_instance`.
    pub fn empty() -> Set {
        let header = Header::new(Kind::Set, Kind::Set as u32);
        Set { header, table: Cell::new(Value::NULL), hash: Cell::new(0), finger: Cell::new(0) }
    }

    /// An empty set that does not keep its members: a full collection takes out those that nobody else refers to.
    pub(crate) fn new_weak(heap: &mut Heap) -> Gc<Set> {
        let set = Set::new(heap, Kind::Set as u32);
        set.set_flag(WEAK, true);
        set
    }

    fn table(&self) -> Option<Gc<SetTable>> {
        self.table.get().downcast()
    }

    /// How many members it has.
    pub fn len(&self) -> usize {
        self.table().map_or(0, |t| t.len())
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of the entry for `key`. `equal` may run any code, this set's mutation included.
    ///
    /// # Errors
    /// What `equal` raises.
    pub fn find(
        &self,
        hash: u64,
        key: Value,
        mut equal: impl FnMut(Value) -> PyResult<bool>,
    ) -> PyResult<Option<usize>> {
        loop {
            let Some(table) = self.table() else { return Ok(None) };
            let probe = SetTable::probe(table, hash, key, &mut equal)?;
            match probe {
                _ if !self.table.get().is(table.value()) => {}
                Probe::Found(number) => return Ok(Some(number)),
                Probe::Absent => return Ok(None),
                Probe::Changed => {}
            }
        }
    }

    /// Whether every member is one of another set: see [`SetTable::is_within`].
    pub fn is_within(&self, other: &Set) -> Option<bool> {
        match (self.table(), other.table()) {
            (None, _) => Some(true),
            (Some(own), None) => Some(own.is_empty()),
            (Some(own), Some(other)) => own.is_within(&other),
        }
    }

    /// Whether two sets have a member in common, as far as that is seen without asking: see [`SetTable::is_within`].
    pub fn meets(&self, other: &Set) -> Option<bool> {
        let (Some(own), Some(other)) = (self.table(), other.table()) else { return Some(false) };
        for (hash, key) in own.members() {
            if other.holds_plainly(hash, key)? {
                return Some(true);
            }
        }
        Some(false)
    }

    /// Whether a key is a member, as far as that is seen without asking: see [`SetTable::holds_plainly`].
    #[inline(always)]
    pub fn holds_plainly(&self, hash: u64, key: Value) -> Option<bool> {
        self.table().map_or(Some(false), |table| table.holds_plainly(hash, key))
    }

    /// Adds to an empty set the members of `from` that are, or are not, members of `other`; false, and nothing that
    /// counts done, where that takes asking.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn sift(
        this: Gc<Set>,
        heap: &mut Heap,
        from: &Set,
        other: &Set,
        members: bool,
    ) -> Result<bool, OutOfMemory> {
        let Some(from) = from.table() else { return Ok(true) };
        let other = other.table();
        let mut table = None;
        for (hash, key) in from.members() {
            let Some(found) = other.map_or(Some(false), |other| other.holds_plainly(hash, key)) else {
                Set::clear(this, heap);
                return Ok(false);
            };
            if found == members {
                // As `add_absent`, of a set whose table is known.
                let room = match table {
                    Some(table) => table,
                    None => Set::first_table(this, heap)?,
                };
                SetTable::insert(room, heap, hash, key);
                table = Some(match room.is_crowded() {
                    true => Set::replace_table(this, heap, room, room.next_size())?,
                    false => room,
                });
            }
        }
        Ok(true)
    }

    /// Adds a member; false if an equal one was there.
    ///
    /// # Errors
    /// What `equal` raises, or the heap's limit.
    pub fn add(
        this: Gc<Set>,
        heap: &mut Heap,
        hash: u64,
        key: Value,
        equal: impl FnMut(Value) -> PyResult<bool>,
    ) -> Result<bool, DictError> {
        if this.find(hash, key, equal)?.is_some() {
            return Ok(false);
        }
        Set::add_absent(this, heap, hash, key)?;
        Ok(true)
    }

    /// Adds a member that is known not to be there.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn add_absent(this: Gc<Set>, heap: &mut Heap, hash: u64, key: Value) -> Result<(), OutOfMemory> {
        let table = match this.table() {
            Some(table) if !table.is_full() => table,
            Some(table) => Set::replace_table(this, heap, table, table.next_size())?,
            None => Set::first_table(this, heap)?,
        };
        SetTable::insert(table, heap, hash, key);
        if table.is_crowded() {
            Set::replace_table(this, heap, table, table.next_size())?;
        }
        Ok(())
    }

    fn first_table(this: Gc<Set>, heap: &mut Heap) -> Result<Gc<SetTable>, OutOfMemory> {
        let table = SetTable::new(heap, 0)?;
        heap.set(this, &this.table, table.value());
        Ok(table)
    }

    fn replace_table(
        this: Gc<Set>,
        heap: &mut Heap,
        table: Gc<SetTable>,
        members: usize,
    ) -> Result<Gc<SetTable>, OutOfMemory> {
        let table = SetTable::rebuilt(table, heap, members)?;
        heap.set(this, &this.table, table.value());
        Ok(table)
    }

    /// Makes room for `more` members that come at once: those of a set or dict.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn expect(this: Gc<Set>, heap: &mut Heap, more: usize) -> Result<(), OutOfMemory> {
        let table = match this.table() {
            Some(table) => table,
            None => SetTable::new(heap, 0)?,
        };
        let small = table.is_small_for(more);
        let table = if small { SetTable::rebuilt(table, heap, (table.len() + more) * 2)? } else { table };
        heap.set(this, &this.table, table.value());
        Ok(())
    }

    /// Adds the members of another set to one that never had any; false, and nothing done, for one that had.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn fill(this: Gc<Set>, heap: &mut Heap, from: Gc<Set>) -> Result<bool, OutOfMemory> {
        let Some(source) = from.table().filter(|t| !t.is_empty()) else { return Ok(true) };
        Set::expect(this, heap, source.len())?;
        let Some(table) = this.table().filter(|t| t.is_untouched()) else { return Ok(false) };
        if table.size() == source.size() && source.is_clean() {
            let copy = SetTable::copied(source, heap)?;
            heap.set(this, &this.table, copy.value());
        } else {
            SetTable::insert_all(table, heap, source);
        }
        Ok(true)
    }

    /// After many removals: members close up again.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn tidy(this: Gc<Set>, heap: &mut Heap) -> Result<(), OutOfMemory> {
        if let Some(table) = this.table().filter(|t| t.is_worn()) {
            Set::replace_table(this, heap, table, table.next_size())?;
        }
        Ok(())
    }

    /// Takes a member off: the next one behind the last that was taken, round and round.
    pub fn pop(&self) -> Option<Value> {
        let table = self.table()?;
        let from = self.finger.get() & (table.size() - 1);
        let (number, key) = table.next_entry(from).or_else(|| table.next_entry(0))?;
        table.remove(number);
        self.finger.set(number + 1);
        Some(key)
    }

    /// Removes entry `number`.
    pub fn remove(&self, number: usize) {
        if let Some(table) = self.table() {
            table.remove(number);
        }
    }

    /// Takes the members of another set, which is not used afterwards.
    pub fn take_table(this: Gc<Set>, heap: &mut Heap, from: Gc<Set>) {
        heap.set(this, &this.table, from.table.get());
    }

    /// Removes every member.
    pub fn clear(this: Gc<Set>, heap: &mut Heap) {
        heap.set(this, &this.table, Value::NULL);
    }

    /// The first member at or behind entry `number`, and its number. How iteration steps.
    pub fn next_entry(&self, number: usize) -> Option<(usize, Value)> {
        self.table()?.next_entry(number)
    }

    /// The members.
    pub fn members(&self) -> impl Iterator<Item = Value> {
        let table = self.table();
        // SAFETY: the table lives in the heap; the iterator keeps it on the stack.
        let table = table.map(|table| unsafe { &*table.as_ptr().cast::<SetTable>() });
        table.into_iter().flat_map(|table| table.members().map(|(_, key)| key))
    }

    /// The hash that entry `number` was stored with.
    pub fn hash_at(&self, number: usize) -> u64 {
        self.table().map_or(0, |t| t.hash_of(number))
    }

    /// The place of a frozenset's hash; 0 while it is not computed.
    pub fn hash_cell(&self) -> &Cell<u64> {
        &self.hash
    }
}
