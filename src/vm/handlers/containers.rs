//! Subscripts, displays and unpacking: exact lists and tuples in place.

use crate::heap::{Gc, Header};
use crate::objects::{ByteArray, Bytes, Dict, Kind, List, Set, Slice, Str, Tuple};
use crate::stdlib::array::{immediate_item, set_array_item};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::keys::{Plain, exact_dict, exact_str, find_plain, plain_hash};
use crate::vm::opcode as op;
use crate::vm::special::exact;

/// The item of an exact list or tuple at a small index.
#[inline(always)]
fn item_of(container: Value, key: Value) -> Option<Value> {
    if !key.is_small_int() {
        return None;
    }
    let index = key.small_int_raw();
    let shape = container.header()?.shape();
    if shape == Kind::List as u32 {
        // SAFETY: only exact lists have this shape.
        let list: Gc<List> = unsafe { Gc::from_ptr(container.bits() as *mut Header) };
        let index = if index < 0 { index + list.len() as i64 } else { index };
        // A negative index wraps round to beyond the end.
        return list.get(index as usize);
    }
    if shape == Kind::Tuple as u32 {
        // SAFETY: only exact tuples have this shape.
        let tuple: Gc<Tuple> = unsafe { Gc::from_ptr(container.bits() as *mut Header) };
        let index = if index < 0 { index + tuple.len() as i64 } else { index };
        return tuple.items().get(index as usize).copied();
    }
    None
}

/// An exact list.
#[inline(always)]
fn exact_list(value: Value) -> Option<Gc<List>> {
    let exact = value.header().is_some_and(|h| h.shape() == Kind::List as u32);
    // SAFETY: only exact lists have this shape.
    if exact { Some(unsafe { Gc::from_ptr(value.bits() as *mut Header) }) } else { None }
}

/// A byte of an exact bytes object or bytearray at a small index.
#[inline(always)]
fn byte_of(container: Value, key: Value) -> Option<u8> {
    if !key.is_small_int() {
        return None;
    }
    let index = key.small_int_raw();
    let at = |length: usize| if index < 0 { index + length as i64 } else { index } as usize;
    if let Some(bytes) = exact::<Bytes>(container) {
        return bytes.as_slice().get(at(bytes.as_slice().len())).copied();
    }
    let array = exact::<ByteArray>(container)?;
    array.cells().get(at(array.len())).map(|byte| byte.get())
}

/// Stores a byte into an exact bytearray; false if it is none or has no such index.
#[inline(always)]
fn set_byte(container: Value, index: i64, value: Value) -> bool {
    let byte = value.as_small_int().and_then(|v| u8::try_from(v).ok());
    let (Some(array), Some(byte)) = (exact::<ByteArray>(container), byte) else { return false };
    let index = if index < 0 { index + array.len() as i64 } else { index };
    array.cells().get(index as usize).is_some_and(|cell| {
        cell.set(byte);
        true
    })
}

/// The character of a str at an index, if it is ASCII. Apart, as [`text_part`] is: handlers keep their native frame.
#[inline(never)]
fn character_of(vm: &mut Vm, s: Gc<Str>, index: i64) -> Option<Value> {
    let index = if index < 0 { index + s.len() as i64 } else { index };
    if index as usize >= s.len() {
        return None;
    }
    let at = Str::byte_offset(s, &mut vm.heap, index as usize);
    match s.as_bytes().get(at) {
        Some(&byte @ ..0x80) => Some(vm.names.ascii(byte)),
        _ => None,
    }
}

/// The part of a str between two indices.
#[inline(never)]
fn text_part(vm: &mut Vm, s: Gc<Str>, from: usize, to: usize) -> PyResult {
    let from = Str::byte_offset(s, &mut vm.heap, from);
    let to = Str::byte_offset(s, &mut vm.heap, to);
    vm.substring(s, from, to)
}

/// Items take the place of the sequence at the top: those that are stored next go straight into their variables.
macro_rules! unpack {
    ($vm:ident, $c:ident, $count:ident, |$i:ident| $item:expr) => {{
        let mut $i = 0;
        while $i < $count {
            let next = *$c.pc;
            if next.op == op::STORE_FAST_STORE_FAST && $i + 1 < $count {
                local!($c, next.arg >> 4) = $item;
                $i += 1;
                local!($c, next.arg & 15) = $item;
            } else if next.op == op::STORE_FAST {
                local!($c, next.arg) = $item;
            } else {
                break;
            }
            $i += 1;
            $c.pc = $c.pc.add(1);
        }
        $c.drop(1);
        let left = $count - $i;
        let mut to = $c.sp.add(left);
        $c.sp = to;
        while $i < $count {
            to = to.sub(1);
            to.write($item);
            $i += 1;
        }
        next!($vm, $c)
    }};
}

