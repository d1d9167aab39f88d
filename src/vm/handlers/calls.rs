//! Calls and returns.
//!
//! Callables of Python enter a frame in the same chain; natives are called here.

use crate::heap::{Gc, Header};
use crate::objects::function::PADDED;
use crate::objects::generator::Generator;
use crate::objects::{Binding, BoundMethod, Dict, Function, Instance, Kind, Native, Type};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::attribute::SLOT;
use crate::vm::call::{CALLER, Called, FP, KIND, PC, RESULT};
use crate::vm::continuation::{FOR, FROM_HEAP, INIT, NORMAL, OF_GENERATOR, SEND};
use crate::vm::interp::Cursor;
use crate::vm::keys::exact_tuple;
use crate::vm::lower::items;
use crate::vm::opcode::{self as op, NO_CACHE, Quick, Word};
use pyopt_compiler::code::CodeFlags;

/// Takes the answer of a native. Whoever ran frames meanwhile has put the cursor back to where it was spilled, so it need
/// not be held in registers that must be saved.
macro_rules! answered {
    ($vm:ident, $c:ident, $answer:ident) => {{
        $c = $vm.at.unwrap_unchecked();
        match $answer {
            Ok(Value::CALL_PENDING) => again!($vm, $c, call_pending),
            Ok(result) => {
                let slot = $c.sp.sub(Word::at($c.pc.sub(1)).arg() as usize + 2);
                slot.write(result);
                $c.sp = slot.add(1);
                next!($vm, $c)
            }
            Err(Raised) => super::raise($vm, $c),
        }
    }};
}

