//! `format % arguments` for str and bytes: specifiers are read by `semantics::percent`, values converted here.
//!
//! ```text
//! "%(key)5.2f" % mapping      the value of each key
//! "%s %*d" % (a, width, b)    the items of a tuple in turn; anything else is one argument
//! ```

use super::Vm;
use super::exports::BUFFER_FULL_RO;
use super::lower::items;
use crate::objects::{Bytes, Kind, Str};
use crate::value::{PyResult, Raised, Value};
use pyopt_compiler::semantics::int::DECIMAL_ROOM;
use pyopt_compiler::semantics::percent::{self, Amount, PercentSpec};
use pyopt_compiler::semantics::{self, Int, IntRef, SemError};
use rustpython_wtf8::{CodePoint, Wtf8, Wtf8Buf};

/// The largest buffer that is kept for the next formatting.
const SCRATCH: usize = 1 << 16;

/// One formatting under way.
struct Filling {
    arguments: Value,
    /// The next item of a tuple of arguments; for a single argument 1 once it is used.
    next: usize,
    /// A key was asked for: what is left over is no error.
    mapping: bool,
    bytes: bool,
}

impl Vm {
    /// `format % arguments` of a str.
    ///
    /// # Errors
    /// `TypeError`, `ValueError`, `OverflowError`; what the arguments' methods raise.
    pub(crate) fn percent_str(&mut self, format: Value, arguments: Value) -> PyResult {
        let Some(s) = format.downcast::<Str>() else { return Ok(Value::NOT_IMPLEMENTED) };
        // One that is formatted meanwhile makes a buffer of its own.
        let mut out = std::mem::take(&mut self.scratch);
        out.clear();
        let filled = self.fill_percent(&mut out, s.as_bytes(), arguments, false);
        let made = filled.and_then(|()| {
            // SAFETY: pieces of a str between ASCII specifiers, and whole texts: generalized UTF-8.
            self.new_str(unsafe { Wtf8::from_bytes_unchecked(&out) })
        });
        if out.capacity() <= SCRATCH {
            self.scratch = out;
        }
        made
    }

    /// `format % arguments` of bytes.
    ///
    /// # Errors
    /// As [`Vm::percent_str`].
    pub(crate) fn percent_bytes(&mut self, format: &[u8], arguments: Value) -> PyResult<Vec<u8>> {
        let mut out = Vec::with_capacity(format.len() + 32);
        self.fill_percent(&mut out, format, arguments, true)?;
        Ok(out)
    }

    /// Writes a value as `%s`, `%d` or `%r` does; false, and nothing done, if it takes more than that.
    fn percent_bare(&mut self, out: &mut Vec<u8>, kind: u8, value: Value) -> PyResult<bool> {
        if let Some(number) = value.as_small_int() {
            // No native class formats ints in another way.
            let mut room = [0; DECIMAL_ROOM];
            out.extend_from_slice(semantics::int::decimal(number, &mut room));
            return Ok(true);
        }
        if let (b'r', Some(text)) = (kind, super::keys::exact_str(value)) {
            let bytes = text.as_bytes();
            if semantics::text::repr::shows_as_it_is(bytes) {
                out.push(b'\'');
                out.extend_from_slice(bytes);
                out.push(b'\'');
                return Ok(true);
            }
        }
        let text = match kind {
            b's' => self.str_of(value)?,
            b'r' => self.repr(value)?,
            _ => return Ok(false),
        };
        let Some(text) = text.downcast::<Str>() else { return Ok(false) };
        out.extend_from_slice(text.as_bytes());
        Ok(true)
    }