/// Where a slice between small ints (or `None`) of a sequence of that length begins and ends.
#[inline(always)]
fn plain_bounds(start: Value, stop: Value, length: usize) -> Option<(usize, usize)> {
    let length = length as i64;
    let bound = |given: Value, absent: i64| match given {
        Value::NONE => Some(absent),
        v if v.is_small_int() => {
            let i = v.small_int_raw();
            Some((if i < 0 { i + length } else { i }).clamp(0, length))
        }
        _ => None,
    };
    let (from, to) = (bound(start, 0)?, bound(stop, length)?);
    Some((from as usize, to.max(from) as usize))
}

/// Items of an exact list or tuple, or of an exact ASCII str or bytes, between small ints (or `None`); NULL of what is
/// something else.
#[inline(never)]
fn plain_part(vm: &mut Vm, container: Value, start: Value, stop: Value) -> PyResult {
    if let Some(list) = exact_list(container)
        && let Some((from, to)) = plain_bounds(start, stop, list.len())
    {
        vm.list_part(list, from, to)
    } else if let Some(s) = exact_str(container)
        && let Some((from, to)) = plain_bounds(start, stop, s.len())
    {
        text_part(vm, s, from, to)
    } else if let Some(bytes) = exact::<Bytes>(container)
        && let Some((from, to)) = plain_bounds(start, stop, bytes.as_slice().len())
    {
        vm.new_bytes(&bytes.as_slice()[from..to])
    } else if let Some(tuple) = exact::<Tuple>(container)
        && let Some((from, to)) = plain_bounds(start, stop, tuple.len())
        && to - from < tuple.len()
    {
        vm.new_tuple(&tuple.items()[from..to])
    } else {
        Ok(Value::NULL)
    }
}

