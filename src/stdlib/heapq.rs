//! `_heapq`: lists as binary heaps, the least item first; the `_max` functions keep the greatest first.
//!
//! An item's comparison may run any code. A list that changed its length meanwhile is a `RuntimeError`.

use super::{ModuleSpec, nothing};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::List;
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use pyopt_compiler::syntax::ast::CmpOp;

natives! { FUNCTIONS:
    "heappush" "(heap, item, /)" |vm, args| push::<Least>(vm, args, "heappush");
    "heappop" "(heap, /)" |vm, args| pop::<Least>(vm, args, "heappop");
    "heapreplace" "(heap, item, /)" |vm, args| replace::<Least>(vm, args, "heapreplace");
    "heappushpop" "(heap, item, /)" |vm, args| push_pop::<Least>(vm, args, "heappushpop");
    "heapify" "(heap, /)" |vm, args| heapify::<Least>(vm, args, "heapify");
    "heappush_max" "(heap, item, /)" |vm, args| push::<Greatest>(vm, args, "heappush_max");
    "heappop_max" "(heap, /)" |vm, args| pop::<Greatest>(vm, args, "heappop_max");
    "heapreplace_max" "(heap, item, /)" |vm, args| replace::<Greatest>(vm, args, "heapreplace_max");
    "heappushpop_max" "(heap, item, /)" |vm, args| push_pop::<Greatest>(vm, args, "heappushpop_max");
    "heapify_max" "(heap, /)" |vm, args| heapify::<Greatest>(vm, args, "heapify_max");
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_heapq",
    doc: "Heap queue algorithm (priority queue).",
    functions: FUNCTIONS,
    init: nothing,
};

/// Which item is on top.
trait Top {
    /// Whether `a` belongs above `b`.
    fn above(vm: &mut Vm, a: Value, b: Value) -> PyResult<bool>;
}

struct Least;
struct Greatest;

impl Top for Least {
    #[inline]
    fn above(vm: &mut Vm, a: Value, b: Value) -> PyResult<bool> {
        less(vm, a, b)
    }
}

impl Top for Greatest {
    #[inline]
    fn above(vm: &mut Vm, a: Value, b: Value) -> PyResult<bool> {
        less(vm, b, a)
    }
}

/// `a < b`.
#[inline]
pub(super) fn less(vm: &mut Vm, a: Value, b: Value) -> PyResult<bool> {
    if a.both_small_ints(b) {
        return Ok(a.small_int_raw() < b.small_int_raw());
    }
    if let (Some(x), Some(y)) = (a.as_double(), b.as_double()) {
        return Ok(x < y);
    }
    let answer = vm.compare(CmpOp::Lt, a, b)?;
    vm.truth(answer)
}

fn heap_argument(vm: &mut Vm, args: &[Value], function: &str) -> PyResult<Gc<List>> {
    match args[0].downcast() {
        Some(list) => Ok(list),
        None => {
            let which = if args.len() > 1 { " 1" } else { "" };
            let class = vm.type_name(args[0]);
            Err(vm.raise_type_error(format!("{function}() argument{which} must be list, not {class}")))
        }
    }
}

#[cold]
fn raise_empty(vm: &mut Vm) -> Raised {
    vm.raise_str(vm.types.index_error, "index out of range")
}

/// The item at an index, unless the list no longer has `length` items.
#[inline]
fn item(vm: &mut Vm, heap: Gc<List>, length: usize, at: usize) -> PyResult {
    match heap.get(at) {
        Some(item) if heap.len() == length => Ok(item),
        _ => Err(vm.raise_str(vm.types.runtime_error, "list changed size during iteration")),
    }
}

/// Lets the item at `at` rise to its place, at most to `top`.
fn rise<T: Top>(vm: &mut Vm, heap: Gc<List>, top: usize, mut at: usize) -> PyResult<()> {
    let length = heap.len();
    let rising = item(vm, heap, length, at)?;
    while at > top {
        let parent = (at - 1) / 2;
        let above = item(vm, heap, length, parent)?;
        let swap = T::above(vm, rising, above)?;
        // What stands there now, should the comparison have changed the list.
        let (above, rising) = (item(vm, heap, length, parent)?, item(vm, heap, length, at)?);
        if !swap {
            break;
        }
        heap.set(&mut vm.heap, at, above);
        heap.set(&mut vm.heap, parent, rising);
        at = parent;
    }
    Ok(())
}

/// Lets the item at `at` sink: the smaller child takes its place down to a leaf, then the item rises from there.
fn sink<T: Top>(vm: &mut Vm, heap: Gc<List>, at: usize) -> PyResult<()> {
    let (top, length) = (at, heap.len());
    let mut at = at;
    while at < length / 2 {
        let mut child = 2 * at + 1;
        if child + 1 < length {
            let (left, right) = (item(vm, heap, length, child)?, item(vm, heap, length, child + 1)?);
            if !T::above(vm, left, right)? {
                child += 1;
            }
        }
        let (upper, lower) = (item(vm, heap, length, at)?, item(vm, heap, length, child)?);
        heap.set(&mut vm.heap, at, lower);
        heap.set(&mut vm.heap, child, upper);
        at = child;
    }
    rise::<T>(vm, heap, top, at)
}

fn push<T: Top>(vm: &mut Vm, args: &[Value], function: &str) -> PyResult {
    let heap = heap_argument(vm, args, function)?;
    let pushed = List::push(heap, &mut vm.heap, args[1]);
    vm.check(pushed)?;
    rise::<T>(vm, heap, 0, heap.len() - 1)?;
    Ok(Value::NONE)
}

fn pop<T: Top>(vm: &mut Vm, args: &[Value], function: &str) -> PyResult {
    let heap = heap_argument(vm, args, function)?;
    let Some(last) = heap.pop() else { return Err(raise_empty(vm)) };
    let Some(top) = heap.get(0) else { return Ok(last) };
    heap.set(&mut vm.heap, 0, last);
    sink::<T>(vm, heap, 0)?;
    Ok(top)
}

fn replace<T: Top>(vm: &mut Vm, args: &[Value], function: &str) -> PyResult {
    let heap = heap_argument(vm, args, function)?;
    let Some(top) = heap.get(0) else { return Err(raise_empty(vm)) };
    heap.set(&mut vm.heap, 0, args[1]);
    sink::<T>(vm, heap, 0)?;
    Ok(top)
}

fn push_pop<T: Top>(vm: &mut Vm, args: &[Value], function: &str) -> PyResult {
    let heap = heap_argument(vm, args, function)?;
    let Some(top) = heap.get(0) else { return Ok(args[1]) };
    if !T::above(vm, top, args[1])? {
        return Ok(args[1]);
    }
    replace::<T>(vm, args, function)
}

fn heapify<T: Top>(vm: &mut Vm, args: &[Value], function: &str) -> PyResult {
    let heap = heap_argument(vm, args, function)?;
    for at in (0..heap.len() / 2).rev() {
        sink::<T>(vm, heap, at)?;
    }
    Ok(Value::NONE)
}
