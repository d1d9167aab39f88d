//! Operators of Decimals, as the loop reaches them: numbers of two words are computed on the spot.
//!
//! ```text
//! a + b ─► both finite with small coefficients, the result fits the context as it is, or rounds to it in one step?
//!          yes: one cell is made, nothing else        no: the operation of `arith`
//! ```

use super::arith;
use super::coefficient::{POWERS, Rest, WORD_POWERS, digits_of, div_rem, drop_digits};
use super::compare::order;
use super::convert::{number_of_float, operand, pair};
use super::current::{RATIONAL, current, decimal_class, kept, report, result};
use super::number::Number;
use super::object::{Decimal, DecimalContext};
use super::settings::{Settings, status};
use super::transcendental;
use crate::heap::Gc;
use crate::objects::Complex;
use crate::objects::types::NumberMethods;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use pyopt_compiler::syntax::ast::{CmpOp, Operator};
use std::cmp::Ordering;

/// What the engine asks for operators whose operands include an exact Decimal.
pub(super) static NUMBERS: NumberMethods = NumberMethods { binary, compare };

/// An operation on numbers.
pub(super) type Binary = fn(&Number, &Number, &Settings, &mut u32) -> Number;

/// The parts of an exact Decimal or a small int.
#[inline(always)]
fn small(vm: &Vm, value: Value) -> Option<(bool, u128, i64)> {
    if let Some(int) = value.as_small_int() {
        return Some((int < 0, u128::from(int.unsigned_abs()), 0));
    }
    let _ = vm;
    value.downcast::<Decimal>()?.parts()
}

/// Whether the operand's class is the one that the operators know: no subclass with methods of its own.
#[inline(always)]
fn is_plain(value: Value, shape: u32) -> bool {
    value.is_small_int() || value.header().is_some_and(|h| h.shape() == shape)
}

fn binary(vm: &mut Vm, op: Operator, a: Value, b: Value) -> PyResult<Option<Value>> {
    let shape = decimal_class(vm).root_shape().0;
    if !is_plain(a, shape) || !is_plain(b, shape) {
        // A large int, a bool, an instance of a subclass, …: the methods say.
        return Ok(None);
    }
    let context = current(vm)?;
    if let (Some(x), Some(y)) = (word(a), word(b))
        && let Some((negative, coefficient, exponent)) = in_a_word(context, op, x, y)
    {
        let made = Decimal::small(shape, negative, u128::from(coefficient), exponent);
        return Ok(Some(vm.heap.alloc(made, 0).value()));
    }
    binary_slow(vm, context, op, a, b)
}

/// As `binary`, of what takes more than a word, or does not fit the context as it is.
#[inline(never)]
fn binary_slow(
    vm: &mut Vm,
    context: Gc<DecimalContext>,
    op: Operator,
    a: Value,
    b: Value,
) -> PyResult<Option<Value>> {
    let shape = decimal_class(vm).root_shape().0;
    if let (Some(x), Some(y)) = (small(vm, a), small(vm, b)) {
        let s = context.settings();
        let quick = match op {
            Operator::Add => sum(x, y, &s),
            Operator::Sub => sum(x, (!y.0, y.1, y.2), &s),
            Operator::Mult => product(x, y, &s),
            Operator::Div => quotient(x, y, &s),
            _ => None,
        };
        if let Some(exact) = quick
            && let Some((negative, coefficient, exponent, conditions)) = fit(exact, &s)
        {
            if conditions != 0 {
                report(vm, context, conditions)?;
            }
            let made = Decimal::small(shape, negative, coefficient, exponent);
            return Ok(Some(vm.heap.alloc(made, 0).value()));
        }
    }
    let operation: Binary = match op {
        Operator::Add => arith::add,
        Operator::Sub => arith::sub,
        Operator::Mult => arith::mul,
        Operator::Div => arith::div,
        Operator::FloorDiv => arith::divint,
        Operator::Mod => arith::rem,
        Operator::Pow => transcendental::pow,
        _ => return Ok(None),
    };
    let (Some(x), Some(y)) = (operand(vm, a), operand(vm, b)) else { return Ok(None) };
    let mut conditions = 0;
    let number = operation(&x, &y, &context.settings(), &mut conditions);
    result(vm, context, number, conditions).map(Some)
}

