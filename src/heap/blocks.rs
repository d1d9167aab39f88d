//! Blocks of 64 KiB in one reserved range of addresses, each of one size class or part of a large object.
//!
//! An address leads to its block by subtraction and shift, the block to its cell by division: interior pointers
//! are found as quickly as exact ones. Allocation bumps through a *span* of free cells; a span is found in the
//! `allocated` bits of a block, so a sweep is `allocated = marked` and nothing else.
//!
//! ```text
//! reserved range   │ block 0 │ block 1 │ … │ marked bits │ allocated bits │
//!                                            one bit for each 16 bytes of the blocks: the word of a cell's bit
//!                                            is its address, shifted, and one constant
//! ```

use super::Header;
use super::bits::{BITMAP_BYTES, BITMAP_WORDS, Bitmap, GRANULE_SHIFT, get_bit, next_bit, set_bit, take_bits};
use super::pages::Pages;
use std::sync::LazyLock;

pub(super) const BLOCK_SHIFT: usize = 16;
pub(super) const BLOCK_BYTES: usize = 1 << BLOCK_SHIFT;
/// The byte that fills freed cells under GC stress: no value has these bits by chance.
const POISON: u8 = 0xDB;

/// Cell sizes in bytes: steps of 16 up to 256, then about a quarter more each, up to half a block.
const CLASSES: [u32; 42] = [
    16, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 320, 384, 448, 512, 640, 768,
    896, 1024, 1280, 1536, 1792, 2048, 2560, 3072, 3584, 4096, 5120, 6144, 7168, 8192, 9360, 10912, 13104,
    16384, 21840, 32768,
];
pub(super) const LARGEST_SMALL: usize = 32768;

/// The class of each size beyond 256 bytes, by granules.
static CLASS_BY_GRANULES: [u8; (LARGEST_SMALL >> GRANULE_SHIFT) + 1] = {
    let mut table = [0; (LARGEST_SMALL >> GRANULE_SHIFT) + 1];
    let (mut granules, mut class) = (0, 0);
    while granules < table.len() {
        if granules << GRANULE_SHIFT > CLASSES[class] as usize {
            class += 1;
        }
        table[granules] = class as u8;
        granules += 1;
    }
    table
};

