//! Coroutines that nobody awaits: `RuntimeWarning: coroutine 'x' was never awaited`.
//!
//! ```text
//! f()        CALL, then POP_TOP: the coroutine is gone at once, and so is the warning given at once
//! c = f()    c goes with its frame: a young collection follows, as for all objects with finalizers
//! …          a later collection finds it, or the end of the program
//! ```
//!
//! The same goes for what `asend`, `athrow`, `aclose` and `__anext__` of asynchronous generators make.

use super::Vm;
use super::interp::Cursor;
use super::opcode as op;
use crate::heap::Gc;
use crate::objects::Str;
use crate::objects::awaitable::{Awaitable, Stage};
use crate::objects::generator::{Generator, GeneratorState};
use crate::value::{PyResult, Raised, Value};

impl Vm {
    /// A method of an asynchronous generator made an awaitable. The program may drop it.
    pub(super) fn may_stay_unawaited(&mut self, made: Value) -> Value {
        let Some(awaitable) = made.downcast::<Awaitable>() else { return made };
        let dropped = self.at.is_some_and(|c| is_popped(&c));
        if dropped {
            self.warn_unawaited(made);
            awaitable.stage.set(Stage::Closed);
        } else {
            self.heap.register_finalizable(awaitable);
            self.note_finalizable_made();
        }
        made
    }

    /// A call made a coroutine, which the caller's next instruction, at `caller`, drops: whether that was so.
    pub(super) fn drop_unawaited(&mut self, caller: &Cursor, generator: Gc<Generator>) -> bool {
        if caller.binding.opcode_at(caller.next()) != op::POP_TOP
            || self.type_of(generator.value()) != self.types.coroutine
        {
            return false;
        }
        let (at, sp) = (self.at.replace(*caller), self.stack.sp);
        let keep = self.temps().len();
        self.push_temp(generator.value());
        self.warn_unawaited(generator.value());
        self.finish_unstarted(generator);
        self.pop_temps(keep);
        (self.at, self.stack.sp) = (at, sp);
        true
    }

    /// Gives the warning if it is due for an object that dies: whether it was.
    pub(super) fn finalize_unawaited(&mut self, object: Value) -> bool {
        let due = match (object.downcast::<Generator>(), object.downcast::<Awaitable>()) {
            (Some(generator), _) => {
                generator.state.get() == GeneratorState::Created
                    && self.type_of(object) == self.types.coroutine
            }
            (_, Some(awaitable)) => awaitable.stage.get() == Stage::Fresh,
            _ => false,
        };
        if due {
            self.warn_unawaited(object);
            if let Some(generator) = object.downcast::<Generator>() {
                self.finish_unstarted(generator);
            }
        }
        due
    }

    fn warn_unawaited(&mut self, object: Value) {
        let (raised, handling) = (self.raised, self.handling);
        let keep = self.temps().len();
        [raised, handling, object].into_iter().for_each(|v| self.push_temp(v));
        self.raised = Value::NULL;
        let (done, doing, about) = match object.downcast::<Awaitable>() {
            Some(awaitable) => {
                let target = awaitable.target.get();
                (self.warn_unawaited_method(awaitable, target), "finalizing async generator", target)
            }
            None => (self.warn_unawaited_coroutine(object), "finalizing coroutine", object),
        };
        if let Err(Raised) = done {
            self.report_unraisable(doing, about);
        }
        (self.raised, self.handling) = (raised, handling);
        self.pop_temps(keep);
    }

    fn warn_unawaited_coroutine(&mut self, coroutine: Value) -> PyResult<()> {
        if !self.is_finalizing {
            let warn = self.import_attr("warnings", "_warn_unawaited_coroutine")?;
            return self.call(warn, &[coroutine]).map(|_| ());
        }
        let name = self.name_of_generator(coroutine);
        self.warn_runtime(&format!("coroutine '{name}' was never awaited"), None)
    }

    fn warn_unawaited_method(&mut self, awaitable: Gc<Awaitable>, generator: Value) -> PyResult<()> {
        let method = match self.type_of(awaitable.value()) {
            class if class == self.types.asend => "asend",
            _ if awaitable.value.get().is_null() => "aclose",
            _ => "athrow",
        };
        let name = self.name_of_generator(generator);
        let message = format!("coroutine method '{method}' of '{name}' was never awaited");
        // At the end of the program nobody looks for where it was made any more.
        let source = (!self.is_finalizing).then_some(generator);
        self.warn_runtime(&message, source)
    }

    fn warn_runtime(&mut self, message: &str, source: Option<Value>) -> PyResult<()> {
        let message = self.new_str(message)?;
        crate::stdlib::warnings::warn(self, self.types.runtime_warning, message, source)
    }

    fn name_of_generator(&self, generator: Value) -> String {
        let name = generator.downcast::<Generator>().and_then(|g| g.qualname.get().downcast::<Str>());
        name.map(|n| n.as_wtf8().to_string()).unwrap_or_default()
    }
}

/// Whether the instruction that runs at `c`, an instruction of its binding, is a call whose value is dropped by the next one.
fn is_popped(c: &Cursor) -> bool {
    let opcode = |index| c.binding.opcode_at(index);
    opcode(c.next()) == op::POP_TOP
        && matches!(opcode(c.index()), op::CALL | op::CALL_NATIVE | op::CALL_NATIVE_METHOD)
}
