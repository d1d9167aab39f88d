//! Rows of the optimization catalogue that are no rewrites of ours, and why.
//!
//! Together with [`catalogue`](crate::catalogue) these are all rows of its layers A (trees), G (trees behind guards) and C
//! (graphs). `CATALOGUE.md` shows both; a row that becomes a rewrite moves from here to there.

/// What became of a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// Code is made like this in the first place, at every level: the file that does it, from the workspace's folder.
    Always(&'static str),
    /// No rewrite: why.
    None(&'static str),
}

/// A row that is no rewrite.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its stable name.
    pub id: &'static str,
    /// Its name in words.
    pub name: &'static str,
    /// What became of it.
    pub fate: Fate,
}

const fn always(id: &'static str, name: &'static str, file: &'static str) -> Row {
    Row { id, name, fate: Fate::Always(file) }
}

const fn none(id: &'static str, name: &'static str, why: &'static str) -> Row {
    Row { id, name, fate: Fate::None(why) }
}

/// All of them, in catalogue order.
pub const ROWS: &[Row] = &[
    none(
        "A24",
        "copy propagation",
        "Legal behind a guard, as A23, but a local is loaded as fast as its copy, and nothing folds by knowing that two \
         names hold the same; the assembler's liveness (C19) already borrows both.",
    ),
    none(
        "A25",
        "dead local store",
        "A store is seen by whoever looks at the frame: a callee through `f_locals`, a traceback, a tracer. It could go only \
         where no call, attribute, operator on unknown types or line event lies between it and the next store or the \
         return; there is hardly such code but on one line, where C26 drops it.",
    ),
    none(
        "G04",
        "copy builtin to constant",
        "A constant cannot be watched, and the interpreter's cache of a global is already one comparison.",
    ),
    none(
        "G08",
        "call pure user functions",
        "What G06 puts in place is computed by A02 and its siblings: no rewrite of its own.",
    ),
    always("C05", "constant slices", "compiler/codegen/assignment.rs"),
    always("C10", "negated jumps", "compiler/codegen/expressions.rs"),
    always("C14", "unreachable blocks", "compiler/ir/layout.rs"),
    always("C16", "NOP removal", "compiler/ir/layout.rs"),
    always("C20", "common constants", "compiler/codegen/calls.rs"),
    always("C22", "constant keys", "compiler/code/equal.rs"),
    always("C23", "unbound checks", "compiler/code/assemble/unbound.rs"),
    none(
        "C27",
        "dead stores in bytecode",
        "A local is seen by every callee, in tracebacks and by tracers, who are told of the return too; and a store is where \
         the value before it dies, whose finalizer sees the locals. What is left is one store to the same local later on \
         the same line with nothing between that could run code: C26, and one place in 190 files of the library. \
         `e = None; del e` behind a handler is no such place: the exception dies at the first of the two.",
    ),
    always("C29", "builtin calls of generator expressions", "compiler/codegen/calls.rs"),
    always("C30", "one-element inner loop", "compiler/codegen/comprehensions.rs"),
    always("C31", "cold blocks last", "compiler/code/assemble/cold.rs"),
    always("C33", "super()", "compiler/codegen/calls.rs"),
    always("C34", "comprehension inlining", "compiler/codegen/comprehensions.rs"),
    always("C35", "jump direction", "compiler/code/assemble/jumps.rs"),
    always("C36", "assertion and exit of `with`", "compiler/codegen/with.rs"),
    none(
        "C37",
        "block and tail merging",
        "Straight-line blocks are joined when jumps to what follows go (C16). Tails are equal, places included, only in the \
         copies of one `finally` or `with`, whose stacks differ. Handlers that jump to an exit instead of holding a copy \
         (C15) saved 252 of 4,900,000 instructions of the library, made four files larger, and cost a jump.",
    ),
    none(
        "C38",
        "load after store",
        "A local whose value is dead is still seen (C27), so the store stays; and STORE_FAST_LOAD_FAST (C18) is one \
         instruction, where COPY and STORE_FAST are two.",
    ),
    none(
        "C39",
        "value numbering of pure loads",
        "Any operator may run code that changes what it loads, unless the types are known; those facts belong to the \
         interpreter's caches.",
    ),
];
