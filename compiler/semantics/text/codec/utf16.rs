//! UTF-16: code units of two bytes, a pair of surrogates for a code point beyond 0xFFFF.

use super::super::unit::{Text, push_code_point};
use super::{ByteOrder, CodecError, Cursor, Encoding, Replacement, error, is_surrogate};
use crate::syntax::ast::{Wtf8, Wtf8Buf};

fn push(out: &mut Vec<u8>, order: ByteOrder, code: u32) {
    let mut unit = |unit: u32| match order {
        ByteOrder::Big => out.extend((unit as u16).to_be_bytes()),
        _ => out.extend((unit as u16).to_le_bytes()),
    };
    if code < 0x1_0000 {
        unit(code);
    } else {
        unit(0xd800 + ((code - 0x1_0000) >> 10));
        unit(0xdc00 + (code & 0x3ff));
    }
}

pub(super) fn encode<E: From<CodecError>>(
    text: &Wtf8,
    order: ByteOrder,
    mut handler: impl FnMut(&CodecError) -> Result<(Replacement, usize), E>,
) -> Result<Vec<u8>, E> {
    let mut out = Vec::with_capacity(2 * text.len() + 2);
    if order == ByteOrder::Marked {
        out.extend([0xff, 0xfe]);
    }
    let mut cursor = Cursor::new(text);
    while let Some(code) = cursor.peek() {
        if !is_surrogate(code) {
            push(&mut out, order, code);
            cursor.advance();
            continue;
        }
        let error = error(Encoding::Utf16(order), cursor.index, cursor.index + 1, "surrogates not allowed");
        let (replacement, next) = handler(&error)?;
        match replacement {
            Replacement::Bytes(bytes) if bytes.len() % 2 == 0 => out.extend(bytes),
            Replacement::Str(text) if text.as_str().is_ok() => {
                text.code_points().for_each(|c| push(&mut out, order, c.to_u32()));
            }
            _ => return Err(error.into()),
        }
        cursor.seek(next);
    }
    Ok(out)
}

/// The byte order that a mark says, and whether there is one; native order, which is little-endian on all
/// machines that matter, where there is none.
fn order_of(bytes: &[u8], order: ByteOrder) -> (ByteOrder, usize) {
    match (order, bytes) {
        (ByteOrder::Marked, [0xff, 0xfe, ..]) => (ByteOrder::Little, 2),
        (ByteOrder::Marked, [0xfe, 0xff, ..]) => (ByteOrder::Big, 2),
        (ByteOrder::Marked, _) => (ByteOrder::Little, 0),
        _ => (order, 0),
    }
}

pub(super) fn decode<E: From<CodecError>>(
    bytes: &[u8],
    order: ByteOrder,
    mut handler: impl FnMut(&CodecError) -> Result<(Wtf8Buf, usize), E>,
) -> Result<Wtf8Buf, E> {
    let (order, mut at) = order_of(bytes, order);
    let unit = |at: usize| -> Option<u32> {
        let pair: &[u8; 2] = bytes.get(at..)?.first_chunk()?;
        Some(u32::from(if order == ByteOrder::Big {
            u16::from_be_bytes(*pair)
        } else {
            u16::from_le_bytes(*pair)
        }))
    };
    let mut out = Vec::with_capacity(bytes.len());
    while at < bytes.len() {
        let (end, reason) = match (unit(at), unit(at + 2)) {
            (None, _) => (bytes.len(), "truncated data"),
            (Some(high @ 0xd800..0xdc00), Some(low @ 0xdc00..0xe000)) => {
                push_code_point(&mut out, 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00));
                at += 4;
                continue;
            }
            (Some(0xd800..0xdc00), None) => (bytes.len(), "unexpected end of data"),
            (Some(0xd800..0xdc00), Some(_)) => (at + 2, "illegal UTF-16 surrogate"),
            (Some(0xdc00..0xe000), _) => (at + 2, "illegal encoding"),
            (Some(code), _) => {
                push_code_point(&mut out, code);
                at += 2;
                continue;
            }
        };
        let (replacement, next) = handler(&error(Encoding::Utf16(order), at, end, reason))?;
        out.extend(replacement.into_bytes());
        at = next;
    }
    Ok(Wtf8::assemble(out))
}
