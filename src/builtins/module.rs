//! The class of modules.

use super::natives;
use crate::objects::{Dict, List, Module, Str};
use crate::stdlib::add;
use crate::value::{PyResult, Value};
use crate::vm::Vm;

natives! { METHODS:
    "__init__" "(self, name, doc=None)" init;
    "__repr__" "(self, /)" repr;
    "__dir__" "(self, /)" directory;
}

natives! { STATIC: "__new__" "(cls, *args, **kwargs)" |vm, args| {
    let class = vm.class_for_new(args[0], vm.types.module)?;
    let dict = vm.new_dict();
    Ok(Module::new(&mut vm.heap, class.root_shape().0, dict).value())
}; }

/// Fills the class.
pub(super) fn install(vm: &mut Vm) {
    let class = vm.types.module;
    vm.add_methods(class, METHODS);
    vm.add_static_methods(class, STATIC);
    vm.hooks_changed(class);
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let module = vm.expect::<Module>(args[0], "module")?;
    let Some(name) = args[1].downcast::<Str>() else {
        let given = vm.given_name(args[1]);
        return Err(vm.raise_type_error(format!("module() argument 'name' must be str, not {given}")));
    };
    let doc = args[2].non_null().unwrap_or(Value::NONE);
    add(vm, module, "__name__", name.value())?;
    add(vm, module, "__doc__", doc)?;
    for key in ["__package__", "__loader__", "__spec__"] {
        add(vm, module, key, Value::NONE)?;
    }
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let module = vm.expect::<Module>(args[0], "module")?;
    let dict = module.dict();
    let keys = ["__name__", "__file__", "__spec__", "__loader__"].map(|k| vm.intern(k));
    let mut parts = [Value::NONE; 4];
    for (part, key) in parts.iter_mut().zip(keys) {
        *part = vm.namespace_get(dict, key)?.unwrap_or(Value::NONE);
    }
    let [name, file, spec, loader] = parts;
    let shown = |vm: &mut Vm, value: Value| -> PyResult<String> {
        let text = vm.repr(value)?;
        Ok(text.downcast::<Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default())
    };
    let name = if name.is_none() { "'?'".to_owned() } else { shown(vm, name)? };
    let mut place = if file.is_none() { None } else { Some(format!("from {}", shown(vm, file)?)) };
    if place.is_none() && !spec.is_none() {
        let [origin, portions] = ["origin", "submodule_search_locations"].map(|k| vm.intern(k));
        let origin = vm.get_attr_or_none(spec, origin)?.unwrap_or(Value::NONE);
        let portions = vm.get_attr_or_none(spec, portions)?.unwrap_or(Value::NONE);
        place = match origin.downcast::<Str>() {
            Some(origin) => Some(format!("({})", origin.as_wtf8())),
            // Only the loader of namespace packages tells of portions; others show themselves.
            None if !portions.is_none() && (loader.is_none() || of_namespace(vm, loader)) => {
                let portions = vm.list_of(portions)?;
                Some(format!("(namespace) from {}", shown(vm, portions.value())?))
            }
            None => None,
        };
    }
    if place.is_none() && !loader.is_none() {
        place = Some(format!("({})", shown(vm, loader)?));
    }
    let place = place.map(|p| format!(" {p}")).unwrap_or_default();
    vm.new_str(format!("<module {name}{place}>").as_str())
}

fn of_namespace(vm: &mut Vm, loader: Value) -> bool {
    vm.type_of(loader).value().is(vm.held(crate::vm::Held::NamespaceLoader))
}

fn directory(vm: &mut Vm, args: &[Value]) -> PyResult {
    let module = vm.expect::<Module>(args[0], "module")?;
    let dict: crate::heap::Gc<Dict> = module.dict();
    let key = vm.intern("__dict__");
    // A class of the program's may have another idea of it.
    if let Some(shown) = vm.type_of(args[0]).lookup(key)
        && !shown.is_kind(crate::objects::Kind::GetSet)
    {
        return Err(vm.raise_type_error("<module>.__dict__ is not a dictionary"));
    }
    let key = vm.intern("__dir__");
    if let Some(own) = vm.namespace_get(dict, key)? {
        return vm.call(own, &[]);
    }
    let list = vm.new_list(&[])?;
    let mut at = 0;
    while let Some((number, key, _)) = dict.next_entry(at) {
        at = number + 1;
        let pushed = List::push(list, &mut vm.heap, key);
        vm.check(pushed)?;
    }
    Ok(list.value())
}
