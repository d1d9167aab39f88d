//! The values of literals: escapes of strings and bytes, numbers.

use std::borrow::Cow;

use malachite_bigint::BigInt;
use num_traits::{Num, ToPrimitive};
use rustpython_wtf8::{CodePoint, Wtf8Buf};

use super::ast::Constant;
use super::error::{End, ErrorKind, RawError, WarningCategory};
use super::limits::IntDigits;

/// Warnings by byte range.
pub(super) type Warnings = Vec<(WarningCategory, String, usize, usize)>;

fn escape_warning(warnings: &mut Warnings, what: &str, escape: &str, at: usize) {
    warnings.push((
        WarningCategory::SyntaxWarning,
        format!(
            "\"{escape}\" is an invalid {what}escape sequence. Such sequences will not work in the future. \
             Did you mean \"\\{escape}\"? A raw string is also an option."
        ),
        at,
        at + escape.len(),
    ));
}

/// Decodes the text of a `str` literal or of a part of an f-string onto `out`. `at` is where `text` starts;
/// `fstring` folds doubled braces.
pub(super) fn decode_str(
    text: &str,
    at: usize,
    raw: bool,
    fstring: bool,
    out: &mut Wtf8Buf,
    warnings: &mut Warnings,
) -> Result<(), Box<RawError>> {
    let bytes = text.as_bytes();
    let mut pos = 0;
    let special = |b: u8| (b == b'\\' && !raw) || (fstring && (b == b'{' || b == b'}'));
    while pos < bytes.len() {
        let run = bytes[pos..].iter().position(|&b| special(b)).map_or(bytes.len(), |i| pos + i);
        out.push_str(&text[pos..run]);
        pos = run;
        match bytes.get(pos) {
            None => break,
            Some(b'\\') => pos += decode_escape(&text[pos..], at + pos, out, warnings)?,
            Some(&brace) => {
                out.push_char(brace as char);
                pos += if bytes.get(pos + 1) == Some(&brace) { 2 } else { 1 };
            }
        }
    }
    Ok(())
}

/// Decodes one escape at the start of `text`; returns its length.
fn decode_escape(
    text: &str,
    at: usize,
    out: &mut Wtf8Buf,
    warnings: &mut Warnings,
) -> Result<usize, Box<RawError>> {
    let bytes = text.as_bytes();
    let unicode_error = |what: &str, end: usize| {
        Box::new(RawError {
            kind: ErrorKind::SyntaxError,
            msg: format!(
                "(unicode error) 'unicodeescape' codec can't decode bytes in position @-{end}: {what}"
            ),
            start: at,
            end: End::Start,
            bare: false,
        })
    };
    let hex = |digits: usize, what: &str| {
        let tail = &bytes[2..];
        let found = tail.iter().take(digits).take_while(|b| b.is_ascii_hexdigit()).count();
        if found < digits {
            return Err(unicode_error(&format!("truncated {what} escape"), found + 1));
        }
        let value = u32::from_str_radix(&text[2..2 + digits], 16).unwrap_or(u32::MAX);
        CodePoint::from_u32(value).ok_or_else(|| unicode_error("illegal Unicode character", digits + 1))
    };
    let simple = |c: char, out: &mut Wtf8Buf| {
        out.push_char(c);
        Ok(2)
    };
    match bytes.get(1) {
        None => {
            // In front of a replacement field, where the text of an f-string ends.
            escape_warning(warnings, "", "\\{", at);
            simple('\\', out).map(|_| 1)
        }
        Some(b'\n') => Ok(2),
        Some(b'\\') => simple('\\', out),
        Some(b'\'') => simple('\'', out),
        Some(b'"') => simple('"', out),
        Some(b'a') => simple('\x07', out),
        Some(b'b') => simple('\x08', out),
        Some(b'f') => simple('\x0c', out),
        Some(b'n') => simple('\n', out),
        Some(b'r') => simple('\r', out),
        Some(b't') => simple('\t', out),
        Some(b'v') => simple('\x0b', out),
        Some(b'0'..=b'7') => {
            let (value, length) = octal(bytes);
            if value > 0o377 {
                escape_warning(warnings, "octal ", &text[..length], at);
            }
            out.push(CodePoint::from_u32(value).unwrap_or(CodePoint::from_char('\0')));
            Ok(length)
        }
        Some(b'x') => {
            out.push(hex(2, "\\xXX")?);
            Ok(4)
        }
        Some(b'u') => {
            out.push(hex(4, "\\uXXXX")?);
            Ok(6)
        }
        Some(b'U') => {
            out.push(hex(8, "\\UXXXXXXXX")?);
            Ok(10)
        }
        Some(b'N') => {
            let close = text.find('}');
            match close {
                Some(close) if bytes.get(2) == Some(&b'{') && close > 3 => {
                    let name = &text[3..close];
                    let c = name_character(name)
                        .ok_or_else(|| unicode_error("unknown Unicode character name", close))?;
                    out.push_char(c);
                    Ok(close + 1)
                }
                _ => {
                    let end = match (bytes.get(2), close) {
                        // Of no name at all, the brace that closes it is not part.
                        (Some(b'{'), Some(3)) => 2,
                        (Some(b'{'), close) => close.unwrap_or(text.len() - 1),
                        _ => 1,
                    };
                    Err(unicode_error("malformed \\N character escape", end))
                }
            }
        }
        Some(_) => {
            let c = text[1..].chars().next().unwrap_or('\\');
            escape_warning(warnings, "", &text[..1 + c.len_utf8()], at);
            out.push_char('\\');
            Ok(1)
        }
    }
}

