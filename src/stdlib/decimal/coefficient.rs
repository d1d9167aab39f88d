//! Coefficients: natural numbers that stay in two machine words while they fit, and know their decimal digits.
//!
//! ```text
//! Small(u128)     up to 38 digits in full, 39 in part
//! Big(Natural)    all others
//! ```
//!
//! INVARIANT: a `Big` number does not fit `u128`, so equal numbers are equal values.

use malachite_base::num::arithmetic::traits::{DivRem, FloorSqrt, Pow};
use malachite_base::num::conversion::traits::{FromStringBase, ToStringBase};
use malachite_base::num::logic::traits::SignificantBits;
use malachite_nz::natural::Natural;
use std::cell::RefCell;
use std::cmp::Ordering;

/// The most digits that a coefficient may have: beyond it operations report that memory ran out.
pub(super) const MOST_DIGITS: i64 = 425_000_000;

/// Powers of ten that fit two words.
pub(super) const POWERS: [u128; 39] = {
    let mut powers = [1u128; 39];
    let mut i = 1;
    while i < 39 {
        powers[i] = powers[i - 1] * 10;
        i += 1;
    }
    powers
};

/// Powers of ten that fit one word.
pub(super) const WORD_POWERS: [u64; 20] = {
    let mut powers = [1u64; 20];
    let mut i = 1;
    while i < 20 {
        powers[i] = powers[i - 1] * 10;
        i += 1;
    }
    powers
};

/// A natural number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Coefficient {
    Small(u128),
    Big(Natural),
}

use Coefficient::{Big, Small};

/// What a division by a power of ten leaves, compared with half of that power.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Rest {
    Nothing,
    Less,
    Half,
    More,
}

/// How many decimal digits a number has; 1 for zero.
#[inline]
pub(super) fn digits_of(number: u128) -> u32 {
    let number = number | 1;
    // 1233 / 4096 is the logarithm of 2, from below.
    let guess = ((128 - number.leading_zeros()) * 1233) >> 12;
    guess + u32::from(POWERS.get(guess as usize).is_some_and(|&p| number >= p))
}

/// Quotient and remainder, by machine words where they suffice.
#[inline]
pub(super) fn div_rem(a: u128, b: u128) -> (u128, u128) {
    if let (Ok(a), Ok(b)) = (u64::try_from(a), u64::try_from(b)) {
        return (u128::from(a / b), u128::from(a % b));
    }
    let quotient = a / b;
    (quotient, a - quotient * b)
}

/// A number without its last `count` digits, and what they were.
#[inline]
pub(super) fn drop_digits(number: u128, count: i64) -> (u128, Rest) {
    let Some(&power) = POWERS.get(count as usize) else {
        return (0, if number == 0 { Rest::Nothing } else { drop_all(number, count) });
    };
    let (quotient, rest) = div_rem(number, power);
    let rest = match rest {
        0 => Rest::Nothing,
        rest => match rest.cmp(&(power / 2)) {
            Ordering::Less => Rest::Less,
            Ordering::Equal => Rest::Half,
            Ordering::Greater => Rest::More,
        },
    };
    (quotient, rest)
}

/// The rest when 39 digits or more are dropped.
#[cold]
fn drop_all(number: u128, count: i64) -> Rest {
    // Half of 10**39 does not fit: 39 digits that start with a digit from 1 to 3 are less.
    debug_assert!(count >= 39 && number != 0);
    Rest::Less
}

thread_local! {
    /// The power of ten made last: programs work with one precision for long.
    static LAST_POWER: RefCell<(u64, Natural)> = const { RefCell::new((0, Natural::const_from(1))) };
}

/// A power of ten.
pub(super) fn power_of_ten(exponent: u64) -> Natural {
    if let Some(&power) = POWERS.get(exponent as usize) {
        return Natural::from(power);
    }
    LAST_POWER.with_borrow_mut(|last| {
        if last.0 != exponent {
            *last = (exponent, Natural::from(5u32).pow(exponent) << exponent);
        }
        last.1.clone()
    })
}

impl From<Natural> for Coefficient {
    fn from(number: Natural) -> Coefficient {
        match u128::try_from(&number) {
            Ok(small) => Small(small),
            Err(_) => Big(number),
        }
    }
}

impl From<u128> for Coefficient {
    fn from(number: u128) -> Coefficient {
        Small(number)
    }
}

impl Coefficient {
    pub(super) const ZERO: Coefficient = Small(0);
    pub(super) const ONE: Coefficient = Small(1);

    #[inline]
    pub(super) fn is_zero(&self) -> bool {
        matches!(self, Small(0))
    }

    pub(super) fn is_odd(&self) -> bool {
        match self {
            Small(number) => number & 1 == 1,
            Big(number) => number.limbs().next().is_some_and(|limb| limb & 1 == 1),
        }
    }

    /// The last digit.
    pub(super) fn last_digit(&self) -> u32 {
        match self {
            Small(number) => (number % 10) as u32,
            Big(number) => u32::try_from(&(number % Natural::from(10u32))).unwrap_or(0),
        }
    }

