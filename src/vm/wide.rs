//! Operators on ints beyond 49 bits: those that fit 128 bits by the machine's arithmetic, longer ones limb by limb.
//!
//! ```text
//! a OP b ─► both fit 128 bits, and so does the result? ─► machine
//!        └► one pass, or short factors? ─► limbs, written where the result lies
//!        └► None: `semantics`, with numbers of `malachite`
//! ```

use super::Vm;
use crate::objects::Int;
use crate::value::{PyResult, Value};
use pyopt_compiler::semantics::IntRef;
use pyopt_compiler::semantics::limbs::division::{self, Divisor};
use pyopt_compiler::semantics::limbs::{self, Limbs};
use pyopt_compiler::syntax::ast::Operator;
use std::cmp::Ordering;

/// Factors of as many limbs are multiplied by the school's way; longer ones have better ones.
const SHORT_FACTOR: usize = 24;
/// Dividends of as many limbs are divided by the school's way.
const SHORT_DIVIDEND: usize = 48;
/// A step of a program, as it is counted for whoever limits it, is about as much work.
const LIMBS_PER_STEP: usize = 64;
/// Shifts to the left by more go the long way, which knows when there is no hope.
const SHORT_SHIFT: i64 = 1 << 20;

impl Vm {
    /// `a OP b`; `None` for what takes more than this file does, errors among it.
    ///
    /// # Errors
    /// `MemoryError`.
    #[inline]
    pub(super) fn wide_binary(
        &mut self,
        op: Operator,
        a: IntRef<'_>,
        b: IntRef<'_>,
    ) -> PyResult<Option<Value>> {
        if let (Some(x), Some(y)) = (a.to_i128(), b.to_i128())
            && let Some(result) = in_128_bits(op, x, y)
        {
            return Ok(Some(Int::of_i128(&mut self.heap, result)));
        }
        self.by_limbs(op, a, b)
    }

    /// `-a` of what lies beyond a word; `None` for others.
    pub(super) fn wide_negative(&mut self, a: IntRef<'_>) -> Option<Value> {
        let IntRef::Limbs(limbs) = a else { return None };
        Some(Int::of_limbs(&mut self.heap, Limbs { negative: !limbs.negative, ..limbs }))
    }

    #[inline(never)]
    fn by_limbs(&mut self, op: Operator, a: IntRef<'_>, b: IntRef<'_>) -> PyResult<Option<Value>> {
        let (mut low, mut high) = (0, 0);
        let (Some(x), Some(y)) = (a.limbs(&mut low), b.limbs(&mut high)) else { return Ok(None) };
        let (m, n) = (x.magnitude, y.magnitude);
        self.spent += ((m.len() + n.len()) / LIMBS_PER_STEP) as u64;
        let heap = &mut self.heap;
        let made = match op {
            Operator::Add => add(heap, x, y),
            Operator::Sub => add(heap, x, Limbs { negative: !y.negative, ..y }),
            Operator::Mult if m.is_empty() || n.is_empty() => return Ok(Some(Value::small_int_unchecked(0))),
            Operator::Mult if m.len().min(n.len()) <= SHORT_FACTOR => {
                Int::written(heap, m.len() + n.len(), |out| {
                    let (long, short) = if m.len() >= n.len() { (m, n) } else { (n, m) };
                    limbs::multiply(out, long, short);
                    x.negative != y.negative
                })
            }
            Operator::LShift => match b {
                IntRef::Small(count @ 0..=SHORT_SHIFT) if !m.is_empty() => {
                    let count = count as usize;
                    Int::made(heap, m.len() + count / 64 + 1, |out| {
                        limbs::shift_left(out, m, count);
                        x.negative
                    })
                }
                _ => return Ok(None),
            },
            Operator::RShift => match b {
                IntRef::Small(count @ 0..) if (count as u64) < x.bits() => {
                    let kept = m.len() - count as usize / 64;
                    // The carry of what rounds away from zero.
                    Int::made(heap, kept + 1, |out| {
                        let lost = limbs::shift_right(&mut out[..kept], m, count as usize);
                        if lost && x.negative {
                            limbs::increment(out);
                        }
                        x.negative
                    })
                }
                _ => return Ok(None),
            },
            Operator::BitAnd if !x.negative && !y.negative => {
                let length = m.len().min(n.len());
                bitwise(heap, &m[..length], &n[..length], |a, b| a & b)
            }
            Operator::BitOr if !x.negative && !y.negative => bitwise(heap, m, n, |a, b| a | b),
            Operator::BitXor if !x.negative && !y.negative => bitwise(heap, m, n, |a, b| a ^ b),
            Operator::FloorDiv | Operator::Mod if !n.is_empty() => {
                let modulo = op == Operator::Mod;
                match division::quotient_at_sight(m, n) {
                    Some(quotient) if modulo || x.negative == y.negative => {
                        divide_at_sight(heap, x, y, quotient, modulo)
                    }
                    _ if m.len() <= SHORT_DIVIDEND => divide_floor(heap, x, y, modulo),
                    _ => return Ok(None),
                }
            }
            _ => return Ok(None),
        };
        self.check(made).map(Some)
    }
}

type Made = Result<Value, crate::heap::OutOfMemory>;

