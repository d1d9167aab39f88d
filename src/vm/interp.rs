//! The loop.
//!
//! Its state is four words: the frame (`fp`), the operand stack's top (`sp`), the next instruction (`pc`) and the
//! binding. A Python call from Python enters a frame in this loop; only Rust code that calls Python enters the loop
//! anew. A handler reads its operands from the stack, stores `stack.sp` before anything that may reach a safepoint,
//! and pops only when the result is there: what an instruction still needs is always below the top. Cold paths get a
//! copy of the state and give it back (`cold!`), so the state itself stays in registers.

use super::Vm;
use super::attribute;
use super::call::{BINDING, CALLER, Called, FP, FRAME_WORDS, FUNCTION, KIND, NAMES, NewFrame, PC, RESULT};
use super::continuation::{CONTINUATIONS, ENTRY, FOR, FROM_HEAP, INIT, NORMAL, OF_GENERATOR, PROPERTY};
use super::lower::items;
use super::opcode::{self as op, ATTRIBUTE_ENTRIES, CACHE_VALUES, Quick};
use crate::heap::{Gc, Header};
use crate::objects::generator::Generator;
use crate::objects::{
    Binding, Code, Dict, Exception, Function, Instance, Iterator, Kind, List, NameCell, Native, ShapeId,
    Stepping, Str, Traceback, Tuple, Type,
};
use crate::value::{PyResult, Raised, Value};
use pyopt_compiler::syntax::ast::{CmpOp, Operator};

/// The cursor of the loop, handed to cold paths whole.
#[derive(Clone, Copy)]
pub(crate) struct Cursor {
    pub(crate) fp: *mut Value,
    pub(crate) sp: *mut Value,
    pub(crate) pc: *const Quick,
    pub(crate) binding: Gc<Binding>,
}

impl Cursor {
    pub(crate) fn words(&self) -> *mut Value {
        // SAFETY: a frame's words follow its locals.
        unsafe { self.fp.add(self.binding.locals as usize) }
    }

    pub(crate) fn names(&self) -> Value {
        // SAFETY: as above.
        unsafe { *self.words().add(NAMES) }
    }

    /// The function object that the frame runs, or NULL.
    pub(crate) fn function(&self) -> Value {
        // SAFETY: as above.
        unsafe { *self.words().add(FUNCTION) }
    }

    /// The words that a callee's frame keeps of this one.
    #[inline(always)]
    pub(crate) fn saved(&self) -> [Value; 3] {
        let (fp, pc) = (Value::from_raw_word(self.fp as u64), Value::from_raw_word(self.pc as u64));
        [fp, pc, self.binding.value()]
    }

    /// Where this frame came from.
    pub(crate) fn links(&self) -> Links {
        // SAFETY: a frame's words were written when it was entered.
        unsafe {
            let words = self.words();
            Links {
                saved: [*words.add(FP), *words.add(PC), *words.add(CALLER)],
                result: (*words.add(RESULT)).raw_word() as *mut Value,
                kind: (*words.add(KIND)).raw_word(),
            }
        }
    }

    /// Back to the frame that `links` names, its operands ending where the value belongs.
    #[inline(always)]
    pub(crate) fn go_back(&mut self, links: &Links) {
        let [fp, pc, caller] = links.saved;
        self.fp = fp.raw_word() as *mut Value;
        self.pc = pc.raw_word() as *const Quick;
        self.sp = links.result;
        self.binding = caller.downcast().expect("pyopt: a frame without its caller");
    }

    /// Everything from the first local to the last operand.
    pub(crate) fn frame(&self) -> &'static [Value] {
        // SAFETY: locals, words and operands are initialised; callers finish before they write those slots.
        unsafe { std::slice::from_raw_parts(self.fp, self.sp.offset_from(self.fp) as usize) }
    }

    /// The number of the next instruction.
    pub(crate) fn next(&self) -> u32 {
        // SAFETY: `pc` points behind the current instruction, inside the binding's buffer.
        unsafe { self.pc.offset_from(self.binding.first()) as u32 }
    }

    /// The number of the current instruction.
    pub(crate) fn index(&self) -> u32 {
        self.next() - 1
    }

    /// The argument of the current instruction.
    pub(crate) fn argument(&self) -> u32 {
        // SAFETY: as above.
        unsafe { (*self.pc.sub(1)).arg }
    }

    /// Moves the next instruction by `distance`.
    #[inline(always)]
    pub(crate) fn jump(&mut self, distance: i32) {
        // SAFETY: lowering made the distance of a target that the verifier proved to be an instruction.
        self.pc = unsafe { self.pc.offset(distance as isize) };
    }

    /// The `n`-th value from the top, 1 being the topmost.
    pub(crate) fn peek(&self, n: usize) -> Value {
        // SAFETY: the verifier proved that so many operands are there.
        unsafe { *self.sp.sub(n) }
    }

    pub(crate) fn poke(&self, n: usize, value: Value) {
        // SAFETY: as above.
        unsafe { self.sp.sub(n).write(value) }
    }

    pub(crate) fn push(&mut self, value: Value) {
        // SAFETY: the frame reserved the operand slots that the verifier counted.
        unsafe {
            self.sp.write(value);
            self.sp = self.sp.add(1);
        }
    }

    pub(crate) fn drop(&mut self, n: usize) {
        // SAFETY: the verifier proved that so many operands are there.
        self.sp = unsafe { self.sp.sub(n) };
    }

    /// The topmost `n` values.
    pub(crate) fn top(&self, n: usize) -> &'static [Value] {
        // SAFETY: as above; callers finish with the slice before they write those slots.
        unsafe { std::slice::from_raw_parts(self.sp.sub(n), n) }
    }
}

/// Where a frame came from: its caller's FP, PC and binding, the slot of the value, the kind.
pub(crate) struct Links {
    pub(crate) saved: [Value; 3],
    pub(crate) result: *mut Value,
    pub(crate) kind: u64,
}

impl Vm {
    /// Enters a frame and runs until it returns.
    ///
    /// # Errors
    /// The exception that left the frame.
    pub(crate) fn run(&mut self, frame: NewFrame) -> PyResult {
        let nowhere = Value::from_raw_word(0);
        // The frame does not return there: the link is for those who ask who called.
        let caller = self.at.map_or([nowhere, nowhere, Value::NULL], |c| c.saved());
        let c = self.enter(frame, caller);
        self.run_at(c)
    }

