//! `pyopt run`: runs a program as `python` does.

use crate::input::Failure;
use crate::opt::Passes;
use crate::stats::{Stats, StatsFormat};
use pyopt::heap::Gc;
use pyopt::objects::Code;
use pyopt::{Limits, Program, Setup, Signals, SystemHost, Vm};
use rustpython_wtf8::Wtf8Buf;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::process::ExitCode;

/// Native stack of the thread that runs the program: Rust code that Python calls, and Python that Rust calls.
pub const STACK: usize = 256 << 20;

/// What follows an error of the command line.
const USAGE: &str = "usage: pyopt run [option] ... [-c cmd | -m mod | file | -] [arg] ...\n\
                     Try `pyopt run --help' for more information.";

/// Run a program: FILE, -m MODULE, -c CODE, or - for standard input; the words behind it are its arguments.
#[derive(clap::Args, Debug)]
pub struct Run {
    #[command(flatten)]
    passes: Passes,
    /// Tell on standard error what happened to guard sites and to memory: --stats or --stats=json.
    #[arg(long, value_name = "FORMAT", num_args = 0..=1, require_equals = true, default_missing_value = "text")]
    stats: Option<StatsFormat>,
    /// (FILE | -m MODULE | -c CODE | -) [ARGS...]; FILE may be a .py or .pyc file, or a folder with __main__.py.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "PROGRAM")]
    words: Vec<OsString>,
    /// How CPython's own options set it.
    #[arg(skip)]
    flags: Option<pyopt::Flags>,
    /// The path that `python` was called by.
    #[arg(skip)]
    called: Option<Wtf8Buf>,
}

/// A word of the command line as Python sees it: bytes that are no UTF-8 are escaped.
pub fn text(word: &OsString) -> Wtf8Buf {
    pyopt::path_text(&word.clone().into_vec())
}

/// Where the command lies that a word names: in a folder of PATH, if it is a bare name.
fn found(name: &OsString) -> std::path::PathBuf {
    let name = std::path::Path::new(name);
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let candidates = std::env::split_paths(&folders).map(|folder| folder.join(name));
    let path = match name.components().count() {
        1 if name.is_relative() => candidates.into_iter().find(|path| path.is_file()),
        _ => None,
    };
    std::path::absolute(path.unwrap_or_else(|| name.to_owned())).unwrap_or_default()
}

/// Runs a program with these words behind `sys.argv[0]`, then shows it to `look`: the exit status, and what `look` saw
/// of it, if it began.
///
/// # Errors
/// When the thread of the program cannot be started.
pub fn and_look<T: Send + 'static>(
    passes: &Passes,
    (program, name): (Program, String),
    words: &[OsString],
    look: impl FnOnce(&mut Vm, Gc<Code>) -> T + Send + 'static,
) -> Result<(u8, Option<T>), Failure> {
    let limits = Limits { native_stack: STACK / 4, ..Limits::default() };
    let path = std::env::current_exe().unwrap_or_default();
    let setup = Setup {
        host: Box::new(SystemHost),
        argv: std::iter::once(Wtf8Buf::from(name)).chain(words.iter().map(text)).collect(),
        executable: text(&path.into_os_string()),
        options: passes.options(),
        ..Setup::default()
    };
    let thread = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || Vm::new(limits, setup).run_program_and_look(&program, look));
    match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(seen)) => Ok(seen),
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Err(error) => Err(Failure::Usage(format!("pyopt: cannot start: {error}"))),
    }
}

impl Run {
    /// The run that `python` asks for with these options.
    pub fn python(flags: pyopt::Flags, words: Vec<OsString>, name: &OsString) -> Run {
        Run {
            passes: Passes::default(),
            stats: None,
            words,
            flags: Some(flags),
            called: Some(text(&found(name).into_os_string())),
        }
    }

