//! The machine that runs a pickle.
//!
//! ```text
//! input ─► [frame or whole: data, at] ─► opcode ─► the stack: the engine's temporaries above `base`
//!                                                  marks: heights of the stack
//! ```
//!
//! INVARIANT: what is taken off the stack is stored somewhere, or is held by a variable, before anything is allocated.

use super::opcodes as op;
use super::unpickler::{Settings, note_protocol, raise_persistent};
use super::{reduce, unpickling_error};
use crate::builtins::methods::new_bytearray;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::{Bytes, Dict, Int, Kind, List, Set, Str, Tuple, Type};
use crate::stdlib::arguments::entries;
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::held::Held;
use crate::vm::special::exact;
use malachite_bigint::BigInt;
use rustpython_wtf8::Wtf8Buf;

/// A memo is an array as long as its numbers follow each other about so closely.
const MEMO_GAP: usize = 1 << 20;

/// A pickle being read.
pub(super) struct Loading {
    settings: Settings,
    pub(super) protocol: u8,
    memo: Gc<List>,
    data: Gc<Bytes>,
    at: usize,
    /// `read` and `readline` of a file.
    source: Option<(Value, Value)>,
    base: usize,
    marks: Vec<usize>,
    /// The unpickler.
    pub(super) owner: Option<Gc<State>>,
    /// Its methods, if they are not ours.
    pub(super) persistent_load: Option<Value>,
    pub(super) find_class: Option<Value>,
}

impl Loading {
    pub(super) fn new(
        vm: &mut Vm,
        settings: Settings,
        memo: Gc<List>,
        data: Gc<Bytes>,
        source: Option<(Value, Value)>,
    ) -> Loading {
        Loading {
            settings,
            protocol: 0,
            memo,
            data,
            at: 0,
            source,
            base: vm.temps().len(),
            marks: Vec::new(),
            owner: None,
            persistent_load: None,
            find_class: None,
        }
    }

    /// Reads a value.
    ///
    /// # Errors
    /// `UnpicklingError` for what is no pickle, `EOFError` at its early end; what making the values raises.
    pub(super) fn load(&mut self, vm: &mut Vm) -> PyResult {
        self.base = vm.temps().len();
        let loaded = self.run(vm);
        vm.pop_temps(self.base);
        loaded
    }

    fn run(&mut self, vm: &mut Vm) -> PyResult {
        loop {
            vm.poll(1)?;
            let Some(code) = self.next_code(vm)? else {
                return Err(vm.raise_str(vm.types.eof_error, "Ran out of input"));
            };
            if code == op::STOP {
                return self.pop(vm);
            }
            self.step(vm, code)?;
        }
    }

    /// The next opcode; `None` at the end of the input.
    fn next_code(&mut self, vm: &mut Vm) -> PyResult<Option<u8>> {
        if let Some(&code) = self.data.as_slice().get(self.at) {
            self.at += 1;
            return Ok(Some(code));
        }
        let Some((read, _)) = self.source else { return Ok(None) };
        Ok(self.ask(vm, read, Some(1))?.as_slice().first().copied())
    }

    fn ask(&mut self, vm: &mut Vm, method: Value, count: Option<usize>) -> PyResult<Gc<Bytes>> {
        let count = count.map(|count| vm.new_int(count as i64));
        let answer = vm.call(method, count.as_slice())?;
        vm.need_bytes(answer)
    }

    /// So many bytes, and where they begin in them.
    fn read(&mut self, vm: &mut Vm, count: usize) -> PyResult<(Gc<Bytes>, usize)> {
        let left = self.data.as_slice().len() - self.at;
        if left >= count {
            let at = self.at;
            self.at += count;
            return Ok((self.data, at));
        }
        if left == 0
            && let Some((read, _)) = self.source
        {
            let bytes = self.ask(vm, read, Some(count))?;
            if bytes.as_slice().len() >= count {
                return Ok((bytes, 0));
            }
        }
        Err(self.truncated(vm))
    }

    #[cold]
    fn truncated(&self, vm: &mut Vm) -> Raised {
        unpickling_error(vm, "pickle data was truncated")
    }

    fn number<const N: usize>(&mut self, vm: &mut Vm) -> PyResult<u64> {
        let (bytes, at) = self.read(vm, N)?;
        let mut word = [0; 8];
        word[..N].copy_from_slice(&bytes.as_slice()[at..at + N]);
        Ok(u64::from_le_bytes(word))
    }

