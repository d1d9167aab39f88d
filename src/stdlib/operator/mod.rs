//! `_operator`: the operators as functions; `getters` has the callables that fetch items, attributes, methods.

mod getters;

use super::arguments::{ask_packed, integer};
use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::objects::{Bytes, Kind, Str};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use pyopt_compiler::syntax::ast::{CmpOp, Operator, UnaryOp};

/// A binary operator and its in-place twin.
macro_rules! operator {
    ($op:ident) => {
        |vm, args| vm.binary(Operator::$op, false, args[0], args[1])
    };
    ($op:ident inplace) => {
        |vm, args| vm.binary(Operator::$op, true, args[0], args[1])
    };
}

natives! { FUNCTIONS:
    "add" "(a, b, /)" operator!(Add);
    "and_" "(a, b, /)" operator!(BitAnd);
    "floordiv" "(a, b, /)" operator!(FloorDiv);
    "lshift" "(a, b, /)" operator!(LShift);
    "matmul" "(a, b, /)" operator!(MatMult);
    "mod" "(a, b, /)" operator!(Mod);
    "mul" "(a, b, /)" operator!(Mult);
    "or_" "(a, b, /)" operator!(BitOr);
    "pow" "(a, b, /)" operator!(Pow);
    "rshift" "(a, b, /)" operator!(RShift);
    "sub" "(a, b, /)" operator!(Sub);
    "truediv" "(a, b, /)" operator!(Div);
    "xor" "(a, b, /)" operator!(BitXor);
    "iadd" "(a, b, /)" operator!(Add inplace);
    "iand" "(a, b, /)" operator!(BitAnd inplace);
    "ifloordiv" "(a, b, /)" operator!(FloorDiv inplace);
    "ilshift" "(a, b, /)" operator!(LShift inplace);
    "imatmul" "(a, b, /)" operator!(MatMult inplace);
    "imod" "(a, b, /)" operator!(Mod inplace);
    "imul" "(a, b, /)" operator!(Mult inplace);
    "ior" "(a, b, /)" operator!(BitOr inplace);
    "ipow" "(a, b, /)" operator!(Pow inplace);
    "irshift" "(a, b, /)" operator!(RShift inplace);
    "isub" "(a, b, /)" operator!(Sub inplace);
    "itruediv" "(a, b, /)" operator!(Div inplace);
    "ixor" "(a, b, /)" operator!(BitXor inplace);
    "eq" "(a, b, /)" |vm, args| vm.compare(CmpOp::Eq, args[0], args[1]);
    "ge" "(a, b, /)" |vm, args| vm.compare(CmpOp::GtE, args[0], args[1]);
    "gt" "(a, b, /)" |vm, args| vm.compare(CmpOp::Gt, args[0], args[1]);
    "le" "(a, b, /)" |vm, args| vm.compare(CmpOp::LtE, args[0], args[1]);
    "lt" "(a, b, /)" |vm, args| vm.compare(CmpOp::Lt, args[0], args[1]);
    "ne" "(a, b, /)" |vm, args| vm.compare(CmpOp::NotEq, args[0], args[1]);
    "abs" "(a, /)" crate::builtins::abs;
    "inv" "(a, /)" |vm, args| vm.unary(UnaryOp::Invert, args[0]);
    "invert" "(a, /)" |vm, args| vm.unary(UnaryOp::Invert, args[0]);
    "neg" "(a, /)" |vm, args| vm.unary(UnaryOp::USub, args[0]);
    "pos" "(a, /)" |vm, args| vm.unary(UnaryOp::UAdd, args[0]);
    "not_" "(a, /)" |vm, args| vm.unary(UnaryOp::Not, args[0]);
    "truth" "(a, /)" |vm, args| vm.truth(args[0]).map(Value::from_bool);
    "index" "(a, /)" |vm, args| integer(vm, args[0]);
    "is_" "(a, b, /)" |_, args| Ok(Value::from_bool(args[0].is(args[1])));
    "is_not" "(a, b, /)" |_, args| Ok(Value::from_bool(!args[0].is(args[1])));
    "is_none" "(a, /)" |_, args| Ok(Value::from_bool(args[0].is_none()));
    "is_not_none" "(a, /)" |_, args| Ok(Value::from_bool(!args[0].is_none()));
    "concat" "(a, b, /)" |vm, args| concat(vm, args, false);
    "iconcat" "(a, b, /)" |vm, args| concat(vm, args, true);
    "contains" "(a, b, /)" |vm, args| vm.contains(args[0], args[1]).map(Value::from_bool);
    "countOf" "(a, b, /)" count_of;
    "indexOf" "(a, b, /)" index_of;
    "getitem" "(a, b, /)" |vm, args| vm.get_item(args[0], args[1]);
    "setitem" "(a, b, c, /)" |vm, args| vm.set_item(args[0], args[1], args[2]).map(|()| Value::NONE);
    "delitem" "(a, b, /)" |vm, args| vm.delete_item(args[0], args[1]).map(|()| Value::NONE);
    "length_hint" "(obj, default=0, /)" length_hint;
    "call" "(obj, /, *args, **kwargs)" |vm, args| ask_packed(vm, args[0], &[], args[1], args[2]);
    "_compare_digest" "(a, b, /)" compare_digest;
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_operator",
    doc: "Operators as functions.",
    functions: FUNCTIONS,
    init: |vm, module| {
        for spec in getters::CLASSES {
            let class = vm.native_type(spec).value();
            add(vm, module, spec.name, class)?;
        }
        Ok(())
    },
};

