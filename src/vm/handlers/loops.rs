//! `for`: ranges, lists and tuples in place, generators in their own frame, all else by its `next`. Pairs that are
//! unpacked at once (`for key, value in d.items()`, `enumerate`, `zip` of two) are never made.

use crate::heap::Gc;
use crate::objects::generator::Generator;
use crate::objects::{Bytes, Dict, Iterator, Kind, List, Set, Stepping, Str, Tuple};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::continuation::FOR;
use crate::vm::interp::Cursor;
use crate::vm::opcode as op;

/// The item of a for loop: straight into the variable if STORE_FAST follows.
macro_rules! next_item {
    ($vm:ident, $c:ident, $item:expr) => {{
        let item = $item;
        let next = *$c.pc;
        if next.op == op::STORE_FAST {
            $c.pc = $c.pc.add(1);
            local!($c, next.arg) = item;
        } else {
            $c.push(item);
        }
        next!($vm, $c)
    }};
}

/// The items of a pair that is unpacked at once: straight into the variables if STORE_FAST_STORE_FAST follows.
macro_rules! next_pair {
    ($vm:ident, $c:ident, $first:expr, $second:expr) => {{
        let (first, second) = ($first, $second);
        // Past UNPACK_SEQUENCE.
        $c.pc = $c.pc.add(1);
        let next = *$c.pc;
        if next.op == op::STORE_FAST_STORE_FAST {
            $c.pc = $c.pc.add(1);
            local!($c, next.arg >> 4) = first;
            local!($c, next.arg & 15) = second;
        } else {
            $c.push(second);
            $c.push(first);
        }
        next!($vm, $c)
    }};
}

/// END_FOR and POP_ITER follow at the target: the first is skipped, as nothing was pushed.
macro_rules! end_loop {
    ($vm:ident, $q:ident, $c:ident) => {{
        $c.jump($q.arg() as i32 + 1);
        next!($vm, $c)
    }};
}

/// The iterator at the top, if it is a plain one that steps like this.
macro_rules! iterator {
    ($c:ident, $stepping:pat) => {
        $c.peek(1).downcast::<Iterator>().filter(|it| it.plain && matches!(it.stepping, $stepping))
    };
}

/// The next item of a plain iterator over a list, tuple or range; `None` at its end, and for all others.
#[inline(always)]
fn peek_item(it: Gc<Iterator>) -> Option<Value> {
    let at = it.position.get();
    match it.stepping {
        Stepping::List => it.source.get().downcast::<List>()?.get(at as usize),
        Stepping::Tuple => it.source.get().downcast::<Tuple>()?.items().get(at as usize).copied(),
        Stepping::Range if it.end.get() > 0 => Some(Value::small_int_unchecked(at)),
        _ => None,
    }
}

/// Behind the item that `peek_item` gave.
#[inline(always)]
fn step_over(it: Gc<Iterator>) {
    if it.stepping == Stepping::Range {
        it.end.set(it.end.get() - 1);
        it.position.set(it.position.get() + it.step);
    } else {
        it.position.set(it.position.get() + 1);
    }
}

