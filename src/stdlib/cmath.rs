//! `cmath`: functions of complex numbers over `pymath`, which computes CPython's bits.

use super::arguments::{complex, real};
use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::{Complex, Kind, Module};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use num_complex::Complex64;
use pymath::{Error, cmath};

natives! { FUNCTIONS:
    "acos" "(z, /)" |vm, args| unary(vm, args, cmath::acos);
    "acosh" "(z, /)" |vm, args| unary(vm, args, cmath::acosh);
    "asin" "(z, /)" |vm, args| unary(vm, args, cmath::asin);
    "asinh" "(z, /)" |vm, args| unary(vm, args, cmath::asinh);
    "atan" "(z, /)" |vm, args| unary(vm, args, cmath::atan);
    "atanh" "(z, /)" |vm, args| unary(vm, args, cmath::atanh);
    "cos" "(z, /)" |vm, args| unary(vm, args, cmath::cos);
    "cosh" "(z, /)" |vm, args| unary(vm, args, cmath::cosh);
    "exp" "(z, /)" |vm, args| unary(vm, args, cmath::exp);
    "isclose" "(a, b, *, rel_tol=1e-09, abs_tol=0.0)" isclose;
    "isfinite" "(z, /)" |vm, args| { let z = complex(vm, args[0])?; Ok(Value::from_bool(cmath::isfinite(z))) };
    "isinf" "(z, /)" |vm, args| { let z = complex(vm, args[0])?; Ok(Value::from_bool(cmath::isinf(z))) };
    "isnan" "(z, /)" |vm, args| { let z = complex(vm, args[0])?; Ok(Value::from_bool(cmath::isnan(z))) };
    "log" "(z, base=None, /)" log;
    "log10" "(z, /)" |vm, args| unary(vm, args, cmath::log10);
    "phase" "(z, /)" phase;
    "polar" "(z, /)" polar;
    "rect" "(r, phi, /)" rect;
    "sin" "(z, /)" |vm, args| unary(vm, args, cmath::sin);
    "sinh" "(z, /)" |vm, args| unary(vm, args, cmath::sinh);
    "sqrt" "(z, /)" |vm, args| unary(vm, args, cmath::sqrt);
    "tan" "(z, /)" |vm, args| unary(vm, args, cmath::tan);
    "tanh" "(z, /)" |vm, args| unary(vm, args, cmath::tanh);
}

pub(crate) static MODULE: ModuleSpec =
    ModuleSpec { name: "cmath", doc: "Functions of complex numbers.", functions: FUNCTIONS, init };

/// The constants.
fn init(vm: &mut Vm, module: Gc<Module>) -> PyResult<()> {
    for &(name, value) in super::math::CONSTANTS {
        let value = vm.new_float(value);
        add(vm, module, name, value)?;
    }
    for (name, imaginary) in [("infj", f64::INFINITY), ("nanj", f64::NAN)] {
        let value = new_complex(vm, Complex64::new(0.0, imaginary));
        add(vm, module, name, value)?;
    }
    Ok(())
}

fn new_complex(vm: &mut Vm, z: Complex64) -> Value {
    Complex::new(&mut vm.heap, Kind::Complex as u32, z.re, z.im).value()
}

/// What `pymath` answered, with an error as the exception it stands for.
fn answer<T>(vm: &mut Vm, result: pymath::Result<T>) -> PyResult<T> {
    result.map_err(|error| match error {
        Error::EDOM => vm.raise_value_error("math domain error"),
        Error::ERANGE => vm.raise_str(vm.types.overflow_error, "math range error"),
    })
}

fn unary(vm: &mut Vm, args: &[Value], f: fn(Complex64) -> pymath::Result<Complex64>) -> PyResult {
    let z = complex(vm, args[0])?;
    let result = answer(vm, f(z))?;
    Ok(new_complex(vm, result))
}

fn log(vm: &mut Vm, args: &[Value]) -> PyResult {
    let z = complex(vm, args[0])?;
    let base = if args[1].is_null() { None } else { Some(complex(vm, args[1])?) };
    let result = answer(vm, cmath::log(z, base))?;
    Ok(new_complex(vm, result))
}

fn phase(vm: &mut Vm, args: &[Value]) -> PyResult {
    let z = complex(vm, args[0])?;
    let phase = answer(vm, cmath::phase(z))?;
    Ok(vm.new_float(phase))
}

fn polar(vm: &mut Vm, args: &[Value]) -> PyResult {
    let z = complex(vm, args[0])?;
    let (r, phi) = answer(vm, cmath::polar(z))?;
    let (r, phi) = (vm.new_float(r), vm.new_float(phi));
    vm.new_tuple(&[r, phi])
}

fn rect(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (r, phi) = (real(vm, args[0])?, real(vm, args[1])?);
    let z = answer(vm, cmath::rect(r, phi))?;
    Ok(new_complex(vm, z))
}

fn isclose(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (a, b) = (complex(vm, args[0])?, complex(vm, args[1])?);
    let mut tolerance = |v: Value| if v.is_null() { Ok(None) } else { real(vm, v).map(Some) };
    let (relative, absolute) = (tolerance(args[2])?, tolerance(args[3])?);
    match cmath::isclose(a, b, relative, absolute) {
        Ok(close) => Ok(Value::from_bool(close)),
        Err(_) => Err(vm.raise_value_error("tolerances must be non-negative")),
    }
}
