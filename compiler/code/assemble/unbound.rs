//! C23: LOAD_FAST becomes LOAD_FAST_CHECK where the local may be unbound.
//!
//! A forward data flow over the first 64 locals, one bit each ("may be unbound"), handler edges included; a local
//! beyond them counts as bound only after a load or store in its own block, so that time stays linear.

use crate::code::opcode::Opcode;
use crate::ir::{BlockId, Cfg};

/// Marks the loads.
pub(super) fn mark_possibly_unbound(cfg: &mut Cfg) {
    let locals = cfg.varnames.len();
    if locals == 0 {
        return;
    }
    if locals > 64 {
        scan_locals_beyond_64(cfg);
    }
    let start = (cfg.parameter_count() as usize..locals.min(64)).fold(0u64, |mask, i| mask | 1 << i);
    // Parameters are bound unless something unbinds them.
    if start == 0 && !cfg.order.iter().any(|&id| cfg.block(id).instrs.iter().any(|i| unbinds(i.op))) {
        return;
    }
    let next = cfg.next_blocks();
    let mut masks = vec![0u64; cfg.blocks.len()];
    let mut pending = vec![false; cfg.blocks.len()];
    let mut stack: Vec<BlockId> = Vec::new();
    let entry = cfg.order[0];
    masks[entry.0 as usize] = start;
    let order = cfg.order.clone();
    for id in order {
        scan(cfg, id, &next, &mut masks, &mut pending, &mut stack);
    }
    while let Some(id) = stack.pop() {
        pending[id.0 as usize] = false;
        scan(cfg, id, &next, &mut masks, &mut pending, &mut stack);
    }
}

/// Whether the local may be unbound behind it.
fn unbinds(op: Opcode) -> bool {
    matches!(op, Opcode::DeleteFast | Opcode::LoadFastAndClear | Opcode::StoreFastMaybeNull)
}

fn scan(
    cfg: &mut Cfg,
    id: BlockId,
    next: &[Option<BlockId>],
    masks: &mut [u64],
    pending: &mut [bool],
    stack: &mut Vec<BlockId>,
) {
    let mut flow = |masks: &mut [u64], to: BlockId, mask: u64| {
        let at = to.0 as usize;
        if masks[at] | mask != masks[at] {
            masks[at] |= mask;
            if !std::mem::replace(&mut pending[at], true) {
                stack.push(to);
            }
        }
    };
    let mut unsafe_mask = masks[id.0 as usize];
    for instr in &mut cfg.block_mut(id).instrs {
        if let Some(handler) = instr.handler {
            flow(masks, handler, unsafe_mask);
        }
        if instr.arg >= 64 {
            continue;
        }
        let bit = 1u64 << instr.arg;
        match instr.op {
            op if unbinds(op) => unsafe_mask |= bit,
            Opcode::StoreFast | Opcode::LoadFastCheck => unsafe_mask &= !bit,
            Opcode::LoadFast => {
                if unsafe_mask & bit != 0 {
                    instr.op = Opcode::LoadFastCheck;
                }
                unsafe_mask &= !bit;
            }
            _ => {}
        }
    }
    let block = cfg.block(id);
    if block.has_fallthrough()
        && let Some(to) = next[id.0 as usize]
    {
        flow(masks, to, unsafe_mask);
    }
    if let Some(to) = block.jump_target() {
        flow(masks, to, unsafe_mask);
    }
}

fn scan_locals_beyond_64(cfg: &mut Cfg) {
    let mut bound_in = vec![usize::MAX; cfg.varnames.len()];
    for (number, id) in cfg.order.clone().into_iter().enumerate() {
        for instr in &mut cfg.block_mut(id).instrs {
            let Some(state) = bound_in.get_mut(instr.arg as usize).filter(|_| instr.arg >= 64) else {
                continue;
            };
            match instr.op {
                op if unbinds(op) => *state = usize::MAX,
                Opcode::StoreFast => *state = number,
                Opcode::LoadFast => {
                    if *state != number {
                        instr.op = Opcode::LoadFastCheck;
                    }
                    *state = number;
                }
                _ => {}
            }
        }
    }
}
