//! The embedding API: an engine that runs Python inside a Rust program.
//!
//! An engine shares nothing with another; it may move between threads and runs on one at a time. What its programs may
//! do outside is what its [`Host`] grants, by default nothing; what they may use up is limited by the builder.

use super::convert::{FromPython, IntoPython};
use super::flags::Flags;
use super::function::HostFunction;
use super::host::{Host, Sealed};
use super::object::{Error, Object};
use super::setup::Setup;
use crate::heap::HeapStats;
use crate::stdlib::io::{flush_standard_streams, open_standard_streams};
use crate::value::{PyResult, Value};
use crate::vm::SIGNALLED;
use crate::vm::secret::HashSeed;
use crate::vm::{Limits, Vm};
use pyopt_compiler::syntax::ParseMode;
use pyopt_passes::{OptLevel, Options};
use rustpython_wtf8::Wtf8Buf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A Python engine.
///
/// ```
/// use pyopt::{Engine, Error};
///
/// let mut engine = Engine::new();
/// engine.exec("def area(w, h): return w * h")?;
/// assert_eq!(engine.eval::<i64>("area(3, 4)")?, 12);
///
/// let area = engine.get("area")?;
/// assert_eq!(engine.call::<f64>(&area, (1.5, 2.0))?, 3.0);
///
/// engine.function("shout", |text: String| Ok::<_, Error>(text.to_uppercase()))?;
/// assert_eq!(engine.eval::<String>("shout('hi') + '!'")?, "HI!");
///
/// let error = engine.exec("1 / 0").unwrap_err();
/// assert_eq!((&*error.class, &*error.message), ("ZeroDivisionError", "division by zero"));
/// # Ok::<(), Error>(())
/// ```
pub struct Engine {
    vm: Box<Vm>,
    started: bool,
}

// SAFETY: everything an engine owns is its own: handles outside hold numbers and a locked list, the host and the
// registered functions are `Send` (the builder and `function` ask for it), reference-counted parts never leave the
// `Vm`, and the bounds of the native stack are taken anew at each entry (`Vm::at_base`), so that nothing refers to
// the thread that ran it before.
unsafe impl Send for Engine {}

/// How an engine is made: limits, capabilities, the module path.
pub struct EngineBuilder {
    limits: Limits,
    host: Box<dyn Host + Send>,
    path: Vec<Wtf8Buf>,
    argv: Vec<Wtf8Buf>,
    level: OptLevel,
    hash_seed: HashSeed,
}

impl EngineBuilder {
    /// Bytes of heap that the programs may use; past them they get `MemoryError`. An engine itself takes a few
    /// MiB.
    pub fn memory(mut self, bytes: usize) -> EngineBuilder {
        self.limits.memory = bytes;
        self
    }

    /// Python calls in one another; past them programs get `RecursionError`.
    pub fn recursion(mut self, calls: usize) -> EngineBuilder {
        self.limits.recursion = calls;
        self
    }

    /// Bytes of the thread's stack that Rust code may take below Python's calls: leave as much again.
    pub fn native_stack(mut self, bytes: usize) -> EngineBuilder {
        self.limits.native_stack = bytes;
        self
    }

    /// What programs may do outside. Without it: nothing.
    pub fn host(mut self, host: impl Host + 'static) -> EngineBuilder {
        self.host = Box::new(host);
        self
    }

    /// A folder of `sys.path`, read through the host. The standard library needs none.
    pub fn path(mut self, folder: &str) -> EngineBuilder {
        self.path.push(Wtf8Buf::from(folder.to_owned()));
        self
    }

    /// `sys.argv`.
    pub fn argv(mut self, words: &[&str]) -> EngineBuilder {
        self.argv = words.iter().map(|&word| Wtf8Buf::from(word.to_owned())).collect();
        self
    }

    /// How much programs are optimized; they behave the same at each level.
    pub fn optimize(mut self, level: OptLevel) -> EngineBuilder {
        self.level = level;
        self
    }

    /// What the hashes of str and bytes follow from, and with them the order of sets: as `PYTHONHASHSEED`. Without it
    /// they are others in each engine.
    pub fn hash_seed(mut self, seed: u32) -> EngineBuilder {
        self.hash_seed = HashSeed::Fixed(seed);
        self
    }

    /// The engine.
    pub fn build(self) -> Engine {
        let setup = Setup {
            host: self.host,
            argv: self.argv,
            path: self.path,
            options: Options::level(self.level),
            flags: Flags { hash_seed: self.hash_seed, ..Flags::default() },
            ..Setup::default()
        };
        Engine { vm: Vm::new(self.limits, setup), started: false }
    }
}