    /// A line without its end.
    fn line(&mut self, vm: &mut Vm) -> PyResult<Vec<u8>> {
        let rest = &self.data.as_slice()[self.at..];
        if let Some(end) = memchr::memchr(b'\n', rest) {
            let line = rest[..end].to_vec();
            self.at += end + 1;
            return Ok(line);
        }
        if rest.is_empty()
            && let Some((_, readline)) = self.source
        {
            let bytes = self.ask(vm, readline, None)?;
            if let Some((b'\n', line)) = bytes.as_slice().split_last() {
                return Ok(line.to_vec());
            }
        }
        Err(self.truncated(vm))
    }

    /// A line that must hold something.
    fn filled_line(&mut self, vm: &mut Vm) -> PyResult<Vec<u8>> {
        let line = self.line(vm)?;
        if line.is_empty() { Err(self.truncated(vm)) } else { Ok(line) }
    }

    /// A line as text.
    fn text_line(&mut self, vm: &mut Vm) -> PyResult<String> {
        let line = self.filled_line(vm)?;
        match String::from_utf8(line) {
            Ok(text) => Ok(text),
            Err(error) => {
                let bytes = vm.new_bytes(error.as_bytes())?;
                self.decoded(vm, bytes, "utf-8", "strict")?;
                Err(self.truncated(vm))
            }
        }
    }

    fn decoded(&self, vm: &mut Vm, bytes: Value, encoding: &str, errors: &str) -> PyResult {
        let [encoding, errors] = [encoding, errors].map(|text| vm.intern(text).value());
        vm.call(vm.types.str.value(), &[bytes, encoding, errors])
    }

    // The stack.

    fn push(&self, vm: &mut Vm, value: Value) {
        vm.push_temp(value);
    }

    /// How low the stack may be taken down.
    fn fence(&self) -> usize {
        self.marks.last().copied().unwrap_or(self.base)
    }

    #[cold]
    fn underflow(&self, vm: &mut Vm) -> Raised {
        let message =
            if self.marks.is_empty() { "unpickling stack underflow" } else { "unexpected MARK found" };
        unpickling_error(vm, message)
    }

    fn need(&self, vm: &mut Vm, count: usize) -> PyResult<()> {
        if vm.temps().len() < self.fence() + count { Err(self.underflow(vm)) } else { Ok(()) }
    }

    fn pop(&self, vm: &mut Vm) -> PyResult {
        self.need(vm, 1)?;
        let top = vm.temps().len() - 1;
        let value = vm.temps()[top];
        vm.pop_temps(top);
        Ok(value)
    }

    fn top(&self, vm: &mut Vm) -> PyResult {
        self.need(vm, 1)?;
        Ok(vm.temps()[vm.temps().len() - 1])
    }

    fn replace(&self, vm: &mut Vm, count: usize, value: Value) {
        let keep = vm.temps().len() - count;
        vm.pop_temps(keep);
        vm.push_temp(value);
    }

    /// Where the values above the topmost mark begin; the mark goes.
    fn mark(&mut self, vm: &mut Vm) -> PyResult<usize> {
        match self.marks.pop() {
            Some(mark) => Ok(mark),
            None => Err(unpickling_error(vm, "could not find MARK")),
        }
    }

    /// The values above the topmost mark; they stay on the stack until the caller drops them.
    fn above_mark(&mut self, vm: &mut Vm) -> PyResult<(usize, Vec<Value>)> {
        let mark = self.mark(vm)?;
        Ok((mark, vm.temps()[mark..].to_vec()))
    }

    // The memo.

    fn recall(&mut self, vm: &mut Vm, number: u64) -> PyResult<()> {
        let found = usize::try_from(number).ok().and_then(|n| self.memo.get(n)).filter(|v| !v.is_null());
        match found {
            Some(value) => {
                self.push(vm, value);
                Ok(())
            }
            None => Err(unpickling_error(vm, &format!("Memo value not found at index {number}"))),
        }
    }

    fn remember(&mut self, vm: &mut Vm, number: usize) -> PyResult<()> {
        let value = self.top(vm)?;
        remember(vm, self.memo, number, value)
    }

    // The opcodes.

