//! Type comments: what `# type: …` says about a function, a parameter, a loop, a `with` or an assignment.
//!
//! ```text
//! def f(a,  # type: int       ─►  TypeComment token  ─►  (line, column of `a`, "int")      beside the tree
//!       b): # type: ignore[x] ─►  no token           ─►  TypeIgnore { line: 2, tag: "[x]" }
//! ```
//!
//! Only who asks for them pays: without [`Dialect::type_comments`](super::Dialect) the lexer makes no such token. The tree
//! has no room for them, since no two nodes that can have one start at the same place: they lie in a list of their own.

use super::lexer::Lexer;
use super::token::{T, Token};

/// What type comments say of a source.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct TypeComments {
    /// In the order of the source.
    pub comments: Vec<TypeComment>,
    /// In the order of the source.
    pub ignores: Vec<TypeIgnore>,
}

/// The type comment of a node.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypeComment {
    /// The line where the node starts, from 1.
    pub line: u32,
    /// Its byte column.
    pub col: u32,
    /// What stands behind `type:`, up to the end of the line.
    pub text: Box<str>,
}

/// `# type: ignore`, which may stand anywhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypeIgnore {
    /// Its line, from 1.
    pub line: u32,
    /// What stands behind it; with the end of the line if nothing stands before it, as CPython has it.
    pub tag: Box<str>,
}

/// A [`TypeIgnore`] by its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ignored {
    pub line: u32,
    /// Where the tag starts and ends.
    pub tag: (u32, u32),
}

impl Ignored {
    pub(super) fn of(self, source: &str) -> TypeIgnore {
        let (start, end) = self.tag;
        TypeIgnore { line: self.line, tag: source[start as usize..end as usize].into() }
    }
}

const BLANK: [u8; 2] = [b' ', b'\t'];

/// Where the text starts that follows `type:` in a comment; `ended` tells whether its line has an end.
fn text_of(comment: &[u8], ended: bool) -> Option<usize> {
    let skip = |at: usize| at + comment[at..].iter().take_while(|b| BLANK.contains(b)).count();
    let word = skip(1);
    let at = word + b"type:".len();
    let found = comment[word..].starts_with(b"type:") && (ended || at < comment.len());
    found.then(|| skip(at))
}

/// Whether `text` is the word `ignore`, and not the start of a longer one.
fn is_ignore(text: &[u8]) -> bool {
    text.strip_prefix(b"ignore")
        .is_some_and(|rest| rest.first().is_none_or(|b| b.is_ascii() && !b.is_ascii_alphanumeric()))
}

impl Lexer<'_> {
    /// Looks at the comment from `start` to the present position, which follows `tokens` and is not before `first`. One about
    /// types is a token, or is kept if it says `ignore`. Returns whether it is one.
    #[cold]
    pub(super) fn type_comment(&mut self, tokens: &mut Vec<Token>, start: usize, first: usize) -> bool {
        let ended = self.pos < self.bytes.len();
        let Some(text) = text_of(&self.bytes[start..self.pos], ended) else { return false };
        let text = start + text;
        if !is_ignore(&self.bytes[text..self.pos]) {
            self.push(tokens, T::TypeComment, text);
            return true;
        }
        let end = self.pos + usize::from(ended && self.is_alone(tokens, start, first));
        let (line, tag) = (self.newlines(), text + b"ignore".len());
        self.out.ignores.push(Ignored { line, tag: (tag as u32, end as u32) });
        true
    }

    /// Whether nothing but blanks stands before the comment on its line, nor on lines that a backslash joins with it.
    fn is_alone(&self, tokens: &[Token], start: usize, first: usize) -> bool {
        let (mut at, mut alone) = match tokens.last() {
            Some(last) => (last.end as usize, matches!(last.kind, T::Newline | T::Indent | T::Dedent)),
            None => (first, first == 0),
        };
        // A comment before it has been looked at.
        if let Some(before) = self.out.ignores.last()
            && before.tag.1 as usize > at
        {
            (at, alone) = (before.tag.1 as usize - 1, false);
        }
        while at < start {
            match self.bytes[at] {
                b'\n' => alone = true,
                b'\\' => at += 1,
                b'#' => {
                    let rest = &self.bytes[at..start];
                    at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        alone
    }
}
