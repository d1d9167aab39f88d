//! What of `float` and `complex` needs a cell: NaN, and pairs.
//!
//! ```text
//! Nan:     [header][bits]          identity, payload and sign as in CPython
//! Complex: [header][real][imag]
//! ```

use super::{Kind, heap_object};
use crate::heap::{Gc, Header, Heap, flags};
use crate::value::Value;

/// A NaN, or the number of an instance of a subclass of `float`.
#[repr(C)]
pub struct Nan {
    header: Header,
    number: f64,
}

heap_object!(Nan: Nan);

/// A complex number.
#[repr(C)]
pub struct Complex {
    header: Header,
    /// The real part.
    pub real: f64,
    /// The imaginary part.
    pub imag: f64,
}

heap_object!(Complex: Complex);

impl Value {
    /// The float of a number: the only way in for doubles. NaN becomes a heap float.
    #[inline(always)]
    pub fn from_f64(heap: &mut Heap, number: f64) -> Value {
        match Value::try_f64(number) {
            Some(v) => v,
            None => Nan::boxed(heap, Kind::Nan as u32, false, number).value(),
        }
    }
}

impl Nan {
    /// A heap float whatever its number, for NaN and for instances of subclasses.
    #[cold]
    pub fn boxed(heap: &mut Heap, shape: u32, attrs: bool, number: f64) -> Gc<Nan> {
        let header = Header::new(Kind::Nan, shape).with_flags(if attrs { flags::HAS_ATTRS } else { 0 });
        let float = heap.alloc(Nan { header, number }, 8);
        heap.init_attrs_word(float.as_ptr());
        float
    }

    /// The number.
    pub fn number(&self) -> f64 {
        self.number
    }
}

impl Complex {
    /// One that is not in the heap yet: for instances of derived classes.
    pub fn unplaced(real: f64, imag: f64) -> Complex {
        Complex { header: Header::new(Kind::Complex, Kind::Complex as u32), real, imag }
    }

    /// A complex number.
    pub fn new(heap: &mut Heap, shape: u32, real: f64, imag: f64) -> Gc<Complex> {
        heap.alloc(Complex { header: Header::new(Kind::Complex, shape), real, imag }, 0)
    }

    /// A complex number, not yet in the heap: for `Vm::alloc_instance`.
    pub fn detached(real: f64, imag: f64) -> Complex {
        Complex { header: Header::new(Kind::Complex, Kind::Complex as u32), real, imag }
    }
}
