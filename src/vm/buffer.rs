//! The buffer protocol: the bytes of `bytes`, `bytearray` and `memoryview`, for whoever takes a bytes-like object.

use super::Vm;
use super::exports::{BUFFER_FULL_RO, BUFFER_WRITABLE};
use crate::builtins::methods::memoryview::view_of;
use crate::heap::{Gc, HeapObject};
use crate::objects::{ByteArray, Bytes, Kind, List, MemoryView, Slice, Str, Tuple, WeakRef};
use crate::stdlib::array::items::Array;
use crate::value::{PyResult, Value};
use std::cell::Cell;
use std::ops::Deref;

/// The bytes of a bytes-like object, to be read on the spot.
///
/// INVARIANT: no Python code runs while a slice of them is borrowed: it could change a bytearray under the slice.
/// Arguments are read first, bytes last.
pub struct Contents {
    /// Keeps the bytes: it stands on the stack as long as they are used.
    _owner: Value,
    data: *const u8,
    length: usize,
    /// The items of a view that does not lie in one piece.
    gathered: Option<Vec<u8>>,
}

impl Deref for Contents {
    type Target = [u8];
    #[inline]
    fn deref(&self) -> &[u8] {
        match &self.gathered {
            Some(bytes) => bytes,
            // SAFETY: from the payload of the owner, a block of the heap that this value's pointers keep alive.
            None => unsafe { std::slice::from_raw_parts(self.data, self.length) },
        }
    }
}

impl Contents {
    /// Bytes that were copied from the buffer of `owner`.
    pub(super) fn copied(owner: Value, bytes: Vec<u8>) -> Contents {
        Contents { _owner: owner, data: std::ptr::null(), length: 0, gathered: Some(bytes) }
    }

    fn of(owner: Value, bytes: &[u8]) -> Contents {
        Contents { _owner: owner, data: bytes.as_ptr(), length: bytes.len(), gathered: None }
    }
}

impl Vm {
    /// The bytes of a bytes-like object; `None` for others and for a released view.
    pub fn contents(&self, value: Value) -> Option<Contents> {
        if let Some(bytes) = value.downcast::<Bytes>() {
            return Some(Contents::of(value, bytes.as_slice()));
        }
        if let Some(array) = value.downcast::<ByteArray>() {
            let cells = array.cells();
            return Some(Contents {
                _owner: value,
                data: cells.as_ptr().cast(),
                length: cells.len(),
                gathered: None,
            });
        }
        if let Some(array) = value.downcast::<Array>() {
            let cells = array.cells();
            return Some(Contents {
                _owner: value,
                data: cells.as_ptr().cast(),
                length: cells.len(),
                gathered: None,
            });
        }
        if let Some(view) = crate::stdlib::pickle::buffer::view_behind(value) {
            return self.contents(view);
        }
        let view = value.downcast::<MemoryView>()?;
        let whole = self.contents(view.owner.get().non_null()?)?;
        let size = view.row_size();
        if view.is_contiguous() {
            let bytes = whole.get(view.offset..view.offset + view.count * size)?;
            return Some(Contents {
                _owner: value,
                data: bytes.as_ptr(),
                length: bytes.len(),
                gathered: None,
            });
        }
        let mut gathered = Vec::with_capacity(view.count * size);
        for at in 0..view.count {
            gathered.extend_from_slice(whole.get(view.place(at)..view.place(at) + size)?);
        }
        Some(Contents::copied(value, gathered))
    }

    /// The bytes of a bytes-like object.
    ///
    /// # Errors
    /// `TypeError` for others; `ValueError` for a released view; what a Python class's `__buffer__` raises.
    pub fn need_contents(&mut self, value: Value) -> PyResult<Contents> {
        match self.contents_of(value, 0)? {
            Some(contents) => Ok(contents),
            None => Err(self.not_bytes_like(value)),
        }
    }

    #[cold]
    fn not_bytes_like(&mut self, value: Value) -> crate::value::Raised {
        if value.downcast::<MemoryView>().is_some() {
            return self.raise_value_error("operation forbidden on released memoryview object");
        }
        let message = format!("a bytes-like object is required, not '{}'", self.type_name(value));
        self.raise_type_error(message)
    }

    /// The bytes that `bytes(...)`, `bytearray(...)` and `extend` make of what they are given: a bytes-like object, or
    /// an iterable of ints.
    ///
    /// # Errors
    /// What iterating raises; `TypeError` and `ValueError` for items that are no bytes.
    pub(crate) fn bytes_from(&mut self, value: Value, kind: &str) -> PyResult<Vec<u8>> {
        if kind == "bytes" {
            return self.bytes_asked_for_length(value, kind);
        }
        self.collect_bytes(value, kind, false)
    }

    /// As [`Vm::bytes_from`], and the iterable is asked for its length first.
    ///
    /// # Errors
    /// As there, and for a wrong length.
    pub(crate) fn bytes_asked_for_length(&mut self, value: Value, kind: &str) -> PyResult<Vec<u8>> {
        self.collect_bytes(value, kind, true)
    }

