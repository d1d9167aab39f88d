//! What a pass is, and the context through which it rewrites.
//!
//! A pass never says "changed": every edit goes through [`Cx`], which counts it and writes the remark. The hooks
//! are called bottom-up by [`crate::walk`]: children are already rewritten when a node is shown.
//!
//! INVARIANT, which lets [`crate::walk`] skip what a pass has nothing to do with:
//! - a hook decides by the node, its place and kind of list, the facts of the innermost scope, the kinds of the others,
//!   and the module's facts, by nothing else;
//! - it changes what it is shown, but in no nested scope, and through [`Cx`] only;
//! - it comes to an end also if no edit is made: when the walk only asks who would do something, none is.

use crate::catalogue::Id;
use pyopt_compiler::analysis::globals::{KnownGlobals, module_constant};
use pyopt_compiler::analysis::kill::{CodeFacts, ModuleNames, ScopeFacts, ScopeKind};
use pyopt_compiler::syntax::ast::{Constant, Expr, ExprContext, ExprKind, GuardFact, Ident, Mod, Span, Stmt};
use pyopt_compiler::syntax::{unparse, unparse_expr};
use std::cell::Cell;

/// What became of a rewrite at one place.
#[derive(Clone, PartialEq, Debug)]
pub enum RemarkKind {
    /// It was made.
    Applied {
        /// The source text before.
        before: String,
        /// The source text after.
        after: String,
        /// The facts it depends on.
        guards: Vec<GuardFact>,
    },
    /// It fitted but was refused.
    Missed {
        /// Why.
        reason: String,
        /// What stands in the way, if it is one place.
        cause: Option<Span>,
    },
}

/// One line of the optimizer's report.
#[derive(Clone, PartialEq, Debug)]
pub struct Remark {
    /// Which rewrite.
    pub id: Id,
    /// Where.
    pub span: Span,
    /// What became of it.
    pub kind: RemarkKind,
}

/// Why a check says no.
pub struct Refused {
    /// In words.
    pub reason: &'static str,
    /// What stands in the way, if it is one place.
    pub cause: Option<Span>,
}

impl From<&'static str> for Refused {
    fn from(reason: &'static str) -> Refused {
        Refused { reason, cause: None }
    }
}

impl From<(&'static str, Span)> for Refused {
    fn from((reason, cause): (&'static str, Span)) -> Refused {
        Refused { reason, cause: Some(cause) }
    }
}

/// What surrounds an expression.
#[derive(Clone, Copy, Default, Debug)]
pub struct Place {
    /// Only its truth is looked at.
    pub test: bool,
    /// It is iterated and then forgotten.
    pub iterated: bool,
    /// What stands around it points at all of it when it raises (a failed assertion, an iteration, an item that is hashed):
    /// no part may take its place.
    pub whole: bool,
}

/// What a list of statements belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BodyKind {
    /// A module, class or function: its first statement may be a docstring.
    Scope,
    /// A branch, loop or handler.
    Block,
}

/// What all passes are told about the module.
#[derive(Clone, Default, Debug)]
pub struct ModuleFacts {
    /// What it does to names, in any scope.
    pub names: ModuleNames,
    /// What its global names are known to mean; nothing where no guarded pass runs.
    pub known: KnownGlobals,
    /// `-O` level.
    pub optimize: u8,
    /// Expression statements of the module are printed.
    pub interactive: bool,
}

macro_rules! expr_tags {
    ($($name:ident),*) => {
        /// The kinds of expression, without what they hold.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[allow(missing_docs, reason = "the names are those of `ExprKind`")]
        pub enum ExprTag { $($name,)* }

        impl ExprTag {
            /// How many there are.
            pub const COUNT: usize = [$(ExprTag::$name),*].len();

            /// The kind of an expression.
            #[inline]
            pub fn of(expr: &Expr) -> ExprTag {
                match &expr.kind { $(ExprKind::$name { .. } => ExprTag::$name,)* }
            }
        }
    };
}

expr_tags! {
    BoolOp, Named, BinOp, UnaryOp, Lambda, IfExp, Dict, Set, ListComp, SetComp, DictComp, GeneratorExp, Await, Yield,
    YieldFrom, Compare, Call, FormattedValue, JoinedStr, Interpolation, TemplateStr, Constant, Attribute, Subscript,
    Starred, Name, List, Tuple, Slice, Guard, Intrinsic
}

