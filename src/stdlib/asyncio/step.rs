//! One step of a task: its coroutine goes on until the next `await` that has to wait.
//!
//! ```text
//! Context.run ─► step ─► enter the task ─► the coroutine, in the loop of the machine
//!                                            ├ yields a future ─► the future gets `task_wakeup` as a callback
//!                                            ├ yields None ─► the next step is called soon
//!                                            ├ returns, raises ─► the result of the task
//!                                            └► leave the task
//! ```

use super::future::{self, context_of, exact, task_of};
use super::object::{Future, FutureState, TaskField, TaskStep, traits};
use super::running::{enter_task, leave_task, loop_of, swap_task};
use super::{ask_named, cancelled_error, now, task};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::generator::Generator;
use crate::objects::getset::GetSetDef;
use crate::objects::{BoundMethod, Dict, Exception, Kind, Tuple};
use crate::stdlib::contextvars;
use crate::value::{PyResult, Raised, Value};
use crate::vm::generator::Resumed;
use crate::vm::native_type::TypeSpec;
use crate::vm::pending::{SLOTS, Task as Waiting};
use crate::vm::{Held, Vm};

/// What the event loop calls to take a task one step further.
static STEP: TypeSpec = TypeSpec {
    methods: STEP_METHODS,
    getset: STEP_FIELDS,
    ..TypeSpec::new("_asyncio", "TaskStepMethWrapper", Kind::TaskStep)
};

natives! { STEP_METHODS:
    "__call__" "(self, /, *args, **kwargs)" |vm, args| {
        let step = step_receiver(vm, args[0], "__call__")?;
        if args[2].downcast::<Dict>().is_some_and(|named| !named.is_empty()) {
            return Err(vm.raise_type_error("function takes no keyword arguments"));
        }
        if args[1].downcast::<Tuple>().is_some_and(|given| !given.items().is_empty()) {
            return Err(vm.raise_type_error("function takes no positional arguments"));
        }
        run_step(vm, step)
    };
}

static STEP_FIELDS: &[GetSetDef] = &[GetSetDef::new("__self__", |vm, v| {
    let step = step_receiver(vm, v, "__self__")?;
    Ok(step.task.get())
})];

natives! { WAKEUP:
    "task_wakeup" "(self, fut, /)" |vm, args| match task_of(args[0]) {
        Some(task) => wake_up(vm, task, args[1]),
        None => Err(vm.raise_not_for(&task::TASK, args[0], "task_wakeup")),
    };
}

fn step_receiver(vm: &mut Vm, value: Value, method: &str) -> PyResult<Gc<TaskStep>> {
    match value.downcast() {
        Some(step) => Ok(step),
        None => Err(vm.raise_not_for(&STEP, value, method)),
    }
}

/// What came of a coroutine's step.
enum Outcome {
    Yielded(Value),
    Returned(Value),
    Raised,
}

/// The call of a step; CALL_PENDING when Python code has to run.
pub(crate) fn run_step(vm: &mut Vm, step: Gc<TaskStep>) -> PyResult {
    match task_of(step.task.get()) {
        Some(task) => begin(vm, task, step.error.get()),
        None => Ok(Value::NONE),
    }
}

/// The event loop shall call a step soon; CALL_PENDING when Python code has to run.
pub(super) fn ask_step_soon(vm: &mut Vm, task: Gc<Future>, error: Value) -> PyResult {
    let class = vm.native_type(&STEP);
    let step = vm.alloc_instance(class, TaskStep::of(task, error)).value();
    future::ask_call_soon(vm, task.event_loop.get(), step, Value::NULL, context_of(task))
}

/// The callback of a future that the task waits for.
fn wakeup_of(vm: &mut Vm, task: Gc<Future>) -> Value {
    if vm.held(Held::TaskWakeup).is_null() {
        let class = vm.native_type(&task::TASK);
        let method = vm.new_method(class, &WAKEUP[0]);
        vm.hold(Held::TaskWakeup, method.value());
    }
    let function = vm.held(Held::TaskWakeup);
    BoundMethod::new(&mut vm.heap, function, task.value()).value()
}

