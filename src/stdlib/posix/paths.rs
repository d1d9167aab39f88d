//! What is done with paths.

use super::{need_none, path_like};
use crate::builtins::natives;
use crate::engine::host::PathChange;
use crate::objects::{Bytes, List, Str};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use std::ffi::CString;

natives! { FUNCTIONS:
    "fspath" "(path)" |vm, args| vm.fs_path(args[0]);
    "getcwd" "()" |vm, _| { let dir = current(vm)?; path_like(vm, &dir, Value::NONE) };
    "getcwdb" "()" |vm, _| { let dir = current(vm)?; vm.new_bytes(dir.as_bytes()) };
    "chdir" "(path)" |vm, args| {
        let path = vm.path_argument(args[0])?;
        let done = vm.host.change_dir(&path);
        finish(vm, done, args[0])
    };
    "listdir" "(path=None)" list_dir;
    "mkdir" "(path, mode=511, *, dir_fd=None)" |vm, args| {
        need_none(vm, args[2], "dir_fd")?;
        let mode = if args[1].is_null() { 0o777 } else { vm.index(args[1])? as u32 };
        change(vm, args[0], |path| PathChange::MakeDir(path, mode))
    };
    "rmdir" "(path, *, dir_fd=None)" |vm, args| {
        need_none(vm, args[1], "dir_fd")?;
        change(vm, args[0], |path| PathChange::RemoveDir(path))
    };
    "remove" "(path, *, dir_fd=None)" |vm, args| {
        need_none(vm, args[1], "dir_fd")?;
        change(vm, args[0], |path| PathChange::Unlink(path))
    };
    "unlink" "(path, *, dir_fd=None)" |vm, args| {
        need_none(vm, args[1], "dir_fd")?;
        change(vm, args[0], |path| PathChange::Unlink(path))
    };
    "rename" "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)" |vm, args| two(vm, args, |a, b| PathChange::Rename(a, b));
    "replace" "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)" |vm, args| two(vm, args, |a, b| PathChange::Rename(a, b));
    "link" "(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)" |vm, args| two(vm, args, |a, b| PathChange::Link(a, b));
    "symlink" "(src, dst, target_is_directory=False, *, dir_fd=None)" |vm, args| {
        need_none(vm, args[3], "dir_fd")?;
        two(vm, &[args[0], args[1], Value::NONE, Value::NONE], |a, b| PathChange::Symlink(a, b))
    };
    "readlink" "(path, *, dir_fd=None)" |vm, args| {
        need_none(vm, args[1], "dir_fd")?;
        let path = vm.path_argument(args[0])?;
        let target = vm.host.read_link(&path).map_err(|error| vm.raise_os_error(&error, Some(args[0])))?;
        path_like(vm, &target, args[0])
    };
    "chmod" "(path, mode, *, dir_fd=None, follow_symlinks=True)" |vm, args| {
        need_none(vm, args[2], "dir_fd")?;
        let mode = vm.index(args[1])? as u32;
        change(vm, args[0], |path| PathChange::Chmod(path, mode))
    };
    "truncate" "(path, length)" |vm, args| {
        let length = vm.index(args[1])?;
        if vm.is_index(args[0]) {
            let fd = vm.index(args[0])? as i32;
            let done = vm.host.truncate(fd, length);
            return finish(vm, done, args[0]);
        }
        change(vm, args[0], |path| PathChange::Truncate(path, length))
    };
    "access" "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)" |vm, args| {
        need_none(vm, args[2], "dir_fd")?;
        let (path, mode) = (vm.path_argument(args[0])?, vm.index(args[1])? as i32);
        Ok(Value::from_bool(vm.host.access(&path, mode)))
    };
    "utime" "(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)" set_times;
    "_path_normpath" "(path)" normalize;
}

fn current(vm: &mut Vm) -> PyResult<CString> {
    vm.host.current_dir().map_err(|error| vm.raise_os_error(&error, None))
}

fn finish(vm: &mut Vm, done: std::io::Result<()>, path: Value) -> PyResult {
    match done {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(vm.raise_os_error(&error, Some(path))),
    }
}

