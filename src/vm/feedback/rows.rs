//! The rows of a binding, and which of its instructions are observed when.
//!
//! ```text
//! [left][right][result][place][beneath][role][todo][flags]      12 bytes for each quick instruction, all zero at first
//!   u16   u16     u16    u16      u8     u8    u8     u8
//! ```
//!
//! | field | of a branch | of a call | of all others |
//! |---|---|---|---|
//! | left, right | how often it jumped, how often not | which sorts of callee; – | kinds of its operands |
//! | result | – | kinds of what it left | kinds of what it left |
//! | place | – | 1 + where the callee lies in `Binding::seen` | 1 + where four shapes of the left operand lie |
//!
//! `beneath` is the opcode that OBSERVE covers, `todo` how often it still will.

use super::super::Vm;
use super::super::fuse;
use super::super::lower::{Decoded, decode};
use super::super::opcode::{self as op, ATTRIBUTE_ENTRIES, Quick};
use super::{Callee, Feedback, Kinds, function_of};
use crate::heap::Gc;
use crate::objects::shape::ShapeId;
use crate::objects::{Binding, ByteBuffer, Code, Iterator, Stepping};
use crate::value::Value;
use pyopt_compiler::code::{CodeObject, Opcode};
use std::cell::Cell;
use std::sync::atomic::Ordering;

/// A binding is warm after so many entries, resumptions and jumps back.
pub(super) const WARM: u8 = 128;
/// Executions of an instruction that one window observes.
pub(super) const WINDOW: u8 = 32;

/// Function entries, jumps back and steps of long natives between two looks at what runs.
pub(in crate::vm) const SAMPLE: u64 = 1 << 20;

/// What an instruction met.
#[repr(C)]
pub(in crate::vm) struct Row {
    pub(super) left: Cell<u16>,
    pub(super) right: Cell<u16>,
    pub(super) result: Cell<u16>,
    pub(super) place: Cell<u16>,
    pub(super) beneath: Cell<u8>,
    pub(super) role: Cell<u8>,
    pub(super) todo: Cell<u8>,
    pub(super) flags: Cell<u8>,
}

const _: () = assert!(size_of::<Row>() == 12);

/// What is looked at, in the low bits of a role.
pub(super) mod role {
    /// The topmost operand.
    pub const ONE: u8 = 1;
    /// The two topmost ones.
    pub const TWO: u8 = 2;
    /// The condition of a jump.
    pub const BRANCH: u8 = 3;
    /// The callable.
    pub const CALL: u8 = 4;
    /// All of these.
    pub const WHAT: u8 = 7;
    /// The topmost operand is what the instruction in front left.
    pub const RESULT: u8 = 8;
    /// A guard site owns the instruction.
    pub const SITE: u8 = 16;
}

/// Bits of `flags`.
pub(super) mod flag {
    /// Small ints gave an int that is no immediate.
    pub const OVERFLOWED: u8 = 1;
    /// More callees or shapes than there is room for.
    pub const MANY: u8 = 2;
}

/// Which sorts of callee a call met, in `left`.
pub(super) mod sort {
    pub const FUNCTION: u16 = 1;
    pub const CLASS: u16 = 2;
    pub const NATIVE: u16 = 4;
    pub const OBJECT: u16 = 8;
}

impl Row {
    pub(super) fn what(&self) -> u8 {
        self.role.get() & role::WHAT
    }

    /// Both operands were small ints whenever it was looked.
    fn saw_ints_only(&self) -> bool {
        [self.left.get(), self.right.get()] == [Kinds::INT.0; 2] && self.what() == role::TWO
    }

    pub(super) fn has(&self, flag: u8) -> bool {
        self.flags.get() & flag != 0
    }

    pub(super) fn set(&self, flag: u8) {
        self.flags.set(self.flags.get() | flag);
    }

    /// The opcode that OBSERVE covers.
    pub(in crate::vm) fn beneath(&self) -> u8 {
        self.beneath.get()
    }

