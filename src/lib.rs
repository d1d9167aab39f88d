//! pyopt: how Python programs run. Values, heap and objects of the runtime.
//!
//! ```text
//! value    64 bits: doubles, small ints, immediates, pointers
//! heap     cells, collection, roots
//! objects  the layouts of built-in types
//! vm       the loop and what it works on
//! engine   what it is given by whoever embeds it
//! builtins the built-in functions and methods
//! stdlib   the modules written in Rust
//! ```

pub mod builtins;
pub mod engine;
pub mod heap;
pub mod objects;
pub mod stdlib;
pub mod value;
pub mod vm;

pub use engine::{
    Bytes, Engine, EngineBuilder, Error, Flags, FromPython, Host, HostFunction, IntoPython, Object, Program,
    Sealed, Setup, SignalAction, Signals, StopHandle, SystemHost, TerminalAttributes, TerminalRequest,
};
pub use pyopt_passes::OptLevel;
pub use value::{PyResult, Raised, Value};
pub use vm::find::path_text;
pub use vm::secret::HashSeed;
pub use vm::{Limits, Vm};
