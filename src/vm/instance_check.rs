//! `isinstance` and `issubclass`: classes, tuples and unions of them, and the hooks of metaclasses.

use super::Vm;
use crate::heap::Gc;
use crate::objects::types::type_flags;
use crate::objects::{Kind, Tuple, Type};
use crate::value::{PyResult, Value};

const INSTANCE: &str = "isinstance() arg 2 must be a type, a tuple of types, or a union";
const SUBCLASS: &str = "issubclass() arg 2 must be a class, a tuple of classes, or a union";

impl Vm {
    /// `isinstance(value, wanted)`.
    ///
    /// # Errors
    /// `TypeError` when `wanted` is no class; what `__instancecheck__` raises.
    pub fn is_instance(&mut self, value: Value, wanted: Value) -> PyResult<bool> {
        if let Some(class) = wanted.downcast::<Type>() {
            if self.type_of(value) == class {
                return Ok(true);
            }
            if self.is_core(wanted) {
                return self.is_plain_instance(value, class);
            }
        }
        if let Some(tuple) = wanted.downcast::<Tuple>() {
            return self.any_of(tuple, |vm, one| vm.is_instance(value, one));
        }
        if let Some(union) = wanted.downcast::<crate::objects::Union>() {
            return self.any_of_union(union, |vm, one| vm.is_instance(value, one));
        }
        if let Some(method) = self.special(wanted, "__instancecheck__") {
            let answer = self.call_method(method, wanted, &[value])?;
            return self.truth(answer);
        }
        if let Some(class) = wanted.downcast::<Type>() {
            return self.is_plain_instance(value, class);
        }
        match self.bases_of(wanted)? {
            Some(_) => {
                let class = self.intern("__class__");
                let class = self.get_attr(value, class)?;
                self.inherits(class, wanted)
            }
            None => Err(self.raise_type_error(INSTANCE)),
        }
    }

    /// `type.__instancecheck__`: the class of a value, or what its `__class__` says.
    pub(crate) fn is_plain_instance(&mut self, value: Value, class: Gc<Type>) -> PyResult<bool> {
        if self.type_of(value).is_subclass(class) {
            return Ok(true);
        }
        let class_of = self.type_of(value);
        let tells = type_flags::CLASS_SAID | type_flags::GETATTRIBUTE | type_flags::BUILTIN;
        if self.is_core(value) || value.is_kind(Kind::Instance) && !class_of.has(tells) {
            return Ok(false);
        }
        // A proxy may say that it is something else.
        let name = self.intern("__class__");
        match self.get_attr(value, name) {
            Ok(said) => Ok(said.downcast::<Type>().is_some_and(|said| said.is_subclass(class))),
            Err(_) if self.raised_is(self.types.attribute_error) => {
                self.raised = Value::NULL;
                Ok(false)
            }
            Err(raised) => Err(raised),
        }
    }

    /// `issubclass(class, wanted)`.
    ///
    /// # Errors
    /// `TypeError` when one of them is no class; what `__subclasscheck__` raises.
    pub fn is_subclass_of(&mut self, class: Value, wanted: Value) -> PyResult<bool> {
        if let Some(wanted) = wanted.downcast::<Type>()
            && self.is_core(wanted.value())
        {
            return self.is_plain_subclass(class, wanted);
        }
        self.is_subclass_slow(class, wanted)
    }

    #[inline(never)]
    fn is_subclass_slow(&mut self, class: Value, wanted: Value) -> PyResult<bool> {
        if let Some(tuple) = wanted.downcast::<Tuple>() {
            return self.any_of(tuple, |vm, one| vm.is_subclass_of(class, one));
        }
        if let Some(union) = wanted.downcast::<crate::objects::Union>() {
            return self.any_of_union(union, |vm, one| vm.is_subclass_of(class, one));
        }
        if let Some(method) = self.special(wanted, "__subclasscheck__") {
            let answer = self.call_method(method, wanted, &[class])?;
            return self.truth(answer);
        }
        if let Some(wanted) = wanted.downcast::<Type>() {
            return self.is_plain_subclass(class, wanted);
        }
        if class.downcast::<Type>().is_none() && self.bases_of(class)?.is_none() {
            return Err(self.raise_type_error("issubclass() arg 1 must be a class"));
        }
        match self.bases_of(wanted)? {
            Some(_) => self.inherits(class, wanted),
            None => Err(self.raise_type_error(SUBCLASS)),
        }
    }

    /// `type.__subclasscheck__`.
    pub(crate) fn is_plain_subclass(&mut self, class: Value, wanted: Gc<Type>) -> PyResult<bool> {
        if let Some(class) = class.downcast::<Type>() {
            return Ok(class.is_subclass(wanted));
        }
        self.is_likeness_subclass(class, wanted)
    }

    /// As [`Vm::is_plain_subclass`], of what only behaves as a class.
    #[inline(never)]
    fn is_likeness_subclass(&mut self, class: Value, wanted: Gc<Type>) -> PyResult<bool> {
        match self.bases_of(class)? {
            Some(_) => self.inherits(class, wanted.value()),
            None => Err(self.raise_type_error("issubclass() arg 1 must be a class")),
        }
    }

    fn any_of(&mut self, tuple: Gc<Tuple>, ask: impl Fn(&mut Vm, Value) -> PyResult<bool>) -> PyResult<bool> {
        self.enter_native(" in __instancecheck__")?;
        let mut found = Ok(false);
        for &one in tuple.items() {
            found = ask(self, one);
            if !matches!(found, Ok(false)) {
                break;
            }
        }
        self.native_depth -= 1;
        found
    }

    /// The tuple `__bases__` of what only behaves as a class.
    fn bases_of(&mut self, value: Value) -> PyResult<Option<Gc<Tuple>>> {
        let name = self.intern("__bases__");
        match self.get_attr(value, name) {
            Ok(bases) => Ok(bases.downcast()),
            Err(_) if self.raised_is(self.types.attribute_error) => {
                self.raised = Value::NULL;
                Ok(None)
            }
            Err(raised) => Err(raised),
        }
    }

    /// Whether `wanted` is `class` or stands among its `__bases__`, theirs included.
    fn inherits(&mut self, class: Value, wanted: Value) -> PyResult<bool> {
        if class.is(wanted) {
            return Ok(true);
        }
        let Some(bases) = self.bases_of(class)? else { return Ok(false) };
        self.enter_native(" in __issubclass__")?;
        let mut found = Ok(false);
        for &base in bases.items() {
            found = self.inherits(base, wanted);
            if !matches!(found, Ok(false)) {
                break;
            }
        }
        self.native_depth -= 1;
        found
    }
}
