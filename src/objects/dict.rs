//! `dict`: a table in insertion order, and four raw functions that every mutation ends in.
//!
//! ```text
//! [header][table ─► Table or NULL][hidden ─► Table of absent cells, or NULL][watch]
//! ```
//!
//! [`Dict::raw_set`], [`Dict::raw_remove`], [`Dict::raw_clear`] and the rebuild inside them test one flag,
//! NAMESPACE: the values of a namespace stand in [`NameCell`]s. What a mutation broke is told by its result,
//! [`Broken`], which the interpreter turns into patched guard sites.

use super::table::{Probe, Table, Undecided};
use super::{Kind, NameCell, heap_object};
use crate::heap::{Gc, Header, Heap, OutOfMemory, flags};
use crate::value::{PyResult, Raised, Value};
use std::cell::Cell;

const NAMESPACE: u8 = flags::KIND_A;
/// A key that is not exactly a str was stored since it became a namespace.
const FOREIGN_KEYS: u8 = flags::KIND_B;

/// A dict.
#[repr(C)]
pub struct Dict {
    header: Header,
    table: Cell<Value>,
    hidden: Cell<Value>,
}

heap_object!(Dict: Dict, trace table hidden);

/// Which watched cell a mutation changed, if any: its dependents must be told before anything else runs.
#[must_use]
#[derive(Clone, Copy, Default, Debug)]
pub struct Broken(pub Option<Gc<NameCell>>);

/// Why a mutation failed.
#[derive(Clone, Copy, Debug)]
pub enum DictError {
    /// A comparison raised.
    Raised,
    /// The heap's limit would be passed.
    OutOfMemory,
}

impl From<Raised> for DictError {
    fn from(_: Raised) -> DictError {
        DictError::Raised
    }
}

impl From<OutOfMemory> for DictError {
    fn from(_: OutOfMemory) -> DictError {
        DictError::OutOfMemory
    }
}

impl Dict {
    /// An empty one that is not in the heap yet: for instances of derived classes.
    pub fn unplaced() -> Dict {
        Dict {
            header: Header::new(Kind::Dict, Kind::Dict as u32),
            table: Cell::new(Value::NULL),
            hidden: Cell::new(Value::NULL),
        }
    }

    /// An empty dict.
    pub fn new(heap: &mut Heap, shape: u32) -> Gc<Dict> {
        let header = Header::new(Kind::Dict, shape);
        heap.alloc(Dict { header, ..Dict::blank() }, 0)
    }

    /// What an empty dict consists of, for an allocation that sets the class.
    pub fn blank() -> Dict {
        let header = Header::new(Kind::Dict, Kind::Dict as u32);
        Dict { header, table: Cell::new(Value::NULL), hidden: Cell::new(Value::NULL) }
    }

    /// An empty dict, not yet in the heap: for `Vm::alloc_instance`.
    pub fn empty() -> Dict {
        let header = Header::new(Kind::Dict, Kind::Dict as u32);
        Dict { header, table: Cell::new(Value::NULL), hidden: Cell::new(Value::NULL) }
    }

    fn table(&self) -> Option<Gc<Table>> {
        self.table.get().downcast()
    }

    /// How many entries it has.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.table().map_or(0, |t| t.len())
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether its values stand in cells.
    #[inline(always)]
    pub fn is_namespace(&self) -> bool {
        self.header.has_flag(NAMESPACE)
    }

    /// Whether a key that is not exactly a str was ever stored while it was a namespace.
    pub fn has_foreign_keys(&self) -> bool {
        self.header.has_flag(FOREIGN_KEYS)
    }

    /// Notes that a key that is not exactly a str came in.
    pub fn set_foreign_keys(this: Gc<Dict>) {
        this.set_flag(FOREIGN_KEYS, true);
    }

    /// The cells of a namespace, hidden ones included; the dict must not change meanwhile.
    pub fn cells(this: Gc<Dict>) -> impl Iterator<Item = Gc<NameCell>> {
        let tables = [this.table(), this.hidden.get().downcast::<Table>()];
        tables.into_iter().flatten().flat_map(|table| {
            (0..table.entries().len())
                .filter_map(move |n| table.entries()[n].value.get().downcast::<NameCell>())
        })
    }

    /// Moves every value into a cell; from now on `cell` may be asked for.
    pub fn make_namespace(this: Gc<Dict>, heap: &mut Heap) {
        if this.is_namespace() {
            return;
        }
        this.set_flag(NAMESPACE, true);
        if let Some(table) = this.table() {
            for number in 0..table.entries().len() {
                let key = table.entries()[number].key.get();
                if !key.is(Value::DELETED) {
                    let plain =
                        key.header().is_some_and(|h| h.kind() == Kind::Str && h.shape() == Kind::Str as u32);
                    if !plain {
                        Dict::set_foreign_keys(this);
                    }
                    let cell = NameCell::new(heap, table.entries()[number].value.get());
                    Table::store(table, heap, number, cell.value());
                }
            }
        }
    }

    /// The number of the entry for `key`. `equal` may run any code, this dict's mutation included.
    ///
    /// # Errors
    /// What `equal` raises.
    #[inline]
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

