//! The methods of `bytes`.

use super::str::codec_of;
use super::{bound, int_or, methods, pure};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::{Bytes, Kind, List, Str, Tuple};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use pyopt_compiler::semantics::text::codec::{self, Failure};
use pyopt_compiler::semantics::text::strip::{self, Side};
use pyopt_compiler::semantics::text::{replace, search, split};

methods! { METHODS: Bytes, "bytes";
    "decode" "(self, encoding='utf-8', errors='strict')" decode;
    "hex" "(self, sep='', bytes_per_sep=1)" hex;
    "join" "(self, iterable_of_bytes, /)" join;
    "split" "(self, sep=None, maxsplit=-1)" split_by;
    "startswith" "(self, prefix, start=None, end=None, /)" |vm, b, args| affix(vm, b, args, "startswith", search::starts_with);
    "endswith" "(self, suffix, start=None, end=None, /)" |vm, b, args| affix(vm, b, args, "endswith", search::ends_with);
    "find" "(self, sub, start=None, end=None, /)" |vm, b, args| found(vm, b, args, search::find, false);
    "rfind" "(self, sub, start=None, end=None, /)" |vm, b, args| found(vm, b, args, search::rfind, false);
    "index" "(self, sub, start=None, end=None, /)" |vm, b, args| found(vm, b, args, search::find, true);
    "rindex" "(self, sub, start=None, end=None, /)" |vm, b, args| found(vm, b, args, search::rfind, true);
    "count" "(self, sub, start=None, end=None, /)" |vm, b, args| {
        let part = part_of(vm, args[1])?;
        let (start, end) = (bound(vm, args[2])?, bound(vm, args[3])?);
        Ok(vm.new_int(search::count(b.as_slice(), &part[..], start, end) as i64))
    };
    "replace" "(self, old, new, count=-1, /)" |vm, b, args| {
        let (old, new) = (bytes_like(vm, args[1])?, bytes_like(vm, args[2])?);
        let count = int_or(vm, args[3], -1)?;
        let made = pure(vm, replace::replace(b.as_slice(), old.as_slice(), new.as_slice(), count))?;
        new_bytes(vm, &made)
    };
    "strip" "(self, bytes=None, /)" |vm, b, args| strip_of(vm, b, args[1], Side::Both);
    "lstrip" "(self, bytes=None, /)" |vm, b, args| strip_of(vm, b, args[1], Side::Left);
    "rstrip" "(self, bytes=None, /)" |vm, b, args| strip_of(vm, b, args[1], Side::Right);
    "upper" "(self, /)" |vm, b, _| new_bytes(vm, &b.as_slice().to_ascii_uppercase());
    "lower" "(self, /)" |vm, b, _| new_bytes(vm, &b.as_slice().to_ascii_lowercase());
}

natives! { CLASS_METHODS:
    "fromhex" "(self, string, /)" fromhex;
}

pub(super) fn new_bytes(vm: &mut Vm, contents: &[u8]) -> PyResult {
    let bytes = Bytes::new(&mut vm.heap, Kind::Bytes as u32, false, contents);
    vm.check(bytes).map(Gc::value)
}

fn bytes_like(vm: &mut Vm, value: Value) -> PyResult<Gc<Bytes>> {
    match value.downcast() {
        Some(bytes) => Ok(bytes),
        None => {
            let given = vm.type_name(value);
            Err(vm.raise_type_error(format!("a bytes-like object is required, not '{given}'")))
        }
    }
}

/// What is searched for: bytes, or one byte as an int.
fn part_of(vm: &mut Vm, value: Value) -> PyResult<Vec<u8>> {
    if let Some(bytes) = value.downcast::<Bytes>() {
        return Ok(bytes.as_slice().to_vec());
    }
    if vm.as_int(&value).is_none() && vm.special(value, "__index__").is_none() {
        let given = vm.type_name(value);
        return Err(
            vm.raise_type_error(format!("argument should be integer or bytes-like object, not '{given}'"))
        );
    }
    match vm.as_int(&value) {
        Some(number) if number.to_i64().is_none() => {
            Err(vm.raise_value_error("byte must be in range(0, 256)"))
        }
        _ => match u8::try_from(vm.index(value)?) {
            Ok(byte) => Ok(vec![byte]),
            Err(_) => Err(vm.raise_value_error("byte must be in range(0, 256)")),
        },
    }
}

fn decode(vm: &mut Vm, b: Gc<Bytes>, args: &[Value]) -> PyResult {
    let (encoding, errors) = codec_of(vm, args, "decode")?;
    match codec::decode(b.as_slice(), encoding, errors) {
        Ok(text) => vm.new_str(text),
        Err(Failure::Unicode(error)) => {
            let message = error.decode_message(b.as_slice());
            Err(vm.raise_str(vm.types.unicode_decode_error, &message))
        }
        Err(Failure::Other(error)) => Err(vm.raise_semantic(error)),
    }
}

