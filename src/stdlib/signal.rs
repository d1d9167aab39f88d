//! `_signal`: names and numbers; the default actions and ignoring, but no handlers in Python yet.

use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::value::{PyResult, Value};
use crate::vm::Vm;

natives! { FUNCTIONS:
    "signal" "(signalnum, handler, /)" signal;
    "getsignal" "(signalnum, /)" |vm, args| {
        let number = vm.index(args[0])?;
        default_of(vm, number)
    };
    "default_int_handler" "(signalnum, frame, /)" |vm, _| Err(vm.raise_str(vm.types.keyboard_interrupt, ""));
    "strsignal" "(signalnum, /)" |vm, args| {
        let number = vm.index(args[0])?;
        match SIGNALS.iter().find(|s| i64::from(s.1) == number) {
            Some((name, _)) => vm.new_str(*name),
            None => Ok(Value::NONE),
        }
    };
    "valid_signals" "()" |vm, _| {
        let set = crate::objects::Set::new(&mut vm.heap, crate::objects::Kind::Set as u32);
        for &(_, number) in SIGNALS {
            vm.set_add(set, Value::small_int_unchecked(i64::from(number)))?;
        }
        Ok(set.value())
    };
    "set_wakeup_fd" "(fd, /, *, warn_on_full_buffer=True)" |_, _| Ok(Value::small_int_unchecked(-1));
    "siginterrupt" "(signalnum, flag, /)" |_, _| Ok(Value::NONE);
    "raise_signal" "(signalnum, /)" |vm, args| match vm.index(args[0])? {
        number if number == i64::from(libc::SIGINT) => Err(vm.raise_str(vm.types.keyboard_interrupt, "")),
        _ => Err(vm.not_yet("signal.raise_signal")),
    };
    "alarm" "(seconds, /)" |vm, _| Err(vm.not_yet("signal.alarm"));
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
];

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_signal",
    doc: "This module provides mechanisms to use signal handlers in Python.",
    functions: FUNCTIONS,
    init: |vm, module| {
        let others = [
            ("SIG_DFL", 0),
            ("SIG_IGN", 1),
            ("NSIG", 65),
            ("SIG_BLOCK", 0),
            ("SIG_UNBLOCK", 1),
            ("SIG_SETMASK", 2),
        ];
        for &(name, number) in SIGNALS.iter().chain(&others) {
            add(vm, module, name, Value::small_int_unchecked(i64::from(number)))?;
        }
        Ok(())
    },
};

fn default_of(vm: &mut Vm, number: i64) -> PyResult {
    if number != i64::from(libc::SIGINT) {
        return Ok(Value::small_int_unchecked(0));
    }
    let module = vm.import_module("_signal")?;
    let name = vm.intern("default_int_handler");
    vm.get_attr(module, name)
}

fn signal(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = vm.index(args[0])?;
    if !(1..65).contains(&number) {
        return Err(vm.raise_value_error("signal number out of range"));
    }
    let old = default_of(vm, number)?;
    if args[1].is(old) || vm.is_index(args[1]) && vm.index(args[1])? == 0 {
        return Ok(old);
    }
    // What Python says where none can be set, so that who only wants one (an event loop) goes on without it.
    Err(vm.raise_value_error("pyopt cannot run signal handlers yet"))
}
