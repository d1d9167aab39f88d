//! Coroutines and asynchronous generators: what `await`, `async for` and `async with` do beyond generators.
//!
//! ```text
//! await x ─► GET_AWAITABLE ─► SEND ─► coroutine's frame                          SEND
//!                                 └─► asend object ─► generator's frame          ASEND: a wrapped value ends the await
//! yield v in an asynchronous generator ─► CALL_INTRINSIC_1 wraps v ─► YIELD_VALUE
//! ```
//!
//! A value that an asynchronous generator yields comes wrapped, so that it differs from what an `await` inside it
//! passes through.

use super::continuation::{ASEND, CONTINUATIONS, SEND};
use super::generator::Resumed;
use super::interp::Cursor;
use super::{Held, Vm};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::awaitable::{Awaitable, Stage};
use crate::objects::generator::{Generator, GeneratorState};
use crate::objects::{Binding, Exception, Kind, Tuple, Type};
use crate::value::{PyResult, Raised, Value};
use pyopt_compiler::code::CodeFlags;

natives! { COROUTINE:
    "send" "(self, value, /)" |vm, args| vm.request_step(args[0], args[1], Value::NULL);
    "throw" "(self, type, value=None, traceback=None, /)" super::generator::throw;
    "close" "(self, /)" |vm, args| vm.close_iterator(args[0]);
    "__await__" "(self, /)" |vm, args| {
        let shape = vm.types.coroutine_wrapper.root_shape().0;
        Ok(Awaitable::new(&mut vm.heap, shape, args[0], Value::NULL).value())
    };
}

natives! { AWAITABLE:
    "__await__" "(self, /)" |_, args| Ok(args[0]);
    "__iter__" "(self, /)" |_, args| Ok(args[0]);
    "__next__" "(self, /)" |vm, args| vm.awaitable_step(args[0], Value::NONE);
    "send" "(self, value, /)" |vm, args| vm.awaitable_step(args[0], args[1]);
    "throw" "(self, type, value=None, traceback=None, /)" awaitable_throw;
    "close" "(self, /)" awaitable_close;
}

natives! { ASYNC_GENERATOR:
    "__aiter__" "(self, /)" |_, args| Ok(args[0]);
    "__anext__" "(self, /)" |vm, args| {
        let made = vm.asend(args[0], Value::NONE)?;
        Ok(vm.may_stay_unawaited(made))
    };
    "asend" "(self, value, /)" |vm, args| {
        let made = vm.asend(args[0], args[1])?;
        Ok(vm.may_stay_unawaited(made))
    };
    "athrow" "(self, type, value=None, traceback=None, /)" |vm, args| {
        let arguments = vm.new_tuple(&args[1..])?;
        if args[2].non_null().is_some() || args[3].non_null().is_some() {
            super::generator::warn_of_three(vm, "athrow")?;
        }
        let made = vm.athrow(args[0], arguments)?;
        Ok(vm.may_stay_unawaited(made))
    };
    "aclose" "(self, /)" |vm, args| {
        let made = vm.athrow(args[0], Value::NULL)?;
        Ok(vm.may_stay_unawaited(made))
    };
}

