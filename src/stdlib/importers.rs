//! Finders, loaders and specs, before and after a program imports `importlib`.
//!
//! ```text
//! before: ModuleSpec, BuiltinImporter, …  small native classes, so that no Python runs for an import
//! after:  _frozen_importlib.ModuleSpec, … of the library; all specs and loaders made so far become theirs
//! ```
//!
//! Importing goes on in Rust either way (`vm::import`): `_gcd_import` of the library is replaced by the engine's.

use super::slots::new_instance;
use super::{ModuleSpec, add, find, frozen};
use crate::builtins::{import_function, natives};
use crate::heap::Gc;
use crate::objects::Kind;
use crate::objects::getset::GetSetDef;
use crate::objects::types::type_flags;
use crate::objects::{Dict, Instance, List, Module, Native, Str, Type};
use crate::value::{PyResult, Raised, Value};
use crate::vm::native::NativeDef;
use crate::vm::native_type::TypeSpec;
use crate::vm::{Held, Vm};

natives! { FINDER:
    "find_spec" "(cls, fullname, path=None, target=None)" find_spec;
    "invalidate_caches" "()" |_, _| Ok(Value::NONE);
}

natives! { LOADER:
    "get_source" "(self, fullname)" |vm, args| through_importlib(vm, args, "get_source");
    "get_code" "(self, fullname)" |vm, args| through_importlib(vm, args, "get_code");
    "get_data" "(self, path)" |vm, args| through_importlib(vm, args, "get_data");
    "get_filename" "(self, name=None)" |vm, args| through_importlib(vm, args, "get_filename");
    "is_package" "(self, fullname)" |vm, args| through_importlib(vm, args, "is_package");
    "create_module" "(self, spec)" |vm, args| through_importlib(vm, args, "create_module");
    "exec_module" "(self, module)" |vm, args| through_importlib(vm, args, "exec_module");
    "get_resource_reader" "(self, fullname)" |vm, args| through_importlib(vm, args, "get_resource_reader");
}

static SPEC_GETSET: &[GetSetDef] = {
    static ROWS: [GetSetDef; 3] = [
        GetSetDef::new("parent", spec_parent),
        GetSetDef::new("has_location", |vm, spec| {
            let name = vm.intern("_set_fileattr");
            vm.get_attr(spec, name)
        }),
        GetSetDef::new("cached", |_, _| Ok(Value::NONE)),
    ];
    &ROWS
};

natives! { SPEC_METHODS:
    "__repr__" "(self, /)" |vm, args| { let spec = library_spec(vm, args[0])?; vm.repr(spec) };
}

natives! { PATCHES:
    "_gcd_import" "(name, package=None, level=0)" gcd_import;
    "get_source" "(cls, fullname)" frozen_source;
    "zipimporter" "(path, /)" |vm, args| vm.new_zip_importer(args[0]);
}

pub(crate) static BOOTSTRAP: ModuleSpec =
    ModuleSpec { name: "_frozen_importlib", doc: "", functions: &[], init: init_bootstrap };

pub(crate) static EXTERNAL: ModuleSpec =
    ModuleSpec { name: "_frozen_importlib_external", doc: "", functions: &[], init: init_external };

/// A small class until `importlib` is imported.
const fn small(
    module: &'static str,
    name: &'static str,
    methods: &'static [NativeDef],
    class_methods: &'static [NativeDef],
) -> TypeSpec {
    let mut spec = TypeSpec::new(module, name, Kind::Instance);
    spec.flags = type_flags::BASE | type_flags::HAS_DICT;
    spec.methods = methods;
    spec.class_methods = class_methods;
    spec
}

const CORE: &str = "_frozen_importlib";
const FILES: &str = "_frozen_importlib_external";

static MODULE_SPEC: TypeSpec =
    TypeSpec { getset: SPEC_GETSET, ..small(CORE, "ModuleSpec", SPEC_METHODS, &[]) };
static BUILTIN_IMPORTER: TypeSpec = small(CORE, "BuiltinImporter", &[], FINDER);
static FROZEN_IMPORTER: TypeSpec = small(CORE, "FrozenImporter", &[], FINDER);
static PATH_FINDER: TypeSpec = small(FILES, "PathFinder", &[], FINDER);
static SOURCE_LOADER: TypeSpec = small(FILES, "SourceFileLoader", LOADER, &[]);
static SOURCELESS_LOADER: TypeSpec = small(FILES, "SourcelessFileLoader", LOADER, &[]);
static NAMESPACE_LOADER: TypeSpec = small(FILES, "NamespaceLoader", LOADER, &[]);

