//! `object`: what every class inherits, as programs see it.
//!
//! The machine does all of this without asking; these methods are for `super().__setattr__(…)`, `object.__new__(cls)`
//! and for programs that look them up.

use super::{add_methods, natives};
use crate::heap::Gc;
use crate::objects::types::type_flags;
use crate::objects::{Dict, Exception, GetSetDef, Instance, Kind, List, Str, Tuple, Type};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::attr::Found;

natives! { METHODS:
    "__new__" "(cls, /, *args, **kwargs)" |vm, args| {
        let Some(class) = args[0].downcast::<Type>() else {
            let given = vm.type_name(args[0]);
            return Err(vm.raise_type_error(format!("object.__new__(X): X is not a type object ({given})")));
        };
        if class.layout() != Kind::Instance {
            // `__new__` of the class that decides the layout must make it.
            vm.class_for_new(args[0], vm.types.object)?;
        }
        vm.default_new(class, given(args[1], args[2]))
    };
    "__init__" "(self, /, *args, **kwargs)" init;
    "__repr__" "(self, /)" |vm, args| { let text = vm.default_repr(args[0])?; vm.new_str(text.as_str()) };
    "__str__" "(self, /)" |vm, args| vm.repr(args[0]);
    "__hash__" "(self, /)" |vm, args| { let h = vm.builtin_hash(args[0])?; Ok(vm.new_int(h as i64)) };
    "__eq__" "(self, value, /)" |_, args| {
        Ok(if args[0].is(args[1]) { Value::TRUE } else { Value::NOT_IMPLEMENTED })
    };
    "__ne__" "(self, value, /)" |vm, args| match vm.special(args[0], "__eq__") {
        None if args[0].is(args[1]) => Ok(Value::FALSE),
        None => Ok(Value::NOT_IMPLEMENTED),
        Some(method) => {
            let answer = vm.call_method(method, args[0], &args[1..])?;
            if answer == Value::NOT_IMPLEMENTED { return Ok(answer); }
            vm.truth(answer).map(|t| Value::from_bool(!t))
        }
    };
    "__lt__" "(self, value, /)" |_, _| Ok(Value::NOT_IMPLEMENTED);
    "__le__" "(self, value, /)" |_, _| Ok(Value::NOT_IMPLEMENTED);
    "__gt__" "(self, value, /)" |_, _| Ok(Value::NOT_IMPLEMENTED);
    "__ge__" "(self, value, /)" |_, _| Ok(Value::NOT_IMPLEMENTED);
    "__getattribute__" "(self, name, /)" |vm, args| {
        let name = name_of(vm, args[1])?;
        let class = vm.type_of(args[0]);
        match vm.generic_attr(args[0], class, name)? {
            Some(Found::Plain(v)) => Ok(v),
            Some(Found::Method(f)) => Ok(crate::objects::BoundMethod::new(&mut vm.heap, f, args[0]).value()),
            None => Err(vm.raise_no_attr(args[0], name)),
        }
    };
    "__setattr__" "(self, name, value, /)" |vm, args| {
        let name = name_of(vm, args[1])?;
        if args[0].is_kind(Kind::Type) {
            let class = vm.type_name(args[0]);
            return Err(vm.raise_type_error(format!("can't apply this __setattr__ to {class} object")));
        }
        vm.generic_set_attr(args[0], name, args[2]).map(|()| Value::NONE)
    };
    "__delattr__" "(self, name, /)" |vm, args| {
        let name = name_of(vm, args[1])?;
        if args[0].is_kind(Kind::Type) {
            let class = vm.type_name(args[0]);
            return Err(vm.raise_type_error(format!("can't apply this __delattr__ to {class} object")));
        }
        vm.generic_delete_attr(args[0], name).map(|()| Value::NONE)
    };
    "__format__" "(self, format_spec, /)" |vm, args| {
        match args[1].downcast::<Str>() {
            Some(s) if s.is_empty() => vm.str_of(args[0]),
            Some(_) => {
                let class = vm.type_name(args[0]);
                Err(vm.raise_type_error(format!("unsupported format string passed to {class}.__format__")))
            }
            None => {
                let given = vm.type_name(args[1]);
                Err(vm.raise_type_error(format!("__format__() argument must be str, not {given}")))
            }
        }
    };
    "__dir__" "(self, /)" |vm, args| vm.object_dir(args[0]).map(Gc::value);
    "__sizeof__" "(self, /)" |vm, args| {
        let size = args[0].as_cell().map_or(8, |cell| vm.heap.cell_size(cell));
        Ok(vm.new_int(size as i64))
    };
    "__reduce__" "(self, /)" |vm, args| reduce(vm, args[0], 0);
    "__reduce_ex__" "(self, protocol, /)" |vm, args| {
        let protocol = vm.index(args[1])?;
        let name = vm.intern("__reduce__");
        let method = vm.type_of(args[0]).lookup(name);
        if let Some(method) = method.filter(|m| !vm.types.object.own(name).is_some_and(|own| own.is(*m))) {
            return vm.call_method(method, args[0], &[]);
        }
        reduce(vm, args[0], protocol)
    };
    "__getstate__" "(self, /)" |vm, args| get_state(vm, args[0]);
}

