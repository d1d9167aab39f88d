//! The classes behind annotations: `list[int]`, `int | str`, type parameters and `type` aliases.

use super::{add_methods, natives, put};
use crate::heap::Gc;
use crate::objects::generic::{GenericAlias, Union};
use crate::objects::type_param::{ParamKind, TypeAlias, TypeParam, Variance};
use crate::objects::{Dict, Instance, Kind, Str, Type};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::lower::items;
use pyopt_compiler::syntax::ast::{CmpOp, Operator};

natives! { ALIAS:
    "__new__" "(cls, origin, args, /)" |vm, args| {
        let made = vm.generic_alias(args[1], args[2])?;
        let class = vm.class_for_new(args[0], vm.types.generic_alias)?;
        match made.downcast::<crate::objects::GenericAlias>() {
            Some(plain) if class != vm.types.generic_alias => {
                let alias = crate::objects::GenericAlias::detached(plain.origin.get(), plain.args.get());
                Ok(vm.alloc_instance(class, alias).value())
            }
            _ => Ok(made),
        }
    };
    "__repr__" "(self, /)" |vm, args| {
        let alias = vm.expect::<GenericAlias>(args[0], "a generic alias")?;
        let text = vm.alias_repr(alias)?;
        vm.new_str(text.as_str())
    };
    "__call__" "(self, /, *args, **kwargs)" call_alias;
    "__getitem__" "(self, item, /)" |vm, args| {
        let alias = vm.expect::<GenericAlias>(args[0], "a generic alias")?;
        let made = vm.substitute(args[0], alias.args.get(), args[1])?;
        Ok(vm.alias_of(alias.origin.get(), made, alias.starred))
    };
    "__eq__" "(self, other, /)" alias_equal;
    "__hash__" "(self, /)" |vm, args| {
        let alias = vm.expect::<GenericAlias>(args[0], "a generic alias")?;
        let hash = vm.hash(alias.origin.get())? ^ vm.hash(alias.args.get())?;
        Ok(vm.new_int(hash as i64))
    };
    "__iter__" "(self, /)" |vm, args| {
        let alias = vm.expect::<GenericAlias>(args[0], "a generic alias")?;
        let starred = vm.alias_of(alias.origin.get(), alias.args.get(), true);
        let single = vm.new_tuple(&[starred])?;
        vm.iter(single)
    };
    "__mro_entries__" "(self, bases, /)" |vm, args| {
        let alias = vm.expect::<GenericAlias>(args[0], "a generic alias")?;
        vm.new_tuple(&[alias.origin.get()])
    };
    "__or__" "(self, other, /)" |vm, args| either(vm, args[0], args[1]);
    "__ror__" "(self, other, /)" |vm, args| either(vm, args[1], args[0]);
    "__reduce__" "(self, /)" |vm, args| {
        let alias = vm.expect::<GenericAlias>(args[0], "a generic alias")?;
        let parts = vm.new_tuple(&[alias.origin.get(), alias.args.get()])?;
        vm.new_tuple(&[vm.types.generic_alias.value(), parts])
    };
    "__instancecheck__" "(self, instance, /)" |vm, _| Err(vm.raise_parameterized("isinstance"));
    "__subclasscheck__" "(self, cls, /)" |vm, _| Err(vm.raise_parameterized("issubclass"));
}

natives! { UNION:
    "__repr__" "(self, /)" |vm, args| {
        let union = vm.expect::<Union>(args[0], "a union")?;
        let text = vm.union_repr(union)?;
        vm.new_str(text.as_str())
    };
    "__getitem__" "(self, item, /)" |vm, args| {
        let union = vm.expect::<Union>(args[0], "a union")?;
        let made = vm.substitute(args[0], union.args.get(), args[1])?;
        vm.union_of(items(made))
    };
    "__eq__" "(self, other, /)" union_equal;
    "__hash__" "(self, /)" |vm, args| {
        let union = vm.expect::<Union>(args[0], "a union")?;
        let mut hash = 0u64;
        for &arg in items(union.args.get()) {
            hash ^= vm.hash(arg)?;
        }
        Ok(vm.new_int(hash as i64))
    };
    "__or__" "(self, other, /)" |vm, args| either(vm, args[0], args[1]);
    "__ror__" "(self, other, /)" |vm, args| either(vm, args[1], args[0]);
    "__mro_entries__" "(self, bases, /)" |vm, args| {
        let shown = vm.repr_string(args[0])?;
        Err(vm.raise_type_error(format!("Cannot subclass {shown}")))
    };
}

