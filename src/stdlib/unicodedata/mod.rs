//! `unicodedata`: the Unicode database, of version 16.0 and, as `ucd_3_2_0`, of version 3.2.
//!
//! ```text
//! code point ─► RUNS ─► RECORDS: category, bidirectional class, combining class, width, mirrored
//!            ─► NUMBERS, DECOMPOSITIONS ─► POINTS           names: the crate `unicode_names2`
//! text ─► normalize: the crate `unicode_normalization`, which knows younger versions: what was not assigned yet stays
//! ```
//!
//! The methods of `str` have tables of their own (`compiler/semantics/text`), generated from the same database.

mod normalize;
mod tables;

use super::class::state_getters;
use super::{ModuleSpec, add, slots::publish};
use crate::builtins::natives;
use crate::objects::{Bytes, Kind, Str};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use tables::{BIDIRECTIONAL, CATEGORIES, DECOMPOSITIONS, NUMBERS, POINTS, RECORDS, TAGS, WIDTHS};

/// A version of the database.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Version {
    /// 3.2, which internationalized domain names are bound to.
    Old,
    /// That of CPython 3.14.
    New,
}

macro_rules! questions {
    ($($name:literal $signature:literal $method:literal $code:expr;)*) => {
        natives! { FUNCTIONS: $($name $signature |vm, args| {
            let code: fn(&mut Vm, Version, &[Value]) -> PyResult = $code;
            code(vm, Version::New, args)
        };)* }
        natives! { METHODS: $($name $method |vm, args| {
            let code: fn(&mut Vm, Version, &[Value]) -> PyResult = $code;
            code(vm, Version::Old, &args[1..])
        };)* }
    };
}

questions! {
    "decimal" "(chr, default=None, /)" "(self, chr, default=None, /)" decimal;
    "digit" "(chr, default=None, /)" "(self, chr, default=None, /)" digit;
    "numeric" "(chr, default=None, /)" "(self, chr, default=None, /)" numeric;
    "category" "(chr, /)" "(self, chr, /)" |vm, version, args| {
        let code = character(vm, args[0], "category", "")?;
        Ok(vm.intern(CATEGORIES[usize::from(version.record(code).0)]).value())
    };
    "bidirectional" "(chr, /)" "(self, chr, /)" |vm, version, args| {
        let code = character(vm, args[0], "bidirectional", "")?;
        Ok(vm.intern(BIDIRECTIONAL[usize::from(version.record(code).1)]).value())
    };
    "combining" "(chr, /)" "(self, chr, /)" |vm, version, args| {
        let code = character(vm, args[0], "combining", "")?;
        Ok(Value::small_int_unchecked(i64::from(version.record(code).2)))
    };
    "mirrored" "(chr, /)" "(self, chr, /)" |vm, version, args| {
        let code = character(vm, args[0], "mirrored", "")?;
        Ok(Value::small_int_unchecked(i64::from(version.record(code).4)))
    };
    "east_asian_width" "(chr, /)" "(self, chr, /)" |vm, version, args| {
        let code = character(vm, args[0], "east_asian_width", "")?;
        Ok(vm.intern(WIDTHS[usize::from(version.record(code).3)]).value())
    };
    "decomposition" "(chr, /)" "(self, chr, /)" |vm, version, args| {
        let code = character(vm, args[0], "decomposition", "")?;
        let text = if version.is_assigned(code) { decomposition(code) } else { String::new() };
        vm.new_str(text.as_str())
    };
    "name" "(chr, default=None, /)" "(self, chr, default=None, /)" name;
    "lookup" "(name, /)" "(self, name, /)" lookup;
    "is_normalized" "(form, unistr, /)" "(self, form, unistr, /)" |vm, version, args| {
        // Of the empty text every form is right, one that there is not as well.
        if args[1].downcast::<Str>().is_some_and(|t| t.as_wtf8().is_empty()) && args[0].is_kind(Kind::Str) {
            return Ok(Value::TRUE);
        }
        let text = normalized(vm, version, args, "is_normalized")?;
        let same = text.downcast::<Str>().zip(args[1].downcast::<Str>()).is_some_and(|(a, b)| a.as_wtf8() == b.as_wtf8());
        Ok(Value::from_bool(same))
    };
    "normalize" "(form, unistr, /)" "(self, form, unistr, /)" |vm, version, args| normalized(vm, version, args, "normalize");
}

