//! A38: calls a lambda where it stands.
//!
//! **Before → after** `(lambda x, y: (y, x))(1, v)` → `(v, 1) if ⟦room:1⟧ else (lambda x, y: (y, x))(1, v)`.
//! **Why legal** nobody else sees the function, and its body can neither raise nor run other code, so no traceback and
//! no frame would show it. A tracer or profiler would, and whoever has no room for one call more: the guard holds while there
//! is none, and room.
//! **Needs** positional arguments for plain parameters; a body made of parameters, constants, tuples, lists and `is`;
//! each parameter once and in the order of the arguments, unless its argument is a constant.
//! **Does not do** defaults, stars, names that are no parameters (they may be unbound), operators and calls (they can
//! raise, and a traceback shows the lambda's frame).

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown, constant};
use pyopt_compiler::analysis::purity::has_plain_truth;
use pyopt_compiler::syntax::ast::{Arg, Arguments, CmpOp, Expr, ExprContext, ExprKind, GuardFact};

/// A38
pub struct CallLambda;

impl AstPass for CallLambda {
    fn id(&self) -> Id {
        Id::A38
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::Call])
    }

    fn expr(&self, expr: &mut Expr, place: Place, cx: &mut Cx<'_>) {
        let ExprKind::Call { func, args, keywords } = &expr.kind else { return };
        let ExprKind::Lambda(lambda) = &func.kind else { return };
        if cx.slow_path > 0 {
            return;
        }
        let result = match parameters(&lambda.args) {
            Some(params)
                if keywords.is_empty()
                    && params.len() == args.len()
                    && !args.iter().any(|arg| matches!(arg.kind, ExprKind::Starred { .. })) =>
            {
                let mut inlined = Inlined { params, args, used: Vec::new() };
                inlined.body(&lambda.body).filter(|_| inlined.keeps_order())
            }
            _ => return cx.missed(expr.span, "the arguments are not one for each plain parameter"),
        };
        match result {
            Some(body) if place.test && !has_plain_truth(&body) => {
                cx.missed(expr.span, "a traceback points at the call when its truth raises");
            }
            // (lambda x: x)(v) → v if ⟦room:1⟧ else (lambda x: x)(v)
            Some(body) => cx.guard_by_part(expr, body, vec![GuardFact::Room(1)]),
            None => cx.missed(expr.span, "the body can raise or be noticed, or would reorder the arguments"),
        }
    }
}

/// The parameters, if all of them are plain.
fn parameters(args: &Arguments) -> Option<Vec<&Arg>> {
    let plain = args.vararg.is_none()
        && args.kwarg.is_none()
        && args.kwonlyargs.is_empty()
        && args.defaults.is_empty();
    plain.then(|| args.posonlyargs.iter().chain(&args.args).collect())
}

struct Inlined<'a> {
    params: Vec<&'a Arg>,
    args: &'a [Expr],
    /// The arguments that were put in, in order.
    used: Vec<usize>,
}

impl Inlined<'_> {
    fn body(&mut self, expr: &Expr) -> Option<Expr> {
        let kind = match &expr.kind {
            ExprKind::Constant(_) => expr.kind.clone(),
            ExprKind::Name { id, ctx: ExprContext::Load } => {
                let at = self.params.iter().position(|param| param.name == *id)?;
                self.used.push(at);
                return Some(self.args[at].clone());
            }
            ExprKind::Tuple { elts, ctx } => ExprKind::Tuple { elts: self.all(elts)?, ctx: *ctx },
            ExprKind::List { elts, ctx } => ExprKind::List { elts: self.all(elts)?, ctx: *ctx },
            ExprKind::Compare { left, ops, comparators } => match ops[..] {
                [CmpOp::Is | CmpOp::IsNot] => ExprKind::Compare {
                    left: Box::new(self.body(left)?),
                    ops: ops.clone(),
                    comparators: self.all(comparators)?,
                },
                _ => return None,
            },
            _ => return None,
        };
        Some(Expr { kind, span: expr.span })
    }

    fn all(&mut self, exprs: &[Expr]) -> Option<Vec<Expr>> {
        exprs.iter().map(|expr| self.body(expr)).collect()
    }

    /// Whether every argument that is not a constant is evaluated once, in order.
    fn keeps_order(&self) -> bool {
        let matters = |at: &usize| constant(&self.args[*at]).is_none();
        self.used.iter().copied().filter(matters).eq((0..self.args.len()).filter(matters))
    }
}
