//! C40: constants and names that are used most get the numbers that fit one byte.
//!
//! ```text
//! EXTENDED_ARG 1, LOAD_CONST 260   ×5   →   LOAD_CONST 17      and EXTENDED_ARG for one that is loaded once
//! ```
//!
//! Tables whose numbers all fit stay in CPython's order. In larger ones the order among those that fit, and among the
//! others, stays as it was. Constant 0 stays: it may be the docstring. A name's number is shifted by the flags of
//! LOAD_GLOBAL, LOAD_ATTR and LOAD_SUPER_ATTR, so that fewer fit there.

use super::Switch;
use crate::catalogue::Id;
use pyopt_compiler::code::{ArgKind, Opcode};
use pyopt_compiler::ir::{Cfg, Instr};

/// How many numbers fit one byte.
const FITTING: usize = 256;

/// Runs once, on the final tables.
pub fn run(cfg: &mut Cfg, on: Switch) {
    if !on.allows(Id::C40) {
        return;
    }
    if cfg.consts.len() > FITTING {
        let mut uses = vec![0_u32; cfg.consts.len()];
        each(cfg, ArgKind::Const, |instr| count(&mut uses, instr.arg, 1));
        uses[0] = u32::MAX;
        let mut order: Vec<usize> = (0..uses.len()).collect();
        move_up(&mut order, 0..FITTING, &uses);
        if let Some(numbers) = numbers(&order) {
            on.fired_in_all(Id::C40);
            cfg.consts = order.iter().map(|&at| cfg.consts[at].clone()).collect();
            each(cfg, ArgKind::Const, |instr| renumber(instr, 0, &numbers));
        }
    }
    if cfg.names.len() > FITTING / 2 {
        let (mut shifted, mut all) = (vec![0_u32; cfg.names.len()], vec![0_u32; cfg.names.len()]);
        each(cfg, ArgKind::Name, |instr| {
            let bits = flag_bits(instr.op);
            count(&mut all, instr.arg >> bits, 1);
            count(&mut shifted, instr.arg >> bits, u32::from(bits > 0));
        });
        let mut order: Vec<usize> = (0..all.len()).collect();
        // First who fits at all, then who fits with a flag.
        move_up(&mut order, 0..FITTING, &all);
        let fitting = order.len().min(FITTING);
        move_up(&mut order[..fitting], 0..FITTING / 2, &shifted);
        if let Some(numbers) = numbers(&order) {
            on.fired_in_all(Id::C40);
            cfg.names = order.iter().map(|&at| cfg.names[at].clone()).collect();
            each(cfg, ArgKind::Name, |instr| renumber(instr, flag_bits(instr.op), &numbers));
        }
    }
}

/// How far a name's number is shifted.
fn flag_bits(op: Opcode) -> u32 {
    match op {
        Opcode::LoadGlobal | Opcode::LoadAttr => 1,
        Opcode::LoadSuperAttr => 2,
        _ => 0,
    }
}

fn each(cfg: &mut Cfg, kind: ArgKind, mut visit: impl FnMut(&mut Instr)) {
    for id in cfg.order.clone() {
        let instrs = cfg.block_mut(id).instrs.iter_mut();
        instrs.filter(|instr| instr.op.arg_kind() == kind).for_each(&mut visit);
    }
}

fn count(uses: &mut [u32], at: u32, by: u32) {
    if let Some(uses) = uses.get_mut(at as usize) {
        *uses = uses.saturating_add(by);
    }
}

/// Fills the first places with what is used most; both parts keep their order.
fn move_up(order: &mut [usize], places: std::ops::Range<usize>, uses: &[u32]) {
    if order.len() <= places.end {
        return;
    }
    let mut ranked: Vec<usize> = order.to_vec();
    ranked.sort_by_key(|&at| std::cmp::Reverse(uses[at]));
    let (first, rest) = ranked.split_at_mut(places.end);
    let mut place = vec![0; uses.len()];
    order.iter().enumerate().for_each(|(now, &at)| place[at] = now);
    first.sort_unstable_by_key(|&at| place[at]);
    rest.sort_unstable_by_key(|&at| place[at]);
    order.copy_from_slice(&ranked);
}

/// The new number of each old one, unless all stay.
fn numbers(order: &[usize]) -> Option<Vec<u32>> {
    if order.is_sorted() {
        return None;
    }
    let mut numbers = vec![0; order.len()];
    order.iter().enumerate().for_each(|(new, &old)| numbers[old] = new as u32);
    Some(numbers)
}

fn renumber(instr: &mut Instr, bits: u32, numbers: &[u32]) {
    if let Some(&number) = numbers.get((instr.arg >> bits) as usize) {
        instr.arg = number << bits | instr.arg & ((1 << bits) - 1);
    }
}
