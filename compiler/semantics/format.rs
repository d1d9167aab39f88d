//! `format(value, spec)` for `str`, `int`, `float` and `complex`.
//!
//! A number is laid out as `sign prefix digits.fraction suffix`: digits are grouped, zero padding after the
//! sign is grouped as well, and what is still missing to the width is filled at the side the alignment says.

use super::complex::Complex;
use super::error::{SemError, SemResult};
use super::float;
use super::format_spec::FormatSpec;
use super::int::{self, IntRef};
use crate::syntax::ast::{Wtf8, Wtf8Buf};
use rustpython_wtf8::CodePoint;

/// The largest text a width or precision may ask for.
const MAX_TEXT: usize = i32::MAX as usize;

/// `format(value, spec)` of a `str`.
///
/// # Errors
/// `ValueError` for what only numbers understand.
pub fn format_str(value: &Wtf8, spec: &FormatSpec) -> SemResult<Wtf8Buf> {
    if !matches!(spec.kind(), None | Some('s')) {
        return Err(spec.unknown_code("str"));
    }
    let refuse = |message: &'static str| Err(SemError::value(message));
    match spec.sign {
        Some(' ') => return refuse("Space not allowed in string format specifier"),
        Some(_) => return refuse("Sign not allowed in string format specifier"),
        None => {}
    }
    if spec.no_neg_zero {
        return refuse("Negative zero coercion (z) not allowed in string format specifier");
    }
    if spec.alternate {
        return refuse("Alternate form (#) not allowed in string format specifier");
    }
    if let Some(separator) = spec.grouping {
        return Err(SemError::value(format!("Cannot specify '{separator}' with 's'.")));
    }
    if spec.align == Some('=') {
        return refuse("'=' alignment not allowed in string format specifier");
    }
    let text = match spec.precision {
        Some(precision) => value.code_points().take(precision).collect(),
        None => value.to_wtf8_buf(),
    };
    pad(&text, spec, '<')
}

/// `format(value, spec)` of an `int`; `limit` is that of the digits in decimal text, where 0 is none.
///
/// # Errors
/// `ValueError`, `OverflowError`.
pub fn format_int(value: IntRef<'_>, spec: &FormatSpec, limit: usize) -> SemResult<Wtf8Buf> {
    let kind = spec.kind();
    let (radix, prefix) = match kind {
        None | Some('d' | 'n') => (10, ""),
        Some('b') => (2, "0b"),
        Some('o') => (8, "0o"),
        Some('x') => (16, "0x"),
        Some('X') => (16, "0X"),
        Some('c') => (0, ""),
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => return format_float(int::to_f64(value)?, spec),
        _ => return Err(spec.unknown_code("int")),
    };
    if spec.precision.is_some() {
        return Err(SemError::value("Precision not allowed in integer format specifier"));
    }
    if spec.no_neg_zero {
        return Err(SemError::value("Negative zero coercion (z) not allowed in integer format specifier"));
    }
    if radix == 0 {
        if spec.sign.is_some() {
            return Err(SemError::value("Sign not allowed with integer format specifier 'c'"));
        }
        if spec.alternate {
            return Err(SemError::value("Alternate form (#) not allowed with integer format specifier 'c'"));
        }
        let code =
            value.to_i64().ok_or_else(|| SemError::overflow("Python int too large to convert to C long"))?;
        let code = u32::try_from(code).ok().and_then(CodePoint::from_u32);
        let code = code.ok_or_else(|| SemError::overflow("%c arg not in range(0x110000)"))?;
        return pad(&Wtf8Buf::from(code), spec, '>');
    }
    let mut digits =
        if radix == 10 { int::to_decimal_limited(value, limit)? } else { int::magnitude_radix(value, radix) };
    if kind == Some('X') {
        digits.make_ascii_uppercase();
    }
    if spec.grouping.is_none() {
        let prefix = if spec.alternate { prefix } else { "" };
        return ungrouped(value.is_negative(), prefix, digits.trim_start_matches('-'), "", spec);
    }
    if digits.starts_with('-') {
        digits.remove(0);
    }
    let number = Number {
        negative: value.is_negative(),
        prefix: if spec.alternate { prefix } else { "" },
        whole: digits,
        rest: String::new(),
        group: if radix == 10 { 3 } else { 4 },
    };
    number.render(spec, '>')
}

