//! What coroutines and asynchronous generators hand out to be awaited.
//!
//! ```text
//! [header: class][target][value][stage]
//! class                    target              value
//! coroutine_wrapper        the coroutine       –
//! async_generator_asend    the generator       what is sent
//! async_generator_athrow   the generator       the arguments of athrow, NULL for aclose
//! anext_awaitable          the awaitable       the default of anext
//! (wrapped value)          –                   what an asynchronous generator yielded: no program sees this object
//! ```

use super::{Kind, heap_object};
use crate::heap::{Gc, Header, Heap};
use crate::value::Value;
use std::cell::Cell;

/// How far an awaitable has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Stage {
    /// Nobody has awaited it.
    Fresh,
    /// It is being awaited.
    Awaited,
    /// It was awaited.
    Closed,
}

/// An awaitable of the language itself.
#[repr(C)]
pub struct Awaitable {
    header: Header,
    /// What it drives.
    pub target: Cell<Value>,
    /// What it needs for that.
    pub value: Cell<Value>,
    /// How far it has come.
    pub stage: Cell<Stage>,
}

heap_object!(Awaitable: Awaitable, trace target value);

impl Awaitable {
    /// An awaitable of the class that `shape` names.
    pub fn new(heap: &mut Heap, shape: u32, target: Value, value: Value) -> Gc<Awaitable> {
        let header = Header::new(Kind::Awaitable, shape);
        let [target, value] = [target, value].map(Cell::new);
        heap.alloc(Awaitable { header, target, value, stage: Cell::new(Stage::Fresh) }, 0)
    }
}
