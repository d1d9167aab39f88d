//! `_operator`: the operators as functions.

use super::{ModuleSpec, nothing};
use crate::builtins::natives;
use crate::value::Value;
use pyopt_compiler::syntax::ast::Operator;

natives! { FUNCTIONS:
    "add" "(a, b, /)" |vm, args| vm.binary(Operator::Add, false, args[0], args[1]);
    "sub" "(a, b, /)" |vm, args| vm.binary(Operator::Sub, false, args[0], args[1]);
    "mul" "(a, b, /)" |vm, args| vm.binary(Operator::Mult, false, args[0], args[1]);
    "truth" "(a, /)" |vm, args| Ok(Value::from_bool(vm.truth(args[0])?));
    "is_" "(a, b, /)" |_, args| Ok(Value::from_bool(args[0].is(args[1])));
    "is_not" "(a, b, /)" |_, args| Ok(Value::from_bool(!args[0].is(args[1])));
}

pub(crate) static MODULE: ModuleSpec =
    ModuleSpec { name: "_operator", doc: "Operator interface.", functions: FUNCTIONS, init: nothing };