/// As `small`, of a coefficient of one word.
#[inline(always)]
fn word(value: Value) -> Option<(bool, u64, i64)> {
    match value.as_small_int() {
        Some(int) => Some((int < 0, int.unsigned_abs(), 0)),
        None => value.downcast::<Decimal>()?.word_parts(),
    }
}

/// The exact result where no step leaves one word and the context takes it as it is, far from the ends of its range.
#[inline(always)]
fn in_a_word(
    context: Gc<DecimalContext>,
    op: Operator,
    a: (bool, u64, i64),
    b: (bool, u64, i64),
) -> Option<(bool, u64, i64)> {
    let (negative, coefficient, exponent) = match op {
        Operator::Mult => (a.0 != b.0, a.1.checked_mul(b.1)?, a.2 + b.2),
        Operator::Add | Operator::Sub => {
            let (mut x, mut y) = (a.1, b.1);
            let distance = a.2.wrapping_sub(b.2);
            if distance > 0 {
                x = x.checked_mul(*WORD_POWERS.get(distance as usize)?)?;
            } else if distance < 0 {
                y = y.checked_mul(*WORD_POWERS.get(distance.unsigned_abs() as usize)?)?;
            }
            let below = b.0 != (op == Operator::Sub);
            let (negative, sum) = match x.cmp(&y) {
                _ if a.0 == below => (a.0, x.checked_add(y)?),
                Ordering::Greater => (a.0, x - y),
                Ordering::Less => (below, y - x),
                // Its sign is a matter of rounding.
                Ordering::Equal => return None,
            };
            (negative, sum, a.2.min(b.2))
        }
        _ => return None,
    };
    // Every word has at most 20 digits.
    let fits = WORD_POWERS.get(context.prec.get() as usize).is_none_or(|&power| coefficient < power);
    let far = exponent >= context.emin.get() && exponent + 20 <= context.emax.get();
    (fits && far && !context.clamp.get()).then_some((negative, coefficient, exponent))
}

/// Sign, coefficient and exponent.
type Parts = (bool, u128, i64);

/// The sum, exactly, if it fits two words.
#[inline]
fn sum(a: Parts, b: Parts, s: &Settings) -> Option<Parts> {
    let (mut x, mut y) = (a.1, b.1);
    let exponent = a.2.min(b.2);
    let distance = a.2.wrapping_sub(b.2);
    if distance > 0 {
        x = x.checked_mul(*POWERS.get(distance as usize)?)?;
    } else if distance < 0 {
        y = y.checked_mul(*POWERS.get(distance.unsigned_abs() as usize)?)?;
    }
    if a.0 == b.0 {
        return Some((a.0, x.checked_add(y)?, exponent));
    }
    match x.cmp(&y) {
        Ordering::Greater => Some((a.0, x - y, exponent)),
        Ordering::Less => Some((b.0, y - x, exponent)),
        Ordering::Equal => Some((s.rounding == super::settings::Rounding::Floor, 0, exponent)),
    }
}

#[inline]
fn product(a: Parts, b: Parts, _: &Settings) -> Option<Parts> {
    let coefficient = match (u64::try_from(a.1), u64::try_from(b.1)) {
        (Ok(x), Ok(y)) => u128::from(x) * u128::from(y),
        _ => a.1.checked_mul(b.1)?,
    };
    Some((a.0 != b.0, coefficient, a.2 + b.2))
}

/// The quotient with one digit more than are wanted, the last one saying whether there are more.
#[inline]
fn quotient(a: Parts, b: Parts, s: &Settings) -> Option<Parts> {
    if a.1 == 0 || b.1 == 0 {
        return None;
    }
    let count = i64::from(digits_of(b.1)) - i64::from(digits_of(a.1)) + s.prec + 1;
    let above = a.1.checked_mul(*POWERS.get(usize::try_from(count).ok()?)?)?;
    let (mut coefficient, rest) = div_rem(above, b.1);
    let ideal = a.2 - b.2;
    let mut exponent = ideal - count;
    if rest == 0 {
        while exponent < ideal {
            let (shorter, digit) = div_rem(coefficient, 10);
            if digit != 0 {
                break;
            }
            (coefficient, exponent) = (shorter, exponent + 1);
        }
    } else if div_rem(coefficient, 5).1 == 0 {
        coefficient += 1;
    }
    Some((a.0 != b.0, coefficient, exponent))
}

