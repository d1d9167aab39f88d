//! The named methods of `Decimal`.

use super::convert::{construct, need, number_of_float, number_of_int, to_ratio};
use super::current::{
    DECIMAL_TUPLE, context_argument, current, decimal, decimal_as, decimal_class, kept, report, result,
};
use super::number::{Form, Number};
use super::object::Decimal;
use super::quick::Binary;
use super::settings::{Rounding, Settings, status};
use super::{arith, compare, contexts, digits, quick, text, transcendental};
use crate::builtins::{methods, natives};
use crate::heap::Gc;
use crate::objects::getset::GetSetDef;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use std::cmp::Ordering;

/// An operation on one number.
pub(super) type Unary = fn(&Number, &Settings, &mut u32) -> Number;

/// `d.name(context=None)`.
fn unary(vm: &mut Vm, d: Gc<Decimal>, context: Value, op: Unary) -> PyResult {
    let context = context_argument(vm, context)?;
    let mut conditions = 0;
    let number = op(&d.number(), &context.settings(), &mut conditions);
    result(vm, context, number, conditions)
}

/// `d.name(other, context=None)`.
fn binary(vm: &mut Vm, d: Gc<Decimal>, args: &[Value], op: Binary) -> PyResult {
    let context = context_argument(vm, args[2])?;
    let other = need(vm, args[1])?;
    let mut conditions = 0;
    let number = op(&d.number(), &other, &context.settings(), &mut conditions);
    result(vm, context, number, conditions)
}

/// `d.name(other, context=None)` for an order.
fn ordering(vm: &mut Vm, d: Gc<Decimal>, args: &[Value], by: fn(&Number, &Number) -> Ordering) -> PyResult {
    context_argument(vm, args[2])?;
    let other = need(vm, args[1])?;
    Ok(decimal(vm, compare::number_of(by(&d.number(), &other))))
}

fn yes(answer: bool) -> PyResult {
    Ok(Value::from_bool(answer))
}

/// `d.to_integral…(rounding=None, context=None)`.
fn to_integral(vm: &mut Vm, d: Gc<Decimal>, args: &[Value], exact: bool) -> PyResult {
    let context = context_argument(vm, args[2])?;
    let mut settings = context.settings();
    if let Some(rounding) = rounding_argument(vm, args[1])? {
        settings.rounding = rounding;
    }
    let mut conditions = 0;
    let number = arith::to_integral(&d.number(), exact, &settings, &mut conditions);
    result(vm, context, number, conditions)
}

fn rounding_argument(vm: &mut Vm, argument: Value) -> PyResult<Option<Rounding>> {
    if argument.is_null() || argument.is_none() {
        return Ok(None);
    }
    contexts::rounding_of(vm, argument).map(Some)
}

/// The same object, or its number as an exact Decimal.
fn same(_: &mut Vm, d: Gc<Decimal>, _: &[Value]) -> PyResult {
    Ok(d.value())
}

/// Whether two numbers have one exponent, or are special alike.
pub(super) fn same_quantum(a: &Number, b: &Number) -> bool {
    if a.is_special() || b.is_special() {
        return a.is_nan() && b.is_nan() || a.is_infinite() && b.is_infinite();
    }
    a.exponent == b.exponent
}

