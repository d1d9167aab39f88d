//! What exceptions know besides their arguments: the attributes of each family, and the text made of them.
//!
//! ```text
//! StopIteration   value                     OSError     errno, strerror, filename, filename2, characters_written
//! SystemExit      code                      SyntaxError msg, filename, lineno, offset, text, …
//! NameError       name                      Unicode…    encoding, object, start, end, reason
//! AttributeError  name, obj                 groups      message, exceptions
//! ImportError     msg, name, path, name_from
//! ```
//!
//! The attributes lie in a buffer that is filled from the arguments when somebody asks: exceptions that nobody
//! looks into pay nothing for them. To add a family: a row in `FAMILIES`, and an arm where arguments are read.

use super::Vm;
use crate::heap::Gc;
use crate::objects::{Bytes, Dict, Exception, Kind, Str, Tuple, Type, ValueBuffer};
use crate::value::{PyResult, Raised, Value};

/// A family of exception classes with attributes of their own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Family {
    StopIteration,
    SystemExit,
    Name,
    Attribute,
    Import,
    Os,
    Syntax,
    Encode,
    Decode,
    Translate,
    Group,
    Plain,
}

const UNICODE: &[&str] = &["encoding", "object", "start", "end", "reason"];

impl Family {
    /// The attributes, in the order of the buffer.
    pub(crate) fn members(self) -> &'static [&'static str] {
        match self {
            Family::StopIteration => &["value"],
            Family::SystemExit => &["code"],
            Family::Name => &["name"],
            Family::Attribute => &["name", "obj"],
            Family::Import => &["msg", "name", "path", "name_from"],
            Family::Os => &["errno", "strerror", "filename", "filename2", "characters_written"],
            Family::Syntax => &[
                "msg",
                "filename",
                "lineno",
                "offset",
                "text",
                "print_file_and_line",
                "end_lineno",
                "end_offset",
                "_metadata",
            ],
            Family::Encode | Family::Decode | Family::Translate => UNICODE,
            Family::Group => &["message", "exceptions"],
            Family::Plain => &[],
        }
    }
}

impl Vm {
    /// The family of an exception class.
    pub(crate) fn family_of(&self, class: Gc<Type>) -> Family {
        let t = &self.types;
        let heads = [
            (t.stop_iteration, Family::StopIteration),
            (t.attribute_error, Family::Attribute),
            (t.name_error, Family::Name),
            (t.os_error, Family::Os),
            (t.import_error, Family::Import),
            (t.syntax_error, Family::Syntax),
            (t.system_exit, Family::SystemExit),
            (t.unicode_encode_error, Family::Encode),
            (t.unicode_decode_error, Family::Decode),
            (t.unicode_translate_error, Family::Translate),
            (t.base_exception_group, Family::Group),
        ];
        let of = |class: &Value| heads.iter().find(|(head, _)| class.is(head.value())).map(|h| h.1);
        class.mro().iter().find_map(of).unwrap_or(Family::Plain)
    }

    /// A new exception of a class; nobody sees it before its arguments are set.
    pub(crate) fn new_exception(&mut self, class: Gc<Type>, args: Value) -> Gc<Exception> {
        // Slots of the class and a finalizer need what `alloc_instance` does.
        self.alloc_instance(class, Exception::with_args(class.root_shape().0, args))
    }

    /// The attributes of an exception, filled from its arguments at the first request.
    fn members(&mut self, e: Gc<Exception>, family: Family) -> PyResult<Gc<ValueBuffer>> {
        if let Some(buffer) = e.members.get().downcast() {
            return Ok(buffer);
        }
        let buffer = ValueBuffer::new(&mut self.heap, family.members().len());
        let buffer = self.check(buffer)?;
        for cell in buffer.items() {
            self.heap.set(buffer, cell, Value::NONE);
        }
        self.heap.set(e, &e.members, buffer.value());
        let args = e.args.get().downcast::<Tuple>();
        let args = args.as_ref().map_or(&[][..], |t| t.items());
        let mut put = |index: usize, value: Value| self.heap.set(buffer, &buffer.items()[index], value);
        match (family, args) {
            (Family::StopIteration, [value, ..]) | (Family::Import, [value]) => put(0, *value),
            (Family::SystemExit, [code]) => put(0, *code),
            (Family::SystemExit, [_, ..]) => put(0, e.args.get()),
            (Family::Os, [errno, strerror]) => {
                put(0, *errno);
                put(1, *strerror);
            }
            (Family::Syntax, [msg, ..]) => put(0, *msg),
            (Family::Encode | Family::Decode, &[a, b, c, d, f]) => {
                [a, b, c, d, f].into_iter().enumerate().for_each(|(i, v)| put(i, v))
            }
            (Family::Translate, &[b, c, d, f]) => {
                [b, c, d, f].into_iter().enumerate().for_each(|(i, v)| put(i + 1, v))
            }
            _ => {}
        }
        if family == Family::Os {
            buffer.items()[4].set(Value::NULL);
        }
        Ok(buffer)
    }