fn hex(vm: &mut Vm, b: Gc<Bytes>, args: &[Value]) -> PyResult {
    let group = int_or(vm, args[2], 1)?;
    let separator = match args[1].non_null() {
        None => None,
        Some(sep) => {
            let text = match (sep.downcast::<Str>(), sep.downcast::<Bytes>()) {
                (Some(s), _) => s.as_bytes().to_vec(),
                (_, Some(b)) => b.as_slice().to_vec(),
                _ => return Err(vm.raise_type_error("sep must be str or bytes.")),
            };
            if sep.downcast::<Str>().map_or(text.len(), |s| s.len()) != 1 {
                return Err(vm.raise_value_error("sep must be length 1."));
            }
            if !text.is_ascii() {
                return Err(vm.raise_value_error("sep must be ASCII."));
            }
            Some(char::from(text[0]))
        }
    };
    let contents = b.as_slice();
    let every = usize::try_from(group.unsigned_abs()).unwrap_or(usize::MAX);
    let mut out = String::with_capacity(contents.len() * 2);
    for (at, byte) in contents.iter().enumerate() {
        // Groups are counted from the end when the size is positive.
        let place = if group > 0 { contents.len() - at } else { at };
        if let (Some(separator), true) = (separator, at > 0 && every > 0 && place % every == 0) {
            out.push(separator);
        }
        for digit in [byte >> 4, byte & 15] {
            out.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
        }
    }
    vm.new_str(out.as_str())
}

fn join(vm: &mut Vm, b: Gc<Bytes>, args: &[Value]) -> PyResult {
    let items = vm.list_of(args[1])?;
    let mut out = Vec::new();
    for (at, item) in items.items().iter().enumerate() {
        let Some(part) = item.get().downcast::<Bytes>() else {
            let given = vm.type_name(item.get());
            return Err(vm.raise_type_error(format!(
                "sequence item {at}: expected a bytes-like object, {given} found"
            )));
        };
        if at > 0 {
            out.extend_from_slice(b.as_slice());
        }
        out.extend_from_slice(part.as_slice());
    }
    new_bytes(vm, &out)
}

fn split_by(vm: &mut Vm, b: Gc<Bytes>, args: &[Value]) -> PyResult {
    let most = int_or(vm, args[2], -1)?;
    let contents = b.as_slice();
    let list = vm.new_list(&[])?;
    let found: Vec<&[u8]> = if args[1].is_null() || args[1].is_none() {
        split::split_whitespace(contents, most)
    } else {
        let sep = bytes_like(vm, args[1])?.as_slice().to_vec();
        pure(vm, split::split(contents, &sep[..], most))?
    };
    for part in found {
        let part = new_bytes(vm, part)?;
        let pushed = List::push(list, &mut vm.heap, part);
        vm.check(pushed)?;
    }
    Ok(list.value())
}

fn strip_of(vm: &mut Vm, b: Gc<Bytes>, set: Value, side: Side) -> PyResult {
    let set = match set.non_null().filter(|set| !set.is_none()) {
        None => None,
        Some(set) => Some(bytes_like(vm, set)?),
    };
    let kept = strip::strip(b.as_slice(), set.as_ref().map(|set| set.as_slice()), side);
    new_bytes(vm, kept)
}

type Search = fn(&[u8], &[u8], Option<i64>, Option<i64>) -> Option<usize>;

fn found(vm: &mut Vm, b: Gc<Bytes>, args: &[Value], how: Search, must: bool) -> PyResult {
    let part = part_of(vm, args[1])?;
    let (start, end) = (bound(vm, args[2])?, bound(vm, args[3])?);
    match how(b.as_slice(), &part, start, end) {
        Some(at) => Ok(vm.new_int(at as i64)),
        None if must => Err(vm.raise_value_error("subsection not found")),
        None => Ok(vm.new_int(-1)),
    }
}

type Affix = fn(&[u8], &[u8], Option<i64>, Option<i64>) -> bool;

fn affix(vm: &mut Vm, b: Gc<Bytes>, args: &[Value], name: &str, how: Affix) -> PyResult {
    let (start, end) = (bound(vm, args[2])?, bound(vm, args[3])?);
    if let Some(part) = args[1].downcast::<Bytes>() {
        return Ok(Value::from_bool(how(b.as_slice(), part.as_slice(), start, end)));
    }
    let Some(choices) = args[1].downcast::<Tuple>() else {
        let given = vm.type_name(args[1]);
        return Err(
            vm.raise_type_error(format!("{name} first arg must be bytes or a tuple of bytes, not {given}"))
        );
    };
    for &choice in choices.items() {
        let part = bytes_like(vm, choice)?;
        if how(b.as_slice(), part.as_slice(), start, end) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn fromhex(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(text) = args[1].downcast::<Str>() else {
        let given = vm.type_name(args[1]);
        return Err(vm.raise_type_error(format!("fromhex() argument must be str or bytes-like, not {given}")));
    };
    let points: Vec<u32> = text.as_wtf8().code_points().map(|c| c.to_u32()).collect();
    let digit = |at: usize| points.get(at).and_then(|&c| char::from_u32(c)?.to_digit(16));
    let (mut out, mut at) = (Vec::with_capacity(points.len() / 2), 0);
    while let Some(&point) = points.get(at) {
        if matches!(point, 9..=13 | 32) {
            at += 1;
            continue;
        }
        let (Some(high), Some(low)) = (digit(at), digit(at + 1)) else {
            if digit(at).is_some() && at + 1 >= points.len() {
                let message = "fromhex() arg must contain an even number of hexadecimal digits";
                return Err(vm.raise_value_error(message));
            }
            let at = if digit(at).is_some() { at + 1 } else { at };
            let message = format!("non-hexadecimal number found in fromhex() arg at position {at}");
            return Err(vm.raise_value_error(message));
        };
        out.push((high << 4 | low) as u8);
        at += 2;
    }
    new_bytes(vm, &out)
}
