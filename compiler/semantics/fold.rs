//! The optimizer's door: operators on constants, within the size limits.
//!
//! Each function declines where the operation raises, warns, or would make too large a constant: the node then
//! stays as it is and run time decides.

use super::compare::{Number, number};
use super::complex::{self, Complex, Operand};
use super::float::{self, FloatPow};
use super::int::{self, Int, IntPow, IntRef};
use super::limits;
use super::sequence;
use crate::syntax::ast::{Constant, Operator, UnaryOp, Wtf8, Wtf8Buf};
use std::sync::Arc;

impl From<Int> for Constant {
    fn from(value: Int) -> Self {
        match value {
            Int::Small(value) => Constant::Int(value),
            Int::Big(value) => Constant::BigInt(Box::new(value)),
        }
    }
}

impl From<Complex> for Constant {
    fn from(value: Complex) -> Self {
        Constant::Complex { real: value.real, imag: value.imag }
    }
}

/// A `str` constant.
pub fn str_constant(text: Wtf8Buf) -> Constant {
    Constant::Str(Arc::from(text.into_box()))
}

/// `op value`.
pub fn unary(op: UnaryOp, value: &Constant) -> Option<Constant> {
    if op == UnaryOp::Not {
        return Some(Constant::Bool(!super::compare::truth(value)));
    }
    Some(match (op, number(value)?) {
        // `~True` warns at run time
        (UnaryOp::Invert, _) if matches!(value, Constant::Bool(_)) => return None,
        (UnaryOp::Invert, Number::Int(value)) => int::invert(value).into(),
        (UnaryOp::UAdd, Number::Int(value)) => value.to_int().into(),
        (UnaryOp::USub, Number::Int(value)) => int::neg(value).into(),
        (UnaryOp::UAdd, _) => value.clone(),
        (UnaryOp::USub, Number::Float(value)) => Constant::Float(-value),
        (UnaryOp::USub, Number::Complex(real, imag)) => complex::neg(Complex { real, imag }).into(),
        _ => return None,
    })
}

/// Why an operator on constants is left to run time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Declined {
    /// The operation raises.
    Raises,
    /// The result has more than so many of these.
    TooLarge(u64, &'static str),
    /// A repetition by a negative count.
    Negative,
    /// The last digits of the result are the C library's.
    Inexact,
    /// The right side decides what the text means, and may be of any type.
    Formats,
}

impl std::fmt::Display for Declined {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Declined::Raises => f.write_str("it raises at run time"),
            Declined::TooLarge(limit, unit) => write!(f, "the result has over {limit} {unit}"),
            Declined::Negative => f.write_str("the count is negative"),
            Declined::Inexact => f.write_str("its last digits are the C library's"),
            Declined::Formats => f.write_str("text is formatted at run time"),
        }
    }
}

/// The result, or why there is none.
pub type Folded = Result<Constant, Declined>;

const TOO_MANY_BITS: Declined = Declined::TooLarge(limits::INT_BITS, "bits");

/// `left op right`.
///
/// # Errors
/// What leaves it to run time.
pub fn binary(op: Operator, left: &Constant, right: &Constant) -> Folded {
    match (number(left), number(right)) {
        (Some(a), Some(b)) => arithmetic(op, left, a, right, b),
        (None, None) if op == Operator::Add => concat(left, right),
        (None, Some(Number::Int(count))) if op == Operator::Mult => repeat(left, count.to_i64()),
        (Some(Number::Int(count)), None) if op == Operator::Mult => repeat(right, count.to_i64()),
        (None, _) if op == Operator::Mod && matches!(left, Constant::Str(_) | Constant::Bytes(_)) => {
            Err(Declined::Formats)
        }
        _ => Err(Declined::Raises),
    }
}

