//! `pyopt run`: runs a program as `python` does.

use crate::input::Failure;
use crate::opt::Passes;
use pyopt::{Limits, Vm};
use pyopt_compiler::code::{CodeObject, pyc};
use pyopt_compiler::syntax::{ParseMode, decode_source};
use std::io::{BufWriter, Read, Write};
use std::process::ExitCode;
use std::sync::Arc;

/// Native stack of the thread that runs the program: Rust code that Python calls, and Python that Rust calls.
const STACK: usize = 256 << 20;

/// Run a program.
#[derive(clap::Args, Debug)]
pub struct Run {
    #[command(flatten)]
    passes: Passes,
    /// The program itself; the other words are its arguments.
    #[arg(short = 'c', value_name = "CODE")]
    code: Option<String>,
    /// A .py or .pyc file, or - for standard input; then the program's arguments.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "FILE")]
    words: Vec<String>,
}

impl Run {
    /// Runs the command.
    ///
    /// # Errors
    /// When the program cannot be read or is not Python.
    pub fn run(&self) -> Result<ExitCode, Failure> {
        let code = self.load()?;
        let gc_stress = std::env::var("PYOPT_GC_STRESS").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
        let limits = Limits { gc_stress, ..Limits::default() };
        let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || execute(&code, limits));
        match thread.map(std::thread::JoinHandle::join) {
            Ok(Ok(code)) => Ok(code),
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(error) => Err(Failure::Usage(format!("pyopt: cannot start: {error}"))),
        }
    }

    fn load(&self) -> Result<Arc<CodeObject>, Failure> {
        if let Some(code) = &self.code {
            return self.compile(code, "<string>");
        }
        let Some(path) = self.words.first() else {
            return Err(Failure::Usage("pyopt: a file, -c CODE or - is needed".into()));
        };
        let (bytes, name) = if path == "-" {
            let mut bytes = Vec::new();
            let read = std::io::stdin().read_to_end(&mut bytes);
            read.map_err(|error| Failure::Usage(format!("pyopt: cannot read standard input: {error}")))?;
            (bytes, "<stdin>")
        } else {
            (crate::input::read_file(path)?, path.as_str())
        };
        if path.ends_with(".pyc") {
            let (_, code) = pyc::read_pyc(&bytes).map_err(|error| match error {
                pyc::PycError::BadMagic => {
                    Failure::Runtime("RuntimeError: Bad magic number in .pyc file".into())
                }
                error => Failure::Runtime(format!("{error}")),
            })?;
            return Ok(code);
        }
        let text = decode_source(&bytes).map_err(|mut error| {
            error.filename = name.to_owned();
            error
        })?;
        self.compile(&text, name)
    }

    fn compile(&self, source: &str, name: &str) -> Result<Arc<CodeObject>, Failure> {
        let compiled = pyopt_passes::compile(source, name, ParseMode::Exec, &self.passes.options())?;
        for warning in compiled.warnings {
            let line = source.lines().nth(warning.line.saturating_sub(1) as usize).unwrap_or_default().trim();
            eprintln!("{name}:{}: {:?}: {}\n  {line}", warning.line, warning.category, warning.msg);
        }
        Ok(Arc::new(compiled.code))
    }
}

fn execute(code: &Arc<CodeObject>, limits: Limits) -> ExitCode {
    let mut vm = Vm::new(limits, Box::new(BufWriter::with_capacity(1 << 16, std::io::stdout())));
    let result = vm.run_main(code);
    let flushed = vm.stdout.flush();
    if let Err(pyopt::Raised) = result {
        let exception = vm.take_raised();
        if let Some(status) = vm.exit_status(exception) {
            return match status {
                Ok(code) => ExitCode::from(code),
                Err(message) => {
                    eprintln!("{message}");
                    ExitCode::from(1)
                }
            };
        }
        eprint!("{}", vm.format_exception(exception));
        return ExitCode::from(1);
    }
    // A reader that went away (a closed pipe) is no failure of the program's.
    match flushed {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::from(120),
        _ => ExitCode::SUCCESS,
    }
}
