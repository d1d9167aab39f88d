//! Arithmetic of `complex`, with the mixed-mode rules of 3.14: a real operand has no imaginary part at all.

use super::error::{SemError, SemResult};
use super::float;

/// A complex number.
#[derive(Clone, Copy, PartialEq, Debug)]
#[allow(missing_docs, reason = "the fields are Python's attributes")]
pub struct Complex {
    pub real: f64,
    pub imag: f64,
}

impl From<f64> for Complex {
    fn from(real: f64) -> Self {
        Complex { real, imag: 0.0 }
    }
}

/// An operand of a mixed operation: C's annex G treats a real one apart from `x + 0j`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Operand {
    /// An int or float.
    Real(f64),
    /// A complex number.
    Complex(Complex),
}

impl Operand {
    /// As a complex number.
    pub fn widen(self) -> Complex {
        match self {
            Operand::Real(real) => real.into(),
            Operand::Complex(value) => value,
        }
    }
}

/// `a + b`
pub fn add(a: Operand, b: Operand) -> Complex {
    match (a, b) {
        (Operand::Complex(a), Operand::Real(b)) => Complex { real: a.real + b, imag: a.imag },
        (Operand::Real(a), Operand::Complex(b)) => Complex { real: a + b.real, imag: b.imag },
        _ => {
            let (a, b) = (a.widen(), b.widen());
            Complex { real: a.real + b.real, imag: a.imag + b.imag }
        }
    }
}

/// `a - b`
pub fn sub(a: Operand, b: Operand) -> Complex {
    match (a, b) {
        (Operand::Complex(a), Operand::Real(b)) => Complex { real: a.real - b, imag: a.imag },
        (Operand::Real(a), Operand::Complex(b)) => Complex { real: a - b.real, imag: -b.imag },
        _ => {
            let (a, b) = (a.widen(), b.widen());
            Complex { real: a.real - b.real, imag: a.imag - b.imag }
        }
    }
}

/// `a * b`, with infinities recovered as C's annex G asks.
pub fn mul(a: Operand, b: Operand) -> Complex {
    let (a, b) = match (a, b) {
        (Operand::Complex(z), Operand::Real(r)) | (Operand::Real(r), Operand::Complex(z)) => {
            return Complex { real: z.real * r, imag: z.imag * r };
        }
        _ => (a.widen(), b.widen()),
    };
    let (ac, bd, ad, bc) = (a.real * b.real, a.imag * b.imag, a.real * b.imag, a.imag * b.real);
    let result = Complex { real: ac - bd, imag: ad + bc };
    if !(result.real.is_nan() && result.imag.is_nan()) {
        return result;
    }
    let boxed = |value: f64| (if value.is_infinite() { 1.0f64 } else { 0.0 }).copysign(value);
    let zeroed = |value: f64| if value.is_nan() { 0.0f64.copysign(value) } else { value };
    let (mut x, mut y, mut recalculate) = (a, b, false);
    if x.real.is_infinite() || x.imag.is_infinite() {
        x = Complex { real: boxed(x.real), imag: boxed(x.imag) };
        y = Complex { real: zeroed(y.real), imag: zeroed(y.imag) };
        recalculate = true;
    }
    if y.real.is_infinite() || y.imag.is_infinite() {
        y = Complex { real: boxed(y.real), imag: boxed(y.imag) };
        x = Complex { real: zeroed(x.real), imag: zeroed(x.imag) };
        recalculate = true;
    }
    if !recalculate && [ac, bd, ad, bc].iter().any(|part| part.is_infinite()) {
        x = Complex { real: zeroed(x.real), imag: zeroed(x.imag) };
        y = Complex { real: zeroed(y.real), imag: zeroed(y.imag) };
        recalculate = true;
    }
    if !recalculate {
        return result;
    }
    Complex {
        real: f64::INFINITY * (x.real * y.real - x.imag * y.imag),
        imag: f64::INFINITY * (x.real * y.imag + x.imag * y.real),
    }
}

/// A real number by a complex one, which no zero imaginary part of the real one adds to; `None` by zero.
fn real_by_complex(a: f64, b: Complex) -> Option<Complex> {
    let result = if b.real.abs() >= b.imag.abs() {
        if b.real == 0.0 {
            return None;
        }
        let ratio = b.imag / b.real;
        let denominator = b.real + b.imag * ratio;
        Complex { real: a / denominator, imag: (-a * ratio) / denominator }
    } else if b.imag.abs() >= b.real.abs() {
        let ratio = b.real / b.imag;
        let denominator = b.real * ratio + b.imag;
        Complex { real: (a * ratio) / denominator, imag: -a / denominator }
    } else {
        Complex { real: f64::NAN, imag: f64::NAN }
    };
    let infinite = b.real.is_infinite() || b.imag.is_infinite();
    if result.real.is_nan() && result.imag.is_nan() && a.is_finite() && infinite {
        let sign = |part: f64| (if part.is_infinite() { 1.0f64 } else { 0.0 }).copysign(part);
        return Some(Complex { real: 0.0 * (a * sign(b.real)), imag: 0.0 * (-a * sign(b.imag)) });
    }
    Some(result)
}

