//! Buffers of Python classes (PEP 688): a class whose `__buffer__` gives a view has the bytes of that view.
//!
//! ```text
//! memoryview(x) ─► x.__buffer__(flags) ─► view ─┐
//!                                               ├─ export: [x][view][users]
//! the views made of it, slices and casts ───────┘      0 users ─► x.__release_buffer__(view)
//! ```
//!
//! A class that derives from one with a buffer may override `__release_buffer__` alone: its export has no view, and a
//! restricted one is made for the call, of which no other can be made.
//!
//! Whoever only reads such bytes gets a copy, made between both calls.

use super::Vm;
use super::buffer::Contents;
use super::native_type::TypeSpec;
use crate::heap::Gc;
use crate::objects::memory::Layout;
use crate::objects::state::State;
use crate::objects::{Kind, MemoryView};
use crate::value::{PyResult, Value};

/// A request for bytes.
pub(crate) const BUFFER_SIMPLE: i64 = 0;
/// A request for bytes that may be written.
pub(crate) const BUFFER_WRITABLE: i64 = 1;
/// A request for all that there is to know of a buffer, which may be read-only.
pub(crate) const BUFFER_FULL_RO: i64 = 0x11C;

static EXPORT: TypeSpec = TypeSpec::new("builtins", "_buffer_wrapper", Kind::State);

const EXPORTER: usize = 0;
const VIEW: usize = 1;
const USERS: usize = 2;

/// What `obj` of a view shows that belongs to an export: the export itself, or the object with a buffer of its own.
pub(crate) fn exporter(source: Value) -> Option<Value> {
    let export = State::of(source, &EXPORT)?;
    Some(if export.get(VIEW).is_null() { export.get(EXPORTER) } else { source })
}

impl Vm {
    /// The method of that name, unless it is one of a built-in class.
    fn overriding_method(&mut self, object: Value, name: &'static str) -> Option<Value> {
        self.special(object, name).filter(|method| !method.is_kind(Kind::Native))
    }

    /// The view of an object whose class has a `__buffer__` written in Python.
    ///
    /// # Errors
    /// What that raises; `TypeError` when it gives no view.
    pub(crate) fn exported_view(&mut self, object: Value, flags: i64) -> PyResult<Option<Value>> {
        let Some(method) = self.overriding_method(object, "__buffer__") else { return Ok(None) };
        let flags = self.new_int(flags);
        let given = self.call_method(method, object, &[flags])?;
        let Some(view) = given.downcast::<MemoryView>() else {
            return Err(self.raise_type_error("__buffer__ returned non-memoryview object"));
        };
        self.check_view(view)?;
        let source = self.new_export(object, given);
        let layout = Layout { source, ..view.layout() };
        self.new_view(view.owner.get(), layout, view.readonly).map(Some)
    }

    /// A fresh view of an object with a buffer of its own, whose class may want to be told when it is released.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn told_when_released(&mut self, view: Value, object: Value) -> PyResult {
        let Some(fresh) = view.downcast::<MemoryView>().filter(|v| v.owner.get().is(object)) else {
            return Ok(view);
        };
        if self.overriding_method(object, "__release_buffer__").is_some() {
            let source = self.new_export(object, Value::NULL);
            self.use_export(source)?;
            self.heap.set(fresh, &fresh.source, source);
            self.release_when_dropped(fresh);
        }
        Ok(view)
    }

    /// A view that belongs to an export is released when nobody refers to it any more.
    pub(crate) fn release_when_dropped(&mut self, view: Gc<MemoryView>) {
        if !view.source.get().is_null() {
            self.heap.register_finalizable(view);
            self.note_finalizable_made();
        }
    }

    fn new_export(&mut self, object: Value, view: Value) -> Value {
        self.new_state(&EXPORT, None, &[object, view, Value::small_int_unchecked(0)])
    }

    /// One more view belongs to an export, if `source` is one.
    ///
    /// # Errors
    /// `ValueError` if it is the mark of a view that allows no other.
    pub(crate) fn use_export(&mut self, source: Value) -> PyResult<()> {
        if source.is_null() {
            return Ok(());
        }
        let Some(export) = State::of(source, &EXPORT) else {
            return Err(self.raise_value_error("cannot create new view on restricted memoryview"));
        };
        let users = export.get(USERS).as_small_int().unwrap_or(0);
        State::set(export, &mut self.heap, USERS, Value::small_int_unchecked(users + 1));
        Ok(())
    }

    /// Releases a view. The last one of an export tells its object; what that raises is reported, not raised.
    pub(crate) fn release_view(&mut self, view: Gc<MemoryView>) {
        let (owner, source) = (view.owner.get(), view.source.get());
        view.owner.set(Value::NULL);
        if owner.is_null() || source.is_null() {
            return;
        }
        view.source.set(Value::NULL);
        let Some(export) = State::of(source, &EXPORT) else { return };
        let users = export.get(USERS).as_small_int().unwrap_or(1) - 1;
        State::set(export, &mut self.heap, USERS, Value::small_int_unchecked(users));
        if users == 0 {
            self.release_export(export, owner, view);
        }
    }

    /// Nobody uses an export any more: `last` was the last view of it, of the bytes of `owner`.
    fn release_export(&mut self, export: Gc<State>, owner: Value, last: Gc<MemoryView>) {
        let object = export.get(EXPORTER);
        let shown = match export.get(VIEW).downcast::<MemoryView>() {
            Some(view) => view,
            None => {
                let layout = Layout { source: Value::FALSE, ..last.layout() };
                MemoryView::new(&mut self.heap, owner, layout, last.readonly)
            }
        };
        if let Some(method) = self.overriding_method(object, "__release_buffer__")
            && self.call_method(method, object, &[shown.value()]).is_err()
        {
            let class = self.type_name(object);
            self.report_unraisable_as(&format!("Exception ignored in __release_buffer__ of {class}"));
        }
        // The buffer of a built-in class is given back whatever the method did.
        if shown.owner.get().is(object) {
            shown.owner.set(Value::NULL);
        }
    }

    /// The bytes of a bytes-like object; a Python class is asked for a buffer with these flags. `None` for others.
    ///
    /// # Errors
    /// What `__buffer__` raises.
    #[inline]
    pub(crate) fn contents_of(&mut self, value: Value, flags: i64) -> PyResult<Option<Contents>> {
        if self.is_exact_builtin(value) {
            return Ok(self.contents(value));
        }
        self.contents_by_class(value, flags)
    }

    fn contents_by_class(&mut self, value: Value, flags: i64) -> PyResult<Option<Contents>> {
        let Some(view) = self.exported_view(value, flags)? else { return Ok(self.contents(value)) };
        let bytes = self.contents(view).map(|bytes| bytes.to_vec());
        if let Some(view) = view.downcast::<MemoryView>() {
            self.release_view(view);
        }
        Ok(bytes.map(|bytes| Contents::copied(value, bytes)))
    }

    /// As [`Vm::contents_of`]; a buffer that cannot be had is none.
    pub(crate) fn contents_if_any(&mut self, value: Value) -> Option<Contents> {
        self.contents_of(value, 0).unwrap_or_else(|_| {
            self.take_raised();
            None
        })
    }
}
