//! The basic operations: addition to fused multiplication, the divisions, and roots.
//!
//! Each computes exactly, or with enough digits that the rest cannot matter, and then makes the result fit.

use super::coefficient::{Coefficient, Rest};
use super::number::{Number, nan_of};
use super::settings::{Rounding, Settings, status};

/// What the result is finite or not: the numbers themselves, past NaNs and infinities.
fn add_finite(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    let (big, small) = if a.exponent >= b.exponent { (a, b) } else { (b, a) };
    let mut small = small.clone();
    let mut big = big.clone();
    if big.exponent != small.exponent && !big.coefficient.is_zero() {
        // Far below the last digit that counts, any number gives the same result.
        let digits = big.digits();
        let below = big.exponent - 1 + if digits > s.prec { 0 } else { digits - s.prec - 1 };
        if small.adjusted() < below {
            let coefficient = u128::from(!small.coefficient.is_zero());
            small = Number::finite(small.negative, coefficient, below);
        }
        let count = big.exponent - small.exponent;
        big = big.padded(count, status);
    }
    let exponent = small.exponent;
    let (negative, coefficient) = if big.negative == small.negative {
        (big.negative, big.coefficient.add(&small.coefficient))
    } else {
        match big.coefficient.compare(&small.coefficient) {
            std::cmp::Ordering::Greater => (big.negative, big.coefficient.sub(&small.coefficient)),
            std::cmp::Ordering::Less => (small.negative, small.coefficient.sub(&big.coefficient)),
            std::cmp::Ordering::Equal => (s.rounding == Rounding::Floor, Coefficient::ZERO),
        }
    };
    Number::finite(negative, coefficient, exponent)
}

pub(super) fn add(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    if a.is_special() || b.is_special() {
        if let Some(nan) = nan_of(&[a, b], s, status) {
            return nan;
        }
        if a.is_infinite() && b.is_infinite() && a.negative != b.negative {
            return Number::error(status::INVALID_OPERATION, status);
        }
        return Number::infinity(if a.is_infinite() { a.negative } else { b.negative });
    }
    add_finite(a, b, s, status).fit(s, status)
}

pub(super) fn sub(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    if b.is_nan() {
        return add(a, b, s, status);
    }
    add(a, &b.with_sign(!b.negative), s, status)
}

/// The product, not yet made to fit.
fn product(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    let negative = a.negative != b.negative;
    if a.is_special() || b.is_special() {
        if let Some(nan) = nan_of(&[a, b], s, status) {
            return nan;
        }
        if a.is_zero() || b.is_zero() {
            return Number::error(status::INVALID_OPERATION, status);
        }
        return Number::infinity(negative);
    }
    Number::finite(negative, a.coefficient.mul(&b.coefficient), a.exponent + b.exponent)
}

pub(super) fn mul(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    product(a, b, s, status).fit(s, status)
}

/// `a * b + c`, rounded once.
pub(super) fn fma(a: &Number, b: &Number, c: &Number, s: &Settings, status: &mut u32) -> Number {
    let mut conditions = 0;
    let result = product(a, b, s, &mut conditions);
    let result = match conditions & status::INVALID_OPERATION {
        0 => add(&result, c, s, &mut conditions),
        _ => result,
    };
    *status |= conditions;
    result
}

/// What a division by zero gives.
#[cold]
fn divided_by_zero(a: &Number, negative: bool, status: &mut u32) -> Number {
    if a.coefficient.is_zero() {
        return Number::error(status::DIVISION_UNDEFINED, status);
    }
    *status |= status::DIVISION_BY_ZERO;
    Number::infinity(negative)
}

