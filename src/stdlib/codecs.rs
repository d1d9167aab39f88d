//! `_codecs`: the registry of codecs, and the codecs that are native.

use super::codec_errors::{lookup_error, register_error, unregister_error};
use super::{ModuleSpec, add_functions};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::{Dict, List, Str, Tuple};
use crate::value::{PyResult, Value};
use crate::vm::{Held, Vm};
use pyopt_compiler::semantics::text::codec::Encoding;

natives! { FUNCTIONS:
    "register" "(search_function, /)" |vm, args| {
        if !vm.is_callable(args[0]) {
            return Err(vm.raise_type_error("argument must be callable"));
        }
        let list = searches(vm)?;
        let pushed = List::push(list, &mut vm.heap, args[0]);
        vm.check(pushed)?;
        Ok(Value::NONE)
    };
    "unregister" "(search_function, /)" |vm, args| {
        let list = searches(vm)?;
        if let Some(index) = list.items().iter().position(|f| f.get().is(args[0])) {
            let cut = List::splice(list, &mut vm.heap, index, index + 1, &[]);
            vm.check(cut)?;
        }
        vm.hold(Held::CodecCache, Value::NULL);
        Ok(Value::NONE)
    };
    "lookup" "(encoding, /)" |vm, args| { let name = vm.expect::<Str>(args[0], "str")?; lookup(vm, name) };
    "encode" "(obj, encoding='utf-8', errors='strict')" |vm, args| convert(vm, args, 0);
    "decode" "(obj, encoding='utf-8', errors='strict')" |vm, args| convert(vm, args, 1);
    "_forget_codec" "(encoding, /)" |vm, _| { vm.hold(Held::CodecCache, Value::NULL); Ok(Value::NONE) };
    "register_error" "(errors, handler, /)" register_error;
    "_unregister_error" "(errors, /)" unregister_error;
    "lookup_error" "(name, /)" lookup_error;
    "utf_8_encode" "(str, errors=None, /)" |vm, args| encode_as(vm, args, "utf-8");
    "utf_8_decode" "(data, errors=None, final=False, /)" |vm, args| decode_as(vm, args, "utf-8");
    "ascii_encode" "(str, errors=None, /)" |vm, args| encode_as(vm, args, "ascii");
    "ascii_decode" "(data, errors=None, /)" |vm, args| decode_as(vm, args, "ascii");
    "latin_1_encode" "(str, errors=None, /)" |vm, args| encode_as(vm, args, "latin-1");
    "latin_1_decode" "(data, errors=None, /)" |vm, args| decode_as(vm, args, "latin-1");
    "utf_16_encode" "(str, errors=None, byteorder=0, /)" |vm, args| encode_as(vm, args, "utf-16");
    "utf_16_le_encode" "(str, errors=None, /)" |vm, args| encode_as(vm, args, "utf-16-le");
    "utf_16_be_encode" "(str, errors=None, /)" |vm, args| encode_as(vm, args, "utf-16-be");
    "utf_16_decode" "(data, errors=None, final=False, /)" |vm, args| decode_as(vm, args, "utf-16");
    "utf_16_le_decode" "(data, errors=None, final=False, /)" |vm, args| decode_as(vm, args, "utf-16-le");
    "utf_16_be_decode" "(data, errors=None, final=False, /)" |vm, args| decode_as(vm, args, "utf-16-be");
    "utf_16_ex_decode" "(data, errors=None, byteorder=0, final=False, /)" |vm, args| {
        decode_ordered(vm, args, ["utf-16", "utf-16-le", "utf-16-be"])
    };
    "utf_32_ex_decode" "(data, errors=None, byteorder=0, final=False, /)" |vm, args| {
        decode_ordered(vm, args, ["utf-32", "utf-32-le", "utf-32-be"])
    };
    "utf_32_encode" "(str, errors=None, byteorder=0, /)" |vm, args| encode_as(vm, args, "utf-32");
    "utf_32_le_encode" "(str, errors=None, /)" |vm, args| encode_as(vm, args, "utf-32-le");
    "utf_32_be_encode" "(str, errors=None, /)" |vm, args| encode_as(vm, args, "utf-32-be");
    "utf_32_decode" "(data, errors=None, final=False, /)" |vm, args| decode_as(vm, args, "utf-32");
    "utf_32_le_decode" "(data, errors=None, final=False, /)" |vm, args| decode_as(vm, args, "utf-32-le");
    "utf_32_be_decode" "(data, errors=None, final=False, /)" |vm, args| decode_as(vm, args, "utf-32-be");
    "unicode_escape_encode" "(str, errors=None, /)" |vm, args| encode_as(vm, args, "unicode-escape");
    "unicode_escape_decode" "(data, errors=None, final=True, /)" |vm, args| decode_as(vm, args, "unicode-escape");
    "raw_unicode_escape_encode" "(str, errors=None, /)" |vm, args| encode_as(vm, args, "raw-unicode-escape");
    "raw_unicode_escape_decode" "(data, errors=None, final=True, /)" |vm, args| decode_as(vm, args, "raw-unicode-escape");
    "escape_decode" "(data, errors=None, /)" super::codec_escapes::decode;
    "escape_encode" "(data, errors=None, /)" super::codec_escapes::encode;
    "charmap_build" "(map, /)" charmap_build;
    "charmap_encode" "(str, errors=None, mapping=None, /)" charmap_encode;
    "charmap_decode" "(data, errors=None, mapping=None, /)" charmap_decode;
    "readbuffer_encode" "(data, errors=None, /)" |vm, args| {
        let bytes = match args[0].downcast::<Str>() {
            Some(s) => vm.new_bytes(s.as_bytes())?,
            None => vm.need_bytes(args[0])?.value(),
        };
        with_length(vm, bytes)
    };
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_codecs",
    doc: "",
    functions: FUNCTIONS,
    init: |vm, module| add_functions(vm, module, super::codec_utf7::FUNCTIONS),
};