/// The result rounded to a context, and the conditions met; `None` near the ends of its range.
#[inline]
fn fit((negative, coefficient, exponent): Parts, s: &Settings) -> Option<(bool, u128, i64, u32)> {
    // Far from both ends of the range, digits need not be counted to see that there are not too many.
    let is_short = POWERS.get(s.prec as usize).is_some_and(|&power| coefficient < power);
    if is_short && !s.clamp && exponent >= s.emin && exponent + POWERS.len() as i64 <= s.emax {
        return Some((negative, coefficient, exponent, 0));
    }
    let digits = i64::from(digits_of(coefficient));
    let adjusted = exponent + digits - 1;
    // One less than the largest, so that rounding up stays in range.
    if adjusted >= s.emax || adjusted < s.emin || s.clamp && exponent > s.etop() {
        return None;
    }
    if digits <= s.prec {
        return Some((negative, coefficient, exponent, 0));
    }
    let count = digits - s.prec;
    let (mut kept, rest) = drop_digits(coefficient, count);
    let mut exponent = exponent + count;
    if s.rounding.away(rest, negative, || (kept % 10) as u32) {
        kept += 1;
        if i64::from(digits_of(kept)) > s.prec {
            (kept, exponent) = (kept / 10, exponent + 1);
        }
    }
    let inexact = if rest == Rest::Nothing { 0 } else { status::INEXACT };
    if s.clamp && exponent > s.etop() {
        return None;
    }
    Some((negative, kept, exponent, status::ROUNDED | inexact))
}

/// `quantize` of small numbers: coefficient and conditions.
#[inline]
fn quantized(a: Parts, exponent: i64, s: &Settings) -> Option<(u128, u32)> {
    let distance = exponent.checked_sub(a.2)?;
    if distance <= 0 {
        let power = *POWERS.get(distance.unsigned_abs() as usize)?;
        return Some((a.1.checked_mul(power)?, 0)).filter(|_| s.etiny() <= exponent);
    }
    let (mut kept, rest) = drop_digits(a.1, distance);
    if s.rounding.away(rest, a.0, || (kept % 10) as u32) {
        kept += 1;
    }
    let inexact = if rest == Rest::Nothing { 0 } else { status::INEXACT };
    Some((kept, status::ROUNDED | inexact))
}

/// `a.quantize(b)`.
///
/// # Errors
/// Signals that the context traps.
pub(super) fn quantize(
    vm: &mut Vm,
    context: Gc<DecimalContext>,
    s: &Settings,
    a: Value,
    b: Value,
) -> PyResult {
    if let (Some(x), Some(y)) = (small(vm, a), small(vm, b))
        && x.1 != 0
        && let Some((coefficient, conditions)) = quantized(x, y.2, s)
    {
        let digits = i64::from(digits_of(coefficient));
        let adjusted = y.2 + digits - 1;
        let clear = !s.clamp && adjusted <= s.emax && adjusted >= s.emin;
        if clear && digits <= s.prec {
            if conditions != 0 {
                report(vm, context, conditions)?;
            }
            let shape = decimal_class(vm).root_shape().0;
            let made = Decimal::small(shape, x.0, coefficient, y.2);
            return Ok(vm.heap.alloc(made, 0).value());
        }
    }
    let (a, b) = (super::convert::need(vm, a)?, super::convert::need(vm, b)?);
    let mut conditions = 0;
    let number = arith::quantize(&a, &b, s, &mut conditions);
    result(vm, context, number, conditions)
}

