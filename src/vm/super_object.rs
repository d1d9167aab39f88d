//! `super`: attributes found behind a class in an object's method resolution order.

use super::Vm;
use super::attr::Found;
use super::interp::Cursor;
use crate::builtins::natives;
use crate::heap::Gc;
use crate::objects::{Dict, GetSetDef, Kind, Str, Super, Tuple, Type};
use crate::value::{PyResult, Value};

natives! { METHODS:
    "__new__" "(cls, /, *args, **kwargs)" |vm, args| {
        let class = vm.class_for_new(args[0], vm.types.super_proxy)?;
        if class != vm.types.super_proxy {
            // A derived class may call `__init__` with other arguments.
            return Ok(Super::new(&mut vm.heap, class.root_shape().0, [Value::NONE; 3]).value());
        }
        let parts = vm.super_arguments(args[1], args[2])?;
        vm.new_super(class, parts).map(Gc::value)
    };
    "__init__" "(self, /, *args, **kwargs)" |vm, args| {
        let proxy = vm.expect::<Super>(args[0], "super")?;
        if vm.type_of(args[0]) != vm.types.super_proxy {
            let parts = vm.super_arguments(args[1], args[2])?;
            let made = vm.new_super(vm.types.super_proxy, parts)?;
            vm.heap.set(proxy, &proxy.class, made.class.get());
            vm.heap.set(proxy, &proxy.receiver, made.receiver.get());
            vm.heap.set(proxy, &proxy.receiver_class, made.receiver_class.get());
        }
        Ok(Value::NONE)
    };
    "__get__" "(self, instance, owner=None, /)" |vm, args| {
        let proxy = vm.expect::<Super>(args[0], "super")?;
        vm.bind_super(proxy, args[1])
    };
}

pub(crate) static ATTRIBUTES: &[GetSetDef] = &[
    GetSetDef::member("__thisclass__", |vm, v| part(vm, v, |s| s.class.get()))
        .doc("the class invoking super()"),
    GetSetDef::member("__self__", |vm, v| part(vm, v, |s| s.receiver.get()))
        .doc("the instance invoking super(); may be None"),
    GetSetDef::member("__self_class__", |vm, v| part(vm, v, |s| s.receiver_class.get()))
        .doc("the type of the instance invoking super(); may be None"),
];

fn part(vm: &mut Vm, value: Value, read: fn(&Super) -> Value) -> PyResult {
    vm.expect::<Super>(value, "super").map(|s| read(&s))
}

impl Vm {
    /// `super.__get__`: an unbound super object in a class becomes that of the instance.
    pub(crate) fn bind_super(&mut self, proxy: Gc<Super>, receiver: Value) -> PyResult {
        if receiver.is_none() || !proxy.receiver_class.get().is_none() || proxy.class.get().is_none() {
            return Ok(proxy.value());
        }
        let class = self.type_of(proxy.value());
        if class != self.types.super_proxy {
            return self.call(class.value(), &[proxy.class.get(), receiver]);
        }
        self.new_super(class, [proxy.class.get(), receiver]).map(Gc::value)
    }

    /// The class and the receiver (or None) that the arguments of `super` name.
    fn super_arguments(&mut self, args: Value, keywords: Value) -> PyResult<[Value; 2]> {
        if keywords.downcast::<Dict>().is_some_and(|d| !d.is_empty()) {
            return Err(self.raise_type_error("super() takes no keyword arguments"));
        }
        let given = args.downcast::<Tuple>();
        match given.as_ref().map_or(&[][..], |t| t.items()) {
            &[] => self.implied_super(),
            &[class] => Ok([class, Value::NONE]),
            &[class, receiver] => Ok([class, receiver]),
            more => {
                let message = format!("super() expected at most 2 arguments, got {}", more.len());
                Err(self.raise_type_error(message))
            }
        }
    }

    /// The class and the receiver of `super()` without arguments: `__class__` and the first argument of the function
    /// that runs.
    fn implied_super(&mut self) -> PyResult<[Value; 2]> {
        use crate::objects::function::Cell;
        let error = |vm: &mut Vm, message: &str| Err(vm.raise_str(vm.types.runtime_error, message));
        let Some(c) = self.at else { return error(self, "super(): no current frame") };
        let object = self.code_of(&c).object().clone();
        if object.argcount == 0 {
            return error(self, "super(): no arguments");
        }
        // SAFETY: a frame's locals are initialised and stay where they are while the frame lives.
        let local = |i: usize| unsafe { *c.fp.add(i) };
        let first = match local(0).downcast::<Cell>() {
            Some(cell) => cell.value.get(),
            None => local(0),
        };
        if first.is_null() {
            return error(self, "super(): arg[0] deleted");
        }
        let place = object.localsplus.iter().position(|l| &*l.name == "__class__");
        let Some(cell) = place.and_then(|i| local(i).downcast::<Cell>()) else {
            return error(self, "super(): __class__ cell not found");
        };
        match cell.value.get() {
            Value::NULL => error(self, "super(): empty __class__ cell"),
            class if !class.is_kind(Kind::Type) => {
                let message = format!("super(): __class__ is not a type ({})", self.type_name(class));
                error(self, &message)
            }
            class => Ok([class, first]),
        }
    }

