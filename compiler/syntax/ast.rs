//! The syntax tree: Python 3.14's abstract grammar as plain owned Rust values.
//!
//! The shapes and names are those of CPython's `ast` module, so that a reader (and later the `ast` module
//! itself) needs no second vocabulary. What differs, and why:
//!
//! - every node carries its whole [`Span`]: line and *byte* column of both ends, as CPython's `lineno`,
//!   `col_offset`, `end_lineno`, `end_col_offset`;
//! - text constants are [`Wtf8Buf`]: a Python `str` may hold lone surrogates, a Rust one may not;
//! - [`ExprKind::Guard`] is the test of a guarded rewrite, [`ExprKind::Intrinsic`] one of its fast
//!   paths, [`StmtKind::Line`] what is left of a statement whose work is
//!   gone. No source can spell them; only passes make them.
//!
//! INVARIANT: the depth of a tree that `parse` returned is bounded (see `syntax::limits`), so recursive
//! visitors and the recursive drop do not overflow the native stack.
#![allow(missing_docs, reason = "fields and variants carry the names of Python's abstract grammar")]

use crate::semantics::exact::ExactKinds;
use std::sync::Arc;

pub use malachite_bigint::BigInt;
pub use rustpython_wtf8::{Wtf8, Wtf8Buf};

/// An identifier after NFKC normalization, before private-name mangling.
pub type Ident = Arc<str>;

/// Where a node stands in its source.
///
/// Lines count from 1, columns are UTF-8 byte offsets from 0, the end is exclusive. `line == 0` means
/// "no location" (code that the compiler made up).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Span {
    /// First line, from 1.
    pub line: u32,
    /// Byte column of the first character.
    pub col: u32,
    /// Last line.
    pub end_line: u32,
    /// Byte column after the last character.
    pub end_col: u32,
}

impl Span {
    /// The span of code that stands nowhere in the source.
    pub const NONE: Span = Span { line: 0, col: 0, end_line: 0, end_col: 0 };

    /// From the start of `self` to the end of `last`.
    pub fn to(self, last: Span) -> Span {
        Span { line: self.line, col: self.col, end_line: last.end_line, end_col: last.end_col }
    }

    /// Whether it begins and ends on the same line: then no line gets lost when a part of it goes.
    pub fn is_one_line(self) -> bool {
        self.line == self.end_line
    }

    /// Whether this is [`Span::NONE`].
    pub fn is_none(self) -> bool {
        self.line == 0
    }
}

/// What `parse` was asked for.
#[derive(Clone, PartialEq, Debug)]
pub enum Mod {
    /// A file or an `exec` string.
    Module(Vec<Stmt>),
    /// One interactive statement (`compile(..., "single")`).
    Interactive(Vec<Stmt>),
    /// An `eval` string.
    Expression(Box<Expr>),
}

/// A statement and where it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// Where it stands. For a decorated `def` or `class` this starts at the keyword, as in CPython.
    pub span: Span,
}

/// An expression and where it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands, without enclosing parentheses (a tuple's own parentheses belong to it).
    pub span: Span,
}

impl Expr {
    /// The format and the items of `'…' % (…)` with a str literal and a tuple display without star, which the language
    /// formats as an f-string if it can.
    pub fn percent_format(&self) -> Option<(&Wtf8, &[Expr])> {
        let ExprKind::BinOp { left, op: Operator::Mod, right } = &self.kind else { return None };
        let ExprKind::Constant(Constant::Str(format)) = &left.kind else { return None };
        let ExprKind::Tuple { elts, ctx: ExprContext::Load } = &right.kind else { return None };
        let starred = elts.iter().any(|elt| matches!(elt.kind, ExprKind::Starred { .. }));
        (!starred).then_some((format, elts))
    }
}

/// `def` and `async def`.
#[derive(Clone, PartialEq, Debug)]
pub struct FunctionDef {
    pub name: Ident,
    pub type_params: Vec<TypeParam>,
    pub args: Arguments,
    pub body: Vec<Stmt>,
    pub decorators: Vec<Expr>,
    pub returns: Option<Box<Expr>>,
    pub is_async: bool,
    pub notes: Notes,
}

