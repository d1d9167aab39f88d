//! Line numbers: every instruction that leaves the scope or polls for signals gets one (PEP 626).
//!
//! ```text
//! a: … JUMP c          a: … JUMP c1      c1 (line of a): RETURN
//! b: … JUMP c     →    b: … JUMP c       c  (line of b): RETURN
//! c: RETURN (no line)
//! ```

use super::cfg::{Block, Cfg, Instr};
use crate::code::opcode::Opcode;
use crate::syntax::ast::Span;

/// Whether a block has no line and never falls through: each jump to it can have a copy, which takes the jump's line.
pub fn is_unlined_end(block: &Block) -> bool {
    block.has_no_line() && !block.has_fallthrough()
}

/// Copies the blocks that `wanted` names into those that end in an unconditional jump to them, until none is left:
/// every change removes a jump; the bound stops blocks without lines that jump in a circle.
pub fn copy_into_jumpers(cfg: &mut Cfg, wanted: impl Fn(&Block) -> bool) {
    for _ in 0..=cfg.order.len() {
        let mut changed = false;
        for id in cfg.order.clone() {
            let Some(last) = cfg.block(id).instrs.last() else { continue };
            let Some(target) = last.target.filter(|_| !last.is_guard() && last.op.is_unconditional_jump())
            else {
                continue;
            };
            let end = cfg.block(target);
            if target == id || !wanted(end) {
                continue;
            }
            let unlined = is_unlined_end(end);
            let polls = last.op == Opcode::Jump;
            let copy = end.instrs.clone();
            let block = cfg.block_mut(id);
            if let Some(last) = block.instrs.last_mut() {
                last.set_op0(Opcode::Nop);
            }
            block.instrs.extend(copy);
            if let Some(last) = block.instrs.last_mut()
                && unlined
                && polls
                && last.op.is_unconditional_jump()
            {
                // The poll for signals must not get lost.
                last.op = Opcode::Jump;
            }
            changed = true;
        }
        if !changed {
            break;
        }
    }
}

/// Without a line, a jump between two others would leave the last one without a line too: it is copied into who jumps
/// there, and conditional jumps pass it by. What jump threading and the copying of small exits do is more than this.
pub fn skip_unlined_jumps(cfg: &mut Cfg) {
    copy_into_jumpers(cfg, |block| is_unlined_end(block) && !block.exits_scope());
    for id in cfg.order.clone() {
        for _ in 0..cfg.order.len() {
            let Some(last) = cfg.block(id).instrs.last() else { break };
            let Some(target) = last.target.filter(|_| last.is_jump() && !last.is_guard()) else { break };
            let [Instr { op: Opcode::JumpNoInterrupt, target: Some(next), .. }] =
                cfg.block(target).instrs[..]
            else {
                break;
            };
            if next == target || !cfg.block(target).has_no_line() {
                break;
            }
            if let Some(last) = cfg.block_mut(id).instrs.last_mut() {
                last.target = Some(next);
            }
        }
    }
}

/// Copies exit blocks without a line so that each has one predecessor, then lets lines flow into instructions that have none.
pub fn resolve(cfg: &mut Cfg) {
    duplicate_exits(cfg);
    propagate(cfg);
}

fn needs_line(cfg: &Cfg, id: super::cfg::BlockId) -> bool {
    let block = cfg.block(id);
    block.has_no_line() && (block.exits_scope() || block.instrs.iter().any(|i| i.op.has_eval_break()))
}

fn duplicate_exits(cfg: &mut Cfg) {
    // Mostly there is nothing to do.
    if !cfg.order.iter().any(|&id| needs_line(cfg, id)) {
        return;
    }
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
    // Asked for only where a block begins without a line; lines do not change the answer.
    let mut counts: Option<Vec<u32>> = None;
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
            if cfg.block(to).instrs.first().is_none_or(Instr::has_line) {
                continue;
            }
            let counts = counts.get_or_insert_with(|| cfg.predecessor_counts());
            if counts[to.0 as usize] == 1
                && let Some(first) = cfg.block_mut(to).instrs.first_mut()
            {
                first.span = previous;
            }
        }
    }
}
