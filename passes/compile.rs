//! Source to code object: the whole compiler, in the order in which it runs.

use crate::bytecode;
use crate::catalogue::Id;
use crate::pass::Remark;
use crate::pipeline::{Options, optimize_observed};
use pyopt_compiler::analysis::scopes;
use pyopt_compiler::code::CodeObject;
use pyopt_compiler::code::verify::verify_code;
use pyopt_compiler::codegen::{CompileError, CompileOptions, CompiledModule, check_module, compile_module};
use pyopt_compiler::ir::Cfg;
use pyopt_compiler::syntax::ast::{Ident, Mod, Span};
use pyopt_compiler::syntax::{
    ErrorKind, ParseMode, Parsed, SourceError, SyntaxWarning, TypeComments, WarningCategory, parse_grammar,
};
use std::cell::RefCell;
use std::time::{Duration, Instant};

/// Who sees a graph at each step of its way.
pub(crate) type Observe<'o> = dyn FnMut(bytecode::Step, &Cfg) + 'o;

/// A compiled program.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The module's code.
    pub code: CodeObject,
    /// What is doubtful about the program as written.
    pub warnings: Vec<SyntaxWarning>,
    /// What the passes did.
    pub remarks: Vec<Remark>,
    /// The rewrites of graphs, if remarks are asked for.
    pub fired: Vec<Fired>,
    /// Time of each pass, if asked for.
    pub timings: Vec<(Id, Duration)>,
    /// Time of each stage, if asked for.
    pub stages: Stages,
}