    fn fill_percent(
        &mut self,
        out: &mut Vec<u8>,
        format: &[u8],
        arguments: Value,
        bytes: bool,
    ) -> PyResult<()> {
        let mut filling = Filling { arguments, next: 0, mapping: false, bytes };
        let mut at = 0;
        while let Some(found) = memchr::memchr(b'%', &format[at..]) {
            out.extend_from_slice(&format[at..at + found]);
            at += found + 1;
            if format.get(at) == Some(&b'%') {
                out.push(b'%');
                at += 1;
                continue;
            }
            let mut value = None;
            // The commonest ones, bare.
            if let Some(&kind @ (b's' | b'd' | b'r')) = format.get(at)
                && !bytes
            {
                let given = self.percent_next(&mut filling)?;
                if self.percent_bare(out, kind, given)? {
                    at += 1;
                    continue;
                }
                value = Some(given);
            }
            if !bytes && let Some((key, kind)) = bare_key(&format[at..]) {
                let end = at + key + 3;
                let given = self.percent_key(&mut filling, &format[at + 1..=at + key])?;
                if self.percent_bare(out, kind, given)? {
                    at = end;
                    continue;
                }
                value = Some(given);
            }
            let spec = percent::parse(format, at).map_err(|error| self.raise_semantic(error))?;
            if let (Some(key), None) = (&spec.key, value) {
                value = Some(self.percent_key(&mut filling, &format[key.clone()])?);
            }
            let width = self.percent_amount(&mut filling, spec.width)?;
            let precision = self.percent_amount(&mut filling, spec.precision)?;
            let (left, width) = match width {
                Some(w) if w < 0 => (true, w.unsigned_abs() as usize),
                w => (false, w.unwrap_or(0) as usize),
            };
            let precision = precision.map(|p| p.max(0) as usize);
            let value = match value {
                Some(value) => value,
                None => self.percent_next(&mut filling)?,
            };
            let spec = PercentSpec { left: spec.left || left, ..spec };
            at = spec.end;
            self.percent_value(out, format, &spec, width, precision, value, bytes)?;
        }
        out.extend_from_slice(&format[at..]);
        let left_over = match arguments.is_kind(Kind::Tuple) {
            true => filling.next < items(arguments).len(),
            false => {
                filling.next == 0 && !filling.mapping && !self.is_percent_mapping(arguments, filling.bytes)
            }
        };
        if left_over {
            let what = if bytes { "bytes" } else { "string" };
            let message = format!("not all arguments converted during {what} formatting");
            return Err(self.raise_type_error(message));
        }
        Ok(())
    }

    /// Whether one argument may be a mapping of keys: anything that can be subscripted but a tuple and text.
    fn is_percent_mapping(&mut self, value: Value, bytes: bool) -> bool {
        match value.kind() {
            Some(Kind::Tuple | Kind::Str) => false,
            Some(Kind::Bytes | Kind::ByteArray) if bytes => false,
            Some(Kind::Dict | Kind::List | Kind::Range | Kind::Bytes) => true,
            _ => {
                let name = self.intern("__getitem__");
                self.type_of(value).lookup(name).is_some()
            }
        }
    }

    fn percent_key(&mut self, filling: &mut Filling, key: &[u8]) -> PyResult {
        let mapping = filling.arguments;
        if let (Some(dict), false) = (super::keys::exact_dict(mapping), filling.bytes) {
            filling.mapping = true;
            // SAFETY: a piece of a str between ASCII parentheses.
            let key = self.new_str(unsafe { Wtf8::from_bytes_unchecked(key) })?;
            return match self.dict_get(dict, key)? {
                Some(value) => Ok(value),
                None => self.get_item(mapping, key),
            };
        }
        let is_text = mapping.is_kind(Kind::Bytes) && filling.bytes;
        if !self.is_percent_mapping(mapping, filling.bytes) || is_text {
            return Err(self.raise_type_error("format requires a mapping"));
        }
        filling.mapping = true;
        let key = if filling.bytes {
            let bytes = Bytes::new(&mut self.heap, Kind::Bytes as u32, false, key);
            self.check(bytes)?.value()
        } else {
            // SAFETY: a piece of a str between ASCII parentheses.
            self.new_str(unsafe { Wtf8::from_bytes_unchecked(key) })?
        };
        self.get_item(mapping, key)
    }

    fn percent_next(&mut self, filling: &mut Filling) -> PyResult {
        let number = filling.next;
        let found = match filling.arguments.is_kind(Kind::Tuple) {
            true => items(filling.arguments).get(number).copied(),
            false if number == 0 && !filling.mapping => Some(filling.arguments),
            false => None,
        };
        filling.next += 1;
        found.ok_or_else(|| self.raise_type_error("not enough arguments for format string"))
    }

