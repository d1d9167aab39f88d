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
mod dialect;
mod error;
mod flat;
mod lexer;
pub mod limits;
mod literal;
mod parse;
mod position;
mod source;
mod token;
mod type_comments;
mod unparse;

use std::borrow::Cow;

pub use dialect::Dialect;
pub use error::{Ended, ErrorKind, Read, SourceError, SyntaxWarning, WarningCategory, is_unexplained};
pub use source::{decode_program, decode_source};
pub use type_comments::{TypeComment, TypeComments, TypeIgnore};
pub use unparse::{unparse, unparse_annotation, unparse_expr};

use dialect::Start;
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
    /// What stands in comments about types, if the dialect has them.
    pub type_comments: TypeComments,
    /// What is doubtful, in source order.
    pub warnings: Vec<SyntaxWarning>,
}

/// A parsed type of a function.
#[derive(Clone, PartialEq, Debug)]
pub struct FunctionType {
    /// The types of the parameters; those behind stars are among them.
    pub argtypes: Vec<ast::Expr>,
    /// The type of the result.
    pub returns: ast::Expr,
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
    parse_mode(source, filename, mode, Request { int_digits, late: true, dialect: Dialect::default() })
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
    parse_dialect(source, filename, mode, int_digits, Dialect::default())
}

/// [`parse_grammar`], in an older Python or one with type comments.
///
/// # Errors
///
/// As [`parse_grammar`]; for what the dialect lacks, and for type comments where they say nothing.
pub fn parse_dialect(
    source: &str,
    filename: &str,
    mode: ParseMode,
    int_digits: IntDigits,
    dialect: Dialect,
) -> Result<Parsed, Box<SourceError>> {
    parse_mode(source, filename, mode, Request { int_digits, late: false, dialect })
}

/// Parses the type of a function, as the type comment of a `def` has it: `(int, *str) -> None`.
///
/// # Errors
///
/// As [`parse_dialect`].
pub fn parse_function_type(
    source: &str,
    filename: &str,
    int_digits: IntDigits,
    dialect: Dialect,
) -> Result<FunctionType, Box<SourceError>> {
    let request = Request { int_digits, late: false, dialect };
    let parsed = parse_source(source, filename, Start::FunctionType, request, |p| p.function_type())?;
    let (argtypes, returns) = parsed.tree;
    Ok(FunctionType { argtypes, returns, warnings: parsed.warnings })
}

fn parse_mode(
    source: &str,
    filename: &str,
    mode: ParseMode,
    request: Request,
) -> Result<Parsed, Box<SourceError>> {
    let parsed = parse_source(source, filename, mode.into(), request, |p| p.module(mode))?;
    Ok(Parsed { module: parsed.tree, type_comments: parsed.type_comments, warnings: parsed.warnings })
}

/// How a source is to be parsed.
#[derive(Clone, Copy)]
struct Request {
    int_digits: IntDigits,
    /// Whether what CPython finds behind its grammar is an error.
    late: bool,
    dialect: Dialect,
}

/// What a rule made of a source.
struct Found<X> {
    tree: X,
    type_comments: TypeComments,
    warnings: Vec<SyntaxWarning>,
}

fn parse_source<X>(
    source: &str,
    filename: &str,
    start: Start,
    request: Request,
    rule: impl FnOnce(&mut parse::Parser<'_>) -> Result<X, Box<RawError>>,
) -> Result<Found<X>, Box<SourceError>> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut text: Cow<'_, str> = source.into();
    if memchr::memchr(b'\r', source.as_bytes()).is_some() {
        text = source.replace("\r\n", "\n").replace('\r', "\n").into();
    }
    // The last line of a file ends even without a newline, which ends its comment.
    if request.dialect.type_comments && start == Start::Exec && !text.ends_with('\n') {
        text.to_mut().push('\n');
    }
    parse_text(&text, filename, start, request, rule)
}

/// Whether the last block of an interactive statement is ended by nothing but the end of the source: a line may follow.
pub fn ends_in_block(source: &str) -> bool {
    !source.ends_with('\n') && diagnose::ends_in_block(source)
}

fn parse_text<X>(
    text: &str,
    filename: &str,
    start: Start,
    request: Request,
    rule: impl FnOnce(&mut parse::Parser<'_>) -> Result<X, Box<RawError>>,
) -> Result<Found<X>, Box<SourceError>> {
    let Request { int_digits, late, dialect } = request;
    let failed = |raw| failed(text, start, dialect, raw, filename);
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
    let lexed = lexer::lex(text, dialect.type_comments);
    let index = LineIndex::new(text, &lexed.lines);
    if let Some(raw) = &lexed.error {
        return Err(failed((**raw).clone()));
    }
    if start == Start::Single {
        if let Some(raw) = diagnose::interactive(text, dialect) {
            if raw.msg.is_empty() {
                return Err(failed(raw));
            }
            return Err(index.error(&raw, filename));
        }
    } else if dialect.is_older() && diagnose::accepts(text, start, dialect) == Some(false) {
        // Only the second parser knows since when there is what.
        return Err(failed(*RawError::at(ErrorKind::SyntaxError, "", 0)));
    }
    let mut parser = parse::Parser::new(text, &index, &lexed, int_digits);
    let tree = match rule(&mut parser) {
        Ok(tree) => tree,
        Err(raw) => return Err(failed(*raw)),
    };
    if late && let Some(raw) = parser.take_late_error() {
        return Err(failed(*raw));
    }
    let comments = std::mem::take(&mut parser.type_comments);
    let mut warnings = parser.warnings;
    warnings.extend(lexed.warnings.iter().cloned());
    warnings.sort_by_key(|warning| warning.2);
    let warnings = warnings.into_iter().map(|warning| index.warning(warning)).collect();
    let ignores = lexed.ignores.iter().map(|ignored| ignored.of(text)).collect();
    Ok(Found { tree, type_comments: TypeComments { comments, ignores }, warnings })
}

/// The error of a source that failed with `raw`.
fn failed(text: &str, start: Start, dialect: Dialect, raw: RawError, filename: &str) -> Box<SourceError> {
    let mut text = Cow::Borrowed(text);
    // The last line of a file ends even without a newline.
    if start == Start::Exec && !text.ends_with('\n') {
        text.to_mut().push('\n');
    }
    let found = diagnose::diagnose(&text, start, dialect, raw);
    let mut error = LineIndex::new(&text, &found.lines).error(&found.error, filename);
    let (ended, source) = (found.ended, text.into_owned());
    error.read = found.last_statement.map(|(line, col)| Read { line, col, source, ended });
    error
}
