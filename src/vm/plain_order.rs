//! The order of values whose comparison is nobody's code: numbers, texts, and tuples of such.
//!
//! `None` says that the long way has to be gone, through methods, errors and NaN.

use super::keys::{exact_str, exact_tuple};
use crate::heap::Gc;
use crate::objects::Tuple;
use crate::value::Value;
use std::cmp::Ordering;

/// Tuples in tuples are followed so deep.
const DEPTH: u32 = 4;

/// The three-way comparison of two values of the same plain kind.
#[inline]
pub(crate) fn plain_order(a: Value, b: Value) -> Option<Ordering> {
    order(a, b, DEPTH)
}

/// Whether `b` can be compared with `a`, and every other value that is like `a` as well, and this is a total order.
pub(crate) fn is_like(a: Value, b: Value) -> bool {
    alike(a, b, DEPTH)
}

/// An immediate number as a double: ints have 49 bits, and a double holds each.
#[inline(always)]
pub(super) fn number(v: Value) -> Option<f64> {
    match v.as_small_int() {
        Some(int) => Some(int as f64),
        None if v.is_double() => Some(v.double_raw()),
        None => None,
    }
}

/// By bytes: generalized UTF-8 orders as its code points do. Mostly the first one tells.
#[inline(always)]
pub(crate) fn text_order(a: &[u8], b: &[u8]) -> Ordering {
    match (a, b) {
        ([x, ..], [y, ..]) if x != y => x.cmp(y),
        _ => a.cmp(b),
    }
}

#[inline]
fn order(a: Value, b: Value, depth: u32) -> Option<Ordering> {
    if a.both_small_ints(b) {
        return Some(a.small_int_raw().cmp(&b.small_int_raw()));
    }
    if let (Some(a), Some(b)) = (exact_str(a), exact_str(b)) {
        return Some(text_order(a.as_bytes(), b.as_bytes()));
    }
    if let (Some(a), Some(b)) = (number(a), number(b)) {
        return a.partial_cmp(&b);
    }
    tuple_order(exact_tuple(a)?, exact_tuple(b)?, depth.checked_sub(1)?)
}

fn tuple_order(a: Gc<Tuple>, b: Gc<Tuple>, depth: u32) -> Option<Ordering> {
    for (&x, &y) in a.items().iter().zip(b.items()) {
        if x.is(y) {
            continue;
        }
        match order(x, y, depth)? {
            Ordering::Equal => {}
            different => return Some(different),
        }
    }
    Some(a.len().cmp(&b.len()))
}

fn alike(a: Value, b: Value, depth: u32) -> bool {
    if let (Some(a), Some(b)) = (number(a), number(b)) {
        return !a.is_nan() && !b.is_nan();
    }
    if exact_str(a).is_some() {
        return exact_str(b).is_some();
    }
    match (exact_tuple(a), exact_tuple(b), depth.checked_sub(1)) {
        (Some(a), Some(b), Some(depth)) => {
            a.len() == b.len() && a.items().iter().zip(b.items()).all(|(&x, &y)| alike(x, y, depth))
        }
        _ => false,
    }
}