    fn step(&mut self, vm: &mut Vm, code: u8) -> PyResult<()> {
        match code {
            op::NONE => self.push(vm, Value::NONE),
            op::NEWTRUE => self.push(vm, Value::TRUE),
            op::NEWFALSE => self.push(vm, Value::FALSE),
            op::BININT => {
                let number = self.number::<4>(vm)? as u32 as i32;
                self.push(vm, Value::small_int_unchecked(i64::from(number)));
            }
            op::BININT1 => {
                let number = self.number::<1>(vm)?;
                self.push(vm, Value::small_int_unchecked(number as i64));
            }
            op::BININT2 => {
                let number = self.number::<2>(vm)?;
                self.push(vm, Value::small_int_unchecked(number as i64));
            }
            op::LONG1 => {
                let count = self.number::<1>(vm)? as usize;
                self.load_long(vm, count)?;
            }
            op::LONG4 => {
                let count = self.signed_length(vm, "LONG pickle has negative byte count")?;
                self.load_long(vm, count)?;
            }
            op::BINFLOAT => {
                let bits = self.number::<8>(vm)?.swap_bytes();
                let number = vm.new_float(f64::from_bits(bits));
                self.push(vm, number);
            }
            op::INT | op::LONG | op::FLOAT => self.load_text_number(vm, code)?,
            op::SHORT_BINUNICODE => {
                let count = self.number::<1>(vm)? as usize;
                self.load_str(vm, count)?;
            }
            op::BINUNICODE => {
                let count = self.number::<4>(vm)? as usize;
                self.load_str(vm, count)?;
            }
            op::BINUNICODE8 => {
                let count = self.length8(vm, "BINUNICODE8")?;
                self.load_str(vm, count)?;
            }
            op::UNICODE => {
                let line = self.line(vm)?;
                let bytes = vm.new_bytes(&line)?;
                let text = self.decoded(vm, bytes, "raw-unicode-escape", "strict")?;
                self.push(vm, text);
            }
            op::SHORT_BINBYTES | op::BINBYTES | op::BINBYTES8 => {
                let count = match code {
                    op::SHORT_BINBYTES => self.number::<1>(vm)? as usize,
                    op::BINBYTES => self.number::<4>(vm)? as usize,
                    _ => self.length8(vm, "BINBYTES8")?,
                };
                let (bytes, at) = self.read(vm, count)?;
                let bytes = vm.new_bytes(&bytes.as_slice()[at..at + count])?;
                self.push(vm, bytes);
            }
            op::BYTEARRAY8 => {
                let count = self.length8(vm, "BYTEARRAY8")?;
                let (bytes, at) = self.read(vm, count)?;
                let array = new_bytearray(vm, &bytes.as_slice()[at..at + count])?;
                self.push(vm, array);
            }
            op::STRING | op::BINSTRING | op::SHORT_BINSTRING => self.load_old_string(vm, code)?,
            op::MARK => self.marks.push(vm.temps().len()),
            op::EMPTY_TUPLE => {
                let tuple = vm.empty_tuple();
                self.push(vm, tuple);
            }
            op::TUPLE1 | op::TUPLE2 | op::TUPLE3 => {
                let count = usize::from(code - op::TUPLE1) + 1;
                self.need(vm, count)?;
                let mut items = [Value::NULL; 3];
                items[..count].copy_from_slice(&vm.temps()[vm.temps().len() - count..]);
                let tuple = vm.new_tuple(&items[..count])?;
                self.replace(vm, count, tuple);
            }
            op::TUPLE | op::LIST | op::FROZENSET | op::DICT => self.load_collected(vm, code)?,
            op::EMPTY_LIST => {
                let list = vm.new_list(&[])?.value();
                self.push(vm, list);
            }
            op::EMPTY_DICT => {
                let dict = vm.new_dict().value();
                self.push(vm, dict);
            }
            op::EMPTY_SET => {
                let set = vm.call(vm.types.set.value(), &[])?;
                self.push(vm, set);
            }
            op::APPEND => {
                self.need(vm, 2)?;
                let from = vm.temps().len() - 1;
                self.append_from(vm, from)?;
            }
            op::APPENDS => {
                let mark = self.mark(vm)?;
                self.append_from(vm, mark)?;
            }
            op::SETITEM => {
                self.need(vm, 3)?;
                let from = vm.temps().len() - 2;
                self.set_from(vm, from)?;
            }
            op::SETITEMS => {
                let mark = self.mark(vm)?;
                self.set_from(vm, mark)?;
            }
            op::ADDITEMS => self.add_items(vm)?,
            op::POP => {
                // A mark that nothing stands above goes.
                if self.marks.last() == Some(&vm.temps().len()) {
                    self.marks.pop();
                } else {
                    self.pop(vm)?;
                }
            }
            op::POP_MARK => {
                let mark = self.mark(vm)?;
                vm.pop_temps(mark);
            }
            op::DUP => {
                let top = self.top(vm)?;
                self.push(vm, top);
            }
            op::MEMOIZE => self.remember(vm, self.memo.len())?,
            op::BINPUT => {
                let number = self.number::<1>(vm)? as usize;
                self.remember(vm, number)?;
            }
            op::LONG_BINPUT => {
                let number = self.number::<4>(vm)? as usize;
                self.remember(vm, number)?;
            }
            op::PUT => {
                let number = self.line_number(vm)?;
                self.top(vm)?;
                match usize::try_from(number) {
                    Ok(number) => self.remember(vm, number)?,
                    Err(_) => return Err(vm.raise_value_error("negative PUT argument")),
                }
            }
            op::BINGET => {
                let number = self.number::<1>(vm)?;
                self.recall(vm, number)?;
            }
            op::LONG_BINGET => {
                let number = self.number::<4>(vm)?;
                self.recall(vm, number)?;
            }
            op::GET => {
                let number = self.line_number(vm)?;
                if number < 0 {
                    let message = format!("Memo value not found at index {number}");
                    return Err(unpickling_error(vm, &message));
                }
                self.recall(vm, number as u64)?;
            }
            op::PROTO => {
                let protocol = self.number::<1>(vm)?;
                if protocol > op::HIGHEST as u64 {
                    return Err(vm.raise_value_error(format!("unsupported pickle protocol: {protocol}")));
                }
                self.protocol = protocol as u8;
                if let Some(owner) = self.owner {
                    note_protocol(vm, owner, self.protocol);
                }
            }
            op::FRAME => self.load_frame(vm)?,
            _ => self.step_objects(vm, code)?,
        }
        Ok(())
    }

