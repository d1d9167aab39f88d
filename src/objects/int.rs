//! `int` beyond 49 bits: a `malachite` number that the object owns.
//!
//! ```text
//! [header][BigInt]       limbs in malloc'd memory, freed when the object dies
//! ```
//!
//! INVARIANT: no number here fits [`Value::try_small_int`], except in an instance of a subclass of `int`.

use super::{Kind, heap_object};
use crate::heap::{Gc, Header, Heap, flags};
use crate::value::Value;
use malachite_bigint::BigInt;
use num_traits::ToPrimitive;

/// A heap int.
#[repr(C)]
pub struct Int {
    header: Header,
    number: BigInt,
}

heap_object!(Int: Int, drop true);

impl Int {
    /// The value of a number: immediate if it fits, else a heap int.
    pub fn value_of(heap: &mut Heap, number: BigInt) -> Value {
        match number.to_i64().and_then(Value::try_small_int) {
            Some(v) => v,
            None => Int::boxed(heap, Kind::Int as u32, false, number).value(),
        }
    }

    /// A heap int whatever its size, for instances of subclasses.
    pub fn boxed(heap: &mut Heap, shape: u32, attrs: bool, number: BigInt) -> Gc<Int> {
        let header = Header::new(Kind::Int, shape).with_flags(if attrs { flags::HAS_ATTRS } else { 0 });
        heap.count_external((number.bits() / 8) as isize);
        let int = heap.alloc(Int { header, number }, 8);
        heap.init_attrs_word(int.as_ptr());
        int
    }

    /// The number. The borrow needs the `Gc` it came from on the stack until it ends: the limbs are the object's.
    pub fn number(&self) -> &BigInt {
        &self.number
    }
}
