//! Text to tokens, line by line, as CPython's tokenizer cuts it: comments and blank lines are tokens, and much that is
//! no Python passes.
//!
//! ```text
//! feed(line)… ─► text ─ step ─► Token | NeedLine | Done | Failure
//! ```
//!
//! INVARIANT: a step that answers `NeedLine` is simply tried again with one more line: what it changed (blanks passed,
//! how far the end of a string was looked for) it need not do again. Every line that was fed ends in `\n`, so only strings and continued lines need another.

use super::kinds::{self, Kind};

/// A token: where its text lies and what it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where the scanner goes on: behind a doubled brace only one of which belongs to the token.
    next: usize,
    /// It stands behind the end of the text: its place is the next line.
    pub(super) trailing: bool,
}

/// Which exception a failure is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    Syntax,
    Indentation,
    Tab,
}

/// What the text cannot be.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    pub(super) class: Class,
    pub(super) message: String,
    /// Line, from 1, and offset, as the exception has them.
    pub(super) line: usize,
    pub(super) offset: usize,
}

/// The answer of a step.
pub(super) enum Step {
    Token(Token),
    NeedLine,
}

/// Ends a step early: another line is needed, or the text is wrong.
pub(super) enum Stop {
    NeedLine,
    Failure(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Stop {
        Stop::Failure(failure)
    }
}

/// An f-string or t-string that is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Format {
    quote: u8,
    quotes: usize,
    raw: bool,
    /// `f` or `t`.
    letter: char,
    /// Brackets open within it, and those at which its replacement fields started.
    brackets: i32,
    field: i32,
    in_spec: bool,
    /// The text is scanned as a string's, not as code.
    in_text: bool,
    /// Where it started: offset in the text.
    start: usize,
}

const MAX_INDENTS: usize = 100;
const MAX_BRACKETS: usize = 200;
const MAX_FORMATS: usize = 150;
const MAX_FIELDS: i32 = 3;

/// The state between two tokens.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    /// All lines so far.
    pub(super) text: String,
    /// Where each of them starts.
    pub(super) lines: Vec<usize>,
    /// The last line had no `\n` of its own.
    pub(super) implicit_newline: bool,
    at_end: bool,
    pos: usize,
    line_start: bool,
    /// Open blocks: column with tabs of 8, and of 1.
    indents: Vec<(usize, usize)>,
    /// Indents (positive) or dedents that wait.
    pending: i32,
    brackets: usize,
    formats: Vec<Format>,
    /// A comment stood alone on its line: what follows is no NEWLINE.
    comment_alone: bool,
    /// Comments and blank lines are tokens.
    extra: bool,
    /// How far the end of the string at hand was looked for.
    searched: usize,
}

impl Scanner {
    pub(super) fn new(extra: bool) -> Scanner {
        Scanner { extra, line_start: true, ..Scanner::default() }
    }

    /// Adds what `readline` gave.
    pub(super) fn feed(&mut self, line: &str) {
        let start = self.text.len();
        self.text.push_str(line);
        self.implicit_newline = !line.ends_with('\n');
        if self.implicit_newline {
            self.text.push('\n');
        }
        self.lines.push(start);
        let inner = memchr::memchr_iter(b'\n', &self.text.as_bytes()[start..]).map(|at| start + at + 1);
        let total = self.text.len();
        self.lines.extend(inner.filter(|&at| at < total));
    }

    /// There are no more lines.
    pub(super) fn end(&mut self) {
        self.at_end = true;
    }

    /// The byte at an offset; 0 behind the end.
    fn at(&self, pos: usize) -> u8 {
        self.text.as_bytes().get(pos).copied().unwrap_or(0)
    }

    /// The number, from 1, of the line that a byte stands in.
    pub(super) fn line_of(&self, pos: usize) -> usize {
        self.lines.partition_point(|&start| start <= pos)
    }

    fn fail<T>(&self, message: impl Into<String>, pos: usize) -> Result<T, Stop> {
        let line = self.line_of(pos.saturating_sub(1)).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        let offset = self.text[start..pos].chars().count();
        Err(Failure { class: Class::Syntax, message: message.into(), line, offset }.into())
    }

