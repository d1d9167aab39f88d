//! C06 constant displays, C07 displays that are only searched or iterated. A constant set is made that way with C06 off
//! too: its order depends on it.
//!
//! ```text
//! LOAD a, LOAD b, LOAD c, BUILD_LIST 3   → BUILD_LIST 0, LOAD_CONST (a, b, c), LIST_EXTEND 1      set: SET_UPDATE
//! BUILD_LIST n, CONTAINS_OP / GET_ITER   → LOAD_CONST (…), or BUILD_TUPLE n                     set: frozenset
//! ```

use super::Switch;
use super::constants::{MAX_ITEMS, erase_all, loaded, loads_before};
use crate::catalogue::Id;
use pyopt_compiler::code::{Const, Opcode};
use pyopt_compiler::ir::{Cfg, Instr};
use pyopt_compiler::semantics::compare;

/// For the BUILD_LIST or BUILD_SET at `i`.
pub fn rewrite(cfg: &mut Cfg, instrs: &mut [Instr], i: usize, on: Switch) {
    let next = instrs.get(i + 1).map(|next| next.op);
    let consumed = matches!(next, Some(Opcode::GetIter | Opcode::ContainsOp));
    let n = instrs[i].arg as usize;
    let is_list = instrs[i].op == Opcode::BuildList;
    let id = if consumed { Id::C07 } else { Id::C06 };
    let off = !on.allows(id) && (is_list || consumed);
    if n > MAX_ITEMS || (n < 3 && !consumed) || off {
        return;
    }
    let loads = loads_before(instrs, i, n);
    let items = loads.as_ref().and_then(|loads| {
        loads.iter().map(|&at| loaded(&cfg.consts, &instrs[at])).collect::<Option<Vec<Const>>>()
    });
    let (Some(loads), Some(items)) = (loads, items) else {
        if consumed && is_list {
            on.fired(id, &instrs[i]);
            instrs[i].op = Opcode::BuildTuple;
        }
        return;
    };
    let value = if is_list {
        Const::Tuple(items.into())
    } else {
        let Some(items) = distinct(items) else { return };
        Const::FrozenSet(items.into())
    };
    let index = cfg.add_const(value);
    on.fired(id, &instrs[i]);
    erase_all(instrs, &loads);
    if consumed {
        instrs[i].set_op1(Opcode::LoadConst, index);
        return;
    }
    // Three loads at least stood before, so there is room for two.
    let (build, extend) =
        if is_list { (Opcode::BuildList, Opcode::ListExtend) } else { (Opcode::BuildSet, Opcode::SetUpdate) };
    instrs[i - 2].span = instrs[i].span;
    instrs[i - 2].set_op1(build, 0);
    instrs[i - 1].set_op1(Opcode::LoadConst, index);
    instrs[i].set_op1(extend, 1);
}

/// Drops items equal to an earlier one, as a set does; `None` where an item cannot be compared here.
fn distinct(items: Vec<Const>) -> Option<Vec<Const>> {
    let mut kept: Vec<Const> = Vec::with_capacity(items.len());
    for item in items {
        let mut twice = false;
        for old in &kept {
            let (a, b) = (old.to_constant()?, item.to_constant()?);
            twice |= *old == item || compare::equal(&a, &b)?;
        }
        if !twice {
            kept.push(item);
        }
    }
    Some(kept)
}
