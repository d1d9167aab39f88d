//! Python values as numbers, and numbers as Python values.

use super::coefficient::{Coefficient, MOST_DIGITS, power_of_ten};
use super::current::{current, report};
use super::number::{Form, Number};
use super::object::{Decimal, DecimalContext};
use super::settings::{Rounding, Settings, status};
use super::text;
use crate::heap::Gc;
use crate::objects::{Int, List, Str, Tuple};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use malachite_base::num::arithmetic::traits::Pow;
use malachite_bigint::{BigInt, BigUint, Sign};
use malachite_nz::natural::Natural;
use pyopt_compiler::semantics::IntRef;

/// The number of an int.
pub(super) fn number_of_int(int: IntRef<'_>) -> Number {
    match int {
        IntRef::Small(small) => Number::int(small),
        IntRef::Limbs(limbs) => {
            let magnitude = Natural::from_limbs_asc(limbs.magnitude);
            Number::finite(limbs.negative, Coefficient::from(magnitude), 0)
        }
        IntRef::Big(big) => {
            let magnitude = Natural::from(big.magnitude().clone());
            Number::finite(big.sign() == Sign::Minus, Coefficient::from(magnitude), 0)
        }
    }
}

/// An int of a natural number.
pub(super) fn int_of(vm: &mut Vm, negative: bool, magnitude: Natural) -> Value {
    let sign = if negative { Sign::Minus } else { Sign::Plus };
    Int::value_of(&mut vm.heap, BigInt::from_biguint(sign, BigUint::from(magnitude)))
}

/// The exact number of a float.
pub(super) fn number_of_float(float: f64) -> Number {
    if float.is_nan() {
        return Number::nan();
    }
    let negative = float.is_sign_negative();
    if float.is_infinite() {
        return Number::infinity(negative);
    }
    let bits = float.to_bits();
    let (fraction, exponent) = (bits & ((1 << 52) - 1), (bits >> 52 & 0x7FF) as i64);
    let (mantissa, exponent) =
        if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) };
    if mantissa == 0 {
        return Number::zero(negative, 0);
    }
    let zeros = i64::from(mantissa.trailing_zeros()).min((-exponent).max(0));
    let (mantissa, exponent) = (mantissa >> zeros, exponent + zeros);
    if exponent >= 0 {
        let coefficient = Natural::from(mantissa) << exponent as u64;
        return Number::finite(negative, Coefficient::from(coefficient), 0);
    }
    // m / 2**k is m * 5**k / 10**k.
    let coefficient = Natural::from(mantissa) * Natural::from(5u32).pow(exponent.unsigned_abs());
    Number::finite(negative, Coefficient::from(coefficient), exponent)
}

/// The number of a Decimal or an int; `None` for others.
#[inline]
pub(super) fn operand(vm: &mut Vm, value: Value) -> Option<Number> {
    match value.downcast::<Decimal>() {
        Some(decimal) => Some(decimal.number()),
        None => vm.as_int(&value).map(number_of_int),
    }
}

/// The number of a Decimal or an int.
///
/// # Errors
/// `TypeError` for others.
pub(super) fn need(vm: &mut Vm, value: Value) -> PyResult<Number> {
    match operand(vm, value) {
        Some(number) => Ok(number),
        None => Err(unsupported(vm, value)),
    }
}

#[cold]
fn unsupported(vm: &mut Vm, value: Value) -> Raised {
    let class = vm.type_name(value);
    vm.raise_type_error(format!("conversion from {class} to Decimal is not supported"))
}

/// Reports an exact conversion that was none.
fn exact(vm: &mut Vm, context: Gc<DecimalContext>, number: Number, conditions: u32) -> PyResult<Number> {
    let mut conditions = conditions;
    let mut number = number;
    if conditions & (status::INEXACT | status::ROUNDED | status::CLAMPED) != 0 {
        number = Number::error(status::INVALID_OPERATION, &mut conditions);
    }
    report(vm, context, conditions & status::ERRORS)?;
    Ok(number)
}

/// What the constructor makes of a value; `None`: a Decimal, whose number is taken as it is.
///
/// # Errors
/// `InvalidOperation` if trapped, `TypeError`, `ValueError`.
pub(super) fn construct(vm: &mut Vm, value: Value, context: Gc<DecimalContext>) -> PyResult<Number> {
    if let Some(decimal) = value.downcast::<Decimal>() {
        return Ok(decimal.number());
    }
    if let Some(string) = value.downcast::<Str>() {
        let mut conditions = 0;
        let number = parse(string, true, &Settings::LARGEST, &mut conditions);
        return exact(vm, context, number, conditions);
    }
    if let Some(int) = vm.as_int(&value) {
        return Ok(number_of_int(int));
    }
    if value.downcast::<Tuple>().is_some() || value.downcast::<List>().is_some() {
        let text = triple(vm, value)?;
        let mut conditions = 0;
        let number = text::parse(&text, &Settings::LARGEST, &mut conditions);
        return exact(vm, context, number, conditions);
    }
    if let Some(float) = vm.as_float(value) {
        report(vm, context, status::FLOAT_OPERATION)?;
        return Ok(number_of_float(float));
    }
    Err(unsupported(vm, value))
}

