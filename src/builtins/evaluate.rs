//! `compile`, `exec`, `eval`, and the namespaces that programs ask for.

use super::natives;
use crate::heap::Gc;
use crate::objects::{Bytes, Code, Dict, Kind, MemoryView, Module, Str, Tuple, Type};
use crate::stdlib::ast::{Classes, Comments, from_objects, function_type_to_objects, to_objects};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use pyopt_compiler::analysis::scopes::{self, SymbolTable};
use pyopt_compiler::code::CodeFlags;
use pyopt_compiler::codegen::CompileOptions;
use pyopt_compiler::codegen::future::features;
use pyopt_compiler::syntax::{
    Dialect, ErrorKind, ParseMode, Parsed, SourceError, SyntaxWarning, WarningCategory, decode_source,
    ends_in_block, parse_dialect, parse_function_type,
};
use pyopt_passes::compile::{Compiled, compile_parsed, compile_tree, source_error};
use pyopt_passes::pipeline::{self, Options};
use std::sync::Arc;

natives! { TABLE:
    "compile" "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)" compile;
    "exec" "(source, /, globals=None, locals=None, *, closure=None)" exec;
    "eval" "(source, /, globals=None, locals=None)" eval;
    "globals" "()" |vm, _| Ok(vm.running_globals().non_null().unwrap_or(Value::NONE));
    "locals" "()" |vm, _| vm.running_locals();
    "vars" "(object=None, /)" vars;
}

const FUTURE_FLAGS: i64 = 0x1FE_0000;
const ALLOW_TOP_LEVEL_AWAIT: i64 = 0x2000;
/// The flags of `codeop`: the end of an interactive source ends no block, and what ended too early is told apart.
const DONT_IMPLY_DEDENT: i64 = 0x200;
const ALLOW_INCOMPLETE_INPUT: i64 = 0x4000;
const ONLY_AST: i64 = 0x400;
/// What comments say of types is part of the source.
const TYPE_COMMENTS: i64 = 0x1000;
/// The tree as CPython compiles it, where [`ONLY_AST`] alone is the tree as written.
const OPTIMIZED_AST: i64 = 0x8000 | ONLY_AST;
const KNOWN_FLAGS: i64 = FUTURE_FLAGS
    | ALLOW_TOP_LEVEL_AWAIT
    | ONLY_AST
    | 0x100
    | DONT_IMPLY_DEDENT
    | TYPE_COMMENTS
    | ALLOW_INCOMPLETE_INPUT
    | OPTIMIZED_AST;

/// How a source is compiled.
struct Request {
    filename: String,
    mode: ParseMode,
    flags: i64,
    inherit: bool,
    optimize: u8,
    /// Blanks in front do not count: what `eval` grants its argument.
    trim: bool,
    /// The minor version of the Python that the source is written in.
    minor: u8,
}

impl Request {
    fn dialect(&self) -> Dialect {
        Dialect { type_comments: self.flags & TYPE_COMMENTS != 0, minor: self.minor }
    }
}

