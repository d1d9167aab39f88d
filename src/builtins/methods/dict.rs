//! The methods of `dict`; its views are objects of their own.

use super::{key_error, methods};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::{Dict, DictView, GetSetDef, Proxy, Tuple, ViewOf};
use crate::stdlib::collections::ordered_views;
use crate::value::{PyResult, Value};
use crate::vm::Vm;

methods! { METHODS: Dict, "dict";
    "get" "(self, key, default=None, /)" |vm, dict, args| {
        let found = vm.dict_get(dict, args[1])?;
        Ok(found.or(args[2].non_null()).unwrap_or(Value::NONE))
    };
    "keys" "(self, /)" |vm, dict, _| Ok(view(vm, dict, ViewOf::Keys));
    "values" "(self, /)" |vm, dict, _| Ok(view(vm, dict, ViewOf::Values));
    "items" "(self, /)" |vm, dict, _| Ok(view(vm, dict, ViewOf::Items));
    "pop" "(self, key, default=None, /)" |vm, dict, args| match vm.dict_remove(dict, args[1])? {
        Some(value) => Ok(value),
        None if args[2].is_null() => Err(key_error(vm, args[1])),
        None => Ok(args[2]),
    };
    "popitem" "(self, /)" popitem;
    "__reversed__" "(self, /)" |vm, dict, _| vm.builtin_reversed(dict.value());
    "setdefault" "(self, key, default=None, /)" setdefault;
    "update" "(self, *args, **kwargs)" |vm, dict, args| {
        let sources = args[1].downcast::<Tuple>();
        let sources = sources.as_ref().map_or(&[][..], |t| t.items());
        if sources.len() > 1 {
            let message = format!("update expected at most 1 argument, got {}", sources.len());
            return Err(vm.raise_type_error(message));
        }
        crate::builtins::fill_dict(vm, dict, sources.first().copied(), args[2])
    };
    "clear" "(self, /)" clear;
    "copy" "(self, /)" |vm, dict, _| {
        let copy = vm.new_dict();
        vm.dict_update(copy, dict.value())?;
        Ok(copy.value())
    };
}

methods! { SET_VIEW: DictView, "dict_keys";
    "isdisjoint" "(self, other, /)" |vm, view, args| {
        let iterator = vm.iter(args[1])?;
        while let Some(item) = vm.next(iterator)? {
            if vm.contains(view.value(), item)? {
                return Ok(Value::FALSE);
            }
        }
        Ok(Value::TRUE)
    };
}

methods! { VIEW: DictView, "dict_values";
    "__reversed__" "(self, /)" |vm, view, _| vm.builtin_reversed(view.value());
}

/// The attributes of views.
pub(super) static VIEW_GETSET: &[GetSetDef] = &[GetSetDef::new("mapping", |vm, view| {
    let view = vm.expect::<DictView>(view, "dict view")?;
    let class = vm.native_type(&crate::builtins::proxy::PROXY);
    Ok(Proxy::new(&mut vm.heap, class.root_shape().0, view.dict().value()).value())
})];

natives! { CLASS_METHODS:
    "fromkeys" "(cls, iterable, value=None, /)" fromkeys;
}

fn view(vm: &mut Vm, dict: Gc<Dict>, of: ViewOf) -> Value {
    let class = match of {
        ViewOf::Keys => vm.types.dict_keys,
        ViewOf::Values => vm.types.dict_values,
        ViewOf::Items => vm.types.dict_items,
    };
    let class = ordered_views::view_class(vm, dict.value(), of).unwrap_or(class);
    DictView::new(&mut vm.heap, class.root_shape().0, dict, of).value()
}

fn popitem(vm: &mut Vm, dict: Gc<Dict>, _: &[Value]) -> PyResult {
    let Some((number, key, value)) = dict.last_entry() else {
        return Err(vm.raise_str(vm.types.key_error, "popitem(): dictionary is empty"));
    };
    let pair = vm.new_tuple(&[key, value])?;
    let removed = Dict::raw_remove(dict, &mut vm.heap, number);
    let broken = vm.check(removed)?;
    vm.tell(broken, key);
    Ok(pair)
}

fn setdefault(vm: &mut Vm, dict: Gc<Dict>, args: &[Value]) -> PyResult {
    let key = args[1];
    let hash = vm.hash_key(key)?;
    let found = dict.find(hash, key, |other| vm.equal(other, key))?;
    if let Some(value) = found.and_then(|number| dict.value_at(number)) {
        return Ok(value);
    }
    let value = args[2].non_null().unwrap_or(Value::NONE);
    if dict.is_namespace() {
        vm.dict_set_hashed(dict, hash, key, value)?;
        return Ok(value);
    }
    // Nothing ran since it was not found: it is not looked for again.
    let added = Dict::raw_set(dict, &mut vm.heap, None, hash, key, value);
    let _ = vm.check(added)?;
    Ok(value)
}

fn clear(vm: &mut Vm, dict: Gc<Dict>, _: &[Value]) -> PyResult {
    vm.dict_clear(dict)?;
    Ok(Value::NONE)
}

fn fromkeys(vm: &mut Vm, args: &[Value]) -> PyResult {
    let value = args[2].non_null().unwrap_or(Value::NONE);
    // What the class makes may be any mapping; only an exact dict is filled without asking it.
    let made = if args[0].is(vm.types.dict.value()) { vm.new_dict().value() } else { vm.call(args[0], &[])? };
    let exact = made.downcast::<Dict>().filter(|_| vm.is_exact_builtin(made));
    if let (Some(dict), Some(from)) = (exact, args[1].downcast::<Dict>())
        && vm.is_exact_builtin(args[1])
    {
        let mut at = 0;
        while let Some((number, key, _)) = from.next_entry(at) {
            vm.dict_set_hashed(dict, from.hash_at(number), key, value)?;
            at = number + 1;
        }
        return Ok(made);
    }
    if let (Some(dict), Some(from)) = (exact, args[1].downcast::<crate::objects::Set>())
        && vm.is_exact_builtin(args[1])
    {
        let mut at = 0;
        while let Some((number, key)) = from.next_entry(at) {
            vm.dict_set_hashed(dict, from.hash_at(number), key, value)?;
            at = number + 1;
        }
        return Ok(made);
    }
    let iterator = vm.iter(args[1])?;
    while let Some(key) = vm.next(iterator)? {
        match exact {
            Some(dict) => vm.dict_set(dict, key, value)?,
            None => vm.set_item(made, key, value)?,
        }
    }
    Ok(made)
}