/// Which hooks of a pass have something to do with which nodes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shown {
    exprs: u32,
    /// Statements.
    pub stmts: bool,
    /// Lists of statements.
    pub bodies: bool,
}

impl Shown {
    /// All hooks, all nodes.
    pub const ALL: Shown = Shown { exprs: u32::MAX, stmts: true, bodies: true };
    /// Single statements alone.
    pub const STMTS: Shown = Shown { exprs: 0, stmts: true, bodies: false };
    /// Lists of statements alone.
    pub const BODIES: Shown = Shown { exprs: 0, stmts: false, bodies: true };

    /// Expressions of these kinds alone.
    pub const fn exprs(tags: &[ExprTag]) -> Shown {
        let (mut exprs, mut at) = (0, 0);
        while at < tags.len() {
            exprs |= 1 << tags[at] as u32;
            at += 1;
        }
        Shown { exprs, stmts: false, bodies: false }
    }

    /// What either of both asks for.
    pub const fn and(self, other: Shown) -> Shown {
        Shown {
            exprs: self.exprs | other.exprs,
            stmts: self.stmts || other.stmts,
            bodies: self.bodies || other.bodies,
        }
    }

    /// Whether expressions of a kind are asked for.
    #[inline]
    pub const fn has(self, tag: ExprTag) -> bool {
        self.has_index(tag as usize)
    }

    pub(crate) const fn has_index(self, tag: usize) -> bool {
        self.exprs & (1 << tag) != 0
    }
}

/// A rewrite of the syntax tree; the hooks default to "nothing to do".
pub trait AstPass {
    /// Its row in the catalogue.
    fn id(&self) -> Id;

    /// What its hooks are shown. They look again; asking for less is only faster.
    fn shown(&self) -> Shown {
        Shown::ALL
    }

    /// Whether [`Cx::known`] is to know constants that locals hold. Such a pass changes expressions alone.
    fn needs_locals(&self) -> bool {
        false
    }

