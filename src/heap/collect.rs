//! Mark and sweep: young, full, and full in slices.
//!
//! ```text
//! roots (VM stack, engine tables: precise · native stack, registers: conservative)
//!   └─► mark ─► finalizers: referrers first, resurrect and queue ─► weak references ─► drops ─► sweep
//! ```
//!
//! A full collection visits the class of an object with the object, by the shape in its header, and what an inline cache
//! holds when it found the key alive and its knowledge valid: neither shapes nor caches keep a class. A young one takes all classes for alive.

use super::{
    Blocks, FIRST_THRESHOLD, Gc, Header, Heap, HeapObject, LEAST_BEFORE_FULL, LEAST_IN_SLICES,
    LEAST_THRESHOLD, MARKED_PER_SLICE, MARKED_REFUSALS, SLICE_BYTES, YOUNG_BYTES, flags,
};
use crate::objects::set_table::SetTable;
use crate::objects::{Kind, ShapeId, ValueBuffer, kind};
use crate::value::Value;
use crate::vm::opcode::CACHE_VALUES;
use std::cell::Cell;

/// So many values of a row are visited at a time where marking goes in slices.
const ROW_PART: usize = 32 << 10;

/// Visits what objects and roots refer to.
pub struct Marker<'a> {
    blocks: &'a mut super::Blocks,
    stack: &'a mut Vec<*mut Header>,
    young: bool,
    /// In a full collection: what is not kept for its own sake. Any other marking takes all of it for alive.
    weakly: Option<(&'a dyn RootSource, &'a mut WeaklyHeld)>,
}

/// Who knows the precise roots of a heap.
pub trait RootSource {
    /// Visits all of them.
    fn trace_roots(&self, marker: &mut Marker<'_>);

    /// Visits those that are certainly roots: not the words of the native stack, which may be old.
    fn trace_certain_roots(&self, marker: &mut Marker<'_>) {
        self.trace_roots(marker);
    }

    /// How many shapes there are.
    fn shapes(&self) -> u32 {
        0
    }

    /// Whether the third word of an entry of an inline cache says that classes, or names, are as they were when it was made.
    fn is_epoch(&self, _word: Value) -> bool {
        true
    }

    /// The class of the objects of a shape, NULL if there is none.
    fn class_of(&self, _shape: ShapeId) -> Value {
        Value::NULL
    }
}

impl Marker<'_> {
    /// Whether this is a young collection: what was there at the last one is marked already, so a root that never changes
    /// need not be visited again.
    pub fn is_young(&self) -> bool {
        self.young
    }

    /// Whether the class of each object that is met is visited with it, so that classes need no other root.
    pub fn asks_for_classes(&self) -> bool {
        self.weakly.is_some()
    }

    /// Visits the inline caches of a binding: what an entry holds lives for the sake of its key.
    pub fn caches(&mut self, field: &Cell<Value>) {
        match (field.get().downcast::<ValueBuffer>(), &mut self.weakly) {
            (Some(buffer), Some((_, weakly))) => {
                weakly.caches.push(buffer);
                self.without_contents(buffer);
            }
            _ => self.field(field),
        }
    }

    /// Visits the table of a set whose members live for others' sake.
    pub fn weak_set(&mut self, field: &Cell<Value>) {
        match (field.get().downcast::<SetTable>(), &mut self.weakly) {
            (Some(table), Some((_, weakly))) => {
                weakly.sets.push(table);
                self.without_contents(table);
            }
            _ => self.field(field),
        }
    }

    /// Marks a cell as visited, and nothing that it refers to: something else decides about that.
    fn without_contents<T: HeapObject>(&mut self, cell: Gc<T>) {
        if self.blocks.marks().set(cell.as_ptr() as usize) {
            cell.set_flag(flags::OLD, true);
        }
    }

    /// Visits a value.
    #[inline]
    pub fn value(&mut self, v: Value) {
        if let Some(cell) = v.as_cell() {
            self.cell(cell);
        }
    }

    /// Visits a field.
    #[inline]
    pub fn field(&mut self, field: &Cell<Value>) {
        self.value(field.get());
    }

