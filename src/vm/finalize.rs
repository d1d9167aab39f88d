//! What runs when objects die: callbacks of weak references, `__del__`, and the `finally` of suspended generators.
//!
//! ```text
//! safepoint ─► collection ─► queues of the heap ─► run_finalizers: callbacks, then objects, referrers first
//! end of the program: every object with a finalizer that has not run
//! ```
//!
//! They run at the loop's safepoints only, one at a time: a finalizer that makes garbage waits for the next
//! safepoint after it. What they raise is reported (`sys.unraisablehook`) and forgotten.

use super::Vm;
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
        if object.is_kind(crate::objects::Kind::Generator) {
            if let Err(Raised) = self.close_iterator(object) {
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

    /// Reports the pending exception, which nobody can catch, and forgets it.
    pub(crate) fn report_unraisable(&mut self, doing: &str, object: Value) {
        let exception = self.take_raised();
        if self.call_unraisable_hook(exception, doing, object).is_err() {
            self.raised = Value::NULL;
        }
    }

    fn call_unraisable_hook(&mut self, exception: Value, doing: &str, object: Value) -> PyResult<()> {
        let shown = self.repr(object)?;
        let shown = self.expect::<crate::objects::Str>(shown, "str")?.as_wtf8().to_string();
        let message = format!("Exception ignored while {doing} {shown}");
        let sys = self.import_module("sys")?;
        let Some(sys) = sys.downcast::<Module>() else { return Ok(()) };
        let name = self.intern("unraisablehook");
        if let Some(hook) = self.dict_get(sys.dict(), name.value())? {
            let unraisable = self.unraisable_arguments(exception, &message, object)?;
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

    /// The end of the program: live objects are finalized too.
    pub fn finalize_all(&mut self) {
        self.heap.queue_all_finalizers();
        self.run_finalizers();
    }
}
