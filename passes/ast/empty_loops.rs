//! A21: removes a loop over nothing.
//!
//! **Before → after** `for x in (): B` `else: E` → `E`.
//! **Why legal** the exact types `tuple`, `list`, `dict`, `str`, `bytes` and `frozenset` are iterated without asking
//! anybody, and find nothing: the target stays as it is. The header's line stays for tracers.
//! **Needs** a target and a body that may be removed (`analysis::kill`): the target is bound elsewhere.
//! **Does not do** `async for` (it raises).

use super::marks::first_mark;
use crate::catalogue::Id;
use crate::pass::{AstPass, BodyKind, Cx, Shown};
use pyopt_compiler::analysis::kill::CodeFacts;
use pyopt_compiler::syntax::ast::{Constant, Expr, ExprKind, Stmt, StmtKind};

/// A21
pub struct EmptyLoop;

impl AstPass for EmptyLoop {
    fn id(&self) -> Id {
        Id::A21
    }

    fn shown(&self) -> Shown {
        Shown::BODIES
    }

    fn body(&self, body: &mut Vec<Stmt>, kind: BodyKind, cx: &mut Cx<'_>) {
        let mut at = 0;
        while at < body.len() {
            let mut next = at + 1;
            if let StmtKind::For { target, iter, body: turns, orelse, is_async: false } = &body[at].kind
                && is_empty(iter)
            {
                let line = iter.span;
                let mut dropped = CodeFacts::of_expr(target);
                dropped.absorb(CodeFacts::of_stmts(turns));
                if cx.may_remove(&dropped, body[at].span) {
                    // for x in (): B else: E → E
                    let mut with = vec![Stmt { kind: first_mark(body, at, kind, orelse), span: line }];
                    with.extend(orelse.iter().cloned());
                    next = at + with.len();
                    cx.replace_stmts(body, at..at + 1, with, Vec::new());
                }
            }
            at = next;
        }
    }
}

fn is_empty(iter: &Expr) -> bool {
    match &iter.kind {
        ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => elts.is_empty(),
        ExprKind::Dict { values, .. } => values.is_empty(),
        ExprKind::Constant(value) => match value {
            Constant::Tuple(items) | Constant::FrozenSet(items) => items.is_empty(),
            Constant::Str(text) => text.is_empty(),
            Constant::Bytes(text) => text.is_empty(),
            _ => false,
        },
        _ => false,
    }
}
