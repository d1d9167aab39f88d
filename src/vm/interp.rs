//! The loop: its cursor, its driver, how frames are entered and how exceptions leave them.
//!
//! Its state is four words: the frame (`fp`), the operand stack's top (`sp`), the next instruction (`pc`) and the
//! binding. A Python call from Python enters a frame in this loop; only Rust code that calls Python enters the loop
//! anew. What each instruction does stands in `handlers`.

use super::Vm;
use super::call::{BINDING, CALLER, Called, FP, FRAME_WORDS, FUNCTION, KIND, NAMES, NewFrame, PC, RESULT};
use super::continuation::{ENTRY, FROM_HEAP, INIT, NORMAL, OF_GENERATOR, TRACED};
use super::handlers::TABLE;
use super::lower::items;
use super::opcode::{self as op, CACHE_VALUES, Quick, Word};
use crate::heap::Gc;
use crate::objects::frame::Frame;
use crate::objects::{Binding, Code, Dict, Exception, Function, Kind, Str, Traceback, Tuple};
use crate::value::{PyResult, Raised, Value};
use pyopt_compiler::syntax::ast::CmpOp;

/// The cursor of the loop, handed to cold paths whole.
#[derive(Clone, Copy)]
pub(crate) struct Cursor {
    pub(crate) fp: *mut Value,
    pub(crate) sp: *mut Value,
    pub(crate) pc: *const Quick,
    pub(crate) binding: Gc<Binding>,
}

impl Cursor {
    /// A copy made word by word. Where the words were stored one by one just now, a wider load would wait for all of
    /// them: no processor forwards several stores to one load.
    #[inline(always)]
    pub(crate) fn copied(&self) -> Cursor {
        // SAFETY: the fields are initialised, and read where they lie.
        unsafe {
            Cursor {
                fp: std::ptr::read_volatile(&self.fp),
                sp: std::ptr::read_volatile(&self.sp),
                pc: std::ptr::read_volatile(&self.pc),
                binding: std::ptr::read_volatile(&self.binding),
            }
        }
    }

    #[inline(always)]
    pub(crate) fn words(&self) -> *mut Value {
        // SAFETY: a frame's words follow its locals.
        unsafe { self.fp.add(self.binding.locals as usize) }
    }

    #[inline(always)]
    pub(crate) fn names(&self) -> Value {
        // SAFETY: as above.
        unsafe { *self.words().add(NAMES) }
    }

    /// Where the names of code live that has no places for them: the globals in a function made of a module's code.
    pub(crate) fn space(&self) -> Value {
        self.names().non_null().unwrap_or_else(|| self.binding.globals.get())
    }

    /// The function object that the frame runs, or NULL.
    #[inline(always)]
    pub(crate) fn function(&self) -> Value {
        // SAFETY: as above.
        let word = unsafe { *self.words().add(FUNCTION) };
        word.downcast::<Frame>().map_or(word, |frame| frame.function.get())
    }

    /// The object of the frame, if somebody asked for it.
    pub(crate) fn frame_object(&self) -> Option<Gc<Frame>> {
        // SAFETY: as above.
        unsafe { *self.words().add(FUNCTION) }.downcast()
    }

    /// The frame is about to be left by an instruction that shows through the tracing layer.
    pub(crate) fn mark_traced(&self) {
        // SAFETY: as above.
        unsafe {
            let kind = self.words().add(KIND);
            *kind = Value::from_raw_word((*kind).raw_word() | TRACED);
        }
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
    #[inline(always)]
    pub(crate) fn next(&self) -> u32 {
        // SAFETY: `pc` points behind the current instruction, inside the binding's buffer.
        unsafe { self.pc.offset_from(self.binding.first()) as u32 }
    }

    /// The number of the current instruction.
    #[inline(always)]
    pub(crate) fn index(&self) -> u32 {
        self.next() - 1
    }

    /// The argument of the current instruction.
    #[inline(always)]
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

    /// Local variable `i`.
    #[inline(always)]
    pub(crate) fn local(&self, i: u32) -> Value {
        // SAFETY: the verifier proved that the frame has it.
        unsafe { *self.fp.add(i as usize) }
    }

    /// Value `i` of a cache.
    #[inline(always)]
    pub(crate) fn cached(&self, cache: u16, i: usize) -> Value {
        let cells = self.binding.starts[2].get().cast::<std::cell::Cell<Value>>();
        // SAFETY: lowering made room for the cache that the instruction names.
        unsafe { (*cells.add(usize::from(cache) * CACHE_VALUES + i)).get() }
    }

    /// The `n`-th value from the top, 1 being the topmost.
    #[inline(always)]
    pub(crate) fn peek(&self, n: usize) -> Value {
        // SAFETY: the verifier proved that so many operands are there.
        unsafe { *self.sp.sub(n) }
    }

    #[inline(always)]
    pub(crate) fn poke(&self, n: usize, value: Value) {
        // SAFETY: as above.
        unsafe { self.sp.sub(n).write(value) }
    }

    #[inline(always)]
    pub(crate) fn push(&mut self, value: Value) {
        // SAFETY: the frame reserved the operand slots that the verifier counted.
        unsafe {
            self.sp.write(value);
            self.sp = self.sp.add(1);
        }
    }

    #[inline(always)]
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
        self.at_base(|vm| vm.run_loop(&mut c))
    }

