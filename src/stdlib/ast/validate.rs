//! What no source can say, but a tree that a program made could: empty bodies, targets without the context of one,
//! patterns of anything. The compiler relies on all of it.
//!
//! Messages and the order of checks are CPython's.

mod pattern;

use pyopt_compiler::syntax::ast::{
    Arguments, Comprehension, Constant, ExceptHandler, Expr, ExprContext, ExprKind, Keyword, Mod, Stmt,
    StmtKind, TypeParam, TypeParamKind,
};

/// Why a tree is refused: a `ValueError`, or a `TypeError`.
#[derive(Debug)]
pub(super) enum Invalid {
    Value(String),
    Type(String),
}

type Check = Result<(), Invalid>;

fn value_error(message: impl Into<String>) -> Check {
    Err(Invalid::Value(message.into()))
}

fn type_error(message: &str) -> Check {
    Err(Invalid::Type(message.to_owned()))
}

/// Checks a whole tree.
///
/// # Errors
/// The first thing that is wrong.
pub(super) fn validate(module: &Mod) -> Check {
    match module {
        Mod::Module(body) | Mod::Interactive(body) => stmts(body),
        Mod::Expression(body) => load(body),
    }
}

fn not_empty<T>(items: &[T], what: &str, owner: &str) -> Check {
    if items.is_empty() { value_error(format!("empty {what} on {owner}")) } else { Ok(()) }
}

fn stmts(body: &[Stmt]) -> Check {
    body.iter().try_for_each(stmt)
}

fn block(body: &[Stmt], owner: &str) -> Check {
    not_empty(body, "body", owner)?;
    stmts(body)
}

/// A name that is assigned must not be that of a constant.
fn name(id: &str) -> Check {
    match id {
        "None" | "True" | "False" => value_error(format!("identifier field can't represent '{id}' constant")),
        _ => Ok(()),
    }
}

fn load(e: &Expr) -> Check {
    expr(e, ExprContext::Load)
}

fn all(items: &[Expr], ctx: ExprContext) -> Check {
    items.iter().try_for_each(|e| expr(e, ctx))
}

fn opt(item: Option<&Expr>) -> Check {
    item.map_or(Ok(()), load)
}

fn targets(items: &[Expr], ctx: ExprContext, owner: &str) -> Check {
    not_empty(items, "targets", owner)?;
    all(items, ctx)
}

fn keywords(items: &[Keyword]) -> Check {
    items.iter().try_for_each(|k| load(&k.value))
}

fn arguments(args: &Arguments) -> Check {
    let annotated = args.posonlyargs.iter().chain(&args.args);
    let rest = args.vararg.as_deref().into_iter().chain(&args.kwonlyargs).chain(args.kwarg.as_deref());
    annotated.chain(rest).try_for_each(|arg| opt(arg.annotation.as_deref()))?;
    if args.defaults.len() > args.posonlyargs.len() + args.args.len() {
        return value_error("more positional defaults than args on arguments");
    }
    if args.kw_defaults.len() != args.kwonlyargs.len() {
        return value_error("length of kwonlyargs is not the same as kw_defaults on arguments");
    }
    all(&args.defaults, ExprContext::Load)?;
    args.kw_defaults.iter().flatten().try_for_each(load)
}

fn comprehension(generators: &[Comprehension]) -> Check {
    if generators.is_empty() {
        return value_error("comprehension with no generators");
    }
    generators.iter().try_for_each(|g| {
        expr(&g.target, ExprContext::Store)?;
        load(&g.iter)?;
        all(&g.ifs, ExprContext::Load)
    })
}

fn type_params(params: &[TypeParam]) -> Check {
    params.iter().try_for_each(|p| {
        name(&p.name)?;
        if let TypeParamKind::TypeVar { bound } = &p.kind {
            opt(bound.as_deref())?;
        }
        opt(p.default.as_deref())
    })
}

fn context_name(ctx: ExprContext) -> &'static str {
    match ctx {
        ExprContext::Load => "Load",
        ExprContext::Store => "Store",
        ExprContext::Del => "Del",
    }
}