/// Stops an engine from another thread: the running program gets `KeyboardInterrupt` at its next call or jump back.
#[derive(Clone, Debug)]
pub struct StopHandle(Arc<AtomicU64>);

impl Vm {
    /// What stops this engine from elsewhere.
    pub fn stop_handle(&self) -> StopHandle {
        StopHandle(self.stop_at.clone())
    }

    /// Counts instructions from now on, into [`Vm::instruction_counts`], where the build can: see
    /// [`counts`](crate::vm::counts).
    pub fn count_instructions(&mut self) {
        if cfg!(not(threaded)) {
            self.instruction_counts = Some(crate::vm::counts::InstructionCounts::default());
        }
    }
}

impl StopHandle {
    /// Asks the engine to stop. If nothing runs, what runs next is stopped.
    pub fn stop(&self) {
        self.0.store(0, Ordering::Relaxed);
    }

    /// Has the engine ask its host for signals. Safe in a signal handler.
    pub(super) fn signal(&self) {
        self.0.fetch_min(SIGNALLED, Ordering::Relaxed);
    }
}

impl Default for Engine {
    fn default() -> Engine {
        Engine::new()
    }
}

impl Engine {
    /// A sealed engine without limits.
    pub fn new() -> Engine {
        Engine::builder().build()
    }

    /// Makes an engine with limits and capabilities.
    pub fn builder() -> EngineBuilder {
        EngineBuilder {
            limits: Limits::default(),
            host: Box::new(Sealed),
            path: Vec::new(),
            argv: vec![Wtf8Buf::new()],
            level: OptLevel::Guarded,
            hash_seed: HashSeed::Random,
        }
    }

    /// Does `work` as the outermost entry, then brings out what it printed.
    fn enter<R>(&mut self, work: impl FnOnce(&mut Vm) -> PyResult<R>) -> Result<R, Error> {
        self.vm.forget_dropped();
        let started = std::mem::replace(&mut self.started, true);
        self.vm.at_base(|vm| {
            // Near its limit the heap is emptied of garbage first.
            if vm.heap.used() > vm.limits().memory / 4 * 3 {
                vm.collect_slow(Some(true));
                vm.heap.grant_for_entry();
            }
            let start = |vm: &mut Vm| {
                if started {
                    return Ok(());
                }
                vm.import_module("sys")?;
                open_standard_streams(vm)?;
                let main = vm.add_module("__main__")?;
                let builtins = vm.import_module("builtins")?;
                crate::stdlib::add(vm, main, "__builtins__", builtins)
            };
            let result = start(vm).and_then(|()| work(vm)).map_err(|_| {
                // What tells of a `MemoryError` takes memory.
                vm.heap.grant_for_entry();
                Error::take(vm)
            });
            flush_standard_streams(vm);
            result
        })
    }

    fn run(vm: &mut Vm, source: &str, mode: ParseMode) -> PyResult {
        let compiled = pyopt_passes::compile(source, "<string>", mode, &vm.options);
        let compiled = compiled.map_err(|error| vm.raise_source_error(&error))?;
        let code = vm.load_code(&Arc::new(compiled.code))?;
        let globals = vm.add_module("__main__")?.dict().value();
        vm.run_code(code, globals, globals)
    }

    /// Runs statements in `__main__`.
    ///
    /// # Errors
    /// What the program raises and does not catch, `SyntaxError` and `SystemExit` included.
    pub fn exec(&mut self, source: &str) -> Result<(), Error> {
        self.enter(|vm| Engine::run(vm, source, ParseMode::Exec).map(|_| ()))
    }

    /// The value of an expression in `__main__`.
    ///
    /// # Errors
    /// What the expression raises; `TypeError` where its value is no `T`.
    pub fn eval<T: FromPython>(&mut self, source: &str) -> Result<T, Error> {
        self.enter(|vm| {
            let value = Engine::run(vm, source, ParseMode::Eval)?;
            T::from_python(value, vm)
        })
    }

    /// Imports a module.
    ///
    /// # Errors
    /// What the import raises.
    pub fn import(&mut self, name: &str) -> Result<Object, Error> {
        self.enter(|vm| {
            let module = vm.import_module(name)?;
            Ok(Object::new(vm, module))
        })
    }

