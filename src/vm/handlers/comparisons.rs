//! Comparisons, alone and with the conditional jump behind them, and identity.

use crate::objects::types::type_flags;
use crate::objects::{Bytes, Kind};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::interp::{COMPARISONS, Cursor};
use crate::vm::keys::{Plain, exact_dict, exact_set, exact_str, find_plain, find_plain_element, plain_hash};
use crate::vm::opcode as op;
use crate::vm::opcode::Word;
use crate::vm::plain_order::{number, text_order};
use crate::vm::special::exact;
use pyopt_compiler::syntax::ast::CmpOp;

/// Comparison number `OP` of [`COMPARISONS`].
#[inline(always)]
fn holds<const OP: u8, T: PartialOrd>(a: T, b: T) -> bool {
    match OP {
        0 => a < b,
        1 => a <= b,
        2 => a == b,
        3 => a != b,
        4 => a > b,
        _ => a >= b,
    }
}

/// The answer if both are ints or both doubles.
#[inline(always)]
fn compared<const OP: u8>(a: Value, b: Value) -> Option<bool> {
    if a.both_small_ints(b) {
        Some(holds::<OP, i64>(a.shifted_int(), b.shifted_int()))
    } else if a.is_double() && b.is_double() {
        Some(holds::<OP, f64>(a.double_raw(), b.double_raw()))
    } else {
        None
    }
}

/// The answer if both are exact strs, or one is an immediate int and one a double.
#[inline(always)]
fn in_order<const OP: u8>(a: Value, b: Value) -> Option<bool> {
    if let (Some(a), Some(b)) = (exact_str(a), exact_str(b)) {
        return Some(holds::<OP, i8>(text_order(a.as_bytes(), b.as_bytes()) as i8, 0));
    }
    Some(holds::<OP, f64>(number(a)?, number(b)?))
}

/// Whether two exact strs are equal, as far as that can be said without a look at their text.
#[inline(always)]
fn equal_at_sight(a: Value, b: Value) -> Option<bool> {
    let (Some(text_a), Some(text_b)) = (exact_str(a), exact_str(b)) else { return None };
    if text_a == text_b {
        return Some(true);
    }
    let differ = text_a.is_interned() && text_b.is_interned() || text_a.len() != text_b.len();
    differ.then_some(false)
}

/// Whether two exact strs, or two immediates, are equal; `None` for other values.
#[inline(always)]
fn plain_equal(a: Value, b: Value) -> Option<bool> {
    let (text_a, text_b) = (exact_str(a), exact_str(b));
    if let (Some(a), Some(b)) = (text_a, text_b) {
        return Some(a == b || !(a.is_interned() && b.is_interned()) && a.as_bytes() == b.as_bytes());
    }
    // `None == 1`, and an exact str compared with None: nobody's method is asked.
    let knows_none = |v: Value, text: bool| v.is_none() || v.is_small_int() || text;
    let plain = knows_none(a, text_a.is_some()) && knows_none(b, text_b.is_some());
    if plain && (a.is_none() || b.is_none()) { Some(a.is(b)) } else { None }
}

/// The conditional jump at `c.pc`, which is done.
macro_rules! jump_if {
    ($vm:ident, $c:ident, $jumps:expr) => {{
        let jumps = $jumps;
        let jump = *$c.pc;
        $c.pc = $c.pc.add(1);
        if jumps {
            $c.jump(jump.arg as i32);
        } else {
            $c.pc = $c.pc.add(usize::from(jump.cache));
        }
        next!($vm, $c)
    }};
}

/// The conditional jump behind `==` or `!=`, which is done.
macro_rules! jump_if_equal {
    ($vm:ident, $q:ident, $c:ident, $equal:ident) => {{
        $c.drop(2);
        let by_true = (*$c.pc).op == op::POP_JUMP_IF_TRUE;
        jump_if!($vm, $c, ($equal == ($q.arg() >> 5 == 2)) == by_true)
    }};
}

