//! Instances of native classes that keep what is theirs in hidden slots, in front of their attributes.
//!
//! ```text
//! Instance: [header][spill][hidden slot 0 … n-1][attributes, by shape]
//! static FILE_IO: TypeSpec = TypeSpec { slots: 7, methods: METHODS, … TypeSpec::new("_io", "FileIO", Kind::Instance) };
//! ```
//!
//! A class may be subclassed in Python: the hidden slots come first in every subclass.

use crate::heap::Gc;
use crate::objects::{Instance, Module, Type};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;

/// A fresh instance of a class with the plain layout: all its slots are NULL.
pub(crate) fn new_instance(vm: &mut Vm, class: Gc<Type>) -> Gc<Instance> {
    Instance::new(&mut vm.heap, class.root_shape(), class.inline_slots())
}

/// What `__new__` of a native class with the plain layout does.
pub(crate) fn instance_for_new(vm: &mut Vm, class: Value, own: &'static TypeSpec) -> PyResult {
    let own = vm.native_type(own);
    let class = vm.class_for_new(class, own)?;
    Ok(new_instance(vm, class).value())
}

/// The receiver of a method of a native class: an instance of it or of a subclass.
pub(crate) fn receiver(vm: &mut Vm, value: Value, own: &'static TypeSpec) -> PyResult<Gc<Instance>> {
    let class = vm.native_type(own);
    if let Some(instance) = value.downcast::<Instance>()
        && vm.type_of(value).is_subclass(class)
    {
        return Ok(instance);
    }
    let given = vm.type_name(value);
    Err(vm.raise_type_error(format!("descriptor requires a '{}' object but received a '{given}'", own.name)))
}

/// Stores into a hidden slot.
pub(crate) fn store(vm: &mut Vm, instance: Gc<Instance>, slot: u16, value: Value) -> PyResult<()> {
    let stored = Instance::set_slot(instance, &mut vm.heap, slot, value);
    vm.check(stored)
}

/// Adds a native class to a module, under its own name.
pub(crate) fn publish(vm: &mut Vm, module: Gc<Module>, spec: &'static TypeSpec) -> PyResult<()> {
    let class = vm.native_type(spec);
    super::add(vm, module, spec.name, class.value())
}
