//! C13: a jump to a jump goes to the second one's target.
//!
//! ```text
//! POP_JUMP_IF_TRUE a;  a: JUMP b          → NOP, POP_JUMP_IF_TRUE b     the NOP keeps the line, the jump takes a's
//! JUMP_IF_FALSE a;     a: JUMP_IF_FALSE b → NOP, JUMP_IF_FALSE b
//! JUMP_IF_FALSE a;     a: JUMP_IF_TRUE b  → JUMP_IF_FALSE (behind a)
//! ```
//!
//! FOR_ITER and guards are not threaded. The pairs of JUMP_IF are threaded at every level: `(a and b) or c` asks for the
//! truth of each operand once, and that is part of the language.

use pyopt_compiler::code::Opcode;
use pyopt_compiler::ir::{BlockId, Cfg, Instr};

/// At the last instruction `i` of block `id`, whose instructions were taken out. Tells whether to look at the same place
/// again.
pub fn thread(cfg: &Cfg, id: BlockId, instrs: &mut Vec<Instr>, i: usize, next: &[Option<BlockId>]) -> bool {
    use Opcode::*;
    let instr = &instrs[i];
    let Some(target) = instr.target.filter(|_| !instr.is_guard()) else { return false };
    let there = if target == id { &*instrs } else { &cfg.block(target).instrs };
    let Some(first) = there.first() else { return false };
    let op = match (instr.op, first.op) {
        (PopJumpIfNone | PopJumpIfNotNone | PopJumpIfFalse | PopJumpIfTrue, Jump) => instr.op,
        (JumpIfFalse, Jump | JumpIfFalse) | (JumpIfTrue, Jump | JumpIfTrue) => instr.op,
        (JumpIfFalse, JumpIfTrue) | (JumpIfTrue, JumpIfFalse) => {
            // The value is as the first jump found it, so the second one falls through.
            let Some(behind) = next[target.0 as usize] else { return false };
            instrs[i].target = Some(behind);
            return true;
        }
        (Jump | JumpNoInterrupt, Jump) => Jump,
        (Jump | JumpNoInterrupt, JumpNoInterrupt) => instr.op,
        _ => return false,
    };
    if first.target == instr.target {
        return false;
    }
    let jump = Instr { op, target: first.target, span: first.span, ..instr.clone() };
    instrs[i].set_op0(Nop);
    instrs.push(jump);
    true
}
