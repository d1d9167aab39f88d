//! `dict_keys`, `dict_values` and `dict_items`: what `keys()`, `values()` and `items()` give.
//!
//! ```text
//! [header][dict ─► Dict][which]      holds nothing of its own: it shows the dict as it is now
//! ```

use super::{Dict, Kind, heap_object};
use crate::heap::{Gc, Header, Heap};
use crate::value::Value;
use std::cell::Cell;

/// What of a dict a view shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum ViewOf {
    Keys,
    Values,
    Items,
}

/// A view.
#[repr(C)]
pub struct DictView {
    header: Header,
    dict: Cell<Value>,
    of: ViewOf,
}

heap_object!(DictView: DictView, trace dict);

impl DictView {
    /// A view of a dict; the shape says which class it is of.
    pub fn new(heap: &mut Heap, shape: u32, dict: Gc<Dict>, of: ViewOf) -> Gc<DictView> {
        let header = Header::new(Kind::DictView, shape);
        heap.alloc(DictView { header, dict: Cell::new(dict.value()), of }, 0)
    }

    /// The dict.
    pub fn dict(&self) -> Gc<Dict> {
        self.dict.get().downcast().expect("a view has a dict")
    }

    /// What it shows.
    pub fn of(&self) -> ViewOf {
        self.of
    }
}
