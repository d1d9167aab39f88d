//! The tools of `sys.monitoring`: which events each asked for, and where it said DISABLE.
//!
//! ```text
//! Tools                events of each tool
//! Held::Monitoring     [tool 0: name, callback of each event][tool 1: …] …
//! Code::monitoring     [restart number][tool 0: local events, how often it was cleared][tool 1: …] …
//!                      [disabled events: one word for each tool] × instruction
//! ```
//!
//! `restart_events` counts up a number: what was disabled before that counts no more.

use super::super::interp::Cursor;
use super::super::opcode as op;
use super::super::{Held, Vm};
use super::Event;
use super::layer::Layer;
use crate::heap::Gc;
use crate::objects::{ByteBuffer, Code, ValueBuffer};
use crate::value::{PyResult, Raised, Value};

/// How many tools there are for programs.
pub(crate) const TOOLS: usize = 6;

/// The names of the events, by number.
pub(crate) const EVENTS: [&str; 19] = [
    "PY_START",
    "PY_RESUME",
    "PY_RETURN",
    "PY_YIELD",
    "CALL",
    "LINE",
    "INSTRUCTION",
    "JUMP",
    "BRANCH_LEFT",
    "BRANCH_RIGHT",
    "STOP_ITERATION",
    "RAISE",
    "EXCEPTION_HANDLED",
    "PY_UNWIND",
    "PY_THROW",
    "RERAISE",
    "C_RETURN",
    "C_RAISE",
    "BRANCH",
];

/// The first event that belongs to no place of the code: it can be neither local nor disabled.
const FIRST_GLOBAL: u8 = Event::Raise as u8;
/// Values of one tool in the table.
const ROW: usize = 1 + EVENTS.len();
/// Words in front of the disabled events of a code object.
const HEAD: usize = 1 + 2 * TOOLS;

const fn bit(event: Event) -> u32 {
    1 << event as u8
}

/// What the tools asked for.
#[derive(Default)]
pub(crate) struct Tools {
    /// Events of each tool in all code.
    pub(crate) events: [u32; TOOLS],
    /// Events that each tool asked for in some code object, and in how many it asks for any.
    local: [u32; TOOLS],
    local_codes: [u32; TOOLS],
    /// How often each tool was cleared: what it asked for in code objects before counts no more.
    cleared: [u32; TOOLS],
    /// How often `restart_events` was called.
    restarts: u32,
    /// Tools that asked for both ways of a branch by the old event BRANCH, as bits: they disable both at once.
    pub(crate) both_ways: u32,
}

impl Tools {
    /// Whether some tool asked for anything.
    pub(crate) fn any(&self) -> bool {
        self.all() != 0
    }

    fn all(&self) -> u32 {
        self.events.iter().chain(&self.local).fold(0, |all, e| all | e)
    }

    /// Whether some tool may want to hear of an event.
    pub(super) fn hear(&self, event: Event) -> bool {
        self.all() & bit(asked_as(event)) != 0
    }

    pub(super) fn hear_branches(&self) -> bool {
        self.all() & (bit(Event::BranchLeft) | bit(Event::BranchRight)) != 0
    }

    /// `sys.monitoring.restart_events()`.
    pub(crate) fn restart(&mut self) {
        self.restarts = self.restarts.wrapping_add(1);
    }
}

/// C_RETURN and C_RAISE come with CALL.
fn asked_as(event: Event) -> Event {
    if matches!(event, Event::CReturn | Event::CRaise) { Event::Call } else { event }
}

/// The words that a code object keeps for the tools.
#[derive(Clone, Copy)]
struct Words(Gc<ByteBuffer>);

impl Words {
    fn of(code: Gc<Code>) -> Option<Words> {
        code.monitoring().downcast().map(Words)
    }

    fn get(self, index: usize) -> u32 {
        let mut bytes = [0; 4];
        let from = self.0.bytes().get(index * 4..).unwrap_or(&[]);
        bytes.iter_mut().zip(from).for_each(|(to, from)| *to = from.get());
        u32::from_ne_bytes(bytes)
    }

