//! The methods of `str` and `bytes` against answers of CPython 3.14, which `text_expectations.py` records.

use pyopt_compiler::semantics::text::codec::{self, Encoding, ErrorHandler, Failure};
use pyopt_compiler::semantics::text::number::{self, Source};
use pyopt_compiler::semantics::text::strip::Side;
use pyopt_compiler::semantics::text::unit::Text;
use pyopt_compiler::semantics::text::{case, classify, pad, replace, repr, search, split, strip};
use pyopt_compiler::semantics::{SemError, float, int};
use pyopt_compiler::syntax::ast::{Wtf8, Wtf8Buf};

#[derive(Debug)]
enum Value {
    None,
    Int(i64),
    Str(Wtf8Buf),
    Bytes(Vec<u8>),
    ByteArray(Vec<u8>),
}

fn codes(quoted: &str) -> Vec<u32> {
    let mut codes = Vec::new();
    let mut chars = quoted.trim_matches('"').chars();
    while let Some(c) = chars.next() {
        codes.push(match c {
            '\\' => {
                let digits: String = chars.by_ref().take_while(|c| *c != ';').collect();
                u32::from_str_radix(&digits, 16).expect("an escape is \\hex;")
            }
            c => c.into(),
        });
    }
    codes
}

fn value(word: &str) -> Value {
    let bytes = |quoted: &str| codes(quoted).into_iter().map(|code| code as u8).collect();
    if let Some(quoted) = word.strip_prefix("bytearray\"") {
        Value::ByteArray(bytes(quoted))
    } else if let Some(quoted) = word.strip_prefix("b\"") {
        Value::Bytes(bytes(quoted))
    } else if word.starts_with('"') {
        let point = |code| rustpython_wtf8::CodePoint::from_u32(code).expect("a code point");
        Value::Str(codes(word).into_iter().map(point).collect())
    } else if word == "None" {
        Value::None
    } else {
        Value::Int(word.parse().expect("an int"))
    }
}

/// How an answer is written.
trait Show {
    fn show(&self) -> String;
}

impl Show for Wtf8 {
    fn show(&self) -> String {
        repr::ascii(self)
    }
}

impl Show for [u8] {
    fn show(&self) -> String {
        repr::bytes_repr(self)
    }
}

fn show_bool(value: bool) -> String {
    if value { "True".into() } else { "False".into() }
}

fn show_error(error: &SemError) -> String {
    format!("!{} {}", error.class_name(), repr::ascii(Wtf8::new(error.message.as_ref())))
}

fn show_list<T: Text + Show + ?Sized>(parts: &[&T]) -> String {
    format!("[{}]", parts.iter().map(|part| part.show()).collect::<Vec<_>>().join(","))
}

