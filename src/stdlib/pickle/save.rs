//! Values of builtin types as opcodes.
//!
//! INVARIANT: a container is written as it stands when its turn comes; one that changes meanwhile is an error where
//! CPython has one, and nothing is read beyond its end.

use super::opcodes as op;
use super::pickler::Pickling;
use super::{class_name, pickling_error};
use crate::heap::Gc;
use crate::objects::{ByteArray, Bytes, Dict, Function, List, Set, Str, Tuple};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::special::exact;

/// So many items are added at once.
const BATCH: usize = 1000;
/// In fast mode deeper containers are looked at for cycles.
const FAST_NESTING: usize = 50;

impl Pickling {
    /// Writes a value.
    ///
    /// # Errors
    /// As [`Pickling::dump`].
    pub(super) fn save(&mut self, vm: &mut Vm, value: Value) -> PyResult<()> {
        vm.poll(1)?;
        vm.need_native_room(" while pickling an object")?;
        if let Some(hook) = self.persistent_id {
            let id = vm.call(hook, &[value])?;
            if !id.is_none() {
                return self.save_persistent(vm, id);
            }
        }
        self.save_itself(vm, value)
    }

    fn save_persistent(&mut self, vm: &mut Vm, id: Value) -> PyResult<()> {
        if self.settings.binary {
            self.save_itself(vm, id)?;
            self.op(op::BINPERSID);
            return Ok(());
        }
        let text = vm.str_of(id)?;
        let text = vm.expect::<Str>(text, "str")?;
        if !text.as_wtf8().is_ascii() {
            return Err(pickling_error(vm, "persistent IDs in protocol 0 must be ASCII strings"));
        }
        let line = [&[op::PERSID], text.as_wtf8().as_bytes(), b"\n"].concat();
        self.put(&line);
        Ok(())
    }

    fn save_itself(&mut self, vm: &mut Vm, value: Value) -> PyResult<()> {
        if self.save_atom(vm, value)? {
            return self.boundary(vm);
        }
        if let Some(number) = self.known(value) {
            self.get(number);
            return self.boundary(vm);
        }
        if let Some(text) = exact::<Str>(value) {
            self.save_str(vm, text)?;
        } else if let Some(bytes) = exact::<Bytes>(value) {
            self.save_bytes(vm, bytes)?;
        } else if let Some(dict) = exact::<Dict>(value) {
            self.save_dict(vm, dict)?;
        } else if let Some(set) = value.downcast::<Set>().filter(|_| vm.type_of(value) == vm.types.set) {
            self.save_set(vm, set)?;
        } else if let Some(set) = value.downcast::<Set>().filter(|_| vm.type_of(value) == vm.types.frozenset)
        {
            self.save_frozenset(vm, set)?;
        } else if let Some(list) = exact::<List>(value) {
            self.save_list(vm, list)?;
        } else if let Some(tuple) = exact::<Tuple>(value) {
            self.save_tuple(vm, tuple)?;
        } else if let Some(array) = exact::<ByteArray>(value) {
            self.save_bytearray(vm, array)?;
        } else if super::buffer::is_buffer(value) {
            self.save_buffer(vm, value)?;
        } else {
            self.save_other(vm, value)?;
        }
        self.boundary(vm)
    }

