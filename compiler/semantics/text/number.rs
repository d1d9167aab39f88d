//! `int(text, base)`, `float(text)` and `complex(text)`, of `str` and of bytes.
//!
//! ```text
//! "\u3000-१_२"  ─ plain ─►  " -1_2"  ─ digits, underscores, limit ─►  -12
//! ```
//!
//! Decimal digits of every script count as ASCII ones, white space beyond ASCII as blanks. Of ASCII only the
//! blank and `\t` to `\r` are white space here, unlike for `str.strip`.

use super::super::complex::Complex;
use super::super::error::{SemError, SemResult};
use super::super::int::Int;
use super::{repr, unicode};
use crate::syntax::ast::{Wtf8, Wtf8Buf};
use malachite_bigint::BigInt;
use std::borrow::Cow;

/// What a number is read from; messages show it as Python's `repr` does.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the classes")]
pub enum Source<'a> {
    Str(&'a Wtf8),
    Bytes(&'a [u8]),
    ByteArray(&'a [u8]),
}

impl<'a> Source<'a> {
    /// The text in ASCII; what is no digit and no space becomes `?`, which no number has.
    fn plain(self) -> Cow<'a, str> {
        let ascii = |code: u32| match code {
            0..0x7f => char::from(code as u8),
            _ if unicode::is_space(code) => ' ',
            _ => unicode::decimal_value(code).map_or('?', |digit| char::from(b'0' + digit)),
        };
        match self {
            Source::Str(text) => match text.as_str() {
                Ok(text) if text.is_ascii() => Cow::Borrowed(text),
                _ => Cow::Owned(text.code_points().map(|c| ascii(c.to_u32())).collect()),
            },
            Source::Bytes(bytes) | Source::ByteArray(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) if text.is_ascii() => Cow::Borrowed(text),
                _ => bytes.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '?' }).collect(),
            },
        }
    }

    fn shown(self) -> Wtf8Buf {
        match self {
            Source::Str(text) => repr::repr(text),
            Source::Bytes(bytes) => repr::bytes_repr(bytes).into(),
            Source::ByteArray(bytes) => repr::bytearray_repr(bytes).into(),
        }
    }
}

/// `int(text, base)`; `limit` is `sys.get_int_max_str_digits()`, where 0 is no limit.
///
/// # Errors
/// `ValueError`.
pub fn parse_int(source: Source<'_>, base: i64, limit: usize) -> SemResult<Int> {
    let Some(radix) = u32::try_from(base).ok().filter(|base| *base == 0 || (2..=36).contains(base)) else {
        return Err(SemError::value("int() base must be >= 2 and <= 36, or 0"));
    };
    let plain = source.plain();
    let Some((negative, radix, digits)) = int_digits(&plain, radix) else {
        let shown = match source {
            Source::ByteArray(bytes) => Source::Bytes(bytes).shown(),
            other => other.shown(),
        };
        let shown: Wtf8Buf = shown.code_points().take(200).collect();
        // `repr` escapes surrogates: nothing is lost
        return Err(SemError::value(format!("invalid literal for int() with base {base}: {shown}")));
    };
    if limit != 0 && !radix.is_power_of_two() && digits.len() > limit {
        return Err(SemError::value(format!(
            "Exceeds the limit ({limit} digits) for integer string conversion: value has {} digits; \
             use sys.set_int_max_str_digits() to increase the limit",
            digits.len()
        )));
    }
    let value = match i64::from_str_radix(&digits, radix) {
        Ok(value) => return Ok(Int::Small(if negative { -value } else { value })),
        Err(_) if radix == 10 && digits.len() <= 150 => {
            return Ok(super::super::limbs::from_decimal(&digits, negative).into());
        }
        Err(_) => BigInt::parse_bytes(digits.as_bytes(), radix).unwrap_or_default(),
    };
    Ok(if negative { -value } else { value }.into())
}

/// The sign, the base and the digits without underscores.
fn int_digits(text: &str, base: u32) -> Option<(bool, u32, Cow<'_, str>)> {
    let (negative, text) = sign(trim(text));
    let (radix, prefix) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] if matches!(base, 0 | 16) => (16, 2),
        [b'0', b'o' | b'O', ..] if matches!(base, 0 | 8) => (8, 2),
        [b'0', b'b' | b'B', ..] if matches!(base, 0 | 2) => (2, 2),
        _ => (if base == 0 { 10 } else { base }, 0),
    };
    let digits = &text[prefix..];
    let digits = if prefix > 0 { digits.strip_prefix('_').unwrap_or(digits) } else { digits };
    let digits = without_underscores(digits, |byte| char::from(byte).is_digit(radix))?;
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return None;
    }
    // base 0 reads like the language: "00" is zero, "01" an error
    if base == 0 && prefix == 0 && digits.starts_with('0') && digits.bytes().any(|byte| byte != b'0') {
        return None;
    }
    Some((negative, radix, digits))
}

