//! The methods of `str`: arguments are read here, the work is done by `semantics::text`.

use super::{bound, int_or, methods, pure, receiver, str_argument};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::{Dict, Kind, List, Str, Tuple};
use crate::stdlib::codec_errors::{self, Errors};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::pending::{Fold, State, fold_or_say};
use pyopt_compiler::semantics::SemResult;
use pyopt_compiler::semantics::text::codec::Encoding;
use pyopt_compiler::semantics::text::strip::Side;
use pyopt_compiler::semantics::text::{case, classify, pad, replace, search, split, strip};
use rustpython_wtf8::{CodePoint, Wtf8, Wtf8Buf};

methods! { METHODS: Str, "str";
    "join" "(self, iterable, /)" join;
    "split" "(self, sep=None, maxsplit=-1)" |vm, s, args| split_by(vm, s, args, false);
    "rsplit" "(self, sep=None, maxsplit=-1)" |vm, s, args| split_by(vm, s, args, true);
    "splitlines" "(self, keepends=False)" |vm, s, args| {
        let keep = !args[1].is_null() && vm.truth(args[1])?;
        parts(vm, split::splitlines(s.as_wtf8(), keep))
    };
    "strip" "(self, chars=None, /)" |vm, s, args| strip_of(vm, s, args[1], Side::Both, "strip");
    "lstrip" "(self, chars=None, /)" |vm, s, args| strip_of(vm, s, args[1], Side::Left, "lstrip");
    "rstrip" "(self, chars=None, /)" |vm, s, args| strip_of(vm, s, args[1], Side::Right, "rstrip");
    "replace" "(self, old, new, /, count=-1)" |vm, s, args| {
        let old = str_argument(vm, args[1], "replace", "1 ")?;
        let new = str_argument(vm, args[2], "replace", "2 ")?;
        let count = int_or(vm, args[3], -1)?;
        if count == 0 || (!old.is_empty() && !search::contains(s.as_wtf8(), old.as_wtf8())) {
            return same_or_new(vm, s, s.as_wtf8());
        }
        replaced(vm, s, old, new, count)
    };
    "find" "(self, sub, start=None, end=None, /)" |vm, s, args| found(vm, s, args, "find", (search::find, search::find), false);
    "rfind" "(self, sub, start=None, end=None, /)" |vm, s, args| found(vm, s, args, "rfind", (search::rfind, search::rfind), false);
    "index" "(self, sub, start=None, end=None, /)" |vm, s, args| found(vm, s, args, "index", (search::find, search::find), true);
    "rindex" "(self, sub, start=None, end=None, /)" |vm, s, args| found(vm, s, args, "rindex", (search::rfind, search::rfind), true);
    "count" "(self, sub, start=None, end=None, /)" |vm, s, args| {
        let part = str_argument(vm, args[1], "count", "1 ")?;
        let count = match window(vm, &s, args)? {
            Some((_, text)) => search::count(text, part.as_wtf8(), None, None),
            None => 0,
        };
        Ok(vm.new_int(count as i64))
    };
    "startswith" "(self, prefix, start=None, end=None, /)" |vm, s, args| {
        affix(vm, s, args, "startswith", search::starts_with)
    };
    "endswith" "(self, suffix, start=None, end=None, /)" |vm, s, args| affix(vm, s, args, "endswith", search::ends_with);
    "removeprefix" "(self, prefix, /)" |vm, s, args| {
        let part = str_argument(vm, args[1], "removeprefix", "")?;
        same_or_new(vm, s, search::remove_prefix(s.as_wtf8(), part.as_wtf8()))
    };
    "removesuffix" "(self, suffix, /)" |vm, s, args| {
        let part = str_argument(vm, args[1], "removesuffix", "")?;
        same_or_new(vm, s, search::remove_suffix(s.as_wtf8(), part.as_wtf8()))
    };
    "partition" "(self, sep, /)" |vm, s, args| {
        let sep = separator(vm, args[1])?;
        let parts = pure(vm, split::partition(s.as_wtf8(), sep.as_wtf8()))?;
        three(vm, parts)
    };
    "rpartition" "(self, sep, /)" |vm, s, args| {
        let sep = separator(vm, args[1])?;
        let parts = pure(vm, split::rpartition(s.as_wtf8(), sep.as_wtf8()))?;
        three(vm, parts)
    };
    "upper" "(self, /)" |vm, s, _| cased(vm, s, u8::to_ascii_uppercase, case::upper);
    "lower" "(self, /)" |vm, s, _| cased(vm, s, u8::to_ascii_lowercase, case::lower);
    "title" "(self, /)" |vm, s, _| vm.new_str(case::title(s.as_wtf8()));
    "capitalize" "(self, /)" |vm, s, _| vm.new_str(case::capitalize(s.as_wtf8()));
    "swapcase" "(self, /)" |vm, s, _| vm.new_str(case::swapcase(s.as_wtf8()));
    "__getnewargs__" "(self, /)" |vm, s, _| {
        let copy = vm.new_str(s.as_wtf8())?;
        vm.new_tuple(&[copy])
    };
    "casefold" "(self, /)" |vm, s, _| vm.new_str(case::casefold(s.as_wtf8()));
    "center" "(self, width, fillchar=' ', /)" |vm, s, args| padded(vm, s, args, Side::Both, pad::center);
    "ljust" "(self, width, fillchar=' ', /)" |vm, s, args| padded(vm, s, args, Side::Right, pad::ljust);
    "rjust" "(self, width, fillchar=' ', /)" |vm, s, args| padded(vm, s, args, Side::Left, pad::rjust);
    "zfill" "(self, width, /)" |vm, s, args| {
        let width = vm.index(args[1])?;
        made(vm, pad::zfill(s.as_wtf8(), width))
    };
    "expandtabs" "(self, tabsize=8)" |vm, s, args| {
        let size = int_or(vm, args[1], 8)?;
        made(vm, pad::expandtabs(s.as_wtf8(), size))
    };
    "isalpha" "(self, /)" |_, s, _| Ok(Value::from_bool(classify::is_alpha(s.as_wtf8())));
    "isdecimal" "(self, /)" |_, s, _| Ok(Value::from_bool(classify::is_decimal(s.as_wtf8())));
    "isdigit" "(self, /)" |_, s, _| Ok(Value::from_bool(classify::is_digit(s.as_wtf8())));
    "isnumeric" "(self, /)" |_, s, _| Ok(Value::from_bool(classify::is_numeric(s.as_wtf8())));
    "isalnum" "(self, /)" |_, s, _| Ok(Value::from_bool(classify::is_alnum(s.as_wtf8())));
    "isspace" "(self, /)" |_, s, _| Ok(Value::from_bool(classify::is_space(s.as_wtf8())));
    "isprintable" "(self, /)" |_, s, _| Ok(Value::from_bool(classify::is_printable(s.as_wtf8())));
    "isidentifier" "(self, /)" |_, s, _| Ok(Value::from_bool(classify::is_identifier(s.as_wtf8())));
    "isupper" "(self, /)" |_, s, _| Ok(Value::from_bool(classify::is_upper(s.as_wtf8())));
    "islower" "(self, /)" |_, s, _| Ok(Value::from_bool(classify::is_lower(s.as_wtf8())));
    "istitle" "(self, /)" |_, s, _| Ok(Value::from_bool(classify::is_title(s.as_wtf8())));
    "isascii" "(self, /)" |_, s, _| Ok(Value::from_bool(s.is_ascii()));
    "encode" "(self, encoding='utf-8', errors='strict')" encode;
    "translate" "(self, table, /)" translate;
    "format_map" "(self, mapping, /)" |vm, s, args| vm.format_fields(s, None, args[1]);
}

