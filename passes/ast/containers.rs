//! A10 and A11: containers that nobody can see.
//!
//! **Before → after** `x in [1, 2]` → `x in (1, 2)`, `x in {1, 2}` → a frozenset constant;
//! `for x in [1, 2]` → `for x in (1, 2)`.
//! **Why legal** the display is used once and dropped: its type cannot be observed.
//! **Does not do** `x in {a, b}` → tuple (an unhashable `x` must raise); starred displays.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown, constants};
use pyopt_compiler::analysis::kill::CodeFacts;
use pyopt_compiler::semantics::compare::equal;
use pyopt_compiler::syntax::ast::{CmpOp, Constant, Expr, ExprContext, ExprKind};
use std::sync::Arc;

/// A10
pub struct Membership;

impl AstPass for Membership {
    fn id(&self) -> Id {
        Id::A10
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::Compare])
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        let ExprKind::Compare { ops, comparators, .. } = &mut expr.kind else { return };
        let ([CmpOp::In | CmpOp::NotIn], [right]) = (&ops[..], &mut comparators[..]) else { return };
        // x in [a, b] → x in (a, b)
        if let Some(kind) = immutable(right) {
            cx.replace(right, kind);
        }
    }
}

/// A11
pub struct Iterated;

impl AstPass for Iterated {
    fn id(&self) -> Id {
        Id::A11
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::List, ExprTag::Set, ExprTag::Dict])
    }

    fn expr(&self, expr: &mut Expr, place: Place, cx: &mut Cx<'_>) {
        // for x in [1, 2] → for x in (1, 2); a walrus inside could keep nothing of the list, but stays readable
        if place.iterated
            && CodeFacts::of_expr(expr).bindings.is_empty()
            && let Some(kind) = immutable(expr)
        {
            cx.replace(expr, kind);
        }
    }
}

fn immutable(container: &Expr) -> Option<ExprKind> {
    match &container.kind {
        ExprKind::List { elts, .. } => {
            if elts.iter().any(|elt| matches!(elt.kind, ExprKind::Starred { .. })) {
                return None;
            }
            Some(match constants(elts) {
                Some(items) => ExprKind::Constant(Constant::Tuple(items.into())),
                None => ExprKind::Tuple { elts: elts.clone(), ctx: ExprContext::Load },
            })
        }
        // {1, 2} → frozenset({1, 2}); equal items once, the first of them
        ExprKind::Set(elts) => {
            let mut distinct: Vec<Constant> = Vec::new();
            for item in constants(elts)? {
                let mut known = false;
                for other in &distinct {
                    known |= equal(other, &item)?;
                }
                if !known {
                    distinct.push(item);
                }
            }
            Some(ExprKind::Constant(Constant::FrozenSet(Arc::from(distinct))))
        }
        // {} → ()
        ExprKind::Dict { keys, .. } if keys.is_empty() => {
            Some(ExprKind::Constant(Constant::Tuple(Arc::from([]))))
        }
        _ => None,
    }
}
