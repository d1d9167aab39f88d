//! The tracing layer of a binding.
//!
//! ```text
//! quick    TRACE TRACE TRACE …          arguments stay where they are
//! layer    [opcode][flags][line], one row for each instruction, in the binding
//! ```
//!
//! INVARIANT: at most one instruction of all bindings shows its opcode through the layer: the one that runs. Whatever
//! runs next begins with a TRACE, which covers it again. The same instruction could run next only where a frame is left
//! (`TRACED` in its KIND has `frame_left` cover it) and behind a jump to itself (whose poll does). Taking a layer off lowers the code anew, so specializations
//! start over; guard sites come back broken, and what was observed goes on being observed.

use super::super::opcode as op;
use super::super::{Held, Vm};
use crate::heap::Gc;
use crate::objects::{Binding, ByteBuffer, Code};
use crate::value::PyResult;

/// Bytes of a row.
const ROW: usize = 8;
/// The instruction may start a line.
const STARTS_LINE: u8 = 1;
/// The instruction stands in front of the first RESUME: nobody hears of it.
const PROLOGUE: u8 = 2;
/// A line number for none.
const NO_LINE: u32 = u32::MAX;

/// The layer of a covered binding.
#[derive(Clone, Copy)]
pub(super) struct Layer(Gc<ByteBuffer>);

impl Layer {
    fn byte(self, index: u32, at: usize) -> u8 {
        self.0.bytes().get(index as usize * ROW + at).map_or(0, |b| b.get())
    }

    /// The opcode beneath.
    pub(super) fn op(self, index: u32) -> u8 {
        self.byte(index, 0)
    }

    pub(super) fn starts_line(self, index: u32) -> bool {
        self.byte(index, 1) & STARTS_LINE != 0
    }

    pub(super) fn is_prologue(self, index: u32) -> bool {
        self.byte(index, 1) & PROLOGUE != 0
    }

    /// The line of an instruction.
    pub(super) fn line(self, index: u32) -> Option<u32> {
        let line = u32::from_ne_bytes([4, 5, 6, 7].map(|at| self.byte(index, at)));
        (line != NO_LINE && (index as usize) < self.0.capacity() / ROW).then_some(line)
    }
}

impl Binding {
    /// The layer, if the binding is covered.
    pub(super) fn layer(&self) -> Option<Layer> {
        self.layer.get().downcast().map(Layer)
    }

    /// The opcode of an instruction, whatever covers it; of cold code what it will be.
    #[inline]
    pub(crate) fn opcode_at(&self, index: u32) -> u8 {
        // SAFETY: callers pass numbers of instructions of this binding.
        let shown = unsafe { (*self.first().add(index as usize)).op };
        match shown {
            op::TRACE => self.layer().map_or(shown, |layer| layer.op(index)),
            op::OBSERVE => self.row(index).map_or(shown, |row| row.beneath()),
            op::RESUME_COLD => op::RESUME,
            op::JUMP_BACKWARD_COLD => op::JUMP_BACKWARD,
            plain => plain,
        }
    }
}

impl Vm {
    /// Covers a binding.
    pub(super) fn cover(&mut self, binding: Gc<Binding>) -> PyResult<()> {
        if binding.layer().is_some() {
            return Ok(());
        }
        let Some(code) = binding.code.get().downcast::<Code>() else { return Ok(()) };
        if !binding.is_lowered() {
            self.lower(binding)?;
        }
        let mut quick = super::super::lower::decode(code.object()).quick;
        let rows = line_rows(&code, &quick);
        let buffer = ByteBuffer::new(&mut self.heap, rows.len());
        let buffer = self.check(buffer)?;
        buffer.bytes().iter().zip(rows).for_each(|(to, byte)| to.set(byte));
        for q in &mut quick {
            if super::super::fuse::is_conditional_jump(q.op) {
                // The NOT_TAKEN behind it is an instruction of its own.
                q.cache = 0;
            }
            q.op = op::TRACE;
        }
        binding.write_quick(&quick);
        binding.rest_sites();
        self.heap.set(binding, &binding.layer, buffer.value());
        Ok(())
    }