    /// Does `work`; if it is the outermost entry, the native stack counts from here: no frame above holds a value.
    pub(crate) fn at_base<R>(&mut self, work: impl FnOnce(&mut Vm) -> R) -> R {
        if self.native_base != 0 {
            return work(self);
        }
        self.native_base = crate::heap::native_stack_pointer() + 4096;
        let result = work(self);
        self.native_base = 0;
        result
    }

    /// As `run_at`, but the current instruction raises this exception.
    pub(crate) fn run_raising(&mut self, mut c: Cursor, exception: Value) -> PyResult {
        // What is thrown into a generator has for its context what the generator itself handles, not its caller.
        if self.handling.is_null() || self.handling.is_none() {
            self.raised = exception;
        } else {
            let _ = self.raise_value(exception);
        }
        if self.tracing.on {
            self.trace_thrown(&c);
        }
        self.unwind(&mut c)?;
        self.run_at(c)
    }

    /// The driver of the handlers: begins a chain of them at the cursor, and again behind each exception.
    fn run_loop(&mut self, c: &mut Cursor) -> PyResult {
        let outer = std::mem::replace(&mut self.chain, c);
        let result = loop {
            let answer = self.begin_chain();
            // SAFETY: the cursor is the caller's, which nobody else uses meanwhile.
            let c = unsafe { &mut *self.chain };
            match answer {
                Ok(Value::GO_ON) => {}
                Ok(value) => break Ok(value),
                Err(Raised) if self.unwind(c).is_ok() => {}
                Err(Raised) => break Err(Raised),
            }
        };
        self.chain = outer;
        result
    }

    /// A chain of handlers from the driver's cursor on. Apart, so that the driver holds nothing of where a chain began: that
    /// would be a root for as long as the chain runs.
    #[inline(never)]
    fn begin_chain(&mut self) -> PyResult {
        // SAFETY: the cursor is the driver's, which nobody else uses meanwhile; it stands at an instruction of verified code
        // (see `handlers!`).
        unsafe {
            let c = *self.chain;
            let q = Word::at(c.pc);
            #[cfg(not(threaded))]
            if let Some(counts) = &mut self.instruction_counts {
                counts.note(q.op());
            }
            TABLE[usize::from(q.op())](self, q, c.pc.add(1), c.sp, c.fp, c.binding)
        }
    }

    /// What may ask for the running frame, or reach a safepoint, finds the cursor.
    #[inline(always)]
    pub(crate) fn spill(&mut self, c: &Cursor) {
        self.stack.sp = c.sp;
        self.at = Some(c.copied());
    }

