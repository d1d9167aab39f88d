//! The methods of `int` (and so of `bool`).

use super::bytes::new_bytes;
use super::{str_argument, wrong_receiver};
use crate::builtins::natives;
use crate::objects::{Bytes, GetSetDef};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::special::exact;
use malachite_bigint::{BigInt, Sign};
use pyopt_compiler::semantics::Int;

natives! { METHODS:
    "bit_length" "(self, /)" |vm, args| {
        if let Some(word) = args[0].as_small_int() {
            let bits = u64::BITS - word.unsigned_abs().leading_zeros();
            return Ok(Value::small_int_unchecked(i64::from(bits)));
        }
        let number = receiver(vm, args, "bit_length")?;
        Ok(vm.new_int(number.bits() as i64))
    };
    "bit_count" "(self, /)" |vm, args| {
        if let Some(word) = args[0].as_small_int() {
            return Ok(Value::small_int_unchecked(i64::from(word.unsigned_abs().count_ones())));
        }
        let number = receiver(vm, args, "bit_count")?;
        let ones: u32 = number.magnitude().to_bytes_le().iter().map(|byte| byte.count_ones()).sum();
        Ok(vm.new_int(i64::from(ones)))
    };
    "conjugate" "(self, /)" |vm, args| itself(vm, args, "conjugate");
    "__index__" "(self, /)" |vm, args| itself(vm, args, "__index__");
    "__int__" "(self, /)" |vm, args| itself(vm, args, "__int__");
    "is_integer" "(self, /)" |vm, args| receiver(vm, args, "is_integer").map(|_| Value::TRUE);
    "as_integer_ratio" "(self, /)" |vm, args| {
        let number = itself(vm, args, "as_integer_ratio")?;
        vm.new_tuple(&[number, Value::small_int_unchecked(1)])
    };
    "__trunc__" "(self, /)" |vm, args| itself(vm, args, "__trunc__");
    "__floor__" "(self, /)" |vm, args| itself(vm, args, "__floor__");
    "__ceil__" "(self, /)" |vm, args| itself(vm, args, "__ceil__");
    "__round__" "(self, ndigits=None, /)" |vm, args| {
        let number = itself(vm, args, "__round__")?;
        let digits = match args[1].non_null().filter(|digits| !digits.is_none()) {
            Some(digits) => vm.slice_bound_of(digits)?,
            None => return Ok(number),
        };
        let rounded = vm.as_int(&number).map(|i| pyopt_compiler::semantics::int::round(i, digits));
        Ok(rounded.map_or(number, |rounded| vm.int_value(rounded)))
    };
    "__getnewargs__" "(self, /)" |vm, args| {
        let number = itself(vm, args, "__getnewargs__")?;
        vm.new_tuple(&[number])
    };
    "to_bytes" "(self, length=1, byteorder='big', *, signed=False)" to_bytes;
}

pub(super) static GETSET: &[GetSetDef] = &[
    GetSetDef::new("real", |vm, v| itself(vm, &[v], "real")),
    GetSetDef::new("imag", |_, _| Ok(Value::small_int_unchecked(0))),
    GetSetDef::new("numerator", |vm, v| itself(vm, &[v], "numerator")),
    GetSetDef::new("denominator", |_, _| Ok(Value::small_int_unchecked(1))),
];

natives! { CLASS_METHODS:
    "from_bytes" "(cls, bytes, byteorder='big', *, signed=False)" from_bytes;
}

fn receiver(vm: &mut Vm, args: &[Value], method: &str) -> PyResult<BigInt> {
    match vm.as_int(&args[0]).map(|number| number.to_big()) {
        Some(number) => Ok(number),
        None => Err(wrong_receiver(vm, args[0], method, "int")),
    }
}

/// The receiver as an exact int.
fn itself(vm: &mut Vm, args: &[Value], method: &str) -> PyResult {
    if args[0].is_small_int() {
        return Ok(args[0]);
    }
    let number = receiver(vm, args, method)?;
    Ok(vm.int_value(Int::from(number)))
}

/// Whether the byte order is little.
fn is_little(vm: &mut Vm, order: Value, function: &str) -> PyResult<bool> {
    let Some(order) = order.non_null() else { return Ok(false) };
    let order = str_argument(vm, order, function, "'byteorder' ")?;
    match order.as_str() {
        Some("little") => Ok(true),
        Some("big") => Ok(false),
        _ => Err(vm.raise_value_error("byteorder must be either 'little' or 'big'")),
    }
}

