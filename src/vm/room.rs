//! Room for what a program asks for: buffers whose sizes it chose.
//!
//! Rust ends the process where an allocation fails. A size that a program chose is therefore reserved here first, and
//! the program is told by a `MemoryError`, as CPython tells it. Objects of the heap are asked for at the heap.

use super::Vm;
use crate::value::PyResult;

impl Vm {
    /// Makes room for so many more items, or raises.
    ///
    /// # Errors
    /// `MemoryError` if neither the limit nor the machine has room for them.
    pub(crate) fn reserve<T>(&mut self, items: &mut Vec<T>, more: usize) -> PyResult<()> {
        let bytes = items.len().saturating_add(more).saturating_mul(size_of::<T>().max(1));
        if bytes > self.limits().memory || items.try_reserve_exact(more).is_err() {
            return Err(self.raise_str(self.types.memory_error, ""));
        }
        Ok(())
    }

    /// Whether there would be room for so many items, if they were made now.
    ///
    /// # Errors
    /// As [`Vm::reserve`].
    pub(crate) fn check_room<T>(&mut self, count: usize) -> PyResult<()> {
        /// So few bytes are not worth asking for.
        const FEW: usize = 1 << 24;
        if count.saturating_mul(size_of::<T>()) < FEW {
            return Ok(());
        }
        self.reserve(&mut Vec::<T>::new(), count)
    }

    /// So many zeros.
    ///
    /// # Errors
    /// As [`Vm::reserve`].
    pub(crate) fn zeros(&mut self, count: usize) -> PyResult<Vec<u8>> {
        let mut zeros = Vec::new();
        self.reserve(&mut zeros, count)?;
        zeros.resize(count, 0);
        Ok(zeros)
    }

    /// Items, so many times.
    ///
    /// # Errors
    /// As [`Vm::reserve`].
    pub(crate) fn repeat<T: Copy>(&mut self, items: &[T], count: usize) -> PyResult<Vec<T>> {
        let mut all = Vec::new();
        let total = items.len().saturating_mul(count);
        self.reserve(&mut all, total)?;
        if total > 0 {
            all.extend_from_slice(items);
        }
        while all.len() < total {
            all.extend_from_within(..all.len().min(total - all.len()));
        }
        Ok(all)
    }
}
