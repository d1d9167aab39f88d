//! The process: its numbers, its environment, what became of others.

use crate::builtins::natives;
use crate::engine::host::Clock;
use crate::heap::Gc;
use crate::objects::{Bytes, Module};
use crate::stdlib::structseq::{self, make_of, structseq};
use crate::stdlib::{ModuleSpec, add, nothing};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use std::ffi::CString;

structseq! { TIMES_RESULT: "posix" "times_result" ["user", "system", "children_user", "children_system", "elapsed"] }
structseq! { UNAME_RESULT: "posix" "uname_result" ["sysname", "nodename", "release", "version", "machine"] }

natives! { FUNCTIONS:
    "getpid" "()" |vm, _| { let ids = vm.host.process_ids(); of_ids(vm, ids.map(|i| i.0)) };
    "getppid" "()" |vm, _| { let ids = vm.host.process_ids(); of_ids(vm, ids.map(|i| i.1)) };
    "getuid" "()" |vm, _| { let ids = vm.host.user_ids(); of_ids(vm, ids.map(|i| i[0])) };
    "geteuid" "()" |vm, _| { let ids = vm.host.user_ids(); of_ids(vm, ids.map(|i| i[1])) };
    "getgid" "()" |vm, _| { let ids = vm.host.user_ids(); of_ids(vm, ids.map(|i| i[2])) };
    "getegid" "()" |vm, _| { let ids = vm.host.user_ids(); of_ids(vm, ids.map(|i| i[3])) };
    "cpu_count" "()" |vm, _| Ok(vm.host.processors().map_or(Value::NONE, |n| Value::small_int_unchecked(n as i64)));
    "urandom" "(size, /)" |vm, args| {
        let size = vm.index(args[0])?;
        if size < 0 {
            return Err(vm.raise_value_error("negative argument not allowed"));
        }
        let mut bytes = vm.zeros(size as usize)?;
        vm.host.random(&mut bytes).map_err(|error| vm.raise_os_error(&error, None))?;
        vm.new_bytes(&bytes)
    };
    "putenv" "(name, value, /)" |vm, args| {
        let (name, value) = (text(vm, args[0])?, text(vm, args[1])?);
        let done = vm.host.set_environment(&name, Some(&value));
        done.map_err(|error| vm.raise_os_error(&error, None))?;
        Ok(Value::NONE)
    };
    "unsetenv" "(name, /)" |vm, args| {
        let name = text(vm, args[0])?;
        vm.host.set_environment(&name, None).map_err(|error| vm.raise_os_error(&error, None))?;
        Ok(Value::NONE)
    };
    "strerror" "(code, /)" |vm, args| {
        let error = std::io::Error::from_raw_os_error(vm.index(args[0])? as i32).to_string();
        vm.new_str(error.split(" (os error").next().unwrap_or(&error))
    };
    "times" "()" |vm, _| {
        let [process, elapsed] = [Clock::Process, Clock::Monotonic].map(|c| vm.host.clock(c).unwrap_or(0));
        let [process, elapsed, zero] = [process as f64 / 1e9, elapsed as f64 / 1e9, 0.0].map(|f| vm.new_float(f));
        make_of(vm, &TIMES_RESULT, &[process, zero, zero, zero, elapsed])
    };
    "uname" "()" |vm, _| {
        let system = if cfg!(target_os = "macos") { "Darwin" } else { "Linux" };
        let mut fields = [Value::NONE; 5];
        fields[0] = vm.new_str(system)?;
        for (field, name) in fields[1..4].iter_mut().zip(["hostname", "osrelease", "version"]) {
            *field = kernel_text(vm, name)?;
        }
        fields[4] = vm.new_str(std::env::consts::ARCH)?;
        make_of(vm, &UNAME_RESULT, &fields)
    };
    "_exit" "(status)" |vm, args| {
        let status = vm.index(args[0])? as i32;
        let refused = vm.host.exit(status);
        refused.map_err(|error| vm.raise_os_error(&error, None))?;
        Ok(Value::NONE)
    };
    "waitstatus_to_exitcode" "(status)" |vm, args| {
        let status = vm.index(args[0])?;
        let signal = status & 0x7f;
        Ok(Value::small_int_unchecked(if signal == 0 { status >> 8 & 0xff } else { -signal }))
    };
    "WIFEXITED" "(status)" |vm, args| Ok(Value::from_bool(vm.index(args[0])? & 0x7f == 0));
    "WEXITSTATUS" "(status)" |vm, args| Ok(Value::small_int_unchecked(vm.index(args[0])? >> 8 & 0xff));
    "WIFSIGNALED" "(status)" |vm, args| { let signal = vm.index(args[0])? & 0x7f; Ok(Value::from_bool(signal != 0 && signal != 0x7f)) };
    "WTERMSIG" "(status)" |vm, args| Ok(Value::small_int_unchecked(vm.index(args[0])? & 0x7f));
    "WIFSTOPPED" "(status)" |vm, args| Ok(Value::from_bool(vm.index(args[0])? & 0xff == 0x7f));
    "WSTOPSIG" "(status)" |vm, args| Ok(Value::small_int_unchecked(vm.index(args[0])? >> 8 & 0xff));
    "waitpid" "(pid, options, /)" |vm, _| Err(vm.not_yet("os.waitpid"));
    "register_at_fork" "(*, before=None, after_in_child=None, after_in_parent=None)" register_at_fork;
    "fork" "()" |vm, _| Err(vm.not_yet("os.fork"));
    "kill" "(pid, signal, /)" |vm, _| Err(vm.not_yet("os.kill"));
    "system" "(command)" |vm, _| Err(vm.not_yet("os.system"));
}