    fn set(self, index: usize, word: u32) {
        let to = self.0.bytes().get(index * 4..).unwrap_or(&[]);
        to.iter().zip(word.to_ne_bytes()).for_each(|(to, byte)| to.set(byte));
    }
}

/// The event of a branch's other way, and the instruction that tells of it.
fn other_way(code: Gc<Code>, layer: Layer, event: Event, index: u32, what: &[Value]) -> Option<(Event, u32)> {
    let is_jump = |at: u32| super::super::fuse::is_conditional_jump(layer.op(at));
    match event {
        Event::BranchRight if is_jump(index) => Some((Event::BranchLeft, index + 1)),
        Event::BranchLeft if index > 0 && is_jump(index - 1) => Some((Event::BranchRight, index - 1)),
        // POP_ITER stands behind the END_FOR that the loop leads to.
        Event::BranchLeft if layer.op(index) == op::FOR_ITER => {
            let decoded = super::super::lower::decode(code.object()).quick;
            let distance = decoded.get(index as usize)?.arg;
            Some((Event::BranchRight, index.wrapping_add(2).wrapping_add(distance)))
        }
        Event::BranchRight => {
            let from = code.instruction_at(u32::try_from(what.first()?.as_small_int()?).ok()?);
            (layer.op(from) == op::FOR_ITER).then_some((Event::BranchLeft, from))
        }
        _ => None,
    }
}

impl Vm {
    fn words_of(&mut self, code: Gc<Code>) -> PyResult<Words> {
        if let Some(words) = Words::of(code) {
            return Ok(words);
        }
        let count = code.lines_by_instruction().len();
        let buffer = ByteBuffer::new(&mut self.heap, (HEAD + count * TOOLS) * 4);
        let buffer = self.check(buffer)?;
        buffer.bytes().iter().for_each(|b| b.set(0));
        Words(buffer).set(0, self.tracing.tools.restarts);
        Code::set_monitoring(code, &mut self.heap, buffer.value());
        Ok(Words(buffer))
    }

    /// A tool asks for nothing any more in any code object: what it asked for before counts as of an older start.
    pub(crate) fn forget_local_events(&mut self, tool: usize) {
        let tools = &mut self.tracing.tools;
        tools.cleared[tool] = tools.cleared[tool].wrapping_add(1);
        (tools.local[tool], tools.local_codes[tool]) = (0, 0);
    }

    /// The events that a tool asked for in one code object.
    pub(crate) fn local_events(&self, tool: usize, code: Gc<Code>) -> u32 {
        let cleared = self.tracing.tools.cleared[tool];
        Words::of(code).filter(|w| w.get(2 + 2 * tool) == cleared).map_or(0, |w| w.get(1 + 2 * tool))
    }

