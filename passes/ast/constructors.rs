//! G09: displays instead of calls of the builtin classes.
//!
//! **Before → after** `dict()` → `{}`, `list()` → `[]`, `tuple()` → `()`, `dict(a=x, b=1)` → `{'a': x, 'b': 1}`, each
//! behind `⟦builtin:…⟧`.
//! **Why legal** the guard stands where Python looks the name up; a fresh object is made each time.
//! **Needs** a name that the module binds nowhere; values that are constants or names, so that nobody can begin to trace
//! between the guard and the call. **Does not do** `set()` (there is no display), positional arguments, `**`.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, ExprTag, Place, Shown};
use pyopt_compiler::semantics::fold::str_constant;
use pyopt_compiler::syntax::ast::{Constant, Expr, ExprContext, ExprKind, GuardFact, Wtf8Buf};

/// G09
pub struct Constructors;

impl AstPass for Constructors {
    fn id(&self) -> Id {
        Id::G09
    }

    fn shown(&self) -> Shown {
        Shown::exprs(&[ExprTag::Call])
    }

    fn expr(&self, expr: &mut Expr, _place: Place, cx: &mut Cx<'_>) {
        let ExprKind::Call { func, args, keywords } = &expr.kind else { return };
        let ExprKind::Name { id, ctx: ExprContext::Load } = &func.kind else { return };
        if !args.is_empty() || !matches!(&**id, "dict" | "list" | "tuple") {
            return;
        }
        let id = id.clone();
        let fast = match (&*id, &keywords[..]) {
            // list() → []
            ("list", []) => ExprKind::List { elts: Vec::new(), ctx: ExprContext::Load },
            // tuple() → ()
            ("tuple", []) => ExprKind::Constant(Constant::Tuple([].into())),
            // dict(a=x) → {'a': x}
            ("dict", _) => {
                let simple =
                    |value: &Expr| matches!(value.kind, ExprKind::Constant(_) | ExprKind::Name { .. });
                let mut keys = Vec::with_capacity(keywords.len());
                for keyword in keywords {
                    let Some(name) = &keyword.name else { return };
                    if !simple(&keyword.value) {
                        return cx.missed(expr.span, "a value could run code between the guard and the call");
                    }
                    let kind = ExprKind::Constant(str_constant(Wtf8Buf::from(&**name)));
                    keys.push(Some(Expr { kind, span: keyword.value.span }));
                }
                let values = keywords.iter().map(|keyword| keyword.value.clone()).collect();
                ExprKind::Dict { keys, values }
            }
            _ => return,
        };
        if cx.is_builtin(&id, expr.span) {
            cx.guard(expr, fast, vec![GuardFact::Builtin(id)]);
        }
    }
}
