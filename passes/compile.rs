//! Source to code object: the whole compiler, in the order in which it runs.

use crate::bytecode;
use crate::catalogue::Id;
use crate::pass::Remark;
use crate::pipeline::{Options, optimize_known};
use pyopt_compiler::analysis::scopes;
use pyopt_compiler::code::CodeObject;
use pyopt_compiler::code::verify::verify_code;
use pyopt_compiler::codegen::{CompileError, CompileOptions, CompiledModule, check_module, compile_module};
use pyopt_compiler::ir::Cfg;
use pyopt_compiler::syntax::ast::{Mod, Span};
use pyopt_compiler::syntax::{
    ErrorKind, ParseMode, Parsed, SourceError, SyntaxWarning, WarningCategory, parse,
};
use std::time::{Duration, Instant};

/// A compiled program.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The module's code.
    pub code: CodeObject,
    /// What is doubtful about the program as written.
    pub warnings: Vec<SyntaxWarning>,
    /// What the passes did.
    pub remarks: Vec<Remark>,
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
    observed(source, mode, options, opts, &mut |_| ())
}

/// The graphs of a program's code objects after all passes, nested ones before those that hold them.
///
/// # Errors
/// As [`compile`].
pub fn graphs(source: &str, filename: &str, options: &Options) -> Result<Vec<Cfg>, Box<SourceError>> {
    let opts = CompileOptions { optimize: options.optimize, ..CompileOptions::new(filename) };
    let mut graphs = Vec::new();
    observed(source, ParseMode::Exec, options, &opts, &mut |cfg| graphs.push(cfg.clone()))?;
    Ok(graphs)
}

/// [`compile_with`], showing each graph before it is assembled.
fn observed(
    source: &str,
    mode: ParseMode,
    options: &Options,
    opts: &CompileOptions,
    observe: &mut dyn FnMut(&Cfg),
) -> Result<Compiled, Box<SourceError>> {
    let mut stages = Stages::default();
    let parsed = timed(options.time, &mut stages.parse, || parse(source, &opts.filename, mode))?;
    compile_parsed(parsed, source, options, opts, stages, observe)
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
    let parsed = Parsed { module, warnings: Vec::new() };
    compile_parsed(parsed, source, options, opts, Stages::default(), &mut |_| ())
}

fn compile_parsed(
    parsed: Parsed,
    source: &str,
    options: &Options,
    opts: &CompileOptions,
    mut stages: Stages,
    observe: &mut dyn FnMut(&Cfg),
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
        optimize_known(&mut module, percent_formats, &options)
    });
    let on = |id: Id| options.runs(id);
    let (mut graph, mut assemble) = (Duration::ZERO, Duration::ZERO);
    let mut finish = |mut cfg: Cfg| {
        timed(time, &mut graph, || bytecode::optimize(&mut cfg, &on))
            .and_then(|()| {
                observe(&cfg);
                timed(time, &mut assemble, || bytecode::assemble(cfg, &on))
            })
            .map_err(|error| CompileError { msg: error.to_string(), span: Span::NONE })
    };
    let code = timed(time, &mut stages.codegen, || compile_module(&module, &mut table, opts, &mut finish));
    let CompiledModule { code, warnings: same } = code.map_err(fail)?;
    // A tree that is compiled as written tells them itself.
    warnings.extend(doubts.unwrap_or(same).into_iter().map(|doubt| {
        let Span { line, col, end_line, end_col } = doubt.span;
        let category = WarningCategory::SyntaxWarning;
        SyntaxWarning { msg: doubt.msg, line, col: col + 1, end_line, end_col: end_col + 1, category }
    }));
    (stages.graph, stages.assemble) = (graph, assemble);
    stages.codegen = stages.codegen.saturating_sub(graph + assemble);
    if cfg!(debug_assertions) {
        assert_eq!(verify_code(&code), Ok(()), "the compiler made invalid code of {}", opts.filename);
    }
    Ok(Compiled { code, warnings, remarks: report.remarks, timings: report.timings, stages })
}

/// An error of the compiler as the exception it becomes.
pub fn source_error(error: CompileError, source: &str, filename: &str) -> Box<SourceError> {
    let Span { line, col, end_line, end_col } = error.span;
    let text = (line > 0).then(|| source.split_inclusive('\n').nth(line as usize - 1)).flatten();
    Box::new(SourceError {
        kind: ErrorKind::SyntaxError,
        msg: error.msg,
        filename: filename.to_owned(),
        line,
        col: col + 1,
        end_line,
        end_col: end_col as i32 + 1,
        text: text.map(str::to_owned),
    })
}
