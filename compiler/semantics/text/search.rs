//! `find`, `rfind`, `index`, `rindex`, `count`, `startswith`, `endswith`, `in`, `removeprefix`, `removesuffix`.
//!
//! `start` and `end` are as the caller wrote them: negative from the end, `None` where absent, ints beyond
//! `i64` clipped to its ends.

use super::super::error::{SemError, SemResult};
use super::unit::{Text, window};
use memchr::memmem;

/// `text.find(part, start, end)`: an index, where Python has -1 for `None`.
pub fn find<T: Text + ?Sized>(text: &T, part: &T, start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let window = window(text, start, end)?;
    let found = find_bytes(&text.raw()[window.clone()], part.raw())?;
    Some(text.index_of(window.start + found))
}

/// The first place of a part: one byte, and short texts, need no searcher made for them.
fn find_bytes(text: &[u8], part: &[u8]) -> Option<usize> {
    const SHORT: usize = 64;
    match part {
        [] => Some(0),
        [byte] => memchr::memchr(*byte, text),
        [first, ..] if text.len() <= SHORT => {
            memchr::memchr_iter(*first, text).find(|&at| text[at..].starts_with(part))
        }
        _ => memmem::find(text, part),
    }
}

/// `text.rfind(part, start, end)`.
pub fn rfind<T: Text + ?Sized>(text: &T, part: &T, start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let window = window(text, start, end)?;
    let found = memmem::rfind(&text.raw()[window.clone()], part.raw())?;
    Some(text.index_of(window.start + found))
}

/// `text.index(part, start, end)`.
///
/// # Errors
/// `ValueError` where there is none.
pub fn index<T: Text + ?Sized>(text: &T, part: &T, start: Option<i64>, end: Option<i64>) -> SemResult<usize> {
    find(text, part, start, end).ok_or_else(not_found::<T>)
}

/// `text.rindex(part, start, end)`.
///
/// # Errors
/// `ValueError` where there is none.
pub fn rindex<T: Text + ?Sized>(
    text: &T,
    part: &T,
    start: Option<i64>,
    end: Option<i64>,
) -> SemResult<usize> {
    rfind(text, part, start, end).ok_or_else(not_found::<T>)
}

fn not_found<T: Text + ?Sized>() -> SemError {
    SemError::value(if T::CLASS == "str" { "substring not found" } else { "subsection not found" })
}

/// `text.count(part, start, end)`: without overlaps; an empty part lies before, between and behind the units.
pub fn count<T: Text + ?Sized>(text: &T, part: &T, start: Option<i64>, end: Option<i64>) -> usize {
    let Some(window) = window(text, start, end) else { return 0 };
    let window = text.part(window);
    match part.raw() {
        [] => window.units() + 1,
        [byte] => memchr::memchr_iter(*byte, window.raw()).count(),
        part => memmem::find_iter(window.raw(), part).count(),
    }
}

/// `part in text`.
pub fn contains<T: Text + ?Sized>(text: &T, part: &T) -> bool {
    find_bytes(text.raw(), part.raw()).is_some()
}

/// `text.startswith(prefix, start, end)` of one prefix.
pub fn starts_with<T: Text + ?Sized>(text: &T, prefix: &T, start: Option<i64>, end: Option<i64>) -> bool {
    window(text, start, end).is_some_and(|window| text.raw()[window].starts_with(prefix.raw()))
}

/// `text.endswith(suffix, start, end)` of one suffix.
pub fn ends_with<T: Text + ?Sized>(text: &T, suffix: &T, start: Option<i64>, end: Option<i64>) -> bool {
    window(text, start, end).is_some_and(|window| text.raw()[window].ends_with(suffix.raw()))
}

/// `text.removeprefix(prefix)`.
pub fn remove_prefix<'a, T: Text + ?Sized>(text: &'a T, prefix: &T) -> &'a T {
    let len = text.raw().len();
    let start = if text.raw().starts_with(prefix.raw()) { prefix.raw().len() } else { 0 };
    text.part(start..len)
}

/// `text.removesuffix(suffix)`.
pub fn remove_suffix<'a, T: Text + ?Sized>(text: &'a T, suffix: &T) -> &'a T {
    let len = text.raw().len();
    let cut = if text.raw().ends_with(suffix.raw()) { suffix.raw().len() } else { 0 };
    text.part(0..len - cut)
}