/// `format(value, spec)` of a `bool`: without a type it is text, otherwise an int.
///
/// # Errors
/// As [`format_int`].
pub fn format_bool(value: bool, spec_text: &Wtf8) -> SemResult<Wtf8Buf> {
    if spec_text.is_empty() {
        return Ok(Wtf8Buf::from(if value { "True" } else { "False" }));
    }
    let spec = FormatSpec::parse(spec_text, "bool")?;
    format_int(IntRef::Small(value.into()), &spec, 0).map_err(|error| {
        let unknown = error.message.starts_with("Unknown format code");
        if unknown { spec.unknown_code("bool") } else { error }
    })
}

/// `format(value, spec)` of a `float`.
///
/// # Errors
/// `ValueError`.
pub fn format_float(value: f64, spec: &FormatSpec) -> SemResult<Wtf8Buf> {
    let kind = spec.kind();
    if !matches!(kind, None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%')) {
        return Err(spec.unknown_code("float"));
    }
    if spec.precision.is_some_and(|precision| precision > MAX_TEXT) {
        return Err(SemError::value("precision too big"));
    }
    SemError::check_room(spec.precision.unwrap_or(0))?;
    let (scaled, percent) = if kind == Some('%') { (value * 100.0, "%") } else { (value, "") };
    let text = float_text(scaled, kind, spec.precision, spec.alternate);
    let negative = value.is_sign_negative() && !value.is_nan() && !(spec.no_neg_zero && is_zero(&text));
    if spec.grouping.is_none() && spec.fraction_grouping.is_none() {
        return ungrouped(negative, "", &text, percent, spec);
    }
    split_number(negative, &text, percent, spec, value.is_finite()).render(spec, '>')
}

/// Whether a text shows zero, whatever was rounded to it.
fn is_zero(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'0' | b'.' | b'e' | b'E' | b'+' | b'-'))
}

/// A number without separators between its digits, at the right unless the specification says otherwise.
fn ungrouped(
    negative: bool,
    prefix: &str,
    digits: &str,
    suffix: &str,
    spec: &FormatSpec,
) -> SemResult<Wtf8Buf> {
    let sign = sign_of(negative, spec);
    let align = spec.align.unwrap_or(if spec.zero { '=' } else { '>' });
    let width = spec.width.unwrap_or(0);
    if width > MAX_TEXT {
        return Err(SemError::memory());
    }
    SemError::check_room(width)?;
    let length = sign.len() + prefix.len() + digits.len() + suffix.len();
    let missing = width.saturating_sub(length);
    let mut out = Wtf8Buf::with_capacity(length + missing);
    let fill = |out: &mut Wtf8Buf, count: usize| out.extend(std::iter::repeat_n(spec.fill, count));
    let (left, middle) = match align {
        '<' => (0, 0),
        '^' => (missing / 2, 0),
        '=' => (0, missing),
        _ => (missing, 0),
    };
    fill(&mut out, left);
    out.push_str(sign);
    out.push_str(prefix);
    fill(&mut out, middle);
    out.push_str(digits);
    out.push_str(suffix);
    fill(&mut out, missing - left - middle);
    Ok(out)
}

/// The sign that a number is shown with.
fn sign_of(negative: bool, spec: &FormatSpec) -> &'static str {
    match (negative, spec.sign) {
        (true, _) => "-",
        (false, Some('+')) => "+",
        (false, Some(' ')) => " ",
        _ => "",
    }
}