    /// As [`Table::find_same`].
    ///
    /// # Errors
    /// As there.
    #[inline(always)]
    pub fn find_same(&self, hash: u64, key: Value) -> Result<Option<usize>, Undecided> {
        self.table().map_or(Ok(None), |table| table.find_same(hash, key))
    }

    /// The value of an entry that was found; NULL if there is none of that number.
    #[inline(always)]
    pub fn found_value(&self, number: usize) -> Value {
        let Some(table) = self.table() else { return Value::NULL };
        let value = table.entries().get(number).map_or(Value::NULL, |entry| entry.value.get());
        match value.downcast::<NameCell>() {
            Some(cell) if self.is_namespace() => cell.get(),
            _ => value,
        }
    }

    /// The number of the entry of an interned name. Keys that are not exactly str are passed over, their `__eq__`
    /// unasked: what the machine looks up itself, nobody can get in between.
    #[inline]
    pub fn find_name(&self, hash: u64, name: Value) -> Option<usize> {
        self.find(hash, name, |other| Ok(super::str::is_name(other, name))).ok().flatten()
    }

    /// The value of entry `number`; `None` beyond the last and for a removed one.
    #[inline]
    pub fn value_at(&self, number: usize) -> Option<Value> {
        self.entry(number).map(|(_, value)| value)
    }

    /// Key and value of entry `number`; `None` beyond the last and for a removed one.
    #[inline]
    pub fn entry(&self, number: usize) -> Option<(Value, Value)> {
        let table = self.table()?;
        let entry = table.entries().get(number)?;
        let key = entry.key.get();
        if key.is(Value::DELETED) {
            return None;
        }
        let value = entry.value.get();
        let value =
            if self.is_namespace() { value.downcast::<NameCell>().map_or(value, |c| c.get()) } else { value };
        Some((key, value))
    }

    /// The first entry at or behind `number`: its number, key and value. How iteration steps.
    #[inline]
    pub fn next_entry(&self, number: usize) -> Option<(usize, Value, Value)> {
        let table = self.table()?;
        let live = table.live_range();
        let from = number.max(live.start);
        for (n, entry) in table.entries().get(from..live.end)?.iter().enumerate() {
            if entry.key.get().is(Value::DELETED) {
                continue;
            }
            let held = entry.value.get();
            let value = match self.is_namespace() {
                true => held.downcast::<NameCell>().map_or(held, |cell| cell.get()),
                false => held,
            };
            return Some((from + n, entry.key.get(), value));
        }
        None
    }

