//! Which Python a source is written in, and where its grammar starts.

use super::ParseMode;

/// The language of a source.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Dialect {
    /// Whether comments that begin with `type:` are part of it.
    pub type_comments: bool,
    /// The minor version of Python 3: what came later is an error.
    pub minor: u8,
}

impl Dialect {
    /// The minor version of the Python that this is.
    pub const MINOR: u8 = 14;

    /// Whether it lacks anything of the present language.
    pub(super) fn is_older(self) -> bool {
        self.minor < Dialect::MINOR
    }
}

impl Default for Dialect {
    fn default() -> Dialect {
        Dialect { type_comments: false, minor: Dialect::MINOR }
    }
}

/// The rule that a source is matched by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Start {
    Exec,
    Eval,
    Single,
    FunctionType,
}

impl From<ParseMode> for Start {
    fn from(mode: ParseMode) -> Start {
        match mode {
            ParseMode::Exec => Start::Exec,
            ParseMode::Eval => Start::Eval,
            ParseMode::Single => Start::Single,
        }
    }
}
