//! Source to code object: the whole compiler, in the order in which it runs.

use crate::bytecode;
use crate::catalogue::Id;
use crate::pass::Remark;
use crate::pipeline::{Options, optimize};
use pyopt_compiler::analysis::scopes;
use pyopt_compiler::code::CodeObject;
use pyopt_compiler::code::verify::verify_code;
use pyopt_compiler::codegen::{CompileError, CompileOptions, check_module, compile_module};
use pyopt_compiler::ir::Cfg;
use pyopt_compiler::syntax::ast::{Ident, Mod, Span};
use pyopt_compiler::syntax::{
    ErrorKind, ParseMode, Parsed, SourceError, SyntaxWarning, WarningCategory, parse,
};
use std::cell::RefCell;
use std::time::Duration;

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
    let parsed = parse(source, &opts.filename, mode)?;
    compile_parsed(parsed, source, options, opts, observe)
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
    compile_parsed(parsed, source, options, opts, &mut |_, _| ())
}

fn compile_parsed(
    parsed: Parsed,
    source: &str,
    options: &Options,
    opts: &CompileOptions,
    observe: &mut Observe,
) -> Result<Compiled, Box<SourceError>> {
    let fail = |error: CompileError| source_error(error, source, &opts.filename);
    let (mut module, mut warnings) = (parsed.module, parsed.warnings);

    // Errors and warnings are those of the program as written.
    let table = scopes::build(&module, opts).map_err(fail)?;
    let doubts = check_module(&module, &table, opts).map_err(fail)?;
    warnings.extend(doubts.into_iter().map(|doubt| {
        let Span { line, col, end_line, end_col } = doubt.span;
        let category = WarningCategory::SyntaxWarning;
        SyntaxWarning { msg: doubt.msg, line, col: col + 1, end_line, end_col: end_col + 1, category }
    }));

    let report = optimize(&mut module, &Options { optimize: opts.optimize, ..options.clone() });
    let mut fired = Vec::new();
    let mut finish = |cfg: Cfg| finish(cfg, options, &mut fired, observe);
    let code = compile_module(&module, &table, opts, &mut finish).map_err(fail)?;
    if cfg!(debug_assertions) {
        assert_eq!(verify_code(&code), Ok(()), "the compiler made invalid code of {}", opts.filename);
    }
    Ok(Compiled { code, warnings, remarks: report.remarks, fired, timings: report.timings })
}

/// The passes over one graph and the assembler.
pub(crate) fn finish(
    cfg: Cfg,
    options: &Options,
    fired: &mut Vec<Fired>,
    observe: &mut Observe,
) -> Result<CodeObject, CompileError> {
    let allows = |name: &str| name.parse::<Id>().is_ok_and(|id| options.runs(id));
    let mut on = bytecode::Switch::new(&allows);
    let (qualname, heard) = (cfg.qualname.clone(), RefCell::new(Vec::new()));
    let hear = |name: &'static str, line| heard.borrow_mut().push((name, line));
    if options.remarks {
        on = on.heard(&hear);
    }
    let code = bytecode::compile(cfg, on, observe)
        .map_err(|error| CompileError { msg: error.to_string(), span: Span::NONE })?;
    fired.extend(
        heard.take().into_iter().filter_map(|(name, line)| {
            Some(Fired { id: name.parse().ok()?, qualname: qualname.clone(), line })
        }),
    );
    Ok(code)
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
