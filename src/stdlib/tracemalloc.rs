//! `tracemalloc`, of an engine that traces no allocations: what asks whether they are traced gets the answer, what wants
//! them traced an error.

use super::{ModuleSpec, nothing};
use crate::builtins::natives;
use crate::value::Value;

natives! { FUNCTIONS:
    "is_tracing" "()" |_, _| Ok(Value::FALSE);
    "get_object_traceback" "(obj, /)" |_, _| Ok(Value::NONE);
    "get_traceback_limit" "()" |vm, _| Ok(vm.new_int(1));
    "get_traced_memory" "()" |vm, _| vm.new_tuple(&[Value::small_int_unchecked(0); 2]);
    "get_tracemalloc_memory" "()" |vm, _| Ok(vm.new_int(0));
    "clear_traces" "()" |_, _| Ok(Value::NONE);
    "reset_peak" "()" |_, _| Ok(Value::NONE);
    "stop" "()" |_, _| Ok(Value::NONE);
    "start" "(nframe=1, /)" |vm, _| {
        Err(vm.raise_str(vm.types.runtime_error, "tracemalloc.start(): this engine does not trace allocations"))
    };
    "take_snapshot" "()" |vm, _| {
        let message = "the tracemalloc module must be tracing memory allocations to take a snapshot";
        Err(vm.raise_str(vm.types.runtime_error, message))
    };
}

pub(crate) static MODULE: ModuleSpec =
    ModuleSpec { name: "tracemalloc", doc: "", functions: FUNCTIONS, init: nothing };
