//! `container[key]`, its assignment and deletion.

use super::Vm;
use super::special::exact;
use crate::heap::Gc;
use crate::objects::{ByteArray, Bytes, Dict, Kind, List, MemoryView, Range, Slice, Str, Tuple};
use crate::stdlib::array::set_array_item;
use crate::value::{PyResult, Raised, Value};
use rustpython_wtf8::Wtf8;

impl Vm {
    /// `container[key]`.
    ///
    /// # Errors
    /// `IndexError`, `KeyError`, `TypeError`; what `__getitem__` raises.
    #[inline(never)]
    pub fn get_item(&mut self, container: Value, key: Value) -> PyResult {
        if let (Some(list), Some(i)) = (exact::<List>(container), key.as_small_int()) {
            let i = if i < 0 { i + list.len() as i64 } else { i };
            return match list.get(i as usize).filter(|_| i >= 0) {
                Some(v) => Ok(v),
                None => Err(self.raise_str(self.types.index_error, "list index out of range")),
            };
        }
        if let Some(item) = self.array_item(container, key) {
            return item;
        }
        if !self.is_core(container)
            && let Some(method) = self.special(container, super::special::GET_ITEM)
        {
            return self.call_method(method, container, &[key]);
        }
        self.builtin_get_item(container, key)
    }

    /// `container[key]` past a `__getitem__` of the program's own.
    pub(crate) fn builtin_get_item(&mut self, container: Value, key: Value) -> PyResult {
        if let Some(dict) = container.downcast::<Dict>() {
            return match self.dict_get(dict, key)? {
                Some(v) => Ok(v),
                None => match self.special(container, "__missing__") {
                    Some(method) => self.call_method(method, container, &[key]),
                    None => Err(self.raise_with(self.types.key_error, key)),
                },
            };
        }
        if let Some(range) = container.downcast::<Range>() {
            return self.range_subscript(range, key);
        }
        if let Some(view) = container.downcast::<MemoryView>() {
            return self.view_subscript(view, key);
        }
        if let Some(length) = self.builtin_len(container)
            && !matches!(container.kind(), Some(Kind::Set | Kind::DictView))
        {
            let length = || match (container.downcast::<List>(), container.downcast::<ByteArray>()) {
                (Some(list), _) => list.len(),
                (_, Some(array)) => array.len(),
                _ => length,
            };
            if let Some(slice) = key.downcast::<Slice>() {
                let indices = self.slice_indices(slice, length)?;
                return self.slice_of(container, indices);
            }
            let at = self.position(container, key, length)?;
            return self.item_at(container, at);
        }
        if let Some(class) = container.downcast::<crate::objects::Type>() {
            return self.class_item(class, key);
        }
        let message = format!("'{}' object is not subscriptable", self.type_name(container));
        Err(self.raise_type_error(message))
    }

    fn range_subscript(&mut self, range: Gc<Range>, key: Value) -> PyResult {
        if let Some(slice) = key.downcast::<Slice>() {
            return self.range_slice(range, slice);
        }
        if self.as_int(&key).is_none() && self.special(key, "__index__").is_none() {
            let message = format!("range indices must be integers or slices, not {}", self.type_name(key));
            return Err(self.raise_type_error(message));
        }
        let place = self.index_value(key)?;
        match self.range_item(range, place) {
            Some(item) => Ok(item),
            None => Err(self.raise_str(self.types.index_error, "range object index out of range")),
        }
    }

    fn position(&mut self, container: Value, key: Value, length: impl FnOnce() -> usize) -> PyResult<usize> {
        let outside = match container.kind() {
            Some(Kind::Str) => "string index out of range",
            Some(Kind::Bytes) => "index out of range",
            Some(Kind::ByteArray) => "bytearray index out of range",
            Some(Kind::Tuple) => "tuple index out of range",
            _ => "list index out of range",
        };
        self.position_or(container, key, length, outside)
    }

