//! Text to tokens as CPython's tokenizer makes them: f- and t-strings are no units but start, middles, fields, end.
//!
//! ```text
//! f"a{x!r:>{w}}b"  ─►  FStart FMiddle { x ! r : FMiddle { w } } FMiddle FEnd
//! ```
//!
//! Run after a failure only, for the second parser, which must see what CPython's sees. Unlike [`super::lexer::lex`] it
//! judges nothing that CPython leaves to the grammar, such as what stands between `{` and `}`.

use super::dialect::{Dialect, Start};
use super::error::{ErrorKind, RawError};
use super::lexer::{Lex, Lexed, Lexer, StrKind};
use super::token::{T, Token};

/// Fields within format specs within fields, as in CPython.
const MAX_FIELDS: i32 = 3;

/// An f- or t-string that is open.
#[derive(Clone, Copy)]
pub(super) struct Mode {
    pub start: usize,
    pub quote: u8,
    pub width: usize,
    pub raw: bool,
    pub letter: char,
    /// Brackets open within it.
    pub depth: i32,
    /// The depth at which the innermost field began; -1 outside fields.
    pub field: i32,
    /// Whether a field's expression is being read.
    pub regular: bool,
    pub in_spec: bool,
}

impl Mode {
    pub(super) fn new(kind: StrKind, start: usize, quote: u8, width: usize, raw: bool) -> Mode {
        let letter = if kind == StrKind::FString { 'f' } else { 't' };
        Mode { start, quote, width, raw, letter, depth: 0, field: -1, regular: false, in_spec: false }
    }

    fn error(&self, msg: &str, at: usize) -> Box<RawError> {
        RawError::at(ErrorKind::SyntaxError, format!("{}-string: {msg}", self.letter), at)
    }

    fn tokens(&self) -> (T, T) {
        if self.letter == 'f' { (T::FMiddle, T::FEnd) } else { (T::TMiddle, T::TEnd) }
    }
}

/// Lexes a whole source. A file ends with a newline, an expression need not, and an interactive statement has one more
/// than meets the eye: CPython turns the end into a newline once after each line.
pub(super) fn lex(src: &str, rule: Start, dialect: Dialect) -> Lexed {
    Lexer::new(src, true, dialect.type_comments).finish(|lexer, tokens| lexer.run_flat(tokens, rule))
}

