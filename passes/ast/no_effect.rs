//! A22: removes constants and `pass` among other statements.
//!
//! **Before → after** `1; f(); pass` → `f()`.
//! **Why legal** a constant statement computes nothing that is kept. Its line stays for tracers.
//! **Does not do** the docstring; names, attributes, f-strings, operators (they can raise); interactive code,
//! whose expression statements are printed.

use crate::catalogue::Id;
use crate::pass::{AstPass, BodyKind, Cx, Shown, constant};
use pyopt_compiler::analysis::kill::ScopeKind;
use pyopt_compiler::syntax::ast::{Constant, Stmt, StmtKind};

/// A22
pub struct NoEffect;

impl AstPass for NoEffect {
    fn id(&self) -> Id {
        Id::A22
    }

    fn shown(&self) -> Shown {
        Shown::BODIES
    }

    fn body(&self, body: &mut Vec<Stmt>, kind: BodyKind, cx: &mut Cx<'_>) {
        if cx.module.interactive && cx.scope_kind() == ScopeKind::Module {
            return;
        }
        let text = |stmt: &Stmt| match &stmt.kind {
            StmtKind::Expr(value) => matches!(constant(value), Some(Constant::Str(_))),
            _ => false,
        };
        let docstring = kind == BodyKind::Scope && text(&body[0]);
        let idle = |stmt: &Stmt| match &stmt.kind {
            StmtKind::Pass => true,
            StmtKind::Expr(value) => constant(value).is_some(),
            _ => false,
        };
        let line = |stmt: &Stmt| stmt.kind.is_mark();
        // What is left at the head of a scope must not become a docstring by folding later on.
        let foldable = |stmt: &Stmt| matches!(stmt.kind, StmtKind::Expr(_));
        let mut at = usize::from(docstring);
        while at < body.len() {
            let heads = kind == BodyKind::Scope && body[..at].iter().all(line);
            let guards_head =
                heads && body[at + 1..].iter().find(|stmt| !idle(stmt) && !line(stmt)).is_some_and(foldable);
            let span = body[at].span;
            if !idle(&body[at]) || guards_head {
                // stays
            } else if body.iter().filter(|stmt| !line(stmt)).count() > 1 {
                // 1; f() → f()
                cx.replace_stmts(body, at..at + 1, vec![Stmt { kind: StmtKind::Line, span }], Vec::new());
            } else if !matches!(body[at].kind, StmtKind::Pass) {
                // 1 → pass
                cx.replace_stmts(body, at..at + 1, vec![Stmt { kind: StmtKind::Pass, span }], Vec::new());
            }
            at += 1;
        }
    }
}
