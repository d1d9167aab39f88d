//! C19: LOAD_FAST becomes LOAD_FAST_BORROW where the local certainly outlives the reference on the stack.
//!
//! Each block is run on a stack of abstract references: which instruction loaded it, from which local. A load
//! keeps its own reference when, with the reference still on the stack, the local is overwritten or cleared, when
//! the reference is stored into a local, or when it is still there at the end of the block.

use super::depth::UNREACHED;
use crate::code::opcode::Opcode;
use crate::ir::{BlockId, Cfg};

/// The loading instruction's index in its block, and the local.
type Ref = (Option<usize>, Option<u32>);

struct Refs {
    stack: Vec<Ref>,
    /// Loads that must own their reference.
    owned: Vec<bool>,
}

impl Refs {
    fn push(&mut self, instr: usize, local: u32) {
        self.stack.push((Some(instr), Some(local)));
    }

    fn push_other(&mut self, instr: usize) {
        self.stack.push((Some(instr), None));
    }

    fn pop(&mut self) -> Ref {
        self.stack.pop().unwrap_or((None, None))
    }

    fn own(&mut self, instr: Option<usize>) {
        if let Some(flag) = instr.and_then(|i| self.owned.get_mut(i)) {
            *flag = true;
        }
    }

    fn kill(&mut self, local: u32) {
        for i in 0..self.stack.len() {
            if self.stack[i].1 == Some(local) {
                self.own(self.stack[i].0);
            }
        }
    }

    fn store(&mut self, local: u32) {
        let value = self.pop();
        self.kill(local);
        self.own(value.0);
    }
}

/// Rewrites the loads.
pub(super) fn borrow_loads(cfg: &mut Cfg, depths: &[usize]) {
    // As CPython: handlers are cold and not worth it, so only what the entry reaches without an exception is looked at.
    let next = cfg.next_blocks();
    let mut seen = vec![false; cfg.blocks.len()];
    let mut refs = Refs { stack: Vec::new(), owned: Vec::new() };
    let mut todo: Vec<BlockId> = cfg.order.first().copied().into_iter().collect();
    while let Some(id) = todo.pop() {
        if std::mem::replace(&mut seen[id.0 as usize], true) {
            continue;
        }
        todo.extend(cfg.block(id).instrs.iter().filter_map(|instr| instr.target));
        if !cfg.block(id).instrs.is_empty() && cfg.block(id).has_fallthrough() {
            todo.extend(next[id.0 as usize]);
        }
        let depth = depths[id.0 as usize];
        if depth == UNREACHED {
            continue;
        }
        let block = cfg.block_mut(id);
        refs.stack.clear();
        refs.stack.resize(depth, (None, None));
        refs.owned.clear();
        refs.owned.resize(block.instrs.len(), false);
        for (i, instr) in block.instrs.iter().enumerate() {
            step(&mut refs, i, instr.op, instr.arg, instr.is_setup());
        }
        for i in 0..refs.stack.len() {
            refs.own(refs.stack[i].0);
        }
        for (instr, owned) in block.instrs.iter_mut().zip(&refs.owned) {
            if !owned {
                instr.op = match instr.op {
                    Opcode::LoadFast => Opcode::LoadFastBorrow,
                    Opcode::LoadFastLoadFast => Opcode::LoadFastBorrowLoadFastBorrow,
                    op => op,
                };
            }
        }
    }
}

fn step(refs: &mut Refs, i: usize, op: Opcode, arg: u32, is_setup: bool) {
    let (popped, pushed) = op.stack_io(arg);
    match op {
        Opcode::LoadFast => refs.push(i, arg),
        Opcode::LoadFastAndClear => {
            refs.kill(arg);
            refs.push(i, arg);
        }
        Opcode::LoadFastLoadFast => {
            refs.push(i, arg >> 4);
            refs.push(i, arg & 15);
        }
        Opcode::StoreFast => refs.store(arg),
        Opcode::StoreFastLoadFast => {
            refs.store(arg >> 4);
            refs.push(i, arg & 15);
        }
        Opcode::StoreFastStoreFast => {
            refs.store(arg >> 4);
            refs.store(arg & 15);
        }
        Opcode::Copy => {
            let at = refs.stack.len().checked_sub(arg as usize);
            let copied = at.and_then(|at| refs.stack.get(at)).copied().unwrap_or((None, None));
            refs.stack.push(copied);
        }
        Opcode::Swap => {
            let len = refs.stack.len();
            if let Some(at) = len.checked_sub(arg as usize)
                && at < len
            {
                refs.stack.swap(at, len - 1);
            }
        }
        // These leave their inputs where they are. CPython numbers what they push from 0, so an unconsumed
        // result makes the block's first instructions own theirs; followed, to agree instruction by instruction.
        Opcode::GetAnext
        | Opcode::GetLen
        | Opcode::GetYieldFromIter
        | Opcode::ImportFrom
        | Opcode::MatchKeys
        | Opcode::MatchMapping
        | Opcode::MatchSequence
        | Opcode::WithExceptStart => {
            for j in 0..pushed.saturating_sub(popped) {
                refs.push_other(j);
            }
        }
        Opcode::DictMerge
        | Opcode::DictUpdate
        | Opcode::ListAppend
        | Opcode::ListExtend
        | Opcode::MapAdd
        | Opcode::Reraise
        | Opcode::SetAdd
        | Opcode::SetUpdate => {
            for _ in 0..popped.saturating_sub(pushed) {
                refs.pop();
            }
        }
        Opcode::EndSend | Opcode::SetFunctionAttribute => {
            let top = refs.pop();
            refs.pop();
            refs.stack.push(top);
        }
        Opcode::CheckExcMatch => {
            refs.pop();
            refs.push_other(i);
        }
        Opcode::ForIter => refs.push_other(i),
        Opcode::LoadAttr | Opcode::LoadSuperAttr => {
            let receiver = refs.pop();
            if op == Opcode::LoadSuperAttr {
                refs.pop();
                refs.pop();
            }
            refs.push_other(i);
            if arg & 1 != 0 {
                refs.stack.push(receiver);
            }
        }
        Opcode::LoadSpecial | Opcode::PushExcInfo => {
            let top = refs.pop();
            refs.push_other(i);
            refs.stack.push(top);
        }
        Opcode::Send => {
            refs.pop();
            refs.push_other(i);
        }
        _ if is_setup => {}
        _ => {
            for _ in 0..popped {
                refs.pop();
            }
            for _ in 0..pushed {
                refs.push_other(i);
            }
        }
    }
}
