//! `pyopt dis`: what the program compiles to, at the stage asked for, and what passes make of it.

mod difference;
mod html;
mod passes;

use crate::input::{Failure, Input};
use crate::opt::Passes;
use crate::terminal::{Look, print, print_line};
use difference::Shown;
use pyopt::vm::listing::{lowered, lowered_json};
use pyopt_compiler::code::dis::{dis, dis_json};
use pyopt_compiler::ir::text;
use pyopt_compiler::syntax::{ParseMode, parse, unparse};
use pyopt_passes::{Id, Options, compile, pipeline};

/// A stage of compilation.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum, Debug)]
enum Stage {
    /// The optimized source.
    Source,
    /// The optimized syntax tree.
    Ast,
    /// The control-flow graphs, after the passes over them.
    Cfg,
    /// The code object.
    Bytecode,
    /// The interpreter's own instructions, with superinstructions; behind --run, what they specialized to.
    Quick,
}

/// Show what a program compiles to.
#[derive(clap::Args, Debug)]
pub struct Dis {
    #[command(flatten)]
    passes: Passes,
    /// How far to compile.
    #[arg(long, value_enum, default_value = "bytecode")]
    stage: Stage,
    /// Show every step that changed something: what each pass over the tree and over the graphs takes away and adds.
    #[arg(long = "passes", conflicts_with_all = ["diff", "json"])]
    passes_in_turn: bool,
    /// Show the stage without this pass and with it: side by side where there is room, else as a unified difference.
    #[arg(long, value_name = "PASS", conflicts_with = "json")]
    diff: Option<Id>,
    /// A list of code objects as JSON: --stage bytecode or quick.
    #[arg(long)]
    json: bool,
    /// Run the program first, and show what its instructions became and what they met: --stage quick. JSON follows what
    /// the program writes, in a line of its own.
    #[arg(long, conflicts_with_all = ["passes_in_turn", "diff"])]
    run: bool,
    /// Write one page that shows the whole way: source, passes, listings, graphs and remarks. It needs nothing else.
    #[arg(long, value_name = "OUT.html", conflicts_with_all = ["passes_in_turn", "diff", "json", "run", "stage"])]
    html: Option<std::path::PathBuf>,
    #[command(flatten)]
    look: Look,
    #[command(flatten)]
    input: Input,
}

impl Dis {
    /// Runs the command.
    ///
    /// # Errors
    /// When the program cannot be read or is not Python.
    pub fn run(&self) -> Result<(), Failure> {
        if self.run {
            if self.stage != Stage::Quick {
                return Err(Failure::Usage(
                    "pyopt dis: --run shows quick instructions, --stage quick".into(),
                ));
            }
            let json = self.json;
            let look = move |vm: &mut pyopt::Vm, code| vm.quick_listing(code, json);
            let (_, listing) = crate::run::and_look(&self.passes, self.input.program(), &[], look)?;
            return print_line(listing.unwrap_or_default().trim_end());
        }
        let (source, filename) = self.input.read()?;
        let options = self.passes.options();
        if self.json {
            let listing = match self.stage {
                Stage::Bytecode => dis_json,
                Stage::Quick => lowered_json,
                _ => {
                    let message = "pyopt dis: --json shows code objects, --stage bytecode or quick";
                    return Err(Failure::Usage(message.into()));
                }
            };
            let code = compile(&source, &filename, ParseMode::Exec, &options)?.code;
            return print_line(listing(&code).trim_end());
        }
        if let Some(out) = &self.html {
            let page = html::page(&source, &filename, &options)?;
            return std::fs::write(out, page).map_err(|error| Failure::io("write", out, &error));
        }
        let (shown, stage) = (Shown::new(self.look), self.stage);
        print(&match self.diff {
            Some(pass) => self.difference(pass, (&source, &filename), &options, shown)?,
            None if self.passes_in_turn => passes::in_turn(&source, &filename, &options, stage, shown)?,
            None => self.shown(&source, &filename, &options)?,
        })
    }

    /// The program at the stage.
    fn shown(&self, source: &str, filename: &str, options: &Options) -> Result<String, Failure> {
        Ok(match self.stage {
            Stage::Source | Stage::Ast => {
                let mut module = parse(source, filename, ParseMode::Exec)?.module;
                pipeline::optimize(&mut module, options);
                match self.stage {
                    Stage::Ast => passes::tree(&module),
                    _ => format!("{}\n", unparse(&module).trim_end()),
                }
            }
            Stage::Cfg => {
                let graphs = pyopt_passes::compile::graphs(source, filename, options)?;
                let texts: Vec<String> = graphs.iter().rev().map(text::print).collect();
                texts.join("\n")
            }
            Stage::Bytecode => dis(&compile(source, filename, ParseMode::Exec, options)?.code),
            Stage::Quick => lowered(&compile(source, filename, ParseMode::Exec, options)?.code),
        })
    }

    /// What a pass changes, as a difference under a line that names it; nothing if it changes nothing.
    fn difference(
        &self,
        pass: Id,
        (source, filename): (&str, &str),
        options: &Options,
        shown: Shown,
    ) -> Result<String, Failure> {
        let chosen = |with: bool| {
            let runs = |&id: &Id| if id == pass { with } else { options.runs(id) };
            let only = Some(Id::ALL.iter().copied().filter(runs).collect());
            self.shown(source, filename, &Options { only, ..options.clone() })
        };
        let stage = format!("{:?}", self.stage).to_lowercase();
        let title = format!("# stage={stage} pass={pass} ({})", pass.name());
        let names = [format!("without {pass}"), format!("with {pass}")];
        Ok(shown.difference(&title, [&names[0], &names[1]], &chosen(false)?, &chosen(true)?))
    }
}
