//! C15: small exits are copied into the blocks that jump to them.
//!
//! ```text
//! … JUMP c;  c: LOAD_CONST None, RETURN_VALUE   →   … NOP, LOAD_CONST None, RETURN_VALUE
//! ```
//!
//! Also blocks without any line that end in a jump or exit, so that each copy can take the line of its place.

use pyopt_compiler::code::Opcode;
use pyopt_compiler::ir::{Cfg, layout};

/// The most instructions worth a copy.
const MAX_COPY: usize = 4;

/// Runs to a fixed point: every change removes a jump; the bound stops blocks without lines that jump in a circle.
pub fn run(cfg: &mut Cfg) {
    for _ in 0..=cfg.order.len() {
        let mut changed = false;
        for id in cfg.order.clone() {
            let Some(last) = cfg.block(id).instrs.last() else { continue };
            let Some(target) = last.target.filter(|_| !last.is_guard() && last.op.is_unconditional_jump())
            else {
                continue;
            };
            let exit = cfg.block(target);
            let small = exit.exits_scope() && exit.instrs.len() <= MAX_COPY;
            let unlined = exit.has_no_line() && !exit.has_fallthrough();
            if target == id || !(small || unlined) {
                continue;
            }
            let polls = last.op == Opcode::Jump;
            let copy = exit.instrs.clone();
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
    layout::remove_unreachable(cfg);
}
