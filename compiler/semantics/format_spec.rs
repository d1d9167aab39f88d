//! The format mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]`.

use super::error::{SemError, SemResult};
use crate::syntax::ast::Wtf8;
use rustpython_wtf8::CodePoint;

/// A parsed format specification.
#[derive(Clone, PartialEq, Debug)]
pub struct FormatSpec {
    /// What pads; a blank unless given (or `0`).
    pub fill: CodePoint,
    /// `<`, `>`, `=`, `^`.
    pub align: Option<char>,
    /// `+`, `-`, ` `.
    pub sign: Option<char>,
    /// `z`: negative zero becomes positive.
    pub no_neg_zero: bool,
    /// `#`
    pub alternate: bool,
    /// The `0` before the width stood there.
    pub zero: bool,
    /// The smallest width.
    pub width: Option<usize>,
    /// `,` or `_` between groups of the whole part.
    pub grouping: Option<char>,
    /// Digits, or characters of a string.
    pub precision: Option<usize>,
    /// `,` or `_` between groups of the fraction.
    pub fraction_grouping: Option<char>,
    /// The presentation type.
    pub typ: Option<CodePoint>,
}

/// Specifications of as many bytes are read without a buffer on the heap.
const SHORT: usize = 16;

impl FormatSpec {
    /// Parses `spec` for a value whose type is called `type_name`.
    ///
    /// # Errors
    /// `ValueError`.
    pub fn parse(spec: &Wtf8, type_name: &str) -> SemResult<FormatSpec> {
        let (mut room, long);
        let chars = if spec.len() <= SHORT {
            room = [CodePoint::from_char(' '); SHORT];
            let mut count = 0;
            for (place, code) in room.iter_mut().zip(spec.code_points()) {
                (*place, count) = (code, count + 1);
            }
            &room[..count]
        } else {
            long = spec.code_points().collect::<Vec<_>>();
            &long[..]
        };
        let at = |index: usize| chars.get(index).copied();
        let is = |index: usize, c: char| at(index).is_some_and(|code| code == c);
        let one_of =
            |index: usize, set: &str| at(index).and_then(CodePoint::to_char).filter(|c| set.contains(*c));
        let mut out = FormatSpec {
            fill: CodePoint::from_char(' '),
            align: None,
            sign: None,
            no_neg_zero: false,
            alternate: false,
            zero: false,
            width: None,
            grouping: None,
            precision: None,
            fraction_grouping: None,
            typ: None,
        };
        let mut i = 0;
        let mut fill_given = false;
        if let (Some(fill), Some(align)) = (at(0), one_of(1, "<>=^")) {
            (out.fill, out.align, fill_given, i) = (fill, Some(align), true, 2);
        } else if let Some(align) = one_of(0, "<>=^") {
            (out.align, i) = (Some(align), 1);
        }
        if let Some(sign) = one_of(i, "+- ") {
            out.sign = Some(sign);
            i += 1;
        }
        if is(i, 'z') {
            out.no_neg_zero = true;
            i += 1;
        }
        if is(i, '#') {
            out.alternate = true;
            i += 1;
        }
        if !fill_given && is(i, '0') {
            out.fill = CodePoint::from_char('0');
            out.zero = true;
            i += 1;
        }
        let number = |i: &mut usize| -> SemResult<Option<usize>> {
            let start = *i;
            let mut value: i64 = 0;
            while let Some(digit) = at(*i).and_then(CodePoint::to_char).and_then(|c| c.to_digit(10)) {
                value = value
                    .checked_mul(10)
                    .and_then(|value| value.checked_add(i64::from(digit)))
                    .ok_or_else(|| SemError::value("Too many decimal digits in format string"))?;
                *i += 1;
            }
            Ok((*i > start).then_some(value as usize))
        };
        out.width = number(&mut i)?;
        let separators = |i: &mut usize, whole: bool| -> SemResult<Option<char>> {
            let first = one_of(*i, ",_");
            if first.is_some() {
                *i += 1;
                if let Some(second) = one_of(*i, ",_").filter(|&second| whole || Some(second) != first) {
                    return Err(if Some(second) == first {
                        SemError::value(format!("Cannot specify '{second}' with '{second}'."))
                    } else {
                        SemError::value("Cannot specify both ',' and '_'.")
                    });
                }
            }
            Ok(first)
        };
        out.grouping = separators(&mut i, true)?;
        if is(i, '.') {
            i += 1;
            out.precision = number(&mut i)?;
            out.fraction_grouping = separators(&mut i, false)?;
            if out.precision.is_none() && out.fraction_grouping.is_none() {
                return Err(SemError::value("Format specifier missing precision"));
            }
        }
        if chars.len() > i + 1 {
            let spec = spec.to_string_lossy();
            return Err(SemError::value(format!(
                "Invalid format specifier '{spec}' for object of type '{type_name}'"
            )));
        }
        out.typ = at(i);
        if let Some(separator) = out.grouping {
            let typ = out.typ.and_then(CodePoint::to_char);
            let allowed = match typ {
                None if out.typ.is_none() => true,
                Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => true,
                Some('b' | 'o' | 'x' | 'X') => separator == '_',
                _ => false,
            };
            if !allowed {
                return Err(SemError::value(format!(
                    "Cannot specify '{separator}' with {}.",
                    code_name(out.typ)
                )));
            }
        }
        Ok(out)
    }

    /// The presentation type as a character; `None` for none, NUL for one that no type has.
    pub(super) fn kind(&self) -> Option<char> {
        self.typ.map(|typ| typ.to_char().unwrap_or('\0'))
    }

    /// `ValueError: Unknown format code …`.
    pub(super) fn unknown_code(&self, type_name: &str) -> SemError {
        SemError::value(format!(
            "Unknown format code {} for object of type '{type_name}'",
            code_name(self.typ)
        ))
    }
}

/// A type character as the messages quote it: printable ASCII as itself, others by number.
fn code_name(typ: Option<CodePoint>) -> String {
    match typ.map(CodePoint::to_u32) {
        Some(code @ 33..=127) => format!("'{}'", code as u8 as char),
        Some(code) => format!("'\\x{code:x}'"),
        None => "'s'".into(),
    }
}
