//! The special methods of the builtin classes as attributes: `int.__add__`, `dict.__setitem__`, `super().__contains__`.
//!
//! ```text
//! a + b                 ─► Vm::binary, which knows what the builtin classes do and asks nobody here
//! int.__add__(a, b)     ─┐
//! super().__add__(b)    ─┴► a row of this file ─► Vm::builtin_binary: never a method of the program's own
//! ```
//!
//! A group of rows is what one protocol has; the table at the end says which groups a class takes. A class's own
//! files come first: what they define is left as it is.

use super::put;
use crate::heap::Gc;
use crate::objects::{Kind, Type};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native::{NativeDef, NativeFn};
use pyopt_compiler::syntax::ast::{CmpOp, Operator, UnaryOp};

/// Rows whose receiver must be an instance of the class named first.
macro_rules! rows {
    ($class:ident: $($name:literal $signature:literal $code:expr;)*) => {{
        static ROWS: [NativeDef; [$($name),*].len()] = [$(NativeDef::new($name, $signature, |vm, args| {
            let class = vm.types.$class;
            if !vm.type_of(args[0]).is_subclass(class) {
                return Err(wrong_receiver(vm, class, $name, args[0]));
            }
            const CODE: NativeFn = $code;
            CODE(vm, args)
        })),*];
        &ROWS
    }};
}

macro_rules! comparisons {
    ($class:ident) => {
        rows! { $class:
            "__lt__" "(self, value, /)" |vm, args| compare(vm, CmpOp::Lt, args);
            "__le__" "(self, value, /)" |vm, args| compare(vm, CmpOp::LtE, args);
            "__eq__" "(self, value, /)" |vm, args| compare(vm, CmpOp::Eq, args);
            "__ne__" "(self, value, /)" |vm, args| compare(vm, CmpOp::NotEq, args);
            "__gt__" "(self, value, /)" |vm, args| compare(vm, CmpOp::Gt, args);
            "__ge__" "(self, value, /)" |vm, args| compare(vm, CmpOp::GtE, args);
        }
    };
}

macro_rules! hashing {
    ($class:ident) => {
        rows! { $class: "__hash__" "(self, /)" |vm, args| {
            let hash = vm.builtin_hash(args[0])?;
            Ok(vm.new_int(hash as i64))
        }; }
    };
}

/// A bool is shown by its class: `int.__repr__` knows only its number.
macro_rules! digits {
    ($class:ident) => {
        rows! { $class: "__repr__" "(self, /)" |vm, args| {
            let number = match args[0].as_bool() {
                Some(truth) => Value::small_int_unchecked(i64::from(truth)),
                None => args[0],
            };
            vm.builtin_repr(number)
        }; }
    };
}

macro_rules! showing {
    ($class:ident) => {
        rows! { $class: "__repr__" "(self, /)" |vm, args| vm.builtin_repr(args[0]); }
    };
}

macro_rules! text {
    ($class:ident) => {
        rows! { $class: "__str__" "(self, /)" |vm, args| vm.builtin_str(args[0]); }
    };
}

macro_rules! truth {
    ($class:ident) => {
        rows! { $class: "__bool__" "(self, /)" |vm, args| Ok(Value::from_bool(vm.builtin_truth(args[0]))); }
    };
}

macro_rules! arithmetic {
    ($class:ident) => {
        rows! { $class:
            "__add__" "(self, value, /)" |vm, args| number(vm, Operator::Add, args[0], args[0], args[1]);
            "__radd__" "(self, value, /)" |vm, args| number(vm, Operator::Add, args[0], args[1], args[0]);
            "__sub__" "(self, value, /)" |vm, args| number(vm, Operator::Sub, args[0], args[0], args[1]);
            "__rsub__" "(self, value, /)" |vm, args| number(vm, Operator::Sub, args[0], args[1], args[0]);
            "__mul__" "(self, value, /)" |vm, args| number(vm, Operator::Mult, args[0], args[0], args[1]);
            "__rmul__" "(self, value, /)" |vm, args| number(vm, Operator::Mult, args[0], args[1], args[0]);
            "__truediv__" "(self, value, /)" |vm, args| number(vm, Operator::Div, args[0], args[0], args[1]);
            "__rtruediv__" "(self, value, /)" |vm, args| number(vm, Operator::Div, args[0], args[1], args[0]);
            "__pow__" "(self, value, mod=None, /)" |vm, args| power(vm, args[0], args[0], args[1], args[2]);
            "__rpow__" "(self, value, mod=None, /)" |vm, args| power(vm, args[0], args[1], args[0], args[2]);
            "__neg__" "(self, /)" |vm, args| vm.builtin_unary(UnaryOp::USub, args[0]);
            "__pos__" "(self, /)" |vm, args| vm.builtin_unary(UnaryOp::UAdd, args[0]);
            "__abs__" "(self, /)" |vm, args| super::numeric::builtin_abs(vm, args[0]);
        }
    };
}

