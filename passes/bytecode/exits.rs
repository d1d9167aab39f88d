//! C15: small exits are copied into the blocks that jump to them.
//!
//! ```text
//! … JUMP c;  c: LOAD_CONST None, RETURN_VALUE   →   … NOP, LOAD_CONST None, RETURN_VALUE
//! ```
//!
//! Also blocks without any line that end in a jump or exit, so that each copy can take the line of its place.

use super::Switch;
use crate::catalogue::Id;
use pyopt_compiler::code::{Const, Opcode};
use pyopt_compiler::ir::{Block, BlockId, Cfg, Instr, layout, lines};

/// The most instructions worth a copy.
const MAX_COPY: usize = 4;

/// Runs to a fixed point.
pub fn run(cfg: &mut Cfg, on: Switch) {
    let jumps = if on.is_heard() { jumps(cfg) } else { Vec::new() };
    let items: Vec<usize> = cfg.consts.iter().map(tuple_items).collect();
    lines::copy_into_jumpers(cfg, |block| {
        block.exits_scope() && size(block, &items) <= MAX_COPY || lines::is_unlined_end(block)
    });
    for (id, jump) in jumps {
        if cfg.block(id).instrs.last().is_none_or(|last| last.target != jump.target) {
            on.fired(Id::C15, &jump);
        }
    }
    layout::remove_unreachable(cfg);
}

/// The number of instructions. A tuple that was written counts with its items, as in code that is folded later; those that
/// the compiler makes of names do not. `items` tells for each constant.
fn size(block: &Block, items: &[usize]) -> usize {
    let named = |next: &Instr| matches!(next.op, Opcode::CallKw | Opcode::ImportName | Opcode::MatchClass);
    let written = |pair: &&[Instr]| pair[0].op == Opcode::LoadConst && !named(&pair[1]);
    let tuples = block.instrs.windows(2).filter(written).filter_map(|pair| items.get(pair[0].arg as usize));
    block.instrs.len() + tuples.sum::<usize>()
}

/// The items of a tuple.
fn tuple_items(value: &Const) -> usize {
    match value {
        Const::Tuple(items) => items.len(),
        _ => 0,
    }
}

/// The unconditional jumps at the ends of blocks.
fn jumps(cfg: &Cfg) -> Vec<(BlockId, Instr)> {
    let last = |&id: &BlockId| Some((id, cfg.block(id).instrs.last()?.clone()));
    cfg.order.iter().filter_map(last).filter(|(_, last)| last.op.is_unconditional_jump()).collect()
}