    /// An attribute of an exception's family.
    pub(crate) fn exception_member(&mut self, e: Gc<Exception>, name: &str) -> PyResult<Option<Value>> {
        let family = self.family_of(self.type_of(e.value()));
        let Some(index) = family.members().iter().position(|m| *m == name) else { return Ok(None) };
        Ok(self.members(e, family)?.items()[index].get().non_null())
    }

    /// One of the attributes that every exception has, or one of its family.
    pub(crate) fn exception_field(&mut self, e: Gc<Exception>, name: &str) -> PyResult<Option<Value>> {
        Ok(Some(match name {
            "args" => e.args.get(),
            "__cause__" => e.cause.get(),
            "__context__" => e.context.get(),
            "__traceback__" => e.traceback.get(),
            "__suppress_context__" => e.suppress.get(),
            _ => return self.exception_member(e, name),
        }))
    }

    /// `del exception.name`: a family's attribute is None afterwards.
    pub(crate) fn delete_exception_field(&mut self, e: Gc<Exception>, name: &str) -> PyResult<()> {
        if self.set_exception_member(e, name, Value::NONE)? {
            return Ok(());
        }
        let message = match name {
            "__suppress_context__" => "can't delete numeric/char attribute".to_owned(),
            _ => format!("{name} may not be deleted"),
        };
        Err(self.raise_type_error(message))
    }

    /// Sets an attribute of an exception's family; false if it has none of that name.
    pub(crate) fn set_exception_member(
        &mut self,
        e: Gc<Exception>,
        name: &str,
        value: Value,
    ) -> PyResult<bool> {
        let family = self.family_of(self.type_of(e.value()));
        let Some(index) = family.members().iter().position(|m| *m == name) else { return Ok(false) };
        let buffer = self.members(e, family)?;
        self.heap.set(buffer, &buffer.items()[index], value);
        Ok(true)
    }

    /// Sets `__cause__`, `__context__`, `__traceback__`, `__suppress_context__` or `args`; false for other names.
    ///
    /// # Errors
    /// `TypeError` for a value of the wrong class.
    pub(crate) fn set_exception_slot(
        &mut self,
        e: Gc<Exception>,
        name: &str,
        value: Value,
    ) -> PyResult<bool> {
        let is_exception = value.is_none() || value.is_kind(Kind::Exception);
        let field = match name {
            "__cause__" if is_exception => {
                e.suppress.set(Value::TRUE);
                &e.cause
            }
            "__context__" if is_exception => &e.context,
            "__cause__" | "__context__" => {
                let what = &name[2..name.len() - 2];
                let message = format!("exception {what} must be None or derive from BaseException");
                return Err(self.raise_type_error(message));
            }
            "__traceback__" if value.is_none() || value.is_kind(Kind::Traceback) => &e.traceback,
            "__traceback__" => {
                return Err(self.raise_type_error("__traceback__ must be a traceback or None"));
            }
            "__suppress_context__" if value.as_bool().is_some() => &e.suppress,
            "__suppress_context__" => {
                return Err(self.raise_type_error("attribute value type must be bool"));
            }
            "args" => {
                let list = self.list_of(value)?;
                let args = self.tuple_of_list(list)?;
                self.heap.set(e, &e.args, args);
                return Ok(true);
            }
            _ => return Ok(false),
        };
        self.heap.set(e, field, value);
        Ok(true)
    }

