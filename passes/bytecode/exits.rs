//! C15: small exits are copied into the blocks that jump to them.
//!
//! ```text
//! … JUMP c;  c: LOAD_CONST None, RETURN_VALUE   →   … NOP, LOAD_CONST None, RETURN_VALUE
//! ```
//!
//! Also blocks without any line that end in a jump or exit, so that each copy can take the line of its place.

use super::Switch;
use crate::catalogue::Id;
use pyopt_compiler::ir::{BlockId, Cfg, Instr, layout, lines};

/// The most instructions worth a copy.
const MAX_COPY: usize = 4;

/// Runs to a fixed point.
pub fn run(cfg: &mut Cfg, on: Switch) {
    let jumps = if on.is_heard() { jumps(cfg) } else { Vec::new() };
    lines::copy_into_jumpers(cfg, |block| {
        block.exits_scope() && block.instrs.len() <= MAX_COPY || lines::is_unlined_end(block)
    });
    for (id, jump) in jumps {
        if cfg.block(id).instrs.last().is_none_or(|last| last.target != jump.target) {
            on.fired(Id::C15, &jump);
        }
    }
    layout::remove_unreachable(cfg);
}

/// The unconditional jumps at the ends of blocks.
fn jumps(cfg: &Cfg) -> Vec<(BlockId, Instr)> {
    let last = |&id: &BlockId| Some((id, cfg.block(id).instrs.last()?.clone()));
    cfg.order.iter().filter_map(last).filter(|(_, last)| last.op.is_unconditional_jump()).collect()
}
