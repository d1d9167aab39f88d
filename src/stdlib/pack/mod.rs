//! `_struct`: values to bytes and back, by formats.
//!
//! ```text
//! format   text ─► fields with their places      codec   one value ─► bytes ─► one value
//! ```

pub(crate) mod codec;
mod format;

use super::class::{state_getters, state_methods};
use super::{ModuleSpec, add};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::state::State;
use crate::objects::types::type_flags;
use crate::objects::{Bytes, Kind, List, Str, Tuple};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;
use format::Layout;
use std::cell::RefCell;
use std::rc::Rc;

static ERROR: TypeSpec = TypeSpec {
    base: Some(|vm| vm.types.exception),
    flags: type_flags::BASE | type_flags::HAS_DICT,
    ..TypeSpec::new("struct", "error", Kind::Exception)
};

static STRUCT: TypeSpec = TypeSpec {
    methods: METHODS,
    static_methods: STATIC,
    getset: GETTERS,
    flags: type_flags::BASE | type_flags::HAS_WEAKREF,
    doc: "Struct(fmt) --> compiled struct object",
    ..TypeSpec::new("_struct", "Struct", Kind::State)
};

static UNPACK_ITERATOR: TypeSpec = TypeSpec {
    methods: ITERATING,
    iter_next: Some(|vm, it| {
        let state = vm.state_of(&UNPACK_ITERATOR, it, "__next__")?;
        next_unpacked(vm, state)
    }),
    ..TypeSpec::new("_struct", "unpack_iterator", Kind::State)
};

/// `struct.error`.
fn raise(vm: &mut Vm, message: &str) -> Raised {
    let class = vm.native_type(&ERROR);
    vm.raise_str(class, message)
}

natives! { FUNCTIONS:
    "calcsize" "(format, /)" |vm, args| { let layout = layout(vm, args[0])?; Ok(vm.new_int(layout.size as i64)) };
    "pack" "(*args)" |vm, args| {
        let args = vm.expect::<Tuple>(args[0], "tuple")?;
        let Some((&format, values)) = args.items().split_first() else {
            return Err(vm.raise_type_error("missing format argument"));
        };
        let layout = layout(vm, format)?;
        pack(vm, &layout, values)
    }, positional |vm, args| {
        let Some((&format, values)) = args.split_first() else {
            return Err(vm.raise_type_error("missing format argument"));
        };
        let layout = layout(vm, format)?;
        pack(vm, &layout, values)
    };
    "pack_into" "(format, buffer, offset, /, *values)" |vm, args| {
        let layout = layout(vm, args[0])?;
        pack_into(vm, &layout, args[1], args[2], args[3])
    };
    "unpack" "(format, buffer, /)" |vm, args| { let layout = layout(vm, args[0])?; unpack(vm, &layout, args[1]) };
    "unpack_from" "(format, /, buffer, offset=0)" |vm, args| {
        let layout = layout(vm, args[0])?;
        unpack_from(vm, &layout, args[1], args[2])
    };
    "iter_unpack" "(format, buffer, /)" |vm, args| {
        let layout = layout(vm, args[0])?;
        iter_unpack(vm, layout, args[1])
    };
    "_clearcache" "()" |vm, _| {
        vm.struct_layouts.clear();
        Ok(Value::NONE)
    };
}

pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    name: "_struct",
    doc: "Functions to convert between Python values and C structs.",
    functions: FUNCTIONS,
    init: |vm, module| {
        let error = vm.native_type(&ERROR);
        add(vm, module, "error", error.value())?;
        let class = vm.native_type(&STRUCT);
        add(vm, module, "Struct", class.value())
    },
};

natives! { STATIC:
    "__new__" "(type, /, *args, **kwargs)" |vm, args| {
        let class = vm.state_class(&STRUCT, args[0])?;
        let empty: Rc<RefCell<Rc<Layout>>> = Rc::new(RefCell::new(Rc::new(Layout::EMPTY)));
        Ok(vm.new_state_of(class, &STRUCT, Some(empty), &[Value::NONE]))
    };
}

fn own_layout(state: Gc<State>) -> Rc<Layout> {
    state.owned::<RefCell<Rc<Layout>>>().borrow().clone()
}

