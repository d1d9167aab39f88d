//! The methods of `float`.

use super::{pure, wrong_receiver};
use crate::builtins::natives;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use pyopt_compiler::semantics::float;

natives! { METHODS:
    "is_integer" "(self, /)" |vm, args| {
        let number = receiver(vm, args, "is_integer")?;
        Ok(Value::from_bool(number.is_finite() && number.trunc() == number))
    };
    "as_integer_ratio" "(self, /)" |vm, args| {
        let number = receiver(vm, args, "as_integer_ratio")?;
        let (numerator, denominator) = pure(vm, float::as_integer_ratio(number))?;
        let pair = [vm.int_value(numerator), vm.int_value(denominator)];
        vm.new_tuple(&pair)
    };
    "hex" "(self, /)" |vm, args| {
        let number = receiver(vm, args, "hex")?;
        vm.new_str(hex(number).as_str())
    };
    "conjugate" "(self, /)" |vm, args| {
        let number = receiver(vm, args, "conjugate")?;
        Ok(vm.new_float(number))
    };
}

fn receiver(vm: &mut Vm, args: &[Value], method: &str) -> PyResult<f64> {
    match vm.as_float(args[0]) {
        Some(number) => Ok(number),
        None => Err(wrong_receiver(vm, args[0], method, "float")),
    }
}

/// The number with a hexadecimal fraction of 13 digits, exactly.
fn hex(number: f64) -> String {
    if !number.is_finite() {
        return float::repr(number);
    }
    let sign = if number.is_sign_negative() { "-" } else { "" };
    if number == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = number.to_bits();
    let (exponent, fraction) = ((bits >> 52 & 0x7FF) as i32, bits & ((1 << 52) - 1));
    let (lead, exponent) = if exponent == 0 { (0, -1022) } else { (1, exponent - 1023) };
    format!("{sign}0x{lead}.{fraction:013x}p{exponent:+}")
}
