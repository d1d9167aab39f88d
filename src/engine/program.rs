//! Running a program from start to end, as `python` does: `__main__`, `sys.path[0]`, the exit status.

use crate::heap::Gc;
use crate::objects::{Code, List, Module, Str};
use crate::stdlib::add;
use crate::value::{PyResult, Raised, Value};
use crate::vm::find::{Place, os_path};
use crate::vm::{Held, Vm};
use pyopt_compiler::code::{CodeObject, pyc};
use pyopt_compiler::syntax::{ParseMode, decode_program};
use rustpython_wtf8::{Wtf8, Wtf8Buf};
use std::sync::Arc;

/// A program.
#[derive(Clone, Debug)]
pub enum Program {
    /// Its text (`-c`).
    Text(Wtf8Buf),
    /// A source, a `.pyc`, or a directory or zip file with `__main__`.
    File(Wtf8Buf),
    /// A module (`-m`).
    Module(String),
    /// What stands on the standard input.
    Stdin,
}

/// Why a program did not begin: the text that says so, and the exit status.
type Refusal = (String, u8);

impl Vm {
    /// Runs a program and cleans up after it: the exit status. What it does not catch is printed.
    pub fn run_program(&mut self, program: &Program) -> u8 {
        self.at_base(|vm| vm.run_to_the_end(program, |_| ()))
    }

    /// [`Vm::run_program`]; then the listing of what its own code became, as text or as JSON.
    pub fn run_program_and_list(&mut self, program: &Program, json: bool) -> (u8, String) {
        let (status, listing) = self.run_program_and_look(program, |vm, code| vm.quick_listing(code, json));
        (status, listing.unwrap_or_default())
    }

    /// [`Vm::run_program`]; behind the program and before the cleaning up, `look` is shown its own code, if there is any.
    pub fn run_program_and_look<T>(
        &mut self,
        program: &Program,
        look: impl FnOnce(&mut Vm, Gc<Code>) -> T,
    ) -> (u8, Option<T>) {
        let mut seen = None;
        let status = self.at_base(|vm| {
            vm.run_to_the_end(program, |vm| {
                let code = vm.held(Held::MainCode).downcast();
                seen = code.map(|code| look(vm, code));
            })
        });
        (status, seen)
    }

    fn run_to_the_end(&mut self, program: &Program, before_the_end: impl FnOnce(&mut Vm)) -> u8 {
        let status = match self.begin(program) {
            Ok(Ok(())) => 0,
            Ok(Err((text, status))) => {
                self.print_error(&format!("{text}\n"));
                status
            }
            Err(Raised) => {
                let exception = self.take_raised();
                self.report(exception)
            }
        };
        before_the_end(self);
        self.clean_up(status)
    }

    fn begin(&mut self, program: &Program) -> PyResult<Result<(), Refusal>> {
        self.import_module("sys")?;
        crate::stdlib::io::open_standard_streams(self)?;
        let main = self.add_module("__main__")?;
        let builtins = self.import_module("builtins")?;
        add(self, main, "__builtins__", builtins)?;
        if !self.flags.no_site {
            self.import_module("site")?;
        }
        if let Some(options) = self.sys_list("warnoptions")?
            && !options.is_empty()
        {
            // It tells of options that it cannot read.
            self.import_module("warnings")?;
        }
        match program {
            Program::Text(text) => {
                self.set_path_start(Wtf8::new(""))?;
                self.program_text = text.as_str().ok().map(str::to_owned);
                match self.main_code(text.as_bytes(), "<string>") {
                    Ok(code) => self.run_as_main(main, &code)?,
                    Err(refusal) => return Ok(Err(refusal)),
                }
            }
            Program::Stdin => {
                self.set_path_start(Wtf8::new(""))?;
                let bytes = self.read_descriptor(0)?;
                match self.main_code(&bytes, "<stdin>") {
                    Ok(code) => self.run_as_main(main, &code)?,
                    Err(refusal) => return Ok(Err(refusal)),
                }
            }
            Program::File(path) => return self.run_file(main, path),
            Program::Module(name) => return self.run_named(main, name),
        }
        Ok(Ok(()))
    }

