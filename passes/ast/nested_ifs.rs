//! A30: makes one condition of an `if` alone in an `if`.
//!
//! **Before → after** `if a:` `if b: B` → `if a and b: B`.
//! **Why legal** `b` is evaluated when `a` is true, and each test keeps its line and its place in tracebacks.
//! **Does not do** an `else` on either; a constant inner test, whose line only the statement shows.

use crate::catalogue::Id;
use crate::pass::{AstPass, BodyKind, Cx, Shown, constant};
use pyopt_compiler::syntax::ast::{BoolOp, Expr, ExprKind, Stmt, StmtKind};

/// A30
pub struct MergeIfs;

impl AstPass for MergeIfs {
    fn id(&self) -> Id {
        Id::A30
    }

    fn shown(&self) -> Shown {
        Shown::BODIES
    }

    fn body(&self, body: &mut Vec<Stmt>, _kind: BodyKind, cx: &mut Cx<'_>) {
        for at in 0..body.len() {
            let StmtKind::If { test, body: branch, orelse } = &body[at].kind else { continue };
            let [Stmt { kind: StmtKind::If { test: inner, body: kept, orelse: other }, .. }] = &branch[..]
            else {
                continue;
            };
            if !orelse.is_empty()
                || !other.is_empty()
                || matches!(test.kind, ExprKind::Guard(_))
                || matches!(inner.kind, ExprKind::Guard(_))
            {
                continue;
            }
            let span = body[at].span;
            // the line of a constant test is the statement's to show, and A17 takes it
            if constant(inner).is_some() || constant(test).is_some() {
                continue;
            }
            // if a: if b: B → if a and b: B
            let mut values = Vec::new();
            for part in [test, inner] {
                match &part.kind {
                    ExprKind::BoolOp { op: BoolOp::And, values: all } => values.extend(all.iter().cloned()),
                    _ => values.push((**part).clone()),
                }
            }
            let both = ExprKind::BoolOp { op: BoolOp::And, values };
            let test = Box::new(Expr { kind: both, span: test.span.to(inner.span) });
            let kind = StmtKind::If { test, body: kept.clone(), orelse: Vec::new() };
            cx.replace_stmts(body, at..at + 1, vec![Stmt { kind, span }], Vec::new());
        }
    }
}
