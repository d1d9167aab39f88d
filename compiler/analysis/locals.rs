//! Data flow over the locals of a function: which loads read a constant, whatever way led there.
//!
//! ```text
//! step = 3                    step: 3
//! if verbose: step = 4        step: 4  ┐
//! else: log(step)             step: 3  ┴ join: unknown
//! ```
//!
//! One walk in the order of evaluation carries what is known of each local. Where ways meet, what they agree about stays.
//! Loops and `try` are not walked twice: what is bound anywhere in them counts as unknown at their head, in their handlers
//! and behind them ([`CodeFacts::bindings`] says what is bound).
//!
//! Not looked at are locals that another scope sees (nested functions, classes, generator expressions, annotations), targets
//! of comprehensions, and names with `__`, which a class may mangle; in scopes that look at their own names at run time,
//! nothing is known.
//!
//! INVARIANT (whoever uses a fact relies on it): the facts are what the *program* does. A debugger or a callee may write to a
//! frame's locals from outside (PEP 667), and a debugger may jump. A use of a fact stands behind a guard, which holds as
//! long as neither happened to any frame of the function.
//!
//! Loads are found again by where they stand in memory: the facts hold until a list of the tree changes.

use super::kill::{CodeFacts, ScopeFacts, ScopeKind};
use super::visit::{Node, Scope, for_each_child, walk_expr, walk_stmt, walk_stmts};
use crate::map::{Map, Set};
use crate::semantics::limits::FLOW_LOCALS;
use crate::syntax::ast::{Comprehension, Constant, Expr, ExprContext, ExprKind, Ident, Stmt, StmtKind};

/// The loads of a function body that read a constant.
#[derive(Clone, Default, Debug)]
pub struct LocalConstants {
    /// By the address of the load.
    loads: Map<usize, Constant>,
}

impl LocalConstants {
    /// The facts of a function with this body.
    pub fn of(scope: &ScopeFacts, body: &[Stmt]) -> LocalConstants {
        if scope.kind != ScopeKind::Function || scope.dynamic {
            return LocalConstants::default();
        }
        let mut names: Vec<Ident> = Vec::new();
        walk_stmts(body, Scope::Same, &mut |node| {
            let Node::Stmt(stmt) = node else { return };
            for (name, _) in bound_constants(stmt) {
                if names.len() < FLOW_LOCALS && !names.contains(name) {
                    names.push(name.clone());
                }
            }
        });
        if names.is_empty() {
            return LocalConstants::default();
        }
        let shared = shared_names(body);
        names.retain(|name| !shared.contains(name) && !name.contains("__") && !name.starts_with('.'));
        if names.is_empty() {
            return LocalConstants::default();
        }
        let names: Map<Ident, usize> = names.into_iter().enumerate().map(|(at, name)| (name, at)).collect();
        let mut flow = Flow { known: vec![None; names.len()], names, reached: true, loads: Map::default() };
        flow.body(body);
        LocalConstants { loads: flow.loads }
    }

    /// What a load of a local reads, if it is known.
    pub fn get(&self, load: &Expr) -> Option<&Constant> {
        self.loads.get(&address(load))
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.loads.is_empty()
    }
}

fn address(expr: &Expr) -> usize {
    std::ptr::from_ref(expr) as usize
}

/// The names to which a statement assigns constants, with the constants: what the analysis begins with.
pub fn bound_constants(stmt: &Stmt) -> Vec<(&Ident, &Constant)> {
    let (targets, value) = match &stmt.kind {
        StmtKind::Assign { targets, value } => (&targets[..], value),
        StmtKind::AnnAssign { target, value: Some(value), .. } => (std::slice::from_ref(&**target), value),
        _ => return Vec::new(),
    };
    let mut bound = Vec::new();
    if let Some(value) = constant_of(value) {
        targets.iter().for_each(|target| {
            bind_parts(target, Some(value), &mut |name, value| {
                bound.extend(value.map(|value| (name, value)));
            })
        });
    }
    bound
}

