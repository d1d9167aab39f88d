//! Compound statements.

use super::target::{Use, set_context};
use super::*;

impl<'a> Parser<'a> {
    /// `if`, `elif`s and `else`. A chain is taken in a loop and put together from its end.
    #[inline(never)]
    pub(super) fn if_statement(&mut self) -> Res<Stmt> {
        let mut arms = Vec::with_capacity(1);
        let mut keyword = T::If;
        while self.next == keyword {
            let start = self.at;
            self.advance();
            let test = Box::new(self.named_expression()?);
            arms.push((start, test, self.block()?));
            keyword = T::Elif;
        }
        let mut orelse = self.else_block()?;
        let mut outer = None;
        while let Some((start, test, body)) = arms.pop() {
            orelse.extend(outer);
            outer = Some(Stmt { kind: StmtKind::If { test, body, orelse }, span: self.block_span(start) });
            orelse = Vec::new();
        }
        outer.ok_or_else(|| self.unexpected())
    }

    /// `else` and its block, if it is there.
    fn else_block(&mut self) -> Res<Vec<Stmt>> {
        if self.eat(T::Else) { self.block() } else { Ok(Vec::new()) }
    }

    #[inline(never)]
    pub(super) fn while_statement(&mut self) -> Res<Stmt> {
        let start = self.at;
        self.advance();
        let test = Box::new(self.named_expression()?);
        let body = self.block()?;
        let orelse = self.else_block()?;
        Ok(Stmt { kind: StmtKind::While { test, body, orelse }, span: self.block_span(start) })
    }

    /// `for`; `start` is at it or at the `async` before it.
    #[inline(never)]
    pub(super) fn for_statement(&mut self, start: usize) -> Res<Stmt> {
        self.advance();
        let target = Box::new(self.star_targets()?);
        self.check_target(&target, Use::Assign)?;
        self.expect(T::In)?;
        let iter = Box::new(self.star_expressions()?);
        let body = self.commented_block(start)?;
        let orelse = self.else_block()?;
        let is_async = self.tokens[start].kind == T::Async;
        let kind = StmtKind::For { target, iter, body, orelse, is_async };
        Ok(Stmt { kind, span: self.block_span(start) })
    }

    /// `async` and `def`, `for` or `with`.
    pub(super) fn async_statement(&mut self) -> Res<Stmt> {
        let start = self.at;
        self.advance();
        match self.next {
            T::Def => self.function(start, Vec::new()),
            T::For => self.for_statement(start),
            T::With => self.with_statement(start),
            _ => Err(self.unexpected()),
        }
    }

    #[inline(never)]
    pub(super) fn with_statement(&mut self, start: usize) -> Res<Stmt> {
        self.advance();
        let items = self.with_items()?;
        let body = self.commented_block(start)?;
        let is_async = self.tokens[start].kind == T::Async;
        Ok(Stmt { kind: StmtKind::With { items, body, is_async }, span: self.block_span(start) })
    }

    /// The items of a `with`. Where parentheses hold all there is up to the colon, they hold items if they can: `(a, b)` is
    /// two, `(a, *b)` a tuple.
    fn with_items(&mut self) -> Res<Vec<WithItem>> {
        if self.next == T::Lpar
            && self.tokens.get(self.after_bracket(self.at)).is_some_and(|t| t.kind == T::Colon)
        {
            let (at, warnings) = (self.at, self.warnings.len());
            self.advance();
            if let Ok(items) = self.with_item_list(T::Rpar)
                && self.eat(T::Rpar)
            {
                return Ok(items);
            }
            self.rewind(at);
            self.warnings.truncate(warnings);
        }
        self.with_item_list(T::Colon)
    }