handlers! {
    fn call(vm, q, c) {
        let slot = c.sp.sub(q.arg() as usize + 2);
        let Some(function) = (*slot).downcast::<Function>() else { instead!(vm, q, c, call_native) };
        let (args, count) = arguments(slot, q.arg());
        let Some(binding) = vm.fits_exactly(function, args, count as u32) else { again!(vm, c, call_function) };
        c = vm.enter_exactly(&c, function, binding, args, slot, NORMAL);
        next!(vm, c)
    }

    /// A function of which only defaults are not given, from a frame on the stack or in the heap.
    #[inline(never)]
    fn call_function(vm, q, c) {
        let slot = c.sp.sub(q.arg() as usize + 2);
        let Some(function) = (*slot).downcast::<Function>() else { instead!(vm, q, c, call_slow) };
        let (args, count) = arguments(slot, q.arg());
        let binding = function.binding();
        if binding.exact == u32::MAX {
            instead!(vm, q, c, call_gathering)
        }
        let defaults = items(function.defaults.get());
        // More arguments than parameters wrap round to many.
        let missing = (binding.args as usize).wrapping_sub(count);
        let above = vm.stack.above;
        let to = if above.is_null() { args } else { above };
        if missing > defaults.len()
            || vm.depth >= vm.limits().recursion
            || !vm.stack.has_room(to, binding.room as usize)
        {
            instead!(vm, q, c, call_slow)
        }
        let mut kind = NORMAL;
        if !above.is_null() {
            // The frame of a generator stays where it is.
            vm.stack.sp = c.sp;
            vm.leave_heap_frame();
            std::ptr::copy_nonoverlapping(args, to, count);
            kind = FROM_HEAP;
        }
        let given = defaults.as_ptr().add(defaults.len() - missing);
        std::ptr::copy_nonoverlapping(given, to.add(count), missing);
        c = vm.enter_exactly(&c, function, binding, to, slot, kind);
        next!(vm, c)
    }

    /// CALL_KW of a function without `*args`, `**kwargs` and parameters that must be named. The locals are put together
    /// above the operands.
    #[inline(never)]
    fn call_keywords(vm, q, c) {
        let slot = c.sp.sub(q.arg() as usize + 3);
        let Some(function) = (*slot).downcast::<Function>() else { instead!(vm, q, c, call_keywords_class) };
        let (args, count) = arguments(slot, q.arg());
        let binding = function.binding();
        let names = items(c.peek(1));
        let given = count - names.len();
        if !vm.takes_names(binding, given, c.sp) {
            instead!(vm, q, c, call_keywords_slow)
        }
        let mut at = 0;
        while at < given {
            c.sp.add(at).write_volatile(*args.add(at));
            at += 1;
        }
        if !put_named(function, binding, c.sp, given, names, args.add(given)) {
            instead!(vm, q, c, call_keywords_slow)
        }
        c = vm.enter_exactly(&c, function, binding, c.sp, slot, NORMAL);
        next!(vm, c)
    }

    /// As above, of the class that is cached: the instance comes in front of the arguments of its `__init__`.
    #[inline(never)]
    fn call_keywords_class(vm, q, c) {
        let slot = c.sp.sub(q.arg() as usize + 3);
        let callable = *slot;
        if q.cache() == NO_CACHE
            || !cached!(c, q.cache(), 0).is(callable)
            || !(*slot.add(1)).is_null()
            || !vm.epoch.holds(cached!(c, q.cache(), 2), SLOT)
        {
            instead!(vm, q, c, call_keywords_slow)
        }
        // Only a class and a Python function are cached.
        let class: Gc<Type> = Gc::from_ptr(callable.bits() as *mut Header);
        let init: Gc<Function> = Gc::from_ptr(cached!(c, q.cache(), 1).bits() as *mut Header);
        let binding = init.binding();
        let names = items(c.peek(1));
        let given = q.arg() as usize - names.len();
        if !vm.takes_names(binding, given + 1, c.sp) {
            instead!(vm, q, c, call_keywords_slow)
        }
        c.sp.write(callable);
        let mut at = 0;
        while at < given {
            c.sp.add(at + 1).write_volatile(*slot.add(at + 2));
            at += 1;
        }
        if !put_named(init, binding, c.sp, given + 1, names, slot.add(given + 2)) {
            instead!(vm, q, c, call_keywords_slow)
        }
        let made = Instance::new(&mut vm.heap, class.root_shape(), class.inline_slots());
        slot.write(made.value());
        c.sp.write(made.value());
        c = vm.enter_exactly(&c, init, binding, c.sp, slot, INIT);
        next!(vm, c)
    }

    /// A function with `*args` or `**kwargs`, called without names: what is too much becomes `*args`, `**kwargs` is empty.
    #[inline(never)]
    fn call_gathering(vm, q, c) {
        let slot = c.sp.sub(q.arg() as usize + 2);
        let Some(function) = (*slot).downcast::<Function>() else { instead!(vm, q, c, call_slow) };
        let (args, count) = arguments(slot, q.arg());
        let binding = function.binding();
        let (flags, parameters) = (CodeFlags(binding.flags), binding.args as usize);
        let defaults = items(function.defaults.get());
        let varargs = flags.has(CodeFlags::VARARGS);
        let lacking = parameters.saturating_sub(count);
        let above = vm.stack.above;
        let fp = if above.is_null() { c.sp } else { above };
        if binding.kwonly != 0
            || lacking > defaults.len()
            || count > parameters && !varargs
            || vm.depth >= vm.limits().recursion
            || !vm.stack.has_room(fp, binding.room as usize)
        {
            instead!(vm, q, c, call_slow)
        }
        let given = count.min(parameters);
        let mut next = parameters;
        if varargs {
            let rest = std::slice::from_raw_parts(args.add(given), count - given);
            if !rest.is_empty() {
                vm.stack.sp = c.sp;
                vm.at = Some(c);
            }
            match vm.new_tuple(rest) {
                Ok(rest) => fp.add(next).write(rest),
                Err(Raised) => {
                    vm.take_raised();
                    instead!(vm, q, c, call_slow)
                }
            }
            next += 1;
        }
        if flags.has(CodeFlags::VARKEYWORDS) {
            fp.add(next).write(vm.new_dict().value());
            next += 1;
        }
        let mut kind = NORMAL;
        if !above.is_null() {
            // The frame of a generator stays where it is.
            vm.stack.sp = c.sp;
            vm.leave_heap_frame();
            kind = FROM_HEAP;
        }
        // One by one, as in `enter_exactly`.
        let mut at = 0;
        while at < given {
            fp.add(at).write_volatile(*args.add(at));
            at += 1;
        }
        while at < parameters {
            fp.add(at).write_volatile(defaults[at + defaults.len() - parameters]);
            at += 1;
        }
        while next < binding.locals as usize {
            fp.add(next).write_volatile(Value::NULL);
            next += 1;
        }
        c = vm.enter_exactly(&c, function, binding, fp, slot, kind);
        next!(vm, c)
    }

    /// CALL_FUNCTION_EX of a function that takes the tuple's items as they are, but for defaults.
    #[inline(never)]
    fn call_spread(vm, q, c) {
        let slot = c.sp.sub(4);
        let kwargs = c.peek(1);
        let (mut callable, mut receiver) = (*slot, Value::NULL);
        if let Some(method) = callable.downcast::<BoundMethod>() {
            (callable, receiver) = (method.function.get(), method.receiver.get());
        }
        let Some(function) = callable.downcast::<Function>() else { instead!(vm, q, c, call_spread_slow) };
        let Some(args) = exact_tuple(c.peek(2)) else { instead!(vm, q, c, call_spread_slow) };
        let named = match kwargs.downcast::<Dict>() {
            Some(dict) => !dict.is_empty(),
            None => !kwargs.is_null(),
        };
        let binding = function.binding();
        let bound = usize::from(!receiver.is_null());
        let count = args.items().len() + bound;
        let defaults = items(function.defaults.get());
        // More arguments than parameters wrap round to many.
        let missing = (binding.args as usize).wrapping_sub(count);
        if named
            || binding.exact == u32::MAX
            || missing > defaults.len()
            || !vm.stack.above.is_null()
            || vm.depth >= vm.limits().recursion
            || !vm.stack.has_room(c.sp, binding.room as usize)
        {
            instead!(vm, q, c, call_spread_slow)
        }
        c.sp.write(receiver);
        std::ptr::copy_nonoverlapping(args.items().as_ptr(), c.sp.add(bound), count - bound);
        let mut at = 0;
        while at < missing {
            c.sp.add(count + at).write_volatile(defaults[defaults.len() - missing + at]);
            at += 1;
        }
        c = vm.enter_exactly(&c, function, binding, c.sp, slot, NORMAL);
        next!(vm, c)
    }

    /// A method with its receiver: as the call that names both.
    #[inline(never)]
    fn call_bound_method(vm, q, c) {
        let slot = c.sp.sub(q.arg() as usize + 2);
        let Some(method) = (*slot).downcast::<BoundMethod>() else {
            if q.arg() == 1 && (*slot).is(vm.types.typ.value()) && (*slot.add(1)).is_null() {
                let class = vm.type_of(*slot.add(2));
                slot.write(class.value());
                c.sp = slot.add(1);
                next!(vm, c)
            }
            instead!(vm, q, c, call_builtin_class)
        };
        let (function, receiver) = (method.function.get(), method.receiver.get());
        if !(*slot.add(1)).is_null() {
            instead!(vm, q, c, call_slow)
        }
        slot.write(function);
        slot.add(1).write(receiver);
        match function.kind() {
            Some(Kind::Function) => instead!(vm, q, c, call),
            Some(Kind::Native) => instead!(vm, q, c, call_native),
            _ => instead!(vm, q, c, call_slow),
        }
    }

    /// A native that takes so many arguments as they are.
    #[inline(never)]
    fn call_native(vm, q, c) {
        let slot = c.sp.sub(q.arg() as usize + 2);
        let Some(native) = (*slot).downcast::<Native>() else { instead!(vm, q, c, call_bound_method) };
        let receiver = *slot.add(1);
        let (args, count) = arguments(slot, q.arg());
        let exact = native.exact() == count as u32;
        if receiver.is_null() && native.is_method() {
            instead!(vm, q, c, call_slow)
        }
        let code = match native.def().positional {
            _ if exact => Some(native.def().code),
            Some(code) => Some(code),
            None if native.lacks_defaults_only(count as u32) => None,
            None => instead!(vm, q, c, call_slow),
        };
        if exact && q.cache() != NO_CACHE && cached!(c, q.cache(), 0).is_null() {
            instead!(vm, q, c, remember_native)
        }
        vm.stack.sp = c.sp;
        vm.at = Some(c);
        let args = std::slice::from_raw_parts(args, count);
        let answer = match code {
            Some(code) => code(vm, args),
            None => call_padded(vm, native, args),
        };
        answered!(vm, c, answer)
    }

    /// A class of the engine's whose way to make an instance is known.
    #[inline(never)]
    fn call_builtin_class(vm, q, c) {
        let slot = c.sp.sub(q.arg() as usize + 2);
        let Some(class) = (*slot).downcast::<Type>() else { instead!(vm, q, c, call_slow) };
        let (Some(make), true) = (class.maker(), (*slot.add(1)).is_null()) else {
            instead!(vm, q, c, call_slow)
        };
        slot.add(1).write(class.value());
        vm.stack.sp = c.sp;
        vm.at = Some(c);
        match make(vm, class, std::slice::from_raw_parts(slot.add(1), q.arg() as usize + 1)) {
            Ok(Value::CALL_PENDING) => instead!(vm, q, c, call_pending),
            Ok(Value::NULL) => {
                slot.add(1).write(Value::NULL);
                instead!(vm, q, c, call_slow)
            }
            Ok(result) => {
                slot.write(result);
                c.sp = slot.add(1);
                next!(vm, c)
            }
            Err(Raised) => super::raise(vm, c),
        }
    }

    /// The native that is cached, with a receiver or without: what it takes was looked at when it was cached.
    fn call_known_native<const RECEIVERS: usize>(vm, q, c) {
        let slot = c.sp.sub(q.arg() as usize + 2);
        let callable = *slot;
        if !cached!(c, q.cache(), 0).is(callable) || (*slot.add(1)).is_null() != (RECEIVERS == 0) {
            instead!(vm, q, c, call_other_native)
        }
        let native: Gc<Native> = Gc::from_ptr(callable.bits() as *mut Header);
        vm.stack.sp = c.sp;
        vm.at = Some(c);
        let args = std::slice::from_raw_parts(slot.add(2 - RECEIVERS), q.arg() as usize + RECEIVERS);
        let answer = (native.def().code)(vm, args);
        answered!(vm, c, answer)
    }

    /// Something else than the native that was expected: the instruction expects nothing any more.
    #[inline(never)]
    fn call_other_native(vm, q, c) {
        vm.see_callee(c.binding, c.index(), c.sp, q.arg());
        c.binding.set_op(c.index(), op::CALL);
        instead!(vm, q, c, call)
    }

    fn call_class(vm, q, c) {
        let slot = c.sp.sub(q.arg() as usize + 2);
        let callable = *slot;
        if !(cached!(c, q.cache(), 0).is(callable)
            && (*slot.add(1)).is_null()
            && vm.epoch.holds(cached!(c, q.cache(), 2), SLOT))
        {
            instead!(vm, q, c, call_slow)
        }
        // Only a class and a Python function are cached.
        let class: Gc<Type> = Gc::from_ptr(callable.bits() as *mut Header);
        let init: Gc<Function> = Gc::from_ptr(cached!(c, q.cache(), 1).bits() as *mut Header);
        let Some(binding) = vm.fits_exactly(init, slot.add(1), q.arg() + 1) else {
            instead!(vm, q, c, call_class_slow)
        };
        let made = Instance::new(&mut vm.heap, class.root_shape(), class.inline_slots());
        slot.write(made.value());
        slot.add(1).write(made.value());
        c = vm.enter_exactly(&c, init, binding, slot.add(1), slot, INIT);
        next!(vm, c)
    }

    fn return_value(vm, q, c) {
        let value = c.peek(1);
        let words = c.words();
        let kind = (*words.add(KIND)).raw_word();
        if kind == NORMAL || (kind == INIT && value.is_none()) {
            vm.depth -= 1;
            let result = (*words.add(RESULT)).raw_word() as *mut Value;
            if kind == NORMAL {
                result.write(value);
            }
            c.fp = (*words.add(FP)).raw_word() as *mut Value;
            c.pc = (*words.add(PC)).raw_word() as *const Quick;
            c.binding = Gc::from_ptr((*words.add(CALLER)).bits() as *mut Header);
            c.sp = result.add(1);
            next!(vm, c)
        }
        if kind == FROM_HEAP {
            // To the frame of a generator; the callee's began at the first slot that it left free.
            vm.depth -= 1;
            vm.stack.above = c.fp;
            let result = (*words.add(RESULT)).raw_word() as *mut Value;
            result.write(value);
            vm.stack.sp = result;
            c.fp = (*words.add(FP)).raw_word() as *mut Value;
            c.pc = (*words.add(PC)).raw_word() as *const Quick;
            c.binding = Gc::from_ptr((*words.add(CALLER)).bits() as *mut Header);
            c.sp = result.add(1);
            next!(vm, c)
        }
        instead!(vm, q, c, super::specials::return_to_instruction)
    }

    /// A frame that something else than CALL entered: that of a generator whose `for` or `await` goes on behind the loop.
    #[inline(never)]
    fn return_value_slow(vm, _q, c) {
        let value = c.peek(1);
        let words = c.words();
        let kind = (*words.add(KIND)).raw_word();
        let from_heap = kind & FROM_HEAP != 0;
        let kind = kind & !FROM_HEAP;
        if (kind == OF_GENERATOR | FOR || kind == OF_GENERATOR | SEND) && !vm.tracing.on {
            // As `Vm::leave`. Nothing of the frame counts any more, so the generator need not be remembered.
            let generator = Generator::of_frame(c.fp);
            generator.finish();
            c = super::generators::left(vm, c, generator, from_heap);
            if kind == OF_GENERATOR | SEND {
                c.poke(1, value);
                c.jump(c.argument() as i32);
            } else {
                // END_FOR is skipped, as nothing was pushed.
                c.jump(c.argument() as i32 + 1);
            }
            next!(vm, c)
        }
        super::leave_with(vm, c, value)
    }
}

