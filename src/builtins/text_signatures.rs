//! `__text_signature__`: what `inspect` reads of functions and classes that are built in.
//!
//! ```text
//! what a row of `natives!` says           what a program is shown
//! (obj, /)             of a module    ─►  ($module, obj, /)          what a call fills in itself has a `$` in front
//! (self, key, /)       of a class     ─►  ($self, key, /)
//! (cls, x=0, /)        of `__new__`   ─►  ($type, *args, **kwargs)   and what was said of it is the class's
//! ```
//!
//! CPython says something else, or nothing, of some: `text_signatures.txt` has those, a name and its text a line, in
//! order. `tests/record_text_signatures.py` writes it.

use super::callables::native;
use super::docs;
use crate::heap::Gc;
use crate::objects::types::type_flags;
use crate::objects::{BoundMethod, Kind, Type};
use crate::value::{PyResult, Value};
use crate::vm::Vm;

static TABLE: &str = concat!("\n", include_str!("text_signatures.txt"));

/// What CPython shows under a name, where that is not derived: nothing for a name that has none.
fn recorded(vm: &mut Vm, name: &str) -> Option<PyResult> {
    let text = docs::look_up(TABLE.trim_end_matches('\n'), [b'\n', b'\t'], name)?;
    Some(match text {
        "" => Ok(Value::NONE),
        text => vm.new_str(text.replace("\\n", "\n").as_str()),
    })
}

/// `__text_signature__` of a native function or method.
///
/// # Errors
/// `MemoryError`.
pub(super) fn of_native(vm: &mut Vm, value: Value) -> PyResult {
    let Some(native) = native(value) else { return Ok(Value::NONE) };
    let def = native.def();
    let name = vm.documented_member(native.owner(), def.name)?;
    if let Some(text) = recorded(vm, &name) {
        return text;
    }
    let in_class = native.owner().is_kind(Kind::Type);
    match def.name {
        "__new__" if in_class => return vm.new_str("($type, *args, **kwargs)"),
        "__init__" if in_class => return vm.new_str("($self, /, *args, **kwargs)"),
        _ => {}
    }
    let inner = inner(def.signature);
    let (first, rest) = inner.split_once(", ").unwrap_or((inner, ""));
    let of_class = value.downcast::<BoundMethod>().is_some_and(|m| m.receiver.get().is_kind(Kind::Type));
    let (first, rest) = match first {
        "self" if in_class && of_class => ("$type", rest),
        "self" if in_class => ("$self", rest),
        "cls" | "type" if in_class => ("$type", rest),
        _ if in_class => ("$self", inner),
        _ => ("$module", inner),
    };
    // What is filled in is given by position.
    let all_positional = rest.split(", ").any(|parameter| parameter == "/");
    let text = match (rest.is_empty(), all_positional) {
        (true, _) => format!("({first}, /)"),
        (_, true) => format!("({first}, {rest})"),
        (_, false) => format!("({first}, /, {rest})"),
    };
    vm.new_str(text.as_str())
}

/// `__text_signature__` of a class: what a call of it takes, if the class itself says so.
///
/// # Errors
/// `MemoryError`.
pub(super) fn of_class(vm: &mut Vm, class: Gc<Type>) -> PyResult {
    if !class.has(type_flags::BUILTIN) {
        return Ok(Value::NONE);
    }
    let name = vm.documented_name(class);
    if let Some(text) = recorded(vm, &name) {
        return text;
    }
    for key in ["__new__", "__init__"] {
        let key = vm.intern(key);
        let Some(held) = class.own(key).and_then(native) else { continue };
        let inner = inner(held.def().signature);
        let (_, rest) = inner.split_once(", ").unwrap_or((inner, ""));
        // The class is given by position, and is gone.
        let rest = rest.strip_prefix("/, ").unwrap_or(rest);
        if rest != "*args, **kwargs" {
            return vm.new_str(format!("({rest})").as_str());
        }
    }
    Ok(Value::NONE)
}

/// A signature without its parentheses.
fn inner(signature: &str) -> &str {
    signature.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(signature)
}
