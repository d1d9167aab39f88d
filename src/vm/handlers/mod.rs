//! The handlers: one function for each quick instruction, and how one goes on to the next.
//!
//! ```text
//! run_loop ─► handler ─jmp─► handler ─jmp─► handler … ─► the value of the outermost frame
//!    ▲                                   └─► an exception: the driver unwinds and begins a new chain
//!    └─────────────────────────────────────┘
//! ```
//!
//! The loop's state is the handlers' arguments, so it stays in registers: the engine, the instruction, and the four
//! words of the cursor. A handler ends by calling the next one with the same arguments, which an optimizing build
//! makes a jump. What is off the common path stands in functions of its own (`slow_handlers!`): they store the state
//! into the driver's cursor (`Vm::chain`), give that to whatever they call, and go on where it stands then.
//!
//! A handler reads its operands from the stack, spills before anything that may reach a safepoint, and pops only when
//! the result is there: what an instruction still needs is always below the top.
//!
//! INVARIANTS, on which the jump depends (the cfg `threaded`, set by `build.rs` for builds that optimize; others
//! return to the driver after each instruction):
//! - a handler passes no reference to anything on its own native frame to a function that is not inlined: `&mut c`
//!   goes to `#[inline(always)]` functions only, everything else belongs into `slow_handlers!`;
//! - it holds nothing that must be dropped when it goes on;
//! - so a chain leaves the native stack as deep as it was: `tests/native_stack.rs` runs most instructions in long loops.
//!
//! To add one: a row in `opcode`, a function here, its line in [`TABLE`].

