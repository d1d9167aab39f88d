//! What passes and codegen may know about a program without running it.

pub mod functions;
pub mod globals;
pub mod kill;
pub mod locals;
pub mod methods;
pub mod purity;
pub mod scopes;
mod scopes_analyze;
mod scopes_build;
pub mod value_parts;
pub mod visit;
