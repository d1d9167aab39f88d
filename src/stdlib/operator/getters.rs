//! `itemgetter`, `attrgetter`, `methodcaller`: callables that fetch from their argument.
//!
//! ```text
//! itemgetter:   [the items, a tuple]
//! attrgetter:   [the dotted names, a tuple][their parts, a tuple of tuples]
//! methodcaller: [the name][arguments, a tuple][keyword arguments, a dict]
//! ```

use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::{Dict, Kind, Str, Tuple};
use crate::stdlib::arguments::{ask_packed, entries, push, push_repr};
use crate::stdlib::class::state_methods;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use rustpython_wtf8::Wtf8Buf;

/// All three.
pub(super) static CLASSES: [&TypeSpec; 3] = [&ITEMGETTER, &ATTRGETTER, &METHODCALLER];

static ITEMGETTER: TypeSpec = TypeSpec {
    doc: "Return a callable that fetches the given items from its operand.",
    methods: ITEM_METHODS,
    static_methods: NEW_ITEM,
    ..TypeSpec::new("operator", "itemgetter", Kind::State)
};

static ATTRGETTER: TypeSpec = TypeSpec {
    doc: "Return a callable that fetches the given attributes from its operand.",
    methods: ATTR_METHODS,
    static_methods: NEW_ATTR,
    ..TypeSpec::new("operator", "attrgetter", Kind::State)
};

static METHODCALLER: TypeSpec = TypeSpec {
    doc: "Return a callable that calls the given method of its operand.",
    methods: CALLER_METHODS,
    static_methods: NEW_CALLER,
    ..TypeSpec::new("operator", "methodcaller", Kind::State)
};

natives! { NEW_ITEM: "__new__" "(cls, item, /, *items)" |vm, args| {
    let items = joined(vm, args[1], args[2])?;
    Ok(vm.new_state(&ITEMGETTER, None, &[items]))
}; }

natives! { NEW_ATTR: "__new__" "(cls, attr, /, *attrs)" new_attrgetter; }
natives! { NEW_CALLER: "__new__" "(cls, *args, **kwargs)" new_methodcaller; }

state_methods! { ITEM_METHODS: ITEMGETTER;
    "__call__" "(self, obj, /)" |vm, state, args| {
        let Some(keys) = state.get(0).downcast::<Tuple>() else { return Ok(Value::NONE) };
        if let [key] = keys.items() {
            return vm.get_item(args[1], *key);
        }
        let found = vm.new_list(&[])?;
        for &key in keys.items() {
            let item = vm.get_item(args[1], key)?;
            push(vm, found, item)?;
        }
        vm.tuple_of_list(found)
    };
    "__repr__" "(self, /)" |vm, state, _| show(vm, "operator.itemgetter", Value::NULL, state.get(0), Value::NULL);
    "__reduce__" "(self, /)" |vm, state, args| reduce(vm, args[0], state.get(0));
}

state_methods! { ATTR_METHODS: ATTRGETTER;
    "__call__" "(self, obj, /)" |vm, state, args| {
        let Some(paths) = state.get(1).downcast::<Tuple>() else { return Ok(Value::NONE) };
        if let [path] = paths.items() {
            return follow(vm, args[1], *path);
        }
        let found = vm.new_list(&[])?;
        for &path in paths.items() {
            let value = follow(vm, args[1], path)?;
            push(vm, found, value)?;
        }
        vm.tuple_of_list(found)
    };
    "__repr__" "(self, /)" |vm, state, _| show(vm, "operator.attrgetter", Value::NULL, state.get(0), Value::NULL);
    "__reduce__" "(self, /)" |vm, state, args| reduce(vm, args[0], state.get(0));
}

state_methods! { CALLER_METHODS: METHODCALLER;
    "__call__" "(self, obj, /)" |vm, state, args| {
        let Some(name) = state.get(0).downcast::<Str>() else { return Ok(Value::NONE) };
        let method = vm.get_attr(args[1], name)?;
        ask_packed(vm, method, &[], state.get(1), state.get(2))
    };
    "__repr__" "(self, /)" |vm, state, _| {
        show(vm, "operator.methodcaller", state.get(0), state.get(1), state.get(2))
    };
    "__reduce__" "(self, /)" reduce_methodcaller;
}