    /// The program's own code; its errors are reported before anything of it ran.
    fn main_code(&mut self, bytes: &[u8], filename: &str) -> Result<Arc<CodeObject>, Refusal> {
        let text = decode_program(bytes, filename)
            .or_else(|error| match error.msg.starts_with("encoding problem: ") {
                true => self.decoded_by_codec(bytes, error.clone()).map_err(|_| error),
                false => Err(error),
            })
            .map_err(|error| (error.to_string().trim_end().to_owned(), 1))?;
        match pyopt_passes::compile(&text, filename, ParseMode::Exec, &self.options) {
            Ok(compiled) => {
                for warning in &compiled.warnings {
                    if self.warn_syntax(warning, filename, Some(&text)).is_err() {
                        let raised = self.take_raised();
                        return Err((self.format_exception(raised).trim_end().to_owned(), 1));
                    }
                }
                Ok(Arc::new(compiled.code))
            }
            Err(error) if error.may_be_typo() => {
                let _ = self.raise_source_error(&error);
                let raised = self.take_raised();
                Err((self.format_exception(raised).trim_end().to_owned(), 1))
            }
            Err(error) => Err((error.to_string().trim_end().to_owned(), 1)),
        }
    }

    fn run_as_main(&mut self, main: Gc<Module>, code: &Arc<CodeObject>) -> PyResult<()> {
        let code = self.load_code(code)?;
        self.hold(Held::MainCode, code.value());
        let globals = main.dict().value();
        self.run_code(code, globals, globals).map(|_| ())
    }

    fn run_file(&mut self, main: Gc<Module>, path: &Wtf8) -> PyResult<Result<(), Refusal>> {
        // As CPython names it: from the root on.
        let path = &*self.absolute(path);
        let shown = path.to_string_lossy().into_owned();
        let stat = os_path(path).and_then(|p| self.host.stat(&p, true).ok());
        if stat.is_none() && self.zip_importer(path)?.is_some() {
            return self.run_zipped(path);
        }
        if stat.is_some_and(|s| s.is_dir()) {
            return self.run_directory(main, path);
        }
        let mut bytes = match os_path(path).map(|p| self.read_file(&p)) {
            Some(Ok(bytes)) => bytes,
            Some(Err(error)) => {
                let number = error.raw_os_error().unwrap_or(0);
                let text = error.to_string();
                let text = text.split(" (os error").next().unwrap_or(&text);
                let who = &self.program_name;
                return Ok(Err((format!("{who}: can't open file '{shown}': [Errno {number}] {text}"), 2)));
            }
            None => {
                let who = &self.program_name;
                return Ok(Err((format!("{who}: embedded null byte in the name of the program"), 2)));
            }
        };
        if crate::vm::zipped::may_be_zip(&bytes) && self.zip_importer(path)?.is_some() {
            return self.run_zipped(path);
        }
        if self.flags.skip_first_line {
            // Its end stays, so that the lines behind it keep their numbers.
            let end = memchr::memchr(b'\n', &bytes).unwrap_or(bytes.len());
            bytes.drain(..end);
        }
        let folder = self.folder_of(path);
        self.set_path_start(&folder)?;
        let is_pyc = path.as_bytes().ends_with(b".pyc");
        let code = if is_pyc {
            match pyc::read_pyc(&bytes) {
                Ok((_, code)) => code,
                Err(pyc::PycError::BadMagic) => {
                    let message = "Bad magic number in .pyc file";
                    return Err(self.raise_str(self.types.runtime_error, message));
                }
                Err(pyc::PycError::TooShort) => {
                    return Err(self.raise_str(self.types.eof_error, "EOF read where not expected"));
                }
                Err(_) => {
                    return Err(self.raise_str(self.types.runtime_error, "Bad code object in .pyc file"));
                }
            }
        } else {
            match self.main_code(&bytes, &shown) {
                Ok(code) => code,
                Err(refusal) => return Ok(Err(refusal)),
            }
        };
        let file = self.new_str(path)?;
        add(self, main, "__file__", file)?;
        let held = if is_pyc { Held::SourcelessFileLoader } else { Held::SourceFileLoader };
        let name = self.intern("__main__");
        let loader = self.new_loader(held, name, file, Value::NONE)?;
        add(self, main, "__loader__", loader)?;
        add(self, main, "__cached__", Value::NONE)?;
        self.run_as_main(main, &code)?;
        Ok(Ok(()))
    }