    /// Visits the fields of a row of them.
    #[inline]
    pub fn fields(&mut self, fields: &[Cell<Value>]) {
        let mut marks = self.blocks.marks().setter();
        for cell in fields.iter().filter_map(|field| field.get().as_cell()) {
            if marks.set(cell as usize) {
                prefetch(cell);
                self.stack.push(cell);
            }
        }
    }

    /// Visits a typed pointer.
    #[inline]
    pub fn gc<T: HeapObject>(&mut self, gc: Gc<T>) {
        self.cell(gc.as_ptr());
    }

    /// Visits an optional typed pointer.
    #[inline]
    pub fn optional<T: HeapObject>(&mut self, gc: Option<Gc<T>>) {
        if let Some(gc) = gc {
            self.cell(gc.as_ptr());
        }
    }

    #[inline]
    fn cell(&mut self, cell: *mut Header) {
        if self.blocks.marks().set(cell as usize) {
            prefetch(cell);
            self.stack.push(cell);
        }
    }

    /// Visits a word that may be anything: a value, a pointer into an object, a number.
    pub fn word(&mut self, word: usize) {
        if let Some(cell) = self.blocks.find_cell(word) {
            self.cell(cell);
        }
    }

    /// Visits every aligned word between two addresses.
    ///
    /// # Safety
    /// The range is readable and belongs to a stack of this thread.
    pub unsafe fn words(&mut self, low: usize, high: usize) {
        let mut at = low.next_multiple_of(8);
        while at + 8 <= high {
            // SAFETY: says the caller.
            self.word(unsafe { (at as *const usize).read_volatile() });
            at += 8;
        }
    }

    /// Traces until nothing is left to visit.
    fn drain(&mut self) {
        while let Some(cell) = self.stack.pop() {
            self.visit(cell);
        }
    }

    /// Traces about so many bytes of cells, as far as there are; of a long row a part at a time.
    fn drain_some(&mut self, bytes: usize) {
        let mut left = bytes;
        while left > 0 {
            if let Some(cell) = self.stack.pop() {
                left = left.saturating_sub(match self.long_row(cell) {
                    true => 0,
                    false => self.blocks.cell_size(cell as usize),
                });
            } else if let Some((row, at)) = self.weakly.as_mut().and_then(|(_, weakly)| weakly.rows.pop()) {
                let (part, rest) = row.items()[at..].split_at(ROW_PART.min(row.items().len() - at));
                if let (Some((_, weakly)), false) = (&mut self.weakly, rest.is_empty()) {
                    weakly.rows.push((row, at + part.len()));
                }
                self.fields(part);
                left = left.saturating_sub(size_of_val(part));
            } else {
                return;
            }
        }
    }

    /// Visits a marked cell; if it is a long row, what that refers to is left for later, and the answer true.
    fn long_row(&mut self, cell: *mut Header) -> bool {
        if let (Some(row), Some((_, weakly))) =
            (super::value_of(cell).downcast::<ValueBuffer>(), &mut self.weakly)
            && row.items().len() > ROW_PART
        {
            row.set_flag(flags::OLD, true);
            weakly.rows.push((row, 0));
            return true;
        }
        self.visit(cell);
        false
    }

    /// Traces until nothing is left to visit, what caches hold for living keys included.
    fn drain_with_caches(&mut self) {
        let rows = self.weakly.as_mut().map(|(_, weakly)| std::mem::take(&mut weakly.rows));
        for (row, at) in rows.into_iter().flatten() {
            self.fields(&row.items()[at..]);
        }
        loop {
            self.drain();
            let Some((roots, weakly)) = &mut self.weakly else { return };
            let (roots, mut caches) = (*roots, std::mem::take(&mut weakly.caches));
            for entry in caches.iter().flat_map(|caches| caches.items().chunks_exact(CACHE_VALUES)) {
                if is_kept(self.blocks, roots, entry) {
                    entry.iter().for_each(|word| self.field(word));
                }
            }
            if let Some((_, weakly)) = &mut self.weakly {
                weakly.caches.append(&mut caches);
            }
            if self.stack.is_empty() {
                return;
            }
        }
    }

