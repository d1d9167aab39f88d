//! Expressions.

use super::*;

impl Converter<'_> {
    pub(super) fn exprs(&mut self, nodes: Vec<rp::Expr>) -> Res<Vec<Expr>> {
        let mut out = Vec::with_capacity(nodes.len());
        for node in nodes {
            out.push(self.expr(node)?);
        }
        Ok(out)
    }

    #[expect(clippy::boxed_local, reason = "the grammar's tree hands out boxes")]
    pub(super) fn boxed(&mut self, node: Box<rp::Expr>) -> Res<Box<Expr>> {
        Ok(Box::new(self.expr(*node)?))
    }

    pub(super) fn optional(&mut self, node: Option<Box<rp::Expr>>) -> Res<Option<Box<Expr>>> {
        node.map(|node| self.boxed(node)).transpose()
    }

    /// Converts an expression. Each kind has its own function so that this frame, which recursion repeats, stays small.
    pub(super) fn expr(&mut self, node: rp::Expr) -> Res<Expr> {
        match node {
            rp::Expr::Name(node) => {
                let span = self.span(node.range);
                Ok(Expr { kind: ExprKind::Name { id: self.ident(node.id), ctx: context(node.ctx) }, span })
            }
            rp::Expr::Constant(node) => self.constant(node),
            rp::Expr::Attribute(node) => self.attribute(node),
            rp::Expr::Call(node) => self.call(node),
            rp::Expr::Subscript(node) => self.subscript(node),
            rp::Expr::BinOp(node) => self.bin_op(node),
            rp::Expr::UnaryOp(node) => self.unary_op(node),
            other => self.rare_expr(other),
        }
    }

    #[inline(never)]
    fn attribute(&mut self, node: rp::ExprAttribute) -> Res<Expr> {
        let value = self.boxed(node.value)?;
        let span = self.span(node.range);
        Ok(Expr {
            kind: ExprKind::Attribute { value, attr: self.ident(node.attr), ctx: context(node.ctx) },
            span,
        })
    }

    #[inline(never)]
    fn subscript(&mut self, node: rp::ExprSubscript) -> Res<Expr> {
        let value = self.boxed(node.value)?;
        let mut slice = self.boxed(node.slice)?;
        let span = self.span(node.range);
        // `a[*b]` is `a[(*b,)]`.
        if let ExprKind::Starred { .. } = slice.kind {
            let span = slice.span;
            slice =
                Box::new(Expr { kind: ExprKind::Tuple { elts: vec![*slice], ctx: ExprContext::Load }, span });
        }
        Ok(Expr { kind: ExprKind::Subscript { value, slice, ctx: context(node.ctx) }, span })
    }

    #[inline(never)]
    fn bin_op(&mut self, node: rp::ExprBinOp) -> Res<Expr> {
        let left = self.boxed(node.left)?;
        let right = self.boxed(node.right)?;
        let span = self.span(node.range);
        Ok(Expr { kind: ExprKind::BinOp { left, op: operator(node.op), right }, span })
    }

    #[inline(never)]
    fn unary_op(&mut self, node: rp::ExprUnaryOp) -> Res<Expr> {
        let operand = self.boxed(node.operand)?;
        let span = self.span(node.range);
        let op = match node.op {
            rp::UnaryOp::Invert => UnaryOp::Invert,
            rp::UnaryOp::Not => UnaryOp::Not,
            rp::UnaryOp::UAdd => UnaryOp::UAdd,
            rp::UnaryOp::USub => UnaryOp::USub,
        };
        Ok(Expr { kind: ExprKind::UnaryOp { op, operand }, span })
    }

    #[inline(never)]
    pub(super) fn constant(&mut self, node: rp::ExprConstant) -> Res<Expr> {
        let (start, end) = (node.range.start().to_usize(), node.range.end().to_usize());
        let value = match node.value {
            rp::Constant::Str(_) | rp::Constant::Bytes(_) => return self.strings(node.range),
            rp::Constant::None => Constant::None,
            rp::Constant::Bool(value) => Constant::Bool(value),
            rp::Constant::Ellipsis => Constant::Ellipsis,
            _ => literal::number(&self.src[start..end], start)?,
        };
        Ok(Expr { kind: ExprKind::Constant(value), span: self.span(node.range) })
    }

    #[inline(never)]
    fn call(&mut self, node: rp::ExprCall) -> Res<Expr> {
        let func = self.boxed(node.func)?;
        let span = self.span(node.range);
        let (args, keywords) = self.arguments(node.args, node.keywords, true)?;
        Ok(Expr { kind: ExprKind::Call { func, args, keywords }, span })
    }

    /// The arguments of a call or class.
    pub(super) fn arguments(
        &mut self,
        args: Vec<rp::Expr>,
        keywords: Vec<rp::Keyword>,
        allow_genexp: bool,
    ) -> Res<(Vec<Expr>, Vec<Keyword>)> {
        let count = args.len() + keywords.len();
        let mut out = Vec::with_capacity(args.len());
        for arg in args {
            let is_genexp = matches!(arg, rp::Expr::GeneratorExp(_));
            let mut arg = self.expr(arg)?;
            if is_genexp {
                let (start, end) = (self.start(arg.span), self.end(arg.span));
                let own_parens = self
                    .tokens
                    .get(self.token_at(start))
                    .is_some_and(|t| t.kind == T::Lpar && t.start == start)
                    && self.generator_owns_parens(start, end);
                if !own_parens {
                    let after = self.tokens.get(self.token_at(end));
                    let closed = after.filter(|t| t.kind == T::Rpar);
                    let Some(close) = closed.filter(|_| count == 1 && allow_genexp) else {
                        let msg = if allow_genexp {
                            "Generator expression must be parenthesized"
                        } else {
                            "invalid syntax"
                        };
                        return Err(self.error_at(arg.span, msg));
                    };
                    // The call's parentheses belong to a lone generator.
                    let before = self.tokens[self.token_at(start) - 1];
                    arg.span = self.index.span(before.start, close.end);
                }
            }
            out.push(arg);
        }
        let mut names = Vec::with_capacity(keywords.len());
        for keyword in keywords {
            let value = self.expr(keyword.value)?;
            let name = keyword.arg.map(|name| self.ident(name));
            names.push(Keyword { name, value, span: self.span(keyword.range) });
        }
        Ok((out, names))
    }

    /// Whether the parenthesis at `start` is closed by the one that ends at `end`: `(x) for x in (y)` starts and ends
    /// with parentheses too.
    fn generator_owns_parens(&self, start: u32, end: u32) -> bool {
        let close = grammar::after_bracket(self.tokens, self.token_at(start));
        self.tokens.get(close - 1).is_some_and(|t| t.end == end)
    }

    #[inline(never)]
    fn rare_expr(&mut self, node: rp::Expr) -> Res<Expr> {
        match node {
            rp::Expr::Tuple(node) => {
                let span = self.span(node.range);
                Ok(Expr {
                    kind: ExprKind::Tuple { elts: self.exprs(node.elts)?, ctx: context(node.ctx) },
                    span,
                })
            }
            rp::Expr::List(node) => {
                let span = self.span(node.range);
                Ok(Expr {
                    kind: ExprKind::List { elts: self.exprs(node.elts)?, ctx: context(node.ctx) },
                    span,
                })
            }
            rp::Expr::Starred(node) => {
                let span = self.span(node.range);
                Ok(Expr {
                    kind: ExprKind::Starred { value: self.boxed(node.value)?, ctx: context(node.ctx) },
                    span,
                })
            }
            rp::Expr::Set(node) => {
                let span = self.span(node.range);
                Ok(Expr { kind: ExprKind::Set(self.exprs(node.elts)?), span })
            }
            rp::Expr::BoolOp(node) => {
                let span = self.span(node.range);
                let op = match node.op {
                    rp::BoolOp::And => BoolOp::And,
                    rp::BoolOp::Or => BoolOp::Or,
                };
                Ok(Expr { kind: ExprKind::BoolOp { op, values: self.exprs(node.values)? }, span })
            }
            rp::Expr::Compare(node) => self.compare(node),
            rp::Expr::Slice(node) => self.slice(node),
            rp::Expr::Dict(node) => self.dict(node),
            rp::Expr::Lambda(node) => self.lambda(node),
            rp::Expr::IfExp(node) => self.if_exp(node),
            rp::Expr::NamedExpr(node) => self.named(node),
            rp::Expr::ListComp(node) => {
                let (elt, generators) = self.comprehension(node.elt, node.generators)?;
                Ok(Expr { kind: ExprKind::ListComp { elt, generators }, span: self.span(node.range) })
            }
            rp::Expr::SetComp(node) => {
                let (elt, generators) = self.comprehension(node.elt, node.generators)?;
                Ok(Expr { kind: ExprKind::SetComp { elt, generators }, span: self.span(node.range) })
            }
            rp::Expr::GeneratorExp(node) => {
                let (elt, generators) = self.comprehension(node.elt, node.generators)?;
                Ok(Expr { kind: ExprKind::GeneratorExp { elt, generators }, span: self.span(node.range) })
            }
            rp::Expr::DictComp(node) => {
                let key = self.boxed(node.key)?;
                let (value, generators) = self.comprehension(node.value, node.generators)?;
                Ok(Expr { kind: ExprKind::DictComp { key, value, generators }, span: self.span(node.range) })
            }
            rp::Expr::Await(node) => {
                Ok(Expr { kind: ExprKind::Await(self.boxed(node.value)?), span: self.span(node.range) })
            }
            rp::Expr::Yield(node) => {
                Ok(Expr { kind: ExprKind::Yield(self.optional(node.value)?), span: self.span(node.range) })
            }
            rp::Expr::YieldFrom(node) => {
                Ok(Expr { kind: ExprKind::YieldFrom(self.boxed(node.value)?), span: self.span(node.range) })
            }
            // The grammar never sees the inside of an f-string; the others came through `expr`.
            rp::Expr::JoinedStr(node) => self.strings(node.range),
            rp::Expr::FormattedValue(node) => self.strings(node.range),
            other => self.expr(other),
        }
    }

    #[inline(never)]
    fn compare(&mut self, node: rp::ExprCompare) -> Res<Expr> {
        let left = self.boxed(node.left)?;
        let comparators = self.exprs(node.comparators)?;
        let ops = node
            .ops
            .into_iter()
            .map(|op| match op {
                rp::CmpOp::Eq => CmpOp::Eq,
                rp::CmpOp::NotEq => CmpOp::NotEq,
                rp::CmpOp::Lt => CmpOp::Lt,
                rp::CmpOp::LtE => CmpOp::LtE,
                rp::CmpOp::Gt => CmpOp::Gt,
                rp::CmpOp::GtE => CmpOp::GtE,
                rp::CmpOp::Is => CmpOp::Is,
                rp::CmpOp::IsNot => CmpOp::IsNot,
                rp::CmpOp::In => CmpOp::In,
                rp::CmpOp::NotIn => CmpOp::NotIn,
            })
            .collect();
        Ok(Expr { kind: ExprKind::Compare { left, ops, comparators }, span: self.span(node.range) })
    }

    #[inline(never)]
    fn slice(&mut self, node: rp::ExprSlice) -> Res<Expr> {
        let lower = self.optional(node.lower)?;
        let upper = self.optional(node.upper)?;
        let step = self.optional(node.step)?;
        Ok(Expr { kind: ExprKind::Slice { lower, upper, step }, span: self.span(node.range) })
    }

    #[inline(never)]
    fn dict(&mut self, node: rp::ExprDict) -> Res<Expr> {
        let mut keys = Vec::with_capacity(node.keys.len());
        let mut values = Vec::with_capacity(node.values.len());
        for (key, value) in node.keys.into_iter().zip(node.values) {
            keys.push(key.map(|key| self.expr(key)).transpose()?);
            values.push(self.expr(value)?);
        }
        Ok(Expr { kind: ExprKind::Dict { keys, values }, span: self.span(node.range) })
    }

    #[inline(never)]
    fn lambda(&mut self, node: rp::ExprLambda) -> Res<Expr> {
        let args = self.parameters(*node.args)?;
        let body = self.expr(*node.body)?;
        Ok(Expr { kind: ExprKind::Lambda(Box::new(Lambda { args, body })), span: self.span(node.range) })
    }

    #[inline(never)]
    fn if_exp(&mut self, node: rp::ExprIfExp) -> Res<Expr> {
        let body = self.boxed(node.body)?;
        let test = self.boxed(node.test)?;
        let orelse = self.boxed(node.orelse)?;
        Ok(Expr { kind: ExprKind::IfExp { test, body, orelse }, span: self.span(node.range) })
    }

    #[inline(never)]
    fn named(&mut self, node: rp::ExprNamedExpr) -> Res<Expr> {
        let target = self.boxed(node.target)?;
        let value = self.boxed(node.value)?;
        let mut span = target.span.to(value.span);
        // The value's parentheses belong to the whole.
        let first = self.token_at(self.end(target.span)) + 1;
        let mut last = self.token_at(self.end(value.span));
        let inner = self.token_at(self.start(value.span));
        for open in first..inner {
            if self.tokens[open].kind != T::Lpar {
                break;
            }
            last += 1;
        }
        if last > 0 && inner > first {
            let end = self.tokens[last - 1].end;
            span = self.index.span(self.start(target.span), end);
        }
        Ok(Expr { kind: ExprKind::Named { target, value }, span })
    }

    fn comprehension(
        &mut self,
        elt: Box<rp::Expr>,
        generators: Vec<rp::Comprehension>,
    ) -> Res<(Box<Expr>, Vec<Comprehension>)> {
        let elt = self.boxed(elt)?;
        if let ExprKind::Starred { .. } = elt.kind {
            return Err(self.error_at(elt.span, "iterable unpacking cannot be used in comprehension"));
        }
        let mut out = Vec::with_capacity(generators.len());
        for node in generators {
            let target = self.expr(node.target)?;
            self.check_target(&target, target::Use::Assign)?;
            let iter = self.expr(node.iter)?;
            let ifs = self.exprs(node.ifs)?;
            out.push(Comprehension { target, iter, ifs, is_async: node.is_async });
        }
        Ok((elt, out))
    }

    pub(super) fn parameters(&mut self, node: rp::Arguments) -> Res<Arguments> {
        let mut out = Arguments::default();
        let mut positional =
            |converter: &mut Self, args: Vec<rp::ArgWithDefault>, into: &mut Vec<Arg>| -> Res<()> {
                for arg in args {
                    into.push(converter.parameter(arg.def)?);
                    if let Some(default) = arg.default {
                        out.defaults.push(converter.expr(*default)?);
                    }
                }
                Ok(())
            };
        let (mut posonlyargs, mut args) = (Vec::new(), Vec::new());
        positional(self, node.posonlyargs, &mut posonlyargs)?;
        positional(self, node.args, &mut args)?;
        (out.posonlyargs, out.args) = (posonlyargs, args);
        out.vararg = node.vararg.map(|arg| self.parameter(*arg).map(Box::new)).transpose()?;
        for arg in node.kwonlyargs {
            out.kwonlyargs.push(self.parameter(arg.def)?);
            out.kw_defaults.push(arg.default.map(|default| self.expr(*default)).transpose()?);
        }
        out.kwarg = node.kwarg.map(|arg| self.parameter(*arg).map(Box::new)).transpose()?;
        if let (Some(kwarg), None, true) = (&out.kwarg, &out.vararg, out.kwonlyargs.is_empty()) {
            // `*, **kwarg`
            let at = self.token_at(self.start(kwarg.span));
            if at >= 3 && self.tokens[at - 2].kind == T::Comma && self.tokens[at - 3].kind == T::Star {
                let star = self.tokens[at - 3];
                let msg = "named arguments must follow bare *";
                return Err(RawError::syntax(msg, star.start as usize, star.end as usize));
            }
        }
        Ok(out)
    }

    fn parameter(&mut self, node: rp::Arg) -> Res<Arg> {
        let annotation = self.optional(node.annotation)?;
        Ok(Arg { name: self.ident(node.arg), annotation, span: self.span(node.range) })
    }
}

pub(super) fn context(ctx: rp::ExprContext) -> ExprContext {
    match ctx {
        rp::ExprContext::Load => ExprContext::Load,
        rp::ExprContext::Store => ExprContext::Store,
        rp::ExprContext::Del => ExprContext::Del,
    }
}

pub(super) fn operator(op: rp::Operator) -> Operator {
    match op {
        rp::Operator::Add => Operator::Add,
        rp::Operator::Sub => Operator::Sub,
        rp::Operator::Mult => Operator::Mult,
        rp::Operator::MatMult => Operator::MatMult,
        rp::Operator::Div => Operator::Div,
        rp::Operator::Mod => Operator::Mod,
        rp::Operator::Pow => Operator::Pow,
        rp::Operator::LShift => Operator::LShift,
        rp::Operator::RShift => Operator::RShift,
        rp::Operator::BitOr => Operator::BitOr,
        rp::Operator::BitXor => Operator::BitXor,
        rp::Operator::BitAnd => Operator::BitAnd,
        rp::Operator::FloorDiv => Operator::FloorDiv,
    }
}
