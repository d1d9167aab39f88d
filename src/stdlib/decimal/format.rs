//! `Decimal.__format__`.
//!
//! ```text
//! [[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]
//! ```
//!
//! The rounding is the current context's; its precision and exponents play no part.

use super::coefficient::MOST_DIGITS;
use super::current::current;
use super::number::Number;
use super::object::Decimal;
use super::settings::Rounding;
use super::text;
use crate::builtins::methods;
use crate::heap::Gc;
use crate::objects::{Dict, Str};
use crate::value::{PyResult, Value};
use crate::vm::Vm;

/// A specification that was read.
struct Spec {
    fill: char,
    align: char,
    sign: char,
    positive_zero: bool,
    alternate: bool,
    zeros: bool,
    width: usize,
    separator: String,
    point: String,
    /// Lengths of groups from the point on; the last one repeats, and 127 ends the grouping.
    grouping: Vec<u8>,
    precision: Option<i64>,
    behind: &'static str,
    kind: Option<char>,
}

/// A number at the front of what is left.
fn number(chars: &[char], at: &mut usize) -> Option<i64> {
    let start = *at;
    let mut number = 0i64;
    while let Some(digit) = chars.get(*at).and_then(|c| c.to_digit(10)) {
        number = number.saturating_mul(10).saturating_add(i64::from(digit));
        *at += 1;
    }
    (*at > start).then_some(number)
}

fn separator(c: Option<&char>) -> &'static str {
    match c {
        Some(',') => ",",
        Some('_') => "_",
        _ => "",
    }
}

/// Reads a specification; the error is the message of a `ValueError`.
fn parse(text: &str) -> Result<Spec, String> {
    let chars: Vec<char> = text.chars().collect();
    let is_align = |i: usize| chars.get(i).is_some_and(|c| "<>=^".contains(*c));
    let invalid = || Err(format!("Invalid format specifier: {text}"));
    let mut at = 0;
    let (mut fill, mut align) = (None, None);
    if is_align(1) {
        (fill, align, at) = (Some(chars[0]), Some(chars[1]), 2);
    } else if is_align(0) {
        (align, at) = (Some(chars[0]), 1);
    }
    let mut flag = |wanted: &str| {
        let found = chars.get(at).copied().filter(|c| wanted.contains(*c));
        at += usize::from(found.is_some());
        found
    };
    let sign = flag("-+ ").unwrap_or('-');
    let positive_zero = flag("z").is_some();
    let alternate = flag("#").is_some();
    let zeros = flag("0").is_some();
    let width = number(&chars, &mut at).unwrap_or(0);
    let group = separator(chars.get(at));
    at += group.len();
    let (mut precision, mut behind) = (None, "");
    if chars.get(at) == Some(&'.') {
        at += 1;
        precision = number(&chars, &mut at);
        behind = separator(chars.get(at));
        at += behind.len();
        if precision.is_none() && behind.is_empty() {
            return invalid();
        }
    }
    let kind = chars.get(at).copied().filter(|c| "eEfFgGnN%".contains(*c));
    at += usize::from(kind.is_some());
    if at != chars.len() {
        return invalid();
    }
    if zeros && fill.is_some() {
        return Err(format!("Fill character conflicts with '0' in format specifier: {text}"));
    }
    if zeros && align.is_some() {
        return Err(format!("Alignment conflicts with '0' in format specifier: {text}"));
    }
    if matches!(kind, Some('n' | 'N')) && !group.is_empty() {
        return Err(format!(
            "Explicit thousands separator conflicts with 'n' type in format specifier: {text}"
        ));
    }
    if precision == Some(0) && matches!(kind, None | Some('g' | 'G' | 'n' | 'N')) {
        precision = Some(1);
    }
    if width > MOST_DIGITS || precision.is_some_and(|p| p > MOST_DIGITS) {
        return Err("format specification exceeds internal limits of _decimal".to_owned());
    }
    Ok(Spec {
        fill: fill.unwrap_or(' '),
        align: align.unwrap_or('>'),
        sign,
        positive_zero,
        alternate,
        zeros,
        width: width as usize,
        separator: group.to_owned(),
        point: ".".to_owned(),
        grouping: vec![3],
        precision,
        behind,
        kind,
    })
}

