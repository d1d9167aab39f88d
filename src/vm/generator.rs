//! Running generators: the loop switches to their frame, which stays in the heap, and back.
//!
//! ```text
//! FOR_ITER ─► switch_to(generator, FOR) ─► … YIELD_VALUE ─► suspend ─► leave ─► CONTINUATIONS[FOR]
//! ```
//!
//! Nothing is copied and nothing recurses: `FOR_ITER`, `SEND`, the methods `send` and `__next__`, and natives that iterate
//! (see `pending`) go through the loop. `throw` and `close` enter the loop anew.

use super::Vm;
use super::call::{CALLER, FP, FRAME_WORDS, KIND, PC, RESULT};
use super::continuation::{ENTRY, FROM_HEAP, HAS_FRAME, KIND_MASK, NORMAL, OF_GENERATOR, SEND};
use super::interp::Cursor;
use super::opcode as op;
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::awaitable::Awaitable;
use crate::objects::generator::{Generator, GeneratorState};
use crate::objects::{Binding, Code, Exception, Function, Kind, List, Tuple, Type};
use crate::stdlib::asyncio::object::FutureIterator;
use crate::stdlib::asyncio::{Stepped, step_iterator};
use crate::value::{PyResult, Raised, Value};
use pyopt_compiler::code::CodeFlags;

/// How a resumed generator came back.
pub(crate) enum Resumed {
    /// It yielded.
    Yielded(Value),
    /// It returned.
    Returned(Value),
}

natives! { METHODS:
    "__iter__" "(self, /)" |_, args| Ok(args[0]);
    "__next__" "(self, /)" |vm, args| vm.request_step(args[0], Value::NONE, Value::NULL);
    "send" "(self, value, /)" |vm, args| vm.request_step(args[0], args[1], Value::NULL);
    "throw" "(self, type, value=None, traceback=None, /)" throw;
    "close" "(self, /)" |vm, args| vm.close_iterator(args[0]);
}

/// The methods of `generator`.
pub(crate) fn methods() -> &'static [super::native::NativeDef] {
    METHODS
}

/// `throw`, `athrow` and the like are called with one argument nowadays.
pub(crate) fn warn_of_three(vm: &mut Vm, method: &str) -> PyResult<()> {
    let message = format!(
        "the (type, exc, tb) signature of {method}() is deprecated, use the single-arg signature instead."
    );
    vm.warn(vm.types.deprecation_warning, &message)
}

/// The exception that the arguments of `throw(type[, value[, traceback]])` describe: the inner error is that of making
/// the exception of its class, the outer one that of arguments.
fn instance_of(vm: &mut Vm, args: &[Value]) -> PyResult<PyResult> {
    let [given, value, traceback] = [0, 1, 2].map(|at| args.get(at).copied().unwrap_or(Value::NULL));
    let value = value.non_null().unwrap_or(Value::NONE);
    let traceback = traceback.non_null().unwrap_or(Value::NONE);
    if !traceback.is_none() && !traceback.is_kind(Kind::Traceback) {
        return Err(vm.raise_type_error("throw() third argument must be a traceback object"));
    }
    let exception = if given.is_kind(Kind::Exception) {
        if !value.is_none() {
            return Err(vm.raise_type_error("instance exception may not have a separate value"));
        }
        given
    } else if given.downcast::<Type>().is_some_and(|t| t.is_subclass(vm.types.base_exception)) {
        let wanted = given.downcast::<Type>();
        if value.is_kind(Kind::Exception) && wanted.is_some_and(|t| vm.type_of(value).is_subclass(t)) {
            value
        } else {
            let made = match value.downcast::<Tuple>() {
                Some(arguments) => vm.call(given, arguments.items()),
                None if value.is_none() => vm.call(given, &[]),
                None => vm.call(given, &[value]),
            };
            match made {
                Ok(exception) => exception,
                Err(raised) => return Ok(Err(raised)),
            }
        }
    } else {
        let class = vm.type_name(given);
        let message =
            format!("exceptions must be classes or instances deriving from BaseException, not {class}");
        return Err(vm.raise_type_error(message));
    };
    if !exception.is_kind(Kind::Exception) {
        let (class, made) = (vm.repr_string(given)?, vm.type_name(exception));
        let message =
            format!("calling {class} should have returned an instance of BaseException, not {made}");
        return Ok(Err(vm.raise_type_error(message)));
    }
    if let (Some(e), false) = (exception.downcast::<Exception>(), traceback.is_none()) {
        vm.heap.set(e, &e.traceback, traceback);
    }
    Ok(Ok(exception))
}

