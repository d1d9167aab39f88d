//! The adapter between our tokens and the grammar of `rustpython-parser`.
//!
//! The grammar is a few releases older than the language. What is younger is rewritten on the way:
//!
//! | source | the grammar sees | later |
//! |---|---|---|
//! | adjacent strings of any kind | one empty string literal | replaced by the literals that start there |
//! | a number | `0` of its type | replaced by its value |
//! | `except A, B:` (PEP 758) | `except (A, B):`, the parentheses of no width | — |
//! | `[T = int]` (PEP 696) | `[T]` | the default is parsed alone, found by the parameter's start |
//! | `case`, `match`, `type` as keywords | their keyword tokens | — |
//!
//! Only this file and `convert` know which parser it is.

use num_bigint::BigInt;
use rustpython_parser::lexer::LexicalErrorType;
use rustpython_parser::text_size::{TextRange, TextSize};
use rustpython_parser::{Mode, ParseErrorType, StringKind, Tok, ast as rp, parse_tokens};
use unicode_normalization::UnicodeNormalization;

use super::literal;
use super::token::{T, Token};

/// The default of a type parameter: where the parameter starts, where its default's tokens lie.
pub(super) struct Default {
    pub param: u32,
    pub tokens: std::ops::Range<usize>,
}

/// How the message about a repeated keyword argument starts.
pub(super) const REPEATED: &str = "keyword argument repeated: ";

/// Where the grammar gave up.
#[derive(Debug)]
pub(super) struct Rejection {
    pub offset: u32,
    /// What is wrong, if it is no question of grammar.
    pub msg: String,
    /// How wide the culprit is then.
    pub width: usize,
}

/// The rewritten tokens, and what was taken out.
pub(super) struct Edits {
    pub defaults: Vec<Default>,
    pub tokens: Vec<(Tok, TextRange)>,
}

fn range(start: u32, end: u32) -> TextRange {
    TextRange::new(TextSize::new(start), TextSize::new(end))
}

/// The text of an identifier after NFKC.
pub(super) fn identifier(text: &str) -> String {
    if text.is_ascii() { text.to_string() } else { text.nfkc().collect() }
}

/// Whether `tokens[at]`, a name at the start of a line, is the soft keyword of a `match` statement: only then does its
/// logical line end in a colon followed by a block.
fn is_match(tokens: &[Token], at: usize) -> bool {
    match tokens.get(at + 1).map(|t| t.kind) {
        Some(T::Name | T::Number | T::String | T::Lpar | T::Lsqb | T::Lbrace | T::Minus | T::Plus) => {}
        Some(
            T::Star | T::Tilde | T::Not | T::Lambda | T::Await | T::None | T::True | T::False | T::Ellipsis,
        ) => {}
        _ => return false,
    }
    let line = &tokens[at + 1..];
    let Some(end) = line.iter().position(|t| matches!(t.kind, T::Newline | T::EndOfFile)) else {
        return false;
    };
    end > 1
        && line[end - 1].kind == T::Colon
        && line.get(end).is_some_and(|t| t.kind == T::Newline)
        && line.get(end + 1).is_some_and(|t| t.kind == T::Indent)
}

/// Whether the line at `at` has a colon outside brackets and lambdas, not right after its first token.
fn has_colon(tokens: &[Token], at: usize) -> bool {
    let (mut nesting, mut lambdas) = (0, 0);
    for (i, t) in tokens[at + 1..].iter().enumerate() {
        match t.kind {
            T::Newline | T::EndOfFile => return false,
            k if k.is_open() => nesting += 1,
            k if k.is_close() => nesting -= 1,
            T::Lambda if nesting == 0 => lambdas += 1,
            T::Colon if nesting == 0 && lambdas > 0 => lambdas -= 1,
            T::Colon if nesting == 0 => return i > 0,
            _ => {}
        }
    }
    false
}

/// Whether `type` at `at` starts a type alias.
fn is_type_alias(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|t| t.kind == T::Name)
        && tokens.get(at + 2).is_some_and(|t| matches!(t.kind, T::Equal | T::Lsqb))
}

