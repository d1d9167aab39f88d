//! ASCII and Latin-1: a code point is a byte, or there is none for it.

use super::super::unit::{Text, push_code_point};
use super::{CodecError, Cursor, Encoding, Replacement, error};
use crate::syntax::ast::{Wtf8, Wtf8Buf};

pub(super) fn encode<E: From<CodecError>>(
    text: &Wtf8,
    encoding: Encoding,
    limit: u32,
    mut handler: impl FnMut(&CodecError) -> Result<(Replacement, usize), E>,
) -> Result<Vec<u8>, E> {
    if text.is_ascii() {
        return Ok(text.as_bytes().to_vec());
    }
    let reason = if limit == 0x80 { "ordinal not in range(128)" } else { "ordinal not in range(256)" };
    let mut out = Vec::with_capacity(text.len());
    let mut cursor = Cursor::new(text);
    while let Some(code) = cursor.peek() {
        if code < limit {
            out.push(code as u8);
            cursor.advance();
            continue;
        }
        let error = error(encoding, cursor.index, cursor.run_end(|code| code >= limit), reason);
        let (replacement, next) = handler(&error)?;
        match replacement {
            Replacement::Bytes(bytes) => out.extend(bytes),
            Replacement::Str(text) => {
                for c in text.code_points() {
                    if c.to_u32() >= limit {
                        return Err(error.into());
                    }
                    out.push(c.to_u32() as u8);
                }
            }
        }
        cursor.seek(next);
    }
    Ok(out)
}

pub(super) fn decode_ascii<E: From<CodecError>>(
    bytes: &[u8],
    mut handler: impl FnMut(&CodecError) -> Result<(Wtf8Buf, usize), E>,
) -> Result<Wtf8Buf, E> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut start = 0;
    while let Some(rest) = bytes.get(start..) {
        let good = rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        out.extend_from_slice(&rest[..good]);
        if good == rest.len() {
            break;
        }
        let at = start + good;
        let (replacement, next) = handler(&error(Encoding::Ascii, at, at + 1, "ordinal not in range(128)"))?;
        out.extend(replacement.into_bytes());
        start = next;
    }
    Ok(Wtf8::assemble(out))
}

pub(super) fn decode_latin1(bytes: &[u8]) -> Wtf8Buf {
    let mut raw = Vec::with_capacity(bytes.len());
    bytes.iter().for_each(|byte| push_code_point(&mut raw, (*byte).into()));
    Wtf8::assemble(raw)
}
