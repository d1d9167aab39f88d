//! The process: its numbers, its environment, what became of others.

use crate::builtins::natives;
use crate::engine::Spawn;
use crate::engine::host::Clock;
use crate::heap::Gc;
use crate::objects::{Bytes, Module, Tuple};
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
    "getsid" "(pid, /)" |vm, args| {
        let process = vm.c_int(args[0])?;
        match vm.host.session(process) {
            Ok(session) => Ok(Value::small_int_unchecked(i64::from(session))),
            Err(error) => Err(vm.raise_os_error(&error, None)),
        }
    };
    "umask" "(mask, /)" |vm, args| {
        let mask = vm.c_int(args[0])?;
        match vm.host.set_umask(mask as u32) {
            Ok(former) => Ok(Value::small_int_unchecked(i64::from(former))),
            Err(error) => Err(vm.raise_os_error(&error, None)),
        }
    };
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
        let code = vm.c_int(args[0])?;
        let error = std::io::Error::from_raw_os_error(code).to_string();
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
    "abort" "()" |vm, _| {
        let (own, _) = vm.host.process_ids().map_err(|error| vm.raise_os_error(&error, None))?;
        let refused = vm.host.kill(own as i32, libc::SIGABRT);
        refused.map(|()| Value::NONE).map_err(|error| vm.raise_os_error(&error, None))
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
    "waitpid" "(pid, options, /)" |vm, args| {
        let [pid, options] = [vm.c_int(args[0])?, vm.c_int(args[1])?];
        let (child, status) = vm.waiting(|vm| vm.host.wait(pid, options))?;
        let pair = [child, status].map(|n| Value::small_int_unchecked(i64::from(n)));
        vm.new_tuple(&pair)
    };
    "register_at_fork" "(*, before=None, after_in_child=None, after_in_parent=None)" register_at_fork;
    "fork" "()" |vm, _| Err(vm.not_yet("os.fork"));
    "kill" "(pid, signal, /)" |vm, args| {
        let [pid, signal] = [vm.c_int(args[0])?, vm.c_int(args[1])?];
        vm.host.kill(pid, signal).map_err(|error| vm.raise_os_error(&error, None))?;
        // One that is meant for this process has come.
        vm.poll(1)?;
        Ok(Value::NONE)
    };
    "system" "(command)" system;
}

natives! { SUBPROCESS_FUNCTIONS:
    "fork_exec" "(*args)" fork_exec;
}

/// `_posixsubprocess`: what `subprocess` starts programs with.
pub(crate) static SUBPROCESS: ModuleSpec = ModuleSpec {
    name: "_posixsubprocess",
    doc: "A POSIX helper for the subprocess module.",
    functions: SUBPROCESS_FUNCTIONS,
    init: nothing,
};

/// The texts of a sequence as the operating system takes them.
fn texts(vm: &mut Vm, list: Value) -> PyResult<Vec<CString>> {
    let list = vm.list_of(list)?;
    let mut texts = Vec::new();
    while let Some(text) = list.get(texts.len()) {
        texts.push(vm.path_argument(text)?);
    }
    Ok(texts)
}

/// An argument that may be None.
fn optional<T>(
    vm: &mut Vm,
    value: Value,
    read: impl FnOnce(&mut Vm, Value) -> PyResult<T>,
) -> PyResult<Option<T>> {
    if value.is_none() { Ok(None) } else { read(vm, value).map(Some) }
}

/// A user or group: all bits set for none.
fn identity(vm: &mut Vm, value: Value) -> PyResult<u32> {
    Ok(vm.index(value)? as u32)
}

/// `fork_exec`, with the 22 arguments that `subprocess.Popen` gives it: the number of the new process.
fn fork_exec(vm: &mut Vm, args: &[Value]) -> PyResult {
    let given = args[0].downcast::<Tuple>().map(|args| args.items().to_vec()).unwrap_or_default();
    let Ok(given) = <[Value; 22]>::try_from(given) else {
        return Err(vm.raise_type_error("fork_exec expected 22 arguments"));
    };
    let [arguments, programs, close_fds, kept, directory, environment, rest @ .., preexec] = given;
    let [in_read, _, _, out_write, _, err_write, _, report, restore, session, group_of, gid, gids, uid, mask] =
        rest;
    if !preexec.is_none() {
        return Err(vm.not_yet("functions that run in a new process (preexec_fn)"));
    }
    let closes = vm.truth(close_fds)?;
    let kept_list = vm.list_of(kept)?;
    let mut kept = Vec::new();
    while let Some(fd) = kept_list.get(kept.len()) {
        let fd = vm.c_int(fd)?;
        if fd < 0 || kept.last().is_some_and(|&before| before >= fd) {
            return Err(vm.raise_value_error("bad value(s) in fds_to_keep"));
        }
        kept.push(fd);
    }
    let [report, in_read, out_write, err_write] =
        [report, in_read, out_write, err_write].map(|fd| vm.c_int(fd));
    let (report, streams) = (report?, [in_read?, out_write?, err_write?]);
    if closes && report < 3 {
        return Err(vm.raise_value_error("errpipe_write must be >= 3"));
    }
    let (arguments, programs) = (texts(vm, arguments)?, texts(vm, programs)?);
    let directory = optional(vm, directory, Vm::path_argument)?;
    let environment = optional(vm, environment, texts)?;
    let process_group = vm.c_int(group_of)?;
    let group = optional(vm, gid, identity)?;
    let user = optional(vm, uid, identity)?;
    let mask = vm.c_int(mask)?;
    let groups = optional(vm, gids, |vm, gids| {
        let gids = vm.list_of(gids)?;
        let mut groups = Vec::new();
        while let Some(gid) = gids.get(groups.len()) {
            groups.push(identity(vm, gid)?);
        }
        Ok(groups)
    })?;
    let (restores_signals, new_session) = (vm.truth(restore)?, vm.truth(session)?);
    let spawn = Spawn {
        programs: &programs,
        arguments: &arguments,
        environment: environment.as_deref(),
        directory: directory.as_deref(),
        streams,
        kept: &kept,
        closes,
        restores_signals,
        new_session,
        process_group: (process_group >= 0).then_some(process_group),
        group,
        groups: groups.as_deref(),
        user,
        mask: u32::try_from(mask).ok(),
        report,
    };
    let child = vm.host.spawn(&spawn).map_err(|error| vm.raise_os_error(&error, None))?;
    Ok(Value::small_int_unchecked(i64::from(child)))
}

/// `os.system`: a command of the shell, and what became of it.
fn system(vm: &mut Vm, args: &[Value]) -> PyResult {
    let command = vm.path_argument(args[0])?;
    let (shell, words) = ([c"/bin/sh".to_owned()], [c"sh".to_owned(), c"-c".to_owned(), command]);
    let spawn = Spawn { restores_signals: true, ..Spawn::new(&shell, &words) };
    let child = vm.host.spawn(&spawn).map_err(|error| vm.raise_os_error(&error, None))?;
    let (_, status) = vm.waiting(|vm| vm.host.wait(child, 0))?;
    Ok(Value::small_int_unchecked(i64::from(status)))
}

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