    /// The module of that name, made empty if there is none: programs can import it.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn module(&mut self, name: &str) -> Result<Object, Error> {
        self.enter(|vm| {
            let module = vm.add_module(name)?;
            Ok(Object::new(vm, module.value()))
        })
    }

    /// A global of `__main__`.
    ///
    /// # Errors
    /// `AttributeError` when there is none; `TypeError` where it is no `T`.
    pub fn get<T: FromPython>(&mut self, name: &str) -> Result<T, Error> {
        let main = self.module("__main__")?;
        self.attribute(&main, name)
    }

    /// Sets a global of `__main__`.
    ///
    /// # Errors
    /// What converting the value raises.
    pub fn set(&mut self, name: &str, value: impl IntoPython) -> Result<(), Error> {
        let main = self.module("__main__")?;
        self.set_attribute(&main, name, value)
    }

    /// An attribute of an object.
    ///
    /// # Errors
    /// What reading it raises; `TypeError` where it is no `T`.
    pub fn attribute<T: FromPython>(&mut self, object: &Object, name: &str) -> Result<T, Error> {
        self.enter(|vm| {
            let object = object.value(vm)?;
            let name = vm.intern(name);
            let value = vm.get_attr(object, name)?;
            T::from_python(value, vm)
        })
    }

    /// Sets an attribute of an object.
    ///
    /// # Errors
    /// What converting or setting it raises.
    pub fn set_attribute(
        &mut self,
        object: &Object,
        name: &str,
        value: impl IntoPython,
    ) -> Result<(), Error> {
        self.enter(|vm| {
            let object = object.value(vm)?;
            let value = value.into_python(vm)?;
            let name = vm.intern(name);
            vm.set_attr(object, name, value)
        })
    }

    /// Calls an object; `arguments` is a tuple.
    ///
    /// # Errors
    /// What the call raises; `TypeError` where its result is no `T`.
    pub fn call<T: FromPython>(&mut self, callable: &Object, arguments: impl IntoPython) -> Result<T, Error> {
        self.enter(|vm| {
            let callable = callable.value(vm)?;
            let made = arguments.into_python(vm)?;
            let keep = vm.temps().len();
            vm.push_temp(made);
            let result = match made.downcast::<crate::objects::Tuple>() {
                Some(tuple) => vm.call(callable, tuple.items()),
                None if made.is(Value::NONE) => vm.call(callable, &[]),
                None => vm.call(callable, &[made]),
            };
            vm.pop_temps(keep);
            T::from_python(result?, vm)
        })
    }

    /// Gives `__main__` a function written in Rust.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn function<A>(&mut self, name: &str, function: impl HostFunction<A>) -> Result<(), Error> {
        let main = self.module("__main__")?;
        self.function_of(&main, name, function)
    }

    /// Gives a module (or any object with attributes) a function written in Rust.
    ///
    /// ```
    /// # use pyopt::{Engine, Error};
    /// let mut engine = Engine::new();
    /// let app = engine.module("app")?;
    /// engine.function_of(&app, "half", |n: i64| {
    ///     if n % 2 == 0 { Ok(n / 2) } else { Err(Error::new("ValueError", "odd")) }
    /// })?;
    /// assert_eq!(engine.eval::<i64>("__import__('app').half(8)")?, 4);
    /// assert_eq!(engine.exec("import app; app.half(7)").unwrap_err().class, "ValueError");
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    /// What setting the attribute raises.
    pub fn function_of<A>(
        &mut self,
        object: &Object,
        name: &str,
        function: impl HostFunction<A>,
    ) -> Result<(), Error> {
        self.enter(|vm| {
            let object = object.value(vm)?;
            let function = vm.new_host_function(function)?;
            let name = vm.intern(name);
            vm.set_attr(object, name, function)
        })
    }

    /// What stops this engine from elsewhere.
    pub fn stop_handle(&self) -> StopHandle {
        self.vm.stop_handle()
    }

    /// Lets programs make about `steps` more calls, jumps back and steps of long natives; then they get
    /// `KeyboardInterrupt`, once.
    pub fn allow_steps(&mut self, steps: u64) {
        let limit = self.vm.spent.saturating_add(steps);
        // The number that the engine keeps for itself is none of ours.
        let limit = if limit == self.vm.sample_at { limit + 1 } else { limit };
        self.vm.stop_at.store(limit, Ordering::Relaxed);
    }

    /// Frees what programs no longer reach.
    pub fn collect(&mut self) {
        self.vm.forget_dropped();
        self.vm.at_base(|vm| vm.collect_slow(Some(true)));
    }

    /// What the collector did and found so far.
    pub fn heap_stats(&self) -> HeapStats {
        self.vm.heap.stats()
    }
}
