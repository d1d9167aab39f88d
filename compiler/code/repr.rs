//! `repr()` of constants, as `dis` shows them. A code object's address is left out.

use super::object::{CodeObject, Const};
use crate::syntax::ast::Wtf8;
use std::fmt::Write;

/// The `repr` of a constant.
pub fn repr(value: &Const) -> String {
    let mut out = String::new();
    write_repr(&mut out, value);
    out
}

fn write_repr(out: &mut String, value: &Const) {
    // Writing to a String cannot fail.
    match value {
        Const::None => out.push_str("None"),
        Const::Bool(true) => out.push_str("True"),
        Const::Bool(false) => out.push_str("False"),
        Const::Ellipsis => out.push_str("Ellipsis"),
        Const::Int(value) => drop(write!(out, "{value}")),
        Const::BigInt(value) => drop(write!(out, "{value}")),
        Const::Float(value) => out.push_str(&float_repr(*value)),
        Const::Complex { real, imag } => {
            let imag_text = part(*imag);
            if *real == 0.0 && real.is_sign_positive() {
                let _ = write!(out, "{imag_text}j");
            } else {
                let sign = if imag_text.starts_with('-') { "" } else { "+" };
                let _ = write!(out, "({}{sign}{imag_text}j)", part(*real));
            }
        }
        Const::Str(text) => write_str(out, text),
        Const::Bytes(bytes) => write_bytes(out, bytes),
        Const::Tuple(items) => {
            out.push('(');
            write_items(out, items);
            out.push_str(if items.len() == 1 { ",)" } else { ")" });
        }
        Const::FrozenSet(items) if items.is_empty() => out.push_str("frozenset()"),
        Const::FrozenSet(items) => {
            out.push_str("frozenset({");
            write_items(out, items);
            out.push_str("})");
        }
        Const::Slice(parts) => {
            out.push_str("slice(");
            write_items(out, parts.as_slice());
            out.push(')');
        }
        Const::Code(code) => write_code(out, code),
        Const::Frozen(code) => write_code(out, code.code()),
    }
}

fn write_code(out: &mut String, code: &CodeObject) {
    let CodeObject { name, filename, firstlineno, .. } = code;
    let _ = write!(out, "<code object {name}, file \"{filename}\", line {firstlineno}>");
}

fn write_items(out: &mut String, items: &[Const]) {
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        write_repr(out, item);
    }
}

/// A part of a complex number: as a float, but whole numbers without `.0`.
fn part(value: f64) -> String {
    let text = float_repr(value);
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// `repr(float)`: the shortest digits that read back, with an exponent outside 1e-4 .. 1e16.
fn float_repr(value: f64) -> String {
    if !value.is_finite() {
        let sign = if value.is_sign_negative() && !value.is_nan() { "-" } else { "" };
        return format!("{sign}{}", if value.is_nan() { "nan" } else { "inf" });
    }
    let text = format!("{value:e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        let plain = format!("{value}");
        return if plain.contains('.') { plain } else { plain + ".0" };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.unsigned_abs())
}

fn is_printable(c: char) -> bool {
    // Rust escapes what it does not print, and combining marks, though not behind another character.
    let pair: String = ['a', c].iter().collect();
    c == ' ' || (!c.is_whitespace() && pair.escape_debug().count() == 2)
}

fn write_str(out: &mut String, text: &Wtf8) {
    let bytes = text.as_bytes();
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    out.push(quote);
    for point in text.code_points() {
        let number = point.to_u32();
        match point.to_char() {
            Some(c) if c == quote || c == '\\' => out.extend(['\\', c]),
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some(c @ ' '..='~') => out.push(c),
            Some(c) if number >= 0x80 && is_printable(c) => out.push(c),
            _ if number < 0x100 => drop(write!(out, "\\x{number:02x}")),
            _ if number < 0x1_0000 => drop(write!(out, "\\u{number:04x}")),
            _ => drop(write!(out, "\\U{number:08x}")),
        }
    }
    out.push(quote);
}

fn write_bytes(out: &mut String, bytes: &[u8]) {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { b'"' } else { b'\'' };
    out.push('b');
    out.push(char::from(quote));
    for &byte in bytes {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            _ if byte == quote => out.extend(['\\', char::from(byte)]),
            b' '..=b'~' => out.push(char::from(byte)),
            _ => drop(write!(out, "\\x{byte:02x}")),
        }
    }
    out.push(char::from(quote));
}
