//! The steps of the iterators that the engine makes: one function for each family.
//!
//! A step answers `None` at the end. An iterator over a container that ended stays ended (its source is NULL);
//! `zip`, `map`, `filter` and `enumerate` ask their sources again, as CPython's do.
//!
//! A step may answer CALL_PENDING (see `pending`): of what it has got already, a task takes care.

use super::Vm;
use super::pending::Task;
use crate::heap::Gc;
use crate::objects::{
    ByteArray, Bytes, Dict, Iterator, Kind, List, MemoryView, Range, Set, Stepping, Str, Tuple,
};
use crate::stdlib::collections::ordered_views;
use crate::value::{PyResult, Raised, Value};
use pyopt_compiler::syntax::ast::Operator;

/// `zip` and `map` keep as many items on the native stack; more go to a list.
const FEW: usize = 12;

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
            Stepping::DictKeys | Stepping::DictValues | Stepping::Set => {
                if source.is_null() {
                    return Ok(None);
                }
                let values = it.stepping == Stepping::DictValues;
                return Ok(self.step_entry(it)?.map(|(key, value)| if values { value } else { key }));
            }
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
            Stepping::DictItems | Stepping::DictItemsReverse => {
                Ok(Some(Tuple::pair(&mut self.heap, key, value).value()))
            }
            _ => Ok(Some(key)),
        }
    }

    /// The next key and value of a dict, or the next element of a set and None.
    #[inline]
    fn step_entry(&mut self, it: Gc<Iterator>) -> PyResult<Option<(Value, Value)>> {
        let (source, at) = (it.source.get(), it.position.get() as usize);
        if it.stepping == Stepping::Set
            && let Some(set) = source.downcast::<Set>()
            && set.len() as i64 == it.end.get()
        {
            let entry = set.next_entry(at);
            match entry {
                Some((number, _)) => it.position.set(number as i64 + 1),
                None => it.source.set(Value::NULL),
            }
            return Ok(entry.map(|(_, key)| (key, Value::NONE)));
        }
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
        let counts = it.stepping.counts();
        let found = match (dict, set) {
            (Some(dict), _) if counts => dict.next_entry(it.entry()),
            (Some(dict), _) if backwards => dict.previous_entry(at),
            (_, Some(set)) => set.next_entry(at).map(|(n, k)| (n, k, Value::NONE)),
            _ => None,
        };
        let Some((number, key, value)) = found else {
            it.source.set(Value::NULL);
            return Ok(None);
        };
        match counts {
            true if it.given() == it.end.get() => {
                it.source.set(Value::NULL);
                let ordered = ordered_views::iterator_class(self, source).is_some();
                let message = match ordered {
                    true => "OrderedDict mutated during iteration",
                    false => "dictionary keys changed during iteration",
                };
                return Err(self.raise_str(self.types.runtime_error, message));
            }
            true => it.give(number),
            false => it.position.set(if backwards { number as i64 } else { number as i64 + 1 }),
        }
        Ok(Some((key, value)))
    }

    /// A container that changed its size stays an error, however often one asks.
    #[cold]
    fn raise_changed_size(&mut self, it: Gc<Iterator>) -> Raised {
        it.end.set(-1);
        let ordered = ordered_views::iterator_class(self, it.source.get()).is_some();
        let message = match it.stepping {
            Stepping::Set => "Set changed size during iteration",
            _ if ordered => "OrderedDict mutated during iteration",
            _ => "dictionary changed size during iteration",
        };
        self.raise_str(self.types.runtime_error, message)
    }

    /// As [`Vm::step`] of an iterator that makes pairs: both values of the pair, which is not made. If the first is
    /// CALL_PENDING, the pair comes as a tuple.
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
                    Some(&[a, b]) => self.next_of_two(it, a, b),
                    _ => Ok(None),
                }
            }
        }
    }

    /// One item of each source of a `zip` of two. CALL_PENDING: the pair comes as a tuple later.
    fn next_of_two(&mut self, it: Gc<Iterator>, a: Value, b: Value) -> PyResult<Option<(Value, Value)>> {
        let x = match self.ask_next(a)? {
            Value::STOP => return Ok(None),
            Value::CALL_PENDING => return self.gather_later(it, &[]).map(|v| v.map(|v| (v, Value::NULL))),
            x => x,
        };
        match self.ask_next(b)? {
            Value::STOP => Ok(None),
            Value::CALL_PENDING => self.gather_later(it, &[x]).map(|v| v.map(|v| (v, Value::NULL))),
            y => Ok(Some((x, y))),
        }
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
        let (source, key) = (it.source.get(), self.new_int(at));
        if source.is_kind(Kind::Instance)
            && let Some(method) = self.special(source, "__getitem__")
            && method.is_kind(Kind::Function)
        {
            self.ask_call(method, &[source, key])?;
            return self.wait(None, sequence_step, &[it.value()], 0).map(Some);
        }
        let answer = self.get_item(source, key);
        self.sequence_item(it, answer)
    }

    /// The sequence answered with an item, or with the exception that ends it.
    fn sequence_item(&mut self, it: Gc<Iterator>, answer: PyResult) -> PyResult<Option<Value>> {
        match answer {
            Ok(item) => {
                let at = it.position.get();
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
        match self.ask_call(it.source.get(), &[]) {
            Ok(Value::CALL_PENDING) => self.wait(None, callable_step, &[it.value()], 0).map(Some),
            answer => self.called_item(it, answer),
        }
    }

    /// The function answered with an item, or with the exception that ends the iterator.
    fn called_item(&mut self, it: Gc<Iterator>, answer: PyResult) -> PyResult<Option<Value>> {
        match answer {
            Ok(item) => {
                // The call may have used the iterator up.
                if it.source.get().is_null() || self.equal(it.extra.get(), item)? {
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
        match self.step_numbered(it)? {
            Some((Value::CALL_PENDING, _)) => Ok(Some(Value::CALL_PENDING)),
            Some((number, item)) => Ok(Some(Tuple::pair(&mut self.heap, number, item).value())),
            None => Ok(None),
        }
    }

    /// The next number and item. CALL_PENDING: the pair comes as a tuple later.
    fn step_numbered(&mut self, it: Gc<Iterator>) -> PyResult<Option<(Value, Value)>> {
        match self.ask_next(it.source.get())? {
            Value::STOP => Ok(None),
            Value::CALL_PENDING => {
                let pending = self.wait(None, enumerate_step, &[it.value()], 0)?;
                Ok(Some((pending, Value::NULL)))
            }
            item => self.numbered(it).map(|number| Some((number, item))),
        }
    }

    /// The number of an item.
    fn numbered(&mut self, it: Gc<Iterator>) -> PyResult {
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
        Ok(number)
    }

    fn step_zip(&mut self, it: Gc<Iterator>) -> PyResult<Option<Value>> {
        let Some(sources) = it.source.get().downcast::<Tuple>() else { return Ok(None) };
        if let (&[a, b], 0) = (sources.items(), it.end.get()) {
            return match self.next_of_two(it, a, b)? {
                Some((Value::CALL_PENDING, _)) => Ok(Some(Value::CALL_PENDING)),
                Some((x, y)) => Ok(Some(Tuple::pair(&mut self.heap, x, y).value())),
                None => Ok(None),
            };
        }
        self.step_each(it, sources)
    }

    fn step_map(&mut self, it: Gc<Iterator>) -> PyResult<Option<Value>> {
        let Some(sources) = it.source.get().downcast::<Tuple>() else { return Ok(None) };
        if let [one] = sources.items() {
            return match self.ask_next(*one)? {
                Value::STOP => Ok(None),
                Value::CALL_PENDING => self.wait(None, map_step, &[it.value()], 0).map(Some),
                item => {
                    let answer = self.ask_call(it.extra.get(), &[item]);
                    self.item_of_call(answer).map(item_or_end)
                }
            };
        }
        self.step_each(it, sources)
    }

    fn step_filter(&mut self, it: Gc<Iterator>) -> PyResult<Option<Value>> {
        self.filter_on(it, None).map(item_or_end)
    }

    /// The next item that passes the test; `task` waited for it until now.
    fn filter_on(&mut self, it: Gc<Iterator>, task: Option<Gc<Task>>) -> PyResult {
        loop {
            match self.ask_next(it.source.get())? {
                Value::STOP => return Ok(Value::STOP),
                Value::CALL_PENDING => return self.wait(task, filter_item_step, &[it.value()], 0),
                item => match self.filter_item(it, task, item)? {
                    Value::NULL => {}
                    answer => return Ok(answer),
                },
            }
        }
    }

    /// The item if it passes the test, else NULL; CALL_PENDING when Python code has to say so.
    fn filter_item(&mut self, it: Gc<Iterator>, task: Option<Gc<Task>>, item: Value) -> PyResult {
        let test = it.extra.get();
        let by_itself = test.is_none() || test.is(self.types.bool.value());
        let answer = if by_itself { item } else { self.ask_call(test, &[item])? };
        if answer == Value::CALL_PENDING {
            return self.wait(task, filter_answer_step, &[it.value(), item], 0);
        }
        Ok(if self.truth(answer)? { item } else { Value::NULL })
    }

    /// One item of each iterator of `zip` or `map`.
    fn step_each(&mut self, it: Gc<Iterator>, sources: Gc<Tuple>) -> PyResult<Option<Value>> {
        let count = sources.len();
        if count > FEW {
            let list = self.new_list(&[])?;
            return self.gather(it, None, list).map(item_or_end);
        }
        let mut few = [Value::NULL; FEW];
        for (at, &source) in sources.items().iter().enumerate() {
            match self.ask_next(source)? {
                Value::STOP => return self.each_ended(it, sources, at).map(item_or_end),
                Value::CALL_PENDING => return self.gather_later(it, &few[..at]),
                item => few[at] = item,
            }
        }
        if count == 0 { Ok(None) } else { self.each_there(it, &few[..count]).map(item_or_end) }
    }

    /// An item is pending; those of the iterators before it are there.
    fn gather_later(&mut self, it: Gc<Iterator>, items: &[Value]) -> PyResult<Option<Value>> {
        let list = self.keep_list(items)?;
        self.wait(None, gather_step, &[it.value(), list.value()], 0).map(Some)
    }

    /// As `step_each`, the items kept in a list, from the iterator on of which it holds none.
    fn gather(&mut self, it: Gc<Iterator>, task: Option<Gc<Task>>, list: Gc<List>) -> PyResult {
        let Some(sources) = it.source.get().downcast::<Tuple>() else { return Ok(Value::STOP) };
        while let Some(&source) = sources.items().get(list.len()) {
            match self.ask_next(source)? {
                Value::STOP => return self.each_ended(it, sources, list.len()),
                Value::CALL_PENDING => {
                    return self.wait(task, gather_step, &[it.value(), list.value()], 0);
                }
                item => {
                    let pushed = List::push(list, &mut self.heap, item);
                    self.check(pushed)?;
                }
            }
        }
        let items = self.tuple_of_list(list)?;
        match items.downcast::<Tuple>() {
            Some(all) if it.stepping == Stepping::Map => self.each_there(it, all.items()),
            _ => Ok(items),
        }
    }

    /// All iterators gave an item.
    fn each_there(&mut self, it: Gc<Iterator>, items: &[Value]) -> PyResult {
        if it.stepping == Stepping::Zip {
            return self.new_tuple(items);
        }
        let answer = self.ask_call(it.extra.get(), items);
        self.item_of_call(answer)
    }

    /// The iterator number `ended` is the first that ended.
    fn each_ended(&mut self, it: Gc<Iterator>, sources: Gc<Tuple>, ended: usize) -> PyResult {
        if it.end.get() != 0 {
            let name = if it.stepping == Stepping::Map { "map" } else { "zip" };
            self.check_lengths(sources, ended, name)?;
        }
        Ok(Value::STOP)
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

/// An item as `step` answers it.
fn item_or_end(item: Value) -> Option<Value> {
    if item == Value::STOP { None } else { Some(item) }
}

fn iterator_of(vm: &mut Vm, task: Gc<Task>) -> PyResult<Gc<Iterator>> {
    vm.expect(task.get(0), "iterator")
}

/// A sequence's `__getitem__` answered.
fn sequence_step(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let it = iterator_of(vm, task)?;
    vm.sequence_item(it, answer).map(|item| item.unwrap_or(Value::STOP))
}

/// The function of `iter(function, sentinel)` answered.
fn callable_step(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let it = iterator_of(vm, task)?;
    vm.called_item(it, answer).map(|item| item.unwrap_or(Value::STOP))
}

/// The source of an `enumerate` answered.
fn enumerate_step(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    match answer? {
        Value::STOP => Ok(Value::STOP),
        item => {
            let it = iterator_of(vm, task)?;
            let number = vm.numbered(it)?;
            vm.new_tuple(&[number, item])
        }
    }
}

/// The one source of a `map` answered.
fn map_step(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    match answer? {
        Value::STOP => Ok(Value::STOP),
        item => {
            let it = iterator_of(vm, task)?;
            let answer = vm.ask_call(it.extra.get(), &[item]);
            vm.item_of_call(answer)
        }
    }
}

/// The source of a `filter` answered.
fn filter_item_step(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    match answer? {
        Value::STOP => Ok(Value::STOP),
        item => {
            let it = iterator_of(vm, task)?;
            match vm.filter_item(it, Some(task), item)? {
                Value::NULL => vm.filter_on(it, Some(task)),
                answer => Ok(answer),
            }
        }
    }
}

/// The test of a `filter` answered.
fn filter_answer_step(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let (answer, item) = (answer?, task.get(1));
    if vm.truth(answer)? {
        return Ok(item);
    }
    let it = iterator_of(vm, task)?;
    vm.filter_on(it, Some(task))
}

/// One of the sources of a `zip` or `map` answered.
fn gather_step(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let item = answer?;
    let it = iterator_of(vm, task)?;
    let list = vm.expect::<List>(task.get(1), "list")?;
    if item == Value::STOP {
        let Some(sources) = it.source.get().downcast::<Tuple>() else { return Ok(item) };
        return vm.each_ended(it, sources, list.len());
    }
    let pushed = List::push(list, &mut vm.heap, item);
    vm.check(pushed)?;
    vm.gather(it, Some(task), list)
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
