//! The steps of the iterators that the engine makes: one function for each family.
//!
//! A step answers `None` at the end. An iterator over a container that ended stays ended (its source is NULL);
//! `zip`, `map`, `filter` and `enumerate` ask their sources again, as CPython's do.

use super::Vm;
use crate::heap::Gc;
use crate::objects::{ByteArray, Bytes, Dict, Iterator, List, MemoryView, Range, Set, Stepping, Str, Tuple};
use crate::value::{PyResult, Raised, Value};
use pyopt_compiler::syntax::ast::Operator;

/// `zip` and `map` keep as many items on the native stack; more go to a list.
const FEW: usize = 8;

impl Vm {
    /// Steps an iterator that the engine made.
    ///
    /// # Errors
    /// What the step's Python code raises; `RuntimeError` for a container that changed its size.
    #[inline]
    pub(crate) fn step(&mut self, it: Gc<Iterator>) -> PyResult<Option<Value>> {
        let (source, at) = (it.source.get(), it.position.get());
        let item = match it.stepping {
            Stepping::Range => {
                let left = it.end.get();
                if left == 0 {
                    return Ok(None);
                }
                it.end.set(left - 1);
                it.position.set(at + it.step);
                return Ok(Some(Value::small_int_unchecked(at)));
            }
            Stepping::List => source.downcast::<List>().and_then(|l| l.get(at as usize)),
            Stepping::Tuple => source.downcast::<Tuple>().and_then(|t| t.items().get(at as usize).copied()),
            Stepping::Enumerate | Stepping::Zip | Stepping::Map | Stepping::Filter => {
                // Each may step one of its own kind.
                self.need_native_room("")?;
                return match it.stepping {
                    Stepping::Enumerate => self.step_enumerate(it),
                    Stepping::Zip => self.step_zip(it),
                    _ => self.step_other(it),
                };
            }
            _ => return self.step_other(it),
        };
        match item {
            Some(_) => it.position.set(at + 1),
            None => it.source.set(Value::NULL),
        }
        Ok(item)
    }

    fn step_other(&mut self, it: Gc<Iterator>) -> PyResult<Option<Value>> {
        if it.source.get().is_null() {
            return Ok(None);
        }
        match it.stepping {
            Stepping::Str => self.step_str(it),
            Stepping::Bytes | Stepping::ByteArray => Ok(self.step_bytes(it)),
            Stepping::Memory => self.step_memory(it),
            Stepping::LongRange => self.step_long_range(it),
            Stepping::ListReverse => Ok(step_list_reverse(it)),
            Stepping::Sequence | Stepping::SequenceReverse => self.step_sequence(it),
            Stepping::Callable => self.step_callable(it),
            Stepping::Map => self.step_map(it),
            Stepping::Filter => self.step_filter(it),
            _ => self.step_table(it),
        }
    }

    fn step_bytes(&mut self, it: Gc<Iterator>) -> Option<Value> {
        let at = it.position.get();
        let source = it.source.get();
        let byte = match source.downcast::<Bytes>() {
            Some(b) => b.as_slice().get(at as usize).copied(),
            None => source.downcast::<ByteArray>().and_then(|b| b.cells().get(at as usize).map(|c| c.get())),
        };
        match byte {
            Some(byte) => {
                it.position.set(at + 1);
                Value::try_small_int(i64::from(byte))
            }
            None => {
                it.source.set(Value::NULL);
                None
            }
        }
    }

    fn step_memory(&mut self, it: Gc<Iterator>) -> PyResult<Option<Value>> {
        let at = it.position.get();
        let view = it.source.get().downcast::<MemoryView>();
        let Some(view) = view.filter(|view| (at as usize) < view.count) else {
            it.source.set(Value::NULL);
            return Ok(None);
        };
        it.position.set(at + 1);
        self.view_item(view, at as usize).map(Some)
    }

    fn step_long_range(&mut self, it: Gc<Iterator>) -> PyResult<Option<Value>> {
        let Some(range) = it.source.get().downcast::<Range>() else { return Ok(None) };
        let (now, left) = (it.extra.get(), it.position.get());
        // `position` counts the items given; a length beyond words is never reached.
        let length = self.as_int(&range.length.get()).and_then(|n| n.to_i64()).unwrap_or(i64::MAX);
        if left >= length {
            it.source.set(Value::NULL);
            return Ok(None);
        }
        let next = self.binary(Operator::Add, false, now, range.step.get())?;
        it.position.set(left + 1);
        self.heap.set(it, &it.extra, next);
        Ok(Some(now))
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
        if bytes[at] < 128 {
            return Ok(Some(self.names.ascii(bytes[at])));
        }
        // SAFETY: from the start of one code point to the start of the next.
        let text = unsafe { rustpython_wtf8::Wtf8::from_bytes_unchecked(&bytes[at..end]) };
        self.new_str(text).map(Some)
    }

