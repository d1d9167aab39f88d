//! One value of a `struct` format to bytes and back.

use super::format::{Field, Layout, Order};
use super::raise;
use crate::objects::{Complex, Kind};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use malachite_bigint::BigInt;
use num_traits::ToPrimitive;

fn store(bytes: &mut [u8], number: u128, order: Order) {
    let all = number.to_le_bytes();
    let count = bytes.len();
    bytes.copy_from_slice(&all[..count]);
    if order == Order::Big {
        bytes.reverse();
    }
}

/// A number of at most eight bytes.
#[inline(always)]
fn load(bytes: &[u8], order: Order) -> u64 {
    let swapped = |number: u64, bits: u32| {
        if order == Order::Big { number.swap_bytes() >> (64 - bits) } else { number }
    };
    match *bytes {
        [a] => u64::from(a),
        [a, b] => swapped(u64::from(u16::from_le_bytes([a, b])), 16),
        [a, b, c, d] => swapped(u64::from(u32::from_le_bytes([a, b, c, d])), 32),
        _ => {
            let mut all = [0; 8];
            all.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
            swapped(u64::from_le_bytes(all), 64)
        }
    }
}

/// The bits of a half, nearest to a double; `None` beyond its range.
pub(crate) fn half_bits(value: f64) -> Option<u16> {
    let sign = if value.is_sign_negative() { 0x8000 } else { 0 };
    if value.is_nan() {
        return Some(sign | 0x7e00);
    }
    if value.is_infinite() {
        return Some(sign | 0x7c00);
    }
    let magnitude = value.abs();
    if magnitude == 0.0 {
        return Some(sign);
    }
    // Units of the last place: 2^-24 for subnormals, else 2^(exponent - 10). Scaling by a power of two is exact.
    let exponent = ((magnitude.to_bits() >> 52) as i32 - 1023).max(-14);
    let units = (magnitude * 2f64.powi(10 - exponent)).round_ties_even() as u32;
    let bits = ((exponent + 14) as u32) * 1024 + units;
    // A rounding up to the next power of two carries into the exponent by itself.
    (bits < 0x7c00).then_some(sign | bits as u16)
}

pub(crate) fn half_value(bits: u16) -> f64 {
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f64::from(bits & 1023));
    let magnitude = match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if bits & 1023 == 0 => f64::INFINITY,
        31 => f64::from_bits(0x7ff8_0000_0000_0000 | u64::from(bits & 1023) << 42),
        _ => (1024.0 + fraction) * 2f64.powi(exponent - 25),
    };
    if bits & 0x8000 != 0 { -magnitude } else { magnitude }
}

/// A double as the bits of a float of `size` bytes.
fn float_bits(vm: &mut Vm, number: f64, code: u8, size: usize, native: bool) -> PyResult<u64> {
    match size {
        2 => match half_bits(number) {
            Some(bits) => Ok(u64::from(bits)),
            None => {
                let class = vm.types.overflow_error;
                Err(vm.raise_str(class, "float too large to pack with e format"))
            }
        },
        4 => {
            let single = number as f32;
            if single.is_infinite() && !number.is_infinite() && !native {
                let message = format!("float too large to pack with {} format", code as char);
                return Err(vm.raise_str(vm.types.overflow_error, &message));
            }
            Ok(u64::from(single.to_bits()))
        }
        _ => Ok(number.to_bits()),
    }
}

fn float_value(bits: u64, size: usize) -> f64 {
    match size {
        2 => half_value(bits as u16),
        4 => f64::from(f32::from_bits(bits as u32)),
        _ => f64::from_bits(bits),
    }
}

/// The int that an argument is; `None` beyond 128 bits.
fn int_argument(vm: &mut Vm, value: Value) -> PyResult<Option<i128>> {
    if let Some(i) = value.as_small_int() {
        return Ok(Some(i128::from(i)));
    }
    if !vm.is_index(value) {
        return Err(raise(vm, "required argument is not an integer"));
    }
    Ok(crate::stdlib::arguments::big(vm, value)?.to_i128())
}

fn real_argument(vm: &mut Vm, value: Value) -> PyResult<f64> {
    let real = crate::stdlib::arguments::real(vm, value);
    // An int that is too large, or an error of `__float__`, is told in the same words.
    if real.is_err() {
        vm.raised = Value::NULL;
        return Err(raise(vm, "required argument is not a float"));
    }
    real
}

