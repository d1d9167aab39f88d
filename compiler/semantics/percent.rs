//! The pieces of `%`-formatting: one conversion specifier parsed, and numbers rendered under it.

use super::error::{SemError, SemResult};
use super::format::float_text;
use super::int::{self, IntRef};

/// A width or precision.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Amount {
    /// Not given.
    None,
    /// A number.
    Number(usize),
    /// `*`: the next argument says.
    Star,
}

/// A conversion specifier: `%[(key)][flags][width][.precision][length]type`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PercentSpec {
    /// The text between the parentheses, as a byte range of the format.
    pub key: Option<std::ops::Range<usize>>,
    /// `-`
    pub left: bool,
    /// `+`
    pub plus: bool,
    /// ` `
    pub blank: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
    /// The width.
    pub width: Amount,
    /// The precision.
    pub precision: Amount,
    /// The byte position of the type in the format.
    pub type_at: usize,
    /// The type when it is ASCII, otherwise NUL.
    pub typ: char,
    /// The byte position behind a type that is one byte long.
    pub end: usize,
}

/// Parses the specifier behind the `%` at `start - 1`.
///
/// # Errors
/// `ValueError`.
pub fn parse(format: &[u8], start: usize) -> SemResult<PercentSpec> {
    let mut i = start;
    let at = |i: usize| format.get(i).copied();
    let incomplete = || SemError::value("incomplete format");
    let mut key = None;
    if at(i) == Some(b'(') {
        i += 1;
        let (begin, mut depth) = (i, 1);
        while depth > 0 {
            match at(i) {
                Some(b'(') => depth += 1,
                Some(b')') => depth -= 1,
                Some(_) => {}
                None => return Err(SemError::value("incomplete format key")),
            }
            i += 1;
        }
        key = Some(begin..i - 1);
    }
    let (mut left, mut plus, mut blank, mut alternate, mut zero) = (false, false, false, false, false);
    loop {
        match at(i) {
            Some(b'-') => left = true,
            Some(b'+') => plus = true,
            Some(b' ') => blank = true,
            Some(b'#') => alternate = true,
            Some(b'0') => zero = true,
            _ => break,
        }
        i += 1;
    }
    let amount = |i: &mut usize, too_big: &'static str| -> SemResult<Amount> {
        if at(*i) == Some(b'*') {
            *i += 1;
            return Ok(Amount::Star);
        }
        let begin = *i;
        let mut value: usize = 0;
        while let Some(digit @ b'0'..=b'9') = at(*i) {
            value = value * 10 + usize::from(digit - b'0');
            if value > i32::MAX as usize {
                return Err(SemError::value(too_big));
            }
            *i += 1;
        }
        Ok(if *i > begin { Amount::Number(value) } else { Amount::None })
    };
    let width = amount(&mut i, "width too big")?;
    let mut precision = Amount::None;
    if at(i) == Some(b'.') {
        i += 1;
        precision = amount(&mut i, "precision too big")?;
        if precision == Amount::None {
            precision = Amount::Number(0);
        }
    }
    if matches!(at(i), Some(b'h' | b'l' | b'L')) {
        i += 1;
    }
    let typ = at(i).ok_or_else(incomplete)?;
    let typ = if typ.is_ascii() { typ as char } else { '\0' };
    Ok(PercentSpec { key, left, plus, blank, alternate, zero, width, precision, type_at: i, typ, end: i + 1 })
}

impl PercentSpec {
    fn sign(&self, negative: bool) -> &'static str {
        match (negative, self.plus, self.blank) {
            (true, ..) => "-",
            (_, true, _) => "+",
            (_, _, true) => " ",
            _ => "",
        }
    }

    /// `%d %i %u %o %x %X` of an int, with the width and precision that the caller resolved.
    ///
    /// # Errors
    /// `ValueError` where the decimal text is too long.
    pub fn format_int(
        &self,
        value: IntRef<'_>,
        width: usize,
        precision: Option<usize>,
        limit: usize,
    ) -> SemResult<String> {
        let (mut digits, prefix) = match self.typ {
            'o' => (int::magnitude_radix(value, 8), "0o"),
            'x' => (int::magnitude_radix(value, 16), "0x"),
            'X' => (int::magnitude_radix(value, 16).to_uppercase(), "0X"),
            _ => (int::to_decimal_limited(value, limit)?, ""),
        };
        if digits.starts_with('-') {
            digits.remove(0);
        }
        let missing = precision.unwrap_or(0).saturating_sub(digits.len());
        if missing > 0 {
            digits.insert_str(0, &"0".repeat(missing));
        }
        let prefix = if self.alternate { prefix } else { "" };
        Ok(self.pad_number(self.sign(value.is_negative()), prefix, &digits, width))
    }

    /// `%e %f %g` of a float.
    pub fn format_float(&self, value: f64, width: usize, precision: Option<usize>) -> String {
        let text = float_text(value, Some(self.typ), precision, self.alternate);
        let negative = value.is_sign_negative() && !value.is_nan();
        self.pad_number(self.sign(negative), "", &text, width)
    }

    fn pad_number(&self, sign: &str, prefix: &str, digits: &str, width: usize) -> String {
        let length = sign.len() + prefix.len() + digits.len();
        let missing = width.saturating_sub(length);
        let mut out = String::with_capacity(length + missing);
        let fill = |out: &mut String, with: char| out.extend(std::iter::repeat_n(with, missing));
        if !self.left && !self.zero {
            fill(&mut out, ' ');
        }
        out.push_str(sign);
        out.push_str(prefix);
        if !self.left && self.zero {
            fill(&mut out, '0');
        }
        out.push_str(digits);
        if self.left {
            fill(&mut out, ' ');
        }
        out
    }
}
