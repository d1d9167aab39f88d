//! UTF-8, which has no surrogates.

use super::super::unit::Text;
use super::{CodecError, Cursor, Encoding, Replacement, error, is_surrogate};
use crate::syntax::ast::{Wtf8, Wtf8Buf};

pub(super) fn encode<E: From<CodecError>>(
    text: &Wtf8,
    mut handler: impl FnMut(&CodecError) -> Result<(Replacement, usize), E>,
) -> Result<Vec<u8>, E> {
    if text.as_str().is_ok() {
        return Ok(text.as_bytes().to_vec());
    }
    let mut out = Vec::with_capacity(text.len());
    let mut cursor = Cursor::new(text);
    while let Some(code) = cursor.peek() {
        if !is_surrogate(code) {
            let start = cursor.offset;
            cursor.advance();
            out.extend_from_slice(&text.as_bytes()[start..cursor.offset]);
            continue;
        }
        let error =
            error(Encoding::Utf8, cursor.index, cursor.run_end(is_surrogate), "surrogates not allowed");
        let (replacement, next) = handler(&error)?;
        match replacement {
            Replacement::Bytes(bytes) => out.extend(bytes),
            Replacement::Str(text) if text.as_str().is_ok() => out.extend(text.into_bytes()),
            Replacement::Str(_) => return Err(error.into()),
        }
        cursor.seek(next);
    }
    Ok(out)
}

pub(super) fn decode<E: From<CodecError>>(
    bytes: &[u8],
    mut handler: impl FnMut(&CodecError) -> Result<(Wtf8Buf, usize), E>,
) -> Result<Wtf8Buf, E> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut start = 0;
    while let Some(rest) = bytes.get(start..) {
        let bad = match std::str::from_utf8(rest) {
            Ok(text) => {
                out.extend_from_slice(text.as_bytes());
                break;
            }
            Err(bad) => bad,
        };
        out.extend_from_slice(&rest[..bad.valid_up_to()]);
        let at = start + bad.valid_up_to();
        // the longest start of a proper sequence is one error, as Unicode advises
        let (end, reason) = match (bad.error_len(), bytes[at]) {
            (None, _) => (bytes.len(), "unexpected end of data"),
            (Some(1), 0x80..0xc2 | 0xf5..) => (at + 1, "invalid start byte"),
            (Some(len), _) => (at + len, "invalid continuation byte"),
        };
        let (replacement, next) = handler(&error(Encoding::Utf8, at, end, reason))?;
        out.extend(replacement.into_bytes());
        start = next;
    }
    Ok(Wtf8::assemble(out))
}
