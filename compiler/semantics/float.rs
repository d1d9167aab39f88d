//! Arithmetic of `float`: IEEE doubles with Python's floor division, powers, rounding and text.

use super::complex::{self, Complex};
use super::error::{SemError, SemResult};
use super::int::Int;

/// The result of `float ** float`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum FloatPow {
    /// A real one.
    Float(f64),
    /// A negative base to a fractional power.
    Complex(Complex),
}

/// `a / b`
///
/// # Errors
/// `ZeroDivisionError`.
pub fn div(a: f64, b: f64) -> SemResult<f64> {
    if b == 0.0 { Err(SemError::zero_division("division by zero")) } else { Ok(a / b) }
}

/// `divmod(a, b)`: the remainder has the divisor's sign, also when it is zero.
///
/// # Errors
/// `ZeroDivisionError`.
pub fn divmod(a: f64, b: f64) -> SemResult<(f64, f64)> {
    if b == 0.0 {
        return Err(SemError::zero_division("division by zero"));
    }
    let mut rest = a % b;
    let mut quotient = (a - rest) / b;
    if rest != 0.0 {
        if (b < 0.0) != (rest < 0.0) {
            rest += b;
            quotient -= 1.0;
        }
    } else {
        rest = 0.0f64.copysign(b);
    }
    let floor = if quotient != 0.0 {
        let floor = quotient.floor();
        if quotient - floor > 0.5 { floor + 1.0 } else { floor }
    } else {
        0.0f64.copysign(a / b)
    };
    Ok((floor, rest))
}

/// `a // b`
///
/// # Errors
/// `ZeroDivisionError`.
pub fn floordiv(a: f64, b: f64) -> SemResult<f64> {
    divmod(a, b).map(|(quotient, _)| quotient)
}

/// `a % b`
///
/// # Errors
/// `ZeroDivisionError`.
pub fn modulo(a: f64, b: f64) -> SemResult<f64> {
    if b == 0.0 {
        return Err(SemError::zero_division("division by zero"));
    }
    let rest = a % b;
    Ok(if rest == 0.0 {
        0.0f64.copysign(b)
    } else if (b < 0.0) != (rest < 0.0) {
        rest + b
    } else {
        rest
    })
}

/// `a ** b`
///
/// # Errors
/// `ZeroDivisionError` for zero to a negative power, `OverflowError` where finite operands overflow.
pub fn pow(a: f64, b: f64) -> SemResult<FloatPow> {
    if a == 0.0 && b < 0.0 && b.is_finite() {
        return Err(SemError::zero_division("zero to a negative power"));
    }
    if a < 0.0 && a.is_finite() && b.is_finite() && b != b.floor() {
        return complex::pow(Complex::from(a), Complex::from(b)).map(FloatPow::Complex);
    }
    let result = a.powf(b);
    if result.is_infinite() && a.is_finite() && b.is_finite() {
        return Err(SemError::range());
    }
    Ok(FloatPow::Float(result))
}

/// `mantissa * 2**exponent` for a value whose result needs no rounding (or overflows to infinity).
pub(super) fn ldexp(mantissa: f64, exponent: i32) -> f64 {
    // In two steps, so that neither power of two leaves the normal range.
    let half = exponent / 2;
    mantissa * power_of_two(half) * power_of_two(exponent - half)
}

/// `2**exponent` within the normal range.
fn power_of_two(exponent: i32) -> f64 {
    f64::from_bits(((exponent.clamp(-1022, 1023) + 1023) as u64) << 52)
}

/// A finite value as `mantissa * 2**exponent` (absolute value).
pub fn decompose(value: f64) -> (u64, i32) {
    let bits = value.to_bits();
    let (exponent, fraction) = ((bits >> 52) as i32 & 0x7ff, bits & ((1 << 52) - 1));
    if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) }
}

/// `repr(value)`: the shortest text that reads back as the same value.
pub fn repr(value: f64) -> String {
    if value.is_nan() {
        return "nan".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "inf" } else { "-inf" }.into();
    }
    let (negative, digits, exponent) = shortest(value);
    let mut text = layout(&digits, exponent, -4, 16, true);
    if negative {
        text.insert(0, '-');
    }
    text
}

/// Sign, shortest round-trip digits and decimal exponent: the value is `d.ddd * 10**exponent`.
pub(super) fn shortest(value: f64) -> (bool, String, i32) {
    use std::io::Write as _;
    // 17 digits and an exponent of three at most.
    let mut room = [0; 32];
    let mut rest = &mut room[..];
    let written = write!(rest, "{value:e}").is_ok();
    let length = 32 - rest.len();
    let (negative, digits, exponent) = match std::str::from_utf8(&room[..length]) {
        Ok(text) if written => split_exponent(text),
        _ => split_exponent(&format!("{value:e}")),
    };
    let even = if digits.ends_with(['1', '3', '5', '7', '9']) {
        even_of_two(value, digits.len() as i32, exponent)
    } else {
        None
    };
    (negative, even.unwrap_or(digits), exponent)
}

