//! G11: `append` to a local that is a list needs no method.
//!
//! **Before → after** `out.append(x)` → `⟦list.append⟧(out, x) if ⟦exact:out:list⟧ else out.append(x)`, as a statement.
//! **Why legal** what an exact list calls `append` no program can change; the test stands where Python would look the
//! attribute up, and operands that are names or constants run no code in between, so that nobody can begin to profile.
//! The test costs less than the lookup that it replaces, so nothing is moved in front of the loop, which may have no turn.
//! **Needs** a plain local of a function, one positional argument. **Does not do** other operands, receivers, methods.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, Shown};
use pyopt_compiler::semantics::exact::ExactKinds;
use pyopt_compiler::syntax::ast::{Expr, ExprContext, ExprKind, GuardFact, Intrinsic, Stmt, StmtKind};

/// G11
pub struct ExactAppend;

impl AstPass for ExactAppend {
    fn id(&self) -> Id {
        Id::G11
    }

    fn shown(&self) -> Shown {
        Shown::STMTS
    }

    fn stmt(&self, stmt: &mut Stmt, cx: &mut Cx<'_>) {
        let StmtKind::Expr(expr) = &mut stmt.kind else { return };
        let ExprKind::Call { func, args, keywords } = &expr.kind else { return };
        let ExprKind::Attribute { value, attr, .. } = &func.kind else { return };
        let ExprKind::Name { id, .. } = &value.kind else { return };
        if &**attr != "append" || !keywords.is_empty() || args.len() != 1 || cx.slow_path > 0 {
            return;
        }
        if !cx.is_local(id) {
            return cx.missed(expr.span, "the receiver is no local of a function");
        }
        if !runs_no_code(&args[0]) || !expr.span.is_one_line() {
            return cx.missed(expr.span, "the argument may run code");
        }
        // out.append(x) → ⟦list.append⟧(out, x) if ⟦exact:out:list⟧ else out.append(x)
        let facts = vec![GuardFact::Exact(id.clone(), ExactKinds::LIST)];
        let operands = vec![(**value).clone(), args[0].clone()];
        cx.guard(expr, ExprKind::Intrinsic(Intrinsic::ListAppend, operands), facts);
    }
}

/// Whether an expression comes to its value, or to an error, without running any code of the program.
fn runs_no_code(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Constant(_) | ExprKind::Name { ctx: ExprContext::Load, .. } => true,
        ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => elts.iter().all(runs_no_code),
        _ => false,
    }
}