/// `class`.
#[derive(Clone, PartialEq, Debug)]
pub struct ClassDef {
    pub name: Ident,
    pub type_params: Vec<TypeParam>,
    pub bases: Vec<Expr>,
    pub keywords: Vec<Keyword>,
    pub body: Vec<Stmt>,
    pub decorators: Vec<Expr>,
    pub notes: Notes,
}

/// What whoever rewrites the tree has found out about the body of a function or class: one bit for each rewrite that
/// may have something to do. No part of the program: trees are equal whatever their notes say.
#[derive(Clone, Copy, Default, Debug)]
pub struct Notes {
    /// Whether the bits below describe the body as it is.
    pub known: bool,
    /// Who may have to do with the body itself.
    pub own: u64,
    /// Who may have to do with the scopes nested in it.
    pub nested: u64,
}

impl PartialEq for Notes {
    fn eq(&self, _: &Notes) -> bool {
        true
    }
}

/// `try`, with `except` or `except*` handlers.
#[derive(Clone, PartialEq, Debug)]
pub struct Try {
    pub body: Vec<Stmt>,
    pub handlers: Vec<ExceptHandler>,
    pub orelse: Vec<Stmt>,
    pub finalbody: Vec<Stmt>,
    /// Handlers are `except*`.
    pub is_star: bool,
}

