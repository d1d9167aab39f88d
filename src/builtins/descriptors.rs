//! Making `property`, `classmethod` and `staticmethod` objects.

use super::{add_methods, natives};
use crate::objects::Type;
use crate::objects::descriptor::{Descriptor, DescriptorKind};
use crate::value::{PyResult, Value};
use crate::vm::Vm;

natives! { PROPERTY:
    "__new__" "(cls, fget=None, fset=None, fdel=None, doc=None)" |vm, args| make(vm, DescriptorKind::Property, args);
    "getter" "(self, fget, /)" |vm, args| with(vm, args, 0);
    "setter" "(self, fset, /)" |vm, args| with(vm, args, 1);
    "deleter" "(self, fdel, /)" |vm, args| with(vm, args, 2);
}
natives! { CLASS_METHOD: "__new__" "(cls, function, /)" |vm, args| make(vm, DescriptorKind::ClassMethod, args); }
natives! { STATIC_METHOD: "__new__" "(cls, function, /)" |vm, args| make(vm, DescriptorKind::StaticMethod, args); }

natives! { SUPER: "__new__" "(cls, *args)" |vm, _| Err(vm.not_yet("super objects of their own")); }

pub(super) fn install(vm: &mut Vm) {
    let t = vm.types;
    for (class, table) in [
        (t.property, PROPERTY),
        (t.classmethod, CLASS_METHOD),
        (t.staticmethod, STATIC_METHOD),
        (t.super_proxy, SUPER),
    ] {
        add_methods(vm, class, table);
    }
}

fn make(vm: &mut Vm, which: DescriptorKind, args: &[Value]) -> PyResult {
    let part = |i: usize| args.get(i).and_then(|v| v.non_null()).unwrap_or(Value::NONE);
    let class = vm.expect::<Type>(args[0], "type")?;
    Ok(Descriptor::new(&mut vm.heap, class.root_shape().0, which, [part(1), part(2), part(3)]).value())
}

/// A copy of a property with one part replaced.
fn with(vm: &mut Vm, args: &[Value], index: usize) -> PyResult {
    let old = vm.expect::<Descriptor>(args[0], "property")?;
    let mut parts = [old.get.get(), old.set.get(), old.delete.get()];
    parts[index] = args[1];
    let shape = vm.type_of(args[0]).root_shape().0;
    Ok(Descriptor::new(&mut vm.heap, shape, DescriptorKind::Property, parts).value())
}
