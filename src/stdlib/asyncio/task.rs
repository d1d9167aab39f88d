//! `Task`: a coroutine that the event loop takes from one `await` to the next.

use super::future::{self, FUTURE, common_methods, context_of, raise_undeletable, task_of};
use super::object::{Future, TaskField, traits};
use super::running::register;
use super::{ask_named, step};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::getset::GetSetDef;
use crate::objects::types::type_flags;
use crate::objects::{Kind, Str};
use crate::stdlib::contextvars;
use crate::value::{PyResult, Value};
use crate::vm::native::NativeDef;
use crate::vm::native_type::TypeSpec;
use crate::vm::pending::Task as Waiting;
use crate::vm::{Held, Vm};

/// `asyncio.Task`.
pub(super) static TASK: TypeSpec = TypeSpec {
    base: Some(|vm| vm.native_type(&FUTURE)),
    flags: type_flags::BASE | type_flags::HAS_DICT | type_flags::HAS_WEAKREF,
    methods: METHODS,
    more_methods: &[COMMON],
    static_methods: NEW,
    class_methods: crate::builtins::SUBSCRIPTED,
    getset: FIELDS,
    ..TypeSpec::new("_asyncio", "Task", Kind::Future)
};

static NEW: &[NativeDef] = {
    static ROWS: [NativeDef; 1] =
        [NativeDef::new("__new__", "(cls, /, *args, **kwargs)", |vm, args| make(vm, args[0])).heedless()];
    &ROWS
};

common_methods! { COMMON: receiver }

natives! { METHODS:
    "__init__" "(self, coro, *, loop=None, name=None, context=None, eager_start=False)" init;
    "__del__" "(self, /)" |vm, args| {
        let task = receiver(vm, args[0], "__del__")?;
        if task.is_pending() && task.is(traits::LOG_DESTROY) {
            let message = vm.new_str("Task was destroyed but it is pending!")?;
            future::report(vm, task, &[("task", args[0]), ("message", message)])?;
        }
        future::finalize(vm, task)
    };
    "__repr__" "(self, /)" |vm, args| {
        let task = receiver(vm, args[0], "__repr__")?;
        future::need_loop(vm, task)?;
        let show = vm.import_attr("asyncio.base_tasks", "_task_repr")?;
        vm.call(show, &[args[0]])
    };
    "set_result" "(self, result, /)" |vm, _| {
        Err(vm.raise_str(vm.types.runtime_error, "Task does not support set_result operation"))
    };
    "set_exception" "(self, exception, /)" |vm, _| {
        Err(vm.raise_str(vm.types.runtime_error, "Task does not support set_exception operation"))
    };
    "cancel" "(self, /, msg=None)" |vm, args| {
        let task = receiver(vm, args[0], "cancel")?;
        cancel(vm, task, args[1].non_null().unwrap_or(Value::NONE))
    };
    "cancelling" "(self, /)" |vm, args| {
        let task = receiver(vm, args[0], "cancelling")?;
        Ok(vm.new_int(i64::from(task.requests.get())))
    };
    "uncancel" "(self, /)" |vm, args| {
        let task = receiver(vm, args[0], "uncancel")?;
        let left = task.requests.get().saturating_sub(1);
        if task.requests.replace(left) > 0 && left == 0 {
            task.put(traits::MUST_CANCEL, false);
        }
        Ok(vm.new_int(i64::from(left)))
    };
    "get_name" "(self, /)" |vm, args| { let task = receiver(vm, args[0], "get_name")?; name_of(vm, task) };
    "set_name" "(self, value, /)" |vm, args| {
        let task = receiver(vm, args[0], "set_name")?;
        let name = exact_str(vm, args[1])?;
        Future::set_task_field(task, &mut vm.heap, TaskField::Name, name);
        Ok(Value::NONE)
    };
    "get_coro" "(self, /)" |vm, args| {
        let task = receiver(vm, args[0], "get_coro")?;
        Ok(task.task_field(TaskField::Coroutine).non_null().unwrap_or(Value::NONE))
    };
    "get_context" "(self, /)" |vm, args| {
        let task = receiver(vm, args[0], "get_context")?;
        Ok(context_of(task).non_null().unwrap_or(Value::NONE))
    };
    "get_stack" "(self, /, *, limit=None)" |vm, args| {
        let task = receiver(vm, args[0], "get_stack")?;
        future::need_loop(vm, task)?;
        let get = vm.import_attr("asyncio.base_tasks", "_task_get_stack")?;
        vm.call(get, &[args[0], args[1].non_null().unwrap_or(Value::NONE)])
    };
    "print_stack" "(self, /, *, limit=None, file=None)" |vm, args| {
        let task = receiver(vm, args[0], "print_stack")?;
        future::need_loop(vm, task)?;
        let print = vm.import_attr("asyncio.base_tasks", "_task_print_stack")?;
        let [limit, file] = [1, 2].map(|at| args[at].non_null().unwrap_or(Value::NONE));
        vm.call(print, &[args[0], limit, file])
    };
}

