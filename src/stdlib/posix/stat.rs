//! `stat` and `scandir`.

use super::{need_none, path_like};
use crate::builtins::natives;
use crate::engine::host::{DirEntry, FileStat};
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::{Bytes, Kind, Module, Str};
use crate::stdlib::add;
use crate::stdlib::class::{state_getters, state_methods};
use crate::stdlib::structseq::{self, structseq};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::find::{os_path, path_text};
use crate::vm::native_type::TypeSpec;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

natives! { FUNCTIONS:
    "stat" "(path, *, dir_fd=None, follow_symlinks=True)" |vm, args| {
        need_none(vm, args[1], "dir_fd")?;
        let follow = args[2].is_null() || vm.truth(args[2])?;
        stat(vm, args[0], follow)
    };
    "lstat" "(path, *, dir_fd=None)" |vm, args| { need_none(vm, args[1], "dir_fd")?; stat(vm, args[0], false) };
    "fstat" "(fd)" |vm, args| {
        let fd = vm.index(args[0])? as i32;
        let found = vm.host.fstat(fd).map_err(|error| vm.raise_os_error(&error, None))?;
        new_result(vm, &found)
    };
    "scandir" "(path=None)" scan;
}

structseq! { STAT_RESULT: "os" "stat_result" [
    "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size",
    "__atime_seconds", "__mtime_seconds", "__ctime_seconds",
] hidden [
    "st_atime" "time of last access", "st_mtime" "time of last modification", "st_ctime" "time of last change",
    "st_atime_ns" "time of last access in nanoseconds", "st_mtime_ns" "time of last modification in nanoseconds",
    "st_ctime_ns" "time of last change in nanoseconds",
    "st_blksize" "blocksize for filesystem I/O", "st_blocks" "number of blocks allocated",
    "st_rdev" "device type (if inode device)",
] }

pub(super) fn add_classes(vm: &mut Vm, module: Gc<Module>) -> PyResult<()> {
    let class = structseq::class(vm, &STAT_RESULT)?;
    add(vm, module, "stat_result", class.value())?;
    let class = structseq::class(vm, &super::descriptors::TERMINAL_SIZE)?;
    add(vm, module, "terminal_size", class.value())?;
    let class = vm.native_type(&DIR_ENTRY);
    add(vm, module, "DirEntry", class.value())
}

fn stat(vm: &mut Vm, path: Value, follow: bool) -> PyResult {
    let found = if vm.is_index(path) {
        let fd = vm.index(path)? as i32;
        vm.host.fstat(fd)
    } else {
        let text = vm.path_argument(path).map_err(|raised| {
            if vm.raised_is(vm.types.type_error) {
                let class = vm.type_name(path);
                vm.raised = Value::NULL;
                let message =
                    format!("stat: path should be string, bytes, os.PathLike or integer, not {class}");
                return vm.raise_type_error(message);
            }
            raised
        })?;
        vm.host.stat(&text, follow)
    };
    match found {
        Ok(found) => new_result(vm, &found),
        Err(error) => Err(vm.raise_os_error(&error, Some(path))),
    }
}

fn new_result(vm: &mut Vm, s: &FileStat) -> PyResult {
    let seconds = |nanos: i128| nanos.div_euclid(1_000_000_000) as i64;
    let numbers = [
        i64::from(s.mode),
        s.ino as i64,
        s.dev as i64,
        s.nlink as i64,
        i64::from(s.uid),
        i64::from(s.gid),
        s.size,
        seconds(s.atime),
        seconds(s.mtime),
        seconds(s.ctime),
    ];
    let items = numbers.map(|n| vm.new_int(n));
    let result = structseq::make_of(vm, &STAT_RESULT, &items)?;
    for (name, nanos) in [("st_atime", s.atime), ("st_mtime", s.mtime), ("st_ctime", s.ctime)] {
        let (key, value) = (vm.intern(name).value(), vm.new_float(nanos as f64 / 1e9));
        structseq::set_hidden(vm, result, key, value)?;
        let (key, value) = (vm.intern(format!("{name}_ns").as_str()).value(), vm.new_int(nanos as i64));
        structseq::set_hidden(vm, result, key, value)?;
    }
    for (name, number) in [("st_blksize", s.blksize), ("st_blocks", s.blocks), ("st_rdev", s.rdev as i64)] {
        let (key, value) = (vm.intern(name).value(), vm.new_int(number));
        structseq::set_hidden(vm, result, key, value)?;
    }
    Ok(result)
}

/// What `scandir` has still to give; the directory's path is field 0.
type Entries = RefCell<VecDeque<DirEntry>>;

