//! `StringIO`: a text stream in memory.

use super::base::TEXT_BASE;
use super::bytes_io::restore_attributes;
use super::newline::{Newline, newlines, seen, translate};
use super::{int, size_argument};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::types::type_flags;
use crate::objects::{Kind, Str, Tuple};
use crate::stdlib::arguments::own_attributes;
use crate::stdlib::class::{state_getters, state_methods};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use rustpython_wtf8::{Wtf8, Wtf8Buf};
use std::cell::RefCell;

/// The text, and where the stream stands: in characters, and in bytes if that is inside the text.
#[derive(Default)]
struct Text {
    text: Wtf8Buf,
    at: usize,
    byte: usize,
    /// Characters of the text.
    length: usize,
    newline: Newline,
    seen: u8,
    closed: bool,
}

type Owned = RefCell<Text>;

impl Text {
    /// Moves to a character; beyond the end, `byte` is the end.
    fn go(&mut self, at: usize) {
        let byte = match at {
            0 => 0,
            at if at >= self.length => self.text.len(),
            at if self.length == self.text.len() => at,
            at => self.text.code_point_indices().nth(at).map_or(self.text.len(), |(byte, _)| byte),
        };
        (self.at, self.byte) = (at, byte);
    }

    fn count(bytes: &[u8]) -> usize {
        bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count()
    }

    /// Takes bytes `byte..end`.
    fn take(&mut self, end: usize) -> Wtf8Buf {
        let taken = self.text[self.byte..end].to_owned();
        self.at += Text::count(taken.as_bytes());
        self.byte = end;
        taken
    }

    /// The end, in bytes, of at most `limit` characters from here that lie in front of `end`.
    fn limited(&self, end: usize, limit: Option<usize>) -> usize {
        let rest = &self.text[self.byte..end];
        match limit {
            Some(limit) if limit < rest.len() => {
                rest.code_point_indices().nth(limit).map_or(end, |(byte, _)| self.byte + byte)
            }
            _ => end,
        }
    }

    fn write(&mut self, text: &Wtf8) {
        if self.at > self.length {
            // There is room for it: `put` asked.
            (self.length..self.at).for_each(|_| self.text.push_char('\0'));
            self.byte = self.text.len();
        }
        let count = Text::count(text.as_bytes());
        if self.byte == self.text.len() {
            self.text.push_wtf8(text);
        } else {
            let end = self.limited(self.text.len(), Some(count));
            let mut new = self.text[..self.byte].to_owned();
            new.push_wtf8(text);
            new.push_wtf8(&self.text[end..]);
            self.text = new;
        }
        self.at += count;
        self.byte += text.len();
        self.length = self.length.max(self.at);
    }
}

natives! { STATIC: "__new__" "(cls, *args, **kwargs)" |vm, args| {
    let class = vm.state_class(&STRING_IO, args[0])?;
    let owned: std::rc::Rc<dyn std::any::Any> = std::rc::Rc::new(Owned::default());
    Ok(vm.new_state_of(class, &STRING_IO, Some(owned), &[]))
}; }

