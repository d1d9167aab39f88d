//! `_bz2`: compression and decompression in bzip2's format, piece by piece.
//!
//! The format is bzip2's, the code the crate's (`bzip2`).

use super::ModuleSpec;
use super::slots::publish;
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::types::type_flags;
use crate::objects::{Bytes, Kind};
use crate::stdlib::class::{state_getters, state_methods};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use bzip2::{Action, Compress, Compression, Decompress, Status};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

static COMPRESSOR: TypeSpec = TypeSpec {
    flags: type_flags::BASE,
    static_methods: COMPRESSOR_NEW,
    methods: COMPRESSOR_METHODS,
    ..TypeSpec::new("_bz2", "BZ2Compressor", Kind::State)
};

static DECOMPRESSOR: TypeSpec = TypeSpec {
    flags: type_flags::BASE,
    static_methods: DECOMPRESSOR_NEW,
    methods: DECOMPRESSOR_METHODS,
    getset: DECOMPRESSOR_FIELDS,
    ..TypeSpec::new("_bz2", "BZ2Decompressor", Kind::State)
};

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_bz2",
    doc: "",
    functions: &[],
    init: |vm, module| {
        publish(vm, module, &COMPRESSOR)?;
        publish(vm, module, &DECOMPRESSOR)
    },
};

/// How much room a stream is given at a time.
const PIECE: usize = 16 * 1024;

/// A compressor; `None` when its stream was ended.
type Compressing = RefCell<Option<Compress>>;

natives! { COMPRESSOR_NEW: "__new__" "(cls, compresslevel=9, /)" |vm, args| {
    let class = vm.state_class(&COMPRESSOR, args[0])?;
    let level = args[1].non_null().map_or(Ok(9), |level| vm.index(level))?;
    let Some(level) = u32::try_from(level).ok().filter(|level| (1..=9).contains(level)) else {
        return Err(vm.raise_value_error("compresslevel must be between 1 and 9"));
    };
    let owned: Compressing = RefCell::new(Some(Compress::new(Compression::new(level), 0)));
    Ok(vm.new_state_of(class, &COMPRESSOR, Some(Rc::new(owned)), &[]))
}; }

state_methods! { COMPRESSOR_METHODS: COMPRESSOR;
    "compress" "(self, data, /)" |vm, state, args| {
        let data = vm.need_bytes(args[1])?;
        if state.owned::<Compressing>().borrow().is_none() {
            return Err(vm.raise_value_error("Compressor has been flushed"));
        }
        compress(vm, state, data.as_slice(), Action::Run)
    };
    "flush" "(self, /)" |vm, state, _| {
        if state.owned::<Compressing>().borrow().is_none() {
            return Err(vm.raise_value_error("Repeated call to flush()"));
        }
        let done = compress(vm, state, &[], Action::Finish);
        *state.owned::<Compressing>().borrow_mut() = None;
        done
    };
}

/// Gives a compressor data, or ends its stream; what it has to say so far.
fn compress(vm: &mut Vm, state: Gc<State>, data: &[u8], action: Action) -> PyResult {
    vm.poll(data.len() as u64 / 4)?;
    let owned = state.owned::<Compressing>();
    let mut slot = owned.borrow_mut();
    let mut out = Vec::new();
    let Some(stream) = slot.as_mut() else { return vm.new_bytes(&out) };
    let (start, ends) = (stream.total_in(), matches!(action, Action::Finish));
    loop {
        let taken = (stream.total_in() - start) as usize;
        if taken == data.len() && !ends {
            break;
        }
        out.reserve(PIECE);
        match stream.compress_vec(&data[taken..], &mut out, action) {
            Ok(Status::StreamEnd) => break,
            Ok(_) => {}
            Err(_) => return Err(vm.raise_str(vm.types.memory_error, "")),
        }
    }
    vm.new_bytes(&out)
}

/// What a decompressor owns.
struct Decompressing {
    stream: RefCell<Decompress>,
    eof: Cell<bool>,
    /// Nothing that was given waits to be used.
    needs_input: Cell<bool>,
}

