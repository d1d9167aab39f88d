//! Checks code for the engine before it runs: every skip lands on an instruction or an end that belongs there,
//! groups exist, sets are closed. `re` compiles nothing else, but `_sre.compile` can be called with any list.

use rustpython_sre_engine::{SreAtCode, SreCatCode, SreInfo, SreOpcode as Op};

/// Whether the engine can run that code.
pub(super) fn is_valid(code: &[u32], groups: usize) -> bool {
    groups < 100_000_000
        && matches!(code.split_last(), Some((&last, body)) if last == Op::SUCCESS as u32
            && Checker { groups }.sequence(body).is_some())
}

struct Checker {
    groups: usize,
}

/// An instruction's skip: how far its end lies behind the word that holds it.
fn region(code: &[u32], at: usize) -> Option<usize> {
    let end = at.checked_add(*code.get(at)? as usize)?;
    (end <= code.len() && end > at).then_some(end)
}

impl Checker {
    fn sequence(&self, code: &[u32]) -> Option<()> {
        let mut at = 0;
        while at < code.len() {
            at = self.instruction(code, at)?;
        }
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
        Some(match Op::try_from(code[at]).ok()? {
            Op::SUCCESS | Op::FAILURE | Op::ANY | Op::ANY_ALL => at + 1,
            Op::LITERAL
            | Op::NOT_LITERAL
            | Op::LITERAL_IGNORE
            | Op::NOT_LITERAL_IGNORE
            | Op::LITERAL_UNI_IGNORE
            | Op::NOT_LITERAL_UNI_IGNORE
            | Op::LITERAL_LOC_IGNORE
            | Op::NOT_LITERAL_LOC_IGNORE => {
                word(1)?;
                at + 2
            }
            Op::MARK => {
                (word(1)? as usize <= 2 * self.groups + 1).then_some(())?;
                at + 2
            }
            Op::AT => {
                SreAtCode::try_from(word(1)?).ok()?;
                at + 2
            }
            Op::CATEGORY => {
                SreCatCode::try_from(word(1)?).ok()?;
                at + 2
            }
            Op::IN | Op::IN_IGNORE | Op::IN_UNI_IGNORE | Op::IN_LOC_IGNORE => {
                let end = region(code, at + 1)?;
                charset(code.get(at + 2..end)?)?;
                end
            }
            Op::INFO => self.info(code, at)?,
            Op::BRANCH => self.branch(code, at)?,
            Op::REPEAT_ONE | Op::MIN_REPEAT_ONE | Op::POSSESSIVE_REPEAT_ONE => {
                let end = region(code, at + 1)?;
                self.bounds(word(2)?, word(3)?)?;
                self.closed(code.get(at + 4..end)?, &[Op::SUCCESS])?;
                end
            }
            Op::REPEAT => {
                let end = region(code, at + 1)?;
                self.bounds(word(2)?, word(3)?)?;
                self.sequence(code.get(at + 4..end)?)?;
                let closing = *code.get(end)?;
                (closing == Op::MAX_UNTIL as u32 || closing == Op::MIN_UNTIL as u32).then_some(())?;
                end + 1
            }
            Op::POSSESSIVE_REPEAT => {
                let end = region(code, at + 1)?;
                self.bounds(word(2)?, word(3)?)?;
                self.sequence(code.get(at + 4..end)?)?;
                (*code.get(end)? == Op::SUCCESS as u32).then_some(())?;
                end + 1
            }
            Op::ATOMIC_GROUP => {
                let end = region(code, at + 1)?;
                self.closed(code.get(at + 2..end)?, &[Op::SUCCESS])?;
                end
            }
            Op::ASSERT | Op::ASSERT_NOT => {
                let end = region(code, at + 1)?;
                (word(2)? & 0x8000_0000 == 0).then_some(())?;
                self.closed(code.get(at + 3..end)?, &[Op::SUCCESS])?;
                end
            }
            Op::GROUPREF | Op::GROUPREF_IGNORE | Op::GROUPREF_UNI_IGNORE | Op::GROUPREF_LOC_IGNORE => {
                ((word(1)? as usize) < self.groups).then_some(())?;
                at + 2
            }
            Op::GROUPREF_EXISTS => {
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
        let flags = SreInfo::from_bits(*code.get(at + 2)?)?;
        code.get(at + 4)?;
        let rest = code.get(at + 5..end)?;
        if flags.contains(SreInfo::PREFIX) {
            let (&length, &skip) = (rest.first()?, rest.get(1)?);
            let length = length as usize;
            let overlap = rest.get(2 + length..)?;
            let fits = length > 0 && skip as usize <= length && overlap.len() == length;
            (fits && overlap.iter().all(|&o| (o as usize) < length)).then_some(())?;
        } else if flags.contains(SreInfo::CHARSET) {
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
            (code[jump] == Op::JUMP as u32).then_some(())?;
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
        let yes = code.get(at + 3..end)?;
        let with_else = yes.len() >= 2 && yes[yes.len() - 2] == Op::JUMP as u32;
        if with_else
            && let Some(last) = region(code, end - 1)
            && self.sequence(&yes[..yes.len() - 2]).is_some()
            && self.sequence(code.get(end..last)?).is_some()
        {
            return Some(last);
        }
        self.sequence(yes)?;
        Some(end)
    }
}

/// A set of characters, closed by FAILURE.
fn charset(code: &[u32]) -> Option<()> {
    let (&last, body) = code.split_last()?;
    (last == Op::FAILURE as u32).then_some(())?;
    let mut at = 0;
    while at < body.len() {
        at += match Op::try_from(body[at]).ok()? {
            Op::NEGATE => 1,
            Op::LITERAL => 2,
            Op::RANGE | Op::RANGE_UNI_IGNORE => 3,
            Op::CHARSET => 1 + 8,
            Op::BIGCHARSET => {
                let chunks = *body.get(at + 1)? as usize;
                let table = body.get(at + 2..at + 2 + 64)?;
                let inside = table.iter().flat_map(|w| w.to_ne_bytes()).all(|b| (b as usize) < chunks);
                inside.then_some(())?;
                2 + 64 + chunks * 8
            }
            Op::CATEGORY => {
                SreCatCode::try_from(*body.get(at + 1)?).ok()?;
                2
            }
            _ => return None,
        };
        (at <= body.len()).then_some(())?;
    }
    Some(())
}
