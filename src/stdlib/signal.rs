//! `_signal`: what happens when the operating system sends a signal.
//!
//! Handlers of the program run at the engine's next poll, one after the other, the lowest number first.

use super::time::given_seconds;
use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::engine::SignalAction;
use crate::engine::signals::{bit, description};
use crate::heap::Gc;
use crate::objects::types::type_flags;
use crate::objects::{Kind, List, Set};
use crate::value::{PyResult, Raised, Value};
use crate::vm::native_type::TypeSpec;
use crate::vm::{Held, SIGNALLED, Vm};
use std::sync::atomic::Ordering;

/// One more than the largest number.
const COUNT: i32 = 65;
const DEFAULT: Value = Value::small_int_unchecked(0);
const IGNORE: Value = Value::small_int_unchecked(1);

static TIMER_ERROR: TypeSpec = TypeSpec {
    base: Some(|vm| vm.types.os_error),
    flags: type_flags::BASE | type_flags::HAS_DICT,
    ..TypeSpec::new("signal", "itimer_error", Kind::Exception)
};

natives! { FUNCTIONS:
    "signal" "(signalnum, handler, /)" signal;
    "getsignal" "(signalnum, /)" |vm, args| {
        let number = number_argument(vm, args[0])?;
        handler_of(vm, number)
    };
    "default_int_handler" "(signalnum, frame, /)" |vm, _| Err(vm.raise_str(vm.types.keyboard_interrupt, ""));
    "strsignal" "(signalnum, /)" |vm, args| {
        let number = number_argument(vm, args[0])?;
        match description(number) {
            Some(text) => vm.new_str(text.as_str()),
            None => Ok(Value::NONE),
        }
    };
    "valid_signals" "()" |vm, _| set_of(vm, VALID);
    "set_wakeup_fd" "(fd, /, *, warn_on_full_buffer=True)" |vm, args| {
        let fd = vm.c_int(args[0])?;
        if fd >= 0 && vm.host.is_blocking(fd).map_err(|error| vm.raise_os_error(&error, None))? {
            return Err(vm.raise_value_error(format!("the fd {fd} must be in non-blocking mode")));
        }
        let former = vm.host.set_signal_descriptor(fd).unwrap_or(-1);
        Ok(Value::small_int_unchecked(i64::from(former)))
    };
    "siginterrupt" "(signalnum, flag, /)" |vm, args| {
        // Calls that were interrupted go on behind the handler, whatever the system does.
        number_argument(vm, args[0])?;
        vm.c_int(args[1])?;
        Ok(Value::NONE)
    };
    "raise_signal" "(signalnum, /)" |vm, args| {
        let number = vm.c_int(args[0])?;
        send(vm, number)
    };
    "pthread_kill" "(thread_id, signalnum, /)" |vm, args| {
        // There is one thread only.
        let (_, number) = (vm.index(args[0])?, vm.c_int(args[1])?);
        send(vm, number)
    };
    "alarm" "(seconds, /)" |vm, args| {
        let seconds = vm.c_int(args[0])?;
        let left = set_timer(vm, libc::ITIMER_REAL, Some([f64::from(seconds.max(0)), 0.0]), None)?[0];
        // Whole seconds: a little more than the half counts, and what is left is never nothing.
        Ok(Value::small_int_unchecked(if left > 0.0 { (left.round() as i64).max(1) } else { 0 }))
    };
    "setitimer" "(which, seconds, interval=0.0, /)" |vm, args| {
        let which = vm.c_int(args[0])?;
        let first = given_seconds(vm, args[1])?;
        let then = if args[2].is_null() { 0.0 } else { given_seconds(vm, args[2])? };
        let class = vm.native_type(&TIMER_ERROR);
        let left = set_timer(vm, which, Some([first, then]), Some(class))?;
        pair(vm, left)
    };
    "getitimer" "(which, /)" |vm, args| {
        let which = vm.c_int(args[0])?;
        let class = vm.native_type(&TIMER_ERROR);
        let left = set_timer(vm, which, None, Some(class))?;
        pair(vm, left)
    };
    "pause" "()" |vm, _| {
        vm.host.pause().map_err(|error| vm.raise_os_error(&error, None))?;
        vm.poll(1)?;
        Ok(Value::NONE)
    };
    "pthread_sigmask" "(how, mask, /)" |vm, args| {
        let how = vm.c_int(args[0])?;
        let signals = signals_of(vm, args[1])?;
        let before = vm.host.signal_mask(how, signals).map_err(|error| vm.raise_os_error(&error, None))?;
        // What was blocked and is no more has come by now.
        vm.poll(1)?;
        set_of(vm, before)
    };
    "sigpending" "()" |vm, _| {
        let pending = vm.host.pending_signals().map_err(|error| vm.raise_os_error(&error, None))?;
        set_of(vm, pending)
    };
    "sigwait" "(sigset, /)" |vm, args| {
        let signals = signals_of(vm, args[0])?;
        let number = vm.waiting(|vm| vm.host.wait_for_signal(signals))?;
        Ok(Value::small_int_unchecked(i64::from(number)))
    };
}

