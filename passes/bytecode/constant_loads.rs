//! C01 small ints, C11 `is None` jumps, C12 constant conditions.
//!
//! ```text
//! LOAD_CONST 7                                       → LOAD_SMALL_INT 7                 0..255, never a bool
//! LOAD_CONST None, IS_OP 0, (TO_BOOL), POP_JUMP_IF_TRUE t → POP_JUMP_IF_NONE t
//! LOAD_CONST 1, POP_JUMP_IF_FALSE t                  → nothing                          and a true one jumps always
//! LOAD_CONST 'a', TO_BOOL                            → LOAD_CONST True
//! ```

use super::Switch;
use super::constants::{loaded, truth};
use crate::catalogue::Id;
use pyopt_compiler::code::{Const, Opcode};
use pyopt_compiler::ir::{Cfg, Instr};

/// Runs over all blocks.
pub fn run(cfg: &mut Cfg, on: Switch) {
    let small_ints = on.allows(Id::C01);
    for at in 0..cfg.order.len() {
        let id = cfg.order[at];
        let mut instrs = std::mem::take(&mut cfg.block_mut(id).instrs);
        // The load whose value is on top; a COPY 1 behind it keeps it there.
        let mut top: Option<Instr> = None;
        for i in 0..instrs.len() {
            if small_ints
                && instrs[i].op == Opcode::LoadConst
                && let Some(Const::Int(small @ 0..=255)) = loaded(&cfg.consts, &instrs[i])
            {
                on.fired(Id::C01, &instrs[i]);
                instrs[i].set_op1(Opcode::LoadSmallInt, small as u32);
            }
            let copies = instrs[i].op == Opcode::Copy && instrs[i].arg == 1;
            let top_is_const = top.as_ref().is_some_and(|load| load.op == Opcode::LoadConst);
            if !(copies && top_is_const) {
                top = Some(&instrs[i]).filter(|instr| instr.op.loads_const()).cloned();
            }
            let Some(load) = &top else { continue };
            let Some(next) = instrs.get(i + 1).map(|next| next.op) else { continue };
            if !matches!(next, Opcode::IsOp | Opcode::ToBool) && !next.is_conditional() {
                continue;
            }
            let Some(value) = &loaded(&cfg.consts, load) else { continue };
            match next {
                Opcode::PopJumpIfFalse | Opcode::PopJumpIfTrue | Opcode::JumpIfFalse | Opcode::JumpIfTrue
                    if on.allows(Id::C12) =>
                {
                    on.fired(Id::C12, &instrs[i + 1]);
                    if matches!(next, Opcode::PopJumpIfFalse | Opcode::PopJumpIfTrue) {
                        instrs[i].set_op0(Opcode::Nop);
                    }
                    if truth(value) == matches!(next, Opcode::PopJumpIfTrue | Opcode::JumpIfTrue) {
                        instrs[i + 1].op = Opcode::Jump;
                    } else {
                        instrs[i + 1].set_op0(Opcode::Nop);
                    }
                }
                Opcode::IsOp if on.allows(Id::C11) && matches!(value, Const::None) => {
                    let mut at = i + 2;
                    if instrs.get(at).is_some_and(|jump| jump.op == Opcode::ToBool) {
                        instrs[at].set_op0(Opcode::Nop);
                        at += 1;
                    }
                    let Some(jump) = instrs.get(at).map(|jump| jump.op) else { continue };
                    let invert = match jump {
                        Opcode::PopJumpIfFalse => instrs[i + 1].arg == 0,
                        Opcode::PopJumpIfTrue => instrs[i + 1].arg != 0,
                        _ => continue,
                    };
                    on.fired(Id::C11, &instrs[at]);
                    instrs[i].set_op0(Opcode::Nop);
                    instrs[i + 1].set_op0(Opcode::Nop);
                    instrs[at].op = if invert { Opcode::PopJumpIfNotNone } else { Opcode::PopJumpIfNone };
                }
                Opcode::ToBool if on.allows(Id::C12) => {
                    on.fired(Id::C12, &instrs[i + 1]);
                    let index = cfg.add_const(Const::Bool(truth(value)));
                    instrs[i].set_op0(Opcode::Nop);
                    instrs[i + 1].set_op1(Opcode::LoadConst, index);
                }
                _ => {}
            }
        }
        cfg.block_mut(id).instrs = instrs;
    }
}
