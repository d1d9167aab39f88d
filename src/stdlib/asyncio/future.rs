//! `Future`, and how callbacks are handed to the event loop.

use super::object::{Future, FutureState, TaskField, traits};
use super::running;
use super::{ask_named, call_named, cancelled_error, exception_class, now};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::getset::GetSetDef;
use crate::objects::types::type_flags;
use crate::objects::{Exception, Kind, List, Set, Tuple};
use crate::value::{PyResult, Raised, Value};
use crate::vm::native::NativeDef;
use crate::vm::native_type::TypeSpec;
use crate::vm::pending::Task as Waiting;
use crate::vm::{Held, Vm};

/// `asyncio.Future`.
pub(super) static FUTURE: TypeSpec = TypeSpec {
    flags: type_flags::BASE | type_flags::HAS_DICT | type_flags::HAS_WEAKREF,
    methods: METHODS,
    more_methods: &[COMMON],
    static_methods: NEW,
    class_methods: crate::builtins::SUBSCRIPTED,
    getset: FIELDS,
    ..TypeSpec::new("_asyncio", "Future", Kind::Future)
};

static NEW: &[NativeDef] = {
    static ROWS: [NativeDef; 1] =
        [NativeDef::new("__new__", "(cls, /, *args, **kwargs)", |vm, args| make(vm, args[0])).heedless()];
    &ROWS
};

natives! { METHODS:
    "__init__" "(self, *, loop=None)" |vm, args| {
        let future = receiver(vm, args[0], "__init__")?;
        init(vm, future, args[1])?;
        Ok(Value::NONE)
    };
    "__del__" "(self, /)" |vm, args| { let future = receiver(vm, args[0], "__del__")?; finalize(vm, future) };
    "__repr__" "(self, /)" |vm, args| {
        let future = receiver(vm, args[0], "__repr__")?;
        need_loop(vm, future)?;
        let show = vm.import_attr("asyncio.base_futures", "_future_repr")?;
        vm.call(show, &[args[0]])
    };
    "cancel" "(self, /, msg=None)" |vm, args| {
        let future = receiver(vm, args[0], "cancel")?;
        need_loop(vm, future)?;
        cancel(vm, future, args[1].non_null().unwrap_or(Value::NONE))
    };
    "get_loop" "(self, /)" |vm, args| {
        let future = receiver(vm, args[0], "get_loop")?;
        need_loop(vm, future)
    };
    "set_result" "(self, result, /)" |vm, args| {
        let future = receiver(vm, args[0], "set_result")?;
        need_loop(vm, future)?;
        let answer = set_result(vm, future, args[1])?;
        vm.none_for(Ok(answer))
    };
    "set_exception" "(self, exception, /)" |vm, args| {
        let future = receiver(vm, args[0], "set_exception")?;
        need_loop(vm, future)?;
        let answer = set_exception(vm, future, args[1])?;
        vm.none_for(Ok(answer))
    };
}

/// Methods of futures that the class of tasks has under its own name again.
macro_rules! common_methods {
    ($table:ident: $receiver:expr) => {
        crate::builtins::natives! { $table:
            "__await__" "(self, /)" |vm, args| {
                let future = $receiver(vm, args[0], "__await__")?;
                crate::stdlib::asyncio::iterator::new(vm, future)
            };
            "__iter__" "(self, /)" |vm, args| {
                let future = $receiver(vm, args[0], "__iter__")?;
                crate::stdlib::asyncio::iterator::new(vm, future)
            };
            "_make_cancelled_error" "(self, /)" |vm, args| {
                let future = $receiver(vm, args[0], "_make_cancelled_error")?;
                crate::stdlib::asyncio::future::make_cancelled(vm, future)
            };
            "add_done_callback" "(self, fn, /, *, context=None)" |vm, args| {
                let future = $receiver(vm, args[0], "add_done_callback")?;
                let context = match args[2].non_null() {
                    Some(context) => context,
                    None => crate::stdlib::contextvars::copy_current(vm)?,
                };
                let answer = crate::stdlib::asyncio::future::add_callback(vm, future, args[1], context)?;
                vm.none_for(Ok(answer))
            };
            "remove_done_callback" "(self, fn, /)" |vm, args| {
                let future = $receiver(vm, args[0], "remove_done_callback")?;
                crate::stdlib::asyncio::future::remove_callbacks(vm, future, args[1])
            };
            "cancelled" "(self, /)" |vm, args| {
                let future = $receiver(vm, args[0], "cancelled")?;
                let cancelled = future.state.get() == crate::stdlib::asyncio::object::FutureState::Cancelled;
                Ok(crate::value::Value::from_bool(cancelled))
            };
            "done" "(self, /)" |vm, args| {
                let future = $receiver(vm, args[0], "done")?;
                Ok(crate::value::Value::from_bool(!future.is_pending()))
            };
            "result" "(self, /)" |vm, args| {
                let future = $receiver(vm, args[0], "result")?;
                crate::stdlib::asyncio::future::take_result(vm, future)
            };
            "exception" "(self, /)" |vm, args| {
                let future = $receiver(vm, args[0], "exception")?;
                crate::stdlib::asyncio::future::take_exception(vm, future)
            };
        }
    };
}
pub(super) use common_methods;

