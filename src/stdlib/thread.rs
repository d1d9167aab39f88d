//! `_thread`: locks, and what else a single thread needs. An engine runs on one thread; more cannot be started yet.

use super::slots::publish;
use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::types::type_flags;
use crate::objects::{Kind, Module};
use crate::stdlib::class::{state_getters, state_methods};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use std::cell::Cell;
use std::rc::Rc;

/// The number of the one thread.
pub(super) const MAIN: i64 = 1;

natives! { FUNCTIONS:
    "allocate_lock" "()" |vm, _| Ok(vm.new_state(&LOCK, Some(Rc::new(Cell::new(0usize))), &[]));
    "allocate" "()" |vm, _| Ok(vm.new_state(&LOCK, Some(Rc::new(Cell::new(0usize))), &[]));
    "get_ident" "()" |_, _| Ok(Value::small_int_unchecked(MAIN));
    "_get_main_thread_ident" "()" |_, _| Ok(Value::small_int_unchecked(MAIN));
    "get_native_id" "()" |vm, _| { let id = vm.host.process_ids().map_or(1, |ids| ids.0); Ok(vm.new_int(i64::from(id))) };
    "start_new_thread" "(function, args, kwargs={}, /)" |vm, _| Err(vm.not_yet("threads"));
    "start_new" "(function, args, kwargs={}, /)" |vm, _| Err(vm.not_yet("threads"));
    "start_joinable_thread" "(function, handle=None, daemon=True)" |vm, _| Err(vm.not_yet("threads"));
    "_make_thread_handle" "(ident, /)" |vm, _| Ok(vm.new_state(&HANDLE, Some(Rc::new(Cell::new(0usize))), &[]));
    "daemon_threads_allowed" "()" |_, _| Ok(Value::TRUE);
    "_shutdown" "()" |_, _| Ok(Value::NONE);
    "_is_main_interpreter" "()" |_, _| Ok(Value::TRUE);
    "_count" "()" |_, _| Ok(Value::small_int_unchecked(0));
    "stack_size" "(size=0, /)" |_, _| Ok(Value::small_int_unchecked(0));
    "set_name" "(name)" |_, _| Ok(Value::NONE);
    "interrupt_main" "(signum=2, /)" |vm, args| {
        let number = if args[0].is_null() { libc::SIGINT } else { vm.c_int(args[0])? };
        super::signal::simulate(vm, number)
    };
    "exit" "()" |vm, _| Err(vm.raise_str(vm.types.system_exit, ""));
    "exit_thread" "()" |vm, _| Err(vm.raise_str(vm.types.system_exit, ""));
    "_excepthook" "(args, /)" |vm, args| {
        let name = vm.intern("exc_value");
        let exception = vm.get_attr(args[0], name)?;
        let text = vm.format_exception(exception);
        let text = vm.new_str(text.as_str())?;
        vm.write_to("stderr", text)?;
        Ok(Value::NONE)
    };
}

natives! { LOCK_NEW: "__new__" "(cls)" |vm, args| {
    let class = vm.state_class(&LOCK, args[0])?;
    Ok(vm.new_state_of(class, &LOCK, Some(Rc::new(Cell::new(0usize))), &[]))
}; }

natives! { RLOCK_NEW: "__new__" "(cls)" |vm, args| {
    let class = vm.state_class(&RLOCK, args[0])?;
    Ok(vm.new_state_of(class, &RLOCK, Some(Rc::new(Cell::new(0usize))), &[]))
}; }

state_methods! { LOCK_METHODS: LOCK;
    "acquire" "(self, blocking=True, timeout=-1)" acquire;
    "acquire_lock" "(self, blocking=True, timeout=-1)" acquire;
    "release" "(self, /)" |vm, state, _| release(vm, state, "release unlocked lock");
    "release_lock" "(self, /)" |vm, state, _| release(vm, state, "release unlocked lock");
    "locked" "(self, /)" |_, state, _| Ok(Value::from_bool(count(state).get() > 0));
    "locked_lock" "(self, /)" |_, state, _| Ok(Value::from_bool(count(state).get() > 0));
    "__enter__" "(self, /)" |vm, state, _| acquire(vm, state, &[Value::NULL; 3]);
    "__exit__" "(self, /, *args)" |vm, state, _| release(vm, state, "release unlocked lock");
    "_at_fork_reinit" "(self, /)" |_, state, _| { count(state).set(0); Ok(Value::NONE) };
}

