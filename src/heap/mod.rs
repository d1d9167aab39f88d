//! The heap: allocation, collection, roots. Home of nearly all `unsafe`.
//!
//! ```text
//! reserved address space
//! ├─ block 0 (64 KiB, size class 2) ─ cell cell cell …
//! ├─ block 1 ┐
//! ├─ block 2 ┘ one large object
//! └─ …
//! beside them: for each block its size class; `allocated` bits and mark bits of all blocks
//! ```
//!
//! Nothing moves. A collection marks from the roots and then lets every block's `allocated` bits be its mark
//! bits: sweeping touches no dead object. The mark bits are *sticky*: a young collection does not clear them,
//! so a marked object is an old one, and only what the write barrier remembered is traced again. By the same barrier a
//! full collection of a large heap marks in slices, between which the program goes on (see `collect`).
//!
//! INVARIANTS
//! - every cell starts with a [`Header`]; a cell whose header is zero is free;
//! - every `Value` in a cell is initialised before the next safepoint;
//! - every store of a `Value` into a cell that is not fresh goes through [`Heap::barrier`];
//! - only [`Heap::collect`] frees, and only a safepoint calls it.

mod bits;
mod blocks;
mod collect;
mod gc;
mod header;
pub(crate) mod image;
mod pages;
mod stack_scan;

pub use collect::{Marker, RootSource};
pub(crate) use gc::set_shape_of;
pub use gc::{Gc, HeapObject, KindInfo};
pub use header::{Header, flags};
pub use stack_scan::{clear_stack_below, native_stack_pointer, with_saved_registers};

use crate::objects::{Kind, WeakRef};
use crate::value::Value;
use blocks::{Blocks, LARGEST_SMALL};
use std::collections::{HashMap, VecDeque};

/// Counters that `--stats` shows.
#[derive(Clone, Copy, Default, Debug)]
pub struct HeapStats {
    /// Bytes of cells handed out since the start.
    pub allocated_bytes: u64,
    /// Young collections.
    pub young_collections: u64,
    /// Full collections.
    pub full_collections: u64,
    /// Slices of marking between which the program went on.
    pub slices: u64,
    /// The longest time that the program stood still for a collection or a slice.
    pub longest_pause: std::time::Duration,
    /// How often what lives was marked because requests went past the limit.
    pub markings_at_limit: u64,
    /// Bytes that survived the last collection.
    pub live_bytes: usize,
}

/// First collection after this many bytes: most programs' peaks are their start.
const FIRST_THRESHOLD: usize = 512 << 10;
/// So much must have lived on since a full collection before the next one: marking what a start leaves behind costs more
/// than less could pay.
const LEAST_BEFORE_FULL: usize = 1 << 20;
/// Where so much lives, a full collection marks in slices between which the program goes on.
const LEAST_IN_SLICES: usize = 16 << 20;
/// A slice comes after so many allocated bytes …
const SLICE_BYTES: usize = 256 << 10;
/// … and marks so many bytes of cells: a few milliseconds' work, 32 times what was allocated since the last.
const MARKED_PER_SLICE: usize = 32 * SLICE_BYTES;
/// As many bytes may be allocated before the next collection although the limit is passed: what handles a
/// `MemoryError` must get on.
const LEAST_THRESHOLD: usize = 64 << 10;
/// This share of the limit is kept free of what lives: were it less, a program near its limit would mark all that it has
/// for every few objects that it makes. So marking costs at most as much as that of 16 times what is allocated.
const FREE_SHARE: usize = 16;
/// So many requests are refused after marking; then more marking must be paid for by allocation.
const MARKED_REFUSALS: u32 = 16;
/// A young collection after this many bytes at most.
const YOUNG_BYTES: usize = 16 << 20;

