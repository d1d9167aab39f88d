//! The passes over a control-flow graph, in CPython's order; later ones rely on earlier ones.
//!
//! ```text
//! prepare → copy small exits → unreachable → lines → constant loads → peephole, a block at a time, then swaps
//!   → NOPs and load/pop pairs → unreachable → redundant jumps → idle handlers → unused constants → numbering → assembler
//! ```
//!
//! With CPython's own rewrites on ([`Id::is_cpythons`]), the code object equals the one CPython 3.14 makes. A rewrite asks `on.allows(Id::C04)` before it
//! acts, and says `on.fired(Id::C04, …)` when it does; what is needed for correct code is the assembler's and has no switch.

pub mod constant_lines;
pub mod constant_loads;
pub mod constants;
pub mod displays;
pub mod exits;
pub mod folding;
pub mod idle_handlers;
pub mod jump_threading;
pub mod load_pop_pairs;
pub mod numbering;
pub mod peephole;
pub mod permutations;
pub mod swaps;
pub mod tuples;
pub mod unused_constants;

use crate::catalogue::Id;
use pyopt_compiler::code::assemble::{assemble_verified, prepare};
use pyopt_compiler::code::{AssembleError, AssembleOptions, CodeObject};
use pyopt_compiler::ir::{Cfg, Instr, layout, lines, verify};

/// Which rewrites may run, and who hears of those that were made.
#[derive(Clone, Copy)]
pub struct Switch<'s> {
    allows: &'s dyn Fn(Id) -> bool,
    heard: Option<&'s dyn Fn(Id, Option<u32>)>,
}

impl<'s> Switch<'s> {
    /// Nobody hears.
    pub fn new(allows: &'s dyn Fn(Id) -> bool) -> Switch<'s> {
        Switch { allows, heard: None }
    }

    /// `heard` is told of each rewrite, and at which line it is made.
    pub fn heard(self, heard: &'s dyn Fn(Id, Option<u32>)) -> Switch<'s> {
        Switch { heard: Some(heard), ..self }
    }

    /// All rewrites.
    pub fn all() -> Switch<'static> {
        Switch::new(&|_| true)
    }

    /// CPython's own rewrites.
    pub fn cpython() -> Switch<'static> {
        Switch::new(&Id::is_cpythons)
    }

    /// Whether a rewrite may run.
    pub fn allows(self, id: Id) -> bool {
        (self.allows)(id)
    }

    /// A rewrite is made at this instruction; costs nothing where nobody hears. One that is off may still be made where
    /// correct code needs it: nobody hears of that.
    pub fn fired(self, id: Id, at: &Instr) {
        if let Some(heard) = self.heard
            && self.allows(id)
        {
            heard(id, at.has_line().then_some(at.span.line));
        }
    }

    /// A rewrite is made that belongs to no line.
    pub fn fired_in_all(self, id: Id) {
        if let Some(heard) = self.heard {
            heard(id, None);
        }
    }

    /// Whether anybody hears.
    pub fn is_heard(self) -> bool {
        self.heard.is_some()
    }
}

/// Where a graph stands on its way through the passes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Step {
    /// As codegen built it.
    Built,
    /// Small exits copied, exception regions labelled, lines resolved.
    Exits,
    /// Behind the pass over constant loads.
    ConstantLoads,
    /// Behind the peephole and the swaps.
    Peephole,
    /// Behind the removal of loads that are popped.
    LoadPopPairs,
    /// Behind the removal of blocks, jumps and NOPs that do nothing.
    Layout,
    /// Behind the removal of constants that nothing loads.
    Constants,
    /// As the assembler gets it.
    Done,
}

/// Runs every bytecode pass that `on` allows; `observe` sees the graph at each step.
///
/// # Errors
/// When the graph was not valid to begin with.
pub fn optimize(
    cfg: &mut Cfg,
    on: Switch,
    observe: &mut dyn FnMut(Step, &Cfg),
) -> Result<(), Box<AssembleError>> {
    verify(cfg).map_err(|error| Box::new(AssembleError::Invalid(error)))?;
    optimize_verified(cfg, on, observe);
    Ok(())
}

/// [`optimize`] for a graph that `ir::verify` accepts, as those that codegen makes.
///
/// # Panics
/// When the graph is one that `ir::verify` rejects.
pub fn optimize_verified(cfg: &mut Cfg, on: Switch, observe: &mut dyn FnMut(Step, &Cfg)) {
    debug_assert_eq!(verify(cfg), Ok(()), "{} was not valid to begin with", cfg.qualname);
    observe(Step::Built, cfg);
    prepare_unlined(cfg, on);
    constant_lines::run(cfg, on);
    observe(Step::Exits, cfg);
    constant_loads::run(cfg, on);
    observe(Step::ConstantLoads, cfg);
    let next = cfg.next_blocks();
    for at in 0..cfg.order.len() {
        let id = cfg.order[at];
        peephole::run(cfg, id, &next, on);
        swaps::run(cfg, id, on);
        permutations::run(cfg, id, on);
    }
    observe(Step::Peephole, cfg);
    load_pop_pairs::run(cfg, on);
    observe(Step::LoadPopPairs, cfg);
    layout::remove_unreachable(cfg);
    layout::remove_redundant_nops_and_jumps(cfg);
    idle_handlers::run(cfg, on);
    observe(Step::Layout, cfg);
    if on.allows(Id::C21) {
        unused_constants::run(cfg, on);
    }
    observe(Step::Constants, cfg);
    numbering::run(cfg, on);
    debug_assert_eq!(verify(cfg), Ok(()), "a bytecode pass broke {}", cfg.qualname);
    observe(Step::Done, cfg);
}

/// The assembler's preparation, with small exits copied before lines are resolved.
fn prepare_unlined(cfg: &mut Cfg, on: Switch) {
    if cfg.labelled {
        return;
    }
    if !on.allows(Id::C15) {
        return prepare(cfg);
    }
    pyopt_compiler::ir::regions::label(cfg);
    layout::canonicalize(cfg);
    exits::run(cfg, on);
    lines::resolve(cfg);
}

/// Makes the code object of a graph that went through [`optimize`].
///
/// # Errors
/// When it cannot be laid out: a bug of whoever made it.
pub fn assemble(cfg: Cfg, on: Switch) -> Result<CodeObject, Box<AssembleError>> {
    let options = AssembleOptions { superinstructions: on.allows(Id::C18), borrow: on.allows(Id::C19) };
    let code = assemble_verified(cfg, &options)?;
    if on.is_heard() {
        hear_assembled(&code, on);
    }
    Ok(code)
}

/// C18 and C19 are the assembler's: they are read off the code.
fn hear_assembled(code: &CodeObject, on: Switch) {
    use pyopt_compiler::code::Opcode::*;
    let Some(heard) = on.heard else { return };
    let runs = code.lines();
    for instruction in code.instructions().map_while(Result::ok) {
        let ids: &[Id] = match instruction.op {
            LoadFastLoadFast | StoreFastLoadFast | StoreFastStoreFast => &[Id::C18],
            LoadFastBorrow => &[Id::C19],
            LoadFastBorrowLoadFastBorrow => &[Id::C18, Id::C19],
            _ => continue,
        };
        let at = runs.get(runs.partition_point(|run| run.1 <= instruction.offset));
        let line = at.and_then(|run| u32::try_from(run.2?).ok());
        ids.iter().for_each(|&id| heard(id, line));
    }
}
