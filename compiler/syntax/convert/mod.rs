//! The grammar's tree to ours: spans, values of literals, checks of what the grammar is too lenient about.
//!
//! The grammar accepts a superset (any expression as a target, `*` patterns anywhere, …). Every check stands where its
//! node is converted and raises CPython's own message.

mod expr;
mod pattern;
mod stmt;
mod target;

use std::borrow::Cow;
use std::sync::Arc;

use rustpython_parser::text_size::TextRange;
use rustpython_parser::{Mode, ast as rp};

use super::ast::*;
use super::error::{End, RawError};
use super::grammar::{self, Edits};
use super::lexer::{Field, Lexed, Literal, Piece, StrKind};
use super::literal::{self, Warnings};
use super::position::LineIndex;
use super::token::{T, Token};
use crate::map::Map;

pub(super) use target::expr_name;

pub(super) type Res<X> = Result<X, Box<RawError>>;

/// What a conversion works on.
pub(super) struct Converter<'a> {
    src: &'a str,
    index: &'a LineIndex<'a>,
    literals: &'a [Literal],
    /// The tokens that the tree at hand was made of: the source's or a replacement field's.
    tokens: &'a [Token],
    defaults: Vec<grammar::Default>,
    names: Map<String, Ident>,
    /// The string literal behind the last one that was converted.
    next_literal: usize,
    pub warnings: Warnings,
}