natives! { FORMAT:
    "format" "(self, /, *args, **kwargs)" |vm, args| {
        let s = receiver::<Str>(vm, args[0], "format", "str")?;
        let given = vm.expect::<Tuple>(args[1], "tuple")?;
        vm.format_fields(s, Some(given.items()), args[2])
    }, positional |vm, args| {
        let Some((&first, given)) = args.split_first() else {
            return Err(vm.raise_type_error("unbound method str.format() needs an argument"));
        };
        let s = receiver::<Str>(vm, first, "format", "str")?;
        vm.format_fields(s, Some(given), Value::NULL)
    };
}

natives! { STATIC:
    "maketrans" "(x, y='', z='', /)" maketrans;
}

fn made(vm: &mut Vm, text: SemResult<Wtf8Buf>) -> PyResult {
    let text = pure(vm, text)?;
    vm.new_str(text)
}

/// A short text of ASCII in which one character stands for another needs no list of places.
fn replaced(vm: &mut Vm, s: Gc<Str>, old: Gc<Str>, new: Gc<Str>, count: i64) -> PyResult {
    if count < 0 && s.is_ascii() && !old.is_empty() {
        let replaced = Str::replaced(&mut vm.heap, s, old, new);
        return match vm.check(replaced)? {
            Some(replaced) => Ok(replaced.value()),
            None => same_or_new(vm, s, s.as_wtf8()),
        };
    }
    made(vm, replace::replace(s.as_wtf8(), old.as_wtf8(), new.as_wtf8(), count))
}