macro_rules! division {
    ($class:ident) => {
        rows! { $class:
            "__floordiv__" "(self, value, /)" |vm, args| number(vm, Operator::FloorDiv, args[0], args[0], args[1]);
            "__rfloordiv__" "(self, value, /)" |vm, args| number(vm, Operator::FloorDiv, args[0], args[1], args[0]);
            "__mod__" "(self, value, /)" |vm, args| number(vm, Operator::Mod, args[0], args[0], args[1]);
            "__rmod__" "(self, value, /)" |vm, args| number(vm, Operator::Mod, args[0], args[1], args[0]);
            "__divmod__" "(self, value, /)" |vm, args| divmod(vm, args[0], args[0], args[1]);
            "__rdivmod__" "(self, value, /)" |vm, args| divmod(vm, args[0], args[1], args[0]);
            "__float__" "(self, /)" |vm, args| match vm.number(args[0]) {
                Some(Ok(f)) => Ok(vm.new_float(f)),
                Some(Err(error)) => Err(vm.raise_semantic(error)),
                None => Ok(Value::NOT_IMPLEMENTED),
            };
        }
    };
}

macro_rules! shifts {
    ($class:ident) => {
        rows! { $class:
            "__lshift__" "(self, value, /)" |vm, args| number(vm, Operator::LShift, args[0], args[0], args[1]);
            "__rlshift__" "(self, value, /)" |vm, args| number(vm, Operator::LShift, args[0], args[1], args[0]);
            "__rshift__" "(self, value, /)" |vm, args| number(vm, Operator::RShift, args[0], args[0], args[1]);
            "__rrshift__" "(self, value, /)" |vm, args| number(vm, Operator::RShift, args[0], args[1], args[0]);
        }
    };
}

macro_rules! bits {
    ($class:ident) => {
        rows! { $class:
            "__and__" "(self, value, /)" |vm, args| number(vm, Operator::BitAnd, args[0], args[0], args[1]);
            "__rand__" "(self, value, /)" |vm, args| number(vm, Operator::BitAnd, args[0], args[1], args[0]);
            "__or__" "(self, value, /)" |vm, args| number(vm, Operator::BitOr, args[0], args[0], args[1]);
            "__ror__" "(self, value, /)" |vm, args| number(vm, Operator::BitOr, args[0], args[1], args[0]);
            "__xor__" "(self, value, /)" |vm, args| number(vm, Operator::BitXor, args[0], args[0], args[1]);
            "__rxor__" "(self, value, /)" |vm, args| number(vm, Operator::BitXor, args[0], args[1], args[0]);
            "__invert__" "(self, /)" |vm, args| vm.builtin_unary(UnaryOp::Invert, args[0]);
        }
    };
}

macro_rules! sized {
    ($class:ident) => {
        rows! { $class: "__len__" "(self, /)" |vm, args| match vm.builtin_len(args[0]) {
            Some(length) => Ok(vm.new_int(length as i64)),
            None => vm.len(args[0]).map(|_| Value::NONE),
        }; }
    };
}

macro_rules! iterable {
    ($class:ident) => {
        rows! { $class: "__iter__" "(self, /)" |vm, args| vm.builtin_iter(args[0]); }
    };
}

macro_rules! containing {
    ($class:ident) => {
        rows! { $class: "__contains__" "(self, key, /)" |vm, args| {
            vm.builtin_contains(args[0], args[1]).map(Value::from_bool)
        }; }
    };
}

macro_rules! subscripts {
    ($class:ident) => {
        rows! { $class: "__getitem__" "(self, key, /)" |vm, args| vm.builtin_get_item(args[0], args[1]); }
    };
}

