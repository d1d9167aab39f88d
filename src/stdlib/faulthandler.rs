//! `faulthandler`: the calls that run, written straight to a file descriptor.
//!
//! The machine has no faults of its own to report, so that `enable` only remembers that it was called, and checks what
//! it was given. What would need a thread or a signal handler of ours is refused.

use super::{ModuleSpec, nothing};
use crate::builtins::natives;
use crate::value::{PyResult, Raised, Value};
use crate::vm::{Held, Vm};

/// So many calls are shown.
const MOST_FRAMES: usize = 100;
/// The signals that `enable` is for: SIGILL, SIGABRT, SIGBUS, SIGFPE, SIGSEGV.
const FATAL: [i64; 5] = [4, 6, 7, 8, 11];
/// The number of signals.
const SIGNALS: i64 = 64;

natives! { FUNCTIONS:
    "enable" "(file=sys.stderr, all_threads=True)" |vm, args| {
        descriptor(vm, args[0])?;
        vm.hold(Held::FaultHandler, Value::TRUE);
        Ok(Value::NONE)
    };
    "disable" "()" |vm, _| {
        let was = !vm.held(Held::FaultHandler).is_null();
        vm.hold(Held::FaultHandler, Value::NULL);
        Ok(Value::from_bool(was))
    };
    "is_enabled" "()" |vm, _| Ok(Value::from_bool(!vm.held(Held::FaultHandler).is_null()));
    "dump_traceback" "(file=sys.stderr, all_threads=True)" |vm, args| {
        let fd = descriptor(vm, args[0])?;
        let all = args[1].is_null() || vm.truth(args[1])?;
        let text = calls(vm, all)?;
        write(vm, fd, &text)
    };
    "dump_c_stack" "(file=sys.stderr)" |vm, args| {
        let fd = descriptor(vm, args[0])?;
        write(vm, fd, "Current thread's C stack trace (most recent call first):\n  <cannot get C stack on this system>\n")
    };
    "dump_traceback_later" "(timeout, repeat=False, file=sys.stderr, exit=False)" |vm, args| {
        if super::arguments::real(vm, args[0])? <= 0.0 {
            return Err(vm.raise_value_error("timeout must be greater than 0"));
        }
        descriptor(vm, args[2])?;
        Err(vm.not_yet("faulthandler.dump_traceback_later"))
    };
    "cancel_dump_traceback_later" "()" |_, _| Ok(Value::NONE);
    "register" "(signum, file=sys.stderr, all_threads=True, chain=False)" |vm, args| {
        signal(vm, args[0])?;
        descriptor(vm, args[1])?;
        Err(vm.not_yet("faulthandler.register"))
    };
    "unregister" "(signum, /)" |vm, args| {
        signal(vm, args[0])?;
        Ok(Value::FALSE)
    };
}

pub(crate) static MODULE: ModuleSpec =
    ModuleSpec { name: "faulthandler", doc: "faulthandler module.", functions: FUNCTIONS, init: nothing };

/// The descriptor that `file` is or has; what was written to it before goes out first.
fn descriptor(vm: &mut Vm, file: Value) -> PyResult<i32> {
    let wrong = |vm: &mut Vm| -> Raised { vm.raise_value_error("file is not a valid file descriptor") };
    if vm.as_int(&file).is_some() {
        let fd = vm.index(file)?;
        return match i32::try_from(fd) {
            Ok(fd) if fd >= 0 => Ok(fd),
            _ => Err(wrong(vm)),
        };
    }
    let file = match file.non_null().filter(|file| !file.is_none()) {
        Some(file) => file,
        None => {
            let sys = vm.import_module("sys")?;
            let stderr = vm.intern("stderr");
            match vm.get_attr_or_none(sys, stderr)? {
                Some(Value::NONE) => {
                    return Err(vm.raise_str(vm.types.runtime_error, "sys.stderr is None"));
                }
                Some(stderr) => stderr,
                None => return Err(vm.raise_str(vm.types.runtime_error, "unable to get sys.stderr")),
            }
        }
    };
    let [fileno, flush] = ["fileno", "flush"].map(|name| vm.intern(name));
    let fileno = vm.get_attr(file, fileno)?;
    let fd = vm.call(fileno, &[])?;
    let fd = vm.as_int(&fd).and_then(|fd| fd.to_i64()).and_then(|fd| i32::try_from(fd).ok());
    let Some(fd) = fd.filter(|&fd| fd >= 0) else {
        return Err(vm.raise_str(vm.types.runtime_error, "file.fileno() is not a valid file descriptor"));
    };
    if vm.get_attr(file, flush).and_then(|flush| vm.call(flush, &[])).is_err() {
        vm.take_raised();
    }
    Ok(fd)
}

/// The calls that run, the innermost first.
fn calls(vm: &mut Vm, all_threads: bool) -> PyResult<String> {
    let mut text = match all_threads {
        true => format!("Current thread {:#018x}", super::thread::MAIN),
        false => "Stack".to_owned(),
    };
    text.push_str(" (most recent call first):\n");
    let mut depth = 0;
    while let Some(frame) = vm.frame_at(depth)? {
        if depth == MOST_FRAMES {
            break;
        }
        let line = frame.code().line_of(vm.frame_instruction(frame));
        let code = frame.code();
        let object = code.object();
        text.push_str(&format!("  File \"{}\", line {line} in {}\n", object.filename, object.name));
        depth += 1;
    }
    Ok(text)
}

fn write(vm: &mut Vm, fd: i32, text: &str) -> PyResult {
    let mut rest = text.as_bytes();
    while !rest.is_empty() {
        // What cannot be written is lost, as in CPython: there is nobody to tell.
        match vm.host.write(fd, rest) {
            Ok(count) if count > 0 => rest = &rest[count..],
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => vm.poll(1)?,
            _ => break,
        }
    }
    Ok(Value::NONE)
}

/// The number of a signal that may have a handler.
fn signal(vm: &mut Vm, number: Value) -> PyResult<i64> {
    let number = vm.index(number)?;
    if FATAL.contains(&number) {
        let message = format!("signal {number} cannot be registered, use enable() instead");
        return Err(vm.raise_str(vm.types.runtime_error, &message));
    }
    if !(1..=SIGNALS).contains(&number) {
        return Err(vm.raise_value_error("signal number out of range"));
    }
    Ok(number)
}
