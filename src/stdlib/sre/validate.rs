//! Checks words before a program is made of them: every skip lands on an instruction or an end that belongs there,
//! groups exist, sets are closed, what a `…ONE` repeats is one character. `re` compiles nothing else, but
//! `_sre.compile` can be called with any list.

use super::codes::{At, Category, INFO_CHARSET, INFO_LITERAL, INFO_PREFIX, Op};
use std::cell::Cell;

/// How deep instructions may be nested: deeper than any pattern that the library's parser gets through.
const DEEPEST: u32 = 5_000;

/// Whether a program can be made of that code.
pub(super) fn is_valid(code: &[u32], groups: usize) -> bool {
    groups < 100_000_000
        && matches!(code.split_last(), Some((&last, body)) if last == Op::Success as u32
            && Checker { groups, depth: Cell::new(0) }.sequence(body).is_some())
}

struct Checker {
    groups: usize,
    depth: Cell<u32>,
}

/// An instruction's skip: how far its end lies behind the word that holds it.
fn region(code: &[u32], at: usize) -> Option<usize> {
    let end = at.checked_add(*code.get(at)? as usize)?;
    (end <= code.len() && end > at).then_some(end)
}

impl Checker {
    fn sequence(&self, code: &[u32]) -> Option<()> {
        if self.depth.get() == DEEPEST {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let mut at = 0;
        while at < code.len() {
            at = self.instruction(code, at)?;
        }
        self.depth.set(self.depth.get() - 1);
        Some(())
    }

    /// A sequence that a word closes.
    fn closed(&self, code: &[u32], by: &[Op]) -> Option<()> {
        let (&last, body) = code.split_last()?;
        if by.iter().any(|&op| op as u32 == last) { self.sequence(body) } else { None }
    }

    /// Checks the instruction at `at`; where the next one starts.
    fn instruction(&self, code: &[u32], at: usize) -> Option<usize> {
        let word = |i: usize| code.get(at + i).copied();
        Some(match Op::of(code[at])? {
            Op::Success | Op::Failure | Op::Any | Op::AnyAll => at + 1,
            Op::Literal
            | Op::NotLiteral
            | Op::LiteralIgnore
            | Op::NotLiteralIgnore
            | Op::LiteralUniIgnore
            | Op::NotLiteralUniIgnore
            | Op::LiteralLocIgnore
            | Op::NotLiteralLocIgnore => {
                word(1)?;
                at + 2
            }
            Op::Mark => {
                (word(1)? as usize <= 2 * self.groups + 1).then_some(())?;
                at + 2
            }
            Op::At => {
                At::of(word(1)?)?;
                at + 2
            }
            Op::Category => {
                Category::of(word(1)?)?;
                at + 2
            }
            Op::In | Op::InIgnore | Op::InUniIgnore | Op::InLocIgnore => {
                let end = region(code, at + 1)?;
                charset(code.get(at + 2..end)?)?;
                end
            }
            Op::Info => self.info(code, at)?,
            Op::Branch => self.branch(code, at)?,
            Op::RepeatOne | Op::MinRepeatOne | Op::PossessiveRepeatOne => {
                let end = region(code, at + 1)?;
                self.bounds(word(2)?, word(3)?)?;
                let item = code.get(at + 4..end)?;
                is_one(Op::of(*item.first()?)?).then_some(())?;
                (self.instruction(item, 0)? + 1 == item.len()).then_some(())?;
                (*item.last()? == Op::Success as u32).then_some(())?;
                end
            }
            Op::Repeat => {
                let end = region(code, at + 1)?;
                self.bounds(word(2)?, word(3)?)?;
                self.sequence(code.get(at + 4..end)?)?;
                let closing = *code.get(end)?;
                (closing == Op::MaxUntil as u32 || closing == Op::MinUntil as u32).then_some(())?;
                end + 1
            }
            Op::PossessiveRepeat => {
                let end = region(code, at + 1)?;
                self.bounds(word(2)?, word(3)?)?;
                self.sequence(code.get(at + 4..end)?)?;
                (*code.get(end)? == Op::Success as u32).then_some(())?;
                end + 1
            }
            Op::AtomicGroup => {
                let end = region(code, at + 1)?;
                self.closed(code.get(at + 2..end)?, &[Op::Success])?;
                end
            }
            Op::Assert | Op::AssertNot => {
                let end = region(code, at + 1)?;
                (word(2)? & 0x8000_0000 == 0).then_some(())?;
                self.closed(code.get(at + 3..end)?, &[Op::Success])?;
                end
            }
            Op::GroupRef | Op::GroupRefIgnore | Op::GroupRefUniIgnore | Op::GroupRefLocIgnore => {
                ((word(1)? as usize) < self.groups).then_some(())?;
                at + 2
            }
            Op::GroupRefExists => {
                ((word(1)? as usize) < self.groups).then_some(())?;
                self.conditional(code, at)?
            }
            _ => return None,
        })
    }

    fn bounds(&self, least: u32, most: u32) -> Option<()> {
        (least <= most).then_some(())
    }

    /// `INFO skip flags min max [prefix length, prefix skip, prefix, overlap | charset]`
    fn info(&self, code: &[u32], at: usize) -> Option<usize> {
        let end = region(code, at + 1)?;
        let flags = *code.get(at + 2)?;
        (flags & !(INFO_PREFIX | INFO_LITERAL | INFO_CHARSET) == 0).then_some(())?;
        code.get(at + 4)?;
        let rest = code.get(at + 5..end)?;
        if flags & INFO_PREFIX != 0 {
            let (&length, &skip) = (rest.first()?, rest.get(1)?);
            let length = length as usize;
            let overlap = rest.get(2 + length..)?;
            let fits = length > 0 && skip as usize <= length && overlap.len() == length;
            (fits && overlap.iter().all(|&o| (o as usize) < length)).then_some(())?;
        } else if flags & INFO_CHARSET != 0 {
            charset(rest)?;
        }
        Some(end)
    }

    /// `BRANCH (skip sequence JUMP offset)… 0`, each jump behind the 0
    fn branch(&self, code: &[u32], at: usize) -> Option<usize> {
        let (mut next, mut target) = (at + 1, None);
        while *code.get(next)? != 0 {
            let end = region(code, next)?;
            let jump = end.checked_sub(2).filter(|&j| j > next)?;
            (code[jump] == Op::Jump as u32).then_some(())?;
            self.sequence(&code[next + 1..jump])?;
            let to = jump + 1 + code[jump + 1] as usize;
            (*target.get_or_insert(to) == to).then_some(())?;
            next = end;
        }
        (target.is_none_or(|t| t == next + 1)).then_some(next + 1)
    }

    /// `GROUPREF_EXISTS group skip sequence [JUMP skip sequence]`
    fn conditional(&self, code: &[u32], at: usize) -> Option<usize> {
        // This skip counts from the group's number.
        let end = (at + 1).checked_add(*code.get(at + 2)? as usize).filter(|&e| e >= at + 3)?;
        let (yes, mut next) = (code.get(..end)?, at + 3);
        while next < end {
            if next + 2 == end && yes[next] == Op::Jump as u32 {
                let last = region(code, end - 1)?;
                self.sequence(code.get(end..last)?)?;
                return Some(last);
            }
            next = self.instruction(yes, next)?;
        }
        Some(end)
    }
}

/// Whether an instruction stands for one character.
fn is_one(op: Op) -> bool {
    !matches!(
        op,
        Op::Success
            | Op::Mark
            | Op::At
            | Op::Info
            | Op::Branch
            | Op::RepeatOne
            | Op::MinRepeatOne
            | Op::PossessiveRepeatOne
            | Op::Repeat
            | Op::PossessiveRepeat
            | Op::AtomicGroup
            | Op::Assert
            | Op::AssertNot
            | Op::GroupRef
            | Op::GroupRefIgnore
            | Op::GroupRefUniIgnore
            | Op::GroupRefLocIgnore
            | Op::GroupRefExists
    )
}

/// A set of characters, closed by FAILURE.
fn charset(code: &[u32]) -> Option<()> {
    let (&last, body) = code.split_last()?;
    (last == Op::Failure as u32).then_some(())?;
    let mut at = 0;
    while at < body.len() {
        at += match Op::of(body[at])? {
            Op::Negate => 1,
            Op::Literal => 2,
            Op::Range | Op::RangeUniIgnore => 3,
            Op::Charset => 1 + 8,
            Op::BigCharset => {
                let chunks = *body.get(at + 1)? as usize;
                let table = body.get(at + 2..at + 2 + 64)?;
                let inside = table.iter().flat_map(|w| w.to_ne_bytes()).all(|b| (b as usize) < chunks);
                inside.then_some(())?;
                2 + 64 + chunks * 8
            }
            Op::Category => {
                Category::of(*body.get(at + 1)?)?;
                2
            }
            _ => return None,
        };
        (at <= body.len()).then_some(())?;
    }
    Some(())
}
