//! Arguments of calls and class headers.

use super::super::error::RawError;
use super::*;
use crate::map::Set;

/// How the message about a repeated keyword argument starts.
pub(in super::super) const REPEATED: &str = "keyword argument repeated: ";

/// Up to so many keywords are compared each with each.
const FEW: usize = 8;

impl<'a> Parser<'a> {
    #[inline(never)]
    pub(super) fn call(&mut self, start: usize, func: Box<Expr>) -> Res<Expr> {
        let (args, keywords) = self.arguments(true)?;
        Ok(Expr { kind: ExprKind::Call { func, args, keywords }, span: self.span(start) })
    }

    /// Arguments in parentheses. A generator may go without parentheses of its own if it is the only argument of a call.
    pub(super) fn arguments(&mut self, allow_generator: bool) -> Res<(Vec<Expr>, Vec<Keyword>)> {
        let open = self.at;
        self.advance();
        if self.eat(T::Rpar) {
            return Ok((Vec::new(), Vec::new()));
        }
        let (base, first_keyword) = (self.exprs.len(), self.keywords.len());
        let mut unpacked = false;
        while self.next != T::Rpar {
            let start = self.at;
            match self.next {
                T::Star if !unpacked => {
                    let value = self.starred_argument()?;
                    self.exprs.push(value);
                }
                T::DoubleStar => {
                    unpacked = true;
                    self.advance();
                    let value = self.expression()?;
                    self.keywords.push(Keyword { name: None, value, span: self.span(start) });
                }
                T::Name if self.second() == T::Equal => {
                    let keyword = self.keyword()?;
                    self.keywords.push(keyword);
                }
                _ if self.keywords.len() > first_keyword => return Err(self.unexpected()),
                _ => {
                    let value = self.named_expression()?;
                    if matches!(self.next, T::For | T::Async) {
                        let kind = self.generator(value)?;
                        let (span, alone) = (self.span(start), start == open + 1 && self.next == T::Rpar);
                        if !alone || !allow_generator {
                            return Err(self.bare_generator(span, allow_generator));
                        }
                        self.advance();
                        // The call's parentheses belong to it.
                        return Ok((vec![Expr { kind, span: self.span(open) }], Vec::new()));
                    }
                    self.exprs.push(value);
                }
            }
            if !self.eat(T::Comma) {
                break;
            }
        }
        self.expect(T::Rpar)?;
        let (args, keywords) = (self.exprs.split_off(base), self.keywords.split_off(first_keyword));
        if keywords.len() > 1 {
            self.check_repeated(&keywords);
        }
        Ok((args, keywords))
    }

    #[cold]
    fn bare_generator(&self, span: Span, in_call: bool) -> Box<RawError> {
        let msg = if in_call { "Generator expression must be parenthesized" } else { "invalid syntax" };
        self.error_at(span, msg)
    }

    #[inline(never)]
    fn starred_argument(&mut self) -> Res<Expr> {
        let start = self.at;
        self.advance();
        let value = self.boxed_expression()?;
        let kind = ExprKind::Starred { value, ctx: ExprContext::Load };
        Ok(Expr { kind, span: self.span(start) })
    }

    #[inline(never)]
    fn keyword(&mut self) -> Res<Keyword> {
        let start = self.at;
        let name = self.identifier()?;
        self.advance();
        let value = self.expression()?;
        Ok(Keyword { name: Some(name), value, span: self.span(start) })
    }

    /// CPython finds a name that repeats when it makes code.
    fn check_repeated(&mut self, keywords: &[Keyword]) {
        let few = keywords.len() <= FEW;
        let mut seen: Set<&str> = Set::default();
        for (i, keyword) in keywords.iter().enumerate() {
            let Some(name) = keyword.name.as_deref() else { continue };
            let repeats = if few {
                keywords[..i].iter().any(|other| other.name.as_deref() == Some(name))
            } else {
                !seen.insert(name)
            };
            if repeats {
                let start = self.index.offset(keyword.span.line, keyword.span.col) as usize;
                let error = RawError::syntax(format!("{REPEATED}{name}"), start, start + name.len());
                self.fail_later(Stage::Code, error);
                return;
            }
        }
    }
}
