//! C18: pairs of local loads and stores in one instruction.
//!
//! `LOAD_FAST a, LOAD_FAST b → LOAD_FAST_LOAD_FAST a,b`, likewise STORE+LOAD and STORE+STORE, when both lie on one
//! line (a tracer may look at the locals between two lines) and both indices fit four bits. Guards end blocks,
//! so no superinstruction spans a site.

use crate::code::opcode::Opcode;
use crate::ir::{Cfg, layout};

/// Fuses the pairs.
pub(super) fn insert(cfg: &mut Cfg) {
    for id in cfg.order.clone() {
        let instrs = &mut cfg.block_mut(id).instrs;
        for i in 1..instrs.len() {
            let (first, second) = (&instrs[i - 1], &instrs[i]);
            let fused = match (first.op, second.op) {
                (Opcode::LoadFast, Opcode::LoadFast) => Opcode::LoadFastLoadFast,
                (Opcode::StoreFast, Opcode::LoadFast) => Opcode::StoreFastLoadFast,
                (Opcode::StoreFast, Opcode::StoreFast) => Opcode::StoreFastStoreFast,
                _ => continue,
            };
            let (a, b) = (first.line(), second.line());
            if (a >= 0 && b >= 0 && a != b) || first.arg >= 16 || second.arg >= 16 {
                continue;
            }
            let arg = first.arg << 4 | second.arg;
            instrs[i - 1].set_op1(fused, arg);
            instrs[i].set_op0(Opcode::Nop);
        }
    }
    layout::remove_redundant_nops(cfg);
}