pub(super) fn div(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    let negative = a.negative != b.negative;
    if a.is_special() || b.is_special() {
        if let Some(nan) = nan_of(&[a, b], s, status) {
            return nan;
        }
        return match (a.is_infinite(), b.is_infinite()) {
            (true, true) => Number::error(status::INVALID_OPERATION, status),
            (true, false) => Number::infinity(negative),
            _ => {
                *status |= status::CLAMPED;
                Number::zero(negative, s.etiny())
            }
        };
    }
    if b.coefficient.is_zero() {
        return divided_by_zero(a, negative, status);
    }
    let ideal = a.exponent - b.exponent;
    if a.coefficient.is_zero() {
        return Number::zero(negative, ideal).fit(s, status);
    }
    let count = b.digits() - a.digits() + s.prec + 1;
    let (above, below) = match count >= 0 {
        true => (a.coefficient.shifted_left(count), Some(b.coefficient.clone())),
        false => (Some(a.coefficient.clone()), b.coefficient.shifted_left(-count)),
    };
    let (Some(above), Some(below)) = (above, below) else {
        return Number::error(status::NO_MEMORY, status);
    };
    let (mut quotient, rest) = above.div_rem(&below);
    let mut exponent = ideal - count;
    if rest.is_zero() {
        let zeros = quotient.trailing_zeros((ideal - exponent).max(0));
        quotient = quotient.shifted_right(zeros).0;
        exponent += zeros;
    } else if matches!(quotient.last_digit(), 0 | 5) {
        // Neither a tie nor exact.
        quotient = quotient.add(&Coefficient::ONE);
    }
    Number::finite(negative, quotient, exponent).fit(s, status)
}

