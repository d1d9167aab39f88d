//! Loads and stores of locals and constants, and the shuffling of operands.

use crate::objects::Kind;
use crate::value::Value;

handlers! {
    fn load_fast(vm, q, c) {
        let v = local!(c, q.arg());
        c.push(v);
        next!(vm, c)
    }

    fn load_fast_load_fast(vm, q, c) {
        let (a, b) = (local!(c, q.arg() >> 4), local!(c, q.arg() & 15));
        c.push(a);
        c.push(b);
        next!(vm, c)
    }

    fn store_fast(vm, q, c) {
        c.drop(1);
        local!(c, q.arg()) = *c.sp;
        next!(vm, c)
    }

    /// STORE_FAST and LOAD_FAST.
    fn store_load_fast(vm, q, c) {
        local!(c, q.arg()) = c.peek(1);
        let loaded = local!(c, (*c.pc).arg);
        c.poke(1, loaded);
        c.pc = c.pc.add(1);
        next!(vm, c)
    }

    fn store_fast_load_fast(vm, q, c) {
        local!(c, q.arg() >> 4) = c.peek(1);
        let v = local!(c, q.arg() & 15);
        c.poke(1, v);
        next!(vm, c)
    }

    fn store_fast_store_fast(vm, q, c) {
        local!(c, q.arg() >> 4) = c.peek(1);
        local!(c, q.arg() & 15) = c.peek(2);
        c.drop(2);
        next!(vm, c)
    }

    fn load_const(vm, q, c) {
        let v = *c.binding.starts[1].get().cast::<Value>().add(q.arg() as usize);
        c.push(v);
        next!(vm, c)
    }

    fn load_small_int(vm, q, c) {
        c.push(Value::small_int_unchecked(i64::from(q.arg())));
        next!(vm, c)
    }

    fn pop_top(vm, q, c) {
        if c.peek(1).is_kind(Kind::Generator) {
            instead!(vm, q, c, pop_generator)
        }
        c.drop(1);
        next!(vm, c)
    }

    fn nop(vm, _q, c) {
        next!(vm, c)
    }

    fn push_null(vm, _q, c) {
        c.push(Value::NULL);
        next!(vm, c)
    }

    fn copy(vm, q, c) {
        let v = c.peek(q.arg() as usize);
        c.push(v);
        next!(vm, c)
    }

    fn load_fast_check(vm, q, c) {
        let v = local!(c, q.arg());
        if v.is_null() {
            instead!(vm, q, c, super::other)
        }
        c.push(v);
        next!(vm, c)
    }

    fn load_fast_and_clear(vm, q, c) {
        let v = local!(c, q.arg());
        local!(c, q.arg()) = Value::NULL;
        c.push(v);
        next!(vm, c)
    }

    fn delete_fast(vm, q, c) {
        if local!(c, q.arg()).is_null() {
            instead!(vm, q, c, super::other)
        }
        local!(c, q.arg()) = Value::NULL;
        next!(vm, c)
    }

    /// The value of `await` and `yield from` takes the place of what was waited for.
    fn end_send(vm, _q, c) {
        let value = c.peek(1);
        c.drop(1);
        c.poke(1, value);
        next!(vm, c)
    }

    fn swap(vm, q, c) {
        let (a, b) = (c.peek(1), c.peek(q.arg() as usize));
        c.poke(1, b);
        c.poke(q.arg() as usize, a);
        next!(vm, c)
    }
}

slow_handlers! {
    /// The iterator of a loop that is left early, perhaps.
    fn pop_generator(vm, _q, c) {
        let generator = c.peek(1);
        vm.leave_loop(generator);
        c.drop(1);
        Ok(())
    }
}