/// The future that the task waited for is over.
fn wake_up(vm: &mut Vm, task: Gc<Future>, awaited: Value) -> PyResult {
    future::remove_waiter(vm, awaited, task.value())?;
    let result = match exact(awaited) {
        Some(awaited) => future::take_result(vm, awaited),
        None => {
            let name = vm.intern("result");
            let answer = ask_named(vm, awaited, name, &[], &[]);
            now(vm, answer)
        }
    };
    let error = match result {
        Ok(_) => Value::NULL,
        Err(Raised) => vm.take_raised(),
    };
    begin(vm, task, error)
}

/// Takes a task one step further.
fn begin(vm: &mut Vm, task: Gc<Future>, error: Value) -> PyResult {
    enter_task(vm, task.event_loop.get(), task.value())?;
    let error = match prepare(vm, task, error) {
        Ok(error) => error.non_null(),
        Err(raised) => return leave(vm, task, Err(raised)),
    };
    let coroutine = task.task_field(TaskField::Coroutine);
    if error.is_none()
        && let Some(generator) = coroutine.downcast::<Generator>()
        && vm.is_ready(generator, Value::NONE)
    {
        return vm.wait_for_coroutine(generator, coroutine_step, task.value());
    }
    let outcome = resume(vm, coroutine, error);
    let answer = conclude(vm, task, outcome);
    leave_after(vm, None, task, answer)
}

/// What is thrown into the coroutine, NULL for nothing.
///
/// # Errors
/// `InvalidStateError` for a task that is over.
fn prepare(vm: &mut Vm, task: Gc<Future>, error: Value) -> PyResult {
    if !task.is_pending() {
        let shown = vm.repr_string(task.value())?;
        let error = vm.repr_string(error.non_null().unwrap_or(Value::NONE))?;
        return Err(future::raise_invalid(vm, &format!("__step(): already done: {shown} {error}")));
    }
    let mut error = error;
    if task.is(traits::MUST_CANCEL) {
        let class = cancelled_error(vm)?;
        if error.is_null() || !vm.type_of(error).is_subclass(class) {
            error = future::make_cancelled(vm, task)?;
        }
        task.put(traits::MUST_CANCEL, false);
    }
    Future::set_task_field(task, &mut vm.heap, TaskField::WaitsFor, Value::NULL);
    if task.task_field(TaskField::Coroutine).is_null() {
        return Err(vm.raise_str(vm.types.runtime_error, "uninitialized Task object"));
    }
    Ok(error)
}

/// Goes on with a coroutine, in a loop of its own.
fn resume(vm: &mut Vm, coroutine: Value, error: Option<Value>) -> Outcome {
    if let Some(generator) = coroutine.downcast::<Generator>() {
        let resumed = match error {
            None => vm.resume_generator(generator, Ok(Value::NONE)),
            Some(error) => vm.throw_into(generator, &[error], true),
        };
        return match resumed {
            Ok(Resumed::Yielded(value)) => Outcome::Yielded(value),
            Ok(Resumed::Returned(value)) => Outcome::Returned(value),
            Err(Raised) => outcome_of(vm, Err(Raised)),
        };
    }
    let answer = match error {
        Some(error) => super::call_named(vm, coroutine, "throw", &[error], &[]),
        None => match vm.special(coroutine, "__next__") {
            Some(next) => vm.call_method(next, coroutine, &[]),
            None => super::call_named(vm, coroutine, "send", &[Value::NONE], &[]),
        },
    };
    outcome_of(vm, answer)
}

/// What a call of a coroutine's method came to.
fn outcome_of(vm: &mut Vm, answer: PyResult) -> Outcome {
    match answer {
        Ok(value) => Outcome::Yielded(value),
        Err(Raised) if vm.raised_is(vm.types.stop_iteration) => {
            let stop = vm.take_raised();
            Outcome::Returned(vm.stop_value(stop))
        }
        Err(Raised) => Outcome::Raised,
    }
}

