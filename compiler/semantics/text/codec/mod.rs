//! `str.encode` and `bytes.decode`, in the encodings that CPython has in C.
//!
//! ```text
//! encode(text, encoding, handler) ─┬─ all is well: bytes
//!                                  └─ EncodeError ─► handler ─► replacement and where to go on, or an exception
//! ```
//!
//! The loops of a codec know no error handler: [`ErrorHandler`] answers for the built-in ones, and the VM may
//! pass a closure that calls one from `codecs.register_error`. Positions count code points of a text, bytes of
//! bytes, as the attributes `start` and `end` of the exceptions do.

mod escape;
mod handler;
mod single_byte;
mod utf16;
mod utf32;
mod utf8;

pub use handler::{ErrorHandler, name_escape};

use super::super::error::SemError;
use super::repr::hex_escape;
use super::unit::Text;
use crate::syntax::ast::{Wtf8, Wtf8Buf};
use std::borrow::Cow;
use std::fmt;

/// Which byte comes first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ByteOrder {
    /// As a byte order mark says, which encoding writes; else little-endian.
    Marked,
    /// `-le`
    Little,
    /// `-be`
    Big,
}

/// An encoding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Encoding {
    Utf8,
    Ascii,
    Latin1,
    Utf16(ByteOrder),
    Utf32(ByteOrder),
    UnicodeEscape,
    RawUnicodeEscape,
}

impl Encoding {
    /// The encoding of a name or alias; `None` for what is not among these (Python's registry may know it).
    pub fn lookup(name: &str) -> Option<Self> {
        // As they are mostly written.
        match name {
            "utf-8" | "utf8" | "UTF-8" => return Some(Encoding::Utf8),
            "ascii" => return Some(Encoding::Ascii),
            "latin-1" | "latin1" | "iso-8859-1" => return Some(Encoding::Latin1),
            _ => {}
        }
        let mut normal = String::with_capacity(name.len());
        for c in name.chars() {
            match c {
                ' ' | '-' | '_' if normal.ends_with('_') => {}
                ' ' | '-' | '_' => normal.push('_'),
                c => normal.push(c.to_ascii_lowercase()),
            }
        }
        Some(match normal.as_str() {
            "utf_8" | "utf8" | "u8" | "utf" | "utf8_ucs2" | "utf8_ucs4" | "cp65001" => Encoding::Utf8,
            "ascii" | "us_ascii" | "646" | "us" | "ansi_x3.4_1968" | "ansi_x3_4_1968" | "ansi_x3.4_1986"
            | "cp367" | "csascii" | "ibm367" | "iso646_us" | "iso_646.irv_1991" | "iso_ir_6" => {
                Encoding::Ascii
            }
            "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1" | "iso8859" | "8859"
            | "cp819" | "csisolatin1" | "ibm819" | "iso_8859_1_1987" | "iso_ir_100" => Encoding::Latin1,
            "utf_16" | "utf16" | "u16" => Encoding::Utf16(ByteOrder::Marked),
            "utf_16_le" | "utf_16le" | "utf16_le" | "unicodelittleunmarked" => {
                Encoding::Utf16(ByteOrder::Little)
            }
            "utf_16_be" | "utf_16be" | "utf16_be" | "unicodebigunmarked" => Encoding::Utf16(ByteOrder::Big),
            "utf_32" | "utf32" | "u32" => Encoding::Utf32(ByteOrder::Marked),
            "utf_32_le" | "utf_32le" | "utf32_le" => Encoding::Utf32(ByteOrder::Little),
            "utf_32_be" | "utf_32be" | "utf32_be" => Encoding::Utf32(ByteOrder::Big),
            "unicode_escape" | "unicodeescape" => Encoding::UnicodeEscape,
            "raw_unicode_escape" | "rawunicodeescape" => Encoding::RawUnicodeEscape,
            _ => return None,
        })
    }

    /// The name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "latin-1",
            Encoding::Utf16(ByteOrder::Marked) => "utf-16",
            Encoding::Utf16(ByteOrder::Little) => "utf-16-le",
            Encoding::Utf16(ByteOrder::Big) => "utf-16-be",
            Encoding::Utf32(ByteOrder::Marked) => "utf-32",
            Encoding::Utf32(ByteOrder::Little) => "utf-32-le",
            Encoding::Utf32(ByteOrder::Big) => "utf-32-be",
            Encoding::UnicodeEscape => "unicodeescape",
            Encoding::RawUnicodeEscape => "rawunicodeescape",
        }
    }
}

/// What `UnicodeEncodeError` and `UnicodeDecodeError` hold beside the object.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the fields are Python's attributes")]
pub struct CodecError {
    pub encoding: Encoding,
    pub start: usize,
    pub end: usize,
    pub reason: Cow<'static, str>,
}

impl CodecError {
    /// `str(exc)` of a `UnicodeEncodeError` about `text`.
    pub fn encode_message(&self, text: &Wtf8) -> String {
        let Self { encoding, start, end, reason } = self;
        let name = encoding.name();
        match text.code_points().nth(*start) {
            Some(c) if end - start == 1 => {
                let shown = hex_escape(c.to_u32());
                format!("'{name}' codec can't encode character '{shown}' in position {start}: {reason}")
            }
            _ => {
                let last = end.saturating_sub(1);
                format!("'{name}' codec can't encode characters in position {start}-{last}: {reason}")
            }
        }
    }

