//! The methods of `list`, and the sort.
//!
//! ```text
//! sort: keys ─► work list ──┐ runs of 32 by binary insertion, merged pairwise into a second list and back
//!       items ─────────────┴─ the list itself is empty meanwhile; whatever happens, it gets every item back
//! ```

use super::plain_sort::sort_plain;
use super::timsort::timsort;
use super::{methods, position};
use crate::heap::Gc;
use crate::objects::List;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::pending::Task;
use pyopt_compiler::syntax::ast::CmpOp;

methods! { METHODS: List, "list";
    "append" "(self, object, /)" append;
    "extend" "(self, iterable, /)" |vm, list, args| {
        let answer = vm.ask_extend(list, args[1]);
        vm.none_for(answer)
    };
    "insert" "(self, index, object, /)" insert;
    "pop" "(self, index=-1, /)" pop;
    "remove" "(self, value, /)" remove;
    "clear" "(self, /)" |vm, list, _| { splice(vm, list, 0, list.len(), &[])?; Ok(Value::NONE) };
    "index" "(self, value, start=0, stop=9223372036854775807, /)" index;
    "count" "(self, value, /)" count;
    "sort" "(self, *, key=None, reverse=False)" sort_method;
    "reverse" "(self, /)" |vm, list, _| { reverse(vm, list); Ok(Value::NONE) };
    "__reversed__" "(self, /)" |vm, list, _| vm.builtin_reversed(list.value());
    "copy" "(self, /)" |vm, list, _| {
        let items: Vec<Value> = list.items().iter().map(|i| i.get()).collect();
        vm.new_list(&items).map(Gc::value)
    };
}

fn append(vm: &mut Vm, list: Gc<List>, args: &[Value]) -> PyResult {
    let pushed = List::push(list, &mut vm.heap, args[1]);
    vm.check(pushed)?;
    Ok(Value::NONE)
}

fn splice(vm: &mut Vm, list: Gc<List>, start: usize, end: usize, new: &[Value]) -> PyResult<()> {
    let spliced = List::splice(list, &mut vm.heap, start, end, new);
    vm.check(spliced)
}

fn insert(vm: &mut Vm, list: Gc<List>, args: &[Value]) -> PyResult {
    let at = super::word(vm, args[1])?;
    let length = list.len() as i64;
    let at = if at < 0 { at.saturating_add(length).max(0) } else { at.min(length) } as usize;
    splice(vm, list, at, at, &args[2..3])?;
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, list: Gc<List>, args: &[Value]) -> PyResult {
    let at = super::int_or(vm, args[1], -1)?;
    let length = list.len() as i64;
    if length == 0 {
        return Err(vm.raise_str(vm.types.index_error, "pop from empty list"));
    }
    if (at == -1 || at == length - 1)
        && let Some(last) = list.pop()
    {
        return Ok(last);
    }
    let at = if at < 0 { at.saturating_add(length) } else { at };
    match usize::try_from(at).ok().and_then(|at| list.get(at).map(|item| (at, item))) {
        Some((at, item)) => {
            splice(vm, list, at, at + 1, &[])?;
            Ok(item)
        }
        None => Err(vm.raise_str(vm.types.index_error, "pop index out of range")),
    }
}

fn remove(vm: &mut Vm, list: Gc<List>, args: &[Value]) -> PyResult {
    let mut at = 0;
    while let Some(item) = list.get(at) {
        if vm.equal(item, args[1])? {
            // The comparison may have shortened the list.
            let end = (at + 1).min(list.len());
            splice(vm, list, at.min(end), end, &[])?;
            return Ok(Value::NONE);
        }
        at += 1;
    }
    Err(vm.raise_value_error("list.remove(x): x not in list"))
}

fn index(vm: &mut Vm, list: Gc<List>, args: &[Value]) -> PyResult {
    for given in [args[2], args[3]] {
        if !given.is_null() {
            vm.sequence_bound(given)?;
        }
    }
    match position(vm, args, list.len(), |at| list.get(at))? {
        Some(at) => Ok(vm.new_int(at as i64)),
        None => Err(vm.raise_value_error("list.index(x): x not in list")),
    }
}

fn count(vm: &mut Vm, list: Gc<List>, args: &[Value]) -> PyResult {
    let (mut at, mut count) = (0, 0);
    while let Some(item) = list.get(at) {
        count += i64::from(vm.equal(item, args[1])?);
        at += 1;
    }
    Ok(vm.new_int(count))
}

fn reverse(vm: &mut Vm, list: Gc<List>) {
    let items: Vec<Value> = list.items().iter().rev().map(|i| i.get()).collect();
    for (at, item) in items.into_iter().enumerate() {
        list.set(&mut vm.heap, at, item);
    }
}

fn sort_method(vm: &mut Vm, list: Gc<List>, args: &[Value]) -> PyResult {
    let key = args[1].non_null().filter(|key| !key.is_none());
    let backwards = match args[2].non_null() {
        Some(flag) => vm.truth(flag)?,
        None => false,
    };
    ask_sort(vm, list, key, backwards, Value::NONE)
}

/// Sorts a list by its items.
///
/// # Errors
/// As [`ask_sort`].
pub(crate) fn sort(vm: &mut Vm, list: Gc<List>) -> PyResult<()> {
    ask_sort(vm, list, None, false, Value::NONE).map(|_| ())
}

