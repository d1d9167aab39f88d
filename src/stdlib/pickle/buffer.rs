//! `PickleBuffer`: the bytes of another object, which a pickle may leave out.

use crate::builtins::natives;
use crate::objects::state::State;
use crate::objects::types::type_flags;
use crate::objects::{Kind, MemoryView};
use crate::stdlib::class::state_methods;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;

pub(super) static PICKLE_BUFFER: TypeSpec = TypeSpec {
    doc: "Wrapper for potentially out-of-band buffers",
    flags: type_flags::HAS_WEAKREF,
    static_methods: NEW,
    methods: METHODS,
    ..TypeSpec::new("_pickle", "PickleBuffer", Kind::State)
};

/// A view of the object; NULL once it is released.
const VIEW: usize = 0;

natives! { NEW: "__new__" "(cls, object, /)" |vm, args| {
    let class = vm.state_class(&PICKLE_BUFFER, args[0])?;
    let view = vm.call(vm.types.memoryview.value(), &[args[1]])?;
    Ok(vm.new_state_of(class, &PICKLE_BUFFER, None, &[view]))
}; }

state_methods! { METHODS: PICKLE_BUFFER;
    "raw" "(self, /)" |vm, state, _| {
        let Some(view) = state.get(VIEW).downcast::<MemoryView>() else {
            return Err(vm.raise_value_error("operation forbidden on released PickleBuffer object"));
        };
        if !view.is_contiguous() {
            let message = "cannot extract raw buffer from non-contiguous buffer";
            return Err(vm.raise_str(vm.types.buffer_error, message));
        }
        let plain = vm.call(vm.types.memoryview.value(), &[view.value()])?;
        let cast = vm.intern("cast");
        let cast = vm.get_attr(plain, cast)?;
        let bytes = vm.intern("B").value();
        vm.call(cast, &[bytes])
    };
    "release" "(self, /)" |vm, state, _| {
        if let Some(view) = state.get(VIEW).non_null() {
            State::set(state, &mut vm.heap, VIEW, Value::NULL);
            let release = vm.intern("release");
            let release = vm.get_attr(view, release)?;
            vm.call(release, &[])?;
        }
        Ok(Value::NONE)
    };
}

/// The view behind a `PickleBuffer`; `None` for other objects, and for one that was released.
pub(crate) fn view_behind(value: Value) -> Option<Value> {
    State::of(value, &PICKLE_BUFFER)?.get(VIEW).non_null()
}

/// Whether it is one, released or not.
pub(super) fn is_buffer(value: Value) -> bool {
    State::of(value, &PICKLE_BUFFER).is_some()
}

/// The view behind a `PickleBuffer`, and whether it can be written into a pickle.
///
/// # Errors
/// `ValueError` for a released one.
pub(super) fn live_view(vm: &mut Vm, value: Value) -> PyResult<(crate::heap::Gc<MemoryView>, bool)> {
    match view_behind(value).and_then(|view| view.downcast::<MemoryView>()) {
        Some(view) => Ok((view, view.is_contiguous())),
        None => Err(vm.raise_value_error("operation forbidden on released PickleBuffer object")),
    }
}
