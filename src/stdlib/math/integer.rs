//! Exact integers: `gcd`, `lcm`, `isqrt`, `factorial`, `comb`, `perm`.

use super::super::arguments::{big, integer};
use crate::builtins::natives;
use crate::objects::{Int, Tuple};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use malachite_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};
use pymath::math;

natives! { INTEGER:
    "comb" "(n, k, /)" comb;
    "factorial" "(n, /)" |vm, args| factorial(vm, args[0]);
    "gcd" "(*integers)" |vm, args| fold(vm, args[0], 0, gcd);
    "isqrt" "(n, /)" isqrt;
    "lcm" "(*integers)" |vm, args| fold(vm, args[0], 1, lcm);
    "perm" "(n, k=None, /)" perm;
}

fn from_big(vm: &mut Vm, number: BigInt) -> Value {
    Int::value_of(&mut vm.heap, number)
}

fn from_natural(vm: &mut Vm, number: BigUint) -> Value {
    from_big(vm, number.into())
}

fn fold(vm: &mut Vm, args: Value, start: i64, step: fn(&mut Vm, Value, Value) -> PyResult) -> PyResult {
    let mut result = vm.new_int(start);
    for &arg in args.downcast::<Tuple>().iter().flat_map(|t| t.items()) {
        let number = integer(vm, arg)?;
        result = step(vm, result, number)?;
    }
    Ok(result)
}

fn gcd(vm: &mut Vm, a: Value, b: Value) -> PyResult {
    if let (Some(a), Some(b)) = (a.as_small_int(), b.as_small_int()) {
        return Ok(vm.new_int(a.gcd(&b)));
    }
    let number = big(vm, a)?.gcd(&big(vm, b)?);
    Ok(from_big(vm, number))
}

fn lcm(vm: &mut Vm, a: Value, b: Value) -> PyResult {
    let (a, b) = (big(vm, a)?, big(vm, b)?);
    let number = if a.is_zero() || b.is_zero() { BigInt::zero() } else { (&a / a.gcd(&b) * b).abs() };
    Ok(from_big(vm, number))
}

fn isqrt(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = big(vm, args[0])?;
    match math::integer::isqrt(&number) {
        Ok(root) => Ok(from_big(vm, root)),
        Err(_) => Err(vm.raise_value_error("isqrt() argument must be nonnegative")),
    }
}

fn factorial(vm: &mut Vm, n: Value) -> PyResult {
    let number = big(vm, n)?;
    if number.is_negative() {
        return Err(vm.raise_value_error("factorial() not defined for negative values"));
    }
    let Some(n) = number.to_i64() else {
        let message = format!("factorial() argument should not exceed {}", i64::MAX);
        return Err(vm.raise_str(vm.types.overflow_error, &message));
    };
    match math::integer::factorial(n) {
        Ok(product) => Ok(from_natural(vm, product)),
        Err(error) => Err(super::raise(vm, &error)),
    }
}

/// Two naturals, or `ValueError` naming the one that is not.
fn naturals(vm: &mut Vm, n: Value, k: Value) -> PyResult<(BigInt, BigInt)> {
    let (n, k) = (big(vm, n)?, big(vm, k)?);
    let negative = if n.is_negative() { "n" } else { "k" };
    if n.is_negative() || k.is_negative() {
        return Err(vm.raise_value_error(format!("{negative} must be a non-negative integer")));
    }
    Ok((n, k))
}

fn comb(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (n, k) = naturals(vm, args[0], args[1])?;
    if k > n {
        return Ok(vm.new_int(0));
    }
    let rest = &n - &k;
    let k = if rest < k { rest } else { k };
    let Some(k) = k.to_i64() else {
        let message = format!("min(n - k, k) must not exceed {}", i64::MAX);
        return Err(vm.raise_str(vm.types.overflow_error, &message));
    };
    let number = match n.to_i64().map(|n| math::integer::comb(n, k)) {
        Some(Ok(number)) => number,
        _ => math::comb_bigint(&n, k as u64),
    };
    Ok(from_natural(vm, number))
}

fn perm(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[1].is_null() || args[1].is_none() {
        return factorial(vm, args[0]);
    }
    let (n, k) = naturals(vm, args[0], args[1])?;
    if k > n {
        return Ok(vm.new_int(0));
    }
    let Some(k) = k.to_i64() else {
        let message = format!("k must not exceed {}", i64::MAX);
        return Err(vm.raise_str(vm.types.overflow_error, &message));
    };
    let number = match n.to_i64().map(|n| math::integer::perm(n, Some(k))) {
        Some(Ok(number)) => number,
        _ => math::perm_bigint(&n, k as u64),
    };
    Ok(from_natural(vm, number))
}
