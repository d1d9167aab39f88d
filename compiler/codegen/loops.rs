//! `for`, `async for`, `while`.

use super::compiler::{Compiler, Res};
use super::{Datum, FrameBlockKind as K};
use crate::code::Opcode;
use crate::syntax::ast::*;

impl<'a> Compiler<'a, '_> {
    pub fn for_loop(&mut self, s: &'a Stmt) -> Res {
        let StmtKind::For { target, iter, body, orelse, .. } = &s.kind else { return Ok(()) };
        let (start, cleanup, end) = (self.label(), self.label(), self.label());
        self.push_block(K::ForLoop, Some(start), Some(end), Datum::None, s.span)?;
        self.expr(iter)?;
        self.op(Opcode::GetIter, iter.span);
        self.place(start);
        self.op_j(Opcode::ForIter, cleanup, iter.span);
        // For line tracing of a header that spans lines; goes when it is redundant.
        self.op(Opcode::Nop, target.span);
        self.expr(target)?;
        self.stmts(body)?;
        self.op_j(Opcode::Jump, start, Span::NONE);
        self.place(cleanup);
        self.op(Opcode::EndFor, Span::NONE);
        self.op(Opcode::PopIter, Span::NONE);
        self.pop_block();
        self.stmts(orelse)?;
        self.place(end);
        Ok(())
    }

    pub fn async_for(&mut self, s: &'a Stmt) -> Res {
        let StmtKind::For { target, iter, body, orelse, .. } = &s.kind else { return Ok(()) };
        let (start, except, end) = (self.label(), self.label(), self.label());
        self.expr(iter)?;
        self.op(Opcode::GetAiter, iter.span);
        self.place(start);
        self.push_block(K::ForLoop, Some(start), Some(end), Datum::None, s.span)?;
        let send = self.anext(except, s.span);
        self.op(Opcode::PopBlock, s.span);
        self.op(Opcode::NotTaken, s.span);
        self.expr(target)?;
        self.stmts(body)?;
        self.op_j(Opcode::Jump, start, Span::NONE);
        self.pop_block();
        self.place(except);
        self.op_j(Opcode::EndAsyncFor, send, iter.span);
        self.stmts(orelse)?;
        self.place(end);
        Ok(())
    }

    /// Awaits the next item of the async iterator on top; `except` takes what that raises. Returns the label
    /// of the SEND.
    pub fn anext(&mut self, except: super::unit::Label, span: Span) -> super::unit::Label {
        self.op_j(Opcode::SetupFinally, except, span);
        self.op(Opcode::GetAnext, span);
        self.load_none(span);
        let send = self.label();
        self.place(send);
        self.send_loop(3, span);
        send
    }

    pub fn while_loop(&mut self, s: &'a Stmt) -> Res {
        let StmtKind::While { test, body, orelse } = &s.kind else { return Ok(()) };
        let (head, end, anchor) = (self.label(), self.label(), self.label());
        self.place(head);
        self.push_block(K::WhileLoop, Some(head), Some(end), Datum::None, s.span)?;
        self.jump_if(test, anchor, false, s.span)?;
        self.stmts(body)?;
        self.op_j(Opcode::Jump, head, Span::NONE);
        self.pop_block();
        self.place(anchor);
        self.stmts(orelse)?;
        self.place(end);
        Ok(())
    }
}
