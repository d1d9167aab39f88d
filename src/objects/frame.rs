//! A frame as programs see it: one object for one activation, and the mapping of its local names.
//!
//! ```text
//! while the activation lives                                 after it was left
//!   frame on the stack: […FUNCTION ─► Frame]                   Frame [values ─► ValueBuffer of the locals][back]
//!   Frame [fp ─► its locals][function][generator]              fp is null
//! ```
//!
//! Nothing is made before somebody asks. Then the word of the frame that names its function refers to the object
//! instead, which knows the function; the frame's KIND says so (`HAS_FRAME`), and whoever leaves such a frame moves
//! its locals into the object (`vm::frames`).
//!
//! INVARIANT: while `fp` is not null the activation lives: it stands on the VM stack, or `generator` is the one whose
//! frame it is and is kept alive from here.

use super::{Binding, Code, Kind, ValueBuffer, heap_object};
use crate::heap::{Gc, Header, Heap};
use crate::value::Value;
use std::cell::Cell;

/// A frame.
#[repr(C)]
pub struct Frame {
    header: Header,
    /// What runs: code, globals and builtins.
    pub binding: Cell<Value>,
    /// The function that runs, or NULL.
    pub function: Cell<Value>,
    /// The mapping of names in a module's or class's code, or NULL.
    pub names: Cell<Value>,
    /// The fast locals once the frame was left; reserved when the object is made, so that leaving cannot fail.
    pub values: Cell<Value>,
    /// Names that were added through `f_locals`: a dict, or NULL.
    pub extra: Cell<Value>,
    /// `f_back` once the frame was left, or None.
    pub back: Cell<Value>,
    /// `f_trace`, or NULL.
    pub trace: Cell<Value>,
    /// The generator whose frame it is, or NULL.
    pub generator: Cell<Value>,
    /// A function written in Rust that the frame called and that profilers were told of, or NULL.
    pub calling: Cell<Value>,
    /// Where the locals lie, or null once the frame was left.
    pub fp: Cell<*mut Value>,
    /// Where it was when it was left, counted without caches and EXTENDED_ARG.
    pub instruction: Cell<u32>,
    /// The instruction that ran last, as far as tracing has seen it; `u32::MAX` for none.
    pub previous: Cell<u32>,
    /// `f_trace_lines`.
    pub trace_lines: Cell<bool>,
    /// `f_trace_opcodes`.
    pub trace_opcodes: Cell<bool>,
    /// Its tracer hears of instructions: as in CPython from the first event on that comes after `f_trace_opcodes` was set.
    pub hears_opcodes: Cell<bool>,
}

heap_object!(Frame: Frame, trace binding function names values extra back trace generator calling);

impl Frame {
    /// The object of a frame whose locals lie at `fp`: binding, function, names and a buffer for the locals.
    pub fn new(heap: &mut Heap, parts: [Value; 4], fp: *mut Value, previous: u32) -> Gc<Frame> {
        let header = Header::new(Kind::Frame, Kind::Frame as u32);
        let [binding, function, names, values] = parts.map(Cell::new);
        let null = || Cell::new(Value::NULL);
        let frame = Frame {
            header,
            binding,
            function,
            names,
            values,
            extra: null(),
            back: Cell::new(Value::NONE),
            trace: null(),
            generator: null(),
            calling: null(),
            fp: Cell::new(fp),
            instruction: Cell::new(0),
            previous: Cell::new(previous),
            trace_lines: Cell::new(true),
            trace_opcodes: Cell::new(false),
            hears_opcodes: Cell::new(false),
        };
        heap.alloc(frame, 0)
    }

    /// What runs.
    pub fn binding(&self) -> Gc<Binding> {
        self.binding.get().downcast().expect("pyopt: a frame without code")
    }

    /// `f_code`.
    pub fn code(&self) -> Gc<Code> {
        self.binding().code.get().downcast().expect("pyopt: a binding without code")
    }

    /// The value in the slot of a local, which may be a cell; NULL if it has none.
    pub fn slot(&self, index: usize) -> Value {
        let fp = self.fp.get();
        if !fp.is_null() && index < self.binding().locals as usize {
            // SAFETY: the activation lives (invariant), and its locals are initialised.
            return unsafe { *fp.add(index) };
        }
        let values = self.values.get().downcast::<ValueBuffer>();
        values.and_then(|v| v.items().get(index).map(Cell::get)).unwrap_or(Value::NULL)
    }

    /// Sets the slot of a local.
    pub fn set_slot(this: Gc<Frame>, heap: &mut Heap, index: usize, value: Value) {
        let fp = this.fp.get();
        if !fp.is_null() && index < this.binding().locals as usize {
            if let Some(generator) = this.generator.get().downcast::<super::generator::Generator>() {
                heap.barrier(generator);
            }
            // SAFETY: as above.
            unsafe { fp.add(index).write(value) };
            return;
        }
        if let Some(values) = this.values.get().downcast::<ValueBuffer>()
            && let Some(cell) = values.items().get(index)
        {
            heap.set(values, cell, value);
        }
    }
}

/// `f_locals` of a function: reads and writes the variables of the frame itself (PEP 667).
///
/// ```text
/// [header][frame]
/// ```
#[repr(C)]
pub struct FrameLocals {
    header: Header,
    /// The frame.
    pub frame: Cell<Value>,
}

heap_object!(FrameLocals: FrameLocals, trace frame);

impl FrameLocals {
    /// A view of a frame's variables, of the class that `shape` names.
    pub fn new(heap: &mut Heap, shape: u32, frame: Gc<Frame>) -> Gc<FrameLocals> {
        let header = Header::new(Kind::FrameLocals, shape);
        heap.alloc(FrameLocals { header, frame: Cell::new(frame.value()) }, 0)
    }
}
