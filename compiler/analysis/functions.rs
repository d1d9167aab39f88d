//! Functions of a module whose calls are understood: their parameters, and, of small pure ones, the value as one expression.
//!
//! ```text
//! def sep(path):                               sep(path) is
//!     if isinstance(path, bytes):       ──►        b'/' if isinstance(path, bytes) else '/'
//!         return b'/'                          as long as path is a scalar
//!     return '/'
//! ```
//!
//! *Pure* means: whatever scalars the parameters are, the value comes from operators and builtins on scalars, so that no code
//! of the program runs meanwhile and nothing changes; the only other outcome is an exception. Evaluating it twice, or
//! once and then calling the function, cannot be told from calling it. A local variable becomes the expression that was
//! assigned to it; one that may raise has to be evaluated wherever the function would have done so.
//!
//! As all that is known of globals, this is a guess: who uses it does so behind a guard for the function (see `GuardFact`).

use super::globals::KnownGlobals;
use super::kill::ModuleNames;
use super::purity::{is_pure_builtin, is_pure_method};
use super::value_parts::{apply, evaluates, is_total, nodes, substitute};
use super::visit::{Node, Scope, walk_stmts};
use crate::map::Map;
use crate::semantics::exact::ExactKinds;
use crate::semantics::limits::{INLINE_CALLS, INLINE_NODES};
use crate::syntax::ast::{
    CmpOp, Constant, Expr, ExprContext, ExprKind, FunctionDef, GuardFact, Ident, Operator, Span, Stmt,
    StmtKind, UnaryOp,
};

/// A function that the module defines once, undecorated, with plain parameters.
#[derive(Clone, Debug)]
pub struct KnownFunction {
    /// The line of its definition.
    pub line: u32,
    /// All its parameters, which may be given by position.
    pub params: Vec<Ident>,
    /// How many of them may not be given by keyword.
    pub positional_only: usize,
    /// Its value, or what keeps it from being one expression.
    pub value: Result<PureValue, Impure>,
}

/// The value of a pure function.
#[derive(Clone, Debug)]
pub struct PureValue {
    /// An expression of its parameters.
    pub expr: Expr,
    /// What it depends on besides the function itself.
    pub facts: Vec<GuardFact>,
    /// How deep its calls are nested, its own included.
    pub calls: u32,
}

/// Why a function is not pure.
#[derive(Clone, Debug)]
pub struct Impure {
    /// In words.
    pub reason: &'static str,
    /// What stands in the way.
    pub cause: Span,
}

type Pure<T> = Result<T, Impure>;

fn impure<T>(reason: &'static str, cause: Span) -> Pure<T> {
    Err(Impure { reason, cause })
}

/// The functions of a module with these statements; `known` tells its constants.
pub fn of_stmts(body: &[Stmt], names: &ModuleNames, known: &KnownGlobals) -> Map<Ident, KnownFunction> {
    let mut functions: Map<Ident, KnownFunction> = Map::default();
    for stmt in body {
        let StmtKind::FunctionDef(def) = &stmt.kind else { continue };
        let once = !names.rebound.contains(&def.name) && !names.deleted.contains(&def.name);
        // A name with two underscores means another one in a class.
        if once && !def.name.starts_with("__") && is_plain(def) {
            let params =
                def.args.posonlyargs.iter().chain(&def.args.args).map(|arg| arg.name.clone()).collect();
            let mut reader =
                Reader { names, known, functions: &functions, params, facts: Vec::new(), calls: 0 };
            let value = reader.function(def);
            let Reader { params, facts, calls, .. } = reader;
            let value = value.map(|expr| PureValue { expr, facts, calls: calls + 1 });
            let positional_only = def.args.posonlyargs.len();
            let function = KnownFunction { line: stmt.span.line, params, positional_only, value };
            functions.insert(def.name.clone(), function);
        }
    }
    functions
}

/// Whether a call that gives every parameter once does nothing but enter the body.
fn is_plain(def: &FunctionDef) -> bool {
    let args = &def.args;
    // Also one that is never reached makes a generator.
    let mut yields = false;
    walk_stmts(&def.body, Scope::Same, &mut |node| {
        if let Node::Expr(expr) = node {
            yields |= matches!(expr.kind, ExprKind::Yield(_) | ExprKind::YieldFrom(_) | ExprKind::Await(_));
        }
    });
    !yields
        && !def.is_async
        && def.decorators.is_empty()
        && def.type_params.is_empty()
        && args.vararg.is_none()
        && args.kwarg.is_none()
        && args.kwonlyargs.is_empty()
}