state_methods! { RLOCK_METHODS: RLOCK;
    "acquire" "(self, blocking=True, timeout=-1)" |_, state, _| { let c = count(state); c.set(c.get() + 1); Ok(Value::TRUE) };
    "release" "(self, /)" |vm, state, _| release(vm, state, "cannot release un-acquired lock");
    "locked" "(self, /)" |_, state, _| Ok(Value::from_bool(count(state).get() > 0));
    "__enter__" "(self, /)" |_, state, _| { let c = count(state); c.set(c.get() + 1); Ok(Value::TRUE) };
    "__exit__" "(self, /, *args)" |vm, state, _| release(vm, state, "cannot release un-acquired lock");
    "_is_owned" "(self, /)" |_, state, _| Ok(Value::from_bool(count(state).get() > 0));
    "_recursion_count" "(self, /)" |vm, state, _| Ok(vm.new_int(count(state).get() as i64));
    "_release_save" "(self, /)" |vm, state, _| {
        let held = count(state).replace(0);
        let (held, owner) = (Value::small_int_unchecked(held as i64), Value::small_int_unchecked(MAIN));
        vm.new_tuple(&[held, owner])
    };
    "_acquire_restore" "(self, state, /)" |vm, state, args| {
        let held = vm.get_item(args[1], Value::small_int_unchecked(0))?;
        let held = vm.index(held)?;
        count(state).set(held.max(0) as usize);
        Ok(Value::NONE)
    };
    "_at_fork_reinit" "(self, /)" |_, state, _| { count(state).set(0); Ok(Value::NONE) };
}

natives! { HANDLE_NEW: "__new__" "(cls)" |vm, args| {
    let class = vm.state_class(&HANDLE, args[0])?;
    Ok(vm.new_state_of(class, &HANDLE, Some(Rc::new(Cell::new(0usize))), &[]))
}; }

state_getters! { HANDLE_GETTERS: HANDLE;
    "ident" |_, _| Ok(Value::small_int_unchecked(MAIN));
}

state_methods! { HANDLE_METHODS: HANDLE;
    "is_done" "(self, /)" |_, _, _| Ok(Value::FALSE);
    "_set_done" "(self, /)" |_, _, _| Ok(Value::NONE);
    "join" "(self, timeout=None, /)" |_, _, _| Ok(Value::NONE);
}

/// `_thread.lock`: how often it is held, 0 or 1.
static LOCK: TypeSpec = TypeSpec {
    methods: LOCK_METHODS,
    static_methods: LOCK_NEW,
    flags: type_flags::HAS_WEAKREF,
    ..TypeSpec::new("_thread", "lock", Kind::State)
};

/// `_thread.RLock`: how often it is held.
static RLOCK: TypeSpec = TypeSpec {
    methods: RLOCK_METHODS,
    static_methods: RLOCK_NEW,
    flags: type_flags::BASE | type_flags::HAS_WEAKREF,
    ..TypeSpec::new("_thread", "RLock", Kind::State)
};

/// `_thread._ThreadHandle`: of the one thread there is, or of one that never starts.
static HANDLE: TypeSpec = TypeSpec {
    methods: HANDLE_METHODS,
    getset: HANDLE_GETTERS,
    static_methods: HANDLE_NEW,
    ..TypeSpec::new("_thread", "_ThreadHandle", Kind::State)
};

/// `_thread._local`: with one thread, an object like any other.
static LOCAL: TypeSpec = TypeSpec {
    flags: type_flags::BASE | type_flags::HAS_DICT,
    ..TypeSpec::new("_thread", "_local", Kind::Instance)
};

super::structseq::structseq! {
    HOOK_ARGS: "_thread" "_ExceptHookArgs" ["exc_type", "exc_value", "exc_traceback", "thread"]
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_thread",
    doc: "This module provides primitive operations to write multi-threaded programs.",
    functions: FUNCTIONS,
    init,
};

fn init(vm: &mut Vm, module: Gc<Module>) -> PyResult<()> {
    for spec in [&LOCK, &RLOCK, &HANDLE, &LOCAL] {
        publish(vm, module, spec)?;
    }
    let args = super::structseq::class(vm, &HOOK_ARGS)?;
    add(vm, module, "_ExceptHookArgs", args.value())?;
    let lock = vm.native_type(&LOCK);
    add(vm, module, "LockType", lock.value())?;
    let error = vm.types.runtime_error.value();
    add(vm, module, "error", error)?;
    let longest = vm.new_float(9_223_372_036.0);
    add(vm, module, "TIMEOUT_MAX", longest)
}

fn count(state: Gc<State>) -> Rc<Cell<usize>> {
    state.owned()
}

fn acquire(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let blocking = args[1].is_null() || vm.truth(args[1])?;
    let timeout = match args[2] {
        Value::NULL => -1.0,
        value => super::time::given_seconds(vm, value)?,
    };
    if !blocking && timeout != -1.0 {
        return Err(vm.raise_value_error("can't specify a timeout for a non-blocking call"));
    }
    if timeout < 0.0 && timeout != -1.0 {
        return Err(vm.raise_value_error("timeout value must be a non-negative number"));
    }
    let held = count(state);
    if held.get() == 0 {
        held.set(1);
        return Ok(Value::TRUE);
    }
    if !blocking {
        return Ok(Value::FALSE);
    }
    if timeout >= 0.0 {
        super::time::sleep_for(vm, timeout)?;
        return Ok(Value::FALSE);
    }
    // Nobody else runs, so nobody will ever release it.
    Err(vm.raise_str(vm.types.runtime_error, "deadlock: the only thread waits for a lock that it holds"))
}

fn release(vm: &mut Vm, state: Gc<State>, message: &str) -> PyResult {
    let held = count(state);
    if held.get() == 0 {
        return Err(vm.raise_str(vm.types.runtime_error, message));
    }
    held.set(held.get() - 1);
    Ok(Value::NONE)
}
