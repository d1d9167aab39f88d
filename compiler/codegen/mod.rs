//! Syntax tree to control-flow graph: symbol tables, then one file per statement and expression family.
//!
//! ```text
//! Mod ─ scopes::build ─► SymbolTable ─┬─ check_module    errors and warnings of the tree as written
//!                                     └─ compile_module  of the (optimized) tree ─► one Cfg per scope ─► finish
//! ```
//!
//! Instruction choice, order and spans follow CPython 3.14's compiler: what comes out differs from CPython's
//! code only where an optimization wanted it to. Nothing is folded here.
//!
//! A pipeline calls `scopes::build` and [`check_module`] on the parsed tree, runs its passes, then
//! [`compile_module`] on what is left, with the same table (see `analysis::scopes` for what passes owe it).

mod annotations;
mod assignment;
mod calls;
mod checks;
mod classes;
mod compiler;
mod comprehensions;
mod error;
mod expressions;
mod fstrings;
mod functions;
pub mod future;
mod imports;
mod loops;
mod names;
mod patterns;
mod statements;
mod try_except;
mod type_params;
mod unit;
mod with;

pub use error::{CompileError, CompileWarning};
pub use expressions::constant;

use crate::analysis::scopes::SymbolTable;
use crate::code::CodeObject;
use crate::ir::Cfg;
use crate::syntax::ast::{Ident, Mod};
use compiler::Compiler;
use unit::FrameBlockKind;

/// How to compile.
#[derive(Clone, Debug)]
pub struct CompileOptions {
    /// `co_filename`.
    pub filename: Ident,
    /// 0, 1 for `-O` (no asserts), 2 for `-OO` (no docstrings either).
    pub optimize: u8,
    /// `from __future__ import annotations` inherited from the caller of `compile`.
    pub future_annotations: bool,
    /// `ast.PyCF_ALLOW_TOP_LEVEL_AWAIT`.
    pub allow_top_level_await: bool,
}

impl CompileOptions {
    /// The options of a file that is run without flags.
    pub fn new(filename: impl Into<Ident>) -> CompileOptions {
        CompileOptions {
            filename: filename.into(),
            optimize: 0,
            future_annotations: false,
            allow_top_level_await: false,
        }
    }
}

/// What a frame block carries for its unwinding.
#[derive(Clone, Debug)]
enum Datum<'a> {
    None,
    /// The body of a `finally`.
    Finally(&'a [crate::syntax::ast::Stmt]),
    /// The name of an `except … as name`.
    Name(Ident),
}

/// Runs on every finished scope: bytecode passes, then the assembler.
pub type Finish<'f> = dyn FnMut(Cfg) -> Result<CodeObject, CompileError> + 'f;

/// A compiled module, with the warnings of the tree that it was made of.
#[derive(Clone, Debug)]
pub struct CompiledModule {
    /// Its code.
    pub code: CodeObject,
    /// What [`check_module`] tells of the same tree.
    pub warnings: Vec<CompileWarning>,
}

/// Compiles a module; nested scopes are finished before the ones around them. The table is left as it was.
///
/// # Errors
/// What [`check_module`] finds, and whatever `finish` returns.
pub fn compile_module(
    module: &Mod,
    scopes: &mut SymbolTable,
    opts: &CompileOptions,
    finish: &mut Finish<'_>,
) -> Result<CompiledModule, CompileError> {
    let mut warnings = checks::finally_warnings(module);
    let mut compiler = Compiler::new(scopes, opts, false, finish);
    let code = compiler.module(module)?;
    warnings.append(&mut compiler.warnings);
    Ok(CompiledModule { code, warnings })
}

/// The errors and warnings that CPython's compiler finds after the symbol table, in its order. The table is left as it
/// was.
///
/// # Errors
/// The first error.
pub fn check_module(
    module: &Mod,
    scopes: &mut SymbolTable,
    opts: &CompileOptions,
) -> Result<Vec<CompileWarning>, CompileError> {
    let mut warnings = checks::finally_warnings(module);
    let mut finish = |_| Ok(CodeObject::default());
    let mut compiler = Compiler::new(scopes, opts, true, &mut finish);
    compiler.module(module)?;
    warnings.append(&mut compiler.warnings);
    Ok(warnings)
}
