//! Resuming generators: their frame comes back onto the VM stack, and goes to the heap at `yield`.

use super::Vm;
use super::call::{ENTRY, FRAME_WORDS, NewFrame};
use super::interp::Cursor;
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::generator::{Generator, GeneratorState};
use crate::objects::{Binding, Exception, Tuple, ValueBuffer};
use crate::value::{PyResult, Raised, Value};

/// How a resumed generator came back.
pub(crate) enum Resumed {
    /// It yielded.
    Yielded(Value),
    /// It returned.
    Returned(Value),
}

natives! { METHODS:
    "__iter__" "(self, /)" |_, args| Ok(args[0]);
    "__next__" "(self, /)" |vm, args| vm.generator_step(args[0], Ok(Value::NONE));
    "send" "(self, value, /)" |vm, args| vm.generator_step(args[0], Ok(args[1]));
    "throw" "(self, type, value=None, traceback=None, /)" throw;
    "close" "(self, /)" |vm, args| vm.generator_close(args[0]);
}

/// The methods of `generator`.
pub(crate) fn methods() -> &'static [super::native::NativeDef] {
    METHODS
}

fn throw(vm: &mut Vm, args: &[Value]) -> PyResult {
    let is_instance = args[1].downcast::<Exception>().is_some();
    let given = if is_instance || args[2].is_null() { args[1] } else { vm.call(args[1], &[args[2]])? };
    let exception = vm.make_exception(given)?;
    vm.generator_step(args[0], Err(exception))
}

impl Vm {
    /// The generator of the function whose frame is at `c`, which has just begun.
    pub(crate) fn make_generator(&mut self, c: &Cursor, function: Value, next: u32) -> PyResult {
        let binding = c.binding;
        let slots = binding.locals as usize + FRAME_WORDS + binding.stack as usize;
        let name = function.downcast::<crate::objects::Function>().map_or(Value::NONE, |f| f.qualname.get());
        let generator = Generator::new(&mut self.heap, binding.value(), function, name, slots);
        let generator = self.check(generator)?;
        Generator::save(generator, &mut self.heap, c.frame(), next);
        Ok(generator.value())
    }

    /// Goes on with a generator: `Ok` sends a value, `Err` throws an exception.
    pub(crate) fn resume_generator(
        &mut self,
        generator: Gc<Generator>,
        sent: Result<Value, Value>,
    ) -> PyResult<Resumed> {
        let state = generator.state.get();
        match state {
            GeneratorState::Running => return Err(self.raise_value_error("generator already executing")),
            GeneratorState::Finished => {
                return match sent {
                    Ok(_) => Ok(Resumed::Returned(Value::NONE)),
                    Err(exception) => Err(self.raise_value(exception)),
                };
            }
            GeneratorState::Created => match sent {
                Ok(value) if !value.is_none() => {
                    return Err(
                        self.raise_type_error("can't send non-None value to a just-started generator")
                    );
                }
                Err(exception) => {
                    generator.state.set(GeneratorState::Finished);
                    return Err(self.raise_value(exception));
                }
                Ok(_) => {}
            },
            GeneratorState::Suspended => {}
        }
        let (Some(binding), Some(buffer)) =
            (generator.binding.get().downcast::<Binding>(), generator.frame.get().downcast::<ValueBuffer>())
        else {
            return Ok(Resumed::Returned(Value::NONE));
        };
        self.enter_native("")?;
        let top = self.stack.top;
        let slots = buffer.capacity();
        if self.depth >= self.limits().recursion || !self.stack.has_room(top, slots + 64) {
            self.native_depth -= 1;
            return Err(self.raise_str(self.types.recursion_error, "maximum recursion depth exceeded"));
        }
        // SAFETY: there is room above the top; the slot in front of the frame stands for the callable's.
        let fp = unsafe {
            top.write(generator.function.get());
            let fp = top.add(1);
            for (i, item) in buffer.items().iter().take(generator.used.get()).enumerate() {
                fp.add(i).write(item.get());
            }
            self.stack.top = fp.add(generator.used.get());
            fp
        };
        generator.state.set(GeneratorState::Running);
        let handling = self.handling;
        let frame = NewFrame { binding, fp, result: top, kind: ENTRY, names: Value::NULL };
        let outer = std::mem::replace(&mut self.yielding, generator.value());
        let result = self.run_resumed(frame, generator.used.get(), generator.next.get(), sent);
        let yielded = self.yielding.is_null();
        self.yielding = outer;
        self.handling = handling;
        self.stack.top = top;
        self.native_depth -= 1;
        if yielded {
            generator.state.set(GeneratorState::Suspended);
            return result.map(Resumed::Yielded);
        }
        generator.state.set(GeneratorState::Finished);
        generator.frame.set(Value::NULL);
        result.map(Resumed::Returned)
    }

    /// One step of a generator's own methods: what it yields, or `StopIteration`.
    pub(crate) fn generator_step(&mut self, value: Value, sent: Result<Value, Value>) -> PyResult {
        let generator = self.expect::<Generator>(value, "generator")?;
        match self.resume_generator(generator, sent)? {
            Resumed::Yielded(v) => Ok(v),
            Resumed::Returned(Value::NONE) => Err(self.raise_str(self.types.stop_iteration, "")),
            Resumed::Returned(v) => Err(self.raise_with(self.types.stop_iteration, v)),
        }
    }

    fn generator_close(&mut self, value: Value) -> PyResult {
        let generator = self.expect::<Generator>(value, "generator")?;
        if generator.state.get() != GeneratorState::Suspended {
            if generator.state.get() == GeneratorState::Created {
                generator.state.set(GeneratorState::Finished);
            }
            return Ok(Value::NONE);
        }
        let exit = self.make_exception(self.types.generator_exit.value())?;
        match self.resume_generator(generator, Err(exit)) {
            Ok(Resumed::Yielded(_)) => {
                Err(self.raise_str(self.types.runtime_error, "generator ignored GeneratorExit"))
            }
            Ok(Resumed::Returned(v)) => Ok(v),
            Err(Raised)
                if self.raised_is(self.types.generator_exit) || self.raised_is(self.types.stop_iteration) =>
            {
                self.take_raised();
                Ok(Value::NONE)
            }
            Err(raised) => Err(raised),
        }
    }

    /// `SEND`: the next value of a delegate, or what it returned.
    pub(crate) fn send_to(&mut self, receiver: Value, value: Value) -> PyResult<Resumed> {
        if let Some(generator) = receiver.downcast::<Generator>() {
            return self.resume_generator(generator, Ok(value));
        }
        let answer = if value.is_none() {
            self.next(receiver)
        } else {
            let name = self.intern("send");
            self.get_attr(receiver, name).and_then(|send| self.call(send, &[value])).map(Some)
        };
        match answer {
            Ok(Some(v)) => Ok(Resumed::Yielded(v)),
            Ok(None) => Ok(Resumed::Returned(Value::NONE)),
            Err(Raised) if self.raised_is(self.types.stop_iteration) => {
                let stop = self.take_raised();
                Ok(Resumed::Returned(self.stop_value(stop)))
            }
            Err(raised) => Err(raised),
        }
    }

    /// The value of a `StopIteration`.
    pub(crate) fn stop_value(&self, stop: Value) -> Value {
        let args = stop.downcast::<Exception>().and_then(|e| e.args.get().downcast::<Tuple>());
        args.and_then(|t| t.items().first().copied()).unwrap_or(Value::NONE)
    }
}
