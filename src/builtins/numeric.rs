//! The built-in functions about numbers.

use super::natives;
use crate::objects::{Bytes, Complex, List, Set, Str, Tuple};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::pending::{Fold, State, fold, item_later};
use crate::vm::special::exact;
use pyopt_compiler::semantics::{complex, float, int};
use pyopt_compiler::syntax::ast::{CmpOp, Operator};
use std::cell::Cell;

natives! { TABLE:
    "abs" "(number, /)" abs;
    "min" "(*args, key=None, default=None)" |vm, args| extremum(vm, args, CmpOp::Lt, "min"),
        positional |vm, args| extremum_of(vm, args, CmpOp::Lt, "min");
    "max" "(*args, key=None, default=None)" |vm, args| extremum(vm, args, CmpOp::Gt, "max"),
        positional |vm, args| extremum_of(vm, args, CmpOp::Gt, "max");
    "sum" "(iterable, /, start=0)" super::sum::sum;
    "ord" "(character, /)" ord;
    "chr" "(i, /)" chr;
    "bin" "(number, /)" |vm, args| radix(vm, args[0], 2);
    "oct" "(number, /)" |vm, args| radix(vm, args[0], 8);
    "hex" "(number, /)" |vm, args| radix(vm, args[0], 16);
    "divmod" "(x, y, /)" |vm, args| vm.divmod(args[0], args[1]);
    "pow" "(base, exp, mod=None)" pow;
    "round" "(number, ndigits=None)" round;
}

/// `abs(number)`.
pub(crate) fn abs(vm: &mut Vm, args: &[Value]) -> PyResult {
    let v = args[0];
    if let Some(method) = vm.special(v, "__abs__") {
        return vm.call_method(method, v, &[]);
    }
    builtin_abs(vm, v)
}

/// `abs(v)` past an `__abs__` of the program's own.
pub(super) fn builtin_abs(vm: &mut Vm, v: Value) -> PyResult {
    if let Some(i) = vm.as_int(&v) {
        let number = int::abs(i);
        return Ok(vm.int_value(number));
    }
    if let Some(f) = vm.as_float(v) {
        return Ok(vm.new_float(f.abs()));
    }
    if let Some(c) = v.downcast::<Complex>() {
        let size = complex::abs(complex::Complex { real: c.real, imag: c.imag });
        let size = size.map_err(|e| vm.raise_semantic(e))?;
        return Ok(vm.new_float(size));
    }
    let class = vm.type_name(v);
    Err(vm.raise_type_error(format!("bad operand type for abs(): '{class}'")))
}

/// As [`extremum`], of positional arguments only.
fn extremum_of(vm: &mut Vm, args: &[Value], better: CmpOp, name: &str) -> PyResult {
    let (Some(&first), true) = (args.first(), args.len() > 1) else {
        if let [source] = *args
            && let Some((best, count)) = small_extremum(vm, source, better)
        {
            vm.poll(count)?;
            return Ok(best);
        }
        let rest = vm.new_tuple(args)?;
        return extremum(vm, &[Value::NULL, Value::NULL, rest], better, name);
    };
    let mut best = first;
    for &item in &args[1..] {
        let wins = if item.both_small_ints(best) {
            let (new, old) = (item.small_int_raw(), best.small_int_raw());
            if better == CmpOp::Lt { new < old } else { new > old }
        } else {
            let answer = vm.compare(better, item, best)?;
            vm.truth(answer)?
        };
        if wins {
            best = item;
        }
    }
    Ok(best)
}

/// The extremum of an exact list, tuple, set or frozenset that holds nothing but small ints, and how many they are.
fn small_extremum(vm: &Vm, source: Value, better: CmpOp) -> Option<(Value, u64)> {
    fn of(mut items: impl Iterator<Item = Value>, max: bool) -> Option<(Value, u64)> {
        let mut best = items.next().filter(|first| first.is_small_int())?;
        let mut count = 1;
        for item in items {
            if !item.is_small_int() {
                return None;
            }
            let (new, old) = (item.small_int_raw(), best.small_int_raw());
            if if max { new > old } else { new < old } {
                best = item;
            }
            count += 1;
        }
        Some((best, count))
    }
    let max = better == CmpOp::Gt;
    if let Some(list) = exact::<List>(source) {
        return of(list.items().iter().map(Cell::get), max);
    }
    if let Some(tuple) = exact::<Tuple>(source) {
        return of(tuple.items().iter().copied(), max);
    }
    let set = source.downcast::<Set>().filter(|_| vm.is_exact_builtin(source))?;
    of(set.members(), max)
}

fn extremum(vm: &mut Vm, args: &[Value], better: CmpOp, name: &str) -> PyResult {
    let [key, default, rest] = [args[0], args[1], args[2]];
    let positional = rest.downcast::<crate::objects::Tuple>().map_or(0, |t| t.len());
    if positional == 0 {
        return Err(vm.raise_type_error(format!("{name} expected at least 1 argument, got 0")));
    }
    if positional > 1 && !default.is_null() {
        let message = format!("Cannot specify a default for {name}() with multiple positional arguments");
        return Err(vm.raise_type_error(message));
    }
    let source = if positional == 1 { vm.get_item(rest, Value::small_int_unchecked(0))? } else { rest };
    let key = key.non_null().unwrap_or(Value::NONE);
    let state = State::new(&[key, default]);
    if key.is_none() && vm.is_exact_builtin(source) {
        let iterator = vm.builtin_iter(source)?;
        return if better == CmpOp::Lt {
            Extremum::<false>::of_items(vm, iterator, state)
        } else {
            Extremum::<true>::of_items(vm, iterator, state)
        };
    }
    if better == CmpOp::Lt {
        fold::<Extremum<false>>(vm, source, state)
    } else {
        fold::<Extremum<true>>(vm, source, state)
    }
}