/// The index after the bracket that closes the one at `at`.
pub(super) fn after_bracket(tokens: &[Token], at: usize) -> usize {
    let mut nesting = 0;
    for (i, t) in tokens.iter().enumerate().skip(at) {
        if t.kind.is_open() {
            nesting += 1;
        } else if t.kind.is_close() {
            nesting -= 1;
            if nesting == 0 {
                return i + 1;
            }
        } else if t.kind == T::EndOfFile {
            return i;
        }
    }
    tokens.len()
}

/// Rewrites `tokens` for the grammar.
pub(super) fn rewrite(src: &str, tokens: &[Token], mode: Mode) -> Edits {
    let mut out: Vec<(Tok, TextRange)> = Vec::with_capacity(tokens.len() + 8);
    let mut defaults = Vec::new();
    // Blocks: whether each is the body of a `match`.
    let mut blocks: Vec<bool> = Vec::new();
    let mut match_pending = false;
    let mut line_start = mode != Mode::Expression;
    // Where a `)` of no width is owed.
    let mut owed: Option<usize> = None;
    // The ends of open type-parameter lists.
    let mut params_end = 0;
    let mut in_params = false;
    let mut param_start = 0;
    let mut at = 0;
    while let Some(&token) = tokens.get(at) {
        let here = at;
        at += 1;
        if owed == Some(here) {
            let end = tokens[here - 1].end;
            out.push((Tok::Rpar, range(end, end)));
            owed = None;
        }
        let span = range(token.start, token.end);
        let text = || &src[token.start as usize..token.end as usize];
        let tok = match token.kind {
            T::EndOfFile => break,
            T::Name => {
                let name = text();
                let kind = match name {
                    "match" if line_start && is_match(tokens, here) => {
                        match_pending = true;
                        Some(Tok::Match)
                    }
                    "case" if line_start && blocks.last() == Some(&true) && has_colon(tokens, here) => {
                        Some(Tok::Case)
                    }
                    "type" if (line_start || simple_start(tokens, here)) && is_type_alias(tokens, here) => {
                        if tokens[here + 2].kind == T::Lsqb {
                            let end = after_bracket(tokens, here + 2);
                            if tokens.get(end).is_some_and(|t| t.kind == T::Equal) {
                                (in_params, params_end) = (true, end - 1);
                                Some(Tok::Type)
                            } else {
                                None
                            }
                        } else {
                            Some(Tok::Type)
                        }
                    }
                    _ => None,
                };
                kind.unwrap_or_else(|| Tok::Name { name: identifier(name) })
            }
            T::Number => {
                let text = text();
                if literal::is_imaginary(text) {
                    Tok::Complex { real: 0.0, imag: 0.0 }
                } else if literal::is_float(text) {
                    Tok::Float { value: 0.0 }
                } else {
                    Tok::Int { value: BigInt::ZERO }
                }
            }
            T::String => {
                while tokens.get(at).is_some_and(|t| t.kind == T::String) {
                    at += 1;
                }
                out.push((
                    Tok::String { value: String::new(), kind: StringKind::String, triple_quoted: false },
                    range(token.start, tokens[at - 1].end),
                ));
                line_start = false;
                continue;
            }
            T::Indent => {
                blocks.push(match_pending);
                match_pending = false;
                Tok::Indent
            }
            T::Dedent => {
                blocks.pop();
                Tok::Dedent
            }
            T::Def | T::Class => {
                if tokens.get(at).is_some_and(|t| t.kind == T::Name)
                    && tokens.get(at + 1).is_some_and(|t| t.kind == T::Lsqb)
                {
                    (in_params, params_end) = (true, after_bracket(tokens, at + 1) - 1);
                }
                if token.kind == T::Def { Tok::Def } else { Tok::Class }
            }
            T::Except => {
                // `except A, B:`: the colon outside brackets ends the list; no `as` may follow.
                let start = at + usize::from(tokens.get(at).is_some_and(|t| t.kind == T::Star));
                let (mut i, mut nesting, mut comma, mut lambdas) = (start, 0, false, 0);
                let end = loop {
                    match tokens.get(i).map(|t| t.kind) {
                        None | Some(T::Newline | T::EndOfFile) => break None,
                        Some(T::As) if nesting == 0 => break None,
                        Some(T::Lambda) if nesting == 0 => lambdas += 1,
                        Some(T::Colon) if nesting == 0 && lambdas > 0 => lambdas -= 1,
                        Some(T::Colon) if nesting == 0 => break Some(i),
                        Some(T::Comma) if nesting == 0 => comma = true,
                        Some(kind) if kind.is_open() => nesting += 1,
                        Some(kind) if kind.is_close() => nesting -= 1,
                        _ => {}
                    }
                    i += 1;
                };
                if let Some(end) = end
                    && comma
                    && tokens[end - 1].kind != T::Comma
                {
                    out.push((Tok::Except, span));
                    if start > at {
                        out.push((Tok::Star, range(tokens[at].start, tokens[at].end)));
                    }
                    let open = tokens[start].start;
                    out.push((Tok::Lpar, range(open, open)));
                    owed = Some(end);
                    at = start;
                    line_start = false;
                    continue;
                }
                Tok::Except
            }
            kind => match kind.plain() {
                Some(tok) => tok,
                None => continue,
            },
        };
        if in_params {
            if here >= params_end {
                in_params = false;
            } else if matches!(token.kind, T::Lsqb | T::Comma)
                && depth_in_params(tokens, here, params_end)
                && let Some(next) = tokens.get(at)
            {
                param_start = next.start;
            } else if token.kind == T::Equal && depth_in_params(tokens, here, params_end) {
                // Skip `= default`, up to the comma or the closing bracket.
                let (start, mut nesting, mut lambdas) = (at, 0, 0);
                while at < params_end {
                    match tokens[at].kind {
                        k if k.is_open() => nesting += 1,
                        k if k.is_close() => nesting -= 1,
                        T::Lambda if nesting == 0 => lambdas += 1,
                        T::Colon if nesting == 0 && lambdas > 0 => lambdas -= 1,
                        T::Comma if nesting == 0 && lambdas == 0 => break,
                        _ => {}
                    }
                    at += 1;
                }
                if at == start {
                    // An empty default is an error: let the grammar see the `=`.
                    out.push((tok, span));
                } else {
                    defaults.push(Default { param: param_start, tokens: start..at });
                }
                continue;
            }
        }
        line_start = matches!(token.kind, T::Newline | T::Indent | T::Dedent);
        out.push((tok, span));
    }
    Edits { defaults, tokens: out }
}