    fn with_item_list(&mut self, close: T) -> Res<Vec<WithItem>> {
        let mut items = Vec::with_capacity(1);
        loop {
            let context_expr = self.expression()?;
            let mut optional_vars = None;
            if self.eat(T::As) {
                let mut target = Box::new(self.star_target()?);
                set_context(&mut target, ExprContext::Store);
                self.check_target(&target, Use::Assign)?;
                optional_vars = Some(target);
            }
            items.push(WithItem { context_expr, optional_vars });
            if !self.eat(T::Comma) || (close == T::Rpar && self.next == close) {
                return Ok(items);
            }
        }
    }

    #[inline(never)]
    pub(super) fn try_statement(&mut self) -> Res<Stmt> {
        let start = self.at;
        self.advance();
        let body = self.block()?;
        let is_star = self.next == T::Except && self.second() == T::Star;
        let mut handlers = Vec::new();
        while self.next == T::Except {
            handlers.push(self.handler(is_star)?);
        }
        let orelse = if handlers.is_empty() { Vec::new() } else { self.else_block()? };
        let finalbody = if self.eat(T::Finally) { self.block()? } else { Vec::new() };
        if handlers.is_empty() && finalbody.is_empty() {
            return Err(self.unexpected());
        }
        let kind = StmtKind::Try(Box::new(Try { body, handlers, orelse, finalbody, is_star }));
        Ok(Stmt { kind, span: self.block_span(start) })
    }

    /// `except`, or `except*` for all handlers of a `try`. Types without parentheses are a tuple, and have no name.
    fn handler(&mut self, is_star: bool) -> Res<ExceptHandler> {
        let start = self.at;
        self.advance();
        if is_star {
            self.expect(T::Star)?;
        }
        let (mut typ, mut name) = (None, None);
        if is_star || self.next != T::Colon {
            let first = self.at;
            let mut found = self.expression()?;
            if self.next == T::Comma {
                found = self.bare_tuple(first, found, Self::expression)?;
            } else if self.eat(T::As) {
                name = Some(self.identifier()?);
            }
            typ = Some(found);
        }
        let body = self.block()?;
        Ok(ExceptHandler { typ, name, body, span: self.block_span(start) })
    }

    /// Decorators and what they decorate.
    pub(super) fn decorated(&mut self) -> Res<Stmt> {
        let mut decorators = Vec::with_capacity(1);
        while self.eat(T::At) {
            decorators.push(self.named_expression()?);
            self.expect(T::Newline)?;
        }
        let start = self.at;
        if self.next == T::Class {
            return self.class(start, decorators);
        }
        self.eat(T::Async);
        if self.next != T::Def {
            return Err(self.unexpected());
        }
        self.function(start, decorators)
    }

    /// `def`; `start` is at it or at the `async` before it.
    #[inline(never)]
    pub(super) fn function(&mut self, start: usize, decorators: Vec<Expr>) -> Res<Stmt> {
        self.advance();
        let name = self.identifier()?;
        let type_params = self.type_params()?;
        let args = self.parameters()?;
        let returns = if self.eat(T::Rarrow) { Some(self.boxed_expression()?) } else { None };
        let body = self.function_block(start)?;
        let is_async = self.tokens[start].kind == T::Async;
        let notes = Notes::default();
        let function = FunctionDef { name, type_params, args, body, decorators, returns, is_async, notes };
        Ok(Stmt { kind: StmtKind::FunctionDef(Box::new(function)), span: self.block_span(start) })
    }

    #[inline(never)]
    pub(super) fn class(&mut self, start: usize, decorators: Vec<Expr>) -> Res<Stmt> {
        self.advance();
        let name = self.identifier()?;
        let type_params = self.type_params()?;
        let (bases, keywords) =
            if self.next == T::Lpar { self.arguments(false)? } else { Default::default() };
        let body = self.block()?;
        let notes = Notes::default();
        let class = ClassDef { name, type_params, bases, keywords, body, decorators, notes };
        Ok(Stmt { kind: StmtKind::ClassDef(Box::new(class)), span: self.block_span(start) })
    }
}