/// The tuple `(first, *rest)`.
fn joined(vm: &mut Vm, first: Value, rest: Value) -> PyResult {
    let rest = rest.downcast::<Tuple>();
    let items: Vec<Value> =
        std::iter::once(first).chain(rest.iter().flat_map(|t| t.items()).copied()).collect();
    vm.new_tuple(&items)
}

fn new_attrgetter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let names = joined(vm, args[1], args[2])?;
    let paths = vm.new_list(&[])?;
    for &name in names.downcast::<Tuple>().iter().flat_map(|t| t.items()) {
        let Some(name) = name.downcast::<Str>() else {
            return Err(vm.raise_type_error("attribute name must be a string"));
        };
        let path = vm.new_list(&[])?;
        for part in name.as_bytes().split(|&b| b == b'.') {
            // SAFETY: a dot is a whole code point: what lies between two of them is text.
            let part = unsafe { rustpython_wtf8::Wtf8::from_bytes_unchecked(part) };
            let part = vm.intern(part).value();
            push(vm, path, part)?;
        }
        let path = vm.tuple_of_list(path)?;
        push(vm, paths, path)?;
    }
    let paths = vm.tuple_of_list(paths)?;
    Ok(vm.new_state(&ATTRGETTER, None, &[names, paths]))
}

fn new_methodcaller(vm: &mut Vm, args: &[Value]) -> PyResult {
    let given = vm.expect::<Tuple>(args[1], "tuple")?;
    let Some((&name, rest)) = given.items().split_first() else {
        return Err(vm.raise_type_error("methodcaller needs at least one argument, the method name"));
    };
    let Some(name) = name.downcast::<Str>() else {
        return Err(vm.raise_type_error("method name must be a string"));
    };
    let rest = vm.new_tuple(rest)?;
    let name = vm.intern(name.as_wtf8()).value();
    Ok(vm.new_state(&METHODCALLER, None, &[name, rest, args[2]]))
}

/// The attribute at the end of a dotted name's parts.
fn follow(vm: &mut Vm, from: Value, path: Value) -> PyResult {
    let mut value = from;
    for name in path.downcast::<Tuple>().iter().flat_map(|t| t.items()) {
        if let Some(name) = name.downcast::<Str>() {
            value = vm.get_attr(value, name)?;
        }
    }
    Ok(value)
}

/// `name(first, *args, **kwargs)`, as it was called.
fn show(vm: &mut Vm, name: &str, first: Value, args: Value, kwargs: Value) -> PyResult {
    let mut out = Wtf8Buf::from(format!("{name}("));
    let args = args.downcast::<Tuple>();
    let mut separator = "";
    for &arg in first.non_null().iter().chain(args.iter().flat_map(|t| t.items())) {
        out.push_str(separator);
        push_repr(vm, &mut out, arg)?;
        separator = ", ";
    }
    if let Some(kwargs) = kwargs.downcast::<Dict>() {
        for (name, value) in entries(kwargs) {
            out.push_str(separator);
            if let Some(name) = name.downcast::<Str>() {
                out.push_wtf8(name.as_wtf8());
            }
            out.push_str("=");
            push_repr(vm, &mut out, value)?;
            separator = ", ";
        }
    }
    out.push_str(")");
    vm.new_str(&out)
}

/// What `copy` and `pickle` make it of: class and arguments.
fn reduce(vm: &mut Vm, object: Value, args: Value) -> PyResult {
    let class = vm.type_of(object).value();
    vm.new_tuple(&[class, args])
}

fn reduce_methodcaller(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let class = vm.type_of(args[0]).value();
    let (name, rest, kwargs) = (state.get(0), state.get(1), state.get(2));
    if kwargs.downcast::<Dict>().is_none_or(|d| d.is_empty()) {
        let args = joined(vm, name, rest)?;
        return vm.new_tuple(&[class, args]);
    }
    let functools = vm.intern("functools");
    let functools = vm.import_absolute(functools)?;
    let partial = vm.intern("partial");
    let partial = vm.get_attr(functools, partial)?;
    let front = vm.new_tuple(&[class, name])?;
    let made = match front.downcast::<Tuple>() {
        Some(front) => vm.call_with_dict(partial, front.items(), kwargs)?,
        None => return Ok(Value::NONE),
    };
    vm.new_tuple(&[made, rest])
}
