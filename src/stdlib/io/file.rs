//! `FileIO`: a descriptor of the host.

use super::base::{RAW_BASE, fill};
use super::{int, size_argument, unsupported};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::types::type_flags;
use crate::objects::{Kind, Str};
use crate::stdlib::class::{state_getters, state_methods};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use std::cell::{Cell, RefCell};
use std::io::ErrorKind;

/// What a file owns; `fd` is -1 when it is closed.
#[derive(Default)]
pub(super) struct File {
    pub(super) fd: Cell<i32>,
    readable: Cell<bool>,
    writable: Cell<bool>,
    appending: Cell<bool>,
    created: Cell<bool>,
    closefd: Cell<bool>,
    seekable: RefCell<Option<bool>>,
}

natives! { STATIC: "__new__" "(cls, *args, **kwargs)" |vm, args| {
    let class = vm.state_class(&FILE_IO, args[0])?;
    let file = File::default();
    file.fd.set(-1);
    Ok(vm.new_state_of(class, &FILE_IO, Some(std::rc::Rc::new(file)), &[]))
}; }

state_methods! { METHODS: FILE_IO;
    "__init__" "(self, file, mode='r', closefd=True, opener=None)" init;
    "read" "(self, size=-1, /)" |vm, state, args| match size_argument(vm, args[1])? {
        Some(size) => match read(vm, state, size)? {
            Some(bytes) => vm.new_bytes(&bytes),
            None => Ok(Value::NONE),
        },
        None => read_all(vm, state, args),
    };
    "readall" "(self, /)" read_all;
    "readinto" "(self, buffer, /)" |vm, state, args| {
        let room = vm.len(args[1])?;
        match read(vm, state, room)? {
            Some(bytes) => { fill(vm, args[1], &bytes)?; Ok(int(bytes.len())) }
            None => Ok(Value::NONE),
        }
    };
    "write" "(self, b, /)" |vm, state, args| {
        let bytes = vm.need_bytes(args[1])?;
        match write(vm, state, bytes.as_slice())? {
            Some(count) => Ok(int(count)),
            None => Ok(Value::NONE),
        }
    };
    "seek" "(self, pos, whence=0, /)" |vm, state, args| {
        let offset = vm.index(args[1])?;
        let whence = if args[2].is_null() { 0 } else { vm.index(args[2])? };
        let position = seek(vm, state, offset, whence as i32)?;
        Ok(vm.new_int(position))
    };
    "tell" "(self, /)" |vm, state, _| { let position = seek(vm, state, 0, 1)?; Ok(vm.new_int(position)) };
    "truncate" "(self, size=None, /)" truncate;
    "close" "(self, /)" close;
    "fileno" "(self, /)" |vm, state, _| Ok(Value::small_int_unchecked(i64::from(open_fd(vm, state)?)));
    "isatty" "(self, /)" |vm, state, _| { let fd = open_fd(vm, state)?; Ok(Value::from_bool(vm.host.is_tty(fd))) };
    "_isatty_open_only" "(self, /)" |vm, state, _| { let fd = open_fd(vm, state)?; Ok(Value::from_bool(vm.host.is_tty(fd))) };
    "readable" "(self, /)" |vm, state, _| { open_fd(vm, state)?; Ok(Value::from_bool(state.owned::<File>().readable.get())) };
    "writable" "(self, /)" |vm, state, _| { open_fd(vm, state)?; Ok(Value::from_bool(state.owned::<File>().writable.get())) };
    "seekable" "(self, /)" |vm, state, _| {
        let fd = open_fd(vm, state)?;
        let file = state.owned::<File>();
        let known = *file.seekable.borrow();
        let answer = match known {
            Some(answer) => answer,
            None => vm.host.seek(fd, 0, 1).is_ok(),
        };
        *file.seekable.borrow_mut() = Some(answer);
        Ok(Value::from_bool(answer))
    };
    "__repr__" "(self, /)" repr;
}

state_getters! { GETTERS: FILE_IO;
    "closed" |_, state| Ok(Value::from_bool(state.owned::<File>().fd.get() < 0));
    "closefd" |_, state| Ok(Value::from_bool(state.owned::<File>().closefd.get()));
    "mode" |vm, state| { let mode = mode_text(&state.owned::<File>()); vm.new_str(mode) };
}

/// `_io.FileIO`.
pub(super) static FILE_IO: TypeSpec = TypeSpec {
    flags: type_flags::BASE | type_flags::HAS_DICT,
    base: Some(|vm| vm.native_type(&RAW_BASE)),
    methods: METHODS,
    static_methods: STATIC,
    getset: GETTERS,
    doc: "Open a file.",
    ..TypeSpec::new("_io", "FileIO", Kind::State)
};

