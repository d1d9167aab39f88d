//! The methods of built-in classes, one file per class.

use crate::heap::Gc;
use crate::objects::Dict;
use crate::value::{PyResult, Value};
use crate::vm::Vm;

pub(super) fn install(vm: &mut Vm) {
    let _ = vm;
}

/// Adds the entries of a mapping to a dict.
pub(super) fn dict_update(vm: &mut Vm, dict: Gc<Dict>, source: Value) -> PyResult<()> {
    if let Some(from) = source.downcast::<Dict>() {
        let mut at = 0;
        while let Some((number, key, value)) = from.next_entry(at) {
            vm.dict_set(dict, key, value)?;
            at = number + 1;
        }
        return Ok(());
    }
    if source.is_null() {
        return Ok(());
    }
    let iterator = vm.iter(source)?;
    let mut count = 0;
    while let Some(pair) = vm.next(iterator)? {
        let pair = vm.list_of(pair)?;
        let (Some(key), Some(value), 2) = (pair.get(0), pair.get(1), pair.len()) else {
            let message = format!(
                "dictionary update sequence element #{count} has length {}; 2 is required",
                pair.len()
            );
            return Err(vm.raise_value_error(message));
        };
        vm.dict_set(dict, key, value)?;
        count += 1;
    }
    Ok(())
}
