//! The frames of the running program, as `sys._getframe`, tracebacks, `globals()` and `locals()` see them.
//!
//! The loop stores its cursor (`Vm::at`) before whatever may ask; from there the words of the frames lead to the
//! callers, those on the other side of Rust code included.

use super::Vm;
use super::interp::Cursor;
use crate::heap::Gc;
use crate::objects::frame::Frame;
use crate::objects::function::Cell;
use crate::objects::{Binding, Code, Dict, Traceback, ValueBuffer};
use crate::value::{PyResult, Value};
use pyopt_compiler::code::KindFlags;

impl Vm {
    /// The cursor of a frame's caller.
    fn caller(&self, c: &Cursor) -> Option<Cursor> {
        let [fp, pc, binding] = c.links().saved;
        let binding = binding.downcast::<Binding>()?;
        let fp = fp.raw_word() as *mut Value;
        Some(Cursor { fp, sp: fp, pc: pc.raw_word() as *const super::opcode::Quick, binding })
    }

    /// The globals of the code that runs, or NULL outside of any.
    pub(crate) fn running_globals(&self) -> Value {
        self.at.map_or(Value::NULL, |c| c.binding.globals.get())
    }

    /// The picture of the running frame's `depth`-th caller, its own callers attached; `None` beyond the outermost.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn frame_at(&mut self, depth: usize) -> PyResult<Option<Gc<Frame>>> {
        let mut at = self.at;
        for _ in 0..depth {
            at = at.and_then(|c| self.caller(&c));
        }
        let Some(c) = at else { return Ok(None) };
        let first = self.picture(&c)?;
        let (mut last, mut at) = (first, self.caller(&c));
        while let Some(c) = at {
            let frame = self.picture(&c)?;
            self.heap.set(last, &last.back, frame.value());
            last = frame;
            at = self.caller(&c);
        }
        Ok(Some(first))
    }

    /// The picture of one frame, without its callers.
    pub(crate) fn picture(&mut self, c: &Cursor) -> PyResult<Gc<Frame>> {
        let count = c.binding.locals as usize;
        let values = ValueBuffer::new(&mut self.heap, count);
        let values = self.check(values)?;
        for (i, cell) in values.items().iter().enumerate() {
            // SAFETY: a frame's locals are initialised and stay where they are while the frame lives.
            let value = unsafe { *c.fp.add(i) };
            self.heap.set(values, cell, value);
        }
        let b = c.binding;
        let parts = [b.code.get(), b.globals.get(), b.builtins.get(), c.names(), values.value()];
        Ok(Frame::new(&mut self.heap, parts, c.next().saturating_sub(1)))
    }

    /// `f_locals`: the mapping of a module's or class's names, or a dict of the bound locals.
    pub(crate) fn frame_locals(&mut self, frame: Gc<Frame>) -> PyResult {
        if let Some(names) = frame.names.get().non_null() {
            return Ok(names);
        }
        if frame.locals.get().is_null() {
            let dict = self.new_dict();
            let (code, values) = (frame.code.get().downcast::<Code>(), frame.values.get().downcast());
            if let (Some(code), Some(values)) = (code, values) {
                self.fill_locals(dict, code, values)?;
            }
            self.heap.set(frame, &frame.locals, dict.value());
        }
        Ok(frame.locals.get())
    }

    fn fill_locals(&mut self, dict: Gc<Dict>, code: Gc<Code>, values: Gc<ValueBuffer>) -> PyResult<()> {
        let object = code.object().clone();
        for (local, held) in object.localsplus.iter().zip(values.items()) {
            if local.kind.0 & KindFlags::HIDDEN != 0 {
                continue;
            }
            let mut value = held.get();
            if local.kind.0 & (KindFlags::CELL | KindFlags::FREE) != 0
                && let Some(cell) = value.downcast::<Cell>()
            {
                value = cell.value.get();
            }
            if !value.is_null() {
                let name = self.intern(&*local.name);
                self.dict_set(dict, name.value(), value)?;
            }
        }
        Ok(())
    }

    /// `locals()` of the running frame: a module's or class's mapping itself, or a fresh dict.
    pub(crate) fn running_locals(&mut self) -> PyResult {
        let Some(c) = self.at else { return Ok(Value::NONE) };
        let frame = self.picture(&c)?;
        self.frame_locals(frame)
    }

    /// An attribute of a frame.
    pub(crate) fn frame_attr(&mut self, frame: Gc<Frame>, name: &str) -> PyResult<Option<Value>> {
        let index = frame.instruction.get();
        Ok(Some(match name {
            "f_code" => frame.code.get(),
            "f_globals" => frame.globals.get(),
            "f_builtins" => frame.builtins.get(),
            "f_locals" => self.frame_locals(frame)?,
            "f_back" => frame.back.get(),
            "f_trace" => frame.trace.get(),
            "f_trace_lines" => Value::TRUE,
            "f_trace_opcodes" => Value::FALSE,
            "f_generator" => Value::NONE,
            "f_lineno" => match frame.code.get().downcast::<Code>() {
                Some(code) => self.new_int(i64::from(code.line_of(index))),
                None => Value::NONE,
            },
            "f_lasti" => match frame.code.get().downcast::<Code>() {
                Some(code) => self.new_int(i64::from(code.offset_of(index))),
                None => Value::NONE,
            },
            _ => return Ok(None),
        }))
    }

    /// An attribute of a traceback.
    pub(crate) fn traceback_attr(&mut self, tb: Gc<Traceback>, name: &str) -> PyResult<Option<Value>> {
        Ok(Some(match name {
            "tb_next" => tb.next.get(),
            "tb_lineno" => self.new_int(i64::from(tb.line.get())),
            "tb_frame" => tb.frame.get(),
            "tb_lasti" => match tb.code.get().downcast::<Code>() {
                Some(code) => self.new_int(i64::from(code.offset_of(tb.instruction.get()))),
                None => Value::NONE,
            },
            _ => return Ok(None),
        }))
    }

    /// `tb.tb_next = next`.
    ///
    /// # Errors
    /// `TypeError` for what is no traceback; `ValueError` for one that leads back here.
    pub(crate) fn set_traceback_next(&mut self, tb: Gc<Traceback>, next: Value) -> PyResult<()> {
        if !next.is_none() && next.downcast::<Traceback>().is_none() {
            let message = format!("expected traceback object or None, got '{}'", self.type_name(next));
            return Err(self.raise_type_error(message));
        }
        let mut at = next.downcast::<Traceback>();
        while let Some(entry) = at {
            if entry == tb {
                return Err(self.raise_value_error("traceback loop detected"));
            }
            at = entry.next.get().downcast();
        }
        self.heap.set(tb, &tb.next, next);
        Ok(())
    }
}
