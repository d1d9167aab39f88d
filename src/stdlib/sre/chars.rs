//! Questions about one character: classes, cases and sets of characters, as `re` asks them.
//!
//! A set is compiled to a bitmap of the first 256 code points and to what is to be done beyond them; what the
//! words of the pattern say is asked there only, or when the bitmap is made.

use super::codes::{Category, Op};
use pyopt_compiler::semantics::text::unicode::{self, Mapped, Mapping};

/// A class of characters in ASCII.
fn ascii(c: u32, test: impl Fn(u8) -> bool) -> bool {
    c < 0x80 && test(c as u8)
}

fn is_ascii_word(c: u32) -> bool {
    ascii(c, |c| c.is_ascii_alphanumeric() || c == b'_')
}

fn is_word(c: u32) -> bool {
    if c < 0x80 { is_ascii_word(c) } else { unicode::is_alnum(c) }
}

/// Whether a word may go on over this character, for `\b`; in the C locale, as in ASCII.
pub(super) fn is_word_of(c: u32, in_unicode: bool) -> bool {
    if in_unicode { is_word(c) } else { is_ascii_word(c) }
}

fn is_unicode_linebreak(c: u32) -> bool {
    matches!(c, 0x0a..=0x0d | 0x1c..=0x1e | 0x85 | 0x2028 | 0x2029)
}

/// Whether a character is of a class.
fn in_category(category: Category, c: u32) -> bool {
    use Category as C;
    let space = |c: u8| matches!(c, b'\t'..=b'\r' | b' ');
    match category {
        C::Digit => ascii(c, |c| c.is_ascii_digit()),
        C::NotDigit => !ascii(c, |c| c.is_ascii_digit()),
        C::Space => ascii(c, space),
        C::NotSpace => !ascii(c, space),
        C::Word | C::LocWord => is_ascii_word(c),
        C::NotWord | C::LocNotWord => !is_ascii_word(c),
        C::Linebreak => c == 0x0a,
        C::NotLinebreak => c != 0x0a,
        C::UniDigit => unicode::decimal_value(c).is_some(),
        C::UniNotDigit => unicode::decimal_value(c).is_none(),
        C::UniSpace => unicode::is_space(c),
        C::UniNotSpace => !unicode::is_space(c),
        C::UniWord => is_word(c),
        C::UniNotWord => !is_word(c),
        C::UniLinebreak => is_unicode_linebreak(c),
        C::UniNotLinebreak => !is_unicode_linebreak(c),
    }
}

/// How characters are made equal before they are compared.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Fold {
    /// Not at all.
    None,
    /// ASCII letters.
    Ascii,
    /// By Unicode's lower case.
    Unicode,
    /// By the locale, which is C.
    Locale,
}

impl Fold {
    /// The lower case of a character, where that is one character.
    pub(super) fn lower(self, c: u32) -> u32 {
        match self {
            Fold::None => c,
            Fold::Ascii | Fold::Locale => lower_ascii(c),
            Fold::Unicode => mapped(c, Mapping::Lower),
        }
    }
}

fn lower_ascii(c: u32) -> u32 {
    if ascii(c, |c| c.is_ascii_uppercase()) { c + 0x20 } else { c }
}

fn upper_ascii(c: u32) -> u32 {
    if ascii(c, |c| c.is_ascii_lowercase()) { c - 0x20 } else { c }
}

/// The other case; of one that is several characters, the first.
pub(super) fn mapped(c: u32, mapping: Mapping) -> u32 {
    if c > 0x10_ffff {
        return c;
    }
    match unicode::map(c, mapping) {
        Mapped::One(c) => c,
        Mapped::Text(text) => text.chars().next().map_or(c, u32::from),
    }
}

/// What one character is asked, in the words of the pattern.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum Question {
    /// Is it that one? The letter of the pattern is in lower case.
    Literal(u32, Fold),
    /// Is it another one?
    NotLiteral(u32, Fold),
    /// Is it in the set?
    Set(Box<[u32]>, Fold),
    /// Is it of the class?
    Category(u32),
}

impl Question {
    /// The answer.
    pub(super) fn holds(&self, c: u32) -> bool {
        match self {
            Question::Literal(wanted, fold) => is_literal(*wanted, c, *fold),
            Question::NotLiteral(wanted, fold) => !is_literal(*wanted, c, *fold),
            Question::Set(set, Fold::Locale) => {
                let (lower, upper) = (lower_ascii(c), upper_ascii(c));
                in_set(set, lower) || (upper != lower && in_set(set, upper))
            }
            Question::Set(set, fold) => in_set(set, fold.lower(c)),
            Question::Category(word) => Category::of(*word).is_some_and(|category| in_category(category, c)),
        }
    }
}

