//! Code object → quick instructions: decoded once, jumps resolved, operators split by their argument.
//!
//! Quick instruction *i* is canonical instruction *i*, caches and EXTENDED_ARG apart; a handler's range is in
//! quick indices too.

use super::Vm;
use super::guards::{SITE_WORDS, Site};
use super::opcode::{self, ATTRIBUTE_ENTRIES, CACHE_VALUES, NO_CACHE, Quick};
use crate::heap::Gc;
use crate::objects::binding::{Lowered, NewBinding};
use crate::objects::{
    Binding, ByteBuffer, Code, Function, Int, Kind, Set, Slice, Traceback, Tuple, ValueBuffer,
};
use crate::value::{PyResult, Value};
use pyopt_compiler::code::{CodeObject, Const, Opcode, verify};
use pyopt_compiler::code::{KindFlags, LocalsPlus};
use pyopt_compiler::semantics::exact::ExactKinds;
use pyopt_compiler::syntax::ast::GuardFact;
use std::cell::Cell;
use std::sync::Arc;

/// Where an exception goes on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Handler {
    pub(crate) target: u32,
    pub(crate) depth: u32,
    pub(crate) lasti: u32,
}

/// Bits of a test's argument that say what it tests; those above, how far its slow path is.
pub(super) const TEST_BITS: u32 = 10;

/// Words of 4 bytes in one row of the handler table: start, end, target, depth, lasti.
const ROW: usize = 5;

impl Vm {
    /// The code object of this engine for a compiled one, verified: code from anywhere may be given.
    ///
    /// # Errors
    /// `ValueError` for code that the verifier rejects; `MemoryError`.
    pub fn load_code(&mut self, object: &Arc<CodeObject>) -> PyResult<Gc<Code>> {
        if let Err(error) = verify::verify_code(object) {
            return Err(self.raise_value_error(format!("bad code object: {error}")));
        }
        self.materialize_code(object)
    }

