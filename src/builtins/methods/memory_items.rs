//! The items of a `memoryview`: one by one, by index, by slice, as nested lists.
//!
//! Whatever Python code an index or a value runs may release the view: it is looked at again behind each.

use crate::heap::Gc;
use crate::objects::memory::{ItemFormat, Layout};
use crate::objects::{ByteArray, Kind, List, MemoryView, Slice, Tuple};
use crate::stdlib::array::items::Array;
use crate::stdlib::pack::codec::{half_bits, half_value};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use std::cell::Cell;

const NO_SLICE: &str = "memoryview: invalid slice key";

impl Vm {
    /// # Errors
    /// `ValueError` for a view that was released.
    pub(crate) fn check_view(&mut self, view: Gc<MemoryView>) -> PyResult<()> {
        if view.owner.get().is_null() {
            return Err(self.raise_value_error("operation forbidden on released memoryview object"));
        }
        Ok(())
    }

    /// # Errors
    /// As [`Vm::check_view`]; `TypeError` and `NotImplementedError` for a view of no or several dimensions, whose items
    /// cannot be walked through.
    pub(crate) fn check_walkable(&mut self, view: Value) -> PyResult<()> {
        let Some(view) = view.downcast::<MemoryView>() else { return Ok(()) };
        self.check_view(view)?;
        match view.dimensions {
            0 => Err(self.raise_type_error("invalid indexing of 0-dim memory")),
            1 => Ok(()),
            _ => Err(self.raise_unsupported_view("multi-dimensional sub-views are not implemented")),
        }
    }

    fn raise_unsupported_view(&mut self, message: &str) -> Raised {
        self.raise_str(self.types.not_implemented_error, message)
    }

    fn raise_unsupported(&mut self, format: ItemFormat) -> Raised {
        self.raise_unsupported_view(&format!("memoryview: format {} not supported", format.text()))
    }

    /// A view of the bytes of `owner`, which it keeps from being resized.
    ///
    /// # Errors
    /// `MemoryError`; `ValueError` if it is made of a view that allows no other.
    pub(crate) fn new_view(&mut self, owner: Value, layout: Layout, readonly: bool) -> PyResult {
        self.use_export(layout.source)?;
        let view = MemoryView::new(&mut self.heap, owner, layout, readonly);
        self.export(view)?;
        self.release_when_dropped(view);
        Ok(view.value())
    }

    /// Item `at` of a view of one dimension.
    pub(crate) fn view_item(&mut self, view: Gc<MemoryView>, at: usize) -> PyResult {
        self.view_item_at(view, view.place(at))
    }

    /// The item that begins at `place` in the owner's bytes.
    fn view_item_at(&mut self, view: Gc<MemoryView>, place: usize) -> PyResult {
        self.check_view(view)?;
        let size = view.format.size();
        let mut raw = [0u8; 8];
        match self.contents(view.owner.get()).as_deref().and_then(|bytes| bytes.get(place..place + size)) {
            Some(bytes) => raw[..size].copy_from_slice(bytes),
            None => return Err(self.raise_str(self.types.index_error, "index out of bounds on dimension 1")),
        }
        let word = i64::from_le_bytes(raw);
        let unsigned = u64::from_le_bytes(raw);
        let bits = 64 - 8 * size as u32;
        Ok(match view.format.letter {
            b'c' => return super::bytes::new_bytes(self, &raw[..1]),
            b'?' => Value::from_bool(raw[0] != 0),
            b'b' | b'h' | b'i' | b'l' | b'q' | b'n' => self.new_int(word << bits >> bits),
            b'f' => self.new_float(f64::from(f32::from_bits(unsigned as u32))),
            b'd' => self.new_float(f64::from_bits(unsigned)),
            b'e' => self.new_float(half_value(unsigned as u16)),
            b'w' => return Err(self.raise_unsupported(view.format)),
            _ => {
                let number = pyopt_compiler::semantics::Int::from(malachite_bigint::BigInt::from(unsigned));
                self.int_value(number)
            }
        })
    }

    fn set_view_item_at(&mut self, view: Gc<MemoryView>, place: usize, value: Value) -> PyResult<()> {
        let raw = self.packed(view.format, value)?;
        self.check_view(view)?;
        let owner = view.owner.get();
        if let Some(cells) = writable(&owner).get(place..place + view.format.size()) {
            cells.iter().zip(raw).for_each(|(cell, byte)| cell.set(byte));
        }
        Ok(())
    }

    /// The items as lists within lists, one level for each dimension.
    pub(crate) fn view_list(&mut self, view: Gc<MemoryView>) -> PyResult {
        if view.dimensions == 0 {
            return self.view_item(view, 0);
        }
        let (shape, strides) = (view.shape(), view.strides());
        self.view_rows(view, view.offset, &shape, &strides)
    }

