//! Telling the listeners: the tracer first, then the profiler, then the tools of `sys.monitoring` from the highest
//! number down, as in CPython.

use super::super::interp::Cursor;
use super::super::{Held, Vm};
use super::Event;
use super::layer::Layer;
use crate::heap::Gc;
use crate::objects::Code;
use crate::objects::frame::Frame;
use crate::value::{PyResult, Raised, Value};

impl Vm {
    /// Whether anybody may want to hear of an event in the frame at `c`.
    pub(super) fn hears(&self, event: Event, c: &Cursor) -> bool {
        let tracer = || {
            !self.held(Held::Tracer).is_null() && c.frame_object().is_some_and(|f| !f.trace.get().is_null())
        };
        let profiler = !self.held(Held::Profiler).is_null();
        match event {
            Event::Line | Event::Jump => self.tracing.tools.hear(event) || tracer(),
            Event::Instruction => {
                self.tracing.tools.hear(event)
                    || tracer() && c.frame_object().is_some_and(|f| f.hears_opcodes.get())
            }
            Event::Call => self.tracing.tools.hear(event) || profiler,
            _ => true,
        }
    }

    /// Tells everybody who listens. The cursor stands behind the instruction; `what` is what the event carries.
    ///
    /// # Errors
    /// What a listener raises.
    pub(super) fn report_event(&mut self, c: &Cursor, event: Event, what: &[Value]) -> PyResult<()> {
        if self.tracing.suspended > 0 {
            return Ok(());
        }
        self.at = Some(*c);
        if !self.held(Held::Tracer).is_null() {
            self.tell_tracer(c, event, what)?;
        }
        if !self.held(Held::Profiler).is_null() {
            self.tell_profiler(c, event, what)?;
        }
        if self.tracing.tools.hear(event) {
            self.tell_tools(c, event, what)?;
        }
        Ok(())
    }

    fn tell_profiler(&mut self, c: &Cursor, event: Event, what: &[Value]) -> PyResult<()> {
        let (word, argument) = match event {
            Event::PyStart | Event::PyResume | Event::PyThrow => ("call", Value::NONE),
            Event::PyReturn | Event::PyYield => ("return", what[0]),
            Event::PyUnwind => ("return", Value::NONE),
            Event::Call | Event::CReturn | Event::CRaise => {
                let Some(callable) = self.profiled_callable(what[0], what[1]) else { return Ok(()) };
                let word = match event {
                    Event::Call => "c_call",
                    Event::CReturn => "c_return",
                    _ => "c_exception",
                };
                (word, callable)
            }
            _ => return Ok(()),
        };
        let frame = self.frame_of(c)?;
        let function = self.held(Held::Profiler);
        match self.call_listener(event, function, frame, word, argument) {
            Ok(_) => Ok(()),
            Err(Raised) => {
                self.disable(Held::Profiler, frame);
                Err(Raised)
            }
        }
    }

    fn tell_tracer(&mut self, c: &Cursor, event: Event, what: &[Value]) -> PyResult<()> {
        if matches!(event, Event::PyStart | Event::PyResume | Event::PyThrow) {
            let frame = self.frame_of(c)?;
            let function = self.held(Held::Tracer);
            return self.call_tracer(event, function, frame, "call", Value::NONE);
        }
        let Some(frame) = c.frame_object() else { return Ok(()) };
        let function = frame.trace.get();
        if function.is_null() {
            return Ok(());
        }
        match event {
            Event::PyReturn | Event::PyYield => self.call_tracer(event, function, frame, "return", what[0]),
            Event::PyUnwind => self.call_tracer(event, function, frame, "return", Value::NONE),
            Event::Line if frame.trace_lines.get() => {
                self.call_tracer(event, function, frame, "line", Value::NONE)
            }
            Event::Instruction if frame.hears_opcodes.get() => {
                self.call_tracer(event, function, frame, "opcode", Value::NONE)
            }
            Event::Raise | Event::StopIteration => {
                let exception = what[0];
                let class = self.type_of(exception).value();
                let traceback = exception.downcast::<crate::objects::Exception>();
                let traceback = traceback.map_or(Value::NONE, |e| e.traceback.get());
                let about = self.new_tuple(&[class, exception, traceback])?;
                self.call_tracer(event, function, frame, "exception", about)
            }
            _ => Ok(()),
        }
    }

    /// A jump back to the same line is a line of its own for the tracer.
    pub(super) fn tell_tracer_line(&mut self, c: &Cursor) -> PyResult<()> {
        match c.frame_object() {
            Some(frame) if frame.trace_lines.get() && !self.held(Held::Tracer).is_null() => {
                match frame.trace.get().non_null() {
                    Some(function) => self.call_tracer(Event::Jump, function, frame, "line", Value::NONE),
                    None => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    fn call_tracer(
        &mut self,
        event: Event,
        function: Value,
        frame: Gc<Frame>,
        word: &str,
        argument: Value,
    ) -> PyResult<()> {
        if word != "line" && frame.trace_opcodes.get() {
            frame.hears_opcodes.set(true);
        }
        match self.call_listener(event, function, frame, word, argument) {
            Ok(Value::NONE) => Ok(()),
            Ok(next) => {
                self.heap.set(frame, &frame.trace, next);
                Ok(())
            }
            Err(Raised) => {
                self.disable(Held::Tracer, frame);
                Err(Raised)
            }
        }
    }

    /// A listener raised: nobody calls it again.
    fn disable(&mut self, which: Held, frame: Gc<Frame>) {
        let raised = self.take_raised();
        if which == Held::Tracer {
            frame.trace.set(Value::NULL);
        }
        // Switching off needs no memory.
        let _ = self.set_tracer(which, Value::NONE);
        self.raised = raised;
    }

    fn call_listener(
        &mut self,
        event: Event,
        function: Value,
        frame: Gc<Frame>,
        word: &str,
        argument: Value,
    ) -> PyResult {
        let word = self.intern(word).value();
        self.heard(event, |vm| vm.call(function, &[frame.value(), word, argument]))
    }

    /// Calls a listener: nothing is told while it runs.
    pub(super) fn heard(&mut self, event: Event, call: impl FnOnce(&mut Vm) -> PyResult) -> PyResult {
        let before = self.tracing.event.replace(event);
        self.tracing.suspended += 1;
        let answer = call(self);
        self.tracing.suspended -= 1;
        self.tracing.event = before;
        answer
    }

    /// The code and layer of a frame.
    pub(super) fn code_and_layer(&self, c: &Cursor) -> Option<(Gc<Code>, Layer)> {
        Some((c.binding.code.get().downcast()?, c.binding.layer()?))
    }
}
