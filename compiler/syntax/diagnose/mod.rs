//! What CPython would say: run after a failure only.
//!
//! CPython parses a source that failed a second time, with rules that exist to fail well, and words its error by the first
//! of them that matches. So does this room: [`flat`](super::flat) makes CPython's tokens, a recursive-descent parser with
//! CPython's order of alternatives and CPython's backtracking runs over them twice, and what no rule explains is "invalid
//! syntax" at the last token that the first pass looked at.
//!
//! | file | holds |
//! |---|---|
//! | `parser` | the machine: tokens, backtracking, memory, raising |
//! | `node` | what is kept of a match, names in messages, invalid targets |
//! | `expressions`, `atoms`, `strings`, `calls`, `targets` | expressions |
//! | `parameters`, `patterns`, `simple`, `compound` | the rest of the grammar |
//!
//! To add a rule for an error: put a `bad(…)` where CPython's grammar has its `invalid_` rule; order matters.

mod atoms;
mod calls;
mod compound;
mod expressions;
mod node;
mod parameters;
mod parser;
mod patterns;
mod simple;
mod strings;
mod targets;

use super::dialect::{Dialect, Start};
use super::error::{End, Ended, ErrorKind, RawError};
use super::flat;

use super::lexer::Lexed;
use super::parse::REPEATED;
use super::token::{T, Token};
use parser::{P, Parser};

/// The error to report for a source that failed.
pub(super) struct Diagnosis {
    pub error: RawError,
    /// Where the source's lines start.
    pub lines: Vec<u32>,
    /// If it was the grammar that failed: line and column of the last compound statement that matched.
    pub last_statement: Option<(u32, u32)>,
    /// Whether the source ended too early.
    pub ended: Ended,
}

/// What to say of a source that failed with `raw`. An empty message is the grammar's.
pub(super) fn diagnose(src: &str, rule: Start, dialect: Dialect, raw: RawError) -> Diagnosis {
    if !raw.kind.is_syntax() {
        return Diagnosis { error: raw, lines: vec![0], last_statement: None, ended: Ended::No };
    }
    let lexed = flat::lex(src, rule, dialect);
    let mut read = (Some((0, 0)), Ended::No);
    let error = explain(src, &lexed, (rule, dialect), raw, &mut read);
    Diagnosis { error, lines: lexed.lines, last_statement: read.0, ended: read.1 }
}

/// Whether the first pass looked at the end of the source, as CPython's tokenizer has then: a word is read one character
/// further than it goes.
fn ended(parser: &Parser, lexed: &Lexed, lexical: Option<&RawError>) -> Ended {
    let src = parser.src;
    if parser.from_tokens {
        return match lexical.map_or("", |error| &error.msg) {
            "" | "unexpected EOF while parsing" => Ended::Behind,
            msg if msg.starts_with("unterminated triple-quoted") => Ended::Here,
            msg if msg.starts_with("unterminated string literal") && !src.ends_with('\n') => Ended::Here,
            msg if msg.ends_with("was never closed") => Ended::Behind,
            _ => Ended::No,
        };
    }
    match parser.fill.checked_sub(1).and_then(|last| lexed.tokens.get(last)) {
        Some(token) if token.start as usize >= src.len() => Ended::Behind,
        Some(token) if token.end as usize >= src.len() && token.kind != T::Newline => Ended::Here,
        _ => Ended::No,
    }
}

/// Whether blocks end where the source does.
pub(super) fn ends_in_block(src: &str) -> bool {
    let lexed = flat::lex(src, Start::Single, Dialect::default());
    lexed.tokens.iter().any(|token| token.kind == T::Dedent && token.start as usize >= src.len())
}

