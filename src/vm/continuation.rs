//! Continuations: what happens with the value of a frame that an instruction entered other than by CALL.
//!
//! ```text
//! caller's operands … sp │ callee's frame, KIND = FOR_NEXT ─► RETURN ─► sp as it was, CONTINUATIONS[FOR_NEXT].value(v)
//!                                                          └► unwinding, StopIteration ─► CONTINUATIONS[…].end(v)
//! ```
//!
//! The operands of the instruction stay where they are, below the callee's frame; the continuation finishes what the
//! instruction began, on the caller's cursor, whose `pc` stands behind the instruction. It may enter a frame itself.
//! So no operation that Python can see recurses in Rust, and RETURN knows nothing of it.
//!
//! To add one: a row in `continuations!`, and `Vm::call_then` (or `next_then`) with its name.

use super::Vm;
use super::interp::Cursor;
use super::{operate, pending, slow};
use crate::value::{PyResult, Raised, Value};

/// What is done with a frame's value: `(vm, the caller's cursor, value)`.
pub(crate) type Step = fn(&mut Vm, &mut Cursor, Value) -> PyResult<()>;

/// One way to go on.
pub(crate) struct Continuation {
    /// The frame returned a value, or the generator yielded one.
    pub(crate) value: Step,
    /// The generator returned a value, or `__next__` raised `StopIteration` with one.
    pub(crate) end: Option<Step>,
    /// The frame raised another exception, which is pending.
    pub(crate) raised: Option<fn(&mut Vm, &mut Cursor) -> PyResult<()>>,
}

/// Set in a frame's KIND: the frame is a generator's.
pub(crate) const OF_GENERATOR: u64 = 1 << 8;
/// Set in a frame's KIND: the caller's frame is a generator's and lies in the heap.
pub(crate) const FROM_HEAP: u64 = 1 << 9;
/// Set in a frame's KIND: it made an object with a finalizer.
pub(crate) const MADE_FINALIZABLE: u64 = 1 << 10;
/// Set in a frame's KIND: there is an object for the frame (`frames`), which takes its locals over.
pub(crate) const HAS_FRAME: u64 = 1 << 11;
/// Set in a frame's KIND: the instruction that leaves it shows through the tracing layer.
pub(crate) const TRACED: u64 = 1 << 12;
/// The rest of a frame's KIND.
pub(crate) const KIND_MASK: u64 = 0xFF;

