//! `with` and `async with`.

use super::compiler::{Compiler, Res};
use super::unit::Label;
use super::{Datum, FrameBlockKind as K};
use crate::code::Opcode;
use crate::syntax::ast::*;

/// LOAD_SPECIAL's numbers: `__enter__`, `__exit__`, `__aenter__`, `__aexit__`.
const ENTER: u32 = 0;
const EXIT: u32 = 1;
const AENTER: u32 = 2;
const AEXIT: u32 = 3;

impl<'a> Compiler<'a, '_> {
    pub fn with_stmt(&mut self, items: &'a [WithItem], body: &'a [Stmt], is_async: bool) -> Res {
        let Some((item, rest)) = items.split_first() else { return self.stmts(body) };
        let (final_, exit, cleanup, block) = (self.label(), self.label(), self.label(), self.label());
        self.expr(&item.context_expr)?;
        let span = item.context_expr.span;
        self.op_i(Opcode::Copy, 1, span);
        self.op_i(Opcode::LoadSpecial, if is_async { AEXIT } else { EXIT }, span);
        self.op_i(Opcode::Swap, 2, span);
        self.op_i(Opcode::Swap, 3, span);
        self.op_i(Opcode::LoadSpecial, if is_async { AENTER } else { ENTER }, span);
        self.op_i(Opcode::Call, 0, span);
        if is_async {
            self.await_value(1, span);
        }
        self.op_j(Opcode::SetupWith, final_, span);
        self.place(block);
        let kind = if is_async { K::AsyncWith } else { K::With };
        self.push_block(kind, Some(block), Some(final_), Datum::None, span)?;
        match &item.optional_vars {
            Some(target) => self.expr(target)?,
            None => self.op(Opcode::PopTop, span),
        }
        if rest.is_empty() {
            self.stmts(body)?;
        } else {
            self.with_stmt(rest, body, is_async)?;
        }
        self.pop_block();
        self.op(Opcode::PopBlock, if is_async { span } else { Span::NONE });
        self.call_exit_with_nones(span);
        if is_async {
            self.await_value(2, span);
        }
        self.op(Opcode::PopTop, span);
        self.op_j(Opcode::Jump, exit, span);

        self.place(final_);
        self.op_j(Opcode::SetupCleanup, cleanup, span);
        self.op(Opcode::PushExcInfo, span);
        self.op(Opcode::WithExceptStart, span);
        if is_async {
            self.await_value(2, span);
        }
        self.with_except_finish(cleanup);
        self.place(exit);
        Ok(())
    }

    pub fn call_exit_with_nones(&mut self, span: Span) {
        for _ in 0..3 {
            self.load_none(span);
        }
        self.op_i(Opcode::Call, 3, span);
    }

    fn with_except_finish(&mut self, cleanup: Label) {
        let none = Span::NONE;
        let suppress = self.label();
        self.op(Opcode::ToBool, none);
        self.op_j(Opcode::PopJumpIfTrue, suppress, none);
        self.op_i(Opcode::Reraise, 2, none);
        self.place(suppress);
        self.op(Opcode::PopTop, none);
        self.op(Opcode::PopBlock, none);
        self.op(Opcode::PopExcept, none);
        for _ in 0..3 {
            self.op(Opcode::PopTop, none);
        }
        let exit = self.label();
        self.op_j(Opcode::JumpNoInterrupt, exit, none);
        self.place(cleanup);
        self.pop_except_and_reraise();
        self.place(exit);
    }

    pub fn pop_except_and_reraise(&mut self) {
        self.op_i(Opcode::Copy, 3, Span::NONE);
        self.op(Opcode::PopExcept, Span::NONE);
        self.op_i(Opcode::Reraise, 1, Span::NONE);
    }
}
