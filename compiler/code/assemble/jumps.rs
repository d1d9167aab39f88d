//! Pseudo jumps and other pseudo opcodes become real ones, and conditional jumps go forward only (C35).
//!
//! ```text
//! JUMP_IF_FALSE t        →  COPY 1, TO_BOOL, POP_JUMP_IF_FALSE t
//! POP_JUMP_IF_TRUE t     →  POP_JUMP_IF_TRUE t, NOT_TAKEN                       t ahead
//! POP_JUMP_IF_TRUE t     →  POP_JUMP_IF_FALSE n, NOT_TAKEN, JUMP t; n:          t behind
//! ```

use crate::code::opcode::Opcode;
use crate::ir::{Cfg, Instr, layout};

/// JUMP_IF_x → COPY, TO_BOOL, POP_JUMP_IF_x.
pub(super) fn convert_pseudo_conditional(cfg: &mut Cfg) {
    for id in cfg.order.clone() {
        let instrs = &mut cfg.block_mut(id).instrs;
        let Some(last) = instrs.last_mut() else { continue };
        last.op = match last.op {
            Opcode::JumpIfFalse => Opcode::PopJumpIfFalse,
            Opcode::JumpIfTrue => Opcode::PopJumpIfTrue,
            _ => continue,
        };
        let at = instrs.len() - 1;
        let like = |op, arg| Instr { op, arg, target: None, ..instrs[at].clone() };
        // The jump itself cannot raise; TO_BOOL can, under the same handler.
        let inserted = [like(Opcode::Copy, 1), like(Opcode::ToBool, 0)];
        instrs.splice(at..at, inserted);
    }
}

/// SETUP_* → NOP, LOAD_CLOSURE → LOAD_FAST, STORE_FAST_MAYBE_NULL → STORE_FAST.
pub(super) fn convert_pseudo_ops(cfg: &mut Cfg) {
    for id in cfg.order.clone() {
        for instr in &mut cfg.block_mut(id).instrs {
            match instr.op {
                _ if instr.is_setup() => instr.set_op0(Opcode::Nop),
                Opcode::PopBlock | Opcode::AnnotationsPlaceholder => instr.set_op0(Opcode::Nop),
                Opcode::LoadClosure => instr.op = Opcode::LoadFast,
                Opcode::StoreFastMaybeNull => instr.op = Opcode::StoreFast,
                _ => {}
            }
        }
    }
    layout::remove_redundant_nops_and_jumps(cfg);
}

/// Inverts conditional jumps that go back. A guard that would go back lands on a jump at the end of the code.
pub(super) fn normalize_direction(cfg: &mut Cfg, depths: &mut Vec<usize>) {
    let mut seen = vec![false; cfg.blocks.len()];
    let mut order = Vec::with_capacity(cfg.order.len());
    let mut tail = Vec::new();
    let old = std::mem::take(&mut cfg.order);
    for (at, &id) in old.iter().enumerate() {
        seen[id.0 as usize] = true;
        order.push(id);
        let Some(last) = cfg.block(id).instrs.last().cloned() else { continue };
        let Some(target) = last.target else { continue };
        let forward = !seen[target.0 as usize];
        if last.is_guard() {
            if !forward {
                let block = cfg.new_block();
                depths.push(depths[target.0 as usize]);
                let jump = Instr { handler: last.handler, ..Instr::jump(Opcode::Jump, target, last.span) };
                cfg.block_mut(block).instrs.push(jump);
                if let Some(guard) = cfg.block_mut(id).instrs.last_mut() {
                    guard.target = Some(block);
                }
                tail.push(block);
            }
            continue;
        }
        let inverted = match last.op {
            Opcode::PopJumpIfFalse => Opcode::PopJumpIfTrue,
            Opcode::PopJumpIfTrue => Opcode::PopJumpIfFalse,
            Opcode::PopJumpIfNone => Opcode::PopJumpIfNotNone,
            Opcode::PopJumpIfNotNone => Opcode::PopJumpIfNone,
            _ => continue,
        };
        let not_taken =
            Instr { handler: last.handler.filter(|_| forward), ..Instr::new(Opcode::NotTaken, 0, last.span) };
        if forward {
            // It ends the block no more: nothing that asks for a block's last jump runs from here on but `next_blocks`' readers.
            cfg.block_mut(id).instrs.push(not_taken);
            continue;
        }
        let Some(&next) = old.get(at + 1) else { continue };
        let back = cfg.new_block();
        depths.push(depths[target.0 as usize]);
        cfg.block_mut(back).instrs.extend([not_taken, Instr::jump(Opcode::Jump, target, last.span)]);
        if let Some(jump) = cfg.block_mut(id).instrs.last_mut() {
            jump.op = inverted;
            jump.target = Some(next);
        }
        order.push(back);
    }
    order.extend(tail);
    cfg.order = order;
}
