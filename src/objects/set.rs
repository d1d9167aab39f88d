//! `set` and `frozenset`: a dict's table without values.
//!
//! ```text
//! [header][table ─► Table or NULL][hash of a frozenset, 0: not computed]
//! ```

use super::dict::{DictError, with_room};
use super::table::{Probe, Table};
use super::{Kind, heap_object};
use crate::heap::{Gc, Header, Heap, OutOfMemory};
use crate::value::{PyResult, Value};
use std::cell::Cell;

/// A set.
#[repr(C)]
pub struct Set {
    header: Header,
    table: Cell<Value>,
    hash: Cell<u64>,
}

heap_object!(Set: Set, trace table);

impl Set {
    /// An empty one that is not in the heap yet: for instances of derived classes.
    pub fn unplaced() -> Set {
        Set {
            header: Header::new(Kind::Set, Kind::Set as u32),
            table: Cell::new(Value::NULL),
            hash: Cell::new(0),
        }
    }

    /// An empty set.
    pub fn new(heap: &mut Heap, shape: u32) -> Gc<Set> {
        let header = Header::new(Kind::Set, shape);
        heap.alloc(Set { header, table: Cell::new(Value::NULL), hash: Cell::new(0) }, 0)
    }

    /// An empty set, not yet in the heap: for `Vm::alloc_instance`.
    pub fn empty() -> Set {
        let header = Header::new(Kind::Set, Kind::Set as u32);
        Set { header, table: Cell::new(Value::NULL), hash: Cell::new(0) }
    }

    fn table(&self) -> Option<Gc<Table>> {
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
            let probe = Table::probe(table, hash, key, &mut equal)?;
            match probe {
                _ if !self.table.get().is(table.value()) => {}
                Probe::Found(number) => return Ok(Some(number)),
                Probe::Absent => return Ok(None),
                Probe::Changed => {}
            }
        }
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
        let table = with_room(heap, this.table())?;
        heap.set(this, &this.table, table.value());
        Table::insert(table, heap, hash, key, Value::NULL);
        Ok(())
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
        let table = self.table()?;
        let entries = table.entries();
        let live = table.live_range();
        (number.max(live.start)..live.end)
            .map(|n| (n, entries[n].key.get()))
            .find(|(_, k)| !k.is(Value::DELETED))
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
