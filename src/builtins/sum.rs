//! `sum`: ints in machine words first, then floats, then complex numbers, then whatever `+` makes of the rest.

use crate::heap::Gc;
use crate::objects::{Complex, Kind};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::pending::Task;
use pyopt_compiler::semantics::complex;
use pyopt_compiler::syntax::ast::Operator;

/// A sum of floats with what rounding lost (Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation").
#[derive(Clone, Copy)]
struct Compensated {
    total: f64,
    lost: f64,
}

impl Compensated {
    fn from(total: f64) -> Compensated {
        Compensated { total, lost: 0.0 }
    }

    #[inline(always)]
    fn add(&mut self, x: f64) {
        let sum = self.total + x;
        self.lost +=
            if self.total.abs() >= x.abs() { (self.total - sum) + x } else { (x - sum) + self.total };
        self.total = sum;
    }

    fn result(&self) -> f64 {
        // An infinite or undefined correction says nothing.
        if self.lost != 0.0 && self.lost.is_finite() { self.total + self.lost } else { self.total }
    }
}

/// The sum so far. It goes through the kinds in this order, and never back.
#[derive(Clone, Copy)]
enum Total {
    Small(i64),
    Float(Compensated),
    Complex(Compensated, Compensated),
    Other(Value),
}

/// `sum(iterable, start)`.
pub(super) fn sum(vm: &mut Vm, args: &[Value]) -> PyResult {
    let start = args[1].non_null().unwrap_or(Value::small_int_unchecked(0));
    let refused = match start.kind() {
        Some(Kind::Str) => "sum() can't sum strings [use ''.join(seq) instead]",
        Some(Kind::Bytes) => "sum() can't sum bytes [use b''.join(seq) instead]",
        Some(Kind::ByteArray) => "sum() can't sum bytearray [use b''.join(seq) instead]",
        _ => "",
    };
    if !refused.is_empty() {
        return Err(vm.raise_type_error(refused));
    }
    match vm.ask_iter(args[0])? {
        Value::CALL_PENDING => vm.wait(None, began, &[start], 0),
        iterator => {
            let total = Total::after_ints(vm, start, true);
            add_up(vm, None, iterator, total)
        }
    }
}

/// Adds the items that are left; `task` waited for one until now.
fn add_up(vm: &mut Vm, task: Option<Gc<Task>>, iterator: Value, mut total: Total) -> PyResult {
    loop {
        let item = match &mut total {
            Total::Small(small) => loop {
                let item = vm.ask_next(iterator)?;
                match item.as_small_int().and_then(|i| small.checked_add(i)) {
                    Some(sum) => *small = sum,
                    None => break item,
                }
                vm.poll(1)?;
            },
            Total::Float(sum) => loop {
                let item = vm.ask_next(iterator)?;
                let Some(x) = item.as_double() else { break item };
                sum.add(x);
                vm.poll(1)?;
            },
            _ => vm.ask_next(iterator)?,
        };
        match item {
            Value::STOP => return Ok(total.value(vm)),
            Value::CALL_PENDING => return total.wait(vm, task, iterator),
            item => {
                vm.poll(1)?;
                total = total.plus(vm, item)?;
            }
        }
    }
}

/// The iterator is there.
fn began(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let (iterator, start) = (answer?, task.get(0));
    let total = Total::after_ints(vm, start, true);
    add_up(vm, Some(task), iterator, total)
}

/// An item is there.
fn got_item(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let item = answer?;
    if let (0, Some(so_far), Some(more)) = (task.number(), task.get(1).as_small_int(), item.as_small_int())
        && let Some(sum) = Value::try_small_int(so_far + more)
        && vm.may_ask_again(task.get(0))
    {
        vm.poll(1)?;
        Task::put(task, &mut vm.heap, 1, sum);
        return Ok(Value::ASK_AGAIN);
    }
    let total = Total::of_task(vm, task);
    if item == Value::STOP {
        return Ok(total.value(vm));
    }
    vm.poll(1)?;
    let (iterator, total) = (task.get(0), total.plus(vm, item)?);
    if vm.may_ask_again(iterator) {
        let (number, [a, b, c, d]) = total.parts(vm);
        Task::keep(task, &mut vm.heap, &[a, b, c, d, Value::NULL], number);
        return Ok(Value::ASK_AGAIN);
    }
    add_up(vm, Some(task), iterator, total)
}