    /// Runs the command.
    ///
    /// # Errors
    /// When no program is named, or flags are wrong.
    pub fn run(&self) -> Result<ExitCode, Failure> {
        let (program, argv) = self.program()?;
        let flags = match &self.flags {
            Some(flags) => flags.clone(),
            None => {
                let seed = std::env::var_os("PYTHONHASHSEED").map(|seed| seed.to_string_lossy().into_owned());
                pyopt::Flags { hash_seed: crate::python::hash_seed(seed)?, ..pyopt::Flags::default() }
            }
        };
        let gc_stress = std::env::var("PYOPT_GC_STRESS").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
        let limits = Limits { gc_stress, native_stack: STACK / 4, ..Limits::default() };
        let path = std::env::current_exe().unwrap_or_default();
        let executable = self.called.clone().unwrap_or_else(|| text(&path.into_os_string()));
        let path = std::env::var_os("PYTHONPATH").filter(|p| !p.is_empty() && !flags.ignore_environment);
        let path = path.iter().flat_map(std::env::split_paths).map(|p| text(&p.into_os_string())).collect();
        let mut options = self.passes.options();
        options.optimize = flags.optimize.min(2);
        let mut names = Setup::default();
        if let Some(called) = &self.called {
            names.program_name = std::env::args().next().unwrap_or_default();
            names.module_runner = called.to_string_lossy().into_owned();
        }
        let setup = Setup {
            host: Box::new(SystemHost),
            argv,
            orig_argv: std::env::args_os().map(|a| text(&a)).collect(),
            executable,
            path,
            options,
            flags,
            ..names
        };
        let signals = Signals::leave_to_others();
        let counted = self.stats.is_some();
        let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || {
            let mut vm = Vm::new(limits, setup);
            signals.hear(vm.stop_handle());
            if counted {
                vm.count_instructions();
            }
            let status = vm.run_program(&program);
            let (guards, instructions) = (vm.guard_stats.clone(), vm.instruction_counts.take());
            (status, vm.ended_by_interrupt, Stats { guards, heap: vm.heap.stats(), instructions })
        });
        match thread.map(std::thread::JoinHandle::join) {
            Ok(Ok((status, interrupted, stats))) => {
                self.stats.iter().for_each(|&format| stats.print(format));
                if interrupted {
                    signals.die();
                }
                Ok(ExitCode::from(status))
            }
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(error) => Err(Failure::Usage(format!("pyopt: cannot start: {error}"))),
        }
    }

    /// What is to be run, and its `sys.argv`.
    fn program(&self) -> Result<(Program, Vec<Wtf8Buf>), Failure> {
        let mut words = self.words.iter().map(text);
        let Some(first) = words.next() else {
            return Err(Failure::Usage("pyopt: a file, -m MODULE, -c CODE or - is needed".into()));
        };
        let flag = first.to_string_lossy().into_owned();
        let (program, name) = match flag.as_str() {
            "-" => (Program::Stdin, "-".to_owned()),
            flag if flag.starts_with("-c") || flag.starts_with("-m") => {
                // The value may follow the letter at once.
                let value = match &flag[2..] {
                    "" => words.next(),
                    value => Some(Wtf8Buf::from(value.to_owned())),
                };
                let Some(value) = value else {
                    let message = format!("Argument expected for the {} option", &flag[..2]);
                    return Err(Failure::Usage(format!("{message}\n{USAGE}")));
                };
                match &flag[..2] {
                    "-c" => (Program::Text(value), "-c".to_owned()),
                    _ => (Program::Module(value.to_string_lossy().into_owned()), "-m".to_owned()),
                }
            }
            flag if flag.starts_with('-') => {
                return Err(Failure::Usage(format!("Unknown option: {flag}\n{USAGE}")));
            }
            _ => (Program::File(first.clone()), String::new()),
        };
        let name = if name.is_empty() { first } else { Wtf8Buf::from(name) };
        Ok((program, std::iter::once(name).chain(words).collect()))
    }
}