/// Whether `+` of two such values joins sequences: builtin ones, and what has `__getitem__` and is no mapping.
fn is_sequence(vm: &mut Vm, value: Value) -> bool {
    match value.kind() {
        Some(Kind::List | Kind::Tuple | Kind::Str | Kind::Bytes) => true,
        Some(Kind::Dict) | None => false,
        _ => vm.special(value, "__getitem__").is_some(),
    }
}

fn concat(vm: &mut Vm, args: &[Value], inplace: bool) -> PyResult {
    let (a, b) = (args[0], args[1]);
    let builtin = matches!(a.kind(), Some(Kind::List | Kind::Tuple | Kind::Str | Kind::Bytes));
    if !is_sequence(vm, a) || !(builtin || is_sequence(vm, b)) {
        let class = vm.type_name(a);
        return Err(vm.raise_type_error(format!("'{class}' object can't be concatenated")));
    }
    vm.binary(Operator::Add, inplace, a, b)
}

/// An iterator for a search, with the search's own words for what has none.
fn searched(vm: &mut Vm, value: Value) -> PyResult {
    vm.iter(value).map_err(|raised| {
        if !vm.raised_is(vm.types.type_error) {
            return raised;
        }
        vm.take_raised();
        let class = vm.type_name(value);
        vm.raise_type_error(format!("argument of type '{class}' is not iterable"))
    })
}

fn count_of(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = searched(vm, args[0])?;
    let mut count = 0;
    while let Some(item) = vm.next(iterator)? {
        count += i64::from(vm.equal(item, args[1])?);
    }
    Ok(vm.new_int(count))
}

fn index_of(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = searched(vm, args[0])?;
    let mut at = 0;
    while let Some(item) = vm.next(iterator)? {
        if vm.equal(item, args[1])? {
            return Ok(vm.new_int(at));
        }
        at += 1;
    }
    Err(vm.raise_value_error("sequence.index(x): x not in sequence"))
}

fn length_hint(vm: &mut Vm, args: &[Value]) -> PyResult {
    let default = if args[1].is_null() { Value::small_int_unchecked(0) } else { integer(vm, args[1])? };
    let value = args[0];
    if vm.builtin_len(value).is_some() || vm.special(value, "__len__").is_some() {
        match vm.len(value) {
            Ok(n) => return Ok(vm.new_int(n as i64)),
            Err(_) if vm.raised_is(vm.types.type_error) => vm.take_raised(),
            Err(raised) => return Err(raised),
        };
    }
    let name = vm.intern("__length_hint__");
    let Some(method) = vm.type_of(value).lookup(name) else { return Ok(default) };
    let hint = match vm.call_method(method, value, &[]) {
        Ok(Value::NOT_IMPLEMENTED) => return Ok(default),
        Ok(hint) => hint,
        Err(_) if vm.raised_is(vm.types.type_error) => {
            vm.take_raised();
            return Ok(default);
        }
        Err(raised) => return Err(raised),
    };
    match vm.as_int(&hint).map(|i| i.is_negative()) {
        Some(false) if vm.as_int(&hint).is_some_and(|i| i.to_i64().is_none()) => {
            let message = "Python int too large to convert to C ssize_t";
            Err(vm.raise_str(vm.types.overflow_error, message))
        }
        Some(false) => vm.index_value(hint),
        Some(true) => Err(vm.raise_value_error("__length_hint__() should return >= 0")),
        None => {
            let class = vm.type_name(hint);
            Err(vm.raise_type_error(format!("__length_hint__ must be an integer, not {class}")))
        }
    }
}

/// Equality that takes the same time wherever two texts differ.
fn compare_digest(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (a, b) = (args[0], args[1]);
    if let (Some(x), Some(y)) = (a.downcast::<Str>(), b.downcast::<Str>()) {
        if !x.as_bytes().is_ascii() || !y.as_bytes().is_ascii() {
            let message = "comparing strings with non-ASCII characters is not supported";
            return Err(vm.raise_type_error(message));
        }
        return Ok(Value::from_bool(same_bytes(x.as_bytes(), y.as_bytes())));
    }
    match (a.downcast::<Bytes>(), b.downcast::<Bytes>()) {
        (Some(x), Some(y)) => Ok(Value::from_bool(same_bytes(x.as_slice(), y.as_slice()))),
        (None, None) => {
            let (a, b) = (vm.type_name(a), vm.type_name(b));
            let message = format!("unsupported operand types(s) or combination of types: '{a}' and '{b}'");
            Err(vm.raise_type_error(message))
        }
        (Some(_), None) => Err(not_bytes(vm, b)),
        (None, Some(_)) => Err(not_bytes(vm, a)),
    }
}

#[cold]
fn not_bytes(vm: &mut Vm, value: Value) -> Raised {
    let class = vm.type_name(value);
    vm.raise_type_error(format!("a bytes-like object is required, not '{class}'"))
}

fn same_bytes(a: &[u8], b: &[u8]) -> bool {
    let differing = a.iter().zip(b).fold(0, |seen, (x, y)| seen | (x ^ y));
    std::hint::black_box(differing) == 0 && a.len() == b.len()
}
