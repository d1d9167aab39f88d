//! The methods that `bytes` and `bytearray` share: what they make is of the receiver's class.
//!
//! Arguments may be any bytes-like objects. They are read before the receiver's bytes are (see [`Contents`]).

use super::str::codec_of;
use super::{bound, int_or, pure, wrong_receiver};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::memory::{ItemFormat, Layout};
use crate::objects::{ByteArray, Bytes, Kind, List, MemoryView, Str, Tuple, Type};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::buffer::Contents;
use crate::vm::pending::{Fold, State};
use pyopt_compiler::semantics::SemResult;
use pyopt_compiler::semantics::text::codec::Encoding;
use pyopt_compiler::semantics::text::strip::{self, Side};
use pyopt_compiler::semantics::text::{case, classify, pad, replace, repr, search, split};

/// As many bytes are changed without a buffer on the heap.
const SHORT: usize = 128;

/// The receiver of a method: its bytes, and which of the two classes the results are of.
pub(super) struct Subject {
    value: Value,
    bytes: Contents,
    mutable: bool,
}

impl Subject {
    fn of(vm: &mut Vm, value: Value, method: &str, class: &str) -> PyResult<Subject> {
        let mutable = value.downcast::<ByteArray>().is_some();
        match vm.contents(value) {
            Some(bytes) if mutable == (class == "bytearray") && !value.is_kind(Kind::MemoryView) => {
                Ok(Subject { value, bytes, mutable })
            }
            _ => Err(wrong_receiver(vm, value, method, class)),
        }
    }

    /// A new object of the receiver's class.
    fn make(&self, vm: &mut Vm, contents: &[u8]) -> PyResult {
        if self.mutable { new_bytearray(vm, contents) } else { new_bytes(vm, contents) }
    }

    /// The receiver itself when nothing changed: an exact bytes object is its own result.
    fn same_or_make(&self, vm: &mut Vm, contents: &[u8]) -> PyResult {
        if !self.mutable && contents.len() == self.bytes.len() && vm.is_exact_builtin(self.value) {
            return Ok(self.value);
        }
        self.make(vm, contents)
    }

    fn made(&self, vm: &mut Vm, contents: SemResult<Vec<u8>>) -> PyResult {
        let contents = pure(vm, contents)?;
        self.make(vm, &contents)
    }

    fn list(&self, vm: &mut Vm, parts: Vec<&[u8]>) -> PyResult {
        let list = vm.new_list(&[])?;
        for part in parts {
            let part = self.make(vm, part)?;
            let pushed = List::push(list, &mut vm.heap, part);
            vm.check(pushed)?;
        }
        Ok(list.value())
    }
}

/// Declares the table of one of the two classes.
macro_rules! shared {
    ($table:ident $class_table:ident $class:literal; $($name:literal $signature:literal $code:expr;)*) => {
        natives! { $table: $($name $signature |vm, args| {
            let code: fn(&mut Vm, Subject, &[Value]) -> PyResult = $code;
            let subject = Subject::of(vm, args[0], $name, $class)?;
            code(vm, subject, args)
        };)* }
        natives! { $class_table:
            "fromhex" "(cls, string, /)" fromhex;
        }
    };
}

macro_rules! both {
    ($($row:tt)*) => {
        shared! { METHODS CLASS_METHODS "bytes"; $($row)* }
        shared! { ARRAY_METHODS ARRAY_CLASS_METHODS "bytearray"; $($row)* }
    };
}