handlers! {
    fn get_iter(vm, q, c) {
        let plain = c.peek(1).header().is_some_and(|h| {
            h.shape() == h.kind() as u32
                && matches!(
                    h.kind(),
                    Kind::List | Kind::Tuple | Kind::Dict | Kind::Range | Kind::Str | Kind::Set | Kind::Bytes
                )
        });
        if plain {
            instead!(vm, q, c, get_iter_plain)
        }
        if c.peek(1).header().is_some_and(|h| h.shape() == Kind::Generator as u32) {
            next!(vm, c)
        }
        instead!(vm, q, c, get_iter_slow)
    }

    /// What is no plain iterator of a quick form.
    #[inline(never)]
    fn for_iter(vm, q, c) {
        match c.peek(1).kind() {
            Some(Kind::Generator) => instead!(vm, q, c, super::generators::for_generator),
            Some(Kind::Iterator) => instead!(vm, q, c, for_entry),
            _ => instead!(vm, q, c, for_iter_slow),
        }
    }

    /// The entries of a dict or set that keeps its size, ASCII characters of a str, bytes, and lists backwards.
    #[inline(never)]
    fn for_entry(vm, q, c) {
        let Some(it) = iterator!(
            c,
            Stepping::DictKeys
                | Stepping::DictValues
                | Stepping::DictItems
                | Stepping::Set
                | Stepping::Str
                | Stepping::Bytes
                | Stepping::ListReverse
        ) else {
            instead!(vm, q, c, for_numbered)
        };
        let (source, at) = (it.source.get(), it.position.get() as usize);
        if matches!(it.stepping, Stepping::Str | Stepping::Bytes | Stepping::ListReverse) {
            let (item, to) = if let Some(s) = source.downcast::<Str>() {
                match s.as_bytes().get(at) {
                    Some(&byte) if byte < 128 => (vm.names.ascii(byte), at as i64 + 1),
                    _ => instead!(vm, q, c, for_plain),
                }
            } else if let Some(bytes) = source.downcast::<Bytes>() {
                match bytes.as_slice().get(at) {
                    Some(&byte) => (Value::small_int_unchecked(i64::from(byte)), at as i64 + 1),
                    None => instead!(vm, q, c, for_plain),
                }
            } else {
                match source.downcast::<List>().and_then(|l| l.get(at)) {
                    Some(item) => (item, at as i64 - 1),
                    None => instead!(vm, q, c, for_plain),
                }
            };
            it.position.set(to);
            next_item!(vm, c, item)
        }
        if it.stepping == Stepping::Set {
            let Some(set) = source.downcast::<Set>().filter(|s| s.len() as i64 == it.end.get()) else {
                instead!(vm, q, c, for_plain)
            };
            let Some((number, key)) = set.next_entry(at) else { instead!(vm, q, c, for_plain) };
            it.position.set(number as i64 + 1);
            next_item!(vm, c, key)
        }
        let Some(dict) = source.downcast::<Dict>().filter(|d| d.len() as i64 == it.end.get()) else {
            instead!(vm, q, c, for_plain)
        };
        if it.given() == it.end.get() {
            instead!(vm, q, c, for_plain)
        }
        let next = *c.pc;
        let pair = next.op == op::UNPACK_SEQUENCE && next.arg == 2;
        if it.stepping == Stepping::DictItems && !pair {
            instead!(vm, q, c, for_plain)
        }
        let Some((number, key, value)) = dict.next_entry(it.entry()) else { instead!(vm, q, c, for_plain) };
        it.give(number);
        match it.stepping {
            Stepping::DictItems => {
                next_pair!(vm, c, key, value)
            }
            Stepping::DictValues => next_item!(vm, c, value),
            _ => next_item!(vm, c, key),
        }
    }

    /// `enumerate` and `zip` over lists, tuples and ranges, whose pairs are unpacked at once.
    #[inline(never)]
    fn for_numbered(vm, q, c) {
        let Some(it) = iterator!(c, Stepping::Enumerate | Stepping::Zip) else { instead!(vm, q, c, for_plain) };
        let next = *c.pc;
        if next.op != op::UNPACK_SEQUENCE || next.arg != 2 {
            instead!(vm, q, c, for_plain)
        }
        if it.stepping == Stepping::Enumerate {
            let number = Value::try_small_int(it.position.get());
            let (Some(number), true) = (number, it.extra.get().is_null()) else { instead!(vm, q, c, for_plain) };
            let Some(source) = it.source.get().downcast::<Iterator>().filter(|it| it.plain) else {
                instead!(vm, q, c, for_plain)
            };
            let Some(item) = peek_item(source) else { instead!(vm, q, c, for_plain) };
            step_over(source);
            it.position.set(it.position.get() + 1);
            next_pair!(vm, c, number, item)
        }
        if let Some(sources) = it.source.get().downcast::<Tuple>()
            && let &[a, b] = sources.items()
            && let Some(a) = a.downcast::<Iterator>().filter(|it| it.plain)
            && let Some(b) = b.downcast::<Iterator>().filter(|it| it.plain)
            && a != b
            && let (Some(x), Some(y)) = (peek_item(a), peek_item(b))
        {
            step_over(a);
            step_over(b);
            next_pair!(vm, c, x, y)
        }
        instead!(vm, q, c, for_plain)
    }

    fn for_range(vm, q, c) {
        let Some(it) = iterator!(c, Stepping::Range) else { instead!(vm, q, c, for_iter) };
        let left = it.end.get();
        if left == 0 {
            end_loop!(vm, q, c)
        }
        let at = it.position.get();
        it.end.set(left - 1);
        it.position.set(at + it.step);
        next_item!(vm, c, Value::small_int_unchecked(at))
    }

    fn for_list(vm, q, c) {
        let Some(it) = iterator!(c, Stepping::List) else { instead!(vm, q, c, for_iter) };
        let at = it.position.get();
        match it.source.get().downcast::<List>().and_then(|l| l.get(at as usize)) {
            Some(v) => {
                it.position.set(at + 1);
                next_item!(vm, c, v)
            }
            None => {
                it.source.set(Value::NULL);
                end_loop!(vm, q, c)
            }
        }
    }

    fn for_tuple(vm, q, c) {
        let Some(it) = iterator!(c, Stepping::Tuple) else { instead!(vm, q, c, for_iter) };
        let at = it.position.get();
        let tuple = it.source.get().downcast::<Tuple>();
        match tuple.and_then(|t| t.items().get(at as usize).copied()) {
            Some(v) => {
                it.position.set(at + 1);
                next_item!(vm, c, v)
            }
            None => {
                it.source.set(Value::NULL);
                end_loop!(vm, q, c)
            }
        }
    }
}

