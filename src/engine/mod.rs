//! The engine from outside: what it is given.

pub mod convert;
pub mod embed;
pub mod function;
pub mod host;
pub mod object;
pub mod program;
pub mod setup;
pub mod system;

pub use convert::{Bytes, FromPython, IntoPython};
pub use embed::{Engine, EngineBuilder, StopHandle};
pub use function::HostFunction;
pub use host::{Host, PollFd, Sealed};
pub use object::{Error, Object};
pub use program::Program;
pub use setup::Setup;
pub use system::SystemHost;
