//! G20: loops over `enumerate`, `zip` and `reversed` of constants.
//!
//! **Before → after** `for i, c in enumerate('ab')` → `for i, c in ((0, 'a'), (1, 'b')) if ⟦builtin:enumerate⟧ else …`,
//! and so for `zip('ab', (1, 2))` and `reversed((1, 2))`.
//! **Why legal** the iterator itself is never seen: it is iterated and forgotten, and its items are constants.
//! **Needs** names that the module binds nowhere. **Does not do** more than `RANGE_ITEMS` items, `strict=` and `start=`.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown, constant, constants};
use pyopt_compiler::semantics::fold::str_constant;
use pyopt_compiler::semantics::limits::RANGE_ITEMS;
use pyopt_compiler::syntax::ast::{Constant, Expr, ExprContext, ExprKind, GuardFact};

/// G20
pub struct IteratedCall;

impl AstPass for IteratedCall {
    fn id(&self) -> Id {
        Id::G20
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::Call])
    }

    fn expr(&self, expr: &mut Expr, place: Place, cx: &mut Cx<'_>) {
        let ExprKind::Call { func, args, keywords } = &expr.kind else { return };
        let ExprKind::Name { id, ctx: ExprContext::Load } = &func.kind else { return };
        if !place.iterated || !keywords.is_empty() || !matches!(&**id, "enumerate" | "zip" | "reversed") {
            return;
        }
        let Some(parts) = args.iter().map(items).collect::<Option<Vec<_>>>() else { return };
        let pairs: Vec<Constant> = match (&**id, &parts[..]) {
            // reversed((1, 2)) → (2, 1)
            ("reversed", [items]) => items.iter().rev().cloned().collect(),
            // enumerate('ab') → ((0, 'a'), (1, 'b'))
            ("enumerate", [items]) => {
                (0..).zip(items).map(|(at, item)| tuple([Constant::Int(at), item.clone()])).collect()
            }
            // zip('ab', (1, 2)) → (('a', 1), ('b', 2))
            ("zip", [_, ..]) => {
                let shortest = parts.iter().map(Vec::len).min().unwrap_or(0);
                (0..shortest).map(|at| tuple(parts.iter().map(|items| items[at].clone()))).collect()
            }
            _ => return,
        };
        if pairs.len() > RANGE_ITEMS {
            return cx.missed(expr.span, "it has too many items");
        }
        let id = id.clone();
        if cx.is_builtin(&id, expr.span) {
            cx.guard(expr, ExprKind::Constant(Constant::Tuple(pairs.into())), vec![GuardFact::Builtin(id)]);
        }
    }
}

fn tuple(items: impl IntoIterator<Item = Constant>) -> Constant {
    Constant::Tuple(items.into_iter().collect())
}

/// The items of a constant sequence, or of a display of constants.
fn items(expr: &Expr) -> Option<Vec<Constant>> {
    match &expr.kind {
        ExprKind::List { elts, .. } => constants(elts),
        _ => match constant(expr)? {
            Constant::Tuple(items) => Some(items.to_vec()),
            Constant::Str(text) => Some(text.code_points().map(|code| str_constant(code.into())).collect()),
            _ => None,
        },
    }
}
