//! `_codecs.escape_decode` and `escape_encode`: bytes as a bytes literal has them, which pickles of protocol 0 use.

use crate::objects::{Bytes, Str};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use std::fmt::Write as _;

/// `escape_decode(data, errors='strict')`: what a bytes literal stands for, and how long it is.
pub(super) fn decode(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = match args[0].downcast::<Str>() {
        Some(text) => text.as_bytes().to_vec(),
        None => vm.need_contents(args[0])?.to_vec(),
    };
    let errors = args[1].downcast::<Str>();
    let errors = errors.as_ref().and_then(|e| e.as_str()).unwrap_or("strict");
    let mut out = Vec::with_capacity(data.len());
    let mut at = 0;
    while at < data.len() {
        let byte = data[at];
        at += 1;
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        let Some(&escape) = data.get(at) else {
            return Err(vm.raise_value_error("Trailing \\ in string"));
        };
        at += 1;
        match escape {
            b'\n' => {}
            b'\\' | b'\'' | b'"' => out.push(escape),
            b'a' => out.push(0x07),
            b'b' => out.push(0x08),
            b'f' => out.push(0x0C),
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'v' => out.push(0x0B),
            b'0'..=b'7' => {
                let digits = data[at..].iter().take(2).take_while(|b| matches!(b, b'0'..=b'7')).count();
                let number = data[at - 1..at + digits].iter().fold(0u32, |n, b| n * 8 + u32::from(b - b'0'));
                out.push(number as u8);
                at += digits;
            }
            b'x' => {
                let digit = |place: usize| data.get(place).and_then(|&b| char::from(b).to_digit(16));
                match (digit(at), digit(at + 1)) {
                    (Some(high), Some(low)) => {
                        out.push((high * 16 + low) as u8);
                        at += 2;
                    }
                    (first, _) => {
                        match errors {
                            "strict" => {
                                let message = format!("invalid \\x escape at position {}", at - 2);
                                return Err(vm.raise_value_error(message));
                            }
                            "replace" => out.push(b'?'),
                            "ignore" => {}
                            _ => {
                                let message =
                                    format!("decoding error; unknown error handling code: {errors}");
                                return Err(vm.raise_value_error(message));
                            }
                        }
                        at += usize::from(first.is_some());
                    }
                }
            }
            _ => out.extend([b'\\', escape]),
        }
    }
    let made = vm.new_bytes(&out)?;
    let length = vm.new_int(data.len() as i64);
    vm.new_tuple(&[made, length])
}

/// `escape_encode(bytes, errors='strict')`: the inside of a bytes literal.
pub(super) fn encode(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(bytes) = args[0].downcast::<Bytes>() else {
        let given = vm.type_name(args[0]);
        return Err(vm.raise_type_error(format!("escape_encode() argument 1 must be bytes, not {given}")));
    };
    let mut out = String::new();
    for &byte in bytes.as_slice() {
        match byte {
            b'\'' | b'\\' => out.extend(['\\', char::from(byte)]),
            b'\t' => out.push_str("\\t"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b' '..=b'~' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "\\x{byte:02x}");
            }
        }
    }
    let length = vm.new_int(bytes.as_slice().len() as i64);
    let made = vm.new_bytes(out.as_bytes())?;
    vm.new_tuple(&[made, length])
}
