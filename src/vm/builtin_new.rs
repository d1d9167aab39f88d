//! `list(x)`, `int(x)`, `KeyError(x)`: instances made without matching arguments with `*args, **kwargs` of their
//! `__new__` and `__init__`.
//!
//! Only where nobody can tell: the class has the engine's own constructors, and what is iterated over is a container of
//! the engine's, so that no code of the program runs.

use super::Vm;
use super::exceptions::Family;
use super::native::call_native;
use super::special;
use crate::heap::Gc;
use crate::objects::types::{Maker, type_flags};
use crate::objects::{ByteArray, Bytes, Dict, Kind, Native, Set, Type};
use crate::value::{PyResult, Value};

/// What is iterated over, of the class and the arguments: NULL if nothing, STOP if there is more.
#[inline(always)]
fn source_of(all: &[Value]) -> Value {
    match all {
        [_] => Value::NULL,
        [_, source] => *source,
        _ => Value::STOP,
    }
}

/// `list(source)`
fn make_list(vm: &mut Vm, _: Gc<Type>, all: &[Value]) -> PyResult {
    let source = source_of(all);
    if source == Value::STOP {
        return Ok(Value::NULL);
    }
    let list = vm.new_list(&[])?;
    if source.is_null() { Ok(list.value()) } else { vm.ask_extend(list, source) }
}

/// `set(source)` and `frozenset(source)`
fn make_set(vm: &mut Vm, class: Gc<Type>, all: &[Value]) -> PyResult {
    let source = source_of(all);
    if class == vm.types.frozenset && source.is_kind(Kind::Set) {
        return make_by_new(vm, class, all);
    }
    if source == Value::STOP {
        return Ok(Value::NULL);
    }
    if !vm.is_quick_source(source) && class == vm.types.frozenset {
        return make_by_new(vm, class, all);
    }
    let set = vm.alloc_instance(class, Set::empty());
    vm.ask_set_extend(set, source)
}

/// `tuple(source)`
fn make_tuple(vm: &mut Vm, class: Gc<Type>, all: &[Value]) -> PyResult {
    let source = source_of(all);
    match source.downcast() {
        Some(list) if vm.is_quick_source(source) => vm.tuple_of_list(list),
        _ => make_by_new(vm, class, all),
    }
}

/// `dict(source)`
fn make_dict(vm: &mut Vm, _: Gc<Type>, all: &[Value]) -> PyResult {
    let source = source_of(all);
    if !(source.is_null() || vm.is_quick_dict(source)) {
        return Ok(Value::NULL);
    }
    let dict = vm.new_dict();
    if !source.is_null() {
        vm.dict_update(dict, source)?;
    }
    Ok(dict.value())
}

/// `bytearray()`, and `bytearray(source)` of bytes
fn make_bytearray(vm: &mut Vm, class: Gc<Type>, all: &[Value]) -> PyResult {
    match all {
        [_] => Ok(vm.alloc_instance(class, ByteArray::empty()).value()),
        [_, source] => match source.downcast::<Bytes>() {
            Some(source) if vm.is_exact_builtin(source.value()) => {
                let array = vm.alloc_instance(class, ByteArray::empty());
                let filled = ByteArray::splice(array, &mut vm.heap, 0, 0, source.as_slice());
                vm.check(filled)?;
                Ok(array.value())
            }
            _ => Ok(Value::NULL),
        },
        _ => Ok(Value::NULL),
    }
}

/// `range(stop)` and `range(start, stop)` of small ints
fn make_range(vm: &mut Vm, class: Gc<Type>, all: &[Value]) -> PyResult {
    let (start, stop) = match *all {
        [_, stop] => (Value::small_int_unchecked(0), stop),
        [_, start, stop] => (start, stop),
        _ => return make_by_new(vm, class, all),
    };
    if start.both_small_ints(stop) {
        return Ok(vm.new_range(start, stop, Value::small_int_unchecked(1)).value());
    }
    make_by_new(vm, class, all)
}

