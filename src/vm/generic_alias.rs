//! Subscripted classes: their parameters, what a substitution makes of them, and how they are shown.
//!
//! ```text
//! dict[str, T]    origin dict, args (str, T), parameters (T,)
//! dict[str, T][int]  →  dict[str, int]
//! ```

use super::Vm;
use super::lower::items;
use crate::heap::Gc;
use crate::objects::{GenericAlias, Kind, List, Str, Type, Union};
use crate::value::{PyResult, Raised, Value};

impl Vm {
    /// `origin[item]`: the alias; an item that is no tuple is the one argument.
    ///
    /// # Errors
    /// `MemoryError`.
    pub fn generic_alias(&mut self, origin: Value, item: Value) -> PyResult {
        let args = if self.is_exact(item, Kind::Tuple) { item } else { self.new_tuple(&[item])? };
        Ok(self.alias_of(origin, args, false))
    }

    pub(crate) fn alias_of(&mut self, origin: Value, args: Value, starred: bool) -> Value {
        let shape = Kind::GenericAlias as u32;
        GenericAlias::new(&mut self.heap, shape, origin, args, starred).value()
    }

    fn is_exact(&self, value: Value, kind: Kind) -> bool {
        value.is_kind(kind) && self.is_exact_builtin(value)
    }

    /// The type parameters in a tuple of arguments, each once.
    pub(crate) fn parameters_of(&mut self, args: Value) -> PyResult {
        let found = self.new_list(&[])?;
        self.collect_parameters(args, found)?;
        self.tuple_of_list(found)
    }

    fn collect_parameters(&mut self, args: Value, found: Gc<List>) -> PyResult<()> {
        self.enter_native("")?;
        let list = self.list_of(args)?;
        for item in list.items() {
            let arg = item.get();
            if arg.is_kind(Kind::Type) {
                continue;
            }
            if matches!(arg.kind(), Some(Kind::Tuple | Kind::List)) {
                self.collect_parameters(arg, found)?;
                continue;
            }
            let (subst, own) = (self.intern("__typing_subst__"), self.intern("__parameters__"));
            if self.get_attr_or_none(arg, subst)?.is_some() {
                self.push_new(found, arg)?;
            } else if let Some(held) = self.get_attr_or_none(arg, own)?.filter(|v| v.is_kind(Kind::Tuple)) {
                for &parameter in items(held) {
                    self.push_new(found, parameter)?;
                }
            }
        }
        self.native_depth -= 1;
        Ok(())
    }

    fn push_new(&mut self, list: Gc<List>, value: Value) -> PyResult<()> {
        if list.items().iter().any(|i| i.get().is(value)) {
            return Ok(());
        }
        let pushed = List::push(list, &mut self.heap, value);
        self.check(pushed)
    }

    /// `__parameters__` of an alias or a union.
    pub(crate) fn own_parameters(&mut self, value: Value) -> PyResult {
        if let Some(alias) = value.downcast::<GenericAlias>() {
            if alias.parameters.get().is_null() {
                let made = self.parameters_of(alias.args.get())?;
                self.heap.set(alias, &alias.parameters, made);
            }
            return Ok(alias.parameters.get());
        }
        let Some(union) = value.downcast::<Union>() else { return self.new_tuple(&[]) };
        if union.parameters.get().is_null() {
            let made = self.parameters_of(union.args.get())?;
            self.heap.set(union, &union.parameters, made);
        }
        Ok(union.parameters.get())
    }

