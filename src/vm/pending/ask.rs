//! Asking: calls, items and iterators that are there at once, or pending.

use super::{Task, Way, What};
use crate::heap::Gc;
use crate::objects::generator::Generator;
use crate::objects::{Dict, Function, Iterator, Kind, List};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::call::{Called, NewFrame};
use crate::vm::continuation::INIT;

impl Vm {
    /// Calls something: its value, or CALL_PENDING when Python code has to run.
    ///
    /// # Errors
    /// What the call raises before that.
    #[inline]
    pub(crate) fn ask_call(&mut self, callable: Value, args: &[Value]) -> PyResult {
        if let Some(function) = callable.downcast::<Function>() {
            let frame = self.bind_elsewhere(function, args, &[])?;
            return Ok(self.ask(What::Frame(frame), Way::Call));
        }
        self.ask_call_with(callable, args, &[])
    }

    /// As [`Vm::ask_call`]; the last arguments are named by `keywords`.
    ///
    /// # Errors
    /// As [`Vm::ask_call`].
    pub(crate) fn ask_call_with(&mut self, callable: Value, args: &[Value], keywords: &[Value]) -> PyResult {
        if let Some(function) = callable.downcast::<Function>() {
            let frame = self.bind_elsewhere(function, args, keywords)?;
            return Ok(self.ask(What::Frame(frame), Way::Call));
        }
        self.need_native_room("")?;
        let outer = self.detach();
        let top = self.stack.sp;
        let called = if self.stack.has_room(top, args.len() + 64) {
            // SAFETY: there is room above the top, which nobody else uses.
            unsafe {
                top.write(callable);
                top.add(1).write(Value::NULL);
                std::ptr::copy(args.as_ptr(), top.add(2), args.len());
                self.stack.sp = top.add(2 + args.len());
            }
            self.dispatch(top, args.len(), keywords)
        } else {
            Err(self.raise_recursion())
        };
        self.attach(outer);
        match called? {
            // SAFETY: the result stands in the slot.
            Called::Done => Ok(unsafe { *top }),
            Called::Pending => Ok(Value::CALL_PENDING),
            Called::Enter(frame) => {
                // SAFETY: `__init__`: the instance stands in the slot, and is the answer.
                let instance = unsafe { *frame.result };
                self.ask(What::Frame(frame), Way::Call);
                if frame.kind == INIT {
                    return self.wait(None, super::construct::initialized_step, &[instance], 0);
                }
                Ok(Value::CALL_PENDING)
            }
        }
    }

    /// As [`Vm::ask_call`]; `keywords` is a dict or NULL.
    ///
    /// # Errors
    /// As [`Vm::ask_call`].
    pub(crate) fn ask_call_with_dict(
        &mut self,
        callable: Value,
        args: &[Value],
        keywords: Value,
    ) -> PyResult {
        let Some(dict) = keywords.downcast::<Dict>().filter(|d| !d.is_empty()) else {
            return self.ask_call(callable, args);
        };
        let keep = self.temps().len();
        let (all, names) = self.with_named(args, dict);
        let answer = self.ask_call_with(callable, &all, &names);
        self.pop_temps(keep);
        answer
    }

    /// Arguments with those of a dict behind them, and the names of these. All are kept as temporaries.
    pub(super) fn with_named(&mut self, args: &[Value], dict: Gc<Dict>) -> (Vec<Value>, Vec<Value>) {
        let (mut names, mut all) = (Vec::new(), args.to_vec());
        let mut at = 0;
        while let Some((number, key, value)) = dict.next_entry(at) {
            names.push(key);
            all.push(value);
            at = number + 1;
        }
        all.iter().chain(&names).for_each(|&v| self.push_temp(v));
        (all, names)
    }

    #[inline(always)]
    pub(super) fn ask(&mut self, what: What, way: Way) -> Value {
        debug_assert!(self.pending.is_nothing(), "pyopt: two calls pending at once");
        let pending = &mut self.pending;
        (pending.what, pending.way) = (what, way);
        (pending.first, pending.last) = (Value::NULL, Value::NULL);
        Value::CALL_PENDING
    }

    #[inline(always)]
    fn bind_elsewhere(
        &mut self,
        function: Gc<Function>,
        args: &[Value],
        keywords: &[Value],
    ) -> PyResult<NewFrame> {
        let top = self.stack.top();
        self.bind_given(function, top, args, keywords)
    }