    /// Looks at an expression whose parts are done.
    fn expr(&self, _expr: &mut Expr, _place: Place, _cx: &mut Cx<'_>) {}

    /// Looks at a statement whose parts are done.
    fn stmt(&self, _stmt: &mut Stmt, _cx: &mut Cx<'_>) {}

    /// Looks at a list of statements that are done.
    fn body(&self, _body: &mut Vec<Stmt>, _kind: BodyKind, _cx: &mut Cx<'_>) {}
}

/// The context of a running pass.
pub struct Cx<'a> {
    /// The running pass.
    pub id: Id,
    /// The module.
    pub module: &'a ModuleFacts,
    /// The scopes around the node, innermost last.
    pub scopes: Vec<ScopeFacts>,
    /// Inside the slow path of a guarded rewrite: its code stays as written by guarded passes.
    pub slow_path: u32,
    /// Inside a comprehension.
    pub comprehension: u32,
    /// How many rewrites were made.
    pub changes: usize,
    /// The walk asks which passes would do something: nothing is done.
    pub(crate) asking: bool,
    /// The pass that was asked would do something.
    wanted: Cell<bool>,
    remarks: Option<&'a mut Vec<Remark>>,
}

impl<'a> Cx<'a> {
    /// A context for one run of a pass; without `remarks`, rewrites are only counted.
    pub fn new(id: Id, module: &'a ModuleFacts, remarks: Option<&'a mut Vec<Remark>>) -> Cx<'a> {
        Cx {
            id,
            module,
            scopes: Vec::new(),
            slow_path: 0,
            comprehension: 0,
            changes: 0,
            asking: false,
            wanted: Cell::new(false),
            remarks,
        }
    }

    /// The innermost scope.
    pub fn scope(&self) -> &ScopeFacts {
        // Facts are gathered for who acts: whoever looks at them is taken for one who does.
        self.wanted.set(true);
        self.scopes.last().expect("the walk stands in a scope")
    }

    /// The kind of the innermost scope.
    pub fn scope_kind(&self) -> ScopeKind {
        self.scopes.last().expect("the walk stands in a scope").kind
    }

    /// Whether the pass that was just asked would do something.
    pub(crate) fn take_wanted(&mut self) -> bool {
        self.wanted.replace(false)
    }

    /// Replaces an expression in place; its span stays.
    pub fn replace(&mut self, expr: &mut Expr, with: ExprKind) {
        self.replace_with_guards(expr, with, Vec::new());
    }

    /// Replaces an expression by a part of itself, which keeps its own span: a scope (a comprehension, a lambda)
    /// is found again by where it stands.
    pub fn replace_by_part(&mut self, expr: &mut Expr, part: Expr) {
        if self.asking {
            return self.wanted.set(true);
        }
        self.replace_with_guards(expr, part.kind, Vec::new());
        expr.span = part.span;
    }

    /// Replaces an expression by a constant.
    pub fn replace_constant(&mut self, expr: &mut Expr, value: Constant) {
        self.replace(expr, ExprKind::Constant(value));
    }

    /// `expr` → `fast if ⟦facts⟧ else expr`; `fast` stands where `expr` does.
    pub fn guard(&mut self, expr: &mut Expr, fast: ExprKind, facts: Vec<GuardFact>) {
        let fast = Expr { kind: fast, span: expr.span };
        self.guard_by_part(expr, fast, facts);
    }

    /// `expr` → `fast if ⟦facts⟧ else expr`; `fast` keeps its own span, to which tracebacks point. Without facts the guard
    /// says only what every guard says: nobody traces, and no frame of this function was changed from outside.
    pub fn guard_by_part(&mut self, expr: &mut Expr, fast: Expr, facts: Vec<GuardFact>) {
        if self.asking {
            return self.wanted.set(true);
        }
        let with = ExprKind::IfExp {
            test: Box::new(Expr { kind: ExprKind::Guard(facts.clone()), span: expr.span }),
            body: Box::new(fast),
            orelse: Box::new(expr.clone()),
        };
        self.replace_with_guards(expr, with, facts);
    }

    /// Replaces an expression by one that has guards in it, which depend on these facts.
    pub fn replace_with_guards(&mut self, expr: &mut Expr, with: ExprKind, guards: Vec<GuardFact>) {
        if self.asking {
            return self.wanted.set(true);
        }
        self.changes += 1;
        let before = self.remarks.is_some().then(|| unparse_expr(expr));
        expr.kind = with;
        if let (Some(before), Some(remarks)) = (before, &mut self.remarks) {
            let kind = RemarkKind::Applied { before, after: unparse_expr(expr), guards };
            remarks.push(Remark { id: self.id, span: expr.span, kind });
        }
    }

    /// Replaces `body[range]` by other statements.
    pub fn replace_stmts(
        &mut self,
        body: &mut Vec<Stmt>,
        range: std::ops::Range<usize>,
        with: Vec<Stmt>,
        guards: Vec<GuardFact>,
    ) {
        if self.asking {
            return self.wanted.set(true);
        }
        self.changes += 1;
        let Some(span) = body.get(range.start).map(|stmt| stmt.span) else { return };
        let text = |stmts: &[Stmt]| unparse(&Mod::Module(stmts.to_vec())).trim_end().to_owned();
        let texts = self.remarks.is_some().then(|| (text(&body[range.clone()]), text(&with)));
        body.splice(range, with);
        if let (Some((before, after)), Some(remarks)) = (texts, &mut self.remarks) {
            remarks.push(Remark { id: self.id, span, kind: RemarkKind::Applied { before, after, guards } });
        }
    }

    /// Records that the rewrite fitted but was refused.
    pub fn missed(&mut self, span: Span, reason: impl Into<String>) {
        self.missed_because(span, reason, None);
    }

    /// [`Cx::missed`], with the place that stands in the way.
    pub fn missed_because(&mut self, span: Span, reason: impl Into<String>, cause: Option<Span>) {
        if self.remarks.is_none() {
            return;
        }
        if self.asking {
            return self.wanted.set(true);
        }
        let kind = RemarkKind::Missed { reason: reason.into(), cause };
        let remark = Remark { id: self.id, span, kind };
        if let Some(remarks) = &mut self.remarks
            && !remarks.contains(&remark)
        {
            remarks.push(remark);
        }
    }

    /// [`Cx::missed`], for a check that said why.
    pub fn refused(&mut self, span: Span, why: Refused) {
        self.missed_because(span, why.reason, why.cause);
    }

    /// Whether code may disappear; if so, its bindings are forgotten, otherwise the reason is recorded.
    pub fn may_remove(&mut self, code: &CodeFacts, span: Span) -> bool {
        if self.asking {
            self.wanted.set(true);
            return false;
        }
        match code.removable_from(self.scope()) {
            Ok(()) => {
                self.scopes.last_mut().expect("the walk stands in a scope").forget(code);
                true
            }
            Err(refusal) => {
                self.missed(span, refusal.reason());
                false
            }
        }
    }

    /// Whether `name` means the builtin as long as nobody rebinds it from outside of this module.
    pub fn is_builtin(&mut self, name: &Ident, span: Span) -> bool {
        let reason = if self.slow_path > 0 {
            return false;
        } else if self.scope_kind() == ScopeKind::Class {
            "names of a class body are looked up dynamically"
        } else if self.module.names.bound.contains(name) {
            "the module binds this name itself"
        } else if self.module.names.star_import {
            "a star-import may bind this name"
        } else {
            return true;
        };
        self.missed(span, reason);
        false
    }
}

/// A constant, with the facts under which an expression has that value.
pub type Known = (Constant, Vec<GuardFact>);

impl Cx<'_> {
    /// The constant that an expression is, or that a global is known to hold, in code where a guarded rewrite may stand.
    pub fn known(&self, expr: &Expr) -> Option<Known> {
        match &expr.kind {
            ExprKind::Constant(value) => Some((value.clone(), Vec::new())),
            // what a rewrite made before: 3600 if ⟦global:HOUR⟧ else 60 * MINUTE
            ExprKind::IfExp { test, body, .. } => match (&test.kind, &body.kind) {
                (ExprKind::Guard(facts), ExprKind::Constant(value)) => Some((value.clone(), facts.clone())),
                _ => None,
            },
            ExprKind::Name { .. } if let Some(value) = self.local(expr) => Some((value.clone(), Vec::new())),
            ExprKind::Name { id, ctx: ExprContext::Load } if self.sees_globals() => {
                let value = self.module.known.constants.get(id)?;
                Some((value.clone(), vec![GuardFact::Global(id.clone(), value.clone())]))
            }
            ExprKind::Attribute { value, attr, ctx: ExprContext::Load } if self.sees_globals() => {
                let ExprKind::Name { id, .. } = &value.kind else { return None };
                let value = module_constant(self.module.known.modules.get(id)?, attr)?;
                Some((value.clone(), vec![GuardFact::Attribute(id.clone(), attr.clone(), value)]))
            }
            _ => None,
        }
    }