/// Completes the locals at `fp`, of which `given` stand there, by what the names give and by defaults; whether that is all
/// that the call says. The names are those of the function's table, so they are compared at sight.
///
/// # Safety
/// As [`Vm::takes_names`] found; the values are there.
#[inline(always)]
unsafe fn put_named(
    function: Gc<Function>,
    binding: Gc<Binding>,
    fp: *mut Value,
    given: usize,
    names: &[Value],
    values: *const Value,
) -> bool {
    // SAFETY: says the caller.
    unsafe {
        let parameters = items(binding.parameters.get());
        let total = parameters.len();
        let mut at = given;
        while at < total {
            fp.add(at).write_volatile(Value::NULL);
            at += 1;
        }
        let first_named = given.max(function.code().object().posonlyargcount as usize);
        let mut number = 0;
        // Most name them in the order of the parameters.
        let mut likely = first_named;
        while number < names.len() {
            let mut place = likely;
            if place >= total || !parameters[place].is(names[number]) {
                place = first_named;
                while place < total && !parameters[place].is(names[number]) {
                    place += 1;
                }
            }
            if place >= total || !(*fp.add(place)).is_null() {
                return false;
            }
            fp.add(place).write(*values.add(number));
            likely = place + 1;
            number += 1;
        }
        let defaults = items(function.defaults.get());
        at = given;
        while at < total {
            if (*fp.add(at)).is_null() {
                // Before the first default it wraps round to many.
                match defaults.get((at + defaults.len()).wrapping_sub(total)) {
                    Some(&default) => fp.add(at).write(default),
                    None => return false,
                }
            }
            at += 1;
        }
        true
    }
}

