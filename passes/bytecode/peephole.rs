//! One walk over a block, each instruction looking at the next: C02–C04, C06–C09, C13, C24, C26, C28.
//!
//! ```text
//! COMPARE_OP, TO_BOOL → COMPARE_OP bool      C09, likewise IS_OP, CONTAINS_OP, UNARY_NOT
//! IS_OP, UNARY_NOT    → IS_OP inverted       C08, likewise CONTAINS_OP
//! UNARY_NOT ×2        → nothing              C08: codegen puts TO_BOOL before, so the value is a bool
//! STORE_FAST x ×2     → POP_TOP, STORE_FAST x   C26, on one line
//! LOAD_GLOBAL, PUSH_NULL → LOAD_GLOBAL + NULL   C28
//! ```

use super::{Switch, displays, folding, jump_threading, tuples};
use crate::catalogue::Id;
use pyopt_compiler::code::Opcode;
use pyopt_compiler::ir::{BlockId, Cfg};

/// COMPARE_OP's bit "result as a bool".
const AS_BOOL: u32 = 16;
/// CALL_INTRINSIC_1's list-to-tuple.
const LIST_TO_TUPLE: u32 = 6;

/// Runs over one block; `next_blocks` is [`Cfg::next_blocks`].
pub fn run(cfg: &mut Cfg, id: BlockId, next_blocks: &[Option<BlockId>], on: Switch) {
    use Opcode::*;
    let mut instrs = std::mem::take(&mut cfg.block_mut(id).instrs);
    // Threading ends: each step leaves a jump behind or goes on, and a graph has finitely many jumps; a cycle of them does not.
    let mut fuel = cfg.blocks.len() + 1;
    let mut i = 0;
    while i < instrs.len() {
        let (op, arg) = (instrs[i].op, instrs[i].arg);
        let next = instrs.get(i + 1).map(|next| next.op);
        match (op, next) {
            (BuildTuple, _) if on(Id::C24) && tuples::unpack_built(&mut instrs, i) => {}
            (BuildTuple, _) if on(Id::C04) => tuples::fold(cfg, &mut instrs, i),
            (BuildList | BuildSet, _) => displays::rewrite(cfg, &mut instrs, i, on),
            (CompareOp, Some(ToBool)) if on(Id::C09) => {
                instrs[i].set_op0(Nop);
                instrs[i + 1].set_op1(CompareOp, arg | AS_BOOL);
            }
            (ContainsOp | IsOp, Some(ToBool)) if on(Id::C09) => {
                instrs[i].set_op0(Nop);
                instrs[i + 1].set_op1(op, arg);
            }
            (ContainsOp | IsOp, Some(UnaryNot)) if on(Id::C08) => {
                instrs[i].set_op0(Nop);
                instrs[i + 1].set_op1(op, arg ^ 1);
            }
            (ToBool, Some(ToBool)) if on(Id::C08) => instrs[i].set_op0(Nop),
            (UnaryNot, Some(ToBool)) if on(Id::C09) => {
                instrs[i].set_op0(Nop);
                instrs[i + 1].set_op0(UnaryNot);
            }
            (UnaryNot, Some(UnaryNot)) if on(Id::C08) => {
                instrs[i].set_op0(Nop);
                instrs[i + 1].set_op0(Nop);
            }
            (CallIntrinsic1, _) if arg == LIST_TO_TUPLE => {
                if next == Some(GetIter) && on(Id::C07) {
                    instrs[i].set_op0(Nop);
                } else if on(Id::C04) {
                    tuples::fold_from_list(cfg, &mut instrs, i);
                }
            }
            (BinaryOp, _) if on(Id::C03) => folding::binary(cfg, &mut instrs, i),
            (StoreFast, Some(StoreFast))
                if on(Id::C26) && instrs[i + 1].arg == arg && instrs[i + 1].line() == instrs[i].line() =>
            {
                instrs[i].set_op0(PopTop);
            }
            (Swap, _) if arg == 1 => instrs[i].set_op0(Nop),
            (LoadGlobal, Some(PushNull)) if arg & 1 == 0 && on(Id::C28) => {
                instrs[i].arg |= 1;
                instrs[i + 1].set_op0(Nop);
            }
            _ => {
                if let Some(op) = folding::unary_operator(&instrs[i])
                    && on(Id::C02)
                {
                    folding::unary(cfg, &mut instrs, i, op);
                } else if instrs[i].is_jump()
                    // `and` in `or` asks an operand once, at every level
                    && (matches!(instrs[i].op, JumpIfFalse | JumpIfTrue) || on(Id::C13))
                    && fuel > 0
                {
                    if jump_threading::thread(cfg, id, &mut instrs, i, next_blocks) {
                        fuel -= 1;
                        continue;
                    }
                }
            }
        }
        i += 1;
    }
    cfg.block_mut(id).instrs = instrs;
}
