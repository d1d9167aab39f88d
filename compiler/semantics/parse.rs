//! Numbers read from text: `int(text, base)` and `float(text)`.

use super::int::Int;
use malachite_bigint::BigInt;

/// `int(text, base)` of ASCII text; `None` where Python raises (the caller words the error, which quotes the
/// argument) and for text over the digit limit.
pub fn parse_int(text: &str, base: u32) -> Option<Int> {
    let text = trim(text);
    let (negative, text) = sign(text);
    let (base, digits) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] if matches!(base, 0 | 16) => (16, &text[2..]),
        [b'0', b'o' | b'O', ..] if matches!(base, 0 | 8) => (8, &text[2..]),
        [b'0', b'b' | b'B', ..] if matches!(base, 0 | 2) => (2, &text[2..]),
        _ if base == 0 => {
            // "00" is zero, "01" is an error
            if text.starts_with('0') && text.bytes().any(|byte| matches!(byte, b'1'..=b'9')) {
                return None;
            }
            (10, text)
        }
        _ => (base, text),
    };
    let prefixed = digits.len() < text.len();
    let digits = if prefixed { digits.strip_prefix('_').unwrap_or(digits) } else { digits };
    let clean = without_underscores(digits)?;
    if clean.is_empty() || !clean.chars().all(|c| c.is_digit(base)) {
        return None;
    }
    if !base.is_power_of_two() && clean.len() > super::int::MAX_STR_DIGITS {
        return None;
    }
    let value = match i64::from_str_radix(&clean, base) {
        Ok(value) => BigInt::from(value),
        Err(_) => BigInt::parse_bytes(clean.as_bytes(), base)?,
    };
    Some(if negative { -value } else { value }.into())
}

/// `float(text)` of ASCII text; `None` where Python raises.
pub fn parse_float(text: &str) -> Option<f64> {
    let (negative, text) = sign(trim(text));
    let lower = text.to_ascii_lowercase();
    let value = match lower.as_str() {
        "nan" => f64::NAN,
        "inf" | "infinity" => f64::INFINITY,
        _ => {
            let clean = without_underscores(&lower)?;
            // Rust reads "inf" and a second sign as well: digits only from here on
            if !clean.starts_with(|c: char| c.is_ascii_digit() || c == '.')
                || !clean
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'+' | b'-'))
            {
                return None;
            }
            clean.parse().ok()?
        }
    };
    Some(if negative { -value } else { value })
}

fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '\x0b' | '\x1c'..='\x1f'))
}

fn sign(text: &str) -> (bool, &str) {
    match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    }
}

/// Removes underscores, each of which must stand between two alphanumeric characters.
fn without_underscores(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    for (index, byte) in bytes.iter().enumerate() {
        let digit = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_alphanumeric);
        if *byte == b'_' && !(index > 0 && digit(index - 1) && digit(index + 1)) {
            return None;
        }
    }
    Some(text.replace('_', ""))
}
