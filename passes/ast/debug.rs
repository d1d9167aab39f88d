//! A14: replaces `__debug__` by what the optimization level makes it.
//!
//! **Before → after** `__debug__` → `True`; `False` under `-O`.
//! **Why legal** the name cannot be assigned: that is a SyntaxError.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown};
use pyopt_compiler::syntax::ast::{Constant, Expr, ExprContext, ExprKind};

/// A14
pub struct Debug;

impl AstPass for Debug {
    fn id(&self) -> Id {
        Id::A14
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::Name])
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        // __debug__ → True
        if matches!(&expr.kind, ExprKind::Name { id, ctx: ExprContext::Load } if &**id == "__debug__") {
            let value = Constant::Bool(cx.module.optimize == 0);
            cx.replace_constant(expr, value);
        }
    }
}