impl<'a> Converter<'a> {
    pub(super) fn new(src: &'a str, index: &'a LineIndex<'a>, lexed: &'a Lexed) -> Converter<'a> {
        Converter {
            src,
            index,
            literals: &lexed.literals,
            tokens: &lexed.tokens,
            defaults: Vec::new(),
            names: Map::default(),
            next_literal: 0,
            warnings: Vec::new(),
        }
    }

    /// Parses all tokens in `mode`.
    pub(super) fn module(&mut self, mode: Mode) -> Res<Mod> {
        let tree = self.run(self.tokens, mode)?;
        Ok(match tree {
            rp::Mod::Module(module) => Mod::Module(self.stmts(module.body)?),
            rp::Mod::Interactive(module) => Mod::Interactive(self.stmts(module.body)?),
            rp::Mod::Expression(module) => {
                let value = self.expr(*module.body)?;
                if let ExprKind::Starred { .. } = value.kind {
                    return Err(self.error_at(value.span, "invalid syntax"));
                }
                Mod::Expression(Box::new(value))
            }
            rp::Mod::FunctionType(_) => return Err(RawError::syntax("invalid syntax", 0, 0)),
        })
    }

    fn run(&mut self, tokens: &'a [Token], mode: Mode) -> Res<rp::Mod> {
        let Edits { defaults, tokens } = grammar::rewrite(self.src, tokens, mode);
        self.defaults.extend(defaults);
        grammar::run(tokens, mode).map_err(rejected)
    }

    /// Parses a part of the tokens (a replacement field, a default) as an expression.
    fn sub_expression(&mut self, tokens: &'a [Token]) -> Res<Expr> {
        let outer = std::mem::replace(&mut self.tokens, tokens);
        let outer_defaults = std::mem::take(&mut self.defaults);
        let is_yield = tokens.first().is_some_and(|t| t.kind == T::Yield);
        let Edits { tokens: mut edited, .. } = grammar::rewrite(self.src, tokens, Mode::Expression);
        if is_yield && let (Some(first), Some(last)) = (edited.first(), edited.last()) {
            let (start, end) = (TextRange::empty(first.1.start()), TextRange::empty(last.1.end()));
            edited.insert(0, (rustpython_parser::Tok::Lpar, start));
            edited.push((rustpython_parser::Tok::Rpar, end));
        }
        let result = grammar::run(edited, Mode::Expression).map_err(rejected).and_then(|tree| match tree {
            rp::Mod::Expression(module) => self.expr(*module.body),
            _ => Err(RawError::syntax("invalid syntax", 0, 0)),
        });
        self.tokens = outer;
        self.defaults = outer_defaults;
        result
    }

    fn span(&self, range: TextRange) -> Span {
        self.index.span(range.start().to_u32(), range.end().to_u32())
    }

    fn start(&self, span: Span) -> u32 {
        self.index.offset(span.line, span.col)
    }

    fn end(&self, span: Span) -> u32 {
        self.index.offset(span.end_line, span.end_col)
    }

    fn error_at(&self, span: Span, msg: impl Into<String>) -> Box<RawError> {
        RawError::syntax(msg, self.start(span) as usize, self.end(span) as usize)
    }

    fn ident(&mut self, name: rp::Identifier) -> Ident {
        self.intern(name.into())
    }

    fn intern(&mut self, name: String) -> Ident {
        if let Some(ident) = self.names.get(&name) {
            return ident.clone();
        }
        let ident: Ident = Arc::from(name.as_str());
        self.names.insert(name, ident.clone());
        ident
    }

    /// The index of the first token that starts at or after `offset`.
    fn token_at(&self, offset: u32) -> usize {
        self.tokens.partition_point(|t| t.start < offset)
    }

    /// The expression that the string literals in `range` make.
    fn strings(&mut self, range: TextRange) -> Res<Expr> {
        let (start, end) = (range.start().to_u32(), range.end().to_u32());
        let literals = self.literals;
        // Mostly it is the one behind that of the last question.
        let mut at = self.next_literal;
        if literals.get(at).is_none_or(|l| l.start != start) {
            at = literals.partition_point(|l| l.start < start);
        }
        if let Some(literal) = literals.get(at)
            && literal.kind == StrKind::Plain
            && literal.end == end
        {
            self.next_literal = at + 1;
            let text = &self.src[literal.body.0 as usize..literal.body.1 as usize];
            if literal.raw || memchr::memchr(b'\\', text.as_bytes()).is_none() {
                let value = Constant::Str(Arc::from(Box::<Wtf8>::from(text)));
                return Ok(Expr { kind: ExprKind::Constant(value), span: self.index.span(start, end) });
            }
        }
        let mut group: Vec<&'a Literal> = Vec::with_capacity(1);
        while let Some(literal) = literals.get(at) {
            if literal.start >= end {
                break;
            }
            group.push(literal);
            at = if literal.pieces.is_empty() {
                at + 1
            } else {
                // Literals within its fields come first.
                at + literals[at..].partition_point(|l| l.start < literal.end)
            };
        }
        self.next_literal = at;
        let span = self.index.span(start, end);
        let has = |kind| group.iter().any(|l| l.kind == kind);
        let all = |kind| group.iter().all(|l| l.kind == kind);
        if has(StrKind::Bytes) {
            if !all(StrKind::Bytes) {
                return Err(RawError::syntax(
                    "cannot mix bytes and nonbytes literals",
                    start as usize,
                    end as usize,
                ));
            }
            let mut out = Vec::new();
            for literal in group {
                let (from, to) = literal.body;
                let text = &self.src[from as usize..to as usize];
                literal::decode_bytes(text, from as usize, literal.raw, &mut out, &mut self.warnings)
                    .map_err(|mut error| {
                        error.start = literal.start as usize;
                        error.end = End::At(literal.end as usize);
                        error
                    })?;
            }
            return Ok(Expr { kind: ExprKind::Constant(Constant::Bytes(out.into())), span });
        }
        if has(StrKind::TString) && !all(StrKind::TString) {
            return Err(RawError::syntax(
                "cannot mix t-string literals with string or bytes literals",
                start as usize,
                end as usize,
            ));
        }
        if has(StrKind::TString) || has(StrKind::FString) {
            let template = has(StrKind::TString);
            let mut joined = Joined::default();
            for literal in group {
                if matches!(literal.kind, StrKind::Plain) {
                    self.piece_text(literal, literal.body, false, &mut joined)?;
                    joined.constant_span(literal.start, literal.end);
                } else {
                    self.pieces(literal, &literal.pieces, template, &mut joined)?;
                }
            }
            let values = joined.finish(self.index);
            let kind = if template { ExprKind::TemplateStr(values) } else { ExprKind::JoinedStr(values) };
            return Ok(Expr { kind, span });
        }
        let mut out = Wtf8Buf::new();
        for literal in group {
            let (from, to) = literal.body;
            let text = &self.src[from as usize..to as usize];
            literal::decode_str(text, from as usize, literal.raw, false, &mut out, &mut self.warnings)
                .map_err(|error| locate_escape(error, literal, from))?;
        }
        Ok(Expr { kind: ExprKind::Constant(Constant::Str(Arc::from(out.into_box()))), span })
    }

    fn piece_text(
        &mut self,
        literal: &Literal,
        range: (u32, u32),
        fstring: bool,
        joined: &mut Joined,
    ) -> Res<()> {
        let text = &self.src[range.0 as usize..range.1 as usize];
        literal::decode_str(
            text,
            range.0 as usize,
            literal.raw,
            fstring,
            &mut joined.text,
            &mut self.warnings,
        )
        .map_err(|error| locate_escape(error, literal, range.0))
    }

    /// Adds the parts of an f- or t-string, or of a format spec, to `joined`.
    fn pieces(
        &mut self,
        literal: &Literal,
        pieces: &'a [Piece],
        template: bool,
        joined: &mut Joined,
    ) -> Res<()> {
        for piece in pieces {
            match piece {
                Piece::Text(start, end) => {
                    self.piece_text(literal, (*start, *end), true, joined)?;
                    joined.constant_span(*start, *end);
                }
                Piece::Field(field) => self.field(literal, field, template, joined)?,
            }
        }
        Ok(())
    }

    fn field(&mut self, literal: &Literal, field: &'a Field, template: bool, joined: &mut Joined) -> Res<()> {
        let src = self.src;
        if let Some((start, end)) = field.debug {
            joined.text.push_str(&without_comments(&src[start as usize..end as usize]));
            joined.constant_span(start, end);
        }
        let value = Box::new(self.sub_expression(&field.tokens)?);
        let conversion = match field.conversion {
            Some(b's') => Conversion::Str,
            Some(b'r') => Conversion::Repr,
            Some(b'a') => Conversion::Ascii,
            _ if field.debug.is_some() && field.spec.is_none() => Conversion::Repr,
            _ => Conversion::None,
        };
        let mut format_spec = None;
        if let Some((start, end, pieces)) = &field.spec {
            let mut spec = Joined::default();
            self.spec_pieces(literal, pieces, &mut spec)?;
            let values = spec.finish(self.index);
            let span = self.index.span(*start, *end);
            format_spec = Some(Box::new(Expr { kind: ExprKind::JoinedStr(values), span }));
        }
        let span = self.index.span(field.start, field.end);
        let kind = if template {
            let text = without_comments(&src[field.text.0 as usize..field.text.1 as usize]);
            ExprKind::Interpolation { value, text: Wtf8Buf::from(text.trim_end()), conversion, format_spec }
        } else {
            ExprKind::FormattedValue { value, conversion, format_spec }
        };
        joined.push(Expr { kind, span }, self.index);
        Ok(())
    }

    /// Parts of a format spec: doubled braces are not special there.
    fn spec_pieces(&mut self, literal: &Literal, pieces: &'a [Piece], joined: &mut Joined) -> Res<()> {
        for piece in pieces {
            match piece {
                Piece::Text(start, end) => {
                    self.piece_text(literal, (*start, *end), false, joined)?;
                    joined.constant_span(*start, *end);
                }
                Piece::Field(field) => self.field(literal, field, false, joined)?,
            }
        }
        Ok(())
    }
}

