//! The class `array` and its iterator.

use super::convert::{encode, item, text_of};
use super::items::{Array, ArrayIterator, item_size};
use super::portable::{reduce, to_list};
use crate::builtins::methods::memoryview::{exported, released};
use crate::builtins::{methods, natives};
use crate::heap::Gc;
use crate::objects::getset::GetSetDef;
use crate::objects::types::type_flags;
use crate::objects::{Dict, Kind, List, Slice, Str, Tuple, Type};
use crate::stdlib::arguments::push_repr;
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use pyopt_compiler::syntax::ast::CmpOp;
use rustpython_wtf8::Wtf8Buf;

/// `array.array`.
pub(super) static ARRAY: TypeSpec = TypeSpec {
    doc: "array(typecode [, initializer]) -> array\n\nAn array holds numbers or characters of one type.",
    flags: type_flags::BASE | type_flags::SEQUENCE,
    methods: METHODS,
    static_methods: NEW,
    class_methods: crate::builtins::SUBSCRIPTED,
    getset: FIELDS,
    ..TypeSpec::new("array", "array", Kind::Array)
};

/// What `iter(array)` gives.
static ITERATOR: TypeSpec = TypeSpec {
    methods: ITERATOR_METHODS,
    iter_next: Some(next),
    ..TypeSpec::new("array", "arrayiterator", Kind::ArrayIterator)
};

natives! { NEW: "__new__" "(cls, /, *args, **kwargs)" new; }

static FIELDS: &[GetSetDef] = &[
    GetSetDef::new("typecode", |vm, v| {
        let array = vm.expect::<Array>(v, "array.array")?;
        vm.new_str(char::from(array.code).to_string().as_str())
    })
    .doc("the typecode character used to create the array"),
    GetSetDef::new("itemsize", |vm, v| {
        let array = vm.expect::<Array>(v, "array.array")?;
        Ok(vm.new_int(array.item_size() as i64))
    })
    .doc("the size, in bytes, of one array item"),
];

