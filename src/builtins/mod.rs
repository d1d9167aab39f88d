//! The built-in functions and the methods of built-in classes, one file per family.
//!
//! A function is one row: name, signature in Python's notation, code (see [`native`](crate::vm::native)). Classes of
//! native modules are declared in [`native_type`](crate::vm::native_type), which also says how to write a `__new__`
//! that classes derived by a program inherit.
//!
//! A special method in the dict of one of the engine's own classes (`int.__add__`, `list.__len__`) is for programs that
//! ask for it by name: operators know what these classes do, and never call it.

mod callables;
mod class_attrs;
mod constructors;
mod descriptors;
pub(crate) mod docs;
mod evaluate;
mod exceptions;
pub(crate) mod frame_locals;
mod functions;
pub(crate) mod methods;
mod module;
mod numeric;
pub(crate) use constructors::real_number;
pub(crate) use numeric::abs as absolute;
pub(crate) mod object;
pub(crate) mod proxy;
mod reduce;
mod sum;
mod template;
mod text_signatures;
mod typing;
mod wrappers;

use crate::heap::Gc;
use crate::objects::{Dict, Kind, Native, Type};
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::native::NativeDef;

/// Declares a family: a static table of natives.
macro_rules! natives {
    ($table:ident: $($name:literal $signature:literal $code:expr $(, positional $quick:expr)?;)*) => {
        pub(crate) static $table: &[crate::vm::native::NativeDef] = {
            static ROWS: [crate::vm::native::NativeDef; [$($name),*].len()] =
                [$(crate::vm::native::NativeDef::new($name, $signature, $code)$(.positional($quick))?),*];
            &ROWS
        };
    };
}
pub(crate) use class_attrs::sort_list;
pub(crate) use constructors::fill_dict;
pub(crate) use functions::import_function;
pub(crate) use methods::methods;
pub(crate) use natives;
pub(crate) use numeric::abs;
pub(crate) use typing::SUBSCRIPTED;

/// Fills the builtins namespace and the classes' dicts.
///
/// # Panics
/// When the heap's limit leaves no room for them.
pub(crate) fn install(vm: &mut Vm) {
    let builtins = vm.new_dict();
    Dict::make_namespace(builtins, &mut vm.heap);
    vm.builtins = builtins.value();
    for class in vm.types.all().collect::<Vec<_>>() {
        let name = class.name();
        let hidden = [
            vm.types.none,
            vm.types.ellipsis,
            vm.types.not_implemented,
            vm.types.code,
            vm.types.function,
            vm.types.native,
            vm.types.bound_method,
            vm.types.cell,
            vm.types.traceback,
            vm.types.generator,
            vm.types.coroutine,
            vm.types.async_generator,
            vm.types.awaitable,
            vm.types.coroutine_wrapper,
            vm.types.asend,
            vm.types.athrow,
            vm.types.anext_awaitable,
            vm.types.dict_keys,
            vm.types.dict_values,
            vm.types.dict_items,
            vm.types.weakref,
            vm.types.frame,
            vm.types.generic_alias,
            vm.types.union,
            vm.types.type_var,
            vm.types.param_spec,
            vm.types.param_spec_args,
            vm.types.param_spec_kwargs,
            vm.types.type_var_tuple,
            vm.types.type_alias,
            vm.types.no_default,
            vm.types.generic,
            vm.types.module,
            vm.types.getset_descriptor,
            vm.types.member_descriptor,
            vm.types.method_descriptor,
            vm.types.wrapper_descriptor,
            vm.types.method_wrapper,
            vm.types.classmethod_descriptor,
        ];
        let named = [vm.types.enumerate, vm.types.zip, vm.types.map, vm.types.filter, vm.types.reversed];
        let shown = class.layout() != Kind::Iterator || named.contains(&class);
        if shown && !hidden.contains(&class) {
            put(vm, builtins, name.as_str().unwrap_or_default(), class.value());
        }
    }
    // No program reads these by name, but who lists the builtins finds them.
    for (name, value) in [("None", Value::NONE), ("True", Value::TRUE), ("False", Value::FALSE)] {
        put(vm, builtins, name, value);
    }
    put(vm, builtins, "NotImplemented", Value::NOT_IMPLEMENTED);
    put(vm, builtins, "Ellipsis", Value::ELLIPSIS);
    let debug = Value::from_bool(vm.flags.optimize == 0);
    put(vm, builtins, "__debug__", debug);
    for def in functions::table().iter().chain(numeric::TABLE).chain(evaluate::TABLE) {
        let native = Native::new(&mut vm.heap, Value::NULL, def);
        put(vm, builtins, def.name, native.value());
    }
    let generator = vm.types.generator;
    add_methods(vm, generator, crate::vm::generator::methods());
    for (class, table) in crate::vm::coroutine::methods(vm) {
        add_methods(vm, class, table);
    }
    object::install(vm);
    class_attrs::install(vm);
    callables::install(vm);
    constructors::install(vm);
    descriptors::install(vm);
    exceptions::install(vm);
    typing::install(vm);
    vm.install_language_fields();
    crate::vm::formatting::install(vm);
    methods::install(vm);
    reduce::install(vm);
    module::install(vm);
    wrappers::install(vm);
    // Every class has a `__doc__` of its own.
    for class in vm.types.all().collect::<Vec<_>>() {
        let name = vm.intern("__doc__");
        if class.own(name).is_none() {
            let doc = vm.class_doc(class).unwrap_or(Value::NONE);
            put(vm, class.dict(), "__doc__", doc);
        }
    }
    descriptors::seal(vm);
    vm.settle_classes();
}

pub(crate) fn put(vm: &mut Vm, dict: Gc<Dict>, name: &str, value: Value) {
    let key = vm.intern(name);
    let hash = key.name_hash();
    let found = dict.find_name(hash, key.value());
    let stored = Dict::raw_set(dict, &mut vm.heap, found, hash, key.value(), value);
    let _ = stored.expect("pyopt: the limit leaves no memory for the builtins");
}

/// Adds methods to a class.
fn add_methods(vm: &mut Vm, class: Gc<Type>, table: &'static [NativeDef]) {
    vm.add_methods(class, table);
}
