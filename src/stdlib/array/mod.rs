//! `array`: sequences of machine numbers.
//!
//! ```text
//! items.rs    the layout: bits in a ByteBuffer
//! convert.rs  bits ⇄ objects; the quick `array[i]`
//! methods.rs  the class
//! portable.rs pickled forms: items in a named machine format
//! ```

mod convert;
pub(crate) mod items;
mod methods;
mod portable;

pub(crate) use convert::{immediate_item, set_array_item};

use super::slots::publish;
use super::{ModuleSpec, add};
use crate::builtins::put;
use crate::value::Value;

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "array",
    doc: "Efficient arrays of numbers and characters, constrained to one type.",
    functions: portable::FUNCTIONS,
    init: |vm, module| {
        publish(vm, module, &methods::ARRAY)?;
        let class = vm.native_type(&methods::ARRAY);
        // Equal ones may become different.
        put(vm, class.dict(), "__hash__", Value::NONE);
        add(vm, module, "ArrayType", class.value())?;
        let codes = vm.new_str(items::CODES)?;
        add(vm, module, "typecodes", codes)
    },
};
