//! `def`, `async def`, `lambda`.

use super::compiler::{ANNOTATE, Compiler, DEFAULTS, KWDEFAULTS, Res};
use super::unit::{ArgCounts, UnitKind, str_const};
use super::{Datum, FrameBlockKind as K, future};
use crate::analysis::scopes::NodeKind;
use crate::code::{Const, Opcode};
use crate::syntax::ast::*;

const INTRINSIC_STOPITERATION_ERROR: u32 = 3;
const INTRINSIC_SET_FUNCTION_TYPE_PARAMS: u32 = 4;

/// How many parameters of which kind.
fn counts(args: &Arguments) -> ArgCounts {
    ArgCounts {
        args: args.args.len() as u32,
        posonly: args.posonlyargs.len() as u32,
        kwonly: args.kwonlyargs.len() as u32,
    }
}

/// The line that a decorated definition begins on.
pub(super) fn first_line(decorators: &[Expr], span: Span) -> u32 {
    decorators.first().map_or(span.line, |d| d.span.line)
}

impl<'a> Compiler<'a, '_> {
    pub fn apply_decorators(&mut self, decorators: &'a [Expr]) {
        for d in decorators.iter().rev() {
            self.op_i(Opcode::Call, 0, d.span);
        }
    }

    /// Pushes defaults; returns the function attributes they become.
    fn default_arguments(&mut self, args: &'a Arguments, span: Span) -> Res<u32> {
        let mut flags = 0;
        if !args.defaults.is_empty() {
            self.exprs(&args.defaults)?;
            self.op_i(Opcode::BuildTuple, args.defaults.len() as u32, span);
            flags |= DEFAULTS;
        }
        let mut n = 0;
        for (arg, default) in args.kwonlyargs.iter().zip(&args.kw_defaults) {
            if let Some(default) = default {
                let name = self.mangled(&arg.name);
                self.load_str(&name, span);
                self.expr(default)?;
                n += 1;
            }
        }
        if n > 0 {
            self.op_i(Opcode::BuildMap, n, span);
            flags |= KWDEFAULTS;
        }
        Ok(flags)
    }

    pub fn function(&mut self, f: &'a FunctionDef, span: Span) -> Res {
        self.exprs(&f.decorators)?;
        let firstlineno = first_line(&f.decorators, span);
        let mut flags = self.default_arguments(&f.args, span)?;
        let generic = !f.type_params.is_empty();
        let pushed = (flags & (DEFAULTS | KWDEFAULTS)).count_ones();
        if generic {
            if pushed == 2 {
                self.op_i(Opcode::Swap, 2, span);
            }
            self.enter_scope(
                format!("<generic parameters of {}>", f.name).into(),
                UnitKind::Annotations,
                (NodeKind::TypeParams, span),
                firstlineno,
                None,
                ArgCounts { args: pushed, ..ArgCounts::default() },
            )?;
            self.type_params(&f.type_params)?;
            for i in 0..pushed {
                self.op_i(Opcode::LoadFast, i, span);
            }
        }
        if self.function_annotations(f, span)? {
            flags |= ANNOTATE;
        }
        self.function_body(f, flags, firstlineno, span)?;
        if generic {
            self.op_i(Opcode::Swap, 2, span);
            self.op_i(Opcode::CallIntrinsic2, INTRINSIC_SET_FUNCTION_TYPE_PARAMS, span);
            let done = self.leave_scope(false)?;
            self.make_closure(done, 0, span)?;
            if pushed > 0 {
                self.op_i(Opcode::Swap, pushed + 1, span);
                self.op_i(Opcode::Call, pushed - 1, span);
            } else {
                self.op(Opcode::PushNull, span);
                self.op_i(Opcode::Call, 0, span);
            }
        }
        self.apply_decorators(&f.decorators);
        self.nameop(&f.name, ExprContext::Store, span)
    }

    fn function_body(&mut self, f: &'a FunctionDef, flags: u32, firstlineno: u32, span: Span) -> Res {
        let kind = if f.is_async { UnitKind::AsyncFunction } else { UnitKind::Function };
        self.enter_scope(
            f.name.clone(),
            kind,
            (NodeKind::Function, span),
            firstlineno,
            None,
            counts(&f.args),
        )?;
        let mut body = &f.body[..];
        if let Some(doc) = future::docstring(body) {
            if self.scope().has_docstring {
                if !self.checking {
                    self.u().add_const(Const::Str(future::clean_doc(doc)));
                }
                body = &body[1..];
            } else if self.opts.optimize >= 2 {
                body = self.skip_docstring(body);
            }
        }
        let start = self.label();
        self.place(start);
        let s = self.scope();
        let wrap = s.coroutine || s.generator;
        if wrap {
            self.push_block(K::StopIteration, Some(start), None, Datum::None, Span::NONE)?;
        }
        self.stmts(body)?;
        if wrap {
            self.wrap_stop_iteration();
            self.pop_block();
        }
        let done = self.leave_scope(true)?;
        self.make_closure(done, flags, span)
    }

    /// A StopIteration that leaves a generator becomes a RuntimeError.
    pub fn wrap_stop_iteration(&mut self) {
        let none = Span::NONE;
        let handler = self.label();
        self.u().insert_first(Opcode::SetupCleanup, handler, none);
        self.load_none(none);
        self.op(Opcode::ReturnValue, none);
        self.place(handler);
        self.op_i(Opcode::CallIntrinsic1, INTRINSIC_STOPITERATION_ERROR, none);
        self.op_i(Opcode::Reraise, 1, none);
    }

    pub fn lambda(&mut self, l: &'a Lambda, span: Span) -> Res {
        let flags = self.default_arguments(&l.args, span)?;
        self.enter_scope(
            "<lambda>".into(),
            UnitKind::Lambda,
            (NodeKind::Lambda, span),
            span.line,
            None,
            counts(&l.args),
        )?;
        // The first constant of a lambda is no docstring: nothing marks it as one.
        self.expr(&l.body)?;
        let done = if self.scope().generator {
            self.leave_scope(false)?
        } else {
            self.op(Opcode::ReturnValue, l.body.span);
            self.leave_scope(true)?
        };
        self.make_closure(done, flags, span)
    }

    /// A tuple of names as a constant.
    pub fn load_names<'n>(&mut self, names: impl Iterator<Item = &'n Ident>, span: Span) {
        let names = names.map(|n| str_const(n)).collect();
        self.load_const(Const::Tuple(names), span);
    }
}
