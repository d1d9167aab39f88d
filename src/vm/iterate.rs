//! Iteration: builtin containers are stepped here, others by `__iter__`, `__next__` and `__getitem__`.

use super::Vm;
use super::generator::Resumed;
use crate::heap::Gc;
use crate::objects::generator::Generator;
use crate::objects::range::{Iterator, Stepping};
use crate::objects::{Bytes, Dict, DictView, Kind, List, Range, Set, Str, Tuple, ViewOf};
use crate::value::{PyResult, Value};

impl Vm {
    /// `iter(value)`.
    ///
    /// # Errors
    /// `TypeError` for what cannot be iterated; what `__iter__` raises.
    pub fn iter(&mut self, value: Value) -> PyResult {
        let (stepping, end) = match value.kind() {
            Some(Kind::Iterator | Kind::Generator) => return Ok(value),
            Some(Kind::List) => (Stepping::List, 0),
            Some(Kind::Tuple) => (Stepping::Tuple, 0),
            Some(Kind::Str) => (Stepping::Str, 0),
            Some(Kind::Bytes) => (Stepping::Bytes, 0),
            Some(Kind::Dict) => (Stepping::DictKeys, self.builtin_len(value).unwrap_or(0)),
            Some(Kind::DictView) => {
                let Some(view) = value.downcast::<DictView>() else { return Ok(value) };
                let stepping = match view.of() {
                    ViewOf::Keys => Stepping::DictKeys,
                    ViewOf::Values => Stepping::DictValues,
                    ViewOf::Items => Stepping::DictItems,
                };
                return Ok(self.iterator(stepping, view.dict().value(), view.dict().len()));
            }
            Some(Kind::Set) => (Stepping::Set, self.builtin_len(value).unwrap_or(0)),
            Some(Kind::Range) => {
                let Some(range) = value.downcast::<Range>() else { return Ok(value) };
                let (start, stop, step) = (range.start, range.stop, range.step);
                return Ok(Iterator::new(&mut self.heap, Stepping::Range, value, start, stop, step).value());
            }
            _ => return self.iter_slow(value),
        };
        Ok(self.iterator(stepping, value, end))
    }

    fn iter_slow(&mut self, value: Value) -> PyResult {
        match self.special(value, "__iter__") {
            Some(method) if !method.is_none() => self.call(method, &[value]),
            _ => {
                let message = format!("'{}' object is not iterable", self.type_name(value));
                Err(self.raise_type_error(message))
            }
        }
    }

    /// An iterator over a builtin container; `end` is the size that a dict or set must keep.
    pub(crate) fn iterator(&mut self, stepping: Stepping, source: Value, end: usize) -> Value {
        Iterator::new(&mut self.heap, stepping, source, 0, end as i64, 1).value()
    }

    /// The next item; `None` at the end.
    ///
    /// # Errors
    /// `TypeError` for what is no iterator; what `__next__` raises.
    pub fn next(&mut self, iterator: Value) -> PyResult<Option<Value>> {
        if let Some(it) = iterator.downcast::<Iterator>() {
            return self.step(it);
        }
        if let Some(generator) = iterator.downcast::<Generator>() {
            return Ok(match self.resume_generator(generator, Ok(Value::NONE))? {
                Resumed::Yielded(value) => Some(value),
                Resumed::Returned(_) => None,
            });
        }
        let Some(method) = self.special(iterator, "__next__") else {
            let message = format!("'{}' object is not an iterator", self.type_name(iterator));
            return Err(self.raise_type_error(message));
        };
        match self.call(method, &[iterator]) {
            Ok(value) => Ok(Some(value)),
            Err(_) if self.raised_is(self.types.stop_iteration) => {
                self.raised = Value::NULL;
                Ok(None)
            }
            Err(raised) => Err(raised),
        }
    }