    /// Another opcode is beneath OBSERVE.
    pub(in crate::vm) fn cover(&self, op: u8) {
        self.beneath.set(op);
    }

    /// What it means.
    pub(super) fn read(&self, binding: Gc<Binding>) -> Feedback {
        let mut feedback = Feedback {
            result: Kinds(self.result.get()),
            overflowed: self.has(flag::OVERFLOWED),
            ..Feedback::default()
        };
        let sides = [self.left.get(), self.right.get()];
        let place = usize::from(self.place.get());
        match self.what() {
            role::BRANCH => feedback.branches = sides,
            role::CALL => feedback.callee = self.callee(binding),
            _ => {
                feedback.kinds = sides.map(Kinds);
                feedback.megamorphic = self.has(flag::MANY);
                let shapes = (0..ATTRIBUTE_ENTRIES).filter(|_| place > 0);
                let shapes = shapes.map(|i| binding.seen_at(place - 1 + i)).filter(|v| v.is_small_int());
                feedback.shapes.extend(shapes.map(|v| ShapeId(v.raw_word() as u32)));
            }
        }
        feedback
    }

    fn callee(&self, binding: Gc<Binding>) -> Callee {
        if self.has(flag::MANY) {
            return Callee::Many;
        }
        let Some(place) = usize::from(self.place.get()).checked_sub(1) else { return Callee::None };
        let value = binding.seen_at(place);
        match self.left.get() {
            sort::FUNCTION => function_of(value),
            sort::CLASS => Callee::Class(ShapeId(value.raw_word() as u32)),
            sort::OBJECT => Callee::Object(ShapeId(value.raw_word() as u32)),
            sort::NATIVE => {
                // SAFETY: under this sort stands the address of a declaration, which is static data (see `see`).
                let def = unsafe { &*std::ptr::with_exposed_provenance(value.raw_word() as usize) };
                Callee::Native(def)
            }
            _ => Callee::None,
        }
    }
}

/// What an iterator of the engine's goes through.
pub(super) fn iterated(value: Value) -> Kinds {
    match value.downcast::<Iterator>().map(|it| it.stepping) {
        Some(Stepping::List) => Kinds::LIST,
        Some(Stepping::Tuple) => Kinds::TUPLE,
        Some(Stepping::Range) => Kinds::RANGE,
        Some(Stepping::Str) => Kinds::STR,
        Some(Stepping::Bytes) => Kinds::BYTES,
        Some(Stepping::DictKeys | Stepping::DictValues | Stepping::DictItems) => Kinds::DICT,
        Some(Stepping::Set) => Kinds::SET,
        _ => Kinds::ITERATOR,
    }
}

impl Binding {
    /// All rows; none while the binding is cold.
    pub(super) fn rows(&self) -> &[Row] {
        let Some(buffer) = self.feedback.get().downcast::<ByteBuffer>() else { return &[] };
        // SAFETY: cells of the heap are aligned, all bits make rows of integers, and the binding keeps the buffer, which
        // is never replaced.
        unsafe {
            let first = buffer.bytes().as_ptr().cast::<Row>();
            std::slice::from_raw_parts(first, buffer.capacity() / size_of::<Row>())
        }
    }

    /// The row of quick instruction `index`.
    pub(in crate::vm) fn row(&self, index: u32) -> Option<&Row> {
        self.rows().get(index as usize)
    }

    /// Counts a turn of cold code; true when it has become warm.
    #[inline(always)]
    pub(in crate::vm) fn grows_warm(&self) -> bool {
        let turns = self.turns.get().saturating_add(1);
        self.turns.set(turns);
        turns >= WARM
    }

    fn quick_at(&self, index: usize) -> Option<Quick> {
        // SAFETY: there are as many instructions as the binding counts.
        (index < self.count() as usize).then(|| unsafe { *self.first().add(index) })
    }