natives! { CLASS_METHODS:
    "__init_subclass__" "(cls, /)" |_, _| Ok(Value::NONE);
    "__subclasshook__" "(cls, object, /)" |_, _| Ok(Value::NOT_IMPLEMENTED);
}

static ATTRIBUTES: &[GetSetDef] = &[GetSetDef::settable(
    "__class__",
    |vm, v| Ok(vm.type_of(v).value()),
    |vm, v, new| match new {
        Some(class) => set_class(vm, v, class),
        None => Err(vm.raise_type_error("can't delete __class__ attribute")),
    },
)
.doc("the object's class")];

/// `__dict__` of instances.
pub(crate) static INSTANCE_DICT: GetSetDef = GetSetDef::settable(
    "__dict__",
    |vm, v| match vm.dict_of(v)? {
        Some(dict) => Ok(dict.value()),
        None => {
            let name = vm.intern("__dict__");
            Err(vm.raise_no_attr(v, name))
        }
    },
    |vm, v, new| match new.map(|n| (n, n.downcast::<Dict>())) {
        _ if v.is_kind(Kind::Module) => Err(vm.raise_str(vm.types.attribute_error, "readonly attribute")),
        Some((_, Some(dict))) => vm.set_dict_of(v, dict),
        Some((other, None)) => {
            let given = vm.type_name(other);
            Err(vm.raise_type_error(format!("__dict__ must be set to a dictionary, not a '{given}'")))
        }
        None if !matches!(v.kind(), Some(Kind::Function | Kind::Exception)) => {
            let dict = vm.new_dict();
            vm.set_dict_of(v, dict)
        }
        None => Err(vm.raise_type_error("cannot delete __dict__")),
    },
)
.doc("dictionary for instance variables");

/// `__weakref__` of instances.
pub(crate) static WEAKREF: GetSetDef = GetSetDef::new("__weakref__", |vm, v| {
    let first = vm.heap.weak_references(v).next().map(Gc::value);
    Ok(first.unwrap_or(Value::NONE))
})
.doc("list of weak references to the object");

pub(super) fn install(vm: &mut Vm) {
    let object = vm.types.object;
    add_methods(vm, object, METHODS);
    vm.add_class_methods(object, CLASS_METHODS);
    vm.add_getset(object, ATTRIBUTES);
    vm.add_getset(vm.types.base_exception, std::slice::from_ref(&INSTANCE_DICT));
    vm.add_getset(vm.types.function, std::slice::from_ref(&INSTANCE_DICT));
}

/// Whether a call gave arguments beyond the class or the instance.
fn given(args: Value, kwargs: Value) -> bool {
    args.downcast::<Tuple>().is_some_and(|t| !t.is_empty())
        || kwargs.downcast::<Dict>().is_some_and(|d| !d.is_empty())
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    if let Some(e) = args[0].downcast::<Exception>() {
        vm.heap.set(e, &e.args, args[1]);
        return Ok(Value::NONE);
    }
    let class = vm.type_of(args[0]);
    if given(args[1], args[2]) {
        if class.has(type_flags::OWN_INIT) {
            let message = "object.__init__() takes exactly one argument (the instance to initialize)";
            return Err(vm.raise_type_error(message));
        }
        if !class.has(type_flags::OWN_NEW) {
            let name = class.name().as_wtf8().to_string();
            let message =
                format!("{name}.__init__() takes exactly one argument (the instance to initialize)");
            return Err(vm.raise_type_error(message));
        }
    }
    Ok(Value::NONE)
}