/// `format(value, spec)` of a `complex`.
///
/// # Errors
/// `ValueError`.
pub fn format_complex(value: Complex, spec: &FormatSpec) -> SemResult<Wtf8Buf> {
    let kind = spec.kind();
    if !matches!(kind, None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n')) {
        return Err(spec.unknown_code("complex"));
    }
    if spec.zero {
        return Err(SemError::value("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == Some('=') {
        return Err(SemError::value("'=' alignment flag is not allowed in complex format specifier"));
    }
    if spec.precision.is_some_and(|precision| precision > MAX_TEXT) {
        return Err(SemError::value("precision too big"));
    }
    SemError::check_room(spec.precision.unwrap_or(0))?;
    // Without a type it looks like repr(): parentheses, and no zero real part.
    let like_repr = kind.is_none();
    let skip_real = like_repr && value.real == 0.0 && value.real.is_sign_positive();
    let part = |value: f64, sign: Option<char>| -> SemResult<Wtf8Buf> {
        let text = match (kind, spec.precision) {
            (None, None) => {
                let text = float::repr(value.abs());
                let text = text.strip_suffix(".0").map_or(text.clone(), str::to_owned);
                if spec.alternate && value.is_finite() { with_point(text) } else { text }
            }
            (None, precision) => float_text(value, Some('g'), precision, spec.alternate),
            _ => float_text(value, kind, spec.precision, spec.alternate),
        };
        let negative = value.is_sign_negative() && !value.is_nan() && !(spec.no_neg_zero && is_zero(&text));
        let bare = FormatSpec { width: None, align: None, sign, ..spec.clone() };
        split_number(negative, &text, "", spec, value.is_finite()).render(&bare, '>')
    };
    let mut out = Wtf8Buf::new();
    if skip_real {
        out.push_wtf8(&part(value.imag, spec.sign)?);
    } else {
        out.push_wtf8(&part(value.real, spec.sign)?);
        out.push_wtf8(&part(value.imag, Some('+'))?);
    }
    out.push_char('j');
    if like_repr && !skip_real {
        let mut boxed = Wtf8Buf::from("(");
        boxed.push_wtf8(&out);
        boxed.push_char(')');
        out = boxed;
    }
    pad(&out, spec, '>')
}

/// The text of `abs(value)` under a presentation type (`None`: like `repr`, or like `g` with a precision).
pub fn float_text(value: f64, kind: Option<char>, precision: Option<usize>, alternate: bool) -> String {
    let value = value.abs();
    let upper = matches!(kind, Some('E' | 'F' | 'G'));
    let mut text = if value.is_nan() {
        "nan".into()
    } else if value.is_infinite() {
        "inf".into()
    } else {
        let precision_or_6 = precision.unwrap_or(6).min(MAX_TEXT);
        match kind {
            Some('f' | 'F' | '%') => {
                let text = float::fixed(value, precision_or_6);
                if alternate && precision_or_6 == 0 { text + "." } else { text }
            }
            Some('e' | 'E') => {
                let (_, digits, exponent) = float::rounded(value, precision_or_6 + 1);
                let (first, rest) = digits.split_at(1);
                let point = if rest.is_empty() && !alternate { "" } else { "." };
                format!("{first}{point}{rest}e{}", float::exponent_text(exponent))
            }
            Some(_) => general(value, precision_or_6, precision_or_6.max(1) as i32, alternate, false),
            None => match precision {
                None if alternate => with_point(float::repr(value)),
                None => float::repr(value),
                Some(precision) => general(value, precision, precision.max(1) as i32 - 1, alternate, true),
            },
        }
    };
    if upper {
        text.make_ascii_uppercase();
    }
    text
}

/// `g`: `precision` significant digits, scientific from exponent `high` on, no trailing zeros unless `#`.
fn general(value: f64, precision: usize, high: i32, alternate: bool, point_zero: bool) -> String {
    let (_, mut digits, exponent) = float::rounded(value, precision);
    if !alternate {
        let kept = digits.trim_end_matches('0').len().max(1);
        digits.truncate(kept);
        return float::layout(&digits, exponent, -4, high, point_zero);
    }
    with_point(float::layout(&digits, exponent, -4, high, point_zero))
}

/// `#` keeps the point: behind the whole part, where no fraction follows.
fn with_point(text: String) -> String {
    match text.split_once('e') {
        _ if text.contains('.') => text,
        Some((mantissa, exponent)) => format!("{mantissa}.e{exponent}"),
        None => text + ".",
    }
}

/// A number before padding.
struct Number {
    negative: bool,
    prefix: &'static str,
    whole: String,
    /// The point, the fraction, the exponent and `%`.
    rest: String,
    /// Digits between separators.
    group: usize,
}

fn split_number(negative: bool, text: &str, suffix: &str, spec: &FormatSpec, finite: bool) -> Number {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let end = if finite { end } else { text.len() };
    let (whole, rest) = text.split_at(end);
    let mut rest = rest.to_owned();
    if let (Some(separator), Some(fraction)) = (spec.fraction_grouping, rest.strip_prefix('.')) {
        let places = fraction.find(|c: char| !c.is_ascii_digit()).unwrap_or(fraction.len());
        let (digits, tail) = fraction.split_at(places);
        let mut grouped = String::from(".");
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && index % 3 == 0 {
                grouped.push(separator);
            }
            grouped.push(digit);
        }
        rest = grouped + tail;
    }
    rest.push_str(suffix);
    Number { negative, prefix: "", whole: whole.into(), rest, group: 3 }
}

impl Number {
    fn render(self, spec: &FormatSpec, default_align: char) -> SemResult<Wtf8Buf> {
        let sign = sign_of(self.negative, spec);
        let align = spec.align.unwrap_or(if spec.zero { '=' } else { default_align });
        let width = spec.width.unwrap_or(0);
        if width > MAX_TEXT {
            return Err(SemError::memory());
        }
        SemError::check_room(width)?;
        let fixed = sign.len() + self.prefix.len() + self.rest.len();
        // Zeros after the sign belong to the number: they are grouped like digits.
        let least = if align == '=' && spec.fill == '0' { width.saturating_sub(fixed) } else { 0 };
        let whole = match spec.grouping {
            Some(separator) if self.whole.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                group(&self.whole, separator, self.group, least)
            }
            _ => self.whole,
        };
        if align == '=' {
            let missing = width.saturating_sub(fixed + whole.len());
            let mut out = Wtf8Buf::from(sign);
            out.push_str(self.prefix);
            out.extend(std::iter::repeat_n(spec.fill, missing));
            out.push_str(&whole);
            out.push_str(&self.rest);
            return Ok(out);
        }
        pad(&Wtf8Buf::from(format!("{sign}{}{whole}{}", self.prefix, self.rest)), spec, default_align)
    }
}

