//! A35: assigns one after the other what a tuple was made for only to be taken apart.
//!
//! **Before → after** `a, b, c, d = w, x, y, z` → `a = w; b = x; c = y; d = z`, `a, = 1,` → `a = 1`.
//! **Why legal** the targets are distinct locals and none of them is among the values; constants and parameters that
//! nothing deletes can be loaded without raising, so no store comes before an exception.
//! **Needs** one line; four values or one: between two or three the bytecode passes swap without a tuple (C24), and a
//! constant tuple is unpacked in fewer instructions than its items are loaded and stored in.
//! **Does not do** targets or values of other kinds.

use crate::catalogue::Id;
use crate::pass::{AstPass, BodyKind, Cx, Refused, Shown, constant};
use pyopt_compiler::analysis::kill::ScopeKind;
use pyopt_compiler::syntax::ast::{Constant, Expr, ExprKind, Ident, Stmt, StmtKind};

/// A35
pub struct SplitAssignment;

impl AstPass for SplitAssignment {
    fn id(&self) -> Id {
        Id::A35
    }

    fn shown(&self) -> Shown {
        Shown::BODIES
    }

    fn body(&self, body: &mut Vec<Stmt>, _kind: BodyKind, cx: &mut Cx<'_>) {
        if cx.scope_kind() != ScopeKind::Function {
            return;
        }
        let mut at = 0;
        while at < body.len() {
            let mut next = at + 1;
            if let StmtKind::Assign { targets, value } = &body[at].kind
                && let [Expr { kind: ExprKind::Tuple { elts: targets, .. }, .. }] = &targets[..]
                && let Some(values) = values(value)
                && targets.len() == values.len()
            {
                match separable(targets, &values, cx) {
                    // a, b, c, d = w, x, y, z → a = w; b = x; c = y; d = z
                    Ok(()) if body[at].span.is_one_line() => {
                        let span = body[at].span;
                        let pair = |(target, value): (&Expr, Expr)| Stmt {
                            kind: StmtKind::Assign { targets: vec![target.clone()], value: Box::new(value) },
                            span,
                        };
                        let with: Vec<Stmt> = targets.iter().zip(values).map(pair).collect();
                        next = at + with.len();
                        cx.replace_stmts(body, at..at + 1, with, Vec::new());
                    }
                    Ok(()) => cx.missed(body[at].span, "a tracer sees the lines of its parts"),
                    Err(why) => cx.refused(body[at].span, why),
                }
            }
            at = next;
        }
    }
}

/// The values of a tuple of constants and names.
fn values(value: &Expr) -> Option<Vec<Expr>> {
    match &value.kind {
        ExprKind::Tuple { elts, .. } => {
            let simple = |elt: &Expr| matches!(elt.kind, ExprKind::Constant(_) | ExprKind::Name { .. });
            elts.iter().all(simple).then(|| elts.clone())
        }
        ExprKind::Constant(Constant::Tuple(items)) => {
            let span = value.span;
            Some(items.iter().map(|item| Expr { kind: ExprKind::Constant(item.clone()), span }).collect())
        }
        _ => None,
    }
}

fn separable(targets: &[Expr], values: &[Expr], cx: &Cx<'_>) -> Result<(), Refused> {
    let mut names: Vec<&Ident> = Vec::with_capacity(targets.len());
    for target in targets {
        let ExprKind::Name { id, .. } = &target.kind else {
            return Err(("a target is not a plain name", target.span).into());
        };
        if names.contains(&id) {
            return Err(("a name is assigned twice", target.span).into());
        }
        names.push(id);
    }
    if cx.scope().declares {
        return Err("a declaration may make a target global".into());
    }
    for value in values {
        let ExprKind::Name { id, .. } = &value.kind else { continue };
        if names.contains(&id) {
            return Err(("a target is also a value", value.span).into());
        }
        if !cx.scope().params.contains(id) || cx.module.names.deleted.contains(id) {
            return Err(("loading a value may raise", value.span).into());
        }
    }
    match targets.len() {
        2 | 3 => Err("two or three values need no tuple anyway".into()),
        1 => Ok(()),
        _ if values.iter().all(|value| constant(value).is_some()) => {
            Err("a constant tuple is unpacked in fewer instructions".into())
        }
        _ => Ok(()),
    }
}
