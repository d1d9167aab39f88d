//! `_asyncio`: futures and tasks, the native half of the module `asyncio`.
//!
//! ```text
//! object    layouts
//! future    the class `Future`, and how callbacks are handed to the event loop
//! iterator  what `await future` steps
//! task      the class `Task`
//! step      what a task does when the event loop calls it
//! running   the loop that runs, the task that runs, and the tasks there are
//! ```
//!
//! ```text
//! loop ─► Handle._run ─► Context.run ─► step of the task ─► coroutine … await future ─► FutureIterator: the future
//!                                          │◄──────────────────── yields the future ────────────────┘
//!                                          └─ the future gets the callback `task_wakeup`
//! future.set_result ─► loop.call_soon(task_wakeup, future) ─► …
//! ```
//!
//! A step resumes its coroutine in the loop of the machine (see `vm::pending`), so that nothing recurses.

mod future;
mod iterator;
pub(crate) mod object;
mod running;
mod step;
mod task;

use super::ModuleSpec;
use super::slots::publish;
use crate::heap::Gc;
use crate::objects::{Str, Type};
use crate::value::{PyResult, Value};
use crate::vm::attr::Found;
use crate::vm::{Held, Vm};

pub(crate) use iterator::{Stepped, step as step_iterator};
pub(crate) use step::run_step;

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_asyncio",
    doc: "Accelerator module for asyncio",
    functions: running::FUNCTIONS,
    init: |vm, module| {
        for spec in [&future::FUTURE, &task::TASK] {
            publish(vm, module, spec)?;
            // Instances have attributes, but no `__dict__` that shows them.
            let class = vm.native_type(spec);
            let name = vm.intern("__dict__");
            vm.dict_remove(class.dict(), name.value())?;
        }
        Ok(())
    },
};

/// A class of `asyncio.exceptions`.
fn exception_class(vm: &mut Vm, which: Held, name: &str) -> PyResult<Gc<Type>> {
    if vm.held(which).is_null() {
        let class = vm.import_attr("asyncio.exceptions", name)?;
        vm.hold(which, class);
    }
    vm.held_class(which)
}

/// `asyncio.CancelledError`.
fn cancelled_error(vm: &mut Vm) -> PyResult<Gc<Type>> {
    exception_class(vm, Held::CancelledError, "CancelledError")
}

/// Calls a method of an object by its name; the last arguments are named by `keywords`. CALL_PENDING when Python code
/// has to run.
fn ask_named(vm: &mut Vm, object: Value, name: Gc<Str>, args: &[Value], keywords: &[Value]) -> PyResult {
    /// Arguments, with the receiver.
    const MOST: usize = 4;
    match vm.find_attr(object, name)? {
        Some(Found::Method(method)) => {
            let mut all = [Value::NULL; MOST];
            all[0] = object;
            all[1..=args.len()].copy_from_slice(args);
            vm.ask_call_with(method, &all[..=args.len()], keywords)
        }
        Some(Found::Plain(bound)) => vm.ask_call_with(bound, args, keywords),
        None => {
            let class = vm.type_name(object);
            let message = format!("'{class}' object has no attribute '{}'", name.as_wtf8());
            Err(vm.raise_str(vm.types.attribute_error, &message))
        }
    }
}

/// As [`ask_named`], to the end.
fn call_named(vm: &mut Vm, object: Value, name: &str, args: &[Value], keywords: &[Value]) -> PyResult {
    let name = vm.intern(name);
    let answer = ask_named(vm, object, name, args, keywords);
    now(vm, answer)
}

/// An answer that cannot wait.
fn now(vm: &mut Vm, answer: PyResult) -> PyResult {
    match answer {
        Ok(Value::CALL_PENDING) => vm.finish_pending(),
        answer => answer,
    }
}
