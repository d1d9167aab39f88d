//! What pyopt does to programs: guarded AST passes, CFG passes, and the pipeline that orders them.
//!
//! ```text
//! source ─► tree ─► checks ─► [catalogue: one pass a row, to a fixed point] ─► codegen ─► CFG passes ─► code object
//! ```
//!
//! One pass is one file and one row of the [`catalogue`]; it rewrites through [`pass::Cx`], which records each
//! change as a [`Remark`]. `ASSUMPTIONS.md` lists what the passes take for granted.

pub mod ast;
pub mod bytecode;
pub mod catalogue;
pub mod compile;
pub mod elsewhere;
pub mod pass;
pub mod pipeline;
pub mod steps;
pub mod walk;

pub use catalogue::{Id, Level};
pub use compile::{Compiled, compile, compile_with};
pub use pass::{AstPass, Remark, RemarkKind};
pub use pipeline::{OptLevel, Options};
