//! `_functools`: `reduce`, `partial`, `cmp_to_key` and the wrapper of `lru_cache`.

mod cache;
mod partial;
mod sort_key;

use super::{ModuleSpec, add};
use crate::builtins::{natives, put};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use crate::vm::pending::{Fold, State, fold_or_say};

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
        let key = vm.native_type(&sort_key::KEY);
        // Equal ones may become different.
        put(vm, key.dict(), "__hash__", Value::NONE);
        let placeholder = partial::placeholder(vm)?;
        add(vm, module, "Placeholder", placeholder)
    },
};

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [function, iterable, initial] = [args[0], args[1], args[2]];
    fold_or_say::<Reduction>(
        vm,
        iterable,
        State::new(&[function, initial]),
        "reduce() arg 2 must support iteration",
    )
}

/// Calls a function with what it answered before, and each item.
struct Reduction;

impl Fold for Reduction {
    fn item(vm: &mut Vm, state: &mut State, item: Value) -> PyResult {
        let [function, result, ..] = state.values;
        let result = if result.is_null() { item } else { vm.ask_call(function, &[result, item])? };
        match result {
            Value::CALL_PENDING => Ok(result),
            result => Self::answer(vm, state, result),
        }
    }

    fn answer(_: &mut Vm, state: &mut State, result: Value) -> PyResult {
        state.values[1] = result;
        Ok(Value::NULL)
    }

    fn end(vm: &mut Vm, state: &State) -> PyResult {
        match state.values[1] {
            Value::NULL => Err(vm.raise_type_error("reduce() of empty iterable with no initial value")),
            result => Ok(result),
        }
    }
}