    /// Makes a frame the running one; the words of its caller are given.
    #[inline(never)]
    pub(crate) fn enter(&mut self, frame: NewFrame, [fp, pc, caller]: [Value; 3]) -> Cursor {
        self.depth += 1;
        let binding = frame.binding;
        let from_heap = !self.stack.above.is_null() && self.leave_heap_frame();
        let kind = if from_heap { frame.kind | FROM_HEAP } else { frame.kind };
        // SAFETY: `bind_arguments` (or `run_code`) made sure that locals, words and operands fit.
        unsafe {
            let words = frame.fp.add(binding.locals as usize);
            words.add(BINDING).write(binding.value());
            words.add(FP).write(fp);
            words.add(PC).write(pc);
            words.add(RESULT).write(Value::from_raw_word(frame.result as u64));
            words.add(KIND).write(Value::from_raw_word(kind));
            words.add(NAMES).write(frame.names);
            words.add(CALLER).write(caller);
            words.add(FUNCTION).write(frame.function);
            Cursor { fp: frame.fp, sp: words.add(FRAME_WORDS), pc: binding.first(), binding }
        }
    }

    /// Runs from `c` on until the frame of kind ENTRY returns.
    pub(crate) fn run_at(&mut self, mut c: Cursor) -> PyResult {
        if self.native_base == 0 {
            // The outermost entry: above here no native frame holds a value.
            self.native_base = crate::heap::native_stack_pointer() + 4096;
            let result = self.run_loop(&mut c);
            self.native_base = 0;
            return result;
        }
        self.run_loop(&mut c)
    }

    /// As `run_at`, but the current instruction raises this exception.
    pub(crate) fn run_raising(&mut self, mut c: Cursor, exception: Value) -> PyResult {
        let _ = self.raise_value(exception);
        self.unwind(&mut c)?;
        self.run_at(c)
    }

    fn run_loop(&mut self, c: &mut Cursor) -> PyResult {
        loop {
            match self.execute(c) {
                Ok(value) => return Ok(value),
                Err(Raised) => self.unwind(c)?,
            }
        }
    }

    /// Finds the handler of the pending exception; frames without one are left.
    fn unwind(&mut self, c: &mut Cursor) -> PyResult<()> {
        loop {
            let index = c.index();
            self.note_in_traceback(c, index);
            if let Some(handler) = c.binding.handler(index) {
                let exception = self.take_raised();
                // SAFETY: the frame reserved as many operand slots as the verifier counted, handlers' depths among them.
                let bottom = unsafe { c.words().add(FRAME_WORDS + handler.depth as usize) };
                // Code from elsewhere may claim more operands than stand there: those are empty, not garbage.
                while c.sp < bottom {
                    c.push(Value::NULL);
                }
                c.sp = bottom;
                if handler.lasti != 0 {
                    c.push(Value::small_int_unchecked(i64::from(index)));
                }
                c.push(exception);
                // SAFETY: targets are instructions of this binding.
                c.pc = unsafe { c.binding.first().add(handler.target as usize) };
                return Ok(());
            }
            if c.links().kind & OF_GENERATOR != 0 {
                self.finish_generator();
            }
            let kind = self.leave(c);
            if kind == ENTRY {
                return Err(Raised);
            }
            if kind != NORMAL && self.raise_through(c, kind).is_ok() {
                return Ok(());
            }
        }
    }

    /// Adds the frame to the traceback of the pending exception.
    fn note_in_traceback(&mut self, c: &Cursor, index: u32) {
        let Some(e) = self.raised.downcast::<Exception>() else { return };
        let Some(code) = c.binding.code.get().downcast::<Code>() else { return };
        // RERAISE keeps the entry that the first raise made.
        let last = e.traceback.get().downcast::<Traceback>();
        if last.is_some_and(|t| t.code.get().is(code.value())) && self.reraised(c, index) {
            return;
        }
        let line = code.line_of(index);
        let Ok(frame) = self.picture(c) else { return };
        let links = [e.traceback.get(), frame.value(), code.value()];
        let entry = Traceback::new(&mut self.heap, links, index, line);
        self.heap.set(e, &e.traceback, entry.value());
    }

    /// Whether the instruction only goes on raising: RERAISE, or `raise` alone.
    fn reraised(&self, c: &Cursor, index: u32) -> bool {
        // SAFETY: `index` is the number of an instruction of this binding.
        let quick = unsafe { *c.binding.first().add(index as usize) };
        quick.op == op::RERAISE || (quick.op == op::RAISE_VARARGS && quick.arg == 0)
    }

