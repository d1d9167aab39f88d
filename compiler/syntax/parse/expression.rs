//! What is looser than operators: conditionals, `lambda`, `:=`, `yield`, and lists without brackets.

use super::operators::OR;
use super::*;

impl<'a> Parser<'a> {
    /// `body if test else orelse`, `lambda`, or tighter.
    pub(super) fn expression(&mut self) -> Res<Expr> {
        if self.next == T::Lambda {
            return self.lambda();
        }
        let start = self.at;
        let body = self.binary(OR);
        if self.next == T::If {
            return self.conditional(start, body?);
        }
        body
    }

    pub(super) fn boxed_expression(&mut self) -> Res<Box<Expr>> {
        Ok(Box::new(self.expression()?))
    }

    #[inline(never)]
    fn conditional(&mut self, start: usize, body: Expr) -> Res<Expr> {
        self.advance();
        let body = Box::new(body);
        let test = Box::new(self.binary(OR)?);
        self.expect(T::Else)?;
        let orelse = self.boxed_expression()?;
        Ok(Expr { kind: ExprKind::IfExp { test, body, orelse }, span: self.span(start) })
    }

    #[inline(never)]
    fn lambda(&mut self) -> Res<Expr> {
        let start = self.at;
        self.advance();
        let args = self.lambda_parameters()?;
        self.expect(T::Colon)?;
        let body = self.expression()?;
        Ok(self.new_lambda(start, args, body))
    }

    #[inline(never)]
    fn new_lambda(&self, start: usize, args: Arguments, body: Expr) -> Expr {
        let lambda = Lambda { args, body };
        Expr { kind: ExprKind::Lambda(Box::new(lambda)), span: self.span(start) }
    }

    /// `name := value` or an expression.
    pub(super) fn named_expression(&mut self) -> Res<Expr> {
        if self.next == T::Name && self.second() == T::ColonEqual {
            return self.assignment_expression();
        }
        self.expression()
    }

    #[inline(never)]
    fn assignment_expression(&mut self) -> Res<Expr> {
        let start = self.at;
        let mut target = self.name()?;
        target::set_context(&mut target, ExprContext::Store);
        self.advance();
        let value = self.boxed_expression()?;
        let kind = ExprKind::Named { target: Box::new(target), value };
        Ok(Expr { kind, span: self.span(start) })
    }

    /// An element of a list, set, tuple or subscript in brackets: `*` or a named expression.
    #[inline]
    pub(super) fn star_named_expression(&mut self) -> Res<Expr> {
        if self.next == T::Star { self.starred() } else { self.named_expression() }
    }

    /// `*` and what is as tight as `|`.
    #[inline(never)]
    pub(super) fn starred(&mut self) -> Res<Expr> {
        let start = self.at;
        self.advance();
        let value = Box::new(self.binary(operators::BIT_OR)?);
        let kind = ExprKind::Starred { value, ctx: ExprContext::Load };
        Ok(Expr { kind, span: self.span(start) })
    }

    #[inline]
    fn star_expression(&mut self) -> Res<Expr> {
        if self.next == T::Star { self.starred() } else { self.expression() }
    }

    /// One expression, or a tuple without parentheses; `*` may stand in front of each.
    pub(super) fn star_expressions(&mut self) -> Res<Expr> {
        let start = self.at;
        let first = self.star_expression();
        if self.next != T::Comma {
            return first;
        }
        self.bare_tuple(start, first?, Self::star_expression)
    }

    /// One expression, or a tuple without parentheses and stars.
    pub(super) fn expressions(&mut self) -> Res<Expr> {
        let start = self.at;
        let first = self.expression();
        if self.next != T::Comma {
            return first;
        }
        self.bare_tuple(start, first?, Self::expression)
    }

    /// A tuple without parentheses behind its first element.
    #[inline(never)]
    pub(super) fn bare_tuple(
        &mut self,
        start: usize,
        first: Expr,
        element: impl Fn(&mut Self) -> Res<Expr>,
    ) -> Res<Expr> {
        let base = self.exprs.len();
        self.exprs.push(first);
        while self.eat(T::Comma) {
            if !starts_expression(self.next) && self.next != T::Star {
                break;
            }
            let element = element(self)?;
            self.exprs.push(element);
        }
        let elts = self.exprs.split_off(base);
        Ok(self.new_tuple(start, elts))
    }

    pub(super) fn new_tuple(&self, start: usize, elts: Vec<Expr>) -> Expr {
        Expr { kind: ExprKind::Tuple { elts, ctx: ExprContext::Load }, span: self.span(start) }
    }

    /// What may stand on the right of an assignment: `yield` or a list.
    pub(super) fn annotated_rhs(&mut self) -> Res<Expr> {
        if self.next == T::Yield { self.yield_expression() } else { self.star_expressions() }
    }

    #[inline(never)]
    pub(super) fn yield_expression(&mut self) -> Res<Expr> {
        let start = self.at;
        self.advance();
        let kind = if self.eat(T::From) {
            ExprKind::YieldFrom(self.boxed_expression()?)
        } else {
            ExprKind::Yield(self.optional_star_expressions()?)
        };
        Ok(Expr { kind, span: self.span(start) })
    }

    /// What `return` and `yield` may be followed by.
    pub(super) fn optional_star_expressions(&mut self) -> Res<Option<Box<Expr>>> {
        if starts_expression(self.next) || self.next == T::Star {
            return Ok(Some(Box::new(self.star_expressions()?)));
        }
        Ok(None)
    }
}