    /// As [`Vm::position`], with the words for an index that is out of range.
    fn position_or(
        &mut self,
        container: Value,
        key: Value,
        length: impl FnOnce() -> usize,
        outside: &str,
    ) -> PyResult<usize> {
        if self.as_int(&key).is_none() && self.special(key, "__index__").is_none() {
            let what = match container.kind() {
                Some(Kind::Str) => "string indices must be integers, not",
                Some(Kind::Bytes) => "byte indices must be integers or slices, not",
                Some(Kind::ByteArray) => "bytearray indices must be integers or slices, not",
                Some(Kind::Tuple) => "tuple indices must be integers or slices, not",
                _ => "list indices must be integers or slices, not",
            };
            let class = self.type_name(key);
            let class = if container.is_kind(Kind::Str) { format!("'{class}'") } else { class };
            return Err(self.raise_type_error(format!("{what} {class}")));
        }
        let i = self.index(key)?;
        // `__index__` may have changed it.
        let length = length();
        let at = if i < 0 { i + length as i64 } else { i };
        if at >= 0 && (at as usize) < length {
            return Ok(at as usize);
        }
        Err(self.raise_str(self.types.index_error, outside))
    }

    fn item_at(&mut self, container: Value, at: usize) -> PyResult {
        if let Some(t) = container.downcast::<Tuple>() {
            return Ok(t.items()[at]);
        }
        if let Some(b) = container.downcast::<Bytes>() {
            return Ok(self.new_int(i64::from(b.as_slice()[at])));
        }
        if let Some(byte) = container.downcast::<ByteArray>().and_then(|b| b.cells().get(at).map(|c| c.get()))
        {
            return Ok(self.new_int(i64::from(byte)));
        }
        if let Some(s) = container.downcast::<Str>() {
            let (from, to) = Str::char_range(s, &mut self.heap, at);
            return self.substring(s, from, to);
        }
        let item = container.downcast::<List>().and_then(|l| l.get(at));
        item.ok_or(Raised).map_err(|_| self.raise_str(self.types.index_error, "list index out of range"))
    }

    /// A list of some items of another one.
    pub(crate) fn list_part(&mut self, list: Gc<List>, from: usize, to: usize) -> PyResult {
        let part = List::new(&mut self.heap, Kind::List as u32, to - from);
        let part = self.check(part)?;
        List::fill(part, &mut self.heap, list.items()[from..to].iter().map(|i| i.get()));
        Ok(part.value())
    }

    /// `list[start:stop:step]` if each of them is a small int or `None`, and the step is not 0; else NULL.
    pub(super) fn plain_list_slice(&mut self, list: Gc<List>, bounds: [Value; 3]) -> PyResult {
        let mut given = [None; 3];
        for (given, bound) in given.iter_mut().zip(bounds) {
            match bound {
                Value::NONE => {}
                v if v.is_small_int() => *given = Some(v.small_int_raw()),
                _ => return Ok(Value::NULL),
            }
        }
        let [start, stop, step] = given;
        if step == Some(0) {
            return Ok(Value::NULL);
        }
        let indices = indices_within(list.len(), [start, stop], step.unwrap_or(1));
        self.list_slice(list, indices)
    }

    /// The text between two byte offsets of code points.
    pub(crate) fn substring(&mut self, s: Gc<Str>, from: usize, to: usize) -> PyResult {
        if let &[byte] = &s.as_bytes()[from..to] {
            return Ok(self.names.ascii(byte));
        }
        let part = Str::part(&mut self.heap, s, from, to);
        self.check(part).map(Gc::value)
    }

