//! UTF-32: a code point is four bytes.

use super::super::unit::{Text, push_code_point};
use super::{ByteOrder, CodecError, Cursor, Encoding, Replacement, error, is_surrogate};
use crate::syntax::ast::{Wtf8, Wtf8Buf};

fn push(out: &mut Vec<u8>, order: ByteOrder, code: u32) {
    match order {
        ByteOrder::Big => out.extend(code.to_be_bytes()),
        _ => out.extend(code.to_le_bytes()),
    }
}

pub(super) fn encode<E: From<CodecError>>(
    text: &Wtf8,
    order: ByteOrder,
    mut handler: impl FnMut(&CodecError) -> Result<(Replacement, usize), E>,
) -> Result<Vec<u8>, E> {
    let mut out = Vec::with_capacity(4 * text.len() + 4);
    if order == ByteOrder::Marked {
        push(&mut out, order, 0xfeff);
    }
    let mut cursor = Cursor::new(text);
    while let Some(code) = cursor.peek() {
        if !is_surrogate(code) {
            push(&mut out, order, code);
            cursor.advance();
            continue;
        }
        let error = error(Encoding::Utf32(order), cursor.index, cursor.index + 1, "surrogates not allowed");
        let (replacement, next) = handler(&error)?;
        match replacement {
            Replacement::Bytes(bytes) if bytes.len() % 4 == 0 => out.extend(bytes),
            Replacement::Str(text) if text.as_str().is_ok() => {
                text.code_points().for_each(|c| push(&mut out, order, c.to_u32()));
            }
            _ => return Err(error.into()),
        }
        cursor.seek(next);
    }
    Ok(out)
}

pub(super) fn decode<E: From<CodecError>>(
    bytes: &[u8],
    order: ByteOrder,
    mut handler: impl FnMut(&CodecError) -> Result<(Wtf8Buf, usize), E>,
) -> Result<Wtf8Buf, E> {
    let (order, mut at) = match (order, bytes) {
        (ByteOrder::Marked, [0xff, 0xfe, 0, 0, ..]) => (ByteOrder::Little, 4),
        (ByteOrder::Marked, [0, 0, 0xfe, 0xff, ..]) => (ByteOrder::Big, 4),
        (ByteOrder::Marked, _) => (ByteOrder::Little, 0),
        _ => (order, 0),
    };
    let mut out = Vec::with_capacity(bytes.len());
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let code = rest.first_chunk().map(|four: &[u8; 4]| match order {
            ByteOrder::Big => u32::from_be_bytes(*four),
            _ => u32::from_le_bytes(*four),
        });
        let (end, reason) = match code {
            None => (bytes.len(), "truncated data"),
            Some(code) if is_surrogate(code) => {
                (at + 4, "code point in surrogate code point range(0xd800, 0xe000)")
            }
            Some(0x11_0000..) => (at + 4, "code point not in range(0x110000)"),
            Some(code) => {
                push_code_point(&mut out, code);
                at += 4;
                continue;
            }
        };
        let (replacement, next) = handler(&error(Encoding::Utf32(order), at, end, reason))?;
        out.extend(replacement.into_bytes());
        at = next;
    }
    Ok(Wtf8::assemble(out))
}
