//! `FutureIter`: what `await future` steps. It gives the future to the task, once; then the future's result.

use super::future::{self, take_result};
use super::object::{Future, FutureIterator, traits};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::{Exception, Kind, Type};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::generator::warn_of_three;
use crate::vm::native_type::TypeSpec;

/// The class of these iterators.
pub(super) static ITERATOR: TypeSpec =
    TypeSpec { methods: METHODS, ..TypeSpec::new("_asyncio", "FutureIter", Kind::FutureIterator) };

/// What came of a step.
pub(crate) enum Stepped {
    /// The future, for the task that runs.
    Yielded(Value),
    /// The result.
    Returned(Value),
}

impl Stepped {
    /// As iterators are asked: the value, or as error what `StopIteration` would carry.
    pub(crate) fn into_next(self) -> Result<Value, Value> {
        match self {
            Stepped::Yielded(future) => Ok(future),
            Stepped::Returned(result) => Err(result),
        }
    }
}

natives! { METHODS:
    "__iter__" "(self, /)" |_, args| Ok(args[0]);
    "__next__" "(self, /)" next;
    "send" "(self, value, /)" next;
    "throw" "(self, typ, val=None, tb=None, /)" throw;
    "close" "(self, /)" |vm, args| {
        let it = receiver(vm, args[0], "close")?;
        vm.heap.set(it, &it.future, Value::NULL);
        Ok(Value::NONE)
    };
}

/// The iterator of `await future`.
pub(super) fn new(vm: &mut Vm, future: Gc<Future>) -> PyResult {
    future::need_loop(vm, future)?;
    let class = vm.native_type(&ITERATOR);
    Ok(vm.alloc_instance(class, FutureIterator::of(future)).value())
}

fn receiver(vm: &mut Vm, value: Value, method: &str) -> PyResult<Gc<FutureIterator>> {
    match value.downcast() {
        Some(it) => Ok(it),
        None => Err(vm.raise_not_for(&ITERATOR, value, method)),
    }
}

/// One step.
///
/// # Errors
/// What the future raises; `RuntimeError` where the future is pending still.
pub(crate) fn step(vm: &mut Vm, it: Gc<FutureIterator>) -> PyResult<Stepped> {
    let Some(future) = Future::of(it.future.get()) else { return Ok(Stepped::Returned(Value::NONE)) };
    if !future.is_pending() {
        return take_result(vm, future).map(Stepped::Returned);
    }
    if future.is(traits::BLOCKING) {
        return Err(vm.raise_str(vm.types.runtime_error, "await wasn't used with future"));
    }
    future.put(traits::BLOCKING, true);
    Ok(Stepped::Yielded(future.value()))
}

fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    let it = receiver(vm, args[0], "__next__")?;
    match step(vm, it)? {
        Stepped::Yielded(future) => Ok(future),
        Stepped::Returned(value) => Err(vm.raise_stop(value)),
    }
}

fn throw(vm: &mut Vm, args: &[Value]) -> PyResult {
    let it = receiver(vm, args[0], "throw")?;
    let (given, value, traceback) = (args[1], args[2], args[3]);
    if !value.is_null() || !traceback.is_null() {
        warn_of_three(vm, "throw")?;
    }
    let traceback = traceback.non_null().filter(|t| !t.is_none());
    if traceback.is_some_and(|t| !t.is_kind(Kind::Traceback)) {
        return Err(vm.raise_type_error("throw() third argument must be a traceback"));
    }
    let exception = if given.downcast::<Type>().is_some_and(|t| t.is_subclass(vm.types.base_exception)) {
        match value.non_null().filter(|v| !v.is_none()) {
            Some(made) if made.is_kind(Kind::Exception) && vm.is_instance(made, given)? => made,
            Some(argument) => vm.call(given, &[argument])?,
            None => vm.make_exception(given)?,
        }
    } else if given.is_kind(Kind::Exception) {
        if !value.is_null() {
            return Err(vm.raise_type_error("instance exception may not have a separate value"));
        }
        given
    } else {
        return Err(vm.raise_type_error(
            "exceptions must be classes deriving BaseException or instances of such a class",
        ));
    };
    if let (Some(e), Some(traceback)) = (exception.downcast::<Exception>(), traceback) {
        vm.heap.set(e, &e.traceback, traceback);
    }
    vm.heap.set(it, &it.future, Value::NULL);
    // As it is: nothing becomes its context.
    vm.raised = exception;
    Err(Raised)
}
