//! A Python value in 64 bits: doubles, 49-bit ints and immediates unboxed, all else a pointer into the heap.
//!
//! ```text
//! 0x0000_pppp_pppp_ppp0   pointer to a heap object (multiple of 16)
//! 0x0000_0000_0000_00x2   immediate: None, False, True, …, and the sentinels no program can see
//! 0x0002_….. 0xFFF2_…..   double: its bits + 2^49 (NaN is never here: it is a heap float)
//! 0xFFFE_….. 0xFFFF_…..   int of 49 bits, two's complement
//! ```
//!
//! INVARIANTS: zero is no value, so `Result<Value, Raised>` is 8 bytes and zero is the error. An int of 49
//! bits is never on the heap, so equal small ints are equal bits. [`Value::from_f64`] is the only way in for
//! doubles, so no bit pattern that a program chooses can forge a pointer.

use std::num::NonZeroU64;

/// A Python value, or a sentinel. Copied freely; the collector finds it on the native stack, in the VM stack
/// and in heap objects, and nowhere else: never keep one in a `Vec`, a map or a boxed closure.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Value(NonZeroU64);

/// An exception is pending in `Vm::raised`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Raised;

/// What an operation that may raise returns.
pub type PyResult<T = Value> = Result<T, Raised>;

const INT_TAG: u64 = 0xFFFE_0000_0000_0000;
const INT_MASK: u64 = !INT_TAG;
const DOUBLE_OFFSET: u64 = 1 << 49;
const FIRST_DOUBLE: u64 = DOUBLE_OFFSET;
const POINTER_MASK: u64 = 0xFFFF_0000_0000_0007;

