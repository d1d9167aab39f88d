//! What code points and bytes have in common: [`Text`], and the windows that `start` and `end` cut out.

use crate::syntax::ast::{Wtf8, Wtf8Buf};
use std::ops::Range;

/// A `str` or a `bytes`: a sequence of units, which lie in memory as one byte or several.
pub trait Text: ToOwned {
    /// The class, as messages name it.
    const CLASS: &'static str;

    /// What lies in memory.
    fn raw(&self) -> &[u8];

    /// How many units.
    fn units(&self) -> usize;

    /// The byte offset of the unit at `index`; of the end, if there is none.
    fn offset_of(&self, index: usize) -> usize;

    /// How many units lie before a byte offset.
    fn index_of(&self, offset: usize) -> usize;

    /// The part between two byte offsets, both between units.
    fn part(&self, range: Range<usize>) -> &Self;

    /// The unit at a byte offset (which is not the end): its code point or value, and its size in bytes.
    fn unit_at(&self, offset: usize) -> (u32, usize);

    /// The unit that ends at a byte offset (which is not zero).
    fn unit_before(&self, offset: usize) -> (u32, usize);

    /// Whether `split()` and `strip()` take a unit for white space.
    fn is_space(unit: u32) -> bool;

    /// Whether `splitlines()` ends a line behind a unit.
    fn is_line_break(unit: u32) -> bool;

    /// A text of whole units, put together in memory.
    fn assemble(raw: Vec<u8>) -> Self::Owned;
}

impl Text for Wtf8 {
    const CLASS: &'static str = "str";

    fn raw(&self) -> &[u8] {
        self.as_bytes()
    }

    fn units(&self) -> usize {
        count_code_points(self.as_bytes())
    }

    fn offset_of(&self, index: usize) -> usize {
        let raw = self.as_bytes();
        if index >= raw.len() {
            return raw.len();
        }
        // ASCII up to here: the index is the offset
        if raw[..index].is_ascii() {
            return index;
        }
        let (mut offset, mut left) = (0, index);
        // whole blocks first, which count faster than they are walked
        while raw.len() - offset > BLOCK {
            let counted = count_code_points(&raw[offset..offset + BLOCK]);
            if counted > left {
                break;
            }
            left -= counted;
            offset += BLOCK;
        }
        let starts = raw[offset..].iter().enumerate().filter(|(_, byte)| !is_continuation(**byte));
        starts.map(|(at, _)| offset + at).nth(left).unwrap_or(raw.len())
    }

    fn index_of(&self, offset: usize) -> usize {
        count_code_points(&self.as_bytes()[..offset])
    }

    fn part(&self, range: Range<usize>) -> &Self {
        &self[range]
    }

    fn unit_at(&self, offset: usize) -> (u32, usize) {
        let raw = &self.as_bytes()[offset..];
        let first = u32::from(raw[0]);
        let tail = |index: usize| u32::from(raw[index] & 0x3f);
        match first {
            0..0x80 => (first, 1),
            0x80..0xe0 => ((first & 0x1f) << 6 | tail(1), 2),
            0xe0..0xf0 => ((first & 0xf) << 12 | tail(1) << 6 | tail(2), 3),
            _ => ((first & 7) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4),
        }
    }

    fn unit_before(&self, offset: usize) -> (u32, usize) {
        let raw = &self.as_bytes()[..offset];
        let start = raw.iter().rposition(|byte| !is_continuation(*byte)).unwrap_or(0);
        self.unit_at(start)
    }

    fn is_space(unit: u32) -> bool {
        super::unicode::is_space(unit)
    }

    fn is_line_break(unit: u32) -> bool {
        matches!(unit, 0x0a..=0x0d | 0x1c..=0x1e | 0x85 | 0x2028 | 0x2029)
    }

    fn assemble(raw: Vec<u8>) -> Wtf8Buf {
        // SAFETY: the callers, all in this folder, put whole encoded code points one behind the other, which
        // is generalized UTF-8 again.
        unsafe { Wtf8Buf::from_bytes_unchecked(raw) }
    }
}

impl Text for [u8] {
    const CLASS: &'static str = "bytes";

    fn raw(&self) -> &[u8] {
        self
    }

    fn units(&self) -> usize {
        self.len()
    }

    fn offset_of(&self, index: usize) -> usize {
        index.min(self.len())
    }

    fn index_of(&self, offset: usize) -> usize {
        offset
    }

    fn part(&self, range: Range<usize>) -> &Self {
        &self[range]
    }

    fn unit_at(&self, offset: usize) -> (u32, usize) {
        (self[offset].into(), 1)
    }

    fn unit_before(&self, offset: usize) -> (u32, usize) {
        (self[offset - 1].into(), 1)
    }

    fn is_space(unit: u32) -> bool {
        matches!(unit, 0x09..=0x0d | 0x20)
    }

    fn is_line_break(unit: u32) -> bool {
        matches!(unit, 0x0a | 0x0d)
    }

    fn assemble(raw: Vec<u8>) -> Vec<u8> {
        raw
    }
}

/// How much of a text [`Text::offset_of`] counts at once.
const BLOCK: usize = 256;

fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

fn count_code_points(raw: &[u8]) -> usize {
    raw.iter().filter(|byte| !is_continuation(**byte)).count()
}

/// Appends one code point. INVARIANT: `code` is at most 0x10FFFF.
pub(super) fn push_code_point(raw: &mut Vec<u8>, code: u32) {
    let tail = |shift: u32| 0x80 | (code >> shift & 0x3f) as u8;
    match code {
        0..0x80 => raw.push(code as u8),
        0x80..0x800 => raw.extend([0xc0 | (code >> 6) as u8, tail(0)]),
        0x800..0x1_0000 => raw.extend([0xe0 | (code >> 12) as u8, tail(6), tail(0)]),
        _ => raw.extend([0xf0 | (code >> 18) as u8, tail(12), tail(6), tail(0)]),
    }
}

/// The byte offsets of `text[start:end]`; `None` where `start` lies behind `end`, which not even an empty
/// text is found in.
pub fn window<T: Text + ?Sized>(text: &T, start: Option<i64>, end: Option<i64>) -> Option<Range<usize>> {
    if matches!(start, None | Some(0)) && end.is_none() {
        return Some(0..text.raw().len());
    }
    let len = text.units() as i64;
    let from_end = |index: i64| if index < 0 { (index + len).max(0) } else { index };
    let (start, end) = (from_end(start.unwrap_or(0)), from_end(end.unwrap_or(len)).min(len));
    if start > end {
        return None;
    }
    let first = text.offset_of(start as usize);
    let last = if end == len { text.raw().len() } else { text.offset_of(end as usize) };
    Some(first..last)
}