/// Texts of as many bytes are made without a buffer on the heap.
const SHORT: usize = 128;

/// The text itself when nothing was cut off: a str of the builtin class is its own result.
fn same_or_new(vm: &mut Vm, s: Gc<Str>, text: &Wtf8) -> PyResult {
    if text.len() == s.as_bytes().len() && vm.is_exact_builtin(s.value()) {
        return Ok(s.value());
    }
    vm.new_str(text)
}

/// A short text of ASCII changes its case in place of a buffer.
fn cased(vm: &mut Vm, s: Gc<Str>, in_ascii: fn(&u8) -> u8, how: fn(&Wtf8) -> Wtf8Buf) -> PyResult {
    let (bytes, mut room) = (s.as_bytes(), [0; SHORT]);
    if !s.is_ascii() || bytes.len() > SHORT {
        return vm.new_str(how(s.as_wtf8()));
    }
    let text = &mut room[..bytes.len()];
    text.iter_mut().zip(bytes).for_each(|(to, from)| *to = in_ascii(from));
    // SAFETY: bytes of ASCII are whole code points.
    vm.new_str(unsafe { Wtf8::from_bytes_unchecked(text) })
}

/// The parts of a text between separators, without a limit.
fn split_all(vm: &mut Vm, s: Gc<Str>, separator: &[u8]) -> PyResult {
    let text = s.as_bytes();
    let list = vm.new_list(&[])?;
    let mut start = 0;
    let part = |vm: &mut Vm, from: usize, to: usize| {
        let part = vm.substring(s, from, to)?;
        let pushed = List::push(list, &mut vm.heap, part);
        vm.check(pushed)
    };
    match *separator {
        [byte] => {
            for at in memchr::memchr_iter(byte, text) {
                part(vm, start, at)?;
                start = at + 1;
            }
        }
        _ => {
            for at in memchr::memmem::find_iter(text, separator) {
                part(vm, start, at)?;
                start = at + separator.len();
            }
        }
    }
    part(vm, start, text.len())?;
    Ok(list.value())
}

/// Whether a byte of ASCII is white space.
#[inline(always)]
fn is_space(byte: &u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | 0x1c..=b' ')
}

/// The words of a text of ASCII.
fn words(vm: &mut Vm, s: Gc<Str>) -> PyResult {
    let text = s.as_bytes();
    let list = vm.new_list(&[])?;
    let mut at = 0;
    while let Some(skipped) = text[at..].iter().position(|byte| !is_space(byte)) {
        let start = at + skipped;
        at = text[start..].iter().position(is_space).map_or(text.len(), |length| start + length);
        let word = vm.substring(s, start, at)?;
        let pushed = List::push(list, &mut vm.heap, word);
        vm.check(pushed)?;
    }
    Ok(list.value())
}

fn parts(vm: &mut Vm, parts: Vec<&Wtf8>) -> PyResult {
    let list = List::new(&mut vm.heap, Kind::List as u32, parts.len());
    let list = vm.check(list)?;
    for part in parts {
        let part = vm.new_str(part)?;
        let pushed = List::push(list, &mut vm.heap, part);
        vm.check(pushed)?;
    }
    Ok(list.value())
}

