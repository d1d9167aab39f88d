//! Ends of lines: how text streams find and translate them; `IncrementalNewlineDecoder`.

use super::method;
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::types::type_flags;
use crate::objects::{Kind, Str};
use crate::stdlib::class::{state_getters, state_methods};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use rustpython_wtf8::{Wtf8, Wtf8Buf};
use std::cell::Cell;

/// What `newline=` says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Newline {
    /// None: all three ends are read as `\n`.
    #[default]
    Universal,
    /// `''`: all three end a line, and stay as they are.
    Any,
    /// `'\n'`.
    Lf,
    /// `'\r'`.
    Cr,
    /// `'\r\n'`.
    CrLf,
}

impl Newline {
    /// From an argument.
    pub(super) fn from_value(vm: &mut Vm, value: Value) -> PyResult<Newline> {
        if value.is_null() || value.is_none() {
            return Ok(Newline::Universal);
        }
        let Some(text) = value.downcast::<Str>() else {
            let class = vm.type_name(value);
            return Err(vm.raise_type_error(format!("newline must be str or None, not {class}")));
        };
        Ok(match text.as_str() {
            Some("") => Newline::Any,
            Some("\n") => Newline::Lf,
            Some("\r") => Newline::Cr,
            Some("\r\n") => Newline::CrLf,
            _ => {
                let shown = vm.repr(value)?;
                let shown = shown.downcast::<Str>().map(|s| s.as_wtf8().to_string()).unwrap_or_default();
                return Err(vm.raise_value_error(format!("illegal newline value: {shown}")));
            }
        })
    }

    /// What stands for it as an argument; `None` for `None`.
    pub(super) fn text(self) -> Option<&'static str> {
        match self {
            Newline::Universal => None,
            Newline::Any => Some(""),
            Newline::Lf => Some("\n"),
            Newline::Cr => Some("\r"),
            Newline::CrLf => Some("\r\n"),
        }
    }

    /// Where the first line of a text ends, its end included.
    pub(super) fn line_end(self, text: &[u8]) -> Option<usize> {
        match self {
            Newline::Universal | Newline::Lf => memchr::memchr(b'\n', text).map(|i| i + 1),
            Newline::Cr => memchr::memchr(b'\r', text).map(|i| i + 1),
            Newline::CrLf => memchr::memmem::find(text, b"\r\n").map(|i| i + 2),
            Newline::Any => memchr::memchr2(b'\n', b'\r', text)
                .map(|i| if text[i] == b'\r' && text.get(i + 1) == Some(&b'\n') { i + 2 } else { i + 1 }),
        }
    }

    /// What is written for a text.
    pub(super) fn written(self, text: &Wtf8) -> Option<Wtf8Buf> {
        let end = match self {
            Newline::Cr => b"\r".as_slice(),
            Newline::CrLf => b"\r\n",
            _ => return None,
        };
        memchr::memchr(b'\n', text.as_bytes())?;
        let mut out = Vec::with_capacity(text.len() + 16);
        for &byte in text.as_bytes() {
            if byte == b'\n' { out.extend_from_slice(end) } else { out.push(byte) }
        }
        Wtf8Buf::from_bytes(out).ok()
    }
}

/// All three ends as `\n`.
pub(super) fn translate(text: &Wtf8) -> Option<Wtf8Buf> {
    memchr::memchr(b'\r', text.as_bytes())?;
    let (bytes, mut out) = (text.as_bytes(), Vec::with_capacity(text.len()));
    let mut i = 0;
    while i < bytes.len() {
        out.push(if bytes[i] == b'\r' { b'\n' } else { bytes[i] });
        i += if bytes[i] == b'\r' && bytes.get(i + 1) == Some(&b'\n') { 2 } else { 1 };
    }
    Wtf8Buf::from_bytes(out).ok()
}

/// Which ends a text has: bits for `\r`, `\n` and `\r\n`.
pub(super) fn seen(text: &[u8]) -> u8 {
    let mut bits = 0;
    let mut i = 0;
    while let Some(found) = memchr::memchr2(b'\n', b'\r', &text[i..]) {
        let at = i + found;
        let pair = text[at] == b'\r' && text.get(at + 1) == Some(&b'\n');
        bits |= if pair {
            4
        } else if text[at] == b'\r' {
            1
        } else {
            2
        };
        i = at + if pair { 2 } else { 1 };
        if bits == 7 {
            break;
        }
    }
    bits
}

