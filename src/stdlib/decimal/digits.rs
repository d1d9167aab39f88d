//! Operations on digits: neighbours, logical operations, shifts and rotations, scaling.

use super::arith::{add, sub};
use super::coefficient::Coefficient;
use super::compare::order;
use super::number::{Number, nan_of};
use super::settings::{Rounding, Settings, status};

/// The nearest number of the context on one side.
fn neighbour(a: &Number, down: bool, s: &Settings, status: &mut u32) -> Number {
    if let Some(nan) = nan_of(&[a], s, status) {
        return nan;
    }
    if a.is_infinite() {
        return match a.negative == down {
            true => a.clone(),
            false => Number::largest(a.negative, s, status),
        };
    }
    let s = s.rounded(if down { Rounding::Floor } else { Rounding::Ceiling });
    let mut ignored = 0;
    let fitting = a.clone().fit(&s, &mut ignored);
    let result = if order(&fitting, a).is_ne() {
        fitting
    } else {
        let tiny = Number::finite(false, 1u128, s.etiny() - 1);
        if down { sub(a, &tiny, &s, &mut ignored) } else { add(a, &tiny, &s, &mut ignored) }
    };
    *status |= ignored & status::NO_MEMORY;
    result
}

pub(super) fn next_minus(a: &Number, s: &Settings, status: &mut u32) -> Number {
    neighbour(a, true, s, status)
}

pub(super) fn next_plus(a: &Number, s: &Settings, status: &mut u32) -> Number {
    neighbour(a, false, s, status)
}

pub(super) fn next_toward(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    if let Some(nan) = nan_of(&[a, b], s, status) {
        return nan;
    }
    let towards = order(a, b);
    if towards.is_eq() {
        return a.with_sign(b.negative);
    }
    let result = neighbour(a, towards.is_gt(), s, status);
    if result.is_infinite() {
        *status |= status::OVERFLOW | status::INEXACT | status::ROUNDED;
    } else if result.adjusted() < s.emin {
        *status |= status::UNDERFLOW | status::SUBNORMAL | status::INEXACT | status::ROUNDED;
        if result.is_zero() {
            *status |= status::CLAMPED;
        }
    }
    result
}

/// The digits of a logical operand, the last one first and no more than the precision; `None` when it is none.
fn logical(a: &Number, s: &Settings) -> Option<Vec<u8>> {
    if a.is_special() || a.negative || a.exponent != 0 {
        return None;
    }
    let mut text = String::new();
    a.coefficient.push_digits(&mut text);
    let mut digits: Vec<u8> = text.bytes().rev().collect();
    let valid = digits.iter().all(|&d| d == b'0' || d == b'1');
    digits.truncate(s.prec as usize);
    valid.then_some(digits)
}

fn from_logical(mut digits: Vec<u8>, s: &Settings, status: &mut u32) -> Number {
    digits.reverse();
    Number::finite(false, Coefficient::from_digits(&digits), 0).fit(s, status)
}

fn logical_binary(a: &Number, b: &Number, op: fn(u8, u8) -> u8, s: &Settings, status: &mut u32) -> Number {
    let (Some(x), Some(y)) = (logical(a, s), logical(b, s)) else {
        return Number::error(status::INVALID_OPERATION, status);
    };
    let digit = |digits: &[u8], at: usize| digits.get(at).map_or(0, |&d| d & 1);
    let length = x.len().max(y.len());
    let digits = (0..length).map(|i| b'0' + op(digit(&x, i), digit(&y, i))).collect();
    from_logical(digits, s, status)
}

pub(super) fn logical_and(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    logical_binary(a, b, |x, y| x & y, s, status)
}

pub(super) fn logical_or(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    logical_binary(a, b, |x, y| x | y, s, status)
}

pub(super) fn logical_xor(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    logical_binary(a, b, |x, y| x ^ y, s, status)
}

pub(super) fn logical_invert(a: &Number, s: &Settings, status: &mut u32) -> Number {
    let Some(mut digits) = logical(a, s) else {
        return Number::error(status::INVALID_OPERATION, status);
    };
    if s.prec > super::coefficient::MOST_DIGITS {
        return Number::error(status::NO_MEMORY, status);
    }
    digits.resize(s.prec as usize, b'0');
    digits.iter_mut().for_each(|d| *d ^= 1);
    from_logical(digits, s, status)
}

/// The second operand of a shift or rotation: an integer not larger than the precision.
fn distance(b: &Number, limit: i64) -> Option<i64> {
    if b.is_special() || b.exponent != 0 {
        return None;
    }
    b.to_i64().filter(|n| n.unsigned_abs() <= limit as u64)
}

pub(super) fn shift(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    if let Some(nan) = nan_of(&[a, b], s, status) {
        return nan;
    }
    let Some(count) = distance(b, s.prec) else { return Number::error(status::INVALID_OPERATION, status) };
    if a.is_infinite() {
        return a.clone();
    }
    let kept = a.coefficient.low_digits(s.prec);
    let coefficient = match count >= 0 {
        // Only the digits that stay are moved.
        true => kept.low_digits(s.prec - count).shifted_left(count),
        false => Some(kept.shifted_right(-count).0),
    };
    match coefficient {
        Some(coefficient) => Number { coefficient, ..a.clone() },
        None => Number::error(status::NO_MEMORY, status),
    }
}

pub(super) fn rotate(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    if let Some(nan) = nan_of(&[a, b], s, status) {
        return nan;
    }
    let Some(count) = distance(b, s.prec) else { return Number::error(status::INVALID_OPERATION, status) };
    if a.is_infinite() {
        return a.clone();
    }
    let count = if count < 0 { s.prec + count } else { count };
    let kept = a.coefficient.low_digits(s.prec);
    let front = kept.shifted_right(s.prec - count).0;
    match kept.low_digits(s.prec - count).shifted_left(count) {
        Some(back) => Number { coefficient: back.add(&front), ..a.clone() },
        None => Number::error(status::NO_MEMORY, status),
    }
}

/// Times a power of ten.
pub(super) fn scaleb(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    if let Some(nan) = nan_of(&[a, b], s, status) {
        return nan;
    }
    let Some(count) = distance(b, 2 * (s.emax + s.prec)) else {
        return Number::error(status::INVALID_OPERATION, status);
    };
    if a.is_infinite() {
        return a.clone();
    }
    let exponent = a.exponent.saturating_add(count);
    Number { exponent, ..a.clone() }.fit(s, status)
}

/// The exponent of the first digit, as a number.
pub(super) fn logb(a: &Number, s: &Settings, status: &mut u32) -> Number {
    if let Some(nan) = nan_of(&[a], s, status) {
        return nan;
    }
    if a.is_infinite() {
        return Number::infinity(false);
    }
    if a.is_zero() {
        *status |= status::DIVISION_BY_ZERO;
        return Number::infinity(true);
    }
    Number::int(a.adjusted()).fit(s, status)
}

/// What kind of number it is.
pub(super) fn class_of(a: &Number, s: &Settings) -> &'static str {
    let (minus, plus) = if a.is_nan() {
        return if a.is_signaling() { "sNaN" } else { "NaN" };
    } else if a.is_infinite() {
        ("-Infinity", "+Infinity")
    } else if a.is_zero() {
        ("-Zero", "+Zero")
    } else if a.is_subnormal(s) {
        ("-Subnormal", "+Subnormal")
    } else {
        ("-Normal", "+Normal")
    };
    if a.negative { minus } else { plus }
}
