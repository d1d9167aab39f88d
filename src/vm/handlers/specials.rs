//! Operators and subscripts of instances whose classes say in Python what they mean, and the way back from there.
//!
//! What was found lately and takes the operands as they are is entered in the same chain; all else is in `operate`.

use crate::heap::{Gc, Header};
use crate::objects::{Binding, Function, Instance, Kind, ShapeId};
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::call::{CALLER, FP, KIND, PC, RESULT};
use crate::vm::compare::method_of;
use crate::vm::continuation::{
    BINARY, COMPARE, DROP_ONE, DROP_THREE, DROP_TWO, FOR, INPLACE, LOADED, NORMAL, PROPERTY, REFLECTED,
    REPLACE, TRUTH, TWO_TO_ONE,
};
use crate::vm::interp::COMPARISONS;
use crate::vm::keys::exact_set;
use crate::vm::opcode::{Quick, Word};
use crate::vm::ops::methods_of;
use crate::vm::slow::OPERATORS;
use crate::vm::special::{GET_ITEM, SET_ITEM};

/// The special method of an instance, if it is a Python function that was found lately and takes `count` arguments as they
/// are, and its frame fits at `args`. Not while the instruction is observed, or somebody listens.
#[inline(always)]
fn near_method(
    vm: &Vm,
    q: Word,
    receiver: Value,
    name: &'static str,
    args: *mut Value,
    count: u32,
) -> Option<(Gc<Function>, Gc<Binding>)> {
    let shape = receiver.downcast::<Instance>()?.header().shape();
    if !q.is_noted() || vm.tracing.on {
        return None;
    }
    let class = vm.shapes.get(ShapeId(shape)).class();
    let function = vm.specials.get(class, name, vm.epoch)?.downcast::<Function>()?;
    Some((function, vm.fits_exactly(function, args, count)?))
}

/// Whether an operand's class cannot refine that of the instance `left`, so that its methods come second.
#[inline(always)]
fn comes_second(vm: &Vm, left: Value, right: Value) -> bool {
    let (Some(left), Some(right)) = (left.header(), right.header()) else { return true };
    let shape = right.shape();
    shape == left.shape()
        || shape == right.kind() as u32
        || vm.shapes.get(ShapeId(shape)).class() == vm.shapes.get(ShapeId(left.shape())).class()
}

handlers! {
    /// SUBSCRIPT through `__getitem__`: the operands are its arguments where they stand.
    #[inline(never)]
    fn subscript_instance(vm, q, c) {
        let args = c.sp.sub(2);
        let Some((function, binding)) = near_method(vm, q, *args, GET_ITEM, args, 2) else {
            instead!(vm, q, c, super::containers::subscript_slow)
        };
        c = vm.enter_exactly(&c, function, binding, args, args, NORMAL);
        next!(vm, c)
    }

    /// STORE_SUBSCR through `__setitem__`.
    #[inline(never)]
    fn store_subscr_instance(vm, q, c) {
        let Some((function, binding)) = near_method(vm, q, c.peek(2), SET_ITEM, c.sp, 3) else {
            instead!(vm, q, c, super::containers::store_subscr_slow)
        };
        c.sp.write(c.peek(2));
        c.sp.add(1).write(c.peek(1));
        c.sp.add(2).write(c.peek(3));
        c = vm.enter_exactly(&c, function, binding, c.sp, c.sp, DROP_THREE);
        next!(vm, c)
    }

    /// BINARY_OP through the method of the left operand. What changes in place has methods of its own.
    #[inline(never)]
    fn binary_instance(vm, q, c) {
        if q.arg() < 13
            && let Some((function, binding)) =
                near_method(vm, q, c.peek(2), methods_of(OPERATORS[q.arg() as usize]).forward, c.sp, 2)
            && comes_second(vm, c.peek(2), c.peek(1))
        {
            c.sp.write(c.peek(2));
            c.sp.add(1).write(c.peek(1));
            c = vm.enter_exactly(&c, function, binding, c.sp, c.sp, BINARY);
            next!(vm, c)
        }
        if c.peek(2).is_kind(Kind::Decimal) || c.peek(2).is_small_int() && c.peek(1).is_kind(Kind::Decimal) {
            instead!(vm, q, c, super::arithmetic::binary_number)
        }
        instead!(vm, q, c, super::arithmetic::binary_plain)
    }

    /// COMPARE_OP through the method of the left operand; the jump behind it is left to the next instruction.
    #[inline(never)]
    fn compare_instance(vm, q, c) {
        if let Some((function, binding)) =
                near_method(vm, q, c.peek(2), method_of(COMPARISONS[(q.arg() >> 5) as usize]), c.sp, 2)
            && comes_second(vm, c.peek(2), c.peek(1))
        {
            c.sp.write(c.peek(2));
            c.sp.add(1).write(c.peek(1));
            c = vm.enter_exactly(&c, function, binding, c.sp, c.sp, COMPARE);
            next!(vm, c)
        }
        if let (Some(a), Some(b)) = (exact_set(vm, c.peek(2)), exact_set(vm, c.peek(1)))
            && q.is_noted()
            && let Some(answer) = vm.sets_at_sight(COMPARISONS[(q.arg() >> 5) as usize], a, b)
        {
            c.drop(1);
            c.poke(1, Value::from_bool(answer));
            next!(vm, c)
        }
        if c.peek(2).is_kind(Kind::Decimal) {
            instead!(vm, q, c, super::comparisons::compare_number)
        }
        instead!(vm, q, c, super::comparisons::compare_slow)
    }

    /// RETURN_VALUE to what another instruction than a call began, if its continuation has nothing more to ask.
    #[inline(never)]
    fn return_to_instruction(vm, q, c) {
        let value = c.peek(1);
        let words = c.words();
        // The first place above the operands of the instruction.
        let top = (*words.add(RESULT)).raw_word() as *mut Value;
        let pc = (*words.add(PC)).raw_word() as *const Quick;
        let sp = match (*words.add(KIND)).raw_word() {
            BINARY | REFLECTED | INPLACE if value != Value::NOT_IMPLEMENTED => replaced(top, 2, value),
            COMPARE if value.as_bool().is_some() => replaced(top, 2, value),
            TRUTH if value.as_bool().is_some() => replaced(top, 1, value),
            TWO_TO_ONE => replaced(top, 2, value),
            REPLACE => replaced(top, 1, value),
            FOR => replaced(top, 0, value),
            LOADED | PROPERTY if Word::at(pc.sub(1)).arg() & 1 == 0 => replaced(top, 1, value),
            DROP_ONE => top.sub(1),
            DROP_TWO => top.sub(2),
            DROP_THREE => top.sub(3),
            _ => instead!(vm, q, c, super::calls::return_value_slow),
        };
        vm.depth -= 1;
        c.fp = (*words.add(FP)).raw_word() as *mut Value;
        c.pc = pc;
        c.binding = Gc::from_ptr((*words.add(CALLER)).bits() as *mut Header);
        c.sp = sp;
        next!(vm, c)
    }
}

/// The top of the stack behind `value`, which takes the place of the `count` values below `top`.
///
/// # Safety
/// The values are there, or there is room for one if `count` is 0.
#[inline(always)]
unsafe fn replaced(top: *mut Value, count: usize, value: Value) -> *mut Value {
    // SAFETY: says the caller.
    unsafe {
        let slot = top.sub(count);
        slot.write(value);
        slot.add(1)
    }
}
