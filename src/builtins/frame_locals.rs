//! `FrameLocalsProxy`: the variables of a function's frame as a mapping that writes through (PEP 667).
//!
//! ```text
//! f_locals["x"] = 1    ─► the slot of x in the frame, or its cell
//! f_locals["new"] = 1  ─► a dict of the frame's own for names that the code does not know
//! ```
//!
//! Variables come first, in the order of the code object; then the added names. Variables cannot be removed.

use super::natives;
use crate::heap::Gc;
use crate::objects::frame::{Frame, FrameLocals};
use crate::objects::types::type_flags;
use crate::objects::{Dict, Kind, List, Str};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::lower::items;
use crate::vm::native_type::TypeSpec;
use pyopt_compiler::code::KindFlags;
use pyopt_compiler::syntax::ast::{CmpOp, Operator};

/// The class of `f_locals` of a function.
pub(crate) static FRAME_LOCALS: TypeSpec = TypeSpec {
    methods: METHODS,
    static_methods: STATIC,
    flags: type_flags::MAPPING,
    ..TypeSpec::new("builtins", "FrameLocalsProxy", Kind::FrameLocals)
};

natives! { STATIC: "__new__" "(cls, *args)" |vm, args| {
    let class = vm.native_type(&FRAME_LOCALS);
    let class = vm.class_for_new(args[0], class)?;
    let given = items(args[1]);
    let [frame] = given[..] else {
        let message = format!("FrameLocalsProxy expected 1 argument, got {}", given.len());
        return Err(vm.raise_type_error(message));
    };
    let Some(frame) = frame.downcast::<Frame>() else {
        let message = format!("expect frame, not {}", vm.type_name(frame));
        return Err(vm.raise_type_error(message));
    };
    Ok(FrameLocals::new(&mut vm.heap, class.root_shape().0, frame).value())
}; }

natives! { METHODS:
    "__getitem__" "(self, key, /)" |vm, args| {
        match look_up(vm, args[0], args[1])? {
            Some(value) => Ok(value),
            None => {
                let shown = vm.repr_string(args[1])?;
                let message = format!("local variable '{shown}' is not defined");
                Err(vm.raise_str(vm.types.key_error, &message))
            }
        }
    };
    "__setitem__" "(self, key, value, /)" |vm, args| store(vm, args[0], args[1], args[2]);
    "__delitem__" "(self, key, /)" |vm, args| {
        remove(vm, args[0], args[1])?.map_or_else(|| Err(vm.raise_with(vm.types.key_error, args[1])), |_| Ok(Value::NONE))
    };
    "__contains__" "(self, key, /)" |vm, args| Ok(Value::from_bool(look_up(vm, args[0], args[1])?.is_some()));
    "__len__" "(self, /)" |vm, args| { let n = copy(vm, args[0])?.len(); Ok(vm.new_int(n as i64)) };
    "__iter__" "(self, /)" |vm, args| { let keys = entries(vm, args[0], 'k')?; vm.iter(keys) };
    "__reversed__" "(self, /)" |vm, args| {
        let keys = entries(vm, args[0], 'k')?;
        let Some(list) = keys.downcast::<List>() else { return Ok(keys) };
        let turned: Vec<Value> = list.items().iter().rev().map(std::cell::Cell::get).collect();
        vm.new_list(&turned).map(Gc::value)
    };
    "__hash__" "(self, /)" |vm, args| {
        let class = vm.type_name(args[0]);
        Err(vm.raise_type_error(format!("unhashable type: '{class}'")))
    };
    "__repr__" "(self, /)" represent;
    "__eq__" "(self, other, /)" |vm, args| compare(vm, args, CmpOp::Eq);
    "__ne__" "(self, other, /)" |vm, args| compare(vm, args, CmpOp::NotEq);
    "__or__" "(self, other, /)" |vm, args| union(vm, args[0], args[1]);
    "__ror__" "(self, other, /)" |vm, args| union(vm, args[1], args[0]);
    "__ior__" "(self, other, /)" |vm, args| Ok(if merge(vm, args[0], args[1])? { args[0] } else { Value::NOT_IMPLEMENTED });
    "keys" "(self, /)" |vm, args| entries(vm, args[0], 'k');
    "values" "(self, /)" |vm, args| entries(vm, args[0], 'v');
    "items" "(self, /)" |vm, args| entries(vm, args[0], 'i');
    "copy" "(self, /)" |vm, args| copy(vm, args[0]).map(Gc::value);
    "get" "(self, /, *args)" |vm, args| {
        let (key, default) = key_and_default(vm, args[1], "get")?;
        Ok(look_up(vm, args[0], key)?.unwrap_or(default))
    };
    "setdefault" "(self, /, *args)" |vm, args| {
        let (key, default) = key_and_default(vm, args[1], "setdefault")?;
        if let Some(value) = look_up(vm, args[0], key)? {
            return Ok(value);
        }
        store(vm, args[0], key, default)?;
        Ok(default)
    };
    "pop" "(self, key, default=None, /)" |vm, args| {
        match (remove(vm, args[0], args[1])?, args[2].non_null()) {
            (Some(value), _) | (None, Some(value)) => Ok(value),
            (None, None) => Err(vm.raise_with(vm.types.key_error, args[1])),
        }
    };
    "update" "(self, other, /)" |vm, args| {
        if merge(vm, args[0], args[1])? {
            return Ok(Value::NONE);
        }
        Err(vm.raise_type_error("update() argument must be dict or another FrameLocalsProxy"))
    };
}

fn frame(vm: &mut Vm, proxy: Value) -> PyResult<Gc<Frame>> {
    let proxy = vm.expect::<FrameLocals>(proxy, "FrameLocalsProxy")?;
    vm.expect(proxy.frame.get(), "frame")
}