macro_rules! continuations {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $value:expr, $end:expr, $raised:expr;)*) => {
        $($(#[$doc])* pub(crate) const $name: u64 = $number;)*

        /// All of them, by number.
        pub(crate) static CONTINUATIONS: &[Continuation] =
            &[$(Continuation { value: $value, end: $end, raised: $raised },)*];

        const _: () = {
            let numbers = [$($number),*];
            let mut i = 0;
            while i < numbers.len() {
                assert!(numbers[i] == i, "rows stand in the order of their numbers");
                i += 1;
            }
        };
    };
}

continuations! {
    /// CALL: the value goes to the slot of the callable. The loop does it itself.
    NORMAL = 0, push, None, None;
    /// Back to Rust. The loop does it itself.
    ENTRY = 1, push, None, None;
    /// `__init__`: the instance stands in the slot of the callable already.
    INIT = 2, init, None, None;
    /// FOR_ITER: the item is pushed; at the end the loop is left.
    FOR = 3, push, Some(end_for), None;
    /// SEND: the value replaces the one that was sent; at the end the delegation is over.
    SEND = 4, replace, Some(end_send), None;
    /// `next(generator)` and its methods: the slot of the callable holds the default, or NULL.
    STEP = 5, replace, Some(end_step), None;
    /// SEND to an `asend` object of an asynchronous generator.
    ASEND = 6, Vm::asend_yielded, Some(|vm, c, _| vm.asend_ended(c)), Some(Vm::asend_raised);
    /// BINARY_OP: the left operand's method.
    BINARY = 7, operate::binary, None, None;
    /// BINARY_OP: the right operand's method, asked last.
    REFLECTED = 8, operate::reflected, None, None;
    /// BINARY_OP: the method of an operator in place.
    INPLACE = 9, operate::inplace, None, None;
    /// COMPARE_OP: the left operand's method.
    COMPARE = 10, operate::compare, None, None;
    /// Two operands become the value.
    TWO_TO_ONE = 11, operate::two_to_one, None, None;
    /// Two operands go, the value too.
    DROP_TWO = 12, operate::drop_two, None, None;
    /// Three operands go, the value too.
    DROP_THREE = 13, operate::drop_three, None, None;
    /// CONTAINS_OP: `__contains__`.
    CONTAINS = 14, operate::contains, None, None;
    /// TO_BOOL: `__bool__`.
    TRUTH = 15, operate::truth, None, None;
    /// TO_BOOL: `__len__`.
    LENGTH_TRUTH = 16, operate::length_truth, None, None;
    /// One operand becomes the value.
    REPLACE = 17, replace, None, None;
    /// GET_ITER: `__iter__`.
    ITERATOR = 18, operate::iterator, None, None;
    /// LOAD_ATTR: `__getattr__`.
    LOADED = 19, operate::loaded, None, Some(operate::fallback_raised);
    /// LOAD_ATTR: the getter of a property.
    PROPERTY = 20, operate::loaded, None, Some(operate::property_raised);
    /// A call that a native waits for: the task stands at the top.
    TASK = 21, pending::task_value, None, Some(|vm, c| pending::task_raised(vm, c, false));
    /// An item that a native waits for.
    TASK_ITEM = 22, pending::task_value, Some(pending::task_ended), Some(|vm, c| pending::task_raised(vm, c, true));
    /// One operand goes, the value too.
    DROP_ONE = 23, operate::drop_one, None, None;
    /// UNPACK_SEQUENCE: the items are there.
    UNPACKED = 24, slow::unpacked, None, None;
    /// UNPACK_EX: the items are there.
    UNPACKED_STAR = 25, slow::unpacked_star, None, None;
}

fn push(_: &mut Vm, c: &mut Cursor, value: Value) -> PyResult<()> {
    c.push(value);
    Ok(())
}

fn replace(_: &mut Vm, c: &mut Cursor, value: Value) -> PyResult<()> {
    c.poke(1, value);
    Ok(())
}

fn init(vm: &mut Vm, c: &mut Cursor, value: Value) -> PyResult<()> {
    vm.check_init(value)?;
    // SAFETY: the slot of the callable holds the instance; the cursor's top is below it.
    c.sp = unsafe { c.sp.add(1) };
    Ok(())
}

fn end_for(_: &mut Vm, c: &mut Cursor, _: Value) -> PyResult<()> {
    // END_FOR and POP_ITER follow at the target: the first is skipped, as nothing was pushed.
    c.jump(c.argument() as i32 + 1);
    Ok(())
}

fn end_send(_: &mut Vm, c: &mut Cursor, value: Value) -> PyResult<()> {
    c.poke(1, value);
    c.jump(c.argument() as i32);
    Ok(())
}

fn end_step(vm: &mut Vm, c: &mut Cursor, value: Value) -> PyResult<()> {
    if c.peek(1).is_null() {
        return Err(vm.raise_stop(value));
    }
    Ok(())
}

impl Vm {
    /// Takes the running frame down and goes back to its caller's, whose top is where the value belongs. The kind of
    /// the frame; for ENTRY there is no caller's frame and the cursor stays.
    #[inline(always)]
    pub(crate) fn leave(&mut self, c: &mut Cursor) -> u64 {
        let left = c.links();
        if left.kind & (HAS_FRAME | TRACED) != 0 {
            self.frame_left(c.fp, c.pc, c.binding, left.kind);
        }
        self.depth -= 1;
        if left.kind & OF_GENERATOR != 0 {
            self.leave_generator(left.kind & FROM_HEAP != 0);
        } else if left.kind & FROM_HEAP != 0 {
            // The callee's frame began at the first slot that the generator left free.
            self.stack.above = c.fp;
        }
        self.stack.sp = left.result;
        let kind = left.kind & KIND_MASK;
        if kind != ENTRY {
            c.go_back(&left);
        }
        kind
    }

    /// The running frame returns: the value if to Rust, else `GO_ON`.
    #[inline(never)]
    pub(crate) fn return_value(&mut self, c: &mut Cursor, value: Value) -> PyResult {
        let kind = c.links().kind;
        let ended = kind & OF_GENERATOR != 0;
        if ended {
            self.finish_generator();
        }
        if kind & MADE_FINALIZABLE != 0 {
            return self.return_and_finalize(c, value);
        }
        self.return_to_caller(c, value, ended)
    }

    /// As [`Vm::return_value`], from a frame that made objects with finalizers: most die with it. What comes before and behind
    /// the collection has native frames of its own, so that none of its words keeps them alive.
    #[cold]
    #[inline(never)]
    fn return_and_finalize(&mut self, c: &mut Cursor, value: Value) -> PyResult {
        let returned = self.return_for_finalizers(c, value);
        if returned.is_ok() {
            self.collect_for_frame();
            self.resume_behind_finalizers();
        }
        returned
    }

    /// Returns, as far as finalizers may see it. The value is held meanwhile.
    #[inline(never)]
    fn return_for_finalizers(&mut self, c: &mut Cursor, value: Value) -> PyResult {
        let ended = c.links().kind & OF_GENERATOR != 0;
        let keep = self.temps().len();
        self.push_temp(value);
        let caller = self.caller(c);
        let returned = self.return_to_caller(c, value, ended);
        if returned.is_err() {
            self.pop_temps(keep);
            return returned;
        }
        self.behind_finalizers.push((keep, self.at));
        if returned == Ok(Value::GO_ON) {
            self.stack.sp = c.sp;
            self.at = Some(c.copied());
        } else {
            // The frame is gone, and that of a finalizer may lie where it was.
            self.at = caller;
        }
        returned
    }

    #[inline(never)]
    fn resume_behind_finalizers(&mut self) {
        if let Some((keep, at)) = self.behind_finalizers.pop() {
            self.at = at;
            self.pop_temps(keep);
        }
    }

    fn return_to_caller(&mut self, c: &mut Cursor, value: Value, ended: bool) -> PyResult {
        match self.leave(c) {
            ENTRY => Ok(value),
            kind => {
                // Whoever asks from here on finds no frame that is gone.
                self.at = Some(c.copied());
                let continuation = &CONTINUATIONS[kind as usize];
                let step =
                    if ended { continuation.end.unwrap_or(continuation.value) } else { continuation.value };
                if ended && self.tracing.on {
                    self.trace_ended(c, kind, value)?;
                }
                step(self, c, value)?;
                Ok(Value::GO_ON)
            }
        }
    }

    /// A frame of this kind was left by the pending exception: whether that goes on to the caller.
    pub(crate) fn raise_through(&mut self, c: &mut Cursor, kind: u64) -> PyResult<()> {
        let continuation = &CONTINUATIONS[kind as usize];
        // A task hears of it without anybody else.
        let ends = kind != TASK_ITEM && self.raised_is(self.types.stop_iteration);
        if let (Some(end), true) = (continuation.end, ends) {
            if self.tracing.on {
                self.trace_stopped(c);
            }
            let stop = self.take_raised();
            let value = self.stop_value(stop);
            return end(self, c, value);
        }
        match continuation.raised {
            Some(raised) => raised(self, c),
            None => Err(Raised),
        }
    }
}