    /// `BaseException.__init__` of the class's family.
    ///
    /// # Errors
    /// `TypeError` for arguments that do not fit.
    pub(crate) fn init_exception(&mut self, e: Gc<Exception>, args: Value, keywords: Value) -> PyResult<()> {
        let class = self.type_of(e.value());
        let family = self.family_of(class);
        let named = keywords.downcast::<Dict>().filter(|d| !d.is_empty());
        let items = args.downcast::<Tuple>();
        let items = items.as_ref().map_or(&[][..], |t| t.items());
        if family != Family::Os {
            self.heap.set(e, &e.args, args);
        } else if named.is_none() && self.os_error_waits(class) {
            self.heap.set(e, &e.args, args);
            self.fill_os_error(e, items)?;
        }
        if !matches!(family, Family::Os | Family::Group) {
            e.members.set(Value::NULL);
        }
        let allowed: &[&str] = match family {
            Family::Name => &["name"],
            Family::Attribute => &["name", "obj"],
            Family::Import => &["name", "path", "name_from"],
            _ => &[],
        };
        if let Some(named) = named {
            let mut at = 0;
            while let Some((number, key, value)) = named.next_entry(at) {
                at = number + 1;
                let name = key.downcast::<Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default();
                if allowed.contains(&name.as_str()) {
                    self.set_exception_member(e, &name, value)?;
                    continue;
                }
                let shown = class.name();
                let message = if allowed.is_empty() {
                    format!("{}() takes no keyword arguments", shown.as_wtf8())
                } else {
                    let head = match family {
                        Family::Import => "ImportError",
                        Family::Attribute => "AttributeError",
                        _ => "NameError",
                    };
                    let known: Vec<String> = allowed.iter().map(|&n| n.to_owned()).collect();
                    let meant = super::suggest::closest(&known, &name);
                    let meant = meant.map(|m| format!(". Did you mean '{m}'?")).unwrap_or_default();
                    format!("{head}() got an unexpected keyword argument '{name}'{meant}")
                };
                return Err(self.raise_type_error(message));
            }
        }
        match family {
            Family::Syntax if items.len() == 2 => self.init_syntax_error(e, items[1]),
            Family::Encode | Family::Decode | Family::Translate => self.check_unicode_error(family, items),
            _ => Ok(()),
        }
    }

    fn init_syntax_error(&mut self, e: Gc<Exception>, info: Value) -> PyResult<()> {
        let list = self.list_of(info)?;
        let count = list.len();
        if !(4..=7).contains(&count) {
            let message = match count < 4 {
                true => format!("function takes at least 4 arguments ({count} given)"),
                false => format!("function takes at most 7 arguments ({count} given)"),
            };
            return Err(self.raise_type_error(message));
        }
        let names = ["filename", "lineno", "offset", "text", "end_lineno", "end_offset", "_metadata"];
        for (name, item) in names.iter().zip(list.items()) {
            self.set_exception_member(e, name, item.get())?;
        }
        if count == 5 {
            return Err(self.raise_type_error("end_offset must be provided when end_lineno is provided"));
        }
        Ok(())
    }

    fn check_unicode_error(&mut self, family: Family, args: &[Value]) -> PyResult<()> {
        let wanted = if family == Family::Translate { 4 } else { 5 };
        if args.len() != wanted {
            let message = format!("function takes exactly {wanted} arguments ({} given)", args.len());
            return Err(self.raise_type_error(message));
        }
        let kinds: &[Option<Kind>] = match family {
            Family::Encode => &[Some(Kind::Str), Some(Kind::Str), None, None, Some(Kind::Str)],
            Family::Decode => &[Some(Kind::Str), Some(Kind::Bytes), None, None, Some(Kind::Str)],
            _ => &[Some(Kind::Str), None, None, Some(Kind::Str)],
        };
        for (i, (&value, kind)) in args.iter().zip(kinds).enumerate() {
            let what = match kind {
                None if self.as_int(&value).is_some() => continue,
                None => {
                    let class = self.type_name(value);
                    let message = format!("'{class}' object cannot be interpreted as an integer");
                    return Err(self.raise_type_error(message));
                }
                Some(kind) if value.is_kind(*kind) => continue,
                Some(Kind::Bytes) => {
                    let message = format!("a bytes-like object is required, not '{}'", self.type_name(value));
                    return Err(self.raise_type_error(message));
                }
                Some(_) => "str",
            };
            let class = self.type_name(value);
            return Err(self.raise_type_error(format!("argument {} must be {what}, not {class}", i + 1)));
        }
        Ok(())
    }

    /// `OSError.__new__`: the subclass that the error number names, and the attributes.
    pub(crate) fn new_os_error(&mut self, class: Gc<Type>, args: Value) -> PyResult {
        let items = args.downcast::<Tuple>();
        let items = items.as_ref().map_or(&[][..], |t| t.items());
        let mut class = class;
        if class == self.types.os_error && (2..=5).contains(&items.len()) {
            let errno = self.as_int(&items[0]).and_then(|i| i.to_i64());
            class = errno.and_then(|n| self.errno_class(n)).unwrap_or(class);
        }
        if self.os_error_waits(class) {
            let none = self.new_tuple(&[])?;
            return Ok(self.new_exception(class, none).value());
        }
        let e = self.new_exception(class, args);
        self.fill_os_error(e, items)?;
        Ok(e.value())
    }

