//! A03: computes a comparison of two constants.
//!
//! **Before → after** `3 < 7` → `True`, `'b' in 'abc'` → `True`, `None is None` → `True`.
//! **Why legal** exact builtin constants. Identity only of `None`, `True`, `False` and `...`.
//! **Does not do** chains; str against bytes (`BytesWarning`); NaNs in containers (identity counts there);
//! comparisons over several lines, which tracers see.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown, constant, constants};
use pyopt_compiler::semantics::compare;
use pyopt_compiler::syntax::ast::{CmpOp, Constant, Expr, ExprKind};

/// A03
pub struct FoldCompare;

impl AstPass for FoldCompare {
    fn id(&self) -> Id {
        Id::A03
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::Compare])
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        let ExprKind::Compare { left, ops, comparators } = &expr.kind else { return };
        let ([op], [right]) = (&ops[..], &comparators[..]) else { return };
        if constant(left).is_none() || !expr.span.is_one_line() {
            return;
        }
        if let Some(result) = decide(left, *op, right) {
            cx.replace_constant(expr, Constant::Bool(result));
        }
    }
}

/// `left op right` of constants; the right side of a membership test may be a list of constants.
pub fn decide(left: &Expr, op: CmpOp, right: &Expr) -> Option<bool> {
    let left = constant(left)?;
    let list;
    let right = match &right.kind {
        ExprKind::Constant(value) => value,
        // 1 in [1, 2] → True
        ExprKind::List { elts, .. } if matches!(op, CmpOp::In | CmpOp::NotIn) => {
            list = Constant::Tuple(constants(elts)?.into());
            &list
        }
        _ => return None,
    };
    match op {
        // None is None → True
        CmpOp::Is => compare::identical(left, right),
        CmpOp::IsNot => compare::identical(left, right).map(|same| !same),
        // 'b' in 'abc' → True
        CmpOp::In => compare::contains(right, left),
        CmpOp::NotIn => compare::contains(right, left).map(|found| !found),
        // 3 < 7 → True
        _ => compare::compare(op, left, right),
    }
}