    /// The next item of an iterator: STOP at the end, CALL_PENDING when Python code has to run.
    ///
    /// # Errors
    /// `TypeError` for what is no iterator; what the step raises.
    #[inline(always)]
    pub(crate) fn ask_next(&mut self, iterator: Value) -> PyResult {
        match iterator.downcast::<Iterator>() {
            Some(it) if it.plain => match it.next_in_place() {
                Some(item) => Ok(item),
                None => self.ask_step(it),
            },
            _ => self.ask_next_other(iterator),
        }
    }

    /// The next item of an iterator that the engine steps.
    #[inline(always)]
    fn ask_step(&mut self, it: Gc<Iterator>) -> PyResult {
        match self.step(it) {
            Ok(Some(item)) if item != Value::CALL_PENDING => Ok(item),
            Ok(None) => Ok(Value::STOP),
            other => self.item_of_call(other.map(|_| Value::CALL_PENDING)),
        }
    }

    #[inline(never)]
    fn ask_next_other(&mut self, iterator: Value) -> PyResult {
        if let Some(generator) = iterator.downcast::<Generator>()
            && Vm::is_plain_generator(generator)
            && self.is_ready(generator, Value::NONE)
        {
            return Ok(self.ask(What::Resume { generator: iterator, sent: Value::NONE }, Way::Item));
        }
        match self.ask_next_slow(iterator) {
            Ok(Some(item)) if item != Value::CALL_PENDING => Ok(item),
            Ok(None) => Ok(Value::STOP),
            other => self.item_of_call(other.map(|_| Value::CALL_PENDING)),
        }
    }

    /// As `ask_next`, for all but plain iterators; `None` at the end.
    pub(crate) fn ask_next_slow(&mut self, iterator: Value) -> PyResult<Option<Value>> {
        if let Some(generator) = iterator.downcast::<Generator>()
            && Vm::is_plain_generator(generator)
        {
            if !self.may_resume(generator, Value::NONE)? {
                return Ok(None);
            }
            let what = What::Resume { generator: iterator, sent: Value::NONE };
            return Ok(Some(self.ask(what, Way::Item)));
        }
        if let Some(next) = self.type_of(iterator).iter_next() {
            self.need_native_room("")?;
            self.poll(1)?;
            return next(self, iterator);
        }
        let Some(method) = self.special(iterator, "__next__") else {
            if let Some(it) = iterator.downcast::<Iterator>() {
                return self.step(it);
            }
            let message = format!("'{}' object is not an iterator", self.type_name(iterator));
            return Err(self.raise_type_error(message));
        };
        let answer = if crate::vm::special::takes_receiver(method) {
            self.ask_call(method, &[iterator])
        } else {
            self.bind_method(method, iterator).and_then(|bound| self.ask_call(bound, &[]))
        };
        let item = self.item_of_call(answer)?;
        Ok(if item == Value::STOP { None } else { Some(item) })
    }

    /// For natives: the next value of a generator. At the end the default, or `StopIteration` if that is NULL.
    ///
    /// # Errors
    /// That `StopIteration`, when it is at its end already; `ValueError` for one that runs.
    pub(crate) fn request_step(&mut self, generator: Value, sent: Value, default: Value) -> PyResult {
        let it = self.expect::<Generator>(generator, "generator")?;
        if !self.may_resume(it, sent)? {
            return if default.is_null() { Err(self.raise_stop(Value::NONE)) } else { Ok(default) };
        }
        Ok(self.ask(What::Resume { generator, sent }, Way::Method(default)))
    }

    /// `iter(value)`, or CALL_PENDING when Python code has to run.
    ///
    /// # Errors
    /// `TypeError` for what cannot be iterated; what `__iter__` raises.
    pub(crate) fn ask_iter(&mut self, value: Value) -> PyResult {
        if self.is_exact_builtin(value) {
            return self.builtin_iter(value);
        }
        match self.special(value, "__iter__") {
            Some(method) if method.is_kind(crate::objects::Kind::Function) => {
                self.ask_call(method, &[value])?;
                self.wait(None, iterator_step, &[], 0)
            }
            _ => self.iter(value),
        }
    }