    /// An error of the line as a whole.
    fn fail_line<T>(&self, class: Class, message: &str, pos: usize) -> Result<T, Stop> {
        let line = self.line_of(pos).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        let end = self.lines.get(line).copied().unwrap_or(self.text.len());
        Err(Failure { class, message: message.into(), line, offset: end - start }.into())
    }

    /// The next token.
    pub(super) fn step(&mut self) -> Result<Step, Failure> {
        match self.next() {
            Ok(token) => {
                self.pos = token.next;
                self.searched = 0;
                Ok(Step::Token(token))
            }
            Err(Stop::NeedLine) => Ok(Step::NeedLine),
            Err(Stop::Failure(failure)) => Err(failure),
        }
    }

    fn next(&mut self) -> Result<Token, Stop> {
        match self.formats.last() {
            Some(format) if format.in_text => self.format_text(),
            _ => self.code(),
        }
    }

    fn token(&self, kind: Kind, start: usize, end: usize) -> Token {
        Token { kind, start, end, next: end, trailing: false }
    }

    fn code(&mut self) -> Result<Token, Stop> {
        loop {
            let mut blank = false;
            if self.line_start {
                blank = self.indentation()?;
            }
            if self.pending != 0 {
                return Ok(self.indent_token());
            }
            let mut pos = self.pos;
            while matches!(self.at(pos), b' ' | b'\t' | 0x0c) && pos < self.text.len() {
                pos += 1;
            }
            if pos >= self.text.len() {
                if !self.at_end {
                    return Err(Stop::NeedLine);
                }
                return self.end_token(pos);
            }
            if self.at(pos) == b'#' {
                let rest = &self.text.as_bytes()[pos..];
                let end = pos + memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
                if self.extra {
                    self.comment_alone = blank;
                    return Ok(self.token(kinds::COMMENT, pos, end));
                }
                pos = end;
            }
            let newline = match self.at(pos) {
                b'\n' => 1,
                b'\r' if self.at(pos + 1) == b'\n' => 2,
                b'\r' => 1,
                b'\\' => {
                    // The next line goes on with this one.
                    self.pos = self.continued(pos)?;
                    continue;
                }
                _ => return self.word(pos),
            };
            self.line_start = true;
            if blank || self.brackets > 0 || self.comment_alone {
                self.comment_alone = false;
                if self.extra {
                    return Ok(self.token(kinds::NL, pos, pos + newline));
                }
                self.pos = pos + newline;
                continue;
            }
            return Ok(self.token(kinds::NEWLINE, pos, pos + newline));
        }
    }

    /// The end of the text: dedents were given before, brackets must be closed.
    fn end_token(&self, pos: usize) -> Result<Token, Stop> {
        if self.brackets > 0 {
            let line = self.lines.len().max(1);
            // Within a string the offset counts from the line that it started in.
            let offset = self.formats.first().map_or(0, |f| pos - self.lines[self.line_of(f.start) - 1]);
            let message = "unexpected EOF in multi-line statement".to_owned();
            return Err(Failure { class: Class::Syntax, message, line, offset }.into());
        }
        Ok(Token { trailing: true, ..self.token(kinds::ENDMARKER, pos, pos) })
    }

    /// Measures the blanks in front of a line; true if nothing else stands in it, but for a comment.
    fn indentation(&mut self) -> Result<bool, Stop> {
        if self.pos >= self.text.len() && !self.at_end {
            return Err(Stop::NeedLine);
        }
        let (mut pos, mut col, mut alt, mut first) = (self.pos, 0, 0, 0);
        while pos < self.text.len() {
            match self.at(pos) {
                b' ' => (col, alt) = (col + 1, alt + 1),
                b'\t' => (col, alt) = ((col / 8 + 1) * 8, alt + 1),
                0x0c => (col, alt) = (0, 0),
                b'\\' => {
                    // The blanks in front of the first backslash are those that count.
                    first = if first == 0 { col } else { first };
                    pos = self.continued(pos)?;
                    continue;
                }
                _ => break,
            }
            pos += 1;
        }
        let blank = pos < self.text.len() && matches!(self.at(pos), b'#' | b'\n' | b'\r');
        if !blank && self.brackets == 0 {
            if first > 0 {
                (col, alt) = (first, first);
            }
            self.compare_indent(col, alt, pos)?;
        }
        self.line_start = false;
        if self.pending <= 0 {
            self.pos = pos;
        }
        Ok(blank)
    }

