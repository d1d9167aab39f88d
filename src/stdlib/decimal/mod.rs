//! `_decimal`: decimal arithmetic to the letter of the General Decimal Arithmetic specification.
//!
//! ```text
//! coefficient   natural numbers with decimal digits       settings   contexts' numbers, roundings, conditions
//! number        decimal numbers, made to fit a context    arith      + - * / % fma quantize sqrt …
//! compare       orders, max and min                       digits     neighbours, logic, shifts
//! fixed, transcendental   exp, ln, log10, powers          text       numbers as text     format   __format__
//! ```
//!
//! Those know nothing of the engine: an operation takes numbers and settings, gives a number and adds the conditions
//! that it met. The others are the module:
//!
//! ```text
//! object    heap layouts           convert   Python values ⇄ numbers       current    the current context, signals
//! quick     operators              classes   declarations                  methods, special, context_methods
//! contexts  Context                signals   Context.flags and traps
//! ```
//!
//! To add an operation: a function in one of the first group, a row in `methods` and one in `context_methods`.

mod arith;
mod classes;
mod coefficient;
mod compare;
mod context_methods;
mod contexts;
mod convert;
mod current;
mod digits;
mod fixed;
mod format;
mod methods;
mod number;
pub(crate) mod object;
mod quick;
mod settings;
mod signals;
mod special;
mod text;
mod transcendental;

use super::{ModuleSpec, add, contextvars};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::Module;
use crate::value::{PyResult, Value};
use crate::vm::{Held, Vm};
use current::{CONDITIONS, SIGNALS, kept};
use object::DecimalContext;
use settings::{MAX_EMAX, MAX_PREC, MIN_EMIN, Rounding, status};

pub(crate) static MODULE: ModuleSpec =
    ModuleSpec { name: "_decimal", doc: "C decimal arithmetic module", functions: FUNCTIONS, init };

/// The largest interchange format of `IEEEContext`.
const MAX_BITS: i64 = 512;

natives! { FUNCTIONS:
    "getcontext" "()" |vm, _| current::current(vm).map(Gc::value);
    "setcontext" "(context, /)" |vm, args| match args[0].downcast::<DecimalContext>() {
        Some(context) => { current::set_current(vm, context)?; Ok(Value::NONE) }
        None => Err(vm.raise_type_error("argument must be a context")),
    };
    "localcontext" "(ctx=None, *, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)"
        contexts::local;
    "IEEEContext" "(bits, /)" ieee_context;
}

fn ieee_context(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bits = vm.index(args[0])?;
    if bits <= 0 || bits > MAX_BITS || bits % 32 != 0 {
        let message = format!("argument must be a multiple of 32, with a maximum of {MAX_BITS}");
        return Err(vm.raise_value_error(message));
    }
    let context = current::fresh(vm);
    let emax = 3 * (1 << (bits / 16 + 3));
    context.prec.set(9 * (bits / 32) - 2);
    context.emax.set(emax);
    context.emin.set(1 - emax);
    context.rounding.set(Rounding::HalfEven);
    context.clamp.set(true);
    context.traps.set(0);
    Ok(context.value())
}

fn init(vm: &mut Vm, module: Gc<Module>) -> PyResult<()> {
    if vm.held(Held::Decimal).is_null() {
        let kept = make(vm)?;
        vm.hold(Held::Decimal, kept);
    }
    let places = [
        ("DecimalException", current::DECIMAL_EXCEPTION),
        ("DecimalTuple", current::DECIMAL_TUPLE),
        ("DefaultContext", current::DEFAULT),
        ("BasicContext", current::BASIC),
        ("ExtendedContext", current::EXTENDED),
        ("Decimal", current::DECIMAL_CLASS),
        ("Context", current::CONTEXT_CLASS),
    ];
    for (name, place) in places {
        let value = kept(vm, place);
        add(vm, module, name, value)?;
    }
    for (i, (name, _)) in SIGNALS.iter().enumerate() {
        let value = kept(vm, i);
        add(vm, module, name, value)?;
    }
    for (i, (name, _)) in CONDITIONS.iter().enumerate().skip(1) {
        let value = kept(vm, current::FIRST_CONDITION + i);
        add(vm, module, name, value)?;
    }
    for (name, _) in Rounding::ALL {
        let value = vm.intern(name).value();
        add(vm, module, name, value)?;
    }
    let numbers = [
        ("MAX_PREC", MAX_PREC),
        ("MAX_EMAX", MAX_EMAX),
        ("MIN_EMIN", MIN_EMIN),
        ("MIN_ETINY", MIN_EMIN - (MAX_PREC - 1)),
        ("IEEE_CONTEXT_MAX_BITS", MAX_BITS),
    ];
    for (name, number) in numbers {
        let number = vm.new_int(number);
        add(vm, module, name, number)?;
    }
    for name in ["HAVE_THREADS", "HAVE_CONTEXTVAR"] {
        add(vm, module, name, Value::TRUE)?;
    }
    for (name, text) in [("__version__", "1.70"), ("__libmpdec_version__", "2.5.1")] {
        let text = vm.new_str(text)?;
        add(vm, module, name, text)?;
    }
    Ok(())
}

