//! A31: cuts a chain of comparisons at constants.
//!
//! **Before → after** `1 < 2 < 3` → `True`, `1 < 2 < x` → `2 < x`, `3 < 2 < f()` → `False`.
//! **Why legal** a chain goes on while its comparisons are true; behind one that is false nothing is evaluated.
//! **Needs** what is cut off to be removable (`analysis::kill`), and one line: tracers see that of each operand.
//! **Does not do** `x < 2 < 1`: its value is that of `x < 2` when that is false. What `compare folding` leaves alone.

use super::compare::decide;
use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown, constant};
use pyopt_compiler::analysis::kill::CodeFacts;
use pyopt_compiler::syntax::ast::{Constant, Expr, ExprKind};

/// A31
pub struct CutChain;

impl AstPass for CutChain {
    fn id(&self) -> Id {
        Id::A31
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::Compare])
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        let ExprKind::Compare { left, ops, comparators } = &expr.kind else { return };
        if ops.len() < 2 || constant(left).is_none() || !expr.span.is_one_line() {
            return;
        }
        match decide(left, ops[0], &comparators[0]) {
            // 1 < 2 < x → 2 < x; wrong where the operand between is a display, which is one object in both
            Some(true) if constant(&comparators[0]).is_some() => {
                let mut rest = comparators.clone();
                let kind = ExprKind::Compare {
                    left: Box::new(rest.remove(0)),
                    ops: ops[1..].to_vec(),
                    comparators: rest,
                };
                cx.replace(expr, kind);
            }
            // 3 < 2 < f() → False
            Some(false) => {
                let mut dropped = CodeFacts::default();
                comparators[1..].iter().for_each(|part| dropped.absorb(CodeFacts::of_expr(part)));
                if cx.may_remove(&dropped, expr.span) {
                    cx.replace_constant(expr, Constant::Bool(false));
                }
            }
            _ => {}
        }
    }
}
