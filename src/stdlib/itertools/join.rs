//! `accumulate`, `batched`, `chain`, `pairwise`, `zip_longest`.

use super::tool::{How, Tool};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::{Dict, List, Tuple};
use crate::stdlib::arguments::push;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use pyopt_compiler::syntax::ast::Operator;

natives! { ACCUMULATE: "__new__" "(cls, iterable, func=None, *, initial=None)" new_accumulate; }
natives! { BATCHED: "__new__" "(cls, iterable, n, *, strict=False)" new_batched; }
natives! { CHAIN: "__new__" "(cls, *iterables)" from_iterable; }
natives! { FROM_ITERABLE:
    "from_iterable" "(cls, iterable, /)" from_iterable;
    "__class_getitem__" "(cls, item, /)" |vm, args| vm.generic_alias(args[0], args[1]);
}
natives! { PAIRWISE: "__new__" "(cls, iterable, /)" |vm, args| {
    let source = vm.iter(args[1])?;
    Tool::make(vm, args[0], How::Pairwise, [source, Value::NULL, Value::NULL], [0, 0])
}; }
natives! { ZIP_LONGEST: "__new__" "(cls, *iterables, **kwargs)" new_zip_longest; }

fn new_accumulate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let source = vm.iter(args[1])?;
    let function = args[2].non_null().unwrap_or(Value::NONE);
    let initial = args[3].non_null().filter(|v| !v.is_none());
    let parts = [source, function, initial.unwrap_or(Value::NULL)];
    Tool::make(vm, args[0], How::Accumulate, parts, [i64::from(initial.is_some()), 0])
}

pub(super) fn step_accumulate(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    let (source, function) = (it.source.get(), it.extra.get());
    if it.position.replace(0) == 1 {
        return Ok(Some(it.held.get()));
    }
    let Some(item) = vm.next(source)? else { return Ok(None) };
    let total = match it.held.get() {
        Value::NULL => item,
        total if function.is_none() => vm.binary(Operator::Add, false, total, item)?,
        total => vm.call(function, &[total, item])?,
    };
    vm.heap.set(it, &it.held, total);
    Ok(Some(total))
}

fn new_batched(vm: &mut Vm, args: &[Value]) -> PyResult {
    let n = vm.index(args[2])?;
    if n < 1 {
        return Err(vm.raise_value_error("n must be at least one"));
    }
    let strict = !args[3].is_null() && vm.truth(args[3])?;
    let source = vm.iter(args[1])?;
    Tool::make(vm, args[0], How::Batched, [source, Value::NULL, Value::NULL], [i64::from(strict), n])
}

pub(super) fn step_batched(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    let (source, n) = (it.source.get(), it.end.get() as usize);
    let batch = vm.new_list(&[])?;
    while batch.len() < n {
        let Some(item) = vm.next(source)? else { break };
        push(vm, batch, item)?;
    }
    if batch.len() < n {
        it.source.set(Value::NULL);
        if batch.is_empty() {
            return Ok(None);
        }
        if it.position.get() == 1 {
            return Err(vm.raise_value_error("batched(): incomplete batch"));
        }
    }
    vm.tuple_of_list(batch).map(Some)
}

fn from_iterable(vm: &mut Vm, args: &[Value]) -> PyResult {
    let source = vm.iter(args[1])?;
    Tool::make(vm, args[0], How::Chain, [source, Value::NULL, Value::NULL], [0, 0])
}

pub(super) fn step_chain(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    loop {
        if let Some(active) = it.extra.get().non_null() {
            if let Some(item) = vm.next(active)? {
                return Ok(Some(item));
            }
            it.extra.set(Value::NULL);
        }
        let source = it.source.get();
        if source.is_null() {
            return Ok(None);
        }
        let next = match vm.next(source) {
            Ok(Some(iterable)) => vm.iter(iterable),
            Ok(None) => return Tool::finish(it),
            Err(raised) => Err(raised),
        };
        match next {
            Ok(active) => vm.heap.set(it, &it.extra, active),
            Err(raised) => {
                it.source.set(Value::NULL);
                return Err(raised);
            }
        }
    }
}

pub(super) fn step_pairwise(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    let source = it.source.get();
    if it.extra.get().is_null() {
        let Some(first) = vm.next(source)? else { return Tool::finish(it) };
        vm.heap.set(it, &it.extra, first);
        if it.source.get().is_null() {
            return Tool::finish(it);
        }
    }
    let old = it.extra.get();
    let Some(new) = vm.next(source)? else { return Tool::finish(it) };
    vm.heap.set(it, &it.extra, new);
    vm.new_tuple(&[old, new]).map(Some)
}

fn new_zip_longest(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut fill = Value::NONE;
    if let Some(kwargs) = args[2].downcast::<Dict>().filter(|d| !d.is_empty()) {
        let name = vm.intern("fillvalue");
        match vm.dict_get(kwargs, name.value())? {
            Some(value) if kwargs.len() == 1 => fill = value,
            _ => return Err(vm.raise_type_error("zip_longest() got an unexpected keyword argument")),
        }
    }
    let sources = vm.new_list(&[])?;
    for &iterable in args[1].downcast::<Tuple>().iter().flat_map(|t| t.items()) {
        let iterator = vm.iter(iterable)?;
        push(vm, sources, iterator)?;
    }
    let running = sources.len() as i64;
    Tool::make(vm, args[0], How::ZipLongest, [sources.value(), fill, Value::NULL], [running, 0])
}

pub(super) fn step_zip_longest(vm: &mut Vm, it: Gc<Tool>) -> PyResult<Option<Value>> {
    let Some(sources) = it.source.get().downcast::<List>() else { return Ok(None) };
    if it.position.get() == 0 {
        return Ok(None);
    }
    let items = vm.new_list(&[])?;
    for at in 0..sources.len() {
        let mut item = it.extra.get();
        if let Some(source) = sources.get(at).filter(|s| !s.is_none()) {
            match vm.next(source) {
                Ok(Some(next)) => item = next,
                Ok(None) => {
                    let running = it.position.get() - 1;
                    it.position.set(running);
                    if running == 0 {
                        return Ok(None);
                    }
                    sources.set(&mut vm.heap, at, Value::NONE);
                }
                Err(raised) => {
                    it.position.set(0);
                    return Err(raised);
                }
            }
        }
        push(vm, items, item)?;
    }
    vm.tuple_of_list(items).map(Some)
}
