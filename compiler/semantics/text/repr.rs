//! `repr` and `ascii` of `str`, `repr` of `bytes`, and `bytes.hex` with `bytes.fromhex`.
//!
//! Single quotes, unless the text holds some and no double ones. A `str` shows what is printable; `ascii`
//! escapes all beyond ASCII as well.

use super::super::error::{SemError, SemResult};
use super::unicode;
use crate::syntax::ast::{Wtf8, Wtf8Buf};
use rustpython_wtf8::CodePoint;
use std::fmt::Write;

fn quote(raw: &[u8]) -> u8 {
    if raw.contains(&b'\'') && !raw.contains(&b'"') { b'"' } else { b'\'' }
}

/// `repr(text)`.
pub fn repr(text: &Wtf8) -> Wtf8Buf {
    escaped(text, unicode::is_printable)
}

/// Whether a text shows as it is, between single quotes. Others may as well, as they are not looked at closely.
pub fn shows_as_it_is(text: &[u8]) -> bool {
    text.iter().all(|&byte| matches!(byte, b' '..=b'~') && byte != b'\'' && byte != b'\\')
}

/// Appends `repr(text)`.
pub fn push_repr(out: &mut Wtf8Buf, text: &Wtf8) {
    if shows_as_it_is(text.as_bytes()) {
        out.push_char('\'');
        out.push_wtf8(text);
        out.push_char('\'');
    } else {
        out.push_wtf8(&repr(text));
    }
}

/// `ascii(text)`.
pub fn ascii(text: &Wtf8) -> String {
    let out = escaped(text, |code| (0x20..0x7f).contains(&code));
    // all beyond ASCII is escaped
    out.into_string().unwrap_or_default()
}

fn escaped(text: &Wtf8, printable: impl Fn(u32) -> bool) -> Wtf8Buf {
    let quote = quote(text.as_bytes());
    let mut out = Wtf8Buf::with_capacity(text.len() + 2);
    out.push_char(quote.into());
    for c in text.code_points() {
        push_escaped(&mut out, c, quote, &printable);
    }
    out.push_char(quote.into());
    out
}

fn push_escaped(out: &mut Wtf8Buf, c: CodePoint, quote: u8, printable: impl Fn(u32) -> bool) {
    match c.to_u32() {
        0x09 => out.push_str("\\t"),
        0x0a => out.push_str("\\n"),
        0x0d => out.push_str("\\r"),
        0x5c => out.push_str("\\\\"),
        code if code == u32::from(quote) => {
            out.push_char('\\');
            out.push(c);
        }
        code if printable(code) => out.push(c),
        code => out.push_str(&hex_escape(code)),
    }
}

/// `\xNN`, `\uNNNN` or `\UNNNNNNNN`, the shortest that holds the code point.
pub fn hex_escape(code: u32) -> String {
    match code {
        0..0x100 => format!("\\x{code:02x}"),
        0x100..0x1_0000 => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    }
}

/// `repr(bytes)`; `bytearray` writes its name and parentheses round it.
pub fn bytes_repr(bytes: &[u8]) -> String {
    let quote = quote(bytes);
    let mut out = String::with_capacity(bytes.len() + 3);
    out.push('b');
    out.push(quote.into());
    for byte in bytes {
        match *byte {
            b'\t' => out.push_str("\\t"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\\' => out.push_str("\\\\"),
            byte if byte == quote => {
                out.push('\\');
                out.push(byte.into());
            }
            byte @ 0x20..0x7f => out.push(byte.into()),
            byte => _ = write!(out, "\\x{byte:02x}"),
        }
    }
    out.push(quote.into());
    out
}

/// `bytearray`'s `repr`: its quote is chosen alike, but an apostrophe is escaped whatever the quote.
pub fn bytearray_repr(bytes: &[u8]) -> String {
    let shown = bytes_repr(bytes);
    let shown = if quote(bytes) == b'"' { shown.replace('\'', "\\'") } else { shown };
    format!("bytearray({shown})")
}

/// `bytes.hex(sep, group)`: groups of `group` bytes, counted from the end, or from the start if negative;
/// none where it is zero.
///
/// # Errors
/// `ValueError` for a separator that is not one ASCII character.
pub fn hex(bytes: &[u8], separator: Option<&Wtf8>, group: i64) -> SemResult<String> {
    let separator = match separator {
        None => None,
        Some(separator) if separator.code_points().count() != 1 => {
            return Err(SemError::value("sep must be length 1."));
        }
        Some(separator) if !separator.is_ascii() => return Err(SemError::value("sep must be ASCII.")),
        Some(separator) => Some(char::from(separator.as_bytes()[0])),
    };
    let size = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    if separator.is_none() {
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let mut out = Vec::with_capacity(bytes.len() * 2);
        out.extend(digits.map(|digit| DIGITS[usize::from(digit)] as u8));
        return Ok(String::from_utf8(out).unwrap_or_default());
    }
    let mut out = String::with_capacity(bytes.len() * 3);
    for (index, byte) in bytes.iter().enumerate() {
        let counted = if group < 0 { index } else { bytes.len() - index };
        if let Some(separator) = separator
            && index > 0
            && size > 0
            && counted % size == 0
        {
            out.push(separator);
        }
        out.push(DIGITS[usize::from(byte >> 4)]);
        out.push(DIGITS[usize::from(byte & 15)]);
    }
    Ok(out)
}

/// `bytes.fromhex(text)`: pairs of digits, ASCII white space between the pairs. Also of bytes.
///
/// # Errors
/// `ValueError` that names the position, or half a pair at the end.
pub fn from_hex(text: &Wtf8) -> SemResult<Vec<u8>> {
    let refuse = |position: usize| {
        Err(SemError::value(format!("non-hexadecimal number found in fromhex() arg at position {position}")))
    };
    let mut out = Vec::with_capacity(text.len() / 2);
    let mut high = None;
    for (position, c) in text.code_points().enumerate() {
        let digit = c.to_char().and_then(|c| c.to_digit(16));
        match (high, digit, c.to_u32()) {
            (None, None, 0x09..=0x0d | 0x20) => {}
            (None, Some(digit), _) => high = Some(digit),
            (Some(first), Some(digit), _) => {
                out.push((first << 4 | digit) as u8);
                high = None;
            }
            _ => return refuse(position),
        }
    }
    match high {
        Some(_) => Err(SemError::value("fromhex() arg must contain an even number of hexadecimal digits")),
        None => Ok(out),
    }
}
