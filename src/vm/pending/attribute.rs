//! Attributes that natives look up by name (`getattr`, `hasattr`): getters of properties and the hooks of a class, where
//! they are Python functions, run in the loop.
//!
//! ```text
//! ask_attr ─► value, no value                        nothing of Python's was asked
//!          └► property getter, __getattribute__ ─┬─► its value
//!                                 AttributeError ├─► __getattr__ ─► its value │ AttributeError
//!                                                └─► the default, or the error
//! ```
//!
//! What is no Python function goes the ordinary way ([`Vm::find_attr`]).

use super::Task;
use crate::heap::Gc;
use crate::objects::descriptor::Descriptor;
use crate::objects::types::type_flags;
use crate::objects::{BoundMethod, Instance, Kind, Str, Type};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use crate::vm::attr::Found;

/// What is said when an attribute was found, or was not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Its value; `AttributeError` without one.
    Value,
    /// Its value, or the default.
    ValueOr(Value),
    /// Whether there is one.
    Presence,
}

impl Wanted {
    /// As the number and the value that a task keeps.
    fn kept(self) -> (i64, Value) {
        match self {
            Wanted::Value => (0, Value::NULL),
            Wanted::ValueOr(default) => (1, default),
            Wanted::Presence => (2, Value::NULL),
        }
    }

    fn of(task: Gc<Task>) -> Wanted {
        match task.number() {
            0 => Wanted::Value,
            1 => Wanted::ValueOr(task.get(2)),
            _ => Wanted::Presence,
        }
    }
}

impl Vm {
    /// What `getattr` or `hasattr` answers for this name.
    ///
    /// # Errors
    /// `AttributeError` if a value is wanted; what descriptors and hooks raise.
    pub(crate) fn ask_attr(&mut self, value: Value, name: Gc<Str>, wanted: Wanted) -> PyResult {
        let class = self.type_of(value);
        let is_plain = class.flag_bits() & (type_flags::GETATTRIBUTE | type_flags::GETATTR) == 0;
        if is_plain
            && let Some(instance) = value.downcast::<Instance>()
            && self.lookup(class, name).is_none()
        {
            let own = match self.shapes.get(Instance::shape(instance)).slot(name) {
                Some(slot) => instance.slot(slot).non_null(),
                None => match instance.dict() {
                    Some(dict) => self.dict_get(dict, name.value())?,
                    None => None,
                },
            };
            return match (own, wanted) {
                (Some(own), Wanted::Value | Wanted::ValueOr(_)) => Ok(own),
                (None, Wanted::ValueOr(default)) => Ok(default),
                (own, _) => self.attr_said(Ok(own.map(Found::Plain)), value, name, wanted),
            };
        }
        if let Some((function, takes_name)) = self.asked_first(value, class, name) {
            let arguments = [value, name.value()];
            self.ask_call(function, &arguments[..1 + usize::from(takes_name)])?;
            return self.wait_for_attr(attr_step, value, name, wanted);
        }
        if class.flag_bits() & (type_flags::GETATTRIBUTE | type_flags::GETATTR) == type_flags::GETATTR
            && let Some(hook) = self.fallback_function(class)
        {
            return match self.generic_attr(value, class, name) {
                Ok(None) => self.ask_fallback(hook, value, name, wanted),
                Err(_) if self.raised_is(self.types.attribute_error) => {
                    self.take_raised();
                    self.ask_fallback(hook, value, name, wanted)
                }
                found => self.attr_said(found, value, name, wanted),
            };
        }
        let found = self.find_attr(value, name);
        self.attr_said(found, value, name, wanted)
    }

    /// The Python function that decides what the attribute is before anything else does, and whether it takes the name.
    fn asked_first(&mut self, value: Value, class: Gc<Type>, name: Gc<Str>) -> Option<(Value, bool)> {
        if class.has(type_flags::GETATTRIBUTE) {
            let hook = self.intern("__getattribute__");
            return class.lookup(hook).filter(|hook| hook.is_kind(Kind::Function)).map(|hook| (hook, true));
        }
        if !value.is_kind(Kind::Instance) {
            return None;
        }
        let found = self.lookup(class, name)?.downcast::<Descriptor>()?;
        let getter = found.get.get();
        (found.is_property() && getter.is_kind(Kind::Function)).then_some((getter, false))
    }

