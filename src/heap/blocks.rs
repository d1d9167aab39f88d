//! Blocks of 64 KiB in one reserved range of addresses, each of one size class or part of a large object.
//!
//! An address leads to its block by subtraction and shift, the block to its cell by division: interior pointers
//! are found as quickly as exact ones. Allocation bumps through a *span* of free cells; a span is found in the
//! `allocated` bits of a block, so a sweep is `allocated = marked` and nothing else.

use super::Header;
use super::pages::Pages;
use std::sync::LazyLock;

pub(super) const BLOCK_SHIFT: usize = 16;
pub(super) const BLOCK_BYTES: usize = 1 << BLOCK_SHIFT;
/// One bit for each 16 bytes.
const GRANULE_SHIFT: usize = 4;
const BITMAP_WORDS: usize = BLOCK_BYTES >> GRANULE_SHIFT >> 6;
/// The byte that fills freed cells under GC stress: no value has these bits by chance.
const POISON: u8 = 0xDB;

/// Cell sizes in bytes: steps of 16 up to 256, then about a quarter more each, up to half a block.
const CLASSES: [u32; 42] = [
    16, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 320, 384, 448, 512, 640, 768,
    896, 1024, 1280, 1536, 1792, 2048, 2560, 3072, 3584, 4096, 5120, 6144, 7168, 8192, 9360, 10912, 13104,
    16384, 21840, 32768,
];
pub(super) const LARGEST_SMALL: usize = 32768;

/// The class that holds `size` bytes, by granules; beyond 256 bytes the table is searched.
#[inline(always)]
fn class_of(size: usize) -> usize {
    if size <= 256 { size.max(1).div_ceil(16) - 1 } else { CLASSES.partition_point(|&c| (c as usize) < size) }
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
    allocated: Box<[u64; BITMAP_WORDS]>,
    marked: Box<[u64; BITMAP_WORDS]>,
}

impl Block {
    fn new() -> Block {
        Block {
            used_for: Use::Free,
            dirty: false,
            allocated: Box::new([0; BITMAP_WORDS]),
            marked: Box::new([0; BITMAP_WORDS]),
        }
    }
}

