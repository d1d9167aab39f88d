//! A code object in the making: a linear instruction stream with labels, and the tables it indexes.
//!
//! ```text
//! emit, use_label ─► Vec<Raw> ─ into_cfg ─► blocks that begin where a jump lands or a terminator stood before
//! ```
//!
//! Codegen writes a stream and not blocks because CPython does: a label nobody jumps to must not split a block,
//! or the optimizer would see less.

use super::Datum;
use crate::analysis::scopes::ScopeId;
use crate::code::{CodeFlags, CompileUnit, Const, Opcode};
use crate::ir::{Block, BlockId, Cfg, Instr};
use crate::map::Map;
use crate::syntax::ast::{GuardFact, Ident, Span, Stmt, UnrolledPart};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A place in the stream that jumps may name before it is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Label(u32);

/// The location of the instruction behind (CPython's `NEXT_LOCATION`).
pub(super) const NEXT_LOCATION: Span = Span { line: 0, col: 0, end_line: u32::MAX, end_col: 0 };

/// An instruction of the stream.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    op: Opcode,
    arg: u32,
    label: Option<Label>,
    span: Span,
    guard: Option<u32>,
    unrolled: u32,
}

/// The instructions of a unit in the making.
pub(super) type Stream = Vec<Raw>;

/// What a unit is compiled from; decides qualified names and how names resolve.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum UnitKind {
    Module,
    Class,
    Function,
    AsyncFunction,
    Lambda,
    Comprehension,
    Annotations,
}

/// A block that `return`, `break` and `continue` must unwind.
#[derive(Clone, Debug)]
pub(super) struct FrameBlock<'a> {
    pub kind: FrameBlockKind,
    pub block: Option<Label>,
    pub exit: Option<Label>,
    pub span: Span,
    pub datum: Datum<'a>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum FrameBlockKind {
    WhileLoop,
    ForLoop,
    TryExcept,
    FinallyTry,
    FinallyEnd,
    With,
    AsyncWith,
    HandlerCleanup,
    PopValue,
    ExceptionHandler,
    ExceptionGroupHandler,
    AsyncComprehension,
    StopIteration,
}

/// Tables of up to so many entries are searched one by one and have no index.
const FEW: usize = 8;

/// Names to indices, in order of first use.
#[derive(Clone, Default, Debug)]
pub(super) struct NameTable {
    pub list: Vec<Ident>,
    /// Empty up to `FEW` names.
    index: Map<Ident, u32>,
    /// Nobody asks for the indices of the names that are added.
    idle: bool,
}

impl NameTable {
    pub fn from_list(list: Vec<Ident>) -> NameTable {
        let mut table = NameTable { list, ..NameTable::default() };
        table.index_new(0);
        table
    }

    pub fn idle(list: Vec<Ident>) -> NameTable {
        NameTable { list, index: Map::default(), idle: true }
    }

    pub fn get(&self, name: &str) -> Option<u32> {
        if self.index.is_empty() {
            self.list.iter().position(|known| **known == *name).map(|at| at as u32)
        } else {
            self.index.get(name).copied()
        }
    }

    /// Brings the index up to date with the names from `from` on, which are new.
    fn index_new(&mut self, from: usize) {
        if self.list.len() > FEW {
            let from = if self.index.is_empty() { 0 } else { from };
            let new = self.list[from..].iter().enumerate().map(|(i, n)| (n.clone(), (from + i) as u32));
            self.index.extend(new);
        }
    }

    pub fn add(&mut self, name: &Ident) -> u32 {
        if self.idle {
            return 0;
        }
        self.get(name).unwrap_or_else(|| {
            self.list.push(name.clone());
            self.index_new(self.list.len() - 1);
            self.list.len() as u32 - 1
        })
    }
}

/// Constants to indices, in order of first use; equal ones of one type share a slot.
#[derive(Default)]
struct ConstTable {
    list: Vec<Const>,
    hashes: Vec<u64>,
    /// The first constant of each hash; empty up to `FEW` constants.
    index: Map<u64, u32>,
}

