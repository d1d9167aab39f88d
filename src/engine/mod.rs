//! The engine from outside: what it is given.

pub mod host;
pub mod program;
pub mod setup;
pub mod system;

pub use host::{Host, PollFd, Sealed};
pub use program::Program;
pub use setup::Setup;
pub use system::SystemHost;
