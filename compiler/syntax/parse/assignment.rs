//! Statements that start with an expression: calls, assignments of all kinds.

use super::target::{expr_name, set_context};
use super::*;

/// The operator of an augmented assignment.
fn augmented(kind: T) -> Option<Operator> {
    Some(match kind {
        T::PlusEqual => Operator::Add,
        T::MinusEqual => Operator::Sub,
        T::StarEqual => Operator::Mult,
        T::AtEqual => Operator::MatMult,
        T::SlashEqual => Operator::Div,
        T::PercentEqual => Operator::Mod,
        T::AmperEqual => Operator::BitAnd,
        T::VbarEqual => Operator::BitOr,
        T::CircumflexEqual => Operator::BitXor,
        T::LeftShiftEqual => Operator::LShift,
        T::RightShiftEqual => Operator::RShift,
        T::DoubleStarEqual => Operator::Pow,
        T::DoubleSlashEqual => Operator::FloorDiv,
        _ => return None,
    })
}

fn is_single_target(target: &Expr) -> bool {
    matches!(target.kind, ExprKind::Name { .. } | ExprKind::Attribute { .. } | ExprKind::Subscript { .. })
}

impl<'a> Parser<'a> {
    #[inline(never)]
    pub(super) fn expression_statement(&mut self) -> Res<StmtKind> {
        let start = self.at;
        let first = self.star_expressions()?;
        match self.next {
            T::Newline => Ok(StmtKind::Expr(Box::new(first))),
            T::Equal => self.assignment(start, first),
            T::Colon => self.annotated_assignment(start, first),
            kind => match augmented(kind) {
                Some(op) => self.augmented_assignment(first, op),
                None => Ok(StmtKind::Expr(Box::new(first))),
            },
        }
    }

    /// `a = b = value`.
    #[inline(never)]
    fn assignment(&mut self, start: usize, first: Expr) -> Res<StmtKind> {
        let mut targets = Vec::with_capacity(1);
        let mut value = first;
        while self.eat(T::Equal) {
            set_context(&mut value, ExprContext::Store);
            targets.push(value);
            value = self.annotated_rhs()?;
        }
        self.check_assignment(&targets, &value)?;
        self.type_comment(start);
        Ok(StmtKind::Assign { targets, value: Box::new(value) })
    }

    #[inline(never)]
    fn augmented_assignment(&mut self, mut target: Expr, op: Operator) -> Res<StmtKind> {
        if !is_single_target(&target) {
            let msg = format!("'{}' is an illegal expression for augmented assignment", expr_name(&target));
            return Err(self.error_at(target.span, msg));
        }
        set_context(&mut target, ExprContext::Store);
        self.advance();
        let value = Box::new(self.annotated_rhs()?);
        Ok(StmtKind::AugAssign { target: Box::new(target), op, value })
    }

    /// `target: annotation = value`.
    #[inline(never)]
    fn annotated_assignment(&mut self, start: usize, mut target: Expr) -> Res<StmtKind> {
        if !is_single_target(&target) {
            let msg = match target.kind {
                ExprKind::List { .. } => "only single target (not list) can be annotated",
                ExprKind::Tuple { .. } => "only single target (not tuple) can be annotated",
                _ => "illegal target for annotation",
            };
            return Err(self.error_at(target.span, msg));
        }
        set_context(&mut target, ExprContext::Store);
        let simple = matches!(target.kind, ExprKind::Name { .. }) && self.tokens[start].kind == T::Name;
        self.advance();
        let annotation = self.boxed_expression()?;
        let value = if self.eat(T::Equal) { Some(Box::new(self.annotated_rhs()?)) } else { None };
        Ok(StmtKind::AnnAssign { target: Box::new(target), annotation, value, simple })
    }
}