    /// An attribute that an alias has itself, or that its class has.
    pub(crate) fn alias_attr(&mut self, alias: Gc<GenericAlias>, name: Gc<Str>) -> PyResult<Option<Value>> {
        Ok(Some(match name.as_str().unwrap_or_default() {
            "__origin__" => alias.origin.get(),
            "__args__" => alias.args.get(),
            "__parameters__" => self.own_parameters(alias.value())?,
            "__unpacked__" => Value::from_bool(alias.starred),
            "__typing_unpacked_tuple_args__" => {
                let of_tuple = alias.origin.get().is(self.types.tuple.value());
                if alias.starred && of_tuple { alias.args.get() } else { Value::NONE }
            }
            "__class__" => self.types.generic_alias.value(),
            "__mro_entries__" | "__reduce_ex__" | "__reduce__" | "__copy__" | "__deepcopy__"
            | "__bases__" => {
                return Ok(None);
            }
            _ => return self.get_attr(alias.origin.get(), name).map(Some),
        }))
    }

    /// `alias[item]`: the parameters replaced by what `item` holds.
    pub(crate) fn substitute(&mut self, alias: Value, args: Value, item: Value) -> PyResult {
        let parameters = self.own_parameters(alias)?;
        let count = items(parameters).len();
        if count == 0 {
            let shown = self.repr_string(alias)?;
            return Err(self.raise_type_error(format!("{shown} is not a generic class")));
        }
        let mut given = self.unpacked_arguments(item)?;
        let prepare = self.intern("__typing_prepare_subst__");
        for &parameter in items(parameters) {
            if let Some(prepare) = self.get_attr_or_none(parameter, prepare)?.filter(|p| !p.is_none()) {
                let made = self.call(prepare, &[alias, given])?;
                given = if made.is_kind(Kind::Tuple) { made } else { self.new_tuple(&[made])? };
            }
        }
        let n = items(given).len();
        if n != count {
            let (shown, which) = (self.repr_string(alias)?, if n > count { "many" } else { "few" });
            return Err(self.raise_type_error(format!(
                "Too {which} arguments for {shown}; actual {n}, expected {count}"
            )));
        }
        self.substitute_in(args, parameters, given)
    }

    /// The arguments of a subscription, starred tuples taken apart.
    fn unpacked_arguments(&mut self, item: Value) -> PyResult {
        let single = [item];
        let given = if self.is_exact(item, Kind::Tuple) { items(item) } else { &single[..] };
        let out = self.new_list(&[])?;
        let name = self.intern("__typing_unpacked_tuple_args__");
        for &arg in given {
            let inner = if arg.is_kind(Kind::Type) { None } else { self.get_attr_or_none(arg, name)? };
            match inner.filter(|v| v.is_kind(Kind::Tuple)) {
                Some(inner) if items(inner).last() != Some(&Value::ELLIPSIS) => {
                    self.list_extend(out, inner)?
                }
                _ => {
                    let pushed = List::push(out, &mut self.heap, arg);
                    self.check(pushed)?;
                }
            }
        }
        self.tuple_of_list(out)
    }

    fn substitute_in(&mut self, args: Value, parameters: Value, given: Value) -> PyResult {
        self.enter_native("")?;
        let out = self.new_list(&[])?;
        let list = self.list_of(args)?;
        let [subst, unpacked] =
            ["__typing_subst__", "__typing_is_unpacked_typevartuple__"].map(|n| self.intern(n));
        for item in list.items() {
            let arg = item.get();
            let made = if arg.is_kind(Kind::Type) {
                arg
            } else if matches!(arg.kind(), Some(Kind::Tuple | Kind::List)) {
                let inner = self.substitute_in(arg, parameters, given)?;
                if arg.is_kind(Kind::List) { self.list_of(inner)?.value() } else { inner }
            } else {
                let spread = match self.get_attr_or_none(arg, unpacked)? {
                    Some(flag) => self.truth(flag)?,
                    None => false,
                };
                let made = match self.get_attr_or_none(arg, subst)? {
                    Some(function) => {
                        let at = items(parameters).iter().position(|p| p.is(arg));
                        let value = at.and_then(|i| items(given).get(i).copied()).unwrap_or(Value::NONE);
                        self.call(function, &[value])?
                    }
                    None => self.substitute_nested(arg, parameters, given)?,
                };
                if spread {
                    self.list_extend(out, made)?;
                    continue;
                }
                made
            };
            let pushed = List::push(out, &mut self.heap, made);
            self.check(pushed)?;
        }
        self.native_depth -= 1;
        self.tuple_of_list(out)
    }