/// The classes that both worlds have.
static CLASSES: [(Held, &TypeSpec); 6] = [
    (Held::BuiltinImporter, &BUILTIN_IMPORTER),
    (Held::FrozenImporter, &FROZEN_IMPORTER),
    (Held::PathFinder, &PATH_FINDER),
    (Held::SourceFileLoader, &SOURCE_LOADER),
    (Held::SourcelessFileLoader, &SOURCELESS_LOADER),
    (Held::NamespaceLoader, &NAMESPACE_LOADER),
];

/// Makes the small classes and `sys.meta_path`.
pub(crate) fn install(vm: &mut Vm, sys: Gc<Module>) -> PyResult<()> {
    let class = vm.native_type(&MODULE_SPEC);
    vm.hold(Held::ModuleSpec, class.value());
    for &(held, spec) in &CLASSES {
        let class = vm.native_type(spec);
        vm.hold(held, class.value());
    }
    let finders = [Held::BuiltinImporter, Held::FrozenImporter, Held::PathFinder].map(|h| vm.held(h));
    let finders = vm.new_list(&finders)?;
    add(vm, sys, "meta_path", finders.value())?;
    // These were there before who describes modules.
    let name = vm.intern("sys");
    vm.describe_native(sys, name)?;
    let name = vm.intern("builtins");
    let modules = vm.expect::<Dict>(vm.modules, "dict")?;
    match vm.dict_get(modules, name.value())?.and_then(|module| module.downcast::<Module>()) {
        Some(builtins) => vm.describe_native(builtins, name),
        None => Ok(()),
    }
}

/// The native module before `importlib` stands for the library's class of that name.
fn library_class(vm: &mut Vm, name: &str) -> PyResult {
    for module in ["_frozen_importlib", "_frozen_importlib_external"] {
        let module = vm.import_module(module)?;
        let name = vm.intern(name);
        if let Some(class) = vm.get_attr_or_none(module, name)? {
            return Ok(class);
        }
    }
    let message = format!("importlib has no class '{name}'");
    Err(vm.raise_str(vm.types.system_error, &message))
}

fn find_spec(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(class) = args[0].downcast::<Type>() else { return Ok(Value::NONE) };
    let name = class.name().as_wtf8().to_string();
    let class = library_class(vm, &name)?;
    let key = vm.intern("find_spec");
    let method = vm.get_attr(class, key)?;
    let or_none = |v: Value| v.non_null().unwrap_or(Value::NONE);
    vm.call(method, &[args[1], or_none(args[2]), or_none(args[3])])
}

/// A loader's method: the library's loader takes the place of the small one.
fn through_importlib(vm: &mut Vm, args: &[Value], method: &str) -> PyResult {
    let name = vm.type_of(args[0]).name().as_wtf8().to_string();
    let class = library_class(vm, &name)?;
    let loader = converted(vm, args[0], class)?;
    let key = vm.intern(method);
    let method = vm.get_attr(loader, key)?;
    let rest: &[Value] = if args[1].is_null() { &[] } else { &args[1..2] };
    vm.call(method, rest)
}

fn spec_parent(vm: &mut Vm, spec: Value) -> PyResult {
    let [name, path] = ["name", "submodule_search_locations"].map(|n| vm.intern(n));
    let name = vm.get_attr(spec, name)?;
    if !vm.get_attr(spec, path)?.is_none() {
        return Ok(name);
    }
    let Some(name) = name.downcast::<Str>() else { return Ok(name) };
    let text = name.as_wtf8();
    let end = memchr::memrchr(b'.', text.as_bytes()).unwrap_or(0);
    vm.new_str(&text[..end])
}

fn library_spec(vm: &mut Vm, spec: Value) -> PyResult {
    let class = library_class(vm, "ModuleSpec")?;
    converted(vm, spec, class)
}

