//! A07: makes one constant of a tuple of constants.
//!
//! **Before → after** `(1, (2, 3))` → the constant `(1, (2, 3))`; the text stays.
//! **Why legal** a tuple of immutable constants is immutable; its identity is not promised.
//! **Does not do** store targets, starred items.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown, constants};
use pyopt_compiler::syntax::ast::{Constant, Expr, ExprContext, ExprKind};

/// A07
pub struct FoldTuple;

impl AstPass for FoldTuple {
    fn id(&self) -> Id {
        Id::A07
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::Tuple])
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        let ExprKind::Tuple { elts, ctx: ExprContext::Load } = &expr.kind else { return };
        // (1, 2) → one constant
        if let Some(items) = constants(elts) {
            cx.replace_constant(expr, Constant::Tuple(items.into()));
        }
    }
}
