//! pyopt: how Python programs run.
