//! The virtual machine: one engine's state, and the rooms that work on it.
//!
//! ```text
//! opcode   the quick opcodes            lower   code object → quick instructions
//! interp   the loop                     handlers its instructions           slow   those off the common path
//! call     frames, arguments, natives   show    repr, str, hash, truth
//! continuation   what happens with a frame's value     coroutine   await, async for, async with
//! pending  natives that wait for Python code
//! attr     attribute lookup             ops     operators          iterate  iteration
//! arith    arithmetic of numbers         compare comparison and `in`  special  special methods
//! keys     keys of dicts that compare without code
//! mapping  dicts from other things       step    steps of iterators    ranges   ranges
//! names    interned names               types   the builtin classes
//! native   declarations of Rust functions       native_type   and of classes
//! raise   exceptions and tracebacks       frames  frame objects     tracing  settrace, setprofile, monitoring
//! import   modules
//! ```

mod annotations;
mod arguments;
mod arith;
pub mod attr;
pub(crate) mod attribute;
pub mod buffer;
mod builtin_new;
pub mod call;
mod carets;
pub mod class;
mod class_layout;
mod code_attrs;
mod code_replace;
mod compare;
pub(crate) mod continuation;
pub(crate) mod coroutine;
pub mod counts;
mod exceptions;
pub(crate) mod exports;
pub mod feedback;
mod finalize;
pub mod find;
mod format_fields;
pub(crate) mod formatting;
mod frames;
mod fuse;
pub mod generator;
mod generic_alias;
mod groups;
pub mod guards;
mod handlers;
pub mod held;
pub mod import;
mod instance_check;
pub mod interp;
pub mod iterate;
mod keys;
mod language_attrs;
pub mod listing;
pub mod lower;
mod mapping;
mod matching;
pub mod names;
mod namespaces;
pub mod native;
pub mod native_type;
pub mod opcode;
mod operate;
pub mod ops;
pub(crate) mod pending;
mod percent;
pub(crate) mod plain_order;
pub mod raise;
mod ranges;
mod report;
mod room;
pub mod secret;
pub mod show;
mod slow;
pub(crate) mod special;
pub mod stack;
mod step;
pub mod subscript;
pub(crate) mod suggest;
pub(crate) mod super_object;
mod templates;
pub(crate) mod tracing;
pub mod types;
mod unawaited;
mod warn;
mod wide;
pub(crate) mod zipped;

use crate::engine::{Host, Setup};
use crate::heap::{Gc, Heap, HeapObject, Marker, OutOfMemory, RootSource};
use crate::objects::generator::Generator;
use crate::objects::table::Undecided;
use crate::objects::{Dict, Int, Kind, List, ShapeId, Shapes, Str, Tuple, Type};
use crate::value::{PyResult, Raised, Value};
use foldhash::{HashMap, HashMapExt};
pub use held::Held;
use names::Names;
use rustpython_wtf8::{Wtf8, Wtf8Buf};
use stack::Stack;
use types::Types;

/// Limits of an engine.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of heap.
    pub memory: usize,
    /// Python frames (`sys.getrecursionlimit`).
    pub recursion: usize,
    /// Collect at every n-th safepoint; 0: as the heap asks.
    pub gc_stress: u32,
    /// Bytes of the thread's stack that Rust code may take where it calls Python or follows nested values. There
    /// must be more: what raises the `RecursionError` runs beyond it.
    pub native_stack: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        // Threads of Rust have 2 MiB.
        Limits { memory: usize::MAX / 2, recursion: 1000, gc_stress: 0, native_stack: 1 << 20 }
    }
}

/// `stop_at` when a signal came. 0 means that somebody asked the engine to stop.
pub(crate) const SIGNALLED: u64 = 1;

