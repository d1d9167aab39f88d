//! G05 and G13: constants of the module, and of the modules that it imports, where they make something constant.
//!
//! **Before → after** G05 `LIMIT + 1` → `11 if ⟦global:LIMIT⟧ else LIMIT + 1`,
//! `if DEBUG: …` → `if False if ⟦global:DEBUG⟧ else DEBUG: …`, whose test the graph passes decide;
//! G13 `math.pi` → `3.14… if ⟦attr:math.pi⟧ else math.pi`.
//! **Why legal** the guard holds while the global (and the module's attribute) has just this value, and stands where
//! Python would look the name up; operands that are constants can run no code in between.
//! **Needs** a name that one statement of the module binds, and nothing else in it does; a function around.
//! **Does not do** a global alone in value position: its cell is loaded as fast as a constant; tuples of globals, which are
//! fresh ones each time.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Known, Place, Shown, constant, joined};
use pyopt_compiler::semantics::fold;
use pyopt_compiler::syntax::ast::{Constant, Expr, ExprContext, ExprKind, GuardFact};

/// G05
pub struct GlobalConstant;

impl AstPass for GlobalConstant {
    fn id(&self) -> Id {
        Id::G05
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::Name, ExprTag::BinOp, ExprTag::UnaryOp, ExprTag::Compare, ExprTag::Subscript])
    }

    fn expr(&self, expr: &mut Expr, place: Place, cx: &mut Cx<'_>) {
        if cx.module.known.constants.is_empty() && cx.module.known.modules.is_empty() {
            return;
        }
        let Some((value, facts)) = fold_known(expr, place, cx) else { return };
        if !facts.is_empty() {
            restore_parts(expr, cx);
            cx.guard(expr, ExprKind::Constant(value), facts);
        }
    }
}

/// What an expression is whose operands are known constants, with the facts that this depends on.
pub(super) fn fold_known(expr: &Expr, place: Place, cx: &Cx<'_>) -> Option<Known> {
    match &expr.kind {
        // if DEBUG → if (False if ⟦DEBUG⟧ else DEBUG)
        ExprKind::Name { .. } if place.test => cx.known(expr),
        _ if !expr.span.is_one_line() => None,
        ExprKind::UnaryOp { op, operand } => {
            cx.known(operand).and_then(|(value, facts)| Some((fold::unary(*op, &value)?, facts)))
        }
        // LIMIT + 1 → 11 if ⟦LIMIT⟧ else LIMIT + 1
        ExprKind::BinOp { left, op, right } => both(cx, left, right)
            .and_then(|([left, right], facts)| Some((fold::binary(*op, &left, &right).ok()?, facts))),
        ExprKind::Subscript { value, slice, ctx: ExprContext::Load } => both(cx, value, slice)
            .and_then(|([value, key], facts)| Some((fold::subscript(&value, &key)?, facts))),
        ExprKind::Compare { left, ops, comparators } => match (&ops[..], &comparators[..]) {
            ([op], [right]) => both(cx, left, right).and_then(|([l, r], facts)| {
                let at = |value| Expr { kind: ExprKind::Constant(value), span: expr.span };
                Some((Constant::Bool(super::compare::decide(&at(l), *op, &at(r))?), facts))
            }),
            _ => None,
        },
        _ => None,
    }
}

/// Both operands, and what they depend on.
fn both(cx: &Cx<'_>, left: &Expr, right: &Expr) -> Option<([Constant; 2], Vec<GuardFact>)> {
    let ((left, of_left), (right, of_right)) = (cx.known(left)?, cx.known(right)?);
    Some(([left, right], joined([of_left, of_right])))
}

/// What stands on the slow path is the expression as it was written: its guarded parts go back to what they were.
pub(super) fn restore_parts(expr: &mut Expr, cx: &Cx<'_>) {
    if cx.asking {
        return;
    }
    let restore = |part: &mut Expr| {
        if let ExprKind::IfExp { test, body, orelse } = &mut part.kind
            && matches!(test.kind, ExprKind::Guard(_))
            && constant(body).is_some()
        {
            let written = std::mem::replace(&mut orelse.kind, ExprKind::Constant(Constant::None));
            (part.span, part.kind) = (orelse.span, written);
        }
    };
    match &mut expr.kind {
        ExprKind::UnaryOp { operand, .. } => restore(operand),
        ExprKind::BinOp { left, right, .. } => [left, right].into_iter().for_each(|part| restore(part)),
        ExprKind::Subscript { value, slice, .. } => [value, slice].into_iter().for_each(|part| restore(part)),
        ExprKind::Compare { left, comparators, .. } => {
            restore(left);
            comparators.iter_mut().for_each(restore);
        }
        _ => {}
    }
}

/// G13
pub struct ModuleConstant;

impl AstPass for ModuleConstant {
    fn id(&self) -> Id {
        Id::G13
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::Attribute])
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        if cx.module.known.modules.is_empty() || !matches!(expr.kind, ExprKind::Attribute { .. }) {
            return;
        }
        // math.pi → 3.14… if ⟦attr:math.pi⟧ else math.pi
        if let Some((value, facts)) = cx.known(expr) {
            cx.guard(expr, ExprKind::Constant(value), facts);
        }
    }
}
