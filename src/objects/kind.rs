//! The kinds of heap cell: one row each; the collector's table is made from the rows.
//!
//! To add one: a `#[repr(C)]` struct with a [`Header`](crate::heap::Header) first and `Cell` fields, its
//! `HeapObject` impl (`heap_object!`), and a row here.

use crate::heap::KindInfo;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $ty:path;)*) => {
        /// The layout of a heap cell.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[repr(u8)]
        pub enum Kind { $($(#[$doc])* $kind,)* }

        static TABLE: &[KindInfo] = &[$(KindInfo::of::<$ty>(stringify!($kind)),)*];
    };
}

kinds! {
    /// Traced values that belong to another object (list items, spilled slots).
    ValueBuffer = super::buffer::ValueBuffer;
    /// Bytes that belong to another object (text, byte arrays).
    ByteBuffer = super::buffer::ByteBuffer;
    /// The table of a dict.
    Table = super::table::Table;
    /// The table of a set.
    SetTable = super::set_table::SetTable;
    /// The cell of a name in a namespace.
    NameCell = super::namespace::NameCell;
    /// An instance of a class without a builtin layout.
    Instance = super::instance::Instance;
    /// A class.
    Type = super::types::Type;
    /// An int beyond 49 bits.
    Int = super::int::Int;
    /// A NaN.
    Nan = super::float::Nan;
    /// `complex`.
    Complex = super::float::Complex;
    /// `str`.
    Str = super::str::Str;
    /// `bytes`.
    Bytes = super::bytes::Bytes;
    /// `bytearray`.
    ByteArray = super::bytearray::ByteArray;
    /// `memoryview`.
    MemoryView = super::memory::MemoryView;
    /// `tuple`.
    Tuple = super::tuple::Tuple;
    /// `list`.
    List = super::list::List;
    /// `dict`, also as a namespace.
    Dict = super::dict::Dict;
    /// What `keys()`, `values()` and `items()` of a dict give.
    DictView = super::view::DictView;
    /// `set` and `frozenset`.
    Set = super::set::Set;
    /// A weak reference.
    WeakRef = super::weakref::WeakRef;
    /// A code object.
    Code = super::function::Code;
    /// A Python function.
    Function = super::function::Function;
    /// A function written in Rust.
    Native = super::function::Native;
    /// A function with its receiver.
    BoundMethod = super::function::BoundMethod;
    /// A closure's variable.
    Cell = super::function::Cell;
    /// An exception.
    Exception = super::exception::Exception;
    /// A traceback entry.
    Traceback = super::exception::Traceback;
    /// `range`.
    Range = super::range::Range;
    /// `slice`.
    Slice = super::range::Slice;
    /// An iterator that the engine steps itself.
    Iterator = super::iterator::Iterator;
    /// `property`, `classmethod`, `staticmethod`.
    Descriptor = super::descriptor::Descriptor;
    /// `getset_descriptor` and `member_descriptor`.
    GetSet = super::getset::GetSet;
    /// A class with arguments.
    GenericAlias = super::generic::GenericAlias;
    /// A union of types.
    Union = super::generic::Union;
    /// A type parameter.
    TypeParam = super::type_param::TypeParam;
    /// What a `type` statement makes.
    TypeAlias = super::type_param::TypeAlias;
    /// A frame as programs see it.
    Frame = super::frame::Frame;
    /// `f_locals` of a function's frame.
    FrameLocals = super::frame::FrameLocals;
    /// What a template string gives.
    Template = super::template::Template;
    /// A replacement field of one.
    Interpolation = super::template::Interpolation;
    /// `super`.
    Super = super::super_object::Super;
    /// `mappingproxy`.
    Proxy = super::proxy::Proxy;
    /// A module.
    Module = super::module::Module;
    /// A generator.
    Generator = super::generator::Generator;
    /// What coroutines and asynchronous generators hand out to be awaited.
    Awaitable = super::awaitable::Awaitable;
    /// The state of an object of a native class.
    State = super::state::State;
    /// A native that waits for Python code.
    Task = crate::vm::pending::Task;
    /// Quick instructions bound to namespaces.
    Binding = super::binding::Binding;
    /// `collections.deque`.
    Deque = crate::stdlib::collections::ring::Deque;
    /// An iterator over a deque.
    DequeIterator = crate::stdlib::collections::ring::DequeIterator;
    /// `array.array`.
    Array = crate::stdlib::array::items::Array;
    /// An iterator over an array.
    ArrayIterator = crate::stdlib::array::items::ArrayIterator;
    /// `decimal.Decimal`.
    Decimal = crate::stdlib::decimal::object::Decimal;
    /// A coefficient of more than two words.
    BigCoefficient = crate::stdlib::decimal::object::BigCoefficient;
    /// `decimal.Context`.
    DecimalContext = crate::stdlib::decimal::object::DecimalContext;
    /// An iterator of `itertools`.
    Tool = crate::stdlib::itertools::tool::Tool;
    /// A future or task of `asyncio`.
    Future = crate::stdlib::asyncio::object::Future;
    /// What `await future` steps.
    FutureIterator = crate::stdlib::asyncio::object::FutureIterator;
    /// What the event loop calls to take a task further.
    TaskStep = crate::stdlib::asyncio::object::TaskStep;
}

/// The row of a kind.
#[inline(always)]
pub fn info(kind: Kind) -> &'static KindInfo {
    &TABLE[kind as usize]
}
