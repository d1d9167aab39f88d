//! What becomes of the value of a pure function (see [`super::functions`]) where it takes the place of a call: arguments for
//! parameters, a version for each set of types that it distinguishes, one place in the source for all of it.

use super::visit::for_each_child;
use crate::semantics::exact::ExactKinds;
use crate::syntax::ast::{Constant, Expr, ExprContext, ExprKind, Ident, Operator, Span, UnaryOp};

/// The value of a function for these arguments; none if one of them would not be evaluated though it may raise.
pub fn apply(mut value: Expr, params: &[Ident], args: &[Expr]) -> Option<Expr> {
    if !params.iter().zip(args).all(|(param, arg)| is_total(arg) || evaluates(&value, param)) {
        return None;
    }
    substitute(&mut value, &|name| params.iter().position(|param| param == name).and_then(|at| args.get(at)));
    Some(value)
}

/// Whether the arguments of a call may be taken over into an expression: scalars in, no code of the program runs. Gives
/// the names of the locals that have to be scalars.
pub fn scalar_names(arg: &Expr, is_local: &mut dyn FnMut(&Ident) -> bool, names: &mut Vec<Ident>) -> bool {
    match &arg.kind {
        ExprKind::Constant(value) => !matches!(
            value,
            Constant::Tuple(_) | Constant::FrozenSet(_) | Constant::Slice(_) | Constant::Ellipsis
        ),
        ExprKind::Name { id, ctx: ExprContext::Load } => {
            let local = is_local(id);
            if local && !names.contains(id) {
                names.push(id.clone());
            }
            local
        }
        ExprKind::BinOp { left, op, right } => {
            *op != Operator::MatMult
                && scalar_names(left, is_local, names)
                && scalar_names(right, is_local, names)
        }
        ExprKind::UnaryOp { op: UnaryOp::USub | UnaryOp::UAdd, operand } => {
            scalar_names(operand, is_local, names)
        }
        _ => false,
    }
}

/// The sets of scalar types between which an expression distinguishes by `isinstance` of a name; none if it does not. The
/// one that looks likeliest comes first.
pub fn split(expr: &Expr, name: &Ident) -> Option<Vec<ExactKinds>> {
    const PARTS: usize = 3;
    let mut parts = vec![ExactKinds::SCALARS];
    tests_of(expr, name, &mut |kinds| {
        let split = parts.iter().flat_map(|part| [part.without(kinds), part.without(part.without(kinds))]);
        parts = split.filter(|part| !part.is_empty()).collect();
    });
    parts.sort_by_key(|part| (!part.has(ExactKinds::STR), !part.has(ExactKinds::INT)));
    (2..=PARTS).contains(&parts.len()).then_some(parts)
}

fn tests_of(expr: &Expr, name: &Ident, see: &mut dyn FnMut(ExactKinds)) {
    if let Some(kinds) = tested_kinds(expr, name) {
        see(kinds);
    }
    for_each_child(expr, &mut |part| tests_of(part, name, see));
}

/// The types that `isinstance(name, class)` asks for.
fn tested_kinds(expr: &Expr, name: &Ident) -> Option<ExactKinds> {
    let ExprKind::Call { func, args, .. } = &expr.kind else { return None };
    match (&func.kind, &args[..]) {
        (
            ExprKind::Name { id: callee, .. },
            [
                Expr { kind: ExprKind::Name { id, .. }, .. },
                Expr { kind: ExprKind::Name { id: class, .. }, .. },
            ],
        ) if &**callee == "isinstance" && id == name => ExactKinds::instances_of(class),
        _ => None,
    }
}

/// Decides `isinstance` of a name that is bound to a value of exactly one of these types.
pub fn decide(expr: &mut Expr, name: &Ident, kinds: ExactKinds) {
    if let Some(asked) = tested_kinds(expr, name) {
        let answer = if asked.has(kinds) {
            true
        } else if kinds.without(asked) == kinds {
            false
        } else {
            return;
        };
        expr.kind = ExprKind::Constant(Constant::Bool(answer));
        return;
    }
    for_each_part(expr, &mut |part| decide(part, name, kinds));
}

/// Whether an expression has a value, whatever its names are bound to.
pub(super) fn is_total(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Constant(_) | ExprKind::Name { .. })
}

/// Whether evaluating the expression, if it comes to an end, evaluates this name.
pub(super) fn evaluates(expr: &Expr, name: &Ident) -> bool {
    match &expr.kind {
        ExprKind::Name { id, .. } => id == name,
        ExprKind::IfExp { test, body, orelse } => {
            evaluates(test, name) || evaluates(body, name) && evaluates(orelse, name)
        }
        ExprKind::BoolOp { values, .. } => values.first().is_some_and(|first| evaluates(first, name)),
        ExprKind::Compare { left, comparators, .. } => {
            evaluates(left, name) || comparators.first().is_some_and(|first| evaluates(first, name))
        }
        _ => {
            let mut found = false;
            for_each_child(expr, &mut |part| found |= evaluates(part, name));
            found
        }
    }
}

/// Puts expressions in place of names.
pub(super) fn substitute<'e>(expr: &mut Expr, with: &dyn Fn(&Ident) -> Option<&'e Expr>) {
    if let ExprKind::Name { id, .. } = &expr.kind {
        if let Some(value) = with(id) {
            *expr = value.clone();
        }
        return;
    }
    for_each_part(expr, &mut |part| substitute(part, with));
}

/// Shows the parts of an expression of the kinds that values of pure functions are made of.
fn for_each_part(expr: &mut Expr, see: &mut dyn FnMut(&mut Expr)) {
    match &mut expr.kind {
        ExprKind::BoolOp { values: parts, .. }
        | ExprKind::Tuple { elts: parts, .. }
        | ExprKind::List { elts: parts, .. } => parts.iter_mut().for_each(see),
        ExprKind::BinOp { left, right, .. } => [left, right].into_iter().for_each(|part| see(part)),
        ExprKind::UnaryOp { operand: part, .. } | ExprKind::Attribute { value: part, .. } => see(part),
        ExprKind::IfExp { test, body, orelse } => [test, body, orelse].into_iter().for_each(|part| see(part)),
        ExprKind::Compare { left, comparators, .. } => {
            see(left);
            comparators.iter_mut().for_each(see);
        }
        ExprKind::Subscript { value, slice, .. } => [value, slice].into_iter().for_each(|part| see(part)),
        ExprKind::Slice { lower, upper, step } => {
            lower.iter_mut().chain(upper).chain(step).for_each(|part| see(part));
        }
        ExprKind::Call { func, args, .. } => {
            see(func);
            args.iter_mut().for_each(see);
        }
        _ => {}
    }
}

/// Gives an expression and all its parts one place in the source.
pub fn place_at(expr: &mut Expr, span: Span) {
    expr.span = span;
    for_each_part(expr, &mut |part| place_at(part, span));
}

/// How many nodes an expression has.
pub(super) fn nodes(expr: &Expr) -> usize {
    let mut count = 1;
    for_each_child(expr, &mut |part| count += nodes(part));
    count
}
