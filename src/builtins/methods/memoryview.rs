//! `memoryview`: its methods and attributes, and how items are read and written.

use super::{methods, pure};
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::memory::{ItemFormat, Layout};
use crate::objects::{ByteArray, GetSetDef, Kind, MemoryView, Slice, Str, Tuple};
use crate::value::{PyResult, Value};
use crate::vm::Vm;

methods! { METHODS: MemoryView, "memoryview";
    "tobytes" "(self, order='C')" |vm, view, _| {
        let bytes = vm.need_contents(view.value())?;
        super::bytes::new_bytes(vm, &bytes)
    };
    "tolist" "(self, /)" |vm, view, _| {
        alive(vm, view)?;
        let list = vm.new_list(&[])?;
        for at in 0..view.count {
            let item = vm.view_item(view, at)?;
            let pushed = crate::objects::List::push(list, &mut vm.heap, item);
            vm.check(pushed)?;
        }
        Ok(list.value())
    };
    "hex" "(self, sep='', bytes_per_sep=1)" |vm, view, args| {
        let bytes = vm.need_contents(view.value())?;
        let text = super::bytes::hex_text(vm, &bytes, args)?;
        vm.new_str(text.as_str())
    };
    "release" "(self, /)" |_, view, _| {
        view.owner.set(Value::NULL);
        Ok(Value::NONE)
    };
    "__enter__" "(self, /)" |vm, view, _| {
        alive(vm, view)?;
        Ok(view.value())
    };
    "__exit__" "(self, /, *args)" |_, view, _| {
        view.owner.set(Value::NULL);
        Ok(Value::NONE)
    };
    "toreadonly" "(self, /)" |vm, view, _| {
        alive(vm, view)?;
        vm.new_view(view.owner.get(), view.layout(), true)
    };
    "cast" "(self, format, shape=None)" cast;
    "count" "(self, value, /)" |vm, view, args| {
        let mut times = 0;
        for at in 0..view.count {
            let item = vm.view_item(view, at)?;
            times += i64::from(vm.equal(item, args[1])?);
        }
        Ok(vm.new_int(times))
    };
    "index" "(self, value, start=0, stop=9223372036854775807, /)" |vm, view, args| {
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
    if let Some(view) = args[1].downcast::<MemoryView>() {
        alive(vm, view)?;
        return vm.new_view(view.owner.get(), view.layout(), view.readonly);
    }
    let Some(bytes) = vm.contents(args[1]) else {
        let class = vm.type_name(args[1]);
        return Err(vm.raise_type_error(format!("memoryview: a bytes-like object is required, not '{class}'")));
    };
    let layout = Layout { offset: 0, count: bytes.len(), stride: 1, format: ItemFormat::BYTES };
    vm.new_view(args[1], layout, !args[1].is_kind(Kind::ByteArray))
}; }