pub(crate) fn throw(vm: &mut Vm, args: &[Value]) -> PyResult {
    let generator = vm.expect::<Generator>(args[0], "generator")?;
    if args[2].non_null().is_some() || args[3].non_null().is_some() {
        warn_of_three(vm, "throw")?;
    }
    let resumed = vm.throw_into(generator, &args[1..], true)?;
    vm.answer_of(resumed)
}

/// Attributes of generators, coroutines and asynchronous generators: their prefixes differ.
pub(crate) fn attribute(vm: &mut Vm, generator: Gc<Generator>, name: &str) -> Option<Value> {
    let state = generator.state.get();
    let flavor = vm.flavor(generator);
    let prefix = match flavor {
        "coroutine" => "cr_",
        "async generator" => "ag_",
        _ => "gi_",
    };
    let binding = || generator.binding.get().downcast::<Binding>();
    match (name, name.strip_prefix(prefix)?) {
        (_, "code") => binding().map(|b| b.code.get()),
        ("ag_running", _) => Some(Value::from_bool(generator.awaited.get())),
        (_, "running") => {
            Some(Value::from_bool(matches!(state, GeneratorState::Running | GeneratorState::Delegating)))
        }
        (_, "suspended") => Some(Value::from_bool(state == GeneratorState::Suspended)),
        ("gi_yieldfrom" | "cr_await" | "ag_await", _) => {
            Some(vm.delegate_of(generator).non_null().unwrap_or(Value::NONE))
        }
        ("cr_origin", _) => Some(generator.hook.get().non_null().unwrap_or(Value::NONE)),
        (_, "frame") => Some(vm.frame_of_generator(generator)),
        _ => None,
    }
}

impl Vm {
    /// The generator of the function whose frame is at `c`, which has just begun.
    #[inline(never)]
    pub(crate) fn make_generator(&mut self, c: &Cursor) -> PyResult {
        let binding = c.binding;
        // A call may put one value more into the frame than the code claims.
        let capacity = binding.locals as usize + FRAME_WORDS + binding.stack as usize + 4;
        let (name, qualname) = match c.function().downcast::<Function>() {
            Some(f) => (f.name.get(), f.qualname.get()),
            None => (Value::NONE, Value::NONE),
        };
        let class = match binding.flags {
            f if f & CodeFlags::COROUTINE != 0 => self.types.coroutine,
            f if f & CodeFlags::ASYNC_GENERATOR != 0 => self.types.async_generator,
            _ => self.types.generator,
        };
        let values = [binding.value(), name, qualname];
        let generator = Generator::new(&mut self.heap, class.root_shape().0, values, c.frame(), capacity);
        let generator = self.check(generator)?;
        generator.next.set(c.next());
        self.move_frame(c, generator);
        let links = c.links();
        let mut caller = *c;
        let of_call = links.kind & KIND_MASK == NORMAL;
        if of_call {
            caller.go_back(&links);
        }
        let awaited = of_call && caller.binding.opcode_at(caller.next()) == op::GET_AWAITABLE;
        let has_blocks = class != self.types.async_generator && binding.has_blocks.get();
        if has_blocks || class == self.types.coroutine && !awaited {
            // Its `finally` and `with` blocks run when it dies suspended; a coroutine may never be awaited.
            self.heap.register_finalizable(generator);
        }
        if class == self.types.coroutine && self.coroutine_origin_depth > 0 {
            self.push_temp(generator.value());
            let origin = self.coroutine_origin(c);
            self.pop_temps(self.temps().len() - 1);
            self.heap.set(generator, &generator.hook, origin?);
        }
        if of_call && !awaited {
            self.claim_for_loop(&caller, generator);
        }
        Ok(generator.value())
    }

