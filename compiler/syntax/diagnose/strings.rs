//! Strings of all kinds, and the replacement fields of f- and t-strings.

use super::super::ast::Wtf8Buf;
use super::super::error::ErrorKind;
use super::super::lexer::{Literal, StrKind};
use super::super::literal;
use super::super::parse::locate_escape;
use super::super::token::T;
use super::node::{Kind, Node};
use super::parser::{P, Parser, Rule};

impl Parser<'_> {
    pub(super) fn strings(&mut self) -> P {
        self.memo(Rule::Strings, |p| {
            p.bad(Self::invalid_concatenation);
            let from = p.mark;
            if let Some(parts) = p.some(Self::string) {
                let formatted = parts.iter().any(|part| part.kind == Kind::FString);
                let bytes = |part: &Node| {
                    let text = p.text(*part);
                    part.kind == Kind::Literal
                        && text.find(['"', '\'']).is_some_and(|quote| text[..quote].contains(['b', 'B']))
                };
                let count = parts.iter().filter(|part| bytes(part)).count();
                if count > 0 && count < parts.len() {
                    return p.raise_last(ErrorKind::SyntaxError, "cannot mix bytes and nonbytes literals");
                }
                return Some(p.node(from, if formatted { Kind::FString } else { Kind::Literal }));
            }
            p.some(|p| p.interpolated(T::TStart))?;
            Some(p.node(from, Kind::TString))
        })
    }

    fn string(&mut self) -> P {
        if let Some(node) = self.t(T::String) {
            return self.decoded(node).map(|()| Node { kind: Kind::Literal, ..node });
        }
        self.alt(|p| p.interpolated(T::FStart))
    }

    /// Decodes a string literal for its errors.
    fn decoded(&mut self, node: Node) -> Option<()> {
        let text = self.text(node);
        let quote = text.find(['"', '\''])?;
        let has = |letters: [char; 2]| text[..quote].contains(letters);
        let width =
            if text[quote..].len() >= 6 && text[quote + 1..].starts_with(&text[quote..=quote].repeat(2)) {
                3
            } else {
                1
            };
        let (from, to) = (node.start + (quote + width) as u32, node.end - width as u32);
        let (raw, bytes) = (has(['r', 'R']), has(['b', 'B']));
        let literal = Literal {
            start: node.start,
            end: node.end,
            body: (from, to),
            kind: if bytes { StrKind::Bytes } else { StrKind::Plain },
            raw,
            pieces: Vec::new(),
        };
        let body = &self.src[from as usize..to as usize];
        let warnings = &mut Vec::new();
        let result = if bytes {
            literal::decode_bytes(body, from as usize, raw, &mut Vec::new(), warnings)
        } else {
            literal::decode_str(body, from as usize, raw, false, &mut Wtf8Buf::new(), warnings)
        };
        let error = match result {
            Ok(()) => return Some(()),
            Err(error) => locate_escape(error, &literal, from),
        };
        self.raise_at(node, error.msg);
        None
    }

    /// Decodes a piece of an f- or t-string, whose errors are met at the quote that ends it.
    fn decoded_part(&mut self, node: Node, quote: Node) -> Option<()> {
        let body = self.text(node);
        let result = literal::decode_str(
            body,
            node.start as usize,
            false,
            false,
            &mut Wtf8Buf::new(),
            &mut Vec::new(),
        );
        let error = match result {
            Ok(()) => return Some(()),
            Err(error) => error,
        };
        let (kind, pieces) = (StrKind::FString, Vec::new());
        let body = (node.start, node.end);
        let literal = Literal { start: node.start, end: node.end, body, kind, raw: false, pieces };
        let error = locate_escape(error, &literal, node.start);
        self.raise_at(quote, error.msg);
        None
    }

    fn invalid_concatenation(&mut self) -> P {
        let msg = "cannot mix t-string literals with string or bytes literals";
        self.alt(|p| {
            let parts = p.some(Self::string)?;
            let b = p.interpolated(T::TStart)?;
            p.raise_range(parts[parts.len() - 1], b, msg)
        });
        self.alt(|p| {
            let parts = p.some(|p| p.interpolated(T::TStart))?;
            let b = p.string()?;
            p.raise_range(parts[parts.len() - 1], b, msg)
        })
    }

    /// An f-string (`FStart`) or t-string (`TStart`).
    fn interpolated(&mut self, start: T) -> P {
        let from = self.mark;
        let (middle, end, kind, letter) = if start == T::FStart {
            (T::FMiddle, T::FEnd, Kind::FString, 'f')
        } else {
            (T::TMiddle, T::TEnd, Kind::TString, 't')
        };
        self.t(start)?;
        let parts = self.many(|p| {
            let text = |node| Node { kind: Kind::Literal, ..node };
            p.alt(|p| p.field(letter, middle)).or_else(|| p.t(middle).map(text))
        });
        let quote = self.t(end)?;
        let opening = self.text(Self::token_node(self.tokens[from]));
        if !opening.contains(['r', 'R']) {
            for part in parts.into_iter().filter(|part| part.kind == Kind::Literal) {
                self.decoded_part(part, quote)?;
            }
        }
        if start == T::TStart {
            self.since(14, "t-strings are")?;
        }
        Some(self.node(from, kind))
    }

    fn conversion(&mut self, letter: char) -> P {
        let bang = self.t(T::Bang)?;
        let name = self.name()?;
        if name.start != bang.end {
            return self.raise_range(
                bang,
                name,
                format!("{letter}-string: conversion type must come right after the exclamation mark"),
            );
        }
        let text = self.text(name);
        if !matches!(text, "s" | "r" | "a") {
            return self.raise_at(
                name,
                format!("{letter}-string: invalid conversion character '{text}': expected 's', 'r', or 'a'"),
            );
        }
        Some(name)
    }

    fn spec_parts(&mut self, letter: char, middle: T) {
        self.many(|p| p.alt(|p| p.t(middle)).or_else(|| p.field(letter, middle)));
    }

    fn field(&mut self, letter: char, middle: T) -> P {
        let found = self.alt(|p| {
            p.t(T::Lbrace)?;
            p.annotated_rhs()?;
            p.t(T::Equal);
            p.alt(|p| p.conversion(letter));
            p.alt(|p| {
                p.t(T::Colon)?;
                p.spec_parts(letter, middle);
                Some(())
            });
            p.t(T::Rbrace)
        });
        if found.is_none() {
            self.bad(|p| p.invalid_field(letter, middle));
        }
        found
    }

    fn invalid_field(&mut self, letter: char, middle: T) -> P {
        self.t(T::Lbrace)?;
        for (kind, text) in [(T::Equal, '='), (T::Bang, '!'), (T::Colon, ':'), (T::Rbrace, '}')] {
            if let Some(a) = self.t(kind) {
                return self
                    .raise_at(a, format!("{letter}-string: valid expression required before '{text}'"));
            }
        }
        let value = self.alt(Self::annotated_rhs);
        if self.error.is_some() {
            return None;
        }
        if value.is_none() {
            return self.raise_next(format!("{letter}-string: expecting a valid expression after '{{'"));
        }
        if !self.next_is(&[T::Equal, T::Bang, T::Colon, T::Rbrace]) {
            return self.raise_next(format!("{letter}-string: expecting '=', or '!', or ':', or '}}'"));
        }
        if self.t(T::Equal).is_some() && !self.next_is(&[T::Bang, T::Colon, T::Rbrace]) {
            return self.raise_next(format!("{letter}-string: expecting '!', or ':', or '}}'"));
        }
        if self.t(T::Bang).is_some() {
            if self.next_is(&[T::Colon, T::Rbrace]) {
                return self.raise_next(format!("{letter}-string: missing conversion character"));
            }
            if self.name().is_none() {
                return self.raise_next(format!("{letter}-string: invalid conversion character"));
            }
        }
        if !self.next_is(&[T::Colon, T::Rbrace]) {
            return self.raise_next(format!("{letter}-string: expecting ':' or '}}'"));
        }
        if self.t(T::Colon).is_some() {
            self.spec_parts(letter, middle);
            if !self.next_is(&[T::Rbrace]) {
                return self.raise_next(format!("{letter}-string: expecting '}}', or format specs"));
            }
        }
        if !self.next_is(&[T::Rbrace]) {
            return self.raise_next(format!("{letter}-string: expecting '}}'"));
        }
        None
    }
}
