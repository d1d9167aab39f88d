//! The wrapper that `lru_cache` puts round a function.
//!
//! ```text
//! [the function][results, a dict][maxsize: an int, None without bound][typed][hits][misses][cache_info's class]
//! ```
//!
//! The dict keeps its entries in the order of their last use, so the first one is what a full cache lets go of.

use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::types::type_flags;
use crate::objects::{BoundMethod, Dict, Kind, Str, Tuple};
use crate::stdlib::arguments::{ask_packed, entries};
use crate::stdlib::class::state_methods;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use crate::vm::pending::Task;

/// `functools._lru_cache_wrapper`.
pub(super) static WRAPPER: TypeSpec = TypeSpec {
    doc: "Create a cached callable that wraps another function.",
    flags: type_flags::BASE | type_flags::HAS_DICT,
    methods: METHODS,
    static_methods: NEW,
    ..TypeSpec::new("functools", "_lru_cache_wrapper", Kind::State)
};

const FUNCTION: usize = 0;
const RESULTS: usize = 1;
const MAXSIZE: usize = 2;
const TYPED: usize = 3;
const HITS: usize = 4;
const MISSES: usize = 5;
const INFO: usize = 6;

natives! { NEW: "__new__" "(cls, user_function, maxsize, typed, cache_info_type)" new; }

state_methods! { METHODS: WRAPPER;
    "__call__" "(self, /, *args, **kwargs)" call;
    "__get__" "(self, instance, owner=None, /)" |vm, wrapper, args| {
        if args[1].is_none() {
            return Ok(wrapper.value());
        }
        Ok(BoundMethod::new(&mut vm.heap, wrapper.value(), args[1]).value())
    };
    "cache_info" "(self, /)" |vm, wrapper, _| {
        let size = wrapper.get(RESULTS).downcast::<Dict>().map_or(0, |d| d.len());
        let size = vm.new_int(size as i64);
        vm.call(wrapper.get(INFO), &[wrapper.get(HITS), wrapper.get(MISSES), wrapper.get(MAXSIZE), size])
    };
    "cache_clear" "(self, /)" |vm, wrapper, _| {
        let results = vm.new_dict().value();
        State::set(wrapper, &mut vm.heap, RESULTS, results);
        for counter in [HITS, MISSES] {
            State::set(wrapper, &mut vm.heap, counter, Value::small_int_unchecked(0));
        }
        Ok(Value::NONE)
    };
    "__reduce__" "(self, /)" |vm, wrapper, _| {
        let name = vm.intern("__qualname__");
        vm.get_attr(wrapper.value(), name)
    };
    "__copy__" "(self, /)" |_, wrapper, _| Ok(wrapper.value());
    "__deepcopy__" "(self, memo, /)" |_, wrapper, _| Ok(wrapper.value());
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.state_class(&WRAPPER, args[0])?;
    let [function, maxsize, typed, info] = [args[1], args[2], args[3], args[4]];
    if !vm.is_callable(function) {
        return Err(vm.raise_type_error("the first argument must be callable"));
    }
    let maxsize = if maxsize.is_none() {
        maxsize
    } else if vm.is_index(maxsize) {
        let bound = vm.index(maxsize)?.max(0);
        vm.new_int(bound)
    } else {
        return Err(vm.raise_type_error("maxsize should be integer or None"));
    };
    let typed = vm.truth(typed)?;
    let zero = Value::small_int_unchecked(0);
    let results = vm.new_dict().value();
    let fields = [function, results, maxsize, Value::from_bool(typed), zero, zero, info];
    Ok(vm.new_state_of(class, &WRAPPER, None, &fields))
}

fn count(vm: &mut Vm, wrapper: Gc<State>, counter: usize) {
    let number = wrapper.get(counter).as_small_int().unwrap_or(0) + 1;
    State::set(wrapper, &mut vm.heap, counter, Value::small_int_unchecked(number));
}