both! {
    "decode" "(self, encoding='utf-8', errors='strict')" decode;
    "hex" "(self, sep='', bytes_per_sep=1)" hex;
    "join" "(self, iterable_of_bytes, /)" join;
    "split" "(self, sep=None, maxsplit=-1)" |vm, b, args| split_by(vm, b, args, false);
    "rsplit" "(self, sep=None, maxsplit=-1)" |vm, b, args| split_by(vm, b, args, true);
    "splitlines" "(self, keepends=False)" |vm, b, args| {
        let keep = !args[1].is_null() && vm.truth(args[1])?;
        b.list(vm, split::splitlines(&b.bytes[..], keep))
    };
    "startswith" "(self, prefix, start=None, end=None, /)" |vm, b, args| affix(vm, b, args, "startswith", search::starts_with);
    "endswith" "(self, suffix, start=None, end=None, /)" |vm, b, args| affix(vm, b, args, "endswith", search::ends_with);
    "find" "(self, sub, start=None, end=None, /)" |vm, b, args| found(vm, b, args, search::find, false);
    "rfind" "(self, sub, start=None, end=None, /)" |vm, b, args| found(vm, b, args, search::rfind, false);
    "index" "(self, sub, start=None, end=None, /)" |vm, b, args| found(vm, b, args, search::find, true);
    "rindex" "(self, sub, start=None, end=None, /)" |vm, b, args| found(vm, b, args, search::rfind, true);
    "count" "(self, sub, start=None, end=None, /)" |vm, b, args| {
        let part = part_of(vm, args[1])?;
        let (start, end) = (bound(vm, args[2])?, bound(vm, args[3])?);
        Ok(vm.new_int(search::count(&b.bytes[..], &part[..], start, end) as i64))
    };
    "replace" "(self, old, new, count=-1, /)" |vm, b, args| {
        let (old, new) = (vm.need_contents(args[1])?, vm.need_contents(args[2])?);
        let count = int_or(vm, args[3], -1)?;
        let mut room = [0; SHORT];
        if let (&[old], &[new], true, Some(room)) =
            (&old[..], &new[..], count < 0, room.get_mut(..b.bytes.len()))
        {
            for (to, &from) in room.iter_mut().zip(&b.bytes[..]) {
                *to = if from == old { new } else { from };
            }
            return b.make(vm, room);
        }
        b.made(vm, replace::replace(&b.bytes[..], &old[..], &new[..], count))
    };
    "removeprefix" "(self, prefix, /)" |vm, b, args| {
        let part = vm.need_contents(args[1])?;
        b.same_or_make(vm, search::remove_prefix(&b.bytes[..], &part[..]))
    };
    "removesuffix" "(self, suffix, /)" |vm, b, args| {
        let part = vm.need_contents(args[1])?;
        b.same_or_make(vm, search::remove_suffix(&b.bytes[..], &part[..]))
    };
    "partition" "(self, sep, /)" |vm, b, args| {
        let sep = vm.need_contents(args[1])?;
        let parts = pure(vm, split::partition(&b.bytes[..], &sep[..]))?;
        three(vm, &b, parts)
    };
    "rpartition" "(self, sep, /)" |vm, b, args| {
        let sep = vm.need_contents(args[1])?;
        let parts = pure(vm, split::rpartition(&b.bytes[..], &sep[..]))?;
        three(vm, &b, parts)
    };
    "strip" "(self, bytes=None, /)" |vm, b, args| strip_of(vm, b, args[1], Side::Both);
    "lstrip" "(self, bytes=None, /)" |vm, b, args| strip_of(vm, b, args[1], Side::Left);
    "rstrip" "(self, bytes=None, /)" |vm, b, args| strip_of(vm, b, args[1], Side::Right);
    "upper" "(self, /)" |vm, b, _| b.make(vm, &b.bytes.to_ascii_uppercase());
    "lower" "(self, /)" |vm, b, _| b.make(vm, &b.bytes.to_ascii_lowercase());
    "capitalize" "(self, /)" |vm, b, _| b.make(vm, &case::bytes_capitalize(&b.bytes));
    "title" "(self, /)" |vm, b, _| b.make(vm, &case::bytes_title(&b.bytes));
    "swapcase" "(self, /)" |vm, b, _| b.make(vm, &case::bytes_swapcase(&b.bytes));
    "center" "(self, width, fillchar=b' ', /)" |vm, b, args| padded(vm, b, args, "center", pad::center);
    "ljust" "(self, width, fillchar=b' ', /)" |vm, b, args| padded(vm, b, args, "ljust", pad::ljust);
    "rjust" "(self, width, fillchar=b' ', /)" |vm, b, args| padded(vm, b, args, "rjust", pad::rjust);
    "zfill" "(self, width, /)" |vm, b, args| {
        let width = vm.index(args[1])?;
        b.made(vm, pad::zfill(&b.bytes[..], width))
    };
    "expandtabs" "(self, tabsize=8)" |vm, b, args| {
        let size = int_or(vm, args[1], 8)?;
        b.made(vm, pad::expandtabs(&b.bytes[..], size))
    };
    "isalpha" "(self, /)" |_, b, _| Ok(Value::from_bool(classify::bytes_is_alpha(&b.bytes)));
    "isdigit" "(self, /)" |_, b, _| Ok(Value::from_bool(classify::bytes_is_digit(&b.bytes)));
    "isalnum" "(self, /)" |_, b, _| Ok(Value::from_bool(classify::bytes_is_alnum(&b.bytes)));
    "isspace" "(self, /)" |_, b, _| Ok(Value::from_bool(classify::bytes_is_space(&b.bytes)));
    "isupper" "(self, /)" |_, b, _| Ok(Value::from_bool(classify::bytes_is_upper(&b.bytes)));
    "islower" "(self, /)" |_, b, _| Ok(Value::from_bool(classify::bytes_is_lower(&b.bytes)));
    "istitle" "(self, /)" |_, b, _| Ok(Value::from_bool(classify::bytes_is_title(&b.bytes)));
    "isascii" "(self, /)" |_, b, _| Ok(Value::from_bool(b.bytes.is_ascii()));
    "translate" "(self, table, /, delete=b'')" translate;
}

