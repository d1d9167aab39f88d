//! What the names of a module are known to mean, as long as nobody changes them: constants and imported modules.
//!
//! ```text
//! LIMIT = 60 * 60     the constant 3600
//! import math         the module of that name, whose constants are known as well
//! ```
//!
//! A name counts if it is bound in one place of the whole module, by a statement of the module itself. Whatever is known
//! is a guess about the running program: who uses it does so behind a guard, which compares the value when it is armed.

use super::functions::{self, KnownFunction};
use super::kill::ModuleNames;
use crate::map::Map;
use crate::semantics::fold;
use crate::syntax::ast::{Constant, Expr, ExprKind, Ident, Stmt, StmtKind};

/// The names of a module that are known.
#[derive(Clone, Default, Debug)]
pub struct KnownGlobals {
    /// Bound to a constant.
    pub constants: Map<Ident, Constant>,
    /// Bound to a module, by its name.
    pub modules: Map<Ident, Ident>,
    /// Bound to a function that the module defines.
    pub functions: Map<Ident, KnownFunction>,
}

impl KnownGlobals {
    /// Those of a module with these statements.
    pub fn of_stmts(body: &[Stmt], names: &ModuleNames) -> KnownGlobals {
        let mut known = KnownGlobals::default();
        if names.star_import {
            return known;
        }
        let once = |name: &Ident| !names.rebound.contains(name) && !names.deleted.contains(name);
        for stmt in body {
            match &stmt.kind {
                StmtKind::Assign { targets, value } => {
                    if let [Expr { kind: ExprKind::Name { id, .. }, .. }] = &targets[..]
                        && once(id)
                        && let Some(value) = value_of(value)
                    {
                        known.constants.insert(id.clone(), value);
                    }
                }
                StmtKind::AnnAssign { target, value: Some(value), .. } => {
                    if let ExprKind::Name { id, .. } = &target.kind
                        && once(id)
                        && let Some(value) = value_of(value)
                    {
                        known.constants.insert(id.clone(), value);
                    }
                }
                StmtKind::Import(aliases) => {
                    for alias in aliases {
                        let bound = alias.asname.as_ref().unwrap_or(&alias.name);
                        if once(bound) && !alias.name.contains('.') {
                            known.modules.insert(bound.clone(), alias.name.clone());
                        }
                    }
                }
                _ => {}
            }
        }
        known.functions = functions::of_stmts(body, names, &known);
        known
    }
}

/// The value of an expression of constants alone. How deep it goes is bounded by what a source may nest.
fn value_of(expr: &Expr) -> Option<Constant> {
    match &expr.kind {
        ExprKind::Constant(value) => Some(value.clone()),
        ExprKind::UnaryOp { op, operand } => fold::unary(*op, &value_of(operand)?),
        ExprKind::BinOp { left, op, right } => fold::binary(*op, &value_of(left)?, &value_of(right)?).ok(),
        ExprKind::Tuple { elts, .. } => {
            elts.iter().map(value_of).collect::<Option<Vec<_>>>().map(|items| Constant::Tuple(items.into()))
        }
        _ => None,
    }
}

/// The constants of library modules that programs read: `module.name`.
pub fn module_constant(module: &str, name: &str) -> Option<Constant> {
    const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
    const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const PUNCTUATION: &str = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    let text = |text: &str| Some(fold::str_constant(text.into()));
    match (module, name) {
        ("math" | "cmath", "pi") => Some(Constant::Float(std::f64::consts::PI)),
        ("math" | "cmath", "e") => Some(Constant::Float(std::f64::consts::E)),
        ("math" | "cmath", "tau") => Some(Constant::Float(std::f64::consts::TAU)),
        ("math" | "cmath", "inf") => Some(Constant::Float(f64::INFINITY)),
        ("sys", "maxsize") => Some(Constant::Int(i64::MAX)),
        ("sys", "maxunicode") => Some(Constant::Int(0x10_ffff)),
        ("sys", "byteorder") => text(if cfg!(target_endian = "little") { "little" } else { "big" }),
        ("string", "ascii_lowercase") => text(LOWER),
        ("string", "ascii_uppercase") => text(UPPER),
        ("string", "ascii_letters") => text(&format!("{LOWER}{UPPER}")),
        ("string", "digits") => text("0123456789"),
        ("string", "hexdigits") => text("0123456789abcdefABCDEF"),
        ("string", "octdigits") => text("01234567"),
        ("string", "punctuation") => text(PUNCTUATION),
        _ => None,
    }
}
