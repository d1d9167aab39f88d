//! The catalogue: one row for each rewrite.

/// From which level on a rewrite runs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// Part of the language: CPython does it to every program, and it shows.
    Always,
    /// Legal in every program: the code object runs under CPython.
    Safe,
    /// Needs a guard, or makes code larger to make it faster.
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
    A12, "printf to f-string", Always, "Makes an f-string of `%`-formatting with a tuple display.";
    A13, "f-string merging", Safe, "Merges the constant parts of an f-string.";
    A14, "__debug__", Safe, "Replaces `__debug__` by what the optimization level makes it.";
    A15, "assertions", Safe, "Removes assertions that cannot fail, and all of them under `-O`.";
    A16, "docstrings", Safe, "Removes docstrings under `-OO`.";
    A17, "constant branches", Safe, "Keeps the branch that a constant test chooses.";
    A18, "unreachable statements", Safe, "Removes what follows a statement that never ends.";
    A19, "empty branches", Safe, "Inverts a condition whose first branch is empty.";
    A20, "empty try", Safe, "Removes the handlers of a `try` whose body does nothing.";
    A21, "empty iteration", Safe, "Removes a loop over nothing.";
    A22, "no-effect statements", Safe, "Removes constants and `pass` among other statements.";
    A23, "constant propagation", Guarded, "Computes what constants of locals make constant.";
    A26, "unroll constant loop", Guarded, "Repeats a small body instead of looping over a small constant tuple.";
    A27, "unroll comprehension", Guarded, "Writes a comprehension over a small constant tuple as a display.";
    A28, "method of a constant", Guarded, "Calls a pure method of a constant.";
    A29, "flatten bool operations", Safe, "Makes one `and` (or `or`) of nested ones.";
    A30, "merge nested ifs", Safe, "Makes one condition of an `if` alone in an `if`.";
    A31, "chained comparison", Safe, "Cuts a chain of comparisons at constants.";
    A33, "unpack flattening", Safe, "Takes displays apart that are unpacked where they stand.";
    A35, "parallel assignment", Safe, "Assigns in turn what a tuple was made for only to be taken apart.";
    A38, "immediate lambda", Guarded, "Calls a lambda where it stands.";
    A41, "pattern constants", Safe, "Folds the numbers of patterns.";
    A46, "bool-valued ternary", Safe, "Negates instead of choosing between `True` and `False`.";
    C01, "small ints", Safe, "Loads an int of 0 to 255 without a constant slot.";
    C02, "unary on constants", Safe, "Computes an unary instruction on a constant.";
    C03, "binary on constants", Safe, "Computes a binary instruction on two constants.";
    C04, "tuples of constants", Safe, "Loads a tuple of constants as one constant.";
    C06, "constant displays", Safe, "Extends an empty list or set by a constant instead of loading each item.";
    C07, "membership and iteration displays", Safe, "Tests or iterates a tuple instead of a fresh list.";
    C08, "inverted tests", Safe, "Folds UNARY_NOT into the test before it.";
    C09, "bool results", Safe, "Drops TO_BOOL where the value is a bool already.";
    C11, "None tests", Safe, "Jumps on None with one instruction.";
    C12, "constant conditions", Safe, "Decides a conditional jump on a constant.";
    C13, "jump threading", Safe, "Lets a jump to a jump go to its end.";
    C15, "exit inlining", Safe, "Copies a small block that leaves the scope into who jumps to it.";
    C17, "load and pop pairs", Safe, "Removes a load whose value is popped at once.";
    C18, "superinstructions", Safe, "Fuses neighbouring loads and stores of locals.";
    C19, "borrowed loads", Safe, "Loads a local without counting a reference where that is enough.";
    C21, "constant pruning", Safe, "Removes constants that nothing loads.";
    C24, "build and unpack", Safe, "Swaps instead of building a tuple only to unpack it.";
    C25, "swap elimination", Safe, "Reorders stores instead of swapping their values.";
    C26, "duplicate store", Safe, "Drops the first of two stores to the same local.";
    C28, "call shape", Safe, "Pushes NULL together with the callee.";
    C32, "idle handlers", Safe, "Removes a handler that nothing is left for to raise.";
    C40, "numbering", Safe, "Gives the names and constants that are used most the numbers that fit one byte.";
    C41, "local permutation", Safe, "Stores locals that change places without building a tuple.";
    G01, "call pure builtins", Guarded, "Calls a pure builtin on constants.";
    G02, "simplify range", Guarded, "Iterates over a tuple instead of a small constant `range`.";
    G03, "unroll range", Guarded, "Repeats a small body instead of looping over a small constant `range`.";
    G05, "global constants", Guarded, "Computes what constants of the module make constant.";
    G06, "function inlining", Guarded, "Takes the value of a pure function of the module in place of its call.";
    G07, "type tests", Guarded, "Decides `isinstance` by the exact builtin type of a local.";
    G09, "constructors", Guarded, "Writes a display instead of a call of a builtin class.";
    G11, "hoisted methods", Guarded, "Appends to a list of exactly that type without looking the method up.";
    G12, "arithmetic identities", Guarded, "Takes the operand of an operator that gives it back.";
    G13, "module attributes", Guarded, "Takes a constant of an imported module.";
    G14, "collected generators", Guarded, "Fills a list or set from a generator expression in a loop instead of a call.";
    G16, "length of a known local", Guarded, "Takes the length of a constant that a local holds.";
    G17, "conversions of exact types", Guarded, "Takes the operand of a conversion to the type that it has.";
    G18, "getattr", Guarded, "Writes an attribute instead of a call of `getattr` with a constant name.";
    G19, "positional arguments", Guarded, "Gives arguments by position to a function of the module.";
    G20, "iterated calls", Guarded, "Iterates over a tuple instead of `enumerate`, `zip` or `reversed` of constants.";
}

impl Id {
    /// Whether CPython 3.14 does it too: with these alone, code objects equal CPython's.
    pub fn is_cpythons(self) -> bool {
        match self {
            Id::C32 | Id::C40 | Id::C41 => false,
            Id::A12 | Id::A14 | Id::A16 | Id::A41 => true,
            id => id.as_str().starts_with('C'),
        }
    }
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
