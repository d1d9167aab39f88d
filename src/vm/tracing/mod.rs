//! Tracing, profiling and monitoring: `sys.settrace`, `sys.setprofile`, `sys.monitoring` (PEP 669).
//!
//! ```text
//! off   quick instructions as lowering and specialization left them; nothing is tested, nothing is told
//! on    layer: every opcode of a binding is TRACE, the opcodes beneath lie in a table of the binding
//!         TRACE ─► step: what the instruction means for those who listen (call, line, return, …)
//!               ─► the opcode beneath comes up, runs, and is covered again by the next TRACE of any frame
//! ```
//!
//! Switching on covers the bindings of the frames that run (`layer`); others are covered at their RESUME, whose poll
//! stops always while tracing is on. Switching off changes two words: a TRACE that finds nobody listening takes the
//! layer off its binding. A covered binding runs the plain opcodes that lowering began with: no superinstruction, no
//! specialization, and every guard site broken, so the lines are those of the program as it was written.
//!
//! Exceptions are told by the unwinder (`step::trace_raised` and its siblings).

mod jump;
mod layer;
mod monitoring;
mod step;
mod tell;

use super::{Held, SIGNALLED, Vm};
use crate::value::{PyResult, Value};
use std::sync::atomic::Ordering;

pub(crate) use monitoring::{EVENTS, TOOLS, Tools};

/// `stop_at` while tracing is on: polls stop always.
const TRACING: u64 = SIGNALLED + 1;

/// What can be told, by the numbers of PEP 669.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
#[allow(missing_docs, reason = "the names are PEP 669's")]
pub(crate) enum Event {
    PyStart = 0,
    PyResume = 1,
    PyReturn = 2,
    PyYield = 3,
    Call = 4,
    Line = 5,
    Instruction = 6,
    Jump = 7,
    BranchLeft = 8,
    BranchRight = 9,
    StopIteration = 10,
    Raise = 11,
    ExceptionHandled = 12,
    PyUnwind = 13,
    PyThrow = 14,
    Reraise = 15,
    CReturn = 16,
    CRaise = 17,
}

/// What is going on.
#[derive(Default)]
pub(crate) struct Tracing {
    /// Somebody listens: bindings are covered.
    pub(crate) on: bool,
    /// Above 0 while one of the listeners runs: nothing is told.
    pub(crate) suspended: u32,
    /// The instruction of `Held::OpenBinding` whose opcode shows through the layer.
    open: Option<u32>,
    /// What is being told now: `f_lineno` may be set at some events only.
    event: Option<Event>,
    /// The pending exception came out of a function that the current instruction called.
    pub(crate) raised_below: bool,
    /// Where an assignment to `f_lineno` wants to go on.
    jump: Option<jump::Jump>,
    /// The tools of `sys.monitoring`.
    pub(crate) tools: Tools,
}

impl Vm {
    /// Sets the function of `sys.settrace` (or of `sys.setprofile`), None for none.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn set_tracer(&mut self, which: Held, function: Value) -> PyResult<()> {
        self.hold(which, if function.is_none() { Value::NULL } else { function });
        self.tracing_changed()
    }

    /// Who listens has changed.
    pub(crate) fn tracing_changed(&mut self) -> PyResult<()> {
        let on = !self.held(Held::Tracer).is_null()
            || !self.held(Held::Profiler).is_null()
            || self.tracing.tools.any();
        let begins = on && !self.tracing.on;
        self.tracing.on = on;
        let idle = self.idle_stop();
        // A request to stop stays, and so does a signal.
        let _ = self
            .stop_at
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |at| (at > SIGNALLED).then_some(idle));
        if !on {
            return Ok(());
        }
        self.spent = self.spent.max(TRACING + 1);
        let mut at = self.at;
        while let Some(c) = at {
            self.cover(c.binding)?;
            if self.tracing.tools.hear(Event::Line) || self.tracing.tools.hear_branches() {
                self.frame_of(&c)?;
            }
            if let Some(frame) = c.frame_object() {
                frame.previous.set(c.index());
                if begins {
                    // A call that somebody heard of before nobody listened.
                    frame.calling.set(Value::NULL);
                }
            }
            at = self.caller(&c);
        }
        Ok(())
    }

    /// What `stop_at` is when nobody asked the engine to stop.
    pub(crate) fn idle_stop(&self) -> u64 {
        if self.tracing.on { TRACING } else { self.sample_at }
    }

    /// A poll stopped because tracing is on: true if that was the reason.
    pub(crate) fn poll_tracing(&mut self, stop_at: u64) -> PyResult<bool> {
        if stop_at != TRACING {
            return Ok(false);
        }
        self.close_open();
        let Some(c) = self.at else { return Ok(true) };
        if self.tracing.on && c.binding.layer().is_none() {
            self.cover(c.binding)?;
            // The loop's first poll of a function is that of its RESUME, which has begun already.
            let mut c = c;
            self.trace_step(&mut c)?;
            if let Some(frame) = c.frame_object() {
                frame.previous.set(c.index());
            }
        }
        Ok(true)
    }

    /// `sys.call_tracing(function, args)`: listeners hear of it although one of them calls.
    pub(crate) fn call_tracing(&mut self, function: Value, args: &[Value]) -> PyResult {
        let suspended = std::mem::take(&mut self.tracing.suspended);
        let event = self.tracing.event.take();
        let result = self.call(function, args);
        self.tracing.suspended = suspended;
        self.tracing.event = event;
        result
    }
}
