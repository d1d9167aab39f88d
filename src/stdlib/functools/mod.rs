//! `_functools`: `reduce`, `partial`, `cmp_to_key` and the wrapper of `lru_cache`.

mod cache;
mod partial;
mod sort_key;

use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;

natives! { FUNCTIONS:
    "reduce" "(function, iterable, /, initial=None)" reduce;
    "cmp_to_key" "(mycmp)" sort_key::cmp_to_key;
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_functools",
    doc: "Tools that operate on functions.",
    functions: FUNCTIONS,
    init: |vm, module| {
        let classes: [&'static TypeSpec; 3] = [&partial::PARTIAL, &partial::PLACEHOLDER, &cache::WRAPPER];
        for spec in classes {
            let class = vm.native_type(spec).value();
            add(vm, module, spec.name, class)?;
        }
        let placeholder = partial::placeholder(vm)?;
        add(vm, module, "Placeholder", placeholder)
    },
};

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [function, iterable, initial] = [args[0], args[1], args[2]];
    let iterator = vm.iter(iterable).map_err(|raised| {
        if !vm.raised_is(vm.types.type_error) {
            return raised;
        }
        vm.take_raised();
        vm.raise_type_error("reduce() arg 2 must support iteration")
    })?;
    let mut result = initial;
    while let Some(item) = vm.next(iterator)? {
        vm.poll(1)?;
        result = if result.is_null() { item } else { vm.call(function, &[result, item])? };
    }
    match result {
        Value::NULL => Err(vm.raise_type_error("reduce() of empty iterable with no initial value")),
        result => Ok(result),
    }
}