impl Total {
    /// The sum that is `value`, once it is no machine word; `words`: it may still be one.
    fn after_ints(vm: &Vm, value: Value, words: bool) -> Total {
        if words && let Some(small) = value.as_small_int() {
            return Total::Small(small);
        }
        if vm.is_exact_builtin(value) {
            if let Some(float) = vm.as_float(value) {
                return Total::Float(Compensated::from(float));
            }
            return Total::after_floats(vm, value);
        }
        Total::Other(value)
    }

    fn after_floats(vm: &Vm, value: Value) -> Total {
        match value.downcast::<Complex>().filter(|_| vm.is_exact_builtin(value)) {
            Some(c) => Total::Complex(Compensated::from(c.real), Compensated::from(c.imag)),
            None => Total::Other(value),
        }
    }

    /// The sum with an item more.
    #[inline]
    fn plus(self, vm: &mut Vm, item: Value) -> PyResult<Total> {
        match self {
            Total::Small(small) => {
                if let Some(sum) = item.as_small_int().and_then(|i| small.checked_add(i)) {
                    return Ok(Total::Small(sum));
                }
                let sum = self.plus_anything(vm, item)?;
                Ok(Total::after_ints(vm, sum, false))
            }
            Total::Float(mut sum) if vm.is_exact_builtin(item) => {
                if let Some(x) = vm.as_float(item) {
                    sum.add(x);
                } else if let Some(x) = vm.as_int(&item).and_then(|i| i.to_i64()) {
                    sum.total += x as f64;
                } else {
                    let sum = self.plus_anything(vm, item)?;
                    return Ok(Total::after_floats(vm, sum));
                }
                Ok(Total::Float(sum))
            }
            Total::Float(_) => {
                let sum = self.plus_anything(vm, item)?;
                Ok(Total::after_floats(vm, sum))
            }
            Total::Complex(mut real, mut imag) if vm.is_exact_builtin(item) => {
                if let Some(c) = item.downcast::<Complex>() {
                    real.add(c.real);
                    imag.add(c.imag);
                } else if let Some(x) = vm.as_float(item) {
                    real.add(x);
                } else if let Some(x) = vm.as_int(&item).and_then(|i| i.to_i64()) {
                    real.add(x as f64);
                } else {
                    return self.plus_anything(vm, item).map(Total::Other);
                }
                Ok(Total::Complex(real, imag))
            }
            Total::Complex(..) | Total::Other(_) => self.plus_anything(vm, item).map(Total::Other),
        }
    }

    fn plus_anything(self, vm: &mut Vm, item: Value) -> PyResult {
        let so_far = self.value(vm);
        vm.binary(Operator::Add, false, so_far, item)
    }

    fn value(self, vm: &mut Vm) -> Value {
        match self {
            Total::Small(small) => vm.new_int(small),
            Total::Float(sum) => vm.new_float(sum.result()),
            Total::Complex(real, imag) => {
                vm.new_complex(complex::Complex { real: real.result(), imag: imag.result() })
            }
            Total::Other(value) => value,
        }
    }

    /// Waits for an item: the sum goes to a task.
    #[cold]
    #[inline(never)]
    fn wait(self, vm: &mut Vm, task: Option<Gc<Task>>, iterator: Value) -> PyResult {
        let (number, [a, b, c, d]) = self.parts(vm);
        vm.wait(task, got_item, &[iterator, a, b, c, d], number)
    }

    /// The kind of sum, and the values that it consists of.
    fn parts(self, vm: &mut Vm) -> (i64, [Value; 4]) {
        match self {
            Total::Small(small) => (0, [vm.new_int(small), Value::NULL, Value::NULL, Value::NULL]),
            Total::Float(sum) => {
                (1, [vm.new_float(sum.total), vm.new_float(sum.lost), Value::NULL, Value::NULL])
            }
            Total::Complex(real, imag) => {
                (2, [real.total, real.lost, imag.total, imag.lost].map(|x| vm.new_float(x)))
            }
            Total::Other(value) => (3, [value, Value::NULL, Value::NULL, Value::NULL]),
        }
    }

    /// The sum that a task keeps.
    fn of_task(vm: &Vm, task: Gc<Task>) -> Total {
        let float = |i: usize| vm.as_float(task.get(i)).unwrap_or(0.0);
        let pair = |i: usize| Compensated { total: float(i), lost: float(i + 1) };
        match task.number() {
            0 => {
                let small = task.get(1);
                Total::Small(vm.as_int(&small).and_then(|i| i.to_i64()).unwrap_or(0))
            }
            1 => Total::Float(pair(1)),
            2 => Total::Complex(pair(1), pair(3)),
            _ => Total::Other(task.get(1)),
        }
    }
}
