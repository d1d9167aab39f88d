//! The order of things: reads top to bottom.
//!
//! First comes what is part of the language, once, on the tree as it was written. Then a round runs every pass that the
//! options allow, once each; rounds repeat until one changes nothing. The cap on rounds is a safety net: reaching it is
//! a bug of a pass, and a panic in debug builds.

use crate::ast::PASSES;
use crate::ast::printf::{self, PrintfToFString};
use crate::catalogue::{Id, Level};
use crate::pass::{AstPass, Cx, ModuleFacts, Remark};
use crate::walk::{self, Passes};
use pyopt_compiler::analysis::globals::KnownGlobals;
use pyopt_compiler::analysis::kill::ModuleNames;
use pyopt_compiler::semantics::limits::FIXPOINT_ROUNDS;
use pyopt_compiler::syntax::ast::{Expr, ExprKind, Mod, Notes, Stmt, StmtKind};
use pyopt_compiler::syntax::limits::IntDigits;
use std::time::{Duration, Instant};

/// How much is rewritten.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub enum OptLevel {
    /// Nothing: what is written is what is compiled.
    None,
    /// What is legal in every program.
    #[default]
    Safe,
    /// Also behind guards, and where code gets larger.
    Guarded,
}

impl OptLevel {
    /// Whether a rewrite of this level runs.
    pub fn allows(self, level: Level) -> bool {
        match level {
            Level::Always => true,
            Level::Safe => self >= OptLevel::Safe,
            Level::Guarded => self >= OptLevel::Guarded,
        }
    }
}

impl std::str::FromStr for OptLevel {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "none" => Ok(OptLevel::None),
            "safe" => Ok(OptLevel::Safe),
            "guarded" => Ok(OptLevel::Guarded),
            _ => Err(format!("'{text}' is none of none, safe, guarded")),
        }
    }
}

/// What the pipeline is asked for.
#[derive(Clone, Default, Debug)]
pub struct Options {
    /// How much is rewritten.
    pub level: OptLevel,
    /// Just these rewrites (and what is part of the language), whatever the level.
    pub only: Option<Vec<Id>>,
    /// `-O` level of the compiled program.
    pub optimize: u8,
    /// How many digits int literals may have.
    pub int_digits: IntDigits,
    /// Collect remarks: texts before and after each rewrite cost time.
    pub remarks: bool,
    /// Measure each pass.
    pub time: bool,
    /// Print the tree after each pass that changed it, to stderr.
    pub dump: bool,
    /// Make sure that the passes came to rest, in builds without debug assertions as well: for tests.
    pub check: bool,
    /// Keep the fast paths alone, as if every guard always held.
    pub assume_guards: bool,
}

impl Options {
    /// The options of a level, everything else off.
    pub fn level(level: OptLevel) -> Options {
        Options { level, ..Options::default() }
    }

    /// CPython's own rewrites alone: the code objects are those that CPython 3.14 makes.
    pub fn cpython() -> Options {
        let only = Id::ALL.iter().copied().filter(|id| id.is_cpythons()).collect();
        Options { level: OptLevel::Safe, only: Some(only), ..Options::default() }
    }

    /// Whether a rewrite runs.
    pub fn runs(&self, id: Id) -> bool {
        match &self.only {
            Some(only) => only.contains(&id) || id.level() == Level::Always,
            None => self.level.allows(id.level()),
        }
    }

    /// Whether any rewrite of the tree runs that is no part of the language.
    pub fn rewrites(&self) -> bool {
        self.assume_guards || PASSES.iter().any(|pass| self.runs(pass.id()))
    }
}

/// What the passes did.
#[derive(Clone, Default, Debug)]
pub struct Report {
    /// Applied and missed rewrites, in the order in which they were made.
    pub remarks: Vec<Remark>,
    /// Time of each pass, if asked for.
    pub timings: Vec<(Id, Duration)>,
    /// Rounds to the fixed point, the last of which changed nothing.
    pub rounds: usize,
}

/// Rewrites the tree to a fixed point.
pub fn optimize(module: &mut Mod, options: &Options) -> Report {
    let percent_formats = printf::occurs(module);
    optimize_observed(module, percent_formats, options, &mut |_, _, _| ())
}

