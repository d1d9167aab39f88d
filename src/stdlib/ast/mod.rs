//! `_ast`: the classes of Python's syntax tree, and the ways between them and the compiler's own tree.
//!
//! ```text
//! grammar ─► classes ─► module _ast        one table; classes made once an engine
//! text ─ parse ─► Mod ─ to_objects ─► objects ─ from_objects ─► Mod ─ validate ─► the compiler
//!              └► type comments ─┘         └───► type comments
//! ```
//!
//! `compile` (in `builtins::evaluate`) calls both ways.

mod classes;
mod comments;
mod from_objects;
mod grammar;
mod nodes;
mod to_objects;
mod validate;

pub(crate) use classes::Classes;
pub(crate) use comments::Comments;
pub(crate) use from_objects::from_objects;
pub(crate) use to_objects::{function_type_to_objects, to_objects};

use super::{ModuleSpec, add};
use crate::value::Value;

/// Flags of `compile`, as `ast` calls them.
pub(crate) const FLAGS: &[(&str, i64)] = &[
    ("PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000),
    ("PyCF_ONLY_AST", 0x400),
    ("PyCF_TYPE_COMMENTS", 0x1000),
    ("PyCF_OPTIMIZED_AST", 0x8400),
];

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_ast",
    doc: "",
    functions: &[],
    init: |vm, module| {
        add(vm, module, "__doc__", Value::NONE)?;
        let classes = Classes::of(vm)?;
        for &(name, value) in FLAGS {
            add(vm, module, name, Value::small_int_unchecked(value))?;
        }
        for class in classes.published() {
            let name = class.name().as_wtf8().to_string();
            add(vm, module, &name, class.value())?;
        }
        Ok(())
    },
};