methods! { METHODS: Array, "array.array";
    "append" "(self, v, /)" |vm, a, args| { push(vm, a, args[1])?; Ok(Value::NONE) };
    "extend" "(self, bb, /)" |vm, a, args| { extend(vm, a, args[1])?; Ok(Value::NONE) };
    "insert" "(self, i, v, /)" |vm, a, args| {
        let at = vm.index(args[1])?;
        let bits = encode(vm, a.code, args[2])?;
        let at = clipped(at, a.len());
        let zeros = [0; 8];
        splice(vm, a, at, at, &zeros[..a.item_size()])?;
        a.set_bits(at, bits);
        Ok(Value::NONE)
    };
    "pop" "(self, i=-1, /)" pop;
    "remove" "(self, v, /)" |vm, a, args| match find(vm, a, args[1], 0, usize::MAX)? {
        Some(at) => { splice(vm, a, at, at + 1, &[])?; Ok(Value::NONE) }
        None => Err(vm.raise_value_error("array.remove(x): x not in array")),
    };
    "index" "(self, v, start=0, stop=9223372036854775807, /)" |vm, a, args| {
        let mut bound = |v: Value, default| if v.is_null() { Ok(default) } else { vm.sequence_bound(v) };
        let (start, stop) = (bound(args[2], 0)?, bound(args[3], i64::MAX)?);
        match find(vm, a, args[1], clipped(start, a.len()), clipped(stop, a.len()))? {
            Some(at) => Ok(vm.new_int(at as i64)),
            None => Err(vm.raise_value_error("array.index(x): x not in array")),
        }
    };
    "count" "(self, v, /)" |vm, a, args| {
        let (mut count, mut from) = (0, 0);
        while let Some(at) = find(vm, a, args[1], from, usize::MAX)? {
            count += 1;
            from = at + 1;
        }
        Ok(vm.new_int(count))
    };
    "reverse" "(self, /)" |_, a, _| {
        for (low, high) in (0..a.len() / 2).zip((0..a.len()).rev()) {
            if let (Some(x), Some(y)) = (a.bits(low), a.bits(high)) {
                a.set_bits(low, y);
                a.set_bits(high, x);
            }
        }
        Ok(Value::NONE)
    };
    "clear" "(self, /)" |vm, a, _| { splice(vm, a, 0, a.len(), &[])?; Ok(Value::NONE) };
    "byteswap" "(self, /)" |_, a, _| {
        for item in a.cells().chunks(a.item_size()) {
            (0..item.len() / 2).for_each(|i| item[i].swap(&item[item.len() - 1 - i]));
        }
        Ok(Value::NONE)
    };
    "buffer_info" "(self, /)" |vm, a, _| {
        let address = vm.new_int(a.cells().as_ptr().addr() as i64);
        let length = vm.new_int(a.len() as i64);
        vm.new_tuple(&[address, length])
    };
    "tobytes" "(self, /)" |vm, a, _| vm.new_bytes(&a.to_vec());
    "frombytes" "(self, buffer, /)" |vm, a, args| {
        let bytes = vm.need_contents(args[1])?.to_vec();
        from_bytes(vm, a, &bytes)?;
        Ok(Value::NONE)
    };
    "tolist" "(self, /)" |vm, a, _| to_list(vm, a);
    "fromlist" "(self, list, /)" |vm, a, args| {
        let Some(list) = args[1].downcast::<List>() else {
            return Err(vm.raise_type_error("arg must be list"));
        };
        let (before, length) = (a.len(), list.len());
        for at in 0..length {
            let done = match list.get(at).filter(|_| list.len() == length) {
                Some(value) => push(vm, a, value),
                None => Err(vm.raise_str(vm.types.runtime_error, "list changed size during iteration")),
            };
            if let Err(raised) = done {
                splice(vm, a, before, a.len(), &[])?;
                return Err(raised);
            }
        }
        Ok(Value::NONE)
    };
    "tounicode" "(self, /)" |vm, a, _| {
        if !a.is_text() {
            return Err(vm.raise_value_error("tounicode() may only be called on unicode type arrays ('u' or 'w')"));
        }
        let text = text_of(vm, (0..a.len()).filter_map(|at| a.bits(at)))?;
        vm.new_str(&text)
    };
    "fromunicode" "(self, ustr, /)" |vm, a, args| {
        let Some(text) = args[1].downcast::<Str>() else {
            let given = vm.type_name(args[1]);
            return Err(vm.raise_type_error(format!("fromunicode() argument must be str, not {given}")));
        };
        if !a.is_text() {
            return Err(vm.raise_value_error("fromunicode() may only be called on unicode type arrays ('u' or 'w')"));
        }
        from_text(vm, a, text)?;
        Ok(Value::NONE)
    };
    "tofile" "(self, f, /)" |vm, a, args| {
        let name = vm.intern("write");
        let write = vm.get_attr(args[1], name)?;
        let bytes = vm.new_bytes(&a.to_vec())?;
        vm.call(write, &[bytes])?;
        Ok(Value::NONE)
    };
    "fromfile" "(self, f, n, /)" from_file;
    "__buffer__" "(self, flags, /)" |vm, a, args| exported(vm, a.value(), args[1]);
    "__release_buffer__" "(self, buffer, /)" |vm, a, args| released(vm, a.value(), args[1]);
    "__len__" "(self, /)" |vm, a, _| Ok(vm.new_int(a.len() as i64));
    "__getitem__" "(self, key, /)" get;
    "__setitem__" "(self, key, value, /)" |vm, a, args| { set(vm, a, args[1], Some(args[2]))?; Ok(Value::NONE) };
    "__delitem__" "(self, key, /)" |vm, a, args| { set(vm, a, args[1], None)?; Ok(Value::NONE) };
    "__contains__" "(self, value, /)" |vm, a, args| Ok(Value::from_bool(find(vm, a, args[1], 0, usize::MAX)?.is_some()));
    "__iter__" "(self, /)" |vm, a, _| {
        let class = vm.native_type(&ITERATOR);
        Ok(vm.alloc_instance(class, ArrayIterator::new(a)).value())
    };
    "__eq__" "(self, value, /)" |vm, a, args| compare(vm, a, args[1], CmpOp::Eq);
    "__ne__" "(self, value, /)" |vm, a, args| compare(vm, a, args[1], CmpOp::NotEq);
    "__lt__" "(self, value, /)" |vm, a, args| compare(vm, a, args[1], CmpOp::Lt);
    "__le__" "(self, value, /)" |vm, a, args| compare(vm, a, args[1], CmpOp::LtE);
    "__gt__" "(self, value, /)" |vm, a, args| compare(vm, a, args[1], CmpOp::Gt);
    "__ge__" "(self, value, /)" |vm, a, args| compare(vm, a, args[1], CmpOp::GtE);
    "__add__" "(self, value, /)" |vm, a, args| {
        let Some(other) = args[1].downcast::<Array>() else {
            let given = vm.type_name(args[1]);
            return Err(vm.raise_type_error(format!("can only append array (not \"{given}\") to array")));
        };
        same_code(vm, a, other)?;
        plain(vm, a.code, &[a.to_vec(), other.to_vec()].concat())
    };
    "__iadd__" "(self, value, /)" |vm, a, args| {
        if args[1].downcast::<Array>().is_none() {
            let given = vm.type_name(args[1]);
            return Err(vm.raise_type_error(format!("can only extend array with array (not \"{given}\")")));
        }
        extend(vm, a, args[1])?;
        Ok(a.value())
    };
    "__mul__" "(self, value, /)" |vm, a, args| { let bytes = repeated(vm, a, args[1])?; plain(vm, a.code, &bytes) };
    "__rmul__" "(self, value, /)" |vm, a, args| { let bytes = repeated(vm, a, args[1])?; plain(vm, a.code, &bytes) };
    "__imul__" "(self, value, /)" |vm, a, args| {
        let bytes = repeated(vm, a, args[1])?;
        splice(vm, a, 0, a.len(), &bytes)?;
        Ok(a.value())
    };
    "__repr__" "(self, /)" repr;
    "__copy__" "(self, /)" |vm, a, _| plain(vm, a.code, &a.to_vec());
    "__deepcopy__" "(self, unused, /)" |vm, a, _| plain(vm, a.code, &a.to_vec());
    "__reduce_ex__" "(self, value, /)" reduce;
}

