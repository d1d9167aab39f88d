//! `str.format` and `format_map`: literal text and replacement fields.
//!
//! ```text
//! "a {0.x[key]!r:>{1}} b"     literal, then a field: first name, accesses, conversion, spec (with fields of its own)
//! ```

use super::Vm;
use crate::heap::Gc;
use crate::objects::{Dict, Str};
use crate::value::{PyResult, Raised, Value};
use rustpython_wtf8::{CodePoint, Wtf8, Wtf8Buf};

/// A piece of a format string, as byte ranges of it.
pub(crate) struct Piece {
    /// Literal text in front, braces already single: from start to end.
    pub(crate) literal: std::ops::Range<usize>,
    /// The field behind it.
    pub(crate) field: Option<Field>,
}

/// A replacement field.
pub(crate) struct Field {
    pub(crate) name: std::ops::Range<usize>,
    pub(crate) conversion: Option<CodePoint>,
    pub(crate) spec: std::ops::Range<usize>,
    pub(crate) nested: bool,
}

/// An access behind a field's first name.
pub(crate) enum Access<'a> {
    Attribute(&'a [u8]),
    Item(&'a [u8]),
}

/// A step through a field's name.
pub(crate) struct Accesses<'a> {
    rest: &'a [u8],
}

fn text(bytes: &[u8]) -> &Wtf8 {
    // SAFETY: pieces of a str between ASCII delimiters.
    unsafe { Wtf8::from_bytes_unchecked(bytes) }
}

/// The next piece of a format string from `at` on.
///
/// # Errors
/// `ValueError`'s message.
pub(crate) fn next_piece(s: &[u8], at: &mut usize) -> Result<Option<Piece>, &'static str> {
    if *at >= s.len() {
        return Ok(None);
    }
    let start = *at;
    let Some(found) = s[start..].iter().position(|b| matches!(b, b'{' | b'}')) else {
        *at = s.len();
        return Ok(Some(Piece { literal: start..s.len(), field: None }));
    };
    let brace = start + found;
    let next = s.get(brace + 1).copied();
    *at = brace + 1;
    if next == Some(s[brace]) {
        *at += 1;
        return Ok(Some(Piece { literal: start..brace + 1, field: None }));
    }
    if s[brace] == b'}' {
        return Err("Single '}' encountered in format string");
    }
    if next.is_none() {
        return Err("Single '{' encountered in format string");
    }
    Ok(Some(Piece { literal: start..brace, field: Some(parse_field(s, at)?) }))
}

fn parse_field(s: &[u8], at: &mut usize) -> Result<Field, &'static str> {
    let start = *at;
    let mut end = 0;
    while let Some(&b) = s.get(*at) {
        *at += 1;
        match b {
            b'{' => return Err("unexpected '{' in field name"),
            b'[' => *at += s[*at..].iter().position(|&b| b == b']').unwrap_or(s.len() - *at),
            b'}' | b':' | b'!' => {
                end = b;
                break;
            }
            _ => {}
        }
    }
    let mut field = Field { name: start..*at - 1, conversion: None, spec: 0..0, nested: false };
    match end {
        b'}' => return Ok(field),
        b'!' => {
            let Some(c) = text(&s[*at..]).code_points().next() else {
                return Err("end of string while looking for conversion specifier");
            };
            *at += c.len_wtf8();
            field.conversion = Some(c);
            if let Some(&b) = s.get(*at) {
                *at += 1;
                match b {
                    b'}' => return Ok(field),
                    b':' => {}
                    _ => return Err("expected ':' after conversion specifier"),
                }
            }
        }
        b':' => {}
        _ => return Err("expected '}' before end of string"),
    }
    let (start, mut depth) = (*at, 1);
    while let Some(&b) = s.get(*at) {
        *at += 1;
        match b {
            b'{' => {
                field.nested = true;
                depth += 1;
            }
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    field.spec = start..*at - 1;
                    return Ok(field);
                }
            }
            _ => {}
        }
    }
    Err("unmatched '{' in format spec")
}

/// Splits a field's name into the first part and the accesses.
pub(crate) fn split_name(name: &[u8]) -> (&[u8], Accesses<'_>) {
    let end = name.iter().position(|b| matches!(b, b'.' | b'[')).unwrap_or(name.len());
    (&name[..end], Accesses { rest: &name[end..] })
}

impl<'a> Iterator for Accesses<'a> {
    type Item = Result<Access<'a>, &'static str>;

    fn next(&mut self) -> Option<Self::Item> {
        let (&first, rest) = self.rest.split_first()?;
        let (access, empty) = match first {
            b'.' => {
                let end = rest.iter().position(|b| matches!(b, b'.' | b'[')).unwrap_or(rest.len());
                self.rest = &rest[end..];
                (Access::Attribute(&rest[..end]), end == 0)
            }
            b'[' => {
                let Some(end) = rest.iter().position(|&b| b == b']') else {
                    return Some(Err("Missing ']' in format string"));
                };
                self.rest = &rest[end + 1..];
                (Access::Item(&rest[..end]), end == 0)
            }
            _ => return Some(Err("Only '.' or '[' may follow ']' in format field specifier")),
        };
        Some(if empty { Err("Empty attribute in format string") } else { Ok(access) })
    }
}

/// The number that a part of a field's name is.
///
/// # Errors
/// `ValueError`'s message.
pub(crate) fn part_number(part: &[u8]) -> Result<Option<i64>, &'static str> {
    if part.is_empty() || !part.iter().all(u8::is_ascii_digit) {
        return Ok(None);
    }
    let number = std::str::from_utf8(part).ok().and_then(|s| s.parse().ok());
    number.map(Some).ok_or("Too many decimal digits in format string")
}