    /// Whether there are locals of this scope whose constants are known.
    pub fn knows_locals(&self) -> bool {
        self.scopes.last().is_some_and(|scope| !scope.locals.is_empty())
    }

    /// The constant that a load of a local reads, in code where a guarded rewrite may stand.
    pub fn local(&self, load: &Expr) -> Option<&Constant> {
        self.scopes.last().filter(|_| self.slow_path == 0)?.locals.get(load)
    }

    /// A name that the module binds once, itself, means the global here: in a function, outside of slow paths. Module and
    /// class bodies look names up elsewhere, and mostly run once.
    pub fn sees_globals(&self) -> bool {
        self.slow_path == 0 && self.scope_kind() == ScopeKind::Function
    }
}

impl Cx<'_> {
    /// Whether a name means a local variable here, which a guard's test can look at: none that the function declares
    /// global, none of a comprehension. One that nested functions share is found out later, and its guard never holds.
    pub fn is_local(&self, name: &Ident) -> bool {
        self.scope_kind() == ScopeKind::Function
            && self.comprehension == 0
            && !self.scope().declares
            && self.scope().bindings.contains_key(name)
    }
}

/// The facts of several guards, each once.
pub fn joined(all: impl IntoIterator<Item = Vec<GuardFact>>) -> Vec<GuardFact> {
    let mut joined = Vec::new();
    for fact in all.into_iter().flatten() {
        if !joined.contains(&fact) {
            joined.push(fact);
        }
    }
    joined
}

/// The constant that an expression is, if it is one.
pub fn constant(expr: &Expr) -> Option<&Constant> {
    match &expr.kind {
        ExprKind::Constant(value) => Some(value),
        _ => None,
    }
}

/// The constants that a list of expressions is, if all of them are.
pub fn constants(exprs: &[Expr]) -> Option<Vec<Constant>> {
    exprs.iter().map(|expr| constant(expr).cloned()).collect()
}
