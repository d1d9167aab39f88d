//! pyopt: how Python programs run. Values, heap and objects of the runtime.
//!
//! ```text
//! value    64 bits: doubles, small ints, immediates, pointers
//! heap     cells, collection, roots
//! objects  the layouts of built-in types
//! ```

pub mod heap;
pub mod objects;
pub mod value;

pub use value::{PyResult, Raised, Value};