    /// Instruction `at` is observed no longer.
    #[cold]
    pub(super) fn settle(&self, at: u32) {
        let rows = self.rows();
        let Some(row) = rows.get(at as usize) else { return };
        self.write_op(at, row.beneath.get());
        if row.what() != role::CALL {
            self.forget_misses(at);
        }
        let owned = |i: usize| rows.get(i).is_none_or(|row| row.role.get() & role::SITE != 0);
        // Its successors may be fused already; backwards as ever.
        for i in (at.saturating_sub(2) as usize..=at as usize).rev() {
            if let (Some(first), Some(second), false) =
                (self.quick_at(i), self.quick_at(i + 1), owned(i) || owned(i + 1))
                && let Some(by) = fuse::pair(first, second)
            {
                self.write_op(i as u32, if rows[i + 1].saw_ints_only() { fuse::narrow(by) } else { by });
            }
        }
    }
}

impl Vm {
    /// A poll stopped because it is time to look at what runs; true if that was the reason.
    pub(in crate::vm) fn poll_sample(&mut self, stop_at: u64) -> bool {
        if stop_at != self.sample_at {
            return false;
        }
        self.sample_at = self.spent.saturating_add(SAMPLE);
        // Somebody who wants to be heard meanwhile is heard.
        let _ = self.stop_at.compare_exchange(stop_at, self.sample_at, Ordering::Relaxed, Ordering::Relaxed);
        if let Some(c) = self.at {
            self.observe(c.binding);
        }
        true
    }

    /// Begins a window: the instructions of interest are observed for their next executions.
    #[cold]
    pub(in crate::vm) fn observe(&mut self, binding: Gc<Binding>) {
        self.make_rows(binding);
        let rows = binding.rows();
        for row in rows.iter().filter(|row| is_observed(row.role.get())) {
            row.todo.set(WINDOW);
        }
        if !binding.layer.get().is_null() {
            // When nobody listens any more.
            return;
        }
        let observed = |i: usize| rows.get(i).is_some_and(|row| is_observed(row.role.get()));
        let mut i = 0;
        while let Some(q) = binding.quick_at(i) {
            let plain = match q.op {
                op::RESUME_COLD => op::RESUME,
                op::JUMP_BACKWARD_COLD => op::JUMP_BACKWARD,
                other => fuse::first_part(other).unwrap_or(other),
            };
            let spans_observed = (1..usize::from(op::span(q.op))).any(|part| observed(i + part));
            match rows.get(i).filter(|row| is_observed(row.role.get())) {
                Some(_) if q.op == op::OBSERVE => {}
                Some(row) => {
                    row.beneath.set(plain);
                    binding.write_op(i as u32, op::OBSERVE);
                }
                None if spans_observed || op::span(q.op) == 1 => binding.write_op(i as u32, plain),
                None => {}
            }
            i += 1;
        }
    }

    /// Gives a binding its rows. Without memory for them it goes on without.
    fn make_rows(&mut self, binding: Gc<Binding>) {
        if !binding.feedback.get().is_null() {
            return;
        }
        let Some(code) = binding.code.get().downcast::<Code>() else { return };
        let Ok(buffer) = ByteBuffer::new(&mut self.heap, binding.count() as usize * size_of::<Row>()) else {
            return;
        };
        self.heap.set(binding, &binding.feedback, buffer.value());
        for (row, role) in binding.rows().iter().zip(roles(code.object(), &decode(code.object()))) {
            row.role.set(role);
        }
    }
}

fn is_observed(role: u8) -> bool {
    role & (role::WHAT | role::RESULT) != 0 && role & role::SITE == 0
}

/// What is looked at in front of each instruction.
fn roles(object: &CodeObject, decoded: &Decoded) -> Vec<u8> {
    let (quick, plain) = (&decoded.quick, &decoded.beneath);
    let entered = entered(object, decoded);
    let role = |i: usize| {
        let behind = i > 0 && !entered[i] && leaves_one(plain[i - 1], quick[i - 1].arg);
        match quick[i].op {
            op::SITE_BROKEN => role::SITE,
            _ => what_of(plain[i]) | if behind { role::RESULT } else { 0 },
        }
    };
    (0..quick.len()).map(role).collect()
}

