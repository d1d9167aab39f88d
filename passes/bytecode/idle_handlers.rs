//! C32: the handler of nothing is dead.
//!
//! ```text
//! SETUP_FINALLY h, (NOPs that went away)   →   nothing, and h goes      try: pass      on one line
//! ```
//!
//! Only where no instruction is left that the handler would catch something of: one that cannot raise by itself still can
//! where a tracer is told of it, and what the tracer raises is caught.

use super::Switch;
use crate::catalogue::Id;
use pyopt_compiler::code::Opcode;
use pyopt_compiler::ir::{Cfg, layout};

/// Runs to a fixed point: a dead handler's own instructions keep no other one alive.
pub fn run(cfg: &mut Cfg, on: Switch) {
    if !on.allows(Id::C32) {
        return;
    }
    loop {
        let mut catches = vec![false; cfg.blocks.len()];
        for &id in &cfg.order {
            let instrs = cfg.block(id).instrs.iter().filter(|instr| !instr.is_setup());
            instrs.filter_map(|instr| instr.handler).for_each(|to| catches[to.0 as usize] = true);
        }
        let mut changed = false;
        for id in cfg.order.clone() {
            for instr in &mut cfg.block_mut(id).instrs {
                if instr.is_setup() && instr.target.is_some_and(|to| !catches[to.0 as usize]) {
                    on.fired(Id::C32, instr);
                    instr.set_op0(Opcode::Nop);
                    changed = true;
                }
            }
        }
        if !changed {
            return;
        }
        layout::remove_unreachable(cfg);
        layout::remove_redundant_nops_and_jumps(cfg);
    }
}