handlers! {
    /// LOAD_FAST_LOAD_FAST and SUBSCRIPT.
    fn fast_fast_subscript(vm, q, c) {
        let (container, key) = (local!(c, q.arg() >> 4), local!(c, q.arg() & 15));
        match item_of(container, key) {
            Some(v) => {
                c.push(v);
                c.pc = c.pc.add(1);
            }
            None => {
                c.push(container);
                c.push(key);
            }
        }
        next!(vm, c)
    }

    fn subscript(vm, q, c) {
        match item_of(c.peek(2), c.peek(1)) {
            Some(item) => {
                c.drop(1);
                c.poke(1, item);
                next!(vm, c)
            }
            None => instead!(vm, q, c, subscript_other),
        }
    }

    fn store_subscr(vm, q, c) {
        let (container, key, value) = (c.peek(2), c.peek(1), c.peek(3));
        if key.is_small_int()
            && let Some(header) = container.header()
            && header.shape() == Kind::List as u32
        {
            let list: Gc<List> = Gc::from_ptr(container.bits() as *mut Header);
            let index = key.small_int_raw();
            let index = if index < 0 { index + list.len() as i64 } else { index };
            if list.set_young(index as usize, value) {
                c.drop(3);
                next!(vm, c)
            }
        }
        instead!(vm, q, c, store_subscr_other)
    }

    fn build_slice(vm, q, c) {
        let count = q.arg() as usize;
        if (*c.pc).op == op::SUBSCRIPT && exact_list(c.peek(count + 1)).is_some() {
            instead!(vm, q, c, slice_of_list)
        }
        instead!(vm, q, c, build_slice_alone)
    }

    /// BUILD_SLICE and SUBSCRIPT of an exact list, if no bound has to be asked for its number: no slice is made.
    #[inline(never)]
    fn slice_of_list(vm, q, c) {
        let count = q.arg() as usize;
        let step = if count == 3 { c.peek(1) } else { Value::NONE };
        let Some(list) = exact_list(c.peek(count + 1)) else { instead!(vm, q, c, build_slice_alone) };
        let made = vm.plain_list_slice(list, [c.peek(count), c.peek(count - 1), step]);
        match made {
            Ok(Value::NULL) => instead!(vm, q, c, build_slice_alone),
            Ok(part) => {
                c.pc = c.pc.add(1);
                c.drop(count);
                c.poke(1, part);
                next!(vm, c)
            }
            Err(Raised) => {
                c.pc = c.pc.add(1);
                super::raise(vm, c)
            }
        }
    }

    #[inline(never)]
    fn build_slice_alone(vm, q, c) {
        let count = q.arg() as usize;
        let step = if count == 3 { c.peek(1) } else { Value::NONE };
        let slice = Slice::new(&mut vm.heap, [c.peek(count), c.peek(count - 1), step]);
        c.drop(count - 1);
        c.poke(1, slice.value());
        next!(vm, c)
    }

    fn list_append(vm, q, c) {
        if let Some(list) = c.peek(q.arg() as usize + 1).downcast::<List>()
            && list.push_young(c.peek(1))
        {
            c.drop(1);
            next!(vm, c)
        }
        instead!(vm, q, c, list_append_and_grow)
    }

    #[inline(never)]
    fn list_append_and_grow(vm, q, c) {
        let Some(list) = c.peek(q.arg() as usize + 1).downcast::<List>() else {
            instead!(vm, q, c, list_append_slow)
        };
        let item = c.peek(1);
        vm.at = Some(c);
        let done = List::push_and_grow(list, &mut vm.heap, item);
        c = vm.at.unwrap_unchecked();
        if done {
            c.drop(1);
            next!(vm, c)
        }
        again!(vm, c, list_append_slow)
    }

    fn unpack_sequence(vm, q, c) {
        let source = c.peek(1);
        if let Some(header) = source.header() {
            let count = q.arg() as usize;
            if header.shape() == Kind::Tuple as u32 {
                let tuple: Gc<Tuple> = Gc::from_ptr(source.bits() as *mut Header);
                if tuple.len() == count {
                    let first = tuple.items().as_ptr();
                    unpack!(vm, c, count, |i| *first.add(i))
                }
            } else if header.shape() == Kind::List as u32 {
                let list: Gc<List> = Gc::from_ptr(source.bits() as *mut Header);
                if list.len() == count {
                    let first = list.items().as_ptr();
                    unpack!(vm, c, count, |i| (*first.add(i)).get())
                }
            }
        }
        instead!(vm, q, c, super::other)
    }

    /// SUBSCRIPT of an exact dict by a plain key, or of an exact ASCII str.
    #[inline(never)]
    fn subscript_other(vm, q, c) {
        let (container, key) = (c.peek(2), c.peek(1));
        if let Some(dict) = exact_dict(container) {
            if let Some(hash) = plain_hash(vm.names.secret, key)
                && let Plain::Found(number) = find_plain(dict, hash, key)
            {
                let value = dict.found_value(number);
                if !value.is_null() {
                    c.drop(1);
                    c.poke(1, value);
                    next!(vm, c)
                }
            }
        } else if let Some(s) = exact_str(container)
            && key.is_small_int()
        {
            if let Some(character) = character_of(vm, s, key.small_int_raw()) {
                c.drop(1);
                c.poke(1, character);
                next!(vm, c)
            }
        } else if let Some(byte) = byte_of(container, key) {
            c.drop(1);
            c.poke(1, Value::small_int_unchecked(i64::from(byte)));
            next!(vm, c)
        } else if key.is_kind(Kind::Slice) {
            instead!(vm, q, c, subscript_slice)
        } else if container.is_kind(Kind::Array) {
            instead!(vm, q, c, subscript_array)
        }
        instead!(vm, q, c, super::specials::subscript_instance)
    }

    /// A number of an exact array.
    #[inline(never)]
    fn subscript_array(vm, q, c) {
        match immediate_item(c.peek(2), c.peek(1)) {
            Some(item) => {
                c.drop(1);
                c.poke(1, item);
                next!(vm, c)
            }
            None => instead!(vm, q, c, subscript_slow),
        }
    }

    /// SUBSCRIPT by a slice that is there already, of what BINARY_SLICE does in place as well.
    #[inline(never)]
    fn subscript_slice(vm, q, c) {
        let Some(slice) = c.peek(1).downcast::<Slice>() else { instead!(vm, q, c, subscript_slow) };
        let (start, stop, step) = (slice.start.get(), slice.stop.get(), slice.step.get());
        let made = match exact_list(c.peek(2)) {
            _ if step.is_none() => plain_part(vm, c.peek(2), start, stop),
            Some(list) => vm.plain_list_slice(list, [start, stop, step]),
            None => Ok(Value::NULL),
        };
        match made {
            Ok(Value::NULL) => instead!(vm, q, c, super::specials::subscript_instance),
            Ok(part) => {
                c.drop(1);
                c.poke(1, part);
                next!(vm, c)
            }
            Err(Raised) => super::raise(vm, c),
        }
    }

    /// STORE_SUBSCR into an exact dict that is no namespace, under a plain key; into a list that the collector has to
    /// hear of; of a number into an exact bytearray or array.
    #[inline(never)]
    fn store_subscr_other(vm, q, c) {
        let (container, key, value) = (c.peek(2), c.peek(1), c.peek(3));
        if let Some(dict) = exact_dict(container)
            && !dict.is_namespace()
            && let Some(hash) = plain_hash(vm.names.secret, key)
        {
            let found = match find_plain(dict, hash, key) {
                Plain::Found(number) => Some(number),
                Plain::Absent => None,
                Plain::Unknown => instead!(vm, q, c, store_subscr_slow),
            };
            // What a mutation broke is of interest in namespaces only.
            if Dict::raw_set(dict, &mut vm.heap, found, hash, key, value).is_ok() {
                c.drop(3);
                next!(vm, c)
            }
        } else if key.is_small_int() {
            let index = key.small_int_raw();
            let stored = if let Some(list) = exact_list(container) {
                let index = if index < 0 { index + list.len() as i64 } else { index };
                list.set(&mut vm.heap, index as usize, value)
            } else {
                set_byte(container, index, value) || set_array_item(container, key, value)
            };
            if stored {
                c.drop(3);
                next!(vm, c)
            }
        }
        instead!(vm, q, c, super::specials::store_subscr_instance)
    }

    /// A slice of an exact list, or of an exact ASCII str, between small ints.
    #[inline(never)]
    fn binary_slice(vm, q, c) {
        match plain_part(vm, c.peek(3), c.peek(2), c.peek(1)) {
            Ok(Value::NULL) => instead!(vm, q, c, super::other),
            Ok(part) => {
                c.drop(2);
                c.poke(1, part);
                next!(vm, c)
            }
            Err(Raised) => super::raise(vm, c),
        }
    }

    /// The items of an exact list over as many of another, between small ints.
    #[inline(never)]
    fn store_slice(vm, q, c) {
        let (container, start, stop, value) = (c.peek(3), c.peek(2), c.peek(1), c.peek(4));
        if let (Some(list), Some(new)) = (exact_list(container), exact_list(value))
            && list != new
            && let Some((from, to)) = plain_bounds(start, stop, list.len())
            && to - from == new.len()
        {
            List::copy_over(list, &mut vm.heap, from, new);
            c.drop(4);
            next!(vm, c)
        }
        instead!(vm, q, c, super::other)
    }

    #[inline(never)]
    fn build_tuple(vm, q, c) {
        let count = q.arg() as usize;
        let items = std::slice::from_raw_parts(c.sp.sub(count), count);
        match vm.new_tuple(items) {
            Ok(tuple) => {
                c.drop(count);
                c.push(tuple);
                next!(vm, c)
            }
            Err(Raised) => super::raise(vm, c),
        }
    }

    #[inline(never)]
    fn build_list(vm, q, c) {
        let count = q.arg() as usize;
        let items = std::slice::from_raw_parts(c.sp.sub(count), count);
        match vm.new_list(items) {
            Ok(list) => {
                c.drop(count);
                c.push(list.value());
                next!(vm, c)
            }
            Err(Raised) => super::raise(vm, c),
        }
    }
}

