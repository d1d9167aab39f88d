//! Code objects: what they are, how they are made from a CFG, written, read, shown and checked.

pub mod object;
pub mod opcode;

pub use object::{CodeFlags, CodeObject, Const, GuardSite, KindFlags, LocalsPlus};
pub use opcode::{ArgKind, Opcode};