    /// Start, step and count of a slice of a sequence of that length.
    ///
    /// # Errors
    /// `ValueError` for step 0; `TypeError` for bounds that are no indices.
    pub(crate) fn slice_indices(
        &mut self,
        slice: Gc<Slice>,
        length: impl FnOnce() -> usize,
    ) -> PyResult<(i64, i64, usize)> {
        let step = match slice.step.get() {
            Value::NONE => 1,
            v => self.slice_bound(v)?,
        };
        if step == 0 {
            return Err(self.raise_value_error("slice step cannot be zero"));
        }
        let mut given = [None; 2];
        for (given, bound) in given.iter_mut().zip([slice.start.get(), slice.stop.get()]) {
            if !bound.is_none() {
                *given = Some(self.slice_bound(bound)?);
            }
        }
        // `__index__` may have changed it.
        Ok(indices_within(length(), given, step))
    }

    /// A bound beyond machine words is as good as the nearest one that fits.
    pub(crate) fn slice_bound(&mut self, value: Value) -> PyResult<i64> {
        if value.is_small_int() {
            return Ok(value.small_int_raw());
        }
        let value = self.slice_int(value)?;
        Ok(match self.as_int(&value) {
            Some(i) => i.to_i64().unwrap_or(if i.is_negative() { i64::MIN / 2 } else { i64::MAX / 2 }),
            None => 0,
        })
    }

    /// As [`Vm::slice_bound`], for methods to which `None` is no bound.
    pub(crate) fn sequence_bound(&mut self, value: Value) -> PyResult<i64> {
        if self.as_int(&value).is_none() && self.special(value, "__index__").is_none() {
            return Err(self.raise_type_error("slice indices must be integers or have an __index__ method"));
        }
        self.slice_bound(value)
    }

    /// A number of digits and the like: an index, where one beyond machine words is as good as the nearest.
    pub(crate) fn slice_bound_of(&mut self, value: Value) -> PyResult<i64> {
        let value = self.index_value(value)?;
        self.slice_bound(value)
    }

    /// A bound of a slice as an int.
    pub(crate) fn slice_int(&mut self, value: Value) -> PyResult {
        if self.as_int(&value).is_none() && self.special(value, "__index__").is_none() {
            let message = "slice indices must be integers or None or have an __index__ method";
            return Err(self.raise_type_error(message));
        }
        self.index_value(value)
    }

    fn slice_of(&mut self, container: Value, (start, step, count): (i64, i64, usize)) -> PyResult {
        let at = |i: usize| (start + i as i64 * step) as usize;
        if let Some(s) = container.downcast::<Str>() {
            if step == 1 {
                let from = Str::byte_offset(s, &mut self.heap, start as usize);
                let to = Str::byte_offset(s, &mut self.heap, start as usize + count);
                return self.substring(s, from, to);
            }
            if s.is_ascii() {
                let bytes = s.as_bytes();
                let text: Vec<u8> = match (step, (start + 1) as usize) {
                    (-1, end) => bytes[end - count..end].iter().rev().copied().collect(),
                    _ => (0..count).map(|i| bytes[at(i)]).collect(),
                };
                // SAFETY: bytes of ASCII are whole code points in any order.
                return self.new_str(unsafe { Wtf8::from_bytes_unchecked(&text) });
            }
            let points: Vec<_> = s.as_wtf8().code_points().collect();
            let text: rustpython_wtf8::Wtf8Buf = (0..count).map(|i| points[at(i)]).collect();
            return self.new_str(&text);
        }
        if let Some(b) = container.downcast::<Bytes>() {
            let bytes: Vec<u8> = (0..count).map(|i| b.as_slice()[at(i)]).collect();
            let bytes = Bytes::new(&mut self.heap, Kind::Bytes as u32, false, &bytes);
            return self.check(bytes).map(Gc::value);
        }
        if let Some(b) = container.downcast::<ByteArray>() {
            let mut bytes = Vec::with_capacity(count);
            match step {
                1 => bytes.extend(b.cells()[start as usize..][..count].iter().map(|c| c.get())),
                _ => bytes.extend((0..count).map(|i| b.cells()[at(i)].get())),
            }
            let array = self.alloc_instance(self.types.bytearray, ByteArray::empty());
            let filled = ByteArray::splice(array, &mut self.heap, 0, 0, &bytes);
            self.check(filled)?;
            return Ok(array.value());
        }
        if let Some(t) = container.downcast::<Tuple>() {
            let items: Vec<Value> = (0..count).map(|i| t.items()[at(i)]).collect();
            return self.new_tuple(&items);
        }
        let Some(list) = container.downcast::<List>() else { return Ok(container) };
        self.list_slice(list, (start, step, count))
    }

