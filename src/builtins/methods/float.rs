//! The methods of `float`.

use super::{pure, wrong_receiver};
use crate::builtins::natives;
use crate::objects::{GetSetDef, Str};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use malachite_bigint::BigUint;
use num_traits::{ToPrimitive, Zero};
use pyopt_compiler::semantics::float;

natives! { METHODS:
    "is_integer" "(self, /)" |vm, args| {
        let number = receiver(vm, args, "is_integer")?;
        Ok(Value::from_bool(number.is_finite() && number.trunc() == number))
    };
    "as_integer_ratio" "(self, /)" |vm, args| {
        let number = receiver(vm, args, "as_integer_ratio")?;
        let (numerator, denominator) = pure(vm, float::as_integer_ratio(number))?;
        let pair = [vm.int_value(numerator), vm.int_value(denominator)];
        vm.new_tuple(&pair)
    };
    "hex" "(self, /)" |vm, args| {
        let number = receiver(vm, args, "hex")?;
        vm.new_str(hex(number).as_str())
    };
    "conjugate" "(self, /)" |vm, args| itself(vm, args, "conjugate");
    "__trunc__" "(self, /)" |vm, args| {
        let number = receiver(vm, args, "__trunc__")?;
        to_int(vm, number.trunc())
    };
    "__floor__" "(self, /)" |vm, args| {
        let number = receiver(vm, args, "__floor__")?;
        to_int(vm, number.floor())
    };
    "__ceil__" "(self, /)" |vm, args| {
        let number = receiver(vm, args, "__ceil__")?;
        to_int(vm, number.ceil())
    };
    "__round__" "(self, ndigits=None, /)" |vm, args| {
        let number = receiver(vm, args, "__round__")?;
        match args[1].non_null().filter(|digits| !digits.is_none()) {
            Some(digits) => {
                let digits = vm.slice_bound_of(digits)?;
                let rounded = pure(vm, float::round_to_digits(number, digits))?;
                Ok(vm.new_float(rounded))
            }
            None => {
                let rounded = pure(vm, float::round_to_int(number))?;
                Ok(vm.int_value(rounded))
            }
        }
    };
    "__getnewargs__" "(self, /)" |vm, args| {
        let number = itself(vm, args, "__getnewargs__")?;
        vm.new_tuple(&[number])
    };
}

natives! { CLASS_METHODS:
    "fromhex" "(cls, string, /)" |vm, args| {
        let Some(text) = args[1].downcast::<Str>() else {
            return Err(vm.raise_type_error("bad argument type for built-in operation"));
        };
        match from_hex(text.as_str().unwrap_or("?").trim()) {
            Ok(number) => {
                let number = vm.new_float(number);
                as_class(vm, args[0], number)
            }
            Err(HexError::Invalid) => {
                Err(vm.raise_value_error("invalid hexadecimal floating-point string"))
            }
            Err(HexError::TooLarge) => {
                let message = "hexadecimal value too large to represent as a float";
                Err(vm.raise_str(vm.types.overflow_error, message))
            }
        }
    };
    "from_number" "(cls, number, /)" |vm, args| {
        let Some(number) = crate::builtins::constructors::real_number(vm, args[1])? else {
            let class = vm.type_name(args[1]);
            return Err(vm.raise_type_error(format!("must be real number, not {class}")));
        };
        let number = vm.new_float(number);
        as_class(vm, args[0], number)
    };
    "__getformat__" "(cls, typestr, /)" |vm, args| {
        let kind = args[1].downcast::<Str>();
        if kind.is_none() {
            let given = vm.given_name(args[1]);
            return Err(vm.raise_type_error(format!("__getformat__() argument must be str, not {given}")));
        }
        match kind.as_ref().and_then(|s| s.as_str()) {
            Some("double" | "float") => vm.new_str("IEEE, little-endian"),
            _ => Err(vm.raise_value_error("__getformat__() argument 1 must be 'double' or 'float'")),
        }
    };
}

pub(super) static GETSET: &[GetSetDef] = &[
    GetSetDef::new("real", |vm, v| itself(vm, &[v], "real")),
    GetSetDef::new("imag", |vm, _| Ok(vm.new_float(0.0))),
];

