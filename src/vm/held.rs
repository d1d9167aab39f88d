//! Values that Rust code of the engine comes back to: classes of native modules, the standard streams, …
//!
//! One row each; NULL until somebody holds it. To add one: a row here, `vm.hold(Held::Name, value)` where it is made.

use super::Vm;
use crate::heap::Gc;
use crate::objects::Type;
use crate::value::{PyResult, Value};

macro_rules! held {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        /// What is held.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Held { $($(#[$doc])* $name,)* }

        /// How many rows there are.
        pub(crate) const HELD: usize = [$(Held::$name),*].len();
    };
}

held! {
    /// The empty tuple.
    EmptyTuple;
    /// The `sys` module.
    Sys;
    /// Module specs made before `importlib` is imported; then its own class.
    ModuleSpec;
    /// The finder of native modules, which is their loader too; as the others, a class of the library's later.
    BuiltinImporter;
    /// The finder and loader of frozen modules.
    FrozenImporter;
    /// The finder of files.
    PathFinder;
    /// The loader of sources.
    SourceFileLoader;
    /// The loader of `.pyc` files without source.
    SourcelessFileLoader;
    /// The loader of packages without `__init__`.
    NamespaceLoader;
    /// The hook that finds directories on the path.
    PathHook;
    /// The hook that finds zip files on the path.
    ZipHook;
    /// The code of the program that runs.
    MainCode;
    /// `sys.stdin` as it was made.
    Stdin;
    /// `sys.stdout` as it was made.
    Stdout;
    /// `sys.stderr` as it was made.
    Stderr;
    /// `io.UnsupportedOperation`.
    UnsupportedOperation;
    /// True after `faulthandler.enable()`.
    FaultHandler;
    /// What `signal.signal` set, by signal: a list.
    SignalHandlers;
    /// The functions that `atexit` keeps: a list.
    ExitFunctions;
    /// The functions that `codecs.register` keeps: a list.
    CodecSearch;
    /// What they found: a dict by name.
    CodecCache;
    /// Error handlers by name: a dict.
    ErrorHandlers;
    /// What the module `decimal` keeps: a tuple.
    Decimal;
    /// The current context of `decimal`.
    DecimalContext;
    /// The context of `contextvars` in which that is the current one.
    DecimalContextOf;
    /// What `sys.addaudithook` keeps: a list.
    AuditHooks;
    /// The function of `sys.settrace`.
    Tracer;
    /// The function of `sys.setprofile`.
    Profiler;
    /// `firstiter` of `sys.set_asyncgen_hooks`.
    FirstIteration;
    /// `finalizer` of `sys.set_asyncgen_hooks`.
    AsyncFinalizer;
    /// The binding whose instruction shows through the tracing layer.
    OpenBinding;
    /// Names and callbacks of the tools of `sys.monitoring`.
    Monitoring;
    /// `sys.monitoring.DISABLE`.
    MonitoringDisable;
    /// `sys.monitoring.MISSING`.
    MonitoringMissing;
    /// The classes of the syntax tree: a tuple.
    SyntaxClasses;
    /// The registered dialects of `csv`: a dict by name.
    CsvDialects;
    /// `csv.field_size_limit()`.
    CsvLimit;
    /// What `_warnings` keeps: a tuple.
    Warnings;
    /// The event loop that runs.
    RunningLoop;
    /// The task of an event loop that runs.
    RunningTask;
    /// Tasks that are not of the engine's own class: a `WeakSet`.
    OtherTasks;
    /// What `_register_eager_task` keeps: a set.
    EagerTasks;
    /// How many tasks got a number for a name.
    TaskNumber;
    /// What a future calls that a task waits for.
    TaskWakeup;
    /// `asyncio.CancelledError`.
    CancelledError;
    /// `asyncio.InvalidStateError`.
    InvalidStateError;
}

impl Vm {
    /// The value of a row; NULL before it is held.
    #[inline]
    pub fn held(&self, which: Held) -> Value {
        self.held[which as usize]
    }

    /// Keeps a value.
    pub fn hold(&mut self, which: Held, value: Value) {
        self.held[which as usize] = value;
    }

    /// A class that is held.
    ///
    /// # Errors
    /// `SystemError` before its module was made.
    pub fn held_class(&mut self, which: Held) -> PyResult<Gc<Type>> {
        match self.held(which).downcast() {
            Some(class) => Ok(class),
            None => {
                Err(self.raise_str(self.types.system_error, &format!("class {which:?} was not made yet")))
            }
        }
    }
}