/// The character of a name or alias of the Unicode database.
fn name_character(name: &str) -> Option<char> {
    if !name.is_ascii() {
        return None;
    }
    unicode_names2::character(name)
}

fn octal(bytes: &[u8]) -> (u32, usize) {
    let digits = bytes[1..].iter().take(3).take_while(|b| matches!(b, b'0'..=b'7')).count();
    let value = bytes[1..=digits].iter().fold(0, |value, b| value * 8 + u32::from(b - b'0'));
    (value, digits + 1)
}

/// Decodes the text of a bytes literal onto `out`.
pub(super) fn decode_bytes(
    text: &str,
    at: usize,
    raw: bool,
    out: &mut Vec<u8>,
    warnings: &mut Warnings,
) -> Result<(), Box<RawError>> {
    let bytes = text.as_bytes();
    if !text.is_ascii() {
        return Err(RawError::syntax("bytes can only contain ASCII literal characters", at, at));
    }
    if raw {
        out.extend_from_slice(bytes);
        return Ok(());
    }
    let mut pos = 0;
    while let Some(&b) = bytes.get(pos) {
        if b != b'\\' {
            out.push(b);
            pos += 1;
            continue;
        }
        let (value, length) = match bytes.get(pos + 1) {
            None => (b'\\', 1),
            Some(b'\n') => {
                pos += 2;
                continue;
            }
            Some(b'\\') => (b'\\', 2),
            Some(b'\'') => (b'\'', 2),
            Some(b'"') => (b'"', 2),
            Some(b'a') => (7, 2),
            Some(b'b') => (8, 2),
            Some(b'f') => (12, 2),
            Some(b'n') => (b'\n', 2),
            Some(b'r') => (b'\r', 2),
            Some(b't') => (b'\t', 2),
            Some(b'v') => (11, 2),
            Some(b'0'..=b'7') => {
                let (value, length) = octal(&bytes[pos..]);
                if value > 0o377 {
                    escape_warning(warnings, "octal ", &text[pos..pos + length], at + pos);
                }
                (value as u8, length)
            }
            Some(b'x') => {
                let digits = text.get(pos + 2..pos + 4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
                let Some(value) = digits.and_then(|d| u8::from_str_radix(d, 16).ok()) else {
                    return Err(RawError::at(
                        ErrorKind::SyntaxError,
                        format!("(value error) invalid \\x escape at position {pos}"),
                        at,
                    ));
                };
                (value, 4)
            }
            Some(_) => {
                escape_warning(warnings, "", &text[pos..pos + 2], at + pos);
                (b'\\', 1)
            }
        };
        out.push(value);
        pos += length;
    }
    Ok(())
}

/// Whether a number's text is a float or imaginary.
pub(super) fn is_float(text: &str) -> bool {
    let bytes = text.as_bytes();
    !(bytes[0] == b'0' && bytes.len() > 1 && matches!(bytes[1] | 0x20, b'x' | b'o' | b'b'))
        && bytes.iter().any(|b| matches!(b, b'.' | b'e' | b'E'))
}

/// Whether a number's text is imaginary.
pub(super) fn is_imaginary(text: &str) -> bool {
    matches!(text.as_bytes().last(), Some(b'j' | b'J'))
}

/// The value of a number's text.
pub(super) fn number(text: &str, at: usize, limit: IntDigits) -> Result<Constant, Box<RawError>> {
    let clean: Cow<'_, str> = if text.contains('_') { text.replace('_', "").into() } else { text.into() };
    if is_imaginary(text) {
        return Ok(Constant::Complex { real: 0.0, imag: clean[..clean.len() - 1].parse().unwrap_or(0.0) });
    }
    if is_float(text) {
        return Ok(Constant::Float(clean.parse().unwrap_or(0.0)));
    }
    let (digits, radix) = match clean.as_bytes().get(1).map(|b| b | 0x20) {
        Some(b'x') => (&clean[2..], 16),
        Some(b'o') => (&clean[2..], 8),
        Some(b'b') => (&clean[2..], 2),
        _ => (&clean[..], 10),
    };
    if digits.len() <= 18
        && let Ok(value) = i64::from_str_radix(digits, radix)
    {
        return Ok(Constant::Int(value));
    }
    if radix == 10 && limit.forbid(digits.len()) {
        let msg = format!(
            "Exceeds the limit ({} digits) for integer string conversion: value has {} digits; use \
             sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to \
             avoid decimal conversion limits.",
            limit.0,
            digits.len()
        );
        // CPython gives the line and no columns.
        return Err(Box::new(RawError { end: End::Nowhere, ..*RawError::syntax(msg, at, at) }));
    }
    let value = BigInt::from_str_radix(digits, radix)
        .map_err(|_| RawError::syntax("invalid decimal literal", at, at + text.len()))?;
    Ok(match value.to_i64() {
        Some(small) => Constant::Int(small),
        None => Constant::BigInt(Box::new(value)),
    })
}
