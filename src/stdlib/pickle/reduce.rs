//! Values that say themselves how they are made again, and those that are known by a name.

use super::opcodes as op;
use super::pickler::Pickling;
use super::{class_name, pickling_error};
use crate::heap::Gc;
use crate::objects::{Dict, Module, Str, Tuple, Type};
use crate::value::{PyResult, Raised, Value};
use crate::vm::Vm;

impl Pickling {
    /// Writes what `__reduce_ex__` or its like answered for a value.
    ///
    /// # Errors
    /// `PicklingError` for an answer of another form; see [`Pickling::dump`].
    pub(super) fn save_reduced(&mut self, vm: &mut Vm, value: Value, reduced: Value) -> PyResult<()> {
        if let Some(name) = reduced.downcast::<Str>() {
            return self.save_global(vm, value, Some(name));
        }
        let saved = match reduced.downcast::<Tuple>() {
            Some(parts) => self.save_parts(vm, value, parts),
            None => {
                let given = class_name(vm, reduced);
                let message = format!("__reduce__ must return a string or tuple, not {given}");
                Err(pickling_error(vm, &message))
            }
        };
        if saved.is_err() {
            self.note(vm, value, |_| Ok("object".to_owned()));
        }
        saved
    }

    fn save_parts(&mut self, vm: &mut Vm, value: Value, parts: Gc<Tuple>) -> PyResult<()> {
        if !(2..=6).contains(&parts.len()) {
            let message = "tuple returned by __reduce__ must contain 2 through 6 elements";
            return Err(pickling_error(vm, message));
        }
        let part = |number: usize| parts.items().get(number).copied().filter(|part| !part.is_none());
        let (function, args) = (parts.items()[0], parts.items()[1]);
        self.check_part(vm, function, "first", "callable", |vm, v| vm.is_callable(v))?;
        self.check_part(vm, args, "second", "a tuple", |_, v| v.downcast::<Tuple>().is_some())?;
        let [state, items, pairs, setter] = [2, 3, 4, 5].map(part);
        for (place, iterator) in [("fourth", items), ("fifth", pairs)] {
            if let Some(iterator) = iterator {
                self.check_part(vm, iterator, place, "an iterator", |vm, v| vm.is_iterator(v))?;
            }
        }
        if let Some(setter) = setter {
            self.check_part(vm, setter, "sixth", "callable", |vm, v| vm.is_callable(v))?;
        }
        self.save_making(vm, value, function, args)?;
        if let Some(number) = self.known(value) {
            // It refers to itself, and was written meanwhile.
            self.op(op::POP);
            self.get(number);
        } else {
            self.memoize(vm, value)?;
        }
        if let Some(items) = items {
            self.append_all(vm, value, items)?;
        }
        if let Some(pairs) = pairs {
            self.set_all(vm, value, pairs)?;
        }
        let Some(state) = state else { return Ok(()) };
        let Some(setter) = setter else {
            self.save_noted(vm, value, state, "state")?;
            self.op(op::BUILD);
            return Ok(());
        };
        self.save_noted(vm, value, setter, "state setter")?;
        self.save(vm, value)?;
        self.save_noted(vm, value, state, "state")?;
        self.put(&[op::TUPLE2, op::REDUCE, op::POP]);
        Ok(())
    }

    fn check_part(
        &mut self,
        vm: &mut Vm,
        part: Value,
        place: &str,
        wanted: &str,
        holds: fn(&mut Vm, Value) -> bool,
    ) -> PyResult<()> {
        if holds(vm, part) {
            return Ok(());
        }
        let given = class_name(vm, part);
        let message =
            format!("{place} item of the tuple returned by __reduce__ must be {wanted}, not {given}");
        Err(pickling_error(vm, &message))
    }

    fn save_noted(&mut self, vm: &mut Vm, whole: Value, part: Value, what: &str) -> PyResult<()> {
        let saved = self.save(vm, part);
        if saved.is_err() {
            self.note(vm, whole, |_| Ok(what.to_owned()));
        }
        saved
    }