    fn compare_indent(&mut self, col: usize, alt: usize, pos: usize) -> Result<(), Stop> {
        const TABS: &str = "inconsistent use of tabs and spaces in indentation";
        let (open, open_alt) = self.indents.last().copied().unwrap_or((0, 0));
        if col == open {
            if alt != open_alt {
                return self.fail_line(Class::Tab, TABS, pos);
            }
        } else if col > open {
            if self.indents.len() + 1 >= MAX_INDENTS {
                return self.fail_line(Class::Indentation, "too many levels of indentation", pos);
            }
            if alt <= open_alt {
                return self.fail_line(Class::Tab, TABS, pos);
            }
            self.pending += 1;
            self.indents.push((col, alt));
        } else {
            let keep = self.indents.partition_point(|open| open.0 <= col);
            let (open, open_alt) = keep.checked_sub(1).map_or((0, 0), |i| self.indents[i]);
            if col != open {
                const NONE: &str = "unindent does not match any outer indentation level";
                return self.fail_line(Class::Indentation, NONE, pos);
            }
            if alt != open_alt {
                return self.fail_line(Class::Tab, TABS, pos);
            }
            self.pending -= (self.indents.len() - keep) as i32;
            self.indents.truncate(keep);
        }
        Ok(())
    }

    fn indent_token(&mut self) -> Token {
        if self.pending < 0 {
            self.pending += 1;
            let trailing = self.at_end && self.pos >= self.text.len();
            return Token { trailing, ..self.token(kinds::DEDENT, self.pos, self.pos) };
        }
        self.pending -= 1;
        let mut end = self.pos;
        // A continued line's own blanks are the indent.
        let mut start = end;
        while matches!(self.at(end), b' ' | b'\t' | 0x0c | b'\\' | b'\r' | b'\n') {
            end += 1;
            if self.at(end - 1) == b'\n' {
                start = end;
            }
        }
        self.token(kinds::INDENT, start, end)
    }

    /// The offset behind a backslash and the end of its line.
    fn continued(&self, pos: usize) -> Result<usize, Stop> {
        let end = match (self.at(pos + 1), self.at(pos + 2)) {
            (b'\n', _) => pos + 2,
            (b'\r', b'\n') => pos + 3,
            _ => {
                let message = "unexpected character after line continuation character";
                return self.fail_line(Class::Syntax, message, pos);
            }
        };
        if end >= self.text.len() {
            if !self.at_end {
                return Err(Stop::NeedLine);
            }
            return self.fail("unexpected EOF while parsing", end);
        }
        Ok(end)
    }

    /// A name, number, string or operator.
    fn word(&mut self, pos: usize) -> Result<Token, Stop> {
        let c = self.at(pos);
        if c.is_ascii_digit() || c == b'.' && self.at(pos + 1).is_ascii_digit() {
            let end = self.number(pos)?;
            return Ok(self.token(kinds::NUMBER, pos, end));
        }
        if is_name_byte(c) {
            return self.name(pos);
        }
        if matches!(c, b'\'' | b'"') {
            return self.string(pos, pos);
        }
        self.operator(pos)
    }