/// The receiver as an exact float.
fn itself(vm: &mut Vm, args: &[Value], method: &str) -> PyResult {
    let number = receiver(vm, args, method)?;
    Ok(vm.new_float(number))
}

fn to_int(vm: &mut Vm, number: f64) -> PyResult {
    let number = pure(vm, pyopt_compiler::semantics::int::from_f64(number))?;
    Ok(vm.int_value(number))
}

/// A float as an instance of the class that a class method was called on.
fn as_class(vm: &mut Vm, class: Value, number: Value) -> PyResult {
    if class.is(vm.types.float.value()) { Ok(number) } else { vm.call(class, &[number]) }
}

enum HexError {
    Invalid,
    TooLarge,
}

/// The number that a hexadecimal text means, rounded to the nearest double, ties to even.
fn from_hex(text: &str) -> Result<f64, HexError> {
    let lower = text.to_ascii_lowercase();
    let (negative, rest) = match lower.as_bytes().first() {
        Some(b'-') => (true, &lower[1..]),
        Some(b'+') => (false, &lower[1..]),
        _ => (false, &lower[..]),
    };
    let sign = if negative { -1.0 } else { 1.0 };
    match rest {
        "inf" | "infinity" => return Ok(sign * f64::INFINITY),
        "nan" => return Ok(f64::NAN.copysign(sign)),
        _ => {}
    }
    let rest = rest.strip_prefix("0x").unwrap_or(rest);
    let (digits, exponent) = match rest.split_once('p') {
        Some((digits, exponent)) => (digits, exponent),
        None => (rest, "0"),
    };
    let exponent: i64 = exponent.parse().map_err(|_| HexError::Invalid)?;
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = [whole, fraction].concat();
    if all.is_empty() || !all.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(HexError::Invalid);
    }
    let mantissa = BigUint::parse_bytes(all.as_bytes(), 16).ok_or(HexError::Invalid)?;
    if mantissa.is_zero() {
        return Ok(sign * 0.0);
    }
    let bits = mantissa.bits() as i64;
    let exponent = exponent.saturating_sub(4 * fraction.len() as i64);
    let top = exponent.saturating_add(bits - 1);
    if top > 1023 {
        return Err(HexError::TooLarge);
    }
    // Digits that a double of this size has: 53, fewer below the normal numbers.
    let room = if top >= -1022 { 53 } else { 53 - (-1022 - top) };
    if room < 0 {
        return Ok(sign * 0.0);
    }
    let cut = (bits - room).max(0);
    let mut kept = &mantissa >> cut as usize;
    if cut > 0 {
        let rest = &mantissa - (&kept << cut as usize);
        let half = BigUint::from(1u32) << (cut - 1) as usize;
        let odd = kept.bit(0);
        if rest > half || rest == half && odd {
            kept += 1u32;
        }
    }
    let kept = kept.to_f64().unwrap_or(f64::INFINITY);
    // Two steps: the power of a subnormal number alone would be none.
    let scale = (exponent + cut) as i32;
    let first = scale.clamp(-1000, 1000);
    let number = kept * 2f64.powi(first) * 2f64.powi(scale - first);
    if number.is_infinite() { Err(HexError::TooLarge) } else { Ok(sign * number) }
}

fn receiver(vm: &mut Vm, args: &[Value], method: &str) -> PyResult<f64> {
    match vm.as_float(args[0]) {
        Some(number) => Ok(number),
        None => Err(wrong_receiver(vm, args[0], method, "float")),
    }
}

/// The number with a hexadecimal fraction of 13 digits, exactly.
fn hex(number: f64) -> String {
    if !number.is_finite() {
        return float::repr(number);
    }
    let sign = if number.is_sign_negative() { "-" } else { "" };
    if number == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = number.to_bits();
    let (exponent, fraction) = ((bits >> 52 & 0x7FF) as i32, bits & ((1 << 52) - 1));
    let (lead, exponent) = if exponent == 0 { (0, -1022) } else { (1, exponent - 1023) };
    format!("{sign}0x{lead}.{fraction:013x}p{exponent:+}")
}
