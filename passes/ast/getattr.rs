//! G18: an attribute instead of a call of `getattr` with a constant name.
//!
//! **Before → after** `getattr(o, 'x')` → `o.x if ⟦builtin:getattr⟧ else getattr(o, 'x')`.
//! **Why legal** without a default both look the attribute up in the same way and raise the same.
//! **Needs** a plain ASCII identifier that a class would not mangle; an object that is a name, so that nobody can begin to
//! trace between the guard and the call. **Does not do** `setattr` (the order of evaluation differs), `hasattr`, defaults.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown, constant};
use pyopt_compiler::syntax::ast::{Constant, Expr, ExprContext, ExprKind, GuardFact};
use pyopt_compiler::syntax::is_keyword;

/// G18
pub struct Getattr;

impl AstPass for Getattr {
    fn id(&self) -> Id {
        Id::G18
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::Call])
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        let ExprKind::Call { func, args, keywords } = &expr.kind else { return };
        let ExprKind::Name { id, ctx: ExprContext::Load } = &func.kind else { return };
        if &**id != "getattr" || !keywords.is_empty() {
            return;
        }
        let [object, name] = &args[..] else { return };
        let Some(Constant::Str(name)) = constant(name) else { return };
        let Some(name) = name.as_str().ok().filter(|name| is_attribute(name)) else {
            return cx.missed(expr.span, "the name is no plain identifier");
        };
        if !matches!(object.kind, ExprKind::Name { .. }) || !expr.span.is_one_line() {
            return cx.missed(expr.span, "the object is no name");
        }
        let id = id.clone();
        // getattr(o, 'x') → o.x
        let value = Box::new(object.clone());
        let fast = ExprKind::Attribute { value, attr: name.into(), ctx: ExprContext::Load };
        if cx.is_builtin(&id, expr.span) {
            cx.guard(expr, fast, vec![GuardFact::Builtin(id)]);
        }
    }
}

/// Whether `object.name` can be written, and means this name everywhere.
fn is_attribute(name: &str) -> bool {
    let letters = |c: char| c == '_' || c.is_ascii_alphanumeric();
    name.chars().all(letters)
        && name.starts_with(|c: char| !c.is_ascii_digit())
        && (!name.starts_with("__") || name.ends_with("__"))
        && !is_keyword(name)
}