    /// The opcodes that may run any code.
    fn step_objects(&mut self, vm: &mut Vm, code: u8) -> PyResult<()> {
        match code {
            op::GLOBAL => {
                let (module, name) = (self.text_line(vm)?, self.text_line(vm)?);
                let [module, name] = [module, name].map(|text| vm.intern(&*text));
                let found = self.find(vm, module, name)?;
                self.push(vm, found);
            }
            op::STACK_GLOBAL => {
                self.need(vm, 2)?;
                let [name, module] = [self.pop(vm)?, self.pop(vm)?].map(exact::<Str>);
                let (Some(module), Some(name)) = (module, name) else {
                    return Err(unpickling_error(vm, "STACK_GLOBAL requires str"));
                };
                let found = self.find(vm, module, name)?;
                self.push(vm, found);
            }
            op::INST => {
                let (module, name) = (self.text_line(vm)?, self.text_line(vm)?);
                let [module, name] = [module, name].map(|text| vm.intern(&*text));
                let class = self.find(vm, module, name)?;
                let (mark, args) = self.above_mark(vm)?;
                self.instantiate(vm, mark, class, &args)?;
            }
            op::OBJ => {
                let (mark, values) = self.above_mark(vm)?;
                let Some((&class, args)) = values.split_first() else { return Err(self.underflow(vm)) };
                self.instantiate(vm, mark, class, args)?;
            }
            op::REDUCE => {
                self.need(vm, 2)?;
                let (args, function) = (self.pop(vm)?, self.pop(vm)?);
                let Some(args) = args.downcast::<Tuple>() else {
                    return Err(vm.raise_type_error("argument list must be a tuple"));
                };
                let made = vm.call(function, args.items())?;
                self.push(vm, made);
            }
            op::NEWOBJ => {
                self.need(vm, 2)?;
                let (args, class) = (self.pop(vm)?, self.pop(vm)?);
                self.new_object(vm, class, args, Value::NULL, "NEWOBJ")?;
            }
            op::NEWOBJ_EX => {
                self.need(vm, 3)?;
                let (keywords, args, class) = (self.pop(vm)?, self.pop(vm)?, self.pop(vm)?);
                self.new_object(vm, class, args, keywords, "NEWOBJ_EX")?;
            }
            op::BUILD => self.build(vm)?,
            op::EXT1 | op::EXT2 | op::EXT4 => {
                let code = match code {
                    op::EXT1 => self.number::<1>(vm)? as i64,
                    op::EXT2 => self.number::<2>(vm)? as i64,
                    _ => i64::from(self.number::<4>(vm)? as u32 as i32),
                };
                let found = self.extension(vm, code)?;
                self.push(vm, found);
            }
            op::PERSID | op::BINPERSID => {
                let id = if code == op::PERSID {
                    let line = self.line(vm)?;
                    if !line.is_ascii() {
                        let message = "persistent IDs in protocol 0 must be ASCII strings";
                        return Err(unpickling_error(vm, message));
                    }
                    vm.new_str(&*String::from_utf8_lossy(&line))?
                } else {
                    self.pop(vm)?
                };
                let Some(load) = self.persistent_load else { return Err(raise_persistent(vm)) };
                let loaded = vm.call(load, &[id])?;
                self.push(vm, loaded);
            }
            op::NEXT_BUFFER => {
                if self.settings.buffers.is_none() {
                    let message =
                        "pickle stream refers to out-of-band data but no *buffers* argument was given";
                    return Err(unpickling_error(vm, message));
                }
                match vm.next(self.settings.buffers)? {
                    Some(buffer) => self.push(vm, buffer),
                    None => return Err(unpickling_error(vm, "not enough out-of-band buffers")),
                }
            }
            op::READONLY_BUFFER => {
                let buffer = self.top(vm)?;
                let class = vm.import_attr("builtins", "memoryview")?;
                let view = vm.call(class, &[buffer])?;
                let [readonly, convert] = ["readonly", "toreadonly"].map(|name| vm.intern(name));
                if vm.get_attr(view, readonly)? == Value::FALSE {
                    let convert = vm.get_attr(view, convert)?;
                    let view = vm.call(convert, &[])?;
                    self.replace(vm, 1, view);
                }
            }
            b' '..=b'~' if code != b'\'' && code != b'\\' => {
                let message = format!("invalid load key, '{}'.", char::from(code));
                return Err(unpickling_error(vm, &message));
            }
            _ => return Err(unpickling_error(vm, &format!("invalid load key, '\\x{code:02x}'."))),
        }
        Ok(())
    }

