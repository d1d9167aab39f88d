//! `upper`, `lower`, `title`, `capitalize`, `swapcase` and `casefold`, with Unicode's special mappings.
//!
//! One mapping needs its surroundings: a capital sigma becomes the final form where a cased letter stands
//! before it and none behind it, ignoring apostrophes and the like between.

use super::unicode::{self, CASE_IGNORABLE, CASED, LOWER, Mapped, Mapping, TITLE, UPPER};
use super::unit::{Text, push_code_point};
use crate::syntax::ast::{Wtf8, Wtf8Buf};

const SIGMA: u32 = 0x3a3;

/// `str.upper`
pub fn upper(text: &Wtf8) -> Wtf8Buf {
    if text.is_ascii() {
        return text.to_ascii_uppercase();
    }
    map_each(text, |_, _| Mapping::Upper)
}

/// `str.lower`
pub fn lower(text: &Wtf8) -> Wtf8Buf {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    map_each(text, |_, _| Mapping::Lower)
}

/// `str.casefold`: for comparisons without case; the sigma has one fold.
pub fn casefold(text: &Wtf8) -> Wtf8Buf {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    map_each(text, |_, _| Mapping::Fold)
}

/// `str.capitalize`: the first code point in title case, the others in lower case.
pub fn capitalize(text: &Wtf8) -> Wtf8Buf {
    map_each(text, |offset, _| if offset == 0 { Mapping::Title } else { Mapping::Lower })
}

/// `str.title`: title case wherever a run of cased code points starts.
pub fn title(text: &Wtf8) -> Wtf8Buf {
    let mut inside = false;
    map_each(text, |_, code| {
        let mapping = if inside { Mapping::Lower } else { Mapping::Title };
        // not `CASED`, which leaves out what is also ignorable between a letter and a sigma
        inside = is_cased(code);
        mapping
    })
}

/// `str.swapcase`: upper case to lower case and the reverse; title case stays.
pub fn swapcase(text: &Wtf8) -> Wtf8Buf {
    let mut raw = Vec::with_capacity(text.len());
    for (offset, c) in text.code_point_indices() {
        let code = c.to_u32();
        let flags = unicode::flags(code);
        if flags & UPPER != 0 {
            push_mapped(&mut raw, text, offset, code, Mapping::Lower);
        } else if flags & LOWER != 0 {
            push_mapped(&mut raw, text, offset, code, Mapping::Upper);
        } else {
            push_code_point(&mut raw, code);
        }
    }
    Wtf8::assemble(raw)
}

fn is_cased(code: u32) -> bool {
    unicode::has(code, CASED | UPPER | LOWER | TITLE)
}

fn map_each(text: &Wtf8, mut choose: impl FnMut(usize, u32) -> Mapping) -> Wtf8Buf {
    let mut raw = Vec::with_capacity(text.len());
    for (offset, c) in text.code_point_indices() {
        let mapping = choose(offset, c.to_u32());
        if let (Ok(byte @ 0..0x80), Mapping::Lower | Mapping::Upper | Mapping::Title) =
            (u8::try_from(c.to_u32()), mapping)
        {
            let lower = mapping == Mapping::Lower;
            raw.push(if lower { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() });
            continue;
        }
        push_mapped(&mut raw, text, offset, c.to_u32(), mapping);
    }
    Wtf8::assemble(raw)
}

fn push_mapped(raw: &mut Vec<u8>, text: &Wtf8, offset: usize, code: u32, mapping: Mapping) {
    if code == SIGMA && mapping == Mapping::Lower {
        let is_final = is_final_sigma(text, offset);
        return push_code_point(raw, if is_final { 0x3c2 } else { 0x3c3 });
    }
    match unicode::map(code, mapping) {
        Mapped::One(code) => push_code_point(raw, code),
        Mapped::Text(text) => raw.extend_from_slice(text.as_bytes()),
    }
}

fn is_final_sigma(text: &Wtf8, offset: usize) -> bool {
    let mut before = text.part(0..offset).code_points().rev().map(|c| unicode::flags(c.to_u32()));
    let mut behind = text.part(offset + 2..text.len()).code_points().map(|c| unicode::flags(c.to_u32()));
    let cased = |flags: Option<u16>| flags.is_some_and(|flags| flags & CASED != 0);
    cased(before.find(|flags| flags & CASE_IGNORABLE == 0))
        && !cased(behind.find(|flags| flags & CASE_IGNORABLE == 0))
}

/// `bytes.capitalize`
pub fn bytes_capitalize(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_ascii_lowercase();
    if let Some(first) = out.first_mut() {
        first.make_ascii_uppercase();
    }
    out
}

/// `bytes.title`
pub fn bytes_title(bytes: &[u8]) -> Vec<u8> {
    let mut inside = false;
    let map = |byte: &u8| {
        let mapped = if inside { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() };
        inside = byte.is_ascii_alphabetic();
        mapped
    };
    bytes.iter().map(map).collect()
}

/// `bytes.swapcase`
pub fn bytes_swapcase(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| if byte.is_ascii_alphabetic() { byte ^ 0x20 } else { *byte }).collect()
}