    fn step_table(&mut self, it: Gc<Iterator>) -> PyResult<Option<Value>> {
        let Some((key, value)) = self.step_entry(it)? else { return Ok(None) };
        match it.stepping {
            Stepping::DictValues | Stepping::DictValuesReverse => Ok(Some(value)),
            Stepping::DictItems | Stepping::DictItemsReverse => self.new_tuple(&[key, value]).map(Some),
            _ => Ok(Some(key)),
        }
    }

    /// The next key and value of a dict, or the next element of a set and None.
    #[inline]
    fn step_entry(&mut self, it: Gc<Iterator>) -> PyResult<Option<(Value, Value)>> {
        let (source, at) = (it.source.get(), it.position.get() as usize);
        let dict = source.downcast::<Dict>();
        let set = source.downcast::<Set>();
        let length = dict.map(|d| d.len()).or_else(|| set.map(|s| s.len())).unwrap_or(0);
        if length as i64 != it.end.get() {
            return Err(self.raise_changed_size(it));
        }
        let backwards = matches!(
            it.stepping,
            Stepping::DictKeysReverse | Stepping::DictValuesReverse | Stepping::DictItemsReverse
        );
        let found = match (dict, set) {
            (Some(dict), _) if backwards => dict.previous_entry(at),
            (Some(dict), _) => dict.next_entry(at),
            (_, Some(set)) => set.next_entry(at).map(|(n, k)| (n, k, Value::NONE)),
            _ => None,
        };
        let Some((number, key, value)) = found else {
            it.source.set(Value::NULL);
            return Ok(None);
        };
        it.position.set(if backwards { number as i64 } else { number as i64 + 1 });
        Ok(Some((key, value)))
    }

    /// A container that changed its size stays an error, however often one asks.
    #[cold]
    fn raise_changed_size(&mut self, it: Gc<Iterator>) -> Raised {
        it.end.set(-1);
        let what = if it.stepping == Stepping::Set { "Set" } else { "dictionary" };
        let message = format!("{what} changed size during iteration");
        self.raise_str(self.types.runtime_error, &message)
    }

    /// As [`Vm::step`] of an iterator that makes pairs: both values of the pair, which is not made.
    ///
    /// # Errors
    /// As [`Vm::step`].
    pub(crate) fn step_pair(&mut self, it: Gc<Iterator>) -> PyResult<Option<(Value, Value)>> {
        match it.stepping {
            Stepping::DictItems | Stepping::DictItemsReverse if it.source.get().is_null() => Ok(None),
            Stepping::DictItems | Stepping::DictItemsReverse => self.step_entry(it),
            Stepping::Enumerate => {
                self.need_native_room("")?;
                self.step_numbered(it)
            }
            _ => {
                self.need_native_room("")?;
                match it.source.get().downcast::<Tuple>().as_ref().map(|t| t.items()) {
                    Some(&[a, b]) => self.next_of_two(a, b),
                    _ => Ok(None),
                }
            }
        }
    }

    fn next_of_two(&mut self, a: Value, b: Value) -> PyResult<Option<(Value, Value)>> {
        let Some(x) = self.next(a)? else { return Ok(None) };
        let Some(y) = self.next(b)? else { return Ok(None) };
        Ok(Some((x, y)))
    }

    /// Whether a failed `__getitem__` or a failed call means the end: the exception is dropped then.
    fn is_end(&mut self, raised: Raised, index_error_too: bool) -> PyResult<()> {
        if self.raised_is(self.types.stop_iteration)
            || index_error_too && self.raised_is(self.types.index_error)
        {
            self.raised = Value::NULL;
            return Ok(());
        }
        Err(raised)
    }

    fn step_sequence(&mut self, it: Gc<Iterator>) -> PyResult<Option<Value>> {
        let at = it.position.get();
        if at < 0 {
            it.source.set(Value::NULL);
            return Ok(None);
        }
        let key = self.new_int(at);
        match self.get_item(it.source.get(), key) {
            Ok(item) => {
                it.position.set(if it.stepping == Stepping::Sequence { at + 1 } else { at - 1 });
                Ok(Some(item))
            }
            Err(raised) => {
                self.is_end(raised, true)?;
                it.source.set(Value::NULL);
                Ok(None)
            }
        }
    }

    fn step_callable(&mut self, it: Gc<Iterator>) -> PyResult<Option<Value>> {
        match self.call(it.source.get(), &[]) {
            Ok(item) => {
                if self.equal(it.extra.get(), item)? {
                    it.source.set(Value::NULL);
                    return Ok(None);
                }
                Ok(Some(item))
            }
            Err(raised) => {
                self.is_end(raised, false)?;
                it.source.set(Value::NULL);
                Ok(None)
            }
        }
    }

    fn step_enumerate(&mut self, it: Gc<Iterator>) -> PyResult<Option<Value>> {
        let Some((number, item)) = self.step_numbered(it)? else { return Ok(None) };
        self.new_tuple(&[number, item]).map(Some)
    }

