//! The open hash table under `set` and `frozenset`: members stand where CPython's probing puts them, so that sets are
//! iterated in CPython's order.
//!
//! ```text
//! [header][mask][filled][used] [hash key]; mask + 1        key: NULL never used, DELETED removed
//!
//! probes: i, i + 1 … i + 9 (if those lie before the end), then i ← 5 i + 1 + perturb, perturb ← perturb >> 5
//! ```
//!
//! INVARIANT: at least one slot was never used, so every probe ends. A removed slot is not used again; tables are
//! replaced by larger ones, or by clean ones of the same size.

use super::Kind;
use super::table::Probe;
use crate::heap::{Gc, Header, Heap, HeapObject, Marker, OutOfMemory};
use crate::value::{PyResult, Value};
use std::cell::Cell;

/// The smallest table.
const SMALLEST: usize = 8;
/// How many slots behind the first one are probed before the next jump.
const LINEAR: usize = 9;
const SHIFT: u32 = 5;
/// A table with more members grows twofold, a smaller one fourfold.
const LARGE: usize = 50_000;

/// One slot.
#[repr(C)]
struct Slot {
    hash: Cell<u64>,
    key: Cell<Value>,
}

/// A table of a power of two of slots.
#[repr(C)]
pub struct SetTable {
    header: Header,
    mask: usize,
    /// Slots that are or were in use.
    filled: Cell<usize>,
    used: Cell<usize>,
}

// SAFETY: `#[repr(C)]`, header first; `mask + 1` slots follow, initialised when it is made.
unsafe impl HeapObject for SetTable {
    const KIND: Kind = Kind::SetTable;
    fn trace(&self, marker: &mut Marker<'_>) {
        for slot in self.slots() {
            marker.field(&slot.key);
        }
    }
}

/// The slots that a hash is looked for in, in order, without end: runs of neighbours, with a jump behind each.
struct Path {
    mask: usize,
    first: usize,
    perturb: u64,
}

impl Path {
    #[inline(always)]
    fn new(mask: usize, hash: u64) -> Path {
        Path { mask, first: hash as usize & mask, perturb: hash }
    }

    /// The slots up to the next jump.
    #[inline(always)]
    fn run(&self) -> std::ops::Range<usize> {
        self.first..self.first + 1 + if self.first + LINEAR <= self.mask { LINEAR } else { 0 }
    }

    #[inline(always)]
    fn jump(&mut self) {
        self.perturb >>= SHIFT;
        let jump = self.first.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb as usize);
        self.first = jump & self.mask;
    }
}

