//! The lines of constants that are not folded: those that tracers see where they are.
//!
//! ```text
//! 1: LOAD 1, 2: LOAD 2, 1: BUILD_TUPLE 2     1: x = (1,     a tracer is told of line 1 alone, as CPython folds the
//!    → 1: LOAD 1, 1: LOAD 2, 1: BUILD_TUPLE  2:      2)     tuple
//! ```
//!
//! The rewrites themselves tell: they run over a copy of the graph, in which they move no instruction.

use super::{Switch, constant_loads, peephole};
use crate::catalogue::Id;
use pyopt_compiler::code::Opcode;
use pyopt_compiler::ir::{Cfg, Instr};

/// The rewrites that make one constant of several instructions.
const FOLDING: [Id; 6] = [Id::C02, Id::C03, Id::C04, Id::C06, Id::C07, Id::C12];

/// Runs once, before any rewrite, where one of them is off.
pub fn run(cfg: &mut Cfg, on: Switch) {
    if FOLDING.iter().all(|id| on.allows(*id)) {
        return;
    }
    if !cfg.order.iter().any(|&id| may_fold(&cfg.block(id).instrs)) {
        return;
    }
    let folds = |id: Id| FOLDING.contains(&id);
    let folds = Switch::new(&folds);
    let mut folded = cfg.clone();
    constant_loads::run(&mut folded, folds);
    let next = cfg.next_blocks();
    for id in cfg.order.clone() {
        peephole::run(&mut folded, id, &next, folds);
        let mut span = None;
        for (instr, after) in cfg.block_mut(id).instrs.iter_mut().zip(&folded.block(id).instrs).rev() {
            if after.has_line() {
                span = Some(after.span);
            }
            if let Some(span) = span.filter(|_| instr.has_line()) {
                instr.span = span;
            }
        }
    }
}

/// Whether a rewrite may erase a load of these: whatever it is, a constant stands right before.
fn may_fold(instrs: &[Instr]) -> bool {
    use Opcode::*;
    // TO_BOOL of a constant is one, and so is an empty tuple.
    let is_const = |instr: &Instr| match instr.op {
        BuildTuple => instr.arg == 0,
        op => op.loads_const() || op == ToBool,
    };
    let mut behind_const = false;
    for instr in instrs {
        if behind_const
            && matches!(
                instr.op,
                UnaryNot | UnaryInvert | UnaryNegative | BinaryOp | BuildTuple | BuildList | BuildSet
            )
            || instr.op == CallIntrinsic1
        {
            return true;
        }
        behind_const = is_const(instr) || behind_const && instr.op == Nop;
    }
    false
}