methods! { ITERATOR_METHODS: ArrayIterator, "array.arrayiterator";
    "__reduce__" "(self, /)" |vm, it, _| {
        let (module, name) = (vm.import_module("builtins")?, vm.intern("iter"));
        let iter = vm.get_attr(module, name)?;
        let array = it.array.get();
        if array.is_null() {
            let nothing = vm.new_tuple(&[])?;
            let args = vm.new_tuple(&[nothing])?;
            return vm.new_tuple(&[iter, args]);
        }
        let args = vm.new_tuple(&[array])?;
        let at = vm.new_int(it.next.get() as i64);
        vm.new_tuple(&[iter, args, at])
    };
    "__setstate__" "(self, state, /)" |vm, it, args| {
        let at = vm.machine_int(args[1], "an integer is required")?.max(0) as usize;
        if let Some(array) = it.array.get().downcast::<Array>() {
            it.next.set(at.min(array.len()));
        }
        Ok(Value::NONE)
    };
}

fn next(vm: &mut Vm, iterator: Value) -> PyResult<Option<Value>> {
    let Some(it) = iterator.downcast::<ArrayIterator>() else { return Ok(None) };
    let Some(array) = it.array.get().downcast::<Array>() else { return Ok(None) };
    let at = it.next.get();
    let found = item(vm, array, at)?;
    match found {
        Some(_) => it.next.set(at + 1),
        None => it.array.set(Value::NULL),
    }
    Ok(found)
}

/// An empty array of a class.
pub(super) fn make(vm: &mut Vm, class: Gc<Type>, code: u8) -> Gc<Array> {
    let exact = class == vm.native_type(&ARRAY);
    vm.alloc_instance(class, Array::empty(code, exact))
}

/// An array of the class itself with these bytes.
fn plain(vm: &mut Vm, code: u8, bytes: &[u8]) -> PyResult {
    let class = vm.native_type(&ARRAY);
    let array = make(vm, class, code);
    splice(vm, array, 0, 0, bytes)?;
    Ok(array.value())
}