    fn step_numbered(&mut self, it: Gc<Iterator>) -> PyResult<Option<(Value, Value)>> {
        let Some(item) = self.next(it.source.get())? else { return Ok(None) };
        let mut number = it.extra.get();
        if number.is_null() {
            let at = it.position.get();
            number = self.new_int(at);
            match at.checked_add(1) {
                Some(next) => it.position.set(next),
                None => {
                    let next = self.binary(Operator::Add, false, number, Value::small_int_unchecked(1))?;
                    self.heap.set(it, &it.extra, next);
                }
            }
        } else {
            let next = self.binary(Operator::Add, false, number, Value::small_int_unchecked(1))?;
            self.heap.set(it, &it.extra, next);
        }
        Ok(Some((number, item)))
    }

    fn step_zip(&mut self, it: Gc<Iterator>) -> PyResult<Option<Value>> {
        let Some(sources) = it.source.get().downcast::<Tuple>() else { return Ok(None) };
        if let (&[a, b], 0) = (sources.items(), it.end.get()) {
            return match self.next_of_two(a, b)? {
                Some((x, y)) => self.new_tuple(&[x, y]).map(Some),
                None => Ok(None),
            };
        }
        let mut few = [Value::NULL; FEW];
        match self.next_of_each(sources, it.end.get() != 0, &mut few, "zip")? {
            Items::End => Ok(None),
            Items::Few(count) => self.new_tuple(&few[..count]).map(Some),
            Items::Many(list) => self.tuple_of_list(list).map(Some),
        }
    }

    fn step_map(&mut self, it: Gc<Iterator>) -> PyResult<Option<Value>> {
        let Some(sources) = it.source.get().downcast::<Tuple>() else { return Ok(None) };
        let function = it.extra.get();
        if let [one] = sources.items() {
            let Some(item) = self.next(*one)? else { return Ok(None) };
            return self.call(function, &[item]).map(Some);
        }
        let mut few = [Value::NULL; FEW];
        match self.next_of_each(sources, it.end.get() != 0, &mut few, "map")? {
            Items::End => Ok(None),
            Items::Few(count) => self.call(function, &few[..count]).map(Some),
            Items::Many(list) => {
                let args = self.tuple_of_list(list)?;
                let args = self.expect::<Tuple>(args, "tuple")?;
                self.call(function, args.items()).map(Some)
            }
        }
    }

    fn step_filter(&mut self, it: Gc<Iterator>) -> PyResult<Option<Value>> {
        let test = it.extra.get();
        let by_itself = test.is_none() || test.is(self.types.bool.value());
        while let Some(item) = self.next(it.source.get())? {
            let answer = if by_itself { item } else { self.call(test, &[item])? };
            if self.truth(answer)? {
                return Ok(Some(item));
            }
        }
        Ok(None)
    }

    /// One item of each iterator, in `few` if they fit there.
    fn next_of_each(
        &mut self,
        sources: Gc<Tuple>,
        strict: bool,
        few: &mut [Value; FEW],
        name: &str,
    ) -> PyResult<Items> {
        let count = sources.len();
        let many = if count > FEW { Some(self.new_list(&[])?) } else { None };
        for (at, &source) in sources.items().iter().enumerate() {
            let Some(item) = self.next(source)? else {
                if strict {
                    self.check_lengths(sources, at, name)?;
                }
                return Ok(Items::End);
            };
            match many {
                None => few[at] = item,
                Some(list) => {
                    let pushed = List::push(list, &mut self.heap, item);
                    self.check(pushed)?;
                }
            }
        }
        Ok(match many {
            _ if count == 0 => Items::End,
            None => Items::Few(count),
            Some(list) => Items::Many(list),
        })
    }

    /// The iterator number `ended` is the first that ended: with `strict`, the others must end too.
    fn check_lengths(&mut self, sources: Gc<Tuple>, ended: usize, name: &str) -> PyResult<()> {
        let (at, word) = if ended > 0 {
            (ended, "shorter")
        } else {
            let mut longer = None;
            for (at, &source) in sources.items().iter().enumerate().skip(1) {
                if self.next(source)?.is_some() {
                    longer = Some(at);
                    break;
                }
            }
            match longer {
                Some(at) => (at, "longer"),
                None => return Ok(()),
            }
        };
        let others = if at == 1 { " 1".to_owned() } else { format!("s 1-{at}") };
        let message = format!("{name}() argument {} is {word} than argument{others}", at + 1);
        Err(self.raise_value_error(message))
    }
}

/// What `zip` and `map` got from their iterators.
enum Items {
    /// One of them ended.
    End,
    /// That many items.
    Few(usize),
    /// The items.
    Many(Gc<List>),
}

fn step_list_reverse(it: Gc<Iterator>) -> Option<Value> {
    let at = it.position.get();
    let list = it.source.get().downcast::<List>().filter(|_| at >= 0);
    let item = list.and_then(|l| l.get(at as usize));
    match item {
        Some(_) => it.position.set(at - 1),
        None => it.source.set(Value::NULL),
    }
    item
}
