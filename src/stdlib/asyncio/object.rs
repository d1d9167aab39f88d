//! The layouts of this room.
//!
//! ```text
//! Future    [header][loop][callback][context][callbacks][outcome][traceback][source][message][waiters]
//!           [state][traits][requests]([coroutine][name][task's context][waits for] in a task)([attributes])
//! Iterator  [header][future]                  what `await future` steps
//! Step      [header][task][error]             a call takes the task one step further
//! ```
//!
//! | state | outcome |
//! |---|---|
//! | pending | NULL |
//! | cancelled | the `CancelledError` that ended the task, until somebody was given it; else NULL |
//! | finished | the result; the exception if `FAILED` |
//!
//! A future's first callback has fields of its own, as most have one only; more are pairs in a list. `waiters` is NULL,
//! one future, or a set of them.

use crate::heap::{Gc, Header, Heap, HeapObject, Marker, flags};
use crate::objects::{Kind, heap_object, heap_object_fields};
use crate::value::Value;
use std::cell::Cell;

/// How far a future has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum FutureState {
    /// Nothing has come of it yet.
    Pending,
    /// It was cancelled.
    Cancelled,
    /// It has a result or an exception.
    Finished,
}

/// What is true of a future.
pub(super) mod traits {
    /// Nobody has asked for its exception yet.
    pub(in super::super) const LOG_TRACEBACK: u8 = 1;
    /// `await` handed it to the task that runs.
    pub(in super::super) const BLOCKING: u8 = 2;
    /// Its outcome is an exception.
    pub(in super::super) const FAILED: u8 = 4;
    /// It has the fields of a task.
    pub(in super::super) const TASK: u8 = 8;
    /// The next step throws `CancelledError`.
    pub(in super::super) const MUST_CANCEL: u8 = 16;
    /// It says so when it dies pending.
    pub(in super::super) const LOG_DESTROY: u8 = 32;
    /// It belongs to the tasks of its loop.
    pub(in super::super) const REGISTERED: u8 = 64;
    /// Its class is the engine's own: no method is overridden.
    pub(in super::super) const EXACT: u8 = 128;
}

/// A future or a task.
#[repr(C)]
pub struct Future {
    header: Header,
    /// Its event loop; NULL before `__init__`.
    pub(super) event_loop: Cell<Value>,
    /// The first callback, or NULL.
    pub(super) callback: Cell<Value>,
    /// The context that it runs in.
    pub(super) context: Cell<Value>,
    /// More of them: a list of pairs, or NULL.
    pub(super) callbacks: Cell<Value>,
    /// See the table above.
    pub(super) outcome: Cell<Value>,
    /// The traceback that its exception had when it was set, or NULL.
    pub(super) traceback: Cell<Value>,
    /// Where it was made, in debug mode, or NULL.
    pub(super) source: Cell<Value>,
    /// The message of `cancel`, or NULL.
    pub(super) message: Cell<Value>,
    /// Who awaits it.
    pub(super) waiters: Cell<Value>,
    /// How far it has come.
    pub(super) state: Cell<FutureState>,
    traits: Cell<u8>,
    /// A task: how many requests to cancel it were not taken back.
    pub(super) requests: Cell<u32>,
    /// The fields of a task follow.
    task: [Cell<Value>; 0],
}

/// How many fields a task has beyond those of a future.
const TASK_FIELDS: usize = 4;

// SAFETY: `#[repr(C)]`, header first; a task's fields are initialised when it is made, and every field is visited.
unsafe impl HeapObject for Future {
    const KIND: Kind = Kind::Future;
    fn trace(&self, marker: &mut Marker<'_>) {
        heap_object_fields!(self, marker, event_loop callback context callbacks outcome);
        heap_object_fields!(self, marker, traceback source message waiters);
        self.task_fields().iter().for_each(|f| marker.field(f));
    }
}

