//! The frames of the running program, as `sys._getframe`, tracebacks, `globals()` and `locals()` see them.
//!
//! ```text
//! Vm::at ─► cursor of the innermost frame ─► words FP, PC, CALLER ─► its caller's cursor ─► …
//! frame_of(cursor) ─► the frame's object, made at the first request; KIND |= HAS_FRAME
//! leave(cursor)    ─► KIND has HAS_FRAME: frame_left moves the locals into the object
//! ```
//!
//! The loop stores its cursor (`Vm::at`) before whatever may ask; from there the words of the frames lead to the
//! callers, those on the other side of Rust code included. A frame that nobody asked for costs nothing: RETURN_VALUE
//! tests KIND as a whole anyway.

use super::Vm;
use super::call::{FUNCTION, KIND};
use super::continuation::{HAS_FRAME, OF_GENERATOR, TRACED};
use super::interp::Cursor;
use super::opcode::Quick;
use crate::heap::Gc;
use crate::objects::frame::{Frame, FrameLocals};
use crate::objects::function::Cell;
use crate::objects::generator::{Generator, GeneratorState};
use crate::objects::{Binding, Code, Dict, Traceback, ValueBuffer};
use crate::value::{PyResult, Value};
use pyopt_compiler::code::{CodeFlags, KindFlags};

crate::builtins::natives! { METHODS:
    "clear" "(self, /)" |vm, args| {
        let frame = vm.expect::<Frame>(args[0], "frame")?;
        vm.clear_frame(frame)
    };
}

crate::builtins::natives! { TRACEBACK:
    "__new__" "(cls, tb_next, tb_frame, tb_lasti, tb_lineno)" |vm, args| {
        vm.new_traceback([args[1], args[2], args[3], args[4]])
    };
}

crate::builtins::natives! { TRACEBACK_METHODS:
    "__dir__" "(self, /)" |vm, _| {
        let names = ["tb_frame", "tb_next", "tb_lasti", "tb_lineno"].map(|name| vm.intern(name).value());
        vm.new_list(&names).map(Gc::value)
    };
}

impl Vm {
    /// The cursor of a frame's caller.
    pub(crate) fn caller(&self, c: &Cursor) -> Option<Cursor> {
        let [fp, pc, binding] = c.links().saved;
        let binding = binding.downcast::<Binding>()?;
        let fp = fp.raw_word() as *mut Value;
        if fp.is_null() {
            return None;
        }
        Some(Cursor { fp, sp: fp, pc: pc.raw_word() as *const Quick, binding })
    }

    /// The globals of the code that runs, or NULL outside of any.
    pub(crate) fn running_globals(&self) -> Value {
        self.at.map_or(Value::NULL, |c| c.binding.globals.get())
    }

    /// The cursor of the running frame's `depth`-th caller; `None` beyond the outermost.
    pub(crate) fn cursor_at(&self, depth: usize) -> Option<Cursor> {
        let mut at = self.at;
        for _ in 0..depth {
            at = at.and_then(|c| self.caller(&c));
        }
        at
    }