fn flag(vm: &mut Vm, value: Value) -> PyResult<bool> {
    if value.is_null() { Ok(false) } else { vm.truth(value) }
}

/// The bytes of a number in so many of them, lowest first; `None` if it does not fit.
fn word_bytes(word: i64, length: usize, signed: bool) -> Option<[u8; 8]> {
    let unused = u64::BITS as usize - 8 * length;
    let fits = match unused {
        0 => true,
        _ if length == 0 => word == 0,
        _ if signed => word << unused >> unused == word,
        _ => word as u64 >> (8 * length) == 0,
    };
    fits.then(|| word.to_le_bytes())
}

fn to_bytes(vm: &mut Vm, args: &[Value]) -> PyResult {
    let word = args[0].as_small_int();
    let number = if word.is_some() { BigInt::from(0) } else { receiver(vm, args, "to_bytes")? };
    let length = super::int_or(vm, args[1], 1)?;
    let little = is_little(vm, args[2], "to_bytes")?;
    let signed = flag(vm, args[3])?;
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.raise_value_error("length argument must be non-negative"));
    };
    let negative = word.map_or_else(|| number.sign() == Sign::Minus, |word| word < 0);
    if negative && !signed {
        return Err(vm.raise_str(vm.types.overflow_error, "can't convert negative int to unsigned"));
    }
    if let Some(word) = word
        && length <= 8
    {
        let Some(mut bytes) = word_bytes(word, length, signed) else {
            return Err(vm.raise_str(vm.types.overflow_error, "int too big to convert"));
        };
        let out = &mut bytes[..length];
        if !little {
            out.reverse();
        }
        return new_bytes(vm, out);
    }
    let number = word.map_or(number, BigInt::from);
    let mut out = match (negative || signed, number.sign()) {
        (_, Sign::NoSign) => Vec::new(),
        (true, _) => number.to_signed_bytes_le(),
        (false, _) => number.magnitude().to_bytes_le(),
    };
    if out.len() > length {
        return Err(vm.raise_str(vm.types.overflow_error, "int too big to convert"));
    }
    let more = length - out.len();
    vm.reserve(&mut out, more)?;
    out.resize(length, if negative { 0xFF } else { 0 });
    if !little {
        out.reverse();
    }
    new_bytes(vm, &out)
}

/// The number of at most eight bytes.
fn word_of_bytes(bytes: &[u8], little: bool, signed: bool) -> i128 {
    let at = |number: usize| if little { bytes[bytes.len() - 1 - number] } else { bytes[number] };
    let word = (0..bytes.len()).fold(0, |word, number| word << 8 | u64::from(at(number)));
    let unused = u64::BITS - 8 * bytes.len() as u32;
    if signed && !bytes.is_empty() { i128::from((word << unused) as i64 >> unused) } else { i128::from(word) }
}

fn from_bytes(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(bytes) = exact::<Bytes>(args[1]).filter(|bytes| bytes.as_slice().len() <= 8) {
        let (little, signed) = (is_little(vm, args[2], "from_bytes")?, flag(vm, args[3])?);
        let word = word_of_bytes(bytes.as_slice(), little, signed);
        let number = match i64::try_from(word) {
            Ok(word) => vm.new_int(word),
            Err(_) => vm.int_value(Int::from(BigInt::from(word))),
        };
        return if args[0].is(vm.types.int.value()) { Ok(number) } else { vm.call(args[0], &[number]) };
    }
    let mut contents = match vm.special(args[1], "__bytes__") {
        Some(method) => {
            let made = vm.call_method(method, args[1], &[])?;
            let Some(bytes) = made.downcast::<Bytes>() else {
                let given = vm.type_name(made);
                return Err(vm.raise_type_error(format!("__bytes__ returned non-bytes (type {given})")));
            };
            bytes.as_slice().to_vec()
        }
        None => vm.bytes_from(args[1], "bytes")?,
    };
    if !is_little(vm, args[2], "from_bytes")? {
        contents.reverse();
    }
    let number = if flag(vm, args[3])? {
        BigInt::from_signed_bytes_le(&contents)
    } else {
        BigInt::from_bytes_le(Sign::Plus, &contents)
    };
    let number = vm.int_value(Int::from(number));
    if args[0].is(vm.types.int.value()) { Ok(number) } else { vm.call(args[0], &[number]) }
}