fn mode_text(file: &File) -> &'static str {
    match (file.created.get(), file.appending.get(), file.readable.get(), file.writable.get()) {
        (true, _, true, _) => "xb+",
        (true, ..) => "xb",
        (_, true, true, _) => "ab+",
        (_, true, ..) => "ab",
        (_, _, true, true) => "rb+",
        (_, _, true, _) => "rb",
        _ => "wb",
    }
}

pub(super) fn open_fd(vm: &mut Vm, state: Gc<State>) -> PyResult<i32> {
    match state.owned::<File>().fd.get() {
        fd if fd >= 0 => Ok(fd),
        _ => Err(vm.raise_value_error("I/O operation on closed file")),
    }
}

fn bad_mode(vm: &mut Vm) -> Raised {
    vm.raise_value_error("Must have exactly one of create/read/write/append mode and at most one plus")
}

fn init(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let mode = match args[2].downcast::<Str>() {
        Some(mode) => mode.as_wtf8().to_string(),
        None => "r".to_owned(),
    };
    let mut flags = libc::O_CLOEXEC;
    let (mut kinds, mut plus, mut readable, mut writable) = (0, false, false, false);
    let file = state.owned::<File>();
    for letter in mode.chars() {
        match letter {
            'r' => (kinds, readable) = (kinds + 1, true),
            'w' => {
                (kinds, writable) = (kinds + 1, true);
                flags |= libc::O_CREAT | libc::O_TRUNC;
            }
            'x' => {
                (kinds, writable) = (kinds + 1, true);
                file.created.set(true);
                flags |= libc::O_EXCL | libc::O_CREAT;
            }
            'a' => {
                (kinds, writable) = (kinds + 1, true);
                file.appending.set(true);
                flags |= libc::O_APPEND | libc::O_CREAT;
            }
            'b' => {}
            '+' if !plus => plus = true,
            '+' => return Err(bad_mode(vm)),
            _ => return Err(vm.raise_value_error(format!("invalid mode: {mode}"))),
        }
    }
    if kinds != 1 {
        return Err(bad_mode(vm));
    }
    (readable, writable) = (readable || plus, writable || plus);
    flags |= match (readable, writable) {
        (true, true) => libc::O_RDWR,
        (true, false) => libc::O_RDONLY,
        _ => libc::O_WRONLY,
    };
    file.readable.set(readable);
    file.writable.set(writable);
    let closefd = args[3].is_null() || vm.truth(args[3])?;
    file.closefd.set(closefd);
    let fd = match vm.is_index(args[1]) {
        true => {
            let fd = vm.index(args[1])?;
            if fd < 0 {
                return Err(vm.raise_value_error("negative file descriptor"));
            }
            fd as i32
        }
        false if !closefd => {
            return Err(vm.raise_value_error("Cannot use closefd=False with file name"));
        }
        false => open_path(vm, args, flags)?,
    };
    check_no_directory(vm, fd, args[1])?;
    file.fd.set(fd);
    if file.appending.get() {
        let _ = vm.host.seek(fd, 0, 2);
    }
    let name = vm.intern("name");
    vm.set_attr(args[0], name, args[1])?;
    Ok(Value::NONE)
}

fn open_path(vm: &mut Vm, args: &[Value], flags: i32) -> PyResult<i32> {
    let opener = args[4];
    if !opener.is_null() && !opener.is_none() {
        let fd = vm.call(opener, &[args[1], Value::small_int_unchecked(i64::from(flags))])?;
        let fd = vm.index(fd)?;
        if fd < 0 {
            return Err(vm.raise_value_error(format!("opener returned {fd}")));
        }
        return Ok(fd as i32);
    }
    let path = vm.path_argument(args[1])?;
    loop {
        match vm.with_descriptors(|vm| vm.host.open(&path, flags, 0o666)) {
            Ok(fd) => return Ok(fd),
            Err(error) if error.kind() == ErrorKind::Interrupted => vm.poll(1)?,
            Err(error) => return Err(vm.raise_os_error(&error, Some(args[1]))),
        }
    }
}

fn check_no_directory(vm: &mut Vm, fd: i32, name: Value) -> PyResult<()> {
    let error = match vm.host.fstat(fd) {
        Ok(stat) if !stat.is_dir() => return Ok(()),
        Ok(_) => std::io::Error::from_raw_os_error(libc::EISDIR),
        // A descriptor that is none.
        Err(error) if error.raw_os_error() == Some(libc::EBADF) => error,
        Err(_) => return Ok(()),
    };
    if !vm.is_index(name) {
        let _ = vm.host.close(fd);
    }
    Err(vm.raise_os_error(&error, Some(name)))
}

