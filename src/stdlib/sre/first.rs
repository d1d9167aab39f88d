//! Which bytes a match may start with, at each instruction that has a choice.
//!
//! ```text
//! [a-z]+\d     what follows the repeat starts with a digit, which no letter is: giving letters back is no use,
//!              so the repeat becomes possessive
//! \w*:         giving back stops at a `:` only
//! cat|dog      at a `d` the first alternative is not tried, at a `c` no choice is left behind
//! ```
//!
//! A walk follows the instructions that may come next, and gives up after [`STEPS`].

use super::chars::Set;
use super::program::{First, FirstId, Inst, NO_FIRST, One, Pc, Program};

/// How many instructions a walk may pass.
const STEPS: u32 = 64;

/// The first bytes of the program, where it cannot match nothing.
pub(super) fn of_program(program: &Program) -> Option<First> {
    Walk { program, left: STEPS }.at(0)
}

/// Fills in the first sets of a program's choices.
pub(super) fn fill(program: &mut Program) {
    let of = |program: &Program, pc: Pc| Walk { program, left: STEPS }.at(pc);
    for at in 0..program.insts.len() {
        let next = at as Pc + 1;
        program.insts[at] = match program.insts[at] {
            Inst::Branch { other, .. } => {
                let (first, rest) = (of(program, next), of(program, other));
                Inst::Branch { other, first: number(program, first), rest: number(program, rest) }
            }
            Inst::Greedy { one, bounds, .. } => {
                let first = of(program, next);
                let taken = first_of(program, one);
                if first.is_some_and(|first| first.0.iter().zip(taken.0).all(|(a, b)| a & b == 0)) {
                    Inst::Possessive { one, bounds }
                } else {
                    Inst::Greedy { one, bounds, first: number(program, first) }
                }
            }
            Inst::Lazy { one, bounds, .. } => {
                let first = of(program, next);
                Inst::Lazy { one, bounds, first: number(program, first) }
            }
            inst => inst,
        };
    }
}

/// The number of a first set, equal ones having the same.
fn number(program: &mut Program, first: Option<First>) -> FirstId {
    let Some(first) = first else { return NO_FIRST };
    // Patterns have few; the newest is the likeliest to come again.
    const LOOKED_AT: usize = 32;
    let from = program.firsts.len().saturating_sub(LOOKED_AT);
    let known = program.firsts[from..].iter().position(|known| *known == first);
    let at = known.map_or(program.firsts.len(), |at| from + at);
    if known.is_none() {
        program.firsts.push(first);
    }
    at as FirstId
}

/// The bytes that a character may start with.
fn first_of(program: &Program, one: One) -> First {
    let above_ascii = if program.text { [0, 0, u64::MAX, u64::MAX] } else { [0; 4] };
    let single = |byte: u8| {
        let mut bits = [0; 4];
        bits[usize::from(byte >> 6)] |= 1 << (byte & 63);
        bits
    };
    let without = |byte: u8| {
        let mut bits = [u64::MAX; 4];
        bits[usize::from(byte >> 6)] &= !(1 << (byte & 63));
        bits
    };
    First(match one {
        One::Never => [0; 4],
        One::Any => without(b'\n'),
        One::All | One::NotChar(_) => [u64::MAX; 4],
        One::Byte(byte) => single(byte),
        One::NotByte(byte) => without(byte),
        One::Char(_) => above_ascii,
        One::Set(number) => match program.sets.get(number as usize) {
            None => [u64::MAX; 4],
            Some(set) => {
                let bits = set.bits();
                let mut first: [u64; 4] =
                    std::array::from_fn(|i| u64::from(bits[2 * i]) | u64::from(bits[2 * i + 1]) << 32);
                if program.text {
                    let above = if Set::may_leave_ascii(set) { u64::MAX } else { 0 };
                    (first[2], first[3]) = (above, above);
                }
                first
            }
        },
    })
}

fn union(a: First, b: First) -> First {
    First(std::array::from_fn(|i| a.0[i] | b.0[i]))
}

struct Walk<'a> {
    program: &'a Program,
    left: u32,
}

impl Walk<'_> {
    fn either(&mut self, a: Pc, b: Pc) -> Option<First> {
        Some(union(self.at(a)?, self.at(b)?))
    }

    /// What a character or, where it may be left out, what follows starts with.
    fn repeated(&mut self, one: One, least: u32, pc: Pc) -> Option<First> {
        let first = first_of(self.program, one);
        if least > 0 { Some(first) } else { Some(union(first, self.at(pc + 1)?)) }
    }

    /// What a match of the instructions from `pc` on starts with; `None`: it may match nothing, or was not found out.
    fn at(&mut self, mut pc: Pc) -> Option<First> {
        loop {
            self.left = self.left.checked_sub(1)?;
            match *self.program.insts.get(pc as usize)? {
                Inst::Fail => return Some(First::default()),
                Inst::Success | Inst::PartSuccess | Inst::GroupRef { .. } => return None,
                Inst::Byte(byte) => return Some(first_of(self.program, One::Byte(byte))),
                Inst::Text { at, .. } => {
                    let byte = *self.program.literals.get(at as usize)?;
                    return Some(first_of(self.program, One::Byte(byte)));
                }
                Inst::One(one) => return Some(first_of(self.program, one)),
                Inst::Mark(_) | Inst::At(_) => pc += 1,
                Inst::Jump(to) => pc = to,
                Inst::Branch { other, .. } | Inst::IfGroup { other, .. } => {
                    return self.either(pc + 1, other);
                }
                Inst::Repeat { until } => match *self.program.insts.get(until as usize)? {
                    Inst::MaxUntil { bounds, .. } | Inst::MinUntil { bounds, .. } if bounds.least > 0 => {
                        pc += 1
                    }
                    _ => return self.either(pc + 1, until + 1),
                },
                Inst::MaxUntil { body, .. } | Inst::MinUntil { body, .. } => {
                    return self.either(body, pc + 1);
                }
                Inst::Greedy { one, bounds, .. }
                | Inst::Lazy { one, bounds, .. }
                | Inst::Possessive { one, bounds } => return self.repeated(one, bounds.least, pc),
                Inst::Assert { end, .. } | Inst::AssertNot { end, .. } => pc = end,
                Inst::Atomic { .. } => pc += 1,
                Inst::PossessiveRepeat { bounds, .. } if bounds.least > 0 => pc += 1,
                Inst::PossessiveRepeat { end, .. } => return self.either(pc + 1, end),
            }
        }
    }
}