/// As [`construct`], but the result is made to fit the context.
///
/// # Errors
/// As [`construct`]; any signal that the context traps.
pub(super) fn construct_fitting(vm: &mut Vm, value: Value, context: Gc<DecimalContext>) -> PyResult<Number> {
    let settings = context.settings();
    let mut conditions = 0;
    let number = if let Some(decimal) = value.downcast::<Decimal>() {
        let number = decimal.number();
        if number.is_nan()
            && !number.coefficient.is_zero()
            && number.digits() > settings.prec - i64::from(settings.clamp)
        {
            Number::error(status::CONVERSION_SYNTAX, &mut conditions)
        } else {
            number.fit(&settings, &mut conditions)
        }
    } else if let Some(string) = value.downcast::<Str>() {
        parse(string, false, &settings, &mut conditions)
    } else if let Some(int) = vm.as_int(&value) {
        number_of_int(int).fit(&settings, &mut conditions)
    } else if value.downcast::<Tuple>().is_some() || value.downcast::<List>().is_some() {
        let text = triple(vm, value)?;
        text::parse(&text, &settings, &mut conditions)
    } else if let Some(float) = vm.as_float(value) {
        report(vm, context, status::FLOAT_OPERATION)?;
        number_of_float(float).fit(&settings, &mut conditions)
    } else {
        return Err(unsupported(vm, value));
    };
    report(vm, context, conditions)?;
    Ok(number)
}

