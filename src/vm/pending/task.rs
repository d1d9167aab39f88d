//! Tasks: what is left to do of a native that waits.
//!
//! ```text
//! [header][step][parent][value; 6][number][then, hears_stop, gives_item, keeps_end]
//! ```

use crate::heap::{Gc, Header, Heap, HeapObject, Marker};
use crate::objects::{Kind, heap_object_fields};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use std::cell::Cell;

/// How a task goes on: with the answer that it waited for (STOP if it asked for an item and there is none, an error if
/// an exception is pending). What it answers goes to its parent; CALL_PENDING: it asked again.
pub(crate) type StepFn = fn(&mut Vm, Gc<Task>, PyResult) -> PyResult;

/// How many values a task keeps.
pub(crate) const SLOTS: usize = 6;

/// A native that waits.
#[repr(C)]
pub(crate) struct Task {
    header: Header,
    step: Cell<StepFn>,
    /// Who waits for its answer; NULL: the instruction.
    pub(super) parent: Cell<Value>,
    values: [Cell<Value>; SLOTS],
    number: Cell<i64>,
    /// Without a parent: the continuation of the instruction.
    pub(super) then: Cell<u8>,
    /// `StopIteration` reaches it as an exception.
    pub(super) hears_stop: Cell<bool>,
    /// Its answer is an item: `StopIteration` means that there is none.
    pub(super) gives_item: Cell<bool>,
    /// What the generator that it waits for returns goes to its last slot.
    pub(super) keeps_end: Cell<bool>,
}

// SAFETY: `#[repr(C)]`, header first, and every field that refers to the heap is visited.
unsafe impl HeapObject for Task {
    const KIND: Kind = Kind::Task;
    fn trace(&self, marker: &mut Marker<'_>) {
        heap_object_fields!(self, marker, parent);
        self.values.iter().for_each(|v| marker.field(v));
    }
}

impl Task {
    /// A task without parent; the values that are not given are NULL.
    #[inline]
    pub(super) fn new(heap: &mut Heap, step: StepFn, values: &[Value], number: i64) -> Gc<Task> {
        let all = std::array::from_fn(|i| Cell::new(values.get(i).copied().unwrap_or(Value::NULL)));
        let task = Task {
            header: Header::new(Kind::Task, Kind::Task as u32),
            step: Cell::new(step),
            parent: Cell::new(Value::NULL),
            values: all,
            number: Cell::new(number),
            then: Cell::new(0),
            hears_stop: Cell::new(false),
            gives_item: Cell::new(false),
            keeps_end: Cell::new(false),
        };
        heap.alloc(task, 0)
    }

    /// Makes a task that has run wait for something else.
    #[inline(always)]
    pub(super) fn refill(this: Gc<Task>, heap: &mut Heap, step: StepFn, values: &[Value], number: i64) {
        heap.barrier(this);
        this.step.set(step);
        this.values.iter().zip(values).for_each(|(cell, &v)| cell.set(v));
        this.number.set(number);
    }

    /// What a task keeps behind its first value while it asks for one more item.
    #[inline(always)]
    pub(crate) fn keep(this: Gc<Task>, heap: &mut Heap, values: &[Value; SLOTS - 1], number: i64) {
        for (cell, &value) in this.values[1..].iter().zip(values) {
            if !cell.get().is(value) {
                heap.set(this, cell, value);
            }
        }
        this.number.set(number);
    }

    /// Replaces one of its values.
    #[inline(always)]
    pub(crate) fn put(this: Gc<Task>, heap: &mut Heap, i: usize, value: Value) {
        heap.set(this, &this.values[i], value);
    }

    /// The step.
    pub(super) fn step(&self) -> StepFn {
        self.step.get()
    }

    /// One of its values.
    pub(crate) fn get(&self, i: usize) -> Value {
        self.values[i].get()
    }

    /// The number that it keeps.
    pub(crate) fn number(&self) -> i64 {
        self.number.get()
    }
}