    fn load_frame(&mut self, vm: &mut Vm) -> PyResult<()> {
        let length = self.number::<8>(vm)?;
        if i64::try_from(length).is_err() {
            let message = "FRAME length exceeds system's maximum of 9223372036854775807 bytes";
            return Err(vm.raise_str(vm.types.overflow_error, message));
        }
        let length = length as usize;
        if self.data.as_slice().len() - self.at >= length {
            return Ok(());
        }
        if let Some((read, _)) = self.source.filter(|_| self.at == self.data.as_slice().len()) {
            let frame = self.ask(vm, read, Some(length))?;
            if frame.as_slice().len() == length {
                (self.data, self.at) = (frame, 0);
                return Ok(());
            }
        }
        Err(self.truncated(vm))
    }

    fn length8(&mut self, vm: &mut Vm, what: &str) -> PyResult<usize> {
        let length = self.number::<8>(vm)?;
        match isize::try_from(length) {
            Ok(length) => Ok(length as usize),
            Err(_) => {
                let message = format!("{what} exceeds system's maximum size of {} bytes", isize::MAX);
                Err(vm.raise_str(vm.types.overflow_error, &message))
            }
        }
    }

    fn signed_length(&mut self, vm: &mut Vm, negative: &str) -> PyResult<usize> {
        let length = self.number::<4>(vm)? as u32 as i32;
        usize::try_from(length).map_err(|_| unpickling_error(vm, negative))
    }

    fn line_number(&mut self, vm: &mut Vm) -> PyResult<i64> {
        let line = self.filled_line(vm)?;
        let bytes = vm.new_bytes(&line)?;
        let number = vm.call(vm.types.int.value(), &[bytes])?;
        vm.index(number)
    }

    fn load_text_number(&mut self, vm: &mut Vm, code: u8) -> PyResult<()> {
        let mut line = self.filled_line(vm)?;
        let number = match (code, &*line) {
            (op::INT, b"00") => Value::FALSE,
            (op::INT, b"01") => Value::TRUE,
            _ => {
                if code == op::LONG && line.last() == Some(&b'L') {
                    line.pop();
                }
                let class = if code == op::FLOAT { vm.types.float } else { vm.types.int };
                let bytes = vm.new_bytes(&line)?;
                match vm.call(class.value(), &[bytes]) {
                    Err(_) if code != op::LONG && vm.raised_is(vm.types.value_error) => {
                        vm.take_raised();
                        let shown = String::from_utf8_lossy(&line);
                        return Err(match code {
                            op::INT => vm.raise_value_error("could not convert string to int"),
                            _ => vm
                                .raise_value_error(format!("could not convert string to float: '{shown}\n'")),
                        });
                    }
                    number => number?,
                }
            }
        };
        self.push(vm, number);
        Ok(())
    }

    fn load_long(&mut self, vm: &mut Vm, count: usize) -> PyResult<()> {
        let (bytes, at) = self.read(vm, count)?;
        let number = BigInt::from_signed_bytes_le(&bytes.as_slice()[at..at + count]);
        let number = Int::value_of(&mut vm.heap, number);
        self.push(vm, number);
        Ok(())
    }

