//! Positions in sequences: indices and slices as Python counts them.

use super::error::{SemError, SemResult};

/// A slice laid over a sequence: the first index, the step and the number of items.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SliceRange {
    /// The first index.
    pub start: i64,
    /// Behind the last index, as `slice.indices` gives it.
    pub stop: i64,
    /// Not zero.
    pub step: i64,
    /// How many items.
    pub len: usize,
}

impl SliceRange {
    /// The indices in order.
    pub fn indices(self) -> impl Iterator<Item = usize> {
        (0..self.len).map(move |turn| (self.start + turn as i64 * self.step) as usize)
    }
}

/// A non-negative position for `index`, if it is inside a sequence of `len` items.
pub fn index(index: i64, len: usize) -> Option<usize> {
    let position = if index < 0 { index.checked_add(len as i64)? } else { index };
    usize::try_from(position).ok().filter(|position| *position < len)
}

/// `slice(start, stop, step).indices(len)`.
///
/// # Errors
/// `ValueError` for a step of zero.
pub fn slice(start: Option<i64>, stop: Option<i64>, step: Option<i64>, len: usize) -> SemResult<SliceRange> {
    let step = step.unwrap_or(1).max(-i64::MAX);
    if step == 0 {
        return Err(SemError::value("slice step cannot be zero"));
    }
    let len = len as i64;
    let (low, high) = if step < 0 { (-1, len - 1) } else { (0, len) };
    let clip = |bound: i64| if bound < 0 { (bound + len).max(low) } else { bound.min(high) };
    let start = start.map_or(if step < 0 { high } else { low }, clip);
    let stop = stop.map_or(if step < 0 { low } else { high }, clip);
    let count = if step < 0 {
        if stop < start { (start - stop - 1) / -step + 1 } else { 0 }
    } else if start < stop {
        (stop - start - 1) / step + 1
    } else {
        0
    };
    Ok(SliceRange { start, stop, step, len: count as usize })
}
