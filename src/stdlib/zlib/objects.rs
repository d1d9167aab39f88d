//! Streams that are fed piece by piece: `compressobj`, `decompressobj`, and `_ZlibDecompressor`, which keeps what it
//! did not use.

use super::streams::{self, Decompressed};
use super::{MAX_BITS, number, raise, raise_failure};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::{Bytes, Kind};
use crate::stdlib::class::{state_getters, state_methods};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use zlib_rs::{Deflate, DeflateFlush, Inflate};

static COMPRESS: TypeSpec =
    TypeSpec { methods: COMPRESS_METHODS, ..TypeSpec::new("zlib", "Compress", Kind::State) };

static DECOMPRESS: TypeSpec = TypeSpec {
    methods: DECOMPRESS_METHODS,
    getset: DECOMPRESS_FIELDS,
    ..TypeSpec::new("zlib", "Decompress", Kind::State)
};

pub(super) static ONE_STREAM: TypeSpec = TypeSpec {
    static_methods: ONE_STREAM_NEW,
    methods: ONE_STREAM_METHODS,
    getset: ONE_STREAM_FIELDS,
    ..TypeSpec::new("zlib", "_ZlibDecompressor", Kind::State)
};

/// Fields of both kinds of decompressor: what follows the stream, what waits to be used, and the dictionary.
const UNUSED: usize = 0;
const TAIL: usize = 1;
const DICTIONARY: usize = 2;

state_methods! { COMPRESS_METHODS: COMPRESS;
    "compress" "(self, data, /)" |vm, state, args| {
        let data = vm.need_bytes(args[1])?;
        deflate(vm, state, data.as_slice(), DeflateFlush::NoFlush)
    };
    "flush" "(self, mode=4, /)" |vm, state, args| {
        let flush = match number(vm, args[1], 4)? {
            0 => return vm.new_bytes(b""),
            1 => DeflateFlush::PartialFlush,
            2 => DeflateFlush::SyncFlush,
            3 => DeflateFlush::FullFlush,
            4 => DeflateFlush::Finish,
            5 => DeflateFlush::Block,
            _ => return Err(raise(vm, "Error -2 while flushing: inconsistent stream state")),
        };
        deflate(vm, state, &[], flush)
    };
    "copy" "(self, /)" |vm, _, _| Err(vm.not_yet("copies of zlib's compression objects"));
    "__copy__" "(self, /)" |vm, _, _| Err(vm.not_yet("copies of zlib's compression objects"));
    "__deepcopy__" "(self, memo, /)" |vm, _, _| Err(vm.not_yet("copies of zlib's compression objects"));
}

/// A compressor; `None` when its stream was ended.
type Deflater = RefCell<Option<Deflate>>;

pub(super) fn compressor(vm: &mut Vm, args: &[Value]) -> PyResult {
    let defaults = [-1, 8, MAX_BITS, 8, 0];
    let mut numbers = [0; 5];
    for (i, default) in defaults.into_iter().enumerate() {
        numbers[i] = number(vm, args[i], default)?;
    }
    let [level, method, bits, memory, strategy] = numbers;
    let Some(mut stream) = streams::deflate(level, method, bits, memory, strategy) else {
        return Err(vm.raise_value_error("Invalid initialization option"));
    };
    if let Some(dictionary) = args[5].non_null().filter(|d| !d.is_none()) {
        let dictionary = vm.need_bytes(dictionary)?;
        if stream.set_dictionary(dictionary.as_slice()).is_err() {
            return Err(vm.raise_value_error("Invalid dictionary"));
        }
    }
    let owned: Deflater = RefCell::new(Some(stream));
    Ok(vm.new_state(&COMPRESS, Some(Rc::new(owned)), &[]))
}

fn deflate(vm: &mut Vm, state: Gc<State>, data: &[u8], flush: DeflateFlush) -> PyResult {
    vm.poll(data.len() as u64 / 16)?;
    let owned = state.owned::<Deflater>();
    let mut slot = owned.borrow_mut();
    let doing = if data.is_empty() { "while flushing" } else { "while compressing data" };
    let Some(stream) = slot.as_mut() else {
        return Err(raise(vm, &format!("Error -2 {doing}: inconsistent stream state")));
    };
    let mut out = Vec::new();
    let done = streams::compress(stream, data, flush, &mut out);
    if flush == DeflateFlush::Finish {
        *slot = None;
    }
    match done {
        Ok(()) => vm.new_bytes(&out),
        Err(failure) => Err(raise_failure(vm, &failure, doing)),
    }
}

