//! Atoms and their trailers: names, numbers, `.attribute`, `[subscript]`; calls and brackets have files of their own.

use super::super::literal;
use super::*;

impl<'a> Parser<'a> {
    /// An atom and its trailers.
    pub(super) fn primary(&mut self) -> Res<Expr> {
        let start = self.at;
        let mut found = self.atom();
        loop {
            found = match self.next {
                T::Dot => self.attribute(start, Box::new(found?)),
                T::Lpar => self.call(start, Box::new(found?)),
                T::Lsqb => self.subscript(start, Box::new(found?)),
                _ => return found,
            };
        }
    }

    #[inline]
    pub(super) fn atom(&mut self) -> Res<Expr> {
        match self.next {
            T::Name => self.name(),
            T::String => self.strings(),
            T::Number => self.number(),
            T::Lpar => self.group(),
            T::Lsqb => self.list(),
            T::Lbrace => self.braces(),
            _ => self.keyword_constant(),
        }
    }

    /// A name that is read.
    #[inline(always)]
    pub(super) fn name(&mut self) -> Res<Expr> {
        let start = self.at;
        let id = self.identifier()?;
        Ok(Expr { kind: ExprKind::Name { id, ctx: ExprContext::Load }, span: self.span(start) })
    }

    #[inline(never)]
    pub(super) fn keyword_constant(&mut self) -> Res<Expr> {
        let value = match self.next {
            T::None => Constant::None,
            T::True => Constant::Bool(true),
            T::False => Constant::Bool(false),
            T::Ellipsis => Constant::Ellipsis,
            _ => return Err(self.unexpected()),
        };
        self.advance();
        Ok(Expr { kind: ExprKind::Constant(value), span: self.span(self.at - 1) })
    }

    #[inline(never)]
    pub(super) fn number(&mut self) -> Res<Expr> {
        let token = self.tokens[self.at];
        let value = literal::number(self.text(token), token.start as usize, self.int_digits)?;
        self.advance();
        Ok(Expr { kind: ExprKind::Constant(value), span: self.span(self.at - 1) })
    }

    #[inline(never)]
    pub(super) fn attribute(&mut self, start: usize, value: Box<Expr>) -> Res<Expr> {
        self.advance();
        let attr = self.identifier()?;
        Ok(Expr { kind: ExprKind::Attribute { value, attr, ctx: ExprContext::Load }, span: self.span(start) })
    }

    #[inline(never)]
    fn subscript(&mut self, start: usize, value: Box<Expr>) -> Res<Expr> {
        self.advance();
        let slice = Box::new(self.slices()?);
        self.expect(T::Rsqb)?;
        Ok(Expr {
            kind: ExprKind::Subscript { value, slice, ctx: ExprContext::Load },
            span: self.span(start),
        })
    }

    /// What stands in the brackets of a subscript. `a[*b]` is `a[(*b,)]`.
    fn slices(&mut self) -> Res<Expr> {
        let start = self.at;
        let first = self.slice()?;
        if self.next != T::Comma {
            if let ExprKind::Starred { .. } = first.kind {
                return Ok(self.new_tuple(start, vec![first]));
            }
            return Ok(first);
        }
        self.more_slices(start, first)
    }

    #[inline(never)]
    fn more_slices(&mut self, start: usize, first: Expr) -> Res<Expr> {
        let base = self.exprs.len();
        self.exprs.push(first);
        while self.eat(T::Comma) && self.next != T::Rsqb {
            let slice = self.slice()?;
            self.exprs.push(slice);
        }
        let elts = self.exprs.split_off(base);
        Ok(self.new_tuple(start, elts))
    }

    /// One subscript: `lower:upper:step` or an expression.
    fn slice(&mut self) -> Res<Expr> {
        let start = self.at;
        if self.next == T::Colon {
            return self.range(start, None);
        }
        let first = self.star_named_expression()?;
        if self.next == T::Colon {
            return self.range(start, Some(first));
        }
        Ok(first)
    }

    #[inline(never)]
    fn range(&mut self, start: usize, lower: Option<Expr>) -> Res<Expr> {
        // `a := b` and `*a` are no bounds, unless in parentheses.
        let is_bare = |kind: &ExprKind| match kind {
            ExprKind::Starred { .. } => true,
            ExprKind::Named { .. } => self.tokens[start].kind == T::Name,
            _ => false,
        };
        if lower.as_ref().is_some_and(|lower| is_bare(&lower.kind)) {
            return Err(self.unexpected());
        }
        let lower = lower.map(Box::new);
        self.advance();
        let upper = self.bound()?;
        let step = if self.eat(T::Colon) { self.bound()? } else { None };
        Ok(Expr { kind: ExprKind::Slice { lower, upper, step }, span: self.span(start) })
    }

    fn bound(&mut self) -> Res<Option<Box<Expr>>> {
        if starts_expression(self.next) { self.boxed_expression().map(Some) } else { Ok(None) }
    }
}
