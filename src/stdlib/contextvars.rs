//! `_contextvars`: variables whose value depends on the context that runs.
//!
//! ```text
//! Context: [dict from variable to value][entered][the context that was current when it was entered]
//! ContextVar: [name][default]      Token: [variable][context][old value][used]
//! ```
//!
//! A context's dict never changes once it is shared: setting a variable replaces the dict by a changed copy only
//! when `copy_context` took it since. So copying a context costs nothing.

use super::asyncio::object::TaskStep;
use super::asyncio::run_step;
use super::class::{state_getters, state_methods};
use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::types::type_flags;
use crate::objects::{Dict, Kind};
use crate::value::{PyResult, Value};
use crate::vm::native_type::TypeSpec;
use crate::vm::pending::Task;
use crate::vm::{Held, Vm};

const VALUES: usize = 0;
const ENTERED: usize = 1;
const BEFORE: usize = 2;
const SHARED: usize = 3;

const NAME: usize = 0;
const DEFAULT: usize = 1;

const VARIABLE: usize = 0;
const CONTEXT: usize = 1;
const OLD: usize = 2;
const USED: usize = 3;

static CONTEXT_CLASS: TypeSpec = TypeSpec {
    methods: CONTEXT_METHODS,
    static_methods: CONTEXT_STATIC,
    ..TypeSpec::new("_contextvars", "Context", Kind::State)
};

static VARIABLE_CLASS: TypeSpec = TypeSpec {
    methods: VARIABLE_METHODS,
    static_methods: VARIABLE_STATIC,
    class_methods: crate::builtins::SUBSCRIPTED,
    getset: VARIABLE_GETTERS,
    flags: type_flags::HAS_WEAKREF,
    ..TypeSpec::new("_contextvars", "ContextVar", Kind::State)
};

static TOKEN_CLASS: TypeSpec = TypeSpec {
    methods: TOKEN_METHODS,
    static_methods: TOKEN_STATIC,
    class_methods: crate::builtins::SUBSCRIPTED,
    getset: TOKEN_GETTERS,
    ..TypeSpec::new("_contextvars", "Token", Kind::State)
};

static MISSING: TypeSpec =
    TypeSpec { methods: MISSING_METHODS, ..TypeSpec::new("Token", "MISSING", Kind::State) };

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_contextvars",
    doc: "Context Variables",
    functions: FUNCTIONS,
    init: |vm, module| {
        let classes = [("Context", &CONTEXT_CLASS), ("ContextVar", &VARIABLE_CLASS), ("Token", &TOKEN_CLASS)];
        for (name, spec) in classes {
            let class = vm.native_type(spec);
            add(vm, module, name, class.value())?;
        }
        let token = vm.native_type(&TOKEN_CLASS);
        let missing = vm.new_state(&MISSING, None, &[]);
        let name = vm.intern("MISSING");
        vm.dict_set(token.dict(), name.value(), missing)
    },
};

natives! { FUNCTIONS:
    "copy_context" "()" |vm, _| copy_current(vm);
}

natives! { CONTEXT_STATIC:
    "__new__" "(type, /)" |vm, _| Ok(new_context(vm));
}

natives! { VARIABLE_STATIC:
    "__new__" "(type, name, /, *, default=None)" |vm, args| {
        if args[1].downcast::<crate::objects::Str>().is_none() {
            return Err(vm.raise_type_error("context variable name must be a str"));
        }
        Ok(vm.new_state(&VARIABLE_CLASS, None, &[args[1], args[2]]))
    };
}

natives! { TOKEN_STATIC:
    "__new__" "(type, /, *args, **kwargs)" |vm, _| {
        Err(vm.raise_str(vm.types.runtime_error, "Tokens can only be created by ContextVars"))
    };
}

state_methods! { MISSING_METHODS: MISSING;
    "__repr__" "(self, /)" |vm, _, _| vm.new_str("<Token.MISSING>");
}

/// A variable of the engine's own.
///
/// # Errors
/// `MemoryError`.
pub(crate) fn new_variable(vm: &mut Vm, name: &str) -> PyResult {
    let name = vm.intern(name).value();
    Ok(vm.new_state(&VARIABLE_CLASS, None, &[name, Value::NULL]))
}

