//! C16 and C17: NOPs that keep no line, and values loaded only to be popped.
//!
//! `LOAD_CONST x, POP_TOP → nothing`, likewise LOAD_SMALL_INT and COPY 1, also across a block boundary that nothing jumps to.

use super::Switch;
use crate::catalogue::Id;
use pyopt_compiler::code::Opcode;
use pyopt_compiler::ir::{Block, BlockId, Cfg, Instr, layout};

/// Runs to a fixed point; every round removes a pair.
pub fn run(cfg: &mut Cfg, on: Switch) {
    // Mostly there is none.
    if !cfg.order.iter().any(|&id| may_have_pair(cfg.block(id))) {
        layout::remove_redundant_nops(cfg);
        return;
    }
    loop {
        let mut done = true;
        let mut targeted = vec![false; cfg.blocks.len()];
        for &id in &cfg.order {
            cfg.block(id)
                .instrs
                .iter()
                .filter_map(|i| i.target)
                .for_each(|to| targeted[to.0 as usize] = true);
        }
        let mut previous: Option<(BlockId, usize)> = None;
        for at in 0..cfg.order.len() {
            layout::remove_redundant_nops_at(cfg, at);
            let id = cfg.order[at];
            if targeted[id.0 as usize] {
                previous = None;
            }
            for i in 0..cfg.block(id).instrs.len() {
                if cfg.block(id).instrs[i].op == Opcode::PopTop
                    && let Some((block, index)) = if i > 0 { Some((id, i - 1)) } else { previous }
                    && on.allows(Id::C17)
                {
                    let load = &mut cfg.block_mut(block).instrs[index];
                    if only_pushes(load) {
                        on.fired(Id::C17, load);
                        load.set_op0(Opcode::Nop);
                        cfg.block_mut(id).instrs[i].set_op0(Opcode::Nop);
                        done = false;
                    }
                }
            }
            let block = cfg.block(id);
            if let Some(last) = block.instrs.len().checked_sub(1) {
                previous = Some((id, last));
            }
            if !block.has_fallthrough() || block.instrs.last().is_some_and(|last| last.is_jump()) {
                previous = None;
            }
        }
        if done {
            return;
        }
    }
}

/// Whether all that it does is to push a value.
fn only_pushes(instr: &Instr) -> bool {
    instr.op.loads_const() || (instr.op == Opcode::Copy && instr.arg == 1)
}

/// Whether a POP_TOP may pop what an instruction right before it pushes, once NOPs between them are gone.
fn may_have_pair(block: &Block) -> bool {
    let mut behind_push = true;
    block.instrs.iter().any(|instr| {
        let found = behind_push && instr.op == Opcode::PopTop;
        behind_push = only_pushes(instr) || behind_push && instr.op == Opcode::Nop;
        found
    })
}