    pub(super) fn to_natural(&self) -> Natural {
        match self {
            Small(number) => Natural::from(*number),
            Big(number) => number.clone(),
        }
    }

    /// As a machine integer, if it fits one.
    pub(super) fn to_i64(&self) -> Option<i64> {
        match self {
            Small(number) => i64::try_from(*number).ok(),
            Big(_) => None,
        }
    }

    /// An estimate, to about 15 digits, of its decimal logarithm; minus infinity for zero.
    pub(super) fn log10(&self) -> f64 {
        match self {
            Small(number) => (*number as f64).log10(),
            Big(number) => {
                let shift = number.significant_bits() - 64;
                let top = u64::try_from(&(number >> shift)).unwrap_or(u64::MAX);
                (top as f64).log10() + shift as f64 * std::f64::consts::LOG10_2
            }
        }
    }

    /// How many decimal digits it has; 1 for zero.
    #[inline]
    pub(super) fn digits(&self) -> i64 {
        match self {
            Small(number) => i64::from(digits_of(*number)),
            Big(number) => self.digits_big(number),
        }
    }

    #[cold]
    fn digits_big(&self, number: &Natural) -> i64 {
        let estimate = self.log10();
        let near = estimate.round();
        if (estimate - near).abs() > 1e-6 {
            return estimate.floor() as i64 + 1;
        }
        near as i64 + i64::from(*number >= power_of_ten(near as u64))
    }

    /// Times a power of ten; `None` when the product would have more than [`MOST_DIGITS`].
    pub(super) fn shifted_left(&self, count: i64) -> Option<Coefficient> {
        if count <= 0 || self.is_zero() {
            return Some(self.clone());
        }
        if let Small(number) = self
            && let Some(&power) = POWERS.get(count as usize)
            && let Some(product) = number.checked_mul(power)
        {
            return Some(Small(product));
        }
        if count > MOST_DIGITS || self.digits() + count > MOST_DIGITS {
            return None;
        }
        Some(Coefficient::from(self.to_natural() * power_of_ten(count as u64)))
    }

    /// Without its last `count` digits, and what they were.
    pub(super) fn shifted_right(&self, count: i64) -> (Coefficient, Rest) {
        if count <= 0 {
            return (self.clone(), Rest::Nothing);
        }
        match self {
            Small(number) => {
                let (quotient, rest) = drop_digits(*number, count);
                (Small(quotient), rest)
            }
            Big(number) => {
                if count > self.digits() {
                    return (Coefficient::ZERO, Rest::Less);
                }
                let power = power_of_ten(count as u64);
                let (quotient, rest) = number.div_rem(&power);
                let rest = if rest == 0u32 {
                    Rest::Nothing
                } else {
                    match (rest << 1u64).cmp(&power) {
                        Ordering::Less => Rest::Less,
                        Ordering::Equal => Rest::Half,
                        Ordering::Greater => Rest::More,
                    }
                };
                (Coefficient::from(quotient), rest)
            }
        }
    }

    /// Its last `count` digits as a number.
    pub(super) fn low_digits(&self, count: i64) -> Coefficient {
        match self {
            Small(number) => match POWERS.get(count as usize) {
                Some(power) => Small(number % power),
                None => Small(*number),
            },
            Big(number) if count < self.digits() => {
                Coefficient::from(number % power_of_ten(count.max(0) as u64))
            }
            Big(_) => self.clone(),
        }
    }

    pub(super) fn add(&self, other: &Coefficient) -> Coefficient {
        if let (Small(a), Small(b)) = (self, other)
            && let Some(sum) = a.checked_add(*b)
        {
            return Small(sum);
        }
        Coefficient::from(self.to_natural() + other.to_natural())
    }

    /// The difference from a number that is not larger.
    pub(super) fn sub(&self, other: &Coefficient) -> Coefficient {
        match (self, other) {
            (Small(a), Small(b)) => Small(a.saturating_sub(*b)),
            _ if self.compare(other).is_lt() => Coefficient::ZERO,
            _ => Coefficient::from(self.to_natural() - other.to_natural()),
        }
    }

    pub(super) fn mul(&self, other: &Coefficient) -> Coefficient {
        match (self, other) {
            (Small(a), Small(b)) => match a.checked_mul(*b) {
                Some(product) => Small(product),
                None => Big(Natural::from(*a) * Natural::from(*b)),
            },
            (Big(a), Big(b)) => Big(a * b),
            (Big(a), Small(b)) | (Small(b), Big(a)) => Coefficient::from(a * Natural::from(*b)),
        }
    }

    /// Quotient and remainder; the divisor is not zero.
    pub(super) fn div_rem(&self, other: &Coefficient) -> (Coefficient, Coefficient) {
        match (self, other) {
            (Small(a), Small(b)) => {
                let (quotient, rest) = div_rem(*a, *b);
                (Small(quotient), Small(rest))
            }
            (Small(_), Big(_)) => (Coefficient::ZERO, self.clone()),
            (Big(a), _) => {
                let (quotient, rest) = a.div_rem(&other.to_natural());
                (Coefficient::from(quotient), Coefficient::from(rest))
            }
        }
    }

