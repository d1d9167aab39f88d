//! String literals: text, bytes, f- and t-strings. Literals in a row are one expression.
//!
//! The lexer has found the literals and their parts; here they get their values. The tokens of a replacement field are a
//! stream of their own, which the parser reads in between.

use std::borrow::Cow;

use super::super::error::End;
use super::super::lexer::{Field, Literal, Piece, StrKind};
use super::super::literal;
use super::*;

impl<'a> Parser<'a> {
    /// The expression that the string literals here make.
    #[inline(never)]
    pub(super) fn strings(&mut self) -> Res<Expr> {
        let from = self.at;
        while self.next == T::String {
            self.advance();
        }
        let (start, end) = (self.tokens[from].start, self.tokens[self.at - 1].end);
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
                return Ok(Expr { kind: ExprKind::Constant(value), span: self.span(from) });
            }
        }
        self.joined_strings(from, at)
    }

    /// Strings that are more than one literal without escapes: the tokens from `from` on, the literals from `at` on.
    #[inline(never)]
    fn joined_strings(&mut self, from: usize, mut at: usize) -> Res<Expr> {
        let (start, end) = (self.tokens[from].start, self.tokens[self.at - 1].end);
        let span = self.span(from);
        let literals = self.literals;
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
        let value = Box::new(self.field_expression(&field.tokens)?);
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

    /// The expression of a replacement field.
    fn field_expression(&mut self, tokens: &'a [Token]) -> Res<Expr> {
        let outer = (self.tokens, self.at);
        self.tokens = tokens;
        self.rewind(0);
        let value = self.annotated_rhs();
        let ended = self.next == T::EndOfFile;
        let value = value.and_then(|value| if ended { Ok(value) } else { Err(self.unexpected()) });
        self.tokens = outer.0;
        self.rewind(outer.1);
        value
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
pub(in super::super) fn locate_escape(
    mut error: Box<RawError>,
    literal: &Literal,
    from: u32,
) -> Box<RawError> {
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