/// What `str` and `bytes` share.
fn common<'a, T: Text + Show + ?Sized>(
    operation: &str,
    this: &'a T,
    rest: &'a [Value],
    as_text: fn(&'a Value) -> Option<&'a T>,
) -> Option<Result<String, SemError>>
where
    T::Owned: std::borrow::Borrow<T>,
{
    use std::borrow::Borrow;
    let text = |index: usize| rest.get(index).and_then(as_text);
    let number = |index: usize| match rest.get(index) {
        Some(Value::Int(number)) => Some(*number),
        _ => None,
    };
    let owned = |result: Result<T::Owned, SemError>| result.map(|text| text.borrow().show());
    let index = |index: Option<usize>| Ok(index.map_or("-1".into(), |index| index.to_string()));
    let side = match operation {
        "lstrip" => Side::Left,
        "rstrip" => Side::Right,
        _ => Side::Both,
    };
    let space = T::assemble(vec![b' ']);
    let fill = text(1).unwrap_or(space.borrow());
    Some(match (operation, text(0)) {
        ("find", Some(part)) => index(search::find(this, part, number(1), number(2))),
        ("rfind", Some(part)) => index(search::rfind(this, part, number(1), number(2))),
        ("index", Some(part)) => search::index(this, part, number(1), number(2)).map(|at| at.to_string()),
        ("rindex", Some(part)) => search::rindex(this, part, number(1), number(2)).map(|at| at.to_string()),
        ("count", Some(part)) => Ok(search::count(this, part, number(1), number(2)).to_string()),
        ("startswith", Some(part)) => Ok(show_bool(search::starts_with(this, part, number(1), number(2)))),
        ("endswith", Some(part)) => Ok(show_bool(search::ends_with(this, part, number(1), number(2)))),
        ("in", Some(part)) => Ok(show_bool(search::contains(this, part))),
        ("split", Some(part)) => {
            split::split(this, part, number(1).unwrap_or(-1)).map(|parts| show_list(&parts))
        }
        ("rsplit", Some(part)) => {
            split::rsplit(this, part, number(1).unwrap_or(-1)).map(|parts| show_list(&parts))
        }
        ("split", None) => Ok(show_list(&split::split_whitespace(this, number(1).unwrap_or(-1)))),
        ("rsplit", None) => Ok(show_list(&split::rsplit_whitespace(this, number(1).unwrap_or(-1)))),
        ("splitlines", _) => Ok(show_list(&split::splitlines(this, number(0) == Some(1)))),
        ("partition", Some(part)) => split::partition(this, part).map(|parts| show_list(&parts)),
        ("rpartition", Some(part)) => split::rpartition(this, part).map(|parts| show_list(&parts)),
        ("removeprefix", Some(part)) => Ok(search::remove_prefix(this, part).show()),
        ("removesuffix", Some(part)) => Ok(search::remove_suffix(this, part).show()),
        ("strip" | "lstrip" | "rstrip", set) => Ok(strip::strip(this, set, side).show()),
        ("replace", Some(old)) => owned(replace::replace(this, old, text(1)?, number(2).unwrap_or(-1))),
        ("join", Some(first)) => owned(replace::join(this, [first, text(1)?])),
        ("repeat", _) => owned(replace::repeat(this, number(0)?)),
        ("center", _) => owned(pad::center(this, number(0)?, fill)),
        ("ljust", _) => owned(pad::ljust(this, number(0)?, fill)),
        ("rjust", _) => owned(pad::rjust(this, number(0)?, fill)),
        ("zfill", _) => owned(pad::zfill(this, number(0)?)),
        ("expandtabs", _) => owned(pad::expandtabs(this, number(0).unwrap_or(8))),
        _ => return None,
    })
}

fn of_str(operation: &str, this: &Wtf8, rest: &[Value]) -> Option<String> {
    Some(match operation {
        "upper" => case::upper(this).show(),
        "lower" => case::lower(this).show(),
        "title" => case::title(this).show(),
        "capitalize" => case::capitalize(this).show(),
        "swapcase" => case::swapcase(this).show(),
        "casefold" => case::casefold(this).show(),
        "isalpha" => show_bool(classify::is_alpha(this)),
        "isdigit" => show_bool(classify::is_digit(this)),
        "isdecimal" => show_bool(classify::is_decimal(this)),
        "isnumeric" => show_bool(classify::is_numeric(this)),
        "isalnum" => show_bool(classify::is_alnum(this)),
        "isspace" => show_bool(classify::is_space(this)),
        "isprintable" => show_bool(classify::is_printable(this)),
        "isidentifier" => show_bool(classify::is_identifier(this)),
        "istitle" => show_bool(classify::is_title(this)),
        "isupper" => show_bool(classify::is_upper(this)),
        "islower" => show_bool(classify::is_lower(this)),
        "isascii" => show_bool(this.is_ascii()),
        "repr" => repr::repr(this).show(),
        "ascii" => Wtf8::new(repr::ascii(this).as_str()).show(),
        "fromhex" => repr::from_hex(this).map_or_else(|error| show_error(&error), |bytes| bytes.show()),
        "complex" => match number::parse_complex(this) {
            Ok(value) => pyopt_compiler::semantics::complex::repr(value),
            Err(error) => show_error(&error),
        },
        "encode" => {
            let (encoding, handler) = codec_arguments(rest)?;
            match codec::encode(this, encoding, handler) {
                Ok(bytes) => bytes.show(),
                Err(Failure::Other(error)) => show_error(&error),
                Err(Failure::Unicode(error)) => format!(
                    "!UnicodeEncodeError {} {} {} / {}",
                    error.start,
                    error.end,
                    error.reason,
                    error.encode_message(this)
                ),
            }
        }
        _ => return None,
    })
}

