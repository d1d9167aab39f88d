//! The import system: what `import` and `from … import` do, in Rust as long as nobody replaces a part of it.
//!
//! ```text
//! import a.b ─► sys.modules ─► a, then b in a.__path__ ─► a module in sys.modules, an attribute of its parent
//! ```

use super::Vm;
use super::native::NativeFn;
use crate::heap::Gc;
use crate::objects::{Dict, Kind, List, Module, Native, Str, Tuple};
use crate::value::{PyResult, Raised, Value};
use rustpython_wtf8::Wtf8;

/// What `__import__` is given beside the name.
#[derive(Clone, Copy)]
pub(crate) struct Request {
    pub(crate) globals: Value,
    pub(crate) locals: Value,
    pub(crate) fromlist: Value,
    pub(crate) level: Value,
}

impl Vm {
    /// IMPORT_NAME: through `__import__` of the running code's builtins if a program replaced it.
    pub(crate) fn import_name(&mut self, name: Gc<Str>, builtins: Value, request: Request) -> PyResult {
        let key = self.intern("__import__");
        let Some(function) = self.name_in(builtins, key)? else {
            return Err(self.raise_str(self.types.import_error, "__import__ not found"));
        };
        let ours = crate::builtins::import_function().code as usize;
        if function.downcast::<Native>().is_some_and(|n| n.def().code as NativeFn as usize == ours) {
            return self.import_request(name, request);
        }
        let locals = request.locals.non_null().unwrap_or(Value::NONE);
        self.call(function, &[name.value(), request.globals, locals, request.fromlist, request.level])
    }

    /// `__import__(name, globals, locals, fromlist, level)`.
    pub(crate) fn import_request(&mut self, name: Gc<Str>, request: Request) -> PyResult {
        let level = request.level.as_small_int().unwrap_or(0);
        if level < 0 {
            return Err(self.raise_value_error("level must be >= 0"));
        }
        let full = if level > 0 { self.resolve_name(name, request.globals, level)? } else { name };
        if full.is_empty() {
            return Err(self.raise_value_error("Empty module name"));
        }
        let module = self.import_absolute(full)?;
        let no_list =
            request.fromlist.is_none() || request.fromlist.is_null() || !self.truth(request.fromlist)?;
        if !no_list {
            let path = self.intern("__path__");
            if self.get_attr_or_none(module, path)?.is_some() {
                self.import_submodules(module, request.fromlist, full, false)?;
            }
            return Ok(module);
        }
        // Without names to fetch, the first part of what was written is the answer.
        let text = name.as_wtf8().as_bytes();
        let Some(dot) = memchr::memchr(b'.', text) else { return Ok(module) };
        let cut = full.as_wtf8().as_bytes().len() - (text.len() - dot);
        let first = self.intern(prefix(full.as_wtf8(), cut));
        match self.loaded(first)? {
            Some(module) => Ok(module),
            None if level == 0 => self.import_absolute(first),
            None => {
                let message = format!("{} not in sys.modules as expected", quoted(first));
                Err(self.raise_str(self.types.key_error, &message))
            }
        }
    }

    /// Imports a module by its full name, as `importlib.import_module` does.
    ///
    /// # Errors
    /// `ModuleNotFoundError`; what running the module raises.
    pub fn import_module(&mut self, name: &str) -> PyResult {
        let name = self.intern(name);
        self.import_absolute(name)
    }

    /// A module that is in `sys.modules`.
    pub(crate) fn loaded(&mut self, name: Gc<Str>) -> PyResult<Option<Value>> {
        let modules = self.expect::<Dict>(self.modules, "dict")?;
        self.dict_get(modules, name.value())
    }

    pub(crate) fn import_absolute(&mut self, name: Gc<Str>) -> PyResult {
        match self.loaded(name)? {
            Some(Value::NONE) => {
                let message = format!("import of {} halted; None in sys.modules", name.as_wtf8());
                Err(self.raise_not_found(name, &message))
            }
            Some(module) => Ok(module),
            None => self.find_and_load(name),
        }
    }

