//! Quotients and rests of magnitudes, without the machine's division of 128 bits.
//!
//! A limb that divides often is multiplied by its reciprocal instead: T. Granlund and N. Möller, "Improved division by
//! invariant integers", IEEE Transactions on Computers 60 (2011), algorithm 4. Longer divisors go by algorithm D of
//! D. Knuth, "The Art of Computer Programming", volume 2, section 4.3.1.

use super::{shift_left, shift_right};

/// A limb to divide by.
#[derive(Clone, Copy, Debug)]
pub struct Divisor {
    /// The limb, shifted so that its highest bit is set.
    limb: u64,
    shift: u32,
    /// `(2**128 - 1) // limb - 2**64`
    reciprocal: u64,
}

impl Divisor {
    /// Of a limb, which is not 0.
    #[inline]
    pub const fn new(limb: u64) -> Divisor {
        let shift = limb.leading_zeros();
        let limb = limb << shift;
        Divisor { limb, shift, reciprocal: (u128::MAX / limb as u128) as u64 }
    }

    /// Quotient and rest of `high * 2**64 + low` by the shifted limb, where `high` is less than that.
    #[inline(always)]
    fn divide(self, high: u64, low: u64) -> (u64, u64) {
        let both = u128::from(high) << 64 | u128::from(low);
        let product = (u128::from(self.reciprocal) * u128::from(high)).wrapping_add(both);
        let mut quotient = ((product >> 64) as u64).wrapping_add(1);
        let mut rest = low.wrapping_sub(quotient.wrapping_mul(self.limb));
        if rest > product as u64 {
            quotient = quotient.wrapping_sub(1);
            rest = rest.wrapping_add(self.limb);
        }
        if rest >= self.limb {
            quotient = quotient.wrapping_add(1);
            rest -= self.limb;
        }
        (quotient, rest)
    }

    /// Divides a magnitude where it stands; gives the rest.
    #[inline]
    pub fn divide_in_place(self, limbs: &mut [u64]) -> u64 {
        let shift = self.shift;
        // What is shifted out of a limb: nothing for 0, where the shift would be too long.
        let carried = |limb: u64| limb >> 1 >> (63 - shift);
        let mut rest = limbs.last().map_or(0, |&top| carried(top));
        for at in (0..limbs.len()).rev() {
            let below = if at == 0 { 0 } else { carried(limbs[at - 1]) };
            (limbs[at], rest) = self.divide(rest, limbs[at] << shift | below);
        }
        rest >> shift
    }

    /// The rest of a magnitude.
    #[inline]
    pub fn rest_of(self, limbs: &[u64]) -> u64 {
        let shift = self.shift;
        let carried = |limb: u64| limb >> 1 >> (63 - shift);
        let mut rest = limbs.last().map_or(0, |&top| carried(top));
        for at in (0..limbs.len()).rev() {
            let below = if at == 0 { 0 } else { carried(limbs[at - 1]) };
            rest = self.divide(rest, limbs[at] << shift | below).1;
        }
        rest >> shift
    }
}

/// `a // b` of two magnitudes of one length, if their two highest limbs decide it: `None` for most that are further apart,
/// and for the few whose quotient lies next to another one.
///
/// With `A` and `B` for those limbs and `q = A // (B + 1)`: `q <= a / b`, and `a / b < (A + 1) / B <= q + 1` is what is
/// found out.
#[inline]
pub fn quotient_at_sight(a: &[u64], b: &[u64]) -> Option<u64> {
    let ([.., low_a, high_a], [.., low_b, high_b]) = (a, b) else { return None };
    if a.len() != b.len() {
        return None;
    }
    let a = u128::from(*high_a) << 64 | u128::from(*low_a);
    let b = u128::from(*high_b) << 64 | u128::from(*low_b);
    let quotient = a / b.checked_add(1)?;
    // More than 128 bits is more than `a`.
    let decided = (quotient + 1).checked_mul(b).is_none_or(|next| next > a);
    if decided { u64::try_from(quotient).ok() } else { None }
}

/// `out = a - b * factor`, which is not below zero; all three have one length.
pub fn subtract_multiple(out: &mut [u64], a: &[u64], b: &[u64], factor: u64) {
    let mut carry = 0;
    for ((out, &x), &y) in out.iter_mut().zip(a).zip(b) {
        let product = u128::from(y) * u128::from(factor) + u128::from(carry);
        let (less, borrow) = x.overflowing_sub(product as u64);
        *out = less;
        carry = (product >> 64) as u64 + u64::from(borrow);
    }
}

/// `limbs = a - limbs`, which is not below zero; both have one length.
pub fn subtract_from(limbs: &mut [u64], a: &[u64]) {
    let mut borrow = false;
    for (limb, &x) in limbs.iter_mut().zip(a) {
        let (less, first) = x.overflowing_sub(*limb);
        let (less, second) = less.overflowing_sub(u64::from(borrow));
        (*limb, borrow) = (less, first | second);
    }
}