state_getters! { GETTERS: DATABASE;
    "unidata_version" |vm, _| Ok(vm.intern("3.2.0").value());
}

static DATABASE: TypeSpec =
    TypeSpec { methods: METHODS, getset: GETTERS, ..TypeSpec::new("unicodedata", "UCD", Kind::State) };

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "unicodedata",
    doc: "This module provides access to the Unicode Character Database which\n\
          defines character properties for all Unicode characters. The data in\n\
          this database is based on the UnicodeData.txt file version\n\
          16.0.0 which is publicly available from ftp://ftp.unicode.org/.\n\n\
          The module uses the same names and symbols as defined by the\n\
          UnicodeData File Format 16.0.0.",
    functions: FUNCTIONS,
    init: |vm, module| {
        let version = vm.intern(tables::VERSION);
        add(vm, module, "unidata_version", version.value())?;
        publish(vm, module, &DATABASE)?;
        let old = vm.new_state(&DATABASE, None, &[]);
        add(vm, module, "ucd_3_2_0", old)
    },
};

impl Version {
    /// What is known of a code point.
    fn record(self, code: u32) -> &'static (u8, u8, u8, u8, bool) {
        let runs: &[u32] = match self {
            Version::Old => &tables::RUNS_3_2,
            Version::New => &tables::RUNS,
        };
        let run = runs[runs.partition_point(|run| run >> 11 <= code) - 1];
        &RECORDS[(run & 0x7ff) as usize]
    }

    fn is_assigned(self, code: u32) -> bool {
        CATEGORIES[usize::from(self.record(code).0)] != "Cn"
    }
}

/// The code point of a string of one; `which`: how messages call the argument.
fn character(vm: &mut Vm, value: Value, function: &str, which: &str) -> PyResult<u32> {
    let Some(text) = value.downcast::<Str>() else {
        let given = vm.type_name(value);
        return Err(vm.raise_type_error(format!(
            "{function}() argument{which} must be a unicode character, not {given}"
        )));
    };
    let mut codes = text.as_wtf8().code_points();
    match (codes.next(), codes.next()) {
        (Some(code), None) => Ok(code.to_u32()),
        _ => {
            let count = text.as_wtf8().code_points().count();
            Err(vm.raise_type_error(format!(
                "{function}(): argument{which} must be a unicode character, not a string of length {count}"
            )))
        }
    }
}

/// The number of a code point: numerator, denominator, and whether it is a digit (1) or a decimal one (2).
fn number(version: Version, code: u32) -> Option<(i64, u16, u8)> {
    if !version.is_assigned(code) {
        return None;
    }
    let at = NUMBERS.partition_point(|run| run.0 <= code).checked_sub(1)?;
    let (first, count, start, denominator, step, kind) = NUMBERS[at];
    let index = code - first;
    let kind = match version {
        Version::Old if tables::DECIMALS_3_2.contains(&code) => 2,
        _ => kind,
    };
    (index < u32::from(count)).then(|| (start + i64::from(step) * i64::from(index), denominator, kind))
}

/// The answer where there is no value: the default, or `ValueError`.
fn missing(vm: &mut Vm, default: Value, message: &str) -> PyResult {
    default.non_null().ok_or_else(|| vm.raise_value_error(message))
}

fn decimal(vm: &mut Vm, version: Version, args: &[Value]) -> PyResult {
    let code = character(vm, args[0], "decimal", " 1")?;
    match number(version, code) {
        Some((value, _, 2)) => Ok(Value::small_int_unchecked(value)),
        _ => missing(vm, args[1], "not a decimal"),
    }
}

fn digit(vm: &mut Vm, _: Version, args: &[Value]) -> PyResult {
    let code = character(vm, args[0], "digit", " 1")?;
    // CPython asks the present version for digits, whichever was asked.
    match number(Version::New, code) {
        Some((value, _, 1 | 2)) => Ok(Value::small_int_unchecked(value)),
        _ => missing(vm, args[1], "not a digit"),
    }
}

