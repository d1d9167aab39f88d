//! `math`: functions of real numbers over `pymath`, which computes CPython's bits; exact integers in `integer`.

mod integer;
mod sums;

use super::arguments::{integer as to_integer, real};
use super::{ModuleSpec, add, add_functions};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::Module;
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use pymath::{Error, math};
use pyopt_compiler::semantics::{float, int};

natives! { REAL:
    "acos" "(x, /)" |vm, args| unary(vm, args, math::acos, "a number in range from -1 up to 1");
    "acosh" "(x, /)" |vm, args| unary(vm, args, math::acosh, "argument value not less than 1");
    "asin" "(x, /)" |vm, args| unary(vm, args, math::asin, "a number in range from -1 up to 1");
    "asinh" "(x, /)" |vm, args| unary(vm, args, math::asinh, "");
    "atan" "(x, /)" |vm, args| unary(vm, args, math::atan, "");
    "atan2" "(y, x, /)" |vm, args| binary(vm, args, math::atan2);
    "atanh" "(x, /)" |vm, args| unary(vm, args, math::atanh, "a number between -1 and 1");
    "cbrt" "(x, /)" |vm, args| unary(vm, args, math::cbrt, "");
    "copysign" "(x, y, /)" |vm, args| binary(vm, args, math::copysign);
    "cos" "(x, /)" |vm, args| unary(vm, args, math::cos, "a finite input");
    "cosh" "(x, /)" |vm, args| unary(vm, args, math::cosh, "");
    "degrees" "(x, /)" |vm, args| { let x = real(vm, args[0])?; Ok(vm.new_float(math::degrees(x))) };
    "erf" "(x, /)" |vm, args| unary(vm, args, math::erf, "");
    "erfc" "(x, /)" |vm, args| unary(vm, args, math::erfc, "");
    "exp" "(x, /)" |vm, args| unary(vm, args, math::exp, "");
    "exp2" "(x, /)" |vm, args| unary(vm, args, math::exp2, "");
    "expm1" "(x, /)" |vm, args| unary(vm, args, math::expm1, "");
    "fabs" "(x, /)" |vm, args| { let x = real(vm, args[0])?; Ok(vm.new_float(x.abs())) };
    "fma" "(x, y, z, /)" fma;
    "fmod" "(x, y, /)" |vm, args| binary(vm, args, math::fmod);
    "frexp" "(x, /)" frexp;
    "gamma" "(x, /)" |vm, args| unary(vm, args, math::gamma, "a noninteger or positive integer");
    "isclose" "(a, b, *, rel_tol=1e-09, abs_tol=0.0)" isclose;
    "isfinite" "(x, /)" |vm, args| { let x = real(vm, args[0])?; Ok(Value::from_bool(x.is_finite())) };
    "isinf" "(x, /)" |vm, args| { let x = real(vm, args[0])?; Ok(Value::from_bool(x.is_infinite())) };
    "isnan" "(x, /)" |vm, args| { let x = real(vm, args[0])?; Ok(Value::from_bool(x.is_nan())) };
    "ldexp" "(x, i, /)" ldexp;
    "lgamma" "(x, /)" |vm, args| unary(vm, args, math::lgamma, "a noninteger or positive integer");
    "log" "(x, base=None, /)" log;
    "log10" "(x, /)" |vm, args| logarithm(vm, args[0], Log::Ten).map(|f| vm.new_float(f));
    "log1p" "(x, /)" |vm, args| unary(vm, args, math::log1p, "argument value > -1");
    "log2" "(x, /)" |vm, args| logarithm(vm, args[0], Log::Two).map(|f| vm.new_float(f));
    "modf" "(x, /)" modf;
    "nextafter" "(x, y, /, *, steps=None)" nextafter;
    "pow" "(x, y, /)" |vm, args| binary(vm, args, math::pow);
    "radians" "(x, /)" |vm, args| { let x = real(vm, args[0])?; Ok(vm.new_float(math::radians(x))) };
    "remainder" "(x, y, /)" |vm, args| binary(vm, args, math::remainder);
    "sin" "(x, /)" |vm, args| unary(vm, args, math::sin, "a finite input");
    "sinh" "(x, /)" |vm, args| unary(vm, args, math::sinh, "");
    "sqrt" "(x, /)" sqrt;
    "tan" "(x, /)" |vm, args| unary(vm, args, math::tan, "a finite input");
    "tanh" "(x, /)" |vm, args| unary(vm, args, math::tanh, "");
    "ulp" "(x, /)" |vm, args| { let x = real(vm, args[0])?; Ok(vm.new_float(math::ulp(x))) };
    "ceil" "(x, /)" |vm, args| to_whole(vm, args[0], "__ceil__", f64::ceil);
    "floor" "(x, /)" |vm, args| to_whole(vm, args[0], "__floor__", f64::floor);
    "trunc" "(x, /)" trunc;
}