    /// Whether a subclass of `OSError` has an `__init__` of its own that hands the arguments on.
    pub(crate) fn os_error_waits(&mut self, class: Gc<Type>) -> bool {
        let [init, new] = ["__init__", "__new__"].map(|n| self.intern(n));
        let (base, os) = (self.types.base_exception, self.types.os_error);
        self.lookup(class, init) != self.lookup(base, init) && self.lookup(class, new) == self.lookup(os, new)
    }

    fn fill_os_error(&mut self, e: Gc<Exception>, items: &[Value]) -> PyResult<()> {
        if !(2..=5).contains(&items.len()) {
            return Ok(());
        }
        let class = self.type_of(e.value());
        let (filename, filename2) = (items.get(2).copied(), items.get(4).copied());
        let pair = self.new_tuple(&items[..2])?;
        self.set_exception_member(e, "errno", items[0])?;
        self.set_exception_member(e, "strerror", items[1])?;
        if let Some(filename) = filename.filter(|f| !f.is_none()) {
            let blocking = class.is_subclass(self.types.blocking_io_error);
            if blocking && self.as_int(&filename).is_some() {
                self.set_exception_member(e, "characters_written", filename)?;
            } else {
                self.set_exception_member(e, "filename", filename)?;
                self.set_exception_member(e, "filename2", filename2.unwrap_or(Value::NONE))?;
                self.heap.set(e, &e.args, pair);
            }
        }
        Ok(())
    }

    fn errno_class(&self, errno: i64) -> Option<Gc<Type>> {
        let t = &self.types;
        Some(match errno {
            11 | 114 | 115 => t.blocking_io_error,
            32 | 108 => t.broken_pipe_error,
            10 => t.child_process_error,
            103 => t.connection_aborted_error,
            111 => t.connection_refused_error,
            104 => t.connection_reset_error,
            17 => t.file_exists_error,
            2 => t.file_not_found_error,
            4 => t.interrupted_error,
            21 => t.is_a_directory_error,
            20 => t.not_a_directory_error,
            1 | 13 => t.permission_error,
            3 => t.process_lookup_error,
            110 => t.timeout_error,
            _ => return None,
        })
    }

    /// The `OSError` of an error of the operating system.
    #[cold]
    pub fn raise_os_error(&mut self, error: &std::io::Error, filename: Option<Value>) -> Raised {
        let Some(errno) = error.raw_os_error() else {
            return self.raise_str(self.types.os_error, &error.to_string());
        };
        let text = error.to_string();
        let text = text.rsplit_once(" (os error").map_or(text.as_str(), |(t, _)| t);
        let made = self.new_str(text).and_then(|text| {
            let number = self.new_int(i64::from(errno));
            let args = match filename {
                Some(filename) => self.new_tuple(&[number, text, filename])?,
                None => self.new_tuple(&[number, text])?,
            };
            self.new_os_error(self.types.os_error, args)
        });
        match made {
            Ok(e) => self.raise_value(e),
            Err(raised) => raised,
        }
    }

    /// `AttributeError` that knows the object and the name.
    #[cold]
    pub(crate) fn raise_attribute_error(&mut self, object: Value, name: Value, message: &str) -> Raised {
        let raised = self.raise_str(self.types.attribute_error, message);
        self.name_raised(&[("name", name), ("obj", object)]);
        raised
    }

    /// Sets attributes of the pending exception.
    pub(crate) fn name_raised(&mut self, members: &[(&str, Value)]) {
        let Some(e) = self.raised.downcast::<Exception>() else { return };
        for (name, value) in members {
            // Without memory for them the exception stays as it is.
            let _ = self.set_exception_member(e, name, *value);
        }
    }