    /// As [`Vm::load_code`], for code that this build verified.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn load_trusted_code(&mut self, object: &Arc<CodeObject>) -> PyResult<Gc<Code>> {
        self.materialize_code(object)
    }

    fn materialize_code(&mut self, object: &Arc<CodeObject>) -> PyResult<Gc<Code>> {
        let [consts, names] = self.contents_of_code(object)?;
        Ok(Code::new(&mut self.heap, object.clone(), consts, names))
    }

    /// Decodes what frozen code holds, if nobody has asked for it before.
    ///
    /// # Errors
    /// `MemoryError`.
    #[inline]
    pub(crate) fn unfold(&mut self, code: Gc<Code>) -> PyResult<()> {
        if code.consts().is_null() { self.unfold_slow(code) } else { Ok(()) }
    }

    #[cold]
    fn unfold_slow(&mut self, code: Gc<Code>) -> PyResult<()> {
        let [consts, names] = self.contents_of_code(&code.object().clone())?;
        Code::set_unfolded(code, &mut self.heap, consts, names);
        Ok(())
    }

    /// The constants and the names of a code object, as tuples.
    fn contents_of_code(&mut self, object: &CodeObject) -> PyResult<[Value; 2]> {
        let keep = self.temps().len();
        for constant in &object.consts {
            let value = self.materialize(constant)?;
            self.push_temp(value);
        }
        let consts = self.temps()[keep..].to_vec();
        let consts = self.new_tuple(&consts)?;
        let names: Vec<Value> = object.names.iter().map(|n| self.intern(&**n).value()).collect();
        let names = self.new_tuple(&names)?;
        self.pop_temps(keep);
        Ok([consts, names])
    }

    pub(crate) fn materialize(&mut self, constant: &Const) -> PyResult {
        Ok(match constant {
            Const::None => Value::NONE,
            Const::Bool(b) => Value::from_bool(*b),
            Const::Ellipsis => Value::ELLIPSIS,
            Const::Int(i) => self.new_int(*i),
            Const::BigInt(b) => Int::value_of(&mut self.heap, (**b).clone()),
            Const::Float(f) => self.new_float(*f),
            Const::Complex { real, imag } => {
                crate::objects::Complex::new(&mut self.heap, Kind::Complex as u32, *real, *imag).value()
            }
            Const::Str(s) => self.intern(&**s).value(),
            Const::Bytes(b) => {
                let bytes = crate::objects::Bytes::new(&mut self.heap, Kind::Bytes as u32, false, b);
                self.check(bytes)?.value()
            }
            Const::Tuple(items) => {
                let items = self.materialize_all(items)?;
                self.new_tuple(&items)?
            }
            Const::FrozenSet(items) => {
                let items = self.materialize_all(items)?;
                let shape = self.types.frozenset.root_shape().0;
                let set = Set::new(&mut self.heap, shape);
                for item in items {
                    self.set_add(set, item)?;
                }
                set.value()
            }
            Const::Slice(parts) => {
                let parts = self.materialize_all(&parts[..])?;
                Slice::new(&mut self.heap, [parts[0], parts[1], parts[2]]).value()
            }
            Const::Code(object) => self.materialize_code(object)?.value(),
            Const::Frozen(frozen) => Code::folded(&mut self.heap, frozen.clone()).value(),
        })
    }

    /// Materializes without a safepoint in between: constants call no Python.
    fn materialize_all(&mut self, items: &[Const]) -> PyResult<Vec<Value>> {
        items.iter().map(|c| self.materialize(c)).collect()
    }

    /// The executable form of a code object under these globals, made at its first use. `apart`: its names are
    /// looked up in a namespace of their own first (class bodies, `exec` with locals), so that nothing may depend on
    /// what the globals lack.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn bind(&mut self, code: Gc<Code>, globals: Value, apart: bool) -> PyResult<Gc<Binding>> {
        if code.is_doubtful() {
            if let Err(error) = verify::verify_code(code.object()) {
                return Err(self.raise_value_error(format!("bad code object: {error}")));
            }
            code.trust();
        }
        let builtins = self.builtins_of(globals)?;
        let same = |binding: &Gc<Binding>| {
            binding.globals.get().is(globals) && binding.apart == apart && binding.builtins.get().is(builtins)
        };
        if let Some(binding) = code.bindings().find(same) {
            return Ok(binding);
        }
        let new = NewBinding { values: [code.value(), globals, builtins], counts: code.counts(), apart };
        let binding = Binding::new(&mut self.heap, new);
        let added = Code::add_binding(code, &mut self.heap, binding);
        self.check(added)?;
        Ok(binding)
    }

    /// Makes the quick instructions of a binding that has none.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(super) fn lower(&mut self, binding: Gc<Binding>) -> PyResult<()> {
        let code: Gc<Code> = self.expect(binding.code.get(), "code")?;
        self.unfold(code)?;
        let object = code.object().clone();
        let Decoded { mut quick, caches, beneath: plain } = decode(&object);
        let instructions: Vec<_> = object.executed().collect();
        let index_of =
            |offset: i64| instructions.partition_point(|i| i64::from(i.start_offset) < offset) as u32;
        let mut sites = Vec::with_capacity(object.guards.len() * SITE_WORDS);
        for (guard, row) in object.guards.iter().enumerate() {
            let at = index_of(i64::from(row.offset));
            let jump = object.instructions().map_while(Result::ok).find(|i| i.offset == row.offset);
            let slow = jump.and_then(|j| j.jump_target()).map_or(0, index_of);
            if let Some(&op) = plain.get(at as usize) {
                let site =
                    Site { at, slow, guard: guard as u32, beneath: u32::from(op), passes: 0, breaks: 0 };
                sites.extend(site.words());
            }
        }
        super::feedback::freshen(&mut quick);
        let mut rows = Vec::new();
        for e in object.exception_entries().unwrap_or_default() {
            let row = [e.start, e.end, e.target].map(|o| index_of(i64::from(o)));
            rows.extend(row.into_iter().chain([e.depth, u32::from(e.lasti)]));
        }
        let quick_buffer = ByteBuffer::new(&mut self.heap, quick.len() * 8);
        let quick_buffer = self.check(quick_buffer)?;
        for (q, to) in quick.iter().zip(quick_buffer.bytes().chunks_exact(8)) {
            to.iter().zip(q.to_bytes()).for_each(|(to, b)| to.set(b));
        }
        // The handlers of `await` and `yield from` only pass on what is thrown in.
        let targets: Vec<u32> = rows.chunks_exact(ROW).map(|row| row[2]).collect();
        let is_block = |&to: &u32| to != targets[0] && quick[to as usize].op != opcode::CLEANUP_THROW;
        let has_blocks = targets.iter().any(is_block);
        let handlers = self.words_buffer(&rows)?;
        let site_buffer = match sites.is_empty() {
            true => Value::NULL,
            false => self.words_buffer(&sites)?.value(),
        };
        let cache_buffer = ValueBuffer::new(&mut self.heap, caches * CACHE_VALUES);
        let cache_buffer = self.check(cache_buffer)?;
        let values = [quick_buffer.value(), cache_buffer.value(), handlers.value(), site_buffer];
        let starts = [
            quick_buffer.bytes().as_ptr().cast(),
            items(code.consts()).as_ptr().cast(),
            cache_buffer.items().as_ptr().cast(),
        ];
        Binding::set_lowered(binding, &mut self.heap, Lowered { values, has_blocks, starts });
        Ok(())
    }

    fn words_buffer(&mut self, words: &[u32]) -> PyResult<Gc<ByteBuffer>> {
        let buffer = ByteBuffer::new(&mut self.heap, words.len() * 4);
        let buffer = self.check(buffer)?;
        for (word, to) in words.iter().zip(buffer.bytes().chunks_exact(4)) {
            to.iter().zip(word.to_ne_bytes()).for_each(|(to, b)| to.set(b));
        }
        Ok(buffer)
    }
}

