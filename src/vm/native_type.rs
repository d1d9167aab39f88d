//! Native classes outside the table of [`types`](super::types): static declarations, made on first request.
//!
//! ```text
//! pub static DEQUE: TypeSpec = TypeSpec {
//!     methods: METHODS, getset: GETSET, flags: type_flags::BASE,
//!     ..TypeSpec::new("collections", "deque", Kind::Deque)
//! };
//! let class = vm.native_type(&DEQUE);
//! ```
//!
//! A declaration says what a class's dict holds; each engine makes its own class of it, once, and keeps it.
//!
//! # `__new__`
//!
//! A native `__new__` is a row of `static_methods` whose first argument is the class that was called: the native one
//! or one that a program derived from it. It makes the object with [`Vm::alloc_instance`], which gives it the class
//! and, where instances of the class have attributes, the word for them:
//!
//! ```text
//! natives! { STATIC: "__new__" "(cls, iterable=(), /, maxlen=None)" |vm, args| {
//!     let class = vm.class_for_new(args[0], vm.native_type(&DEQUE))?;      // TypeError for a class not derived from it
//!     Ok(vm.alloc_instance(class, Deque::empty()).value())                 // the header's shape is set here
//! }; }
//! ```
//!
//! An object of variable length is made by its layout's own constructor (`Str::new`, `Tuple::new`, …) with
//! `class.root_shape()` and `class.has(ATTRS_WORD)`.

use super::Vm;
use crate::builtins::put;
use crate::heap::{Gc, HeapObject, flags};
use crate::objects::descriptor::{Descriptor, DescriptorKind};
use crate::objects::getset::{GetSet, GetSetDef, Source};
use crate::objects::types::{IterNext, NewType, NumberMethods, type_flags};
use crate::objects::{Kind, Native, ShapeId, Tuple, Type};
use crate::value::{PyResult, Value};
use crate::vm::native::NativeDef;

/// The declaration of a native class.
pub struct TypeSpec {
    /// `__module__`.
    pub module: &'static str,
    /// `__name__`.
    pub name: &'static str,
    /// The layout of its instances.
    pub layout: Kind,
    /// Its base; `None`: `object`.
    pub base: Option<fn(&mut Vm) -> Gc<Type>>,
    /// Flags: `BASE` if it may be subclassed, `HAS_DICT` if its own instances have attributes.
    pub flags: u32,
    /// Methods; the first argument is the instance.
    pub methods: &'static [NativeDef],
    /// Methods whose first argument is the class.
    pub class_methods: &'static [NativeDef],
    /// Functions in the class's dict; `__new__` is one.
    pub static_methods: &'static [NativeDef],
    /// Computed attributes.
    pub getset: &'static [GetSetDef],
    /// For an iterator: its next item. `__iter__` and `__next__` are made of it.
    pub iter_next: Option<IterNext>,
    /// For numbers: their operators.
    pub numbers: Option<&'static NumberMethods>,
    /// Methods declared elsewhere.
    pub more_methods: &'static [&'static [NativeDef]],
    /// Hidden slots that instances of the plain layout have beside those of the base.
    pub slots: u16,
    /// `__doc__` unless CPython has one for a class of that name (see `builtins::docs`), empty for none.
    pub doc: &'static str,
}

impl TypeSpec {
    /// A class without methods.
    pub const fn new(module: &'static str, name: &'static str, layout: Kind) -> TypeSpec {
        TypeSpec {
            module,
            name,
            layout,
            base: None,
            flags: 0,
            methods: &[],
            class_methods: &[],
            static_methods: &[],
            getset: &[],
            iter_next: None,
            numbers: None,
            more_methods: &[],
            slots: 0,
            doc: "",
        }
    }
}

crate::builtins::natives! { ITERATOR:
    "__iter__" "(self, /)" |_, args| Ok(args[0]);
    "__next__" "(self, /)" |vm, args| {
        let item = vm.native_next(args[0])?;
        vm.answer_of_next(item.unwrap_or(Value::STOP), Value::NULL)
    };
}