/// The class that holds `size` bytes, which are not 0 and at most [`LARGEST_SMALL`].
#[inline(always)]
fn class_of(size: usize) -> usize {
    debug_assert!(size > 0 && size <= LARGEST_SMALL);
    if size <= 256 {
        (size - 1) >> GRANULE_SHIFT
    } else {
        CLASS_BY_GRANULES[size.div_ceil(1 << GRANULE_SHIFT)] as usize
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Use {
    Free,
    Small(u8),
    /// First block of a large object of so many blocks.
    Large(u32),
    /// So many blocks behind the first one.
    Rest(u32),
}

struct Block {
    used_for: Use,
    /// The pages hold what died there: else those of a free block are zero.
    dirty: bool,
    /// How many cells the last sweep let live, or [`UNCOUNTED`].
    cells: u16,
}

/// A block of larger cells is not crowded.
const CROWDED_UP_TO: usize = 512;

/// Of a block in which cells were taken since the last sweep.
const UNCOUNTED: u16 = u16::MAX;

impl Block {
    fn new() -> Block {
        Block { used_for: Use::Free, dirty: false, cells: 0 }
    }

    /// Whether the last sweep left no free cell of so many bytes.
    fn is_full(&self, bytes: usize) -> bool {
        self.cells as usize == BLOCK_BYTES / bytes
    }

    /// Whether it left so few that finding them, most of them alone between two others, costs more than they are worth.
    fn is_crowded(&self, bytes: usize) -> bool {
        bytes <= CROWDED_UP_TO && self.cells != UNCOUNTED && self.cells as usize >= BLOCK_BYTES / bytes / 2
    }
}

/// Free cells of one class, next to each other.
#[derive(Clone, Copy, Default)]
struct Span {
    next: usize,
    end: usize,
    /// Where the search goes on: place in the class's list of blocks, and granule.
    block: u32,
    granule: u16,
    /// The class's cells have so many bytes.
    bytes: u16,
    /// Crowded blocks are searched as well: no free block with pages was left.
    is_tight: bool,
}

impl Span {
    /// None yet; the search begins at the first block.
    fn none_of(class: usize) -> Span {
        Span { bytes: CLASSES[class] as u16, ..Span::default() }
    }
}

/// A bit for each granule at which a cell of each class starts.
static STARTS: LazyLock<Vec<[u64; BITMAP_WORDS]>> = LazyLock::new(|| {
    let starts = |&bytes: &u32| {
        let mut bits = [0; BITMAP_WORDS];
        let cells = BLOCK_BYTES / bytes as usize;
        (0..cells).for_each(|cell| set_bit(&mut bits, cell * bytes as usize));
        bits
    };
    CLASSES.iter().map(starts).collect()
});

/// The reserved range and what its blocks are used for.
pub(super) struct Blocks {
    pages: Pages,
    base: usize,
    reserved: usize,
    blocks: Vec<Block>,
    marked: Bitmap,
    /// Where cells start that are in use, or part of a span.
    allocated: Bitmap,
    free: Vec<u32>,
    spans: [Span; CLASSES.len()],
    /// Blocks of each class, in the order of their first use.
    by_class: Vec<Vec<u32>>,
    starts: &'static [[u64; BITMAP_WORDS]],
}

// SAFETY: the range belongs to this value alone; nothing in it refers to a thread.
unsafe impl Send for Blocks {}

impl Blocks {
    pub(super) fn new() -> Blocks {
        let pages = Pages::reserve();
        let by_class = vec![Vec::new(); CLASSES.len()];
        let base = pages.first_block();
        // What is left of the range when its start is aligned is shared by blocks and their bits.
        let count = (pages.end() - base) / (BLOCK_BYTES + 2 * BITMAP_BYTES);
        let marked = base + count * BLOCK_BYTES;
        pages.keep_small(marked);
        Blocks {
            base,
            reserved: count * BLOCK_BYTES,
            // SAFETY: both stand behind the last block, inside the range, where all is zero and nothing else is put.
            marked: unsafe { Bitmap::new(marked, base) },
            // SAFETY: as above.
            allocated: unsafe { Bitmap::new(marked + count * BITMAP_BYTES, base) },
            pages,
            blocks: Vec::new(),
            free: Vec::new(),
            spans: std::array::from_fn(Span::none_of),
            by_class,
            starts: &STARTS,
        }
    }

    /// Whether `size` more bytes fit the reserved range.
    pub(super) fn can_hold(&self, size: usize) -> bool {
        size < self.reserved - BLOCK_BYTES - self.blocks.len() * BLOCK_BYTES
    }

    /// Whether a cell of that size has blocks of its own, which are zero when it is made.
    #[inline(always)]
    pub(super) fn is_large(size: usize) -> bool {
        size > LARGEST_SMALL
    }

    #[inline(always)]
    pub(super) fn allocate(&mut self, size: usize) -> *mut Header {
        if size <= LARGEST_SMALL {
            // SAFETY: no class has a number that is not in `CLASSES`, and each has its span.
            let span = unsafe { self.spans.get_unchecked_mut(class_of(size)) };
            if span.next < span.end {
                let p = span.next;
                span.next += span.bytes as usize;
                return p as *mut Header;
            }
        }
        self.allocate_slow(size)
    }

    #[cold]
    #[inline(never)]
    fn allocate_slow(&mut self, size: usize) -> *mut Header {
        if size > LARGEST_SMALL {
            return self.allocate_large(size);
        }
        let class = class_of(size);
        self.refill(class);
        let span = &mut self.spans[class];
        let p = span.next;
        span.next += span.bytes as usize;
        p as *mut Header
    }

    /// Finds the next span of free cells of a class, and takes it: its `allocated` bits are set.
    fn refill(&mut self, class: usize) {
        let bytes = CLASSES[class] as usize;
        let (starts, span) = (&self.starts[class], self.spans[class]);
        let (mut index, mut granule, mut is_tight) =
            (span.block as usize, span.granule as usize, span.is_tight);
        loop {
            let number = match self.by_class[class].get(index) {
                Some(&number) => number as usize,
                None if !is_tight && !self.free.last().is_some_and(|&n| self.blocks[n as usize].dirty) => {
                    // Before the heap grows, the crowded blocks are used up.
                    (index, granule, is_tight) = (0, 0, true);
                    continue;
                }
                None => {
                    let fresh = self.take_block(class);
                    self.by_class[class].push(fresh);
                    fresh as usize
                }
            };
            // Nobody looks for a free cell in a block that the sweep found full, and at first in none that is crowded; then
            // in none of those that were used up already.
            let block = &self.blocks[number];
            let is_full = match is_tight {
                false => block.is_full(bytes) || block.is_crowded(bytes),
                true => block.is_full(bytes) || granule == 0 && block.cells == UNCOUNTED,
            };
            let allocated = self.allocated.of_block_mut(number);
            let first = if is_full { None } else { next_bit(starts, granule, |word| !allocated[word]) };
            let Some(first) = first else {
                (index, granule) = (index + 1, 0);
                continue;
            };
            let all = BLOCK_BYTES / bytes * (bytes >> GRANULE_SHIFT);
            let end = next_bit(starts, first, |word| allocated[word]).unwrap_or(all);
            take_bits(allocated, starts, first, end);
            self.blocks[number].cells = UNCOUNTED;
            let start = self.base + number * BLOCK_BYTES;
            self.spans[class] = Span {
                next: start + (first << GRANULE_SHIFT),
                end: start + (end << GRANULE_SHIFT),
                block: index as u32,
                granule: end as u16,
                bytes: bytes as u16,
                is_tight,
            };
            return;
        }
    }

    fn take_block(&mut self, class: usize) -> u32 {
        let number = self.free.pop().unwrap_or_else(|| self.grow(1));
        self.use_block(number as usize, Use::Small(class as u8));
        number
    }

    /// Nothing is allocated and nothing marked in a block that was free until now.
    fn use_block(&mut self, number: usize, used_for: Use) {
        let block = &mut self.blocks[number];
        (block.used_for, block.cells) = (used_for, 0);
        self.allocated.of_block_mut(number).fill(0);
        self.marked.of_block_mut(number).fill(0);
    }

    fn grow(&mut self, count: usize) -> u32 {
        let first = self.blocks.len();
        assert!(
            (first + count + 1) * BLOCK_BYTES <= self.reserved,
            "pyopt: the heap's address space is used up"
        );
        self.blocks.resize_with(first + count, Block::new);
        first as u32
    }

    #[cold]
    fn allocate_large(&mut self, size: usize) -> *mut Header {
        let count = size.div_ceil(BLOCK_BYTES);
        let first = self.find_run(count).unwrap_or_else(|| self.grow(count)) as usize;
        for i in 0..count {
            self.take_for_large(
                first + i,
                if i == 0 { Use::Large(count as u32) } else { Use::Rest(i as u32) },
            );
        }
        self.allocated.set(self.base + first * BLOCK_BYTES);
        (self.base + first * BLOCK_BYTES) as *mut Header
    }

    /// Lets a large cell reach over the free blocks behind it until it has `size` bytes; the new ones are zero. False, and
    /// nothing done, for a small cell, or where something else stands in the way.
    pub(super) fn extend(&mut self, cell: *mut Header, size: usize) -> bool {
        let first = (cell as usize - self.base) >> BLOCK_SHIFT;
        let Use::Large(had) = self.blocks[first].used_for else { return false };
        let (start, end) = (first + had as usize, first + size.div_ceil(BLOCK_BYTES));
        if start >= end {
            return true;
        }
        let there = self.blocks.len();
        let is_free = |number: usize| self.blocks[number].used_for == Use::Free;
        if !(start..end.min(there)).all(is_free) || (end + 1) * BLOCK_BYTES > self.reserved {
            return false;
        }
        if start < there {
            self.free.retain(|&n| !(start..end).contains(&(n as usize)));
        }
        if end > there {
            self.grow(end - there);
        }
        self.blocks[first].used_for = Use::Large((end - first) as u32);
        for number in start..end {
            self.take_for_large(number, Use::Rest((number - first) as u32));
        }
        true
    }

    /// Makes a free block part of a large cell: it is zero from now on.
    fn take_for_large(&mut self, number: usize, part: Use) {
        let block = &mut self.blocks[number];
        if std::mem::replace(&mut block.dirty, false) {
            let start = (self.base + number * BLOCK_BYTES) as *mut u8;
            // SAFETY: a free block of our range.
            unsafe { std::ptr::write_bytes(start, 0, BLOCK_BYTES) };
        }
        self.use_block(number, part);
    }

    /// A run of free blocks; those that are not dirty are zero.
    fn find_run(&mut self, count: usize) -> Option<u32> {
        if self.free.len() < count {
            return None;
        }
        self.free.sort_unstable();
        let start = (0..=self.free.len() - count)
            .find(|&i| (self.free[i + count - 1] - self.free[i]) as usize == count - 1)?;
        let first = self.free[start];
        self.free.drain(start..start + count);
        Some(first)
    }

    /// The allocated cell that holds `address`, if any.
    #[inline]
    pub(super) fn find_cell(&self, address: usize) -> Option<*mut Header> {
        let offset = address.wrapping_sub(self.base);
        let mut number = offset >> BLOCK_SHIFT;
        let block = self.blocks.get(number)?;
        let inside = match block.used_for {
            Use::Free => return None,
            Use::Small(class) => {
                let bytes = CLASSES[class as usize] as usize;
                let cell = (offset & (BLOCK_BYTES - 1)) / bytes * bytes;
                let at = self.base + number * BLOCK_BYTES + cell;
                let span = &self.spans[class as usize];
                // What is left of a span is taken, but nothing was allocated there yet.
                if cell + bytes > BLOCK_BYTES
                    || !self.allocated.get(at)
                    || (span.next..span.end).contains(&at)
                {
                    return None;
                }
                cell
            }
            Use::Large(_) => 0,
            Use::Rest(n) => {
                number -= n as usize;
                0
            }
        };
        Some((self.base + number * BLOCK_BYTES + inside) as *mut Header)
    }

    /// The size of the cell that starts at `address`.
    pub(super) fn cell_size(&self, address: usize) -> usize {
        match self.blocks[(address - self.base) >> BLOCK_SHIFT].used_for {
            Use::Small(class) => CLASSES[class as usize] as usize,
            Use::Large(count) => count as usize * BLOCK_BYTES,
            Use::Free | Use::Rest(_) => unreachable!("no cell starts here"),
        }
    }

    /// The mark bits, for whoever sets many of them.
    #[inline(always)]
    pub(super) fn marks(&mut self) -> &mut Bitmap {
        &mut self.marked
    }

    /// Whether the cell at `cell` is marked.
    #[inline]
    pub(super) fn is_marked(&self, cell: *mut Header) -> bool {
        self.marked.get(cell as usize)
    }

    pub(super) fn clear_marks(&mut self) {
        for number in 0..self.blocks.len() {
            self.marked.of_block_mut(number).fill(0);
        }
    }

    /// Frees what is not marked; gives the bytes that live on. With `poison`, dead cells are overwritten. Free blocks keep
    /// their pages as far as `young` says that the next young generation will need them, by the bytes that live on.
    pub(super) fn sweep(&mut self, poison: bool, young: impl Fn(usize) -> usize) -> usize {
        let mut live = 0;
        let mut given_back = Vec::new();
        for (number, block) in self.blocks.iter_mut().enumerate() {
            let start = self.base + number * BLOCK_BYTES;
            match block.used_for {
                Use::Free | Use::Rest(_) => {}
                Use::Large(count) if self.marked.get(start) => live += count as usize * BLOCK_BYTES,
                Use::Large(count) => given_back.push((number, count as usize)),
                Use::Small(class) => {
                    let bytes = CLASSES[class as usize] as usize;
                    let allocated = self.allocated.of_block_mut(number);
                    let marked = self.marked.of_block(number);
                    if poison {
                        for cell in 0..BLOCK_BYTES / bytes {
                            let at = cell * bytes;
                            if get_bit(allocated, at) && !get_bit(marked, at) {
                                // SAFETY: a dead cell inside our range.
                                unsafe { std::ptr::write_bytes((start + at) as *mut u8, POISON, bytes) };
                            }
                        }
                    }
                    // Else nothing was allocated there since its cells were counted, and none of them died.
                    if block.cells == UNCOUNTED || allocated != marked {
                        *allocated = *marked;
                        block.cells = marked.iter().map(|w| w.count_ones()).sum::<u32>() as u16;
                    }
                    block.dirty = true;
                    live += block.cells as usize * bytes;
                    if block.cells == 0 {
                        given_back.push((number, 1));
                    }
                }
            }
        }
        // The next young generation needs about as many blocks as died here: fresh pages would cost more than old ones.
        // Each size class has blocks of its own that it does not fill, hence twice the bytes.
        let most = (2 * young(live)) >> BLOCK_SHIFT;
        let mut kept = self.free.iter().filter(|&&n| self.blocks[n as usize].dirty).count();
        // The lowest ones keep theirs: they are taken first.
        let keeps = |&(_, count): &(usize, usize)| {
            let keep = kept + count <= most;
            kept += if keep { count } else { 0 };
            keep
        };
        let keeps: Vec<bool> = given_back.iter().map(keeps).collect();
        for (&(first, count), keep) in given_back.iter().zip(keeps).rev() {
            if !keep {
                // SAFETY: the blocks hold no live cell.
                unsafe { self.pages.discard(self.base + first * BLOCK_BYTES, count * BLOCK_BYTES) };
            }
            for number in (first..first + count).rev() {
                let block = &mut self.blocks[number];
                (block.used_for, block.dirty) = (Use::Free, keep);
                self.free.push(number as u32);
            }
        }
        if !given_back.is_empty() {
            for (class, list) in self.by_class.iter_mut().enumerate() {
                list.retain(|&n| self.blocks[n as usize].used_for == Use::Small(class as u8));
            }
        }
        self.spans = std::array::from_fn(Span::none_of);
        live
    }

    pub(super) fn for_each_cell(&self, mut f: impl FnMut(*mut Header)) {
        for (number, block) in self.blocks.iter().enumerate() {
            let start = self.base + number * BLOCK_BYTES;
            // What is left of a span is taken, but nothing was allocated there yet.
            let unused = match block.used_for {
                Use::Small(class) => self.spans[class as usize].next..self.spans[class as usize].end,
                Use::Large(_) => 0..0,
                Use::Free | Use::Rest(_) => continue,
            };
            for (word, &bits) in self.allocated.of_block(number).iter().enumerate() {
                let mut bits = bits;
                while bits != 0 {
                    let granule = word << 6 | bits.trailing_zeros() as usize;
                    let at = start + (granule << GRANULE_SHIFT);
                    if !unused.contains(&at) {
                        f(at as *mut Header);
                    }
                    bits &= bits - 1;
                }
            }
        }
    }
}
