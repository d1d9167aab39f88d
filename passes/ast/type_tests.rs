//! G07: `isinstance` of a local whose value is of exactly a builtin type.
//!
//! **Before → after** `isinstance(x, str)` → `True if ⟦isinstance, str, exact:x:str⟧ else
//! False if ⟦isinstance, str, exact:x:not-str⟧ else isinstance(x, str)`.
//! **Why legal** for exact builtin types the answer is fixed: neither they nor the builtin class can have hooks of their own.
//! Values of all other types take the call.
//! **Needs** a plain local of a function, a builtin class that guards test for or a tuple display of such classes.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown};
use pyopt_compiler::semantics::exact::ExactKinds;
use pyopt_compiler::syntax::ast::{Constant, Expr, ExprContext, ExprKind, GuardFact, Ident};

/// G07
pub struct TypeTest;

impl AstPass for TypeTest {
    fn id(&self) -> Id {
        Id::G07
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::Call])
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        let ExprKind::Call { func, args, keywords } = &expr.kind else { return };
        let (Some(callee), [object, classes], []) = (name(func), &args[..], &keywords[..]) else { return };
        if &**callee != "isinstance" {
            return;
        }
        let (Some(object), Some((kinds, names))) = (name(object), classes_of(classes)) else { return };
        if !cx.is_local(object) {
            return cx.missed(expr.span, "the object is no local of a function");
        }
        if !expr.span.is_one_line() {
            return cx.missed(expr.span, "the call stands on several lines");
        }
        let names: Vec<Ident> = std::iter::once(callee).chain(names).cloned().collect();
        if !names.iter().all(|name| cx.is_builtin(name, expr.span)) {
            return;
        }
        let facts = |kinds| {
            let watched = names.iter().cloned().map(GuardFact::Builtin);
            watched.chain([GuardFact::Exact(object.clone(), kinds)]).collect::<Vec<_>>()
        };
        let at = |kind| Box::new(Expr { kind, span: expr.span });
        let bool = |value| at(ExprKind::Constant(Constant::Bool(value)));
        // isinstance(x, str) → True if ⟦x is a str⟧ else False if ⟦x is of another builtin type⟧ else isinstance(x, str)
        let others = ExactKinds::ALL.without(kinds);
        let other = ExprKind::IfExp {
            test: at(ExprKind::Guard(facts(others))),
            body: bool(false),
            orelse: Box::new(expr.clone()),
        };
        let all = facts(kinds);
        let first =
            ExprKind::IfExp { test: at(ExprKind::Guard(all.clone())), body: bool(true), orelse: at(other) };
        cx.replace_with_guards(expr, first, all);
    }
}

fn name(expr: &Expr) -> Option<&Ident> {
    match &expr.kind {
        ExprKind::Name { id, ctx: ExprContext::Load } => Some(id),
        _ => None,
    }
}

/// The exact types of which values are instances of these classes, and the names of the classes.
fn classes_of(classes: &Expr) -> Option<(ExactKinds, Vec<&Ident>)> {
    let one = |expr| {
        let class = name(expr)?;
        Some((ExactKinds::instances_of(class)?, class))
    };
    match &classes.kind {
        ExprKind::Tuple { elts, .. } => {
            let all = elts.iter().map(one).collect::<Option<Vec<_>>>()?;
            let kinds = all.iter().fold(ExactKinds::default(), |kinds, row| kinds.or(row.0));
            (!all.is_empty()).then(|| (kinds, all.into_iter().map(|row| row.1).collect()))
        }
        _ => one(classes).map(|(kinds, class)| (kinds, vec![class])),
    }
}
