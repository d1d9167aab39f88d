//! The `pyopt` command: one file for each subcommand.

mod build;
mod dis;
mod explain;
mod input;
mod json;
mod opt;
mod python;
mod remarks;
mod run;
mod stats;
mod terminal;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// An optimizing compiler and interpreter for Python 3.14.
#[derive(Parser, Debug)]
#[command(name = "pyopt", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    Build(build::Build),
    Dis(dis::Dis),
    Explain(explain::Explain),
    Opt(opt::Opt),
    Run(run::Run),
}

/// The binary under the name `python`, `python3`, ….
fn python(words: &[std::ffi::OsString]) -> Result<ExitCode, input::Failure> {
    let (name, options) = words.split_first().expect("a program has a name");
    match python::parse(&name.to_string_lossy(), options)? {
        python::Asked::Print(text) => {
            print!("{text}");
            Ok(ExitCode::SUCCESS)
        }
        python::Asked::Run(flags, words) => run::Run::python(*flags, words, name).run(),
    }
}

/// Whether the first word is what `python` is given: one of its options, a file, or nothing, with a program on standard input.
/// Programs start more of their kind so, through `sys.executable`.
fn asks_python(word: Option<&std::ffi::OsString>) -> bool {
    use std::io::IsTerminal;
    let Some(word) = word else { return !std::io::stdin().is_terminal() };
    if word.as_encoded_bytes().starts_with(b"-") {
        return !["-h", "--help", "-V", "--version"].iter().any(|own| word == own);
    }
    let command = <Cli as clap::CommandFactory>::command();
    word != "help" && command.find_subcommand(word).is_none() && std::path::Path::new(word).exists()
}

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().collect();
    let stem = words.first().and_then(|name| std::path::Path::new(name).file_stem());
    let called_python = stem.is_some_and(|stem| stem.to_string_lossy().starts_with("python"));
    if called_python || asks_python(words.get(1)) {
        return python(&words).unwrap_or_else(input::Failure::report);
    }
    let result = match Cli::parse().command {
        Command::Build(command) => command.run().map(|()| ExitCode::SUCCESS),
        Command::Dis(command) => command.run().map(|()| ExitCode::SUCCESS),
        Command::Explain(command) => command.run().map(|()| ExitCode::SUCCESS),
        Command::Opt(command) => command.run().map(|()| ExitCode::SUCCESS),
        Command::Run(command) => command.run(),
    };
    result.unwrap_or_else(input::Failure::report)
}
