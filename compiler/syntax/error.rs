//! What is wrong with a source: errors and warnings, and how CPython prints them.

use std::fmt;

/// The exception that an error becomes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "the names are those of Python's exceptions")]
pub enum ErrorKind {
    SyntaxError,
    IndentationError,
    TabError,
    ValueError,
    MemoryError,
    RecursionError,
}

impl ErrorKind {
    /// The exception's name.
    pub fn name(self) -> &'static str {
        match self {
            ErrorKind::SyntaxError => "SyntaxError",
            ErrorKind::IndentationError => "IndentationError",
            ErrorKind::TabError => "TabError",
            ErrorKind::ValueError => "ValueError",
            ErrorKind::MemoryError => "MemoryError",
            ErrorKind::RecursionError => "RecursionError",
        }
    }

    /// Whether it is `SyntaxError` or a subclass, that is, whether it has a place in the source.
    pub fn is_syntax(self) -> bool {
        matches!(self, ErrorKind::SyntaxError | ErrorKind::IndentationError | ErrorKind::TabError)
    }
}

/// Why a source is no program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceError {
    /// The exception to raise.
    pub kind: ErrorKind,
    /// Its message, as CPython words it.
    pub msg: String,
    /// The file's name as given to `parse`.
    pub filename: String,
    /// Line, from 1; 0 when there is none.
    pub line: u32,
    /// CPython's `offset`: column in characters, from 1.
    pub col: u32,
    /// CPython's `end_lineno`.
    pub end_line: u32,
    /// CPython's `end_offset`; 0 or -1 where it gives none.
    pub end_col: i32,
    /// The source line, with its newline where it has one.
    pub text: Option<String>,
    /// For an error of the grammar: what was read. The module `traceback` looks there for a keyword that is misspelled.
    pub read: Option<Read>,
}

/// What was read when the grammar failed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Read {
    /// Line of the last compound statement that was complete, from 1; 0 before there is one.
    pub line: u32,
    /// Its column in bytes, from 0.
    pub col: u32,
    /// The whole source.
    pub source: String,
    /// Whether it ended while the grammar wanted more.
    pub ended: Ended,
}

/// Whether a source that is no program ended too early: with more behind it, it may become one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ended {
    /// No: what is wrong has something behind it.
    No,
    /// At the place of the error itself: in a word or a text that may go on.
    Here,
    /// Behind its last line.
    Behind,
}

impl SourceError {
    /// For a source that ended too early, the error that says no more than that.
    pub fn incomplete(&self) -> Option<SourceError> {
        let read = self.read.as_ref()?;
        let msg = "incomplete input".into();
        match read.ended {
            Ended::No => None,
            Ended::Here => {
                // A text has no end yet.
                let end_col = if self.msg.starts_with("unterminated") { -1 } else { self.end_col };
                let text = read.source.split_inclusive('\n').nth(self.line.saturating_sub(1) as usize);
                let text = text.map(str::to_owned);
                Some(SourceError { msg, end_line: self.line, end_col, text, ..self.clone() })
            }
            Ended::Behind => {
                let last = read.source.split_inclusive('\n').next_back().unwrap_or_default();
                let line = read.source.split_inclusive('\n').count() as u32;
                let (col, end_col, text) = (last.chars().count() as u32, -1, Some(last.to_owned()));
                Some(SourceError { msg, line, col, end_line: line, end_col, text, ..self.clone() })
            }
        }
    }

    /// Whether a keyword may be misspelled: the grammar failed and nothing else explains it.
    pub fn may_be_typo(&self) -> bool {
        self.read.is_some() && is_unexplained(&self.msg)
    }
}

/// Whether a message of a `SyntaxError` is so general that a misspelled keyword would say more.
pub fn is_unexplained(msg: &str) -> bool {
    msg == "invalid syntax" || msg.contains("Perhaps you forgot a comma")
}

impl std::error::Error for SourceError {}

impl fmt::Display for SourceError {
    /// The report that CPython prints when the error ends a program.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.kind.is_syntax() {
            return write!(f, "{}: {}", self.kind.name(), self.msg);
        }
        if self.line > 0 {
            writeln!(f, "  File \"{}\", line {}", self.filename, self.line)?;
        }
        if let Some(text) = &self.text {
            let line = text.trim_end_matches(['\n', '\r']);
            let stripped = line.trim_start_matches([' ', '\n', '\x0c']);
            let removed = (line.chars().count() - stripped.chars().count()) as u32;
            writeln!(f, "    {stripped}")?;
            if self.col > removed {
                let start = self.col - removed - 1;
                let width = stripped.chars().count() as u32;
                let end = if self.end_line == self.line && self.end_col > self.col as i32 {
                    (self.end_col as u32 - removed - 1).min(width.max(start + 1))
                } else if self.end_line > self.line {
                    width.max(start + 1)
                } else {
                    start + 1
                };
                // Other whitespace (a tab) is kept so that the carets line up.
                let pad: String = stripped
                    .chars()
                    .chain(std::iter::repeat(' '))
                    .take(start as usize)
                    .map(|c| if c.is_whitespace() { c } else { ' ' })
                    .collect();
                writeln!(f, "    {pad}{}", "^".repeat((end - start) as usize))?;
            }
        }
        write!(f, "{}: {}", self.kind.name(), self.msg)
    }
}

/// The category of a warning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names are those of Python's warnings")]
pub enum WarningCategory {
    SyntaxWarning,
    DeprecationWarning,
}

/// Something doubtful that compiles.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxWarning {
    /// What the warning says.
    pub msg: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub col: u32,
    /// Last line.
    pub end_line: u32,
    /// Column after the last character, from 1.
    pub end_col: u32,
    /// The warning's class.
    pub category: WarningCategory,
}

/// An error that still counts in byte offsets of the (newline-translated) source.
#[derive(Clone, Debug)]
pub(super) struct RawError {
    pub kind: ErrorKind,
    pub msg: String,
    pub start: usize,
    pub end: End,
    /// Whether the line is shown without its newline, as the tokenizer of CPython does.
    pub bare: bool,
}

/// Where an error ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum End {
    /// Before this byte.
    At(usize),
    /// `end_offset` is `offset`: the caret is one wide.
    Start,
    /// `end_offset` is no column: -1 or 0, whatever CPython's error site gives.
    Absent(i32),
    /// A token of no width: `offset` counts the characters before `start`, `end_offset` is -1.
    Layout,
    /// A token of no width named as the culprit: both offsets are 0.
    Nowhere,
}

impl RawError {
    pub(super) fn syntax(msg: impl Into<String>, start: usize, end: usize) -> Box<RawError> {
        Box::new(RawError {
            kind: ErrorKind::SyntaxError,
            msg: msg.into(),
            start,
            end: End::At(end),
            bare: false,
        })
    }

    pub(super) fn at(kind: ErrorKind, msg: impl Into<String>, start: usize) -> Box<RawError> {
        Box::new(RawError { kind, msg: msg.into(), start, end: End::Start, bare: false })
    }

    /// An error whose end is no column: -1 for what the tokenizer says of the layout, else 0.
    pub(super) fn open(kind: ErrorKind, msg: impl Into<String>, start: usize, end: i32) -> Box<RawError> {
        Box::new(RawError { kind, msg: msg.into(), start, end: End::Absent(end), bare: false })
    }
}