impl SetTable {
    /// An empty table for more than `members` members.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn new(heap: &mut Heap, members: usize) -> Result<Gc<SetTable>, OutOfMemory> {
        let mut size = SMALLEST;
        while size <= members {
            size = size.checked_mul(2).ok_or(OutOfMemory)?;
        }
        let bytes = size.checked_mul(size_of::<Slot>()).ok_or(OutOfMemory)?;
        let header = Header::new(Kind::SetTable, 0);
        let table = SetTable { header, mask: size - 1, filled: Cell::new(0), used: Cell::new(0) };
        let table = heap.try_alloc(table, bytes)?;
        // SAFETY: the cell has room for `size` slots behind the struct.
        unsafe {
            let first = table.as_ptr().cast::<SetTable>().add(1).cast::<Slot>();
            for i in 0..size {
                first.add(i).write(Slot { hash: Cell::new(0), key: Cell::new(Value::NULL) });
            }
        }
        Ok(table)
    }

    #[inline(always)]
    fn slots(&self) -> &[Slot] {
        // SAFETY: `mask + 1` slots follow the struct.
        unsafe { std::slice::from_raw_parts(std::ptr::from_ref(self).add(1).cast(), self.mask + 1) }
    }

    /// Where a hash is looked for first.
    #[inline(always)]
    fn first_slot(&self, hash: u64) -> &Slot {
        // SAFETY: there are `mask + 1` slots.
        unsafe { self.slots().get_unchecked(hash as usize & self.mask) }
    }

    /// How many members there are.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.used.get()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether no slot is in use or was.
    pub fn is_untouched(&self) -> bool {
        self.filled.get() == 0
    }

    /// Whether a table this full, with `more` members to come at once, is replaced by a larger one first.
    pub fn is_small_for(&self, more: usize) -> bool {
        (self.filled.get() + more) * 5 >= self.mask * 3
    }

    /// Whether the table is replaced after an insertion.
    #[inline(always)]
    pub fn is_crowded(&self) -> bool {
        self.filled.get() * 5 >= self.mask * 3
    }

    /// Whether there is no room for another member.
    #[inline(always)]
    pub fn is_full(&self) -> bool {
        self.filled.get() >= self.mask
    }

    /// Whether more than a quarter of the slots are removed ones.
    pub fn is_worn(&self) -> bool {
        self.filled.get() - self.used.get() > self.mask / 4
    }

    /// How many members the next table of a set is made for.
    pub fn next_size(&self) -> usize {
        if self.used.get() > LARGE { self.used.get() * 2 } else { self.used.get() * 4 }
    }

    /// Finds the slot whose key is `key`, or equal to it: `equal` is asked for keys of the same hash that are other
    /// objects. It may run any code.
    ///
    /// # Errors
    /// What `equal` raises.
    #[inline]
    pub fn probe(
        this: Gc<SetTable>,
        hash: u64,
        key: Value,
        mut equal: impl FnMut(Value) -> PyResult<bool>,
    ) -> PyResult<Probe> {
        let mut path = Path::new(this.mask, hash);
        let first = this.first_slot(hash);
        if first.key.get().is_null() {
            return Ok(Probe::Absent);
        }
        if first.key.get().is(key) && first.hash.get() == hash {
            return Ok(Probe::Found(path.first));
        }
        let slots = this.slots();
        loop {
            let run = path.run();
            let first = run.start;
            for (step, slot) in slots[run].iter().enumerate() {
                let found = slot.key.get();
                if found.is_null() {
                    return Ok(Probe::Absent);
                }
                if slot.hash.get() == hash && !found.is(Value::DELETED) {
                    if found.is(key) {
                        return Ok(Probe::Found(first + step));
                    }
                    let filled = this.filled.get();
                    let is_equal = equal(found)?;
                    if !slot.key.get().is(found) || this.filled.get() != filled {
                        return Ok(Probe::Changed);
                    }
                    if is_equal {
                        return Ok(Probe::Found(first + step));
                    }
                }
            }
            path.jump();
        }
    }

    /// Whether every member is one of another table, as far as that is seen without asking: identical ones are, and
    /// small ints that are not identical differ. `None` where two objects of one hash have to be compared.
    pub fn is_within(&self, other: &SetTable) -> Option<bool> {
        for (hash, key) in self.members() {
            if !other.holds_plainly(hash, key)? {
                return Some(false);
            }
        }
        Some(true)
    }

    /// Whether a key is a member, as far as that is seen without asking: see [`SetTable::is_within`].
    #[inline(always)]
    pub fn holds_plainly(&self, hash: u64, key: Value) -> Option<bool> {
        // Most are where they are looked for first, or nowhere.
        let first = self.first_slot(hash);
        if first.key.get().is(key) && first.hash.get() == hash {
            return Some(true);
        }
        if first.key.get().is_null() {
            return Some(false);
        }
        let slots = self.slots();
        let mut path = Path::new(self.mask, hash);
        loop {
            for slot in &slots[path.run()] {
                let found = slot.key.get();
                if found.is_null() {
                    return Some(false);
                }
                if slot.hash.get() == hash && !found.is(Value::DELETED) {
                    if found.is(key) {
                        return Some(true);
                    }
                    if !found.both_small_ints(key) {
                        return None;
                    }
                }
            }
            path.jump();
        }
    }

    /// The members, with their hashes.
    #[inline(always)]
    pub fn members(&self) -> impl Iterator<Item = (u64, Value)> + '_ {
        let slots = self.slots().iter().map(|slot| (slot.hash.get(), slot.key.get()));
        slots.filter(|(_, key)| !key.is_null() && !key.is(Value::DELETED))
    }

    /// The first slot on the path of a hash that was never used.
    #[inline(never)]
    fn free_slot(&self, hash: u64) -> &Slot {
        let mut path = Path::new(self.mask, hash);
        loop {
            if let Some(free) = self.slots()[path.run()].iter().find(|slot| slot.key.get().is_null()) {
                return free;
            }
            path.jump();
        }
    }

    /// Adds a member that is not there.
    ///
    /// # Panics
    /// When the table is full.
    #[inline]
    pub fn insert(this: Gc<SetTable>, heap: &mut Heap, hash: u64, key: Value) {
        assert!(!this.is_full(), "pyopt: insertion into a full set");
        let first = this.first_slot(hash);
        let free = if first.key.get().is_null() { first } else { this.free_slot(hash) };
        free.hash.set(hash);
        heap.set(this, &free.key, key);
        this.filled.set(this.filled.get() + 1);
        this.used.set(this.used.get() + 1);
    }

    /// Removes the member in slot `number`.
    pub fn remove(&self, number: usize) {
        let slot = &self.slots()[number];
        if !slot.key.get().is_null() && !slot.key.replace(Value::DELETED).is(Value::DELETED) {
            self.used.set(self.used.get() - 1);
        }
    }

    /// The first member at or behind slot `number`, and its slot.
    #[inline]
    pub fn next_entry(&self, number: usize) -> Option<(usize, Value)> {
        let keys = self.slots().get(number..)?.iter().map(|slot| slot.key.get());
        let mut members = keys.enumerate().filter(|(_, key)| !key.is_null() && !key.is(Value::DELETED));
        members.next().map(|(n, key)| (number + n, key))
    }

    /// The hash of the member in slot `number`.
    pub fn hash_of(&self, number: usize) -> u64 {
        self.slots()[number].hash.get()
    }

    /// How many slots there are.
    pub fn size(&self) -> usize {
        self.mask + 1
    }

    /// A table with the same members, for more than `members` of them.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn rebuilt(this: Gc<SetTable>, heap: &mut Heap, members: usize) -> Result<Gc<SetTable>, OutOfMemory> {
        let table = SetTable::new(heap, members.max(this.len()))?;
        SetTable::insert_all(table, heap, this);
        Ok(table)
    }

    /// Adds the members of another table, none of which is there.
    pub fn insert_all(this: Gc<SetTable>, heap: &mut Heap, from: Gc<SetTable>) {
        for slot in from.slots() {
            let key = slot.key.get();
            if !key.is_null() && !key.is(Value::DELETED) {
                SetTable::insert(this, heap, slot.hash.get(), key);
            }
        }
    }

    /// A copy of a table without removed slots: every member stays where it is.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn copied(this: Gc<SetTable>, heap: &mut Heap) -> Result<Gc<SetTable>, OutOfMemory> {
        let table = SetTable::new(heap, this.mask)?;
        for (to, from) in table.slots().iter().zip(this.slots()) {
            to.hash.set(from.hash.get());
            heap.set(table, &to.key, from.key.get());
        }
        table.filled.set(this.filled.get());
        table.used.set(this.used.get());
        Ok(table)
    }

    /// Whether a table holds no removed slots.
    pub fn is_clean(&self) -> bool {
        self.filled.get() == self.used.get()
    }
}