    pub(super) fn compare(&self, other: &Coefficient) -> Ordering {
        match (self, other) {
            (Small(a), Small(b)) => a.cmp(b),
            (Small(_), Big(_)) => Ordering::Less,
            (Big(_), Small(_)) => Ordering::Greater,
            (Big(a), Big(b)) => a.cmp(b),
        }
    }

    /// The largest number whose square is not larger, and whether it is the root.
    pub(super) fn root(&self) -> (Coefficient, bool) {
        let number = self.to_natural();
        let root = (&number).floor_sqrt();
        let exact = &root * &root == number;
        (Coefficient::from(root), exact)
    }

    /// How many zeros it ends with, at most `limit`; zero ends with none.
    pub(super) fn trailing_zeros(&self, limit: i64) -> i64 {
        if self.is_zero() {
            return 0;
        }
        let mut count = 0;
        let mut number = match self {
            Small(number) => *number,
            Big(number) => {
                // Large steps first, each half of the one before.
                let mut rest = number.clone();
                let mut step = 1u64 << (63 - (self.digits() as u64).leading_zeros());
                while step > 16 {
                    if count + (step as i64) <= limit {
                        let (quotient, remainder) = (&rest).div_rem(&power_of_ten(step));
                        if remainder == 0u32 {
                            rest = quotient;
                            count += step as i64;
                        }
                    }
                    step /= 2;
                }
                loop {
                    let (quotient, remainder) = (&rest).div_rem(&Natural::from(10u32));
                    if count >= limit || remainder != 0u32 {
                        return count;
                    }
                    rest = quotient;
                    count += 1;
                }
            }
        };
        if let Ok(mut word) = u64::try_from(number) {
            while count < limit && word % 10 == 0 {
                word /= 10;
                count += 1;
            }
            return count;
        }
        while count < limit && number % 10 == 0 {
            number /= 10;
            count += 1;
        }
        count
    }

    /// Appends its decimal digits.
    pub(super) fn push_digits(&self, out: &mut String) {
        match self {
            Small(number) => {
                let mut buffer = [0u8; 40];
                let mut at = buffer.len();
                let mut high = *number;
                while high > u128::from(u64::MAX) {
                    let (quotient, mut low) = (high / POWERS[18], (high % POWERS[18]) as u64);
                    for _ in 0..18 {
                        at -= 1;
                        buffer[at] = b'0' + (low % 10) as u8;
                        low /= 10;
                    }
                    high = quotient;
                }
                let mut low = high as u64;
                loop {
                    at -= 1;
                    buffer[at] = b'0' + (low % 10) as u8;
                    low /= 10;
                    if low == 0 {
                        break;
                    }
                }
                out.push_str(std::str::from_utf8(&buffer[at..]).unwrap_or("0"));
            }
            Big(number) => out.push_str(&number.to_string_base(10)),
        }
    }

    /// The number that decimal digits write; there is at least one.
    pub(super) fn from_digits(digits: &[u8]) -> Coefficient {
        let start = digits.iter().position(|&d| d != b'0').unwrap_or(digits.len());
        let digits = &digits[start..];
        if digits.len() <= 38 {
            let word = |part: &[u8]| part.iter().fold(0u64, |n, &d| n * 10 + u64::from(d - b'0'));
            if digits.len() <= 19 {
                return Small(u128::from(word(digits)));
            }
            let (high, low) = digits.split_at(digits.len() - 19);
            return Small(u128::from(word(high)) * POWERS[19] + u128::from(word(low)));
        }
        let text = std::str::from_utf8(digits).unwrap_or("0");
        Coefficient::from(Natural::from_string_base(10, text).unwrap_or(Natural::const_from(0)))
    }

    /// All nines.
    pub(super) fn nines(count: i64) -> Option<Coefficient> {
        Coefficient::ONE.shifted_left(count).map(|power| power.sub(&Coefficient::ONE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_counted() {
        for (i, &power) in POWERS.iter().enumerate() {
            assert_eq!(digits_of(power), i as u32 + 1);
            assert_eq!(digits_of(power - 1).max(1), (i as u32).max(1));
        }
        assert_eq!(digits_of(u128::MAX), 39);
        for count in [39, 40, 77, 1000] {
            assert_eq!(Coefficient::from(power_of_ten(count)).digits(), count as i64 + 1);
            assert_eq!(Coefficient::nines(count as i64).unwrap().digits(), count as i64);
        }
    }

    #[test]
    fn zeros_at_the_end() {
        for count in [0, 1, 18, 37, 40, 333] {
            let number = Small(12_345_678_901).shifted_left(count).unwrap();
            assert_eq!(number.trailing_zeros(i64::MAX), count);
            assert_eq!(number.trailing_zeros(20), count.min(20));
        }
    }
}
