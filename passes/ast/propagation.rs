//! A23: computes what constants of locals make constant.
//!
//! **Before → after** `step = 3; …; total = step * 2` → `step = 3; …; total = 6 if ⟦⟧ else step * 2`,
//! `if verbose: …` behind `verbose = None` → `if None if ⟦⟧ else verbose: …`, whose test the graph passes decide.
//! **Why legal** data flow (`analysis::locals`) knows what the program's own statements leave in a local. What else could
//! change it is a write to the frame's `f_locals`, and a debugger's jump: both break all guards of the function for good.
//! **Needs** a plain local of a function, which no other scope sees, that holds one constant on each way to the load.
//! **Does not do** a local alone in value position: it is loaded as fast as a constant. The store stays: whoever looks at the
//! frame finds it. Nothing without a guard, not even on one line: who traces opcodes may write in between.

use super::globals::{fold_known, restore_parts};
use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown};
use pyopt_compiler::analysis::kill::ScopeKind;
use pyopt_compiler::analysis::locals::bound_constants;
use pyopt_compiler::syntax::ast::{Expr, ExprKind, Stmt};

/// A23
pub struct LocalConstant;

impl AstPass for LocalConstant {
    fn id(&self) -> Id {
        Id::A23
    }

    fn shown(&self) -> Shown {
        let tags = [ExprTag::Name, ExprTag::BinOp, ExprTag::UnaryOp, ExprTag::Compare, ExprTag::Subscript];
        Shown::exprs(&tags).and(Shown::STMTS)
    }

    fn needs_locals(&self) -> bool {
        true
    }

    fn expr(&self, expr: &mut Expr, place: Place, cx: &mut Cx<'_>) {
        if !cx.knows_locals() || !reads_local(expr, cx) {
            return;
        }
        if let Some((value, facts)) = fold_known(expr, place, cx) {
            restore_parts(expr, cx);
            // step * 2 → 6 if ⟦⟧ else step * 2
            cx.guard(expr, ExprKind::Constant(value), facts);
        }
    }

    /// Nothing is known of locals before the pass runs: who asks whether it has to is shown the store.
    fn stmt(&self, stmt: &mut Stmt, cx: &mut Cx<'_>) {
        if cx.asking && cx.scope_kind() == ScopeKind::Function && !bound_constants(stmt).is_empty() {
            cx.scope();
        }
    }
}

/// Whether an operand is a local whose constant is known, itself or behind a guard.
fn reads_local(expr: &Expr, cx: &Cx<'_>) -> bool {
    let reads = |part: &Expr| match &part.kind {
        ExprKind::IfExp { test, body, .. } => {
            matches!(test.kind, ExprKind::Guard(_)) && matches!(body.kind, ExprKind::Constant(_))
        }
        _ => cx.local(part).is_some(),
    };
    match &expr.kind {
        ExprKind::Name { .. } => cx.local(expr).is_some(),
        ExprKind::UnaryOp { operand, .. } => reads(operand),
        ExprKind::BinOp { left, right, .. } => reads(left) || reads(right),
        ExprKind::Subscript { value, slice, .. } => reads(value) || reads(slice),
        ExprKind::Compare { left, comparators, .. } => reads(left) || comparators.iter().any(reads),
        _ => false,
    }
}
