//! `replace`, `join`, repetition and `translate`.

use super::super::error::{SemError, SemResult};
use super::pad::{buffer, check_len};
use super::unit::Text;
use crate::syntax::ast::{Wtf8, Wtf8Buf};
use memchr::memmem;

/// `text.replace(old, new, count)`: a negative count replaces all; an empty `old` stands before each unit
/// and at the end.
///
/// # Errors
/// `MemoryError` for a text beyond all memory.
pub fn replace<T: Text + ?Sized>(text: &T, old: &T, new: &T, count: i64) -> SemResult<T::Owned> {
    let (raw, old, new) = (text.raw(), old.raw(), new.raw());
    let limit = usize::try_from(count).unwrap_or(usize::MAX);
    let places: Vec<usize> = if old.is_empty() {
        let mut places = Vec::new();
        let mut offset = 0;
        while offset < raw.len() && places.len() < limit {
            places.push(offset);
            offset += text.unit_at(offset).1;
        }
        if places.len() < limit {
            places.push(raw.len());
        }
        places
    } else {
        memmem::find_iter(raw, old).take(limit).collect()
    };
    let len = (raw.len() - places.len() * old.len()) as u64
        + (places.len() as u64).saturating_mul(new.len() as u64);
    check_len(len)?;
    let mut out = buffer(len as usize)?;
    let mut start = 0;
    for at in places {
        out.extend_from_slice(&raw[start..at]);
        out.extend_from_slice(new);
        start = at + old.len();
    }
    out.extend_from_slice(&raw[start..]);
    Ok(T::assemble(out))
}

/// `separator.join(parts)`.
///
/// # Errors
/// `MemoryError` for a text beyond all memory.
pub fn join<'a, T: Text + ?Sized + 'a>(
    separator: &T,
    parts: impl IntoIterator<Item = &'a T>,
) -> SemResult<T::Owned> {
    let separator = separator.raw();
    let mut out = Vec::new();
    for (index, part) in parts.into_iter().enumerate() {
        let part = part.raw();
        out.try_reserve(separator.len() + part.len()).map_err(|_| SemError::memory())?;
        if index > 0 {
            out.extend_from_slice(separator);
        }
        out.extend_from_slice(part);
    }
    Ok(T::assemble(out))
}

/// `text * count`.
///
/// # Errors
/// `MemoryError` for a text beyond all memory.
pub fn repeat<T: Text + ?Sized>(text: &T, count: i64) -> SemResult<T::Owned> {
    let raw = text.raw();
    let count = u64::try_from(count).unwrap_or(0);
    let len = (raw.len() as u64).saturating_mul(count);
    check_len(len)?;
    let mut out = buffer(len as usize)?;
    (0..len / (raw.len().max(1) as u64)).for_each(|_| out.extend_from_slice(raw));
    Ok(T::assemble(out))
}

/// `text.translate(table)`: `lookup` answers for each code point with its replacement (empty to delete it), or
/// `None` where the table has no entry for it.
///
/// # Errors
/// Whatever `lookup` raises.
pub fn translate<E>(
    text: &Wtf8,
    mut lookup: impl FnMut(u32) -> Result<Option<Wtf8Buf>, E>,
) -> Result<Wtf8Buf, E> {
    let mut out = Wtf8Buf::with_capacity(text.len());
    for c in text.code_points() {
        match lookup(c.to_u32())? {
            Some(replacement) => out.push_wtf8(&replacement),
            None => out.push(c),
        }
    }
    Ok(out)
}

/// `bytes.translate(table, delete)`; without a table bytes are only deleted.
///
/// # Errors
/// `ValueError` for a table that has not 256 entries.
pub fn bytes_translate(bytes: &[u8], table: Option<&[u8]>, delete: &[u8]) -> SemResult<Vec<u8>> {
    if table.is_some_and(|table| table.len() != 256) {
        return Err(SemError::value("translation table must be 256 characters long"));
    }
    if let (Some(table), true) = (table, delete.is_empty()) {
        return Ok(bytes.iter().map(|byte| table[usize::from(*byte)]).collect());
    }
    let mut deleted = [false; 256];
    delete.iter().for_each(|byte| deleted[usize::from(*byte)] = true);
    let kept = bytes.iter().filter(|byte| !deleted[usize::from(**byte)]);
    Ok(kept.map(|byte| table.map_or(*byte, |table| table[usize::from(*byte)])).collect())
}

/// `bytes.maketrans(from, to)`: a table of 256 entries.
///
/// # Errors
/// `ValueError` where the lengths differ.
pub fn bytes_maketrans(from: &[u8], to: &[u8]) -> SemResult<Vec<u8>> {
    if from.len() != to.len() {
        return Err(SemError::value("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    from.iter().zip(to).for_each(|(from, to)| table[usize::from(*from)] = *to);
    Ok(table)
}
