//! Exponential and logarithm in binary fixed point, for the functions of [`transcendental`](super::transcendental).
//!
//! ```text
//! a number v of w bits stands for v / 2**w
//! exp:  v is halved k times, its series summed, the sum squared k times
//! ln:   y = ln(v) to 53 bits;  ln(v) = y + 2 * atanh((v - e**y) / (v + e**y)), whose argument is below 2**-50
//! ```
//!
//! Each result is off by less than 2**10 units of its last place.

use super::coefficient::{Coefficient, power_of_ten};
use malachite_base::num::arithmetic::traits::UnsignedAbs;
use malachite_base::num::logic::traits::SignificantBits;
use malachite_nz::integer::Integer;
use malachite_nz::natural::Natural;
use std::cell::RefCell;

/// Bits of a number of decimal digits.
pub(super) fn bits_of(digits: i64) -> u64 {
    (digits.max(1) as f64 * std::f64::consts::LOG2_10).ceil() as u64 + 1
}

/// `coefficient * 10**exponent`.
pub(super) fn fixed(coefficient: &Coefficient, exponent: i64, bits: u64) -> Natural {
    let number = coefficient.to_natural();
    match exponent >= 0 {
        true => (number * power_of_ten(exponent as u64)) << bits,
        false => (number << bits) / power_of_ten(exponent.unsigned_abs()),
    }
}

thread_local! {
    static LN10: RefCell<(u64, Natural)> = const { RefCell::new((0, Natural::const_from(0))) };
}

/// The logarithm of ten.
pub(super) fn ln10(bits: u64) -> Natural {
    LN10.with_borrow_mut(|(known, value)| {
        if *known < bits {
            let precise = bits + bits / 4 + 32;
            let parts = [(46u32, 31u64), (34, 49), (20, 161)];
            let sum = parts.map(|(times, n)| inverse_atanh(n, precise) * Natural::from(times));
            (*known, *value) = (precise, sum.into_iter().sum());
        }
        &*value >> (*known - bits)
    })
}

/// `atanh(1 / n)`.
fn inverse_atanh(n: u64, bits: u64) -> Natural {
    let square = Natural::from(n * n);
    let mut power = (Natural::from(1u32) << bits) / Natural::from(n);
    let (mut sum, mut i) = (power.clone(), 1u64);
    while power != 0u32 {
        power /= &square;
        i += 2;
        sum += &power / Natural::from(i);
    }
    sum
}

/// `e**v` of a number from 0 to 10.
pub(super) fn exp(v: &Natural, bits: u64) -> Natural {
    let halvings = ((bits as f64).sqrt() as u64 / 2).max(4) + 4;
    let work = bits + halvings + 24;
    // v * 2**(work - bits), halved.
    let v = (v << (work - bits)) >> halvings;
    let mut sum = Natural::from(1u32) << work;
    let mut term = sum.clone();
    let mut i = 0u64;
    while term != 0u32 {
        i += 1;
        term = ((term * &v) >> work) / Natural::from(i);
        sum += &term;
    }
    for _ in 0..halvings {
        sum = (&sum * &sum) >> work;
    }
    sum >> (work - bits)
}

/// `ln(v)` of a number from 1 to 10.
pub(super) fn ln(v: &Natural, bits: u64) -> Integer {
    let shift = v.significant_bits().saturating_sub(64);
    let top = u64::try_from(&(v >> shift)).unwrap_or(u64::MAX);
    let guess = (top as f64).ln() + (shift as f64 - bits as f64) * std::f64::consts::LN_2;
    let guess = Natural::from((guess.max(0.0) * (1u64 << 53) as f64) as u64);
    let guess = if bits >= 53 { guess << (bits - 53) } else { guess >> (53 - bits) };
    let power = exp(&guess, bits);
    let (v, power) = (Integer::from(v), Integer::from(power));
    let t = ((&v - &power) << bits) / (v + power);
    let square = (&t * &t) >> bits;
    let (mut sum, mut term, mut i) = (t.clone(), t, 1u64);
    while (&term).unsigned_abs() > 1u32 {
        term = (term * &square) >> bits;
        i += 2;
        sum += &term / Integer::from(i);
    }
    Integer::from(guess) + (sum << 1u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(v: &Natural, bits: u64) -> f64 {
        u64::try_from(&(v >> (bits - 60))).unwrap() as f64 / (1u64 << 60) as f64
    }

    #[test]
    fn constants_and_functions() {
        assert!((shown(&ln10(200), 200) - std::f64::consts::LN_10).abs() < 1e-15);
        let one = Natural::from(1u32) << 200u64;
        assert!((shown(&exp(&one, 200), 200) - std::f64::consts::E).abs() < 1e-15);
        let seven = Natural::from(7u32) << 200u64;
        let ln7 = ln(&seven, 200).unsigned_abs();
        assert!((shown(&ln7, 200) - 7f64.ln()).abs() < 1e-15);
        let back = exp(&ln7, 200);
        let difference = Integer::from(back) - Integer::from(seven);
        assert!(difference.unsigned_abs().significant_bits() < 14);
    }
}
