//! Arithmetic on magnitudes: limbs of 64 bits, the least first, in memory of the caller's.
//!
//! ```text
//! 2**64 * 5 + 7   ─►   [7, 5]
//! ```
//!
//! What takes one pass over the operands is done here, and the product and quotient of short ones, so that nothing is
//! allocated for them; the rest is `malachite`'s. INVARIANT: a magnitude that comes in has no leading zero, one that goes
//! out may have: [`trimmed`] leaves them out.

pub mod division;

use division::Divisor;
use malachite_bigint::BigInt;
use malachite_nz::integer::Integer;
use malachite_nz::natural::Natural;
use std::cmp::Ordering;

/// An int by its sign and magnitude.
#[derive(Clone, Copy, Debug)]
pub struct Limbs<'a> {
    /// Below zero; false for zero.
    pub negative: bool,
    /// The magnitude, without leading zeros.
    pub magnitude: &'a [u64],
}

impl Limbs<'_> {
    /// As `malachite` has it.
    pub fn to_big(self) -> BigInt {
        Integer::from_sign_and_abs(!self.negative, Natural::from_limbs_asc(self.magnitude)).into()
    }

    /// The value if 128 bits hold it.
    #[inline]
    pub fn to_i128(self) -> Option<i128> {
        let magnitude = match *self.magnitude {
            [] => 0,
            [low] => i128::from(low),
            [low, high] if high >> 63 == 0 => i128::from(high) << 64 | i128::from(low),
            _ => return None,
        };
        Some(if self.negative { -magnitude } else { magnitude })
    }

    /// How many bits the magnitude has.
    pub fn bits(self) -> u64 {
        let Some(top) = self.magnitude.last() else { return 0 };
        self.magnitude.len() as u64 * 64 - u64::from(top.leading_zeros())
    }
}