fn scan(vm: &mut Vm, args: &[Value]) -> PyResult {
    let path = if args[0].is_null() || args[0].is_none() { vm.new_str(".")? } else { vm.fs_path(args[0])? };
    let text = vm.path_argument(path)?;
    let entries = vm.host.read_dir(&text).map_err(|error| vm.raise_os_error(&error, Some(path)))?;
    let owned: Rc<dyn std::any::Any> = Rc::new(Entries::new(entries.into()));
    Ok(vm.new_state(&SCANDIR, Some(owned), &[path]))
}

state_methods! { SCANDIR_METHODS: SCANDIR;
    "close" "(self, /)" |_, state, _| { state.owned::<Entries>().borrow_mut().clear(); Ok(Value::NONE) };
    "__enter__" "(self, /)" |_, _, args| Ok(args[0]);
    "__exit__" "(self, /, *args)" |_, state, _| { state.owned::<Entries>().borrow_mut().clear(); Ok(Value::NONE) };
}

static SCANDIR: TypeSpec = TypeSpec {
    methods: SCANDIR_METHODS,
    iter_next: Some(|vm, iterator| {
        let state = vm.state_of(&SCANDIR, iterator, "__next__")?;
        let next = state.owned::<Entries>().borrow_mut().pop_front();
        let Some(entry) = next else { return Ok(None) };
        let directory = state.get(0);
        let name = path_like(vm, &entry.name, directory)?;
        let path = joined(vm, directory, &entry)?;
        Ok(Some(vm.new_state(&DIR_ENTRY, Some(Rc::new(entry)), &[name, path])))
    }),
    ..TypeSpec::new("posix", "ScandirIterator", Kind::State)
};

fn joined(vm: &mut Vm, directory: Value, entry: &DirEntry) -> PyResult {
    let mut path = match (directory.downcast::<Str>(), directory.downcast::<Bytes>()) {
        (Some(text), _) => os_path(text.as_wtf8()).map(|p| p.into_bytes()).unwrap_or_default(),
        (_, Some(bytes)) => bytes.as_slice().to_vec(),
        _ => Vec::new(),
    };
    if !path.ends_with(b"/") {
        path.push(b'/');
    }
    path.extend_from_slice(entry.name.as_bytes());
    if directory.is_kind(Kind::Bytes) { vm.new_bytes(&path) } else { vm.new_str(path_text(&path)) }
}

const NAME: usize = 0;
const PATH: usize = 1;

state_methods! { ENTRY_METHODS: DIR_ENTRY;
    "is_dir" "(self, *, follow_symlinks=True)" |vm, state, args| is_kind(vm, state, args[1], libc::DT_DIR);
    "is_file" "(self, *, follow_symlinks=True)" |vm, state, args| is_kind(vm, state, args[1], libc::DT_REG);
    "is_symlink" "(self, /)" |vm, state, _| is_kind(vm, state, Value::FALSE, libc::DT_LNK);
    "is_junction" "(self, /)" |_, _, _| Ok(Value::FALSE);
    "stat" "(self, *, follow_symlinks=True)" |vm, state, args| {
        let follow = args[1].is_null() || vm.truth(args[1])?;
        stat(vm, state.get(PATH), follow)
    };
    "inode" "(self, /)" |vm, state, _| { let ino = state.owned::<DirEntry>().ino; Ok(vm.new_int(ino as i64)) };
    "__fspath__" "(self, /)" |_, state, _| Ok(state.get(PATH));
    "__repr__" "(self, /)" |vm, state, _| {
        let name = vm.repr(state.get(NAME))?;
        let name = name.downcast::<Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default();
        vm.new_str(format!("<DirEntry {name}>").as_str())
    };
}

state_getters! { ENTRY_GETTERS: DIR_ENTRY;
    "name" |_, state| Ok(state.get(NAME));
    "path" |_, state| Ok(state.get(PATH));
}

/// `os.DirEntry`.
static DIR_ENTRY: TypeSpec = TypeSpec {
    methods: ENTRY_METHODS,
    class_methods: crate::builtins::SUBSCRIPTED,
    getset: ENTRY_GETTERS,
    ..TypeSpec::new("posix", "DirEntry", Kind::State)
};

fn is_kind(vm: &mut Vm, state: Gc<State>, follow: Value, wanted: u8) -> PyResult {
    let entry = state.owned::<DirEntry>();
    let follow = follow.is_null() || vm.truth(follow)?;
    if entry.kind != libc::DT_UNKNOWN && !(entry.kind == libc::DT_LNK && follow) {
        return Ok(Value::from_bool(entry.kind == wanted));
    }
    let path = vm.path_argument(state.get(PATH))?;
    match vm.host.stat(&path, follow) {
        Ok(stat) => Ok(Value::from_bool((stat.mode >> 12) as u8 & 0o17 == wanted)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Value::FALSE),
        Err(error) => Err(vm.raise_os_error(&error, Some(state.get(PATH)))),
    }
}
