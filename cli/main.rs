//! The `pyopt` command: one file for each subcommand.

mod dis;
mod input;
mod json;
mod opt;

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
    Dis(dis::Dis),
    Opt(opt::Opt),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Dis(command) => command.run(),
        Command::Opt(command) => command.run(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
