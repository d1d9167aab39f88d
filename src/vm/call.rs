//! Calls: what a callable is, how arguments become locals, and the words of a frame.
//!
//! ```text
//! caller's operand stack … [callable][self or NULL][arg 0 … arg n]
//!                                                  └─ fp of the callee, if the arguments fit as they are
//! frame: [locals, cells, free variables][BINDING][FP][PC][CALLER][RESULT][KIND][NAMES][FUNCTION][operand stack …]
//! ```
//!
//! FP, PC and CALLER (its binding) are the caller's; RESULT is the slot that receives the value; KIND says what happens
//! with it (see `continuation`); NAMES is the dict of a module's or class body's names, NULL in a function. All raw
//! words are dressed as ints, so the stack is values throughout.

use super::Vm;
use super::continuation::{ENTRY, INIT, NORMAL};
use super::native::call_native;
use crate::heap::{Gc, Header};
use crate::objects::generator::Generator;
use crate::objects::types::type_flags;
use crate::objects::{Binding, BoundMethod, Code, Function, Kind, Native, Tuple, Type};
use crate::value::{PyResult, Raised, Value};

pub(crate) const BINDING: usize = 0;
pub(crate) const FP: usize = 1;
pub(crate) const PC: usize = 2;
pub(crate) const RESULT: usize = 3;
pub(crate) const KIND: usize = 4;
pub(crate) const NAMES: usize = 5;
pub(crate) const CALLER: usize = 6;
pub(crate) const FUNCTION: usize = 7;
pub(crate) const FRAME_WORDS: usize = 8;

/// A frame to be entered: its locals stand at `fp`, bound and complete.
#[derive(Clone, Copy)]
pub(crate) struct NewFrame {
    pub(crate) binding: Gc<Binding>,
    pub(crate) fp: *mut Value,
    pub(crate) result: *mut Value,
    pub(crate) kind: u64,
    pub(crate) names: Value,
    pub(crate) function: Value,
}

impl NewFrame {
    /// The frame of a function's call.
    #[inline(always)]
    pub(crate) fn of(
        function: Gc<Function>,
        binding: Gc<Binding>,
        fp: *mut Value,
        result: *mut Value,
    ) -> NewFrame {
        NewFrame { binding, fp, result, kind: NORMAL, names: Value::NULL, function: function.value() }
    }
}

/// Where the stack ended, and which frame ran, when Rust code began to run a frame of its own.
#[derive(Clone, Copy)]
pub(crate) struct Outer {
    sp: *mut Value,
    above: *mut Value,
    at: Option<super::interp::Cursor>,
}

impl Outer {
    /// The first slot that nobody uses.
    pub(crate) fn top(&self) -> *mut Value {
        if self.above.is_null() { self.sp } else { self.above }
    }
}

/// What came of a call.
pub(crate) enum Called {
    /// The result stands in the slot of the callable.
    Done,
    /// A frame is to be entered that will put it there.
    Enter(NewFrame),
    /// A native asked for something (`Vm::pending`) before it can answer.
    Pending,
}

impl Vm {
    /// Calls `callable` with positional arguments, from Rust.
    ///
    /// # Errors
    /// What the call raises; `RecursionError` when native stack runs out.
    pub fn call(&mut self, callable: Value, args: &[Value]) -> PyResult {
        self.call_with(callable, args, &[])
    }

    /// As [`Vm::call`]; the last arguments are named by `keywords`.
    ///
    /// # Errors
    /// As [`Vm::call`].
    pub fn call_with(&mut self, callable: Value, args: &[Value], keywords: &[Value]) -> PyResult {
        self.enter_native("")?;
        let outer = self.detach();
        let top = self.stack.sp;
        let result = if self.stack.has_room(top, args.len() + 64) {
            // SAFETY: there is room above the top, which nobody else uses.
            unsafe {
                top.write(callable);
                top.add(1).write(Value::NULL);
                std::ptr::copy_nonoverlapping(args.as_ptr(), top.add(2), args.len());
                self.stack.sp = top.add(2 + args.len());
            }
            match self.dispatch(top, args.len(), keywords) {
                Ok(Called::Enter(mut frame)) => {
                    if frame.kind == NORMAL {
                        frame.kind = ENTRY;
                        self.run(frame)
                    } else {
                        // `__init__`: the instance is the answer.
                        frame.kind = ENTRY;
                        // SAFETY: the result slot was written by `dispatch`.
                        let instance = unsafe { *frame.result };
                        self.push_temp(instance);
                        let keep = self.temps().len() - 1;
                        let done = self.run(frame).and_then(|v| self.check_init(v));
                        self.pop_temps(keep);
                        done.map(|()| instance)
                    }
                }
                // SAFETY: the result stands in the slot.
                Ok(Called::Done) => Ok(unsafe { *top }),
                Ok(Called::Pending) => self.finish_pending(),
                Err(raised) => Err(raised),
            }
        } else {
            Err(self.raise_recursion())
        };
        self.attach(outer);
        self.native_depth -= 1;
        result
    }

