//! C21: constants that no instruction loads go, the others are renumbered.
//!
//! Slot 0 stays: it may be the docstring.

use super::Switch;
use crate::catalogue::Id;
use pyopt_compiler::code::ArgKind;
use pyopt_compiler::ir::Cfg;

/// Runs once.
pub fn run(cfg: &mut Cfg, on: Switch) {
    let mut used = vec![false; cfg.consts.len()];
    if let Some(first) = used.first_mut() {
        *first = true;
    }
    let is_const = |kind| matches!(kind, ArgKind::Const);
    for &id in &cfg.order {
        for instr in cfg.block(id).instrs.iter().filter(|i| is_const(i.op.arg_kind())) {
            if let Some(flag) = used.get_mut(instr.arg as usize) {
                *flag = true;
            }
        }
    }
    let mut renumbered = Vec::with_capacity(used.len());
    let mut next = 0;
    for &flag in &used {
        renumbered.push(next);
        next += u32::from(flag);
    }
    let unused = used.iter().filter(|&&flag| !flag).count();
    (0..unused).for_each(|_| on.fired_in_all(Id::C21));
    let mut flags = used.iter();
    cfg.consts.retain(|_| *flags.next().unwrap_or(&true));
    for id in cfg.order.clone() {
        for instr in cfg.block_mut(id).instrs.iter_mut().filter(|i| is_const(i.op.arg_kind())) {
            if let Some(&index) = renumbered.get(instr.arg as usize) {
                instr.arg = index;
            }
        }
    }
}
