//! Statements of a program's tree.

use super::super::grammar::{Node, Sum};
use super::{Object, Reader};
use crate::value::{PyResult, Value};
use pyopt_compiler::syntax::ast::{ClassDef, FunctionDef, Notes, Span, Stmt, StmtKind, Try};

impl Reader<'_> {
    /// An item of a list of statements.
    pub(super) fn stmt(&mut self, value: Value) -> PyResult<Stmt> {
        if value.is_none() {
            return Err(self.vm.raise_value_error("None disallowed in statement list"));
        }
        let span = self.span(value, "stmt", false)?;
        let of = self.kind(Sum::stmt, value)?;
        let kind = self.deeper("stmt", |r| r.stmt_kind(of, span))?;
        Ok(Stmt { kind, span })
    }

    fn stmts(&mut self, of: Object, name: &str) -> PyResult<Vec<Stmt>> {
        self.list(of, name, Self::stmt)
    }

    fn stmt_kind(&mut self, of: Object, span: Span) -> PyResult<StmtKind> {
        Ok(match of.node {
            Node::Return => StmtKind::Return(self.opt_expr_field(of, "value")?),
            Node::Delete => StmtKind::Delete(self.list(of, "targets", Self::expr)?),
            Node::Assign => {
                let place = self.reserve_comment(span)?;
                let targets = self.list(of, "targets", Self::expr)?;
                let value = self.expr_field(of, "value")?;
                self.type_comment(of, place)?;
                StmtKind::Assign { targets, value }
            }
            Node::TypeAlias => StmtKind::TypeAlias {
                name: self.expr_field(of, "name")?,
                type_params: self.list(of, "type_params", Self::type_param)?,
                value: self.expr_field(of, "value")?,
            },
            Node::AugAssign => StmtKind::AugAssign {
                target: self.expr_field(of, "target")?,
                op: self.operator(of)?,
                value: self.expr_field(of, "value")?,
            },
            Node::AnnAssign => StmtKind::AnnAssign {
                target: self.expr_field(of, "target")?,
                annotation: self.expr_field(of, "annotation")?,
                value: self.opt_expr_field(of, "value")?,
                simple: self.int_field(of, "simple")? != 0,
            },
            Node::Raise => StmtKind::Raise {
                exc: self.opt_expr_field(of, "exc")?,
                cause: self.opt_expr_field(of, "cause")?,
            },
            Node::Assert => {
                StmtKind::Assert { test: self.expr_field(of, "test")?, msg: self.opt_expr_field(of, "msg")? }
            }
            Node::Import => StmtKind::Import(self.list(of, "names", Self::alias)?),
            Node::ImportFrom => {
                let module = self.opt_ident_field(of, "module")?;
                let names = self.list(of, "names", Self::alias)?;
                let level = match self.optional(of, "level")? {
                    Some(level) => self.int(level)?,
                    None => 0,
                };
                let Ok(level) = u32::try_from(level) else {
                    return Err(self.vm.raise_value_error("Negative ImportFrom level"));
                };
                StmtKind::ImportFrom { module, names, level }
            }
            Node::Global => StmtKind::Global(self.list(of, "names", Self::identifier)?),
            Node::Nonlocal => StmtKind::Nonlocal(self.list(of, "names", Self::identifier)?),
            Node::Expr => StmtKind::Expr(self.expr_field(of, "value")?),
            Node::Pass => StmtKind::Pass,
            Node::Break => StmtKind::Break,
            Node::Continue => StmtKind::Continue,
            _ => return self.compound(of, span),
        })
    }

    /// Statements with blocks.
    #[inline(never)]
    fn compound(&mut self, of: Object, span: Span) -> PyResult<StmtKind> {
        Ok(match of.node {
            Node::FunctionDef | Node::AsyncFunctionDef => {
                let place = self.reserve_comment(span)?;
                let def = self.function(of)?;
                self.type_comment(of, place)?;
                StmtKind::FunctionDef(Box::new(def))
            }
            Node::ClassDef => StmtKind::ClassDef(Box::new(ClassDef {
                name: self.ident_field(of, "name")?,
                bases: self.list(of, "bases", Self::expr)?,
                keywords: self.list(of, "keywords", Self::keyword)?,
                body: self.stmts(of, "body")?,
                decorators: self.list(of, "decorator_list", Self::expr)?,
                type_params: self.list(of, "type_params", Self::type_param)?,
                notes: Notes::default(),
            })),
            Node::For | Node::AsyncFor => {
                let place = self.reserve_comment(span)?;
                let kind = StmtKind::For {
                    target: self.expr_field(of, "target")?,
                    iter: self.expr_field(of, "iter")?,
                    body: self.stmts(of, "body")?,
                    orelse: self.stmts(of, "orelse")?,
                    is_async: of.node == Node::AsyncFor,
                };
                self.type_comment(of, place)?;
                kind
            }
            Node::While => StmtKind::While {
                test: self.expr_field(of, "test")?,
                body: self.stmts(of, "body")?,
                orelse: self.stmts(of, "orelse")?,
            },
            Node::If => StmtKind::If {
                test: self.expr_field(of, "test")?,
                body: self.stmts(of, "body")?,
                orelse: self.stmts(of, "orelse")?,
            },
            Node::With | Node::AsyncWith => {
                let place = self.reserve_comment(span)?;
                let kind = StmtKind::With {
                    items: self.list(of, "items", Self::with_item)?,
                    body: self.stmts(of, "body")?,
                    is_async: of.node == Node::AsyncWith,
                };
                self.type_comment(of, place)?;
                kind
            }
            Node::Match => StmtKind::Match {
                subject: self.expr_field(of, "subject")?,
                cases: self.list(of, "cases", Self::match_case)?,
            },
            Node::Try | Node::TryStar => StmtKind::Try(Box::new(Try {
                body: self.stmts(of, "body")?,
                handlers: self.list(of, "handlers", Self::handler)?,
                orelse: self.stmts(of, "orelse")?,
                finalbody: self.stmts(of, "finalbody")?,
                is_star: of.node == Node::TryStar,
            })),
            _ => return Err(self.raise_unexpected(Sum::stmt, of.value)),
        })
    }

    fn function(&mut self, of: Object) -> PyResult<FunctionDef> {
        Ok(FunctionDef {
            name: self.ident_field(of, "name")?,
            args: self.arguments_field(of)?,
            body: self.stmts(of, "body")?,
            decorators: self.list(of, "decorator_list", Self::expr)?,
            returns: self.opt_expr_field(of, "returns")?,
            type_params: self.list(of, "type_params", Self::type_param)?,
            is_async: of.node == Node::AsyncFunctionDef,
            notes: Notes::default(),
        })
    }
}