methods! { METHODS: Decimal, "decimal.Decimal";
    "exp" "(self, context=None)" |vm, d, args| unary(vm, d, args[1], transcendental::exp);
    "ln" "(self, context=None)" |vm, d, args| unary(vm, d, args[1], transcendental::ln);
    "log10" "(self, context=None)" |vm, d, args| unary(vm, d, args[1], transcendental::log10);
    "next_minus" "(self, context=None)" |vm, d, args| unary(vm, d, args[1], digits::next_minus);
    "next_plus" "(self, context=None)" |vm, d, args| unary(vm, d, args[1], digits::next_plus);
    "normalize" "(self, context=None)" |vm, d, args| unary(vm, d, args[1], arith::reduce);
    "to_integral" "(self, rounding=None, context=None)" |vm, d, args| to_integral(vm, d, args, false);
    "to_integral_exact" "(self, rounding=None, context=None)" |vm, d, args| to_integral(vm, d, args, true);
    "to_integral_value" "(self, rounding=None, context=None)" |vm, d, args| to_integral(vm, d, args, false);
    "sqrt" "(self, context=None)" |vm, d, args| unary(vm, d, args[1], arith::sqrt);
    "compare" "(self, other, context=None)" |vm, d, args| binary(vm, d, args, compare::compare);
    "compare_signal" "(self, other, context=None)" |vm, d, args| binary(vm, d, args, compare::compare_signal);
    "max" "(self, other, context=None)" |vm, d, args| binary(vm, d, args, compare::max);
    "max_mag" "(self, other, context=None)" |vm, d, args| binary(vm, d, args, compare::max_mag);
    "min" "(self, other, context=None)" |vm, d, args| binary(vm, d, args, compare::min);
    "min_mag" "(self, other, context=None)" |vm, d, args| binary(vm, d, args, compare::min_mag);
    "next_toward" "(self, other, context=None)" |vm, d, args| binary(vm, d, args, digits::next_toward);
    "quantize" "(self, exp, rounding=None, context=None)" |vm, d, args| {
        let context = context_argument(vm, args[3])?;
        let mut settings = context.settings();
        if let Some(rounding) = rounding_argument(vm, args[2])? {
            settings.rounding = rounding;
        }
        quick::quantize(vm, context, &settings, d.value(), args[1])
    };
    "remainder_near" "(self, other, context=None)" |vm, d, args| binary(vm, d, args, arith::rem_near);
    "fma" "(self, other, third, context=None)" |vm, d, args| {
        let context = context_argument(vm, args[3])?;
        let (other, third) = (need(vm, args[1])?, need(vm, args[2])?);
        let mut conditions = 0;
        let number = arith::fma(&d.number(), &other, &third, &context.settings(), &mut conditions);
        result(vm, context, number, conditions)
    };
    "is_canonical" "(self, /)" |_, _, _| yes(true);
    "is_finite" "(self, /)" |_, d, _| yes(!d.number().is_special());
    "is_infinite" "(self, /)" |_, d, _| yes(d.number().is_infinite());
    "is_nan" "(self, /)" |_, d, _| yes(d.number().is_nan());
    "is_qnan" "(self, /)" |_, d, _| yes(d.number().form == Form::Quiet);
    "is_snan" "(self, /)" |_, d, _| yes(d.number().is_signaling());
    "is_signed" "(self, /)" |_, d, _| yes(d.number().negative);
    "is_zero" "(self, /)" |_, d, _| yes(d.number().is_zero());
    "is_normal" "(self, context=None)" |vm, d, args| {
        let context = context_argument(vm, args[1])?;
        yes(d.number().is_normal(&context.settings()))
    };
    "is_subnormal" "(self, context=None)" |vm, d, args| {
        let context = context_argument(vm, args[1])?;
        yes(d.number().is_subnormal(&context.settings()))
    };
    "adjusted" "(self, /)" |vm, d, _| {
        let number = d.number();
        Ok(vm.new_int(if number.is_special() { 0 } else { number.adjusted() }))
    };
    "canonical" "(self, /)" same;
    "conjugate" "(self, /)" same;
    "radix" "(self, /)" |vm, _, _| Ok(decimal(vm, Number::int(10)));
    "copy_abs" "(self, /)" |vm, d, _| Ok(decimal(vm, d.number().with_sign(false)));
    "copy_negate" "(self, /)" |vm, d, _| { let n = d.number(); Ok(decimal(vm, n.with_sign(!n.negative))) };
    "logb" "(self, context=None)" |vm, d, args| unary(vm, d, args[1], digits::logb);
    "logical_invert" "(self, context=None)" |vm, d, args| unary(vm, d, args[1], digits::logical_invert);
    "number_class" "(self, context=None)" |vm, d, args| {
        let context = context_argument(vm, args[1])?;
        vm.new_str(digits::class_of(&d.number(), &context.settings()))
    };
    "to_eng_string" "(self, context=None)" |vm, d, args| {
        let context = context_argument(vm, args[1])?;
        vm.new_str(text::to_text(&d.number(), context.capitals.get(), true).as_str())
    };
    "compare_total" "(self, other, context=None)" |vm, d, args| ordering(vm, d, args, compare::total_order);
    "compare_total_mag" "(self, other, context=None)" |vm, d, args| {
        ordering(vm, d, args, compare::total_order_magnitudes)
    };
    "copy_sign" "(self, other, context=None)" |vm, d, args| {
        context_argument(vm, args[2])?;
        let other = need(vm, args[1])?;
        Ok(decimal(vm, d.number().with_sign(other.negative)))
    };
    "same_quantum" "(self, other, context=None)" |vm, d, args| {
        context_argument(vm, args[2])?;
        let other = need(vm, args[1])?;
        yes(same_quantum(&d.number(), &other))
    };
    "logical_and" "(self, other, context=None)" |vm, d, args| binary(vm, d, args, digits::logical_and);
    "logical_or" "(self, other, context=None)" |vm, d, args| binary(vm, d, args, digits::logical_or);
    "logical_xor" "(self, other, context=None)" |vm, d, args| binary(vm, d, args, digits::logical_xor);
    "rotate" "(self, other, context=None)" |vm, d, args| binary(vm, d, args, digits::rotate);
    "scaleb" "(self, other, context=None)" |vm, d, args| binary(vm, d, args, digits::scaleb);
    "shift" "(self, other, context=None)" |vm, d, args| binary(vm, d, args, digits::shift);
    "as_tuple" "(self, /)" as_tuple;
    "as_integer_ratio" "(self, /)" |vm, d, _| to_ratio(vm, &d.number());
}

