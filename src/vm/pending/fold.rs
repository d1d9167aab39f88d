//! Loops over an iterable that may wait: for each item, and for what an item asks for.
//!
//! ```text
//! fold::<F>(iterable, state) ─► ask_iter ─► run: ask_next ─► F::item ─► … ─► STOP ─► F::end
//!                                 │ pending    │ pending       │ pending
//!                                 ▼            ▼               ▼
//!                               began        got_item        got_answer ─► F::answer, and on with the loop
//! ```
//!
//! The state is on the native stack while the loop runs, and in a task while it waits.

use super::{SLOTS, Task};
use crate::heap::Gc;
use crate::objects::List;
use crate::value::{PyResult, Value};
use crate::vm::Vm;

/// What a loop keeps.
#[derive(Clone, Copy)]
pub(crate) struct State {
    /// Values, in an order that the loop knows.
    pub(crate) values: [Value; SLOTS - 1],
    /// A number.
    pub(crate) number: i64,
}

impl State {
    /// The state with these values first, then NULL.
    pub(crate) fn new(values: &[Value]) -> State {
        let values = std::array::from_fn(|i| values.get(i).copied().unwrap_or(Value::NULL));
        State { values, number: 0 }
    }
}

/// A loop over an iterable.
pub(crate) trait Fold {
    /// Whether `item` leaves the state as it is.
    const IS_STEADY: bool = false;

    /// Takes an item. NULL: go on; CALL_PENDING: `answer` gets what was asked for; else the answer of the whole loop.
    fn item(vm: &mut Vm, state: &mut State, item: Value) -> PyResult;

    /// Takes the answer to what `item` asked for; answers as that does.
    fn answer(_: &mut Vm, _: &mut State, _: Value) -> PyResult {
        Ok(Value::NULL)
    }

    /// The answer of the loop when the items are used up.
    fn end(vm: &mut Vm, state: &State) -> PyResult;
}

/// Begins a loop over an iterable.
pub(crate) fn fold<F: Fold>(vm: &mut Vm, iterable: Value, state: State) -> PyResult {
    match vm.ask_iter(iterable)? {
        Value::CALL_PENDING => wait(vm, None, began::<F>, Value::NULL, &state),
        iterator => run::<F>(vm, None, iterator, state),
    }
}

/// As [`fold`]; a `TypeError` at the beginning says `message` instead.
pub(crate) fn fold_or_say<F: Fold>(vm: &mut Vm, iterable: Value, state: State, message: &str) -> PyResult {
    match vm.ask_iter_or_say(iterable, message)? {
        Value::CALL_PENDING => wait(vm, None, began::<F>, Value::NULL, &state),
        iterator => run::<F>(vm, None, iterator, state),
    }
}

/// Goes on with a loop; `task` waited for it until now.
#[inline]
pub(super) fn run<F: Fold>(
    vm: &mut Vm,
    task: Option<Gc<Task>>,
    iterator: Value,
    mut state: State,
) -> PyResult {
    loop {
        match vm.ask_next(iterator)? {
            Value::STOP => return F::end(vm, &state),
            Value::CALL_PENDING => return wait(vm, task, got_item::<F>, iterator, &state),
            item => {
                vm.poll(1)?;
                match F::item(vm, &mut state, item)? {
                    Value::NULL => {}
                    Value::CALL_PENDING => return wait(vm, task, got_answer::<F>, iterator, &state),
                    answer => return Ok(answer),
                }
            }
        }
    }
}

#[inline]
fn wait(
    vm: &mut Vm,
    task: Option<Gc<Task>>,
    step: super::StepFn,
    iterator: Value,
    state: &State,
) -> PyResult {
    let mut values = [iterator; SLOTS];
    values[1..].copy_from_slice(&state.values);
    vm.wait(task, step, &values, state.number)
}

fn state_of(task: Gc<Task>) -> (Value, State) {
    let values = std::array::from_fn(|i| task.get(i + 1));
    (task.get(0), State { values, number: task.number() })
}

fn began<F: Fold>(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let (_, state) = state_of(task);
    run::<F>(vm, Some(task), answer?, state)
}

fn got_item<F: Fold>(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let (iterator, mut state) = state_of(task);
    let item = answer?;
    if item == Value::STOP {
        return F::end(vm, &state);
    }
    vm.poll(1)?;
    let taken = F::item(vm, &mut state, item)?;
    if taken.is_null() && vm.may_ask_again(iterator) {
        if !F::IS_STEADY {
            Task::keep(task, &mut vm.heap, &state.values, state.number);
        }
        return Ok(Value::ASK_AGAIN);
    }
    went_on::<F>(vm, task, iterator, state, taken)
}

fn got_answer<F: Fold>(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let (iterator, mut state) = state_of(task);
    let taken = F::answer(vm, &mut state, answer?)?;
    went_on::<F>(vm, task, iterator, state, taken)
}

fn went_on<F: Fold>(vm: &mut Vm, task: Gc<Task>, iterator: Value, state: State, taken: Value) -> PyResult {
    match taken {
        Value::NULL => run::<F>(vm, Some(task), iterator, state),
        Value::CALL_PENDING => wait(vm, Some(task), got_answer::<F>, iterator, &state),
        answer => Ok(answer),
    }
}

/// Waits for the next item of a loop that has begun elsewhere.
#[cold]
#[inline(never)]
pub(crate) fn item_later<F: Fold>(vm: &mut Vm, iterator: Value, state: &State) -> PyResult {
    wait(vm, None, got_item::<F>, iterator, state)
}

/// Appends the items to a list, which is the answer.
pub(super) struct Append;

impl Fold for Append {
    const IS_STEADY: bool = true;

    #[inline(always)]
    fn item(vm: &mut Vm, state: &mut State, item: Value) -> PyResult {
        if let Some(list) = state.values[0].downcast::<List>() {
            let pushed = List::push(list, &mut vm.heap, item);
            vm.check(pushed)?;
        }
        Ok(Value::NULL)
    }

    fn end(_: &mut Vm, state: &State) -> PyResult {
        Ok(state.values[0])
    }
}
