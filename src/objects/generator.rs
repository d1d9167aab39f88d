//! Generators: a function's frame that waits in the heap.
//!
//! ```text
//! [header][frame ─► ValueBuffer: locals, words, operands][binding][name][used][next instruction][state][result]
//! ```

use super::{Kind, ValueBuffer, heap_object};
use crate::heap::{Gc, Header, Heap, OutOfMemory};
use crate::value::Value;
use std::cell::Cell;

/// What a generator is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum GeneratorState {
    /// Made, not started.
    Created,
    /// Waits at a `yield`.
    Suspended,
    /// Its frame is on the VM stack.
    Running,
    /// Returned or raised.
    Finished,
}

/// A generator.
#[repr(C)]
pub struct Generator {
    header: Header,
    /// Locals, frame words and operands while it waits.
    pub frame: Cell<Value>,
    /// The executable form.
    pub binding: Cell<Value>,
    /// `__qualname__`.
    pub name: Cell<Value>,
    /// How many values of `frame` count.
    pub used: Cell<usize>,
    /// Number of the instruction to go on with.
    pub next: Cell<u32>,
    /// What it is doing.
    pub state: Cell<GeneratorState>,
    /// The function object, which the frame's result slot held.
    pub function: Cell<Value>,
}

heap_object!(Generator: Generator, trace frame binding name function);

impl Generator {
    /// A generator with room for a frame of `slots` values.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn new(
        heap: &mut Heap,
        binding: Value,
        function: Value,
        name: Value,
        slots: usize,
    ) -> Result<Gc<Generator>, OutOfMemory> {
        let frame = ValueBuffer::new(heap, slots)?;
        let generator = Generator {
            header: Header::new(Kind::Generator, Kind::Generator as u32),
            frame: Cell::new(frame.value()),
            binding: Cell::new(binding),
            name: Cell::new(name),
            used: Cell::new(0),
            next: Cell::new(0),
            state: Cell::new(GeneratorState::Created),
            function: Cell::new(function),
        };
        Ok(heap.alloc(generator, 0))
    }

    /// Stores the frame: these values, to go on with instruction `next`.
    pub fn save(this: Gc<Generator>, heap: &mut Heap, values: &[Value], next: u32) {
        let Some(buffer) = this.frame.get().downcast::<ValueBuffer>() else { return };
        heap.barrier(buffer);
        for (i, slot) in buffer.items().iter().enumerate() {
            slot.set(values.get(i).copied().unwrap_or(Value::NULL));
        }
        this.used.set(values.len());
        this.next.set(next);
    }
}
