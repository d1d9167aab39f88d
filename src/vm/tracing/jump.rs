//! Assignments to `f_lineno`: a listener moves the frame that it hears of to another line.
//!
//! ```text
//! from ─► to   is possible if what `to` needs is what lies below at `from`; the rest is popped
//! ```
//!
//! What lies where says the code's frame state; what can be reached is asked of the stack as the program was written. It knows nothing of the fast side of a guard site, so nobody gets there
//! without the guard.

use super::super::Vm;
use super::super::interp::Cursor;
use super::Event;
use crate::heap::Gc;
use crate::objects::Code;
use crate::objects::frame::Frame;
use crate::value::{PyResult, Value};
use pyopt_compiler::code::frame_state::{Entry, FrameState};

/// Where a frame goes on.
#[derive(Clone, Copy)]
pub(super) struct Jump {
    /// The address of the frame's locals: compared only.
    fp: usize,
    to: u32,
    /// Which operands go, from the top: whether each is the handled exception.
    pops: usize,
    exceptions: u64,
}

impl Vm {
    /// `frame.f_lineno = line`.
    ///
    /// # Errors
    /// `ValueError` when no listener runs that may do so, or the line cannot be reached.
    pub(crate) fn set_frame_line(&mut self, frame: Gc<Frame>, line: Option<Value>) -> PyResult<()> {
        let Some(line) = line else {
            let name = self.intern("f_lineno");
            return Err(self.raise_attribute_error(frame.value(), name.value(), "cannot delete attribute"));
        };
        let Some(number) = self.as_int(&line).filter(|_| line.as_bool().is_none()) else {
            return Err(self.raise_value_error("lineno must be an integer"));
        };
        let number = number.to_i64().and_then(|n| i32::try_from(n).ok());
        let refusal = match self.tracing.event {
            None => "f_lineno can only be set in a trace function",
            Some(Event::PyStart) => "can't jump from the 'call' trace event of a new frame",
            Some(Event::Call | Event::CReturn) => "can't jump during a call",
            Some(Event::Line | Event::Jump | Event::PyResume | Event::PyYield | Event::Instruction) => "",
            Some(_) => "can only jump from a 'line' trace event",
        };
        if !refusal.is_empty() {
            return Err(self.raise_value_error(refusal));
        }
        let Some(number) = number else { return Err(self.raise_value_error("lineno out of range")) };
        // The listener's own frame runs now; the frame that is told of is the one that `at` was when it was called.
        let Some(c) = self.cursor_of(frame) else {
            return Err(self.raise_value_error("can't jump during a call"));
        };
        let jump = self.find_jump(&c, frame.code(), i64::from(number))?;
        self.bind_unbound(&c, frame)?;
        let name = self.intern("f_lineno");
        self.give_up_sites(frame.binding(), name.value());
        self.tracing.jump = Some(jump);
        Ok(())
    }

    /// Moves the frame at `c` if a listener said so; the cursor stands at the new instruction then.
    pub(super) fn take_jump(&mut self, c: &mut Cursor) -> bool {
        let Some(jump) = self.tracing.jump.take() else { return false };
        if jump.fp != c.fp.addr() {
            return false;
        }
        for i in 0..jump.pops {
            if jump.exceptions >> i.min(63) & 1 != 0 {
                let exception = c.peek(1);
                self.handling = if exception.is_none() { Value::NULL } else { exception };
            }
            c.drop(1);
        }
        self.stack.sp = c.sp;
        if let Some(frame) = c.frame_object() {
            frame.previous.set(jump.to);
        }
        // SAFETY: the number of an instruction of this binding.
        c.pc = unsafe { c.binding.first().add(jump.to as usize) };
        true
    }

