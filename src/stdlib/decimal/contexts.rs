//! `Context`: its attributes, construction and copies; and `localcontext`.

use super::current::{SIGNALS, context_argument, context_class, copy, current, kept, set_current};
use super::object::DecimalContext;
use super::settings::{MAX_EMAX, MAX_PREC, MIN_EMIN, Rounding};
use super::signals::{flags_of, view};
use crate::builtins::{methods, natives};
use crate::heap::Gc;
use crate::objects::getset::GetSetDef;
use crate::objects::state::State;
use crate::objects::{Kind, Str};
use crate::stdlib::arguments::push;
use crate::stdlib::class::state_methods;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;

const ROUNDINGS: &str = "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   \
                         ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]";

/// The rounding that a str names.
///
/// # Errors
/// `TypeError` for what names none.
pub(super) fn rounding_of(vm: &mut Vm, value: Value) -> PyResult<Rounding> {
    let name = value.downcast::<Str>();
    let found = Rounding::ALL.iter().find(|r| name.is_some_and(|n| n.as_bytes() == r.0.as_bytes()));
    match found {
        Some(&(_, rounding)) => Ok(rounding),
        None => Err(vm.raise_type_error(ROUNDINGS)),
    }
}

/// A machine integer in a range.
fn in_range(vm: &mut Vm, value: Value, range: std::ops::RangeInclusive<i64>, message: &str) -> PyResult<i64> {
    let number = vm.machine_int(value, "an integer is required")?;
    match range.contains(&number) {
        true => Ok(number),
        false => Err(vm.raise_value_error(message)),
    }
}

/// The context that an attribute belongs to.
fn of(vm: &mut Vm, object: Value) -> PyResult<Gc<DecimalContext>> {
    match object.downcast() {
        Some(context) => Ok(context),
        None => {
            let given = vm.type_name(object);
            let message =
                format!("descriptor for 'decimal.Context' objects doesn't apply to a '{given}' object");
            Err(vm.raise_type_error(message))
        }
    }
}

fn set_prec(vm: &mut Vm, c: Gc<DecimalContext>, value: Value) -> PyResult<()> {
    c.prec.set(in_range(vm, value, 1..=MAX_PREC, "valid range for prec is [1, MAX_PREC]")?);
    Ok(())
}

fn set_emin(vm: &mut Vm, c: Gc<DecimalContext>, value: Value) -> PyResult<()> {
    c.emin.set(in_range(vm, value, MIN_EMIN..=0, "valid range for Emin is [MIN_EMIN, 0]")?);
    Ok(())
}