/// One engine's state. Engines are independent of each other; one runs on one thread at a time.
pub struct Vm {
    /// Objects.
    pub heap: Heap,
    /// Hidden classes.
    pub shapes: Shapes,
    /// The builtin classes.
    pub types: Types,
    /// Interned names.
    pub names: Names,
    /// `sys.modules`.
    pub modules: Value,
    /// The builtins namespace.
    pub builtins: Value,
    /// The pending exception while `Raised` is on its way, else NULL.
    pub raised: Value,
    /// The exception that handlers are handling (`sys.exception()`), or NULL.
    pub handling: Value,
    /// The generator resumed last of those that run, or NULL; the others follow by `outer`.
    pub(crate) running: Value,
    /// What a native that answered `CALL_PENDING` asked for.
    pub(crate) pending: pending::Pending,
    /// What lookups of special methods found lately.
    pub(crate) specials: special::Specials,
    /// What lookups of attributes in classes found lately.
    pub(crate) lookups: special::Lookups,
    /// Tables of attributes that are ready but for their values.
    pub(crate) templates: templates::Templates,
    /// What was spent on function entries, jumps back and long natives, by the owner's count.
    pub(crate) spent: u64,
    /// Polls stop when more is spent; anybody may store 0 to be heard.
    pub(crate) stop_at: std::sync::Arc<std::sync::atomic::AtomicU64>,
    /// Signals that the program sent to itself without the system, or whose turn was not yet: a bit for each.
    pub(crate) signals_due: u64,
    /// What `stop_at` is when nobody wants to be heard: the running binding is observed then (see `feedback`).
    pub(crate) sample_at: u64,
    /// Bumped when a class that a cache depends on changes.
    pub epoch: attribute::Epoch,
    /// Bumped when the value of a global or builtin that a cache holds changes.
    pub(crate) names_epoch: attribute::Epoch,
    /// The addresses of the containers whose `repr` is being made; all of them stand among the temporaries.
    pub(crate) showing: Vec<u64>,
    pub(crate) stack: Stack,
    /// For each frame that was left and whose objects are being finalized: how many temporaries there were, and where the
    /// running frame is then.
    behind_finalizers: Vec<(usize, Option<interp::Cursor>)>,
    /// Where the running frame was when it last left the loop's fast paths.
    pub(crate) at: Option<interp::Cursor>,
    /// The cursor of the driver whose chain of handlers runs (see `handlers`).
    pub(crate) chain: *mut interp::Cursor,
    /// What a generator yielded on its way to a continuation, and which.
    pub(crate) yielded: (u64, Value),
    /// `typing.NoDefault`.
    pub(crate) no_default: Value,
    pub(crate) depth: usize,
    pub(crate) native_depth: usize,
    pub(crate) native_base: usize,
    /// Functions that made finalizable objects returned so often in a row without one having died.
    pub(crate) eager_misses: u32,
    /// As many of them may still return before it is looked again.
    pub(crate) eager_wait: u32,
    limits: Limits,
    temps: Vec<Value>,
    /// Who listens to what the program does.
    pub(crate) tracing: tracing::Tracing,
    /// The classes that declarations made, by the address of the declaration; the root shape of a class that the engine made keeps it
    /// alive.
    native_types: HashMap<usize, Gc<Type>>,
    /// The builtins as they were when the engine was made: what guards compare with.
    originals: Value,
    /// The context that runs (`contextvars`), or NULL before one was asked for.
    pub(crate) context: Value,
    /// A buffer for texts that are being made; nobody's contents.
    pub(crate) scratch: Vec<u8>,
    /// Formats of `struct` that were read before.
    pub(crate) struct_layouts: HashMap<Vec<u8>, std::rc::Rc<dyn std::any::Any>>,
    /// What `gc.enable` and `gc.disable` said; the collector does not listen.
    pub(crate) gc_enabled: bool,
    /// What `gc.set_threshold` said.
    pub(crate) gc_threshold: [i64; 3],
    /// What `gc.set_debug` said.
    pub(crate) gc_debug: i64,
    /// How many objects there were at `gc.freeze`.
    pub(crate) gc_frozen: usize,
    /// How often `gc.collect` was asked for each generation, and how many full collections it made of that.
    pub(crate) gc_asked: [u64; 3],
    /// As above.
    pub(crate) gc_rounds: u64,
    /// Finalizers run now: others wait.
    finalizing: bool,
    /// How often virtual subclasses were registered: what classes know of others is stale after each.
    pub(crate) abc_registrations: i64,
    /// What happened to guard sites.
    pub guard_stats: guards::GuardStats,
    /// What ran how often, if that is counted: see [`counts`].
    pub instruction_counts: Option<counts::InstructionCounts>,
    pub(crate) held: [Value; held::HELD],
    /// What the program may do outside.
    pub host: Box<dyn Host>,
    /// How modules are compiled.
    pub options: pyopt_passes::Options,
    /// Where the standard library is said to lie.
    pub(crate) library: Wtf8Buf,
    /// `sys.executable`.
    pub(crate) executable: Wtf8Buf,
    /// `sys.argv`, `sys.orig_argv` and `sys.path` until `sys` is made.
    pub(crate) argv: Vec<Wtf8Buf>,
    pub(crate) orig_argv: Vec<Wtf8Buf>,
    pub(crate) path: Vec<Wtf8Buf>,
    /// How the program was asked to run.
    pub(crate) flags: crate::engine::Flags,
    /// Who says that a program cannot begin.
    pub(crate) program_name: String,
    pub(crate) module_runner: String,
    /// The text of a program that stands in no file.
    pub(crate) program_text: Option<String>,
    /// `sys.get_int_max_str_digits()`.
    pub int_max_str_digits: usize,
    /// `sys.get_coroutine_origin_tracking_depth()`.
    pub(crate) coroutine_origin_depth: usize,
    /// What counts of the filters of warnings.
    pub(crate) warnings: crate::stdlib::warnings::Counts,
    /// What is kept for the embedding program.
    pub(crate) embedded: crate::engine::object::Embedded,
    /// `zipimport` is being imported.
    reads_no_zip: bool,
    /// Entries of the path that are folders, and so no zip files.
    folders: foldhash::HashSet<rustpython_wtf8::Wtf8Buf>,
    /// The program ended; what runs now cleans up.
    pub is_finalizing: bool,
    /// The program ended by a `KeyboardInterrupt` that nobody caught.
    pub ended_by_interrupt: bool,
}