    /// Rust code is about to run a frame of its own: from here on the stack's top is `sp`.
    pub(crate) fn detach(&mut self) -> Outer {
        let outer = self.outer();
        self.leave_heap_frame();
        outer
    }

    /// Where the stack ends, for [`Vm::attach`].
    pub(crate) fn outer(&self) -> Outer {
        Outer { sp: self.stack.sp, above: self.stack.above, at: self.at }
    }

    /// Undoes [`Vm::detach`].
    pub(crate) fn attach(&mut self, outer: Outer) {
        self.stack.sp = outer.sp;
        self.stack.above = outer.above;
        self.at = outer.at;
    }

    /// If a generator's frame runs: notes where its operands end, since another frame will run above it.
    #[inline(always)]
    pub(crate) fn leave_heap_frame(&mut self) -> bool {
        if self.stack.above.is_null() {
            return false;
        }
        if !self.running.is_null() {
            // SAFETY: what runs is a generator, and `sp` lies in the frame of the innermost one.
            unsafe {
                let generator: Gc<Generator> = Gc::from_ptr(self.running.bits() as *mut Header);
                generator.used.set(self.stack.sp.offset_from(generator.frame()) as usize);
            }
        }
        self.stack.sp = self.stack.above;
        self.stack.above = std::ptr::null_mut();
        true
    }

    #[cold]
    pub(crate) fn raise_recursion(&mut self) -> Raised {
        self.raise_str(self.types.recursion_error, "maximum recursion depth exceeded")
    }

    pub(crate) fn check_init(&mut self, returned: Value) -> PyResult<()> {
        if returned.is_none() {
            return Ok(());
        }
        let message = format!("__init__() should return None, not '{}'", self.type_name(returned));
        Err(self.raise_type_error(message))
    }

    /// Runs a module's or class body's code; its names go to `names`.
    ///
    /// # Errors
    /// What the code raises.
    pub fn run_code(&mut self, code: Gc<Code>, globals: Value, names: Value) -> PyResult {
        let stars = pyopt_compiler::code::CodeFlags::VARARGS | pyopt_compiler::code::CodeFlags::VARKEYWORDS;
        let [_, _, positional, flags, keywords] = code.counts();
        if positional + keywords > 0 || flags & stars != 0 {
            // A function's code: called without arguments.
            return self.run_closure(code, globals, names, Value::NULL);
        }
        let binding = self.bind(code, globals, !names.is(globals))?;
        self.enter_native("")?;
        let outer = self.detach();
        let fp = self.stack.sp;
        let count = binding.locals as usize;
        let result = if self.stack.has_room(fp, count + binding.stack as usize + FRAME_WORDS + 64) {
            // SAFETY: there is room for the locals above the top.
            unsafe { (0..count).for_each(|i| fp.add(i).write(Value::NULL)) };
            // What earlier calls left there would stand in frames to come, and live as long as they.
            crate::heap::clear_stack_below();
            self.run(NewFrame { binding, fp, result: fp, kind: ENTRY, names, function: Value::NULL })
        } else {
            Err(self.raise_recursion())
        };
        self.attach(outer);
        self.native_depth -= 1;
        result
    }

    /// Runs the function of a class statement; its names go to `namespace`. What it returns is the cell of
    /// `__class__`, or None.
    ///
    /// # Errors
    /// What the body raises.
    pub(crate) fn run_class_body(&mut self, function: Gc<Function>, namespace: Value) -> PyResult {
        self.run_in(function, namespace)
    }

    /// Runs code that has free variables; its names go to `names`.
    ///
    /// # Errors
    /// What the code raises.
    pub(crate) fn run_closure(
        &mut self,
        code: Gc<Code>,
        globals: Value,
        names: Value,
        closure: Value,
    ) -> PyResult {
        let binding = self.bind(code, globals, true)?;
        let name = self.intern(code.name()).value();
        let function = Function::new(&mut self.heap, code, binding, globals, name, name);
        self.heap.set(function, &function.closure, closure);
        self.run_in(function, names)
    }

