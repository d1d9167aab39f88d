//! The pickled form of arrays: bytes of a machine format that has a number, whatever machine made them.
//!
//! ```text
//! number:  0 u8, 1 i8, then pairs of (little, big): 2 u16, 4 i16, 6 u32, 8 i32, 10 u64, 12 i64, 14 f32, 16 f64,
//!          18 UTF-16, 20 UTF-32
//! ```

use super::convert::encode;
use super::items::{Array, CODES, item_size};
use super::methods::{ARRAY, make, splice};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::{Bytes, Int, List, Str, Type};
use crate::stdlib::arguments::own_attributes;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use malachite_bigint::BigInt;

natives! { FUNCTIONS: "_array_reconstructor" "(arraytype, typecode, mformat_code, items, /)" reconstruct; }

const BIG: u8 = cfg!(target_endian = "big") as u8;

/// The format in which this machine keeps the items of a code.
fn format_of(code: u8) -> u8 {
    let little = match code {
        b'B' => return 0,
        b'b' => return 1,
        b'H' => 2,
        b'h' => 4,
        b'I' => 6,
        b'i' => 8,
        b'L' | b'Q' => 10,
        b'l' | b'q' => 12,
        b'f' => 14,
        b'd' => 16,
        _ => 20,
    };
    little + BIG
}

/// What `__reduce_ex__` gives.
pub(super) fn reduce(vm: &mut Vm, array: Gc<Array>, args: &[Value]) -> PyResult {
    let protocol = vm.index(args[1])?;
    let class = vm.type_of(array.value()).value();
    let state = own_attributes(vm, array.value())?;
    let code = vm.new_str(char::from(array.code).to_string().as_str())?;
    if protocol < 3 {
        let list = vm.list_of(array.value())?;
        let args = vm.new_tuple(&[code, list.value()])?;
        return vm.new_tuple(&[class, args, state]);
    }
    let module = vm.import_module("array")?;
    let name = vm.intern("_array_reconstructor");
    let function = vm.get_attr(module, name)?;
    let bytes = vm.new_bytes(&array.to_vec())?;
    let format = Value::small_int_unchecked(format_of(array.code).into());
    let args = vm.new_tuple(&[class, code, format, bytes])?;
    vm.new_tuple(&[function, args, state])
}

fn reconstruct(vm: &mut Vm, args: &[Value]) -> PyResult {
    let own = vm.native_type(&ARRAY);
    let Some(class) = args[0].downcast::<Type>() else {
        let given = vm.type_name(args[0]);
        return Err(vm.raise_type_error(format!("first argument must be a type object, not {given}")));
    };
    if !class.is_subclass(own) {
        let name = class.name().as_wtf8().to_string();
        return Err(vm.raise_type_error(format!("{name} is not a subtype of array.array")));
    }
    let text = args[1].downcast::<Str>().map(|s| s.as_bytes().to_vec()).unwrap_or_default();
    let &[code] = text.as_slice() else {
        let given = vm.type_name(args[1]);
        let message = format!("_array_reconstructor() argument 2 must be a unicode character, not {given}");
        return Err(vm.raise_type_error(message));
    };
    if item_size(code).is_none() {
        return Err(vm.raise_value_error("second argument must be a valid type code"));
    }
    let format = vm.index(args[2])?;
    let Some(format) = u8::try_from(format).ok().filter(|&f| f <= 21) else {
        return Err(vm.raise_value_error("third argument must be a valid machine format code."));
    };
    let Some(bytes) = args[3].downcast::<Bytes>() else {
        let given = vm.type_name(args[3]);
        return Err(vm.raise_type_error(format!("fourth argument should be bytes, not {given}")));
    };
    let size = [1, 2, 2, 4, 4, 8, 8, 4, 8, 2, 4][usize::from(format / 2)];
    if bytes.as_slice().len() % size != 0 {
        return Err(vm.raise_value_error("string length not a multiple of item size"));
    }
    let target = match format_of(code) == format {
        true => code,
        // A code of the same kind whose items here are as wide as those that were written.
        false => CODES
            .bytes()
            .filter(|&c| format / 2 >= 1 && format_of(c) / 2 == format / 2)
            .find(|_| code != b'u' && code != b'w')
            .unwrap_or(code),
    };
    let array = make(vm, class, target);
    if format_of(target) == format {
        splice(vm, array, 0, 0, bytes.as_slice())?;
        return Ok(array.value());
    }
    for chunk in bytes.as_slice().chunks(size) {
        let item = foreign_item(vm, format, chunk)?;
        let bits = encode(vm, target, item)?;
        let pushed = Array::push(array, &mut vm.heap, bits);
        vm.check(pushed)?;
    }
    Ok(array.value())
}

/// An item in any format.
fn foreign_item(vm: &mut Vm, format: u8, chunk: &[u8]) -> PyResult {
    let mut bytes = [0; 8];
    bytes[..chunk.len()].copy_from_slice(chunk);
    if format >= 2 && format % 2 == 1 {
        bytes[..chunk.len()].reverse();
    }
    let bits = u64::from_le_bytes(bytes);
    let unused = 64 - 8 * chunk.len() as u32;
    Ok(match format {
        1 | 4 | 5 | 8 | 9 | 12 | 13 => vm.new_int((bits << unused) as i64 >> unused),
        14 | 15 => vm.new_float(f64::from(f32::from_bits(bits as u32))),
        16 | 17 => vm.new_float(f64::from_bits(bits)),
        18..=21 => {
            let text = super::convert::text_of(vm, [bits])?;
            return vm.new_str(&text);
        }
        _ => match i64::try_from(bits) {
            Ok(small) => vm.new_int(small),
            Err(_) => Int::value_of(&mut vm.heap, BigInt::from(bits)),
        },
    })
}

/// The items as a list.
pub(super) fn to_list(vm: &mut Vm, array: Gc<Array>) -> PyResult {
    let list = vm.new_list(&[])?;
    for at in 0..array.len() {
        if let Some(item) = super::convert::item(vm, array, at)? {
            let pushed = List::push(list, &mut vm.heap, item);
            vm.check(pushed)?;
        }
    }
    Ok(list.value())
}
