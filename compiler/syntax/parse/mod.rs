//! Tokens to tree: a recursive-descent parser that goes straight to [`ast`](super::ast).
//!
//! Rules are methods, named after CPython's grammar; each takes the tokens of what it parses and leaves [`Parser::at`]
//! behind them. One token of lookahead decides almost everywhere; the exceptions are the soft keywords (`statement`,
//! `simple`) and the parentheses of `with` (`compound`), which look for the end of the line or the bracket.
//!
//! | file | rules |
//! |---|---|
//! | `statement`, `simple`, `assignment`, `compound` | blocks, statements |
//! | `expression` | what is looser than operators: conditionals, `lambda`, `:=`, `yield`, lists without brackets |
//! | `operators` | `or` to `**`, by precedence |
//! | `atom`, `display`, `call` | names and trailers, what stands in brackets, arguments |
//! | `strings`, `names` | literals: text, bytes, f- and t-strings; identifiers |
//! | `parameters`, `pattern`, `target`, `function_type` | the rest |
//!
//! The language is what CPython's parser accepts, and the checks are those that it makes. What is wrong is told only
//! roughly, by an error without a message at the token that does not fit: `diagnose` words it. Only what CPython finds
//! out behind its grammar (values of literals, names that repeat) has its message here.
//!
//! Spans are those of tokens: a node starts where its first token does and ends with the last token taken.
//!
//! # How deep it recurses
//!
//! The lexer has counted operators, brackets and blocks (see [`limits`](super::limits)). Each way of recursing, and what it
//! takes of the native stack, in a release and in a build without optimization:
//!
//! | what nests | at most | frames | KiB each |
//! |---|---|---|---|
//! | brackets, fields of f-strings | `MAX_BRACKETS` | 6 to 9 | 2, 10 |
//! | `lambda`, `**`, `else` of a conditional, operators that grow tighter | `MAX_DEPTH` | 2 to 4 | 0.6, 2.3 |
//! | blocks | `MAX_INDENT` | 3 | 1.5, 4 |
//!
//! That is less than 2 MiB, or 7; `tests/hostile_source.rs` tries all of them on a stack of 8. Chains of left-associative
//! operators, trailers, prefixes and `elif`s are loops. Nodes are built in functions of their own, so that the frames that
//! recursion repeats stay small.
//!
//! A rule that adds nothing returns the `Result` of what it called as it is: taking the expression out of it and wrapping it
//! again copies it at every level, which has cost a tenth of the time.
//!
//! # To add a rule
//!
//! Write the method beside its relatives, call it where its first token decides, and add a new start of an expression to
//! [`starts_expression`]. `diagnose` needs the rule as well: it words errors only of what it does not accept. Put its
//! shapes into `tests/data/syntax_shapes.txt`; `syntax::agreement` then compares the two parsers.

mod assignment;
mod atom;
mod call;
mod compound;
mod display;
mod expression;
mod function_type;
mod names;
mod operators;
mod parameters;
mod pattern;
mod simple;
mod statement;
mod strings;
mod target;

use std::sync::Arc;

use super::ParseMode;
use super::ast::*;
use super::error::RawError;
use super::lexer::{Lexed, Literal};
use super::limits::IntDigits;
use super::literal::Warnings;
use super::position::LineIndex;
use super::token::{T, Token};
use super::type_comments::TypeComment;
use names::Names;

pub(super) use call::REPEATED;
pub(super) use strings::locate_escape;

type Res<X> = Result<X, Box<RawError>>;

/// Who finds an error behind the grammar, in order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Scopes,
    Code,
}

/// The parser of one source.
pub(super) struct Parser<'a> {
    src: &'a str,
    index: &'a LineIndex<'a>,
    literals: &'a [Literal],
    /// The tokens at hand: the source's or a replacement field's. The last one is `EndOfFile` and is never taken.
    tokens: &'a [Token],
    /// The index of the next token.
    at: usize,
    /// Its kind.
    next: T,
    /// Elements, statements and keywords of the nodes that are being parsed, until it is known how many there are: a rule
    /// takes what lies above the length that it found.
    exprs: Vec<Expr>,
    stmts: Vec<Stmt>,
    keywords: Vec<Keyword>,
    names: Names<'a>,
    int_digits: IntDigits,
    /// The index of the literal behind the last one that was parsed.
    next_literal: usize,
    /// The first error of those that CPython finds when the whole source has been parsed.
    late: Option<(Stage, Box<RawError>)>,
    pub(super) warnings: Warnings,
    pub(super) type_comments: Vec<TypeComment>,
}

