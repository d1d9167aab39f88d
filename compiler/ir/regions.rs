//! Exception regions: `SETUP_*`/`POP_BLOCK` brackets become a handler on each instruction.
//!
//! ```text
//! SETUP_FINALLY block7      │ handler: none (kept: it keeps block7 alive until pseudo opcodes go)
//! LOAD_NAME f               │ handler: block7
//! POP_BLOCK → NOP           │ handler: block7's surroundings
//! ```
//!
//! RESUME learns whether its yield stands directly below the generator's own StopIteration handler.

use super::cfg::{BlockId, Cfg};
use crate::code::opcode::Opcode;

/// Bit of RESUME's argument: the suspended point has exception depth 1.
const RESUME_DEPTH1: u32 = 4;

/// Sets `Instr::handler` and `Block::preserve_lasti` and turns POP_BLOCKs into NOPs. A second run does nothing.
pub fn label(cfg: &mut Cfg) {
    if cfg.labelled {
        return;
    }
    cfg.labelled = true;
    let next = cfg.next_blocks();
    let Some(&entry) = cfg.order.first() else { return };
    let mut seen = vec![false; cfg.blocks.len()];
    seen[entry.0 as usize] = true;
    // Each pending block with the handlers that are open at its start, innermost last.
    let mut todo: Vec<(BlockId, Vec<BlockId>)> = vec![(entry, Vec::new())];
    while let Some((id, mut open)) = todo.pop() {
        let mut instrs = std::mem::take(&mut cfg.block_mut(id).instrs);
        let mut yield_depth = None;
        for instr in &mut instrs {
            if instr.is_setup() {
                let Some(handler) = instr.target else { continue };
                if !std::mem::replace(&mut seen[handler.0 as usize], true) {
                    todo.push((handler, open.clone()));
                }
                if instr.op != Opcode::SetupFinally {
                    cfg.block_mut(handler).preserve_lasti = true;
                }
                open.push(handler);
                continue;
            }
            if instr.op == Opcode::PopBlock {
                open.pop();
                instr.set_op0(Opcode::Nop);
                continue;
            }
            instr.handler = open.last().copied();
            match instr.op {
                Opcode::YieldValue => yield_depth = Some(open.len()),
                Opcode::Resume if instr.arg != 0 && yield_depth.take() == Some(1) => {
                    instr.arg |= RESUME_DEPTH1;
                }
                _ => {}
            }
            if let Some(target) = instr.target
                && instr.op.has_jump()
                && !std::mem::replace(&mut seen[target.0 as usize], true)
            {
                todo.push((target, open.clone()));
            }
        }
        cfg.block_mut(id).instrs = instrs;
        if cfg.block(id).has_fallthrough()
            && let Some(to) = next[id.0 as usize]
            && !std::mem::replace(&mut seen[to.0 as usize], true)
        {
            todo.push((to, open));
        }
    }
}
