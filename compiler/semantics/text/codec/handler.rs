//! The built-in error handlers.

use super::super::super::error::SemError;
use super::super::repr::hex_escape;
use super::super::unit::{Text, push_code_point};
use super::{ByteOrder, CodecError, Encoding, Failure, Replacement, is_surrogate};
use crate::syntax::ast::{Wtf8, Wtf8Buf};

/// What `errors=` may name without `codecs.register_error`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "Python's names")]
pub enum ErrorHandler {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    XmlCharRefReplace,
    NameReplace,
    SurrogateEscape,
    SurrogatePass,
}

impl ErrorHandler {
    /// The handler of a name.
    pub fn lookup(name: &str) -> Option<Self> {
        Some(match name {
            "strict" => ErrorHandler::Strict,
            "ignore" => ErrorHandler::Ignore,
            "replace" => ErrorHandler::Replace,
            "backslashreplace" => ErrorHandler::BackslashReplace,
            "xmlcharrefreplace" => ErrorHandler::XmlCharRefReplace,
            "namereplace" => ErrorHandler::NameReplace,
            "surrogateescape" => ErrorHandler::SurrogateEscape,
            "surrogatepass" => ErrorHandler::SurrogatePass,
            _ => return None,
        })
    }

    /// What stands for the code points that an error is about, and the index of the one to go on with.
    ///
    /// # Errors
    /// The error itself where the handler has no answer; `TypeError` where it is for decoding only.
    pub fn encode(self, error: &CodecError, text: &Wtf8) -> Result<(Replacement, usize), Failure> {
        let codes = || {
            let start = text.offset_of(error.start);
            let rest = text.part(start..text.len());
            rest.code_points().map(|c| c.to_u32()).take(error.end - error.start)
        };
        let each = |show: fn(u32) -> String| {
            let shown: String = codes().map(show).collect();
            Ok((Replacement::Str(shown.into()), error.end))
        };
        match self {
            ErrorHandler::Strict => Err(error.clone().into()),
            ErrorHandler::Ignore => Ok((Replacement::Bytes(Vec::new()), error.end)),
            ErrorHandler::Replace => each(|_| "?".into()),
            ErrorHandler::BackslashReplace => each(hex_escape),
            ErrorHandler::XmlCharRefReplace => each(|code| format!("&#{code};")),
            ErrorHandler::NameReplace => each(name_escape),
            // What was escaped up to here goes out; the rest of the run comes again, as an error of its own.
            ErrorHandler::SurrogateEscape => {
                let escaped: Vec<u8> = codes()
                    .map_while(|code| (0xdc80..0xdd00).contains(&code).then(|| (code - 0xdc00) as u8))
                    .collect();
                if escaped.is_empty() {
                    return Err(error.clone().into());
                }
                let end = error.start + escaped.len();
                Ok((Replacement::Bytes(escaped), end))
            }
            ErrorHandler::SurrogatePass => {
                let mut raw = Vec::new();
                for code in codes() {
                    if !is_surrogate(code) {
                        return Err(error.clone().into());
                    }
                    let unit = code as u16;
                    match error.encoding {
                        Encoding::Utf8 => push_code_point(&mut raw, code),
                        Encoding::Utf16(ByteOrder::Big) => raw.extend(unit.to_be_bytes()),
                        Encoding::Utf16(_) => raw.extend(unit.to_le_bytes()),
                        Encoding::Utf32(ByteOrder::Big) => raw.extend(code.to_be_bytes()),
                        Encoding::Utf32(_) => raw.extend(code.to_le_bytes()),
                        _ => return Err(error.clone().into()),
                    }
                }
                Ok((Replacement::Bytes(raw), error.end))
            }
        }
    }

    /// What stands for the bytes that an error is about, and the offset of the one to go on with.
    ///
    /// # Errors
    /// The error itself where the handler has no answer; `TypeError` where it is for encoding only.
    pub fn decode(self, error: &CodecError, bytes: &[u8]) -> Result<(Wtf8Buf, usize), Failure> {
        let wrong = &bytes[error.start..error.end];
        match self {
            ErrorHandler::Strict => Err(error.clone().into()),
            ErrorHandler::Ignore => Ok((Wtf8Buf::new(), error.end)),
            ErrorHandler::Replace => Ok(("\u{fffd}".into(), error.end)),
            ErrorHandler::BackslashReplace => {
                let shown: String = wrong.iter().map(|byte| format!("\\x{byte:02x}")).collect();
                Ok((shown.into(), error.end))
            }
            ErrorHandler::XmlCharRefReplace | ErrorHandler::NameReplace => {
                Err(SemError::typ("don't know how to handle UnicodeDecodeError in error callback").into())
            }
            ErrorHandler::SurrogateEscape => {
                let mut raw = Vec::new();
                let escaped = wrong.iter().take_while(|byte| !byte.is_ascii());
                escaped.for_each(|byte| push_code_point(&mut raw, 0xdc00 + u32::from(*byte)));
                if raw.is_empty() {
                    return Err(error.clone().into());
                }
                let end = error.start + raw.len() / 3;
                Ok((Wtf8::assemble(raw), end))
            }
            ErrorHandler::SurrogatePass => {
                let rest = &bytes[error.start..];
                let unit = |order: ByteOrder, pair: &[u8; 2]| match order {
                    ByteOrder::Big => u16::from_be_bytes(*pair),
                    _ => u16::from_le_bytes(*pair),
                };
                let passed = match error.encoding {
                    Encoding::Utf8 => match rest {
                        [0xed, high @ 0xa0..0xc0, low @ 0x80..0xc0, ..] => {
                            Some((0xd000 | u32::from(high & 0x3f) << 6 | u32::from(low & 0x3f), 3))
                        }
                        _ => None,
                    },
                    Encoding::Utf16(order) => rest.first_chunk().map(|pair| (unit(order, pair).into(), 2)),
                    Encoding::Utf32(order) => rest.first_chunk().map(|four: &[u8; 4]| match order {
                        ByteOrder::Big => (u32::from_be_bytes(*four), 4),
                        _ => (u32::from_le_bytes(*four), 4),
                    }),
                    _ => None,
                };
                let (code, size) =
                    passed.filter(|(code, _)| is_surrogate(*code)).ok_or_else(|| error.clone())?;
                let mut raw = Vec::new();
                push_code_point(&mut raw, code);
                Ok((Wtf8::assemble(raw), error.start + size))
            }
        }
    }
}

/// What `namereplace` writes: `\N{NAME}`, or an escape by number for what has no name.
pub fn name_escape(code: u32) -> String {
    let name = char::from_u32(code).and_then(unicode_names2::name);
    name.map_or_else(|| hex_escape(code), |name| format!("\\N{{{name}}}"))
}
