//! Expressions and patterns as objects.

use super::super::grammar::Node;
use super::Builder;
use crate::value::{PyResult, Value};
use pyopt_compiler::syntax::ast::{
    BoolOp, CmpOp, Constant, Conversion, Expr, ExprKind, Operator, Pattern, PatternKind, Span, UnaryOp,
};

impl Builder<'_> {
    pub(super) fn exprs(&mut self, items: &[Expr]) -> PyResult {
        self.list(items, |b, e| b.expr(e))
    }

    pub(super) fn opt_expr(&mut self, item: Option<&Expr>) -> PyResult {
        item.map_or(Ok(Value::NONE), |e| self.expr(e))
    }

    pub(super) fn expr(&mut self, expr: &Expr) -> PyResult {
        let span = Some(expr.span);
        match &expr.kind {
            ExprKind::Constant(value) => self.constant_expr(value, expr.span),
            ExprKind::Name { id, ctx } => {
                let id = self.ident(id);
                self.node(Node::Name, span, &[id, self.context(*ctx)])
            }
            ExprKind::Attribute { value, attr, ctx } => {
                let value = self.expr(value)?;
                let attr = self.ident(attr);
                self.node(Node::Attribute, span, &[value, attr, self.context(*ctx)])
            }
            ExprKind::Call { func, args, keywords } => {
                let func = self.expr(func)?;
                let args = self.exprs(args)?;
                let keywords = self.keywords(keywords)?;
                self.node(Node::Call, span, &[func, args, keywords])
            }
            ExprKind::BinOp { left, op, right } => {
                let left = self.expr(left)?;
                let right = self.expr(right)?;
                self.node(Node::BinOp, span, &[left, self.classes.singleton(operator(*op)), right])
            }
            ExprKind::UnaryOp { op, operand } => {
                let operand = self.expr(operand)?;
                self.node(Node::UnaryOp, span, &[self.classes.singleton(unary(*op)), operand])
            }
            ExprKind::Subscript { value, slice, ctx } => {
                let value = self.expr(value)?;
                let slice = self.expr(slice)?;
                self.node(Node::Subscript, span, &[value, slice, self.context(*ctx)])
            }
            ExprKind::Starred { value, ctx } => {
                let value = self.expr(value)?;
                self.node(Node::Starred, span, &[value, self.context(*ctx)])
            }
            ExprKind::List { elts, ctx } => {
                let elts = self.exprs(elts)?;
                self.node(Node::List, span, &[elts, self.context(*ctx)])
            }
            ExprKind::Tuple { elts, ctx } => {
                let elts = self.exprs(elts)?;
                self.node(Node::Tuple, span, &[elts, self.context(*ctx)])
            }
            ExprKind::Set(elts) => self.wrap(Node::Set, elts, span),
            ExprKind::JoinedStr(values) => self.wrap(Node::JoinedStr, values, span),
            ExprKind::TemplateStr(values) => self.wrap(Node::TemplateStr, values, span),
            _ => self.other_expr(expr),
        }
    }

    /// A node whose one field is a list of expressions.
    fn wrap(&mut self, node: Node, items: &[Expr], span: Option<Span>) -> PyResult {
        let items = self.exprs(items)?;
        self.node(node, span, &[items])
    }

    /// The kinds that are less frequent: apart, so that the frames of deep trees stay small.
    #[inline(never)]
    fn other_expr(&mut self, expr: &Expr) -> PyResult {
        let span = Some(expr.span);
        match &expr.kind {
            ExprKind::BoolOp { op, values } => {
                let values = self.exprs(values)?;
                let op = match op {
                    BoolOp::And => Node::And,
                    BoolOp::Or => Node::Or,
                };
                self.node(Node::BoolOp, span, &[self.classes.singleton(op), values])
            }
            ExprKind::Named { target, value } => {
                let target = self.expr(target)?;
                let value = self.expr(value)?;
                self.node(Node::NamedExpr, span, &[target, value])
            }
            ExprKind::Lambda(lambda) => {
                let args = self.arguments(&lambda.args)?;
                let body = self.expr(&lambda.body)?;
                self.node(Node::Lambda, span, &[args, body])
            }
            ExprKind::IfExp { test, body, orelse } => {
                let test = self.expr(test)?;
                let body = self.expr(body)?;
                let orelse = self.expr(orelse)?;
                self.node(Node::IfExp, span, &[test, body, orelse])
            }
            ExprKind::Dict { keys, values } => {
                let keys = self.list(keys, |b, key| b.opt_expr(key.as_ref()))?;
                let values = self.exprs(values)?;
                self.node(Node::Dict, span, &[keys, values])
            }
            ExprKind::ListComp { elt, generators } => {
                let parts = [self.expr(elt)?, self.generators(generators)?];
                self.node(Node::ListComp, span, &parts)
            }
            ExprKind::SetComp { elt, generators } => {
                let parts = [self.expr(elt)?, self.generators(generators)?];
                self.node(Node::SetComp, span, &parts)
            }
            ExprKind::GeneratorExp { elt, generators } => {
                let parts = [self.expr(elt)?, self.generators(generators)?];
                self.node(Node::GeneratorExp, span, &parts)
            }
            ExprKind::DictComp { key, value, generators } => {
                let parts = [self.expr(key)?, self.expr(value)?, self.generators(generators)?];
                self.node(Node::DictComp, span, &parts)
            }
            ExprKind::Await(value) => {
                let value = self.expr(value)?;
                self.node(Node::Await, span, &[value])
            }
            ExprKind::Yield(value) => {
                let value = self.opt_expr(value.as_deref())?;
                self.node(Node::Yield, span, &[value])
            }
            ExprKind::YieldFrom(value) => {
                let value = self.expr(value)?;
                self.node(Node::YieldFrom, span, &[value])
            }
            ExprKind::Compare { left, ops, comparators } => {
                let left = self.expr(left)?;
                let ops = self.list(ops, |b, op| Ok(b.classes.singleton(comparison(*op))))?;
                let comparators = self.exprs(comparators)?;
                self.node(Node::Compare, span, &[left, ops, comparators])
            }
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                let value = self.expr(value)?;
                let spec = self.opt_expr(format_spec.as_deref())?;
                self.node(Node::FormattedValue, span, &[value, conversion_number(*conversion), spec])
            }
            ExprKind::Interpolation { value, text, conversion, format_spec } => {
                let value = self.expr(value)?;
                let text = self.text(text)?;
                let spec = self.opt_expr(format_spec.as_deref())?;
                self.node(Node::Interpolation, span, &[value, text, conversion_number(*conversion), spec])
            }
            ExprKind::Slice { lower, upper, step } => {
                let lower = self.opt_expr(lower.as_deref())?;
                let upper = self.opt_expr(upper.as_deref())?;
                let step = self.opt_expr(step.as_deref())?;
                self.node(Node::Slice, span, &[lower, upper, step])
            }
            // A guard is made by passes, which a tree for programs has not seen.
            _ => Err(self.vm.raise_str(self.vm.types.system_error, "a guard has no syntax")),
        }
    }

    fn constant_expr(&mut self, value: &Constant, span: Span) -> PyResult {
        let is_u = matches!(value, Constant::Str(_)) && self.source.is_u_literal(span);
        let kind = if is_u { self.vm.intern("u").value() } else { Value::NONE };
        let value = self.constant(value)?;
        self.node(Node::Constant, Some(span), &[value, kind])
    }

    fn patterns(&mut self, items: &[Pattern]) -> PyResult {
        self.list(items, |b, p| b.pattern(p))
    }

    pub(super) fn pattern(&mut self, pattern: &Pattern) -> PyResult {
        let span = Some(pattern.span);
        match &pattern.kind {
            PatternKind::Value(value) => {
                let value = self.expr(value)?;
                self.node(Node::MatchValue, span, &[value])
            }
            PatternKind::Singleton(value) => {
                let value = self.constant(value)?;
                self.node(Node::MatchSingleton, span, &[value])
            }
            PatternKind::Sequence(patterns) => {
                let patterns = self.patterns(patterns)?;
                self.node(Node::MatchSequence, span, &[patterns])
            }
            PatternKind::Or(patterns) => {
                let patterns = self.patterns(patterns)?;
                self.node(Node::MatchOr, span, &[patterns])
            }
            PatternKind::Mapping { keys, patterns, rest } => {
                let keys = self.exprs(keys)?;
                let patterns = self.patterns(patterns)?;
                let rest = self.opt_ident(rest.as_ref());
                self.node(Node::MatchMapping, span, &[keys, patterns, rest])
            }
            PatternKind::Class { cls, patterns, kwd_attrs, kwd_patterns } => {
                let cls = self.expr(cls)?;
                let patterns = self.patterns(patterns)?;
                let attrs = self.idents(kwd_attrs)?;
                let by_name = self.patterns(kwd_patterns)?;
                self.node(Node::MatchClass, span, &[cls, patterns, attrs, by_name])
            }
            PatternKind::Star(name) => {
                let name = self.opt_ident(name.as_ref());
                self.node(Node::MatchStar, span, &[name])
            }
            PatternKind::As { pattern, name } => {
                let pattern = match pattern {
                    Some(pattern) => self.pattern(pattern)?,
                    None => Value::NONE,
                };
                let name = self.opt_ident(name.as_ref());
                self.node(Node::MatchAs, span, &[pattern, name])
            }
        }
    }
}