/// The coroutine came back to the loop of the machine.
fn coroutine_step(vm: &mut Vm, waiting: Gc<Waiting>, answer: PyResult) -> PyResult {
    let Some(task) = task_of(waiting.get(0)) else { return Ok(Value::NONE) };
    let outcome = match answer {
        Ok(Value::STOP) => Outcome::Returned(waiting.get(SLOTS - 1).non_null().unwrap_or(Value::NONE)),
        Ok(value) => Outcome::Yielded(value),
        Err(Raised) => Outcome::Raised,
    };
    let answer = conclude(vm, task, outcome);
    leave_after(vm, Some(waiting), task, answer)
}

/// Leaves the task when the answer is there.
fn leave_after(vm: &mut Vm, waiting: Option<Gc<Waiting>>, task: Gc<Future>, answer: PyResult) -> PyResult {
    match answer {
        Ok(Value::CALL_PENDING) => vm.wait(waiting, leave_step, &[task.value()], 0),
        answer => leave(vm, task, answer),
    }
}

fn leave_step(vm: &mut Vm, waiting: Gc<Waiting>, answer: PyResult) -> PyResult {
    match task_of(waiting.get(0)) {
        Some(task) => leave(vm, task, answer),
        None => answer,
    }
}

/// The step is over.
fn leave(vm: &mut Vm, task: Gc<Future>, answer: PyResult) -> PyResult {
    let event_loop = task.event_loop.get();
    if answer.is_ok() {
        leave_task(vm, event_loop, task.value())?;
        return Ok(Value::NONE);
    }
    let raised = vm.take_raised();
    let left = leave_task(vm, event_loop, task.value());
    Err(chain(vm, raised, left))
}

/// The exception `before` is pending again, or the context of what was raised since.
fn chain(vm: &mut Vm, before: Value, since: PyResult<()>) -> Raised {
    if since.is_err() {
        if let Some(e) = vm.raised.downcast::<Exception>() {
            vm.heap.set(e, &e.context, before);
        }
    } else {
        vm.raised = before;
    }
    Raised
}

/// What follows from the coroutine's step; CALL_PENDING when Python code has to run.
fn conclude(vm: &mut Vm, task: Gc<Future>, outcome: Outcome) -> PyResult {
    match outcome {
        Outcome::Yielded(value) => await_yielded(vm, task, value),
        Outcome::Returned(_) if task.is(traits::MUST_CANCEL) => {
            // Cancelled right before its end.
            task.put(traits::MUST_CANCEL, false);
            let message = task.message.get().non_null().unwrap_or(Value::NONE);
            future::cancel(vm, task, message)
        }
        Outcome::Returned(value) => future::set_result(vm, task, value),
        Outcome::Raised => {
            let exception = vm.take_raised();
            let cancelled = cancelled_error(vm)?;
            if vm.type_of(exception).is_subclass(cancelled) {
                if task.is_pending() {
                    vm.heap.set(task, &task.outcome, exception);
                }
                return future::cancel(vm, task, Value::NONE);
            }
            let answer = future::set_exception(vm, task, exception);
            let ends = [vm.types.keyboard_interrupt, vm.types.system_exit];
            if !ends.iter().any(|&class| vm.type_of(exception).is_subclass(class)) {
                return answer;
            }
            now(vm, answer)?;
            vm.raised = exception;
            Err(Raised)
        }
    }
}