/// The greatest item, or the least one. Its values: the key function or None, the default, the best item and its rank,
/// the item whose rank is being made.
struct Extremum<const MAX: bool>;

impl<const MAX: bool> Extremum<MAX> {
    /// The extremum of items that are their own ranks, without a round through the state for each.
    fn of_items(vm: &mut Vm, iterator: Value, mut state: State) -> PyResult {
        let mut best = Value::NULL;
        loop {
            let item = vm.ask_next(iterator)?;
            if item.both_small_ints(best) {
                let (new, old) = (item.small_int_raw(), best.small_int_raw());
                if if MAX { new > old } else { new < old } {
                    best = item;
                }
                vm.poll(1)?;
                continue;
            }
            (state.values[2], state.values[3], state.values[4]) = (best, best, item);
            match item {
                Value::STOP => return Self::end(vm, &state),
                Value::CALL_PENDING => return item_later::<Self>(vm, iterator, &state),
                item => {
                    vm.poll(1)?;
                    Self::answer(vm, &mut state, item)?;
                    best = state.values[2];
                }
            }
        }
    }
}

impl<const MAX: bool> Fold for Extremum<MAX> {
    fn item(vm: &mut Vm, state: &mut State, item: Value) -> PyResult {
        state.values[4] = item;
        let key = state.values[0];
        if key.is_none() {
            return Self::answer(vm, state, item);
        }
        match vm.ask_call(key, &[item])? {
            Value::CALL_PENDING => Ok(Value::CALL_PENDING),
            rank => Self::answer(vm, state, rank),
        }
    }

    fn answer(vm: &mut Vm, state: &mut State, rank: Value) -> PyResult {
        let [_, _, best, held, item] = state.values;
        let wins = if best.is_null() {
            true
        } else if rank.both_small_ints(held) {
            let (new, old) = (rank.small_int_raw(), held.small_int_raw());
            if MAX { new > old } else { new < old }
        } else {
            let answer = vm.compare(if MAX { CmpOp::Gt } else { CmpOp::Lt }, rank, held)?;
            vm.truth(answer)?
        };
        if wins {
            (state.values[2], state.values[3]) = (item, rank);
        }
        Ok(Value::NULL)
    }

    fn end(vm: &mut Vm, state: &State) -> PyResult {
        let [_, default, best, ..] = state.values;
        match best.non_null().or(default.non_null()) {
            Some(item) => Ok(item),
            None => {
                let name = if MAX { "max" } else { "min" };
                Err(vm.raise_value_error(format!("{name}() iterable argument is empty")))
            }
        }
    }
}

fn ord(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (length, point) = if let Some(s) = args[0].downcast::<Str>() {
        (s.len(), s.as_wtf8().code_points().next().map(|c| i64::from(c.to_u32())))
    } else if let Some(b) = args[0].downcast::<Bytes>() {
        (b.as_slice().len(), b.as_slice().first().map(|&b| i64::from(b)))
    } else if let Some(b) = args[0].downcast::<crate::objects::ByteArray>() {
        (b.len(), b.cells().first().map(|b| i64::from(b.get())))
    } else {
        let class = vm.type_name(args[0]);
        return Err(vm.raise_type_error(format!("ord() expected string of length 1, but {class} found")));
    };
    match point {
        Some(point) if length == 1 => Ok(vm.new_int(point)),
        _ => {
            Err(vm
                .raise_type_error(format!("ord() expected a character, but string of length {length} found")))
        }
    }
}

fn chr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let number = vm.index_value(args[0])?;
    let point = vm.as_int(&number).and_then(|i| u32::try_from(i.to_i64()?).ok());
    match point.and_then(rustpython_wtf8::CodePoint::from_u32) {
        Some(c) => {
            let text: rustpython_wtf8::Wtf8Buf = std::iter::once(c).collect();
            vm.new_str(&text)
        }
        None => Err(vm.raise_value_error("chr() arg not in range(0x110000)")),
    }
}

fn radix(vm: &mut Vm, v: Value, base: u32) -> PyResult {
    let number = vm.index_value(v)?;
    let text = vm.as_int(&number).map(|i| int::prefixed_radix(i, base)).unwrap_or_default();
    vm.new_str(text.as_str())
}

fn pow(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[2].is_null() || args[2].is_none() {
        return vm.binary(Operator::Pow, false, args[0], args[1]);
    }
    vm.power(args[0], args[1], args[2])
}

fn round(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (v, digits) = (args[0], args[1].non_null().filter(|d| !d.is_none()));
    if let Some(method) = vm.special(v, "__round__") {
        return match digits {
            Some(d) => vm.call_method(method, v, &[d]),
            None => vm.call_method(method, v, &[]),
        };
    }
    if let Some(f) = vm.as_float(v) {
        let Some(d) = digits else {
            let number = float::round_to_int(f).map_err(|e| vm.raise_semantic(e))?;
            return Ok(vm.int_value(number));
        };
        let d = vm.slice_bound_of(d)?;
        let number = float::round_to_digits(f, d).map_err(|e| vm.raise_semantic(e))?;
        return Ok(vm.new_float(number));
    }
    if vm.as_int(&v).is_some() {
        let digits = match digits {
            Some(d) => vm.slice_bound_of(d)?,
            None => 0,
        };
        let number = vm.as_int(&v).map(|i| int::round(i, digits));
        return Ok(number.map_or(v, |number| vm.int_value(number)));
    }
    let class = vm.type_name(v);
    Err(vm.raise_type_error(format!("type {class} doesn't define __round__ method")))
}
