//! `defaultdict`: a dict that makes the value of a missing key.
//!
//! The factory stands in a slot of the instance, as an attribute of `__slots__` would.

use crate::builtins::{methods, natives};
use crate::heap::Gc;
use crate::objects::getset::GetSetDef;
use crate::objects::types::type_flags;
use crate::objects::{Dict, Instance, Kind, Tuple};
use crate::stdlib::arguments::{entries, push_repr};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use rustpython_wtf8::Wtf8Buf;

/// `collections.defaultdict`.
pub(super) static DEFAULT_DICT: TypeSpec = TypeSpec {
    doc: "A dict that calls its default factory for a missing key.",
    base: Some(|vm| vm.types.dict),
    flags: type_flags::BASE,
    methods: METHODS,
    static_methods: NEW,
    class_methods: crate::builtins::SUBSCRIPTED,
    getset: FIELDS,
    slots: 1,
    ..TypeSpec::new("collections", "defaultdict", Kind::Dict)
};

/// The slot of the factory.
const FACTORY: u16 = 0;

static FIELDS: &[GetSetDef] = &[GetSetDef::settable(
    "default_factory",
    |vm, object| {
        let dict = vm.expect::<Dict>(object, "collections.defaultdict")?;
        Ok(factory(vm, dict))
    },
    |vm, object, factory| {
        let dict = vm.expect::<Dict>(object, "collections.defaultdict")?;
        set_factory(vm, dict, factory.unwrap_or(Value::NONE))
    },
)
.doc("Factory for default value called by __missing__().")];

natives! { NEW: "__new__" "(cls, /, *args, **kwargs)" |vm, args| {
    let own = vm.native_type(&DEFAULT_DICT);
    let class = vm.class_for_new(args[0], own)?;
    Ok(vm.alloc_instance(class, Dict::blank()).value())
}; }

methods! { METHODS: Dict, "collections.defaultdict";
    "__init__" "(self, /, *args, **kwargs)" init;
    "__missing__" "(self, key, /)" missing;
    "__repr__" "(self, /)" repr;
    "copy" "(self, /)" |vm, dict, _| copy(vm, dict);
    "__copy__" "(self, /)" |vm, dict, _| copy(vm, dict);
    "__reduce__" "(self, /)" reduce;
    "__or__" "(self, value, /)" |vm, dict, args| {
        if args[1].downcast::<Dict>().is_none() {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        let union = copy(vm, dict)?;
        update(vm, union, args[1])
    };
    "__ror__" "(self, value, /)" |vm, dict, args| {
        if args[1].downcast::<Dict>().is_none() {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        let class = vm.type_of(dict.value()).value();
        let factory = factory(vm, dict);
        let union = vm.call(class, &[factory, args[1]])?;
        update(vm, union, dict.value())
    };
}

/// `dict.update(from)`; the dict itself.
fn update(vm: &mut Vm, dict: Value, from: Value) -> PyResult {
    let into = vm.expect::<Dict>(dict, "dict")?;
    vm.dict_update(into, from)?;
    Ok(dict)
}

fn factory(vm: &mut Vm, dict: Gc<Dict>) -> Value {
    let held = vm.attrs_holder(dict.value(), false).map_or(Value::NULL, |h| h.slot(FACTORY));
    held.non_null().unwrap_or(Value::NONE)
}

fn set_factory(vm: &mut Vm, dict: Gc<Dict>, factory: Value) -> PyResult<()> {
    let Some(holder) = vm.attrs_holder(dict.value(), true) else { return Ok(()) };
    let stored = Instance::set_slot(holder, &mut vm.heap, FACTORY, factory);
    vm.check(stored)
}

fn init(vm: &mut Vm, dict: Gc<Dict>, args: &[Value]) -> PyResult {
    let given = vm.expect::<Tuple>(args[1], "tuple")?;
    let (factory, sources) = match given.items() {
        [] => (Value::NONE, &[][..]),
        [factory, rest @ ..] => (*factory, rest),
    };
    if !factory.is_none() && !vm.is_callable(factory) {
        return Err(vm.raise_type_error("first argument must be callable or None"));
    }
    if sources.len() > 1 {
        let count = sources.len();
        return Err(vm.raise_type_error(format!("defaultdict expected at most 1 argument, got {count}")));
    }
    set_factory(vm, dict, factory)?;
    for &source in sources {
        vm.dict_update(dict, source)?;
    }
    vm.dict_update(dict, args[2])?;
    Ok(Value::NONE)
}

fn missing(vm: &mut Vm, dict: Gc<Dict>, args: &[Value]) -> PyResult {
    let factory = factory(vm, dict);
    if factory.is_none() {
        return Err(vm.raise_with(vm.types.key_error, args[1]));
    }
    let value = vm.call(factory, &[])?;
    vm.set_item(dict.value(), args[1], value)?;
    Ok(value)
}

fn copy(vm: &mut Vm, dict: Gc<Dict>) -> PyResult {
    let class = vm.type_of(dict.value()).value();
    let factory = factory(vm, dict);
    vm.call(class, &[factory, dict.value()])
}

fn repr(vm: &mut Vm, dict: Gc<Dict>, _: &[Value]) -> PyResult {
    let name = vm.type_of(dict.value()).name();
    let mut out = Wtf8Buf::from(format!("{}(", name.as_wtf8()));
    let factory = factory(vm, dict);
    let plain = vm.new_dict();
    for (key, value) in entries(dict) {
        vm.dict_set(plain, key, value)?;
    }
    vm.enter_native(" while getting the repr of an object")?;
    let shown = push_repr(vm, &mut out, factory).and_then(|()| {
        out.push_str(", ");
        push_repr(vm, &mut out, plain.value())
    });
    vm.native_depth -= 1;
    shown?;
    out.push_str(")");
    vm.new_str(&out)
}

fn reduce(vm: &mut Vm, dict: Gc<Dict>, _: &[Value]) -> PyResult {
    let class = vm.type_of(dict.value()).value();
    let factory = factory(vm, dict);
    let args = if factory.is_none() { vm.new_tuple(&[])? } else { vm.new_tuple(&[factory])? };
    let name = vm.intern("items");
    let items = vm.get_attr(dict.value(), name)?;
    let items = vm.call(items, &[])?;
    let items = vm.iter(items)?;
    vm.new_tuple(&[class, args, Value::NONE, Value::NONE, items])
}