/// The even one of two texts of so many digits that are equally near to a value; `None` where one is nearer.
fn even_of_two(value: f64, count: i32, exponent: i32) -> Option<String> {
    let (mantissa, power) = decompose(value);
    let zeros = mantissa.trailing_zeros();
    let (odd, power) = (u128::from(mantissa >> zeros), power + zeros as i32);
    // One digit more ends the exact value, and is a 5.
    let low = if power < 0 {
        // It has as many places behind the point.
        let places = -power;
        if places != count - exponent || places > 25 {
            return None;
        }
        odd * 5u128.pow(places as u32) / 10
    } else {
        let unit =
            10u128.checked_pow(u32::try_from(exponent - count + 1).ok().filter(|&places| places > 0)?)?;
        if odd.leading_zeros() <= power as u32 || (odd << power) % unit != unit / 2 {
            return None;
        }
        (odd << power) / unit
    };
    let digits = (low + (low & 1)).to_string();
    let reads_back = format!("{digits}e{}", exponent + 1 - count).parse::<f64>() == Ok(value.abs());
    (digits.len() as i32 == count && reads_back).then_some(digits)
}

/// Sign, `count` correctly rounded digits (at least one) and decimal exponent.
pub(super) fn rounded(value: f64, count: usize) -> (bool, String, i32) {
    // A double has at most 767 significant digits: the rest are zeros, which no format string needs to make.
    let wanted = count.max(1);
    let exact = wanted.min(800);
    let (negative, mut digits, exponent) = split_exponent(&format!("{value:.*e}", exact - 1));
    digits.extend(std::iter::repeat_n('0', wanted - exact));
    (negative, digits, exponent)
}

fn split_exponent(text: &str) -> (bool, String, i32) {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let mut digits = String::with_capacity(mantissa.len());
    digits.extend(mantissa.chars().filter(char::is_ascii_digit));
    (mantissa.starts_with('-'), digits, exponent.parse().unwrap_or(0))
}

/// Lays digits out in fixed notation for exponents in `low..high`, else in scientific notation.
/// `point_zero`: a whole number in fixed notation ends with `.0`.
pub(super) fn layout(digits: &str, exponent: i32, low: i32, high: i32, point_zero: bool) -> String {
    let zeros = |out: &mut String, count: usize| out.extend(std::iter::repeat_n('0', count));
    let mut out = String::with_capacity(digits.len() + 8);
    if exponent < low || exponent >= high {
        let (first, rest) = digits.split_at(1);
        out.push_str(first);
        if !rest.is_empty() {
            out.push('.');
            out.push_str(rest);
        }
        out.push('e');
        out.push_str(&exponent_text(exponent));
        return out;
    }
    if exponent < 0 {
        out.push_str("0.");
        zeros(&mut out, (-exponent - 1) as usize);
        out.push_str(digits);
        return out;
    }
    let whole = exponent as usize + 1;
    if digits.len() <= whole {
        out.push_str(digits);
        zeros(&mut out, whole - digits.len());
        out.push_str(if point_zero { ".0" } else { "" });
    } else {
        out.push_str(&digits[..whole]);
        out.push('.');
        out.push_str(&digits[whole..]);
    }
    out
}

