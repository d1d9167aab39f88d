//! Statements.

use super::target::Use;
use super::*;

impl Converter<'_> {
    pub(super) fn stmts(&mut self, nodes: Vec<rp::Stmt>) -> Res<Vec<Stmt>> {
        let mut out = Vec::with_capacity(nodes.len());
        for node in nodes {
            out.push(self.stmt(node)?);
        }
        Ok(out)
    }

    /// The span of a compound statement that starts where `range` does and ends with `body`. A semicolon after
    /// its last simple statement belongs to it.
    fn block_span(&self, range: TextRange, body: &[Stmt]) -> Span {
        let mut end = body.last().map_or(range.end().to_u32(), |last| self.end(last.span));
        let rest = &self.src.as_bytes()[end as usize..];
        let next = rest.iter().find(|b| !matches!(b, b' ' | b'\t' | b'\x0c'));
        // A backslash may stand before it.
        if matches!(next, Some(b';' | b'\\'))
            && let Some(token) = self.tokens.get(self.token_at(end))
            && token.kind == T::Semi
        {
            end = token.end;
        }
        self.index.span(range.start().to_u32(), end)
    }

    /// Converts a statement; as in `expr`, the work is in functions of their own to keep this frame small.
    fn stmt(&mut self, node: rp::Stmt) -> Res<Stmt> {
        match node {
            rp::Stmt::Expr(node) => {
                let span = self.span(node.range);
                Ok(Stmt { kind: StmtKind::Expr(self.boxed(node.value)?), span })
            }
            rp::Stmt::Assign(node) => self.assign(node),
            rp::Stmt::If(node) => self.if_stmt(node),
            rp::Stmt::FunctionDef(node) => self.function(node, false),
            rp::Stmt::AsyncFunctionDef(node) => self.function(
                rp::StmtFunctionDef {
                    range: node.range,
                    name: node.name,
                    args: node.args,
                    body: node.body,
                    decorator_list: node.decorator_list,
                    returns: node.returns,
                    type_comment: None,
                    type_params: node.type_params,
                },
                true,
            ),
            rp::Stmt::ClassDef(node) => self.class(node),
            rp::Stmt::For(node) => {
                self.for_stmt(node.range, node.target, node.iter, node.body, node.orelse, false)
            }
            rp::Stmt::AsyncFor(node) => {
                self.for_stmt(node.range, node.target, node.iter, node.body, node.orelse, true)
            }
            rp::Stmt::While(node) => self.while_stmt(node),
            rp::Stmt::With(node) => self.with_stmt(node.range, node.items, node.body, false),
            rp::Stmt::AsyncWith(node) => self.with_stmt(node.range, node.items, node.body, true),
            rp::Stmt::Try(node) => {
                self.try_stmt(node.range, node.body, node.handlers, node.orelse, node.finalbody, false)
            }
            rp::Stmt::TryStar(node) => {
                self.try_stmt(node.range, node.body, node.handlers, node.orelse, node.finalbody, true)
            }
            rp::Stmt::Match(node) => self.match_stmt(node),
            other => self.simple(other),
        }
    }

    #[inline(never)]
    fn simple(&mut self, node: rp::Stmt) -> Res<Stmt> {
        let (kind, range) = match node {
            rp::Stmt::Return(node) => (StmtKind::Return(self.optional(node.value)?), node.range),
            rp::Stmt::Delete(node) => {
                let targets = self.exprs(node.targets)?;
                for target in &targets {
                    self.check_target(target, Use::Delete)?;
                }
                (StmtKind::Delete(targets), node.range)
            }
            rp::Stmt::TypeAlias(node) => {
                let name = self.boxed(node.name)?;
                let type_params = self.type_params(node.type_params)?;
                (StmtKind::TypeAlias { name, type_params, value: self.boxed(node.value)? }, node.range)
            }
            rp::Stmt::AugAssign(node) => {
                let target = self.boxed(node.target)?;
                if !is_single_target(&target) {
                    let msg =
                        format!("'{}' is an illegal expression for augmented assignment", expr_name(&target));
                    return Err(self.error_at(target.span, msg));
                }
                let value = self.boxed(node.value)?;
                (StmtKind::AugAssign { target, op: expr::operator(node.op), value }, node.range)
            }
            rp::Stmt::AnnAssign(node) => {
                let mut target = self.boxed(node.target)?;
                if !is_single_target(&target) {
                    let msg = match target.kind {
                        ExprKind::List { .. } => "only single target (not list) can be annotated",
                        ExprKind::Tuple { .. } => "only single target (not tuple) can be annotated",
                        _ => "illegal target for annotation",
                    };
                    return Err(self.error_at(target.span, msg));
                }
                if let ExprKind::Name { ctx, .. }
                | ExprKind::Attribute { ctx, .. }
                | ExprKind::Subscript { ctx, .. } = &mut target.kind
                {
                    *ctx = ExprContext::Store;
                }
                let starts_bare = self.start(target.span) == node.range.start().to_u32();
                let simple = matches!(target.kind, ExprKind::Name { .. }) && starts_bare;
                let annotation = self.boxed(node.annotation)?;
                let value = self.optional(node.value)?;
                (StmtKind::AnnAssign { target, annotation, value, simple }, node.range)
            }
            rp::Stmt::Raise(node) => {
                let exc = self.optional(node.exc)?;
                (StmtKind::Raise { exc, cause: self.optional(node.cause)? }, node.range)
            }
            rp::Stmt::Assert(node) => {
                let test = self.boxed(node.test)?;
                (StmtKind::Assert { test, msg: self.optional(node.msg)? }, node.range)
            }
            rp::Stmt::Import(node) => (StmtKind::Import(self.aliases(node.names)), node.range),
            rp::Stmt::ImportFrom(node) => {
                let module = node.module.map(|name| self.ident(name));
                let level = node.level.map_or(0, |level| level.to_u32());
                (StmtKind::ImportFrom { module, names: self.aliases(node.names), level }, node.range)
            }
            rp::Stmt::Global(node) => (StmtKind::Global(self.idents(node.names)), node.range),
            rp::Stmt::Nonlocal(node) => (StmtKind::Nonlocal(self.idents(node.names)), node.range),
            rp::Stmt::Pass(node) => (StmtKind::Pass, node.range),
            rp::Stmt::Break(node) => (StmtKind::Break, node.range),
            rp::Stmt::Continue(node) => (StmtKind::Continue, node.range),
            other => return self.stmt(other),
        };
        Ok(Stmt { kind, span: self.span(range) })
    }

    fn idents(&mut self, names: Vec<rp::Identifier>) -> Vec<Ident> {
        names.into_iter().map(|name| self.ident(name)).collect()
    }

    fn aliases(&mut self, names: Vec<rp::Alias>) -> Vec<Alias> {
        names
            .into_iter()
            .map(|alias| Alias {
                name: self.ident(alias.name),
                asname: alias.asname.map(|name| self.ident(name)),
                span: self.span(alias.range),
            })
            .collect()
    }

    #[inline(never)]
    fn assign(&mut self, node: rp::StmtAssign) -> Res<Stmt> {
        let targets = self.exprs(node.targets)?;
        let value = self.boxed(node.value)?;
        self.check_assignment(&targets, &value)?;
        Ok(Stmt { kind: StmtKind::Assign { targets, value }, span: self.span(node.range) })
    }

    #[inline(never)]
    fn if_stmt(&mut self, node: rp::StmtIf) -> Res<Stmt> {
        let test = self.boxed(node.test)?;
        let body = self.stmts(node.body)?;
        let orelse = self.stmts(node.orelse)?;
        let span = self.block_span(node.range, if orelse.is_empty() { &body } else { &orelse });
        Ok(Stmt { kind: StmtKind::If { test, body, orelse }, span })
    }

    #[inline(never)]
    fn while_stmt(&mut self, node: rp::StmtWhile) -> Res<Stmt> {
        let test = self.boxed(node.test)?;
        let body = self.stmts(node.body)?;
        let orelse = self.stmts(node.orelse)?;
        let span = self.block_span(node.range, if orelse.is_empty() { &body } else { &orelse });
        Ok(Stmt { kind: StmtKind::While { test, body, orelse }, span })
    }

    #[inline(never)]
    fn for_stmt(
        &mut self,
        range: TextRange,
        target: Box<rp::Expr>,
        iter: Box<rp::Expr>,
        body: Vec<rp::Stmt>,
        orelse: Vec<rp::Stmt>,
        is_async: bool,
    ) -> Res<Stmt> {
        let target = self.boxed(target)?;
        self.check_target(&target, Use::Assign)?;
        let iter = self.boxed(iter)?;
        let body = self.stmts(body)?;
        let orelse = self.stmts(orelse)?;
        let span = self.block_span(range, if orelse.is_empty() { &body } else { &orelse });
        Ok(Stmt { kind: StmtKind::For { target, iter, body, orelse, is_async }, span })
    }

    #[inline(never)]
    fn with_stmt(
        &mut self,
        range: TextRange,
        items: Vec<rp::WithItem>,
        body: Vec<rp::Stmt>,
        is_async: bool,
    ) -> Res<Stmt> {
        let mut out = Vec::with_capacity(items.len());
        for item in items {
            let context_expr = self.expr(item.context_expr)?;
            let optional_vars = self.optional(item.optional_vars)?;
            if let Some(vars) = &optional_vars {
                self.check_target(vars, Use::Assign)?;
            }
            out.push(WithItem { context_expr, optional_vars });
        }
        let body = self.stmts(body)?;
        let span = self.block_span(range, &body);
        Ok(Stmt { kind: StmtKind::With { items: out, body, is_async }, span })
    }

    #[inline(never)]
    fn try_stmt(
        &mut self,
        range: TextRange,
        body: Vec<rp::Stmt>,
        handlers: Vec<rp::ExceptHandler>,
        orelse: Vec<rp::Stmt>,
        finalbody: Vec<rp::Stmt>,
        is_star: bool,
    ) -> Res<Stmt> {
        let body = self.stmts(body)?;
        let mut out = Vec::with_capacity(handlers.len());
        for rp::ExceptHandler::ExceptHandler(node) in handlers {
            let typ = self.optional(node.type_)?.map(|typ| *typ);
            let name = node.name.map(|name| self.ident(name));
            let body = self.stmts(node.body)?;
            let span = self.block_span(node.range, &body);
            out.push(ExceptHandler { typ, name, body, span });
        }
        let orelse = self.stmts(orelse)?;
        let finalbody = self.stmts(finalbody)?;
        let last = [&finalbody, &orelse].into_iter().find(|block| !block.is_empty());
        let span = match (last, out.last()) {
            (Some(block), _) => self.block_span(range, block),
            (None, Some(handler)) => self.block_span(range, &handler.body),
            (None, None) => self.block_span(range, &body),
        };
        Ok(Stmt {
            kind: StmtKind::Try(Box::new(Try { body, handlers: out, orelse, finalbody, is_star })),
            span,
        })
    }

    #[inline(never)]
    fn match_stmt(&mut self, node: rp::StmtMatch) -> Res<Stmt> {
        let is_tuple_range = node.subject_is_bare_tuple();
        let mut subject = self.boxed(node.subject)?;
        if let (true, ExprKind::Tuple { elts, .. }) = (is_tuple_range, &subject.kind)
            && let (Some(first), Some(last)) = (elts.first(), elts.last())
        {
            // The grammar gives a bare tuple the whole statement's span. It ends before the colon.
            let start = self.open_parens_before(self.start(first.span));
            let mut at = self.close_parens_after(self.end(last.span));
            if self.tokens.get(at).is_some_and(|t| t.kind == T::Comma) {
                at += 1;
            }
            let end = self.tokens[at.max(1) - 1].end;
            subject.span = self.index.span(start, end);
        } else {
            // `match x,:` is a tuple of one; the grammar drops the comma.
            let at = self.close_parens_after(self.end(subject.span));
            if let Some(comma) = self.tokens.get(at).filter(|t| t.kind == T::Comma) {
                let span = self.index.span(self.open_parens_before(self.start(subject.span)), comma.end);
                subject = Box::new(Expr {
                    kind: ExprKind::Tuple { elts: vec![*subject], ctx: ExprContext::Load },
                    span,
                });
            }
        }
        if let ExprKind::Starred { .. } = subject.kind {
            return Err(self.error_at(subject.span, "invalid syntax"));
        }
        let mut cases = Vec::with_capacity(node.cases.len());
        for case in node.cases {
            let pattern = self.pattern(case.pattern, true)?;
            let guard = self.optional(case.guard)?;
            cases.push(MatchCase { pattern, guard, body: self.stmts(case.body)? });
        }
        let span = self.block_span(node.range, cases.last().map_or(&[], |case| &case.body));
        Ok(Stmt { kind: StmtKind::Match { subject, cases }, span })
    }

    /// The start of the parentheses round an expression that starts at `offset` (after the keyword `match`).
    fn open_parens_before(&self, offset: u32) -> u32 {
        let mut at = self.token_at(offset);
        while at > 0 && self.tokens[at - 1].kind == T::Lpar {
            at -= 1;
        }
        self.tokens[at].start
    }

    /// The token after the parentheses that close at `offset`.
    fn close_parens_after(&self, offset: u32) -> usize {
        let mut at = self.token_at(offset);
        while self.tokens.get(at).is_some_and(|t| t.kind == T::Rpar) {
            at += 1;
        }
        at
    }

    #[inline(never)]
    fn function(&mut self, node: rp::StmtFunctionDef, is_async: bool) -> Res<Stmt> {
        let decorators = self.exprs(node.decorator_list)?;
        let name = self.ident(node.name);
        let type_params = self.type_params(node.type_params)?;
        let args = self.parameters(*node.args)?;
        let returns = self.optional(node.returns)?;
        let body = self.stmts(node.body)?;
        let span = self.block_span(node.range, &body);
        let function = FunctionDef {
            name,
            type_params,
            args,
            body,
            decorators,
            returns,
            is_async,
            notes: Notes::default(),
        };
        Ok(Stmt { kind: StmtKind::FunctionDef(Box::new(function)), span })
    }

    #[inline(never)]
    fn class(&mut self, node: rp::StmtClassDef) -> Res<Stmt> {
        let decorators = self.exprs(node.decorator_list)?;
        let name = self.ident(node.name);
        let type_params = self.type_params(node.type_params)?;
        let (bases, keywords) = self.arguments(node.bases, node.keywords, false)?;
        let body = self.stmts(node.body)?;
        let span = self.block_span(node.range, &body);
        let class =
            ClassDef { name, type_params, bases, keywords, body, decorators, notes: Notes::default() };
        Ok(Stmt { kind: StmtKind::ClassDef(Box::new(class)), span })
    }

    fn type_params(&mut self, nodes: Vec<rp::TypeParam>) -> Res<Vec<TypeParam>> {
        let mut out = Vec::with_capacity(nodes.len());
        for node in nodes {
            let (kind, name, range) = match node {
                rp::TypeParam::TypeVar(node) => {
                    (TypeParamKind::TypeVar { bound: self.optional(node.bound)? }, node.name, node.range)
                }
                rp::TypeParam::ParamSpec(node) => (TypeParamKind::ParamSpec, node.name, node.range),
                rp::TypeParam::TypeVarTuple(node) => (TypeParamKind::TypeVarTuple, node.name, node.range),
            };
            let start = range.start().to_u32();
            let mut span = self.span(range);
            let mut default = None;
            if let Some(found) = self.defaults.iter().position(|default| default.param == start) {
                let tokens = self.defaults.swap_remove(found).tokens;
                span = self.index.span(start, self.tokens[tokens.end - 1].end);
                let value = self.sub_expression(&self.tokens[tokens])?;
                if let (ExprKind::Starred { .. }, TypeParamKind::TypeVar { .. } | TypeParamKind::ParamSpec) =
                    (&value.kind, &kind)
                {
                    return Err(self.error_at(value.span, "invalid syntax"));
                }
                default = Some(Box::new(value));
            }
            out.push(TypeParam { kind, name: self.ident(name), default, span });
        }
        Ok(out)
    }
}

fn is_single_target(target: &Expr) -> bool {
    matches!(target.kind, ExprKind::Name { .. } | ExprKind::Attribute { .. } | ExprKind::Subscript { .. })
}

/// Facts about the grammar's nodes.
trait Quirks {
    fn subject_is_bare_tuple(&self) -> bool;
}

impl Quirks for rp::StmtMatch {
    /// A subject of several expressions without parentheses has the span of the whole statement.
    fn subject_is_bare_tuple(&self) -> bool {
        matches!(&*self.subject, rp::Expr::Tuple(tuple) if tuple.range.start() == self.range.start())
    }
}
