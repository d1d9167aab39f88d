//! The builtin classes, one row each: field, Python name, layout (with it the root shape), base.

use super::names::Names;
use crate::heap::{Gc, Heap, Marker};
use crate::objects::types::{NewType, type_flags};
use crate::objects::{Dict, Kind, ShapeId, Shapes, Stepping, Str, Tuple, Type};
use crate::value::Value;
use rustpython_wtf8::Wtf8;

macro_rules! types {
    (@base no_base) => { None };
    (@base $base:ident) => { Some($base) };
    (@own) => { true };
    (@new) => { false };
    ($($field:ident = $name:literal, $kind:ident $own:ident, $base:ident;)*) => {
        /// The builtin classes.
        #[allow(missing_docs, reason = "the names say which class it is")]
        #[derive(Clone, Copy)]
        pub struct Types { $(pub $field: Gc<Type>,)* }

        impl Types {
            /// Makes all of them.
            pub fn new(heap: &mut Heap, shapes: &mut Shapes, names: &mut Names) -> Types {
                let mut make = Maker { heap, shapes, names };
                $(let $field = make.class($name, Kind::$kind, types!(@$own), types!(@base $base));)*
                Types { $($field,)* }
            }

            /// All of them, base classes first.
            pub fn all(&self) -> impl Iterator<Item = Gc<Type>> {
                [$(self.$field,)*].into_iter()
            }
        }
    };
}