    fn execute(&mut self, state: &mut Cursor) -> PyResult {
        let mut c = *state;
        macro_rules! raise {
            () => {{
                *state = c;
                return Err(Raised);
            }};
        }
        macro_rules! attempt {
            ($e:expr) => {
                match $e {
                    Ok(v) => v,
                    Err(Raised) => raise!(),
                }
            };
        }
        // Hands a copy of the state to a cold path and takes it back.
        macro_rules! cold {
            (|$state:ident| $e:expr) => {{
                let mut copy = c;
                let $state = &mut copy;
                let result = $e;
                c = copy;
                attempt!(result)
            }};
        }
        // What may ask for the running frame, or reach a safepoint, finds the cursor.
        macro_rules! spill {
            () => {
                self.stack.sp = c.sp;
                self.at = Some(c);
            };
        }
        // Leaves the handler if a method written in Python does its work, whose frame was entered.
        macro_rules! here {
            (|$state:ident| $e:expr) => {
                if cold!(|$state| $e) {
                    continue;
                }
            };
        }
        macro_rules! local {
            ($i:expr) => {
                *c.fp.add($i as usize)
            };
        }
        // One value of the instruction's cache.
        macro_rules! cached {
            ($cache:expr, $i:expr) => {
                (*c.binding.starts[2]
                    .cast::<std::cell::Cell<Value>>()
                    .add(usize::from($cache) * CACHE_VALUES + $i))
                .get()
            };
        }
        macro_rules! specialize {
            ($op:expr) => {
                c.binding.set_op(c.index(), $op)
            };
        }
        macro_rules! arithmetic {
            ($checked:expr, $float:expr, $operator:expr, $arg:expr, $specialized:expr) => {{
                let (a, b) = (c.peek(2), c.peek(1));
                let fast = if a.both_small_ints(b) {
                    $checked(a.small_int_raw(), b.small_int_raw()).and_then(Value::try_small_int)
                } else if a.is_double() && b.is_double() {
                    specialize!($specialized);
                    Value::try_f64($float(a.double_raw(), b.double_raw()))
                } else {
                    None
                };
                operate!(fast, $operator, $arg, a, b)
            }};
        }
        macro_rules! float_arithmetic {
            ($float:expr, $operator:expr, $arg:expr, $generic:expr) => {{
                let (a, b) = (c.peek(2), c.peek(1));
                let fast = if a.is_double() && b.is_double() {
                    Value::try_f64($float(a.double_raw(), b.double_raw()))
                } else {
                    specialize!($generic);
                    None
                };
                operate!(fast, $operator, $arg, a, b)
            }};
        }
        // An operator that has a short way for small ints.
        macro_rules! int_arithmetic {
            ($short:expr, $operator:expr, $arg:expr) => {{
                let (a, b) = (c.peek(2), c.peek(1));
                let fast = if a.both_small_ints(b) {
                    $short(a.small_int_raw(), b.small_int_raw()).and_then(Value::try_small_int)
                } else {
                    None
                };
                operate!(fast, $operator, $arg, a, b)
            }};
        }
        macro_rules! operate {
            ($fast:expr, $operator:expr, $arg:expr, $a:expr, $b:expr) => {{
                let result = match $fast {
                    Some(v) => v,
                    None => {
                        spill!();
                        if $a.is_object() || $b.is_object() {
                            here!(|c| self.binary_here(c, $operator, $arg >= 13));
                        }
                        attempt!(self.binary($operator, $arg >= 13, $a, $b))
                    }
                };
                c.drop(1);
                c.poke(1, result);
            }};
        }
        // A comparison, as a Rust bool if both are ints or floats.
        macro_rules! compared {
            ($a:expr, $b:expr, $by:tt) => {
                if $a.both_small_ints($b) {
                    Some($a.small_int_raw() $by $b.small_int_raw())
                } else if $a.is_double() && $b.is_double() {
                    Some($a.double_raw() $by $b.double_raw())
                } else {
                    None
                }
            };
        }
        macro_rules! compare {
            ($by:tt, $operator:expr, $arg:expr) => {{
                let (a, b) = (c.peek(2), c.peek(1));
                let result = match compared!(a, b, $by) {
                    Some(answer) => Value::from_bool(answer),
                    None => {
                        spill!();
                        here!(|c| self.compare_here(c, $operator));
                        let v = attempt!(self.compare($operator, a, b));
                        if $arg & 16 != 0 { Value::from_bool(attempt!(self.truth(v))) } else { v }
                    }
                };
                c.drop(1);
                c.poke(1, result);
            }};
        }
        // A comparison and the conditional jump behind it.
        macro_rules! compare_and_jump {
            ($by:tt, $operator:expr, $when:expr) => {{
                let (a, b) = (c.peek(2), c.peek(1));
                let answer = match compared!(a, b, $by) {
                    Some(answer) => answer,
                    None => {
                        spill!();
                        here!(|c| self.compare_here(c, $operator));
                        let v = attempt!(self.compare($operator, a, b));
                        attempt!(self.truth(v))
                    }
                };
                c.drop(2);
                let jump = *c.pc;
                c.pc = c.pc.add(1);
                if answer == $when {
                    c.jump(jump.arg as i32);
                } else {
                    c.pc = c.pc.add(usize::from(jump.cache));
                }
            }};
        }
        // A small int, and the comparison and jump behind it.
        macro_rules! compare_small_and_jump {
            ($by:tt, $when:expr, $arg:expr) => {{
                let a = c.peek(1);
                if a.is_small_int() {
                    let answer = a.small_int_raw() $by i64::from($arg);
                    c.drop(1);
                    let jump = *c.pc.add(1);
                    c.pc = c.pc.add(2);
                    if answer == $when {
                        c.jump(jump.arg as i32);
                    } else {
                        c.pc = c.pc.add(usize::from(jump.cache));
                    }
                } else {
                    c.push(Value::small_int_unchecked(i64::from($arg)));
                }
            }};
        }
        // The sum (difference, product) of two ints or floats.
        macro_rules! short_way {
            ($a:expr, $b:expr, $checked:expr, $float:expr) => {
                if $a.both_small_ints($b) {
                    $checked($a.small_int_raw(), $b.small_int_raw()).and_then(Value::try_small_int)
                } else if $a.is_double() && $b.is_double() {
                    Value::try_f64($float($a.double_raw(), $b.double_raw()))
                } else {
                    None
                }
            };
        }
        macro_rules! small_operand {
            ($checked:expr, $arg:expr) => {{
                let a = c.peek(1);
                let constant = i64::from($arg);
                let fast = if a.is_small_int() {
                    $checked(a.small_int_raw(), constant).and_then(Value::try_small_int)
                } else {
                    None
                };
                match fast {
                    Some(v) => {
                        c.poke(1, v);
                        c.pc = c.pc.add(1);
                    }
                    None => c.push(Value::small_int_unchecked(constant)),
                }
            }};
        }
        macro_rules! fast_operand {
            ($checked:expr, $float:expr, $arg:expr) => {{
                let (a, b) = (c.peek(1), local!($arg));
                match short_way!(a, b, $checked, $float) {
                    Some(v) => {
                        c.poke(1, v);
                        c.pc = c.pc.add(1);
                    }
                    None => c.push(b),
                }
            }};
        }
        macro_rules! fast_operands {
            ($checked:expr, $float:expr, $arg:expr) => {{
                let (a, b) = (local!($arg >> 4), local!($arg & 15));
                match short_way!(a, b, $checked, $float) {
                    Some(v) => {
                        c.push(v);
                        c.pc = c.pc.add(1);
                    }
                    None => {
                        c.push(a);
                        c.push(b);
                    }
                }
            }};
        }
        // The item of a for loop: straight into the variable if STORE_FAST follows.
        macro_rules! next_item {
            ($item:expr) => {{
                let item = $item;
                let next = *c.pc;
                if next.op == op::STORE_FAST {
                    c.pc = c.pc.add(1);
                    local!(next.arg) = item;
                } else {
                    c.push(item);
                }
            }};
        }
        // END_FOR and POP_ITER follow at the target: the first is skipped, as nothing was pushed.
        macro_rules! end_loop {
            ($arg:expr) => {
                c.jump($arg as i32 + 1)
            };
        }
        macro_rules! iterator {
            ($stepping:pat) => {
                c.peek(1).downcast::<Iterator>().filter(|it| it.plain && matches!(it.stepping, $stepping))
            };
        }
        macro_rules! load_attribute {
            ($arg:expr, $cache:expr) => {{
                spill!();
                cold!(|c| self.load_attribute(c, $arg, $cache));
            }};
        }
        // What LOAD_ATTR leaves: a value, with NULL behind it if a call follows.
        macro_rules! loaded {
            ($value:expr, $arg:expr) => {{
                c.poke(1, $value);
                if $arg & 1 != 0 {
                    c.push(Value::NULL);
                }
            }};
        }
        // A function of the class, bound to the owner at the top.
        macro_rules! loaded_method {
            ($function:expr, $arg:expr) => {{
                let owner = c.peek(1);
                if $arg & 1 != 0 {
                    c.poke(1, $function);
                    c.push(owner);
                } else {
                    let bound = crate::objects::BoundMethod::new(&mut self.heap, $function, owner);
                    c.poke(1, bound.value());
                }
            }};
        }
        macro_rules! call {
            ($called:expr, $slot:expr) => {
                match attempt!($called) {
                    Called::Enter(frame) => c = self.enter(frame, c.saved()),
                    Called::Done => c.sp = $slot.add(1),
                    Called::Pending => cold!(|c| self.call_pending(c, $slot)),
                }
            };
        }
        // SAFETY: the code passed the verifier: every local, constant, name and jump target exists, the operand stack
        // has the operands that an instruction takes and room for what it leaves, and the last instruction leaves the
        // frame. `fp` and `sp` are in the VM stack, `pc` in the binding's buffer, which the frame keeps alive.
        unsafe {
            loop {
                let Quick { op: opcode, cache, arg, .. } = *c.pc;
                c.pc = c.pc.add(1);
                match opcode {
                    op::LOAD_FAST | op::LOAD_FAST_BORROW => {
                        let v = local!(arg);
                        c.push(v);
                    }
                    op::LOAD_FAST_LOAD_FAST | op::LOAD_FAST_BORROW_LOAD_FAST_BORROW => {
                        let (a, b) = (local!(arg >> 4), local!(arg & 15));
                        c.push(a);
                        c.push(b);
                    }
                    op::STORE_FAST => {
                        c.drop(1);
                        local!(arg) = *c.sp;
                    }
                    op::STORE_FAST_LOAD_FAST => {
                        local!(arg >> 4) = c.peek(1);
                        let v = local!(arg & 15);
                        c.poke(1, v);
                    }
                    op::STORE_FAST_STORE_FAST => {
                        local!(arg >> 4) = c.peek(1);
                        local!(arg & 15) = c.peek(2);
                        c.drop(2);
                    }
                    op::LOAD_CONST => {
                        let v = *c.binding.starts[1].cast::<Value>().add(arg as usize);
                        c.push(v);
                    }
                    op::LOAD_SMALL_INT => c.push(Value::small_int_unchecked(i64::from(arg))),
                    op::POP_TOP | op::POP_ITER => c.drop(1),
                    op::NOP | op::NOT_TAKEN => {}
                    op::PUSH_NULL => c.push(Value::NULL),
                    op::COPY => {
                        let v = c.peek(arg as usize);
                        c.push(v);
                    }
                    op::SWAP => {
                        let (a, b) = (c.peek(1), c.peek(arg as usize));
                        c.poke(1, b);
                        c.poke(arg as usize, a);
                    }
                    op::ADD => {
                        arithmetic!(
                            i64::checked_add,
                            |a: f64, b: f64| a + b,
                            Operator::Add,
                            arg,
                            op::ADD_FLOAT
                        )
                    }
                    op::SUBTRACT => arithmetic!(
                        i64::checked_sub,
                        |a: f64, b: f64| a - b,
                        Operator::Sub,
                        arg,
                        op::SUBTRACT_FLOAT
                    ),
                    op::MULTIPLY => arithmetic!(
                        i64::checked_mul,
                        |a: f64, b: f64| a * b,
                        Operator::Mult,
                        arg,
                        op::MULTIPLY_FLOAT
                    ),
                    op::ADD_FLOAT => float_arithmetic!(|a: f64, b: f64| a + b, Operator::Add, arg, op::ADD),
                    op::SUBTRACT_FLOAT => {
                        float_arithmetic!(|a: f64, b: f64| a - b, Operator::Sub, arg, op::SUBTRACT)
                    }
                    op::MULTIPLY_FLOAT => {
                        float_arithmetic!(|a: f64, b: f64| a * b, Operator::Mult, arg, op::MULTIPLY)
                    }
                    op::DIVIDE => {
                        let (a, b) = (c.peek(2), c.peek(1));
                        let fast = if a.is_double() && b.is_double() && b.double_raw() != 0.0 {
                            Value::try_f64(a.double_raw() / b.double_raw())
                        } else if a.both_small_ints(b) && b.small_int_raw() != 0 {
                            // Ints of 49 bits are exact as doubles, so the quotient is rounded once.
                            Value::try_f64(a.small_int_raw() as f64 / b.small_int_raw() as f64)
                        } else {
                            None
                        };
                        operate!(fast, Operator::Div, arg, a, b)
                    }
                    op::FLOOR_DIVIDE => int_arithmetic!(floor_divide, Operator::FloorDiv, arg),
                    op::MODULO => int_arithmetic!(modulo, Operator::Mod, arg),
                    op::BIT_AND => int_arithmetic!(|a: i64, b: i64| Some(a & b), Operator::BitAnd, arg),
                    op::BIT_OR => int_arithmetic!(|a: i64, b: i64| Some(a | b), Operator::BitOr, arg),
                    op::BIT_XOR => int_arithmetic!(|a: i64, b: i64| Some(a ^ b), Operator::BitXor, arg),
                    op::SHIFT_LEFT => int_arithmetic!(shift_left, Operator::LShift, arg),
                    op::SHIFT_RIGHT => int_arithmetic!(shift_right, Operator::RShift, arg),
                    op::LESS => compare!(<, CmpOp::Lt, arg),
                    op::LESS_EQUAL => compare!(<=, CmpOp::LtE, arg),
                    op::EQUAL => compare!(==, CmpOp::Eq, arg),
                    op::NOT_EQUAL => compare!(!=, CmpOp::NotEq, arg),
                    op::GREATER => compare!(>, CmpOp::Gt, arg),
                    op::GREATER_EQUAL => compare!(>=, CmpOp::GtE, arg),
                    140 => compare_and_jump!(<, CmpOp::Lt, false),
                    141 => compare_and_jump!(<=, CmpOp::LtE, false),
                    142 => compare_and_jump!(==, CmpOp::Eq, false),
                    143 => compare_and_jump!(!=, CmpOp::NotEq, false),
                    144 => compare_and_jump!(>, CmpOp::Gt, false),
                    145 => compare_and_jump!(>=, CmpOp::GtE, false),
                    146 => compare_and_jump!(<, CmpOp::Lt, true),
                    147 => compare_and_jump!(<=, CmpOp::LtE, true),
                    148 => compare_and_jump!(==, CmpOp::Eq, true),
                    149 => compare_and_jump!(!=, CmpOp::NotEq, true),
                    150 => compare_and_jump!(>, CmpOp::Gt, true),
                    151 => compare_and_jump!(>=, CmpOp::GtE, true),
                    177 => compare_small_and_jump!(<, false, arg),
                    178 => compare_small_and_jump!(<=, false, arg),
                    179 => compare_small_and_jump!(==, false, arg),
                    180 => compare_small_and_jump!(!=, false, arg),
                    181 => compare_small_and_jump!(>, false, arg),
                    182 => compare_small_and_jump!(>=, false, arg),
                    183 => compare_small_and_jump!(<, true, arg),
                    184 => compare_small_and_jump!(<=, true, arg),
                    185 => compare_small_and_jump!(==, true, arg),
                    186 => compare_small_and_jump!(!=, true, arg),
                    187 => compare_small_and_jump!(>, true, arg),
                    188 => compare_small_and_jump!(>=, true, arg),
                    op::SMALL_ADD => small_operand!(i64::checked_add, arg),
                    op::FAST_ADD => fast_operand!(i64::checked_add, |a: f64, b: f64| a + b, arg),
                    op::FAST_FAST_ADD => fast_operands!(i64::checked_add, |a: f64, b: f64| a + b, arg),
                    op::SMALL_SUBTRACT => small_operand!(i64::checked_sub, arg),
                    op::FAST_SUBTRACT => fast_operand!(i64::checked_sub, |a: f64, b: f64| a - b, arg),
                    op::FAST_FAST_SUBTRACT => fast_operands!(i64::checked_sub, |a: f64, b: f64| a - b, arg),
                    op::FAST_MULTIPLY => fast_operand!(i64::checked_mul, |a: f64, b: f64| a * b, arg),
                    op::FAST_FAST_MULTIPLY => fast_operands!(i64::checked_mul, |a: f64, b: f64| a * b, arg),
                    op::FAST_FAST_SUBSCRIPT => {
                        let (container, key) = (local!(arg >> 4), local!(arg & 15));
                        match item_of(container, key) {
                            Some(v) => {
                                c.push(v);
                                c.pc = c.pc.add(1);
                            }
                            None => {
                                c.push(container);
                                c.push(key);
                            }
                        }
                    }
                    op::FAST_ATTR_SLOT => {
                        let owner = local!(arg);
                        let next = *c.pc;
                        let mut value = Value::NULL;
                        if next.op == op::LOAD_ATTR_SLOT
                            && cached!(next.cache, 0) == shape_word(owner)
                            && cached!(next.cache, 2).raw_word()
                                == attribute::word(self.epoch, attribute::SLOT)
                        {
                            // Only the shapes of instances are cached.
                            let instance: Gc<Instance> = Gc::from_ptr(owner.bits() as *mut Header);
                            value = instance.slot(cached!(next.cache, 1).raw_word() as u16);
                        }
                        if value.is_null() {
                            c.push(owner);
                        } else {
                            c.push(value);
                            if next.arg & 1 != 0 {
                                c.push(Value::NULL);
                            }
                            c.pc = c.pc.add(1);
                        }
                    }
                    op::SUBSCRIPT => {
                        let (container, key) = (c.peek(2), c.peek(1));
                        let item = match item_of(container, key) {
                            Some(v) => v,
                            None => {
                                spill!();
                                here!(|c| self.get_item_here(c));
                                attempt!(self.get_item(container, key))
                            }
                        };
                        c.drop(1);
                        c.poke(1, item);
                    }
                    op::STORE_SUBSCR => {
                        let (container, key, value) = (c.peek(2), c.peek(1), c.peek(3));
                        if !self.store_item(container, key, value) {
                            spill!();
                            here!(|c| self.set_item_here(c));
                            attempt!(self.set_item(container, key, value));
                        }
                        c.drop(3);
                    }
                    op::TO_BOOL => {
                        let value = c.peek(1);
                        if value.is_small_int() {
                            c.poke(1, Value::from_bool(value.small_int_raw() != 0));
                        } else if value.is_none() {
                            c.poke(1, Value::FALSE);
                        } else if value.as_bool().is_none() {
                            spill!();
                            here!(|c| self.truth_here(c));
                            let truth = attempt!(self.truth(value));
                            c.poke(1, Value::from_bool(truth));
                        }
                    }
                    op::UNARY_NOT => {
                        let value = c.peek(1);
                        let truth = match value.as_bool() {
                            Some(b) => b,
                            None => {
                                spill!();
                                attempt!(self.truth(value))
                            }
                        };
                        c.poke(1, Value::from_bool(!truth));
                    }
                    op::IS_OP => {
                        let same = c.peek(2).is(c.peek(1));
                        c.drop(1);
                        c.poke(1, Value::from_bool(same != (arg == 1)));
                    }
                    op::LOAD_DEREF => {
                        let cell = local!(arg).downcast::<crate::objects::function::Cell>();
                        match cell.map(|cell| cell.value.get()).filter(|v| !v.is_null()) {
                            Some(v) => c.push(v),
                            None => {
                                spill!();
                                cold!(|c| self.execute_slow(c, opcode, arg));
                            }
                        }
                    }
                    op::STORE_DEREF => {
                        c.drop(1);
                        if let Some(cell) = local!(arg).downcast::<crate::objects::function::Cell>() {
                            self.heap.set(cell, &cell.value, *c.sp);
                        }
                    }
                    op::LIST_APPEND => {
                        if let Some(list) = c.peek(arg as usize + 1).downcast::<List>() {
                            spill!();
                            let pushed = List::push(list, &mut self.heap, c.peek(1));
                            attempt!(self.check(pushed));
                        }
                        c.drop(1);
                    }
                    op::UNPACK_SEQUENCE => {
                        let source = c.peek(1);
                        match source.downcast::<Tuple>() {
                            Some(tuple) if tuple.len() == arg as usize => {
                                c.drop(1);
                                for &item in tuple.items().iter().rev() {
                                    c.push(item);
                                }
                            }
                            _ => {
                                spill!();
                                cold!(|c| self.execute_slow(c, opcode, arg));
                            }
                        }
                    }
                    op::POP_JUMP_IF_FALSE | op::POP_JUMP_IF_TRUE => {
                        c.drop(1);
                        if (*c.sp == Value::TRUE) == (opcode == op::POP_JUMP_IF_TRUE) {
                            c.jump(arg as i32);
                        } else {
                            c.pc = c.pc.add(usize::from(cache));
                        }
                    }
                    op::POP_JUMP_IF_NONE | op::POP_JUMP_IF_NOT_NONE => {
                        c.drop(1);
                        if (*c.sp).is_none() == (opcode == op::POP_JUMP_IF_NONE) {
                            c.jump(arg as i32);
                        } else {
                            c.pc = c.pc.add(usize::from(cache));
                        }
                    }
                    op::JUMP_FORWARD | op::JUMP_BACKWARD_NO_INTERRUPT => c.jump(arg as i32),
                    op::JUMP_BACKWARD => {
                        c.jump(arg as i32);
                        self.spent += 1;
                        if self.must_stop() {
                            spill!();
                            attempt!(self.poll_slow());
                        }
                    }
                    op::RESUME => {
                        self.spent += 1;
                        if self.must_stop() {
                            spill!();
                            attempt!(self.poll_slow());
                        }
                    }
                    op::FOR_ITER => {
                        let iterator = c.peek(1);
                        spill!();
                        if let Some(generator) = iterator.downcast::<Generator>() {
                            let sent = Value::NONE;
                            if !cold!(|c| self.resume_here(c, generator, sent, FOR)) {
                                end_loop!(arg);
                            }
                            continue;
                        }
                        if let Some(it) = iterator.downcast::<Iterator>()
                            && it.plain
                        {
                            match it.stepping {
                                Stepping::Range => specialize!(op::FOR_RANGE),
                                Stepping::List => specialize!(op::FOR_LIST),
                                Stepping::Tuple => specialize!(op::FOR_TUPLE),
                                _ => {}
                            }
                        }
                        here!(|c| self.next_here(c));
                        match attempt!(self.next(iterator)) {
                            Some(v) => next_item!(v),
                            None => end_loop!(arg),
                        }
                    }
                    op::FOR_RANGE => match iterator!(Stepping::Range) {
                        Some(it) => {
                            let left = it.end.get();
                            if left == 0 {
                                end_loop!(arg);
                                continue;
                            }
                            let at = it.position.get();
                            it.end.set(left - 1);
                            it.position.set(at + it.step);
                            next_item!(Value::small_int_unchecked(at))
                        }
                        None => {
                            specialize!(op::FOR_ITER);
                            c.pc = c.pc.sub(1);
                        }
                    },
                    op::FOR_LIST => match iterator!(Stepping::List) {
                        Some(it) => {
                            let at = it.position.get();
                            match it.source.get().downcast::<List>().and_then(|l| l.get(at as usize)) {
                                Some(v) => {
                                    it.position.set(at + 1);
                                    next_item!(v)
                                }
                                None => {
                                    it.source.set(Value::NULL);
                                    end_loop!(arg);
                                }
                            }
                        }
                        None => {
                            specialize!(op::FOR_ITER);
                            c.pc = c.pc.sub(1);
                        }
                    },
                    op::FOR_TUPLE => match iterator!(Stepping::Tuple) {
                        Some(it) => {
                            let at = it.position.get();
                            let tuple = it.source.get().downcast::<Tuple>();
                            match tuple.and_then(|t| t.items().get(at as usize).copied()) {
                                Some(v) => {
                                    it.position.set(at + 1);
                                    next_item!(v)
                                }
                                None => {
                                    it.source.set(Value::NULL);
                                    end_loop!(arg);
                                }
                            }
                        }
                        None => {
                            specialize!(op::FOR_ITER);
                            c.pc = c.pc.sub(1);
                        }
                    },
                    op::LOAD_GLOBAL => {
                        spill!();
                        let value = attempt!(self.load_global_slow(&{ c }, arg >> 1, cache));
                        c.push(value);
                        if arg & 1 != 0 {
                            c.push(Value::NULL);
                        }
                    }
                    op::LOAD_GLOBAL_CELL => {
                        // The site was specialized when its cache held a cell.
                        let cell: Gc<NameCell> = Gc::from_ptr(cached!(cache, 0).bits() as *mut Header);
                        let value = cell.get();
                        if value.is_null() {
                            specialize!(op::LOAD_GLOBAL);
                            c.pc = c.pc.sub(1);
                            continue;
                        }
                        c.push(value);
                        if arg & 1 != 0 {
                            c.push(Value::NULL);
                        }
                    }
                    op::LOAD_BUILTIN_CELL => {
                        // As above, with two cells: that of the globals is empty.
                        let own: Gc<NameCell> = Gc::from_ptr(cached!(cache, 0).bits() as *mut Header);
                        let cell: Gc<NameCell> = Gc::from_ptr(cached!(cache, 1).bits() as *mut Header);
                        let globals: Gc<Dict> = Gc::from_ptr(c.binding.globals.get().bits() as *mut Header);
                        let value = cell.get();
                        if value.is_null() || !own.get().is_null() || globals.has_foreign_keys() {
                            specialize!(op::LOAD_GLOBAL);
                            c.pc = c.pc.sub(1);
                            continue;
                        }
                        c.push(value);
                        if arg & 1 != 0 {
                            c.push(Value::NULL);
                        }
                    }
                    op::LOAD_ATTR => load_attribute!(arg, cache),
                    op::LOAD_ATTR_SLOT => {
                        let owner = c.peek(1);
                        let mut value = Value::NULL;
                        if cached!(cache, 0) == shape_word(owner)
                            && cached!(cache, 2).raw_word() == attribute::word(self.epoch, attribute::SLOT)
                        {
                            // Only the shapes of instances are cached.
                            let instance: Gc<Instance> = Gc::from_ptr(owner.bits() as *mut Header);
                            value = instance.slot(cached!(cache, 1).raw_word() as u16);
                        }
                        if value.is_null() {
                            load_attribute!(arg, cache);
                        } else {
                            loaded!(value, arg);
                        }
                    }
                    op::LOAD_ATTR_METHOD => {
                        let owner = c.peek(1);
                        if cached!(cache, 0) == shape_word(owner)
                            && cached!(cache, 2).raw_word() == attribute::word(self.epoch, attribute::METHOD)
                        {
                            loaded_method!(cached!(cache, 1), arg);
                        } else {
                            load_attribute!(arg, cache);
                        }
                    }
                    op::LOAD_ATTR_CACHED => {
                        let owner = c.peek(1);
                        let key = shape_word(owner);
                        let mut entry = 0;
                        while entry < ATTRIBUTE_ENTRIES && cached!(cache, entry * CACHE_VALUES) != key {
                            entry += 1;
                        }
                        if entry == ATTRIBUTE_ENTRIES {
                            load_attribute!(arg, cache);
                            continue;
                        }
                        let held = cached!(cache, entry * CACHE_VALUES + 1);
                        let word = cached!(cache, entry * CACHE_VALUES + 2).raw_word();
                        match word.wrapping_sub(attribute::word(self.epoch, 0)) {
                            attribute::SLOT => {
                                let instance: Gc<Instance> = Gc::from_ptr(owner.bits() as *mut Header);
                                let value = instance.slot(held.raw_word() as u16);
                                if value.is_null() {
                                    load_attribute!(arg, cache);
                                } else {
                                    loaded!(value, arg);
                                }
                            }
                            attribute::METHOD => loaded_method!(held, arg),
                            attribute::CONSTANT => loaded!(held, arg),
                            attribute::PROPERTY => {
                                spill!();
                                let getter: Gc<Function> = Gc::from_ptr(held.bits() as *mut Header);
                                cold!(|c| self.enter_function(c, getter, &[owner], PROPERTY));
                            }
                            _ => load_attribute!(arg, cache),
                        }
                    }
                    op::LOAD_ATTR_MODULE => {
                        let mut value = Value::NULL;
                        if cached!(cache, 0).is(c.peek(1)) {
                            let cell: Gc<NameCell> = Gc::from_ptr(cached!(cache, 1).bits() as *mut Header);
                            value = cell.get();
                        }
                        if value.is_null() {
                            load_attribute!(arg, cache);
                        } else {
                            loaded!(value, arg);
                        }
                    }
                    op::LOAD_ATTR_CLASS => {
                        let owner = c.peek(1);
                        if cached!(cache, 0).is(owner)
                            && cached!(cache, 2).raw_word()
                                == attribute::word(self.epoch, attribute::CONSTANT)
                        {
                            loaded!(cached!(cache, 1), arg);
                        } else {
                            load_attribute!(arg, cache);
                        }
                    }
                    op::STORE_ATTR_CACHED => {
                        let (owner, value) = (c.peek(1), c.peek(2));
                        let key = shape_word(owner);
                        let mut entry = 0;
                        while entry < ATTRIBUTE_ENTRIES && cached!(cache, entry * CACHE_VALUES) != key {
                            entry += 1;
                        }
                        let mut stored = false;
                        if entry < ATTRIBUTE_ENTRIES {
                            let held = cached!(cache, entry * CACHE_VALUES + 1).raw_word();
                            let word = cached!(cache, entry * CACHE_VALUES + 2).raw_word();
                            if word == attribute::word(self.epoch, attribute::SLOT) {
                                let instance: Gc<Instance> = Gc::from_ptr(owner.bits() as *mut Header);
                                let to = (held >> 16) as u32;
                                let done = Instance::set_slot(instance, &mut self.heap, held as u16, value);
                                stored = done.is_ok();
                                if stored && to != 0 {
                                    Instance::set_shape(instance, ShapeId(to));
                                }
                            }
                        }
                        if !stored {
                            spill!();
                            cold!(|c| self.store_attribute(c, arg, cache));
                        } else {
                            c.drop(2);
                        }
                    }
                    op::STORE_ATTR => {
                        spill!();
                        cold!(|c| self.store_attribute(c, arg, cache));
                    }
                    op::CALL => {
                        let slot = c.sp.sub(arg as usize + 2);
                        let (callable, receiver) = (*slot, *slot.add(1));
                        let (args, count) =
                            if receiver.is_null() { (slot.add(2), arg) } else { (slot.add(1), arg + 1) };
                        if let Some(function) = callable.downcast::<Function>() {
                            if let Some(binding) = self.fits_exactly(function, args, count) {
                                c = self.enter_exactly(&{ c }, function, binding, args, slot, NORMAL);
                                continue;
                            }
                        } else if let Some(native) = callable.downcast::<Native>()
                            && native.exact() == count
                        {
                            spill!();
                            let args = std::slice::from_raw_parts(args, count as usize);
                            let result = attempt!((native.def().code)(self, args));
                            if result == Value::CALL_PENDING {
                                cold!(|c| self.call_pending(c, slot));
                            } else {
                                slot.write(result);
                                c.sp = slot.add(1);
                            }
                            continue;
                        }
                        spill!();
                        let called = self.dispatch(slot, arg as usize, &[]);
                        if let Ok(Called::Enter(frame)) = &called
                            && frame.kind == INIT
                            && receiver.is_null()
                        {
                            self.cache_class(&{ c }, callable, frame.function, cache);
                        }
                        call!(called, slot)
                    }
                    op::CALL_CLASS => {
                        let slot = c.sp.sub(arg as usize + 2);
                        let callable = *slot;
                        if !(cached!(cache, 0).is(callable)
                            && (*slot.add(1)).is_null()
                            && cached!(cache, 2).raw_word() == u64::from(self.epoch))
                        {
                            specialize!(op::CALL);
                            c.pc = c.pc.sub(1);
                            continue;
                        }
                        // Only a class and a Python function are cached.
                        let class: Gc<Type> = Gc::from_ptr(callable.bits() as *mut Header);
                        let init: Gc<Function> = Gc::from_ptr(cached!(cache, 1).bits() as *mut Header);
                        let made = Instance::new(&mut self.heap, class.root_shape(), class.inline_slots());
                        slot.write(made.value());
                        slot.add(1).write(made.value());
                        if let Some(binding) = self.fits_exactly(init, slot.add(1), arg + 1) {
                            c = self.enter_exactly(&{ c }, init, binding, slot.add(1), slot, INIT);
                            continue;
                        }
                        spill!();
                        let bound = self.bind_arguments(init, slot, slot.add(1), arg as usize + 1, &[]);
                        let mut frame = attempt!(bound);
                        frame.kind = INIT;
                        c = self.enter(frame, c.saved());
                    }
                    op::CALL_KW | op::CALL_FUNCTION_EX => {
                        spill!();
                        let (slot, called) = attempt!(self.call_spread(&{ c }, opcode, arg as usize));
                        call!(Ok(called), slot)
                    }
                    op::YIELD_VALUE => {
                        let value = c.peek(1);
                        c.drop(1);
                        self.suspend(&{ c });
                        match cold!(|c| PyResult::Ok(self.leave(c))) {
                            ENTRY => return Ok(value),
                            kind => cold!(|c| (CONTINUATIONS[kind as usize].value)(self, c, value)),
                        }
                    }
                    op::SEND => {
                        spill!();
                        cold!(|c| self.send(c));
                    }
                    op::RETURN_GENERATOR => {
                        spill!();
                        let value = attempt!(self.make_generator(&{ c }));
                        if let Some(value) = cold!(|c| self.return_value(c, value)) {
                            return Ok(value);
                        }
                    }
                    op::RETURN_VALUE => {
                        let value = c.peek(1);
                        let words = c.words();
                        let kind = (*words.add(KIND)).raw_word();
                        if kind == NORMAL || (kind == INIT && value.is_none()) {
                            self.depth -= 1;
                            let result = (*words.add(RESULT)).raw_word() as *mut Value;
                            if kind == NORMAL {
                                result.write(value);
                            }
                            c.fp = (*words.add(FP)).raw_word() as *mut Value;
                            c.pc = (*words.add(PC)).raw_word() as *const Quick;
                            c.binding = Gc::from_ptr((*words.add(CALLER)).bits() as *mut Header);
                            c.sp = result.add(1);
                        } else if let Some(value) = cold!(|c| self.return_value(c, value)) {
                            return Ok(value);
                        }
                    }
                    _ => {
                        spill!();
                        cold!(|c| self.execute_slow(c, opcode, arg));
                    }
                }
            }
        }
    }