impl Vm {
    /// An engine.
    pub fn new(limits: Limits, setup: Setup) -> Box<Vm> {
        crate::heap::image::release_relocations();
        let mut heap = Heap::new(limits.memory, limits.gc_stress);
        let mut shapes = Shapes::new();
        let mut names = Names::new(setup.flags.hash_seed.secret());
        names.intern_ascii(&mut heap);
        let types = Types::new(&mut heap, &mut shapes, &mut names);
        let mut vm = Box::new(Vm {
            heap,
            shapes,
            types,
            names,
            modules: Value::NULL,
            builtins: Value::NULL,
            raised: Value::NULL,
            handling: Value::NULL,
            running: Value::NULL,
            pending: pending::Pending::default(),
            specials: special::Specials::new(),
            lookups: special::Lookups::new(),
            templates: templates::Templates::new(),
            // More than any mark below which `stop_at` falls.
            spent: SIGNALLED + 2,
            stop_at: std::sync::Arc::new(std::sync::atomic::AtomicU64::new(feedback::SAMPLE)),
            signals_due: 0,
            sample_at: feedback::SAMPLE,
            epoch: attribute::Epoch::FIRST,
            names_epoch: attribute::Epoch::FIRST_OF_NAMES,
            behind_finalizers: Vec::new(),
            showing: Vec::new(),
            stack: Stack::new(),
            at: None,
            chain: std::ptr::null_mut(),
            yielded: (continuation::ENTRY, Value::NULL),
            no_default: Value::NULL,
            depth: 0,
            native_depth: 0,
            native_base: 0,
            eager_misses: 0,
            eager_wait: 0,
            limits,
            temps: Vec::new(),
            tracing: tracing::Tracing::default(),
            context: Value::NULL,
            scratch: Vec::new(),
            struct_layouts: HashMap::new(),
            gc_enabled: true,
            gc_threshold: [2000, 10, 0],
            gc_debug: 0,
            gc_frozen: 0,
            gc_asked: [0; 3],
            gc_rounds: 0,
            finalizing: false,
            abc_registrations: 0,
            native_types: HashMap::new(),
            originals: Value::NULL,
            guard_stats: guards::GuardStats::default(),
            instruction_counts: None,
            held: [Value::NULL; held::HELD],
            library: setup.library(),
            host: setup.host,
            options: pyopt_passes::Options {
                int_digits: pyopt_compiler::syntax::limits::IntDigits(setup.flags.int_max_str_digits),
                ..setup.options
            },
            executable: setup.executable,
            argv: setup.argv,
            orig_argv: setup.orig_argv,
            path: setup.path,
            int_max_str_digits: setup.flags.int_max_str_digits,
            coroutine_origin_depth: 0,
            warnings: Default::default(),
            flags: setup.flags,
            program_name: setup.program_name,
            module_runner: setup.module_runner,
            program_text: None,
            embedded: crate::engine::object::Embedded::default(),
            reads_no_zip: false,
            folders: foldhash::HashSet::default(),
            is_finalizing: false,
            ended_by_interrupt: false,
        });
        crate::builtins::install(&mut vm);
        crate::stdlib::install(&mut vm);
        vm.remember_builtins();
        vm
    }

