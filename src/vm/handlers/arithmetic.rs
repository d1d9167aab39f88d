//! Operators: ints of 49 bits and doubles in place, all else in `operate` and `ops`.

use crate::heap::{Gc, Header};
use crate::objects::types::type_flags;
use crate::objects::{Dict, Kind, List, Str, Tuple};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::interp::Cursor;
use crate::vm::opcode::{self as op, Word};
use crate::vm::slow::OPERATORS;
use pyopt_compiler::syntax::ast::Operator;

/// `a + b` of small ints; `None` if the sum is none.
#[inline(always)]
fn add_ints(a: Value, b: Value) -> Option<Value> {
    a.shifted_int().checked_add(b.shifted_int()).map(Value::from_shifted_int)
}

#[inline(always)]
fn subtract_ints(a: Value, b: Value) -> Option<Value> {
    a.shifted_int().checked_sub(b.shifted_int()).map(Value::from_shifted_int)
}

#[inline(always)]
fn multiply_ints(a: Value, b: Value) -> Option<Value> {
    a.shifted_int().checked_mul(b.small_int_raw()).map(Value::from_shifted_int)
}

/// `a // b` of small ints; zero divisors go the long way.
#[inline(always)]
fn floor_divide_ints(a: Value, b: Value) -> Option<Value> {
    let (a, b) = (a.small_int_raw(), b.small_int_raw());
    if b == 0 {
        return None;
    }
    let (quotient, rest) = divide_words(a, b);
    Value::try_small_int(if rest != 0 && (rest ^ b) < 0 { quotient - 1 } else { quotient })
}

/// `a % b` of small ints; zero divisors go the long way.
#[inline(always)]
fn modulo_ints(a: Value, b: Value) -> Option<Value> {
    let (a, b) = (a.small_int_raw(), b.small_int_raw());
    if b == 0 {
        return None;
    }
    let (_, rest) = divide_words(a, b);
    Some(Value::small_int_unchecked(if rest != 0 && (rest ^ b) < 0 { rest + b } else { rest }))
}

/// Quotient and rest, towards zero. Most operands fit 32 bits, whose division takes half the time or less.
#[inline(always)]
fn divide_words(a: i64, b: i64) -> (i64, i64) {
    if (a | b) as u64 >> 32 == 0 {
        let (a, b) = (a as u32, b as u32);
        (i64::from(a / b), i64::from(a % b))
    } else {
        (a / b, a % b)
    }
}

/// `a << b` where the result is sure to fit a word.
#[inline(always)]
fn shift_left_ints(a: Value, b: Value) -> Option<Value> {
    let (a, b) = (a.small_int_raw(), b.small_int_raw());
    if (0..14).contains(&b) { Value::try_small_int(a << b) } else { None }
}

#[inline(always)]
fn shift_right_ints(a: Value, b: Value) -> Option<Value> {
    let (a, b) = (a.small_int_raw(), b.small_int_raw());
    if b < 0 { None } else { Some(Value::small_int_unchecked(a >> b.min(63))) }
}

// Both have the tag of ints, so `&` and `|` keep it and `^` loses it.
#[inline(always)]
fn and_ints(a: Value, b: Value) -> Option<Value> {
    Some(Value::small_int_unchecked((a.bits() & b.bits()) as i64))
}

#[inline(always)]
fn or_ints(a: Value, b: Value) -> Option<Value> {
    Some(Value::small_int_unchecked((a.bits() | b.bits()) as i64))
}

#[inline(always)]
fn xor_ints(a: Value, b: Value) -> Option<Value> {
    Some(Value::small_int_unchecked((a.bits() ^ b.bits()) as i64))
}

#[inline(always)]
fn add_doubles(a: Value, b: Value) -> Option<Value> {
    Value::try_f64(a.double_raw() + b.double_raw())
}

#[inline(always)]
fn subtract_doubles(a: Value, b: Value) -> Option<Value> {
    Value::try_f64(a.double_raw() - b.double_raw())
}