struct Reader<'a> {
    names: &'a ModuleNames,
    known: &'a KnownGlobals,
    /// Those that are defined above.
    functions: &'a Map<Ident, KnownFunction>,
    params: Vec<Ident>,
    facts: Vec<GuardFact>,
    calls: u32,
}

impl Reader<'_> {
    fn function(&mut self, def: &FunctionDef) -> Pure<Expr> {
        let mut body = &def.body[..];
        if let Some((Stmt { kind: StmtKind::Expr(doc), .. }, rest)) = body.split_first()
            && matches!(doc.kind, ExprKind::Constant(_))
        {
            body = rest;
        }
        let end = def.body.last().map_or(Span::NONE, |last| last.span);
        let value = self.body(&body.iter().collect::<Vec<_>>(), &mut self.params.clone(), end)?;
        if nodes(&value) > INLINE_NODES {
            return impure("the function is too large", value.span);
        }
        Ok(value)
    }

    /// The value of these statements; `locals`: what is bound so far.
    fn body(&mut self, stmts: &[&Stmt], locals: &mut Vec<Ident>, end: Span) -> Pure<Expr> {
        let Some((first, rest)) = stmts.split_first() else {
            return Ok(Expr { kind: ExprKind::Constant(Constant::None), span: end });
        };
        if stmts.len() > INLINE_NODES {
            return impure("the function is too large", first.span);
        }
        match &first.kind {
            StmtKind::Return(None) => Ok(Expr { kind: ExprKind::Constant(Constant::None), span: first.span }),
            StmtKind::Return(Some(value)) => self.result(value, locals),
            StmtKind::Pass => self.body(rest, locals, end),
            StmtKind::If { test, body, orelse } => {
                let test = self.scalar(test, locals)?;
                let mut arm = |stmts: &Vec<Stmt>| {
                    let all: Vec<&Stmt> = stmts.iter().chain(rest.iter().copied()).collect();
                    self.body(&all, &mut locals.clone(), end)
                };
                let [body, orelse] = [arm(body)?, arm(orelse)?].map(Box::new);
                if nodes(&body) + nodes(&orelse) > INLINE_NODES {
                    return impure("the function is too large", first.span);
                }
                Ok(Expr { kind: ExprKind::IfExp { test: Box::new(test), body, orelse }, span: first.span })
            }
            StmtKind::Assign { targets, value } => match &targets[..] {
                [Expr { kind: ExprKind::Name { id, .. }, .. }] => {
                    let value = self.scalar(value, locals)?;
                    self.bound(id, value, rest, locals, end)
                }
                _ => impure("an assignment to more than one name", first.span),
            },
            StmtKind::AugAssign { target, op, value } => {
                let ExprKind::Name { id, .. } = &target.kind else {
                    return impure("an assignment to more than a name", first.span);
                };
                let left = Expr {
                    kind: ExprKind::Name { id: id.clone(), ctx: ExprContext::Load },
                    span: target.span,
                };
                let kind = ExprKind::BinOp { left: Box::new(left), op: *op, right: value.clone() };
                let value = self.scalar(&Expr { kind, span: first.span }, locals)?;
                self.bound(id, value, rest, locals, end)
            }
            _ => impure("a statement that is not understood", first.span),
        }
    }

    /// The value of `rest`, in which a local has a value.
    fn bound(
        &mut self,
        id: &Ident,
        value: Expr,
        rest: &[&Stmt],
        locals: &mut Vec<Ident>,
        end: Span,
    ) -> Pure<Expr> {
        if !locals.contains(id) {
            locals.push(id.clone());
        }
        let mut result = self.body(rest, locals, end)?;
        if !is_total(&value) && !evaluates(&result, id) {
            return impure("a value that may not be needed, and may raise", value.span);
        }
        substitute(&mut result, &|name| (name == id).then_some(&value));
        if nodes(&result) > INLINE_NODES {
            return impure("the function is too large", result.span);
        }
        Ok(result)
    }

    /// What a function may return: a scalar, or a fresh container of scalars.
    fn result(&mut self, expr: &Expr, locals: &[Ident]) -> Pure<Expr> {
        match &expr.kind {
            ExprKind::Tuple { elts, ctx } => {
                let elts = self.all(elts, locals)?;
                Ok(Expr { kind: ExprKind::Tuple { elts, ctx: *ctx }, span: expr.span })
            }
            ExprKind::List { elts, ctx } => {
                let elts = self.all(elts, locals)?;
                Ok(Expr { kind: ExprKind::List { elts, ctx: *ctx }, span: expr.span })
            }
            _ => self.scalar(expr, locals),
        }
    }

    fn all(&mut self, exprs: &[Expr], locals: &[Ident]) -> Pure<Vec<Expr>> {
        exprs.iter().map(|expr| self.scalar(expr, locals)).collect()
    }

    fn boxed(&mut self, expr: &Expr, locals: &[Ident]) -> Pure<Box<Expr>> {
        self.scalar(expr, locals).map(Box::new)
    }

    /// An expression that is pure and gives a scalar if all locals are scalars.
    fn scalar(&mut self, expr: &Expr, locals: &[Ident]) -> Pure<Expr> {
        let kind = match &expr.kind {
            ExprKind::Constant(
                Constant::None
                | Constant::Bool(_)
                | Constant::Int(_)
                | Constant::BigInt(_)
                | Constant::Float(_)
                | Constant::Complex { .. }
                | Constant::Str(_)
                | Constant::Bytes(_),
            ) => expr.kind.clone(),
            ExprKind::Name { id, ctx: ExprContext::Load } if locals.contains(id) => expr.kind.clone(),
            ExprKind::Name { id, ctx: ExprContext::Load } => match self.known.constants.get(id) {
                Some(value) if !matches!(value, Constant::Tuple(_) | Constant::Ellipsis) => {
                    self.note(GuardFact::Global(id.clone(), value.clone()));
                    ExprKind::Constant(value.clone())
                }
                _ => return impure("a name that is neither a local nor a known constant", expr.span),
            },
            ExprKind::BinOp { op: Operator::MatMult, .. } => {
                return impure("an operator of no scalar", expr.span);
            }
            ExprKind::BinOp { left, op, right } => ExprKind::BinOp {
                left: self.boxed(left, locals)?,
                op: *op,
                right: self.boxed(right, locals)?,
            },
            // ~True warns.
            ExprKind::UnaryOp { op, operand } if *op != UnaryOp::Invert => {
                ExprKind::UnaryOp { op: *op, operand: self.boxed(operand, locals)? }
            }
            ExprKind::BoolOp { op, values } => {
                ExprKind::BoolOp { op: *op, values: self.all(values, locals)? }
            }
            ExprKind::IfExp { test, body, orelse } => ExprKind::IfExp {
                test: self.boxed(test, locals)?,
                body: self.boxed(body, locals)?,
                orelse: self.boxed(orelse, locals)?,
            },
            ExprKind::Compare { left, ops, comparators } => {
                let identity = ops.iter().any(|op| matches!(op, CmpOp::Is | CmpOp::IsNot));
                let is_none =
                    |expr: &Expr| matches!(expr.kind, ExprKind::Constant(Constant::None | Constant::Bool(_)));
                if identity && !(comparators.len() == 1 && is_none(&comparators[0])) {
                    return impure("the identity of scalars", expr.span);
                }
                let comparators = ops.iter().zip(comparators).map(|(op, right)| match (&right.kind, op) {
                    (ExprKind::Tuple { elts, ctx }, CmpOp::In | CmpOp::NotIn) => {
                        let elts = self.all(elts, locals)?;
                        Ok(Expr { kind: ExprKind::Tuple { elts, ctx: *ctx }, span: right.span })
                    }
                    _ => self.scalar(right, locals),
                });
                let comparators = comparators.collect::<Pure<Vec<_>>>()?;
                ExprKind::Compare { left: self.boxed(left, locals)?, ops: ops.clone(), comparators }
            }
            ExprKind::Subscript { value, slice, ctx: ExprContext::Load } => ExprKind::Subscript {
                value: self.boxed(value, locals)?,
                slice: Box::new(match &slice.kind {
                    ExprKind::Slice { lower, upper, step } => {
                        let mut part = |part: &Option<Box<Expr>>| {
                            part.as_ref().map(|part| self.boxed(part, locals)).transpose()
                        };
                        let kind =
                            ExprKind::Slice { lower: part(lower)?, upper: part(upper)?, step: part(step)? };
                        Expr { kind, span: slice.span }
                    }
                    _ => self.scalar(slice, locals)?,
                }),
                ctx: ExprContext::Load,
            },
            ExprKind::Call { func, args, keywords } if keywords.is_empty() => {
                return self.call(expr, func, args, locals);
            }
            _ => return impure("an expression that is not understood", expr.span),
        };
        Ok(Expr { kind, span: expr.span })
    }

    fn call(&mut self, expr: &Expr, func: &Expr, args: &[Expr], locals: &[Ident]) -> Pure<Expr> {
        match &func.kind {
            ExprKind::Name { id, .. } if locals.contains(id) => impure("a call of a local", func.span),
            ExprKind::Name { id, .. } if self.functions.contains_key(id) => {
                self.nested(id, args, locals, func.span)
            }
            ExprKind::Name { id, .. } => {
                let builtin = !self.names.bound.contains(id) && !self.names.star_import;
                let args = match (&**id, args) {
                    ("isinstance", [object, class]) if builtin => {
                        let object = self.scalar(object, locals)?;
                        vec![object, self.class(class, locals)?]
                    }
                    (name, _) if builtin && is_pure_builtin(name, args.len()) => self.all(args, locals)?,
                    _ => return impure("a call of a function that is not pure", func.span),
                };
                self.note(GuardFact::Builtin(id.clone()));
                Ok(Expr {
                    kind: ExprKind::Call { func: Box::new(func.clone()), args, keywords: Vec::new() },
                    span: expr.span,
                })
            }
            ExprKind::Attribute { value, attr, ctx } if is_pure_method(attr) => {
                let value = self.boxed(value, locals)?;
                let method = ExprKind::Attribute { value, attr: attr.clone(), ctx: *ctx };
                let func = Box::new(Expr { kind: method, span: func.span });
                let args = self.all(args, locals)?;
                Ok(Expr { kind: ExprKind::Call { func, args, keywords: Vec::new() }, span: expr.span })
            }
            _ => impure("a call of something that is not pure", func.span),
        }
    }

    /// A builtin class that guards test for.
    fn class(&mut self, class: &Expr, locals: &[Ident]) -> Pure<Expr> {
        match &class.kind {
            ExprKind::Name { id, .. }
                if ExactKinds::instances_of(id).is_some()
                    && !locals.contains(id)
                    && !self.names.bound.contains(id)
                    && !self.names.star_import =>
            {
                self.note(GuardFact::Builtin(id.clone()));
                Ok(class.clone())
            }
            _ => impure("a class that is not builtin", class.span),
        }
    }

    /// A call of another pure function, with its value in place of the call.
    fn nested(&mut self, id: &Ident, args: &[Expr], locals: &[Ident], at: Span) -> Pure<Expr> {
        let function = &self.functions[id];
        let Ok(value) = &function.value else { return impure("a call of a function that is not pure", at) };
        if value.calls >= INLINE_CALLS || function.params.len() != args.len() {
            return impure("a call that is nested too deep, or that leaves parameters out", at);
        }
        self.calls = self.calls.max(value.calls);
        let (expr, facts) = (value.expr.clone(), value.facts.clone());
        let (params, line) = (function.params.clone(), function.line);
        facts.into_iter().for_each(|fact| self.note(fact));
        self.note(GuardFact::Function(id.clone(), line));
        let args = self.all(args, locals)?;
        match apply(expr, &params, &args) {
            Some(expr) if nodes(&expr) <= INLINE_NODES => Ok(expr),
            Some(_) => impure("the function is too large", at),
            None => impure("an argument that may not be needed, and may raise", at),
        }
    }

    fn note(&mut self, fact: GuardFact) {
        if !self.facts.contains(&fact) {
            self.facts.push(fact);
        }
    }
}