macro_rules! stages {
    ($($name:ident, $sentence:literal;)*) => {
        /// How long each stage of the compiler took.
        #[derive(Clone, Copy, Default, Debug)]
        pub struct Stages { $(#[doc = $sentence] pub $name: Duration,)* }

        impl Stages {
            /// The stages by name, in the order in which they run.
            pub fn list(&self) -> [(&'static str, Duration); [$($sentence),*].len()] {
                [$((stringify!($name), self.$name)),*]
            }

            /// Adds the times of another compilation.
            pub fn add(&mut self, other: &Stages) {
                $(self.$name += other.$name;)*
            }
        }
    };
}

stages! {
    parse, "Text to tree.";
    scopes, "The symbol table.";
    check, "Errors and warnings of the tree as written.";
    rewrite, "The passes over the tree.";
    codegen, "Tree to graphs.";
    graph, "The passes over the graphs.";
    assemble, "Graphs to code objects.";
}

/// Runs a stage and adds what it took.
fn timed<T>(on: bool, total: &mut Duration, stage: impl FnOnce() -> T) -> T {
    let start = on.then(Instant::now);
    let result = stage();
    *total += start.map_or(Duration::ZERO, |start| start.elapsed());
    result
}

/// A rewrite of a graph.
#[derive(Clone, PartialEq, Debug)]
pub struct Fired {
    /// Which one.
    pub id: Id,
    /// In which code object.
    pub qualname: Ident,
    /// At which line, if at one.
    pub line: Option<u32>,
}

/// Compiles `source` under the options; the code object is verified.
///
/// # Errors
/// What CPython 3.14 raises for the same source.
pub fn compile(
    source: &str,
    filename: &str,
    mode: ParseMode,
    options: &Options,
) -> Result<Compiled, Box<SourceError>> {
    let opts = CompileOptions { optimize: options.optimize, ..CompileOptions::new(filename) };
    compile_with(source, mode, options, &opts)
}

/// [`compile`], with everything that Python's `compile` can be told.
///
/// # Errors
/// What CPython 3.14 raises for the same source.
pub fn compile_with(
    source: &str,
    mode: ParseMode,
    options: &Options,
    opts: &CompileOptions,
) -> Result<Compiled, Box<SourceError>> {
    observed(source, mode, options, opts, &mut |_, _| ())
}

/// The graphs of a program's code objects after all passes, nested ones before those that hold them.
///
/// # Errors
/// As [`compile`].
pub fn graphs(source: &str, filename: &str, options: &Options) -> Result<Vec<Cfg>, Box<SourceError>> {
    let opts = CompileOptions { optimize: options.optimize, ..CompileOptions::new(filename) };
    let mut graphs = Vec::new();
    observed(source, ParseMode::Exec, options, &opts, &mut |step, cfg| {
        if step == bytecode::Step::Done {
            graphs.push(cfg.clone());
        }
    })?;
    Ok(graphs)
}

/// [`compile_with`], showing each graph on its way.
fn observed(
    source: &str,
    mode: ParseMode,
    options: &Options,
    opts: &CompileOptions,
    observe: &mut Observe,
) -> Result<Compiled, Box<SourceError>> {
    let mut stages = Stages::default();
    let parsed = timed(options.time, &mut stages.parse, || {
        parse_grammar(source, &opts.filename, mode, options.int_digits)
    })?;
    finish_parsed(parsed, source, options, opts, stages, observe)
}

/// Compiles a tree that did not come from a source, or not from it alone. Its depth must be that of a parsed one, and
/// it must be a tree that a source could have; `source` is for the lines that errors show.
///
/// # Errors
/// What CPython 3.14 raises for the same tree.
pub fn compile_tree(
    module: Mod,
    source: &str,
    options: &Options,
    opts: &CompileOptions,
) -> Result<Compiled, Box<SourceError>> {
    let parsed = Parsed { module, type_comments: TypeComments::default(), warnings: Vec::new() };
    compile_parsed(parsed, source, options, opts)
}

/// Compiles what `parse_grammar` made; `source` is for the lines that errors of scopes and code generation show.
///
/// # Errors
/// What CPython 3.14 raises behind its parser.
pub fn compile_parsed(
    parsed: Parsed,
    source: &str,
    options: &Options,
    opts: &CompileOptions,
) -> Result<Compiled, Box<SourceError>> {
    finish_parsed(parsed, source, options, opts, Stages::default(), &mut |_, _| ())
}

fn finish_parsed(
    parsed: Parsed,
    source: &str,
    options: &Options,
    opts: &CompileOptions,
    mut stages: Stages,
    observe: &mut Observe,
) -> Result<Compiled, Box<SourceError>> {
    let time = options.time;
    let fail = |error: CompileError| source_error(error, source, &opts.filename);
    let (mut module, mut warnings) = (parsed.module, parsed.warnings);

    // Errors and warnings are those of the program as written.
    let mut table = timed(time, &mut stages.scopes, || scopes::build(&module, opts)).map_err(fail)?;
    let mut doubts = None;
    let percent_formats = table.percent_formats;
    if options.rewrites() || percent_formats {
        let check = || check_module(&module, &mut table, opts);
        doubts = Some(timed(time, &mut stages.check, check).map_err(fail)?);
    }

    let report = timed(time, &mut stages.rewrite, || {
        let options = Options { optimize: opts.optimize, ..options.clone() };
        optimize_observed(&mut module, percent_formats, &options, &mut |_, _, _| ())
    });
    let mut finish = Finish::new(options);
    let code = timed(time, &mut stages.codegen, || {
        compile_module(&module, &mut table, opts, &mut |cfg| finish.run(cfg, observe))
    });
    let CompiledModule { code, warnings: same } = code.map_err(fail)?;
    // A tree that is compiled as written tells them itself.
    warnings.extend(doubts.unwrap_or(same).into_iter().map(|doubt| {
        let Span { line, col, end_line, end_col } = doubt.span;
        let category = WarningCategory::SyntaxWarning;
        SyntaxWarning { msg: doubt.msg, line, col: col + 1, end_line, end_col: end_col + 1, category }
    }));
    (stages.graph, stages.assemble) = (finish.graph, finish.assemble);
    stages.codegen = stages.codegen.saturating_sub(finish.graph + finish.assemble);
    if cfg!(debug_assertions) {
        assert_eq!(verify_code(&code), Ok(()), "the compiler made invalid code of {}", opts.filename);
    }
    let (remarks, fired, timings) = (report.remarks, finish.fired, report.timings);
    Ok(Compiled { code, warnings, remarks, fired, timings, stages })
}

/// The passes over graphs and the assembler, with the chores round them.
pub(crate) struct Finish<'o> {
    options: &'o Options,
    /// What was rewritten, if remarks are asked for.
    pub(crate) fired: Vec<Fired>,
    graph: Duration,
    assemble: Duration,
}

impl Finish<'_> {
    pub(crate) fn new(options: &Options) -> Finish<'_> {
        Finish { options, fired: Vec::new(), graph: Duration::ZERO, assemble: Duration::ZERO }
    }

    /// One graph; `observe` sees it at each step.
    pub(crate) fn run(&mut self, mut cfg: Cfg, observe: &mut Observe) -> Result<CodeObject, CompileError> {
        let (time, allows) = (self.options.time, |id: Id| self.options.runs(id));
        let (qualname, heard) = (cfg.qualname.clone(), RefCell::new(Vec::new()));
        let hear = |id: Id, line| heard.borrow_mut().push((id, line));
        let mut on = bytecode::Switch::new(&allows);
        if self.options.remarks {
            on = on.heard(&hear);
        }
        let check = self.options.check;
        let code = timed(time, &mut self.graph, || match check {
            true => bytecode::optimize(&mut cfg, on, observe),
            false => {
                bytecode::optimize_verified(&mut cfg, on, observe);
                Ok(())
            }
        })
        .and_then(|()| timed(time, &mut self.assemble, || bytecode::assemble(cfg, on)))
        .map_err(|error| CompileError { msg: error.to_string(), span: Span::NONE })?;
        let fired = |(id, line)| Fired { id, qualname: qualname.clone(), line };
        self.fired.extend(heard.take().into_iter().map(fired));
        Ok(code)
    }
}

/// An error of the compiler as the exception it becomes. It shows the line of a file, not of a source without one.
pub fn source_error(error: CompileError, source: &str, filename: &str) -> Box<SourceError> {
    let Span { line, col, end_line, end_col } = error.span;
    let text = (line > 0 && !filename.starts_with('<'))
        .then(|| source.split_inclusive('\n').nth(line as usize - 1))
        .flatten();
    Box::new(SourceError {
        kind: ErrorKind::SyntaxError,
        msg: error.msg,
        filename: filename.to_owned(),
        line,
        col: col + 1,
        end_line,
        end_col: end_col as i32 + 1,
        text: text.map(str::to_owned),
        read: None,
    })
}