    /// Runs `__main__` of a zip file, as CPython does: through `runpy`.
    fn run_zipped(&mut self, path: &Wtf8) -> PyResult<Result<(), Refusal>> {
        self.insert_path(path)?;
        let Some(importer) = self.zip_importer(path)? else { return Ok(Ok(())) };
        let find = self.intern("find_spec");
        let name = self.intern("__main__").value();
        let find = self.get_attr(importer, find)?;
        if self.call(find, &[name])?.is_none() {
            let shown = path.to_string_lossy();
            return Ok(Err((
                format!("{}: can't find '__main__' module in '{shown}'", self.module_runner),
                1,
            )));
        }
        self.run_through_library(&[name, Value::FALSE]).map(Ok)
    }

    fn run_through_library(&mut self, args: &[Value]) -> PyResult<()> {
        let runpy = self.import_module("runpy")?;
        let key = self.intern("_run_module_as_main");
        let run = self.get_attr(runpy, key)?;
        self.call(run, args).map(|_| ())
    }

    fn run_directory(&mut self, main: Gc<Module>, path: &Wtf8) -> PyResult<Result<(), Refusal>> {
        self.insert_path(path)?;
        let entry = self.new_str(path)?;
        let list = self.new_list(&[entry])?;
        match self.locate(Wtf8::new("__main__"), list.value())? {
            Some(place @ Place::File { .. }) => {
                let name = self.intern("__main__");
                self.run_place(main, name, &place, false)?;
                Ok(Ok(()))
            }
            _ => {
                let shown = path.to_string_lossy();
                Ok(Err((format!("{}: can't find '__main__' module in '{shown}'", self.module_runner), 1)))
            }
        }
    }

    /// Runs what was found as `__main__`, described as the module it is. `names_file`: `sys.argv` begins with its file
    /// and not with the word of the command line.
    fn run_place(
        &mut self,
        main: Gc<Module>,
        name: Gc<Str>,
        place: &Place,
        names_file: bool,
    ) -> PyResult<()> {
        self.describe(main, name, place)?;
        let code = match place {
            Place::Frozen(frozen) => frozen.code(),
            Place::File { path, source, .. } => self.file_code(name, path, *source)?,
            _ => return Ok(()),
        };
        if names_file {
            let key = self.intern("__file__");
            let file = self.namespace_get(main.dict(), key)?.unwrap_or(Value::NONE);
            if let Some(argv) = self.sys_list("argv")?
                && !argv.is_empty()
            {
                argv.set(&mut self.heap, 0, file);
            }
        }
        self.run_as_main(main, &code)
    }