/// One engine's heap.
pub struct Heap {
    blocks: Blocks,
    /// Bytes allocated since the last collection ("debt" that the next poll pays).
    debt: usize,
    threshold: usize,
    /// Collections before their time that are paid for, and the allocated bytes at which that was reckoned last.
    early_credit: u64,
    early_paid_at: u64,
    /// Live bytes after the last full collection, by which the next one is due.
    live_after_full: usize,
    limit: usize,
    /// Bytes that may be used beyond the limit: what handles a `MemoryError` must get on.
    spare: usize,
    /// A fallible request went past the limit: whether there is garbage enough is not known yet.
    unsettled: bool,
    /// The cells of the requests that are unsettled.
    asked: Vec<*mut Header>,
    /// Up to so many bytes in use nothing needs to be settled: garbage was found that makes up for them.
    settled_up_to: usize,
    /// What lived when a request was refused last, and how many were since the last collection that freed enough.
    refused_at: usize,
    refusals: u32,
    /// A full collection left more than the limit allows to live.
    crowded: bool,
    /// Marks were set without a sweep: the next collection must be a full one.
    marks_are_stale: bool,
    /// A full collection has begun, and its marking goes on at the next polls.
    in_cycle: bool,
    remembered: Vec<*mut Header>,
    mark_stack: Vec<*mut Header>,
    weakly: collect::WeaklyHeld,
    /// Cells that own something outside the heap (see `KindInfo::drop`).
    droppable: Vec<*mut Header>,
    /// As many of them survived a collection: a young one need not look at them.
    old_droppable: usize,
    /// Objects with a finalizer that has not run.
    finalizable: Vec<*mut Header>,
    /// As many of them survived a collection: a young one need not look at them.
    old_finalizable: usize,
    /// Weak references by the address of what they refer to.
    weak: HashMap<usize, Vec<*mut Header>>,
    /// Those made since the last collection: only they can die in a young one, or what they refer to.
    young_weak: HashMap<usize, Vec<*mut Header>>,
    /// Found dead in the last collection; the loop runs them (`Vm::run_finalizers`).
    finalize_queue: VecDeque<*mut Header>,
    /// Weak references with callbacks whose object died.
    callback_queue: VecDeque<*mut Header>,
    /// `PYOPT_GC_STRESS`: a collection at every n-th safepoint; freed cells are poisoned.
    stress: u32,
    stress_count: u32,
    /// Which kind of collection comes next under stress.
    stress_turn: u8,
    stats: HeapStats,
    /// Malloc'd bytes that objects own (big ints, files, patterns), counted against the limit.
    external: usize,
}

/// The value that refers to a live cell.
fn value_of(cell: *mut Header) -> Value {
    // SAFETY: a cell's address is a value's bits, and the queues and lists of the heap hold live cells only.
    unsafe { Value::from_bits_unchecked(cell as u64) }
}

/// The heap's limit is reached.
#[derive(Clone, Copy, Debug)]
pub struct OutOfMemory;

impl Heap {
    /// An empty heap that may grow to `limit` bytes.
    ///
    /// # Panics
    /// When the operating system refuses to reserve address space.
    pub fn new(limit: usize, stress: u32) -> Heap {
        Heap {
            blocks: Blocks::new(),
            debt: 0,
            threshold: FIRST_THRESHOLD.min(limit),
            early_credit: 64,
            early_paid_at: 0,
            live_after_full: 0,
            limit,
            spare: 0,
            unsettled: false,
            asked: Vec::new(),
            settled_up_to: 0,
            refused_at: 0,
            refusals: 0,
            crowded: false,
            marks_are_stale: false,
            in_cycle: false,
            remembered: Vec::new(),
            mark_stack: Vec::new(),
            weakly: collect::WeaklyHeld::default(),
            droppable: Vec::new(),
            old_droppable: 0,
            finalizable: Vec::new(),
            old_finalizable: 0,
            weak: HashMap::new(),
            young_weak: HashMap::new(),
            finalize_queue: VecDeque::new(),
            callback_queue: VecDeque::new(),
            stress,
            stress_count: 0,
            stress_turn: 0,
            stats: HeapStats::default(),
            external: 0,
        }
    }

    /// Allocates a cell of `size` bytes; what follows its header is for the caller to write. Infallible: small requests run up a debt.
    ///
    /// # Panics
    /// When address space or the machine's memory ends.
    #[inline(always)]
    pub(crate) fn allocate(&mut self, size: usize, header: Header) -> *mut Header {
        self.debt += size;
        let cell = self.blocks.allocate(size);
        // SAFETY: the cell is ours, aligned to 16 and at least `size >= 8` bytes long.
        unsafe { cell.write(header) };
        cell
    }

    /// Allocates a cell whose size the program chose. Past the limit it is allocated all the same, unless it could not
    /// fit into an empty heap: [`Heap::settle`] tells whether garbage makes up for it.
    ///
    /// # Errors
    /// When the limit would be passed whatever is garbage; the caller raises `MemoryError`.
    #[inline(always)]
    pub(crate) fn try_allocate(&mut self, size: usize, header: Header) -> Result<*mut Header, OutOfMemory> {
        // The threshold leaves room below the limit.
        if !Blocks::is_large(size) && self.debt + size <= self.threshold {
            return Ok(self.allocate(size, header));
        }
        self.try_allocate_slow(size, header)
    }

