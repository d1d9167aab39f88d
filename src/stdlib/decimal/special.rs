//! The special methods of `Decimal`.

use super::convert::{hash, pair, to_float, to_int};
use super::current::{current, decimal, report, result};
use super::number::Number;
use super::object::Decimal;
use super::quick::{by_method, compare_by_method};
use super::settings::Rounding;
use super::{arith, text, transcendental};
use crate::builtins::methods;
use crate::heap::Gc;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use pyopt_compiler::syntax::ast::CmpOp;

/// A prefix operator, by the current context.
fn prefix(vm: &mut Vm, d: Gc<Decimal>, op: super::methods::Unary) -> PyResult {
    let context = current(vm)?;
    let mut conditions = 0;
    let number = op(&d.number(), &context.settings(), &mut conditions);
    result(vm, context, number, conditions)
}

fn divmod(vm: &mut Vm, a: Value, b: Value) -> PyResult {
    let Some((context, a, b)) = pair(vm, a, b)? else { return Ok(Value::NOT_IMPLEMENTED) };
    let mut conditions = 0;
    let (quotient, rest) = arith::divmod(&a, &b, &context.settings(), &mut conditions);
    report(vm, context, conditions)?;
    let (quotient, rest) = (decimal(vm, quotient), decimal(vm, rest));
    vm.new_tuple(&[quotient, rest])
}

fn power(vm: &mut Vm, a: Value, b: Value, modulus: Value) -> PyResult {
    if modulus.is_null() || modulus.is_none() {
        return by_method(vm, a, b, transcendental::pow);
    }
    let Some((context, a, b)) = pair(vm, a, b)? else { return Ok(Value::NOT_IMPLEMENTED) };
    let Some(modulus) = super::convert::operand(vm, modulus) else { return Ok(Value::NOT_IMPLEMENTED) };
    let mut conditions = 0;
    let number = transcendental::pow_mod(&a, &b, &modulus, &context.settings(), &mut conditions);
    result(vm, context, number, conditions)
}

/// The text by the current context's notation.
///
/// # Errors
/// What looking the context up raises.
pub(super) fn shown(vm: &mut Vm, number: &Number) -> PyResult<String> {
    let capitals = current(vm)?.capitals.get();
    Ok(text::to_text(number, capitals, false))
}

fn round(vm: &mut Vm, d: Gc<Decimal>, args: &[Value]) -> PyResult {
    if args[1].is_null() {
        return to_int(vm, &d.number(), Rounding::HalfEven);
    }
    let places = vm.machine_int(args[1], "optional arg must be an integer")?;
    let context = current(vm)?;
    let quantum = Number::finite(false, 1u128, places.checked_neg().unwrap_or(i64::MAX));
    let mut conditions = 0;
    let number = arith::quantize(&d.number(), &quantum, &context.settings(), &mut conditions);
    result(vm, context, number, conditions)
}

