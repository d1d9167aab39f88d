//! Simple statements, but for those that start with an expression.

use super::target::{Use, set_context};
use super::*;

impl<'a> Parser<'a> {
    pub(super) fn simple_statement(&mut self) -> Res<()> {
        let start = self.at;
        let kind = match self.next {
            T::Return => self.return_statement()?,
            T::Import => self.import_statement()?,
            T::From => self.import_from()?,
            T::Raise => self.raise_statement()?,
            T::Assert => self.assert_statement()?,
            T::Del => self.del_statement()?,
            T::Pass | T::Break | T::Continue => self.one_word(),
            T::Global | T::Nonlocal => self.declaration()?,
            T::Yield => StmtKind::Expr(Box::new(self.yield_expression()?)),
            T::Name if self.is_type_alias() => self.type_alias()?,
            _ => self.expression_statement()?,
        };
        let span = self.span(start);
        self.stmts.push(Stmt { kind, span });
        Ok(())
    }

    fn one_word(&mut self) -> StmtKind {
        let kind = match self.next {
            T::Pass => StmtKind::Pass,
            T::Break => StmtKind::Break,
            _ => StmtKind::Continue,
        };
        self.advance();
        kind
    }

    #[inline(never)]
    fn return_statement(&mut self) -> Res<StmtKind> {
        self.advance();
        Ok(StmtKind::Return(self.optional_star_expressions()?))
    }

    #[inline(never)]
    fn raise_statement(&mut self) -> Res<StmtKind> {
        self.advance();
        let (mut exc, mut cause) = (None, None);
        if starts_expression(self.next) {
            exc = Some(self.boxed_expression()?);
            if self.eat(T::From) {
                cause = Some(self.boxed_expression()?);
            }
        }
        Ok(StmtKind::Raise { exc, cause })
    }

    #[inline(never)]
    fn assert_statement(&mut self) -> Res<StmtKind> {
        self.advance();
        let test = self.boxed_expression()?;
        let msg = if self.eat(T::Comma) { Some(self.boxed_expression()?) } else { None };
        Ok(StmtKind::Assert { test, msg })
    }

    #[inline(never)]
    fn del_statement(&mut self) -> Res<StmtKind> {
        self.advance();
        let base = self.exprs.len();
        loop {
            let mut target = self.star_target()?;
            set_context(&mut target, ExprContext::Del);
            self.exprs.push(target);
            if !self.eat(T::Comma) || !(starts_expression(self.next) || self.next == T::Star) {
                break;
            }
        }
        let targets = self.exprs.split_off(base);
        targets.iter().try_for_each(|target| self.check_target(target, Use::Delete))?;
        Ok(StmtKind::Delete(targets))
    }

    #[inline(never)]
    fn declaration(&mut self) -> Res<StmtKind> {
        let global = self.next == T::Global;
        self.advance();
        let mut names = vec![self.identifier()?];
        while self.eat(T::Comma) {
            names.push(self.identifier()?);
        }
        Ok(if global { StmtKind::Global(names) } else { StmtKind::Nonlocal(names) })
    }

    #[inline(never)]
    fn import_statement(&mut self) -> Res<StmtKind> {
        self.advance();
        let mut names = Vec::with_capacity(1);
        loop {
            let start = self.at;
            let name = self.dotted_name()?;
            names.push(self.alias(start, name)?);
            if !self.eat(T::Comma) {
                return Ok(StmtKind::Import(names));
            }
        }
    }

    /// `as asname` behind a name.
    fn alias(&mut self, start: usize, name: Ident) -> Res<Alias> {
        let asname = if self.eat(T::As) { Some(self.identifier()?) } else { None };
        Ok(Alias { name, asname, span: self.span(start) })
    }

    fn dotted_name(&mut self) -> Res<Ident> {
        let first = self.identifier()?;
        if self.next != T::Dot {
            return Ok(first);
        }
        let mut text = first.to_string();
        while self.eat(T::Dot) {
            text.push('.');
            text.push_str(&self.identifier()?);
        }
        Ok(Arc::from(text))
    }

    #[inline(never)]
    fn import_from(&mut self) -> Res<StmtKind> {
        self.advance();
        let mut level = 0;
        loop {
            level += match self.next {
                T::Dot => 1,
                T::Ellipsis => 3,
                _ => break,
            };
            self.advance();
        }
        let module = if level == 0 || self.next == T::Name { Some(self.dotted_name()?) } else { None };
        self.expect(T::Import)?;
        if self.next == T::Star {
            self.advance();
            let alias = Alias { name: Arc::from("*"), asname: None, span: self.span(self.at - 1) };
            return Ok(StmtKind::ImportFrom { module, names: vec![alias], level });
        }
        let bracketed = self.eat(T::Lpar);
        let mut names = Vec::with_capacity(1);
        loop {
            let start = self.at;
            let name = self.identifier()?;
            names.push(self.alias(start, name)?);
            if !self.eat(T::Comma) || (bracketed && self.next == T::Rpar) {
                break;
            }
        }
        if bracketed {
            self.expect(T::Rpar)?;
        }
        Ok(StmtKind::ImportFrom { module, names, level })
    }

    /// Whether `type` starts a type alias.
    fn is_type_alias(&self) -> bool {
        self.second() == T::Name && self.is_word(self.at, "type")
    }

    #[inline(never)]
    fn type_alias(&mut self) -> Res<StmtKind> {
        self.advance();
        let mut name = self.name()?;
        set_context(&mut name, ExprContext::Store);
        let type_params = self.type_params()?;
        self.expect(T::Equal)?;
        let value = self.boxed_expression()?;
        Ok(StmtKind::TypeAlias { name: Box::new(name), type_params, value })
    }
}
