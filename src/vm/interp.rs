//! The loop.
//!
//! Its state is four words: the frame (`fp`), the operand stack's top (`sp`), the next instruction (`pc`) and the
//! binding. A Python call from Python enters a frame in this loop; only Rust code that calls Python enters the loop
//! anew. A handler reads its operands from the stack, stores `stack.sp` before anything that may reach a safepoint,
//! and pops only when the result is there: what an instruction still needs is always below the top. Cold paths get a
//! copy of the state and give it back (`cold!`), so the state itself stays in registers.

use super::Vm;
use super::attr::Found;
use super::call::{BINDING, CALLER, Called, FP, FRAME_WORDS, FUNCTION, KIND, NAMES, NewFrame, PC, RESULT};
use super::continuation::{CONTINUATIONS, ENTRY, FOR, FROM_HEAP, NORMAL, OF_GENERATOR};
use super::lower::items;
use super::names::hash_text;
use super::opcode::{self as op, CACHE_VALUES, NO_CACHE, Quick};
use crate::heap::Gc;
use crate::objects::generator::Generator;
use crate::objects::types::type_flags;
use crate::objects::{Binding, Code, Dict, Exception, Instance, Kind, NameCell, Str, Traceback, ValueBuffer};
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
    #[inline(always)]
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

    fn reraised(&self, c: &Cursor, index: u32) -> bool {
        // SAFETY: `index` is the number of an instruction of this binding.
        unsafe { (*c.binding.first().add(index as usize)).op == op::RERAISE }
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
        macro_rules! local {
            ($i:expr) => {
                *c.fp.add($i as usize)
            };
        }
        macro_rules! arithmetic {
            ($checked:expr, $float:expr, $operator:expr, $arg:expr) => {{
                let (a, b) = (c.peek(2), c.peek(1));
                let fast = if a.both_small_ints(b) {
                    $checked(a.small_int_raw(), b.small_int_raw()).and_then(Value::try_small_int)
                } else if a.is_double() && b.is_double() {
                    Value::try_f64($float(a.double_raw(), b.double_raw()))
                } else {
                    None
                };
                let result = match fast {
                    Some(v) => v,
                    None => {
                        spill!();
                        attempt!(self.binary($operator, $arg >= 13, a, b))
                    }
                };
                c.drop(1);
                c.poke(1, result);
            }};
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
                    op::ADD => arithmetic!(i64::checked_add, |a: f64, b: f64| a + b, Operator::Add, arg),
                    op::SUBTRACT => arithmetic!(i64::checked_sub, |a: f64, b: f64| a - b, Operator::Sub, arg),
                    op::MULTIPLY => {
                        arithmetic!(i64::checked_mul, |a: f64, b: f64| a * b, Operator::Mult, arg)
                    }
                    op::LESS..=op::GREATER_EQUAL => {
                        let (a, b) = (c.peek(2), c.peek(1));
                        macro_rules! by_operator {
                            ($x:expr, $y:expr) => {
                                match opcode {
                                    op::LESS => $x < $y,
                                    op::LESS_EQUAL => $x <= $y,
                                    op::EQUAL => $x == $y,
                                    op::NOT_EQUAL => $x != $y,
                                    op::GREATER => $x > $y,
                                    _ => $x >= $y,
                                }
                            };
                        }
                        let result = if a.both_small_ints(b) {
                            Value::from_bool(by_operator!(a.small_int_raw(), b.small_int_raw()))
                        } else if a.is_double() && b.is_double() {
                            Value::from_bool(by_operator!(a.double_raw(), b.double_raw()))
                        } else {
                            spill!();
                            let operator = COMPARISONS[usize::from(opcode - op::LESS)];
                            let v = attempt!(self.compare(operator, a, b));
                            if arg & 16 != 0 { Value::from_bool(attempt!(self.truth(v))) } else { v }
                        };
                        c.drop(1);
                        c.poke(1, result);
                    }
                    op::POP_JUMP_IF_FALSE | op::POP_JUMP_IF_TRUE => {
                        c.drop(1);
                        if (*c.sp == Value::TRUE) == (opcode == op::POP_JUMP_IF_TRUE) {
                            c.jump(arg as i32);
                        }
                    }
                    op::POP_JUMP_IF_NONE | op::POP_JUMP_IF_NOT_NONE => {
                        c.drop(1);
                        if (*c.sp).is_none() == (opcode == op::POP_JUMP_IF_NONE) {
                            c.jump(arg as i32);
                        }
                    }
                    op::JUMP_FORWARD | op::JUMP_BACKWARD_NO_INTERRUPT => c.jump(arg as i32),
                    op::JUMP_BACKWARD => {
                        c.jump(arg as i32);
                        spill!();
                        self.safepoint();
                    }
                    op::RESUME => {
                        spill!();
                        self.safepoint();
                    }
                    op::FOR_ITER => {
                        let iterator = c.peek(1);
                        spill!();
                        if let Some(generator) = iterator.downcast::<Generator>() {
                            let sent = Value::NONE;
                            if !cold!(|c| self.resume_here(c, generator, sent, FOR)) {
                                c.jump(arg as i32 + 1);
                            }
                            continue;
                        }
                        match attempt!(self.next(iterator)) {
                            Some(v) => c.push(v),
                            // END_FOR and POP_ITER follow at the target: the first is skipped, as nothing was pushed.
                            None => c.jump(arg as i32 + 1),
                        }
                    }
                    op::LOAD_GLOBAL => {
                        let mut value = Value::NULL;
                        if cache != NO_CACHE
                            && let Some(caches) = c.binding.caches.get().downcast::<ValueBuffer>()
                        {
                            let at = usize::from(cache) * CACHE_VALUES;
                            let cells = [caches.items()[at].get(), caches.items()[at + 1].get()];
                            let found = cells.into_iter().filter_map(|v| v.downcast::<NameCell>());
                            value = found.map(|n| n.get()).find(|v| !v.is_null()).unwrap_or(Value::NULL);
                        }
                        if value.is_null() {
                            spill!();
                            value = attempt!(self.load_global_slow(&{ c }, arg >> 1, cache));
                        }
                        c.push(value);
                        if arg & 1 != 0 {
                            c.push(Value::NULL);
                        }
                    }
                    op::LOAD_ATTR => {
                        let owner = c.peek(1);
                        let mut found = None;
                        if let (Some(instance), true) = (owner.downcast::<Instance>(), cache != NO_CACHE)
                            && let Some(caches) = c.binding.caches.get().downcast::<ValueBuffer>()
                        {
                            let at = usize::from(cache) * CACHE_VALUES;
                            let key = caches.items()[at].get();
                            if key.is_small_int() && key.raw_word() == u64::from(Instance::shape(instance).0)
                            {
                                let held = caches.items()[at + 1].get();
                                if held.is_small_int() {
                                    found = Some(Found::Plain(instance.slot(held.raw_word() as u16)));
                                } else if caches.items()[at + 2].get().raw_word() == u64::from(self.epoch) {
                                    found = Some(Found::Method(held));
                                }
                            }
                        }
                        let found = match found {
                            Some(f) => f,
                            None => {
                                spill!();
                                attempt!(self.load_attr_slow(&{ c }, owner, arg >> 1, cache))
                            }
                        };
                        match (found, arg & 1 != 0) {
                            (Found::Plain(v), method) => {
                                c.poke(1, v);
                                if method {
                                    c.push(Value::NULL);
                                }
                            }
                            (Found::Method(f), true) => {
                                c.poke(1, f);
                                c.push(owner);
                            }
                            (Found::Method(f), false) => {
                                let bound = crate::objects::BoundMethod::new(&mut self.heap, f, owner);
                                c.poke(1, bound.value());
                            }
                        }
                    }
                    op::CALL => {
                        let slot = c.sp.sub(arg as usize + 2);
                        spill!();
                        match attempt!(self.dispatch(slot, arg as usize, &[])) {
                            Called::Enter(frame) => c = self.enter(frame, c.saved()),
                            Called::Done => c.sp = slot.add(1),
                            Called::Pending => cold!(|c| self.call_pending(c, slot)),
                        }
                    }
                    op::CALL_KW | op::CALL_FUNCTION_EX => {
                        spill!();
                        let (slot, called) = attempt!(self.call_spread(&{ c }, opcode, arg as usize));
                        match called {
                            Called::Enter(frame) => c = self.enter(frame, c.saved()),
                            Called::Done => c.sp = slot.add(1),
                            Called::Pending => cold!(|c| self.call_pending(c, slot)),
                        }
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
                        if (*words.add(KIND)).raw_word() == NORMAL {
                            self.depth -= 1;
                            let result = (*words.add(RESULT)).raw_word() as *mut Value;
                            result.write(value);
                            c.fp = (*words.add(FP)).raw_word() as *mut Value;
                            c.pc = (*words.add(PC)).raw_word() as *const Quick;
                            c.binding = Gc::from_ptr((*words.add(CALLER)).bits() as *mut crate::heap::Header);
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

    #[cold]
    fn load_global_slow(&mut self, c: &Cursor, index: u32, cache: u16) -> PyResult {
        let name = self.name_of(c, index);
        let spaces = [c.binding.globals.get(), c.binding.builtins.get()].map(|v| v.downcast::<Dict>());
        if let (Some(caches), true) = (c.binding.caches.get().downcast::<ValueBuffer>(), cache != NO_CACHE) {
            for (i, space) in spaces.into_iter().enumerate() {
                if let Some(dict) = space {
                    let cell = Dict::cell(dict, &mut self.heap, name.hash(hash_text), name.value());
                    let cell = self.check(cell)?;
                    self.heap.set(
                        caches,
                        &caches.items()[usize::from(cache) * CACHE_VALUES + i],
                        cell.value(),
                    );
                }
            }
        }
        for dict in spaces.into_iter().flatten() {
            if let Some(value) = self.namespace_get(dict, name)? {
                return Ok(value);
            }
        }
        Err(self.raise_name_error(name))
    }

    pub(crate) fn raise_name_error(&mut self, name: Gc<Str>) -> Raised {
        let message = format!("name '{}' is not defined", name.as_wtf8());
        let raised = self.raise_str(self.types.name_error, &message);
        self.name_raised(&[("name", name.value())]);
        raised
    }

    #[cold]
    fn load_attr_slow(&mut self, c: &Cursor, owner: Value, index: u32, cache: u16) -> PyResult<Found> {
        let name = self.name_of(c, index);
        let Some(found) = self.find_attr(owner, name)? else { return Err(self.raise_no_attr(owner, name)) };
        if let (Some(instance), true) = (owner.downcast::<Instance>(), cache != NO_CACHE)
            && let Some(caches) = c.binding.caches.get().downcast::<ValueBuffer>()
        {
            let id = Instance::shape(instance);
            let slot = self.shapes.get(id).slot(name);
            let held = match (found, slot, self.shapes.get(id).is_dictionary()) {
                (Found::Plain(_), Some(slot), _) => Some(Value::from_raw_word(u64::from(slot))),
                (Found::Method(f), None, false) => {
                    for class in
                        self.type_of(owner).mro().iter().filter_map(|v| v.downcast::<crate::objects::Type>())
                    {
                        class.set_flag_bits(type_flags::CACHED);
                    }
                    Some(f)
                }
                _ => None,
            };
            if let Some(held) = held {
                let at = usize::from(cache) * CACHE_VALUES;
                let words = [
                    Value::from_raw_word(u64::from(id.0)),
                    held,
                    Value::from_raw_word(u64::from(self.epoch)),
                ];
                for (i, word) in words.into_iter().enumerate() {
                    self.heap.set(caches, &caches.items()[at + i], word);
                }
            }
        }
        Ok(found)
    }

    /// CALL_KW and CALL_FUNCTION_EX: the slot of the callable, and the frame to enter.
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

const COMPARISONS: [CmpOp; 6] = [CmpOp::Lt, CmpOp::LtE, CmpOp::Eq, CmpOp::NotEq, CmpOp::Gt, CmpOp::GtE];