pub(super) fn operator(op: Operator) -> Node {
    match op {
        Operator::Add => Node::Add,
        Operator::BitAnd => Node::BitAnd,
        Operator::FloorDiv => Node::FloorDiv,
        Operator::LShift => Node::LShift,
        Operator::MatMult => Node::MatMult,
        Operator::Mult => Node::Mult,
        Operator::Mod => Node::Mod,
        Operator::BitOr => Node::BitOr,
        Operator::Pow => Node::Pow,
        Operator::RShift => Node::RShift,
        Operator::Sub => Node::Sub,
        Operator::Div => Node::Div,
        Operator::BitXor => Node::BitXor,
    }
}

fn unary(op: UnaryOp) -> Node {
    match op {
        UnaryOp::Invert => Node::Invert,
        UnaryOp::Not => Node::Not,
        UnaryOp::UAdd => Node::UAdd,
        UnaryOp::USub => Node::USub,
    }
}

fn comparison(op: CmpOp) -> Node {
    match op {
        CmpOp::Lt => Node::Lt,
        CmpOp::LtE => Node::LtE,
        CmpOp::Eq => Node::Eq,
        CmpOp::NotEq => Node::NotEq,
        CmpOp::Gt => Node::Gt,
        CmpOp::GtE => Node::GtE,
        CmpOp::Is => Node::Is,
        CmpOp::IsNot => Node::IsNot,
        CmpOp::In => Node::In,
        CmpOp::NotIn => Node::NotIn,
    }
}

/// -1, or the character of the conversion.
fn conversion_number(conversion: Conversion) -> Value {
    Value::small_int_unchecked(match conversion {
        Conversion::None => -1,
        Conversion::Str => i64::from(b's'),
        Conversion::Repr => i64::from(b'r'),
        Conversion::Ascii => i64::from(b'a'),
    })
}
