//! C02 and C03: operators on constants that the tree did not show.
//!
//! `LOAD a, LOAD b, BINARY_OP → LOAD (a op b)` when the operation neither raises nor warns and the result is small enough;
//! `semantics::fold` decides.

use super::Switch;
use super::constants::{erase_all, loaded, loads_before, make_load};
use crate::catalogue::Id;
use pyopt_compiler::code::Const;
use pyopt_compiler::code::Opcode;
use pyopt_compiler::codegen::constant;
use pyopt_compiler::ir::{Cfg, Instr};
use pyopt_compiler::semantics::fold;
use pyopt_compiler::syntax::ast::{Operator, UnaryOp};

/// NB_SUBSCR.
const SUBSCRIPT: u32 = 26;

/// C02 at `i`.
pub fn unary(cfg: &mut Cfg, instrs: &mut [Instr], i: usize, op: UnaryOp, on: Switch) {
    let Some(loads) = loads_before(instrs, i, 1) else { return };
    let operand = loaded(&cfg.consts, &instrs[loads[0]]).as_ref().and_then(Const::to_constant);
    let Some(result) = operand.and_then(|value| fold::unary(op, &value)) else { return };
    on.fired(Id::C02, &instrs[i]);
    erase_all(instrs, &loads);
    make_load(cfg, &mut instrs[i], constant(&result));
}

/// C03 at `i`.
pub fn binary(cfg: &mut Cfg, instrs: &mut [Instr], i: usize, on: Switch) {
    let Some(loads) = loads_before(instrs, i, 2) else { return };
    let operand = |at: usize| loaded(&cfg.consts, &instrs[at]).as_ref().and_then(Const::to_constant);
    let (Some(left), Some(right)) = (operand(loads[0]), operand(loads[1])) else { return };
    let result = match operator(instrs[i].arg) {
        Some(op) => fold::binary(op, &left, &right).ok(),
        None if instrs[i].arg == SUBSCRIPT => fold::subscript(&left, &right),
        None => None,
    };
    let Some(result) = result else { return };
    on.fired(Id::C03, &instrs[i]);
    erase_all(instrs, &loads);
    make_load(cfg, &mut instrs[i], constant(&result));
}

fn operator(arg: u32) -> Option<Operator> {
    use Operator::*;
    let all = [Add, BitAnd, FloorDiv, LShift, MatMult, Mult, Mod, BitOr, Pow, RShift, Sub, Div, BitXor];
    all.get(arg as usize).copied()
}

/// The operator of a unary instruction.
pub fn unary_operator(instr: &Instr) -> Option<UnaryOp> {
    match (instr.op, instr.arg) {
        (Opcode::UnaryNot, _) => Some(UnaryOp::Not),
        (Opcode::UnaryInvert, _) => Some(UnaryOp::Invert),
        (Opcode::UnaryNegative, _) => Some(UnaryOp::USub),
        (Opcode::CallIntrinsic1, 5) => Some(UnaryOp::UAdd),
        _ => None,
    }
}
