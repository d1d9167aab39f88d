//! The views and iterators of `OrderedDict`: those of dicts, under names of their own.

use super::ordered_dict::ORDERED_DICT;
use crate::builtins::methods::iterator::METHODS;
use crate::heap::Gc;
use crate::objects::{Kind, Type, ViewOf};
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;

static KEYS: TypeSpec = TypeSpec {
    base: Some(|vm| vm.types.dict_keys),
    ..TypeSpec::new("builtins", "odict_keys", Kind::DictView)
};
static VALUES: TypeSpec = TypeSpec {
    base: Some(|vm| vm.types.dict_values),
    ..TypeSpec::new("builtins", "odict_values", Kind::DictView)
};
static ITEMS: TypeSpec = TypeSpec {
    base: Some(|vm| vm.types.dict_items),
    ..TypeSpec::new("builtins", "odict_items", Kind::DictView)
};
static ITERATOR: TypeSpec =
    TypeSpec { methods: METHODS, ..TypeSpec::new("builtins", "odict_iterator", Kind::Iterator) };

fn is_ordered(vm: &mut Vm, dict: Value) -> bool {
    let class = vm.type_of(dict);
    dict.is_kind(Kind::Dict) && class != vm.types.dict && {
        let ordered = vm.native_type(&ORDERED_DICT);
        class.is_subclass(ordered)
    }
}

/// Whether it is of a class derived from `OrderedDict`, whose methods are asked for each value.
pub(crate) fn is_derived(vm: &mut Vm, dict: Value) -> bool {
    !vm.is_exact_builtin(dict) && is_ordered(vm, dict)
}

/// The class of the views of a dict, if it is an `OrderedDict`.
pub(crate) fn view_class(vm: &mut Vm, dict: Value, of: ViewOf) -> Option<Gc<Type>> {
    is_ordered(vm, dict).then(|| {
        vm.native_type(match of {
            ViewOf::Keys => &KEYS,
            ViewOf::Values => &VALUES,
            ViewOf::Items => &ITEMS,
        })
    })
}

/// The class of the iterators over a dict, if it is an `OrderedDict`.
pub(crate) fn iterator_class(vm: &mut Vm, dict: Value) -> Option<Gc<Type>> {
    is_ordered(vm, dict).then(|| vm.native_type(&ITERATOR))
}
