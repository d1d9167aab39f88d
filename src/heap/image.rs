//! Pages of the program's own file: given back to the system when nobody needs them any more.
//!
//! What is mapped from a file counts as a process's memory once it was looked at, and the system maps the sixteen pages
//! around it too. Given back, a page is mapped anew from the system's cache at the next look. That holds for files only: a
//! packer's stub may have unpacked the program into memory of its own, so the system is asked first.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

#[cfg(all(target_os = "linux", target_pointer_width = "64", not(miri)))]
mod linux {
    use std::fs::File;
    use std::os::unix::fs::FileExt;

    const PAGE: usize = 4096;

    /// Whether an address that was just read lies in a page of a file, by `/proc/self/pagemap`: bit 63 of a page's entry says
    /// that it is there, bit 61 that it belongs to a file (Linux's `admin-guide/mm/pagemap.rst`).
    fn is_of_file(address: usize) -> bool {
        let mut entry = [0; 8];
        let read = File::open("/proc/self/pagemap")
            .and_then(|map| map.read_exact_at(&mut entry, (address / PAGE * 8) as u64));
        read.is_ok() && u64::from_ne_bytes(entry) >> 61 & 0b101 == 0b101
    }

    impl super::FilePages {
        /// The whole pages within some bytes that are not written, of which one was just read; none when they are not a
        /// file's.
        pub(super) fn of(bytes: &'static [u8], read: &'static u8) -> Option<super::FilePages> {
            // SAFETY: asks for a number.
            let page = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
            let start = bytes.as_ptr().addr().next_multiple_of(PAGE);
            let end = (bytes.as_ptr().addr() + bytes.len()) & !(PAGE - 1);
            let known =
                page == PAGE as libc::c_long && start < end && is_of_file(std::ptr::from_ref(read).addr());
            known.then_some(super::FilePages { start, end })
        }

        /// Gives them back; who looks again finds the same.
        pub(super) fn release(&self) {
            // SAFETY: nothing writes to these bytes, which are shared and constant, and the pages are a file's: the next
            // look finds there what is in the file, as the first did. Where the system refuses, nothing is lost.
            unsafe {
                libc::madvise(self.start as *mut libc::c_void, self.end - self.start, libc::MADV_DONTNEED)
            };
        }
    }

    /// The relocations of the program: the loader's table, in the program's first segment.
    fn relocations() -> Option<&'static [u8]> {
        // SAFETY: the kernel gives the place and number of the program headers, which stay as they are.
        let headers: &[libc::Elf64_Phdr] = unsafe {
            let start = libc::getauxval(libc::AT_PHDR) as *const libc::Elf64_Phdr;
            if start.is_null() || libc::getauxval(libc::AT_PHENT) as usize != size_of::<libc::Elf64_Phdr>() {
                return None;
            }
            std::slice::from_raw_parts(start, libc::getauxval(libc::AT_PHNUM) as usize)
        };
        let find = |kind| headers.iter().find(|header| header.p_type == kind);
        let base = headers.as_ptr().addr() - find(libc::PT_PHDR)?.p_vaddr as usize;
        let segment = find(libc::PT_LOAD)?;
        let dynamic = find(libc::PT_DYNAMIC)?;
        // Tags and values.
        const DT_RELA: u64 = 7;
        const DT_RELASZ: u64 = 8;
        // SAFETY: the dynamic section lies in a segment of the program that is mapped, and the loader alone wrote to it.
        let entries = unsafe {
            let start = (base + dynamic.p_vaddr as usize) as *const [u64; 2];
            std::slice::from_raw_parts(start, dynamic.p_memsz as usize / size_of::<[u64; 2]>())
        };
        let value =
            |tag| entries.iter().take_while(|e| e[0] != 0).find(|e| e[0] == tag).map(|e| e[1] as usize);
        let (table, size) = (value(DT_RELA)?, value(DT_RELASZ)?);
        let segment_start = base + segment.p_vaddr as usize;
        let inside = segment.p_flags & libc::PF_W == 0
            && size > 0
            && table >= segment_start
            && table + size <= segment_start + segment.p_memsz as usize;
        // SAFETY: within a segment that is mapped for reading only.
        inside.then(|| unsafe { std::slice::from_raw_parts(table as *const u8, size) })
    }

    pub(super) fn release_relocations() {
        if let Some(table) = relocations() {
            let middle = &table[table.len() / 2];
            // SAFETY: it is mapped; the look makes it present, so that the system can be asked about it.
            unsafe { std::ptr::read_volatile(middle) };
            if let Some(pages) = super::FilePages::of(table, middle) {
                pages.release();
            }
        }
    }
}

/// Constants of the program that are looked at in many places and copied from there: from time to time their pages go.
pub(crate) struct Visited {
    bytes: &'static [u8],
    /// After so many visits.
    period: usize,
    visits: AtomicUsize,
    pages: OnceLock<Option<FilePages>>,
}

impl Visited {
    pub(crate) const fn new(bytes: &'static [u8], period: usize) -> Visited {
        Visited { bytes, period, visits: AtomicUsize::new(0), pages: OnceLock::new() }
    }

    /// Some of the bytes were just read.
    pub(crate) fn visit(&self, part: &'static [u8]) {
        let Some(read) = part.first() else { return };
        if self.visits.fetch_add(1, Ordering::Relaxed) % self.period == self.period - 1
            && let Some(pages) = self.pages.get_or_init(|| FilePages::of(self.bytes, read))
        {
            pages.release();
        }
    }
}

/// Pages of the program's file that hold constants, and can be read anew from there at any time.
struct FilePages {
    start: usize,
    end: usize,
}

#[cfg(not(all(target_os = "linux", target_pointer_width = "64", not(miri))))]
impl FilePages {
    /// None: how to ask is not known.
    fn of(_: &'static [u8], _: &'static u8) -> Option<FilePages> {
        None
    }

    /// Nothing.
    fn release(&self) {
        debug_assert!(self.start < self.end);
    }
}

/// Gives back the table of relocations, which the loader read at the start and nobody will again.
pub(crate) fn release_relocations() {
    #[cfg(all(target_os = "linux", target_pointer_width = "64", not(miri)))]
    {
        static ONCE: std::sync::Once = std::sync::Once::new();
        ONCE.call_once(linux::release_relocations);
    }
}