    fn load_str(&mut self, vm: &mut Vm, count: usize) -> PyResult<()> {
        let (bytes, at) = self.read(vm, count)?;
        let part = &bytes.as_slice()[at..at + count];
        let text = match std::str::from_utf8(part) {
            Ok(text) => vm.new_str(text)?,
            Err(_) => match Wtf8Buf::from_bytes(part.to_vec()) {
                Ok(text) => vm.new_str(&*text)?,
                Err(part) => {
                    let bytes = vm.new_bytes(&part)?;
                    self.decoded(vm, bytes, "utf-8", "surrogatepass")?
                }
            },
        };
        self.push(vm, text);
        Ok(())
    }

    /// A string of Python 2.
    fn load_old_string(&mut self, vm: &mut Vm, code: u8) -> PyResult<()> {
        let mut bytes = if code == op::STRING {
            let line = self.line(vm)?;
            let &[quote @ (b'\'' | b'"'), ref inner @ .., last] = &*line else {
                return Err(unpickling_error(vm, "the STRING opcode argument must be quoted"));
            };
            if last != quote {
                return Err(unpickling_error(vm, "the STRING opcode argument must be quoted"));
            }
            let inner = vm.new_bytes(inner)?;
            let decode = vm.import_attr("_codecs", "escape_decode")?;
            let pair = vm.call(decode, &[inner])?;
            vm.get_item(pair, Value::small_int_unchecked(0))?
        } else {
            let count = match code {
                op::SHORT_BINSTRING => self.number::<1>(vm)? as usize,
                _ => self.signed_length(vm, "BINSTRING pickle has negative byte count")?,
            };
            let (bytes, at) = self.read(vm, count)?;
            vm.new_bytes(&bytes.as_slice()[at..at + count])?
        };
        if self.settings.encoding.as_str() != Some("bytes") {
            let (encoding, errors) = (self.settings.encoding.value(), self.settings.errors.value());
            bytes = vm.call(vm.types.str.value(), &[bytes, encoding, errors])?;
        }
        self.push(vm, bytes);
        Ok(())
    }

    /// A container of what stands above the mark.
    fn load_collected(&mut self, vm: &mut Vm, code: u8) -> PyResult<()> {
        let (mark, items) = self.above_mark(vm)?;
        let made = match code {
            op::TUPLE => vm.new_tuple(&items)?,
            op::LIST => vm.new_list(&items)?.value(),
            op::FROZENSET => {
                let list = vm.new_list(&items)?.value();
                vm.call(vm.types.frozenset.value(), &[list])?
            }
            _ => {
                let (pairs, []) = items.as_chunks::<2>() else {
                    return Err(unpickling_error(vm, "odd number of items for DICT"));
                };
                let dict = vm.new_dict();
                for &[key, value] in pairs {
                    vm.dict_set(dict, key, value)?;
                }
                dict.value()
            }
        };
        vm.pop_temps(mark);
        self.push(vm, made);
        Ok(())
    }

    /// What stands on the stack from `from` on is appended to what stands below it.
    fn append_from(&mut self, vm: &mut Vm, from: usize) -> PyResult<()> {
        if from <= self.fence() {
            return Err(self.underflow(vm));
        }
        let count = vm.temps().len() - from;
        let target = vm.temps()[from - 1];
        if let Some(list) = exact::<List>(target) {
            for number in 0..count {
                let item = vm.temps()[from + number];
                let pushed = List::push(list, &mut vm.heap, item);
                vm.check(pushed)?;
            }
        } else if count > 0 {
            let [extend, append] = ["extend", "append"].map(|name| vm.intern(name));
            if let Some(extend) = vm.get_attr_or_none(target, extend)? {
                let items = vm.temps()[from..].to_vec();
                let items = vm.new_list(&items)?.value();
                vm.call(extend, &[items])?;
            } else {
                let append = vm.get_attr(target, append)?;
                for number in 0..count {
                    let item = vm.temps()[from + number];
                    vm.call(append, &[item])?;
                }
            }
        }
        vm.pop_temps(from);
        Ok(())
    }

