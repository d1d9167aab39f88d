//! Functions of many numbers: `fsum`, `sumprod`, `prod`, `hypot`, `dist`.

use super::super::arguments::real;
use crate::builtins::natives;
use crate::objects::Tuple;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use pymath::{Error, math};
use pyopt_compiler::semantics::int;
use pyopt_compiler::syntax::ast::Operator;

natives! { SUMS:
    "dist" "(p, q, /)" dist;
    "fsum" "(seq, /)" fsum;
    "hypot" "(*coordinates)" hypot;
    "prod" "(iterable, /, *, start=1)" prod;
    "sumprod" "(p, q, /)" sumprod;
}

fn fsum(vm: &mut Vm, args: &[Value]) -> PyResult {
    let iterator = vm.iter(args[0])?;
    let mut numbers = vec![];
    while let Some(item) = vm.next(iterator)? {
        numbers.push(real(vm, item)?);
    }
    match math::fsum(numbers) {
        Ok(sum) => Ok(vm.new_float(sum)),
        Err(Error::EDOM) => Err(vm.raise_value_error("-inf + inf in fsum")),
        Err(Error::ERANGE) => Err(vm.raise_str(vm.types.overflow_error, "intermediate overflow in fsum")),
    }
}

fn prod(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut product = args[1].non_null().unwrap_or(Value::small_int_unchecked(1));
    let iterator = vm.iter(args[0])?;
    while let Some(item) = vm.next(iterator)? {
        product = vm.binary(Operator::Mult, false, product, item)?;
    }
    Ok(product)
}

fn hypot(vm: &mut Vm, args: &[Value]) -> PyResult {
    let coordinates = reals(vm, args[0])?;
    Ok(vm.new_float(math::hypot(&coordinates)))
}

fn dist(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut tuples = [Value::NULL; 2];
    for (to, &from) in tuples.iter_mut().zip(args) {
        *to = if from.downcast::<Tuple>().is_some() {
            from
        } else {
            let list = vm.list_of(from)?;
            vm.tuple_of_list(list)?
        };
    }
    if vm.len(tuples[0])? != vm.len(tuples[1])? {
        return Err(vm.raise_value_error("both points must have the same number of dimensions"));
    }
    let (p, q) = (reals(vm, tuples[0])?, reals(vm, tuples[1])?);
    Ok(vm.new_float(math::dist(&p, &q)))
}

/// The items of a tuple as real numbers.
fn reals(vm: &mut Vm, tuple: Value) -> PyResult<Vec<f64>> {
    let items = tuple.downcast::<Tuple>();
    items.iter().flat_map(|t| t.items()).map(|&item| real(vm, item)).collect()
}

/// The sum of products so far: pairs of ints first, then pairs with floats, then whatever multiplies.
struct SumOfProducts {
    total: Value,
    /// Exact while all pairs are ints and it fits.
    ints: Option<i64>,
    /// Pairs of doubles that are not in `total` yet; `None` when a pair was neither ints nor floats.
    floats: Option<(Vec<f64>, Vec<f64>)>,
}

impl SumOfProducts {
    fn add(&mut self, vm: &mut Vm, p: Value, q: Value) -> PyResult<()> {
        if let Some(sum) = self.ints {
            let small = p.as_small_int().zip(q.as_small_int());
            let next = small.and_then(|(p, q)| p.checked_mul(q)).and_then(|product| sum.checked_add(product));
            if next.is_some() {
                self.ints = next;
                return Ok(());
            }
            self.settle_ints(vm)?;
        }
        if let Some((ps, qs)) = &mut self.floats {
            if let Some((p, q)) = pair_of_doubles(vm, p, q).filter(|(p, q)| (p * q).is_finite()) {
                ps.push(p);
                qs.push(q);
                return Ok(());
            }
            self.settle_floats(vm)?;
        }
        let product = vm.binary(Operator::Mult, false, p, q)?;
        self.total = vm.binary(Operator::Add, false, self.total, product)?;
        Ok(())
    }

    fn settle_ints(&mut self, vm: &mut Vm) -> PyResult<()> {
        if let Some(sum) = self.ints.take().filter(|&sum| sum != 0) {
            let sum = vm.new_int(sum);
            self.total = vm.binary(Operator::Add, false, self.total, sum)?;
        }
        Ok(())
    }

    fn settle_floats(&mut self, vm: &mut Vm) -> PyResult<()> {
        if let Some((ps, qs)) = self.floats.take().filter(|(ps, _)| !ps.is_empty()) {
            let sum = math::sumprod(&ps, &qs).unwrap_or_default();
            let sum = vm.new_float(sum);
            self.total = vm.binary(Operator::Add, false, self.total, sum)?;
        }
        Ok(())
    }
}

/// Two floats, or a float and an int.
fn pair_of_doubles(vm: &Vm, p: Value, q: Value) -> Option<(f64, f64)> {
    let double = |v: Value| match vm.as_float(v) {
        Some(f) => Some(f),
        None => vm.as_int(&v).and_then(|i| int::to_f64(i).ok()),
    };
    let one_is_float = vm.as_float(p).is_some() || vm.as_float(q).is_some();
    if one_is_float { double(p).zip(double(q)) } else { None }
}

fn sumprod(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (ps, qs) = (vm.iter(args[0])?, vm.iter(args[1])?);
    let mut sum =
        SumOfProducts { total: Value::small_int_unchecked(0), ints: Some(0), floats: Some((vec![], vec![])) };
    loop {
        match (vm.next(ps)?, vm.next(qs)?) {
            (Some(p), Some(q)) => sum.add(vm, p, q)?,
            (None, None) => break,
            _ => return Err(vm.raise_value_error("Inputs are not the same length")),
        }
    }
    sum.settle_ints(vm)?;
    sum.settle_floats(vm)?;
    Ok(sum.total)
}