    /// Runs a program as `__main__`.
    ///
    /// # Errors
    /// What the program raises and does not catch.
    pub fn run_main(&mut self, code: &std::sync::Arc<pyopt_compiler::code::CodeObject>) -> PyResult<()> {
        let code = self.load_code(code)?;
        let globals = self.add_module("__main__")?.dict();
        self.run_code(code, globals.value(), globals.value()).map(|_| ())
    }

    /// For `SystemExit`: the exit status, or the text to print before status 1. `None` for other exceptions.
    pub fn exit_status(&mut self, exception: Value) -> Option<Result<u8, String>> {
        if !self.type_of(exception).is_subclass(self.types.system_exit) {
            return None;
        }
        let args = exception.downcast::<crate::objects::Exception>()?.args.get().downcast::<Tuple>()?;
        Some(match args.items() {
            [] | [Value::NONE] => Ok(0),
            [one] => match self.as_int(one).and_then(|i| i.to_i64()) {
                Some(status) => Ok(status as u8),
                None => Err(self.exception_message(exception)),
            },
            _ => Err(self.exception_message(exception)),
        })
    }

    fn exception_message(&mut self, exception: Value) -> String {
        let text = self.str_of(exception).ok().and_then(|s| s.downcast::<Str>());
        text.map(|s| s.as_wtf8().to_string()).unwrap_or_default()
    }

    /// Sets the limit of Python frames; false when more of them run already.
    pub(crate) fn set_recursion_limit(&mut self, limit: usize) -> bool {
        let fits = limit > self.depth;
        if fits {
            self.limits.recursion = limit;
        }
        fits
    }

    /// Calls `write` of `sys.stdout` or `sys.stderr` with a str.
    ///
    /// # Errors
    /// What it raises.
    pub(crate) fn write_to(&mut self, stream: &str, text: Value) -> PyResult<()> {
        let sys = self.import_module("sys")?;
        let [stream, write] = [stream, "write"].map(|n| self.intern(n));
        let stream = self.get_attr(sys, stream)?;
        let write = self.get_attr(stream, write)?;
        self.call(write, &[text]).map(|_| ())
    }

