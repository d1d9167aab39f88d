//! What an instruction means for those who listen, told before it runs; and what unwinding means.
//!
//! ```text
//! C_RETURN of the call before │ BRANCH_LEFT of the FOR_ITER before │ LINE │ INSTRUCTION │ PY_START, CALL, JUMP, …
//! ```
//!
//! The frame's object remembers the instruction that ran last: a line is told when another one ran before. Which way a
//! condition went is told where CPython's instrumented instructions do:
//!
//! ```text
//! BRANCH_LEFT    behind FOR_ITER, when it pushed an item; at NOT_TAKEN
//! BRANCH_RIGHT   at a conditional jump that jumps; at POP_ITER, also that of a `break`; at END_ASYNC_FOR
//! ```
//!
//! The place that NOT_TAKEN and POP_ITER name as where the branch began is the instruction that ran before them, which is
//! themselves if instructions are told of.

use super::super::Vm;
use super::super::continuation::{FOR, SEND};
use super::super::interp::Cursor;
use super::super::opcode as op;
use super::Event;
use super::layer::Layer;
use crate::heap::Gc;
use crate::objects::frame::Frame;
use crate::objects::{BoundMethod, Code, Kind, List, Native, Tuple};
use crate::value::{PyResult, Raised, Value};

impl Vm {
    /// `TRACE`: tells what there is to tell and lets the opcode beneath come up.
    #[cold]
    #[inline(never)]
    pub(crate) fn trace_instruction(&mut self, c: &mut Cursor) -> PyResult<()> {
        self.close_open();
        if !self.tracing.on {
            self.uncover(c.binding);
        } else {
            if self.tracing.suspended == 0 && self.trace_step(c)? {
                // Somewhere else in the function: the instruction there is told as it runs.
                return Ok(());
            }
            let index = c.index();
            if let Some(frame) = c.frame_object()
                && !matches!(c.binding.opcode_at(index), op::SITE_BROKEN | op::END_FOR)
            {
                // A broken site is no instruction of the program as it was written, and loops step over END_FOR.
                frame.previous.set(index);
            }
            self.open(c.binding, index);
            if matches!(c.binding.opcode_at(index), op::RETURN_VALUE | op::YIELD_VALUE) {
                c.mark_traced();
            }
        }
        // SAFETY: back to the instruction whose opcode has just been changed.
        c.pc = unsafe { c.pc.sub(1) };
        Ok(())
    }

    /// Tells about the current instruction; true if a listener moved the frame to another line.
    pub(super) fn trace_step(&mut self, c: &mut Cursor) -> PyResult<bool> {
        let (binding, index) = (c.binding, c.index());
        let Some(layer) = binding.layer() else { return Ok(false) };
        let opcode = layer.op(index);
        if opcode == op::SITE_BROKEN || layer.is_prologue(index) {
            return Ok(false);
        }
        if let Some(frame) = c.frame_object() {
            self.tell_call_returned(c, frame)?;
            self.tell_item(c, layer, frame, index)?;
        }
        if opcode != op::RESUME {
            if layer.starts_line(index) && self.hears(Event::Line, c) && self.tell_line(c, layer, index)? {
                return Ok(true);
            }
            if opcode != op::END_FOR && self.hears(Event::Instruction, c) {
                self.tell_instruction(c, index)?;
            }
        }
        self.tell_opcode(c, layer, opcode, index)?;
        Ok(false)
    }

    fn tell_line(&mut self, c: &mut Cursor, layer: Layer, index: u32) -> PyResult<bool> {
        let Some(line) = layer.line(index) else { return Ok(false) };
        let previous = self.frame_of(c)?.previous.get();
        if layer.line(previous) == Some(line) && layer.op(previous) != op::RESUME {
            return Ok(false);
        }
        self.report_event(c, Event::Line, &[Value::small_int_unchecked(i64::from(line))])?;
        Ok(self.take_jump(c))
    }

