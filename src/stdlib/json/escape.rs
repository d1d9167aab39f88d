//! A str as a JSON string: quoted, and what JSON does not allow in quotes escaped.
//!
//! Runs of plain characters are found eight bytes at a time and copied whole.

use crate::heap::Gc;
use crate::objects::Str;
use rustpython_wtf8::Wtf8Buf;

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;
const HEX: &[u8; 16] = b"0123456789abcdef";

/// Appends a JSON string of ASCII characters only.
pub(super) fn push_ascii(out: &mut Wtf8Buf, text: Gc<Str>) {
    out.push_char('"');
    if text.is_ascii() {
        push_runs::<true>(out, text);
    } else {
        for c in text.as_wtf8().code_points().map(|c| c.to_u32()) {
            match u8::try_from(c) {
                Ok(byte) if !is_special::<true>(byte) => out.push_char(char::from(byte)),
                Ok(byte) if byte < 0x80 => push_byte(out, byte),
                _ => push_code_point(out, c),
            }
        }
    }
    out.push_char('"');
}

/// Appends a JSON string where characters beyond ASCII stand for themselves.
pub(super) fn push_plain(out: &mut Wtf8Buf, text: Gc<Str>) {
    out.push_char('"');
    push_runs::<false>(out, text);
    out.push_char('"');
}

/// Whether a byte is escaped; in an ASCII-only string DEL and all beyond it are.
fn is_special<const ASCII: bool>(byte: u8) -> bool {
    matches!(byte, 0..0x20 | b'"' | b'\\') || ASCII && byte >= 0x7f
}

fn push_runs<const ASCII: bool>(out: &mut Wtf8Buf, text: Gc<Str>) {
    let (wtf8, bytes) = (text.as_wtf8(), text.as_bytes());
    let mut at = 0;
    loop {
        let end = at + plain_run::<ASCII>(&bytes[at..]);
        // Special bytes are ASCII: they begin and end no longer character.
        out.push_wtf8(&wtf8[at..end]);
        let Some(&byte) = bytes.get(end) else { return };
        push_byte(out, byte);
        at = end + 1;
    }
}

/// How many bytes from the start on are not special.
fn plain_run<const ASCII: bool>(bytes: &[u8]) -> usize {
    let below = |word: u64, bound: u64| word.wrapping_sub(LOW * bound) & !word;
    let equal = |word: u64, byte: u8| below(word ^ (LOW * u64::from(byte)), 1);
    let (chunks, rest) = bytes.as_chunks::<8>();
    for (number, chunk) in chunks.iter().enumerate() {
        let word = u64::from_le_bytes(*chunk);
        let mut special = below(word, 0x20) | equal(word, b'"') | equal(word, b'\\');
        if ASCII {
            special |= equal(word, 0x7f) | word;
        }
        special &= HIGH;
        if special != 0 {
            // A borrow can only mark bytes behind one that is special itself.
            return number * 8 + (special.trailing_zeros() / 8) as usize;
        }
    }
    let tail = rest.iter().position(|&b| is_special::<ASCII>(b)).unwrap_or(rest.len());
    bytes.len() - rest.len() + tail
}

fn push_byte(out: &mut Wtf8Buf, byte: u8) {
    let short = match byte {
        b'"' => "\\\"",
        b'\\' => "\\\\",
        8 => "\\b",
        12 => "\\f",
        b'\n' => "\\n",
        b'\r' => "\\r",
        b'\t' => "\\t",
        _ => return push_unit(out, u16::from(byte)),
    };
    out.push_str(short);
}

fn push_code_point(out: &mut Wtf8Buf, c: u32) {
    match u16::try_from(c) {
        Ok(unit) => push_unit(out, unit),
        Err(_) => {
            let rest = c - 0x1_0000;
            push_unit(out, 0xd800 | (rest >> 10) as u16);
            push_unit(out, 0xdc00 | (rest & 0x3ff) as u16);
        }
    }
}

fn push_unit(out: &mut Wtf8Buf, unit: u16) {
    out.push_str("\\u");
    for shift in [12, 8, 4, 0] {
        out.push_char(char::from(HEX[usize::from(unit >> shift & 0xf)]));
    }
}
