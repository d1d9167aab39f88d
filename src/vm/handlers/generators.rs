//! Generators and coroutines: the switches to their frame and back.

use crate::vm::continuation::{CONTINUATIONS, ENTRY};

handlers! {
    fn for_generator(vm, q, c) {
        instead!(vm, q, c, super::loops::for_iter_slow)
    }

    #[inline(never)]
    fn yield_value(vm, _q, c) {
        let value = c.peek(1);
        c.drop(1);
        *vm.chain = c;
        let c = &mut *vm.chain;
        vm.suspend(c);
        match vm.leave(c) {
            ENTRY => Ok(value),
            kind => {
                (CONTINUATIONS[kind as usize].value)(vm, c, value)?;
                let c = *c;
                next!(vm, c)
            }
        }
    }

    #[inline(never)]
    fn return_generator(vm, _q, c) {
        *vm.chain = c;
        vm.spill(&*vm.chain);
        let value = vm.make_generator(&*vm.chain)?;
        super::leave_with(vm, c, value)
    }
}

slow_handlers! {
    fn send(vm, _q, c) {
        vm.send(c)
    }
}
