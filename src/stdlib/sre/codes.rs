//! The words of a compiled pattern, numbered as `re._constants` numbers them.
//!
//! ```text
//! Op        an instruction          At        a place: `^`, `\b`, `$` …
//! Category  a class: `\d`, `\w` …   INFO_…    flags of the INFO block
//! ```

/// What `_sre.MAGIC` says: the library's constants must be of this version.
pub(super) const MAGIC: u32 = 20_230_612;
/// Bytes of a word.
pub(super) const CODE_SIZE: usize = 4;
/// The number that says "without end".
pub(super) const MAX_REPEAT: u32 = u32::MAX;
/// How many groups can be numbered, as in a build with words of 64 bits.
pub(super) const MAX_GROUPS: u32 = MAX_REPEAT / 2;

/// INFO block: a literal prefix follows.
pub(super) const INFO_PREFIX: u32 = 1;
/// INFO block: the prefix is all there is.
pub(super) const INFO_LITERAL: u32 = 2;
/// INFO block: the set of first characters follows.
pub(super) const INFO_CHARSET: u32 = 4;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident: $($variant:ident = $number:literal,)*) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u32)]
        pub(super) enum $name { $($variant = $number,)* }

        impl $name {
            /// What a word stands for.
            pub(super) fn of(word: u32) -> Option<$name> {
                match word { $($number => Some($name::$variant),)* _ => None }
            }
        }
    };
}

words! {
    /// An instruction.
    Op:
    Failure = 0,
    Success = 1,
    Any = 2,
    AnyAll = 3,
    Assert = 4,
    AssertNot = 5,
    At = 6,
    Branch = 7,
    Category = 8,
    Charset = 9,
    BigCharset = 10,
    GroupRef = 11,
    GroupRefExists = 12,
    In = 13,
    Info = 14,
    Jump = 15,
    Literal = 16,
    Mark = 17,
    MaxUntil = 18,
    MinUntil = 19,
    NotLiteral = 20,
    Negate = 21,
    Range = 22,
    Repeat = 23,
    RepeatOne = 24,
    MinRepeatOne = 26,
    AtomicGroup = 27,
    PossessiveRepeat = 28,
    PossessiveRepeatOne = 29,
    GroupRefIgnore = 30,
    InIgnore = 31,
    LiteralIgnore = 32,
    NotLiteralIgnore = 33,
    GroupRefLocIgnore = 34,
    InLocIgnore = 35,
    LiteralLocIgnore = 36,
    NotLiteralLocIgnore = 37,
    GroupRefUniIgnore = 38,
    InUniIgnore = 39,
    LiteralUniIgnore = 40,
    NotLiteralUniIgnore = 41,
    RangeUniIgnore = 42,
}

words! {
    /// A place between characters.
    At:
    Beginning = 0,
    BeginningLine = 1,
    BeginningString = 2,
    Boundary = 3,
    NonBoundary = 4,
    End = 5,
    EndLine = 6,
    EndString = 7,
    LocBoundary = 8,
    LocNonBoundary = 9,
    UniBoundary = 10,
    UniNonBoundary = 11,
}

words! {
    /// A class of characters.
    Category:
    Digit = 0,
    NotDigit = 1,
    Space = 2,
    NotSpace = 3,
    Word = 4,
    NotWord = 5,
    Linebreak = 6,
    NotLinebreak = 7,
    LocWord = 8,
    LocNotWord = 9,
    UniDigit = 10,
    UniNotDigit = 11,
    UniSpace = 12,
    UniNotSpace = 13,
    UniWord = 14,
    UniNotWord = 15,
    UniLinebreak = 16,
    UniNotLinebreak = 17,
}