// `own`: exact instances have the shape whose number is the kind; `new`: a shape of the class's own.
types! {
    object = "object", Instance own, no_base;
    typ = "type", Type own, object;
    int = "int", Int own, object;
    bool = "bool", Int new, int;
    float = "float", Nan own, object;
    complex = "complex", Complex own, object;
    str = "str", Str own, object;
    bytes = "bytes", Bytes own, object;
    bytearray = "bytearray", ByteArray own, object;
    memoryview = "memoryview", MemoryView own, object;
    tuple = "tuple", Tuple own, object;
    list = "list", List own, object;
    dict = "dict", Dict own, object;
    dict_keys = "dict_keys", DictView own, object;
    dict_values = "dict_values", DictView new, object;
    dict_items = "dict_items", DictView new, object;
    set = "set", Set own, object;
    frozenset = "frozenset", Set new, object;
    range = "range", Range own, object;
    slice = "slice", Slice own, object;
    none = "NoneType", Instance new, object;
    ellipsis = "ellipsis", Instance new, object;
    not_implemented = "NotImplementedType", Instance new, object;
    code = "code", Code own, object;
    function = "function", Function own, object;
    native = "builtin_function_or_method", Native own, object;
    method_descriptor = "method_descriptor", Native new, object;
    wrapper_descriptor = "wrapper_descriptor", Native new, object;
    method_wrapper = "method-wrapper", BoundMethod new, object;
    bound_method = "method", BoundMethod own, object;
    cell = "cell", Cell own, object;
    traceback = "traceback", Traceback own, object;
    iterator = "iterator", Iterator own, object;
    list_iterator = "list_iterator", Iterator new, object;
    list_reverseiterator = "list_reverseiterator", Iterator new, object;
    tuple_iterator = "tuple_iterator", Iterator new, object;
    range_iterator = "range_iterator", Iterator new, object;
    longrange_iterator = "longrange_iterator", Iterator new, object;
    str_iterator = "str_iterator", Iterator new, object;
    str_ascii_iterator = "str_ascii_iterator", Iterator new, object;
    bytes_iterator = "bytes_iterator", Iterator new, object;
    bytearray_iterator = "bytearray_iterator", Iterator new, object;
    memory_iterator = "memory_iterator", Iterator new, object;
    dict_keyiterator = "dict_keyiterator", Iterator new, object;
    dict_valueiterator = "dict_valueiterator", Iterator new, object;
    dict_itemiterator = "dict_itemiterator", Iterator new, object;
    dict_reversekeyiterator = "dict_reversekeyiterator", Iterator new, object;
    dict_reversevalueiterator = "dict_reversevalueiterator", Iterator new, object;
    dict_reverseitemiterator = "dict_reverseitemiterator", Iterator new, object;
    set_iterator = "set_iterator", Iterator new, object;
    callable_iterator = "callable_iterator", Iterator new, object;
    enumerate = "enumerate", Iterator new, object;
    zip = "zip", Iterator new, object;
    map = "map", Iterator new, object;
    filter = "filter", Iterator new, object;
    reversed = "reversed", Iterator new, object;
    frame = "frame", Frame own, object;
    generic_alias = "GenericAlias", GenericAlias own, object;
    union = "Union", Union own, object;
    type_var = "TypeVar", TypeParam own, object;
    param_spec = "ParamSpec", TypeParam new, object;
    param_spec_args = "ParamSpecArgs", TypeParam new, object;
    param_spec_kwargs = "ParamSpecKwargs", TypeParam new, object;
    type_var_tuple = "TypeVarTuple", TypeParam new, object;
    type_alias = "TypeAliasType", TypeAlias own, object;
    no_default = "NoDefaultType", Instance new, object;
    generic = "Generic", Instance new, object;
    property = "property", Descriptor own, object;
    classmethod = "classmethod", Descriptor new, object;
    staticmethod = "staticmethod", Descriptor new, object;
    classmethod_descriptor = "classmethod_descriptor", Descriptor new, object;
    getset_descriptor = "getset_descriptor", GetSet own, object;
    member_descriptor = "member_descriptor", GetSet new, object;
    super_proxy = "super", Super own, object;
    generator = "generator", Generator own, object;
    module = "module", Module own, object;
    coroutine = "coroutine", Generator new, object;
    async_generator = "async_generator", Generator new, object;
    awaitable = "async_generator_wrapped_value", Awaitable own, object;
    coroutine_wrapper = "coroutine_wrapper", Awaitable new, object;
    asend = "async_generator_asend", Awaitable new, object;
    athrow = "async_generator_athrow", Awaitable new, object;
    anext_awaitable = "anext_awaitable", Awaitable new, object;
    weakref = "ReferenceType", WeakRef own, object;
    base_exception = "BaseException", Exception own, object;
    exception = "Exception", Exception new, base_exception;
    system_exit = "SystemExit", Exception new, base_exception;
    keyboard_interrupt = "KeyboardInterrupt", Exception new, base_exception;
    generator_exit = "GeneratorExit", Exception new, base_exception;
    type_error = "TypeError", Exception new, exception;
    value_error = "ValueError", Exception new, exception;
    unicode_error = "UnicodeError", Exception new, value_error;
    unicode_encode_error = "UnicodeEncodeError", Exception new, unicode_error;
    unicode_decode_error = "UnicodeDecodeError", Exception new, unicode_error;
    unicode_translate_error = "UnicodeTranslateError", Exception new, unicode_error;
    lookup_error = "LookupError", Exception new, exception;
    index_error = "IndexError", Exception new, lookup_error;
    key_error = "KeyError", Exception new, lookup_error;
    attribute_error = "AttributeError", Exception new, exception;
    name_error = "NameError", Exception new, exception;
    unbound_local_error = "UnboundLocalError", Exception new, name_error;
    arithmetic_error = "ArithmeticError", Exception new, exception;
    floating_point_error = "FloatingPointError", Exception new, arithmetic_error;
    zero_division_error = "ZeroDivisionError", Exception new, arithmetic_error;
    overflow_error = "OverflowError", Exception new, arithmetic_error;
    assertion_error = "AssertionError", Exception new, exception;
    buffer_error = "BufferError", Exception new, exception;
    eof_error = "EOFError", Exception new, exception;
    reference_error = "ReferenceError", Exception new, exception;
    runtime_error = "RuntimeError", Exception new, exception;
    recursion_error = "RecursionError", Exception new, runtime_error;
    not_implemented_error = "NotImplementedError", Exception new, runtime_error;
    python_finalization_error = "PythonFinalizationError", Exception new, runtime_error;
    stop_iteration = "StopIteration", Exception new, exception;
    stop_async_iteration = "StopAsyncIteration", Exception new, exception;
    memory_error = "MemoryError", Exception new, exception;
    system_error = "SystemError", Exception new, exception;
    import_error = "ImportError", Exception new, exception;
    module_not_found_error = "ModuleNotFoundError", Exception new, import_error;
    os_error = "OSError", Exception new, exception;
    blocking_io_error = "BlockingIOError", Exception new, os_error;
    child_process_error = "ChildProcessError", Exception new, os_error;
    connection_error = "ConnectionError", Exception new, os_error;
    broken_pipe_error = "BrokenPipeError", Exception new, connection_error;
    connection_aborted_error = "ConnectionAbortedError", Exception new, connection_error;
    connection_refused_error = "ConnectionRefusedError", Exception new, connection_error;
    connection_reset_error = "ConnectionResetError", Exception new, connection_error;
    file_exists_error = "FileExistsError", Exception new, os_error;
    file_not_found_error = "FileNotFoundError", Exception new, os_error;
    interrupted_error = "InterruptedError", Exception new, os_error;
    is_a_directory_error = "IsADirectoryError", Exception new, os_error;
    not_a_directory_error = "NotADirectoryError", Exception new, os_error;
    permission_error = "PermissionError", Exception new, os_error;
    process_lookup_error = "ProcessLookupError", Exception new, os_error;
    timeout_error = "TimeoutError", Exception new, os_error;
    syntax_error = "SyntaxError", Exception new, exception;
    indentation_error = "IndentationError", Exception new, syntax_error;
    tab_error = "TabError", Exception new, indentation_error;
    incomplete_input_error = "_IncompleteInputError", Exception new, syntax_error;
    base_exception_group = "BaseExceptionGroup", Exception new, base_exception;
    exception_group = "ExceptionGroup", Exception new, base_exception_group;
    warning = "Warning", Exception new, exception;
    bytes_warning = "BytesWarning", Exception new, warning;
    deprecation_warning = "DeprecationWarning", Exception new, warning;
    encoding_warning = "EncodingWarning", Exception new, warning;
    future_warning = "FutureWarning", Exception new, warning;
    import_warning = "ImportWarning", Exception new, warning;
    pending_deprecation_warning = "PendingDeprecationWarning", Exception new, warning;
    resource_warning = "ResourceWarning", Exception new, warning;
    runtime_warning = "RuntimeWarning", Exception new, warning;
    syntax_warning = "SyntaxWarning", Exception new, warning;
    unicode_warning = "UnicodeWarning", Exception new, warning;
    user_warning = "UserWarning", Exception new, warning;
}