/// By `__new__` alone.
fn make_by_new(vm: &mut Vm, class: Gc<Type>, all: &[Value]) -> PyResult {
    match class.constructor().downcast::<Native>() {
        Some(new) if new.exact() as usize == all.len() => (new.def().code)(vm, all),
        Some(new) => call_native(vm, new, all, &[]),
        None => Ok(Value::NULL),
    }
}

impl Vm {
    /// What a class makes of positional arguments, which stand behind the class in `all`; `None` where `__new__` and
    /// `__init__` have to be called one after the other.
    ///
    /// # Errors
    /// What the constructor raises.
    pub(crate) fn make_builtin(&mut self, class: Gc<Type>, all: &[Value]) -> PyResult<Option<Value>> {
        if class.layout() == Kind::Exception {
            return self.make_plain_exception(class, &all[1..]);
        }
        if class.maker().is_none() && class.has(type_flags::BUILTIN) {
            self.find_maker(class);
        }
        match class.maker() {
            Some(make) => make(self, class, all).map(Value::non_null),
            None => Ok(None),
        }
    }

    /// Finds out how a native class makes its instances.
    #[cold]
    fn find_maker(&mut self, class: Gc<Type>) {
        let t = &self.types;
        let own: Maker = match class {
            class if class == t.list => make_list,
            class if class == t.set || class == t.frozenset => make_set,
            class if class == t.tuple => make_tuple,
            class if class == t.dict => make_dict,
            class if class == t.bytearray => make_bytearray,
            class if class == t.range => make_range,
            class if class == t.typ || class.has(type_flags::OWN_INIT) => return,
            _ => make_by_new,
        };
        if self.type_of(class.value()) != self.types.typ {
            return;
        }
        let name = self.intern("__new__");
        let new = self.lookup(class, name).filter(|new| new.is_kind(Kind::Native));
        if new.is_some() || class.has(type_flags::OWN_INIT) {
            Type::set_maker(class, &mut self.heap, own, new.unwrap_or(Value::NULL));
        }
    }

    /// `dict(name=value, …)`.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn make_dict(&mut self, names: &[Value], values: &[Value]) -> PyResult {
        let dict = self.new_dict();
        let made = Dict::reserve(dict, &mut self.heap, names.len());
        self.check(made)?;
        for (&name, &value) in names.iter().zip(values) {
            self.dict_set(dict, name, value)?;
        }
        Ok(dict.value())
    }

    /// Nothing, or a container of the engine's.
    fn is_quick_source(&self, source: Value) -> bool {
        let container = matches!(
            source.kind(),
            Some(
                Kind::List
                    | Kind::Tuple
                    | Kind::Dict
                    | Kind::Set
                    | Kind::Str
                    | Kind::Bytes
                    | Kind::Range
                    | Kind::DictView
            )
        );
        source.is_null() || container && self.is_exact_builtin(source)
    }

    fn is_quick_dict(&self, source: Value) -> bool {
        source.downcast::<Dict>().is_some() && self.is_exact_builtin(source)
    }

    /// An exception whose class leaves `__new__` and `__init__` to `BaseException`.
    pub(super) fn make_plain_exception(
        &mut self,
        class: Gc<Type>,
        args: &[Value],
    ) -> PyResult<Option<Value>> {
        if class.has(type_flags::HAS_FINALIZER | type_flags::ABSTRACT) || !self.makes_plain_exceptions(class)
        {
            return Ok(None);
        }
        let args = self.new_tuple(args)?;
        Ok(Some(self.new_exception(class, args).value()))
    }

    /// Whether a class leaves `__new__` and `__init__` to `BaseException`, and needs no members from the start.
    fn makes_plain_exceptions(&mut self, class: Gc<Type>) -> bool {
        self.remembered(class, special::MAKES_PLAIN_EXCEPTIONS, |vm| {
            let [new, init] = ["__new__", "__init__"].map(|name| vm.intern(name));
            let base = vm.types.base_exception;
            let plain = class.lookup(new) == base.own(new)
                && class.lookup(init) == base.own(init)
                && matches!(
                    vm.family_of(class),
                    Family::Plain | Family::StopIteration | Family::Name | Family::Attribute
                );
            Some(Value::from_bool(plain))
        }) == Some(Value::TRUE)
    }
}