    /// The keys and values that stand on the stack from `from` on are stored into what stands below them.
    fn set_from(&mut self, vm: &mut Vm, from: usize) -> PyResult<()> {
        if from <= self.fence() {
            return Err(self.underflow(vm));
        }
        let count = vm.temps().len() - from;
        if !count.is_multiple_of(2) {
            return Err(unpickling_error(vm, "odd number of items for SETITEMS"));
        }
        let target = vm.temps()[from - 1];
        let dict = exact::<Dict>(target);
        for at in (from..from + count).step_by(2) {
            let (key, value) = (vm.temps()[at], vm.temps()[at + 1]);
            match dict {
                Some(dict) => vm.dict_set(dict, key, value)?,
                None => vm.set_item(target, key, value)?,
            }
        }
        vm.pop_temps(from);
        Ok(())
    }

    fn add_items(&mut self, vm: &mut Vm) -> PyResult<()> {
        let mark = self.mark(vm)?;
        if mark <= self.fence() {
            return Err(self.underflow(vm));
        }
        let target = vm.temps()[mark - 1];
        let is_set = target.downcast::<Set>().filter(|_| vm.type_of(target).is_subclass(vm.types.set));
        let add = match is_set {
            Some(_) => Value::NULL,
            None => {
                let add = vm.intern("add");
                vm.get_attr(target, add)?
            }
        };
        for at in mark..vm.temps().len() {
            let item = vm.temps()[at];
            match is_set {
                Some(set) => {
                    vm.set_add(set, item)?;
                }
                None => {
                    vm.call(add, &[item])?;
                }
            }
        }
        vm.pop_temps(mark);
        Ok(())
    }

    fn find(&mut self, vm: &mut Vm, module: Gc<Str>, name: Gc<Str>) -> PyResult {
        match self.find_class {
            Some(find) => vm.call(find, &[module.value(), name.value()]),
            None => find_class(vm, module, name, self.protocol, self.settings.fix_imports),
        }
    }

    /// An instance of a class of Python 2, or the answer of any other callable.
    fn instantiate(&mut self, vm: &mut Vm, mark: usize, class: Value, args: &[Value]) -> PyResult<()> {
        let name = vm.intern("__getinitargs__");
        let is_bare = args.is_empty()
            && class.downcast::<Type>().is_some()
            && vm.get_attr_or_none(class, name)?.is_none();
        let made = if is_bare {
            let new = vm.intern("__new__");
            let new = vm.get_attr(class, new)?;
            vm.call(new, &[class])?
        } else {
            vm.call(class, args)?
        };
        vm.pop_temps(mark);
        self.push(vm, made);
        Ok(())
    }

    fn new_object(
        &mut self,
        vm: &mut Vm,
        class: Value,
        args: Value,
        keywords: Value,
        code: &str,
    ) -> PyResult<()> {
        let is_class = class.downcast::<Type>().is_some();
        let has_names = keywords.is_null() || keywords.is_kind(Kind::Dict);
        let (Some(args), true, true) = (args.downcast::<Tuple>(), has_names, is_class) else {
            let (what, wanted, wrong) = match (is_class, args.downcast::<Tuple>()) {
                (false, _) => ("class", "a type", class),
                (true, None) => ("args", "a tuple", args),
                _ => ("kwargs", "a dict", keywords),
            };
            let given = vm.type_name(wrong);
            let message = format!("{code} {what} argument must be {wanted}, not {given}");
            return Err(unpickling_error(vm, &message));
        };
        let name = vm.intern("__new__");
        let new = vm.get_attr(class, name)?;
        let parts: Vec<Value> = std::iter::once(class).chain(args.items().iter().copied()).collect();
        let made = vm.call_with_dict(new, &parts, keywords)?;
        self.push(vm, made);
        Ok(())
    }

    /// BUILD: the state of an object.
    fn build(&mut self, vm: &mut Vm) -> PyResult<()> {
        self.need(vm, 2)?;
        // Both stay where the collector finds them.
        let top = vm.temps().len();
        let (object, state) = (vm.temps()[top - 2], vm.temps()[top - 1]);
        let name = vm.intern("__setstate__");
        if let Some(set) = vm.get_attr_or_none(object, name)? {
            vm.call(set, &[state])?;
        } else {
            let (state, slots) = match state.downcast::<Tuple>().as_ref().map(|t| t.items()) {
                Some(&[state, slots]) => (state, slots),
                _ => (state, Value::NONE),
            };
            if !state.is_none() {
                self.fill_dict(vm, object, state)?;
            }
            if !slots.is_none() {
                let Some(slots) = slots.downcast::<Dict>() else {
                    return Err(unpickling_error(vm, "slot state is not a dictionary"));
                };
                for (name, value) in entries(slots) {
                    let name = vm.expect::<Str>(name, "str")?;
                    let name = vm.intern(name.as_wtf8());
                    vm.set_attr(object, name, value)?;
                }
            }
        }
        vm.pop_temps(top - 1);
        Ok(())
    }

