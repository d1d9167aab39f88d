//! `isalpha` and the other questions about all units of a text.

use super::unicode::{
    self, ALPHA, DECIMAL, DIGIT, ID_CONTINUE, ID_START, LOWER, NUMERIC, PRINTABLE, SPACE, TITLE, UPPER,
};
use crate::syntax::ast::Wtf8;

fn all(text: &Wtf8, wanted: u16) -> bool {
    !text.is_empty() && text.code_points().all(|c| unicode::has(c.to_u32(), wanted))
}

/// `str.isalpha`
pub fn is_alpha(text: &Wtf8) -> bool {
    all(text, ALPHA)
}

/// `str.isdecimal`: digits that `int` reads.
pub fn is_decimal(text: &Wtf8) -> bool {
    all(text, DECIMAL)
}

/// `str.isdigit`: also superscripts and the like.
pub fn is_digit(text: &Wtf8) -> bool {
    all(text, DIGIT)
}

/// `str.isnumeric`: also fractions, Roman and Chinese numerals.
pub fn is_numeric(text: &Wtf8) -> bool {
    all(text, NUMERIC)
}

/// `str.isalnum`
pub fn is_alnum(text: &Wtf8) -> bool {
    all(text, ALPHA | DECIMAL | DIGIT | NUMERIC)
}

/// `str.isspace`
pub fn is_space(text: &Wtf8) -> bool {
    all(text, SPACE)
}

/// `str.isprintable`: true of the empty text.
pub fn is_printable(text: &Wtf8) -> bool {
    text.code_points().all(|c| unicode::has(c.to_u32(), PRINTABLE))
}

/// `str.isidentifier`: not normalized, and keywords are not excluded.
pub fn is_identifier(text: &Wtf8) -> bool {
    let mut codes = text.code_points().map(|c| c.to_u32());
    codes.next().is_some_and(|code| unicode::has(code, ID_START))
        && codes.all(|code| unicode::has(code, ID_CONTINUE))
}

/// `str.isupper`: at least one upper-case code point, none of lower or title case.
pub fn is_upper(text: &Wtf8) -> bool {
    cased_only(text, UPPER, LOWER | TITLE)
}

/// `str.islower`: at least one lower-case code point, none of upper or title case.
pub fn is_lower(text: &Wtf8) -> bool {
    cased_only(text, LOWER, UPPER | TITLE)
}

fn cased_only(text: &Wtf8, wanted: u16, refused: u16) -> bool {
    let mut seen = false;
    for c in text.code_points() {
        let flags = unicode::flags(c.to_u32());
        if flags & refused != 0 {
            return false;
        }
        seen |= flags & wanted != 0;
    }
    seen
}

/// `str.istitle`: upper or title case exactly where a run of cased code points starts.
pub fn is_title(text: &Wtf8) -> bool {
    let (mut cased, mut inside) = (false, false);
    for c in text.code_points() {
        let flags = unicode::flags(c.to_u32());
        let opens = flags & (UPPER | TITLE) != 0;
        if opens && inside || flags & LOWER != 0 && !inside {
            return false;
        }
        inside = flags & (UPPER | TITLE | LOWER) != 0;
        cased |= inside;
    }
    cased
}

/// `bytes.isalpha`
pub fn bytes_is_alpha(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(u8::is_ascii_alphabetic)
}

/// `bytes.isdigit`
pub fn bytes_is_digit(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit)
}

/// `bytes.isalnum`
pub fn bytes_is_alnum(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(u8::is_ascii_alphanumeric)
}

/// `bytes.isspace`: without the separators 0x1C to 0x1F, which are space in a `str`.
pub fn bytes_is_space(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(|byte| matches!(byte, 0x09..=0x0d | 0x20))
}

/// `bytes.isupper`
pub fn bytes_is_upper(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_uppercase) && !bytes.iter().any(u8::is_ascii_lowercase)
}

/// `bytes.islower`
pub fn bytes_is_lower(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_lowercase) && !bytes.iter().any(u8::is_ascii_uppercase)
}

/// `bytes.istitle`
pub fn bytes_is_title(bytes: &[u8]) -> bool {
    let (mut cased, mut inside) = (false, false);
    for byte in bytes {
        if byte.is_ascii_uppercase() && inside || byte.is_ascii_lowercase() && !inside {
            return false;
        }
        inside = byte.is_ascii_alphabetic();
        cased |= inside;
    }
    cased
}
