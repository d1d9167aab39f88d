//! Jumps, the polls of function entries and jumps back, and what warms up (see `vm::feedback`).

use super::TABLE;
use crate::value::Value;

handlers! {
    /// Behind a comparison or TO_BOOL: the operand is a bool.
    fn pop_jump_if<const WHEN: bool>(vm, q, c) {
        c.drop(1);
        if (*c.sp == Value::TRUE) == WHEN {
            c.jump(q.arg() as i32);
        } else {
            c.pc = c.pc.add(usize::from(q.cache()));
        }
        next!(vm, c)
    }

    fn pop_jump_if_none<const WHEN: bool>(vm, q, c) {
        c.drop(1);
        if (*c.sp).is_none() == WHEN {
            c.jump(q.arg() as i32);
        } else {
            c.pc = c.pc.add(usize::from(q.cache()));
        }
        next!(vm, c)
    }

    fn jump(vm, q, c) {
        c.jump(q.arg() as i32);
        next!(vm, c)
    }

    fn jump_backward(vm, q, c) {
        vm.spent += 1;
        if vm.must_stop() {
            instead!(vm, q, c, poll_and_jump)
        }
        c.jump(q.arg() as i32);
        next!(vm, c)
    }

    fn resume(vm, q, c) {
        vm.spent += 1;
        if vm.must_stop() {
            instead!(vm, q, c, poll)
        }
        next!(vm, c)
    }

    /// RESUME of a binding that is not warm yet.
    fn resume_cold(vm, q, c) {
        if c.binding.grows_warm() {
            instead!(vm, q, c, begin_to_observe)
        }
        instead!(vm, q, c, resume)
    }

    /// JUMP_BACKWARD of a binding that is not warm yet.
    fn jump_backward_cold(vm, q, c) {
        if c.binding.grows_warm() {
            instead!(vm, q, c, begin_to_observe)
        }
        instead!(vm, q, c, jump_backward)
    }

    /// Whatever is being observed.
    fn observe(vm, q, c) {
        let op = vm.see(c.binding, c.index(), c.sp, q.arg());
        let q = q.with_op(op);
        instead!(vm, q, c, TABLE[usize::from(op)])
    }
}

slow_handlers! {
    /// The same instruction again, which is not a cold one any more.
    fn begin_to_observe(vm, _q, c) {
        vm.observe(c.binding);
        c.jump(-1);
        Ok(())
    }

    fn poll(vm, _q, _c) {
        vm.poll_slow()
    }

    // An interrupt is raised at the jump, which the loop's handlers cover, and not at the target.
    fn poll_and_jump(vm, q, c) {
        vm.poll_slow()?;
        c.jump(q.arg() as i32);
        Ok(())
    }
}
