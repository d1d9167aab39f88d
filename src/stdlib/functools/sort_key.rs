//! `cmp_to_key`: a key that compares as a function of two items says.
//!
//! ```text
//! KeyWrapper: [the function][the item, NULL in the one that makes keys]
//! ```

use crate::heap::Gc;
use crate::objects::Kind;
use crate::objects::getset::GetSetDef;
use crate::objects::state::State;
use crate::stdlib::class::state_methods;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use pyopt_compiler::syntax::ast::CmpOp;

pub(super) static KEY: TypeSpec =
    TypeSpec { methods: METHODS, getset: FIELDS, ..TypeSpec::new("functools", "KeyWrapper", Kind::State) };

state_methods! { METHODS: KEY;
    "__call__" "(self, obj)" |vm, key, args| Ok(vm.new_state(&KEY, None, &[key.get(0), args[1]]));
    "__lt__" "(self, value, /)" |vm, key, args| compare(vm, key, args[1], CmpOp::Lt);
    "__le__" "(self, value, /)" |vm, key, args| compare(vm, key, args[1], CmpOp::LtE);
    "__eq__" "(self, value, /)" |vm, key, args| compare(vm, key, args[1], CmpOp::Eq);
    "__ne__" "(self, value, /)" |vm, key, args| compare(vm, key, args[1], CmpOp::NotEq);
    "__gt__" "(self, value, /)" |vm, key, args| compare(vm, key, args[1], CmpOp::Gt);
    "__ge__" "(self, value, /)" |vm, key, args| compare(vm, key, args[1], CmpOp::GtE);
}

static FIELDS: &[GetSetDef] = &[GetSetDef::settable(
    "obj",
    |vm, object| {
        let key = vm.state_of(&KEY, object, "obj")?;
        match key.get(1).non_null() {
            Some(item) => Ok(item),
            None => Err(vm.raise_str(vm.types.attribute_error, "object")),
        }
    },
    |vm, object, item| {
        let key = vm.state_of(&KEY, object, "obj")?;
        State::set(key, &mut vm.heap, 1, item.unwrap_or(Value::NULL));
        Ok(())
    },
)];

pub(super) fn cmp_to_key(vm: &mut Vm, args: &[Value]) -> PyResult {
    Ok(vm.new_state(&KEY, None, &[args[0], Value::NULL]))
}

fn compare(vm: &mut Vm, key: Gc<State>, other: Value, op: CmpOp) -> PyResult {
    let Some(other) = State::of(other, &KEY) else {
        return Err(vm.raise_type_error("other argument must be K instance"));
    };
    let (a, b) = (key.get(1), other.get(1));
    if a.is_null() || b.is_null() {
        return Err(vm.raise_str(vm.types.attribute_error, "object"));
    }
    let order = vm.call(key.get(0), &[a, b])?;
    vm.compare(op, order, Value::small_int_unchecked(0))
}
