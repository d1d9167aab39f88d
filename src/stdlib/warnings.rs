//! `_warnings`: the way from native code to the library's `warnings`, which does the work.

use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::value::{PyResult, Value};
use crate::vm::Vm;

natives! { FUNCTIONS:
    "warn" "(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=())" |vm, args| {
        let or_none = |v: Value| v.non_null().unwrap_or(Value::NONE);
        let level = args[2].non_null().unwrap_or(Value::small_int_unchecked(1));
        forward(vm, "warn", &[args[0], or_none(args[1]), level, or_none(args[3])])
    };
    "warn_explicit" "(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)" |vm, args| {
        let all: Vec<Value> = args.iter().map(|v| v.non_null().unwrap_or(Value::NONE)).collect();
        forward(vm, "warn_explicit", &all)
    };
    "_filters_mutated" "()" |_, _| Ok(Value::NONE);
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_warnings",
    doc: "_warnings provides basic warning filtering support.\nIt is a helper module to speed up interpreter start-up.",
    functions: FUNCTIONS,
    init: |vm, module| {
        let action = vm.intern("default");
        add(vm, module, "_defaultaction", action.value())
    },
};

fn forward(vm: &mut Vm, name: &str, args: &[Value]) -> PyResult {
    let warnings = vm.import_module("warnings")?;
    let name = vm.intern(name);
    let function = vm.get_attr(warnings, name)?;
    vm.call(function, args)
}
