//! `int(...)`, `str(...)`, `list(...)`: the `__new__` of built-in classes.

use super::{add_methods, natives};
use crate::objects::{Set, Str, Tuple, Type};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use pyopt_compiler::semantics::{int, parse};

natives! { INT: "__new__" "(cls, x=0, base=10, /)" new_int; }
natives! { FLOAT: "__new__" "(cls, x=0, /)" new_float; }
natives! { BOOL: "__new__" "(cls, x=False, /)" |vm, args| Ok(Value::from_bool(!args[1].is_null() && vm.truth(args[1])?)); }
natives! { STR: "__new__" "(cls, object='', /)" |vm, args| if args[1].is_null() { vm.new_str("") } else { vm.str_of(args[1]) }; }
natives! { LIST: "__new__" "(cls, iterable=(), /)" |vm, args| {
    if args[1].is_null() { vm.new_list(&[]).map(Into::into) } else { vm.list_of(args[1]).map(Into::into) }
}; }
natives! { TUPLE: "__new__" "(cls, iterable=(), /)" |vm, args| match args[1] {
    Value::NULL => vm.new_tuple(&[]),
    t if t.downcast::<Tuple>().is_some() => Ok(t),
    other => { let list = vm.list_of(other)?; vm.tuple_of_list(list) }
}; }
natives! { SET: "__new__" "(cls, iterable=(), /)" new_set; }
natives! { DICT: "__new__" "(cls, *args, **kwargs)" new_dict; }
natives! { RANGE: "__new__" "(cls, start, stop=None, step=None, /)" new_range; }
natives! { TYPE: "__new__" "(cls, object, /)" |vm, args| Ok(vm.type_of(args[1]).value()); }
natives! { OBJECT_SLICE: "__new__" "(cls, start, stop=None, step=None, /)" |vm, args| {
    let or_none = |v: Value| v.non_null().unwrap_or(Value::NONE);
    let parts = if args[2].is_null() { [Value::NONE, args[1], Value::NONE] } else { [args[1], args[2], or_none(args[3])] };
    Ok(crate::objects::Slice::new(&mut vm.heap, parts).value())
}; }

pub(super) fn install(vm: &mut Vm) {
    let t = vm.types;
    for (class, table) in [
        (t.int, INT),
        (t.float, FLOAT),
        (t.bool, BOOL),
        (t.str, STR),
        (t.list, LIST),
        (t.tuple, TUPLE),
        (t.set, SET),
        (t.frozenset, SET),
        (t.dict, DICT),
        (t.range, RANGE),
        (t.typ, TYPE),
        (t.slice, OBJECT_SLICE),
    ] {
        add_methods(vm, class, table);
    }
}

/// A class of the program's own that inherits from a builtin layout cannot be made here yet.
fn exact(vm: &mut Vm, class: Value, builtin: crate::heap::Gc<Type>) -> PyResult<()> {
    if class.is(builtin.value()) {
        return Ok(());
    }
    Err(vm.not_yet(&format!("instances of subclasses of '{}'", builtin.name().as_wtf8())))
}

fn new_int(vm: &mut Vm, args: &[Value]) -> PyResult {
    exact(vm, args[0], vm.types.int)?;
    let x = args[1];
    if x.is_null() {
        return Ok(Value::small_int_unchecked(0));
    }
    if let Some(s) = x.downcast::<Str>() {
        let base = if args[2].is_null() { 10 } else { vm.index(args[2])? };
        let parsed = s.as_str().and_then(|text| parse::parse_int(text.trim(), u32::try_from(base).ok()?));
        return match parsed {
            Some(number) => Ok(vm.int_value(number)),
            None => {
                let shown = vm.repr(x)?;
                let shown = shown.downcast::<Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default();
                Err(vm.raise_value_error(format!("invalid literal for int() with base {base}: {shown}")))
            }
        };
    }
    if let Some(number) = vm.as_int(&x).map(|i| i.to_int()) {
        return Ok(vm.int_value(number));
    }
    if let Some(f) = vm.as_float(x) {
        let number = int::from_f64(f).map_err(|e| vm.raise_semantic(e))?;
        return Ok(vm.int_value(number));
    }
    for name in ["__int__", "__index__"] {
        if let Some(method) = vm.special(x, name) {
            return vm.call(method, &[x]);
        }
    }
    let class = vm.type_name(x);
    Err(vm.raise_type_error(format!(
        "int() argument must be a string, a bytes-like object or a real number, not '{class}'"
    )))
}

fn new_float(vm: &mut Vm, args: &[Value]) -> PyResult {
    exact(vm, args[0], vm.types.float)?;
    let x = args[1];
    if x.is_null() {
        return Ok(vm.new_float(0.0));
    }
    if vm.as_float(x).is_some() {
        return Ok(x);
    }
    if let Some(converted) = vm.as_int(&x).map(int::to_f64) {
        let number = converted.map_err(|e| vm.raise_semantic(e))?;
        return Ok(vm.new_float(number));
    }
    if let Some(s) = x.downcast::<Str>() {
        return match s.as_str().and_then(|text| parse::parse_float(text.trim())) {
            Some(number) => Ok(vm.new_float(number)),
            None => {
                let shown = vm.repr(x)?;
                let shown = shown.downcast::<Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default();
                Err(vm.raise_value_error(format!("could not convert string to float: {shown}")))
            }
        };
    }
    if let Some(method) = vm.special(x, "__float__") {
        return vm.call(method, &[x]);
    }
    let class = vm.type_name(x);
    Err(vm.raise_type_error(format!("float() argument must be a string or a real number, not '{class}'")))
}

fn new_set(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = args[0].downcast::<Type>().unwrap_or(vm.types.set);
    if !class.value().is(vm.types.frozenset.value()) {
        exact(vm, args[0], vm.types.set)?;
    }
    let set = Set::new(&mut vm.heap, class.root_shape().0);
    if !args[1].is_null() {
        let iterator = vm.iter(args[1])?;
        while let Some(item) = vm.next(iterator)? {
            vm.set_add(set, item)?;
        }
    }
    Ok(set.value())
}

fn new_dict(vm: &mut Vm, args: &[Value]) -> PyResult {
    exact(vm, args[0], vm.types.dict)?;
    let dict = vm.new_dict();
    if let Some(&source) = args[1].downcast::<Tuple>().as_ref().and_then(|t| t.items().first()) {
        vm.dict_update(dict, source)?;
    }
    vm.dict_update(dict, args[2])?;
    Ok(dict.value())
}

fn new_range(vm: &mut Vm, args: &[Value]) -> PyResult {
    let zero_to = [Value::small_int_unchecked(0), args[1]];
    let [start, stop] = if args[2].is_null() { zero_to } else { [args[1], args[2]] };
    let step = args[3].non_null().unwrap_or(Value::small_int_unchecked(1));
    let [start, stop] = [vm.index_value(start)?, vm.index_value(stop)?];
    let step = vm.index_value(step)?;
    if step.is(Value::small_int_unchecked(0)) {
        return Err(vm.raise_value_error("range() arg 3 must not be zero"));
    }
    Ok(vm.new_range(start, stop, step).value())
}