    /// Visits what a marked cell refers to.
    #[inline]
    fn visit(&mut self, cell: *mut Header) {
        // SAFETY: only live cells are marked; their kind's row knows their layout.
        unsafe {
            (*cell).set_flag(flags::OLD, true);
            if let Some((roots, weakly)) = &mut self.weakly
                && weakly.meets((*cell).shape())
            {
                let class = roots.class_of(ShapeId((*cell).shape()));
                self.value(class);
            }
            (kind::info((*cell).kind()).trace)(cell, self);
            if (*cell).has_flag(flags::HAS_ATTRS) {
                let size = self.blocks.cell_size(cell as usize);
                self.value(*cell.cast::<u8>().add(size - 8).cast::<Value>());
            }
        }
    }
}

/// What a full collection finds that lives, if at all, for the sake of something else.
#[derive(Default)]
pub(super) struct WeaklyHeld {
    /// A bit for each shape: the class of an object of it was visited.
    met: Vec<u64>,
    /// Inline caches, by entries of [`CACHE_VALUES`].
    caches: Vec<Gc<ValueBuffer>>,
    /// Tables of weak sets.
    sets: Vec<Gc<SetTable>>,
    /// Long rows that marking in slices has come to, and up to where they were visited.
    rows: Vec<(Gc<ValueBuffer>, usize)>,
    /// The shapes whose class died in the last collection.
    dead: Vec<ShapeId>,
}

impl WeaklyHeld {
    fn begin(&mut self) {
        self.met.clear();
        self.caches.clear();
        self.sets.clear();
        self.rows.clear();
    }

    /// Has a place for each shape that there is by now.
    fn knows_shapes(&mut self, roots: &dyn RootSource) {
        self.met.resize(roots.shapes().div_ceil(64) as usize, 0);
    }

    /// Whether this is the first object of that shape.
    #[inline]
    fn meets(&mut self, shape: u32) -> bool {
        let bit = 1 << (shape % 64);
        match self.met.get_mut(shape as usize / 64) {
            Some(met) if *met & bit == 0 => {
                *met |= bit;
                true
            }
            _ => false,
        }
    }

    /// Everything that lives is marked: entries of caches whose key died are emptied, dead members leave their sets.
    fn finish(&mut self, blocks: &Blocks, roots: &dyn RootSource) {
        for caches in self.caches.drain(..) {
            for entry in caches.items().chunks_exact(CACHE_VALUES) {
                if !is_kept(blocks, roots, entry) {
                    entry.iter().for_each(|word| word.set(Value::NULL));
                }
            }
        }
        for table in self.sets.drain(..) {
            let mut at = 0;
            while let Some((number, member)) = table.next_entry(at) {
                if member.as_cell().is_some_and(|cell| !blocks.is_marked(cell)) {
                    table.remove(number);
                }
                at = number + 1;
            }
        }
        let dead =
            |&shape: &ShapeId| roots.class_of(shape).as_cell().is_some_and(|cell| !blocks.is_marked(cell));
        self.dead.extend((0..roots.shapes()).map(ShapeId).filter(dead));
    }
}

/// Whether an entry of an inline cache is still of use: its key (a shape, a class, a module) lives, and the classes that it
/// was made for are as they were. What has another key (the cell of a name, a native) is kept.
fn is_kept(blocks: &Blocks, roots: &dyn RootSource, entry: &[Cell<Value>]) -> bool {
    let (key, epoch) = (entry[0].get(), entry[2].get());
    let lives = |value: Value| value.as_cell().is_none_or(|cell| blocks.is_marked(cell));
    let key_lives = match key.kind() {
        None if key.is_small_int() => lives(roots.class_of(ShapeId(key.raw_word() as u32))),
        Some(Kind::Type | Kind::Module) => lives(key),
        _ => true,
    };
    key_lives && (epoch.is_null() || roots.is_epoch(epoch))
}

/// Says that a cell will be read soon: those that wait on the mark stack come into the cache while others are visited.
#[inline(always)]
fn prefetch(cell: *mut Header) {
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    // SAFETY: a hint, which is harmless at any address.
    unsafe {
        std::arch::x86_64::_mm_prefetch::<{ std::arch::x86_64::_MM_HINT_T0 }>(cell.cast());
    }
    #[cfg(not(all(target_arch = "x86_64", not(miri))))]
    let _ = cell;
}

