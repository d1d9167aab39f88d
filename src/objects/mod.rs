//! Built-in types: one file each, layout drawing first, behaviour after it.
//!
//! Layouts know nothing of the interpreter's state; what may call Python lies in `vm` and `builtins`.

pub mod awaitable;
pub mod binding;
pub mod buffer;
pub mod bytearray;
pub mod bytes;
pub mod descriptor;
pub mod dict;
pub mod exception;
pub mod float;
pub mod frame;
pub mod function;
pub mod generator;
pub mod generic;
pub mod getset;
pub mod instance;
pub mod int;
pub mod iterator;
pub mod kind;
pub mod list;
pub mod memory;
pub mod module;
pub mod namespace;
pub mod proxy;
pub mod range;
pub mod set;
pub mod set_table;
pub mod shape;
pub mod state;
pub mod str;
pub mod super_object;
pub mod table;
pub mod template;
pub mod tuple;
pub mod type_param;
pub mod types;
pub mod view;
pub mod weakref;

pub use self::str::Str;
pub use binding::Binding;
pub use buffer::{ByteBuffer, ValueBuffer};
pub use bytearray::ByteArray;
pub use bytes::Bytes;
pub use dict::Dict;
pub use exception::{Exception, Traceback};
pub use float::{Complex, Nan};
pub use function::{BoundMethod, Code, Function, Native};
pub use generic::{GenericAlias, Union};
pub use getset::{GetSet, GetSetDef};
pub use instance::Instance;
pub use int::Int;
pub use iterator::{Iterator, Stepping};
pub use kind::Kind;
pub use list::List;
pub use memory::MemoryView;
pub use module::Module;
pub use namespace::NameCell;
pub use proxy::Proxy;
pub use range::{Range, Slice};
pub use set::Set;
pub use shape::{Shape, ShapeId, Shapes};
pub use super_object::Super;
pub use table::Table;
pub use tuple::Tuple;
pub use types::Type;
pub use view::{DictView, ViewOf};
pub use weakref::WeakRef;

/// Implements [`HeapObject`](crate::heap::HeapObject) for a `#[repr(C)]` struct with a header first:
/// `heap_object!(List: List, trace buffer)` names the fields to visit, each a `Cell<Value>`.
macro_rules! heap_object {
    ($ty:ident: $kind:ident $(, drop $drop:literal)? $(, trace $($field:ident)+)?) => {
        // SAFETY: `#[repr(C)]`, header first, mutable fields are cells, and every field that refers to the heap
        // is listed.
        unsafe impl crate::heap::HeapObject for $ty {
            const KIND: crate::objects::Kind = crate::objects::Kind::$kind;
            $(const NEEDS_DROP: bool = $drop;)?
            #[inline]
            fn trace(&self, _marker: &mut crate::heap::Marker<'_>) {
                $($(_marker.field(&self.$field);)+)?
            }
        }
    };
}
pub(crate) use heap_object;

/// Visits the named fields of an object whose `trace` is written by hand.
macro_rules! heap_object_fields {
    ($object:expr, $marker:expr, $($field:ident)+) => {
        $($marker.field(&$object.$field);)+
    };
}
pub(crate) use heap_object_fields;