/// The key of a call: its one argument if that is an int or a str, else a tuple of all that tells calls apart.
fn key_of(vm: &mut Vm, wrapper: Gc<State>, args: Value, kwargs: Value) -> PyResult {
    let Some(given) = args.downcast::<Tuple>() else { return Ok(args) };
    let kwargs = kwargs.downcast::<Dict>().filter(|d| !d.is_empty());
    let typed = wrapper.get(TYPED) == Value::TRUE;
    if kwargs.is_none() && !typed {
        return Ok(match given.items() {
            [one] if one.is_small_int() => *one,
            [one] if one.downcast::<Str>().is_some() && vm.is_exact_builtin(*one) => *one,
            _ => args,
        });
    }
    let mut parts: Vec<Value> = given.items().to_vec();
    if let Some(kwargs) = kwargs {
        // The wrapper's class marks where the keywords begin: nobody passes it.
        parts.push(vm.native_type(&WRAPPER).value());
        parts.extend(entries(kwargs).flat_map(|(name, value)| [name, value]));
    }
    if typed {
        parts.extend(given.items().iter().map(|&v| vm.type_of(v).value()));
        if let Some(kwargs) = kwargs {
            parts.extend(entries(kwargs).map(|(_, v)| vm.type_of(v).value()));
        }
    }
    vm.new_tuple(&parts)
}

fn call(vm: &mut Vm, wrapper: Gc<State>, args: &[Value]) -> PyResult {
    let (function, bound) = (wrapper.get(FUNCTION), wrapper.get(MAXSIZE).as_small_int());
    let (args, kwargs) = (args[1], args[2]);
    if bound == Some(0) {
        count(vm, wrapper, MISSES);
        return ask_packed(vm, function, &[], args, kwargs);
    }
    let key = key_of(vm, wrapper, args, kwargs)?;
    // A key that cannot be hashed is the caller's: the message says nothing of a dict.
    let hash = vm.hash(key)?;
    let results = vm.expect::<Dict>(wrapper.get(RESULTS), "dict")?;
    if let Some(found) = results.find(hash, key, |other| vm.equal(other, key))?
        && let Some(result) = results.value_at(found)
    {
        if bound.is_some() && results.next_entry(found + 1).is_some() {
            // Used last: to the end of the order.
            remove(vm, results, found)?;
            vm.dict_set_hashed(results, hash, key, result)?;
        }
        count(vm, wrapper, HITS);
        return Ok(result);
    }
    count(vm, wrapper, MISSES);
    match ask_packed(vm, function, &[], args, kwargs)? {
        Value::CALL_PENDING => vm.wait(None, result_step, &[wrapper.value(), key], hash as i64),
        result => remember(vm, wrapper, hash, key, result),
    }
}

/// The function answered.
fn result_step(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let result = answer?;
    let wrapper = vm.state_of(&WRAPPER, task.get(0), "lru_cache")?;
    remember(vm, wrapper, task.number() as u64, task.get(1), result)
}

/// Keeps the result of a call, and answers it.
fn remember(vm: &mut Vm, wrapper: Gc<State>, hash: u64, key: Value, result: Value) -> PyResult {
    let results = vm.expect::<Dict>(wrapper.get(RESULTS), "dict")?;
    if let Some(bound) = wrapper.get(MAXSIZE).as_small_int() {
        if vm.dict_get_hashed(results, hash, key)?.is_some() {
            return Ok(result);
        }
        if results.len() as i64 >= bound
            && let Some((oldest, ..)) = results.next_entry(0)
        {
            remove(vm, results, oldest)?;
        }
    }
    vm.dict_set_hashed(results, hash, key, result)?;
    Ok(result)
}

/// Lets go of a result, without asking for the hash of its key.
fn remove(vm: &mut Vm, results: Gc<Dict>, entry: usize) -> PyResult<()> {
    let removed = Dict::raw_remove(results, &mut vm.heap, entry);
    let broken = vm.check(removed)?;
    vm.tell(broken, Value::NONE);
    Ok(())
}
