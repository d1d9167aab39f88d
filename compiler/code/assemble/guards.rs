//! Guard sites: each owns the instruction behind its JUMP_FORWARD.
//!
//! ```text
//! GUARD 0 → slow           JUMP_FORWARD slow      (table: offset, facts)
//! loop:  FOR_ITER …   →    NOP                    the site's own; only the guard enters here
//!                          loop: FOR_ITER …
//! ```
//!
//! A guard that is tested each time has a NOP of its own as well, which lowering makes the test.
//!
//! Depth and exception region of the fast path equal those of the slow one: both are the guard's own.

use crate::code::opcode::Opcode;
use crate::ir::{Cfg, Instr};
use crate::syntax::ast::GuardFact;

/// Whether a guard is tested each time: the test is an instruction of its own.
fn is_tested(cfg: &Cfg, guard: &Instr) -> bool {
    let facts = guard.guard.and_then(|number| cfg.guards.get(number as usize));
    facts.is_some_and(|facts| facts.iter().any(GuardFact::is_tested))
}

/// Puts a NOP where the fast path is empty, is entered from elsewhere too, or starts with another guard.
pub(super) fn own_sites(cfg: &mut Cfg, depths: &mut Vec<usize>) {
    if cfg.guards.is_empty() {
        return;
    }
    // NOT_TAKENs stand behind conditional jumps by now, so every target of every instruction counts as an entry.
    let mut entered = vec![false; cfg.blocks.len()];
    for &id in &cfg.order {
        for instr in &cfg.block(id).instrs {
            for to in [instr.target, instr.handler].into_iter().flatten() {
                entered[to.0 as usize] = true;
            }
        }
    }
    let mut at = 0;
    while at < cfg.order.len() {
        let id = cfg.order[at];
        at += 1;
        let Some(guard) = cfg.block(id).instrs.last().filter(|last| last.is_guard()).cloned() else {
            continue;
        };
        let owned = cfg.order.get(at).is_some_and(|next| {
            let first = cfg.block(*next).instrs.first();
            !entered[next.0 as usize]
                && !is_tested(cfg, &guard)
                && first.is_some_and(|f| !f.is_guard() && f.handler == guard.handler)
        });
        if !owned {
            let nop = cfg.new_block();
            entered.push(false);
            let depth = guard.target.map_or(0, |to| depths[to.0 as usize]);
            depths.push(depth);
            let instr = like(&guard);
            cfg.block_mut(nop).instrs.push(instr);
            cfg.order.insert(at, nop);
        }
        // The slow path, too, starts in the guard's own exception region.
        let Some(slow) = guard.target else { continue };
        let place = cfg.order.iter().position(|&b| b == slow);
        let same = cfg.block(slow).instrs.first().is_some_and(|first| first.handler == guard.handler);
        if let Some(place) = place.filter(|_| !same) {
            let nop = cfg.new_block();
            entered.push(true);
            depths.push(depths[slow.0 as usize]);
            let instr = like(&guard);
            cfg.block_mut(nop).instrs.push(instr);
            cfg.order.insert(place, nop);
            if let Some(last) = cfg.block_mut(id).instrs.last_mut() {
                last.target = Some(nop);
            }
        }
    }
}

/// A NOP in the guard's place: in its exception region, and in the copy of a loop's body that it stands in.
fn like(guard: &Instr) -> Instr {
    let Instr { handler, unrolled, .. } = *guard;
    Instr { handler, unrolled, ..Instr::new(Opcode::Nop, 0, guard.span) }
}
