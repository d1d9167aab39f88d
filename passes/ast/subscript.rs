//! A06: takes an item or slice of a constant, or an item of a display of constants.
//!
//! **Before → after** `'abc'[1]` → `'b'`, `(1, 2)[0]` → `1`, `[1, 2][0]` → `1`, `{'k': 1}['k']` → `1`.
//! **Why legal** exact builtin containers: `__getitem__` cannot be replaced; the display is dropped unseen.
//! **Does not do** what raises (its SyntaxWarning or exception stays), slices of lists (they are fresh lists);
//! displays over several lines, which tracers see.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown, constant, constants};
use pyopt_compiler::semantics::fold;
use pyopt_compiler::syntax::ast::{Constant, Expr, ExprContext, ExprKind};
use std::sync::Arc;

/// A06
pub struct FoldSubscript;

impl AstPass for FoldSubscript {
    fn id(&self) -> Id {
        Id::A06
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::Subscript])
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        let ExprKind::Subscript { value, slice, ctx: ExprContext::Load } = &expr.kind else { return };
        let result = match (&value.kind, key(slice)) {
            // 'abc'[1] → 'b'
            (ExprKind::Constant(container), Some(key)) => fold::subscript(container, &key),
            _ if !expr.span.is_one_line() => None,
            // [1, 2][0] → 1
            (ExprKind::List { elts, .. }, Some(key @ (Constant::Int(_) | Constant::Bool(_)))) => {
                constants(elts).and_then(|items| fold::subscript(&Constant::Tuple(items.into()), &key))
            }
            // {'k': 1}['k'] → 1: str keys only, the last one wins
            (ExprKind::Dict { keys, values }, Some(key @ Constant::Str(_))) => {
                let keys: Option<Vec<_>> = keys.iter().map(|key| constant(key.as_ref()?)).collect();
                let all_str = |key: &&Constant| matches!(key, Constant::Str(_));
                match (keys, constants(values)) {
                    (Some(keys), Some(values)) if keys.iter().all(all_str) => keys
                        .iter()
                        .rposition(|candidate| **candidate == key)
                        .map(|index| values[index].clone()),
                    _ => None,
                }
            }
            _ => None,
        };
        if let Some(value) = result {
            cx.replace_constant(expr, value);
        }
    }
}

fn key(slice: &Expr) -> Option<Constant> {
    match &slice.kind {
        ExprKind::Constant(value) => Some(value.clone()),
        ExprKind::Slice { lower, upper, step } => {
            let bound = |bound: &Option<Box<Expr>>| match bound {
                None => Some(Constant::None),
                Some(bound) => constant(bound).cloned(),
            };
            Some(Constant::Slice(Arc::new([bound(lower)?, bound(upper)?, bound(step)?])))
        }
        _ => None,
    }
}