fn searches(vm: &mut Vm) -> PyResult<Gc<List>> {
    if vm.held(Held::CodecSearch).is_null() {
        let list = vm.new_list(&[])?;
        vm.hold(Held::CodecSearch, list.value());
    }
    vm.expect(vm.held(Held::CodecSearch), "list")
}

pub(super) fn dict(vm: &mut Vm, held: Held) -> PyResult<Gc<Dict>> {
    if vm.held(held).is_null() {
        let dict = vm.new_dict();
        vm.hold(held, dict.value());
    }
    vm.expect(vm.held(held), "dict")
}

/// The codec of a name, as `codecs.lookup` gives it.
pub(crate) fn lookup(vm: &mut Vm, name: Gc<Str>) -> PyResult {
    let text = name.as_wtf8().to_string();
    let normal: String =
        text.chars().map(|c| if c == ' ' || c == '-' { '_' } else { c.to_ascii_lowercase() }).collect();
    let normal = vm.intern(normal.as_str());
    let cache = dict(vm, Held::CodecCache)?;
    if let Some(found) = vm.dict_get(cache, normal.value())? {
        return Ok(found);
    }
    // The library's own search function registers itself.
    vm.import_module("encodings")?;
    let list = searches(vm)?;
    let mut index = 0;
    while let Some(function) = list.get(index) {
        index += 1;
        let found = vm.call(function, &[normal.value()])?;
        if found.is_none() {
            continue;
        }
        if found.downcast::<Tuple>().is_none_or(|t| t.len() != 4) {
            return Err(vm.raise_type_error("codec search functions must return 4-tuples"));
        }
        let cache = dict(vm, Held::CodecCache)?;
        vm.dict_set(cache, normal.value(), found)?;
        return Ok(found);
    }
    Err(vm.raise_str(vm.types.lookup_error, &format!("unknown encoding: {text}")))
}

fn convert(vm: &mut Vm, args: &[Value], which: usize) -> PyResult {
    let name = match args[1] {
        Value::NULL => vm.intern("utf-8"),
        name => vm.expect::<Str>(name, "str")?,
    };
    let errors = match args[2] {
        Value::NULL => vm.intern("strict").value(),
        errors => errors,
    };
    by_codec(vm, args[0], name, errors, which)
}