/// The value of a variable in the context that runs.
///
/// # Errors
/// `MemoryError`.
pub(crate) fn value_of(vm: &mut Vm, variable: Value) -> PyResult<Option<Value>> {
    let context = current(vm);
    let values = values(vm, context)?;
    vm.dict_get(values, variable)
}

/// Sets a variable in the context that runs.
///
/// # Errors
/// `MemoryError`.
pub(crate) fn set_value(vm: &mut Vm, variable: Value, value: Value) -> PyResult<()> {
    let context = current(vm);
    let values = own_values(vm, context)?;
    vm.dict_set(values, variable, value)
}

/// A copy of the context that runs.
///
/// # Errors
/// `MemoryError`.
pub(crate) fn copy_current(vm: &mut Vm) -> PyResult {
    let current = current(vm);
    copy(vm, current)
}

/// A context becomes the one that runs.
///
/// # Errors
/// `TypeError` for what is no context; `RuntimeError` for one that runs already.
pub(crate) fn enter_value(vm: &mut Vm, context: Value) -> PyResult<Gc<State>> {
    let Some(context) = State::of(context, &CONTEXT_CLASS) else {
        return Err(vm.raise_type_error("an instance of Context was expected"));
    };
    enter(vm, context)?;
    Ok(context)
}

/// A context that was entered is left: the one before it runs again.
pub(crate) fn leave_context(vm: &mut Vm, context: Gc<State>) {
    let _ = leave(vm, context, Ok(Value::NONE));
}

/// A program changed a variable: what others remember of its value no longer counts.
fn changed(vm: &mut Vm) {
    vm.hold(Held::DecimalContext, Value::NULL);
}

fn new_context(vm: &mut Vm) -> Value {
    let values = vm.new_dict();
    vm.new_state(&CONTEXT_CLASS, None, &[values.value(), Value::FALSE, Value::NULL, Value::FALSE])
}

/// The context that runs; one is made when there is none.
fn current(vm: &mut Vm) -> Gc<State> {
    if State::of(vm.context, &CONTEXT_CLASS).is_none() {
        vm.context = new_context(vm);
    }
    State::of(vm.context, &CONTEXT_CLASS).expect("the current context is one")
}

fn copy(vm: &mut Vm, context: Gc<State>) -> PyResult {
    State::set(context, &mut vm.heap, SHARED, Value::TRUE);
    let values = context.get(VALUES);
    Ok(vm.new_state(&CONTEXT_CLASS, None, &[values, Value::FALSE, Value::NULL, Value::TRUE]))
}

fn values(vm: &mut Vm, context: Gc<State>) -> PyResult<Gc<Dict>> {
    vm.expect(context.get(VALUES), "dict")
}

/// The values of a context, to be changed.
fn own_values(vm: &mut Vm, context: Gc<State>) -> PyResult<Gc<Dict>> {
    let shared = values(vm, context)?;
    if context.get(SHARED) != Value::TRUE {
        return Ok(shared);
    }
    let own = vm.new_dict();
    let mut at = 0;
    while let Some((entry, key, value)) = shared.next_entry(at) {
        vm.dict_set(own, key, value)?;
        at = entry + 1;
    }
    State::set(context, &mut vm.heap, VALUES, own.value());
    State::set(context, &mut vm.heap, SHARED, Value::FALSE);
    Ok(own)
}