    fn run_named(&mut self, main: Gc<Module>, name: &str) -> PyResult<Result<(), Refusal>> {
        let folder = self.host.current_dir().map(|d| crate::vm::find::path_text(d.as_bytes()));
        self.set_path_start(&folder.unwrap_or_default())?;
        let mut full = name.to_owned();
        let path = match name.rsplit_once('.') {
            Some((parent, _)) => match self.package_path(parent, name)? {
                Ok(path) => path,
                Err(refusal) => return Ok(Err(refusal)),
            },
            None => Value::NONE,
        };
        let mut place = self.locate(Wtf8::new(name), path)?;
        if let Some(Place::Zipped(_)) = place {
            let name = self.intern(name).value();
            return self.run_through_library(&[name]).map(Ok);
        }
        let mut note = String::new();
        if place.as_ref().is_some_and(is_package) {
            let path = match self.package_path(name, name)? {
                Ok(path) => path,
                Err(refusal) => return Ok(Err(refusal)),
            };
            full.push_str(".__main__");
            place = self.locate(Wtf8::new(full.as_str()), path)?;
            note = format!("; '{name}' is a package and cannot be directly executed");
        }
        match place {
            Some(Place::Native(_)) => {
                Ok(Err((format!("{}: No code object available for {full}", self.module_runner), 1)))
            }
            Some(place) if !is_package(&place) => {
                let name = self.intern(&*full);
                self.run_place(main, name, &place, true)?;
                Ok(Ok(()))
            }
            _ => Ok(Err((format!("{}: No module named {full}{note}", self.module_runner), 1))),
        }
    }

    /// `__path__` of a package that a program named on the command line lies in.
    fn package_path(&mut self, package: &str, name: &str) -> PyResult<Result<Value, Refusal>> {
        let module = match self.import_module(package) {
            Ok(module) => module,
            Err(raised) if self.raised_is(self.types.module_not_found_error) => {
                let exception = self.take_raised();
                let Ok(text) = self.str_of(exception) else { return Err(raised) };
                let text = text.downcast::<Str>().map(|t| t.as_wtf8().to_string()).unwrap_or_default();
                return Ok(Err((
                    format!(
                        "{}: Error while finding module specification for '{name}' (ModuleNotFoundError: {text})",
                        self.module_runner
                    ),
                    1,
                )));
            }
            Err(raised) => return Err(raised),
        };
        let key = self.intern("__path__");
        match self.get_attr_or_none(module, key)? {
            Some(path) => Ok(Ok(path)),
            None => Ok(Err((
                format!(
                    "{}: Error while finding module specification for '{name}' \
                     (ModuleNotFoundError: __path__ attribute not found on '{package}' while trying to find '{name}')",
                    self.module_runner
                ),
                1,
            ))),
        }
    }

    /// Puts the program's own folder in front of `sys.path`.
    fn set_path_start(&mut self, folder: &Wtf8) -> PyResult<()> {
        if self.flags.safe_path {
            return Ok(());
        }
        self.insert_path(folder)
    }

    /// Puts an entry in front of `sys.path`.
    fn insert_path(&mut self, entry: &Wtf8) -> PyResult<()> {
        let folder = self.new_str(entry)?;
        if let Some(path) = self.sys_list("path")? {
            let inserted = List::splice(path, &mut self.heap, 0, 0, &[folder]);
            self.check(inserted)?;
        }
        Ok(())
    }

    pub(crate) fn absolute(&mut self, path: &Wtf8) -> Wtf8Buf {
        if path.as_bytes().starts_with(b"/") {
            return path.to_owned();
        }
        let mut full = self.current_folder();
        full.push_str("/");
        full.push_wtf8(path);
        full
    }

    /// Empty where the host has none.
    pub(crate) fn current_folder(&mut self) -> Wtf8Buf {
        let folder = self.host.current_dir().map(|d| crate::vm::find::path_text(d.as_bytes()));
        folder.unwrap_or_default()
    }

    /// The folder of a program: where a link leads, as `sys.path[0]` has it.
    fn folder_of(&mut self, path: &Wtf8) -> Wtf8Buf {
        let mut full = self.absolute(path);
        for _ in 0..40 {
            let Some(link) = os_path(&full).and_then(|p| self.host.read_link(&p).ok()) else { break };
            let target = crate::vm::find::path_text(link.as_bytes());
            full = if target.as_bytes().starts_with(b"/") {
                target
            } else {
                let mut joined = parent(&full).to_owned();
                joined.push_str("/");
                joined.push_wtf8(&target);
                joined
            };
        }
        parent(&full).to_owned()
    }