/// Cut to so many digits, at least one.
fn cut(n: Number, digits: i64, rounding: Rounding) -> Number {
    if n.coefficient.is_zero() {
        return n;
    }
    let mut ignored = 0;
    let exponent = n.adjusted() + 1 - digits;
    let (result, _) = n.rescaled(exponent, rounding, &mut ignored);
    match result.digits() > digits {
        true => result.rescaled(exponent + 1, rounding, &mut ignored).0,
        false => result,
    }
}

impl Spec {
    fn sign_of(&self, negative: bool) -> &'static str {
        match (negative, self.sign) {
            (true, _) => "-",
            (_, '+') => "+",
            (_, ' ') => " ",
            _ => "",
        }
    }

    fn aligned(&self, sign: &str, body: &str) -> String {
        let length = sign.chars().count() + body.chars().count();
        let room = self.width.saturating_sub(length);
        let padding = |n: usize| String::from_iter(std::iter::repeat_n(self.fill, n));
        match self.align {
            '<' => format!("{sign}{body}{}", padding(room)),
            '=' => format!("{sign}{}{body}", padding(room)),
            '^' => format!("{}{sign}{body}{}", padding(room / 2), padding(room - room / 2)),
            _ => format!("{}{sign}{body}", padding(room)),
        }
    }

    /// The whole part with separators, and zeros up to a width.
    fn grouped(&self, whole: &str, width: i64) -> String {
        let mut digits = whole;
        let mut width = width;
        let mut groups: Vec<String> = Vec::new();
        let mut take = |length: i64, digits: &mut &str| {
            let taken = (length.max(0) as usize).min(digits.len());
            let (front, back) = digits.split_at(digits.len() - taken);
            groups.push("0".repeat(length.max(0) as usize - taken) + back);
            *digits = front;
        };
        let rest = |digits: &str, width: i64| width.max(digits.len() as i64).max(1);
        let mut at = 0;
        loop {
            let group =
                self.grouping.get(at).or(self.grouping.last()).copied().filter(|&g| g != 0 && g < 127);
            let Some(group) = group else {
                take(rest(digits, width), &mut digits);
                break;
            };
            let length = rest(digits, width).min(i64::from(group));
            take(length, &mut digits);
            width -= length;
            if digits.is_empty() && width <= 0 {
                break;
            }
            width -= self.separator.chars().count() as i64;
            at += 1;
        }
        groups.reverse();
        groups.join(&self.separator)
    }
}

/// The text of a number by a specification.
fn formatted(n: &Number, spec: &Spec, rounding: Rounding, capitals: bool) -> String {
    if n.is_special() {
        let mut body = text::to_text(&n.with_sign(false), capitals, false);
        if spec.kind == Some('%') {
            body.push('%');
        }
        return spec.aligned(spec.sign_of(n.negative), &body);
    }
    let kind = match spec.kind {
        None => {
            if capitals {
                'G'
            } else {
                'g'
            }
        }
        Some('n') => 'g',
        Some('N') => 'G',
        Some(kind) => kind,
    };
    let mut n = n.clone();
    if kind == '%' {
        n.exponent += 2;
    }
    let mut ignored = 0;
    if let Some(precision) = spec.precision {
        n = match kind {
            'e' | 'E' => cut(n, precision + 1, rounding),
            'f' | 'F' | '%' => n.rescaled(-precision, rounding, &mut ignored).0,
            _ if n.digits() > precision => cut(n, precision, rounding),
            _ => n,
        };
    }
    let fixed = matches!(kind, 'f' | 'F' | '%');
    if n.is_zero() && n.exponent > 0 && fixed {
        n.exponent = 0;
    }
    let negative = n.negative && !(n.is_zero() && spec.positive_zero);
    let mut digits = String::new();
    n.coefficient.push_digits(&mut digits);
    let left = n.exponent + digits.len() as i64;
    let place = match kind {
        'e' | 'E' => match spec.precision {
            Some(precision) if n.is_zero() => 1 - precision,
            _ => 1,
        },
        _ if fixed => left,
        _ if n.exponent <= 0 && left > -6 => left,
        _ => 1,
    };
    let (whole, mut rest) = if place < 0 {
        ("0".to_owned(), "0".repeat(place.unsigned_abs() as usize) + &digits)
    } else if place > digits.len() as i64 {
        let zeros = "0".repeat(place as usize - digits.len());
        (digits + &zeros, String::new())
    } else {
        let (front, back) = digits.split_at(place as usize);
        (if front.is_empty() { "0" } else { front }.to_owned(), back.to_owned())
    };
    let exponent = left - place;
    if !spec.behind.is_empty() {
        let groups: Vec<&str> = (0..rest.len()).step_by(3).map(|i| &rest[i..rest.len().min(i + 3)]).collect();
        rest = groups.join(spec.behind);
    }
    if !rest.is_empty() || spec.alternate {
        rest.insert_str(0, &spec.point);
    }
    if exponent != 0 || matches!(kind, 'e' | 'E') {
        rest.push(if matches!(kind, 'E' | 'G') { 'E' } else { 'e' });
        rest.push_str(&format!("{exponent:+}"));
    }
    if kind == '%' {
        rest.push('%');
    }
    let sign = spec.sign_of(negative);
    let width =
        if spec.zeros { spec.width as i64 - rest.chars().count() as i64 - sign.len() as i64 } else { 0 };
    spec.aligned(sign, &(spec.grouped(&whole, width) + &rest))
}

