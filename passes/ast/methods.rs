//! A28: calls a pure method of a constant.
//!
//! **Before → after** `'abc'.upper()` → `'ABC'`, `'a b'.split()` → `['a', 'b']`, `(255).bit_length()` → `8`.
//! **Why legal** the receiver is of exactly a builtin type, whose methods cannot be replaced; the result depends on
//! the constants alone (`analysis::methods`). A list is made anew each time. One thing shows: a profiler does not hear of
//! the call that is gone.
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
        if !keywords.is_empty() {
            return;
        }
        let Some(args) = arguments(attr, args) else { return };
        if !expr.span.is_one_line() {
            return cx.missed(expr.span, "a tracer sees the lines of its parts");
        }
        let span = expr.span;
        match call_method(receiver, attr, &args) {
            // 'abc'.upper() → 'ABC'
            Some(PureResult::Value(value)) => cx.replace_constant(expr, value),
            // for x in 'a b'.split() → for x in ('a', 'b')
            Some(PureResult::List(items)) if place.iterated => {
                cx.replace_constant(expr, Constant::Tuple(items.into()));
            }
            // 'a b'.split() → ['a', 'b']
            Some(PureResult::List(items)) if items.len() <= DISPLAY_ITEMS => {
                let item = |item| Expr { kind: ExprKind::Constant(item), span };
                let elts = items.into_iter().map(item).collect();
                cx.replace(expr, ExprKind::List { elts, ctx: ExprContext::Load });
            }
            Some(PureResult::List(_)) => cx.missed(span, "the list is too long"),
            None => cx.missed(span, "the method is not known as pure, raises, or its result is too large"),
        }
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