impl Vm {
    /// `__doc__` of a function.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn function_doc(&mut self, function: Gc<Function>) -> PyResult {
        if function.doc.get().is_null() {
            let code = function.code();
            self.unfold(code)?;
            let doc = items(code.consts()).first().copied().unwrap_or(Value::NONE);
            self.heap.set(function, &function.doc, doc);
        }
        Ok(function.doc.get())
    }
}

impl Traceback {
    /// `tb_lineno`.
    pub(crate) fn line_number(&self) -> u32 {
        if self.line.get() == Traceback::LINE_UNKNOWN
            && let Some(code) = self.code.get().downcast::<Code>()
        {
            self.line.set(code.line_of(self.instruction.get()));
        }
        self.line.get()
    }
}

impl Binding {
    /// The innermost handler around instruction `index`.
    pub(crate) fn handler(&self, index: u32) -> Option<Handler> {
        let buffer = self.handlers.get().downcast::<ByteBuffer>()?;
        // SAFETY: `lower` filled the buffer with words; cells of the heap are aligned.
        let words = unsafe {
            let first = buffer.bytes().as_ptr().cast::<Cell<u32>>();
            std::slice::from_raw_parts(first, buffer.capacity() / 4)
        };
        let row = words.chunks_exact(ROW).find(|row| row[0].get() <= index && index < row[1].get())?;
        let [target, depth, lasti] = [2, 3, 4].map(|i| row[i].get());
        Some(Handler { target, depth, lasti })
    }

    /// How many quick instructions there are.
    pub(crate) fn count(&self) -> u32 {
        let bytes = self.quick.get().downcast::<ByteBuffer>().map_or(0, |b| b.capacity());
        (bytes / size_of::<Quick>()) as u32
    }

    /// The first quick instruction.
    #[inline(always)]
    pub(crate) fn first(&self) -> *const Quick {
        self.starts[0].get().cast()
    }
}

