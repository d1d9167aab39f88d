//! `weakref.ref`.

use super::check_weakrefable;
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::getset::GetSetDef;
use crate::objects::types::type_flags;
use crate::objects::{Kind, Str, WeakRef};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::lower::items;
use crate::vm::native_type::TypeSpec;

pub(super) static REF: TypeSpec = TypeSpec {
    methods: METHODS,
    static_methods: STATIC,
    class_methods: crate::builtins::SUBSCRIPTED,
    getset: GETSET,
    flags: type_flags::BASE,
    ..TypeSpec::new("weakref", "ReferenceType", Kind::WeakRef)
};

static GETSET: &[GetSetDef] = &[GetSetDef::new("__callback__", |vm, weak| {
    let weak = receiver(vm, weak)?;
    Ok(weak.callback.get().non_null().unwrap_or(Value::NONE))
})];

natives! { STATIC:
    "__new__" "(type, /, *args, **kwargs)" |vm, args| {
        let own = vm.native_type(&REF);
        let class = vm.class_for_new(args[0], own)?;
        match *items(args[1]) {
            [target] => make(vm, class, target, Value::NONE),
            [target, callback] => make(vm, class, target, callback),
            [] => Err(vm.raise_type_error("__new__ expected at least 1 argument, got 0")),
            ref many => {
                let message = format!("__new__ expected at most 2 arguments, got {}", many.len());
                Err(vm.raise_type_error(message))
            }
        }
    };
}

natives! { METHODS:
    "__init__" "(self, object, callback=None, /)" |_, _| Ok(Value::NONE);
    "__call__" "(self, /)" |vm, args| Ok(receiver(vm, args[0])?.get().unwrap_or(Value::NONE));
    "__hash__" "(self, /)" |vm, args| {
        let weak = receiver(vm, args[0])?;
        if let Some(known) = weak.hash.get().non_null() {
            return Ok(known);
        }
        let Some(target) = weak.get() else { return Err(vm.raise_type_error("weak object has gone away")) };
        let hash = vm.hash(target)?;
        let hash = vm.new_int(hash as i64);
        vm.heap.set(weak, &weak.hash, hash);
        Ok(hash)
    };
    "__eq__" "(self, value, /)" |vm, args| {
        Ok(same(vm, args)?.map_or(Value::NOT_IMPLEMENTED, Value::from_bool))
    };
    "__ne__" "(self, value, /)" |vm, args| {
        Ok(same(vm, args)?.map_or(Value::NOT_IMPLEMENTED, |same| Value::from_bool(!same)))
    };
    "__repr__" "(self, /)" |vm, args| {
        let weak = receiver(vm, args[0])?;
        let at = args[0].bits();
        let Some(target) = weak.get() else { return vm.new_str(format!("<weakref at {at:#x}; dead>").as_str()) };
        let class = vm.type_name(target);
        let name = vm.intern("__name__");
        let name = match vm.get_attr(target, name) {
            Ok(name) => name.downcast::<Str>().map(|n| format!(" ({})", n.as_wtf8())),
            Err(_) => {
                vm.raised = Value::NULL;
                None
            }
        };
        let (to, name) = (target.bits(), name.unwrap_or_default());
        vm.new_str(format!("<weakref at {at:#x}; to '{class}' at {to:#x}{name}>").as_str())
    };
}

fn receiver(vm: &mut Vm, value: Value) -> PyResult<Gc<WeakRef>> {
    vm.expect(value, "weakref.ReferenceType")
}

/// A reference of that class. The one of the class itself without callback is shared.
pub(super) fn make(vm: &mut Vm, class: Gc<crate::objects::Type>, target: Value, callback: Value) -> PyResult {
    check_weakrefable(vm, target)?;
    let callback = if callback.is_none() { Value::NULL } else { callback };
    let own = vm.native_type(&REF);
    let shape = class.root_shape().0;
    if callback.is_null() && class == own {
        let shared = vm
            .heap
            .weak_references(target)
            .find(|w| w.callback.get().is_null() && w.header().shape() == shape);
        if let Some(shared) = shared {
            return Ok(shared.value());
        }
    }
    let weak = vm.alloc_instance(class, WeakRef::to(shape, target, callback));
    if let Some(cell) = target.as_cell() {
        vm.heap.register_weak(cell, weak.as_ptr());
    }
    Ok(weak.value())
}

/// Whether two references are equal: by their targets while both live, else by identity.
fn same(vm: &mut Vm, args: &[Value]) -> PyResult<Option<bool>> {
    let (Some(a), Some(b)) = (args[0].downcast::<WeakRef>(), args[1].downcast::<WeakRef>()) else {
        return Ok(None);
    };
    match (a.get(), b.get()) {
        (Some(x), Some(y)) => vm.equal(x, y).map(Some),
        _ => Ok(Some(a == b)),
    }
}
