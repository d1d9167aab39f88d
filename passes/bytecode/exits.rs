//! C15: small exits are copied into the blocks that jump to them.
//!
//! ```text
//! … JUMP c;  c: LOAD_CONST None, RETURN_VALUE   →   … NOP, LOAD_CONST None, RETURN_VALUE
//! ```
//!
//! Also blocks without any line that end in a jump or exit, so that each copy can take the line of its place.

use pyopt_compiler::ir::{Cfg, layout, lines};

/// The most instructions worth a copy.
const MAX_COPY: usize = 4;

/// Runs to a fixed point.
pub fn run(cfg: &mut Cfg) {
    lines::copy_into_jumpers(cfg, |block| {
        block.exits_scope() && block.instrs.len() <= MAX_COPY || lines::is_unlined_end(block)
    });
    layout::remove_unreachable(cfg);
}