state_methods! { CONTEXT_METHODS: CONTEXT_CLASS;
    "run" "(self, callable, /, *args, **kwargs)" |vm, context, args| {
        enter(vm, context)?;
        match super::arguments::ask_packed(vm, args[1], &[], args[2], args[3]) {
            Ok(Value::CALL_PENDING) => vm.wait(None, left, &[context.value()], 0),
            answer => leave(vm, context, answer),
        }
    }, positional run_with_positional;
    "copy" "(self, /)" |vm, context, _| copy(vm, context);
    "get" "(self, key, default=None, /)" |vm, context, args| {
        let found = lookup(vm, context, args[1])?;
        Ok(found.or(args[2].non_null()).unwrap_or(Value::NONE))
    };
    "__getitem__" "(self, key, /)" |vm, context, args| match lookup(vm, context, args[1])? {
        Some(value) => Ok(value),
        None => Err(vm.raise_with(vm.types.key_error, args[1])),
    };
    "__contains__" "(self, key, /)" |vm, context, args| {
        lookup(vm, context, args[1]).map(|v| Value::from_bool(v.is_some()))
    };
    "__len__" "(self, /)" |vm, context, _| { let length = values(vm, context)?.len(); Ok(vm.new_int(length as i64)) };
    "__iter__" "(self, /)" |vm, context, _| vm.iter(context.get(VALUES));
    "keys" "(self, /)" |vm, context, _| view(vm, context, "keys");
    "values" "(self, /)" |vm, context, _| view(vm, context, "values");
    "items" "(self, /)" |vm, context, _| view(vm, context, "items");
    "__eq__" "(self, value, /)" |vm, context, args| match State::of(args[1], &CONTEXT_CLASS) {
        Some(other) => vm.equal(context.get(VALUES), other.get(VALUES)).map(Value::from_bool),
        None => Ok(Value::NOT_IMPLEMENTED),
    };
}

/// `run` without keywords.
fn run_with_positional(vm: &mut Vm, args: &[Value]) -> PyResult {
    let &[context, callable, ref rest @ ..] = args else {
        return Err(vm.raise_type_error("run() missing 1 required positional argument"));
    };
    let context = vm.state_of(&CONTEXT_CLASS, context, "run")?;
    enter(vm, context)?;
    let answer = match callable.downcast::<TaskStep>() {
        Some(step) if rest.is_empty() => run_step(vm, step),
        _ => vm.ask_call(callable, rest),
    };
    match answer {
        Ok(Value::CALL_PENDING) => vm.wait(None, left, &[context.value()], 0),
        answer => leave(vm, context, answer),
    }
}

/// What ran in a context answered: the one before it is back.
fn leave(vm: &mut Vm, context: Gc<State>, answer: PyResult) -> PyResult {
    vm.context = context.get(BEFORE);
    State::set(context, &mut vm.heap, ENTERED, Value::FALSE);
    State::set(context, &mut vm.heap, BEFORE, Value::NULL);
    answer
}

fn left(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    match State::of(task.get(0), &CONTEXT_CLASS) {
        Some(context) => leave(vm, context, answer),
        None => answer,
    }
}

fn view(vm: &mut Vm, context: Gc<State>, which: &str) -> PyResult {
    State::set(context, &mut vm.heap, SHARED, Value::TRUE);
    let name = vm.intern(which);
    let method = vm.get_attr(context.get(VALUES), name)?;
    vm.call(method, &[])
}

fn lookup(vm: &mut Vm, context: Gc<State>, variable: Value) -> PyResult<Option<Value>> {
    if State::of(variable, &VARIABLE_CLASS).is_none() {
        let shown = vm.repr(variable)?;
        let shown = vm.expect::<crate::objects::Str>(shown, "str")?.as_wtf8().to_string();
        return Err(vm.raise_type_error(format!("a ContextVar key was expected, got {shown}")));
    }
    let values = values(vm, context)?;
    vm.dict_get(values, variable)
}

fn enter(vm: &mut Vm, context: Gc<State>) -> PyResult<()> {
    if context.get(ENTERED) == Value::TRUE {
        let shown = vm.repr(context.value())?;
        let shown = vm.expect::<crate::objects::Str>(shown, "str")?.as_wtf8().to_string();
        let message = format!("cannot enter context: {shown} is already entered");
        return Err(vm.raise_str(vm.types.runtime_error, &message));
    }
    let before = current(vm);
    State::set(context, &mut vm.heap, BEFORE, before.value());
    State::set(context, &mut vm.heap, ENTERED, Value::TRUE);
    vm.context = context.value();
    Ok(())
}

state_getters! { VARIABLE_GETTERS: VARIABLE_CLASS;
    "name" |_, variable| Ok(variable.get(NAME));
}