impl Code {
    /// The byte offset of quick instruction `index`.
    pub(crate) fn offset_of(&self, index: u32) -> u32 {
        self.object().executed().nth(index as usize).map_or(0, |i| i.offset)
    }

    /// The byte offset where quick instruction `index` begins, its EXTENDED_ARGs included.
    pub(crate) fn start_of(&self, index: u32) -> u32 {
        self.object().executed().nth(index as usize).map_or(0, |i| i.start_offset)
    }

    /// The byte offset behind quick instruction `index` and its caches.
    pub(crate) fn end_of(&self, index: u32) -> u32 {
        self.object().executed().nth(index as usize).map_or(0, |i| i.end_offset)
    }

    /// The quick instruction at a byte offset, or the next one behind it.
    pub(crate) fn instruction_at(&self, offset: u32) -> u32 {
        self.object().executed().take_while(|i| i.offset < offset).count() as u32
    }

    /// The line of each quick instruction.
    pub(crate) fn lines_by_instruction(&self) -> Vec<Option<i64>> {
        let positions: Vec<_> = self.object().positions().collect();
        let line = |offset: u32| {
            let at = positions.partition_point(|p| p.end <= offset);
            positions.get(at).and_then(|p| p.line)
        };
        self.object().executed().map(|i| line(i.offset)).collect()
    }

    /// The line of quick instruction `index`, if it has one.
    pub(crate) fn line_at(&self, index: u32) -> Option<i64> {
        let (known, line) = self.last_line().get();
        let line = if known == index {
            line
        } else if known == u32::MAX {
            let offset = self.object().executed().nth(index as usize)?.offset;
            self.object().line_at(offset).and_then(|line| i32::try_from(line).ok())
        } else {
            let all = || {
                self.lines_by_instruction().into_iter().map(|line| line.and_then(|l| i32::try_from(l).ok()))
            };
            *self.lines(|| all().collect()).get(index as usize)?
        };
        self.last_line().set((index, line));
        line.map(i64::from)
    }

    /// The line of quick instruction `index`.
    pub(crate) fn line_of(&self, index: u32) -> u32 {
        self.line_at(index).unwrap_or(0) as u32
    }
}

/// Quick instructions before superinstructions are chosen.
pub(super) struct Decoded {
    /// The instructions, every guard site broken.
    pub(super) quick: Vec<Quick>,
    /// Entries of all inline caches.
    pub(super) caches: usize,
    /// The opcodes without the broken sites.
    pub(super) beneath: Vec<u8>,
}