fn as_tuple(vm: &mut Vm, d: Gc<Decimal>, _: &[Value]) -> PyResult {
    let number = d.number();
    let digits = match number.form {
        Form::Infinite => vec![0],
        Form::Quiet | Form::Signaling if number.coefficient.is_zero() => vec![],
        _ => {
            let mut text = String::new();
            number.coefficient.push_digits(&mut text);
            text.bytes().map(|d| i64::from(d - b'0')).collect()
        }
    };
    let digits: Vec<Value> = digits.into_iter().map(Value::small_int_unchecked).collect();
    let digits = vm.new_tuple(&digits)?;
    let exponent = match number.form {
        Form::Finite => vm.new_int(number.exponent),
        Form::Infinite => vm.new_str("F")?,
        Form::Quiet => vm.new_str("n")?,
        Form::Signaling => vm.new_str("N")?,
    };
    let sign = Value::small_int_unchecked(i64::from(number.negative));
    let class = kept(vm, DECIMAL_TUPLE);
    vm.call(class, &[sign, digits, exponent])
}

natives! { NEW: "__new__" "(cls, value=\"0\", context=None)" |vm, args| {
    let own = decimal_class(vm);
    let class = vm.class_for_new(args[0], own)?;
    let context = context_argument(vm, args[2])?;
    if args[1].is_null() {
        return Ok(decimal_as(vm, class, Number::zero(false, 0)));
    }
    if class == own && args[1].downcast::<Decimal>().is_some() && vm.type_of(args[1]) == own {
        return Ok(args[1]);
    }
    let number = construct(vm, args[1], context)?;
    Ok(decimal_as(vm, class, number))
}; }

/// A Decimal by way of the class that was asked: derived ones are called.
fn made_by(vm: &mut Vm, class: Value, number: Number) -> PyResult {
    let made = decimal(vm, number);
    match class.is(decimal_class(vm).value()) {
        true => Ok(made),
        false => vm.call(class, &[made]),
    }
}

natives! { CLASS_METHODS:
    "from_float" "(cls, f, /)" |vm, args| {
        let number = if let Some(int) = vm.as_int(&args[1]) {
            number_of_int(int)
        } else if let Some(float) = vm.as_float(args[1]) {
            number_of_float(float)
        } else {
            return Err(vm.raise_type_error("argument must be int or float"));
        };
        made_by(vm, args[0], number)
    };
    "from_number" "(cls, number, /)" |vm, args| {
        let context = current(vm)?;
        let number = if let Some(float) = vm.as_float(args[1]) {
            report(vm, context, status::FLOAT_OPERATION)?;
            number_of_float(float)
        } else if let Some(decimal) = args[1].downcast::<Decimal>() {
            if args[0].is(vm.type_of(args[1]).value()) {
                return Ok(args[1]);
            }
            decimal.number()
        } else if vm.as_int(&args[1]).is_some() {
            construct(vm, args[1], context)?
        } else {
            need(vm, args[1])?
        };
        made_by(vm, args[0], number)
    };
}

pub(super) static FIELDS: &[GetSetDef] = &[
    GetSetDef::new("real", |_, object| Ok(object)),
    GetSetDef::new("imag", |vm, _| Ok(decimal(vm, Number::zero(false, 0)))),
];
