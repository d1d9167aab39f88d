//! A bit for each 16 bytes of the blocks, in one piece beside them.
//!
//! ```text
//! address of a cell   … │ word of the bitmap │ 6 bits: bit of the word │ 4 bits: 0
//! ```
//!
//! Blocks are aligned to their size, so that neither the block nor its start has to be known: marking a cell is a shift,
//! a load, a test and a store. The table is as large as the address space of the blocks asks for; pages of it that no
//! block needs yet are never touched.

use super::blocks::BLOCK_BYTES;
use std::marker::PhantomData;

/// One bit for each 16 bytes.
pub(super) const GRANULE_SHIFT: usize = 4;
/// Words of the bits of one block.
pub(super) const BITMAP_WORDS: usize = BLOCK_BYTES >> GRANULE_SHIFT >> 6;
/// Bytes of the bits of one block.
pub(super) const BITMAP_BYTES: usize = BITMAP_WORDS * 8;
/// From an address to the number of its word.
const WORD_SHIFT: usize = GRANULE_SHIFT + 6;

/// The bits of all blocks.
pub(super) struct Bitmap {
    /// Where the bits of the first block stand.
    first: usize,
    /// Where the word of address 0 would stand.
    origin: usize,
}

impl Bitmap {
    /// The bits that stand at `first`, for the blocks from `base` on.
    ///
    /// # Safety
    /// As long as this is used, at `first` stand initialised words for every block that is asked for, aligned to 8 and
    /// used by nobody else; `base` is a multiple of a block's size.
    pub(super) unsafe fn new(first: usize, base: usize) -> Bitmap {
        Bitmap { first, origin: first.wrapping_sub((base >> WORD_SHIFT) * 8) }
    }

    /// The bits of a block.
    #[inline]
    pub(super) fn of_block(&self, number: usize) -> &[u64; BITMAP_WORDS] {
        // SAFETY: the words are there (`new`), and who writes them has `self` for itself.
        unsafe { &*((self.first + number * BITMAP_BYTES) as *const [u64; BITMAP_WORDS]) }
    }

    /// The bits of a block, to be changed.
    #[inline]
    pub(super) fn of_block_mut(&mut self, number: usize) -> &mut [u64; BITMAP_WORDS] {
        // SAFETY: as above; `self` is borrowed for as long.
        unsafe { &mut *((self.first + number * BITMAP_BYTES) as *mut [u64; BITMAP_WORDS]) }
    }

    /// Whether the bit of a cell of some block is set.
    #[inline(always)]
    pub(super) fn get(&self, cell: usize) -> bool {
        // SAFETY: as above; the address of a cell leads to the word of its block.
        unsafe { *word_at(self.origin, cell) >> (cell >> GRANULE_SHIFT & 63) & 1 != 0 }
    }

    /// Sets the bit of a cell of some block; tells whether it was not set.
    #[inline(always)]
    pub(super) fn set(&mut self, cell: usize) -> bool {
        self.setter().set(cell)
    }

    /// Sets many bits, one after the other.
    #[inline(always)]
    pub(super) fn setter(&mut self) -> Setter<'_> {
        Setter { origin: self.origin, bits: PhantomData }
    }
}

/// Has the bits for itself for a while. As its place is no memory that a store could change, it stays in a register.
pub(super) struct Setter<'a> {
    origin: usize,
    bits: PhantomData<&'a mut Bitmap>,
}

impl Setter<'_> {
    /// Sets the bit of a cell of some block; tells whether it was not set.
    #[inline(always)]
    pub(super) fn set(&mut self, cell: usize) -> bool {
        let (word, bit) = (word_at(self.origin, cell), 1 << (cell >> GRANULE_SHIFT & 63));
        // SAFETY: the words are there (`Bitmap::new`), and the bitmap is borrowed; a cell's address leads to one of them.
        unsafe {
            let fresh = *word & bit == 0;
            // Most cells that are met were met before: those cost no store.
            if fresh {
                *word |= bit;
            }
            fresh
        }
    }
}

#[inline(always)]
fn word_at(origin: usize, address: usize) -> *mut u64 {
    origin.wrapping_add((address >> WORD_SHIFT) * 8) as *mut u64
}

/// The first granule from `from` on at which `starts` and `with` have a bit.
#[inline]
pub(super) fn next_bit(
    starts: &[u64; BITMAP_WORDS],
    from: usize,
    with: impl Fn(usize) -> u64,
) -> Option<usize> {
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
pub(super) fn take_bits(
    bits: &mut [u64; BITMAP_WORDS],
    starts: &[u64; BITMAP_WORDS],
    first: usize,
    end: usize,
) {
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

/// Whether the bit of the granule at `offset` bytes into a block is set.
#[inline(always)]
pub(super) fn get_bit(bits: &[u64; BITMAP_WORDS], offset: usize) -> bool {
    let granule = offset >> GRANULE_SHIFT;
    bits[granule >> 6] >> (granule & 63) & 1 != 0
}

/// Sets the bit of the granule at `offset` bytes into a block.
#[inline(always)]
pub(super) fn set_bit(bits: &mut [u64; BITMAP_WORDS], offset: usize) {
    let granule = offset >> GRANULE_SHIFT;
    bits[granule >> 6] |= 1 << (granule & 63);
}