    /// The message of an exception as `str()` shows it.
    ///
    /// # Errors
    /// What the arguments' `__str__` and `__repr__` raise.
    pub fn exception_text(&mut self, e: Gc<Exception>) -> PyResult {
        let class = self.type_of(e.value());
        let family = self.family_of(class);
        let text = match family {
            Family::Os => self.os_error_text(e)?,
            Family::Import => {
                let message = self.exception_member(e, "msg")?.unwrap_or(Value::NONE);
                if message.is_kind(Kind::Str) {
                    return Ok(message);
                }
                None
            }
            Family::Syntax => self.syntax_error_text(e)?,
            Family::Encode | Family::Decode | Family::Translate => self.unicode_error_text(e, family)?,
            Family::Group => {
                let message = self.exception_member(e, "message")?.unwrap_or(Value::NONE);
                let message = self.text_of(message)?;
                let held = self.exception_member(e, "exceptions")?.unwrap_or(Value::NONE);
                let n = held.downcast::<Tuple>().map_or(0, |t| t.len());
                Some(format!("{message} ({n} sub-exception{})", if n == 1 { "" } else { "s" }))
            }
            _ => None,
        };
        if let Some(text) = text {
            return self.new_str(text.as_str());
        }
        let args = e.args.get();
        match args.downcast::<Tuple>().map(|t| (t.len(), t)) {
            Some((0, _)) | None => self.new_str(""),
            Some((1, t)) if class.is_subclass(self.types.key_error) => self.repr(t.items()[0]),
            Some((1, t)) => self.str_of(t.items()[0]),
            Some(_) => self.repr(args),
        }
    }

    /// `str(value)` for a message.
    pub(crate) fn text_of(&mut self, value: Value) -> PyResult<String> {
        let shown = self.str_of(value)?;
        Ok(shown.downcast::<Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default())
    }

    fn os_error_text(&mut self, e: Gc<Exception>) -> PyResult<Option<String>> {
        let buffer = self.members(e, Family::Os)?;
        let [errno, strerror, first, second] = [0, 1, 2, 3].map(|i| buffer.items()[i].get());
        if errno.is_none() || strerror.is_none() {
            return Ok(None);
        }
        let (errno, strerror) = (self.text_of(errno)?, self.text_of(strerror)?);
        let mut out = format!("[Errno {errno}] {strerror}");
        if !first.is_none() {
            out += &format!(": {}", self.repr_string(first)?);
            if !second.is_none() {
                out += &format!(" -> {}", self.repr_string(second)?);
            }
        }
        Ok(Some(out))
    }

    fn syntax_error_text(&mut self, e: Gc<Exception>) -> PyResult<Option<String>> {
        let buffer = self.members(e, Family::Syntax)?;
        let [msg, filename, line] = [0, 1, 2].map(|i| buffer.items()[i].get());
        let msg = self.text_of(msg)?;
        let file = filename.downcast::<Str>().map(|s| s.as_wtf8().to_string());
        let file = file.map(|f| f.rsplit('/').next().unwrap_or_default().to_owned());
        let line = self.as_int(&line).and_then(|i| i.to_i64());
        Ok(Some(match (file, line) {
            (Some(file), Some(line)) => format!("{msg} ({file}, line {line})"),
            (Some(file), None) => format!("{msg} ({file})"),
            (None, Some(line)) => format!("{msg} (line {line})"),
            (None, None) => msg,
        }))
    }

    fn unicode_error_text(&mut self, e: Gc<Exception>, family: Family) -> PyResult<Option<String>> {
        let buffer = self.members(e, family)?;
        let [encoding, object, start, end, reason] = [0, 1, 2, 3, 4].map(|i| buffer.items()[i].get());
        if object.is_none() {
            return Ok(Some(String::new()));
        }
        let reason = self.text_of(reason)?;
        let number = |vm: &Vm, v: Value| vm.as_int(&v).and_then(|i| i.to_i64()).unwrap_or(0);
        let (start, end) = (number(self, start), number(self, end));
        let one = end == start + 1;
        let last = end - 1;
        if family == Family::Decode {
            let encoding = self.text_of(encoding)?;
            let byte = object.downcast::<Bytes>().and_then(|b| b.as_slice().get(start as usize).copied());
            return Ok(Some(match byte.filter(|_| one) {
                Some(b) => {
                    format!("'{encoding}' codec can't decode byte 0x{b:02x} in position {start}: {reason}")
                }
                None => {
                    format!("'{encoding}' codec can't decode bytes in position {start}-{last}: {reason}")
                }
            }));
        }
        let found = object.downcast::<Str>().and_then(|s| s.as_wtf8().code_points().nth(start as usize));
        let shown = found.filter(|_| one).map(|c| match c.to_u32() {
            c @ 0..=0xFF => format!("'\\x{c:02x}'"),
            c @ 0x100..=0xFFFF => format!("'\\u{c:04x}'"),
            c => format!("'\\U{c:08x}'"),
        });
        let head = if family == Family::Translate {
            "can't translate".to_owned()
        } else {
            format!("'{}' codec can't encode", self.text_of(encoding)?)
        };
        Ok(Some(match shown {
            Some(c) => format!("{head} character {c} in position {start}: {reason}"),
            None => format!("{head} characters in position {start}-{last}: {reason}"),
        }))
    }
}