natives! { BYTES_ONLY:
    "__bytes__" "(self, /)" |vm, args| {
        let b = Subject::of(vm, args[0], "__bytes__", "bytes")?;
        b.same_or_make(vm, &b.bytes)
    };
    "__getnewargs__" "(self, /)" |vm, args| {
        let b = Subject::of(vm, args[0], "__getnewargs__", "bytes")?;
        let copy = new_bytes(vm, &b.bytes)?;
        vm.new_tuple(&[copy])
    };
    "__buffer__" "(self, flags, /)" |vm, args| super::memoryview::exported(vm, args[0], args[1]);
}

natives! { STATIC:
    "maketrans" "(frm, to, /)" |vm, args| {
        let (from, to) = (vm.need_contents(args[0])?, vm.need_contents(args[1])?);
        let table = pure(vm, replace::bytes_maketrans(&from, &to))?;
        new_bytes(vm, &table)
    };
}

natives! { NEW: "__new__" "(cls, source=b'', encoding='utf-8', errors='strict')" new; }

pub(super) fn install(vm: &mut Vm) {
    let class = vm.types.bytes;
    vm.add_methods(class, METHODS);
    vm.add_methods(class, BYTES_ONLY);
    vm.add_class_methods(class, CLASS_METHODS);
    super::add_static_functions(vm, class, STATIC);
    vm.add_static_methods(class, NEW);
}

pub(super) fn new_bytes(vm: &mut Vm, contents: &[u8]) -> PyResult {
    let bytes = Bytes::new(&mut vm.heap, Kind::Bytes as u32, false, contents);
    vm.check(bytes).map(Gc::value)
}

/// A bytearray of that contents.
pub(crate) fn new_bytearray(vm: &mut Vm, contents: &[u8]) -> PyResult {
    let class = vm.types.bytearray;
    let array = vm.alloc_instance(class, ByteArray::empty());
    let filled = ByteArray::splice(array, &mut vm.heap, 0, 0, contents);
    vm.check(filled)?;
    Ok(array.value())
}

