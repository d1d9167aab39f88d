//! `weakref.proxy`: stands for its target in every operation, while that lives.
//!
//! ```text
//! fields: [reference]
//! ```

use super::check_weakrefable;
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::{Kind, Str, Type, WeakRef};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use pyopt_compiler::syntax::ast::{CmpOp, Operator, UnaryOp};

pub(super) static PROXY: TypeSpec =
    TypeSpec { methods: METHODS, ..TypeSpec::new("weakref", "ProxyType", Kind::State) };

pub(super) static CALLABLE: TypeSpec = TypeSpec {
    base: Some(|vm| vm.native_type(&PROXY)),
    methods: CALLING,
    ..TypeSpec::new("weakref", "CallableProxyType", Kind::State)
};

/// `weakref.proxy(object, callback=None)`
pub(super) fn make(vm: &mut Vm, args: &[Value]) -> PyResult {
    check_weakrefable(vm, args[0])?;
    let callable = vm.is_callable(args[0]);
    let spec = if callable { &CALLABLE } else { &PROXY };
    let callback = args[1].non_null().filter(|c| !c.is_none());
    if callback.is_none() {
        // One without callback is shared.
        let shared = vm.heap.weak_references(args[0]).find_map(|weak| {
            let proxy = proxy_of(weak).filter(|_| weak.callback.get().is_null())?;
            State::of(proxy, spec).is_some().then_some(proxy)
        });
        if let Some(shared) = shared {
            return Ok(shared);
        }
    }
    let proxy = vm.new_state(spec, None, &[Value::NULL]);
    let shape = vm.types.weakref.root_shape().0;
    // The callback is called with the proxy, which the reference stands for.
    let callback = match callback {
        Some(callback) => vm.new_tuple(&[callback, proxy])?,
        None => Value::NULL,
    };
    let weak = WeakRef::new(&mut vm.heap, shape, args[0], callback);
    if let (Some(state), Some(weak)) = (proxy.downcast::<State>(), weak) {
        State::set(state, &mut vm.heap, 0, weak.value());
        vm.heap.set(weak, &weak.hash, proxy);
    }
    Ok(proxy)
}

/// The proxy that a reference stands behind.
pub(super) fn proxy_of(weak: Gc<WeakRef>) -> Option<Value> {
    let proxy = weak.hash.get();
    (!proxy.is_null() && proxy.is_kind(Kind::State)).then_some(proxy)
}

/// What a value stands for: a proxy's target, or itself.
fn target(vm: &mut Vm, value: Value) -> PyResult {
    let Some(state) = State::of(value, &PROXY).or_else(|| State::of(value, &CALLABLE)) else {
        return Ok(value);
    };
    match state.get(0).downcast::<WeakRef>().and_then(|w| w.get()) {
        Some(target) => Ok(target),
        None => Err(vm.raise_str(vm.types.reference_error, "weakly-referenced object no longer exists")),
    }
}

fn binary(vm: &mut Vm, op: Operator, inplace: bool, a: Value, b: Value) -> PyResult {
    let (a, b) = (target(vm, a)?, target(vm, b)?);
    vm.binary(op, inplace, a, b)
}

fn compare(vm: &mut Vm, op: CmpOp, args: &[Value]) -> PyResult {
    let (a, b) = (target(vm, args[0])?, target(vm, args[1])?);
    vm.compare(op, a, b)
}

/// The target as a builtin class makes it.
fn convert(vm: &mut Vm, proxy: Value, class: Gc<Type>) -> PyResult {
    let value = target(vm, proxy)?;
    vm.call(class.value(), &[value])
}

fn unary(vm: &mut Vm, op: UnaryOp, args: &[Value]) -> PyResult {
    let value = target(vm, args[0])?;
    vm.unary(op, value)
}

natives! { CALLING:
    "__call__" "(self, /, *args, **kwargs)" |vm, args| {
        let callable = target(vm, args[0])?;
        crate::stdlib::arguments::ask_packed(vm, callable, &[], args[1], args[2])
    };
}