    /// Steps an iterator over a builtin container. An ended one stays ended.
    #[inline]
    pub(crate) fn step(&mut self, it: Gc<Iterator>) -> PyResult<Option<Value>> {
        let (source, at) = (it.source.get(), it.position.get());
        if source.is_null() {
            return Ok(None);
        }
        let item = match it.stepping {
            Stepping::Range => {
                let more = if it.step > 0 { at < it.end.get() } else { at > it.end.get() };
                if more {
                    match at.checked_add(it.step) {
                        Some(next) => it.position.set(next),
                        None => it.source.set(Value::NULL),
                    }
                    return Ok(Some(self.new_int(at)));
                }
                None
            }
            Stepping::List => source.downcast::<List>().and_then(|l| l.get(at as usize)),
            Stepping::Tuple => source.downcast::<Tuple>().and_then(|t| t.items().get(at as usize).copied()),
            Stepping::Bytes => {
                let byte = source.downcast::<Bytes>().and_then(|b| b.as_slice().get(at as usize).copied());
                byte.and_then(|b| Value::try_small_int(i64::from(b)))
            }
            Stepping::Str => return self.step_str(it),
            _ => return self.step_table(it),
        };
        match item {
            Some(_) => it.position.set(at + 1),
            None => it.source.set(Value::NULL),
        }
        Ok(item)
    }

    fn step_str(&mut self, it: Gc<Iterator>) -> PyResult<Option<Value>> {
        let at = it.position.get() as usize;
        let Some(s) = it.source.get().downcast::<Str>() else { return Ok(None) };
        let bytes = s.as_bytes();
        if at >= bytes.len() {
            it.source.set(Value::NULL);
            return Ok(None);
        }
        let mut end = at + 1;
        while end < bytes.len() && bytes[end] & 0xC0 == 0x80 {
            end += 1;
        }
        it.position.set(end as i64);
        // SAFETY: from the start of one code point to the start of the next.
        let text = unsafe { rustpython_wtf8::Wtf8::from_bytes_unchecked(&bytes[at..end]) };
        self.new_str(text).map(Some)
    }

    fn step_table(&mut self, it: Gc<Iterator>) -> PyResult<Option<Value>> {
        let (source, at) = (it.source.get(), it.position.get() as usize);
        let length = self.builtin_len(source).unwrap_or(0) as i64;
        if length != it.end.get() {
            // A container that changed its size stays an error, however often one asks.
            it.end.set(-1);
            let what = if it.stepping == Stepping::Set { "Set" } else { "dictionary" };
            return Err(
                self.raise_str(self.types.runtime_error, &format!("{what} changed size during iteration"))
            );
        }
        let found = match (source.downcast::<Dict>(), source.downcast::<Set>()) {
            (Some(dict), _) => dict.next_entry(at),
            (_, Some(set)) => set.next_entry(at).map(|(n, k)| (n, k, Value::NONE)),
            _ => None,
        };
        let Some((number, key, value)) = found else {
            it.source.set(Value::NULL);
            return Ok(None);
        };
        it.position.set(number as i64 + 1);
        match it.stepping {
            Stepping::DictValues => Ok(Some(value)),
            Stepping::DictItems => self.new_tuple(&[key, value]).map(Some),
            _ => Ok(Some(key)),
        }
    }

    /// Appends every item of an iterable to a list.
    ///
    /// # Errors
    /// What iterating raises; `MemoryError`.
    pub fn list_extend(&mut self, list: Gc<List>, iterable: Value) -> PyResult<()> {
        if let (Some(from), false) = (iterable.downcast::<List>(), iterable.is(list.value())) {
            for item in from.items() {
                let pushed = List::push(list, &mut self.heap, item.get());
                self.check(pushed)?;
            }
            return Ok(());
        }
        // A list that extends itself takes the items that it had.
        let bound = if iterable.is(list.value()) { list.len() } else { usize::MAX };
        let iterator = self.iter(iterable)?;
        for _ in 0..bound {
            let Some(item) = self.next(iterator)? else { break };
            let pushed = List::push(list, &mut self.heap, item);
            self.check(pushed)?;
        }
        Ok(())
    }

    /// A list of an iterable's items.
    ///
    /// # Errors
    /// What iterating raises; `MemoryError`.
    pub fn list_of(&mut self, iterable: Value) -> PyResult<Gc<List>> {
        let list = self.new_list(&[])?;
        self.list_extend(list, iterable)?;
        Ok(list)
    }

    /// The first items of a list, as a tuple.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn tuple_of_list(&mut self, list: Gc<List>) -> PyResult {
        let items: Vec<Value> = list.items().iter().map(|i| i.get()).collect();
        self.new_tuple(&items)
    }
}