    fn find_and_load(&mut self, name: Gc<Str>) -> PyResult {
        // A name that begins with its only dot has no parent.
        let Some(dot) = memchr::memrchr(b'.', name.as_wtf8().as_bytes()).filter(|&dot| dot > 0) else {
            return self.find_and_load_in(name, Value::NONE);
        };
        let parent = self.intern(prefix(name.as_wtf8(), dot));
        let package = self.import_absolute(parent)?;
        // The parent may have imported its child.
        if let Some(module) = self.loaded(name)? {
            return Ok(module);
        }
        let key = self.intern("__path__");
        let Some(path) = self.get_attr_or_none(package, key)? else {
            let message = format!("No module named {}; {} is not a package", quoted(name), quoted(parent));
            return Err(self.raise_not_found(name, &message));
        };
        let module = self.find_and_load_in(name, path)?;
        let child = self.intern(suffix(name.as_wtf8(), dot + 1));
        self.set_attr(package, child, module)?;
        Ok(module)
    }

    /// The full name of a relative import.
    fn resolve_name(&mut self, name: Gc<Str>, globals: Value, level: i64) -> PyResult<Gc<Str>> {
        let package = self.package_of(globals)?;
        let mut base = package.as_wtf8();
        for _ in 1..level {
            match memchr::memrchr(b'.', base.as_bytes()) {
                Some(dot) => base = prefix(base, dot),
                None => {
                    let message = "attempted relative import beyond top-level package";
                    return Err(self.raise_str(self.types.import_error, message));
                }
            }
        }
        let mut full = base.to_owned();
        if !name.is_empty() {
            full.push_str(".");
            full.push_wtf8(name.as_wtf8());
        }
        Ok(self.intern(&full))
    }

    /// The package that relative imports of a module start from: its `__package__`, else what its `__spec__` says, else
    /// what follows from its name.
    fn package_of(&mut self, globals: Value) -> PyResult<Gc<Str>> {
        if globals.is_null() || globals.is_none() {
            return Err(self.raise_str(self.types.key_error, "'__name__' not in globals"));
        }
        let Some(globals) = globals.downcast::<Dict>() else {
            return Err(self.raise_type_error("globals must be a dict"));
        };
        let key = self.intern("__package__");
        let package = self.namespace_get(globals, key)?.filter(|v| !v.is_none());
        let key = self.intern("__spec__");
        let spec = self.namespace_get(globals, key)?.filter(|v| !v.is_none());
        let parent = self.intern("parent");
        if let Some(package) = package {
            let Some(package) = package.downcast::<Str>() else {
                return Err(self.raise_type_error("package must be a string"));
            };
            if let Some(spec) = spec {
                let parent = self.get_attr(spec, parent)?;
                if !self.equal(package.value(), parent)? {
                    self.warn(self.types.deprecation_warning, "__package__ != __spec__.parent")?;
                }
            }
            return self.known_package(package);
        }
        if let Some(spec) = spec {
            let parent = self.get_attr(spec, parent)?;
            let Some(parent) = parent.downcast::<Str>() else {
                return Err(self.raise_type_error("__spec__.parent must be a string"));
            };
            return self.known_package(parent);
        }
        let message =
            "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__";
        self.warn(self.types.import_warning, message)?;
        let key = self.intern("__name__");
        let Some(name) = self.namespace_get(globals, key)? else {
            return Err(self.raise_str(self.types.key_error, "'__name__' not in globals"));
        };
        let Some(name) = name.downcast::<Str>() else {
            return Err(self.raise_type_error("__name__ must be a string"));
        };
        let key = self.intern("__path__");
        if self.namespace_get(globals, key)?.is_some() {
            return self.known_package(name);
        }
        let end = memchr::memrchr(b'.', name.as_wtf8().as_bytes()).unwrap_or(0);
        let package = self.intern(prefix(name.as_wtf8(), end));
        self.known_package(package)
    }

    fn known_package(&mut self, package: Gc<Str>) -> PyResult<Gc<Str>> {
        if package.is_empty() {
            let message = "attempted relative import with no known parent package";
            return Err(self.raise_str(self.types.import_error, message));
        }
        Ok(package)
    }

