//! The engine from outside: what it is given.

pub mod convert;
pub mod embed;
pub mod flags;
pub mod function;
pub mod host;
pub mod object;
pub mod program;
pub mod setup;
pub mod signals;
pub mod spawn;
pub mod system;

pub use convert::{Bytes, FromPython, IntoPython};
pub use embed::{Engine, EngineBuilder, StopHandle};
pub use flags::Flags;
pub use function::HostFunction;
pub use host::{Host, PollFd, Sealed, SignalAction, TerminalAttributes, TerminalRequest};
pub use object::{Error, Object};
pub use program::Program;
pub use setup::Setup;
pub use signals::Signals;
pub use spawn::Spawn;
pub use system::SystemHost;
