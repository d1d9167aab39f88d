//! `int` beyond 49 bits: the limbs of its magnitude lie in the cell.
//!
//! ```text
//! [header][limb; n]([attributes])                 n in the header's aux, the sign in KIND_A
//! [header][n][limb; n]([attributes])              aux is LONG
//! ```
//!
//! Limbs have 64 bits, the least is first. INVARIANTS: the last one is not zero; no number here fits
//! [`Value::try_small_int`], except in an instance of a subclass of `int`; nothing changes once [`Int::made`] is done.

use super::{Kind, heap_object};
use crate::heap::{Gc, Header, Heap, OutOfMemory, flags};
use crate::value::Value;
use malachite_bigint::BigInt;
use pyopt_compiler::semantics::limbs::{Limbs, trimmed, with_limbs};

/// The sign of the number.
const NEGATIVE: u8 = flags::KIND_A;
/// The number of limbs does not fit the header.
const LONG: u16 = u16::MAX;

/// A heap int.
#[repr(C)]
pub struct Int {
    header: Header,
}

heap_object!(Int: Int);

impl Int {
    /// The value of a number: immediate if it fits, else a heap int.
    pub fn value_of(heap: &mut Heap, number: BigInt) -> Value {
        with_limbs(number, |limbs| Int::of_limbs(heap, limbs))
    }

    /// As [`Int::value_of`].
    #[inline]
    pub fn of_limbs(heap: &mut Heap, limbs: Limbs<'_>) -> Value {
        match small(limbs) {
            Some(value) => value,
            None => Int::boxed(heap, Kind::Int as u32, false, limbs).value(),
        }
    }

    /// As [`Int::value_of`], for 128 bits.
    #[inline]
    pub fn of_i128(heap: &mut Heap, number: i128) -> Value {
        if let Some(value) = i64::try_from(number).ok().and_then(Value::try_small_int) {
            return value;
        }
        let magnitude = number.unsigned_abs();
        let limbs = [magnitude as u64, (magnitude >> 64) as u64];
        let magnitude = &limbs[..1 + usize::from(limbs[1] != 0)];
        Int::boxed(heap, Kind::Int as u32, false, Limbs { negative: number < 0, magnitude }).value()
    }

    /// A heap int whatever its size, for instances of subclasses.
    pub fn boxed(heap: &mut Heap, shape: u32, attrs: bool, limbs: Limbs<'_>) -> Gc<Int> {
        let int = Int::alloc(heap, shape, attrs, limbs.magnitude.len());
        // SAFETY: the cell is fresh and has room for as many limbs.
        unsafe {
            let first = int.as_ptr().cast::<u64>().add(if int.header.aux() == LONG { 2 } else { 1 });
            std::ptr::copy_nonoverlapping(limbs.magnitude.as_ptr(), first, limbs.magnitude.len());
        }
        int.set_flag(NEGATIVE, limbs.negative);
        int
    }

    /// The value of a number of at most so many limbs, which `fill` writes over zeros; it answers the sign.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    #[inline]
    pub fn made(
        heap: &mut Heap,
        most: usize,
        fill: impl FnOnce(&mut [u64]) -> bool,
    ) -> Result<Value, OutOfMemory> {
        Int::written(heap, most, |limbs| {
            limbs.fill(0);
            fill(limbs)
        })
    }

    /// As [`Int::made`], where `write` writes every limb, whatever stands there.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    #[inline]
    pub fn written(
        heap: &mut Heap,
        most: usize,
        write: impl FnOnce(&mut [u64]) -> bool,
    ) -> Result<Value, OutOfMemory> {
        const SHORT: usize = 16;
        if most <= SHORT {
            let mut room = [0; SHORT];
            let room = &mut room[..most];
            let negative = write(room);
            return Ok(Int::of_limbs(heap, Limbs { negative, magnitude: trimmed(room) }));
        }
        let room = Int::try_alloc_long(heap, most)?;
        // SAFETY: the cell is fresh and nobody else's, with room for as many limbs. The pages of the heap came as zeros, so
        // what stands there is what older cells left: some number.
        let limbs = unsafe { std::slice::from_raw_parts_mut(room.as_ptr().cast::<u64>().add(2), most) };
        let negative = write(limbs);
        let magnitude = trimmed(limbs);
        if let Some(value) = small(Limbs { negative, magnitude }) {
            return Ok(value);
        }
        // SAFETY: the word behind the header holds the number of limbs.
        unsafe { room.as_ptr().cast::<usize>().add(1).write(magnitude.len()) };
        room.set_flag(NEGATIVE, negative);
        Ok(room.value())
    }

    fn alloc(heap: &mut Heap, shape: u32, attrs: bool, count: usize) -> Gc<Int> {
        let (aux, words) = if count < LONG as usize { (count as u16, count) } else { (LONG, count + 1) };
        let flags = if attrs { flags::HAS_ATTRS } else { 0 };
        let header = Header::new(Kind::Int, shape).with_aux(aux).with_flags(flags);
        let int = heap.alloc(Int { header }, (words + usize::from(attrs)) * 8);
        if aux == LONG {
            // SAFETY: the word behind the header is for that.
            unsafe { int.as_ptr().cast::<usize>().add(1).write(count) };
        }
        heap.init_attrs_word(int.as_ptr());
        int
    }

    fn try_alloc_long(heap: &mut Heap, most: usize) -> Result<Gc<Int>, OutOfMemory> {
        let header = Header::new(Kind::Int, Kind::Int as u32).with_aux(LONG);
        let bytes = most.checked_add(1).and_then(|words| words.checked_mul(8)).ok_or(OutOfMemory)?;
        let int = heap.try_alloc(Int { header }, bytes)?;
        // SAFETY: the word behind the header is for the number of limbs.
        unsafe { int.as_ptr().cast::<usize>().add(1).write(0) };
        Ok(int)
    }

    /// Where the limbs begin, and how many they are.
    #[inline(always)]
    fn place(&self) -> (*const u64, usize) {
        let behind = std::ptr::from_ref(self).cast::<u64>().wrapping_add(1);
        match self.header.aux() {
            // SAFETY: that word holds the number.
            LONG => (behind.wrapping_add(1), unsafe { *behind } as usize),
            count => (behind, count as usize),
        }
    }

    /// The number. The borrow needs the `Gc` it came from on the stack until it ends: the limbs are the object's.
    #[inline(always)]
    pub fn limbs(&self) -> Limbs<'_> {
        let (first, count) = self.place();
        // SAFETY: so many limbs lie there and never change.
        let magnitude = unsafe { std::slice::from_raw_parts(first, count) };
        Limbs { negative: self.header.has_flag(NEGATIVE), magnitude }
    }
}

/// The immediate of a number that fits.
#[inline(always)]
fn small(limbs: Limbs<'_>) -> Option<Value> {
    let magnitude = match *limbs.magnitude {
        [] => 0,
        [only] => i64::try_from(only).ok()?,
        _ => return None,
    };
    Value::try_small_int(if limbs.negative { -magnitude } else { magnitude })
}