    /// `from package import a, b`: what is no attribute yet may be a submodule.
    fn import_submodules(
        &mut self,
        module: Value,
        names: Value,
        full: Gc<Str>,
        recursive: bool,
    ) -> PyResult<()> {
        let list = self.list_of(names)?;
        let mut index = 0;
        while let Some(item) = list.get(index) {
            index += 1;
            let Some(name) = item.downcast::<Str>() else {
                let class = self.type_name(item);
                let message = format!("Item in ``from list'' must be str, not {class}");
                return Err(self.raise_type_error(message));
            };
            if name.as_str() == Some("*") {
                let all = self.intern("__all__");
                // `__all__` of an `__all__` that lists a star would go round for ever: the second level ignores it.
                if !recursive && let Some(all) = self.get_attr_or_none(module, all)? {
                    let all = self.list_of(all)?;
                    self.import_submodules(module, all.value(), full, true)?;
                }
                continue;
            }
            let key = self.intern(name.as_wtf8());
            if self.get_attr_or_none(module, key)?.is_some() {
                continue;
            }
            let mut child = full.as_wtf8().to_owned();
            child.push_str(".");
            child.push_wtf8(name.as_wtf8());
            let child = self.intern(&child);
            if self.import_absolute(child).is_err() {
                // Only that this very submodule does not exist is forgiven: IMPORT_FROM says what is missing.
                let name_key = self.intern("name");
                let raised = self.take_raised();
                let about = match self.type_of(raised).is_subclass(self.types.module_not_found_error) {
                    true => self.get_attr_or_none(raised, name_key)?,
                    false => None,
                };
                if !about.is_some_and(|n| n.is(child.value())) || self.loaded(child)?.is_some() {
                    self.raised = raised;
                    return Err(Raised);
                }
            }
        }
        Ok(())
    }

    /// IMPORT_FROM: an attribute, or a submodule that is being imported.
    pub(crate) fn import_from(&mut self, module: Value, name: Gc<Str>) -> PyResult {
        if let Some(value) = self.get_attr_or_none(module, name)? {
            return Ok(value);
        }
        let key = self.intern("__name__");
        let package = self.get_attr_or_none(module, key)?.and_then(|v| v.downcast::<Str>());
        if let Some(package) = package {
            let mut full = package.as_wtf8().to_owned();
            full.push_str(".");
            full.push_wtf8(name.as_wtf8());
            let full = self.intern(&full);
            if let Some(module) = self.loaded(full)? {
                return Ok(module);
            }
        }
        self.raise_cannot_import(module, package, name)
    }

    #[cold]
    fn raise_cannot_import(&mut self, module: Value, package: Option<Gc<Str>>, name: Gc<Str>) -> PyResult {
        let shown = package.map_or_else(|| "'<unknown module name>'".to_owned(), quoted);
        let key = self.intern("__file__");
        // What a module says of itself, whatever its `__getattr__` makes up.
        let file = match module.downcast::<Module>() {
            Some(module) => self.namespace_get(module.dict(), key)?,
            None => self.get_attr_or_none(module, key)?,
        };
        let file = file.and_then(|v| v.downcast::<Str>());
        let place = file.map_or_else(|| "unknown location".to_owned(), |f| f.as_wtf8().to_string());
        let message = if self.is_initializing(module)? {
            format!(
                "cannot import name {} from partially initialized module {shown} \
                 (most likely due to a circular import) ({place})",
                quoted(name)
            )
        } else {
            format!("cannot import name {} from {shown} ({place})", quoted(name))
        };
        let raised = self.raise_str(self.types.import_error, &message);
        self.describe_import_error(package.map(Gc::value), file.map(Gc::value), Some(name.value()))?;
        Err(raised)
    }

    /// Whether a module's code is still running.
    fn is_initializing(&mut self, module: Value) -> PyResult<bool> {
        let [spec, flag] = ["__spec__", "_initializing"].map(|n| self.intern(n));
        let Some(spec) = self.get_attr_or_none(module, spec)? else { return Ok(false) };
        match self.get_attr_or_none(spec, flag)? {
            Some(flag) => self.truth(flag),
            None => Ok(false),
        }
    }

    /// `ModuleNotFoundError(message, name=name)`.
    #[cold]
    pub(crate) fn raise_not_found(&mut self, name: Gc<Str>, message: &str) -> Raised {
        let raised = self.raise_str(self.types.module_not_found_error, message);
        self.describe_import_error(Some(name.value()), None, None).err().unwrap_or(raised)
    }