/// The names of a target, with the constants that they get of a value.
fn bind_parts<'a>(
    target: &'a Expr,
    value: Option<&'a Constant>,
    bind: &mut dyn FnMut(&'a Ident, Option<&'a Constant>),
) {
    match &target.kind {
        ExprKind::Name { id, .. } => bind(id, value),
        ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => {
            let starred = |elt: &Expr| matches!(elt.kind, ExprKind::Starred { .. });
            let items = match value {
                Some(Constant::Tuple(items)) if items.len() == elts.len() && !elts.iter().any(starred) => {
                    Some(items)
                }
                _ => None,
            };
            for (at, elt) in elts.iter().enumerate() {
                bind_parts(elt, items.map(|items| &items[at]), bind);
            }
        }
        ExprKind::Starred { value, .. } => bind_parts(value, None, bind),
        _ => {}
    }
}

/// The constant that an expression is: also where a guard without facts chooses between it and what computes it.
fn constant_of(value: &Expr) -> Option<&Constant> {
    match &value.kind {
        ExprKind::Constant(value) => Some(value),
        ExprKind::IfExp { test, body, .. } => match (&test.kind, &body.kind) {
            (ExprKind::Guard(facts), ExprKind::Constant(value)) if facts.is_empty() => Some(value),
            _ => None,
        },
        _ => None,
    }
}

/// The names of a function that are not its plain locals, or not its own alone.
fn shared_names(body: &[Stmt]) -> Set<Ident> {
    let mut shared = Set::default();
    let mut all = |node: Node<'_>| match node {
        Node::Expr(Expr { kind: ExprKind::Name { id, .. }, .. }) | Node::Bound(id) => {
            shared.insert(id.clone());
        }
        Node::Stmt(Stmt { kind: StmtKind::Global(names) | StmtKind::Nonlocal(names), .. }) => {
            shared.extend(names.iter().cloned());
        }
        Node::Stmt(_) | Node::Expr(_) | Node::Pattern(_) => {}
    };
    walk_stmts(body, Scope::Same, &mut |node| match node {
        Node::Stmt(stmt) => match &stmt.kind {
            StmtKind::FunctionDef(_)
            | StmtKind::ClassDef(_)
            | StmtKind::TypeAlias { .. }
            | StmtKind::Global(_)
            | StmtKind::Nonlocal(_) => walk_stmt(stmt, Scope::Nested, &mut all),
            StmtKind::AnnAssign { annotation, .. } => walk_expr(annotation, Scope::Nested, &mut all),
            _ => {}
        },
        Node::Expr(expr) => match &expr.kind {
            ExprKind::Lambda(_) | ExprKind::GeneratorExp { .. } => walk_expr(expr, Scope::Nested, &mut all),
            ExprKind::ListComp { generators, .. }
            | ExprKind::SetComp { generators, .. }
            | ExprKind::DictComp { generators, .. } => {
                generators.iter().for_each(|part| walk_expr(&part.target, Scope::Nested, &mut all));
            }
            _ => {}
        },
        Node::Pattern(_) | Node::Bound(_) => {}
    });
    shared
}

/// The walk.
struct Flow<'a> {
    /// The locals that are looked at, with their numbers.
    names: Map<Ident, usize>,
    /// What each is known to hold.
    known: Vec<Option<&'a Constant>>,
    /// Whether control comes here.
    reached: bool,
    loads: Map<usize, Constant>,
}

/// What is known at one place, and whether control comes there.
type State<'a> = (Vec<Option<&'a Constant>>, bool);