    /// LOAD_SUPER_ATTR: `[super] [class] [receiver]` on the stack. What was found, and the receiver of a method.
    pub(crate) fn load_super_attr(
        &mut self,
        c: &Cursor,
        given: bool,
        name: Gc<Str>,
    ) -> PyResult<(Found, Value)> {
        let (callable, class, receiver) = (c.peek(3), c.peek(2), c.peek(1));
        if !callable.is(self.types.super_proxy.value()) {
            // The name `super` means something else here.
            let made =
                if given { self.call(callable, &[class, receiver])? } else { self.call(callable, &[])? };
            return match self.find_attr(made, name)? {
                Some(Found::Plain(v)) => Ok((Found::Plain(v), made)),
                Some(Found::Method(f)) => Ok((Found::Method(f), made)),
                None => Err(self.raise_no_attr(made, name)),
            };
        }
        let (this, start) = self.check_super(class, receiver)?;
        match self.find_behind(this, start, receiver, name)? {
            Some(found) => Ok((found, receiver)),
            None => {
                let message = format!("'super' object has no attribute '{}'", name.as_wtf8());
                Err(self.raise_str(self.types.attribute_error, &message))
            }
        }
    }

    /// A super object of a class and an object (None: unbound).
    fn new_super(&mut self, class: Gc<Type>, [this, receiver]: [Value; 2]) -> PyResult<Gc<Super>> {
        let start = if receiver.is_none() {
            if this.downcast::<Type>().is_none() {
                let given = self.type_name(this);
                return Err(self.raise_type_error(format!("super() argument 1 must be a type, not {given}")));
            }
            Value::NONE
        } else {
            self.check_super(this, receiver)?.1.value()
        };
        Ok(Super::new(&mut self.heap, class.root_shape().0, [this, receiver, start]))
    }

    /// The class of `super(this, receiver)` as such, and the class whose MRO it follows.
    fn check_super(&mut self, this: Value, receiver: Value) -> PyResult<(Gc<Type>, Gc<Type>)> {
        let Some(class) = this.downcast::<Type>() else {
            let given = self.type_name(this);
            return Err(self.raise_type_error(format!("super() argument 1 must be a type, not {given}")));
        };
        if let Some(subject) = receiver.downcast::<Type>()
            && subject.is_subclass(class)
        {
            return Ok((class, subject));
        }
        let own = self.type_of(receiver);
        if own.is_subclass(class) {
            return Ok((class, own));
        }
        let name = self.intern("__class__");
        if let Some(claimed) = self.get_attr_or_none(receiver, name)?.and_then(|c| c.downcast::<Type>())
            && claimed != own
            && claimed.is_subclass(class)
        {
            return Ok((class, claimed));
        }
        let (what, shown) = match receiver.downcast::<Type>() {
            Some(subject) => ("type", subject),
            None => ("instance of", own),
        };
        let message = format!(
            "super(type, obj): obj ({what} {}) is not an instance or subtype of type ({}).",
            shown.name().as_wtf8(),
            class.name().as_wtf8()
        );
        Err(self.raise_type_error(message))
    }

    fn find_behind(
        &mut self,
        this: Gc<Type>,
        start: Gc<Type>,
        receiver: Value,
        name: Gc<Str>,
    ) -> PyResult<Option<Found>> {
        let rest = start.mro().iter().skip_while(|v| !v.is(this.value())).skip(1);
        let found = if name.as_str() == Some("__class__") {
            None
        } else {
            rest.filter_map(|v| v.downcast::<Type>()).find_map(|t| t.own(name))
        };
        let Some(found) = found else { return Ok(None) };
        // A class that stands for itself gets functions unbound.
        let instance = if receiver.is(start.value()) { None } else { Some(receiver) };
        self.bind_attr(found, instance, start).map(Some)
    }

    /// An attribute of a super object: found behind its class, else its own.
    pub(crate) fn find_super_attr(
        &mut self,
        proxy: Gc<Super>,
        class: Gc<Type>,
        name: Gc<Str>,
    ) -> PyResult<Option<Found>> {
        let (this, start) =
            (proxy.class.get().downcast::<Type>(), proxy.receiver_class.get().downcast::<Type>());
        let receiver = proxy.receiver.get();
        if let (Some(this), Some(start)) = (this, start)
            && let Some(found) = self.find_behind(this, start, receiver, name)?
        {
            return Ok(Some(match found {
                Found::Method(f) => {
                    Found::Plain(crate::objects::BoundMethod::new(&mut self.heap, f, receiver).value())
                }
                plain => plain,
            }));
        }
        match class.lookup(name) {
            Some(found) => self.bind_attr(found, Some(proxy.value()), class).map(Some),
            None => Ok(None),
        }
    }

    /// `repr` of a super object.
    pub(crate) fn repr_super(&mut self, proxy: Gc<Super>) -> String {
        let name = |v: Value| v.downcast::<Type>().map(|t| t.name().as_wtf8().to_string());
        let this = name(proxy.class.get()).unwrap_or_else(|| "NULL".to_owned());
        match name(proxy.receiver_class.get()) {
            Some(start) => format!("<super: <class '{this}'>, <{start} object>>"),
            None => format!("<super: <class '{this}'>, NULL>"),
        }
    }
}
