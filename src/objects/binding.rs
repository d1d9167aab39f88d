//! The executable form of a code object, bound to globals and builtins.
//!
//! ```text
//! [header][starts, counts …][code][globals][builtins][quick ─► ByteBuffer][caches ─► ValueBuffer][handlers ─► ByteBuffer]…
//! ```

use super::{Kind, heap_object_fields};
use crate::heap::{Gc, Header, Heap, HeapObject, Marker};
use crate::value::Value;
use crate::vm::opcode::UNLOWERED;
use std::cell::Cell;

/// Quick instructions of one code object under one pair of namespaces.
#[repr(C)]
pub struct Binding {
    header: Header,
    // What calls need comes first: it fits one cache line.
    /// Where `quick` begins, where the code's constants begin, and where `caches` begins: they never move. Until the
    /// code is lowered, at its first call, the first is that of [`crate::vm::opcode::UNLOWERED`] and the others are null.
    pub starts: [Cell<*const u8>; 3],
    /// Fast locals.
    pub locals: u32,
    /// Operand stack slots.
    pub stack: u32,
    /// Positional parameters.
    pub args: u32,
    /// `co_flags`.
    pub flags: u32,
    /// Keyword-only parameters.
    pub kwonly: u32,
    /// How many positional arguments make a call that needs no binding: `u32::MAX` if none do.
    pub exact: u32,
    /// Stack slots of a frame: locals, words and operands, with some to spare.
    pub room: u32,
    /// Names are looked up in a namespace of their own before the globals.
    pub apart: bool,
    /// There are `try` or `with` blocks beside the handler that every generator has around all of it.
    pub has_blocks: Cell<bool>,
    /// The code object.
    pub code: Cell<Value>,
    /// The globals.
    pub globals: Cell<Value>,
    /// The builtins.
    pub builtins: Cell<Value>,
    /// The quick instructions, 8 bytes each.
    pub quick: Cell<Value>,
    /// The entries of inline caches: a key and what is known of it, which lasts as long as the key does.
    pub caches: Cell<Value>,
    /// Exception handlers in quick indices (see `vm::lower`).
    pub handlers: Cell<Value>,
    /// The table of guard sites (see `vm::guards`), or NULL.
    pub sites: Cell<Value>,
    /// The tracing layer (see `vm::tracing`), or NULL while nobody listens.
    pub layer: Cell<Value>,
    /// A weak reference to this binding, which cells of names hold; NULL until one does.
    pub weak: Cell<Value>,
    /// The interned names of its parameters (see `vm::arguments`), or NULL before a call named one.
    pub parameters: Cell<Value>,
    /// What its instructions met, a row each (see `vm::feedback`), or NULL while it is cold.
    pub feedback: Cell<Value>,
    /// What rows of `feedback` refer to: a list, or NULL.
    pub seen: Cell<Value>,
    /// Entries, resumptions and jumps back before it was warm.
    pub turns: Cell<u8>,
}

// SAFETY: `#[repr(C)]`, header first, mutable fields are cells, and every field that refers to the heap is visited.
unsafe impl HeapObject for Binding {
    const KIND: Kind = Kind::Binding;
    fn trace(&self, marker: &mut Marker<'_>) {
        heap_object_fields!(self, marker, code globals builtins quick handlers sites layer weak parameters feedback seen);
        marker.caches(&self.caches);
    }
}

/// What a binding is made from.
#[derive(Clone, Copy)]
pub struct NewBinding {
    /// The code object, globals and builtins.
    pub values: [Value; 3],
    /// Fast locals, operand stack slots, positional parameters, `co_flags`, keyword-only parameters.
    pub counts: [u32; 5],
    /// Names are looked up in a namespace of their own before the globals.
    pub apart: bool,
}

/// What lowering makes.
#[derive(Clone, Copy)]
pub(crate) struct Lowered {
    /// Quick instructions, caches, handlers and guard sites.
    pub(crate) values: [Value; 4],
    /// As in [`Binding`].
    pub(crate) has_blocks: bool,
    /// Addresses of the first quick instruction, constant and cache.
    pub(crate) starts: [*const u8; 3],
}

impl Binding {
    /// A binding whose code is not lowered yet.
    pub fn new(heap: &mut Heap, from: NewBinding) -> Gc<Binding> {
        let [code, globals, builtins] = from.values.map(Cell::new);
        let [locals, stack, args, flags, kwonly] = from.counts;
        let header = Header::new(Kind::Binding, 0);
        // `*args` and `**kwargs` are the flags 4 and 8.
        let exact = if kwonly == 0 && flags & 12 == 0 { args } else { u32::MAX };
        let null = || Cell::new(Value::NULL);
        let binding = Binding {
            header,
            code,
            globals,
            builtins,
            quick: null(),
            caches: null(),
            handlers: null(),
            sites: null(),
            layer: null(),
            weak: null(),
            parameters: null(),
            feedback: null(),
            seen: null(),
            turns: Cell::new(0),
            starts: [UNLOWERED.as_ptr().cast(), std::ptr::null(), std::ptr::null()].map(Cell::new),
            locals,
            stack,
            args,
            flags,
            kwonly,
            exact,
            room: locals.saturating_add(stack).saturating_add(80),
            apart: from.apart,
            has_blocks: Cell::new(false),
        };
        heap.alloc(binding, 0)
    }

    /// Whether there are quick instructions: nothing runs before.
    pub(crate) fn is_lowered(&self) -> bool {
        !self.quick.get().is_null()
    }

    /// The code is lowered.
    pub(crate) fn set_lowered(this: Gc<Binding>, heap: &mut Heap, to: Lowered) {
        for (field, value) in
            [&this.quick, &this.caches, &this.handlers, &this.sites].into_iter().zip(to.values)
        {
            heap.set(this, field, value);
        }
        this.has_blocks.set(to.has_blocks);
        this.starts.iter().zip(to.starts).for_each(|(start, to)| start.set(to));
    }
}
