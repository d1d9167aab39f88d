//! A19: inverts a condition whose first branch is empty.
//!
//! **Before → after** `if x: pass` `else: B` → `if not x: B`.
//! **Why legal** `x` is evaluated and tested once either way, and nothing else runs when it is true.
//! **Needs** a `pass` on the line of the test: a tracer is told of another line, so it has to stay there.
//! **Does not do** `if x: pass` without `else` (`x` must be tested); `else: pass`, whose line a tracer is told of.

use super::marks::is_idle;
use crate::catalogue::Id;
use crate::pass::{AstPass, BodyKind, Cx, Shown};
use pyopt_compiler::syntax::ast::{Expr, ExprKind, Stmt, StmtKind, UnaryOp};

/// A19
pub struct EmptyBranch;

impl AstPass for EmptyBranch {
    fn id(&self) -> Id {
        Id::A19
    }

    fn shown(&self) -> Shown {
        Shown::BODIES
    }

    fn body(&self, body: &mut Vec<Stmt>, _kind: BodyKind, cx: &mut Cx<'_>) {
        for at in 0..body.len() {
            let StmtKind::If { test, body: branch, orelse } = &body[at].kind else { continue };
            if orelse.is_empty() || matches!(test.kind, ExprKind::Guard(_)) {
                continue;
            }
            let span = body[at].span;
            if is_idle(orelse) {
                cx.missed(span, "a tracer is told of the line of `pass`");
                continue;
            }
            if !is_idle(branch) {
                continue;
            }
            let line = test.span.line;
            if !test.span.is_one_line() || branch.iter().any(|stmt| stmt.span.line != line) {
                cx.missed(span, "a tracer is told of the line of `pass`");
                continue;
            }
            // if not x: pass else: B → if x: B
            let inverted = match &test.kind {
                ExprKind::UnaryOp { op: UnaryOp::Not, operand } => operand.clone(),
                // if x: pass else: B → if not x: B
                _ => Box::new(Expr {
                    kind: ExprKind::UnaryOp { op: UnaryOp::Not, operand: test.clone() },
                    span: test.span,
                }),
            };
            let kind = StmtKind::If { test: inverted, body: orelse.clone(), orelse: Vec::new() };
            cx.replace_stmts(body, at..at + 1, vec![Stmt { kind, span }], Vec::new());
        }
    }
}