/// The kinds of statement.
#[derive(Clone, PartialEq, Debug)]
pub enum StmtKind {
    FunctionDef(Box<FunctionDef>),
    ClassDef(Box<ClassDef>),
    Return(Option<Box<Expr>>),
    Delete(Vec<Expr>),
    /// `a = b = value`.
    Assign {
        targets: Vec<Expr>,
        value: Box<Expr>,
    },
    TypeAlias {
        name: Box<Expr>,
        type_params: Vec<TypeParam>,
        value: Box<Expr>,
    },
    AugAssign {
        target: Box<Expr>,
        op: Operator,
        value: Box<Expr>,
    },
    /// `simple`: the target is a bare name without parentheses.
    AnnAssign {
        target: Box<Expr>,
        annotation: Box<Expr>,
        value: Option<Box<Expr>>,
        simple: bool,
    },
    For {
        target: Box<Expr>,
        iter: Box<Expr>,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
        is_async: bool,
    },
    While {
        test: Box<Expr>,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    /// An `elif` is an `If` alone in `orelse`.
    If {
        test: Box<Expr>,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    With {
        items: Vec<WithItem>,
        body: Vec<Stmt>,
        is_async: bool,
    },
    Match {
        subject: Box<Expr>,
        cases: Vec<MatchCase>,
    },
    Raise {
        exc: Option<Box<Expr>>,
        cause: Option<Box<Expr>>,
    },
    Try(Box<Try>),
    Assert {
        test: Box<Expr>,
        msg: Option<Box<Expr>>,
    },
    Import(Vec<Alias>),
    /// `level`: number of leading dots.
    ImportFrom {
        module: Option<Ident>,
        names: Vec<Alias>,
        level: u32,
    },
    Global(Vec<Ident>),
    Nonlocal(Vec<Ident>),
    Expr(Box<Expr>),
    Pass,
    Break,
    Continue,
    /// A line that the program as written runs through here, and that tracers are told of.
    Line,
    /// Marks a part of an unrolled loop, where the program as written has the loop's iterator on the stack (see
    /// `code::frame_state`).
    Unrolled(UnrolledPart),
}

/// What follows a mark: `i = 1`, Body, …, Header, `i = 2`, Body, …, Header, the end of the header's line, End.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum UnrolledPart {
    /// The loop takes its next item, or finds none.
    Header,
    /// A copy of the body.
    Body,
    /// What is behind the loop.
    End,
}

impl StmtKind {
    /// Whether it does nothing and no source spells it.
    pub fn is_mark(&self) -> bool {
        matches!(self, StmtKind::Line | StmtKind::Unrolled(_))
    }
}

/// The kinds of expression.
#[derive(Clone, PartialEq, Debug)]
pub enum ExprKind {
    BoolOp {
        op: BoolOp,
        values: Vec<Expr>,
    },
    /// `target := value`; the target is a `Name`.
    Named {
        target: Box<Expr>,
        value: Box<Expr>,
    },
    BinOp {
        left: Box<Expr>,
        op: Operator,
        right: Box<Expr>,
    },
    UnaryOp {
        op: UnaryOp,
        operand: Box<Expr>,
    },
    Lambda(Box<Lambda>),
    IfExp {
        test: Box<Expr>,
        body: Box<Expr>,
        orelse: Box<Expr>,
    },
    /// A key of `None` is `**value`.
    Dict {
        keys: Vec<Option<Expr>>,
        values: Vec<Expr>,
    },
    Set(Vec<Expr>),
    ListComp {
        elt: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    SetComp {
        elt: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    DictComp {
        key: Box<Expr>,
        value: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    GeneratorExp {
        elt: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    Await(Box<Expr>),
    Yield(Option<Box<Expr>>),
    YieldFrom(Box<Expr>),
    Compare {
        left: Box<Expr>,
        ops: Vec<CmpOp>,
        comparators: Vec<Expr>,
    },
    Call {
        func: Box<Expr>,
        args: Vec<Expr>,
        keywords: Vec<Keyword>,
    },
    /// A replacement field of an f-string; stands only in `JoinedStr` values and format specs.
    FormattedValue {
        value: Box<Expr>,
        conversion: Conversion,
        format_spec: Option<Box<Expr>>,
    },
    /// An f-string; `values` are string constants and `FormattedValue`s, never two constants in a row.
    JoinedStr(Vec<Expr>),
    /// A replacement field of a t-string; `text` is its expression as written.
    Interpolation {
        value: Box<Expr>,
        text: Wtf8Buf,
        conversion: Conversion,
        format_spec: Option<Box<Expr>>,
    },
    /// A t-string; `values` are string constants and `Interpolation`s.
    TemplateStr(Vec<Expr>),
    Constant(Constant),
    Attribute {
        value: Box<Expr>,
        attr: Ident,
        ctx: ExprContext,
    },
    Subscript {
        value: Box<Expr>,
        slice: Box<Expr>,
        ctx: ExprContext,
    },
    Starred {
        value: Box<Expr>,
        ctx: ExprContext,
    },
    Name {
        id: Ident,
        ctx: ExprContext,
    },
    List {
        elts: Vec<Expr>,
        ctx: ExprContext,
    },
    Tuple {
        elts: Vec<Expr>,
        ctx: ExprContext,
    },
    /// Only inside a subscript.
    Slice {
        lower: Option<Box<Expr>>,
        upper: Option<Box<Expr>>,
        step: Option<Box<Expr>>,
    },
    /// The test of a guarded rewrite: true while every fact holds. Stands only as the whole test of an
    /// `If` or an `IfExp`, whose `orelse` is the code as it was before the rewrite.
    Guard(Vec<GuardFact>),
    /// What an instruction does whose operands are known to be right for it. Stands only behind a guard.
    Intrinsic(Intrinsic, Vec<Expr>),
}

/// An instruction that passes name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Intrinsic {
    /// `list.append(list, item)`, whose result is the list instead of None.
    ListAppend,
    /// `list(generator)`, as a loop here.
    ListOf,
    /// `set(generator)`, as a loop here.
    SetOf,
}

impl Intrinsic {
    /// As it is written where passes show what they did.
    pub fn text(self) -> &'static str {
        match self {
            Intrinsic::ListAppend => "⟦list.append⟧",
            Intrinsic::ListOf => "⟦list⟧",
            Intrinsic::SetOf => "⟦set⟧",
        }
    }
}

/// A watched fact about the running program, known true when the code was compiled.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum GuardFact {
    /// `builtin:NAME`: absent from these globals, present and original in builtins.
    Builtin(Ident),
    /// `global:NAME`: the globals hold exactly this constant.
    Global(Ident, Constant),
    /// `func:NAME`: the globals hold the function that the definition of this name in this line made, with the code it
    /// was made with.
    Function(Ident, u32),
    /// `attr:MOD.NAME`: the globals hold a module, which has exactly this constant as attribute.
    Attribute(Ident, Ident, Constant),
    /// `exact:NAME:T`: the local is bound to a value of exactly one of these builtin types. Tested each time.
    Exact(Ident, ExactKinds),
    /// `room:N`: so many calls more may be nested. Tested each time.
    Room(u32),
}

impl GuardFact {
    /// Whether it is tested each time instead of being watched.
    pub fn is_tested(&self) -> bool {
        matches!(self, GuardFact::Exact(..) | GuardFact::Room(_))
    }
}

/// The value of a constant expression (and of a folded one).
#[derive(Clone, Debug)]
pub enum Constant {
    None,
    Bool(bool),
    Ellipsis,
    /// Any int that fits; the canonical form: a value in `i64` range is never `BigInt`.
    Int(i64),
    BigInt(Box<BigInt>),
    Float(f64),
    Complex {
        real: f64,
        imag: f64,
    },
    Str(Arc<Wtf8>),
    Bytes(Arc<[u8]>),
    /// Made by folding only.
    Tuple(Arc<[Constant]>),
    /// Made by folding only; no duplicates, in the order of first appearance.
    FrozenSet(Arc<[Constant]>),
    /// Made by folding only (3.14 has slice constants): start, stop, step.
    Slice(Arc<[Constant; 3]>),
}

impl Eq for Constant {}

impl std::hash::Hash for Constant {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Constant::Int(value) => value.hash(state),
            Constant::Str(text) => text.as_bytes().hash(state),
            Constant::Bytes(bytes) => bytes.hash(state),
            Constant::Tuple(items) => items.len().hash(state),
            _ => {}
        }
    }
}

