//! A41: folds the numbers of patterns.
//!
//! **Before → after** `case -1:` and `case 1+2j:` compare with one constant; the text stays. So do the keys of mapping
//! patterns.
//! **Why legal** the grammar allows signed numbers and sums of a real and an imaginary one there, of exact types.
//! **Does not do** class and attribute patterns: they are looked up.

use crate::catalogue::Id;
use crate::pass::{AstPass, Cx, Shown, constant};
use pyopt_compiler::semantics::fold;
use pyopt_compiler::syntax::ast::{Constant, Expr, ExprKind, Pattern, PatternKind, Stmt, StmtKind};

/// A41
pub struct PatternConstants;

impl AstPass for PatternConstants {
    fn id(&self) -> Id {
        Id::A41
    }

    fn shown(&self) -> Shown {
        Shown::STMTS
    }

    fn stmt(&self, stmt: &mut Stmt, cx: &mut Cx<'_>) {
        let StmtKind::Match { cases, .. } = &mut stmt.kind else { return };
        cases.iter_mut().for_each(|case| pattern(&mut case.pattern, cx));
    }
}

fn pattern(place: &mut Pattern, cx: &mut Cx<'_>) {
    match &mut place.kind {
        PatternKind::Value(value) => number(value, cx),
        PatternKind::Sequence(parts) | PatternKind::Or(parts) => {
            parts.iter_mut().for_each(|part| pattern(part, cx));
        }
        PatternKind::Mapping { keys, patterns, .. } => {
            keys.iter_mut().for_each(|key| number(key, cx));
            patterns.iter_mut().for_each(|part| pattern(part, cx));
        }
        PatternKind::Class { patterns, kwd_patterns, .. } => {
            patterns.iter_mut().chain(kwd_patterns).for_each(|part| pattern(part, cx));
        }
        PatternKind::As { pattern: Some(part), .. } => pattern(part, cx),
        PatternKind::As { .. } | PatternKind::Singleton(_) | PatternKind::Star(_) => {}
    }
}

fn number(expr: &mut Expr, cx: &mut Cx<'_>) {
    // case -1 → one constant
    if let Some(value) = folded(expr) {
        cx.replace_constant(expr, value);
    }
}

fn folded(expr: &Expr) -> Option<Constant> {
    match &expr.kind {
        ExprKind::UnaryOp { op, operand } => fold::unary(*op, constant(operand)?),
        ExprKind::BinOp { left, op, right } => {
            let sign;
            let left = match constant(left) {
                Some(value) => value,
                None => {
                    sign = folded(left)?;
                    &sign
                }
            };
            fold::binary(*op, left, constant(right)?).ok()
        }
        _ => None,
    }
}