fn arithmetic(op: Operator, l: &Constant, a: Number<'_>, r: &Constant, b: Number<'_>) -> Folded {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => {
            if let (Constant::Bool(a), Constant::Bool(b)) = (l, r) {
                match op {
                    Operator::BitAnd => return Ok(Constant::Bool(a & b)),
                    Operator::BitOr => return Ok(Constant::Bool(a | b)),
                    Operator::BitXor => return Ok(Constant::Bool(a ^ b)),
                    _ => {}
                }
            }
            int_arithmetic(op, a, b)
        }
        (Number::Complex(real, imag), other) => {
            let right = operand(other).ok_or(Declined::Raises)?;
            complex_arithmetic(op, Operand::Complex(Complex { real, imag }), right)
        }
        (other, Number::Complex(real, imag)) => {
            let left = operand(other).ok_or(Declined::Raises)?;
            complex_arithmetic(op, left, Operand::Complex(Complex { real, imag }))
        }
        (a, b) => {
            let (a, b) = real(a).zip(real(b)).ok_or(Declined::Raises)?;
            float_arithmetic(op, a, b)
        }
    }
}

fn real(value: Number<'_>) -> Option<f64> {
    match value {
        Number::Int(value) => int::to_f64(value).ok(),
        Number::Float(value) => Some(value),
        Number::Complex(..) => None,
    }
}

fn operand(value: Number<'_>) -> Option<Operand> {
    match value {
        Number::Complex(real, imag) => Some(Operand::Complex(Complex { real, imag })),
        other => real(other).map(Operand::Real),
    }
}

fn int_arithmetic(op: Operator, a: IntRef<'_>, b: IntRef<'_>) -> Folded {
    let (bits_a, bits_b) = (a.bit_length(), b.bit_length());
    Ok(match op {
        Operator::Add => int::add(a, b).into(),
        Operator::Sub => int::sub(a, b).into(),
        Operator::Mult => {
            if bits_a + bits_b > limits::INT_BITS && bits_a != 0 && bits_b != 0 {
                return Err(TOO_MANY_BITS);
            }
            int::mul(a, b).into()
        }
        Operator::Div => Constant::Float(int::truediv(a, b).map_err(raises)?),
        Operator::FloorDiv => int::floordiv(a, b).map_err(raises)?.into(),
        Operator::Mod => int::modulo(a, b).map_err(raises)?.into(),
        Operator::Pow => {
            if let Some(exponent) = b.to_i64().filter(|exponent| *exponent > 0 && bits_a > 0) {
                if bits_a > limits::INT_BITS / exponent as u64 {
                    return Err(TOO_MANY_BITS);
                }
            } else if !b.is_zero() && b.to_i64().is_none() {
                return Err(TOO_MANY_BITS);
            }
            match int::pow(a, b).map_err(raises)? {
                IntPow::Int(value) => value.into(),
                IntPow::Float(value) => Constant::Float(value),
            }
        }
        Operator::LShift => {
            let count = u64::try_from(b.to_i64().ok_or(TOO_MANY_BITS)?).map_err(raises)?;
            if bits_a != 0 && count.saturating_add(bits_a) > limits::INT_BITS {
                return Err(TOO_MANY_BITS);
            }
            int::lshift(a, b).map_err(raises)?.into()
        }
        Operator::RShift => int::rshift(a, b).map_err(raises)?.into(),
        Operator::BitAnd => int::and(a, b).into(),
        Operator::BitOr => int::or(a, b).into(),
        Operator::BitXor => int::xor(a, b).into(),
        Operator::MatMult => return Err(Declined::Raises),
    })
}

fn float_arithmetic(op: Operator, a: f64, b: f64) -> Folded {
    Ok(Constant::Float(match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult => a * b,
        Operator::Div => float::div(a, b).map_err(raises)?,
        Operator::FloorDiv => float::floordiv(a, b).map_err(raises)?,
        Operator::Mod => float::modulo(a, b).map_err(raises)?,
        Operator::Pow => match float::pow(a, b).map_err(raises)? {
            FloatPow::Float(value) => value,
            // transcendental functions differ in the last place between platforms
            FloatPow::Complex(_) => return Err(Declined::Inexact),
        },
        _ => return Err(Declined::Raises),
    }))
}

fn complex_arithmetic(op: Operator, a: Operand, b: Operand) -> Folded {
    Ok(match op {
        Operator::Add => complex::add(a, b).into(),
        Operator::Sub => complex::sub(a, b).into(),
        Operator::Mult => complex::mul(a, b).into(),
        Operator::Div => complex::div(a, b).map_err(raises)?.into(),
        // powers differ in the last place between C libraries
        Operator::Pow => return Err(Declined::Inexact),
        _ => return Err(Declined::Raises),
    })
}