pub(super) fn splice(vm: &mut Vm, array: Gc<Array>, start: usize, end: usize, new: &[u8]) -> PyResult<()> {
    if new.len() != (end - start) * array.item_size() {
        vm.check_array_resizable(array)?;
    }
    let done = Array::splice(array, &mut vm.heap, start, end, new);
    vm.check(done)
}

fn push(vm: &mut Vm, array: Gc<Array>, value: Value) -> PyResult<()> {
    let bits = encode(vm, array.code, value)?;
    vm.check_array_resizable(array)?;
    let pushed = Array::push(array, &mut vm.heap, bits);
    vm.check(pushed)
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = vm.native_type(&ARRAY);
    let class = vm.class_for_new(args[0], own)?;
    if class == own && args[2].downcast::<Dict>().is_some_and(|d| !d.is_empty()) {
        return Err(vm.raise_type_error("array.array() takes no keyword arguments"));
    }
    let given = args[1].downcast::<Tuple>();
    let given = given.iter().flat_map(|t| t.items()).copied();
    let (mut all, mut count) = ([Value::NULL; 2], 0);
    for value in given {
        if let Some(place) = all.get_mut(count) {
            *place = value;
        }
        count += 1;
    }
    let [code, source] = all;
    if count == 0 || count > 2 {
        let bound = if count == 0 { "at least 1 argument" } else { "at most 2 arguments" };
        return Err(vm.raise_type_error(format!("array() takes {bound} ({count} given)")));
    }
    let code = code_argument(vm, code)?;
    check_source(vm, code, source)?;
    let array = make(vm, class, code);
    if source.is_null() {
        return Ok(array.value());
    }
    if let (true, Some(text)) = (array.is_text(), source.downcast::<Str>()) {
        from_text(vm, array, text)?;
    } else if let Some(bytes) = vm.char_bytes(source) {
        from_bytes(vm, array, &bytes)?;
    } else {
        match source.downcast::<Array>() {
            Some(other) if other.code != code => {
                for at in 0..other.len() {
                    let value = item(vm, other, at)?.unwrap_or(Value::NONE);
                    push(vm, array, value)?;
                }
            }
            _ => extend(vm, array, source)?,
        }
    }
    Ok(array.value())
}

fn code_argument(vm: &mut Vm, value: Value) -> PyResult<u8> {
    let Some(text) = value.downcast::<Str>() else {
        let given = vm.type_name(value);
        return Err(
            vm.raise_type_error(format!("array() argument 1 must be a unicode character, not {given}"))
        );
    };
    let length = text.as_wtf8().code_points().count();
    if length != 1 {
        let message =
            format!("array() argument 1 must be a unicode character, not a string of length {length}");
        return Err(vm.raise_type_error(message));
    }
    match text.as_bytes() {
        &[code] if item_size(code).is_some() => {
            if code == b'u' {
                let message = "The 'u' type code is deprecated and will be removed in Python 3.16";
                vm.warn(vm.types.deprecation_warning, message)?;
            }
            Ok(code)
        }
        _ => Err(vm.raise_value_error("bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)")),
    }
}

/// Refuses text for numbers.
fn check_source(vm: &mut Vm, code: u8, source: Value) -> PyResult<()> {
    let text = match source.kind() {
        Some(Kind::Str) => "str",
        _ if source.downcast::<Array>().is_some_and(|a| a.is_text()) => "unicode array",
        _ => return Ok(()),
    };
    if matches!(code, b'u' | b'w') {
        return Ok(());
    }
    let code = char::from(code);
    Err(vm.raise_type_error(format!("cannot use a {text} to initialize an array with typecode '{code}'")))
}

fn from_bytes(vm: &mut Vm, array: Gc<Array>, bytes: &[u8]) -> PyResult<()> {
    if !bytes.len().is_multiple_of(array.item_size()) {
        return Err(vm.raise_value_error("bytes length not a multiple of item size"));
    }
    splice(vm, array, array.len(), array.len(), bytes)
}

fn from_text(vm: &mut Vm, array: Gc<Array>, text: Gc<Str>) -> PyResult<()> {
    let bytes: Vec<u8> = text.as_wtf8().code_points().flat_map(|c| c.to_u32().to_ne_bytes()).collect();
    from_bytes(vm, array, &bytes)
}

