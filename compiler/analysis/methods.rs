//! Purity of methods: calls of a method of a constant whose result depends on constant arguments alone.
//!
//! The receiver is of exactly a builtin type, whose methods no program can replace. The table names each method and
//! computes it by `semantics`; what it does not know, or what raises, warns, or would be too large, it declines
//! (`None`), and the call stays for run time. To add a method, add its arm: the receiver, the arguments as Python
//! passes them by position, and where its result ends up being too large.

use super::purity::PureResult;
use crate::semantics::limits::{CALL_RESULT_ITEMS, TEXT_ITEMS};
use crate::semantics::text::codec::{self, Encoding, ErrorHandler};
use crate::semantics::text::unit::Text;
use crate::semantics::text::{case, classify, pad, replace, search, split, strip};
use crate::semantics::{IntRef, compare, float, fold};
use crate::syntax::ast::{Constant, Wtf8, Wtf8Buf};
use std::sync::Arc;

/// `receiver.name(*args)` for constants.
pub fn call_method(receiver: &Constant, name: &str, args: &[Constant]) -> Option<PureResult> {
    let result = match receiver {
        Constant::Str(text) => of_str(text, name, args).or_else(|| of_text::<Wtf8>(text, name, args)),
        Constant::Bytes(bytes) => of_bytes(bytes, name, args).or_else(|| of_text::<[u8]>(bytes, name, args)),
        Constant::Int(value) => of_int(IntRef::Small(*value), name, args).map(PureResult::Value),
        Constant::BigInt(value) => of_int(IntRef::Big(value), name, args).map(PureResult::Value),
        Constant::Float(value) => of_float(*value, name, args).map(PureResult::Value),
        Constant::Tuple(items) => of_tuple(items, name, args).map(PureResult::Value),
        _ => None,
    };
    result.filter(is_small)
}

/// Whether a call of a method of this name on this receiver is worth a look.
pub fn knows(receiver: &Constant) -> bool {
    matches!(
        receiver,
        Constant::Str(_)
            | Constant::Bytes(_)
            | Constant::Int(_)
            | Constant::BigInt(_)
            | Constant::Float(_)
            | Constant::Tuple(_)
    )
}

fn is_small(result: &PureResult) -> bool {
    match result {
        PureResult::List(items) => items.len() <= CALL_RESULT_ITEMS,
        PureResult::Value(Constant::Str(text)) => text.len() <= TEXT_ITEMS,
        PureResult::Value(Constant::Bytes(bytes)) => bytes.len() <= TEXT_ITEMS,
        PureResult::Value(_) => true,
    }
}

/// A `str` or `bytes` among constants.
trait TextConstant: Text {
    fn of(value: &Constant) -> Option<&Self>;
    fn constant(&self) -> Constant;
    fn owned(text: Self::Owned) -> Constant;
}

impl TextConstant for Wtf8 {
    fn of(value: &Constant) -> Option<&Wtf8> {
        match value {
            Constant::Str(text) => Some(text),
            _ => None,
        }
    }

    fn constant(&self) -> Constant {
        fold::str_constant(self.to_owned())
    }

    fn owned(text: Wtf8Buf) -> Constant {
        fold::str_constant(text)
    }
}

