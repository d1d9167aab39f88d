//! What a valid graph is; every answer is an error, never a panic.
//!
//! Checked are the invariants in the header of `ir::cfg`, and that each argument lies within its table.

use super::cfg::{BlockId, Cfg};
use crate::code::opcode::{ArgKind, Opcode};
use std::fmt;

/// The first broken invariant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerifyError {
    /// Where.
    pub block: BlockId,
    /// At which instruction of the block.
    pub index: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid CFG: {} instruction {}: {}", self.block, self.index, self.message)
    }
}

impl std::error::Error for VerifyError {}

/// Checks the whole graph.
///
/// # Errors
/// The first broken invariant in layout order.
pub fn verify(cfg: &Cfg) -> Result<(), VerifyError> {
    let fail = |block: BlockId, index: usize, message: String| Err(VerifyError { block, index, message });
    let mut placed = vec![false; cfg.blocks.len()];
    for &id in &cfg.order {
        match placed.get_mut(id.0 as usize) {
            None => return fail(id, 0, "no such block".into()),
            Some(true) => return fail(id, 0, "laid out twice".into()),
            Some(seen) => *seen = true,
        }
    }
    let Some(&last) = cfg.order.last() else { return fail(BlockId(0), 0, "no entry block".into()) };
    let derefs = cfg.cellvars.len() + cfg.freevars.len();
    for &id in &cfg.order {
        let block = cfg.block(id);
        for (index, instr) in block.instrs.iter().enumerate() {
            let op = instr.op;
            let wants_target = matches!(op.arg_kind(), ArgKind::Jump | ArgKind::Handler);
            match instr.target {
                Some(_) if !wants_target => return fail(id, index, format!("{op} has a target")),
                None if wants_target => return fail(id, index, format!("{op} has no target")),
                Some(to) if !placed.get(to.0 as usize).copied().unwrap_or(false) => {
                    return fail(id, index, format!("{op} goes to {to}, which is not laid out"));
                }
                _ => {}
            }
            if let Some(to) = instr.handler
                && !placed.get(to.0 as usize).copied().unwrap_or(false)
            {
                return fail(id, index, format!("handler {to} is not laid out"));
            }
            if instr.ends_block() && op != Opcode::EndAsyncFor && index + 1 != block.instrs.len() {
                return fail(id, index, format!("{op} does not end its block"));
            }
            if let Some(guard) = instr.guard {
                if op != Opcode::JumpForward {
                    return fail(id, index, format!("a guard on {op}"));
                }
                if guard as usize >= cfg.guards.len() {
                    return fail(id, index, format!("guard {guard} of {}", cfg.guards.len()));
                }
            }
            let arg = instr.arg as usize;
            let limit = match op {
                Opcode::ExtendedArg | Opcode::Cache => {
                    return fail(id, index, format!("{op} is the assembler's"));
                }
                Opcode::LoadFastLoadFast
                | Opcode::LoadFastBorrowLoadFastBorrow
                | Opcode::StoreFastLoadFast
                | Opcode::StoreFastStoreFast => {
                    if arg > 255 || (arg >> 4).max(arg & 15) >= cfg.varnames.len() {
                        return fail(id, index, format!("{op} {arg}: no such locals"));
                    }
                    continue;
                }
                Opcode::LoadClosure
                | Opcode::LoadDeref
                | Opcode::StoreDeref
                | Opcode::DeleteDeref
                | Opcode::MakeCell
                | Opcode::LoadFromDictOrDeref => derefs,
                Opcode::LoadGlobal | Opcode::LoadAttr => cfg.names.len() * 2,
                Opcode::LoadSuperAttr => cfg.names.len() * 4,
                _ => match op.arg_kind() {
                    ArgKind::Const => cfg.consts.len(),
                    ArgKind::Name => cfg.names.len(),
                    ArgKind::Local | ArgKind::Free => cfg.varnames.len(),
                    ArgKind::None | ArgKind::Int | ArgKind::Jump | ArgKind::Handler => usize::MAX,
                },
            };
            if arg >= limit {
                return fail(id, index, format!("{op} {arg}, of {limit}"));
            }
            if arg >= 1 << 30 {
                return fail(id, index, format!("{op}: argument too large"));
            }
        }
    }
    let params = cfg.parameter_count() as usize;
    if params > cfg.varnames.len() || cfg.posonlyargcount > cfg.argcount {
        return fail(cfg.order[0], 0, "more parameters than locals".into());
    }
    let block = cfg.block(last);
    if block.has_fallthrough() && cfg.predecessor_counts()[last.0 as usize] > 0 {
        return fail(last, block.instrs.len(), "control falls off the end".into());
    }
    Ok(())
}
