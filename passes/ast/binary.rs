//! A02: computes a binary operator on two constants.
//!
//! **Before → after** `2 + 3 * 4` → `14`, `'a' * 3` → `'aaa'`.
//! **Why legal** exact builtin constants: operators cannot be replaced. An exception belongs to run time, and a
//! result beyond `semantics::limits` is cheaper to compute than to store.
//! **Does not do** re-association (`x + 'a' + 'b'`), `%` on text, powers of complex numbers (C libraries differ).

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown, constant};
use pyopt_compiler::semantics::fold;
use pyopt_compiler::syntax::ast::{Expr, ExprKind};

/// A02
pub struct FoldBinary;

impl AstPass for FoldBinary {
    fn id(&self) -> Id {
        Id::A02
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::BinOp])
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        let ExprKind::BinOp { left, op, right } = &expr.kind else { return };
        let (Some(left), Some(right)) = (constant(left), constant(right)) else { return };
        // 2 + 3 → 5; wrong where it raises or grows, where `fold` declines
        match fold::binary(*op, left, right) {
            Ok(value) => cx.replace_constant(expr, value),
            Err(why) => cx.missed(expr.span, why.to_string()),
        }
    }
}