fn receiver(vm: &mut Vm, value: Value, method: &str) -> PyResult<Gc<Future>> {
    match task_of(value) {
        Some(task) => Ok(task),
        None => Err(vm.raise_not_for(&TASK, value, method)),
    }
}

static FIELDS: &[GetSetDef] = &[
    GetSetDef::settable(
        "_log_destroy_pending",
        |vm, v| {
            let task = receiver(vm, v, "_log_destroy_pending")?;
            Ok(Value::from_bool(task.is(traits::LOG_DESTROY)))
        },
        |vm, v, new| {
            let task = receiver(vm, v, "_log_destroy_pending")?;
            let Some(new) = new else { return Err(raise_undeletable(vm)) };
            let on = vm.truth(new)?;
            task.put(traits::LOG_DESTROY, on);
            Ok(())
        },
    ),
    GetSetDef::new("_must_cancel", |vm, v| {
        let task = receiver(vm, v, "_must_cancel")?;
        Ok(Value::from_bool(task.is(traits::MUST_CANCEL)))
    }),
    GetSetDef::new("_coro", |vm, v| {
        let task = receiver(vm, v, "_coro")?;
        Ok(task.task_field(TaskField::Coroutine).non_null().unwrap_or(Value::NONE))
    }),
    GetSetDef::new("_fut_waiter", |vm, v| {
        let task = receiver(vm, v, "_fut_waiter")?;
        Ok(task.task_field(TaskField::WaitsFor).non_null().unwrap_or(Value::NONE))
    }),
];

/// A task of a class, without anything.
fn make(vm: &mut Vm, class: Value) -> PyResult {
    let class = vm.state_class(&TASK, class)?;
    let own = vm.native_type(&TASK);
    let is = traits::TASK | if class == own { traits::EXACT } else { 0 };
    let shape = vm.shape_for(class);
    let task = Future::new(&mut vm.heap, shape, is);
    Ok(if class == own { task } else { vm.made_of(class, task) }.value())
}

/// `str(value)`, unless it is one.
fn exact_str(vm: &mut Vm, value: Value) -> PyResult {
    if vm.type_of(value) == vm.types.str { Ok(value) } else { vm.str_of(value) }
}

