//! Iteration: builtin containers are stepped here, others by `__iter__`, `__next__` and `__getitem__`.

use super::Vm;
use super::generator::Resumed;
use crate::heap::Gc;
use crate::objects::generator::Generator;
use crate::objects::{
    Bytes, Dict, DictView, Iterator, Kind, List, Range, Set, Stepping, Str, Tuple, Type, ViewOf,
};
use crate::stdlib::collections::ordered_views;
use crate::value::{PyResult, Value};

impl Vm {
    /// `iter(value)`.
    ///
    /// # Errors
    /// `TypeError` for what cannot be iterated; what `__iter__` raises.
    pub fn iter(&mut self, value: Value) -> PyResult {
        if !self.is_exact_builtin(value)
            && let Some(method) = self.special(value, "__iter__")
        {
            return self.iter_by(method, value);
        }
        self.builtin_iter(value)
    }

    /// `iter(value)` past an `__iter__` of the program's own, for values of builtin layouts.
    #[inline]
    pub(crate) fn builtin_iter(&mut self, value: Value) -> PyResult {
        let (stepping, end) = match value.kind() {
            Some(Kind::Iterator) => return Ok(value),
            Some(Kind::Generator) if value.header().is_some_and(|h| h.shape() == Kind::Generator as u32) => {
                return Ok(value);
            }
            Some(Kind::List) => (Stepping::List, 0),
            Some(Kind::Tuple) => (Stepping::Tuple, 0),
            Some(Kind::Str) => (Stepping::Str, 0),
            Some(Kind::Bytes) => (Stepping::Bytes, 0),
            Some(Kind::ByteArray) => (Stepping::ByteArray, 0),
            Some(Kind::MemoryView) => {
                self.check_walkable(value)?;
                (Stepping::Memory, 0)
            }
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
                return Ok(self.iterate_range(range));
            }
            _ => return self.iter_slow(value),
        };
        Ok(self.iterator(stepping, value, end))
    }

    fn iter_slow(&mut self, value: Value) -> PyResult {
        match self.special(value, "__iter__") {
            Some(method) => self.iter_by(method, value),
            None if self.special(value, "__getitem__").is_some() => {
                Ok(self.iterator(Stepping::Sequence, value, 0))
            }
            None => Err(self.not_iterable(value)),
        }
    }

    /// What the `__iter__` of a class answers, which must be an iterator; the method may be `None`.
    fn iter_by(&mut self, method: Value, value: Value) -> PyResult {
        if method.is_none() {
            return Err(self.not_iterable(value));
        }
        let made = self.call_method(method, value, &[])?;
        self.check_iterator(made)
    }

    /// What `__iter__` answered, which must be an iterator.
    pub(super) fn check_iterator(&mut self, made: Value) -> PyResult {
        if self.is_iterator(made) {
            return Ok(made);
        }
        let message = format!("iter() returned non-iterator of type '{}'", self.type_name(made));
        Err(self.raise_type_error(message))
    }

    /// Whether a value has a next item, or may be asked for one.
    pub(crate) fn is_iterator(&mut self, value: Value) -> bool {
        matches!(value.kind(), Some(Kind::Iterator | Kind::Generator))
            || self.type_of(value).iter_next().is_some()
            || self.special(value, "__next__").is_some()
    }

    #[cold]
    fn not_iterable(&mut self, value: Value) -> crate::value::Raised {
        let message = format!("'{}' object is not iterable", self.type_name(value));
        self.raise_type_error(message)
    }

    fn iterate_range(&mut self, range: Gc<Range>) -> Value {
        if let Some((start, step, length)) = range.small() {
            let shape = self.types.range_iterator.root_shape().0;
            let parts = [range.value(), Value::NULL];
            return Iterator::with(&mut self.heap, shape, Stepping::Range, parts, [start, length, step])
                .value();
        }
        let shape = self.types.longrange_iterator.root_shape().0;
        let parts = [range.value(), range.start.get()];
        Iterator::with(&mut self.heap, shape, Stepping::LongRange, parts, [0, 0, 1]).value()
    }

    /// An iterator over a container; `end` is the size that a dict or set must keep.
    pub(crate) fn iterator(&mut self, stepping: Stepping, source: Value, end: usize) -> Value {
        let class = self.iterator_class(stepping, source);
        Iterator::new(&mut self.heap, class.root_shape().0, stepping, source, end as i64).value()
    }

    fn iterator_class(&mut self, stepping: Stepping, source: Value) -> Gc<Type> {
        let ordered = match stepping.in_table() && !self.is_core(source) {
            true => ordered_views::iterator_class(self, source),
            false => None,
        };
        ordered.unwrap_or_else(|| self.types.iterator_of(stepping, source))
    }

    /// `reversed(value)`.
    ///
    /// # Errors
    /// `TypeError` for what cannot be reversed; what `__reversed__` raises.
    pub fn reversed(&mut self, value: Value) -> PyResult {
        if let Some(method) = self.special(value, "__reversed__") {
            if method.is_none() {
                return Err(self.not_reversible(value));
            }
            return self.call_method(method, value, &[]);
        }
        self.builtin_reversed(value)
    }

    /// `reversed(value)` past a `__reversed__` of the program's own.
    pub(crate) fn builtin_reversed(&mut self, value: Value) -> PyResult {
        let length = self.builtin_len(value).unwrap_or(0);
        let (stepping, source, at) = match value.kind() {
            Some(Kind::List) => (Stepping::ListReverse, value, length as i64 - 1),
            Some(Kind::Dict) => (Stepping::DictKeysReverse, value, i64::MAX),
            Some(Kind::DictView) => {
                let Some(view) = value.downcast::<DictView>() else { return Ok(value) };
                let stepping = match view.of() {
                    ViewOf::Keys => Stepping::DictKeysReverse,
                    ViewOf::Values => Stepping::DictValuesReverse,
                    ViewOf::Items => Stepping::DictItemsReverse,
                };
                (stepping, view.dict().value(), i64::MAX)
            }
            Some(Kind::Range) => {
                let Some(range) = value.downcast::<Range>() else { return Ok(value) };
                let range = self.range_reversed(range)?;
                return Ok(self.iterate_range(range));
            }
            Some(Kind::Set) => return Err(self.not_reversible(value)),
            _ if self.builtin_len(value).is_some() => (Stepping::SequenceReverse, value, length as i64 - 1),
            _ => match self.special(value, "__getitem__") {
                Some(_) => (Stepping::SequenceReverse, value, self.len(value)? as i64 - 1),
                None => return Err(self.not_reversible(value)),
            },
        };
        let shape = self.iterator_class(stepping, source).root_shape().0;
        let parts = [source, Value::NULL];
        Ok(Iterator::with(&mut self.heap, shape, stepping, parts, [at, length as i64, 1]).value())
    }

    #[cold]
    fn not_reversible(&mut self, value: Value) -> crate::value::Raised {
        let message = format!("'{}' object is not reversible", self.type_name(value));
        self.raise_type_error(message)
    }

    /// Whether a value's class says that it can be iterated, by `__iter__` or by `__getitem__`. It may say so by None: then
    /// `iter` is who refuses.
    pub(crate) fn looks_iterable(&mut self, value: Value) -> bool {
        let class = self.type_of(value);
        let [iter, item] = ["__iter__", "__getitem__"].map(|name| self.intern(name));
        class.lookup(iter).or_else(|| class.lookup(item)).is_some()
    }

    /// Whether a value's class says that it has items at places: by `__getitem__`, which dicts have for keys.
    pub(crate) fn looks_like_sequence(&mut self, value: Value) -> bool {
        let item = self.intern("__getitem__");
        !value.is_kind(Kind::Dict) && self.type_of(value).lookup(item).is_some()
    }

    /// The next item; `None` at the end.
    ///
    /// # Errors
    /// `TypeError` for what is no iterator; what `__next__` raises.
    #[inline]
    pub fn next(&mut self, iterator: Value) -> PyResult<Option<Value>> {
        let item = match iterator.downcast::<Iterator>() {
            Some(it) if it.plain => self.step(it)?,
            _ => self.next_slow(iterator)?,
        };
        if item == Some(Value::CALL_PENDING) {
            let item = self.settle_pending()?;
            return Ok(if item == Value::STOP { None } else { Some(item) });
        }
        Ok(item)
    }

    /// May answer CALL_PENDING.
    fn next_slow(&mut self, iterator: Value) -> PyResult<Option<Value>> {
        if let Some(generator) = iterator.downcast::<Generator>()
            && Vm::is_plain_generator(generator)
        {
            return Ok(match self.resume_generator(generator, Ok(Value::NONE))? {
                Resumed::Yielded(value) => Some(value),
                Resumed::Returned(_) => None,
            });
        }
        self.ask_next_slow(iterator)
    }

    /// How many items an iterable says it will give: `__len__`, else `__length_hint__`.
    ///
    /// # Errors
    /// What they raise, but for a `TypeError`; `TypeError` and `ValueError` for an answer that is no length.
    pub fn length_hint(&mut self, value: Value) -> PyResult<Option<usize>> {
        if self.builtin_len(value).is_some() && self.is_exact_builtin(value) {
            return Ok(self.builtin_len(value));
        }
        if let Some(range) = value.downcast::<Range>() {
            // What is too long to be counted in a word.
            let length = range.length.get();
            let length = self.as_int(&length).and_then(|length| length.to_i64());
            return match length.and_then(|length| usize::try_from(length).ok()) {
                Some(length) => Ok(Some(length)),
                None => {
                    let message = "Python int too large to convert to C ssize_t";
                    Err(self.raise_str(self.types.overflow_error, message))
                }
            };
        }
        if self.special(value, "__len__").is_some() {
            match self.len(value) {
                Ok(length) => return Ok(Some(length)),
                Err(raised) if !self.raised_is(self.types.type_error) => return Err(raised),
                Err(_) => self.raised = Value::NULL,
            }
        }
        let Some(method) = self.special(value, "__length_hint__") else { return Ok(None) };
        let answer = match self.call_method(method, value, &[]) {
            Ok(answer) => answer,
            Err(raised) if !self.raised_is(self.types.type_error) => return Err(raised),
            Err(_) => {
                self.raised = Value::NULL;
                return Ok(None);
            }
        };
        if answer == Value::NOT_IMPLEMENTED {
            return Ok(None);
        }
        match self.as_int(&answer).map(|n| n.to_i64()) {
            None => {
                let message = format!("__length_hint__ must be an integer, not {}", self.type_name(answer));
                Err(self.raise_type_error(message))
            }
            Some(Some(hint)) if hint >= 0 => Ok(Some(hint as usize)),
            Some(None) => {
                let message = "cannot fit 'int' into an index-sized integer";
                Err(self.raise_str(self.types.overflow_error, message))
            }
            Some(Some(_)) => Err(self.raise_value_error("__length_hint__() should return >= 0")),
        }
    }

    /// Appends every item of an iterable to a list.
    ///
    /// # Errors
    /// What iterating raises; `MemoryError`.
    pub fn list_extend(&mut self, list: Gc<List>, iterable: Value) -> PyResult<()> {
        if self.is_exact_builtin(iterable) && !iterable.is(list.value()) {
            if let Some(from) = iterable.downcast::<List>() {
                let reserved = List::reserve(list, &mut self.heap, from.len());
                self.check(reserved)?;
                List::fill(list, &mut self.heap, from.items().iter().map(|item| item.get()));
                return Ok(());
            }
            if let Some(from) = iterable.downcast::<Str>().filter(|s| s.is_ascii()) {
                self.poll(from.len() as u64)?;
                let reserved = List::reserve(list, &mut self.heap, from.len());
                self.check(reserved)?;
                let names = &self.names;
                List::fill(list, &mut self.heap, from.as_bytes().iter().map(|&byte| names.ascii(byte)));
                return Ok(());
            }
            if let Some(from) = iterable.downcast::<Bytes>() {
                self.poll(from.as_slice().len() as u64)?;
                let reserved = List::reserve(list, &mut self.heap, from.as_slice().len());
                self.check(reserved)?;
                let bytes = from.as_slice().iter();
                List::fill(list, &mut self.heap, bytes.map(|&byte| Value::small_int_unchecked(byte.into())));
                return Ok(());
            }
            if let Some(from) = iterable.downcast::<Dict>() {
                self.poll(from.len() as u64)?;
                let reserved = List::reserve(list, &mut self.heap, from.len());
                self.check(reserved)?;
                let first = from.next_entry(0);
                let entries = std::iter::successors(first, |entry| from.next_entry(entry.0 + 1));
                List::fill(list, &mut self.heap, entries.map(|(_, key, _)| key));
                return Ok(());
            }
            if let Some(from) = iterable.downcast::<Set>() {
                self.poll(from.len() as u64)?;
                let reserved = List::reserve(list, &mut self.heap, from.len());
                self.check(reserved)?;
                List::fill(list, &mut self.heap, from.members());
                return Ok(());
            }
            if let Some((start, step, length)) = iterable.downcast::<Range>().and_then(|r| r.small()) {
                return self.list_extend_range(list, start, step, length);
            }
            if let Some(from) = iterable.downcast::<crate::objects::Tuple>() {
                let at = list.len();
                let spliced = List::splice(list, &mut self.heap, at, at, from.items());
                return self.check(spliced);
            }
        }
        // A list that extends itself takes the items that it had.
        let bound = if iterable.is(list.value()) { list.len() } else { usize::MAX };
        let iterator = self.iter(iterable)?;
        if let Some(hint) = self.length_hint(iterable)? {
            // What it says is a hint: a wrong one must not cost memory. One that no memory holds is refused.
            self.check_room::<Value>(hint)?;
            let reserved = List::reserve(list, &mut self.heap, hint.min(1 << 20));
            self.check(reserved)?;
        }
        for _ in 0..bound {
            let Some(item) = self.next(iterator)? else { break };
            self.poll(1)?;
            let pushed = List::push(list, &mut self.heap, item);
            self.check(pushed)?;
        }
        Ok(())
    }

    /// Appends the numbers of a range of small ints: so many at once that a time limit is seen in between.
    fn list_extend_range(&mut self, list: Gc<List>, start: i64, step: i64, length: i64) -> PyResult<()> {
        const AT_ONCE: i64 = 1 << 16;
        let reserved = List::reserve(list, &mut self.heap, length.max(0) as usize);
        self.check(reserved)?;
        for first in (0..length).step_by(AT_ONCE as usize) {
            let numbers = first..(first + AT_ONCE).min(length);
            self.poll((numbers.end - numbers.start) as u64)?;
            let numbers = numbers.map(|n| Value::small_int_unchecked(start + n * step));
            List::fill(list, &mut self.heap, numbers);
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
        let items = list.items();
        if items.is_empty() {
            return Ok(self.empty_tuple());
        }
        let tuple = Tuple::of(&mut self.heap, items.len(), |n| items[n].get());
        self.check(tuple).map(Gc::value)
    }
}
