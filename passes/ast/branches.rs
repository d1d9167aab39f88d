//! A17: keeps the branch that a constant test chooses.
//!
//! **Before → after** `if 0: A else: B` → `B`, `while 0: A else: B` → `B`, `while 1` stays.
//! **Why legal** the other branch never runs; the test's line stays for tracers. **Needs** it to be removable (`analysis::kill`).
//! **Does not do** make a docstring: at the head of a scope a leading string of the branch is dropped.

use super::marks::first_mark;
use crate::catalogue::Id;
use crate::pass::{AstPass, BodyKind, Cx, Shown, constant};
use pyopt_compiler::analysis::kill::CodeFacts;
use pyopt_compiler::semantics::compare::truth;
use pyopt_compiler::syntax::ast::{Stmt, StmtKind};

/// A17
pub struct ConstantBranch;

impl AstPass for ConstantBranch {
    fn id(&self) -> Id {
        Id::A17
    }

    fn shown(&self) -> Shown {
        Shown::BODIES
    }

    fn body(&self, body: &mut Vec<Stmt>, kind: BodyKind, cx: &mut Cx<'_>) {
        let mut at = 0;
        while at < body.len() {
            let span = body[at].span;
            let (line, taken, dropped) = match &body[at].kind {
                // if 1: A else: B → A
                StmtKind::If { test, body, orelse } => match constant(test).map(truth) {
                    Some(true) => (test.span, body, orelse),
                    Some(false) => (test.span, orelse, body),
                    None => {
                        at += 1;
                        continue;
                    }
                },
                // while 0: A else: B → B; the body's own `break` goes with it
                StmtKind::While { test, body, orelse } if constant(test).is_some_and(|test| !truth(test)) => {
                    (test.span, orelse, body)
                }
                _ => {
                    at += 1;
                    continue;
                }
            };
            if !cx.may_remove(&CodeFacts::of_stmts(dropped), span) {
                at += 1;
                continue;
            }
            let mut taken = taken.clone();
            let mark = first_mark(body, at, kind, &taken);
            taken.insert(0, Stmt { kind: mark, span: line });
            let added = taken.len();
            cx.replace_stmts(body, at..at + 1, taken, Vec::new());
            at += added;
        }
    }
}