    /// The frame of the running one's `depth`-th caller; `None` beyond the outermost.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn frame_at(&mut self, depth: usize) -> PyResult<Option<Gc<Frame>>> {
        match self.cursor_at(depth) {
            Some(c) => self.frame_of(&c).map(Some),
            None => Ok(None),
        }
    }

    /// The object of the frame at a cursor, which runs or waits for what it called.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn frame_of(&mut self, c: &Cursor) -> PyResult<Gc<Frame>> {
        match self.try_frame_of(c) {
            Some(frame) => Ok(frame),
            None => Err(self.raise_str(self.types.memory_error, "")),
        }
    }

    /// As `frame_of`, raising nothing: `None` when the memory is used up.
    pub(crate) fn try_frame_of(&mut self, c: &Cursor) -> Option<Gc<Frame>> {
        let kind = c.links().kind;
        if let Some(frame) = c.frame_object() {
            return Some(frame);
        }
        let generator = if kind & OF_GENERATOR == 0 { Value::NULL } else { self.running_at(c.fp) };
        self.new_frame(c, generator)
    }

    fn new_frame(&mut self, c: &Cursor, generator: Value) -> Option<Gc<Frame>> {
        let values = ValueBuffer::new(&mut self.heap, c.binding.locals as usize).ok()?;
        let named = c.binding.flags & pyopt_compiler::code::CodeFlags::OPTIMIZED == 0;
        let names = if named { c.space() } else { c.names() };
        let parts = [c.binding.value(), c.function(), names, values.value()];
        let frame = Frame::new(&mut self.heap, parts, c.fp, c.next().wrapping_sub(1));
        frame.generator.set(generator);
        if let Some(generator) = generator.downcast::<Generator>() {
            self.heap.barrier(generator);
        }
        // SAFETY: a frame's words follow its locals, and were written when it was entered.
        unsafe {
            let words = c.words();
            words.add(FUNCTION).write(frame.value());
            words.add(KIND).write(Value::from_raw_word((*words.add(KIND)).raw_word() | HAS_FRAME));
        }
        Some(frame)
    }

    /// The running generator whose frame lies at `fp`, or NULL.
    fn running_at(&self, fp: *mut Value) -> Value {
        let mut at = self.running;
        while let Some(generator) = at.downcast::<Generator>() {
            if generator.frame() == fp {
                break;
            }
            at = generator.outer.get();
        }
        at
    }

    /// `gi_frame`, `cr_frame`, `ag_frame`: None once it came to its end (or when there is no memory for the object).
    pub(crate) fn frame_of_generator(&mut self, generator: Gc<Generator>) -> Value {
        let Some(binding) = generator.binding.get().downcast::<Binding>() else { return Value::NONE };
        if generator.state.get() == GeneratorState::Finished {
            return Value::NONE;
        }
        // SAFETY: it waits in front of an instruction of its code; while it runs only `fp` counts.
        let pc = unsafe { binding.first().add(generator.next.get() as usize) };
        let c = Cursor { fp: generator.frame(), sp: generator.frame(), pc, binding };
        let frame = c.frame_object().or_else(|| self.new_frame(&c, generator.value()));
        frame.map_or(Value::NONE, Gc::value)
    }

    /// The frame at `c` went into the heap as a generator's, which has just been made: so does its object.
    pub(crate) fn move_frame(&mut self, c: &Cursor, generator: Gc<Generator>) {
        let Some(frame) = c.frame_object() else { return };
        frame.fp.set(generator.frame());
        self.heap.set(frame, &frame.generator, generator.value());
        // SAFETY: a frame's words follow its locals, and were written when it was entered.
        unsafe {
            let words = c.words();
            words.add(FUNCTION).write(frame.function.get());
            words.add(KIND).write(Value::from_raw_word((*words.add(KIND)).raw_word() & !HAS_FRAME));
        }
    }

    /// The frame at `c`, which has an object, is being left: the object takes the locals over, unless the frame is
    /// that of a generator which only waits.
    ///
    /// The cursor comes in words: handlers hand out no reference to theirs.
    #[cold]
    #[inline(never)]
    pub(crate) fn frame_left(&mut self, fp: *mut Value, pc: *const Quick, binding: Gc<Binding>, kind: u64) {
        let c = &Cursor { fp, sp: fp, pc, binding };
        if kind & TRACED != 0 {
            self.close_open();
        }
        let Some(frame) = c.frame_object() else { return };
        let waits = |g: Gc<Generator>| g.state.get() == GeneratorState::Suspended;
        if kind & OF_GENERATOR != 0 && self.running.downcast::<Generator>().is_some_and(waits) {
            return;
        }
        self.take_over(frame);
        frame.instruction.set(c.index());
        frame.generator.set(Value::NULL);
        if let Some(caller) = self.caller(c)
            && let Some(back) = self.try_frame_of(&caller)
        {
            self.heap.set(frame, &frame.back, back.value());
        }
    }

    fn take_over(&mut self, frame: Gc<Frame>) {
        if let Some(values) = frame.values.get().downcast::<ValueBuffer>() {
            for (i, cell) in values.items().iter().enumerate() {
                self.heap.set(values, cell, frame.slot(i));
            }
        }
        frame.fp.set(std::ptr::null_mut());
    }

    /// An exception is thrown into a generator that never ran: its traceback names the place where it would have begun.
    pub(crate) fn note_unstarted(&mut self, generator: Gc<Generator>, exception: Value) {
        let Some(e) = exception.downcast::<crate::objects::Exception>() else { return };
        let Some(binding) = generator.binding.get().downcast::<Binding>() else { return };
        let frame = self.frame_of_generator(generator);
        if !frame.is_kind(crate::objects::Kind::Frame) {
            return;
        }
        let links = [e.traceback.get(), frame, binding.code.get()];
        let at = generator.next.get().saturating_sub(1);
        let entry = Traceback::new(&mut self.heap, links, at, Traceback::LINE_UNKNOWN);
        self.heap.set(e, &e.traceback, entry.value());
    }

    /// Ends a generator that was never started.
    pub(crate) fn finish_unstarted(&mut self, generator: Gc<Generator>) {
        if let Some(binding) = generator.binding.get().downcast::<Binding>() {
            let c = Cursor { fp: generator.frame(), sp: generator.frame(), pc: binding.first(), binding };
            if let Some(frame) = c.frame_object() {
                self.take_over(frame);
                frame.instruction.set(generator.next.get());
                frame.generator.set(Value::NULL);
            }
        }
        generator.finish();
    }

    /// The cursor of a frame's activation, if that runs or waits for what it called.
    pub(crate) fn cursor_of(&self, frame: Gc<Frame>) -> Option<Cursor> {
        let fp = frame.fp.get();
        let mut at = self.at.filter(|_| !fp.is_null());
        while let Some(c) = at {
            if c.fp == fp {
                return at;
            }
            at = self.caller(&c);
        }
        None
    }

    /// The generator of a frame, if it waits for being resumed.
    pub(crate) fn waiting_generator(&self, frame: Gc<Frame>) -> Option<Gc<Generator>> {
        let generator =
            frame.generator.get().downcast::<Generator>().filter(|_| !frame.fp.get().is_null())?;
        (generator.state.get() != GeneratorState::Running).then_some(generator)
    }

    /// Which instruction a frame is at, counted without caches and EXTENDED_ARG.
    pub(crate) fn frame_instruction(&self, frame: Gc<Frame>) -> u32 {
        if let Some(generator) = self.waiting_generator(frame) {
            return generator.next.get();
        }
        self.cursor_of(frame).map_or(frame.instruction.get(), |c| c.next().saturating_sub(1))
    }

    /// `f_back`.
    #[inline(never)]
    fn frame_back(&mut self, frame: Gc<Frame>) -> PyResult {
        if frame.fp.get().is_null() {
            return Ok(frame.back.get());
        }
        let Some(c) = self.cursor_of(frame) else { return Ok(Value::NONE) };
        match self.caller(&c) {
            Some(caller) => self.frame_of(&caller).map(Gc::value),
            None => Ok(Value::NONE),
        }
    }

    /// `f_locals`: the mapping of a module's or class's names, or a view of the variables.
    pub(crate) fn frame_locals(&mut self, frame: Gc<Frame>) -> PyResult {
        let flags = frame.binding().flags;
        if flags & CodeFlags::OPTIMIZED == 0
            && let Some(names) = frame.names.get().non_null()
            && !self.has_hidden(frame)
        {
            return Ok(names);
        }
        let class = self.native_type(&crate::builtins::frame_locals::FRAME_LOCALS);
        Ok(FrameLocals::new(&mut self.heap, class.root_shape().0, frame).value())
    }

    /// Whether variables of a comprehension that runs in place are bound.
    fn has_hidden(&self, frame: Gc<Frame>) -> bool {
        let code = frame.code();
        let locals = code.object().localsplus.iter().enumerate();
        locals
            .filter(|(_, l)| l.kind.0 & KindFlags::HIDDEN != 0)
            .any(|(i, _)| !self.frame_variable(frame, i).is_null())
    }

    /// The value of a variable of a frame, cells looked through; NULL while it is unbound.
    pub(crate) fn frame_variable(&self, frame: Gc<Frame>, index: usize) -> Value {
        let code = frame.code();
        let Some(local) = code.object().localsplus.get(index) else { return Value::NULL };
        let kind = local.kind.0;
        let optimized = frame.binding().flags & CodeFlags::OPTIMIZED != 0;
        if kind & KindFlags::FREE != 0 && !optimized {
            return Value::NULL;
        }
        let value = frame.slot(index);
        match value.downcast::<Cell>() {
            Some(cell) if kind & (KindFlags::CELL | KindFlags::FREE) != 0 => cell.value.get(),
            _ => value,
        }
    }

    /// Binds a variable of a frame, through its cell if it has one.
    pub(crate) fn set_frame_variable(&mut self, frame: Gc<Frame>, index: usize, value: Value) {
        let code = frame.code();
        let local = code.object().localsplus.get(index);
        let kind = local.map_or(0, |l| l.kind.0);
        if let Some(local) = local {
            let name = self.intern(&*local.name);
            self.give_up_sites(frame.binding(), name.value());
        }
        if kind & (KindFlags::CELL | KindFlags::FREE) != 0
            && let Some(cell) = frame.slot(index).downcast::<Cell>()
        {
            return self.heap.set(cell, &cell.value, value);
        }
        Frame::set_slot(frame, &mut self.heap, index, value);
    }

    /// The bound variables of a frame and what `f_locals` added to them, as a dict of its own.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn frame_variables(&mut self, frame: Gc<Frame>) -> PyResult<Gc<Dict>> {
        let dict = self.new_dict();
        let object = frame.code().object().clone();
        for (i, local) in object.localsplus.iter().enumerate() {
            if let Some(value) = self.frame_variable(frame, i).non_null() {
                let name = self.intern(&*local.name);
                self.dict_set(dict, name.value(), value)?;
            }
        }
        if let Some(extra) = frame.extra.get().downcast::<Dict>() {
            let mut at = 0;
            while let Some((number, key, value)) = extra.next_entry(at) {
                at = number + 1;
                self.dict_set(dict, key, value)?;
            }
        }
        Ok(dict)
    }

    /// `locals()` of the running frame: a module's or class's mapping itself, or a fresh dict.
    pub(crate) fn running_locals(&mut self) -> PyResult {
        let Some(frame) = self.frame_at(0)? else { return Ok(Value::NONE) };
        let locals = self.frame_locals(frame)?;
        match locals.downcast::<FrameLocals>() {
            Some(_) => self.frame_variables(frame).map(Gc::value),
            None => Ok(locals),
        }
    }

    /// `frame.clear()`.
    ///
    /// # Errors
    /// `RuntimeError` for a frame that still runs.
    pub(crate) fn clear_frame(&mut self, frame: Gc<Frame>) -> PyResult {
        if let Some(generator) = self.waiting_generator(frame) {
            if generator.state.get() != GeneratorState::Created {
                return Err(self.raise_str(self.types.runtime_error, "cannot clear a suspended frame"));
            }
            self.finish_unstarted(generator);
        } else if !frame.fp.get().is_null() {
            return Err(self.raise_str(self.types.runtime_error, "cannot clear an executing frame"));
        }
        if let Some(values) = frame.values.get().downcast::<ValueBuffer>() {
            values.items().iter().for_each(|cell| cell.set(Value::NULL));
        }
        frame.extra.set(Value::NULL);
        frame.trace.set(Value::NULL);
        Ok(Value::NONE)
    }

    /// `repr` of a frame.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn frame_text(&mut self, frame: Gc<Frame>) -> PyResult<String> {
        let object = frame.code().object().clone();
        let line = frame.code().line_of(self.frame_instruction(frame));
        let file = self.intern(&*object.filename).value();
        let (file, at) = (self.repr_string(file)?, frame.value().bits());
        Ok(format!("<frame at {at:#x}, file {file}, line {line}, code {}>", object.name))
    }

    /// An attribute of a frame.
    #[inline(always)]
    pub(crate) fn frame_attr(&mut self, frame: Gc<Frame>, name: &str) -> PyResult<Option<Value>> {
        Ok(Some(match name {
            "f_code" => frame.code().value(),
            "f_globals" => frame.binding().globals.get(),
            "f_builtins" => frame.binding().builtins.get(),
            "f_locals" => self.frame_locals(frame)?,
            "f_back" => self.frame_back(frame)?,
            "f_trace" => frame.trace.get().non_null().unwrap_or(Value::NONE),
            "f_trace_lines" => Value::from_bool(frame.trace_lines.get()),
            "f_trace_opcodes" => Value::from_bool(frame.trace_opcodes.get()),
            "f_generator" => frame.generator.get().non_null().unwrap_or(Value::NONE),
            "f_lineno" => {
                let line = frame.code().line_at(self.frame_instruction(frame));
                line.map_or(Value::NONE, Value::small_int_unchecked)
            }
            "f_lasti" => {
                let offset = frame.code().offset_of(self.frame_instruction(frame));
                Value::small_int_unchecked(i64::from(offset))
            }
            _ => return Ok(None),
        }))
    }

    /// Sets or deletes an attribute of a frame.
    ///
    /// # Errors
    /// What CPython raises for a value that does not fit.
    pub(crate) fn set_frame_attr(
        &mut self,
        frame: Gc<Frame>,
        name: &str,
        new: Option<Value>,
    ) -> PyResult<()> {
        match name {
            "f_trace" => {
                let trace = new.filter(|v| !v.is_none()).unwrap_or(Value::NULL);
                self.heap.set(frame, &frame.trace, trace);
                frame.hears_opcodes.set(frame.trace_opcodes.get());
                // The line that runs is not told again.
                frame.previous.set(self.frame_instruction(frame));
            }
            "f_lineno" => return self.set_frame_line(frame, new),
            _ => {
                let Some(value) = new.and_then(|v| v.as_bool()) else {
                    let message = match new {
                        None if name == "f_trace_lines" => "can't delete numeric/char attribute",
                        _ => "attribute value type must be bool",
                    };
                    return Err(self.raise_type_error(message));
                };
                let field = if name == "f_trace_lines" { &frame.trace_lines } else { &frame.trace_opcodes };
                field.set(value);
                if name == "f_trace_opcodes" {
                    frame.hears_opcodes.set(value && !frame.trace.get().is_null());
                }
            }
        }
        Ok(())
    }

    /// An attribute of a traceback.
    pub(crate) fn traceback_attr(&mut self, tb: Gc<Traceback>, name: &str) -> PyResult<Option<Value>> {
        Ok(Some(match name {
            "tb_next" => tb.next.get(),
            "tb_lineno" => self.new_int(i64::from(tb.line_number())),
            "tb_frame" => tb.frame.get(),
            "tb_lasti" if tb.offset.get() != Traceback::OF_INSTRUCTION => {
                self.new_int(i64::from(tb.offset.get()))
            }
            "tb_lasti" => match tb.code.get().downcast::<Code>() {
                Some(code) => self.new_int(i64::from(code.offset_of(tb.instruction.get()))),
                None => Value::NONE,
            },
            _ => return Ok(None),
        }))
    }

    /// `types.TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)`.
    ///
    /// # Errors
    /// `TypeError` for what does not fit.
    pub(crate) fn new_traceback(&mut self, [next, frame, lasti, line]: [Value; 4]) -> PyResult {
        let Some(frame) = frame.downcast::<Frame>() else {
            let class = self.type_name(frame);
            let message = format!("traceback() argument 'tb_frame' must be frame, not {class}");
            return Err(self.raise_type_error(message));
        };
        let (lasti, line) = (self.index(lasti)?, self.index(line)?);
        if !next.is_none() && next.downcast::<Traceback>().is_none() {
            let message = format!("expected traceback object or None, got '{}'", self.type_name(next));
            return Err(self.raise_type_error(message));
        }
        let code = frame.code();
        let instruction = code.instruction_at(u32::try_from(lasti).unwrap_or(0));
        let line = if line < 0 { code.line_of(instruction) } else { line as u32 };
        let links = [next, frame.value(), code.value()];
        let tb = Traceback::new(&mut self.heap, links, instruction, line);
        tb.offset.set(i32::try_from(lasti).unwrap_or(-1));
        Ok(tb.value())
    }

    /// `tb.tb_next = next`.
    ///
    /// # Errors
    /// `TypeError` for what is no traceback; `ValueError` for one that leads back here.
    pub(crate) fn set_traceback_next(&mut self, tb: Gc<Traceback>, next: Option<Value>) -> PyResult<()> {
        let Some(next) = next else {
            return Err(self.raise_type_error("can't delete tb_next attribute"));
        };
        if !next.is_none() && next.downcast::<Traceback>().is_none() {
            let message = format!("expected traceback object, got '{}'", self.type_name(next));
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
