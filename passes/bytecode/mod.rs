//! The passes over a control-flow graph, in CPython's order; later ones rely on earlier ones.
//!
//! ```text
//! prepare → copy small exits → unreachable → lines → constant loads → peephole, a block at a time, then swaps
//!   → NOPs and load/pop pairs → unreachable → redundant jumps → unused constants → assembler
//! ```
//!
//! With everything on, the code object equals the one CPython 3.14 makes. A rewrite asks `on("C04")` before it acts; what
//! is needed for correct code is the assembler's and has no switch.

pub mod constant_lines;
pub mod constant_loads;
pub mod constants;
pub mod displays;
pub mod exits;
pub mod folding;
pub mod jump_threading;
pub mod load_pop_pairs;
pub mod peephole;
pub mod swaps;
pub mod tuples;
pub mod unused_constants;

use pyopt_compiler::code::{AssembleError, AssembleOptions, CodeObject, assemble, assemble::prepare};
use pyopt_compiler::ir::{Cfg, VerifyError, layout, lines, verify};

/// Which rewrites may run, by their catalogue name (`C04`).
pub type Switch<'s> = &'s dyn Fn(&str) -> bool;

/// All of them.
pub fn all(_: &str) -> bool {
    true
}

/// Runs every bytecode pass that `on` allows.
///
/// # Errors
/// When the graph was not valid to begin with.
pub fn optimize(cfg: &mut Cfg, on: Switch) -> Result<(), Box<VerifyError>> {
    verify(cfg)?;
    prepare_unlined(cfg, on);
    constant_lines::run(cfg, on);
    constant_loads::run(cfg, on);
    for id in cfg.order.clone() {
        peephole::run(cfg, id, on);
        swaps::run(cfg, id, on);
    }
    load_pop_pairs::run(cfg, on);
    layout::remove_unreachable(cfg);
    layout::remove_redundant_nops_and_jumps(cfg);
    if on("C21") {
        unused_constants::run(cfg);
    }
    debug_assert_eq!(verify(cfg), Ok(()), "a bytecode pass broke {}", cfg.qualname);
    Ok(())
}

/// The assembler's preparation, with small exits copied before lines are resolved.
fn prepare_unlined(cfg: &mut Cfg, on: Switch) {
    if cfg.labelled {
        return;
    }
    if !on("C15") {
        return prepare(cfg);
    }
    pyopt_compiler::ir::regions::label(cfg);
    layout::canonicalize(cfg);
    exits::run(cfg);
    layout::remove_unreachable(cfg);
    lines::resolve(cfg);
}

/// Optimizes and assembles; `observe` sees the graph in between.
///
/// # Errors
/// When the graph is not valid: a bug of whoever made it.
pub fn compile(
    mut cfg: Cfg,
    on: Switch,
    observe: &mut dyn FnMut(&Cfg),
) -> Result<CodeObject, Box<AssembleError>> {
    optimize(&mut cfg, on).map_err(|error| Box::new(AssembleError::Invalid(*error)))?;
    observe(&cfg);
    assemble(cfg, &AssembleOptions { superinstructions: on("C18"), borrow: on("C19") })
}
