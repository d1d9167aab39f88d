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
    let next = cfg.next_blocks();
    let mut place = vec![UNSEEN; cfg.blocks.len()];
    let entry = cfg.order[0];
    reach(cfg, &next, vec![entry], WARM, &mut place);
    if !cfg.guards.is_empty() {
        // What is warm has been left by every edge but those of its guards.
        let is_warm = |id: &BlockId| place[id.0 as usize] == WARM;
        let guards = cfg.order.iter().copied().filter(is_warm).filter_map(|id| slow_path(cfg, id));
        let slow = guards.collect();
        reach(cfg, &next, slow, SLOW, &mut place);
    }
    let roots = cfg.order.iter().copied().filter(|id| handlers[id.0 as usize]).collect();
    reach(cfg, &next, roots, COLD, &mut place);
    // What nothing reaches stays where it is.
    place.iter_mut().filter(|place| **place == UNSEEN).for_each(|place| *place = WARM);
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

/// Reached from the entry with every guard holding.
const WARM: u8 = 0;
/// Reached from the entry where a guard fails.
const SLOW: u8 = 1;
/// Reached from handlers only.
const COLD: u8 = 2;
/// Not reached yet.
const UNSEEN: u8 = 3;

/// Where the guard at the end of a block goes when it fails.
fn slow_path(cfg: &Cfg, id: BlockId) -> Option<BlockId> {
    cfg.block(id).instrs.last().filter(|last| last.is_guard()).and_then(|last| last.target)
}

/// Gives a place to `roots` and what they reach by jumps and falling through, as far as it has none; a guard's slow edge
/// counts behind the warm blocks.
fn reach(cfg: &Cfg, next: &[Option<BlockId>], roots: Vec<BlockId>, as_place: u8, place: &mut [u8]) {
    let mut stack = roots;
    stack.retain(|id| enter(*id, as_place, place));
    while let Some(id) = stack.pop() {
        let block = cfg.block(id);
        let falls = if block.has_fallthrough() { next[id.0 as usize] } else { None };
        let guarded = block.instrs.last().is_some_and(Instr::is_guard);
        let jump = if guarded && as_place == WARM { None } else { block.jump_target() };
        for to in [falls, jump].into_iter().flatten() {
            if enter(to, as_place, place) {
                stack.push(to);
            }
        }
    }
}

/// Gives a block its place if it has none yet. Tells whether it had none.
fn enter(id: BlockId, as_place: u8, place: &mut [u8]) -> bool {
    let place = &mut place[id.0 as usize];
    let fresh = *place == UNSEEN;
    if fresh {
        *place = as_place;
    }
    fresh
}