    /// A call that makes the value: of the class's `__new__` where the function's name says so.
    fn save_making(&mut self, vm: &mut Vm, value: Value, function: Value, args: Value) -> PyResult<()> {
        let given = vm.expect::<Tuple>(args, "tuple")?;
        let name = vm.intern("__name__");
        let name = match self.settings.protocol {
            0 | 1 => None,
            _ => vm.get_attr_or_none(function, name)?.and_then(|n| n.downcast::<Str>()),
        };
        match name.as_ref().and_then(|n| n.as_str()) {
            Some("__newobj_ex__") => self.save_new_ex(vm, value, given),
            Some("__newobj__") => self.save_new(vm, value, given),
            _ => {
                self.save_noted(vm, value, function, "reconstructor")?;
                self.save_noted(vm, value, args, "reconstructor arguments")?;
                self.op(op::REDUCE);
                Ok(())
            }
        }
    }

    fn save_new(&mut self, vm: &mut Vm, value: Value, given: Gc<Tuple>) -> PyResult<()> {
        let Some((&class, rest)) = given.items().split_first() else {
            return Err(pickling_error(vm, "__newobj__ expected at least 1 argument, got 0"));
        };
        self.check_new(vm, value, class, "__newobj__")?;
        self.save_noted(vm, value, class, "class")?;
        let args = vm.new_tuple(rest)?;
        self.save_noted(vm, value, args, "__new__ arguments")?;
        self.op(op::NEWOBJ);
        Ok(())
    }

    fn save_new_ex(&mut self, vm: &mut Vm, value: Value, given: Gc<Tuple>) -> PyResult<()> {
        let &[class, args, keywords] = given.items() else {
            let message = format!("__newobj_ex__ expected 3 arguments, got {}", given.len());
            return Err(pickling_error(vm, &message));
        };
        self.check_new(vm, value, class, "__newobj_ex__")?;
        let (Some(positional), Some(named)) = (args.downcast::<Tuple>(), keywords.downcast::<Dict>()) else {
            let (place, wanted, wrong) = match args.downcast::<Tuple>() {
                None => ("second", "tuple", args),
                Some(_) => ("third", "dict", keywords),
            };
            let given = class_name(vm, wrong);
            let message = format!("{place} argument to __newobj_ex__() must be a {wanted}, not {given}");
            return Err(pickling_error(vm, &message));
        };
        if self.settings.protocol >= 4 {
            self.save_noted(vm, value, class, "class")?;
            self.save_noted(vm, value, args, "__new__ arguments")?;
            self.save_noted(vm, value, keywords, "__new__ arguments")?;
            self.op(op::NEWOBJ_EX);
            return Ok(());
        }
        let name = vm.intern("__new__");
        let new = vm.get_attr(class, name)?;
        let partial = vm.import_attr("functools", "partial")?;
        let parts: Vec<Value> = [new, class].into_iter().chain(positional.items().iter().copied()).collect();
        let made = vm.call_with_dict(partial, &parts, named.value())?;
        self.save_noted(vm, value, made, "reconstructor")?;
        let empty = vm.empty_tuple();
        self.save(vm, empty)?;
        self.op(op::REDUCE);
        Ok(())
    }

    fn check_new(&mut self, vm: &mut Vm, value: Value, class: Value, function: &str) -> PyResult<()> {
        if class.downcast::<Type>().is_none() {
            let given = class_name(vm, class);
            let message = format!("first argument to {function}() must be a class, not {given}");
            return Err(pickling_error(vm, &message));
        }
        let name = vm.intern("__class__");
        let own = vm.get_attr(value, name)?;
        if own.is(class) {
            return Ok(());
        }
        let (own, class) = (vm.repr_string(own)?, vm.repr_string(class)?);
        let message = format!("first argument to {function}() must be {own}, not {class}");
        Err(pickling_error(vm, &message))
    }

    /// A call that makes a value of a builtin type.
    pub(super) fn save_call(
        &mut self,
        vm: &mut Vm,
        function: Value,
        args: Value,
        value: Value,
    ) -> PyResult<()> {
        let reduced = vm.new_tuple(&[function, args])?;
        self.save_reduced(vm, value, reduced)
    }

    /// An instance of `type` itself.
    pub(super) fn save_type(&mut self, vm: &mut Vm, class: Value) -> PyResult<()> {
        for single in [Value::NONE, Value::ELLIPSIS, Value::NOT_IMPLEMENTED] {
            if class.is(vm.type_of(single).value()) {
                let args = vm.new_tuple(&[single])?;
                return self.save_call(vm, vm.types.typ.value(), args, class);
            }
        }
        self.save_global(vm, class, None)
    }