    /// The limits it was made with.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// A safepoint: collects if it is time to.
    #[inline(always)]
    pub fn safepoint(&mut self) {
        if self.heap.wants_collection() {
            self.collect_slow(None);
        }
    }

    /// Whether a poll has something to do.
    #[inline(always)]
    pub(crate) fn must_stop(&self) -> bool {
        self.spent > self.stop_at.load(std::sync::atomic::Ordering::Relaxed) || self.heap.wants_collection()
    }

    /// A poll of a native that works for long: `cost` is about how many steps it made.
    ///
    /// # Errors
    /// What a request to stop raises.
    #[inline]
    pub fn poll(&mut self, cost: u64) -> PyResult<()> {
        self.spent += cost;
        if self.must_stop() { self.poll_slow() } else { Ok(()) }
    }

    /// A poll stopped because of somebody outside, who stored `stop_at`: signals have their handlers run.
    ///
    /// # Errors
    /// What a handler raises; `KeyboardInterrupt` when it was a request to stop.
    pub(crate) fn answer_stop(&mut self, stop_at: u64) -> PyResult<()> {
        self.stop_at.store(self.idle_stop(), std::sync::atomic::Ordering::Relaxed);
        match stop_at {
            SIGNALLED => crate::stdlib::signal::run_handlers(self),
            _ => Err(self.raise_str(self.types.keyboard_interrupt, "")),
        }
    }

    /// Does what a poll found to do.
    ///
    /// # Errors
    /// As [`Vm::answer_stop`].
    #[cold]
    #[inline(never)]
    pub(crate) fn poll_slow(&mut self) -> PyResult<()> {
        use std::sync::atomic::Ordering;
        let stop_at = self.stop_at.load(Ordering::Relaxed);
        if self.spent > stop_at && !self.poll_tracing(stop_at)? && !self.poll_sample(stop_at) {
            self.answer_stop(stop_at)?;
        }
        self.safepoint();
        // What only an old word of the native stack keeps does not count: it is gone soon.
        if self.heap.take_crowded() && self.with_roots(|heap, roots| heap.settle(roots)).is_err() {
            self.heap.grant_for_handling();
            return Err(self.raise_memory_error());
        }
        Ok(())
    }

    /// Collects now; `None`: as much as is due.
    #[cold]
    #[inline(never)]
    pub fn collect_slow(&mut self, full: Option<bool>) {
        // What calls that are over left below would be taken for roots.
        crate::heap::clear_stack_below();
        self.collect_on_clear_stack(full);
    }

    #[inline(never)]
    fn collect_on_clear_stack(&mut self, full: Option<bool>) {
        debug_assert!(self.pending.is_nothing(), "pyopt: a safepoint while a call is pending");
        self.specials.clear();
        self.lookups.clear();
        self.templates.clear();
        let before = self.heap.collections();
        self.with_roots(|heap, roots| match full {
            None => heap.collect_if_due(roots),
            Some(full) => heap.collect(roots, full),
        });
        if self.heap.collections() != before {
            self.names.were_seen();
            self.shapes.were_seen();
            self.shapes.bury(&self.heap.take_dead_shapes());
        }
        if self.heap.has_finalizers_due() && full.is_none() {
            self.run_finalizers();
        }
    }