    fn name(&mut self, pos: usize) -> Result<Token, Stop> {
        let mut end = pos;
        let mut seen = String::new();
        while let letter @ (b'b' | b'u' | b'r' | b'f' | b't') = self.at(end).to_ascii_lowercase() {
            let letter = char::from(letter);
            if seen.contains(letter) {
                break;
            }
            seen.push(letter);
            end += 1;
            if matches!(self.at(end), b'\'' | b'"') {
                for (a, b) in ["ub", "ur", "uf", "ut", "bf", "bt", "ft"].map(|p| (&p[..1], &p[1..])) {
                    if seen.contains(a) && seen.contains(b) {
                        return self.fail(format!("'{a}' and '{b}' prefixes are incompatible"), pos + 1);
                    }
                }
                return match seen.chars().find(|c| matches!(c, 'f' | 't')) {
                    Some(letter) => self.open_format(pos, end, letter, seen.contains('r')),
                    None => self.string(pos, end),
                };
            }
        }
        while is_name_byte(self.at(end)) || self.at(end).is_ascii_digit() {
            end += 1;
        }
        Ok(self.token(kinds::NAME, pos, end))
    }

    /// A string whose prefix starts at `start` and whose quotes start at `open`.
    fn string(&mut self, start: usize, open: usize) -> Result<Token, Stop> {
        let quote = self.at(open);
        let quotes = if self.at(open + 1) == quote && self.at(open + 2) == quote { 3 } else { 1 };
        let mut pos = self.searched.max(open + quotes);
        let mut escaped_quote = false;
        loop {
            let c = self.at(pos);
            if pos >= self.text.len() {
                if !self.at_end {
                    self.searched = pos;
                    return Err(Stop::NeedLine);
                }
                return self.unterminated(start, "triple-quoted string", pos - 1, "");
            }
            if c == quote && (quotes == 1 || self.at(pos + 1) == quote && self.at(pos + 2) == quote) {
                return Ok(self.token(kinds::STRING, start, pos + quotes));
            }
            match c {
                b'\n' if quotes == 1 => {
                    if let Some(format) = self.formats.last()
                        && (format.quote, format.quotes) == (quote, quotes)
                    {
                        return self.fail(format!("{}-string: expecting '}}'", format.letter), start + 1);
                    }
                    let hint = if escaped_quote { "; perhaps you escaped the end quote" } else { "" };
                    return self.unterminated(start, "string", pos, hint);
                }
                b'\\' => {
                    escaped_quote |= self.at(pos + 1) == quote;
                    pos += if self.at(pos + 1) == b'\r' && self.at(pos + 2) == b'\n' { 3 } else { 2 };
                    // Only the ends of lines are worth coming back to.
                    if pos > self.text.len() {
                        pos = self.text.len();
                    }
                }
                _ => pos += 1,
            }
        }
    }

    fn unterminated<T>(&self, start: usize, what: &str, last: usize, hint: &str) -> Result<T, Stop> {
        let message = format!("unterminated {what} literal (detected at line {}){hint}", self.line_of(last));
        self.fail(message, start + 1)
    }

    fn operator(&mut self, pos: usize) -> Result<Token, Stop> {
        let c = self.at(pos);
        if let Some(format) = self.formats.last_mut()
            && c == b':'
            && format.field >= 0
            && format.brackets - 1 == format.field
        {
            (format.in_text, format.in_spec) = (true, true);
            return Ok(self.token(self.operator_kind(":"), pos, pos + 1));
        }
        for length in [3, 2] {
            if let Some(text) = self.text.get(pos..pos + length)
                && let Some(kind) = kinds::operator(text)
            {
                let kind = if self.extra { kinds::OP } else { kind };
                return Ok(self.token(kind, pos, pos + length));
            }
        }
        match c {
            b'(' | b'[' | b'{' => {
                if self.brackets >= MAX_BRACKETS {
                    return self.fail("too many nested parentheses", pos + 1);
                }
                self.brackets += 1;
                if let Some(format) = self.formats.last_mut() {
                    format.brackets += 1;
                }
            }
            b')' | b']' | b'}' => self.close(pos, c)?,
            0..0x20 | 0x7f => {
                return self.fail(format!("invalid non-printable character U+{c:04X}"), pos + 1);
            }
            _ => {}
        }
        let kind = self.operator_kind(&self.text[pos..pos + 1]);
        Ok(self.token(kind, pos, pos + 1))
    }

    fn operator_kind(&self, text: &str) -> Kind {
        if self.extra { kinds::OP } else { kinds::operator(text).unwrap_or(kinds::OP) }
    }

