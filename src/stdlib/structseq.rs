//! Tuples whose items have names: `sys.version_info`, `os.stat_result`, `time.struct_time`.
//!
//! ```text
//! structseq! { VERSION_INFO: "sys" "version_info" ["major", "minor", "micro", "releaselevel", "serial"] }
//! let class = structseq::class(vm, &VERSION_INFO)?;      let value = structseq::make(vm, class, &items)?;
//! ```

use crate::builtins::{natives, put};
use crate::heap::Gc;
use crate::objects::getset::{GetSetDef, Getter};
use crate::objects::types::type_flags;
use crate::objects::{Str, Tuple, Type};
use crate::value::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::native_type::TypeSpec;

natives! { METHODS:
    "__repr__" "(self, /)" repr;
    "__reduce__" "(self, /)" reduce;
}

natives! { STATIC_METHODS:
    "__new__" "(cls, sequence, dict=None, /)" new;
}

/// Declares such a class.
macro_rules! structseq {
    ($(#[$doc:meta])* $spec:ident: $module:literal $name:literal [$($field:literal),* $(,)?]) => {
        $(#[$doc])*
        pub(crate) static $spec: crate::vm::native_type::TypeSpec = {
            const COUNT: usize = [$($field),*].len();
            static ROWS: [crate::objects::getset::GetSetDef; COUNT] =
                crate::stdlib::structseq::getters([$($field),*]);
            crate::stdlib::structseq::declare($module, $name, &ROWS)
        };
    };
}
pub(crate) use structseq;

fn item<const N: usize>(vm: &mut Vm, value: Value) -> PyResult {
    match value.downcast::<Tuple>().and_then(|t| t.items().get(N).copied()) {
        Some(value) => Ok(value),
        None => Err(vm.raise_type_error("descriptor requires a structure")),
    }
}

const MOST: usize = 24;

macro_rules! item_getters {
    ($($n:literal)*) => { const ITEMS: [Getter; MOST] = [$(item::<$n>),*]; };
}
item_getters! { 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 }

/// One row for each item.
pub(crate) const fn getters<const N: usize>(names: [&'static str; N]) -> [GetSetDef; N] {
    let mut rows = [const { GetSetDef::new("", item::<0>) }; N];
    let mut i = 0;
    while i < N {
        rows[i] = GetSetDef::new(names[i], ITEMS[i]);
        i += 1;
    }
    rows
}

/// The declaration of a class with these items.
pub(crate) const fn declare(
    module: &'static str,
    name: &'static str,
    rows: &'static [GetSetDef],
) -> TypeSpec {
    let mut spec = TypeSpec::new(module, name, crate::objects::Kind::Tuple);
    spec.base = Some(|vm| vm.types.tuple);
    spec.flags = type_flags::BASE | type_flags::HAS_DICT;
    spec.getset = rows;
    spec
}

/// The class of a declaration.
pub(crate) fn class(vm: &mut Vm, spec: &'static TypeSpec) -> PyResult<Gc<Type>> {
    let class = vm.native_type(spec);
    let key = vm.intern("__match_args__");
    if class.own(key).is_some() {
        return Ok(class);
    }
    let keep = vm.temps().len();
    for def in spec.getset {
        let name = vm.intern(def.name);
        vm.push_temp(name.value());
    }
    let names = vm.temps()[keep..].to_vec();
    let names = vm.new_tuple(&names)?;
    vm.pop_temps(keep);
    put(vm, class.dict(), "__match_args__", names);
    let count = Value::small_int_unchecked(spec.getset.len() as i64);
    for field in ["n_fields", "n_sequence_fields"] {
        put(vm, class.dict(), field, count);
    }
    put(vm, class.dict(), "n_unnamed_fields", Value::small_int_unchecked(0));
    vm.add_methods(class, METHODS);
    vm.add_static_methods(class, STATIC_METHODS);
    vm.hooks_changed(class);
    Ok(class)
}

/// A value of such a class.
pub(crate) fn make(vm: &mut Vm, class: Gc<Type>, items: &[Value]) -> PyResult {
    let (shape, attrs) = vm.shape_for(class);
    let tuple = Tuple::new(&mut vm.heap, shape, attrs, items);
    let tuple = vm.check(tuple)?;
    Ok(vm.made_of(class, tuple).value())
}

/// As [`make`], for the class of a declaration.
pub(crate) fn make_of(vm: &mut Vm, spec: &'static TypeSpec, items: &[Value]) -> PyResult {
    let class = class(vm, spec)?;
    make(vm, class, items)
}

fn fields(vm: &mut Vm, class: Gc<Type>) -> PyResult<Gc<Tuple>> {
    let name = vm.intern("__match_args__");
    let fields = class.lookup(name).unwrap_or(Value::NONE);
    vm.expect(fields, "tuple")
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let class = vm.expect::<Type>(args[0], "type")?;
    let list = vm.list_of(args[1])?;
    let wanted = fields(vm, class)?.len();
    if list.len() < wanted {
        let module = vm.intern("__module__");
        let module = class.lookup(module).and_then(|m| m.downcast::<Str>());
        let module = module.map(|m| m.as_wtf8().to_string()).unwrap_or_default();
        let message = format!(
            "{module}.{}() takes a {wanted}-sequence ({}-sequence given)",
            class.name().as_wtf8(),
            list.len()
        );
        return Err(vm.raise_type_error(message));
    }
    let tuple = vm.tuple_of_list(list)?;
    let tuple = vm.expect::<Tuple>(tuple, "tuple")?;
    let made = make(vm, class, &tuple.items()[..wanted])?;
    if let Some(more) = args[2].downcast::<crate::objects::Dict>()
        && let Some(own) = vm.dict_of(made)?
    {
        vm.dict_merge(own, more)?;
    }
    Ok(made)
}

fn repr(vm: &mut Vm, args: &[Value]) -> PyResult {
    let tuple = vm.expect::<Tuple>(args[0], "tuple")?;
    let class = vm.type_of(args[0]);
    let names = fields(vm, class)?;
    let key = vm.intern("__module__");
    let module = class.lookup(key).and_then(|m| m.downcast::<Str>());
    let mut out = rustpython_wtf8::Wtf8Buf::new();
    if let Some(module) = module.filter(|m| m.as_str() != Some("builtins")) {
        out.push_wtf8(module.as_wtf8());
        out.push_str(".");
    }
    out.push_wtf8(class.name().as_wtf8());
    out.push_str("(");
    for (i, (&item, name)) in tuple.items().iter().zip(names.items()).enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        if let Some(name) = name.downcast::<Str>() {
            out.push_wtf8(name.as_wtf8());
        }
        out.push_str("=");
        let shown = vm.repr(item)?;
        if let Some(shown) = shown.downcast::<Str>() {
            out.push_wtf8(shown.as_wtf8());
        }
    }
    out.push_str(")");
    vm.new_str(&out)
}

fn reduce(vm: &mut Vm, args: &[Value]) -> PyResult {
    let tuple = vm.expect::<Tuple>(args[0], "tuple")?;
    let class = vm.type_of(args[0]).value();
    let plain = vm.new_tuple(tuple.items())?;
    let extra = vm.new_dict();
    if let Some(more) = vm.dict_of(args[0])? {
        vm.dict_merge(extra, more)?;
    }
    let extra = extra.value();
    let arguments = vm.new_tuple(&[plain, extra])?;
    vm.new_tuple(&[class, arguments])
}
