//! Text to tokens: layout, operators, numbers, names, strings, and the structure of f- and t-strings.
//!
//! ```text
//! f"a{x!r:>{w}}b"  ─►  one String token  +  Literal { pieces: [Text a, Field { tokens: [x], spec: [Text >, Field] }, Text b] }
//! ```
//!
//! The parser sees a string literal of any kind as one token; what is in it stays here, in [`Lexed::literals`],
//! sorted by start. Positions are byte offsets of the newline-translated source.
//!
//! INVARIANT: every slice boundary is a character boundary (tokens begin and end beside ASCII or whole
//! identifiers), and `literals` is sorted by `start`: an outer literal enters before its fields are lexed.

use super::error::{End, ErrorKind, RawError, WarningCategory};
use super::flat::Mode;
use super::limits::{Depth, MAX_BRACKETS, MAX_ELIF, MAX_FSTRINGS, MAX_INDENT};
use super::token::{T, Token};
use super::type_comments::Ignored;

/// The kinds of string literal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum StrKind {
    Plain,
    Bytes,
    FString,
    TString,
}

/// One string literal.
#[derive(Debug)]
pub(super) struct Literal {
    pub start: u32,
    pub end: u32,
    /// The text between the quotes.
    pub body: (u32, u32),
    pub kind: StrKind,
    pub raw: bool,
    /// Parts of an f- or t-string.
    pub pieces: Vec<Piece>,
}

/// A part of an f- or t-string.
#[derive(Debug)]
pub(super) enum Piece {
    Text(u32, u32),
    Field(Box<Field>),
}

/// `{expression = !r : spec}`.
#[derive(Debug)]
pub(super) struct Field {
    pub start: u32,
    pub end: u32,
    /// The expression's tokens, ending in `EndOfFile` at the token that ends it.
    pub tokens: Vec<Token>,
    /// After `{`, up to the `=`, `!`, `:` or `}` that ends the expression.
    pub text: (u32, u32),
    /// After `{`, up to and with the `=` and the blanks after it.
    pub debug: Option<(u32, u32)>,
    pub conversion: Option<u8>,
    /// The start and end of the spec, from its colon.
    pub spec: Option<(u32, u32, Vec<Piece>)>,
}

/// What the lexer found out.
#[derive(Default)]
pub(super) struct Lexed {
    pub tokens: Vec<Token>,
    pub literals: Vec<Literal>,
    /// Start of every line.
    pub lines: Vec<u32>,
    pub warnings: Vec<(WarningCategory, String, usize, usize)>,
    pub ignores: Vec<Ignored>,
    /// Brackets that were open at the end or at the error.
    pub open: Vec<(u8, usize)>,
    pub error: Option<Box<RawError>>,
    /// Whether the end or the error lies within an f- or t-string, when that was lexed into tokens.
    pub in_string: bool,
}

pub(super) type Lex<X> = Result<X, Box<RawError>>;

pub(super) struct Block {
    col: u32,
    alt: u32,
    elifs: u32,
}

pub(super) struct Lexer<'a> {
    src: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) pos: usize,
    pub(super) brackets: Vec<(u8, usize)>,
    pub(super) blocks: Vec<Block>,
    elifs: u32,
    depth: Depth,
    fstrings: usize,
    pub(super) out: Lexed,
    /// Whether f- and t-strings become tokens of their own, see [`super::flat`].
    flat: bool,
    /// Whether comments about types count, see [`super::type_comments`].
    pub(super) type_comments: bool,
    /// The f- and t-strings that are open, when `flat`.
    pub(super) modes: Vec<Mode>,
}

#[inline]
fn is_name_byte(b: u8) -> bool {
    NAME_BYTES[b as usize]
}

static NAME_BYTES: [bool; 256] = {
    let (mut table, mut b) = ([false; 256], 0);
    while b < 256 {
        table[b] = (b as u8).is_ascii_alphanumeric() || b as u8 == b'_' || b >= 0x80;
        b += 1;
    }
    table
};

/// Whether a character is allowed at an identifier's start, or within it.
pub(super) fn is_identifier_char(c: char, first: bool) -> bool {
    if first { c == '_' || unicode_ident::is_xid_start(c) } else { unicode_ident::is_xid_continue(c) }
}

/// Lexes a whole source, whose newlines are `\n` only.
pub(super) fn lex(src: &str, type_comments: bool) -> Lexed {
    Lexer::new(src, false, type_comments).finish(Lexer::run)
}

