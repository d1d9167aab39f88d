//! Warnings about code that is legal and surely not meant.

use super::CompileWarning;
use super::compiler::Compiler;
use crate::syntax::ast::*;

/// The name of the type that an expression surely has.
fn infer_type(e: &Expr) -> Option<&'static str> {
    Some(match &e.kind {
        ExprKind::Tuple { .. } => "tuple",
        ExprKind::List { .. } | ExprKind::ListComp { .. } => "list",
        ExprKind::Dict { .. } | ExprKind::DictComp { .. } => "dict",
        ExprKind::Set(_) | ExprKind::SetComp { .. } => "set",
        ExprKind::GeneratorExp { .. } => "generator",
        ExprKind::Lambda(_) => "function",
        ExprKind::TemplateStr(_) | ExprKind::Interpolation { .. } => "string.templatelib.Template",
        ExprKind::JoinedStr(_) | ExprKind::FormattedValue { .. } => "str",
        ExprKind::Constant(c) => match c {
            Constant::None => "NoneType",
            Constant::Bool(_) => "bool",
            Constant::Ellipsis => "ellipsis",
            Constant::Int(_) | Constant::BigInt(_) => "int",
            Constant::Float(_) => "float",
            Constant::Complex { .. } => "complex",
            Constant::Str(_) => "str",
            Constant::Bytes(_) => "bytes",
            Constant::Tuple(_) => "tuple",
            Constant::FrozenSet(_) => "frozenset",
            Constant::Slice(_) => "slice",
        },
        _ => return None,
    })
}

/// False for literals that `is` must not be asked about.
fn has_identity(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Tuple { elts, .. } => !elts.iter().all(|e| matches!(e.kind, ExprKind::Constant(_))),
        ExprKind::Constant(c) => matches!(c, Constant::None | Constant::Bool(_) | Constant::Ellipsis),
        _ => true,
    }
}

impl Compiler<'_, '_> {
    pub fn check_compare(&mut self, left: &Expr, ops: &[CmpOp], comparators: &[Expr], span: Span) {
        let mut left = left;
        for (op, right) in ops.iter().zip(comparators) {
            if matches!(op, CmpOp::Is | CmpOp::IsNot) && (!has_identity(left) || !has_identity(right)) {
                let literal = if has_identity(left) { right } else { left };
                let name = infer_type(literal).unwrap_or("object");
                let (word, meant) = if *op == CmpOp::Is { ("is", "==") } else { ("is not", "!=") };
                self.warn(format!("\"{word}\" with '{name}' literal. Did you mean \"{meant}\"?"), span);
                return;
            }
            left = right;
        }
    }

    pub fn check_caller(&mut self, func: &Expr) {
        if matches!(func.kind, ExprKind::Lambda(_)) {
            return;
        }
        if let Some(name) = infer_type(func) {
            self.warn(format!("'{name}' object is not callable; perhaps you missed a comma?"), func.span);
        }
    }

    pub fn check_subscripter(&mut self, value: &Expr) {
        let doubtful = match &value.kind {
            ExprKind::Constant(c) => matches!(
                c,
                Constant::None
                    | Constant::Ellipsis
                    | Constant::Bool(_)
                    | Constant::Int(_)
                    | Constant::BigInt(_)
                    | Constant::Float(_)
                    | Constant::Complex { .. }
                    | Constant::FrozenSet(_)
            ),
            ExprKind::Set(_)
            | ExprKind::SetComp { .. }
            | ExprKind::GeneratorExp { .. }
            | ExprKind::TemplateStr(_)
            | ExprKind::Interpolation { .. }
            | ExprKind::Lambda(_) => true,
            _ => false,
        };
        if doubtful && let Some(name) = infer_type(value) {
            self.warn(
                format!("'{name}' object is not subscriptable; perhaps you missed a comma?"),
                value.span,
            );
        }
    }

    pub fn check_index(&mut self, value: &Expr, index: &Expr) {
        let Some(index_type) = infer_type(index) else { return };
        if matches!(index_type, "int" | "bool" | "slice") {
            return;
        }
        let sequence = match &value.kind {
            ExprKind::Constant(c) => matches!(c, Constant::Str(_) | Constant::Bytes(_) | Constant::Tuple(_)),
            ExprKind::Tuple { .. }
            | ExprKind::List { .. }
            | ExprKind::ListComp { .. }
            | ExprKind::JoinedStr(_)
            | ExprKind::FormattedValue { .. } => true,
            _ => false,
        };
        if sequence && let Some(name) = infer_type(value) {
            self.warn(
                format!(
                    "{name} indices must be integers or slices, not {index_type}; perhaps you missed a comma?"
                ),
                value.span,
            );
        }
    }
}

/// Where a statement stands relative to the nearest `finally`.
#[derive(Clone, Copy)]
struct FinallyContext {
    in_finally: bool,
    in_function: bool,
    in_loop: bool,
}

/// PEP 765: `return`, `break` and `continue` that leave a `finally` block.
pub(super) fn finally_warnings(module: &Mod) -> Vec<CompileWarning> {
    let mut out = Vec::new();
    if let Mod::Module(body) | Mod::Interactive(body) = module {
        let cx = FinallyContext { in_finally: false, in_function: false, in_loop: false };
        scan(body, cx, &mut out);
    }
    out
}

fn scan(body: &[Stmt], cx: FinallyContext, out: &mut Vec<CompileWarning>) {
    let inner = FinallyContext { in_finally: false, in_function: true, in_loop: false };
    // What stands in a loop is not looked at, whatever it leaves.
    let looped = FinallyContext { in_finally: false, in_function: false, in_loop: true };
    for s in body {
        let mut leaves = |word: &str| {
            out.push(CompileWarning { msg: format!("'{word}' in a 'finally' block"), span: s.span });
        };
        match &s.kind {
            StmtKind::Return(_) if cx.in_finally && !cx.in_function => leaves("return"),
            StmtKind::Break if cx.in_finally && !cx.in_loop => leaves("break"),
            StmtKind::Continue if cx.in_finally && !cx.in_loop => leaves("continue"),
            StmtKind::FunctionDef(f) => scan(&f.body, inner, out),
            StmtKind::ClassDef(c) => scan(&c.body, inner, out),
            StmtKind::For { body, orelse, .. } | StmtKind::While { body, orelse, .. } => {
                scan(body, looped, out);
                scan(orelse, cx, out);
            }
            StmtKind::If { body, orelse, .. } => {
                scan(body, cx, out);
                scan(orelse, cx, out);
            }
            StmtKind::With { body, .. } => scan(body, cx, out),
            StmtKind::Match { cases, .. } => cases.iter().for_each(|c| scan(&c.body, cx, out)),
            StmtKind::Try(t) => {
                scan(&t.body, cx, out);
                t.handlers.iter().for_each(|h| scan(&h.body, cx, out));
                scan(&t.orelse, cx, out);
                let finally = FinallyContext { in_finally: true, in_function: false, in_loop: false };
                scan(&t.finalbody, finally, out);
            }
            _ => {}
        }
    }
}