state_methods! { METHODS: STRING_IO;
    "__init__" "(self, initial_value='', newline='\\n')" init;
    "write" "(self, s, /)" |vm, state, args| {
        let Some(text) = args[1].downcast::<Str>() else {
            let given = vm.type_name(args[1]);
            return Err(vm.raise_type_error(format!("string argument expected, got '{given}'")));
        };
        let owned = open(vm, state)?;
        let count = Text::count(text.as_bytes());
        put(vm, &mut owned.borrow_mut(), text.as_wtf8())?;
        Ok(int(count))
    };
    "read" "(self, size=-1, /)" |vm, state, args| {
        let limit = size_argument(vm, args[1])?;
        let owned = open(vm, state)?;
        let taken = { let mut t = owned.borrow_mut(); let end = t.limited(t.text.len(), limit); t.take(end) };
        vm.new_str(&taken)
    };
    "readline" "(self, size=-1, /)" |vm, state, args| {
        let limit = size_argument(vm, args[1])?;
        let owned = open(vm, state)?;
        let line = line(&mut owned.borrow_mut(), limit);
        vm.new_str(&line)
    };
    "__next__" "(self, /)" |vm, state, _| {
        let owned = open(vm, state)?;
        let line = line(&mut owned.borrow_mut(), None);
        if line.is_empty() { Err(vm.end_of_iteration()) } else { vm.new_str(&line) }
    };
    "getvalue" "(self, /)" |vm, state, _| {
        let owned = open(vm, state)?;
        let text = owned.borrow().text.clone();
        vm.new_str(&text)
    };
    "seek" "(self, pos, whence=0, /)" seek;
    "tell" "(self, /)" |vm, state, _| { let owned = open(vm, state)?; let at = owned.borrow().at; Ok(vm.new_int(at as i64)) };
    "truncate" "(self, pos=None, /)" truncate;
    "close" "(self, /)" |_, state, _| {
        let owned = state.owned::<Owned>();
        let mut text = owned.borrow_mut();
        *text = Text { closed: true, ..Text::default() };
        Ok(Value::NONE)
    };
    "__getstate__" "(self, /)" get_state;
    "__setstate__" "(self, state, /)" set_state;
    "readable" "(self, /)" |vm, state, _| { open(vm, state)?; Ok(Value::TRUE) };
    "writable" "(self, /)" |vm, state, _| { open(vm, state)?; Ok(Value::TRUE) };
    "seekable" "(self, /)" |vm, state, _| { open(vm, state)?; Ok(Value::TRUE) };
}

state_getters! { GETTERS: STRING_IO;
    "closed" |_, state| Ok(Value::from_bool(state.owned::<Owned>().borrow().closed));
    "line_buffering" |_, _| Ok(Value::FALSE);
    "newlines" |vm, state| { let bits = state.owned::<Owned>().borrow().seen; newlines(vm, bits) };
}

/// `_io.StringIO`.
pub(super) static STRING_IO: TypeSpec = TypeSpec {
    flags: type_flags::BASE | type_flags::HAS_DICT,
    base: Some(|vm| vm.native_type(&TEXT_BASE)),
    methods: METHODS,
    static_methods: STATIC,
    getset: GETTERS,
    doc: "Text I/O implementation using an in-memory buffer.",
    ..TypeSpec::new("_io", "StringIO", Kind::State)
};

fn open(vm: &mut Vm, state: Gc<State>) -> PyResult<std::rc::Rc<Owned>> {
    let owned = state.owned::<Owned>();
    if owned.borrow().closed {
        return Err(vm.raise_value_error("I/O operation on closed file"));
    }
    Ok(owned)
}

fn init(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let newline = if args[2].is_null() { Newline::Lf } else { Newline::from_value(vm, args[2])? };
    let mut text = Text { newline, ..Text::default() };
    if !args[1].is_null() && !args[1].is_none() {
        let Some(initial) = args[1].downcast::<Str>() else {
            let class = vm.type_name(args[1]);
            return Err(vm.raise_type_error(format!("initial_value must be str or None, not {class}")));
        };
        put(vm, &mut text, initial.as_wtf8())?;
        text.go(0);
    }
    *state.owned::<Owned>().borrow_mut() = text;
    Ok(Value::NONE)
}

/// Contents, newline, position and attributes.
fn get_state(vm: &mut Vm, state: Gc<State>, _: &[Value]) -> PyResult {
    let owned = open(vm, state)?;
    let (text, newline, at) = {
        let text = owned.borrow();
        (text.text.clone(), text.newline, text.at)
    };
    let newline = match newline.text() {
        Some(newline) => vm.new_str(newline)?,
        None => Value::NONE,
    };
    let (text, attributes) = (vm.new_str(&text)?, own_attributes(vm, state.value())?);
    vm.new_tuple(&[text, newline, int(at), attributes])
}

