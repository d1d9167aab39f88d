//! `partial`: a function with some of its arguments; `Placeholder` keeps a place free for a later one.
//!
//! ```text
//! partial: [the function][arguments, a tuple][keyword arguments, a dict]
//! ```

use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::getset::GetSetDef;
use crate::objects::state::State;
use crate::objects::types::type_flags;
use crate::objects::{BoundMethod, Dict, Kind, List, Str, Tuple};
use crate::stdlib::arguments::{ask_packed, entries, own_attributes, push, push_repr};
use crate::stdlib::class::state_methods;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use rustpython_wtf8::Wtf8Buf;

/// `functools.partial`.
pub(super) static PARTIAL: TypeSpec = TypeSpec {
    doc: "Create a new function with partial application of the given arguments and keywords.",
    flags: type_flags::BASE | type_flags::HAS_DICT,
    methods: METHODS,
    static_methods: NEW,
    class_methods: crate::builtins::SUBSCRIPTED,
    getset: FIELDS,
    ..TypeSpec::new("functools", "partial", Kind::State)
};

/// The class of `functools.Placeholder`.
pub(super) static PLACEHOLDER: TypeSpec = TypeSpec {
    doc: "The type of the Placeholder singleton.",
    methods: PLACEHOLDER_METHODS,
    static_methods: NEW_PLACEHOLDER,
    ..TypeSpec::new("functools", "_PlaceholderType", Kind::State)
};

const FUNCTION: usize = 0;
const ARGS: usize = 1;
const KEYWORDS: usize = 2;

natives! { NEW: "__new__" "(cls, *args, **keywords)" new; }

natives! { NEW_PLACEHOLDER: "__new__" "(cls, /)" |vm, _| placeholder(vm); }

state_methods! { PLACEHOLDER_METHODS: PLACEHOLDER;
    "__repr__" "(self, /)" |vm, _, _| vm.new_str("Placeholder");
    "__reduce__" "(self, /)" |vm, _, _| vm.new_str("Placeholder");
}

natives! { METHODS:
    "__call__" "(self, /, *args, **keywords)" |vm, args| {
        let partial = vm.state_of(&PARTIAL, args[0], "__call__")?;
        call(vm, partial, args[1], args[2])
    }, positional call_with_positional;
    "__repr__" "(self, /)" |vm, args| { let partial = vm.state_of(&PARTIAL, args[0], "__repr__")?; repr(vm, partial) };
    "__get__" "(self, instance, owner=None, /)" |vm, args| {
        let partial = vm.state_of(&PARTIAL, args[0], "__get__")?;
        if args[1].is_none() {
            return Ok(partial.value());
        }
        Ok(BoundMethod::new(&mut vm.heap, partial.value(), args[1]).value())
    };
    "__reduce__" "(self, /)" |vm, args| { let partial = vm.state_of(&PARTIAL, args[0], "__reduce__")?; reduce(vm, partial) };
    "__setstate__" "(self, state, /)" |vm, args| {
        let partial = vm.state_of(&PARTIAL, args[0], "__setstate__")?;
        set_state(vm, partial, args)
    };
}

static FIELDS: &[GetSetDef] = &[
    GetSetDef::member("func", |vm, partial| Ok(vm.state_of(&PARTIAL, partial, "func")?.get(FUNCTION))),
    GetSetDef::member("args", |vm, partial| Ok(vm.state_of(&PARTIAL, partial, "args")?.get(ARGS))),
    GetSetDef::member("keywords", |vm, partial| {
        Ok(vm.state_of(&PARTIAL, partial, "keywords")?.get(KEYWORDS))
    }),
];

/// The one value of its class, kept in the class's dict.
pub(super) fn placeholder(vm: &mut Vm) -> PyResult {
    let class = vm.native_type(&PLACEHOLDER);
    let name = vm.intern("Placeholder");
    if let Some(found) = class.own(name) {
        return Ok(found);
    }
    let made = vm.new_state(&PLACEHOLDER, None, &[]);
    vm.dict_set(class.dict(), name.value(), made)?;
    Ok(made)
}