    pub(super) fn code_of(&self, c: &Cursor) -> Gc<Code> {
        c.binding.code.get().downcast().expect("pyopt: a binding without code")
    }

    pub(crate) fn name_of(&self, c: &Cursor, index: u32) -> Gc<Str> {
        items(self.code_of(c).names())[index as usize].downcast().expect("pyopt: a name that is no str")
    }

    pub(crate) fn raise_name_error(&mut self, name: Gc<Str>) -> Raised {
        let message = format!("name '{}' is not defined", name.as_wtf8());
        let raised = self.raise_str(self.types.name_error, &message);
        self.name_raised(&[("name", name.value())]);
        raised
    }

    /// The binding of a function that takes `count` positional arguments as they are, if its frame fits at `args`.
    #[inline(always)]
    fn fits_exactly(&self, function: Gc<Function>, args: *mut Value, count: u32) -> Option<Gc<Binding>> {
        let binding = function.binding.get().downcast::<Binding>()?;
        let fits = binding.exact == count
            && self.stack.above.is_null()
            && self.depth < self.limits().recursion
            && self.stack.has_room(args, binding.room as usize);
        fits.then_some(binding)
    }

    /// Enters the frame of a function whose arguments stand at `args`, as `fits_exactly` found.
    #[inline(always)]
    fn enter_exactly(
        &mut self,
        c: &Cursor,
        function: Gc<Function>,
        binding: Gc<Binding>,
        args: *mut Value,
        result: *mut Value,
        kind: u64,
    ) -> Cursor {
        self.depth += 1;
        let [fp, pc, caller] = c.saved();
        // SAFETY: `fits_exactly` found room for the frame.
        unsafe {
            let words = args.add(binding.locals as usize);
            let mut local = args.add(binding.exact as usize);
            while local < words {
                local.write(Value::NULL);
                local = local.add(1);
            }
            words.add(BINDING).write(binding.value());
            words.add(FP).write(fp);
            words.add(PC).write(pc);
            words.add(RESULT).write(Value::from_raw_word(result as u64));
            words.add(KIND).write(Value::from_raw_word(kind));
            words.add(NAMES).write(Value::NULL);
            words.add(CALLER).write(caller);
            words.add(FUNCTION).write(function.value());
            Cursor { fp: args, sp: words.add(FRAME_WORDS), pc: binding.first(), binding }
        }
    }

