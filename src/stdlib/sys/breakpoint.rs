//! `breakpoint()`, and what `sys.breakpointhook` does as long as nobody replaces it: it calls what the environment
//! variable `PYTHONBREAKPOINT` names.
//!
//! ```text
//! unset or empty   pdb.set_trace        0           nothing
//! name             builtins.name        a.b.name    `name` of the module `a.b`
//! ```

use crate::objects::Dict;
use crate::stdlib::arguments::ask_packed;
use crate::value::{PyResult, Value};
use crate::vm::Vm;

/// `breakpoint(*args, **kws)`
pub(crate) fn breakpoint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (sys, name) = (vm.intern("sys").value(), vm.intern("breakpointhook"));
    let module = match vm.modules.downcast::<Dict>() {
        Some(modules) => vm.dict_get(modules, sys)?,
        None => None,
    };
    let hook = match module {
        Some(module) => vm.get_attr_or_none(module, name)?,
        None => None,
    };
    match hook {
        Some(hook) => ask_packed(vm, hook, &[], args[0], args[1]),
        None => Err(vm.raise_str(vm.types.runtime_error, "lost sys.breakpointhook")),
    }
}

/// `sys.breakpointhook(*args, **kws)`
pub(super) fn hook(vm: &mut Vm, args: &[Value]) -> PyResult {
    let wanted = wanted(vm);
    let wanted = match wanted.as_str() {
        "" => "pdb.set_trace",
        "0" => return Ok(Value::NONE),
        wanted => wanted,
    };
    let (module, name) = wanted.rsplit_once('.').unwrap_or(("builtins", wanted));
    match find(vm, module, name) {
        Ok(function) => ask_packed(vm, function, &[], args[0], args[1]),
        Err(_) if vm.raised_is(vm.types.import_error) || vm.raised_is(vm.types.attribute_error) => {
            vm.take_raised();
            let message = format!("Ignoring unimportable $PYTHONBREAKPOINT: \"{wanted}\"");
            vm.warn(vm.types.runtime_warning, &message)?;
            Ok(Value::NONE)
        }
        Err(raised) => Err(raised),
    }
}

/// What the variable says; empty where it is not to be read.
fn wanted(vm: &mut Vm) -> String {
    if vm.flags.ignore_environment {
        return String::new();
    }
    let variables = vm.host.environment();
    let found = variables.into_iter().find(|(name, _)| name.as_bytes() == b"PYTHONBREAKPOINT");
    found.map(|(_, value)| value.to_string_lossy().into_owned()).unwrap_or_default()
}

fn find(vm: &mut Vm, module: &str, name: &str) -> PyResult {
    if module.is_empty() || name.is_empty() {
        return Err(vm.raise_str(vm.types.import_error, ""));
    }
    vm.import_attr(module, name)
}
