//! Finds where a pattern matches: at one place, or at the first from there on.
//!
//! ```text
//! finder     places at which a match may start: a literal by `memmem`, one of up to three bytes by `memchr`, the
//!            bytes of a first set, or each position
//! machine    the match itself, from one place on
//! ```

use super::machine::{Budget, Machine};
use super::program::{Finder, Program};
use super::stack::{Halt, Stack};
use super::units::{Single, Units, Wide};
use memchr::{memchr, memchr2, memchr3};

/// How much of the subject must match.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// From the start on.
    Match,
    /// All of it.
    Full,
    /// Anywhere.
    Search,
}

/// The part of a subject that is searched: `text` ends where the search does.
#[derive(Clone, Copy)]
pub(super) struct Range<'a> {
    pub(super) text: &'a [u8],
    pub(super) start: usize,
    /// Whether each byte is a character.
    pub(super) single: bool,
}

/// The start and the end of a match; the groups' marks are left in the stack.
///
/// # Errors
/// When the budget or the memory ends.
pub(super) fn find(
    program: &Program,
    range: Range<'_>,
    mode: Mode,
    not_empty: bool,
    stack: &mut Stack,
    budget: &mut Budget<'_>,
) -> Result<Option<(usize, usize)>, Halt> {
    let machine = Machine { program, text: range.text, stack, budget, whole: mode == Mode::Full };
    if range.single {
        run::<Single>(machine, range.start, mode, not_empty)
    } else {
        run::<Wide>(machine, range.start, mode, not_empty)
    }
}

fn run<U: Units>(
    mut machine: Machine<'_, '_>,
    start: usize,
    mode: Mode,
    not_empty: bool,
) -> Result<Option<(usize, usize)>, Halt> {
    let (program, text) = (machine.program, machine.text);
    // A character has a byte at least.
    if text.len() - start < program.shortest {
        return Ok(None);
    }
    if mode != Mode::Search {
        return Ok(machine.run::<U>(start, not_empty)?.map(|end| (start, end)));
    }
    let last = text.len() - program.shortest.saturating_sub(1);
    match &program.finder {
        Finder::Start => Ok(machine.run::<U>(start, not_empty)?.map(|end| (start, end))),
        Finder::Everywhere => {
            let (mut at, mut not_empty) = (start, not_empty);
            loop {
                machine.budget.spend(1)?;
                if let Some(end) = machine.run::<U>(at, not_empty)? {
                    return Ok(Some((at, end)));
                }
                match U::next(text, at) {
                    Some((_, next)) if next <= last => (at, not_empty) = (next, false),
                    _ => return Ok(None),
                }
            }
        }
        // What follows cannot match nothing: an empty match needs no look.
        Finder::Bytes([a, b, c]) if a == b => each::<U>(machine, start, last, |rest| memchr(*c, rest)),
        Finder::Bytes([a, b, c]) if b == c => each::<U>(machine, start, last, |rest| memchr2(*a, *b, rest)),
        Finder::Bytes([a, b, c]) => each::<U>(machine, start, last, |rest| memchr3(*a, *b, *c, rest)),
        Finder::First(first) => {
            each::<U>(machine, start, last, |rest| rest.iter().position(|&byte| first.has(byte)))
        }
        Finder::Literal(finder) => each::<U>(machine, start, last, |rest| finder.find(rest)),
    }
}

/// Tries each place that `next` finds, up to `last`.
#[inline(always)]
fn each<U: Units>(
    mut machine: Machine<'_, '_>,
    mut at: usize,
    last: usize,
    next: impl Fn(&[u8]) -> Option<usize>,
) -> Result<Option<(usize, usize)>, Halt> {
    let (program, text) = (machine.program, machine.text);
    while let Some(skipped) = next(&text[at..]) {
        at += skipped;
        machine.budget.spend(1 + (skipped >> 6) as u32)?;
        if let Some(length) = program.only_literal {
            machine.stack.reset(0);
            return Ok(Some((at, at + length)));
        }
        if at > last {
            return Ok(None);
        }
        if let Some(end) = machine.run::<U>(at, false)? {
            return Ok(Some((at, end)));
        }
        // To the next character, not into the middle of this one.
        at = U::next(text, at).map_or(text.len(), |(_, next)| next);
    }
    Ok(None)
}
