//! `binascii`: bytes as hexadecimal digits and base64, and cyclic redundancy checks.

use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::objects::types::type_flags;
use crate::objects::{Kind, Str};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use pyopt_compiler::semantics::text::repr::hex;

static ERROR: TypeSpec = TypeSpec {
    base: Some(|vm| vm.types.value_error),
    flags: type_flags::BASE | type_flags::HAS_DICT,
    ..TypeSpec::new("binascii", "Error", Kind::Exception)
};

static INCOMPLETE: TypeSpec = TypeSpec {
    base: Some(|vm| vm.types.exception),
    flags: type_flags::BASE | type_flags::HAS_DICT,
    ..TypeSpec::new("binascii", "Incomplete", Kind::Exception)
};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

natives! { FUNCTIONS:
    "hexlify" "(data, sep=None, bytes_per_sep=1)" hexlify;
    "b2a_hex" "(data, sep=None, bytes_per_sep=1)" hexlify;
    "unhexlify" "(hexstr, /)" unhexlify;
    "a2b_hex" "(hexstr, /)" unhexlify;
    "b2a_base64" "(data, /, *, newline=True)" |vm, args| {
        let newline = args[1].is_null() || vm.truth(args[1])?;
        let data = vm.need_contents(args[0])?.to_vec();
        let mut out = encode_base64(&data);
        if newline {
            out.push(b'\n');
        }
        vm.new_bytes(&out)
    };
    "a2b_base64" "(data, /, *, strict_mode=False)" |vm, args| {
        let strict = !args[1].is_null() && vm.truth(args[1])?;
        let data = ascii_or_bytes(vm, args[0])?;
        match decode_base64(&data, strict) {
            Ok(bytes) => vm.new_bytes(&bytes),
            Err(message) => Err(raise(vm, &message)),
        }
    };
    "crc32" "(data, crc=0, /)" |vm, args| {
        let before = if args[1].is_null() { 0 } else { vm.index(args[1])? as u32 };
        let mut hasher = crc32fast::Hasher::new_with_initial(before);
        hasher.update(&vm.need_contents(args[0])?);
        Ok(vm.new_int(i64::from(hasher.finalize())))
    };
    "crc_hqx" "(data, crc, /)" |vm, args| {
        let before = vm.index(args[1])? as u16;
        let data = vm.need_contents(args[0])?;
        let crc = data.iter().fold(before, |crc, &byte| {
            (0..8).fold(crc ^ u16::from(byte) << 8, |c, _| if c & 0x8000 != 0 { c << 1 ^ 0x1021 } else { c << 1 })
        });
        Ok(vm.new_int(i64::from(crc)))
    };
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "binascii",
    doc: "Conversion between binary data and ASCII",
    functions: FUNCTIONS,
    init: |vm, module| {
        for (name, spec) in [("Error", &ERROR), ("Incomplete", &INCOMPLETE)] {
            let class = vm.native_type(spec);
            add(vm, module, name, class.value())?;
        }
        Ok(())
    },
};

fn raise(vm: &mut Vm, message: &str) -> Raised {
    let class = vm.native_type(&ERROR);
    vm.raise_str(class, message)
}

/// The bytes of an ASCII str or of a bytes-like object.
fn ascii_or_bytes(vm: &mut Vm, value: Value) -> PyResult<Vec<u8>> {
    if let Some(text) = value.downcast::<Str>() {
        if !text.is_ascii() {
            return Err(vm.raise_value_error("string argument should contain only ASCII characters"));
        }
        return Ok(text.as_bytes().to_vec());
    }
    match vm.contents_of(value, 0)? {
        Some(contents) => Ok(contents.to_vec()),
        None => {
            let given = vm.type_name(value);
            let message = format!("argument should be bytes, buffer or ASCII string, not '{given}'");
            Err(vm.raise_type_error(message))
        }
    }
}

