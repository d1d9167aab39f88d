//! C25: fewer SWAPs.
//!
//! ```text
//! SWAP 2, SWAP 3, SWAP 2          → as few as the permutation's cycles need
//! SWAP 2, STORE_FAST a, POP_TOP   → POP_TOP, STORE_FAST a      the stores are reordered instead
//! ```
//!
//! Reordering needs stores on one line to different locals: a tracer may look in between lines.

use super::Switch;
use crate::catalogue::Id;
use pyopt_compiler::code::Opcode;
use pyopt_compiler::ir::{BlockId, Cfg, Instr};

/// Runs over one block.
pub fn run(cfg: &mut Cfg, id: BlockId, on: Switch) {
    if !on.allows(Id::C25) {
        return;
    }
    let instrs = &mut cfg.block_mut(id).instrs;
    let mut i = 0;
    while i < instrs.len() {
        if instrs[i].op == Opcode::Swap {
            i = shorten(instrs, i, on);
            apply(instrs, i, on);
        }
        i += 1;
    }
}

/// Replaces the run of SWAPs and NOPs from `start` on by the shortest one; returns its last position when it did.
fn shorten(instrs: &mut [Instr], start: usize, on: Switch) -> usize {
    let run = instrs[start..].iter().take_while(|i| matches!(i.op, Opcode::Swap | Opcode::Nop)).count();
    let swaps = || instrs[start..start + run].iter().filter(|i| i.op == Opcode::Swap).map(|i| i.arg as usize);
    let depth = swaps().max().unwrap_or(0);
    if swaps().count() < 2 || depth > 1 << 16 || swaps().any(|arg| arg == 0) {
        return start;
    }
    let mut stack: Vec<usize> = (0..depth).collect();
    swaps().for_each(|arg| stack.swap(0, arg - 1));
    // Each cycle of the permutation, entered through the top, read backwards, is the sequence of SWAPs that makes it.
    let mut visited = vec![false; depth];
    let mut backwards = Vec::new();
    for i in 0..depth {
        if visited[i] || stack[i] == i {
            continue;
        }
        let mut j = i;
        loop {
            if j != 0 {
                backwards.push(j as u32 + 1);
            }
            if std::mem::replace(&mut visited[j], true) {
                break;
            }
            j = stack[j];
        }
    }
    if backwards.len() < swaps().count() {
        on.fired(Id::C25, &instrs[start]);
    }
    let mut new = backwards.into_iter();
    for instr in instrs[start..start + run].iter_mut().rev() {
        match new.next() {
            Some(arg) => instr.set_op1(Opcode::Swap, arg),
            None => instr.set_op0(Opcode::Nop),
        }
    }
    start + run - 1
}

fn is_movable(instr: &Instr) -> bool {
    matches!(instr.op, Opcode::StoreFast | Opcode::StoreFastMaybeNull | Opcode::PopTop)
}

fn stored(instr: &Instr) -> Option<u32> {
    matches!(instr.op, Opcode::StoreFast | Opcode::StoreFastMaybeNull).then_some(instr.arg)
}

fn next_movable(instrs: &[Instr], after: usize, line: Option<i64>) -> Option<usize> {
    for (i, instr) in instrs.iter().enumerate().skip(after + 1) {
        if line.is_some_and(|line| line >= 0 && instr.line() != line) {
            return None;
        }
        if instr.op != Opcode::Nop {
            return is_movable(instr).then_some(i);
        }
    }
    None
}

/// Applies the SWAPs that end at `from` to the stores behind them, from the last SWAP to the first.
fn apply(instrs: &mut [Instr], from: usize, on: Switch) {
    for i in (0..=from).rev() {
        if instrs[i].op != Opcode::Swap {
            if instrs[i].op == Opcode::Nop || is_movable(&instrs[i]) {
                continue;
            }
            return;
        }
        let Some(j) = next_movable(instrs, i, None) else { return };
        let line = instrs[j].line();
        let mut k = j;
        for _ in 1..instrs[i].arg {
            match next_movable(instrs, k, Some(line)) {
                Some(next) => k = next,
                None => return,
            }
        }
        let (first, last) = (stored(&instrs[j]), stored(&instrs[k]));
        if first.is_some() || last.is_some() {
            if first == last {
                return;
            }
            let between = instrs.get(j + 1..k).unwrap_or(&[]);
            if between.iter().filter_map(stored).any(|local| Some(local) == first || Some(local) == last) {
                return;
            }
        }
        on.fired(Id::C25, &instrs[i]);
        instrs[i].set_op0(Opcode::Nop);
        instrs.swap(j, k);
    }
}