slow_handlers! {
    fn subscript_slow(vm, q, c) {
        let tells = vm.see_slow(c, q);
        if vm.get_item_here(c)? {
            return Ok(());
        }
        let item = vm.get_item(c.peek(2), c.peek(1))?;
        if tells {
            vm.see_result(c.binding, c.index(), item, false);
        }
        c.drop(1);
        c.poke(1, item);
        Ok(())
    }

    fn store_subscr_slow(vm, q, c) {
        vm.see_slow(c, q);
        let (container, key, value) = (c.peek(2), c.peek(1), c.peek(3));
        if !vm.store_item(container, key, value) {
            if vm.set_item_here(c)? {
                return Ok(());
            }
            vm.set_item(container, key, value)?;
        }
        c.drop(3);
        Ok(())
    }

    fn build_map(vm, q, c) {
        let count = q.arg() as usize;
        let dict = vm.new_dict();
        for pair in c.top(2 * count).chunks_exact(2) {
            vm.dict_set(dict, pair[0], pair[1])?;
        }
        c.drop(2 * count);
        c.push(dict.value());
        Ok(())
    }

    fn map_add(vm, q, c) {
        if let Some(dict) = c.peek(q.arg() as usize + 2).downcast::<Dict>() {
            vm.dict_set(dict, c.peek(2), c.peek(1))?;
        }
        c.drop(2);
        Ok(())
    }

    fn set_add(vm, q, c) {
        if let Some(set) = c.peek(q.arg() as usize + 1).downcast::<Set>() {
            vm.set_add(set, c.peek(1))?;
        }
        c.drop(1);
        Ok(())
    }

    fn list_append_slow(vm, q, c) {
        if let Some(list) = c.peek(q.arg() as usize + 1).downcast::<List>() {
            let pushed = List::push(list, &mut vm.heap, c.peek(1));
            vm.check(pushed)?;
        }
        c.drop(1);
        Ok(())
    }
}