fn codec_arguments(rest: &[Value]) -> Option<(Encoding, ErrorHandler)> {
    let [Value::Str(encoding), Value::Str(handler)] = rest else { return None };
    Some((Encoding::lookup(encoding.as_str().ok()?)?, ErrorHandler::lookup(handler.as_str().ok()?)?))
}

fn of_bytes(operation: &str, this: &[u8], rest: &[Value]) -> Option<String> {
    let shown =
        |result: Result<Vec<u8>, SemError>| result.map_or_else(|e| show_error(&e), |bytes| bytes.show());
    Some(match (operation, rest) {
        ("upper", _) => this.to_ascii_uppercase().show(),
        ("lower", _) => this.to_ascii_lowercase().show(),
        ("title", _) => case::bytes_title(this).show(),
        ("capitalize", _) => case::bytes_capitalize(this).show(),
        ("swapcase", _) => case::bytes_swapcase(this).show(),
        ("isalpha", _) => show_bool(classify::bytes_is_alpha(this)),
        ("isdigit", _) => show_bool(classify::bytes_is_digit(this)),
        ("isalnum", _) => show_bool(classify::bytes_is_alnum(this)),
        ("isspace", _) => show_bool(classify::bytes_is_space(this)),
        ("istitle", _) => show_bool(classify::bytes_is_title(this)),
        ("isupper", _) => show_bool(classify::bytes_is_upper(this)),
        ("islower", _) => show_bool(classify::bytes_is_lower(this)),
        ("isascii", _) => show_bool(this.is_ascii()),
        ("repr", _) => Wtf8::new(repr::bytes_repr(this).as_str()).show(),
        ("hex", [Value::Str(separator), Value::Int(group)]) => match repr::hex(this, Some(separator), *group)
        {
            Ok(text) => Wtf8::new(text.as_str()).show(),
            Err(error) => show_error(&error),
        },
        ("maketrans", [Value::Bytes(to)]) => shown(replace::bytes_maketrans(this, to)),
        ("translate", []) => {
            let table = replace::bytes_maketrans(b"ab", b"ba").expect("of equal length");
            shown(replace::bytes_translate(this, Some(&table), b"c"))
        }
        ("decode", _) => {
            let (encoding, handler) = codec_arguments(rest)?;
            match codec::decode(this, encoding, handler) {
                Ok(text) => text.show(),
                Err(Failure::Other(error)) => show_error(&error),
                Err(Failure::Unicode(error)) => format!(
                    "!UnicodeDecodeError {} {} {} / {}",
                    error.start,
                    error.end,
                    error.reason,
                    error.decode_message(this)
                ),
            }
        }
        _ => return None,
    })
}

fn of_number(operation: &str, this: &Value, rest: &[Value]) -> Option<String> {
    let source = match this {
        Value::Str(text) => Source::Str(text),
        Value::Bytes(bytes) => Source::Bytes(bytes),
        Value::ByteArray(bytes) => Source::ByteArray(bytes),
        _ => return None,
    };
    let answer = match (operation, rest) {
        ("int", [Value::Int(base)]) => number::parse_int(source, *base, int::MAX_STR_DIGITS)
            .and_then(|value| int::to_decimal_limited(value.as_ref(), 0)),
        ("float", []) => number::parse_float(source).map(float::repr),
        _ => return None,
    };
    Some(answer.unwrap_or_else(|error| show_error(&error)))
}

fn as_str(value: &Value) -> Option<&Wtf8> {
    if let Value::Str(text) = value { Some(text) } else { None }
}

