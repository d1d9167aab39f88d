//! What statements and expressions are made of: parameters, keywords, names of imports, clauses.

use super::super::grammar::Node;
use super::Builder;
use crate::value::{PyResult, Value};
use pyopt_compiler::syntax::ast::{
    Alias, Arg, Arguments, Comprehension, ExceptHandler, Keyword, MatchCase, TypeParam, TypeParamKind,
    WithItem,
};

impl Builder<'_> {
    pub(super) fn keywords(&mut self, keywords: &[Keyword]) -> PyResult {
        self.list(keywords, |b, keyword| {
            let name = b.opt_ident(keyword.name.as_ref());
            let value = b.expr(&keyword.value)?;
            b.node(Node::keyword, Some(keyword.span), &[name, value])
        })
    }

    pub(super) fn generators(&mut self, generators: &[Comprehension]) -> PyResult {
        self.list(generators, |b, generator| {
            let target = b.expr(&generator.target)?;
            let iter = b.expr(&generator.iter)?;
            let ifs = b.exprs(&generator.ifs)?;
            let is_async = Value::small_int_unchecked(i64::from(generator.is_async));
            b.node(Node::comprehension, None, &[target, iter, ifs, is_async])
        })
    }

    fn arg(&mut self, arg: &Arg) -> PyResult {
        let name = self.ident(&arg.name);
        let annotation = self.opt_expr(arg.annotation.as_deref())?;
        let comment = self.type_comment(arg.span);
        self.node(Node::arg, Some(arg.span), &[name, annotation, comment])
    }

    fn opt_arg(&mut self, arg: Option<&Arg>) -> PyResult {
        arg.map_or(Ok(Value::NONE), |arg| self.arg(arg))
    }

    pub(super) fn arguments(&mut self, args: &Arguments) -> PyResult {
        let parts = [
            self.list(&args.posonlyargs, Self::arg)?,
            self.list(&args.args, Self::arg)?,
            self.opt_arg(args.vararg.as_deref())?,
            self.list(&args.kwonlyargs, Self::arg)?,
            self.list(&args.kw_defaults, |b, default| b.opt_expr(default.as_ref()))?,
            self.opt_arg(args.kwarg.as_deref())?,
            self.exprs(&args.defaults)?,
        ];
        self.node(Node::arguments, None, &parts)
    }

    pub(super) fn aliases(&mut self, names: &[Alias]) -> PyResult {
        self.list(names, |b, alias| {
            let parts = [b.ident(&alias.name), b.opt_ident(alias.asname.as_ref())];
            b.node(Node::alias, Some(alias.span), &parts)
        })
    }

    pub(super) fn with_items(&mut self, items: &[WithItem]) -> PyResult {
        self.list(items, |b, item| {
            let parts = [b.expr(&item.context_expr)?, b.opt_expr(item.optional_vars.as_deref())?];
            b.node(Node::withitem, None, &parts)
        })
    }

    pub(super) fn cases(&mut self, cases: &[MatchCase]) -> PyResult {
        self.list(cases, |b, case| {
            let parts = [b.pattern(&case.pattern)?, b.opt_expr(case.guard.as_deref())?, b.stmts(&case.body)?];
            b.node(Node::match_case, None, &parts)
        })
    }

    pub(super) fn handlers(&mut self, handlers: &[ExceptHandler]) -> PyResult {
        self.list(handlers, |b, handler| {
            let typ = b.opt_expr(handler.typ.as_ref())?;
            let name = b.opt_ident(handler.name.as_ref());
            let body = b.stmts(&handler.body)?;
            b.node(Node::ExceptHandler, Some(handler.span), &[typ, name, body])
        })
    }

    pub(super) fn type_params(&mut self, params: &[TypeParam]) -> PyResult {
        self.list(params, |b, param| {
            let span = Some(param.span);
            let name = b.ident(&param.name);
            match &param.kind {
                TypeParamKind::TypeVar { bound } => {
                    let bound = b.opt_expr(bound.as_deref())?;
                    let default = b.opt_expr(param.default.as_deref())?;
                    b.node(Node::TypeVar, span, &[name, bound, default])
                }
                TypeParamKind::ParamSpec => {
                    let default = b.opt_expr(param.default.as_deref())?;
                    b.node(Node::ParamSpec, span, &[name, default])
                }
                TypeParamKind::TypeVarTuple => {
                    let default = b.opt_expr(param.default.as_deref())?;
                    b.node(Node::TypeVarTuple, span, &[name, default])
                }
            }
        })
    }
}
