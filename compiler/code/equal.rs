//! When two constants are one: type, value, sign of zero, NaN payload and nested types all agree (C22).

use super::object::{CodeObject, Const};

impl PartialEq for Const {
    fn eq(&self, other: &Const) -> bool {
        use Const::*;
        match (self, other) {
            (None, None) | (Ellipsis, Ellipsis) => true,
            (Bool(a), Bool(b)) => a == b,
            (Int(a), Int(b)) => a == b,
            (BigInt(a), BigInt(b)) => a == b,
            (Float(a), Float(b)) => a.to_bits() == b.to_bits(),
            (Complex { real: a, imag: b }, Complex { real: c, imag: d }) => {
                a.to_bits() == c.to_bits() && b.to_bits() == d.to_bits()
            }
            (Str(a), Str(b)) => a == b,
            (Bytes(a), Bytes(b)) => a == b,
            (Tuple(a), Tuple(b)) => a == b,
            (FrozenSet(a), FrozenSet(b)) => a.len() == b.len() && a.iter().all(|x| b.contains(x)),
            (Slice(a), Slice(b)) => a == b,
            (Code(_) | Frozen(_), Code(_) | Frozen(_)) => match (self.as_code(), other.as_code()) {
                (Some(a), Some(b)) => std::sync::Arc::ptr_eq(a, b) || a == b,
                _ => false,
            },
            _ => false,
        }
    }
}

impl PartialEq for CodeObject {
    fn eq(&self, o: &CodeObject) -> bool {
        self.argcount == o.argcount
            && self.posonlyargcount == o.posonlyargcount
            && self.kwonlyargcount == o.kwonlyargcount
            && self.stacksize == o.stacksize
            && self.flags == o.flags
            && self.firstlineno == o.firstlineno
            && self.code == o.code
            && self.names == o.names
            && self.localsplus == o.localsplus
            && self.name == o.name
            && self.qualname == o.qualname
            && self.filename == o.filename
            && self.linetable == o.linetable
            && self.exceptiontable == o.exceptiontable
            && self.guards == o.guards
            && self.consts == o.consts
    }
}