fn as_bytes(value: &Value) -> Option<&[u8]> {
    if let Value::Bytes(bytes) = value { Some(bytes) } else { None }
}

fn answer(operation: &str, arguments: &[Value]) -> Option<String> {
    let (this, rest) = arguments.split_first()?;
    if let Some(answer) = of_number(operation, this, rest) {
        return Some(answer);
    }
    match this {
        Value::Str(this) => {
            let common = common::<Wtf8>(operation, this, rest, as_str);
            common.map_or_else(
                || of_str(operation, this, rest),
                |answer| Some(answer.unwrap_or_else(|error| show_error(&error))),
            )
        }
        Value::Bytes(this) => {
            let common = common::<[u8]>(operation, this, rest, as_bytes);
            common.map_or_else(
                || of_bytes(operation, this, rest),
                |answer| Some(answer.unwrap_or_else(|error| show_error(&error))),
            )
        }
        _ => None,
    }
}

#[test]
fn agrees_with_cpython() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for line in include_str!("data/text_expectations.txt").lines() {
        let (question, expected) = line.split_once(" = ").expect("question = answer");
        let mut words = question.split(' ');
        let operation = words.next().expect("an operation");
        let arguments: Vec<Value> = words.map(value).collect();
        let answer = answer(operation, &arguments).unwrap_or_else(|| panic!("no such operation: {question}"));
        count += 1;
        if answer != expected {
            wrong.push(format!("{question}\n  expected {expected}\n  answered {answer}"));
        }
    }
    assert!(count > 5000, "only {count} expectations");
    assert!(
        wrong.is_empty(),
        "{} of {count} differ:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
}

/// The sums over all code points of those a predicate holds for, and of `(code + 1) * mapped` modulo 2**64, as
/// CPython 3.14 computes them.
const TOTALS: [(&str, u64); 15] = [
    ("isalpha", 15240929258),
    ("isdecimal", 39891450),
    ("isdigit", 43636784),
    ("isnumeric", 115015654),
    ("isspace", 141704),
    ("isprintable", 16317358124),
    ("isupper", 97237165),
    ("islower", 117919901),
    ("istitle", 97457679),
    ("isidentifier", 15252968837),
    ("upper", 460961997113551825),
    ("lower", 460962177724613574),
    ("title", 460961996532645003),
    ("casefold", 460961975404441024),
    ("swapcase", 460961987975520050),
];

#[test]
fn knows_every_code_point() {
    for (operation, expected) in TOTALS {
        let mut total = 0u64;
        for code in 0..0x11_0000 {
            let c = rustpython_wtf8::CodePoint::from_u32(code).expect("a code point");
            let text = Wtf8Buf::from(c);
            let sum = |mapped: Wtf8Buf| mapped.code_points().map(|c| u64::from(c.to_u32())).sum::<u64>();
            let one = |yes: bool| if yes { u64::from(code) } else { 0 };
            let mapped = |mapped: Wtf8Buf| (u64::from(code) + 1).wrapping_mul(sum(mapped));
            total = total.wrapping_add(match operation {
                "isalpha" => one(classify::is_alpha(&text)),
                "isdecimal" => one(classify::is_decimal(&text)),
                "isdigit" => one(classify::is_digit(&text)),
                "isnumeric" => one(classify::is_numeric(&text)),
                "isspace" => one(classify::is_space(&text)),
                "isprintable" => one(classify::is_printable(&text)),
                "isupper" => one(classify::is_upper(&text)),
                "islower" => one(classify::is_lower(&text)),
                "istitle" => one(classify::is_title(&text)),
                "isidentifier" => one(classify::is_identifier(&text)),
                "upper" => mapped(case::upper(&text)),
                "lower" => mapped(case::lower(&text)),
                "title" => mapped(case::title(&text)),
                "casefold" => mapped(case::casefold(&text)),
                _ => mapped(case::swapcase(&text)),
            });
        }
        assert_eq!(total, expected, "{operation} over all code points");
    }
}