    /// Substitutes in an argument that has parameters of its own.
    fn substitute_nested(&mut self, arg: Value, parameters: Value, given: Value) -> PyResult {
        let name = self.intern("__parameters__");
        let Some(own) = self.get_attr_or_none(arg, name)?.filter(|v| v.is_kind(Kind::Tuple)) else {
            return Ok(arg);
        };
        if items(own).is_empty() {
            return Ok(arg);
        }
        let many = self.intern("__typing_prepare_subst__");
        let inner = self.new_list(&[])?;
        for &parameter in items(own) {
            let at = items(parameters).iter().position(|p| p.is(parameter));
            let value = at.and_then(|i| items(given).get(i).copied()).unwrap_or(parameter);
            let is_tuple_parameter = self.type_name(parameter) == "TypeVarTuple"
                && self.get_attr_or_none(parameter, many)?.is_some();
            if is_tuple_parameter && value.is_kind(Kind::Tuple) {
                self.list_extend(inner, value)?;
            } else {
                let pushed = List::push(inner, &mut self.heap, value);
                self.check(pushed)?;
            }
        }
        let inner = self.tuple_of_list(inner)?;
        self.get_item(arg, inner)
    }

    /// `repr` of an alias.
    pub(crate) fn alias_repr(&mut self, alias: Gc<GenericAlias>) -> PyResult<String> {
        let mut out = String::from(if alias.starred { "*" } else { "" });
        out += &self.type_repr(alias.origin.get())?;
        out.push('[');
        for (i, &arg) in items(alias.args.get()).iter().enumerate() {
            if i > 0 {
                out += ", ";
            }
            if let Some(list) = arg.downcast::<List>() {
                let mut shown = Vec::new();
                for item in list.items() {
                    shown.push(self.type_repr(item.get())?);
                }
                out += &format!("[{}]", shown.join(", "));
            } else {
                out += &self.type_repr(arg)?;
            }
        }
        if items(alias.args.get()).is_empty() {
            out += "()";
        }
        out.push(']');
        Ok(out)
    }

    /// How an annotation shows a type: its qualified name, with the module unless that is `builtins`.
    pub(crate) fn type_repr(&mut self, value: Value) -> PyResult<String> {
        if value == Value::ELLIPSIS {
            return Ok("...".into());
        }
        if value.is_kind(Kind::GenericAlias) {
            return self.repr_string(value);
        }
        let [origin, args, qualname, module] =
            ["__origin__", "__args__", "__qualname__", "__module__"].map(|n| self.intern(n));
        if !value.is_kind(Kind::Type)
            && self.get_attr_or_none(value, origin)?.is_some()
            && self.get_attr_or_none(value, args)?.is_some()
        {
            return self.repr_string(value);
        }
        let Some(name) = self.get_attr_or_none(value, qualname)?.and_then(|v| v.downcast::<Str>()) else {
            return self.repr_string(value);
        };
        let name = name.as_wtf8().to_string();
        if value.downcast::<Type>().is_some_and(|t| t.has(crate::objects::types::type_flags::BUILTIN)) {
            let module = self.get_attr_or_none(value, module)?.and_then(|m| m.downcast::<Str>());
            let module = module.map(|m| m.as_wtf8().to_string()).filter(|m| m != "builtins");
            return Ok(module.map_or(name.clone(), |m| format!("{m}.{name}")));
        }
        match self.get_attr_or_none(value, module)?.and_then(|v| v.downcast::<Str>()) {
            Some(m) if m.as_str() == Some("builtins") => Ok(name),
            Some(m) => Ok(format!("{}.{name}", m.as_wtf8())),
            None => self.repr_string(value),
        }
    }