pub(crate) static MODULE: ModuleSpec =
    ModuleSpec { name: "math", doc: "Functions of real numbers.", functions: REAL, init };

fn init(vm: &mut Vm, module: Gc<Module>) -> PyResult<()> {
    add_functions(vm, module, integer::INTEGER)?;
    add_functions(vm, module, sums::SUMS)?;
    for &(name, value) in CONSTANTS {
        let value = vm.new_float(value);
        add(vm, module, name, value)?;
    }
    Ok(())
}

/// The module's constants, which `cmath` has as well.
pub(super) static CONSTANTS: &[(&str, f64)] = &[
    ("e", std::f64::consts::E),
    ("inf", f64::INFINITY),
    ("nan", f64::NAN),
    ("pi", std::f64::consts::PI),
    ("tau", std::f64::consts::TAU),
];

/// What `pymath` answered, with an error as the exception it stands for.
fn answer(vm: &mut Vm, result: pymath::Result<f64>) -> PyResult {
    match result {
        Ok(f) => Ok(vm.new_float(f)),
        Err(error) => Err(raise(vm, &error)),
    }
}

/// `ValueError` or `OverflowError` without particulars.
#[cold]
pub(super) fn raise(vm: &mut Vm, error: &Error) -> Raised {
    match error {
        Error::EDOM => vm.raise_value_error("math domain error"),
        Error::ERANGE => vm.raise_str(vm.types.overflow_error, "math range error"),
    }
}

/// `ValueError: expected …, got x`.
#[cold]
fn raise_domain(vm: &mut Vm, expected: &str, x: f64) -> Raised {
    vm.raise_value_error(format!("expected {expected}, got {}", float::repr(x)))
}

fn unary(vm: &mut Vm, args: &[Value], f: fn(f64) -> pymath::Result<f64>, expected: &str) -> PyResult {
    let x = real(vm, args[0])?;
    match f(x) {
        Ok(y) => Ok(vm.new_float(y)),
        Err(Error::EDOM) if !expected.is_empty() => Err(raise_domain(vm, expected, x)),
        Err(error) => Err(raise(vm, &error)),
    }
}

fn binary(vm: &mut Vm, args: &[Value], f: fn(f64, f64) -> pymath::Result<f64>) -> PyResult {
    let (x, y) = (real(vm, args[0])?, real(vm, args[1])?);
    answer(vm, f(x, y))
}

fn sqrt(vm: &mut Vm, args: &[Value]) -> PyResult {
    let x = real(vm, args[0])?;
    if x < 0.0 {
        return Err(raise_domain(vm, "a nonnegative input", x));
    }
    Ok(vm.new_float(x.sqrt()))
}

fn fma(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (x, y, z) = (real(vm, args[0])?, real(vm, args[1])?, real(vm, args[2])?);
    match math::fma(x, y, z) {
        Ok(f) => Ok(vm.new_float(f)),
        Err(Error::EDOM) => Err(vm.raise_value_error("invalid operation in fma")),
        Err(Error::ERANGE) => Err(vm.raise_str(vm.types.overflow_error, "overflow in fma")),
    }
}

fn frexp(vm: &mut Vm, args: &[Value]) -> PyResult {
    let x = real(vm, args[0])?;
    let (mantissa, exponent) = math::frexp(x);
    let (mantissa, exponent) = (vm.new_float(mantissa), vm.new_int(i64::from(exponent)));
    vm.new_tuple(&[mantissa, exponent])
}

fn modf(vm: &mut Vm, args: &[Value]) -> PyResult {
    let x = real(vm, args[0])?;
    let (fraction, whole) = math::modf(x);
    let (fraction, whole) = (vm.new_float(fraction), vm.new_float(whole));
    vm.new_tuple(&[fraction, whole])
}