    fn find_jump(&mut self, c: &Cursor, code: Gc<Code>, line: i64) -> PyResult<Jump> {
        let first = i64::from(code.object().firstlineno);
        if line < first {
            return Err(self.raise_value_error(format!("line {line} comes before the current code block")));
        }
        let starts = line_starts(&code);
        let Some(wanted) = starts.iter().flatten().copied().filter(|&l| l >= line).min() else {
            return Err(self.raise_value_error(format!("line {line} comes after the current code block")));
        };
        let states = code.frame_states();
        let here = states.at(c.index());
        let from = here.map(|state| state.written());
        let (mut best, mut message): (Option<(u32, usize, usize)>, Option<&str>) = (None, None);
        // Beside code that nobody reaches, this is the fast side of a guard site: what is said of the slow one counts.
        let mut unreached = None;
        for (i, _) in starts.iter().enumerate().filter(|(_, l)| **l == Some(wanted)) {
            let state = states.at(i as u32);
            if state.is_some_and(|state| state.is_unrolled_header()) {
                continue;
            }
            let target = state.map(|state| state.written());
            match (&from, &target) {
                // What was unrolled may be left for another loop, but a loop cannot be entered without its iterator.
                (Some(from), Some(to)) if compatible(from, to) && stands(here, state) => {
                    if best.is_none_or(|(_, written, _)| to.len() > written) {
                        best = Some((i as u32, to.len(), state.map_or(0, |state| state.depth())));
                    }
                }
                _ if message.is_some() => {}
                (None, _) => message = Some("can't jump from unreachable code"),
                (_, None) => {
                    unreached = Some("can't jump into an exception handler, or code may be unreachable");
                }
                (_, Some(to)) => {
                    message = Some(match to.last() {
                        Some(Entry::Exception) => "can't jump into an 'except' block as there's no exception",
                        Some(Entry::Place) => "can't jump into a re-raising block as there's no location",
                        Some(Entry::Iterator) => "can't jump into the body of a for loop",
                        _ => "incompatible stacks",
                    });
                }
            }
        }
        let (Some((to, _, depth)), Some(mut from)) = (best, here.map(|state| state.stack())) else {
            let message = message.or(unreached).unwrap_or("cannot find bytecode for specified line");
            return Err(self.raise_value_error(message));
        };
        if self.tracing.event == Some(Event::PyYield) {
            // The value that is being yielded goes by itself.
            from.pop();
        }
        let popped = &from[depth.min(from.len())..];
        let exceptions = popped
            .iter()
            .rev()
            .enumerate()
            .filter(|(i, e)| **e == Entry::Exception && *i < 64)
            .fold(0, |bits, (i, _)| bits | 1 << i);
        Ok(Jump { fp: c.fp.addr(), to, pops: popped.len(), exceptions })
    }

    /// Code behind a jump may count on locals that were never bound.
    fn bind_unbound(&mut self, c: &Cursor, frame: Gc<Frame>) -> PyResult<()> {
        let locals = c.binding.locals as usize;
        let unbound = (0..locals).filter(|&i| frame.slot(i).is_null()).count();
        if unbound == 0 {
            return Ok(());
        }
        let s = if unbound == 1 { "" } else { "s" };
        let message = format!("assigning None to {unbound} unbound local{s}");
        self.warn(self.types.runtime_warning, &message)?;
        for i in 0..locals {
            if frame.slot(i).is_null() {
                Frame::set_slot(frame, &mut self.heap, i, Value::NONE);
            }
        }
        Ok(())
    }
}

/// The line of each instruction that starts one in the code's own order.
fn line_starts(code: &Code) -> Vec<Option<i64>> {
    let mut last = None;
    let lines = code.lines_by_instruction();
    lines
        .into_iter()
        .map(|line| {
            let starts = line.is_some() && line != last;
            last = line.or(last);
            line.filter(|_| starts)
        })
        .collect()
}

/// As `compatible`, of what is there in fact.
fn stands(from: Option<FrameState<'_>>, to: Option<FrameState<'_>>) -> bool {
    from.zip(to).is_some_and(|(from, to)| compatible(&from.stack(), &to.stack()))
}

/// The stack at `to` lies below that at `from`, kind by kind.
fn compatible(from: &[Entry], to: &[Entry]) -> bool {
    from.len() >= to.len() && from.iter().zip(to).all(|(from, to)| to.takes(*from))
}