fn from_file(vm: &mut Vm, array: Gc<Array>, args: &[Value]) -> PyResult {
    let count = vm.index(args[2])?;
    if count < 0 {
        return Err(vm.raise_value_error("negative count"));
    }
    let Some(size) = count.checked_mul(array.item_size() as i64) else {
        return Err(vm.raise_str(vm.types.memory_error, ""));
    };
    let name = vm.intern("read");
    let read = vm.get_attr(args[1], name)?;
    let size = vm.new_int(size);
    let answer = vm.call(read, &[size])?;
    let Some(bytes) = vm.char_bytes(answer).filter(|_| answer.is_kind(Kind::Bytes)) else {
        return Err(vm.raise_type_error("read() didn't return bytes"));
    };
    from_bytes(vm, array, &bytes)?;
    if bytes.len() / array.item_size() < count as usize {
        return Err(vm.raise_str(vm.types.eof_error, "read() didn't return enough bytes"));
    }
    Ok(Value::NONE)
}

fn same_code(vm: &mut Vm, a: Gc<Array>, b: Gc<Array>) -> PyResult<()> {
    if a.code == b.code { Ok(()) } else { Err(bad_argument(vm)) }
}

#[cold]
fn bad_argument(vm: &mut Vm) -> Raised {
    vm.raise_type_error("bad argument type for built-in operation")
}

fn extend(vm: &mut Vm, array: Gc<Array>, source: Value) -> PyResult<()> {
    if let Some(other) = source.downcast::<Array>() {
        if other.code != array.code {
            return Err(vm.raise_type_error("can only extend with array of same kind"));
        }
        return splice(vm, array, array.len(), array.len(), &other.to_vec());
    }
    let iterator = vm.iter(source)?;
    while let Some(value) = vm.next(iterator)? {
        push(vm, array, value)?;
    }
    Ok(())
}

/// An index with negative ones counted from the end, between the ends.
fn clipped(at: i64, length: usize) -> usize {
    let length = length as i64;
    (if at < 0 { at.saturating_add(length).max(0) } else { at.min(length) }) as usize
}

/// Where an equal item stands between two bounds.
fn find(vm: &mut Vm, array: Gc<Array>, value: Value, start: usize, stop: usize) -> PyResult<Option<usize>> {
    let mut at = start;
    while at < stop
        && let Some(item) = item(vm, array, at)?
    {
        if vm.equal(item, value)? {
            return Ok(Some(at));
        }
        at += 1;
    }
    Ok(None)
}

fn pop(vm: &mut Vm, array: Gc<Array>, args: &[Value]) -> PyResult {
    let at = if args[1].is_null() { -1 } else { vm.index(args[1])? };
    if array.is_empty() {
        return Err(vm.raise_str(vm.types.index_error, "pop from empty array"));
    }
    let at = if at < 0 { at.saturating_add(array.len() as i64) } else { at };
    let found = match usize::try_from(at) {
        Ok(at) => item(vm, array, at)?,
        Err(_) => None,
    };
    let Some(item) = found else {
        return Err(vm.raise_str(vm.types.index_error, "pop index out of range"));
    };
    splice(vm, array, at as usize, at as usize + 1, &[])?;
    Ok(item)
}

/// The place of an existing item.
fn place(vm: &mut Vm, array: Gc<Array>, key: Value, missing: &str) -> PyResult<usize> {
    if !vm.is_index(key) {
        return Err(vm.raise_type_error("array indices must be integers"));
    }
    let at = vm.index(key)?;
    let at = if at < 0 { at.saturating_add(array.len() as i64) } else { at };
    match usize::try_from(at) {
        Ok(at) if at < array.len() => Ok(at),
        _ => Err(vm.raise_str(vm.types.index_error, missing)),
    }
}

fn get(vm: &mut Vm, array: Gc<Array>, args: &[Value]) -> PyResult {
    let Some(slice) = args[1].downcast::<Slice>() else {
        let at = place(vm, array, args[1], "array index out of range")?;
        return Ok(item(vm, array, at)?.unwrap_or(Value::NONE));
    };
    let (start, step, count) = vm.slice_indices(slice, || array.len())?;
    let size = array.item_size();
    let all = array.cells();
    let mut bytes = Vec::with_capacity(count * size);
    for i in 0..count {
        let from = (start + i as i64 * step) as usize * size;
        bytes.extend(all[from..from + size].iter().map(|b| b.get()));
    }
    plain(vm, array.code, &bytes)
}

