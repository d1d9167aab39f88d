//! C41 (the catalogue's C24+): locals that change places are stored as they lie on the stack.
//!
//! ```text
//! LOAD_FAST b, c, d, a, BUILD_TUPLE 4, UNPACK_SEQUENCE 4, STORE_FAST a, b, c, d     a, b, c, d = b, c, d, a
//!   → LOAD_FAST b, c, d, a, STORE_FAST d, c, b, a
//! ```
//!
//! Two and three values are C24's, which swaps them. The stores come in the opposite order, so it is done only where nothing
//! can look in between: all on one line, to different locals, and no value dies, since each local that is stored to was
//! loaded just before. Were an old value to die, its finalizer could see which locals are stored already.

use super::Switch;
use crate::catalogue::Id;
use pyopt_compiler::code::Opcode;
use pyopt_compiler::ir::{BlockId, Cfg, Instr};

/// Runs over one block.
pub fn run(cfg: &mut Cfg, id: BlockId, on: Switch) {
    if !on.allows(Id::C41) {
        return;
    }
    let instrs = &mut cfg.block_mut(id).instrs;
    for i in 0..instrs.len() {
        if instrs[i].op == Opcode::BuildTuple
            && let Some(stores) = permuted(instrs, i)
        {
            on.fired(Id::C41, &instrs[i]);
            instrs[i].set_op0(Opcode::Nop);
            instrs[i + 1].set_op0(Opcode::Nop);
            instrs[stores].reverse();
        }
    }
}

/// The stores of what is built at `i` from the locals that they store to.
fn permuted(instrs: &[Instr], i: usize) -> Option<std::ops::Range<usize>> {
    let n = instrs[i].arg as usize;
    let unpack = instrs.get(i + 1)?;
    if n < 4 || unpack.op != Opcode::UnpackSequence || unpack.arg as usize != n {
        return None;
    }
    let loads = instrs.get(i.checked_sub(n)?..i)?;
    let stores = instrs.get(i + 2..i + 2 + n)?;
    let line = unpack.line();
    if !loads.iter().all(|load| load.op == Opcode::LoadFast)
        || !stores.iter().all(|store| store.op == Opcode::StoreFast && store.line() == line)
    {
        return None;
    }
    let sorted = |instrs: &[Instr]| {
        let mut locals: Vec<u32> = instrs.iter().map(|instr| instr.arg).collect();
        locals.sort_unstable();
        locals
    };
    let (loaded, stored) = (sorted(loads), sorted(stores));
    (loaded == stored && stored.windows(2).all(|pair| pair[0] != pair[1])).then_some(i + 2..i + 2 + n)
}
