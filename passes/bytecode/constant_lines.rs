//! The lines of constants that are not folded: those that tracers see where they are.
//!
//! ```text
//! 1: LOAD 1, 2: LOAD 2, 1: BUILD_TUPLE 2     1: x = (1,     a tracer is told of line 1 alone, as CPython folds the
//!    → 1: LOAD 1, 1: LOAD 2, 1: BUILD_TUPLE  2:      2)     tuple
//! ```
//!
//! The rewrites themselves tell: they run over a copy of the graph, in which they move no instruction.

use super::{Switch, constant_loads, peephole};
use pyopt_compiler::ir::Cfg;

/// The rewrites that make one constant of several instructions.
const FOLDING: [&str; 6] = ["C02", "C03", "C04", "C06", "C07", "C12"];

/// Runs once, before any rewrite, where one of them is off.
pub fn run(cfg: &mut Cfg, on: Switch) {
    if FOLDING.iter().all(|name| on.allows(name)) {
        return;
    }
    let folds = |name: &str| FOLDING.contains(&name);
    let folds = Switch::new(&folds);
    let mut folded = cfg.clone();
    constant_loads::run(&mut folded, folds);
    for id in cfg.order.clone() {
        peephole::run(&mut folded, id, folds);
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