    /// As `Vm::list_part`, of any step.
    fn list_slice(&mut self, l: Gc<List>, (start, step, count): (i64, i64, usize)) -> PyResult {
        let at = |i: usize| (start + i as i64 * step) as usize;
        let list = List::new(&mut self.heap, Kind::List as u32, count);
        let list = self.check(list)?;
        let items = l.items();
        match step {
            _ if count == 0 => {}
            1 => List::fill(list, &mut self.heap, items[start as usize..][..count].iter().map(|i| i.get())),
            -1 => {
                let end = start as usize + 1;
                List::fill(list, &mut self.heap, items[end - count..end].iter().rev().map(|i| i.get()));
            }
            _ => List::fill(list, &mut self.heap, (0..count).map(|i| items[at(i)].get())),
        }
        Ok(list.value())
    }

    /// `container[key] = value`.
    ///
    /// # Errors
    /// As [`Vm::get_item`].
    #[inline(never)]
    pub fn set_item(&mut self, container: Value, key: Value, value: Value) -> PyResult<()> {
        if set_array_item(container, key, value) {
            return Ok(());
        }
        if !self.is_core(container)
            && let Some(method) = self.special(container, super::special::SET_ITEM)
        {
            return self.call_method(method, container, &[key, value]).map(|_| ());
        }
        self.builtin_set_item(container, key, value)
    }

    /// `container[key] = value` past a `__setitem__` of the program's own.
    pub(crate) fn builtin_set_item(&mut self, container: Value, key: Value, value: Value) -> PyResult<()> {
        if let Some(dict) = container.downcast::<Dict>() {
            return self.dict_set(dict, key, value);
        }
        if let Some(list) = container.downcast::<List>() {
            if let Some(slice) = key.downcast::<Slice>() {
                return self.set_slice(list, slice, value);
            }
            if let (Some(i), length) = (key.as_small_int(), list.len() as i64) {
                let at = if i < 0 { i + length } else { i };
                if at >= 0 && list.set(&mut self.heap, at as usize, value) {
                    return Ok(());
                }
                return Err(self.raise_str(self.types.index_error, "list assignment index out of range"));
            }
            let at = self.assigned_position(container, key, || list.len())?;
            list.set(&mut self.heap, at, value);
            return Ok(());
        }
        if let Some(array) = container.downcast::<ByteArray>() {
            return self.set_bytearray(array, key, value);
        }
        if let Some(view) = container.downcast::<MemoryView>() {
            return self.set_view_subscript(view, key, value);
        }
        if !self.is_core(container) && self.special(container, "__delitem__").is_some() {
            // The class takes part in changes of items, but not in this one.
            return Err(self.raise_str(self.types.attribute_error, "__setitem__"));
        }
        let message = format!("'{}' object does not support item assignment", self.type_name(container));
        Err(self.raise_type_error(message))
    }

    /// The place of an item that is to be replaced or removed.
    fn assigned_position(
        &mut self,
        container: Value,
        key: Value,
        length: impl FnOnce() -> usize,
    ) -> PyResult<usize> {
        self.position_or(container, key, length, "list assignment index out of range")
    }