natives! { UNION_CLASS: "__class_getitem__" "(cls, item, /)" |vm, args| {
    if args[1].is_kind(Kind::Tuple) {
        if items(args[1]).is_empty() {
            return Err(vm.raise_type_error("Cannot take a Union of no types."));
        }
        let mut made = items(args[1])[0];
        if items(args[1]).len() == 1 {
            return vm.union_of(&[made]);
        }
        for &part in &items(args[1])[1..] {
            made = make_union(vm, made, part)?;
        }
        return Ok(made);
    }
    let checked = type_check(vm, args[1], "Union[arg, ...]: each arg must be a type.")?;
    vm.union_of(&[checked])
}; }

// What classes have that take parameters in annotations only: `list[int]`.
natives! { SUBSCRIPTED: "__class_getitem__" "(cls, item, /)" |vm, args| vm.generic_alias(args[0], args[1]); }

natives! { PARAM:
    "__repr__" "(self, /)" param_repr;
    "__or__" "(self, other, /)" |vm, args| make_union(vm, args[0], args[1]);
    "__ror__" "(self, other, /)" |vm, args| make_union(vm, args[1], args[0]);
    "has_default" "(self, /)" |vm, args| {
        let param = vm.expect::<TypeParam>(args[0], "a type parameter")?;
        let none = param.evaluate_default.get().is_null()
            && (param.default.get().is_null() || param.default.get().is(vm.no_default));
        Ok(Value::from_bool(!none))
    };
    "__typing_subst__" "(self, arg, /)" |vm, args| {
        let param = vm.expect::<TypeParam>(args[0], "a type parameter")?;
        match param.which {
            ParamKind::TypeVar => call_typing(vm, "_typevar_subst", args),
            ParamKind::ParamSpec => call_typing(vm, "_paramspec_subst", args),
            _ => Err(vm.raise_type_error("Substitution of bare TypeVarTuple is not supported")),
        }
    };
    "__typing_prepare_subst__" "(self, alias, args, /)" |vm, args| {
        let param = vm.expect::<TypeParam>(args[0], "a type parameter")?;
        match param.which {
            ParamKind::TypeVar => prepare_typevar(vm, args),
            ParamKind::ParamSpec => call_typing(vm, "_paramspec_prepare_subst", args),
            _ => call_typing(vm, "_typevartuple_prepare_subst", args),
        }
    };
    "__mro_entries__" "(self, bases, /)" no_base;
    "__reduce__" "(self, /)" |vm, args| {
        let param = vm.expect::<TypeParam>(args[0], "a type parameter")?;
        Ok(param.name.get())
    };
}

natives! { TUPLE_PARAM: "__iter__" "(self, /)" |vm, args| {
    let unpack = typing_name(vm, "Unpack")?;
    let made = vm.get_item(unpack, args[0])?;
    let single = vm.new_tuple(&[made])?;
    vm.iter(single)
}; }

natives! { TYPE_VAR: "__new__" "(cls, name, /, *constraints, bound=None, default=None, covariant=False, contravariant=False, infer_variance=False)" new_type_var; }
natives! { PARAM_SPEC: "__new__" "(cls, name, /, *, bound=None, default=None, covariant=False, contravariant=False, infer_variance=False)" |vm, args| {
    let name = param_name(vm, args[1], "paramspec")?;
    let variance = variance(vm, [args[4], args[5], args[6]])?;
    new_param(vm, ParamKind::ParamSpec, name, variance, args[2], args[3])
}; }
natives! { TYPE_VAR_TUPLE: "__new__" "(cls, name, /, *, default=None)" |vm, args| {
    let name = param_name(vm, args[1], "typevartuple")?;
    new_param(vm, ParamKind::TypeVarTuple, name, Variance::Invariant, Value::NULL, args[2])
}; }
/// A parameter, or a part of one, among the bases of a class.
fn no_base(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.type_of(args[0]).name();
    Err(vm.raise_type_error(format!("Cannot subclass an instance of {}", class.as_wtf8())))
}