    /// Values that are never remembered.
    fn save_atom(&mut self, vm: &mut Vm, value: Value) -> PyResult<bool> {
        if value.is_none() {
            self.op(op::NONE);
        } else if let Some(yes) = value.as_bool() {
            match (self.settings.protocol, yes) {
                (0 | 1, true) => self.put(b"I01\n"),
                (0 | 1, false) => self.put(b"I00\n"),
                (_, true) => self.op(op::NEWTRUE),
                (_, false) => self.op(op::NEWFALSE),
            }
        } else if let Some(int) = value.as_small_int() {
            self.save_int(vm, value, Some(int))?;
        } else if vm.type_of(value) == vm.types.int {
            let int = vm.as_int(&value).and_then(|i| i.to_i64());
            self.save_int(vm, value, int)?;
        } else if vm.type_of(value) == vm.types.float {
            let number = vm.as_float(value).unwrap_or_default();
            if self.settings.binary {
                let mut bytes = [op::BINFLOAT; 9];
                bytes[1..].copy_from_slice(&number.to_be_bytes());
                self.put(&bytes);
            } else {
                self.put_line(op::FLOAT, &pyopt_compiler::semantics::float::repr(number));
            }
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    /// An opcode of protocol 0: a line of text.
    fn put_line(&mut self, code: u8, text: &str) {
        self.op(code);
        self.out.extend_from_slice(text.as_bytes());
        self.out.push(b'\n');
    }

    fn save_int(&mut self, vm: &mut Vm, value: Value, small: Option<i64>) -> PyResult<()> {
        let short = small.and_then(|int| i32::try_from(int).ok());
        match short {
            Some(int @ 0..=0xFF) if self.settings.binary => self.put(&[op::BININT1, int as u8]),
            Some(int @ 0..=0xFFFF) if self.settings.binary => {
                let [low, high] = (int as u16).to_le_bytes();
                self.put(&[op::BININT2, low, high]);
            }
            Some(int) if self.settings.binary => self.put_long(op::BININT, int as u32),
            Some(int) => self.put_line(op::INT, &int.to_string()),
            None if self.settings.protocol >= 2 => {
                let bytes = match vm.as_int(&value) {
                    Some(int) => int.to_big().to_signed_bytes_le(),
                    None => Vec::new(),
                };
                match u8::try_from(bytes.len()) {
                    Ok(length) => self.put(&[op::LONG1, length]),
                    Err(_) if i32::try_from(bytes.len()).is_err() => {
                        return Err(vm.raise_str(vm.types.overflow_error, "int too large to pickle"));
                    }
                    Err(_) => self.put_long(op::LONG4, bytes.len() as u32),
                }
                self.out.extend_from_slice(&bytes);
            }
            None => {
                let text = vm.repr_string(value)?;
                self.put_line(op::LONG, &(text + "L"));
            }
        }
        Ok(())
    }

    fn save_str(&mut self, vm: &mut Vm, text: Gc<Str>) -> PyResult<()> {
        let bytes = text.as_wtf8().as_bytes();
        if !self.settings.binary {
            let mut line = vec![op::UNICODE];
            for code in text.as_wtf8().code_points().map(|code| code.to_u32()) {
                match code {
                    // What ends a line, or what the reader unescapes.
                    0 | 0x0A | 0x0D | 0x1A | 0x5C | 0x100..=0xFFFF => {
                        line.extend(format!("\\u{code:04x}").bytes());
                    }
                    0..=0xFF => line.push(code as u8),
                    _ => line.extend(format!("\\U{code:08x}").bytes()),
                }
            }
            line.push(b'\n');
            self.put(&line);
        } else if bytes.len() <= 0xFF && self.settings.protocol >= 4 {
            self.put(&[op::SHORT_BINUNICODE, bytes.len() as u8]);
            self.out.extend_from_slice(bytes);
        } else {
            let header = self.long_header(vm, op::BINUNICODE, op::BINUNICODE8, bytes.len(), "a string")?;
            self.put_payload(vm, &header, bytes, None)?;
        }
        self.memoize(vm, text.value())
    }

    /// An opcode and a length of four bytes, or of eight.
    fn long_header(&self, vm: &mut Vm, code: u8, code8: u8, length: usize, what: &str) -> PyResult<Vec<u8>> {
        match u32::try_from(length) {
            Ok(length) => Ok([&[code][..], &length.to_le_bytes()].concat()),
            Err(_) if self.settings.protocol >= 4 => Ok(eight(code8, length)),
            Err(_) => {
                let message = format!("cannot serialize {what} larger than 4 GiB");
                Err(vm.raise_str(vm.types.overflow_error, &message))
            }
        }
    }

    fn save_bytes(&mut self, vm: &mut Vm, bytes: Gc<Bytes>) -> PyResult<()> {
        let value = bytes.value();
        let contents = bytes.as_slice();
        if self.settings.protocol < 3 {
            let (function, args) = if contents.is_empty() {
                (vm.types.bytes.value(), vm.new_tuple(&[])?)
            } else {
                let text: String = contents.iter().map(|&byte| char::from(byte)).collect();
                let text = vm.new_str(text.as_str())?;
                let codec = vm.intern("latin1").value();
                (vm.import_attr("_codecs", "encode")?, vm.new_tuple(&[text, codec])?)
            };
            return self.save_call(vm, function, args, value);
        }
        if contents.len() <= 0xFF {
            self.put(&[op::SHORT_BINBYTES, contents.len() as u8]);
            self.out.extend_from_slice(contents);
        } else {
            let header =
                self.long_header(vm, op::BINBYTES, op::BINBYTES8, contents.len(), "a bytes object")?;
            self.put_payload(vm, &header, contents, Some(value))?;
        }
        self.memoize(vm, value)
    }

    fn save_bytearray(&mut self, vm: &mut Vm, array: Gc<ByteArray>) -> PyResult<()> {
        let value = array.value();
        if self.settings.protocol < 5 {
            let args = if array.is_empty() {
                vm.new_tuple(&[])?
            } else {
                let bytes = vm.new_bytes(&array.to_vec())?;
                vm.new_tuple(&[bytes])?
            };
            return self.save_call(vm, vm.types.bytearray.value(), args, value);
        }
        let contents = array.to_vec();
        self.put_payload(vm, &eight(op::BYTEARRAY8, contents.len()), &contents, Some(value))?;
        self.memoize(vm, value)
    }

    /// In fast mode a cycle would never end; so it is looked for where containers are deep.
    fn open(&mut self, vm: &mut Vm, value: Value) -> PyResult<()> {
        self.depth += 1;
        if self.settings.fast && self.depth >= FAST_NESTING && !self.open.insert(value.bits()) {
            let class = class_name(vm, value);
            return Err(vm.raise_value_error(format!(
                "fast mode: can't pickle cyclic objects including object type {class} at {:#x}",
                value.bits()
            )));
        }
        Ok(())
    }

    fn close(&mut self, value: Value) {
        if self.settings.fast && self.depth >= FAST_NESTING {
            self.open.remove(&value.bits());
        }
        self.depth -= 1;
    }

    /// Writes a part of a container; an error says which one it was.
    fn save_part(
        &mut self,
        vm: &mut Vm,
        whole: Value,
        part: Value,
        place: impl FnOnce(&mut Vm) -> PyResult<String>,
    ) -> PyResult<()> {
        let saved = self.save(vm, part);
        if saved.is_err() {
            self.note(vm, whole, place);
        }
        saved
    }

    /// A note at the exception that is raised: "when serializing list item 3".
    #[cold]
    pub(super) fn note(
        &mut self,
        vm: &mut Vm,
        whole: Value,
        place: impl FnOnce(&mut Vm) -> PyResult<String>,
    ) {
        let raised = vm.take_raised();
        let class = class_name(vm, whole);
        let place = place(vm).unwrap_or_else(|_| {
            vm.take_raised();
            "part".to_owned()
        });
        vm.raised = raised;
        vm.note_raised(&format!("when serializing {class} {place}"));
    }

    fn save_tuple(&mut self, vm: &mut Vm, tuple: Gc<Tuple>) -> PyResult<()> {
        let (value, count) = (tuple.value(), tuple.len());
        if count == 0 {
            match self.settings.binary {
                true => self.op(op::EMPTY_TUPLE),
                false => self.put(&[op::MARK, op::TUPLE]),
            }
            return Ok(());
        }
        let is_short = count <= 3 && self.settings.protocol >= 2;
        if !is_short {
            self.op(op::MARK);
        }
        for (number, &item) in tuple.items().iter().enumerate() {
            self.save_part(vm, value, item, |_| Ok(format!("item {number}")))?;
        }
        if let Some(number) = self.known(value) {
            // It refers to itself, and was written meanwhile: what was put on the stack for it goes again.
            match (is_short, self.settings.binary) {
                (false, true) => self.op(op::POP_MARK),
                (true, _) => (0..count).for_each(|_| self.op(op::POP)),
                (false, false) => (0..=count).for_each(|_| self.op(op::POP)),
            }
            self.get(number);
            return Ok(());
        }
        self.op(if is_short { [op::TUPLE1, op::TUPLE2, op::TUPLE3][count - 1] } else { op::TUPLE });
        self.memoize(vm, value)
    }

    fn save_list(&mut self, vm: &mut Vm, list: Gc<List>) -> PyResult<()> {
        let value = list.value();
        self.open(vm, value)?;
        match self.settings.binary {
            true => self.op(op::EMPTY_LIST),
            false => self.put(&[op::MARK, op::LIST]),
        }
        self.memoize(vm, value)?;
        let item = |number: usize| move |_: &mut Vm| Ok(format!("item {number}"));
        if !self.settings.binary || list.len() == 1 {
            let mut at = 0;
            while let Some(part) = list.get(at) {
                self.save_part(vm, value, part, item(at))?;
                self.op(op::APPEND);
                at += 1;
            }
        } else {
            let mut at = 0;
            while at < list.len() {
                self.op(op::MARK);
                let end = at + BATCH;
                while at < end
                    && let Some(part) = list.get(at)
                {
                    self.save_part(vm, value, part, item(at))?;
                    at += 1;
                }
                self.op(op::APPENDS);
            }
        }
        self.close(value);
        Ok(())
    }

    /// The items that an iterator gives, appended to the value on the stack.
    pub(super) fn append_all(&mut self, vm: &mut Vm, whole: Value, iterator: Value) -> PyResult<()> {
        let item = |number: usize| move |_: &mut Vm| Ok(format!("item {number}"));
        let mut at = 0;
        loop {
            let Some(first) = vm.next(iterator)? else { return Ok(()) };
            if !self.settings.binary {
                self.save_part(vm, whole, first, item(at))?;
                self.op(op::APPEND);
                at += 1;
                continue;
            }
            let Some(mut part) = vm.next(iterator)? else {
                self.save_part(vm, whole, first, item(at))?;
                self.op(op::APPEND);
                return Ok(());
            };
            self.op(op::MARK);
            self.save_part(vm, whole, first, item(at))?;
            at += 1;
            let mut count = 1;
            let has_more = loop {
                self.save_part(vm, whole, part, item(at))?;
                at += 1;
                count += 1;
                if count == BATCH {
                    break true;
                }
                match vm.next(iterator)? {
                    Some(next) => part = next,
                    None => break false,
                }
            };
            self.op(op::APPENDS);
            if !has_more {
                return Ok(());
            }
        }
    }

    fn save_pair(&mut self, vm: &mut Vm, whole: Value, key: Value, value: Value) -> PyResult<()> {
        self.save(vm, key)?;
        self.save_part(vm, whole, value, |vm| Ok(format!("item {}", vm.repr_string(key)?)))
    }

    fn save_dict(&mut self, vm: &mut Vm, dict: Gc<Dict>) -> PyResult<()> {
        let value = dict.value();
        self.open(vm, value)?;
        match self.settings.binary {
            true => self.op(op::EMPTY_DICT),
            false => self.put(&[op::MARK, op::DICT]),
        }
        self.memoize(vm, value)?;
        let size = dict.len();
        let mut at = 0;
        let one_by_one = !self.settings.binary || size == 1;
        while let Some((number, key, held)) = dict.next_entry(at) {
            if one_by_one {
                at = number + 1;
                self.save_pair(vm, value, key, held)?;
                self.op(op::SETITEM);
            } else {
                self.op(op::MARK);
                let (mut entry, mut count) = (Some((number, key, held)), 0);
                while let Some((number, key, held)) = entry {
                    at = number + 1;
                    self.save_pair(vm, value, key, held)?;
                    count += 1;
                    entry = if count < BATCH { dict.next_entry(at) } else { None };
                }
                self.op(op::SETITEMS);
            }
            if dict.len() != size {
                let message = "dictionary changed size during iteration";
                return Err(vm.raise_str(vm.types.runtime_error, message));
            }
        }
        self.close(value);
        Ok(())
    }

    /// The pairs that an iterator gives, stored into the value on the stack.
    pub(super) fn set_all(&mut self, vm: &mut Vm, whole: Value, iterator: Value) -> PyResult<()> {
        loop {
            let Some(first) = vm.next(iterator)? else { return Ok(()) };
            let (key, value) = self.pair(vm, first)?;
            if !self.settings.binary {
                self.save_pair(vm, whole, key, value)?;
                self.op(op::SETITEM);
                continue;
            }
            let Some(mut next) = vm.next(iterator)? else {
                self.save_pair(vm, whole, key, value)?;
                self.op(op::SETITEM);
                return Ok(());
            };
            self.op(op::MARK);
            self.save_pair(vm, whole, key, value)?;
            let mut count = 1;
            let has_more = loop {
                let (key, value) = self.pair(vm, next)?;
                self.save_pair(vm, whole, key, value)?;
                count += 1;
                if count == BATCH {
                    break true;
                }
                match vm.next(iterator)? {
                    Some(pair) => next = pair,
                    None => break false,
                }
            };
            self.op(op::SETITEMS);
            if !has_more {
                return Ok(());
            }
        }
    }

    fn pair(&mut self, vm: &mut Vm, item: Value) -> PyResult<(Value, Value)> {
        match item.downcast::<Tuple>().as_ref().map(|t| t.items()) {
            Some(&[key, value]) => Ok((key, value)),
            _ => Err(vm.raise_type_error("dict items iterator must return 2-tuples")),
        }
    }

    fn save_set(&mut self, vm: &mut Vm, set: Gc<Set>) -> PyResult<()> {
        let value = set.value();
        if self.settings.protocol < 4 {
            let list = vm.list_of(value)?.value();
            let args = vm.new_tuple(&[list])?;
            return self.save_call(vm, vm.types.set.value(), args, value);
        }
        self.op(op::EMPTY_SET);
        self.memoize(vm, value)?;
        let size = set.len();
        let mut entry = set.next_entry(0);
        while entry.is_some() {
            self.op(op::MARK);
            let mut count = 0;
            while let Some((number, member)) = entry {
                self.save_part(vm, value, member, |_| Ok("element".to_owned()))?;
                count += 1;
                entry = set.next_entry(number + 1);
                if count == BATCH {
                    break;
                }
            }
            self.op(op::ADDITEMS);
            if set.len() != size {
                return Err(vm.raise_str(vm.types.runtime_error, "set changed size during iteration"));
            }
        }
        Ok(())
    }

    fn save_frozenset(&mut self, vm: &mut Vm, set: Gc<Set>) -> PyResult<()> {
        let value = set.value();
        if self.settings.protocol < 4 {
            let list = vm.list_of(value)?.value();
            let args = vm.new_tuple(&[list])?;
            return self.save_call(vm, vm.types.frozenset.value(), args, value);
        }
        self.op(op::MARK);
        let mut entry = set.next_entry(0);
        while let Some((number, member)) = entry {
            self.save_part(vm, value, member, |_| Ok("element".to_owned()))?;
            entry = set.next_entry(number + 1);
        }
        if let Some(number) = self.known(value) {
            self.op(op::POP_MARK);
            self.get(number);
            return Ok(());
        }
        self.op(op::FROZENSET);
        self.memoize(vm, value)
    }

    /// A `PickleBuffer`: its bytes, unless the callback takes it.
    fn save_buffer(&mut self, vm: &mut Vm, value: Value) -> PyResult<()> {
        if self.settings.protocol < 5 {
            return Err(pickling_error(vm, "PickleBuffer can only be pickled with protocol >= 5"));
        }
        let (view, is_contiguous) = super::buffer::live_view(vm, value)?;
        if !is_contiguous {
            let message = "PickleBuffer can not be pickled when pointing to a non-contiguous buffer";
            return Err(pickling_error(vm, message));
        }
        let in_band = match self.buffer_callback {
            None => true,
            Some(callback) => {
                let answer = vm.call(callback, &[value])?;
                vm.truth(answer)?
            }
        };
        if !in_band {
            self.op(op::NEXT_BUFFER);
            if view.readonly {
                self.op(op::READONLY_BUFFER);
            }
            return Ok(());
        }
        let contents = vm.need_contents(view.value())?.to_vec();
        if !view.readonly {
            self.put_payload(vm, &eight(op::BYTEARRAY8, contents.len()), &contents, None)?;
        } else if let Ok(length) = u8::try_from(contents.len()) {
            self.put(&[op::SHORT_BINBYTES, length]);
            self.out.extend_from_slice(&contents);
        } else {
            let header =
                self.long_header(vm, op::BINBYTES, op::BINBYTES8, contents.len(), "a bytes object")?;
            self.put_payload(vm, &header, &contents, None)?;
        }
        self.memoize(vm, value)
    }

    /// Whatever has opcodes of no own.
    fn save_other(&mut self, vm: &mut Vm, value: Value) -> PyResult<()> {
        let class = vm.type_of(value);
        if let Some(reduce) = self.reducer_override {
            let reduced = vm.call(reduce, &[value])?;
            if !reduced.is(Value::NOT_IMPLEMENTED) {
                return self.save_reduced(vm, value, reduced);
            }
        }
        if class == vm.types.typ {
            return self.save_type(vm, value);
        }
        if value.downcast::<Function>().is_some() {
            return self.save_global(vm, value, None);
        }
        let reduced = match self.reducer_of(vm, class.value())? {
            Some(reduce) => vm.call(reduce, &[value])?,
            None if class.is_subclass(vm.types.typ) => return self.save_global(vm, value, None),
            None => {
                let [with_protocol, plain] = ["__reduce_ex__", "__reduce__"].map(|name| vm.intern(name));
                if let Some(reduce) = vm.get_attr_or_none(value, with_protocol)? {
                    let protocol = vm.new_int(i64::from(self.settings.protocol));
                    vm.call(reduce, &[protocol])?
                } else if let Some(reduce) = vm.get_attr_or_none(value, plain)? {
                    vm.call(reduce, &[])?
                } else {
                    let name = class_name(vm, value);
                    return Err(pickling_error(vm, &format!("Can't pickle {name} object")));
                }
            }
        };
        self.save_reduced(vm, value, reduced)
    }

    /// What a dispatch table has for a class.
    fn reducer_of(&mut self, vm: &mut Vm, class: Value) -> PyResult<Option<Value>> {
        if let Some(table) = exact::<Dict>(self.dispatch_table) {
            return vm.dict_get(table, class);
        }
        match vm.get_item(self.dispatch_table, class) {
            Ok(reduce) => Ok(Some(reduce)),
            Err(_) if vm.raised_is(vm.types.key_error) => {
                vm.take_raised();
                Ok(None)
            }
            Err(raised) => Err(raised),
        }
    }
}

fn eight(code: u8, length: usize) -> Vec<u8> {
    [&[code][..], &(length as u64).to_le_bytes()].concat()
}