/// Integer quotient and remainder of finite numbers, the divisor not zero; `None`: the quotient has too many digits.
fn divide_whole(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Option<(Number, Number)> {
    let negative = a.negative != b.negative;
    let ideal = a.exponent.min(b.exponent);
    let distance = a.adjusted() - b.adjusted();
    if a.coefficient.is_zero() || distance < 0 {
        let rest = match a.coefficient.is_zero() {
            true => Number::zero(a.negative, ideal),
            false => a.clone().padded(a.exponent - ideal, status),
        };
        return Some((Number::zero(negative, 0), rest));
    }
    if distance > s.prec {
        return None;
    }
    let above = a.coefficient.shifted_left(a.exponent - ideal);
    let below = b.coefficient.shifted_left(b.exponent - ideal);
    let (Some(above), Some(below)) = (above, below) else {
        *status |= status::NO_MEMORY;
        return Some((Number::nan(), Number::nan()));
    };
    let (quotient, rest) = above.div_rem(&below);
    if quotient.digits() > s.prec {
        return None;
    }
    Some((Number::finite(negative, quotient, 0), Number::finite(a.negative, rest, ideal)))
}

pub(super) fn divmod(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> (Number, Number) {
    let negative = a.negative != b.negative;
    let failed = |condition: u32, status: &mut u32| {
        *status |= condition;
        (Number::nan(), Number::nan())
    };
    if a.is_special() || b.is_special() {
        if let Some(nan) = nan_of(&[a, b], s, status) {
            return (nan.clone(), nan);
        }
        if a.is_infinite() {
            *status |= status::INVALID_OPERATION;
            let quotient = if b.is_infinite() { Number::nan() } else { Number::infinity(negative) };
            return (quotient, Number::nan());
        }
        return (Number::zero(negative, 0), a.clone().fit(s, status));
    }
    if b.coefficient.is_zero() {
        if a.coefficient.is_zero() {
            return failed(status::DIVISION_UNDEFINED, status);
        }
        *status |= status::DIVISION_BY_ZERO | status::INVALID_OPERATION;
        return (Number::infinity(negative), Number::nan());
    }
    match divide_whole(a, b, s, status) {
        Some((quotient, rest)) => (quotient.fit(s, status), rest.fit(s, status)),
        None => failed(status::DIVISION_IMPOSSIBLE, status),
    }
}

/// The integer part of the quotient.
pub(super) fn divint(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    let negative = a.negative != b.negative;
    if a.is_special() || b.is_special() {
        if let Some(nan) = nan_of(&[a, b], s, status) {
            return nan;
        }
        return match (a.is_infinite(), b.is_infinite()) {
            (true, true) => Number::error(status::INVALID_OPERATION, status),
            (true, false) => Number::infinity(negative),
            _ => Number::zero(negative, 0),
        };
    }
    if b.coefficient.is_zero() {
        return divided_by_zero(a, negative, status);
    }
    match divide_whole(a, b, s, status) {
        Some((quotient, _)) => quotient.fit(s, status),
        None => Number::error(status::DIVISION_IMPOSSIBLE, status),
    }
}

/// What remainders share: the answer where no division is needed.
fn remainder_apart(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Option<Number> {
    if a.is_special() || b.is_special() {
        if let Some(nan) = nan_of(&[a, b], s, status) {
            return Some(nan);
        }
        return Some(match a.is_infinite() {
            true => Number::error(status::INVALID_OPERATION, status),
            false => a.clone().fit(s, status),
        });
    }
    if !b.coefficient.is_zero() {
        return None;
    }
    let undefined = a.coefficient.is_zero();
    let condition = if undefined { status::DIVISION_UNDEFINED } else { status::INVALID_OPERATION };
    Some(Number::error(condition, status))
}

pub(super) fn rem(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    if let Some(answer) = remainder_apart(a, b, s, status) {
        return answer;
    }
    match divide_whole(a, b, s, status) {
        Some((_, rest)) => rest.fit(s, status),
        None => Number::error(status::DIVISION_IMPOSSIBLE, status),
    }
}

/// The remainder of the division whose quotient is the nearest integer.
pub(super) fn rem_near(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    if let Some(answer) = remainder_apart(a, b, s, status) {
        return answer;
    }
    let ideal = a.exponent.min(b.exponent);
    if a.coefficient.is_zero() {
        return Number::zero(a.negative, ideal).fit(s, status);
    }
    let distance = a.adjusted() - b.adjusted();
    if distance > s.prec {
        return Number::error(status::DIVISION_IMPOSSIBLE, status);
    }
    if distance <= -2 {
        return a.clone().padded(a.exponent - ideal, status).fit(s, status);
    }
    let above = a.coefficient.shifted_left(a.exponent - ideal);
    let below = b.coefficient.shifted_left(b.exponent - ideal);
    let (Some(above), Some(below)) = (above, below) else {
        return Number::error(status::NO_MEMORY, status);
    };
    let (mut quotient, mut rest) = above.div_rem(&below);
    let mut negative = a.negative;
    let twice = rest.add(&rest);
    let order = twice.compare(&below);
    if order.is_gt() || order.is_eq() && quotient.is_odd() {
        rest = below.sub(&rest);
        negative = !negative;
        quotient = quotient.add(&Coefficient::ONE);
    }
    if quotient.digits() > s.prec {
        return Number::error(status::DIVISION_IMPOSSIBLE, status);
    }
    Number::finite(negative, rest, ideal).fit(s, status)
}

pub(super) fn plus(a: &Number, s: &Settings, status: &mut u32) -> Number {
    signed(a, a.negative, s, status)
}

pub(super) fn minus(a: &Number, s: &Settings, status: &mut u32) -> Number {
    signed(a, !a.negative, s, status)
}

pub(super) fn abs(a: &Number, s: &Settings, status: &mut u32) -> Number {
    if a.negative { minus(a, s, status) } else { plus(a, s, status) }
}

/// As if it were added to zero, with that sign.
fn signed(a: &Number, negative: bool, s: &Settings, status: &mut u32) -> Number {
    if let Some(nan) = nan_of(&[a], s, status) {
        return nan;
    }
    let negative = negative && !(a.is_zero() && s.rounding != Rounding::Floor);
    a.with_sign(negative).fit(s, status)
}

/// The number with the exponent of another one.
pub(super) fn quantize(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    if a.is_special() || b.is_special() {
        if let Some(nan) = nan_of(&[a, b], s, status) {
            return nan;
        }
        return match a.is_infinite() && b.is_infinite() {
            true => a.clone(),
            false => Number::error(status::INVALID_OPERATION, status),
        };
    }
    if b.exponent > s.emax || b.exponent < s.etiny() {
        return Number::error(status::INVALID_OPERATION, status);
    }
    if a.coefficient.is_zero() {
        return Number::zero(a.negative, b.exponent).fit(s, status);
    }
    if a.digits() + (a.exponent - b.exponent) > s.prec {
        return Number::error(status::INVALID_OPERATION, status);
    }
    let loses = a.exponent < b.exponent;
    let (result, rest) = a.clone().rescaled(b.exponent, s.rounding, status);
    if result.digits() > s.prec || result.adjusted() > s.emax {
        return Number::error(status::INVALID_OPERATION, status);
    }
    if loses {
        *status |= status::ROUNDED;
        if rest != Rest::Nothing {
            *status |= status::INEXACT;
        }
    }
    result.fit(s, status)
}

/// Without digits behind the point; `exact` reports that there were some.
pub(super) fn to_integral(a: &Number, exact: bool, s: &Settings, status: &mut u32) -> Number {
    if let Some(nan) = nan_of(&[a], s, status) {
        return nan;
    }
    if a.is_infinite() || a.exponent >= 0 {
        return a.clone();
    }
    if a.coefficient.is_zero() {
        return Number::zero(a.negative, 0);
    }
    let (result, rest) = a.clone().rescaled(0, s.rounding, status);
    if exact {
        *status |= status::ROUNDED;
        if rest != Rest::Nothing {
            *status |= status::INEXACT;
        }
    }
    result
}

/// The shortest form: no zeros at the end of the coefficient.
pub(super) fn reduce(a: &Number, s: &Settings, status: &mut u32) -> Number {
    if let Some(nan) = nan_of(&[a], s, status) {
        return nan;
    }
    let mut result = a.clone().fit(s, status);
    if result.is_special() {
        return result;
    }
    if result.coefficient.is_zero() {
        return Number::zero(result.negative, 0);
    }
    let highest = if s.clamp { s.etop() } else { s.emax };
    let zeros = result.coefficient.trailing_zeros((highest - result.exponent).max(0));
    result.coefficient = result.coefficient.shifted_right(zeros).0;
    result.exponent += zeros;
    result
}

pub(super) fn sqrt(a: &Number, s: &Settings, status: &mut u32) -> Number {
    if let Some(nan) = nan_of(&[a], s, status) {
        return nan;
    }
    if a.is_infinite() && !a.negative {
        return a.clone();
    }
    if a.is_zero() {
        return Number::zero(a.negative, a.exponent.div_euclid(2)).fit(s, status);
    }
    if a.negative {
        return Number::error(status::INVALID_OPERATION, status);
    }
    // The radicand becomes c * 100**e, the root of c having one digit more than are wanted.
    let prec = s.prec + 1;
    let mut exponent = a.exponent.div_euclid(2);
    let odd = a.exponent.rem_euclid(2);
    let length = (a.digits() + odd + 1) / 2;
    let count = prec - length;
    let radicand = match count >= 0 {
        true => a.coefficient.shifted_left(odd + 2 * count).map(|c| (c, true)),
        false => {
            let (kept, rest) = a.coefficient.shifted_right(-2 * count - odd);
            Some((kept, rest == Rest::Nothing))
        }
    };
    let Some((radicand, whole)) = radicand else { return Number::error(status::NO_MEMORY, status) };
    exponent -= count;
    let (mut root, exact) = radicand.root();
    if whole && exact {
        // Back to the exponent that an exact root should have.
        if count >= 0 {
            root = root.shifted_right(count).0;
        } else {
            root = match root.shifted_left(-count) {
                Some(root) => root,
                None => return Number::error(status::NO_MEMORY, status),
            };
        }
        exponent += count;
    } else if matches!(root.last_digit(), 0 | 5) {
        root = root.add(&Coefficient::ONE);
    }
    Number::finite(false, root, exponent).fit(&s.half_even(), status)
}