impl ConstTable {
    fn add(&mut self, value: Const) -> u32 {
        let hash = hash_const(&value);
        // Constants of one hash are equal, but for the rarest of cases.
        let first = match self.index.is_empty() {
            true => 0,
            false => self.index.get(&hash).map_or(self.list.len(), |&first| first as usize),
        };
        let mut known = self.hashes[first..].iter().zip(&self.list[first..]);
        if let Some(at) = known.position(|(other, known)| *other == hash && *known == value) {
            return (first + at) as u32;
        }
        self.list.push(value);
        self.hashes.push(hash);
        if self.list.len() > FEW {
            let from = if self.index.is_empty() { 0 } else { self.list.len() - 1 };
            for (at, hash) in self.hashes.iter().enumerate().skip(from) {
                self.index.entry(*hash).or_insert(at as u32);
            }
        }
        self.list.len() as u32 - 1
    }
}

/// A hash that equal constants share.
fn hash_const(value: &Const) -> u64 {
    use std::hash::{BuildHasher, Hash, Hasher};
    let mut h = foldhash::fast::FixedState::default().build_hasher();
    std::mem::discriminant(value).hash(&mut h);
    match value {
        Const::Int(i) => i.hash(&mut h),
        Const::Bool(b) => b.hash(&mut h),
        Const::Float(f) => f.to_bits().hash(&mut h),
        Const::Str(s) => s.as_bytes().hash(&mut h),
        Const::Bytes(b) => b.hash(&mut h),
        Const::Tuple(items) => {
            for item in items.iter() {
                hash_const(item).hash(&mut h);
            }
        }
        Const::Code(c) => (c.firstlineno, &*c.name, c.code.len()).hash(&mut h),
        _ => {}
    }
    h.finish()
}

/// Parameter counts of a code object.
#[derive(Clone, Copy, Default)]
pub(super) struct ArgCounts {
    pub args: u32,
    pub posonly: u32,
    pub kwonly: u32,
}

/// A deferred annotation of a module or class body: its statement, and its number when conditional.
#[derive(Clone, Copy)]
pub(super) struct DeferredAnnotation<'a> {
    pub stmt: &'a Stmt,
    pub index: Option<u32>,
}

/// One code object in the making.
pub(super) struct Unit<'a> {
    pub kind: UnitKind,
    pub scope: ScopeId,
    pub name: Ident,
    pub qualname: Ident,
    pub private: Option<Ident>,
    pub firstlineno: u32,
    pub counts: ArgCounts,
    /// Nothing is emitted: only errors and warnings are wanted.
    idle: bool,
    pub names: NameTable,
    pub varnames: NameTable,
    pub cellvars: NameTable,
    pub freevars: NameTable,
    /// Names that are or were fast locals of an inlined comprehension; `true` while they are.
    pub fast_hidden: Map<Ident, bool>,
    pub hidden: Vec<Ident>,
    pub frame_blocks: Vec<FrameBlock<'a>>,
    pub in_inlined_comp: u32,
    pub in_conditional_block: u32,
    pub deferred: Vec<DeferredAnnotation<'a>>,
    pub next_conditional: u32,
    pub static_attributes: BTreeSet<Ident>,
    consts: ConstTable,
    stream: Vec<Raw>,
    stash: Option<Vec<Raw>>,
    annotations_code: Option<Vec<Raw>>,
    labels: Vec<Option<u32>>,
    guards: Vec<Vec<GuardFact>>,
    /// The innermost unrolled loop whose copies are being compiled, and the one around each: numbers from 1 on.
    unrolled: u32,
    unrolled_around: Vec<u32>,
}

