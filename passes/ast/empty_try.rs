//! A20: removes the handlers of a `try` whose body does nothing.
//!
//! **Before → after** `try: pass` with `except E: H` → nothing; with `else: B` → `B`; with `finally: F` → `F`; with both
//! → `try: B` `finally: F`.
//! **Why legal** nothing in the body can raise, so no handler runs and none of their classes is looked up. The lines of
//! `try` and of the body stay for tracers. One thing shows: an exception that a trace function raises at one of these
//! lines is not caught by the handlers.
//! **Needs** handlers that may be removed (`analysis::kill`).
//! **Does not do** a body that loads a name: that can raise.

use super::marks::{first_mark, is_idle};
use crate::catalogue::Id;
use crate::pass::{AstPass, BodyKind, Cx, Shown};
use pyopt_compiler::analysis::kill::CodeFacts;
use pyopt_compiler::syntax::ast::{Span, Stmt, StmtKind, Try};

/// A20
pub struct EmptyTry;

impl AstPass for EmptyTry {
    fn id(&self) -> Id {
        Id::A20
    }

    fn shown(&self) -> Shown {
        Shown::BODIES
    }

    fn body(&self, body: &mut Vec<Stmt>, kind: BodyKind, cx: &mut Cx<'_>) {
        let mut at = 0;
        while at < body.len() {
            let mut next = at + 1;
            if let StmtKind::Try(block) = &body[at].kind
                && is_idle(&block.body)
            {
                let span = body[at].span;
                let mut handlers = CodeFacts::default();
                for handler in &block.handlers {
                    handler.typ.iter().for_each(|typ| handlers.absorb(CodeFacts::of_expr(typ)));
                    handlers.bindings.extend(handler.name.clone());
                    handlers.absorb(CodeFacts::of_stmts(&handler.body));
                }
                let mut with = left(block, span);
                if cx.may_remove(&handlers, span) {
                    if !matches!(with[0].kind, StmtKind::Try(_)) {
                        let kind = first_mark(body, at, kind, &with);
                        with.insert(0, Stmt { kind, span });
                    }
                    next = at + with.len();
                    cx.replace_stmts(body, at..at + 1, with, Vec::new());
                }
            }
            at = next;
        }
    }
}

/// What a `try` with an idle body comes to, but for its own line.
fn left(block: &Try, span: Span) -> Vec<Stmt> {
    let mut left: Vec<Stmt> =
        block.body.iter().map(|stmt| Stmt { kind: StmtKind::Line, span: stmt.span }).collect();
    left.extend(block.orelse.iter().cloned());
    if block.orelse.is_empty() || block.finalbody.is_empty() {
        // try: pass except E: H finally: F → F
        left.extend(block.finalbody.iter().cloned());
        return left;
    }
    // try: pass except E: H else: B finally: F → try: B finally: F
    let block = Try {
        body: left,
        handlers: Vec::new(),
        orelse: Vec::new(),
        finalbody: block.finalbody.clone(),
        is_star: false,
    };
    vec![Stmt { kind: StmtKind::Try(Box::new(block)), span }]
}
