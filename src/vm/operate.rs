//! Instructions whose operation is a method written in Python: its frame is entered in the running loop.
//!
//! ```text
//! a + b   ─►  binary_here: type(a).__add__ is a function ─► its frame, KIND = BINARY ─► the value replaces a and b
//!                                                        └► NotImplemented ─► type(b).__radd__ …
//! ```
//!
//! Each `…_here` looks only for the plain case: an instance of a Python class whose method is a Python function and
//! comes first. It answers false, with nothing done, for all others; those go through the operations of the machine,
//! which enter the loop anew for a method that they call.

use super::Vm;
use super::continuation as k;
use super::interp::{COMPARISONS, Cursor};
use super::slow::OPERATORS;
use crate::heap::Gc;
use crate::objects::descriptor::{Descriptor, DescriptorKind};
use crate::objects::{Function, Instance, Kind, Str};
use crate::value::{PyResult, Raised, Value};
use pyopt_compiler::syntax::ast::{CmpOp, Operator};

impl Vm {
    /// `TypeError` for what `__bool__` answered.
    #[cold]
    pub(super) fn raise_no_bool(&mut self, answer: Value) -> Raised {
        let message = format!("__bool__ should return bool, returned {}", self.type_name(answer));
        self.raise_type_error(message)
    }

    /// Calls something; its value reaches the continuation `kind` of the frame at `c`, whose operands end at `c.sp`.
    /// A Python function's frame is entered in this loop.
    pub(crate) fn call_then(
        &mut self,
        c: &mut Cursor,
        callable: Value,
        args: &[Value],
        kind: u64,
    ) -> PyResult<()> {
        if let Some(function) = callable.downcast::<Function>() {
            return self.enter_function(c, function, args, kind);
        }
        self.stack.sp = c.sp;
        match self.ask_call(callable, args) {
            Ok(Value::CALL_PENDING) => self.perform_pending(c, kind),
            Ok(value) => (k::CONTINUATIONS[kind as usize].value)(self, c, value),
            Err(Raised) => self.raise_through(c, kind),
        }
    }

    /// Enters the frame of a Python function; its value reaches the continuation `kind`.
    #[inline(never)]
    pub(crate) fn enter_function(
        &mut self,
        c: &mut Cursor,
        function: Gc<Function>,
        args: &[Value],
        kind: u64,
    ) -> PyResult<()> {
        self.stack.sp = c.sp;
        if let Some(binding) = self.fits_exactly(function, c.sp, args.len() as u32) {
            // SAFETY: there is room for the callee's frame above the operands.
            unsafe { std::ptr::copy_nonoverlapping(args.as_ptr(), c.sp, args.len()) };
            *c = self.enter_exactly(c, function, binding, c.sp, c.sp, kind);
            return Ok(());
        }
        let mut frame = self.bind_copied(function, c.sp, args)?;
        frame.kind = kind;
        *c = self.enter(frame, c.saved());
        Ok(())
    }

    /// The special method of an instance of a Python class, if that is a Python function.
    fn python_method(&mut self, receiver: Value, name: &'static str) -> Option<Gc<Function>> {
        if !receiver.is_kind(Kind::Instance) {
            return None;
        }
        self.special(receiver, name)?.downcast()
    }

    /// A one-operand instruction: the operand is at the top.
    fn unary_here(&mut self, c: &mut Cursor, name: &'static str, kind: u64) -> PyResult<bool> {
        let value = c.peek(1);
        let Some(function) = self.python_method(value, name) else { return Ok(false) };
        self.enter_function(c, function, &[value], kind)?;
        Ok(true)
    }

