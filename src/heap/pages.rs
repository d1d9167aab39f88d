//! Address space from the system: reserved in one piece, given back page by page.
//!
//! Under Miri, which knows no reservations, the range is small and comes from the allocator.

use super::blocks::BLOCK_BYTES;

/// Address space asked for first; halved until the system agrees (address-space limits exist).
#[cfg(not(miri))]
const RESERVE_FIRST: usize = 1 << 38;
#[cfg(not(miri))]
const RESERVE_LEAST: usize = 1 << 26;
#[cfg(miri)]
const RESERVE_MIRI: usize = 1 << 24;

/// A reserved range that reads as zeros where nothing was written.
pub(super) struct Pages {
    start: usize,
    bytes: usize,
}

#[cfg(not(miri))]
impl Pages {
    /// Reserves a range.
    ///
    /// # Panics
    /// When the system has no 64 MiB of address space left.
    pub(super) fn reserve() -> Pages {
        let mut bytes = RESERVE_FIRST;
        loop {
            // SAFETY: a fresh anonymous mapping touches no memory of ours.
            let p = unsafe {
                libc::mmap(
                    std::ptr::null_mut(),
                    bytes,
                    libc::PROT_READ | libc::PROT_WRITE,
                    libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
                    -1,
                    0,
                )
            };
            if p != libc::MAP_FAILED {
                return Pages { start: p as usize, bytes };
            }
            bytes /= 2;
            assert!(bytes >= RESERVE_LEAST, "pyopt: cannot reserve address space for the heap");
        }
    }

    /// Asks the system for pages of the usual size from `start` to the end, where little of each large one would be used.
    pub(super) fn keep_small(&self, start: usize) {
        let start = start.next_multiple_of(BLOCK_BYTES);
        // SAFETY: advice about a part of our own mapping, which changes nothing of what is there.
        #[cfg(target_os = "linux")]
        unsafe {
            libc::madvise(start as *mut libc::c_void, self.end() - start, libc::MADV_NOHUGEPAGE);
        }
        #[cfg(not(target_os = "linux"))]
        let _ = start;
    }

    /// Gives the memory behind some addresses back; they read as zeros again.
    ///
    /// # Safety
    /// The range consists of whole blocks of this reservation, and nothing in it is used any more.
    pub(super) unsafe fn discard(&self, start: usize, bytes: usize) {
        // SAFETY: says the caller.
        unsafe { libc::madvise(start as *mut libc::c_void, bytes, libc::MADV_DONTNEED) };
    }
}

#[cfg(not(miri))]
impl Drop for Pages {
    fn drop(&mut self) {
        // SAFETY: the mapping is ours, and whoever holds the reservation uses it no more.
        unsafe { libc::munmap(self.start as *mut libc::c_void, self.bytes) };
    }
}

#[cfg(miri)]
impl Pages {
    fn layout() -> std::alloc::Layout {
        std::alloc::Layout::from_size_align(RESERVE_MIRI, BLOCK_BYTES).expect("a power of two")
    }

    pub(super) fn reserve() -> Pages {
        // SAFETY: the layout is not empty.
        let p = unsafe { std::alloc::alloc_zeroed(Self::layout()) };
        Pages { start: p.expose_provenance(), bytes: RESERVE_MIRI }
    }

    pub(super) fn keep_small(&self, _start: usize) {}

    /// # Safety
    /// As above.
    pub(super) unsafe fn discard(&self, start: usize, bytes: usize) {
        // SAFETY: says the caller.
        unsafe { std::ptr::write_bytes(start as *mut u8, 0, bytes) };
    }
}

#[cfg(miri)]
impl Drop for Pages {
    fn drop(&mut self) {
        // SAFETY: allocated with this layout.
        unsafe { std::alloc::dealloc(self.start as *mut u8, Self::layout()) };
    }
}

impl Pages {
    /// The first address that is a multiple of a block's size.
    pub(super) fn first_block(&self) -> usize {
        self.start.next_multiple_of(BLOCK_BYTES)
    }

    /// The address behind the range.
    pub(super) fn end(&self) -> usize {
        self.start + self.bytes
    }
}
