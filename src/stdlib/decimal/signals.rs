//! The mappings that `Context.flags` and `Context.traps` give.
//!
//! `SignalDict` is made of the class here and `collections.abc.MutableMapping`. Its objects look into their context.

use super::current::{SIGNAL_DICT, SIGNALS, kept};
use super::object::DecimalContext;
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::types::type_flags;
use crate::objects::{Dict, Kind, List, Type};
use crate::stdlib::class::state_methods;
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use std::cell::Cell;

/// The part of `SignalDict` that is no abstract base class.
pub(super) static MIXIN: TypeSpec = TypeSpec {
    flags: type_flags::BASE,
    methods: METHODS,
    static_methods: NEW,
    ..TypeSpec::new("decimal", "SignalDictMixin", Kind::State)
};

const CONTEXT: usize = 0;
const TRAPS: usize = 1;

const UNKNOWN: &str = "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   \
                       Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]";

natives! { NEW: "__new__" "(cls, /, *args, **kwargs)" |vm, args| {
    let class = vm.state_class(&MIXIN, args[0])?;
    // Tied to no context, so that it answers nothing.
    Ok(vm.new_state_of(class, &MIXIN, None, &[Value::NULL, Value::FALSE]))
}; }

/// The mapping of a context's flags or traps.
///
/// # Errors
/// `MemoryError`.
pub(super) fn view(vm: &mut Vm, context: Gc<DecimalContext>, traps: bool) -> PyResult {
    let cell = |c: &Gc<DecimalContext>| if traps { c.traps_view.get() } else { c.flags_view.get() };
    if let Some(known) = cell(&context).non_null() {
        return Ok(known);
    }
    let class = match kept(vm, SIGNAL_DICT).downcast::<Type>() {
        Some(class) => class,
        None => vm.native_type(&MIXIN),
    };
    let made = vm.new_state_of(class, &MIXIN, None, &[context.value(), Value::from_bool(traps)]);
    let field = if traps { &context.traps_view } else { &context.flags_view };
    vm.heap.set(context, field, made);
    Ok(made)
}

/// The conditions that a mapping shows.
fn conditions(mapping: &State) -> Option<(Gc<DecimalContext>, bool)> {
    let context = mapping.get(CONTEXT).downcast::<DecimalContext>()?;
    Some((context, mapping.get(TRAPS) == Value::TRUE))
}

fn cell(context: &Gc<DecimalContext>, traps: bool) -> &Cell<u32> {
    if traps { &context.traps } else { &context.status }
}

/// The conditions that are on.
fn read(vm: &mut Vm, mapping: Gc<State>) -> PyResult<u32> {
    match conditions(&mapping) {
        Some((context, traps)) => Ok(cell(&context, traps).get()),
        None => Err(vm.raise_value_error("invalid signal dict")),
    }
}

#[cold]
fn unknown(vm: &mut Vm) -> Raised {
    vm.raise_str(vm.types.key_error, UNKNOWN)
}

/// The conditions of a signal.
fn bits_of(vm: &mut Vm, signal: Value) -> PyResult<u32> {
    for (i, &(_, bits)) in SIGNALS.iter().enumerate() {
        if kept(vm, i).is(signal) {
            return Ok(bits);
        }
    }
    Err(unknown(vm))
}

/// The conditions that a mapping of signals says, or a list of them where `lists` are allowed.
///
/// # Errors
/// `TypeError`, `KeyError`; what truth of the values raises.
pub(super) fn flags_of(vm: &mut Vm, value: Value, lists: bool) -> PyResult<u32> {
    if let Some(mapping) = State::of(value, &MIXIN) {
        return read(vm, mapping);
    }
    if let Some(list) = value.downcast::<List>().filter(|_| lists) {
        let (mut flags, mut at) = (0, 0);
        while let Some(signal) = list.get(at) {
            flags |= bits_of(vm, signal)?;
            at += 1;
        }
        return Ok(flags);
    }
    let Some(dict) = value.downcast::<Dict>() else {
        return Err(vm.raise_type_error("argument must be a signal dict"));
    };
    match flags_of_dict(vm, dict)? {
        Some(flags) => Ok(flags),
        None => Err(vm.raise_str(vm.types.key_error, "invalid signal dict")),
    }
}