/// A class of the module, as a `class` statement would make it.
fn class(vm: &mut Vm, name: &str, bases: &[Value], module: Option<&str>) -> PyResult {
    let dict = vm.new_dict();
    if let Some(module) = module {
        let (key, module) = (vm.intern("__module__").value(), vm.intern(module).value());
        vm.dict_set(dict, key, module)?;
    }
    let name = vm.intern(name).value();
    let bases = vm.new_tuple(bases)?;
    vm.call(vm.types.typ.value(), &[name, bases, dict.value()])
}

/// An attribute of a module.
fn attribute(vm: &mut Vm, module: &str, name: &str) -> PyResult {
    let module = vm.import_module(module)?;
    let name = vm.intern(name);
    vm.get_attr(module, name)
}

/// Makes what the module keeps.
fn make(vm: &mut Vm) -> PyResult {
    let keep = vm.temps().len();
    let made = make_parts(vm);
    let result = made.and_then(|parts| vm.new_tuple(&parts));
    vm.pop_temps(keep);
    result
}

fn make_parts(vm: &mut Vm) -> PyResult<[Value; current::PLACES]> {
    let mut parts = [Value::NONE; current::PLACES];
    macro_rules! part {
        ($place:expr, $value:expr) => {{
            let value = $value;
            vm.push_temp(value);
            parts[$place] = value;
            value
        }};
    }
    let module = Some("decimal");
    let arithmetic = vm.types.arithmetic_error.value();
    let top = part!(current::DECIMAL_EXCEPTION, class(vm, "DecimalException", &[arithmetic], module)?);
    let plain = |name: &str| SIGNALS.iter().position(|s| s.0 == name).unwrap_or(0);
    for name in ["InvalidOperation", "Subnormal", "Inexact", "Rounded", "Clamped"] {
        part!(plain(name), class(vm, name, &[top], module)?);
    }
    let type_error = vm.types.type_error.value();
    part!(plain("FloatOperation"), class(vm, "FloatOperation", &[top, type_error], module)?);
    let zero_division = vm.types.zero_division_error.value();
    part!(plain("DivisionByZero"), class(vm, "DivisionByZero", &[top, zero_division], module)?);
    let [inexact, rounded, subnormal] = ["Inexact", "Rounded", "Subnormal"].map(|n| parts[plain(n)]);
    part!(plain("Overflow"), class(vm, "Overflow", &[inexact, rounded], module)?);
    part!(plain("Underflow"), class(vm, "Underflow", &[inexact, rounded, subnormal], module)?);
    let invalid = parts[plain("InvalidOperation")];
    parts[current::FIRST_CONDITION] = invalid;
    for (i, (name, bits)) in CONDITIONS.iter().enumerate().skip(1) {
        let bases: &[Value] =
            if *bits == status::DIVISION_UNDEFINED { &[invalid, zero_division] } else { &[invalid] };
        part!(current::FIRST_CONDITION + i, class(vm, name, bases, module)?);
    }
    let decimal = vm.native_type(&classes::DECIMAL).value();
    parts[current::DECIMAL_CLASS] = decimal;
    parts[current::CONTEXT_CLASS] = vm.native_type(&classes::CONTEXT).value();
    vm.native_type(&contexts::MANAGER);
    let mixin = vm.native_type(&signals::MIXIN).value();
    let mapping = attribute(vm, "collections.abc", "MutableMapping")?;
    part!(current::SIGNAL_DICT, class(vm, "SignalDict", &[mixin, mapping], None)?);
    let namedtuple = attribute(vm, "collections", "namedtuple")?;
    let [name, fields] = ["DecimalTuple", "sign digits exponent"].map(|t| vm.intern(t).value());
    let tuple = part!(current::DECIMAL_TUPLE, vm.call(namedtuple, &[name, fields])?);
    let (key, value) = (vm.intern("__module__"), vm.intern("decimal").value());
    vm.set_attr(tuple, key, value)?;
    let number = attribute(vm, "numbers", "Number")?;
    let register = vm.intern("register");
    let register = vm.get_attr(number, register)?;
    vm.call(register, &[decimal])?;
    part!(current::RATIONAL, attribute(vm, "numbers", "Rational")?);
    part!(current::VARIABLE, contextvars::new_variable(vm, "decimal_context")?);
    part!(current::DEFAULT, current::fresh(vm).value());
    let basic = current::fresh(vm);
    basic.prec.set(9);
    basic.rounding.set(Rounding::HalfUp);
    basic.traps.set(basic.traps.get() | status::UNDERFLOW | status::CLAMPED);
    part!(current::BASIC, basic.value());
    let extended = current::fresh(vm);
    extended.prec.set(9);
    extended.traps.set(0);
    part!(current::EXTENDED, extended.value());
    Ok(parts)
}