/// `+05`, `-123`: a sign and at least two digits.
pub(super) fn exponent_text(exponent: i32) -> String {
    format!("{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.unsigned_abs())
}

/// `'%.{precision}f' % value` for a finite value, correctly rounded, any precision.
pub(super) fn fixed(value: f64, precision: usize) -> String {
    if let Some(text) = fixed_in_128_bits(value, precision) {
        return text;
    }
    // 1074 places after the point hold every double exactly.
    let exact = precision.min(1100);
    let mut text = format!("{value:.exact$}");
    text.extend(std::iter::repeat_n('0', precision - exact));
    text
}

/// As [`fixed`], where the value times `10**precision` is a fraction of numbers of 128 bits: the quotient is exact, and so is
/// what is rounded away.
fn fixed_in_128_bits(value: f64, precision: usize) -> Option<String> {
    // A mantissa has 53 bits, and 10**22 has 74.
    const MOST: usize = 22;
    if precision > MOST {
        return None;
    }
    let (mantissa, exponent) = decompose(value);
    let scaled = u128::from(mantissa) * 10u128.pow(precision as u32);
    let number = match exponent {
        0.. if scaled.leading_zeros() <= exponent as u32 => return None,
        0.. => scaled << exponent,
        // Less than half of the last place.
        ..-127 => 0,
        _ => {
            let shift = exponent.unsigned_abs();
            let (quotient, half) = (scaled >> shift, 1 << (shift - 1));
            let rest = scaled & ((half << 1) - 1);
            quotient + u128::from(rest > half || rest == half && quotient & 1 == 1)
        }
    };
    // From the last digit on; 39 at most, and a point and a sign.
    let mut room = [b'0'; 48];
    let mut at = room.len();
    let mut put = |byte: u8| {
        at -= 1;
        room[at] = byte;
    };
    let (mut high, mut places) = (number, 0);
    while places <= precision || high > 0 {
        if places == precision && precision > 0 {
            put(b'.');
        }
        places += 1;
        // Division of one word takes a tenth of the time.
        let digit = match u64::try_from(high) {
            Ok(low) => {
                high = u128::from(low / 10);
                low % 10
            }
            Err(_) => {
                let digit = high % 10;
                high /= 10;
                digit as u64
            }
        };
        put(b'0' + digit as u8);
    }
    if value.is_sign_negative() {
        put(b'-');
    }
    std::str::from_utf8(&room[at..]).ok().map(str::to_owned)
}

/// `round(value)`: the nearest int, ties to even.
///
/// # Errors
/// As [`super::int::from_f64`].
pub fn round_to_int(value: f64) -> SemResult<Int> {
    super::int::from_f64(value.round_ties_even())
}

/// `round(value, ndigits)`: correctly rounded in decimal, as the shortest text of it says.
///
/// # Errors
/// `OverflowError` where rounding up leaves the range of a double.
pub fn round_to_digits(value: f64, ndigits: i64) -> SemResult<f64> {
    if !value.is_finite() || ndigits > 323 || value == 0.0 {
        return Ok(value);
    }
    if ndigits < -308 {
        return Ok(0.0f64.copysign(value));
    }
    let rounded: f64 = if ndigits >= 0 {
        fixed(value, ndigits as usize).parse().unwrap_or(value)
    } else {
        // round the exact whole part (ties cannot hide in the fraction unless it is zero)
        let (_, digits, exponent) = rounded(value.abs(), 800);
        let keep = i64::from(exponent) + 1 + ndigits;
        if keep < 0 {
            return Ok(0.0f64.copysign(value));
        }
        let (head, tail) = digits.split_at((keep as usize).min(digits.len()));
        let half = tail.starts_with('5') && tail[1..].bytes().all(|digit| digit == b'0');
        let odd = head.bytes().last().is_some_and(|digit| digit % 2 == 1);
        let up = if half { odd } else { tail.as_bytes().first().is_some_and(|digit| *digit >= b'5') };
        let whole: malachite_bigint::BigInt =
            if head.is_empty() { "0" } else { head }.parse().unwrap_or_default();
        let whole = whole + malachite_bigint::BigInt::from(u8::from(up));
        format!("{whole}e{}", -ndigits).parse::<f64>().unwrap_or(value).copysign(value)
    };
    if rounded.is_infinite() {
        return Err(SemError::overflow("rounded value too large to represent"));
    }
    Ok(rounded)
}

/// `hash(value)` of everything but NaN (whose hash is its identity's).
pub fn hash(value: f64) -> i64 {
    const BITS: i32 = 61;
    const P: u64 = (1 << BITS) - 1;
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { -314_159 };
    }
    let (mantissa, exponent) = decompose(value);
    let rest = mantissa % P;
    // multiply by 2**exponent modulo 2**61 - 1: a rotation of 61 bits
    let turn = exponent.rem_euclid(BITS);
    let rotated = if turn == 0 { rest } else { (rest << turn) & P | rest >> (BITS - turn) };
    let rotated = (rotated % P) as i64;
    match if value < 0.0 { -rotated } else { rotated } {
        -1 => -2,
        hash => hash,
    }
}

/// `value.as_integer_ratio()` of a finite value: numerator and denominator in lowest terms.
///
/// # Errors
/// `OverflowError` for an infinity, `ValueError` for a NaN.
pub fn as_integer_ratio(value: f64) -> SemResult<(Int, Int)> {
    use malachite_bigint::BigInt;
    if value.is_infinite() {
        return Err(SemError::overflow("cannot convert Infinity to integer ratio"));
    }
    if value.is_nan() {
        return Err(SemError::value("cannot convert NaN to integer ratio"));
    }
    let (mut mantissa, mut exponent) = decompose(value);
    if mantissa == 0 {
        return Ok((Int::Small(0), Int::Small(1)));
    }
    let zeros = mantissa.trailing_zeros();
    mantissa >>= zeros;
    exponent += zeros as i32;
    let signed = if value < 0.0 { -BigInt::from(mantissa) } else { BigInt::from(mantissa) };
    let shift = exponent.unsigned_abs() as usize;
    Ok(if exponent >= 0 {
        ((signed << shift).into(), Int::Small(1))
    } else {
        (signed.into(), (BigInt::from(1) << shift).into())
    })
}