methods! { METHODS: Decimal, "decimal.Decimal";
    "__add__" "(self, value, /)" |vm, d, args| by_method(vm, d.value(), args[1], arith::add);
    "__radd__" "(self, value, /)" |vm, d, args| by_method(vm, args[1], d.value(), arith::add);
    "__sub__" "(self, value, /)" |vm, d, args| by_method(vm, d.value(), args[1], arith::sub);
    "__rsub__" "(self, value, /)" |vm, d, args| by_method(vm, args[1], d.value(), arith::sub);
    "__mul__" "(self, value, /)" |vm, d, args| by_method(vm, d.value(), args[1], arith::mul);
    "__rmul__" "(self, value, /)" |vm, d, args| by_method(vm, args[1], d.value(), arith::mul);
    "__truediv__" "(self, value, /)" |vm, d, args| by_method(vm, d.value(), args[1], arith::div);
    "__rtruediv__" "(self, value, /)" |vm, d, args| by_method(vm, args[1], d.value(), arith::div);
    "__floordiv__" "(self, value, /)" |vm, d, args| by_method(vm, d.value(), args[1], arith::divint);
    "__rfloordiv__" "(self, value, /)" |vm, d, args| by_method(vm, args[1], d.value(), arith::divint);
    "__mod__" "(self, value, /)" |vm, d, args| by_method(vm, d.value(), args[1], arith::rem);
    "__rmod__" "(self, value, /)" |vm, d, args| by_method(vm, args[1], d.value(), arith::rem);
    "__divmod__" "(self, value, /)" |vm, d, args| divmod(vm, d.value(), args[1]);
    "__rdivmod__" "(self, value, /)" |vm, d, args| divmod(vm, args[1], d.value());
    "__pow__" "(self, value, mod=None, /)" |vm, d, args| power(vm, d.value(), args[1], args[2]);
    "__rpow__" "(self, value, mod=None, /)" |vm, d, args| power(vm, args[1], d.value(), args[2]);
    "__neg__" "(self, /)" |vm, d, _| prefix(vm, d, arith::minus);
    "__pos__" "(self, /)" |vm, d, _| prefix(vm, d, arith::plus);
    "__abs__" "(self, /)" |vm, d, _| prefix(vm, d, arith::abs);
    "__bool__" "(self, /)" |_, d, _| Ok(Value::from_bool(!d.number().is_zero()));
    "__int__" "(self, /)" |vm, d, _| to_int(vm, &d.number(), Rounding::Down);
    "__trunc__" "(self, /)" |vm, d, _| to_int(vm, &d.number(), Rounding::Down);
    "__floor__" "(self, /)" |vm, d, _| to_int(vm, &d.number(), Rounding::Floor);
    "__ceil__" "(self, /)" |vm, d, _| to_int(vm, &d.number(), Rounding::Ceiling);
    "__round__" "(self, ndigits=None, /)" round;
    "__float__" "(self, /)" |vm, d, _| { let float = to_float(vm, &d.number())?; Ok(vm.new_float(float)) };
    "__complex__" "(self, /)" |vm, d, _| {
        let real = to_float(vm, &d.number())?;
        Ok(vm.new_complex(pyopt_compiler::semantics::Complex { real, imag: 0.0 }))
    };
    "__eq__" "(self, value, /)" |vm, d, args| compare_by_method(vm, d.value(), args[1], CmpOp::Eq);
    "__ne__" "(self, value, /)" |vm, d, args| compare_by_method(vm, d.value(), args[1], CmpOp::NotEq);
    "__lt__" "(self, value, /)" |vm, d, args| compare_by_method(vm, d.value(), args[1], CmpOp::Lt);
    "__le__" "(self, value, /)" |vm, d, args| compare_by_method(vm, d.value(), args[1], CmpOp::LtE);
    "__gt__" "(self, value, /)" |vm, d, args| compare_by_method(vm, d.value(), args[1], CmpOp::Gt);
    "__ge__" "(self, value, /)" |vm, d, args| compare_by_method(vm, d.value(), args[1], CmpOp::GtE);
    "__hash__" "(self, /)" |vm, d, _| {
        let number = d.number();
        if number.is_signaling() {
            return Err(vm.raise_type_error("Cannot hash a signaling NaN value"));
        }
        let identity = (d.value().bits() >> 4) as i64;
        Ok(vm.new_int(hash(&number).unwrap_or(identity)))
    };
    "__str__" "(self, /)" |vm, d, _| { let text = shown(vm, &d.number())?; vm.new_str(text.as_str()) };
    "__repr__" "(self, /)" |vm, d, _| {
        let text = shown(vm, &d.number())?;
        vm.new_str(format!("Decimal('{text}')").as_str())
    };
    "__copy__" "(self, /)" |_, d, _| Ok(d.value());
    "__deepcopy__" "(self, memo, /)" |_, d, _| Ok(d.value());
    "__reduce__" "(self, /)" |vm, d, _| {
        let text = shown(vm, &d.number())?;
        let text = vm.new_str(text.as_str())?;
        let args = vm.new_tuple(&[text])?;
        let class = vm.type_of(d.value()).value();
        vm.new_tuple(&[class, args])
    };
    "__sizeof__" "(self, /)" |vm, d, _| Ok(vm.new_int(104 + d.extra_bytes() as i64));
}