fn is_literal(wanted: u32, c: u32, fold: Fold) -> bool {
    match fold {
        Fold::Locale => c == wanted || lower_ascii(c) == wanted || upper_ascii(c) == wanted,
        fold => fold.lower(c) == wanted,
    }
}

/// Whether the words of a set name a character.
fn in_set(set: &[u32], c: u32) -> bool {
    let (mut answer, mut at) = (true, 0);
    while let Some(op) = set.get(at).and_then(|&word| Op::of(word)) {
        let word = |i: usize| set.get(at + i).copied().unwrap_or(0);
        let bit = |bits: usize| word(bits + (c as usize >> 5)) >> (c & 31) & 1 != 0;
        let (found, length) = match op {
            Op::Negate => {
                answer = !answer;
                (false, 1)
            }
            Op::Literal => (c == word(1), 2),
            Op::Range => ((word(1)..=word(2)).contains(&c), 3),
            Op::RangeUniIgnore => {
                let range = word(1)..=word(2);
                (range.contains(&c) || range.contains(&mapped(c, Mapping::Upper)), 3)
            }
            Op::Charset => (c < 256 && bit(1), 9),
            Op::BigCharset => {
                let chunk = |c: u32| word(2 + (c as usize >> 10)).to_ne_bytes()[(c as usize >> 8) & 3];
                let found = c < 0x1_0000 && {
                    let bits = 2 + 64 + usize::from(chunk(c)) * 8;
                    word(bits + ((c as usize & 0xff) >> 5)) >> (c & 31) & 1 != 0
                };
                (found, 2 + 64 + word(1) as usize * 8)
            }
            Op::Category => (Category::of(word(1)).is_some_and(|category| in_category(category, c)), 2),
            _ => return !answer,
        };
        if found {
            return answer;
        }
        at += length;
    }
    !answer
}

/// What is true of the characters beyond the bitmap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Beyond {
    /// None is in the set.
    None,
    /// All are.
    All,
    /// Each must be asked.
    Ask,
}

/// The characters that a question is true of.
#[derive(Debug)]
pub(super) struct Set {
    bits: [u32; 8],
    beyond: Beyond,
    question: Question,
}

impl Set {
    pub(super) fn new(question: Question) -> Set {
        let mut bits = [0; 8];
        for c in (0..256).filter(|&c| question.holds(c)) {
            bits[c as usize >> 5] |= 1 << (c & 31);
        }
        Set { bits, beyond: beyond(&question), question }
    }

    /// Whether a code point below 256 is in it.
    #[inline(always)]
    pub(super) fn has_byte(&self, c: u8) -> bool {
        self.bits[usize::from(c >> 5)] >> (c & 31) & 1 != 0
    }

    /// Whether a character is in it.
    #[inline(always)]
    pub(super) fn has(&self, c: u32) -> bool {
        match (u8::try_from(c), self.beyond) {
            (Ok(byte), _) => self.has_byte(byte),
            (_, Beyond::None) => false,
            (_, Beyond::All) => true,
            (_, Beyond::Ask) => self.question.holds(c),
        }
    }

    /// Whether one of the characters above ASCII may be in it.
    pub(super) fn may_leave_ascii(&self) -> bool {
        self.beyond != Beyond::None || self.bits[4..].iter().any(|&word| word != 0)
    }

    /// The bitmap.
    pub(super) fn bits(&self) -> &[u32; 8] {
        &self.bits
    }
}

/// What can be said of all characters beyond the bitmap at once.
fn beyond(question: &Question) -> Beyond {
    let Question::Set(set, Fold::None | Fold::Ascii | Fold::Locale) = question else { return Beyond::Ask };
    let (mut negated, mut at) = (false, 0);
    loop {
        let word = |i: usize| set.get(at + i).copied().unwrap_or(0);
        at += match set.get(at).and_then(|&word| Op::of(word)) {
            Some(Op::Negate) if at == 0 => {
                negated = true;
                1
            }
            Some(Op::Literal) if word(1) < 256 => 2,
            Some(Op::Range) if word(2) < 256 => 3,
            Some(Op::Charset) => 9,
            Some(Op::Failure) => return if negated { Beyond::All } else { Beyond::None },
            _ => return Beyond::Ask,
        };
    }
}
