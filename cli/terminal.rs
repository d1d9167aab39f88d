//! What the commands ask of the terminal: colours, and how wide it is.

use std::io::IsTerminal;

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