fn concat(left: &Constant, right: &Constant) -> Folded {
    Ok(match (left, right) {
        (Constant::Str(a), Constant::Str(b)) => {
            // by code points: two surrogate halves that meet stay two
            str_constant(join(a, b))
        }
        (Constant::Bytes(a), Constant::Bytes(b)) => {
            Constant::Bytes(a.iter().chain(b.iter()).copied().collect())
        }
        (Constant::Tuple(a), Constant::Tuple(b)) => {
            Constant::Tuple(a.iter().chain(b.iter()).cloned().collect())
        }
        _ => return Err(Declined::Raises),
    })
}

/// Concatenation as generalized UTF-8: a high surrogate followed by a low one does not merge.
fn join(a: &Wtf8, b: &Wtf8) -> Wtf8Buf {
    a.code_points().chain(b.code_points()).collect()
}

fn repeat(value: &Constant, count: Option<i64>) -> Folded {
    let (items, limit, unit) = match value {
        Constant::Str(text) => (text.code_points().count(), limits::TEXT_ITEMS, "characters"),
        Constant::Bytes(text) => (text.len(), limits::TEXT_ITEMS, "bytes"),
        Constant::Tuple(items) => (items.len(), limits::TUPLE_ITEMS, "items"),
        _ => return Err(Declined::Raises),
    };
    if items == 0 {
        return Ok(value.clone());
    }
    let too_large = |limit: usize, unit| Declined::TooLarge(limit as u64, unit);
    let count = match count {
        // As CPython's compiler, which leaves the empty result to run time.
        Some(count) => usize::try_from(count).map_err(|_| Declined::Negative)?,
        None => return Err(too_large(limit, unit)),
    };
    if count > limit / items {
        return Err(too_large(limit, unit));
    }
    Ok(match value {
        Constant::Str(text) => str_constant((0..count).flat_map(|_| text.code_points()).collect()),
        Constant::Bytes(text) => Constant::Bytes(text.repeat(count).into()),
        Constant::Tuple(items) => {
            if count != 0 && nested(value) > limits::TUPLE_NESTED_ITEMS / count {
                return Err(too_large(limits::TUPLE_NESTED_ITEMS, "items"));
            }
            Constant::Tuple((0..count).flat_map(|_| items.iter().cloned()).collect())
        }
        _ => return Err(Declined::Raises),
    })
}

/// Any error of an operator, which is run time's.
fn raises<E>(_: E) -> Declined {
    Declined::Raises
}

fn nested(value: &Constant) -> usize {
    match value {
        Constant::Tuple(items) | Constant::FrozenSet(items) => {
            items.len() + items.iter().map(nested).sum::<usize>()
        }
        _ => 0,
    }
}

/// `container[key]` for a str, bytes or tuple with an int or slice.
pub fn subscript(container: &Constant, key: &Constant) -> Option<Constant> {
    let len = match container {
        Constant::Str(text) => text.code_points().count(),
        Constant::Bytes(text) => text.len(),
        Constant::Tuple(items) => items.len(),
        _ => return None,
    };
    if let Constant::Slice(bounds) = key {
        let bound = |value: &Constant| match value {
            Constant::None => Some(None),
            Constant::Bool(value) => Some(Some(i64::from(*value))),
            Constant::Int(value) => Some(Some(*value)),
            _ => None,
        };
        let range = sequence::slice(bound(&bounds[0])?, bound(&bounds[1])?, bound(&bounds[2])?, len).ok()?;
        return Some(match container {
            Constant::Str(text) => {
                let all: Vec<_> = text.code_points().collect();
                str_constant(range.indices().map(|index| all[index]).collect())
            }
            Constant::Bytes(text) => Constant::Bytes(range.indices().map(|index| text[index]).collect()),
            Constant::Tuple(items) => {
                Constant::Tuple(range.indices().map(|index| items[index].clone()).collect())
            }
            _ => return None,
        });
    }
    let index = match key {
        Constant::Bool(value) => i64::from(*value),
        Constant::Int(value) => *value,
        _ => return None,
    };
    let index = sequence::index(index, len)?;
    Some(match container {
        Constant::Str(text) => str_constant(text.code_points().nth(index)?.into()),
        Constant::Bytes(text) => Constant::Int(text[index].into()),
        Constant::Tuple(items) => items[index].clone(),
        _ => return None,
    })
}
