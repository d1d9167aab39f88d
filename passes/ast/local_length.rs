//! G16: the length of a local that holds a constant.
//!
//! **Before → after** `sizes = (1, 2); …; len(sizes)` → `2 if ⟦builtin:len⟧ else len(sizes)`.
//! **Why legal** as A23 and G01: data flow knows the local, the guard the builtin. The guard stands where Python would look
//! `len` up, and nothing runs between that and the load.
//! **Needs** a name that the module binds nowhere, and a tuple, str or bytes. **Does not do** lists, which may have grown.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown};
use pyopt_compiler::analysis::kill::ScopeKind;
use pyopt_compiler::analysis::locals::bound_constants;
use pyopt_compiler::analysis::purity::{self, PureResult};
use pyopt_compiler::syntax::ast::{Constant, Expr, ExprContext, ExprKind, GuardFact, Stmt};

/// G16
pub struct LocalLength;

impl AstPass for LocalLength {
    fn id(&self) -> Id {
        Id::G16
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::Call]).and(Shown::STMTS)
    }

    fn needs_locals(&self) -> bool {
        true
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        let ExprKind::Call { func, args, keywords } = &expr.kind else { return };
        let ExprKind::Name { id, ctx: ExprContext::Load } = &func.kind else { return };
        let ([only], true, "len") = (&args[..], keywords.is_empty(), &**id) else { return };
        let Some(value) = cx.local(only).cloned() else { return };
        let id = id.clone();
        if let Some(PureResult::Value(length)) = purity::call(&id, &[value])
            && cx.is_builtin(&id, expr.span)
        {
            // len(sizes) → 2 if ⟦len⟧ else len(sizes)
            cx.guard(expr, ExprKind::Constant(length), vec![GuardFact::Builtin(id)]);
        }
    }

    /// As of A23: who asks is shown the store.
    fn stmt(&self, stmt: &mut Stmt, cx: &mut Cx<'_>) {
        let sized =
            |value: &Constant| matches!(value, Constant::Tuple(_) | Constant::Str(_) | Constant::Bytes(_));
        if cx.asking
            && cx.scope_kind() == ScopeKind::Function
            && bound_constants(stmt).iter().any(|(_, value)| sized(value))
        {
            cx.scope();
        }
    }
}
