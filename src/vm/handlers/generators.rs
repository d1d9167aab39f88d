//! Generators and coroutines: the switches to their frame and back.

use crate::heap::{Gc, Header};
use crate::objects::generator::{Generator, GeneratorState};
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::call::{CALLER, FP, KIND, PC, RESULT};
use crate::vm::continuation::{CONTINUATIONS, ENTRY, FOR, FROM_HEAP, OF_GENERATOR, SEND, TASK_ITEM};
use crate::vm::interp::Cursor;
use crate::vm::opcode::Quick;

/// Leaves a generator's frame for the one that asked for an item, whose top is the place of the answer.
///
/// # Safety
/// `c` is in the frame of the generator, which runs.
#[inline(always)]
pub(super) unsafe fn left(vm: &mut Vm, c: Cursor, generator: Gc<Generator>, from_heap: bool) -> Cursor {
    vm.running = generator.outer.replace(Value::NULL);
    vm.handling = generator.outer_handling.replace(Value::NULL);
    if !from_heap {
        vm.stack.above = std::ptr::null_mut();
    }
    vm.depth -= 1;
    // SAFETY: a frame's words say who entered it.
    unsafe {
        let words = c.words();
        let result = (*words.add(RESULT)).raw_word() as *mut Value;
        vm.stack.sp = result;
        Cursor {
            fp: (*words.add(FP)).raw_word() as *mut Value,
            sp: result,
            pc: (*words.add(PC)).raw_word() as *const Quick,
            binding: Gc::from_ptr((*words.add(CALLER)).bits() as *mut Header),
        }
    }
}

handlers! {
    /// FOR_ITER over a generator: its frame is entered, and its next value or its end comes back to the continuation.
    #[inline(never)]
    fn for_generator(vm, q, c) {
        if let Some(generator) = c.peek(1).downcast::<Generator>()
            && vm.is_ready(generator, Value::NONE)
        {
            vm.stack.sp = c.sp;
            vm.switch_to(&mut c, generator, FOR);
            c.push(Value::NONE);
            next!(vm, c)
        }
        instead!(vm, q, c, super::loops::for_iter_slow)
    }

    /// SEND to a generator or coroutine.
    fn send(vm, q, c) {
        let value = c.peek(1);
        if let Some(generator) = c.peek(2).downcast::<Generator>()
            && vm.is_ready(generator, value)
        {
            vm.stack.sp = c.sp;
            vm.switch_to(&mut c, generator, SEND);
            c.push(value);
            next!(vm, c)
        }
        instead!(vm, q, c, send_slow)
    }

    fn yield_value(vm, q, c) {
        let words = c.words();
        let kind = (*words.add(KIND)).raw_word();
        let from_heap = kind & FROM_HEAP != 0;
        let kind = kind & !FROM_HEAP;
        let generator = Generator::of_frame(c.fp);
        if !(kind == OF_GENERATOR | FOR || kind == OF_GENERATOR | SEND || kind == OF_GENERATOR | TASK_ITEM)
            || generator.header().is_old()
        {
            instead!(vm, q, c, yield_value_slow)
        }
        let value = c.peek(1);
        generator.used.set(c.sp.offset_from(c.fp) as usize - 1);
        generator.next.set(c.next());
        generator.state.set(GeneratorState::Suspended);
        generator.handling.set(vm.handling);
        c = left(vm, c, generator, from_heap);
        if kind == OF_GENERATOR | FOR {
            c.push(value);
        } else if kind == OF_GENERATOR | SEND {
            c.poke(1, value);
        } else {
            vm.yielded = (TASK_ITEM, value);
            instead!(vm, q, c, yield_to)
        }
        next!(vm, c)
    }

    /// To whatever waits for the value, whatever the frame is.
    #[inline(never)]
    fn yield_value_slow(vm, q, c) {
        let value = c.peek(1);
        c.drop(1);
        vm.suspend(&c);
        match vm.leave(&mut c) {
            FOR => {
                c.push(value);
                next!(vm, c)
            }
            SEND => {
                c.poke(1, value);
                next!(vm, c)
            }
            ENTRY => Ok(value),
            kind => {
                vm.yielded = (kind, value);
                instead!(vm, q, c, yield_to)
            }
        }
    }

    #[inline(never)]
    fn return_generator(vm, q, c) {
        *vm.chain = c;
        vm.spill(&*vm.chain);
        let value = vm.make_generator(&*vm.chain)?;
        c.push(value);
        instead!(vm, q, c, super::calls::return_value)
    }

    /// A coroutine that has not begun is awaited as it is.
    fn get_awaitable(vm, q, c) {
        if let Some(coroutine) = c.peek(1).downcast::<Generator>()
            && coroutine.state.get() == GeneratorState::Created
            && coroutine.header().shape() == vm.types.coroutine.root_shape().0
        {
            next!(vm, c)
        }
        instead!(vm, q, c, get_awaitable_slow)
    }
}

slow_handlers! {
    /// A generator yielded to something else than `for` and `await`.
    fn yield_to(vm, _q, c) {
        let (kind, value) = std::mem::replace(&mut vm.yielded, (ENTRY, Value::NULL));
        (CONTINUATIONS[kind as usize].value)(vm, c, value)
    }

    fn get_awaitable_slow(vm, q, c) {
        let v = vm.get_awaitable(c.peek(1), q.arg() as usize)?;
        c.poke(1, v);
        Ok(())
    }

    fn send_slow(vm, _q, c) {
        vm.send(c)
    }
}