    /// `str(exc)` of a `UnicodeDecodeError` about `bytes`.
    pub fn decode_message(&self, bytes: &[u8]) -> String {
        let Self { encoding, start, end, reason } = self;
        let name = encoding.name();
        match bytes.get(*start) {
            Some(byte) if end - start == 1 => {
                format!("'{name}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}")
            }
            _ => {
                let last = end.saturating_sub(1);
                format!("'{name}' codec can't decode bytes in position {start}-{last}: {reason}")
            }
        }
    }
}

/// What encoding or decoding with a built-in handler raises.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// `UnicodeEncodeError` or `UnicodeDecodeError`.
    Unicode(CodecError),
    /// Another exception.
    Other(SemError),
}

impl From<CodecError> for Failure {
    fn from(error: CodecError) -> Self {
        Failure::Unicode(error)
    }
}

impl From<SemError> for Failure {
    fn from(error: SemError) -> Self {
        Failure::Other(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Unicode(CodecError { encoding, start, end, reason }) => {
                write!(f, "{} {start}..{end}: {reason}", encoding.name())
            }
            Failure::Other(error) => error.fmt(f),
        }
    }
}

/// What a handler puts where a text could not be encoded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Replacement {
    /// Text, which must itself be encodable.
    Str(Wtf8Buf),
    /// Bytes as they are.
    Bytes(Vec<u8>),
}

/// `text.encode(encoding)`. The handler sees each error and answers with a replacement and the index of the
/// code point at which to go on (beyond the end is the end).
///
/// # Errors
/// Whatever the handler raises, or the [`CodecError`] where its replacement cannot be encoded.
pub fn encode_with<E: From<CodecError>>(
    text: &Wtf8,
    encoding: Encoding,
    handler: impl FnMut(&CodecError) -> Result<(Replacement, usize), E>,
) -> Result<Vec<u8>, E> {
    match encoding {
        Encoding::Utf8 => utf8::encode(text, handler),
        Encoding::Ascii => single_byte::encode(text, encoding, 0x80, handler),
        Encoding::Latin1 => single_byte::encode(text, encoding, 0x100, handler),
        Encoding::Utf16(order) => utf16::encode(text, order, handler),
        Encoding::Utf32(order) => utf32::encode(text, order, handler),
        Encoding::UnicodeEscape => Ok(escape::encode(text)),
        Encoding::RawUnicodeEscape => Ok(escape::encode_raw(text)),
    }
}

/// `bytes.decode(encoding)`. The handler sees each error and answers with a replacement and the offset of the
/// byte at which to go on (beyond the end is the end).
///
/// # Errors
/// Whatever the handler raises.
pub fn decode_with<E: From<CodecError>>(
    bytes: &[u8],
    encoding: Encoding,
    handler: impl FnMut(&CodecError) -> Result<(Wtf8Buf, usize), E>,
) -> Result<Wtf8Buf, E> {
    match encoding {
        Encoding::Utf8 => utf8::decode(bytes, handler),
        Encoding::Ascii => single_byte::decode_ascii(bytes, handler),
        Encoding::Latin1 => Ok(single_byte::decode_latin1(bytes)),
        Encoding::Utf16(order) => utf16::decode(bytes, order, handler),
        Encoding::Utf32(order) => utf32::decode(bytes, order, handler),
        Encoding::UnicodeEscape => escape::decode(bytes, handler),
        Encoding::RawUnicodeEscape => escape::decode_raw(bytes, handler),
    }
}

/// `text.encode(encoding, errors)`.
///
/// # Errors
/// `UnicodeEncodeError`.
pub fn encode(text: &Wtf8, encoding: Encoding, errors: ErrorHandler) -> Result<Vec<u8>, Failure> {
    encode_with(text, encoding, |error| errors.encode(error, text))
}

/// `bytes.decode(encoding, errors)`.
///
/// # Errors
/// `UnicodeDecodeError`; `TypeError` where the handler is for encoding only.
pub fn decode(bytes: &[u8], encoding: Encoding, errors: ErrorHandler) -> Result<Wtf8Buf, Failure> {
    decode_with(bytes, encoding, |error| errors.decode(error, bytes))
}

fn error(encoding: Encoding, start: usize, end: usize, reason: &'static str) -> CodecError {
    CodecError { encoding, start, end, reason: Cow::Borrowed(reason) }
}

/// Where a code point was in a text: what the encoders walk over, and come back to.
struct Cursor<'a> {
    text: &'a Wtf8,
    offset: usize,
    index: usize,
}

impl<'a> Cursor<'a> {
    fn new(text: &'a Wtf8) -> Self {
        Cursor { text, offset: 0, index: 0 }
    }

    /// The code point here.
    fn peek(&self) -> Option<u32> {
        (self.offset < self.text.len()).then(|| self.text.unit_at(self.offset).0)
    }

    /// Steps behind the code point here, if there is one.
    fn advance(&mut self) {
        if self.offset < self.text.len() {
            self.offset += self.text.unit_at(self.offset).1;
            self.index += 1;
        }
    }

    /// The index behind the run of code points from here on that `refused` holds for.
    fn run_end(&self, refused: impl Fn(u32) -> bool) -> usize {
        let rest = self.text.part(self.offset..self.text.len());
        self.index + rest.code_points().take_while(|c| refused(c.to_u32())).count()
    }

    /// Goes to the code point of an index.
    fn seek(&mut self, index: usize) {
        if index >= self.index {
            while self.index < index && self.offset < self.text.len() {
                self.advance();
            }
        } else {
            self.offset = self.text.offset_of(index);
            self.index = index;
        }
    }
}

fn is_surrogate(code: u32) -> bool {
    (0xd800..0xe000).contains(&code)
}
