//! UTF-7: text in ASCII, with what is no ASCII as base64 of UTF-16 between `+` and `-`.
//!
//! ```text
//! 'a+b é😀' ─► b'a+-b +AOnYPd4A-'
//! ```
//!
//! Reading: RFC 2152.

use super::codec_errors::replacement_for;
use crate::builtins::natives;
use crate::objects::Str;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use rustpython_wtf8::{CodePoint, Wtf8, Wtf8Buf};

natives! { FUNCTIONS:
    "utf_7_encode" "(str, errors=None, /)" |vm, args| {
        let Some(text) = args[0].downcast::<Str>() else {
            let given = vm.type_name(args[0]);
            return Err(vm.raise_type_error(format!("utf_7_encode() argument 1 must be str, not {given}")));
        };
        let bytes = vm.new_bytes(&encode(text.as_wtf8()))?;
        let length = vm.new_int(text.len() as i64);
        vm.new_tuple(&[bytes, length])
    };
    "utf_7_decode" "(data, errors=None, final=False, /)" |vm, args| {
        let last = !args[2].is_null() && vm.truth(args[2])?;
        let errors = if args[1].is_null() || args[1].is_none() { vm.intern("strict").value() } else { args[1] };
        let (text, used) = decode(vm, args[0], errors, last)?;
        let (text, used) = (vm.new_str(&text)?, vm.new_int(used as i64));
        vm.new_tuple(&[text, used])
    };
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn digit(byte: u8) -> Option<u32> {
    DIGITS.iter().position(|&d| d == byte).map(|at| at as u32)
}

/// Whether a character stands for itself in what the encoder makes.
fn is_direct(c: u32) -> bool {
    matches!(c, 9 | 10 | 13 | 0x20..=0x7D) && !matches!(c, 0x2B | 0x5C)
}

fn encode(text: &Wtf8) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let (mut shifted, mut buffer, mut bits) = (false, 0u32, 0);
    for c in text.code_points().map(|c| c.to_u32()) {
        if is_direct(c) {
            if shifted {
                if bits > 0 {
                    out.push(DIGITS[(buffer << (6 - bits) & 63) as usize]);
                    (buffer, bits) = (0, 0);
                }
                shifted = false;
                // Other characters end the sequence by themselves.
                if c == u32::from(b'-') || digit(c as u8).is_some() {
                    out.push(b'-');
                }
            }
            out.push(c as u8);
            continue;
        }
        if !shifted {
            out.push(b'+');
            if c == u32::from(b'+') {
                out.push(b'-');
                continue;
            }
            shifted = true;
        }
        let mut units = [0; 2];
        let units: &[u16] = match char::from_u32(c) {
            Some(c) => c.encode_utf16(&mut units),
            None => {
                units[0] = c as u16;
                &units[..1]
            }
        };
        for &unit in units {
            buffer = buffer << 16 | u32::from(unit);
            bits += 16;
            while bits >= 6 {
                bits -= 6;
                out.push(DIGITS[(buffer >> bits & 63) as usize]);
            }
            buffer &= (1 << bits) - 1;
        }
    }
    if bits > 0 {
        out.push(DIGITS[(buffer << (6 - bits) & 63) as usize]);
    }
    if shifted {
        out.push(b'-');
    }
    out
}

/// The base64 between `+` and `-`, as far as it was read.
#[derive(Default)]
struct Shift {
    buffer: u32,
    bits: u32,
    /// The first half of a pair.
    high: Option<u32>,
    /// The length of the text in front of it.
    text: usize,
}

impl Shift {
    /// One more digit.
    fn push(&mut self, digit: u32, out: &mut Wtf8Buf) {
        self.buffer = self.buffer << 6 | digit;
        self.bits += 6;
        if self.bits < 16 {
            return;
        }
        self.bits -= 16;
        let unit = self.buffer >> self.bits;
        self.buffer &= (1 << self.bits) - 1;
        if let Some(high) = self.high.take() {
            if let 0xDC00..0xE000 = unit {
                push(out, 0x10000 + ((high - 0xD800) << 10 | (unit - 0xDC00)));
                return;
            }
            push(out, high);
        }
        if let 0xD800..0xDC00 = unit { self.high = Some(unit) } else { push(out, unit) }
    }
}

fn push(out: &mut Wtf8Buf, c: u32) {
    if let Some(c) = CodePoint::from_u32(c) {
        out.push(c);
    }
}

/// The text of bytes, and how many it took: unless these are the last ones, an open sequence is left for later.
fn decode(vm: &mut Vm, data: Value, errors: Value, last: bool) -> PyResult<(Wtf8Buf, usize)> {
    let data = vm.need_bytes(data)?;
    let bytes = data.as_slice();
    let mut out = Wtf8Buf::new();
    let mut shift: Option<Shift> = None;
    let (mut at, mut start) = (0, 0);
    loop {
        let mut fault = None;
        match (bytes.get(at).copied(), &mut shift) {
            (None, None) => return Ok((out, at)),
            (None, Some(open)) if !last => {
                out.truncate(open.text);
                return Ok((out, start));
            }
            (None, Some(open)) => {
                if open.high.is_some() || open.bits >= 6 || open.buffer != 0 {
                    fault = Some("unterminated shift sequence");
                }
                shift = None;
            }
            (Some(byte), Some(open)) => match digit(byte) {
                Some(digit) => {
                    open.push(digit, &mut out);
                    at += 1;
                }
                None => {
                    if open.bits >= 6 {
                        fault = Some("partial character in shift sequence");
                    } else if open.buffer != 0 {
                        fault = Some("non-zero padding bits in shift sequence");
                    }
                    if fault.is_some() {
                        at += 1;
                    } else {
                        if let Some(high) = open.high.filter(|_| byte < 128 && byte != b'+') {
                            push(&mut out, high);
                        }
                        at += usize::from(byte == b'-');
                    }
                    shift = None;
                }
            },
            (Some(b'+'), None) => {
                start = at;
                at += 1;
                match bytes.get(at) {
                    Some(b'-') => {
                        push(&mut out, u32::from(b'+'));
                        at += 1;
                    }
                    Some(&byte) if digit(byte).is_none() => {
                        at += 1;
                        fault = Some("ill-formed sequence");
                    }
                    _ => shift = Some(Shift { text: out.len(), ..Shift::default() }),
                }
            }
            (Some(byte), None) => {
                if byte < 128 {
                    push(&mut out, u32::from(byte));
                } else {
                    start = at;
                    fault = Some("unexpected special character");
                }
                at += 1;
            }
        }
        if let Some(reason) = fault {
            let (text, next) = replacement_for(vm, "utf7", data, start..at, reason, errors)?;
            out.push_wtf8(text.as_wtf8());
            at = next;
        }
    }
}
