//! Recording: what an observed instruction finds on the stack, and what slow ways tell of it later.
//!
//! Nothing here reaches a safepoint, raises, or changes what the program does.

use super::super::interp::Cursor;
use super::super::opcode::{self as op, ATTRIBUTE_ENTRIES, Word};
use super::super::{Vm, fuse};
use super::Kinds;
use super::rows::{Row, flag, role, sort};
use crate::heap::Gc;
use crate::objects::{Binding, BoundMethod, Function, List, Native, Type, WeakRef};
use crate::value::Value;

impl Row {
    fn saw(&self, cell: &std::cell::Cell<u16>, kinds: Kinds) {
        cell.set(cell.get() | kinds.0);
    }
}

/// The `n`-th value below the top, 1 being the topmost.
fn peek(sp: *mut Value, n: usize) -> Value {
    // SAFETY: the instruction that is looked at takes at least so many operands.
    unsafe { *sp.sub(n) }
}

impl Vm {
    /// OBSERVE: looks at what instruction `index` finds, and gives the opcode that is to run.
    ///
    /// `sp` is behind its operands, `arg` its argument.
    #[inline(never)]
    pub(in crate::vm) fn see(&mut self, binding: Gc<Binding>, index: u32, sp: *mut Value, arg: u32) -> u8 {
        let row = binding.row(index).expect("pyopt: an observed instruction without a row");
        if row.role.get() & role::RESULT != 0
            && let Some(before) = binding.row(index.wrapping_sub(1))
        {
            before.saw(&before.result, Kinds::of(peek(sp, 1)));
        }
        match row.what() {
            role::BRANCH => count_branch(row, peek(sp, 1)),
            role::CALL => self.see_call(binding, row, sp, arg),
            _ => self.see_operands(binding, row, sp),
        }
        let todo = row.todo.get().saturating_sub(1);
        row.todo.set(todo);
        if todo == 0 {
            binding.settle(index);
        }
        row.beneath.get()
    }

    fn see_operands(&mut self, binding: Gc<Binding>, row: &Row, sp: *mut Value) {
        let left = match row.what() {
            role::ONE => peek(sp, 1),
            role::TWO => {
                row.saw(&row.right, Kinds::of(peek(sp, 1)));
                peek(sp, 2)
            }
            _ => return,
        };
        let kinds = Kinds::of(left);
        row.saw(&row.left, kinds);
        if kinds == Kinds::OBJECT {
            self.see_shape(binding, row, left);
        }
    }

    /// Remembers the shape of a left operand, if there is room.
    fn see_shape(&mut self, binding: Gc<Binding>, row: &Row, object: Value) {
        let Some(header) = object.header() else { return };
        let shape = Value::from_raw_word(u64::from(header.shape()));
        if row.place.get() == 0 {
            self.refer(binding, row, [shape, Value::NULL, Value::NULL, Value::NULL]);
            return;
        }
        let Some(seen) = binding.seen.get().downcast::<List>() else { return };
        for i in 0..ATTRIBUTE_ENTRIES {
            let place = usize::from(row.place.get()) - 1 + i;
            match seen.get(place) {
                Some(known) if known.is(shape) => return,
                Some(Value::NULL) => {
                    seen.set(&mut self.heap, place, shape);
                    return;
                }
                _ => {}
            }
        }
        row.set(flag::MANY);
    }

    /// Gives a row values to refer to. Where there is no room for them, it says that there were too many.
    fn refer<const N: usize>(&mut self, binding: Gc<Binding>, row: &Row, values: [Value; N]) {
        if binding.seen.get().is_null()
            && let Ok(list) = List::new(&mut self.heap, 0, 0)
        {
            self.heap.set(binding, &binding.seen, list.value());
        }
        let list = binding.seen.get().downcast::<List>();
        let place = list.map_or(usize::MAX, |list| list.len());
        let (Some(list), Ok(place)) = (list, u16::try_from(place + 1)) else { return row.set(flag::MANY) };
        if values.into_iter().all(|value| List::push(list, &mut self.heap, value).is_ok()) {
            row.place.set(place);
        }
    }

    /// Call `index` of a binding, which is settled, finds another callee than the one that its form is for.
    #[cold]
    #[inline(never)]
    pub(in crate::vm) fn see_callee(&mut self, binding: Gc<Binding>, index: u32, sp: *mut Value, arg: u32) {
        if let Some(row) = binding.row(index).filter(|row| row.what() == role::CALL) {
            self.see_call(binding, row, sp, arg);
        }
    }