    /// Who called the coroutine function whose frame is at `c`: file, line and name of as many frames as
    /// `sys.set_coroutine_origin_tracking_depth` says, the nearest first.
    fn coroutine_origin(&mut self, c: &Cursor) -> PyResult {
        let places = self.new_list(&[])?;
        self.push_temp(places.value());
        let mut at = self.caller(c);
        while let Some(caller) = at.filter(|_| places.len() < self.coroutine_origin_depth) {
            at = self.caller(&caller);
            let Some(code) = caller.binding.code.get().downcast::<Code>() else { continue };
            let line = code.line_at(caller.index()).map_or(Value::NONE, Value::small_int_unchecked);
            let file = self.code_attr(code, "co_filename")?.unwrap_or(Value::NONE);
            let name = self.code_attr(code, "co_qualname")?.unwrap_or(Value::NONE);
            let place = self.new_tuple(&[file, line, name])?;
            let pushed = List::push(places, &mut self.heap, place);
            self.check(pushed)?;
        }
        let origin = self.tuple_of_list(places);
        self.pop_temps(self.temps().len() - 1);
        origin
    }

    /// "generator", "coroutine" or "async generator", for messages.
    fn flavor(&self, generator: Gc<Generator>) -> &'static str {
        match self.type_of(generator.value()) {
            t if t == self.types.coroutine => "coroutine",
            t if t == self.types.async_generator => "async generator",
            _ => "generator",
        }
    }

    /// Whether it is a generator in the narrow sense, which `iter` and `next` accept.
    #[inline(always)]
    pub(crate) fn is_plain_generator(generator: Gc<Generator>) -> bool {
        generator.header().shape() == Kind::Generator as u32
    }

    /// Whether a generator can go on with a value; false at its end.
    pub(crate) fn may_resume(&mut self, generator: Gc<Generator>, sent: Value) -> PyResult<bool> {
        match generator.state.get() {
            GeneratorState::Suspended => {}
            GeneratorState::Created if sent.is_none() => {}
            GeneratorState::Created => {
                let message =
                    format!("can't send non-None value to a just-started {}", self.flavor(generator));
                return Err(self.raise_type_error(message));
            }
            GeneratorState::Running | GeneratorState::Delegating => {
                let message = format!("{} already executing", self.flavor(generator));
                return Err(self.raise_value_error(message));
            }
            GeneratorState::Finished => {
                if self.type_of(generator.value()) == self.types.coroutine {
                    let message = "cannot reuse already awaited coroutine";
                    return Err(self.raise_str(self.types.runtime_error, message));
                }
                return Ok(false);
            }
        }
        let frames = self.depth >= self.limits().recursion;
        if frames || !self.stack.has_room(self.stack.top(), 64) {
            if self.type_of(generator.value()) == self.types.coroutine {
                // It may never be awaited, though it was about to be.
                self.heap.register_finalizable(generator);
            }
            return Err(self.raise_recursion());
        }
        Ok(true)
    }

    /// Whether a generator can go on with a value right now; if not, `may_resume` says why.
    #[inline(always)]
    pub(crate) fn is_ready(&self, generator: Gc<Generator>, sent: Value) -> bool {
        let state = generator.state.get();
        (state == GeneratorState::Suspended || state == GeneratorState::Created && sent.is_none())
            && self.depth < self.limits().recursion
            && self.stack.has_room(self.stack.top(), 64)
    }

    /// Goes on with a generator in this loop: its next value reaches the continuation `kind` of the frame at `c`,
    /// whose operands end at `c.sp`. False, and nothing done, when the generator is at its end.
    #[inline]
    pub(crate) fn resume_here(
        &mut self,
        c: &mut Cursor,
        generator: Gc<Generator>,
        sent: Value,
        kind: u64,
    ) -> PyResult<bool> {
        self.stack.sp = c.sp;
        if !self.may_resume(generator, sent)? {
            return Ok(false);
        }
        self.switch_to(c, generator, kind);
        c.push(sent);
        Ok(true)
    }

    /// Makes the generator's frame the running one.
    #[inline(always)]
    pub(crate) fn switch_to(&mut self, c: &mut Cursor, generator: Gc<Generator>, kind: u64) {
        let mut kind = kind | OF_GENERATOR;
        let above = self.stack.above;
        if self.leave_heap_frame() {
            kind |= FROM_HEAP;
            self.stack.above = above;
        } else {
            self.stack.above = self.stack.sp;
        }
        self.depth += 1;
        generator.outer.set(std::mem::replace(&mut self.running, generator.value()));
        generator
            .outer_handling
            .set(std::mem::replace(&mut self.handling, generator.handling.replace(Value::NULL)));
        generator.state.set(GeneratorState::Running);
        let binding = generator.bound();
        let (result, [fp, pc, caller]) = (c.sp, c.saved());
        // SAFETY: the frame has its locals and words and room for the operands that its code claims.
        unsafe {
            let words = generator.frame().add(binding.locals as usize);
            words.add(FP).write(fp);
            words.add(PC).write(pc);
            words.add(CALLER).write(caller);
            words.add(RESULT).write(Value::from_raw_word(result as u64));
            kind |= (*words.add(KIND)).raw_word() & HAS_FRAME;
            words.add(KIND).write(Value::from_raw_word(kind));
            *c = Cursor {
                fp: generator.frame(),
                sp: generator.frame().add(generator.used.get()),
                pc: binding.first().add(generator.next.get() as usize),
                binding,
            };
        }
    }

    /// The running generator waits: its operands end at `c.sp`, and it goes on at `c.pc`.
    #[inline(always)]
    pub(crate) fn suspend(&mut self, c: &Cursor) {
        if let Some(generator) = self.running.downcast::<Generator>() {
            generator.used.set(c.frame().len());
            generator.next.set(c.next());
            generator.state.set(GeneratorState::Suspended);
            generator.handling.set(self.handling);
        }
    }

    /// The running generator came to its end.
    pub(crate) fn finish_generator(&mut self) {
        if let Some(generator) = self.running.downcast::<Generator>() {
            generator.finish();
        }
    }

    /// The frame of the running generator is left, for good or for now.
    #[inline(always)]
    pub(crate) fn leave_generator(&mut self, to_heap: bool) {
        if let Some(generator) = self.running.downcast::<Generator>() {
            self.heap.barrier(generator);
            self.running = generator.outer.replace(Value::NULL);
            self.handling = generator.outer_handling.replace(Value::NULL);
        }
        if !to_heap {
            self.stack.above = std::ptr::null_mut();
        }
    }

    /// Goes on with a generator, from Rust: `Ok` sends a value, `Err` throws an exception at where it waits.
    pub(crate) fn resume_generator(
        &mut self,
        generator: Gc<Generator>,
        sent: Result<Value, Value>,
    ) -> PyResult<Resumed> {
        let state = generator.state.get();
        if let Err(exception) = sent {
            if state == GeneratorState::Created {
                self.note_unstarted(generator, exception);
                self.finish_unstarted(generator);
            }
            let ended = generator.state.get() == GeneratorState::Finished;
            if ended && (state == GeneratorState::Created || self.flavor(generator) != "coroutine") {
                self.raised = exception;
                return Err(Raised);
            }
        }
        if !self.may_resume(generator, sent.unwrap_or(Value::NONE))? {
            return Ok(Resumed::Returned(Value::NONE));
        }
        self.enter_native("")?;
        let outer = self.detach();
        let binding = generator.bound();
        // The frame does not return there: the link is for those who ask who called.
        let nowhere = Cursor { fp: std::ptr::null_mut(), sp: self.stack.sp, pc: std::ptr::null(), binding };
        let mut c = Cursor { sp: self.stack.sp, ..self.at.unwrap_or(nowhere) };
        self.switch_to(&mut c, generator, ENTRY);
        c.push(sent.unwrap_or(Value::NONE));
        let result = match sent {
            Ok(_) => self.run_at(c),
            Err(exception) => self.run_raising(c, exception),
        };
        self.attach(outer);
        self.native_depth -= 1;
        let suspended = generator.state.get() == GeneratorState::Suspended;
        result.map(if suspended { Resumed::Yielded } else { Resumed::Returned })
    }

    /// What `next`, `send` and `throw` answer: the value, or `StopIteration`.
    pub(crate) fn answer_of(&mut self, resumed: Resumed) -> PyResult {
        match resumed {
            Resumed::Yielded(v) => Ok(v),
            Resumed::Returned(v) => Err(self.raise_stop(v)),
        }
    }

    /// `StopIteration`, with the value unless it is None.
    pub(crate) fn raise_stop(&mut self, value: Value) -> Raised {
        match value {
            Value::NONE => self.raise_str(self.types.stop_iteration, ""),
            v => self.raise_with(self.types.stop_iteration, v),
        }
    }

    /// Whether a suspended generator waits at a `yield` around which there is no `try` or `with`, nor a loop over another
    /// generator, which would have to be closed too.
    fn waits_outside_try(&self, generator: Gc<Generator>) -> bool {
        /// RESUME says so by this bit (`RESUME_OPARG_DEPTH1_MASK` of CPython).
        const DEPTH_1: u32 = 4;
        let Some(binding) = generator.binding.get().downcast::<Binding>() else { return false };
        // SAFETY: it waits in front of an instruction of its code.
        let next = unsafe { *binding.first().add(generator.next.get() as usize) };
        let operands = generator.used.get().saturating_sub(binding.locals as usize + FRAME_WORDS);
        // SAFETY: the frame holds `used` values, its operands last.
        let operands = unsafe {
            std::slice::from_raw_parts(generator.frame().add(generator.used.get() - operands), operands)
        };
        binding.opcode_at(generator.next.get()) == op::RESUME
            && !operands.iter().any(|v| v.is_kind(Kind::Generator))
            && next.arg & 3 == 1
            && next.arg & DEPTH_1 != 0
    }

    /// What a waiting generator delegates to (`yield from`, `await`), or NULL.
    pub(crate) fn delegate_of(&self, generator: Gc<Generator>) -> Value {
        let Some(binding) = generator.binding.get().downcast::<Binding>() else { return Value::NULL };
        if generator.state.get() != GeneratorState::Suspended {
            return Value::NULL;
        }
        // SAFETY: it waits in front of an instruction of its code.
        let next = unsafe { *binding.first().add(generator.next.get() as usize) };
        // RESUME says what it follows: 2 is `yield from`, 3 is `await`.
        if binding.opcode_at(generator.next.get()) == op::RESUME && next.arg & 3 >= 2 {
            generator.last()
        } else {
            Value::NULL
        }
    }

    /// Throws what the arguments of `throw` say into a generator; one that delegates passes them on as they are.
    /// `GeneratorExit` closes the delegate first if `closes` says so.
    pub(crate) fn throw_into(
        &mut self,
        generator: Gc<Generator>,
        given: &[Value],
        closes: bool,
    ) -> PyResult<Resumed> {
        let delegate = self.delegate_of(generator);
        if delegate.is_null() {
            return self.throw_here(generator, given);
        }
        self.enter_native("")?;
        generator.state.set(GeneratorState::Delegating);
        let answer = self.throw_to_delegate(delegate, given, closes);
        generator.state.set(GeneratorState::Suspended);
        self.native_depth -= 1;
        match answer {
            Ok(Some(value)) => Ok(Resumed::Yielded(value)),
            Ok(None) => self.throw_here(generator, given),
            Err(Raised) => {
                let raised = self.take_raised();
                self.resume_generator(generator, Err(raised))
            }
        }
    }

    /// Throws where a generator itself waits. What a class makes instead of an exception is found out there as well.
    fn throw_here(&mut self, generator: Gc<Generator>, given: &[Value]) -> PyResult<Resumed> {
        let exception = match instance_of(self, given)? {
            Ok(exception) => exception,
            Err(Raised) => self.take_raised(),
        };
        self.resume_generator(generator, Err(exception))
    }

    /// `None`: the delegate takes no exceptions, or was closed.
    fn throw_to_delegate(
        &mut self,
        delegate: Value,
        given: &[Value],
        closes: bool,
    ) -> PyResult<Option<Value>> {
        let class = given[0].downcast::<Type>().unwrap_or_else(|| self.type_of(given[0]));
        if closes && class.is_subclass(self.types.generator_exit) {
            self.close_delegate(delegate)?;
            return Ok(None);
        }
        if let Some(inner) = delegate.downcast::<Generator>() {
            let resumed = self.throw_into(inner, given, closes)?;
            return self.answer_of(resumed).map(Some);
        }
        let name = self.intern("throw");
        match self.get_attr(delegate, name) {
            Ok(method) => {
                let count = given.iter().position(|v| v.is_null()).unwrap_or(given.len());
                self.call(method, &given[..count]).map(Some)
            }
            Err(Raised) if self.raised_is(self.types.attribute_error) => {
                self.take_raised();
                Ok(None)
            }
            Err(raised) => Err(raised),
        }
    }

    fn close_delegate(&mut self, delegate: Value) -> PyResult<()> {
        if delegate.is_kind(Kind::Generator) {
            return self.close_iterator(delegate).map(|_| ());
        }
        let name = self.intern("close");
        match self.get_attr(delegate, name) {
            Ok(method) => self.call(method, &[]).map(|_| ()),
            Err(Raised) if self.raised_is(self.types.attribute_error) => {
                self.take_raised();
                Ok(())
            }
            Err(Raised) => {
                self.report_unraisable("closing generator", delegate);
                Ok(())
            }
        }
    }

    /// `close()` of a generator or coroutine.
    pub(crate) fn close_iterator(&mut self, value: Value) -> PyResult {
        let generator = self.expect::<Generator>(value, "generator")?;
        match generator.state.get() {
            GeneratorState::Created => {
                self.finish_unstarted(generator);
                return Ok(Value::NONE);
            }
            GeneratorState::Finished => return Ok(Value::NONE),
            GeneratorState::Running | GeneratorState::Delegating => {
                let message = format!("{} already executing", self.flavor(generator));
                return Err(self.raise_value_error(message));
            }
            GeneratorState::Suspended => {}
        }
        if !self.tracing.on && self.waits_outside_try(generator) {
            // Nothing in it could catch `GeneratorExit`, and nobody sees it.
            generator.finish();
            return Ok(Value::NONE);
        }
        let delegate = self.delegate_of(generator);
        let mut exit = Value::NULL;
        if !delegate.is_null() {
            self.enter_native("")?;
            generator.state.set(GeneratorState::Delegating);
            let closed = self.close_delegate(delegate);
            generator.state.set(GeneratorState::Suspended);
            self.native_depth -= 1;
            if closed.is_err() {
                exit = self.take_raised();
            }
        }
        if exit.is_null() {
            exit = self.make_exception(self.types.generator_exit.value())?;
        }
        match self.resume_generator(generator, Err(exit)) {
            Ok(Resumed::Yielded(_)) => {
                let message = format!("{} ignored GeneratorExit", self.flavor(generator));
                Err(self.raise_str(self.types.runtime_error, &message))
            }
            Ok(Resumed::Returned(v)) => Ok(v),
            Err(Raised)
                if self.raised_is(self.types.generator_exit) || self.raised_is(self.types.stop_iteration) =>
            {
                self.take_raised();
                Ok(Value::NONE)
            }
            Err(raised) => Err(raised),
        }
    }

    /// `SEND`: the value of a delegate replaces the one that was sent, or the delegation is over.
    #[inline(never)]
    pub(crate) fn send(&mut self, c: &mut Cursor) -> PyResult<()> {
        let (receiver, value) = (c.peek(2), c.peek(1));
        let end = super::continuation::CONTINUATIONS[SEND as usize].end;
        if let Some(generator) = receiver.downcast::<Generator>() {
            if self.resume_here(c, generator, value, SEND)? {
                return Ok(());
            }
            return end.map_or(Ok(()), |end| end(self, c, Value::NONE));
        }
        if let Some(awaitable) = receiver.downcast::<Awaitable>()
            && self.type_of(receiver) == self.types.asend
        {
            return self.send_to_asend(c, awaitable, value);
        }
        let answer = if let Some(it) = receiver.downcast::<FutureIterator>() {
            step_iterator(self, it).map(Stepped::into_next)
        } else if receiver.is_kind(Kind::Awaitable) {
            self.awaitable_step(receiver, value).map(Ok)
        } else if !value.is_none() {
            let name = self.intern("send");
            let send = self.get_attr(receiver, name)?;
            return self.call_then(c, send, &[value], SEND);
        } else if receiver.is_kind(Kind::Instance) {
            let next = self.special(receiver, "__next__");
            if let Some(function) = next.and_then(|next| next.downcast::<Function>()) {
                return self.enter_function(c, function, &[receiver], SEND);
            }
            self.next_or_stop(receiver)
        } else {
            match self.ask_next(receiver) {
                Ok(Value::CALL_PENDING) => return self.perform_pending(c, SEND),
                // Iterators written in C end without an exception: there is none to tell of.
                Ok(Value::STOP) => return end.map_or(Ok(()), |end| end(self, c, Value::NONE)),
                answer => answer.map(Ok),
            }
        };
        match answer {
            Ok(Ok(v)) => c.poke(1, v),
            Ok(Err(v)) => {
                if self.tracing.on {
                    self.trace_sent(c, v)?;
                }
                return end.map_or(Ok(()), |end| end(self, c, v));
            }
            Err(Raised) if self.raised_is(self.types.stop_iteration) => {
                if self.tracing.on {
                    self.trace_stopped(c);
                }
                let stop = self.take_raised();
                let value = self.stop_value(stop);
                return end.map_or(Ok(()), |end| end(self, c, value));
            }
            Err(raised) => return Err(raised),
        }
        Ok(())
    }

    /// The next value of an iterator, or as error what its `StopIteration` carried.
    pub(crate) fn next_or_stop(&mut self, iterator: Value) -> PyResult<Result<Value, Value>> {
        if let Some(it) = iterator.downcast::<FutureIterator>() {
            return step_iterator(self, it).map(Stepped::into_next);
        }
        if iterator.is_kind(Kind::Instance)
            && let Some(method) = self.special(iterator, "__next__")
        {
            return match self.call_method(method, iterator, &[]) {
                Ok(value) => Ok(Ok(value)),
                Err(Raised) if self.raised_is(self.types.stop_iteration) => {
                    let stop = self.take_raised();
                    Ok(Err(self.stop_value(stop)))
                }
                Err(raised) => Err(raised),
            };
        }
        if iterator.is_kind(Kind::Awaitable) {
            return match self.awaitable_step(iterator, Value::NONE) {
                Ok(value) => Ok(Ok(value)),
                Err(Raised) if self.raised_is(self.types.stop_iteration) => {
                    let stop = self.take_raised();
                    Ok(Err(self.stop_value(stop)))
                }
                Err(raised) => Err(raised),
            };
        }
        self.next(iterator).map(|v| v.ok_or(Value::NONE))
    }

    /// The value of a `StopIteration`.
    pub(crate) fn stop_value(&self, stop: Value) -> Value {
        let args = stop.downcast::<Exception>().and_then(|e| e.args.get().downcast::<Tuple>());
        args.and_then(|t| t.items().first().copied()).unwrap_or(Value::NONE)
    }

    /// `CLEANUP_THROW`: a `StopIteration` thrown through a delegation ends it; others go on.
    pub(crate) fn cleanup_throw(&mut self, c: &mut Cursor) -> PyResult<()> {
        let exception = c.peek(1);
        if !self.type_of(exception).is_subclass(self.types.stop_iteration) {
            self.raised = exception;
            return Err(Raised);
        }
        let value = self.stop_value(exception);
        c.drop(1);
        c.poke(2, Value::NONE);
        c.poke(1, value);
        Ok(())
    }
}