common_methods! { COMMON: receiver }

fn receiver(vm: &mut Vm, value: Value, method: &str) -> PyResult<Gc<Future>> {
    match Future::of(value) {
        Some(future) => Ok(future),
        None => Err(vm.raise_not_for(&FUTURE, value, method)),
    }
}

/// A setter of a field that cannot be deleted.
#[cold]
pub(super) fn raise_undeletable(vm: &mut Vm) -> Raised {
    vm.raise_str(vm.types.attribute_error, "cannot delete attribute")
}

static FIELDS: &[GetSetDef] = &[
    GetSetDef::new("_state", |vm, v| {
        let future = receiver(vm, v, "_state")?;
        need_loop(vm, future)?;
        let name = match future.state.get() {
            FutureState::Pending => "PENDING",
            FutureState::Cancelled => "CANCELLED",
            FutureState::Finished => "FINISHED",
        };
        Ok(vm.intern(name).value())
    }),
    GetSetDef::settable(
        "_asyncio_future_blocking",
        |vm, v| {
            let future = receiver(vm, v, "_asyncio_future_blocking")?;
            Ok(Value::from_bool(future.is(traits::BLOCKING)))
        },
        |vm, v, new| {
            let future = receiver(vm, v, "_asyncio_future_blocking")?;
            need_loop(vm, future)?;
            let Some(new) = new else { return Err(raise_undeletable(vm)) };
            let on = vm.truth(new)?;
            future.put(traits::BLOCKING, on);
            Ok(())
        },
    ),
    GetSetDef::new("_loop", |vm, v| {
        let future = receiver(vm, v, "_loop")?;
        Ok(future.event_loop.get().non_null().unwrap_or(Value::NONE))
    }),
    GetSetDef::new("_callbacks", |vm, v| {
        let future = receiver(vm, v, "_callbacks")?;
        show_callbacks(vm, future)
    }),
    GetSetDef::new("_result", |vm, v| {
        let future = receiver(vm, v, "_result")?;
        need_loop(vm, future)?;
        let has = future.state.get() == FutureState::Finished && !future.is(traits::FAILED);
        Ok(if has { future.outcome.get() } else { Value::NONE })
    }),
    GetSetDef::new("_exception", |vm, v| {
        let future = receiver(vm, v, "_exception")?;
        need_loop(vm, future)?;
        let has = future.state.get() == FutureState::Finished && future.is(traits::FAILED);
        Ok(if has { future.outcome.get() } else { Value::NONE })
    }),
    GetSetDef::settable(
        "_log_traceback",
        |vm, v| {
            let future = receiver(vm, v, "_log_traceback")?;
            need_loop(vm, future)?;
            Ok(Value::from_bool(future.is(traits::LOG_TRACEBACK)))
        },
        |vm, v, new| {
            let future = receiver(vm, v, "_log_traceback")?;
            let Some(new) = new else { return Err(raise_undeletable(vm)) };
            if vm.truth(new)? {
                return Err(vm.raise_value_error("_log_traceback can only be set to False"));
            }
            future.put(traits::LOG_TRACEBACK, false);
            Ok(())
        },
    ),
    GetSetDef::new("_source_traceback", |vm, v| {
        let future = receiver(vm, v, "_source_traceback")?;
        Ok(future.source.get().non_null().unwrap_or(Value::NONE))
    }),
    GetSetDef::settable(
        "_cancel_message",
        |vm, v| {
            let future = receiver(vm, v, "_cancel_message")?;
            Ok(future.message.get().non_null().unwrap_or(Value::NONE))
        },
        |vm, v, new| {
            let future = receiver(vm, v, "_cancel_message")?;
            let Some(new) = new else { return Err(raise_undeletable(vm)) };
            vm.heap.set(future, &future.message, new);
            Ok(())
        },
    ),
    GetSetDef::new("_asyncio_awaited_by", |vm, v| {
        let future = receiver(vm, v, "_asyncio_awaited_by")?;
        let waiters = future.waiters.get();
        if waiters.is_null() {
            return Ok(Value::NONE);
        }
        let items = if waiters.is_kind(Kind::Set) { waiters } else { vm.new_tuple(&[waiters])? };
        vm.call(vm.types.frozenset.value(), &[items])
    }),
];

