//! Order: numerical, total, and what is chosen by it.

use super::number::{Form, Number, nan_of};
use super::settings::{Settings, status};
use std::cmp::Ordering;

/// The numerical order of numbers that are not NaN.
pub(super) fn order(a: &Number, b: &Number) -> Ordering {
    let sign = |n: &Number| match n {
        n if n.is_zero() => 0,
        n if n.negative => -1,
        _ => 1,
    };
    let (x, y) = (sign(a), sign(b));
    if x != y || x == 0 {
        return x.cmp(&y);
    }
    let magnitudes = order_magnitudes(a, b);
    if x < 0 { magnitudes.reverse() } else { magnitudes }
}

/// The order of the absolute values of numbers that are not NaN.
pub(super) fn order_magnitudes(a: &Number, b: &Number) -> Ordering {
    match (a.is_infinite(), b.is_infinite()) {
        (true, true) => return Ordering::Equal,
        (true, false) => return Ordering::Greater,
        (false, true) => return Ordering::Less,
        _ => {}
    }
    match (a.coefficient.is_zero(), b.coefficient.is_zero()) {
        (false, false) => {}
        (x, y) => return y.cmp(&x),
    }
    let adjusted = a.adjusted().cmp(&b.adjusted());
    if adjusted.is_ne() {
        return adjusted;
    }
    // The digits start at the same place, so the distance is one of lengths.
    let distance = a.exponent - b.exponent;
    let (x, y) = (a.coefficient.shifted_left(distance), b.coefficient.shifted_left(-distance));
    match (x, y) {
        (Some(x), Some(y)) => x.compare(&y),
        _ => Ordering::Equal,
    }
}

/// The total order of representations.
pub(super) fn total_order(a: &Number, b: &Number) -> Ordering {
    if a.negative != b.negative {
        return b.negative.cmp(&a.negative);
    }
    let magnitudes = total_order_magnitudes(a, b);
    if a.negative { magnitudes.reverse() } else { magnitudes }
}

/// The total order without signs.
pub(super) fn total_order_magnitudes(a: &Number, b: &Number) -> Ordering {
    let rank = |n: &Number| match n.form {
        Form::Finite | Form::Infinite => 0,
        Form::Signaling => 1,
        Form::Quiet => 2,
    };
    let (x, y) = (rank(a), rank(b));
    if x != y {
        return x.cmp(&y);
    }
    if x > 0 {
        return a.coefficient.compare(&b.coefficient);
    }
    order_magnitudes(a, b).then_with(|| match a.is_infinite() {
        true => Ordering::Equal,
        false => a.exponent.cmp(&b.exponent),
    })
}

/// An order as a number.
pub(super) fn number_of(order: Ordering) -> Number {
    Number::int(order as i64)
}

pub(super) fn compare(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    match nan_of(&[a, b], s, status) {
        Some(nan) => nan,
        None => number_of(order(a, b)),
    }
}

/// As [`compare`], but any NaN is an error.
pub(super) fn compare_signal(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    match nan_of(&[a, b], s, status) {
        Some(nan) => {
            *status |= status::INVALID_OPERATION;
            nan
        }
        None => number_of(order(a, b)),
    }
}

/// The one that `order` says; a quiet NaN counts as missing.
fn choose(
    a: &Number,
    b: &Number,
    greater: bool,
    by: fn(&Number, &Number) -> Ordering,
    s: &Settings,
    status: &mut u32,
) -> Number {
    let chosen = if a.form == Form::Quiet && !b.is_nan() {
        b
    } else if b.form == Form::Quiet && !a.is_nan() {
        a
    } else if let Some(nan) = nan_of(&[a, b], s, status) {
        return nan;
    } else {
        let order = by(a, b).then_with(|| total_order(a, b));
        if order.is_lt() == greater { b } else { a }
    };
    chosen.clone().fit(s, status)
}

pub(super) fn max(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    choose(a, b, true, order, s, status)
}

pub(super) fn min(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    choose(a, b, false, order, s, status)
}

pub(super) fn max_mag(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    choose(a, b, true, order_magnitudes, s, status)
}

pub(super) fn min_mag(a: &Number, b: &Number, s: &Settings, status: &mut u32) -> Number {
    choose(a, b, false, order_magnitudes, s, status)
}