impl Lexer<'_> {
    fn run_flat(&mut self, tokens: &mut Vec<Token>, rule: Start) -> Lex<()> {
        let mut line_start = true;
        // A comment belongs to the newline that ends its line.
        let mut comment = None;
        loop {
            if self.modes.last().is_some_and(|mode| !mode.regular) {
                self.flat_middle(tokens)?;
                continue;
            }
            if line_start && self.brackets.is_empty() {
                self.indentation(tokens)?;
            }
            line_start = false;
            self.blanks();
            let start = self.pos;
            let Some(&b) = self.bytes.get(self.pos) else { break };
            match b {
                b'#' => {
                    self.comment();
                    let typed = self.type_comments && self.type_comment(tokens, start, 0);
                    comment = (!typed).then_some(start);
                }
                b'\n' => {
                    let start = comment.take().unwrap_or(start);
                    self.newline_at(self.pos);
                    self.pos += 1;
                    if self.brackets.is_empty() {
                        let last = tokens.last().map(|t| t.kind);
                        if !matches!(last, None | Some(T::Newline | T::Indent | T::Dedent)) {
                            self.push(tokens, T::Newline, start);
                        }
                        line_start = true;
                    }
                }
                b'\\' => self.continuation()?,
                b')' | b']' | b'}' => self.flat_close(tokens, b)?,
                b':' if self.modes.last().is_some_and(|mode| mode.depth - 1 == mode.field) => {
                    self.pos += 1;
                    self.push(tokens, T::Colon, start);
                    if let Some(mode) = self.modes.last_mut() {
                        (mode.regular, mode.in_spec) = (false, true);
                    }
                }
                _ => self.flat_token(tokens, b)?,
            }
        }
        if !self.brackets.is_empty() {
            return Ok(());
        }
        let end = self.bytes.len() as u32;
        let line = self.newlines();
        let mark = |kind| Token { kind, start: end, end, line };
        let started = !tokens.is_empty();
        let ends_line = match rule {
            // Behind the end of a line, blocks end by themselves.
            Start::Single => started && !(self.blocks.len() > 1 && self.bytes.ends_with(b"\n")),
            Start::Exec => !matches!(tokens.last().map(|t| t.kind), None | Some(T::Newline | T::Dedent)),
            _ => false,
        };
        if ends_line {
            tokens.push(mark(T::Newline));
        }
        tokens.extend((1..self.blocks.len()).map(|_| mark(T::Dedent)));
        if rule == Start::Single && self.blocks.len() > 1 {
            tokens.push(mark(T::Newline));
        }
        tokens.push(mark(T::EndOfFile));
        Ok(())
    }

    fn flat_token(&mut self, tokens: &mut Vec<Token>, b: u8) -> Lex<()> {
        let (at, before) = (self.pos, self.modes.len());
        let mode = self.modes.last().copied();
        self.token(tokens, b).map_err(|error| match mode {
            // The string's own quote begins no string that ends: the field is not closed.
            Some(mode) if error.msg.starts_with("unterminated") && self.is_quote(&mode, error.start) => {
                mode.error("expecting '}'", at)
            }
            _ => error,
        })?;
        if self.modes.len() == before
            && tokens.last().is_some_and(|t| t.kind.is_open())
            && let Some(mode) = self.modes.last_mut()
        {
            mode.depth += 1;
        }
        Ok(())
    }

    /// Whether a string that starts at `at` has the quotes of `mode`.
    fn is_quote(&self, mode: &Mode, at: usize) -> bool {
        let at = self.quote_of(at);
        let width = if self.bytes[at..].starts_with(&[mode.quote; 3]) { 3 } else { 1 };
        self.bytes[at] == mode.quote && width == mode.width
    }

    fn flat_close(&mut self, tokens: &mut Vec<Token>, b: u8) -> Lex<()> {
        let at = self.pos;
        if let Some(mode) = self.modes.last() {
            let matches = matches!(
                (self.brackets.last().map(|&(open, _)| open), b),
                (Some(b'('), b')') | (Some(b'['), b']') | (Some(b'{'), b'}')
            );
            if mode.depth == 0 && b == b'}' {
                return Err(mode.error("single '}' is not allowed", at));
            }
            let braced = self.brackets.last().is_some_and(|&(open, _)| open == b'{');
            if !matches && braced && mode.depth - 1 == mode.field {
                return Err(mode.error(&format!("unmatched '{}'", b as char), at));
            }
        }
        self.close(b, at)?;
        self.pos += 1;
        let kind = match b {
            b')' => T::Rpar,
            b']' => T::Rsqb,
            _ => T::Rbrace,
        };
        self.push(tokens, kind, at);
        if let Some(mode) = self.modes.last_mut() {
            mode.depth -= 1;
            if b == b'}' && mode.depth == mode.field {
                mode.field -= 1;
                (mode.regular, mode.in_spec) = (false, false);
            }
        }
        Ok(())
    }

    /// The next piece of an f- or t-string: text up to a brace or the end, or the quotes that end it.
    fn flat_middle(&mut self, tokens: &mut Vec<Token>) -> Lex<()> {
        let Some(mode) = self.modes.last().copied() else { return Ok(()) };
        let (middle, end) = mode.tokens();
        let start = self.pos;
        if self.peek(0) == b'{' && self.peek(1) != b'{' {
            return self.flat_field();
        }
        let quoted = |lexer: &Self| (0..mode.width).all(|i| lexer.peek(i) == mode.quote);
        if quoted(self) {
            self.pos += mode.width;
            self.modes.pop();
            self.push(tokens, end, start);
            return Ok(());
        }
        let in_spec = mode.in_spec && mode.field >= 0;
        let mut name = false;
        loop {
            let Some(&b) = self.bytes.get(self.pos) else {
                return Err(self.unterminated(mode.start, mode.width, &format!("{}-", mode.letter)));
            };
            match b {
                _ if quoted(self) => break,
                b'\n' if mode.width == 1 && in_spec => {
                    let l = mode.letter;
                    let msg = format!(
                        "newlines are not allowed in format specifiers for single quoted {l}-strings"
                    );
                    return Err(mode.error(&msg, self.pos));
                }
                b'\n' if mode.width == 1 => {
                    return Err(self.unterminated(mode.start, 1, &format!("{}-", mode.letter)));
                }
                b'\n' => {
                    self.newline_at(self.pos);
                    self.pos += 1;
                }
                b'{' if self.peek(1) != b'{' || in_spec => {
                    self.push(tokens, middle, start);
                    return self.flat_field();
                }
                b'{' => {
                    self.pos += 1;
                    self.push(tokens, middle, start);
                    self.pos += 1;
                    return Ok(());
                }
                b'}' if name => {
                    self.pos += 1;
                    self.push(tokens, middle, start);
                    return Ok(());
                }
                b'}' if self.peek(1) == b'}' && !in_spec && mode.depth == 0 => {
                    self.pos += 1;
                    self.push(tokens, middle, start);
                    self.pos += 1;
                    return Ok(());
                }
                b'}' => {
                    self.push(tokens, middle, start);
                    if let Some(mode) = self.modes.last_mut() {
                        mode.regular = true;
                    }
                    return Ok(());
                }
                b'\\' => match self.peek(1) {
                    b'{' | b'}' => self.pos += 1,
                    b'N' if !mode.raw && self.peek(2) == b'{' => {
                        name = true;
                        self.pos += 3;
                    }
                    b'\n' => {
                        self.newline_at(self.pos + 1);
                        self.pos += 2;
                    }
                    _ => self.pos = (self.pos + 2).min(self.bytes.len()),
                },
                _ => self.pos += 1,
            }
        }
        self.push(tokens, middle, start);
        Ok(())
    }

    /// A brace opens a field: what follows is read as an expression.
    fn flat_field(&mut self) -> Lex<()> {
        let at = self.pos;
        let Some(mode) = self.modes.last_mut() else { return Ok(()) };
        mode.field += 1;
        if mode.field >= MAX_FIELDS {
            return Err(mode.error("expressions nested too deeply", at.saturating_sub(1)));
        }
        mode.regular = true;
        Ok(())
    }
}