    fn run_in(&mut self, function: Gc<Function>, names: Value) -> PyResult {
        self.enter_native("")?;
        let outer = self.detach();
        let top = self.stack.sp;
        let result = if self.stack.has_room(top, 64) {
            self.bind_arguments(function, top, top, 0, &[])
                .and_then(|frame| self.run(NewFrame { kind: ENTRY, names, ..frame }))
        } else {
            Err(self.raise_recursion())
        };
        self.attach(outer);
        self.native_depth -= 1;
        result
    }

    /// A call whose callable stands in `slot`, self or NULL and `count` arguments behind it.
    #[inline]
    pub(crate) fn dispatch(
        &mut self,
        slot: *mut Value,
        count: usize,
        keywords: &[Value],
    ) -> PyResult<Called> {
        // SAFETY: the callable is initialised, says the caller.
        if unsafe { *slot }.is_kind(Kind::Native) {
            self.dispatch_native(slot, count, keywords)
        } else {
            self.dispatch_other(slot, count, keywords)
        }
    }

    /// Apart, so that a native which collects has few words of frames above it: what stands in one that is not written yet
    /// may be an object from before, which is kept alive then.
    #[inline(never)]
    fn dispatch_native(&mut self, slot: *mut Value, count: usize, keywords: &[Value]) -> PyResult<Called> {
        // SAFETY: `slot` and the `count + 1` slots behind it are below the frame's top and initialised, says the caller.
        let (callable, receiver) = unsafe { (*slot, *slot.wrapping_add(1)) };
        let (first, count) = if receiver.is_null() { (2, count) } else { (1, count + 1) };
        let Some(native) = callable.downcast::<Native>() else { return Ok(Called::Done) };
        // SAFETY: as above; nothing writes these slots while the native runs, since it works above the top.
        let args = unsafe { std::slice::from_raw_parts(slot.wrapping_add(first), count) };
        if first == 2 && native.is_method() {
            self.check_method_receiver(native, args)?;
        }
        let result = call_native(self, native, args, keywords)?;
        Ok(answer(slot, result))
    }

    #[inline(never)]
    fn dispatch_other(&mut self, slot: *mut Value, count: usize, keywords: &[Value]) -> PyResult<Called> {
        // `slot` and the `count + 1` slots behind it are below the frame's top and initialised, says the caller;
        // writes go to those slots only.
        let at = |i: usize| slot.wrapping_add(i);
        // SAFETY: the slots are initialised.
        let (callable, receiver) = unsafe { (*slot, *at(1)) };
        let (first, count) = if receiver.is_null() { (2, count) } else { (1, count + 1) };
        match callable.kind() {
            Some(Kind::Function) => {
                let Some(function) = callable.downcast::<Function>() else { return Ok(Called::Done) };
                self.bind_arguments(function, slot, at(first), count, keywords).map(Called::Enter)
            }
            Some(Kind::BoundMethod) => {
                let Some(method) = callable.downcast::<BoundMethod>() else { return Ok(Called::Done) };
                let pair = [method.function.get(), method.receiver.get()];
                self.with_receiver(slot, first, count, pair, keywords)
            }
            Some(Kind::Type) => self.construct(slot, first, count, keywords),
            _ => self.dispatch_slow(slot, first, count, keywords),
        }
    }

    /// Whether a method that was looked up on its class is called with an instance of it.
    #[inline(never)]
    fn check_method_receiver(&mut self, native: Gc<Native>, args: &[Value]) -> PyResult<()> {
        let Some(owner) = native.owner().downcast::<Type>() else { return Ok(()) };
        match args.first().map(|&receiver| self.type_of(receiver)) {
            Some(class) if class == owner || class.is_subclass(owner) => Ok(()),
            given => Err(self.raise_unfit_receiver(native, owner, given)),
        }
    }

    #[cold]
    fn raise_unfit_receiver(
        &mut self,
        native: Gc<Native>,
        owner: Gc<Type>,
        given: Option<Gc<Type>>,
    ) -> Raised {
        let (name, class) = (native.def().name, self.shown_name(owner));
        let is_slot = self.type_of(native.value()) == self.types.wrapper_descriptor;
        let message = match (is_slot, given.map(|g| self.shown_name(g))) {
            (true, None) => format!("descriptor '{name}' of '{class}' object needs an argument"),
            (false, None) => format!("unbound method {class}.{name}() needs an argument"),
            (true, Some(given)) => {
                format!("descriptor '{name}' requires a '{class}' object but received a '{given}'")
            }
            (false, Some(given)) => {
                format!("descriptor '{name}' for '{class}' objects doesn't apply to a '{given}' object")
            }
        };
        self.raise_type_error(message)
    }

