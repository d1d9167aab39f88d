//! The methods of `Context` that compute: each takes Decimals and ints.

use super::convert::{construct_fitting, need, number_of_float, number_of_int};
use super::current::{decimal, decimal_class, report, result};
use super::methods::{Unary, same_quantum};
use super::number::{Form, Number};
use super::object::{Decimal, DecimalContext};
use super::quick::Binary;
use super::{arith, compare, digits, quick, text, transcendental};
use crate::builtins::methods;
use crate::heap::Gc;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use std::cmp::Ordering;

fn unary(vm: &mut Vm, context: Gc<DecimalContext>, args: &[Value], op: Unary) -> PyResult {
    let a = need(vm, args[1])?;
    let mut conditions = 0;
    let number = op(&a, &context.settings(), &mut conditions);
    result(vm, context, number, conditions)
}

fn binary(vm: &mut Vm, context: Gc<DecimalContext>, args: &[Value], op: Binary) -> PyResult {
    let (a, b) = (need(vm, args[1])?, need(vm, args[2])?);
    let mut conditions = 0;
    let number = op(&a, &b, &context.settings(), &mut conditions);
    result(vm, context, number, conditions)
}

/// A question about one number.
fn asks(vm: &mut Vm, args: &[Value], question: impl Fn(&Number) -> bool) -> PyResult {
    let a = need(vm, args[1])?;
    Ok(Value::from_bool(question(&a)))
}

fn ordering(vm: &mut Vm, args: &[Value], by: fn(&Number, &Number) -> Ordering) -> PyResult {
    let (a, b) = (need(vm, args[1])?, need(vm, args[2])?);
    Ok(decimal(vm, compare::number_of(by(&a, &b))))
}

/// The number, unrounded; a Decimal as it is.
fn copied(vm: &mut Vm, value: Value) -> PyResult {
    if value.downcast::<Decimal>().is_some() {
        return Ok(value);
    }
    let number = need(vm, value)?;
    Ok(decimal(vm, number))
}

