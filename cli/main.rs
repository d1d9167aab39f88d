//! The `pyopt` command.
fn main() {}
