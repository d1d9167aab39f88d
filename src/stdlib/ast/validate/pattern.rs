//! Patterns: only literals, names with dots, and captures that a source could say.

use super::{Check, ExprContext, expr, is_named_constant, load, name, value_error};
use pyopt_compiler::syntax::ast::{Constant, Expr, ExprKind, Operator, Pattern, PatternKind, UnaryOp};

/// A pattern; `star`: whether `*rest` may stand here.
pub(super) fn pattern(p: &Pattern, star: bool) -> Check {
    match &p.kind {
        PatternKind::Value(value) => match_value(value),
        PatternKind::Singleton(_) => Ok(()),
        PatternKind::Sequence(patterns) => patterns.iter().try_for_each(|p| pattern(p, true)),
        PatternKind::Mapping { keys, patterns, rest } => {
            if keys.len() != patterns.len() {
                return value_error("MatchMapping doesn't have the same number of keys as patterns");
            }
            rest.as_deref().map_or(Ok(()), capture)?;
            keys.iter().try_for_each(|key| match &key.kind {
                ExprKind::Constant(value) if is_named_constant(value) => Ok(()),
                _ => match_value(key),
            })?;
            patterns.iter().try_for_each(|p| pattern(p, false))
        }
        PatternKind::Class { cls, patterns, kwd_attrs, kwd_patterns } => {
            if kwd_attrs.len() != kwd_patterns.len() {
                return value_error(
                    "MatchClass doesn't have the same number of keyword attributes as patterns",
                );
            }
            expr(cls, ExprContext::Load)?;
            class_name(cls)?;
            kwd_attrs.iter().try_for_each(|n| name(n))?;
            patterns.iter().chain(kwd_patterns).try_for_each(|p| pattern(p, false))
        }
        PatternKind::Star(_) if !star => value_error("can't use MatchStar here"),
        PatternKind::Star(target) => target.as_deref().map_or(Ok(()), capture),
        PatternKind::As { pattern: inner, name } => {
            name.as_deref().map_or(Ok(()), capture)?;
            match (inner, name) {
                (None, _) => Ok(()),
                (Some(_), None) => value_error("MatchAs must specify a target name if a pattern is given"),
                (Some(inner), Some(_)) => pattern(inner, false),
            }
        }
        PatternKind::Or(patterns) if patterns.len() < 2 => {
            value_error("MatchOr requires at least 2 patterns")
        }
        PatternKind::Or(patterns) => patterns.iter().try_for_each(|p| pattern(p, false)),
    }
}

fn capture(target: &str) -> Check {
    if target == "_" {
        return value_error("can't capture name '_' in patterns");
    }
    name(target)
}

/// `a.b.c`.
fn class_name(cls: &Expr) -> Check {
    let mut at = cls;
    loop {
        match &at.kind {
            ExprKind::Name { .. } => return Ok(()),
            ExprKind::Attribute { value, .. } => at = value,
            _ => {
                return value_error("MatchClass cls field can only contain Name or Attribute nodes.");
            }
        }
    }
}

fn match_value(value: &Expr) -> Check {
    load(value)?;
    let fits = match &value.kind {
        ExprKind::Constant(
            Constant::Int(_)
            | Constant::BigInt(_)
            | Constant::Float(_)
            | Constant::Bytes(_)
            | Constant::Complex { .. }
            | Constant::Str(_),
        ) => true,
        ExprKind::Constant(_) => {
            return value_error("unexpected constant inside of a literal pattern");
        }
        // F-strings are refused later, as a syntax error.
        ExprKind::Attribute { .. } | ExprKind::JoinedStr(_) | ExprKind::TemplateStr(_) => true,
        ExprKind::UnaryOp { .. } => is_negative(value, true, true),
        ExprKind::BinOp { left, op: Operator::Add | Operator::Sub, right } => {
            is_literal_number(right, false, true)
                && (is_literal_number(left, true, false) || is_negative(left, true, false))
        }
        _ => false,
    };
    if fits { Ok(()) } else { value_error("patterns may only match literals and attribute lookups") }
}

fn is_literal_number(e: &Expr, real: bool, imaginary: bool) -> bool {
    match &e.kind {
        ExprKind::Constant(Constant::Int(_) | Constant::BigInt(_) | Constant::Float(_)) => real,
        ExprKind::Constant(Constant::Complex { .. }) => imaginary,
        _ => false,
    }
}

fn is_negative(e: &Expr, real: bool, imaginary: bool) -> bool {
    match &e.kind {
        ExprKind::UnaryOp { op: UnaryOp::USub, operand } => is_literal_number(operand, real, imaginary),
        _ => false,
    }
}