impl Vm {
    /// Whether a call from a frame on the stack, with `given` arguments without names and others with, may be for a function
    /// that gathers nothing, and its frame fits at `fp`.
    #[inline(always)]
    fn takes_names(&self, binding: Gc<Binding>, given: usize, fp: *mut Value) -> bool {
        let total = binding.args as usize;
        binding.exact != u32::MAX
            && given <= total
            && items(binding.parameters.get()).len() == total
            && self.stack.above.is_null()
            && self.depth < self.limits().recursion
            && self.stack.has_room(fp, binding.room as usize)
    }
}

/// Calls a native that takes a few more arguments, all of which have defaults.
#[inline(never)]
fn call_padded(vm: &mut Vm, native: Gc<Native>, args: &[Value]) -> PyResult {
    let mut padded = [Value::NULL; PADDED];
    padded[..args.len()].copy_from_slice(args);
    (native.def().code)(vm, &padded[..native.total() as usize])
}

slow_handlers! {
    fn call_slow(vm, q, c) {
        let slot = slot(c, q.arg() as usize + 2);
        if c.binding.opcode_at(c.index()) == op::CALL_CLASS {
            vm.see_callee(c.binding, c.index(), c.sp, q.arg());
            c.binding.set_op(c.index(), op::CALL);
        }
        if let Some(function) = python_function(slot) {
            return vm.enter_call(c, function, slot, arguments(slot, q.arg()), &[], NORMAL);
        }
        // SAFETY: the callable and the slot of self are initialised.
        let (callable, receiver) = unsafe { (*slot, *slot.add(1)) };
        let called = vm.dispatch(slot, q.arg() as usize, &[])?;
        if let Called::Enter(frame) = &called
            && frame.kind == INIT
            && receiver.is_null()
        {
            vm.cache_class(c, callable, frame.function, q.cache());
        }
        finish(vm, c, slot, called)
    }

    /// The first native at this place that takes its arguments as they are: the next time it is expected.
    fn remember_native(vm, q, c) {
        let slot = slot(c, q.arg() as usize + 2);
        // SAFETY: the callable and the slot of self are initialised.
        let (callable, method) = unsafe { (*slot, !(*slot.add(1)).is_null()) };
        if c.binding.layer.get().is_null() {
            vm.cache_native(c, callable, q.cache(), method);
        }
        let called = vm.dispatch(slot, q.arg() as usize, &[])?;
        finish(vm, c, slot, called)
    }

    fn call_keywords_slow(vm, q, c) {
        let slot = slot(c, q.arg() as usize + 3);
        let keywords = items(c.peek(1));
        if let Some(function) = python_function(slot) {
            return vm.enter_call(c, function, slot, arguments(slot, q.arg()), keywords, NORMAL);
        }
        // SAFETY: the callable and the slot of self are initialised.
        let (callable, alone) = unsafe { (*slot, (*slot.add(1)).is_null()) };
        let called = vm.dispatch(slot, q.arg() as usize, keywords)?;
        if let Called::Enter(frame) = &called
            && frame.kind == INIT
            && alone
            && frame.binding.exact != u32::MAX
        {
            vm.cache_construction(c, callable, frame.function, q.cache());
        }
        finish(vm, c, slot, called)
    }

    fn call_pending(vm, q, c) {
        let slot = slot(c, q.arg() as usize + 2);
        vm.call_pending(c, slot)
    }

    /// The cached class, with arguments that have to be matched with parameters.
    fn call_class_slow(vm, q, c) {
        let slot = slot(c, q.arg() as usize + 2);
        // SAFETY: the slot is initialised.
        let (class, init) = unsafe { ((*slot).downcast::<Type>(), c.cached(q.cache(), 1).downcast::<Function>()) };
        let (Some(class), Some(init)) = (class, init) else { return Ok(()) };
        let made = Instance::new(&mut vm.heap, class.root_shape(), class.inline_slots());
        // SAFETY: as above; no argument stands in the slot of self.
        let args = unsafe {
            slot.write(made.value());
            slot.add(1).write(made.value());
            slot.add(1)
        };
        vm.enter_call(c, init, slot, (args, q.arg() as usize + 1), &[], INIT)
    }

    fn call_spread_slow(vm, _q, c) {
        let (slot, called) = vm.call_spread(c)?;
        finish(vm, c, slot, called)
    }
}

