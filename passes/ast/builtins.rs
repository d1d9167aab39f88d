//! G01: calls a pure builtin on constants.
//!
//! **Before → after** `len('abc')` → `3 if ⟦len is builtin⟧ else len('abc')`.
//! **Why legal** while the guard holds, the name means the builtin, whose result depends on the constants alone.
//! The guard stands where Python would look the name up. **Needs** a name that the module binds nowhere.
//! **Does not do** what raises, what is too large, keyword arguments.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown, constants};
use pyopt_compiler::analysis::purity::{self, PURE_BUILTINS, PureResult};
use pyopt_compiler::syntax::ast::{Constant, Expr, ExprContext, ExprKind, GuardFact, Ident};

/// G01
pub struct CallPure;

impl AstPass for CallPure {
    fn id(&self) -> Id {
        Id::G01
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::Call])
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        let ExprKind::Call { func, args, keywords } = &expr.kind else { return };
        let ExprKind::Name { id, ctx: ExprContext::Load } = &func.kind else { return };
        if !keywords.is_empty() || !PURE_BUILTINS.contains(&&**id) {
            return;
        }
        let Some(values) = (match &args[..] {
            [only] => argument(id, only).map(|value| vec![value]),
            _ => constants(args),
        }) else {
            return;
        };
        let id = id.clone();
        if !cx.is_builtin(&id, expr.span) {
            return;
        }
        // len('abc') → 3 if ⟦len⟧ else len('abc')
        let fast = match purity::call(&id, &values) {
            Some(PureResult::Value(value)) => ExprKind::Constant(value),
            Some(PureResult::List(items)) => ExprKind::List {
                elts: items
                    .into_iter()
                    .map(|item| Expr { kind: ExprKind::Constant(item), span: expr.span })
                    .collect(),
                ctx: ExprContext::Load,
            },
            None => {
                return cx
                    .missed(expr.span, "it raises, is too large, or depends on more than its arguments");
            }
        };
        cx.guard(expr, fast, vec![GuardFact::Builtin(id)]);
    }
}

/// An argument as a constant; a list display counts as its tuple where the callee only reads its items.
fn argument(name: &Ident, arg: &Expr) -> Option<Constant> {
    match &arg.kind {
        ExprKind::Constant(value) => Some(value.clone()),
        ExprKind::List { elts, .. }
            if matches!(&**name, "bool" | "len" | "list" | "max" | "min" | "sorted" | "sum" | "tuple") =>
        {
            // max([1], [2]) compares lists: only a single argument is read item by item
            constants(elts).map(|items| Constant::Tuple(items.into()))
        }
        _ => None,
    }
}
