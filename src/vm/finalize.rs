//! What runs when objects die: callbacks of weak references, `__del__`, the `finally` of suspended generators, and the release
//! of views of Python classes' buffers.
//!
//! ```text
//! safepoint ─► collection ─► queues of the heap ─► run_finalizers: callbacks, then objects, referrers first
//! end of the program: every object with a finalizer that has not run
//! ```
//!
//! They run at the loop's safepoints only, one at a time: a finalizer that makes garbage waits for the next
//! safepoint after it. What they raise is reported (`sys.unraisablehook`) and forgotten.

use super::Vm;
use super::call::KIND;
use super::continuation::MADE_FINALIZABLE;
use super::held::Held;
use super::interp::Cursor;
use super::opcode as op;
use crate::heap::Gc;
use crate::objects::generator::{Generator, GeneratorState};
use crate::objects::{Exception, Module, Tuple};
use crate::value::{PyResult, Raised, Value};

impl Vm {
    /// Runs what is due.
    #[cold]
    #[inline(never)]
    pub(crate) fn run_finalizers(&mut self) {
        if self.finalizing {
            return;
        }
        self.finalizing = true;
        let (raised, handling) = (self.raised, self.handling);
        let keep = self.temps().len();
        self.push_temp(raised);
        self.push_temp(handling);
        self.raised = Value::NULL;
        while let Some(weak) = self.heap.next_callback() {
            self.push_temp(weak.value());
            let callback = weak.callback.get();
            self.heap.set(weak, &weak.callback, Value::NULL);
            // The reference behind a proxy names the proxy, which the callback gets in its place.
            let pair = callback.downcast::<Tuple>();
            let (callback, stands_for) = match pair.as_ref().map_or(&[][..], |t| t.items()) {
                &[callback, proxy] => (callback, proxy),
                _ => (callback, weak.value()),
            };
            if let Err(Raised) = self.call(callback, &[stands_for]) {
                self.report_unraisable("calling weakref callback", callback);
            }
        }
        while let Some(object) = self.heap.next_finalizable() {
            self.push_temp(object);
            self.finalize(object);
            let mine = self.temps().len() - 1;
            self.pop_temps(mine);
        }
        self.pop_temps(keep);
        (self.raised, self.handling) = (raised, handling);
        self.finalizing = false;
    }

    fn finalize(&mut self, object: Value) {
        if self.finalize_unawaited(object) {
            return;
        }
        if let Some(view) = object.downcast::<crate::objects::MemoryView>() {
            return self.release_view(view);
        }
        if object.is_kind(crate::objects::Kind::Generator) {
            // What an event loop iterates, it closes itself, if that has not begun.
            let iterated = self.type_of(object) == self.types.async_generator;
            let hook = object
                .downcast::<Generator>()
                .filter(|g| iterated && g.state.get() != GeneratorState::Finished && !g.closed.get())
                .and_then(|g| g.hook.get().non_null());
            let closed = match hook.filter(|hook| !hook.is_none()) {
                Some(hook) => self.call(hook, &[object]).map(|_| ()),
                None => self.close_iterator(object).map(|_| ()),
            };
            if let Err(Raised) = closed {
                self.report_unraisable("closing generator", object);
            }
            return;
        }
        let name = self.intern("__del__");
        let class = self.type_of(object);
        let Some(method) = class.lookup(name) else { return };
        if let Err(Raised) = self.call_method(method, object, &[]) {
            self.report_unraisable("calling deallocator", method);
        }
    }

    /// A call made a generator, whose caller goes on at `caller`: it is the iterator of a loop if that is what comes next,
    /// and nobody else knows it.
    pub(crate) fn claim_for_loop(&mut self, caller: &Cursor, generator: Gc<Generator>) {
        let next = caller.binding.opcode_at(caller.next());
        if matches!(next, op::GET_ITER | op::FOR_ITER) && Vm::is_plain_generator(generator) {
            generator.of_loop.set(true);
        } else if matches!(next, op::GET_AWAITABLE | op::GET_YIELD_FROM_ITER) {
            // It runs to its end right here, as a rule.
        } else if self.drop_unawaited(caller, generator) {
            // The warning has been given.
        } else if generator.header().has_flag(crate::heap::flags::FINALIZER) {
            let at = self.at.replace(*caller);
            self.note_finalizable_made();
            self.at = at;
        }
    }

    /// The running frame made an object with a finalizer: when it ends, a young collection follows.
    pub(crate) fn note_finalizable_made(&mut self) {
        let Some(c) = self.at else { return };
        // SAFETY: the words of the running frame were written when it was entered.
        unsafe {
            let word = c.words().add(KIND);
            word.write(Value::from_raw_word((*word).raw_word() | MADE_FINALIZABLE));
        }
    }

    /// A frame that made objects with finalizers ended. Where that frees nothing, time after time, it is tried less often.
    #[inline(never)]
    pub(crate) fn collect_for_frame(&mut self) {
        /// So many misses in a row are no pattern yet.
        const MISSES: u32 = 8;
        if self.eager_wait > 0 {
            self.eager_wait -= 1;
            return;
        }
        // Under stress everything is old by now.
        let full = self.limits().gc_stress != 0 || self.heap.wants_full_collection();
        if self.limits().gc_stress == 0 && !self.heap.may_collect_early() {
            return;
        }
        self.collect_slow(Some(full));
        // Callbacks of weak references, which are nothing that this frame made, prove nothing.
        self.eager_misses = match self.heap.has_dead_to_finalize() {
            true => 0,
            false => (self.eager_misses + 1).min(MISSES + 10),
        };
        self.eager_wait = (1 << self.eager_misses.saturating_sub(MISSES)) - 1;
        if self.heap.has_finalizers_due() {
            self.run_finalizers();
        }
    }

