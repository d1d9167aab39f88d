//! `pyopt opt`: the program as the passes leave it.

use crate::input::{Failure, Input};
use crate::json;
use crate::remarks::Remarks;
use crate::terminal::{print, print_line};
use pyopt_compiler::analysis::scopes;
use pyopt_compiler::codegen::{CompileOptions, check_module};
use pyopt_compiler::syntax::{ParseMode, parse, unparse};
use pyopt_passes::{Id, OptLevel, Options, pipeline};

/// The flags that choose rewrites.
#[derive(clap::Args, Debug)]
pub struct Passes {
    /// How much to rewrite: none, safe or guarded.
    #[arg(long, default_value = "guarded", value_name = "LEVEL")]
    opt: OptLevel,
    /// Run just these rewrites of the catalogue, to a fixed point.
    #[arg(long, value_delimiter = ',', value_name = "IDS")]
    only: Option<Vec<Id>>,
}

impl Default for Passes {
    fn default() -> Passes {
        Passes { opt: OptLevel::Guarded, only: None }
    }
}

impl Passes {
    /// As the pipeline's options.
    pub fn options(&self) -> Options {
        Options { level: self.opt, only: self.only.clone(), ..Options::default() }
    }
}

/// Print the optimized source.
#[derive(clap::Args, Debug)]
pub struct Opt {
    #[command(flatten)]
    passes: Passes,
    /// Show the fast paths alone.
    #[arg(long)]
    assume_guards: bool,
    /// Source, guards and rewrites as JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    input: Input,
}

impl Opt {
    /// Runs the command.
    ///
    /// # Errors
    /// When the program cannot be read or is not Python.
    pub fn run(&self) -> Result<(), Failure> {
        let (source, filename) = self.input.read()?;
        let mut module = parse(&source, &filename, ParseMode::Exec)?.module;
        let opts = CompileOptions::new(filename.as_str());
        let checked =
            scopes::build(&module, &opts).and_then(|mut table| check_module(&module, &mut table, &opts));
        checked.map_err(|error| pyopt_passes::compile::source_error(error, &source, &filename))?;
        let options =
            Options { remarks: self.json, assume_guards: self.assume_guards, ..self.passes.options() };
        let report = pipeline::optimize(&mut module, &options);
        let text = unparse(&module);
        if !self.json {
            let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
            return print(&format!("{text}{end}"));
        }
        let remarks = Remarks::of(&report.remarks);
        print_line(&format!("{{\"source\": {}, {}}}", json::string(&text), remarks.members()))
    }
}