    /// A value that is found under a name in a module.
    pub(super) fn save_global(&mut self, vm: &mut Vm, value: Value, name: Option<Gc<Str>>) -> PyResult<()> {
        let name = match name {
            Some(name) => name,
            None => {
                let [qualname, plain] = ["__qualname__", "__name__"].map(|name| vm.intern(name));
                let name = match vm.get_attr_or_none(value, qualname)? {
                    Some(name) => name,
                    None => vm.get_attr(value, plain)?,
                };
                vm.expect::<Str>(name, "str")?
            }
        };
        let module = module_of(vm, value, name)?;
        if self.settings.protocol >= 2 && self.save_extension(vm, module, name)? {
            return Ok(());
        }
        if self.settings.protocol >= 4 {
            self.save(vm, module)?;
            self.save(vm, name.value())?;
            self.op(op::STACK_GLOBAL);
            return self.memoize(vm, value);
        }
        // An attribute of what is found under the first part of the name.
        if name.as_str().is_none() {
            return Err(self.unnamed(vm, "global", name.value()));
        }
        let whole = name.as_wtf8().to_string();
        let (first, path) = match whole.split_once('.') {
            Some((first, path)) => (first, path.split('.').collect()),
            None => (&*whole, Vec::new()),
        };
        for _ in &path {
            let getattr = vm.import_attr("builtins", "getattr")?;
            self.save(vm, getattr)?;
            if self.settings.protocol < 2 {
                self.op(op::MARK);
            }
        }
        self.save_by_name(vm, module, first)?;
        for part in path {
            let part = vm.intern(part).value();
            self.save(vm, part)?;
            self.put(&[if self.settings.protocol < 2 { op::TUPLE } else { op::TUPLE2 }, op::REDUCE]);
        }
        self.memoize(vm, value)
    }

    /// A name that has a number in the registry of extensions.
    fn save_extension(&mut self, vm: &mut Vm, module: Value, name: Gc<Str>) -> PyResult<bool> {
        let registry = vm.import_attr("copyreg", "_extension_registry")?;
        let Some(registry) = registry.downcast::<Dict>().filter(|r| !r.is_empty()) else { return Ok(false) };
        let key = vm.new_tuple(&[module, name.value()])?;
        let Some(code) = vm.dict_get(registry, key)? else { return Ok(false) };
        let code = vm.index(code)?;
        match code {
            1..=0xFF => self.put(&[op::EXT1, code as u8]),
            0x100..=0xFFFF => {
                let [low, high] = (code as u16).to_le_bytes();
                self.put(&[op::EXT2, low, high]);
            }
            0x1_0000..=0x7FFF_FFFF => self.put_long(op::EXT4, code as u32),
            _ => {
                let message = format!("extension code {code} is out of range");
                return Err(vm.raise_str(vm.types.runtime_error, &message));
            }
        }
        Ok(true)
    }

    /// GLOBAL: the module and the name as lines of text.
    fn save_by_name(&mut self, vm: &mut Vm, module: Value, name: &str) -> PyResult<()> {
        let module = vm.expect::<Str>(module, "str")?;
        if module.as_str().is_none() {
            return Err(self.unnamed(vm, "module", module.value()));
        }
        let (mut module, mut name) = (module.as_wtf8().to_string(), name.to_owned());
        if self.settings.fix_imports {
            (module, name) = old_name(vm, module, name)?;
        }
        for (what, text) in [("module", &module), ("global", &name)] {
            if self.settings.protocol < 3 && !text.is_ascii() {
                let text = vm.new_str(text.as_str())?;
                return Err(self.unnamed(vm, what, text));
            }
        }
        self.op(op::GLOBAL);
        self.put(format!("{module}\n{name}\n").as_bytes());
        Ok(())
    }
}

impl Pickling {
    /// A name that the protocol has no way to write.
    #[cold]
    fn unnamed(&self, vm: &mut Vm, what: &str, name: Value) -> Raised {
        let shown = match vm.repr_string(name) {
            Ok(shown) => shown,
            Err(raised) => return raised,
        };
        let protocol = self.settings.protocol;
        pickling_error(
            vm,
            &format!("can't pickle {what} identifier {shown} using pickle protocol {protocol}"),
        )
    }
}

/// The module and name that Python 2 had for what Python 3 calls so.
fn old_name(vm: &mut Vm, module: String, name: String) -> PyResult<(String, String)> {
    mapped(vm, "REVERSE_NAME_MAPPING", "REVERSE_IMPORT_MAPPING", module, name)
}