    /// Does something with all roots.
    fn with_roots<R>(&mut self, work: impl FnOnce(&mut Heap, &Roots<'_>) -> R) -> R {
        crate::heap::with_saved_registers(|low| {
            let roots = Roots {
                shapes: &self.shapes,
                epochs: [self.epoch, self.names_epoch],
                types: &self.types,
                names: &self.names,
                stack: &self.stack,
                temps: &self.temps,
                words: [
                    self.modules,
                    self.builtins,
                    self.raised,
                    self.handling,
                    self.originals,
                    self.no_default,
                    self.context,
                ],
                held: &self.held,
                embedded: &self.embedded.slots,
                running: self.running,
                native: (low, self.native_base),
            };
            work(&mut self.heap, &roots)
        })
    }

    /// Keeps a value alive until [`Vm::pop_temps`]: for natives that hold several values outside the native stack.
    pub fn push_temp(&mut self, value: Value) {
        self.temps.push(value);
    }

    /// How many values `push_temp` keeps.
    pub fn temps(&self) -> &[Value] {
        &self.temps
    }

    /// Lets go of all but the first `keep` of them.
    pub fn pop_temps(&mut self, keep: usize) {
        self.temps.truncate(keep);
    }

    /// The class of a value.
    #[inline]
    pub fn type_of(&self, value: Value) -> Gc<Type> {
        match value.header() {
            Some(header) => self.shapes.get(ShapeId(header.shape())).class(),
            None => self.types.of_immediate(value),
        }
    }

    /// The memory is used up: `MemoryError`.
    #[inline]
    pub fn check<T>(&mut self, result: Result<T, OutOfMemory>) -> PyResult<T> {
        match result {
            Ok(made) if !self.heap.is_unsettled() => Ok(made),
            Ok(made) => self.settle(made),
            Err(OutOfMemory) => Err(self.raise_memory_error()),
        }
    }

    /// What was made went past the limit: it stays if what lives, itself included, does not.
    #[cold]
    #[inline(never)]
    fn settle<T>(&mut self, made: T) -> PyResult<T> {
        let settled = self.with_roots(|heap, roots| heap.settle(roots));
        match settled {
            Ok(()) => Ok(made),
            Err(OutOfMemory) => Err(self.raise_memory_error()),
        }
    }

    #[cold]
    #[inline(never)]
    fn raise_memory_error(&mut self) -> Raised {
        // What says so must not fail for the same reason.
        let args = Tuple::empty(&mut self.heap, Kind::Tuple as u32);
        let class = self.types.memory_error.root_shape().0;
        let exception = crate::objects::Exception::new(&mut self.heap, class, args.value());
        self.raise_value(exception.value())
    }

    /// An int of any size.
    #[inline]
    pub fn new_int(&mut self, number: i64) -> Value {
        Value::try_small_int(number).unwrap_or_else(|| Int::of_i128(&mut self.heap, i128::from(number)))
    }

    /// A float.
    #[inline]
    pub fn new_float(&mut self, number: f64) -> Value {
        Value::from_f64(&mut self.heap, number)
    }

    /// A str.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn new_str(&mut self, text: impl AsRef<Wtf8>) -> PyResult {
        if let &[byte] = text.as_ref().as_bytes() {
            return Ok(self.names.ascii(byte));
        }
        let s = Str::new(&mut self.heap, Kind::Str as u32, false, text.as_ref());
        self.check(s).map(Gc::value)
    }