/// Reads up to `size` bytes; `None` when none are there yet and the descriptor does not block.
pub(super) fn read(vm: &mut Vm, state: Gc<State>, size: usize) -> PyResult<Option<Vec<u8>>> {
    let fd = open_fd(vm, state)?;
    if !state.owned::<File>().readable.get() {
        return Err(unsupported(vm, "File not open for reading"));
    }
    let mut bytes = vm.zeros(size)?;
    loop {
        match vm.host.read(fd, &mut bytes) {
            Ok(count) => {
                bytes.truncate(count);
                return Ok(Some(bytes));
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => vm.poll(1)?,
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(None),
            Err(error) => return Err(vm.raise_os_error(&error, None)),
        }
    }
}

fn read_all(vm: &mut Vm, state: Gc<State>, _: &[Value]) -> PyResult {
    match read_rest(vm, state)? {
        Some(bytes) => vm.new_bytes(&bytes),
        None => Ok(Value::NONE),
    }
}

/// Reads to the end.
pub(super) fn read_rest(vm: &mut Vm, state: Gc<State>) -> PyResult<Option<Vec<u8>>> {
    let fd = open_fd(vm, state)?;
    let left = match (vm.host.fstat(fd), vm.host.seek(fd, 0, 1)) {
        (Ok(stat), Ok(at)) if stat.size > at => (stat.size - at) as usize + 1,
        _ => 1 << 13,
    };
    let (mut all, mut next) = (Vec::new(), left);
    loop {
        match read(vm, state, next)? {
            None if all.is_empty() => return Ok(None),
            None => return Ok(Some(all)),
            Some(bytes) if bytes.is_empty() => return Ok(Some(all)),
            Some(bytes) => all.extend_from_slice(&bytes),
        }
        next = (1 << 13).max(all.len().min(1 << 20));
    }
}

/// Writes; how much was taken, or `None` when the descriptor does not block and takes nothing now.
pub(super) fn write(vm: &mut Vm, state: Gc<State>, bytes: &[u8]) -> PyResult<Option<usize>> {
    let fd = open_fd(vm, state)?;
    if !state.owned::<File>().writable.get() {
        return Err(unsupported(vm, "File not open for writing"));
    }
    loop {
        match vm.host.write(fd, bytes) {
            Ok(count) => return Ok(Some(count)),
            Err(error) if error.kind() == ErrorKind::Interrupted => vm.poll(1)?,
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(None),
            Err(error) => return Err(vm.raise_os_error(&error, None)),
        }
    }
}

pub(super) fn seek(vm: &mut Vm, state: Gc<State>, offset: i64, whence: i32) -> PyResult<i64> {
    let fd = open_fd(vm, state)?;
    vm.host.seek(fd, offset, whence).map_err(|error| vm.raise_os_error(&error, None))
}

fn truncate(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let fd = open_fd(vm, state)?;
    if !state.owned::<File>().writable.get() {
        return Err(unsupported(vm, "File not open for writing"));
    }
    let size =
        if args[1].is_null() || args[1].is_none() { seek(vm, state, 0, 1)? } else { vm.index(args[1])? };
    vm.host.truncate(fd, size).map_err(|error| vm.raise_os_error(&error, None))?;
    Ok(vm.new_int(size))
}

fn close(vm: &mut Vm, state: Gc<State>, _: &[Value]) -> PyResult {
    let file = state.owned::<File>();
    let fd = file.fd.replace(-1);
    if fd < 0 {
        return Ok(Value::NONE);
    }
    if file.closefd.get() {
        vm.host.close(fd).map_err(|error| vm.raise_os_error(&error, None))?;
    }
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let class = vm.type_name(args[0]);
    let file = state.owned::<File>();
    if file.fd.get() < 0 {
        return vm.new_str(format!("<{class} [closed]>").as_str());
    }
    let name = vm.intern("name");
    let shown = match vm.get_attr_or_none(args[0], name)? {
        Some(name) => vm.repr(name)?,
        None => Value::NONE,
    };
    let shown = shown.downcast::<Str>().map(|s| s.as_wtf8().to_string());
    let closefd = if file.closefd.get() { "True" } else { "False" };
    let mode = mode_text(&file);
    let text = match shown {
        Some(name) => format!("<{class} name={name} mode='{mode}' closefd={closefd}>"),
        None => format!("<{class} fd={} mode='{mode}' closefd={closefd}>", file.fd.get()),
    };
    vm.new_str(text.as_str())
}

/// Makes a `FileIO`.
pub(super) fn new_file(vm: &mut Vm, file: Value, mode: &str, closefd: Value, opener: Value) -> PyResult {
    let class = vm.native_type(&FILE_IO);
    let mode = vm.new_str(mode)?;
    vm.call(class.value(), &[file, mode, closefd, opener])
}

/// The state of an object that is exactly a `FileIO`, open or not.
pub(super) fn exact(vm: &mut Vm, object: Value) -> Option<Gc<State>> {
    let class = vm.native_type(&FILE_IO);
    State::of(object, &FILE_IO).filter(|_| vm.type_of(object) == class)
}