/// What `bytes(...)` and `bytearray(...)` are made of.
pub(super) fn source_bytes(vm: &mut Vm, args: &[Value], kind: &str) -> PyResult<Vec<u8>> {
    let source = args[1];
    for (what, value) in [("encoding", args[2]), ("errors", args[3])] {
        if !value.is_null() && !value.is_kind(Kind::Str) {
            let given = vm.given_name(value);
            let message = format!("{kind}() argument '{what}' must be str, not {given}");
            return Err(vm.raise_type_error(message));
        }
    }
    if let Some(text) = source.downcast::<Str>() {
        if args[2].is_null() {
            return Err(vm.raise_type_error("string argument without an encoding"));
        }
        if let Some(made) = crate::stdlib::codecs::by_other_codec(vm, source, &args[1..], 0)? {
            return Ok(vm.need_contents(made)?.to_vec());
        }
        let (encoding, errors) = codec_of(vm, &args[1..], kind)?;
        return crate::stdlib::codec_errors::encoded(vm, text, encoding, errors);
    }
    if !args[2].is_null() || !args[3].is_null() {
        let what = if args[2].is_null() { "errors" } else { "encoding" };
        return Err(vm.raise_type_error(format!("{what} without a string argument")));
    }
    if source.is_null() {
        return Ok(Vec::new());
    }
    if vm.as_int(&source).is_some() || vm.special(source, "__index__").is_some() {
        let count = match vm.index_value(source) {
            Ok(count) => count,
            Err(raised) if !vm.raised_is(vm.types.type_error) => return Err(raised),
            Err(_) => {
                // Not a length after all: then it must be a buffer or give items.
                vm.take_raised();
                return vm.bytes_from(source, kind);
            }
        };
        let count = vm.as_int(&count).and_then(|i| i.to_i64());
        let Some(count) = count else {
            let class = vm.type_name(source);
            let message = format!("cannot fit '{class}' into an index-sized integer");
            return Err(vm.raise_str(vm.types.overflow_error, &message));
        };
        let Ok(count) = usize::try_from(count) else {
            return Err(vm.raise_value_error("negative count"));
        };
        return vm.zeros(count);
    }
    vm.bytes_from(source, kind)
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.class_for_new(args[0], vm.types.bytes)?;
    if let Some(method) = vm.special(args[1], "__bytes__")
        && args[2].is_null()
        && args[3].is_null()
    {
        let made = vm.call_method(method, args[1], &[])?;
        let Some(bytes) = made.downcast::<Bytes>() else {
            let given = vm.type_name(made);
            return Err(vm.raise_type_error(format!("__bytes__ returned non-bytes (type {given})")));
        };
        return if class == vm.types.bytes { Ok(made) } else { instance(vm, class, bytes.as_slice()) };
    }
    if class == vm.types.bytes
        && args[1].is_kind(Kind::Bytes)
        && vm.is_exact_builtin(args[1])
        && args[2].is_null()
        && args[3].is_null()
    {
        return Ok(args[1]);
    }
    let contents = source_bytes(vm, args, "bytes")?;
    instance(vm, class, &contents)
}

fn instance(vm: &mut Vm, class: Gc<Type>, contents: &[u8]) -> PyResult {
    let (shape, attrs) = vm.shape_for(class);
    let bytes = Bytes::new(&mut vm.heap, shape, attrs, contents);
    let bytes = vm.check(bytes)?;
    Ok(vm.made_of(class, bytes).value())
}

/// What is searched for: bytes, or one byte as an int.
fn part_of(vm: &mut Vm, value: Value) -> PyResult<Vec<u8>> {
    vm.bytes_part(value, "argument should be integer or bytes-like object, not ")
}

fn ascii_text(bytes: &[u8]) -> Option<&str> {
    // SAFETY: ASCII is UTF-8.
    if bytes.is_ascii() { Some(unsafe { std::str::from_utf8_unchecked(bytes) }) } else { None }
}

fn decode(vm: &mut Vm, b: Subject, args: &[Value]) -> PyResult {
    if let (true, true, Some(text)) = (args[1].is_null(), args[2].is_null(), ascii_text(&b.bytes)) {
        return vm.new_str(text);
    }
    if let Some(result) = crate::stdlib::codecs::by_other_codec(vm, args[0], args, 1)? {
        return Ok(result);
    }
    let (encoding, errors) = codec_of(vm, args, "decode")?;
    if matches!(encoding, Encoding::Utf8 | Encoding::Ascii | Encoding::Latin1)
        && let Some(text) = ascii_text(&b.bytes)
    {
        return vm.new_str(text);
    }
    crate::stdlib::codec_errors::decoded(vm, &b.bytes, encoding, errors)
}

fn hex(vm: &mut Vm, b: Subject, args: &[Value]) -> PyResult {
    let text = hex_text(vm, &b.bytes, args)?;
    vm.new_str(text.as_str())
}

