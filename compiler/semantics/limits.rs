//! The size limits of folding: a constant beyond them is cheaper to make at run time than to carry around.

/// Bits of an int result of `*`, `<<` and `**`.
pub const INT_BITS: u64 = 128;
/// Characters or bytes of a repeated `str` or `bytes`.
pub const TEXT_ITEMS: usize = 4096;
/// Items of a repeated tuple.
pub const TUPLE_ITEMS: usize = 256;
/// Items of a repeated tuple and of all tuples in it.
pub const TUPLE_NESTED_ITEMS: usize = 1024;
/// Items that a `range` turned into a tuple may have.
pub const RANGE_ITEMS: usize = 32;
/// Iterations of a loop that is unrolled.
pub const UNROLL_ITEMS: usize = 16;
/// Syntax nodes of an unrolled loop, all copies together.
pub const UNROLL_NODES: usize = 512;
/// Items or characters of the result of a builtin's folded call.
pub const CALL_RESULT_ITEMS: usize = 256;
/// Locals of a function that data flow looks at.
pub const FLOW_LOCALS: usize = 64;
/// Rounds of the pass pipeline: reaching it is a bug of a pass.
pub const FIXPOINT_ROUNDS: usize = 32;
/// Nodes of the value of a function that takes the place of a call.
pub const INLINE_NODES: usize = 40;
/// How deep the calls of a function may be nested whose value takes the place of a call, its own included.
pub const INLINE_CALLS: u32 = 3;
