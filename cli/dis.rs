//! `pyopt dis`: what the program compiles to, at the stage asked for.

use crate::input::{Failure, Input};
use crate::opt::Passes;
use pyopt_compiler::code::dis::{dis, dis_json};
use pyopt_compiler::syntax::{ParseMode, parse, unparse};
use pyopt_passes::pipeline;

/// A stage of compilation.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum, Debug)]
enum Stage {
    /// The optimized source.
    Source,
    /// The optimized syntax tree.
    Ast,
    /// The control-flow graph.
    Cfg,
    /// The code object.
    Bytecode,
    /// The interpreter's own form.
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
    /// A list of code objects as JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    input: Input,
}

impl Dis {
    /// Runs the command.
    ///
    /// # Errors
    /// When the program cannot be read or is not Python.
    pub fn run(&self) -> Result<(), Failure> {
        let (source, filename) = self.input.read()?;
        let options = self.passes.options();
        match self.stage {
            Stage::Source | Stage::Ast => {
                let mut module = parse(&source, &filename, ParseMode::Exec)?.module;
                pipeline::optimize(&mut module, &options);
                if self.stage == Stage::Ast {
                    println!("{module:#?}");
                } else {
                    println!("{}", unparse(&module).trim_end());
                }
            }
            Stage::Cfg => return Err(Failure::Usage("pyopt dis: --stage cfg is not available yet".into())),
            Stage::Quick => {
                return Err(Failure::Usage("pyopt dis: --stage quick is not available yet".into()));
            }
            Stage::Bytecode => {
                let code = pyopt_passes::compile(&source, &filename, ParseMode::Exec, &options)?.code;
                if self.json {
                    println!("{}", dis_json(&code).trim_end());
                } else {
                    print!("{}", dis(&code));
                }
            }
        }
        Ok(())
    }
}
