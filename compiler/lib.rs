//! Python 3.14 source to code object: text ↔ AST ↔ CFG ↔ code object, and what operators mean on constants.
//!
//! ```text
//! source ─ syntax ─► AST ─ codegen ─► CFG (ir) ─ code ─► code object, marshal, dis
//!                     └─ analysis, semantics: what passes may know ─┘
//! ```

pub mod analysis;
pub mod code;
pub mod codegen;
pub mod ir;
pub mod map;
pub mod semantics;
pub mod syntax;
