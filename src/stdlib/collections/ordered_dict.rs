//! `OrderedDict`: a dict whose order is part of its value, and can be changed.
//!
//! Every dict keeps the order of insertion; what is moved to the end is removed and inserted again.

use crate::builtins::{methods, natives};
use crate::heap::Gc;
use crate::objects::types::type_flags;
use crate::objects::{Dict, Kind, Tuple};
use crate::stdlib::arguments::{entries, own_attributes, push, push_repr};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use rustpython_wtf8::Wtf8Buf;

/// `collections.OrderedDict`.
pub(super) static ORDERED_DICT: TypeSpec = TypeSpec {
    doc: "Dictionary that remembers insertion order",
    base: Some(|vm| vm.types.dict),
    flags: type_flags::BASE | type_flags::HAS_DICT,
    methods: METHODS,
    static_methods: NEW,
    class_methods: FROM_KEYS,
    ..TypeSpec::new("collections", "OrderedDict", Kind::Dict)
};

natives! { NEW: "__new__" "(cls, /, *args, **kwargs)" |vm, args| {
    let own = vm.native_type(&ORDERED_DICT);
    let class = vm.class_for_new(args[0], own)?;
    Ok(vm.alloc_instance(class, Dict::blank()).value())
}; }

natives! { FROM_KEYS: "fromkeys" "(cls, iterable, value=None)" |vm, args| {
    let made = vm.call(args[0], &[])?;
    let iterator = vm.iter(args[1])?;
    while let Some(key) = vm.next(iterator)? {
        vm.set_item(made, key, args[2].non_null().unwrap_or(Value::NONE))?;
    }
    Ok(made)
}; }

methods! { METHODS: Dict, "collections.OrderedDict";
    "__init__" "(self, /, *args, **kwargs)" |vm, dict, args| { update(vm, dict, args[1], args[2], "__init__")?; Ok(Value::NONE) };
    "update" "(self, /, *args, **kwargs)" |vm, dict, args| { update(vm, dict, args[1], args[2], "update")?; Ok(Value::NONE) };
    "__eq__" "(self, value, /)" |vm, dict, args| equality(vm, dict, args[1], true);
    "__ne__" "(self, value, /)" |vm, dict, args| equality(vm, dict, args[1], false);
    "__repr__" "(self, /)" repr;
    "__reduce__" "(self, /)" reduce;
    "copy" "(self, /)" |vm, dict, _| copy(vm, dict);
    "move_to_end" "(self, key, last=True)" move_to_end;
    "popitem" "(self, last=True)" popitem;
    "pop" "(self, key, default=None)" pop;
    "setdefault" "(self, key, default=None)" |vm, dict, args| {
        if vm.contains(dict.value(), args[1])? {
            return vm.get_item(dict.value(), args[1]);
        }
        let default = args[2].non_null().unwrap_or(Value::NONE);
        vm.set_item(dict.value(), args[1], default)?;
        Ok(default)
    };
    "__or__" "(self, value, /)" |vm, dict, args| joined(vm, dict.value(), dict.value(), args[1]);
    "__ror__" "(self, value, /)" |vm, dict, args| joined(vm, dict.value(), args[1], dict.value());
    "__ior__" "(self, value, /)" |vm, dict, args| {
        add_all(vm, dict, args[1])?;
        Ok(dict.value())
    };
}

fn update(vm: &mut Vm, dict: Gc<Dict>, sources: Value, kwargs: Value, method: &str) -> PyResult<()> {
    let sources = vm.expect::<Tuple>(sources, "tuple")?;
    if sources.len() > 1 {
        let count = sources.len();
        return Err(vm.raise_type_error(match method {
            "update" => format!("update() takes at most 1 positional argument ({count} given)"),
            _ => format!("expected at most 1 argument, got {count}"),
        }));
    }
    for &source in sources.items() {
        add_all(vm, dict, source)?;
    }
    add_all(vm, dict, kwargs)
}

/// Adds another mapping's entries, by `__setitem__` where a program's class has its own.
fn add_all(vm: &mut Vm, dict: Gc<Dict>, source: Value) -> PyResult<()> {
    let name = vm.intern("__setitem__");
    if vm.type_of(dict.value()).lookup(name) == vm.types.dict.own(name) {
        return vm.dict_update(dict, source);
    }
    let keys = vm.intern("keys");
    if (source.downcast::<Dict>().is_none() || !vm.is_exact_builtin(source))
        && let Some(keys) = vm.get_attr_or_none(source, keys)?
    {
        // A mapping is asked for one value after the other.
        let keys = vm.call(keys, &[])?;
        let keys = vm.iter(keys)?;
        while let Some(key) = vm.next(keys)? {
            let value = vm.get_item(source, key)?;
            vm.set_item(dict.value(), key, value)?;
        }
        return Ok(());
    }
    let given = vm.new_dict();
    vm.dict_update(given, source)?;
    for (key, value) in entries(given) {
        vm.set_item(dict.value(), key, value)?;
    }
    Ok(())
}

fn equality(vm: &mut Vm, dict: Gc<Dict>, other: Value, wanted: bool) -> PyResult {
    let Some(other) = other.downcast::<Dict>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let equal = equal_to(vm, dict, other)?;
    Ok(Value::from_bool(equal == wanted))
}

