//! `_tuplegetter`: the descriptor behind each name of a `namedtuple`.
//!
//! ```text
//! [index][docstring]
//! ```

use crate::builtins::natives;
use crate::objects::getset::GetSetDef;
use crate::objects::state::State;
use crate::objects::{Kind, Tuple};
use crate::stdlib::arguments::push_repr;
use crate::stdlib::class::state_methods;
use crate::value::Value;
use crate::vm::native_type::TypeSpec;
use rustpython_wtf8::Wtf8Buf;

/// `collections._tuplegetter`.
pub(super) static TUPLE_GETTER: TypeSpec = TypeSpec {
    methods: METHODS,
    static_methods: NEW,
    getset: FIELDS,
    ..TypeSpec::new("collections", "_tuplegetter", Kind::State)
};

/// Which item of its tuple the descriptor reads; `None` for another descriptor.
pub(crate) fn item_index(descriptor: Value) -> Option<i64> {
    State::of(descriptor, &TUPLE_GETTER)?.get(0).as_small_int()
}

natives! { NEW: "__new__" "(cls, index, doc, /)" |vm, args| {
    let index = vm.index(args[1])?;
    let index = vm.new_int(index);
    Ok(vm.new_state(&TUPLE_GETTER, None, &[index, args[2]]))
}; }

state_methods! { METHODS: TUPLE_GETTER;
    "__get__" "(self, instance, owner=None, /)" |vm, getter, args| {
        if args[1].is_none() {
            return Ok(getter.value());
        }
        let index = getter.get(0).as_small_int().unwrap_or(0);
        let Some(tuple) = args[1].downcast::<Tuple>() else {
            let class = vm.type_name(args[1]);
            let message =
                format!("descriptor for index '{index}' for tuple subclasses doesn't apply to '{class}' object");
            return Err(vm.raise_type_error(message));
        };
        match usize::try_from(index).ok().and_then(|i| tuple.items().get(i).copied()) {
            Some(item) => Ok(item),
            None => Err(vm.raise_str(vm.types.index_error, "tuple index out of range")),
        }
    };
    "__set__" "(self, instance, value, /)" |vm, _, _| {
        Err(vm.raise_str(vm.types.attribute_error, "can't set attribute"))
    };
    "__delete__" "(self, instance, /)" |vm, _, _| {
        Err(vm.raise_str(vm.types.attribute_error, "can't delete attribute"))
    };
    "__repr__" "(self, /)" |vm, getter, _| {
        let mut out = Wtf8Buf::from("_tuplegetter(".to_owned());
        push_repr(vm, &mut out, getter.get(0))?;
        out.push_str(", ");
        push_repr(vm, &mut out, getter.get(1))?;
        out.push_str(")");
        vm.new_str(&out)
    };
    "__reduce__" "(self, /)" |vm, getter, _| {
        let class = vm.type_of(getter.value()).value();
        let args = vm.new_tuple(&[getter.get(0), getter.get(1)])?;
        vm.new_tuple(&[class, args])
    };
}

static FIELDS: &[GetSetDef] = &[GetSetDef::settable(
    "__doc__",
    |vm, object| Ok(vm.state_of(&TUPLE_GETTER, object, "__doc__")?.get(1)),
    |vm, object, doc| {
        let getter = vm.state_of(&TUPLE_GETTER, object, "__doc__")?;
        State::set(getter, &mut vm.heap, 1, doc.unwrap_or(Value::NONE));
        Ok(())
    },
)];
