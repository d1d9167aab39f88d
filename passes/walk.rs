//! The one walk that shows every node to a pass, bottom-up, with what surrounds it.
//!
//! It keeps the scope stack, tells tests and iterables apart from other places, never shows a store target, a
//! pattern's value or a would-be docstring, and marks the slow path of a guard.

use crate::pass::{AstPass, BodyKind, Cx, Place};
use pyopt_compiler::analysis::kill::{ScopeFacts, ScopeKind};
use pyopt_compiler::syntax::ast::*;

/// Runs `pass` once over the whole tree.
pub fn run(pass: &dyn AstPass, module: &mut Mod, cx: &mut Cx<'_>) {
    let mut walk = Walk { pass, cx };
    match module {
        Mod::Module(body) | Mod::Interactive(body) => {
            walk.scope(ScopeKind::Module, None, body);
        }
        Mod::Expression(expr) => {
            walk.cx.scopes.push(ScopeFacts::new(ScopeKind::Module, None, &[]));
            walk.expr(expr);
            walk.cx.scopes.pop();
        }
    }
}

struct Walk<'w, 'a> {
    pass: &'w dyn AstPass,
    cx: &'w mut Cx<'a>,
}

const VALUE: Place = Place { test: false, iterated: false };
const TEST: Place = Place { test: true, iterated: false };
const ITERATED: Place = Place { test: false, iterated: true };

impl Walk<'_, '_> {
    fn scope(&mut self, kind: ScopeKind, args: Option<&Arguments>, body: &mut Vec<Stmt>) {
        self.cx.scopes.push(ScopeFacts::new(kind, args, body));
        // A comprehension around a lambda is no concern of the lambda's body, and the other way round.
        let comprehension = std::mem::take(&mut self.cx.comprehension);
        self.body(body, BodyKind::Scope);
        self.cx.comprehension = comprehension;
        self.cx.scopes.pop();
    }

    fn body(&mut self, body: &mut Vec<Stmt>, kind: BodyKind) {
        for (index, stmt) in body.iter_mut().enumerate() {
            match &mut stmt.kind {
                // Folding must not make a docstring: the expression itself is not shown, its parts are.
                StmtKind::Expr(value) if index == 0 && kind == BodyKind::Scope => self.parts(value, VALUE),
                _ => self.stmt(stmt),
            }
        }
        if !body.is_empty() {
            self.pass.body(body, kind, self.cx);
        }
    }

    fn block(&mut self, body: &mut Vec<Stmt>) {
        self.body(body, BodyKind::Block);
    }

    fn args(&mut self, args: &mut Arguments) {
        for default in args.defaults.iter_mut().chain(args.kw_defaults.iter_mut().flatten()) {
            self.expr(default);
        }
    }

