//! Statements: the dispatch, and the small ones.

use super::FrameBlockKind as K;
use super::compiler::{Compiler, Res, error};
use super::expressions::const_of;
use crate::code::{Const, Opcode};
use crate::syntax::ast::*;

/// LOAD_COMMON_CONSTANT's index of `AssertionError`.
const COMMON_ASSERTION_ERROR: u32 = 0;
/// CALL_INTRINSIC_1's index of the interactive print.
const INTRINSIC_PRINT: u32 = 1;

impl<'a> Compiler<'a, '_> {
    pub fn stmts(&mut self, body: &'a [Stmt]) -> Res {
        let unrolled = self.u().unrolled();
        body.iter().try_for_each(|s| self.stmt(s))?;
        // What is never reached was cut off, perhaps with the end of an unrolled loop.
        self.u().set_unrolled(unrolled);
        Ok(())
    }

    pub fn stmt(&mut self, s: &'a Stmt) -> Res {
        match &s.kind {
            StmtKind::FunctionDef(f) => self.function(f, s.span),
            StmtKind::ClassDef(c) => self.class(c, s.span),
            StmtKind::TypeAlias { name, type_params, value } => {
                self.type_alias(name, type_params, value, s.span)
            }
            StmtKind::Return(value) => self.return_stmt(value.as_deref(), s.span),
            StmtKind::Delete(targets) => targets.iter().try_for_each(|t| self.expr(t)),
            StmtKind::Assign { targets, value } => {
                self.expr(value)?;
                for (i, target) in targets.iter().enumerate() {
                    if i + 1 < targets.len() {
                        self.op_i(Opcode::Copy, 1, s.span);
                    }
                    self.expr(target)?;
                }
                Ok(())
            }
            StmtKind::AugAssign { target, op, value } => self.aug_assign(target, *op, value, s.span),
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(s, target, annotation, value.as_deref(), *simple)
            }
            StmtKind::For { is_async: true, .. } => self.conditional(|c| c.async_for(s)),
            StmtKind::For { .. } => self.conditional(|c| c.for_loop(s)),
            StmtKind::While { .. } => self.conditional(|c| c.while_loop(s)),
            StmtKind::If { test, body, orelse } => {
                self.conditional(|c| c.if_stmt(test, body, orelse, s.span))
            }
            StmtKind::Match { subject, cases } => self.conditional(|c| c.match_stmt(subject, cases)),
            StmtKind::With { items, body, is_async } => {
                self.conditional(|c| c.with_stmt(items, body, *is_async))
            }
            StmtKind::Try(t) => self.conditional(|c| c.try_stmt(t, s.span)),
            StmtKind::Raise { exc, cause } => {
                let mut n = 0;
                if let Some(exc) = exc {
                    self.expr(exc)?;
                    n += 1;
                    if let Some(cause) = cause {
                        self.expr(cause)?;
                        n += 1;
                    }
                }
                self.op_i(Opcode::RaiseVarargs, n, s.span);
                Ok(())
            }
            StmtKind::Assert { test, msg } => self.assert_stmt(test, msg.as_deref(), s.span),
            StmtKind::Import(names) => self.import(names, s.span),
            StmtKind::ImportFrom { module, names, level } => {
                self.import_from(module.as_ref(), names, *level, s.span)
            }
            StmtKind::Global(_) | StmtKind::Nonlocal(_) => Ok(()),
            StmtKind::Expr(e) => self.expr_stmt(e, s.span),
            StmtKind::Pass | StmtKind::Line => {
                self.op(Opcode::Nop, s.span);
                Ok(())
            }
            StmtKind::Unrolled(part) => {
                self.u().mark_unrolled(*part);
                Ok(())
            }
            StmtKind::Break => self.break_stmt(s.span),
            StmtKind::Continue => self.continue_stmt(s.span),
        }
    }

    fn conditional(&mut self, f: impl FnOnce(&mut Self) -> Res) -> Res {
        self.u().in_conditional_block += 1;
        f(self)?;
        self.u().in_conditional_block -= 1;
        Ok(())
    }

    fn expr_stmt(&mut self, e: &'a Expr, span: Span) -> Res {
        if self.interactive && self.units.len() == 1 {
            self.expr(e)?;
            self.op_i(Opcode::CallIntrinsic1, INTRINSIC_PRINT, span);
            self.op(Opcode::PopTop, Span::NONE);
        } else if const_of(e, self.opts.optimize).is_some() {
            self.op(Opcode::Nop, span);
        } else {
            self.expr(e)?;
            self.op(Opcode::PopTop, Span::NONE);
        }
        Ok(())
    }

    fn if_stmt(&mut self, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt], span: Span) -> Res {
        let end = self.label();
        let next = if orelse.is_empty() { end } else { self.label() };
        self.jump_if(test, next, false, span)?;
        self.stmts(body)?;
        if !orelse.is_empty() {
            self.op_j(Opcode::JumpNoInterrupt, end, Span::NONE);
            self.place(next);
            self.stmts(orelse)?;
        }
        self.place(end);
        Ok(())
    }

    fn return_stmt(&mut self, value: Option<&'a Expr>, stmt: Span) -> Res {
        let mut span = stmt;
        if !self.is_function_like() {
            return error("'return' outside function", span);
        }
        let s = self.scope();
        if value.is_some() && s.coroutine && s.generator {
            return error("'return' with value in async generator", span);
        }
        let constant = value.map(|v| const_of(v, self.opts.optimize));
        let preserve_tos = matches!(constant, Some(None));
        if let Some(value) = value {
            if preserve_tos {
                self.expr(value)?;
            } else {
                span = value.span;
                self.op(Opcode::Nop, span);
            }
        }
        if value.is_none_or(|v| v.span.line != stmt.line) {
            span = stmt;
            self.op(Opcode::Nop, span);
        }
        let (span, _) = self.unwind_blocks(span, preserve_tos, false)?;
        match constant {
            None => self.load_none(span),
            Some(Some(c)) => self.load_const(c, span),
            Some(None) => {}
        }
        self.op(Opcode::ReturnValue, span);
        Ok(())
    }

    fn break_stmt(&mut self, stmt: Span) -> Res {
        self.op(Opcode::Nop, stmt);
        let (span, found) = self.unwind_blocks(stmt, false, true)?;
        let Some(found) = found else { return error("'break' outside loop", stmt) };
        let span = self.unwind_block(span, &found, false)?;
        if let Some(exit) = found.exit {
            self.op_j(Opcode::Jump, exit, span);
        }
        Ok(())
    }

    fn continue_stmt(&mut self, stmt: Span) -> Res {
        self.op(Opcode::Nop, stmt);
        let (span, found) = self.unwind_blocks(stmt, false, true)?;
        let Some(found) = found else { return error("'continue' not properly in loop", stmt) };
        debug_assert!(matches!(found.kind, K::WhileLoop | K::ForLoop));
        if let Some(block) = found.block {
            self.op_j(Opcode::Jump, block, span);
        }
        Ok(())
    }

    fn assert_stmt(&mut self, test: &'a Expr, msg: Option<&'a Expr>, span: Span) -> Res {
        let always = match &test.kind {
            ExprKind::Tuple { elts, .. } => !elts.is_empty(),
            ExprKind::Constant(Constant::Tuple(t)) => !t.is_empty(),
            _ => false,
        };
        if always {
            self.warn("assertion is always true, perhaps remove parentheses?".into(), span);
        }
        if self.opts.optimize > 0 {
            return Ok(());
        }
        let end = self.label();
        self.jump_if(test, end, true, span)?;
        self.op_i(Opcode::LoadCommonConstant, COMMON_ASSERTION_ERROR, span);
        if let Some(msg) = msg {
            self.expr(msg)?;
            self.op_i(Opcode::Call, 0, span);
        }
        self.op_i(Opcode::RaiseVarargs, 1, test.span);
        self.place(end);
        Ok(())
    }

    pub fn load_int(&mut self, value: i64, span: Span) {
        self.load_const(Const::Int(value), span);
    }
}
