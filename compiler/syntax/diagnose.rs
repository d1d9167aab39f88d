//! What CPython would say: run after a failure only, over the tokens.

use super::ParseMode;
use super::ast::Stmt;
use super::error::{ErrorKind, RawError};
use super::lexer::Lexed;
use super::position::LineIndex;
use super::token::T;

/// The error to report when the lexer failed.
pub(super) fn lexical(_src: &str, _lexed: &Lexed, raw: &RawError) -> RawError {
    raw.clone()
}

/// The error to report when the grammar or a check failed; `raw` without a message is the grammar's.
pub(super) fn syntactic(_src: &str, lexed: &Lexed, raw: Box<RawError>, _mode: ParseMode) -> RawError {
    if !raw.msg.is_empty() {
        return *raw;
    }
    let token = lexed.tokens.iter().find(|t| t.start as usize >= raw.start);
    match token {
        Some(t) if t.kind == T::Indent => {
            RawError { kind: ErrorKind::IndentationError, msg: "unexpected indent".into(), ..*raw }
        }
        Some(t) => RawError {
            kind: ErrorKind::SyntaxError,
            msg: "invalid syntax".into(),
            start: t.start as usize,
            end: Some(t.end as usize),
        },
        None => RawError { msg: "invalid syntax".into(), ..*raw },
    }
}

/// `compile(…, "single")` takes one statement.
pub(super) fn interactive(_lexed: &Lexed, body: &[Stmt], index: &LineIndex<'_>) -> Option<RawError> {
    let first = body.first()?;
    let other = body.iter().find(|stmt| stmt.span.line > first.span.end_line)?;
    let _ = other;
    let at = index.offset(first.span.line, 0) as usize;
    Some(RawError {
        kind: ErrorKind::SyntaxError,
        msg: "multiple statements found while compiling a single statement".into(),
        start: at,
        end: Some(at),
    })
}