/// Whether there is nothing to be done for a dead cell by now: a generator came to its end, an awaitable was awaited, a future
/// has nothing to say.
///
/// # Safety
/// The cell was not swept.
unsafe fn needs_no_finalizer(cell: *mut Header) -> bool {
    use crate::objects::awaitable::{Awaitable, Stage};
    use crate::objects::generator::Generator;
    use crate::stdlib::asyncio::object::Future;
    // SAFETY: says the caller; the kind is tested first.
    unsafe {
        match (*cell).kind() as u8 {
            k if k == kind::Kind::Generator as u8 => !Gc::<Generator>::from_ptr(cell).needs_end(),
            k if k == kind::Kind::MemoryView as u8 => {
                Gc::<crate::objects::MemoryView>::from_ptr(cell).source.get().is_null()
            }
            k if k == kind::Kind::Awaitable as u8 => {
                Gc::<Awaitable>::from_ptr(cell).stage.get() != Stage::Fresh
            }
            k if k == kind::Kind::Future as u8 => Gc::<Future>::from_ptr(cell).dies_quietly(),
            _ => false,
        }
    }
}

/// How many bytes are allocated between two collections where so many live.
fn young_bytes(live: usize) -> usize {
    (live / 4).clamp(FIRST_THRESHOLD, YOUNG_BYTES)
}

impl Heap {
    /// A poll: collects if the debt is due, or if stress asks for it.
    pub fn collect_if_due(&mut self, roots: &dyn RootSource) {
        if self.stress != 0 {
            self.stress_count += 1;
            if self.stress_count >= self.stress {
                self.stress_count = 0;
                self.collect_under_stress(roots);
                return;
            }
        }
        if self.debt < self.threshold {
            return;
        }
        let start = std::time::Instant::now();
        self.collect_due(roots);
        self.stats.longest_pause = self.stats.longest_pause.max(start.elapsed());
    }

    fn collect_due(&mut self, roots: &dyn RootSource) {
        if self.in_cycle {
            if self.is_over_limit() || self.mark_slice(roots, MARKED_PER_SLICE) {
                self.finish(roots, true);
            }
        } else if self.is_over_limit() {
            self.collect(roots, true);
        } else if !self.wants_full_collection() {
            self.collect(roots, false);
        } else if self.stats.live_bytes < LEAST_IN_SLICES {
            self.collect(roots, true);
        } else {
            self.begin_cycle(roots);
        }
    }

    /// By turns at once, and in two pauses with the program between them, which changes what was marked.
    fn collect_under_stress(&mut self, roots: &dyn RootSource) {
        /// So little that most is left for the program to change.
        const MARKED: usize = 4 << 10;
        self.stress_turn = (self.stress_turn + 1) % 3;
        match self.stress_turn {
            0 => self.collect(roots, true),
            1 => {
                self.begin_cycle(roots);
                self.mark_slice(roots, MARKED);
            }
            _ if self.in_cycle => self.finish(roots, true),
            _ => self.collect(roots, false),
        }
    }

    /// Begins a full collection whose marking is spread over the polls to come.
    ///
    /// ```text
    /// marks cleared, roots marked ─► slice ─► program ─► slice ─► … ─► finish: roots and what was remembered, again
    /// ```
    ///
    /// A cell that was visited is an old one to the write barrier, so what the program stores into it is remembered as between
    /// two young collections; what it does not store anywhere is found from the roots, which the end visits anew.
    fn begin_cycle(&mut self, roots: &dyn RootSource) {
        self.abandon_cycle();
        self.in_cycle = true;
        self.blocks.clear_marks();
        self.remembered.clear();
        self.weakly.begin();
        self.mark(roots, |marker| roots.trace_roots(marker));
        self.await_slice();
    }

    fn await_slice(&mut self) {
        self.threshold = self.debt + SLICE_BYTES.min(self.bound().saturating_sub(self.used()));
    }