/// An operator by its method: NotImplemented for what is no number.
///
/// # Errors
/// Signals that the context traps.
pub(super) fn by_method(vm: &mut Vm, a: Value, b: Value, op: Binary) -> PyResult {
    let Some((context, a, b)) = pair(vm, a, b)? else { return Ok(Value::NOT_IMPLEMENTED) };
    let mut conditions = 0;
    let number = op(&a, &b, &context.settings(), &mut conditions);
    result(vm, context, number, conditions)
}

fn holds(op: CmpOp, order: Ordering) -> bool {
    match op {
        CmpOp::Lt => order.is_lt(),
        CmpOp::LtE => order.is_le(),
        CmpOp::Eq => order.is_eq(),
        CmpOp::NotEq => order.is_ne(),
        CmpOp::Gt => order.is_gt(),
        _ => order.is_ge(),
    }
}

fn compare(vm: &mut Vm, op: CmpOp, a: Value, b: Value) -> PyResult<Option<Value>> {
    let shape = decimal_class(vm).root_shape().0;
    if !is_plain(a, shape) || !is_plain(b, shape) {
        return Ok(None);
    }
    let (Some(x), Some(y)) = (small(vm, a), small(vm, b)) else { return Ok(None) };
    let order = if x.2 == y.2 && x.0 == y.0 {
        if x.0 { y.1.cmp(&x.1) } else { x.1.cmp(&y.1) }
    } else {
        order(&Number::finite(x.0, x.1, x.2), &Number::finite(y.0, y.1, y.2))
    };
    Ok(Some(Value::from_bool(holds(op, order))))
}

/// A comparison by its method: NotImplemented for what is no number.
///
/// # Errors
/// `InvalidOperation` and `FloatOperation` if trapped.
pub(super) fn compare_by_method(vm: &mut Vm, a: Value, b: Value, op: CmpOp) -> PyResult {
    let equality = matches!(op, CmpOp::Eq | CmpOp::NotEq);
    let context = current(vm)?;
    let Some(a) = operand(vm, a) else { return Ok(Value::NOT_IMPLEMENTED) };
    let (a, b) = match operand(vm, b) {
        Some(b) => (a, b),
        None => match comparable(vm, context, a, b, equality)? {
            Some(pair) => pair,
            None => return Ok(Value::NOT_IMPLEMENTED),
        },
    };
    if a.is_nan() || b.is_nan() {
        // Signaling ones always signal, quiet ones when they are to be ordered.
        if a.is_signaling() || b.is_signaling() || !equality {
            report(vm, context, status::INVALID_OPERATION)?;
        }
        return Ok(Value::from_bool(op == CmpOp::NotEq));
    }
    Ok(Value::from_bool(holds(op, order(&a, &b))))
}

/// A number and another value as numbers that compare as the two do: floats, complex numbers and fractions.
fn comparable(
    vm: &mut Vm,
    context: Gc<DecimalContext>,
    a: Number,
    b: Value,
    equality: bool,
) -> PyResult<Option<(Number, Number)>> {
    if let Some(float) = vm.as_float(b) {
        if !equality {
            report(vm, context, status::FLOAT_OPERATION)?;
        }
        context.status.set(context.status.get() | status::FLOAT_OPERATION);
        return Ok(Some((a, number_of_float(float))));
    }
    if let Some(complex) = b.downcast::<Complex>() {
        if !equality || complex.imag != 0.0 {
            return Ok(None);
        }
        context.status.set(context.status.get() | status::FLOAT_OPERATION);
        return Ok(Some((a, number_of_float(complex.real))));
    }
    let rational = kept(vm, RATIONAL);
    if rational.is_null() || !vm.is_instance(b, rational)? {
        return Ok(None);
    }
    let part = |vm: &mut Vm, name: &str| -> PyResult<Number> {
        let name = vm.intern(name);
        let part = vm.get_attr(b, name)?;
        match operand(vm, part) {
            Some(number) => Ok(number),
            None => Err(vm.raise_type_error("argument must be an integer")),
        }
    };
    let above = part(vm, "numerator")?;
    if a.is_special() {
        return Ok(Some((a, above)));
    }
    let below = part(vm, "denominator")?;
    let coefficient = a.coefficient.mul(&below.coefficient);
    Ok(Some((Number { coefficient, ..a }, above)))
}