impl PartialEq for Constant {
    /// Equal when no program can tell them apart: type, value, sign of zero, and NaN payload alike.
    fn eq(&self, other: &Self) -> bool {
        use Constant::*;
        match (self, other) {
            (None, None) | (Ellipsis, Ellipsis) => true,
            (Bool(a), Bool(b)) => a == b,
            (Int(a), Int(b)) => a == b,
            (BigInt(a), BigInt(b)) => a == b,
            (Float(a), Float(b)) => a.to_bits() == b.to_bits(),
            (Complex { real: a, imag: b }, Complex { real: c, imag: d }) => {
                a.to_bits() == c.to_bits() && b.to_bits() == d.to_bits()
            }
            (Str(a), Str(b)) => a == b,
            (Bytes(a), Bytes(b)) => a == b,
            (Tuple(a), Tuple(b)) | (FrozenSet(a), FrozenSet(b)) => a == b,
            (Slice(a), Slice(b)) => a == b,
            _ => false,
        }
    }
}

/// `lambda args: body`.
#[derive(Clone, PartialEq, Debug)]
pub struct Lambda {
    pub args: Arguments,
    pub body: Expr,
}

/// One `for … in … if …` of a comprehension.
#[derive(Clone, PartialEq, Debug)]
pub struct Comprehension {
    pub target: Expr,
    pub iter: Expr,
    pub ifs: Vec<Expr>,
    pub is_async: bool,
}

/// `except type as name:`; `span` is the whole clause.
#[derive(Clone, PartialEq, Debug)]
pub struct ExceptHandler {
    pub typ: Option<Expr>,
    pub name: Option<Ident>,
    pub body: Vec<Stmt>,
    pub span: Span,
}

/// The parameters of a function. `defaults` belong to the last of `posonlyargs + args`; `kw_defaults` has
/// one entry for each of `kwonlyargs`.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Arguments {
    pub posonlyargs: Vec<Arg>,
    pub args: Vec<Arg>,
    pub vararg: Option<Box<Arg>>,
    pub kwonlyargs: Vec<Arg>,
    pub kw_defaults: Vec<Option<Expr>>,
    pub kwarg: Option<Box<Arg>>,
    pub defaults: Vec<Expr>,
}

