//! `memoryview`: its methods and attributes. How items are read and written: `memory_items`; casts: `memory_cast`.

use super::methods;
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::memory::{ItemFormat, Layout};
use crate::objects::{GetSetDef, Kind, MemoryView, Str};
use crate::stdlib::array::items::Array;
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::exports::{BUFFER_FULL_RO, BUFFER_WRITABLE, exporter};

methods! { METHODS: MemoryView, "memoryview";
    "tobytes" "(self, order='C')" |vm, view, args| {
        let order = order_of(vm, args[1])?;
        let bytes = vm.need_contents(view.value())?;
        if order == b'F' && view.dimensions > 1 && view.is_contiguous() {
            return super::bytes::new_bytes(vm, &columns_first(&view, &bytes));
        }
        super::bytes::new_bytes(vm, &bytes)
    };
    "tolist" "(self, /)" |vm, view, _| {
        vm.check_view(view)?;
        vm.view_list(view)
    };
    "hex" "(self, sep='', bytes_per_sep=1)" |vm, view, args| {
        let bytes = vm.need_contents(view.value())?;
        let text = super::bytes::hex_text(vm, &bytes, args)?;
        vm.new_str(text.as_str())
    };
    "release" "(self, /)" |vm, view, _| {
        vm.release_view(view);
        Ok(Value::NONE)
    };
    "__enter__" "(self, /)" |vm, view, _| {
        vm.check_view(view)?;
        Ok(view.value())
    };
    "__exit__" "(self, /, *args)" |vm, view, _| {
        vm.release_view(view);
        Ok(Value::NONE)
    };
    "__buffer__" "(self, flags, /)" |vm, view, args| {
        flags_of(vm, args[1])?;
        vm.check_view(view)?;
        vm.new_view(view.owner.get(), view.layout(), view.readonly)
    };
    "__release_buffer__" "(self, buffer, /)" |vm, _, args| match args[1].downcast::<MemoryView>() {
        Some(view) => {
            vm.check_view(view)?;
            vm.release_view(view);
            Ok(Value::NONE)
        }
        None => Err(vm.raise_type_error("expected a memoryview object")),
    };
    "toreadonly" "(self, /)" |vm, view, _| {
        vm.check_view(view)?;
        vm.new_view(view.owner.get(), view.layout(), true)
    };
    "cast" "(self, format, shape=None)" super::memory_cast::cast;
    "count" "(self, value, /)" |vm, view, args| {
        vm.check_walkable(view.value())?;
        let mut times = 0;
        for at in 0..view.count {
            let item = vm.view_item(view, at)?;
            times += i64::from(vm.equal(item, args[1])?);
        }
        Ok(vm.new_int(times))
    };
    "index" "(self, value, start=0, stop=9223372036854775807, /)" |vm, view, args| {
        vm.check_view(view)?;
        match view.dimensions {
            0 => return Err(vm.raise_type_error("invalid lookup on 0-dim memory")),
            1 => {}
            _ => {
                let message = "multi-dimensional lookup is not implemented";
                return Err(vm.raise_str(vm.types.not_implemented_error, message));
            }
        }
        let clip = |at: i64| if at < 0 { at.saturating_add(view.count as i64).max(0) } else { at };
        let start = clip(super::int_or(vm, args[2], 0)?);
        let stop = clip(super::int_or(vm, args[3], i64::MAX)?).min(view.count as i64);
        for at in start..stop {
            let item = vm.view_item(view, at as usize)?;
            if vm.equal(item, args[1])? {
                return Ok(vm.new_int(at));
            }
        }
        Err(vm.raise_value_error("memoryview.index(x): x not found"))
    };
}

natives! { NEW: "__new__" "(cls, object)" |vm, args| {
    vm.class_for_new(args[0], vm.types.memoryview)?;
    view_of(vm, args[1], BUFFER_FULL_RO)
}; }

