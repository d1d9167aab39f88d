//! A04: cuts and thins `and`/`or` at constants.
//!
//! **Before → after** `0 and x` → `0`, `1 and x` → `x`, `x or 1 or y` → `x or 1`; in a test `x and True` → `x`.
//! **Why legal** operands are tested from the left; behind one that decides nothing runs, and the truth of a
//! constant cannot change.
//! **Does not do** `x and False` → `False`: `x` is evaluated and tested. Expressions over several lines stay: tracers see
//! the line of each operand.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown, constant};
use pyopt_compiler::analysis::kill::CodeFacts;
use pyopt_compiler::semantics::compare::truth;
use pyopt_compiler::syntax::ast::{BoolOp, Expr, ExprKind};

/// A04
pub struct ShortCircuit;

impl AstPass for ShortCircuit {
    fn id(&self) -> Id {
        Id::A04
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::BoolOp])
    }

    fn expr(&self, expr: &mut Expr, place: Place, cx: &mut Cx<'_>) {
        let ExprKind::BoolOp { op, values } = &expr.kind else { return };
        if !expr.span.is_one_line() || values.iter().all(|value| constant(value).is_none()) {
            return;
        }
        let decides = |value: &Expr| constant(value).map(|value| truth(value) == (*op == BoolOp::Or));
        let mut kept = values.clone();
        // x or 1 or y → x or 1; wrong where y holds a yield or the only binding of a name
        if let Some(at) = kept.iter().position(|value| decides(value) == Some(true))
            && at + 1 < kept.len()
        {
            let mut dropped = CodeFacts::default();
            for value in &kept[at + 1..] {
                dropped.absorb(CodeFacts::of_expr(value));
            }
            if cx.may_remove(&dropped, expr.span) {
                kept.truncate(at + 1);
            }
        }
        // 1 and x → x; the last operand is the value, so it stays
        let last = kept.pop().expect("a BoolOp has operands");
        kept.retain(|value| decides(value) != Some(false));
        // if x and True → if x
        if !(place.test && !kept.is_empty() && decides(&last) == Some(false)) {
            kept.push(last);
        }
        if kept.len() < values.len() {
            match <[_; 1]>::try_from(kept) {
                Ok(_) if place.whole => cx.missed(expr.span, "a traceback points at the whole expression"),
                Ok([only]) => cx.replace_by_part(expr, only),
                Err(kept) => {
                    let op = *op;
                    cx.replace(expr, ExprKind::BoolOp { op, values: kept });
                }
            }
        }
    }
}