    /// Makes room in an empty dict for so many entries.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn reserve(this: Gc<Dict>, heap: &mut Heap, entries: usize) -> Result<(), OutOfMemory> {
        if this.is_empty() {
            let table = Table::new(heap, entries)?;
            heap.set(this, &this.table, table.value());
        }
        Ok(())
    }

    /// Makes an empty dict one with the entries of another; false, and nothing done, where they have to be added one by
    /// one.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn fill(this: Gc<Dict>, heap: &mut Heap, from: Gc<Dict>) -> Result<bool, OutOfMemory> {
        if this.is_namespace() || from.is_namespace() || !this.is_empty() {
            return Ok(false);
        }
        let Some(source) = from.table() else { return Ok(true) };
        let Some(table) = Table::copied(source, heap)? else { return Ok(false) };
        heap.set(this, &this.table, table.value());
        Ok(true)
    }

    /// Gives an empty dict that is no namespace a table of its own.
    pub fn adopt(this: Gc<Dict>, heap: &mut Heap, table: Gc<Table>) {
        heap.set(this, &this.table, table.value());
    }

    /// A copy of the table, without removed entries; `None` if there are some, or no table.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn copied_table(&self, heap: &mut Heap) -> Result<Option<Gc<Table>>, OutOfMemory> {
        self.table().map_or(Ok(None), |table| Table::copied(table, heap))
    }

    /// The last live entry: its number, key and value.
    pub fn last_entry(&self) -> Option<(usize, Value, Value)> {
        self.previous_entry(usize::MAX)
    }

    /// The last entry below entry `number`, and its number. How backward iteration steps.
    pub fn previous_entry(&self, number: usize) -> Option<(usize, Value, Value)> {
        let end = self.table().map_or(0, |t| t.live_range().end).min(number);
        (0..end).rev().find_map(|n| self.entry(n).map(|(k, v)| (n, k, v)))
    }

    /// The hash that entry `number` was stored with.
    pub fn hash_at(&self, number: usize) -> u64 {
        self.table().map_or(0, |t| t.hash_of(number))
    }

    /// Sets `key` to `value`.
    ///
    /// # Errors
    /// What `equal` raises, or the heap's limit; the dict is unchanged then.
    pub fn set(
        this: Gc<Dict>,
        heap: &mut Heap,
        hash: u64,
        key: Value,
        value: Value,
        equal: impl FnMut(Value) -> PyResult<bool>,
    ) -> Result<Broken, DictError> {
        let found = this.find(hash, key, equal)?;
        Ok(Dict::raw_set(this, heap, found, hash, key, value)?)
    }

    /// Raw function 1: stores into entry `found`, or adds an entry for a key that is not there.
    ///
    /// # Errors
    /// When the heap's limit would be passed; the dict is unchanged then.
    pub fn raw_set(
        this: Gc<Dict>,
        heap: &mut Heap,
        found: Option<usize>,
        hash: u64,
        key: Value,
        value: Value,
    ) -> Result<Broken, OutOfMemory> {
        if let (Some(number), Some(table)) = (found, this.table()) {
            if !this.is_namespace() {
                Table::store(table, heap, number, value);
                return Ok(Broken(None));
            }
            let cell = table.entries()[number].value.get().downcast::<NameCell>();
            return Ok(Broken(cell.filter(|&c| NameCell::store(c, heap, value))));
        }
        let table = Dict::room(this, heap)?;
        if !this.is_namespace() {
            Table::insert(table, heap, hash, key, value);
            return Ok(Broken(None));
        }
        let hidden = this.hidden.get().downcast::<Table>();
        let waiting = hidden.and_then(|h| h.probe_name(hash, key).map(|n| h.remove(n)));
        if let Some(cell) = waiting.and_then(|v| v.downcast::<NameCell>()) {
            Table::insert(table, heap, hash, key, cell.value());
            return Ok(Broken(NameCell::store(cell, heap, value).then_some(cell)));
        }
        let cell = NameCell::new(heap, value);
        Table::insert(table, heap, hash, key, cell.value());
        Ok(Broken(None))
    }

    /// Raw function 2: removes entry `number`. A namespace's cell moves to the hidden table.
    ///
    /// # Errors
    /// When the heap's limit would be passed; the dict is unchanged then.
    pub fn raw_remove(this: Gc<Dict>, heap: &mut Heap, number: usize) -> Result<Broken, OutOfMemory> {
        let Some(table) = this.table() else { return Ok(Broken(None)) };
        if !this.is_namespace() {
            table.remove(number);
            return Ok(Broken(None));
        }
        let (hash, key) = (table.hash_of(number), table.entries()[number].key.get());
        let hidden = Dict::hidden_room(this, heap)?;
        let Some(cell) = table.remove(number).downcast::<NameCell>() else { return Ok(Broken(None)) };
        Table::insert(hidden, heap, hash, key, cell.value());
        Ok(Broken(NameCell::store(cell, heap, Value::NULL).then_some(cell)))
    }

    /// Raw function 3: removes everything; `broken` is called for each watched cell that changed.
    ///
    /// # Errors
    /// When the heap's limit would be passed: then a namespace has lost some of its names only.
    pub fn raw_clear(
        this: Gc<Dict>,
        heap: &mut Heap,
        mut broken: impl FnMut(&mut Heap, Gc<NameCell>),
    ) -> Result<(), OutOfMemory> {
        if this.is_namespace() {
            while let Some((number, ..)) = this.next_entry(0) {
                if let Broken(Some(cell)) = Dict::raw_remove(this, heap, number)? {
                    broken(heap, cell);
                }
            }
        }
        heap.set(this, &this.table, Value::NULL);
        Ok(())
    }

    /// The cell of an interned name in a namespace, made (and hidden) if the name is absent.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn cell(
        this: Gc<Dict>,
        heap: &mut Heap,
        hash: u64,
        name: Value,
    ) -> Result<Gc<NameCell>, OutOfMemory> {
        Dict::make_namespace(this, heap);
        let tables = [this.table(), this.hidden.get().downcast::<Table>()];
        for table in tables.into_iter().flatten() {
            let found = table.probe_name(hash, name).map(|n| table.entries()[n].value.get());
            if let Some(cell) = found.and_then(|v| v.downcast::<NameCell>()) {
                return Ok(cell);
            }
        }
        let hidden = Dict::hidden_room(this, heap)?;
        let cell = NameCell::new(heap, Value::NULL);
        Table::insert(hidden, heap, hash, name, cell.value());
        Ok(cell)
    }

    /// Raw function 4, the rebuild: a table with room for one more entry.
    fn room(this: Gc<Dict>, heap: &mut Heap) -> Result<Gc<Table>, OutOfMemory> {
        let table = with_room(heap, this.table())?;
        heap.set(this, &this.table, table.value());
        Ok(table)
    }

    fn hidden_room(this: Gc<Dict>, heap: &mut Heap) -> Result<Gc<Table>, OutOfMemory> {
        let table = with_room(heap, this.hidden.get().downcast())?;
        heap.set(this, &this.hidden, table.value());
        Ok(table)
    }
}

/// The table itself, or a rebuilt one if it is full: twice as large, or as large if most entries were removed.
pub(super) fn with_room(heap: &mut Heap, table: Option<Gc<Table>>) -> Result<Gc<Table>, OutOfMemory> {
    match table {
        None => Table::new(heap, 0),
        Some(table) if !table.is_full() => Ok(table),
        Some(table) => Table::rebuilt(table, heap, table.len().max(4)),
    }
}