natives! { CLASS_METHODS: "_from_flags" "(cls, /, object, flags)" |vm, args| {
    let flags = flags_of(vm, args[2])?;
    let view = view_of(vm, args[1], flags)?;
    writable_if_asked(vm, view, flags)
}; }

static GETSET: &[GetSetDef] = &[
    GetSetDef::new("obj", |vm, v| {
        let view = view(vm, v)?;
        Ok(exporter(view.source.get()).unwrap_or(view.owner.get()))
    }),
    GetSetDef::new("nbytes", |vm, v| {
        let view = view(vm, v)?;
        Ok(vm.new_int((view.items() * view.format.size()) as i64))
    }),
    GetSetDef::new("itemsize", |vm, v| {
        let view = view(vm, v)?;
        Ok(vm.new_int(view.format.size() as i64))
    }),
    GetSetDef::new("format", |vm, v| {
        let view = view(vm, v)?;
        vm.new_str(view.format.text().as_str())
    }),
    GetSetDef::new("readonly", |vm, v| view(vm, v).map(|view| Value::from_bool(view.readonly))),
    GetSetDef::new("ndim", |vm, v| view(vm, v).map(|v| Value::small_int_unchecked(v.dimensions as i64))),
    GetSetDef::new("shape", |vm, v| {
        let shape = view(vm, v)?.shape();
        let sizes: Vec<Value> = shape.into_iter().map(|size| vm.new_int(size as i64)).collect();
        vm.new_tuple(&sizes)
    }),
    GetSetDef::new("strides", |vm, v| {
        let strides = view(vm, v)?.strides();
        let steps: Vec<Value> = strides.into_iter().map(|stride| vm.new_int(stride as i64)).collect();
        vm.new_tuple(&steps)
    }),
    GetSetDef::new("suboffsets", |vm, v| {
        view(vm, v)?;
        vm.new_tuple(&[])
    }),
    GetSetDef::new("c_contiguous", |vm, v| view(vm, v).map(|v| Value::from_bool(v.is_contiguous()))),
    GetSetDef::new("f_contiguous", |vm, v| view(vm, v).map(|v| Value::from_bool(v.is_fortran_contiguous()))),
    GetSetDef::new("contiguous", |vm, v| {
        view(vm, v).map(|v| Value::from_bool(v.is_contiguous() || v.is_fortran_contiguous()))
    }),
];

pub(super) fn install(vm: &mut Vm) {
    let class = vm.types.memoryview;
    vm.add_methods(class, METHODS);
    vm.add_static_methods(class, NEW);
    vm.add_class_methods(class, CLASS_METHODS);
    vm.add_getset(class, GETSET);
}

/// The receiver of an attribute, not released.
fn view(vm: &mut Vm, value: Value) -> PyResult<Gc<MemoryView>> {
    let view = vm.expect::<MemoryView>(value, "memoryview")?;
    vm.check_view(view)?;
    Ok(view)
}

/// What `__buffer__` of a class with a buffer gives.
///
/// # Errors
/// `BufferError` if `flags` asks for a buffer that can be written, and this one cannot.
pub(crate) fn exported(vm: &mut Vm, object: Value, flags: Value) -> PyResult {
    let flags = flags_of(vm, flags)?;
    let view = native_view(vm, object)?;
    writable_if_asked(vm, view, flags)
}

/// What is asked of a buffer, an `int` of C.
fn flags_of(vm: &mut Vm, flags: Value) -> PyResult<i64> {
    let flags = vm.index_value(flags)?;
    let flags = vm.as_int(&flags).and_then(|flags| flags.to_i64());
    match flags.filter(|&flags| i32::try_from(flags).is_ok()) {
        Some(flags) => Ok(flags),
        None => {
            let message = "Python int too large to convert to C int";
            Err(vm.raise_str(vm.types.overflow_error, message))
        }
    }
}

