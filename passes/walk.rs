//! The one walk that shows every node to a pass, bottom-up, with what surrounds it.
//!
//! It keeps the scope stack, tells tests and iterables apart from other places, never shows a store target, a
//! pattern's value or a would-be docstring, and marks the slow path of a guard.
//!
//! A pass goes only where it may have something to do. That is found out by asking: the first walk that comes to a scope
//! after a change shows its nodes to all passes, while the context makes no edit but notes who tried. The answers, a bit
//! for each pass, stay with the scope ([`Notes`]) until something in it changes. Since hooks decide by what they are
//! shown (see [`crate::pass`]), the result is that of every pass over the whole tree, in order.

use crate::pass::{AstPass, BodyKind, Cx, ExprTag, Place, Shown};
use pyopt_compiler::analysis::kill::{ScopeFacts, ScopeKind};
use pyopt_compiler::analysis::locals::LocalConstants;
use pyopt_compiler::syntax::ast::*;

/// The passes of a pipeline, by what they ask for.
pub struct Passes<'p> {
    list: Vec<&'p dyn AstPass>,
    exprs: [u64; ExprTag::COUNT],
    stmts: u64,
    bodies: u64,
}

impl<'p> Passes<'p> {
    /// At most 63 passes have a bit of their own, the others share one.
    pub fn new(list: Vec<&'p dyn AstPass>) -> Passes<'p> {
        let mut passes = Passes { list, exprs: [0; ExprTag::COUNT], stmts: 0, bodies: 0 };
        for (at, pass) in passes.list.iter().enumerate() {
            let (bit, shown) = (bit(at), pass.shown());
            for (tag, set) in passes.exprs.iter_mut().enumerate() {
                *set |= if shown.has_index(tag) { bit } else { 0 };
            }
            passes.stmts |= if shown.stmts { bit } else { 0 };
            passes.bodies |= if shown.bodies { bit } else { 0 };
        }
        passes
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// The pass that runs after `at` others.
    pub fn get(&self, at: usize) -> &'p dyn AstPass {
        self.list[at]
    }

    /// Asks those of `set`, less those who said yes, and adds who says yes.
    fn ask(
        &self,
        set: u64,
        yes: &mut u64,
        cx: &mut Cx<'_>,
        mut ask: impl FnMut(&'p dyn AstPass, &mut Cx<'_>),
    ) {
        let mut left = set & !*yes;
        while left != 0 {
            let at = left.trailing_zeros() as usize;
            left &= left - 1;
            let sharing = if at == 63 { &self.list[63..] } else { &self.list[at..=at] };
            for pass in sharing {
                ask(*pass, cx);
                if cx.take_wanted() {
                    *yes |= 1 << at;
                }
            }
        }
    }
}

/// The bit of the pass at `at`.
fn bit(at: usize) -> u64 {
    1 << at.min(63)
}

/// Runs the pass at `at` once over the tree, wherever it may have something to do. `notes` are those of the module;
/// with `fresh`, nothing is known of any scope yet.
pub fn run(
    passes: &Passes<'_>,
    at: usize,
    module: &mut Mod,
    notes: &mut Notes,
    fresh: bool,
    cx: &mut Cx<'_>,
) {
    let pass = passes.list[at];
    let goal = Goal { pass, shown: pass.shown(), bit: bit(at), fresh, passes: Some(passes) };
    Walk::new(Run { goal, nested: 0 }, cx).module(module, notes);
}

/// Runs a pass once over the whole tree.
pub fn run_everywhere(pass: &dyn AstPass, module: &mut Mod, cx: &mut Cx<'_>) {
    let goal = Goal { pass, shown: pass.shown(), bit: 1, fresh: true, passes: None };
    Walk::new(Run { goal, nested: 0 }, cx).module(module, &mut Notes::default());
}

/// Who is shown what the walk meets, and what becomes of nested scopes.
trait Show: Sized {
    fn expr(&mut self, expr: &mut Expr, place: Place, cx: &mut Cx<'_>);
    fn stmt(&mut self, stmt: &mut Stmt, cx: &mut Cx<'_>);
    fn body(&mut self, body: &mut Vec<Stmt>, kind: BodyKind, cx: &mut Cx<'_>);
    fn scope(
        walk: &mut Walk<'_, '_, Self>,
        kind: ScopeKind,
        args: Option<&Arguments>,
        body: &mut Vec<Stmt>,
        notes: &mut Notes,
    );
}

/// All passes are asked about the nodes of one scope.
struct Ask<'p> {
    passes: &'p Passes<'p>,
    yes: u64,
}

impl Show for Ask<'_> {
    #[inline]
    fn expr(&mut self, expr: &mut Expr, place: Place, cx: &mut Cx<'_>) {
        let set = self.passes.exprs[ExprTag::of(expr) as usize];
        self.passes.ask(set, &mut self.yes, cx, |pass, cx| pass.expr(expr, place, cx));
    }

    #[inline]
    fn stmt(&mut self, stmt: &mut Stmt, cx: &mut Cx<'_>) {
        self.passes.ask(self.passes.stmts, &mut self.yes, cx, |pass, cx| pass.stmt(stmt, cx));
    }

    fn body(&mut self, body: &mut Vec<Stmt>, kind: BodyKind, cx: &mut Cx<'_>) {
        self.passes.ask(self.passes.bodies, &mut self.yes, cx, |pass, cx| pass.body(body, kind, cx));
    }

    /// Nested scopes are asked about when a pass comes to them.
    fn scope(
        _: &mut Walk<'_, '_, Self>,
        _: ScopeKind,
        _: Option<&Arguments>,
        _: &mut Vec<Stmt>,
        _: &mut Notes,
    ) {
    }
}

/// Which pass runs where.
#[derive(Clone, Copy)]
struct Goal<'p> {
    pass: &'p dyn AstPass,
    shown: Shown,
    bit: u64,
    /// Notes are taken for unknown.
    fresh: bool,
    /// Who is asked about unknown scopes; without, the pass is shown all of them.
    passes: Option<&'p Passes<'p>>,
}

/// One pass runs.
struct Run<'p> {
    goal: Goal<'p>,
    /// Who may have to do with the nested scopes that the walk has met in the scope at hand.
    nested: u64,
}

