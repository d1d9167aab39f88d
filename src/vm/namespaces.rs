//! Names of modules, classes and `exec`: looked up in a dict or any other mapping, then globals, then builtins.

use super::Vm;
use super::interp::Cursor;
use crate::heap::Gc;
use crate::objects::{Dict, Module, Str};
use crate::value::{PyResult, Value};

impl Vm {
    /// The value of a name in a mapping; a dict subclass is asked as a program would.
    ///
    /// # Errors
    /// What the mapping raises, `KeyError` aside.
    pub(crate) fn name_in(&mut self, mapping: Value, name: Gc<Str>) -> PyResult<Option<Value>> {
        // Subclasses of the library may have a `__missing__` as well as those of the program.
        if let Some(dict) = mapping.downcast::<Dict>()
            && self.type_of(mapping) == self.types.dict
        {
            return self.namespace_get(dict, name);
        }
        match self.get_item(mapping, name.value()) {
            Ok(value) => Ok(Some(value)),
            Err(_) if self.raised_is(self.types.key_error) => {
                self.take_raised();
                Ok(None)
            }
            Err(raised) => Err(raised),
        }
    }

    /// Binds a name in a mapping.
    ///
    /// # Errors
    /// What the mapping raises.
    pub(crate) fn bind_name(&mut self, mapping: Value, name: Gc<Str>, value: Value) -> PyResult<()> {
        match mapping.downcast::<Dict>() {
            Some(dict) if self.is_exact_builtin(mapping) => self.dict_set(dict, name.value(), value),
            _ => self.set_item(mapping, name.value(), value),
        }
    }

    /// `del name` in a mapping.
    ///
    /// # Errors
    /// `NameError`; what else the mapping raises.
    pub(crate) fn unbind_name(&mut self, mapping: Value, name: Gc<Str>) -> PyResult<()> {
        if let Some(dict) = mapping.downcast::<Dict>()
            && self.is_exact_builtin(mapping)
        {
            return match self.dict_remove(dict, name.value())? {
                Some(_) => Ok(()),
                None => Err(self.raise_name_error(name)),
            };
        }
        // Whatever fails, the name is what could not be found.
        self.delete_item(mapping, name.value()).map_err(|_| {
            self.take_raised();
            self.raise_name_error(name)
        })
    }

    /// `LOAD_NAME` and `LOAD_FROM_DICT_OR_GLOBALS`: the mapping first, then globals and builtins.
    pub(crate) fn load_name(&mut self, c: &Cursor, mapping: Value, name: Gc<Str>) -> PyResult {
        if let Some(value) = self.name_in(mapping, name)? {
            return Ok(value);
        }
        for space in [c.binding.globals.get(), c.binding.builtins.get()] {
            if let Some(value) = self.name_in(space, name)? {
                return Ok(value);
            }
        }
        Err(self.raise_name_error(name))
    }

    /// `LOAD_FROM_DICT_OR_DEREF`: the mapping first; `None` when the variable's cell is to be asked.
    pub(crate) fn load_class_deref(
        &mut self,
        c: &Cursor,
        mapping: Value,
        local: usize,
    ) -> PyResult<Option<Value>> {
        let object = self.code_of(c).object().clone();
        let name = self.intern(&*object.localsplus[local].name);
        self.name_in(mapping, name)
    }

    /// The builtins of code that runs in these globals: what `__builtins__` names, or those of the code that runs now.
    ///
    /// # Errors
    /// What comparing the names raises.
    pub(crate) fn builtins_of(&mut self, globals: Value) -> PyResult {
        let key = self.intern("__builtins__");
        let found = match globals.downcast::<Dict>() {
            Some(dict) => self.namespace_get(dict, key)?,
            None => None,
        };
        Ok(match found {
            // Whatever it is, it is asked for names: another mapping answers, other objects are a `TypeError` then.
            Some(found) => found.downcast::<Module>().map_or(found, |m| m.dict().value()),
            None => self.running_builtins(),
        })
    }
}
