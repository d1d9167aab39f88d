//! The modules written in Rust: one file or folder for each, one row here.
//!
//! ```text
//! math.rs:  natives! { FUNCTIONS: "sqrt" "(x, /)" sqrt; … }
//!           pub(crate) static MODULE: ModuleSpec = ModuleSpec { name: "math", doc: "…", functions: FUNCTIONS, init };
//! here:     math::MODULE
//! ```
//!
//! `init` adds what is no function: constants, classes, state. A module is made at its first import.

mod abc;
pub(crate) mod arguments;
pub(crate) mod array;
pub(crate) mod ast;
pub(crate) mod asyncio;
pub(crate) mod atexit;
mod binascii;
mod bisect;
mod blake2;
mod bz2;
pub mod class;
mod cmath;
pub(crate) mod codec_errors;
mod codec_escapes;
mod codec_utf7;
pub(crate) mod codecs;
pub(crate) mod collections;
pub(crate) mod contextvars;
mod csv;
pub(crate) mod decimal;
mod errno;
mod faulthandler;
pub(crate) mod frozen;
mod functools;
mod gc;
mod hashes;
mod heapq;
mod imp;
pub(crate) mod importers;
pub(crate) mod io;
pub(crate) mod itertools;
mod json;
mod locale;
pub(crate) mod marshal;
mod math;
mod multibyte;
mod opcode;
mod operator;
pub(crate) mod pack;
pub(crate) mod pickle;
mod posix;
mod pwd;
mod random;
mod select;
pub(crate) mod signal;
pub(crate) mod slots;
mod socket;
mod sre;
mod string;
pub(crate) mod structseq;
mod suggestions;
mod symtable;
pub(crate) mod sys;
mod sysconfigdata;
mod termios;
mod thread;
mod time;
mod tokenize;
mod tracemalloc;
mod types;
mod typing;
mod unicodedata;
mod values;
pub(crate) mod warnings;
pub(crate) mod weakref;
mod zlib;

use crate::builtins::put;
use crate::heap::Gc;
use crate::objects::{Dict, Module, Native};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native::NativeDef;

/// A module written in Rust.
pub(crate) struct ModuleSpec {
    /// Its full name.
    pub(crate) name: &'static str,
    /// `__doc__`.
    pub(crate) doc: &'static str,
    /// Its functions.
    pub(crate) functions: &'static [NativeDef],
    /// Adds everything else.
    pub(crate) init: fn(&mut Vm, Gc<Module>) -> PyResult<()>,
}

macro_rules! modules {
    (@spec $module:ident) => { &$module::MODULE };
    (@spec $module:ident $spec:ident) => { &$module::$spec };
    ($($module:ident $(:: $spec:ident)?;)*) => {
        /// All of them, by name.
        static MODULES: &[&ModuleSpec] = &[$(modules!(@spec $module $($spec)?)),*];
    };
}

modules! {
    abc;
    array;
    ast;
    asyncio;
    atexit;
    binascii;
    bisect;
    blake2;
    bz2;
    cmath;
    codecs;
    collections;
    contextvars;
    decimal;
    csv;
    errno;
    faulthandler;
    functools;
    gc;
    hashes::MD5;
    hashes::SHA1;
    hashes::SHA2;
    hashes::SHA3;
    heapq;
    imp;
    importers::BOOTSTRAP;
    importers::EXTERNAL;
    io;
    itertools;
    json;
    locale;
    marshal;
    math;
    multibyte;
    multibyte::CN;
    multibyte::HK;
    multibyte::ISO2022;
    multibyte::JP;
    multibyte::KR;
    multibyte::TW;
    opcode;
    operator;
    pack;
    pickle;
    posix;
    posix::SUBPROCESS;
    pwd;
    random;
    select;
    signal;
    socket;
    sre;
    string;
    suggestions;
    symtable;
    sys;
    sysconfigdata;
    termios;
    thread;
    time;
    tokenize;
    tracemalloc;
    types;
    typing;
    unicodedata;
    warnings;
    weakref;
    zlib;
}
/// Those that CPython has built in, so that no file on the path shadows them.
pub(crate) static CORE: &[&str] = &[
    "_abc",
    "_ast",
    "_codecs",
    "_collections",
    "_frozen_importlib",
    "_frozen_importlib_external",
    "_functools",
    "_imp",
    "_io",
    "_locale",
    "_operator",
    "_signal",
    "_sre",
    "_stat",
    "_string",
    "_suggestions",
    "_symtable",
    "_sysconfig",
    "_thread",
    "_tokenize",
    "_tracemalloc",
    "_types",
    "_typing",
    "_warnings",
    "_weakref",
    "atexit",
    "errno",
    "faulthandler",
    "gc",
    "itertools",
    "marshal",
    "posix",
    "pwd",
    "sys",
    "time",
];

/// The native module of that name.
pub(crate) fn find(name: &str) -> Option<&'static ModuleSpec> {
    MODULES.iter().find(|m| m.name == name).copied()
}

/// Makes a native module and puts it into `sys.modules`.
pub(crate) fn load(vm: &mut Vm, spec: &'static ModuleSpec) -> PyResult<Gc<Module>> {
    let name = vm.intern(spec.name);
    let module = vm.new_module(name)?;
    let doc = vm.new_str(spec.doc)?;
    let package = vm.intern("");
    add(vm, module, "__doc__", doc)?;
    add(vm, module, "__package__", package.value())?;
    add_functions(vm, module, spec.functions)?;
    vm.describe_native(module, name)?;
    (spec.init)(vm, module)?;
    let modules = vm.expect::<Dict>(vm.modules, "dict")?;
    vm.dict_set(modules, name.value(), module.value())?;
    Ok(module)
}

/// Adds a family of functions to a module.
pub(crate) fn add_functions(vm: &mut Vm, module: Gc<Module>, table: &'static [NativeDef]) -> PyResult<()> {
    for def in table {
        let native = Native::new(&mut vm.heap, module.value(), def);
        add(vm, module, def.name, native.value())?;
    }
    Ok(())
}

/// Adds a name to a module.
pub(crate) fn add(vm: &mut Vm, module: Gc<Module>, name: &str, value: Value) -> PyResult<()> {
    let key = vm.intern(name);
    vm.dict_set(module.dict(), key.value(), value)
}

/// The `init` of a module that has functions only.
pub(crate) fn nothing(_: &mut Vm, _: Gc<Module>) -> PyResult<()> {
    Ok(())
}

/// Makes `sys.modules`, with `builtins` in it.
///
/// # Panics
/// When the heap's limit leaves no room for it.
pub(crate) fn install(vm: &mut Vm) {
    vm.modules = vm.new_dict().value();
    let (Some(dict), Some(modules)) = (vm.builtins.downcast::<Dict>(), vm.modules.downcast::<Dict>()) else {
        return;
    };
    let name = vm.intern("builtins").value();
    put(vm, dict, "__name__", name);
    for field in ["__doc__", "__loader__", "__spec__"] {
        put(vm, dict, field, Value::NONE);
    }
    let package = vm.intern("").value();
    put(vm, dict, "__package__", package);
    let module = Module::new(&mut vm.heap, crate::objects::Kind::Module as u32, dict);
    put(vm, modules, "builtins", module.value());
}
