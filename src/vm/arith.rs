//! Arithmetic of builtin numbers: `semantics` computes, values are read and made here.

use super::Vm;
use super::keys::exact_str;
use crate::objects::{Bytes, Complex, Kind, Str};
use crate::value::{PyResult, Raised, Value};
use pyopt_compiler::semantics::complex::{self, Operand};
use pyopt_compiler::semantics::{IntRef, SemResult, float, int};
use pyopt_compiler::syntax::ast::Operator;

impl Vm {
    /// `a OP b` for operands of builtin layouts; `None` when they do not know the operation.
    pub(crate) fn builtin_binary(
        &mut self,
        op: Operator,
        inplace: bool,
        a: Value,
        b: Value,
    ) -> PyResult<Option<Value>> {
        if op == Operator::Add
            && let (Some(x), Some(y)) = (exact_str(a), exact_str(b))
        {
            let joined = Str::concat(&mut self.heap, Kind::Str as u32, x, y);
            return self.check(joined).map(|s| Some(s.value()));
        }
        if op == Operator::Add
            && let (Some(x), Some(y)) = (a.downcast::<Bytes>(), b.downcast::<Bytes>())
        {
            let joined = Bytes::concat(&mut self.heap, x.as_slice(), y.as_slice());
            return self.check(joined).map(|b| Some(b.value()));
        }
        if op == Operator::Add && matches!(a.kind(), Some(Kind::List | Kind::Tuple | Kind::ByteArray)) {
            return self.sequence_binary(op, inplace, a, b);
        }
        if op == Operator::Mod && matches!(a.kind(), Some(Kind::Str | Kind::Bytes)) {
            return self.sequence_binary(op, inplace, a, b);
        }
        if a.is_kind(Kind::Set) && b.is_kind(Kind::Set) {
            return self.set_binary(op, inplace, a, b);
        }
        if let (Some(x), Some(y)) = (self.as_int(&a), self.as_int(&b)) {
            if let (Some(x), Some(y)) = (a.as_bool(), b.as_bool()) {
                match op {
                    Operator::BitAnd => return Ok(Some(Value::from_bool(x & y))),
                    Operator::BitOr => return Ok(Some(Value::from_bool(x | y))),
                    Operator::BitXor => return Ok(Some(Value::from_bool(x ^ y))),
                    _ => {}
                }
            }
            return self.int_binary(op, x, y);
        }
        if let (Some(x), Some(y)) = (self.number(a), self.number(b)) {
            let (x, y) = match (x, y) {
                (Ok(x), Ok(y)) => (x, y),
                (Err(e), _) | (_, Err(e)) => return Err(self.raise_semantic(e)),
            };
            return self.float_binary(op, x, y);
        }
        if a.is_kind(Kind::Complex) || b.is_kind(Kind::Complex) {
            let (Some(x), Some(y)) = (self.complex_operand(a), self.complex_operand(b)) else {
                return self.sequence_binary(op, inplace, a, b);
            };
            let (x, y) = (self.semantic(x)?, self.semantic(y)?);
            return self.complex_binary(op, x, y);
        }
        self.sequence_binary(op, inplace, a, b)
    }

    /// The double of an int or float; an int may be too large for one.
    pub(crate) fn number(&self, v: Value) -> Option<SemResult<f64>> {
        match self.as_float(v) {
            Some(f) => Some(Ok(f)),
            None => self.as_int(&v).map(int::to_f64),
        }
    }

    fn complex_operand(&self, v: Value) -> Option<SemResult<Operand>> {
        if let Some(c) = v.downcast::<Complex>() {
            return Some(Ok(Operand::Complex(complex::Complex { real: c.real, imag: c.imag })));
        }
        Some(self.number(v)?.map(Operand::Real))
    }

    /// `a OP b` of two ints that no program's class knows, one of which lies in the heap; NULL for others.
    #[inline]
    pub(super) fn exact_ints(&mut self, op: Operator, a: Value, b: Value) -> PyResult {
        let wide = |v: Value| v.header().is_some_and(|h| h.shape() == Kind::Int as u32);
        let fits = match (wide(a), wide(b)) {
            (true, true) => true,
            (true, false) => b.is_small_int(),
            (false, true) => a.is_small_int(),
            (false, false) => false,
        };
        if !fits {
            return Ok(Value::NULL);
        }
        match (self.as_int(&a), self.as_int(&b)) {
            (Some(x), Some(y)) => Ok(self.int_binary(op, x, y)?.unwrap_or(Value::NULL)),
            _ => Ok(Value::NULL),
        }
    }

