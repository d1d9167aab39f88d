//! Finding and loading modules: natives, the frozen library, files on `sys.path`.
//!
//! ```text
//! sys.meta_path as it was made ─► here: built-in, then each entry of the path: the library's own, a directory, a zip file
//! anything else in it          ─► find_spec of the finders, in their order, and importlib for what they find
//! ```
//!
//! The library's entry in `sys.path` is a place under the executable: no directory, but the frozen modules and those
//! natives that CPython keeps in files. A program that takes it out of `sys.path` loses them, and a file in front of
//! it shadows them, as it does there.

use super::zipped::Zipped;
use super::{Held, Vm};
use crate::engine::host::FileStat;
use crate::heap::Gc;
use crate::objects::{Dict, List, Module, Str};
use crate::stdlib::frozen::Frozen;
use crate::stdlib::slots::new_instance;
use crate::stdlib::{self, ModuleSpec, add};
use crate::value::{PyResult, Raised, Value};
use pyopt_compiler::code::{CodeObject, pyc};
use pyopt_compiler::syntax::{ParseMode, decode_source};
use rustpython_wtf8::{Wtf8, Wtf8Buf};
use std::ffi::CString;
use std::sync::Arc;

/// Where a module was found.
pub(crate) enum Place {
    /// Written in Rust.
    Native(&'static ModuleSpec),
    /// Of the frozen library.
    Frozen(&'static Frozen),
    /// A file; for a package its `__init__`.
    File { path: Wtf8Buf, package: Option<Wtf8Buf>, source: bool },
    /// A package without `__init__`: its directories.
    Namespace(Vec<Wtf8Buf>),
    /// In a zip file: the module's spec, which the importer made.
    Zipped(Value),
}

impl Vm {
    /// Finds a module and loads it; `path` is the parent's `__path__`, None for a top-level module.
    pub(crate) fn find_and_load_in(&mut self, name: Gc<Str>, path: Value) -> PyResult {
        // What reads zip files is there before any finder of the program, which may ask for it in turn.
        if self.reads_no_zip || self.finders_are_standard()? {
            return match self.locate(name.as_wtf8(), path)? {
                Some(place) => self.load_from(name, place),
                None => Err(self.raise_no_module(name)),
            };
        }
        self.find_through_finders(name, path)
    }

    pub(crate) fn raise_no_module(&mut self, name: Gc<Str>) -> Raised {
        self.raise_not_found(name, &format!("No module named {}", super::import::quoted(name)))
    }

    pub(crate) fn sys_list(&mut self, name: &str) -> PyResult<Option<Gc<List>>> {
        let key = self.intern(name);
        let Some(sys) = self.held(Held::Sys).downcast::<Module>() else { return Ok(None) };
        Ok(self.namespace_get(sys.dict(), key)?.and_then(|v| v.downcast()))
    }

    fn is_standard_finder(&self, finder: Value) -> bool {
        [Held::BuiltinImporter, Held::FrozenImporter, Held::PathFinder]
            .iter()
            .any(|&h| self.held(h).is(finder))
    }

    /// Whether nobody changed how modules are found.
    fn finders_are_standard(&mut self) -> PyResult<bool> {
        let Some(finders) = self.sys_list("meta_path")? else { return Ok(true) };
        let Some(hooks) = self.sys_list("path_hooks")? else { return Ok(true) };
        Ok(finders.len() == 3
            && finders.items().iter().all(|f| self.is_standard_finder(f.get()))
            && hooks.items().iter().all(|h| self.is_standard_hook(h.get())))
    }

    fn is_standard_hook(&self, hook: Value) -> bool {
        [Held::PathHook, Held::ZipHook].iter().any(|&h| self.held(h).is(hook))
    }

    fn find_through_finders(&mut self, name: Gc<Str>, path: Value) -> PyResult {
        let Some(finders) = self.sys_list("meta_path")? else { return Err(self.raise_no_module(name)) };
        let hooks_standard = match self.sys_list("path_hooks")? {
            Some(hooks) => hooks.items().iter().all(|h| self.is_standard_hook(h.get())),
            None => true,
        };
        let mut index = 0;
        while let Some(finder) = finders.get(index) {
            index += 1;
            if finder.is(self.held(Held::BuiltinImporter)) {
                if let Some(spec) = core_native(name.as_wtf8(), path) {
                    return self.load_from(name, Place::Native(spec));
                }
                continue;
            }
            if self.is_standard_finder(finder) && hooks_standard {
                if finder.is(self.held(Held::PathFinder))
                    && let Some(place) = self.locate_on_path(name.as_wtf8(), path)?
                {
                    return self.load_from(name, place);
                }
                continue;
            }
            let key = self.intern("find_spec");
            let Some(find) = self.get_attr_or_none(finder, key)? else { continue };
            let spec = self.call(find, &[name.value(), path, Value::NONE])?;
            if !spec.is_none() {
                return self.load_spec(spec);
            }
            // What the standard finders would find on the path is found without the program's hooks, too.
            if finder.is(self.held(Held::PathFinder))
                && let Some(place) = self.locate_on_path(name.as_wtf8(), path)?
            {
                return self.load_from(name, place);
            }
        }
        Err(self.raise_no_module(name))
    }

    /// Loads what a program's finder found, as importlib does.
    fn load_spec(&mut self, spec: Value) -> PyResult {
        let bootstrap = self.import_module("_frozen_importlib")?;
        let key = self.intern("_load_unlocked");
        let load = self.get_attr(bootstrap, key)?;
        self.call(load, &[spec])
    }

    /// Where a module is, as the standard finders see it.
    pub(crate) fn locate(&mut self, name: &Wtf8, path: Value) -> PyResult<Option<Place>> {
        if let Some(spec) = core_native(name, path) {
            return Ok(Some(Place::Native(spec)));
        }
        self.locate_on_path(name, path)
    }

    fn locate_on_path(&mut self, name: &Wtf8, path: Value) -> PyResult<Option<Place>> {
        let list = match path.is_none() {
            true => match self.sys_list("path")? {
                Some(list) => list,
                None => return Ok(None),
            },
            false => self.list_of(path)?,
        };
        let bytes = name.as_bytes();
        let tail = Wtf8::from_bytes(&bytes[memchr::memrchr(b'.', bytes).map_or(0, |dot| dot + 1)..]);
        // A folder is no module of its own folder: nothing stands under no name.
        let Some(tail) = tail.filter(|tail| !tail.is_empty()) else { return Ok(None) };
        let mut portions = Vec::new();
        let mut index = 0;
        while let Some(entry) = list.get(index) {
            index += 1;
            let Some(entry) = entry.downcast::<Str>() else { continue };
            let entry = entry.as_wtf8().to_owned();
            match self.library_place(&entry, tail) {
                Some(Some(place)) => return Ok(Some(place)),
                Some(None) => continue,
                None => {}
            }
            // A relative folder stands in the current one, and its files are named from the root on; zip files are not.
            let folder = match &*entry {
                here if here.is_empty() || here == "." => self.current_folder(),
                entry => self.absolute(entry),
            };
            match self.locate_in(&folder, tail) {
                Some(Place::Namespace(mut found)) => portions.append(&mut found),
                Some(place) => return Ok(Some(place)),
                None => {
                    let full = self.new_str(name)?;
                    match self.find_zipped(&entry, full)? {
                        Some(Zipped::Module(spec)) => return Ok(Some(Place::Zipped(spec))),
                        Some(Zipped::Portions(found)) => portions.append(&mut self.paths_of(found)?),
                        Some(Zipped::Nothing) | None => {}
                    }
                }
            }
        }
        Ok(if portions.is_empty() { None } else { Some(Place::Namespace(portions)) })
    }

    /// For an entry inside the library: what it has under that name. `None` for an entry elsewhere.
    fn library_place(&self, entry: &Wtf8, tail: &Wtf8) -> Option<Option<Place>> {
        let inside = entry.as_bytes().strip_prefix(self.library.as_bytes())?;
        let mut full = match inside {
            [] => String::new(),
            [b'/', rest @ ..] => format!("{}.", std::str::from_utf8(rest).ok()?.replace('/', ".")),
            _ => return None,
        };
        full.push_str(tail.as_str().ok()?);
        let frozen = stdlib::frozen::find(&full).map(Place::Frozen);
        Some(frozen.or_else(|| stdlib::find(&full).map(Place::Native)))
    }

    fn locate_in(&mut self, directory: &Wtf8, tail: &Wtf8) -> Option<Place> {
        let mut base = directory.to_owned();
        if !base.is_empty() && !base.as_bytes().ends_with(b"/") {
            base.push_str("/");
        }
        base.push_wtf8(tail);
        let with = |suffix: &str| {
            let mut path = base.clone();
            path.push_str(suffix);
            path
        };
        let base_stat = self.path_stat(&base);
        let is_directory = base_stat.is_some_and(|s| s.is_dir());
        if is_directory {
            for (suffix, source) in [("/__init__.py", true), ("/__init__.pyc", false)] {
                let path = with(suffix);
                if self.path_stat(&path).is_some_and(|s| s.is_file()) {
                    return Some(Place::File { path, package: Some(base), source });
                }
            }
        }
        for (suffix, source) in [(".py", true), (".pyc", false)] {
            let path = with(suffix);
            if self.path_stat(&path).is_some_and(|s| s.is_file()) {
                return Some(Place::File { path, package: None, source });
            }
        }
        is_directory.then(|| Place::Namespace(vec![base]))
    }

    fn path_stat(&mut self, path: &Wtf8) -> Option<FileStat> {
        let path = os_path(path)?;
        self.host.stat(&path, true).ok()
    }

    /// Makes the module, runs its code, and answers what stands in `sys.modules` then.
    pub(crate) fn load_from(&mut self, name: Gc<Str>, place: Place) -> PyResult {
        let (code, shown) = match &place {
            Place::Native(spec) => return stdlib::load(self, spec).map(Gc::value),
            Place::Frozen(frozen) => (Some(frozen.code()), name),
            Place::File { path, source, .. } => (Some(self.file_code(name, path, *source)?), name),
            Place::Namespace(_) => (None, name),
            Place::Zipped(spec) => return self.load_spec(*spec),
        };
        let module = self.new_module(shown)?;
        self.describe(module, name, &place)?;
        let modules = self.expect::<Dict>(self.modules, "dict")?;
        self.dict_set(modules, name.value(), module.value())?;
        let Some(code) = code else { return Ok(module.value()) };
        let code = match &place {
            // Verified when it was frozen.
            Place::Frozen(_) => self.load_trusted_code(&code)?,
            _ => self.load_code(&code)?,
        };
        add(self, module, "__builtins__", self.builtins)?;
        self.set_initializing(module, true)?;
        let globals = module.dict().value();
        let done = self.run_code(code, globals, globals);
        if let Err(raised) = done {
            let exception = self.take_raised();
            let _ = self.dict_remove(modules, name.value())?;
            self.raised = exception;
            return Err(raised);
        }
        self.set_initializing(module, false)?;
        match self.loaded(name)? {
            Some(module) => Ok(module),
            None => Err(self.raise_with(self.types.key_error, name.value())),
        }
    }

    fn set_initializing(&mut self, module: Gc<Module>, running: bool) -> PyResult<()> {
        let [spec, flag] = ["__spec__", "_initializing"].map(|n| self.intern(n));
        match self.namespace_get(module.dict(), spec)? {
            Some(spec) if !spec.is_none() => self.set_attr(spec, flag, Value::from_bool(running)),
            _ => Ok(()),
        }
    }

    pub(crate) fn file_code(
        &mut self,
        name: Gc<Str>,
        path: &Wtf8,
        source: bool,
    ) -> PyResult<Arc<CodeObject>> {
        let bytes = self.read_whole(path)?;
        if source {
            return self.compile_module(&bytes, &path.to_string_lossy());
        }
        match pyc::read_pyc(&bytes) {
            Ok((_, code)) => Ok(code),
            Err(pyc::PycError::BadMagic) => {
                let message =
                    format!("bad magic number in '{}': {:?}", name.as_wtf8(), &bytes[..bytes.len().min(4)]);
                Err(self.raise_str(self.types.import_error, &message))
            }
            Err(error) => Err(self.raise_str(self.types.eof_error, &error.to_string())),
        }
    }

    /// Compiles a module's source as this engine compiles; decoding as its first lines say.
    ///
    /// # Errors
    /// `SyntaxError`.
    pub fn compile_module(&mut self, bytes: &[u8], filename: &str) -> PyResult<Arc<CodeObject>> {
        let compiled = self
            .decoded_source(bytes)
            .map_err(|mut error| {
                filename.clone_into(&mut error.filename);
                error
            })
            .and_then(|text| pyopt_passes::compile(&text, filename, ParseMode::Exec, &self.options));
        let compiled = compiled.map_err(|error| self.raise_source_error(&error))?;
        for warning in &compiled.warnings {
            self.warn_syntax(warning, filename, None)?;
        }
        Ok(Arc::new(compiled.code))
    }

    /// The source of a file, of the library, or of the program's text: what tracebacks show lines of.
    pub(crate) fn source_text(&mut self, filename: &str) -> Option<String> {
        if filename == "<string>" {
            return self.program_text.clone();
        }
        if let Some(name) = filename.strip_prefix("<frozen ").and_then(|f| f.strip_suffix('>')) {
            if FROZEN_IN_CPYTHON.contains(&name) {
                return None;
            }
            return stdlib::frozen::find(name).map(Frozen::source);
        }
        let Ok(bytes) = self.read_file(&os_path(Wtf8::new(filename))?) else {
            return self.zipped_source(filename);
        };
        decode_source(&bytes).ok().map(|text| text.to_string())
    }

    /// A whole file.
    ///
    /// # Errors
    /// `OSError`.
    pub fn read_whole(&mut self, path: &Wtf8) -> PyResult<Vec<u8>> {
        let shown = self.new_str(path)?;
        let Some(path) = os_path(path) else { return Err(self.raise_value_error("embedded null byte")) };
        self.read_file(&path).map_err(|error| self.raise_os_error(&error, Some(shown)))
    }

    pub(crate) fn read_file(&mut self, path: &std::ffi::CStr) -> std::io::Result<Vec<u8>> {
        let fd = self.host.open(path, libc::O_RDONLY, 0)?;
        let (mut bytes, mut used) = (vec![0; 1 << 14], 0);
        let done = loop {
            if used == bytes.len() {
                bytes.resize(used * 2, 0);
            }
            match self.host.read(fd, &mut bytes[used..]) {
                Ok(0) => break Ok(()),
                Ok(n) => used += n,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => break Err(error),
            }
        };
        let closed = self.host.close(fd);
        done.and(closed)?;
        bytes.truncate(used);
        Ok(bytes)
    }

    /// `__spec__`, `__loader__`, `__package__`, `__file__` and `__path__` of a module about to run.
    pub(crate) fn describe(&mut self, module: Gc<Module>, name: Gc<Str>, place: &Place) -> PyResult<()> {
        let dotted = name.as_wtf8().as_bytes();
        let parent = &dotted[..memchr::memrchr(b'.', dotted).unwrap_or(0)];
        let (file, package, held) = match place {
            // Those of a zip file are described by their importer.
            Place::Native(_) | Place::Zipped(_) => (None, None, Held::BuiltinImporter),
            Place::Frozen(frozen) => {
                let mut base = self.library.clone();
                base.push_str("/");
                base.push_str(&frozen.file_stem());
                let mut file = base.clone();
                file.push_str(if frozen.is_package { "/__init__.py" } else { ".py" });
                (Some(file), frozen.is_package.then(|| vec![base]), Held::FrozenImporter)
            }
            Place::File { path, package, source } => {
                let held = if *source { Held::SourceFileLoader } else { Held::SourcelessFileLoader };
                (Some(path.clone()), package.clone().map(|p| vec![p]), held)
            }
            Place::Namespace(portions) => (None, Some(portions.clone()), Held::NamespaceLoader),
        };
        let package_name = match &package {
            Some(_) => name,
            None => self.intern(Wtf8::from_bytes(parent).unwrap_or_default()),
        };
        let file = match &file {
            Some(file) => self.new_str(file)?,
            None => Value::NONE,
        };
        let path = match &package {
            Some(portions) => {
                let list = self.new_list(&[])?;
                for portion in portions {
                    let portion = self.new_str(portion)?;
                    let pushed = List::push(list, &mut self.heap, portion);
                    self.check(pushed)?;
                }
                match place {
                    Place::Namespace(_) => self.namespace_path(name, list.value())?,
                    _ => list.value(),
                }
            }
            None => Value::NONE,
        };
        let loader = match place {
            Place::Native(_) | Place::Frozen(_) => self.held(held),
            _ => self.new_loader(held, name, file, path)?,
        };
        let spec = self.new_spec(name, loader, file, path, matches!(place, Place::Native(_)))?;
        add(self, module, "__package__", package_name.value())?;
        add(self, module, "__loader__", loader)?;
        add(self, module, "__spec__", spec)?;
        if !file.is_none() || matches!(place, Place::Namespace(_)) {
            add(self, module, "__file__", file)?;
        }
        if !path.is_none() {
            add(self, module, "__path__", path)?;
        }
        Ok(())
    }

    /// The `__path__` of a namespace package: the library's, which looks again when the path above it has changed.
    fn namespace_path(&mut self, name: Gc<Str>, portions: Value) -> PyResult {
        let external = self.import_module("_frozen_importlib_external")?;
        let [class, finder, search] = ["_NamespacePath", "PathFinder", "_get_spec"].map(|n| self.intern(n));
        let class = self.get_attr(external, class)?;
        let finder = self.get_attr(external, finder)?;
        let search = self.get_attr(finder, search)?;
        self.call(class, &[name.value(), portions, search])
    }

    pub(crate) fn new_loader(&mut self, held: Held, name: Gc<Str>, file: Value, path: Value) -> PyResult {
        let class = self.held_class(held)?;
        let loader = new_instance(self, class).value();
        let (own, located) = ([("_path", path)], [("name", name.value()), ("path", file)]);
        let fields = if held == Held::NamespaceLoader { &own[..] } else { &located[..] };
        for &(key, value) in fields {
            let key = self.intern(key);
            self.set_attr(loader, key, value)?;
        }
        Ok(loader)
    }

    /// A module spec, of the class that is in use.
    pub(crate) fn new_spec(
        &mut self,
        name: Gc<Str>,
        loader: Value,
        origin: Value,
        path: Value,
        native: bool,
    ) -> PyResult {
        let class = self.held_class(Held::ModuleSpec)?;
        let spec = new_instance(self, class).value();
        let built_in = self.intern("built-in").value();
        let uninitialized = self.new_list(&[])?.value();
        for (key, value) in [
            ("name", name.value()),
            ("loader", loader),
            ("origin", if native { built_in } else { origin }),
            ("loader_state", Value::NONE),
            ("submodule_search_locations", path),
            ("_uninitialized_submodules", uninitialized),
            ("_set_fileattr", Value::from_bool(!native && !origin.is_none())),
            ("_cached", Value::NONE),
        ] {
            let key = self.intern(key);
            self.set_attr(spec, key, value)?;
        }
        Ok(spec)
    }

    /// Gives a native module its spec and loader.
    pub(crate) fn describe_native(&mut self, module: Gc<Module>, name: Gc<Str>) -> PyResult<()> {
        let loader = self.held(Held::BuiltinImporter);
        if loader.is_null() {
            return Ok(());
        }
        let spec = self.new_spec(name, loader, Value::NONE, Value::NONE, true)?;
        add(self, module, "__loader__", loader)?;
        add(self, module, "__spec__", spec)
    }
}

/// The modules of the library that CPython has frozen too, so that it shows no lines of them.
const FROZEN_IN_CPYTHON: [&str; 17] = [
    "importlib._bootstrap",
    "importlib._bootstrap_external",
    "zipimport",
    "abc",
    "codecs",
    "io",
    "_collections_abc",
    "_sitebuiltins",
    "genericpath",
    "ntpath",
    "posixpath",
    "os",
    "site",
    "stat",
    "importlib.util",
    "importlib.machinery",
    "runpy",
];

/// A module that CPython has built in, so that nothing on the path shadows it.
fn core_native(name: &Wtf8, path: Value) -> Option<&'static ModuleSpec> {
    let name = name.as_str().ok().filter(|n| path.is_none() && stdlib::CORE.contains(n))?;
    stdlib::find(name)
}

/// A path as the operating system takes it: escaped bytes become bytes again. `None` for a NUL inside.
pub(crate) fn os_path(path: &Wtf8) -> Option<CString> {
    use pyopt_compiler::semantics::text::codec::{Encoding, ErrorHandler, encode};
    let bytes = match path.as_str() {
        Ok(text) => text.as_bytes().to_vec(),
        Err(_) => encode(path, Encoding::Utf8, ErrorHandler::SurrogateEscape).ok()?,
    };
    CString::new(bytes).ok()
}

/// A path as Python sees it: bytes that are no UTF-8 are escaped.
pub fn path_text(bytes: &[u8]) -> Wtf8Buf {
    use pyopt_compiler::semantics::text::codec::{Encoding, ErrorHandler, decode};
    match std::str::from_utf8(bytes) {
        Ok(text) => Wtf8Buf::from(text.to_owned()),
        Err(_) => decode(bytes, Encoding::Utf8, ErrorHandler::SurrogateEscape).unwrap_or_default(),
    }
}

impl Vm {
    /// `os.fspath(value)`: a str or bytes.
    ///
    /// # Errors
    /// `TypeError`; what `__fspath__` raises.
    pub fn fs_path(&mut self, value: Value) -> PyResult {
        use crate::objects::Kind;
        if matches!(value.kind(), Some(Kind::Str | Kind::Bytes)) {
            return Ok(value);
        }
        let class = self.type_name(value);
        let Some(method) = self.special(value, "__fspath__") else {
            let message = format!("expected str, bytes or os.PathLike object, not {class}");
            return Err(self.raise_type_error(message));
        };
        let path = self.call(method, &[value])?;
        if matches!(path.kind(), Some(Kind::Str | Kind::Bytes)) {
            return Ok(path);
        }
        let given = self.type_name(path);
        let message = format!("expected {class}.__fspath__() to return str or bytes, not {given}");
        Err(self.raise_type_error(message))
    }

    /// A path argument as the operating system takes it.
    ///
    /// # Errors
    /// As [`Vm::fs_path`]; `ValueError` for a NUL inside.
    pub fn path_argument(&mut self, value: Value) -> PyResult<CString> {
        let path = self.fs_path(value)?;
        let text = match path.downcast::<Str>() {
            Some(text) => os_path(text.as_wtf8()),
            None => path
                .downcast::<crate::objects::Bytes>()
                .and_then(|b| CString::new(b.as_slice().to_vec()).ok()),
        };
        text.ok_or_else(|| self.raise_value_error("embedded null byte"))
    }
}
