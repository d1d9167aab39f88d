//! Jumps, and the polls of function entries and jumps back.

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
}

slow_handlers! {
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
