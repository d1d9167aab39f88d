//! A26: repeats a small body instead of looping over a small constant tuple.
//!
//! **Before → after** `for i in (1, 2): B` → `i = 1; B; i = 2; B`.
//! **Why legal** the target is assigned each time, as the loop does, and `else` follows a loop that nothing breaks.
//! Tracers see the header's line once more than there are items, as they do of the loop, and marks around the copies
//! keep a debugger from jumping to where it could not in the loop. One thing shows: a debugger that jumps from the body
//! of another loop takes that loop's iterator along, which the copies do not ask, and out of the copies it has none to
//! take into another loop, which is refused.
//! **Level** no guard, yet only where guarded rewrites run: the copies are larger than the loop unless it takes one turn, and
//! what runs elsewhere (a `.pyc`) gets no code that is larger than what CPython makes of the program.
//! **Needs** a plain name as target, 1 to `UNROLL_ITEMS` items, `UNROLL_NODES` nodes in all copies; no `break` or
//! `continue` of this loop, no declarations or annotations, which may not be repeated; a body below the header: a
//! tracer is told of each jump back to the line that it comes from.

use crate::catalogue::Id;
use crate::pass::{AstPass, BodyKind, Cx, Refused, Shown, constant, constants};
use pyopt_compiler::analysis::kill::CodeFacts;
use pyopt_compiler::analysis::visit::{Scope, walk_stmts};
use pyopt_compiler::semantics::limits::{UNROLL_ITEMS, UNROLL_NODES};
use pyopt_compiler::syntax::ast::{Constant, Expr, ExprKind, Span, Stmt, StmtKind, UnrolledPart};

/// A26
pub struct UnrollTuple;

impl AstPass for UnrollTuple {
    fn id(&self) -> Id {
        Id::A26
    }

    fn shown(&self) -> Shown {
        Shown::BODIES
    }

    fn body(&self, body: &mut Vec<Stmt>, _kind: BodyKind, cx: &mut Cx<'_>) {
        let mut at = 0;
        while at < body.len() {
            let mut next = at + 1;
            if let StmtKind::For { iter, .. } = &body[at].kind
                && let Some(items) = items(iter)
                && !items.is_empty()
            {
                let copies = unroll(&body[at], &items);
                match copies.and_then(|copies| on_header_line(&body[at]).map_or(Ok(copies), Err)) {
                    // for i in (1, 2): B → i = 1; B; i = 2; B
                    Ok(copies) => {
                        next = at + copies.len();
                        cx.replace_stmts(body, at..at + 1, copies, Vec::new());
                    }
                    Err(why) => cx.refused(body[at].span, why),
                }
            }
            at = next;
        }
    }
}

/// The items of a constant tuple.
pub fn items(iter: &Expr) -> Option<Vec<Constant>> {
    match &iter.kind {
        ExprKind::Tuple { elts, .. } => constants(elts),
        _ => match constant(iter) {
            Some(Constant::Tuple(items)) => Some(items.to_vec()),
            _ => None,
        },
    }
}

/// Refuses a body that begins on the last line of the header.
fn on_header_line(stmt: &Stmt) -> Option<Refused> {
    let StmtKind::For { iter, body, .. } = &stmt.kind else { return None };
    let first = body.first().filter(|first| first.span.line <= iter.span.end_line)?;
    Some(("the body stands on the header's line", first.span).into())
}

/// The straight-line form of a `for` over `items`.
///
/// # Errors
/// Why it has none.
pub fn unroll(stmt: &Stmt, items: &[Constant]) -> Result<Vec<Stmt>, Refused> {
    let StmtKind::For { target, iter, body, orelse, is_async: false } = &stmt.kind else {
        return Err("an async loop".into());
    };
    if !matches!(target.kind, ExprKind::Name { .. }) {
        return Err(("the target is not a plain name", target.span).into());
    }
    if items.len() > UNROLL_ITEMS {
        return Err("too many iterations".into());
    }
    let mut nodes = 1;
    walk_stmts(body, Scope::Nested, &mut |_| nodes += 1);
    if nodes * items.len() > UNROLL_NODES {
        return Err("the body is too large".into());
    }
    if let Some(way_out) = way_out(body, true) {
        return Err(("break or continue of this loop", way_out).into());
    }
    let facts = CodeFacts::of_stmts(body);
    if facts.declares || facts.annotates {
        return Err("a declaration or annotation in the body cannot be repeated".into());
    }
    let mark = |part| Stmt { kind: StmtKind::Unrolled(part), span: iter.span };
    let mut out = Vec::new();
    for (turn, item) in items.iter().enumerate() {
        if turn > 0 {
            // Whoever goes to the first header begins the loop.
            out.push(mark(UnrolledPart::Header));
        }
        let value = Box::new(Expr { kind: ExprKind::Constant(item.clone()), span: iter.span });
        let assign = StmtKind::Assign { targets: vec![(**target).clone()], value };
        out.push(Stmt { kind: assign, span: target.span });
        out.push(mark(UnrolledPart::Body));
        out.extend(body.iter().cloned());
    }
    // where the loop finds that nothing is left
    out.push(mark(UnrolledPart::Header));
    out.push(Stmt { kind: StmtKind::Line, span: iter.span });
    out.push(mark(UnrolledPart::End));
    out.extend(orelse.iter().cloned());
    Ok(out)
}

/// Whether a `break` (or, if asked, `continue`) in this loop body belongs to the loop.
pub fn breaks(body: &[Stmt], or_continue: bool) -> bool {
    way_out(body, or_continue).is_some()
}

/// The first `break` (or, if asked, `continue`) in this loop body that belongs to the loop.
fn way_out(body: &[Stmt], or_continue: bool) -> Option<Span> {
    let inside = |body: &[Stmt]| way_out(body, or_continue);
    body.iter().find_map(|stmt| match &stmt.kind {
        StmtKind::Break => Some(stmt.span),
        StmtKind::Continue => or_continue.then_some(stmt.span),
        // the body of an inner loop is its own, its `else` is not
        StmtKind::For { orelse, .. } | StmtKind::While { orelse, .. } => inside(orelse),
        StmtKind::If { body, orelse, .. } => inside(body).or_else(|| inside(orelse)),
        StmtKind::With { body, .. } => inside(body),
        StmtKind::Try(block) => inside(&block.body)
            .or_else(|| block.handlers.iter().find_map(|handler| inside(&handler.body)))
            .or_else(|| inside(&block.orelse))
            .or_else(|| inside(&block.finalbody)),
        StmtKind::Match { cases, .. } => cases.iter().find_map(|case| inside(&case.body)),
        _ => None,
    })
}
