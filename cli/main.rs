//! The `pyopt` command: one file for each subcommand.

mod build;
mod dis;
mod input;
mod json;
mod opt;
mod run;
mod stats;

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
    Opt(opt::Opt),
    Run(run::Run),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Build(command) => command.run().map(|()| ExitCode::SUCCESS),
        Command::Dis(command) => command.run().map(|()| ExitCode::SUCCESS),
        Command::Opt(command) => command.run().map(|()| ExitCode::SUCCESS),
        Command::Run(command) => command.run(),
    };
    result.unwrap_or_else(input::Failure::report)
}