    /// CALL_KW and CALL_FUNCTION_EX: the slot of the callable, and the frame to enter.
    #[inline(never)]
    fn call_spread(&mut self, c: &Cursor, opcode: u8, count: usize) -> PyResult<(*mut Value, Called)> {
        if opcode == op::CALL_KW {
            let keywords = items(c.peek(1));
            // SAFETY: the verifier proved that callable, self, `count` arguments and the names are there.
            let slot = unsafe { c.sp.sub(count + 3) };
            return Ok((slot, self.dispatch(slot, count, keywords)?));
        }
        // [callable] [NULL] [args] [kwargs or NULL]
        let (callable, args, kwargs) = (c.peek(4), c.peek(2), c.peek(1));
        let args = self.spread(args)?;
        let keep = self.temps().len();
        args.items().iter().for_each(|&v| self.push_temp(v));
        let mut names = Vec::new();
        if let Some(dict) = kwargs.downcast::<Dict>() {
            let mut at = 0;
            while let Some((number, key, value)) = dict.next_entry(at) {
                if !key.is_kind(Kind::Str) {
                    return Err(self.raise_type_error("keywords must be strings"));
                }
                names.push(key);
                self.push_temp(value);
                at = number + 1;
            }
        }
        let all = self.temps()[keep..].to_vec();
        let result = self.call_with(callable, &all, &names);
        self.pop_temps(keep);
        // SAFETY: four operands are there.
        let slot = unsafe { c.sp.sub(4) };
        // SAFETY: as above.
        unsafe { slot.write(result?) };
        Ok((slot, Called::Done))
    }
}

