//! A08 and A09: `not` before a test.
//!
//! **Before → after** `not a is b` → `a is not b`, `not a in b` → `a not in b`; `if not not x` → `if x`.
//! **Why legal** `is` and `in` answer a real bool, so negating the operator negates the value; in a test only the
//! truth of `x` counts, and it is asked for once either way.
//! **Does not do** `not a == b` → `a != b` or `not a < b` → `a >= b`: NaN, and methods that do not agree. Expressions
//! over several lines stay: tracers see the line of each operator.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown};
use pyopt_compiler::syntax::ast::{CmpOp, Expr, ExprKind, UnaryOp};

/// A08
pub struct NegatedOperator;

impl AstPass for NegatedOperator {
    fn id(&self) -> Id {
        Id::A08
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::UnaryOp])
    }

    fn expr(&self, expr: &mut Expr, place: Place, cx: &mut Cx<'_>) {
        let ExprKind::UnaryOp { op: UnaryOp::Not, operand } = &expr.kind else { return };
        let ExprKind::Compare { left, ops, comparators } = &operand.kind else { return };
        if !expr.span.is_one_line() {
            return;
        }
        let inverted = match ops[..] {
            // not a is b → a is not b
            [CmpOp::Is] => CmpOp::IsNot,
            [CmpOp::IsNot] => CmpOp::Is,
            // not a in b → a not in b
            [CmpOp::In] => CmpOp::NotIn,
            [CmpOp::NotIn] => CmpOp::In,
            _ => return,
        };
        let kind =
            ExprKind::Compare { left: left.clone(), ops: vec![inverted], comparators: comparators.clone() };
        if !place.test {
            return cx.replace(expr, kind);
        }
        // in a test, `not` is no instruction: a traceback points at the comparison, a failed assertion at the whole
        let part = Expr { kind, span: operand.span };
        if !place.whole {
            cx.replace_by_part(expr, part);
        }
    }
}

/// A09
pub struct DoubleNegation;

impl AstPass for DoubleNegation {
    fn id(&self) -> Id {
        Id::A09
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::UnaryOp])
    }

    fn expr(&self, expr: &mut Expr, place: Place, cx: &mut Cx<'_>) {
        let ExprKind::UnaryOp { op: UnaryOp::Not, operand } = &expr.kind else { return };
        let ExprKind::UnaryOp { op: UnaryOp::Not, operand: inner } = &operand.kind else { return };
        // if not not x → if x; wrong where the value itself is wanted
        if place.test && !place.whole && expr.span.is_one_line() {
            let inner = (**inner).clone();
            cx.replace_by_part(expr, inner);
        }
    }
}
