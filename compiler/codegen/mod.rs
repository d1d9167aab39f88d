//! Syntax tree to control-flow graph: symbol tables, then one file per statement and expression family.
