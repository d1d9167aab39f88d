//! What stands in brackets: groups, tuples, lists, sets, dicts, comprehensions.

use super::operators::{BIT_OR, OR};
use super::target::Use;
use super::*;

impl<'a> Parser<'a> {
    fn starts_comprehension(&self) -> bool {
        matches!(self.next, T::For | T::Async)
    }

    /// `(`: an expression in parentheses, a tuple, or a generator.
    #[inline(never)]
    pub(super) fn group(&mut self) -> Res<Expr> {
        let start = self.at;
        self.advance();
        match self.next {
            T::Rpar => {
                self.advance();
                return Ok(self.new_tuple(start, Vec::new()));
            }
            T::Yield => {
                let value = self.yield_expression()?;
                self.expect(T::Rpar)?;
                return Ok(value);
            }
            _ => {}
        }
        let first = self.star_named_expression()?;
        match self.next {
            T::Rpar if !matches!(first.kind, ExprKind::Starred { .. }) => {
                self.advance();
                Ok(first)
            }
            T::Comma => {
                let elts = self.elements(first, T::Rpar)?;
                Ok(self.new_tuple(start, elts))
            }
            T::For | T::Async if !matches!(first.kind, ExprKind::Starred { .. }) => {
                let kind = self.generator(first)?;
                self.expect(T::Rpar)?;
                Ok(Expr { kind, span: self.span(start) })
            }
            _ => Err(self.unexpected()),
        }
    }

    /// The rest of a generator expression behind its element.
    pub(super) fn generator(&mut self, elt: Expr) -> Res<ExprKind> {
        let elt = Box::new(elt);
        Ok(ExprKind::GeneratorExp { elt, generators: self.comprehension()? })
    }

    /// The elements behind the first one, and the bracket.
    #[inline(never)]
    fn elements(&mut self, first: Expr, close: T) -> Res<Vec<Expr>> {
        let base = self.exprs.len();
        self.exprs.push(first);
        while self.eat(T::Comma) && self.next != close {
            let element = self.star_named_expression()?;
            self.exprs.push(element);
        }
        self.expect(close)?;
        Ok(self.exprs.split_off(base))
    }

    #[inline(never)]
    pub(super) fn list(&mut self) -> Res<Expr> {
        let start = self.at;
        self.advance();
        if self.eat(T::Rsqb) {
            let kind = ExprKind::List { elts: Vec::new(), ctx: ExprContext::Load };
            return Ok(Expr { kind, span: self.span(start) });
        }
        let first = self.star_named_expression()?;
        let kind = if self.starts_comprehension() {
            self.check_element(&first)?;
            let elt = Box::new(first);
            let generators = self.comprehension()?;
            self.expect(T::Rsqb)?;
            ExprKind::ListComp { elt, generators }
        } else {
            ExprKind::List { elts: self.elements(first, T::Rsqb)?, ctx: ExprContext::Load }
        };
        Ok(Expr { kind, span: self.span(start) })
    }

    fn check_element(&self, elt: &Expr) -> Res<()> {
        if let ExprKind::Starred { .. } = elt.kind {
            return Err(self.error_at(elt.span, "iterable unpacking cannot be used in comprehension"));
        }
        Ok(())
    }

    /// `{`: a dict or a set.
    #[inline(never)]
    pub(super) fn braces(&mut self) -> Res<Expr> {
        let start = self.at;
        self.advance();
        let kind = match self.next {
            T::Rbrace | T::DoubleStar => self.dict(None)?,
            _ => {
                let bare = self.next == T::Name && self.second() == T::ColonEqual;
                let first = self.star_named_expression()?;
                if self.next == T::Colon && !bare && !matches!(first.kind, ExprKind::Starred { .. }) {
                    self.dict(Some(first))?
                } else if self.starts_comprehension() {
                    self.check_element(&first)?;
                    let elt = Box::new(first);
                    ExprKind::SetComp { elt, generators: self.comprehension()? }
                } else {
                    let elts = self.elements(first, T::Rbrace)?;
                    return Ok(Expr { kind: ExprKind::Set(elts), span: self.span(start) });
                }
            }
        };
        self.expect(T::Rbrace)?;
        Ok(Expr { kind, span: self.span(start) })
    }

    /// The items of a dict behind its first key, if that was parsed.
    #[inline(never)]
    fn dict(&mut self, key: Option<Expr>) -> Res<ExprKind> {
        let (mut keys, mut values) = (Vec::new(), Vec::new());
        if key.is_some() {
            self.advance();
            let value = self.expression()?;
            if self.starts_comprehension() {
                let Some(key) = key else { return Err(self.unexpected()) };
                let (key, value) = (Box::new(key), Box::new(value));
                return Ok(ExprKind::DictComp { key, value, generators: self.comprehension()? });
            }
            keys.push(key);
            values.push(value);
            if !self.eat(T::Comma) {
                return Ok(ExprKind::Dict { keys, values });
            }
        }
        while self.next != T::Rbrace {
            let key = if self.eat(T::DoubleStar) {
                values.push(self.binary(BIT_OR)?);
                None
            } else {
                let key = self.expression()?;
                self.expect(T::Colon)?;
                values.push(self.expression()?);
                Some(key)
            };
            keys.push(key);
            if !self.eat(T::Comma) {
                break;
            }
        }
        Ok(ExprKind::Dict { keys, values })
    }

    /// The `for`s and `if`s of a comprehension.
    #[inline(never)]
    pub(super) fn comprehension(&mut self) -> Res<Vec<Comprehension>> {
        let mut generators = Vec::with_capacity(1);
        while self.starts_comprehension() {
            let is_async = self.eat(T::Async);
            self.expect(T::For)?;
            let target = self.star_targets()?;
            self.check_target(&target, Use::Assign)?;
            self.expect(T::In)?;
            let iter = self.binary(OR)?;
            let mut ifs = Vec::new();
            while self.eat(T::If) {
                ifs.push(self.binary(OR)?);
            }
            generators.push(Comprehension { target, iter, ifs, is_async });
        }
        Ok(generators)
    }
}
