//! Statements as objects.

use super::super::grammar::Node;
use super::Builder;
use super::expr::operator;
use crate::value::{PyResult, Value};
use pyopt_compiler::syntax::ast::{ClassDef, FunctionDef, Span, Stmt, StmtKind, Try};

impl Builder<'_> {
    pub(super) fn stmts(&mut self, body: &[Stmt]) -> PyResult {
        self.list(body, |b, stmt| {
            b.vm.poll(1)?;
            b.stmt(stmt)
        })
    }

    fn stmt(&mut self, stmt: &Stmt) -> PyResult {
        let span = Some(stmt.span);
        match &stmt.kind {
            StmtKind::Expr(value) => {
                let value = self.expr(value)?;
                self.node(Node::Expr, span, &[value])
            }
            StmtKind::Return(value) => {
                let value = self.opt_expr(value.as_deref())?;
                self.node(Node::Return, span, &[value])
            }
            StmtKind::Delete(targets) => {
                let targets = self.exprs(targets)?;
                self.node(Node::Delete, span, &[targets])
            }
            StmtKind::Assign { targets, value } => {
                let comment = self.type_comment(stmt.span);
                let targets = self.exprs(targets)?;
                let value = self.expr(value)?;
                self.node(Node::Assign, span, &[targets, value, comment])
            }
            StmtKind::TypeAlias { name, type_params, value } => {
                let parts = [self.expr(name)?, self.type_params(type_params)?, self.expr(value)?];
                self.node(Node::TypeAlias, span, &parts)
            }
            StmtKind::AugAssign { target, op, value } => {
                let target = self.expr(target)?;
                let value = self.expr(value)?;
                self.node(Node::AugAssign, span, &[target, self.classes.singleton(operator(*op)), value])
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                let target = self.expr(target)?;
                let annotation = self.expr(annotation)?;
                let value = self.opt_expr(value.as_deref())?;
                let simple = Value::small_int_unchecked(i64::from(*simple));
                self.node(Node::AnnAssign, span, &[target, annotation, value, simple])
            }
            StmtKind::Raise { exc, cause } => {
                let parts = [self.opt_expr(exc.as_deref())?, self.opt_expr(cause.as_deref())?];
                self.node(Node::Raise, span, &parts)
            }
            StmtKind::Assert { test, msg } => {
                let parts = [self.expr(test)?, self.opt_expr(msg.as_deref())?];
                self.node(Node::Assert, span, &parts)
            }
            StmtKind::Import(names) => {
                let names = self.aliases(names)?;
                self.node(Node::Import, span, &[names])
            }
            StmtKind::ImportFrom { module, names, level } => {
                let module = self.opt_ident(module.as_ref());
                let names = self.aliases(names)?;
                let level = Value::small_int_unchecked(i64::from(*level));
                self.node(Node::ImportFrom, span, &[module, names, level])
            }
            StmtKind::Global(names) => {
                let names = self.idents(names)?;
                self.node(Node::Global, span, &[names])
            }
            StmtKind::Nonlocal(names) => {
                let names = self.idents(names)?;
                self.node(Node::Nonlocal, span, &[names])
            }
            StmtKind::Pass => self.node(Node::Pass, span, &[]),
            StmtKind::Break => self.node(Node::Break, span, &[]),
            StmtKind::Continue => self.node(Node::Continue, span, &[]),
            _ => self.compound(stmt),
        }
    }

    /// Statements with blocks.
    #[inline(never)]
    fn compound(&mut self, stmt: &Stmt) -> PyResult {
        let span = Some(stmt.span);
        match &stmt.kind {
            StmtKind::FunctionDef(def) => {
                let parts = self.function(def, stmt.span)?;
                let node = if def.is_async { Node::AsyncFunctionDef } else { Node::FunctionDef };
                self.node(node, span, &parts)
            }
            StmtKind::ClassDef(def) => {
                let parts = self.class(def)?;
                self.node(Node::ClassDef, span, &parts)
            }
            StmtKind::For { target, iter, body, orelse, is_async } => {
                let comment = self.type_comment(stmt.span);
                let parts =
                    [self.expr(target)?, self.expr(iter)?, self.stmts(body)?, self.stmts(orelse)?, comment];
                self.node(if *is_async { Node::AsyncFor } else { Node::For }, span, &parts)
            }
            StmtKind::While { test, body, orelse } => {
                let parts = [self.expr(test)?, self.stmts(body)?, self.stmts(orelse)?];
                self.node(Node::While, span, &parts)
            }
            StmtKind::If { test, body, orelse } => {
                let parts = [self.expr(test)?, self.stmts(body)?, self.stmts(orelse)?];
                self.node(Node::If, span, &parts)
            }
            StmtKind::With { items, body, is_async } => {
                let comment = self.type_comment(stmt.span);
                let parts = [self.with_items(items)?, self.stmts(body)?, comment];
                self.node(if *is_async { Node::AsyncWith } else { Node::With }, span, &parts)
            }
            StmtKind::Match { subject, cases } => {
                let parts = [self.expr(subject)?, self.cases(cases)?];
                self.node(Node::Match, span, &parts)
            }
            StmtKind::Try(stmt) => {
                let parts = self.try_parts(stmt)?;
                self.node(if stmt.is_star { Node::TryStar } else { Node::Try }, span, &parts)
            }
            // All others are simple.
            _ => Err(self.vm.raise_str(self.vm.types.system_error, "a statement without a class")),
        }
    }

    fn function(&mut self, def: &FunctionDef, span: Span) -> PyResult<[Value; 7]> {
        let comment = self.type_comment(span);
        Ok([
            self.ident(&def.name),
            self.arguments(&def.args)?,
            self.stmts(&def.body)?,
            self.exprs(&def.decorators)?,
            self.opt_expr(def.returns.as_deref())?,
            comment,
            self.type_params(&def.type_params)?,
        ])
    }

    fn class(&mut self, def: &ClassDef) -> PyResult<[Value; 6]> {
        Ok([
            self.ident(&def.name),
            self.exprs(&def.bases)?,
            self.keywords(&def.keywords)?,
            self.stmts(&def.body)?,
            self.exprs(&def.decorators)?,
            self.type_params(&def.type_params)?,
        ])
    }

    fn try_parts(&mut self, stmt: &Try) -> PyResult<[Value; 4]> {
        Ok([
            self.stmts(&stmt.body)?,
            self.handlers(&stmt.handlers)?,
            self.stmts(&stmt.orelse)?,
            self.stmts(&stmt.finalbody)?,
        ])
    }
}
