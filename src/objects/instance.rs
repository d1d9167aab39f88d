//! An instance of a class without a builtin layout: slots whose meaning its shape knows.
//!
//! ```text
//! [header: shape, aux = inline slots][spill ─► ValueBuffer, or a Dict in dictionary mode, or NULL][value; aux]
//! ```
//!
//! Slot `i` is inline while `i < aux`, else in the spill buffer. In dictionary mode the spill is the dict that
//! `__dict__` shows; slots of `__slots__` stay where they are (they come first, so they are inline).

use super::{Dict, Kind, Shapes, Str, ValueBuffer};
use crate::heap::{Gc, Header, Heap, HeapObject, Marker, OutOfMemory};
use crate::objects::ShapeId;
use crate::value::Value;
use std::cell::Cell;

/// An instance.
#[repr(C)]
pub struct Instance {
    header: Header,
    spill: Cell<Value>,
}

// SAFETY: `#[repr(C)]`, header first; `aux` slots follow, initialised when it is made.
unsafe impl HeapObject for Instance {
    const KIND: Kind = Kind::Instance;
    fn trace(&self, marker: &mut Marker<'_>) {
        marker.field(&self.spill);
        marker.fields(self.inline());
    }
}

impl Instance {
    /// An instance of shape `shape` with `inline` slots in its own cell, all NULL.
    #[inline]
    pub fn new(heap: &mut Heap, shape: ShapeId, inline: u16) -> Gc<Instance> {
        let header = Header::new(Kind::Instance, shape.0).with_aux(inline);
        let instance = heap.alloc(Instance { header, spill: Cell::new(Value::NULL) }, inline as usize * 8);
        // SAFETY: the cell has room for `inline` values behind the struct; plain stores into fresh memory.
        unsafe {
            let first = instance.as_ptr().cast::<Instance>().add(1).cast::<Value>();
            (0..inline as usize).for_each(|i| first.add(i).write(Value::NULL));
        }
        instance
    }

    #[inline(always)]
    fn inline(&self) -> &[Cell<Value>] {
        // SAFETY: `aux` values follow the struct.
        unsafe {
            std::slice::from_raw_parts(std::ptr::from_ref(self).add(1).cast(), self.header.aux() as usize)
        }
    }

    /// The shape's number.
    #[inline(always)]
    pub fn shape(this: Gc<Instance>) -> ShapeId {
        ShapeId(this.header().shape())
    }

    /// The value in slot `slot`; NULL if it was never stored.
    #[inline(always)]
    pub fn slot(&self, slot: u16) -> Value {
        let inline = self.inline();
        match inline.get(slot as usize) {
            Some(cell) => cell.get(),
            None => self.spilled(slot).map_or(Value::NULL, |(buffer, i)| buffer.items()[i].get()),
        }
    }

    /// The value in an inline slot; NULL if it was never stored or is not inline.
    #[inline(always)]
    pub fn inline_slot(&self, slot: u16) -> Value {
        self.inline().get(slot as usize).map_or(Value::NULL, Cell::get)
    }

    /// Stores into a slot if that needs no write barrier and no room; false, and nothing done, if it does.
    #[inline(always)]
    pub fn set_young_slot(this: Gc<Instance>, slot: u16, value: Value) -> bool {
        match this.inline().get(slot as usize) {
            Some(cell) if !this.header().is_old() => {
                cell.set(value);
                true
            }
            Some(_) => false,
            None => match this.spilled(slot) {
                Some((buffer, index)) if !buffer.header().is_old() => {
                    buffer.items()[index].set(value);
                    true
                }
                _ => false,
            },
        }
    }

    #[inline]
    fn spilled(&self, slot: u16) -> Option<(Gc<ValueBuffer>, usize)> {
        let buffer = self.spill.get().downcast::<ValueBuffer>()?;
        let index = (slot as usize).checked_sub(self.inline().len())?;
        (index < buffer.capacity()).then_some((buffer, index))
    }

    /// Stores into slot `slot` of the present shape.
    ///
    /// # Errors
    /// When a larger spill buffer would pass the heap's limit.
    #[inline]
    pub fn set_slot(this: Gc<Instance>, heap: &mut Heap, slot: u16, value: Value) -> Result<(), OutOfMemory> {
        match this.inline().get(slot as usize) {
            Some(cell) => {
                heap.set(this, cell, value);
                Ok(())
            }
            None => Instance::spill_slow(this, heap, slot, value),
        }
    }

    #[cold]
    fn spill_slow(this: Gc<Instance>, heap: &mut Heap, slot: u16, value: Value) -> Result<(), OutOfMemory> {
        let index = slot as usize - this.inline().len();
        let old = this.spill.get().downcast::<ValueBuffer>();
        let buffer = match old {
            Some(buffer) if index < buffer.capacity() => buffer,
            _ => {
                let buffer = ValueBuffer::new(heap, (index + 1).next_power_of_two().max(4))?;
                for (to, from) in buffer.items().iter().zip(old.iter().flat_map(|b| b.items())) {
                    to.set(from.get());
                }
                heap.set(this, &this.spill, buffer.value());
                buffer
            }
        };
        heap.set(buffer, &buffer.items()[index], value);
        Ok(())
    }

    /// Adds attribute `name` (interned, not there yet); false when the instance must go to dictionary mode first.
    ///
    /// # Errors
    /// When the heap's limit would be passed; the instance is unchanged then.
    pub fn add(
        this: Gc<Instance>,
        heap: &mut Heap,
        shapes: &mut Shapes,
        name: Gc<Str>,
        value: Value,
    ) -> Result<bool, OutOfMemory> {
        let Some((shape, slot)) = shapes.add(Instance::shape(this), name) else { return Ok(false) };
        Instance::set_slot(this, heap, slot, value)?;
        Instance::set_shape(this, shape);
        Ok(true)
    }

    /// Replaces the shape; its slots must be stored.
    #[inline(always)]
    pub fn set_shape(this: Gc<Instance>, shape: ShapeId) {
        // SAFETY: live; nobody holds a reference to the header itself.
        unsafe { (*this.as_ptr()).set_shape(shape.0) }
    }

    /// The dict of an instance in dictionary mode.
    pub fn dict(&self) -> Option<Gc<Dict>> {
        self.spill.get().downcast()
    }

    /// Goes to dictionary mode: the attributes move into `dict`, which the caller filled in slot order.
    pub fn enter_dictionary_mode(this: Gc<Instance>, heap: &mut Heap, shapes: &mut Shapes, dict: Gc<Dict>) {
        let shape = shapes.dictionary(Instance::shape(this));
        let reserved = shapes.get(shape).slots() as usize;
        this.inline().iter().skip(reserved).for_each(|slot| slot.set(Value::NULL));
        heap.set(this, &this.spill, dict.value());
        Instance::set_shape(this, shape);
    }
}
