//! What is left of a statement whose work is gone: the mark of its line.

use crate::pass::BodyKind;
use pyopt_compiler::syntax::ast::{ExprKind, Stmt, StmtKind};

/// The mark that stands before `rest` in place of `body[at]`: `pass` where a body would be empty otherwise, or where a
/// string would become the docstring.
pub fn first_mark(body: &[Stmt], at: usize, kind: BodyKind, rest: &[Stmt]) -> StmtKind {
    // a string that comes first would become the docstring
    let text = |stmt: &Stmt| {
        matches!(&stmt.kind, StmtKind::Expr(value) if matches!(value.kind,
            ExprKind::Constant(_) | ExprKind::JoinedStr(_) | ExprKind::BinOp { .. }))
    };
    let is_mark = |stmt: &&Stmt| stmt.kind.is_mark();
    let heads = kind == BodyKind::Scope && body[..at].iter().all(|stmt| is_mark(&stmt));
    let exposed = heads && rest.iter().find(|stmt| !is_mark(stmt)).is_none_or(text);
    let idle = rest.iter().all(|stmt| is_mark(&stmt)) && body.len() == 1;
    if exposed || idle { StmtKind::Pass } else { StmtKind::Line }
}

/// Whether statements do nothing but show their lines.
pub fn is_idle(body: &[Stmt]) -> bool {
    body.iter().all(|stmt| matches!(stmt.kind, StmtKind::Pass | StmtKind::Line))
}