#[inline(always)]
fn multiply_doubles(a: Value, b: Value) -> Option<Value> {
    Value::try_f64(a.double_raw() * b.double_raw())
}

/// Two operands become the value, if there is one; else `slow` does the instruction.
macro_rules! replace_two {
    ($vm:ident, $q:ident, $c:ident, $value:expr, $slow:expr) => {{
        match $value {
            Some(value) => {
                $c.drop(1);
                $c.poke(1, value);
                next!($vm, $c)
            }
            None => instead!($vm, $q, $c, $slow),
        }
    }};
}

/// `+`, `-`, `*`: ints first; an instruction that sees a float becomes the float form.
macro_rules! arithmetic {
    ($name:ident, $seen:ident, $float:ident, $ints:ident, $doubles:ident, $op:expr, $float_op:expr) => {
        handlers! {
            fn $name(vm, q, c) {
                let (a, b) = (c.peek(2), c.peek(1));
                if a.both_small_ints(b) {
                    replace_two!(vm, q, c, $ints(a, b), binary_slow)
                } else {
                    instead!(vm, q, c, $seen)
                }
            }

            /// As above, for what is no pair of small ints.
            #[inline(never)]
            fn $seen(vm, q, c) {
                let (a, b) = (c.peek(2), c.peek(1));
                if a.is_double() && b.is_double() {
                    vm.turn_to_floats(c.binding, c.index(), c.sp, $float_op);
                    replace_two!(vm, q, c, $doubles(a, b), binary_slow)
                } else if let Some([a, b]) = mixed(a, b) {
                    vm.turn_to_floats(c.binding, c.index(), c.sp, $float_op);
                    replace_two!(vm, q, c, $doubles(a, b), binary_slow)
                } else {
                    instead!(vm, q, c, super::specials::binary_instance)
                }
            }

            fn $float(vm, q, c) {
                let (a, b) = (c.peek(2), c.peek(1));
                if a.is_double() && b.is_double() {
                    replace_two!(vm, q, c, $doubles(a, b), binary_slow)
                } else if let Some([a, b]) = mixed(a, b) {
                    replace_two!(vm, q, c, $doubles(a, b), binary_slow)
                } else {
                    vm.see_again(c.binding, c.index(), c.sp);
                    c.binding.set_op(c.index(), $op);
                    instead!(vm, q, c, $name)
                }
            }
        }
    };
}

arithmetic!(add, add_seen, add_float, add_ints, add_doubles, op::ADD, op::ADD_FLOAT);
arithmetic!(
    subtract,
    subtract_seen,
    subtract_float,
    subtract_ints,
    subtract_doubles,
    op::SUBTRACT,
    op::SUBTRACT_FLOAT
);
arithmetic!(
    multiply,
    multiply_seen,
    multiply_float,
    multiply_ints,
    multiply_doubles,
    op::MULTIPLY,
    op::MULTIPLY_FLOAT
);

/// An int and a double, both as doubles: ints of 49 bits are exact.
#[inline(always)]
fn mixed(a: Value, b: Value) -> Option<[Value; 2]> {
    if a.is_double() && b.is_small_int() {
        Some([a, Value::try_f64(b.small_int_raw() as f64)?])
    } else if a.is_small_int() && b.is_double() {
        Some([Value::try_f64(a.small_int_raw() as f64)?, b])
    } else {
        None
    }
}

/// `+`, `-`, `*` of two values in one step, if both are ints or both are doubles.
macro_rules! short_way {
    ($a:expr, $b:expr, $ints:ident, $doubles:ident) => {
        if $a.both_small_ints($b) {
            $ints($a, $b)
        } else if $a.is_double() && $b.is_double() {
            $doubles($a, $b)
        } else {
            None
        }
    };
}

/// As above, if both are ints.
macro_rules! int_way {
    ($a:expr, $b:expr, $ints:ident) => {
        if $a.both_small_ints($b) { $ints($a, $b) } else { None }
    };
}