    /// Sets them.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn set_local_events(&mut self, tool: usize, code: Gc<Code>, events: u32) -> PyResult<()> {
        let before = self.local_events(tool, code);
        let words = self.words_of(code)?;
        words.set(1 + 2 * tool, events);
        words.set(2 + 2 * tool, self.tracing.tools.cleared[tool]);
        let tools = &mut self.tracing.tools;
        tools.local_codes[tool] += u32::from(events != 0);
        tools.local_codes[tool] -= u32::from(before != 0);
        tools.local[tool] = if tools.local_codes[tool] == 0 { 0 } else { tools.local[tool] | events };
        self.tracing_changed()
    }

    fn tool_cell(&mut self, tool: usize, column: usize) -> PyResult<(Gc<ValueBuffer>, usize)> {
        let table = match self.held(Held::Monitoring).downcast::<ValueBuffer>() {
            Some(table) => table,
            None => {
                let table = ValueBuffer::new(&mut self.heap, TOOLS * ROW);
                let table = self.check(table)?;
                table.items().iter().for_each(|cell| cell.set(Value::NONE));
                self.hold(Held::Monitoring, table.value());
                table
            }
        };
        Ok((table, tool * ROW + column))
    }

    /// The name of a tool, None while nobody uses it.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn tool_name(&mut self, tool: usize) -> PyResult {
        let (table, at) = self.tool_cell(tool, 0)?;
        Ok(table.items()[at].get())
    }

    /// Names a tool, or frees it with None.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn set_tool_name(&mut self, tool: usize, name: Value) -> PyResult<()> {
        let (table, at) = self.tool_cell(tool, 0)?;
        self.heap.set(table, &table.items()[at], name);
        Ok(())
    }

    /// Sets the callback of an event; the one before.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn set_callback(&mut self, tool: usize, event: usize, callback: Value) -> PyResult {
        let (table, at) = self.tool_cell(tool, 1 + event)?;
        let before = table.items()[at].get();
        self.heap.set(table, &table.items()[at], callback);
        Ok(before)
    }

    pub(super) fn tell_tools(&mut self, c: &Cursor, event: Event, what: &[Value]) -> PyResult<()> {
        let Some((code, layer)) = self.code_and_layer(c) else { return Ok(()) };
        let (index, number) = (c.index(), event as u8);
        let asked = bit(asked_as(event));
        for tool in (0..TOOLS).rev() {
            let all = self.tracing.tools.events[tool];
            let local = if asked_as(event) as u8 >= FIRST_GLOBAL { 0 } else { self.local_events(tool, code) };
            if (all | local) & asked == 0 || self.is_disabled(code, tool, event, index) {
                continue;
            }
            let (table, at) = self.tool_cell(tool, 1 + usize::from(number))?;
            let callback = table.items()[at].get();
            if callback.is_none() {
                continue;
            }
            let offset = Value::small_int_unchecked(i64::from(code.offset_of(index)));
            let missing = self.held(Held::MonitoringMissing);
            let mut args = vec![code.value()];
            match event {
                Event::Line => args.push(Value::small_int_unchecked(layer.line(index).map_or(0, i64::from))),
                Event::Raise | Event::PyUnwind if what.len() == 2 => {
                    args.extend([what[1].non_null().unwrap_or(offset), what[0]]);
                }
                Event::Jump | Event::BranchLeft | Event::BranchRight => args.extend(what),
                Event::Instruction if !what.is_empty() => args.extend(what),
                _ => {
                    args.push(offset);
                    args.extend(what.iter().map(|v| v.non_null().unwrap_or(missing)));
                }
            }
            let answer = self.heard(event, |vm| vm.call(callback, &args))?;
            if answer.is(self.held(Held::MonitoringDisable)) {
                self.disable_event(code, tool, event, index)?;
                if self.tracing.tools.both_ways >> tool & 1 != 0
                    && let Some((event, index)) = other_way(code, layer, event, index, what)
                {
                    self.disable_event(code, tool, event, index)?;
                }
            }
        }
        Ok(())
    }

    fn is_disabled(&self, code: Gc<Code>, tool: usize, event: Event, index: u32) -> bool {
        let Some(words) = Words::of(code) else { return false };
        words.get(0) == self.tracing.tools.restarts
            && words.get(HEAD + index as usize * TOOLS + tool) & bit(asked_as(event)) != 0
    }

    fn disable_event(&mut self, code: Gc<Code>, tool: usize, event: Event, index: u32) -> PyResult<()> {
        if event as u8 >= FIRST_GLOBAL && !matches!(event, Event::CReturn | Event::CRaise) {
            self.set_callback(tool, event as usize, Value::NONE)?;
            let name = EVENTS[event as usize];
            let message = format!("Cannot disable {name} events. Callback removed.");
            let raised: Raised = self.raise_value_error(message);
            return Err(raised);
        }
        let words = self.words_of(code)?;
        let count = code.lines_by_instruction().len();
        if words.get(0) != self.tracing.tools.restarts {
            (0..count * TOOLS).for_each(|i| words.set(HEAD + i, 0));
            words.set(0, self.tracing.tools.restarts);
        }
        let at = HEAD + index as usize * TOOLS + tool;
        words.set(at, words.get(at) | bit(asked_as(event)));
        Ok(())
    }
}