/// The classes of this room with their methods.
pub(crate) fn methods(vm: &Vm) -> [(Gc<Type>, &'static [super::native::NativeDef]); 6] {
    let t = vm.types;
    [
        (t.coroutine, COROUTINE),
        (t.async_generator, ASYNC_GENERATOR),
        // `coroutine_wrapper` is an iterator, not itself awaitable.
        (t.coroutine_wrapper, &AWAITABLE[1..]),
        (t.asend, AWAITABLE),
        (t.athrow, AWAITABLE),
        (t.anext_awaitable, AWAITABLE),
    ]
}

fn awaitable_throw(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[2].non_null().is_some() || args[3].non_null().is_some() {
        super::generator::warn_of_three(vm, "throw")?;
    }
    vm.throw_into_awaitable(args[0], &args[1..])
}

fn awaitable_close(vm: &mut Vm, args: &[Value]) -> PyResult {
    let awaitable = vm.expect::<Awaitable>(args[0], "awaitable")?;
    if vm.type_of(args[0]) == vm.types.coroutine_wrapper {
        return vm.close_iterator(awaitable.target.get());
    }
    if vm.type_of(args[0]) == vm.types.anext_awaitable {
        let iterator = vm.awaitable_of(awaitable.target.get())?;
        let name = vm.intern("close");
        let close = vm.get_attr(iterator, name)?;
        let answer = vm.call(close, &[]);
        return vm.default_at_end(awaitable, answer);
    }
    if awaitable.stage.get() == Stage::Closed {
        return Ok(Value::NONE);
    }
    let exit = vm.make_exception(vm.types.generator_exit.value())?;
    match vm.throw_into_awaitable(args[0], &[exit]) {
        Ok(_) => Err(vm.raise_str(vm.types.runtime_error, "coroutine ignored GeneratorExit")),
        Err(Raised)
            if [vm.types.stop_iteration, vm.types.stop_async_iteration, vm.types.generator_exit]
                .iter()
                .any(|&c| vm.raised_is(c)) =>
        {
            vm.take_raised();
            Ok(Value::NONE)
        }
        Err(raised) => Err(raised),
    }
}

/// `aiter(async_iterable)`.
pub(crate) fn aiter(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(method) = vm.special(args[0], "__aiter__") else {
        let message = format!("'{}' object is not an async iterable", vm.type_name(args[0]));
        return Err(vm.raise_type_error(message));
    };
    let made = vm.call_method(method, args[0], &[])?;
    if vm.special(made, "__anext__").is_none() {
        let message = format!("aiter() returned not an async iterator of type '{}'", vm.type_name(made));
        return Err(vm.raise_type_error(message));
    }
    Ok(made)
}

/// `anext(async_iterator[, default])`.
pub(crate) fn anext(vm: &mut Vm, args: &[Value]) -> PyResult {
    let Some(method) = vm.special(args[0], "__anext__") else {
        let message = format!("'{}' object is not an async iterator", vm.type_name(args[0]));
        return Err(vm.raise_type_error(message));
    };
    let made = vm.call_method(method, args[0], &[])?;
    if args[1].is_null() {
        return Ok(made);
    }
    let shape = vm.types.anext_awaitable.root_shape().0;
    Ok(Awaitable::new(&mut vm.heap, shape, made, args[1]).value())
}

impl Vm {
    fn asend(&mut self, generator: Value, value: Value) -> PyResult {
        let generator = self.expect::<Generator>(generator, "async_generator")?;
        self.begin_iteration(generator)?;
        let shape = self.types.asend.root_shape().0;
        Ok(Awaitable::new(&mut self.heap, shape, generator.value(), value).value())
    }

    /// Tells the hooks of an event loop, once, that an asynchronous generator is iterated.
    fn begin_iteration(&mut self, generator: Gc<Generator>) -> PyResult<()> {
        if !generator.hook.get().is_null() {
            return Ok(());
        }
        let finalizer = self.held(Held::AsyncFinalizer).non_null().unwrap_or(Value::NONE);
        self.heap.set(generator, &generator.hook, finalizer);
        let has_blocks = generator.binding.get().downcast::<Binding>().is_some_and(|b| b.has_blocks.get());
        if has_blocks || !finalizer.is_none() {
            self.heap.register_finalizable(generator);
            self.note_finalizable_made();
        }
        match self.held(Held::FirstIteration) {
            Value::NULL | Value::NONE => Ok(()),
            hook => self.call(hook, &[generator.value()]).map(|_| ()),
        }
    }

    fn athrow(&mut self, generator: Value, arguments: Value) -> PyResult {
        let generator = self.expect::<Generator>(generator, "async_generator")?;
        self.begin_iteration(generator)?;
        let shape = self.types.athrow.root_shape().0;
        Ok(Awaitable::new(&mut self.heap, shape, generator.value(), arguments).value())
    }

    /// What `await value` iterates.
    ///
    /// # Errors
    /// `TypeError` for what cannot be awaited; what `__await__` raises.
    pub(crate) fn awaitable_of(&mut self, value: Value) -> PyResult {
        if let Some(generator) = value.downcast::<Generator>() {
            let flags = generator.binding.get().downcast::<Binding>().map_or(0, |b| b.flags);
            if flags & (CodeFlags::COROUTINE | CodeFlags::ITERABLE_COROUTINE) != 0 {
                return Ok(value);
            }
        }
        let Some(method) = self.special(value, "__await__") else {
            let message = format!("'{}' object can't be awaited", self.type_name(value));
            return Err(self.raise_type_error(message));
        };
        let made = self.call_method(method, value, &[])?;
        if self.type_of(made) == self.types.coroutine {
            return Err(self.raise_type_error("__await__() returned a coroutine"));
        }
        let steps = matches!(made.kind(), Some(Kind::Iterator | Kind::Generator | Kind::Awaitable));
        if !steps && self.special(made, "__next__").is_none() {
            let message = format!("__await__() returned non-iterator of type '{}'", self.type_name(made));
            return Err(self.raise_type_error(message));
        }
        Ok(made)
    }

    /// `GET_AWAITABLE`: `asynchronous` is 1 after `__aenter__`, 2 after `__aexit__`, else 0.
    pub(crate) fn get_awaitable(&mut self, value: Value, asynchronous: usize) -> PyResult {
        let made = match self.awaitable_of(value) {
            Err(Raised) if asynchronous > 0 && self.special(value, "__await__").is_none() => {
                self.take_raised();
                let method = ["__aenter__", "__aexit__"][asynchronous.min(2) - 1];
                let message = format!(
                    "'async with' received an object from {method} that does not implement __await__: {}",
                    self.type_name(value)
                );
                return Err(self.raise_type_error(message));
            }
            other => other?,
        };
        if let Some(generator) = made.downcast::<Generator>()
            && self.type_of(made) == self.types.coroutine
            && !self.delegate_of(generator).is_null()
        {
            let message = "coroutine is being awaited already";
            return Err(self.raise_str(self.types.runtime_error, message));
        }
        Ok(made)
    }

    /// `GET_AITER`.
    pub(crate) fn get_aiter(&mut self, value: Value) -> PyResult {
        let Some(method) = self.special(value, "__aiter__") else {
            let message = format!(
                "'async for' requires an object with __aiter__ method, got {}",
                self.type_name(value)
            );
            return Err(self.raise_type_error(message));
        };
        let made = self.call_method(method, value, &[])?;
        if self.special(made, "__anext__").is_none() {
            let message = format!(
                "'async for' received an object from __aiter__ that does not implement __anext__: {}",
                self.type_name(made)
            );
            return Err(self.raise_type_error(message));
        }
        Ok(made)
    }

    /// `GET_ANEXT`.
    pub(crate) fn get_anext(&mut self, value: Value) -> PyResult {
        if self.type_of(value) == self.types.async_generator {
            return self.asend(value, Value::NONE);
        }
        let Some(method) = self.special(value, "__anext__") else {
            let message = format!(
                "'async for' requires an iterator with __anext__ method, got {}",
                self.type_name(value)
            );
            return Err(self.raise_type_error(message));
        };
        let made = self.call_method(method, value, &[])?;
        self.awaitable_of(made).map_err(|Raised| {
            let cause = self.take_raised();
            let message =
                format!("'async for' received an invalid object from __anext__: {}", self.type_name(made));
            let raised = self.raise_type_error(message);
            if let Some(e) = self.raised.downcast::<Exception>() {
                self.heap.set(e, &e.cause, cause);
                self.heap.set(e, &e.context, cause);
                e.suppress.set(Value::TRUE);
            }
            raised
        })
    }

    /// `END_ASYNC_FOR`: the end of the loop, or an exception of its iterator.
    pub(crate) fn end_async_for(&mut self, c: &mut Cursor) -> PyResult<()> {
        let exception = c.peek(1);
        if self.type_of(exception).is_subclass(self.types.stop_async_iteration) {
            c.drop(2);
            return Ok(());
        }
        self.raised = exception;
        Err(Raised)
    }

    /// `GET_YIELD_FROM_ITER`.
    pub(crate) fn get_yield_from_iter(&mut self, c: &Cursor) -> PyResult {
        let value = c.peek(1);
        if self.type_of(value) == self.types.coroutine {
            if c.binding.flags & (CodeFlags::COROUTINE | CodeFlags::ITERABLE_COROUTINE) == 0 {
                let message = "cannot 'yield from' a coroutine object in a non-coroutine generator";
                return Err(self.raise_type_error(message));
            }
            return Ok(value);
        }
        self.iter(value)
    }

    /// The value that an asynchronous generator is about to yield, wrapped.
    pub(crate) fn wrap_yielded(&mut self, value: Value) -> Value {
        let shape = Kind::Awaitable as u32;
        Awaitable::new(&mut self.heap, shape, Value::NULL, value).value()
    }

    /// What a wrapped value holds; `None` for what an `await` passed through.
    fn unwrap_yielded(&self, value: Value) -> Option<Value> {
        let wrapped = value.downcast::<Awaitable>()?;
        (wrapped.header().shape() == Kind::Awaitable as u32).then(|| wrapped.value.get())
    }

    /// SEND to an `asend` object runs the generator's frame in this loop.
    pub(crate) fn send_to_asend(
        &mut self,
        c: &mut Cursor,
        awaitable: Gc<Awaitable>,
        value: Value,
    ) -> PyResult<()> {
        let (generator, value) = self.begin_asend(awaitable, value)?;
        let resumed = self.resume_here(c, generator, value, ASEND);
        match resumed {
            Ok(true) => Ok(()),
            Ok(false) => (CONTINUATIONS[ASEND as usize].end.unwrap_or(no_end))(self, c, Value::NONE),
            Err(raised) => {
                self.end_asend(awaitable);
                Err(raised)
            }
        }
    }

    /// Checks and marks an `asend` object before its generator goes on with the value.
    fn begin_asend(&mut self, awaitable: Gc<Awaitable>, value: Value) -> PyResult<(Gc<Generator>, Value)> {
        let generator = self.expect::<Generator>(awaitable.target.get(), "async_generator")?;
        self.check_fresh(awaitable, "__anext__()/asend()")?;
        let mut value = value;
        if awaitable.stage.get() == Stage::Fresh {
            self.check_alone(awaitable, generator, "anext")?;
            if value.is_none() {
                value = awaitable.value.get();
            }
            awaitable.stage.set(Stage::Awaited);
        }
        generator.awaited.set(true);
        Ok((generator, value))
    }

    fn check_fresh(&mut self, awaitable: Gc<Awaitable>, what: &str) -> PyResult<()> {
        if awaitable.stage.get() != Stage::Closed {
            return Ok(());
        }
        let message = format!("cannot reuse already awaited {what}");
        Err(self.raise_str(self.types.runtime_error, &message))
    }

    fn check_alone(
        &mut self,
        awaitable: Gc<Awaitable>,
        generator: Gc<Generator>,
        what: &str,
    ) -> PyResult<()> {
        if !generator.awaited.get() {
            return Ok(());
        }
        awaitable.stage.set(Stage::Closed);
        let message = format!("{what}(): asynchronous generator is already running");
        Err(self.raise_str(self.types.runtime_error, &message))
    }

    /// An `asend` object is done.
    pub(crate) fn end_asend(&mut self, awaitable: Gc<Awaitable>) {
        awaitable.stage.set(Stage::Closed);
        if let Some(generator) = awaitable.target.get().downcast::<Generator>() {
            generator.awaited.set(false);
            if self.raised.is_kind(Kind::Exception)
                && (self.raised_is(self.types.stop_async_iteration)
                    || self.raised_is(self.types.generator_exit))
            {
                generator.closed.set(true);
            }
        }
    }

    /// `StopAsyncIteration`.
    pub(crate) fn raise_stop_async(&mut self) -> Raised {
        self.raise_str(self.types.stop_async_iteration, "")
    }

    /// Turns what an asynchronous generator did into what its `asend` object answers: a value that `await` passes
    /// through, or an exception: `StopIteration` with the value that was yielded.
    fn settle_asend(&mut self, awaitable: Gc<Awaitable>, resumed: PyResult<Resumed>) -> PyResult {
        let answer = match resumed {
            Ok(Resumed::Yielded(v)) => match self.unwrap_yielded(v) {
                None => return Ok(v),
                Some(v) => Err(self.raise_stop_exactly(v)),
            },
            Ok(Resumed::Returned(_)) => Err(self.raise_stop_async()),
            Err(raised) => Err(raised),
        };
        self.end_asend(awaitable);
        answer
    }

    /// `StopIteration` with this value, whatever it is.
    fn raise_stop_exactly(&mut self, value: Value) -> Raised {
        self.raise_with(self.types.stop_iteration, value)
    }

    /// One step of an awaitable, from Rust.
    pub(crate) fn awaitable_step(&mut self, value: Value, sent: Value) -> PyResult {
        let awaitable = self.expect::<Awaitable>(value, "awaitable")?;
        match self.type_of(value) {
            t if t == self.types.coroutine_wrapper => {
                let coroutine = self.expect::<Generator>(awaitable.target.get(), "coroutine")?;
                let resumed = self.resume_generator(coroutine, Ok(sent))?;
                self.answer_of(resumed)
            }
            t if t == self.types.asend => {
                let (generator, sent) = self.begin_asend(awaitable, sent)?;
                let resumed = self.resume_generator(generator, Ok(sent));
                self.settle_asend(awaitable, resumed)
            }
            t if t == self.types.athrow => self.athrow_step(awaitable, sent),
            _ => {
                let target = awaitable.target.get();
                let answer = self.awaitable_of(target).and_then(|iterator| {
                    if let Some(coroutine) = iterator.downcast::<Generator>() {
                        let resumed = self.resume_generator(coroutine, Ok(sent))?;
                        return self.answer_of(resumed);
                    }
                    if iterator.is_kind(Kind::Awaitable) {
                        return self.awaitable_step(iterator, sent);
                    }
                    if sent.is_none() {
                        return match self.next_or_stop(iterator)? {
                            Ok(v) => Ok(v),
                            Err(v) => Err(self.raise_stop(v)),
                        };
                    }
                    let name = self.intern("send");
                    let send = self.get_attr(iterator, name)?;
                    self.call(send, &[sent])
                });
                self.default_at_end(awaitable, answer)
            }
        }
    }

    /// `anext(it, default)`: the end of the iterator is the default.
    fn default_at_end(&mut self, awaitable: Gc<Awaitable>, answer: PyResult) -> PyResult {
        match answer {
            Err(Raised) if self.raised_is(self.types.stop_async_iteration) => {
                self.take_raised();
                Err(self.raise_stop_exactly(awaitable.value.get()))
            }
            other => other,
        }
    }

    fn athrow_step(&mut self, awaitable: Gc<Awaitable>, sent: Value) -> PyResult {
        let generator = self.expect::<Generator>(awaitable.target.get(), "async_generator")?;
        self.check_fresh(awaitable, "aclose()/athrow()")?;
        let closes = awaitable.value.get().is_null();
        if generator.state.get() == GeneratorState::Finished {
            awaitable.stage.set(Stage::Closed);
            return Err(self.raise_stop(Value::NONE));
        }
        let resumed = if awaitable.stage.get() == Stage::Fresh {
            self.check_alone(awaitable, generator, if closes { "aclose" } else { "athrow" })?;
            if generator.closed.get() {
                awaitable.stage.set(Stage::Closed);
                return Err(self.raise_stop_async());
            }
            if !sent.is_none() {
                let message = "can't send non-None value to a just-started coroutine";
                return Err(self.raise_str(self.types.runtime_error, message));
            }
            awaitable.stage.set(Stage::Awaited);
            generator.awaited.set(true);
            match awaitable.value.get().downcast::<Tuple>() {
                Some(arguments) => self.throw_into(generator, arguments.items(), false),
                None => {
                    generator.closed.set(true);
                    let exit = self.make_exception(self.types.generator_exit.value());
                    exit.and_then(|e| self.throw_into(generator, &[e], false))
                }
            }
        } else {
            self.resume_generator(generator, Ok(sent))
        };
        if closes { self.settle_aclose(awaitable, resumed) } else { self.settle_asend(awaitable, resumed) }
    }

    fn settle_aclose(&mut self, awaitable: Gc<Awaitable>, resumed: PyResult<Resumed>) -> PyResult {
        let answer = match resumed {
            Ok(Resumed::Yielded(v)) if self.unwrap_yielded(v).is_none() => return Ok(v),
            Ok(Resumed::Yielded(_)) => {
                let message = "async generator ignored GeneratorExit";
                Err(self.raise_str(self.types.runtime_error, message))
            }
            Ok(Resumed::Returned(_)) => Err(self.raise_stop(Value::NONE)),
            Err(Raised)
                if self.raised_is(self.types.stop_async_iteration)
                    || self.raised_is(self.types.generator_exit) =>
            {
                self.take_raised();
                Err(self.raise_stop(Value::NONE))
            }
            Err(raised) => Err(raised),
        };
        awaitable.stage.set(Stage::Closed);
        if let Some(generator) = awaitable.target.get().downcast::<Generator>() {
            generator.awaited.set(false);
        }
        answer
    }

    fn throw_into_awaitable(&mut self, value: Value, given: &[Value]) -> PyResult {
        let awaitable = self.expect::<Awaitable>(value, "awaitable")?;
        let class = self.type_of(value);
        if class == self.types.anext_awaitable {
            let target = awaitable.target.get();
            let answer = self.awaitable_of(target).and_then(|iterator| {
                let name = self.intern("throw");
                let method = self.get_attr(iterator, name)?;
                let count = given.iter().position(|v| v.is_null()).unwrap_or(given.len());
                self.call(method, &given[..count])
            });
            return self.default_at_end(awaitable, answer);
        }
        let generator = self.expect::<Generator>(awaitable.target.get(), "coroutine")?;
        if class == self.types.coroutine_wrapper {
            let resumed = self.throw_into(generator, given, true)?;
            return self.answer_of(resumed);
        }
        let asend = class == self.types.asend;
        self.check_fresh(awaitable, if asend { "__anext__()/asend()" } else { "aclose()/athrow()" })?;
        if awaitable.stage.get() == Stage::Fresh {
            let closes = awaitable.value.get().is_null();
            let what = if asend {
                "anext"
            } else if closes {
                "aclose"
            } else {
                "athrow"
            };
            self.check_alone(awaitable, generator, what)?;
            awaitable.stage.set(Stage::Awaited);
            generator.awaited.set(true);
        }
        let resumed = self.throw_into(generator, given, asend);
        if !asend && awaitable.value.get().is_null() {
            return self.settle_aclose(awaitable, resumed);
        }
        self.settle_asend(awaitable, resumed)
    }

    /// ASEND: the generator yielded.
    pub(super) fn asend_yielded(&mut self, c: &mut Cursor, value: Value) -> PyResult<()> {
        let Some(value) = self.unwrap_yielded(value) else {
            c.poke(1, value);
            return Ok(());
        };
        if let Some(awaitable) = c.peek(2).downcast::<Awaitable>() {
            self.end_asend(awaitable);
        }
        if self.tracing.on {
            self.trace_sent(c, value)?;
        }
        (CONTINUATIONS[SEND as usize].end.unwrap_or(no_end))(self, c, value)
    }

    /// ASEND: the generator came to its end.
    pub(super) fn asend_ended(&mut self, c: &mut Cursor) -> PyResult<()> {
        let raised = self.raise_stop_async();
        if let Some(awaitable) = c.peek(2).downcast::<Awaitable>() {
            self.end_asend(awaitable);
        }
        Err(raised)
    }

    /// ASEND: the generator raised.
    pub(super) fn asend_raised(&mut self, c: &mut Cursor) -> PyResult<()> {
        if let Some(awaitable) = c.peek(2).downcast::<Awaitable>() {
            self.end_asend(awaitable);
        }
        Err(Raised)
    }
}

fn no_end(_: &mut Vm, _: &mut Cursor, _: Value) -> PyResult<()> {
    Ok(())
}