impl<'a> Lexer<'a> {
    pub(super) fn new(src: &'a str, flat: bool, type_comments: bool) -> Lexer<'a> {
        Lexer {
            src,
            bytes: src.as_bytes(),
            pos: 0,
            brackets: Vec::new(),
            blocks: vec![Block { col: 0, alt: 0, elifs: 0 }],
            elifs: 0,
            depth: Depth::default(),
            fstrings: 0,
            out: Lexed { tokens: Vec::with_capacity(src.len() / 4 + 8), lines: vec![0], ..Lexed::default() },
            flat,
            type_comments,
            modes: Vec::new(),
        }
    }

    /// Runs `run` over the source and gathers what it found.
    pub(super) fn finish(mut self, run: impl FnOnce(&mut Self, &mut Vec<Token>) -> Lex<()>) -> Lexed {
        let mut tokens = std::mem::take(&mut self.out.tokens);
        let result = run(&mut self, &mut tokens);
        let src = self.src;
        let mut out = self.out;
        out.tokens = tokens;
        out.open = self.brackets;
        out.error = result.err().map(|mut error| {
            // What the tokenizer words itself shows its line without the newline.
            error.bare = !matches!(error.end, End::Absent(_));
            error
        });
        out.in_string = !self.modes.is_empty();
        // Lines the error kept us from.
        let seen = out.lines.last().map_or(0, |&l| l as usize);
        out.lines.extend(
            src[seen..].bytes().enumerate().filter(|&(_, b)| b == b'\n').map(|(i, _)| (seen + i + 1) as u32),
        );
        out
    }

    #[inline]
    pub(super) fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.pos + ahead).copied().unwrap_or(0)
    }

    pub(super) fn newline_at(&mut self, pos: usize) {
        self.out.lines.push(pos as u32 + 1);
    }

    /// How many lines have begun.
    pub(super) fn newlines(&self) -> u32 {
        self.out.lines.len() as u32
    }

    pub(super) fn push(&self, tokens: &mut Vec<Token>, kind: T, start: usize) {
        let line = self.newlines();
        tokens.push(Token { kind, start: start as u32, end: self.pos as u32, line });
    }

    /// The expression is too deep for a token of this kind behind `tokens`.
    #[cold]
    fn too_deep(&self, tokens: &[Token], kind: T, at: usize) -> Box<RawError> {
        let prev = tokens.last().map(|t| t.kind);
        let after_operand =
            matches!(prev, Some(T::Name | T::Number | T::String)) || prev.is_some_and(T::is_close);
        let recursive = matches!(kind, T::Not | T::Lambda | T::If | T::Else | T::DoubleStar | T::Elif)
            || (matches!(kind, T::Plus | T::Minus | T::Tilde) && !after_operand);
        if recursive {
            RawError::at(
                ErrorKind::MemoryError,
                "Parser stack overflowed - Python source too complex to parse",
                at,
            )
        } else {
            RawError::at(ErrorKind::RecursionError, "maximum recursion depth exceeded during compilation", at)
        }
    }

    /// The whole source.
    fn run(&mut self, tokens: &mut Vec<Token>) -> Lex<()> {
        let mut line_start = true;
        loop {
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
                    if self.type_comments {
                        self.type_comment(tokens, start, 0);
                    }
                }
                b'\n' => {
                    self.newline_at(self.pos);
                    self.pos += 1;
                    if self.brackets.is_empty() {
                        if !matches!(
                            tokens.last().map(|t| t.kind),
                            None | Some(T::Newline | T::Indent | T::Dedent)
                        ) {
                            self.push(tokens, T::Newline, start);
                        }
                        self.depth.reset();
                        line_start = true;
                    }
                }
                b'\\' => self.continuation()?,
                _ => self.token(tokens, b)?,
            }
        }
        let end = self.bytes.len();
        if !matches!(tokens.last().map(|t| t.kind), None | Some(T::Newline | T::Dedent)) {
            self.push(tokens, T::Newline, end);
        }
        for _ in 1..self.blocks.len() {
            self.push(tokens, T::Dedent, end);
        }
        self.push(tokens, T::EndOfFile, end);
        Ok(())
    }

    #[inline]
    pub(super) fn blanks(&mut self) {
        while matches!(self.bytes.get(self.pos), Some(b' ' | b'\t' | b'\x0c')) {
            self.pos += 1;
        }
    }

    pub(super) fn comment(&mut self) {
        let rest = &self.bytes[self.pos..];
        self.pos += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    }

    /// A backslash joins lines.
    pub(super) fn continuation(&mut self) -> Lex<()> {
        match self.bytes.get(self.pos + 1) {
            Some(b'\n') => {
                self.newline_at(self.pos + 1);
                self.pos += 2;
                if self.pos >= self.bytes.len() {
                    return Err(RawError::open(
                        ErrorKind::SyntaxError,
                        "unexpected EOF while parsing",
                        self.pos - 1,
                        -1,
                    ));
                }
                Ok(())
            }
            // A file ends with a newline: this is one line that is handed over.
            None => Err(RawError::open(
                ErrorKind::SyntaxError,
                "unexpected character after line continuation character",
                self.pos,
                0,
            )),
            Some(_) => Err(RawError::open(
                ErrorKind::SyntaxError,
                "unexpected character after line continuation character",
                self.pos + 1,
                0,
            )),
        }
    }

    /// Measures the indentation of a line that is not blank, and opens and closes blocks.
    pub(super) fn indentation(&mut self, tokens: &mut Vec<Token>) -> Lex<()> {
        let (mut col, mut alt) = (0u32, 0u32);
        // A continuation line's blanks do not count.
        let mut joined: Option<(u32, u32)> = None;
        loop {
            match self.peek(0) {
                b' ' => (col, alt) = (col + 1, alt + 1),
                b'\t' => (col, alt) = ((col / 8 + 1) * 8, alt + 1),
                b'\x0c' => (col, alt) = (0, 0),
                b'\\' => {
                    joined.get_or_insert((col, alt));
                    self.continuation()?;
                    continue;
                }
                _ => break,
            }
            self.pos += 1;
        }
        if let Some(first) = joined {
            (col, alt) = first;
        }
        match self.bytes.get(self.pos) {
            None | Some(b'\n' | b'#') => return Ok(()),
            _ => {}
        }
        let top = self.blocks.len() - 1;
        let line_begin = self.out.lines.last().map_or(0, |&line| line as usize);
        let tab_error = |at| {
            RawError::open(ErrorKind::TabError, "inconsistent use of tabs and spaces in indentation", at, 0)
        };
        let line_end = || self.src[self.pos..].find('\n').map_or(self.bytes.len(), |i| self.pos + i);
        if col == self.blocks[top].col {
            if alt != self.blocks[top].alt {
                return Err(tab_error(line_begin));
            }
        } else if col > self.blocks[top].col {
            if alt <= self.blocks[top].alt {
                return Err(tab_error(line_begin));
            }
            if self.blocks.len() >= MAX_INDENT {
                return Err(RawError::open(
                    ErrorKind::IndentationError,
                    "too many levels of indentation",
                    line_end(),
                    -1,
                ));
            }
            self.blocks.push(Block { col, alt, elifs: 0 });
            self.push(tokens, T::Indent, self.pos);
        } else {
            let before = tokens.len();
            while let Some(block) = self.blocks.pop_if(|block| col < block.col) {
                self.elifs -= block.elifs;
                self.push(tokens, T::Dedent, self.pos);
            }
            let block = self.blocks.last().map_or((0, 0), |block| (block.col, block.alt));
            if (col, alt) != block {
                tokens.truncate(before);
            }
            if col != block.0 {
                return Err(RawError::open(
                    ErrorKind::IndentationError,
                    "unindent does not match any outer indentation level",
                    line_end(),
                    -1,
                ));
            }
            if alt != block.1 {
                return Err(tab_error(line_begin));
            }
        }
        self.chain()
    }

    /// Counts the `elif`s of a chain, at the start of a line: each is one level of the tree.
    #[inline]
    fn chain(&mut self) -> Lex<()> {
        let Some(block) = self.blocks.last_mut() else { return Ok(()) };
        let rest = &self.bytes[self.pos..];
        let is_word = |word: &[u8]| rest.starts_with(word) && !rest.get(4).is_some_and(|&b| is_name_byte(b));
        if is_word(b"elif") {
            block.elifs += 1;
            self.elifs += 1;
            if self.elifs > MAX_ELIF {
                return Err(self.too_deep(&[], T::Elif, self.pos));
            }
        } else if !is_word(b"else") {
            self.elifs -= block.elifs;
            block.elifs = 0;
        }
        Ok(())
    }

    /// One token; `b` is its first byte and neither blank, newline, comment nor backslash.
    pub(super) fn token(&mut self, tokens: &mut Vec<Token>, b: u8) -> Lex<()> {
        let start = self.pos;
        let kind = match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => return self.name(tokens),
            b'0'..=b'9' => {
                self.number()?;
                T::Number
            }
            b'"' | b'\'' => self.string(start)?,
            b'(' | b'[' | b'{' => {
                if self.brackets.len() >= MAX_BRACKETS {
                    return Err(RawError::at(ErrorKind::SyntaxError, "too many nested parentheses", start));
                }
                self.brackets.push((b, start));
                self.depth.open();
                self.pos += 1;
                let kind = match b {
                    b'(' => T::Lpar,
                    b'[' => T::Lsqb,
                    _ => T::Lbrace,
                };
                self.push(tokens, kind, start);
                return Ok(());
            }
            b')' | b']' | b'}' => {
                self.close(b, start)?;
                self.pos += 1;
                let kind = match b {
                    b')' => T::Rpar,
                    b']' => T::Rsqb,
                    _ => T::Rbrace,
                };
                if self.depth.close() {
                    return Err(self.too_deep(tokens, kind, start));
                }
                kind
            }
            b'.' => match (self.peek(1), self.peek(2)) {
                (b'0'..=b'9', _) => {
                    self.number()?;
                    T::Number
                }
                (b'.', b'.') => {
                    self.pos += 3;
                    T::Ellipsis
                }
                _ => {
                    self.pos += 1;
                    if self.depth.op() {
                        return Err(self.too_deep(tokens, T::Dot, start));
                    }
                    T::Dot
                }
            },
            b',' => {
                self.pos += 1;
                self.depth.comma();
                T::Comma
            }
            b':' if self.peek(1) != b'=' => {
                self.pos += 1;
                self.depth.colon();
                T::Colon
            }
            _ => {
                let (kind, width) = self.operator(b)?;
                self.pos += width;
                use T::*;
                match kind {
                    Plus | Minus | Star | Slash | Vbar | Amper | Percent | Tilde | CircumFlex | LeftShift
                    | RightShift | DoubleStar | DoubleSlash | At | ColonEqual
                        if self.depth.op() =>
                    {
                        return Err(self.too_deep(tokens, kind, start));
                    }
                    Semi => self.depth.reset(),
                    _ => {}
                }
                kind
            }
        };
        self.push(tokens, kind, start);
        Ok(())
    }

    pub(super) fn close(&mut self, b: u8, at: usize) -> Lex<()> {
        let Some((open, open_at)) = self.brackets.pop() else {
            return Err(RawError::at(ErrorKind::SyntaxError, format!("unmatched '{}'", b as char), at));
        };
        if matches!((open, b), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
            return Ok(());
        }
        self.brackets.push((open, open_at));
        let (line, open_line) = (self.line_of(at), self.line_of(open_at));
        let (b, open) = (b as char, open as char);
        let msg = if line == open_line {
            format!("closing parenthesis '{b}' does not match opening parenthesis '{open}'")
        } else {
            format!(
                "closing parenthesis '{b}' does not match opening parenthesis '{open}' on line {open_line}"
            )
        };
        Err(RawError::at(ErrorKind::SyntaxError, msg, at))
    }

    fn line_of(&self, at: usize) -> usize {
        self.out.lines.partition_point(|&l| l as usize <= at)
    }

    fn operator(&self, b: u8) -> Lex<(T, usize)> {
        use T::*;
        let (second, third) = (self.peek(1), self.peek(2));
        let or_equal = |plain, equal| if second == b'=' { (equal, 2) } else { (plain, 1) };
        Ok(match b {
            b':' => (ColonEqual, 2),
            b'=' => or_equal(Equal, EqEqual),
            b';' => (Semi, 1),
            b'+' => or_equal(Plus, PlusEqual),
            b'-' if second == b'>' => (Rarrow, 2),
            b'-' => or_equal(Minus, MinusEqual),
            b'*' if second == b'*' && third == b'=' => (DoubleStarEqual, 3),
            b'*' if second == b'*' => (DoubleStar, 2),
            b'*' => or_equal(Star, StarEqual),
            b'/' if second == b'/' && third == b'=' => (DoubleSlashEqual, 3),
            b'/' if second == b'/' => (DoubleSlash, 2),
            b'/' => or_equal(Slash, SlashEqual),
            b'%' => or_equal(Percent, PercentEqual),
            b'&' => or_equal(Amper, AmperEqual),
            b'|' => or_equal(Vbar, VbarEqual),
            b'^' => or_equal(CircumFlex, CircumflexEqual),
            b'~' => (Tilde, 1),
            b'@' => or_equal(At, AtEqual),
            b'<' if second == b'<' && third == b'=' => (LeftShiftEqual, 3),
            b'<' if second == b'<' => (LeftShift, 2),
            b'<' if second == b'>' && self.flat => (NotEqual, 2),
            b'<' if second == b'>' => {
                return Err(RawError::syntax("invalid syntax", self.pos, self.pos + 2));
            }
            b'<' => or_equal(Less, LessEqual),
            b'>' if second == b'>' && third == b'=' => (RightShiftEqual, 3),
            b'>' if second == b'>' => (RightShift, 2),
            b'>' => or_equal(Greater, GreaterEqual),
            b'!' if second == b'=' => (NotEqual, 2),
            // CPython has tokens for these, which no rule takes.
            b'!' if self.flat => (Bang, 1),
            b'$' | b'?' | b'`' if self.flat => (Unknown, 1),
            b'!' | b'$' | b'?' | b'`' => {
                return Err(RawError::syntax("invalid syntax", self.pos, self.pos + 1));
            }
            _ => {
                return Err(RawError::at(
                    ErrorKind::SyntaxError,
                    format!("invalid non-printable character U+{:04X}", u32::from(b)),
                    self.pos,
                ));
            }
        })
    }

    /// A name, a keyword, or a string with a prefix.
    fn name(&mut self, tokens: &mut Vec<Token>) -> Lex<()> {
        let start = self.pos;
        let rest = &self.bytes[start..];
        let (mut length, mut bits) = (0, 0);
        while let Some(&b) = rest.get(length)
            && is_name_byte(b)
        {
            bits |= b;
            length += 1;
        }
        self.pos = start + length;
        let ascii = bits < 0x80;
        if matches!(self.peek(0), b'"' | b'\'') && self.pos - start <= 5 && ascii {
            let prefix = &self.bytes[start..self.pos];
            if prefix.iter().all(|b| matches!(b | 0x20, b'r' | b'b' | b'f' | b't' | b'u')) {
                let lower = |i: usize| prefix.get(i).map_or(0, |b| b | 0x20);
                let valid = match (lower(0), lower(1)) {
                    _ if prefix.len() > 2 => false,
                    (_, 0) => true,
                    (b'u', _) | (_, b'u') => false,
                    (a, b) => a != b && (a == b'r' || b == b'r'),
                };
                if valid {
                    let kind = self.string(start)?;
                    self.push(tokens, kind, start);
                    return Ok(());
                }
                let has = |c: u8| prefix.iter().any(|b| b | 0x20 == c);
                let repeated = (1..prefix.len()).any(|i| prefix[..i].iter().any(|b| b | 0x20 == lower(i)));
                if !repeated
                    && let Some((x, y)) = [
                        (b'u', b'b'),
                        (b'u', b'r'),
                        (b'u', b'f'),
                        (b'u', b't'),
                        (b'b', b'f'),
                        (b'b', b't'),
                        (b'f', b't'),
                    ]
                    .into_iter()
                    .find(|&(x, y)| has(x) && has(y))
                {
                    return Err(RawError::syntax(
                        format!("'{}' and '{}' prefixes are incompatible", x as char, y as char),
                        start,
                        self.pos,
                    ));
                }
            }
        }
        let text = &self.bytes[start..self.pos];
        let kind = if ascii {
            T::keyword(text)
        } else {
            self.check_identifier(start)?;
            None
        };
        let Some(kind) = kind else {
            self.push(tokens, T::Name, start);
            return Ok(());
        };
        let deep = match kind {
            T::Lambda => self.depth.lambda(),
            T::Not | T::If | T::Else | T::Await => self.depth.op(),
            _ => false,
        };
        if deep {
            return Err(self.too_deep(tokens, kind, start));
        }
        self.push(tokens, kind, start);
        Ok(())
    }

    fn check_identifier(&mut self, start: usize) -> Lex<()> {
        let text = &self.src[start..self.pos];
        for (i, c) in text.char_indices() {
            if !is_identifier_char(c, i == 0) {
                self.pos = start + i + c.len_utf8();
                let code = c as u32;
                let printable = !(c.is_control()
                    || c.is_whitespace()
                    || matches!(code, 0xad | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff | 0xfff0..=0xfffb | 0xe000..=0xf8ff | 0xe0000..));
                let msg = if printable {
                    format!("invalid character '{c}' (U+{code:04X})")
                } else {
                    format!("invalid non-printable character U+{code:04X}")
                };
                return Err(RawError::at(ErrorKind::SyntaxError, msg, start + i));
            }
        }
        Ok(())
    }

    /// Digits with single underscores between them.
    fn digits(&mut self, is_digit: impl Fn(u8) -> bool, what: &str) -> Lex<()> {
        loop {
            while is_digit(self.peek(0)) {
                self.pos += 1;
            }
            if self.peek(0) != b'_' {
                return Ok(());
            }
            self.pos += 1;
            if !is_digit(self.peek(0)) {
                let at = if self.peek(0).is_ascii_digit() { self.pos } else { self.pos - 1 };
                if self.peek(0).is_ascii_digit() {
                    return Err(self.bad_digit(what));
                }
                return Err(RawError::at(ErrorKind::SyntaxError, format!("invalid {what} literal"), at));
            }
        }
    }

    fn bad_digit(&self, what: &str) -> Box<RawError> {
        let digit = self.peek(0) as char;
        RawError::at(ErrorKind::SyntaxError, format!("invalid digit '{digit}' in {what} literal"), self.pos)
    }

    fn number(&mut self) -> Lex<()> {
        let start = self.pos;
        let radix = |lexer: &mut Self, is_digit: fn(u8) -> bool, what: &'static str| {
            lexer.pos += 2;
            if lexer.peek(0) == b'_' {
                lexer.pos += 1;
            }
            if !is_digit(lexer.peek(0)) {
                return Err(if lexer.peek(0).is_ascii_digit() {
                    lexer.bad_digit(what)
                } else {
                    RawError::at(ErrorKind::SyntaxError, format!("invalid {what} literal"), lexer.pos - 1)
                });
            }
            lexer.digits(is_digit, what)?;
            if lexer.peek(0).is_ascii_digit() {
                return Err(lexer.bad_digit(what));
            }
            lexer.end_of_number(what)
        };
        if self.peek(0) == b'0' {
            match self.peek(1) | 0x20 {
                b'x' => return radix(self, |b| b.is_ascii_hexdigit(), "hexadecimal"),
                b'o' => return radix(self, |b| matches!(b, b'0'..=b'7'), "octal"),
                b'b' => return radix(self, |b| matches!(b, b'0' | b'1'), "binary"),
                _ => {}
            }
        }
        let digit = |b: u8| b.is_ascii_digit();
        let mut integer = true;
        if self.peek(0) != b'.' {
            self.digits(digit, "decimal")?;
        }
        let whole_end = self.pos;
        if self.peek(0) == b'.' {
            integer = false;
            self.pos += 1;
            if self.peek(0).is_ascii_digit() {
                self.digits(digit, "decimal")?;
            }
        }
        if self.peek(0) | 0x20 == b'e' {
            let signed = matches!(self.peek(1), b'+' | b'-');
            if self.peek(1 + usize::from(signed)).is_ascii_digit() {
                integer = false;
                self.pos += 1 + usize::from(signed);
                self.digits(digit, "decimal")?;
            } else if signed {
                self.pos += 2;
                return Err(RawError::at(ErrorKind::SyntaxError, "invalid decimal literal", self.pos - 1));
            }
        }
        if self.peek(0) | 0x20 == b'j' {
            self.pos += 1;
            return self.end_of_number("imaginary");
        }
        if integer {
            let text = &self.bytes[start..whole_end];
            if text[0] == b'0' && text.iter().any(|b| matches!(b, b'1'..=b'9')) {
                let zeros = text.iter().take_while(|&&b| matches!(b, b'0' | b'_')).count();
                return Err(RawError::syntax(
                    "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
                    start,
                    start + zeros,
                ));
            }
        }
        self.end_of_number("decimal")
    }

    /// A number must not run into a name; a keyword may follow, with a warning.
    fn end_of_number(&mut self, what: &str) -> Lex<()> {
        let b = self.peek(0);
        if !is_name_byte(b) {
            return Ok(());
        }
        let rest = &self.bytes[self.pos..];
        let keywords: &[&[u8]] = &[b"and", b"else", b"for", b"if", b"in", b"is", b"not", b"or"];
        if keywords.iter().any(|k| rest.starts_with(k)) {
            self.out.warnings.push((
                WarningCategory::SyntaxWarning,
                format!("invalid {what} literal"),
                self.pos - 1,
                self.pos,
            ));
            return Ok(());
        }
        if b < 0x80 {
            return Err(RawError::at(
                ErrorKind::SyntaxError,
                format!("invalid {what} literal"),
                self.pos - 1,
            ));
        }
        Ok(())
    }

    /// A string literal; `self.pos` is at its quote, `start` at its prefix.
    fn string(&mut self, start: usize) -> Lex<T> {
        let prefix = &self.bytes[start..self.pos];
        let has = |c: u8| prefix.iter().any(|b| b | 0x20 == c);
        let raw = has(b'r');
        let kind = if has(b'b') {
            StrKind::Bytes
        } else if has(b'f') {
            StrKind::FString
        } else if has(b't') {
            StrKind::TString
        } else {
            StrKind::Plain
        };
        let quote = self.peek(0);
        let width = if self.peek(1) == quote && self.peek(2) == quote { 3 } else { 1 };
        if self.flat && matches!(kind, StrKind::FString | StrKind::TString) {
            if self.modes.len() >= MAX_FSTRINGS {
                let msg = "too many nested f-strings or t-strings";
                return Err(RawError::at(ErrorKind::SyntaxError, msg, start));
            }
            self.pos += width;
            self.modes.push(Mode::new(kind, start, quote, width, raw));
            return Ok(if kind == StrKind::FString { T::FStart } else { T::TStart });
        }
        self.pos += width;
        let body = self.pos;
        let index = self.out.literals.len();
        self.out.literals.push(Literal {
            start: start as u32,
            end: 0,
            body: (body as u32, 0),
            kind,
            raw,
            pieces: Vec::new(),
        });
        if matches!(kind, StrKind::FString | StrKind::TString) {
            if self.fstrings >= MAX_FSTRINGS {
                return Err(RawError::at(
                    ErrorKind::SyntaxError,
                    "too many nested f-strings or t-strings",
                    start,
                ));
            }
            self.fstrings += 1;
            let open =
                Open { start, quote, width, raw, letter: if kind == StrKind::FString { 'f' } else { 't' } };
            let pieces = self.middle(&open, 0)?;
            self.fstrings -= 1;
            self.out.literals[index].pieces = pieces;
        } else {
            loop {
                let rest = &self.bytes[self.pos..];
                self.pos += memchr::memchr3(quote, b'\\', b'\n', rest).unwrap_or(rest.len());
                match self.bytes.get(self.pos) {
                    Some(&b) if b == quote => {
                        if width == 1 || (self.peek(1) == quote && self.peek(2) == quote) {
                            break;
                        }
                        self.pos += 1;
                    }
                    Some(b'\\') if self.pos + 1 < self.bytes.len() => {
                        if self.peek(1) == b'\n' {
                            self.newline_at(self.pos + 1);
                        }
                        self.pos += 2;
                    }
                    Some(b'\n') if width == 3 => {
                        self.newline_at(self.pos);
                        self.pos += 1;
                    }
                    None | Some(b'\n') => {
                        return Err(self.unterminated(start, width, ""));
                    }
                    Some(_) => self.pos += 1,
                }
            }
        }
        let end = self.pos;
        self.pos += width;
        let literal = &mut self.out.literals[index];
        literal.body.1 = end as u32;
        literal.end = self.pos as u32;
        Ok(T::String)
    }

    pub(super) fn unterminated(&self, start: usize, width: usize, sort: &str) -> Box<RawError> {
        let last = self.pos.min(self.bytes.len()).max(1);
        let triple = if width == 3 { "triple-quoted " } else { "" };
        let line = self.line_of(last - usize::from(self.pos >= self.bytes.len()));
        let sort = if sort.is_empty() { "string".to_string() } else { format!("{sort}string") };
        let escaped = width == 1
            && sort == "string"
            && self.bytes[start..last].iter().skip(1).any(|&b| b == b'\\')
            && self.bytes[start..last]
                .windows(2)
                .any(|w| w[0] == b'\\' && w[1] == self.bytes[self.quote_of(start)]);
        let hint = if escaped { "; perhaps you escaped the end quote?" } else { "" };
        RawError::at(
            ErrorKind::SyntaxError,
            format!("unterminated {triple}{sort} literal (detected at line {line}){hint}"),
            start,
        )
    }

    pub(super) fn quote_of(&self, start: usize) -> usize {
        let mut at = start;
        while !matches!(self.bytes[at], b'"' | b'\'') {
            at += 1;
        }
        at
    }

    /// The inside of an f- or t-string up to its closing quote, or of a format spec (`nesting > 0`) up to `}`.
    fn middle(&mut self, open: &Open, nesting: usize) -> Lex<Vec<Piece>> {
        let mut pieces = Vec::new();
        let mut text = self.pos;
        let finish = |pieces: &mut Vec<Piece>, text: usize, pos: usize| {
            if text < pos {
                pieces.push(Piece::Text(text as u32, pos as u32));
            }
        };
        loop {
            let b = self.peek(0);
            if self.pos >= self.bytes.len() {
                return Err(self.unterminated(open.start, open.width, &format!("{}-", open.letter)));
            }
            match b {
                _ if b == open.quote && (open.width == 1 || (self.peek(1) == b && self.peek(2) == b)) => {
                    if nesting > 0 {
                        return Err(RawError::at(
                            ErrorKind::SyntaxError,
                            format!("{}-string: expecting '}}'", open.letter),
                            self.pos,
                        ));
                    }
                    finish(&mut pieces, text, self.pos);
                    return Ok(pieces);
                }
                b'\n' => {
                    if open.width == 1 {
                        if nesting > 0 {
                            return Err(RawError::at(
                                ErrorKind::SyntaxError,
                                format!(
                                    "{0}-string: newlines are not allowed in format specifiers for single quoted {0}-strings",
                                    open.letter
                                ),
                                self.pos,
                            ));
                        }
                        return Err(self.unterminated(open.start, 1, &format!("{}-", open.letter)));
                    }
                    self.newline_at(self.pos);
                    self.pos += 1;
                }
                b'{' if nesting == 0 && self.peek(1) == b'{' => self.pos += 2,
                b'}' if nesting > 0 => {
                    finish(&mut pieces, text, self.pos);
                    return Ok(pieces);
                }
                b'}' if self.peek(1) == b'}' => self.pos += 2,
                b'}' => {
                    return Err(RawError::at(
                        ErrorKind::SyntaxError,
                        format!("{}-string: single '}}' is not allowed", open.letter),
                        self.pos,
                    ));
                }
                b'{' => {
                    finish(&mut pieces, text, self.pos);
                    pieces.push(Piece::Field(Box::new(self.field(open, nesting)?)));
                    text = self.pos;
                }
                b'\\' if self.pos + 1 < self.bytes.len() => match self.peek(1) {
                    // A brace after a backslash still opens a field; `\N{…}` does not.
                    b'{' | b'}' => self.pos += 1,
                    b'N' if !open.raw && self.peek(2) == b'{' => {
                        self.pos += 3;
                        while !matches!(self.peek(0), b'}' | b'\n' | 0) && self.peek(0) != open.quote {
                            self.pos += 1;
                        }
                        if self.peek(0) == b'}' {
                            self.pos += 1;
                        }
                    }
                    b'\n' => {
                        self.newline_at(self.pos + 1);
                        self.pos += 2;
                    }
                    _ => self.pos += 2,
                },
                _ => self.pos += 1,
            }
        }
    }

    /// A replacement field; `self.pos` is at its `{`.
    fn field(&mut self, open: &Open, nesting: usize) -> Lex<Field> {
        let start = self.pos;
        let letter = open.letter;
        if nesting > super::limits::MAX_SPEC_NESTING {
            return Err(RawError::at(
                ErrorKind::SyntaxError,
                format!("{letter}-string: expressions nested too deeply"),
                start,
            ));
        }
        if self.brackets.len() >= MAX_BRACKETS {
            return Err(RawError::at(ErrorKind::SyntaxError, "too many nested parentheses", start));
        }
        self.brackets.push((b'{', start));
        self.pos += 1;
        let outer = std::mem::replace(&mut self.depth, Depth::starting_at(0));
        self.depth = Depth::starting_at(outer.here() + 1);
        let base = self.brackets.len();
        let mut tokens = Vec::new();
        let mut debug = None;
        let text_end;
        let stop = loop {
            while matches!(self.peek(0), b' ' | b'\t' | b'\x0c' | b'\n') {
                if self.peek(0) == b'\n' {
                    self.newline_at(self.pos);
                }
                self.pos += 1;
            }
            let Some(&b) = self.bytes.get(self.pos) else {
                return Err(RawError::open(ErrorKind::SyntaxError, "'{' was never closed", start, 0));
            };
            if self.brackets.len() == base {
                match b {
                    b'}' | b':' => {
                        text_end = self.pos;
                        break b;
                    }
                    b'!' if self.peek(1) != b'=' => {
                        text_end = self.pos;
                        break b;
                    }
                    b'=' if self.peek(1) != b'=' => {
                        text_end = self.pos;
                        break b;
                    }
                    // The string's own quote, where an operand cannot stand, ends the string. Behind a string there may
                    // stand another one.
                    _ if b == open.quote
                        && (open.width == 1 || (self.peek(1) == b && self.peek(2) == b))
                        && tokens.last().is_some_and(|t: &Token| {
                            matches!(t.kind, T::Name | T::Number) || t.kind.is_close()
                        }) =>
                    {
                        return Err(RawError::at(
                            ErrorKind::SyntaxError,
                            format!("{letter}-string: expecting '}}'"),
                            self.pos,
                        ));
                    }
                    _ => {}
                }
            }
            match b {
                b'#' => {
                    let at = self.pos;
                    self.comment();
                    if self.type_comments {
                        self.type_comment(&mut tokens, at, start + 1);
                    }
                }
                b'\\' => self.continuation()?,
                _ => {
                    let at = self.pos;
                    self.token(&mut tokens, b).map_err(|error| {
                        // The string's own quote, not a string within the field.
                        if b == open.quote && error.msg.starts_with("unterminated") {
                            let msg = format!("{letter}-string: expecting '}}'");
                            RawError::at(ErrorKind::SyntaxError, msg, at)
                        } else {
                            error
                        }
                    })?;
                }
            }
        };
        let empty = |what: &str, at: usize| {
            RawError::syntax(
                format!("{letter}-string: valid expression required before '{what}'"),
                at,
                at + 1,
            )
        };
        if tokens.is_empty() {
            return Err(empty(std::str::from_utf8(&[stop]).unwrap_or(""), self.pos));
        }
        self.push(&mut tokens, T::EndOfFile, self.pos);
        if stop == b'=' {
            self.pos += 1;
            while matches!(self.peek(0), b' ' | b'\t' | b'\x0c' | b'\n' | b'#') {
                match self.peek(0) {
                    b'#' => {
                        let (at, before) = (self.pos, tokens.len());
                        self.comment();
                        if self.type_comments {
                            self.type_comment(&mut tokens, at, start + 1);
                        }
                        if tokens.len() > before {
                            return Err(RawError::syntax("", at, self.pos));
                        }
                        continue;
                    }
                    b'\n' => self.newline_at(self.pos),
                    _ => {}
                }
                self.pos += 1;
            }
            debug = Some((start as u32 + 1, self.pos as u32));
            if !matches!(self.peek(0), b'!' | b':' | b'}') {
                return Err(RawError::at(
                    ErrorKind::SyntaxError,
                    format!("{letter}-string: expecting '!', or ':', or '}}'"),
                    self.pos,
                ));
            }
        }
        let mut conversion = None;
        if self.peek(0) == b'!' {
            conversion = Some(self.conversion(letter)?);
        }
        let mut depth = self.depth.total();
        let mut spec = None;
        if self.peek(0) == b':' {
            let colon = self.pos;
            self.pos += 1;
            // Within the spec the field's own brace is open, but text is text.
            self.depth = Depth::starting_at(outer.here() + 1);
            let pieces = self.middle(open, nesting + 1)?;
            depth = depth.max(self.depth.total());
            spec = Some((colon as u32, self.pos as u32, pieces));
        }
        if self.peek(0) != b'}' {
            return Err(RawError::at(
                ErrorKind::SyntaxError,
                format!("{letter}-string: expecting '}}'"),
                self.pos,
            ));
        }
        self.brackets.pop();
        self.pos += 1;
        self.depth = outer;
        if self.depth.leaf(depth + 2) {
            return Err(self.too_deep(&[], T::String, start));
        }
        Ok(Field {
            start: start as u32,
            end: self.pos as u32,
            tokens,
            text: (start as u32 + 1, text_end as u32),
            debug,
            conversion,
            spec,
        })
    }

    /// `!r`.
    fn conversion(&mut self, letter: char) -> Lex<u8> {
        let bang = self.pos;
        self.pos += 1;
        let start = self.pos;
        while is_name_byte(self.peek(0)) {
            self.pos += 1;
        }
        let text = &self.bytes[start..self.pos];
        if text.is_empty() {
            let blank = matches!(self.peek(0), b' ' | b'\t' | b'\n')
                && self.src[self.pos..].trim_start().starts_with(|c: char| c.is_alphabetic());
            let msg = if blank {
                format!("{letter}-string: conversion type must come right after the exclamation mark")
            } else if matches!(self.peek(0), b':' | b'}') {
                format!("{letter}-string: missing conversion character")
            } else {
                format!("{letter}-string: invalid conversion character")
            };
            let shift = usize::from(!blank);
            return Err(RawError::syntax(msg, bang + shift, bang + shift + 1));
        }
        if !matches!(text, b"s" | b"r" | b"a") {
            let name = &self.src[start..self.pos];
            return Err(RawError::syntax(
                format!("{letter}-string: invalid conversion character '{name}': expected 's', 'r', or 'a'"),
                start,
                self.pos,
            ));
        }
        let conversion = text[0];
        while matches!(self.peek(0), b' ' | b'\t' | b'\x0c' | b'\n') {
            if self.peek(0) == b'\n' {
                self.newline_at(self.pos);
            }
            self.pos += 1;
        }
        if !matches!(self.peek(0), b':' | b'}') {
            return Err(RawError::at(
                ErrorKind::SyntaxError,
                format!("{letter}-string: expecting ':' or '}}'"),
                self.pos,
            ));
        }
        Ok(conversion)
    }
}

/// The f- or t-string whose inside is being lexed.
struct Open {
    start: usize,
    quote: u8,
    width: usize,
    raw: bool,
    letter: char,
}
