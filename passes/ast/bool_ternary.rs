//! A46: makes a negation of a conditional that chooses between `True` and `False`.
//!
//! **Before → after** `True if x else False` → `not not x`, `False if x else True` → `not x`, `True if a in b else
//! False` → `a in b`; where only the truth counts, `x` itself.
//! **Why legal** `x` is evaluated and tested once either way, and `not`, `is` and `in` answer real bools. What raises
//! in the test points at the same place.
//! **Needs** one line. **Does not do** tests made of `and`, `or` or another conditional where the value is wanted: each
//! operand is a place of its own in a traceback; chains of comparisons, which test what they answer.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown, constant};
use pyopt_compiler::syntax::ast::{CmpOp, Constant, Expr, ExprKind, UnaryOp};

/// A46
pub struct BoolTernary;

impl AstPass for BoolTernary {
    fn id(&self) -> Id {
        Id::A46
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::IfExp])
    }

    fn expr(&self, expr: &mut Expr, place: Place, cx: &mut Cx<'_>) {
        let ExprKind::IfExp { test, body, orelse } = &expr.kind else { return };
        let (Some(Constant::Bool(yes)), Some(Constant::Bool(no))) = (constant(body), constant(orelse)) else {
            return;
        };
        if yes == no || matches!(test.kind, ExprKind::Guard(_)) || !expr.span.is_one_line() {
            return;
        }
        if place.whole {
            return cx.missed(expr.span, "a traceback points at the whole expression");
        }
        let (mut test, mut negated) = (&**test, *no);
        while let ExprKind::UnaryOp { op: UnaryOp::Not, operand } = &test.kind {
            (test, negated) = (operand, !negated);
        }
        let not = |operand: Expr| {
            let span = operand.span;
            Expr { kind: ExprKind::UnaryOp { op: UnaryOp::Not, operand: Box::new(operand) }, span }
        };
        let with = match &test.kind {
            // if True if x else False → if x
            _ if place.test && !negated => test.clone(),
            _ if place.test => not(test.clone()),
            ExprKind::BoolOp { .. } | ExprKind::IfExp { .. } => {
                return cx.missed(expr.span, "a traceback shows which operand of the test raised");
            }
            ExprKind::Compare { ops, .. } if ops.len() > 1 => {
                return cx.missed(expr.span, "the value of a chain would be tested twice");
            }
            ExprKind::Compare { left, ops, comparators } if is_test(ops) => {
                // False if a in b else True → a not in b
                let op = if negated { inverted(ops[0]) } else { ops[0] };
                let kind =
                    ExprKind::Compare { left: left.clone(), ops: vec![op], comparators: comparators.clone() };
                Expr { kind, span: test.span }
            }
            // False if x else True → not x
            _ if negated => not(test.clone()),
            // True if x else False → not not x
            _ => not(not(test.clone())),
        };
        cx.replace_by_part(expr, with);
    }
}

fn is_test(ops: &[CmpOp]) -> bool {
    matches!(ops, [CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn])
}

fn inverted(op: CmpOp) -> CmpOp {
    match op {
        CmpOp::Is => CmpOp::IsNot,
        CmpOp::IsNot => CmpOp::Is,
        CmpOp::In => CmpOp::NotIn,
        CmpOp::NotIn => CmpOp::In,
        other => other,
    }
}