/// The index of the variable that a key names: a bound one to read, any but those of comprehensions to write.
fn index_of(vm: &mut Vm, frame: Gc<Frame>, key: Value, bound: bool) -> PyResult<Option<usize>> {
    let object = frame.code().object().clone();
    let plain = key.downcast::<Str>().filter(|_| vm.is_exact_builtin(key));
    // What only equals a name is compared as keys of a dict are.
    let hash = if plain.is_some() { 0 } else { vm.hash(key)? };
    for (i, local) in object.localsplus.iter().enumerate() {
        let fits = match bound {
            true => !vm.frame_variable(frame, i).is_null(),
            false => local.kind.0 & KindFlags::HIDDEN == 0,
        };
        if !fits {
            continue;
        }
        let same = match plain {
            Some(name) => rustpython_wtf8::Wtf8::new(&*local.name) == name.as_wtf8(),
            None => {
                let name = vm.intern(&*local.name);
                name.name_hash() == hash && vm.equal(name.value(), key)?
            }
        };
        if same {
            return Ok(Some(i));
        }
    }
    Ok(None)
}

fn look_up(vm: &mut Vm, proxy: Value, key: Value) -> PyResult<Option<Value>> {
    let frame = frame(vm, proxy)?;
    if let Some(index) = index_of(vm, frame, key, true)? {
        return Ok(Some(vm.frame_variable(frame, index)));
    }
    match frame.extra.get().downcast::<Dict>() {
        Some(extra) => vm.dict_get(extra, key),
        None => Ok(None),
    }
}

fn store(vm: &mut Vm, proxy: Value, key: Value, value: Value) -> PyResult {
    let frame = frame(vm, proxy)?;
    if let Some(index) = index_of(vm, frame, key, false)? {
        vm.set_frame_variable(frame, index, value);
        return Ok(Value::NONE);
    }
    if frame.extra.get().is_null() {
        let dict = vm.new_dict();
        vm.heap.set(frame, &frame.extra, dict.value());
    }
    let extra = vm.expect::<Dict>(frame.extra.get(), "dict")?;
    vm.dict_set(extra, key, value)?;
    Ok(Value::NONE)
}

/// Removes an added name; its value, or `None` if there is none.
fn remove(vm: &mut Vm, proxy: Value, key: Value) -> PyResult<Option<Value>> {
    let frame = frame(vm, proxy)?;
    if index_of(vm, frame, key, false)?.is_some() {
        return Err(vm.raise_value_error("cannot remove local variables from FrameLocalsProxy"));
    }
    match frame.extra.get().downcast::<Dict>() {
        Some(extra) => vm.dict_remove(extra, key),
        None => Ok(None),
    }
}

fn copy(vm: &mut Vm, proxy: Value) -> PyResult<Gc<Dict>> {
    let frame = frame(vm, proxy)?;
    vm.frame_variables(frame)
}

/// A list of the keys, values or items.
fn entries(vm: &mut Vm, proxy: Value, which: char) -> PyResult {
    let dict = copy(vm, proxy)?;
    let list = vm.new_list(&[])?;
    let mut at = 0;
    while let Some((number, key, value)) = dict.next_entry(at) {
        at = number + 1;
        let item = match which {
            'k' => key,
            'v' => value,
            _ => vm.new_tuple(&[key, value])?,
        };
        let pushed = List::push(list, &mut vm.heap, item);
        vm.check(pushed)?;
    }
    Ok(list.value())
}

fn represent(vm: &mut Vm, args: &[Value]) -> PyResult {
    if vm.showing.contains(&args[0].bits()) {
        return vm.new_str("{...}");
    }
    let dict = copy(vm, args[0])?;
    vm.showing.push(args[0].bits());
    let shown = vm.repr(dict.value());
    vm.showing.pop();
    shown
}

fn compare(vm: &mut Vm, args: &[Value], op: CmpOp) -> PyResult {
    let equal = match (args[0].downcast::<FrameLocals>(), args[1].downcast::<FrameLocals>()) {
        (Some(a), Some(b)) => a.frame.get().is(b.frame.get()),
        _ if args[1].is_kind(Kind::Dict) => {
            let own = copy(vm, args[0])?;
            vm.equal(own.value(), args[1])?
        }
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    Ok(Value::from_bool(equal == (op == CmpOp::Eq)))
}

/// As a dict of its own, if it is one of the two kinds of mapping that may be joined.
fn as_dict(vm: &mut Vm, value: Value) -> PyResult<Option<Value>> {
    if value.is_kind(Kind::FrameLocals) {
        return copy(vm, value).map(|d| Some(d.value()));
    }
    Ok(value.is_kind(Kind::Dict).then_some(value))
}

fn union(vm: &mut Vm, left: Value, right: Value) -> PyResult {
    let (Some(left), Some(right)) = (as_dict(vm, left)?, as_dict(vm, right)?) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    vm.binary(Operator::BitOr, false, left, right)
}

/// Stores the entries of another mapping; false if it is of neither kind.
fn merge(vm: &mut Vm, proxy: Value, other: Value) -> PyResult<bool> {
    let Some(other) = as_dict(vm, other)?.and_then(|v| v.downcast::<Dict>()) else { return Ok(false) };
    let mut at = 0;
    while let Some((number, key, value)) = other.next_entry(at) {
        at = number + 1;
        store(vm, proxy, key, value)?;
    }
    Ok(true)
}

fn key_and_default(vm: &mut Vm, args: Value, name: &str) -> PyResult<(Value, Value)> {
    match *items(args) {
        [key] => Ok((key, Value::NONE)),
        [key, default] => Ok((key, default)),
        _ => Err(vm.raise_type_error(format!("{name} expected 1 or 2 arguments"))),
    }
}
