//! `_collections`: `deque`, `defaultdict`, and what the rest of `collections` is built on.

mod default_dict;
mod deque;
mod ordered_dict;
pub(crate) mod ordered_views;
pub mod ring;
mod tuple_getter;

pub(crate) use tuple_getter::item_index;

use super::{ModuleSpec, add};
use crate::builtins::{natives, put};
use crate::objects::Dict;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use pyopt_compiler::syntax::ast::Operator;

natives! { FUNCTIONS:
    "_count_elements" "(mapping, iterable, /)" count_elements;
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_collections",
    doc: "High performance data structures.",
    functions: FUNCTIONS,
    init: |vm, module| {
        let classes: [&'static TypeSpec; 6] = [
            &deque::DEQUE,
            &deque::ITERATOR,
            &deque::REVERSE_ITERATOR,
            &default_dict::DEFAULT_DICT,
            &ordered_dict::ORDERED_DICT,
            &tuple_getter::TUPLE_GETTER,
        ];
        for spec in classes {
            let class = vm.native_type(spec);
            add(vm, module, spec.name, class.value())?;
        }
        let deque = vm.native_type(&deque::DEQUE);
        put(vm, deque.dict(), "__hash__", Value::NONE);
        Ok(())
    },
};

/// Counts an iterable's items in a mapping.
fn count_elements(vm: &mut Vm, args: &[Value]) -> PyResult {
    let one = Value::small_int_unchecked(1);
    let iterator = vm.iter(args[1])?;
    let class = vm.type_of(args[0]);
    let plain = ["get", "__setitem__"].iter().all(|name| {
        let name = vm.intern(name);
        class.lookup(name) == vm.types.dict.own(name)
    });
    if let Some(dict) = args[0].downcast::<Dict>().filter(|_| plain) {
        while let Some(item) = vm.next(iterator)? {
            let hash = vm.hash_key(item)?;
            let count = match vm.dict_get_hashed(dict, hash, item)? {
                Some(count) => match count.as_small_int().and_then(|n| Value::try_small_int(n + 1)) {
                    Some(count) => count,
                    None => vm.binary(Operator::Add, false, count, one)?,
                },
                None => one,
            };
            vm.dict_set_hashed(dict, hash, item, count)?;
        }
        return Ok(Value::NONE);
    }
    let name = vm.intern("get");
    let get = vm.get_attr(args[0], name)?;
    while let Some(item) = vm.next(iterator)? {
        let count = vm.call(get, &[item, Value::small_int_unchecked(0)])?;
        let count = vm.binary(Operator::Add, false, count, one)?;
        vm.set_item(args[0], item, count)?;
    }
    Ok(Value::NONE)
}