/// An attribute's name as an interned str.
#[inline]
pub(crate) fn name_of(vm: &mut Vm, name: Value) -> PyResult<Gc<Str>> {
    match name.downcast::<Str>() {
        Some(s) if s.is_interned() => Ok(s),
        Some(s) => Ok(vm.intern(s.as_wtf8())),
        None => {
            let given = vm.type_name(name);
            Err(vm.raise_type_error(format!("attribute name must be string, not '{given}'")))
        }
    }
}

fn set_class(vm: &mut Vm, value: Value, class: Value) -> PyResult<()> {
    let Some(new) = class.downcast::<Type>() else {
        let given = vm.type_name(class);
        return Err(vm.raise_type_error(format!("__class__ must be set to a class, not '{given}' object")));
    };
    let old = vm.type_of(value);
    let both_modules = value.is_kind(Kind::Module) && new.layout() == Kind::Module;
    if (old.has(type_flags::BUILTIN) || new.has(type_flags::BUILTIN)) && !both_modules {
        return Err(vm.raise_type_error(
            "__class__ assignment only supported for mutable types or ModuleType subclasses",
        ));
    }
    let same = vm.same_layout(old, new) || both_modules && vm.solid_base(old) == vm.solid_base(new);
    if !same {
        let message = format!(
            "__class__ assignment: '{}' object layout differs from '{}'",
            new.name().as_wtf8(),
            old.name().as_wtf8()
        );
        return Err(vm.raise_type_error(message));
    }
    vm.reshape(value, new)?;
    if vm.is_descriptor(value) {
        // It may stand in a class, where caches took it for data.
        vm.epoch.pass();
    }
    Ok(())
}

/// What `copyreg` needs to rebuild an object.
fn reduce(vm: &mut Vm, value: Value, protocol: i64) -> PyResult {
    let helper = vm.import_attr("copyreg", if protocol >= 2 { "__newobj__" } else { "_reduce_ex" })?;
    let class = vm.type_of(value).value();
    if protocol < 2 {
        let protocol = vm.new_int(protocol);
        return vm.call(helper, &[value, protocol]);
    }
    let [new_args_ex, new_args] = ["__getnewargs_ex__", "__getnewargs__"].map(|n| vm.intern(n));
    let list = vm.new_list(&[class])?;
    let mut constructor = helper;
    let mut has_args = true;
    if let Some(method) = vm.type_of(value).lookup(new_args_ex) {
        let pair = vm.call_method(method, value, &[])?;
        let (args, kwargs) = new_arguments(vm, pair)?;
        if kwargs.downcast::<Dict>().is_some_and(|d| !d.is_empty()) {
            constructor = vm.import_attr("copyreg", "__newobj_ex__")?;
            let pushed = List::push(list, &mut vm.heap, args);
            vm.check(pushed)?;
            let pushed = List::push(list, &mut vm.heap, kwargs);
            vm.check(pushed)?;
        } else {
            vm.list_extend(list, args)?;
        }
    } else if let Some(method) = vm.type_of(value).lookup(new_args) {
        let args = vm.call_method(method, value, &[])?;
        if !args.is_kind(Kind::Tuple) {
            let given = vm.type_name(args);
            let message = format!("__getnewargs__ should return a tuple, not '{given}'");
            return Err(vm.raise_type_error(message));
        }
        vm.list_extend(list, args)?;
    } else {
        has_args = false;
    }
    let args = vm.tuple_of_list(list)?;
    let name = vm.intern("__getstate__");
    let is_plain = vm.type_of(value).lookup(name) == vm.types.object.own(name);
    let plain_layout =
        matches!(value.kind(), Some(Kind::Instance | Kind::List | Kind::Dict | Kind::Exception));
    if is_plain && !has_args && !plain_layout {
        let class = vm.type_name(value);
        let message = match value.kind() {
            Some(Kind::MemoryView | Kind::Code) => format!("cannot pickle {class} objects"),
            _ => format!("cannot pickle '{class}' object"),
        };
        return Err(vm.raise_type_error(message));
    }
    let get_state = vm.get_attr(value, name)?;
    let state = vm.call(get_state, &[])?;
    let items = if value.is_kind(Kind::List) { vm.iter(value)? } else { Value::NONE };
    let pairs = if value.is_kind(Kind::Dict) {
        let name = vm.intern("items");
        let method = vm.get_attr(value, name)?;
        let view = vm.call(method, &[])?;
        vm.iter(view)?
    } else {
        Value::NONE
    };
    vm.new_tuple(&[constructor, args, state, items, pairs])
}

