//! Jumps, the polls of function entries and jumps back, and what warms up (see `vm::feedback`).

use super::TABLE;
use crate::heap::{Gc, Header};
use crate::objects::{Kind, List};
use crate::value::Value;
use crate::vm::lower::TEST_BITS;
use pyopt_compiler::semantics::exact::ExactKinds;

const TEST_MASK: u32 = (1 << TEST_BITS) - 1;
/// Slots that the frame of a function fits in whose body the optimizer takes over.
const SMALL_FRAME: usize = 4096;

/// The builtin type that a value is of exactly, as a set; nothing for all others, and for no value.
#[inline(always)]
fn exact_kind(value: Value) -> ExactKinds {
    if let Some(header) = value.header() {
        // The first shapes are those of the builtin types, by the numbers of their kinds.
        let shape = header.shape() as usize;
        if shape < EXACT.len() { EXACT[shape] } else { ExactKinds::default() }
    } else if value.is_small_int() {
        ExactKinds::INT
    } else if value.is_double() {
        ExactKinds::FLOAT
    } else if value.is_none() {
        ExactKinds::NONE
    } else if value == Value::TRUE || value == Value::FALSE {
        ExactKinds::BOOL
    } else {
        ExactKinds::default()
    }
}

/// The sets by kind of cell.
static EXACT: [ExactKinds; EXACT_KINDS] = {
    let mut sets = [ExactKinds(0); EXACT_KINDS];
    sets[Kind::Int as usize] = ExactKinds::INT;
    sets[Kind::Nan as usize] = ExactKinds::FLOAT;
    sets[Kind::Complex as usize] = ExactKinds::COMPLEX;
    sets[Kind::Str as usize] = ExactKinds::STR;
    sets[Kind::Bytes as usize] = ExactKinds::BYTES;
    sets[Kind::ByteArray as usize] = ExactKinds::BYTEARRAY;
    sets[Kind::Tuple as usize] = ExactKinds::TUPLE;
    sets[Kind::List as usize] = ExactKinds::LIST;
    sets[Kind::Dict as usize] = ExactKinds::DICT;
    sets[Kind::Set as usize] = ExactKinds::SET;
    sets
};
const EXACT_KINDS: usize = Kind::Set as usize + 1;

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

    /// Of a guard site: whether a local is of exactly one of some builtin types.
    fn test_exact(vm, q, c) {
        let value = local!(c, q.arg() & TEST_MASK);
        if exact_kind(value).0 & q.cache() == 0 {
            c.pc = c.pc.add((q.arg() >> TEST_BITS) as usize);
        }
        next!(vm, c)
    }

    /// Appends at once if both locals are bound and the first is a list; otherwise the instructions behind it do.
    fn test_list_append(vm, q, c) {
        let list = local!(c, q.arg() & TEST_MASK);
        let item = local!(c, (*c.pc).arg & 15);
        if list.is_shaped(Kind::List as u32) && !item.is_null() {
            if Gc::<List>::from_ptr(list.bits() as *mut Header).push_young(item) {
                c.pc = c.pc.add(3);
                next!(vm, c)
            }
            instead!(vm, q, c, append_and_grow)
        }
        instead!(vm, q, c, test_exact)
    }

    /// TEST_LIST_APPEND of a list that has to grow.
    #[inline(never)]
    fn append_and_grow(vm, q, c) {
        let (list, item) = (local!(c, q.arg() & TEST_MASK), local!(c, (*c.pc).arg & 15));
        vm.at = Some(c);
        let done = List::push_and_grow(Gc::from_ptr(list.bits() as *mut Header), &mut vm.heap, item);
        c = vm.at.unwrap_unchecked();
        if done {
            c.pc = c.pc.add(3);
            next!(vm, c)
        }
        again!(vm, c, append_slow)
    }

    /// Of a guard site: whether a few small functions could be called here.
    fn test_room(vm, q, c) {
        let calls = (q.arg() & TEST_MASK) as usize;
        let top = if vm.stack.above.is_null() { c.sp } else { vm.stack.above };
        if vm.depth + calls > vm.limits().recursion || !vm.stack.has_room(top, (calls + 1) * SMALL_FRAME) {
            c.pc = c.pc.add((q.arg() >> TEST_BITS) as usize);
        }
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
    /// TEST_LIST_APPEND of a long list that has to grow, or of any when memory is short.
    fn append_slow(vm, q, c) {
        // SAFETY: the two locals exist, as the verifier found for the loads behind; so do the three instructions.
        let (list, item) = unsafe { (local!(c, q.arg() & TEST_MASK), local!(c, (*c.pc).arg & 15)) };
        if let Some(list) = list.downcast::<List>() {
            let pushed = List::push(list, &mut vm.heap, item);
            vm.check(pushed)?;
        }
        // SAFETY: as above.
        c.pc = unsafe { c.pc.add(3) };
        Ok(())
    }

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