    /// Sets `name`, `path` and `name_from` of the pending `ImportError`.
    fn describe_import_error(
        &mut self,
        name: Option<Value>,
        path: Option<Value>,
        name_from: Option<Value>,
    ) -> PyResult<()> {
        let exception = self.take_raised();
        for (key, value) in [("name", name), ("path", path), ("name_from", name_from)] {
            let key = self.intern(key);
            self.set_attr(exception, key, value.unwrap_or(Value::NONE))?;
        }
        self.raised = exception;
        Ok(())
    }

    /// `from module import *`, into `names`.
    pub(crate) fn import_star(&mut self, module: Value, names: Gc<Dict>) -> PyResult<()> {
        let all = self.intern("__all__");
        if let Some(all) = self.get_attr_or_none(module, all)? {
            let mut index = 0;
            while let Some(item) = self.item_of_all(all, index)? {
                index += 1;
                let Some(name) = item.downcast::<Str>() else {
                    return Err(self.raise_bad_star(module, item, "Item in", ".__all__"));
                };
                let name = self.intern(name.as_wtf8());
                let value = self.get_attr(module, name)?;
                self.dict_set(names, name.value(), value)?;
            }
            return Ok(());
        }
        let key = self.intern("__dict__");
        let Some(dict) = self.get_attr_or_none(module, key)?.and_then(|v| v.downcast::<Dict>()) else {
            let message = "from-import-* object has no __dict__ and no __all__";
            return Err(self.raise_str(self.types.import_error, message));
        };
        let mut at = 0;
        while let Some((number, key, value)) = dict.next_entry(at) {
            at = number + 1;
            let Some(name) = key.downcast::<Str>() else {
                return Err(self.raise_bad_star(module, key, "Key in", ".__dict__"));
            };
            if !name.as_wtf8().as_bytes().starts_with(b"_") {
                self.dict_set(names, key, value)?;
            }
        }
        Ok(())
    }

    #[cold]
    fn raise_bad_star(&mut self, module: Value, item: Value, what: &str, place: &str) -> Raised {
        let key = self.intern("__name__");
        let name = self.get_attr_or_none(module, key).ok().flatten().and_then(|v| v.downcast::<Str>());
        let name = name.map_or_else(|| "<module>".to_owned(), |n| n.as_wtf8().to_string());
        let class = self.type_name(item);
        self.raise_type_error(format!("{what} {name}{place} must be str, not {class}"))
    }

    /// The module of that name in `sys.modules`, made if it is not there, as an embedder's `__main__` is.
    ///
    /// # Errors
    /// `MemoryError`; `TypeError` when something else stands there.
    pub fn add_module(&mut self, name: &str) -> PyResult<Gc<Module>> {
        let key = self.intern(name);
        if let Some(module) = self.loaded(key)? {
            return self.expect::<Module>(module, "module");
        }
        let module = self.new_module(key)?;
        let modules = self.expect::<Dict>(self.modules, "dict")?;
        self.dict_set(modules, key.value(), module.value())?;
        Ok(module)
    }

