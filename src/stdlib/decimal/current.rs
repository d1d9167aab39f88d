//! The current context, and what the module keeps: its exceptions, classes and templates.
//!
//! ```text
//! Held::Decimal         a tuple: the signals, the other conditions, …; one place for each constant below
//! Held::DecimalContext  the current context, as long as the context of `contextvars` is Held::DecimalContextOf
//! ```

use super::classes::{CONTEXT, DECIMAL};
use super::number::Number;
use super::object::{Decimal, DecimalContext};
use super::settings::status;
use crate::heap::Gc;
use crate::objects::{Tuple, Type};
use crate::stdlib::contextvars;
use crate::value::{PyResult, Raised, Value};
use crate::vm::{Held, Vm};

/// The signals, in the order in which they are looked at: name and conditions.
pub(super) const SIGNALS: [(&str, u32); 9] = [
    ("InvalidOperation", status::ANY_INVALID),
    ("FloatOperation", status::FLOAT_OPERATION),
    ("DivisionByZero", status::DIVISION_BY_ZERO),
    ("Overflow", status::OVERFLOW),
    ("Underflow", status::UNDERFLOW),
    ("Subnormal", status::SUBNORMAL),
    ("Inexact", status::INEXACT),
    ("Rounded", status::ROUNDED),
    ("Clamped", status::CLAMPED),
];

/// The conditions that count as InvalidOperation; the first is that exception itself.
pub(super) const CONDITIONS: [(&str, u32); 5] = [
    ("InvalidOperation", status::INVALID_OPERATION),
    ("ConversionSyntax", status::CONVERSION_SYNTAX),
    ("DivisionImpossible", status::DIVISION_IMPOSSIBLE),
    ("DivisionUndefined", status::DIVISION_UNDEFINED),
    ("InvalidContext", status::INVALID_CONTEXT),
];

/// Places in the tuple that is held: the signals come first, the conditions follow.
pub(super) const FIRST_CONDITION: usize = 9;
pub(super) const DECIMAL_EXCEPTION: usize = 14;
pub(super) const DECIMAL_TUPLE: usize = 15;
pub(super) const RATIONAL: usize = 16;
pub(super) const SIGNAL_DICT: usize = 17;
pub(super) const DEFAULT: usize = 18;
pub(super) const BASIC: usize = 19;
pub(super) const EXTENDED: usize = 20;
pub(super) const VARIABLE: usize = 21;
pub(super) const DECIMAL_CLASS: usize = 22;
pub(super) const CONTEXT_CLASS: usize = 23;
pub(super) const PLACES: usize = 24;

/// Something the module keeps.
#[inline]
pub(super) fn kept(vm: &Vm, place: usize) -> Value {
    match vm.held(Held::Decimal).downcast::<Tuple>() {
        Some(tuple) => tuple.items().get(place).copied().unwrap_or(Value::NULL),
        None => Value::NULL,
    }
}

/// The class `Decimal`.
#[inline]
pub(super) fn decimal_class(vm: &mut Vm) -> Gc<Type> {
    match kept(vm, DECIMAL_CLASS).downcast() {
        Some(class) => class,
        None => vm.native_type(&DECIMAL),
    }
}

/// The class `Context`.
pub(super) fn context_class(vm: &mut Vm) -> Gc<Type> {
    match kept(vm, CONTEXT_CLASS).downcast() {
        Some(class) => class,
        None => vm.native_type(&CONTEXT),
    }
}

/// The context that operators use.
///
/// # Errors
/// What the look-up raises.
#[inline]
pub(super) fn current(vm: &mut Vm) -> PyResult<Gc<DecimalContext>> {
    if vm.context.is(vm.held(Held::DecimalContextOf))
        && let Some(context) = vm.held(Held::DecimalContext).downcast()
    {
        return Ok(context);
    }
    find_current(vm)
}

#[cold]
fn find_current(vm: &mut Vm) -> PyResult<Gc<DecimalContext>> {
    let variable = kept(vm, VARIABLE);
    let found = contextvars::value_of(vm, variable)?.and_then(|v| v.downcast::<DecimalContext>());
    let context = match found {
        Some(context) => context,
        None => {
            let template = template(vm, DEFAULT);
            let context = copy(vm, template);
            context.status.set(0);
            contextvars::set_value(vm, variable, context.value())?;
            context
        }
    };
    remember(vm, context);
    Ok(context)
}