fn is_placeholder(value: Value) -> bool {
    State::of(value, &PLACEHOLDER).is_some()
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.state_class(&PARTIAL, args[0])?;
    let given = vm.expect::<Tuple>(args[1], "tuple")?;
    let Some((&function, rest)) = given.items().split_first() else {
        return Err(vm.raise_type_error("type 'partial' takes at least one argument"));
    };
    if !vm.is_callable(function) {
        return Err(vm.raise_type_error("the first argument must be callable"));
    }
    if rest.last().is_some_and(|&v| is_placeholder(v)) {
        return Err(vm.raise_type_error("trailing Placeholders are not allowed"));
    }
    let named = vm.expect::<Dict>(args[2], "dict")?;
    if entries(named).any(|(_, value)| is_placeholder(value)) {
        return Err(vm.raise_type_error("Placeholder cannot be passed as a keyword argument"));
    }
    // A partial of a partial applies the function itself.
    let inner = match State::of(function, &PARTIAL) {
        Some(inner) if own_attributes(vm, function)?.is_none() => Some(inner),
        _ => None,
    };
    let Some(inner) = inner else {
        let rest = vm.new_tuple(rest)?;
        return Ok(vm.new_state_of(class, &PARTIAL, None, &[function, rest, named.value()]));
    };
    let all = vm.new_list(&[])?;
    fill(vm, all, inner.get(ARGS), rest)?;
    let all = vm.tuple_of_list(all)?;
    let keywords = merged(vm, inner.get(KEYWORDS), named.value())?;
    Ok(vm.new_state_of(class, &PARTIAL, None, &[inner.get(FUNCTION), all, keywords]))
}

/// Appends the arguments that a partial holds, its placeholders filled from `new`, and what is left of `new`.
fn fill(vm: &mut Vm, all: Gc<List>, held: Value, new: &[Value]) -> PyResult<()> {
    let mut new = new.iter();
    for &arg in held.downcast::<Tuple>().iter().flat_map(|t| t.items()) {
        let arg = if is_placeholder(arg) { new.next().copied().unwrap_or(arg) } else { arg };
        push(vm, all, arg)?;
    }
    new.try_for_each(|&arg| push(vm, all, arg))
}

/// A dict of two dicts' entries, the second one's first in doubt.
fn merged(vm: &mut Vm, first: Value, second: Value) -> PyResult {
    let dict = vm.new_dict();
    for from in [first, second] {
        if let Some(from) = from.downcast::<Dict>() {
            for (name, value) in entries(from) {
                vm.dict_set(dict, name, value)?;
            }
        }
    }
    Ok(dict.value())
}

/// A call without keywords, whose arguments need no tuple if they are few.
fn call_with_positional(vm: &mut Vm, args: &[Value]) -> PyResult {
    const FEW: usize = 8;
    let Some((&partial, given)) = args.split_first() else {
        return Err(vm.raise_type_error("unbound method partial.__call__() needs an argument"));
    };
    let partial = vm.state_of(&PARTIAL, partial, "__call__")?;
    let (held, keywords) = (partial.get(ARGS).downcast::<Tuple>(), partial.get(KEYWORDS).downcast::<Dict>());
    if let (Some(held), Some(keywords)) = (held, keywords)
        && keywords.is_empty()
        && held.len() + given.len() <= FEW
        && !held.items().iter().any(|&v| is_placeholder(v))
    {
        let (mut all, count) = ([Value::NULL; FEW], held.len() + given.len());
        all[..held.len()].copy_from_slice(held.items());
        all[held.len()..count].copy_from_slice(given);
        return vm.ask_call(partial.get(FUNCTION), &all[..count]);
    }
    let (given, named) = (vm.new_tuple(given)?, vm.new_dict());
    call(vm, partial, given, named.value())
}

