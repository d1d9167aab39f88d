//! Annotations: evaluated when somebody asks, then kept (PEP 649, PEP 749).
//!
//! ```text
//! f.__annotations__ ─► cached dict, or f.__annotate__(1 = VALUE) ─► dict, cached
//! ```

use super::Vm;
use super::lower::items;
use crate::heap::Gc;
use crate::objects::{Dict, Function, Kind, Module, Str};
use crate::value::{PyResult, Value};

/// `annotationlib.Format.VALUE`.
const VALUE: Value = Value::small_int_unchecked(1);

impl Vm {
    /// What an `__annotate__` function answers for the format VALUE.
    fn evaluate_annotations(&mut self, annotate: Value) -> PyResult<Gc<Dict>> {
        if annotate.is_null() || annotate.is_none() {
            return Ok(self.new_dict());
        }
        let made = self.call(annotate, &[VALUE])?;
        match made.downcast::<Dict>() {
            Some(dict) => Ok(dict),
            None => {
                let message = format!("__annotate__ returned non-dict of type '{}'", self.type_name(made));
                Err(self.raise_type_error(message))
            }
        }
    }

    /// `__annotations__`, `__annotate__` or `__type_params__` of a function.
    pub(crate) fn function_annotation(&mut self, f: Gc<Function>, name: &str) -> PyResult<Option<Value>> {
        Ok(Some(match name {
            "__annotate__" => f.annotate.get().non_null().unwrap_or(Value::NONE),
            "__type_params__" => match f.type_params.get() {
                Value::NULL => self.new_tuple(&[])?,
                params => params,
            },
            _ => {
                let held = f.annotations.get();
                if held.is_kind(Kind::Dict) {
                    return Ok(Some(held));
                }
                let dict = if held.is_kind(Kind::Tuple) {
                    // With `from __future__ import annotations`: names and texts in turn.
                    let dict = self.new_dict();
                    for pair in items(held).chunks_exact(2) {
                        self.dict_set(dict, pair[0], pair[1])?;
                    }
                    dict
                } else {
                    self.evaluate_annotations(f.annotate.get())?
                };
                self.heap.set(f, &f.annotations, dict.value());
                dict.value()
            }
        }))
    }

    /// Sets or deletes one of them.
    pub(crate) fn set_function_annotation(
        &mut self,
        f: Gc<Function>,
        name: &str,
        new: Option<Value>,
    ) -> PyResult<()> {
        match (name, new) {
            ("__annotate__", None) => Err(self.raise_type_error("__annotate__ cannot be deleted")),
            ("__annotate__", Some(new)) => {
                if !new.is_none() && !self.is_callable(new) {
                    return Err(self.raise_type_error("__annotate__ must be callable or None"));
                }
                if !new.is_none() {
                    f.annotations.set(Value::NULL);
                }
                self.heap.set(f, &f.annotate, new);
                Ok(())
            }
            ("__type_params__", Some(new)) if new.is_kind(Kind::Tuple) => {
                self.heap.set(f, &f.type_params, new);
                Ok(())
            }
            ("__type_params__", _) => Err(self.raise_type_error("__type_params__ must be set to a tuple")),
            (_, Some(new)) if new.is_kind(Kind::Dict) => {
                self.heap.set(f, &f.annotations, new);
                f.annotate.set(Value::NONE);
                Ok(())
            }
            (_, None | Some(Value::NONE)) => {
                f.annotations.set(Value::NULL);
                f.annotate.set(Value::NONE);
                Ok(())
            }
            _ => Err(self.raise_type_error("__annotations__ must be set to a dict object")),
        }
    }

    /// `__annotations__` or `__annotate__` of a module that does not hold it; `None` for other names.
    pub(crate) fn module_annotation(&mut self, module: Gc<Module>, name: Gc<Str>) -> PyResult<Option<Value>> {
        match name.as_str() {
            Some("__annotate__") => Ok(Some(Value::NONE)),
            Some("__annotations__") => {
                let annotate = self.intern("__annotate__");
                let function = self.namespace_get(module.dict(), annotate)?;
                let made = self.evaluate_annotations(function.unwrap_or(Value::NONE))?;
                self.dict_set(module.dict(), name.value(), made.value())?;
                Ok(Some(made.value()))
            }
            _ => Ok(None),
        }
    }

    /// `SETUP_ANNOTATIONS`: the dict of a module's or class's annotations as texts.
    pub(crate) fn setup_annotations(&mut self, names: Value) -> PyResult<()> {
        let key = self.intern("__annotations__");
        if self.name_in(names, key)?.is_none() {
            let dict = self.new_dict();
            self.bind_name(names, key, dict.value())?;
        }
        Ok(())
    }
}