state_methods! { METHODS: STRUCT;
    "__init__" "(self, format)" |vm, state, args| {
        let layout = layout(vm, args[1])?;
        *state.owned::<RefCell<Rc<Layout>>>().borrow_mut() = layout;
        let text = match args[1].downcast::<Bytes>() {
            Some(bytes) => vm.new_str(String::from_utf8_lossy(bytes.as_slice()).as_ref())?,
            None => args[1],
        };
        State::set(state, &mut vm.heap, 0, text);
        Ok(Value::NONE)
    };
    "pack" "(self, /, *values)" |vm, state, args| {
        let values = vm.expect::<Tuple>(args[1], "tuple")?;
        pack(vm, &own_layout(state), values.items())
    };
    "pack_into" "(self, buffer, offset, /, *values)" |vm, state, args| {
        pack_into(vm, &own_layout(state), args[1], args[2], args[3])
    };
    "unpack" "(self, buffer, /)" |vm, state, args| unpack(vm, &own_layout(state), args[1]);
    "unpack_from" "(self, buffer, offset=0)" |vm, state, args| {
        unpack_from(vm, &own_layout(state), args[1], args[2])
    };
    "iter_unpack" "(self, buffer, /)" |vm, state, args| iter_unpack(vm, own_layout(state), args[1]);
    "__repr__" "(self, /)" |vm, state, args| {
        let shown = vm.repr(state.get(0))?;
        let shown = vm.expect::<Str>(shown, "str")?.as_wtf8().to_string();
        let class = vm.type_of(args[0]).name().as_wtf8().to_string();
        vm.new_str(format!("{class}({shown})").as_str())
    };
}

state_getters! { GETTERS: STRUCT;
    "format" |_, state| Ok(state.get(0));
    "size" |vm, state| { let size = own_layout(state).size; Ok(vm.new_int(size as i64)) };
}

/// The layout of a format; those of short programs are all remembered.
fn layout(vm: &mut Vm, format: Value) -> PyResult<Rc<Layout>> {
    // A str that is no ASCII is none of those that are remembered.
    let known = match format.downcast::<Str>() {
        Some(text) => vm.struct_layouts.get(text.as_bytes()),
        None => None,
    };
    if let Some(known) = known.and_then(|l| l.clone().downcast::<Layout>().ok()) {
        return Ok(known);
    }
    let text = if let Some(text) = format.downcast::<Str>() {
        if !text.is_ascii() {
            let encode = vm.intern("encode");
            let encode = vm.get_attr(format, encode)?;
            let ascii = vm.intern("ascii");
            vm.call(encode, &[ascii.value()])?;
        }
        text.as_bytes().to_vec()
    } else if let Some(bytes) = format.downcast::<Bytes>() {
        bytes.as_slice().to_vec()
    } else {
        let given = vm.type_name(format);
        let message = format!("Struct() argument 1 must be a str or bytes object, not {given}");
        return Err(vm.raise_type_error(message));
    };
    if let Some(known) = vm.struct_layouts.get(&text).and_then(|l| l.clone().downcast::<Layout>().ok()) {
        return Ok(known);
    }
    match Layout::parse(&text) {
        Ok(layout) => {
            let layout = Rc::new(layout);
            if vm.struct_layouts.len() >= 100 {
                vm.struct_layouts.clear();
            }
            vm.struct_layouts.insert(text, layout.clone());
            Ok(layout)
        }
        Err(message) => Err(raise(vm, message)),
    }
}

fn packed(vm: &mut Vm, layout: &Layout, values: &[Value]) -> PyResult<Vec<u8>> {
    check_count(vm, layout, values)?;
    let mut bytes = vm.zeros(layout.size)?;
    pack_to(vm, layout, values, &mut bytes)?;
    Ok(bytes)
}

fn check_count(vm: &mut Vm, layout: &Layout, values: &[Value]) -> PyResult<()> {
    if values.len() == layout.values {
        return Ok(());
    }
    let message = format!("pack expected {} items for packing (got {})", layout.values, values.len());
    Err(raise(vm, &message))
}

/// Packs into zeros of the layout's size.
fn pack_to(vm: &mut Vm, layout: &Layout, values: &[Value], bytes: &mut [u8]) -> PyResult<()> {
    check_count(vm, layout, values)?;
    let mut values = values.iter();
    for &field in &layout.fields {
        for number in 0..field.count {
            let at = field.offset + number * field.size;
            let Some(&value) = values.next() else { break };
            codec::pack(vm, layout, field, value, &mut bytes[at..at + field.size])?;
        }
    }
    Ok(())
}

fn pack(vm: &mut Vm, layout: &Layout, values: &[Value]) -> PyResult {
    let mut room = [0; 32];
    if let Some(room) = room.get_mut(..layout.size) {
        pack_to(vm, layout, values, room)?;
        return vm.new_bytes(room);
    }
    let bytes = packed(vm, layout, values)?;
    vm.new_bytes(&bytes)
}