    /// As [`Vm::ask_iter`], where a `TypeError` says `message` instead.
    ///
    /// # Errors
    /// As [`Vm::ask_iter`].
    pub(crate) fn ask_iter_or_say(&mut self, value: Value, message: &str) -> PyResult {
        match self.ask_iter(value) {
            Ok(Value::CALL_PENDING) => match self.new_str(message) {
                Ok(message) => self.wait(None, message_step, &[message], 0),
                Err(raised) => {
                    self.pending = super::Pending::default();
                    Err(raised)
                }
            },
            Err(raised) if !self.raised_is(self.types.type_error) => Err(raised),
            Err(_) => {
                self.take_raised();
                Err(self.raise_type_error(message))
            }
            iterator => iterator,
        }
    }

    /// A list of an iterable's items, or CALL_PENDING when Python code has to run.
    ///
    /// # Errors
    /// What iterating raises; `MemoryError`.
    pub(crate) fn ask_list(&mut self, iterable: Value) -> PyResult {
        let list = self.new_list(&[])?;
        self.ask_extend(list, iterable)
    }

    /// Appends every item of an iterable to a list, which is the answer; CALL_PENDING when Python code has to run.
    ///
    /// # Errors
    /// What iterating raises; `MemoryError`.
    pub(crate) fn ask_extend(&mut self, list: Gc<List>, iterable: Value) -> PyResult {
        self.ask_extend_hinted(list, iterable, iterable)
    }

    /// [`Vm::ask_list`], but the iterable is not asked how many items it will give.
    ///
    /// # Errors
    /// What iterating raises; `MemoryError`.
    pub(crate) fn ask_list_unhinted(&mut self, iterable: Value) -> PyResult {
        let list = self.new_list(&[])?;
        self.ask_extend_hinted(list, iterable, Value::NULL)
    }

    /// [`Vm::ask_extend`], where `hinter`, unless NULL, is asked how many items there will be.
    fn ask_extend_hinted(&mut self, list: Gc<List>, iterable: Value, hinter: Value) -> PyResult {
        let known = self.is_exact_builtin(iterable)
            && matches!(
                iterable.kind(),
                Some(
                    Kind::List | Kind::Tuple | Kind::Dict | Kind::Set | Kind::Range | Kind::Str | Kind::Bytes
                )
            );
        if known || iterable.is(list.value()) {
            self.list_extend(list, iterable)?;
            return Ok(list.value());
        }
        match self.ask_iter(iterable)? {
            Value::CALL_PENDING => self.wait(None, extend_step, &[list.value(), hinter], 0),
            iterator => self.extend_from(list, hinter, iterator),
        }
    }

    /// Appends the items of an iterator to a list; `hinter`, unless NULL, is asked how many there will be.
    fn extend_from(&mut self, list: Gc<List>, hinter: Value, iterator: Value) -> PyResult {
        if !hinter.is_null()
            && let Some(hint) = self.length_hint(hinter)?
            // One that does not add up is no hint.
            && hint <= isize::MAX as usize - list.len()
        {
            // What it says is a hint: a wrong one must not cost memory. One that no memory holds is refused.
            self.check_room::<Value>(hint)?;
            let reserved = List::reserve(list, &mut self.heap, hint.min(1 << 20));
            self.check(reserved)?;
        }
        if let Some(it) = iterator.downcast::<Iterator>().filter(|it| it.plain && !it.stepping.may_ask()) {
            while let Some(item) = self.step(it)? {
                self.poll(1)?;
                let pushed = List::push(list, &mut self.heap, item);
                self.check(pushed)?;
            }
            return Ok(list.value());
        }
        super::fold::run::<super::fold::Append>(self, None, iterator, super::State::new(&[list.value()]))
    }
}

/// `__iter__` answered.
fn iterator_step(vm: &mut Vm, _: Gc<Task>, answer: PyResult) -> PyResult {
    vm.check_iterator(answer?)
}

/// `__iter__` answered; a `TypeError` gets another message.
fn message_step(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    if answer.is_err() && vm.raised_is(vm.types.type_error) {
        vm.take_raised();
        return Err(vm.raise_with(vm.types.type_error, task.get(0)));
    }
    answer
}

/// The iterator is there whose items go to a list.
fn extend_step(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let iterator = answer?;
    let list = vm.expect::<List>(task.get(0), "list")?;
    vm.extend_from(list, task.get(1), iterator)
}
