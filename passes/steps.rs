//! The whole way of a program, for those who want to see it: what each step of the compiler made of it.
//!
//! ```text
//! written ─► A02 ─► A26 ─► A02 again ─► … ─► exits ─► constant loads ─► peephole ─► … ─► assembled
//! └──────── trees: each also as the graphs that codegen makes of it ────┘└── graphs of the last tree ──┘
//! ```
//!
//! INVARIANT: the last step holds the code that [`compile`](crate::compile::compile) makes. Steps that changed nothing are
//! left out, but for the first and the last.

use crate::ast::printf;
use crate::bytecode::{Step as GraphStep, Switch};
use crate::catalogue::Id;
use crate::compile::{Finish, Fired, source_error};
use crate::pass::Remark;
use crate::pipeline::{Options, optimize_observed};
use pyopt_compiler::analysis::scopes::{self, SymbolTable};
use pyopt_compiler::code::{AssembleOptions, CodeObject, assemble};
use pyopt_compiler::codegen::{CompileError, CompileOptions, check_module, compile_module};
use pyopt_compiler::ir::{Cfg, text};
use pyopt_compiler::syntax::ast::{Mod, Span};
use pyopt_compiler::syntax::{ParseMode, SourceError, parse};
use std::sync::Arc;

/// What one step did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Name {
    /// Nothing: the program as written.
    Written,
    /// A pass over the tree, in this round.
    Pass(Id, usize),
    /// Some passes over the graphs.
    Graph(GraphStep),
    /// The assembler.
    Assembled,
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Name::Written => "written",
            Name::Pass(id, _) => return id.fmt(f),
            Name::Graph(GraphStep::Built) => "built",
            Name::Graph(GraphStep::Exits) => "exits",
            Name::Graph(GraphStep::ConstantLoads) => "constant-loads",
            Name::Graph(GraphStep::Peephole) => "peephole",
            Name::Graph(GraphStep::LoadPopPairs) => "load-pop-pairs",
            Name::Graph(GraphStep::Layout) => "layout",
            Name::Graph(GraphStep::Constants) => "unused-constants",
            Name::Graph(GraphStep::Done) => "numbering",
            Name::Assembled => "assembled",
        })
    }
}

impl Name {
    /// What it does, in words.
    pub fn sentence(&self) -> &'static str {
        match self {
            Name::Written => "The program as written.",
            Name::Pass(id, _) => id.sentence(),
            Name::Graph(GraphStep::Built) => "Graphs as built.",
            Name::Graph(GraphStep::Exits) => {
                "Copies small exits into who jumps to them, finds what handles each instruction, gives lines to exits."
            }
            Name::Graph(GraphStep::ConstantLoads) => {
                "Loads small ints without a slot, decides conditions on constants."
            }
            Name::Graph(GraphStep::Peephole) => {
                "Folds, fuses and reorders neighbouring instructions, threads jumps."
            }
            Name::Graph(GraphStep::LoadPopPairs) => {
                "Removes values that are popped at once, and NOPs that keep no line."
            }
            Name::Graph(GraphStep::Layout) => {
                "Removes what is never reached, and jumps to what follows anyway."
            }
            Name::Graph(GraphStep::Constants) => "Removes constants that nothing loads.",
            Name::Graph(GraphStep::Done) => {
                "Numbers constants and names by how often they are used, in large tables."
            }
            Name::Assembled => {
                "Lays the graph out: cold blocks last, real jumps, superinstructions, borrowed loads, prefixes."
            }
        }
    }

    /// The rewrites of the catalogue that it may make.
    pub fn rewrites(&self) -> Vec<Id> {
        let names: &[&str] = match self {
            Name::Written | Name::Graph(GraphStep::Built) => &[],
            Name::Graph(GraphStep::Layout) => &["C32"],
            Name::Pass(id, _) => return vec![*id],
            Name::Graph(GraphStep::Exits) => &["C15"],
            Name::Graph(GraphStep::ConstantLoads) => &["C01", "C11", "C12"],
            Name::Graph(GraphStep::LoadPopPairs) => &["C17"],
            Name::Graph(GraphStep::Constants) => &["C21"],
            Name::Graph(GraphStep::Done) => &["C40"],
            Name::Assembled => &["C18", "C19"],
            Name::Graph(GraphStep::Peephole) => {
                let elsewhere = ["C01", "C11", "C12", "C15", "C17", "C18", "C19", "C21", "C32", "C40"];
                let here = |id: &Id| id.as_str().starts_with('C') && !elsewhere.contains(&id.as_str());
                return Id::ALL.iter().copied().filter(here).collect();
            }
        };
        names.iter().filter_map(|name| name.parse().ok()).collect()
    }
}

/// One code object at a step.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its graph.
    pub cfg: Arc<Cfg>,
    /// What that graph becomes when it is assembled as it stands.
    pub code: Arc<CodeObject>,
}

impl Unit {
    /// What it is known by from step to step; copies of one function have the same.
    pub fn key(&self) -> (&str, u32) {
        (&self.cfg.qualname, self.cfg.firstlineno)
    }
}

/// What a program is behind a step.
#[derive(Clone, Debug)]
pub struct Step {
    /// Which step.
    pub name: Name,
    /// The tree.
    pub module: Arc<Mod>,
    /// The module first, then what it holds, as they stand in `dis`.
    pub units: Vec<Unit>,
}

/// The way of a program.
#[derive(Clone, Debug)]
pub struct Way {
    /// Step by step.
    pub steps: Vec<Step>,
    /// Rewrites of the tree, and those that were refused.
    pub remarks: Vec<Remark>,
    /// Rewrites of the graphs.
    pub fired: Vec<Fired>,
}

