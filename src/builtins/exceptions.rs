//! The exception classes: how they are made, and their methods.

use super::{add_methods, natives, put};
use crate::heap::Gc;
use crate::objects::{Dict, Exception, List, Str, Tuple, Type};
use crate::value::{PyResult, Value};
use crate::vm::Vm;

natives! { BASE:
    "__new__" "(cls, /, *args, **kwargs)" |vm, args| {
        let class = exception_class(vm, args[0], vm.types.base_exception)?;
        Ok(vm.new_exception(class, args[1]).value())
    };
    "__init__" "(self, /, *args, **kwargs)" |vm, args| {
        let e = receiver(vm, args[0])?;
        vm.init_exception(e, args[1], args[2])?;
        Ok(Value::NONE)
    };
    "__str__" "(self, /)" |vm, args| { let e = receiver(vm, args[0])?; vm.exception_text(e) };
    "__repr__" "(self, /)" |vm, args| { let e = receiver(vm, args[0])?; vm.exception_repr(e) };
    "with_traceback" "(self, tb, /)" |vm, args| {
        let e = receiver(vm, args[0])?;
        vm.set_exception_slot(e, "__traceback__", args[1])?;
        Ok(args[0])
    };
    "add_note" "(self, note, /)" add_note;
    "__reduce__" "(self, /)" reduce;
    "__setstate__" "(self, state, /)" set_state;
}

natives! { OS: "__new__" "(cls, /, *args, **kwargs)" |vm, args| {
    let class = exception_class(vm, args[0], vm.types.os_error)?;
    if args[2].downcast::<Dict>().is_some_and(|d| !d.is_empty()) && !vm.os_error_waits(class) {
        let message = format!("{}() takes no keyword arguments", class.name().as_wtf8());
        return Err(vm.raise_type_error(message));
    }
    vm.new_os_error(class, args[1])
}; }

natives! { GROUP:
    "__new__" "(cls, /, *args, **kwargs)" |vm, args| {
        let class = exception_class(vm, args[0], vm.types.base_exception_group)?;
        vm.new_group(class, args[1], args[2])
    };
    "derive" "(self, excs, /)" |vm, args| {
        let e = receiver(vm, args[0])?;
        vm.derive_group(e, args[1])
    };
    "split" "(self, matcher_value, /)" |vm, args| {
        let e = receiver(vm, args[0])?;
        let [matching, rest] = vm.split_group(e, args[1], true)?;
        vm.new_tuple(&[matching, rest])
    };
    "subgroup" "(self, matcher_value, /)" |vm, args| {
        let e = receiver(vm, args[0])?;
        vm.split_group(e, args[1], false).map(|[matching, _]| matching)
    };
}

natives! { GROUP_CLASS: "__class_getitem__" "(cls, item, /)" |vm, args| vm.generic_alias(args[0], args[1]); }

pub(super) fn install(vm: &mut Vm) {
    let t = vm.types;
    add_methods(vm, t.base_exception, BASE);
    add_methods(vm, t.os_error, OS);
    add_methods(vm, t.base_exception_group, GROUP);
    vm.add_class_methods(t.base_exception_group, GROUP_CLASS);
    let group = [t.exception_group, t.base_exception_group, t.exception, t.base_exception, t.object];
    let group = group.map(Gc::value);
    let (bases, mro) = (vm.new_tuple(&group[1..3]), vm.new_tuple(&group));
    if let (Some(bases), Some(mro)) =
        (bases.ok().and_then(|b| b.downcast()), mro.ok().and_then(|m| m.downcast()))
    {
        Type::set_bases(t.exception_group, &mut vm.heap, bases, t.base_exception_group);
        Type::set_mro(t.exception_group, &mut vm.heap, mro);
    }
    if let Some(builtins) = vm.builtins.downcast::<Dict>() {
        put(vm, builtins, "IOError", t.os_error.value());
        put(vm, builtins, "EnvironmentError", t.os_error.value());
    }
}

fn receiver(vm: &mut Vm, value: Value) -> PyResult<Gc<Exception>> {
    vm.expect(value, "an exception")
}

fn exception_class(vm: &mut Vm, class: Value, base: Gc<Type>) -> PyResult<Gc<Type>> {
    let shown = base.name();
    let Some(class) = class.downcast::<Type>() else {
        let message = format!("{}.__new__(X): X is not a type object", shown.as_wtf8());
        return Err(vm.raise_type_error(message));
    };
    if class.is_subclass(base) {
        return Ok(class);
    }
    let (shown, name) = (shown.as_wtf8(), class.name());
    let name = name.as_wtf8();
    Err(vm.raise_type_error(format!("{shown}.__new__({name}): {name} is not a subtype of {shown}")))
}

fn add_note(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[1].downcast::<Str>().is_none() {
        let message = format!("add_note() argument must be str, not {}", vm.type_name(args[1]));
        return Err(vm.raise_type_error(message));
    }
    let name = vm.intern("__notes__");
    let notes = match vm.get_attr_or_none(args[0], name)? {
        Some(notes) => notes,
        None => {
            let notes = vm.new_list(&[])?.value();
            vm.set_attr(args[0], name, notes)?;
            notes
        }
    };
    let Some(list) = notes.downcast::<List>() else {
        return Err(vm.raise_type_error("Cannot add note: __notes__ is not a list"));
    };
    let pushed = List::push(list, &mut vm.heap, args[1]);
    vm.check(pushed)?;
    Ok(Value::NONE)
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let e = receiver(vm, args[0])?;
    let class = vm.type_of(args[0]);
    let mut arguments = e.args.get();
    let members = |vm: &mut Vm, name| vm.exception_member(e, name).map(|v| v.unwrap_or(Value::NONE));
    let mut state = e.dict.get();
    if class.is_subclass(vm.types.os_error)
        && let Some([errno, text]) = arguments.downcast::<Tuple>().as_ref().map(|t| t.items())
    {
        let (errno, text) = (*errno, *text);
        let (first, second) = (members(vm, "filename")?, members(vm, "filename2")?);
        if !second.is_none() {
            arguments = vm.new_tuple(&[errno, text, first, Value::NONE, second])?;
        } else if !first.is_none() {
            arguments = vm.new_tuple(&[errno, text, first])?;
        }
    }
    if class.is_subclass(vm.types.import_error) || class.is_subclass(vm.types.attribute_error) {
        let dict = vm.new_dict();
        if let Some(own) = state.downcast::<Dict>() {
            vm.dict_update(dict, own.value())?;
        }
        for name in ["name", "path", "name_from"] {
            let value = members(vm, name)?;
            if !value.is_none() {
                let key = vm.intern(name);
                vm.dict_set(dict, key.value(), value)?;
            }
        }
        state = if dict.is_empty() { Value::NULL } else { dict.value() };
    }
    match state.non_null() {
        Some(state) => vm.new_tuple(&[class.value(), arguments, state]),
        None => vm.new_tuple(&[class.value(), arguments]),
    }
}

fn set_state(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[1].is_none() {
        return Ok(Value::NONE);
    }
    let Some(state) = args[1].downcast::<Dict>() else {
        return Err(vm.raise_type_error("state is not a dictionary"));
    };
    let mut at = 0;
    while let Some((number, key, value)) = state.next_entry(at) {
        at = number + 1;
        if let Some(name) = key.downcast::<Str>() {
            let name = vm.intern(name.as_wtf8());
            vm.set_attr(args[0], name, value)?;
        }
    }
    Ok(Value::NONE)
}