/// A future of a class, without anything.
fn make(vm: &mut Vm, class: Value) -> PyResult {
    let class = vm.state_class(&FUTURE, class)?;
    let own = vm.native_type(&FUTURE);
    let is = if class == own { traits::EXACT } else { 0 };
    let shape = vm.shape_for(class);
    let future = Future::new(&mut vm.heap, shape, is);
    // One of the engine's own class has a finalizer from the moment on when it has something to say.
    Ok(if class == own { future } else { vm.made_of(class, future) }.value())
}

/// Its event loop.
///
/// # Errors
/// `RuntimeError` before `__init__`.
#[inline]
pub(super) fn need_loop(vm: &mut Vm, future: Gc<Future>) -> PyResult {
    match future.event_loop.get().non_null() {
        Some(event_loop) => Ok(event_loop),
        None => Err(vm.raise_str(vm.types.runtime_error, "Future object is not initialized.")),
    }
}

/// `__init__`, also of one that was used before.
pub(super) fn init(vm: &mut Vm, future: Gc<Future>, event_loop: Value) -> PyResult<()> {
    vm.heap.barrier(future);
    for field in [
        &future.event_loop,
        &future.callback,
        &future.context,
        &future.callbacks,
        &future.outcome,
        &future.traceback,
        &future.source,
        &future.message,
        &future.waiters,
    ] {
        field.set(Value::NULL);
    }
    future.state.set(FutureState::Pending);
    future.put(traits::LOG_TRACEBACK | traits::BLOCKING | traits::FAILED, false);
    let event_loop = match event_loop.non_null().filter(|l| !l.is_none()) {
        Some(event_loop) => event_loop,
        None => running::event_loop(vm)?,
    };
    vm.heap.set(future, &future.event_loop, event_loop);
    if running::is_debugging(vm, event_loop)? && !vm.is_finalizing {
        let extract = vm.import_attr("traceback", "extract_stack")?;
        let source = vm.call(extract, &[])?;
        vm.heap.set(future, &future.source, source);
    }
    Ok(())
}

/// `loop.call_soon(callback[, argument][, context=context])`; CALL_PENDING when Python code has to run. NULL: not given.
pub(super) fn ask_call_soon(
    vm: &mut Vm,
    event_loop: Value,
    callback: Value,
    argument: Value,
    context: Value,
) -> PyResult {
    let (mut args, mut count) = ([callback, Value::NULL, Value::NULL], 1);
    for value in [argument, context] {
        if !value.is_null() {
            args[count] = value;
            count += 1;
        }
    }
    let name = vm.intern("call_soon");
    let keywords = [vm.intern("context").value()];
    let keywords = if context.is_null() { &[][..] } else { &keywords[..] };
    ask_named(vm, event_loop, name, &args[..count], keywords)
}

fn call_soon(vm: &mut Vm, event_loop: Value, callback: Value, argument: Value, context: Value) -> PyResult {
    let answer = ask_call_soon(vm, event_loop, callback, argument, context);
    now(vm, answer)
}

/// Hands the callbacks to the event loop; CALL_PENDING when Python code has to run.
fn schedule_callbacks(vm: &mut Vm, future: Gc<Future>) -> PyResult {
    let callback = future.callback.replace(Value::NULL);
    let context = future.context.replace(Value::NULL);
    let more = future.callbacks.replace(Value::NULL);
    let event_loop = future.event_loop.get();
    let Some(more) = more.downcast::<List>() else {
        if callback.is_null() {
            return Ok(Value::NONE);
        }
        return ask_call_soon(vm, event_loop, callback, future.value(), context);
    };
    let keep = vm.temps().len();
    vm.push_temp(more.value());
    let mut answer = Ok(Value::NONE);
    if !callback.is_null() {
        answer = call_soon(vm, event_loop, callback, future.value(), context);
    }
    let mut at = 0;
    while let (Ok(_), Some(pair)) = (answer, more.get(at)) {
        at += 1;
        if let Some(&[callback, context]) = pair.downcast::<Tuple>().as_deref().map(Tuple::items) {
            answer = call_soon(vm, event_loop, callback, future.value(), context);
        }
    }
    vm.pop_temps(keep);
    answer
}