    fn set_bytearray(&mut self, array: Gc<ByteArray>, key: Value, value: Value) -> PyResult<()> {
        let Some(slice) = key.downcast::<Slice>() else {
            let at = self.position(array.value(), key, || array.len())?;
            let number = self.index_value(value)?;
            let byte = self.as_int(&number).and_then(|i| u8::try_from(i.to_i64()?).ok());
            return match (byte, array.cells().get(at)) {
                (Some(byte), Some(cell)) => {
                    cell.set(byte);
                    Ok(())
                }
                (None, _) => Err(self.raise_value_error("byte must be in range(0, 256)")),
                _ => Err(self.raise_str(self.types.index_error, "bytearray index out of range")),
            };
        };
        let number = self.as_int(&value).is_some()
            || self.as_float(value).is_some()
            || value.is_kind(Kind::Complex)
            || ["__index__", "__int__", "__float__"].iter().any(|&n| self.special(value, n).is_some());
        if number || value.is_kind(Kind::Str) {
            let message = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
            return Err(self.raise_type_error(message));
        }
        let new = self.bytes_from(value, "bytearray")?;
        let (start, step, count) = self.slice_indices(slice, || array.len())?;
        if step == 1 {
            let start = start as usize;
            if new.len() != count {
                self.check_resizable(array)?;
            }
            let done = ByteArray::splice(array, &mut self.heap, start, start + count, &new);
            return self.check(done);
        }
        if new.is_empty() {
            return self.delete_bytes(array, (start, step, count));
        }
        if new.len() != count {
            let message =
                format!("attempt to assign bytes of size {} to extended slice of size {count}", new.len());
            return Err(self.raise_value_error(message));
        }
        for (i, byte) in new.into_iter().enumerate() {
            if let Some(cell) = array.cells().get((start + i as i64 * step) as usize) {
                cell.set(byte);
            }
        }
        Ok(())
    }

    fn delete_bytes(
        &mut self,
        array: Gc<ByteArray>,
        (start, step, count): (i64, i64, usize),
    ) -> PyResult<()> {
        if count == 0 {
            return Ok(());
        }
        self.check_resizable(array)?;
        if step == 1 {
            let start = start as usize;
            let done = ByteArray::splice(array, &mut self.heap, start, start + count, &[]);
            return self.check(done);
        }
        let gone: std::collections::HashSet<usize> =
            (0..count).map(|i| (start + i as i64 * step) as usize).collect();
        let kept: Vec<u8> = array
            .to_vec()
            .into_iter()
            .enumerate()
            .filter(|(i, _)| !gone.contains(i))
            .map(|(_, b)| b)
            .collect();
        let end = array.len();
        let done = ByteArray::splice(array, &mut self.heap, 0, end, &kept);
        self.check(done)
    }

    fn set_slice(&mut self, list: Gc<List>, slice: Gc<Slice>, value: Value) -> PyResult<()> {
        let given = value.downcast::<List>().filter(|&l| l != list && self.is_core(value));
        let new = match given.map_or_else(|| self.list_of(value), Ok) {
            Ok(new) => new,
            Err(raised) => {
                if self.raised_is(self.types.type_error) && self.is_core(value) {
                    self.take_raised();
                    return Err(self.raise_type_error("must assign iterable to extended slice"));
                }
                return Err(raised);
            }
        };
        let (start, step, count) = self.slice_indices(slice, || list.len())?;
        let length = new.len();
        if step == 1 && length != count {
            let new: Vec<Value> = new.items().iter().map(|v| v.get()).collect();
            let start = start as usize;
            let done = List::splice(list, &mut self.heap, start, start + count, &new);
            return self.check(done);
        }
        if length != count {
            let message =
                format!("attempt to assign sequence of size {length} to extended slice of size {count}");
            return Err(self.raise_value_error(message));
        }
        if step == 1 && new != list {
            List::copy_over(list, &mut self.heap, start as usize, new);
            return Ok(());
        }
        for (i, v) in new.items().iter().enumerate() {
            list.set(&mut self.heap, (start + i as i64 * step) as usize, v.get());
        }
        Ok(())
    }