    fn view_rows(
        &mut self,
        view: Gc<MemoryView>,
        mut place: usize,
        shape: &[usize],
        strides: &[isize],
    ) -> PyResult {
        let list = self.new_list(&[])?;
        for _ in 0..shape[0] {
            self.poll(1)?;
            let item = if shape.len() == 1 {
                self.view_item_at(view, place)?
            } else {
                self.view_rows(view, place, &shape[1..], &strides[1..])?
            };
            let pushed = List::push(list, &mut self.heap, item);
            self.check(pushed)?;
            place = place.wrapping_add_signed(strides[0]);
        }
        Ok(list.value())
    }

    /// Whether a view and another view or bytes-like object have the same shape and equal items.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn views_equal(&mut self, a: Value, b: Value) -> PyResult<bool> {
        let shape = |v: Value| match (v.downcast::<MemoryView>(), v.downcast::<Array>()) {
            (Some(view), _) => Some(view.shape()),
            (_, Some(array)) => Some(vec![array.len()]),
            _ => None,
        };
        let length = |vm: &Vm, v: Value| shape(v).unwrap_or_else(|| vec![vm.builtin_len(v).unwrap_or(0)]);
        if length(self, a) != length(self, b) {
            return Ok(false);
        }
        let letter = |v: Value| match (v.downcast::<MemoryView>(), v.downcast::<Array>()) {
            (Some(view), _) => view.format.letter,
            (_, Some(array)) if array.is_text() => b'w',
            (_, Some(array)) => array.code,
            _ => b'B',
        };
        if [a, b].into_iter().any(|v| letter(v) == b'w') {
            return Ok(false);
        }
        if letter(a) == letter(b) && !matches!(letter(a), b'f' | b'd' | b'e' | b'?') {
            return Ok(self.contents(a).as_deref() == self.contents(b).as_deref());
        }
        let [a, b] = [a, b].map(|v| match v.downcast::<MemoryView>() {
            Some(view) => self.view_list(view),
            None => self.list_of(v).map(Gc::value),
        });
        self.equal(a?, b?)
    }

    /// The bytes of an item.
    fn packed(&mut self, format: ItemFormat, value: Value) -> PyResult<[u8; 8]> {
        let wrong_type = format!("memoryview: invalid type for format '{}'", format.text());
        let wrong_value = format!("memoryview: invalid value for format '{}'", format.text());
        let raw = match format.letter {
            b'c' => match self.contents(value).filter(|_| value.is_kind(Kind::Bytes)) {
                Some(bytes) if bytes.len() == 1 => u64::from(bytes[0]),
                Some(_) => return Err(self.raise_value_error(wrong_value)),
                None => return Err(self.raise_type_error(wrong_type)),
            },
            b'?' => u64::from(self.truth(value)?),
            b'w' => return Err(self.raise_unsupported(format)),
            b'd' | b'f' | b'e' => {
                let Some(number) = crate::builtins::real_number(self, value)? else {
                    return Err(self.raise_type_error(wrong_type));
                };
                match format.letter {
                    b'd' => number.to_bits(),
                    b'f' => u64::from((number as f32).to_bits()),
                    _ => match half_bits(number) {
                        Some(bits) => u64::from(bits),
                        None => return Err(self.raise_value_error(wrong_value)),
                    },
                }
            }
            _ => {
                if self.as_int(&value).is_none() && self.special(value, "__index__").is_none() {
                    return Err(self.raise_type_error(wrong_type));
                }
                let number = self.index_value(value)?;
                let number: i128 = match self.as_int(&number).map(|i| i.to_big()) {
                    Some(big) => num_traits::ToPrimitive::to_i128(&big).unwrap_or(i128::MAX),
                    None => 0,
                };
                let bits = 8 * format.size() as u32;
                let signed = format.letter.is_ascii_lowercase();
                let (low, high) = if signed {
                    (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
                } else {
                    (0, (1i128 << bits) - 1)
                };
                if number < low || number > high {
                    return Err(self.raise_value_error(wrong_value));
                }
                number as u64
            }
        };
        Ok(raw.to_le_bytes())
    }

    /// `view[key]`.
    pub(crate) fn view_subscript(&mut self, view: Gc<MemoryView>, key: Value) -> PyResult {
        self.check_view(view)?;
        if view.dimensions == 0 {
            return match key.downcast::<Tuple>() {
                Some(key) if key.is_empty() => self.view_item(view, 0),
                _ if key.is(Value::ELLIPSIS) => Ok(view.value()),
                _ => Err(self.raise_type_error("invalid indexing of 0-dim memory")),
            };
        }
        if let Some(slice) = key.downcast::<Slice>() {
            let owner = view.owner.get();
            let (start, step, count) = self.slice_indices(slice, || view.count)?;
            let offset = view.offset.wrapping_add_signed(start as isize * view.stride);
            let layout = Layout { offset, count, stride: view.stride * step as isize, ..view.layout() };
            return self.new_view(owner, layout, view.readonly);
        }
        if let Some(keys) = key.downcast::<Tuple>() {
            if keys.items().iter().all(|key| key.is_kind(Kind::Slice)) && !keys.is_empty() {
                return Err(self.raise_unsupported_view("multi-dimensional slicing is not implemented"));
            }
            let place = self.view_place_of(view, keys)?;
            return self.view_item_at(view, place);
        }
        if !self.is_index(key) {
            return Err(self.raise_type_error(NO_SLICE));
        }
        if view.dimensions > 1 {
            return Err(self.raise_unsupported_view("multi-dimensional sub-views are not implemented"));
        }
        let at = self.view_position(view.count, key, 1)?;
        self.view_item(view, at)
    }

    /// An index into a dimension.
    fn view_position(&mut self, count: usize, key: Value, dimension: usize) -> PyResult<usize> {
        let at = self.index(key)?;
        let at = if at < 0 { at + count as i64 } else { at };
        match usize::try_from(at) {
            Ok(at) if at < count => Ok(at),
            _ => {
                let message = format!("index out of bounds on dimension {dimension}");
                Err(self.raise_str(self.types.index_error, &message))
            }
        }
    }

    /// Where the item begins that has an index in each dimension.
    fn view_place_of(&mut self, view: Gc<MemoryView>, keys: Gc<Tuple>) -> PyResult<usize> {
        if !keys.items().iter().all(|&key| self.is_index(key)) {
            return Err(self.raise_type_error(NO_SLICE));
        }
        let (shape, strides) = (view.shape(), view.strides());
        if keys.len() < shape.len() {
            return Err(self.raise_unsupported_view("sub-views are not implemented"));
        }
        if keys.len() > shape.len() {
            let message =
                format!("cannot index {}-dimension view with {}-element tuple", shape.len(), keys.len());
            return Err(self.raise_type_error(message));
        }
        let mut place = view.offset;
        for (dimension, &key) in keys.items().iter().enumerate() {
            let at = self.view_position(shape[dimension], key, dimension + 1)?;
            place = place.wrapping_add_signed(at as isize * strides[dimension]);
        }
        Ok(place)
    }

    /// `view[key] = value`.
    pub(crate) fn set_view_subscript(
        &mut self,
        view: Gc<MemoryView>,
        key: Value,
        value: Value,
    ) -> PyResult<()> {
        self.check_view(view)?;
        if view.readonly {
            return Err(self.raise_type_error("cannot modify read-only memory"));
        }
        let keys = key.downcast::<Tuple>();
        if view.dimensions == 0 {
            if key.is(Value::ELLIPSIS) || keys.is_some_and(|keys| keys.is_empty()) {
                return self.set_view_item_at(view, view.offset, value);
            }
            return Err(self.raise_type_error("invalid indexing of 0-dim memory"));
        }
        if let Some(slice) = key.downcast::<Slice>().filter(|_| view.dimensions == 1) {
            return self.set_view_slice(view, slice, value);
        }
        let slices = keys
            .is_some_and(|keys| !keys.is_empty() && keys.items().iter().all(|key| key.is_kind(Kind::Slice)));
        if slices || key.is_kind(Kind::Slice) {
            let message = "memoryview slice assignments are currently restricted to ndim = 1";
            return Err(self.raise_unsupported_view(message));
        }
        if let Some(keys) = keys {
            let place = self.view_place_of(view, keys)?;
            return self.set_view_item_at(view, place, value);
        }
        if !self.is_index(key) {
            return Err(self.raise_type_error(NO_SLICE));
        }
        if view.dimensions > 1 {
            return Err(self.raise_unsupported_view("sub-views are not implemented"));
        }
        let at = self.view_position(view.count, key, 1)?;
        self.set_view_item_at(view, view.place(at), value)
    }

    fn set_view_slice(&mut self, view: Gc<MemoryView>, slice: Gc<Slice>, value: Value) -> PyResult<()> {
        let (start, step, count) = self.slice_indices(slice, || view.count)?;
        let bytes = self.need_contents(value)?.to_vec();
        let size = view.format.size();
        let letter = match (value.downcast::<MemoryView>(), value.downcast::<Array>()) {
            (Some(other), _) if other.dimensions != 1 => 0,
            (Some(other), _) => other.format.letter,
            (_, Some(array)) if array.is_text() => b'w',
            (_, Some(array)) => array.code,
            _ => b'B',
        };
        self.check_view(view)?;
        if letter != view.format.letter || bytes.len() != count * size {
            let message = "memoryview assignment: lvalue and rvalue have different structures";
            return Err(self.raise_value_error(message));
        }
        let owner = view.owner.get();
        for (n, item) in bytes.chunks(size).enumerate() {
            let place = view.place((start + n as i64 * step) as usize);
            let cells = writable(&owner).get(place..place + size).unwrap_or_default();
            cells.iter().zip(item).for_each(|(cell, byte)| cell.set(*byte));
        }
        Ok(())
    }
}

/// The bytes of what a view looks at, to be written; none of what cannot be changed.
fn writable(owner: &Value) -> &[Cell<u8>] {
    let cells = match (owner.downcast::<ByteArray>(), owner.downcast::<Array>()) {
        (Some(array), _) => std::ptr::from_ref(array.cells()),
        (_, Some(array)) => std::ptr::from_ref(array.cells()),
        _ => return &[],
    };
    // SAFETY: the buffer lives in the heap, and the caller's owner on the stack keeps it.
    unsafe { &*cells }
}
