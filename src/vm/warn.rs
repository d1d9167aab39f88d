//! Warnings that the engine itself gives, through the filters of the module `warnings`.

use super::Vm;
use crate::heap::Gc;
use crate::objects::Type;
use crate::stdlib::warnings;
use crate::value::{PyResult, Value};

impl Vm {
    /// A warning at the line that runs.
    ///
    /// # Errors
    /// The warning itself where a filter makes it an error.
    #[cold]
    pub(crate) fn warn(&mut self, class: Gc<Type>, message: &str) -> PyResult<()> {
        let message = self.new_str(message)?;
        warnings::warn(self, class, message, None)
    }

    /// What `__index__`, `__int__`, `__float__` and `__complex__` gave is of a class derived from the one they should
    /// give: CPython takes it, with a warning.
    ///
    /// # Errors
    /// As [`Vm::warn`].
    pub(crate) fn warn_of_subclass(&mut self, answer: Value, class: Gc<Type>, method: &str) -> PyResult<()> {
        let given = self.type_of(answer);
        if given == class {
            return Ok(());
        }
        let (name, given) = (class.name(), given.name());
        let (name, given) = (name.as_wtf8(), given.as_wtf8());
        let message = format!(
            "{method} returned non-{name} (type {given}).  The ability to return an instance of a strict subclass of \
             {name} is deprecated, and may be removed in a future version of Python."
        );
        self.warn(self.types.deprecation_warning, &message)
    }
}
