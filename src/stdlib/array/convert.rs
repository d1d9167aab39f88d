//! Items of arrays as objects, and objects as items.

use super::items::Array;
use crate::heap::Gc;
use crate::objects::{Int, Str};
use crate::stdlib::arguments;
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use malachite_bigint::BigInt;
use num_traits::ToPrimitive;
use rustpython_wtf8::{CodePoint, Wtf8Buf};

impl Vm {
    /// `array[index]` for an exact array and a small int; `None` leaves it to the method.
    #[inline]
    pub(crate) fn array_item(&mut self, container: Value, key: Value) -> Option<PyResult> {
        let array = container.downcast::<Array>().filter(|a| a.exact)?;
        let at = key.as_small_int()?;
        let at = if at < 0 { at + array.len() as i64 } else { at };
        let bits = array.bits(usize::try_from(at).ok()?)?;
        Some(decode(self, array.code, bits))
    }
}

/// As [`Vm::array_item`], of a number that is no object.
#[inline]
pub(crate) fn immediate_item(container: Value, key: Value) -> Option<Value> {
    let array = container.downcast::<Array>().filter(|a| a.exact)?;
    let at = key.as_small_int()?;
    let at = if at < 0 { at + array.len() as i64 } else { at };
    immediate(array.code, array.bits(usize::try_from(at).ok()?)?)
}

/// `array[index] = value` for an exact array, a small int and a number that needs no conversion; whether it was
/// done.
#[inline]
pub(crate) fn set_array_item(container: Value, key: Value, value: Value) -> bool {
    let Some(array) = container.downcast::<Array>().filter(|a| a.exact) else { return false };
    let (Some(at), Some(bits)) = (key.as_small_int(), plain(array.code, value)) else { return false };
    let at = if at < 0 { at + array.len() as i64 } else { at };
    usize::try_from(at).is_ok_and(|at| array.set_bits(at, bits))
}

/// The number that an item's bits stand for, unless it takes an object.
#[inline]
fn immediate(code: u8, bits: u64) -> Option<Value> {
    let number = match code {
        b'd' => return Value::try_f64(f64::from_bits(bits)),
        b'f' => return Value::try_f64(f64::from(f32::from_bits(bits as u32))),
        b'b' => i64::from(bits as i8),
        b'h' => i64::from(bits as i16),
        b'i' => i64::from(bits as i32),
        b'B' | b'H' | b'I' | b'l' | b'q' => bits as i64,
        b'L' | b'Q' => i64::try_from(bits).ok()?,
        _ => return None,
    };
    Value::try_small_int(number)
}

/// The object that an item's bits stand for.
#[inline]
pub(super) fn decode(vm: &mut Vm, code: u8, bits: u64) -> PyResult {
    if let Some(number) = immediate(code, bits) {
        return Ok(number);
    }
    Ok(match code {
        b'd' => vm.new_float(f64::from_bits(bits)),
        b'f' => vm.new_float(f64::from(f32::from_bits(bits as u32))),
        b'l' | b'q' => vm.new_int(bits as i64),
        b'L' | b'Q' => match i64::try_from(bits) {
            Ok(small) => vm.new_int(small),
            Err(_) => Int::value_of(&mut vm.heap, BigInt::from(bits)),
        },
        _ => {
            let text = text_of(vm, [bits])?;
            return vm.new_str(&text);
        }
    })
}

/// The text that characters make.
pub(super) fn text_of(vm: &mut Vm, characters: impl IntoIterator<Item = u64>) -> PyResult<Wtf8Buf> {
    let mut text = Wtf8Buf::new();
    for bits in characters {
        match CodePoint::from_u32(bits as u32) {
            Some(point) => text.push(point),
            None => {
                let message = format!("character U+{bits:x} is not in range [U+0000; U+10ffff]");
                return Err(vm.raise_value_error(message));
            }
        }
    }
    Ok(text)
}

