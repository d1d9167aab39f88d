//! G02 and G03: loops over a small constant `range`.
//!
//! **Before → after** `for i in range(3): B` →
//! G03 `if ⟦range is builtin⟧: i = 0; B; i = 1; B; i = 2; B` `else:` the loop as it was;
//! G02, where that does not fit, `for i in ((0, 1, 2) if ⟦range is builtin⟧ else range(3)): B`.
//! **Why legal** one site where Python would look `range` up; the range object itself is never seen, and who traces
//! breaks the site.
//! **Does not do** more than `RANGE_ITEMS` items, a step of zero (it raises).

use crate::catalogue::Id;
use crate::pass::{AstPass, BodyKind, Cx, ExprTag, Place, Shown, constant};
use pyopt_compiler::semantics::limits::RANGE_ITEMS;
use pyopt_compiler::syntax::ast::{Constant, Expr, ExprContext, ExprKind, GuardFact, Ident, Stmt, StmtKind};

/// G02
pub struct RangeToTuple;

impl AstPass for RangeToTuple {
    fn id(&self) -> Id {
        Id::G02
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::Call])
    }

    fn expr(&self, expr: &mut Expr, place: Place, cx: &mut Cx<'_>) {
        if !place.iterated {
            return;
        }
        let Some((name, items)) = range_items(expr) else { return };
        if cx.is_builtin(&name, expr.span) {
            // range(3) → (0, 1, 2) if ⟦range⟧ else range(3)
            cx.guard(expr, ExprKind::Constant(Constant::Tuple(items.into())), vec![GuardFact::Builtin(name)]);
        }
    }
}

/// G03
pub struct UnrollRange;

impl AstPass for UnrollRange {
    fn id(&self) -> Id {
        Id::G03
    }

    fn shown(&self) -> Shown {
        Shown::BODIES
    }

    fn body(&self, body: &mut Vec<Stmt>, _kind: BodyKind, cx: &mut Cx<'_>) {
        for at in 0..body.len() {
            let StmtKind::For { iter, .. } = &body[at].kind else { continue };
            let Some((name, items)) = range_items(iter) else { continue };
            let span = body[at].span;
            if items.is_empty() || !cx.is_builtin(&name, span) {
                continue;
            }
            match super::unroll::unroll(&body[at], &items) {
                // for i in range(2): B → if ⟦range⟧: i = 0; B; i = 1; B else: the loop
                Ok(copies) => {
                    let facts = vec![GuardFact::Builtin(name)];
                    let test = Box::new(Expr { kind: ExprKind::Guard(facts.clone()), span: iter.span });
                    let kind = StmtKind::If { test, body: copies, orelse: vec![body[at].clone()] };
                    cx.replace_stmts(body, at..at + 1, vec![Stmt { kind, span }], facts);
                }
                Err(why) => cx.refused(span, why),
            }
        }
    }
}

/// The name `range` and the ints that a call of it with constants would give.
fn range_items(call: &Expr) -> Option<(Ident, Vec<Constant>)> {
    let ExprKind::Call { func, args, keywords } = &call.kind else { return None };
    let ExprKind::Name { id, ctx: ExprContext::Load } = &func.kind else { return None };
    if &**id != "range" || !keywords.is_empty() {
        return None;
    }
    let bound = |arg: &Expr| match constant(arg) {
        Some(Constant::Int(value)) => Some(i128::from(*value)),
        _ => None,
    };
    let (start, stop, step) = match &args[..] {
        [stop] => (0, bound(stop)?, 1),
        [start, stop] => (bound(start)?, bound(stop)?, 1),
        [start, stop, step] => (bound(start)?, bound(stop)?, bound(step)?),
        _ => return None,
    };
    if step == 0 {
        return None;
    }
    let mut items = Vec::new();
    let mut next = start;
    while (step > 0 && next < stop) || (step < 0 && next > stop) {
        if items.len() == RANGE_ITEMS {
            return None;
        }
        items.push(Constant::Int(i64::try_from(next).ok()?));
        next += step;
    }
    Some((id.clone(), items))
}