fn set_emax(vm: &mut Vm, c: Gc<DecimalContext>, value: Value) -> PyResult<()> {
    c.emax.set(in_range(vm, value, 0..=MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]")?);
    Ok(())
}

fn set_rounding(vm: &mut Vm, c: Gc<DecimalContext>, value: Value) -> PyResult<()> {
    c.rounding.set(rounding_of(vm, value)?);
    Ok(())
}

fn set_capitals(vm: &mut Vm, c: Gc<DecimalContext>, value: Value) -> PyResult<()> {
    c.capitals.set(in_range(vm, value, 0..=1, "valid values for capitals are 0 or 1")? == 1);
    Ok(())
}

fn set_clamp(vm: &mut Vm, c: Gc<DecimalContext>, value: Value) -> PyResult<()> {
    c.clamp.set(in_range(vm, value, 0..=1, "valid values for clamp are 0 or 1")? == 1);
    Ok(())
}

fn set_flags(vm: &mut Vm, c: Gc<DecimalContext>, value: Value) -> PyResult<()> {
    c.status.set(flags_of(vm, value, false)?);
    Ok(())
}

fn set_traps(vm: &mut Vm, c: Gc<DecimalContext>, value: Value) -> PyResult<()> {
    c.traps.set(flags_of(vm, value, false)?);
    Ok(())
}

macro_rules! field {
    ($name:literal, |$vm:ident, $c:ident| $read:expr, $write:expr) => {
        GetSetDef::settable(
            $name,
            |vm, object| {
                let $c = of(vm, object)?;
                let $vm = vm;
                $read
            },
            |vm, object, value| {
                let context = of(vm, object)?;
                match value {
                    Some(value) => $write(vm, context, value),
                    None => {
                        let message = "context attributes cannot be deleted";
                        Err(vm.raise_str(vm.types.attribute_error, message))
                    }
                }
            },
        )
    };
}

pub(super) static FIELDS: &[GetSetDef] = &[
    field!("prec", |vm, c| Ok(vm.new_int(c.prec.get())), set_prec),
    field!("Emax", |vm, c| Ok(vm.new_int(c.emax.get())), set_emax),
    field!("Emin", |vm, c| Ok(vm.new_int(c.emin.get())), set_emin),
    field!("rounding", |vm, c| Ok(vm.intern(c.rounding.get().name()).value()), set_rounding),
    field!("capitals", |vm, c| Ok(vm.new_int(i64::from(c.capitals.get()))), set_capitals),
    field!("clamp", |vm, c| Ok(vm.new_int(i64::from(c.clamp.get()))), set_clamp),
    field!("flags", |vm, c| view(vm, c, false), set_flags),
    field!("traps", |vm, c| view(vm, c, true), set_traps),
];

/// Sets what was given: prec, rounding, Emin, Emax, capitals, clamp, flags, traps.
fn set_all(vm: &mut Vm, c: Gc<DecimalContext>, given: &[Value]) -> PyResult<()> {
    let setters = [set_prec, set_rounding, set_emin, set_emax, set_capitals, set_clamp];
    for (set, &value) in setters.iter().zip(given) {
        if !value.is_null() && !value.is_none() {
            set(vm, c, value)?;
        }
    }
    if let Some(traps) = given[7].non_null().filter(|v| !v.is_none()) {
        c.traps.set(flags_of(vm, traps, true)?);
    }
    if let Some(flags) = given[6].non_null().filter(|v| !v.is_none()) {
        c.status.set(flags_of(vm, flags, true)?);
    }
    Ok(())
}

natives! { NEW: "__new__" "(cls, /, *args, **kwargs)" |vm, args| {
    let own = context_class(vm);
    let class = vm.class_for_new(args[0], own)?;
    let context = vm.alloc_instance(class, DecimalContext::usual());
    if let Some(template) = kept(vm, super::current::DEFAULT).downcast::<DecimalContext>() {
        context.assign(&template);
        context.capitals.set(true);
    }
    Ok(context.value())
}; }

/// The signals among conditions, as a list.
fn signals(vm: &mut Vm, conditions: u32) -> PyResult {
    let list = vm.new_list(&[])?;
    for (i, (_, bits)) in SIGNALS.iter().enumerate() {
        if conditions & bits != 0 {
            let signal = kept(vm, i);
            push(vm, list, signal)?;
        }
    }
    Ok(list.value())
}

/// The names of conditions' signals, lowest bit first.
fn names(conditions: u32) -> String {
    let mut by_bit: Vec<(u32, &str)> = Vec::new();
    for bit in 0..15 {
        let Some((name, _)) = SIGNALS.iter().find(|s| conditions & 1 << bit & s.1 != 0) else { continue };
        if !by_bit.iter().any(|(_, known)| known == name) {
            by_bit.push((bit, name));
        }
    }
    by_bit.iter().map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
}

methods! { METHODS: DecimalContext, "decimal.Context";
    "__init__" "(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)"
        |vm, c, args| { set_all(vm, c, &args[1..])?; Ok(Value::NONE) };
    "__repr__" "(self, /)" |vm, c, _| {
        let text = format!(
            "Context(prec={}, rounding={}, Emin={}, Emax={}, capitals={}, clamp={}, flags=[{}], traps=[{}])",
            c.prec.get(), c.rounding.get().name(), c.emin.get(), c.emax.get(), i64::from(c.capitals.get()),
            i64::from(c.clamp.get()), names(c.status.get()), names(c.traps.get()),
        );
        vm.new_str(text.as_str())
    };
    "__setattr__" "(self, name, value, /)" |vm, _, args| {
        let object = vm.types.object.value();
        let name = vm.intern("__setattr__");
        let plain = vm.get_attr(object, name)?;
        let result = vm.call(plain, args);
        let unknown = args[1].downcast::<Str>().filter(|n| vm.type_of(args[0]).lookup(*n).is_none());
        match unknown {
            Some(name) if result.is_err() && vm.raised_is(vm.types.attribute_error) => {
                vm.take_raised();
                let class = vm.type_name(args[0]);
                let message = format!("'{class}' object has no attribute '{}'", name.as_wtf8());
                Err(vm.raise_str(vm.types.attribute_error, &message))
            }
            _ => result,
        }
    };
    "__delattr__" "(self, name, /)" |vm, _, _| {
        Err(vm.raise_str(vm.types.attribute_error, "context attributes cannot be deleted"))
    };
    "copy" "(self, /)" |vm, c, _| Ok(copy(vm, c).value());
    "__copy__" "(self, /)" |vm, c, _| Ok(copy(vm, c).value());
    "clear_flags" "(self, /)" |_, c, _| { c.status.set(0); Ok(Value::NONE) };
    "clear_traps" "(self, /)" |_, c, _| { c.traps.set(0); Ok(Value::NONE) };
    "Etiny" "(self, /)" |vm, c, _| Ok(vm.new_int(c.settings().etiny()));
    "Etop" "(self, /)" |vm, c, _| Ok(vm.new_int(c.settings().etop()));
    "__reduce__" "(self, /)" |vm, c, _| {
        let (flags, traps) = (signals(vm, c.status.get())?, signals(vm, c.traps.get())?);
        let rounding = vm.intern(c.rounding.get().name()).value();
        let [prec, emin, emax] = [c.prec.get(), c.emin.get(), c.emax.get()].map(|n| vm.new_int(n));
        let [capitals, clamp] = [c.capitals.get(), c.clamp.get()].map(|b| Value::small_int_unchecked(i64::from(b)));
        let args = vm.new_tuple(&[prec, rounding, emin, emax, capitals, clamp, flags, traps])?;
        let class = vm.type_of(c.value()).value();
        vm.new_tuple(&[class, args])
    };
}

/// What `localcontext` gives: the context for the block, and the one to come back to.
pub(super) static MANAGER: TypeSpec =
    TypeSpec { methods: MANAGER_METHODS, ..TypeSpec::new("decimal", "ContextManager", Kind::State) };

const LOCAL: usize = 0;
const OUTER: usize = 1;

fn enter(vm: &mut Vm, manager: Gc<State>, field: usize) -> PyResult {
    let context = vm.expect::<DecimalContext>(manager.get(field), "Context")?;
    set_current(vm, context)?;
    Ok(context.value())
}

state_methods! { MANAGER_METHODS: MANAGER;
    "__enter__" "(self, /)" |vm, manager, _| enter(vm, manager, LOCAL);
    "__exit__" "(self, /, *args)" |vm, manager, _| { enter(vm, manager, OUTER)?; Ok(Value::NONE) };
}

/// `localcontext(ctx=None, **settings)`.
///
/// # Errors
/// As the attributes of a context raise.
pub(super) fn local(vm: &mut Vm, args: &[Value]) -> PyResult {
    let outer = current(vm)?;
    let from = context_argument(vm, args[0])?;
    let inner = copy(vm, from);
    set_all(vm, inner, &args[1..])?;
    Ok(vm.new_state(&MANAGER, None, &[inner.value(), outer.value()]))
}
