//! Handles of Python objects that Rust code keeps, and errors that leave an engine.
//!
//! ```text
//! Object { slot 3 } ──► Embedded.slots[3] ──► the object        (a root of every collection)
//! drop              ──► 3 joins Embedded.free, which the engine reads when it needs a slot
//! ```
//!
//! INVARIANT: a slot is taken again only after its handle is gone, so a handle never shows another object.

use crate::heap::Gc;
use crate::objects::{Dict, Type};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::function::HostCall;

/// What an engine keeps for its embedder.
pub(crate) struct Embedded {
    /// Distinguishes engines: a handle of one means nothing to another.
    id: u64,
    /// What handles stand for; free ones hold None.
    pub(crate) slots: Vec<Value>,
    free: Arc<Mutex<Vec<usize>>>,
    /// The Rust functions that programs may call.
    pub(crate) functions: Vec<Rc<HostCall>>,
}

impl Default for Embedded {
    fn default() -> Embedded {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        Embedded { id, slots: Vec::new(), free: Arc::default(), functions: Vec::new() }
    }
}

/// The list of free slots; it stays sound when a thread panicked while it held the lock.
fn slots(free: &Mutex<Vec<usize>>) -> std::sync::MutexGuard<'_, Vec<usize>> {
    free.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A Python object, kept alive as long as the handle is. It belongs to the engine that gave it.
#[derive(Debug)]
pub struct Object {
    engine: u64,
    slot: usize,
    free: Arc<Mutex<Vec<usize>>>,
}

impl Object {
    pub(crate) fn new(vm: &mut Vm, value: Value) -> Object {
        let embedded = &mut vm.embedded;
        let free = slots(&embedded.free).pop();
        let slot = match free {
            Some(slot) => {
                embedded.slots[slot] = value;
                slot
            }
            None => {
                embedded.slots.push(value);
                embedded.slots.len() - 1
            }
        };
        Object { engine: embedded.id, slot, free: embedded.free.clone() }
    }

    /// The object itself.
    pub(crate) fn value(&self, vm: &mut Vm) -> PyResult {
        if self.engine != vm.embedded.id {
            return Err(vm.raise_type_error("the object belongs to another engine"));
        }
        Ok(vm.embedded.slots[self.slot])
    }
}

impl Drop for Object {
    fn drop(&mut self) {
        slots(&self.free).push(self.slot);
    }
}

impl Vm {
    /// Lets go of the objects whose handles are gone.
    pub(crate) fn forget_dropped(&mut self) {
        let embedded = &mut self.embedded;
        for &slot in slots(&embedded.free).iter() {
            embedded.slots[slot] = Value::NONE;
        }
    }
}

/// A Python exception that left the engine, or that a Rust function raises.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Error {
    /// The exception's class, such as `ValueError`.
    pub class: String,
    /// `str()` of it.
    pub message: String,
    /// What the interpreter prints of it, with its chain; empty for one that Rust code made.
    pub traceback: String,
}

impl Error {
    /// An error to raise in the program that called a Rust function. `class` is the name of a builtin exception;
    /// for any other name it is a `RuntimeError`.
    pub fn new(class: impl Into<String>, message: impl Into<String>) -> Error {
        Error { class: class.into(), message: message.into(), traceback: String::new() }
    }

    /// The pending exception of `vm`, which is pending no more.
    pub(crate) fn take(vm: &mut Vm) -> Error {
        let exception = vm.take_raised();
        let keep = vm.temps().len();
        vm.push_temp(exception);
        let traceback = vm.format_exception(exception);
        let class = vm.type_name(exception);
        let message = match vm.str_of(exception) {
            Ok(text) => text.downcast::<crate::objects::Str>().map(|t| t.as_wtf8().to_string()),
            Err(Raised) => {
                vm.raised = Value::NULL;
                None
            }
        };
        vm.pop_temps(keep);
        Error { class, message: message.unwrap_or_default(), traceback }
    }

    /// Raises it.
    pub(crate) fn raise(&self, vm: &mut Vm) -> Raised {
        let class = self.builtin_class(vm).unwrap_or(vm.types.runtime_error);
        vm.raise_str(class, &self.message)
    }

    /// The builtin exception of its name.
    fn builtin_class(&self, vm: &mut Vm) -> Option<Gc<Type>> {
        let name = vm.intern(&*self.class);
        let builtins = vm.builtins.downcast::<Dict>()?;
        let found = vm.namespace_get(builtins, name).ok()??.downcast::<Type>()?;
        found.is_subclass(vm.types.base_exception).then_some(found)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.traceback.trim_end(), self.message.as_str()) {
            ("", "") => write!(f, "{}", self.class),
            ("", message) => write!(f, "{}: {message}", self.class),
            (traceback, _) => write!(f, "{traceback}"),
        }
    }
}

impl std::error::Error for Error {}
