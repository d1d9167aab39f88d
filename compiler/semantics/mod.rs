//! What operators and formatting mean on builtin values: pure functions over plain Rust values.
//!
//! ```text
//! constant folding ─┐
//! the interpreter  ─┼─► semantics: one answer to `2 ** -1`, one wording of each error
//! (machine code)   ─┘
//! ```
//!
//! The folder is its table of contents: one file per operation family. Values are `i64`/[`BigInt`] (as
//! [`IntRef`] and [`Int`]), `f64`, [`Complex`], [`Wtf8`](crate::syntax::ast::Wtf8) and `[u8]`; what Python would
//! raise is a [`SemError`]. Nothing here allocates Python objects or calls user-defined methods.
//!
//! [`fold`] is the door for the optimizer: the same operations on [`Constant`](crate::syntax::ast::Constant)s,
//! within the size [`limits`], answering `None` wherever the exception (or the size) belongs to run time.

pub mod compare;
pub mod complex;
pub mod error;
pub mod exact;
pub mod float;
pub mod fold;
pub mod format;
pub mod format_spec;
pub mod int;
pub mod limbs;
pub mod limits;
pub mod parse;
pub mod percent;
pub mod sequence;
pub mod text;

pub use crate::syntax::ast::BigInt;
pub use complex::Complex;
pub use error::{SemError, SemErrorKind, SemResult};
pub use int::{Int, IntRef};
