//! `try` in all its shapes.
//!
//! ```text
//! SETUP_FINALLY except; body; POP_BLOCK; else; JUMP end
//! except: SETUP_CLEANUP cleanup; PUSH_EXC_INFO; handlers…; RERAISE
//! cleanup: COPY 3; POP_EXCEPT; RERAISE 1
//! end:
//! ```

use super::compiler::{Compiler, Res, error};
use super::{Datum, FrameBlockKind as K};
use crate::code::Opcode;
use crate::syntax::ast::*;

const INTRINSIC_PREP_RERAISE_STAR: u32 = 1;

impl<'a> Compiler<'a, '_> {
    pub fn try_stmt(&mut self, t: &'a Try, span: Span) -> Res {
        if t.finalbody.is_empty() { self.try_handlers(t, span) } else { self.try_finally(t, span) }
    }

    fn try_handlers(&mut self, t: &'a Try, span: Span) -> Res {
        if t.is_star { self.try_star_except(t, span) } else { self.try_except(t, span) }
    }

    fn try_finally(&mut self, t: &'a Try, span: Span) -> Res {
        let none = Span::NONE;
        let (body, end, exit, cleanup) = (self.label(), self.label(), self.label(), self.label());
        self.op_j(Opcode::SetupFinally, end, span);
        self.place(body);
        self.push_block(K::FinallyTry, Some(body), Some(end), Datum::Finally(&t.finalbody), span)?;
        if t.handlers.is_empty() {
            self.stmts(&t.body)?;
        } else {
            self.try_handlers(t, span)?;
        }
        self.op(Opcode::PopBlock, none);
        self.pop_block();
        self.stmts(&t.finalbody)?;
        self.op_j(Opcode::JumpNoInterrupt, exit, none);

        self.place(end);
        self.op_j(Opcode::SetupCleanup, cleanup, none);
        self.op(Opcode::PushExcInfo, none);
        self.push_block(K::FinallyEnd, Some(end), None, Datum::None, none)?;
        self.stmts(&t.finalbody)?;
        self.pop_block();
        self.op_i(Opcode::Reraise, 0, none);
        self.place(cleanup);
        self.pop_except_and_reraise();
        self.place(exit);
        Ok(())
    }

    fn try_except(&mut self, t: &'a Try, span: Span) -> Res {
        let none = Span::NONE;
        let (body, except, end, cleanup) = (self.label(), self.label(), self.label(), self.label());
        self.op_j(Opcode::SetupFinally, except, span);
        self.place(body);
        self.push_block(K::TryExcept, Some(body), None, Datum::None, span)?;
        self.stmts(&t.body)?;
        self.pop_block();
        self.op(Opcode::PopBlock, none);
        self.stmts(&t.orelse)?;
        self.op_j(Opcode::JumpNoInterrupt, end, none);

        self.place(except);
        self.op_j(Opcode::SetupCleanup, cleanup, none);
        self.op(Opcode::PushExcInfo, none);
        self.push_block(K::ExceptionHandler, None, None, Datum::None, span)?;
        for (i, h) in t.handlers.iter().enumerate() {
            let at = h.span;
            if h.typ.is_none() && i + 1 < t.handlers.len() {
                return error("default 'except:' must be last", at);
            }
            let next = self.label();
            if let Some(typ) = &h.typ {
                self.expr(typ)?;
                self.op(Opcode::CheckExcMatch, at);
                self.op_j(Opcode::PopJumpIfFalse, next, at);
            }
            let cleanup_body = self.label();
            if let Some(name) = &h.name {
                let cleanup_end = self.label();
                self.nameop(name, ExprContext::Store, at)?;
                self.op_j(Opcode::SetupCleanup, cleanup_end, at);
                self.place(cleanup_body);
                self.push_block(K::HandlerCleanup, Some(cleanup_body), None, Datum::Name(name.clone()), at)?;
                self.stmts(&h.body)?;
                self.pop_block();
                self.op(Opcode::PopBlock, none);
                self.op(Opcode::PopBlock, none);
                self.op(Opcode::PopExcept, none);
                self.clear_name(name, none)?;
                self.op_j(Opcode::JumpNoInterrupt, end, none);
                self.place(cleanup_end);
                self.clear_name(name, none)?;
                self.op_i(Opcode::Reraise, 1, none);
            } else {
                self.op(Opcode::PopTop, at);
                self.place(cleanup_body);
                self.push_block(K::HandlerCleanup, Some(cleanup_body), None, Datum::None, at)?;
                self.stmts(&h.body)?;
                self.pop_block();
                self.op(Opcode::PopBlock, none);
                self.op(Opcode::PopExcept, none);
                self.op_j(Opcode::JumpNoInterrupt, end, none);
            }
            self.place(next);
        }
        self.pop_block();
        self.op_i(Opcode::Reraise, 0, none);
        self.place(cleanup);
        self.pop_except_and_reraise();
        self.place(end);
        Ok(())
    }

    fn try_star_except(&mut self, t: &'a Try, span: Span) -> Res {
        let none = Span::NONE;
        let (body, except, orelse) = (self.label(), self.label(), self.label());
        let (end, cleanup, reraise_star) = (self.label(), self.label(), self.label());
        self.op_j(Opcode::SetupFinally, except, span);
        self.place(body);
        self.push_block(K::TryExcept, Some(body), None, Datum::None, span)?;
        self.stmts(&t.body)?;
        self.pop_block();
        self.op(Opcode::PopBlock, none);
        self.op_j(Opcode::JumpNoInterrupt, orelse, none);

        self.place(except);
        self.op_j(Opcode::SetupCleanup, cleanup, none);
        self.op(Opcode::PushExcInfo, none);
        self.push_block(K::ExceptionGroupHandler, None, None, Datum::None, span)?;
        for (i, h) in t.handlers.iter().enumerate() {
            let at = h.span;
            let (next, with_error, no_match) = (self.label(), self.label(), self.label());
            if i == 0 {
                // [orig] → [orig, raised, rest]
                self.op_i(Opcode::BuildList, 0, at);
                self.op_i(Opcode::Copy, 2, at);
            }
            if let Some(typ) = &h.typ {
                self.expr(typ)?;
                self.op(Opcode::CheckEgMatch, at);
                self.op_i(Opcode::Copy, 1, at);
                self.op_j(Opcode::PopJumpIfNone, no_match, at);
            }
            let (cleanup_end, cleanup_body) = (self.label(), self.label());
            match &h.name {
                Some(name) => self.nameop(name, ExprContext::Store, at)?,
                None => self.op(Opcode::PopTop, at),
            }
            self.op_j(Opcode::SetupCleanup, cleanup_end, at);
            self.place(cleanup_body);
            let datum = h.name.clone().map_or(Datum::None, Datum::Name);
            self.push_block(K::HandlerCleanup, Some(cleanup_body), None, datum, at)?;
            self.stmts(&h.body)?;
            self.pop_block();
            self.op(Opcode::PopBlock, none);
            if let Some(name) = &h.name {
                self.clear_name(name, none)?;
            }
            self.op_j(Opcode::JumpNoInterrupt, next, none);

            self.place(cleanup_end);
            if let Some(name) = &h.name {
                self.clear_name(name, none)?;
            }
            self.op_i(Opcode::ListAppend, 3, none);
            self.op(Opcode::PopTop, none);
            self.op_j(Opcode::JumpNoInterrupt, with_error, none);

            self.place(next);
            self.op(Opcode::Nop, none);
            self.op_j(Opcode::JumpNoInterrupt, with_error, none);
            self.place(no_match);
            self.op(Opcode::PopTop, at);
            self.place(with_error);
            if i + 1 == t.handlers.len() {
                self.op_i(Opcode::ListAppend, 1, none);
                self.op_j(Opcode::JumpNoInterrupt, reraise_star, none);
            }
        }
        self.pop_block();
        let reraise = self.label();
        self.place(reraise_star);
        self.op_i(Opcode::CallIntrinsic2, INTRINSIC_PREP_RERAISE_STAR, none);
        self.op_i(Opcode::Copy, 1, none);
        self.op_j(Opcode::PopJumpIfNotNone, reraise, none);
        self.op(Opcode::PopTop, none);
        self.op(Opcode::PopBlock, none);
        self.op(Opcode::PopExcept, none);
        self.op_j(Opcode::JumpNoInterrupt, end, none);
        self.place(reraise);
        self.op(Opcode::PopBlock, none);
        self.op_i(Opcode::Swap, 2, none);
        self.op(Opcode::PopExcept, none);
        self.op_i(Opcode::Reraise, 0, none);
        self.place(cleanup);
        self.pop_except_and_reraise();
        self.place(orelse);
        self.stmts(&t.orelse)?;
        self.place(end);
        Ok(())
    }
}