fn remember(vm: &mut Vm, context: Gc<DecimalContext>) {
    vm.hold(Held::DecimalContext, context.value());
    vm.hold(Held::DecimalContextOf, vm.context);
}

/// Makes a context the current one; of a template, a copy.
///
/// # Errors
/// What the store raises.
pub(super) fn set_current(vm: &mut Vm, context: Gc<DecimalContext>) -> PyResult<()> {
    let mut context = context;
    if [DEFAULT, BASIC, EXTENDED].iter().any(|&place| kept(vm, place).is(context.value())) {
        context = copy(vm, context);
        context.status.set(0);
    }
    let variable = kept(vm, VARIABLE);
    contextvars::set_value(vm, variable, context.value())?;
    remember(vm, context);
    Ok(())
}

/// A template that the module keeps.
pub(super) fn template(vm: &mut Vm, place: usize) -> Gc<DecimalContext> {
    match kept(vm, place).downcast() {
        Some(context) => context,
        None => fresh(vm),
    }
}

/// A context with the usual settings.
pub(super) fn fresh(vm: &mut Vm) -> Gc<DecimalContext> {
    let class = context_class(vm);
    vm.alloc_instance(class, DecimalContext::usual())
}

/// A copy, flags included.
pub(super) fn copy(vm: &mut Vm, context: Gc<DecimalContext>) -> Gc<DecimalContext> {
    let copy = fresh(vm);
    copy.assign(&context);
    copy
}

/// The context that an optional argument names: NULL and None mean the current one.
///
/// # Errors
/// `TypeError` for what is none.
pub(super) fn context_argument(vm: &mut Vm, argument: Value) -> PyResult<Gc<DecimalContext>> {
    if argument.is_null() || argument.is_none() {
        return current(vm);
    }
    match argument.downcast() {
        Some(context) => Ok(context),
        None => Err(vm.raise_type_error("optional argument must be a context")),
    }
}

/// Records conditions in a context, and raises if it traps one of them.
///
/// # Errors
/// The exception of the signal, `MemoryError`.
#[inline]
pub(super) fn report(vm: &mut Vm, context: Gc<DecimalContext>, conditions: u32) -> PyResult<()> {
    context.status.set(context.status.get() | conditions);
    if conditions & (context.traps.get() | status::NO_MEMORY) == 0 {
        return Ok(());
    }
    Err(raise_conditions(vm, conditions, context.traps.get()))
}

#[cold]
fn raise_conditions(vm: &mut Vm, conditions: u32, traps: u32) -> Raised {
    if conditions & status::NO_MEMORY != 0 {
        return vm.raise_str(vm.types.memory_error, "");
    }
    let trapped = conditions & traps;
    let Ok(list) = vm.new_list(&[]) else { return Raised };
    let mut exception = Value::NULL;
    for (i, &(_, bits)) in CONDITIONS.iter().enumerate() {
        if trapped & bits != 0 {
            let condition = kept(vm, FIRST_CONDITION + i);
            if crate::stdlib::arguments::push(vm, list, condition).is_err() {
                return Raised;
            }
        }
    }
    for (i, &(_, bits)) in SIGNALS.iter().enumerate() {
        if trapped & bits == 0 {
            continue;
        }
        let signal = kept(vm, i);
        exception = exception.non_null().unwrap_or(signal);
        if i > 0 && crate::stdlib::arguments::push(vm, list, signal).is_err() {
            return Raised;
        }
    }
    match exception.downcast::<Type>() {
        Some(class) => vm.raise_with(class, list.value()),
        None => vm.raise_str(vm.types.arithmetic_error, "decimal signal"),
    }
}

/// A Decimal of a number.
pub(super) fn decimal(vm: &mut Vm, number: Number) -> Value {
    let class = decimal_class(vm);
    let shape = class.root_shape().0;
    let made = Decimal::of(&mut vm.heap, shape, number);
    vm.heap.alloc(made, 0).value()
}

/// A Decimal of a number, of a class derived from `Decimal`.
pub(super) fn decimal_as(vm: &mut Vm, class: Gc<Type>, number: Number) -> Value {
    let made = Decimal::of(&mut vm.heap, 0, number);
    vm.alloc_instance(class, made).value()
}

/// The result of an operation, after its conditions were reported.
///
/// # Errors
/// As [`report`].
pub(super) fn result(vm: &mut Vm, context: Gc<DecimalContext>, number: Number, conditions: u32) -> PyResult {
    report(vm, context, conditions)?;
    Ok(decimal(vm, number))
}
