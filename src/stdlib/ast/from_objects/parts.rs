//! Parameters, keywords, names of imports and clauses of a program's tree.

use super::super::grammar::{Node, Sum};
use super::{Object, Reader};
use crate::value::{PyResult, Value};
use pyopt_compiler::syntax::ast::{
    Alias, Arg, Arguments, Comprehension, ExceptHandler, Expr, Keyword, MatchCase, TypeParam, TypeParamKind,
    WithItem,
};

impl Reader<'_> {
    pub(super) fn comprehension(&mut self, value: Value) -> PyResult<Comprehension> {
        let of = Object { value, node: Node::comprehension };
        Ok(Comprehension {
            target: *self.expr_field(of, "target")?,
            iter: *self.expr_field(of, "iter")?,
            ifs: self.list(of, "ifs", Self::expr)?,
            is_async: self.int_field(of, "is_async")? != 0,
        })
    }

    pub(super) fn comprehension_parts(&mut self, of: Object) -> PyResult<(Box<Expr>, Vec<Comprehension>)> {
        Ok((self.expr_field(of, "elt")?, self.list(of, "generators", Self::comprehension)?))
    }

    fn arg(&mut self, value: Value) -> PyResult<Arg> {
        let of = Object { value, node: Node::arg };
        let name = self.ident_field(of, "arg")?;
        let annotation = self.opt_expr_field(of, "annotation")?;
        let comment = self.text(of, "type_comment")?;
        let span = self.span(value, "arg", false)?;
        if let Some(comments) = &mut self.comments {
            comments.add(self.vm, span, comment.unwrap_or(Value::NONE))?;
        }
        Ok(Arg { name, annotation, span })
    }

    fn opt_arg_field(&mut self, of: Object, name: &str) -> PyResult<Option<Box<Arg>>> {
        match self.optional(of, name)? {
            Some(value) => self.arg(value).map(|arg| Some(Box::new(arg))),
            None => Ok(None),
        }
    }

    pub(super) fn arguments_field(&mut self, of: Object) -> PyResult<Arguments> {
        let value = self.required(of, "args")?;
        let of = Object { value, node: Node::arguments };
        Ok(Arguments {
            posonlyargs: self.list(of, "posonlyargs", Self::arg)?,
            args: self.list(of, "args", Self::arg)?,
            vararg: self.opt_arg_field(of, "vararg")?,
            kwonlyargs: self.list(of, "kwonlyargs", Self::arg)?,
            kw_defaults: self.list(of, "kw_defaults", Self::opt_expr)?,
            kwarg: self.opt_arg_field(of, "kwarg")?,
            defaults: self.list(of, "defaults", Self::expr)?,
        })
    }

    pub(super) fn keyword(&mut self, value: Value) -> PyResult<Keyword> {
        let of = Object { value, node: Node::keyword };
        let name = self.opt_ident_field(of, "arg")?;
        let value_of_it = *self.expr_field(of, "value")?;
        Ok(Keyword { name, value: value_of_it, span: self.span(value, "keyword", false)? })
    }

    pub(super) fn alias(&mut self, value: Value) -> PyResult<Alias> {
        let of = Object { value, node: Node::alias };
        let name = self.ident_field(of, "name")?;
        let asname = self.opt_ident_field(of, "asname")?;
        Ok(Alias { name, asname, span: self.span(value, "alias", false)? })
    }

    pub(super) fn with_item(&mut self, value: Value) -> PyResult<WithItem> {
        let of = Object { value, node: Node::withitem };
        Ok(WithItem {
            context_expr: *self.expr_field(of, "context_expr")?,
            optional_vars: self.opt_expr_field(of, "optional_vars")?,
        })
    }

    pub(super) fn match_case(&mut self, value: Value) -> PyResult<MatchCase> {
        let of = Object { value, node: Node::match_case };
        let pattern = self.required(of, "pattern")?;
        Ok(MatchCase {
            pattern: self.pattern(pattern)?,
            guard: self.opt_expr_field(of, "guard")?,
            body: self.list(of, "body", Self::stmt)?,
        })
    }

    pub(super) fn handler(&mut self, value: Value) -> PyResult<ExceptHandler> {
        let span = self.span(value, "excepthandler", false)?;
        let of = self.kind(Sum::excepthandler, value)?;
        Ok(ExceptHandler {
            typ: self.opt_expr_field(of, "type")?.map(|t| *t),
            name: self.opt_ident_field(of, "name")?,
            body: self.list(of, "body", Self::stmt)?,
            span,
        })
    }

    pub(super) fn type_param(&mut self, value: Value) -> PyResult<TypeParam> {
        let span = self.span(value, "type_param", true)?;
        let of = self.kind(Sum::type_param, value)?;
        let name = self.ident_field(of, "name")?;
        let kind = match of.node {
            Node::TypeVar => TypeParamKind::TypeVar { bound: self.opt_expr_field(of, "bound")? },
            Node::ParamSpec => TypeParamKind::ParamSpec,
            _ => TypeParamKind::TypeVarTuple,
        };
        Ok(TypeParam { kind, name, default: self.opt_expr_field(of, "default_value")?, span })
    }
}