fn explain(
    src: &str,
    lexed: &Lexed,
    (rule, dialect): (Start, Dialect),
    raw: RawError,
    read: &mut (Option<(u32, u32)>, Ended),
) -> RawError {
    let unclosed = lexed.open.last().map(|&(bracket, at)| {
        let msg = format!("'{}' was never closed", bracket as char);
        let bare = src[at..].trim_end_matches('\n').contains('\n');
        RawError { bare, ..*RawError::open(ErrorKind::SyntaxError, msg, at, 0) }
    });
    let lexical = match (lexed.error.as_deref(), &unclosed) {
        (Some(error), Some(_)) if error.msg == "unexpected EOF while parsing" => unclosed.clone(),
        (error, _) => error.cloned(),
    };
    let ended_by = lexical.clone().or_else(|| unclosed.clone());
    let mut parser = Parser::new(src, &lexed.tokens, &lexed.lines, ended_by, dialect);
    let start = rule_of(rule);
    let line = |at: usize| lexed.lines.partition_point(|&l| l as usize <= at);
    // The rest of the source is read for errors of the tokenizer, which come before those of the grammar. Those that
    // CPython words late (they are not `bare`) do not count, and none counts within an f-string.
    let checked = |error: RawError, last: usize| match (&lexical, &unclosed) {
        _ if lexed.in_string => error,
        (Some(lexical), _) if lexical.bare && lexical.end != End::Absent(0) => lexical.clone(),
        (_, Some(unclosed)) if line(last) > line(unclosed.start) => unclosed.clone(),
        _ => error,
    };
    let fallback = |raw: RawError| {
        if raw.msg.is_empty() { RawError { msg: "invalid syntax".into(), ..raw } } else { raw }
    };
    let accepted = start(&mut parser).is_some();
    read.1 = ended(&parser, lexed, lexical.as_ref());
    if parser.gave_up {
        return fallback(lexical.unwrap_or(raw));
    }
    if accepted && parser.error.is_none() {
        read.0 = None;
        if raw.msg.starts_with(REPEATED)
            && let Some(end) = parser.end_of_keyword(raw.start)
        {
            return RawError { end: End::At(end), ..raw };
        }
        return fallback(raw);
    }
    let Some(last) = parser.fill.checked_sub(1).and_then(|last| lexed.tokens.get(last)).copied() else {
        return parser.error.or(lexical).unwrap_or_else(|| fallback(raw));
    };
    if parser.error.is_none() {
        parser.restart();
        start(&mut parser);
        read.0 = Some(parser.last_statement);
    }
    let seen = lexed.tokens.get(parser.fill.saturating_sub(1)).map_or(0, |token| token.start as usize);
    match parser.error {
        Some(error) if parser.from_tokens => error,
        Some(error) => checked(error, seen),
        None if parser.gave_up => fallback(lexical.unwrap_or(raw)),
        None => match last.kind {
            T::Indent | T::Dedent => layout(last),
            _ => checked(RawError { bare: parser.reads_on(last.start as usize), ..generic(last) }, seen),
        },
    }
}

/// A block that begins or ends where it must not.
fn layout(token: Token) -> RawError {
    let msg = if token.kind == T::Indent { "unexpected indent" } else { "unexpected unindent" };
    RawError {
        kind: ErrorKind::IndentationError,
        msg: msg.into(),
        start: token.start as usize,
        end: End::Layout,
        bare: false,
    }
}

fn generic(token: Token) -> RawError {
    let node = Parser::token_node(token);
    let end = if node.layout { End::Nowhere } else { End::At(node.end as usize) };
    RawError {
        kind: ErrorKind::SyntaxError,
        msg: "invalid syntax".into(),
        start: node.start as usize,
        end,
        bare: false,
    }
}

/// The method that matches a whole source.
fn rule_of<'a>(rule: Start) -> fn(&mut Parser<'a>) -> P {
    match rule {
        Start::Exec => Parser::file,
        Start::Eval => Parser::eval,
        Start::Single => Parser::interactive,
        Start::FunctionType => Parser::function_type,
    }
}

/// Whether the second parser takes `src` for a program; `None` if it is too deep for it.
pub(super) fn accepts(src: &str, rule: Start, dialect: Dialect) -> Option<bool> {
    let lexed = flat::lex(src, rule, dialect);
    let ended_by = lexed.error.as_deref().cloned();
    let mut parser = Parser::new(src, &lexed.tokens, &lexed.lines, ended_by, dialect);
    let found = rule_of(rule)(&mut parser);
    (!parser.gave_up).then_some(found.is_some() && parser.error.is_none() && lexed.error.is_none())
}

/// `compile(…, "single")` takes one statement and nothing behind it but blanks and comments. An error without a message
/// is the grammar's.
pub(super) fn interactive(src: &str, dialect: Dialect) -> Option<RawError> {
    let lexed = flat::lex(src, Start::Single, dialect);
    let ended_by = lexed.error.as_deref().cloned();
    let mut parser = Parser::new(src, &lexed.tokens, &lexed.lines, ended_by, dialect);
    let accepted = parser.interactive().is_some() && parser.error.is_none();
    if parser.gave_up {
        return None;
    }
    let last = parser.fill.checked_sub(1).and_then(|last| lexed.tokens.get(last)).copied();
    let Some(last) = last.filter(|_| accepted) else {
        return Some(*RawError::at(ErrorKind::SyntaxError, "", 0));
    };
    let node = Parser::token_node(last);
    let mut rest = &src[(node.end as usize).min(src.len())..];
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\n', '\x0c']);
        if !rest.starts_with('#') {
            break;
        }
        rest = rest.find('\n').map_or("", |at| &rest[at..]);
    }
    let msg = "multiple statements found while compiling a single statement";
    (!rest.is_empty()).then(|| *RawError::syntax(msg, node.start as usize, node.end as usize))
}