fn equal_to(vm: &mut Vm, a: Gc<Dict>, b: Gc<Dict>) -> PyResult<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    let own = vm.native_type(&ORDERED_DICT);
    let ordered = vm.type_of(b.value()).is_subclass(own);
    let (mut at, mut other_at) = (0, 0);
    while let Some((number, key, value)) = a.next_entry(at) {
        at = number + 1;
        let other = if ordered {
            let Some((number, other_key, other)) = b.next_entry(other_at) else { return Ok(false) };
            other_at = number + 1;
            if vm.equal(key, other_key)? { Some(other) } else { None }
        } else {
            vm.dict_get(b, key)?
        };
        match other {
            Some(other) if vm.equal(value, other)? => {}
            _ => return Ok(false),
        }
    }
    Ok(true)
}

fn repr(vm: &mut Vm, dict: Gc<Dict>, _: &[Value]) -> PyResult {
    if vm.showing.contains(&dict.value().bits()) {
        return vm.new_str("...");
    }
    let name = vm.type_of(dict.value()).name();
    let mut out = Wtf8Buf::from(format!("{}(", name.as_wtf8()));
    if !dict.is_empty() {
        let plain = vm.new_dict();
        vm.dict_update(plain, dict.value())?;
        vm.enter_native(" while getting the repr of an object")?;
        vm.showing.push(dict.value().bits());
        let shown = push_repr(vm, &mut out, plain.value());
        vm.showing.pop();
        vm.native_depth -= 1;
        shown?;
    }
    out.push_str(")");
    vm.new_str(&out)
}

fn reduce(vm: &mut Vm, dict: Gc<Dict>, _: &[Value]) -> PyResult {
    let class = vm.type_of(dict.value()).value();
    let nothing = vm.new_tuple(&[])?;
    let state = own_attributes(vm, dict.value())?;
    let name = vm.intern("items");
    let items = vm.get_attr(dict.value(), name)?;
    let items = vm.call(items, &[])?;
    let items = vm.iter(items)?;
    vm.new_tuple(&[class, nothing, state, Value::NONE, items])
}

fn copy(vm: &mut Vm, dict: Gc<Dict>) -> PyResult {
    let class = vm.type_of(dict.value());
    if class == vm.native_type(&ORDERED_DICT) {
        return vm.call(class.value(), &[dict.value()]);
    }
    // A class of the program's own is asked for each value, and told each.
    let made = vm.call(class.value(), &[])?;
    let keys = vm.new_list(&[])?;
    for (key, _) in entries(dict) {
        push(vm, keys, key)?;
    }
    for at in 0..keys.len() {
        let key = keys.get(at).unwrap_or(Value::NONE);
        let value = vm.get_item(dict.value(), key)?;
        vm.set_item(made, key, value)?;
    }
    Ok(made)
}

/// A dict of the class of `own` with the entries of two dicts.
fn joined(vm: &mut Vm, own: Value, first: Value, second: Value) -> PyResult {
    if first.downcast::<Dict>().is_none() || second.downcast::<Dict>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let class = vm.type_of(own).value();
    let union = vm.call(class, &[first])?;
    let into = vm.expect::<Dict>(union, "dict")?;
    add_all(vm, into, second)?;
    Ok(union)
}

fn move_to_end(vm: &mut Vm, dict: Gc<Dict>, args: &[Value]) -> PyResult {
    let (key, last) = (args[1], args[2].is_null() || vm.truth(args[2])?);
    let Some(value) = vm.dict_remove(dict, key)? else {
        return Err(vm.raise_with(vm.types.key_error, key));
    };
    if last {
        vm.dict_set(dict, key, value)?;
        return Ok(Value::NONE);
    }
    let rest = vm.new_list(&[])?;
    for (key, value) in entries(dict) {
        push(vm, rest, key)?;
        push(vm, rest, value)?;
    }
    for at in (0..rest.len()).step_by(2) {
        vm.dict_remove(dict, rest.get(at).unwrap_or(Value::NONE))?;
    }
    vm.dict_set(dict, key, value)?;
    for at in (0..rest.len()).step_by(2) {
        let (key, value) = (rest.get(at).unwrap_or(Value::NONE), rest.get(at + 1).unwrap_or(Value::NONE));
        vm.dict_set(dict, key, value)?;
    }
    Ok(Value::NONE)
}

fn popitem(vm: &mut Vm, dict: Gc<Dict>, args: &[Value]) -> PyResult {
    let last = args[1].is_null() || vm.truth(args[1])?;
    let found = if last { dict.last_entry() } else { dict.next_entry(0) };
    let Some((_, key, value)) = found else {
        return Err(vm.raise_str(vm.types.key_error, "dictionary is empty"));
    };
    vm.dict_remove(dict, key)?;
    vm.new_tuple(&[key, value])
}

fn pop(vm: &mut Vm, dict: Gc<Dict>, args: &[Value]) -> PyResult {
    match vm.dict_remove(dict, args[1])? {
        Some(value) => Ok(value),
        None if args[2].is_null() => Err(vm.raise_with(vm.types.key_error, args[1])),
        None => Ok(args[2]),
    }
}