    /// Finds the handler of the pending exception; frames without one are left.
    fn unwind(&mut self, c: &mut Cursor) -> PyResult<()> {
        self.tracing.raised_below = false;
        loop {
            let index = c.index();
            self.at = Some(c.copied());
            self.note_in_traceback(c, index);
            if self.tracing.on {
                self.trace_raised(c, self.reraised(c, index));
            }
            let place = first_raised(c, index);
            if let Some(handler) = c.binding.handler(index) {
                if self.tracing.on {
                    self.trace_handled(c, place, handler.target);
                }
                // SAFETY: the frame reserved as many operand slots as the verifier counted, handlers' depths among them.
                let bottom = unsafe { c.words().add(FRAME_WORDS + handler.depth as usize) };
                // Code from elsewhere may claim more operands than stand there: those are empty, not garbage.
                while c.sp < bottom {
                    c.push(Value::NULL);
                }
                self.leave_loops(c, bottom);
                c.sp = bottom;
                if handler.lasti != 0 {
                    c.push(Value::small_int_unchecked(i64::from(place)));
                }
                let exception = self.take_raised();
                c.push(exception);
                // SAFETY: targets are instructions of this binding.
                c.pc = unsafe { c.binding.first().add(handler.target as usize) };
                return Ok(());
            }
            if self.tracing.on {
                self.trace_unwound(c, place);
            }
            // SAFETY: the number of an instruction of this binding.
            c.pc = unsafe { c.binding.first().add(place as usize + 1) };
            // SAFETY: the operands begin behind the words of the frame.
            let bottom = unsafe { c.words().add(FRAME_WORDS) };
            self.leave_loops(c, bottom);
            if c.links().kind & OF_GENERATOR != 0 {
                self.finish_generator();
            }
            let kind = self.leave(c);
            if kind == ENTRY {
                return Err(Raised);
            }
            self.at = Some(c.copied());
            self.tracing.raised_below = kind == NORMAL;
            if kind != NORMAL && self.raise_through(c, kind).is_ok() {
                return Ok(());
            }
        }
    }

    /// Adds the frame to the traceback of the pending exception. What goes on raising adds nothing: the frame that raised
    /// first has its entry, and what was made from another exception (a generator's RuntimeError, the group of `except*`)
    /// has none.
    fn note_in_traceback(&mut self, c: &Cursor, index: u32) {
        if self.raises_again(c, index) {
            return;
        }
        if let Some(e) = self.raised.downcast::<Exception>() {
            self.add_traceback_entry(e, c, index);
        }
    }

    /// Adds an entry for the instruction `index` to the traceback of an exception.
    pub(super) fn add_traceback_entry(&mut self, e: Gc<Exception>, c: &Cursor, index: u32) {
        let Some(code) = c.binding.code.get().downcast::<Code>() else { return };
        let Some(frame) = self.try_frame_of(c) else { return };
        let links = [e.traceback.get(), frame.value(), code.value()];
        let entry = Traceback::new(&mut self.heap, links, index, Traceback::LINE_UNKNOWN);
        self.heap.set(e, &e.traceback, entry.value());
    }

    /// Whether the pending exception is one that the instruction had, and not an error of the instruction itself.
    fn raises_again(&self, c: &Cursor, index: u32) -> bool {
        match c.binding.opcode_at(index) {
            op::RERAISE | op::END_ASYNC_FOR | op::CLEANUP_THROW => true,
            op::RAISE_VARARGS => c.argument() == 0 && self.raised.is(self.handled()),
            _ => false,
        }
    }

    /// Whether the instruction only goes on raising: RERAISE, or `raise` alone.
    fn reraised(&self, c: &Cursor, index: u32) -> bool {
        let opcode = c.binding.opcode_at(index);
        opcode == op::RERAISE || (opcode == op::RAISE_VARARGS && c.argument() == 0)
    }

