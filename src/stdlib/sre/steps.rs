//! The single steps of a match: one character, as many as pass, a place, the text of a group.
//!
//! Each starts at a position and tells where it ends; none changes anything.

use super::chars::{self, Fold};
use super::codes::At;
use super::program::{Bounds, ENDLESS, FirstId, One, Program};
use super::units::Units;

/// Where a character ends that stands at `at` and is what was asked for.
#[inline(always)]
pub(super) fn passes<U: Units>(program: &Program, text: &[u8], one: One, at: usize) -> Option<usize> {
    let (c, next) = match one {
        One::Byte(wanted) => return (text.get(at) == Some(&wanted)).then_some(at + 1),
        One::Never => return None,
        _ => U::next(text, at)?,
    };
    let passed = match one {
        One::Any => c != u32::from(b'\n'),
        One::NotByte(byte) => c != u32::from(byte),
        One::Char(wanted) => c == wanted,
        One::NotChar(wanted) => c != wanted,
        One::Set(set) => program.sets[set as usize].has(c),
        One::All | One::Never | One::Byte(_) => true,
    };
    passed.then_some(next)
}

/// Takes up to `most` characters that are what was asked for; where that ends, and how many they are.
#[inline]
pub(super) fn take<U: Units>(
    program: &Program,
    text: &[u8],
    one: One,
    at: usize,
    most: usize,
) -> (usize, usize) {
    match one {
        One::Never => (at, 0),
        One::Any => U::take(text, at, most, |c| c != u32::from(b'\n')),
        One::All => U::take(text, at, most, |_| true),
        One::Byte(byte) => U::take(text, at, most, |c| c == u32::from(byte)),
        One::NotByte(byte) => U::take(text, at, most, |c| c != u32::from(byte)),
        One::Char(wanted) => U::take(text, at, most, |c| c == wanted),
        One::NotChar(unwanted) => U::take(text, at, most, |c| c != unwanted),
        One::Set(set) => {
            let set = &program.sets[set as usize];
            U::take(text, at, most, |c| set.has(c))
        }
    }
}

/// As many as there must be.
#[inline(always)]
pub(super) fn take_least<U: Units>(
    program: &Program,
    text: &[u8],
    one: One,
    at: usize,
    least: u32,
) -> Option<usize> {
    match least {
        0 => Some(at),
        1 => passes::<U>(program, text, one, at),
        _ if text.len() - at < least as usize => None,
        _ => {
            let (end, count) = take::<U>(program, text, one, at, least as usize);
            (count == least as usize).then_some(end)
        }
    }
}

/// How many there may be beyond those that must be.
#[inline(always)]
pub(super) fn left_of(bounds: Bounds) -> usize {
    if bounds.most == ENDLESS { usize::MAX } else { (bounds.most - bounds.least) as usize }
}

pub(super) fn less_one(left: usize) -> usize {
    if left == usize::MAX { left } else { left - 1 }
}

/// As many as there may be.
#[inline(always)]
pub(super) fn take_more<U: Units>(
    program: &Program,
    text: &[u8],
    one: One,
    at: usize,
    bounds: Bounds,
) -> usize {
    let most = left_of(bounds);
    if most == usize::MAX {
        // A byte of ASCII is no part of another character.
        let end_at = |byte: u8| memchr::memchr(byte, &text[at..]).map_or(text.len(), |i| at + i);
        match one {
            One::All => return text.len(),
            One::Any => return end_at(b'\n'),
            One::NotByte(byte) => return end_at(byte),
            _ => {}
        }
    }
    take::<U>(program, text, one, at, most).0
}

/// The last position from `high` down to `low` at which what follows may start.
#[inline(always)]
pub(super) fn fewer<U: Units>(
    program: &Program,
    text: &[u8],
    first: FirstId,
    high: usize,
    low: usize,
) -> Option<usize> {
    let Some(first) = program.firsts.get(first as usize) else { return Some(high) };
    let mut at = high;
    while !text.get(at).is_some_and(|&byte| first.has(byte)) {
        if at == low {
            return None;
        }
        at = U::back(text, at);
    }
    Some(at)
}

/// The first position from `at` on at which what follows may start, with at most `left` more characters taken, and
/// how many may be taken then.
#[inline(always)]
pub(super) fn more_of<U: Units>(
    program: &Program,
    text: &[u8],
    (one, first): (One, FirstId),
    mut at: usize,
    mut left: usize,
) -> Option<(usize, usize)> {
    let Some(first) = program.firsts.get(first as usize) else { return Some((at, left)) };
    loop {
        if first.has(*text.get(at)?) {
            return Some((at, left));
        }
        if left == 0 {
            return None;
        }
        at = passes::<U>(program, text, one, at)?;
        left = less_one(left);
    }
}

/// The position that many characters before.
pub(super) fn back_by<U: Units>(text: &[u8], mut at: usize, back: u32) -> Option<usize> {
    for _ in 0..back {
        if at == 0 {
            return None;
        }
        at = U::back(text, at);
    }
    Some(at)
}

/// Where the text of a group ends that is repeated at `at`.
pub(super) fn repeats<U: Units>(
    text: &[u8],
    (from, to): (usize, usize),
    mut at: usize,
    fold: Fold,
) -> Option<usize> {
    if fold == Fold::None {
        let group = text.get(from..to)?;
        return text[at..].starts_with(group).then_some(at + group.len());
    }
    let mut from = from;
    while from < to {
        let (wanted, next) = U::next(text, from)?;
        let (c, end) = U::next(text, at)?;
        if fold.lower(c) != fold.lower(wanted) {
            return None;
        }
        (from, at) = (next, end);
    }
    Some(at)
}

/// Whether a position is of that kind.
#[inline]
pub(super) fn is_at<U: Units>(text: &[u8], place: At, at: usize) -> bool {
    let is_linebreak = |at: usize| text.get(at) == Some(&b'\n');
    let is_boundary = |unicode: bool| {
        let is_word = |c: Option<(u32, usize)>| c.is_some_and(|(c, _)| chars::is_word_of(c, unicode));
        let before = at > 0 && is_word(U::next(text, U::back(text, at)));
        before != is_word(U::next(text, at))
    };
    match place {
        At::Beginning | At::BeginningString => at == 0,
        At::BeginningLine => at == 0 || is_linebreak(at - 1),
        At::End => at == text.len() || (at + 1 == text.len() && is_linebreak(at)),
        At::EndLine => at == text.len() || is_linebreak(at),
        At::EndString => at == text.len(),
        At::Boundary | At::LocBoundary => is_boundary(false),
        At::NonBoundary | At::LocNonBoundary => !is_boundary(false),
        At::UniBoundary => is_boundary(true),
        At::UniNonBoundary => !is_boundary(true),
    }
}