impl Vm {
    /// The class that `spec` declares.
    ///
    /// # Panics
    /// When the heap's limit leaves no room for it.
    pub fn native_type(&mut self, spec: &'static TypeSpec) -> Gc<Type> {
        let key = std::ptr::from_ref(spec).addr();
        match self.native_types.get(&key) {
            Some(&class) => class,
            None => self.make_native_type(spec, key),
        }
    }

    /// All classes that the engine made so far.
    pub(crate) fn engine_classes(&self) -> Vec<Gc<Type>> {
        self.types.all().chain(self.native_types.values().copied()).collect()
    }

    #[cold]
    fn make_native_type(&mut self, spec: &'static TypeSpec, key: usize) -> Gc<Type> {
        const ENOUGH: &str = "pyopt: the limit leaves no memory for a native class";
        let base = match spec.base {
            Some(base) => base(self),
            None => self.types.object,
        };
        let name = self.intern(spec.name);
        let dict = self.new_dict();
        let tuple = |vm: &mut Vm, items: &[Value]| {
            vm.new_tuple(items).ok().and_then(|t| t.downcast::<Tuple>()).expect(ENOUGH)
        };
        let bases = tuple(self, &[base.value()]);
        let inherited = type_flags::HAS_DICT | type_flags::HAS_WEAKREF;
        let flags = type_flags::BUILTIN | spec.flags | (base.flag_bits() & inherited);
        let shape = self.types.typ.root_shape().0;
        let new = NewType { name, bases, dict, layout: spec.layout, flags, shape };
        let class = Type::new(&mut self.heap, new);
        let line: Vec<Value> = std::iter::once(class.value()).chain(base.mro().iter().copied()).collect();
        let mro = tuple(self, &line);
        Type::set_mro(class, &mut self.heap, mro);
        let reserved = self.shapes.get(base.root_shape()).slots() + spec.slots;
        let root = self.shapes.new_root(class, reserved);
        class.set_root_shape(root, reserved);
        class.decide_attrs_word(reserved);
        // From here on the root shape keeps the class alive.
        self.native_types.insert(key, class);
        if spec.module != "builtins" {
            let module = self.intern(spec.module);
            put(self, dict, "__module__", module.value());
        }
        self.fill_native_type(class, spec);
        class
    }

    fn fill_native_type(&mut self, class: Gc<Type>, spec: &'static TypeSpec) {
        let dict = class.dict();
        let doc = match self.class_doc(class) {
            Ok(Value::NONE) | Err(_) if !spec.doc.is_empty() => self.intern(spec.doc).value(),
            doc => doc.unwrap_or(Value::NONE),
        };
        put(self, dict, "__doc__", doc);
        self.add_methods(class, spec.methods);
        spec.more_methods.iter().for_each(|table| self.add_methods(class, table));
        class.set_numbers(spec.numbers);
        self.add_static_methods(class, spec.static_methods);
        self.add_class_methods(class, spec.class_methods);
        self.add_getset(class, spec.getset);
        let base_has_dict = class.base().is_some_and(|b| b.has(type_flags::HAS_DICT));
        if spec.flags & type_flags::HAS_DICT != 0 && !base_has_dict && spec.layout != Kind::Exception {
            self.add_getset(class, std::slice::from_ref(&crate::builtins::object::INSTANCE_DICT));
        }
        if let Some(next) = spec.iter_next {
            self.set_iter_next(class, next);
        }
        self.hooks_changed(class);
    }

    /// Adds methods to a native class.
    pub fn add_methods(&mut self, class: Gc<Type>, table: &'static [NativeDef]) {
        for def in table {
            let native = self.new_method(class, def);
            put(self, class.dict(), def.name, native.value());
        }
    }

