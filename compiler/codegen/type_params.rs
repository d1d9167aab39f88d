//! Type parameters and `type` statements (PEP 695, 696).

use super::compiler::{Compiler, DEFAULTS, Res, error};
use super::unit::{ArgCounts, UnitKind};
use crate::analysis::scopes::NodeKind;
use crate::code::{Const, Opcode};
use crate::syntax::ast::*;
use std::sync::Arc;

const INTRINSIC_TYPEVAR: u32 = 7;
const INTRINSIC_PARAMSPEC: u32 = 8;
const INTRINSIC_TYPEVARTUPLE: u32 = 9;
const INTRINSIC_TYPEALIAS: u32 = 11;
const INTRINSIC_TYPEVAR_WITH_BOUND: u32 = 2;
const INTRINSIC_TYPEVAR_WITH_CONSTRAINTS: u32 = 3;
const INTRINSIC_SET_TYPEPARAM_DEFAULT: u32 = 5;

impl<'a> Compiler<'a, '_> {
    /// Binds all type parameters and pushes the tuple of them.
    pub fn type_params(&mut self, params: &'a [TypeParam]) -> Res {
        let mut seen_default = false;
        for tp in params {
            let span = tp.span;
            self.load_str(&tp.name, span);
            match &tp.kind {
                TypeParamKind::TypeVar { bound: Some(bound) } => {
                    self.lazy_value(bound, tp, NodeKind::TypeVarBound, false)?;
                    let constraints = matches!(bound.kind, ExprKind::Tuple { .. });
                    let intrinsic = if constraints {
                        INTRINSIC_TYPEVAR_WITH_CONSTRAINTS
                    } else {
                        INTRINSIC_TYPEVAR_WITH_BOUND
                    };
                    self.op_i(Opcode::CallIntrinsic2, intrinsic, span);
                }
                TypeParamKind::TypeVar { bound: None } => {
                    self.op_i(Opcode::CallIntrinsic1, INTRINSIC_TYPEVAR, span);
                }
                TypeParamKind::TypeVarTuple => {
                    self.op_i(Opcode::CallIntrinsic1, INTRINSIC_TYPEVARTUPLE, span);
                }
                TypeParamKind::ParamSpec => self.op_i(Opcode::CallIntrinsic1, INTRINSIC_PARAMSPEC, span),
            }
            if let Some(default) = &tp.default {
                seen_default = true;
                let starred = matches!(tp.kind, TypeParamKind::TypeVarTuple);
                self.lazy_value(default, tp, NodeKind::TypeVarDefault, starred)?;
                self.op_i(Opcode::CallIntrinsic2, INTRINSIC_SET_TYPEPARAM_DEFAULT, span);
            } else if seen_default {
                return error(
                    format!("non-default type parameter '{}' follows default type parameter", tp.name),
                    span,
                );
            }
            self.op_i(Opcode::Copy, 1, span);
            self.nameop(&tp.name, ExprContext::Store, span)?;
        }
        if let Some(first) = params.first() {
            self.op_i(Opcode::BuildTuple, params.len() as u32, first.span);
        }
        Ok(())
    }

    /// A bound or default as a function that is called when it is asked for.
    fn lazy_value(&mut self, e: &'a Expr, tp: &'a TypeParam, kind: NodeKind, starred: bool) -> Res {
        let span = e.span;
        self.load_const(Const::Tuple(Arc::new([Const::Int(1)])), span);
        let Some(id) = self.table.lookup(kind, tp.span) else {
            return error(format!("the symbol table has no scope for '{}'", tp.name), tp.span);
        };
        self.enter_annotations(id, span)?;
        match &e.kind {
            ExprKind::Starred { value, .. } if starred => {
                self.expr(value)?;
                self.op_i(Opcode::UnpackSequence, 1, span);
            }
            _ => self.expr(e)?,
        }
        self.op(Opcode::ReturnValue, span);
        let done = self.leave_scope(true)?;
        self.make_closure(done, DEFAULTS, span)
    }

    pub fn type_alias(
        &mut self,
        name: &'a Expr,
        params: &'a [TypeParam],
        value: &'a Expr,
        span: Span,
    ) -> Res {
        let ExprKind::Name { id: name, .. } = &name.kind else {
            return error("the name of a type alias must be a name", name.span);
        };
        let generic = !params.is_empty();
        if generic {
            self.enter_scope(
                format!("<generic parameters of {name}>").into(),
                UnitKind::Annotations,
                (NodeKind::TypeParams, span),
                span.line,
                None,
                ArgCounts::default(),
            )?;
            self.load_str(name, span);
            self.type_params(params)?;
        } else {
            self.load_str(name, span);
            self.load_none(span);
        }
        self.load_const(Const::Tuple(Arc::new([Const::Int(1)])), span);
        let Some(id) = self.table.lookup(NodeKind::TypeAlias, span) else {
            return error(format!("the symbol table has no scope for '{name}'"), span);
        };
        self.enter_annotations(id, span)?;
        self.expr(value)?;
        self.op(Opcode::ReturnValue, span);
        let done = self.leave_scope(false)?;
        self.make_closure(done, DEFAULTS, span)?;
        self.op_i(Opcode::BuildTuple, 3, span);
        self.op_i(Opcode::CallIntrinsic1, INTRINSIC_TYPEALIAS, span);
        if generic {
            let done = self.leave_scope(false)?;
            self.make_closure(done, 0, span)?;
            self.op(Opcode::PushNull, span);
            self.op_i(Opcode::Call, 0, span);
        }
        self.nameop(name, ExprContext::Store, span)
    }
}
