//! Code objects: what they are, how they are made from a CFG, written, read, shown and checked.

pub mod assemble;
pub mod dis;
mod equal;
pub mod facts;
pub mod frame_state;
pub mod frozen;
pub mod instructions;
pub mod locations;
pub mod marshal;
pub mod object;
pub mod opcode;
pub mod pyc;
pub mod repr;
pub mod verify;

pub use assemble::{AssembleError, AssembleOptions, assemble};
pub use object::{CodeFlags, CodeObject, CompileUnit, Const, GuardSite, KindFlags, LocalsPlus, Unrolled};
pub use opcode::{ArgKind, Opcode};