    fn collect_bytes(&mut self, value: Value, kind: &str, hinted: bool) -> PyResult<Vec<u8>> {
        if let Some(contents) = self.contents_of(value, BUFFER_FULL_RO)? {
            return Ok(contents.to_vec());
        }
        if value.downcast::<Str>().is_some() {
            return Err(self.raise_type_error(format!("cannot convert 'str' object to {kind}")));
        }
        // What is nothing but small numbers needs no iterator.
        let small = |v: Value| v.as_small_int().and_then(|n| u8::try_from(n).ok());
        let quick: Option<Vec<u8>> = match value.kind() {
            Some(Kind::List) if self.is_exact_builtin(value) => value
                .downcast::<List>()
                .and_then(|l| l.items().iter().map(|item| small(item.get())).collect()),
            Some(Kind::Tuple) if self.is_exact_builtin(value) => {
                value.downcast::<Tuple>().and_then(|t| t.items().iter().map(|&item| small(item)).collect())
            }
            _ => None,
        };
        if let Some(bytes) = quick {
            return Ok(bytes);
        }
        let iterator = match self.iter(value) {
            Ok(iterator) => iterator,
            Err(_) if self.raised_is(self.types.type_error) && self.special(value, "__iter__").is_none() => {
                self.take_raised();
                let message = format!("cannot convert '{}' object to {kind}", self.type_name(value));
                return Err(self.raise_type_error(message));
            }
            Err(raised) => return Err(raised),
        };
        if hinted {
            self.length_hint(value)?;
        }
        let mut bytes = Vec::new();
        if kind == "bytes"
            && let Some(hint) = self.length_hint(value)?
        {
            self.check_room::<u8>(hint)?;
        }
        while let Some(item) = self.next(iterator)? {
            self.poll(1)?;
            let number = self.index_value(item)?;
            match self.as_int(&number).and_then(|i| u8::try_from(i.to_i64()?).ok()) {
                Some(byte) => {
                    if bytes.len() == bytes.capacity() {
                        let more = bytes.len().max(16);
                        self.reserve(&mut bytes, more)?;
                    }
                    bytes.push(byte);
                }
                None => {
                    let what = if kind == "bytes" { "bytes" } else { "byte" };
                    return Err(self.raise_value_error(format!("{what} must be in range(0, 256)")));
                }
            }
        }
        Ok(bytes)
    }

    /// Remembers that a view looks at a bytearray or an array.
    pub(crate) fn export(&mut self, view: Gc<MemoryView>) -> PyResult<()> {
        let owner = view.owner.get();
        let list = if let Some(bytes) = owner.downcast::<ByteArray>() {
            self.exports_of(bytes, &bytes.exports)?
        } else if let Some(array) = owner.downcast::<Array>() {
            self.exports_of(array, &array.exports)?
        } else {
            return Ok(());
        };
        let shape = self.types.weakref.root_shape().0;
        if let Some(weak) = WeakRef::new(&mut self.heap, shape, view.value(), Value::NULL) {
            let pushed = List::push(list, &mut self.heap, weak.value());
            self.check(pushed)?;
        }
        Ok(())
    }

    /// The list of the views that may look at an object, made when there was none.
    fn exports_of<T: HeapObject>(&mut self, owner: Gc<T>, exports: &Cell<Value>) -> PyResult<Gc<List>> {
        if let Some(list) = exports.get().downcast::<List>() {
            return Ok(list);
        }
        let list = self.new_list(&[])?;
        self.heap.set(owner, exports, list.value());
        Ok(list)
    }

    /// Writes bytes into a writable buffer, whatever items it is made of.
    ///
    /// # Errors
    /// What the buffer says to that: it may be read-only, or too short.
    pub(crate) fn write_contents(&mut self, buffer: Value, at: usize, bytes: &[u8]) -> PyResult<()> {
        if let Some(array) = buffer.downcast::<ByteArray>()
            && at + bytes.len() <= array.len()
        {
            array.cells()[at..].iter().zip(bytes).for_each(|(cell, &byte)| cell.set(byte));
            return Ok(());
        }
        let data = self.new_bytes(bytes)?;
        let [start, stop] = [at, at + bytes.len()].map(|n| Value::small_int_unchecked(n as i64));
        let slice = Slice::new(&mut self.heap, [start, stop, Value::NONE]).value();
        let [cast, release, format] = ["cast", "release", "B"].map(|name| self.intern(name));
        let view = view_of(self, buffer, BUFFER_WRITABLE)?;
        let cast = self.get_attr(view, cast)?;
        let plain = self.call(cast, &[format.value()])?;
        let written = self.set_item(plain, slice, data);
        for view in [plain, view] {
            let release = self.get_attr(view, release)?;
            self.call(release, &[])?;
        }
        written
    }

    /// Whether a bytearray may change its size: views that nobody can reach any more are no hindrance.
    ///
    /// # Errors
    /// `BufferError` while a view looks at it.
    pub(crate) fn check_resizable(&mut self, array: Gc<ByteArray>) -> PyResult<()> {
        if array.exports.get().is_null() {
            return Ok(());
        }
        self.check_exports(&array.exports, "Existing exports of data: object cannot be re-sized")
    }

    /// As [`Vm::check_resizable`], of an array.
    ///
    /// # Errors
    /// `BufferError` while a view looks at it.
    pub(crate) fn check_array_resizable(&mut self, array: Gc<Array>) -> PyResult<()> {
        if array.exports.get().is_null() {
            return Ok(());
        }
        self.check_exports(&array.exports, "cannot resize an array that is exporting buffers")
    }

    #[cold]
    fn check_exports(&mut self, exports: &Cell<Value>, message: &str) -> PyResult<()> {
        if is_exported(exports) {
            self.collect_slow(Some(true));
            if is_exported(exports) {
                return Err(self.raise_str(self.types.buffer_error, message));
            }
        }
        exports.set(Value::NULL);
        Ok(())
    }
}

/// Whether a view in the list still looks at its owner.
fn is_exported(exports: &Cell<Value>) -> bool {
    let list = exports.get().downcast::<List>();
    list.is_some_and(|list| {
        list.items().iter().any(|weak| {
            let view = weak.get().downcast::<WeakRef>().and_then(|w| w.get()?.downcast::<MemoryView>());
            view.is_some_and(|view| !view.owner.get().is_null())
        })
    })
}