/// Which instructions are reached from elsewhere than from the one in front.
fn entered(object: &CodeObject, decoded: &Decoded) -> Vec<bool> {
    let mut entered = vec![false; decoded.quick.len()];
    let mut enter = |at: usize| {
        if let Some(entered) = entered.get_mut(at) {
            *entered = true;
        }
    };
    for (i, (q, &plain)) in decoded.quick.iter().zip(&decoded.beneath).enumerate() {
        if Opcode::from_number(u16::from(plain)).is_some_and(Opcode::has_jump) {
            enter((i + 1).wrapping_add_signed(q.arg as i32 as isize));
        }
    }
    let starts: Vec<u32> = object.executed().map(|i| i.start_offset).collect();
    let index_of = |offset: u32| starts.partition_point(|&start| start < offset);
    for handler in object.exception_entries().unwrap_or_default() {
        enter(index_of(handler.target));
    }
    for site in &object.guards {
        let jump = object.instructions().map_while(Result::ok).find(|i| i.offset == site.offset);
        if let Some(slow) = jump.and_then(|jump| jump.jump_target()).and_then(|to| u32::try_from(to).ok()) {
            enter(index_of(slow));
        }
    }
    entered
}

fn what_of(op: u8) -> u8 {
    match op {
        op::ADD..=op::GREATER_EQUAL | op::DIVIDE..=op::SHIFT_RIGHT => role::TWO,
        op::BINARY_OP | op::CONTAINS_OP | op::STORE_SUBSCR => role::TWO,
        op::UNARY_NEGATIVE | op::UNARY_INVERT | op::UNARY_NOT | op::TO_BOOL => role::ONE,
        op::GET_ITER | op::FOR_ITER | op::UNPACK_SEQUENCE => role::ONE,
        op::CALL | op::CALL_KW | op::CALL_FUNCTION_EX => role::CALL,
        _ if fuse::is_conditional_jump(op) => role::BRANCH,
        _ => 0,
    }
}

/// Whether an instruction leaves one value whose kind is of interest.
fn leaves_one(op: u8, arg: u32) -> bool {
    match op {
        op::ADD..=op::SUBSCRIPT | op::DIVIDE..=op::SHIFT_RIGHT | op::BINARY_OP => true,
        op::UNARY_NEGATIVE | op::UNARY_INVERT | op::FOR_ITER => true,
        op::CALL | op::CALL_KW | op::CALL_FUNCTION_EX => true,
        // A method leaves its receiver as well; a comparison that says so is a bool.
        op::LOAD_ATTR => arg & 1 == 0,
        op::LESS..=op::GREATER_EQUAL => arg & 16 == 0,
        _ => false,
    }
}

/// Gives plain instructions the forms that code begins with: fused, and counting its turns.
pub(in crate::vm) fn freshen(quick: &mut [Quick]) {
    fuse::fuse(quick);
    for q in quick {
        q.op = match q.op {
            op::RESUME => op::RESUME_COLD,
            op::JUMP_BACKWARD => op::JUMP_BACKWARD_COLD,
            other => other,
        };
    }
}

/// Gives plain instructions the forms that a binding is to go on with whose specializations are lost.
pub(in crate::vm) fn dress(binding: &Binding, quick: &mut [Quick]) {
    if binding.feedback.get().is_null() && binding.turns.get() < WARM {
        return freshen(quick);
    }
    fuse::step_over(quick);
    for (row, q) in binding.rows().iter().zip(quick.iter_mut()) {
        row.beneath.set(q.op);
        if row.todo.get() > 0 && q.op != op::SITE_BROKEN {
            q.op = op::OBSERVE;
        }
    }
    fuse::fuse_pairs(quick);
    for (row, q) in binding.rows().iter().skip(1).zip(quick.iter_mut()) {
        if row.saw_ints_only() {
            q.op = fuse::narrow(q.op);
        }
    }
}
