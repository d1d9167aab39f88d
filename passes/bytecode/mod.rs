//! The passes over a control-flow graph, in CPython's order; later ones rely on earlier ones.
//!
//! ```text
//! prepare → copy small exits → unreachable → lines → constant loads → peephole, a block at a time, then swaps
//!   → NOPs and load/pop pairs → unreachable → redundant jumps → unused constants → assembler
//! ```
//!
//! With everything on, the code object equals the one CPython 3.14 makes. A rewrite asks `on(Id::C04)` before it acts; what
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

use crate::catalogue::Id;
use pyopt_compiler::code::assemble::{assemble_verified, prepare};
use pyopt_compiler::code::{AssembleError, AssembleOptions, CodeObject};
use pyopt_compiler::ir::{Cfg, layout, lines, verify};

/// Which rewrites may run.
pub type Switch<'s> = &'s dyn Fn(Id) -> bool;

/// All of them.
pub fn all(_: Id) -> bool {
    true
}

/// Runs every bytecode pass that `on` allows.
///
/// # Errors
/// When the graph was not valid to begin with.
pub fn optimize(cfg: &mut Cfg, on: Switch) -> Result<(), Box<AssembleError>> {
    verify(cfg).map_err(|error| Box::new(AssembleError::Invalid(error)))?;
    prepare_unlined(cfg, on);
    constant_lines::run(cfg, on);
    constant_loads::run(cfg, on);
    let next = cfg.next_blocks();
    for at in 0..cfg.order.len() {
        let id = cfg.order[at];
        peephole::run(cfg, id, &next, on);
        swaps::run(cfg, id, on);
    }
    load_pop_pairs::run(cfg, on);
    layout::remove_unreachable(cfg);
    layout::remove_redundant_nops_and_jumps(cfg);
    if on(Id::C21) {
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
    if !on(Id::C15) {
        return prepare(cfg);
    }
    pyopt_compiler::ir::regions::label(cfg);
    layout::canonicalize(cfg);
    exits::run(cfg);
    lines::resolve(cfg);
}

/// Makes the code object of a graph that went through [`optimize`].
///
/// # Errors
/// When it cannot be laid out: a bug of whoever made it.
pub fn assemble(cfg: Cfg, on: Switch) -> Result<CodeObject, Box<AssembleError>> {
    assemble_verified(cfg, &AssembleOptions { superinstructions: on(Id::C18), borrow: on(Id::C19) })
}