fn call(vm: &mut Vm, partial: Gc<State>, given: Value, named: Value) -> PyResult {
    let (function, held, keywords) = (partial.get(FUNCTION), partial.get(ARGS), partial.get(KEYWORDS));
    let is_empty = |v: Value| v.downcast::<Dict>().is_none_or(|d| d.is_empty());
    let keywords = if is_empty(keywords) {
        named
    } else if is_empty(named) {
        keywords
    } else {
        merged(vm, keywords, named)?
    };
    let front = vm.expect::<Tuple>(held, "tuple")?;
    let holes = front.items().iter().filter(|&&v| is_placeholder(v)).count();
    if holes == 0 {
        return ask_packed(vm, function, front.items(), given, keywords);
    }
    let given = vm.expect::<Tuple>(given, "tuple")?;
    if given.len() < holes {
        let message = format!(
            "missing positional arguments in 'partial' call; expected at least {holes}, got {}",
            given.len()
        );
        return Err(vm.raise_type_error(message));
    }
    let all = vm.new_list(&[])?;
    fill(vm, all, held, given.items())?;
    let all = vm.tuple_of_list(all)?;
    ask_packed(vm, function, &[], all, keywords)
}

fn repr(vm: &mut Vm, partial: Gc<State>) -> PyResult {
    let class = vm.type_of(partial.value());
    let module = vm.intern("__module__");
    let module = vm.get_attr(class.value(), module)?;
    let mut out = Wtf8Buf::from("".to_owned());
    if let Some(module) = module.downcast::<Str>().filter(|m| m.as_str() != Some("builtins")) {
        out.push_wtf8(module.as_wtf8());
        out.push_str(".");
    }
    out.push_wtf8(class.name().as_wtf8());
    out.push_str("(");
    vm.enter_native(" while getting the repr of an object")?;
    let shown = show_parts(vm, partial, &mut out);
    vm.native_depth -= 1;
    shown?;
    out.push_str(")");
    vm.new_str(&out)
}

fn show_parts(vm: &mut Vm, partial: Gc<State>, out: &mut Wtf8Buf) -> PyResult<()> {
    push_repr(vm, out, partial.get(FUNCTION))?;
    for &arg in partial.get(ARGS).downcast::<Tuple>().iter().flat_map(|t| t.items()) {
        out.push_str(", ");
        push_repr(vm, out, arg)?;
    }
    let Some(keywords) = partial.get(KEYWORDS).downcast::<Dict>() else { return Ok(()) };
    for (name, value) in entries(keywords) {
        out.push_str(", ");
        let name = vm.str_of(name)?;
        if let Some(name) = name.downcast::<Str>() {
            out.push_wtf8(name.as_wtf8());
        }
        out.push_str("=");
        push_repr(vm, out, value)?;
    }
    Ok(())
}

fn reduce(vm: &mut Vm, partial: Gc<State>) -> PyResult {
    let class = vm.type_of(partial.value()).value();
    let function = partial.get(FUNCTION);
    let attributes = own_attributes(vm, partial.value())?;
    let args = vm.new_tuple(&[function])?;
    let state = vm.new_tuple(&[function, partial.get(ARGS), partial.get(KEYWORDS), attributes])?;
    vm.new_tuple(&[class, args, state])
}

fn set_state(vm: &mut Vm, partial: Gc<State>, args: &[Value]) -> PyResult {
    let parts = match args[1].downcast::<Tuple>().as_deref().map(Tuple::items) {
        Some(&[function, held, keywords, attributes]) => [function, held, keywords, attributes],
        _ => return Err(vm.raise_type_error("invalid partial state")),
    };
    let [function, held, keywords, attributes] = parts;
    let valid = vm.is_callable(function)
        && held.downcast::<Tuple>().is_some()
        && (keywords.is_none() || keywords.downcast::<Dict>().is_some());
    if !valid {
        return Err(vm.raise_type_error("invalid partial state"));
    }
    if held.downcast::<Tuple>().and_then(|t| t.items().last().copied()).is_some_and(is_placeholder) {
        return Err(vm.raise_type_error("trailing Placeholders are not allowed"));
    }
    let list = vm.list_of(held)?;
    let held = vm.tuple_of_list(list)?;
    let keywords = merged(vm, keywords, Value::NULL)?;
    State::set(partial, &mut vm.heap, FUNCTION, function);
    State::set(partial, &mut vm.heap, ARGS, held);
    State::set(partial, &mut vm.heap, KEYWORDS, keywords);
    if let Some(attributes) = attributes.downcast::<Dict>() {
        for (name, value) in entries(attributes) {
            if let Some(name) = name.downcast::<Str>() {
                let name = vm.intern(name.as_wtf8());
                vm.set_attr(partial.value(), name, value)?;
            }
        }
    }
    Ok(Value::NONE)
}