/// `set_result`; CALL_PENDING when Python code has to run.
pub(super) fn set_result(vm: &mut Vm, future: Gc<Future>, result: Value) -> PyResult {
    if !future.is_pending() {
        return Err(raise_invalid(vm, "invalid state"));
    }
    vm.heap.set(future, &future.outcome, result);
    future.state.set(FutureState::Finished);
    schedule_callbacks(vm, future)
}

/// `set_exception`; CALL_PENDING when Python code has to run.
pub(super) fn set_exception(vm: &mut Vm, future: Gc<Future>, given: Value) -> PyResult {
    if !future.is_pending() {
        return Err(raise_invalid(vm, "invalid state"));
    }
    let is_class =
        given.downcast::<crate::objects::Type>().is_some_and(|t| t.is_subclass(vm.types.base_exception));
    let mut exception = given;
    if is_class {
        exception = vm.call(given, &[])?;
        if !future.is_pending() {
            return Err(raise_invalid(vm, "invalid state"));
        }
    }
    if !exception.is_kind(Kind::Exception) {
        return Err(vm.raise_type_error("invalid exception object"));
    }
    if vm.type_of(exception).is_subclass(vm.types.stop_iteration) {
        let message = "StopIteration interacts badly with generators and cannot be raised into a Future";
        let message = vm.new_str(message)?;
        let made = vm.call(vm.types.runtime_error.value(), &[message])?;
        if let Some(e) = made.downcast::<Exception>() {
            vm.heap.set(e, &e.cause, exception);
            vm.heap.set(e, &e.context, exception);
            e.suppress.set(Value::TRUE);
        }
        exception = made;
    }
    let traceback = exception.downcast::<Exception>().map_or(Value::NONE, |e| e.traceback.get());
    vm.heap.set(future, &future.outcome, exception);
    vm.heap.set(future, &future.traceback, traceback);
    future.put(traits::FAILED, true);
    future.state.set(FutureState::Finished);
    let answer = schedule_callbacks(vm, future)?;
    if answer == Value::CALL_PENDING {
        return vm.wait(None, scheduled_step, &[future.value()], 0);
    }
    will_log(vm, future);
    Ok(answer)
}

/// The callbacks were handed to the event loop.
fn scheduled_step(vm: &mut Vm, waiting: Gc<Waiting>, answer: PyResult) -> PyResult {
    let answer = answer?;
    if let Some(future) = Future::of(waiting.get(0)) {
        will_log(vm, future);
    }
    Ok(answer)
}

/// The event loop hears of the exception if nobody asks for it.
fn will_log(vm: &mut Vm, future: Gc<Future>) {
    future.put(traits::LOG_TRACEBACK, true);
    vm.heap.register_finalizable(future);
}

/// `Future.cancel`: whether it was pending; CALL_PENDING when Python code has to run.
pub(super) fn cancel(vm: &mut Vm, future: Gc<Future>, message: Value) -> PyResult {
    future.put(traits::LOG_TRACEBACK, false);
    if !future.is_pending() {
        return Ok(Value::FALSE);
    }
    future.state.set(FutureState::Cancelled);
    vm.heap.set(future, &future.message, message);
    match schedule_callbacks(vm, future)? {
        Value::CALL_PENDING => vm.wait(None, |_, _, answer| answer.map(|_| Value::TRUE), &[], 0),
        _ => Ok(Value::TRUE),
    }
}

/// The `CancelledError` of a cancelled future.
pub(super) fn make_cancelled(vm: &mut Vm, future: Gc<Future>) -> PyResult {
    if future.state.get() == FutureState::Cancelled
        && let Some(exception) = future.outcome.replace(Value::NULL).non_null()
    {
        return Ok(exception);
    }
    let class = cancelled_error(vm)?.value();
    match future.message.get().non_null().filter(|m| !m.is_none()) {
        Some(message) => vm.call(class, &[message]),
        None => vm.call(class, &[]),
    }
}

