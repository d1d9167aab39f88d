//! The parts of f-strings.

use crate::objects::Str;
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::keys::exact_str;

handlers! {
    /// Texts stay as they are, small ints are written here.
    fn format_simple(vm, q, c) {
        let value = c.peek(1);
        if exact_str(value).is_some() {
            next!(vm, c)
        }
        if !value.is_small_int() {
            instead!(vm, q, c, super::other)
        }
        match vm.decimal_text(value.small_int_raw()) {
            Ok(text) => {
                c.poke(1, text);
                next!(vm, c)
            }
            Err(Raised) => super::raise(vm, c),
        }
    }

    fn build_string(vm, q, c) {
        let count = q.arg() as usize;
        match join(vm, std::slice::from_raw_parts(c.sp.sub(count), count)) {
            Ok(text) => {
                c.drop(count);
                c.push(text);
                next!(vm, c)
            }
            Err(Raised) => super::raise(vm, c),
        }
    }
}

#[inline(never)]
fn join(vm: &mut Vm, texts: &[Value]) -> PyResult {
    let joined = Str::join(&mut vm.heap, None, texts.iter().filter_map(|text| text.downcast::<Str>()));
    vm.check(joined).map(|text| text.value())
}