/// Separators between groups from the right; zero padded to at least `least` characters (and never starting
/// with a separator).
fn group(digits: &str, separator: char, size: usize, least: usize) -> String {
    let mut reversed = String::new();
    let mut source = digits.chars().rev();
    let mut count = 0;
    loop {
        let digit = match source.next() {
            Some(digit) => digit,
            None if reversed.len() < least => '0',
            None => break,
        };
        if count > 0 && count % size == 0 {
            reversed.push(separator);
        }
        reversed.push(digit);
        count += 1;
    }
    reversed.chars().rev().collect()
}

/// Fills up to the width.
fn pad(text: &Wtf8, spec: &FormatSpec, default_align: char) -> SemResult<Wtf8Buf> {
    let width = spec.width.unwrap_or(0);
    if width > MAX_TEXT {
        return Err(SemError::memory());
    }
    SemError::check_room(width)?;
    let missing = width.saturating_sub(text.code_points().count());
    let left = match spec.align.unwrap_or(default_align) {
        '<' => 0,
        '^' => missing / 2,
        _ => missing,
    };
    let mut out = Wtf8Buf::with_capacity(text.len() + missing);
    out.extend(std::iter::repeat_n(spec.fill, left));
    out.push_wtf8(text);
    out.extend(std::iter::repeat_n(spec.fill, missing - left));
    Ok(out)
}
