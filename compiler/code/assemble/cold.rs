//! C31: blocks that only handlers and guards' slow edges reach go to the end.

use crate::code::opcode::Opcode;
use crate::ir::{BlockId, Cfg, Instr, layout};
use crate::syntax::ast::Span;

/// Moves them, keeping the order among themselves.
pub(super) fn push_cold_blocks_to_end(cfg: &mut Cfg) {
    if cfg.order.len() < 2 {
        return;
    }
    let warm = reach(cfg, vec![cfg.order[0]], &vec![false; cfg.blocks.len()], false);
    let handlers = cfg.handler_blocks();
    let mut roots: Vec<BlockId> = Vec::new();
    for &id in &cfg.order {
        if handlers[id.0 as usize] {
            roots.push(id);
        }
        if let Some(last) = cfg.block(id).instrs.last()
            && last.is_guard()
        {
            roots.extend(last.target.filter(|to| !warm[to.0 as usize]));
        }
    }
    let mut cold = reach(cfg, roots, &warm, true);
    // A cold block that falls into a warm one gets a jump of its own.
    let mut at = 0;
    while at + 1 < cfg.order.len() {
        let (id, next) = (cfg.order[at], cfg.order[at + 1]);
        at += 1;
        if cold[id.0 as usize] && warm[next.0 as usize] && cfg.block(id).has_fallthrough() {
            let jump = cfg.new_block();
            cold.push(true);
            cfg.block_mut(jump).instrs.push(Instr::jump(Opcode::JumpNoInterrupt, next, Span::NONE));
            cfg.order.insert(at, jump);
            at += 1;
        }
    }
    let (last, first): (Vec<BlockId>, Vec<BlockId>) = cfg.order.iter().partition(|id| cold[id.0 as usize]);
    let any = !last.is_empty();
    cfg.order = first;
    cfg.order.extend(last);
    if any {
        layout::remove_redundant_nops_and_jumps(cfg);
    }
}

/// What `roots` reach by jumps and falling through, without entering `stop`; a guard's slow edge counts when `slow` is set.
fn reach(cfg: &Cfg, roots: Vec<BlockId>, stop: &[bool], slow: bool) -> Vec<bool> {
    let next = cfg.next_blocks();
    let mut seen = vec![false; cfg.blocks.len()];
    for id in &roots {
        seen[id.0 as usize] = true;
    }
    let mut stack = roots;
    while let Some(id) = stack.pop() {
        let block = cfg.block(id);
        let falls = if block.has_fallthrough() { next[id.0 as usize] } else { None };
        let guarded = block.instrs.last().is_some_and(Instr::is_guard);
        let jump = if guarded && !slow { None } else { block.jump_target() };
        for to in [falls, jump].into_iter().flatten() {
            if !stop[to.0 as usize] && !std::mem::replace(&mut seen[to.0 as usize], true) {
                stack.push(to);
            }
        }
    }
    seen
}