    fn see_call(&mut self, binding: Gc<Binding>, row: &Row, sp: *mut Value, arg: u32) {
        if row.has(flag::MANY) {
            return;
        }
        let depth = match row.beneath.get() {
            op::CALL_KW => arg as usize + 3,
            op::CALL_FUNCTION_EX => 4,
            _ => arg as usize + 2,
        };
        let mut callable = peek(sp, depth);
        if let Some(method) = callable.downcast::<BoundMethod>() {
            callable = method.function.get();
        }
        let (sort, word) = if let Some(function) = callable.downcast::<Function>() {
            let callee = function.binding();
            (sort::FUNCTION, self.weak_reference_to(callee))
        } else if let Some(native) = callable.downcast::<Native>() {
            let address = std::ptr::from_ref(native.def()).expose_provenance();
            (sort::NATIVE, Value::from_raw_word(address as u64))
        } else if let Some(class) = callable.downcast::<Type>() {
            (sort::CLASS, Value::from_raw_word(u64::from(class.root_shape().0)))
        } else if let Some(header) = callable.header() {
            (sort::OBJECT, Value::from_raw_word(u64::from(header.shape())))
        } else {
            return;
        };
        match usize::from(row.place.get()).checked_sub(1) {
            None => {
                row.left.set(sort);
                self.refer(binding, row, [word]);
            }
            Some(place) if row.left.get() == sort && binding.seen_at(place).is(word) => {}
            Some(_) => row.set(flag::MANY),
        }
    }

    /// The weak reference to a binding that all share who want one.
    pub(in crate::vm) fn weak_reference_to(&mut self, binding: Gc<Binding>) -> Value {
        if binding.weak.get().is_null() {
            let shape = self.types.weakref.root_shape().0;
            let weak = WeakRef::new(&mut self.heap, shape, binding.value(), Value::NULL);
            let weak = weak.map_or(Value::NULL, Gc::value);
            self.heap.set(binding, &binding.weak, weak);
        }
        binding.weak.get()
    }

    /// The instruction at `c` goes the slow way. What that leaves is told by [`Vm::see_result`], if this says so.
    #[inline(always)]
    pub(in crate::vm) fn see_slow(&mut self, c: &Cursor, q: Word) -> bool {
        !q.is_noted() && self.see_again(c.binding, c.index(), c.sp)
    }

    /// Instruction `index` of a binding finds what its form does not do.
    #[cold]
    #[inline(never)]
    pub(in crate::vm) fn see_again(&mut self, binding: Gc<Binding>, index: u32, sp: *mut Value) -> bool {
        binding.count_miss(index);
        let Some(row) = binding.row(index).filter(|row| matches!(row.what(), role::ONE | role::TWO)) else {
            return false;
        };
        self.see_operands(binding, row, sp);
        true
    }

    /// Instruction `index` of a binding finds a float for the first time, or again: from now on it has this form, and what
    /// does it along with the instruction in front does floats as well. Neither tells what it does in place, so both
    /// sides count as floats from now on.
    #[cold]
    #[inline(never)]
    pub(in crate::vm) fn turn_to_floats(
        &mut self,
        binding: Gc<Binding>,
        index: u32,
        sp: *mut Value,
        form: u8,
    ) {
        if self.see_again(binding, index, sp)
            && let Some(row) = binding.row(index)
        {
            [&row.left, &row.right, &row.result].iter().for_each(|cell| row.saw(cell, Kinds::FLOAT));
        }
        binding.set_op(index, form);
        if let Some(before) = index.checked_sub(1)
            && let Some(wide) = fuse::widen(binding.opcode_at(before))
        {
            binding.set_op(before, wide);
        }
    }

    /// Instruction `index` of a binding left a value, of two small ints if `of_ints`.
    #[cold]
    pub(in crate::vm) fn see_result(
        &mut self,
        binding: Gc<Binding>,
        index: u32,
        value: Value,
        of_ints: bool,
    ) {
        let Some(row) = binding.row(index) else { return };
        let kinds = Kinds::of(value);
        row.saw(&row.result, kinds);
        if of_ints && kinds == Kinds::BIG_INT {
            row.set(flag::OVERFLOWED);
        }
    }
}

/// Counts which way a conditional jump goes.
fn count_branch(row: &Row, tested: Value) {
    let jumps = match row.beneath.get() {
        op::POP_JUMP_IF_FALSE => !tested.is(Value::TRUE),
        op::POP_JUMP_IF_TRUE => tested.is(Value::TRUE),
        op::POP_JUMP_IF_NONE => tested.is_none(),
        _ => !tested.is_none(),
    };
    let (way, other) = if jumps { (&row.left, &row.right) } else { (&row.right, &row.left) };
    way.set(way.get() + 1);
    if way.get() > u16::MAX / 2 {
        way.set(way.get() / 2);
        other.set(other.get() / 2);
    }
}
