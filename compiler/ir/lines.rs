//! Line numbers: every instruction that leaves the scope or polls for signals gets one (PEP 626).
//!
//! ```text
//! a: … JUMP c          a: … JUMP c1      c1 (line of a): RETURN
//! b: … JUMP c     →    b: … JUMP c       c  (line of b): RETURN
//! c: RETURN (no line)
//! ```

use super::cfg::Cfg;
use crate::syntax::ast::Span;

/// Copies exit blocks without a line so that each has one predecessor, then lets lines flow into instructions that have none.
pub fn resolve(cfg: &mut Cfg) {
    duplicate_exits(cfg);
    propagate(cfg);
}

fn needs_line(cfg: &Cfg, id: super::cfg::BlockId) -> bool {
    let block = cfg.block(id);
    (block.exits_scope() || block.instrs.iter().any(|i| i.op.has_eval_break())) && block.has_no_line()
}

fn duplicate_exits(cfg: &mut Cfg) {
    let mut count = cfg.predecessor_counts();
    let mut at = 0;
    while at < cfg.order.len() {
        let id = cfg.order[at];
        at += 1;
        let Some(target) = cfg.block(id).jump_target() else { continue };
        let Some(from) = cfg.order.iter().position(|&b| b == target) else { continue };
        let Some(target) = cfg.next_nonempty(from) else { continue };
        // Only a block without fallthrough may be copied; code with a poll and no line ends in a jump.
        if !needs_line(cfg, target) || count[target.0 as usize] <= 1 || cfg.block(target).has_fallthrough() {
            continue;
        }
        let span = cfg.block(id).instrs.last().map_or(Span::NONE, |i| i.span);
        let mut copy = cfg.block(target).clone();
        copy.instrs[0].span = span;
        let new = cfg.new_block();
        *cfg.block_mut(new) = copy;
        if let Some(last) = cfg.block_mut(id).instrs.last_mut() {
            last.target = Some(new);
        }
        count[target.0 as usize] -= 1;
        count.push(1);
        let place = cfg.order.iter().position(|&b| b == target).unwrap_or(from);
        cfg.order.insert(place + 1, new);
        if place + 1 < at {
            at += 1;
        }
    }
    // What is left without a line is reached by falling in only.
    for pair in 1..cfg.order.len() {
        let (before, id) = (cfg.order[pair - 1], cfg.order[pair]);
        if cfg.block(before).has_fallthrough()
            && let Some(span) = cfg.block(before).instrs.last().map(|i| i.span)
            && needs_line(cfg, id)
        {
            cfg.block_mut(id).instrs[0].span = span;
        }
    }
}

fn propagate(cfg: &mut Cfg) {
    let count = cfg.predecessor_counts();
    for at in 0..cfg.order.len() {
        let id = cfg.order[at];
        let mut previous = Span::NONE;
        let block = cfg.block_mut(id);
        for instr in &mut block.instrs {
            if instr.has_line() {
                previous = instr.span;
            } else {
                instr.span = previous;
            }
        }
        let Some(last) = block.instrs.last() else { continue };
        let target = if last.is_jump() { last.target } else { None };
        let falls = if block.has_fallthrough() { cfg.order.get(at + 1).copied() } else { None };
        for to in [falls, target].into_iter().flatten() {
            if count[to.0 as usize] == 1
                && let Some(first) = cfg.block_mut(to).instrs.first_mut()
                && !first.has_line()
            {
                first.span = previous;
            }
        }
    }
}
