//! `_abc`: what `abc.ABCMeta` stands on: virtual subclasses and what is known of them.
//!
//! ```text
//! class._abc_impl ─► _abc._abc_data: [registry][cache][negative cache][registrations known to the negative cache]
//! ```
//!
//! The three sets hold the classes themselves, weakly.

use super::{ModuleSpec, nothing};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::types::type_flags;
use crate::objects::{Dict, Kind, Set, Str, Tuple, Type};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;

const REGISTRY: usize = 0;
const CACHE: usize = 1;
const NEGATIVE: usize = 2;
const VERSION: usize = 3;

static DATA: TypeSpec = TypeSpec {
    doc: "Internal state held by ABC machinery.",
    ..TypeSpec::new("_abc", "_abc_data", Kind::State)
};

natives! { FUNCTIONS:
    "get_cache_token" "()" |vm, _| Ok(vm.new_int(vm.abc_registrations));
    "_abc_init" "(self, /)" init;
    "_abc_register" "(self, subclass, /)" register;
    "_abc_instancecheck" "(self, instance, /)" instance_check;
    "_abc_subclasscheck" "(self, subclass, /)" |vm, args| {
        subclass_check(vm, args[0], args[1]).map(Value::from_bool)
    };
    "_get_dump" "(self, /)" |vm, args| {
        let data = data_of(vm, args[0])?;
        let sets = [REGISTRY, CACHE, NEGATIVE].map(|field| data.get(field));
        let mut all = [Value::NONE; 4];
        for (to, from) in all.iter_mut().zip(sets) {
            *to = vm.set_of(from)?.value();
        }
        all[3] = data.get(VERSION);
        vm.new_tuple(&all)
    };
    "_reset_registry" "(self, /)" |vm, args| {
        let data = data_of(vm, args[0])?;
        clear(vm, data, REGISTRY);
        Ok(Value::NONE)
    };
    "_reset_caches" "(self, /)" |vm, args| {
        let data = data_of(vm, args[0])?;
        clear(vm, data, CACHE);
        clear(vm, data, NEGATIVE);
        Ok(Value::NONE)
    };
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_abc",
    doc: "Module contains faster C implementation of abc.ABCMeta",
    functions: FUNCTIONS,
    init: nothing,
};

fn data_of(vm: &mut Vm, class: Value) -> PyResult<Gc<State>> {
    let name = vm.intern("_abc_impl");
    // A class's own: the one of a base that it inherits says nothing about it.
    let found = vm.get_attr(class, name)?;
    match State::of(found, &DATA) {
        Some(data) => Ok(data),
        None => Err(vm.raise_type_error("_abc_impl is set to a wrong type")),
    }
}

fn set(data: Gc<State>, field: usize) -> Option<Gc<Set>> {
    data.get(field).downcast()
}

fn clear(vm: &mut Vm, data: Gc<State>, field: usize) {
    if let Some(set) = set(data, field) {
        Set::clear(set, &mut vm.heap);
    }
}

fn has(vm: &mut Vm, data: Gc<State>, field: usize, class: Value) -> PyResult<bool> {
    match set(data, field).filter(|s| !s.is_empty()) {
        Some(set) => vm.contains(set.value(), class),
        None => Ok(false),
    }
}

fn remember(vm: &mut Vm, data: Gc<State>, field: usize, class: Value) -> PyResult<()> {
    match set(data, field) {
        Some(set) => vm.set_add(set, class).map(|_| ()),
        None => Ok(()),
    }
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    abstract_methods(vm, args[0])?;
    let sets = [REGISTRY, CACHE, NEGATIVE].map(|_| Set::new_weak(&mut vm.heap).value());
    let version = vm.new_int(vm.abc_registrations);
    let data = vm.new_state(&DATA, None, &[sets[0], sets[1], sets[2], version]);
    let name = vm.intern("_abc_impl");
    vm.set_attr(args[0], name, data)?;
    Ok(Value::NONE)
}

/// `value.__isabstractmethod__`, as a truth; what has no such attribute is not abstract.
fn is_abstract(vm: &mut Vm, value: Value) -> PyResult<bool> {
    let name = vm.intern("__isabstractmethod__");
    match optional_attr(vm, value, name)? {
        Some(answer) => vm.truth(answer),
        None => Ok(false),
    }
}

/// `getattr(value, name, None)`, telling a missing attribute from None.
fn optional_attr(vm: &mut Vm, value: Value, name: Gc<Str>) -> PyResult<Option<Value>> {
    match vm.get_attr(value, name) {
        Ok(found) => Ok(Some(found)),
        Err(_) if vm.raised_is(vm.types.attribute_error) => {
            vm.raised = Value::NULL;
            Ok(None)
        }
        Err(raised) => Err(raised),
    }
}