    #[inline(never)]
    fn try_allocate_slow(&mut self, size: usize, header: Header) -> Result<*mut Header, OutOfMemory> {
        let (used, bound) = (self.used().saturating_add(size), self.bound());
        if used > bound && (size > self.ceiling() || used > bound.saturating_mul(2)) {
            return Err(OutOfMemory);
        }
        if size > isize::MAX as usize || !self.blocks.can_hold(size) {
            return Err(OutOfMemory);
        }
        let cell = self.allocate(size, header);
        if used > bound.max(self.settled_up_to) {
            self.unsettled = true;
            self.asked.push(cell);
        }
        Ok(cell)
    }

    /// Whether a small cell can be had at once, whatever its size: neither the limit nor a collection is near.
    #[inline(always)]
    pub(crate) fn has_headroom(&self) -> bool {
        self.debt + LARGEST_SMALL <= self.threshold
    }

    /// Lets a large cell grow to `size` bytes where it stands, if what lies behind it is free and the limit allows; tells
    /// whether it did. What is new is zero.
    pub(crate) fn extend(&mut self, cell: *mut Header, size: usize) -> bool {
        let more = size.saturating_sub(self.blocks.cell_size(cell as usize));
        if self.used().saturating_add(more) > self.bound() || !self.blocks.extend(cell, size) {
            return false;
        }
        self.debt += more;
        true
    }

    /// Whether a fresh cell of that size is zero behind its header.
    pub(crate) fn is_zeroed(&self, size: usize) -> bool {
        Blocks::is_large(size)
    }

    /// Whether [`Heap::settle`] has something to find out.
    #[inline(always)]
    pub(crate) fn is_unsettled(&self) -> bool {
        self.unsettled
    }

    /// As many bytes may be in use before a collection must run.
    fn bound(&self) -> usize {
        self.limit.saturating_add(self.spare)
    }

    /// The part of the limit that what lives must leave free.
    fn free_share(&self) -> usize {
        self.limit / FREE_SHARE
    }

    /// As many bytes may live.
    fn ceiling(&self) -> usize {
        self.bound() - self.free_share()
    }

    /// Whether more is in use than the limit allows; what is garbage counts until it is collected.
    fn is_over_limit(&self) -> bool {
        self.used() >= self.bound()
    }

    /// Whether the last collection was a full one and left more than may live; asked once for each.
    pub(crate) fn take_crowded(&mut self) -> bool {
        std::mem::take(&mut self.crowded)
    }

    /// A `MemoryError` is raised because of what lives: a little more may be used while it is handled, but a program that
    /// catches it again and again comes to an end.
    pub(crate) fn grant_for_handling(&mut self) {
        self.grant_beyond(self.used());
    }

    fn grant_beyond(&mut self, live: usize) {
        let over = (live + self.free_share()).saturating_sub(self.limit);
        self.spare = self.spare.max((over + LEAST_THRESHOLD).min(self.limit / 8));
    }

    /// The engine is entered anew: whatever lives, a little more may be used.
    pub(crate) fn grant_for_entry(&mut self) {
        self.spare = (self.used() + self.free_share() + FIRST_THRESHOLD).saturating_sub(self.limit);
    }

    /// Allocates without a limit: what it takes counts, and the next poll that finds too much in use raises.
    pub(crate) fn beyond_limit<R>(&mut self, allocate: impl FnOnce(&mut Heap) -> R) -> R {
        let limit = std::mem::replace(&mut self.limit, usize::MAX / 2);
        let result = allocate(self);
        self.limit = limit;
        result
    }

    /// Bytes in use: cells, and what they own outside.
    pub fn used(&self) -> usize {
        self.stats.live_bytes + self.debt + self.external
    }

    /// Bytes that may still be used.
    pub fn room(&self) -> usize {
        self.limit.saturating_sub(self.used())
    }

    /// Counts bytes that an object owns outside the heap.
    pub fn count_external(&mut self, bytes: isize) {
        self.external = self.external.saturating_add_signed(bytes);
        self.debt += bytes.max(0) as usize;
    }

    /// The write barrier: to be called for the owner before or after a `Value` is stored into it.
    #[inline(always)]
    pub fn barrier<T: HeapObject>(&mut self, owner: Gc<T>) {
        if owner.header().is_old() {
            owner.set_flag(flags::OLD, false);
            self.remember_slow(owner.as_ptr());
        }
    }

    /// The barrier of a cell that got another class, to which its shape alone refers.
    pub(crate) fn reshaped(&mut self, cell: *mut Header) {
        // SAFETY: who gives a cell a shape knows it to be live.
        unsafe {
            if (*cell).is_old() {
                (*cell).set_flag(flags::OLD, false);
                self.remember_slow(cell);
            }
        }
    }