    fn tell_opcode(&mut self, c: &mut Cursor, layer: Layer, opcode: u8, index: u32) -> PyResult<()> {
        match opcode {
            op::RESUME => {
                if self.tracing.tools.hear(Event::Line) || self.tracing.tools.hear_branches() {
                    // From here on the object knows what ran last.
                    self.frame_of(c)?.previous.set(index);
                }
                let event = if c.argument() & 3 == 0 { Event::PyStart } else { Event::PyResume };
                self.report_event(c, event, &[])
            }
            op::RETURN_VALUE | op::YIELD_VALUE => {
                let event = if opcode == op::RETURN_VALUE { Event::PyReturn } else { Event::PyYield };
                self.report_event(c, event, &[c.peek(1)])
            }
            op::CALL => self.tell_call(c, c.argument() as usize + 2, c.argument()),
            op::CALL_KW => self.tell_call(c, c.argument() as usize + 3, c.argument()),
            op::CALL_FUNCTION_EX => self.tell_spread_call(c),
            op::JUMP_FORWARD | op::JUMP_BACKWARD => {
                if !self.hears(Event::Jump, c) {
                    return Ok(());
                }
                let to = index.wrapping_add(1).wrapping_add(c.argument());
                let backwards = opcode == op::JUMP_BACKWARD && layer.line(to) == layer.line(index);
                self.tell_jump(c, [index, to], backwards)
            }
            _ if !self.tracing.tools.hear_branches() => Ok(()),
            op::POP_JUMP_IF_FALSE
            | op::POP_JUMP_IF_TRUE
            | op::POP_JUMP_IF_NONE
            | op::POP_JUMP_IF_NOT_NONE => {
                let tested = c.peek(1);
                let jumps = match opcode {
                    op::POP_JUMP_IF_FALSE => tested.is(Value::FALSE),
                    op::POP_JUMP_IF_TRUE => tested.is(Value::TRUE),
                    op::POP_JUMP_IF_NONE => tested.is_none(),
                    _ => !tested.is_none(),
                };
                let to = index.wrapping_add(1).wrapping_add(c.argument());
                if jumps { self.tell_places(c, Event::BranchRight, [index, to]) } else { Ok(()) }
            }
            op::NOT_TAKEN => {
                let from = self.branch_begin(c, index, index.saturating_sub(1));
                self.tell_places(c, Event::BranchLeft, [from, index + 1])
            }
            op::POP_ITER => {
                let previous = c.frame_object().map_or(index, |frame| frame.previous.get());
                let from = self.branch_begin(c, index, previous);
                self.tell_places(c, Event::BranchRight, [from, index + 1])
            }
            op::END_ASYNC_FOR => {
                let from = index.wrapping_add(1).wrapping_add(c.argument());
                self.tell_places(c, Event::BranchRight, [from, index + 1])
            }
            _ => Ok(()),
        }
    }

    /// Where a branch began that is told of at instruction `index`.
    fn branch_begin(&self, c: &Cursor, index: u32, previous: u32) -> u32 {
        if self.hears(Event::Instruction, c) { index } else { previous }
    }

    /// An instruction is about to run: also its EXTENDED_ARGs are instructions.
    fn tell_instruction(&mut self, c: &Cursor, index: u32) -> PyResult<()> {
        if let Some(code) = c.binding.code.get().downcast::<Code>() {
            for prefix in (code.start_of(index)..code.offset_of(index)).step_by(2) {
                self.report_event(c, Event::Instruction, &[Value::small_int_unchecked(i64::from(prefix))])?;
            }
        }
        self.report_event(c, Event::Instruction, &[])
    }

    /// A call is about to be made, with `count` arguments on the stack; the callable stands `depth` slots below the top.
    fn tell_call(&mut self, c: &Cursor, depth: usize, count: u32) -> PyResult<()> {
        if !self.hears(Event::Call, c) {
            return Ok(());
        }
        let (callable, receiver) = (c.peek(depth), c.peek(depth - 1));
        let first = match receiver.non_null() {
            Some(receiver) => Some(receiver),
            None if count > 0 => Some(c.peek(depth - 2)),
            _ => None,
        };
        self.tell_call_of(c, callable, first)
    }

    fn tell_call_of(&mut self, c: &Cursor, callable: Value, first: Option<Value>) -> PyResult<()> {
        if !callable.is_kind(Kind::Function) {
            let frame = self.frame_of(c)?;
            let pair = self.new_tuple(&[callable, first.unwrap_or(Value::NULL)])?;
            self.heap.set(frame, &frame.calling, pair);
        }
        self.tell_of_call(c, Event::Call, callable, first)
    }