/// The bits of a float or small int that fits as it is.
#[inline]
fn plain(code: u8, value: Value) -> Option<u64> {
    match code {
        b'd' => value.as_double().map(f64::to_bits),
        b'f' => value.as_double().map(|f| u64::from((f as f32).to_bits())),
        b'u' | b'w' => None,
        code => {
            let number = value.as_small_int()?;
            let (least, most) = range(code);
            (i128::from(number) >= least && i128::from(number) <= most).then_some(number as u64)
        }
    }
}

/// The least and the greatest number of an integer code.
#[inline]
fn range(code: u8) -> (i128, i128) {
    match code {
        b'b' => (i8::MIN.into(), i8::MAX.into()),
        b'B' => (0, u8::MAX.into()),
        b'h' => (i16::MIN.into(), i16::MAX.into()),
        b'H' => (0, u16::MAX.into()),
        b'i' => (i32::MIN.into(), i32::MAX.into()),
        b'I' => (0, u32::MAX.into()),
        b'l' | b'q' => (i64::MIN.into(), i64::MAX.into()),
        _ => (0, u64::MAX.into()),
    }
}

/// The bits that a value becomes as an item.
pub(super) fn encode(vm: &mut Vm, code: u8, value: Value) -> PyResult<u64> {
    if let Some(bits) = plain(code, value) {
        return Ok(bits);
    }
    match code {
        b'd' => arguments::real(vm, value).map(f64::to_bits),
        b'f' => arguments::real(vm, value).map(|f| u64::from((f as f32).to_bits())),
        b'u' | b'w' => character(vm, value),
        code => {
            // Beyond 128 bits the sign alone decides.
            let number = arguments::big(vm, value)?;
            let limit = if number < BigInt::from(0) { i128::MIN } else { i128::MAX };
            let number = number.to_i128().unwrap_or(limit);
            let (least, most) = range(code);
            if (least..=most).contains(&number) { Ok(number as u64) } else { Err(beyond(vm, code, number)) }
        }
    }
}

#[cold]
fn beyond(vm: &mut Vm, code: u8, number: i128) -> Raised {
    const LONG: &str = "Python int too large to convert to C long";
    let long = (i128::from(i64::MIN)..=i128::from(i64::MAX)).contains(&number);
    let (short, int) = (i16::try_from(number).is_ok(), i32::try_from(number).is_ok());
    let side = if number < 0 { "less than minimum" } else { "greater than maximum" };
    let message = match code {
        b'b' | b'B' | b'h' | b'H' | b'i' | b'l' if !long => LONG.to_owned(),
        b'b' if short => format!("signed char is {side}"),
        b'b' | b'h' => format!("signed short integer is {side}"),
        b'B' => format!("unsigned byte integer is {side}"),
        b'H' if int => format!("unsigned short is {side}"),
        b'H' | b'i' => format!("signed integer is {side}"),
        b'I' | b'L' if number < 0 => "can't convert negative value to unsigned int".to_owned(),
        b'I' if u64::try_from(number).is_ok() => format!("unsigned int is {side}"),
        b'I' | b'L' => "Python int too large to convert to C unsigned long".to_owned(),
        b'Q' if number < 0 => "can't convert negative int to unsigned".to_owned(),
        _ => "int too big to convert".to_owned(),
    };
    vm.raise_str(vm.types.overflow_error, &message)
}

fn character(vm: &mut Vm, value: Value) -> PyResult<u64> {
    let Some(text) = value.downcast::<Str>() else {
        let given = vm.type_name(value);
        return Err(vm.raise_type_error(format!("array item must be a unicode character, not {given}")));
    };
    let mut points = text.as_wtf8().code_points();
    match (points.next(), points.next()) {
        (Some(point), None) => Ok(point.to_u32().into()),
        _ => {
            let length = text.as_wtf8().code_points().count();
            let message = format!("array item must be a unicode character, not a string of length {length}");
            Err(vm.raise_type_error(message))
        }
    }
}

/// The item at an index that exists.
pub(super) fn item(vm: &mut Vm, array: Gc<Array>, at: usize) -> PyResult<Option<Value>> {
    match array.bits(at) {
        Some(bits) => decode(vm, array.code, bits).map(Some),
        None => Ok(None),
    }
}