/// What a dict says instead of the locale.
fn override_locale(vm: &mut Vm, spec: &mut Spec, dict: Value) -> PyResult<()> {
    let Some(dict) = dict.downcast::<Dict>() else {
        return Err(vm.raise_type_error("optional argument must be a dict"));
    };
    let entry = |vm: &mut Vm, key: &str| -> PyResult<Option<String>> {
        let key = vm.intern(key);
        match vm.dict_get(dict, key.value())? {
            Some(value) => Ok(Some(vm.expect::<Str>(value, "str")?.as_wtf8().to_string())),
            None => Ok(None),
        }
    };
    if let Some(point) = entry(vm, "decimal_point")? {
        spec.point = point;
    }
    if let Some(separator) = entry(vm, "thousands_sep")? {
        spec.separator = separator;
    }
    if let Some(grouping) = entry(vm, "grouping")? {
        spec.grouping = grouping.bytes().take_while(|&length| length != 0).collect();
    }
    if !spec.grouping.is_ascii() || !(1..=4).contains(&spec.point.len()) || spec.separator.len() > 4 {
        return Err(vm.raise_value_error("invalid override dict"));
    }
    Ok(())
}

fn format(vm: &mut Vm, d: Gc<Decimal>, args: &[Value]) -> PyResult {
    let context = current(vm)?;
    let Some(spec) = args[1].downcast::<Str>() else {
        return Err(vm.raise_type_error("format arg must be str"));
    };
    let Some(spec) = spec.as_str() else {
        return Err(vm.raise_value_error("invalid format string"));
    };
    let mut spec = match parse(spec) {
        Ok(spec) => spec,
        Err(message) => return Err(vm.raise_value_error(message)),
    };
    if spec.kind == Some('N') {
        vm.warn(vm.types.deprecation_warning, "Format specifier 'N' is deprecated")?;
    }
    if matches!(spec.kind, Some('n' | 'N')) {
        // The locale is C's.
        spec.grouping = Vec::new();
    }
    if let Some(dict) = args[2].non_null() {
        override_locale(vm, &mut spec, dict)?;
    }
    let number = d.number();
    let far = spec.precision.unwrap_or(0).saturating_add(number.exponent) > MOST_DIGITS;
    if far && !number.is_special() && matches!(spec.kind, Some('f' | 'F' | '%')) && !number.is_zero() {
        return Err(vm.raise_str(vm.types.memory_error, ""));
    }
    let text = formatted(&number, &spec, context.rounding.get(), context.capitals.get());
    vm.new_str(text.as_str())
}

methods! { METHODS: Decimal, "decimal.Decimal";
    "__format__" "(self, format_spec, override=None, /)" format;
}