    fn stmt(&mut self, stmt: &mut Stmt) {
        match &mut stmt.kind {
            StmtKind::FunctionDef(def) => {
                def.decorators.iter_mut().for_each(|expr| self.expr(expr));
                self.args(&mut def.args);
                let FunctionDef { args, body, .. } = &mut **def;
                self.scope(ScopeKind::Function, Some(args), body);
            }
            StmtKind::ClassDef(def) => {
                def.decorators.iter_mut().for_each(|expr| self.expr(expr));
                if def.type_params.is_empty() {
                    def.bases.iter_mut().for_each(|expr| self.expr(expr));
                    def.keywords.iter_mut().for_each(|keyword| self.expr(&mut keyword.value));
                }
                self.scope(ScopeKind::Class, None, &mut def.body);
            }
            StmtKind::Return(Some(value)) | StmtKind::Expr(value) => self.expr(value),
            StmtKind::Assign { targets, value } => {
                self.expr(value);
                targets.iter_mut().for_each(|target| self.target(target));
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.target(target);
                self.expr(value);
            }
            StmtKind::AnnAssign { target, value, .. } => {
                value.iter_mut().for_each(|value| self.expr(value));
                self.target(target);
            }
            StmtKind::Delete(targets) => targets.iter_mut().for_each(|target| self.target(target)),
            StmtKind::For { target, iter, body, orelse, is_async } => {
                // `async for` over a display raises, and names its type
                self.at(iter, if *is_async { VALUE } else { ITERATED });
                self.target(target);
                self.block(body);
                self.block(orelse);
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                let guarded = matches!(test.kind, ExprKind::Guard(_));
                self.at(test, TEST);
                self.block(body);
                self.cx.slow_path += u32::from(guarded);
                self.block(orelse);
                self.cx.slow_path -= u32::from(guarded);
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    self.expr(&mut item.context_expr);
                    item.optional_vars.iter_mut().for_each(|target| self.target(target));
                }
                self.block(body);
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for case in cases {
                    case.guard.iter_mut().for_each(|guard| self.at(guard, TEST));
                    self.block(&mut case.body);
                }
            }
            StmtKind::Raise { exc, cause } => {
                exc.iter_mut().chain(cause).for_each(|expr| self.expr(expr));
            }
            StmtKind::Try(block) => {
                self.block(&mut block.body);
                for handler in &mut block.handlers {
                    handler.typ.iter_mut().for_each(|typ| self.expr(typ));
                    self.block(&mut handler.body);
                }
                self.block(&mut block.orelse);
                self.block(&mut block.finalbody);
            }
            StmtKind::Assert { test, msg } => {
                // `assert (a, b)` keeps its tuple: its value is a mistake worth a warning, not a constant
                self.at(test, TEST);
                msg.iter_mut().for_each(|msg| self.expr(msg));
            }
            StmtKind::Return(None)
            | StmtKind::TypeAlias { .. }
            | StmtKind::Import(_)
            | StmtKind::ImportFrom { .. }
            | StmtKind::Global(_)
            | StmtKind::Nonlocal(_)
            | StmtKind::Pass
            | StmtKind::Break
            | StmtKind::Continue
            | StmtKind::Line
            | StmtKind::Unrolled(_) => {}
        }
        self.pass.stmt(stmt, self.cx);
    }

    /// A store or delete target: only what it evaluates is shown.
    fn target(&mut self, target: &mut Expr) {
        match &mut target.kind {
            ExprKind::Attribute { value, .. } => self.expr(value),
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value);
                self.expr(slice);
            }
            ExprKind::Starred { value, .. } => self.target(value),
            ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
                elts.iter_mut().for_each(|target| self.target(target));
            }
            _ => {}
        }
    }

    fn expr(&mut self, expr: &mut Expr) {
        self.at(expr, VALUE);
    }

    fn at(&mut self, expr: &mut Expr, place: Place) {
        self.parts(expr, place);
        self.pass.expr(expr, place, self.cx);
    }

    fn comprehension(&mut self, generators: &mut [Comprehension], results: &mut [&mut Expr]) {
        for (index, generator) in generators.iter_mut().enumerate() {
            // the first iterable is evaluated outside
            self.cx.comprehension += u32::from(index > 0);
            self.at(&mut generator.iter, if generator.is_async { VALUE } else { ITERATED });
            self.cx.comprehension += u32::from(index == 0);
            self.target(&mut generator.target);
            generator.ifs.iter_mut().for_each(|test| self.at(test, TEST));
            self.cx.comprehension -= 1;
        }
        self.cx.comprehension += 1;
        results.iter_mut().for_each(|expr| self.expr(expr));
        self.cx.comprehension -= 1;
    }

    fn parts(&mut self, expr: &mut Expr, place: Place) {
        match &mut expr.kind {
            ExprKind::BoolOp { values, .. } => {
                let test = Place { test: place.test, iterated: false };
                values.iter_mut().for_each(|value| self.at(value, test));
            }
            ExprKind::Named { value, .. } => self.expr(value),
            ExprKind::BinOp { left, right, .. } => {
                self.expr(left);
                self.expr(right);
            }
            ExprKind::UnaryOp { op, operand } => {
                // a `not` whose value is wanted tests what its operand answers, once more and at its own place
                self.at(operand, if *op == UnaryOp::Not && place.test { TEST } else { VALUE });
            }
            ExprKind::Lambda(lambda) => {
                self.args(&mut lambda.args);
                self.cx.scopes.push(ScopeFacts::new(ScopeKind::Function, Some(&lambda.args), &[]));
                let comprehension = std::mem::take(&mut self.cx.comprehension);
                self.expr(&mut lambda.body);
                self.cx.comprehension = comprehension;
                self.cx.scopes.pop();
            }
            ExprKind::IfExp { test, body, orelse } => {
                let guarded = matches!(test.kind, ExprKind::Guard(_));
                self.at(test, TEST);
                self.at(body, place);
                self.cx.slow_path += u32::from(guarded);
                self.at(orelse, place);
                self.cx.slow_path -= u32::from(guarded);
            }
            ExprKind::Dict { keys, values } => {
                for (key, value) in keys.iter_mut().zip(values) {
                    key.iter_mut().for_each(|key| self.expr(key));
                    self.expr(value);
                }
            }
            ExprKind::Set(elts) => elts.iter_mut().for_each(|elt| self.expr(elt)),
            ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
                elts.iter_mut().for_each(|elt| self.expr(elt));
            }
            ExprKind::ListComp { elt, generators }
            | ExprKind::SetComp { elt, generators }
            | ExprKind::GeneratorExp { elt, generators } => self.comprehension(generators, &mut [elt]),
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension(generators, &mut [key, value])
            }
            ExprKind::Await(value)
            | ExprKind::YieldFrom(value)
            | ExprKind::Attribute { value, .. }
            | ExprKind::Starred { value, .. } => self.expr(value),
            ExprKind::Yield(value) => value.iter_mut().for_each(|value| self.expr(value)),
            ExprKind::Compare { left, comparators, .. } => {
                self.expr(left);
                comparators.iter_mut().for_each(|expr| self.expr(expr));
            }
            ExprKind::Call { func, args, keywords } => {
                self.expr(func);
                args.iter_mut().for_each(|arg| self.expr(arg));
                keywords.iter_mut().for_each(|keyword| self.expr(&mut keyword.value));
            }
            ExprKind::JoinedStr(values) | ExprKind::TemplateStr(values) => {
                values.iter_mut().for_each(|value| self.parts(value, VALUE));
            }
            ExprKind::FormattedValue { value, format_spec, .. } => {
                self.expr(value);
                format_spec.iter_mut().for_each(|spec| self.parts(spec, VALUE));
            }
            ExprKind::Interpolation { value, format_spec, .. } => {
                self.expr(value);
                format_spec.iter_mut().for_each(|spec| self.parts(spec, VALUE));
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value);
                self.expr(slice);
            }
            ExprKind::Slice { lower, upper, step } => {
                lower.iter_mut().chain(upper).chain(step).for_each(|bound| self.expr(bound));
            }
            ExprKind::Constant(_) | ExprKind::Name { .. } | ExprKind::Guard(_) => {}
        }
    }
}
