//! An object of a native class that needs no layout of its own: what Rust keeps in it, and the values it refers to.
//!
//! ```text
//! [header: aux = fields][declaration][owned][value; aux]([attributes] in an instance of a subclass)
//! ```
//!
//! What Rust owns is shared (`Rc`): a native clones the handle and may call Python while it uses it.

use super::Kind;
use crate::heap::{Gc, Header, Heap, HeapObject, Marker, flags};
use crate::value::Value;
use crate::vm::native_type::TypeSpec;
use std::any::Any;
use std::cell::Cell;
use std::rc::Rc;

/// An object of a native class.
#[repr(C)]
pub struct State {
    header: Header,
    class: &'static TypeSpec,
    owned: Option<Rc<dyn Any>>,
}

// SAFETY: `#[repr(C)]`, header first; `aux` values follow, initialised when it is made, and are visited.
unsafe impl HeapObject for State {
    const KIND: Kind = Kind::State;
    const NEEDS_DROP: bool = true;
    fn trace(&self, marker: &mut Marker<'_>) {
        self.fields().iter().for_each(|f| marker.field(f));
    }
}

impl State {
    /// An object of the class that `shape` names, declared by `class` or derived from such a one.
    pub fn new(
        heap: &mut Heap,
        (shape, attrs): (u32, bool),
        class: &'static TypeSpec,
        owned: Option<Rc<dyn Any>>,
        fields: &[Value],
    ) -> Gc<State> {
        let header = Header::new(Kind::State, shape).with_aux(fields.len() as u16);
        let header = header.with_flags(if attrs { flags::HAS_ATTRS } else { 0 });
        let room = (fields.len() + usize::from(attrs)) * size_of::<Value>();
        let has_owned = owned.is_some();
        let state = State { header, class, owned };
        let state = if has_owned { heap.alloc(state, room) } else { heap.alloc_undropped(state, room) };
        // SAFETY: the cell has room for the fields behind the struct; plain stores into fresh memory.
        unsafe {
            let first = state.as_ptr().cast::<State>().add(1).cast::<Value>();
            fields.iter().enumerate().for_each(|(i, &v)| first.add(i).write(v));
        }
        heap.init_attrs_word(state.as_ptr());
        state
    }

    /// The state of an object of that class, or of a class derived from it.
    #[inline]
    pub fn of(object: Value, class: &'static TypeSpec) -> Option<Gc<State>> {
        let state = object.downcast::<State>()?;
        std::ptr::eq(state.class, class).then_some(state)
    }

    #[inline]
    fn fields(&self) -> &[Cell<Value>] {
        // SAFETY: `aux` values follow the struct.
        unsafe {
            std::slice::from_raw_parts(std::ptr::from_ref(self).add(1).cast(), self.header.aux() as usize)
        }
    }

    /// How many fields it has.
    #[inline]
    pub fn field_count(&self) -> usize {
        self.header.aux() as usize
    }

    /// The value in a field; NULL beyond the last.
    #[inline]
    pub fn get(&self, field: usize) -> Value {
        self.fields().get(field).map_or(Value::NULL, Cell::get)
    }

    /// Stores into a field.
    ///
    /// # Panics
    /// When there is no such field.
    #[inline]
    pub fn set(this: Gc<State>, heap: &mut Heap, field: usize, value: Value) {
        heap.set(this, &this.fields()[field], value);
    }

    /// What it owns.
    ///
    /// # Panics
    /// When that is of another type.
    #[inline]
    pub fn owned<T: 'static>(&self) -> Rc<T> {
        let owned = self.owned.clone().and_then(|o| o.downcast().ok());
        owned.expect("a native class knows what its objects own")
    }
}