impl Way {
    /// The program's code.
    pub fn code(&self) -> Option<&Arc<CodeObject>> {
        self.steps.last()?.units.first().map(|unit| &unit.code)
    }
}

/// A graph at each of its steps.
type Graphs = Vec<(GraphStep, Arc<Cfg>)>;

/// Compiles a program and keeps every step that changed something.
///
/// # Errors
/// As [`compile`](crate::compile::compile).
pub fn steps(source: &str, filename: &str, options: &Options) -> Result<Way, Box<SourceError>> {
    let opts = CompileOptions { optimize: options.optimize, ..CompileOptions::new(filename) };
    let options = Options { remarks: true, ..options.clone() };
    let fail = |error: CompileError| source_error(error, source, filename);
    let mut module = parse(source, filename, ParseMode::Exec)?.module;
    let mut table = scopes::build(&module, &opts).map_err(fail)?;
    check_module(&module, &mut table, &opts).map_err(fail)?;

    let mut steps = Vec::new();
    let mut failed = None;
    let mut keep = |name, module: &Mod, steps: &mut Vec<Step>| match built(module, &mut table, &opts) {
        Ok(units) => steps.push(Step { name, module: Arc::new(module.clone()), units }),
        Err(error) => failed = failed.take().or(Some(error)),
    };
    keep(Name::Written, &module, &mut steps);
    let percent_formats = printf::occurs(&module);
    let report = optimize_observed(&mut module, percent_formats, &options, &mut |id, round, module| {
        keep(Name::Pass(id, round), module, &mut steps);
    });
    if let Some(error) = failed {
        return Err(fail(error));
    }

    let mut finish = Finish::new(&options);
    // Of each unit, innermost first: its graph at each step, and the code at the end.
    let mut done: Vec<(Graphs, CodeObject)> = Vec::new();
    compile_module(&module, &mut table, &opts, &mut |cfg| {
        let mut graphs = Graphs::new();
        let code = finish.run(cfg, &mut |step, cfg| graphs.push((step, Arc::new(cfg.clone()))))?;
        done.push((graphs, code.clone()));
        Ok(code)
    })
    .map_err(fail)?;
    outermost_first(&mut done, |(_, code)| &code.qualname);

    let module = Arc::new(module);
    let mut before = steps.last().map_or(Vec::new(), |step: &Step| shown(&step.units));
    for at in 1..done.first().map_or(0, |unit| unit.0.len()) {
        let plain = AssembleOptions { superinstructions: false, borrow: false };
        let units = done.iter().map(|(graphs, _)| {
            let cfg = graphs[at].1.clone();
            let code = assemble((*cfg).clone(), &plain).map_err(|error| invalid(&*error))?;
            Ok(Unit { cfg, code: Arc::new(code) })
        });
        let units = units.collect::<Result<Vec<_>, CompileError>>().map_err(fail)?;
        let now = shown(&units);
        if now != before {
            before = now;
            steps.push(Step { name: Name::Graph(done[0].0[at].0), module: module.clone(), units });
        }
    }
    let units = done
        .into_iter()
        .filter_map(|(graphs, code)| Some(Unit { cfg: graphs.last()?.1.clone(), code: Arc::new(code) }));
    steps.push(Step { name: Name::Assembled, module, units: units.collect() });
    Ok(Way { steps, remarks: report.remarks, fired: finish.fired })
}

/// The graphs that codegen makes of a tree, and their code without any pass.
fn built(module: &Mod, table: &mut SymbolTable, opts: &CompileOptions) -> Result<Vec<Unit>, CompileError> {
    let mut units = Vec::new();
    compile_module(module, table, opts, &mut |mut cfg| {
        let mut graph = None;
        let none = Switch::new(&|_| false);
        crate::bytecode::optimize(&mut cfg, none, &mut |step, cfg| {
            if step == GraphStep::Built {
                graph = Some(Arc::new(cfg.clone()));
            }
        })
        .map_err(|error| invalid(&*error))?;
        let code = crate::bytecode::assemble(cfg, none).map_err(|error| invalid(&*error))?;
        units.extend(graph.map(|cfg| Unit { cfg, code: Arc::new(code.clone()) }));
        Ok(code)
    })?;
    outermost_first(&mut units, |unit| &unit.cfg.qualname);
    Ok(units)
}

fn invalid(error: &dyn std::fmt::Display) -> CompileError {
    CompileError { msg: error.to_string(), span: Span::NONE }
}

/// The graphs as texts.
fn shown(units: &[Unit]) -> Vec<String> {
    units.iter().map(|unit| text::print(&unit.cfg)).collect()
}

/// Codegen is done with nested code first; a listing begins with the outermost. How deep code is nested says its name.
fn outermost_first<T>(units: &mut Vec<T>, name: impl Fn(&T) -> &str) {
    let depth = |name: &str| match name {
        "<module>" => 0,
        name => name.split('.').filter(|&part| part != "<locals>").count(),
    };
    let mut trees: Vec<(usize, Vec<T>)> = Vec::new();
    for unit in units.drain(..) {
        let own = depth(name(&unit));
        let inner = trees.iter().rev().take_while(|(depth, _)| *depth > own).count();
        let inner = trees.split_off(trees.len() - inner).into_iter().flat_map(|(_, tree)| tree);
        let tree = std::iter::once(unit).chain(inner).collect();
        trees.push((own, tree));
    }
    units.extend(trees.into_iter().flat_map(|(_, tree)| tree));
}