    fn dispatch_slow(
        &mut self,
        slot: *mut Value,
        first: usize,
        count: usize,
        keywords: &[Value],
    ) -> PyResult<Called> {
        // SAFETY: as in `dispatch`.
        let callable = unsafe { *slot };
        let hook = self.intern("__call__");
        let found = self.special(callable, "__call__").or_else(|| self.type_of(callable).lookup(hook));
        let Some(method) = found else {
            let message = format!("'{}' object is not callable", self.type_name(callable));
            return Err(self.raise_type_error(message));
        };
        self.call_hook(slot, first, count, method, keywords)
    }

    /// Calls the `__call__` that the class of a call's callable has, bound to that.
    fn call_hook(
        &mut self,
        slot: *mut Value,
        first: usize,
        count: usize,
        method: Value,
        keywords: &[Value],
    ) -> PyResult<Called> {
        // SAFETY: as in `dispatch`.
        let callable = unsafe { *slot };
        let class = self.type_of(callable);
        self.enter_native("")?;
        let called = match self.bind_attr(method, Some(callable), class) {
            Ok(super::attr::Found::Method(function)) => {
                self.with_receiver(slot, first, count, [function, callable], keywords)
            }
            Ok(super::attr::Found::Plain(bound)) => {
                // SAFETY: as in `dispatch`. The slot of self holds NULL or the first argument.
                unsafe { slot.write(bound) };
                self.dispatch(slot, if first == 1 { count - 1 } else { count }, keywords)
            }
            Err(raised) => Err(raised),
        };
        self.native_depth -= 1;
        called
    }

    /// Calls `function` with `receiver` in front of the arguments of a call.
    fn with_receiver(
        &mut self,
        slot: *mut Value,
        first: usize,
        count: usize,
        [function, receiver]: [Value; 2],
        keywords: &[Value],
    ) -> PyResult<Called> {
        // The slots are those of `dispatch`.
        let at = |i: usize| slot.wrapping_add(i);
        if first == 1 && !self.stack.above.is_null() {
            // A generator's frame has no room for more.
            // SAFETY: the arguments are initialised.
            let args = unsafe { std::slice::from_raw_parts(at(1), count) };
            let all: Vec<Value> = std::iter::once(receiver).chain(args.iter().copied()).collect();
            let result = self.call_with(function, &all, keywords)?;
            return Ok(answer(slot, result));
        }
        // SAFETY: this stack has room for one value more than a frame claims.
        unsafe {
            if first == 1 {
                // The slot of self holds an argument: all move up by one.
                if !self.stack.has_room(self.stack.sp, 64) {
                    return Err(self.raise_recursion());
                }
                std::ptr::copy(at(1), at(2), count);
                self.stack.sp = self.stack.sp.add(1);
            }
            slot.write(function);
            at(1).write(receiver);
        }
        self.dispatch(slot, count, keywords)
    }