fn three(vm: &mut Vm, parts: [&Wtf8; 3]) -> PyResult {
    let items = [vm.new_str(parts[0])?, vm.new_str(parts[1])?, vm.new_str(parts[2])?];
    vm.new_tuple(&items)
}

/// What `join` begins with: a list's items are joined at once, those of other iterables are collected first, by a loop
/// whose values are the separator and a list.
pub(super) fn join_with<F: Fold>(
    vm: &mut Vm,
    separator: Value,
    iterable: Value,
    join: impl FnOnce(&mut Vm, Gc<List>) -> PyResult,
) -> PyResult {
    if let Some(list) = iterable.downcast::<List>().filter(|_| vm.is_exact_builtin(iterable)) {
        return join(vm, list);
    }
    let list = vm.new_list(&[])?.value();
    fold_or_say::<F>(vm, iterable, State::new(&[separator, list]), "can only join an iterable")
}

/// Collects an item to be joined.
pub(super) fn collect(vm: &mut Vm, state: &State, item: Value) -> PyResult {
    let list = vm.expect::<List>(state.values[1], "list")?;
    let pushed = List::push(list, &mut vm.heap, item);
    vm.check(pushed)?;
    Ok(Value::NULL)
}

struct Joined;

impl Fold for Joined {
    fn item(vm: &mut Vm, state: &mut State, item: Value) -> PyResult {
        collect(vm, state, item)
    }

    fn end(vm: &mut Vm, state: &State) -> PyResult {
        let s = vm.expect::<Str>(state.values[0], "str")?;
        let items = vm.expect::<List>(state.values[1], "list")?;
        join_list(vm, s, items)
    }
}

fn join(vm: &mut Vm, s: Gc<Str>, args: &[Value]) -> PyResult {
    join_with::<Joined>(vm, s.value(), args[1], |vm, items| join_list(vm, s, items))
}

fn join_list(vm: &mut Vm, s: Gc<Str>, items: Gc<List>) -> PyResult {
    let values = items.items();
    if let Some(at) = values.iter().position(|item| !item.get().is_kind(Kind::Str)) {
        let given = vm.type_name(values[at].get());
        return Err(vm.raise_type_error(format!("sequence item {at}: expected str instance, {given} found")));
    }
    if let [only] = values
        && vm.is_exact_builtin(only.get())
    {
        return Ok(only.get());
    }
    let texts = values.iter().filter_map(|item| item.get().downcast::<Str>());
    let joined = Str::join(&mut vm.heap, Some(s), texts);
    vm.check(joined).map(Gc::value)
}

fn split_by(vm: &mut Vm, s: Gc<Str>, args: &[Value], from_right: bool) -> PyResult {
    let most = int_or(vm, args[2], -1)?;
    let text = s.as_wtf8();
    if most < 0 && !from_right {
        if args[1].is_null() || args[1].is_none() {
            if s.is_ascii() {
                return words(vm, s);
            }
        } else if let Some(separator) = args[1].downcast::<Str>().filter(|separator| !separator.is_empty()) {
            return split_all(vm, s, separator.as_bytes());
        }
    }
    let found = if args[1].is_null() || args[1].is_none() {
        if from_right { split::rsplit_whitespace(text, most) } else { split::split_whitespace(text, most) }
    } else {
        let Some(sep) = args[1].downcast::<Str>() else {
            let given = vm.type_name(args[1]);
            return Err(vm.raise_type_error(format!("must be str or None, not {given}")));
        };
        // SAFETY: the separator is an argument, which stands in the VM stack during the call.
        let sep: &Wtf8 = unsafe { &*std::ptr::from_ref(sep.as_wtf8()) };
        let found = if from_right { split::rsplit(text, sep, most) } else { split::split(text, sep, most) };
        pure(vm, found)?
    };
    parts(vm, found)
}