    /// What `object.__dict__.update(state)` does.
    fn fill_dict(&mut self, vm: &mut Vm, object: Value, state: Value) -> PyResult<()> {
        let Some(state) = state.downcast::<Dict>() else {
            return Err(unpickling_error(vm, "state is not a dictionary"));
        };
        if vm.update_attributes(object, state)? {
            return Ok(());
        }
        let name = vm.intern("__dict__");
        let dict = vm.get_attr(object, name)?;
        for (key, value) in entries(state) {
            let key = match exact::<Str>(key) {
                Some(text) => vm.intern(text.as_wtf8()).value(),
                None => key,
            };
            vm.set_item(dict, key, value)?;
        }
        Ok(())
    }

    fn extension(&mut self, vm: &mut Vm, code: i64) -> PyResult {
        let key = vm.new_int(code);
        let cache = vm.import_attr("copyreg", "_extension_cache")?;
        let cache = vm.expect::<Dict>(cache, "dict")?;
        if let Some(found) = vm.dict_get(cache, key)? {
            return Ok(found);
        }
        let registry = vm.import_attr("copyreg", "_inverted_registry")?;
        let registry = vm.expect::<Dict>(registry, "dict")?;
        let Some(pair) = vm.dict_get(registry, key)? else {
            if code <= 0 {
                return Err(unpickling_error(vm, "EXT specifies code <= 0"));
            }
            return Err(vm.raise_value_error(format!("unregistered extension code {code}")));
        };
        let names = match pair.downcast::<Tuple>().as_ref().map(|t| t.items()) {
            Some(&[module, name]) => (module.downcast::<Str>(), name.downcast::<Str>()),
            _ => (None, None),
        };
        let (Some(module), Some(name)) = names else {
            let shown = vm.repr_string(pair)?;
            let message = format!("_inverted_registry[{code}] isn't a 2-tuple of strings: {shown}");
            return Err(vm.raise_value_error(message));
        };
        let found = self.find(vm, module, name)?;
        vm.dict_set(cache, key, found)?;
        Ok(found)
    }
}

/// Puts a value into a memo.
pub(super) fn remember(vm: &mut Vm, memo: Gc<List>, number: usize, value: Value) -> PyResult<()> {
    if number < memo.len() {
        memo.set(&mut vm.heap, number, value);
        return Ok(());
    }
    if number - memo.len() > memo.len() + MEMO_GAP {
        return Err(unpickling_error(vm, &format!("Memo index {number} is far beyond the values before it")));
    }
    while memo.len() < number {
        let pushed = List::push(memo, &mut vm.heap, Value::NULL);
        vm.check(pushed)?;
    }
    let pushed = List::push(memo, &mut vm.heap, value);
    vm.check(pushed)
}

/// What stands under a name in a module, which is imported for it.
///
/// # Errors
/// `ModuleNotFoundError`, `AttributeError`, and what hooks raise.
pub(super) fn find_class(
    vm: &mut Vm,
    module: Gc<Str>,
    name: Gc<Str>,
    protocol: u8,
    fix_imports: bool,
) -> PyResult {
    if !vm.held(Held::AuditHooks).is_null() {
        let audit = vm.import_attr("sys", "audit")?;
        let event = vm.intern("pickle.find_class").value();
        vm.call(audit, &[event, module.value(), name.value()])?;
    }
    let [mut module, mut name] = [module, name].map(|text| vm.intern(text.as_wtf8()));
    if protocol < 3 && fix_imports {
        let [old_module, old_name] = [module, name].map(|text| text.as_wtf8().to_string());
        let (new_module, new_name) =
            reduce::mapped(vm, "NAME_MAPPING", "IMPORT_MAPPING", old_module, old_name)?;
        module = vm.intern(&*new_module);
        name = vm.intern(&*new_name);
    }
    if module.as_wtf8().is_empty() {
        return Err(vm.raise_value_error("Empty module name"));
    }
    let found = vm.import_absolute(module)?;
    if protocol < 4 || memchr::memchr(b'.', name.as_wtf8().as_bytes()).is_none() {
        return vm.get_attr(found, name);
    }
    let path = name.as_wtf8().to_string();
    match reduce::follow(vm, found, &path)? {
        Some(value) => Ok(value),
        None => {
            let [path, module] = [name, module].map(|text| vm.repr_string(text.value()));
            let message = format!("Can't resolve path {} on module {}", path?, module?);
            Err(vm.raise_str(vm.types.attribute_error, &message))
        }
    }
}
