//! Assignment targets, augmented and annotated assignment, subscripts and slices.

use super::compiler::{Compiler, Res, error};
use super::expressions::{NB_SUBSCR, attr_span, const_of};
use super::unit::{DeferredAnnotation, UnitKind};
use crate::code::{Const, Opcode};
use crate::syntax::ast::*;
use std::sync::Arc;

/// The in-place form of a BINARY_OP is this much above the plain one.
const INPLACE: u32 = 13;

impl<'a> Compiler<'a, '_> {
    pub fn unpack_targets(&mut self, elts: &'a [Expr], span: Span) -> Res {
        let n = elts.len();
        let mut seen = false;
        for (i, elt) in elts.iter().enumerate() {
            if matches!(elt.kind, ExprKind::Starred { .. }) {
                if seen {
                    return error("multiple starred expressions in assignment", span);
                }
                if i >= 1 << 8 || n - i > 1 << 23 {
                    return error("too many expressions in star-unpacking assignment", span);
                }
                self.op_i(Opcode::UnpackEx, (i | (n - i - 1) << 8) as u32, span);
                seen = true;
            }
        }
        if !seen {
            self.op_i(Opcode::UnpackSequence, n as u32, span);
        }
        for elt in elts {
            match &elt.kind {
                ExprKind::Starred { value, .. } => self.expr(value)?,
                _ => self.expr(elt)?,
            }
        }
        Ok(())
    }

    pub fn aug_assign(&mut self, target: &'a Expr, op: Operator, value: &'a Expr, stmt: Span) -> Res {
        let span = target.span;
        match &target.kind {
            ExprKind::Attribute { value: object, attr, .. } => {
                self.expr(object)?;
                self.op_i(Opcode::Copy, 1, span);
                let at = attr_span(span, span, attr);
                self.op_name(Opcode::LoadAttr, attr, 1, 0, at);
                self.inplace(op, value, stmt)?;
                self.op_i(Opcode::Swap, 2, at);
                self.op_name(Opcode::StoreAttr, attr, 0, 0, at);
            }
            ExprKind::Subscript { value: object, slice, .. } => {
                self.expr(object)?;
                if let Some((lower, upper)) = two_part_slice(slice) {
                    self.slice_bounds(lower, upper, slice.span)?;
                    for _ in 0..3 {
                        self.op_i(Opcode::Copy, 3, span);
                    }
                    self.op(Opcode::BinarySlice, span);
                    self.inplace(op, value, stmt)?;
                    for i in [4, 3, 2] {
                        self.op_i(Opcode::Swap, i, span);
                    }
                    self.op(Opcode::StoreSlice, span);
                } else {
                    self.expr(slice)?;
                    self.op_i(Opcode::Copy, 2, span);
                    self.op_i(Opcode::Copy, 2, span);
                    self.op_i(Opcode::BinaryOp, NB_SUBSCR, span);
                    self.inplace(op, value, stmt)?;
                    self.op_i(Opcode::Swap, 3, span);
                    self.op_i(Opcode::Swap, 2, span);
                    self.op(Opcode::StoreSubscr, span);
                }
            }
            ExprKind::Name { id, .. } => {
                self.nameop(id, ExprContext::Load, span)?;
                self.inplace(op, value, stmt)?;
                self.nameop(id, ExprContext::Store, span)?;
            }
            _ => return error("invalid target of an augmented assignment", span),
        }
        Ok(())
    }

    fn inplace(&mut self, op: Operator, value: &'a Expr, stmt: Span) -> Res {
        self.expr(value)?;
        self.op_i(Opcode::BinaryOp, op as u32 + INPLACE, stmt);
        Ok(())
    }

    pub fn ann_assign(
        &mut self,
        stmt: &'a Stmt,
        target: &'a Expr,
        annotation: &'a Expr,
        value: Option<&'a Expr>,
        simple: bool,
    ) -> Res {
        let span = stmt.span;
        let future = self.table.future_annotations;
        let kind = self.unit().kind;
        let body = matches!(kind, UnitKind::Module | UnitKind::Class);
        if let Some(value) = value {
            self.expr(value)?;
            self.expr(target)?;
        }
        match &target.kind {
            ExprKind::Name { id, .. } if simple && body => {
                if future {
                    self.annotation_text(annotation)?;
                    let i = self.u().names.add(&"__annotations__".into());
                    self.op_i(Opcode::LoadName, i, span);
                    let mangled = self.mangled(id);
                    self.load_str(&mangled, span);
                    self.op(Opcode::StoreSubscr, span);
                } else {
                    self.defer_annotation(stmt, kind, span);
                }
            }
            ExprKind::Name { .. } => {}
            ExprKind::Attribute { value: object, .. } => {
                if value.is_none() {
                    self.check_ann_expr(object)?;
                }
            }
            ExprKind::Subscript { value: object, slice, .. } => {
                if value.is_none() {
                    self.check_ann_expr(object)?;
                    self.check_ann_subscript(slice)?;
                }
            }
            _ => return error("invalid target of an annotation", target.span),
        }
        Ok(())
    }

    fn defer_annotation(&mut self, stmt: &'a Stmt, kind: UnitKind, span: Span) {
        let u = self.u();
        let conditional = kind == UnitKind::Module || u.in_conditional_block > 0;
        // In a module every annotation is numbered, but the set is kept only where one is conditional.
        let index = conditional.then_some(u.next_conditional);
        u.next_conditional += u32::from(conditional);
        u.deferred.push(DeferredAnnotation { stmt, index });
        let Some(index) = index else { return };
        if !self.scope().has_conditional_annotations {
            return;
        }
        let cell = self.unit().deref_index("__conditional_annotations__").unwrap_or(0);
        let op = if kind == UnitKind::Class { Opcode::LoadDeref } else { Opcode::LoadName };
        self.op_i(op, cell, span);
        self.load_int(i64::from(index), span);
        self.op_i(Opcode::SetAdd, 1, span);
        self.op(Opcode::PopTop, span);
    }

    fn check_ann_expr(&mut self, e: &'a Expr) -> Res {
        self.expr(e)?;
        self.op(Opcode::PopTop, e.span);
        Ok(())
    }

    fn check_ann_subscript(&mut self, e: &'a Expr) -> Res {
        match &e.kind {
            ExprKind::Slice { lower, upper, step } => {
                for part in [lower, upper, step].into_iter().flatten() {
                    self.check_ann_expr(part)?;
                }
                Ok(())
            }
            ExprKind::Tuple { elts, .. } => elts.iter().try_for_each(|e| self.check_ann_subscript(e)),
            _ => self.check_ann_expr(e),
        }
    }

    pub fn subscript(&mut self, value: &'a Expr, slice: &'a Expr, ctx: ExprContext, span: Span) -> Res {
        if ctx == ExprContext::Load {
            self.check_subscripter(value);
            self.check_index(value, slice);
        }
        self.expr(value)?;
        match (two_part_slice(slice), ctx) {
            (Some((lower, upper)), ExprContext::Load | ExprContext::Store) => {
                self.slice_bounds(lower, upper, slice.span)?;
                let op = if ctx == ExprContext::Load { Opcode::BinarySlice } else { Opcode::StoreSlice };
                self.op(op, span);
            }
            _ => {
                self.expr(slice)?;
                match ctx {
                    ExprContext::Load => self.op_i(Opcode::BinaryOp, NB_SUBSCR, span),
                    ExprContext::Store => self.op(Opcode::StoreSubscr, span),
                    ExprContext::Del => self.op(Opcode::DeleteSubscr, span),
                }
            }
        }
        Ok(())
    }

    fn slice_bounds(&mut self, lower: Option<&'a Expr>, upper: Option<&'a Expr>, span: Span) -> Res {
        for bound in [lower, upper] {
            match bound {
                Some(e) => self.expr(e)?,
                None => self.load_none(span),
            }
        }
        Ok(())
    }

    pub fn slice(
        &mut self,
        lower: Option<&'a Expr>,
        upper: Option<&'a Expr>,
        step: Option<&'a Expr>,
        span: Span,
    ) -> Res {
        let part = |e: Option<&Expr>| match e {
            None => Some(Const::None),
            Some(e) => const_of(e, self.opts.optimize),
        };
        if let (Some(a), Some(b), Some(c)) = (part(lower), part(upper), part(step)) {
            self.load_const(Const::Slice(Arc::new([a, b, c])), span);
            return Ok(());
        }
        self.slice_bounds(lower, upper, span)?;
        if let Some(step) = step {
            self.expr(step)?;
        }
        self.op_i(Opcode::BuildSlice, 2 + u32::from(step.is_some()), span);
        Ok(())
    }
}

/// The bounds of a slice without step that is not constant: BINARY_SLICE takes them apart.
fn two_part_slice(e: &Expr) -> Option<(Option<&Expr>, Option<&Expr>)> {
    let ExprKind::Slice { lower, upper, step: None } = &e.kind else { return None };
    let constant = |e: &Option<Box<Expr>>| e.as_ref().is_none_or(|e| const_of(e, 0).is_some());
    if constant(lower) && constant(upper) { None } else { Some((lower.as_deref(), upper.as_deref())) }
}
