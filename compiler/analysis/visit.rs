//! A read-only walk over the tree in source order.

use crate::syntax::ast::*;

/// What the walk meets.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    /// A statement, before its parts.
    Stmt(&'a Stmt),
    /// An expression, before its parts.
    Expr(&'a Expr),
    /// A pattern, before its parts.
    Pattern(&'a Pattern),
    /// A name bound without a node of its own: `except … as name`, a parameter, a type parameter.
    Bound(&'a Ident),
}

/// Whether bodies of functions, lambdas and classes are entered. (Comprehensions always are.)
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// No: what runs in the scope itself, decorators and defaults included.
    Same,
    /// Yes.
    Nested,
}

/// Walks statements.
pub fn walk_stmts<'a>(body: &'a [Stmt], scope: Scope, see: &mut dyn FnMut(Node<'a>)) {
    for stmt in body {
        walk_stmt(stmt, scope, see);
    }
}

fn arguments<'a>(args: &'a Arguments, scope: Scope, see: &mut dyn FnMut(Node<'a>)) {
    args.defaults
        .iter()
        .chain(args.kw_defaults.iter().flatten())
        .for_each(|expr| walk_expr(expr, scope, see));
    let plain = args.posonlyargs.iter().chain(&args.args).chain(&args.kwonlyargs);
    for arg in plain.chain(args.vararg.as_deref()).chain(args.kwarg.as_deref()) {
        if scope == Scope::Nested {
            see(Node::Bound(&arg.name));
        }
        if let Some(annotation) = &arg.annotation {
            walk_expr(annotation, scope, see);
        }
    }
}

fn type_params<'a>(params: &'a [TypeParam], scope: Scope, see: &mut dyn FnMut(Node<'a>)) {
    for param in params {
        if scope == Scope::Nested {
            see(Node::Bound(&param.name));
        }
        if let TypeParamKind::TypeVar { bound: Some(bound) } = &param.kind {
            walk_expr(bound, scope, see);
        }
        if let Some(default) = &param.default {
            walk_expr(default, scope, see);
        }
    }
}

/// Walks one statement.
pub fn walk_stmt<'a>(stmt: &'a Stmt, scope: Scope, see: &mut dyn FnMut(Node<'a>)) {
    see(Node::Stmt(stmt));
    match &stmt.kind {
        StmtKind::FunctionDef(def) => {
            def.decorators.iter().for_each(|expr| walk_expr(expr, scope, see));
            type_params(&def.type_params, scope, see);
            arguments(&def.args, scope, see);
            if let Some(returns) = &def.returns {
                walk_expr(returns, scope, see);
            }
            if scope == Scope::Nested {
                walk_stmts(&def.body, scope, see);
            }
        }
        StmtKind::ClassDef(def) => {
            def.decorators.iter().for_each(|expr| walk_expr(expr, scope, see));
            type_params(&def.type_params, scope, see);
            def.bases.iter().for_each(|expr| walk_expr(expr, scope, see));
            def.keywords.iter().for_each(|keyword| walk_expr(&keyword.value, scope, see));
            if scope == Scope::Nested {
                walk_stmts(&def.body, scope, see);
            }
        }
        StmtKind::Return(value) => value.iter().for_each(|expr| walk_expr(expr, scope, see)),
        StmtKind::Delete(targets) => targets.iter().for_each(|expr| walk_expr(expr, scope, see)),
        StmtKind::Assign { targets, value } => {
            walk_expr(value, scope, see);
            targets.iter().for_each(|expr| walk_expr(expr, scope, see));
        }
        StmtKind::TypeAlias { name, type_params: params, value } => {
            walk_expr(name, scope, see);
            type_params(params, scope, see);
            walk_expr(value, scope, see);
        }
        StmtKind::AugAssign { target, value, .. } => {
            walk_expr(target, scope, see);
            walk_expr(value, scope, see);
        }
        StmtKind::AnnAssign { target, annotation, value, .. } => {
            value.iter().for_each(|expr| walk_expr(expr, scope, see));
            walk_expr(target, scope, see);
            walk_expr(annotation, scope, see);
        }
        StmtKind::For { target, iter, body, orelse, .. } => {
            walk_expr(iter, scope, see);
            walk_expr(target, scope, see);
            walk_stmts(body, scope, see);
            walk_stmts(orelse, scope, see);
        }
        StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
            walk_expr(test, scope, see);
            walk_stmts(body, scope, see);
            walk_stmts(orelse, scope, see);
        }
        StmtKind::With { items, body, .. } => {
            for item in items {
                walk_expr(&item.context_expr, scope, see);
                item.optional_vars.iter().for_each(|expr| walk_expr(expr, scope, see));
            }
            walk_stmts(body, scope, see);
        }
        StmtKind::Match { subject, cases } => {
            walk_expr(subject, scope, see);
            for case in cases {
                walk_pattern(&case.pattern, scope, see);
                case.guard.iter().for_each(|expr| walk_expr(expr, scope, see));
                walk_stmts(&case.body, scope, see);
            }
        }
        StmtKind::Raise { exc, cause } => {
            exc.iter().chain(cause).for_each(|expr| walk_expr(expr, scope, see));
        }
        StmtKind::Try(block) => {
            walk_stmts(&block.body, scope, see);
            for handler in &block.handlers {
                handler.typ.iter().for_each(|expr| walk_expr(expr, scope, see));
                handler.name.iter().for_each(|name| see(Node::Bound(name)));
                walk_stmts(&handler.body, scope, see);
            }
            walk_stmts(&block.orelse, scope, see);
            walk_stmts(&block.finalbody, scope, see);
        }
        StmtKind::Assert { test, msg } => {
            walk_expr(test, scope, see);
            msg.iter().for_each(|expr| walk_expr(expr, scope, see));
        }
        StmtKind::Expr(value) => walk_expr(value, scope, see),
        StmtKind::Import(_)
        | StmtKind::ImportFrom { .. }
        | StmtKind::Global(_)
        | StmtKind::Nonlocal(_)
        | StmtKind::Pass
        | StmtKind::Break
        | StmtKind::Continue
        | StmtKind::Line
        | StmtKind::Unrolled(_) => {}
    }
}

fn walk_pattern<'a>(pattern: &'a Pattern, scope: Scope, see: &mut dyn FnMut(Node<'a>)) {
    see(Node::Pattern(pattern));
    match &pattern.kind {
        PatternKind::Value(value) => walk_expr(value, scope, see),
        PatternKind::Sequence(parts) | PatternKind::Or(parts) => {
            parts.iter().for_each(|part| walk_pattern(part, scope, see));
        }
        PatternKind::Mapping { keys, patterns, .. } => {
            keys.iter().for_each(|key| walk_expr(key, scope, see));
            patterns.iter().for_each(|part| walk_pattern(part, scope, see));
        }
        PatternKind::Class { cls, patterns, kwd_patterns, .. } => {
            walk_expr(cls, scope, see);
            patterns.iter().chain(kwd_patterns).for_each(|part| walk_pattern(part, scope, see));
        }
        PatternKind::As { pattern: Some(part), .. } => walk_pattern(part, scope, see),
        PatternKind::As { .. } | PatternKind::Singleton(_) | PatternKind::Star(_) => {}
    }
}

/// Walks one expression.
pub fn walk_expr<'a>(expr: &'a Expr, scope: Scope, see: &mut dyn FnMut(Node<'a>)) {
    see(Node::Expr(expr));
    if let ExprKind::Lambda(lambda) = &expr.kind {
        arguments(&lambda.args, scope, see);
        if scope == Scope::Nested {
            walk_expr(&lambda.body, scope, see);
        }
        return;
    }
    for_each_child(expr, &mut |child| walk_expr(child, scope, see));
}

fn generators<'a>(list: &'a [Comprehension], see: &mut dyn FnMut(&'a Expr)) {
    for generator in list {
        see(&generator.iter);
        see(&generator.target);
        generator.ifs.iter().for_each(&mut *see);
    }
}

/// The direct parts of an expression, a lambda's excepted.
pub fn for_each_child<'a>(expr: &'a Expr, see: &mut dyn FnMut(&'a Expr)) {
    match &expr.kind {
        ExprKind::BoolOp { values, .. } | ExprKind::JoinedStr(values) | ExprKind::TemplateStr(values) => {
            values.iter().for_each(see);
        }
        ExprKind::Named { target, value } => {
            see(value);
            see(target);
        }
        ExprKind::BinOp { left, right, .. } => {
            see(left);
            see(right);
        }
        ExprKind::UnaryOp { operand: value, .. }
        | ExprKind::Await(value)
        | ExprKind::YieldFrom(value)
        | ExprKind::Attribute { value, .. }
        | ExprKind::Starred { value, .. } => see(value),
        ExprKind::IfExp { test, body, orelse } => {
            see(test);
            see(body);
            see(orelse);
        }
        ExprKind::Dict { keys, values } => {
            for (key, value) in keys.iter().zip(values) {
                key.iter().for_each(&mut *see);
                see(value);
            }
        }
        ExprKind::Set(elts)
        | ExprKind::List { elts, .. }
        | ExprKind::Tuple { elts, .. }
        | ExprKind::Intrinsic(_, elts) => {
            elts.iter().for_each(see);
        }
        ExprKind::ListComp { elt, generators: list }
        | ExprKind::SetComp { elt, generators: list }
        | ExprKind::GeneratorExp { elt, generators: list } => {
            generators(list, see);
            see(elt);
        }
        ExprKind::DictComp { key, value, generators: list } => {
            generators(list, see);
            see(key);
            see(value);
        }
        ExprKind::Yield(value) => value.iter().for_each(|value| see(value)),
        ExprKind::Compare { left, comparators, .. } => {
            see(left);
            comparators.iter().for_each(see);
        }
        ExprKind::Call { func, args, keywords } => {
            see(func);
            args.iter().for_each(&mut *see);
            keywords.iter().for_each(|keyword| see(&keyword.value));
        }
        ExprKind::FormattedValue { value, format_spec, .. }
        | ExprKind::Interpolation { value, format_spec, .. } => {
            see(value);
            format_spec.iter().for_each(|spec| see(spec));
        }
        ExprKind::Subscript { value, slice, .. } => {
            see(value);
            see(slice);
        }
        ExprKind::Slice { lower, upper, step } => {
            lower.iter().chain(upper).chain(step).for_each(|bound| see(bound));
        }
        ExprKind::Lambda(_) | ExprKind::Constant(_) | ExprKind::Name { .. } | ExprKind::Guard(_) => {}
    }
}
