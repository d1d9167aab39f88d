//! `_string`: how format strings fall into parts, for `string.Formatter`.

use super::{ModuleSpec, nothing};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::{List, Str};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use rustpython_wtf8::Wtf8;

natives! { FUNCTIONS:
    "formatter_parser" "(format, /)" |vm, args| {
        let parts = vm.new_list(&[])?;
        parse(vm, args[0], parts)?;
        vm.iter(parts.value())
    };
    "formatter_field_name_split" "(field_name, /)" split_field;
}

pub(crate) static MODULE: ModuleSpec =
    ModuleSpec { name: "_string", doc: "string helper module", functions: FUNCTIONS, init: nothing };

fn text(vm: &mut Vm, value: Value) -> PyResult<Gc<Str>> {
    match value.downcast() {
        Some(text) => Ok(text),
        None => {
            let given = vm.type_name(value);
            Err(vm.raise_type_error(format!("expected str, got {given}")))
        }
    }
}

/// A str of bytes cut at ASCII characters.
fn cut(vm: &mut Vm, bytes: &[u8]) -> PyResult {
    // SAFETY: a part of generalized UTF-8 between ASCII characters.
    vm.new_str(unsafe { Wtf8::from_bytes_unchecked(bytes) })
}

fn push(vm: &mut Vm, list: Gc<List>, item: Value) -> PyResult<()> {
    let pushed = List::push(list, &mut vm.heap, item);
    vm.check(pushed)
}

/// Appends `(literal, field name, format spec, conversion)` for each replacement field.
fn parse(vm: &mut Vm, format: Value, parts: Gc<List>) -> PyResult<()> {
    let format = text(vm, format)?;
    let bytes = format.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        while at < bytes.len() && !matches!(bytes[at], b'{' | b'}') {
            at += 1;
        }
        let literal = &bytes[start..at];
        if at == bytes.len() {
            let literal = cut(vm, literal)?;
            let part = vm.new_tuple(&[literal, Value::NONE, Value::NONE, Value::NONE])?;
            return push(vm, parts, part);
        }
        if bytes.get(at + 1) == Some(&bytes[at]) {
            // A doubled brace ends the literal and stands for itself.
            let literal = cut(vm, &bytes[start..=at])?;
            let part = vm.new_tuple(&[literal, Value::NONE, Value::NONE, Value::NONE])?;
            push(vm, parts, part)?;
            at += 2;
            continue;
        }
        if bytes[at] == b'}' {
            return Err(vm.raise_value_error("Single '}' encountered in format string"));
        }
        at += 1;
        if at == bytes.len() {
            return Err(vm.raise_value_error("Single '{' encountered in format string"));
        }
        let (field, end) = field_end(vm, bytes, at)?;
        at = end;
        let (name, conversion, spec) = split_parts(vm, field, at == bytes.len())?;
        let literal = cut(vm, literal)?;
        let name = cut(vm, name)?;
        let spec = cut(vm, spec)?;
        let conversion = match conversion {
            Some(conversion) => cut(vm, conversion)?,
            None => Value::NONE,
        };
        let part = vm.new_tuple(&[literal, name, spec, conversion])?;
        push(vm, parts, part)?;
    }
    Ok(())
}

const UNMATCHED: &str = "unmatched '{' in format spec";

/// The text of a field that starts at `from`, and where the text behind it starts.
fn field_end<'a>(vm: &mut Vm, bytes: &'a [u8], from: usize) -> PyResult<(&'a [u8], usize)> {
    let (mut depth, mut in_brackets) = (1, false);
    let mut seen_spec = false;
    for (offset, &b) in bytes[from..].iter().enumerate() {
        match b {
            b'[' if !seen_spec => in_brackets = true,
            b']' if !seen_spec => in_brackets = false,
            _ if in_brackets => {}
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Ok((&bytes[from..from + offset], from + offset + 1));
                }
            }
            b':' | b'!' => seen_spec = true,
            _ => {}
        }
    }
    let message = if seen_spec { UNMATCHED } else { "expected '}' before end of string" };
    Err(vm.raise_value_error(message))
}

type Parts<'a> = (&'a [u8], Option<&'a [u8]>, &'a [u8]);

/// Name, conversion and format spec of a field; `last`: nothing stands behind it.
fn split_parts<'a>(vm: &mut Vm, field: &'a [u8], last: bool) -> PyResult<Parts<'a>> {
    let mut in_brackets = false;
    let end = field.iter().position(|&b| {
        match b {
            b'[' => in_brackets = true,
            b']' => in_brackets = false,
            _ => {}
        }
        !in_brackets && matches!(b, b':' | b'!')
    });
    let Some(end) = end else { return Ok((field, None, b"")) };
    let (name, rest) = (&field[..end], &field[end + 1..]);
    if field[end] == b':' {
        return Ok((name, None, rest));
    }
    // One code point of any width.
    let width = rest.iter().skip(1).take_while(|&&b| b & 0xC0 == 0x80).count() + 1;
    match (rest.get(..width), rest.get(width)) {
        // The brace is taken for the specifier.
        (None, _) => {
            let message = if last { UNMATCHED } else { "expected ':' after conversion specifier" };
            Err(vm.raise_value_error(message))
        }
        (Some(conversion), None) => Ok((name, Some(conversion), b"")),
        (Some(conversion), Some(b':')) => Ok((name, Some(conversion), &rest[width + 1..])),
        (Some(_), Some(_)) => Err(vm.raise_value_error("expected ':' after conversion specifier")),
    }
}

/// An int for decimal digits, else the text.
fn key(vm: &mut Vm, bytes: &[u8]) -> PyResult {
    let digits = !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit);
    if !digits {
        return cut(vm, bytes);
    }
    let number = std::str::from_utf8(bytes).ok().and_then(|t| t.parse::<i64>().ok());
    match number {
        Some(number) => Ok(vm.new_int(number)),
        None => Err(vm.raise_value_error("Too many decimal digits in format string")),
    }
}

/// `(first, iterator of (is attribute, name or index))`
fn split_field(vm: &mut Vm, args: &[Value]) -> PyResult {
    let field = text(vm, args[0])?;
    let bytes = field.as_bytes();
    let mut at = bytes.iter().position(|b| matches!(b, b'.' | b'[')).unwrap_or(bytes.len());
    let first = key(vm, &bytes[..at])?;
    let rest = vm.new_list(&[])?;
    while at < bytes.len() {
        let is_attribute = bytes[at] == b'.';
        let item = if is_attribute {
            let end = bytes[at + 1..].iter().position(|b| matches!(b, b'.' | b'['));
            let end = end.map_or(bytes.len(), |e| at + 1 + e);
            let name = &bytes[at + 1..end];
            at = end;
            if name.is_empty() {
                return Err(vm.raise_value_error("Empty attribute in format string"));
            }
            cut(vm, name)?
        } else if bytes[at] == b'[' {
            let Some(length) = bytes[at + 1..].iter().position(|&b| b == b']') else {
                return Err(vm.raise_value_error("Missing ']' in format string"));
            };
            let index = &bytes[at + 1..at + 1 + length];
            at += length + 2;
            if index.is_empty() {
                return Err(vm.raise_value_error("Empty attribute in format string"));
            }
            key(vm, index)?
        } else {
            let message = "Only '.' or '[' may follow ']' in format field specifier";
            return Err(vm.raise_value_error(message));
        };
        let pair = vm.new_tuple(&[Value::from_bool(is_attribute), item])?;
        push(vm, rest, pair)?;
    }
    let rest = vm.iter(rest.value())?;
    vm.new_tuple(&[first, rest])
}