impl<'a> Parser<'a> {
    pub(super) fn new(
        src: &'a str,
        index: &'a LineIndex<'a>,
        lexed: &'a Lexed,
        int_digits: IntDigits,
    ) -> Parser<'a> {
        Parser {
            src,
            index,
            literals: &lexed.literals,
            tokens: &lexed.tokens,
            at: 0,
            next: lexed.tokens.first().map_or(T::EndOfFile, |token| token.kind),
            exprs: Vec::new(),
            stmts: Vec::new(),
            keywords: Vec::new(),
            // Mostly there are fewer.
            names: Names::with_capacity(src.len() / 64),
            int_digits,
            next_literal: 0,
            late: None,
            warnings: Vec::new(),
            type_comments: Vec::new(),
        }
    }

    /// Parses the whole source.
    ///
    /// # Errors
    ///
    /// Where it is no program; without a message if that is a matter of grammar.
    pub(super) fn module(&mut self, mode: ParseMode) -> Res<Mod> {
        let module = match mode {
            ParseMode::Exec => Mod::Module(self.program(false)?),
            ParseMode::Single => Mod::Interactive(self.program(true)?),
            ParseMode::Eval => {
                let value = self.expressions()?;
                while self.next == T::Newline {
                    self.advance();
                }
                Mod::Expression(Box::new(value))
            }
        };
        if self.next != T::EndOfFile {
            return Err(self.unexpected());
        }
        Ok(module)
    }

    /// What CPython finds wrong with the source that was parsed when it looks for scopes or makes code.
    pub(super) fn take_late_error(&mut self) -> Option<Box<RawError>> {
        self.late.take().map(|(_, error)| error)
    }

    /// Takes the next token.
    #[inline(always)]
    fn advance(&mut self) {
        self.at += 1;
        self.next = self.tokens[self.at].kind;
    }

    /// Takes the next token if it is of this kind.
    #[inline(always)]
    fn eat(&mut self, kind: T) -> bool {
        let found = self.next == kind;
        if found {
            self.advance();
        }
        found
    }

    /// Takes the next token, which must be of this kind.
    #[inline]
    fn expect(&mut self, kind: T) -> Res<()> {
        if self.eat(kind) { Ok(()) } else { Err(self.unexpected()) }
    }

    /// The kind of the token behind the next one.
    #[inline]
    fn second(&self) -> T {
        self.tokens.get(self.at + 1).map_or(T::EndOfFile, |token| token.kind)
    }

    /// Goes back to an earlier token.
    fn rewind(&mut self, at: usize) {
        self.at = at;
        self.next = self.tokens[at].kind;
    }

    /// The next token does not fit.
    #[cold]
    fn unexpected(&self) -> Box<RawError> {
        let start = self.tokens[self.at].start as usize;
        RawError::syntax("", start, start)
    }

    #[cold]
    fn error_at(&self, span: Span, msg: impl Into<String>) -> Box<RawError> {
        let start = self.index.offset(span.line, span.col);
        let end = self.index.offset(span.end_line, span.end_col);
        RawError::syntax(msg, start as usize, end as usize)
    }

    /// Keeps an error that CPython finds later, unless another one comes first.
    #[cold]
    fn fail_later(&mut self, stage: Stage, error: Box<RawError>) {
        if self.late.as_ref().is_none_or(|(other, known)| (stage, error.start) < (*other, known.start)) {
            self.late = Some((stage, error));
        }
    }

    /// From the start of a token to the end of the last one taken.
    #[inline]
    fn span(&self, from: usize) -> Span {
        self.index.tokens(self.tokens[from], self.tokens[self.at - 1])
    }

    /// From the start of a token to the end of the last one taken that is no layout: where a compound statement ends.
    fn block_span(&self, from: usize) -> Span {
        let mut last = self.at - 1;
        while last > from && matches!(self.tokens[last].kind, T::Newline | T::Indent | T::Dedent) {
            last -= 1;
        }
        self.index.tokens(self.tokens[from], self.tokens[last])
    }

    #[inline]
    fn text(&self, token: Token) -> &'a str {
        &self.src[token.start as usize..token.end as usize]
    }

    /// Whether the token at `at` is this soft keyword.
    fn is_word(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|&token| token.kind == T::Name && self.text(token) == word)
    }

    /// Takes a name.
    #[inline(always)]
    fn identifier(&mut self) -> Res<Ident> {
        if self.next != T::Name {
            return Err(self.unexpected());
        }
        let text = self.text(self.tokens[self.at]);
        self.advance();
        Ok(self.names.intern(text))
    }

    /// Takes a type comment, if there is one: it belongs to the node that starts at the token `of`.
    #[inline]
    fn type_comment(&mut self, of: usize) {
        if self.next == T::TypeComment {
            self.take_type_comment(of);
        }
    }

    #[cold]
    fn take_type_comment(&mut self, of: usize) {
        let (line, col) = self.index.position(self.tokens[of].start);
        let text = self.text(self.tokens[self.at]).into();
        self.type_comments.push(TypeComment { line, col, text });
        self.advance();
    }

    /// The index behind the bracket that closes the one at `at`.
    fn after_bracket(&self, at: usize) -> usize {
        let mut nesting = 0;
        for (i, token) in self.tokens.iter().enumerate().skip(at) {
            if token.kind.is_open() {
                nesting += 1;
            } else if token.kind.is_close() {
                nesting -= 1;
                if nesting == 0 {
                    return i + 1;
                }
            }
        }
        self.tokens.len()
    }
}

/// A set of kinds of token.
const fn kinds(list: &[T]) -> u128 {
    let (mut set, mut i) = (0, 0);
    while i < list.len() {
        set |= 1 << list[i] as u8;
        i += 1;
    }
    set
}

/// Whether an expression may start with a token of this kind.
#[inline]
fn starts_expression(kind: T) -> bool {
    const STARTS: u128 = {
        use T::*;
        kinds(&[
            Name, Number, String, Lpar, Lsqb, Lbrace, Plus, Minus, Tilde, Not, Lambda, Await, None, True,
            False, Ellipsis,
        ])
    };
    STARTS >> kind as u8 & 1 != 0
}