    pub(crate) fn code_of(&self, c: &Cursor) -> Gc<Code> {
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
    pub(super) fn fits_exactly(
        &self,
        function: Gc<Function>,
        args: *mut Value,
        count: u32,
    ) -> Option<Gc<Binding>> {
        let binding = function.binding();
        let fits = binding.exact == count
            && self.stack.above.is_null()
            && self.depth < self.limits().recursion
            && self.stack.has_room(args, binding.room as usize);
        fits.then_some(binding)
    }

    /// Enters the frame of a function whose arguments stand at `args`, as `fits_exactly` found.
    #[inline(always)]
    pub(super) fn enter_exactly(
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
            // Four by four: most functions have no more, so that the jump back is seldom guessed wrong. What is too much
            // falls on the frame's words, which come next.
            while local < words {
                let mut at = 0;
                while at < 4 {
                    local.add(at).write_volatile(Value::NULL);
                    at += 1;
                }
                local = local.add(4);
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

    /// CALL_FUNCTION_EX: the slot of the callable, and what came of the call.
    #[inline(never)]
    pub(super) fn call_spread(&mut self, c: &Cursor) -> PyResult<(*mut Value, Called)> {
        // [callable] [NULL] [args] [kwargs or NULL]
        let (callable, args, kwargs) = (c.peek(4), c.peek(2), c.peek(1));
        let args = self.spread(callable, args)?;
        // SAFETY: four operands are there.
        let slot = unsafe { c.sp.sub(4) };
        // The call is laid out anew above the operands, which keep what it needs alive.
        let outer = self.detach();
        let called = self.lay_out(callable, args, kwargs.downcast::<Dict>(), slot);
        let result = match called {
            Ok(Called::Enter(mut frame)) => {
                // The frame takes the place of what was laid out; the operands below are the caller's until it returns.
                let to = outer.top();
                // SAFETY: `bind_at` found room for the frame where it made it, which is above `to`. The instance that a
                // constructor made stands at `to`: it is read before the locals take that place.
                unsafe {
                    if frame.kind == INIT {
                        slot.write(*frame.result);
                    }
                    std::ptr::copy(frame.fp, to, frame.binding.locals as usize);
                }
                (frame.fp, frame.result) = (to, slot);
                Ok(Called::Enter(frame))
            }
            other => other,
        };
        self.attach(outer);
        Ok((slot, result?))
    }

    /// Calls `callable` with a tuple and a dict of arguments, laid out at the stack's top. What is there at once goes to
    /// `slot`.
    fn lay_out(
        &mut self,
        callable: Value,
        args: Gc<Tuple>,
        kwargs: Option<Gc<Dict>>,
        slot: *mut Value,
    ) -> PyResult<Called> {
        let base = self.stack.sp;
        let named = kwargs.map_or(0, |d| d.len());
        if !self.stack.has_room(base, 2 + args.len() + 2 * named + 64) {
            return Err(self.raise_recursion());
        }
        let count = args.len() + named;
        // SAFETY: there is room for callable, self, arguments and names above the top, and nobody else uses it.
        let keywords = unsafe {
            base.write(callable);
            base.add(1).write(Value::NULL);
            std::ptr::copy_nonoverlapping(args.items().as_ptr(), base.add(2), args.len());
            let (values, names) = (base.add(2 + args.len()), base.add(2 + count));
            let (mut at, mut filled) = (0, 0);
            while let Some((number, key, value)) = kwargs.and_then(|d| d.next_entry(at)) {
                if !key.is_kind(Kind::Str) {
                    return Err(self.raise_type_error("keywords must be strings"));
                }
                values.add(filled).write(value);
                names.add(filled).write(key);
                (at, filled) = (number + 1, filled + 1);
            }
            self.stack.sp = names.add(named);
            std::slice::from_raw_parts(names, named)
        };
        let called = self.dispatch(base, count, keywords)?;
        if matches!(called, Called::Done) {
            // SAFETY: `dispatch` left the result in the first slot; `slot` is an operand of the instruction.
            unsafe { slot.write(*base) };
        }
        Ok(called)
    }
}

/// Where the exception was raised that the instruction `index` raises: RERAISE may know the first place.
fn first_raised(c: &Cursor, index: u32) -> u32 {
    let depth = c.argument() as usize;
    if c.binding.opcode_at(index) != op::RERAISE || depth == 0 {
        return index;
    }
    // The unwinder put the number of an instruction of this binding there; hostile code may have put anything.
    let first = c.peek(1 + depth).as_small_int().and_then(|first| u32::try_from(first).ok());
    first.filter(|&first| first < c.binding.count()).unwrap_or(index)
}

/// The shape of a value, as caches hold it; what no cache holds for what has none.
#[inline(always)]
pub(super) fn shape_word(value: Value) -> Value {
    value.header().map_or(Value::STOP, |h| Value::from_raw_word(u64::from(h.shape())))
}

/// Whether a value has the shape that an entry of a cache is for. What an entry that was never filled holds may pass
/// for a shape: no epoch holds then.
#[inline(always)]
pub(super) fn has_shape(value: Value, key: Value) -> bool {
    value.is_shaped(key.bits() as u32)
}

/// The operators of COMPARE_OP, by its argument.
pub(super) const COMPARISONS: [CmpOp; 6] =
    [CmpOp::Lt, CmpOp::LtE, CmpOp::Eq, CmpOp::NotEq, CmpOp::Gt, CmpOp::GtE];
