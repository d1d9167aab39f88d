//! `unicode_escape`, which reads and writes what stands in a string literal, and `raw_unicode_escape`, which
//! knows `\u` and `\U` only. All else is Latin-1, and everything can be encoded.

use super::super::repr::hex_escape;
use super::super::unit::{Text, push_code_point};
use super::{CodecError, Encoding, error};
use crate::syntax::ast::{Wtf8, Wtf8Buf};

pub(super) fn encode(text: &Wtf8) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for c in text.code_points() {
        match c.to_u32() {
            0x09 => out.extend(b"\\t"),
            0x0a => out.extend(b"\\n"),
            0x0d => out.extend(b"\\r"),
            0x5c => out.extend(b"\\\\"),
            code @ 0x20..0x7f => out.push(code as u8),
            code => out.extend(hex_escape(code).into_bytes()),
        }
    }
    out
}

pub(super) fn encode_raw(text: &Wtf8) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for c in text.code_points() {
        match c.to_u32() {
            code @ 0..0x100 => out.push(code as u8),
            code => out.extend(hex_escape(code).into_bytes()),
        }
    }
    out
}

/// Reads up to `width` hexadecimal digits: their value, and how many there are.
fn hex_digits(bytes: &[u8], width: usize) -> (u32, usize) {
    let digits = bytes.iter().take(width).map_while(|byte| char::from(*byte).to_digit(16));
    digits.fold((0, 0), |(value, count), digit| (value << 4 | digit, count + 1))
}

/// What follows a backslash: bytes used behind it, and what they mean.
enum Escape {
    Code(u32, usize),
    Text(&'static str, usize),
    Nothing(usize),
    Unknown,
    Bad(&'static str, usize),
    Named(char, usize),
}

fn hex_escaped(rest: &[u8], width: usize, truncated: &'static str, large: &'static str) -> Escape {
    let (code, count) = hex_digits(&rest[1..], width);
    match code {
        _ if count < width => Escape::Bad(truncated, 1 + count),
        0x11_0000.. => Escape::Bad(large, 1 + width),
        _ => Escape::Code(code, 1 + width),
    }
}

/// `rest` starts behind the backslash.
fn escape(rest: &[u8]) -> Escape {
    match rest {
        [] => Escape::Bad("\\ at end of string", 0),
        [b'\n', ..] => Escape::Nothing(1),
        [byte @ (b'\\' | b'\'' | b'"'), ..] => Escape::Code((*byte).into(), 1),
        [b'a', ..] => Escape::Text("\x07", 1),
        [b'b', ..] => Escape::Text("\x08", 1),
        [b'f', ..] => Escape::Text("\x0c", 1),
        [b'n', ..] => Escape::Text("\n", 1),
        [b'r', ..] => Escape::Text("\r", 1),
        [b't', ..] => Escape::Text("\t", 1),
        [b'v', ..] => Escape::Text("\x0b", 1),
        [b'0'..=b'7', ..] => {
            let digits = rest.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7'));
            let (code, count) =
                digits.fold((0, 0), |(code, count), byte| (code << 3 | u32::from(byte & 7), count + 1));
            Escape::Code(code, count)
        }
        [b'x', ..] => hex_escaped(rest, 2, "truncated \\xXX escape", ""),
        [b'u', ..] => hex_escaped(rest, 4, "truncated \\uXXXX escape", ""),
        [b'U', ..] => hex_escaped(rest, 8, "truncated \\UXXXXXXXX escape", "illegal Unicode character"),
        [b'N', b'{', name @ ..] => {
            const MALFORMED: &str = "malformed \\N character escape";
            match name.iter().position(|byte| *byte == b'}') {
                None => Escape::Bad(MALFORMED, rest.len()),
                // an empty name is malformed, and its brace is not part of the error
                Some(0) => Escape::Bad(MALFORMED, 2),
                Some(end) => {
                    let found = std::str::from_utf8(&name[..end]).ok().and_then(unicode_names2::character);
                    match found {
                        Some(c) => Escape::Named(c, end + 3),
                        None => Escape::Bad("unknown Unicode character name", end + 3),
                    }
                }
            }
        }
        [b'N', ..] => Escape::Bad("malformed \\N character escape", 1),
        _ => Escape::Unknown,
    }
}

pub(super) fn decode<E: From<CodecError>>(
    bytes: &[u8],
    mut handler: impl FnMut(&CodecError) -> Result<(Wtf8Buf, usize), E>,
) -> Result<Wtf8Buf, E> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at += 1;
        if *byte != b'\\' {
            push_code_point(&mut out, (*byte).into());
            continue;
        }
        match escape(&bytes[at..]) {
            Escape::Code(code, used) => {
                push_code_point(&mut out, code);
                at += used;
            }
            Escape::Named(c, used) => {
                push_code_point(&mut out, c.into());
                at += used;
            }
            Escape::Text(text, used) => {
                out.extend(text.as_bytes());
                at += used;
            }
            Escape::Nothing(used) => at += used,
            // the backslash stays
            Escape::Unknown => out.push(b'\\'),
            Escape::Bad(reason, used) => {
                let error = error(Encoding::UnicodeEscape, at - 1, at + used, reason);
                let (replacement, next) = handler(&error)?;
                out.extend(replacement.into_bytes());
                at = next;
            }
        }
    }
    Ok(Wtf8::assemble(out))
}

pub(super) fn decode_raw<E: From<CodecError>>(
    bytes: &[u8],
    mut handler: impl FnMut(&CodecError) -> Result<(Wtf8Buf, usize), E>,
) -> Result<Wtf8Buf, E> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at += 1;
        let rest = &bytes[at..];
        let found = match (*byte, rest) {
            (b'\\', [b'u', ..]) => hex_escaped(rest, 4, "truncated \\uXXXX escape", ""),
            (b'\\', [b'U', ..]) => {
                hex_escaped(rest, 8, "truncated \\UXXXXXXXX escape", "\\Uxxxxxxxx out of range")
            }
            // two backslashes escape nothing, but hide what follows from being an escape
            (b'\\', [b'\\', ..]) => {
                out.extend(b"\\\\");
                at += 1;
                continue;
            }
            (byte, _) => Escape::Code(byte.into(), 0),
        };
        match found {
            Escape::Code(code, used) => {
                push_code_point(&mut out, code);
                at += used;
            }
            Escape::Bad(reason, used) => {
                let error = error(Encoding::RawUnicodeEscape, at - 1, at + used, reason);
                let (replacement, next) = handler(&error)?;
                out.extend(replacement.into_bytes());
                at = next;
            }
            Escape::Text(..) | Escape::Nothing(_) | Escape::Unknown | Escape::Named(..) => {
                unreachable!("hex_escaped gives a code or an error")
            }
        }
    }
    Ok(Wtf8::assemble(out))
}
