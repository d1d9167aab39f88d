//! `zlib`: compression and decompression, at once or piece by piece.
//!
//! The format is zlib's; how well data is compressed is the crate's (`zlib-rs`), so compressed bytes may differ from
//! those of another zlib, as they do from version to version.

mod objects;
mod streams;

use super::slots::publish;
use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::objects::Kind;
use crate::objects::types::type_flags;
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use streams::Failure;
use zlib_rs::DeflateFlush;

static ERROR: TypeSpec = TypeSpec {
    base: Some(|vm| vm.types.exception),
    flags: type_flags::BASE | type_flags::HAS_DICT,
    ..TypeSpec::new("zlib", "error", Kind::Exception)
};

natives! { FUNCTIONS:
    "adler32" "(data, value=1, /)" |vm, args| checksum(vm, args, 1, streams::adler32);
    "crc32" "(data, value=0, /)" |vm, args| checksum(vm, args, 0, |data, before| {
        let mut hasher = crc32fast::Hasher::new_with_initial(before);
        hasher.update(data);
        hasher.finalize()
    });
    "compress" "(data, /, level=-1, wbits=15)" compress;
    "decompress" "(data, /, wbits=15, bufsize=16384)" decompress;
    "compressobj" "(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None)" objects::compressor;
    "decompressobj" "(wbits=15, zdict=b'')" objects::decompressor;
}

static NUMBERS: &[(&str, i64)] = &[
    ("MAX_WBITS", MAX_BITS),
    ("DEFLATED", 8),
    ("DEF_MEM_LEVEL", 8),
    ("Z_NO_COMPRESSION", 0),
    ("Z_BEST_SPEED", 1),
    ("Z_BEST_COMPRESSION", 9),
    ("Z_DEFAULT_COMPRESSION", -1),
    ("Z_FILTERED", 1),
    ("Z_HUFFMAN_ONLY", 2),
    ("Z_RLE", 3),
    ("Z_FIXED", 4),
    ("Z_DEFAULT_STRATEGY", 0),
    ("Z_NO_FLUSH", 0),
    ("Z_PARTIAL_FLUSH", 1),
    ("Z_SYNC_FLUSH", 2),
    ("Z_FULL_FLUSH", 3),
    ("Z_FINISH", 4),
    ("Z_BLOCK", 5),
    ("Z_TREES", 6),
    ("DEF_BUF_SIZE", 16 * 1024),
];

const MAX_BITS: i64 = 15;

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "zlib",
    doc: "The functions in this module allow compression and decompression using the\n\
          zlib library, which is based on GNU zip.",
    functions: FUNCTIONS,
    init: |vm, module| {
        for &(name, number) in NUMBERS {
            add(vm, module, name, Value::small_int_unchecked(number))?;
        }
        for name in ["ZLIB_VERSION", "ZLIB_RUNTIME_VERSION"] {
            let version = vm.intern("1.3.1");
            add(vm, module, name, version.value())?;
        }
        let version = vm.intern("1.0");
        add(vm, module, "__version__", version.value())?;
        publish(vm, module, &ERROR)?;
        publish(vm, module, &objects::ONE_STREAM)
    },
};

/// An argument that may be left out.
fn number(vm: &mut Vm, value: Value, default: i64) -> PyResult<i64> {
    match value.non_null() {
        Some(value) => vm.index(value),
        None => Ok(default),
    }
}

fn checksum(vm: &mut Vm, args: &[Value], default: i64, sum: fn(&[u8], u32) -> u32) -> PyResult {
    let data = vm.need_bytes(args[0])?;
    let before = match args[1].non_null() {
        // Only the lower 32 bits count, whatever the size.
        Some(value) => {
            let value = super::arguments::big(vm, value)?;
            (value & malachite_bigint::BigInt::from(u32::MAX)).try_into().unwrap_or(0)
        }
        None => default as u32,
    };
    vm.poll(data.as_slice().len() as u64 / 256)?;
    Ok(vm.new_int(i64::from(sum(data.as_slice(), before))))
}

#[cold]
fn raise(vm: &mut Vm, message: &str) -> Raised {
    let class = vm.native_type(&ERROR);
    vm.raise_str(class, message)
}

#[cold]
fn raise_failure(vm: &mut Vm, failure: &Failure, doing: &str) -> Raised {
    if failure.number == -4 {
        return vm.raise_str(vm.types.memory_error, "Out of memory while processing data");
    }
    raise(vm, &failure.text(doing))
}

fn compress(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = vm.need_bytes(args[0])?;
    let (level, bits) = (number(vm, args[1], -1)?, number(vm, args[2], MAX_BITS)?);
    if !(-1..=9).contains(&level) {
        return Err(raise(vm, "Bad compression level"));
    }
    let Some(mut stream) = streams::deflate(level, 8, bits, 8, 0) else {
        return Err(vm.raise_value_error("Invalid initialization option"));
    };
    vm.poll(data.as_slice().len() as u64 / 16)?;
    let mut out = Vec::new();
    match streams::compress(&mut stream, data.as_slice(), DeflateFlush::Finish, &mut out) {
        Ok(()) => vm.new_bytes(&out),
        Err(failure) => Err(raise_failure(vm, &failure, "while compressing data")),
    }
}

fn decompress(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = vm.need_bytes(args[0])?;
    let bits = number(vm, args[1], MAX_BITS)?;
    if number(vm, args[2], 1)? < 0 {
        return Err(vm.raise_value_error("bufsize must be non-negative"));
    }
    let Some(mut stream) = streams::inflate(bits) else {
        return Err(raise(vm, "Error -2 while preparing to decompress data: inconsistent stream state"));
    };
    let mut out = Vec::new();
    let most = vm.limits().memory;
    match streams::decompress(&mut stream, data.as_slice(), most, None, &mut out) {
        Ok(result) if result.ended => {
            vm.poll(out.len() as u64 / 64)?;
            vm.new_bytes(&out)
        }
        Ok(_) if out.len() >= most => Err(vm.raise_str(vm.types.memory_error, "")),
        Ok(_) => Err(raise(vm, "Error -5 while decompressing data: incomplete or truncated stream")),
        Err(failure) => Err(raise_failure(vm, &failure, "while decompressing data")),
    }
}