/// Writes one value of a field.
pub(super) fn pack(
    vm: &mut Vm,
    layout: &Layout,
    field: Field,
    value: Value,
    bytes: &mut [u8],
) -> PyResult<()> {
    match field.code {
        b'?' => bytes[0] = u8::from(vm.truth(value)?),
        b'c' => match vm.char_bytes(value).as_deref() {
            Some(&[one]) => bytes[0] = one,
            _ => return Err(raise(vm, "char format requires a bytes object of length 1")),
        },
        b's' | b'p' => {
            let Some(text) = vm.char_bytes(value) else {
                let message = format!("argument for '{}' must be a bytes object", field.code as char);
                return Err(raise(vm, &message));
            };
            if field.code == b's' {
                let count = text.len().min(bytes.len());
                bytes[..count].copy_from_slice(&text[..count]);
            } else if !bytes.is_empty() {
                let count = text.len().min(bytes.len() - 1);
                bytes[1..=count].copy_from_slice(&text[..count]);
                bytes[0] = count.min(255) as u8;
            }
        }
        b'e' | b'f' | b'd' => {
            let number = real_argument(vm, value)?;
            let bits = float_bits(vm, number, field.code, field.size, layout.native)?;
            store(bytes, u128::from(bits), layout.order);
        }
        b'F' | b'D' => {
            let complex = crate::stdlib::arguments::complex(vm, value);
            if complex.is_err() && vm.raised_is(vm.types.type_error) {
                vm.raised = Value::NULL;
                return Err(raise(vm, "required argument is not a complex"));
            }
            let complex = complex?;
            let half = field.size / 2;
            for (part, bytes) in [complex.re, complex.im].into_iter().zip(bytes.chunks_mut(half)) {
                let bits = float_bits(vm, part, field.code, half, layout.native)?;
                store(bytes, u128::from(bits), layout.order);
            }
        }
        code => {
            let bits = 8 * field.size as u32;
            let (least, most) = match code {
                b'P' => (-(1i128 << (bits - 1)), (1i128 << bits) - 1),
                _ if code.is_ascii_lowercase() => (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1),
                _ => (0, (1i128 << bits) - 1),
            };
            if let Some(small) = value.as_small_int()
                && (field.size < 8 && (least as i64..=most as i64).contains(&small)
                    || field.size == 8 && (small >= 0 || code.is_ascii_lowercase()))
            {
                let (count, all) = (bytes.len(), small.to_le_bytes());
                bytes.copy_from_slice(&all[..count]);
                if layout.order == Order::Big {
                    bytes.reverse();
                }
                return Ok(());
            }
            match int_argument(vm, value)?.filter(|n| (least..=most).contains(n)) {
                Some(number) => store(bytes, number as u128, layout.order),
                None if code == b'P' => return Err(raise(vm, "int too large to convert")),
                None => {
                    let code = code as char;
                    let message = format!("'{code}' format requires {least} <= number <= {most}");
                    return Err(raise(vm, &message));
                }
            }
        }
    }
    Ok(())
}

/// Reads one value of a field.
pub(super) fn unpack(vm: &mut Vm, layout: &Layout, field: Field, bytes: &[u8]) -> PyResult {
    match field.code {
        b'?' => Ok(Value::from_bool(bytes[0] != 0)),
        b'c' | b's' => vm.new_bytes(bytes),
        b'p' => {
            let count = bytes.first().map_or(0, |&n| usize::from(n)).min(bytes.len().saturating_sub(1));
            vm.new_bytes(bytes.get(1..=count).unwrap_or(&[]))
        }
        b'e' | b'f' | b'd' => {
            let number = float_value(load(bytes, layout.order), field.size);
            Ok(vm.new_float(number))
        }
        b'F' | b'D' => {
            let half = field.size / 2;
            let part = |bytes: &[u8]| float_value(load(bytes, layout.order), half);
            let (real, imag) = (part(&bytes[..half]), part(&bytes[half..]));
            Ok(Complex::new(&mut vm.heap, Kind::Complex as u32, real, imag).value())
        }
        code => {
            let number = load(bytes, layout.order);
            if code.is_ascii_lowercase() {
                let shift = 64 - 8 * field.size as u32;
                return Ok(vm.new_int(((number << shift) as i64) >> shift));
            }
            match i64::try_from(number) {
                Ok(small) => Ok(vm.new_int(small)),
                Err(_) => Ok(crate::objects::Int::value_of(&mut vm.heap, BigInt::from(number))),
            }
        }
    }
}