    fn close(&mut self, pos: usize, c: u8) -> Result<(), Stop> {
        let shown = char::from(c);
        if let Some(format) = self.formats.last()
            && format.brackets == 0
            && c == b'}'
        {
            return self.fail(format!("{}-string: single '}}' is not allowed", format.letter), pos + 1);
        }
        if !self.extra && self.brackets == 0 {
            return self.fail(format!("unmatched '{shown}'"), pos + 1);
        }
        self.brackets = self.brackets.saturating_sub(1);
        if let Some(format) = self.formats.last_mut() {
            format.brackets -= 1;
            if format.brackets < 0 {
                let letter = format.letter;
                return self.fail(format!("{letter}-string: unmatched '{shown}'"), pos + 1);
            }
            if c == b'}' && format.brackets == format.field {
                format.field -= 1;
                (format.in_text, format.in_spec) = (true, false);
            }
        }
        Ok(())
    }

    fn open_format(&mut self, start: usize, open: usize, letter: char, raw: bool) -> Result<Token, Stop> {
        let quote = self.at(open);
        let quotes = if self.at(open + 1) == quote && self.at(open + 2) == quote { 3 } else { 1 };
        if self.formats.len() + 1 >= MAX_FORMATS {
            return self.fail("too many nested f-strings or t-strings", open + quotes);
        }
        self.formats.push(Format {
            quote,
            quotes,
            raw,
            letter,
            brackets: 0,
            field: -1,
            in_spec: false,
            in_text: true,
            start,
        });
        Ok(self.token(kinds::format_start(letter), start, open + quotes))
    }

    /// The text of an f-string up to its next field or its end.
    fn format_text(&mut self) -> Result<Token, Stop> {
        let Some(&format) = self.formats.last() else { return self.code() };
        let start = self.pos;
        let in_spec = format.in_spec && format.field >= 0;
        if self.at(start) == b'{' && self.at(start + 1) != b'{' {
            self.open_field(start + 1)?;
            return self.code();
        }
        if self.is_end_quote(start, format) {
            self.formats.pop();
            return Ok(self.token(kinds::format_end(format.letter), start, start + format.quotes));
        }
        let middle = kinds::format_middle(format.letter);
        let mut pos = self.searched.max(start);
        let mut named = false;
        loop {
            if pos >= self.text.len() || format.quotes == 1 && self.at(pos) == b'\n' {
                if pos >= self.text.len() && !self.at_end {
                    // A name in braces does not reach over a line's end.
                    self.searched = pos;
                    return Err(Stop::NeedLine);
                }
                return self.unterminated_format(format, in_spec, pos);
            }
            if self.is_end_quote(pos, format) {
                return Ok(self.token(middle, start, pos));
            }
            match self.at(pos) {
                b'{' if self.at(pos + 1) == b'{' && !in_spec => {
                    return Ok(self.doubled(middle, start, pos));
                }
                b'{' => {
                    self.open_field(pos + 1)?;
                    return Ok(self.token(middle, start, pos));
                }
                // What stands in braces behind `\N` is a name, and the text ends with it.
                b'}' if named => return Ok(self.token(middle, start, pos + 1)),
                b'}' if self.at(pos + 1) == b'}' && !in_spec && format.brackets == 0 => {
                    return Ok(self.doubled(middle, start, pos));
                }
                b'}' => {
                    if let Some(format) = self.formats.last_mut() {
                        format.in_text = false;
                    }
                    return Ok(self.token(middle, start, pos));
                }
                b'\\' => {
                    pos += 1;
                    if self.at(pos) == b'\r' {
                        pos += 1;
                    }
                    match self.at(pos) {
                        b'{' | b'}' => {}
                        b'N' if !format.raw && self.at(pos + 1) == b'{' => {
                            named = true;
                            pos += 2;
                        }
                        _ => pos = (pos + 1).min(self.text.len()),
                    }
                }
                _ => pos += 1,
            }
        }
    }

    /// Text up to a doubled brace: one of them belongs to it, and the scanner goes on behind both.
    fn doubled(&self, kind: Kind, start: usize, pos: usize) -> Token {
        Token { next: pos + 2, ..self.token(kind, start, pos + 1) }
    }