impl Show for Run<'_> {
    #[inline]
    fn expr(&mut self, expr: &mut Expr, place: Place, cx: &mut Cx<'_>) {
        if self.goal.shown.has(ExprTag::of(expr)) {
            self.goal.pass.expr(expr, place, cx);
        }
    }

    #[inline]
    fn stmt(&mut self, stmt: &mut Stmt, cx: &mut Cx<'_>) {
        if self.goal.shown.stmts {
            self.goal.pass.stmt(stmt, cx);
        }
    }

    fn body(&mut self, body: &mut Vec<Stmt>, kind: BodyKind, cx: &mut Cx<'_>) {
        if self.goal.shown.bodies {
            self.goal.pass.body(body, kind, cx);
        }
    }

    fn scope(
        walk: &mut Walk<'_, '_, Self>,
        kind: ScopeKind,
        args: Option<&Arguments>,
        body: &mut Vec<Stmt>,
        notes: &mut Notes,
    ) {
        let goal = walk.show.goal;
        let known = notes.known && !goal.fresh;
        if !known || (notes.own | notes.nested) & goal.bit != 0 {
            let outer = std::mem::take(&mut walk.show.nested);
            // A comprehension around a function is no concern of its body, and the other way round.
            let comprehension = std::mem::take(&mut walk.cx.comprehension);
            if !known {
                notes.own = match goal.passes {
                    Some(passes) => walk.ask(passes, kind, body),
                    None => u64::MAX,
                };
                notes.known = true;
            }
            let before = walk.cx.changes;
            if notes.own & goal.bit != 0 {
                let mut facts = ScopeFacts::new(kind, args, body);
                if goal.pass.needs_locals() {
                    facts.locals = LocalConstants::of(&facts, body);
                }
                walk.cx.scopes.push(facts);
                walk.body(body, BodyKind::Scope);
                // what it has not done now it will not do until something changes
                notes.own &= !goal.bit | SHARED;
            } else {
                walk.cx.scopes.push(ScopeFacts::bare(kind));
                walk.pass_through(body);
            }
            walk.cx.scopes.pop();
            walk.cx.comprehension = comprehension;
            notes.nested = std::mem::replace(&mut walk.show.nested, outer);
            // Hooks see the scopes nested in what they are shown.
            notes.known = walk.cx.changes == before;
        }
        walk.show.nested |= if notes.known { notes.own | notes.nested } else { u64::MAX };
    }
}

/// The bit of more than one pass: it stays.
const SHARED: u64 = 1 << 63;

struct Walk<'w, 'a, S> {
    show: S,
    cx: &'w mut Cx<'a>,
}

const VALUE: Place = Place { test: false, iterated: false, whole: false };
const TEST: Place = Place { test: true, ..VALUE };
const WHOLE: Place = Place { whole: true, ..VALUE };
const ITERATED: Place = Place { iterated: true, ..WHOLE };
const ASSERTED: Place = Place { whole: true, ..TEST };