fn slot(c: &Cursor, below: usize) -> *mut Value {
    // SAFETY: the verifier proved that callable, self and the arguments are there.
    unsafe { c.sp.sub(below) }
}

/// The function of Python that a call's callable is, or that it binds to a receiver, which is put into its slot.
#[inline(always)]
fn python_function(slot: *mut Value) -> Option<Gc<Function>> {
    // SAFETY: the callable and the slot of self are initialised.
    unsafe {
        if let Some(method) = (*slot).downcast::<BoundMethod>()
            && (*slot.add(1)).is_null()
        {
            slot.write(method.function.get());
            slot.add(1).write(method.receiver.get());
        }
        (*slot).downcast::<Function>()
    }
}

/// Where the arguments of a call begin, self among them, and how many they are.
#[inline(always)]
fn arguments(slot: *mut Value, count: u32) -> (*mut Value, usize) {
    // SAFETY: the slot of self is initialised.
    unsafe {
        match (*slot.add(1)).is_null() {
            true => (slot.add(2), count as usize),
            false => (slot.add(1), count as usize + 1),
        }
    }
}

fn finish(vm: &mut Vm, c: &mut Cursor, slot: *mut Value, called: Called) -> PyResult<()> {
    match called {
        Called::Enter(frame) => *c = vm.enter(frame, c.saved()),
        // SAFETY: the slot lies below the top.
        Called::Done => c.sp = unsafe { slot.add(1) },
        Called::Pending => vm.call_pending(c, slot)?,
    }
    Ok(())
}
