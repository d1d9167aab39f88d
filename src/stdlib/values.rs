//! What natives ask of arguments, and the values they give back.

use crate::heap::Gc;
use crate::objects::{Bytes, Kind};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;

impl Vm {
    /// A bytes object.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn new_bytes(&mut self, contents: &[u8]) -> PyResult {
        let bytes = Bytes::new(&mut self.heap, Kind::Bytes as u32, false, contents);
        self.check(bytes).map(Gc::value)
    }

    /// The contents of a bytes-like object, as bytes; `None` for others.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn bytes_like(&mut self, value: Value) -> PyResult<Option<Gc<Bytes>>> {
        if let Some(bytes) = value.downcast() {
            return Ok(Some(bytes));
        }
        let Some(contents) = self.contents_of(value, 0)? else { return Ok(None) };
        let copy = self.new_bytes(&contents)?;
        Ok(copy.downcast())
    }

    /// The contents of a bytes-like object.
    ///
    /// # Errors
    /// `TypeError` for others.
    pub(crate) fn need_bytes(&mut self, value: Value) -> PyResult<Gc<Bytes>> {
        match self.bytes_like(value)? {
            Some(bytes) => Ok(bytes),
            None => {
                let given = self.type_name(value);
                Err(self.raise_type_error(format!("a bytes-like object is required, not '{given}'")))
            }
        }
    }

    /// Whether it is an int or has `__index__`.
    pub(crate) fn is_index(&mut self, value: Value) -> bool {
        self.as_int(&value).is_some() || self.special(value, "__index__").is_some()
    }

    /// `StopIteration()`, for the `__next__` of a native class.
    #[cold]
    pub(crate) fn end_of_iteration(&mut self) -> Raised {
        let class = self.types.stop_iteration;
        let Ok(stop) = self.call(class.value(), &[]) else { return Raised };
        self.raise_value(stop)
    }

    /// Bytes that nobody can foresee.
    ///
    /// # Errors
    /// `OSError` when the system has none.
    pub(crate) fn fill_random(&mut self, bytes: &mut [u8]) -> PyResult<()> {
        match self.host.random(bytes) {
            Ok(()) => Ok(()),
            Err(error) => Err(self.raise_str(self.types.os_error, &error.to_string())),
        }
    }

    /// The contents of a bytes object or bytearray.
    pub(crate) fn char_bytes(&self, value: Value) -> Option<Vec<u8>> {
        match value.kind() {
            Some(Kind::Bytes | Kind::ByteArray) => self.contents(value).map(|c| c.to_vec()),
            _ => None,
        }
    }
}