/// The `newlines` attribute for those bits.
pub(super) fn newlines(vm: &mut Vm, bits: u8) -> PyResult {
    let names = [(1, "\r"), (2, "\n"), (4, "\r\n")];
    let mut found: [Value; 3] = [Value::NONE; 3];
    let mut count = 0;
    for (bit, name) in names {
        if bits & bit != 0 {
            found[count] = vm.intern(name).value();
            count += 1;
        }
    }
    match count {
        0 => Ok(Value::NONE),
        1 => Ok(found[0]),
        _ => vm.new_tuple(&found[..count]),
    }
}

const INNER: usize = 0;

#[derive(Default)]
struct Pending {
    translate: Cell<bool>,
    /// A `\r` was held back: a `\n` may follow.
    cr: Cell<bool>,
    seen: Cell<u8>,
}

natives! { STATIC: "__new__" "(cls, *args, **kwargs)" |vm, args| {
    let class = vm.state_class(&DECODER, args[0])?;
    Ok(vm.new_state_of(class, &DECODER, Some(std::rc::Rc::new(Pending::default())), &[Value::NONE]))
}; }

state_methods! { METHODS: DECODER;
    "__init__" "(self, decoder, translate, errors='strict')" |vm, state, args| {
        let translate = vm.truth(args[2])?;
        State::set(state, &mut vm.heap, INNER, args[1]);
        state.owned::<Pending>().translate.set(translate);
        Ok(Value::NONE)
    };
    "decode" "(self, input, final=False)" decode;
    "getstate" "(self, /)" |vm, state, _| {
        let pending = state.owned::<Pending>();
        let (bytes, flag) = match state.get(INNER) {
            Value::NONE => (vm.new_bytes(b"")?, 0),
            inner => {
                let pair = method(vm, inner, "getstate", &[])?;
                let (zero, one) = (Value::small_int_unchecked(0), Value::small_int_unchecked(1));
                let (bytes, flag) = (vm.get_item(pair, zero)?, vm.get_item(pair, one)?);
                (bytes, vm.index(flag)?)
            }
        };
        let flag = vm.new_int(flag << 1 | i64::from(pending.cr.get()));
        vm.new_tuple(&[bytes, flag])
    };
    "setstate" "(self, state, /)" |vm, state, args| {
        let (zero, one) = (Value::small_int_unchecked(0), Value::small_int_unchecked(1));
        let (bytes, flag) = (vm.get_item(args[1], zero)?, vm.get_item(args[1], one)?);
        let flag = vm.index(flag)?;
        state.owned::<Pending>().cr.set(flag & 1 != 0);
        let inner = state.get(INNER);
        if !inner.is_none() {
            let flag = vm.new_int(flag >> 1);
            let pair = vm.new_tuple(&[bytes, flag])?;
            method(vm, inner, "setstate", &[pair])?;
        }
        Ok(Value::NONE)
    };
    "reset" "(self, /)" |vm, state, _| {
        let pending = state.owned::<Pending>();
        pending.cr.set(false);
        pending.seen.set(0);
        let inner = state.get(INNER);
        if !inner.is_none() {
            method(vm, inner, "reset", &[])?;
        }
        Ok(Value::NONE)
    };
}

state_getters! { GETTERS: DECODER;
    "newlines" |vm, state| { let bits = state.owned::<Pending>().seen.get(); newlines(vm, bits) };
}

/// `_io.IncrementalNewlineDecoder`.
pub(super) static DECODER: TypeSpec = TypeSpec {
    flags: type_flags::BASE | type_flags::HAS_DICT,
    methods: METHODS,
    static_methods: STATIC,
    getset: GETTERS,
    ..TypeSpec::new("_io", "IncrementalNewlineDecoder", Kind::State)
};

fn decode(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let last = !args[2].is_null() && vm.truth(args[2])?;
    let inner = state.get(INNER);
    let text = match inner {
        Value::NONE => args[1],
        inner => method(vm, inner, "decode", &[args[1], Value::from_bool(last)])?,
    };
    let Some(text) = text.downcast::<Str>() else {
        return Err(vm.raise_type_error("decoder should return a string result"));
    };
    let pending = state.owned::<Pending>();
    let mut whole = Wtf8Buf::new();
    if pending.cr.get() && (last || !text.is_empty()) {
        whole.push_str("\r");
        pending.cr.set(false);
    }
    whole.push_wtf8(text.as_wtf8());
    if !last && whole.as_bytes().ends_with(b"\r") {
        whole.truncate(whole.len() - 1);
        pending.cr.set(true);
    }
    pending.seen.set(pending.seen.get() | seen(whole.as_bytes()));
    let out = if pending.translate.get() { translate(&whole) } else { None };
    vm.new_str(out.as_deref().unwrap_or(&whole))
}
