//! What the commands ask of the terminal: colours, and how wide it is.

use crate::input::Failure;
use std::io::{ErrorKind, IsTerminal, Write};

/// When to colour.
#[derive(Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum, Debug)]
pub enum When {
    /// On a terminal, unless `NO_COLOR` or `TERM=dumb` says otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How output may look.
#[derive(clap::Args, Clone, Copy, Default, Debug)]
pub struct Look {
    /// When to colour.
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    color: When,
    /// The width of the output in columns; that of the terminal if it is one.
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..))]
    width: Option<u16>,
}

/// Narrower output than this is none.
const WIDTH_MIN: usize = 20;

impl Look {
    /// Whether standard output is coloured.
    pub fn is_colored(self) -> bool {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => std::io::stdout().is_terminal() && !set("NO_COLOR") && !dumb,
        }
    }

    /// The width that was asked for, or that of the terminal; none where output is neither.
    pub fn width(self) -> Option<usize> {
        let terminal = || Some(console::Term::stdout().size_checked()?.1);
        let width = self.width.or_else(terminal)?;
        Some(usize::from(width).max(WIDTH_MIN))
    }
}

/// Writes to standard output. Whoever reads it may stop before the end.
///
/// # Errors
/// When it cannot be written for another reason.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::Message(format!("pyopt: cannot write: {error}")))
        }
        _ => Ok(()),
    }
}

/// [`print`], and the end of a line.
///
/// # Errors
/// As [`print`].
pub fn print_line(text: &str) -> Result<(), Failure> {
    print(&format!("{text}\n"))
}