fn hexlify(vm: &mut Vm, args: &[Value]) -> PyResult {
    if !args[1].is_null() || !args[2].is_null() {
        // `bytes.hex` knows separators.
        let data = vm.need_contents(args[0])?.to_vec();
        let (data, name) = (vm.new_bytes(&data)?, vm.intern("hex"));
        let method = vm.get_attr(data, name)?;
        let rest = if args[2].is_null() { &args[1..2] } else { &args[1..3] };
        let text = vm.call(method, rest)?;
        let text = vm.expect::<Str>(text, "str")?;
        return vm.new_bytes(text.as_bytes());
    }
    let data = vm.need_contents(args[0])?.to_vec();
    let text = hex(&data, None, 1).map_err(|error| vm.raise_semantic(error))?;
    vm.new_bytes(text.as_bytes())
}

fn unhexlify(vm: &mut Vm, args: &[Value]) -> PyResult {
    let data = ascii_or_bytes(vm, args[0])?;
    if !data.len().is_multiple_of(2) {
        return Err(raise(vm, "Odd-length string"));
    }
    let digit = |b: u8| (b as char).to_digit(16).map(|d| d as u8);
    let bytes: Option<Vec<u8>> = data.chunks(2).map(|p| Some(digit(p[0])? << 4 | digit(p[1])?)).collect();
    match bytes {
        Some(bytes) => vm.new_bytes(&bytes),
        None => Err(raise(vm, "Non-hexadecimal digit found")),
    }
}

fn encode_base64(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len().div_ceil(3) * 4 + 1);
    for chunk in data.chunks(3) {
        let word = chunk.iter().fold(0u32, |w, &b| w << 8 | u32::from(b)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = ALPHABET[(word >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() { digit } else { b'=' });
        }
    }
    out
}

/// Decodes; characters outside the alphabet are passed over. A strict decoder takes nothing but whole groups, padded at
/// the end.
fn decode_base64(data: &[u8], strict: bool) -> Result<Vec<u8>, String> {
    let unless = |fault: bool, message: &str| if strict && fault { Err(message.to_owned()) } else { Ok(()) };
    let mut out = Vec::with_capacity(data.len() / 4 * 3);
    let (mut word, mut held, mut pads) = (0u32, 0, 0);
    for (at, &byte) in data.iter().enumerate() {
        if byte == b'=' {
            pads += 1;
            unless(at == 0, "Leading padding not allowed")?;
            unless(held == 0, "Excess padding not allowed")?;
            if held >= 2 && held + pads >= 4 {
                // The group is full.
                unless(at + 1 < data.len(), "Excess data after padding")?;
                return Ok(out);
            }
            continue;
        }
        let Some(digit) = ALPHABET.iter().position(|&a| a == byte) else {
            unless(true, "Only base64 data is allowed")?;
            continue;
        };
        unless(pads > 0, "Discontinuous padding not allowed")?;
        pads = 0;
        word = word << 6 | digit as u32;
        held += 1;
        if held > 1 {
            out.push((word >> (2 * (4 - held))) as u8);
        }
        held %= 4;
    }
    match held {
        0 => Ok(out),
        1 => Err(format!(
            "Invalid base64-encoded string: number of data characters ({}) cannot be 1 more than a multiple of 4",
            out.len() / 3 * 4 + 1
        )),
        _ => Err("Incorrect padding".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{decode_base64, encode_base64};

    #[test]
    fn base64_there_and_back() {
        for text in ["", "a", "ab", "abc", "abcd", "\u{e9}\u{e8}\u{ff}"] {
            assert_eq!(decode_base64(&encode_base64(text.as_bytes()), true).as_deref(), Ok(text.as_bytes()));
        }
        assert_eq!(encode_base64(b"abcd"), b"YWJjZA==");
        assert_eq!(decode_base64(b"YWJj\nZA==", false), Ok(b"abcd".to_vec()));
        assert!(decode_base64(b"YWJjZA", false).is_err() && decode_base64(b"Y", false).is_err());
    }
}