natives! { SUBPROCESS_FUNCTIONS:
    "fork_exec" "(*args)" |vm, _| Err(vm.not_yet("other programs (subprocess)"));
}

/// `_posixsubprocess`: other programs cannot be started yet, but modules that could start some can be imported.
pub(crate) static SUBPROCESS: ModuleSpec = ModuleSpec {
    name: "_posixsubprocess",
    doc: "A POSIX helper for the subprocess module.",
    functions: SUBPROCESS_FUNCTIONS,
    init: nothing,
};

/// Checks what would run round a fork; as nothing forks, nothing of it is kept.
fn register_at_fork(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args.iter().all(|callback| callback.is_null()) {
        return Err(vm.raise_type_error("At least one argument is required."));
    }
    for (&callback, name) in args.iter().zip(["before", "after_in_child", "after_in_parent"]) {
        if !callback.is_null() && !vm.is_callable(callback) {
            let given = vm.type_name(callback);
            return Err(vm.raise_type_error(format!("'{name}' must be callable, not {given}")));
        }
    }
    Ok(Value::NONE)
}

pub(super) fn add_classes(vm: &mut Vm, module: Gc<Module>) -> PyResult<()> {
    for spec in [&TIMES_RESULT, &UNAME_RESULT] {
        let class = structseq::class(vm, spec)?;
        add(vm, module, spec.name, class.value())?;
    }
    Ok(())
}

fn of_ids(vm: &mut Vm, id: std::io::Result<u32>) -> PyResult {
    match id {
        Ok(id) => Ok(Value::small_int_unchecked(i64::from(id))),
        Err(error) => Err(vm.raise_os_error(&error, None)),
    }
}

fn text(vm: &mut Vm, value: Value) -> PyResult<CString> {
    match value.downcast::<Bytes>() {
        Some(bytes) => {
            CString::new(bytes.as_slice().to_vec()).map_err(|_| vm.raise_value_error("embedded null byte"))
        }
        None => vm.path_argument(value),
    }
}

/// What the kernel says of itself under a name, e.g. `hostname`; nothing where it cannot be asked.
///
/// # Errors
/// `MemoryError`.
pub(crate) fn kernel_text(vm: &mut Vm, name: &str) -> PyResult {
    let path = format!("/proc/sys/kernel/{name}");
    let text = vm.read_whole(rustpython_wtf8::Wtf8::new(path.as_str())).unwrap_or_default();
    vm.raised = Value::NULL;
    vm.new_str(String::from_utf8_lossy(&text).trim())
}
