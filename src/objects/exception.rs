//! Exceptions and tracebacks.
//!
//! ```text
//! Exception: [header][args ─► Tuple][cause][context][traceback][suppress context][dict][members ─► ValueBuffer]
//! Traceback: [header][next][frame][code][instruction index][line]
//! ```

use super::{Kind, heap_object};
use crate::heap::{Gc, Header, Heap};
use crate::value::Value;
use std::cell::Cell;

/// An exception.
#[repr(C)]
pub struct Exception {
    header: Header,
    /// `args`, a tuple.
    pub args: Cell<Value>,
    /// `__cause__`, or None.
    pub cause: Cell<Value>,
    /// `__context__`, or None.
    pub context: Cell<Value>,
    /// `__traceback__`, or None.
    pub traceback: Cell<Value>,
    /// `__suppress_context__`.
    pub suppress: Cell<Value>,
    /// `__dict__`, or NULL.
    pub dict: Cell<Value>,
    /// The attributes of its family (`vm::exceptions`), or NULL before anybody asked.
    pub members: Cell<Value>,
}

heap_object!(Exception: Exception, trace args cause context traceback suppress dict members);

impl Exception {
    /// An exception of the class that `shape` names.
    pub fn new(heap: &mut Heap, shape: u32, args: Value) -> Gc<Exception> {
        heap.alloc(Exception::with_args(shape, args), 0)
    }

    /// What a new exception holds, for who allocates it.
    pub(crate) fn with_args(shape: u32, args: Value) -> Exception {
        let none = || Cell::new(Value::NONE);
        Exception {
            header: Header::new(Kind::Exception, shape),
            args: Cell::new(args),
            cause: none(),
            context: none(),
            traceback: none(),
            suppress: Cell::new(Value::FALSE),
            dict: Cell::new(Value::NULL),
            members: Cell::new(Value::NULL),
        }
    }
}

/// One entry of a traceback.
#[repr(C)]
pub struct Traceback {
    header: Header,
    /// The entry of the frame that this one called, or None.
    pub next: Cell<Value>,
    /// `tb_frame`.
    pub frame: Cell<Value>,
    /// The code object.
    pub code: Cell<Value>,
    /// Which instruction raised, counted without caches and EXTENDED_ARG.
    pub instruction: Cell<u32>,
    /// `tb_lineno`; [`Traceback::LINE_UNKNOWN`] before anybody asked (see `vm::lower`).
    pub(crate) line: Cell<u32>,
    /// `tb_lasti` of one that a program made; [`Traceback::OF_INSTRUCTION`] of others.
    pub(crate) offset: Cell<i32>,
}

heap_object!(Traceback: Traceback, trace next frame code);

impl Traceback {
    /// `tb_lasti` is that of the instruction.
    pub(crate) const OF_INSTRUCTION: i32 = i32::MIN;
    /// Nobody asked for the line yet.
    pub const LINE_UNKNOWN: u32 = u32::MAX;

    /// An entry in front of `next`.
    pub fn new(
        heap: &mut Heap,
        [next, frame, code]: [Value; 3],
        instruction: u32,
        line: u32,
    ) -> Gc<Traceback> {
        let header = Header::new(Kind::Traceback, Kind::Traceback as u32);
        let [next, frame, code] = [next, frame, code].map(Cell::new);
        heap.alloc(
            Traceback {
                header,
                next,
                frame,
                code,
                instruction: Cell::new(instruction),
                line: Cell::new(line),
                offset: Cell::new(Traceback::OF_INSTRUCTION),
            },
            0,
        )
    }
}