/// LOAD_FAST and an operator.
macro_rules! fast_operand {
    ($name:ident, $way:ident, $($by:ident),+) => {
        handlers! {
            fn $name(vm, q, c) {
                let (a, b) = (c.peek(1), local!(c, q.arg()));
                match $way!(a, b, $($by),+) {
                    Some(v) => {
                        c.poke(1, v);
                        c.pc = c.pc.add(1);
                    }
                    None => c.push(b),
                }
                next!(vm, c)
            }
        }
    };
}

/// LOAD_FAST_LOAD_FAST and an operator.
macro_rules! fast_operands {
    ($name:ident, $way:ident, $($by:ident),+) => {
        handlers! {
            fn $name(vm, q, c) {
                let (a, b) = (local!(c, q.arg() >> 4), local!(c, q.arg() & 15));
                match $way!(a, b, $($by),+) {
                    Some(v) => {
                        c.push(v);
                        c.pc = c.pc.add(1);
                    }
                    None => {
                        c.push(a);
                        c.push(b);
                    }
                }
                next!(vm, c)
            }
        }
    };
}

/// LOAD_SMALL_INT and an operator.
macro_rules! small_operand {
    ($name:ident, $ints:ident) => {
        handlers! {
            fn $name(vm, q, c) {
                let (a, b) = (c.peek(1), Value::small_int_unchecked(i64::from(q.arg())));
                let fast = if a.is_small_int() { $ints(a, b) } else { None };
                match fast {
                    Some(v) => {
                        c.poke(1, v);
                        c.pc = c.pc.add(1);
                    }
                    None => c.push(b),
                }
                next!(vm, c)
            }
        }
    };
}

fast_operand!(fast_add, short_way, add_ints, add_doubles);
fast_operand!(fast_subtract, short_way, subtract_ints, subtract_doubles);
fast_operand!(fast_multiply, short_way, multiply_ints, multiply_doubles);
fast_operands!(fast_fast_add, short_way, add_ints, add_doubles);
fast_operands!(fast_fast_subtract, short_way, subtract_ints, subtract_doubles);
fast_operands!(fast_fast_multiply, short_way, multiply_ints, multiply_doubles);
fast_operand!(fast_add_int, int_way, add_ints);
fast_operand!(fast_subtract_int, int_way, subtract_ints);
fast_operand!(fast_multiply_int, int_way, multiply_ints);
fast_operands!(fast_fast_add_int, int_way, add_ints);
fast_operands!(fast_fast_subtract_int, int_way, subtract_ints);
fast_operands!(fast_fast_multiply_int, int_way, multiply_ints);
small_operand!(small_add, add_ints);
small_operand!(small_subtract, subtract_ints);

/// Operators that have a short way for small ints only.
macro_rules! int_arithmetic {
    ($($name:ident: $ints:ident;)*) => {
        handlers! {$(
            fn $name(vm, q, c) {
                let (a, b) = (c.peek(2), c.peek(1));
                let fast = if a.both_small_ints(b) { $ints(a, b) } else { None };
                replace_two!(vm, q, c, fast, super::specials::binary_instance)
            }
        )*}
    };
}

int_arithmetic! {
    floor_divide: floor_divide_ints;
    modulo: modulo_ints;
    bit_and: and_ints;
    bit_or: or_ints;
    bit_xor: xor_ints;
    shift_left: shift_left_ints;
    shift_right: shift_right_ints;
}

/// An exact int of more than a word.
#[inline(always)]
fn is_large(value: Value) -> bool {
    value.header().is_some_and(|header| header.shape() == Kind::Int as u32)
}