/// `float(text)`.
///
/// # Errors
/// `ValueError`.
pub fn parse_float(source: Source<'_>) -> SemResult<f64> {
    let plain = source.plain();
    let text = trim(&plain);
    let value = without_underscores(text, |byte| byte.is_ascii_digit())
        .and_then(|text| float_prefix(&text).filter(|(_, used)| *used == text.len()));
    value
        .map(|(value, _)| value)
        .ok_or_else(|| SemError::value(format!("could not convert string to float: {}", source.shown())))
}

/// `complex(text)`: a real part, an imaginary part or both, in parentheses or not.
///
/// # Errors
/// `ValueError`.
pub fn parse_complex(text: &Wtf8) -> SemResult<Complex> {
    let source = Source::Str(text);
    let plain = source.plain();
    let Some(clean) = without_underscores(&plain, |byte| byte.is_ascii_digit()) else {
        return Err(SemError::value(format!("could not convert string to complex: {}", source.shown())));
    };
    complex_value(&clean).ok_or_else(|| SemError::value("complex() arg is a malformed string"))
}

fn complex_value(text: &str) -> Option<Complex> {
    let mut text = trim(text);
    if let Some(inner) = text.strip_prefix('(') {
        text = trim(inner.strip_suffix(')')?);
    }
    // [real] [signed imaginary j]: the sign of what follows the first number decides what the first one is
    let (first, used) = float_prefix(text).unwrap_or_else(|| unit(text));
    let rest = &text[used..];
    match rest.as_bytes() {
        [] if used > 0 && float_prefix(text).is_some() => Some(Complex { real: first, imag: 0.0 }),
        [b'j' | b'J'] => Some(Complex { real: 0.0, imag: first }),
        [b'+' | b'-', ..] if float_prefix(text).is_some() => {
            let (imag, used) = float_prefix(rest).unwrap_or_else(|| unit(rest));
            matches!(&rest[used..], "j" | "J").then_some(Complex { real: first, imag })
        }
        _ => None,
    }
}

/// The number that `j` alone, or behind a sign, stands for, and the length of the sign.
fn unit(text: &str) -> (f64, usize) {
    let (negative, rest) = sign(text);
    (if negative { -1.0 } else { 1.0 }, text.len() - rest.len())
}

/// The number at the start of `text`, and its length.
fn float_prefix(text: &str) -> Option<(f64, usize)> {
    let (negative, body) = sign(text);
    let signed = |value: f64| if negative { -value } else { value };
    let bytes = body.as_bytes();
    let start = text.len() - body.len();
    for (word, value) in [("infinity", f64::INFINITY), ("inf", f64::INFINITY), ("nan", f64::NAN)] {
        if bytes.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes())) {
            return Some((signed(value), start + word.len()));
        }
    }
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let whole = digits(0);
    let mut end = whole;
    let mut count = whole;
    if bytes.get(end) == Some(&b'.') {
        let fraction = digits(end + 1);
        end += 1 + fraction;
        count += fraction;
    }
    if count == 0 {
        return None;
    }
    if let Some(b'e' | b'E') = bytes.get(end) {
        let signed = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits((end + 1 + signed).min(bytes.len()));
        if exponent > 0 {
            end += 1 + signed + exponent;
        }
    }
    Some((signed(body[..end].parse().ok()?), start + end))
}

fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| matches!(c, '\t'..='\r' | ' '))
}

fn sign(text: &str) -> (bool, &str) {
    match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    }
}

/// Removes underscores, each of which must stand between two digits.
fn without_underscores(text: &str, is_digit: impl Fn(u8) -> bool) -> Option<Cow<'_, str>> {
    if !text.contains('_') {
        return Some(Cow::Borrowed(text));
    }
    let bytes = text.as_bytes();
    let digit =
        |index: Option<usize>| index.and_then(|index| bytes.get(index)).is_some_and(|byte| is_digit(*byte));
    let proper = |index: usize| digit(index.checked_sub(1)) && digit(Some(index + 1));
    bytes
        .iter()
        .enumerate()
        .all(|(index, byte)| *byte != b'_' || proper(index))
        .then(|| Cow::Owned(text.replace('_', "")))
}
