//! Generators, coroutines and asynchronous generators: a function's frame that lives in the heap.
//!
//! ```text
//! [header][binding][name][qualname][handling][outer][outer handling][hook][used][next][state][closed][capacity]
//! [locals, frame words, operands; capacity]
//! ```
//!
//! The loop runs on the frame where it lies. While it does, the frame belongs to the roots (`Generator::trace_running`)
//! and is not traced from here; at a `yield` it is remembered once, so stores into it need no barrier.

use super::{Binding, Kind, heap_object_fields};
use crate::heap::{Gc, Header, Heap, HeapObject, Marker, OutOfMemory};
use crate::value::Value;
use pyopt_compiler::code::CodeFlags;
use std::cell::Cell;

/// What a generator is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum GeneratorState {
    /// Made, not started.
    Created,
    /// Waits at a `yield`.
    Suspended,
    /// Its frame runs, or waits for a call that it made.
    Running,
    /// Waits until its delegate has answered an exception that was thrown into both.
    Delegating,
    /// Returned or raised.
    Finished,
}

/// A generator, coroutine or asynchronous generator: its class says which.
#[repr(C)]
pub struct Generator {
    header: Header,
    /// The executable form.
    pub binding: Cell<Value>,
    /// `__name__`.
    pub name: Cell<Value>,
    /// `__qualname__`.
    pub qualname: Cell<Value>,
    /// The exception that it handles while it waits, or NULL.
    pub handling: Cell<Value>,
    /// While it runs: the generator that ran when it was resumed, or NULL.
    pub outer: Cell<Value>,
    /// While it runs: the exception that its caller handles, or NULL.
    pub outer_handling: Cell<Value>,
    /// An asynchronous generator: what `sys.set_asyncgen_hooks` had as finalizer when its iteration began, or None;
    /// NULL before that. A coroutine: its `cr_origin`, or NULL.
    pub hook: Cell<Value>,
    /// How many values of the frame count.
    pub used: Cell<usize>,
    /// Number of the instruction to go on with.
    pub next: Cell<u32>,
    /// What it is doing.
    pub state: Cell<GeneratorState>,
    /// An asynchronous generator: `aclose` ended it, or it ran to its end.
    pub closed: Cell<bool>,
    /// An asynchronous generator: one of its awaitables is being awaited.
    pub awaited: Cell<bool>,
    /// The header of a `for` loop made it: nobody else knows it, and it is closed when the loop is left.
    pub of_loop: Cell<bool>,
    capacity: usize,
    /// The frame follows, and is written through shared references to this.
    values: [Cell<Value>; 0],
}

// SAFETY: `#[repr(C)]`, header first; `used` values of the frame are initialised whenever it is not running, and the
// roots visit it while it is.
unsafe impl HeapObject for Generator {
    const KIND: Kind = Kind::Generator;
    fn trace(&self, marker: &mut Marker<'_>) {
        heap_object_fields!(self, marker, binding name qualname handling outer outer_handling hook);
        if self.state.get() != GeneratorState::Running {
            self.trace_frame(marker, self.used.get());
        }
    }
}

impl Generator {
    /// A generator of the class that `shape` names, whose frame is `values` and may grow to `capacity`.
    ///
    /// # Errors
    /// When the heap's limit would be passed.
    pub fn new(
        heap: &mut Heap,
        shape: u32,
        [binding, name, qualname]: [Value; 3],
        values: &[Value],
        capacity: usize,
    ) -> Result<Gc<Generator>, OutOfMemory> {
        let [binding, name, qualname] = [binding, name, qualname].map(Cell::new);
        let null = || Cell::new(Value::NULL);
        let generator = Generator {
            header: Header::new(Kind::Generator, shape),
            binding,
            name,
            qualname,
            handling: null(),
            outer: null(),
            outer_handling: null(),
            hook: null(),
            used: Cell::new(values.len()),
            next: Cell::new(0),
            state: Cell::new(GeneratorState::Created),
            closed: Cell::new(false),
            awaited: Cell::new(false),
            of_loop: Cell::new(false),
            capacity,
            values: [],
        };
        let generator = heap.try_alloc(generator, capacity * 8)?;
        // One by one: most frames are short.
        for (at, &value) in values.iter().take(capacity).enumerate() {
            // SAFETY: fresh, and room for `capacity` values follows the struct.
            unsafe { generator.frame().add(at).write(value) };
        }
        Ok(generator)
    }

    /// Whether something is to be done when it dies: it waits inside of a `finally`, is a coroutine that nobody ever
    /// awaited, or an asynchronous generator that an event loop wants to close.
    pub(crate) fn needs_end(&self) -> bool {
        let Some(binding) = self.binding.get().downcast::<Binding>() else { return false };
        match self.state.get() {
            GeneratorState::Finished => false,
            _ if self.hook.get().non_null().is_some_and(|hook| !hook.is_none()) => !self.closed.get(),
            GeneratorState::Created => binding.flags & CodeFlags::COROUTINE != 0,
            _ => binding.has_blocks.get(),
        }
    }

    /// The executable form. INVARIANT: a generator is made with one and keeps it.
    #[inline(always)]
    pub(crate) fn bound(&self) -> Gc<Binding> {
        // SAFETY: says the invariant.
        unsafe { Gc::from_ptr(self.binding.get().bits() as *mut Header) }
    }

    /// The generator whose frame begins at `fp`.
    ///
    /// # Safety
    /// It is the frame of a generator.
    #[inline(always)]
    pub(crate) unsafe fn of_frame(fp: *mut Value) -> Gc<Generator> {
        // SAFETY: says the caller; the frame follows the struct.
        unsafe { Gc::from_ptr(fp.cast::<Generator>().sub(1).cast()) }
    }

    /// Where the frame lies.
    #[inline(always)]
    pub fn frame(&self) -> *mut Value {
        self.values.as_ptr().cast::<Value>().cast_mut()
    }

    /// The topmost value of the waiting frame.
    pub fn last(&self) -> Value {
        match self.used.get() {
            0 => Value::NULL,
            // SAFETY: `used` values are initialised.
            used => unsafe { *self.frame().add(used - 1) },
        }
    }

    /// It came to its end: nothing of the frame is needed any more.
    pub fn finish(&self) {
        self.state.set(GeneratorState::Finished);
        self.used.set(0);
        self.handling.set(Value::NULL);
    }

    fn trace_frame(&self, marker: &mut Marker<'_>, used: usize) {
        let used = used.min(self.capacity);
        // SAFETY: the caller knows that so many values are initialised; nobody writes them while they are visited.
        marker.fields(unsafe { std::slice::from_raw_parts(self.frame().cast(), used) });
    }

    /// Visits a running generator, of whose frame `used` values count.
    pub(crate) fn trace_running(&self, marker: &mut Marker<'_>, used: usize) {
        heap_object_fields!(self, marker, binding name qualname handling outer outer_handling hook);
        self.trace_frame(marker, used);
    }
}