/// Encodes (`which` 0) or decodes (1) with a codec of the registry.
pub(crate) fn by_codec(vm: &mut Vm, object: Value, name: Gc<Str>, errors: Value, which: usize) -> PyResult {
    let codec = lookup(vm, name)?;
    let function = vm.expect::<Tuple>(codec, "tuple")?.items()[which];
    let result = vm.call(function, &[object, errors])?;
    match result.downcast::<Tuple>() {
        Some(pair) if pair.len() == 2 => Ok(pair.items()[0]),
        _ => {
            let what = if which == 0 { "encoder" } else { "decoder" };
            Err(vm.raise_type_error(format!("{what} must return a tuple (object, integer)")))
        }
    }
}

/// `str.encode` (`which` 0) and `bytes.decode` (1) for an encoding that is not native: `None` for one that is.
pub(crate) fn by_other_codec(
    vm: &mut Vm,
    object: Value,
    args: &[Value],
    which: usize,
) -> PyResult<Option<Value>> {
    let Some(name) = args[1].non_null().and_then(|name| name.downcast::<Str>()) else { return Ok(None) };
    if name.as_str().is_some_and(|name| Encoding::lookup(name).is_some()) {
        return Ok(None);
    }
    let errors = errors_of(vm, args[2]);
    let codec = lookup(vm, name)?;
    if let Some(errors) = errors.downcast() {
        super::codec_errors::check_name(vm, errors)?;
    }
    let is_text = vm.intern("_is_text_encoding");
    if let Some(is_text) = vm.get_attr_or_none(codec, is_text)?
        && !vm.truth(is_text)?
    {
        let (shown, does) = (name.as_wtf8().to_string(), ["encode", "decode"][which]);
        let message =
            format!("'{shown}' is not a text encoding; use codecs.{does}() to handle arbitrary codecs");
        return Err(vm.raise_str(vm.types.lookup_error, &message));
    }
    let result = by_codec(vm, object, name, errors, which)?;
    let (wanted, what, does) = [("bytes", "encoder", "encode"), ("str", "decoder", "decode")][which];
    if vm.type_name(result) == wanted {
        return Ok(Some(result));
    }
    let (name, class) = (name.as_wtf8().to_string(), vm.type_name(result));
    Err(vm.raise_type_error(format!(
        "'{name}' {what} returned '{class}' instead of '{wanted}'; use codecs.{does}() to {does} to arbitrary types"
    )))
}

fn with_length(vm: &mut Vm, object: Value) -> PyResult {
    let length = vm.len(object)?;
    vm.new_tuple(&[object, Value::small_int_unchecked(length as i64)])
}

fn errors_of(vm: &mut Vm, value: Value) -> Value {
    if value.is_null() || value.is_none() { vm.intern("strict").value() } else { value }
}

fn method(vm: &mut Vm, object: Value, name: &str, args: &[Value]) -> PyResult {
    let name = vm.intern(name);
    let method = vm.get_attr(object, name)?;
    vm.call(method, args)
}

fn encode_as(vm: &mut Vm, args: &[Value], encoding: &str) -> PyResult {
    let errors = errors_of(vm, args[1]);
    let text = vm.expect::<Str>(args[0], "str")?;
    let encoding = vm.intern(encoding);
    let bytes = method(vm, text.value(), "encode", &[encoding.value(), errors])?;
    let length = vm.len(args[0])?;
    vm.new_tuple(&[bytes, Value::small_int_unchecked(length as i64)])
}

fn decode_as(vm: &mut Vm, args: &[Value], encoding: &str) -> PyResult {
    let errors = errors_of(vm, args[1]);
    let bytes = match args[0].downcast::<Str>() {
        Some(text) => vm.new_bytes(text.as_bytes())?,
        None => vm.need_bytes(args[0])?.value(),
    };
    let last = match args.get(2) {
        None => true,
        Some(v) if v.is_null() => encoding.ends_with("escape"),
        Some(&last) => vm.truth(last)?,
    };
    let all = vm.need_bytes(bytes)?;
    let used = if last { all.as_slice().len() } else { whole(encoding, all.as_slice()) };
    let text = decode_start(vm, bytes, used, encoding, errors)?;
    vm.new_tuple(&[text, Value::small_int_unchecked(used as i64)])
}

