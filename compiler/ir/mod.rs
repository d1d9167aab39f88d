//! The control-flow graph between codegen and assembler.

pub mod cfg;

pub use cfg::{Block, BlockId, Cfg, Instr};
