//! Annotations, evaluated when asked for (PEP 649, 749): each function, class or module that has some gets an
//! `__annotate__(format)` function.

use super::compiler::{Compiler, Finished, Res};
use super::unit::{ArgCounts, UnitKind, str_const};
use crate::analysis::scopes::{NodeKind, ScopeId};
use crate::code::{CodeObject, Opcode};
use crate::syntax::ast::*;
use crate::syntax::unparse_annotation;

const COMMON_NOT_IMPLEMENTED_ERROR: u32 = 1;
/// `annotationlib.Format.VALUE_WITH_FAKE_GLOBALS`: formats above are not the compiler's business.
const VALUE_WITH_FAKE_GLOBALS: i64 = 2;

impl<'a> Compiler<'a, '_> {
    /// Enters the scope of an annotation function and refuses formats it does not know.
    pub fn enter_annotations(&mut self, id: ScopeId, span: Span) -> Res {
        let name = self.table[id].name.clone();
        let counts = ArgCounts { posonly: 1, ..ArgCounts::default() };
        self.enter_scope_id(name, UnitKind::Annotations, id, span.line, None, counts)?;
        self.op_i(Opcode::LoadFast, 0, span);
        self.load_int(VALUE_WITH_FAKE_GLOBALS, span);
        self.compare_op(CmpOp::Gt, span);
        let body = self.label();
        self.op_j(Opcode::PopJumpIfFalse, body, span);
        self.op_i(Opcode::LoadCommonConstant, COMMON_NOT_IMPLEMENTED_ERROR, span);
        self.op_i(Opcode::RaiseVarargs, 1, span);
        self.place(body);
        Ok(())
    }

    fn leave_annotations(&mut self, span: Span) -> Res {
        self.op(Opcode::ReturnValue, span);
        // Signatures show `format`; inside, no annotation can mean the parameter by that name.
        let done = self.leave_scope_with(true, |code: &mut CodeObject| {
            if let Some(first) = code.localsplus.first_mut() {
                first.name = "format".into();
            }
        })?;
        self.make_closure(done, 0, span)
    }

    pub fn annotation_text(&mut self, e: &Expr) -> Res {
        let text = unparse_annotation(e);
        self.load_const(str_const(&text), e.span);
        Ok(())
    }

    /// Makes the `__annotate__` function of a `def`; whether there is one.
    pub fn function_annotations(&mut self, f: &'a FunctionDef, span: Span) -> Res<bool> {
        let Some(id) = self.table.lookup(NodeKind::FunctionAnnotations, span) else { return Ok(false) };
        if !self.table[id].annotations_used {
            return Ok(false);
        }
        self.enter_annotations(id, span)?;
        let a = &f.args;
        let args = a.args.iter().chain(&a.posonlyargs).chain(a.vararg.as_deref());
        let args = args.chain(&a.kwonlyargs).chain(a.kwarg.as_deref());
        let mut n = 0;
        for arg in args {
            if let Some(annotation) = &arg.annotation {
                self.arg_annotation(&arg.name, annotation, span)?;
                n += 1;
            }
        }
        if let Some(returns) = &f.returns {
            self.arg_annotation(&"return".into(), returns, span)?;
            n += 1;
        }
        self.op_i(Opcode::BuildMap, n, span);
        self.leave_annotations(span)?;
        Ok(true)
    }

    fn arg_annotation(&mut self, name: &Ident, annotation: &'a Expr, span: Span) -> Res {
        let mangled = self.mangled(name);
        self.load_const(str_const(&mangled), span);
        if self.table.future_annotations {
            return self.annotation_text(annotation);
        }
        match &annotation.kind {
            // `*args: *Ts`
            ExprKind::Starred { value, .. } => {
                self.expr(value)?;
                self.op_i(Opcode::UnpackSequence, 1, span);
                Ok(())
            }
            _ => self.expr(annotation),
        }
    }

    /// Makes the `__annotate__` function of the module or class body just compiled.
    pub fn deferred_annotations(&mut self, span: Span) -> Res {
        let deferred = std::mem::take(&mut self.u().deferred);
        if deferred.is_empty() {
            return Ok(());
        }
        let kind = self.unit().kind;
        let Some(id) = self.scope().annotation_block else { return Ok(()) };
        let private = self.unit().private.clone();
        let conditional = self.scope().has_conditional_annotations;
        if kind == UnitKind::Module {
            self.u().start_annotations();
        }
        self.enter_annotations(id, span)?;
        self.op_i(Opcode::BuildMap, 0, span);
        for d in deferred {
            let StmtKind::AnnAssign { target, annotation, .. } = &d.stmt.kind else { continue };
            let ExprKind::Name { id, .. } = &target.kind else { continue };
            let at = d.stmt.span;
            let not_set = self.label();
            if let Some(index) = d.index.filter(|_| conditional) {
                self.load_int(i64::from(index), at);
                let name = "__conditional_annotations__";
                if kind == UnitKind::Class {
                    let cell = self.unit().deref_index(name).unwrap_or(0);
                    self.op_i(Opcode::LoadDeref, cell, at);
                } else {
                    let i = self.u().names.add(&name.into());
                    // As CPython has it: the flag bit of LOAD_GLOBAL is not shifted in.
                    self.op_i(Opcode::LoadGlobal, i << 1, at);
                }
                self.op_i(Opcode::ContainsOp, 0, at);
                self.op_j(Opcode::PopJumpIfFalse, not_set, at);
            }
            self.expr(annotation)?;
            self.op_i(Opcode::Copy, 2, at);
            let mangled = crate::analysis::scopes::mangle(private.as_ref(), id);
            self.load_const(str_const(&mangled), at);
            self.op(Opcode::StoreSubscr, span);
            self.place(not_set);
        }
        self.leave_annotations(span)?;
        let name = if kind == UnitKind::Class { "__annotate_func__" } else { "__annotate__" };
        self.store_name(name, span)?;
        if kind == UnitKind::Module {
            self.u().end_annotations();
        }
        Ok(())
    }

    fn leave_scope_with(&mut self, add_none: bool, edit: impl FnOnce(&mut CodeObject)) -> Res<Finished> {
        let mut done = self.leave_scope(add_none)?;
        edit(std::sync::Arc::make_mut(&mut done.code));
        Ok(done)
    }
}