fn strip_of(vm: &mut Vm, s: Gc<Str>, set: Value, side: Side, name: &str) -> PyResult {
    let set = match set.non_null().filter(|set| !set.is_none()) {
        None => None,
        Some(set) => match set.downcast::<Str>() {
            Some(set) => Some(set),
            None => {
                return Err(vm.raise_type_error(format!("{name} arg must be None or str")));
            }
        },
    };
    if set.is_none() && s.is_ascii() {
        let text = s.as_bytes();
        let (mut start, mut end) = (0, text.len());
        while side != Side::Right && start < end && is_space(&text[start]) {
            start += 1;
        }
        while side != Side::Left && start < end && is_space(&text[end - 1]) {
            end -= 1;
        }
        if end - start == text.len() && vm.is_exact_builtin(s.value()) {
            return Ok(s.value());
        }
        return vm.substring(s, start, end);
    }
    let text = strip::strip(s.as_wtf8(), set.as_ref().map(|set| set.as_wtf8()), side);
    same_or_new(vm, s, text)
}

type Search = fn(&Wtf8, &Wtf8, Option<i64>, Option<i64>) -> Option<usize>;

/// The part of a text that `start` and `end`, the arguments behind the first, leave, and the index of its first
/// character; `None` where `start` lies behind `end`, where not even an empty text is found.
fn window<'a>(vm: &mut Vm, s: &'a Gc<Str>, args: &[Value]) -> PyResult<Option<(usize, &'a Wtf8)>> {
    let (start, end) = (bound(vm, args[2])?, bound(vm, args[3])?);
    if matches!(start, None | Some(0)) && end.is_none() {
        return Ok(Some((0, s.as_wtf8())));
    }
    let length = s.len() as i64;
    let from_end = |index: i64| if index < 0 { index.saturating_add(length).max(0) } else { index };
    let (start, end) = (from_end(start.unwrap_or(0)), from_end(end.unwrap_or(length)).min(length));
    if start > end {
        return Ok(None);
    }
    let first = Str::byte_offset(*s, &mut vm.heap, start as usize);
    let last =
        if end == length { s.as_bytes().len() } else { Str::byte_offset(*s, &mut vm.heap, end as usize) };
    Ok(Some((start as usize, &s.as_wtf8()[first..last])))
}

type SearchBytes = fn(&[u8], &[u8], Option<i64>, Option<i64>) -> Option<usize>;

/// In ASCII the search of bytes has the answer.
fn found(
    vm: &mut Vm,
    s: Gc<Str>,
    args: &[Value],
    name: &str,
    (how, in_ascii): (Search, SearchBytes),
    must: bool,
) -> PyResult {
    let part = str_argument(vm, args[1], name, "1 ")?;
    let found = window(vm, &s, args)?.and_then(|(start, text)| {
        let at = if s.is_ascii() {
            in_ascii(text.as_bytes(), part.as_bytes(), None, None)
        } else {
            how(text, part.as_wtf8(), None, None)
        };
        at.map(|at| start + at)
    });
    match found {
        Some(at) => Ok(vm.new_int(at as i64)),
        None if must => Err(vm.raise_value_error("substring not found")),
        None => Ok(vm.new_int(-1)),
    }
}

type Affix = fn(&Wtf8, &Wtf8, Option<i64>, Option<i64>) -> bool;

