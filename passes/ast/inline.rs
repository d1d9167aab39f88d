//! G06, G08 and G19: calls of functions that the module defines.
//!
//! **Before → after** G06 `head(s, n)` → `s[:n] if ⟦func:head, room:1, exact:s:scalar, exact:n:scalar⟧ else
//! head(s, n)`; with constants for arguments the folding passes compute the value (G08). If the function asks for the type of a
//! local, there is a version for each answer. G19 `f(b=1, a=x)` →
//! `f(x, 1) if ⟦func:f⟧ else f(b=1, a=x)`.
//! **Why legal** the guard holds while the global is bound to the function that this definition made, with its own code. Its
//! value is pure as long as the arguments are scalars, which is tested each time, and so is whether a call would
//! still find room. Nothing can look at the frame that is missing: if the value raises, the call is made after all
//! and raises the same in its own frame.
//! **Needs** a plain function that the module defines once; arguments by position that are constants, locals, or operators
//! on such. G19: constants and names, at most one of them a name if the order changes, since it may be unbound.
//! **Does not do** functions that are not pure, methods, arguments that may not be needed and may raise.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown};
use pyopt_compiler::analysis::functions::KnownFunction;
use pyopt_compiler::analysis::value_parts::{apply, decide, place_at, scalar_names, split};
use pyopt_compiler::semantics::exact::ExactKinds;
use pyopt_compiler::syntax::ast::{Expr, ExprContext, ExprKind, GuardFact, Ident};

/// G06
pub struct Inline;

impl AstPass for Inline {
    fn id(&self) -> Id {
        Id::G06
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::Call])
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        let module = cx.module;
        let Some((id, function)) = callee(expr, cx, &module.known.functions) else { return };
        let ExprKind::Call { args, keywords, .. } = &expr.kind else { return };
        if !keywords.is_empty() || args.len() != function.params.len() {
            return;
        }
        let value = match &function.value {
            Ok(value) => value,
            Err(why) => return cx.missed_because(expr.span, why.reason, Some(why.cause)),
        };
        let mut names = Vec::new();
        let mut is_local = |name: &Ident| cx.is_local(name);
        if let Some(arg) = args.iter().find(|arg| !scalar_names(arg, &mut is_local, &mut names)) {
            return cx.missed_because(expr.span, "an argument is not known to be a scalar", Some(arg.span));
        }
        let Some(mut fast) = apply(value.expr.clone(), &function.params, args) else {
            return cx.missed(expr.span, "an argument may not be needed, and may raise");
        };
        place_at(&mut fast, expr.span);
        let mut facts = vec![GuardFact::Function(id.clone(), function.line)];
        facts.extend(value.facts.iter().cloned());
        facts.push(GuardFact::Room(value.calls));
        let versions = names.iter().enumerate().find_map(|(at, name)| Some((at, split(&fast, name)?)));
        let (at, kinds) = versions.unwrap_or((0, vec![ExactKinds::SCALARS]));
        // One version for each set of types of the local whose type the function asks for, the last one innermost.
        let mut with = expr.clone();
        for kinds in kinds.into_iter().rev() {
            let exact = |(other, name): (usize, &Ident)| {
                GuardFact::Exact(name.clone(), if other == at { kinds } else { ExactKinds::SCALARS })
            };
            let tests = facts.iter().cloned().chain(names.iter().enumerate().map(exact));
            let mut body = fast.clone();
            if let Some(name) = names.get(at) {
                decide(&mut body, name, kinds);
            }
            let test = Expr { kind: ExprKind::Guard(tests.collect()), span: expr.span };
            let kind = ExprKind::IfExp { test: Box::new(test), body: Box::new(body), orelse: Box::new(with) };
            with = Expr { kind, span: expr.span };
        }
        cx.replace_with_guards(expr, with.kind, facts);
    }
}

/// G19
pub struct Positional;

impl AstPass for Positional {
    fn id(&self) -> Id {
        Id::G19
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::Call])
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        let module = cx.module;
        let Some((id, function)) = callee(expr, cx, &module.known.functions) else { return };
        let ExprKind::Call { func, args, keywords } = &expr.kind else { return };
        if keywords.is_empty() || args.len() + keywords.len() != function.params.len() {
            return;
        }
        let simple = |arg: &Expr| {
            matches!(arg.kind, ExprKind::Constant(_) | ExprKind::Name { ctx: ExprContext::Load, .. })
        };
        if !args.iter().chain(keywords.iter().map(|keyword| &keyword.value)).all(simple) {
            return cx.missed(expr.span, "an argument is neither a constant nor a name");
        }
        // Each parameter that is left is given once.
        let given = args.len().max(function.positional_only);
        let place = |name: &Option<Ident>| {
            let name = name.as_ref()?;
            function.params.iter().skip(given).position(|param| param == name).map(|at| at + given)
        };
        let Some(places) = keywords.iter().map(|keyword| place(&keyword.name)).collect::<Option<Vec<_>>>()
        else {
            return;
        };
        let mut sorted = places.clone();
        sorted.sort_unstable();
        if sorted.windows(2).any(|pair| pair[0] == pair[1]) {
            return;
        }
        let is_name = |arg: &&Expr| matches!(arg.kind, ExprKind::Name { .. });
        if sorted != places && keywords.iter().map(|keyword| &keyword.value).filter(is_name).count() > 1 {
            return cx.missed(expr.span, "names that would be read in another order");
        }
        let mut all = args.clone();
        for place in sorted {
            let keyword = places.iter().position(|other| *other == place).and_then(|at| keywords.get(at));
            all.extend(keyword.map(|keyword| keyword.value.clone()));
        }
        let fast = ExprKind::Call { func: func.clone(), args: all, keywords: Vec::new() };
        let facts = vec![GuardFact::Function(id.clone(), function.line)];
        // f(b=1, a=x) → f(x, 1)
        cx.guard(expr, fast, facts);
    }
}

/// The function of the module that a call names, where a guard may stand.
fn callee<'m>(
    expr: &Expr,
    cx: &Cx<'_>,
    functions: &'m pyopt_compiler::map::Map<Ident, KnownFunction>,
) -> Option<(&'m Ident, &'m KnownFunction)> {
    if functions.is_empty() || !cx.sees_globals() || cx.comprehension > 0 || !expr.span.is_one_line() {
        return None;
    }
    let ExprKind::Call { func, .. } = &expr.kind else { return None };
    let ExprKind::Name { id, ctx: ExprContext::Load } = &func.kind else { return None };
    functions.get_key_value(id)
}