    /// A module with the names that every module has, in nobody's `sys.modules`.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn new_module(&mut self, name: Gc<Str>) -> PyResult<Gc<Module>> {
        let dict = self.new_dict();
        let module = Module::new(&mut self.heap, Kind::Module as u32, dict);
        let fields = [("__name__", name.value()), ("__doc__", Value::NONE), ("__package__", Value::NONE)];
        for (key, value) in fields.into_iter().chain([("__loader__", Value::NONE), ("__spec__", Value::NONE)])
        {
            let key = self.intern(key);
            self.dict_set(dict, key.value(), value)?;
        }
        Ok(module)
    }

    /// The item of `__all__` with a number; it is asked by index, not iterated.
    fn item_of_all(&mut self, all: Value, index: usize) -> PyResult<Option<Value>> {
        if let Some(list) = all.downcast::<List>().filter(|_| self.is_exact_builtin(all)) {
            return Ok(list.get(index));
        }
        if let Some(tuple) = all.downcast::<Tuple>().filter(|_| self.is_exact_builtin(all)) {
            return Ok(tuple.items().get(index).copied());
        }
        let class = self.type_of(all);
        let key = self.intern("__getitem__");
        if all.is_kind(Kind::Dict) {
            return Err(self.raise_type_error(format!("{} is not a sequence", self.type_name(all))));
        }
        if class.lookup(key).is_none() {
            let message = format!("'{}' object does not support indexing", self.type_name(all));
            return Err(self.raise_type_error(message));
        }
        let number = self.new_int(index as i64);
        match self.get_item(all, number) {
            Ok(item) => Ok(Some(item)),
            Err(Raised) if self.raised_is(self.types.index_error) => {
                self.take_raised();
                Ok(None)
            }
            Err(raised) => Err(raised),
        }
    }

    /// PEP 562: the module's own `__getattr__` answers for what it does not have.
    pub(crate) fn module_fallback(&mut self, module: Gc<Module>, name: Gc<Str>) -> PyResult<Option<Value>> {
        let key = self.intern("__getattr__");
        match self.namespace_get(module.dict(), key)? {
            Some(function) => self.call(function, &[name.value()]).map(Some),
            None => Ok(None),
        }
    }

    /// The file that a module's spec says it is from.
    fn origin_of(&mut self, module: Gc<Module>) -> PyResult<Option<Gc<Str>>> {
        let [spec, located, origin] = ["__spec__", "has_location", "origin"].map(|n| self.intern(n));
        let Some(spec) = self.namespace_get(module.dict(), spec)? else { return Ok(None) };
        match self.get_attr_or_none(spec, located)? {
            Some(flag) if self.truth(flag)? => {}
            _ => return Ok(None),
        }
        Ok(self.get_attr_or_none(spec, origin)?.and_then(|v| v.downcast::<Str>()))
    }

    /// Whether a package's submodule of that name is being imported.
    fn is_loading_submodule(&mut self, package: Gc<Str>, name: &Wtf8) -> bool {
        let mut full = package.as_wtf8().to_owned();
        full.push_str(".");
        full.push_wtf8(name);
        let full = self.intern(&full);
        match self.loaded(full) {
            Ok(Some(module)) => self.is_initializing(module).unwrap_or(false),
            _ => false,
        }
    }

    /// `AttributeError` for a name that a module does not have.
    #[cold]
    pub(crate) fn raise_no_module_attr(&mut self, module: Gc<Module>, name: Gc<Str>) -> Raised {
        let key = self.intern("__name__");
        let own = self.namespace_get(module.dict(), key).ok().flatten().and_then(|v| v.downcast::<Str>());
        let (shown, name) = (name.value(), name.as_wtf8());
        let message = match own {
            None => format!("module has no attribute '{name}'"),
            Some(own) if self.is_initializing(module.value()).unwrap_or(false) => {
                let place = self.origin_of(module).unwrap_or_default();
                let place = place.map(|p| format!(" from {}", quoted(p))).unwrap_or_default();
                format!(
                    "partially initialized module '{}'{place} has no attribute '{name}' \
                     (most likely due to a circular import)",
                    own.as_wtf8()
                )
            }
            Some(own) if self.is_loading_submodule(own, name) => format!(
                "cannot access submodule '{name}' of module '{}' (most likely due to a circular import)",
                own.as_wtf8()
            ),
            Some(own) => format!("module '{}' has no attribute '{name}'", own.as_wtf8()),
        };
        self.raise_attribute_error(module.value(), shown, &message)
    }
}

/// A name as messages quote it.
pub(super) fn quoted(name: Gc<Str>) -> String {
    let shown = pyopt_compiler::semantics::text::repr::repr(name.as_wtf8());
    shown.to_string()
}

/// The part of a dotted name in front of byte `end`, which is a dot or the end.
fn prefix(name: &Wtf8, end: usize) -> &Wtf8 {
    &name[..end]
}

/// The part of a dotted name from byte `start` on, which stands behind a dot.
fn suffix(name: &Wtf8, start: usize) -> &Wtf8 {
    &name[start..]
}

/// The arguments of `__import__`, as [`Request`].
pub(crate) fn import_builtin(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(name) = args[0].downcast::<Str>() else {
        return Err(vm.raise_type_error("module name must be a string"));
    };
    let or = |v: Value, default: Value| v.non_null().unwrap_or(default);
    let empty = Tuple::new(&mut vm.heap, Kind::Tuple as u32, false, &[]);
    let empty = vm.check(empty)?.value();
    let request = Request {
        globals: or(args[1], Value::NONE),
        locals: or(args[2], Value::NONE),
        fromlist: or(args[3], empty),
        level: or(args[4], Value::small_int_unchecked(0)),
    };
    let name = vm.intern(name.as_wtf8());
    vm.import_request(name, request)
}
