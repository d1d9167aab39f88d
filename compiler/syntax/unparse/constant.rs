//! Constants, as `repr` writes them, and the quoting of f-strings.

use super::*;

/// Whether `repr` shows a character as it is.
pub(super) fn is_printable(c: char) -> bool {
    let code = c as u32;
    c == ' '
        || !(c.is_control()
            || c.is_whitespace()
            || matches!(code, 0xad | 0x600..=0x605 | 0x61c | 0x6dd | 0x70f | 0x180e | 0x200b..=0x200f | 0x2028..=0x202e)
            || matches!(code, 0x2060..=0x206f | 0xfeff | 0xfff0..=0xfffb | 0xe000..=0xf8ff | 0xe0000..=0xe0fff | 0xf0000..))
}

fn escape(code: u32, out: &mut String) {
    use std::fmt::Write;
    let _ = match code {
        0x09 => write!(out, "\\t"),
        0x0a => write!(out, "\\n"),
        0x0d => write!(out, "\\r"),
        0x5c => write!(out, "\\\\"),
        0..=0xff => write!(out, "\\x{code:02x}"),
        0x100..=0xffff => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
}

/// The `repr` of a `str`.
pub(super) fn repr_str(text: &Wtf8) -> String {
    let bytes = text.as_bytes();
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    let mut out = String::with_capacity(bytes.len() + 2);
    out.push(quote);
    for point in text.code_points() {
        match point.to_char() {
            Some(c) if c == quote => {
                out.push('\\');
                out.push(c);
            }
            Some(c) if c != '\\' && is_printable(c) => out.push(c),
            _ => escape(point.to_u32(), &mut out),
        }
    }
    out.push(quote);
    out
}

fn repr_bytes(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { b'"' } else { b'\'' };
    let mut out = String::from("b");
    out.push(quote as char);
    for &b in bytes {
        match b {
            _ if b == quote => {
                out.push('\\');
                out.push(b as char);
            }
            b' '..=b'~' if b != b'\\' => out.push(b as char),
            _ => escape(u32::from(b), &mut out),
        }
    }
    out.push(quote as char);
    out
}

/// The `repr` of a finite or infinite float; infinity is the literal that overflows to it.
pub(super) fn repr_float(value: f64) -> String {
    if value.is_infinite() {
        return if value < 0.0 { "-1e309".into() } else { "1e309".into() };
    }
    let text = format!("{value:e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        let text = format!("{value}");
        return if text.contains('.') { text } else { text + ".0" };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

/// Like `repr_float`, without `.0`, as complex numbers are written.
fn repr_part(value: f64) -> String {
    let text = repr_float(value);
    text.strip_suffix(".0").map_or(text.clone(), str::to_string)
}

impl Writer {
    /// Writes a constant; one that starts with a sign gets parentheses where it would bind too loosely.
    pub(super) fn constant(&mut self, value: &Constant, precedence: Precedence) {
        let text = match value {
            Constant::None => "None".into(),
            Constant::Bool(true) => "True".into(),
            Constant::Bool(false) => "False".into(),
            Constant::Ellipsis => "...".into(),
            Constant::Int(value) => value.to_string(),
            Constant::BigInt(value) => {
                let digits = value.to_string();
                // Longer ones may not be written in decimal.
                if digits.len() > crate::syntax::limits::MAX_INT_DIGITS {
                    format!("{:#x}", **value)
                } else {
                    digits
                }
            }
            Constant::Float(value) if value.is_nan() => "(1e309-1e309)".into(),
            Constant::Float(value) => repr_float(*value),
            Constant::Complex { real, imag } if *real == 0.0 && real.is_sign_positive() => {
                repr_part(*imag) + "j"
            }
            Constant::Complex { real, imag } => {
                let imag = repr_part(*imag);
                let sign = if imag.starts_with('-') { "" } else { "+" };
                format!("({}{sign}{imag}j)", repr_part(*real))
            }
            Constant::Str(text) => repr_str(text),
            Constant::Bytes(bytes) => repr_bytes(bytes),
            Constant::Tuple(items) => {
                self.text("(");
                self.constants(items);
                self.text(if items.len() == 1 { ",)" } else { ")" });
                return;
            }
            Constant::FrozenSet(items) => {
                self.text("frozenset({");
                self.constants(items);
                self.text("})");
                return;
            }
            Constant::Slice(parts) => {
                self.text("slice(");
                self.constants(&parts[..]);
                self.text(")");
                return;
            }
        };
        if text.starts_with('-') && precedence > Precedence::Factor {
            self.text("(");
            self.text(&text);
            self.text(")");
        } else {
            self.text(&text);
        }
    }

    fn constants(&mut self, items: &[Constant]) {
        self.comma_list(items, |w, item| w.constant(item, Precedence::Test));
    }

    /// Writes an f-string (`prefix` `f`) or t-string.
    ///
    /// The quotes are the first of `' " """ '''` that no part contains; where there is none, `'''` with escapes.
    pub(super) fn joined(&mut self, values: &[Expr], prefix: &str) {
        let mut parts: Vec<(String, Option<Wtf8Buf>)> = Vec::with_capacity(values.len());
        for value in values {
            match &value.kind {
                ExprKind::Constant(Constant::Str(text)) => {
                    parts.push((String::new(), Some(double_braces(text))));
                }
                _ => {
                    let mut inner = self.nested();
                    inner.field(value);
                    parts.push((inner.out, None));
                }
            }
        }
        let mut quotes = vec!["'", "\"", "\"\"\"", "'''"];
        let mut texts = Vec::with_capacity(parts.len());
        let mut fallback = false;
        for (text, constant) in &parts {
            let Some(constant) = constant else {
                if text.contains('\n') {
                    quotes.retain(|q| q.len() == 3);
                }
                let free: Vec<&str> = quotes.iter().copied().filter(|q| !text.contains(q)).collect();
                if !free.is_empty() {
                    quotes = free;
                }
                texts.push(text.clone());
                continue;
            };
            let mut escaped = String::new();
            for point in constant.code_points() {
                match point.to_char() {
                    Some(c) if c != '\\' && is_printable(c) => escaped.push(c),
                    _ => escape(point.to_u32(), &mut escaped),
                }
            }
            let mut possible: Vec<&str> = quotes.iter().copied().filter(|q| !escaped.contains(q)).collect();
            if possible.is_empty() {
                fallback = true;
                break;
            }
            if let Some(last) = escaped.chars().last() {
                possible.sort_by_key(|q| q.starts_with(last));
                if possible[0].starts_with(last) {
                    escaped.insert(escaped.len() - 1, '\\');
                }
            }
            quotes = possible;
            texts.push(escaped);
        }
        if fallback {
            quotes = vec!["'''"];
            texts = parts
                .iter()
                .map(|(text, constant)| match constant {
                    None => text.clone(),
                    Some(constant) => {
                        let mut quoted = Wtf8Buf::from("\"");
                        quoted.push_wtf8(constant);
                        let text = repr_str(&quoted);
                        // Both kinds of quote, or only `"`: `repr` chose `'` and escaped it.
                        text[2..text.len() - 1].to_string()
                    }
                })
                .collect();
        }
        let quote = quotes.first().copied().unwrap_or("'''");
        self.text(prefix);
        self.text(quote);
        for text in texts {
            self.text(&text);
        }
        self.text(quote);
    }

    /// A replacement field.
    fn field(&mut self, value: &Expr) {
        let (inner, conversion, spec) = match &value.kind {
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                let mut writer = self.nested();
                writer.expr(value, Precedence::Or);
                (writer.out, *conversion, format_spec)
            }
            ExprKind::Interpolation { text, conversion, format_spec, .. } => {
                (text.to_string_lossy().into_owned(), *conversion, format_spec)
            }
            _ => {
                let mut writer = self.nested();
                writer.expr(value, Precedence::Or);
                self.text("{");
                self.text(&writer.out);
                self.text("}");
                return;
            }
        };
        self.text(if inner.starts_with('{') { "{ " } else { "{" });
        self.text(&inner);
        self.text(match conversion {
            Conversion::None => "",
            Conversion::Str => "!s",
            Conversion::Repr => "!r",
            Conversion::Ascii => "!a",
        });
        if let Some(spec) = spec {
            self.text(":");
            if let ExprKind::JoinedStr(values) = &spec.kind {
                for value in values {
                    match &value.kind {
                        ExprKind::Constant(Constant::Str(text)) => self.spec_text(text),
                        _ => self.field(value),
                    }
                }
            }
        }
        self.text("}");
    }

    /// Text of a format spec, where quotes and braces need escapes.
    fn spec_text(&mut self, text: &Wtf8) {
        for point in text.code_points() {
            match point.to_char() {
                Some(c @ ('\'' | '"')) => {
                    self.out.push('\\');
                    self.out.push(c);
                }
                Some('{') => self.text("\\x7b"),
                Some('}') => self.text("\\x7d"),
                Some(c) if c != '\\' && is_printable(c) => self.out.push(c),
                _ => escape(point.to_u32(), &mut self.out),
            }
        }
    }
}

fn double_braces(text: &Wtf8) -> Wtf8Buf {
    let mut out = Wtf8Buf::with_capacity(text.len());
    for point in text.code_points() {
        out.push(point);
        if matches!(point.to_char(), Some('{' | '}')) {
            out.push(point);
        }
    }
    out
}