/// What `__getstate__` gave. The text went through the newlines already.
fn set_state(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let owned = open(vm, state)?;
    let given = args[1].downcast::<Tuple>();
    let [contents, newline, position, attributes] = match given.as_ref().map(|t| t.items()) {
        Some(&[contents, newline, position, attributes, ..]) => [contents, newline, position, attributes],
        _ => {
            let given = vm.type_name(args[1]);
            let message = format!("_io.StringIO.__setstate__ argument should be 4-tuple, got {given}");
            return Err(vm.raise_type_error(message));
        }
    };
    let Some(contents) = contents.downcast::<Str>() else {
        let class = vm.type_name(contents);
        return Err(vm.raise_type_error(format!("initial_value must be str or None, not {class}")));
    };
    if vm.as_int(&position).is_none() {
        let given = vm.type_name(position);
        return Err(vm.raise_type_error(format!("third item of state must be an integer, got {given}")));
    }
    let at = vm.index(position)?;
    if at < 0 {
        return Err(vm.raise_value_error("position value cannot be negative"));
    }
    let newline = Newline::from_value(vm, newline)?;
    let mut text = Text { newline: Newline::Lf, ..Text::default() };
    put(vm, &mut text, contents.as_wtf8())?;
    text.newline = newline;
    text.go(at as usize);
    *owned.borrow_mut() = text;
    restore_attributes(vm, state.value(), attributes, "fourth")
}

fn put(vm: &mut Vm, to: &mut Text, text: &Wtf8) -> PyResult<()> {
    let gap = to.at.saturating_sub(to.length);
    if text.is_empty() {
        return Ok(());
    }
    if to.at.saturating_add(text.len()) > isize::MAX as usize {
        return Err(vm.raise_str(vm.types.overflow_error, "new position too large"));
    }
    if gap > vm.limits().memory || to.text.try_reserve(gap.saturating_add(text.len())).is_err() {
        return Err(vm.raise_str(vm.types.memory_error, ""));
    }
    let changed = match to.newline {
        Newline::Universal => {
            to.seen |= seen(text.as_bytes());
            translate(text)
        }
        newline => newline.written(text),
    };
    to.write(changed.as_deref().unwrap_or(text));
    Ok(())
}

fn line(text: &mut Text, limit: Option<usize>) -> Wtf8Buf {
    let end = text.newline.line_end(&text.text.as_bytes()[text.byte..]);
    let end = end.map_or(text.text.len(), |end| text.byte + end);
    let end = text.limited(end, limit);
    text.take(end)
}

fn seek(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let owned = open(vm, state)?;
    let offset = vm.index(args[1])?;
    let whence = if args[2].is_null() { 0 } else { vm.index(args[2])? };
    let mut text = owned.borrow_mut();
    match (whence, offset) {
        (0, offset) if offset < 0 => Err(vm.raise_value_error(format!("Negative seek position {offset}"))),
        (0, offset) => {
            text.go(offset as usize);
            Ok(vm.new_int(offset))
        }
        (1 | 2, offset) if offset != 0 => {
            Err(vm.raise_str(vm.types.os_error, "Can't do nonzero cur-relative seeks"))
        }
        (1, _) => Ok(vm.new_int(text.at as i64)),
        (2, _) => {
            let end = text.length;
            text.go(end);
            Ok(vm.new_int(end as i64))
        }
        _ => Err(vm.raise_value_error(format!("Invalid whence ({whence}, should be 0, 1 or 2)"))),
    }
}

fn truncate(vm: &mut Vm, state: Gc<State>, args: &[Value]) -> PyResult {
    let owned = open(vm, state)?;
    let size = match args[1] {
        v if v.is_null() || v.is_none() => owned.borrow().at as i64,
        v => vm.index(v)?,
    };
    if size < 0 {
        return Err(vm.raise_value_error(format!("Negative size value {size}")));
    }
    let mut text = owned.borrow_mut();
    let end = text.text.code_point_indices().nth(size as usize).map_or(text.text.len(), |(byte, _)| byte);
    text.text.truncate(end);
    text.length = text.length.min(size as usize);
    text.byte = text.byte.min(end);
    Ok(vm.new_int(size))
}