handlers! {
    fn compare<const OP: u8>(vm, q, c) {
        match compared::<OP>(c.peek(2), c.peek(1)) {
            Some(answer) => {
                c.drop(1);
                c.poke(1, Value::from_bool(answer));
                next!(vm, c)
            }
            None if OP == 2 || OP == 3 => instead!(vm, q, c, equal),
            None => instead!(vm, q, c, ordered::<OP>),
        }
    }

    /// A comparison and the conditional jump behind it.
    fn compare_jump<const OP: u8, const WHEN: bool>(vm, q, c) {
        let answer = match compared::<OP>(c.peek(2), c.peek(1)) {
            Some(answer) => answer,
            None if OP == 2 || OP == 3 => instead!(vm, q, c, equal_jump),
            None => instead!(vm, q, c, ordered_jump::<OP, WHEN>),
        };
        c.drop(2);
        jump_if!(vm, c, answer == WHEN)
    }

    /// `<`, `<=`, `>` and `>=` of texts, and of an int and a double.
    #[inline(never)]
    fn ordered<const OP: u8>(vm, q, c) {
        let Some(answer) = in_order::<OP>(c.peek(2), c.peek(1)) else { instead!(vm, q, c, super::specials::compare_instance) };
        c.drop(1);
        c.poke(1, Value::from_bool(answer));
        next!(vm, c)
    }

    /// As above, with the jump behind it.
    #[inline(never)]
    fn ordered_jump<const OP: u8, const WHEN: bool>(vm, q, c) {
        let Some(answer) = in_order::<OP>(c.peek(2), c.peek(1)) else { instead!(vm, q, c, super::specials::compare_instance) };
        c.drop(2);
        jump_if!(vm, c, answer == WHEN)
    }

    /// `==` and `!=` of what is no pair of numbers.
    #[inline(never)]
    fn equal(vm, q, c) {
        let Some(equal) = equal_at_sight(c.peek(2), c.peek(1)) else { instead!(vm, q, c, equal_apart) };
        c.drop(1);
        c.poke(1, Value::from_bool(equal == (q.arg() >> 5 == 2)));
        next!(vm, c)
    }

    #[inline(never)]
    fn equal_apart(vm, q, c) {
        match plain_equal(c.peek(2), c.peek(1)) {
            Some(equal) => {
                c.drop(1);
                c.poke(1, Value::from_bool(equal == (q.arg() >> 5 == 2)));
                next!(vm, c)
            }
            None => instead!(vm, q, c, super::specials::compare_instance),
        }
    }

    /// As above, with the jump behind it.
    #[inline(never)]
    fn equal_jump(vm, q, c) {
        let Some(equal) = equal_at_sight(c.peek(2), c.peek(1)) else { instead!(vm, q, c, equal_jump_apart) };
        jump_if_equal!(vm, q, c, equal)
    }

    #[inline(never)]
    fn equal_jump_apart(vm, q, c) {
        let Some(equal) = plain_equal(c.peek(2), c.peek(1)) else { instead!(vm, q, c, super::specials::compare_instance) };
        jump_if_equal!(vm, q, c, equal)
    }

    /// LOAD_SMALL_INT, the comparison and the jump behind it.
    fn compare_small_jump<const OP: u8, const WHEN: bool>(vm, q, c) {
        let (a, b) = (c.peek(1), Value::small_int_unchecked(i64::from(q.arg())));
        if a.is_small_int() {
            let answer = holds::<OP, i64>(a.shifted_int(), b.shifted_int());
            c.drop(1);
            let jump = *c.pc.add(1);
            c.pc = c.pc.add(2);
            if answer == WHEN {
                c.jump(jump.arg as i32);
            } else {
                c.pc = c.pc.add(usize::from(jump.cache));
            }
        } else {
            c.push(b);
        }
        next!(vm, c)
    }

    fn is_op(vm, q, c) {
        let same = c.peek(2).is(c.peek(1));
        c.drop(1);
        c.poke(1, Value::from_bool(same != (q.arg() == 1)));
        next!(vm, c)
    }

    #[inline(never)]
    fn contains_op(vm, q, c) {
        let (container, item) = (c.peek(1), c.peek(2));
        let Some(found) = plain_contains(vm, container, item) else { instead!(vm, q, c, contains_slow) };
        c.drop(1);
        c.poke(1, Value::from_bool(found != (q.arg() == 1)));
        next!(vm, c)
    }
}

