//! (room semantics)