/// Sorts a list: stable, by `key(item)` if there is a key, and backwards with equal items still in order. Answers
/// `answer`, or CALL_PENDING when Python code makes the keys.
///
/// # Errors
/// What the key and the comparisons raise (the list then holds its items in some order); `ValueError` when the
/// list was changed meanwhile.
pub(crate) fn ask_sort(
    vm: &mut Vm,
    list: Gc<List>,
    key: Option<Value>,
    backwards: bool,
    answer: Value,
) -> PyResult {
    // The items move out: what runs during the sort sees an empty list.
    let held = vm.new_list(&[])?;
    List::move_items(held, &mut vm.heap, list);
    let Some(key) = key else { return sort_by(vm, Ok(Value::NULL), [list, held, held], backwards, answer) };
    let keys = match vm.new_list(&[]) {
        Ok(keys) => keys,
        Err(raised) => return sort_by(vm, Err(raised), [list, held, held], backwards, answer),
    };
    let lists = [list, held, keys];
    let made = make_keys(vm, None, lists, key, backwards, answer);
    sort_by(vm, made, lists, backwards, answer)
}

/// Makes the keys that are missing; `task` waited for one until now. CALL_PENDING when Python code has to run.
fn make_keys(
    vm: &mut Vm,
    task: Option<Gc<Task>>,
    [list, held, keys]: [Gc<List>; 3],
    key: Value,
    backwards: bool,
    answer: Value,
) -> PyResult {
    while let Some(item) = held.get(keys.len()) {
        match vm.ask_call(key, &[item])? {
            Value::CALL_PENDING => {
                let values = [list.value(), held.value(), keys.value(), key, answer];
                return vm.wait(task, key_step, &values, i64::from(backwards));
            }
            value => {
                let pushed = List::push(keys, &mut vm.heap, value);
                vm.check(pushed)?;
            }
        }
    }
    Ok(Value::NULL)
}

/// The key function answered.
fn key_step(vm: &mut Vm, task: Gc<Task>, got: PyResult) -> PyResult {
    let lists = [0, 1, 2].map(|i| task.get(i).downcast::<List>());
    let [Some(list), Some(held), Some(keys)] = lists else { return got };
    let (lists, key, answer) = ([list, held, keys], task.get(3), task.get(4));
    let backwards = task.number() != 0;
    let made = got.and_then(|value| {
        let pushed = List::push(keys, &mut vm.heap, value);
        vm.check(pushed)?;
        make_keys(vm, Some(task), lists, key, backwards, answer)
    });
    sort_by(vm, made, lists, backwards, answer)
}

/// What making the keys came to: sorts the items by them, and puts the items back into the list.
fn sort_by(
    vm: &mut Vm,
    made: PyResult,
    [list, held, keys]: [Gc<List>; 3],
    backwards: bool,
    answer: Value,
) -> PyResult {
    let sorted = match made {
        Ok(Value::CALL_PENDING) => return made,
        Ok(_) => sort_held(vm, held, keys, backwards),
        Err(raised) => Err(raised),
    };
    put_back(vm, list, held, sorted, answer)
}

/// Puts the items back into the list, in order if they were sorted.
fn put_back(
    vm: &mut Vm,
    list: Gc<List>,
    held: Gc<List>,
    sorted: PyResult<Gc<List>>,
    answer: Value,
) -> PyResult {
    let changed = !list.has_no_room();
    List::move_items(list, &mut vm.heap, *sorted.as_ref().unwrap_or(&held));
    sorted?;
    if changed { Err(vm.raise_value_error("list modified during sort")) } else { Ok(answer) }
}

/// The items in order, as a list of its own; `items` is unchanged unless it can be sorted in place.
fn sort_held(vm: &mut Vm, items: Gc<List>, keys: Gc<List>, backwards: bool) -> PyResult<Gc<List>> {
    if items == keys && sort_in_place(items, backwards) {
        return Ok(items);
    }
    // Sorting numbers of items keeps values in heap lists only, and moves nothing twice.
    let mut order: Vec<u32> = (0..items.len() as u32).collect();
    if backwards {
        order.reverse();
    }
    let key = |n: u32| keys.items()[n as usize].get();
    let mut sorted = Ok(());
    if !sort_plain(&mut order, key) {
        sorted = timsort(&mut order, |a, b| less(vm, keys, a, b));
    }
    if backwards {
        order.reverse();
    }
    let ordered: Vec<Value> = order.iter().map(|&n| items.get(n as usize).unwrap_or(Value::NONE)).collect();
    let ordered = vm.new_list(&ordered)?;
    if let Err(raised) = sorted {
        // How far the sort came is seen.
        List::move_items(items, &mut vm.heap, ordered);
        return Err(raised);
    }
    Ok(ordered)
}

/// Sorts items of one plain kind by themselves; false, and nothing done, for others.
fn sort_in_place(items: Gc<List>, backwards: bool) -> bool {
    const SHORT: usize = 32;
    let cells = items.items();
    let (mut room, mut long);
    let values = if cells.len() <= SHORT {
        room = [Value::NULL; SHORT];
        &mut room[..cells.len()]
    } else {
        long = vec![Value::NULL; cells.len()];
        &mut long[..]
    };
    values.iter_mut().zip(cells).for_each(|(value, cell)| *value = cell.get());
    // Equal items stay in order, backwards too.
    if backwards {
        values.reverse();
    }
    if !sort_plain(values, |value| value) {
        return false;
    }
    if backwards {
        values.reverse();
    }
    // The list holds what it held: the collector need not be told.
    cells.iter().zip(values.iter()).for_each(|(cell, value)| cell.set(*value));
    true
}

fn less(vm: &mut Vm, keys: Gc<List>, a: u32, b: u32) -> PyResult<bool> {
    let (Some(a), Some(b)) = (keys.get(a as usize), keys.get(b as usize)) else { return Ok(false) };
    let answer = vm.compare(CmpOp::Lt, a, b)?;
    vm.truth(answer)
}