    /// `del container[key]`.
    ///
    /// # Errors
    /// As [`Vm::get_item`].
    pub fn delete_item(&mut self, container: Value, key: Value) -> PyResult<()> {
        if !self.is_core(container)
            && let Some(method) = self.special(container, "__delitem__")
        {
            return self.call_method(method, container, &[key]).map(|_| ());
        }
        self.builtin_delete_item(container, key)
    }

    /// `del container[key]` past a `__delitem__` of the program's own.
    pub(crate) fn builtin_delete_item(&mut self, container: Value, key: Value) -> PyResult<()> {
        if let Some(dict) = container.downcast::<Dict>() {
            return match self.dict_remove(dict, key)? {
                Some(_) => Ok(()),
                None => Err(self.raise_with(self.types.key_error, key)),
            };
        }
        if let Some(list) = container.downcast::<List>() {
            let Some(slice) = key.downcast::<Slice>() else {
                let at = self.assigned_position(container, key, || list.len())?;
                let done = List::splice(list, &mut self.heap, at, at + 1, &[]);
                return self.check(done);
            };
            let (start, step, count) = self.slice_indices(slice, || list.len())?;
            self.delete_slice(list, start, step, count)?;
            return Ok(());
        }
        if let Some(array) = container.downcast::<ByteArray>() {
            let part = match key.downcast::<Slice>() {
                Some(slice) => self.slice_indices(slice, || array.len())?,
                None => (self.position(container, key, || array.len())? as i64, 1, 1),
            };
            return self.delete_bytes(array, part);
        }
        if !self.is_core(container) && self.special(container, super::special::SET_ITEM).is_some() {
            return Err(self.raise_str(self.types.attribute_error, "__delitem__"));
        }
        // Sequences say it in other words.
        if container.is_kind(Kind::MemoryView) {
            return Err(self.raise_type_error("cannot delete memory"));
        }
        let sequence =
            matches!(container.kind(), Some(Kind::Tuple | Kind::Str | Kind::Bytes | Kind::Range | Kind::Set));
        let words = if sequence { "doesn't" } else { "does not" };
        let message = format!("'{}' object {words} support item deletion", self.type_name(container));
        Err(self.raise_type_error(message))
    }

    /// Removes `count` items of a list from `start` by `step`: the rest moves down in one sweep.
    fn delete_slice(&mut self, list: Gc<List>, start: i64, step: i64, count: usize) -> PyResult<()> {
        if count == 0 {
            return Ok(());
        }
        let (first, by) = if step > 0 { (start, step) } else { (start + (count as i64 - 1) * step, -step) };
        let (first, by, length) = (first as usize, by as usize, list.len());
        if by == 1 {
            let done = List::splice(list, &mut self.heap, first, first + count, &[]);
            return self.check(done);
        }
        let mut to = first;
        for from in first..length {
            let (distance, gone) = (from - first, (from - first) / by);
            if distance % by == 0 && gone < count {
                continue;
            }
            let item = list.get(from).unwrap_or(Value::NONE);
            list.set(&mut self.heap, to, item);
            to += 1;
        }
        let done = List::splice(list, &mut self.heap, length - count, length, &[]);
        self.check(done)
    }
}

/// Start, step and count of the items that a slice takes of a sequence of that length; the step is not 0.
fn indices_within(length: usize, [start, stop]: [Option<i64>; 2], step: i64) -> (i64, i64, usize) {
    let length = length as i64;
    let (low, high) = if step > 0 { (0, length) } else { (-1, length - 1) };
    let bound = |i: i64| if i < 0 { i.saturating_add(length) } else { i }.clamp(low, high);
    let start = start.map_or(if step > 0 { low } else { high }, bound);
    let stop = stop.map_or(if step > 0 { high } else { low }, bound);
    let span = if step > 0 { stop - start } else { start - stop };
    let count = if span <= 0 { 0 } else { (span - 1) / step.saturating_abs() + 1 };
    (start, step, count as usize)
}