macro_rules! stores {
    ($class:ident) => {
        rows! { $class:
            "__setitem__" "(self, key, value, /)" |vm, args| {
                vm.builtin_set_item(args[0], args[1], args[2]).map(|()| Value::NONE)
            };
            "__delitem__" "(self, key, /)" |vm, args| {
                vm.builtin_delete_item(args[0], args[1]).map(|()| Value::NONE)
            };
        }
    };
}

macro_rules! sequence {
    ($class:ident) => {
        rows! { $class:
            "__add__" "(self, value, /)" |vm, args| other(vm, Operator::Add, false, args[0], args[1]);
            "__mul__" "(self, value, /)" |vm, args| repeat(vm, false, args);
            "__rmul__" "(self, value, /)" |vm, args| repeat(vm, false, args);
        }
    };
}

macro_rules! inplace_sequence {
    ($class:ident) => {
        rows! { $class:
            "__iadd__" "(self, value, /)" |vm, args| other(vm, Operator::Add, true, args[0], args[1]);
            "__imul__" "(self, value, /)" |vm, args| repeat(vm, true, args);
        }
    };
}

macro_rules! percent {
    ($class:ident) => {
        rows! { $class:
            "__mod__" "(self, value, /)" |vm, args| other(vm, Operator::Mod, false, args[0], args[1]);
            "__rmod__" "(self, value, /)" |vm, args| {
                if args[1].kind() != args[0].kind() { return Ok(Value::NOT_IMPLEMENTED); }
                other(vm, Operator::Mod, false, args[1], args[0])
            };
        }
    };
}

macro_rules! either {
    ($class:ident) => {
        rows! { $class:
            "__or__" "(self, value, /)" |vm, args| other(vm, Operator::BitOr, false, args[0], args[1]);
            "__ror__" "(self, value, /)" |vm, args| other(vm, Operator::BitOr, false, args[1], args[0]);
        }
    };
}

macro_rules! inplace_either {
    ($class:ident) => {
        rows! { $class:
            "__ior__" "(self, value, /)" |vm, args| other(vm, Operator::BitOr, true, args[0], args[1]);
        }
    };
}

macro_rules! sets {
    ($class:ident) => {
        rows! { $class:
            "__and__" "(self, value, /)" |vm, args| other(vm, Operator::BitAnd, false, args[0], args[1]);
            "__rand__" "(self, value, /)" |vm, args| other(vm, Operator::BitAnd, false, args[1], args[0]);
            "__xor__" "(self, value, /)" |vm, args| other(vm, Operator::BitXor, false, args[0], args[1]);
            "__rxor__" "(self, value, /)" |vm, args| other(vm, Operator::BitXor, false, args[1], args[0]);
            "__sub__" "(self, value, /)" |vm, args| other(vm, Operator::Sub, false, args[0], args[1]);
            "__rsub__" "(self, value, /)" |vm, args| other(vm, Operator::Sub, false, args[1], args[0]);
        }
    };
}

macro_rules! inplace_sets {
    ($class:ident) => {
        rows! { $class:
            "__iand__" "(self, value, /)" |vm, args| other(vm, Operator::BitAnd, true, args[0], args[1]);
            "__ixor__" "(self, value, /)" |vm, args| other(vm, Operator::BitXor, true, args[0], args[1]);
            "__isub__" "(self, value, /)" |vm, args| other(vm, Operator::Sub, true, args[0], args[1]);
        }
    };
}

/// Installs groups into classes.
macro_rules! classes {
    ($vm:ident: $($class:ident = $($group:ident)*;)*) => {
        $($(add($vm, $vm.types.$class, $group!($class));)*)*
    };
}