/// How fields are numbered.
#[derive(Clone, Copy, PartialEq)]
enum Numbering {
    Unknown,
    Automatic(usize),
    Manual,
}

/// What fields are filled from.
struct Sources<'a> {
    /// `None` for `format_map`.
    positional: Option<&'a [Value]>,
    /// A mapping, or NULL if no argument has a name.
    named: Value,
    numbering: Numbering,
}

impl Vm {
    /// `text.format(*positional, **named)`; without `positional` `text.format_map(named)`. The arguments stand where they
    /// stay alive during the call.
    ///
    /// # Errors
    /// `ValueError` for a malformed format; what lookups and `__format__` raise.
    pub(crate) fn format_fields(
        &mut self,
        format: Gc<Str>,
        positional: Option<&[Value]>,
        named: Value,
    ) -> PyResult {
        let mut sources = Sources { positional, named, numbering: Numbering::Unknown };
        let out = self.fill_fields(format.as_bytes(), &mut sources, 2)?;
        self.new_str(&out)
    }

    fn fill_fields(&mut self, s: &[u8], sources: &mut Sources<'_>, depth: u32) -> PyResult<Wtf8Buf> {
        if depth == 0 {
            return Err(self.raise_value_error("Max string recursion exceeded"));
        }
        let mut out = Wtf8Buf::with_capacity(s.len() + 16);
        let mut at = 0;
        while let Some(piece) = next_piece(s, &mut at).map_err(|m| self.raise_value_error(m))? {
            out.push_wtf8(text(&s[piece.literal]));
            let Some(field) = piece.field else { continue };
            let mut value = self.field_value(&s[field.name], sources)?;
            if let Some(c) = field.conversion {
                value = self.field_conversion(value, c)?;
            }
            if !field.nested && self.is_core(value) {
                let spec = text(&s[field.spec.clone()]);
                if let Some(shown) = super::keys::exact_str(value).filter(|_| spec.is_empty()) {
                    out.push_wtf8(shown.as_wtf8());
                    continue;
                }
                if !spec.is_empty()
                    && let Some(shown) = self.format_core(value, spec)?
                {
                    out.push_wtf8(&shown);
                    continue;
                }
            }
            let spec = match field.nested {
                true => self.fill_fields(&s[field.spec], sources, depth - 1)?,
                false => text(&s[field.spec]).to_wtf8_buf(),
            };
            let spec = self.new_str(&spec)?;
            let shown = self.format(value, Some(spec))?;
            if let Some(shown) = shown.downcast::<Str>() {
                out.push_wtf8(shown.as_wtf8());
            }
        }
        Ok(out)
    }

    fn field_conversion(&mut self, value: Value, conversion: CodePoint) -> PyResult {
        match conversion.to_char() {
            Some('s') => self.str_of(value),
            Some('r') => self.repr(value),
            Some('a') => self.ascii(value),
            Some(c @ '!'..='~') => Err(self.raise_value_error(format!("Unknown conversion specifier {c}"))),
            _ => {
                let message = format!("Unknown conversion specifier \\x{:x}", conversion.to_u32());
                Err(self.raise_value_error(message))
            }
        }
    }

    fn field_value(&mut self, name: &[u8], sources: &mut Sources<'_>) -> PyResult {
        let (first, accesses) = split_name(name);
        let mut number = part_number(first).map_err(|m| self.raise_value_error(m))?;
        match (number, sources.numbering) {
            _ if !first.is_empty() && number.is_none() => {}
            (None, Numbering::Manual) => {
                return Err(self.raise_value_error(
                    "cannot switch from manual field specification to automatic field numbering",
                ));
            }
            (Some(_), Numbering::Automatic(_)) => {
                return Err(self.raise_value_error(
                    "cannot switch from automatic field numbering to manual field specification",
                ));
            }
            (None, numbering) => {
                let next = if let Numbering::Automatic(n) = numbering { n } else { 0 };
                number = Some(next as i64);
                sources.numbering = Numbering::Automatic(next + 1);
            }
            (Some(_), _) => sources.numbering = Numbering::Manual,
        }
        let mut value = match number {
            Some(n) => self.positional_field(n, sources)?,
            None => self.named_field(first, sources)?,
        };
        for access in accesses {
            value = match access.map_err(|m| self.raise_value_error(m))? {
                Access::Attribute(name) => {
                    let name = self.intern(text(name));
                    self.get_attr(value, name)?
                }
                Access::Item(key) => {
                    let key = match part_number(key).map_err(|m| self.raise_value_error(m))? {
                        Some(number) => self.new_int(number),
                        None => self.new_str(text(key))?,
                    };
                    self.get_item(value, key)?
                }
            };
        }
        Ok(value)
    }

    fn positional_field(&mut self, number: i64, sources: &Sources<'_>) -> PyResult {
        let Some(given) = sources.positional else {
            return Err(self.raise_value_error("Format string contains positional fields"));
        };
        match given.get(number as usize) {
            Some(&value) => Ok(value),
            None => {
                let message = format!("Replacement index {number} out of range for positional args tuple");
                Err(self.raise_str(self.types.index_error, &message))
            }
        }
    }

    fn named_field(&mut self, name: &[u8], sources: &Sources<'_>) -> PyResult {
        let key = self.new_str(text(name))?;
        if sources.named.is_null() {
            return Err(self.raise_with(self.types.key_error, key));
        }
        match sources.named.downcast::<Dict>() {
            Some(dict) if self.is_exact_builtin(sources.named) => match self.dict_get(dict, key)? {
                Some(value) => Ok(value),
                None => Err::<Value, Raised>(self.raise_with(self.types.key_error, key)),
            },
            _ => self.get_item(sources.named, key),
        }
    }
}
