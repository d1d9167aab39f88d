//! Modules: a namespace with a name.
//!
//! ```text
//! [header: shape = class][dict ─► Dict (namespace)]
//! ```

use super::{Dict, Kind, heap_object};
use crate::heap::{Gc, Header, Heap};
use crate::value::Value;
use std::cell::Cell;

/// A module.
#[repr(C)]
pub struct Module {
    header: Header,
    dict: Cell<Value>,
}

heap_object!(Module: Module, trace dict);

impl Module {
    /// A module of the class that `shape` names, over a dict that becomes a namespace.
    pub fn new(heap: &mut Heap, shape: u32, dict: Gc<Dict>) -> Gc<Module> {
        Dict::make_namespace(dict, heap);
        heap.alloc(Module { header: Header::new(Kind::Module, shape), dict: Cell::new(dict.value()) }, 0)
    }

    /// `__dict__`.
    #[inline(always)]
    pub fn dict(&self) -> Gc<Dict> {
        self.dict.get().downcast().expect("a module has a dict")
    }
}