/// `quotient = a // b`, and the rest in the lowest limbs of `rest`, whose others are 0 then. `b` has two limbs or more,
/// and `a` no fewer; `quotient` has `a.len() - b.len() + 1`, `rest` one more than `a`, `room` one more than `b`, and all
/// three are zero before.
pub fn divide(quotient: &mut [u64], rest: &mut [u64], room: &mut [u64], a: &[u64], b: &[u64]) {
    let n = b.len();
    let shift = b[n - 1].leading_zeros() as usize;
    shift_left(room, b, shift);
    shift_left(rest, a, shift);
    let b = &room[..n];
    let (top, second) = (b[n - 1], b[n - 2]);
    let divisor = Divisor::new(top);
    for at in (0..quotient.len()).rev() {
        let part = &mut rest[at..=at + n];
        let (mut digit, left) = if part[n] >= top {
            let left = u128::from(part[n - 1]) + u128::from(top);
            (u64::MAX, u64::try_from(left).ok())
        } else {
            let (digit, left) = divisor.divide(part[n], part[n - 1]);
            (digit, Some(left))
        };
        // One or two too much, rarely: the second limb tells, while what is left fits a limb.
        let mut left = left;
        while let Some(some) = left
            && u128::from(digit) * u128::from(second) > (u128::from(some) << 64 | u128::from(part[n - 2]))
        {
            digit -= 1;
            left = some.checked_add(top);
        }
        if subtract_times(part, b, digit) {
            digit -= 1;
            add_back(part, b);
        }
        quotient[at] = digit;
    }
    let shifted = &mut room[..n];
    shift_right(shifted, &rest[..n], shift);
    rest[..n].copy_from_slice(shifted);
}

/// `part -= b * digit`, where `part` has a limb more than `b`; whether it is below zero then.
#[inline]
fn subtract_times(part: &mut [u64], b: &[u64], digit: u64) -> bool {
    let mut carry = 0;
    for (limb, &y) in part.iter_mut().zip(b) {
        let product = u128::from(y) * u128::from(digit) + u128::from(carry);
        let (less, borrow) = limb.overflowing_sub(product as u64);
        *limb = less;
        carry = (product >> 64) as u64 + u64::from(borrow);
    }
    let top = &mut part[b.len()];
    let (less, borrow) = top.overflowing_sub(carry);
    *top = less;
    borrow
}

/// `part += b`, where the carry out of the highest limb takes back a borrow.
#[cold]
fn add_back(part: &mut [u64], b: &[u64]) {
    let mut carry = false;
    for (limb, &y) in part.iter_mut().zip(b) {
        let (sum, first) = limb.overflowing_add(y);
        let (sum, second) = sum.overflowing_add(u64::from(carry));
        (*limb, carry) = (sum, first || second);
    }
    let top = &mut part[b.len()];
    *top = top.wrapping_add(u64::from(carry));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::semantics::limbs::trimmed;
    use malachite_nz::natural::Natural;

    /// Limbs with many runs of ones and zeros, where quotients are guessed wrong.
    fn limbs(seed: &mut u64, length: usize) -> Vec<u64> {
        let mut next = || {
            *seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            *seed >> 20
        };
        let limb = |_| match next() % 5 {
            0 => 0,
            1 => u64::MAX,
            2 => 1 << 63,
            3 => u64::MAX << (next() % 64),
            _ => next() << 30 ^ next(),
        };
        let mut limbs: Vec<u64> = (0..length).map(limb).collect();
        if limbs.last() == Some(&0) {
            *limbs.last_mut().unwrap() = 1 << (next() % 64);
        }
        limbs
    }

    #[test]
    fn quotients_at_sight_are_those_of_malachite() {
        let (mut seed, mut seen) = (11, [0; 2]);
        for round in 0..60_000usize {
            let n = 2 + round % 4;
            let (mut a, b) = (limbs(&mut seed, n), limbs(&mut seed, n));
            if round % 3 == 0 {
                // A multiple of the divisor, or next to one.
                let factor = [1, 2, 10, 1 << 20][round % 4];
                let times = Natural::from_limbs_asc(&b) * Natural::from(factor as u64);
                let times = if round % 5 == 0 { times - Natural::from(1u32) } else { times };
                a = times.to_limbs_asc();
            }
            if a.last() == Some(&0) || b.last() == Some(&0) {
                continue;
            }
            let found = quotient_at_sight(&a, &b);
            seen[usize::from(found.is_some())] += 1;
            let Some(quotient) = found else { continue };
            let big = |limbs: &[u64]| Natural::from_limbs_asc(limbs);
            assert_eq!(Natural::from(quotient), big(&a) / big(&b), "{a:?} // {b:?}");
            let mut rest = vec![7; n];
            subtract_multiple(&mut rest, &a, &b, quotient);
            assert_eq!(big(trimmed(&rest)), big(&a) % big(&b), "{a:?} % {b:?}");
        }
        assert!(seen[0] > 1_000 && seen[1] > 10_000, "{seen:?}");
    }

    #[test]
    fn quotients_are_those_of_malachite() {
        let mut seed = 7;
        for round in 0..60_000 {
            let n = 1 + round % 6;
            let (a, b) = (limbs(&mut seed, n + round / 7 % 9), limbs(&mut seed, n));
            let big = |limbs: &[u64]| Natural::from_limbs_asc(limbs);
            let (quotient, rest) = match *b {
                [limb] => {
                    let (mut quotient, divisor) = (a.clone(), Divisor::new(limb));
                    let rest = divisor.divide_in_place(&mut quotient);
                    assert_eq!(rest, divisor.rest_of(&a));
                    (quotient, vec![rest])
                }
                _ => {
                    let (mut quotient, mut rest) = (vec![0; a.len() - n + 1], vec![0; a.len() + 1]);
                    divide(&mut quotient, &mut rest, &mut vec![0; n + 1], &a, &b);
                    (quotient, rest)
                }
            };
            let expected = (big(&a) / big(&b), big(&a) % big(&b));
            assert_eq!((big(trimmed(&quotient)), big(trimmed(&rest))), expected, "{a:?} / {b:?}");
        }
    }
}