/// What a decompressor owns.
struct Inflater {
    stream: RefCell<Inflate>,
    eof: Cell<bool>,
    /// There may be output that was not asked for.
    full: Cell<bool>,
}

state_methods! { DECOMPRESS_METHODS: DECOMPRESS;
    "decompress" "(self, data, /, max_length=0)" |vm, state, args| {
        let data = vm.need_bytes(args[1])?;
        let most = number(vm, args[2], 0)?;
        if most < 0 {
            return Err(vm.raise_value_error("max_length must be non-negative"));
        }
        feed(vm, state, data, most as usize)
    };
    "flush" "(self, length=16384, /)" |vm, state, args| {
        if number(vm, args[1], 1)? <= 0 {
            return Err(vm.raise_value_error("length must be greater than zero"));
        }
        let tail = vm.expect::<Bytes>(state.get(TAIL), "bytes")?;
        feed(vm, state, tail, 0)
    };
    "copy" "(self, /)" |vm, _, _| Err(vm.not_yet("copies of zlib's decompression objects"));
    "__copy__" "(self, /)" |vm, _, _| Err(vm.not_yet("copies of zlib's decompression objects"));
    "__deepcopy__" "(self, memo, /)" |vm, _, _| Err(vm.not_yet("copies of zlib's decompression objects"));
}

state_getters! { DECOMPRESS_FIELDS: DECOMPRESS;
    "unused_data" |_, state| Ok(state.get(UNUSED));
    "unconsumed_tail" |_, state| Ok(state.get(TAIL));
    "eof" |_, state| Ok(Value::from_bool(state.owned::<Inflater>().eof.get()));
}

/// What a decompressor starts with.
fn inflater(vm: &mut Vm, bits: i64, dictionary: Value) -> PyResult<(Inflater, [Value; 3])> {
    let Some(mut stream) = streams::inflate(bits) else {
        return Err(vm.raise_value_error("Invalid initialization option"));
    };
    let empty = vm.new_bytes(b"")?;
    let mut given = Value::NULL;
    if let Some(dictionary) = dictionary.non_null().filter(|d| !d.is_none()) {
        let bytes = vm.need_bytes(dictionary)?;
        // A stream without header asks for no dictionary: it has it from the start.
        if bits < 0 && !bytes.as_slice().is_empty() && stream.set_dictionary(bytes.as_slice()).is_err() {
            return Err(raise(vm, "Error -2 while setting zdict: inconsistent stream state"));
        }
        given = bytes.value();
    }
    let owned = Inflater { stream: RefCell::new(stream), eof: Cell::new(false), full: Cell::new(false) };
    Ok((owned, [empty, empty, given]))
}

pub(super) fn decompressor(vm: &mut Vm, args: &[Value]) -> PyResult {
    let bits = number(vm, args[0], MAX_BITS)?;
    let (owned, fields) = inflater(vm, bits, args[1])?;
    Ok(vm.new_state(&DECOMPRESS, Some(Rc::new(owned)), &fields))
}

/// Runs a decompressor's stream.
fn run(
    vm: &mut Vm,
    state: Gc<State>,
    owned: &Inflater,
    data: &[u8],
    most: usize,
    out: &mut Vec<u8>,
) -> PyResult<Decompressed> {
    let dictionary = state.get(DICTIONARY).downcast::<Bytes>();
    let dictionary = dictionary.as_ref().map(|d| d.as_slice()).filter(|d| !d.is_empty());
    let result = streams::decompress(&mut owned.stream.borrow_mut(), data, most, dictionary, out);
    match result {
        Ok(result) => {
            owned.eof.set(result.ended);
            owned.full.set(!result.ended && out.len() >= most);
            Ok(result)
        }
        Err(failure) => Err(raise_failure(vm, &failure, "while decompressing data")),
    }
}

