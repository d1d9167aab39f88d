//! `list(x)`, `int(x)`, `KeyError(x)`: instances made without matching arguments with `*args, **kwargs` of their
//! `__new__` and `__init__`.
//!
//! Only where nobody can tell: the class has the engine's own constructors, and what is iterated over is a container of
//! the engine's, so that no code of the program runs.

use super::Vm;
use super::exceptions::Family;
use super::native::call_native;
use crate::heap::Gc;
use crate::objects::types::type_flags;
use crate::objects::{ByteArray, Dict, Kind, Native, Set, Type};
use crate::value::{PyResult, Value};

impl Vm {
    /// What a class makes of positional arguments, which stand behind the class in `all`; `None` where `__new__` and
    /// `__init__` have to be called one after the other.
    ///
    /// # Errors
    /// What the constructor raises.
    pub(crate) fn make_builtin(&mut self, class: Gc<Type>, all: &[Value]) -> PyResult<Option<Value>> {
        let source = match all {
            [_] => Value::NULL,
            [_, source] => *source,
            _ => Value::STOP,
        };
        match class.layout() {
            Kind::List if class == self.types.list && self.is_quick_source(source) => {
                let list = self.new_list(&[])?;
                if !source.is_null() {
                    self.list_extend(list, source)?;
                }
                Ok(Some(list.value()))
            }
            Kind::Set
                if (class == self.types.set
                    || class == self.types.frozenset && !source.is_kind(Kind::Set))
                    && self.is_quick_source(source) =>
            {
                let set = self.alloc_instance(class, Set::empty());
                self.set_extend(set, source)?;
                Ok(Some(set.value()))
            }
            Kind::Tuple
                if class == self.types.tuple
                    && source.is_kind(Kind::List)
                    && self.is_quick_source(source) =>
            {
                let Some(list) = source.downcast() else { return Ok(None) };
                self.tuple_of_list(list).map(Some)
            }
            Kind::Dict if class == self.types.dict && (source.is_null() || self.is_quick_dict(source)) => {
                let dict = self.new_dict();
                if !source.is_null() {
                    self.dict_update(dict, source)?;
                }
                Ok(Some(dict.value()))
            }
            Kind::ByteArray if class == self.types.bytearray && source.is_null() => {
                Ok(Some(self.alloc_instance(class, ByteArray::empty()).value()))
            }
            Kind::Exception => self.make_plain_exception(class, &all[1..]),
            _ if class.has(type_flags::BUILTIN) && !class.has(type_flags::OWN_INIT) => {
                let name = self.intern("__new__");
                let Some(new) = self.lookup(class, name).and_then(|v| v.downcast::<Native>()) else {
                    return Ok(None);
                };
                call_native(self, new, all, &[]).map(Some)
            }
            _ => Ok(None),
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
    fn make_plain_exception(&mut self, class: Gc<Type>, args: &[Value]) -> PyResult<Option<Value>> {
        let [new, init] = ["__new__", "__init__"].map(|name| self.intern(name));
        let base = self.types.base_exception;
        let plain = !class.has(type_flags::HAS_FINALIZER | type_flags::ABSTRACT)
            && self.lookup(class, new) == base.own(new)
            && self.lookup(class, init) == base.own(init)
            && matches!(
                self.family_of(class),
                Family::Plain | Family::StopIteration | Family::Name | Family::Attribute
            );
        if !plain {
            return Ok(None);
        }
        let args = self.new_tuple(args)?;
        Ok(Some(self.new_exception(class, args).value()))
    }
}
