//! What pyopt does to programs: guarded AST passes, CFG passes, and the pipeline that orders them.

pub mod bytecode;