methods! { METHODS: DecimalContext, "decimal.Context";
    "abs" "(self, x, /)" |vm, c, args| unary(vm, c, args, arith::abs);
    "exp" "(self, x, /)" |vm, c, args| unary(vm, c, args, transcendental::exp);
    "ln" "(self, x, /)" |vm, c, args| unary(vm, c, args, transcendental::ln);
    "log10" "(self, x, /)" |vm, c, args| unary(vm, c, args, transcendental::log10);
    "minus" "(self, x, /)" |vm, c, args| unary(vm, c, args, arith::minus);
    "next_minus" "(self, x, /)" |vm, c, args| unary(vm, c, args, digits::next_minus);
    "next_plus" "(self, x, /)" |vm, c, args| unary(vm, c, args, digits::next_plus);
    "normalize" "(self, x, /)" |vm, c, args| unary(vm, c, args, arith::reduce);
    "plus" "(self, x, /)" |vm, c, args| unary(vm, c, args, arith::plus);
    "to_integral" "(self, x, /)" |vm, c, args| unary(vm, c, args, |a, s, st| arith::to_integral(a, false, s, st));
    "to_integral_exact" "(self, x, /)" |vm, c, args| {
        unary(vm, c, args, |a, s, st| arith::to_integral(a, true, s, st))
    };
    "to_integral_value" "(self, x, /)" |vm, c, args| {
        unary(vm, c, args, |a, s, st| arith::to_integral(a, false, s, st))
    };
    "sqrt" "(self, x, /)" |vm, c, args| unary(vm, c, args, arith::sqrt);
    "logb" "(self, x, /)" |vm, c, args| unary(vm, c, args, digits::logb);
    "logical_invert" "(self, x, /)" |vm, c, args| unary(vm, c, args, digits::logical_invert);
    "_apply" "(self, x, /)" |vm, c, args| unary(vm, c, args, |a, s, st| a.clone().fit(s, st));
    "add" "(self, x, y, /)" |vm, c, args| binary(vm, c, args, arith::add);
    "compare" "(self, x, y, /)" |vm, c, args| binary(vm, c, args, compare::compare);
    "compare_signal" "(self, x, y, /)" |vm, c, args| binary(vm, c, args, compare::compare_signal);
    "divide" "(self, x, y, /)" |vm, c, args| binary(vm, c, args, arith::div);
    "divide_int" "(self, x, y, /)" |vm, c, args| binary(vm, c, args, arith::divint);
    "max" "(self, x, y, /)" |vm, c, args| binary(vm, c, args, compare::max);
    "max_mag" "(self, x, y, /)" |vm, c, args| binary(vm, c, args, compare::max_mag);
    "min" "(self, x, y, /)" |vm, c, args| binary(vm, c, args, compare::min);
    "min_mag" "(self, x, y, /)" |vm, c, args| binary(vm, c, args, compare::min_mag);
    "multiply" "(self, x, y, /)" |vm, c, args| binary(vm, c, args, arith::mul);
    "next_toward" "(self, x, y, /)" |vm, c, args| binary(vm, c, args, digits::next_toward);
    "quantize" "(self, x, y, /)" |vm, c, args| quick::quantize(vm, c, &c.settings(), args[1], args[2]);
    "remainder" "(self, x, y, /)" |vm, c, args| binary(vm, c, args, arith::rem);
    "remainder_near" "(self, x, y, /)" |vm, c, args| binary(vm, c, args, arith::rem_near);
    "subtract" "(self, x, y, /)" |vm, c, args| binary(vm, c, args, arith::sub);
    "logical_and" "(self, x, y, /)" |vm, c, args| binary(vm, c, args, digits::logical_and);
    "logical_or" "(self, x, y, /)" |vm, c, args| binary(vm, c, args, digits::logical_or);
    "logical_xor" "(self, x, y, /)" |vm, c, args| binary(vm, c, args, digits::logical_xor);
    "rotate" "(self, x, y, /)" |vm, c, args| binary(vm, c, args, digits::rotate);
    "scaleb" "(self, x, y, /)" |vm, c, args| binary(vm, c, args, digits::scaleb);
    "shift" "(self, x, y, /)" |vm, c, args| binary(vm, c, args, digits::shift);
    "divmod" "(self, x, y, /)" |vm, c, args| {
        let (a, b) = (need(vm, args[1])?, need(vm, args[2])?);
        let mut conditions = 0;
        let (quotient, rest) = arith::divmod(&a, &b, &c.settings(), &mut conditions);
        report(vm, c, conditions)?;
        let (quotient, rest) = (decimal(vm, quotient), decimal(vm, rest));
        vm.new_tuple(&[quotient, rest])
    };
    "power" "(self, a, b, modulo=None)" |vm, c, args| {
        let (a, b) = (need(vm, args[1])?, need(vm, args[2])?);
        let mut conditions = 0;
        let number = match args[3].non_null().filter(|m| !m.is_none()) {
            None => transcendental::pow(&a, &b, &c.settings(), &mut conditions),
            Some(modulus) => {
                let modulus = need(vm, modulus)?;
                transcendental::pow_mod(&a, &b, &modulus, &c.settings(), &mut conditions)
            }
        };
        result(vm, c, number, conditions)
    };
    "fma" "(self, x, y, z, /)" |vm, c, args| {
        let (a, b, third) = (need(vm, args[1])?, need(vm, args[2])?, need(vm, args[3])?);
        let mut conditions = 0;
        let number = arith::fma(&a, &b, &third, &c.settings(), &mut conditions);
        result(vm, c, number, conditions)
    };
    "radix" "(self, /)" |vm, _, _| Ok(decimal(vm, Number::int(10)));
    "is_canonical" "(self, x, /)" |vm, _, args| match args[1].downcast::<Decimal>() {
        Some(_) => Ok(Value::TRUE),
        None => Err(vm.raise_type_error("argument must be a Decimal")),
    };
    "is_finite" "(self, x, /)" |vm, _, args| asks(vm, args, |a| !a.is_special());
    "is_infinite" "(self, x, /)" |vm, _, args| asks(vm, args, Number::is_infinite);
    "is_nan" "(self, x, /)" |vm, _, args| asks(vm, args, Number::is_nan);
    "is_qnan" "(self, x, /)" |vm, _, args| asks(vm, args, |a| a.form == Form::Quiet);
    "is_snan" "(self, x, /)" |vm, _, args| asks(vm, args, Number::is_signaling);
    "is_signed" "(self, x, /)" |vm, _, args| asks(vm, args, |a| a.negative);
    "is_zero" "(self, x, /)" |vm, _, args| asks(vm, args, Number::is_zero);
    "is_normal" "(self, x, /)" |vm, c, args| asks(vm, args, |a| a.is_normal(&c.settings()));
    "is_subnormal" "(self, x, /)" |vm, c, args| asks(vm, args, |a| a.is_subnormal(&c.settings()));
    "canonical" "(self, x, /)" |vm, _, args| match args[1].downcast::<Decimal>() {
        Some(_) => Ok(args[1]),
        None => Err(vm.raise_type_error("argument must be a Decimal")),
    };
    "copy_abs" "(self, x, /)" |vm, _, args| { let a = need(vm, args[1])?; Ok(decimal(vm, a.with_sign(false))) };
    "copy_decimal" "(self, x, /)" |vm, _, args| copied(vm, args[1]);
    "copy_negate" "(self, x, /)" |vm, _, args| { let a = need(vm, args[1])?; Ok(decimal(vm, a.with_sign(!a.negative))) };
    "copy_sign" "(self, x, y, /)" |vm, _, args| {
        let (a, b) = (need(vm, args[1])?, need(vm, args[2])?);
        Ok(decimal(vm, a.with_sign(b.negative)))
    };
    "compare_total" "(self, x, y, /)" |vm, _, args| ordering(vm, args, compare::total_order);
    "compare_total_mag" "(self, x, y, /)" |vm, _, args| ordering(vm, args, compare::total_order_magnitudes);
    "same_quantum" "(self, x, y, /)" |vm, _, args| {
        let (a, b) = (need(vm, args[1])?, need(vm, args[2])?);
        Ok(Value::from_bool(same_quantum(&a, &b)))
    };
    "number_class" "(self, x, /)" |vm, c, args| {
        let a = need(vm, args[1])?;
        vm.new_str(digits::class_of(&a, &c.settings()))
    };
    "to_sci_string" "(self, x, /)" |vm, c, args| {
        let a = need(vm, args[1])?;
        vm.new_str(text::to_text(&a, c.capitals.get(), false).as_str())
    };
    "to_eng_string" "(self, x, /)" |vm, c, args| {
        let a = need(vm, args[1])?;
        vm.new_str(text::to_text(&a, c.capitals.get(), true).as_str())
    };
    "create_decimal" "(self, num=\"0\", /)" |vm, c, args| {
        if args[1].is_null() {
            let mut conditions = 0;
            let number = Number::zero(false, 0).fit(&c.settings(), &mut conditions);
            return result(vm, c, number, conditions);
        }
        let number = construct_fitting(vm, args[1], c)?;
        Ok(decimal(vm, number))
    };
    "create_decimal_from_float" "(self, f, /)" |vm, c, args| {
        let number = if let Some(int) = vm.as_int(&args[1]) {
            number_of_int(int)
        } else if let Some(float) = vm.as_float(args[1]) {
            number_of_float(float)
        } else {
            return Err(vm.raise_type_error("argument must be int or float"));
        };
        let mut conditions = 0;
        let number = number.fit(&c.settings(), &mut conditions);
        decimal_class(vm);
        result(vm, c, number, conditions)
    };
}