/// Whether an exact dict or set contains a str or small int, or a str another; `None` for all else. Apart: what it needs
/// stands on its native frame.
#[inline(never)]
fn plain_contains(vm: &Vm, container: Value, item: Value) -> Option<bool> {
    if let Some(text) = exact_str(container) {
        let (text, part) = (text.as_bytes(), exact_str(item)?);
        return Some(match part.as_bytes() {
            &[byte] if text.len() < SHORT => text.contains(&byte),
            &[byte] => memchr::memchr(byte, text).is_some(),
            part => memchr::memmem::find(text, part).is_some(),
        });
    }
    let hash = plain_hash(vm.names.secret, item)?;
    if let Some(dict) = exact_dict(container) {
        return decided(find_plain(dict, hash, item));
    }
    let set = exact_set(vm, container)?;
    set.holds_plainly(hash, item).or_else(|| decided(find_plain_element(set, hash, item)))
}

/// In a text of fewer bytes, a search by words costs more than one byte after the other.
const SHORT: usize = 16;

fn decided(probe: Plain) -> Option<bool> {
    match probe {
        Plain::Found(_) => Some(true),
        Plain::Absent => Some(false),
        Plain::Unknown => None,
    }
}

/// Whether an object is equal to itself only: its class has `object`'s `__eq__` and `__ne__`.
#[inline(always)]
fn compares_identity(vm: &Vm, value: Value) -> bool {
    value.is_kind(Kind::Instance) && !vm.type_of(value).has(type_flags::EQUALITY | type_flags::BUILTIN)
}

slow_handlers! {
    fn contains_slow(vm, q, c) {
        vm.see_slow(c, q);
        if vm.contains_here(c)? || vm.contains_pending(c)? {
            return Ok(());
        }
        let found = vm.contains(c.peek(1), c.peek(2))?;
        c.drop(1);
        c.poke(1, Value::from_bool(found != (q.arg() == 1)));
        Ok(())
    }

    /// Of a number of a native class and whatever.
    fn compare_number(vm, q, c) {
        let (a, b) = (c.peek(2), c.peek(1));
        let Some(numbers) = vm.native_numbers(a, b).filter(|_| q.is_noted()) else { return compare_any(vm, c, q) };
        match (numbers.compare)(vm, COMPARISONS[(q.arg() >> 5) as usize], a, b)? {
            Some(answer) if answer.as_bool().is_some() => {
                c.drop(1);
                c.poke(1, answer);
                Ok(())
            }
            _ => compare_any(vm, c, q),
        }
    }

    fn compare_slow(vm, q, c) {
        compare_any(vm, c, q)
    }
}

/// Leaves the result, and the jump behind it to the next instruction.
fn compare_any(vm: &mut Vm, c: &mut Cursor, q: Word) -> PyResult<()> {
    let operator = COMPARISONS[(q.arg() >> 5) as usize];
    vm.see_slow(c, q);
    if let (Some(a), Some(b)) = (exact::<Bytes>(c.peek(2)), exact::<Bytes>(c.peek(1))) {
        let answer = crate::vm::compare::holds(operator, a.as_slice().cmp(b.as_slice()));
        c.drop(1);
        c.poke(1, Value::from_bool(answer));
        return Ok(());
    }
    if matches!(operator, CmpOp::Eq | CmpOp::NotEq)
        && compares_identity(vm, c.peek(2))
        && compares_identity(vm, c.peek(1))
    {
        let same = c.peek(2).is(c.peek(1));
        c.drop(1);
        c.poke(1, Value::from_bool(same == (operator == CmpOp::Eq)));
        return Ok(());
    }
    if vm.compare_here(c, operator)? {
        return Ok(());
    }
    let result = vm.compare(operator, c.peek(2), c.peek(1))?;
    let result = if q.arg() & 16 != 0 { Value::from_bool(vm.truth(result)?) } else { result };
    c.drop(1);
    c.poke(1, result);
    Ok(())
}