/// `first + second`, where one of them is mostly empty.
fn joined(vm: &mut Vm, first: Value, second: &[u8]) -> PyResult {
    let first = vm.expect::<Bytes>(first, "bytes")?;
    match (first.as_slice(), second) {
        (_, []) => Ok(first.value()),
        ([], _) => vm.new_bytes(second),
        (a, b) => vm.new_bytes(&[a, b].concat()),
    }
}

/// `Decompress.decompress`: what was not used is left to the caller. `most == 0`: without limit.
fn feed(vm: &mut Vm, state: Gc<State>, data: Gc<Bytes>, most: usize) -> PyResult {
    let owned = state.owned::<Inflater>();
    let limit = vm.limits().memory;
    let mut out = Vec::new();
    let rest = if owned.eof.get() {
        data.as_slice()
    } else {
        let most = if most == 0 { limit } else { most };
        let result = run(vm, state, &owned, data.as_slice(), most, &mut out)?;
        &data.as_slice()[result.taken..]
    };
    if out.len() >= limit {
        return Err(vm.raise_str(vm.types.memory_error, ""));
    }
    // As in CPython, what follows the stream is the tail too if there was one before.
    let had_tail = state.get(TAIL).downcast::<Bytes>().is_some_and(|t| !t.as_slice().is_empty());
    let (unused, tail): (&[u8], &[u8]) = match (owned.eof.get(), had_tail) {
        (true, true) => (rest, rest),
        (true, false) => (rest, &[]),
        (false, _) => (&[], rest),
    };
    let unused = joined(vm, state.get(UNUSED), unused)?;
    State::set(state, &mut vm.heap, UNUSED, unused);
    let tail = vm.new_bytes(tail)?;
    State::set(state, &mut vm.heap, TAIL, tail);
    vm.poll(out.len() as u64 / 64)?;
    vm.new_bytes(&out)
}

natives! { ONE_STREAM_NEW: "__new__" "(cls, wbits=15, zdict=b'')" |vm, args| {
    let class = vm.state_class(&ONE_STREAM, args[0])?;
    let bits = number(vm, args[1], MAX_BITS)?;
    let (owned, fields) = inflater(vm, bits, args[2])?;
    Ok(vm.new_state_of(class, &ONE_STREAM, Some(Rc::new(owned)), &fields))
}; }

state_methods! { ONE_STREAM_METHODS: ONE_STREAM;
    "decompress" "(self, data, max_length=-1)" |vm, state, args| {
        let owned = state.owned::<Inflater>();
        let data = vm.need_bytes(args[1])?;
        if owned.eof.get() {
            return Err(vm.raise_str(vm.types.eof_error, "End of stream already reached"));
        }
        let limit = vm.limits().memory;
        let most = usize::try_from(number(vm, args[2], -1)?).unwrap_or(limit);
        // What was kept comes first.
        let kept = joined(vm, state.get(TAIL), data.as_slice())?;
        let kept = vm.expect::<Bytes>(kept, "bytes")?;
        let mut out = Vec::new();
        let result = run(vm, state, &owned, kept.as_slice(), most, &mut out)?;
        if out.len() >= limit {
            return Err(vm.raise_str(vm.types.memory_error, ""));
        }
        let rest = vm.new_bytes(&kept.as_slice()[result.taken..])?;
        let empty = vm.new_bytes(b"")?;
        let (unused, tail) = if result.ended { (rest, empty) } else { (empty, rest) };
        State::set(state, &mut vm.heap, UNUSED, unused);
        State::set(state, &mut vm.heap, TAIL, tail);
        vm.poll(out.len() as u64 / 64)?;
        vm.new_bytes(&out)
    };
}

state_getters! { ONE_STREAM_FIELDS: ONE_STREAM;
    "unused_data" |_, state| Ok(state.get(UNUSED));
    "eof" |_, state| Ok(Value::from_bool(state.owned::<Inflater>().eof.get()));
    "needs_input" |_, state| {
        let owned = state.owned::<Inflater>();
        let waits = state.get(TAIL).downcast::<Bytes>().is_some_and(|t| !t.as_slice().is_empty());
        Ok(Value::from_bool(!owned.eof.get() && !owned.full.get() && !waits))
    };
}
