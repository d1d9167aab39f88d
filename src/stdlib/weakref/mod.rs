//! `_weakref`: references that do not keep their target alive.
//!
//! ```text
//! reference   ref: called, it gives the target or None        proxy   stands for the target
//! ```

mod proxy;
mod reference;

use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::objects::types::type_flags;
use crate::objects::{Kind, List, WeakRef};
use crate::value::{PyResult, Value};
use crate::vm::Vm;

natives! { FUNCTIONS:
    "getweakrefcount" "(object, /)" |vm, args| {
        let count = vm.heap.weak_references(args[0]).count();
        Ok(vm.new_int(count as i64))
    };
    "getweakrefs" "(object, /)" |vm, args| {
        let found = vm.new_list(&[])?;
        let mut number = 0;
        loop {
            let weak = vm.heap.weak_references(args[0]).nth(number);
            let Some(weak) = weak else { break };
            let pushed = List::push(found, &mut vm.heap, weak.value());
            vm.check(pushed)?;
            number += 1;
        }
        Ok(found.value())
    };
    "proxy" "(object, callback=None, /)" proxy::make;
    "_remove_dead_weakref" "(dct, key, /)" |vm, args| {
        let dict = vm.expect::<crate::objects::Dict>(args[0], "dict")?;
        if let Some(weak) = vm.dict_get(dict, args[1])?
            && weak.downcast::<WeakRef>().is_some_and(|w| w.get().is_none())
        {
            vm.dict_remove(dict, args[1])?;
        }
        Ok(Value::NONE)
    };
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_weakref",
    doc: "Weak-reference support module.",
    functions: FUNCTIONS,
    init: |vm, module| {
        let classes = [
            ("ref", &reference::REF),
            ("ReferenceType", &reference::REF),
            ("ProxyType", &proxy::PROXY),
            ("CallableProxyType", &proxy::CALLABLE),
        ];
        for (name, spec) in classes {
            let class = vm.native_type(spec);
            add(vm, module, name, class.value())?;
        }
        Ok(())
    },
};

/// Whether a value can be referred to weakly.
fn is_weakrefable(vm: &mut Vm, value: Value) -> bool {
    let class = vm.type_of(value);
    match value.kind() {
        None => false,
        Some(
            Kind::Type
            | Kind::Function
            | Kind::Native
            | Kind::BoundMethod
            | Kind::Module
            | Kind::Set
            | Kind::Generator
            | Kind::Code,
        ) => true,
        // Their instances have no room for more.
        Some(Kind::Int | Kind::Tuple | Kind::Bytes) => false,
        _ => class.has(type_flags::HAS_WEAKREF),
    }
}

/// # Errors
/// `TypeError` for what cannot be referred to weakly.
fn check_weakrefable(vm: &mut Vm, value: Value) -> PyResult<()> {
    if is_weakrefable(vm, value) {
        return Ok(());
    }
    let class = vm.type_name(value);
    Err(vm.raise_type_error(format!("cannot create weak reference to '{class}' object")))
}
