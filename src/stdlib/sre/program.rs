//! What a pattern is matched by: the words of `re._compiler`, made into instructions for one kind of subject.
//!
//! ```text
//! a(?:bc|d)*e        0  Byte a
//!                    1  Repeat until 6
//!                    2  Branch else 5, first {b}, rest {d}
//!                    3  Text "bc"
//!                    4  Jump 6
//!                    5  Byte d
//!                    6  MaxUntil body 2, 0..∞          the body is what stands between the two
//!                    7  Byte e
//!                    8  Success
//! ```
//!
//! Literals are the subject's bytes: of generalized UTF-8 for text, so that ASCII text and any other run the same
//! program, and plain bytes for bytes. Positions are byte offsets. What is asked of one character is a [`One`].
//!
//! A *first set* holds the bytes that what follows an instruction can start with, where it cannot match nothing; a
//! choice that it rules out is never made. INVARIANT: it may hold too many bytes, never too few.
//!
//! To add an instruction: a variant here, its making in `compile`, its run in `machine`, what it may start with in
//! `first`.

use super::chars::{Fold, Set};
use super::codes::At;

/// The index of an instruction.
pub(super) type Pc = u32;

/// One character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum One {
    /// None.
    Never,
    /// Any but a line feed.
    Any,
    /// Any.
    All,
    /// This byte, which is a whole character.
    Byte(u8),
    /// Any but this byte.
    NotByte(u8),
    /// This character, of several bytes.
    Char(u32),
    /// Any but this one.
    NotChar(u32),
    /// One of the set with that number.
    Set(u32),
}

/// The bytes that something may start with.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct First(pub(super) [u64; 4]);

impl First {
    /// Whether that byte is one of them.
    #[inline(always)]
    pub(super) fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte >> 6)] >> (byte & 63) & 1 != 0
    }
}

/// The number of a first set; [`NO_FIRST`] where nothing is known.
pub(super) type FirstId = u32;
/// Nothing is known of what follows, or it may match nothing.
pub(super) const NO_FIRST: FirstId = u32::MAX;

/// As many rounds as there may be.
pub(super) const ENDLESS: u32 = u32::MAX;

/// How often something is repeated; `most` may be [`ENDLESS`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Bounds {
    pub(super) least: u32,
    pub(super) most: u32,
}

/// An instruction. One that does not say where to go on goes on with the next.
#[derive(Clone, Copy, Debug)]
pub(super) enum Inst {
    /// Never goes on.
    Fail,
    /// The whole pattern matched.
    Success,
    /// The part of an assertion, an atomic group or a possessive repeat matched.
    PartSuccess,
    /// One byte.
    Byte(u8),
    /// These bytes of the program's literals.
    Text { at: u32, length: u32 },
    /// One character.
    One(One),
    /// Remembers the position: the start (even) or end (odd) of a group.
    Mark(u32),
    /// A place.
    At(At),
    /// Goes on there.
    Jump(Pc),
    /// Goes on with the next instruction, and when that fails with `other`.
    Branch { other: Pc, first: FirstId, rest: FirstId },
    /// Starts the repeat that ends at `until`, with no round done.
    Repeat { until: Pc },
    /// A round is done; as many as possible.
    MaxUntil { body: Pc, bounds: Bounds },
    /// A round is done; as few as possible.
    MinUntil { body: Pc, bounds: Bounds },
    /// A character as often as possible, then fewer.
    Greedy { one: One, bounds: Bounds, first: FirstId },
    /// A character as seldom as possible, then more.
    Lazy { one: One, bounds: Bounds, first: FirstId },
    /// A character as often as possible, and no fewer.
    Possessive { one: One, bounds: Bounds },
    /// What stands up to `end` matches from `back` characters before on; the position stays.
    Assert { back: u32, end: Pc },
    /// It does not.
    AssertNot { back: u32, end: Pc },
    /// What stands up to `end` matches, once and for all.
    Atomic { end: Pc },
    /// What stands up to `end`, as often as possible, and no fewer.
    PossessiveRepeat { bounds: Bounds, end: Pc },
    /// What a group matched.
    GroupRef { group: u32, fold: Fold },
    /// Goes on if the group took part, else at `other`.
    IfGroup { group: u32, other: Pc },
}

/// How the places are found at which a search tries to match.
#[derive(Debug)]
pub(super) enum Finder {
    /// At each.
    Everywhere,
    /// Where the search starts, and nowhere else.
    Start,
    /// At one of up to three bytes.
    Bytes([u8; 3]),
    /// At a byte of the first set.
    First(First),
    /// At a literal.
    Literal(Box<memchr::memmem::Finder<'static>>),
}

/// A pattern for one kind of subject.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) insts: Vec<Inst>,
    /// The bytes of literals, one after the other.
    pub(super) literals: Vec<u8>,
    pub(super) sets: Vec<Set>,
    pub(super) firsts: Vec<First>,
    /// How many marks are set at most.
    pub(super) marks: usize,
    /// A match is at least that many characters long.
    pub(super) shortest: usize,
    pub(super) finder: Finder,
    /// The literal of the finder is all there is: its length.
    pub(super) only_literal: Option<usize>,
    /// Whether it is for text.
    pub(super) text: bool,
}

impl Program {
    /// Whether a byte can be the first of what follows; no byte is the end.
    #[inline(always)]
    pub(super) fn may_start(&self, first: FirstId, byte: Option<&u8>) -> bool {
        match self.firsts.get(first as usize) {
            None => true,
            Some(first) => byte.is_some_and(|&byte| first.has(byte)),
        }
    }
}
