//! `memoryview.cast`: the same bytes as items of another format, or in other dimensions.
//!
//! ```text
//! any shape ─► one dimension        one dimension ─► any shape        bytes ◄─► any format
//! ```

use crate::heap::Gc;
use crate::objects::memory::{ItemFormat, Layout};
use crate::objects::{Kind, MemoryView, Str};
use crate::value::{PyResult, Value};
use crate::vm::Vm;

/// Dimensions that a view may have.
const MOST_DIMENSIONS: usize = 64;

/// `view.cast(format, shape=…)`
pub(super) fn cast(vm: &mut Vm, view: Gc<MemoryView>, args: &[Value]) -> PyResult {
    vm.check_view(view)?;
    let Some(text) = args[1].downcast::<Str>() else {
        let given = vm.given_name(args[1]);
        return Err(vm.raise_type_error(format!("cast() argument 'format' must be str, not {given}")));
    };
    if !view.is_contiguous() {
        return Err(vm.raise_type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    let shape = args[2].non_null();
    if (shape.is_some() || view.dimensions != 1) && view.items() == 0 {
        return Err(vm.raise_type_error("memoryview: cannot cast view with zeros in shape or strides"));
    }
    let sizes = match shape {
        Some(shape) => Some(sizes(vm, view, shape)?),
        None => None,
    };
    let Some(format) = text.as_str().and_then(ItemFormat::parse) else {
        let message = "memoryview: destination format must be a native single character format prefixed with an optional '@'";
        return Err(vm.raise_value_error(message));
    };
    if view.format.letter == b'w' {
        let message = "memoryview: source format must be a native single character format prefixed with an optional '@'";
        return Err(vm.raise_value_error(message));
    }
    if !view.format.is_byte() && !format.is_byte() {
        return Err(vm.raise_type_error("memoryview: cannot cast between two non-byte formats"));
    }
    let bytes = view.items() * view.format.size();
    if !bytes.is_multiple_of(format.size()) {
        return Err(vm.raise_type_error("memoryview: length is not a multiple of itemsize"));
    }
    let flat = Layout::flat(view.offset, bytes / format.size(), format);
    let flat = Layout { source: view.source.get(), ..flat };
    let layout = match sizes {
        Some(sizes) => shaped(vm, flat, &sizes)?,
        None => flat,
    };
    vm.check_view(view)?;
    vm.new_view(view.owner.get(), layout, view.readonly)
}

/// The sizes that a list or tuple names.
fn sizes(vm: &mut Vm, view: Gc<MemoryView>, shape: Value) -> PyResult<Vec<usize>> {
    if !shape.is_kind(Kind::List) && !shape.is_kind(Kind::Tuple) {
        return Err(vm.raise_type_error("shape must be a list or a tuple"));
    }
    let shape = vm.list_of(shape)?;
    if shape.len() > MOST_DIMENSIONS {
        let message = format!("memoryview: number of dimensions must not exceed {MOST_DIMENSIONS}");
        return Err(vm.raise_value_error(message));
    }
    if view.dimensions != 1 && shape.len() != 1 {
        return Err(vm.raise_type_error("memoryview: cast must be 1D -> ND or ND -> 1D"));
    }
    let mut sizes = Vec::with_capacity(shape.len());
    for size in shape.items() {
        let Some(size) = vm.as_int(&size.get()).map(|size| size.to_i64()) else {
            return Err(vm.raise_type_error("memoryview.cast(): elements of shape must be integers"));
        };
        match size.and_then(|size| usize::try_from(size).ok()).filter(|&size| size > 0) {
            Some(size) => sizes.push(size),
            None => {
                return Err(vm.raise_value_error("memoryview.cast(): elements of shape must be integers > 0"));
            }
        }
    }
    Ok(sizes)
}

/// Items that lie one behind the other, in dimensions of these sizes.
fn shaped(vm: &mut Vm, flat: Layout, sizes: &[usize]) -> PyResult<Layout> {
    let product = sizes.iter().try_fold(1usize, |product, &size| product.checked_mul(size));
    let Some(product) = product.filter(|&product| isize::try_from(product).is_ok()) else {
        return Err(vm.raise_value_error("memoryview.cast(): product(shape) > SSIZE_MAX"));
    };
    if product != flat.count {
        return Err(vm.raise_type_error("memoryview: product(shape) * itemsize != buffer size"));
    }
    let dimensions = sizes.len();
    let Some((&count, inner)) = sizes.split_first() else { return Ok(Layout { dimensions, ..flat }) };
    let row: usize = inner.iter().product();
    let inner = if inner.is_empty() {
        Value::NULL
    } else {
        let inner: Vec<Value> = inner.iter().map(|&size| Value::small_int_unchecked(size as i64)).collect();
        vm.new_tuple(&inner)?
    };
    let stride = (row * flat.format.size()) as isize;
    Ok(Layout { count, stride, dimensions, row, inner, ..flat })
}
