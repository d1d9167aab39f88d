//! `format(value, spec)`: builtin values by `semantics::format`, others by their `__format__`.

use super::Vm;
use crate::heap::Gc;
use crate::objects::{Complex, Kind, Str};
use crate::value::{PyResult, Value};
use pyopt_compiler::semantics::{self, format, format_spec::FormatSpec};
use rustpython_wtf8::{Wtf8, Wtf8Buf};

impl Vm {
    /// `format(value, spec)`; without a spec the empty one.
    ///
    /// # Errors
    /// What `__format__` raises; `TypeError` when it gives no str.
    pub fn format(&mut self, value: Value, spec: Option<Value>) -> PyResult {
        let spec = match spec {
            Some(spec) => spec,
            None => self.new_str("")?,
        };
        let Some(text) = spec.downcast::<Str>() else {
            let message = format!("Format specifier must be a string, not {}", self.type_name(spec));
            return Err(self.raise_type_error(message));
        };
        let Some(method) = self.special(value, "__format__") else {
            if text.as_bytes().is_empty() {
                return self.str_of(value);
            }
            return match self.format_builtin(value, text)? {
                Some(answer) => Ok(answer),
                None => self.format_object(value, text),
            };
        };
        let answer = self.call_method(method, value, &[spec])?;
        self.expect_formatted(answer)
    }

    /// What `__format__` answered.
    pub(super) fn expect_formatted(&mut self, answer: Value) -> PyResult {
        if answer.is_kind(Kind::Str) {
            return Ok(answer);
        }
        let message = format!("__format__ must return a str, not {}", self.type_name(answer));
        Err(self.raise_type_error(message))
    }

    /// `__format__` of the builtin classes that have one of their own.
    pub(crate) fn format_builtin(&mut self, value: Value, spec: Gc<Str>) -> PyResult<Option<Value>> {
        match self.format_core(value, spec.as_wtf8())? {
            Some(text) => self.new_str(text).map(Some),
            None => Ok(None),
        }
    }

    /// The text that the builtin classes with a `__format__` of their own make of a value.
    pub(super) fn format_core(&mut self, value: Value, spec: &Wtf8) -> PyResult<Option<Wtf8Buf>> {
        let text = if let Some(b) = value.as_bool() {
            format::format_bool(b, spec)
        } else if let Some(i) = self.as_int(&value) {
            FormatSpec::parse(spec, "int").and_then(|s| format::format_int(i, &s, self.int_max_str_digits))
        } else if let Some(f) = self.as_float(value) {
            FormatSpec::parse(spec, "float").and_then(|s| format::format_float(f, &s))
        } else if let Some(s) = value.downcast::<Str>() {
            FormatSpec::parse(spec, "str").and_then(|spec| format::format_str(s.as_wtf8(), &spec))
        } else if let Some(c) = value.downcast::<Complex>() {
            let number = semantics::Complex { real: c.real, imag: c.imag };
            FormatSpec::parse(spec, "complex").and_then(|s| format::format_complex(number, &s))
        } else {
            return Ok(None);
        };
        text.map(Some).map_err(|error| self.raise_semantic(error))
    }

    /// `object.__format__`.
    pub(crate) fn format_object(&mut self, value: Value, spec: Gc<Str>) -> PyResult {
        if spec.as_bytes().is_empty() {
            return self.str_of(value);
        }
        let class = self.type_name(value);
        Err(self.raise_type_error(format!("unsupported format string passed to {class}.__format__")))
    }

    /// `__format__` of a builtin class, called by name.
    pub(crate) fn format_method(&mut self, value: Value, spec: Value) -> PyResult {
        let Some(text) = spec.downcast::<Str>() else {
            let message = format!("__format__() argument must be str, not {}", self.type_name(spec));
            return Err(self.raise_type_error(message));
        };
        if text.as_bytes().is_empty() {
            return self.str_of(value);
        }
        match self.format_builtin(value, text)? {
            Some(answer) => Ok(answer),
            None => self.format_object(value, text),
        }
    }

    /// `ascii(value)`: `repr` with everything beyond ASCII escaped.
    ///
    /// # Errors
    /// What `__repr__` raises.
    pub fn ascii(&mut self, value: Value) -> PyResult {
        let shown = self.repr(value)?;
        let Some(s) = shown.downcast::<Str>().filter(|s| !s.is_ascii()) else { return Ok(shown) };
        let mut out = String::new();
        for c in s.as_wtf8().code_points() {
            match c.to_u32() {
                c @ 0..=0x7F => out.push(char::from(c as u8)),
                c @ 0x80..=0xFF => out.push_str(&format!("\\x{c:02x}")),
                c @ 0x100..=0xFFFF => out.push_str(&format!("\\u{c:04x}")),
                c => out.push_str(&format!("\\U{c:08x}")),
            }
        }
        self.new_str(out.as_str())
    }
}

impl Vm {
    /// What an expression statement of the interactive mode does (`sys.displayhook`).
    pub(crate) fn display(&mut self, value: Value) -> PyResult {
        let sys = self.import_module("sys")?;
        let hook = self.intern("displayhook");
        match self.get_attr_or_none(sys, hook)? {
            Some(hook) => self.call(hook, &[value]),
            None => Err(self.raise_str(self.types.runtime_error, "lost sys.displayhook")),
        }
    }
}

crate::builtins::natives! { FORMAT:
    "__format__" "(self, format_spec, /)" |vm, args| vm.format_method(args[0], args[1]);
}

/// `__format__` of the builtin classes.
pub(crate) fn install(vm: &mut Vm) {
    let t = vm.types;
    for class in [t.object, t.int, t.float, t.complex, t.str] {
        vm.add_methods(class, FORMAT);
    }
}