fn pack_into(vm: &mut Vm, layout: &Layout, buffer: Value, offset: Value, values: Value) -> PyResult {
    let values = vm.expect::<Tuple>(values, "tuple")?;
    let length = vm.need_contents(buffer)?.len() as i64;
    if buffer.is_kind(Kind::Bytes) {
        let given = vm.type_name(buffer);
        let message = format!("argument must be read-write bytes-like object, not {given}");
        return Err(vm.raise_type_error(message));
    }
    let mut at = vm.index(offset)?;
    let size = layout.size as i64;
    if at < 0 {
        if at + size > 0 {
            return Err(raise(vm, &format!("no space to pack {size} bytes at offset {at}")));
        }
        if at + length < 0 {
            return Err(raise(vm, &format!("offset {at} out of range for {length}-byte buffer")));
        }
        at += length;
    }
    if length - at < size {
        let least = at.saturating_add(size);
        return Err(raise(
            vm,
            &format!(
                "pack_into requires a buffer of at least {least} bytes for packing {size} bytes at offset {at} \
                 (actual buffer size is {length})"
            ),
        ));
    }
    let bytes = packed(vm, layout, values.items())?;
    vm.write_contents(buffer, at as usize, &bytes)?;
    Ok(Value::NONE)
}

/// The values in a piece of exactly the layout's size.
fn values_of(vm: &mut Vm, layout: &Layout, bytes: &[u8]) -> PyResult {
    const FEW: usize = 16;
    let (mut few, mut count) = ([Value::NULL; FEW], 0);
    if layout.values <= FEW {
        for &field in &layout.fields {
            for number in 0..field.count {
                let at = field.offset + number * field.size;
                few[count] = codec::unpack(vm, layout, field, &bytes[at..at + field.size])?;
                count += 1;
            }
        }
        return vm.new_tuple(&few[..count]);
    }
    let list = vm.new_list(&[])?;
    for &field in &layout.fields {
        for number in 0..field.count {
            let at = field.offset + number * field.size;
            let value = codec::unpack(vm, layout, field, &bytes[at..at + field.size])?;
            let pushed = List::push(list, &mut vm.heap, value);
            vm.check(pushed)?;
        }
    }
    vm.tuple_of_list(list)
}

fn unpack(vm: &mut Vm, layout: &Layout, buffer: Value) -> PyResult {
    let bytes = vm.need_contents(buffer)?;
    if bytes.len() != layout.size {
        return Err(raise(vm, &format!("unpack requires a buffer of {} bytes", layout.size)));
    }
    values_of(vm, layout, &bytes)
}

fn unpack_from(vm: &mut Vm, layout: &Layout, buffer: Value, offset: Value) -> PyResult {
    let mut at = if offset.is_null() { 0 } else { vm.index(offset)? };
    let bytes = vm.need_contents(buffer)?;
    let (length, size) = (bytes.len() as i64, layout.size as i64);
    if at < 0 {
        if at + size > 0 {
            return Err(raise(vm, &format!("not enough data to unpack {size} bytes at offset {at}")));
        }
        if at + length < 0 {
            return Err(raise(vm, &format!("offset {at} out of range for {length}-byte buffer")));
        }
        at += length;
    }
    if length - at < size {
        let least = at.saturating_add(size);
        return Err(raise(
            vm,
            &format!(
                "unpack_from requires a buffer of at least {least} bytes for unpacking {size} bytes at offset {at} \
                 (actual buffer size is {length})"
            ),
        ));
    }
    values_of(vm, layout, &bytes[at as usize..][..layout.size])
}

fn iter_unpack(vm: &mut Vm, layout: Rc<Layout>, buffer: Value) -> PyResult {
    let length = vm.need_contents(buffer)?.len();
    if layout.size == 0 {
        return Err(raise(vm, "cannot iteratively unpack with a struct of length 0"));
    }
    if !length.is_multiple_of(layout.size) {
        let size = layout.size;
        let message = format!("iterative unpacking requires a buffer of a multiple of {size} bytes");
        return Err(raise(vm, &message));
    }
    Ok(vm.new_state(&UNPACK_ITERATOR, Some(layout), &[buffer, Value::small_int_unchecked(0)]))
}

state_methods! { ITERATING: UNPACK_ITERATOR;
    "__length_hint__" "(self, /)" |vm, state, _| {
        let layout = state.owned::<Layout>();
        let left = match vm.contents(state.get(0)) {
            Some(bytes) => bytes.len().saturating_sub(state.get(1).as_small_int().unwrap_or(0) as usize),
            None => 0,
        };
        Ok(vm.new_int((left / layout.size) as i64))
    };
}

fn next_unpacked(vm: &mut Vm, state: Gc<State>) -> PyResult<Option<Value>> {
    let layout = state.owned::<Layout>();
    let at = state.get(1).as_small_int().unwrap_or(0) as usize;
    let Some(bytes) = vm.contents(state.get(0)) else { return Ok(None) };
    let Some(piece) = bytes.get(at..at + layout.size) else {
        State::set(state, &mut vm.heap, 0, Value::NONE);
        return Ok(None);
    };
    let values = values_of(vm, &layout, piece)?;
    State::set(state, &mut vm.heap, 1, Value::small_int_unchecked((at + layout.size) as i64));
    Ok(Some(values))
}