impl Future {
    /// One without anything, of the class that `shape` names; `attrs`: with the word for attributes.
    pub(super) fn new(heap: &mut Heap, (shape, attrs): (u32, bool), is: u8) -> Gc<Future> {
        let header = Header::new(Kind::Future, shape);
        let null = || Cell::new(Value::NULL);
        let future = Future {
            header: header.with_flags(if attrs { flags::HAS_ATTRS } else { 0 }),
            event_loop: null(),
            callback: null(),
            context: null(),
            callbacks: null(),
            outcome: null(),
            traceback: null(),
            source: null(),
            message: null(),
            waiters: null(),
            state: Cell::new(FutureState::Pending),
            traits: Cell::new(is),
            requests: Cell::new(0),
            task: [],
        };
        let fields = if is & traits::TASK != 0 { TASK_FIELDS } else { 0 };
        let future = heap.alloc(future, (fields + usize::from(attrs)) * size_of::<Value>());
        // SAFETY: the cell has room for the fields behind the struct; plain stores into fresh memory.
        unsafe {
            let first = future.as_ptr().cast::<Future>().add(1).cast::<Value>();
            (0..fields).for_each(|i| first.add(i).write(Value::NULL));
        }
        heap.init_attrs_word(future.as_ptr());
        future
    }

    /// The future that a value is.
    #[inline]
    pub(crate) fn of(value: Value) -> Option<Gc<Future>> {
        value.downcast()
    }

    /// Whether all of these are true of it.
    #[inline]
    pub(super) fn is(&self, which: u8) -> bool {
        self.traits.get() & which == which
    }

    /// Makes something true or false of it.
    #[inline]
    pub(super) fn put(&self, which: u8, on: bool) {
        let others = self.traits.get() & !which;
        self.traits.set(if on { others | which } else { others });
    }

    /// Whether nothing has come of it yet.
    #[inline]
    pub(super) fn is_pending(&self) -> bool {
        self.state.get() == FutureState::Pending
    }

    /// Whether nobody would notice when it dies: it is over, its exception was asked for, and its class is the engine's.
    pub(crate) fn dies_quietly(&self) -> bool {
        self.is(traits::EXACT) && !self.is_pending() && !self.is(traits::LOG_TRACEBACK)
    }

    #[inline]
    fn task_fields(&self) -> &[Cell<Value>] {
        let count = if self.is(traits::TASK) { TASK_FIELDS } else { 0 };
        // SAFETY: so many values follow the struct.
        unsafe { std::slice::from_raw_parts(self.task.as_ptr(), count) }
    }

    /// A field of a task; NULL of a future that is none.
    #[inline]
    pub(super) fn task_field(&self, field: TaskField) -> Value {
        self.task_fields().get(field as usize).map_or(Value::NULL, Cell::get)
    }

    /// Sets a field of a task.
    #[inline]
    pub(super) fn set_task_field(this: Gc<Future>, heap: &mut Heap, field: TaskField, value: Value) {
        if let Some(cell) = this.task_fields().get(field as usize) {
            heap.set(this, cell, value);
        }
    }
}

/// The fields of a task.
#[derive(Clone, Copy, Debug)]
pub(super) enum TaskField {
    /// What it runs.
    Coroutine,
    /// Its name; the number that a name is made of when somebody asks.
    Name,
    /// The context that it runs in.
    Context,
    /// The future that it waits for, or NULL.
    WaitsFor,
}

/// What `await future` steps.
#[repr(C)]
pub struct FutureIterator {
    header: Header,
    /// The future, NULL after `close` and `throw`.
    pub(super) future: Cell<Value>,
}

heap_object!(FutureIterator: FutureIterator, trace future);

impl FutureIterator {
    /// One at its beginning, whose class the allocation sets.
    pub(super) fn of(future: Gc<Future>) -> FutureIterator {
        FutureIterator { header: Header::new(Kind::FutureIterator, 0), future: Cell::new(future.value()) }
    }
}

/// A call takes the task one step further.
#[repr(C)]
pub struct TaskStep {
    header: Header,
    /// The task.
    pub(super) task: Cell<Value>,
    /// What is thrown into its coroutine, or NULL.
    pub(super) error: Cell<Value>,
}

heap_object!(TaskStep: TaskStep, trace task error);

impl TaskStep {
    /// One whose class the allocation sets.
    pub(super) fn of(task: Gc<Future>, error: Value) -> TaskStep {
        let [task, error] = [task.value(), error].map(Cell::new);
        TaskStep { header: Header::new(Kind::TaskStep, 0), task, error }
    }
}
