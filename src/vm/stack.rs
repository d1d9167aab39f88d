//! The VM stack: reserved address space that never moves, so that frames are plain addresses.
//!
//! ```text
//! base … frame │ frame │ running frame, operands … sp            a function runs: `above` is null
//! base … frame │ frame │ above          generator: … operands … sp     a generator runs, on its frame in the heap
//! ```

use crate::heap::Marker;
use crate::value::Value;

/// Bytes reserved; pages become real when they are first touched.
const RESERVE: usize = 256 << 20;

/// The stack and its top.
pub(crate) struct Stack {
    base: *mut Value,
    /// Where the operands of the running frame end, as of the last time the loop stored it.
    pub(crate) sp: *mut Value,
    /// While a generator's frame runs, which lies in the heap: the first free slot of this stack. Else null.
    pub(crate) above: *mut Value,
    limit: *mut Value,
}

// SAFETY: the mapping belongs to this value alone.
unsafe impl Send for Stack {}

impl Stack {
    pub(crate) fn new() -> Stack {
        // SAFETY: a fresh anonymous mapping touches no memory of ours.
        let p = unsafe {
            libc::mmap(
                std::ptr::null_mut(),
                RESERVE,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
                -1,
                0,
            )
        };
        assert!(p != libc::MAP_FAILED, "pyopt: cannot reserve address space for the stack");
        let base = p.cast::<Value>();
        // SAFETY: inside the mapping.
        let limit = unsafe { base.add(RESERVE / 8 - 4096) };
        Stack { base, sp: base, above: std::ptr::null_mut(), limit }
    }

    /// The first free slot.
    #[inline(always)]
    pub(crate) fn top(&self) -> *mut Value {
        if self.above.is_null() { self.sp } else { self.above }
    }

    /// Moves the first free slot, so that what lies below it is seen by the collector.
    pub(crate) fn set_top(&mut self, top: *mut Value) {
        if self.above.is_null() {
            self.sp = top;
        } else {
            self.above = top;
        }
    }

    /// Whether `slots` more fit above `at`.
    #[inline(always)]
    pub(crate) fn has_room(&self, at: *mut Value, slots: usize) -> bool {
        // An address and the size of a frame, which is a 32-bit count of slots: no sum of them wraps round.
        (at as usize).wrapping_add(slots * 8) < self.limit as usize
    }

    /// Visits everything below the top. Raw words of frames are dressed as ints.
    pub(crate) fn trace(&self, marker: &mut Marker<'_>) {
        let (mut at, top) = (self.base, self.top());
        while at < top {
            // SAFETY: slots below the top are initialised.
            unsafe {
                marker.value(*at);
                at = at.add(1);
            }
        }
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        // SAFETY: the mapping is ours.
        unsafe { libc::munmap(self.base.cast(), RESERVE) };
    }
}
