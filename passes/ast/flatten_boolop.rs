//! A29: makes one `and` (or `or`) of nested ones.
//!
//! **Before → after** `(a and b) and c` → `a and b and c`.
//! **Why legal** operands are evaluated and tested from the left, each once, until one decides.
//! **Needs** a place where only the truth counts, or nesting on the left, or operands whose truth cannot raise: elsewhere
//! a traceback points at the inner operator. One line outside of tests: tracers see the line of each operator.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown};
use pyopt_compiler::analysis::purity::has_plain_truth;
use pyopt_compiler::syntax::ast::{Expr, ExprKind};

/// A29
pub struct Flatten;

impl AstPass for Flatten {
    fn id(&self) -> Id {
        Id::A29
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::BoolOp])
    }

    fn expr(&self, expr: &mut Expr, place: Place, cx: &mut Cx<'_>) {
        let ExprKind::BoolOp { op, values } = &expr.kind else { return };
        let op = *op;
        let nested = |value: &Expr| match &value.kind {
            ExprKind::BoolOp { op: inner, values } => *inner == op && !values.is_empty(),
            _ => false,
        };
        if !values.iter().any(nested) {
            return;
        }
        let fits = |at: usize, value: &Expr| match &value.kind {
            ExprKind::BoolOp { values: inner, .. } => {
                let first = inner.len().saturating_sub(1);
                place.test
                    || expr.span.is_one_line() && (at == 0 || inner[..first].iter().all(has_plain_truth))
            }
            _ => false,
        };
        let mut flat = Vec::with_capacity(values.len() + 1);
        let mut changed = false;
        for (at, value) in values.iter().enumerate() {
            match &value.kind {
                // (a and b) and c → a and b and c; wrong in `a and (b and c)` where b's truth raises
                ExprKind::BoolOp { values: inner, .. } if nested(value) && fits(at, value) => {
                    flat.extend(inner.iter().cloned());
                    changed = true;
                }
                _ => flat.push(value.clone()),
            }
        }
        if changed {
            cx.replace(expr, ExprKind::BoolOp { op, values: flat });
        } else {
            cx.missed(expr.span, "a traceback or a tracer shows where the inner operator stands");
        }
    }
}