/// Assigns to an item or a slice, or deletes it.
fn set(vm: &mut Vm, array: Gc<Array>, key: Value, value: Option<Value>) -> PyResult<()> {
    let Some(slice) = key.downcast::<Slice>() else {
        let at = place(vm, array, key, "array assignment index out of range")?;
        let Some(value) = value else { return splice(vm, array, at, at + 1, &[]) };
        let bits = encode(vm, array.code, value)?;
        array.set_bits(at, bits);
        return Ok(());
    };
    let (start, step, count) = vm.slice_indices(slice, || array.len())?;
    let new = match value {
        None => Vec::new(),
        Some(value) => match value.downcast::<Array>() {
            Some(other) => {
                same_code(vm, array, other)?;
                other.to_vec()
            }
            None => {
                let given = vm.type_name(value);
                let message = format!("can only assign array (not \"{given}\") to array slice");
                return Err(vm.raise_type_error(message));
            }
        },
    };
    if step == 1 {
        let start = start as usize;
        return splice(vm, array, start, start + count, &new);
    }
    let size = array.item_size();
    let places = (0..count).map(|i| (start + i as i64 * step) as usize);
    if value.is_none() {
        let gone: std::collections::HashSet<usize> = places.collect();
        let all = array.to_vec();
        let kept: Vec<u8> = all
            .chunks(size)
            .enumerate()
            .filter(|(at, _)| !gone.contains(at))
            .flat_map(|(_, b)| b)
            .copied()
            .collect();
        return splice(vm, array, 0, array.len(), &kept);
    }
    if new.len() != count * size {
        let given = new.len() / size;
        let message = format!("attempt to assign array of size {given} to extended slice of size {count}");
        return Err(vm.raise_value_error(message));
    }
    let cells = array.cells();
    for (at, item) in places.zip(new.chunks(size)) {
        cells[at * size..].iter().zip(item).for_each(|(cell, &byte)| cell.set(byte));
    }
    Ok(())
}

fn compare(vm: &mut Vm, a: Gc<Array>, other: Value, op: CmpOp) -> PyResult {
    let Some(b) = other.downcast::<Array>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let equality = matches!(op, CmpOp::Eq | CmpOp::NotEq);
    if equality && a.len() != b.len() {
        return Ok(Value::from_bool(op == CmpOp::NotEq));
    }
    for at in 0..a.len().min(b.len()) {
        let (Some(x), Some(y)) = (item(vm, a, at)?, item(vm, b, at)?) else { break };
        if !vm.equal(x, y)? {
            return if equality { Ok(Value::from_bool(op == CmpOp::NotEq)) } else { vm.compare(op, x, y) };
        }
    }
    let (m, n) = (vm.new_int(a.len() as i64), vm.new_int(b.len() as i64));
    vm.compare(op, m, n)
}

/// The bytes of the items, `times` times.
fn repeated(vm: &mut Vm, array: Gc<Array>, times: Value) -> PyResult<Vec<u8>> {
    if !vm.is_index(times) {
        let class = vm.type_name(times);
        return Err(vm.raise_type_error(format!("can't multiply sequence by non-int of type '{class}'")));
    }
    let times = vm.index(times)?.max(0) as usize;
    let bytes = array.to_vec();
    vm.repeat(&bytes, times)
}

fn repr(vm: &mut Vm, array: Gc<Array>, _: &[Value]) -> PyResult {
    let class = vm.type_of(array.value());
    let mut out = Wtf8Buf::from(format!("{}('{}'", class.name().as_wtf8(), char::from(array.code)));
    if !array.is_empty() {
        out.push_str(", ");
        let shown = if array.is_text() {
            let text = text_of(vm, (0..array.len()).filter_map(|at| array.bits(at)))?;
            vm.new_str(&text)?
        } else {
            to_list(vm, array)?
        };
        push_repr(vm, &mut out, shown)?;
    }
    out.push_str(")");
    vm.new_str(&out)
}
