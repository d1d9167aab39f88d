//! `except`: which exception is handled, and whether it is one of these.

use crate::objects::Kind;
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

handlers! {
    /// The class of the exception itself is what most handlers name.
    fn check_exc_match(vm, q, c) {
        let (exception, pattern) = (c.peek(2), c.peek(1));
        if !exception.is_kind(Kind::Exception) || !vm.type_of(exception).value().is(pattern) {
            instead!(vm, q, c, check_exc_match_slow)
        }
        c.poke(1, Value::TRUE);
        next!(vm, c)
    }
}

slow_handlers! {
    fn check_exc_match_slow(vm, _q, c) {
        let matches = vm.exception_matches(c.peek(2), c.peek(1))?;
        c.poke(1, Value::from_bool(matches));
        Ok(())
    }
}
