//! Kill switches: what in a scope forbids touching it, and what removed code takes away from its scope.
//!
//! One [`ScopeFacts`] describes a scope as far as removal and duplication care; [`Removal`] asks whether a piece
//! of code may disappear from it. Every pass that drops code asks here and nowhere else.

use super::locals::LocalConstants;
use super::visit::{Node, Scope, walk_expr, walk_stmts};
use crate::map::{Map, Set};
use crate::syntax::ast::{Arguments, Expr, ExprContext, ExprKind, Ident, PatternKind, Stmt, StmtKind};

/// The kinds of scope that passes tell apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ScopeKind {
    /// The module.
    Module,
    /// A class body: names are looked up dynamically.
    Class,
    /// A function or lambda.
    Function,
}

/// What one scope (nested ones excluded, comprehensions included) binds and does.
#[derive(Clone, Debug)]
pub struct ScopeFacts {
    /// What it is.
    pub kind: ScopeKind,
    /// Its parameters: bound from the start.
    pub params: Vec<Ident>,
    /// How often each name is bound.
    pub bindings: Map<Ident, usize>,
    /// It looks at its own names at run time: `locals`, `eval`, `exec`, `dir`, `vars`, frames, star-import.
    pub dynamic: bool,
    /// It declares names `global` or `nonlocal`.
    pub declares: bool,
    /// Which loads of its locals read a constant; nothing unless a pass asks for it.
    pub locals: LocalConstants,
}

/// Names that, when called, read or write the names of the scope that calls them.
const DYNAMIC: &[&str] =
    &["locals", "vars", "dir", "eval", "exec", "globals", "_getframe", "currentframe", "stack"];

impl ScopeFacts {
    /// The facts of a scope with these parameters and statements.
    pub fn new(kind: ScopeKind, args: Option<&Arguments>, body: &[Stmt]) -> ScopeFacts {
        let mut facts = ScopeFacts::bare(kind);
        if let Some(args) = args {
            let plain = args.posonlyargs.iter().chain(&args.args).chain(&args.kwonlyargs);
            for arg in plain.chain(args.vararg.as_deref()).chain(args.kwarg.as_deref()) {
                *facts.bindings.entry(arg.name.clone()).or_default() += 1;
                facts.params.push(arg.name.clone());
            }
        }
        let mut code = CodeFacts::default();
        walk_stmts(body, Scope::Same, &mut |node| code.note(node));
        for name in code.bindings {
            *facts.bindings.entry(name).or_default() += 1;
        }
        facts.dynamic = code.dynamic;
        facts.declares = code.declares;
        facts
    }

    /// A scope of which nothing but its kind is asked.
    pub fn bare(kind: ScopeKind) -> ScopeFacts {
        ScopeFacts {
            kind,
            params: Vec::new(),
            bindings: Map::default(),
            dynamic: false,
            declares: false,
            locals: LocalConstants::default(),
        }
    }

    /// Takes the bindings of removed code out of the count.
    pub fn forget(&mut self, removed: &CodeFacts) {
        for name in &removed.bindings {
            if let Some(count) = self.bindings.get_mut(name) {
                *count = count.saturating_sub(1);
            }
        }
    }
}

/// What a piece of code binds and does in the scope it stands in.
#[derive(Clone, Default, Debug)]
pub struct CodeFacts {
    /// Names it binds, once for each place.
    pub bindings: Vec<Ident>,
    /// It holds `yield` or `await`, which make the function what it is.
    pub suspends: bool,
    /// It declares `global` or `nonlocal`.
    pub declares: bool,
    /// It annotates a name.
    pub annotates: bool,
    /// It reads a name.
    pub reads: bool,
    /// See [`ScopeFacts::dynamic`].
    pub dynamic: bool,
}

/// Why code may not be removed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// `yield` or `await` decide what the function is.
    Suspends,
    /// A `global` or `nonlocal` declaration.
    Declares,
    /// An annotation of the module or class.
    Annotates,
    /// The only binding of a name in its scope.
    OnlyBinding,
    /// The scope's names are visible at run time.
    Dynamic,
}

impl Refusal {
    /// A sentence for the report.
    pub fn reason(self) -> &'static str {
        match self {
            Refusal::Suspends => "a yield or await in the removed code decides the kind of the function",
            Refusal::Declares => "a global or nonlocal declaration stands in the removed code",
            Refusal::Annotates => "the removed code annotates a name",
            Refusal::OnlyBinding => "the removed code holds the only binding of a name in its scope",
            Refusal::Dynamic => "the scope's names are visible at run time (locals, eval, exec, …)",
        }
    }
}

impl CodeFacts {
    /// The facts of statements.
    pub fn of_stmts(body: &[Stmt]) -> CodeFacts {
        let mut facts = CodeFacts::default();
        walk_stmts(body, Scope::Same, &mut |node| facts.note(node));
        facts
    }

    /// The facts of an expression.
    pub fn of_expr(expr: &Expr) -> CodeFacts {
        let mut facts = CodeFacts::default();
        walk_expr(expr, Scope::Same, &mut |node| facts.note(node));
        facts
    }

