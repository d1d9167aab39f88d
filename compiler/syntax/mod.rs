//! Source text to syntax tree and back.
//!
//! ```text
//! bytes ─ decode_source ─► text ─ lexer ─► tokens and literals ─ parse ─► ast::Mod ─ unparse ─► text
//! ```
//!
//! When any step fails, `diagnose` looks at the tokens again and finds what CPython would say.

#[cfg(test)]
mod agreement;
pub mod ast;
mod diagnose;
mod error;
mod flat;
mod lexer;
pub mod limits;
mod literal;
mod parse;
mod position;
mod source;
mod token;
mod unparse;

use std::borrow::Cow;

pub use error::{Ended, ErrorKind, Read, SourceError, SyntaxWarning, WarningCategory, is_unexplained};
pub use source::{decode_program, decode_source};
pub use unparse::{unparse, unparse_annotation, unparse_expr};

use error::RawError;
use limits::IntDigits;
use position::LineIndex;

/// Whether a text is spelled as a keyword, which no name is.
pub fn is_keyword(text: &str) -> bool {
    token::T::keyword(text.as_bytes()).is_some()
}

/// What a source is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ParseMode {
    /// A file: statements.
    Exec,
    /// One expression.
    Eval,
    /// One interactive statement.
    Single,
}

/// A parsed source.
#[derive(Clone, PartialEq, Debug)]
pub struct Parsed {
    /// The tree.
    pub module: ast::Mod,
    /// What is doubtful, in source order.
    pub warnings: Vec<SyntaxWarning>,
}

/// Parses `source`; `filename` is for the error.
///
/// # Errors
///
/// What CPython 3.14 raises for the same source, except for what its compiler finds only after parsing.
pub fn parse(source: &str, filename: &str, mode: ParseMode) -> Result<Parsed, Box<SourceError>> {
    parse_with(source, filename, mode, IntDigits::default())
}

/// [`parse`], with another limit for decimal int literals.
///
/// # Errors
///
/// As [`parse`].
pub fn parse_with(
    source: &str,
    filename: &str,
    mode: ParseMode,
    int_digits: IntDigits,
) -> Result<Parsed, Box<SourceError>> {
    parse_source(source, filename, mode, int_digits, true)
}

/// [`parse_with`], as `ast.parse` does it: what only scopes and code generation refuse (a parameter or a keyword that
/// repeats) is no error yet.
///
/// # Errors
///
/// As [`parse`], but for those.
pub fn parse_grammar(
    source: &str,
    filename: &str,
    mode: ParseMode,
    int_digits: IntDigits,
) -> Result<Parsed, Box<SourceError>> {
    parse_source(source, filename, mode, int_digits, false)
}

fn parse_source(
    source: &str,
    filename: &str,
    mode: ParseMode,
    int_digits: IntDigits,
    late: bool,
) -> Result<Parsed, Box<SourceError>> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut text: Cow<'_, str> = source.into();
    if memchr::memchr(b'\r', source.as_bytes()).is_some() {
        text = source.replace("\r\n", "\n").replace('\r', "\n").into();
    }
    parse_text(&text, filename, mode, int_digits, late)
}

/// Whether the last block of an interactive statement is ended by nothing but the end of the source: a line may follow.
pub fn ends_in_block(source: &str) -> bool {
    !source.ends_with('\n') && diagnose::ends_in_block(source)
}

fn parse_text(
    text: &str,
    filename: &str,
    mode: ParseMode,
    int_digits: IntDigits,
    late: bool,
) -> Result<Parsed, Box<SourceError>> {
    if text.len() > (u32::MAX / 2) as usize {
        let raw = RawError::at(ErrorKind::MemoryError, "source too large", 0);
        return Err(LineIndex::new("", &[0]).error(&raw, filename));
    }
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        let raw = RawError::at(ErrorKind::SyntaxError, "source code string cannot contain null bytes", at);
        let mut error = LineIndex::new(text, &[0]).error(&raw, filename);
        (error.line, error.col, error.end_line, error.end_col, error.text) = (0, 0, 0, 0, None);
        return Err(error);
    }
    let lexed = lexer::lex(text);
    let index = LineIndex::new(text, &lexed.lines);
    if let Some(raw) = &lexed.error {
        return Err(failed(text, mode, (**raw).clone(), filename));
    }
    if mode == ParseMode::Single
        && let Some(raw) = diagnose::interactive(text)
    {
        if raw.msg.is_empty() {
            return Err(failed(text, mode, raw, filename));
        }
        return Err(index.error(&raw, filename));
    }
    let mut parser = parse::Parser::new(text, &index, &lexed, int_digits);
    let module = match parser.module(mode) {
        Ok(module) => module,
        Err(raw) => return Err(failed(text, mode, *raw, filename)),
    };
    if late && let Some(raw) = parser.take_late_error() {
        return Err(failed(text, mode, *raw, filename));
    }
    let mut warnings = parser.warnings;
    warnings.extend(lexed.warnings.iter().cloned());
    warnings.sort_by_key(|warning| warning.2);
    let warnings = warnings.into_iter().map(|warning| index.warning(warning)).collect();
    Ok(Parsed { module, warnings })
}

/// The error of a source that failed with `raw`.
fn failed(text: &str, mode: ParseMode, raw: RawError, filename: &str) -> Box<SourceError> {
    let mut text = Cow::Borrowed(text);
    // The last line of a file ends even without a newline.
    if mode == ParseMode::Exec && !text.ends_with('\n') {
        text.to_mut().push('\n');
    }
    let found = diagnose::diagnose(&text, mode, raw);
    let mut error = LineIndex::new(&text, &found.lines).error(&found.error, filename);
    let (ended, source) = (found.ended, text.into_owned());
    error.read = found.last_statement.map(|(line, col)| Read { line, col, source, ended });
    error
}
