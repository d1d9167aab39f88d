//! Layout: canonical blocks, unreachable blocks, redundant NOPs and jumps.
//!
//! These are not optimizations one may leave out: the assembler needs them to find each instruction's line and
//! to leave no jump without an instruction to land on. The bytecode passes run them between their own steps.

use super::cfg::{BlockId, Cfg, Instr};
use crate::code::opcode::Opcode;
use crate::syntax::ast::Span;

/// Brings a graph from codegen into canonical form: no empty blocks in the layout, and a new block only where a jump or
/// handler enters or a terminator stands before. Passes that look at one block at a time then see all they may.
pub fn canonicalize(cfg: &mut Cfg) {
    let mut targeted = vec![false; cfg.blocks.len()];
    if cfg.order.iter().any(|&id| cfg.block(id).instrs.is_empty()) {
        pass_empty_blocks(cfg);
    }
    for &id in &cfg.order {
        cfg.block(id).instrs.iter().filter_map(|i| i.target).for_each(|to| targeted[to.0 as usize] = true);
    }
    let order = std::mem::take(&mut cfg.order);
    for id in order {
        if cfg.block(id).instrs.is_empty() && !targeted[id.0 as usize] {
            continue;
        }
        if let Some(&last) = cfg.order.last()
            && !targeted[id.0 as usize]
            && !cfg.block(last).instrs.last().is_some_and(Instr::ends_block)
        {
            let mut instrs = std::mem::take(&mut cfg.block_mut(id).instrs);
            cfg.block_mut(last).instrs.append(&mut instrs);
            continue;
        }
        cfg.order.push(id);
    }
}

/// Leads jumps and handlers past empty blocks: one stands for the next block with instructions.
fn pass_empty_blocks(cfg: &mut Cfg) {
    let positions = cfg.positions();
    let resolve = |cfg: &Cfg, id: BlockId| -> BlockId {
        match positions.get(id.0 as usize) {
            Some(&at) if at != usize::MAX => cfg.next_nonempty(at).unwrap_or(id),
            _ => id,
        }
    };
    for b in 0..cfg.blocks.len() {
        for i in 0..cfg.blocks[b].instrs.len() {
            if let Some(target) = cfg.blocks[b].instrs[i].target {
                let to = resolve(cfg, target);
                cfg.blocks[b].instrs[i].target = Some(to);
            }
            if let Some(handler) = cfg.blocks[b].instrs[i].handler {
                let to = resolve(cfg, handler);
                if to != handler && cfg.block(handler).preserve_lasti {
                    cfg.block_mut(to).preserve_lasti = true;
                }
                cfg.blocks[b].instrs[i].handler = Some(to);
            }
        }
    }
}

/// Drops blocks that neither the entry nor a handler of a live block reaches. Tells whether there were any.
pub fn remove_unreachable(cfg: &mut Cfg) -> bool {
    // The entry is always live.
    if cfg.order.len() < 2 {
        return false;
    }
    let count = cfg.predecessor_counts();
    let before = cfg.order.len();
    let blocks = &mut cfg.blocks;
    cfg.order.retain(|id| {
        let live = count[id.0 as usize] > 0;
        if !live {
            blocks[id.0 as usize].instrs.clear();
        }
        live
    });
    cfg.order.len() != before
}

/// Drops NOPs whose line is not lost with them. Returns how many.
pub fn remove_redundant_nops(cfg: &mut Cfg) -> usize {
    (0..cfg.order.len()).map(|at| remove_redundant_nops_at(cfg, at)).sum()
}

/// [`remove_redundant_nops`] for the block at one position of the layout.
pub fn remove_redundant_nops_at(cfg: &mut Cfg, at: usize) -> usize {
    let id = cfg.order[at];
    let Some(first) = cfg.block(id).instrs.iter().position(|i| i.op == Opcode::Nop) else {
        return 0;
    };
    let mut instrs = std::mem::take(&mut cfg.block_mut(id).instrs);
    let before = instrs.len();
    let mut kept = first;
    let mut previous = if first > 0 { instrs[first - 1].line() } else { -1 };
    for i in first..before {
        let line = instrs[i].line();
        if instrs[i].op == Opcode::Nop {
            if line < 0 || previous == line {
                continue;
            }
            if i + 1 < before {
                let next = instrs[i + 1].line();
                if next == line {
                    continue;
                }
                if next < 0 {
                    instrs[i + 1].span = instrs[i].span;
                    continue;
                }
            } else if let Some(next) = cfg.next_nonempty(at + 1) {
                let first = cfg.block(next).instrs.iter().find(|n| n.op != Opcode::Nop || n.has_line());
                if first.is_some_and(|n| n.line() == line) {
                    continue;
                }
            }
        }
        if kept < i {
            instrs.swap(kept, i);
        }
        kept += 1;
        previous = line;
    }
    instrs.truncate(kept);
    cfg.block_mut(id).instrs = instrs;
    before - kept
}

/// Turns jumps to the next instruction into NOPs. Returns how many.
pub fn remove_redundant_jumps(cfg: &mut Cfg) -> usize {
    let jumps = |last: &Instr| !last.is_guard() && last.op.is_unconditional_jump();
    if !cfg.order.iter().any(|&id| cfg.block(id).instrs.last().is_some_and(jumps)) {
        return 0;
    }
    let positions = cfg.positions();
    let mut changes = 0;
    for at in 0..cfg.order.len() {
        let id = cfg.order[at];
        let Some(last) = cfg.block(id).instrs.last() else { continue };
        if !jumps(last) {
            continue;
        }
        let Some(target) = last.target else { continue };
        let to = positions[target.0 as usize];
        if to == usize::MAX {
            continue;
        }
        let lands = cfg.next_nonempty(to);
        if lands.is_some()
            && lands == cfg.next_nonempty(at + 1)
            && let Some(last) = cfg.block_mut(id).instrs.last_mut()
        {
            last.set_op0(Opcode::Nop);
            changes += 1;
        }
    }
    changes
}

/// Both of the above until nothing changes; every round removes something, so it ends.
pub fn remove_redundant_nops_and_jumps(cfg: &mut Cfg) {
    while remove_redundant_nops(cfg) + remove_redundant_jumps(cfg) > 0 {}
}

/// Makes `instr` a NOP without a line, so that [`remove_redundant_nops`] takes it.
pub fn erase(instr: &mut Instr) {
    instr.set_op0(Opcode::Nop);
    instr.span = Span::NONE;
}
