//! Generators and coroutines: the switches to their frame and back.

use crate::value::Raised;
use crate::vm::continuation::{CONTINUATIONS, ENTRY};

handlers! {
    fn for_generator(vm, q, c) {
        instead!(vm, q, c, super::loops::for_iter_slow)
    }

    #[cold]
    #[inline(never)]
    fn yield_value(vm, _q, c) {
        let value = c.peek(1);
        c.drop(1);
        vm.suspend(&c);
        match vm.leave(&mut c) {
            ENTRY => Ok(value),
            kind => {
                let done = (CONTINUATIONS[kind as usize].value)(vm, &mut c, value);
                super::go_on(vm, c, done)
            }
        }
    }

    #[cold]
    #[inline(never)]
    fn return_generator(vm, _q, c) {
        vm.spill(&c);
        let value = match vm.make_generator(&c) {
            Ok(value) => value,
            Err(Raised) => return super::go_on(vm, c, Err(Raised)),
        };
        match vm.return_value(&mut c, value) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => super::go_on(vm, c, Ok(())),
            Err(Raised) => super::go_on(vm, c, Err(Raised)),
        }
    }
}

slow_handlers! {
    fn send(vm, _q, c) {
        vm.send(c)
    }
}