/// `a / b`
///
/// # Errors
/// `ZeroDivisionError`.
pub fn div(a: Operand, b: Operand) -> SemResult<Complex> {
    let zero = || SemError::zero_division("division by zero");
    let a = match (a, b) {
        (Operand::Complex(a), Operand::Real(b)) => {
            if b == 0.0 {
                return Err(zero());
            }
            return Ok(Complex { real: a.real / b, imag: a.imag / b });
        }
        (Operand::Real(a), Operand::Complex(b)) => return real_by_complex(a, b).ok_or_else(zero),
        _ => a.widen(),
    };
    let b = b.widen();
    // Smith's method: divide by the larger part first.
    let mut result = if b.real.abs() >= b.imag.abs() {
        if b.real == 0.0 {
            return Err(zero());
        }
        let ratio = b.imag / b.real;
        let denominator = b.real + b.imag * ratio;
        Complex {
            real: (a.real + a.imag * ratio) / denominator,
            imag: (a.imag - a.real * ratio) / denominator,
        }
    } else if b.imag.abs() >= b.real.abs() {
        let ratio = b.real / b.imag;
        let denominator = b.real * ratio + b.imag;
        Complex {
            real: (a.real * ratio + a.imag) / denominator,
            imag: (a.imag * ratio - a.real) / denominator,
        }
    } else {
        Complex { real: f64::NAN, imag: f64::NAN }
    };
    if result.real.is_nan() && result.imag.is_nan() {
        let sign = |value: f64, large: bool| (if large { 1.0f64 } else { 0.0 }).copysign(value);
        if (a.real.is_infinite() || a.imag.is_infinite()) && b.real.is_finite() && b.imag.is_finite() {
            let (x, y) = (sign(a.real, a.real.is_infinite()), sign(a.imag, a.imag.is_infinite()));
            result.real = f64::INFINITY * (x * b.real + y * b.imag);
            result.imag = f64::INFINITY * (y * b.real - x * b.imag);
        } else if (b.real.is_infinite() || b.imag.is_infinite()) && a.real.is_finite() && a.imag.is_finite() {
            let (x, y) = (sign(b.real, b.real.is_infinite()), sign(b.imag, b.imag.is_infinite()));
            result.real = 0.0 * (a.real * x + a.imag * y);
            result.imag = 0.0 * (a.imag * x - a.real * y);
        }
    }
    Ok(result)
}

/// `a ** b`
///
/// # Errors
/// `ZeroDivisionError` for zero to a negative or complex power, `OverflowError` where it overflows.
pub fn pow(a: Complex, b: Complex) -> SemResult<Complex> {
    let result = if b.imag == 0.0 && b.real == b.real.floor() && b.real.abs() <= 100.0 {
        whole_power(a, b.real as i32)?
    } else if b.real == 0.0 && b.imag == 0.0 {
        Complex { real: 1.0, imag: 0.0 }
    } else if a.real == 0.0 && a.imag == 0.0 {
        if b.imag != 0.0 || b.real < 0.0 {
            return Err(SemError::zero_division("zero to a negative or complex power"));
        }
        Complex { real: 0.0, imag: 0.0 }
    } else {
        let modulus = a.real.hypot(a.imag);
        let argument = a.imag.atan2(a.real);
        let mut length = modulus.powf(b.real);
        let mut phase = argument * b.real;
        if b.imag != 0.0 {
            length *= (-argument * b.imag).exp();
            phase += b.imag * modulus.ln();
        }
        Complex { real: length * phase.cos(), imag: length * phase.sin() }
    };
    let overflowed = |part: f64| part.is_infinite();
    if overflowed(result.real) || overflowed(result.imag) {
        return Err(SemError::overflow("complex exponentiation"));
    }
    Ok(result)
}

/// A whole power by repeated squaring.
fn whole_power(base: Complex, exponent: i32) -> SemResult<Complex> {
    let positive = |mut count: u32| {
        let mut result = Complex { real: 1.0, imag: 0.0 };
        let mut power = base;
        while count > 0 {
            if count & 1 != 0 {
                result = mul(Operand::Complex(result), Operand::Complex(power));
            }
            count >>= 1;
            if count > 0 {
                power = mul(Operand::Complex(power), Operand::Complex(power));
            }
        }
        result
    };
    if exponent > 0 {
        return Ok(positive(exponent as u32));
    }
    if exponent == 0 {
        return Ok(Complex { real: 1.0, imag: 0.0 });
    }
    if base.real == 0.0 && base.imag == 0.0 {
        return Err(SemError::zero_division("zero to a negative or complex power"));
    }
    div(
        Operand::Complex(Complex { real: 1.0, imag: 0.0 }),
        Operand::Complex(positive(exponent.unsigned_abs())),
    )
}

/// `-a`
pub fn neg(a: Complex) -> Complex {
    Complex { real: -a.real, imag: -a.imag }
}

/// `abs(a)`
///
/// # Errors
/// `OverflowError`.
pub fn abs(a: Complex) -> SemResult<f64> {
    let result = a.real.hypot(a.imag);
    if result.is_infinite() && a.real.is_finite() && a.imag.is_finite() {
        return Err(SemError::overflow("absolute value too large"));
    }
    Ok(result)
}

/// `repr(a)`: a positive zero real part is left out.
pub fn repr(a: Complex) -> String {
    let part = |value: f64| {
        let text = float::repr(value);
        text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
    };
    if a.real == 0.0 && a.real.is_sign_positive() {
        return format!("{}j", part(a.imag));
    }
    let sign = if a.imag.is_sign_negative() && !a.imag.is_nan() { "" } else { "+" };
    format!("({}{sign}{}j)", part(a.real), part(a.imag))
}