impl TextConstant for [u8] {
    fn of(value: &Constant) -> Option<&[u8]> {
        match value {
            Constant::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    fn constant(&self) -> Constant {
        Constant::Bytes(self.into())
    }

    fn owned(bytes: Vec<u8>) -> Constant {
        Constant::Bytes(bytes.into())
    }
}

/// What `str` and `bytes` have in common. White space beyond ASCII is that of the Unicode tables, which are the target's.
fn of_text<T: TextConstant + ?Sized>(text: &T, name: &str, args: &[Constant]) -> Option<PureResult> {
    let list = |parts: Vec<&T>| Some(PureResult::List(parts.into_iter().map(T::constant).collect()));
    let tuple = |parts: [&T; 3]| Constant::Tuple(Arc::new(parts.map(T::constant)));
    let bounds = |args: &[Constant]| match args {
        [] => Some((None, None)),
        [start] => Some((bound(start)?, None)),
        [start, end] => Some((bound(start)?, bound(end)?)),
        _ => None,
    };
    let index = |found: usize| Constant::Int(found as i64);
    Some(PureResult::Value(match (name, args) {
        ("split" | "rsplit", _) => {
            let (sep, limit) = match args {
                [] | [Constant::None] => (None, -1),
                [Constant::None, Constant::Int(limit)] => (None, *limit),
                [sep] => (Some(T::of(sep)?), -1),
                [sep, Constant::Int(limit)] => (Some(T::of(sep)?), *limit),
                _ => return None,
            };
            return list(match (name, sep) {
                ("split", None) => split::split_whitespace(text, limit),
                ("split", Some(sep)) => split::split(text, sep, limit).ok()?,
                (_, None) => split::rsplit_whitespace(text, limit),
                (_, Some(sep)) => split::rsplit(text, sep, limit).ok()?,
            });
        }
        ("splitlines", []) => return list(split::splitlines(text, false)),
        ("splitlines", [Constant::Bool(keep)]) => return list(split::splitlines(text, *keep)),
        ("partition", [sep]) => tuple(split::partition(text, T::of(sep)?).ok()?),
        ("rpartition", [sep]) => tuple(split::rpartition(text, T::of(sep)?).ok()?),
        ("strip" | "lstrip" | "rstrip", _) => {
            let set = match args {
                [] | [Constant::None] => None,
                [set] => Some(T::of(set)?),
                _ => return None,
            };
            let side = match name {
                "strip" => strip::Side::Both,
                "lstrip" => strip::Side::Left,
                _ => strip::Side::Right,
            };
            strip::strip(text, set, side).constant()
        }
        ("removeprefix", [prefix]) => search::remove_prefix(text, T::of(prefix)?).constant(),
        ("removesuffix", [suffix]) => search::remove_suffix(text, T::of(suffix)?).constant(),
        ("replace", [old, new]) => replaced(text, T::of(old)?, T::of(new)?, -1)?,
        ("replace", [old, new, Constant::Int(count)]) => replaced(text, T::of(old)?, T::of(new)?, *count)?,
        ("join", [Constant::Tuple(parts)]) => {
            let parts: Vec<&T> = parts.iter().map(T::of).collect::<Option<_>>()?;
            let size: usize = parts.iter().map(|part| part.raw().len() + text.raw().len()).sum();
            if size > TEXT_ITEMS + text.raw().len() {
                return None;
            }
            T::owned(replace::join(text, parts).ok()?)
        }
        ("startswith" | "endswith", [part, rest @ ..]) => {
            let (start, end) = bounds(rest)?;
            let test = if name == "startswith" { search::starts_with::<T> } else { search::ends_with::<T> };
            Constant::Bool(match part {
                Constant::Tuple(parts) => {
                    let parts: Vec<&T> = parts.iter().map(T::of).collect::<Option<_>>()?;
                    parts.into_iter().any(|part| test(text, part, start, end))
                }
                part => test(text, T::of(part)?, start, end),
            })
        }
        ("find" | "rfind" | "index" | "rindex" | "count", [part, rest @ ..]) => {
            let (part, (start, end)) = (T::of(part)?, bounds(rest)?);
            match name {
                "find" => search::find(text, part, start, end).map_or(Constant::Int(-1), index),
                "rfind" => search::rfind(text, part, start, end).map_or(Constant::Int(-1), index),
                "index" => index(search::index(text, part, start, end).ok()?),
                "rindex" => index(search::rindex(text, part, start, end).ok()?),
                _ => index(search::count(text, part, start, end)),
            }
        }
        ("center" | "ljust" | "rjust", [Constant::Int(width), fill @ ..]) => {
            let blank = fold::str_constant(" ".to_owned().into());
            let blanks = Constant::Bytes(Arc::from(&b" "[..]));
            let fill = match fill {
                [] => T::of(&blank).or(T::of(&blanks))?,
                [fill] => T::of(fill).filter(|fill| fill.units() == 1)?,
                _ => return None,
            };
            let width = small(*width)?;
            T::owned(match name {
                "center" => pad::center(text, width, fill).ok()?,
                "ljust" => pad::ljust(text, width, fill).ok()?,
                _ => pad::rjust(text, width, fill).ok()?,
            })
        }
        ("zfill", [Constant::Int(width)]) => T::owned(pad::zfill(text, small(*width)?).ok()?),
        ("expandtabs", []) if text.raw().len() <= TEXT_ITEMS => T::owned(pad::expandtabs(text, 8).ok()?),
        _ => return None,
    }))
}

/// A width that is no reason to decline.
fn small(width: i64) -> Option<i64> {
    usize::try_from(width.max(0)).ok().filter(|width| *width <= TEXT_ITEMS).map(|_| width)
}

fn bound(value: &Constant) -> Option<Option<i64>> {
    match value {
        Constant::None => Some(None),
        Constant::Int(value) => Some(Some(*value)),
        _ => None,
    }
}

fn replaced<T: TextConstant + ?Sized>(text: &T, old: &T, new: &T, count: i64) -> Option<Constant> {
    let largest = (text.raw().len() + 1).saturating_mul(new.raw().len().max(1));
    if largest > TEXT_ITEMS * TEXT_ITEMS {
        return None;
    }
    Some(T::owned(replace::replace(text, old, new, count).ok()?))
}

fn of_str(text: &Wtf8, name: &str, args: &[Constant]) -> Option<PureResult> {
    if name == "encode" {
        let (encoding, errors) = codec(args)?;
        return Some(PureResult::Value(Constant::Bytes(codec::encode(text, encoding, errors).ok()?.into())));
    }
    // Case and classes beyond ASCII are left to the tables of who runs the program.
    let value = match (name, args) {
        ("isascii", []) => Constant::Bool(text.is_ascii()),
        _ if !text.is_ascii() => return None,
        ("upper", []) => fold::str_constant(case::upper(text)),
        ("lower", []) => fold::str_constant(case::lower(text)),
        ("casefold", []) => fold::str_constant(case::casefold(text)),
        ("capitalize", []) => fold::str_constant(case::capitalize(text)),
        ("title", []) => fold::str_constant(case::title(text)),
        ("swapcase", []) => fold::str_constant(case::swapcase(text)),
        ("isalpha", []) => Constant::Bool(classify::is_alpha(text)),
        ("isdigit", []) => Constant::Bool(classify::is_digit(text)),
        ("isdecimal", []) => Constant::Bool(classify::is_decimal(text)),
        ("isnumeric", []) => Constant::Bool(classify::is_numeric(text)),
        ("isalnum", []) => Constant::Bool(classify::is_alnum(text)),
        ("isspace", []) => Constant::Bool(classify::is_space(text)),
        ("isprintable", []) => Constant::Bool(classify::is_printable(text)),
        ("isidentifier", []) => Constant::Bool(classify::is_identifier(text)),
        ("isupper", []) => Constant::Bool(classify::is_upper(text)),
        ("islower", []) => Constant::Bool(classify::is_lower(text)),
        ("istitle", []) => Constant::Bool(classify::is_title(text)),
        _ => return None,
    };
    Some(PureResult::Value(value))
}

fn of_bytes(bytes: &[u8], name: &str, args: &[Constant]) -> Option<PureResult> {
    let value = match (name, args) {
        ("decode", _) => {
            let (encoding, errors) = codec(args)?;
            fold::str_constant(codec::decode(bytes, encoding, errors).ok()?)
        }
        ("hex", []) => {
            let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            fold::str_constant(text.into())
        }
        ("upper", []) => Constant::Bytes(bytes.to_ascii_uppercase().into()),
        ("lower", []) => Constant::Bytes(bytes.to_ascii_lowercase().into()),
        ("capitalize", []) => Constant::Bytes(case::bytes_capitalize(bytes).into()),
        ("title", []) => Constant::Bytes(case::bytes_title(bytes).into()),
        ("swapcase", []) => Constant::Bytes(case::bytes_swapcase(bytes).into()),
        ("isascii", []) => Constant::Bool(bytes.is_ascii()),
        ("isalpha", []) => Constant::Bool(classify::bytes_is_alpha(bytes)),
        ("isdigit", []) => Constant::Bool(classify::bytes_is_digit(bytes)),
        ("isalnum", []) => Constant::Bool(classify::bytes_is_alnum(bytes)),
        ("isspace", []) => Constant::Bool(classify::bytes_is_space(bytes)),
        ("isupper", []) => Constant::Bool(classify::bytes_is_upper(bytes)),
        ("islower", []) => Constant::Bool(classify::bytes_is_lower(bytes)),
        ("istitle", []) => Constant::Bool(classify::bytes_is_title(bytes)),
        _ => return None,
    };
    Some(PureResult::Value(value))
}

/// The encodings and error handlers that a program cannot replace, spelled as nobody needs to look them up.
fn codec(args: &[Constant]) -> Option<(Encoding, ErrorHandler)> {
    let word = |value: &Constant| match value {
        Constant::Str(text) => text.as_str().ok().map(str::to_owned),
        _ => None,
    };
    let encoding = match args.first() {
        None => Encoding::Utf8,
        Some(name) => match &*word(name)? {
            "utf-8" | "utf8" | "UTF-8" => Encoding::Utf8,
            "ascii" => Encoding::Ascii,
            "latin-1" | "latin1" | "iso-8859-1" => Encoding::Latin1,
            _ => return None,
        },
    };
    let errors = match args.get(1) {
        None => ErrorHandler::Strict,
        Some(name) => match &*word(name)? {
            "strict" => ErrorHandler::Strict,
            "ignore" => ErrorHandler::Ignore,
            "replace" => ErrorHandler::Replace,
            _ => return None,
        },
    };
    (args.len() <= 2).then_some((encoding, errors))
}

fn of_int(value: IntRef<'_>, name: &str, args: &[Constant]) -> Option<Constant> {
    Some(match (name, args) {
        ("bit_length", []) => Constant::Int(value.bit_length() as i64),
        ("bit_count", []) => match value {
            IntRef::Small(value) => Constant::Int(value.unsigned_abs().count_ones().into()),
            _ => return None,
        },
        ("conjugate", []) => value.to_int().into(),
        ("is_integer", []) => Constant::Bool(true),
        ("as_integer_ratio", []) => Constant::Tuple(Arc::new([value.to_int().into(), Constant::Int(1)])),
        _ => return None,
    })
}

fn of_float(value: f64, name: &str, args: &[Constant]) -> Option<Constant> {
    Some(match (name, args) {
        ("is_integer", []) => Constant::Bool(value.is_finite() && value.fract() == 0.0),
        ("conjugate", []) => Constant::Float(value),
        ("as_integer_ratio", []) if value.abs() < 1e15 && (value == 0.0 || value.abs() > 1e-15) => {
            let (numerator, denominator) = float::as_integer_ratio(value).ok()?;
            Constant::Tuple(Arc::new([numerator.into(), denominator.into()]))
        }
        _ => return None,
    })
}

fn of_tuple(items: &[Constant], name: &str, args: &[Constant]) -> Option<Constant> {
    let [wanted] = args else { return None };
    // identity counts before equality: what is not equal to itself is not for us to say
    let equal = |item: &Constant| compare::equal(item, wanted);
    compare::equal(wanted, wanted).filter(|same| *same)?;
    let places: Vec<bool> = items.iter().map(equal).collect::<Option<_>>()?;
    Some(match name {
        "count" => Constant::Int(places.iter().filter(|same| **same).count() as i64),
        "index" => Constant::Int(places.iter().position(|same| *same)? as i64),
        _ => return None,
    })
}
