//! What codegen refuses, and what it finds doubtful.

use crate::syntax::ast::Span;

/// A `SyntaxError` that only the compiler sees, still in spans (byte columns, as CPython reports them here).
#[derive(Clone, PartialEq, Debug)]
pub struct CompileError {
    /// CPython's message.
    pub msg: String,
    /// Where it points.
    pub span: Span,
}

/// A `SyntaxWarning` of the compiler.
#[derive(Clone, PartialEq, Debug)]
pub struct CompileWarning {
    /// CPython's message.
    pub msg: String,
    /// Where it points.
    pub span: Span,
}

impl std::fmt::Display for CompileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.msg)
    }
}

impl std::error::Error for CompileError {}
