//! The control-flow graph between codegen and assembler.

pub mod build;
pub mod cfg;
pub mod layout;
pub mod lines;
pub mod regions;
pub mod text;
pub mod verify;

pub use cfg::{Block, BlockId, Cfg, Instr, MODULE_START, NO_COLUMN};
pub use verify::{VerifyError, verify};
