//! C04 tuples of constants, C24 building and unpacking at once.
//!
//! ```text
//! LOAD_CONST a, LOAD_CONST b, BUILD_TUPLE 2          → LOAD_CONST (a, b)
//! BUILD_LIST 0, LOAD_CONST a, LIST_APPEND 1, …, CALL_INTRINSIC_1 LIST_TO_TUPLE → LOAD_CONST (a, …)
//! BUILD_TUPLE 2, UNPACK_SEQUENCE 2                   → SWAP 2                  n of 1: nothing, 3: SWAP 3
//! ```

use super::Switch;
use super::constants::{MAX_ITEMS, erase_all, loaded, loads_before, make_load};
use crate::catalogue::Id;
use pyopt_compiler::code::{Const, Opcode};
use pyopt_compiler::ir::{Cfg, Instr};

/// C24 at instruction `i`. Tells whether it applied.
pub fn unpack_built(instrs: &mut [Instr], i: usize, on: Switch) -> bool {
    let n = instrs[i].arg;
    if !instrs.get(i + 1).is_some_and(|next| next.op == Opcode::UnpackSequence && next.arg == n) {
        return false;
    }
    match n {
        1 => instrs[i + 1].set_op0(Opcode::Nop),
        2 | 3 => instrs[i + 1].op = Opcode::Swap,
        _ => return false,
    }
    on.fired(Id::C24, &instrs[i]);
    instrs[i].set_op0(Opcode::Nop);
    true
}

/// C04 for the BUILD_TUPLE at `i`.
pub fn fold(cfg: &mut Cfg, instrs: &mut [Instr], i: usize, on: Switch) {
    let n = instrs[i].arg as usize;
    if n > MAX_ITEMS {
        return;
    }
    let Some(loads) = loads_before(instrs, i, n) else { return };
    let items: Option<Vec<Const>> = loads.iter().map(|&at| loaded(&cfg.consts, &instrs[at])).collect();
    let Some(items) = items else { return };
    on.fired(Id::C04, &instrs[i]);
    erase_all(instrs, &loads);
    make_load(cfg, &mut instrs[i], Const::Tuple(items.into()));
}

/// C04 for a list that was built to become the tuple at `i`.
pub fn fold_from_list(cfg: &mut Cfg, instrs: &mut [Instr], i: usize, on: Switch) {
    let mut items = Vec::new();
    let mut used = Vec::new();
    let mut expect_append = true;
    for at in (0..i).rev() {
        let instr = &instrs[at];
        match instr.op {
            Opcode::Nop => continue,
            Opcode::BuildList if instr.arg == 0 && expect_append => {
                on.fired(Id::C04, &instrs[i]);
                used.push(at);
                items.reverse();
                erase_all(instrs, &used);
                return make_load(cfg, &mut instrs[i], Const::Tuple(items.into()));
            }
            Opcode::ListAppend if expect_append && instr.arg == 1 => {}
            _ if expect_append => return,
            _ => match loaded(&cfg.consts, instr) {
                Some(value) => items.push(value),
                None => return,
            },
        }
        used.push(at);
        expect_append = !expect_append;
    }
}
