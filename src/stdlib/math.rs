//! `math`: functions of floats and ints.

use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::value::{PyResult, Value};
use crate::vm::Vm;

natives! { FUNCTIONS:
    "sqrt" "(x, /)" |vm, args| {
        let x = float(vm, args[0])?;
        if x < 0.0 {
            let shown = pyopt_compiler::semantics::float::repr(x);
            return Err(vm.raise_value_error(format!("expected a nonnegative input, got {shown}")));
        }
        Ok(vm.new_float(x.sqrt()))
    };
    "fabs" "(x, /)" |vm, args| { let x = float(vm, args[0])?; Ok(vm.new_float(x.abs())) };
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "math",
    doc: "This module provides access to the mathematical functions\ndefined by the C standard.",
    functions: FUNCTIONS,
    init: |vm, module| {
        for (name, value) in [
            ("pi", std::f64::consts::PI),
            ("e", std::f64::consts::E),
            ("tau", std::f64::consts::TAU),
            ("inf", f64::INFINITY),
            ("nan", f64::NAN),
        ] {
            let value = vm.new_float(value);
            add(vm, module, name, value)?;
        }
        Ok(())
    },
};

/// An argument as a float.
fn float(vm: &mut Vm, value: Value) -> PyResult<f64> {
    if let Some(converted) = vm.as_int(&value).map(pyopt_compiler::semantics::int::to_f64) {
        return converted.map_err(|e| vm.raise_semantic(e));
    }
    match vm.as_float(value) {
        Some(f) => Ok(f),
        None => {
            let class = vm.type_name(value);
            Err(vm.raise_type_error(format!("must be real number, not {class}")))
        }
    }
}
