//! A05: takes the arm that a constant test chooses.
//!
//! **Before → after** `a if 1 else b` → `a`.
//! **Why legal** the other arm never runs. **Needs** the other arm to be removable (`analysis::kill`), and
//! one line: tracers see that of the test.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown, constant};
use pyopt_compiler::analysis::kill::CodeFacts;
use pyopt_compiler::semantics::compare::truth;
use pyopt_compiler::syntax::ast::{Expr, ExprKind};

/// A05
pub struct FoldConditional;

impl AstPass for FoldConditional {
    fn id(&self) -> Id {
        Id::A05
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::IfExp])
    }

    fn expr(&self, expr: &mut Expr, place: Place, cx: &mut Cx<'_>) {
        let ExprKind::IfExp { test, body, orelse } = &expr.kind else { return };
        let Some(test) = constant(test).filter(|_| expr.span.is_one_line()) else { return };
        if place.whole {
            return cx.missed(expr.span, "a traceback points at the whole expression");
        }
        // a if 1 else b → a; wrong where b holds a yield or the only binding of a name
        let (taken, dropped) = if truth(test) { (body, orelse) } else { (orelse, body) };
        let taken = (**taken).clone();
        if cx.may_remove(&CodeFacts::of_expr(dropped), expr.span) {
            cx.replace_by_part(expr, taken);
        }
    }
}