/// The number that a str writes. Plain ASCII digits are read where they stand.
fn parse(string: Gc<Str>, lenient: bool, s: &Settings, conditions: &mut u32) -> Number {
    let bytes = string.as_bytes();
    let plain = |c: &u8| matches!(c, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E');
    if bytes.iter().all(plain) {
        return text::parse(bytes, s, conditions);
    }
    text::parse(&text::as_ascii(string.as_wtf8(), lenient), s, conditions)
}

/// The items of a tuple or list.
fn items(value: Value) -> Option<Vec<Value>> {
    match value.downcast::<Tuple>() {
        Some(tuple) => Some(tuple.items().to_vec()),
        None => value.downcast::<List>().map(|list| list.items().iter().map(|i| i.get()).collect()),
    }
}

/// The text of `(sign, digits, exponent)`.
fn triple(vm: &mut Vm, value: Value) -> PyResult<Vec<u8>> {
    let parts = items(value).unwrap_or_default();
    let &[sign, digits, exponent] = parts.as_slice() else {
        return Err(vm.raise_value_error("argument must be a sequence of length 3"));
    };
    let sign = match vm.as_int(&sign).and_then(|i| i.to_i64()) {
        Some(0) => b'+',
        Some(1) => b'-',
        _ => return Err(vm.raise_value_error("sign must be an integer with the value 0 or 1")),
    };
    let mut text = vec![sign];
    let special = match exponent.downcast::<Str>() {
        Some(name) => Some(match name.as_bytes() {
            b"F" => "Inf",
            b"n" => "NaN",
            b"N" => "sNaN",
            _ => {
                let message = "string argument in the third position must be 'F', 'n' or 'N'";
                return Err(vm.raise_value_error(message));
            }
        }),
        None => None,
    };
    let number = match special {
        Some(_) => 0,
        None => match vm.as_int(&exponent).map(|i| i.to_i64()) {
            Some(Some(number)) => number,
            Some(None) => {
                let message = "Python int too large to convert to C ssize_t";
                return Err(vm.raise_str(vm.types.overflow_error, message));
            }
            None => return Err(vm.raise_value_error("exponent must be an integer")),
        },
    };
    let Some(digits) = items(digits) else {
        return Err(vm.raise_value_error("coefficient must be a tuple of digits"));
    };
    text.extend(special.unwrap_or_default().bytes());
    if digits.is_empty() && special.is_none() {
        text.push(b'0');
    }
    for digit in digits {
        match vm.as_int(&digit).and_then(|i| i.to_i64()) {
            Some(digit @ 0..=9) => {
                if special != Some("Inf") {
                    text.push(b'0' + digit as u8);
                }
            }
            _ => return Err(vm.raise_value_error("coefficient must be a tuple of digits")),
        }
    }
    if special.is_none() {
        text.extend(format!("E{number}").bytes());
    }
    Ok(text)
}

/// The int of a number, rounded.
///
/// # Errors
/// `ValueError`, `OverflowError`, `MemoryError`.
pub(super) fn to_int(vm: &mut Vm, number: &Number, rounding: Rounding) -> PyResult {
    match number.form {
        Form::Finite => {}
        Form::Infinite => {
            let message = "cannot convert Infinity to integer";
            return Err(vm.raise_str(vm.types.overflow_error, message));
        }
        _ => return Err(vm.raise_value_error("cannot convert NaN to integer")),
    }
    let mut conditions = 0;
    let whole = match number.exponent > MOST_DIGITS && !number.coefficient.is_zero() {
        true => Number::error(status::NO_MEMORY, &mut conditions),
        false => number.clone().rescaled(0, rounding, &mut conditions).0,
    };
    if conditions & status::NO_MEMORY != 0 {
        return Err(vm.raise_str(vm.types.memory_error, ""));
    }
    match whole.coefficient {
        Coefficient::Small(small) if small < 1 << 63 => {
            let small = small as i64;
            Ok(vm.new_int(if whole.negative { -small } else { small }))
        }
        coefficient => Ok(int_of(vm, whole.negative, coefficient.to_natural())),
    }
}

/// The float of a number.
///
/// # Errors
/// `ValueError` for a signaling NaN.
pub(super) fn to_float(vm: &mut Vm, number: &Number) -> PyResult<f64> {
    match number.form {
        Form::Signaling => Err(vm.raise_value_error("cannot convert signaling NaN to float")),
        Form::Quiet => Ok(if number.negative { -f64::NAN } else { f64::NAN }),
        Form::Infinite => Ok(if number.negative { f64::NEG_INFINITY } else { f64::INFINITY }),
        Form::Finite => Ok(text::to_text(number, true, false).parse().unwrap_or(f64::NAN)),
    }
}

/// Numerator and denominator.
///
/// # Errors
/// `ValueError`, `OverflowError`, `MemoryError`.
pub(super) fn to_ratio(vm: &mut Vm, number: &Number) -> PyResult {
    match number.form {
        Form::Finite => {}
        Form::Infinite => {
            let message = "cannot convert Infinity to integer ratio";
            return Err(vm.raise_str(vm.types.overflow_error, message));
        }
        _ => return Err(vm.raise_value_error("cannot convert NaN to integer ratio")),
    }
    if number.exponent >= 0 || number.coefficient.is_zero() {
        let whole = to_int(vm, number, Rounding::Down)?;
        return vm.new_tuple(&[whole, Value::small_int_unchecked(1)]);
    }
    if number.exponent < -MOST_DIGITS {
        return Err(vm.raise_str(vm.types.memory_error, ""));
    }
    use malachite_base::num::arithmetic::traits::{DivExact, Gcd};
    let (above, below) = (number.coefficient.to_natural(), power_of_ten(number.exponent.unsigned_abs()));
    let common = (&above).gcd(&below);
    let above = int_of(vm, number.negative, above.div_exact(&common));
    let below = int_of(vm, false, below.div_exact(&common));
    vm.new_tuple(&[above, below])
}

const MODULUS: u128 = (1 << 61) - 1;

fn power_modulo(base: u128, exponent: u64) -> u128 {
    let (mut base, mut exponent, mut result) = (base, exponent, 1);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % MODULUS;
        }
        base = base * base % MODULUS;
        exponent >>= 1;
    }
    result
}

/// The hash of a number, which equal ints, floats and fractions share; `None` for NaNs.
pub(super) fn hash(number: &Number) -> Option<i64> {
    let magnitude = match number.form {
        Form::Quiet | Form::Signaling => return None,
        Form::Infinite => 314_159,
        Form::Finite => {
            /// The inverse of ten.
            const TENTH: u128 = 2_075_258_708_292_324_556;
            let rest = match &number.coefficient {
                Coefficient::Small(small) => small % MODULUS,
                Coefficient::Big(big) => u128::try_from(&(big % Natural::from(MODULUS))).unwrap_or_default(),
            };
            let base = if number.exponent >= 0 { 10 } else { TENTH };
            (rest * power_modulo(base, number.exponent.unsigned_abs()) % MODULUS) as i64
        }
    };
    Some(match if number.negative { -magnitude } else { magnitude } {
        -1 => -2,
        hash => hash,
    })
}

/// The current context and the numbers of two operands; `None` when one of them is none.
pub(super) type Pair = Option<(Gc<DecimalContext>, Number, Number)>;

/// The operands of an operator.
///
/// # Errors
/// What looking the context up raises.
pub(super) fn pair(vm: &mut Vm, a: Value, b: Value) -> PyResult<Pair> {
    let context = current(vm)?;
    let (Some(a), Some(b)) = (operand(vm, a), operand(vm, b)) else { return Ok(None) };
    Ok(Some((context, a, b)))
}
