//! A18: removes what follows a statement that never ends normally.
//!
//! **Before → after** `return x; f()` → `return x`.
//! **Why legal** nothing can jump behind it. **Needs** the rest to be removable (`analysis::kill`).

use crate::catalogue::Id;
use crate::pass::{AstPass, BodyKind, Cx, Shown, constant};
use pyopt_compiler::analysis::kill::CodeFacts;
use pyopt_compiler::semantics::compare::truth;
use pyopt_compiler::syntax::ast::{Stmt, StmtKind};

/// A18
pub struct Unreachable;

impl AstPass for Unreachable {
    fn id(&self) -> Id {
        Id::A18
    }

    fn shown(&self) -> Shown {
        Shown::BODIES
    }

    fn body(&self, body: &mut Vec<Stmt>, _kind: BodyKind, cx: &mut Cx<'_>) {
        let Some(last) = body.iter().position(leaves) else { return };
        if last + 1 == body.len() {
            return;
        }
        // return x; f() → return x; wrong where the rest holds a yield or the only binding of a name
        let span = body[last + 1].span;
        if cx.may_remove(&CodeFacts::of_stmts(&body[last + 1..]), span) {
            let end = body.len();
            cx.replace_stmts(body, last + 1..end, Vec::new(), Vec::new());
        }
    }
}

/// Whether control never reaches the statement's end.
fn leaves(stmt: &Stmt) -> bool {
    match &stmt.kind {
        StmtKind::Return(_) | StmtKind::Raise { .. } | StmtKind::Break | StmtKind::Continue => true,
        // both arms leave
        StmtKind::If { body, orelse, .. } => body.iter().any(leaves) && orelse.iter().any(leaves),
        // endless, and nothing breaks out
        StmtKind::While { test, body, .. } => {
            constant(test).is_some_and(truth) && !super::unroll::breaks(body, false)
        }
        _ => false,
    }
}
