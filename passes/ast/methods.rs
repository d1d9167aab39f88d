//! A28: calls a pure method of a constant.
//!
//! **Before → after** `'abc'.upper()` → `'ABC' if ⟦⟧ else 'abc'.upper()`, `'a b'.split()` → `['a', 'b'] if ⟦⟧ else …`,
//! `(255).bit_length()` → `8 if ⟦⟧ else …`.
//! **Why legal** the receiver is of exactly a builtin type, whose methods cannot be replaced; the result depends on
//! the constants alone (`analysis::methods`). A list is made anew each time. A profiler hears of the call: the guard
//! without facts holds while there is none.
//! **Needs** positional constants and one line. **Does not do** what raises, what is too large (a list of more than 30
//! items is added item by item), case and classes of text beyond ASCII, encodings but ASCII, Latin-1 and UTF-8, `format`.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown, constant, constants};
use pyopt_compiler::analysis::methods::{call_method, knows};
use pyopt_compiler::analysis::purity::PureResult;
use pyopt_compiler::syntax::ast::{Constant, Expr, ExprContext, ExprKind};

/// A28
pub struct CallMethod;

/// Items of a list that one instruction adds at once; codegen adds those of a longer one in turn.
const DISPLAY_ITEMS: usize = 30;

impl AstPass for CallMethod {
    fn id(&self) -> Id {
        Id::A28
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::Call])
    }

    fn expr(&self, expr: &mut Expr, place: Place, cx: &mut Cx<'_>) {
        let ExprKind::Call { func, args, keywords } = &expr.kind else { return };
        let ExprKind::Attribute { value, attr, ctx: ExprContext::Load } = &func.kind else { return };
        let Some(receiver) = constant(value).filter(|value| knows(value)) else { return };
        if !keywords.is_empty() || cx.slow_path > 0 {
            return;
        }
        let Some(args) = arguments(attr, args) else { return };
        if !expr.span.is_one_line() {
            return cx.missed(expr.span, "a tracer sees the lines of its parts");
        }
        let span = expr.span;
        let fast = match call_method(receiver, attr, &args) {
            // 'abc'.upper() → 'ABC'
            Some(PureResult::Value(value)) => ExprKind::Constant(value),
            // for x in 'a b'.split() → for x in ('a', 'b')
            Some(PureResult::List(items)) if place.iterated => {
                ExprKind::Constant(Constant::Tuple(items.into()))
            }
            // 'a b'.split() → ['a', 'b']
            Some(PureResult::List(items)) if items.len() <= DISPLAY_ITEMS => {
                let item = |item| Expr { kind: ExprKind::Constant(item), span };
                ExprKind::List { elts: items.into_iter().map(item).collect(), ctx: ExprContext::Load }
            }
            Some(PureResult::List(_)) => return cx.missed(span, "the list is too long"),
            None => {
                let reason = "the method is not known as pure, raises, or its result is too large";
                return cx.missed(span, reason);
            }
        };
        cx.guard(expr, fast, Vec::new());
    }
}

/// The arguments as constants; a list that `join` only reads counts as its tuple.
fn arguments(method: &str, args: &[Expr]) -> Option<Vec<Constant>> {
    match args {
        [Expr { kind: ExprKind::List { elts, .. }, .. }] if method == "join" => {
            Some(vec![Constant::Tuple(constants(elts)?.into())])
        }
        _ => constants(args),
    }
}