/// An expression in a place of that context.
fn expr(e: &Expr, ctx: ExprContext) -> Check {
    use ExprKind as K;
    let actual = match &e.kind {
        K::Attribute { ctx, .. }
        | K::Subscript { ctx, .. }
        | K::Starred { ctx, .. }
        | K::List { ctx, .. }
        | K::Tuple { ctx, .. } => *ctx,
        K::Name { id, ctx } => {
            name(id)?;
            *ctx
        }
        _ if ctx != ExprContext::Load => {
            let context = context_name(ctx);
            return value_error(format!("expression which can't be assigned to in {context} context"));
        }
        _ => ctx,
    };
    if actual != ctx {
        return value_error(format!(
            "expression must have {} context but has {} instead",
            context_name(ctx),
            context_name(actual)
        ));
    }
    parts(&e.kind, ctx)
}

fn parts(kind: &ExprKind, ctx: ExprContext) -> Check {
    use ExprKind as K;
    match kind {
        K::BoolOp { values, .. } if values.len() < 2 => value_error("BoolOp with less than 2 values"),
        K::BoolOp { values: items, .. }
        | K::Set(items)
        | K::JoinedStr(items)
        | K::TemplateStr(items)
        | K::Intrinsic(_, items) => all(items, ExprContext::Load),
        K::BinOp { left, right, .. } => {
            load(left)?;
            load(right)
        }
        K::UnaryOp { operand: value, .. } | K::Await(value) | K::YieldFrom(value) => load(value),
        K::Lambda(lambda) => {
            arguments(&lambda.args)?;
            load(&lambda.body)
        }
        K::IfExp { test, body, orelse } => {
            load(test)?;
            load(body)?;
            load(orelse)
        }
        K::Dict { keys, values } => {
            if keys.len() != values.len() {
                return value_error("Dict doesn't have the same number of keys as values");
            }
            keys.iter().flatten().try_for_each(load)?;
            all(values, ExprContext::Load)
        }
        K::ListComp { elt, generators }
        | K::SetComp { elt, generators }
        | K::GeneratorExp { elt, generators } => {
            comprehension(generators)?;
            load(elt)
        }
        K::DictComp { key, value, generators } => {
            comprehension(generators)?;
            load(key)?;
            load(value)
        }
        K::Yield(value) => opt(value.as_deref()),
        K::Compare { left, ops, comparators } => {
            if comparators.is_empty() {
                return value_error("Compare with no comparators");
            }
            if comparators.len() != ops.len() {
                return value_error("Compare has a different number of comparators and operands");
            }
            all(comparators, ExprContext::Load)?;
            load(left)
        }
        K::Call { func, args, keywords: named } => {
            load(func)?;
            all(args, ExprContext::Load)?;
            keywords(named)
        }
        K::FormattedValue { value, format_spec, .. } | K::Interpolation { value, format_spec, .. } => {
            load(value)?;
            opt(format_spec.as_deref())
        }
        K::Attribute { value, .. } => load(value),
        K::Subscript { value, slice, .. } => {
            load(slice)?;
            load(value)
        }
        K::Starred { value, .. } => expr(value, ctx),
        K::Slice { lower, upper, step } => {
            opt(lower.as_deref())?;
            opt(upper.as_deref())?;
            opt(step.as_deref())
        }
        K::List { elts, .. } | K::Tuple { elts, .. } => all(elts, ctx),
        K::Named { target, value } => {
            if !matches!(target.kind, K::Name { .. }) {
                return type_error("NamedExpr target must be a Name");
            }
            expr(target, ExprContext::Store)?;
            load(value)
        }
        K::Constant(_) | K::Name { .. } | K::Guard(_) => Ok(()),
    }
}

fn handlers(items: &[ExceptHandler]) -> Check {
    items.iter().try_for_each(|h| {
        opt(h.typ.as_ref())?;
        h.name.as_deref().map_or(Ok(()), name)?;
        block(&h.body, "ExceptHandler")
    })
}