impl<'a> Unit<'a> {
    pub fn new(
        kind: UnitKind,
        scope: ScopeId,
        name: Ident,
        firstlineno: u32,
        counts: ArgCounts,
        idle: bool,
        stream: Stream,
    ) -> Unit<'a> {
        Unit {
            idle,
            kind,
            scope,
            qualname: name.clone(),
            name,
            private: None,
            firstlineno,
            counts,
            names: if idle { NameTable::idle(Vec::new()) } else { NameTable::default() },
            varnames: NameTable::default(),
            cellvars: NameTable::default(),
            freevars: NameTable::default(),
            fast_hidden: Map::default(),
            hidden: Vec::new(),
            frame_blocks: Vec::new(),
            in_inlined_comp: 0,
            in_conditional_block: 0,
            deferred: Vec::new(),
            next_conditional: 0,
            static_attributes: BTreeSet::new(),
            consts: ConstTable::default(),
            stream,
            stash: None,
            annotations_code: None,
            labels: Vec::new(),
            guards: Vec::new(),
            unrolled: 0,
            unrolled_around: Vec::new(),
        }
    }

    /// The innermost unrolled loop, 0 outside of any.
    pub fn unrolled(&self) -> u32 {
        self.unrolled
    }

    pub fn set_unrolled(&mut self, unrolled: u32) {
        self.unrolled = unrolled;
    }

    /// Another part of an unrolled loop follows.
    pub fn mark_unrolled(&mut self, part: UnrolledPart) {
        let in_header = self.unrolled & Instr::UNROLLED_HEADER != 0;
        let number = self.unrolled & !Instr::UNROLLED_HEADER;
        match part {
            UnrolledPart::Body if in_header => self.unrolled = number,
            UnrolledPart::Body => {
                self.unrolled_around.push(number);
                self.unrolled = self.unrolled_around.len() as u32;
            }
            UnrolledPart::Header if number > 0 => self.unrolled |= Instr::UNROLLED_HEADER,
            UnrolledPart::Header => {}
            UnrolledPart::End => {
                self.unrolled =
                    self.unrolled_around.get((number as usize).wrapping_sub(1)).copied().unwrap_or(0);
            }
        }
    }

    pub fn new_label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() as u32 - 1)
    }

    pub fn use_label(&mut self, label: Label) {
        self.labels[label.0 as usize] = Some(self.stream.len() as u32);
    }

    fn push(&mut self, raw: Raw) {
        if self.idle {
            return;
        }
        self.stream.push(Raw { unrolled: self.unrolled, ..raw });
    }

    pub fn emit(&mut self, op: Opcode, arg: u32, span: Span) {
        self.push(Raw { op, arg, label: None, span, guard: None, unrolled: 0 });
    }

    pub fn emit_jump(&mut self, op: Opcode, label: Label, span: Span) {
        self.push(Raw { op, arg: 0, label: Some(label), span, guard: None, unrolled: 0 });
    }

    pub fn emit_guard(&mut self, facts: Vec<GuardFact>, slow: Label, span: Span) {
        let guard = Some(self.guards.len() as u32);
        self.guards.push(facts);
        self.push(Raw { op: Opcode::JumpForward, arg: 0, label: Some(slow), span, guard, unrolled: 0 });
    }

    /// Puts a jump before everything else.
    pub fn insert_first(&mut self, op: Opcode, label: Label, span: Span) {
        if self.idle {
            return;
        }
        self.stream.insert(0, Raw { op, arg: 0, label: Some(label), span, guard: None, unrolled: 0 });
        for at in self.labels.iter_mut().flatten() {
            *at += 1;
        }
    }

    pub fn add_const(&mut self, value: Const) -> u32 {
        if self.idle {
            return 0;
        }
        self.consts.add(value)
    }

    /// What follows goes where `ANNOTATIONS_PLACEHOLDER` stands, until [`Unit::end_annotations`].
    pub fn start_annotations(&mut self) {
        self.stash = Some(std::mem::take(&mut self.stream));
    }

    pub fn end_annotations(&mut self) {
        if let Some(stream) = self.stash.take() {
            self.annotations_code = Some(std::mem::replace(&mut self.stream, stream));
        }
    }

    /// Index of cell or free variable `name`, counting cells first.
    pub fn deref_index(&self, name: &str) -> Option<u32> {
        self.cellvars
            .get(name)
            .or_else(|| self.freevars.get(name).map(|i| i + self.cellvars.list.len() as u32))
    }

    /// The finished graph, and the room that the stream took.
    pub fn into_cfg(mut self, flags: CodeFlags, filename: Ident, unit: CompileUnit) -> (Cfg, Stream) {
        // Splice the annotation code in; it has no labels of its own.
        if let Some(at) = self.stream.iter().position(|r| r.op == Opcode::AnnotationsPlaceholder) {
            let code = self.annotations_code.take().unwrap_or_default();
            let shift = code.len() as u32;
            for place in self.labels.iter_mut().flatten() {
                if *place > at as u32 {
                    *place = *place - 1 + shift;
                }
            }
            self.stream.splice(at..=at, code);
        }
        let n = self.stream.len();
        for i in (0..n).rev() {
            if self.stream[i].span == NEXT_LOCATION {
                self.stream[i].span = self.stream.get(i + 1).map_or(Span::NONE, |r| r.span);
            }
        }
        let place = |l: Label| self.labels[l.0 as usize].unwrap_or(n as u32) as usize;
        let mut starts = vec![false; n + 1];
        starts[0] = true;
        for (i, raw) in self.stream.iter().enumerate() {
            if let Some(l) = raw.label {
                starts[place(l)] = true;
            }
            if ends_block(raw) {
                starts[i + 1] = true;
            }
        }
        let mut block_of = vec![BlockId(0); n + 1];
        let mut count = 0;
        for (i, start) in starts.iter().enumerate() {
            count += u32::from(*start);
            block_of[i] = BlockId(count - 1);
        }
        let mut cfg = Cfg {
            consts: self.consts.list,
            names: self.names.list,
            varnames: self.varnames.list,
            cellvars: self.cellvars.list,
            freevars: self.freevars.list,
            hidden: self.hidden,
            argcount: self.counts.posonly + self.counts.args,
            posonlyargcount: self.counts.posonly,
            kwonlyargcount: self.counts.kwonly,
            flags,
            name: self.name,
            qualname: self.qualname,
            filename,
            firstlineno: self.firstlineno,
            unit,
            guards: self.guards,
            unrolled_around: self.unrolled_around,
            ..Cfg::default()
        };
        // A jump to the very end needs a block there; otherwise the last block is the last instruction's.
        let used = if n > 0 && starts[n] && self.stream.iter().any(|r| r.label.is_some_and(|l| place(l) == n))
        {
            count
        } else {
            block_of[n.saturating_sub(1)].0 + 1
        };
        let instr = |raw: &Raw| Instr {
            target: raw.label.map(|l| block_of[place(l)]),
            guard: raw.guard,
            unrolled: raw.unrolled,
            ..Instr::new(raw.op, raw.arg, raw.span)
        };
        cfg.blocks.reserve(used as usize);
        let mut rest = &self.stream[..];
        while !rest.is_empty() {
            let from = n - rest.len();
            let length =
                starts[from + 1..n].iter().position(|start| *start).map_or(rest.len(), |more| more + 1);
            // The assembler puts a NOT_TAKEN behind conditional jumps.
            let mut instrs = Vec::with_capacity(length + 1);
            instrs.extend(rest[..length].iter().map(instr));
            cfg.blocks.push(Block { instrs, ..Block::default() });
            rest = &rest[length..];
        }
        cfg.blocks.resize_with(used as usize, Block::default);
        cfg.order = (0..used).map(BlockId).collect();
        self.stream.clear();
        (cfg, self.stream)
    }
}

/// Whether the stream starts a new block behind `raw`.
fn ends_block(raw: &Raw) -> bool {
    raw.op.has_jump()
        || matches!(
            raw.op,
            Opcode::Jump
                | Opcode::JumpNoInterrupt
                | Opcode::JumpIfFalse
                | Opcode::JumpIfTrue
                | Opcode::ReturnValue
                | Opcode::RaiseVarargs
                | Opcode::Reraise
        )
}

/// `Const` of a text.
pub(super) fn str_const(s: &str) -> Const {
    Const::Str(Arc::from(crate::syntax::ast::Wtf8::new(s).into_box()))
}