    fn is_end_quote(&self, pos: usize, format: Format) -> bool {
        (0..format.quotes).all(|i| self.at(pos + i) == format.quote)
    }

    fn open_field(&mut self, pos: usize) -> Result<(), Stop> {
        let Some(format) = self.formats.last_mut() else { return Ok(()) };
        format.field += 1;
        let letter = format.letter;
        if format.field >= MAX_FIELDS {
            return self.fail(format!("{letter}-string: expressions nested too deeply"), pos);
        }
        format.in_text = false;
        Ok(())
    }

    fn unterminated_format(&mut self, format: Format, in_spec: bool, pos: usize) -> Result<Token, Stop> {
        let letter = format.letter;
        if in_spec && self.at(pos) == b'\n' {
            let message = format!(
                "{letter}-string: newlines are not allowed in format specifiers for single quoted {letter}-strings"
            );
            return self.fail(message, pos + 1);
        }
        let what = match format.quotes {
            3 => format!("triple-quoted {letter}-string"),
            _ => format!("{letter}-string"),
        };
        let last = pos.min(self.text.len().saturating_sub(1));
        self.unterminated(format.start, &what, last, "")
    }

    /// The end of the digits at `pos`, with underscores between them.
    fn digits(&self, mut pos: usize) -> Result<usize, Stop> {
        loop {
            while self.at(pos).is_ascii_digit() {
                pos += 1;
            }
            if self.at(pos) != b'_' {
                return Ok(pos);
            }
            pos += 1;
            if !self.at(pos).is_ascii_digit() {
                return self.fail("invalid decimal literal", pos);
            }
        }
    }

    /// The end of the digits of a base, behind its prefix.
    fn digits_of(&self, mut pos: usize, base: u32, name: &str) -> Result<usize, Stop> {
        let is_digit = |c: u8| char::from(c).is_digit(base);
        let wrong = |pos: usize| {
            let c = char::from(self.at(pos));
            self.fail(format!("invalid digit '{c}' in {name} literal"), pos + 1)
        };
        loop {
            if self.at(pos) == b'_' {
                pos += 1;
            }
            if !is_digit(self.at(pos)) {
                if base < 10 && self.at(pos).is_ascii_digit() {
                    return wrong(pos);
                }
                return self.fail(format!("invalid {name} literal"), pos);
            }
            while is_digit(self.at(pos)) {
                pos += 1;
            }
            if self.at(pos) != b'_' {
                break;
            }
        }
        if base < 10 && self.at(pos).is_ascii_digit() { wrong(pos) } else { Ok(pos) }
    }

    fn number(&self, start: usize) -> Result<usize, Stop> {
        let mut pos = start;
        if self.at(pos) == b'0' {
            match self.at(pos + 1).to_ascii_lowercase() {
                b'x' => return self.digits_of(pos + 2, 16, "hexadecimal"),
                b'o' => return self.digits_of(pos + 2, 8, "octal"),
                b'b' => return self.digits_of(pos + 2, 2, "binary"),
                _ => {}
            }
        }
        if self.at(pos) != b'.' {
            pos = self.digits(pos)?;
        }
        if self.at(pos) == b'.' {
            pos += 1;
            if self.at(pos).is_ascii_digit() {
                pos = self.digits(pos)?;
            }
        }
        if self.at(pos).eq_ignore_ascii_case(&b'e') {
            match self.at(pos + 1) {
                b'+' | b'-' if self.at(pos + 2).is_ascii_digit() => pos = self.digits(pos + 2)?,
                b'+' | b'-' => return self.fail("invalid decimal literal", pos + 2),
                c if c.is_ascii_digit() => pos = self.digits(pos + 1)?,
                _ => return Ok(pos),
            }
        }
        Ok(if self.at(pos).eq_ignore_ascii_case(&b'j') { pos + 1 } else { pos })
    }
}

fn is_name_byte(c: u8) -> bool {
    c.is_ascii_alphabetic() || c == b'_' || c >= 0x80
}