    /// A call with stars: its first argument stands in the tuple behind the callable.
    fn tell_spread_call(&mut self, c: &Cursor) -> PyResult<()> {
        if !self.hears(Event::Call, c) {
            return Ok(());
        }
        let (callable, receiver) = (c.peek(4), c.peek(3));
        let first = receiver.non_null().or_else(|| match c.peek(2).downcast::<List>() {
            Some(list) => list.get(0),
            None => c.peek(2).downcast::<Tuple>()?.items().first().copied(),
        });
        self.tell_call_of(c, callable, first)
    }

    fn tell_of_call(
        &mut self,
        c: &Cursor,
        event: Event,
        callable: Value,
        first: Option<Value>,
    ) -> PyResult<()> {
        self.report_event(c, event, &[callable, first.unwrap_or(Value::NULL)])
    }

    /// What profilers are told of a call: a function written in Rust, or such a method bound to its receiver.
    pub(super) fn profiled_callable(&mut self, callable: Value, first: Value) -> Option<Value> {
        if let Some(method) = callable.downcast::<BoundMethod>() {
            return method.function.get().is_kind(Kind::Native).then_some(callable);
        }
        let native = callable.downcast::<Native>()?;
        if native.owner().is_kind(Kind::Type) && self.type_of(callable) != self.types.native {
            let receiver = first.non_null()?;
            return Some(BoundMethod::new(&mut self.heap, callable, receiver).value());
        }
        Some(callable)
    }

    /// The frame goes on: the call that it made to Rust code has returned.
    fn tell_call_returned(&mut self, c: &Cursor, frame: Gc<Frame>) -> PyResult<()> {
        let calling = frame.calling.replace(Value::NULL);
        let [callable, first] = *super::super::lower::items(calling) else { return Ok(()) };
        // SAFETY: the number of an instruction of this binding.
        let pc = unsafe { c.binding.first().add(frame.previous.get() as usize + 1) };
        self.tell_of_call(&Cursor { pc, ..*c }, Event::CReturn, callable, first.non_null())
    }

    /// The frame goes on behind a FOR_ITER that pushed an item.
    fn tell_item(&mut self, c: &Cursor, layer: Layer, frame: Gc<Frame>, index: u32) -> PyResult<()> {
        let previous = frame.previous.get();
        if previous == u32::MAX
            || index != previous + 1
            || layer.op(previous) != op::FOR_ITER
            || !self.tracing.tools.hear_branches()
        {
            return Ok(());
        }
        // SAFETY: the number of an instruction of this binding.
        let pc = unsafe { c.binding.first().add(previous as usize + 1) };
        self.tell_places(&Cursor { pc, ..*c }, Event::BranchLeft, [previous, index])
    }

    /// Tells of a jump or branch from one instruction to another.
    fn tell_places(&mut self, c: &Cursor, event: Event, [from, to]: [u32; 2]) -> PyResult<()> {
        let Some(code) = c.binding.code.get().downcast::<Code>() else { return Ok(()) };
        let places = [code.offset_of(from), code.start_of(to)];
        self.report_event(c, event, &places.map(|at| Value::small_int_unchecked(i64::from(at))))
    }

    fn tell_jump(&mut self, c: &Cursor, places: [u32; 2], same_line: bool) -> PyResult<()> {
        self.tell_places(c, Event::Jump, places)?;
        if same_line { self.tell_tracer_line(c) } else { Ok(()) }
    }

    /// The pending exception arrived in the frame at `c`. What listeners raise takes its place.
    #[cold]
    pub(crate) fn trace_raised(&mut self, c: &Cursor, reraised: bool) {
        self.with_raised(c, |vm, c, exception| {
            if let Some(frame) = c.frame_object() {
                let calling = frame.calling.replace(Value::NULL);
                if let [callable, first] = *super::super::lower::items(calling) {
                    vm.tell_of_call(c, Event::CRaise, callable, first.non_null())?;
                }
            }
            if reraised {
                return vm.report_event(c, Event::Reraise, &[exception]);
            }
            let place = vm.place_of_fault(c);
            vm.report_event(c, Event::Raise, &[exception, place])
        });
    }