/// The result where everything fits 128 bits; `None` elsewhere, and for errors.
#[inline]
fn in_128_bits(op: Operator, x: i128, y: i128) -> Option<i128> {
    Some(match op {
        Operator::Add => x.checked_add(y)?,
        Operator::Sub => x.checked_sub(y)?,
        Operator::Mult => match (i64::try_from(x), i64::try_from(y)) {
            (Ok(x), Ok(y)) => i128::from(x) * i128::from(y),
            _ => return None,
        },
        Operator::BitAnd => x & y,
        Operator::BitOr => x | y,
        Operator::BitXor => x ^ y,
        Operator::LShift => {
            let count = u32::try_from(y).ok().filter(|&count| count < 127)?;
            let shifted = x << count;
            if shifted >> count != x {
                return None;
            }
            shifted
        }
        Operator::RShift if y >= 0 => x >> y.min(127),
        Operator::FloorDiv if y != 0 => divide(x, y).0,
        Operator::Mod if y != 0 => divide(x, y).1,
        _ => return None,
    })
}

/// Quotient towards minus infinity and the rest, which has the divisor's sign.
#[inline]
fn divide(x: i128, y: i128) -> (i128, i128) {
    let (quotient, rest) = match (u64::try_from(x), u64::try_from(y)) {
        (Ok(x), Ok(y)) => (i128::from(x / y), i128::from(x % y)),
        _ => {
            let quotient = x / y;
            (quotient, x - quotient * y)
        }
    };
    if rest != 0 && (rest < 0) != (y < 0) { (quotient - 1, rest + y) } else { (quotient, rest) }
}

fn add(heap: &mut crate::heap::Heap, x: Limbs<'_>, y: Limbs<'_>) -> Made {
    let (m, n) = (x.magnitude, y.magnitude);
    if x.negative == y.negative {
        return Int::written(heap, m.len().max(n.len()) + 1, |out| {
            limbs::add(out, m, n);
            x.negative
        });
    }
    let (long, short, negative) = match limbs::compare(m, n) {
        Ordering::Less => (n, m, y.negative),
        _ => (m, n, x.negative),
    };
    Int::written(heap, long.len(), |out| {
        limbs::subtract(out, long, short);
        negative
    })
}

/// `x // y` of numbers of one sign, or `x % y`, where the quotient of the magnitudes is known.
fn divide_at_sight(
    heap: &mut crate::heap::Heap,
    x: Limbs<'_>,
    y: Limbs<'_>,
    quotient: u64,
    modulo: bool,
) -> Made {
    if !modulo {
        return Int::written(heap, 1, |out| {
            out[0] = quotient;
            false
        });
    }
    Int::written(heap, y.magnitude.len(), |out| {
        division::subtract_multiple(out, x.magnitude, y.magnitude, quotient);
        if x.negative != y.negative && out.iter().any(|&limb| limb != 0) {
            // The rest below zero, and the divisor.
            division::subtract_from(out, y.magnitude);
        }
        y.negative
    })
}

/// `x // y`, or `x % y`: towards minus infinity, so that the rest has the divisor's sign. `y` is not 0.
fn divide_floor(heap: &mut crate::heap::Heap, x: Limbs<'_>, y: Limbs<'_>, modulo: bool) -> Made {
    let (m, n) = (x.magnitude, y.magnitude);
    let negative = x.negative != y.negative;
    if let [limb] = *n {
        let divisor = Divisor::new(limb);
        if modulo {
            let rest = divisor.rest_of(m);
            return Int::made(heap, 1, |out| {
                out[0] = if negative && rest != 0 { limb - rest } else { rest };
                y.negative
            });
        }
        return Int::made(heap, m.len() + 1, |out| {
            out[..m.len()].copy_from_slice(m);
            if divisor.divide_in_place(&mut out[..m.len()]) != 0 && negative {
                limbs::increment(out);
            }
            negative
        });
    }
    let mut rest = [0; SHORT_DIVIDEND + 1];
    let rest = &mut rest[..m.len() + 1];
    let divide = |quotient: &mut [u64], rest: &mut [u64]| {
        if m.len() < n.len() {
            rest[..m.len()].copy_from_slice(m);
        } else {
            let mut room = [0; SHORT_DIVIDEND + 1];
            division::divide(quotient, rest, &mut room[..n.len() + 1], m, n);
        }
    };
    let places = (m.len() + 1).saturating_sub(n.len());
    if !modulo {
        return Int::made(heap, places + 1, |out| {
            divide(&mut out[..places], rest);
            if negative && rest.iter().any(|&limb| limb != 0) {
                limbs::increment(out);
            }
            negative
        });
    }
    divide(&mut [0; SHORT_DIVIDEND][..places], rest);
    let rest = limbs::trimmed(rest);
    Int::made(heap, n.len(), |out| {
        if negative && !rest.is_empty() {
            limbs::subtract(out, n, rest);
        } else {
            out[..rest.len()].copy_from_slice(rest);
        }
        y.negative
    })
}

fn bitwise(heap: &mut crate::heap::Heap, m: &[u64], n: &[u64], of: impl Fn(u64, u64) -> u64) -> Made {
    let (long, short) = if m.len() >= n.len() { (m, n) } else { (n, m) };
    Int::made(heap, long.len(), |out| {
        let others = short.iter().copied().chain(std::iter::repeat(0));
        for ((out, &x), y) in out.iter_mut().zip(long).zip(others) {
            *out = of(x, y);
        }
        false
    })
}
