//! The code object of CPython 3.14, immutable, shareable and marshal-able.

use super::frozen::FrozenCode;
use crate::syntax::ast::{BigInt, Constant, GuardFact, Ident, Wtf8};
use std::sync::Arc;

/// `co_flags`, by CPython's numbers; unknown bits are kept.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct CodeFlags(pub u32);

#[allow(missing_docs, reason = "the names are CPython's")]
impl CodeFlags {
    pub const OPTIMIZED: u32 = 0x1;
    pub const NEWLOCALS: u32 = 0x2;
    pub const VARARGS: u32 = 0x4;
    pub const VARKEYWORDS: u32 = 0x8;
    pub const NESTED: u32 = 0x10;
    pub const GENERATOR: u32 = 0x20;
    pub const COROUTINE: u32 = 0x80;
    pub const ITERABLE_COROUTINE: u32 = 0x100;
    pub const ASYNC_GENERATOR: u32 = 0x200;
    pub const FUTURE_ANNOTATIONS: u32 = 0x100_0000;
    pub const HAS_DOCSTRING: u32 = 0x400_0000;
    pub const METHOD: u32 = 0x800_0000;

    /// Whether all of `bits` are set.
    pub fn has(self, bits: u32) -> bool {
        self.0 & bits == bits
    }

    /// Whether a call makes a generator, coroutine or async generator.
    pub fn is_generator_like(self) -> bool {
        self.0 & (Self::GENERATOR | Self::COROUTINE | Self::ASYNC_GENERATOR) != 0
    }
}

/// `co_localspluskinds`, one byte for each fast local.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct KindFlags(pub u8);

#[allow(missing_docs, reason = "the names are CPython's")]
impl KindFlags {
    pub const ARG_POS: u8 = 0x02;
    pub const ARG_KW: u8 = 0x04;
    pub const ARG_VAR: u8 = 0x08;
    /// A local of an inlined comprehension.
    pub const HIDDEN: u8 = 0x10;
    pub const LOCAL: u8 = 0x20;
    pub const CELL: u8 = 0x40;
    pub const FREE: u8 = 0x80;
}

/// One fast local: a local, cell or free variable. Order: parameters, other locals, pure cells, free variables.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct LocalsPlus {
    /// The (mangled) name.
    pub name: Ident,
    /// What it is.
    pub kind: KindFlags,
}

/// A constant of a code object.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "each variant is the Python type of its name")]
pub enum Const {
    None,
    Bool(bool),
    Ellipsis,
    Int(i64),
    /// Outside the range of `i64`.
    BigInt(Box<BigInt>),
    Float(f64),
    Complex {
        real: f64,
        imag: f64,
    },
    Str(Arc<Wtf8>),
    Bytes(Arc<[u8]>),
    Tuple(Arc<[Const]>),
    FrozenSet(Arc<[Const]>),
    /// start, stop, step
    Slice(Arc<[Const; 3]>),
    Code(Arc<CodeObject>),
    /// Code of the frozen library that may not be decoded yet.
    Frozen(Arc<FrozenCode>),
}

impl Const {
    /// The code object that it is, decoded.
    pub fn as_code(&self) -> Option<&Arc<CodeObject>> {
        match self {
            Const::Code(code) => Some(code),
            Const::Frozen(code) => Some(code.code()),
            _ => None,
        }
    }

    /// As a constant of the syntax tree, which operators are defined on; code objects are none.
    pub fn to_constant(&self) -> Option<Constant> {
        let all = |items: &[Const]| items.iter().map(Const::to_constant).collect::<Option<Vec<_>>>();
        Some(match self {
            Const::None => Constant::None,
            Const::Bool(value) => Constant::Bool(*value),
            Const::Ellipsis => Constant::Ellipsis,
            Const::Int(value) => Constant::Int(*value),
            Const::BigInt(value) => Constant::BigInt(value.clone()),
            Const::Float(value) => Constant::Float(*value),
            Const::Complex { real, imag } => Constant::Complex { real: *real, imag: *imag },
            Const::Str(text) => Constant::Str(text.clone()),
            Const::Bytes(bytes) => Constant::Bytes(bytes.clone()),
            Const::Tuple(items) => Constant::Tuple(all(items)?.into()),
            Const::FrozenSet(items) => Constant::FrozenSet(all(items)?.into()),
            Const::Slice(parts) => {
                let [a, b, c] = [parts[0].to_constant()?, parts[1].to_constant()?, parts[2].to_constant()?];
                Constant::Slice(Arc::new([a, b, c]))
            }
            Const::Code(_) | Const::Frozen(_) => return None,
        })
    }
}

/// One run of the compiler: code objects that come from the same source text know each other by it.
#[derive(Clone, Default, Debug)]
pub struct CompileUnit(Option<Arc<()>>);

impl CompileUnit {
    /// A unit that is no other's.
    pub fn fresh() -> CompileUnit {
        CompileUnit(Some(Arc::new(())))
    }

    /// Whether both are the same unit; nobody's is like no other.
    pub fn is(&self, other: &CompileUnit) -> bool {
        self.0.as_ref().zip(other.0.as_ref()).is_some_and(|(this, other)| Arc::ptr_eq(this, other))
    }
}

/// A guard site: the `JUMP_FORWARD` at `offset` goes to the slow path; while all `facts` hold, a runtime that
/// reads this table may go on behind the jump instead. Who ignores the table runs the original program.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct GuardSite {
    /// Byte offset of the `JUMP_FORWARD` in `code` (of the opcode itself, behind its EXTENDED_ARGs).
    pub offset: u32,
    /// What must hold.
    pub facts: Vec<GuardFact>,
}

/// Copies of the bodies of unrolled loops: the program as written has an iterator on the stack for each.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Unrolled {
    /// Byte offset of the first instruction.
    pub start: u32,
    /// Byte offset behind the last one.
    pub end: u32,
    /// Of each loop, the outermost first: how many operands lie below its iterator, other left out ones apart.
    pub depths: Box<[u32]>,
    /// The innermost loop takes its next item here, on the line of its header.
    pub header: bool,
}

/// A code object; the fields are CPython's.
#[derive(Clone, Default, Debug)]
pub struct CodeObject {
    /// Positional parameters, positional-only ones included.
    pub argcount: u32,
    /// Positional-only parameters.
    pub posonlyargcount: u32,
    /// Keyword-only parameters.
    pub kwonlyargcount: u32,
    /// Operand stack slots.
    pub stacksize: u32,
    /// `co_flags`.
    pub flags: CodeFlags,
    /// Instructions: opcode and argument byte in turn, with inline cache units of zero.
    pub code: Box<[u8]>,
    /// `co_consts`.
    pub consts: Box<[Const]>,
    /// `co_names`.
    pub names: Box<[Ident]>,
    /// All fast locals.
    pub localsplus: Box<[LocalsPlus]>,
    /// `co_filename`.
    pub filename: Ident,
    /// `co_name`.
    pub name: Ident,
    /// `co_qualname`.
    pub qualname: Ident,
    /// `co_firstlineno`.
    pub firstlineno: u32,
    /// `co_linetable` (PEP 626/657 location table).
    pub linetable: Box<[u8]>,
    /// `co_exceptiontable`.
    pub exceptiontable: Box<[u8]>,
    /// What it was compiled together with; nobody's in code that was marshalled or put together.
    pub unit: CompileUnit,
    /// Guard sites by ascending offset; empty in code that CPython made.
    pub guards: Box<[GuardSite]>,
    /// Unrolled loops by ascending offset; empty in code that CPython made or that was marshalled.
    pub unrolled: Box<[Unrolled]>,
}