macro_rules! immediates {
    ($($(#[$doc:meta])* $name:ident = $bits:literal;)*) => {
        impl Value { $($(#[$doc])* pub const $name: Value = Value(NonZeroU64::new($bits).unwrap());)* }
    };
}

immediates! {
    /// `None`.
    NONE = 0x02;
    /// `False`.
    FALSE = 0x0A;
    /// `True`.
    TRUE = 0x12;
    /// `...`.
    ELLIPSIS = 0x1A;
    /// `NotImplemented`.
    NOT_IMPLEMENTED = 0x22;
    /// Sentinel: no value here (an unbound local, PUSH_NULL, a missing argument, an empty slot).
    NULL = 0x2A;
    /// Sentinel: the answer of `next` at the end of iteration.
    STOP = 0x32;
    /// Sentinel: the native asked the loop for a call or an item and will be continued (`vm::pending`).
    CALL_PENDING = 0x3A;
    /// Sentinel: no value; the loop goes on at the cursor in `Vm::chain`.
    GO_ON = 0x4A;
    /// (of a step) As CALL_PENDING: the generator that gave the last item is asked for one more.
    ASK_AGAIN = 0x52;
    /// Sentinel: a deleted dict entry.
    DELETED = 0x42;
}

impl Value {
    /// The smallest int that is immediate.
    pub const INT_MIN: i64 = -(1 << 48);
    /// The largest int that is immediate.
    pub const INT_MAX: i64 = (1 << 48) - 1;

    /// The bits, as `id()` of an immediate and identity see them.
    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.0.get()
    }

    /// A value from bits that [`Value::bits`] gave.
    ///
    /// # Safety
    /// `bits` came from a value that is still alive.
    #[inline(always)]
    pub const unsafe fn from_bits_unchecked(bits: u64) -> Value {
        // SAFETY: a value's bits are not zero, says the caller.
        Value(unsafe { NonZeroU64::new_unchecked(bits) })
    }

    /// `None`, `True` or `False` for a Rust bool.
    #[inline(always)]
    pub const fn from_bool(b: bool) -> Value {
        if b { Value::TRUE } else { Value::FALSE }
    }

    /// The immediate int, if it fits 49 bits; else `Vm::new_int` makes a heap int.
    #[inline(always)]
    pub const fn try_small_int(i: i64) -> Option<Value> {
        if i >= Value::INT_MIN && i <= Value::INT_MAX { Some(Value::small_int_unchecked(i)) } else { None }
    }

    /// An immediate int of a number known to fit 49 bits (others are truncated: a bug, but memory safe).
    #[inline(always)]
    pub const fn small_int_unchecked(i: i64) -> Value {
        Value(NonZeroU64::new((i as u64 & INT_MASK) | INT_TAG).unwrap())
    }

    /// A double that is not NaN; `None` for NaN, which is a heap float (`Vm::new_float`).
    #[inline(always)]
    pub const fn try_f64(f: f64) -> Option<Value> {
        if f.is_nan() {
            return None;
        }
        Some(Value(NonZeroU64::new(f.to_bits().wrapping_add(DOUBLE_OFFSET)).unwrap()))
    }

    /// Whether it is an immediate int.
    #[inline(always)]
    pub const fn is_small_int(self) -> bool {
        self.bits() >= INT_TAG
    }

    /// Whether both are immediate ints.
    #[inline(always)]
    pub const fn both_small_ints(self, other: Value) -> bool {
        self.bits() & other.bits() >= INT_TAG
    }

    /// The immediate int's number; garbage if it is none.
    #[inline(always)]
    pub const fn small_int_raw(self) -> i64 {
        ((self.bits() << 15) as i64) >> 15
    }

    /// The immediate int's number times 2^15: as a word overflows exactly when 49 bits do. Garbage if it is none.
    #[inline(always)]
    pub const fn shifted_int(self) -> i64 {
        (self.bits() << 15) as i64
    }

    /// The immediate int of a number times 2^15, as [`Value::shifted_int`] gives it.
    #[inline(always)]
    pub const fn from_shifted_int(shifted: i64) -> Value {
        Value(NonZeroU64::new((shifted as u64 >> 15) | INT_TAG).unwrap())
    }

    /// The immediate int's number.
    #[inline(always)]
    pub const fn as_small_int(self) -> Option<i64> {
        if self.is_small_int() { Some(self.small_int_raw()) } else { None }
    }

    /// Whether it is an immediate double (every float but NaN).
    #[inline(always)]
    pub const fn is_double(self) -> bool {
        self.bits().wrapping_sub(FIRST_DOUBLE) < INT_TAG - FIRST_DOUBLE
    }

    /// The immediate double's number; garbage if it is none.
    #[inline(always)]
    pub const fn double_raw(self) -> f64 {
        f64::from_bits(self.bits().wrapping_sub(DOUBLE_OFFSET))
    }

    /// The immediate double's number.
    #[inline(always)]
    pub const fn as_double(self) -> Option<f64> {
        if self.is_double() { Some(self.double_raw()) } else { None }
    }

    /// Whether it points to a heap object.
    #[inline(always)]
    pub const fn is_object(self) -> bool {
        self.bits() & POINTER_MASK == 0
    }

    /// `True` or `False`.
    #[inline(always)]
    pub const fn as_bool(self) -> Option<bool> {
        match self {
            Value::TRUE => Some(true),
            Value::FALSE => Some(false),
            _ => None,
        }
    }

    /// Whether it is `None`.
    #[inline(always)]
    pub const fn is_none(self) -> bool {
        self.bits() == Value::NONE.bits()
    }

    /// Whether it is the sentinel for "nothing here".
    #[inline(always)]
    pub const fn is_null(self) -> bool {
        self.bits() == Value::NULL.bits()
    }

    /// `None` for the sentinel NULL.
    #[inline(always)]
    pub const fn non_null(self) -> Option<Value> {
        if self.is_null() { None } else { Some(self) }
    }

    /// Whether both are the same object (Python's `is`).
    #[inline(always)]
    pub const fn is(self, other: Value) -> bool {
        self.bits() == other.bits()
    }

    /// An address (48 bits) dressed as an int, for the raw words of a frame: the collector walks over it.
    #[inline(always)]
    pub const fn from_raw_word(word: u64) -> Value {
        Value(NonZeroU64::new(INT_TAG | (word & INT_MASK)).unwrap())
    }

    /// The word that [`Value::from_raw_word`] took.
    #[inline(always)]
    pub const fn raw_word(self) -> u64 {
        self.bits() & INT_MASK
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Value::NONE => f.write_str("None"),
            Value::FALSE => f.write_str("False"),
            Value::TRUE => f.write_str("True"),
            Value::NULL => f.write_str("NULL"),
            Value::STOP => f.write_str("STOP"),
            v if v.is_small_int() => write!(f, "{}", v.small_int_raw()),
            v if v.is_double() => write!(f, "{:?}", v.double_raw()),
            v => write!(f, "<{:#x}>", v.bits()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(size_of::<Value>(), 8);
        assert_eq!(size_of::<Option<Value>>(), 8);
        assert_eq!(size_of::<PyResult>(), 8);
        assert_eq!(size_of::<crate::heap::Header>(), 8);
    }

    #[test]
    fn ints_and_doubles_keep_their_bits() {
        for i in [0, 1, -1, Value::INT_MIN, Value::INT_MAX, 1 << 40] {
            let v = Value::try_small_int(i).unwrap();
            assert!(v.is_small_int() && !v.is_double() && !v.is_object());
            assert_eq!(v.small_int_raw(), i);
        }
        assert_eq!(Value::try_small_int(Value::INT_MAX + 1), None);
        for d in [0.0, -0.0, 1.5, f64::MAX, f64::MIN, f64::INFINITY, f64::NEG_INFINITY, 5e-324, -5e-324] {
            let v = Value::try_f64(d).unwrap();
            assert!(v.is_double() && !v.is_small_int() && !v.is_object(), "{d}");
            assert_eq!(v.double_raw().to_bits(), d.to_bits());
        }
        assert_eq!(Value::try_f64(f64::NAN), None);
        assert!(!Value::NONE.is_object() && !Value::NULL.is_double());
    }
}