    /// `int | None`, `list[int] | str`: the union, or `None` where an operand is no type.
    pub(crate) fn type_union(&mut self, a: Value, b: Value) -> PyResult<Option<Value>> {
        if !self.is_union_operand(a) || !self.is_union_operand(b) || (a.is_none() && b.is_none()) {
            return Ok(None);
        }
        self.union_of(&[a, b]).map(Some)
    }

    fn is_union_operand(&self, value: Value) -> bool {
        value.is_none()
            || matches!(
                value.kind(),
                Some(Kind::Type | Kind::GenericAlias | Kind::Union | Kind::TypeAlias | Kind::TypeParam)
            )
    }

    /// The union of several types: nested ones taken apart, each once. A single type is itself.
    pub(crate) fn union_of(&mut self, types: &[Value]) -> PyResult {
        let out = self.new_list(&[])?;
        for &t in types {
            let single = [t];
            let parts = match t.downcast::<Union>() {
                Some(union) => items(union.args.get()),
                None => &single[..],
            };
            for &part in parts {
                let part = if part.is_none() { self.types.none.value() } else { part };
                let mut known = false;
                for i in 0..out.len() {
                    let other = out.get(i).unwrap_or(Value::NONE);
                    // Classes are equal by identity; arguments may compare as they like.
                    known = other.is(part)
                        || (!part.is_kind(Kind::Type)
                            && !other.is_kind(Kind::Type)
                            && self.equal(other, part)?);
                    if known {
                        break;
                    }
                }
                if !known {
                    let pushed = List::push(out, &mut self.heap, part);
                    self.check(pushed)?;
                }
            }
        }
        if out.len() == 1 {
            return Ok(out.get(0).unwrap_or(Value::NONE));
        }
        let args = self.tuple_of_list(out)?;
        Ok(Union::new(&mut self.heap, args).value())
    }

    /// `repr` of a union.
    pub(crate) fn union_repr(&mut self, union: Gc<Union>) -> PyResult<String> {
        let mut shown = Vec::new();
        for &arg in items(union.args.get()) {
            if arg.is(self.types.none.value()) {
                shown.push("None".to_owned());
            } else {
                shown.push(self.type_repr(arg)?);
            }
        }
        Ok(shown.join(" | "))
    }

    /// An attribute that a union has itself.
    pub(crate) fn union_attr(&mut self, union: Gc<Union>, name: &str) -> PyResult<Option<Value>> {
        Ok(Some(match name {
            "__args__" => union.args.get(),
            "__parameters__" => self.own_parameters(union.value())?,
            "__origin__" => self.types.union.value(),
            "__name__" | "__qualname__" => self.intern("Union").value(),
            "__module__" => self.intern("typing").value(),
            _ => return Ok(None),
        }))
    }

    /// Whether a test holds for one of a union's types.
    pub(crate) fn any_of_union(
        &mut self,
        union: Gc<Union>,
        mut test: impl FnMut(&mut Vm, Value) -> PyResult<bool>,
    ) -> PyResult<bool> {
        for &arg in items(union.args.get()) {
            if test(self, arg)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The error of a test against `list[int]`.
    #[cold]
    pub(crate) fn raise_parameterized(&mut self, what: &str) -> Raised {
        self.raise_type_error(format!("{what}() argument 2 cannot be a parameterized generic"))
    }

    /// `Class[item]`: by the metaclass, or by `__class_getitem__`.
    pub(crate) fn class_item(&mut self, class: Gc<Type>, item: Value) -> PyResult {
        let [getter, maker] = ["__getitem__", "__class_getitem__"].map(|n| self.intern(n));
        if let Some(method) = self.type_of(class.value()).lookup(getter) {
            return self.call_method(method, class.value(), &[item]);
        }
        if class == self.types.typ {
            return self.generic_alias(class.value(), item);
        }
        match self.get_attr_or_none(class.value(), maker)?.filter(|method| !method.is_none()) {
            Some(method) => self.call(method, &[item]),
            None => {
                let message = format!("type '{}' is not subscriptable", self.shown_name(class));
                Err(self.raise_type_error(message))
            }
        }
    }
}