/// Decodes a code object, in the same way each time.
pub(super) fn decode(object: &CodeObject) -> Decoded {
    let instructions: Vec<_> = object.executed().collect();
    let index_of = |offset: i64| instructions.partition_point(|i| i64::from(i.start_offset) < offset) as u32;
    let (mut quick, mut caches) = (Vec::with_capacity(instructions.len()), 0usize);
    for (number, i) in instructions.iter().enumerate() {
        let (op, arg) = match (i.op, i.jump_target()) {
            // How far it is from the next instruction.
            (op, Some(target)) => (op as u8, index_of(target).wrapping_sub(number as u32 + 1)),
            (Opcode::BinaryOp, _) => match i.arg {
                0 | 13 => (opcode::ADD, i.arg),
                10 | 23 => (opcode::SUBTRACT, i.arg),
                5 | 18 => (opcode::MULTIPLY, i.arg),
                26 => (opcode::SUBSCRIPT, i.arg),
                11 | 24 => (opcode::DIVIDE, i.arg),
                2 | 15 => (opcode::FLOOR_DIVIDE, i.arg),
                6 | 19 => (opcode::MODULO, i.arg),
                1 | 14 => (opcode::BIT_AND, i.arg),
                7 | 20 => (opcode::BIT_OR, i.arg),
                12 | 25 => (opcode::BIT_XOR, i.arg),
                3 | 16 => (opcode::SHIFT_LEFT, i.arg),
                9 | 22 => (opcode::SHIFT_RIGHT, i.arg),
                _ => (opcode::BINARY_OP, i.arg),
            },
            (Opcode::CompareOp, _) => (opcode::LESS + (i.arg >> 5) as u8, i.arg),
            (op, _) => (op as u8, i.arg),
        };
        let entries = match i.op {
            Opcode::LoadAttr | Opcode::StoreAttr | Opcode::LoadSuperAttr | Opcode::LoadSpecial => {
                ATTRIBUTE_ENTRIES
            }
            Opcode::LoadGlobal | Opcode::Call | Opcode::CallKw => 1,
            _ => 0,
        };
        let fits = entries > 0 && caches + entries < usize::from(NO_CACHE);
        let cache = if fits { caches as u16 } else { NO_CACHE };
        caches += if fits { entries } else { 0 };
        quick.push(Quick { op, spare: 0, cache, arg });
    }
    let mut jumps = object.instructions().map_while(Result::ok);
    for site in &object.guards {
        let Some(fact) = site.facts.iter().find(|fact| fact.is_tested()) else { continue };
        let at = index_of(i64::from(site.offset)) as usize;
        // The guarded jump itself is not executed.
        let slow = jumps.find(|i| i.offset == site.offset).and_then(|jump| jump.jump_target()).map(index_of);
        if let Some(q) = quick.get_mut(at).filter(|q: &&mut Quick| q.op == opcode::NOP)
            && let Some(slow) = slow.and_then(|slow| slow.checked_sub(at as u32 + 1))
            && let Some(test) = test_of(object, fact, slow)
        {
            *q = test;
            let appends = matches!(&quick[at + 1..], [load, append, pop, ..]
                if [opcode::LOAD_FAST_LOAD_FAST, opcode::LOAD_FAST_BORROW_LOAD_FAST_BORROW].contains(&load.op)
                    && load.arg >> 4 == test.arg & ((1 << TEST_BITS) - 1)
                    && append.op == opcode::LIST_APPEND
                    && append.arg == 1
                    && pop.op == opcode::POP_TOP);
            if appends && test.op == opcode::TEST_EXACT && test.cache == ExactKinds::LIST.0 {
                quick[at].op = opcode::TEST_LIST_APPEND;
            }
        }
    }
    let beneath = quick.iter().map(|q: &Quick| q.op).collect();
    for site in &object.guards {
        if let Some(q) = quick.get_mut(index_of(i64::from(site.offset)) as usize) {
            q.op = opcode::SITE_BROKEN;
        }
    }
    Decoded { quick, caches, beneath }
}

/// The instruction that tests a fact and goes `slow` instructions further if it does not hold; none for facts that are
/// watched, and where there is no room for the numbers.
fn test_of(object: &CodeObject, fact: &GuardFact, slow: u32) -> Option<Quick> {
    let (op, cache, what) = match fact {
        GuardFact::Exact(name, kinds) => {
            let plain = |l: &LocalsPlus| {
                l.name == *name
                    && l.kind.0 & (KindFlags::LOCAL | KindFlags::CELL | KindFlags::FREE) == KindFlags::LOCAL
            };
            (opcode::TEST_EXACT, kinds.0, object.localsplus.iter().position(plain)?)
        }
        GuardFact::Room(count) => (opcode::TEST_ROOM, 0, *count as usize),
        _ => return None,
    };
    let fits = what < 1 << TEST_BITS && slow < 1 << (u32::BITS - TEST_BITS);
    fits.then_some(Quick { op, spare: 0, cache, arg: what as u32 | slow << TEST_BITS })
}

/// The items of a tuple value.
pub(crate) fn items(tuple: Value) -> &'static [Value] {
    match tuple.downcast::<Tuple>() {
        // SAFETY: the items lie in the heap and never change; callers hold the tuple (a code object's constants and
        // names, a call's keyword names) as long as they use them.
        Some(t) => unsafe { std::slice::from_raw_parts(t.items().as_ptr(), t.len()) },
        None => &[],
    }
}
