//! `posix`: what `os` is made of.

mod descriptors;
mod paths;
mod process;
mod stat;

use super::{ModuleSpec, add, add_functions};
use crate::heap::Gc;
use crate::objects::{Bytes, Module};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::find::path_text;
use std::ffi::CStr;

pub(crate) use process::{SUBPROCESS, kernel_text};

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "posix",
    doc: "This module provides access to operating system functionality that is\n\
          standardized by the C Standard and the POSIX standard.",
    functions: paths::FUNCTIONS,
    init,
};

static CONSTANTS: &[(&str, i32)] = &[
    ("F_OK", 0),
    ("R_OK", 4),
    ("W_OK", 2),
    ("X_OK", 1),
    ("O_RDONLY", libc::O_RDONLY),
    ("O_WRONLY", libc::O_WRONLY),
    ("O_RDWR", libc::O_RDWR),
    ("O_CREAT", libc::O_CREAT),
    ("O_EXCL", libc::O_EXCL),
    ("O_TRUNC", libc::O_TRUNC),
    ("O_APPEND", libc::O_APPEND),
    ("O_NONBLOCK", libc::O_NONBLOCK),
    ("O_SYNC", libc::O_SYNC),
    ("O_NOFOLLOW", libc::O_NOFOLLOW),
    ("O_DIRECTORY", libc::O_DIRECTORY),
    ("O_CLOEXEC", libc::O_CLOEXEC),
    ("O_NOCTTY", libc::O_NOCTTY),
    ("WNOHANG", libc::WNOHANG),
    ("WUNTRACED", libc::WUNTRACED),
    ("WCONTINUED", libc::WCONTINUED),
    ("EX_OK", 0),
    ("EX_USAGE", 64),
    ("EX_DATAERR", 65),
    ("EX_NOINPUT", 66),
    ("EX_NOUSER", 67),
    ("EX_NOHOST", 68),
    ("EX_UNAVAILABLE", 69),
    ("EX_SOFTWARE", 70),
    ("EX_OSERR", 71),
    ("EX_OSFILE", 72),
    ("EX_CANTCREAT", 73),
    ("EX_IOERR", 74),
    ("EX_TEMPFAIL", 75),
    ("EX_PROTOCOL", 76),
    ("EX_NOPERM", 77),
    ("EX_CONFIG", 78),
    ("TMP_MAX", 238_328),
    ("NGROUPS_MAX", 65_536),
];

fn init(vm: &mut Vm, module: Gc<Module>) -> PyResult<()> {
    for table in [descriptors::FUNCTIONS, process::FUNCTIONS, stat::FUNCTIONS] {
        add_functions(vm, module, table)?;
    }
    for &(name, number) in CONSTANTS {
        add(vm, module, name, Value::small_int_unchecked(i64::from(number)))?;
    }
    let environment = vm.new_dict();
    for (name, value) in vm.host.environment() {
        let (name, value) = (vm.new_bytes(name.as_bytes())?, vm.new_bytes(value.as_bytes())?);
        vm.dict_set(environment, name, value)?;
    }
    add(vm, module, "environ", environment.value())?;
    let error = vm.types.os_error.value();
    add(vm, module, "error", error)?;
    let none = vm.new_list(&[])?;
    add(vm, module, "_have_functions", none.value())?;
    stat::add_classes(vm, module)?;
    process::add_classes(vm, module)
}

/// A path of the operating system, in the kind that the argument had: bytes for bytes, else str.
fn path_like(vm: &mut Vm, path: &CStr, argument: Value) -> PyResult {
    if argument.downcast::<Bytes>().is_some() {
        return vm.new_bytes(path.to_bytes());
    }
    vm.new_str(path_text(path.to_bytes()))
}

/// `dir_fd` and its like, which other arguments than None are not taken for yet.
fn need_none(vm: &mut Vm, value: Value, what: &str) -> PyResult<()> {
    if value.is_null() || value.is_none() { Ok(()) } else { Err(vm.not_yet(&format!("{what}="))) }
}
