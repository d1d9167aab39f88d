//! `split`, `rsplit`, `splitlines`, `partition` and `rpartition`.
//!
//! The parts borrow from the text. `maxsplit` is as the caller wrote it: negative means no limit.

use super::super::error::{SemError, SemResult};
use super::unit::Text;
use memchr::memmem;

/// `text.split(None, maxsplit)`: at runs of white space, which leave no empty parts.
pub fn split_whitespace<T: Text + ?Sized>(text: &T, maxsplit: i64) -> Vec<&T> {
    let len = text.raw().len();
    let (mut parts, mut offset) = (Vec::new(), 0);
    while let Some(start) = skip(text, offset, true) {
        if maxsplit >= 0 && parts.len() as u64 == maxsplit as u64 {
            // what is left keeps its white space, inside and at its end
            parts.push(text.part(start..len));
            break;
        }
        let end = skip(text, start, false).unwrap_or(len);
        parts.push(text.part(start..end));
        offset = end;
    }
    parts
}

/// `text.rsplit(None, maxsplit)`.
pub fn rsplit_whitespace<T: Text + ?Sized>(text: &T, maxsplit: i64) -> Vec<&T> {
    let (mut parts, mut offset) = (Vec::new(), text.raw().len());
    while let Some(end) = skip_back(text, offset, true) {
        if maxsplit >= 0 && parts.len() as u64 == maxsplit as u64 {
            parts.push(text.part(0..end));
            break;
        }
        let start = skip_back(text, end, false).unwrap_or(0);
        parts.push(text.part(start..end));
        offset = start;
    }
    parts.reverse();
    parts
}

/// The first offset from `offset` on whose unit is not white space (or, `space` being false, is).
fn skip<T: Text + ?Sized>(text: &T, mut offset: usize, space: bool) -> Option<usize> {
    while offset < text.raw().len() {
        let (unit, size) = text.unit_at(offset);
        if T::is_space(unit) != space {
            return Some(offset);
        }
        offset += size;
    }
    None
}

/// The last offset up to `offset` before which stands a unit that is not white space (or is).
fn skip_back<T: Text + ?Sized>(text: &T, mut offset: usize, space: bool) -> Option<usize> {
    while offset > 0 {
        let (unit, size) = text.unit_before(offset);
        if T::is_space(unit) != space {
            return Some(offset);
        }
        offset -= size;
    }
    None
}

fn separator<T: Text + ?Sized>(separator: &T) -> SemResult<&[u8]> {
    match separator.raw() {
        [] => Err(SemError::value("empty separator")),
        raw => Ok(raw),
    }
}

/// `text.split(sep, maxsplit)`.
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn split<'a, T: Text + ?Sized>(text: &'a T, sep: &T, maxsplit: i64) -> SemResult<Vec<&'a T>> {
    let sep = separator(sep)?;
    let limit = usize::try_from(maxsplit).unwrap_or(usize::MAX);
    let (mut parts, mut start) = (Vec::new(), 0);
    for at in memmem::find_iter(text.raw(), sep).take(limit) {
        parts.push(text.part(start..at));
        start = at + sep.len();
    }
    parts.push(text.part(start..text.raw().len()));
    Ok(parts)
}

/// `text.rsplit(sep, maxsplit)`: the separators are found from the end, which shows where they overlap.
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn rsplit<'a, T: Text + ?Sized>(text: &'a T, sep: &T, maxsplit: i64) -> SemResult<Vec<&'a T>> {
    let sep = separator(sep)?;
    let limit = usize::try_from(maxsplit).unwrap_or(usize::MAX);
    let (mut parts, mut end) = (Vec::new(), text.raw().len());
    for at in memmem::rfind_iter(text.raw(), sep).take(limit) {
        parts.push(text.part(at + sep.len()..end));
        end = at;
    }
    parts.push(text.part(0..end));
    parts.reverse();
    Ok(parts)
}

/// `text.splitlines(keepends)`: `\r\n` is one line break; a break at the very end opens no line.
pub fn splitlines<T: Text + ?Sized>(text: &T, keepends: bool) -> Vec<&T> {
    let len = text.raw().len();
    let (mut lines, mut start, mut offset) = (Vec::new(), 0, 0);
    while offset < len {
        let (unit, size) = text.unit_at(offset);
        let end = offset;
        offset += size;
        if !T::is_line_break(unit) {
            continue;
        }
        if unit == 0x0d && text.raw().get(offset) == Some(&b'\n') {
            offset += 1;
        }
        lines.push(text.part(start..if keepends { offset } else { end }));
        start = offset;
    }
    if start < len {
        lines.push(text.part(start..len));
    }
    lines
}

/// `text.partition(sep)`: before, separator, behind; everything is before where the separator is not found.
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn partition<'a, T: Text + ?Sized>(text: &'a T, sep: &T) -> SemResult<[&'a T; 3]> {
    let len = text.raw().len();
    let sep = separator(sep)?;
    let at = memmem::find(text.raw(), sep);
    let (start, end) = at.map_or((len, len), |at| (at, at + sep.len()));
    Ok([text.part(0..start), text.part(start..end), text.part(end..len)])
}

/// `text.rpartition(sep)`: everything is behind where the separator is not found.
///
/// # Errors
/// `ValueError` for an empty separator.
pub fn rpartition<'a, T: Text + ?Sized>(text: &'a T, sep: &T) -> SemResult<[&'a T; 3]> {
    let sep = separator(sep)?;
    let at = memmem::rfind(text.raw(), sep);
    let (start, end) = at.map_or((0, 0), |at| (at, at + sep.len()));
    Ok([text.part(0..start), text.part(start..end), text.part(end..text.raw().len())])
}