#[cold]
fn raise_cancelled(vm: &mut Vm, future: Gc<Future>) -> Raised {
    match make_cancelled(vm, future) {
        Ok(exception) => vm.raise_value(exception),
        Err(raised) => raised,
    }
}

/// `InvalidStateError`.
#[cold]
pub(super) fn raise_invalid(vm: &mut Vm, message: &str) -> Raised {
    match exception_class(vm, Held::InvalidStateError, "InvalidStateError") {
        Ok(class) => vm.raise_str(class, message),
        Err(raised) => raised,
    }
}

/// What it is asked for cannot be there.
#[cold]
fn raise_not_over(vm: &mut Vm, future: Gc<Future>, message: &str) -> Raised {
    if future.event_loop.get().is_null() {
        return raise_invalid(vm, "Future object is not initialized.");
    }
    match future.state.get() {
        FutureState::Cancelled => raise_cancelled(vm, future),
        _ => raise_invalid(vm, message),
    }
}

/// `Future.result`.
///
/// # Errors
/// The exception; `CancelledError`, `InvalidStateError`.
pub(super) fn take_result(vm: &mut Vm, future: Gc<Future>) -> PyResult {
    if future.state.get() != FutureState::Finished {
        return Err(raise_not_over(vm, future, "Result is not set."));
    }
    future.put(traits::LOG_TRACEBACK, false);
    let outcome = future.outcome.get();
    if !future.is(traits::FAILED) {
        return Ok(outcome);
    }
    if let Some(e) = outcome.downcast::<Exception>() {
        let traceback = future.traceback.replace(Value::NULL);
        vm.heap.set(e, &e.traceback, traceback.non_null().unwrap_or(Value::NONE));
    }
    Err(vm.raise_value(outcome))
}

/// `Future.exception`.
///
/// # Errors
/// `CancelledError`, `InvalidStateError`.
pub(super) fn take_exception(vm: &mut Vm, future: Gc<Future>) -> PyResult {
    if future.state.get() != FutureState::Finished {
        return Err(raise_not_over(vm, future, "Exception is not set."));
    }
    future.put(traits::LOG_TRACEBACK, false);
    Ok(if future.is(traits::FAILED) { future.outcome.get() } else { Value::NONE })
}

/// `add_done_callback`; CALL_PENDING when Python code has to run.
pub(super) fn add_callback(vm: &mut Vm, future: Gc<Future>, callback: Value, context: Value) -> PyResult {
    let Some(event_loop) = future.event_loop.get().non_null() else {
        return Err(vm.raise_str(vm.types.runtime_error, "uninitialized Future object"));
    };
    if !future.is_pending() {
        return ask_call_soon(vm, event_loop, callback, future.value(), context);
    }
    if future.callback.get().is_null() && future.callbacks.get().is_null() {
        vm.heap.set(future, &future.callback, callback);
        vm.heap.set(future, &future.context, context);
        return Ok(Value::NONE);
    }
    let pair = vm.new_tuple(&[callback, context])?;
    match future.callbacks.get().downcast::<List>() {
        Some(more) => crate::stdlib::arguments::push(vm, more, pair)?,
        None => {
            let more = vm.new_list(&[pair])?;
            vm.heap.set(future, &future.callbacks, more.value());
        }
    }
    Ok(Value::NONE)
}

/// `remove_done_callback`: how many there were.
pub(super) fn remove_callbacks(vm: &mut Vm, future: Gc<Future>, callback: Value) -> PyResult {
    need_loop(vm, future)?;
    let mut removed = 0;
    let first = future.callback.get();
    if !first.is_null() && vm.equal(first, callback)? {
        // Comparing may have handed it to the event loop.
        if future.callback.get().is(first) {
            removed += 1;
            future.callback.set(Value::NULL);
            future.context.set(Value::NULL);
        }
    }
    let Some(more) = future.callbacks.get().downcast::<List>() else { return Ok(vm.new_int(removed)) };
    let kept = vm.new_list(&[])?;
    let mut at = 0;
    while let Some(pair) = more.get(at) {
        at += 1;
        let other = pair.downcast::<Tuple>().and_then(|p| p.items().first().copied()).unwrap_or(Value::NULL);
        if other.is(callback) || vm.equal(other, callback)? {
            removed += 1;
        } else {
            crate::stdlib::arguments::push(vm, kept, pair)?;
        }
    }
    // Comparing may have handed them to the event loop, or added some.
    if future.callbacks.get().is(more.value()) {
        let kept = if kept.is_empty() { Value::NULL } else { kept.value() };
        vm.heap.set(future, &future.callbacks, kept);
    }
    Ok(vm.new_int(removed))
}

