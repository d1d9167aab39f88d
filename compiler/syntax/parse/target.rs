//! What may be assigned to, and what CPython calls that which may not.
//!
//! A target is parsed as an expression; then it is checked and its context is set.

use super::operators::BIT_OR;
use super::*;

/// What a target is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Assign,
    Delete,
}

/// What CPython's messages call an expression.
pub(super) fn expr_name(expr: &Expr) -> &'static str {
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

/// Makes a target of an expression.
pub(super) fn set_context(expr: &mut Expr, context: ExprContext) {
    match &mut expr.kind {
        ExprKind::Name { ctx, .. } | ExprKind::Attribute { ctx, .. } | ExprKind::Subscript { ctx, .. } => {
            *ctx = context;
        }
        ExprKind::Starred { value, ctx } => {
            *ctx = context;
            set_context(value, context);
        }
        ExprKind::Tuple { elts, ctx } | ExprKind::List { elts, ctx } => {
            *ctx = context;
            elts.iter_mut().for_each(|elt| set_context(elt, context));
        }
        _ => {}
    }
}

impl<'a> Parser<'a> {
    /// The targets of a `for`: as tight as `|`, so that `in` ends them. They are not checked yet.
    pub(super) fn star_targets(&mut self) -> Res<Expr> {
        let start = self.at;
        let mut target = self.star_target()?;
        if self.next == T::Comma {
            target = self.bare_tuple(start, target, Self::star_target)?;
        }
        set_context(&mut target, ExprContext::Store);
        Ok(target)
    }

    pub(super) fn star_target(&mut self) -> Res<Expr> {
        if self.next == T::Star { self.starred() } else { self.binary(BIT_OR) }
    }

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
        match targets.iter().position(|target| invalid_part(target, Use::Assign).is_some()) {
            None => Ok(()),
            Some(at) => Err(self.invalid_assignment(targets, &targets[at], value)),
        }
    }

    #[cold]
    fn invalid_assignment(&self, targets: &[Expr], target: &Expr, value: &Expr) -> Box<RawError> {
        if let ExprKind::Yield(_) | ExprKind::YieldFrom(_) = target.kind
            && !self.is_parenthesized(target)
        {
            return self.error_at(target.span, "assignment to yield expression not possible");
        }
        let part = invalid_part(target, Use::Assign).unwrap_or(target);
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
        self.error_at(part.span, format!("cannot assign to {}{hint}", expr_name(part)))
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

    /// The index of the first token of a node without the parentheses round it.
    fn first_token(&self, span: Span) -> usize {
        let start = self.index.offset(span.line, span.col);
        self.tokens.partition_point(|token| token.start < start)
    }

    /// Whether a tuple starts with its own parenthesis.
    fn is_own_parenthesized(&self, tuple: &Expr) -> bool {
        let end = self.index.offset(tuple.span.end_line, tuple.span.end_col);
        let first = self.first_token(tuple.span);
        self.tokens.get(first).is_some_and(|token| token.kind == T::Lpar)
            && self.tokens.get(self.after_bracket(first) - 1).is_some_and(|token| token.end == end)
    }

    fn is_parenthesized(&self, expr: &Expr) -> bool {
        let first = self.first_token(expr.span);
        first > 0 && self.tokens[first - 1].kind == T::Lpar
    }
}