/// The truth of an exact str, list, tuple or dict; `None` for other values.
#[inline(always)]
fn plain_truth(value: Value) -> Option<bool> {
    let shape = value.header()?.shape();
    let cell = value.bits() as *mut Header;
    // SAFETY: only exact objects of these kinds have these shapes.
    unsafe {
        if shape == Kind::List as u32 {
            Some(!Gc::<List>::from_ptr(cell).is_empty())
        } else if shape == Kind::Str as u32 {
            Some(!Gc::<Str>::from_ptr(cell).as_bytes().is_empty())
        } else if shape == Kind::Tuple as u32 {
            Some(!Gc::<Tuple>::from_ptr(cell).is_empty())
        } else if shape == Kind::Dict as u32 {
            Some(!Gc::<Dict>::from_ptr(cell).is_empty())
        } else {
            None
        }
    }
}

/// Does the jump at `c.pc` by the truth of the operand at the top.
macro_rules! jump_by {
    ($vm:ident, $c:ident, $truth:expr) => {{
        $c.drop(1);
        let jump = *$c.pc;
        $c.pc = $c.pc.add(1);
        if $truth == (jump.op == op::POP_JUMP_IF_TRUE) {
            $c.jump(jump.arg as i32);
        } else {
            $c.pc = $c.pc.add(usize::from(jump.cache));
        }
        next!($vm, $c)
    }};
}

handlers! {
    fn divide(vm, q, c) {
        let (a, b) = (c.peek(2), c.peek(1));
        let double = |v: Value| match v {
            v if v.is_double() => Some(v.double_raw()),
            v if v.is_small_int() => Some(v.small_int_raw() as f64),
            _ => None,
        };
        // Ints of 49 bits are exact as doubles, so the quotient is rounded once.
        let fast = match (double(a), double(b)) {
            (Some(a), Some(b)) if b != 0.0 => Value::try_f64(a / b),
            _ => None,
        };
        replace_two!(vm, q, c, fast, super::specials::binary_instance)
    }

    fn unary_not(vm, q, c) {
        match c.peek(1).as_bool() {
            Some(b) => {
                c.poke(1, Value::from_bool(!b));
                next!(vm, c)
            }
            None => instead!(vm, q, c, unary_not_slow),
        }
    }

    fn to_bool(vm, q, c) {
        let value = c.peek(1);
        if value.is_object() {
            instead!(vm, q, c, to_bool_object)
        }
        if value.is_small_int() {
            c.poke(1, Value::from_bool(value.small_int_raw() != 0));
        } else if value.is_none() {
            c.poke(1, Value::FALSE);
        } else if value.as_bool().is_none() {
            instead!(vm, q, c, to_bool_slow)
        }
        next!(vm, c)
    }

    /// TO_BOOL and a jump by it.
    fn to_bool_jump(vm, q, c) {
        let value = c.peek(1);
        if value.is_object() {
            instead!(vm, q, c, to_bool_jump_object)
        }
        let truth = if value.is_small_int() {
            value.small_int_raw() != 0
        } else if value.is_none() {
            false
        } else {
            match value.as_bool() {
                Some(truth) => truth,
                None => instead!(vm, q, c, to_bool_slow),
            }
        };
        jump_by!(vm, c, truth)
    }

    #[inline(never)]
    fn to_bool_jump_object(vm, q, c) {
        let value = c.peek(1);
        let truth = match plain_truth(value) {
            Some(truth) => truth,
            None if !vm.type_of(value).has(type_flags::TRUTH) => true,
            None => instead!(vm, q, c, to_bool_slow),
        };
        jump_by!(vm, c, truth)
    }

    #[inline(never)]
    fn to_bool_object(vm, q, c) {
        let value = c.peek(1);
        match plain_truth(value) {
            Some(truth) => c.poke(1, Value::from_bool(truth)),
            None if !vm.type_of(value).has(type_flags::TRUTH) => c.poke(1, Value::TRUE),
            None => instead!(vm, q, c, to_bool_slow),
        }
        next!(vm, c)
    }

    fn unary_negative(vm, q, c) {
        let value = c.peek(1);
        let fast = if value.is_small_int() {
            Value::try_small_int(-value.small_int_raw())
        } else if value.is_double() {
            Value::try_f64(-value.double_raw())
        } else {
            None
        };
        match fast {
            Some(v) => {
                c.poke(1, v);
                next!(vm, c)
            }
            None => instead!(vm, q, c, super::other),
        }
    }

    fn binary_op(vm, q, c) {
        instead!(vm, q, c, super::specials::binary_instance)
    }

    /// An operator on what is no instance: sequences of one kind are joined and floats taken to a power in place, once the
    /// instruction has told what it meets.
    #[inline(never)]
    fn binary_plain(vm, q, c) {
        if !q.is_noted() {
            instead!(vm, q, c, binary_slow)
        }
        if is_large(c.peek(2)) || is_large(c.peek(1)) {
            instead!(vm, q, c, binary_large)
        }
        let made = match OPERATORS[q.arg() as usize % 13] {
            Operator::Add => vm.join_at_sight(q.arg() >= 13, c.peek(2), c.peek(1)),
            Operator::Pow => vm.power_at_sight(c.peek(2), c.peek(1)),
            _ => Ok(Value::NULL),
        };
        match made {
            Ok(Value::NULL) => instead!(vm, q, c, binary_slow),
            Ok(value) => {
                c.drop(1);
                c.poke(1, value);
                next!(vm, c)
            }
            Err(Raised) => super::raise(vm, c),
        }
    }
}

