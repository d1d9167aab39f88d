//! A27: writes a comprehension over a small constant tuple as a display.
//!
//! **Before → after** `[f(i) for i in (1, 2)]` → `[f(1), f(2)] if ⟦⟧ else [f(i) for i in (1, 2)]`; sets and dicts too.
//! **Why legal** nothing in the element can change the tuple, and the target lives in the comprehension only. A tracer
//! is told of each turn: the guard without facts holds while there is none. One thing shows: a callee that looks at the
//! frame's `f_locals` does not find the target there.
//! **Needs** one generator, a plain target, a constant tuple of 1 to `UNROLL_ITEMS` items, `UNROLL_NODES` nodes in all
//! copies; an element without scopes of its own (they capture the target), without `:=`, `await` and names that show
//! the scope.
//! **Does not do** filters, `async for`, generator expressions (they are lazy), class bodies (a comprehension there does
//! not see the names of the class); sets and dicts with items or keys that are not made of constants: a comprehension
//! hashes each before it evaluates the next one, a display hashes all at the end.

use super::unroll::items;
use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, ModuleFacts, Place, Refused, Shown};
use crate::walk;
use pyopt_compiler::analysis::kill::{CodeFacts, ScopeKind};
use pyopt_compiler::analysis::visit::{Node, Scope, walk_expr};
use pyopt_compiler::semantics::limits::{UNROLL_ITEMS, UNROLL_NODES};
use pyopt_compiler::syntax::ast::{Comprehension, Constant, Expr, ExprContext, ExprKind, Ident, Mod, Span};

/// A27
pub struct UnrollComprehension;

impl AstPass for UnrollComprehension {
    fn id(&self) -> Id {
        Id::A27
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::ListComp, ExprTag::SetComp, ExprTag::DictComp])
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        let (results, generators): (&[&Expr], _) = match &expr.kind {
            ExprKind::ListComp { elt, generators } | ExprKind::SetComp { elt, generators } => {
                (&[elt], generators)
            }
            ExprKind::DictComp { key, value, generators } => (&[key, value], generators),
            _ => return,
        };
        let [Comprehension { target, iter, ifs, is_async: false }] = &generators[..] else { return };
        let Some(items) = items(iter) else { return };
        if items.is_empty() || cx.slow_path > 0 {
            return;
        }
        let set = matches!(expr.kind, ExprKind::SetComp { .. });
        let copies = match check(target, ifs, &items, results, set, cx) {
            Ok(name) => copies(&name, &items, results),
            Err(why) => return cx.refused(expr.span, why),
        };
        let only = |copies: Vec<Vec<Expr>>| copies.into_iter().flatten().collect();
        let fast = match &expr.kind {
            // [f(i) for i in (1, 2)] → [f(1), f(2)]
            ExprKind::ListComp { .. } => ExprKind::List { elts: only(copies), ctx: ExprContext::Load },
            // {i for i in (1, 2)} → {1, 2}
            ExprKind::SetComp { .. } => ExprKind::Set(only(copies)),
            // {i: f(i) for i in (1, 2)} → {1: f(1), 2: f(2)}
            _ => {
                let (mut keys, mut values) = (Vec::new(), Vec::new());
                for copy in copies {
                    let mut copy = copy.into_iter();
                    keys.push(copy.next());
                    values.extend(copy);
                }
                ExprKind::Dict { keys, values }
            }
        };
        cx.guard(expr, fast, Vec::new());
    }
}

/// The target, if the comprehension may be unrolled.
fn check(
    target: &Expr,
    ifs: &[Expr],
    items: &[Constant],
    results: &[&Expr],
    set: bool,
    cx: &Cx<'_>,
) -> Result<Ident, Refused> {
    let ExprKind::Name { id, .. } = &target.kind else {
        return Err(("the target is not a plain name", target.span).into());
    };
    if let Some(filter) = ifs.first() {
        return Err(("a filter decides what is in it", filter.span).into());
    }
    if items.len() > UNROLL_ITEMS {
        return Err("too many iterations".into());
    }
    let hashed = match results {
        [key, _] => Some(*key),
        [item] if set => Some(*item),
        _ => None,
    };
    if items.len() > 1
        && let Some(item) = hashed.filter(|item| !is_made_of_constants(item, id))
    {
        return Err(("an item would be hashed after the next one was evaluated", item.span).into());
    }
    let (mut nodes, mut refusal) = (0, None);
    let mut facts = CodeFacts::default();
    for result in results {
        facts.absorb(CodeFacts::of_expr(result));
        walk_expr(result, Scope::Nested, &mut |node| {
            nodes += 1;
            let Node::Expr(part) = node else { return };
            match &part.kind {
                ExprKind::Lambda(_)
                | ExprKind::ListComp { .. }
                | ExprKind::SetComp { .. }
                | ExprKind::DictComp { .. }
                | ExprKind::GeneratorExp { .. } => refusal = Some(("a scope in the element", part.span)),
                ExprKind::Named { .. } => refusal = Some(("an assignment in the element", part.span)),
                ExprKind::Name { id: name, .. } if name != id && cx.scope_kind() == ScopeKind::Class => {
                    refusal = Some(("a comprehension does not see the names of a class", part.span));
                }
                _ => {}
            }
        });
    }
    match refusal {
        Some(why) => Err(why.into()),
        None if facts.suspends => Err("an await in the element".into()),
        None if facts.dynamic => {
            Err("the scope's names are visible at run time (locals, eval, exec, …)".into())
        }
        None if nodes * items.len() > UNROLL_NODES => Err("the element is too large".into()),
        None => Ok(id.clone()),
    }
}

/// Whether the value is surely of an immutable builtin type, whose hash neither raises nor runs other code.
fn is_made_of_constants(expr: &Expr, target: &Ident) -> bool {
    match &expr.kind {
        ExprKind::Constant(_) => true,
        ExprKind::Name { id, .. } => id == target,
        ExprKind::UnaryOp { operand, .. } => is_made_of_constants(operand, target),
        ExprKind::BinOp { left, right, .. } => {
            is_made_of_constants(left, target) && is_made_of_constants(right, target)
        }
        ExprKind::Tuple { elts, .. } | ExprKind::JoinedStr(elts) => {
            elts.iter().all(|elt| is_made_of_constants(elt, target))
        }
        ExprKind::FormattedValue { value, .. } => is_made_of_constants(value, target),
        _ => false,
    }
}

/// The results of each turn, with the item in place of the target.
fn copies(target: &Ident, items: &[Constant], results: &[&Expr]) -> Vec<Vec<Expr>> {
    let module = ModuleFacts::default();
    let turn = |item: &Constant| {
        let put_in = PutIn { target, item };
        let put = |result: &&Expr| {
            let mut copy = Mod::Expression(Box::new((*result).clone()));
            walk::run_everywhere(&put_in, &mut copy, &mut Cx::new(Id::A27, &module, None));
            match copy {
                Mod::Expression(copy) => *copy,
                _ => Expr { kind: ExprKind::Constant(Constant::None), span: Span::NONE },
            }
        };
        results.iter().map(put).collect()
    };
    items.iter().map(turn).collect()
}

/// Puts a constant in place of a name.
struct PutIn<'a> {
    target: &'a Ident,
    item: &'a Constant,
}

impl AstPass for PutIn<'_> {
    fn id(&self) -> Id {
        Id::A27
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        if matches!(&expr.kind, ExprKind::Name { id, ctx: ExprContext::Load } if id == self.target) {
            cx.replace_constant(expr, self.item.clone());
        }
    }
}
