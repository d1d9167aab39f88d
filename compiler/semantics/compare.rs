//! Comparisons, truth and membership of constants.

use super::int::{self, IntRef};
use crate::syntax::ast::{CmpOp, Constant};
use std::cmp::Ordering;

/// A constant that is a number, by exact value.
pub(crate) enum Number<'a> {
    Int(IntRef<'a>),
    Float(f64),
    Complex(f64, f64),
}

/// A constant's number, bools included.
pub(crate) fn number(value: &Constant) -> Option<Number<'_>> {
    Some(match value {
        Constant::Bool(value) => Number::Int(IntRef::Small((*value).into())),
        Constant::Int(value) => Number::Int(IntRef::Small(*value)),
        Constant::BigInt(value) => Number::Int(IntRef::Big(value)),
        Constant::Float(value) => Number::Float(*value),
        Constant::Complex { real, imag } => Number::Complex(*real, *imag),
        _ => return None,
    })
}

/// `bool(value)`: no constant raises.
pub fn truth(value: &Constant) -> bool {
    match value {
        Constant::None => false,
        Constant::Bool(value) => *value,
        Constant::Ellipsis | Constant::BigInt(_) | Constant::Slice(_) => true,
        Constant::Int(value) => *value != 0,
        Constant::Float(value) => *value != 0.0,
        Constant::Complex { real, imag } => *real != 0.0 || *imag != 0.0,
        Constant::Str(value) => !value.is_empty(),
        Constant::Bytes(value) => !value.is_empty(),
        Constant::Tuple(items) | Constant::FrozenSet(items) => !items.is_empty(),
    }
}

fn order_numbers(a: &Number<'_>, b: &Number<'_>) -> Option<Ordering> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => Some(int::cmp(*a, *b)),
        (Number::Int(a), Number::Float(b)) => int::cmp_float(*a, *b),
        (Number::Float(a), Number::Int(b)) => int::cmp_float(*b, *a).map(Ordering::reverse),
        (Number::Float(a), Number::Float(b)) => a.partial_cmp(b),
        _ => None,
    }
}

/// `a == b`; `None` where the answer is not this function's to give (bytes against str may warn, identity of
/// NaNs inside containers, sets).
pub fn equal(a: &Constant, b: &Constant) -> Option<bool> {
    if let (Some(x), Some(y)) = (number(a), number(b)) {
        return Some(match (&x, &y) {
            (Number::Complex(r, i), Number::Complex(s, j)) => r == s && i == j,
            (Number::Complex(r, i), other) | (other, Number::Complex(r, i)) => {
                *i == 0.0 && order_numbers(&Number::Float(*r), other) == Some(Ordering::Equal)
            }
            _ => order_numbers(&x, &y) == Some(Ordering::Equal),
        });
    }
    match (a, b) {
        (Constant::Str(x), Constant::Str(y)) => Some(x == y),
        (Constant::Bytes(x), Constant::Bytes(y)) => Some(x == y),
        (Constant::Str(_), Constant::Bytes(_)) | (Constant::Bytes(_), Constant::Str(_)) => None,
        // 3.x: `b'a' == 97` warns under -bb
        (Constant::Bytes(_), other) | (other, Constant::Bytes(_)) if number(other).is_some() => None,
        (Constant::Tuple(x), Constant::Tuple(y)) => {
            if x.iter().chain(y.iter()).any(has_nan) {
                return None;
            }
            let mut same = true;
            for (x, y) in x.iter().zip(y.iter()) {
                same &= equal(x, y)?;
            }
            Some(same && x.len() == y.len())
        }
        (Constant::FrozenSet(_) | Constant::Slice(_), _)
        | (_, Constant::FrozenSet(_) | Constant::Slice(_)) => None,
        _ => Some(std::mem::discriminant(a) == std::mem::discriminant(b)),
    }
}

fn has_nan(value: &Constant) -> bool {
    match value {
        Constant::Float(value) => value.is_nan(),
        Constant::Complex { real, imag } => real.is_nan() || imag.is_nan(),
        Constant::Tuple(items) | Constant::FrozenSet(items) => items.iter().any(has_nan),
        Constant::Slice(items) => items.iter().any(has_nan),
        _ => false,
    }
}

/// `a op b` for the six ordering operators; `None` where it raises or is not for us to say.
pub fn compare(op: CmpOp, a: &Constant, b: &Constant) -> Option<bool> {
    match op {
        CmpOp::Eq => return equal(a, b),
        CmpOp::NotEq => return equal(a, b).map(|same| !same),
        _ => {}
    }
    let order = match (a, b) {
        (Constant::Str(x), Constant::Str(y)) => Some(x.code_points().cmp(y.code_points())),
        (Constant::Bytes(x), Constant::Bytes(y)) => Some(x.cmp(y)),
        _ => {
            let (x, y) = (number(a)?, number(b)?);
            if matches!(x, Number::Complex(..)) || matches!(y, Number::Complex(..)) {
                return None;
            }
            order_numbers(&x, &y)
        }
    };
    Some(match op {
        CmpOp::Lt => order == Some(Ordering::Less),
        CmpOp::LtE => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        CmpOp::Gt => order == Some(Ordering::Greater),
        CmpOp::GtE => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
        _ => return None,
    })
}

/// `item in container` for a tuple, frozenset, str or bytes; `None` where it raises or is not for us to say.
pub fn contains(container: &Constant, item: &Constant) -> Option<bool> {
    match (container, item) {
        (Constant::Str(text), Constant::Str(part)) => Some(
            part.is_empty() || text.as_bytes().windows(part.len()).any(|window| window == part.as_bytes()),
        ),
        (Constant::Bytes(text), Constant::Bytes(part)) => {
            Some(part.is_empty() || text.windows(part.len()).any(|window| window == &part[..]))
        }
        (Constant::Bytes(text), Constant::Int(byte)) => {
            u8::try_from(*byte).ok().map(|byte| text.contains(&byte))
        }
        (Constant::Tuple(items) | Constant::FrozenSet(items), _) => {
            if has_nan(item) || items.iter().any(has_nan) {
                return None;
            }
            let mut found = false;
            for candidate in items.iter() {
                found |= equal(candidate, item)?;
            }
            Some(found)
        }
        _ => None,
    }
}

/// `a is b` where the language promises identity: both of `None`, `True`, `False`, `...`.
pub fn identical(a: &Constant, b: &Constant) -> Option<bool> {
    let singleton =
        |value: &Constant| matches!(value, Constant::None | Constant::Bool(_) | Constant::Ellipsis);
    (singleton(a) && singleton(b)).then(|| a == b)
}