    /// The facts of both pieces together.
    pub fn absorb(&mut self, other: CodeFacts) {
        self.bindings.extend(other.bindings);
        self.suspends |= other.suspends;
        self.declares |= other.declares;
        self.annotates |= other.annotates;
        self.reads |= other.reads;
        self.dynamic |= other.dynamic;
    }

    /// Whether the code may disappear from a scope with these facts.
    ///
    /// # Errors
    /// The first reason why not.
    pub fn removable_from(&self, scope: &ScopeFacts) -> Result<(), Refusal> {
        if self.suspends {
            return Err(Refusal::Suspends);
        }
        if self.declares {
            return Err(Refusal::Declares);
        }
        if self.annotates {
            return Err(Refusal::Annotates);
        }
        if scope.kind == ScopeKind::Module {
            return Ok(());
        }
        let mut removed: Map<&Ident, usize> = Map::default();
        for name in &self.bindings {
            *removed.entry(name).or_default() += 1;
        }
        if removed.iter().any(|(name, count)| scope.bindings.get(*name).copied().unwrap_or(0) <= *count) {
            return Err(Refusal::OnlyBinding);
        }
        if scope.dynamic && self.reads {
            return Err(Refusal::Dynamic);
        }
        Ok(())
    }

    fn note(&mut self, node: Node<'_>) {
        match node {
            Node::Expr(expr) => match &expr.kind {
                ExprKind::Name { id, ctx: ExprContext::Load } => {
                    self.reads = true;
                    self.dynamic |= DYNAMIC.contains(&&**id);
                }
                ExprKind::Name { id, .. } => self.bindings.push(id.clone()),
                ExprKind::Attribute { attr, .. } => self.dynamic |= DYNAMIC.contains(&&**attr),
                ExprKind::Yield(_) | ExprKind::YieldFrom(_) | ExprKind::Await(_) => self.suspends = true,
                ExprKind::ListComp { generators, .. }
                | ExprKind::SetComp { generators, .. }
                | ExprKind::DictComp { generators, .. }
                | ExprKind::GeneratorExp { generators, .. } => {
                    self.suspends |= generators.iter().any(|generator| generator.is_async);
                }
                _ => {}
            },
            Node::Stmt(stmt) => match &stmt.kind {
                StmtKind::FunctionDef(def) => self.bindings.push(def.name.clone()),
                StmtKind::ClassDef(def) => self.bindings.push(def.name.clone()),
                StmtKind::Import(names) | StmtKind::ImportFrom { names, .. } => {
                    for alias in names {
                        self.dynamic |= &*alias.name == "*";
                        let bound = alias.asname.as_ref().unwrap_or(&alias.name);
                        self.bindings.push(bound.split('.').next().unwrap_or(bound).into());
                    }
                }
                StmtKind::Global(names) | StmtKind::Nonlocal(names) => {
                    self.declares = true;
                    self.bindings.extend(names.iter().cloned());
                }
                StmtKind::AnnAssign { .. } => self.annotates = true,
                StmtKind::For { is_async: true, .. } | StmtKind::With { is_async: true, .. } => {
                    self.suspends = true;
                }
                _ => {}
            },
            Node::Pattern(pattern) => match &pattern.kind {
                PatternKind::Star(Some(name))
                | PatternKind::As { name: Some(name), .. }
                | PatternKind::Mapping { rest: Some(name), .. } => self.bindings.push(name.clone()),
                _ => {}
            },
            Node::Bound(name) => self.bindings.push(name.clone()),
        }
    }
}

/// What anything in a module does to names, in whatever scope.
#[derive(Clone, Default, Debug)]
pub struct ModuleNames {
    /// Bound, declared or deleted.
    pub bound: Set<Ident>,
    /// Bound, declared or deleted in more than one place.
    pub rebound: Set<Ident>,
    /// Deleted, by `del` or at the end of `except … as`.
    pub deleted: Set<Ident>,
    /// `from m import *` stands somewhere: any global may be bound.
    pub star_import: bool,
}

impl ModuleNames {
    /// The names of a module.
    pub fn of_stmts(body: &[Stmt]) -> ModuleNames {
        let mut facts = CodeFacts::default();
        let mut names = ModuleNames::default();
        walk_stmts(body, Scope::Nested, &mut |node| {
            match node {
                Node::Stmt(Stmt { kind: StmtKind::ImportFrom { names: imported, .. }, .. }) => {
                    names.star_import |= imported.iter().any(|alias| &*alias.name == "*");
                }
                Node::Stmt(Stmt { kind: StmtKind::Try(block), .. }) => {
                    names.deleted.extend(block.handlers.iter().filter_map(|handler| handler.name.clone()));
                }
                Node::Expr(Expr { kind: ExprKind::Name { id, ctx: ExprContext::Del }, .. }) => {
                    names.deleted.insert(id.clone());
                }
                _ => {}
            }
            facts.note(node);
            for name in facts.bindings.drain(..) {
                if names.bound.contains(&name) {
                    names.rebound.insert(name);
                } else {
                    names.bound.insert(name);
                }
            }
        });
        names
    }
}