    /// Marks on, about so many bytes of cells; true when nothing is left to visit.
    fn mark_slice(&mut self, roots: &dyn RootSource, bytes: usize) -> bool {
        self.stats.slices += 1;
        self.mark(roots, |marker| marker.drain_some(bytes));
        self.await_slice();
        self.mark_stack.is_empty() && self.weakly.rows.is_empty()
    }

    /// Marks with the state of a full collection.
    fn mark(&mut self, roots: &dyn RootSource, work: impl FnOnce(&mut Marker<'_>)) {
        let mut stack = std::mem::take(&mut self.mark_stack);
        let mut weakly = std::mem::take(&mut self.weakly);
        weakly.knows_shapes(roots);
        let asked = Some((roots, &mut weakly));
        work(&mut Marker { blocks: &mut self.blocks, stack: &mut stack, young: false, weakly: asked });
        self.weakly = weakly;
        self.mark_stack = stack;
    }

    /// Forgets what a cycle has marked, if there is one: the next collection must be a full one.
    fn abandon_cycle(&mut self) {
        if std::mem::take(&mut self.in_cycle) {
            self.mark_stack.clear();
            self.weakly.begin();
            self.marks_are_stale = true;
        }
    }

    /// Settles the last requests that went past the limit: marks what certainly lives, and frees nothing, since callers
    /// may keep values where no root is. That and what was asked for must fit; if more lives, the next poll tells. What
    /// is found to be garbage settles later requests too.
    ///
    /// # Errors
    /// When it does not.
    pub fn settle(&mut self, roots: &dyn RootSource) -> Result<(), super::OutOfMemory> {
        self.unsettled = false;
        let asked = std::mem::take(&mut self.asked);
        if self.refusals >= MARKED_REFUSALS && !self.may_collect_early() {
            let sizes = asked.iter().map(|&cell| self.blocks.cell_size(cell as usize));
            if self.refused_at + sizes.sum::<usize>() > self.ceiling() {
                return Err(super::OutOfMemory);
            }
        }
        let known = self.mark_certain(roots);
        // Who asked for it need not have stored it anywhere yet.
        let unknown = asked.iter().filter(|&&cell| !self.blocks.is_marked(cell));
        let live = known + unknown.map(|&cell| self.blocks.cell_size(cell as usize)).sum::<usize>();
        if live > self.ceiling() {
            self.refused_at = known;
            self.refusals += 1;
            self.grant_beyond(known);
            return Err(super::OutOfMemory);
        }
        let garbage = self.bound() - live;
        self.settled_up_to = self.used().saturating_add(garbage);
        self.threshold = self.threshold.max(garbage.min(YOUNG_BYTES));
        Ok(())
    }

    /// Marks what certainly lives, and tells how many bytes that takes.
    fn mark_certain(&mut self, roots: &dyn RootSource) -> usize {
        self.stats.markings_at_limit += 1;
        self.abandon_cycle();
        self.marks_are_stale = true;
        self.blocks.clear_marks();
        let mut stack = std::mem::take(&mut self.mark_stack);
        let mut marker = Marker { blocks: &mut self.blocks, stack: &mut stack, young: false, weakly: None };
        roots.trace_certain_roots(&mut marker);
        for &cell in self.finalize_queue.iter().chain(&self.callback_queue) {
            marker.cell(cell);
        }
        let mut live = self.external;
        while let Some(cell) = marker.stack.pop() {
            live += marker.blocks.cell_size(cell as usize);
            marker.visit(cell);
        }
        self.mark_stack = stack;
        live
    }

    /// How many collections there were.
    pub fn collections(&self) -> u64 {
        self.stats.young_collections + self.stats.full_collections
    }

    /// Whether so much lived on since the last full collection that the next one should be full.
    pub fn wants_full_collection(&self) -> bool {
        self.stats.live_bytes >= self.live_after_full + (self.live_after_full / 2).max(LEAST_BEFORE_FULL)
    }

    /// Whether a collection before its time is paid for: a few are free, and then each costs as many allocated bytes as
    /// keep the work of collecting proportional to that of the program.
    pub fn may_collect_early(&mut self) -> bool {
        /// So many may follow each other at once.
        const FREE: u64 = 64;
        let price = (self.stats.live_bytes as u64 / 8).max(16 << 10);
        let allocated = self.stats.allocated_bytes + self.debt as u64;
        let earned = (allocated - self.early_paid_at) / price;
        if earned > 0 {
            self.early_credit = (self.early_credit + earned).min(FREE);
            self.early_paid_at = allocated;
        }
        let paid = self.early_credit > 0;
        self.early_credit -= u64::from(paid);
        paid
    }

    /// Frees what no root reaches; in a young collection, only what was allocated since the last one.
    pub fn collect(&mut self, roots: &dyn RootSource, full: bool) {
        self.abandon_cycle();
        let full = full || self.marks_are_stale;
        if full {
            self.blocks.clear_marks();
            self.remembered.clear();
            self.weakly.begin();
        }
        self.finish(roots, full);
    }

    /// Marks what is not marked yet, and frees the rest.
    fn finish(&mut self, roots: &dyn RootSource, full: bool) {
        self.unsettled = false;
        self.asked.clear();
        self.settled_up_to = 0;
        self.marks_are_stale = false;
        let mut stack = std::mem::take(&mut self.mark_stack);
        let mut remembered = std::mem::take(&mut self.remembered);
        if std::mem::take(&mut self.in_cycle) {
            // Of the last cycle, and not met in this one yet: nobody may refer to them any more.
            remembered.retain(|&cell| self.blocks.is_marked(cell));
        }
        stack.append(&mut remembered);
        self.remembered = remembered;
        let mut weakly = std::mem::take(&mut self.weakly);
        weakly.knows_shapes(roots);
        let asked = full.then_some((roots, &mut weakly));
        let mut marker = Marker { blocks: &mut self.blocks, stack: &mut stack, young: !full, weakly: asked };
        roots.trace_roots(&mut marker);
        for &cell in self.finalize_queue.iter().chain(&self.callback_queue) {
            marker.cell(cell);
        }
        marker.drain_with_caches();
        self.find_finalizers(&mut stack, full, full.then_some((roots, &mut weakly)));
        if full {
            weakly.finish(&self.blocks, roots);
        }
        self.weakly = weakly;
        self.mark_stack = stack;
        self.clear_weak(full);
        self.drop_dead(full);
        let live = self.blocks.sweep(self.stress != 0, young_bytes);
        self.stats.allocated_bytes += self.debt as u64;
        self.stats.live_bytes = live;
        self.debt = 0;
        if full {
            self.stats.full_collections += 1;
            self.live_after_full = live;
        } else {
            self.stats.young_collections += 1;
        }
        if self.used().saturating_add(self.free_share() + FIRST_THRESHOLD) <= self.limit {
            self.spare = 0;
        }
        self.crowded = full && self.used() > self.ceiling();
        if full && !self.crowded {
            self.refusals = 0;
        }
        let room = self.bound().saturating_sub(self.used()).max(LEAST_THRESHOLD);
        self.threshold = young_bytes(live).min(room);
    }

    /// Dead objects with finalizers are queued and live on until those have run.
    fn find_finalizers(
        &mut self,
        stack: &mut Vec<*mut Header>,
        full: bool,
        weakly: Option<(&dyn RootSource, &mut WeaklyHeld)>,
    ) {
        let old = if full { 0 } else { self.old_finalizable };
        let young = self.finalizable.split_off(old);
        // SAFETY: dead cells are there until the sweep.
        let needs = |&cell: &*mut Header| unsafe {
            let needs = !needs_no_finalizer(cell);
            // Who comes to need one again registers again.
            (*cell).set_flag(flags::FINALIZER, needs && (*cell).has_flag(flags::FINALIZER));
            needs
        };
        let (live, dead): (Vec<_>, Vec<_>) =
            young.into_iter().filter(needs).partition(|&c| self.blocks.is_marked(c));
        self.finalizable.extend(live);
        self.old_finalizable = self.finalizable.len();
        if !dead.is_empty() {
            self.queue_finalizers(&dead, stack, weakly);
        }
    }

    /// Queues unmarked objects with finalizers, referrers first, and marks what they reach.
    ///
    /// ```text
    /// depth first from each, youngest first; an object is done when all that it reaches is:
    /// the reverse of that order has referrers in front, and the older first where nothing else decides
    /// ```
    fn queue_finalizers(
        &mut self,
        dead: &[*mut Header],
        stack: &mut Vec<*mut Header>,
        weakly: Option<(&dyn RootSource, &mut WeaklyHeld)>,
    ) {
        // A cell's address is even: a set bit says "done with what it reaches".
        const DONE: usize = 1;
        let mut order = Vec::with_capacity(dead.len());
        let mut marker = Marker { blocks: &mut self.blocks, stack, young: false, weakly };
        for &cell in dead.iter().rev() {
            marker.cell(cell);
            while let Some(cell) = marker.stack.pop() {
                if cell.addr() & DONE != 0 {
                    order.push(cell.map_addr(|a| a & !DONE));
                    continue;
                }
                // SAFETY: only live cells are pushed.
                if unsafe { (*cell).has_flag(flags::FINALIZER) } {
                    marker.stack.push(cell.map_addr(|a| a | DONE));
                }
                marker.visit(cell);
            }
        }
        marker.drain_with_caches();
        for &cell in &order {
            // SAFETY: marked just now, so it is live.
            unsafe { (*cell).set_flag(flags::FINALIZER, false) };
        }
        self.finalize_queue.extend(order.iter().rev());
    }

    /// The shapes whose class the last collection found dead; asked once for each.
    pub(crate) fn take_dead_shapes(&mut self) -> Vec<ShapeId> {
        std::mem::take(&mut self.weakly.dead)
    }

    /// Queues all objects with a finalizer that has not run, for the end of the program.
    pub fn queue_all_finalizers(&mut self) {
        self.abandon_cycle();
        let mut all = std::mem::take(&mut self.finalizable);
        // SAFETY: what is about to be freed was taken from the list.
        all.retain(|&cell| unsafe { !needs_no_finalizer(cell) });
        self.old_finalizable = 0;
        self.blocks.clear_marks();
        let mut stack = std::mem::take(&mut self.mark_stack);
        self.queue_finalizers(&all, &mut stack, None);
        self.mark_stack = stack;
        // The marks say nothing about what lives: the next collection starts anew.
        self.blocks.clear_marks();
        self.marks_are_stale = true;
    }

    /// Weak references to what died refer to nothing, and their callbacks are queued.
    fn clear_weak(&mut self, full: bool) {
        let (blocks, callbacks) = (&self.blocks, &mut self.callback_queue);
        let mut survives = |target: usize, list: &mut Vec<*mut Header>| {
            list.retain(|&w| blocks.is_marked(w));
            if blocks.is_marked(target as *mut Header) {
                return !list.is_empty();
            }
            // The newest is told first.
            for &w in list.iter().rev() {
                // SAFETY: the weak reference is marked, and of the kind that this table holds.
                let weak = unsafe { Gc::<crate::objects::WeakRef>::from_ptr(w) };
                weak.target.set(Value::NULL);
                if !weak.callback.get().is_null() {
                    callbacks.push_back(w);
                }
            }
            false
        };
        for (target, mut list) in std::mem::take(&mut self.young_weak) {
            if survives(target, &mut list) {
                self.weak.entry(target).or_default().append(&mut list);
            }
        }
        if full {
            self.weak.retain(|&target, list| survives(target, list));
        }
    }

    fn drop_dead(&mut self, full: bool) {
        let blocks = &self.blocks;
        let old = if full { 0 } else { self.old_droppable };
        let mut kept = old;
        for at in old..self.droppable.len() {
            let cell = self.droppable[at];
            if blocks.is_marked(cell) {
                self.droppable[kept] = cell;
                kept += 1;
                continue;
            }
            // SAFETY: dead, and dropped once, since it leaves the list.
            unsafe {
                if let Some(drop) = kind::info((*cell).kind()).drop {
                    drop(cell);
                }
            }
        }
        self.droppable.truncate(kept);
        self.old_droppable = kept;
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        for cell in std::mem::take(&mut self.droppable) {
            // SAFETY: cells in `droppable` are live, and nobody uses the heap any more.
            unsafe {
                if let Some(drop) = kind::info((*cell).kind()).drop {
                    drop(cell);
                }
            }
        }
    }
}