impl<'w, 'a> Walk<'w, 'a, Run<'_>> {
    fn module(&mut self, module: &mut Mod, notes: &mut Notes) {
        match module {
            Mod::Module(body) | Mod::Interactive(body) => {
                Run::scope(self, ScopeKind::Module, None, body, notes);
            }
            Mod::Expression(expr) => {
                self.cx.scopes.push(ScopeFacts::bare(ScopeKind::Module));
                self.expr(expr);
                self.cx.scopes.pop();
            }
        }
    }

    /// Who would do something in the scope itself.
    fn ask(&mut self, passes: &Passes<'_>, kind: ScopeKind, body: &mut Vec<Stmt>) -> u64 {
        self.cx.asking = true;
        self.cx.take_wanted();
        self.cx.scopes.push(ScopeFacts::bare(kind));
        let mut walk = Walk::new(Ask { passes, yes: 0 }, &mut *self.cx);
        walk.body(body, BodyKind::Scope);
        let yes = walk.show.yes;
        self.cx.scopes.pop();
        self.cx.asking = false;
        yes
    }

    /// Goes to the scopes nested in statements that the pass is not shown.
    fn pass_through(&mut self, body: &mut [Stmt]) {
        for stmt in body {
            match &mut stmt.kind {
                StmtKind::FunctionDef(def) => self.function(def),
                StmtKind::ClassDef(def) => self.class(def),
                StmtKind::For { body, orelse, .. } => {
                    self.pass_through(body);
                    self.pass_through(orelse);
                }
                StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                    let guarded = matches!(test.kind, ExprKind::Guard(_));
                    self.pass_through(body);
                    self.cx.slow_path += u32::from(guarded);
                    self.pass_through(orelse);
                    self.cx.slow_path -= u32::from(guarded);
                }
                StmtKind::With { body, .. } => self.pass_through(body),
                StmtKind::Match { cases, .. } => {
                    cases.iter_mut().for_each(|case| self.pass_through(&mut case.body));
                }
                StmtKind::Try(block) => {
                    self.pass_through(&mut block.body);
                    block.handlers.iter_mut().for_each(|handler| self.pass_through(&mut handler.body));
                    self.pass_through(&mut block.orelse);
                    self.pass_through(&mut block.finalbody);
                }
                _ => {}
            }
        }
    }
}

impl<'w, 'a, S: Show> Walk<'w, 'a, S> {
    fn new(show: S, cx: &'w mut Cx<'a>) -> Walk<'w, 'a, S> {
        Walk { show, cx }
    }

    fn function(&mut self, def: &mut FunctionDef) {
        S::scope(self, ScopeKind::Function, Some(&def.args), &mut def.body, &mut def.notes);
    }

    fn class(&mut self, def: &mut ClassDef) {
        S::scope(self, ScopeKind::Class, None, &mut def.body, &mut def.notes);
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
            self.show.body(body, kind, self.cx);
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
                def.decorators.iter_mut().for_each(|expr| self.at(expr, WHOLE));
                self.args(&mut def.args);
                self.function(def);
            }
            StmtKind::ClassDef(def) => {
                def.decorators.iter_mut().for_each(|expr| self.at(expr, WHOLE));
                if def.type_params.is_empty() {
                    def.bases.iter_mut().for_each(|expr| self.expr(expr));
                    def.keywords.iter_mut().for_each(|keyword| self.expr(&mut keyword.value));
                }
                self.class(def);
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
                self.at(iter, if *is_async { WHOLE } else { ITERATED });
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
                    self.at(&mut item.context_expr, WHOLE);
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
                self.at(test, ASSERTED);
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
        self.show.stmt(stmt, self.cx);
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
        self.show.expr(expr, place, self.cx);
    }

    fn comprehension(&mut self, generators: &mut [Comprehension], results: &mut [&mut Expr]) {
        for (index, generator) in generators.iter_mut().enumerate() {
            // the first iterable is evaluated outside
            self.cx.comprehension += u32::from(index > 0);
            self.at(&mut generator.iter, if generator.is_async { WHOLE } else { ITERATED });
            self.cx.comprehension += u32::from(index == 0);
            self.target(&mut generator.target);
            generator.ifs.iter_mut().for_each(|test| self.at(test, TEST));
            self.cx.comprehension -= 1;
        }
        self.cx.comprehension += 1;
        results.iter_mut().for_each(|expr| self.at(expr, WHOLE));
        self.cx.comprehension -= 1;
    }

    fn parts(&mut self, expr: &mut Expr, place: Place) {
        match &mut expr.kind {
            ExprKind::BoolOp { values, .. } => {
                let test = Place { test: place.test, ..VALUE };
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
                let facts = if self.cx.asking {
                    ScopeFacts::bare(ScopeKind::Function)
                } else {
                    ScopeFacts::new(ScopeKind::Function, Some(&lambda.args), &[])
                };
                self.cx.scopes.push(facts);
                let comprehension = std::mem::take(&mut self.cx.comprehension);
                self.expr(&mut lambda.body);
                self.cx.comprehension = comprehension;
                self.cx.scopes.pop();
            }
            ExprKind::IfExp { test, body, orelse } => {
                let guarded = matches!(test.kind, ExprKind::Guard(_));
                let arm = Place { whole: false, ..place };
                self.at(test, TEST);
                self.at(body, arm);
                self.cx.slow_path += u32::from(guarded);
                self.at(orelse, arm);
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
            ExprKind::Intrinsic(_, operands) => operands.iter_mut().for_each(|operand| self.expr(operand)),
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