    /// Takes the layer off.
    pub(super) fn uncover(&mut self, binding: Gc<Binding>) {
        let Some(code) = binding.code.get().downcast::<Code>() else { return };
        let mut quick = super::super::lower::decode(code.object()).quick;
        super::super::feedback::dress(&binding, &mut quick);
        binding.write_quick(&quick);
        binding.rest_sites();
        binding.layer.set(crate::value::Value::NULL);
    }

    /// Covers the instruction that ran last.
    pub(crate) fn close_open(&mut self) {
        let Some(index) = self.tracing.open.take() else { return };
        if let Some(binding) = self.held(Held::OpenBinding).downcast::<Binding>()
            && binding.layer().is_some()
        {
            binding.write_op(index, op::TRACE);
        }
    }

    /// Lets the opcode of an instruction show.
    pub(super) fn open(&mut self, binding: Gc<Binding>, index: u32) {
        if let Some(layer) = binding.layer() {
            binding.write_op(index, layer.op(index));
            self.hold(Held::OpenBinding, binding.value());
            self.tracing.open = Some(index);
        }
    }
}

/// The rows of a layer: CPython's rules for which instructions start a line.
fn line_rows(code: &Code, quick: &[op::Quick]) -> Vec<u8> {
    let lines = code.lines_by_instruction();
    let first = quick.iter().position(|q| q.op == op::RESUME).unwrap_or(0);
    let mut flags = vec![0u8; quick.len()];
    flags[..first].fill(PROLOGUE);
    let mut current = None;
    for (i, q) in quick.iter().enumerate().skip(first) {
        if matches!(q.op, op::END_ASYNC_FOR | op::END_FOR | op::END_SEND | op::RESUME | op::POP_ITER) {
            continue;
        }
        let line = lines.get(i).copied().flatten();
        if line.is_some() && line != current {
            flags[i] |= STARTS_LINE;
        }
        current = line;
    }
    let mut start = |at: i64| {
        if let Some(flags) = usize::try_from(at).ok().and_then(|at| flags.get_mut(at)) {
            *flags |= STARTS_LINE;
        }
    };
    for (i, q) in quick.iter().enumerate().skip(first) {
        let target = i as i64 + 1 + i64::from(q.arg as i32);
        match q.op {
            op::POP_JUMP_IF_FALSE
            | op::POP_JUMP_IF_TRUE
            | op::POP_JUMP_IF_NONE
            | op::POP_JUMP_IF_NOT_NONE
            | op::JUMP_FORWARD
            | op::JUMP_BACKWARD
            | op::JUMP_BACKWARD_NO_INTERRUPT => start(target),
            // END_SEND stands there. What FOR_ITER leads to is no target of its own, as in CPython.
            op::SEND => start(target + 1),
            _ => {}
        }
    }
    // Where a guard site leads to is behind what stood in front of it.
    for site in &code.object().guards {
        let jump = code.object().instructions().map_while(Result::ok).find(|i| i.offset == site.offset);
        if let Some(target) = jump.and_then(|j| j.jump_target()).and_then(|t| u32::try_from(t).ok()) {
            start(i64::from(code.instruction_at(target)));
        }
    }
    for handler in code.object().exception_entries().unwrap_or_default() {
        let target = code.instruction_at(handler.target);
        if quick.get(target as usize).is_some_and(|q| q.op != op::END_ASYNC_FOR) {
            start(i64::from(target));
        }
    }
    let mut rows = Vec::with_capacity(quick.len() * ROW);
    for (i, q) in quick.iter().enumerate() {
        let line = lines.get(i).copied().flatten().and_then(|l| u32::try_from(l).ok());
        rows.extend([q.op, flags[i], 0, 0]);
        rows.extend(line.unwrap_or(NO_LINE).to_ne_bytes());
    }
    rows
}
