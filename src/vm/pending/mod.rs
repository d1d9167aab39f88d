//! Natives that wait for Python code: they ask for a call or an item, return, and are continued with the answer.
//!
//! ```text
//! native ─► ask_next(it) ─► an item, STOP, …                         the native just goes on
//!                        └► CALL_PENDING: what is asked stands in `Vm::pending`
//!           suspend(step, values) ─► a task behind what is asked; CALL_PENDING goes up, Rust unwinds
//! loop   ─► begin_pending: [operands][innermost task] │ frame that was asked for, KIND = TASK
//!           … RETURN_VALUE ─► drive: step(task, answer) ─► asks again │ its own answer goes to the task behind it, …
//!                                                        ─► at last to the continuation of the instruction
//! Rust   ─► settle: as the loop, but what is asked runs in a loop of its own
//! ```
//!
//! So nothing that Python can see recurses in Rust: `max(map(f, …))` inside of `f` costs frames of the VM stack only.
//! Where no Python code is needed, no task is made either.
//!
//! INVARIANTS:
//! - Who gets CALL_PENDING makes its task, if it has anything left to do, and returns CALL_PENDING: nothing else may
//!   run, no poll and no other call. The frame that was asked for lies unprotected above the stack's top until then.
//! - The answer of a native (of a `NativeFn`) is never STOP; whoever asks for an item as a native's answer puts
//!   [`Vm::answer_of_next`] behind it.
//! - A task belongs to one activation. Its step takes it out of the chain; it comes back by `wait`.
//!
//! A step that takes one item after the other from a generator answers ASK_AGAIN: its task stays where it is.
//!
//! To make a native wait: call `ask_call`, `ask_next`, `ask_iter` or `ask_list` instead of `call`, `next`, `iter` and
//! `list_of`, and hand on CALL_PENDING behind a task that knows how to go on. Loops over an iterable are a [`Fold`].

mod ask;
mod attribute;
mod construct;
mod drive;
mod fold;
mod special;
mod task;

pub(crate) use attribute::Wanted;
pub(crate) use drive::{task_ended, task_raised, task_value};
pub(crate) use fold::{Fold, State, fold, fold_or_say, item_later};
pub(crate) use task::{SLOTS, StepFn, Task};

use super::Vm;
use super::call::NewFrame;
use crate::heap::Gc;
use crate::objects::List;
use crate::objects::generator::Generator;
use crate::value::{PyResult, Value};

/// What is asked for.
#[derive(Clone, Copy)]
enum What {
    /// Nothing is.
    Nothing,
    /// A frame, bound above the top of the stack.
    Frame(NewFrame),
    /// A generator that goes on with a value.
    Resume { generator: Value, sent: Value },
}

/// What the answer is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// The value of a call.
    Call,
    /// An item of an iterator; STOP if the generator returns, or `StopIteration` comes.
    Item,
    /// What `next` and the methods of a generator answer: at the end this value, NULL for `StopIteration`.
    Method(Value),
}

/// What a native that answered `CALL_PENDING` asked for, and the tasks that wait for it.
#[derive(Clone, Copy)]
pub(crate) struct Pending {
    what: What,
    way: Way,
    /// The innermost task, and the outermost one; NULL if there are none.
    first: Value,
    last: Value,
}

impl Default for Pending {
    fn default() -> Pending {
        Pending { what: What::Nothing, way: Way::Call, first: Value::NULL, last: Value::NULL }
    }
}

impl Pending {
    /// Nothing is asked for.
    pub(crate) fn is_nothing(&self) -> bool {
        matches!(self.what, What::Nothing)
    }
}

impl Vm {
    /// What is pending is answered to `step`, with these values: by a task of its own, or by `task`, which the caller is
    /// a step of.
    #[inline]
    pub(crate) fn wait(
        &mut self,
        task: Option<Gc<Task>>,
        step: StepFn,
        values: &[Value],
        number: i64,
    ) -> PyResult {
        let task = match task {
            Some(task) => {
                Task::refill(task, &mut self.heap, step, values, number);
                task
            }
            None => Task::new(&mut self.heap, step, values, number),
        };
        self.wait_for_pending(task);
        Ok(Value::CALL_PENDING)
    }

    /// Whether a step that got an item from this generator may simply ask it for the next one: what the task keeps is up
    /// to date, its first value is the generator, and the step answers ASK_AGAIN.
    #[inline(always)]
    pub(crate) fn may_ask_again(&self, iterator: Value) -> bool {
        iterator.downcast::<Generator>().is_some_and(|generator| {
            Vm::is_plain_generator(generator) && self.is_ready(generator, Value::NONE)
        })
    }

