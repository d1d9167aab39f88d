//! Special methods that the built-in functions ask, where those of a Python class are Python functions: `len`, `repr`,
//! `str`, `format`, `bool`, and what f-strings do.
//!
//! Each `ask_…` answers what the function of that name answers, or CALL_PENDING behind a task that checks the method's
//! answer. All but the plain case (an instance, a Python function) goes the ordinary way.

use super::{StepFn, Task};
use crate::heap::Gc;
use crate::objects::Kind;
use crate::value::{PyResult, Value};
use crate::vm::Vm;

impl Vm {
    /// Asks the special method of an instance, if that is a Python function: `step` gets its answer.
    fn ask_special(
        &mut self,
        value: Value,
        name: &'static str,
        argument: Option<Value>,
        step: StepFn,
    ) -> PyResult<Option<Value>> {
        if !value.is_kind(Kind::Instance) {
            return Ok(None);
        }
        let Some(method) = self.special(value, name).filter(|m| m.is_kind(Kind::Function)) else {
            return Ok(None);
        };
        match argument {
            Some(argument) => self.ask_call(method, &[value, argument])?,
            None => self.ask_call(method, &[value])?,
        };
        self.wait(None, step, &[], 0).map(Some)
    }

    /// `len(value)`.
    ///
    /// # Errors
    /// As [`Vm::len`].
    #[inline]
    pub(crate) fn ask_len(&mut self, value: Value) -> PyResult {
        // An exact list, str, …: its class is the first of its kind.
        if value.header().is_some_and(|h| h.shape() == h.kind() as u32)
            && let Some(length) = self.builtin_len(value)
        {
            return Ok(Value::small_int_unchecked(length as i64));
        }
        self.ask_len_slow(value)
    }

    #[inline(never)]
    fn ask_len_slow(&mut self, value: Value) -> PyResult {
        if let Some(pending) = self.ask_special(value, "__len__", None, length_step)? {
            return Ok(pending);
        }
        let length = self.len(value)?;
        Ok(self.new_int(length as i64))
    }

    /// `bool(value)`.
    ///
    /// # Errors
    /// As [`Vm::truth`].
    pub(crate) fn ask_bool(&mut self, value: Value) -> PyResult {
        if let Some(pending) = self.ask_special(value, "__bool__", None, bool_step)? {
            return Ok(pending);
        }
        self.truth(value).map(Value::from_bool)
    }

    /// `repr(value)`.
    ///
    /// # Errors
    /// As [`Vm::repr`].
    pub(crate) fn ask_repr(&mut self, value: Value) -> PyResult {
        match self.ask_special(value, "__repr__", None, repr_step)? {
            Some(pending) => Ok(pending),
            None => self.repr(value),
        }
    }

    /// `str(value)`.
    ///
    /// # Errors
    /// As [`Vm::str_of`].
    pub(crate) fn ask_str(&mut self, value: Value) -> PyResult {
        if !value.is_kind(Kind::Instance) {
            return self.str_of(value);
        }
        let name = if self.special(value, "__str__").is_some() { "__str__" } else { "__repr__" };
        match self.ask_special(value, name, None, str_step)? {
            Some(pending) => Ok(pending),
            None => self.str_of(value),
        }
    }

    /// `format(value, spec)`.
    ///
    /// # Errors
    /// As [`Vm::format`].
    pub(crate) fn ask_format(&mut self, value: Value, spec: Option<Value>) -> PyResult {
        if spec.is_none() && crate::vm::keys::exact_str(value).is_some() {
            return Ok(value);
        }
        if spec.is_none() && value.is_small_int() {
            return self.str_of(value);
        }
        if !value.is_kind(Kind::Instance) || spec.is_some_and(|spec| !spec.is_kind(Kind::Str)) {
            return self.format(value, spec);
        }
        if spec.is_none() && self.special(value, "__format__").is_none() {
            return self.ask_str(value);
        }
        let text = match spec {
            Some(spec) => spec,
            None => self.new_str("")?,
        };
        match self.ask_special(value, "__format__", Some(text), format_step)? {
            Some(pending) => Ok(pending),
            None => self.format(value, spec),
        }
    }
}

fn length_step(vm: &mut Vm, _: Gc<Task>, answer: PyResult) -> PyResult {
    let length = vm.length_of_answer(answer?)?;
    Ok(vm.new_int(length as i64))
}

fn bool_step(vm: &mut Vm, _: Gc<Task>, answer: PyResult) -> PyResult {
    let answer = answer?;
    if answer.as_bool().is_some() {
        return Ok(answer);
    }
    Err(vm.raise_no_bool(answer))
}

fn repr_step(vm: &mut Vm, _: Gc<Task>, answer: PyResult) -> PyResult {
    vm.expect_str(answer?, "__repr__")
}

fn str_step(vm: &mut Vm, _: Gc<Task>, answer: PyResult) -> PyResult {
    vm.expect_str(answer?, "__str__")
}

fn format_step(vm: &mut Vm, _: Gc<Task>, answer: PyResult) -> PyResult {
    vm.expect_formatted(answer?)
}
