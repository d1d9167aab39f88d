//! `center`, `ljust`, `rjust`, `zfill` and `expandtabs`.

use super::super::error::{SemError, SemResult};
use super::unit::Text;

/// The longest text that is built: beyond it CPython would find no memory.
const MAX_LEN: u64 = 1 << 40;

/// `text.ljust(width, fill)`; `fill` is one unit (the caller says what is wrong with it otherwise).
///
/// # Errors
/// `MemoryError`, `OverflowError` for a width beyond all memory.
pub fn ljust<T: Text + ?Sized>(text: &T, width: i64, fill: &T) -> SemResult<T::Owned> {
    let missing = missing(text, width)?;
    pad(text, 0, missing, fill)
}

/// `text.rjust(width, fill)`.
///
/// # Errors
/// As [`ljust`].
pub fn rjust<T: Text + ?Sized>(text: &T, width: i64, fill: &T) -> SemResult<T::Owned> {
    let missing = missing(text, width)?;
    pad(text, missing, 0, fill)
}

/// `text.center(width, fill)`: of an odd number of fills the left side gets the more where the width is odd.
///
/// # Errors
/// As [`ljust`].
pub fn center<T: Text + ?Sized>(text: &T, width: i64, fill: &T) -> SemResult<T::Owned> {
    let missing = missing(text, width)?;
    let left = missing / 2 + (missing & width as usize & 1);
    pad(text, left, missing - left, fill)
}

fn missing<T: Text + ?Sized>(text: &T, width: i64) -> SemResult<usize> {
    Ok(usize::try_from(width).unwrap_or(0).saturating_sub(text.units()))
}

fn pad<T: Text + ?Sized>(text: &T, left: usize, right: usize, fill: &T) -> SemResult<T::Owned> {
    let raw = text.raw();
    let (fill, count) = (fill.raw(), left + right);
    check_len(raw.len() as u64 + (count as u64).saturating_mul(fill.len() as u64))?;
    let mut out = buffer(raw.len() + count * fill.len())?;
    (0..left).for_each(|_| out.extend_from_slice(fill));
    out.extend_from_slice(raw);
    (0..right).for_each(|_| out.extend_from_slice(fill));
    Ok(T::assemble(out))
}

/// Refuses what no memory could hold.
pub(super) fn check_len(len: u64) -> SemResult<()> {
    if len > MAX_LEN { Err(SemError::memory()) } else { Ok(()) }
}

/// An empty buffer with room.
pub(super) fn buffer(capacity: usize) -> SemResult<Vec<u8>> {
    let mut out = Vec::new();
    out.try_reserve_exact(capacity).map_err(|_| SemError::memory())?;
    Ok(out)
}

/// `text.zfill(width)`: zeros behind a sign.
///
/// # Errors
/// `MemoryError` for a width beyond all memory.
pub fn zfill<T: Text + ?Sized>(text: &T, width: i64) -> SemResult<T::Owned> {
    let missing = missing(text, width)?;
    let raw = text.raw();
    check_len((raw.len() as u64).saturating_add(missing as u64))?;
    let mut out = buffer(raw.len() + missing)?;
    let sign = usize::from(matches!(raw.first(), Some(b'+' | b'-')));
    out.extend_from_slice(&raw[..sign]);
    out.resize(sign + missing, b'0');
    out.extend_from_slice(&raw[sign..]);
    Ok(T::assemble(out))
}

/// `text.expandtabs(tabsize)`: columns count units, and start anew behind `\n` and `\r`. Tabs vanish where
/// the size is zero or less.
///
/// # Errors
/// `OverflowError` for a text beyond all memory.
pub fn expandtabs<T: Text + ?Sized>(text: &T, tabsize: i64) -> SemResult<T::Owned> {
    let raw = text.raw();
    let tabsize = u64::try_from(tabsize).unwrap_or(0);
    let mut out = buffer(raw.len())?;
    let (mut offset, mut column) = (0, 0u64);
    while offset < raw.len() {
        let (unit, size) = text.unit_at(offset);
        if unit == 0x09 {
            if tabsize > 0 {
                let spaces = tabsize - column % tabsize;
                if check_len((out.len() as u64).saturating_add(spaces)).is_err() {
                    let message =
                        if T::CLASS == "str" { "new string is too long" } else { "result too long" };
                    return Err(SemError::overflow(message));
                }
                out.try_reserve(spaces as usize).map_err(|_| SemError::memory())?;
                out.resize(out.len() + spaces as usize, b' ');
                column += spaces;
            }
        } else {
            out.extend_from_slice(&raw[offset..offset + size]);
            column = if matches!(unit, 0x0a | 0x0d) { 0 } else { column + 1 };
        }
        offset += size;
    }
    Ok(T::assemble(out))
}