    #[cold]
    #[inline(never)]
    fn remember_slow(&mut self, owner: *mut Header) {
        self.remembered.push(owner);
    }

    /// Registers a cell that owns something outside the heap.
    pub(crate) fn register_droppable(&mut self, cell: *mut Header) {
        self.droppable.push(cell);
    }

    /// Registers an object with a finalizer; once for each object.
    pub fn register_finalizable<T: HeapObject>(&mut self, object: Gc<T>) {
        if !object.header().has_flag(flags::FINALIZER) {
            object.set_flag(flags::FINALIZER, true);
            self.finalizable.push(object.as_ptr());
        }
    }

    /// Registers weak reference `weak` to `target`.
    pub(crate) fn register_weak(&mut self, target: *mut Header, weak: *mut Header) {
        self.young_weak.entry(target as usize).or_default().push(weak);
    }

    /// The weak references to an object.
    pub fn weak_references(&self, target: Value) -> impl Iterator<Item = Gc<WeakRef>> + '_ {
        let target = target.bits() as usize;
        let lists = [&self.weak, &self.young_weak].map(|table| table.get(&target));
        lists.into_iter().flatten().flatten().filter_map(|&cell| value_of(cell).downcast())
    }

    /// The live objects with finalizers that have not run.
    pub(crate) fn finalizables(&self) -> impl Iterator<Item = Value> + '_ {
        // SAFETY: every collection takes what it is about to free from the list.
        self.finalizable
            .iter()
            .filter(|&&cell| unsafe { (*cell).has_flag(flags::FINALIZER) })
            .map(|&c| value_of(c))
    }

    /// Takes the next object whose finalizer is due.
    pub fn next_finalizable(&mut self) -> Option<Value> {
        self.finalize_queue.pop_front().map(value_of)
    }

    /// The finalizer of an object shall not run any more.
    pub(crate) fn forget_finalizer(&mut self, object: *mut Header) {
        // It stays on the list, where those without the flag are passed over.
        // SAFETY: the caller holds the object.
        unsafe { (*object).set_flag(flags::FINALIZER, false) };
    }

    /// Takes the next weak reference whose callback is due.
    pub fn next_callback(&mut self) -> Option<Gc<WeakRef>> {
        self.callback_queue.pop_front().and_then(|cell| value_of(cell).downcast())
    }

    /// Whether finalizers or callbacks wait.
    pub fn has_finalizers_due(&self) -> bool {
        !self.finalize_queue.is_empty() || !self.callback_queue.is_empty()
    }

    /// Whether dead objects with finalizers wait.
    pub fn has_dead_to_finalize(&self) -> bool {
        !self.finalize_queue.is_empty()
    }

    /// Whether a safepoint should collect.
    #[inline(always)]
    pub fn wants_collection(&self) -> bool {
        self.debt >= self.threshold || self.stress != 0
    }

    /// Counters.
    pub fn stats(&self) -> HeapStats {
        self.stats
    }

    /// The length of the cell at `cell`, in bytes.
    pub(crate) fn cell_size(&self, cell: *const Header) -> usize {
        self.blocks.cell_size(cell as usize)
    }

    /// Calls `f` for every allocated cell (for `gc.get_objects` and tests).
    fn for_each_cell(&self, f: impl FnMut(*mut Header)) {
        self.blocks.for_each_cell(f);
    }

    /// All allocated cells, dead ones that were not swept yet among them: to be used before anything else runs.
    pub fn objects(&self) -> Vec<Value> {
        let mut all = Vec::new();
        self.for_each_cell(|cell| all.push(value_of(cell)));
        all
    }

    /// How many of the allocated objects `counts` is true for.
    pub fn count_objects(&self, counts: impl Fn(Value) -> bool) -> usize {
        let mut n = 0;
        self.for_each_cell(|cell| n += usize::from(counts(value_of(cell))));
        n
    }

    /// How many objects of kind `kind` are allocated.
    pub fn count_kind(&self, kind: Kind) -> usize {
        let mut n = 0;
        // SAFETY: allocated cells have headers.
        self.for_each_cell(|c| n += usize::from(unsafe { (*c).kind() } == kind));
        n
    }

    /// Whether `v` points to an allocated cell of this heap (a check for tests and stress runs).
    pub fn owns(&self, v: Value) -> bool {
        v.is_object() && self.blocks.find_cell(v.bits() as usize).is_some_and(|c| c as u64 == v.bits())
    }
}
