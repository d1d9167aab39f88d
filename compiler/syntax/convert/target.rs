//! What may be assigned to, and what CPython calls that which may not.

use super::*;

/// What a target is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    Assign,
    Delete,
}

/// What CPython's messages call an expression.
pub(in crate::syntax) fn expr_name(expr: &Expr) -> &'static str {
    match &expr.kind {
        ExprKind::Attribute { .. } => "attribute",
        ExprKind::Subscript { .. } => "subscript",
        ExprKind::Starred { .. } => "starred",
        ExprKind::Name { .. } => "name",
        ExprKind::List { .. } => "list",
        ExprKind::Tuple { .. } => "tuple",
        ExprKind::Lambda(_) => "lambda",
        ExprKind::Call { .. } => "function call",
        ExprKind::BoolOp { .. } | ExprKind::BinOp { .. } | ExprKind::UnaryOp { .. } => "expression",
        ExprKind::GeneratorExp { .. } => "generator expression",
        ExprKind::Yield(_) | ExprKind::YieldFrom(_) => "yield expression",
        ExprKind::Await(_) => "await expression",
        ExprKind::ListComp { .. } => "list comprehension",
        ExprKind::SetComp { .. } => "set comprehension",
        ExprKind::DictComp { .. } => "dict comprehension",
        ExprKind::Dict { .. } => "dict literal",
        ExprKind::Set(_) => "set display",
        ExprKind::JoinedStr(_) | ExprKind::FormattedValue { .. } => "f-string expression",
        ExprKind::TemplateStr(_) | ExprKind::Interpolation { .. } => "t-string expression",
        ExprKind::Constant(Constant::None) => "None",
        ExprKind::Constant(Constant::Bool(true)) => "True",
        ExprKind::Constant(Constant::Bool(false)) => "False",
        ExprKind::Constant(Constant::Ellipsis) => "ellipsis",
        ExprKind::Constant(_) => "literal",
        ExprKind::Compare { .. } => "comparison",
        ExprKind::IfExp { .. } => "conditional expression",
        ExprKind::Named { .. } => "named expression",
        ExprKind::Slice { .. } => "slice",
        ExprKind::Guard(_) => "guard",
        ExprKind::Intrinsic(..) => "function call",
    }
}

/// The first part of `expr` that cannot be a target.
fn invalid_part(expr: &Expr, use_: Use) -> Option<&Expr> {
    match &expr.kind {
        ExprKind::Name { .. } | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => None,
        ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => {
            elts.iter().find_map(|e| invalid_part(e, use_))
        }
        ExprKind::Starred { value, .. } if use_ == Use::Assign => invalid_part(value, use_),
        _ => Some(expr),
    }
}

impl Converter<'_> {
    /// Checks the target of an assignment, `for`, `with`, comprehension or `del`.
    pub(super) fn check_target(&self, target: &Expr, use_: Use) -> Res<()> {
        match invalid_part(target, use_) {
            None => Ok(()),
            Some(part) => {
                let verb = if use_ == Use::Delete { "delete" } else { "assign to" };
                Err(self.error_at(part.span, format!("cannot {verb} {}", expr_name(part))))
            }
        }
    }

    /// Checks the targets of `a = b = value`.
    pub(super) fn check_assignment(&self, targets: &[Expr], value: &Expr) -> Res<()> {
        for target in targets {
            if let ExprKind::Yield(_) | ExprKind::YieldFrom(_) = target.kind
                && !self.is_parenthesized(target)
            {
                return Err(self.error_at(target.span, "assignment to yield expression not possible"));
            }
            let Some(part) = invalid_part(target, Use::Assign) else { continue };
            // Of a bare tuple CPython sees the last element beside the `=`.
            let beside = match &target.kind {
                ExprKind::Tuple { elts, .. } if !self.is_own_parenthesized(target) => match elts.last() {
                    Some(last) if last.span == part.span => last,
                    _ => target,
                },
                _ => target,
            };
            // With one target and a simple value, a comparison was probably meant.
            let comparable = targets.len() == 1
                && !matches!(
                    beside.kind,
                    ExprKind::List { .. }
                        | ExprKind::Tuple { .. }
                        | ExprKind::GeneratorExp { .. }
                        | ExprKind::Compare { .. }
                        | ExprKind::BoolOp { .. }
                        | ExprKind::IfExp { .. }
                        | ExprKind::Lambda(_)
                        | ExprKind::Starred { .. }
                        | ExprKind::UnaryOp { op: UnaryOp::Not, .. }
                        | ExprKind::Constant(Constant::None | Constant::Bool(_))
                )
                && self.starts_with_bitwise_or(value);
            let hint = if comparable { " here. Maybe you meant '==' instead of '='?" } else { "" };
            return Err(self.error_at(part.span, format!("cannot assign to {}{hint}", expr_name(part))));
        }
        Ok(())
    }

    /// Whether an operand of `==` starts where `value` does.
    fn starts_with_bitwise_or(&self, value: &Expr) -> bool {
        self.is_parenthesized(value)
            || !matches!(
                value.kind,
                ExprKind::Lambda(_)
                    | ExprKind::Yield(_)
                    | ExprKind::YieldFrom(_)
                    | ExprKind::Starred { .. }
                    | ExprKind::UnaryOp { op: UnaryOp::Not, .. }
            )
    }

    /// Whether a tuple starts with its own parenthesis.
    fn is_own_parenthesized(&self, tuple: &Expr) -> bool {
        let start = self.start(tuple.span);
        let end = self.end(tuple.span);
        let first = self.token_at(start);
        self.tokens.get(first).is_some_and(|t| t.kind == T::Lpar)
            && self.tokens.get(grammar::after_bracket(self.tokens, first) - 1).is_some_and(|t| t.end == end)
    }

    fn is_parenthesized(&self, expr: &Expr) -> bool {
        let first = self.token_at(self.start(expr.span));
        first > 0 && self.tokens[first - 1].kind == T::Lpar
    }
}
