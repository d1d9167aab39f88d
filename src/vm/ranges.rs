//! Ranges: their length, items, slices and comparison. Small ones stay in machine words.

use super::Vm;
use crate::heap::Gc;
use crate::objects::{Range, Slice};
use crate::value::{PyResult, Value};
use malachite_bigint::BigInt;
use num_traits::{Signed, Zero};
use pyopt_compiler::semantics::Int;

/// A range's start, step and length beyond machine words.
struct Long {
    start: BigInt,
    step: BigInt,
    length: BigInt,
}

/// How many items lie from `start` to `stop` by `step`.
fn count(start: &BigInt, stop: &BigInt, step: &BigInt) -> BigInt {
    let span = if step.is_negative() { start - stop } else { stop - start };
    if span.is_positive() { (span - 1) / step.abs() + 1 } else { BigInt::zero() }
}

/// Start, stop and step of a slice of a range, if all numbers are small.
fn small_slice(range: Gc<Range>, slice: Gc<Slice>) -> Option<[Value; 3]> {
    let (start, step, length) = range.small()?;
    let given = |bound: Value| if bound.is_none() { Some(None) } else { bound.as_small_int().map(Some) };
    let by = given(slice.step.get())?.unwrap_or(1);
    if by == 0 {
        return None;
    }
    let (low, high) = if by < 0 { (-1, length - 1) } else { (0, length) };
    let place = |bound: Value, default: i64| {
        let at = given(bound)?.map_or(default, |at| if at < 0 { at + length } else { at });
        Value::try_small_int(at.clamp(low, high).checked_mul(step)?.checked_add(start)?)
    };
    let (first, last) = if by < 0 { (high, low) } else { (low, high) };
    Some([
        place(slice.start.get(), first)?,
        place(slice.stop.get(), last)?,
        Value::try_small_int(by.checked_mul(step)?)?,
    ])
}

impl Vm {
    fn big(&self, value: Value) -> BigInt {
        self.as_int(&value).map(|i| i.to_big()).unwrap_or_default()
    }

    fn big_value(&mut self, number: BigInt) -> Value {
        self.int_value(Int::from(number))
    }

    fn long(&self, range: Gc<Range>) -> Long {
        let [start, step, length] =
            [&range.start, &range.step, &range.length].map(|part| self.big(part.get()));
        Long { start, step, length }
    }

    /// A range of exact ints; `step` is not 0.
    pub(crate) fn new_range(&mut self, start: Value, stop: Value, step: Value) -> Gc<Range> {
        if let (Some(a), Some(b), Some(by)) = (start.as_small_int(), stop.as_small_int(), step.as_small_int())
        {
            let span = if by > 0 { b - a } else { a - b };
            // A division costs more than all the rest.
            let length = if by == 1 {
                span.max(0)
            } else if span <= 0 {
                0
            } else {
                (span - 1) / by.abs() + 1
            };
            let length = self.new_int(length);
            return Range::new(&mut self.heap, [start, stop, step, length]);
        }
        let length = count(&self.big(start), &self.big(stop), &self.big(step));
        let length = self.big_value(length);
        Range::new(&mut self.heap, [start, stop, step, length])
    }

    /// The item at a place that may be negative; `None` if there is none.
    pub(crate) fn range_item(&mut self, range: Gc<Range>, place: Value) -> Option<Value> {
        if let (Some((start, step, length)), Some(at)) = (range.small(), place.as_small_int()) {
            let at = if at < 0 { at + length } else { at };
            return if at >= 0 && at < length { Value::try_small_int(start + at * step) } else { None };
        }
        let Long { start, step, length, .. } = self.long(range);
        let mut at = self.big(place);
        if at.is_negative() {
            at += &length;
        }
        if at.is_negative() || at >= length {
            return None;
        }
        Some(self.big_value(start + at * step))
    }

    /// A slice of a range, which is a range.
    ///
    /// # Errors
    /// `ValueError` for step 0; `TypeError` for bounds that are no indices; what `__index__` raises.
    pub(crate) fn range_slice(&mut self, range: Gc<Range>, slice: Gc<Slice>) -> PyResult {
        if let Some([first, last, by]) = small_slice(range, slice) {
            return Ok(self.new_range(first, last, by).value());
        }
        let [first, last, by] = self.slice_big(slice, &self.big(range.length.get()))?;
        let Long { start, step, .. } = self.long(range);
        let [first, last] = [first, last].map(|at| &start + at * &step);
        let [first, last, by] = [first, last, by * step].map(|n| self.big_value(n));
        Ok(self.new_range(first, last, by).value())
    }

    /// Start, stop and step of a slice of a sequence of `length`, whatever their size.
    ///
    /// # Errors
    /// As [`Vm::range_slice`].
    pub(crate) fn slice_big(&mut self, slice: Gc<Slice>, length: &BigInt) -> PyResult<[BigInt; 3]> {
        let mut given = [None, None, None];
        for (part, bound) in [(2, &slice.step), (0, &slice.start), (1, &slice.stop)] {
            let bound = bound.get();
            if !bound.is_none() {
                let number = self.slice_int(bound)?;
                given[part] = Some(self.big(number));
                if part == 2 && given[2].as_ref().is_some_and(Zero::is_zero) {
                    return Err(self.raise_value_error("slice step cannot be zero"));
                }
            }
        }
        let [start, stop, step] = given;
        let step = step.unwrap_or_else(|| BigInt::from(1));
        let backwards = step.is_negative();
        let (low, high) = if backwards {
            (BigInt::from(-1), length - BigInt::from(1))
        } else {
            (BigInt::zero(), length.clone())
        };
        let clip = |at: BigInt| {
            let at = if at.is_negative() { at + length } else { at };
            at.clamp(low.clone(), high.clone())
        };
        let start = start.map_or_else(|| if backwards { high.clone() } else { low.clone() }, clip);
        let stop = stop.map_or_else(|| if backwards { low.clone() } else { high.clone() }, clip);
        Ok([start, stop, step])
    }

    /// The range from the last item to the first.
    pub(crate) fn range_reversed(&mut self, range: Gc<Range>) -> PyResult<Gc<Range>> {
        let Long { start, step, length, .. } = self.long(range);
        let last = &start + (length - 1) * &step;
        let parts = [last, start - &step, -step].map(|n| self.big_value(n));
        Ok(self.new_range(parts[0], parts[1], parts[2]))
    }

    /// Where an exact int stands in a range.
    pub(crate) fn range_find(&mut self, range: Gc<Range>, item: Value) -> Option<Value> {
        if let (Some((start, step, length)), Some(item)) = (range.small(), item.as_small_int()) {
            let distance = item - start;
            let at = distance / step;
            return if distance % step == 0 && at >= 0 && at < length {
                Some(self.new_int(at))
            } else {
                None
            };
        }
        let Long { start, step, length, .. } = self.long(range);
        let distance = self.big(item) - start;
        let at = &distance / &step;
        if !(&distance % &step).is_zero() || at.is_negative() || at >= length {
            return None;
        }
        Some(self.big_value(at))
    }

    /// What makes two ranges equal, and their hash: length, start unless empty, step unless one item.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn range_identity(&mut self, range: Gc<Range>) -> PyResult {
        let length = range.length.get();
        let mut parts = [length, Value::NONE, Value::NONE];
        if !length.is(Value::small_int_unchecked(0)) {
            parts[1] = range.start.get();
            if !length.is(Value::small_int_unchecked(1)) {
                parts[2] = range.step.get();
            }
        }
        self.new_tuple(&parts)
    }
}
