//! G12 and G17: operators and conversions that give back an operand of exactly one type.
//!
//! **Before → after** G12 `n * 1` → `n if ⟦exact:n:int⟧ else n * 1`; G17 `str(s)` → `s if ⟦builtin:str, exact:s:str⟧ else
//! str(s)`.
//! **Why legal** the operator gives an equal int or the same float, and whether ints or floats are the same object is no
//! promise; the conversion gives the object itself.
//! **Needs** a plain local of a function. **Does not do** `x + 0.0` (−0.0 becomes 0.0), `n * 0` (NaN), bools (an int comes
//! out), conversions that make a fresh object.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown, constant};
use pyopt_compiler::semantics::exact::ExactKinds;
use pyopt_compiler::syntax::ast::{Constant, Expr, ExprContext, ExprKind, GuardFact, Operator};

/// G12
pub struct Identity;

impl AstPass for Identity {
    fn id(&self) -> Id {
        Id::G12
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::BinOp])
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        let ExprKind::BinOp { left, op, right } = &expr.kind else { return };
        let Some(kinds) = constant(right).and_then(|right| neutral(*op, right)) else { return };
        let operand = (**left).clone();
        // n * 1 → n
        exactly(expr, operand, kinds, Vec::new(), cx);
    }
}

/// The type of left operands for which an operator with this right operand changes nothing.
fn neutral(op: Operator, right: &Constant) -> Option<ExactKinds> {
    match (op, right) {
        (Operator::Mult, Constant::Int(1))
        | (Operator::Add | Operator::Sub | Operator::BitOr | Operator::BitXor, Constant::Int(0))
        | (Operator::LShift | Operator::RShift, Constant::Int(0))
        | (Operator::FloorDiv, Constant::Int(1)) => Some(ExactKinds::INT),
        (Operator::Mult | Operator::Div, Constant::Float(one)) if *one == 1.0 => Some(ExactKinds::FLOAT),
        (Operator::Sub, Constant::Float(zero)) if zero.to_bits() == 0 => Some(ExactKinds::FLOAT),
        _ => None,
    }
}

/// G17
pub struct Conversion;

impl AstPass for Conversion {
    fn id(&self) -> Id {
        Id::G17
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::Call])
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        let ExprKind::Call { func, args, keywords } = &expr.kind else { return };
        let (ExprKind::Name { id, ctx: ExprContext::Load }, [operand], []) =
            (&func.kind, &args[..], &keywords[..])
        else {
            return;
        };
        let kinds = match &**id {
            "str" => ExactKinds::STR,
            "int" => ExactKinds::INT,
            "float" => ExactKinds::FLOAT,
            "bytes" => ExactKinds::BYTES,
            "tuple" => ExactKinds::TUPLE,
            _ => return,
        };
        let (id, operand) = (id.clone(), operand.clone());
        if matches!(operand.kind, ExprKind::Name { .. }) && cx.is_builtin(&id, expr.span) {
            // str(s) → s
            exactly(expr, operand, kinds, vec![GuardFact::Builtin(id)], cx);
        }
    }
}

/// Takes an operand in place of the expression where it is of exactly this type.
fn exactly(expr: &mut Expr, operand: Expr, kinds: ExactKinds, mut facts: Vec<GuardFact>, cx: &mut Cx<'_>) {
    let ExprKind::Name { id, ctx: ExprContext::Load } = &operand.kind else { return };
    if cx.slow_path > 0 || !expr.span.is_one_line() {
        return;
    }
    if !cx.is_local(id) {
        return cx.missed(expr.span, "the operand is no local of a function");
    }
    facts.push(GuardFact::Exact(id.clone(), kinds));
    cx.guard(expr, operand.kind, facts);
}