/// The bytes in hexadecimal, in groups: what `hex` of all three classes answers.
pub(super) fn hex_text(vm: &mut Vm, bytes: &[u8], args: &[Value]) -> PyResult<String> {
    let group = int_or(vm, args[2], 1)?;
    let separator = match args[1].non_null() {
        None => None,
        Some(sep) => {
            let text = match (sep.downcast::<Str>(), sep.downcast::<Bytes>()) {
                (Some(s), _) => s.as_wtf8().to_owned(),
                (_, Some(b)) if b.as_slice().is_ascii() => {
                    rustpython_wtf8::Wtf8Buf::from(String::from_utf8_lossy(b.as_slice()).into_owned())
                }
                (_, Some(b)) if b.as_slice().len() == 1 => {
                    return Err(vm.raise_value_error("sep must be ASCII."));
                }
                (_, Some(_)) => return Err(vm.raise_value_error("sep must be length 1.")),
                _ if vm.len(sep)? != 1 => return Err(vm.raise_value_error("sep must be length 1.")),
                _ => return Err(vm.raise_type_error("sep must be str or bytes.")),
            };
            Some(text)
        }
    };
    pure(vm, repr::hex(bytes, separator.as_deref(), group))
}

fn join(vm: &mut Vm, b: Subject, args: &[Value]) -> PyResult {
    if b.mutable && !(args[1].is_kind(Kind::List) && vm.is_exact_builtin(args[1])) {
        if !vm.looks_iterable(args[1]) {
            return Err(vm.raise_type_error("can only join an iterable"));
        }
        // What the items come from must not change the size of what is put between them.
        let layout = Layout::flat(0, b.bytes.len(), ItemFormat::BYTES);
        let view = vm.new_view(b.value, layout, true)?;
        let items = vm.list_of(args[1]);
        if let Some(view) = view.downcast::<MemoryView>() {
            view.owner.set(Value::NULL);
        }
        return join_list(vm, b, items?);
    }
    super::str::join_with::<Joined>(vm, b.value, args[1], |vm, items| join_list(vm, b, items))
}

struct Joined;

impl Fold for Joined {
    fn item(vm: &mut Vm, state: &mut State, item: Value) -> PyResult {
        super::str::collect(vm, state, item)
    }

    fn end(vm: &mut Vm, state: &State) -> PyResult {
        let items = vm.expect::<List>(state.values[1], "list")?;
        let b = Subject::of(vm, state.values[0], "join", "bytes")?;
        join_list(vm, b, items)
    }
}

fn join_list(vm: &mut Vm, b: Subject, items: Gc<List>) -> PyResult {
    let lengths = items.items().iter().filter_map(|item| item.get().downcast::<Bytes>());
    let length = lengths
        .fold(0usize, |sum, part| sum.saturating_add(part.as_slice().len()).saturating_add(b.bytes.len()));
    let mut out = Vec::new();
    vm.reserve(&mut out, length)?;
    for (at, item) in items.items().iter().enumerate() {
        let Some(part) = vm.contents_if_any(item.get()) else {
            let given = vm.type_name(item.get());
            return Err(vm.raise_type_error(format!(
                "sequence item {at}: expected a bytes-like object, {given} found"
            )));
        };
        if at > 0 {
            out.extend_from_slice(&b.bytes);
        }
        out.extend_from_slice(&part);
    }
    if let [only] = items.items()
        && !b.mutable
        && only.get().is_kind(Kind::Bytes)
        && vm.is_exact_builtin(only.get())
    {
        return Ok(only.get());
    }
    b.make(vm, &out)
}

fn split_by(vm: &mut Vm, b: Subject, args: &[Value], from_right: bool) -> PyResult {
    let most = int_or(vm, args[2], -1)?;
    if args[1].is_null() || args[1].is_none() {
        let split = if from_right { split::rsplit_whitespace } else { split::split_whitespace };
        return b.list(vm, split(&b.bytes[..], most));
    }
    let sep = vm.need_contents(args[1])?;
    let split = if from_right { split::rsplit } else { split::split };
    let parts = pure(vm, split(&b.bytes[..], &sep[..], most))?;
    b.list(vm, parts)
}

fn three(vm: &mut Vm, b: &Subject, parts: [&[u8]; 3]) -> PyResult {
    let items = [b.make(vm, parts[0])?, b.make(vm, parts[1])?, b.make(vm, parts[2])?];
    vm.new_tuple(&items)
}

fn strip_of(vm: &mut Vm, b: Subject, set: Value, side: Side) -> PyResult {
    let set = match set.non_null().filter(|set| !set.is_none()) {
        None => None,
        Some(set) => Some(vm.need_contents(set)?),
    };
    b.same_or_make(vm, strip::strip(&b.bytes[..], set.as_deref(), side))
}

