//! A frame as programs see it: what it ran, where it was, and what its names were bound to at that moment.
//!
//! ```text
//! [header][code][globals][builtins][names ─► mapping of a module's or class's names, or NULL]
//!         [values ─► ValueBuffer of the fast locals, or NULL][locals ─► Dict made of them, or NULL][back][instruction][line]
//! ```
//!
//! It is a picture of the frame on the stack, taken when somebody asks or when an exception passes through.

use super::{Kind, heap_object};
use crate::heap::{Gc, Header, Heap};
use crate::value::Value;
use std::cell::Cell;

/// A frame.
#[repr(C)]
pub struct Frame {
    header: Header,
    /// `f_code`.
    pub code: Cell<Value>,
    /// `f_globals`.
    pub globals: Cell<Value>,
    /// `f_builtins`.
    pub builtins: Cell<Value>,
    /// The mapping of names in a module's or class's code, or NULL.
    pub names: Cell<Value>,
    /// The fast locals, or NULL.
    pub values: Cell<Value>,
    /// `f_locals` of a function, once somebody asked.
    pub locals: Cell<Value>,
    /// `f_back`, or None.
    pub back: Cell<Value>,
    /// `f_trace`.
    pub trace: Cell<Value>,
    /// Which instruction ran, counted without caches and EXTENDED_ARG.
    pub instruction: Cell<u32>,
}

heap_object!(Frame: Frame, trace code globals builtins names values locals back trace);

impl Frame {
    /// A frame: code, globals, builtins, names and values.
    pub fn new(heap: &mut Heap, parts: [Value; 5], instruction: u32) -> Gc<Frame> {
        let header = Header::new(Kind::Frame, Kind::Frame as u32);
        let [code, globals, builtins, names, values] = parts.map(Cell::new);
        let [locals, back, trace] = [Value::NULL, Value::NONE, Value::NONE].map(Cell::new);
        let instruction = Cell::new(instruction);
        heap.alloc(
            Frame { header, code, globals, builtins, names, values, locals, back, trace, instruction },
            0,
        )
    }
}