/// A module and a name by the tables of `_compat_pickle`.
pub(super) fn mapped(
    vm: &mut Vm,
    names: &str,
    modules: &str,
    module: String,
    name: String,
) -> PyResult<(String, String)> {
    let text = |value: Value| value.downcast::<Str>().map(|s| s.as_wtf8().to_string());
    let [names, modules] = [names, modules].map(|table| vm.import_attr("_compat_pickle", table));
    let (names, modules) = (vm.expect::<Dict>(names?, "dict")?, vm.expect::<Dict>(modules?, "dict")?);
    let module_key = vm.new_str(module.as_str())?;
    let name_key = vm.new_str(name.as_str())?;
    let pair = vm.new_tuple(&[module_key, name_key])?;
    if let Some(found) = vm.dict_get(names, pair)? {
        return match found.downcast::<Tuple>().as_ref().map(|t| t.items()) {
            Some(&[m, n]) => Ok((text(m).unwrap_or(module), text(n).unwrap_or(name))),
            _ => Ok((module, name)),
        };
    }
    match vm.dict_get(modules, module_key)?.and_then(text) {
        Some(found) => Ok((found, name)),
        None => Ok((module, name)),
    }
}

/// What stands under a dotted name; `None` where an attribute is missing.
pub(super) fn follow(vm: &mut Vm, from: Value, path: &str) -> PyResult<Option<Value>> {
    let mut at = from;
    for part in path.split('.') {
        let part = vm.intern(part);
        match vm.get_attr_or_none(at, part)? {
            Some(next) => at = next,
            None => return Ok(None),
        }
    }
    Ok(Some(at))
}

/// The name of the module in which a value stands under that name.
fn module_of(vm: &mut Vm, value: Value, name: Gc<Str>) -> PyResult {
    let path = name.as_wtf8().to_string();
    if path.split('.').any(|part| part == "<locals>") {
        let shown = vm.repr_string(value)?;
        return Err(pickling_error(vm, &format!("Can't pickle local object {shown}")));
    }
    let key = vm.intern("__module__");
    let module_name = match vm.get_attr_or_none(value, key)?.filter(|m| !m.is_none()) {
        Some(module) => module,
        None => match search(vm, value, &path)? {
            Some(module) => return Ok(module),
            None => vm.intern("__main__").value(),
        },
    };
    let Some(text) = module_name.downcast::<Str>() else {
        let given = class_name(vm, module_name);
        return Err(vm.raise_type_error(format!("module name must be a string, not {given}")));
    };
    let text = vm.intern(text.as_wtf8());
    let found = match vm.import_absolute(text) {
        Ok(module) => follow(vm, module, &path)?,
        Err(_) if vm.raised_is(vm.types.import_error) || vm.raised_is(vm.types.value_error) => {
            let cause = vm.take_raised();
            let shown = vm.repr_string(value)?;
            let cause = vm.str_of(cause)?;
            let cause = vm.expect::<Str>(cause, "str")?.as_wtf8().to_string();
            return Err(pickling_error(vm, &format!("Can't pickle {shown}: {cause}")));
        }
        Err(raised) => return Err(raised),
    };
    if found.is_some_and(|found| found.is(value)) {
        return Ok(text.value());
    }
    let shown = vm.repr_string(value)?;
    let trouble = if found.is_some() { "the same object" } else { "found" };
    let module = text.as_wtf8();
    Err(pickling_error(vm, &format!("Can't pickle {shown}: it's not {trouble} as {module}.{path}")))
}

/// The first module in `sys.modules` that has the value under that name.
fn search(vm: &mut Vm, value: Value, path: &str) -> PyResult<Option<Value>> {
    let modules = vm.expect::<Dict>(vm.modules, "dict")?;
    let copy = vm.new_dict();
    vm.dict_merge(copy, modules)?;
    let mut at = 0;
    while let Some((number, name, module)) = copy.next_entry(at) {
        at = number + 1;
        let text = name.downcast::<Str>();
        let is_main = matches!(text.as_ref().and_then(|t| t.as_str()), Some("__main__" | "__mp_main__"));
        if is_main || module.is_none() {
            continue;
        }
        // A module need not have it, and one that runs code when asked may fail.
        let found = match module.downcast::<Module>() {
            Some(_) => follow(vm, module, path)?,
            None => follow(vm, module, path).unwrap_or_else(|_| {
                vm.take_raised();
                None
            }),
        };
        if found.is_some_and(|found| found.is(value)) {
            // The string that the module's own classes name it with.
            return Ok(Some(text.map_or(name, |text| vm.intern(text.as_wtf8()).value())));
        }
    }
    Ok(None)
}
