//! A JSON string as a str, and the errors of a document: both know positions as offsets of bytes.

use super::text_argument;
use crate::heap::Gc;
use crate::objects::Str;
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use rustpython_wtf8::{CodePoint, Wtf8Buf};

/// Where a JSON string ends, and what it says.
pub(super) enum Scanned {
    /// The text between these offsets, as it stands.
    Plain(usize, usize),
    /// A text with escapes in it.
    Made(Wtf8Buf),
}

/// `scanstring(string, end, strict)`: positions count characters.
pub(super) fn scan_string(vm: &mut Vm, args: &[Value]) -> PyResult {
    let end = vm.index(args[1])?;
    let strict = args[2].is_null() || vm.truth(args[2])?;
    let text = text_argument(vm, args[0])?;
    let Some(end) = usize::try_from(end).ok().filter(|&end| end <= text.len()) else {
        return Err(vm.raise_value_error("end is out of bounds"));
    };
    let at = Str::byte_offset(text, &mut vm.heap, end);
    // The quote before `end` may not be there at all: errors name its place nonetheless.
    let (scanned, next) = match scan(text.as_bytes(), at, strict) {
        Ok(found) => found,
        Err(Wrong { message: UNTERMINATED, .. }) => {
            return Err(raise_at(vm, UNTERMINATED, text, end as i64 - 1));
        }
        Err(wrong) => return Err(wrong.raise(vm, text)),
    };
    let next = character(text, next);
    let string = make(vm, text, scanned)?;
    vm.new_tuple(&[string, Value::small_int_unchecked(next as i64)])
}

/// The str of a scanned string.
pub(super) fn make(vm: &mut Vm, text: Gc<Str>, scanned: Scanned) -> PyResult {
    match scanned {
        Scanned::Plain(from, to) => vm.new_str(&text.as_wtf8()[from..to]),
        Scanned::Made(made) => vm.new_str(&made),
    }
}

/// What is wrong with a document, and at which byte.
pub(super) struct Wrong {
    pub(super) message: &'static str,
    pub(super) at: usize,
}

const UNTERMINATED: &str = "Unterminated string starting at";

impl Wrong {
    pub(super) fn new<T>(message: &'static str, at: usize) -> Result<T, Wrong> {
        Err(Wrong { message, at })
    }

    /// `json.JSONDecodeError` about it.
    #[cold]
    pub(super) fn raise(&self, vm: &mut Vm, text: Gc<Str>) -> Raised {
        let at = character(text, self.at) as i64;
        raise_at(vm, self.message, text, at)
    }
}

#[cold]
fn raise_at(vm: &mut Vm, message: &str, text: Gc<Str>, at: i64) -> Raised {
    let made = (|| {
        let module = vm.import_module("json.decoder")?;
        let name = vm.intern("JSONDecodeError");
        let class = vm.get_attr(module, name)?;
        let message = vm.new_str(message)?;
        vm.call(class, &[message, text.value(), Value::small_int_unchecked(at)])
    })();
    match made {
        Ok(exception) => vm.raise_value(exception),
        Err(raised) => raised,
    }
}

/// The number of the character at an offset; an offset beyond the end counts on.
pub(super) fn character(text: Gc<Str>, at: usize) -> usize {
    let bytes = text.as_bytes();
    if text.is_ascii() {
        return at;
    }
    let beyond = at.saturating_sub(bytes.len());
    beyond + bytes[..at - beyond].iter().filter(|&&b| b & 0xc0 != 0x80).count()
}

/// The string whose first character stands at `start`, behind the quote; and the offset behind its last quote.
pub(super) fn scan(bytes: &[u8], start: usize, strict: bool) -> Result<(Scanned, usize), Wrong> {
    let mut end = start + run(&bytes[start..], strict);
    if bytes.get(end) == Some(&b'"') {
        return Ok((Scanned::Plain(start, end), end + 1));
    }
    let mut out = Vec::new();
    let mut at = start;
    loop {
        out.extend_from_slice(&bytes[at..end]);
        match bytes.get(end) {
            Some(b'"') => break,
            Some(b'\\') => at = escape(bytes, end, start, &mut out)?,
            Some(_) => return Wrong::new("Invalid control character at", end),
            None => return Wrong::new(UNTERMINATED, start.saturating_sub(1)),
        }
        end = at + run(&bytes[at..], strict);
    }
    // Whole characters one after the other: always well-formed.
    let text = Wtf8Buf::from_bytes(out).unwrap_or_default();
    Ok((Scanned::Made(text), end + 1))
}

/// How many bytes stand before the next quote, backslash or, if `strict`, control character.
fn run(bytes: &[u8], strict: bool) -> usize {
    let stops = |&b: &u8| b == b'"' || b == b'\\' || strict && b < 0x20;
    bytes.iter().position(stops).unwrap_or(bytes.len())
}

/// Reads the escape whose backslash stands at `at`; the offset behind it.
fn escape(bytes: &[u8], at: usize, start: usize, out: &mut Vec<u8>) -> Result<usize, Wrong> {
    let plain = match bytes.get(at + 1) {
        None => return Wrong::new(UNTERMINATED, start.saturating_sub(1)),
        Some(&c @ (b'"' | b'\\' | b'/')) => c,
        Some(b'b') => 8,
        Some(b'f') => 12,
        Some(b'n') => b'\n',
        Some(b'r') => b'\r',
        Some(b't') => b'\t',
        Some(b'u') => return unicode_escape(bytes, at, out),
        Some(_) => return Wrong::new("Invalid \\escape", at),
    };
    out.push(plain);
    Ok(at + 2)
}

fn unicode_escape(bytes: &[u8], at: usize, out: &mut Vec<u8>) -> Result<usize, Wrong> {
    let (mut c, mut end) = (hex(bytes, at)?, at + 6);
    let is_high = (0xd800..0xdc00).contains(&c);
    // A second half that the text has no room for is left for the next round, which finds it damaged.
    if is_high && bytes[end..].starts_with(b"\\u") && end + 6 < bytes.len() {
        let low = hex(bytes, end)?;
        if (0xdc00..0xe000).contains(&low) {
            c = 0x1_0000 + ((c - 0xd800) << 10) + (low - 0xdc00);
            end += 6;
        }
    }
    let mut buffer = [0; 4];
    if let Some(c) = CodePoint::from_u32(c) {
        out.extend_from_slice(c.encode_wtf8(&mut buffer).as_bytes());
    }
    Ok(end)
}

/// The number that `\uXXXX` at an offset stands for; something must follow it.
fn hex(bytes: &[u8], at: usize) -> Result<u32, Wrong> {
    let wrong = Wrong { message: "Invalid \\uXXXX escape", at: at + 1 };
    if at + 6 >= bytes.len() {
        return Err(wrong);
    }
    let mut number = 0;
    for &byte in &bytes[at + 2..at + 6] {
        match char::from(byte).to_digit(16) {
            Some(digit) => number = number << 4 | digit,
            None => return Err(wrong),
        }
    }
    Ok(number)
}