/// The text, how many bytes it took, and the order of the bytes: -1 and 1 for the little and the big end first, 0 where
/// none was given and no mark says it. The names are those of the encoding with a mark and of both orders.
fn decode_ordered(vm: &mut Vm, args: &[Value], [marked, little, big]: [&str; 3]) -> PyResult {
    let errors = errors_of(vm, args[1]);
    let given = args[2].non_null().map_or(Ok(0), |order| vm.index(order))?;
    let last = args[3].non_null().map_or(Ok(false), |last| vm.truth(last))?;
    let all = vm.need_bytes(args[0])?;
    let bytes = all.as_slice();
    let unit = if marked == "utf-16" { 2 } else { 4 };
    let mark =
        |order: [u8; 4]| if unit == 2 { bytes.starts_with(&order[..2]) } else { bytes.starts_with(&order) };
    let order = match given {
        0 if mark([0xFF, 0xFE, 0, 0]) => -1,
        0 if unit == 2 && mark([0xFE, 0xFF, 0, 0]) || unit == 4 && mark([0, 0, 0xFE, 0xFF]) => 1,
        order => order.signum(),
    };
    let name = if order == 1 { big } else { little };
    let used = if last { bytes.len() } else { whole(name, bytes) };
    let name = if given == 0 { marked } else { name };
    let text = decode_start(vm, all.value(), used, name, errors)?;
    let [used, order] = [used as i64, order].map(Value::small_int_unchecked);
    vm.new_tuple(&[text, used, order])
}

/// The text of the first `used` bytes.
fn decode_start(vm: &mut Vm, bytes: Value, used: usize, encoding: &str, errors: Value) -> PyResult {
    let all = vm.need_bytes(bytes)?;
    let part = if used == all.as_slice().len() { bytes } else { vm.new_bytes(&all.as_slice()[..used])? };
    let name = vm.intern(encoding);
    method(vm, part, "decode", &[name.value(), errors])
}

/// How many of these bytes are whole characters, when more may follow.
fn whole(encoding: &str, bytes: &[u8]) -> usize {
    let length = bytes.len();
    match encoding {
        "utf-8" => match std::str::from_utf8(bytes) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => length,
        },
        name if name.starts_with("utf-16") => {
            let even = length & !1;
            let big = name.ends_with("be") || name == "utf-16" && bytes.starts_with(&[0xFE, 0xFF]);
            let last = even.checked_sub(2).map(|i| if big { bytes[i] } else { bytes[i + 1] });
            // The first half of a pair waits for the second.
            if last.is_some_and(|high| (0xD8..0xDC).contains(&high)) { even - 2 } else { even }
        }
        name if name.starts_with("utf-32") => length & !3,
        _ => length,
    }
}

/// The inverse of a decoding table: a dict of code points.
fn charmap_build(vm: &mut Vm, args: &[Value]) -> PyResult {
    let map = vm.expect::<Str>(args[0], "str")?;
    let dict = vm.new_dict();
    for (byte, c) in map.as_wtf8().code_points().enumerate() {
        if c.to_u32() != 0xfffe {
            let [c, byte] = [i64::from(c.to_u32()), byte as i64].map(Value::small_int_unchecked);
            vm.dict_set(dict, c, byte)?;
        }
    }
    Ok(dict.value())
}

/// Appends what a map has for a character; false if that is nothing.
fn charmap_byte(vm: &mut Vm, map: Value, code: u32, out: &mut Vec<u8>) -> PyResult<bool> {
    let found = match vm.get_item(map, Value::small_int_unchecked(i64::from(code))) {
        Ok(found) => found,
        Err(_) if vm.raised_is(vm.types.lookup_error) => {
            vm.raised = Value::NULL;
            Value::NONE
        }
        Err(raised) => return Err(raised),
    };
    match found.as_small_int() {
        Some(byte) if (0..256).contains(&byte) => out.push(byte as u8),
        None if !found.is_none() => out.extend_from_slice(vm.need_bytes(found)?.as_slice()),
        _ => return Ok(false),
    }
    Ok(true)
}

