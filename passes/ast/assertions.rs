//! A15: removes assertions that cannot fail, and all of them under `-O`.
//!
//! **Before → after** `assert True, f()` → nothing; `assert x` → nothing under `-O`.
//! **Why legal** the message is evaluated only when the test fails. Under `-O` the language leaves assertions out, lines
//! and all; the warning about a tuple was given for the program as written.
//! **Needs** a message that may be removed (`analysis::kill`). The line of a test that was made stays for tracers.
//! **Does not do** `assert 0` (it raises); the only statement of a body under `-O`, which code generation leaves out.

use crate::catalogue::Id;
use crate::pass::{AstPass, BodyKind, Cx, Shown, constant};
use pyopt_compiler::analysis::kill::CodeFacts;
use pyopt_compiler::semantics::compare::truth;
use pyopt_compiler::syntax::ast::{Stmt, StmtKind};

/// A15
pub struct Assertions;

impl AstPass for Assertions {
    fn id(&self) -> Id {
        Id::A15
    }

    fn shown(&self) -> Shown {
        Shown::BODIES
    }

    fn body(&self, body: &mut Vec<Stmt>, kind: BodyKind, cx: &mut Cx<'_>) {
        let mut at = 0;
        while at < body.len() {
            let StmtKind::Assert { test, msg } = &body[at].kind else {
                at += 1;
                continue;
            };
            if cx.module.optimize > 0 {
                // assert x → (nothing); a string behind it must not become the docstring
                let heads = kind == BodyKind::Scope && body[..at].iter().all(|stmt| stmt.kind.is_mark());
                let before = body.len();
                if before > 1 && !heads {
                    cx.replace_stmts(body, at..at + 1, Vec::new(), Vec::new());
                }
                at += usize::from(body.len() == before);
                continue;
            }
            let span = body[at].span;
            if constant(test).is_some_and(truth) {
                let facts = msg.as_ref().map(|msg| CodeFacts::of_expr(msg)).unwrap_or_default();
                if cx.may_remove(&facts, span) {
                    // assert True → its line
                    let line = vec![Stmt { kind: StmtKind::Pass, span: test.span }];
                    cx.replace_stmts(body, at..at + 1, line, Vec::new());
                }
            }
            at += 1;
        }
    }
}