/// What `__getnewargs_ex__` answered: a tuple and a dict.
fn new_arguments(vm: &mut Vm, pair: Value) -> PyResult<(Value, Value)> {
    let given = vm.type_name(pair);
    let Some(pair) = pair.downcast::<Tuple>() else {
        let message = format!("__getnewargs_ex__ should return a tuple, not '{given}'");
        return Err(vm.raise_type_error(message));
    };
    let &[args, kwargs] = pair.items() else {
        let message = format!("__getnewargs_ex__ should return a tuple of length 2, not {}", pair.len());
        return Err(vm.raise_value_error(message));
    };
    for (value, kind, place, what) in
        [(args, Kind::Tuple, "first", "tuple"), (kwargs, Kind::Dict, "second", "dict")]
    {
        if !value.is_kind(kind) {
            let given = vm.type_name(value);
            return Err(vm.raise_type_error(format!(
                "{place} item of the tuple returned by __getnewargs_ex__ must be a {what}, not '{given}'"
            )));
        }
    }
    Ok((args, kwargs))
}

/// `object.__getstate__`: a copy of the instance's dict, with its slots beside it if it has some.
fn get_state(vm: &mut Vm, value: Value) -> PyResult {
    let name = vm.intern("__dict__");
    let mut state = Value::NONE;
    if let Some(copy) = vm.copied_attributes(value)? {
        if !copy.is_empty() {
            state = copy.value();
        }
    } else if let Some(dict) = vm.get_attr_or_none(value, name)?.and_then(|d| d.downcast::<Dict>())
        && !value.is_kind(Kind::Type)
        && !dict.is_empty()
    {
        let copy = vm.new_dict();
        vm.dict_merge(copy, dict)?;
        state = copy.value();
    }
    let class = vm.type_of(value);
    let slots = vm.new_dict();
    if class.has(type_flags::BUILTIN) {
        return Ok(state);
    }
    let slot_names = vm.import_attr("copyreg", "_slotnames")?;
    let names = vm.call(slot_names, &[class.value()])?;
    let names = vm.list_of(names)?;
    let mut at = 0;
    while let Some(name) = names.get(at) {
        at += 1;
        let name = name_of(vm, name)?;
        if let Some(held) = vm.get_attr_or_none(value, name)? {
            vm.dict_set(slots, name.value(), held)?;
        }
    }
    if slots.is_empty() { Ok(state) } else { vm.new_tuple(&[state, slots.value()]) }
}

impl Vm {
    /// `object.__new__(class)`; `excess` says that there were arguments.
    ///
    /// # Errors
    /// `TypeError` for arguments that nothing takes, an abstract class, or a builtin layout with a `__new__` of its own.
    pub(crate) fn default_new(&mut self, class: Gc<Type>, excess: bool) -> PyResult {
        if excess {
            if class.has(type_flags::OWN_NEW) {
                let message = "object.__new__() takes exactly one argument (the type to instantiate)";
                return Err(self.raise_type_error(message));
            }
            let made_elsewhere = class.has(type_flags::BUILTIN) && class.layout() != Kind::Instance;
            if !class.has(type_flags::OWN_INIT) && !made_elsewhere {
                let name = class.name().as_wtf8().to_string();
                return Err(self.raise_type_error(format!("{name}() takes no arguments")));
            }
        }
        if class.has(type_flags::ABSTRACT) {
            return Err(self.raise_abstract(class));
        }
        if class.layout() != Kind::Instance || class.has(type_flags::CORE) && class != self.types.object {
            let name = self.shown_name(class);
            let message = if class.has(type_flags::BUILTIN) && !class.has(type_flags::OWN_NEW) {
                format!("cannot create '{name}' instances")
            } else {
                format!("object.__new__({name}) is not safe, use {name}.__new__()")
            };
            return Err(self.raise_type_error(message));
        }
        let made = Instance::new(&mut self.heap, class.root_shape(), class.inline_slots());
        Ok(self.made_of(class, made).value())
    }

    #[cold]
    fn raise_abstract(&mut self, class: Gc<Type>) -> crate::value::Raised {
        let name = self.intern("__abstractmethods__");
        let methods = class.own(name).unwrap_or(Value::NONE);
        let Ok(list) = self.list_of(methods) else { return crate::value::Raised };
        if super::sort_list(self, list).is_err() {
            return crate::value::Raised;
        }
        let names: Vec<String> = list
            .items()
            .iter()
            .filter_map(|m| m.get().downcast::<Str>())
            .map(|s| format!("'{}'", s.as_wtf8()))
            .collect();
        let s = if names.len() == 1 { "" } else { "s" };
        let message = format!(
            "Can't instantiate abstract class {} without an implementation for abstract method{s} {}",
            class.name().as_wtf8(),
            names.join(", ")
        );
        self.raise_type_error(message)
    }