macro_rules! handlers {
    ($($(#[$meta:meta])* fn $name:ident $(<$(const $n:ident: $t:ty),*>)? ($vm:ident, $q:ident, $c:ident) $body:block)*) => {$(
        $(#[$meta])*
        #[allow(unused_unsafe, reason = "without `threaded`, some bodies only return")]
        pub(super) unsafe fn $name $(<$(const $n: $t),*>)? (
            $vm: &mut $crate::vm::Vm,
            $q: $crate::vm::opcode::Word,
            pc: *const $crate::vm::opcode::Quick,
            sp: *mut $crate::value::Value,
            fp: *mut $crate::value::Value,
            binding: $crate::heap::Gc<$crate::objects::Binding>,
        ) -> $crate::value::PyResult {
            #[allow(unused_mut)]
            let mut $c = $crate::vm::interp::Cursor { fp, sp, pc, binding };
            // SAFETY: the code passed the verifier: every local, constant, name and jump target exists, the operand
            // stack has the operands that an instruction takes and room for what it leaves, and the last instruction
            // leaves the frame. `fp` and `sp` are in the VM stack or in a generator's frame, `pc` in the binding's
            // buffer, which the frame keeps alive.
            unsafe { $body }
        }
    )*};
}

/// Handlers off the common path: `work` gets the driver's cursor, and the chain goes on where it leaves it.
macro_rules! slow_handlers {
    ($($(#[$meta:meta])* fn $name:ident($vm:ident, $q:ident, $c:ident) $body:block)*) => {$(
        $(#[$meta])*
        #[inline(never)]
        #[allow(unused_unsafe, reason = "without `threaded`, going on only returns")]
        pub(super) unsafe fn $name(
            vm: &mut $crate::vm::Vm,
            q: $crate::vm::opcode::Word,
            pc: *const $crate::vm::opcode::Quick,
            sp: *mut $crate::value::Value,
            fp: *mut $crate::value::Value,
            binding: $crate::heap::Gc<$crate::objects::Binding>,
        ) -> $crate::value::PyResult {
            // Apart, so that nothing on its native frame is in the way of the jump.
            #[inline(never)]
            fn work(
                $vm: &mut $crate::vm::Vm,
                $q: $crate::vm::opcode::Word,
                $c: &mut $crate::vm::interp::Cursor,
            ) -> $crate::value::PyResult<()> $body
            // SAFETY: the driver's cursor lies in its native frame, which is below the chain's, and nobody else uses it
            // while a chain runs.
            let c = unsafe { &mut *vm.chain };
            *c = $crate::vm::interp::Cursor { fp, sp, pc, binding };
            vm.spill(c);
            match work(vm, q, c) {
                Ok(()) => {
                    let c = *c;
                    // SAFETY: as in `handlers!`: `work` leaves the cursor at an instruction.
                    unsafe { next!(vm, c) }
                }
                Err($crate::value::Raised) => Err($crate::value::Raised),
            }
        }
    )*};
}

/// Goes on with the instruction at `c.pc`.
macro_rules! next {
    ($vm:ident, $c:ident) => {{
        #[cfg(threaded)]
        {
            let q = $crate::vm::opcode::Word::at($c.pc);
            let handler = $crate::vm::handlers::TABLE[q.op() as usize];
            return handler($vm, q, $c.pc.add(1), $c.sp, $c.fp, $c.binding);
        }
        #[cfg(not(threaded))]
        return $crate::vm::handlers::pause($vm, $c);
    }};
}

/// Leaves the instruction to another handler.
macro_rules! instead {
    ($vm:ident, $q:ident, $c:ident, $handler:expr) => {
        return $handler($vm, $q, $c.pc, $c.sp, $c.fp, $c.binding)
    };
}

/// As `instead!`, for a handler that reads the instruction anew, so that its word need not be held meanwhile. It must not
/// ask for the opcode: OBSERVE may stand there.
macro_rules! again {
    ($vm:ident, $c:ident, $handler:expr) => {
        return $handler($vm, $crate::vm::opcode::Word::at($c.pc.sub(1)), $c.pc, $c.sp, $c.fp, $c.binding)
    };
}

/// A local variable, as a place.
macro_rules! local {
    ($c:ident, $i:expr) => {
        *$c.fp.add($i as usize)
    };
}

/// Where the instruction's cache begins.
macro_rules! cached_at {
    ($c:ident, $cache:expr) => {
        $c.binding.starts[2]
            .get()
            .cast::<std::cell::Cell<$crate::value::Value>>()
            .add(usize::from($cache) * $crate::vm::opcode::CACHE_VALUES)
    };
}

/// One value of the instruction's cache.
macro_rules! cached {
    ($c:ident, $cache:expr, $i:expr) => {
        (*cached_at!($c, $cache).add($i)).get()
    };
}

mod arithmetic;
mod attributes;
mod calls;
mod comparisons;
mod containers;
mod control;
mod exceptions;
mod functions;
mod generators;
mod loops;
mod names;
mod specials;
mod stack;
mod texts;

use super::Vm;
use super::interp::Cursor;
use super::opcode::{self as op, Quick, Word};
use crate::heap::Gc;
use crate::objects::Binding;
use crate::value::{PyResult, Raised, Value};

/// `(engine, instruction, next instruction, top of the operands, locals, binding)`.
pub(super) type Handler =
    unsafe fn(&mut Vm, Word, *const Quick, *mut Value, *mut Value, Gc<Binding>) -> PyResult;

/// Back to the driver, which goes on at `c`.
#[cfg(not(threaded))]
fn pause(vm: &mut Vm, c: Cursor) -> PyResult {
    // SAFETY: as in `slow_handlers!`.
    unsafe { *vm.chain = c };
    Ok(Value::GO_ON)
}

/// Back to the driver with the pending exception, which the instruction in front of `c` raised.
#[inline]
fn raise(vm: &mut Vm, c: Cursor) -> PyResult {
    // SAFETY: as in `slow_handlers!`.
    unsafe { *vm.chain = c };
    Err(Raised)
}

/// The running frame returns a value: to the frame that entered it, or out of the chain.
#[inline(always)]
#[allow(unused_unsafe, reason = "without `threaded`, going on only returns")]
unsafe fn leave_with(vm: &mut Vm, c: Cursor, value: Value) -> PyResult {
    // SAFETY: as in `slow_handlers!`.
    let c = unsafe {
        *vm.chain = c;
        &mut *vm.chain
    };
    match vm.return_value(c, value) {
        Ok(Value::GO_ON) => {
            let c = *c;
            // SAFETY: as in `handlers!`.
            unsafe { next!(vm, c) }
        }
        answer => answer,
    }
}

slow_handlers! {
    /// The instructions that have no handler of their own.
    fn other(vm, q, c) {
        vm.execute_slow(c, q.op(), q.arg())
    }
}

/// The handlers, by opcode.
pub(super) static TABLE: [Handler; 256] = {
    let mut table: [Handler; 256] = [other; 256];
    macro_rules! set {
        ($($handler:path: $($op:expr),+;)*) => { $($(table[$op as usize] = $handler;)+)* };
    }
    set! {
        stack::load_fast: op::LOAD_FAST, op::LOAD_FAST_BORROW;
        stack::load_fast_load_fast: op::LOAD_FAST_LOAD_FAST, op::LOAD_FAST_BORROW_LOAD_FAST_BORROW;
        stack::store_fast: op::STORE_FAST;
        stack::store_load_fast: op::STORE_LOAD_FAST;
        stack::store_fast_load_fast: op::STORE_FAST_LOAD_FAST;
        stack::store_fast_store_fast: op::STORE_FAST_STORE_FAST;
        stack::load_const: op::LOAD_CONST;
        stack::load_small_int: op::LOAD_SMALL_INT;
        stack::pop_top: op::POP_TOP, op::POP_ITER, op::END_FOR;
        stack::nop: op::NOP, op::NOT_TAKEN;
        stack::push_null: op::PUSH_NULL;
        stack::copy: op::COPY;
        stack::swap: op::SWAP;
        stack::load_fast_check: op::LOAD_FAST_CHECK;
        stack::load_fast_and_clear: op::LOAD_FAST_AND_CLEAR;
        stack::delete_fast: op::DELETE_FAST;
        stack::end_send: op::END_SEND;
        arithmetic::add: op::ADD;
        arithmetic::subtract: op::SUBTRACT;
        arithmetic::multiply: op::MULTIPLY;
        arithmetic::add_float: op::ADD_FLOAT;
        arithmetic::subtract_float: op::SUBTRACT_FLOAT;
        arithmetic::multiply_float: op::MULTIPLY_FLOAT;
        arithmetic::divide: op::DIVIDE;
        arithmetic::floor_divide: op::FLOOR_DIVIDE;
        arithmetic::modulo: op::MODULO;
        arithmetic::bit_and: op::BIT_AND;
        arithmetic::bit_or: op::BIT_OR;
        arithmetic::bit_xor: op::BIT_XOR;
        arithmetic::shift_left: op::SHIFT_LEFT;
        arithmetic::shift_right: op::SHIFT_RIGHT;
        arithmetic::binary_op: op::BINARY_OP;
        arithmetic::small_add: op::SMALL_ADD;
        arithmetic::small_subtract: op::SMALL_SUBTRACT;
        arithmetic::fast_add: op::FAST_ADD;
        arithmetic::fast_subtract: op::FAST_SUBTRACT;
        arithmetic::fast_multiply: op::FAST_MULTIPLY;
        arithmetic::fast_fast_add: op::FAST_FAST_ADD;
        arithmetic::fast_fast_subtract: op::FAST_FAST_SUBTRACT;
        arithmetic::fast_fast_multiply: op::FAST_FAST_MULTIPLY;
        arithmetic::fast_add_int: op::FAST_ADD_INT;
        arithmetic::fast_subtract_int: op::FAST_SUBTRACT_INT;
        arithmetic::fast_multiply_int: op::FAST_MULTIPLY_INT;
        arithmetic::fast_fast_add_int: op::FAST_FAST_ADD_INT;
        arithmetic::fast_fast_subtract_int: op::FAST_FAST_SUBTRACT_INT;
        arithmetic::fast_fast_multiply_int: op::FAST_FAST_MULTIPLY_INT;
        arithmetic::unary_not: op::UNARY_NOT;
        arithmetic::to_bool: op::TO_BOOL;
        arithmetic::to_bool_jump: op::TO_BOOL_JUMP;
        arithmetic::unary_negative: op::UNARY_NEGATIVE;
        comparisons::compare::<0>: op::LESS;
        comparisons::compare::<1>: op::LESS_EQUAL;
        comparisons::compare::<2>: op::EQUAL;
        comparisons::compare::<3>: op::NOT_EQUAL;
        comparisons::compare::<4>: op::GREATER;
        comparisons::compare::<5>: op::GREATER_EQUAL;
        comparisons::compare_jump::<0, false>: op::LESS_JUMP_IF_FALSE;
        comparisons::compare_jump::<1, false>: op::LESS_JUMP_IF_FALSE + 1;
        comparisons::compare_jump::<2, false>: op::LESS_JUMP_IF_FALSE + 2;
        comparisons::compare_jump::<3, false>: op::LESS_JUMP_IF_FALSE + 3;
        comparisons::compare_jump::<4, false>: op::LESS_JUMP_IF_FALSE + 4;
        comparisons::compare_jump::<5, false>: op::LESS_JUMP_IF_FALSE + 5;
        comparisons::compare_jump::<0, true>: op::LESS_JUMP_IF_TRUE;
        comparisons::compare_jump::<1, true>: op::LESS_JUMP_IF_TRUE + 1;
        comparisons::compare_jump::<2, true>: op::LESS_JUMP_IF_TRUE + 2;
        comparisons::compare_jump::<3, true>: op::LESS_JUMP_IF_TRUE + 3;
        comparisons::compare_jump::<4, true>: op::LESS_JUMP_IF_TRUE + 4;
        comparisons::compare_jump::<5, true>: op::LESS_JUMP_IF_TRUE + 5;
        comparisons::compare_small_jump::<0, false>: op::SMALL_LESS_JUMP_IF_FALSE;
        comparisons::compare_small_jump::<1, false>: op::SMALL_LESS_JUMP_IF_FALSE + 1;
        comparisons::compare_small_jump::<2, false>: op::SMALL_LESS_JUMP_IF_FALSE + 2;
        comparisons::compare_small_jump::<3, false>: op::SMALL_LESS_JUMP_IF_FALSE + 3;
        comparisons::compare_small_jump::<4, false>: op::SMALL_LESS_JUMP_IF_FALSE + 4;
        comparisons::compare_small_jump::<5, false>: op::SMALL_LESS_JUMP_IF_FALSE + 5;
        comparisons::compare_small_jump::<0, true>: op::SMALL_LESS_JUMP_IF_TRUE;
        comparisons::compare_small_jump::<1, true>: op::SMALL_LESS_JUMP_IF_TRUE + 1;
        comparisons::compare_small_jump::<2, true>: op::SMALL_LESS_JUMP_IF_TRUE + 2;
        comparisons::compare_small_jump::<3, true>: op::SMALL_LESS_JUMP_IF_TRUE + 3;
        comparisons::compare_small_jump::<4, true>: op::SMALL_LESS_JUMP_IF_TRUE + 4;
        comparisons::compare_small_jump::<5, true>: op::SMALL_LESS_JUMP_IF_TRUE + 5;
        control::test_exact: op::TEST_EXACT;
        control::test_room: op::TEST_ROOM;
        control::test_list_append: op::TEST_LIST_APPEND;
        comparisons::is_op: op::IS_OP;
        comparisons::contains_op: op::CONTAINS_OP;
        containers::fast_fast_subscript: op::FAST_FAST_SUBSCRIPT;
        containers::subscript: op::SUBSCRIPT;
        containers::store_subscr: op::STORE_SUBSCR;
        containers::list_append: op::LIST_APPEND;
        containers::set_add: op::SET_ADD;
        containers::map_add: op::MAP_ADD;
        containers::build_map: op::BUILD_MAP;
        containers::build_slice: op::BUILD_SLICE;
        containers::unpack_sequence: op::UNPACK_SEQUENCE;
        containers::binary_slice: op::BINARY_SLICE;
        containers::store_slice: op::STORE_SLICE;
        containers::build_tuple: op::BUILD_TUPLE;
        containers::build_list: op::BUILD_LIST;
        attributes::fast_attr_slot: op::FAST_ATTR_SLOT;
        attributes::fast_attr_method: op::FAST_ATTR_METHOD;
        attributes::store_fast_attr_slot: op::STORE_FAST_ATTR_SLOT;
        attributes::store_fast_attr_method: op::STORE_FAST_ATTR_METHOD;
        attributes::fast_fast_attr_slot: op::FAST_FAST_ATTR_SLOT;
        attributes::fast_fast_attr_method: op::FAST_FAST_ATTR_METHOD;
        attributes::load_attr: op::LOAD_ATTR;
        attributes::load_attr_slot: op::LOAD_ATTR_SLOT;
        attributes::load_attr_method: op::LOAD_ATTR_METHOD;
        attributes::load_attr_cached: op::LOAD_ATTR_CACHED;
        attributes::load_attr_module: op::LOAD_ATTR_MODULE;
        attributes::load_attr_class: op::LOAD_ATTR_CLASS;
        attributes::store_attr: op::STORE_ATTR;
        attributes::store_attr_cached: op::STORE_ATTR_CACHED;
        attributes::load_super_attr: op::LOAD_SUPER_ATTR;
        attributes::load_special: op::LOAD_SPECIAL;
        names::load_global: op::LOAD_GLOBAL;
        names::load_global_value: op::LOAD_GLOBAL_VALUE;
        names::load_global_cell: op::LOAD_GLOBAL_CELL;
        names::load_builtin_cell: op::LOAD_BUILTIN_CELL;
        names::load_deref: op::LOAD_DEREF;
        names::store_deref: op::STORE_DEREF;
        control::pop_jump_if::<true>: op::POP_JUMP_IF_TRUE;
        control::pop_jump_if::<false>: op::POP_JUMP_IF_FALSE;
        control::pop_jump_if_none::<true>: op::POP_JUMP_IF_NONE;
        control::pop_jump_if_none::<false>: op::POP_JUMP_IF_NOT_NONE;
        control::jump: op::JUMP_FORWARD, op::JUMP_BACKWARD_NO_INTERRUPT;
        control::jump_backward: op::JUMP_BACKWARD;
        control::resume: op::RESUME;
        control::resume_cold: op::RESUME_COLD;
        control::jump_backward_cold: op::JUMP_BACKWARD_COLD;
        control::observe: op::OBSERVE;
        loops::get_iter: op::GET_ITER;
        loops::for_iter: op::FOR_ITER;
        loops::for_range: op::FOR_RANGE;
        loops::for_list: op::FOR_LIST;
        loops::for_tuple: op::FOR_TUPLE;
        calls::call: op::CALL;
        calls::call_class: op::CALL_CLASS;
        functions::lower: op::LOWER;
        calls::call_known_native::<0>: op::CALL_NATIVE;
        calls::call_known_native::<1>: op::CALL_NATIVE_METHOD;
        calls::call_keywords: op::CALL_KW;
        calls::call_spread: op::CALL_FUNCTION_EX;
        calls::return_value: op::RETURN_VALUE;
        texts::format_simple: op::FORMAT_SIMPLE;
        texts::build_string: op::BUILD_STRING;
        functions::make_function: op::MAKE_FUNCTION;
        functions::set_function_attribute: op::SET_FUNCTION_ATTRIBUTE;
        functions::make_cell: op::MAKE_CELL;
        functions::copy_free_vars: op::COPY_FREE_VARS;
        functions::store_global: op::STORE_GLOBAL;
        functions::store_name: op::STORE_NAME;
        exceptions::push_exc_info: op::PUSH_EXC_INFO;
        exceptions::pop_except: op::POP_EXCEPT;
        exceptions::check_exc_match: op::CHECK_EXC_MATCH;
        generators::get_awaitable: op::GET_AWAITABLE;
        generators::yield_value: op::YIELD_VALUE;
        generators::send: op::SEND;
        generators::return_generator: op::RETURN_GENERATOR;
    }
    table
};