impl Types {
    /// The class of a value that is no object.
    pub fn of_immediate(&self, value: Value) -> Gc<Type> {
        match value {
            v if v.is_small_int() => self.int,
            v if v.is_double() => self.float,
            Value::TRUE | Value::FALSE => self.bool,
            Value::ELLIPSIS => self.ellipsis,
            Value::NOT_IMPLEMENTED => self.not_implemented,
            _ => self.none,
        }
    }

    /// The class of an iterator that steps that way through `source`.
    pub fn iterator_of(&self, stepping: Stepping, source: Value) -> Gc<Type> {
        match stepping {
            Stepping::List => self.list_iterator,
            Stepping::Tuple => self.tuple_iterator,
            Stepping::Range => self.range_iterator,
            Stepping::LongRange => self.longrange_iterator,
            Stepping::Str if source.downcast::<Str>().is_some_and(|s| s.is_ascii()) => {
                self.str_ascii_iterator
            }
            Stepping::Str => self.str_iterator,
            Stepping::Bytes => self.bytes_iterator,
            Stepping::ByteArray => self.bytearray_iterator,
            Stepping::Memory => self.memory_iterator,
            Stepping::DictKeys => self.dict_keyiterator,
            Stepping::DictValues => self.dict_valueiterator,
            Stepping::DictItems => self.dict_itemiterator,
            Stepping::DictKeysReverse => self.dict_reversekeyiterator,
            Stepping::DictValuesReverse => self.dict_reversevalueiterator,
            Stepping::DictItemsReverse => self.dict_reverseitemiterator,
            Stepping::Set => self.set_iterator,
            Stepping::ListReverse => self.list_reverseiterator,
            Stepping::Sequence => self.iterator,
            Stepping::SequenceReverse => self.reversed,
            Stepping::Callable => self.callable_iterator,
            Stepping::Enumerate => self.enumerate,
            Stepping::Zip => self.zip,
            Stepping::Map => self.map,
            Stepping::Filter => self.filter,
        }
    }

    /// Visits all of them.
    pub fn trace(&self, marker: &mut Marker<'_>) {
        self.all().for_each(|t| marker.gc(t));
    }
}

struct Maker<'a> {
    heap: &'a mut Heap,
    shapes: &'a mut Shapes,
    names: &'a mut Names,
}

const ENOUGH: &str = "pyopt: the limit leaves no memory for the builtin classes";

impl Maker<'_> {
    fn class(&mut self, name: &str, layout: Kind, own_shape: bool, base: Option<Gc<Type>>) -> Gc<Type> {
        let heap = &mut *self.heap;
        let name = self.names.intern(heap, Wtf8::new(name));
        let dict = Dict::new(heap, Kind::Dict as u32);
        let bases: Vec<Value> = base.iter().map(|b| b.value()).collect();
        let bases = Tuple::new(heap, Kind::Tuple as u32, false, &bases).expect(ENOUGH);
        let flags = type_flags::BUILTIN | type_flags::CORE | type_flags::BASE;
        let class = Type::new(heap, NewType { name, bases, dict, layout, flags, shape: Kind::Type as u32 });
        let rest = base.map_or(&[][..], |b| {
            // SAFETY: the base's MRO is a tuple that lives as long as the base.
            unsafe { std::slice::from_raw_parts(b.mro().as_ptr(), b.mro().len()) }
        });
        let mro: Vec<Value> = std::iter::once(class.value()).chain(rest.iter().copied()).collect();
        let mro = Tuple::new(heap, Kind::Tuple as u32, false, &mro).expect(ENOUGH);
        Type::set_mro(class, heap, mro);
        let root = if own_shape {
            self.shapes.set_builtin_root(ShapeId(layout as u32), class);
            ShapeId(layout as u32)
        } else {
            self.shapes.new_root(class, 0)
        };
        class.set_root_shape(root, 0);
        class
    }
}

impl Type {
    /// The value of an interned name in this class's own dict.
    #[inline]
    pub fn own(&self, name: Gc<Str>) -> Option<Value> {
        let hash = name.name_hash();
        let found = self.dict().find_name(hash, name.value())?;
        self.dict().value_at(found)
    }

    /// The first value of an interned name along the MRO.
    #[inline]
    pub fn lookup(&self, name: Gc<Str>) -> Option<Value> {
        self.mro().iter().find_map(|c| c.downcast::<Type>()?.own(name))
    }
}