    /// `BINARY_OP` and its quick forms.
    #[inline(never)]
    pub(super) fn binary_here(&mut self, c: &mut Cursor, op: Operator, inplace: bool) -> PyResult<bool> {
        let (a, b) = (c.peek(2), c.peek(1));
        let methods = super::ops::methods_of(op);
        if a.is_kind(Kind::Instance) {
            if inplace && let Some(method) = self.special(a, methods.inplace) {
                let Some(function) = method.downcast::<Function>() else { return Ok(false) };
                self.enter_function(c, function, &[a, b], k::INPLACE)?;
                return Ok(true);
            }
            let (left, right) = (self.type_of(a), self.type_of(b));
            if left != right && right.is_subclass(left) {
                return Ok(false);
            }
            let Some(function) = self.python_method(a, methods.forward) else { return Ok(false) };
            self.enter_function(c, function, &[a, b], k::BINARY)?;
            return Ok(true);
        }
        // A number knows nothing of instances, so its own way would answer NotImplemented.
        if !(b.is_kind(Kind::Instance) && (a.is_small_int() || a.is_double())) {
            return Ok(false);
        }
        let Some(function) = self.python_method(b, methods.reflected) else { return Ok(false) };
        self.enter_function(c, function, &[b, a], k::REFLECTED)?;
        Ok(true)
    }

    /// The operator of the current instruction, and whether it is in place.
    fn operator_of(c: &Cursor) -> (Operator, bool) {
        let arg = c.argument() as usize;
        (OPERATORS[arg % 13], arg >= 13)
    }

    /// `COMPARE_OP` and its quick forms.
    #[inline(never)]
    pub(super) fn compare_here(&mut self, c: &mut Cursor, op: CmpOp) -> PyResult<bool> {
        let (a, b) = (c.peek(2), c.peek(1));
        if !a.is_kind(Kind::Instance) {
            return Ok(false);
        }
        let (left, right) = (self.type_of(a), self.type_of(b));
        if left != right && right.is_subclass(left) {
            return Ok(false);
        }
        let Some(function) = self.python_method(a, super::compare::method_of(op)) else { return Ok(false) };
        self.enter_function(c, function, &[a, b], k::COMPARE)?;
        Ok(true)
    }

    /// `BINARY_OP []`.
    #[inline(never)]
    pub(super) fn get_item_here(&mut self, c: &mut Cursor) -> PyResult<bool> {
        let (container, key) = (c.peek(2), c.peek(1));
        let Some(function) = self.python_method(container, super::special::GET_ITEM) else {
            return Ok(false);
        };
        self.enter_function(c, function, &[container, key], k::TWO_TO_ONE)?;
        Ok(true)
    }

    /// `STORE_SUBSCR`.
    #[inline(never)]
    pub(super) fn set_item_here(&mut self, c: &mut Cursor) -> PyResult<bool> {
        let (container, key, value) = (c.peek(2), c.peek(1), c.peek(3));
        let Some(function) = self.python_method(container, super::special::SET_ITEM) else {
            return Ok(false);
        };
        self.enter_function(c, function, &[container, key, value], k::DROP_THREE)?;
        Ok(true)
    }

    /// `DELETE_SUBSCR`.
    pub(super) fn delete_item_here(&mut self, c: &mut Cursor) -> PyResult<bool> {
        let (container, key) = (c.peek(2), c.peek(1));
        let Some(function) = self.python_method(container, "__delitem__") else { return Ok(false) };
        self.enter_function(c, function, &[container, key], k::DROP_TWO)?;
        Ok(true)
    }

    /// `CONTAINS_OP`.
    pub(super) fn contains_here(&mut self, c: &mut Cursor) -> PyResult<bool> {
        let (container, item) = (c.peek(1), c.peek(2));
        let Some(function) = self.python_method(container, "__contains__") else { return Ok(false) };
        self.enter_function(c, function, &[container, item], k::CONTAINS)?;
        Ok(true)
    }

    /// `TO_BOOL`.
    #[inline(never)]
    pub(super) fn truth_here(&mut self, c: &mut Cursor) -> PyResult<bool> {
        if !c.peek(1).is_kind(Kind::Instance) {
            return Ok(false);
        }
        if self.special(c.peek(1), "__bool__").is_some() {
            return self.unary_here(c, "__bool__", k::TRUTH);
        }
        self.unary_here(c, "__len__", k::LENGTH_TRUTH)
    }

    /// `UNARY_NEGATIVE` and `UNARY_INVERT`.
    pub(super) fn negative_here(&mut self, c: &mut Cursor, name: &'static str) -> PyResult<bool> {
        self.unary_here(c, name, k::REPLACE)
    }

    /// `GET_ITER`.
    pub(super) fn iter_here(&mut self, c: &mut Cursor) -> PyResult<bool> {
        self.unary_here(c, "__iter__", k::ITERATOR)
    }

