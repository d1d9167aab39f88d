//! The iterators of `itertools`: one layout, whose fields each tool reads in its own way.
//!
//! ```text
//! [header][source][extra][held][position][end][how]
//! ```

use crate::heap::{Gc, Header};
use crate::objects::{Kind, heap_object};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use std::cell::Cell;

/// Which tool it is, and what its fields hold. A NULL source: it ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum How {
    /// source: the next number; extra: the step.
    Count,
    /// source: the iterator, NULL once it ended; extra: the list of its items; position: the next of these.
    Cycle,
    /// source: the object; position: how often still, -1 for ever.
    Repeat,
    /// source: the iterator; extra: the function or None; held: the total; position: 1 while it is the initial one.
    Accumulate,
    /// source: the iterator of iterables; extra: the iterator at work, or NULL.
    Chain,
    /// source: the data; extra: the selectors.
    Compress,
    /// source: the iterator; extra: the predicate; position: 1 once an item passed.
    DropWhile,
    /// source: the iterator; extra: the predicate.
    TakeWhile,
    /// source: the iterator; extra: the predicate or None.
    FilterFalse,
    /// source: the iterator; extra: the function.
    StarMap,
    /// source: the iterator; position: items taken; end: where to stop, -1 nowhere; held: the next index;
    /// extra: the step.
    ISlice,
    /// source: the iterator; extra: the item before, or NULL.
    Pairwise,
    /// source: the iterator; end: items in a batch; position: 1 for `strict`.
    Batched,
    /// source: the list of iterators, None for an ended one; extra: the fill value; position: how many still run.
    ZipLongest,
    /// source: the tuple of pools; extra: the list of indices; position: see `Progress`.
    Product,
    /// source: the pool; extra: the list of indices; held: the list of cycles; end: items chosen; position: as above.
    Permutations,
    /// source: the pool; extra: the list of indices; end: items chosen; position: as above.
    Combinations,
    /// As `Combinations`.
    CombinationsWithReplacement,
    /// source: the iterator; extra: the key function or None; held: target key, key, item, group at work.
    GroupBy,
    /// source: the groupby; extra: the key of the group.
    Group,
    /// source: the link it stands at: a list of the iterator, the item or NULL, the next link or NULL.
    Tee,
}

/// An iterator of `itertools`.
#[repr(C)]
pub struct Tool {
    header: Header,
    /// What it works on; NULL once it ended.
    pub source: Cell<Value>,
    /// A second value.
    pub extra: Cell<Value>,
    /// A third value.
    pub held: Cell<Value>,
    /// Where it stands.
    pub position: Cell<i64>,
    /// Where it ends.
    pub end: Cell<i64>,
    /// Which tool it is.
    pub how: How,
}

heap_object!(Tool: Tool, trace source extra held);

impl Tool {
    /// A tool of the class that is being called.
    ///
    /// # Errors
    /// `TypeError` for what is no class of that tool.
    pub(super) fn make(
        vm: &mut Vm,
        class: Value,
        how: How,
        [source, extra, held]: [Value; 3],
        [position, end]: [i64; 2],
    ) -> PyResult {
        let own = super::class_of(vm, how);
        let class = vm.class_for_new(class, own)?;
        let [source, extra, held] = [source, extra, held].map(Cell::new);
        let [position, end] = [position, end].map(Cell::new);
        let header = Header::new(Kind::Tool, 0);
        let tool = vm.alloc_instance(class, Tool { header, source, extra, held, position, end, how });
        Ok(tool.value())
    }

    /// Lets go of everything: it ended.
    pub(super) fn finish(this: Gc<Tool>) -> PyResult<Option<Value>> {
        this.source.set(Value::NULL);
        this.extra.set(Value::NULL);
        this.held.set(Value::NULL);
        Ok(None)
    }
}