    /// The method of a class that `def` declares: a slot wrapper where CPython has a slot. `__new__` is a function,
    /// nothing is bound to it.
    pub(crate) fn new_method(&mut self, class: Gc<Type>, def: &'static NativeDef) -> Gc<Native> {
        let t = &self.types;
        let native = t.native.root_shape().0;
        let shapes = match def.name {
            "__new__" => [native; 2],
            name if is_slot(name) && !is_plain_method(t, class, name) => {
                [t.wrapper_descriptor.root_shape().0, t.method_wrapper.root_shape().0]
            }
            _ => [t.method_descriptor.root_shape().0, native],
        };
        Native::with_shapes(&mut self.heap, class.value(), def, shapes)
    }

    /// Adds functions that take no instance, `__new__` among them.
    pub fn add_static_methods(&mut self, class: Gc<Type>, table: &'static [NativeDef]) {
        for def in table {
            let native = Native::new(&mut self.heap, class.value(), def);
            put(self, class.dict(), def.name, native.value());
        }
    }

    /// Adds methods whose first argument is the class.
    pub fn add_class_methods(&mut self, class: Gc<Type>, table: &'static [NativeDef]) {
        for def in table {
            let native = Native::new(&mut self.heap, class.value(), def).value();
            let shape = self.types.classmethod_descriptor.root_shape().0;
            let parts = [native, Value::NONE, Value::NONE];
            let method = Descriptor::new(&mut self.heap, shape, DescriptorKind::ClassMethod, parts).value();
            put(self, class.dict(), def.name, method);
        }
    }

    /// Adds computed attributes to a native class.
    pub fn add_getset(&mut self, class: Gc<Type>, table: &'static [GetSetDef]) {
        for def in table {
            let kind = if def.member { self.types.member_descriptor } else { self.types.getset_descriptor };
            let (shape, name) = (kind.root_shape().0, self.intern(def.name));
            let descriptor = GetSet::new(&mut self.heap, shape, class, name, Source::Code(def));
            put(self, class.dict(), def.name, descriptor.value());
        }
    }

    /// Makes the instances of a native class iterators.
    pub fn set_iter_next(&mut self, class: Gc<Type>, next: IterNext) {
        class.set_iter_next(Some(next));
        self.add_methods(class, ITERATOR);
    }

    /// The next item as the native class under a value's class defines it, whatever `__next__` a program's class has.
    fn native_next(&mut self, iterator: Value) -> PyResult<Option<Value>> {
        let class = self.type_of(iterator);
        let mut classes = class.mro().iter().filter_map(|c| c.downcast::<Type>());
        match classes
            .find(|c| c.has(type_flags::BUILTIN) && c.iter_next().is_some())
            .and_then(|c| c.iter_next())
        {
            Some(next) => next(self, iterator),
            None => {
                let message = format!("'{}' object is not an iterator", class.name().as_wtf8());
                Err(self.raise_type_error(message))
            }
        }
    }

    /// An instance of a native class or of one derived from it. The object's header gets the class's shape, and the
    /// cell the word for attributes if instances of the class have some.
    pub fn alloc_instance<T: HeapObject>(&mut self, class: Gc<Type>, object: T) -> Gc<T> {
        let attrs = class.has(type_flags::ATTRS_WORD);
        let made = self.heap.alloc(object, if attrs { size_of::<Value>() } else { 0 });
        // SAFETY: fresh; nobody holds a reference to the header itself.
        unsafe { (*made.as_ptr()).set_shape(class.root_shape().0) };
        if attrs {
            made.set_flag(flags::HAS_ATTRS, true);
            self.heap.init_attrs_word(made.as_ptr());
        }
        self.made_of(class, made)
    }