/// A view, if it is as `flags` ask for it.
fn writable_if_asked(vm: &mut Vm, view: Value, flags: i64) -> PyResult {
    let readonly = view.downcast::<MemoryView>().is_some_and(|v| v.readonly);
    if readonly && flags & BUFFER_WRITABLE != 0 {
        return Err(vm.raise_str(vm.types.buffer_error, "Object is not writable."));
    }
    Ok(view)
}

/// What `__release_buffer__` of a class with a buffer does with a view of it.
///
/// # Errors
/// `ValueError` for a view that was released, or is one of something else.
pub(crate) fn released(vm: &mut Vm, object: Value, view: Value) -> PyResult {
    let Some(view) = view.downcast::<MemoryView>() else {
        return Err(vm.raise_type_error("expected a memoryview object"));
    };
    let owner = view.owner.get();
    if owner.is_null() {
        return Err(vm.raise_value_error("memoryview's buffer has already been released"));
    }
    if !owner.is(object) {
        return Err(vm.raise_value_error("memoryview's buffer is not this object"));
    }
    // What was made for this call only, is released behind it.
    if !view.source.get().is(Value::FALSE) {
        vm.release_view(view);
    }
    Ok(Value::NONE)
}

/// `memoryview(object)`; a Python class is asked for a buffer with these flags.
///
/// # Errors
/// `TypeError` for what has no buffer; what its `__buffer__` raises.
pub(crate) fn view_of(vm: &mut Vm, object: Value, flags: i64) -> PyResult {
    if vm.is_exact_builtin(object) {
        return native_view(vm, object);
    }
    if let Some(view) = vm.exported_view(object, flags)? {
        return Ok(view);
    }
    let view = native_view(vm, object)?;
    vm.told_when_released(view, object)
}

/// A view of an object with a buffer of its own, whatever its class says.
fn native_view(vm: &mut Vm, object: Value) -> PyResult {
    if let Some(view) = object.downcast::<MemoryView>() {
        vm.check_view(view)?;
        return vm.new_view(view.owner.get(), view.layout(), view.readonly);
    }
    if let Some(view) = crate::stdlib::pickle::buffer::view_behind(object) {
        return native_view(vm, view);
    }
    let Some(bytes) = vm.contents(object) else {
        let class = vm.type_name(object);
        return Err(
            vm.raise_type_error(format!("memoryview: a bytes-like object is required, not '{class}'"))
        );
    };
    let format = match object.downcast::<Array>() {
        Some(array) if array.is_text() => ItemFormat { letter: b'w', at: false },
        Some(array) => ItemFormat { letter: array.code, at: false },
        None => ItemFormat::BYTES,
    };
    let layout = Layout::flat(0, bytes.len() / format.size(), format);
    vm.new_view(object, layout, object.is_kind(Kind::Bytes))
}

/// The `order` of `tobytes`.
fn order_of(vm: &mut Vm, order: Value) -> PyResult<u8> {
    if order.is_null() || order.is_none() {
        return Ok(b'C');
    }
    let Some(text) = order.downcast::<Str>() else {
        let given = vm.type_name(order);
        return Err(
            vm.raise_type_error(format!("tobytes() argument 'order' must be str or None, not {given}"))
        );
    };
    match text.as_bytes() {
        &[order @ (b'C' | b'F' | b'A')] => Ok(order),
        _ => Err(vm.raise_value_error("order must be 'C', 'F' or 'A'")),
    }
}

/// The bytes of a contiguous view of several dimensions, with the first index changing fastest.
fn columns_first(view: &MemoryView, bytes: &[u8]) -> Vec<u8> {
    let (shape, size) = (view.shape(), view.format.size());
    let mut out = Vec::with_capacity(bytes.len());
    for number in 0..view.items() {
        let (mut rest, mut place, mut unit) = (number, 0, view.items());
        for &count in &shape {
            unit /= count;
            place += rest % count * unit;
            rest /= count;
        }
        out.extend_from_slice(&bytes[place * size..(place + 1) * size]);
    }
    out
}