    fn percent_amount(&mut self, filling: &mut Filling, amount: Amount) -> PyResult<Option<i64>> {
        match amount {
            Amount::None => Ok(None),
            Amount::Number(n) => Ok(Some(n as i64)),
            Amount::Star => {
                let value = self.percent_next(filling)?;
                match self.as_int(&value) {
                    Some(IntRef::Small(i)) if i32::try_from(i).is_ok() => Ok(Some(i)),
                    Some(_) => Err(self.raise_str(
                        self.types.overflow_error,
                        "Python int too large to convert to C ssize_t",
                    )),
                    None => Err(self.raise_type_error("* wants int")),
                }
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one specifier, resolved")]
    fn percent_value(
        &mut self,
        out: &mut Vec<u8>,
        format: &[u8],
        spec: &PercentSpec,
        width: usize,
        precision: Option<usize>,
        value: Value,
        bytes: bool,
    ) -> PyResult<()> {
        let room = SemError::check_room(width.saturating_add(precision.unwrap_or(0)));
        self.semantic(room)?;
        match spec.typ {
            'd' | 'i' | 'u' | 'o' | 'x' | 'X' => {
                let number = self.percent_int(spec.typ, value)?;
                let number = match &number {
                    Int::Small(i) => IntRef::Small(*i),
                    Int::Big(b) => IntRef::Big(b),
                };
                let text = spec.format_int(number, width, precision, self.int_max_str_digits);
                out.extend_from_slice(text.map_err(|error| self.raise_semantic(error))?.as_bytes());
            }
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
                let number = self.percent_float(value, bytes)?;
                // Without a precision these types have six digits.
                let text = spec.format_float(number, width, Some(precision.unwrap_or(6)));
                out.extend_from_slice(text.as_bytes());
            }
            'c' => {
                let text = self.percent_char(value, bytes)?;
                pad(out, text.as_bytes(), 1, spec.left, width);
            }
            's' | 'b' if bytes => {
                let text = self.percent_buffer(value)?;
                let text = &text[..precision.map_or(text.len(), |p| p.min(text.len()))];
                pad(out, text, text.len(), spec.left, width);
            }
            's' | 'r' | 'a' => {
                let shown = match spec.typ {
                    's' => self.str_of(value)?,
                    'r' if !bytes => self.repr(value)?,
                    _ => self.ascii(value)?,
                };
                let Some(s) = shown.downcast::<Str>() else { return Ok(()) };
                match precision {
                    Some(p) if p < s.len() => {
                        let cut: Wtf8Buf = s.as_wtf8().code_points().take(p).collect();
                        pad(out, cut.as_bytes(), p, spec.left, width);
                    }
                    _ => pad(out, s.as_bytes(), s.len(), spec.left, width),
                }
            }
            _ => return Err(self.raise_percent_type(format, spec, bytes)),
        }
        Ok(())
    }

    #[cold]
    fn raise_percent_type(&mut self, format: &[u8], spec: &PercentSpec, bytes: bool) -> Raised {
        // SAFETY: the format of a str is WTF-8 up to its end, and types stand at the start of a code point.
        let text = |b| unsafe { Wtf8::from_bytes_unchecked(b) };
        let (code, index) = if bytes {
            (u32::from(format[spec.type_at]), spec.type_at)
        } else {
            let code = text(&format[spec.type_at..]).code_points().next().map_or(0, CodePoint::to_u32);
            (code, text(&format[..spec.type_at]).code_points().count())
        };
        let shown = char::from_u32(code).filter(|c| (' '..='\x7e').contains(c)).unwrap_or('?');
        self.raise_value_error(format!(
            "unsupported format character '{shown}' (0x{code:x}) at index {index}"
        ))
    }

    fn percent_int(&mut self, typ: char, value: Value) -> PyResult<Int> {
        if let Some(i) = self.as_int(&value) {
            return Ok(i.to_int());
        }
        let decimal = matches!(typ, 'd' | 'i' | 'u');
        if let (Some(f), true) = (self.as_float(value), decimal && self.special(value, "__int__").is_none()) {
            return pyopt_compiler::semantics::int::from_f64(f).map_err(|error| self.raise_semantic(error));
        }
        let names: &[&str] = if decimal { &["__int__", "__index__"] } else { &["__index__"] };
        for name in names {
            if let Some(method) = self.special(value, name) {
                let answer = self.call_method(method, value, &[])?;
                if let Some(i) = self.as_int(&answer) {
                    return Ok(i.to_int());
                }
            }
        }
        let (what, class) = (if decimal { "a real number" } else { "an integer" }, self.type_name(value));
        Err(self.raise_type_error(format!("%{typ} format: {what} is required, not {class}")))
    }

    fn percent_float(&mut self, value: Value, bytes: bool) -> PyResult<f64> {
        if let Some(f) = self.as_float(value) {
            return Ok(f);
        }
        if let Some(converted) = self.as_int(&value).map(pyopt_compiler::semantics::int::to_f64) {
            return converted.map_err(|error| self.raise_semantic(error));
        }
        if let Some(f) = crate::stdlib::arguments::from_float_method(self, value)? {
            return Ok(f);
        }
        if self.special(value, "__index__").is_some() {
            let index = self.index_value(value)?;
            return self.percent_float(index, bytes);
        }
        let class = self.type_name(value);
        Err(self.raise_type_error(match bytes {
            true => format!("float argument required, not {class}"),
            false => format!("must be real number, not {class}"),
        }))
    }

    fn percent_char(&mut self, value: Value, bytes: bool) -> PyResult<Wtf8Buf> {
        if let Some(s) = value.downcast::<Str>().filter(|_| !bytes) {
            if s.len() == 1 {
                return Ok(s.as_wtf8().to_wtf8_buf());
            }
            let message =
                format!("%c requires an int or a unicode character, not a string of length {}", s.len());
            return Err(self.raise_type_error(message));
        }
        if let Some(b) = value.downcast::<Bytes>().filter(|_| bytes) {
            if let [byte] = *b.as_slice() {
                // SAFETY: the caller takes the bytes of the buffer only.
                return Ok(unsafe { Wtf8Buf::from_bytes_unchecked(vec![byte]) });
            }
            let message = format!(
                "%c requires an integer in range(256) or a single byte, not a bytes object of length {}",
                b.as_slice().len()
            );
            return Err(self.raise_type_error(message));
        }
        let mut number = self.as_int(&value).map(|i| i.to_i64().unwrap_or(-1));
        if number.is_none()
            && let Some(method) = self.special(value, "__index__")
        {
            let answer = self.call_method(method, value, &[])?;
            number = self.as_int(&answer).map(|i| i.to_i64().unwrap_or(-1));
        }
        match (number, bytes) {
            (Some(n), true) => match u8::try_from(n) {
                // SAFETY: as above.
                Ok(byte) => Ok(unsafe { Wtf8Buf::from_bytes_unchecked(vec![byte]) }),
                Err(_) => Err(self.raise_str(self.types.overflow_error, "%c arg not in range(256)")),
            },
            (Some(n), false) => match u32::try_from(n).ok().and_then(CodePoint::from_u32) {
                Some(c) => Ok(std::iter::once(c).collect()),
                None => Err(self.raise_str(self.types.overflow_error, "%c arg not in range(0x110000)")),
            },
            (None, true) => {
                let class = self.type_name(value);
                Err(self.raise_type_error(format!(
                    "%c requires an integer in range(256) or a single byte, not {class}"
                )))
            }
            (None, false) => {
                let class = self.type_name(value);
                Err(self.raise_type_error(format!("%c requires an int or a unicode character, not {class}")))
            }
        }
    }

    /// The bytes of `%b`.
    fn percent_buffer(&mut self, value: Value) -> PyResult<Vec<u8>> {
        if let Some(b) = value.downcast::<Bytes>() {
            return Ok(b.as_slice().to_vec());
        }
        if let Some(contents) = self.contents(value).filter(|_| self.is_exact_builtin(value)) {
            return Ok(contents.to_vec());
        }
        let name = self.intern("__bytes__");
        if let Some(method) = self.type_of(value).lookup(name) {
            let answer = self.call_method(method, value, &[])?;
            if let Some(b) = answer.downcast::<Bytes>() {
                return Ok(b.as_slice().to_vec());
            }
            let message = format!("__bytes__ returned non-bytes (type {})", self.type_name(answer));
            return Err(self.raise_type_error(message));
        }
        if let Some(contents) = self.contents_of(value, BUFFER_FULL_RO)? {
            return Ok(contents.to_vec());
        }
        let class = self.type_name(value);
        Err(self.raise_type_error(format!(
            "%b requires a bytes-like object, or an object that implements __bytes__, not '{class}'"
        )))
    }
}

/// The length of the key of a specifier that is nothing but a key and `s`, `d` or `r`, and the letter.
fn bare_key(specifier: &[u8]) -> Option<(usize, u8)> {
    let rest = specifier.strip_prefix(b"(")?;
    let length = rest.iter().position(|&b| matches!(b, b'(' | b')'))?;
    match *rest.get(length..)? {
        [b')', kind @ (b's' | b'd' | b'r'), ..] => Some((length, kind)),
        _ => None,
    }
}

/// Appends a text of `length` characters, filled up with blanks.
fn pad(out: &mut Vec<u8>, text: &[u8], length: usize, left: bool, width: usize) {
    let blanks = width.saturating_sub(length);
    if left {
        out.extend_from_slice(text);
    }
    out.extend(std::iter::repeat_n(b' ', blanks));
    if !left {
        out.extend_from_slice(text);
    }
}
