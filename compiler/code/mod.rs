//! Code objects: what they are, how they are made from a CFG, written, read, shown and checked.

mod equal;
pub mod facts;
pub mod object;
pub mod opcode;

pub use object::{CodeFlags, CodeObject, Const, GuardSite, KindFlags, LocalsPlus};
pub use opcode::{ArgKind, Opcode};
