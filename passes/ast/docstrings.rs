//! A16: removes docstrings under `-OO`.
//!
//! **Before → after** `def f(): 'doc'; g()` → `def f(): g()`; alone it becomes `pass`.
//! **Why legal** `-OO` says so; nothing is left of the line either, as in CPython.
//! **Does not do** a docstring before another string, which would take its place: code generation leaves it out.

use crate::catalogue::Id;
use crate::pass::{AstPass, BodyKind, Cx, Shown, constant};
use pyopt_compiler::syntax::ast::{Constant, ExprKind, Span, Stmt, StmtKind};

/// A16
pub struct Docstrings;

impl AstPass for Docstrings {
    fn id(&self) -> Id {
        Id::A16
    }

    fn shown(&self) -> Shown {
        Shown::BODIES
    }

    fn body(&self, body: &mut Vec<Stmt>, kind: BodyKind, cx: &mut Cx<'_>) {
        if kind != BodyKind::Scope || cx.module.optimize < 2 || cx.module.interactive || !is_text(&body[0]) {
            return;
        }
        let Span { line, col, .. } = body[0].span;
        match body.get(1) {
            // 'doc' → pass
            None => {
                let span = Span { line, col, end_line: line, end_col: col + 4 };
                cx.replace_stmts(body, 0..1, vec![Stmt { kind: StmtKind::Pass, span }], Vec::new());
            }
            Some(next) if text_like(next) => {
                cx.missed(body[0].span, "the next string would become the docstring");
            }
            // 'doc'; g() → g()
            Some(_) => cx.replace_stmts(body, 0..1, Vec::new(), Vec::new()),
        }
    }
}

fn is_text(stmt: &Stmt) -> bool {
    matches!(&stmt.kind, StmtKind::Expr(value) if matches!(constant(value), Some(Constant::Str(_))))
}

/// What is a string, or may become one by folding.
fn text_like(stmt: &Stmt) -> bool {
    matches!(&stmt.kind, StmtKind::Expr(value) if matches!(value.kind,
        ExprKind::Constant(_) | ExprKind::JoinedStr(_) | ExprKind::BinOp { .. }))
}