fn is_coroutine(vm: &mut Vm, value: Value) -> PyResult<bool> {
    if vm.type_of(value) == vm.types.coroutine {
        return Ok(true);
    }
    let test = vm.import_attr("asyncio.coroutines", "iscoroutine")?;
    let answer = vm.call(test, &[value])?;
    vm.truth(answer)
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let task = receiver(vm, args[0], "__init__")?;
    let &[_, coroutine, event_loop, name, context, eager] = args else {
        return Err(vm.raise_type_error("Task() needs a coroutine"));
    };
    future::init(vm, task, event_loop)?;
    if !is_coroutine(vm, coroutine)? {
        task.put(traits::LOG_DESTROY, false);
        let message = format!("a coroutine was expected, got {}", vm.repr_string(coroutine)?);
        return Err(vm.raise_type_error(message));
    }
    let context = match context.non_null().filter(|c| !c.is_none()) {
        Some(context) => context,
        None => contextvars::copy_current(vm)?,
    };
    let name = match name.non_null().filter(|n| !n.is_none()) {
        Some(name) => exact_str(vm, name)?,
        None => {
            let number = vm.held(Held::TaskNumber).as_small_int().unwrap_or(0) + 1;
            vm.hold(Held::TaskNumber, Value::small_int_unchecked(number));
            Value::small_int_unchecked(number)
        }
    };
    Future::set_task_field(task, &mut vm.heap, TaskField::Context, context);
    Future::set_task_field(task, &mut vm.heap, TaskField::WaitsFor, Value::NULL);
    Future::set_task_field(task, &mut vm.heap, TaskField::Coroutine, coroutine);
    Future::set_task_field(task, &mut vm.heap, TaskField::Name, name);
    task.put(traits::MUST_CANCEL, false);
    task.put(traits::LOG_DESTROY, true);
    task.requests.set(0);
    if let Some(eager) = eager.non_null()
        && vm.truth(eager)?
    {
        let event_loop = task.event_loop.get();
        let runs = super::call_named(vm, event_loop, "is_running", &[], &[])?;
        if vm.truth(runs)? {
            register(vm, task);
            step::start_eagerly(vm, task)?;
            return Ok(Value::NONE);
        }
    }
    let answer = step::ask_step_soon(vm, task, Value::NULL)?;
    register(vm, task);
    vm.none_for(Ok(answer))
}

/// `get_name`.
fn name_of(vm: &mut Vm, task: Gc<Future>) -> PyResult {
    match task.task_field(TaskField::Name) {
        Value::NULL => Ok(Value::NONE),
        name if name.is_small_int() => {
            let number = name.as_small_int().unwrap_or(0);
            let name = vm.new_str(format!("Task-{number}").as_str())?;
            Future::set_task_field(task, &mut vm.heap, TaskField::Name, name);
            Ok(name)
        }
        name => Ok(name),
    }
}

/// `Task.cancel`: whether it was pending; CALL_PENDING when Python code has to run.
fn cancel(vm: &mut Vm, task: Gc<Future>, message: Value) -> PyResult {
    task.put(traits::LOG_TRACEBACK, false);
    if !task.is_pending() {
        return Ok(Value::FALSE);
    }
    task.requests.set(task.requests.get().saturating_add(1));
    let waits_for = task.task_field(TaskField::WaitsFor);
    if !waits_for.is_null() {
        match ask_cancel(vm, waits_for, message)? {
            Value::CALL_PENDING => return vm.wait(None, cancelled_step, &[task.value(), message], 0),
            answer if vm.truth(answer)? => return Ok(Value::TRUE),
            _ => {}
        }
    }
    Ok(must_cancel(vm, task, message))
}

/// The future that the task waits for was asked.
fn cancelled_step(vm: &mut Vm, waiting: Gc<Waiting>, answer: PyResult) -> PyResult {
    let answer = answer?;
    let Some(task) = task_of(waiting.get(0)) else { return Ok(Value::TRUE) };
    if vm.truth(answer)? { Ok(Value::TRUE) } else { Ok(must_cancel(vm, task, waiting.get(1))) }
}

fn must_cancel(vm: &mut Vm, task: Gc<Future>, message: Value) -> Value {
    task.put(traits::MUST_CANCEL, true);
    vm.heap.set(task, &task.message, message);
    Value::TRUE
}

/// `future.cancel(msg=message)`; CALL_PENDING when Python code has to run.
pub(super) fn ask_cancel(vm: &mut Vm, future: Value, message: Value) -> PyResult {
    let [name, keyword]: [Gc<Str>; 2] = ["cancel", "msg"].map(|text| vm.intern(text));
    ask_named(vm, future, name, &[message], &[keyword.value()])
}
