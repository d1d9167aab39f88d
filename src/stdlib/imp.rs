//! `_imp`: what importlib asks of the engine.

use super::importers::{known, raise_unknown};
use super::{ModuleSpec, add, find, frozen};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::{Bytes, Kind, Module, Str};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::secret::HashSecret;

natives! { FUNCTIONS:
    "lock_held" "()" |_, _| Ok(Value::FALSE);
    "acquire_lock" "()" |_, _| Ok(Value::NONE);
    "release_lock" "()" |_, _| Ok(Value::NONE);
    "is_builtin" "(name, /)" |vm, args| {
        let name = name(vm, args[0])?;
        Ok(Value::small_int_unchecked(i64::from(known(&name).0)))
    };
    "is_frozen" "(name, /)" |vm, args| { let name = name(vm, args[0])?; Ok(Value::from_bool(known(&name).1)) };
    "is_frozen_package" "(name, /)" |vm, args| Ok(Value::from_bool(library(vm, args[0])?.is_package));
    "find_frozen" "(name, /, *, withdata=False)" find_frozen;
    "get_frozen_object" "(name, data=None, /)" |vm, args| {
        let code = library(vm, args[0])?.code();
        Ok(vm.load_trusted_code(&code)?.value())
    };
    "init_frozen" "(name, /)" |vm, args| { let name = name(vm, args[0])?; vm.import_module(&name) };
    "create_builtin" "(spec, /)" create_builtin;
    "exec_builtin" "(mod, /)" |_, _| Ok(Value::small_int_unchecked(0));
    "create_dynamic" "(spec, file=None, /)" |vm, _| Err(vm.raise_str(vm.types.import_error, "pyopt loads no extension modules"));
    "extension_suffixes" "()" |vm, _| vm.new_list(&[]).map(Into::into);
    "source_hash" "(key, source)" source_hash;
    "_fix_co_filename" "(code, path, /)" |_, _| Ok(Value::NONE);
    "_override_multi_interp_extensions_check" "(override, /)" |_, _| Ok(Value::small_int_unchecked(0));
    "_override_frozen_modules_for_tests" "(override, /)" |_, _| Ok(Value::NONE);
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_imp",
    doc: "(Extremely) low-level import machinery bits as used by importlib.",
    functions: FUNCTIONS,
    init,
};

fn init(vm: &mut Vm, module: Gc<Module>) -> PyResult<()> {
    let mode = vm.intern("default");
    add(vm, module, "check_hash_based_pycs", mode.value())?;
    add(vm, module, "pyc_magic_number_token", Value::small_int_unchecked(168_627_755))
}

fn name(vm: &mut Vm, value: Value) -> PyResult<String> {
    vm.expect::<Str>(value, "str").map(|s| s.as_wtf8().to_string())
}

fn library(vm: &mut Vm, value: Value) -> PyResult<&'static frozen::Frozen> {
    let name = vm.expect::<Str>(value, "str")?;
    match name.as_str().and_then(frozen::find) {
        Some(found) => Ok(found),
        None => Err(raise_unknown(vm, name, "No such frozen object named")),
    }
}

fn find_frozen(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = name(vm, args[0])?;
    match frozen::find(&name) {
        Some(found) => {
            let origin = vm.new_str(found.name)?;
            vm.new_tuple(&[Value::NONE, Value::from_bool(found.is_package), origin])
        }
        None => Ok(Value::NONE),
    }
}

fn create_builtin(vm: &mut Vm, args: &[Value]) -> PyResult {
    let key = vm.intern("name");
    let name = vm.get_attr(args[0], key)?;
    let name = vm.expect::<Str>(name, "str")?;
    match name.as_str().and_then(find) {
        Some(spec) => super::load(vm, spec).map(Gc::value),
        None => Ok(Value::NONE),
    }
}

fn source_hash(vm: &mut Vm, args: &[Value]) -> PyResult {
    let key = vm.index(args[0])? as u64;
    let source = vm.expect::<Bytes>(args[1], "bytes")?;
    let hash = HashSecret::new([key, 0]).siphash13(source.as_slice()).to_le_bytes();
    let bytes = Bytes::new(&mut vm.heap, Kind::Bytes as u32, false, &hash);
    vm.check(bytes).map(Gc::value)
}