    /// A value was popped: a generator that the header of a loop made dies with the loop.
    #[cold]
    #[inline(never)]
    pub(crate) fn leave_loop(&mut self, value: Value) {
        let Some(generator) = value.downcast::<Generator>() else { return };
        if !generator.of_loop.replace(false) || generator.state.get() != GeneratorState::Suspended {
            return;
        }
        let keep = self.temps().len();
        for held in [value, self.raised, self.handling] {
            self.push_temp(held);
        }
        let (raised, handling) = (self.raised, self.handling);
        self.raised = Value::NULL;
        self.finalize(value);
        (self.raised, self.handling) = (raised, handling);
        self.pop_temps(keep);
    }

    /// An exception takes the operands above `bottom` off the stack: the loops among them are left.
    pub(crate) fn leave_loops(&mut self, c: &mut Cursor, bottom: *mut Value) {
        while c.sp > bottom {
            let value = c.peek(1);
            c.drop(1);
            if value.is_kind(crate::objects::Kind::Generator) {
                self.stack.sp = c.sp;
                self.at = Some(c.copied());
                self.leave_loop(value);
            }
        }
    }

    /// Reports the pending exception, which nobody can catch, and forgets it.
    pub(crate) fn report_unraisable(&mut self, doing: &str, object: Value) {
        let exception = self.take_raised();
        if self.call_unraisable_hook(exception, doing, object).is_err() {
            self.raised = Value::NULL;
        }
    }

    /// As [`Vm::report_unraisable`], in these words.
    pub(crate) fn report_unraisable_as(&mut self, message: &str) {
        let exception = self.take_raised();
        if self.tell_unraisable_hook(exception, message).is_err() {
            self.raised = Value::NULL;
        }
    }

    fn call_unraisable_hook(&mut self, exception: Value, doing: &str, object: Value) -> PyResult<()> {
        let shown = self.repr(object)?;
        let shown = self.expect::<crate::objects::Str>(shown, "str")?.as_wtf8().to_string();
        self.tell_unraisable_hook(exception, &format!("Exception ignored while {doing} {shown}"))
    }

    fn tell_unraisable_hook(&mut self, exception: Value, message: &str) -> PyResult<()> {
        let sys = self.import_module("sys")?;
        let Some(sys) = sys.downcast::<Module>() else { return Ok(()) };
        let name = self.intern("unraisablehook");
        if let Some(hook) = self.dict_get(sys.dict(), name.value())? {
            // The message shows the object already.
            let unraisable = self.unraisable_arguments(exception, message, Value::NONE)?;
            return self.call(hook, &[unraisable]).map(|_| ());
        }
        let text = self.format_exception(exception);
        self.write_stderr(&format!("{message}:\n{text}"))
    }

    /// `sys.UnraisableHookArgs`.
    fn unraisable_arguments(&mut self, exception: Value, message: &str, object: Value) -> PyResult {
        let types = self.import_module("types")?;
        let namespace = self.intern("SimpleNamespace");
        let namespace = self.get_attr(types, namespace)?;
        let traceback = exception.downcast::<Exception>().map_or(Value::NONE, |e| e.traceback.get());
        let class = self.type_of(exception).value();
        let message = self.new_str(message)?;
        let names = ["exc_type", "exc_value", "exc_traceback", "err_msg", "object"];
        let names = names.map(|n| self.intern(n).value());
        self.call_with(namespace, &[class, exception, traceback, message, object], &names)
    }

    /// Writes to `sys.stderr`.
    fn write_stderr(&mut self, text: &str) -> PyResult<()> {
        let sys = self.import_module("sys")?;
        let (stderr, write) = (self.intern("stderr"), self.intern("write"));
        let stderr = self.get_attr(sys, stderr)?;
        let write = self.get_attr(stderr, write)?;
        let text = self.new_str(text)?;
        self.call(write, &[text]).map(|_| ())
    }

    /// Asks the host for a descriptor. When there are too many, a collection closes those that nobody can reach.
    ///
    /// # Errors
    /// What the host answers.
    pub(crate) fn with_descriptors<T>(
        &mut self,
        mut ask: impl FnMut(&mut Vm) -> std::io::Result<T>,
    ) -> std::io::Result<T> {
        /// `ENFILE` and `EMFILE`.
        const TOO_MANY: [i32; 2] = [23, 24];
        match ask(self) {
            Err(error) if error.raw_os_error().is_some_and(|code| TOO_MANY.contains(&code)) => {
                self.collect_slow(Some(true));
                self.run_finalizers();
                ask(self)
            }
            answer => answer,
        }
    }

    /// The end of the program: live objects are finalized too.
    pub fn finalize_all(&mut self) {
        self.spare_standard_streams();
        self.heap.queue_all_finalizers();
        self.run_finalizers();
    }

    /// The standard streams have no finalizers to run at the end: what other finalizers print still goes through them.
    fn spare_standard_streams(&mut self) {
        for held in [Held::Stdout, Held::Stderr] {
            let mut layer = Some(self.held(held));
            for below in ["buffer", "raw", ""] {
                let Some(stream) = layer.filter(|s| s.is_kind(crate::objects::Kind::State)) else { break };
                if let Some(cell) = stream.as_cell() {
                    self.heap.forget_finalizer(cell);
                }
                let name = self.intern(below);
                layer = self.get_attr_or_none(stream, name).ok().flatten();
                self.raised = Value::NULL;
            }
        }
    }
}