natives! { SPEC_PART:
    "__eq__" "(self, other, /)" |vm, args| {
        let (Some(a), Some(b)) = (args[0].downcast::<TypeParam>(), args[1].downcast::<TypeParam>()) else {
            return Ok(Value::NOT_IMPLEMENTED);
        };
        if a.which != b.which {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        vm.compare(CmpOp::Eq, a.bound.get(), b.bound.get())
    };
    "__mro_entries__" "(self, bases, /)" no_base;
}
natives! { SPEC_ARGS: "__new__" "(cls, origin, /)" |vm, args| Ok(vm.spec_part(args[1], ParamKind::ParamSpecArgs)); }
natives! { SPEC_KWARGS: "__new__" "(cls, origin, /)" |vm, args| Ok(vm.spec_part(args[1], ParamKind::ParamSpecKwargs)); }

natives! { TYPE_ALIAS:
    "__new__" "(cls, name, value, /, *, type_params=())" |vm, args| {
        let name = param_name(vm, args[1], "typealias")?;
        let params = match args[3] {
            Value::NULL => vm.new_tuple(&[])?,
            given if given.is_kind(Kind::Tuple) => given,
            _ => return Err(vm.raise_type_error("type_params must be a tuple")),
        };
        let alias = TypeAlias::new(&mut vm.heap, name, params, args[2], Value::NULL);
        let module = vm.caller_module();
        vm.heap.set(alias, &alias.module, module);
        Ok(alias.value())
    };
    "__repr__" "(self, /)" |vm, args| { let a = vm.expect::<TypeAlias>(args[0], "an alias")?; Ok(a.name.get()) };
    "__getitem__" "(self, item, /)" |vm, args| {
        let alias = vm.expect::<TypeAlias>(args[0], "an alias")?;
        if items(alias.params.get()).is_empty() {
            return Err(vm.raise_type_error("Only generic type aliases are subscriptable"));
        }
        vm.generic_alias(args[0], args[1])
    };
    "__or__" "(self, other, /)" |vm, args| either(vm, args[0], args[1]);
    "__ror__" "(self, other, /)" |vm, args| either(vm, args[1], args[0]);
    "__iter__" "(self, /)" |vm, args| {
        let unpack = typing_name(vm, "Unpack")?;
        let made = vm.get_item(unpack, args[0])?;
        let single = vm.new_tuple(&[made])?;
        vm.iter(single)
    };
    "__reduce__" "(self, /)" |vm, args| { let a = vm.expect::<TypeAlias>(args[0], "an alias")?; Ok(a.name.get()) };
}

natives! { NO_DEFAULT:
    "__new__" "(cls, /)" |vm, _| Ok(vm.no_default);
    "__repr__" "(self, /)" |vm, _| vm.new_str("typing.NoDefault");
    "__reduce__" "(self, /)" |vm, _| vm.new_str("NoDefault");
}

natives! { GENERIC:
    "__class_getitem__" "(cls, /, *args, **kwargs)" |vm, args| generic_hook(vm, "_generic_class_getitem", args);
    "__init_subclass__" "(cls, /, *args, **kwargs)" |vm, args| generic_hook(vm, "_generic_init_subclass", args);
}

pub(super) fn install(vm: &mut Vm) {
    let t = vm.types;
    for (class, table) in [
        (t.generic_alias, ALIAS),
        (t.union, UNION),
        (t.type_var, PARAM),
        (t.type_var, TYPE_VAR),
        (t.param_spec, PARAM),
        (t.param_spec, PARAM_SPEC),
        (t.type_var_tuple, PARAM),
        (t.type_var_tuple, TYPE_VAR_TUPLE),
        (t.type_var_tuple, TUPLE_PARAM),
        (t.param_spec_args, SPEC_ARGS),
        (t.param_spec_kwargs, SPEC_KWARGS),
        (t.param_spec_args, &PARAM[..1]),
        (t.param_spec_kwargs, &PARAM[..1]),
        (t.param_spec_args, SPEC_PART),
        (t.param_spec_kwargs, SPEC_PART),
        (t.type_alias, TYPE_ALIAS),
        (t.no_default, NO_DEFAULT),
    ] {
        add_methods(vm, class, table);
    }
    let made_by_functions = [t.generator, t.coroutine, t.async_generator, t.classmethod, t.staticmethod];
    let containers = [t.list, t.dict, t.tuple, t.set, t.frozenset, t.memoryview];
    for class in containers.into_iter().chain(made_by_functions) {
        vm.add_class_methods(class, SUBSCRIPTED);
    }
    vm.add_class_methods(t.union, UNION_CLASS);
    vm.add_class_methods(t.generic, GENERIC);
    for class in [t.type_var, t.param_spec, t.type_var_tuple, t.param_spec_args, t.param_spec_kwargs] {
        set_module(vm, class, "typing");
    }
    for class in [t.type_alias, t.no_default, t.generic, t.union] {
        set_module(vm, class, "typing");
    }
    for class in [t.param_spec_args, t.param_spec_kwargs] {
        put(vm, class.dict(), "__hash__", Value::NONE);
    }
    if let Ok(doc) = vm.new_str("The type of the NoDefault singleton.") {
        put(vm, t.no_default.dict(), "__doc__", doc);
    }
    set_module(vm, t.generic_alias, "types");
    let no_default = t.no_default;
    vm.no_default = Instance::new(&mut vm.heap, no_default.root_shape(), 0).value();
}

fn set_module(vm: &mut Vm, class: Gc<Type>, name: &str) {
    let name = vm.intern(name);
    put(vm, class.dict(), "__module__", name.value());
}

fn either(vm: &mut Vm, a: Value, b: Value) -> PyResult {
    Ok(vm.type_union(a, b)?.unwrap_or(Value::NOT_IMPLEMENTED))
}

/// The union that `typing` makes of operands of which one may be a str.
fn make_union(vm: &mut Vm, a: Value, b: Value) -> PyResult {
    let a = type_check(vm, a, "Union[arg, ...]: each arg must be a type.")?;
    let b = type_check(vm, b, "Union[arg, ...]: each arg must be a type.")?;
    vm.union_of(&[a, b])
}

/// `typing._type_check` for what is not obviously a type.
fn type_check(vm: &mut Vm, value: Value, message: &str) -> PyResult {
    if matches!(
        value.kind(),
        Some(Kind::Type | Kind::GenericAlias | Kind::Union | Kind::TypeParam | Kind::TypeAlias)
    ) {
        return Ok(value);
    }
    if value.is_none() {
        return Ok(vm.types.none.value());
    }
    let message = vm.new_str(message)?;
    call_typing(vm, "_type_check", &[value, message])
}

fn typing_name(vm: &mut Vm, name: &str) -> PyResult {
    let module = vm.import_module("typing")?;
    let name = vm.intern(name);
    vm.get_attr(module, name)
}

/// Calls a function of the module `typing`.
pub(crate) fn call_typing(vm: &mut Vm, name: &str, args: &[Value]) -> PyResult {
    let function = typing_name(vm, name)?;
    vm.call(function, args)
}

fn generic_hook(vm: &mut Vm, name: &str, args: &[Value]) -> PyResult {
    let function = typing_name(vm, name)?;
    let mut names = Vec::new();
    let mut all: Vec<Value> = std::iter::once(args[0]).chain(items(args[1]).iter().copied()).collect();
    if let Some(dict) = args[2].downcast::<Dict>() {
        let mut at = 0;
        while let Some((number, key, value)) = dict.next_entry(at) {
            names.push(key);
            all.push(value);
            at = number + 1;
        }
    }
    // The values stay alive through the tuple and dict of the arguments.
    vm.call_with(function, &all, &names)
}

fn call_alias(vm: &mut Vm, args: &[Value]) -> PyResult {
    let alias = vm.expect::<GenericAlias>(args[0], "a generic alias")?;
    let mut names = Vec::new();
    let mut all: Vec<Value> = items(args[1]).to_vec();
    if let Some(dict) = args[2].downcast::<Dict>() {
        let mut at = 0;
        while let Some((number, key, value)) = dict.next_entry(at) {
            names.push(key);
            all.push(value);
            at = number + 1;
        }
    }
    // The values stay alive through the tuple and dict of the arguments.
    let made = vm.call_with(alias.origin.get(), &all, &names)?;
    let name = vm.intern("__orig_class__");
    if !vm.is_exact_builtin(made) && vm.set_attr(made, name, args[0]).is_err() {
        if !(vm.raised_is(vm.types.attribute_error) || vm.raised_is(vm.types.type_error)) {
            return Err(crate::value::Raised);
        }
        vm.take_raised();
    }
    Ok(made)
}

fn alias_equal(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (Some(a), Some(b)) = (args[0].downcast::<GenericAlias>(), args[1].downcast::<GenericAlias>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let equal = a.starred == b.starred
        && vm.equal(a.origin.get(), b.origin.get())?
        && vm.equal(a.args.get(), b.args.get())?;
    Ok(Value::from_bool(equal))
}

fn union_equal(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (Some(a), Some(b)) = (args[0].downcast::<Union>(), args[1].downcast::<Union>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (a, b) = (items(a.args.get()), items(b.args.get()));
    if a.len() != b.len() {
        return Ok(Value::FALSE);
    }
    for &x in a {
        let mut found = false;
        for &y in b {
            let answer = vm.compare(CmpOp::Eq, x, y)?;
            found = found || vm.truth(answer)?;
        }
        if !found {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn param_repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let param = vm.expect::<TypeParam>(args[0], "a type parameter")?;
    let name = match param.which {
        ParamKind::ParamSpecArgs | ParamKind::ParamSpecKwargs => {
            let suffix = if param.which == ParamKind::ParamSpecArgs { "args" } else { "kwargs" };
            let of = param.bound.get();
            let text = match of.downcast::<TypeParam>() {
                Some(spec) => vm.text_of(spec.name.get())?,
                None => vm.repr_string(of)?,
            };
            return vm.new_str(format!("{text}.{suffix}").as_str());
        }
        _ => vm.text_of(param.name.get())?,
    };
    let mark = match (param.which, param.variance) {
        (ParamKind::TypeVarTuple, _) | (_, Variance::Inferred) => "",
        (_, Variance::Covariant) => "+",
        (_, Variance::Contravariant) => "-",
        (_, Variance::Invariant) => "~",
    };
    vm.new_str(format!("{mark}{name}").as_str())
}

fn param_name(vm: &mut Vm, name: Value, what: &str) -> PyResult {
    if name.is_kind(Kind::Str) {
        return Ok(name);
    }
    let class = vm.type_name(name);
    Err(vm.raise_type_error(format!("{what}() argument 'name' must be str, not {class}")))
}

fn variance(vm: &mut Vm, flags: [Value; 3]) -> PyResult<Variance> {
    let mut set = [false; 3];
    for (flag, value) in set.iter_mut().zip(flags) {
        *flag = !value.is_null() && vm.truth(value)?;
    }
    match set {
        [true, true, _] => Err(vm.raise_value_error("Bivariant types are not supported.")),
        [true, _, true] | [_, true, true] => {
            Err(vm.raise_value_error("Variance cannot be specified with infer_variance."))
        }
        [true, ..] => Ok(Variance::Covariant),
        [_, true, _] => Ok(Variance::Contravariant),
        [.., true] => Ok(Variance::Inferred),
        _ => Ok(Variance::Invariant),
    }
}

fn new_param(
    vm: &mut Vm,
    which: ParamKind,
    name: Value,
    variance: Variance,
    bound: Value,
    default: Value,
) -> PyResult {
    let bound = match bound {
        Value::NULL | Value::NONE => Value::NONE,
        given => type_check(vm, given, "Bound must be a type.")?,
    };
    let param = vm.type_param(which, name, variance);
    let module = vm.caller_module();
    vm.heap.set(param, &param.module, module);
    vm.heap.set(param, &param.bound, bound);
    vm.heap.set(param, &param.default, default.non_null().unwrap_or(vm.no_default));
    Ok(param.value())
}

fn new_type_var(vm: &mut Vm, args: &[Value]) -> PyResult {
    // The binder puts the tuple of constraints behind the named parameters.
    let [bound, default, constraints] = [args[2], args[3], args[7]];
    let name = param_name(vm, args[1], "typevar")?;
    let variance = variance(vm, [args[4], args[5], args[6]])?;
    let held = vm.new_list(&[])?;
    match items(constraints) {
        [] => {}
        [_] => return Err(vm.raise_type_error("A single constraint is not allowed")),
        _ if !bound.is_null() && !bound.is_none() => {
            return Err(vm.raise_type_error("Constraints cannot be combined with bound=..."));
        }
        many => {
            for &constraint in many {
                let message = "TypeVar(name, constraint, ...): constraints must be types.";
                let checked = type_check(vm, constraint, message)?;
                let pushed = crate::objects::List::push(held, &mut vm.heap, checked);
                vm.check(pushed)?;
            }
        }
    }
    let constraints = vm.tuple_of_list(held)?;
    let made = new_param(vm, ParamKind::TypeVar, name, variance, bound, default)?;
    if let Some(param) = made.downcast::<TypeParam>() {
        vm.heap.set(param, &param.constraints, constraints);
    }
    Ok(made)
}

/// `TypeVar.__typing_prepare_subst__`: the arguments, filled up with the default.
fn prepare_typevar(vm: &mut Vm, args: &[Value]) -> PyResult {
    let [param, alias, given] = [args[0], args[1], args[2]];
    let name = vm.intern("__parameters__");
    let parameters = vm.get_attr(alias, name)?;
    let Some(at) = items(parameters).iter().position(|p| p.is(param)) else {
        return Err(vm.raise_value_error("sequence.index(x): x not in sequence"));
    };
    // A list as well as a tuple: `typing` gives what it made of the arguments.
    let count = vm.len(given)?;
    if at < count {
        return Ok(given);
    }
    let name = vm.intern("__default__");
    let default = vm.get_attr(param, name)?;
    if at == count && !default.is(vm.no_default) {
        let more = vm.new_tuple(&[default])?;
        return vm.binary(Operator::Add, false, given, more);
    }
    let shown = vm.repr_string(alias)?;
    let least = at + 1;
    Err(vm.raise_type_error(format!(
        "Too few arguments for {shown}; actual {count}, expected at least {least}"
    )))
}

impl Vm {
    /// A type parameter.
    pub(crate) fn type_param(&mut self, which: ParamKind, name: Value, variance: Variance) -> Gc<TypeParam> {
        let class = match which {
            ParamKind::TypeVar => self.types.type_var,
            ParamKind::ParamSpec => self.types.param_spec,
            ParamKind::TypeVarTuple => self.types.type_var_tuple,
            ParamKind::ParamSpecArgs => self.types.param_spec_args,
            ParamKind::ParamSpecKwargs => self.types.param_spec_kwargs,
        };
        TypeParam::new(&mut self.heap, class.root_shape().0, which, name, variance)
    }

    fn spec_part(&mut self, of: Value, which: ParamKind) -> Value {
        let part = self.type_param(which, Value::NONE, Variance::Invariant);
        self.heap.set(part, &part.bound, of);
        part.value()
    }

    /// A value that a type parameter or alias computes when it is first asked for.
    fn evaluated<T: crate::heap::HeapObject>(
        &mut self,
        owner: Gc<T>,
        value: &std::cell::Cell<Value>,
        function: Value,
        otherwise: Value,
    ) -> PyResult {
        if value.get().is_null() {
            let made = match function.non_null() {
                Some(function) => self.call(function, &[Value::small_int_unchecked(1)])?,
                None => otherwise,
            };
            self.heap.set(owner, value, made);
        }
        Ok(value.get())
    }

    /// An attribute that a type parameter has itself.
    pub(crate) fn param_attr(&mut self, p: Gc<TypeParam>, name: &str) -> PyResult<Option<Value>> {
        let part = matches!(p.which, ParamKind::ParamSpecArgs | ParamKind::ParamSpecKwargs);
        let or_none = |v: Value| v.non_null().unwrap_or(Value::NONE);
        Ok(Some(match (name, p.which) {
            ("__origin__", _) if part => p.bound.get(),
            (_, _) if part => return Ok(None),
            ("__name__", _) => p.name.get(),
            ("__module__", _) => match p.module.get() {
                Value::NULL => return Ok(None),
                module => module,
            },
            ("__default__", _) => {
                let none = self.no_default;
                self.evaluated(p, &p.default, p.evaluate_default.get(), none)?
            }
            ("evaluate_default", _) => or_none(p.evaluate_default.get()),
            ("args", ParamKind::ParamSpec) => self.spec_part(p.value(), ParamKind::ParamSpecArgs),
            ("kwargs", ParamKind::ParamSpec) => self.spec_part(p.value(), ParamKind::ParamSpecKwargs),
            (_, ParamKind::TypeVarTuple) => return Ok(None),
            ("__bound__", _) => self.evaluated(p, &p.bound, p.evaluate_bound.get(), Value::NONE)?,
            ("__covariant__", _) => Value::from_bool(p.variance == Variance::Covariant),
            ("__contravariant__", _) => Value::from_bool(p.variance == Variance::Contravariant),
            ("__infer_variance__", _) => Value::from_bool(p.variance == Variance::Inferred),
            ("evaluate_bound", ParamKind::TypeVar) => or_none(p.evaluate_bound.get()),
            ("evaluate_constraints", ParamKind::TypeVar) => or_none(p.evaluate_constraints.get()),
            ("__constraints__", ParamKind::TypeVar) => {
                let none = self.new_tuple(&[])?;
                self.evaluated(p, &p.constraints, p.evaluate_constraints.get(), none)?
            }
            _ => return Ok(None),
        }))
    }

    /// An attribute that a `type` alias has itself.
    pub(crate) fn type_alias_attr(&mut self, alias: Gc<TypeAlias>, name: &str) -> PyResult<Option<Value>> {
        Ok(Some(match name {
            "__name__" => alias.name.get(),
            "__value__" => self.evaluated(alias, &alias.value, alias.evaluate.get(), Value::NONE)?,
            "evaluate_value" => alias.evaluate.get().non_null().unwrap_or(Value::NONE),
            "__type_params__" => alias.params.get(),
            "__parameters__" => {
                let list = self.new_list(&[])?;
                for &param in items(alias.params.get()) {
                    let name = self.intern("__iter__");
                    let many =
                        param.downcast::<TypeParam>().is_some_and(|p| p.which == ParamKind::TypeVarTuple);
                    if many && self.type_of(param).lookup(name).is_some() {
                        self.list_extend(list, param)?;
                    } else {
                        let pushed = crate::objects::List::push(list, &mut self.heap, param);
                        self.check(pushed)?;
                    }
                }
                self.tuple_of_list(list)?
            }
            "__module__" => match alias.module.get() {
                Value::NULL => match alias.evaluate.get().downcast::<crate::objects::Function>() {
                    Some(f) => f.module.get(),
                    None => return Ok(None),
                },
                module => module,
            },
            _ => return Ok(None),
        }))
    }

    /// `CALL_INTRINSIC_1` of a generic class's bases: `Generic[params]`.
    pub(crate) fn subscript_generic(&mut self, params: Value) -> PyResult {
        let unpacked = self.new_list(&[])?;
        for &param in items(params) {
            let many = param.downcast::<TypeParam>().is_some_and(|p| p.which == ParamKind::TypeVarTuple);
            if many {
                self.list_extend(unpacked, param)?;
            } else {
                let pushed = crate::objects::List::push(unpacked, &mut self.heap, param);
                self.check(pushed)?;
            }
        }
        let args = self.tuple_of_list(unpacked)?;
        call_typing(self, "_GenericAlias", &[self.types.generic.value(), args])
    }

    /// `CALL_INTRINSIC_1` of a `type` statement: `(name, type parameters or None, function of the value)`.
    pub(crate) fn make_type_alias(&mut self, parts: Value) -> PyResult {
        let &[name, params, evaluate] = items(parts) else { return Ok(Value::NONE) };
        let params = if params.is_kind(Kind::Tuple) { params } else { self.new_tuple(&[])? };
        let alias = TypeAlias::new(&mut self.heap, name, params, Value::NULL, evaluate);
        Ok(alias.value())
    }

    /// A type parameter of the syntax: its bound and constraints are functions.
    pub(crate) fn syntax_param(
        &mut self,
        which: ParamKind,
        name: Value,
        function: Value,
        bound: bool,
    ) -> Value {
        let variance =
            if which == ParamKind::TypeVarTuple { Variance::Invariant } else { Variance::Inferred };
        let param = self.type_param(which, name, variance);
        let field = if bound { &param.evaluate_bound } else { &param.evaluate_constraints };
        self.heap.set(param, field, function);
        let module = self.caller_module();
        self.heap.set(param, &param.module, module);
        param.value()
    }

    /// `__module__` of the code that runs: its globals' `__name__`, or NULL.
    pub(crate) fn caller_module(&mut self) -> Value {
        let Some(globals) = self.running_globals().downcast::<Dict>() else { return Value::NULL };
        let name = self.intern("__name__");
        let found = self.namespace_get(globals, name).ok().flatten();
        found.filter(|v| v.downcast::<Str>().is_some()).unwrap_or(Value::NULL)
    }
}