/// An instance of `class` with the attributes of `old`.
fn converted(vm: &mut Vm, old: Value, class: Value) -> PyResult {
    let (Some(old), Some(class)) = (old.downcast::<Instance>(), class.downcast::<Type>()) else {
        return Ok(old);
    };
    let new = new_instance(vm, class);
    let names: Vec<_> = vm.shapes.names(Instance::shape(old)).collect();
    for (name, slot) in names {
        if let Some(value) = old.slot(slot).non_null() {
            vm.set_attr(new.value(), name, value)?;
        }
    }
    Ok(new.value())
}

fn run_library(vm: &mut Vm, module: Gc<Module>, name: &str) -> PyResult<()> {
    let Some(library) = frozen::find(name) else {
        return Err(vm.raise_str(vm.types.import_error, "the library lacks importlib"));
    };
    let code = vm.load_trusted_code(&library.code())?;
    let globals = module.dict().value();
    vm.run_code(code, globals, globals).map(|_| ())
}

fn init_bootstrap(vm: &mut Vm, module: Gc<Module>) -> PyResult<()> {
    run_library(vm, module, "importlib._bootstrap")?;
    for name in ["sys", "_imp", "_thread", "_warnings", "_weakref"] {
        let value = vm.import_module(name)?;
        add(vm, module, name, value)?;
    }
    let key = vm.intern("_WeakValueDictionary");
    let class = vm.get_attr(module.value(), key)?;
    let blocking = vm.call(class, &[])?;
    add(vm, module, "_blocking_on", blocking)?;
    let [gcd, source] = [&PATCHES[0], &PATCHES[1]].map(|def| Native::new(&mut vm.heap, module.value(), def));
    add(vm, module, "_gcd_import", gcd.value())?;
    let builtin = Native::new(&mut vm.heap, module.value(), import_function());
    add(vm, module, "__import__", builtin.value())?;
    // The engine's import needs the module in `sys.modules` for what the external half imports.
    let (name, modules) = (vm.intern("_frozen_importlib"), vm.modules);
    let modules = vm.expect::<Dict>(modules, "dict")?;
    vm.dict_set(modules, name.value(), module.value())?;
    let external = vm.import_module("_frozen_importlib_external")?;
    add(vm, module, "_bootstrap_external", external)?;
    let key = vm.intern("FrozenImporter");
    if let Some(class) = vm.get_attr(module.value(), key)?.downcast::<Type>() {
        let which = crate::objects::descriptor::DescriptorKind::ClassMethod;
        let method = vm.wrap_method(which, source.value());
        let key = vm.intern("get_source");
        vm.set_attr(class.value(), key, method.value())?;
    }
    upgrade(vm)
}

fn init_external(vm: &mut Vm, module: Gc<Module>) -> PyResult<()> {
    run_library(vm, module, "importlib._bootstrap_external")?;
    let (name, modules) = (vm.intern(FILES), vm.modules);
    let modules = vm.expect::<Dict>(modules, "dict")?;
    vm.dict_set(modules, name.value(), module.value())?;
    let bootstrap = vm.import_module("_frozen_importlib")?;
    add(vm, module, "_bootstrap", bootstrap)
}

/// From now on, specs and loaders are of the library's classes; those that exist are made anew.
fn upgrade(vm: &mut Vm) -> PyResult<()> {
    let small_spec = vm.held(Held::ModuleSpec);
    for &(held, spec) in &CLASSES {
        let module = vm.import_module(spec.module)?;
        let name = vm.intern(spec.name);
        let class = vm.get_attr(module, name)?;
        vm.hold(held, class);
    }
    let bootstrap = vm.import_module("_frozen_importlib")?;
    let key = vm.intern("ModuleSpec");
    let spec_class = vm.get_attr(bootstrap, key)?;
    vm.hold(Held::ModuleSpec, spec_class);
    let replaced = |vm: &mut Vm, value: Value| -> PyResult<Value> {
        for &(held, spec) in &CLASSES {
            let (old, new) = (vm.native_type(spec).value(), vm.held(held));
            if value.is(old) {
                return Ok(new);
            }
            if value.is_object() && vm.type_of(value).value().is(old) {
                return converted(vm, value, new);
            }
        }
        Ok(value)
    };
    let [spec_key, loader_key] = ["__spec__", "loader"].map(|n| vm.intern(n));
    let modules = vm.expect::<Dict>(vm.modules, "dict")?;
    let mut at = 0;
    while let Some((number, _, module)) = modules.next_entry(at) {
        at = number + 1;
        let Some(module) = module.downcast::<Module>() else { continue };
        let Some(spec) = vm.namespace_get(module.dict(), spec_key)? else { continue };
        if !vm.type_of(spec).value().is(small_spec) {
            continue;
        }
        let spec = converted(vm, spec, spec_class)?;
        let loader = vm.get_attr(spec, loader_key)?;
        let loader = replaced(vm, loader)?;
        vm.set_attr(spec, loader_key, loader)?;
        add(vm, module, "__spec__", spec)?;
        add(vm, module, "__loader__", loader)?;
    }
    let sys = vm.expect::<Module>(vm.held(Held::Sys), "module")?;
    let key = vm.intern("meta_path");
    if let Some(list) = vm.namespace_get(sys.dict(), key)?.and_then(|v| v.downcast::<List>()) {
        for index in 0..list.len() {
            if let Some(finder) = list.get(index) {
                let finder = replaced(vm, finder)?;
                list.set(&mut vm.heap, index, finder);
            }
        }
    }
    install_path_hook(vm, sys)
}

