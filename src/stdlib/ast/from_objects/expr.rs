//! Expressions of a program's tree.

use super::super::grammar::{Node, Sum};
use super::{Object, Reader};
use crate::objects::Str;
use crate::value::{PyResult, Value};
use pyopt_compiler::syntax::ast::{
    BoolOp, CmpOp, Conversion, Expr, ExprContext, ExprKind, Lambda, Operator, UnaryOp,
};

impl Reader<'_> {
    /// An expression, `None` for None.
    pub(super) fn opt_expr(&mut self, value: Value) -> PyResult<Option<Expr>> {
        if value.is_none() {
            return Ok(None);
        }
        let span = self.span(value, "expr", false)?;
        let of = self.kind(Sum::expr, value)?;
        let kind = self.deeper("expr", |r| r.expr_kind(of))?;
        Ok(Some(Expr { kind, span }))
    }

    /// An item of a list of expressions.
    pub(super) fn expr(&mut self, value: Value) -> PyResult<Expr> {
        match self.opt_expr(value)? {
            Some(expr) => Ok(expr),
            None => Err(self.vm.raise_value_error("None disallowed in expression list")),
        }
    }

    pub(super) fn expr_field(&mut self, of: Object, name: &str) -> PyResult<Box<Expr>> {
        let value = self.required(of, name)?;
        match self.opt_expr(value)? {
            Some(expr) => Ok(Box::new(expr)),
            None => Err(self.raise_required(of, name)),
        }
    }

    pub(super) fn opt_expr_field(&mut self, of: Object, name: &str) -> PyResult<Option<Box<Expr>>> {
        match self.optional(of, name)? {
            Some(value) => Ok(self.opt_expr(value)?.map(Box::new)),
            None => Ok(None),
        }
    }

    fn context(&mut self, of: Object) -> PyResult<ExprContext> {
        let value = self.required(of, "ctx")?;
        Ok(match self.kind(Sum::expr_context, value)?.node {
            Node::Store => ExprContext::Store,
            Node::Del => ExprContext::Del,
            _ => ExprContext::Load,
        })
    }

    pub(super) fn operator(&mut self, of: Object) -> PyResult<Operator> {
        let value = self.required(of, "op")?;
        Ok(match self.kind(Sum::operator, value)?.node {
            Node::Sub => Operator::Sub,
            Node::Mult => Operator::Mult,
            Node::MatMult => Operator::MatMult,
            Node::Div => Operator::Div,
            Node::Mod => Operator::Mod,
            Node::Pow => Operator::Pow,
            Node::LShift => Operator::LShift,
            Node::RShift => Operator::RShift,
            Node::BitOr => Operator::BitOr,
            Node::BitXor => Operator::BitXor,
            Node::BitAnd => Operator::BitAnd,
            Node::FloorDiv => Operator::FloorDiv,
            _ => Operator::Add,
        })
    }

    fn comparison(&mut self, value: Value) -> PyResult<CmpOp> {
        Ok(match self.kind(Sum::cmpop, value)?.node {
            Node::NotEq => CmpOp::NotEq,
            Node::Lt => CmpOp::Lt,
            Node::LtE => CmpOp::LtE,
            Node::Gt => CmpOp::Gt,
            Node::GtE => CmpOp::GtE,
            Node::Is => CmpOp::Is,
            Node::IsNot => CmpOp::IsNot,
            Node::In => CmpOp::In,
            Node::NotIn => CmpOp::NotIn,
            _ => CmpOp::Eq,
        })
    }

    fn conversion(&mut self, of: Object) -> PyResult<Conversion> {
        Ok(match self.int_field(of, "conversion")? {
            -1 => Conversion::None,
            115 => Conversion::Str,
            114 => Conversion::Repr,
            97 => Conversion::Ascii,
            other => {
                let message = format!("Unrecognized conversion character {other}");
                return Err(self.vm.raise_str(self.vm.types.system_error, &message));
            }
        })
    }

    fn expr_kind(&mut self, of: Object) -> PyResult<ExprKind> {
        Ok(match of.node {
            Node::Constant => {
                let value = self.required(of, "value")?;
                let kind = ExprKind::Constant(self.constant(value)?);
                self.text(of, "kind")?;
                kind
            }
            Node::Name => ExprKind::Name { id: self.ident_field(of, "id")?, ctx: self.context(of)? },
            Node::Attribute => {
                let value = self.expr_field(of, "value")?;
                ExprKind::Attribute { value, attr: self.ident_field(of, "attr")?, ctx: self.context(of)? }
            }
            Node::Subscript => ExprKind::Subscript {
                value: self.expr_field(of, "value")?,
                slice: self.expr_field(of, "slice")?,
                ctx: self.context(of)?,
            },
            Node::Starred => {
                ExprKind::Starred { value: self.expr_field(of, "value")?, ctx: self.context(of)? }
            }
            Node::List => ExprKind::List { elts: self.list(of, "elts", Self::expr)?, ctx: self.context(of)? },
            Node::Tuple => {
                ExprKind::Tuple { elts: self.list(of, "elts", Self::expr)?, ctx: self.context(of)? }
            }
            Node::Call => ExprKind::Call {
                func: self.expr_field(of, "func")?,
                args: self.list(of, "args", Self::expr)?,
                keywords: self.list(of, "keywords", Self::keyword)?,
            },
            Node::BinOp => ExprKind::BinOp {
                left: self.expr_field(of, "left")?,
                op: self.operator(of)?,
                right: self.expr_field(of, "right")?,
            },
            _ => return self.other_expr_kind(of),
        })
    }

    /// The kinds that are less frequent: apart, so that the frames of deep trees stay small.
    #[inline(never)]
    fn other_expr_kind(&mut self, of: Object) -> PyResult<ExprKind> {
        Ok(match of.node {
            Node::BoolOp => {
                let op = self.required(of, "op")?;
                let op = match self.kind(Sum::boolop, op)?.node {
                    Node::Or => BoolOp::Or,
                    _ => BoolOp::And,
                };
                ExprKind::BoolOp { op, values: self.list(of, "values", Self::expr)? }
            }
            Node::NamedExpr => ExprKind::Named {
                target: self.expr_field(of, "target")?,
                value: self.expr_field(of, "value")?,
            },
            Node::UnaryOp => {
                let op = self.required(of, "op")?;
                let op = match self.kind(Sum::unaryop, op)?.node {
                    Node::Not => UnaryOp::Not,
                    Node::UAdd => UnaryOp::UAdd,
                    Node::USub => UnaryOp::USub,
                    _ => UnaryOp::Invert,
                };
                ExprKind::UnaryOp { op, operand: self.expr_field(of, "operand")? }
            }
            Node::Lambda => {
                let args = self.arguments_field(of)?;
                ExprKind::Lambda(Box::new(Lambda { args, body: *self.expr_field(of, "body")? }))
            }
            Node::IfExp => ExprKind::IfExp {
                test: self.expr_field(of, "test")?,
                body: self.expr_field(of, "body")?,
                orelse: self.expr_field(of, "orelse")?,
            },
            Node::Dict => ExprKind::Dict {
                keys: self.list(of, "keys", Self::opt_expr)?,
                values: self.list(of, "values", Self::expr)?,
            },
            Node::Set => ExprKind::Set(self.list(of, "elts", Self::expr)?),
            Node::ListComp => {
                let (elt, generators) = self.comprehension_parts(of)?;
                ExprKind::ListComp { elt, generators }
            }
            Node::SetComp => {
                let (elt, generators) = self.comprehension_parts(of)?;
                ExprKind::SetComp { elt, generators }
            }
            Node::GeneratorExp => {
                let (elt, generators) = self.comprehension_parts(of)?;
                ExprKind::GeneratorExp { elt, generators }
            }
            Node::DictComp => ExprKind::DictComp {
                key: self.expr_field(of, "key")?,
                value: self.expr_field(of, "value")?,
                generators: self.list(of, "generators", Self::comprehension)?,
            },
            Node::Await => ExprKind::Await(self.expr_field(of, "value")?),
            Node::Yield => ExprKind::Yield(self.opt_expr_field(of, "value")?),
            Node::YieldFrom => ExprKind::YieldFrom(self.expr_field(of, "value")?),
            Node::Compare => ExprKind::Compare {
                left: self.expr_field(of, "left")?,
                ops: self.list(of, "ops", Self::comparison)?,
                comparators: self.list(of, "comparators", Self::expr)?,
            },
            Node::FormattedValue => ExprKind::FormattedValue {
                value: self.expr_field(of, "value")?,
                conversion: self.conversion(of)?,
                format_spec: self.opt_expr_field(of, "format_spec")?,
            },
            Node::Interpolation => {
                let value = self.expr_field(of, "value")?;
                let text = self.required(of, "str")?;
                let Some(text) = text.downcast::<Str>() else {
                    return Err(self.vm.raise_type_error("the text of an Interpolation must be a str"));
                };
                ExprKind::Interpolation {
                    value,
                    text: text.as_wtf8().to_owned(),
                    conversion: self.conversion(of)?,
                    format_spec: self.opt_expr_field(of, "format_spec")?,
                }
            }
            Node::JoinedStr => ExprKind::JoinedStr(self.list(of, "values", Self::expr)?),
            Node::TemplateStr => ExprKind::TemplateStr(self.list(of, "values", Self::expr)?),
            Node::Slice => ExprKind::Slice {
                lower: self.opt_expr_field(of, "lower")?,
                upper: self.opt_expr_field(of, "upper")?,
                step: self.opt_expr_field(of, "step")?,
            },
            _ => return Err(self.raise_unexpected(Sum::expr, of.value)),
        })
    }
}