    /// A tuple.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn new_tuple(&mut self, items: &[Value]) -> PyResult {
        if items.is_empty() {
            return Ok(self.empty_tuple());
        }
        let tuple = Tuple::new(&mut self.heap, Kind::Tuple as u32, false, items);
        self.check(tuple).map(Gc::value)
    }

    /// `()`, which is one object.
    pub fn empty_tuple(&mut self) -> Value {
        if let Some(known) = self.held(Held::EmptyTuple).non_null() {
            return known;
        }
        let made = Tuple::empty(&mut self.heap, Kind::Tuple as u32).value();
        self.hold(Held::EmptyTuple, made);
        made
    }

    /// A list.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn new_list(&mut self, items: &[Value]) -> PyResult<Gc<List>> {
        let list = List::new(&mut self.heap, Kind::List as u32, items.len());
        let list = self.check(list)?;
        List::fill(list, &mut self.heap, items.iter().copied());
        Ok(list)
    }

    /// An empty dict.
    pub fn new_dict(&mut self) -> Gc<Dict> {
        Dict::new(&mut self.heap, Kind::Dict as u32)
    }

    /// The interned str of a name.
    pub fn intern(&mut self, text: impl AsRef<Wtf8>) -> Gc<Str> {
        self.names.intern(&mut self.heap, text.as_ref())
    }

    /// As an object of that layout, or `TypeError` naming what was expected.
    ///
    /// # Errors
    /// `TypeError`.
    pub fn expect<T: HeapObject>(&mut self, value: Value, what: &str) -> PyResult<Gc<T>> {
        match value.downcast() {
            Some(object) => Ok(object),
            None => {
                let class = self.type_name(value);
                Err(self.raise_type_error(format!("expected {what}, got {class}")))
            }
        }
    }

    /// The name of a value's class, for messages.
    pub fn type_name(&self, value: Value) -> String {
        self.shown_name(self.type_of(value))
    }

    /// As [`type_name`](Vm::type_name), for messages about arguments: `None` goes by its own name.
    pub(crate) fn given_name(&self, value: Value) -> String {
        if value.is_none() { "None".to_owned() } else { self.type_name(value) }
    }

    /// The name of a class as messages show it: classes of native modules with their module.
    pub fn shown_name(&self, class: Gc<Type>) -> String {
        use crate::objects::types::type_flags::BUILTIN;
        let name = class.name();
        if class == self.types.type_alias {
            // Its `__module__` is the one of its instances.
            return format!("typing.{}", name.as_wtf8());
        }
        let module =
            self.names.get("__module__").filter(|_| class.has(BUILTIN)).and_then(|key| class.own(key));
        match module.and_then(|m| m.downcast::<Str>()) {
            Some(module) if module.as_str() != Some("builtins") => {
                format!("{}.{}", module.as_wtf8(), name.as_wtf8())
            }
            _ => name.as_wtf8().to_string(),
        }
    }

    /// The value of `key` in a dict, or `None`.
    ///
    /// # Errors
    /// What hashing and comparing raise.
    pub fn dict_get(&mut self, dict: Gc<Dict>, key: Value) -> PyResult<Option<Value>> {
        let hash = self.hash_key(key)?;
        self.dict_get_hashed(dict, hash, key)
    }

    /// As [`Vm::dict_get`], where the key's hash is known.
    #[inline]
    pub(crate) fn dict_get_hashed(
        &mut self,
        dict: Gc<Dict>,
        hash: u64,
        key: Value,
    ) -> PyResult<Option<Value>> {
        let found = match dict.find_same(hash, key) {
            Ok(found) => found,
            Err(Undecided) => dict.find(hash, key, |other| self.equal(other, key))?,
        };
        Ok(found.and_then(|n| dict.found_value(n).non_null()))
    }

    /// Sets `key` in a dict.
    ///
    /// # Errors
    /// What hashing and comparing raise; `MemoryError`.
    pub fn dict_set(&mut self, dict: Gc<Dict>, key: Value, value: Value) -> PyResult<()> {
        let hash = self.hash_key(key)?;
        self.dict_set_hashed(dict, hash, key, value)
    }

    /// As [`Vm::dict_set`], where the key's hash is known. Every store into a dict that may be a namespace goes
    /// through here: guard sites are told.
    pub(crate) fn dict_set_hashed(
        &mut self,
        dict: Gc<Dict>,
        hash: u64,
        key: Value,
        value: Value,
    ) -> PyResult<()> {
        let mut key = key;
        if dict.is_namespace() {
            // The cell of an absent name is found by identity.
            match key.downcast::<Str>().filter(|_| guards::is_plain_key(key)) {
                Some(name) if name.is_interned() => {}
                Some(name) => key = self.intern(name.as_wtf8()).value(),
                None => self.tell_foreign_key(dict, key),
            }
        }
        let found = dict.find(hash, key, |other| self.equal(other, key))?;
        let broken = Dict::raw_set(dict, &mut self.heap, found, hash, key, value);
        let broken = self.check(broken)?;
        self.tell(broken, key);
        Ok(())
    }

    /// Removes `key` from a dict; its value if it was there.
    ///
    /// # Errors
    /// What hashing and comparing raise; `MemoryError`.
    pub fn dict_remove(&mut self, dict: Gc<Dict>, key: Value) -> PyResult<Option<Value>> {
        let hash = self.hash_key(key)?;
        let Some(found) = dict.find(hash, key, |other| self.equal(other, key))? else { return Ok(None) };
        let value = dict.value_at(found);
        let broken = Dict::raw_remove(dict, &mut self.heap, found);
        let broken = self.check(broken)?;
        self.tell(broken, key);
        Ok(value)
    }

    /// Removes everything from a dict.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn dict_clear(&mut self, dict: Gc<Dict>) -> PyResult<()> {
        while dict.is_namespace()
            && let Some((number, key, _)) = dict.next_entry(0)
        {
            let broken = Dict::raw_remove(dict, &mut self.heap, number);
            let broken = self.check(broken)?;
            self.tell(broken, key);
        }
        let cleared = Dict::raw_clear(dict, &mut self.heap, |_, _| {});
        self.check(cleared)
    }

    /// Turns an error of the pure semantics into the exception it names.
    #[cold]
    pub fn raise_semantic(&mut self, error: pyopt_compiler::semantics::SemError) -> Raised {
        use pyopt_compiler::semantics::SemErrorKind as E;
        let class = match error.kind {
            E::ZeroDivision => self.types.zero_division_error,
            E::Overflow | E::Range => self.types.overflow_error,
            E::Value => self.types.value_error,
            E::Type => self.types.type_error,
            E::Index => self.types.index_error,
            E::Memory => self.types.memory_error,
        };
        self.raise_str(class, &error.message)
    }
}