/// `a // b` of small ints; zero divisors go the long way.
#[inline(always)]
fn floor_divide(a: i64, b: i64) -> Option<i64> {
    if b == 0 {
        return None;
    }
    let quotient = a / b;
    Some(if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient })
}

/// `a % b` of small ints; zero divisors go the long way.
#[inline(always)]
fn modulo(a: i64, b: i64) -> Option<i64> {
    if b == 0 {
        return None;
    }
    let rest = a % b;
    Some(if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest })
}

/// `a << b` where the result is sure to fit a word.
#[inline(always)]
fn shift_left(a: i64, b: i64) -> Option<i64> {
    if (0..14).contains(&b) { Some(a << b) } else { None }
}

/// `a >> b`.
#[inline(always)]
fn shift_right(a: i64, b: i64) -> Option<i64> {
    if b < 0 { None } else { Some(a >> b.min(63)) }
}

/// The item of an exact list or tuple at a small index.
#[inline(always)]
fn item_of(container: Value, key: Value) -> Option<Value> {
    let index = key.as_small_int()?;
    let shape = container.header()?.shape();
    if shape == Kind::List as u32 {
        let list = container.downcast::<List>()?;
        let index = if index < 0 { index + list.len() as i64 } else { index };
        return if index < 0 { None } else { list.get(index as usize) };
    }
    if shape == Kind::Tuple as u32 {
        let tuple = container.downcast::<Tuple>()?;
        let index = if index < 0 { index + tuple.len() as i64 } else { index };
        return if index < 0 { None } else { tuple.items().get(index as usize).copied() };
    }
    None
}

/// The shape of a value, as caches hold it; what no cache holds for what has none.
#[inline(always)]
pub(super) fn shape_word(value: Value) -> Value {
    value.header().map_or(Value::STOP, |h| Value::from_raw_word(u64::from(h.shape())))
}

/// The operators of COMPARE_OP, by its argument.
pub(super) const COMPARISONS: [CmpOp; 6] =
    [CmpOp::Lt, CmpOp::LtE, CmpOp::Eq, CmpOp::NotEq, CmpOp::Gt, CmpOp::GtE];