natives! { METHODS:
    "__getattribute__" "(self, name, /)" |vm, args| {
        let value = target(vm, args[0])?;
        let name = vm.expect::<Str>(args[1], "str")?;
        vm.get_attr(value, name)
    };
    "__setattr__" "(self, name, value, /)" |vm, args| {
        let value = target(vm, args[0])?;
        let name = vm.expect::<Str>(args[1], "str")?;
        vm.set_attr(value, name, args[2]).map(|()| Value::NONE)
    };
    "__delattr__" "(self, name, /)" |vm, args| {
        let value = target(vm, args[0])?;
        let name = vm.expect::<Str>(args[1], "str")?;
        vm.delete_attr(value, name).map(|()| Value::NONE)
    };
    "__repr__" "(self, /)" |vm, args| {
        let value = target(vm, args[0])?;
        let class = vm.type_name(value);
        let (at, to) = (args[0].bits(), value.bits());
        vm.new_str(format!("<weakproxy at {at:#x} to {class} at {to:#x}>").as_str())
    };
    "__str__" "(self, /)" |vm, args| { let value = target(vm, args[0])?; vm.str_of(value) };
    "__hash__" "(self, /)" |vm, args| {
        let class = vm.type_name(args[0]);
        Err(vm.raise_type_error(format!("unhashable type: '{class}'")))
    };
    "__bool__" "(self, /)" |vm, args| { let value = target(vm, args[0])?; vm.truth(value).map(Value::from_bool) };
    "__len__" "(self, /)" |vm, args| {
        let value = target(vm, args[0])?;
        let length = vm.len(value)?;
        Ok(vm.new_int(length as i64))
    };
    "__contains__" "(self, key, /)" |vm, args| {
        let value = target(vm, args[0])?;
        vm.contains(value, args[1]).map(Value::from_bool)
    };
    "__getitem__" "(self, key, /)" |vm, args| { let value = target(vm, args[0])?; vm.get_item(value, args[1]) };
    "__setitem__" "(self, key, value, /)" |vm, args| {
        let value = target(vm, args[0])?;
        vm.set_item(value, args[1], args[2]).map(|()| Value::NONE)
    };
    "__delitem__" "(self, key, /)" |vm, args| {
        let value = target(vm, args[0])?;
        vm.delete_item(value, args[1]).map(|()| Value::NONE)
    };
    "__iter__" "(self, /)" |vm, args| { let value = target(vm, args[0])?; vm.iter(value) };
    "__next__" "(self, /)" |vm, args| {
        let value = target(vm, args[0])?;
        let name = vm.intern("__next__");
        if vm.type_of(value).lookup(name).is_none() {
            let class = vm.type_name(value);
            let message = format!("Weakref proxy referenced a non-iterator '{class}' object");
            return Err(vm.raise_type_error(message));
        }
        match vm.next(value)? {
            Some(item) => Ok(item),
            None => Err(vm.end_of_iteration()),
        }
    };
    "__reversed__" "(self, /)" |vm, args| { let value = target(vm, args[0])?; vm.reversed(value) };
    "__bytes__" "(self, /)" |vm, args| convert(vm, args[0], vm.types.bytes);
    "__int__" "(self, /)" |vm, args| convert(vm, args[0], vm.types.int);
    "__float__" "(self, /)" |vm, args| convert(vm, args[0], vm.types.float);
    "__index__" "(self, /)" |vm, args| { let value = target(vm, args[0])?; vm.index_value(value) };
    "__abs__" "(self, /)" |vm, args| {
        let value = target(vm, args[0])?;
        crate::builtins::absolute(vm, &[value])
    };
    "__divmod__" "(self, value, /)" |vm, args| {
        let (a, b) = (target(vm, args[0])?, target(vm, args[1])?);
        vm.divmod(a, b)
    };
    "__rdivmod__" "(self, value, /)" |vm, args| {
        let (a, b) = (target(vm, args[1])?, target(vm, args[0])?);
        vm.divmod(a, b)
    };
    "__eq__" "(self, value, /)" |vm, args| compare(vm, CmpOp::Eq, args);
    "__ne__" "(self, value, /)" |vm, args| compare(vm, CmpOp::NotEq, args);
    "__lt__" "(self, value, /)" |vm, args| compare(vm, CmpOp::Lt, args);
    "__le__" "(self, value, /)" |vm, args| compare(vm, CmpOp::LtE, args);
    "__gt__" "(self, value, /)" |vm, args| compare(vm, CmpOp::Gt, args);
    "__ge__" "(self, value, /)" |vm, args| compare(vm, CmpOp::GtE, args);
    "__neg__" "(self, /)" |vm, args| unary(vm, UnaryOp::USub, args);
    "__pos__" "(self, /)" |vm, args| unary(vm, UnaryOp::UAdd, args);
    "__invert__" "(self, /)" |vm, args| unary(vm, UnaryOp::Invert, args);
    "__add__" "(self, value, /)" |vm, args| binary(vm, Operator::Add, false, args[0], args[1]);
    "__radd__" "(self, value, /)" |vm, args| binary(vm, Operator::Add, false, args[1], args[0]);
    "__iadd__" "(self, value, /)" |vm, args| binary(vm, Operator::Add, true, args[0], args[1]);
    "__sub__" "(self, value, /)" |vm, args| binary(vm, Operator::Sub, false, args[0], args[1]);
    "__rsub__" "(self, value, /)" |vm, args| binary(vm, Operator::Sub, false, args[1], args[0]);
    "__isub__" "(self, value, /)" |vm, args| binary(vm, Operator::Sub, true, args[0], args[1]);
    "__mul__" "(self, value, /)" |vm, args| binary(vm, Operator::Mult, false, args[0], args[1]);
    "__rmul__" "(self, value, /)" |vm, args| binary(vm, Operator::Mult, false, args[1], args[0]);
    "__imul__" "(self, value, /)" |vm, args| binary(vm, Operator::Mult, true, args[0], args[1]);
    "__matmul__" "(self, value, /)" |vm, args| binary(vm, Operator::MatMult, false, args[0], args[1]);
    "__rmatmul__" "(self, value, /)" |vm, args| binary(vm, Operator::MatMult, false, args[1], args[0]);
    "__imatmul__" "(self, value, /)" |vm, args| binary(vm, Operator::MatMult, true, args[0], args[1]);
    "__truediv__" "(self, value, /)" |vm, args| binary(vm, Operator::Div, false, args[0], args[1]);
    "__rtruediv__" "(self, value, /)" |vm, args| binary(vm, Operator::Div, false, args[1], args[0]);
    "__itruediv__" "(self, value, /)" |vm, args| binary(vm, Operator::Div, true, args[0], args[1]);
    "__floordiv__" "(self, value, /)" |vm, args| binary(vm, Operator::FloorDiv, false, args[0], args[1]);
    "__rfloordiv__" "(self, value, /)" |vm, args| binary(vm, Operator::FloorDiv, false, args[1], args[0]);
    "__ifloordiv__" "(self, value, /)" |vm, args| binary(vm, Operator::FloorDiv, true, args[0], args[1]);
    "__mod__" "(self, value, /)" |vm, args| binary(vm, Operator::Mod, false, args[0], args[1]);
    "__rmod__" "(self, value, /)" |vm, args| binary(vm, Operator::Mod, false, args[1], args[0]);
    "__imod__" "(self, value, /)" |vm, args| binary(vm, Operator::Mod, true, args[0], args[1]);
    "__pow__" "(self, value, /)" |vm, args| binary(vm, Operator::Pow, false, args[0], args[1]);
    "__rpow__" "(self, value, /)" |vm, args| binary(vm, Operator::Pow, false, args[1], args[0]);
    "__ipow__" "(self, value, /)" |vm, args| binary(vm, Operator::Pow, true, args[0], args[1]);
    "__lshift__" "(self, value, /)" |vm, args| binary(vm, Operator::LShift, false, args[0], args[1]);
    "__rlshift__" "(self, value, /)" |vm, args| binary(vm, Operator::LShift, false, args[1], args[0]);
    "__ilshift__" "(self, value, /)" |vm, args| binary(vm, Operator::LShift, true, args[0], args[1]);
    "__rshift__" "(self, value, /)" |vm, args| binary(vm, Operator::RShift, false, args[0], args[1]);
    "__rrshift__" "(self, value, /)" |vm, args| binary(vm, Operator::RShift, false, args[1], args[0]);
    "__irshift__" "(self, value, /)" |vm, args| binary(vm, Operator::RShift, true, args[0], args[1]);
    "__and__" "(self, value, /)" |vm, args| binary(vm, Operator::BitAnd, false, args[0], args[1]);
    "__rand__" "(self, value, /)" |vm, args| binary(vm, Operator::BitAnd, false, args[1], args[0]);
    "__iand__" "(self, value, /)" |vm, args| binary(vm, Operator::BitAnd, true, args[0], args[1]);
    "__or__" "(self, value, /)" |vm, args| binary(vm, Operator::BitOr, false, args[0], args[1]);
    "__ror__" "(self, value, /)" |vm, args| binary(vm, Operator::BitOr, false, args[1], args[0]);
    "__ior__" "(self, value, /)" |vm, args| binary(vm, Operator::BitOr, true, args[0], args[1]);
    "__xor__" "(self, value, /)" |vm, args| binary(vm, Operator::BitXor, false, args[0], args[1]);
    "__rxor__" "(self, value, /)" |vm, args| binary(vm, Operator::BitXor, false, args[1], args[0]);
    "__ixor__" "(self, value, /)" |vm, args| binary(vm, Operator::BitXor, true, args[0], args[1]);
}