static SIGNALS: &[(&str, i32)] = &[
    ("SIGHUP", libc::SIGHUP),
    ("SIGINT", libc::SIGINT),
    ("SIGQUIT", libc::SIGQUIT),
    ("SIGILL", libc::SIGILL),
    ("SIGTRAP", libc::SIGTRAP),
    ("SIGABRT", libc::SIGABRT),
    ("SIGBUS", libc::SIGBUS),
    ("SIGFPE", libc::SIGFPE),
    ("SIGKILL", libc::SIGKILL),
    ("SIGUSR1", libc::SIGUSR1),
    ("SIGSEGV", libc::SIGSEGV),
    ("SIGUSR2", libc::SIGUSR2),
    ("SIGPIPE", libc::SIGPIPE),
    ("SIGALRM", libc::SIGALRM),
    ("SIGTERM", libc::SIGTERM),
    ("SIGCHLD", libc::SIGCHLD),
    ("SIGCONT", libc::SIGCONT),
    ("SIGSTOP", libc::SIGSTOP),
    ("SIGTSTP", libc::SIGTSTP),
    ("SIGTTIN", libc::SIGTTIN),
    ("SIGTTOU", libc::SIGTTOU),
    ("SIGWINCH", libc::SIGWINCH),
    ("SIGURG", libc::SIGURG),
    ("SIGXCPU", libc::SIGXCPU),
    ("SIGXFSZ", libc::SIGXFSZ),
    ("SIGVTALRM", libc::SIGVTALRM),
    ("SIGPROF", libc::SIGPROF),
    ("SIGIO", libc::SIGIO),
    ("SIGSYS", libc::SIGSYS),
    ("SIGIOT", libc::SIGABRT),
];

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_signal",
    doc: "This module provides mechanisms to use signal handlers in Python.",
    functions: FUNCTIONS,
    init: |vm, module| {
        let others = [
            ("SIG_DFL", 0),
            ("SIG_IGN", 1),
            ("NSIG", COUNT),
            ("SIG_BLOCK", libc::SIG_BLOCK),
            ("SIG_UNBLOCK", libc::SIG_UNBLOCK),
            ("SIG_SETMASK", libc::SIG_SETMASK),
            ("ITIMER_REAL", libc::ITIMER_REAL),
            ("ITIMER_VIRTUAL", libc::ITIMER_VIRTUAL),
            ("ITIMER_PROF", libc::ITIMER_PROF),
        ];
        for &(name, number) in SIGNALS.iter().chain(&others) {
            add(vm, module, name, Value::small_int_unchecked(i64::from(number)))?;
        }
        #[cfg(target_os = "linux")]
        for (name, number) in [
            ("SIGCLD", libc::SIGCHLD),
            ("SIGPOLL", libc::SIGPOLL),
            ("SIGPWR", libc::SIGPWR),
            ("SIGSTKFLT", libc::SIGSTKFLT),
            ("SIGRTMIN", libc::SIGRTMIN()),
            ("SIGRTMAX", libc::SIGRTMAX()),
        ] {
            add(vm, module, name, Value::small_int_unchecked(i64::from(number)))?;
        }
        let error = vm.native_type(&TIMER_ERROR).value();
        add(vm, module, "ItimerError", error)
    },
};

fn number_argument(vm: &mut Vm, value: Value) -> PyResult<i32> {
    let number = vm.c_int(value)?;
    match (1..COUNT).contains(&number) {
        true => Ok(number),
        false => Err(vm.raise_value_error("signal number out of range")),
    }
}

fn pair(vm: &mut Vm, numbers: [f64; 2]) -> PyResult {
    let pair = numbers.map(|n| vm.new_float(n));
    vm.new_tuple(&pair)
}

/// Sets or asks a timer; errors are of a class, or `OSError`.
fn set_timer(
    vm: &mut Vm,
    which: i32,
    set: Option<[f64; 2]>,
    class: Option<Gc<crate::objects::Type>>,
) -> PyResult<[f64; 2]> {
    vm.host.timer(which, set).map_err(|error| match class {
        Some(class) => vm.raise_os_error_as(class, &error),
        None => vm.raise_os_error(&error, None),
    })
}

/// The signals that the program may be told of, by bits: two belong to the threads of the system's library.
const VALID: u64 = !(0b11 << 31);

fn set_of(vm: &mut Vm, bits: u64) -> PyResult {
    let set = Set::new(&mut vm.heap, Kind::Set as u32);
    for number in (1..COUNT).filter(|n| bits & bit(*n) != 0) {
        vm.set_add(set, Value::small_int_unchecked(i64::from(number)))?;
    }
    Ok(set.value())
}

