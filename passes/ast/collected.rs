//! G14: a list or set of what a generator expression gives.
//!
//! **Before → after** `list(f(x) for x in xs)` → `⟦list⟧(f(x) for x in xs) if ⟦builtin:list⟧ else list(f(x) for x in xs)`,
//! where `⟦list⟧` is a loop over the generator.
//! **Why legal** the generator stays, with its frame, its tracebacks and its moment of each step; only who asks it for the next
//! item is another. A set hashes each item before it asks for the next, as the call does.
//! **Needs** a generator expression alone, with nothing asynchronous in it. **Does not do** `tuple`, `all`, `any` (the compiler does them in every
//! program), `dict` (its errors name the item), `sum` (its arithmetic is its own).

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown};
use pyopt_compiler::analysis::visit::{Node, Scope, walk_expr};
use pyopt_compiler::syntax::ast::{Expr, ExprContext, ExprKind, GuardFact, Intrinsic};

/// G14
pub struct Collected;

impl AstPass for Collected {
    fn id(&self) -> Id {
        Id::G14
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::Call])
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        let ExprKind::Call { func, args, keywords } = &expr.kind else { return };
        let ExprKind::Name { id, ctx: ExprContext::Load } = &func.kind else { return };
        let intrinsic = match &**id {
            "list" => Intrinsic::ListOf,
            "set" => Intrinsic::SetOf,
            _ => return,
        };
        let [generator] = &args[..] else { return };
        if !matches!(generator.kind, ExprKind::GeneratorExp { .. }) {
            return;
        }
        if is_async(generator) {
            return cx.missed(expr.span, "an asynchronous generator");
        }
        if keywords.is_empty() && cx.is_builtin(id, expr.span) {
            let (id, operands) = (id.clone(), args.clone());
            // list(x for x in xs) → ⟦list⟧(x for x in xs)
            cx.guard(expr, ExprKind::Intrinsic(intrinsic, operands), vec![GuardFact::Builtin(id)]);
        }
    }
}

/// Whether anything in the expression awaits.
fn is_async(generator: &Expr) -> bool {
    let mut found = false;
    walk_expr(generator, Scope::Same, &mut |node| {
        if let Node::Expr(expr) = node {
            found |= match &expr.kind {
                ExprKind::Await(_) => true,
                ExprKind::GeneratorExp { generators, .. }
                | ExprKind::ListComp { generators, .. }
                | ExprKind::SetComp { generators, .. }
                | ExprKind::DictComp { generators, .. } => generators.iter().any(|part| part.is_async),
                _ => false,
            };
        }
    });
    found
}