    /// `FOR_ITER`.
    #[inline(never)]
    pub(super) fn next_here(&mut self, c: &mut Cursor) -> PyResult<bool> {
        self.unary_here(c, "__next__", k::FOR)
    }

    /// `LOAD_ATTR`: a property, or what the object lacks and `__getattr__` answers.
    pub(super) fn attribute_here(&mut self, c: &mut Cursor, name: Gc<Str>) -> PyResult<bool> {
        let owner = c.peek(1);
        let Some(instance) = owner.downcast::<Instance>() else { return Ok(false) };
        let class = self.type_of(owner);
        if self.special(owner, "__getattribute__").is_some() {
            return Ok(false);
        }
        match self.lookup(class, name) {
            Some(found) => {
                let Some(property) = found.downcast::<Descriptor>() else { return Ok(false) };
                if !self.is_core(found) && self.special(found, "__get__").is_some() {
                    return Ok(false);
                }
                let getter = property.get.get().downcast::<Function>();
                let (DescriptorKind::Property, Some(getter)) = (property.which, getter) else {
                    return Ok(false);
                };
                self.enter_function(c, getter, &[owner], k::PROPERTY)?;
                Ok(true)
            }
            None => {
                let id = Instance::shape(instance);
                if self.shapes.get(id).slot(name).is_some() || self.shapes.get(id).is_dictionary() {
                    return Ok(false);
                }
                if name.as_str().is_none_or(|n| n.starts_with("__")) {
                    return Ok(false);
                }
                let Some(function) = self.python_method(owner, "__getattr__") else { return Ok(false) };
                self.enter_function(c, function, &[owner, name.value()], k::LOADED)?;
                Ok(true)
            }
        }
    }

    /// `STORE_ATTR`: `__setattr__` or the setter of a property.
    pub(super) fn store_attribute_here(&mut self, c: &mut Cursor, name: Gc<Str>) -> PyResult<bool> {
        let (owner, value) = (c.peek(1), c.peek(2));
        if !owner.is_kind(Kind::Instance) {
            return Ok(false);
        }
        let class = self.type_of(owner);
        if let Some(method) = self.special(owner, "__setattr__") {
            let Some(function) = method.downcast::<Function>() else { return Ok(false) };
            self.enter_function(c, function, &[owner, name.value(), value], k::DROP_TWO)?;
            return Ok(true);
        }
        let property = class.lookup(name).and_then(|v| v.downcast::<Descriptor>());
        let Some(property) = property.filter(|d| d.which == DescriptorKind::Property) else {
            return Ok(false);
        };
        if !self.is_core(property.value()) && self.special(property.value(), "__set__").is_some() {
            return Ok(false);
        }
        let Some(setter) = property.set.get().downcast::<Function>() else { return Ok(false) };
        self.enter_function(c, setter, &[owner, value], k::DROP_TWO)?;
        Ok(true)
    }
}

/// Two operands become one result.
pub(super) fn two_to_one(_: &mut Vm, c: &mut Cursor, value: Value) -> PyResult<()> {
    c.drop(1);
    c.poke(1, value);
    Ok(())
}

/// The left operand's method answered.
pub(super) fn binary(vm: &mut Vm, c: &mut Cursor, value: Value) -> PyResult<()> {
    if value != Value::NOT_IMPLEMENTED {
        return two_to_one(vm, c, value);
    }
    let (op, inplace) = Vm::operator_of(c);
    let (a, b) = (c.peek(2), c.peek(1));
    if vm.type_of(a) != vm.type_of(b) {
        let name = super::ops::methods_of(op).reflected;
        if let Some(function) = vm.python_method(b, name) {
            return vm.enter_function(c, function, &[b, a], k::REFLECTED);
        }
        if let Some(answer) = vm.binary_by_right(op, inplace, a, b)? {
            return two_to_one(vm, c, answer);
        }
    }
    Err(vm.unsupported(op, inplace, a, b))
}

/// The right operand's method answered, which is asked last.
pub(super) fn reflected(vm: &mut Vm, c: &mut Cursor, value: Value) -> PyResult<()> {
    if value != Value::NOT_IMPLEMENTED {
        return two_to_one(vm, c, value);
    }
    let (op, inplace) = Vm::operator_of(c);
    Err(vm.unsupported(op, inplace, c.peek(2), c.peek(1)))
}