type Pad = fn(&[u8], i64, &[u8]) -> SemResult<Vec<u8>>;

fn padded(vm: &mut Vm, b: Subject, args: &[Value], name: &str, how: Pad) -> PyResult {
    let width = vm.index(args[1])?;
    let fill = match args[2].non_null() {
        None => vec![b' '],
        Some(fill) => {
            let given = match fill.kind() {
                Some(Kind::Bytes | Kind::ByteArray) => vm.contents(fill).map(|f| f.to_vec()),
                _ => None,
            };
            match given {
                Some(fill) if fill.len() == 1 => fill,
                Some(other) => {
                    let class = if fill.is_kind(Kind::Bytes) { "bytes" } else { "bytearray" };
                    let message = format!(
                        "{name}(): argument 2 must be a byte string of length 1, not a {class} object of length {}",
                        other.len()
                    );
                    return Err(vm.raise_type_error(message));
                }
                None => {
                    let given = vm.type_name(fill);
                    let message =
                        format!("{name}() argument 2 must be a byte string of length 1, not {given}");
                    return Err(vm.raise_type_error(message));
                }
            }
        }
    };
    b.made(vm, how(&b.bytes, width, &fill))
}

type Search = fn(&[u8], &[u8], Option<i64>, Option<i64>) -> Option<usize>;

fn found(vm: &mut Vm, b: Subject, args: &[Value], how: Search, must: bool) -> PyResult {
    let part = part_of(vm, args[1])?;
    let (start, end) = (bound(vm, args[2])?, bound(vm, args[3])?);
    match how(&b.bytes, &part, start, end) {
        Some(at) => Ok(vm.new_int(at as i64)),
        None if must => Err(vm.raise_value_error("subsection not found")),
        None => Ok(vm.new_int(-1)),
    }
}

type Affix = fn(&[u8], &[u8], Option<i64>, Option<i64>) -> bool;

fn affix(vm: &mut Vm, b: Subject, args: &[Value], name: &str, how: Affix) -> PyResult {
    let (start, end) = (bound(vm, args[2])?, bound(vm, args[3])?);
    if let Some(part) = vm.contents_of(args[1], 0)? {
        return Ok(Value::from_bool(how(&b.bytes, &part, start, end)));
    }
    let Some(choices) = args[1].downcast::<Tuple>() else {
        let given = vm.type_name(args[1]);
        return Err(
            vm.raise_type_error(format!("{name} first arg must be bytes or a tuple of bytes, not {given}"))
        );
    };
    for &choice in choices.items() {
        let part = vm.need_contents(choice)?;
        if how(&b.bytes, &part, start, end) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn translate(vm: &mut Vm, b: Subject, args: &[Value]) -> PyResult {
    let table = if args[1].is_none() { None } else { Some(vm.need_contents(args[1])?) };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(vm.raise_value_error("translation table must be 256 characters long"));
    }
    let delete = match args[2].non_null() {
        Some(delete) => Some(vm.need_contents(delete)?),
        None => None,
    };
    let delete = delete.as_deref().unwrap_or_default();
    b.made(vm, replace::bytes_translate(&b.bytes, table.as_deref(), delete))
}

fn fromhex(vm: &mut Vm, args: &[Value]) -> PyResult {
    let contents = if let Some(text) = args[1].downcast::<Str>() {
        pure(vm, repr::from_hex(text.as_wtf8()))?
    } else if let Some(bytes) = vm.contents_of(args[1], 0)? {
        let text: rustpython_wtf8::Wtf8Buf =
            bytes.iter().filter_map(|&b| rustpython_wtf8::CodePoint::from_u32(u32::from(b))).collect();
        pure(vm, repr::from_hex(&text))?
    } else {
        let given = vm.type_name(args[1]);
        return Err(vm.raise_type_error(format!("fromhex() argument must be str or bytes-like, not {given}")));
    };
    let class = args[0];
    if class.is(vm.types.bytearray.value()) {
        return new_bytearray(vm, &contents);
    }
    let bytes = new_bytes(vm, &contents)?;
    if class.is(vm.types.bytes.value()) { Ok(bytes) } else { vm.call(class, &[bytes]) }
}