fn ldexp(vm: &mut Vm, args: &[Value]) -> PyResult {
    let x = real(vm, args[0])?;
    let Some(exponent) = vm.as_int(&args[1]).map(|i| i.to_big()) else {
        return Err(vm.raise_type_error("Expected an int as second argument to ldexp."));
    };
    answer(vm, math::ldexp_bigint(x, &exponent))
}

fn isclose(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (a, b) = (real(vm, args[0])?, real(vm, args[1])?);
    let mut tolerance = |v: Value| if v.is_null() { Ok(None) } else { real(vm, v).map(Some) };
    let (relative, absolute) = (tolerance(args[2])?, tolerance(args[3])?);
    match math::isclose(a, b, relative, absolute) {
        Ok(close) => Ok(Value::from_bool(close)),
        Err(_) => Err(vm.raise_value_error("tolerances must be non-negative")),
    }
}

fn nextafter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (x, y) = (real(vm, args[0])?, real(vm, args[1])?);
    let steps = if args[2].is_null() || args[2].is_none() {
        None
    } else {
        let steps = to_integer(vm, args[2])?;
        match vm.as_int(&steps) {
            Some(i) if i.is_negative() => {
                return Err(vm.raise_value_error("steps must be a non-negative integer"));
            }
            i => Some(i.and_then(|i| i.to_i64()).map_or(u64::MAX, |i| i as u64)),
        }
    };
    Ok(vm.new_float(math::nextafter(x, y, steps)))
}

/// Which logarithm.
#[derive(Clone, Copy)]
enum Log {
    Natural,
    Two,
    Ten,
}

/// The logarithm of a number; ints beyond the doubles have one as well.
fn logarithm(vm: &mut Vm, value: Value, which: Log) -> PyResult<f64> {
    if let Some(i) = vm.as_int(&value) {
        let number = i.to_big();
        let result = match which {
            Log::Natural => math::log_bigint(&number, None),
            Log::Two => math::log2_bigint(&number),
            Log::Ten => math::log10_bigint(&number),
        };
        return result.map_err(|_| vm.raise_value_error("expected a positive input"));
    }
    if vm.as_float(value).is_none()
        && vm.special(value, "__float__").is_none()
        && vm.special(value, "__index__").is_some()
    {
        let index = to_integer(vm, value)?;
        return logarithm(vm, index, which);
    }
    let x = real(vm, value)?;
    let result = match which {
        Log::Natural => math::log(x, None),
        Log::Two => math::log2(x),
        Log::Ten => math::log10(x),
    };
    result.map_err(|_| raise_domain(vm, "a positive input", x))
}

fn log(vm: &mut Vm, args: &[Value]) -> PyResult {
    let x = logarithm(vm, args[0], Log::Natural)?;
    if args[1].is_null() {
        return Ok(vm.new_float(x));
    }
    let base = logarithm(vm, args[1], Log::Natural)?;
    let quotient = float::div(x, base).map_err(|e| vm.raise_semantic(e))?;
    Ok(vm.new_float(quotient))
}

/// `floor` and `ceil`: the special method, or the float rounded.
fn to_whole(vm: &mut Vm, value: Value, method: &'static str, round: fn(f64) -> f64) -> PyResult {
    let x = match vm.as_float(value) {
        Some(x) if vm.is_exact_builtin(value) => x,
        _ => {
            if let Some(number) = vm.as_int(&value).map(|i| i.to_int())
                && vm.is_exact_builtin(value)
            {
                return Ok(vm.int_value(number));
            }
            if let Some(method) = vm.special(value, method) {
                return vm.call_method(method, value, &[]);
            }
            real(vm, value)?
        }
    };
    let whole = int::from_f64(round(x)).map_err(|e| vm.raise_semantic(e))?;
    Ok(vm.int_value(whole))
}

fn trunc(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = args[0];
    if vm.is_exact_builtin(value) && (vm.as_float(value).is_some() || vm.as_int(&value).is_some()) {
        return to_whole(vm, value, "__trunc__", f64::trunc);
    }
    match vm.special(value, "__trunc__") {
        Some(method) => vm.call_method(method, value, &[]),
        None => {
            let class = vm.type_name(value);
            Err(vm.raise_type_error(format!("type {class} doesn't define __trunc__ method")))
        }
    }
}