/// Calls `f` with the sign and the limbs of a number of `malachite`.
pub fn with_limbs<R>(number: BigInt, f: impl FnOnce(Limbs<'_>) -> R) -> R {
    let number = Integer::from(number);
    let magnitude = number.unsigned_abs_ref().as_limbs_asc();
    f(Limbs { negative: number < 0, magnitude })
}

/// The magnitude without leading zeros.
#[inline]
pub fn trimmed(limbs: &[u64]) -> &[u64] {
    let length = limbs.iter().rposition(|&limb| limb != 0).map_or(0, |last| last + 1);
    &limbs[..length]
}

/// Three-way comparison.
#[inline]
pub fn compare(a: &[u64], b: &[u64]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

/// `out = step(a, b, carry)`, limb by limb; the carry at the end. All three are of one length. Four at a time, so that the
/// machine's carry goes from one to the next.
#[inline(always)]
fn with_carry(out: &mut [u64], a: &[u64], b: &[u64], step: impl Fn(u64, u64, bool) -> (u64, bool)) -> bool {
    let mut carry = false;
    let ((outs, out), (xs, a), (ys, b)) = (out.as_chunks_mut::<4>(), a.as_chunks::<4>(), b.as_chunks::<4>());
    for ((out, x), y) in outs.iter_mut().zip(xs).zip(ys) {
        for ((out, &x), &y) in out.iter_mut().zip(x).zip(y) {
            (*out, carry) = step(x, y, carry);
        }
    }
    for ((out, &x), &y) in out.iter_mut().zip(a).zip(b) {
        (*out, carry) = step(x, y, carry);
    }
    carry
}

/// `out = a + b`; `out` has a limb more than the longer one, and all are written.
#[inline]
pub fn add(out: &mut [u64], a: &[u64], b: &[u64]) {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let (low, high) = out.split_at_mut(short.len());
    let mut carry = with_carry(low, &long[..short.len()], short, |x, y, carry| {
        let (sum, first) = x.overflowing_add(y);
        let (sum, second) = sum.overflowing_add(u64::from(carry));
        (sum, first | second)
    });
    let (top, high) = high.split_last_mut().expect("one limb more");
    let others = &long[short.len()..];
    let mut at = 0;
    while carry && at < others.len() {
        (high[at], carry) = others[at].overflowing_add(1);
        at += 1;
    }
    high[at..].copy_from_slice(&others[at..]);
    *top = u64::from(carry);
}

/// `out = a - b`, where `a >= b`; `out` is as long as `a`, and all of it is written.
#[inline]
pub fn subtract(out: &mut [u64], a: &[u64], b: &[u64]) {
    let (low, high) = out.split_at_mut(b.len());
    let mut borrow = with_carry(low, &a[..b.len()], b, |x, y, borrow| {
        let (rest, first) = x.overflowing_sub(y);
        let (rest, second) = rest.overflowing_sub(u64::from(borrow));
        (rest, first | second)
    });
    let others = &a[b.len()..];
    let mut at = 0;
    while borrow && at < others.len() {
        (high[at], borrow) = others[at].overflowing_sub(1);
        at += 1;
    }
    high[at..].copy_from_slice(&others[at..]);
}

/// `out = a * b`, by the school's way; `out` is as long as both together, and all of it is written.
#[inline]
pub fn multiply(out: &mut [u64], a: &[u64], b: &[u64]) {
    let Some((&first, others)) = b.split_first() else {
        out.fill(0);
        return;
    };
    out[a.len()] = scale(out, a, first);
    for (at, &y) in (1..).zip(others) {
        let mut carry = 0;
        for (out, &x) in out[at..].iter_mut().zip(a) {
            let sum = u128::from(x) * u128::from(y) + u128::from(*out) + u128::from(carry);
            (*out, carry) = (sum as u64, (sum >> 64) as u64);
        }
        out[at + a.len()] = carry;
    }
}

/// The lowest limbs of `out`, as many as `a` has, become `a * factor`; the carry out of them.
#[inline]
fn scale(out: &mut [u64], a: &[u64], factor: u64) -> u64 {
    let mut carry = 0;
    let mut step = |out: &mut u64, x: u64| {
        let product = u128::from(x) * u128::from(factor) + u128::from(carry);
        (*out, carry) = (product as u64, (product >> 64) as u64);
    };
    let ((outs, out), (xs, a)) = (out[..a.len()].as_chunks_mut::<4>(), a.as_chunks::<4>());
    for (out, x) in outs.iter_mut().zip(xs) {
        for (out, &x) in out.iter_mut().zip(x) {
            step(out, x);
        }
    }
    for (out, &x) in out.iter_mut().zip(a) {
        step(out, x);
    }
    carry
}

/// `out = a << count`; `out` has `count / 64 + 1` limbs more than `a`, and is zero.
#[inline]
pub fn shift_left(out: &mut [u64], a: &[u64], count: usize) {
    let (skipped, bits) = (count / 64, count % 64);
    let out = &mut out[skipped..];
    if bits == 0 {
        out[..a.len()].copy_from_slice(a);
        return;
    }
    let mut carry = 0;
    for (out, &x) in out.iter_mut().zip(a) {
        (*out, carry) = (x << bits | carry, x >> (64 - bits));
    }
    out[a.len()] = carry;
}

/// `out = a >> count`; whether a bit was lost. `out` is shorter than `a` by `count / 64` limbs.
#[inline]
pub fn shift_right(out: &mut [u64], a: &[u64], count: usize) -> bool {
    let (skipped, bits) = (count / 64, count % 64);
    let (lost, kept) = a.split_at(skipped);
    let lost = lost.iter().any(|&limb| limb != 0);
    if bits == 0 {
        out.copy_from_slice(kept);
        return lost;
    }
    let above = kept[1..].iter().copied().chain([0]);
    for ((out, &x), above) in out.iter_mut().zip(kept).zip(above) {
        *out = x >> bits | above << (64 - bits);
    }
    lost || kept[0] << (64 - bits) != 0
}

/// Adds 1; whether there is a carry.
#[inline]
pub fn increment(limbs: &mut [u64]) -> bool {
    for limb in limbs {
        *limb = limb.wrapping_add(1);
        if *limb != 0 {
            return false;
        }
    }
    true
}

/// The largest power of ten that a limb holds, and its exponent.
const CHUNK: (u64, usize) = (10_000_000_000_000_000_000, 19);

/// What takes a chunk of digits off a number.
const BY_CHUNK: Divisor = Divisor::new(CHUNK.0);

/// As many limbs are written without a buffer on the heap.
pub const SHORT: usize = 24;

/// The decimal text of a number of at most [`SHORT`] limbs.
///
/// # Panics
/// When there are more.
pub fn decimal(a: Limbs<'_>) -> String {
    let mut room = [0; SHORT];
    let mut rest = &mut room[..a.magnitude.len()];
    rest.copy_from_slice(a.magnitude);
    // From the last digit on: one chunk more than limbs, and a sign.
    let mut text = [b'0'; (SHORT + 1) * CHUNK.1 + 1];
    let mut at = text.len();
    while !rest.is_empty() {
        let mut chunk = BY_CHUNK.divide_in_place(rest);
        let left = trimmed(rest).len();
        rest = &mut rest[..left];
        let first = at - CHUNK.1;
        while chunk > 0 {
            at -= 1;
            text[at] = b'0' + (chunk % 10) as u8;
            chunk /= 10;
        }
        // Zeros stand there already, but not in front of the number.
        if left > 0 {
            at = first;
        }
    }
    if at == text.len() {
        at -= 1;
    }
    if a.negative {
        at -= 1;
        text[at] = b'-';
    }
    String::from_utf8_lossy(&text[at..]).into_owned()
}

/// The number of decimal digits, which are ASCII: as `decimal`.
pub fn from_decimal(digits: &str, negative: bool) -> BigInt {
    let mut limbs: Vec<u64> = Vec::with_capacity(digits.len() / CHUNK.1 + 1);
    let first = digits.len() % CHUNK.1;
    let chunks = digits.as_bytes()[first..].chunks(CHUNK.1);
    for chunk in std::iter::once(&digits.as_bytes()[..first]).chain(chunks) {
        let number = chunk.iter().fold(0, |n, digit| n * 10 + u64::from(digit - b'0'));
        let mut carry = number;
        for limb in &mut limbs {
            let sum = u128::from(*limb) * u128::from(CHUNK.0) + u128::from(carry);
            (*limb, carry) = (sum as u64, (sum >> 64) as u64);
        }
        if carry != 0 {
            limbs.push(carry);
        }
    }
    Limbs { negative: negative && !limbs.is_empty(), magnitude: trimmed(&limbs) }.to_big()
}

/// `a % (2**61 - 1)`: 2**64 is 8 there.
pub fn modulo_hash_prime(a: &[u64]) -> u64 {
    const P: u64 = (1 << 61) - 1;
    a.iter().rev().fold(0, |rest, &limb| {
        // Below 2**61, times 8: its upper three bits come back at the lower end.
        let times_8 = (rest << 3 & P) + (rest >> 58);
        let sum = times_8 + (limb & P) + (limb >> 61);
        let sum = (sum & P) + (sum >> 61);
        if sum >= P { sum - P } else { sum }
    })
}