/// Sets `class.__abstractmethods__`: its own abstract names, and inherited ones that it does not replace.
fn abstract_methods(vm: &mut Vm, class: Value) -> PyResult<()> {
    let Some(class) = class.downcast::<Type>() else {
        return Err(vm.raise_type_error("_abc_init expects a class"));
    };
    let found = Set::new(&mut vm.heap, Kind::Set as u32);
    let names: Gc<Dict> = class.dict();
    let mut at = 0;
    while let Some((entry, name, value)) = names.next_entry(at) {
        if is_abstract(vm, value)? {
            vm.set_add(found, name)?;
        }
        at = entry + 1;
    }
    let attribute = vm.intern("__abstractmethods__");
    for &base in class.bases().items() {
        let Some(inherited) = optional_attr(vm, base, attribute)? else { continue };
        let iterator = vm.iter(inherited)?;
        while let Some(name) = vm.next(iterator)? {
            let Some(text) = name.downcast::<Str>() else { continue };
            let text = vm.intern(text.as_wtf8());
            if let Some(value) = optional_attr(vm, class.value(), text)?
                && is_abstract(vm, value)?
            {
                vm.set_add(found, name)?;
            }
        }
    }
    if !found.is_empty() {
        class.set_flag_bits(type_flags::ABSTRACT);
    }
    let marks = vm.intern("__abc_tpflags__");
    if let Some(bits) = class.own(marks).and_then(|v| v.as_small_int()) {
        vm.write_class(class, marks, None)?;
        // CPython's flags of classes that match sequence and mapping patterns.
        class.set_flag_bits(if bits & (1 << 5) != 0 { type_flags::SEQUENCE } else { 0 });
        class.set_flag_bits(if bits & (1 << 6) != 0 { type_flags::MAPPING } else { 0 });
    }
    let frozen = vm.call(vm.types.frozenset.value(), &[found.value()])?;
    vm.set_attr(class.value(), attribute, frozen)
}

fn register(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (class, subclass) = (args[0], args[1]);
    if subclass.downcast::<Type>().is_none() {
        return Err(vm.raise_type_error("Can only register classes"));
    }
    if vm.is_subclass_of(subclass, class)? {
        return Ok(subclass);
    }
    if vm.is_subclass_of(class, subclass)? {
        return Err(vm.raise_str(vm.types.runtime_error, "Refusing to create an inheritance cycle"));
    }
    let data = data_of(vm, class)?;
    remember(vm, data, REGISTRY, subclass)?;
    if let (Some(class), Some(subclass)) = (class.downcast::<Type>(), subclass.downcast::<Type>())
        && !subclass.has(type_flags::BUILTIN)
    {
        subclass.set_flag_bits(vm.class_protocol(class).unwrap_or(0));
    }
    vm.abc_registrations += 1;
    Ok(subclass)
}

fn instance_check(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (class, instance) = (args[0], args[1]);
    let data = data_of(vm, class)?;
    let name = vm.intern("__class__");
    let subclass = vm.get_attr(instance, name)?;
    if has(vm, data, CACHE, subclass)? {
        return Ok(Value::TRUE);
    }
    let check = vm.intern("__subclasscheck__");
    let subtype = vm.type_of(instance).value();
    let check = vm.get_attr(class, check)?;
    if subtype.is(subclass) {
        if data.get(VERSION).as_small_int() == Some(vm.abc_registrations)
            && has(vm, data, NEGATIVE, subclass)?
        {
            return Ok(Value::FALSE);
        }
        return vm.call(check, &[subclass]);
    }
    let answer = vm.call(check, &[subclass])?;
    if vm.truth(answer)? {
        return Ok(answer);
    }
    vm.call(check, &[subtype])
}

fn subclass_check(vm: &mut Vm, class: Value, subclass: Value) -> PyResult<bool> {
    if subclass.downcast::<Type>().is_none() {
        return Err(vm.raise_type_error("issubclass() arg 1 must be a class"));
    }
    let data = data_of(vm, class)?;
    if has(vm, data, CACHE, subclass)? {
        return Ok(true);
    }
    if data.get(VERSION).as_small_int() != Some(vm.abc_registrations) {
        clear(vm, data, NEGATIVE);
        let now = vm.new_int(vm.abc_registrations);
        State::set(data, &mut vm.heap, VERSION, now);
    } else if has(vm, data, NEGATIVE, subclass)? {
        return Ok(false);
    }
    let hook = vm.intern("__subclasshook__");
    let hook = vm.get_attr(class, hook)?;
    let answer = match vm.call(hook, &[subclass])? {
        Value::TRUE => true,
        Value::FALSE => false,
        Value::NOT_IMPLEMENTED => inherits(vm, data, class, subclass)?,
        _ => {
            let message = "__subclasshook__ must return either False, True, or NotImplemented";
            return Err(vm.raise_str(vm.types.assertion_error, message));
        }
    };
    remember(vm, data, if answer { CACHE } else { NEGATIVE }, subclass)?;
    Ok(answer)
}

/// By the MRO, by registration, or through a subclass.
fn inherits(vm: &mut Vm, data: Gc<State>, class: Value, subclass: Value) -> PyResult<bool> {
    if subclass.downcast::<Type>().is_some_and(|s| s.mro().contains(&class)) {
        return Ok(true);
    }
    // Copies: checking may register more classes.
    let registry = vm.list_of(data.get(REGISTRY))?;
    let registered = vm.tuple_of_list(registry)?;
    let name = vm.intern("__subclasses__");
    let subclasses = vm.get_attr(class, name)?;
    let subclasses = vm.call(subclasses, &[])?;
    let subclasses = vm.list_of(subclasses)?;
    let subclasses = vm.tuple_of_list(subclasses)?;
    for group in [registered, subclasses] {
        let Some(group) = group.downcast::<Tuple>() else { continue };
        for &other in group.items() {
            if vm.is_subclass_of(subclass, other)? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