fn install_path_hook(vm: &mut Vm, sys: Gc<Module>) -> PyResult<()> {
    let external = vm.import_module("_frozen_importlib_external")?;
    let [supported, finder, hook, hooks] =
        ["_get_supported_file_loaders", "FileFinder", "path_hook", "path_hooks"].map(|n| vm.intern(n));
    let supported = vm.get_attr(external, supported)?;
    let loaders = vm.call(supported, &[])?;
    let loaders = vm.list_of(loaders)?;
    let loaders = vm.tuple_of_list(loaders)?;
    let loaders = vm.expect::<crate::objects::Tuple>(loaders, "tuple")?;
    let finder = vm.get_attr(external, finder)?;
    let make = vm.get_attr(finder, hook)?;
    let hook = vm.call(make, loaders.items())?;
    vm.hold(Held::PathHook, hook);
    let zipped = Native::new(&mut vm.heap, external, &PATCHES[2]).value();
    vm.hold(Held::ZipHook, zipped);
    if let Some(list) = vm.namespace_get(sys.dict(), hooks)?.and_then(|v| v.downcast::<List>()) {
        for hook in [zipped, hook] {
            let pushed = List::push(list, &mut vm.heap, hook);
            vm.check(pushed)?;
        }
    }
    Ok(())
}

fn gcd_import(vm: &mut Vm, args: &[Value]) -> PyResult {
    let level = args[2].as_small_int().unwrap_or(0);
    let name = match args[0].downcast::<Str>() {
        Some(name) if level == 0 && !name.is_empty() => name,
        _ => {
            // The library checks what it is given and resolves a relative name.
            let bootstrap = vm.import_module("_frozen_importlib")?;
            let [check, resolve] = ["_sanity_check", "_resolve_name"].map(|n| vm.intern(n));
            let check = vm.get_attr(bootstrap, check)?;
            let (package, level) =
                (args[1].non_null().unwrap_or(Value::NONE), Value::small_int_unchecked(level));
            vm.call(check, &[args[0], package, level])?;
            let resolve = vm.get_attr(bootstrap, resolve)?;
            let name = vm.call(resolve, &[args[0], package, level])?;
            vm.expect::<Str>(name, "str")?
        }
    };
    let name = vm.intern(name.as_wtf8());
    vm.import_absolute(name)
}

fn frozen_source(vm: &mut Vm, args: &[Value]) -> PyResult {
    let name = args[1].downcast::<Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default();
    match frozen::find(&name) {
        Some(module) => vm.new_str(module.source().as_str()),
        None => Ok(Value::NONE),
    }
}

/// Whether a name is a native module's or a frozen one's (`_imp.is_builtin`, `_imp.is_frozen`).
pub(crate) fn known(name: &str) -> (bool, bool) {
    (find(name).is_some() || name == "builtins", frozen::find(name).is_some())
}

/// `ImportError` for a name that no native or frozen module has.
pub(crate) fn raise_unknown(vm: &mut Vm, name: Gc<Str>, what: &str) -> Raised {
    let message = format!("{what} '{}'", name.as_wtf8());
    vm.raise_not_found(name, &message)
}