/// Free cells of one class, next to each other.
#[derive(Clone, Copy, Default)]
struct Span {
    next: usize,
    end: usize,
    /// Where the search goes on: place in the class's list of blocks, and granule.
    block: usize,
    granule: usize,
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
        Blocks {
            base: pages.first_block(),
            reserved: pages.bytes(),
            pages,
            blocks: Vec::new(),
            free: Vec::new(),
            spans: [Span::default(); CLASSES.len()],
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
            let class = class_of(size);
            let span = &mut self.spans[class];
            if span.next < span.end {
                let p = span.next;
                span.next += CLASSES[class] as usize;
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
        span.next += CLASSES[class] as usize;
        p as *mut Header
    }

    /// Finds the next span of free cells of a class, and takes it: its `allocated` bits are set.
    fn refill(&mut self, class: usize) {
        let granules = CLASSES[class] as usize >> GRANULE_SHIFT;
        loop {
            let Span { block: mut index, mut granule, .. } = self.spans[class];
            if index >= self.by_class[class].len() {
                let fresh = self.take_block(class);
                self.by_class[class].push(fresh);
                index = self.by_class[class].len() - 1;
                granule = 0;
            }
            let number = self.by_class[class][index] as usize;
            let block = &mut self.blocks[number];
            let starts = &self.starts[class];
            let Some(first) = next_bit(starts, granule, |word| !block.allocated[word]) else {
                let span = &mut self.spans[class];
                (span.block, span.granule) = (index + 1, 0);
                continue;
            };
            let all = BLOCK_BYTES / CLASSES[class] as usize * granules;
            let end = next_bit(starts, first, |word| block.allocated[word]).unwrap_or(all);
            take_bits(&mut block.allocated, starts, first, end);
            let start = self.base + number * BLOCK_BYTES;
            let span = &mut self.spans[class];
            (span.next, span.end) = (start + (first << GRANULE_SHIFT), start + (end << GRANULE_SHIFT));
            (span.block, span.granule) = (index, end);
            return;
        }
    }

    fn take_block(&mut self, class: usize) -> u32 {
        let number = self.free.pop().unwrap_or_else(|| self.grow(1));
        let block = &mut self.blocks[number as usize];
        block.used_for = Use::Small(class as u8);
        block.allocated.fill(0);
        block.marked.fill(0);
        number
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
        set_bit(&mut self.blocks[first].allocated[..], 0);
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
        block.used_for = part;
        block.allocated.fill(0);
        block.marked.fill(0);
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
                    || !get_bit(&block.allocated[..], cell)
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

    /// Sets the mark of the cell at `cell`; tells whether it was unmarked.
    #[inline]
    pub(super) fn mark(&mut self, cell: *mut Header) -> bool {
        let offset = cell as usize - self.base;
        let bits = &mut self.blocks[offset >> BLOCK_SHIFT].marked;
        let at = offset & (BLOCK_BYTES - 1);
        let fresh = !get_bit(&bits[..], at);
        set_bit(&mut bits[..], at);
        fresh
    }

    /// Whether the cell at `cell` is marked.
    pub(super) fn is_marked(&self, cell: *mut Header) -> bool {
        let offset = cell as usize - self.base;
        get_bit(&self.blocks[offset >> BLOCK_SHIFT].marked[..], offset & (BLOCK_BYTES - 1))
    }

    pub(super) fn clear_marks(&mut self) {
        for block in &mut self.blocks {
            block.marked.fill(0);
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
                Use::Large(count) if get_bit(&block.marked[..], 0) => live += count as usize * BLOCK_BYTES,
                Use::Large(count) => given_back.push((number, count as usize)),
                Use::Small(class) => {
                    let bytes = CLASSES[class as usize] as usize;
                    if poison {
                        for cell in 0..BLOCK_BYTES / bytes {
                            let at = cell * bytes;
                            if get_bit(&block.allocated[..], at) && !get_bit(&block.marked[..], at) {
                                // SAFETY: a dead cell inside our range.
                                unsafe { std::ptr::write_bytes((start + at) as *mut u8, POISON, bytes) };
                            }
                        }
                    }
                    block.allocated.copy_from_slice(&block.marked[..]);
                    block.dirty = true;
                    let cells: u32 = block.marked.iter().map(|w| w.count_ones()).sum();
                    live += cells as usize * bytes;
                    if cells == 0 {
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
        self.spans = [Span::default(); CLASSES.len()];
        live
    }

    pub(super) fn for_each_cell(&self, f: &mut dyn FnMut(*mut Header)) {
        for (number, block) in self.blocks.iter().enumerate() {
            let start = self.base + number * BLOCK_BYTES;
            let (bytes, count) = match block.used_for {
                Use::Small(class) => {
                    (CLASSES[class as usize] as usize, BLOCK_BYTES / CLASSES[class as usize] as usize)
                }
                Use::Large(_) => (BLOCK_BYTES, 1),
                Use::Free | Use::Rest(_) => continue,
            };
            for at in (0..count).map(|i| i * bytes).filter(|&at| get_bit(&block.allocated[..], at)) {
                if let Some(cell) = self.find_cell(start + at) {
                    f(cell);
                }
            }
        }
    }
}

/// The first granule from `from` on at which `starts` and `with` have a bit.
#[inline]
fn next_bit(starts: &[u64; BITMAP_WORDS], from: usize, with: impl Fn(usize) -> u64) -> Option<usize> {
    let (mut word, mut mask) = (from >> 6, u64::MAX << (from & 63));
    while word < BITMAP_WORDS {
        let bits = starts[word] & with(word) & mask;
        if bits != 0 {
            return Some(word << 6 | bits.trailing_zeros() as usize);
        }
        (word, mask) = (word + 1, u64::MAX);
    }
    None
}

/// Sets the bits of `starts` from granule `first` up to `end`.
fn take_bits(bits: &mut [u64; BITMAP_WORDS], starts: &[u64; BITMAP_WORDS], first: usize, end: usize) {
    for word in first >> 6..end.div_ceil(64) {
        let mut mask = u64::MAX;
        if word == first >> 6 {
            mask &= u64::MAX << (first & 63);
        }
        if word == end >> 6 {
            mask &= !(u64::MAX << (end & 63));
        }
        bits[word] |= starts[word] & mask;
    }
}

#[inline(always)]
fn get_bit(bits: &[u64], offset: usize) -> bool {
    let granule = offset >> GRANULE_SHIFT;
    bits[granule >> 6] >> (granule & 63) & 1 != 0
}

#[inline(always)]
fn set_bit(bits: &mut [u64], offset: usize) {
    let granule = offset >> GRANULE_SHIFT;
    bits[granule >> 6] |= 1 << (granule & 63);
}
