//! Raising exceptions from Rust, and tracebacks as CPython prints them.

use super::Vm;
use crate::heap::Gc;
use crate::objects::generator::Generator;
use crate::objects::{Exception, Type};
use crate::value::{PyResult, Raised, Value};

impl Vm {
    /// A new exception of a class with a message, pending.
    #[cold]
    pub fn raise_str(&mut self, class: Gc<Type>, message: &str) -> Raised {
        let args = if message.is_empty() {
            self.new_tuple(&[])
        } else {
            self.new_str(message).and_then(|m| self.new_tuple(&[m]))
        };
        match args {
            Ok(args) => {
                let exception = self.new_exception(class, args);
                self.raise_value(exception.value())
            }
            // No memory for the message: the pending exception says so.
            Err(raised) => raised,
        }
    }

    /// A new exception whose argument is a value.
    #[cold]
    pub fn raise_with(&mut self, class: Gc<Type>, argument: Value) -> Raised {
        match self.new_tuple(&[argument]) {
            Ok(args) => {
                let exception = self.new_exception(class, args);
                self.raise_value(exception.value())
            }
            Err(raised) => raised,
        }
    }

    /// Makes an exception pending; the one that is being handled becomes its context.
    #[cold]
    pub fn raise_value(&mut self, exception: Value) -> Raised {
        let handled = self.handled();
        if let (Some(e), false) = (exception.downcast::<Exception>(), handled.is_null())
            && !handled.is(exception)
        {
            self.break_context_cycle(handled, exception);
            self.heap.set(e, &e.context, handled);
        }
        self.raised = exception;
        Raised
    }

    /// The exception that is being handled (`sys.exception()`), or NULL: the running generator's own, or else that of
    /// whoever resumed it.
    pub fn handled(&self) -> Value {
        let (mut handled, mut at) = (self.handling, self.running);
        while handled.is_null() || handled.is_none() {
            let Some(generator) = at.downcast::<Generator>() else { return Value::NULL };
            (handled, at) = (generator.outer_handling.get(), generator.outer.get());
        }
        handled
    }

    /// Cuts `exception` out of the chain of contexts it is about to be put in front of.
    fn break_context_cycle(&mut self, handled: Value, exception: Value) {
        // The chain may be a circle by the program's own doing: a second walker of half the speed meets the first then.
        let (mut at, mut slow, mut slow_moves) = (handled, handled, false);
        while let Some(e) = at.downcast::<Exception>() {
            let next = e.context.get();
            if next.is(exception) {
                e.context.set(Value::NONE);
                return;
            }
            at = next;
            if at.is(slow) {
                return;
            }
            if slow_moves {
                slow = slow.downcast::<Exception>().map_or(Value::NONE, |e| e.context.get());
            }
            slow_moves = !slow_moves;
        }
    }

    /// As [`Vm::raise_os_error`], for what was done with two files.
    #[cold]
    pub fn raise_os_error_of_two(&mut self, error: &std::io::Error, from: Value, to: Value) -> Raised {
        self.os_error(self.types.os_error, error, &[from, Value::NONE, to]).err().unwrap_or(Raised)
    }

    /// An error of the operating system as an exception of another class, with its number and text.
    #[cold]
    pub(crate) fn raise_os_error_as(&mut self, class: Gc<Type>, error: &std::io::Error) -> Raised {
        self.os_error(class, error, &[]).err().unwrap_or(Raised)
    }

    fn os_error(&mut self, class: Gc<Type>, error: &std::io::Error, files: &[Value]) -> PyResult<()> {
        let number = error.raw_os_error().unwrap_or(libc::EIO);
        let text = error.to_string();
        let text = text.split(" (os error").next().unwrap_or(&text);
        let text = self.new_str(text)?;
        let number = Value::small_int_unchecked(i64::from(number));
        let mut args = vec![number, text];
        args.extend_from_slice(files);
        let exception = self.call(class.value(), &args)?;
        Err(self.raise_value(exception))
    }

    /// `TypeError(message)`.
    #[cold]
    pub fn raise_type_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.raise_str(self.types.type_error, message.as_ref())
    }

    /// `ValueError(message)`.
    #[cold]
    pub fn raise_value_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.raise_str(self.types.value_error, message.as_ref())
    }

    /// Takes the pending exception.
    pub fn take_raised(&mut self) -> Value {
        std::mem::replace(&mut self.raised, Value::NULL)
    }

    /// Whether the pending exception is of a class (or a subclass of it).
    pub fn raised_is(&self, class: Gc<Type>) -> bool {
        self.type_of(self.raised).is_subclass(class)
    }

    /// What `raise X` raises: the instance itself, or an instance of the class.
    ///
    /// # Errors
    /// `TypeError` for what is no exception; what the class raises.
    pub fn make_exception(&mut self, value: Value) -> PyResult {
        if value.downcast::<Exception>().is_some() {
            return Ok(value);
        }
        match value.downcast::<Type>() {
            Some(class) if class.is_subclass(self.types.base_exception) => {
                if self.type_of(value) == self.types.typ
                    && let Some(made) = self.make_plain_exception(class, &[])?
                {
                    return Ok(made);
                }
                let made = self.call(value, &[])?;
                if made.downcast::<Exception>().is_some() {
                    return Ok(made);
                }
                let made = self.type_of(made).value();
                let (class, made) = (self.repr_string(value)?, self.repr_string(made)?);
                let message =
                    format!("calling {class} should have returned an instance of BaseException, not {made}");
                Err(self.raise_type_error(message))
            }
            _ => Err(self.raise_type_error("exceptions must derive from BaseException")),
        }
    }

    /// What `raise … from cause` sets.
    ///
    /// # Errors
    /// `TypeError` for what is no exception; what the class raises.
    pub(crate) fn make_cause(&mut self, cause: Value) -> PyResult {
        let is_class = cause.downcast::<Type>().is_some_and(|c| c.is_subclass(self.types.base_exception));
        if is_class || cause.downcast::<Exception>().is_some() {
            return self.make_exception(cause);
        }
        Err(self.raise_type_error("exception causes must derive from BaseException"))
    }

    /// `<class 'name'>`.
    pub fn show_class(&self, class: Gc<Type>) -> String {
        format!("<class '{}'>", class.name().as_wtf8())
    }
}
