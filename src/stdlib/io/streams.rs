//! The standard streams.

use super::{buffered, int, is_closed, method, text};
use crate::objects::Module;
use crate::value::{PyResult, Raised, Value};
use crate::vm::{Held, Vm};
use rustpython_wtf8::Wtf8;

/// Makes `sys.stdin`, `sys.stdout` and `sys.stderr`.
pub(crate) fn open_standard_streams(vm: &mut Vm) -> PyResult<()> {
    for (fd, name, mode, held) in
        [(0, "stdin", "r", Held::Stdin), (1, "stdout", "w", Held::Stdout), (2, "stderr", "w", Held::Stderr)]
    {
        let stream = match open(vm, fd, mode) {
            Ok(stream) => stream,
            Err(Raised) if vm.raised_is(vm.types.keyboard_interrupt) => return Err(Raised),
            // A descriptor that was closed before the program began: no stream.
            Err(Raised) => {
                vm.raised = Value::NULL;
                Value::NONE
            }
        };
        vm.hold(held, stream);
        let sys = vm.expect::<Module>(vm.held(Held::Sys), "module")?;
        super::add(vm, sys, name, stream)?;
        super::add(vm, sys, &format!("__{name}__"), stream)?;
    }
    Ok(())
}

fn open(vm: &mut Vm, fd: i64, mode: &str) -> PyResult {
    let raw = super::file::new_file(vm, Value::small_int_unchecked(fd), mode, Value::FALSE, Value::NONE)?;
    let name = vm.intern(["<stdin>", "<stdout>", "<stderr>"][fd as usize]);
    let key = vm.intern("name");
    vm.set_attr(raw, key, name.value())?;
    let unbuffered = fd != 0 && vm.flags.unbuffered;
    let buffer = if unbuffered {
        raw
    } else {
        let class = if fd == 0 { &buffered::READER } else { &buffered::WRITER };
        let class = vm.native_type(class);
        vm.call(class.value(), &[raw, int(buffered::SIZE)])?
    };
    let is_tty = vm.host.is_tty(fd as i32);
    let errors = vm.intern(if fd == 2 { "backslashreplace" } else { "strict" });
    let encoding = vm.intern("utf-8");
    let line = Value::from_bool(!unbuffered && (is_tty || fd == 2));
    let through = Value::from_bool(unbuffered);
    let newline = if fd == 0 { Value::NONE } else { vm.intern("\n").value() };
    let class = vm.native_type(&text::TEXT_WRAPPER);
    let stream =
        vm.call(class.value(), &[buffer, encoding.value(), errors.value(), newline, line, through])?;
    let (key, mode) = (vm.intern("mode"), vm.intern(mode));
    vm.set_attr(stream, key, mode.value())?;
    Ok(stream)
}

/// An attribute of `sys`.
pub(crate) fn sys_attribute(vm: &mut Vm, name: &str) -> PyResult<Option<Value>> {
    let Some(sys) = vm.held(Held::Sys).downcast::<Module>() else { return Ok(None) };
    let name = vm.intern(name);
    vm.namespace_get(sys.dict(), name)
}

/// What `print` does with its text: `file` NULL or None is `sys.stdout`.
pub(crate) fn print_to(vm: &mut Vm, file: Value, out: &Wtf8) -> PyResult<()> {
    match text::exact(vm, file) {
        Some(stream) => text::write(vm, stream, out),
        None => {
            let out = vm.new_str(out)?;
            write_to(vm, file, out)
        }
    }
}

/// `file.write(text)`.
///
/// # Errors
/// What it raises.
pub(crate) fn write_to(vm: &mut Vm, file: Value, text: Value) -> PyResult<()> {
    method(vm, file, "write", &[text]).map(|_| ())
}

/// The file that `print` means: `sys.stdout` if none is given, `None` if that is None.
///
/// # Errors
/// `RuntimeError` if `sys.stdout` is lost.
pub(crate) fn print_target(vm: &mut Vm, file: Value) -> PyResult<Option<Value>> {
    if !file.is_null() && !file.is_none() {
        return Ok(Some(file));
    }
    match sys_attribute(vm, "stdout")? {
        Some(Value::NONE) => Ok(None),
        Some(file) => Ok(Some(file)),
        None => Err(vm.raise_str(vm.types.runtime_error, "lost sys.stdout")),
    }
}

/// Whether what is written in parts to a file may be written at once: it is the engine's own.
pub(crate) fn gathers(vm: &mut Vm, file: Value) -> bool {
    text::exact(vm, file).is_some()
}

/// `file.flush()`.
///
/// # Errors
/// What it raises.
pub(crate) fn flush_file(vm: &mut Vm, file: Value) -> PyResult<()> {
    method(vm, file, "flush", &[]).map(|_| ())
}

/// Brings out what `sys.stdout` and `sys.stderr` buffer; whether that worked.
pub(crate) fn flush_standard_streams(vm: &mut Vm) -> bool {
    let mut done = true;
    for (name, held) in [("stdout", Held::Stdout), ("stderr", Held::Stderr)] {
        let now = sys_attribute(vm, name).ok().flatten().unwrap_or(Value::NONE);
        let first = vm.held(held);
        for stream in [now, first] {
            if stream.is_none() || stream.is_null() || !flush(vm, stream) {
                let broken = vm.raised;
                vm.raised = Value::NULL;
                let is_pipe = !broken.is_null() && vm.type_of(broken).is_subclass(vm.types.broken_pipe_error);
                done &= broken.is_null() || is_pipe || held == Held::Stderr;
            }
        }
    }
    done
}

fn flush(vm: &mut Vm, stream: Value) -> bool {
    match is_closed(vm, stream) {
        Ok(true) => true,
        Ok(false) => method(vm, stream, "flush", &[]).is_ok(),
        Err(Raised) => false,
    }
}