fn flags_of_dict(vm: &mut Vm, dict: Gc<Dict>) -> PyResult<Option<u32>> {
    if dict.len() != SIGNALS.len() {
        return Ok(None);
    }
    let mut flags = 0;
    for (i, &(_, bits)) in SIGNALS.iter().enumerate() {
        let signal = kept(vm, i);
        match vm.dict_get(dict, signal)? {
            None => return Ok(None),
            Some(value) if vm.truth(value)? => flags |= bits,
            Some(_) => {}
        }
    }
    Ok(Some(flags))
}

/// Whether a mapping equals another one or a dict; `None`: they cannot be compared.
fn equals(vm: &mut Vm, mapping: Gc<State>, other: Value) -> PyResult<Option<bool>> {
    let own = read(vm, mapping)?;
    if let Some(other) = State::of(other, &MIXIN) {
        return Ok(Some(own == read(vm, other)?));
    }
    let Some(dict) = other.downcast::<Dict>() else { return Ok(None) };
    Ok(flags_of_dict(vm, dict)?.map(|flags| flags == own))
}

state_methods! { METHODS: MIXIN;
    "__len__" "(self, /)" |vm, mapping, _| read(vm, mapping).map(|_| Value::small_int_unchecked(SIGNALS.len() as i64));
    "__iter__" "(self, /)" |vm, mapping, _| {
        read(vm, mapping)?;
        let all: Vec<Value> = (0..SIGNALS.len()).map(|i| kept(vm, i)).collect();
        let all = vm.new_tuple(&all)?;
        vm.iter(all)
    };
    "__getitem__" "(self, key, /)" |vm, mapping, args| {
        let flags = read(vm, mapping)?;
        let bits = bits_of(vm, args[1])?;
        Ok(Value::from_bool(flags & bits != 0))
    };
    "__setitem__" "(self, key, value, /)" |vm, mapping, args| {
        read(vm, mapping)?;
        let bits = bits_of(vm, args[1])?;
        let on = vm.truth(args[2])?;
        if let Some((context, traps)) = conditions(&mapping) {
            let cell = cell(&context, traps);
            cell.set(if on { cell.get() | bits } else { cell.get() & !bits });
        }
        Ok(Value::NONE)
    };
    "__delitem__" "(self, key, /)" |vm, _, _| Err(vm.raise_value_error("signal keys cannot be deleted"));
    "__repr__" "(self, /)" |vm, mapping, _| {
        let flags = read(vm, mapping)?;
        let items: Vec<String> = SIGNALS
            .iter()
            .map(|(name, bits)| {
                let on = if flags & bits != 0 { "True" } else { "False" };
                format!("<class 'decimal.{name}'>:{on}")
            })
            .collect();
        vm.new_str(format!("{{{}}}", items.join(", ")).as_str())
    };
    "__eq__" "(self, value, /)" |vm, mapping, args| {
        Ok(equals(vm, mapping, args[1])?.map_or(Value::NOT_IMPLEMENTED, Value::from_bool))
    };
    "__ne__" "(self, value, /)" |vm, mapping, args| {
        Ok(equals(vm, mapping, args[1])?.map_or(Value::NOT_IMPLEMENTED, |equal| Value::from_bool(!equal)))
    };
    "copy" "(self, /)" |vm, mapping, _| {
        let (flags, dict) = (read(vm, mapping)?, vm.new_dict());
        for (i, &(_, bits)) in SIGNALS.iter().enumerate() {
            let signal = kept(vm, i);
            vm.dict_set(dict, signal, Value::from_bool(flags & bits != 0))?;
        }
        Ok(dict.value())
    };
}
