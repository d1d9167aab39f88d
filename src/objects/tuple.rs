//! `tuple`: its items follow the length.
//!
//! ```text
//! [header][length][value; length]([attributes] in an instance of a subclass)
//! ```

use super::Kind;
use crate::heap::{Gc, Header, Heap, HeapObject, Marker, OutOfMemory, flags};
use crate::value::Value;

/// A tuple.
#[repr(C)]
pub struct Tuple {
    header: Header,
    length: usize,
}

// SAFETY: `#[repr(C)]`, header first; all `length` values are initialised when it is made.
unsafe impl HeapObject for Tuple {
    const KIND: Kind = Kind::Tuple;
    fn trace(&self, marker: &mut Marker<'_>) {
        for &item in self.items() {
            marker.value(item);
        }
    }
}

impl Tuple {
    /// A tuple of these items. With `attrs`, a word for the holder of attributes is added.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn new(heap: &mut Heap, shape: u32, attrs: bool, items: &[Value]) -> Result<Gc<Tuple>, OutOfMemory> {
        let header = Header::new(Kind::Tuple, shape).with_flags(if attrs { flags::HAS_ATTRS } else { 0 });
        let words = items.len() + usize::from(attrs);
        let bytes = words.checked_mul(8).ok_or(OutOfMemory)?;
        let tuple = heap.try_alloc(Tuple { header, length: items.len() }, bytes)?;
        // SAFETY: the cell has room for the items behind the struct, and is fresh.
        unsafe {
            let first = tuple.as_ptr().cast::<Tuple>().add(1).cast::<Value>();
            std::ptr::copy_nonoverlapping(items.as_ptr(), first, items.len());
        }
        heap.init_attrs_word(tuple.as_ptr());
        Ok(tuple)
    }

    /// A tuple of so many items.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn of(
        heap: &mut Heap,
        count: usize,
        mut item: impl FnMut(usize) -> Value,
    ) -> Result<Gc<Tuple>, OutOfMemory> {
        let bytes = count.checked_mul(8).ok_or(OutOfMemory)?;
        let header = Header::new(Kind::Tuple, Kind::Tuple as u32);
        let tuple = heap.try_alloc(Tuple { header, length: count }, bytes)?;
        // SAFETY: the cell has room for the items behind the struct, and is fresh; nothing collects meanwhile.
        unsafe {
            let first = tuple.as_ptr().cast::<Tuple>().add(1).cast::<Value>();
            (0..count).for_each(|n| first.add(n).write(item(n)));
        }
        Ok(tuple)
    }

    /// A tuple of two items.
    #[inline]
    pub fn pair(heap: &mut Heap, first: Value, second: Value) -> Gc<Tuple> {
        let tuple = heap.alloc(Tuple { header: Header::new(Kind::Tuple, Kind::Tuple as u32), length: 2 }, 16);
        // SAFETY: the cell has room for two items behind the struct, and is fresh.
        unsafe { tuple.as_ptr().cast::<Tuple>().add(1).cast::<[Value; 2]>().write([first, second]) };
        tuple
    }

    /// A tuple of the items of two sequences, one behind the other.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn joined(heap: &mut Heap, front: &[Value], back: &[Value]) -> Result<Gc<Tuple>, OutOfMemory> {
        let length = front.len().checked_add(back.len()).ok_or(OutOfMemory)?;
        let bytes = length.checked_mul(8).ok_or(OutOfMemory)?;
        let header = Header::new(Kind::Tuple, Kind::Tuple as u32);
        let tuple = heap.try_alloc(Tuple { header, length }, bytes)?;
        // SAFETY: the cell has room for the items behind the struct, and is fresh.
        unsafe {
            let first = tuple.as_ptr().cast::<Tuple>().add(1).cast::<Value>();
            std::ptr::copy_nonoverlapping(front.as_ptr(), first, front.len());
            std::ptr::copy_nonoverlapping(back.as_ptr(), first.add(front.len()), back.len());
        }
        Ok(tuple)
    }

    /// An empty tuple, also where the heap's limit is reached.
    pub fn empty(heap: &mut Heap, shape: u32) -> Gc<Tuple> {
        heap.alloc(Tuple { header: Header::new(Kind::Tuple, shape), length: 0 }, 0)
    }

    /// The items.
    #[inline(always)]
    pub fn items(&self) -> &[Value] {
        // SAFETY: `length` values follow the struct and never change.
        unsafe { std::slice::from_raw_parts(std::ptr::from_ref(self).add(1).cast(), self.length) }
    }

    /// How many items it has.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether it has none.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }
}
