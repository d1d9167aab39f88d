//! The control-flow graph: basic blocks of 3.14 instructions with symbolic targets.
//!
//! ```text
//! codegen ──► Cfg (pseudo opcodes, SETUP_*/POP_BLOCK, no depths) ──► bytecode passes ──► assembler
//! ```
//!
//! INVARIANTS of a graph that codegen hands over (checked by `ir::verify`):
//! - `order` lists every block once, in layout order; the first one is the entry. A block whose last
//!   instruction does not leave unconditionally falls through to the next one in `order`.
//! - an instruction with a jump or handler argument has a `target`, no other has one;
//! - a jump, conditional or not, and an instruction that leaves the scope (RETURN_VALUE, RAISE_VARARGS,
//!   RERAISE) is the last one of its block; `SETUP_*` is not a jump and stands anywhere;
//! - guards: an `Opcode::JumpForward` instruction with `guard: Some(i)` is `GUARD i → slow` (DESIGN, section 4): it ends its
//!   block, `target` is the slow path, the fast path is the fallthrough.

use crate::code::object::{CodeFlags, CompileUnit, Const};
use crate::code::opcode::Opcode;
use crate::syntax::ast::{GuardFact, Ident, Span};

/// The number of a block in `Cfg::blocks`; prints as `block3`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlockId(pub u32);

impl std::fmt::Debug for BlockId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "block{}", self.0)
    }
}

impl std::fmt::Display for BlockId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "block{}", self.0)
    }
}

/// `Span::col` of code that has a line but no column (the prefix of a generator).
pub const NO_COLUMN: u32 = u32::MAX;

/// The location of a module's `RESUME`: line 0, which is a line and not [`Span::NONE`].
pub const MODULE_START: Span = Span { line: 0, col: 0, end_line: 1, end_col: 0 };

/// One instruction. The argument of locals, constants and names is already an index into the tables of [`Cfg`]
/// (with the flag bits of LOAD_GLOBAL, LOAD_ATTR and LOAD_SUPER_ATTR shifted in); that of a cell or free variable
/// (LOAD_DEREF and its like, LOAD_CLOSURE) counts through `cellvars` and then `freevars`, from 0 on, as in CPython's
/// compiler: the assembler maps it to locals-plus. MAKE_CELL, COPY_FREE_VARS and the generator prefix are the assembler's.
#[derive(Clone, PartialEq, Debug)]
pub struct Instr {
    /// Real or pseudo.
    pub op: Opcode,
    /// The argument; 0 for none and for jumps.
    pub arg: u32,
    /// Where a jump goes, or the handler of a `SETUP_*`.
    pub target: Option<BlockId>,
    /// Where it stands in the source.
    pub span: Span,
    /// Index into `Cfg::guards` for a guard's JUMP_FORWARD.
    pub guard: Option<u32>,
    /// The handler that catches what it raises; `None` until `ir::regions::label` has run.
    pub handler: Option<BlockId>,
    /// The innermost unrolled loop that it is a copy from, 0 if none: see `Cfg::unrolled_around`. With
    /// [`Instr::UNROLLED_HEADER`], where that loop takes its next item.
    pub unrolled: u32,
}

/// A basic block.
#[derive(Clone, Default, Debug)]
pub struct Block {
    /// Its instructions.
    pub instrs: Vec<Instr>,
    /// A handler that is entered with `lasti` below the exception; set by `ir::regions::label`.
    pub preserve_lasti: bool,
}

/// The graph of one code object, with its tables.
#[derive(Clone, Default, Debug)]
pub struct Cfg {
    /// All blocks; dead ones may stay here, `order` says what counts.
    pub blocks: Vec<Block>,
    /// Layout order.
    pub order: Vec<BlockId>,
    /// Constants; slot 0 is the docstring where `flags` has HAS_DOCSTRING. Nested code is already assembled.
    pub consts: Vec<Const>,
    /// Global, attribute and import names.
    pub names: Vec<Ident>,
    /// Parameters, then other locals.
    pub varnames: Vec<Ident>,
    /// Cell variables in CPython's order (sorted); a parameter may be among them.
    pub cellvars: Vec<Ident>,
    /// Free variables (sorted).
    pub freevars: Vec<Ident>,
    /// Locals that only an inlined comprehension uses in a scope without fast locals (class, module).
    pub hidden: Vec<Ident>,
    /// Positional parameters, positional-only ones included.
    pub argcount: u32,
    /// Positional-only parameters.
    pub posonlyargcount: u32,
    /// Keyword-only parameters.
    pub kwonlyargcount: u32,
    /// `co_flags`.
    pub flags: CodeFlags,
    /// `co_name`.
    pub name: Ident,
    /// `co_qualname`.
    pub qualname: Ident,
    /// `co_filename`.
    pub filename: Ident,
    /// `co_firstlineno`.
    pub firstlineno: u32,
    /// What it was compiled together with.
    pub unit: CompileUnit,
    /// The facts of each guard.
    pub guards: Vec<Vec<GuardFact>>,
    /// For unrolled loop number 1 and on: the number of the one around it, 0 if none.
    pub unrolled_around: Vec<u32>,
    /// Whether `ir::regions::label` has run: `handler` is set and POP_BLOCKs are NOPs.
    pub labelled: bool,
}