fn change(vm: &mut Vm, path: Value, change: impl FnOnce(&std::ffi::CStr) -> PathChange<'_>) -> PyResult {
    let text = vm.path_argument(path)?;
    let done = vm.host.change(change(&text));
    finish(vm, done, path)
}

fn two(
    vm: &mut Vm,
    args: &[Value],
    change: impl for<'a> FnOnce(&'a std::ffi::CStr, &'a std::ffi::CStr) -> PathChange<'a>,
) -> PyResult {
    need_none(vm, args[2], "src_dir_fd")?;
    need_none(vm, args[3], "dst_dir_fd")?;
    let (from, to) = (vm.path_argument(args[0])?, vm.path_argument(args[1])?);
    match vm.host.change(change(&from, &to)) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(vm.raise_os_error_of_two(&error, args[0], args[1])),
    }
}

fn list_dir(vm: &mut Vm, args: &[Value]) -> PyResult {
    let argument =
        if args[0].is_null() || args[0].is_none() { vm.new_str(".")? } else { vm.fs_path(args[0])? };
    let path = vm.path_argument(argument)?;
    let entries = vm.host.read_dir(&path).map_err(|error| vm.raise_os_error(&error, Some(argument)))?;
    let list = vm.new_list(&[])?;
    for entry in entries {
        let name = path_like(vm, &entry.name, argument)?;
        let pushed = List::push(list, &mut vm.heap, name);
        vm.check(pushed)?;
    }
    Ok(list.value())
}

fn set_times(vm: &mut Vm, args: &[Value]) -> PyResult {
    need_none(vm, args[3], "dir_fd")?;
    let given = |v: Value| !v.is_null() && !v.is_none();
    if given(args[1]) && given(args[2]) {
        let message = "utime: you may specify either 'times' or 'ns' but not both";
        return Err(vm.raise_value_error(message));
    }
    let mut times = [0i128; 2];
    for (i, time) in times.iter_mut().enumerate() {
        let index = Value::small_int_unchecked(i as i64);
        *time = if given(args[2]) {
            let nanos = vm.get_item(args[2], index)?;
            i128::from(vm.index(nanos)?)
        } else if given(args[1]) {
            let seconds = vm.get_item(args[1], index)?;
            match vm.as_float(seconds) {
                Some(seconds) => (seconds * 1e9) as i128,
                None => i128::from(vm.index(seconds)?) * 1_000_000_000,
            }
        } else {
            let now = vm.host.clock(crate::engine::host::Clock::Real);
            now.map_err(|error| vm.raise_os_error(&error, None))?
        };
    }
    change(vm, args[0], |path| PathChange::Times(path, times[0], times[1]))
}

/// `os.path.normpath`: no empty steps, no `.`, and `..` taken back where that is certain.
fn normalize(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = vm.fs_path(args[0])?;
    let bytes = match (path.downcast::<Str>(), path.downcast::<Bytes>()) {
        (Some(text), _) => text.as_bytes().to_vec(),
        (_, Some(bytes)) => bytes.as_slice().to_vec(),
        _ => Vec::new(),
    };
    // Exactly two slashes at the start are a root of their own.
    let root = match bytes.iter().take_while(|&&b| b == b'/').count() {
        0 => 0,
        2 => 2,
        _ => 1,
    };
    let mut steps: Vec<&[u8]> = Vec::new();
    for step in bytes.split(|&b| b == b'/') {
        match step {
            b"" | b"." => {}
            b".." if steps.last().is_some_and(|&last| last != b"..") => {
                steps.pop();
            }
            b".." if root > 0 => {}
            step => steps.push(step),
        }
    }
    let mut out = vec![b'/'; root];
    out.extend_from_slice(&steps.join(&b'/'));
    if out.is_empty() {
        out.push(b'.');
    }
    match path.downcast::<Bytes>() {
        Some(_) => vm.new_bytes(&out),
        None => {
            let text = rustpython_wtf8::Wtf8Buf::from_bytes(out).unwrap_or_default();
            vm.new_str(&text)
        }
    }
}
