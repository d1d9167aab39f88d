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
    "getweakrefs" "(object, /)" get_references;
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

/// The reference to an object that has no callback: there is one of them at most.
///
/// # Errors
/// `TypeError` for what cannot be referred to weakly.
pub(crate) fn plain_reference(vm: &mut Vm, target: Value) -> PyResult {
    let class = vm.native_type(&reference::REF);
    reference::make(vm, class, target, Value::NONE)
}

/// The references to an object: the shared ones first, then the others, the newest in front.
fn get_references(vm: &mut Vm, args: &[Value]) -> PyResult {
    let plain = vm.native_type(&reference::REF).root_shape().0;
    let found = vm.new_list(&[])?;
    let count = vm.heap.weak_references(args[0]).count();
    for group in 0..3 {
        for number in (0..count).rev() {
            let Some(weak) = vm.heap.weak_references(args[0]).nth(number) else { continue };
            let proxy = proxy::proxy_of(weak);
            let shared = weak.callback.get().is_null();
            let own = match proxy {
                Some(_) if shared => 1,
                None if shared && weak.header().shape() == plain => 0,
                _ => 2,
            };
            if own == group {
                let pushed = List::push(found, &mut vm.heap, proxy.unwrap_or_else(|| weak.value()));
                vm.check(pushed)?;
            }
        }
    }
    Ok(found.value())
}

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
            | Kind::Code
            | Kind::MemoryView,
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