/// Whether `tokens[at]` stands directly in the type-parameter list that ends at `end`: brackets balance from there.
fn depth_in_params(tokens: &[Token], at: usize, end: usize) -> bool {
    let mut nesting = 0;
    for t in &tokens[at + 1..end.max(at + 1)] {
        if t.kind.is_open() {
            nesting += 1;
        } else if t.kind.is_close() {
            nesting -= 1;
            if nesting < 0 {
                return false;
            }
        }
    }
    nesting == 0
}

/// Whether `tokens[at]` starts a simple statement after `;` or a block's colon.
fn simple_start(tokens: &[Token], at: usize) -> bool {
    at > 0 && matches!(tokens[at - 1].kind, T::Semi | T::Colon)
}

/// Runs the grammar.
pub(super) fn run(tokens: Vec<(Tok, TextRange)>, mode: Mode) -> Result<rp::Mod, Rejection> {
    parse_tokens(tokens.into_iter().map(Ok), mode, "").map_err(|error| {
        let (msg, width) = match error.error {
            ParseErrorType::Lexical(LexicalErrorType::DuplicateArgumentError(name)) => {
                (format!("duplicate argument '{name}' in function definition"), name.len())
            }
            ParseErrorType::Lexical(LexicalErrorType::DuplicateKeywordArgumentError(name)) => {
                (format!("{REPEATED}{name}"), name.len())
            }
            _ => (String::new(), 0),
        };
        Rejection { offset: error.offset.to_u32(), msg, width }
    })
}