    /// The place that CPython names for an exception: the code unit in front of where it goes on, which is the last one
    /// of the instruction, or for what a called function raised the one in front of the call.
    fn place_of_fault(&self, c: &Cursor) -> Value {
        let Some(code) = c.binding.code.get().downcast::<Code>() else { return Value::NULL };
        let behind =
            if self.tracing.raised_below { code.offset_of(c.index()) } else { code.end_of(c.index()) };
        Value::small_int_unchecked(i64::from(behind) - 2)
    }

    /// The frame at `c` is left by the pending exception, which was raised first at instruction `first`.
    #[cold]
    pub(crate) fn trace_unwound(&mut self, c: &Cursor, first: u32) {
        let place = self.place_of_fault(c);
        // SAFETY: the number of an instruction of this binding.
        let pc = unsafe { c.binding.first().add(first as usize + 1) };
        self.with_raised(&Cursor { pc, ..*c }, |vm, c, exception| {
            vm.report_event(c, Event::PyUnwind, &[exception, place])
        });
    }

    /// The frame at `c` handles the pending exception, which was raised at `place`, in instruction `handler` and on.
    #[cold]
    pub(crate) fn trace_handled(&mut self, c: &Cursor, place: u32, handler: u32) {
        if let Some(frame) = c.frame_object() {
            frame.previous.set(place);
        }
        // SAFETY: the number of an instruction of this binding.
        let pc = unsafe { c.binding.first().add(handler as usize + 1) };
        self.with_raised(&Cursor { pc, ..*c }, |vm, c, exception| {
            vm.report_event(c, Event::ExceptionHandled, &[exception])
        });
    }

    /// The pending exception is thrown into the generator whose frame is at `c`.
    #[cold]
    pub(crate) fn trace_thrown(&mut self, c: &Cursor) {
        let covered = self.cover(c.binding);
        if covered.is_ok() {
            self.with_raised(c, |vm, c, exception| vm.report_event(c, Event::PyThrow, &[exception]));
        }
    }

    /// The pending exception ends an iteration in the frame at `c`.
    #[cold]
    pub(crate) fn trace_stopped(&mut self, c: &Cursor) {
        self.with_raised(c, |vm, c, exception| vm.report_event(c, Event::Raise, &[exception]));
    }

    /// A generator returned `value` to a loop or a delegation in the frame at `c`: as if it had raised.
    #[cold]
    pub(crate) fn trace_ended(&mut self, c: &Cursor, kind: u64, value: Value) -> PyResult<()> {
        // A loop makes no exception of None, a delegation always.
        let event = match kind {
            FOR if !value.is_none() => Event::Raise,
            SEND => Event::StopIteration,
            _ => return Ok(()),
        };
        if self.tracing.suspended > 0 || c.binding.layer().is_none() {
            return Ok(());
        }
        let keep = self.temps().len();
        self.push_temp(value);
        let _ = self.raise_stop(value);
        let stop = self.take_raised();
        self.push_temp(stop);
        self.stack.sp = c.sp;
        let told = self.report_event(c, event, &[stop]);
        self.pop_temps(keep);
        told
    }

    /// What is no generator ended a delegation in the frame at `c`: as if it had raised.
    #[cold]
    pub(crate) fn trace_sent(&mut self, c: &Cursor, value: Value) -> PyResult<()> {
        if self.tracing.suspended > 0 || c.binding.layer().is_none() {
            return Ok(());
        }
        let keep = self.temps().len();
        self.push_temp(value);
        let _ = self.raise_stop(value);
        let stop = self.take_raised();
        self.push_temp(stop);
        self.stack.sp = c.sp;
        let told = self.report_event(c, Event::Raise, &[stop]);
        self.pop_temps(keep);
        told
    }

    fn with_raised(&mut self, c: &Cursor, tell: impl FnOnce(&mut Vm, &Cursor, Value) -> PyResult<()>) {
        if self.tracing.suspended > 0 {
            return;
        }
        self.stack.sp = c.sp;
        self.at = Some(*c);
        let exception = self.take_raised();
        let keep = self.temps().len();
        self.push_temp(exception);
        let told = tell(self, c, exception);
        self.pop_temps(keep);
        if told != Err(Raised) {
            self.raised = exception;
        }
    }
}