    /// `Class(...)`.
    fn construct(
        &mut self,
        slot: *mut Value,
        first: usize,
        count: usize,
        keywords: &[Value],
    ) -> PyResult<Called> {
        // SAFETY: as in `dispatch`.
        let (callable, args) = unsafe { (*slot, std::slice::from_raw_parts(slot.add(first), count)) };
        let Some(class) = callable.downcast::<Type>() else { return Ok(Called::Done) };
        let meta = self.type_of(callable);
        if meta != self.types.typ
            && let Some(method) = self.special(callable, "__call__")
        {
            return self.call_hook(slot, first, count, method, keywords);
        }
        if class == self.types.typ {
            if count == 1 && keywords.is_empty() {
                return Ok(answer(slot, self.type_of(args[0]).value()));
            }
            if !matches!(count - keywords.len(), 1 | 3) {
                return Err(self.raise_type_error("type() takes 1 or 3 arguments"));
            }
        }
        if class == self.types.dict && !keywords.is_empty() && count == keywords.len() {
            let made = self.make_dict(keywords, args)?;
            return Ok(answer(slot, made));
        }
        if keywords.is_empty() && first == 2 && class.has(type_flags::OWN_NEW) {
            // SAFETY: as in `dispatch`: the slot of self is free, and the arguments follow it.
            let all = unsafe {
                slot.add(1).write(callable);
                std::slice::from_raw_parts(slot.add(1), count + 1)
            };
            if let Some(made) = self.make_builtin(class, all)? {
                return Ok(answer(slot, made));
            }
            // SAFETY: as above.
            unsafe { slot.add(1).write(Value::NULL) };
        }
        let made = if class.has(type_flags::OWN_NEW) {
            let new = self.new_of(class)?;
            if let (Some(native), 2) = (new.downcast::<Native>(), first) {
                // SAFETY: as in `dispatch`: the slot of self is free, and the arguments follow it.
                let all = unsafe {
                    slot.add(1).write(callable);
                    std::slice::from_raw_parts(slot.add(1), count + 1)
                };
                let made = call_native(self, native, all, keywords)?;
                if made == Value::CALL_PENDING {
                    return self.initialize_later(class, args, keywords);
                }
                if self.init_of(class, made).is_none() {
                    return Ok(answer(slot, made));
                }
                // SAFETY: as above.
                unsafe { slot.add(1).write(Value::NULL) };
                return self.initialize(slot, first, count, keywords, class, made);
            }
            let made = self.ask_instance(class, args, keywords)?;
            return Ok(answer(slot, made));
        } else {
            self.default_new(class, count > 0)?
        };
        self.initialize(slot, first, count, keywords, class, made)
    }

    /// `__init__` of what `__new__` made.
    fn initialize(
        &mut self,
        slot: *mut Value,
        first: usize,
        count: usize,
        keywords: &[Value],
        class: Gc<Type>,
        made: Value,
    ) -> PyResult<Called> {
        // SAFETY: as in `dispatch`.
        let args = unsafe { std::slice::from_raw_parts(slot.add(first), count) };
        let Some(init) = self.init_of(class, made) else { return Ok(answer(slot, made)) };
        if let (Some(function), 2) = (init.downcast::<Function>(), first) {
            // SAFETY: as in `dispatch`: the slot of self is free.
            unsafe {
                slot.write(made);
                slot.add(1).write(made);
            }
            // SAFETY: as in `dispatch`.
            let mut frame =
                self.bind_arguments(function, slot, unsafe { slot.add(1) }, count + 1, keywords)?;
            frame.kind = INIT;
            return Ok(Called::Enter(frame));
        }
        if let (Some(native), 2) = (init.downcast::<Native>().filter(|native| native.is_method()), first) {
            // SAFETY: as in `dispatch`: the slot of self is free, and the arguments follow it.
            let all = unsafe {
                slot.add(1).write(made);
                std::slice::from_raw_parts(slot.add(1), count + 1)
            };
            let returned = call_native(self, native, all, keywords)?;
            let made = self.initialized(made, returned, None)?;
            return Ok(answer(slot, made));
        }
        let made = self.ask_init(class, made, args, keywords, None)?;
        Ok(answer(slot, made))
    }

    /// A native `__new__` waits for what it makes: `__init__` follows, if there is one.
    fn initialize_later(&mut self, class: Gc<Type>, args: &[Value], keywords: &[Value]) -> PyResult<Called> {
        if class.has(type_flags::OWN_INIT) {
            self.init_later(class, args, keywords)?;
        }
        Ok(Called::Pending)
    }

    /// The positional arguments of a `*args` call of `callable`, as a tuple.
    pub(crate) fn spread(&mut self, callable: Value, args: Value) -> PyResult<Gc<Tuple>> {
        if let Some(tuple) = args.downcast::<Tuple>()
            && (self.is_exact_builtin(args) || self.special(args, "__iter__").is_none())
        {
            return Ok(tuple);
        }
        if !self.looks_iterable(args) {
            let (function, given) = (self.function_text(callable)?, self.type_name(args));
            let message = format!("{function} argument after * must be an iterable, not {given}");
            return Err(self.raise_type_error(message));
        }
        let list = self.list_of(args)?;
        let tuple = self.tuple_of_list(list)?;
        self.expect(tuple, "tuple")
    }
}

/// Puts a native's answer into the slot of the callable.
pub(super) fn answer(slot: *mut Value, result: Value) -> Called {
    if result == Value::CALL_PENDING {
        return Called::Pending;
    }
    // SAFETY: `slot` is initialised and below the frame's top, says the caller of `dispatch`.
    unsafe { slot.write(result) };
    Called::Done
}