/// One parameter. A `*args: *Ts` annotation is a `Starred`.
#[derive(Clone, PartialEq, Debug)]
pub struct Arg {
    pub name: Ident,
    pub annotation: Option<Box<Expr>>,
    pub span: Span,
}

/// `name=value` or `**value` in a call or class header.
#[derive(Clone, PartialEq, Debug)]
pub struct Keyword {
    pub name: Option<Ident>,
    pub value: Expr,
    pub span: Span,
}

/// `name as asname` of an import; `name` is dotted for `import`, `*` for a star-import.
#[derive(Clone, PartialEq, Debug)]
pub struct Alias {
    pub name: Ident,
    pub asname: Option<Ident>,
    pub span: Span,
}

/// `context_expr as optional_vars`.
#[derive(Clone, PartialEq, Debug)]
pub struct WithItem {
    pub context_expr: Expr,
    pub optional_vars: Option<Box<Expr>>,
}

/// `case pattern if guard:`.
#[derive(Clone, PartialEq, Debug)]
pub struct MatchCase {
    pub pattern: Pattern,
    pub guard: Option<Box<Expr>>,
    pub body: Vec<Stmt>,
}

/// A pattern and where it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Pattern {
    pub kind: PatternKind,
    pub span: Span,
}

/// The kinds of pattern.
#[derive(Clone, PartialEq, Debug)]
pub enum PatternKind {
    Value(Box<Expr>),
    /// `None`, `True`, `False`.
    Singleton(Constant),
    Sequence(Vec<Pattern>),
    Mapping {
        keys: Vec<Expr>,
        patterns: Vec<Pattern>,
        rest: Option<Ident>,
    },
    Class {
        cls: Box<Expr>,
        patterns: Vec<Pattern>,
        kwd_attrs: Vec<Ident>,
        kwd_patterns: Vec<Pattern>,
    },
    Star(Option<Ident>),
    /// `pattern as name`; without pattern a capture, without both the wildcard `_`.
    As {
        pattern: Option<Box<Pattern>>,
        name: Option<Ident>,
    },
    Or(Vec<Pattern>),
}

/// A type parameter of PEP 695, with the default of PEP 696.
#[derive(Clone, PartialEq, Debug)]
pub struct TypeParam {
    pub kind: TypeParamKind,
    pub name: Ident,
    pub default: Option<Box<Expr>>,
    pub span: Span,
}

/// The kinds of type parameter.
#[derive(Clone, PartialEq, Debug)]
pub enum TypeParamKind {
    TypeVar { bound: Option<Box<Expr>> },
    ParamSpec,
    TypeVarTuple,
}

/// What an assignable expression is used for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ExprContext {
    Load,
    Store,
    Del,
}

/// `and`, `or`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BoolOp {
    And,
    Or,
}

/// Binary operators; the discriminant is CPython's `NB_*` number, the in-place form is 13 more.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum Operator {
    Add = 0,
    BitAnd = 1,
    FloorDiv = 2,
    LShift = 3,
    MatMult = 4,
    Mult = 5,
    Mod = 6,
    BitOr = 7,
    Pow = 8,
    RShift = 9,
    Sub = 10,
    Div = 11,
    BitXor = 12,
}

/// `~ not + -`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum UnaryOp {
    Invert,
    Not,
    UAdd,
    USub,
}

/// Comparison operators; the first six in the order of CPython's `Py_LT` to `Py_GE`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum CmpOp {
    Lt = 0,
    LtE = 1,
    Eq = 2,
    NotEq = 3,
    Gt = 4,
    GtE = 5,
    Is,
    IsNot,
    In,
    NotIn,
}

/// `!s`, `!r`, `!a` of a replacement field; discriminants are those of `FORMAT_VALUE`/`CONVERT_VALUE`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(u8)]
pub enum Conversion {
    None = 0,
    Str = 1,
    Repr = 2,
    Ascii = 3,
}
