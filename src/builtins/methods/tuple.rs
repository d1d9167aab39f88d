//! The methods of `tuple`.

use super::{methods, position};
use crate::heap::Gc;
use crate::objects::Tuple;
use crate::value::{PyResult, Value};
use crate::vm::Vm;

methods! { METHODS: Tuple, "tuple";
    "index" "(self, value, start=0, stop=9223372036854775807, /)" index;
    "count" "(self, value, /)" |vm, tuple, args| {
        let mut count = 0;
        for &item in tuple.items() {
            count += i64::from(vm.equal(item, args[1])?);
        }
        Ok(vm.new_int(count))
    };
    "__getnewargs__" "(self, /)" |vm, tuple, _| {
        let copy = vm.new_tuple(tuple.items())?;
        vm.new_tuple(&[copy])
    };
}

fn index(vm: &mut Vm, tuple: Gc<Tuple>, args: &[Value]) -> PyResult {
    for given in [args[2], args[3]] {
        if !given.is_null() {
            vm.sequence_bound(given)?;
        }
    }
    match position(vm, args, tuple.len(), |at| tuple.items().get(at).copied())? {
        Some(at) => Ok(vm.new_int(at as i64)),
        None => Err(vm.raise_value_error("tuple.index(x): x not in tuple")),
    }
}
