//! `_json`: what `json` does for every character of a text.
//!
//! ```text
//! escape   a str as a JSON string          text    a JSON string as a str
//! encoder  values to text                  scanner text to values
//! ```
//!
//! Encoder and scanner keep the containers that are open in `Vm::temps`, not on the native stack: how deep a document
//! nests costs no recursion.

mod encoder;
mod escape;
mod scanner;
mod text;

use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::{Module, Str};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use rustpython_wtf8::Wtf8Buf;

/// How deep documents may nest: about what CPython's C stack allows, and little enough that whoever walks over the
/// result again finds an end.
const DEPTH_MAX: usize = 20_000;

natives! { FUNCTIONS:
    "encode_basestring_ascii" "(string, /)" |vm, args| encode(vm, args[0], escape::push_ascii);
    "encode_basestring" "(string, /)" |vm, args| encode(vm, args[0], escape::push_plain);
    "scanstring" "(string, end, strict=True, /)" text::scan_string;
}

pub(crate) static MODULE: ModuleSpec =
    ModuleSpec { name: "_json", doc: "json speedups\n", functions: FUNCTIONS, init };

fn init(vm: &mut Vm, module: Gc<Module>) -> PyResult<()> {
    let scanner = vm.native_type(&scanner::SCANNER);
    add(vm, module, "make_scanner", scanner.value())?;
    let encoder = vm.native_type(&encoder::ENCODER);
    add(vm, module, "make_encoder", encoder.value())
}

/// The text that a function of this module was given first.
fn text_argument(vm: &mut Vm, value: Value) -> PyResult<Gc<Str>> {
    match value.downcast::<Str>() {
        Some(text) => Ok(text),
        None => {
            let given = vm.type_name(value);
            Err(vm.raise_type_error(format!("first argument must be a string, not {given}")))
        }
    }
}

fn encode(vm: &mut Vm, value: Value, push: fn(&mut Wtf8Buf, Gc<Str>)) -> PyResult {
    let text = text_argument(vm, value)?;
    let mut out = Wtf8Buf::with_capacity(text.as_bytes().len() + 2);
    push(&mut out, text);
    vm.new_str(&out)
}
