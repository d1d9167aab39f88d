//! Instances of native classes that keep what is theirs in hidden slots, in front of their attributes.
//!
//! ```text
//! Instance: [header][spill][hidden slot 0 … n-1][attributes, by shape]
//! static LOCAL: TypeSpec = TypeSpec { slots: 1, methods: METHODS, … TypeSpec::new("_thread", "_local", Kind::Instance) };
//! ```
//!
//! A class may be subclassed in Python: the hidden slots come first in every subclass.

use crate::heap::Gc;
use crate::objects::{Instance, Module, Type};
use crate::value::PyResult;
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;

/// A fresh instance of a class with the plain layout: all its slots are NULL.
pub(crate) fn new_instance(vm: &mut Vm, class: Gc<Type>) -> Gc<Instance> {
    Instance::new(&mut vm.heap, class.root_shape(), class.inline_slots())
}

/// Adds a native class to a module, under its own name.
pub(crate) fn publish(vm: &mut Vm, module: Gc<Module>, spec: &'static TypeSpec) -> PyResult<()> {
    let class = vm.native_type(spec);
    super::add(vm, module, spec.name, class.value())
}