/// Gives the builtin classes the special methods that they do not define elsewhere.
pub(super) fn install(vm: &mut Vm) {
    classes! { vm:
        int = comparisons hashing digits truth arithmetic division bits shifts;
        bool = showing bits;
        float = comparisons hashing showing truth arithmetic division;
        complex = comparisons hashing showing truth arithmetic;
        str = comparisons hashing showing text sized iterable containing subscripts sequence percent;
        bytes = comparisons hashing showing text sized iterable containing subscripts sequence percent;
        bytearray = comparisons showing text sized iterable containing subscripts stores sequence
            inplace_sequence percent;
        memoryview = comparisons hashing showing sized iterable subscripts stores;
        tuple = comparisons hashing showing sized iterable containing subscripts sequence;
        list = comparisons showing sized iterable containing subscripts stores sequence inplace_sequence;
        dict = comparisons showing sized iterable containing subscripts stores either inplace_either;
        dict_keys = comparisons showing sized iterable containing either sets;
        dict_items = comparisons showing sized iterable containing either sets;
        dict_values = showing sized iterable;
        set = comparisons showing sized iterable containing either sets inplace_either inplace_sets;
        frozenset = comparisons hashing showing sized iterable containing either sets;
        range = comparisons hashing showing truth sized iterable containing subscripts;
        slice = comparisons hashing showing;
        cell = comparisons showing;
        code = comparisons hashing showing;
        function = showing;
        bound_method = comparisons hashing showing;
        none = comparisons hashing showing truth;
        ellipsis = showing;
        not_implemented = showing;
        typ = either;
    }
    let t = vm.types;
    for class in [t.list, t.dict, t.set, t.bytearray, t.cell] {
        put(vm, class.dict(), "__hash__", Value::NONE);
    }
}

fn add(vm: &mut Vm, class: Gc<Type>, table: &'static [NativeDef]) {
    for def in table {
        let name = vm.intern(def.name);
        if class.own(name).is_none() {
            let native = vm.new_method(class, def);
            put(vm, class.dict(), def.name, native.value());
        }
    }
}

#[cold]
fn wrong_receiver(vm: &mut Vm, class: Gc<Type>, method: &str, given: Value) -> Raised {
    let given = vm.type_name(given);
    let class = class.name().as_wtf8().to_string();
    vm.raise_type_error(format!("descriptor '{method}' requires a '{class}' object but received a '{given}'"))
}

/// Whether a number's method knows the operand: an int knows ints, a float those and floats, a complex all.
fn knows(vm: &Vm, receiver: Value, operand: Value) -> bool {
    if vm.as_int(&operand).is_some() {
        return true;
    }
    if vm.as_int(&receiver).is_some() {
        return false;
    }
    vm.as_float(operand).is_some() || receiver.is_kind(Kind::Complex) && operand.is_kind(Kind::Complex)
}

fn is_number(vm: &Vm, value: Value) -> bool {
    vm.number(value).is_some() || value.is_kind(Kind::Complex)
}

fn compare(vm: &mut Vm, op: CmpOp, args: &[Value]) -> PyResult {
    let [a, b] = [args[0], args[1]];
    if is_number(vm, a) && !knows(vm, a, b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    Ok(match vm.builtin_compare(op, a, b)? {
        Some(answer) => Value::from_bool(answer),
        None if a.is(b) && op == CmpOp::Eq => Value::TRUE,
        None if a.is(b) && op == CmpOp::NotEq => Value::FALSE,
        None => Value::NOT_IMPLEMENTED,
    })
}

/// `a OP b` for the number `receiver`, which is one of both.
fn number(vm: &mut Vm, op: Operator, receiver: Value, a: Value, b: Value) -> PyResult {
    if !(knows(vm, receiver, a) && knows(vm, receiver, b)) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    Ok(vm.builtin_binary(op, false, a, b)?.unwrap_or(Value::NOT_IMPLEMENTED))
}

fn power(vm: &mut Vm, receiver: Value, a: Value, b: Value, modulus: Value) -> PyResult {
    if modulus.is_null() || modulus.is_none() {
        return number(vm, Operator::Pow, receiver, a, b);
    }
    if !(knows(vm, receiver, a) && knows(vm, receiver, b)) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    Ok(vm.builtin_power(a, b, modulus)?.unwrap_or(Value::NOT_IMPLEMENTED))
}

fn divmod(vm: &mut Vm, receiver: Value, a: Value, b: Value) -> PyResult {
    if !(knows(vm, receiver, a) && knows(vm, receiver, b)) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    Ok(vm.builtin_divmod(a, b)?.unwrap_or(Value::NOT_IMPLEMENTED))
}

/// `a OP b` of containers. Concatenation says itself what it does not take.
fn other(vm: &mut Vm, op: Operator, inplace: bool, a: Value, b: Value) -> PyResult {
    match vm.builtin_binary(op, inplace, a, b)? {
        Some(answer) => Ok(answer),
        None if op == Operator::Add => Err(vm.unsupported(op, inplace, a, b)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn repeat(vm: &mut Vm, inplace: bool, args: &[Value]) -> PyResult {
    let count = vm.index_value(args[1])?;
    other(vm, Operator::Mult, inplace, args[0], count)
}
