//! A01: computes an unary operator on a constant.
//!
//! **Before → after** `-(5)` → `-5`, `~5` → `-6`, `not 0` → `True`.
//! **Why legal** operators of exact builtin constants cannot be replaced, and what raises or warns is not folded.
//! **Does not do** `~True` (it warns at run time), `-'a'` (it raises); `not` over several lines, which tracers see.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown, constant};
use pyopt_compiler::semantics::fold;
use pyopt_compiler::syntax::ast::{Expr, ExprKind, UnaryOp};

/// A01
pub struct FoldUnary;

impl AstPass for FoldUnary {
    fn id(&self) -> Id {
        Id::A01
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::UnaryOp])
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        let ExprKind::UnaryOp { op, operand } = &expr.kind else { return };
        let Some(operand) = constant(operand) else { return };
        if *op == UnaryOp::Not && !expr.span.is_one_line() {
            return;
        }
        // -(5) → -5; wrong for `~True` and `-'a'`, which `fold` declines
        if let Some(value) = fold::unary(*op, operand) {
            cx.replace_constant(expr, value);
        }
    }
}
