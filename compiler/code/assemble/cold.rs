//! C31: blocks that only guards' slow edges reach go behind the others, and those that only handlers reach to the end.
//!
//! Without the fast paths, what is left stands as CPython lays the program out as written: what tracers hear of depends
//! on which instructions are neighbours.

use crate::code::opcode::Opcode;
use crate::ir::{BlockId, Cfg, Instr, layout};
use crate::syntax::ast::Span;

/// Moves them, keeping the order among themselves.
pub(super) fn push_cold_blocks_to_end(cfg: &mut Cfg) {
    if cfg.order.len() < 2 {
        return;
    }
    let handlers = cfg.handler_blocks();
    if cfg.guards.is_empty() && !handlers.contains(&true) {
        return;
    }
    let entry = vec![cfg.order[0]];
    let warm = reach(cfg, entry.clone(), &vec![false; cfg.blocks.len()], false);
    let reached = reach(cfg, entry, &vec![false; cfg.blocks.len()], true);
    let roots = cfg.order.iter().copied().filter(|id| handlers[id.0 as usize]).collect();
    let cold = reach(cfg, roots, &reached, true);
    // 0: warm, 1: a slow path, 2: cold.
    let place_of = |i: usize| u8::from(reached[i] && !warm[i]) + 2 * u8::from(cold[i] && !reached[i]);
    let mut place: Vec<u8> = (0..cfg.blocks.len()).map(place_of).collect();
    // A block that falls into one that stands further to the front gets a jump of its own.
    let mut at = 0;
    while at + 1 < cfg.order.len() {
        let (id, next) = (cfg.order[at], cfg.order[at + 1]);
        at += 1;
        if place[id.0 as usize] > place[next.0 as usize] && cfg.block(id).has_fallthrough() {
            let jump = cfg.new_block();
            place.push(place[id.0 as usize]);
            cfg.block_mut(jump).instrs.push(Instr::jump(Opcode::JumpNoInterrupt, next, Span::NONE));
            cfg.order.insert(at, jump);
            at += 1;
        }
    }
    let any = cfg.order.iter().any(|id| place[id.0 as usize] > 0);
    cfg.order.sort_by_key(|id| place[id.0 as usize]);
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