    /// The class that `__new__` of `own` was asked to make an instance of.
    ///
    /// # Errors
    /// `TypeError` for what is no class, or none that is derived from `own`.
    pub fn class_for_new(&mut self, class: Value, own: Gc<Type>) -> PyResult<Gc<Type>> {
        let derived = class.downcast::<Type>();
        if class.is(own.value()) {
            return Ok(own);
        }
        let name = own.name().as_wtf8().to_string();
        let message = match derived {
            Some(class) if class.is_subclass(own) => {
                // The engine's class that decides the layout must be made by this `__new__`.
                let line = std::iter::successors(Some(class), |c| c.base());
                let decides = line.into_iter().find(|c| c.has(type_flags::BUILTIN)).unwrap_or(own);
                let new = self.intern("__new__");
                if decides == own || decides.lookup(new) == own.lookup(new) {
                    return Ok(class);
                }
                let (given, safe) = (class.name(), decides.name());
                let (given, safe) = (given.as_wtf8(), safe.as_wtf8());
                format!("{name}.__new__({given}) is not safe, use {safe}.__new__()")
            }
            Some(class) => {
                let given = class.name().as_wtf8().to_string();
                format!("{name}.__new__({given}): {given} is not a subtype of {name}")
            }
            None => format!("{name}.__new__(X): X is not a type object ({})", self.type_name(class)),
        };
        Err(self.raise_type_error(message))
    }

    /// The root shape of a class's number, and whether its instances have a word for attributes: what constructors of
    /// objects of variable length ask for. What they made goes through [`Vm::made_of`].
    pub fn shape_for(&self, class: Gc<Type>) -> (u32, bool) {
        let ShapeId(shape) = class.root_shape();
        (shape, class.has(type_flags::ATTRS_WORD))
    }

    /// A new instance of `class`, which must be told of if it has a `__del__`.
    pub(crate) fn made_of<T: HeapObject>(&mut self, class: Gc<Type>, made: Gc<T>) -> Gc<T> {
        if class.has(type_flags::HAS_FINALIZER) {
            self.heap.register_finalizable(made);
            self.note_finalizable_made();
        }
        made
    }
}

/// Whether CPython has a slot for a special method; the others are plain methods.
fn is_slot(name: &str) -> bool {
    let Some(name) = name.strip_prefix("__").and_then(|n| n.strip_suffix("__")) else { return false };
    matches!(
        name,
        "repr"
            | "hash"
            | "call"
            | "str"
            | "getattribute"
            | "getattr"
            | "setattr"
            | "delattr"
            | "lt"
            | "le"
            | "eq"
            | "ne"
            | "gt"
            | "ge"
            | "iter"
            | "next"
            | "get"
            | "set"
            | "delete"
            | "init"
            | "del"
            | "buffer"
            | "release_buffer"
            | "await"
            | "aiter"
            | "anext"
            | "add"
            | "radd"
            | "sub"
            | "rsub"
            | "mul"
            | "rmul"
            | "mod"
            | "rmod"
            | "divmod"
            | "rdivmod"
            | "pow"
            | "rpow"
            | "neg"
            | "pos"
            | "abs"
            | "bool"
            | "invert"
            | "lshift"
            | "rlshift"
            | "rshift"
            | "rrshift"
            | "and"
            | "rand"
            | "xor"
            | "rxor"
            | "or"
            | "ror"
            | "int"
            | "float"
            | "iadd"
            | "isub"
            | "imul"
            | "imod"
            | "ipow"
            | "ilshift"
            | "irshift"
            | "iand"
            | "ixor"
            | "ior"
            | "floordiv"
            | "rfloordiv"
            | "truediv"
            | "rtruediv"
            | "ifloordiv"
            | "itruediv"
            | "index"
            | "matmul"
            | "rmatmul"
            | "imatmul"
            | "len"
            | "getitem"
            | "setitem"
            | "delitem"
            | "contains"
    )
}

/// Special methods that CPython declares as plain methods in spite of their slot.
fn is_plain_method(t: &super::types::Types, class: Gc<Type>, name: &str) -> bool {
    match name {
        "__contains__" => [t.dict, t.set, t.frozenset].contains(&class),
        "__getitem__" => [t.dict, t.list].contains(&class),
        _ => false,
    }
}