/// The coroutine yielded: a future that the task waits for from now on, or None.
fn await_yielded(vm: &mut Vm, task: Gc<Future>, value: Value) -> PyResult {
    if value.is(task.value()) {
        let shown = vm.repr_string(value)?;
        return fail_soon(vm, task, format!("Task cannot await on itself: {shown}"));
    }
    if let Some(awaited) = exact(value) {
        if !awaited.event_loop.get().is(task.event_loop.get()) {
            return other_loop(vm, task, value);
        }
        if !awaited.is(traits::BLOCKING) {
            return yielded_instead(vm, task, value);
        }
        future::add_waiter(vm, value, task.value())?;
        awaited.put(traits::BLOCKING, false);
        let wakeup = wakeup_of(vm, task);
        let answer = future::add_callback(vm, awaited, wakeup, context_of(task));
        now(vm, answer)?;
        return waits_for(vm, task, value);
    }
    if value.is_none() {
        return ask_step_soon(vm, task, Value::NULL);
    }
    let name = vm.intern("_asyncio_future_blocking");
    if let Some(blocking) = vm.get_attr_or_none(value, name)?.filter(|b| !b.is_none()) {
        let blocking = vm.truth(blocking)?;
        if !loop_of(vm, value)?.is(task.event_loop.get()) {
            return other_loop(vm, task, value);
        }
        if !blocking {
            return yielded_instead(vm, task, value);
        }
        future::add_waiter(vm, value, task.value())?;
        vm.set_attr(value, name, Value::FALSE)?;
        let wakeup = wakeup_of(vm, task);
        let keyword = vm.intern("context").value();
        super::call_named(vm, value, "add_done_callback", &[wakeup, context_of(task)], &[keyword])?;
        return waits_for(vm, task, value);
    }
    let shown = vm.repr_string(value)?;
    if vm.type_of(value).is_subclass(vm.types.generator) {
        let task_shown = vm.repr_string(task.value())?;
        let message =
            format!("yield was used instead of yield from for generator in task {task_shown} with {shown}");
        return fail_soon(vm, task, message);
    }
    fail_soon(vm, task, format!("Task got bad yield: {shown}"))
}

/// The task waits for a future, which is cancelled if the task was to be.
fn waits_for(vm: &mut Vm, task: Gc<Future>, awaited: Value) -> PyResult {
    Future::set_task_field(task, &mut vm.heap, TaskField::WaitsFor, awaited);
    if task.is(traits::MUST_CANCEL) {
        let message = task.message.get().non_null().unwrap_or(Value::NONE);
        let answer = task::ask_cancel(vm, awaited, message);
        let answer = now(vm, answer)?;
        if vm.truth(answer)? {
            task.put(traits::MUST_CANCEL, false);
        }
    }
    Ok(Value::NONE)
}

#[cold]
fn other_loop(vm: &mut Vm, task: Gc<Future>, awaited: Value) -> PyResult {
    let (shown, awaited) = (vm.repr_string(task.value())?, vm.repr_string(awaited)?);
    fail_soon(vm, task, format!("Task {shown} got Future {awaited} attached to a different loop"))
}

#[cold]
fn yielded_instead(vm: &mut Vm, task: Gc<Future>, awaited: Value) -> PyResult {
    let (shown, awaited) = (vm.repr_string(task.value())?, vm.repr_string(awaited)?);
    fail_soon(vm, task, format!("yield was used instead of yield from in task {shown} with {awaited}"))
}

/// The next step throws a `RuntimeError`.
#[cold]
fn fail_soon(vm: &mut Vm, task: Gc<Future>, message: String) -> PyResult {
    let message = vm.new_str(message.as_str())?;
    let error = vm.call(vm.types.runtime_error.value(), &[message])?;
    ask_step_soon(vm, task, error)
}

/// The first step of a task runs before its making is over.
pub(super) fn start_eagerly(vm: &mut Vm, task: Gc<Future>) -> PyResult<()> {
    let event_loop = task.event_loop.get();
    let before = swap_task(vm, event_loop, task.value())?;
    let context = contextvars::enter_value(vm, context_of(task))?;
    let keep = vm.temps().len();
    vm.push_temp(before);
    let answer = match prepare(vm, task, Value::NULL) {
        Ok(error) => {
            let coroutine = task.task_field(TaskField::Coroutine);
            let outcome = resume(vm, coroutine, error.non_null());
            let answer = conclude(vm, task, outcome);
            now(vm, answer)
        }
        Err(raised) => Err(raised),
    };
    let raised = vm.take_raised();
    vm.push_temp(raised);
    let swapped = swap_task(vm, event_loop, before);
    contextvars::leave_context(vm, context);
    if task.state.get() != FutureState::Pending {
        Future::set_task_field(task, &mut vm.heap, TaskField::Coroutine, Value::NULL);
    }
    vm.pop_temps(keep);
    match answer {
        Ok(_) => swapped.map(|_| ()),
        Err(Raised) => Err(chain(vm, raised, swapped.map(|_| ()))),
    }
}