    fn int_binary(&mut self, op: Operator, x: IntRef<'_>, y: IntRef<'_>) -> PyResult<Option<Value>> {
        if let Some(value) = self.wide_binary(op, x, y)? {
            return Ok(Some(value));
        }
        let result = match op {
            Operator::Add => Ok(int::add(x, y)),
            Operator::Sub => Ok(int::sub(x, y)),
            Operator::Mult => Ok(int::mul(x, y)),
            Operator::FloorDiv => int::floordiv(x, y),
            Operator::Mod => int::modulo(x, y),
            Operator::LShift => int::lshift(x, y),
            Operator::RShift => int::rshift(x, y),
            Operator::BitAnd => Ok(int::and(x, y)),
            Operator::BitOr => Ok(int::or(x, y)),
            Operator::BitXor => Ok(int::xor(x, y)),
            Operator::Div => {
                let quotient = self.semantic(int::truediv(x, y))?;
                return Ok(Some(self.new_float(quotient)));
            }
            Operator::Pow => match self.semantic(int::pow(x, y))? {
                int::IntPow::Int(i) => Ok(i),
                int::IntPow::Float(f) => return Ok(Some(self.new_float(f))),
            },
            Operator::MatMult => return Ok(None),
        };
        let number = self.semantic(result)?;
        Ok(Some(self.int_value(number)))
    }

    /// `a ** b` of a float and a float or small int, where that is a float; NULL for others.
    #[inline(never)]
    pub(super) fn power_at_sight(&mut self, a: Value, b: Value) -> PyResult {
        let exponent = match b {
            b if b.is_double() => b.double_raw(),
            b if b.is_small_int() => b.small_int_raw() as f64,
            _ => return Ok(Value::NULL),
        };
        if !a.is_double() {
            return Ok(Value::NULL);
        }
        match float::pow(a.double_raw(), exponent) {
            Ok(float::FloatPow::Float(power)) => Ok(self.new_float(power)),
            // The long way tells the error, or makes the complex number.
            _ => Ok(Value::NULL),
        }
    }

    fn float_binary(&mut self, op: Operator, x: f64, y: f64) -> PyResult<Option<Value>> {
        let result = match op {
            Operator::Add => Ok(x + y),
            Operator::Sub => Ok(x - y),
            Operator::Mult => Ok(x * y),
            Operator::Div => float::div(x, y),
            Operator::FloorDiv => float::floordiv(x, y),
            Operator::Mod => float::modulo(x, y),
            Operator::Pow => match self.semantic(float::pow(x, y))? {
                float::FloatPow::Float(f) => Ok(f),
                float::FloatPow::Complex(c) => return Ok(Some(self.new_complex(c))),
            },
            _ => return Ok(None),
        };
        let number = self.semantic(result)?;
        Ok(Some(self.new_float(number)))
    }

    fn complex_binary(&mut self, op: Operator, x: Operand, y: Operand) -> PyResult<Option<Value>> {
        let result = match op {
            Operator::Add => complex::add(x, y),
            Operator::Sub => complex::sub(x, y),
            Operator::Mult => complex::mul(x, y),
            Operator::Div => self.semantic(complex::div(x, y))?,
            Operator::Pow => self.semantic(complex::pow(x.widen(), y.widen()))?,
            _ => return Ok(None),
        };
        Ok(Some(self.new_complex(result)))
    }

    /// A complex number.
    pub(crate) fn new_complex(&mut self, number: complex::Complex) -> Value {
        Complex::new(&mut self.heap, Kind::Complex as u32, number.real, number.imag).value()
    }

    /// Quotient and rest of two ints or floats; `None` for others.
    pub(crate) fn builtin_divmod(&mut self, a: Value, b: Value) -> PyResult<Option<Value>> {
        let pair = if let (Some(x), Some(y)) = (self.as_int(&a), self.as_int(&b)) {
            let (quotient, rest) = self.semantic(int::divmod(x, y))?;
            [self.int_value(quotient), self.int_value(rest)]
        } else if let (Some(x), Some(y)) = (self.number(a), self.number(b)) {
            let (x, y) = (self.semantic(x)?, self.semantic(y)?);
            let (quotient, rest) = self.semantic(float::divmod(x, y))?;
            [self.new_float(quotient), self.new_float(rest)]
        } else {
            return Ok(None);
        };
        self.new_tuple(&pair).map(Some)
    }

    /// `pow` of three ints; `None` when the operands are none.
    pub(crate) fn builtin_power(
        &mut self,
        base: Value,
        exponent: Value,
        modulus: Value,
    ) -> PyResult<Option<Value>> {
        if let (Some(x), Some(y), Some(m)) =
            (self.as_int(&base), self.as_int(&exponent), self.as_int(&modulus))
        {
            let number = self.semantic(int::pow_mod(x, y, m))?;
            return Ok(Some(self.int_value(number)));
        }
        if [base, exponent, modulus].iter().any(|v| v.is_kind(Kind::Complex))
            && [base, exponent].into_iter().all(|v| self.complex_operand(v).is_some())
        {
            return Err(self.raise_value_error("complex modulo"));
        }
        if [base, exponent].into_iter().all(|v| self.number(v).is_some())
            && [base, exponent].into_iter().any(|v| self.as_float(v).is_some())
            || self.as_float(modulus).is_some() && self.as_int(&base).is_some()
        {
            return Err(self.raise_modulus_of_floats());
        }
        Ok(None)
    }

    #[cold]
    pub(super) fn raise_modulus_of_floats(&mut self) -> Raised {
        self.raise_type_error("pow() 3rd argument not allowed unless all arguments are integers")
    }
}