fn rejected(rejection: grammar::Rejection) -> Box<RawError> {
    let start = rejection.offset as usize;
    RawError::syntax(rejection.msg, start, start + rejection.width)
}

/// The text of a replacement field as written, but for its comments.
fn without_comments(text: &str) -> Cow<'_, str> {
    if !text.contains('#') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut quote = None;
    let mut comment = false;
    for c in text.chars() {
        match (quote, c) {
            _ if comment => comment = c != '\n',
            (None, '#') => comment = true,
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
        if !comment {
            out.push(c);
        }
    }
    out.into()
}

/// Puts the right position and wording on an error within a literal's escapes.
pub(super) fn locate_escape(mut error: Box<RawError>, literal: &Literal, from: u32) -> Box<RawError> {
    if let Some((head, tail)) = error.msg.split_once("@-")
        && let Some((length, tail)) = tail.split_once(": ")
        && let Ok(length) = length.parse::<usize>()
    {
        let first = error.start - from as usize;
        error.msg = format!("{head}{first}-{}: {tail}", first + length);
    }
    // CPython decodes an f-string when it meets the quote that ends it, and points there.
    let formatted = matches!(literal.kind, StrKind::FString | StrKind::TString);
    error.start = if formatted { literal.body.1 } else { literal.start } as usize;
    error.end = End::At(literal.end as usize);
    error
}

/// The values of a `JoinedStr` as they gather: texts in a row become one constant.
#[derive(Default)]
struct Joined {
    values: Vec<Expr>,
    text: Wtf8Buf,
    /// Start and end of `text`.
    span: Option<(u32, u32)>,
}

impl Joined {
    fn constant_span(&mut self, start: u32, end: u32) {
        self.span = Some((self.span.map_or(start, |span| span.0), end));
    }

    fn flush(&mut self, index: &LineIndex<'_>) {
        if let Some((start, end)) = self.span.take()
            && !self.text.is_empty()
        {
            let text = std::mem::take(&mut self.text);
            let span = index.span(start, end);
            self.values
                .push(Expr { kind: ExprKind::Constant(Constant::Str(Arc::from(text.into_box()))), span });
        }
    }

    fn push(&mut self, value: Expr, index: &LineIndex<'_>) {
        self.flush(index);
        self.values.push(value);
    }

    fn finish(mut self, index: &LineIndex<'_>) -> Vec<Expr> {
        self.flush(index);
        self.values
    }
}