fn signals_of(vm: &mut Vm, given: Value) -> PyResult<u64> {
    let mut bits = 0;
    let iterator = vm.iter(given)?;
    while let Some(item) = vm.next(iterator)? {
        let number = vm.index_value(item)?;
        let number = vm.as_int(&number).and_then(|i| i.to_i64()).unwrap_or(-1);
        if !(1..i64::from(COUNT)).contains(&number) {
            let message = format!("signal number {number} out of range [1; {}]", COUNT - 1);
            return Err(vm.raise_value_error(message));
        }
        bits |= bit(number as i32);
    }
    Ok(bits)
}

/// What the program set for each signal, NULL where it set nothing.
fn handlers(vm: &mut Vm) -> PyResult<Gc<List>> {
    if let Some(list) = vm.held(Held::SignalHandlers).downcast() {
        return Ok(list);
    }
    let list = vm.new_list(&[Value::NULL; COUNT as usize])?;
    vm.hold(Held::SignalHandlers, list.value());
    Ok(list)
}

/// What happens when a signal comes, as `getsignal` says it.
fn handler_of(vm: &mut Vm, number: i32) -> PyResult {
    if let Some(handler) = handlers(vm)?.get(number as usize).and_then(Value::non_null) {
        return Ok(handler);
    }
    let action = vm.host.signal_action(number);
    match action {
        Ok(SignalAction::Ignore) => Ok(IGNORE),
        // Where nobody can set any, an interrupt would still be a `KeyboardInterrupt`.
        Ok(SignalAction::Told) | Err(_) if number == libc::SIGINT => {
            let module = vm.import_module("_signal")?;
            let name = vm.intern("default_int_handler");
            vm.get_attr(module, name)
        }
        // The engine's own report of a native stack that overflowed.
        Ok(SignalAction::Other) if ![libc::SIGSEGV, libc::SIGBUS].contains(&number) => Ok(Value::NONE),
        _ => Ok(DEFAULT),
    }
}

fn signal(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = number_argument(vm, args[0])?;
    let handler = args[1];
    let action = if vm.is_callable(handler) {
        SignalAction::Told
    } else if vm.equal(handler, DEFAULT)? {
        SignalAction::Default
    } else if vm.equal(handler, IGNORE)? {
        SignalAction::Ignore
    } else {
        let message = "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object";
        return Err(vm.raise_type_error(message));
    };
    let old = handler_of(vm, number)?;
    // What came before belongs to the old one.
    vm.poll(1)?;
    match vm.host.set_signal_action(number, action) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            let message = "signal only works in main thread of the main interpreter";
            return Err(vm.raise_value_error(message));
        }
        Err(error) => return Err(vm.raise_os_error(&error, None)),
    }
    let handler = match action {
        SignalAction::Default => DEFAULT,
        SignalAction::Ignore => IGNORE,
        _ => handler,
    };
    let list = handlers(vm)?;
    list.set(&mut vm.heap, number as usize, handler);
    Ok(old)
}

/// Sends the program a signal; what is set for it has run then.
fn send(vm: &mut Vm, number: i32) -> PyResult {
    vm.host.raise_signal(number).map_err(|error| vm.raise_os_error(&error, None))?;
    vm.poll(1)?;
    Ok(Value::NONE)
}

/// As if a signal had come: what the program set for it runs.
///
/// # Errors
/// `ValueError` for what is no signal; what the handler raises.
pub(super) fn simulate(vm: &mut Vm, number: i32) -> PyResult {
    if !(1..COUNT).contains(&number) {
        return Err(vm.raise_value_error("signal number out of range"));
    }
    let handler = handler_of(vm, number)?;
    if vm.is_callable(handler) {
        vm.signals_due |= bit(number);
        vm.stop_at.fetch_min(SIGNALLED, Ordering::Relaxed);
        vm.poll(1)?;
    }
    Ok(Value::NONE)
}

/// Runs what the program set for the signals that came.
///
/// # Errors
/// What a handler raises; the others run at the next poll.
pub(crate) fn run_handlers(vm: &mut Vm) -> PyResult<()> {
    vm.signals_due |= vm.host.take_signals();
    while vm.signals_due != 0 {
        let number = vm.signals_due.trailing_zeros() as i32 + 1;
        vm.signals_due &= vm.signals_due - 1;
        if let Err(raised) = run_handler(vm, number) {
            if vm.signals_due != 0 {
                vm.stop_at.fetch_min(SIGNALLED, Ordering::Relaxed);
            }
            return Err(raised);
        }
    }
    Ok(())
}

fn run_handler(vm: &mut Vm, number: i32) -> Result<(), Raised> {
    let handler = handler_of(vm, number)?;
    if !vm.is_callable(handler) {
        return Ok(());
    }
    let frame = vm.frame_at(0)?.map_or(Value::NONE, Gc::value);
    vm.call(handler, &[Value::small_int_unchecked(i64::from(number)), frame]).map(|_| ())
}