/// [`optimize`], told whether there is a `%` that the language rewrites ([`printf::occurs`]); `observe` sees the tree
/// behind each pass that changed it, with the number of the round.
pub fn optimize_observed(
    module: &mut Mod,
    percent_formats: bool,
    options: &Options,
    observe: &mut dyn FnMut(Id, usize, &Mod),
) -> Report {
    let passes: Vec<&dyn AstPass> = PASSES.iter().copied().filter(|pass| options.runs(pass.id())).collect();
    let mut report = Report::default();
    if percent_formats {
        // It asks for nothing that the module's names would tell.
        let facts = ModuleFacts::default();
        let passes = Passes::new(vec![&PrintfToFString]);
        let made = chores(Id::A12, module, &facts, options, &mut report, &mut |module, cx| {
            walk::run(&passes, 0, module, &mut Notes::default(), true, cx);
        });
        if made > 0 {
            observe(Id::A12, report.rounds, module);
        }
    }
    if !passes.is_empty() {
        let facts = module_facts(module, options);
        let passes = Passes::new(passes);
        let mut notes = Notes::default();
        loop {
            report.rounds += 1;
            let mut changes = 0;
            for at in 0..passes.count() {
                let made = run(&passes, at, module, &mut notes, &facts, options, &mut report);
                if made > 0 {
                    observe(passes.get(at).id(), report.rounds, module);
                }
                changes += made;
            }
            if changes == 0 {
                break;
            }
            if report.rounds == FIXPOINT_ROUNDS {
                assert!(
                    !options.check && !cfg!(debug_assertions),
                    "the passes do not come to rest after {FIXPOINT_ROUNDS} rounds"
                );
                break;
            }
        }
        if options.check || cfg!(debug_assertions) {
            assert_eq!(
                restless(&passes, module, &facts),
                None,
                "a pass was not shown what it would have changed"
            );
        }
    }
    if options.assume_guards {
        assume_guards(module);
    }
    report
}

/// One pass over the tree.
fn run(
    passes: &Passes<'_>,
    at: usize,
    module: &mut Mod,
    notes: &mut Notes,
    facts: &ModuleFacts,
    options: &Options,
    report: &mut Report,
) -> usize {
    let fresh = report.rounds == 1 && at == 0;
    chores(passes.get(at).id(), module, facts, options, report, &mut |module, cx| {
        walk::run(passes, at, module, notes, fresh, cx);
    })
}

/// What is done round a pass: time, dump, report. Returns how much it changed.
fn chores(
    id: Id,
    module: &mut Mod,
    facts: &ModuleFacts,
    options: &Options,
    report: &mut Report,
    walk: &mut dyn FnMut(&mut Mod, &mut Cx<'_>),
) -> usize {
    let start = options.time.then(Instant::now);
    let mut cx = Cx::new(id, facts, options.remarks.then_some(&mut report.remarks));
    walk(module, &mut cx);
    let changes = cx.changes;
    if let Some(start) = start {
        match report.timings.iter_mut().find(|(other, _)| *other == id) {
            Some((_, total)) => *total += start.elapsed(),
            None => report.timings.push((id, start.elapsed())),
        }
    }
    if options.dump && changes > 0 {
        eprintln!("# stage=source pass={id} round={}", report.rounds);
        eprint!("{}", pyopt_compiler::syntax::unparse(module));
    }
    changes
}

/// The first pass that changes anything, if it looks everywhere, and what it makes of it.
fn restless(passes: &Passes<'_>, module: &Mod, facts: &ModuleFacts) -> Option<(Id, Vec<Remark>)> {
    let mut module = module.clone();
    (0..passes.count()).find_map(|at| {
        let pass = passes.get(at);
        let mut remarks = Vec::new();
        let mut cx = Cx::new(pass.id(), facts, Some(&mut remarks));
        walk::run_everywhere(pass, &mut module, &mut cx);
        (cx.changes > 0).then_some((pass.id(), remarks))
    })
}

fn module_facts(module: &Mod, options: &Options) -> ModuleFacts {
    let mut facts = ModuleFacts {
        optimize: options.optimize,
        interactive: matches!(module, Mod::Interactive(_)),
        ..ModuleFacts::default()
    };
    match module {
        Mod::Module(body) | Mod::Interactive(body) => {
            facts.names = ModuleNames::of_stmts(body);
            if Id::ALL.iter().any(|&id| id.level() == Level::Guarded && options.runs(id)) {
                facts.known = KnownGlobals::of_stmts(body, &facts.names);
            }
        }
        Mod::Expression(expr) => {
            let stmt = Stmt { kind: StmtKind::Expr(expr.clone()), span: expr.span };
            facts.names = ModuleNames::of_stmts(&[stmt]);
        }
    }
    facts
}

/// Replaces every guarded conditional by its fast path: what `opt --assume-guards` shows.
fn assume_guards(module: &mut Mod) {
    struct Assume;
    impl AstPass for Assume {
        fn id(&self) -> Id {
            Id::A05
        }

        fn expr(&self, expr: &mut Expr, _place: crate::pass::Place, cx: &mut Cx<'_>) {
            if let ExprKind::IfExp { test, body, .. } = &expr.kind
                && matches!(test.kind, ExprKind::Guard(_))
            {
                let kind = body.kind.clone();
                cx.replace(expr, kind);
            }
        }

        fn body(&self, body: &mut Vec<Stmt>, _kind: crate::pass::BodyKind, cx: &mut Cx<'_>) {
            let mut at = 0;
            while at < body.len() {
                let fast = match &body[at].kind {
                    StmtKind::If { test, body, .. } if matches!(test.kind, ExprKind::Guard(_)) => {
                        body.clone()
                    }
                    _ => {
                        at += 1;
                        continue;
                    }
                };
                let added = fast.len();
                cx.replace_stmts(body, at..at + 1, fast, Vec::new());
                at += added;
            }
        }
    }
    let facts = ModuleFacts::default();
    walk::run_everywhere(&Assume, module, &mut Cx::new(Id::A05, &facts, None));
}