/// Fields of a decompressor: what follows the stream, and what waits to be used.
const UNUSED: usize = 0;
const KEPT: usize = 1;

natives! { DECOMPRESSOR_NEW: "__new__" "(cls)" |vm, args| {
    let class = vm.state_class(&DECOMPRESSOR, args[0])?;
    let stream = RefCell::new(Decompress::new(false));
    let owned = Decompressing { stream, eof: Cell::new(false), needs_input: Cell::new(true) };
    let empty = vm.new_bytes(b"")?;
    Ok(vm.new_state_of(class, &DECOMPRESSOR, Some(Rc::new(owned)), &[empty, empty]))
}; }

state_methods! { DECOMPRESSOR_METHODS: DECOMPRESSOR;
    "decompress" "(self, /, data, max_length=-1)" |vm, state, args| {
        let given = vm.need_bytes(args[1])?;
        let most = args[2].non_null().map_or(Ok(-1), |most| vm.index(most))?;
        let owned = state.owned::<Decompressing>();
        if owned.eof.get() {
            return Err(vm.raise_str(vm.types.eof_error, "End of stream already reached"));
        }
        // What was kept comes first.
        let kept = vm.expect::<Bytes>(state.get(KEPT), "bytes")?;
        let joined;
        let data = match kept.as_slice() {
            [] => given.as_slice(),
            kept => { joined = [kept, given.as_slice()].concat(); &joined }
        };
        let limit = vm.limits().memory;
        let mut out = Vec::new();
        let taken = decompress(vm, &owned, data, usize::try_from(most).unwrap_or(limit), &mut out)?;
        if out.len() >= limit {
            return Err(vm.raise_str(vm.types.memory_error, ""));
        }
        let rest = vm.new_bytes(&data[taken..])?;
        let empty = vm.new_bytes(b"")?;
        let (unused, kept) = if owned.eof.get() { (rest, empty) } else { (empty, rest) };
        owned.needs_input.set(!owned.eof.get() && taken == data.len());
        State::set(state, &mut vm.heap, UNUSED, unused);
        State::set(state, &mut vm.heap, KEPT, kept);
        vm.poll(out.len() as u64 / 64)?;
        vm.new_bytes(&out)
    };
}

state_getters! { DECOMPRESSOR_FIELDS: DECOMPRESSOR;
    "eof" |_, state| Ok(Value::from_bool(state.owned::<Decompressing>().eof.get()));
    "needs_input" |_, state| Ok(Value::from_bool(state.owned::<Decompressing>().needs_input.get()));
    "unused_data" |_, state| Ok(state.get(UNUSED));
}

/// Decompresses until the input is used up, there is as much output as was asked for, or the stream ends. How much of the
/// input was used.
///
/// # Errors
/// `OSError` for what is no stream of bzip2's; `MemoryError`.
fn decompress(
    vm: &mut Vm,
    owned: &Decompressing,
    data: &[u8],
    most: usize,
    out: &mut Vec<u8>,
) -> PyResult<usize> {
    let mut stream = owned.stream.borrow_mut();
    let start = stream.total_in();
    let mut used = 0;
    while out.len() < most {
        let (before, written) = (out.len(), stream.total_out());
        let end = most.min(before + PIECE.max(before));
        out.resize(end, 0);
        let status = stream.decompress(&data[used..], &mut out[before..]);
        out.truncate(before + (stream.total_out() - written) as usize);
        used = (stream.total_in() - start) as usize;
        match status {
            Ok(Status::StreamEnd) => {
                owned.eof.set(true);
                break;
            }
            // The input is used up, and there was room for more.
            Ok(_) if used == data.len() && out.len() < end => break,
            Ok(Status::MemNeeded) => return Err(vm.raise_str(vm.types.memory_error, "")),
            Ok(_) => {}
            Err(_) => return Err(vm.raise_str(vm.types.os_error, "Invalid data stream")),
        }
    }
    Ok(used)
}
