//! The catalogue: one row for each rewrite.

/// From which level on a rewrite runs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// Legal in every program: the code object runs under CPython.
    Safe,
    /// Needs a guard.
    Guarded,
}

macro_rules! catalogue {
    ($($id:ident, $name:literal, $level:ident, $sentence:literal;)*) => {
        /// The stable name of a rewrite, in options, remarks and snapshots.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        #[allow(missing_docs, reason = "each row of the catalogue has a sentence")]
        pub enum Id { $($id,)* }

        impl Id {
            /// All of them, in catalogue order.
            pub const ALL: &'static [Id] = &[$(Id::$id,)*];

            /// `A02`
            pub fn as_str(self) -> &'static str {
                match self { $(Id::$id => stringify!($id),)* }
            }

            /// Its name in words.
            pub fn name(self) -> &'static str {
                match self { $(Id::$id => $name,)* }
            }

            /// From which level on it runs.
            pub fn level(self) -> Level {
                match self { $(Id::$id => Level::$level,)* }
            }

            /// What it does.
            pub fn sentence(self) -> &'static str {
                match self { $(Id::$id => $sentence,)* }
            }
        }
    };
}

catalogue! {
    A01, "unary folding", Safe, "Computes an unary operator on a constant.";
    A02, "binary folding", Safe, "Computes a binary operator on two constants.";
    A03, "compare folding", Safe, "Computes a comparison of two constants.";
    A04, "short circuit", Safe, "Cuts and thins `and`/`or` at constants.";
    A05, "conditional expression", Safe, "Takes the arm that a constant test chooses.";
    A06, "subscript folding", Safe, "Takes an item or slice of a constant.";
    A07, "tuple folding", Safe, "Makes one constant of a tuple of constants.";
    A08, "negated test operators", Safe, "Moves `not` into `is` and `in`.";
    A09, "double negation", Safe, "Drops `not not` where only the truth counts.";
    A10, "membership container", Safe, "Tests membership in a tuple or frozenset instead of a fresh list or set.";
    A11, "iterated container", Safe, "Iterates over a tuple or frozenset instead of a fresh list or set.";
    A14, "__debug__", Safe, "Replaces `__debug__` by what the optimization level makes it.";
    A17, "constant branches", Safe, "Keeps the branch that a constant test chooses.";
    A18, "unreachable statements", Safe, "Removes what follows a statement that never ends.";
    A22, "no-effect statements", Safe, "Removes constants and `pass` among other statements.";
    A26, "unroll constant loop", Safe, "Repeats a small body instead of looping over a small constant tuple.";
    G01, "call pure builtins", Guarded, "Calls a pure builtin on constants.";
    G02, "simplify range", Guarded, "Iterates over a tuple instead of a small constant `range`.";
    G03, "unroll range", Guarded, "Repeats a small body instead of looping over a small constant `range`.";
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

impl std::str::FromStr for Id {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wanted = text.trim();
        let found = Id::ALL.iter().find(|id| id.as_str().eq_ignore_ascii_case(wanted));
        found.copied().ok_or_else(|| format!("no rewrite is called '{wanted}'"))
    }
}