    /// Goes on with a generator or coroutine that is ready, for a native whose step gets what it yields, or STOP at its
    /// end: the last slot of the task holds what it returned then.
    pub(crate) fn wait_for_coroutine(
        &mut self,
        generator: Gc<Generator>,
        step: StepFn,
        value: Value,
    ) -> PyResult {
        self.ask(What::Resume { generator: generator.value(), sent: Value::NONE }, Way::Item);
        let task = Task::new(&mut self.heap, step, &[value], 0);
        task.keeps_end.set(true);
        self.wait_for_pending(task);
        Ok(Value::CALL_PENDING)
    }

    /// ASK_AGAIN in the words of `wait`: the task waits for the next item of its generator.
    fn asked_again(&mut self, task: Gc<Task>) -> PyResult {
        self.ask(What::Resume { generator: task.get(0), sent: Value::NONE }, Way::Item);
        self.wait_for_pending(task);
        Ok(Value::CALL_PENDING)
    }

    /// As [`Vm::wait`], for a step that gets `StopIteration` as it was raised.
    fn wait_hearing_stop(&mut self, step: StepFn, values: &[Value]) -> PyResult {
        let task = Task::new(&mut self.heap, step, values, 0);
        task.hears_stop.set(true);
        self.wait_for_pending(task);
        Ok(Value::CALL_PENDING)
    }

    /// A list of values that a task keeps: what is pending goes when there is no memory for it.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn keep_list(&mut self, items: &[Value]) -> PyResult<Gc<List>> {
        self.new_list(items).inspect_err(|_| self.pending = Pending::default())
    }

    #[inline(always)]
    fn wait_for_pending(&mut self, task: Gc<Task>) {
        self.settle_way();
        match self.pending.last.downcast::<Task>() {
            Some(last) => self.heap.set(last, &last.parent, task.value()),
            None => self.pending.first = task.value(),
        }
        self.pending.last = task.value();
    }

    /// The answer of a generator's method, if that is what is pending, is made by a task from here on.
    #[inline(always)]
    fn settle_way(&mut self) {
        if let Way::Method(default) = self.pending.way {
            self.answer_later(default);
        }
    }

    #[cold]
    #[inline(never)]
    fn answer_later(&mut self, default: Value) {
        self.pending.way = Way::Item;
        let task = Task::new(&mut self.heap, answer_step, &[default], 0);
        task.hears_stop.set(true);
        (self.pending.first, self.pending.last) = (task.value(), task.value());
    }

    /// What is pending, or what the tasks behind it answer, is an item.
    #[inline]
    fn ask_for_item(&mut self) {
        self.settle_way();
        match self.pending.last.downcast::<Task>() {
            Some(last) => last.gives_item.set(true),
            None => self.pending.way = Way::Item,
        }
    }

    /// What `next(iterator, default)` answers when the iterator answered this; NULL for no default.
    ///
    /// # Errors
    /// `StopIteration` at the end.
    pub(crate) fn answer_of_next(&mut self, answer: Value, default: Value) -> PyResult {
        match answer {
            Value::STOP if default.is_null() => Err(self.raise_stop(Value::NONE)),
            Value::STOP => Ok(default),
            Value::CALL_PENDING => {
                let pending = &mut self.pending;
                if let (What::Resume { .. }, true) = (pending.what, pending.first.is_null()) {
                    pending.way = Way::Method(default);
                    return Ok(answer);
                }
                if let Some(last) = pending.last.downcast::<Task>() {
                    // The exception itself is the answer.
                    last.gives_item.set(false);
                }
                self.wait_hearing_stop(answer_step, &[default])
            }
            item => Ok(item),
        }
    }

    /// None as the answer of what answered this.
    ///
    /// # Errors
    /// Those of the answer.
    pub(crate) fn none_for(&mut self, answer: PyResult) -> PyResult {
        match answer? {
            Value::CALL_PENDING => self.wait(None, none_step, &[], 0),
            _ => Ok(Value::NONE),
        }
    }

    /// What an iterator answers whose `__next__` answered this: STOP instead of `StopIteration`.
    ///
    /// # Errors
    /// All others.
    #[inline(never)]
    pub(crate) fn item_of_call(&mut self, answer: PyResult) -> PyResult {
        match answer {
            Ok(Value::CALL_PENDING) => {
                self.ask_for_item();
                answer
            }
            Err(_) if self.raised_is(self.types.stop_iteration) => {
                self.raised = Value::NULL;
                Ok(Value::STOP)
            }
            answer => answer,
        }
    }
}

/// `next(iterator, default)` got its answer.
fn answer_step(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let default = task.get(0);
    match answer {
        Ok(item) => vm.answer_of_next(item, default),
        Err(_) if !default.is_null() && vm.raised_is(vm.types.stop_iteration) => {
            vm.raised = Value::NULL;
            Ok(default)
        }
        raised => raised,
    }
}

/// What has no value was done.
fn none_step(_: &mut Vm, _: Gc<Task>, answer: PyResult) -> PyResult {
    answer.map(|_| Value::NONE)
}