    /// `<module.Class object at 0x…>`.
    ///
    /// # Errors
    /// `MemoryError`.
    pub(crate) fn default_repr(&mut self, value: Value) -> PyResult<String> {
        let class = self.type_of(value);
        let shown = self.class_path(class);
        Ok(format!("<{shown} object at {:#x}>", value.bits()))
    }

    /// Module and qualified name of a class; builtin classes without the module.
    pub(crate) fn class_path(&mut self, class: Gc<Type>) -> String {
        let qualname = class.qualname().as_wtf8().to_string();
        let key = self.intern("__module__");
        match class.own(key).and_then(|m| m.downcast::<Str>()) {
            Some(module) if module.as_str() != Some("builtins") => format!("{}.{qualname}", module.as_wtf8()),
            _ => qualname,
        }
    }

    /// Module and qualified name of a class; classes of the program itself and builtin ones without the module.
    pub(crate) fn full_name(&mut self, class: Gc<Type>) -> String {
        let path = self.class_path(class);
        path.strip_prefix("__main__.").map(str::to_owned).unwrap_or(path)
    }

    /// Gives an instance another class whose instances have the same layout.
    fn reshape(&mut self, value: Value, class: Gc<Type>) -> PyResult<()> {
        if class.has(type_flags::HAS_DICT) && !value.is_kind(Kind::Module) && !value.is_kind(Kind::Exception)
        {
            if let Some(holder) = self.attrs_holder(value, false) {
                if holder.dict().is_none() {
                    self.enter_dictionary_mode(holder)?;
                }
                let shape = self.shapes.dictionary(class.root_shape());
                Instance::set_shape(holder, shape);
                self.heap.reshaped(holder.as_ptr());
            }
        } else if let Some(holder) = self.attrs_holder(value, false) {
            Instance::set_shape(holder, class.root_shape());
            self.heap.reshaped(holder.as_ptr());
        }
        if !value.is_kind(Kind::Instance)
            && let Some(cell) = value.as_cell()
        {
            crate::heap::set_shape_of(cell, class.root_shape().0);
            self.heap.reshaped(cell);
        }
        Ok(())
    }

    /// What `object.__dir__` lists.
    ///
    /// # Errors
    /// What `__dict__` raises.
    pub(crate) fn object_dir(&mut self, value: Value) -> PyResult<Gc<List>> {
        let names = self.new_dict();
        let key = self.intern("__dict__");
        let dict = self.get_attr_or_none(value, key)?;
        if let Some(dict) = dict.and_then(|d| d.downcast::<Dict>()) {
            self.dict_merge(names, dict)?;
        } else if value.is_kind(Kind::Module) && dict.is_some() {
            return Err(self.raise_type_error("<module>.__dict__ is not a dictionary"));
        }
        let key = self.intern("__class__");
        if !value.is_kind(Kind::Module)
            && let Some(class) = self.get_attr_or_none(value, key)?.and_then(|c| c.downcast::<Type>())
        {
            self.add_class_names(names, class)?;
        }
        self.list_of(names.value())
    }

    /// Adds the names that a class and its bases define.
    pub(crate) fn add_class_names(&mut self, names: Gc<Dict>, class: Gc<Type>) -> PyResult<()> {
        for owner in class.mro().iter().filter_map(|c| c.downcast::<Type>()) {
            self.dict_merge(names, owner.dict())?;
        }
        Ok(())
    }

    /// `value.__getstate__()`: what the `__reduce__` of a builtin class gives as the state.
    ///
    /// # Errors
    /// What that raises.
    pub(crate) fn pickled_state(&mut self, value: Value) -> PyResult {
        let name = self.intern("__getstate__");
        let method = self.get_attr(value, name)?;
        self.call(method, &[])
    }

    /// An attribute of a module that is imported for it.
    ///
    /// # Errors
    /// What the import raises.
    pub(crate) fn import_attr(&mut self, module: &str, name: &str) -> PyResult {
        let module = self.import_module(module)?;
        let name = self.intern(name);
        self.get_attr(module, name)
    }
}