/// The roots of an engine: tables and the VM stack precisely, the native stack word by word.
struct Roots<'a> {
    shapes: &'a Shapes,
    epochs: [attribute::Epoch; 2],
    types: &'a Types,
    names: &'a Names,
    stack: &'a Stack,
    temps: &'a [Value],
    words: [Value; 7],
    held: &'a [Value],
    embedded: &'a [Value],
    running: Value,
    native: (usize, usize),
}

impl RootSource for Roots<'_> {
    fn shapes(&self) -> u32 {
        self.shapes.len() as u32
    }

    fn is_epoch(&self, word: Value) -> bool {
        self.epochs.iter().any(|epoch| epoch.has(word))
    }

    fn class_of(&self, shape: ShapeId) -> Value {
        self.shapes.class_of(shape)
    }

    fn trace_roots(&self, marker: &mut Marker<'_>) {
        self.trace_certain_roots(marker);
        let (low, high) = self.native;
        // SAFETY: from the registers saved just now up to where the engine was entered: this thread's stack.
        unsafe { marker.words(low, high) };
    }

    fn trace_certain_roots(&self, marker: &mut Marker<'_>) {
        self.shapes.trace(marker);
        self.types.trace(marker);
        self.names.trace(marker);
        self.stack.trace(marker);
        self.words
            .iter()
            .chain(self.held)
            .chain(self.temps)
            .chain(self.embedded)
            .for_each(|&v| marker.value(v));
        // The innermost running generator's frame ends at `sp` if it is the frame that runs now.
        let mut inner = !self.stack.above.is_null();
        let mut at = self.running;
        while let Some(generator) = at.downcast::<Generator>() {
            marker.gc(generator);
            let used = if inner {
                // SAFETY: `sp` lies in the frame of the innermost one then.
                unsafe { self.stack.sp.offset_from(generator.frame()) as usize }
            } else {
                generator.used.get()
            };
            generator.trace_running(marker, used);
            (at, inner) = (generator.outer.get(), false);
        }
    }
}