slow_handlers! {
    /// An operator on whatever its operands are.
    fn binary_slow(vm, q, c) {
        binary(vm, c, q)
    }

    /// An operator on a large int and whatever.
    fn binary_large(vm, q, c) {
        binary_seen(vm, c, q, false)
    }

    /// An operator on a number of a native class and whatever.
    fn binary_number(vm, q, c) {
        let (a, b) = (c.peek(2), c.peek(1));
        let tells = vm.see_slow(c, q);
        let Some(numbers) = vm.native_numbers(a, b) else { return binary_seen(vm, c, q, tells) };
        let Some(value) = (numbers.binary)(vm, OPERATORS[q.arg() as usize % 13], a, b)? else {
            return binary_seen(vm, c, q, tells);
        };
        if tells {
            vm.see_result(c.binding, c.index(), value, false);
        }
        c.drop(1);
        c.poke(1, value);
        Ok(())
    }

    fn unary_not_slow(vm, _q, c) {
        let truth = vm.truth(c.peek(1))?;
        c.poke(1, Value::from_bool(!truth));
        Ok(())
    }

    fn to_bool_slow(vm, _q, c) {
        if !vm.truth_here(c)? {
            let truth = vm.truth(c.peek(1))?;
            c.poke(1, Value::from_bool(truth));
        }
        Ok(())
    }
}

fn binary(vm: &mut Vm, c: &mut Cursor, q: Word) -> PyResult<()> {
    let tells = vm.see_slow(c, q);
    binary_seen(vm, c, q, tells)
}

/// As above; `tells`: what comes out is to be noted.
fn binary_seen(vm: &mut Vm, c: &mut Cursor, q: Word, tells: bool) -> PyResult<()> {
    let (a, b) = (c.peek(2), c.peek(1));
    let (operator, inplace) = (OPERATORS[q.arg() as usize % 13], q.arg() >= 13);
    let value = vm.exact_ints(operator, a, b)?;
    if !value.is_null() {
        c.drop(1);
        c.poke(1, value);
        return Ok(());
    }
    if operator == Operator::Add {
        let joined = vm.join_at_sight(inplace, a, b)?;
        if !joined.is_null() {
            if tells {
                vm.see_result(c.binding, c.index(), joined, false);
            }
            c.drop(1);
            c.poke(1, joined);
            return Ok(());
        }
    }
    if (a.is_object() || b.is_object()) && vm.binary_here(c, operator, inplace)? {
        return Ok(());
    }
    let value = vm.binary(operator, inplace, a, b)?;
    if tells {
        vm.see_result(c.binding, c.index(), value, a.both_small_ints(b));
    }
    c.drop(1);
    c.poke(1, value);
    Ok(())
}
