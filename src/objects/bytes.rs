//! `bytes`: its contents follow the length.
//!
//! ```text
//! [header][length][hash][byte; length]([attributes] in an instance of a subclass)
//! ```

use super::{Kind, heap_object};
use crate::heap::{Gc, Header, Heap, OutOfMemory, flags};
use crate::vm::secret::HashSecret;
use std::cell::Cell;

/// A bytes object.
#[repr(C)]
pub struct Bytes {
    header: Header,
    length: usize,
    /// 0: not computed yet.
    hash: Cell<u64>,
}

heap_object!(Bytes: Bytes);

impl Bytes {
    /// A bytes object with that contents.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn new(heap: &mut Heap, shape: u32, attrs: bool, contents: &[u8]) -> Result<Gc<Bytes>, OutOfMemory> {
        Bytes::of_parts(heap, (shape, attrs), contents, &[])
    }

    /// A bytes object of two contents, one after the other.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn concat(heap: &mut Heap, left: &[u8], right: &[u8]) -> Result<Gc<Bytes>, OutOfMemory> {
        Bytes::of_parts(heap, (Kind::Bytes as u32, false), left, right)
    }

    fn of_parts(
        heap: &mut Heap,
        (shape, attrs): (u32, bool),
        left: &[u8],
        right: &[u8],
    ) -> Result<Gc<Bytes>, OutOfMemory> {
        let header = Header::new(Kind::Bytes, shape).with_flags(if attrs { flags::HAS_ATTRS } else { 0 });
        let length = left.len().checked_add(right.len()).ok_or(OutOfMemory)?;
        // The word for attributes lies at the cell's end.
        let extra = length.checked_add(if attrs { 8 } else { 0 }).ok_or(OutOfMemory)?;
        let bytes = heap.try_alloc(Bytes { header, length, hash: Cell::new(0) }, extra)?;
        // SAFETY: the cell has room for both contents behind the struct, and is fresh.
        unsafe {
            let first = bytes.as_ptr().cast::<Bytes>().add(1).cast::<u8>();
            std::ptr::copy_nonoverlapping(left.as_ptr(), first, left.len());
            std::ptr::copy_nonoverlapping(right.as_ptr(), first.add(left.len()), right.len());
        }
        heap.init_attrs_word(bytes.as_ptr());
        Ok(bytes)
    }

    /// The contents.
    #[inline(always)]
    pub fn as_slice(&self) -> &[u8] {
        // SAFETY: `length` bytes follow the struct and never change.
        unsafe { std::slice::from_raw_parts(std::ptr::from_ref(self).add(1).cast(), self.length) }
    }

    /// The hash, computed once.
    pub fn hash(&self, secret: HashSecret) -> u64 {
        if self.hash.get() == 0 {
            self.hash.set(secret.of_bytes(self.as_slice()));
        }
        self.hash.get()
    }
}