    /// `__getattr__`, if it is a Python function.
    fn fallback_function(&mut self, class: Gc<Type>) -> Option<Value> {
        if !class.has(type_flags::GETATTR) {
            return None;
        }
        let hook = self.intern("__getattr__");
        class.lookup(hook).filter(|hook| hook.is_kind(Kind::Function))
    }

    fn ask_fallback(&mut self, hook: Value, value: Value, name: Gc<Str>, wanted: Wanted) -> PyResult {
        self.ask_call(hook, &[value, name.value()])?;
        self.wait_for_attr(fallback_step, value, name, wanted)
    }

    fn wait_for_attr(
        &mut self,
        step: super::StepFn,
        value: Value,
        name: Gc<Str>,
        wanted: Wanted,
    ) -> PyResult {
        let (number, default) = wanted.kept();
        self.wait(None, step, &[value, name.value(), default], number)
    }

    /// The answer, once everything that may find the attribute was asked.
    fn attr_said(
        &mut self,
        found: PyResult<Option<Found>>,
        value: Value,
        name: Gc<Str>,
        wanted: Wanted,
    ) -> PyResult {
        let found = match found {
            Ok(Some(Found::Plain(found))) => found,
            Ok(Some(Found::Method(_))) if wanted == Wanted::Presence => return Ok(Value::TRUE),
            Ok(Some(Found::Method(f))) => BoundMethod::new(&mut self.heap, f, value).value(),
            Ok(None) => {
                return match wanted {
                    Wanted::Value => Err(self.raise_no_attr(value, name)),
                    Wanted::ValueOr(default) => Ok(default),
                    Wanted::Presence => Ok(Value::FALSE),
                };
            }
            Err(raised) => return self.attr_raised(raised, value, name, wanted),
        };
        Ok(if wanted == Wanted::Presence { Value::TRUE } else { found })
    }

    fn attr_raised(&mut self, raised: Raised, value: Value, name: Gc<Str>, wanted: Wanted) -> PyResult {
        let instead = match wanted {
            Wanted::Value => return Err(self.say_attribute(raised, value, name)),
            Wanted::ValueOr(default) => default,
            Wanted::Presence => Value::FALSE,
        };
        if !self.raised_is(self.types.attribute_error) {
            return Err(raised);
        }
        self.take_raised();
        Ok(instead)
    }
}

/// A getter or `__getattribute__` answered.
fn attr_step(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let (value, name, wanted) = kept(vm, task)?;
    if answer.is_err() && vm.raised_is(vm.types.attribute_error) {
        let class = vm.type_of(value);
        if let Some(hook) = vm.fallback_function(class) {
            vm.take_raised();
            return vm.ask_fallback(hook, value, name, wanted);
        }
        if class.has(type_flags::GETATTR) {
            // A hook of another kind: called here.
            let hook = vm.intern("__getattr__");
            if let Some(hook) = class.lookup(hook) {
                vm.take_raised();
                let found = vm.call_method(hook, value, &[name.value()]).map(|v| Some(Found::Plain(v)));
                return vm.attr_said(found, value, name, wanted);
            }
        }
    }
    vm.attr_said(answer.map(|v| Some(Found::Plain(v))), value, name, wanted)
}

/// `__getattr__` answered.
fn fallback_step(vm: &mut Vm, task: Gc<Task>, answer: PyResult) -> PyResult {
    let (value, name, wanted) = kept(vm, task)?;
    vm.attr_said(answer.map(|v| Some(Found::Plain(v))), value, name, wanted)
}

fn kept(vm: &mut Vm, task: Gc<Task>) -> PyResult<(Value, Gc<Str>, Wanted)> {
    let name = vm.expect::<Str>(task.get(1), "str")?;
    Ok((task.get(0), name, Wanted::of(task)))
}
