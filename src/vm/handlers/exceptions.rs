//! `except`: which exception is handled, and whether it is one of these.

use crate::value::Value;

handlers! {
    fn push_exc_info(vm, _q, c) {
        let exception = c.peek(1);
        c.poke(1, vm.handling);
        c.push(exception);
        vm.handling = exception;
        next!(vm, c)
    }

    fn pop_except(vm, _q, c) {
        vm.handling = c.peek(1);
        c.drop(1);
        next!(vm, c)
    }
}

slow_handlers! {
    fn check_exc_match(vm, _q, c) {
        let matches = vm.exception_matches(c.peek(2), c.peek(1))?;
        c.poke(1, Value::from_bool(matches));
        Ok(())
    }
}