fn stmt(s: &Stmt) -> Check {
    use StmtKind as K;
    match &s.kind {
        K::FunctionDef(def) => {
            block(&def.body, if def.is_async { "AsyncFunctionDef" } else { "FunctionDef" })?;
            type_params(&def.type_params)?;
            arguments(&def.args)?;
            all(&def.decorators, ExprContext::Load)?;
            opt(def.returns.as_deref())
        }
        K::ClassDef(def) => {
            block(&def.body, "ClassDef")?;
            type_params(&def.type_params)?;
            all(&def.bases, ExprContext::Load)?;
            keywords(&def.keywords)?;
            all(&def.decorators, ExprContext::Load)
        }
        K::Return(value) => opt(value.as_deref()),
        K::Delete(items) => targets(items, ExprContext::Del, "Delete"),
        K::Assign { targets: items, value } => {
            targets(items, ExprContext::Store, "Assign")?;
            load(value)
        }
        K::AugAssign { target, value, .. } => {
            expr(target, ExprContext::Store)?;
            load(value)
        }
        K::AnnAssign { target, annotation, value, simple } => {
            if *simple && !matches!(target.kind, ExprKind::Name { .. }) {
                return type_error("AnnAssign with simple non-Name target");
            }
            expr(target, ExprContext::Store)?;
            opt(value.as_deref())?;
            load(annotation)
        }
        K::TypeAlias { name, type_params: params, value } => {
            if !matches!(name.kind, ExprKind::Name { .. }) {
                return type_error("TypeAlias with non-Name name");
            }
            expr(name, ExprContext::Store)?;
            type_params(params)?;
            load(value)
        }
        K::For { target, iter, body, orelse, is_async } => {
            expr(target, ExprContext::Store)?;
            load(iter)?;
            block(body, if *is_async { "AsyncFor" } else { "For" })?;
            stmts(orelse)
        }
        K::While { test, body, orelse } => {
            load(test)?;
            block(body, "While")?;
            stmts(orelse)
        }
        K::If { test, body, orelse } => {
            load(test)?;
            block(body, "If")?;
            stmts(orelse)
        }
        K::With { items, body, is_async } => {
            let owner = if *is_async { "AsyncWith" } else { "With" };
            not_empty(items, "items", owner)?;
            items.iter().try_for_each(|item| {
                load(&item.context_expr)?;
                item.optional_vars.as_deref().map_or(Ok(()), |v| expr(v, ExprContext::Store))
            })?;
            block(body, owner)
        }
        K::Match { subject, cases } => {
            load(subject)?;
            not_empty(cases, "cases", "Match")?;
            cases.iter().try_for_each(|case| {
                pattern::pattern(&case.pattern, false)?;
                opt(case.guard.as_deref())?;
                block(&case.body, "match_case")
            })
        }
        K::Raise { exc: None, cause: Some(_) } => value_error("Raise with cause but no exception"),
        K::Raise { exc, cause } => {
            opt(exc.as_deref())?;
            opt(cause.as_deref())
        }
        K::Try(t) => {
            let owner = if t.is_star { "TryStar" } else { "Try" };
            block(&t.body, owner)?;
            if t.handlers.is_empty() && t.finalbody.is_empty() {
                return value_error(format!("{owner} has neither except handlers nor finalbody"));
            }
            if t.handlers.is_empty() && !t.orelse.is_empty() {
                return value_error(format!("{owner} has orelse but no except handlers"));
            }
            handlers(&t.handlers)?;
            stmts(&t.finalbody)?;
            stmts(&t.orelse)
        }
        K::Assert { test, msg } => {
            load(test)?;
            opt(msg.as_deref())
        }
        K::Import(names) => not_empty(names, "names", "Import"),
        K::ImportFrom { names, .. } => not_empty(names, "names", "ImportFrom"),
        K::Global(names) => not_empty(names, "names", "Global"),
        K::Nonlocal(names) => not_empty(names, "names", "Nonlocal"),
        K::Expr(value) => load(value),
        K::Pass | K::Break | K::Continue | K::Line | K::Unrolled(_) => Ok(()),
    }
}

/// Whether it is one of the constants with a name.
fn is_named_constant(value: &Constant) -> bool {
    matches!(value, Constant::None | Constant::Bool(_))
}