fn compile(vm: &mut Vm, args: &[Value]) -> PyResult {
    let filename = vm.compile_filename(args[1])?;
    let Some(mode) = args[2].downcast::<Str>() else {
        let class = vm.type_name(args[2]);
        return Err(vm.raise_type_error(format!("compile() argument 'mode' must be str, not {class}")));
    };
    let flags = if args[3].is_null() { 0 } else { i64::from(vm.c_int(args[3])?) };
    let inherit = args[4].is_null() || !vm.truth(args[4])?;
    let optimize = if args[5].is_null() { -1 } else { vm.c_int(args[5])? };
    let version = if args[6].is_null() { -1 } else { vm.c_int(args[6])? };
    if flags & !KNOWN_FLAGS != 0 {
        return Err(vm.raise_value_error("compile(): unrecognised flags"));
    }
    let optimize = match optimize {
        -1 => vm.options.optimize,
        level @ 0..=2 => level as u8,
        _ => return Err(vm.raise_value_error("compile(): invalid optimize value")),
    };
    // Other than for its tree, a source is always of the present version.
    let minor = match version {
        0.. if flags & ONLY_AST != 0 => u8::try_from(version).unwrap_or(u8::MAX),
        _ => Dialect::MINOR,
    };
    let what = "compile() arg 1 must be a string, bytes or AST object";
    let mode = match mode.as_str() {
        Some("exec") => ParseMode::Exec,
        Some("eval") => ParseMode::Eval,
        Some("single") => ParseMode::Single,
        Some("func_type") if flags & ONLY_AST == 0 => {
            return Err(vm.raise_value_error("compile() mode 'func_type' requires flag PyCF_ONLY_AST"));
        }
        Some("func_type") => {
            let mode = ParseMode::Eval;
            let request = Request { filename, mode, flags, inherit, optimize, trim: false, minor };
            return vm.function_type_of(args[0], &request, what);
        }
        _ if flags & ONLY_AST != 0 => {
            return Err(
                vm.raise_value_error("compile() mode must be 'exec', 'eval', 'single' or 'func_type'")
            );
        }
        _ => return Err(vm.raise_value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    let request = Request { filename, mode, flags, inherit, optimize, trim: false, minor };
    if Classes::is_tree(vm, args[0]) {
        if flags & ONLY_AST != 0 {
            // A tree of its own, and one that is valid.
            let mut comments = Comments::default();
            let mut tree = from_objects(vm, args[0], mode, Some(&mut comments))?;
            if flags & OPTIMIZED_AST == OPTIMIZED_AST {
                pipeline::optimize(&mut tree, &tree_options(optimize));
            }
            return to_objects(vm, &tree, comments, "");
        }
        return vm.compile_objects(args[0], &request).map(Gc::value);
    }
    if flags & ONLY_AST != 0 {
        return vm.tree_of(args[0], &request, what);
    }
    vm.compile_value(args[0], &request, what).map(Gc::value)
}

/// What CPython itself rewrites in a tree.
fn tree_options(optimize: u8) -> Options {
    Options { optimize, ..Options::cpython() }
}

/// The globals and locals of `exec` and `eval`.
fn spaces(vm: &mut Vm, globals: Value, locals: Value, name: &str) -> PyResult<(Gc<Dict>, Value)> {
    let given = |v: Value| v.non_null().filter(|v| !v.is_none());
    if let Some(locals) = given(locals)
        && !is_mapping(vm, locals)
    {
        let message = match name {
            "exec" => format!("locals must be a mapping or None, not {}", vm.type_name(locals)),
            _ => "locals must be a mapping".into(),
        };
        return Err(vm.raise_type_error(message));
    }
    let globals = match given(globals) {
        Some(globals) => match globals.downcast::<Dict>() {
            Some(dict) => {
                let locals = given(locals).unwrap_or(globals);
                (dict, locals)
            }
            None => {
                let message = match name {
                    "exec" => format!("exec() globals must be a dict, not {}", vm.type_name(globals)),
                    _ if is_mapping(vm, globals) || globals.is_kind(Kind::Str) => {
                        "globals must be a real dict; try eval(expr, {}, mapping)".into()
                    }
                    _ => "globals must be a dict".into(),
                };
                return Err(vm.raise_type_error(message));
            }
        },
        None => {
            let running = vm.running_globals();
            let Some(dict) = running.downcast::<Dict>() else {
                let message = format!("{name} must be given globals and locals when called without a frame");
                return Err(vm.raise_type_error(message));
            };
            let locals = match given(locals) {
                Some(locals) => locals,
                None => vm.running_locals()?,
            };
            (dict, locals)
        }
    };
    let key = vm.intern("__builtins__");
    if vm.namespace_get(globals.0, key)?.is_none() {
        let builtins = vm.running_builtins();
        vm.dict_set(globals.0, key.value(), builtins)?;
    }
    Ok(globals)
}

fn is_mapping(vm: &mut Vm, value: Value) -> bool {
    let getter = vm.intern("__getitem__");
    !value.is_kind(Kind::Str) && (value.is_kind(Kind::Dict) || vm.type_of(value).lookup(getter).is_some())
}

fn exec(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (globals, locals) = spaces(vm, args[1], args[2], "exec")?;
    let closure = args[3].non_null().filter(|c| !c.is_none());
    if let Some(code) = args[0].downcast::<Code>() {
        let free = code.free_count();
        let cells = closure.and_then(|c| c.downcast::<Tuple>());
        match (free, closure) {
            (0, None) => {}
            (0, Some(_)) => {
                return Err(vm.raise_type_error("cannot use a closure with this code object"));
            }
            (n, _)
                if cells.is_some_and(|t| t.len() == n && t.items().iter().all(|v| v.is_kind(Kind::Cell))) => {
            }
            (n, _) => {
                let message = format!("code object requires a closure of exactly length {n}");
                return Err(vm.raise_type_error(message));
            }
        }
        if free > 0 {
            return vm
                .run_closure(code, globals.value(), locals, closure.unwrap_or(Value::NONE))
                .map(|_| Value::NONE);
        }
        return vm.run_code(code, globals.value(), locals).map(|_| Value::NONE);
    }
    if closure.is_some() {
        return Err(vm.raise_type_error("closure can only be used when source is a code object"));
    }
    let request = Request {
        filename: "<string>".into(),
        mode: ParseMode::Exec,
        flags: 0,
        inherit: true,
        optimize: vm.options.optimize,
        trim: false,
        minor: Dialect::MINOR,
    };
    let code = vm.compile_value(args[0], &request, "exec() arg 1 must be a string, bytes or code object")?;
    vm.run_code(code, globals.value(), locals).map(|_| Value::NONE)
}

fn eval(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (globals, locals) = spaces(vm, args[1], args[2], "eval")?;
    if let Some(code) = args[0].downcast::<Code>() {
        if code.free_count() > 0 {
            return Err(vm.raise_type_error("code object passed to eval() may not contain free variables"));
        }
        return vm.run_code(code, globals.value(), locals);
    }
    let request = Request {
        filename: "<string>".into(),
        mode: ParseMode::Eval,
        flags: 0,
        inherit: true,
        optimize: vm.options.optimize,
        trim: true,
        minor: Dialect::MINOR,
    };
    let code = vm.compile_value(args[0], &request, "eval() arg 1 must be a string, bytes or code object")?;
    vm.run_code(code, globals.value(), locals)
}

fn vars(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[0].is_null() {
        return vm.running_locals();
    }
    if let Some(module) = args[0].downcast::<Module>() {
        return Ok(module.dict().value());
    }
    let name = vm.intern("__dict__");
    match vm.get_attr_or_none(args[0], name)? {
        Some(dict) => Ok(dict),
        None => Err(vm.raise_type_error("vars() argument must have __dict__ attribute")),
    }
}

impl Vm {
    /// The name of a source: text, bytes or a path.
    ///
    /// # Errors
    /// `TypeError`; what `__fspath__` raises.
    pub(crate) fn compile_filename(&mut self, name: Value) -> PyResult<String> {
        if let Some(text) = name.downcast::<Str>() {
            return Ok(text.as_wtf8().to_string());
        }
        if let Some(bytes) = name.downcast::<Bytes>() {
            return Ok(String::from_utf8_lossy(bytes.as_slice()).into_owned());
        }
        let path = self.intern("__fspath__");
        match self.get_attr_or_none(name, path)? {
            Some(method) => {
                let text = self.call(method, &[])?;
                self.text_of(text)
            }
            None => {
                let class = self.type_name(name);
                let message = format!("expected str, bytes or os.PathLike object, not {class}");
                Err(self.raise_type_error(message))
            }
        }
    }

    /// The scopes of a source; `expected` is told of what is none.
    ///
    /// # Errors
    /// What `compile` raises for it up to there.
    pub(crate) fn scopes_of(
        &mut self,
        source: Value,
        filename: String,
        mode: ParseMode,
        expected: &str,
    ) -> PyResult<SymbolTable> {
        let minor = Dialect::MINOR;
        let request = Request { filename, mode, flags: 0, inherit: false, optimize: 0, trim: false, minor };
        let text = self.source_of(source, &request, expected)?;
        let parsed = self.parse(&text, &request)?;
        for warning in &parsed.warnings {
            self.warn_syntax(warning, &request.filename, Some(&text))?;
        }
        let opts = self.flags_of(&request);
        scopes::build(&parsed.module, &opts)
            .map_err(|error| self.raise_compile_error(source_error(error, &text, &request.filename)))
    }

    /// The code object of a source.
    fn compile_value(&mut self, source: Value, request: &Request, expected: &str) -> PyResult<Gc<Code>> {
        let text = self.source_of(source, request, expected)?;
        let (options, opts) = (self.options.clone(), self.flags_of(request));
        let parsed = self.parse(&text, request)?;
        self.finish(compile_parsed(parsed, "", &options, &opts), request, Some(&text))
    }

    /// The code object of a tree that a program made.
    fn compile_objects(&mut self, tree: Value, request: &Request) -> PyResult<Gc<Code>> {
        let tree = from_objects(self, tree, request.mode, None)?;
        let (options, opts) = (self.options.clone(), self.flags_of(request));
        self.finish(compile_tree(tree, "", &options, &opts), request, None)
    }

    fn parse(&mut self, text: &str, request: &Request) -> PyResult<Parsed> {
        let digits = self.options.int_digits;
        let parsed = parse_dialect(text, &request.filename, request.mode, digits, request.dialect());
        self.check_parsed(parsed, text, request)
    }

    /// Who asks for it is told whether a source that is no program may become one when more of it comes.
    fn check_parsed<T>(
        &mut self,
        parsed: Result<T, Box<SourceError>>,
        text: &str,
        request: &Request,
    ) -> PyResult<T> {
        let wants = request.flags & ALLOW_INCOMPLETE_INPUT != 0;
        let class = self.types.incomplete_input_error;
        match parsed {
            Ok(_)
                if wants
                    && request.flags & DONT_IMPLY_DEDENT != 0
                    && request.mode == ParseMode::Single
                    && ends_in_block(text) =>
            {
                Err(self.raise_str(class, "incomplete input"))
            }
            Ok(parsed) => Ok(parsed),
            Err(error) => Err(match error.incomplete() {
                Some(incomplete) if wants => self.raise_source_error_as(class, &incomplete),
                _ => self.raise_source_error(&error),
            }),
        }
    }

    fn flags_of(&self, request: &Request) -> CompileOptions {
        let inherited =
            request.inherit && self.at.is_some_and(|c| c.binding.flags & CodeFlags::FUTURE_ANNOTATIONS != 0);
        CompileOptions {
            optimize: request.optimize,
            future_annotations: inherited || request.flags & 0x100_0000 != 0,
            allow_top_level_await: request.flags & ALLOW_TOP_LEVEL_AWAIT != 0,
            ..CompileOptions::new(request.filename.as_str())
        }
    }

    fn finish(
        &mut self,
        compiled: Result<Compiled, Box<SourceError>>,
        request: &Request,
        text: Option<&str>,
    ) -> PyResult<Gc<Code>> {
        let compiled = compiled.map_err(|error| self.raise_compile_error(error))?;
        for warning in &compiled.warnings {
            self.warn_syntax(warning, &request.filename, text)?;
        }
        self.load_code(&Arc::new(compiled.code))
    }

    /// The exception of an error behind the parser. Its line is that of the file which the source is said to come from,
    /// whatever the source was.
    #[cold]
    fn raise_compile_error(&mut self, mut error: Box<SourceError>) -> Raised {
        if error.line > 0 && error.text.is_none() && !error.filename.starts_with('<') {
            let file = self.source_text(&error.filename);
            let line =
                file.as_deref().and_then(|text| text.split_inclusive('\n').nth(error.line as usize - 1));
            error.text = line.map(str::to_owned);
        }
        self.raise_source_error(&error)
    }

    /// The text of a source.
    fn source_of(&mut self, source: Value, request: &Request, expected: &str) -> PyResult<String> {
        let text = if let Some(s) = source.downcast::<Str>() {
            match s.as_str() {
                Some(text) => Ok(text.to_owned()),
                None => {
                    let at = s.as_wtf8().code_points().position(|c| c.to_char().is_none()).unwrap_or(0);
                    return Err(self.raise_surrogate(source, at));
                }
            }
        } else if source.downcast::<MemoryView>().is_none_or(|view| view.is_contiguous())
            && let Some(bytes) = self.bytes_like(source)?
        {
            if bytes.as_slice().contains(&0) {
                return Err(self.raise_null_bytes());
            }
            self.decoded_source(bytes.as_slice())
        } else {
            return Err(self.raise_type_error(expected));
        };
        let mut text = text.map_err(|mut error| {
            error.filename = request.filename.clone();
            self.raise_undecodable(error)
        })?;
        if text.contains('\0') {
            return Err(self.raise_null_bytes());
        }
        if request.trim {
            text = text.trim_start_matches([' ', '\t']).to_owned();
        }
        Ok(text)
    }

    /// The text of a source's bytes. Encodings that the compiler does not know may be Python's own.
    ///
    /// # Errors
    /// As [`decode_source`].
    pub(crate) fn decoded_source(&mut self, bytes: &[u8]) -> Result<String, Box<SourceError>> {
        decode_source(bytes).or_else(|error| self.decoded_by_codec(bytes, error))
    }

    /// What the codec makes of a source whose encoding `error` names; another `error` stays.
    pub(crate) fn decoded_by_codec(
        &mut self,
        bytes: &[u8],
        mut error: Box<SourceError>,
    ) -> Result<String, Box<SourceError>> {
        let name =
            ["unknown encoding: ", "encoding problem: "].iter().find_map(|p| error.msg.strip_prefix(p));
        let Some(name) = name.filter(|name| !name.ends_with(" with BOM")) else { return Err(error) };
        let decode = |vm: &mut Vm| -> PyResult {
            let (bytes, name) = (vm.new_bytes(bytes)?, vm.new_str(name)?);
            let decode = vm.intern("decode");
            let decode = vm.get_attr(bytes, decode)?;
            vm.call(decode, &[name])
        };
        match decode(self).map(|text| text.downcast::<Str>().and_then(|s| s.as_str().map(str::to_owned))) {
            Ok(Some(text)) => Ok(text),
            Ok(None) => Err(error),
            Err(Raised) => {
                let raised = self.take_raised();
                let reason = self.text_of(raised).unwrap_or_default();
                self.raised = Value::NULL;
                if !reason.starts_with("unknown encoding: ") {
                    error.msg = format!("(unicode error) {reason}");
                }
                Err(error)
            }
        }
    }

    /// The exception of bytes that are no text: it names the source, and no line of it.
    #[cold]
    fn raise_undecodable(&mut self, error: Box<SourceError>) -> Raised {
        let reason = error.msg.strip_prefix("(unicode error) ").unwrap_or(&error.msg);
        if reason.len() == error.msg.len() && !reason.starts_with("unknown encoding: ") {
            return self.raise_source_error(&error);
        }
        let args = self.new_str(error.filename.as_str()).and_then(|filename| {
            let nowhere =
                [filename, Value::small_int_unchecked(0), Value::small_int_unchecked(-1), Value::NONE];
            let place = self.new_tuple(&nowhere)?;
            let message = self.new_str(reason)?;
            self.new_tuple(&[message, place])
        });
        match args {
            Ok(args) => self.raise_syntax_error(self.types.syntax_error, args),
            Err(raised) => raised,
        }
    }

    /// An exception of a class of `SyntaxError`'s family with these arguments, pending.
    fn raise_syntax_error(&mut self, class: Gc<Type>, args: Value) -> Raised {
        let e = self.new_exception(class, args);
        match self.init_exception(e, args, Value::NULL) {
            Ok(()) => self.raise_value(e.value()),
            Err(raised) => raised,
        }
    }

    fn raise_null_bytes(&mut self) -> Raised {
        self.raise_str(self.types.syntax_error, "source code string cannot contain null bytes")
    }

    /// The syntax tree of a source.
    fn tree_of(&mut self, source: Value, request: &Request, expected: &str) -> PyResult {
        let text = self.source_of(source, request, expected)?;
        let parsed = self.parse(&text, request)?;
        // CPython reads future statements before it hands out a tree.
        if let Err(error) = features(&parsed.module) {
            return Err(self.raise_compile_error(source_error(error, "", &request.filename)));
        }
        for warning in &parsed.warnings {
            self.warn_syntax(warning, &request.filename, Some(&text))?;
        }
        let mut module = parsed.module;
        if request.flags & OPTIMIZED_AST == OPTIMIZED_AST {
            pipeline::optimize(&mut module, &tree_options(request.optimize));
        }
        let comments = Comments::of(self, &parsed.type_comments)?;
        to_objects(self, &module, comments, &text)
    }

    /// The syntax tree of a source that is the type of a function.
    fn function_type_of(&mut self, source: Value, request: &Request, expected: &str) -> PyResult {
        if Classes::is_tree(self, source) {
            // CPython reads the class it expects from beyond the end of a table.
            let message = "compile() in mode 'func_type' takes no tree";
            return Err(self.raise_type_error(message));
        }
        let text = self.source_of(source, request, expected)?;
        let digits = self.options.int_digits;
        let parsed = parse_function_type(&text, &request.filename, digits, request.dialect());
        let parsed = self.check_parsed(parsed, &text, request)?;
        for warning in &parsed.warnings {
            self.warn_syntax(warning, &request.filename, Some(&text))?;
        }
        function_type_to_objects(self, &parsed, &text)
    }

    /// # Errors
    /// `UnicodeEncodeError` for a text with surrogates, which UTF-8 has not.
    pub(crate) fn check_encodable(&mut self, text: Gc<Str>) -> PyResult<()> {
        if text.as_str().is_some() {
            return Ok(());
        }
        let mut points = text.as_wtf8().code_points();
        match points.position(|point| point.to_char().is_none()) {
            Some(at) => Err(self.raise_surrogate(text.value(), at)),
            None => Ok(()),
        }
    }

    pub(crate) fn raise_surrogate(&mut self, text: Value, at: usize) -> Raised {
        let made = self.new_str("utf-8").and_then(|encoding| {
            let reason = self.new_str("surrogates not allowed")?;
            let place = |n: usize| Value::small_int_unchecked(n as i64);
            self.new_tuple(&[encoding, text, place(at), place(at + 1), reason])
        });
        match made {
            Ok(args) => {
                let e = self.new_exception(self.types.unicode_encode_error, args);
                self.raise_value(e.value())
            }
            Err(raised) => raised,
        }
    }

    /// The exception of a source that is no program.
    #[cold]
    pub fn raise_source_error(&mut self, error: &SourceError) -> Raised {
        let class = match error.kind {
            ErrorKind::SyntaxError => self.types.syntax_error,
            ErrorKind::IndentationError => self.types.indentation_error,
            ErrorKind::TabError => self.types.tab_error,
            ErrorKind::ValueError => self.types.value_error,
            ErrorKind::MemoryError => self.types.memory_error,
            ErrorKind::RecursionError => self.types.recursion_error,
        };
        if !error.kind.is_syntax() {
            return self.raise_str(class, &error.msg);
        }
        self.raise_source_error_as(class, error)
    }

    fn raise_source_error_as(&mut self, class: Gc<Type>, error: &SourceError) -> Raised {
        let made = self.syntax_error_args(error).and_then(|args| {
            let e = self.new_exception(class, args);
            self.init_exception(e, args, Value::NULL)?;
            if let Some(read) = &error.read {
                let place = |n: u32| Value::small_int_unchecked(i64::from(n));
                let source = self.new_str(read.source.as_str())?;
                let read = self.new_tuple(&[place(read.line), place(read.col), source])?;
                self.set_exception_member(e, "_metadata", read)?;
            }
            Ok(e)
        });
        match made {
            Ok(e) => self.raise_value(e.value()),
            Err(raised) => raised,
        }
    }

    fn syntax_error_args(&mut self, error: &SourceError) -> PyResult {
        if error.line == 0 && error.text.is_none() {
            // It is about no place: the file could not be decoded at all.
            let message = self.new_str(error.msg.as_str())?;
            return self.new_tuple(&[message]);
        }
        let int = |n: u32| Value::small_int_unchecked(i64::from(n));
        let filename = self.new_str(error.filename.as_str())?;
        let text = match &error.text {
            Some(text) => self.new_str(text.as_str())?,
            None => Value::NONE,
        };
        let place = [
            filename,
            int(error.line),
            int(error.col),
            text,
            int(error.end_line),
            Value::small_int_unchecked(i64::from(error.end_col)),
        ];
        let place = self.new_tuple(&place)?;
        let message = self.new_str(error.msg.as_str())?;
        self.new_tuple(&[message, place])
    }

    /// Gives a warning of the compiler; as an error it becomes a `SyntaxError`.
    /// What the lexer found shows its line of `source`.
    pub(crate) fn warn_syntax(
        &mut self,
        warning: &SyntaxWarning,
        filename: &str,
        source: Option<&str>,
    ) -> PyResult<()> {
        let category: Gc<Type> = match warning.category {
            WarningCategory::SyntaxWarning => self.types.syntax_warning,
            WarningCategory::DeprecationWarning => self.types.deprecation_warning,
        };
        let (message, filename) = (self.new_str(warning.msg.as_str())?, self.new_str(filename)?);
        match crate::stdlib::warnings::warn_at(self, category, message, filename, i64::from(warning.line)) {
            Ok(()) => Ok(()),
            Err(_) if self.raised_is(category) => {
                self.take_raised();
                // An error speaks of the present.
                let told = warning.msg.replace(" Such sequences will not work in the future.", "");
                let message = self.new_str(told.as_str())?;
                let int = |n: u32| Value::small_int_unchecked(i64::from(n));
                let line = source.and_then(|s| s.split_inclusive('\n').nth(warning.line as usize - 1));
                let (text, end) = match line {
                    Some(line) if warning.msg.contains("escape sequence") => {
                        let newline = if line.ends_with('\n') { "" } else { "\n" };
                        (self.new_str(format!("{line}{newline}").as_str())?, warning.end_col)
                    }
                    Some(line)
                        if warning.msg.ends_with(" literal") && warning.msg.starts_with("invalid ") =>
                    {
                        (self.new_str(line.trim_end_matches('\n'))?, warning.col)
                    }
                    _ => (Value::NONE, warning.end_col),
                };
                let end = [int(warning.end_line), int(end)];
                let place = [filename, int(warning.line), int(warning.col), text, end[0], end[1]];
                let place = self.new_tuple(&place)?;
                let args = self.new_tuple(&[message, place])?;
                let e = self.new_exception(self.types.syntax_error, args);
                self.init_exception(e, args, Value::NULL)?;
                Err(self.raise_value(e.value()))
            }
            Err(raised) => Err(raised),
        }
    }

    /// The builtins of the code that runs.
    pub(crate) fn running_builtins(&self) -> Value {
        self.at.map_or(self.builtins, |c| c.binding.builtins.get())
    }
}