/// The method of an operator in place answered.
pub(super) fn inplace(vm: &mut Vm, c: &mut Cursor, value: Value) -> PyResult<()> {
    if value != Value::NOT_IMPLEMENTED {
        return two_to_one(vm, c, value);
    }
    let (op, _) = Vm::operator_of(c);
    if vm.binary_here(c, op, false)? {
        return Ok(());
    }
    let (a, b) = (c.peek(2), c.peek(1));
    let answer = vm.binary_apart(op, true, a, b)?;
    two_to_one(vm, c, answer)
}

/// The left operand's comparison answered.
pub(super) fn compare(vm: &mut Vm, c: &mut Cursor, value: Value) -> PyResult<()> {
    let arg = c.argument();
    let mut value = value;
    if value == Value::NOT_IMPLEMENTED {
        value = vm.compare_by_right(COMPARISONS[arg as usize >> 5], c.peek(2), c.peek(1))?;
    }
    if arg & 16 != 0 && value.as_bool().is_none() {
        value = Value::from_bool(vm.truth(value)?);
    }
    two_to_one(vm, c, value)
}

/// `__contains__` answered.
pub(super) fn contains(vm: &mut Vm, c: &mut Cursor, value: Value) -> PyResult<()> {
    let found = vm.truth(value)?;
    let inverted = c.argument() == 1;
    two_to_one(vm, c, Value::from_bool(found != inverted))
}

/// `__bool__` answered.
pub(super) fn truth(vm: &mut Vm, c: &mut Cursor, value: Value) -> PyResult<()> {
    if value.as_bool().is_none() {
        return Err(vm.raise_no_bool(value));
    }
    c.poke(1, value);
    Ok(())
}

/// `__len__` answered for `__bool__`.
pub(super) fn length_truth(vm: &mut Vm, c: &mut Cursor, value: Value) -> PyResult<()> {
    let length = vm.length_of_answer(value)?;
    c.poke(1, Value::from_bool(length != 0));
    Ok(())
}

/// `__iter__` answered.
pub(super) fn iterator(vm: &mut Vm, c: &mut Cursor, value: Value) -> PyResult<()> {
    let value = vm.check_iterator(value)?;
    c.poke(1, value);
    Ok(())
}

/// An attribute's method answered: with NULL behind it if a call follows.
pub(super) fn loaded(_: &mut Vm, c: &mut Cursor, value: Value) -> PyResult<()> {
    c.poke(1, value);
    if c.argument() & 1 != 0 {
        c.push(Value::NULL);
    }
    Ok(())
}

/// A property raised: `AttributeError` is what `__getattr__` is for.
pub(super) fn property_raised(vm: &mut Vm, c: &mut Cursor) -> PyResult<()> {
    let owner = c.peek(1);
    if !vm.raised_is(vm.types.attribute_error) {
        return Err(Raised);
    }
    let name = vm.name_of(c, c.argument() >> 1);
    let Some(fallback) = vm.special(owner, "__getattr__") else {
        return Err(vm.say_attribute(Raised, owner, name));
    };
    vm.take_raised();
    vm.call_then(c, fallback, &[owner, name.value()], k::LOADED)
}

/// `__getattr__` raised.
pub(super) fn fallback_raised(vm: &mut Vm, c: &mut Cursor) -> PyResult<()> {
    let (owner, name) = (c.peek(1), vm.name_of(c, c.argument() >> 1));
    Err(vm.say_attribute(Raised, owner, name))
}

/// An operand that is no longer needed.
pub(super) fn drop_one(_: &mut Vm, c: &mut Cursor, _: Value) -> PyResult<()> {
    c.drop(1);
    Ok(())
}

/// As `drop_one`.
pub(super) fn drop_two(_: &mut Vm, c: &mut Cursor, _: Value) -> PyResult<()> {
    c.drop(2);
    Ok(())
}

/// As `drop_two`.
pub(super) fn drop_three(_: &mut Vm, c: &mut Cursor, _: Value) -> PyResult<()> {
    c.drop(3);
    Ok(())
}