impl<'a> Flow<'a> {
    fn state(&self) -> State<'a> {
        (self.known.clone(), self.reached)
    }

    fn go_on_from(&mut self, (known, reached): State<'a>) {
        (self.known, self.reached) = (known, reached);
    }

    /// Another way leads here as well.
    fn join(&mut self, (known, reached): State<'a>) {
        match (self.reached, reached) {
            (_, false) => {}
            (false, true) => self.go_on_from((known, true)),
            (true, true) => {
                for (mine, other) in self.known.iter_mut().zip(known) {
                    *mine = mine.filter(|value| Some(*value) == other);
                }
            }
        }
    }

    fn bind(&mut self, name: &Ident, value: Option<&'a Constant>) {
        if let Some(at) = self.names.get(name) {
            self.known[*at] = value;
        }
    }

    /// Nothing is known of what this code binds.
    fn forget(&mut self, code: &CodeFacts) {
        code.bindings.iter().for_each(|name| self.bind(name, None));
    }

    fn forget_exprs(&mut self, exprs: &[Expr]) {
        exprs.iter().for_each(|expr| self.forget(&CodeFacts::of_expr(expr)));
    }

    fn body(&mut self, body: &'a [Stmt]) {
        body.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn exprs(&mut self, exprs: impl IntoIterator<Item = &'a Expr>) {
        exprs.into_iter().for_each(|expr| self.expr(expr));
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Assign { targets, value } => {
                self.expr(value);
                targets.iter().for_each(|target| self.target(target, constant_of(value)));
            }
            StmtKind::AnnAssign { target, value, .. } => {
                self.exprs(value.as_deref());
                match value {
                    Some(value) => self.target(target, constant_of(value)),
                    // A bare name stays as it is.
                    None if matches!(target.kind, ExprKind::Name { .. }) => {}
                    None => self.target(target, None),
                }
            }
            StmtKind::AugAssign { target, value, .. } => {
                if !matches!(target.kind, ExprKind::Name { .. }) {
                    self.target(target, None);
                }
                self.expr(value);
                self.target(target, None);
            }
            StmtKind::Delete(targets) => targets.iter().for_each(|target| self.target(target, None)),
            StmtKind::Return(value) => {
                self.exprs(value.as_deref());
                self.reached = false;
            }
            StmtKind::Raise { exc, cause } => {
                self.exprs(exc.as_deref());
                self.exprs(cause.as_deref());
                self.reached = false;
            }
            // What they lead to forgets all that the loop binds.
            StmtKind::Break | StmtKind::Continue => self.reached = false,
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Assert { test, msg } => {
                self.expr(test);
                let holds = self.state();
                self.exprs(msg.as_deref());
                self.go_on_from(holds);
            }
            StmtKind::If { test, body, orelse } => {
                self.expr(test);
                let tested = self.state();
                self.body(body);
                let done = self.state();
                self.go_on_from(tested);
                self.body(orelse);
                self.join(done);
            }
            StmtKind::While { test, body, orelse } => {
                let bound = CodeFacts::of_stmts(std::slice::from_ref(stmt));
                self.looping(&bound, |flow| {
                    flow.expr(test);
                    flow.body(body);
                });
                self.otherwise(&bound, orelse);
            }
            StmtKind::For { target, iter, body, orelse, .. } => {
                self.expr(iter);
                let bound = CodeFacts::of_stmts(std::slice::from_ref(stmt));
                self.looping(&bound, |flow| {
                    flow.target(target, None);
                    flow.body(body);
                });
                self.otherwise(&bound, orelse);
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    self.expr(&item.context_expr);
                    item.optional_vars.iter().for_each(|target| self.target(target, None));
                }
                self.looping(&CodeFacts::of_stmts(body), |flow| flow.body(body));
                // The manager may swallow what was raised before its variable was bound.
                items.iter().filter_map(|item| item.optional_vars.as_deref()).for_each(|target| {
                    self.forget(&CodeFacts::of_expr(target));
                });
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                // A pattern that does not match may have bound a part, and so may its guard.
                self.forget(&CodeFacts::of_stmts(std::slice::from_ref(stmt)));
                let before = self.state();
                let mut done = self.state();
                for case in cases {
                    self.go_on_from(before.clone());
                    self.exprs(case.guard.as_deref());
                    self.body(&case.body);
                    let matched = self.state();
                    self.go_on_from(done);
                    self.join(matched);
                    done = self.state();
                }
            }
            StmtKind::Try(block) => {
                let bound = CodeFacts::of_stmts(std::slice::from_ref(stmt));
                let before = self.state();
                self.body(&block.body);
                self.body(&block.orelse);
                for handler in &block.handlers {
                    self.go_on_from(before.clone());
                    self.forget(&bound);
                    self.exprs(&handler.typ);
                    self.body(&handler.body);
                }
                self.go_on_from(before);
                self.forget(&bound);
                self.body(&block.finalbody);
            }
            StmtKind::FunctionDef(_)
            | StmtKind::ClassDef(_)
            | StmtKind::TypeAlias { .. }
            | StmtKind::Import(_)
            | StmtKind::ImportFrom { .. } => self.forget(&CodeFacts::of_stmts(std::slice::from_ref(stmt))),
            StmtKind::Global(_)
            | StmtKind::Nonlocal(_)
            | StmtKind::Pass
            | StmtKind::Line
            | StmtKind::Unrolled(_) => {}
        }
    }

    /// Walks code that runs any number of times, the last time up to anywhere.
    fn looping(&mut self, bound: &CodeFacts, walk: impl FnOnce(&mut Flow<'a>)) {
        self.forget(bound);
        let head = self.state();
        walk(self);
        self.go_on_from(head);
    }

    /// Walks what may run behind a loop that binds this.
    fn otherwise(&mut self, bound: &CodeFacts, orelse: &'a [Stmt]) {
        let head = self.state();
        self.body(orelse);
        self.join(head);
        self.forget(bound);
    }

    /// A target that is assigned or deleted.
    fn target(&mut self, target: &'a Expr, value: Option<&'a Constant>) {
        self.target_parts(target);
        bind_parts(target, value, &mut |name, value| self.bind(name, value));
    }

    /// What a target evaluates.
    fn target_parts(&mut self, target: &'a Expr) {
        match &target.kind {
            ExprKind::Name { .. } => {}
            ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => {
                elts.iter().for_each(|elt| self.target_parts(elt));
            }
            ExprKind::Starred { value, .. } => self.target_parts(value),
            _ => self.parts(target),
        }
    }

    fn parts(&mut self, expr: &'a Expr) {
        for_each_child(expr, &mut |part| self.expr(part));
    }

    fn expr(&mut self, expr: &'a Expr) {
        match &expr.kind {
            ExprKind::Name { id, ctx: ExprContext::Load } => {
                let value = self.names.get(id).and_then(|at| self.known[*at]);
                if let Some(value) = value.filter(|_| self.reached) {
                    self.loads.insert(address(expr), value.clone());
                }
            }
            ExprKind::Named { target, value } => {
                self.expr(value);
                self.target(target, constant_of(value));
            }
            // What comes first is evaluated, the others perhaps.
            ExprKind::BoolOp { values, .. } => {
                self.exprs(values);
                self.forget_exprs(values.get(1..).unwrap_or_default());
            }
            ExprKind::Compare { left, comparators, .. } => {
                self.expr(left);
                self.exprs(comparators);
                self.forget_exprs(comparators.get(1..).unwrap_or_default());
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test);
                let tested = self.known.clone();
                self.expr(body);
                self.known = tested;
                self.expr(orelse);
                self.forget(&CodeFacts::of_expr(body));
                self.forget(&CodeFacts::of_expr(orelse));
            }
            ExprKind::ListComp { elt, generators } | ExprKind::SetComp { elt, generators } => {
                self.comprehension(expr, generators, [Some(&**elt), None]);
            }
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension(expr, generators, [Some(&**key), Some(&**value)]);
            }
            // Whatever they load is shared, but what they bind may be looked at by others.
            ExprKind::GeneratorExp { .. } | ExprKind::Lambda(_) => self.forget(&CodeFacts::of_expr(expr)),
            _ => self.parts(expr),
        }
    }

    fn comprehension(
        &mut self,
        whole: &Expr,
        generators: &'a [Comprehension],
        results: [Option<&'a Expr>; 2],
    ) {
        let bound = CodeFacts::of_expr(whole);
        let (first, rest) = match generators {
            [first, rest @ ..] => (first, rest),
            [] => return,
        };
        self.expr(&first.iter);
        self.looping(&bound, |flow| {
            flow.exprs(&first.ifs);
            for generator in rest {
                flow.expr(&generator.iter);
                flow.exprs(&generator.ifs);
            }
            flow.forget(&bound);
            flow.exprs(results.into_iter().flatten());
        });
    }
}