fn affix(vm: &mut Vm, s: Gc<Str>, args: &[Value], name: &str, how: Affix) -> PyResult {
    let text = window(vm, &s, args)?.map(|(_, text)| text);
    let matches = |part: Gc<Str>| text.is_some_and(|text| how(text, part.as_wtf8(), None, None));
    if let Some(part) = args[1].downcast::<Str>() {
        return Ok(Value::from_bool(matches(part)));
    }
    let Some(choices) = args[1].downcast::<Tuple>() else {
        let given = vm.type_name(args[1]);
        return Err(
            vm.raise_type_error(format!("{name} first arg must be str or a tuple of str, not {given}"))
        );
    };
    for &choice in choices.items() {
        let Some(part) = choice.downcast::<Str>() else {
            let given = vm.type_name(choice);
            return Err(vm.raise_type_error(format!("tuple for {name} must only contain str, not {given}")));
        };
        if matches(part) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn separator(vm: &mut Vm, value: Value) -> PyResult<Gc<Str>> {
    match value.downcast() {
        Some(sep) => Ok(sep),
        None => {
            let given = vm.type_name(value);
            Err(vm.raise_type_error(format!("must be str, not {given}")))
        }
    }
}

type Padding = fn(&Wtf8, i64, &Wtf8) -> SemResult<Wtf8Buf>;

/// Widths of as much are filled up without a buffer on the heap.
const WIDE: i64 = 128;

/// Fills up at a side.
fn padded(vm: &mut Vm, s: Gc<Str>, args: &[Value], side: Side, how: Padding) -> PyResult {
    let width = vm.index(args[1])?;
    if let (0..=WIDE, true) = (width, s.is_ascii() && args[2].is_null()) {
        // Blanks on one side or both; what is longer than the width is left as it is.
        let (text, mut room) = (s.as_bytes(), [b' '; WIDE as usize]);
        let width = width as usize;
        if text.len() >= width {
            return same_or_new(vm, s, s.as_wtf8());
        }
        let missing = width - text.len();
        let left = match side {
            Side::Left => missing,
            Side::Right => 0,
            Side::Both => missing / 2 + (missing & width & 1),
        };
        room[left..left + text.len()].copy_from_slice(text);
        // SAFETY: bytes of ASCII are whole code points.
        return vm.new_str(unsafe { Wtf8::from_bytes_unchecked(&room[..width]) });
    }
    if args[2].is_null() {
        return made(vm, how(s.as_wtf8(), width, Wtf8::new(" ")));
    }
    let Some(fill) = args[2].downcast::<Str>() else {
        let given = vm.type_name(args[2]);
        return Err(
            vm.raise_type_error(format!("The fill character must be a unicode character, not {given}"))
        );
    };
    if fill.len() != 1 {
        return Err(vm.raise_type_error("The fill character must be exactly one character long"));
    }
    made(vm, how(s.as_wtf8(), width, fill.as_wtf8()))
}

/// The encoding and the error handler that two arguments name.
pub(super) fn codec_of(vm: &mut Vm, args: &[Value], function: &str) -> PyResult<(Encoding, Errors)> {
    let encoding = match args[1].non_null() {
        None => Encoding::Utf8,
        Some(name) => {
            let name = str_argument(vm, name, function, "'encoding' ")?;
            match name.as_str().and_then(Encoding::lookup) {
                Some(encoding) => encoding,
                None => {
                    let message = format!("unknown encoding: {}", name.as_wtf8());
                    return Err(vm.raise_str(vm.types.lookup_error, &message));
                }
            }
        }
    };
    let errors = match args[2].non_null() {
        None => Errors::STRICT,
        Some(name) => {
            let name = str_argument(vm, name, function, "'errors' ")?;
            codec_errors::check_name(vm, name)?;
            Errors::named(name)
        }
    };
    Ok((encoding, errors))
}

fn encode(vm: &mut Vm, s: Gc<Str>, args: &[Value]) -> PyResult {
    if s.is_ascii() && args[1].is_null() && args[2].is_null() {
        return super::bytes::new_bytes(vm, s.as_bytes());
    }
    if let Some(result) = crate::stdlib::codecs::by_other_codec(vm, s.value(), args, 0)? {
        return Ok(result);
    }
    let (encoding, errors) = codec_of(vm, args, "encode")?;
    if s.is_ascii() && matches!(encoding, Encoding::Utf8 | Encoding::Ascii | Encoding::Latin1) {
        return super::bytes::new_bytes(vm, s.as_bytes());
    }
    let contents = codec_errors::encoded(vm, s, encoding, errors)?;
    super::bytes::new_bytes(vm, &contents)
}

/// What a number or a str stands for in a translated text.
fn replacement(vm: &mut Vm, value: Value, out: &mut Wtf8Buf) -> PyResult<()> {
    if value.is_none() {
        return Ok(());
    }
    if let Some(text) = value.downcast::<Str>() {
        if out.try_reserve(text.as_bytes().len()).is_err() {
            return Err(vm.raise_str(vm.types.memory_error, ""));
        }
        out.push_wtf8(text.as_wtf8());
        return Ok(());
    }
    match vm.as_int(&value) {
        Some(number) => {
            match number.to_i64().and_then(|n| u32::try_from(n).ok()).and_then(CodePoint::from_u32) {
                Some(point) => {
                    out.push(point);
                    Ok(())
                }
                None => Err(vm.raise_value_error("character mapping must be in range(0x110000)")),
            }
        }
        None => Err(vm.raise_type_error("character mapping must return integer, None or str")),
    }
}

/// What a table has for a character.
#[derive(Clone, Copy, PartialEq)]
enum Translated {
    Unknown,
    Dropped,
    One(CodePoint),
    /// Something that takes a closer look.
    Other,
}

fn translated(vm: &mut Vm, table: Gc<Dict>, point: CodePoint) -> PyResult<Translated> {
    let number = vm.new_int(i64::from(point.to_u32()));
    Ok(match vm.dict_get(table, number)? {
        None => Translated::One(point),
        Some(value) if value.is_none() => Translated::Dropped,
        Some(value) => {
            let number = value.as_small_int().and_then(|n| u32::try_from(n).ok());
            let text = value.downcast::<Str>().filter(|text| text.len() == 1);
            let only = text.and_then(|text| text.as_wtf8().code_points().next());
            number.and_then(CodePoint::from_u32).or(only).map_or(Translated::Other, Translated::One)
        }
    })
}

fn translate(vm: &mut Vm, s: Gc<Str>, args: &[Value]) -> PyResult {
    let mut out = Wtf8Buf::with_capacity(s.as_bytes().len());
    // What an exact dict has for characters of ASCII is asked once.
    let dict = args[1].downcast::<Dict>().filter(|_| vm.is_exact_builtin(args[1]));
    let mut known = [Translated::Unknown; 0x80];
    for point in s.as_wtf8().code_points() {
        if let (Some(dict), Some(known)) = (dict, known.get_mut(point.to_u32() as usize)) {
            if *known == Translated::Unknown {
                *known = translated(vm, dict, point)?;
            }
            match *known {
                Translated::Dropped => continue,
                Translated::One(point) => {
                    out.push(point);
                    continue;
                }
                Translated::Unknown | Translated::Other => {}
            }
        }
        let number = vm.new_int(i64::from(point.to_u32()));
        match vm.get_item(args[1], number) {
            Ok(value) => replacement(vm, value, &mut out)?,
            Err(_) if vm.raised_is(vm.types.lookup_error) => {
                vm.raised = Value::NULL;
                out.push(point);
            }
            Err(raised) => return Err(raised),
        }
    }
    vm.new_str(out)
}

fn maketrans(vm: &mut Vm, args: &[Value]) -> PyResult {
    let table = vm.new_dict();
    if args[1].is_null() {
        let Some(from) = args[0].downcast::<Dict>() else {
            return Err(vm.raise_type_error("if you give only one argument to maketrans it must be a dict"));
        };
        let mut at = 0;
        while let Some((number, mut key, value)) = from.next_entry(at) {
            if let Some(text) = key.downcast::<Str>() {
                let mut points = text.as_wtf8().code_points();
                let (Some(point), None) = (points.next(), points.next()) else {
                    return Err(vm.raise_value_error("string keys in translate table must be of length 1"));
                };
                key = vm.new_int(i64::from(point.to_u32()));
            } else if vm.as_int(&key).is_none() {
                return Err(vm.raise_type_error("keys in translate table must be strings or integers"));
            }
            vm.dict_set(table, key, value)?;
            at = number + 1;
        }
        return Ok(table.value());
    }
    let Some(from) = args[0].downcast::<Str>() else {
        let message = "first maketrans argument must be a string if there is a second argument";
        return Err(vm.raise_type_error(message));
    };
    let to = str_argument(vm, args[1], "maketrans", "2 ")?;
    if from.len() != to.len() {
        let message = "the first two maketrans arguments must have equal length";
        return Err(vm.raise_value_error(message));
    }
    for (from, to) in from.as_wtf8().code_points().zip(to.as_wtf8().code_points()) {
        let (key, value) = (vm.new_int(i64::from(from.to_u32())), vm.new_int(i64::from(to.to_u32())));
        vm.dict_set(table, key, value)?;
    }
    if !args[2].is_null() {
        let dropped = str_argument(vm, args[2], "maketrans", "3 ")?;
        for point in dropped.as_wtf8().code_points() {
            let key = vm.new_int(i64::from(point.to_u32()));
            vm.dict_set(table, key, Value::NONE)?;
        }
    }
    Ok(table.value())
}
