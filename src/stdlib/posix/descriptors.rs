//! What is done with descriptors.

use crate::builtins::natives;
use crate::stdlib::structseq::{make_of, structseq};
use crate::value::{PyResult, Value};
use crate::vm::Vm;

structseq! { TERMINAL_SIZE: "os" "terminal_size" ["columns", "lines"] }

natives! { FUNCTIONS:
    "open" "(path, flags, mode=511, *, dir_fd=None)" |vm, args| {
        super::need_none(vm, args[3], "dir_fd")?;
        let (path, flags) = (vm.path_argument(args[0])?, vm.c_int(args[1])?);
        let mode = if args[2].is_null() { 0o777 } else { vm.c_int(args[2])? as u32 };
        let fd = loop {
            match vm.with_descriptors(|vm| vm.host.open(&path, flags, mode)) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => vm.poll(1)?,
                answer => break answer,
            }
        };
        let fd = fd.map_err(|error| vm.raise_os_error(&error, Some(args[0])))?;
        Ok(Value::small_int_unchecked(i64::from(fd)))
    };
    "close" "(fd)" |vm, args| { let fd = vm.c_int(args[0])?; let done = vm.host.close(fd); none(vm, done) };
    "closerange" "(fd_low, fd_high, /)" |vm, args| {
        for fd in vm.c_int(args[0])?..vm.c_int(args[1])? {
            let _ = vm.host.close(fd);
        }
        Ok(Value::NONE)
    };
    "read" "(fd, length, /)" |vm, args| {
        let (fd, length) = (vm.c_int(args[0])?, vm.index(args[1])?);
        if length < 0 {
            let error = std::io::Error::from_raw_os_error(libc::EINVAL);
            return Err(vm.raise_os_error(&error, None));
        }
        let mut bytes = vm.zeros(length as usize)?;
        let count = vm.waiting(|vm| vm.host.read(fd, &mut bytes))?;
        vm.new_bytes(&bytes[..count])
    };
    "write" "(fd, data, /)" |vm, args| {
        let (fd, data) = (vm.c_int(args[0])?, vm.need_bytes(args[1])?);
        let count = vm.waiting(|vm| vm.host.write(fd, data.as_slice()))?;
        Ok(Value::small_int_unchecked(count as i64))
    };
    "lseek" "(fd, position, whence, /)" |vm, args| {
        let (fd, offset, whence) = (vm.c_int(args[0])?, vm.index(args[1])?, vm.c_int(args[2])?);
        let at = vm.host.seek(fd, offset, whence).map_err(|error| vm.raise_os_error(&error, None))?;
        Ok(vm.new_int(at))
    };
    "ftruncate" "(fd, length, /)" |vm, args| {
        let (fd, length) = (vm.c_int(args[0])?, vm.index(args[1])?);
        let done = vm.host.truncate(fd, length);
        none(vm, done)
    };
    "fsync" "(fd)" |vm, args| { let fd = vm.c_int(args[0])?; let done = vm.host.sync(fd); none(vm, done) };
    "isatty" "(fd, /)" |vm, args| { let fd = vm.c_int(args[0])?; Ok(Value::from_bool(vm.host.is_tty(fd))) };
    "dup" "(fd, /)" |vm, args| { let fd = vm.c_int(args[0])?; let new = vm.with_descriptors(|vm| vm.host.dup(fd, None)); descriptor(vm, new) };
    "dup2" "(fd, fd2, inheritable=True)" |vm, args| {
        let (fd, to) = (vm.c_int(args[0])?, vm.c_int(args[1])?);
        let new = vm.host.dup(fd, Some(to));
        descriptor(vm, new)
    };
    "pipe" "()" |vm, _| {
        let ends = vm.with_descriptors(|vm| vm.host.pipe());
        let (read, write) = ends.map_err(|error| vm.raise_os_error(&error, None))?;
        let ends = [read, write].map(|fd| Value::small_int_unchecked(i64::from(fd)));
        vm.new_tuple(&ends)
    };
    "get_inheritable" "(fd, /)" |vm, args| {
        let fd = vm.c_int(args[0])?;
        let inherited = vm.host.inheritable(fd, None).map_err(|error| vm.raise_os_error(&error, None))?;
        Ok(Value::from_bool(inherited))
    };
    "set_inheritable" "(fd, inheritable, /)" |vm, args| {
        let (fd, inherited) = (vm.c_int(args[0])?, vm.index(args[1])? != 0);
        let done = vm.host.inheritable(fd, Some(inherited)).map(|_| ());
        none(vm, done)
    };
    "get_blocking" "(fd, /)" |vm, args| {
        let fd = vm.c_int(args[0])?;
        let blocking = vm.host.is_blocking(fd).map_err(|error| vm.raise_os_error(&error, None))?;
        Ok(Value::from_bool(blocking))
    };
    "set_blocking" "(fd, blocking, /)" |vm, args| {
        let (fd, blocking) = (vm.c_int(args[0])?, vm.truth(args[1])?);
        let done = vm.host.set_blocking(fd, blocking);
        none(vm, done)
    };
    "get_terminal_size" "(fd=1, /)" |vm, args| {
        let fd = if args[0].is_null() { 1 } else { vm.c_int(args[0])? };
        let (columns, lines) = vm.host.terminal_size(fd).map_err(|error| vm.raise_os_error(&error, None))?;
        let size = [columns, lines].map(|n| Value::small_int_unchecked(i64::from(n)));
        make_of(vm, &TERMINAL_SIZE, &size)
    };
}

fn none(vm: &mut Vm, done: std::io::Result<()>) -> PyResult {
    match done {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(vm.raise_os_error(&error, None)),
    }
}

fn descriptor(vm: &mut Vm, fd: std::io::Result<i32>) -> PyResult {
    match fd {
        Ok(fd) => Ok(Value::small_int_unchecked(i64::from(fd))),
        Err(error) => Err(vm.raise_os_error(&error, None)),
    }
}