    fn read_descriptor(&mut self, fd: i32) -> PyResult<Vec<u8>> {
        let (mut bytes, mut used) = (vec![0; 1 << 14], 0);
        loop {
            if used == bytes.len() {
                bytes.resize(used * 2, 0);
            }
            match self.host.read(fd, &mut bytes[used..]) {
                Ok(0) => break,
                Ok(n) => used += n,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => self.poll(1)?,
                Err(error) => return Err(self.raise_os_error(&error, None)),
            }
        }
        bytes.truncate(used);
        Ok(bytes)
    }

    /// The exit status if an exception is `SystemExit`, whose text is printed.
    fn exits(&mut self, exception: Value) -> Option<u8> {
        match self.exit_status(exception)? {
            Ok(status) => Some(status),
            Err(text) => {
                self.print_error(&format!("{text}\n"));
                Some(1)
            }
        }
    }

    /// Prints an exception that nobody caught, through `sys.excepthook`; the exit status.
    fn report(&mut self, exception: Value) -> u8 {
        if let Some(status) = self.exits(exception) {
            return status;
        }
        self.ended_by_interrupt = self.type_of(exception).is_subclass(self.types.keyboard_interrupt);
        let status = if self.ended_by_interrupt { 130 } else { 1 };
        match self.call_except_hook(exception) {
            Ok(true) => {}
            Ok(false) => {
                let text = self.format_exception(exception);
                self.print_error(&text);
            }
            Err(Raised) => {
                let failure = self.take_raised();
                if let Some(status) = self.exits(failure) {
                    return status;
                }
                let [failure, exception] = [failure, exception].map(|e| self.format_exception(e));
                self.print_error(&format!(
                    "Error in sys.excepthook:\n{failure}\nOriginal exception was:\n{exception}"
                ));
            }
        }
        status
    }

    /// Whether a program's own hook took the exception.
    fn call_except_hook(&mut self, exception: Value) -> PyResult<bool> {
        let sys = self.expect::<Module>(self.held(Held::Sys), "module")?;
        let [hook, original] = ["excepthook", "__excepthook__"].map(|n| self.intern(n));
        let hook = self.namespace_get(sys.dict(), hook)?;
        let original = self.namespace_get(sys.dict(), original)?;
        if hook.is_none() {
            self.print_error("sys.excepthook is missing\n");
        }
        let Some(hook) = hook.filter(|h| Some(*h) != original) else { return Ok(false) };
        let class = self.type_of(exception).value();
        let traceback = exception.downcast::<crate::objects::Exception>().map(|e| e.traceback.get());
        self.call(hook, &[class, exception, traceback.unwrap_or(Value::NONE)])?;
        Ok(true)
    }

    /// Writes to `sys.stderr`; without it, to the host.
    fn print_error(&mut self, text: &str) {
        let _ = crate::stdlib::io::flush_standard_streams(self);
        let written = self.new_str(text).and_then(|t| self.write_to("stderr", t));
        if written.is_err() {
            self.raised = Value::NULL;
            let _ = self.host.write(2, text.as_bytes());
        }
    }

    /// What follows a program: exit functions, then what is buffered; the exit status.
    fn clean_up(&mut self, status: u8) -> u8 {
        crate::stdlib::atexit::run_exit_functions(self);
        self.is_finalizing = true;
        self.finalize_all();
        // A reader that went away (a closed pipe) is no failure of the program's.
        let flushed = crate::stdlib::io::flush_standard_streams(self);
        if flushed || status != 0 { status } else { 120 }
    }
}

fn parent(path: &Wtf8) -> &Wtf8 {
    let end = memchr::memrchr(b'/', path.as_bytes()).unwrap_or(0);
    &path[..end.max(usize::from(path.as_bytes().starts_with(b"/")))]
}

fn is_package(place: &Place) -> bool {
    match place {
        Place::Native(_) | Place::Zipped(_) => false,
        Place::Frozen(frozen) => frozen.is_package,
        Place::File { package, .. } => package.is_some(),
        Place::Namespace(_) => true,
    }
}