slow_handlers! {
    /// A container of the engine's own class.
    fn get_iter_plain(vm, _q, c) {
        let v = vm.builtin_iter(c.peek(1))?;
        c.poke(1, v);
        Ok(())
    }

    fn get_iter_slow(vm, _q, c) {
        if vm.is_core(c.peek(1)) {
            let v = vm.iter(c.peek(1))?;
            c.poke(1, v);
            return Ok(());
        }
        if vm.iter_here(c)? {
            return Ok(());
        }
        let v = vm.iter(c.peek(1))?;
        c.poke(1, v);
        Ok(())
    }

    /// An iterator that the engine made: no method of the program's stands before its step.
    fn for_plain(vm, q, c) {
        let Some(it) = c.peek(1).downcast::<Iterator>().filter(|it| it.plain) else {
            vm.see_slow(c, q);
            return general(vm, c, q.arg());
        };
        let by = match it.stepping {
            Stepping::Range => op::FOR_RANGE,
            Stepping::List => op::FOR_LIST,
            Stepping::Tuple => op::FOR_TUPLE,
            _ => op::FOR_ITER,
        };
        if by != q.op() {
            vm.see_slow(c, q);
            c.binding.set_op(c.index(), by);
        }
        // SAFETY: an instruction follows, since the last one leaves the frame.
        let next = unsafe { *c.pc };
        if next.op == op::UNPACK_SEQUENCE && next.arg == 2 && it.makes_pairs() {
            match vm.step_pair(it)? {
                Some((Value::CALL_PENDING, _)) => return vm.perform_pending(c, FOR),
                Some((first, second)) => {
                    c.push(second);
                    c.push(first);
                    c.jump(1);
                }
                None => c.jump(q.arg() as i32 + 1),
            }
            return Ok(());
        }
        take_next(vm, c, q.arg())
    }

    fn for_iter_slow(vm, q, c) {
        vm.see_slow(c, q);
        general(vm, c, q.arg())
    }
}

/// FOR_ITER over whatever has a `__next__`.
fn general(vm: &mut Vm, c: &mut Cursor, to_end: u32) -> PyResult<()> {
    let iterator = c.peek(1);
    if let Some(generator) = iterator.downcast::<Generator>() {
        if !vm.resume_here(c, generator, Value::NONE, FOR)? {
            c.jump(to_end as i32 + 1);
        }
        return Ok(());
    }
    if vm.next_here(c)? {
        return Ok(());
    }
    take_next(vm, c, to_end)
}

/// The next item of what is no generator: pushed, or asked for, or the loop is at its end.
#[inline(always)]
fn take_next(vm: &mut Vm, c: &mut Cursor, to_end: u32) -> PyResult<()> {
    match vm.ask_next(c.peek(1))? {
        Value::STOP => c.jump(to_end as i32 + 1),
        Value::CALL_PENDING => return vm.perform_pending(c, FOR),
        item => c.push(item),
    }
    Ok(())
}