fn numeric(vm: &mut Vm, version: Version, args: &[Value]) -> PyResult {
    let code = character(vm, args[0], "numeric", " 1")?;
    match number(version, code) {
        Some((value, denominator, _)) => Ok(vm.new_float(value as f64 / f64::from(denominator))),
        None => missing(vm, args[1], "not a numeric character"),
    }
}

/// The code points that one decomposes to, and the number of its tag.
fn decomposed(code: u32) -> Option<(&'static [u32], usize)> {
    let at = DECOMPOSITIONS.binary_search_by_key(&code, |row| row.0).ok()?;
    let (_, start, packed) = DECOMPOSITIONS[at];
    let (start, count) = (usize::from(start), usize::from(packed & 0xff));
    Some((&POINTS[start..start + count], usize::from(packed >> 8)))
}

/// `<tag> 0041 030A`.
fn decomposition(code: u32) -> String {
    let Some((points, tag)) = decomposed(code) else { return String::new() };
    let tag = Some(TAGS[tag].to_owned()).filter(|t| !t.is_empty());
    let words: Vec<String> = tag.into_iter().chain(points.iter().map(|p| format!("{p:04X}"))).collect();
    words.join(" ")
}

fn name(vm: &mut Vm, version: Version, args: &[Value]) -> PyResult {
    let code = character(vm, args[0], "name", " 1")?;
    let known = char::from_u32(code).filter(|_| version.is_assigned(code));
    match known.and_then(unicode_names2::name) {
        Some(name) => vm.new_str(name.to_string().as_str()),
        None => missing(vm, args[1], "no such name"),
    }
}

/// The longest name that is looked up.
const MAX_NAME: usize = 256;

fn lookup(vm: &mut Vm, version: Version, args: &[Value]) -> PyResult {
    let (text, length) = if let Some(text) = args[0].downcast::<Str>() {
        (text.as_wtf8().to_string(), text.as_wtf8().len())
    } else if let Some(bytes) = args[0].downcast::<Bytes>() {
        (String::from_utf8_lossy(bytes.as_slice()).into_owned(), bytes.as_slice().len())
    } else {
        let given = vm.type_name(args[0]);
        return Err(vm.raise_type_error(format!("a bytes-like object is required, not '{given}'")));
    };
    if length > MAX_NAME {
        return Err(vm.raise_str(vm.types.key_error, "name too long"));
    }
    let found = if text.is_ascii() { unicode_names2::character(&text) } else { None };
    match found.filter(|&c| version.is_assigned(u32::from(c))) {
        Some(c) => vm.new_str(c.encode_utf8(&mut [0; 4]) as &str),
        None => Err(vm.raise_str(vm.types.key_error, &format!("undefined character name '{text}'"))),
    }
}

/// A text in a normal form; the same object if nothing changes.
fn normalized(vm: &mut Vm, version: Version, args: &[Value], function: &str) -> PyResult {
    for (i, &arg) in args.iter().enumerate() {
        if arg.downcast::<Str>().is_none() {
            return Err(wrong_text(vm, function, i + 1, arg));
        }
    }
    let (Some(form), Some(text)) = (args[0].downcast::<Str>(), args[1].downcast::<Str>()) else {
        return Ok(Value::NONE);
    };
    let Some(form) = normalize::Form::named(form.as_str().unwrap_or_default()) else {
        return Err(vm.raise_value_error("invalid normalization form"));
    };
    let text = text.as_wtf8();
    if text.is_ascii() {
        return Ok(args[1]);
    }
    vm.poll(text.len() as u64 / 16)?;
    let result = normalize::normalize(text, form, version);
    vm.new_str(&result)
}

#[cold]
fn wrong_text(vm: &mut Vm, function: &str, position: usize, value: Value) -> Raised {
    let given = vm.type_name(value);
    vm.raise_type_error(format!("{function}() argument {position} must be str, not {given}"))
}