fn show_callbacks(vm: &mut Vm, future: Gc<Future>) -> PyResult {
    need_loop(vm, future)?;
    let list = vm.new_list(&[])?;
    if let Some(callback) = future.callback.get().non_null() {
        let pair = vm.new_tuple(&[callback, future.context.get().non_null().unwrap_or(Value::NONE)])?;
        crate::stdlib::arguments::push(vm, list, pair)?;
    }
    let mut at = 0;
    while let Some(pair) = future.callbacks.get().downcast::<List>().and_then(|more| more.get(at)) {
        at += 1;
        crate::stdlib::arguments::push(vm, list, pair)?;
    }
    Ok(if list.is_empty() { Value::NONE } else { list.value() })
}

/// Notes that a future is awaited by another one.
pub(super) fn add_waiter(vm: &mut Vm, future: Value, waiter: Value) -> PyResult<()> {
    let (Some(future), Some(_)) = (Future::of(future), Future::of(waiter)) else { return Ok(()) };
    let known = future.waiters.get();
    if let Some(set) = known.downcast::<Set>() {
        vm.set_add(set, waiter)?;
    } else if known.is_null() {
        vm.heap.set(future, &future.waiters, waiter);
    } else {
        let set = vm.alloc_instance(vm.types.set, Set::empty());
        vm.push_temp(set.value());
        let keep = vm.temps().len() - 1;
        let added = vm.set_add(set, waiter).and_then(|_| vm.set_add(set, known));
        vm.pop_temps(keep);
        added?;
        vm.heap.set(future, &future.waiters, set.value());
    }
    Ok(())
}

/// Takes that note back.
pub(super) fn remove_waiter(vm: &mut Vm, future: Value, waiter: Value) -> PyResult<()> {
    let (Some(future), Some(_)) = (Future::of(future), Future::of(waiter)) else { return Ok(()) };
    let known = future.waiters.get();
    if known.is(waiter) {
        future.waiters.set(Value::NULL);
    } else if known.is_kind(Kind::Set) {
        call_named(vm, known, "discard", &[waiter], &[])?;
    }
    Ok(())
}

/// `__del__` of a future.
pub(super) fn finalize(vm: &mut Vm, future: Gc<Future>) -> PyResult {
    if !future.is(traits::LOG_TRACEBACK) {
        return Ok(Value::NONE);
    }
    future.put(traits::LOG_TRACEBACK, false);
    let class = vm.type_of(future.value()).name();
    let message = format!("{} exception was never retrieved", class.as_wtf8());
    let message = vm.new_str(message.as_str())?;
    report(
        vm,
        future,
        &[("message", message), ("exception", future.outcome.get()), ("future", future.value())],
    )
}

/// Tells the exception handler of the event loop about a future that dies.
pub(super) fn report(vm: &mut Vm, future: Gc<Future>, what: &[(&str, Value)]) -> PyResult {
    let context = vm.new_dict();
    let source = future.source.get().non_null().map(|source| ("source_traceback", source));
    for (name, value) in what.iter().copied().chain(source) {
        let name = vm.intern(name);
        vm.dict_set(context, name.value(), value)?;
    }
    let event_loop = future.event_loop.get();
    let name = vm.intern("call_exception_handler");
    let handler = vm.get_attr(event_loop, name)?;
    if let Err(Raised) = vm.call(handler, &[context.value()]) {
        vm.report_unraisable("calling", handler);
    }
    Ok(Value::NONE)
}

/// The task that a value is, also one of a derived class.
pub(super) fn task_of(value: Value) -> Option<Gc<Future>> {
    Future::of(value).filter(|future| future.is(traits::TASK))
}

/// The context that a task runs in.
pub(super) fn context_of(task: Gc<Future>) -> Value {
    task.task_field(TaskField::Context)
}

/// Whether a value is a future of the engine's own classes.
pub(super) fn exact(value: Value) -> Option<Gc<Future>> {
    Future::of(value).filter(|future| future.is(traits::EXACT))
}
