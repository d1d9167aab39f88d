//! Normal forms of texts that may hold lone surrogates and code points of the future.
//!
//! ```text
//! a b U+D800 c d ─► normal(a b)  U+D800  normal(c d)
//! ```
//!
//! The crate that knows the forms knows younger versions of Unicode than ours. Its stability policy says that what was
//! assigned keeps its normal forms for ever, so only what is not assigned yet must be kept from it: such a code point
//! stays as it is, has the combining class 0 and composes with nothing. A surrogate behaves alike.

use super::tables::MENDED;
use super::{Version, decomposed};
use rustpython_wtf8::{Wtf8, Wtf8Buf};
use unicode_normalization::UnicodeNormalization;

/// A normal form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    Nfc,
    Nfkc,
    Nfd,
    Nfkd,
}

impl Form {
    pub(super) fn named(name: &str) -> Option<Form> {
        Some(match name {
            "NFC" => Form::Nfc,
            "NFKC" => Form::Nfkc,
            "NFD" => Form::Nfd,
            "NFKD" => Form::Nfkd,
            _ => return None,
        })
    }
}

/// The normal form of a text.
pub(super) fn normalize(text: &Wtf8, form: Form, version: Version) -> Wtf8Buf {
    let mut out = Wtf8Buf::with_capacity(text.len());
    let mut piece = String::new();
    for code in text.code_points() {
        match code.to_char().filter(|&c| is_known(c, version)) {
            Some(c) => piece.push(mended(c, version)),
            None => {
                push(&mut out, &piece, form);
                piece.clear();
                out.push(code);
            }
        }
    }
    push(&mut out, &piece, form);
    out
}

/// Whether the crate may see a code point. As in CPython the old version keeps what it did not know from decomposing,
/// but not from its place among combining marks.
fn is_known(c: char, version: Version) -> bool {
    let code = u32::from(c);
    match version {
        Version::New => version.is_assigned(code),
        Version::Old => {
            version.is_assigned(code) || Version::New.is_assigned(code) && decomposed(code).is_none()
        }
    }
}

/// What a code point decomposed to in version 3.2, where that was mended later: those are ideographs, which decompose
/// in every form.
fn mended(c: char, version: Version) -> char {
    let row = match version {
        Version::New => None,
        Version::Old => MENDED.iter().find(|row| row.0 == u32::from(c)),
    };
    row.and_then(|row| char::from_u32(row.1)).unwrap_or(c)
}

fn push(out: &mut Wtf8Buf, piece: &str, form: Form) {
    let mut add = |c: char| out.push_char(c);
    match form {
        Form::Nfc => piece.nfc().for_each(&mut add),
        Form::Nfkc => piece.nfkc().for_each(&mut add),
        Form::Nfd => piece.nfd().for_each(&mut add),
        Form::Nfkd => piece.nfkd().for_each(&mut add),
    }
}