fn charmap_encode(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[2].is_null() || args[2].is_none() {
        return encode_as(vm, args, "latin-1");
    }
    let errors = errors_of(vm, args[1]);
    let text = vm.expect::<Str>(args[0], "str")?;
    let mut out = Vec::new();
    let codes: Vec<u32> = text.as_wtf8().code_points().map(|c| c.to_u32()).collect();
    let mut index = 0;
    while let Some(&code) = codes.get(index) {
        if charmap_byte(vm, args[2], code, &mut out)? {
            index += 1;
            continue;
        }
        // Handlers get all characters in a row that have no byte.
        let start = index;
        index += 1;
        while let Some(&code) = codes.get(index)
            && !charmap_byte(vm, args[2], code, &mut Vec::new())?
        {
            index += 1;
        }
        let name = vm.intern("charmap").value();
        let reason = vm.new_str("character maps to <undefined>")?;
        let [start, end] = [start, index].map(|n| Value::small_int_unchecked(n as i64));
        let class = vm.types.unicode_encode_error.value();
        let error = vm.call(class, &[name, args[0], start, end, reason])?;
        let handler = lookup_error(vm, &[errors])?;
        let pair = vm.call(handler, &[error])?;
        let replacement = vm.get_item(pair, Value::small_int_unchecked(0))?;
        match replacement.downcast::<Str>() {
            // The replacement goes through the map as well.
            Some(text) => {
                let codes: Vec<u32> = text.as_wtf8().code_points().map(|c| c.to_u32()).collect();
                for code in codes {
                    if !charmap_byte(vm, args[2], code, &mut out)? {
                        return Err(vm.raise_value(error));
                    }
                }
            }
            None => out.extend_from_slice(vm.need_bytes(replacement)?.as_slice()),
        }
        let at = vm.get_item(pair, Value::small_int_unchecked(1))?;
        index = vm.index(at)?.clamp(0, codes.len() as i64) as usize;
    }
    let bytes = vm.new_bytes(&out)?;
    let length = vm.len(args[0])?;
    vm.new_tuple(&[bytes, Value::small_int_unchecked(length as i64)])
}

fn charmap_decode(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[2].is_null() || args[2].is_none() {
        return decode_as(vm, args, "latin-1");
    }
    let errors = errors_of(vm, args[1]);
    let bytes = vm.need_bytes(args[0])?;
    let table: Option<Vec<_>> = args[2].downcast::<Str>().map(|s| s.as_wtf8().code_points().collect());
    let mut out = rustpython_wtf8::Wtf8Buf::new();
    for (index, &byte) in bytes.as_slice().iter().enumerate() {
        let mut found = None;
        if let Some(table) = &table {
            found = table.get(usize::from(byte)).copied().filter(|c| c.to_u32() != 0xfffe);
        } else {
            match vm.get_item(args[2], Value::small_int_unchecked(i64::from(byte))) {
                Ok(value) => match value.downcast::<Str>() {
                    Some(text) => {
                        out.push_wtf8(text.as_wtf8());
                        continue;
                    }
                    None => {
                        let unit = value.as_small_int().and_then(|i| u32::try_from(i).ok());
                        found = unit.and_then(rustpython_wtf8::CodePoint::from_u32);
                    }
                },
                Err(_) if vm.raised_is(vm.types.lookup_error) => vm.raised = Value::NULL,
                Err(raised) => return Err(raised),
            }
        }
        if let Some(c) = found {
            out.push(c);
            continue;
        }
        let name = vm.intern("charmap").value();
        let reason = vm.new_str("character maps to <undefined>")?;
        let [start, end] = [index, index + 1].map(|n| Value::small_int_unchecked(n as i64));
        let class = vm.types.unicode_decode_error.value();
        let error = vm.call(class, &[name, bytes.value(), start, end, reason])?;
        let handler = lookup_error(vm, &[errors])?;
        let pair = vm.call(handler, &[error])?;
        let replacement = vm.get_item(pair, Value::small_int_unchecked(0))?;
        let text = vm.expect::<Str>(replacement, "str")?;
        out.push_wtf8(text.as_wtf8());
    }
    let text = vm.new_str(&out)?;
    vm.new_tuple(&[text, Value::small_int_unchecked(bytes.as_slice().len() as i64)])
}