static GETSET: &[GetSetDef] = &[
    GetSetDef::new("obj", |vm, v| view(vm, v).map(|view| view.owner.get())),
    GetSetDef::new("nbytes", |vm, v| {
        let view = view(vm, v)?;
        Ok(vm.new_int((view.count * view.format.size()) as i64))
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
    GetSetDef::new("ndim", |vm, v| view(vm, v).map(|_| Value::small_int_unchecked(1))),
    GetSetDef::new("shape", |vm, v| {
        let view = view(vm, v)?;
        let count = vm.new_int(view.count as i64);
        vm.new_tuple(&[count])
    }),
    GetSetDef::new("strides", |vm, v| {
        let view = view(vm, v)?;
        let stride = vm.new_int(view.stride as i64);
        vm.new_tuple(&[stride])
    }),
    GetSetDef::new("suboffsets", |vm, v| {
        view(vm, v)?;
        vm.new_tuple(&[])
    }),
    GetSetDef::new("c_contiguous", |vm, v| view(vm, v).map(|v| Value::from_bool(v.is_contiguous()))),
    GetSetDef::new("f_contiguous", |vm, v| view(vm, v).map(|v| Value::from_bool(v.is_contiguous()))),
    GetSetDef::new("contiguous", |vm, v| view(vm, v).map(|v| Value::from_bool(v.is_contiguous()))),
];

pub(super) fn install(vm: &mut Vm) {
    let class = vm.types.memoryview;
    vm.add_methods(class, METHODS);
    vm.add_static_methods(class, NEW);
    vm.add_getset(class, GETSET);
}

fn alive(vm: &mut Vm, view: Gc<MemoryView>) -> PyResult<()> {
    if view.owner.get().is_null() {
        return Err(vm.raise_value_error("operation forbidden on released memoryview object"));
    }
    Ok(())
}

/// The receiver of an attribute, not released.
fn view(vm: &mut Vm, value: Value) -> PyResult<Gc<MemoryView>> {
    let view = vm.expect::<MemoryView>(value, "memoryview")?;
    alive(vm, view)?;
    Ok(view)
}

fn cast(vm: &mut Vm, view: Gc<MemoryView>, args: &[Value]) -> PyResult {
    alive(vm, view)?;
    let Some(text) = args[1].downcast::<Str>() else {
        return Err(vm.raise_type_error("format argument must be a string"));
    };
    let Some(format) = text.as_str().and_then(ItemFormat::parse) else {
        let message = "memoryview: destination format must be a native single character format prefixed with an optional '@'";
        return Err(vm.raise_value_error(message));
    };
    if !view.is_contiguous() {
        return Err(vm.raise_type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    if view.format.size() > 1 && format.size() > 1 && view.format.letter != format.letter {
        let message = "memoryview: cannot cast between two non-byte formats";
        return Err(vm.raise_type_error(message));
    }
    let bytes = view.count * view.format.size();
    if !bytes.is_multiple_of(format.size()) {
        return Err(vm.raise_type_error("memoryview: length is not a multiple of itemsize"));
    }
    let count = bytes / format.size();
    if let Some(shape) = args[2].non_null() {
        let shape = vm.list_of(shape)?;
        if shape.len() != 1 {
            return Err(vm.not_yet("memory views of several dimensions"));
        }
        let given = vm.index(shape.get(0).unwrap_or(Value::NONE))?;
        if usize::try_from(given) != Ok(count) {
            return Err(vm.raise_type_error("memoryview: product(shape) * itemsize != buffer size"));
        }
    }
    let layout = Layout { offset: view.offset, count, stride: format.size() as isize, format };
    vm.new_view(view.owner.get(), layout, view.readonly)
}

impl Vm {
    /// A view of the bytes of `owner`, which it keeps from being resized.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn new_view(&mut self, owner: Value, layout: Layout, readonly: bool) -> PyResult {
        let view = MemoryView::new(&mut self.heap, owner, layout, readonly);
        self.export(view)?;
        Ok(view.value())
    }

    /// Item `at` of a view.
    pub(crate) fn view_item(&mut self, view: Gc<MemoryView>, at: usize) -> PyResult {
        alive(self, view)?;
        let (size, place) = (view.format.size(), view.place(at));
        let mut raw = [0u8; 8];
        match self.contents(view.owner.get()).as_deref().and_then(|bytes| bytes.get(place..place + size)) {
            Some(bytes) => raw[..size].copy_from_slice(bytes),
            None => return Err(self.raise_str(self.types.index_error, "index out of bounds on dimension 1")),
        }
        let word = i64::from_le_bytes(raw);
        let unsigned = u64::from_le_bytes(raw);
        let bits = 64 - 8 * size as u32;
        Ok(match view.format.letter {
            b'c' => return super::bytes::new_bytes(self, &raw[..1]),
            b'?' => Value::from_bool(raw[0] != 0),
            b'b' | b'h' | b'i' | b'l' | b'q' | b'n' => self.new_int(word << bits >> bits),
            b'f' => self.new_float(f64::from(f32::from_bits(unsigned as u32))),
            b'd' => self.new_float(f64::from_bits(unsigned)),
            b'e' => self.new_float(half_to_f64(unsigned as u16)),
            _ => {
                let number = pyopt_compiler::semantics::Int::from(malachite_bigint::BigInt::from(unsigned));
                self.int_value(number)
            }
        })
    }

    /// `view[at] = value`.
    pub(crate) fn set_view_item(&mut self, view: Gc<MemoryView>, at: usize, value: Value) -> PyResult<()> {
        let raw = self.packed(view.format, value)?;
        alive(self, view)?;
        let (size, place) = (view.format.size(), view.place(at));
        if let Some(array) = view.owner.get().downcast::<ByteArray>()
            && let Some(cells) = array.cells().get(place..place + size)
        {
            cells.iter().zip(raw).for_each(|(cell, byte)| cell.set(byte));
        }
        Ok(())
    }

    /// The bytes of an item.
    fn packed(&mut self, format: ItemFormat, value: Value) -> PyResult<[u8; 8]> {
        let wrong_type = format!("memoryview: invalid type for format '{}'", format.text());
        let wrong_value = format!("memoryview: invalid value for format '{}'", format.text());
        let raw = match format.letter {
            b'c' => match self.contents(value).filter(|_| value.is_kind(Kind::Bytes)) {
                Some(bytes) if bytes.len() == 1 => u64::from(bytes[0]),
                Some(_) => return Err(self.raise_value_error(wrong_value)),
                None => return Err(self.raise_type_error(wrong_type)),
            },
            b'?' => u64::from(self.truth(value)?),
            b'd' | b'f' | b'e' => {
                let Some(number) = self.number_of(value)? else {
                    return Err(self.raise_type_error(wrong_type));
                };
                match format.letter {
                    b'd' => number.to_bits(),
                    b'f' => u64::from((number as f32).to_bits()),
                    _ => return Err(self.not_yet("writing half floats through a memoryview")),
                }
            }
            _ => {
                if self.as_int(&value).is_none() && self.special(value, "__index__").is_none() {
                    return Err(self.raise_type_error(wrong_type));
                }
                let number = self.index_value(value)?;
                let number: i128 = match self.as_int(&number).map(|i| i.to_big()) {
                    Some(big) => num_traits::ToPrimitive::to_i128(&big).unwrap_or(i128::MAX),
                    None => 0,
                };
                let bits = 8 * format.size() as u32;
                let signed = format.letter.is_ascii_lowercase();
                let (low, high) = if signed {
                    (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
                } else {
                    (0, (1i128 << bits) - 1)
                };
                if number < low || number > high {
                    return Err(self.raise_value_error(wrong_value));
                }
                number as u64
            }
        };
        Ok(raw.to_le_bytes())
    }

    /// The double of an int or float.
    fn number_of(&mut self, value: Value) -> PyResult<Option<f64>> {
        if let Some(f) = self.as_float(value) {
            return Ok(Some(f));
        }
        match self.as_int(&value).map(pyopt_compiler::semantics::int::to_f64) {
            Some(number) => pure(self, number).map(Some),
            None => Ok(None),
        }
    }

    /// `view[key]`.
    pub(crate) fn view_subscript(&mut self, view: Gc<MemoryView>, key: Value) -> PyResult {
        alive(self, view)?;
        if let Some(slice) = key.downcast::<Slice>() {
            let (start, step, count) = self.slice_indices(slice, view.count)?;
            let offset = view.offset.wrapping_add_signed(start as isize * view.stride);
            let layout = Layout { offset, count, stride: view.stride * step as isize, format: view.format };
            return self.new_view(view.owner.get(), layout, view.readonly);
        }
        let at = self.view_place(view, key)?;
        self.view_item(view, at)
    }

    fn view_place(&mut self, view: Gc<MemoryView>, key: Value) -> PyResult<usize> {
        if let Some(t) = key.downcast::<Tuple>() {
            if let [one] = t.items() {
                return self.view_place(view, *one);
            }
            return Err(self.raise_type_error("memoryview: invalid slice key"));
        }
        if self.as_int(&key).is_none() && self.special(key, "__index__").is_none() {
            return Err(self.raise_type_error("memoryview: invalid slice key"));
        }
        let at = self.index(key)?;
        let at = if at < 0 { at + view.count as i64 } else { at };
        match usize::try_from(at) {
            Ok(at) if at < view.count => Ok(at),
            _ => Err(self.raise_str(self.types.index_error, "index out of bounds on dimension 1")),
        }
    }

    /// `view[key] = value`.
    pub(crate) fn set_view_subscript(
        &mut self,
        view: Gc<MemoryView>,
        key: Value,
        value: Value,
    ) -> PyResult<()> {
        alive(self, view)?;
        if view.readonly {
            return Err(self.raise_type_error("cannot modify read-only memory"));
        }
        let Some(slice) = key.downcast::<Slice>() else {
            let at = self.view_place(view, key)?;
            return self.set_view_item(view, at, value);
        };
        let (start, step, count) = self.slice_indices(slice, view.count)?;
        let bytes = self.need_contents(value)?.to_vec();
        let size = view.format.size();
        let same_format = match value.downcast::<MemoryView>() {
            Some(other) => other.format.letter == view.format.letter,
            None => size == 1,
        };
        if !same_format || bytes.len() != count * size {
            let message = "memoryview assignment: lvalue and rvalue have different structures";
            return Err(self.raise_value_error(message));
        }
        let Some(array) = view.owner.get().downcast::<ByteArray>() else { return Ok(()) };
        for (n, item) in bytes.chunks(size).enumerate() {
            let place = view.place((start + n as i64 * step) as usize);
            let cells = array.cells().get(place..place + size).unwrap_or_default();
            cells.iter().zip(item).for_each(|(cell, byte)| cell.set(*byte));
        }
        Ok(())
    }
}

/// A number of 16 bits (IEEE 754 binary16).
fn half_to_f64(bits: u16) -> f64 {
    let sign = if bits >> 15 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f64::from(bits & 1023) / 1024.0);
    sign * match exponent {
        0 => fraction * 2f64.powi(-14),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1.0 + fraction) * 2f64.powi(exponent - 15),
    }
}