state_methods! { VARIABLE_METHODS: VARIABLE_CLASS;
    "get" "(self, default=None, /)" |vm, variable, args| {
        let context = current(vm);
        let values = values(vm, context)?;
        let found = vm.dict_get(values, args[0])?;
        match found.or(args[1].non_null()).or(variable.get(DEFAULT).non_null()) {
            Some(value) => Ok(value),
            None => Err(vm.raise_with(vm.types.lookup_error, args[0])),
        }
    };
    "set" "(self, value, /)" |vm, _, args| {
        let context = current(vm);
        let values = own_values(vm, context)?;
        let old = vm.dict_get(values, args[0])?.unwrap_or(Value::NULL);
        vm.dict_set(values, args[0], args[1])?;
        changed(vm);
        Ok(vm.new_state(&TOKEN_CLASS, None, &[args[0], context.value(), old, Value::FALSE]))
    };
    "reset" "(self, token, /)" |vm, _, args| reset(vm, args[0], args[1]);
    "__repr__" "(self, /)" |vm, variable, args| {
        let name = vm.repr(variable.get(NAME))?;
        let name = vm.expect::<crate::objects::Str>(name, "str")?.as_wtf8().to_string();
        let default = match variable.get(DEFAULT).non_null() {
            Some(default) => {
                let shown = vm.repr(default)?;
                let shown = vm.expect::<crate::objects::Str>(shown, "str")?;
                format!(" default={}", shown.as_wtf8())
            }
            None => String::new(),
        };
        let at = args[0].bits();
        vm.new_str(format!("<ContextVar name={name}{default} at {at:#x}>").as_str())
    };
}

fn reset(vm: &mut Vm, variable: Value, token: Value) -> PyResult {
    let Some(state) = State::of(token, &TOKEN_CLASS) else {
        let shown = vm.repr(token)?;
        let shown = vm.expect::<crate::objects::Str>(shown, "str")?.as_wtf8().to_string();
        return Err(vm.raise_type_error(format!("expected an instance of Token, got {shown}")));
    };
    let shown = |vm: &mut Vm| -> PyResult<String> {
        let text = vm.repr(token)?;
        Ok(vm.expect::<crate::objects::Str>(text, "str")?.as_wtf8().to_string())
    };
    if state.get(USED) == Value::TRUE {
        let message = format!("{} has already been used once", shown(vm)?);
        return Err(vm.raise_str(vm.types.runtime_error, &message));
    }
    if !state.get(VARIABLE).is(variable) {
        let message = format!("{} was created by a different ContextVar", shown(vm)?);
        return Err(vm.raise_value_error(message));
    }
    let context = current(vm);
    if !state.get(CONTEXT).is(context.value()) {
        let message = format!("{} was created in a different Context", shown(vm)?);
        return Err(vm.raise_value_error(message));
    }
    State::set(state, &mut vm.heap, USED, Value::TRUE);
    changed(vm);
    let values = own_values(vm, context)?;
    match state.get(OLD).non_null() {
        Some(old) => vm.dict_set(values, variable, old)?,
        None => {
            vm.dict_remove(values, variable)?;
        }
    }
    Ok(Value::NONE)
}

state_getters! { TOKEN_GETTERS: TOKEN_CLASS;
    "var" |_, token| Ok(token.get(VARIABLE));
    "old_value" |vm, token| match token.get(OLD).non_null() {
        Some(old) => Ok(old),
        None => {
            let class = vm.native_type(&TOKEN_CLASS).value();
            let missing = vm.intern("MISSING");
            vm.get_attr(class, missing)
        }
    };
}

state_methods! { TOKEN_METHODS: TOKEN_CLASS;
    "__enter__" "(self, /)" |_, _, args| Ok(args[0]);
    "__exit__" "(self, type, value, traceback, /)" |vm, token, args| reset(vm, token.get(VARIABLE), args[0]);
    "__repr__" "(self, /)" |vm, token, args| {
        let variable = vm.repr(token.get(VARIABLE))?;
        let variable = vm.expect::<crate::objects::Str>(variable, "str")?.as_wtf8().to_string();
        let used = if token.get(USED) == Value::TRUE { " used" } else { "" };
        let at = args[0].bits();
        vm.new_str(format!("<Token{used} var={variable} at {at:#x}>").as_str())
    };
}
