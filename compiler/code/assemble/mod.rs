//! The assembler: a graph becomes the code object that CPython 3.14 would have laid out.
//!
//! ```text
//! label regions → lines → unbound loads → superinstructions → cold blocks last → lines
//!   → pseudo jumps → stack depth → cells and prefix → pseudo opcodes → jump direction → guard sites
//!   → borrowed loads → units, jumps, location table, exception table
//! ```
//!
//! All of it is needed for correct code, except superinstructions and borrowed loads, which [`AssembleOptions`] can switch
//! off. Optimizations live in `passes`; a graph that went through them arrives with `labelled` set.
//!
//! INVARIANT: whatever the graph, `assemble` answers with a code object or an error; it does not panic.

mod borrow;
mod cold;
mod depth;
mod emit;
mod guards;
mod jumps;
mod localsplus;
mod superinstructions;
mod tables;
mod unbound;

use super::object::CodeObject;
use crate::ir::{Cfg, VerifyError, layout, lines, regions, verify};
use std::fmt;

/// What may be left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AssembleOptions {
    /// Fuse pairs of local loads and stores (C18).
    pub superinstructions: bool,
    /// Load borrowed references where they are consumed in time (C19).
    pub borrow: bool,
}

impl Default for AssembleOptions {
    /// As CPython.
    fn default() -> Self {
        AssembleOptions { superinstructions: true, borrow: true }
    }
}

/// Why a graph is not a program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AssembleError {
    /// It breaks an invariant.
    Invalid(VerifyError),
    /// An instruction takes more off the stack than there is.
    StackUnderflow {
        /// In this code object.
        qualname: String,
        /// At this instruction.
        at: String,
    },
    /// Two paths reach a block with different depths.
    InconsistentDepth {
        /// In this code object.
        qualname: String,
        /// At this block.
        block: String,
        /// One depth.
        first: usize,
        /// The other one.
        second: usize,
    },
    /// A number does not fit the format.
    TooLarge(&'static str),
    /// A conditional pseudo jump stands where no real one can.
    Unsupported(String),
}

impl fmt::Display for AssembleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AssembleError::Invalid(error) => error.fmt(f),
            AssembleError::StackUnderflow { qualname, at } => {
                write!(f, "invalid CFG, stack underflow in {qualname} at {at}")
            }
            AssembleError::InconsistentDepth { qualname, block, first, second } => {
                write!(
                    f,
                    "invalid CFG, inconsistent stack depth in {qualname} at {block}: {first} and {second}"
                )
            }
            AssembleError::TooLarge(what) => write!(f, "too large to assemble: {what}"),
            AssembleError::Unsupported(what) => write!(f, "cannot assemble {what}"),
        }
    }
}

impl std::error::Error for AssembleError {}

/// Lays `cfg` out.
///
/// # Errors
/// When the graph is not valid: a bug of whoever made it.
pub fn assemble(cfg: Cfg, opts: &AssembleOptions) -> Result<CodeObject, Box<AssembleError>> {
    verify(&cfg).map_err(|error| Box::new(AssembleError::Invalid(error)))?;
    assemble_verified(cfg, opts)
}

/// Lays out a graph that `ir::verify` accepts.
///
/// # Errors
/// As [`assemble`].
///
/// # Panics
/// When the graph is one that `ir::verify` rejects.
pub fn assemble_verified(mut cfg: Cfg, opts: &AssembleOptions) -> Result<CodeObject, Box<AssembleError>> {
    debug_assert_eq!(verify(&cfg), Ok(()));
    prepare(&mut cfg);
    unbound::mark_possibly_unbound(&mut cfg);
    if opts.superinstructions {
        superinstructions::insert(&mut cfg);
    }
    cold::push_cold_blocks_to_end(&mut cfg);
    lines::resolve(&mut cfg);
    jumps::convert_pseudo_conditional(&mut cfg);
    let (stacksize, mut depths) = depth::compute(&cfg)?;
    let localsplus = localsplus::prepare(&mut cfg);
    jumps::convert_pseudo_ops(&mut cfg);
    jumps::normalize_direction(&mut cfg, &mut depths);
    guards::own_sites(&mut cfg, &mut depths);
    if opts.borrow {
        borrow::borrow_loads(&mut cfg, &depths);
    }
    emit::emit(cfg, localsplus, stacksize, &depths)
}

/// What every graph needs before the first pass may look at it: exception regions labelled, blocks canonical,
/// dead blocks gone, lines resolved. A second run does nothing.
pub fn prepare(cfg: &mut Cfg) {
    if cfg.labelled {
        return;
    }
    regions::label(cfg);
    layout::canonicalize(cfg);
    lines::skip_unlined_jumps(cfg);
    layout::remove_unreachable(cfg);
    lines::resolve(cfg);
}
